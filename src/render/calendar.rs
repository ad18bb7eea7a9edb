//! iCalendar files (RFC 5545).

use crate::plan::view::calendar::{Calendar, Clock};

/// Bytes of a line before it is folded (RFC 5545, section 3.1).
const LINE: usize = 75;
/// The one zone of China, which has had no summer time since 1991.
const ZONE: &str = "Asia/Shanghai";

/// An event that comes back every month, as a calendar of its own.
pub fn calendar(event: &Calendar) -> Vec<u8> {
    let begins = event.hours.map(|(from, _)| from);
    let ends = event.hours.map(|(_, until)| until);
    let rule = match &event.until {
        Some(until) => {
            let end = if begins.is_some() { "T155959Z" } else { "" };
            format!("FREQ=MONTHLY;BYMONTHDAY={};UNTIL={}{end}", event.day, compact(until))
        }
        None => format!("FREQ=MONTHLY;BYMONTHDAY={}", event.day),
    };
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Daylight//Daylight//ZH".to_owned(),
        "BEGIN:VTIMEZONE".to_owned(),
        format!("TZID:{ZONE}"),
        "BEGIN:STANDARD".to_owned(),
        "DTSTART:19910915T000000".to_owned(),
        "TZOFFSETFROM:+0800".to_owned(),
        "TZOFFSETTO:+0800".to_owned(),
        "END:STANDARD".to_owned(),
        "END:VTIMEZONE".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", text(&event.id)),
        // The same file from the same records: the stamp is the event's first day.
        format!("DTSTAMP:{}T000000Z", compact(&event.first)),
        format!("DTSTART{}", moment(&event.first, begins)),
    ];
    lines.extend(ends.map(|until| format!("DTEND{}", moment(&event.first, Some(until)))));
    lines.push(format!("RRULE:{rule}"));
    for (from, to) in &event.moved {
        lines.push(format!("EXDATE{}", moment(from, begins)));
        lines.push(format!("RDATE{}", moment(to, begins)));
    }
    lines.push(format!("SUMMARY:{}", text(&event.title)));
    lines.push(format!("LOCATION:{}", text(&event.place)));
    lines.extend((!event.text.is_empty()).then(|| format!("DESCRIPTION:{}", text(&event.text))));
    lines.push(format!("URL:{}", event.url));
    lines.extend(["END:VEVENT", "END:VCALENDAR"].map(str::to_owned));
    lines.iter().map(|line| folded(line)).collect::<String>().into_bytes()
}

/// 2026-01-10 → 20260110
fn compact(day: &str) -> String {
    day.replace('-', "")
}

/// A day, or a moment of it.
fn moment(day: &str, clock: Option<Clock>) -> String {
    match clock {
        Some((hour, minute)) => {
            format!(";TZID={ZONE}:{}T{hour:02}{minute:02}00", compact(day))
        }
        None => format!(";VALUE=DATE:{}", compact(day)),
    }
}

/// Text with what has a meaning in the format escaped (section 3.3.11).
fn text(plain: &str) -> String {
    let mut escaped = String::with_capacity(plain.len());
    for mark in plain.chars() {
        match mark {
            '\\' | ';' | ',' => escaped.extend(['\\', mark]),
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// A line in pieces of at most 75 bytes, never within a character; each further one begins with a
/// space.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut length = 0;
    for mark in line.chars() {
        if length + mark.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(mark);
        length += mark.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Calendar {
        Calendar {
            id: "residents-day@www.yuncheng.example".to_owned(),
            title: "居民恳谈日".to_owned(),
            text: "不用预约，带上问题来就行；当场答复不了的，5个工作日内书面答复".to_owned(),
            place: "议事厅, 二楼; 东侧".to_owned(),
            url: "https://www.yuncheng.example/participation/residents-day/".to_owned(),
            day: 10,
            first: "2026-01-10".to_owned(),
            until: None,
            hours: Some(((15, 0), (17, 0))),
            moved: vec![("2026-10-10".to_owned(), "2026-10-12".to_owned())],
        }
    }

    fn unfolded(event: &Calendar) -> Vec<String> {
        let file = String::from_utf8(calendar(event)).expect("text");
        file.replace("\r\n ", "").lines().map(str::to_owned).collect()
    }

    #[test]
    fn an_event_comes_back_every_month_but_for_the_moved_ones() {
        let lines = unfolded(&event());
        for line in [
            "DTSTART;TZID=Asia/Shanghai:20260110T150000",
            "DTEND;TZID=Asia/Shanghai:20260110T170000",
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=10",
            "EXDATE;TZID=Asia/Shanghai:20261010T150000",
            "RDATE;TZID=Asia/Shanghai:20261012T150000",
            "LOCATION:议事厅\\, 二楼\\; 东侧",
        ] {
            assert!(lines.iter().any(|held| held == line), "{line}");
        }
    }

    #[test]
    fn an_event_without_hours_takes_the_whole_day() {
        let whole = Calendar { hours: None, until: Some("2026-12-31".to_owned()), ..event() };
        let lines = unfolded(&whole);
        for line in
            ["DTSTART;VALUE=DATE:20260110", "RRULE:FREQ=MONTHLY;BYMONTHDAY=10;UNTIL=20261231"]
        {
            assert!(lines.iter().any(|held| held == line), "{line}");
        }
        assert!(lines.iter().all(|line| !line.starts_with("DTEND")));
    }

    #[test]
    fn no_line_is_longer_than_readers_take() {
        let long = Calendar { text: "恳谈".repeat(200), ..event() };
        let file = String::from_utf8(calendar(&long)).expect("text");
        assert!(file.split("\r\n").all(|line| line.len() <= LINE));
    }
}

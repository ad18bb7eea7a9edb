//! Times of a day as clerks write them: what is read, and what is meant by the rest.

/// Minutes of a whole day.
const DAY: u32 = 24 * 60;

/// Marks that may stand between the two ends of hours.
const BETWEEN: [char; 9] = ['-', '–', '—', '―', '~', '～', '－', '至', '到'];

/// Both ends of hours such as `06:00-22:00`, in minutes of a day; `24:00` may end it.
pub(super) fn read_hours(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once(BETWEEN)?;
    let to = to.trim_start_matches(BETWEEN);
    in_a_day(read_minutes(from)?, read_minutes(to)?)
}

fn in_a_day(from: u32, to: u32) -> Option<(u32, u32)> {
    (from != to && from < DAY && to <= DAY).then_some((from, to))
}

/// `15:00`, in minutes of a day.
pub(super) fn read_minutes(text: &str) -> Option<u32> {
    let (hour, minute) = text.trim().split_once([':', '：'])?;
    let number = |text: &str| {
        let is_figure = (1..=2).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| is_figure)
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    (minute < 60 && hour * 60 + minute <= DAY).then_some(hour * 60 + minute)
}

/// The hours that `8点到20点`, `早8点至晚6点半` or `8:00—20:00（周末除外）` mean, as they are to be written.
pub(super) fn meant_hours(text: &str) -> Option<String> {
    let text = without_remark(text);
    let (from, to) = text.split_once(BETWEEN)?;
    let (from, to) = in_a_day(minutes_in(from)?, minutes_in(to.trim_start_matches(BETWEEN))?)?;
    Some(format!("{}-{}", written(from), written(to)))
}

/// The time that `下午3点`, `15：00` or `15时30分` means, as it is to be written.
pub(super) fn meant_time(text: &str) -> Option<String> {
    minutes_in(without_remark(text)).filter(|at| *at < DAY).map(written)
}

fn without_remark(text: &str) -> &str {
    text.split(['（', '(']).next().unwrap_or(text).trim()
}

fn written(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A time in the words of people: in half days, with 点 or 时, with a point.
fn minutes_in(text: &str) -> Option<u32> {
    let half_width = |mark: char| match mark {
        '０'..='９' => char::from_u32(u32::from(mark) - 0xfee0).unwrap_or(mark),
        '：' | '.' | '．' | '点' | '时' | ';' | '；' => ':',
        _ => mark,
    };
    let text: String = text.chars().filter(|mark| !mark.is_whitespace()).map(half_width).collect();
    let is_day = ["次日", "当日", "每天", "每日"].iter().find_map(|day| text.strip_prefix(day));
    let text = is_day.unwrap_or(&text);
    let (time, later) = half_day(text);
    let time = time.trim_end_matches('分').trim_end_matches(":整").replace(":半", ":30");
    let time = if time.ends_with(':') { format!("{time}00") } else { time };
    let bare = time.len() <= 2 && time.bytes().all(|it| it.is_ascii_digit());
    let time = if bare { format!("{time}:00") } else { time };
    let minutes = read_minutes(&time)?;
    let is_shifted = later && (1..12).contains(&(minutes / 60));
    Some(if is_shifted { minutes + 12 * 60 } else { minutes })
}

/// A time without the name of its part of the day, and whether that is the second half.
fn half_day(text: &str) -> (&str, bool) {
    const PARTS: [(&str, bool); 13] = [
        ("凌晨", false),
        ("早上", false),
        ("早晨", false),
        ("上午", false),
        ("中午", true),
        ("下午", true),
        ("傍晚", true),
        ("晚上", true),
        ("夜间", true),
        ("夜里", true),
        ("早", false),
        ("晚", true),
        ("AM", false),
    ];
    let named = PARTS.iter().find_map(|(part, later)| Some((text.strip_prefix(part)?, *later)));
    named.unwrap_or((text, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_in_every_usual_form() {
        for (written, meant) in [
            ("06:00-22:00", Some((360, 1320))),
            ("7:00～22:00", Some((420, 1320))),
            ("7:00~22:00", Some((420, 1320))),
            ("7：00——22：00", Some((420, 1320))),
            ("22:00 至 06:00", Some((1320, 360))),
            ("06:00-24:00", Some((360, 1440))),
            ("24:00-06:00", None),
            ("06:00-06:00", None),
            ("06:00-25:00", None),
            ("06:60-07:00", None),
            ("白天", None),
            ("8点到20点", None),
        ] {
            assert_eq!(read_hours(written), meant, "{written}");
        }
    }

    #[test]
    fn hours_in_words_are_answered_with_those_that_they_mean() {
        for (written, meant) in [
            ("8点到20点", Some("08:00-20:00")),
            ("8点半至18点30分", Some("08:30-18:30")),
            ("早8点到晚6点半", Some("08:00-18:30")),
            ("上午9时—下午5时", Some("09:00-17:00")),
            ("07.00-22.00", Some("07:00-22:00")),
            ("７：００－２２：００", Some("07:00-22:00")),
            ("7:00-22:00（周末除外）", Some("07:00-22:00")),
            ("晚上10点至次日6点", Some("22:00-06:00")),
            ("8-20", Some("08:00-20:00")),
            ("全天", None),
            ("7:00", None),
            ("6点到6点", None),
        ] {
            assert_eq!(meant_hours(written).as_deref(), meant, "{written}");
        }
    }

    #[test]
    fn a_time_in_words_is_answered_with_the_one_it_means() {
        for (written, meant) in [
            ("15：00", Some("15:00")),
            ("下午3点", Some("15:00")),
            ("中午12点", Some("12:00")),
            ("15时30分", Some("15:30")),
            ("9", Some("09:00")),
            ("上午", None),
            ("24:00", None),
        ] {
            assert_eq!(meant_time(written).as_deref(), meant, "{written}");
        }
    }
}

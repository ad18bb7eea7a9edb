//! Which days are worked: the State Council's holidays and make-up days, never a weekend guess.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::date;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::record::CalendarRecord;
use crate::span::{FileId, Span};
use crate::yaml::{self, Read};

/// The years that come with the program.
const BUILT_IN: [&str; 4] = [
    include_str!("calendar/2023.yaml"),
    include_str!("calendar/2024.yaml"),
    include_str!("calendar/2025.yaml"),
    include_str!("calendar/2026.yaml"),
];

/// Read once: they do not change.
static BUILT_IN_YEARS: LazyLock<BTreeMap<i32, Year>> =
    LazyLock::new(|| BUILT_IN.map(built_in).into_iter().collect());

/// The working days of the years on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i32, Year>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Year {
    off: BTreeSet<NaiveDate>,
    worked: BTreeSet<NaiveDate>,
}

/// A year whose holidays are not on file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoCalendar {
    /// The year.
    pub year: i32,
}

impl NoCalendar {
    /// The finding, at the date or clock that needs the year.
    pub fn at(self, span: Span) -> Diagnostic {
        let year = self.year;
        let words = say(
            format!("没有{year}年的放假安排，算不出工作日"),
            format!("working days of {year} cannot be counted without its holidays"),
        );
        Diagnostic::new(Code::NoCalendar, span, words).help(say(
            format!("按国务院办公厅的通知写一份`calendar/{year}.yaml`"),
            format!("write `calendar/{year}.yaml` after the State Council's notice"),
        ))
    }
}

impl Calendar {
    /// The years of the program, with the portal's own years in their place or beside them.
    pub fn new(records: &[CalendarRecord], problems: &mut Vec<Diagnostic>) -> Self {
        let mut years = BUILT_IN_YEARS.clone();
        let mut own: BTreeMap<u32, Span> = BTreeMap::new();
        for record in records {
            if let Some(first) = own.get(&record.year.value) {
                problems.push(twice(record, *first));
                continue;
            }
            own.insert(record.year.value, record.year.span);
            check(record, problems);
            years.insert(number(record), Year::of(record));
        }
        Self { years }
    }

    /// Whether a day is worked.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, NoCalendar> {
        let year = self.years.get(&day.year()).ok_or(NoCalendar { year: day.year() })?;
        Ok(year.worked.contains(&day) || (!is_weekend(day) && !year.off.contains(&day)))
    }

    /// The last of `count` working days from a day on. The first day counts when it is worked:
    /// a publicity period “自9月1日起5个工作日” ends on the fifth. No days end at once.
    pub fn add_working_days(&self, from: NaiveDate, count: u32) -> Result<NaiveDate, NoCalendar> {
        let mut last = from;
        let mut day = from;
        let mut left = count;
        while left > 0 {
            if self.is_working_day(day)? {
                left -= 1;
                last = day;
            }
            day = day.checked_add_days(Days::new(1)).ok_or(NoCalendar { year: day.year() })?;
        }
        Ok(last)
    }
}

impl Year {
    fn of(record: &CalendarRecord) -> Self {
        let days_off = record.holidays.iter().flat_map(|holiday| {
            let last = holiday.until.map_or(holiday.from.value, |until| until.value);
            let period = date::Period::new(holiday.from.value, last);
            period.into_iter().flat_map(date::Period::iter)
        });
        let worked = record.working_days.iter().map(|day| day.value);
        Self { off: days_off.collect(), worked: worked.collect() }
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn number(record: &CalendarRecord) -> i32 {
    i32::try_from(record.year.value).unwrap_or(i32::MAX)
}

fn built_in(text: &str) -> (i32, Year) {
    let mut problems = Vec::new();
    let record = yaml::parse(FileId(0), text, 0, &mut problems)
        .and_then(|node| CalendarRecord::read(&node, &mut problems))
        .expect("a test reads every calendar of the program");
    (number(&record), Year::of(&record))
}

fn twice(record: &CalendarRecord, first: Span) -> Diagnostic {
    let year = record.year.value;
    let words =
        say(format!("{year}年的工作日历有两份"), format!("two calendars for the year {year}"));
    Diagnostic::new(Code::DuplicateId, record.year.span, words)
        .note(first, say("第一份在这里", "the first is here"))
        .help(say("一年只留一份", "keep one calendar a year"))
}

/// Reports days of another year, holidays that end before they begin, and make-up days that are
/// no exchange: days off or days that are worked anyway.
fn check(record: &CalendarRecord, problems: &mut Vec<Diagnostic>) {
    let off = Year::of(record).off;
    let ends = record.holidays.iter().flat_map(|h| [Some(h.from), h.until]).flatten();
    for day in ends.chain(record.working_days.iter().copied()) {
        if day.value.year() != number(record) {
            let year = record.year.value;
            let words = say(
                format!("`{}`不在{year}年", day.value),
                format!("`{}` is not in {year}", day.value),
            );
            problems.push(
                Diagnostic::new(Code::DateOutside, day.span, words)
                    .note(record.year.span, say("这份日历的年份", "the calendar's year"))
                    .help(say("跨年的假期分写在两年的日历里", "give each year its own days")),
            );
        }
    }
    for holiday in &record.holidays {
        let Some(until) = holiday.until.filter(|until| until.value < holiday.from.value) else {
            continue;
        };
        let words = say("假期的结束早于开始", "the holiday ends before it begins");
        problems.push(
            Diagnostic::new(Code::DateOrder, until.span, words)
                .note(holiday.from.span, say("从这一天开始", "it begins here"))
                .help(say("对照放假通知改正两个日期", "correct both dates after the notice")),
        );
    }
    for day in &record.working_days {
        let why = match (off.contains(&day.value), is_weekend(day.value)) {
            (true, _) => say("同时写成放假和上班", "the day is both off and worked"),
            (false, false) => say("不是周六、周日，本来就上班", "the day is worked anyway"),
            (false, true) => continue,
        };
        problems.push(Diagnostic::new(Code::Contradiction, day.span, why).help(say(
            "“上班”只写调休上班的周六、周日",
            "list only Saturdays and Sundays that are worked",
        )));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn calendar() -> Calendar {
        Calendar::new(&[], &mut Vec::new())
    }

    fn with(text: &str) -> (Calendar, Vec<&'static str>) {
        let mut problems = Vec::new();
        let node = yaml::parse(FileId(0), text, 0, &mut problems).unwrap();
        let records = Vec::<CalendarRecord>::read(&node, &mut problems).unwrap();
        let calendar = Calendar::new(&records, &mut problems);
        (calendar, problems.iter().map(|problem| problem.code.name()).collect())
    }

    #[test]
    fn every_calendar_of_the_program_is_consistent() {
        for text in BUILT_IN {
            let (_, problems) = with(text);
            assert!(problems.is_empty(), "{problems:?} in {text}");
        }
    }

    #[test]
    fn holidays_are_off_and_make_up_days_are_worked() {
        for (at, worked) in [
            ("2026-11-23", true),  // an ordinary Monday
            ("2026-11-22", false), // an ordinary Sunday
            ("2026-02-17", false), // Spring Festival, a Tuesday
            ("2026-02-14", true),  // the Saturday worked for it
            ("2026-02-28", true),  // and the other
            ("2026-02-24", true),  // the first day back
            ("2026-10-07", false), // National Day week, a Wednesday
            ("2026-10-10", true),  // the Saturday worked for it
            ("2025-01-26", true),  // a Sunday worked for Spring Festival 2025
            ("2025-02-04", false), // its last day
            ("2024-02-09", true),  // New Year's Eve of 2024 was worked
            ("2024-09-29", true),  // a Sunday worked for National Day 2024
        ] {
            assert_eq!(calendar().is_working_day(day(at)), Ok(worked), "{at}");
        }
    }

    #[test]
    fn a_period_counts_its_first_day_when_that_is_worked() {
        for (from, count, last) in [
            ("2026-09-01", 5, "2026-09-07"), // Tuesday to Monday
            ("2026-09-01", 1, "2026-09-01"),
            ("2026-09-05", 1, "2026-09-07"), // a Saturday does not count
            ("2026-09-24", 4, "2026-09-30"), // over Mid-Autumn
            ("2026-09-28", 5, "2026-10-09"), // over National Day
            ("2026-02-12", 5, "2026-02-25"), // a worked Saturday, then Spring Festival
            ("2026-02-12", 0, "2026-02-12"),
        ] {
            let ends = calendar().add_working_days(day(from), count);
            assert_eq!(ends, Ok(day(last)), "{count} from {from}");
        }
    }

    #[test]
    fn a_year_without_holidays_on_file_is_an_error_and_no_guess() {
        let missing = Err(NoCalendar { year: 2027 });
        assert_eq!(calendar().is_working_day(day("2027-01-02")), missing);
        let over_new_year = calendar().add_working_days(day("2026-12-31"), 2);
        assert_eq!(over_new_year, Err(NoCalendar { year: 2027 }));
    }

    #[test]
    fn a_portal_adds_a_year_or_takes_one_in_hand() {
        let (added, problems) = with("{年份: 2027, 通知: 通知, 放假: [], 上班: []}");
        assert_eq!(added.is_working_day(day("2027-01-04")), Ok(true));
        assert!(problems.is_empty());
        let (changed, _) = with("{year: 2026, source: x, holidays: [{name: x, from: 2026-11-23}]}");
        assert_eq!(changed.is_working_day(day("2026-11-23")), Ok(false));
    }

    #[test]
    fn a_calendar_that_contradicts_itself_is_reported() {
        for (text, code) in [
            ("[{年份: 2027, 通知: a}, {年份: 2027, 通知: b}]", "duplicate-id"),
            ("{年份: 2027, 通知: a, 放假: [{名称: 元旦, 开始: 2026-12-31}]}", "date-outside"),
            ("{年份: 2027, 通知: a, 上班: [2027-01-04]}", "contradiction"),
            (
                "{年份: 2027, 通知: a, 放假: [{名称: x, 开始: 2027-05-02, 结束: 2027-05-01}]}",
                "date-order",
            ),
            (
                "{年份: 2027, 通知: a, 放假: [{名称: x, 开始: 2027-05-01}], 上班: [2027-05-01]}",
                "contradiction",
            ),
        ] {
            assert_eq!(with(text).1, [code], "{text}");
        }
    }

    fn a_day_on_file() -> impl Strategy<Value = NaiveDate> {
        (0_u64..1300).prop_map(|days| day("2023-01-01") + Days::new(days))
    }

    proptest! {
        #[test]
        fn as_many_days_are_worked_until_the_end_as_were_added(
            from in a_day_on_file(),
            count in 1_u32..40,
        ) {
            let calendar = calendar();
            let last = calendar.add_working_days(from, count).unwrap();
            prop_assert_eq!(calendar.is_working_day(last), Ok(true));
            let days = date::Period::new(from, last).expect("it ends after it begins");
            let worked = days.iter().filter(|day| calendar.is_working_day(*day) == Ok(true));
            prop_assert_eq!(worked.count(), count as usize);
        }

        #[test]
        fn more_working_days_never_end_earlier(from in a_day_on_file(), count in 1_u32..40) {
            let calendar = calendar();
            let (ends, later) =
                (calendar.add_working_days(from, count), calendar.add_working_days(from, count + 1));
            prop_assert!(ends.unwrap() < later.unwrap());
        }
    }
}

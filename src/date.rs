//! Days, months and periods as a Chinese office writes and counts them. No clock.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};

/// “2026年9月30日”.
pub fn zh(day: NaiveDate) -> String {
    let mut text = String::with_capacity("2026年12月31日".len());
    push_year(&mut text, day);
    text.push('年');
    push_short(&mut text, day);
    text
}

/// “9月30日”, where the year stands in the heading.
pub fn zh_short(day: NaiveDate) -> String {
    let mut text = String::with_capacity("12月31日".len());
    push_short(&mut text, day);
    text
}

/// “2026-09-30”, for data and `<time datetime>`.
pub fn iso(day: NaiveDate) -> String {
    if !(1000..=9999).contains(&day.year()) {
        return day.to_string();
    }
    let mut text = String::with_capacity("2026-12-31".len());
    push_year(&mut text, day);
    for figure in [day.month(), day.day()] {
        text.push_str(if figure < 10 { "-0" } else { "-" });
        push_figure(&mut text, figure);
    }
    text
}

fn push_short(text: &mut String, day: NaiveDate) {
    push_figure(text, day.month());
    text.push('月');
    push_figure(text, day.day());
    text.push('日');
}

fn push_year(text: &mut String, day: NaiveDate) {
    match u32::try_from(day.year()) {
        Ok(year) => push_figure(text, year),
        Err(_) => text.push_str(&day.year().to_string()),
    }
}

/// A figure without the formatting machinery: a site of ten thousand tasks says millions of days.
fn push_figure(text: &mut String, figure: u32) {
    if figure >= 10 {
        push_figure(text, figure / 10);
    }
    text.extend(char::from_digit(figure % 10, 10));
}

/// Days from one day to another: 0 on the same day, negative when `to` comes first.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days()
}

/// The day so many days later, or earlier below zero.
pub fn add_days(day: NaiveDate, days: i64) -> NaiveDate {
    let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    TimeDelta::try_days(days).and_then(|days| day.checked_add_signed(days)).unwrap_or(end)
}

/// The same day of a later (or, below zero, earlier) month; the last day of the month where there
/// is no such day: 31 January and one month is 28 or 29 February.
pub fn add_months(day: NaiveDate, months: i32) -> NaiveDate {
    let steps = Months::new(months.unsigned_abs());
    if months < 0 {
        return day.checked_sub_months(steps).unwrap_or(NaiveDate::MIN);
    }
    day.checked_add_months(steps).unwrap_or(NaiveDate::MAX)
}

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// A month, unless its number is not 1 to 12.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((0..=9999).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// Reads `2026-09`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn number(self) -> u32 {
        self.month
    }

    /// The first day.
    pub fn first(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or(NaiveDate::MAX)
    }

    /// The last day.
    pub fn last(self) -> NaiveDate {
        self.next().first().pred_opt().unwrap_or(NaiveDate::MAX)
    }

    /// The first and the last day.
    pub fn period(self) -> Period {
        Period { first: self.first(), last: self.last() }
    }

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        match self.month {
            12 => Self { year: self.year + 1, month: 1 },
            month => Self { year: self.year, month: month + 1 },
        }
    }

    /// The month before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        match self.month {
            1 => Self { year: self.year - 1, month: 12 },
            month => Self { year: self.year, month: month - 1 },
        }
    }

    /// Every month from this one to `last`, both included; none when `last` comes first.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        let months = std::iter::successors(Some(self), |month| Some(month.next()));
        months.take_while(move |month| *month <= last)
    }

    /// How many months it comes after an earlier one, or none after itself; `None` if it comes before.
    pub fn since(self, earlier: Self) -> Option<usize> {
        let whole = |month: Self| i64::from(month.year) * 12 + i64::from(month.month);
        usize::try_from(whole(self) - whole(earlier)).ok()
    }

    /// “2026年9月”.
    pub fn zh(self) -> String {
        format!("{}年{}月", self.year, self.month)
    }
}

/// “2026-09”, for paths and data.
impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

/// Days from a first to a last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: NaiveDate,
    last: NaiveDate,
}

impl Period {
    /// A period, unless it ends before it begins.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The first day.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day.
    pub fn last(self) -> NaiveDate {
        self.last
    }

    /// How many days: a period of one day has one.
    pub fn days(self) -> i64 {
        days_between(self.first, self.last) + 1
    }

    /// Whether a day lies in it, the first and the last included.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether two periods share a day.
    pub fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Its days, one by one.
    pub fn iter(self) -> impl Iterator<Item = NaiveDate> {
        let days = (0..).map_while(move |days| self.first.checked_add_days(Days::new(days)));
        days.take_while(move |day| *day <= self.last)
    }

    /// “2026年9月1日至10月31日”: the year is said again only where it changes, and a single day
    /// stands alone.
    pub fn zh(self) -> String {
        if self.first == self.last {
            return zh(self.first);
        }
        let last = if self.first.year() == self.last.year() { zh_short } else { zh };
        format!("{}至{}", zh(self.first), last(self.last))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0_u64..60_000).prop_map(|days| day("1949-10-01") + Days::new(days))
    }

    #[test]
    fn days_are_written_without_leading_zeros_for_people_and_with_them_for_programs() {
        assert_eq!(zh(day("2026-09-30")), "2026年9月30日");
        assert_eq!(zh(day("2026-01-05")), "2026年1月5日");
        assert_eq!(zh_short(day("2026-09-30")), "9月30日");
        assert_eq!(iso(day("2026-09-05")), "2026-09-05");
    }

    #[test]
    fn months_are_counted_from_an_earlier_one() {
        let month = |text| Month::parse(text).unwrap();
        let since = |later, earlier| month(later).since(month(earlier));
        assert_eq!(since("2026-03", "2026-03"), Some(0));
        assert_eq!(since("2026-01", "2025-12"), Some(1));
        assert_eq!(since("2026-10", "2024-09"), Some(25));
        assert_eq!(since("2026-02", "2026-03"), None);
    }

    #[test]
    fn a_month_too_short_for_the_day_ends_on_its_last() {
        for (from, months, to) in [
            ("2026-01-31", 1, "2026-02-28"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2026-08-31", 6, "2027-02-28"),
            ("2026-03-31", -1, "2026-02-28"),
            ("2026-09-15", 12, "2027-09-15"),
            ("2026-09-15", 0, "2026-09-15"),
        ] {
            assert_eq!(add_months(day(from), months), day(to), "{from} {months}");
        }
    }

    #[test]
    fn a_month_is_a_year_and_a_number_from_1_to_12() {
        assert_eq!(Month::parse("2026-09"), Month::new(2026, 9));
        for bad in ["2026-9", "2026-13", "2026-00", "2026", "26-09", "2026-09-01", "+026-09"] {
            assert_eq!(Month::parse(bad), None, "{bad}");
        }
        let month = Month::parse("2026-09").unwrap();
        assert_eq!((month.to_string(), month.zh()), ("2026-09".to_owned(), "2026年9月".to_owned()));
    }

    #[test]
    fn february_ends_on_the_29th_in_leap_years_alone() {
        for (month, last) in
            [("2024-02", "2024-02-29"), ("2026-02", "2026-02-28"), ("2026-12", "2026-12-31")]
        {
            assert_eq!(Month::parse(month).unwrap().last(), day(last));
        }
    }

    #[test]
    fn months_run_through_the_turn_of_the_year() {
        let (from, to) = (Month::parse("2025-11").unwrap(), Month::parse("2026-02").unwrap());
        let names: Vec<String> = from.through(to).map(|month| month.to_string()).collect();
        assert_eq!(names, ["2025-11", "2025-12", "2026-01", "2026-02"]);
        assert_eq!(to.through(from).count(), 0);
    }

    #[test]
    fn a_period_includes_its_first_and_its_last_day() {
        let period = Period::new(day("2026-09-01"), day("2026-09-30")).unwrap();
        assert_eq!(period.days(), 30);
        assert!(period.contains(day("2026-09-01")) && period.contains(day("2026-09-30")));
        assert!(!period.contains(day("2026-10-01")));
        assert_eq!(Period::new(day("2026-09-02"), day("2026-09-01")), None);
    }

    #[test]
    fn a_period_says_its_year_once() {
        for (first, last, words) in [
            ("2026-09-01", "2026-10-31", "2026年9月1日至10月31日"),
            ("2025-12-01", "2026-01-31", "2025年12月1日至2026年1月31日"),
            ("2026-09-01", "2026-09-01", "2026年9月1日"),
        ] {
            assert_eq!(Period::new(day(first), day(last)).unwrap().zh(), words);
        }
    }

    proptest! {
        #[test]
        fn the_next_month_of_the_previous_is_the_month_itself(at in any_day()) {
            let month = Month::of(at);
            prop_assert_eq!(month.next().previous(), month);
            prop_assert_eq!(Month::parse(&month.to_string()), Some(month));
            prop_assert!(month.period().contains(at));
        }

        #[test]
        fn a_period_has_as_many_days_as_it_counts(first in any_day(), length in 0_u64..400) {
            let period = Period::new(first, first + Days::new(length)).unwrap();
            prop_assert_eq!(i64::try_from(period.iter().count()).unwrap(), period.days());
            prop_assert!(period.iter().all(|day| period.contains(day)));
        }
    }
}

//! Time axes: where days lie in a plot, and which words find room beside them.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::atoms::Day;
use super::plot::{FULL, Span};

/// How much of the narrowest axis one Han character takes, on a desk in large type.
const DESK: i32 = 400;

/// The same on a phone of 320 px in large type: of a curve, whose words are larger, …
const PHONE: i32 = 900;

/// … and of the axis of stages, whose words begin at their tick …
const AXIS: i32 = 675;

/// … and may run into the margin of the page.
const EDGE: i32 = 11_000;

/// A mark on a time axis.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Tick {
    /// Where.
    pub x: i32,
    /// The words: 1月, or the year at its start.
    pub text: String,
    /// Shown on narrow screens, too.
    pub major: bool,
}

/// A time axis over whole months.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Axis {
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// Months or quarters.
    pub ticks: Vec<Tick>,
    /// 数据日期 on it, if it lies on it.
    pub today: Option<i32>,
    /// That day.
    pub today_day: Day,
}

/// Where days lie on a time axis: the ruler with which axes, tracks and curves are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    first: NaiveDate,
    end: NaiveDate,
}

impl Scale {
    /// A scale over the whole months from `from` to `until`.
    pub fn of(from: NaiveDate, until: NaiveDate) -> Self {
        Self { first: from.with_day(1).unwrap_or(from), end: next_month(until.max(from)) }
    }

    fn days(self) -> i32 {
        days_between(self.first, self.end).max(1)
    }

    /// The axis, with the day of the data on it.
    pub fn axis(self, today: NaiveDate) -> Axis {
        let lies_on_it = self.first <= today && today < self.end;
        Axis {
            from: Day::of(self.first),
            until: Day::of(self.end.pred_opt().unwrap_or(self.end)),
            ticks: self.ticks(),
            today: lies_on_it.then(|| self.end_of(today)),
            today_day: Day::of(today),
        }
    }

    /// Months up to a year, quarters up to two, then halves and years, as far as their words keep
    /// apart on a desk; on a phone the larger ones.
    fn ticks(self) -> Vec<Tick> {
        let step: u32 = match self.days() {
            ..=400 => 1,
            401..=760 => 3,
            761..=1_200 => 6,
            _ => 12,
        };
        let opens = |month: NaiveDate| month == self.first || month.month() == 1;
        let months = std::iter::successors(Some(self.first), |month| Some(next_month(*month)));
        let words = months.take_while(|month| *month < self.end);
        let words = words.filter(|month| opens(*month) || (month.month() - 1).is_multiple_of(step));
        let words = words.map(|month| Word {
            x: self.start_of(month),
            text: tick_words(month, step, opens(month)),
            january: month.month() == 1,
            large: opens(month) || step == 1 && month.month() % 3 == 1,
        });
        let shown = apart(words, DESK);
        let large = shown.iter().filter(|word| word.large && word.x + word.room(AXIS) <= EDGE);
        let large: Vec<i32> = apart(large.cloned(), PHONE).iter().map(|word| word.x).collect();
        let tick = |word: Word| Tick { x: word.x, major: large.contains(&word.x), text: word.text };
        shown.into_iter().map(tick).collect()
    }

    /// Where a day begins on the axis; outside it, its nearer end.
    pub fn start_of(self, day: NaiveDate) -> i32 {
        let days = days_between(self.first, day).clamp(0, self.days());
        let x = i64::from(days) * i64::from(FULL) / i64::from(self.days());
        i32::try_from(x).unwrap_or(FULL)
    }

    /// Where a day ends on the axis.
    pub fn end_of(self, day: NaiveDate) -> i32 {
        self.start_of(day.succ_opt().unwrap_or(day))
    }

    /// The stretch from the first day to the last, both included; `None` if it has no length.
    pub fn span(self, from: NaiveDate, until: NaiveDate) -> Option<Span> {
        let x = self.start_of(from);
        let width = self.end_of(until) - x;
        (from <= until && width > 0).then_some(Span { x, width })
    }
}

/// A tick before it is known whether its words find room.
#[derive(Debug, Clone)]
struct Word {
    x: i32,
    text: String,
    january: bool,
    large: bool,
}

impl Word {
    /// How much of the axis its words take, with a little air; `em` is how much a Han character
    /// takes, a figure takes five ninths of that.
    fn room(&self, em: i32) -> i32 {
        let ninths = |letter: char| if letter.is_ascii() { 5 } else { 9 };
        let letters: i32 = self.text.chars().map(ninths).sum();
        (letters + 2) * em / 9
    }
}

/// The words that keep apart from each other. The beginning of a year drives away months before
/// it; anything else gives way to what stands before it.
fn apart(words: impl Iterator<Item = Word>, em: i32) -> Vec<Word> {
    let mut kept: Vec<Word> = Vec::new();
    for word in words {
        let crowded = |before: &Word| word.x - before.x < before.room(em);
        while word.january && kept.last().is_some_and(|last| !last.january && crowded(last)) {
            kept.pop();
        }
        if !kept.last().is_some_and(crowded) {
            kept.push(word);
        }
    }
    kept
}

/// 1月 at the beginning of months, 2024年 at the beginning of years, otherwise the month.
fn tick_words(month: NaiveDate, step: u32, opens: bool) -> String {
    match (step, opens) {
        (1, false) => month.month().to_string(),
        (1, true) | (_, false) => format!("{}月", month.month()),
        (_, true) => format!("{}年", month.year()),
    }
}

fn next_month(day: NaiveDate) -> NaiveDate {
    let (year, month) = match day.month() {
        12 => (day.year() + 1, 1),
        month => (day.year(), month + 1),
    };
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(day)
}

/// How many days lie between two.
pub fn days_between(from: NaiveDate, until: NaiveDate) -> i32 {
    i32::try_from((until - from).num_days()).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn an_axis_covers_whole_months_and_a_day_has_a_width() {
        let scale = Scale::of(day("2026-01-10"), day("2026-12-05"));
        let axis = scale.axis(day("2026-09-30"));
        assert_eq!((&*axis.from.iso, &*axis.until.iso), ("2026-01-01", "2026-12-31"));
        assert_eq!(axis.ticks.len(), 12);
        assert_eq!(axis.today, Some(7_479));
        assert!(scale.span(day("2026-05-01"), day("2026-05-01")).is_some());
        assert!(scale.span(day("2026-05-02"), day("2026-05-01")).is_none());
    }

    fn words(from: &str, until: &str) -> String {
        let axis = Scale::of(day(from), day(until)).axis(day("2026-10-15"));
        let word = |tick: Tick| if tick.major { format!("[{}]", tick.text) } else { tick.text };
        axis.ticks.into_iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_on_an_axis_keep_apart_and_years_have_the_right_of_way() {
        let check = |from, until, expected: &str| assert_eq!(words(from, until), expected);
        check("2026-01-01", "2026-12-31", "[1月] 2 3 [4] 5 6 [7] 8 9 [10] 11 12");
        check("2025-12-01", "2026-12-31", "[1月] 2 3 [4] 5 6 [7] 8 9 [10] 11 12");
        check("2025-03-01", "2026-12-31", "[2025年] 7月 10月 [2026年] 7月 10月");
        check("2025-03-10", "2026-11-20", "[2025年] 7月 10月 [2026年] 4月 7月 10月");
        check("2024-05-01", "2026-12-31", "2024年 [2025年] 7月 [2026年] 7月");
        check("2024-01-01", "2026-12-31", "[2024年] 7月 [2025年] 7月 [2026年] 7月");
        check("2024-01-01", "2028-12-31", "[2024年] 2025年 [2026年] 2027年 [2028年]");
    }

    #[test]
    fn a_year_that_begins_at_the_edge_has_no_word_on_a_phone() {
        assert_eq!(words("2025-03-01", "2026-02-28"), "[3月] 4 5 6 [7] 8 9 [10] 11 12 [1月] 2");
        assert!(words("2024-02-01", "2026-02-28").ends_with(" 2026年"));
    }
}

//! What an indicator says on a day: the latest reading, and what time alone would ask for.

use chrono::{Months, NaiveDate};

use super::Assessed;
use crate::date::days_between;
use crate::portal::{Goal, Id, Indicator, Task};
use crate::record::IndicatorKind;
use crate::yaml::Number;

/// Millionths in one.
const ONE: i128 = 1_000_000;

/// A value with the day it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The value.
    pub value: Number,
    /// The day.
    pub as_of: NaiveDate,
    /// A streak: since when it runs.
    pub since: Option<NaiveDate>,
    /// A streak: how often it was broken.
    pub broken: u32,
}

/// What contributing indicators add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// What has been reached.
    pub done: Number,
    /// What the indicators promise together.
    pub promised: Number,
    /// Indicators that gave a figure.
    pub counted: usize,
}

/// The reading of a task's indicator that counts on a day; `None` is 未填报.
pub fn reading(task: &Task, at: usize, day: NaiveDate) -> Option<Reading> {
    let indicator = task.indicators.get(at)?;
    if let Some((gains, losses)) = indicator.net {
        let (gains, losses) = (plain(task, gains, day)?, plain(task, losses, day)?);
        let value = Number(gains.value.0.saturating_sub(losses.value.0));
        return Some(Reading { value, as_of: gains.as_of.min(losses.as_of), ..gains });
    }
    match indicator.since {
        Some(since) => streak(task, at, since, day),
        None => plain(task, at, day),
    }
}

/// Readings reported by a day, in order of the days they speak of.
fn readings(task: &Task, at: usize, day: NaiveDate) -> Vec<(NaiveDate, Number)> {
    let counted = task.updates.iter().filter(|update| update.reported_on <= day);
    let mut readings: Vec<(NaiveDate, Number)> = counted
        .filter_map(|update| {
            let held = update.observations.iter().find(|held| held.indicator == at)?;
            Some((update.as_of, held.value))
        })
        .collect();
    readings.sort_by_key(|(as_of, _)| *as_of);
    readings
}

fn plain(task: &Task, at: usize, day: NaiveDate) -> Option<Reading> {
    let (as_of, value) = readings(task, at, day).pop()?;
    Some(Reading { value, as_of, since: None, broken: 0 })
}

/// Whole months without an event. A reading counts the events since the one before; one above zero
/// begins the streak anew on the day after. It never runs beyond the last report, so silence adds
/// nothing to it.
fn streak(task: &Task, at: usize, since: NaiveDate, day: NaiveDate) -> Option<Reading> {
    let readings = readings(task, at, day);
    let (as_of, _) = *readings.last()?;
    let mut broken = 0;
    let mut from = since;
    for (as_of, events) in readings.iter().filter(|(as_of, _)| *as_of >= since) {
        if events.0 > 0 {
            broken += 1;
            from = as_of.succ_opt().unwrap_or(*as_of);
        }
    }
    let value = Number(i64::from(whole_months(from, as_of)) * 1_000_000);
    Some(Reading { value, as_of, since: Some(from), broken })
}

/// Whole months from a first day to a last, both counted in.
fn whole_months(from: NaiveDate, until: NaiveDate) -> u32 {
    let end = until.succ_opt().unwrap_or(until);
    let fits =
        |months: &u32| from.checked_add_months(Months::new(*months)).is_some_and(|day| day <= end);
    (1..=2_400).take_while(fits).last().unwrap_or(0)
}

/// What would be reached on a day if the way from the baseline, or from nothing, to the target were
/// gone evenly from the first day to the last, both counted in: whole things, or hundredths where
/// target or baseline is no whole number, and never beyond the target. Ratios and streaks do not
/// grow evenly.
pub fn expected(
    indicator: &Indicator,
    (start, due): (NaiveDate, NaiveDate),
    day: NaiveDate,
) -> Option<Number> {
    let (base, target) = (indicator.baseline.unwrap_or(Number(0)), indicator.target);
    let is_whole = |number: Number| i128::from(number.0) % ONE == 0;
    let step = match indicator.kind {
        IndicatorKind::Count if is_whole(base) && is_whole(target) => ONE,
        IndicatorKind::Count | IndicatorKind::Amount => ONE / 100,
        IndicatorKind::Ratio | IndicatorKind::Streak => return None,
    };
    if day < start || base == target {
        return None;
    }
    let whole = i128::from((days_between(start, due) + 1).max(1));
    let passed = i128::from(days_between(start, day.min(due)) + 1);
    let way = i128::from(target.0) - i128::from(base.0);
    let exact = i128::from(base.0) * whole + way * passed;
    // Half up.
    let steps = (exact * 2 + whole * step).div_euclid(whole * step * 2);
    let reached = i64::try_from(steps * step).ok()?;
    Some(Number(reached.clamp(base.0.min(target.0), base.0.max(target.0))))
}

/// What the indicators that count towards a goal add up to on the day.
pub fn sum(assessed: &Assessed, goal: &Goal) -> Sum {
    let mut sum = Sum { done: Number(0), promised: Number(0), counted: 0 };
    for (id, at) in &goal.contributions {
        let task = &assessed.portal.tasks[*id];
        let target = task.indicators.get(*at).map_or(0, |indicator| indicator.target.0);
        sum.promised.0 = sum.promised.0.saturating_add(target);
        let Some(reading) = reading(task, *at, assessed.today) else { continue };
        sum.done.0 = sum.done.0.saturating_add(reading.value.0);
        sum.counted += 1;
    }
    sum
}

impl Assessed {
    /// The first day and the due date of a task in force today.
    pub fn term(&self, id: Id<Task>) -> (NaiveDate, NaiveDate) {
        let standing = &self.tasks[id].standing;
        (standing.start.current, standing.due.current)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Bound, Direction};
    use crate::slug::Slug;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn indicator(kind: IndicatorKind, target: &str) -> Indicator {
        Indicator {
            slug: Slug::parse("a").expect("a slug"),
            name: "甲".to_owned(),
            kind,
            unit: "个".to_owned(),
            target: Number::parse(target).expect("a number"),
            baseline: None,
            bound: Bound::AtLeast,
            direction: Direction::Up,
            net: None,
            since: None,
        }
    }

    #[test]
    fn time_asks_for_an_even_share_of_the_target() {
        let term = (day("2026-01-01"), day("2026-12-31"));
        for (kind, target, on, asked) in [
            (IndicatorKind::Count, "150", "2025-12-31", None),
            (IndicatorKind::Count, "150", "2026-01-01", Some("0")),
            (IndicatorKind::Count, "365", "2026-01-01", Some("1")),
            (IndicatorKind::Count, "150", "2026-09-30", Some("112")),
            (IndicatorKind::Amount, "36.58", "2026-09-30", Some("27.36")),
            (IndicatorKind::Count, "150", "2027-03-01", Some("150")),
            (IndicatorKind::Count, "3.8", "2026-12-30", Some("3.79")),
            (IndicatorKind::Count, "3.8", "2027-03-01", Some("3.8")),
            (IndicatorKind::Amount, "0.005", "2027-03-01", Some("0.005")),
            (IndicatorKind::Ratio, "90", "2026-09-30", None),
            (IndicatorKind::Streak, "50", "2026-09-30", None),
        ] {
            let found = expected(&indicator(kind, target), term, day(on));
            assert_eq!(found.map(Number::words).as_deref(), asked, "{target} {on}");
        }
    }

    #[test]
    fn time_asks_for_an_even_way_from_the_baseline() {
        let term = (day("2026-01-01"), day("2026-12-31"));
        for (kind, base, target, on, asked) in [
            (IndicatorKind::Amount, "412", "365", "2026-09-30", "376.85"),
            (IndicatorKind::Count, "1800", "5200", "2026-09-30", "4,343"),
            (IndicatorKind::Count, "41", "32", "2026-09-30", "34"),
            (IndicatorKind::Amount, "18.4", "17", "2026-01-01", "18.4"),
            (IndicatorKind::Amount, "18.4", "17", "2027-03-01", "17"),
            (IndicatorKind::Count, "12", "0", "2026-07-02", "6"),
        ] {
            let baseline = Some(Number::parse(base).expect("a number"));
            let indicator = Indicator { baseline, ..indicator(kind, target) };
            let found = expected(&indicator, term, day(on)).map(Number::words);
            assert_eq!(found.as_deref(), Some(asked), "{base} {target} {on}");
        }
    }

    #[test]
    fn a_streak_counts_whole_months_both_ends_in() {
        for (from, until, months) in [
            ("2022-08-01", "2026-09-30", 50),
            ("2022-08-01", "2026-09-29", 49),
            ("2026-09-01", "2026-09-30", 1),
            ("2026-09-02", "2026-09-30", 0),
            ("2026-10-01", "2026-09-30", 0),
        ] {
            assert_eq!(whole_months(day(from), day(until)), months, "{from} {until}");
        }
    }
}

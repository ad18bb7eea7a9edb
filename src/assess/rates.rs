//! The on-time rate: of the tasks that fell due, how many were finished by their due date.

use chrono::NaiveDate;

use super::dates::Moving;
use super::standing::Delivery;
use crate::percent::{Percent, share};

/// Tasks due by a day and those finished in time; paused, cancelled and withheld ones are left out.
/// The day of completion decides, not that of acceptance.
///
/// Work that goes on elsewhere is still owed: a task that was carried over or merged after its due
/// date has missed it. Before that day the due date has moved, as by a change of the date: such a
/// task counts by its original due date only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OnTime {
    /// By the due dates in force.
    pub current: Rate,
    /// By the original due dates.
    pub original: Rate,
}

/// A rate with both its numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rate {
    /// How many of them.
    pub kept: u32,
    /// Of how many.
    pub of: u32,
}

impl Rate {
    /// The rate in whole points as it is printed; `None` if nothing is due yet: 尚无到期任务.
    pub fn percent(self) -> Option<u32> {
        u32::try_from(share(self.kept.into(), self.of.into())?).ok()
    }

    /// The rate in hundredths, rounded down; for bars.
    pub fn exact(self) -> Option<Percent> {
        let share = (u64::from(self.kept) * 10_000).checked_div(u64::from(self.of))?;
        Percent::from_hundredths(i32::try_from(share).ok()?)
    }

    fn count(&mut self, kept: Option<bool>) {
        self.of += u32::from(kept.is_some());
        self.kept += u32::from(kept == Some(true));
    }
}

/// How a task counts in the on-time rate on a day: whether it kept a due date that has come.
/// `None`: not due yet, or left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Owed {
    /// By the due date in force.
    pub current: Option<bool>,
    /// By the original due date.
    pub original: Option<bool>,
}

impl Owed {
    /// How what became of a task by a day counts.
    pub(super) fn of(held: &Delivery, day: NaiveDate) -> Self {
        if is_left_out(held) {
            return Self::default();
        }
        let Moving { original, current, .. } = held.due;
        let finished_on = held.completion.map(|held| held.on);
        let moved = finished_on.is_none() && held.passed_on.is_some_and(|on| on <= current);
        let kept = |due| (due <= day).then(|| finished_on.is_some_and(|on| on <= due));
        Self { current: kept(current).filter(|_| !moved), original: kept(original) }
    }
}

impl OnTime {
    /// The rate over tasks of one day.
    pub(super) fn of(owed: impl Iterator<Item = Owed>) -> Self {
        let mut on_time = Self::default();
        for held in owed {
            on_time.current.count(held.current);
            on_time.original.count(held.original);
        }
        on_time
    }
}

fn is_left_out(held: &Delivery) -> bool {
    let cancelled = held.given_up_by.is_some() && held.passed_on.is_none();
    held.closing.is_none() && (cancelled || held.paused_by.is_some())
}

#[cfg(test)]
mod tests {
    use super::super::assess;
    use super::super::sample::{day, portal};
    use super::*;

    /// Checks kept/due by the dates in force and by the original ones.
    fn check(tasks: &[&str], on: &str, current: (u32, u32), original: (u32, u32)) {
        let rates = assess(portal(tasks), day(on)).whole.on_time;
        let found = |rate: Rate| (rate.kept, rate.of);
        assert_eq!((found(rates.current), found(rates.original)), (current, original), "{on}");
    }

    #[test]
    fn the_rate_counts_what_fell_due_and_was_finished_by_then() {
        let tasks = [
            "start 2026-01-01 due 2026-03-31; update 2026-04-01 completed 2026-03-31",
            "start 2026-01-01 due 2026-03-31; update 2026-04-10 completed 2026-04-01",
            "start 2026-01-01 due 2026-03-31; due 2026-03-20 2026-06-30; update 2026-06-30 completed 2026-06-30",
            "start 2026-01-01 due 2026-12-31; update 2026-05-01 completed 2026-04-30",
            "start 2026-01-01 due 2026-03-31; cancel 2026-03-01",
            "start 2026-01-01 due 2026-03-31; pause 2026-03-01",
        ];
        check(&tasks, "2026-03-30", (0, 0), (0, 0));
        check(&tasks, "2026-03-31", (0, 2), (0, 3));
        check(&tasks, "2026-04-01", (1, 2), (1, 3));
        check(&tasks, "2026-04-30", (1, 2), (1, 3));
        check(&tasks, "2026-06-30", (2, 3), (1, 3));
        check(&tasks, "2026-12-31", (3, 4), (2, 4));
    }

    #[test]
    fn what_is_carried_over_or_merged_after_its_due_date_has_missed_it() {
        for verb in ["carry", "merge"] {
            let task = |on: &str| format!("start 2026-01-01 due 2026-03-31; {verb} {on}");
            let (late, on_the_day) = (task("2026-04-01"), task("2026-03-31"));
            check(&[&late], "2026-03-30", (0, 0), (0, 0));
            check(&[&late], "2026-03-31", (0, 1), (0, 1));
            check(&[&late], "2026-12-31", (0, 1), (0, 1));
            check(&[&on_the_day], "2026-03-30", (0, 0), (0, 0));
            check(&[&on_the_day], "2026-12-31", (0, 0), (0, 1));
            let undocumented = format!("{on_the_day} undocumented");
            check(&[&undocumented], "2026-12-31", (0, 1), (0, 1));
        }
        let moved = "start 2026-01-01 due 2026-03-31; due 2026-03-20 2026-06-30; carry 2026-06-01";
        check(&[moved], "2026-12-31", (0, 0), (0, 1));
        let done = "start 2026-01-01 due 2026-03-31; \
            update 2026-03-31 completed 2026-03-30; merge 2026-03-31";
        check(&[done], "2026-12-31", (1, 1), (1, 1));
        let cancelled = "start 2026-01-01 due 2026-03-31; cancel 2026-04-10";
        check(&[cancelled], "2026-12-31", (0, 0), (0, 0));
    }

    #[test]
    fn the_day_of_completion_decides_and_a_relapse_undoes_it() {
        let task = "start 2026-01-01 due 2026-03-31; \
            closed 2026-05-10 completed 2026-03-30 reopened 2026-08-01";
        check(&[task], "2026-05-09", (0, 1), (0, 1));
        check(&[task], "2026-05-10", (1, 1), (1, 1));
        check(&[task], "2026-08-01", (0, 1), (0, 1));
    }

    #[test]
    fn a_rate_is_rounded_half_up_and_nothing_due_is_no_rate() {
        for (kept, of, percent) in [
            (0, 0, None),
            (0, 3, Some(0)),
            (2, 3, Some(67)),
            (1, 8, Some(13)),
            (199, 200, Some(99)),
            (200, 200, Some(100)),
        ] {
            assert_eq!(Rate { kept, of }.percent(), percent, "{kept}/{of}");
        }
    }
}

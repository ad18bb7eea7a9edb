//! Progress: what the plan asks for by a day, what was reported, and the lag between the two.

use chrono::NaiveDate;

use super::known::Known;
use crate::date::{add_days, days_between};
use crate::percent::Percent;
use crate::portal::Task;

/// Where a figure of progress comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The latest update that gives a figure.
    Reported,
    /// No update gives one: the weights of the finished stages.
    Stages,
    /// Completion was reported.
    Completion,
    /// The closing.
    Closing,
}

/// A figure of progress with the day it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) as_of: NaiveDate,
    pub(super) actual: Percent,
    pub(super) source: Source,
}

/// Progress as reported, beside the plan of the day it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The day it speaks of.
    pub as_of: NaiveDate,
    /// What was reached.
    pub actual: Percent,
    /// What the plan asked for by that day, never by a later one; hundredths rounded down.
    pub planned: Percent,
    /// Points behind the plan, rounded half up; below zero the task is ahead. This printed figure
    /// decides the light.
    pub lag: i32,
    /// Where the figure comes from.
    pub source: Source,
}

impl Progress {
    /// The planned figure as it is printed: whole points, or hundredths where the report has any,
    /// so that the printed figures differ by the printed lag.
    pub fn planned_figure(self) -> String {
        if self.is_whole() { self.planned.printed().to_string() } else { hundredths(self.planned) }
    }

    /// The actual figure as it was reported.
    pub fn actual_figure(self) -> String {
        hundredths(self.actual)
    }

    /// The actual figure in whole points. A report with a fraction is rounded towards the side on
    /// which it differs from the printed plan by the printed lag; less than all is never 100.
    pub fn actual_printed(self) -> i32 {
        if self.is_whole() {
            return self.actual.printed();
        }
        (self.planned.printed() - self.lag).clamp(0, 99)
    }

    fn is_whole(self) -> bool {
        self.actual.hundredths() % 100 == 0
    }
}

/// A percentage with as many decimals as it needs.
fn hundredths(percent: Percent) -> String {
    let figure = format!("{}.{:02}", percent.hundredths() / 100, percent.hundredths() % 100);
    figure.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The latest progress; `None` is 未填报, which is never 0.
pub(super) fn progress(known: &Known) -> Option<Progress> {
    let Figure { as_of, actual, source } = known.figure()?;
    let planned = planned(known, as_of);
    Some(Progress { as_of, actual, planned, lag: points_between(actual, planned), source })
}

/// Points from one percentage up to another, rounded half up.
///
/// Planned progress is rounded down to hundredths, which never moves the difference across a half.
pub(super) fn points_between(from: Percent, to: Percent) -> i32 {
    (to.hundredths() - from.hundredths() + 50).div_euclid(100)
}

/// What the plan in force asks for by a day: the weights of stages due by then, and of each
/// running stage its share of days elapsed, first and last day counted. A task without stages is
/// one stage. During a pause the plan stands still. What it asked for before a pause stays as it
/// was when the pause began; what was left then is spread over the days from the resumption on.
pub(super) fn planned(known: &Known, day: NaiveDate) -> Percent {
    let day = known.frozen(day);
    let mut sum = Fraction::default();
    if known.stages.is_empty() {
        let due_on = |on| known.task.due_on(on);
        sum.add(share(known, Percent::FULL, (known.start, known.due), due_on, day));
    }
    for (at, stage) in known.stages.iter().enumerate() {
        let due_on = |on| known.task.stage_due_on(at, on).unwrap_or(stage.due);
        sum.add(share(known, stage.weight, (stage.start, stage.due), due_on, day));
    }
    Percent::from_hundredths(sum.floor()).unwrap_or(Percent::FULL)
}

/// What the plan asked for by a day as it was first published; no change ever moves it.
pub fn promised(task: &Task, day: NaiveDate) -> Percent {
    let whole = [(Percent::FULL, task.start, task.due)];
    let stages = task.stages.iter().map(|stage| (stage.weight, stage.start, stage.due));
    let steps: Vec<_> = if task.stages.is_empty() { whole.to_vec() } else { stages.collect() };
    let mut sum = Fraction::default();
    for (weight, start, due) in steps {
        let elapsed = days_between(start, day.min(due)) + 1;
        let under = i128::from((days_between(start, due) + 1).max(1));
        let over = i128::from(weight.hundredths()) * i128::from(elapsed.max(0));
        sum.add(Fraction { over, under });
    }
    Percent::from_hundredths(sum.floor()).unwrap_or(Percent::FULL)
}

/// Parts of a hundredth in which the plan's rest is kept over a pause.
const FINE: i128 = 1_000_000;

/// Hundredths of a stage's weight that the plan asks for by a day. `due_on` is the due date that
/// was in force on a day.
fn share(
    known: &Known,
    weight: Percent,
    (start, due): (NaiveDate, NaiveDate),
    due_on: impl Fn(NaiveDate) -> NaiveDate,
    day: NaiveDate,
) -> Fraction {
    let weight = i128::from(weight.hundredths());
    if due <= day {
        return Fraction { over: weight, under: 1 };
    }
    if day < start {
        return Fraction::default();
    }
    let whole = weight * FINE;
    // The part of the plan that is left after `from`, and the day on which it ends.
    let (mut left, mut from, mut end) = (whole, add_days(start, -1), due);
    for pause in &known.pauses {
        let stop = add_days(pause.from, -1);
        let then = due_on(pause.from);
        end = if stop < then { then } else { due };
        let Some(resumed) = pause.resumed_on.filter(|resumed| *resumed <= day) else { break };
        if from < stop {
            let (over, under) = (days_between(stop, end), days_between(from, end));
            // Rounded up, so that the plan never asks for more than its share.
            left = -(-left * i128::from(over)).div_euclid(i128::from(under));
        }
        (from, end) = (from.max(add_days(resumed, -1)), due);
    }
    let (passed, term) = (days_between(from, day).max(0), days_between(from, end));
    let (passed, term) = (i128::from(passed), i128::from(term));
    if term <= passed {
        return Fraction { over: weight, under: 1 };
    }
    Fraction { over: (whole - left) * term + left * passed, under: FINE * term }
}

/// An exact sum: thirds of stages that run side by side add up to whole points.
#[derive(Clone, Copy)]
struct Fraction {
    over: i128,
    under: i128,
}

impl Default for Fraction {
    fn default() -> Self {
        Self { over: 0, under: 1 }
    }
}

impl Fraction {
    fn add(&mut self, other: Self) {
        let sum = || {
            let over = self.over.checked_mul(other.under)?;
            let over = over.checked_add(other.over.checked_mul(self.under)?)?;
            Some((over, self.under.checked_mul(other.under)?))
        };
        // A dozen stages side by side whose lengths share no divisor: millionths will do.
        let (over, under) = sum().unwrap_or_else(|| {
            let fine = |held: &Self| match held.over.checked_mul(1_000_000) {
                Some(over) => over / held.under,
                None => held.over / (held.under / 1_000_000).max(1),
            };
            (fine(self) + fine(&other), 1_000_000)
        });
        let divisor = common_divisor(over, under);
        *self = Self { over: over / divisor, under: under / divisor };
    }

    fn floor(&self) -> i32 {
        i32::try_from(self.over.div_euclid(self.under)).unwrap_or(i32::MAX)
    }
}

fn common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs().max(1)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{day, portal, stands};
    use super::{Source, promised};

    /// Checks planned progress of a day, in hundredths.
    fn check(task: &str, on: &str, hundredths: i32) {
        assert_eq!(stands(task, on).planned.hundredths(), hundredths, "{task} on {on}");
    }

    #[test]
    fn the_plan_counts_its_first_and_its_last_day() {
        let task = "start 2026-01-01 due 2026-04-10";
        check(task, "2025-12-31", 0);
        check(task, "2026-01-01", 100);
        check(task, "2026-02-19", 5_000);
        check(task, "2026-04-09", 9_900);
        check(task, "2026-04-10", 10_000);
        check(task, "2026-07-01", 10_000);
    }

    #[test]
    fn stages_due_count_whole_and_running_stages_by_their_days() {
        let task = "start 2026-02-01 due 2026-11-30; stage design 20 2026-02-01..2026-04-30; \
            stage build 80 2026-05-01..2026-11-30";
        check(task, "2026-04-29", 1_977);
        check(task, "2026-04-30", 2_000);
        check(task, "2026-05-01", 2_037);
        check(task, "2026-09-30", 7_719);
        check(task, "2026-11-30", 10_000);
    }

    #[test]
    fn a_pause_makes_nothing_worse_that_was_reported_before_it() {
        let task = "start 2026-01-01 due 2026-12-31";
        let paused = format!("{task}; pause 2026-09-01; resume 2026-10-10");
        for on in ["2026-03-01", "2026-08-30", "2026-08-31"] {
            let before = stands(task, on).planned.hundredths();
            check(&paused, on, before);
        }
        // It stands still, then goes on from there: 33.42 points over 83 days.
        check(&paused, "2026-10-09", 6_657);
        check(&paused, "2026-10-10", 6_697);
        check(&paused, "2026-12-30", 9_959);
        check(&paused, "2026-12-31", 10_000);
        let staged = format!(
            "{task}; stage a 100 2026-01-01..2026-12-31; pause 2026-09-01; \
            resume 2026-10-10; stage-due 2026-10-10 a 2027-02-08; due 2026-10-10 2027-02-08"
        );
        check(&staged, "2026-08-31", 6_657);
        check(&staged, "2026-10-10", 6_684);
    }

    #[test]
    fn nothing_is_asked_for_between_two_stages() {
        let task = "start 2026-01-01 due 2026-12-31; stage a 30 2026-01-01..2026-01-31; \
            stage b 70 2026-03-01..2026-03-31";
        check(task, "2026-02-01", 3_000);
        check(task, "2026-02-28", 3_000);
    }

    #[test]
    fn thirds_of_stages_side_by_side_add_up_to_whole_points() {
        let task = "start 2026-01-01 due 2026-01-03; stage a 50 2026-01-01..2026-01-03; \
            stage b 25 2026-01-01..2026-01-03; stage c 25 2026-01-01..2026-01-06";
        check(task, "2026-01-01", 2_916);
        check(task, "2026-01-02", 5_833);
        let thirds = "start 2026-01-01 due 2026-01-03; stage a 33.33 2026-01-01..2026-01-03; \
            stage b 33.33 2026-01-01..2026-01-03; stage c 33.34 2026-01-01..2026-01-03";
        check(thirds, "2026-01-01", 3_333);
        check(thirds, "2026-01-03", 10_000);
    }

    #[test]
    fn the_plan_follows_changes_of_weights_and_dates_from_their_day() {
        let task = "start 2026-01-01 due 2026-04-10; stage a 50 2026-01-01..2026-02-19; \
            stage b 50 2026-02-20..2026-04-10; weight 2026-03-01 a 80; weight 2026-03-01 b 20; \
            stage-due 2026-03-21 b 2026-05-30";
        check(task, "2026-02-28", 5_900);
        check(task, "2026-03-01", 8_400);
        check(task, "2026-03-21", 8_600);
    }

    #[test]
    fn while_paused_the_plan_does_not_move_on() {
        let paused = "start 2026-01-01 due 2026-04-10; pause 2026-01-31";
        check(paused, "2026-01-30", 3_000);
        check(paused, "2026-01-31", 3_000);
        check(paused, "2026-06-30", 3_000);
        let shifted = format!("{paused}; resume 2026-05-11; due 2026-05-11 2026-07-19");
        check(&shifted, "2026-05-10", 3_000);
        check(&shifted, "2026-05-11", 3_100);
        check(&shifted, "2026-05-12", 3_200);
        check(&shifted, "2026-07-19", 10_000);
    }

    #[test]
    fn the_promised_plan_is_moved_by_no_change() {
        let portal = portal(&["start 2026-01-01 due 2026-04-10; due 2026-02-01 2026-12-31; \
            pause 2026-03-01"]);
        let (_, task) = portal.tasks.iter().next().expect("one task");
        for (on, hundredths) in [
            ("2025-12-01", 0),
            ("2026-02-19", 5_000),
            ("2026-04-10", 10_000),
            ("2026-08-01", 10_000),
        ] {
            assert_eq!(promised(task, day(on)).hundredths(), hundredths, "{on}");
        }
    }

    #[test]
    fn whole_figures_differ_by_the_printed_lag() {
        let task = "start 2026-01-01 due 2026-04-10";
        for (update, figures) in [
            ("update 2026-02-19 progress 43.5", (50, 43, 7)),
            ("update 2026-02-19 progress 43", (50, 43, 7)),
            ("update 2026-02-19 progress 43.6", (50, 44, 6)),
            ("update 2026-04-10 progress 99.6", (100, 99, 0)),
        ] {
            let held = stands(&format!("{task}; {update}"), "2026-04-10").progress;
            let held = held.expect("a figure");
            let found = (held.planned.printed(), held.actual_printed(), held.lag);
            assert_eq!(found, figures, "{update}");
        }
    }

    #[test]
    fn the_latest_figure_counts_by_the_day_it_speaks_of() {
        let task = "start 2026-01-01 due 2026-04-10; \
            stage a 40 2026-01-01..2026-02-09; stage b 60 2026-02-10..2026-04-10";
        for (updates, expected) in [
            ("", None),
            ("update 2026-02-01 text", None),
            ("update 2026-02-09 stage a done 2026-02-08", Some((4_000, 0, Source::Stages))),
            ("update 2026-02-09 stage a", None),
            (
                "update 2026-02-09 stage a done 2026-02-08; update 2026-02-19 stage b",
                Some((4_000, 10, Source::Stages)),
            ),
            (
                "update 2026-02-09 progress 30; update 2026-02-14 stage a done 2026-02-10",
                Some((3_000, 10, Source::Reported)),
            ),
            (
                "update 2026-02-14 progress 45; update 2026-02-09 reported 2026-02-16 progress 38",
                Some((4_500, 0, Source::Reported)),
            ),
            (
                "update 2026-02-14 progress 45; update 2026-02-14 reported 2026-02-16 progress 35.5",
                Some((3_550, 10, Source::Reported)),
            ),
            ("update 2026-02-14 completed 2026-02-13", Some((10_000, -55, Source::Completion))),
            (
                "update 2026-02-14 completed 2026-02-13; closed 2026-02-19 completed 2026-02-13",
                Some((10_000, -55, Source::Completion)),
            ),
            (
                "update 2026-02-14 progress 90; closed 2026-02-19 completed 2026-02-13",
                Some((10_000, -56, Source::Closing)),
            ),
        ] {
            let progress = stands(&format!("{task}; {updates}"), "2026-02-19").progress;
            let found = progress.map(|held| (held.actual.hundredths(), held.lag, held.source));
            assert_eq!(found, expected, "{updates}");
        }
    }

    #[test]
    fn printed_figures_differ_by_the_printed_lag() {
        for (progress, planned, actual, lag) in
            [("45", "50", "45", 5), ("44.5", "50", "44.5", 6), ("44.51", "50", "44.51", 5)]
        {
            let task =
                format!("start 2026-01-01 due 2026-04-10; update 2026-02-19 progress {progress}");
            let held = stands(&task, "2026-02-19").progress.expect("a figure");
            assert_eq!(
                (held.planned_figure().as_str(), held.actual_figure().as_str(), held.lag),
                (planned, actual, lag)
            );
        }
        let task = "start 2026-01-01 due 2026-01-07; update 2026-01-03 progress";
        for (progress, planned, actual, lag) in
            [("30", "43", "30", 13), ("29.5", "42.85", "29.5", 13)]
        {
            let held =
                stands(&format!("{task} {progress}"), "2026-01-03").progress.expect("a figure");
            assert_eq!(
                (held.planned_figure().as_str(), held.actual_figure().as_str(), held.lag),
                (planned, actual, lag)
            );
        }
    }
}

//! What a task brings to its unit's score on a day: its state, how far it lags, how late it is.

use chrono::NaiveDate;

use super::dates::{Countdown, countdown};
use super::known::{Known, documented};
use super::progress::{planned, points_between, progress};
use super::silence::silence;
use crate::date::days_between;
use crate::percent::Percent;
use crate::portal::{Alteration, Moved, Portal, Task};
use crate::score::{Criterion, Decimal, Inputs, State};

/// What a task's score rests on at the end of a day; `None` before its plan was public.
pub fn inputs(
    portal: &Portal,
    task: &Task,
    day: NaiveDate,
    quality: Option<Decimal>,
) -> Option<Inputs> {
    let plan = portal.plans.get(task.plan);
    if day < plan.published_on.unwrap_or(plan.from.min(task.start)) {
        return None;
    }
    let known = &Known::new(task, plan, day);
    let criterion = if task.has_time_node { Criterion::Timeliness } else { Criterion::Quality };
    let state = state(portal, known, criterion, quality.is_some(), day);
    let lag = match state {
        // Silence never pays: the plan of the day itself counts.
        State::Silent => {
            let actual = progress(known).map_or(Percent::ZERO, |held| held.actual);
            Some(points_between(actual, planned(known, day)))
        }
        State::UnderWay
        | State::Done
        | State::NotStarted
        | State::Paused
        | State::GivenUp
        | State::Unassessed => progress(known).map(|held| held.lag),
    };
    let days = match (known.completion(), countdown(known, day)) {
        (Some(completion), _) => days_between(documented_due(task, day), completion.on).max(0),
        (None, Some(Countdown::Overdue(days))) => days,
        (None, _) => 0,
    };
    Some(Inputs {
        criterion,
        state,
        lag,
        days,
        quality,
        workload: task.workload_on(day).into(),
        difficulty: task.difficulty_on(day).into(),
    })
}

fn state(
    portal: &Portal,
    known: &Known,
    criterion: Criterion,
    assessed: bool,
    day: NaiveDate,
) -> State {
    if known.closing.is_none() && known.given_up.is_some() {
        return State::GivenUp;
    }
    if known.closing.is_none() && known.pause().is_some() {
        return State::Paused;
    }
    let done = known.completion().is_some();
    if !done && day < known.start {
        return State::NotStarted;
    }
    if criterion == Criterion::Quality && !assessed {
        return if done { State::Done } else { State::Unassessed };
    }
    if done {
        return State::Done;
    }
    let silence = silence(known, &portal.method, day);
    if silence.days > silence.tolerated { State::Silent } else { State::UnderWay }
}

/// The due date against which a finished task is late: the original one, moved only by changes
/// that rest on a document.
fn documented_due(task: &Task, day: NaiveDate) -> NaiveDate {
    let moved = task.changes_until(day).filter(|change| documented(change));
    let moved = moved.filter_map(|change| match change.alteration {
        Alteration::Due(Moved { new, .. }) => Some(new),
        _ => None,
    });
    moved.last().unwrap_or(task.due)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample::any::any_task;
    use super::super::sample::{day, portal};
    use super::super::scores::terms;
    use super::*;
    use crate::date::add_days;

    fn of(line: &str, on: &str) -> Inputs {
        let portal = portal(&[line]);
        let task = portal.tasks.iter().next().expect("one task").1;
        inputs(&portal, task, day(on), None).expect("a public task")
    }

    /// Checks the state, the lag, the days, and the score in whole points.
    fn check(line: &str, on: &str, expected: (State, Option<i32>, i64, Option<i64>)) {
        let found = of(line, on);
        let score = found.score(&terms(&portal(&[line]).method.scoring));
        let (state, lag, days, whole) = expected;
        let score_expected = whole.map(Decimal::whole);
        assert_eq!(
            (found.state, found.lag, found.days, score),
            (state, lag, days, score_expected),
            "{on}: {line}"
        );
    }

    const TASK: &str = "start 2026-01-01 due 2026-04-10; update 2026-02-19 progress 40";

    #[test]
    fn waiting_is_no_lag_until_it_is_silence() {
        // 50 of 100 days are planned by 19 February; 41 days of silence are tolerated.
        check(TASK, "2026-02-19", (State::UnderWay, Some(10), 0, Some(90)));
        check(TASK, "2026-04-01", (State::UnderWay, Some(10), 0, Some(90)));
        check(TASK, "2026-04-02", (State::Silent, Some(52), 0, Some(48)));
        check(TASK, "2026-04-10", (State::Silent, Some(60), 0, Some(40)));
        check(TASK, "2026-04-11", (State::Silent, Some(60), 1, Some(38)));
        check(TASK, "2026-05-10", (State::Silent, Some(60), 30, Some(0)));
    }

    #[test]
    fn a_task_enters_the_score_on_its_first_day() {
        check(TASK, "2025-12-31", (State::NotStarted, None, 0, None));
        check(TASK, "2026-01-01", (State::UnderWay, None, 0, Some(100)));
    }

    #[test]
    fn a_finished_task_is_late_against_the_original_date_unless_a_document_moved_it() {
        let done = |change: &str, on: &str| {
            format!("start 2026-01-01 due 2026-04-10{change}; update {on} completed {on}")
        };
        check(&done("", "2026-04-10"), "2026-06-30", (State::Done, Some(0), 0, Some(100)));
        check(&done("", "2026-04-13"), "2026-06-30", (State::Done, Some(0), 3, Some(94)));
        let moved = "; due 2026-04-01 2026-04-30";
        check(&done(moved, "2026-04-13"), "2026-06-30", (State::Done, Some(-14), 0, Some(100)));
        check(&done(moved, "2026-05-01"), "2026-06-30", (State::Done, Some(0), 1, Some(98)));
        let word = "; due 2026-04-01 2026-04-30 undocumented";
        check(&done(word, "2026-04-13"), "2026-06-30", (State::Done, Some(-14), 3, Some(94)));
    }

    #[test]
    fn what_is_paused_or_cancelled_is_left_out() {
        let line = format!("{TASK}; pause 2026-03-01; resume 2026-05-01");
        check(&line, "2026-03-01", (State::Paused, Some(10), 0, None));
        check(&line, "2026-05-01", (State::UnderWay, Some(10), 1, Some(88)));
        let line = format!("{TASK}; cancel 2026-03-01");
        check(&line, "2026-02-28", (State::UnderWay, Some(10), 0, Some(90)));
        check(&line, "2026-03-01", (State::GivenUp, Some(10), 0, None));
    }

    #[test]
    fn nothing_counts_before_the_plan_is_public() {
        let line = format!("plan published 2026-02-01; {TASK}");
        let portal = portal(&[&line]);
        let task = portal.tasks.iter().next().expect("one task").1;
        assert_eq!(inputs(&portal, task, day("2026-01-31"), None), None);
        assert!(inputs(&portal, task, day("2026-02-01"), None).is_some());
    }

    proptest! {
        #[test]
        fn waiting_never_raises_a_score(line in any_task(), wait in 0_i64..400, more in 0_i64..60) {
            let portal = portal(&[&line]);
            let task = portal.tasks.iter().next().expect("one task").1;
            let terms = terms(&portal.method.scoring);
            // Everything has been said by then.
            let from = add_days(day("2027-01-01"), wait);
            let score = |on| inputs(&portal, task, on, None).and_then(|held| held.score(&terms));
            if let (Some(now), Some(later)) = (score(from), score(add_days(from, more))) {
                prop_assert!(later <= now, "{} {:?} {:?}", line, now, later);
            }
        }
    }
}

//! A month as it was known at its end: what a bulletin speaks of.

mod ends;
mod happened;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::group::Distribution;
use super::light::Verdict;
use super::rates::{OnTime, Owed};
use super::{Assessed, TaskState};
use crate::date::Month;
use crate::method::Light;
use crate::portal::{Id, Portal, Task};

pub use ends::Ends;
pub use happened::Happened;

/// A month as it was known at its end, or today while it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthEnd {
    /// The month.
    pub month: Month,
    /// Its last day, or today while it runs.
    pub until: NaiveDate,
    /// Every task that was public by then, in the order of their ids.
    pub tasks: Vec<TaskThen>,
    /// Their lights.
    pub lights: Distribution,
    /// Lights at the end of the month before; `None` if no task was public then.
    pub before: Option<Distribution>,
    /// How many tasks show another light than at the end of the month before, by both lights;
    /// `None` was not public then. Empty if nothing was.
    pub turns: BTreeMap<(Option<Light>, Light), usize>,
    /// How many of the tasks due by then were finished in time.
    pub on_time: OnTime,
    /// What happened in it.
    pub happened: Happened,
    /// Unfinished tasks that fall due in the month after it.
    pub due_next: Vec<Id<Task>>,
}

/// A task at a month's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskThen {
    /// The task.
    pub task: Id<Task>,
    /// Its light.
    pub verdict: Verdict,
    /// Its light at the end of the month before; `None` if it was not public then.
    pub before: Option<Verdict>,
    /// Its due date as it was known.
    pub due: NaiveDate,
    /// Day on which the work was finished, looked up for tasks that had fallen due or been closed.
    pub finished_on: Option<NaiveDate>,
    /// How it counts in the on-time rate.
    pub owed: Owed,
}

impl MonthEnd {
    /// Tasks with a light at the end.
    pub fn with(&self, light: Light) -> impl Iterator<Item = &TaskThen> {
        self.tasks.iter().filter(move |held| held.verdict.light == light)
    }

    /// A task at the end, if it was public by then.
    pub fn task(&self, id: Id<Task>) -> Option<&TaskThen> {
        let at = self.tasks.binary_search_by_key(&id, |held| held.task).ok()?;
        self.tasks.get(at)
    }

    /// Whether a day lies in the month, as far as it has run.
    pub fn has(&self, day: NaiveDate) -> bool {
        (self.month.first()..=self.until).contains(&day)
    }

    /// Tasks with a light at the end that had another at the end of the month before.
    pub fn newly(&self, light: Light) -> impl Iterator<Item = &TaskThen> {
        self.with(light).filter(move |held| held.before.is_some_and(|then| then.light != light))
    }
}

/// Every month from the first with data to that of today.
fn months(portal: &Portal, today: NaiveDate) -> Vec<Month> {
    let published = portal.plans.iter().filter_map(|(_, plan)| plan.published_on);
    let happened = portal.tasks.iter().flat_map(|(_, task)| task.days());
    let first = published.chain(happened).min();
    first.map_or_else(Vec::new, |day| Month::of(day).through(Month::of(today)).collect())
}

/// Every month from the first with data to that of today, as it was known at its end: of all tasks
/// that are no part of another.
pub(super) fn month_ends(assessed: &Assessed) -> Vec<MonthEnd> {
    let months = months(&assessed.portal, assessed.today);
    let (happened, tasks) =
        rayon::join(|| happened::by_month(assessed, &months), || tasks_then(assessed, &months));
    let months: Vec<_> = months.into_iter().zip(happened).zip(tasks).collect();
    let end = |((month, held), tasks)| assessed.end_of(month, held, tasks);
    months.into_par_iter().map(end).collect()
}

/// So many tasks are looked at side by side with others.
const SIDE_BY_SIDE: usize = 1024;

/// The tasks that were public at the end of each month. Each task is looked up once for all months:
/// what is known of it lies in a place of its own, and there are many months.
fn tasks_then(assessed: &Assessed, months: &[Month]) -> Vec<Vec<TaskThen>> {
    let of_part = |tasks: &[Id<Task>]| {
        let mut held: Vec<Vec<TaskThen>> = months.iter().map(|_| Vec::new()).collect();
        for id in tasks {
            let state = &assessed.tasks[*id];
            for (month, held) in months.iter().zip(&mut held) {
                held.extend(assessed.task_then(*id, state, *month));
            }
        }
        held.into_iter()
    };
    let mut parts: Vec<_> = assessed.whole.tasks.par_chunks(SIDE_BY_SIDE).map(of_part).collect();
    // A month's parts are freed as soon as they are together.
    let of_month = |_| parts.iter_mut().filter_map(Iterator::next).collect::<Vec<_>>().concat();
    months.iter().map(of_month).collect()
}

impl Assessed {
    /// The last day of a month, or today while it runs.
    pub fn until(&self, month: Month) -> NaiveDate {
        month.last().min(self.today)
    }

    /// Whether a month is not over.
    pub fn runs(&self, month: Month) -> bool {
        self.today < month.last()
    }

    /// A month as it was known at its end, if there is anything of it.
    pub fn month_end(&self, month: Month) -> Option<&MonthEnd> {
        let first = self.month_ends.first()?.month;
        self.month_ends.get(month.since(first)?)
    }

    fn end_of(&self, month: Month, happened: Happened, tasks: Vec<TaskThen>) -> MonthEnd {
        let until = self.until(month);
        let lights = Distribution::of(tasks.iter().map(|held| held.verdict));
        let before = tasks.iter().filter_map(|held| held.before);
        let before = Distribution::of(before);
        MonthEnd {
            month,
            until,
            lights,
            turns: if before.total() > 0 { turns(&tasks) } else { BTreeMap::new() },
            before: (before.total() > 0).then_some(before),
            on_time: OnTime::of(tasks.iter().map(|held| held.owed)),
            happened,
            due_next: due_next(&tasks, month.next()),
            tasks,
        }
    }

    /// A task at a month's end.
    fn task_then(&self, task: Id<Task>, state: &TaskState, month: Month) -> Option<TaskThen> {
        let verdict = state.lights.on(self.until(month))?;
        let end = state.ends.of(month)?;
        let before = state.lights.on(month.previous().last());
        let (due, finished_on, owed) = (end.due, end.finished_on, end.owed);
        Some(TaskThen { task, verdict, before, due, finished_on, owed })
    }

    /// The days of a month up to today.
    pub(super) fn days(&self, month: Month) -> RangeInclusive<NaiveDate> {
        month.first()..=self.until(month)
    }
}

/// How many tasks show another light than a month before.
fn turns(tasks: &[TaskThen]) -> BTreeMap<(Option<Light>, Light), usize> {
    let mut counts = BTreeMap::new();
    for held in tasks {
        let (before, now) = (held.before.map(|then| then.light), held.verdict.light);
        if before != Some(now) {
            *counts.entry((before, now)).or_default() += 1;
        }
    }
    counts
}

/// Unfinished tasks that fall due in a month.
fn due_next(tasks: &[TaskThen], month: Month) -> Vec<Id<Task>> {
    let is_open = |light: Light| match light {
        Light::Done | Light::Cancelled | Light::Paused | Light::Awaiting => false,
        Light::Upcoming | Light::Red | Light::Silent | Light::Yellow | Light::Green => true,
    };
    let days = month.first()..=month.last();
    let due = tasks.iter().filter(|held| is_open(held.verdict.light) && days.contains(&held.due));
    due.map(|held| held.task).collect()
}

#[cfg(test)]
mod tests {
    use super::super::assess;
    use super::super::sample::{day, portal};
    use super::*;

    fn month(text: &str) -> Month {
        Month::parse(text).expect("a month")
    }

    #[test]
    fn a_month_is_what_was_known_at_its_end_whatever_came_later() {
        let tasks = [
            "start 2026-01-01 due 2026-03-31; update 2026-02-20 progress 60; \
                closed 2026-04-08 completed 2026-03-30",
            "start 2026-01-01 due 2026-03-15; due 2026-03-10 2026-05-31; update 2026-02-27 progress 20",
        ];
        let early = assess(portal(&tasks), day("2026-03-31"));
        let late = assess(portal(&tasks), day("2026-06-30"));
        let end = |assessed: &'_ Assessed, text| assessed.month_end(month(text)).cloned();
        let then = end(&early, "2026-03").expect("March is over");
        let again = end(&late, "2026-03").expect("March is over");
        assert_eq!(then, again);
        assert_eq!((again.happened.moved.len(), again.happened.closings.len()), (1, 0));
        assert_eq!((again.on_time.current.kept, again.on_time.current.of), (0, 1));
        let april = end(&late, "2026-04").expect("April is over");
        assert_eq!((april.happened.closings.len(), april.lights.count(Light::Done)), (1, 1));
        assert_eq!(april.due_next.len(), 1);
        assert_eq!(end(&early, "2026-04"), None);
    }

    #[test]
    fn what_happened_stands_in_its_month_up_to_today() {
        let tasks = [
            "start 2026-01-01 due 2026-03-31; update 2026-02-20 progress 60; \
                update 2026-02-25 progress 70; closed 2026-04-08 completed 2026-03-30",
            "start 2026-01-01 due 2026-03-15; due 2026-03-10 2026-05-31; update 2026-02-27 progress 20",
            "start 2026-01-01 due 2026-03-31; closed 2026-03-02 reopened 2026-03-20",
            "start 2026-01-01 due 2026-03-31; closed 2026-03-04 reopened 2026-04-20",
        ];
        let check = |today: &str, text: &str, counts: [usize; 5]| {
            let assessed = assess(portal(&tasks), day(today));
            let end = assessed.month_end(month(text)).expect("the month has begun");
            let held = &end.happened;
            let events = [&held.closings, &held.reopenings, &held.moved].map(Vec::len);
            let [closed, reopened, moved] = events;
            let found = [closed, reopened, moved, held.reports.count(), held.active.len()];
            assert_eq!(found, counts, "{text} on {today}");
        };
        check("2026-04-30", "2026-02", [0, 0, 0, 3, 2]);
        check("2026-04-30", "2026-03", [1, 1, 1, 0, 3]);
        check("2026-04-30", "2026-04", [1, 1, 0, 0, 2]);
        check("2026-03-19", "2026-03", [2, 0, 1, 0, 3]);
        check("2026-04-07", "2026-04", [0, 0, 0, 0, 0]);
    }

    #[test]
    fn months_run_from_the_first_with_data_to_today() {
        let tasks = ["start 2026-01-01 due 2026-12-31; update 2026-02-20 progress 6"];
        let portal = portal(&tasks);
        let found: Vec<String> =
            months(&portal, day("2026-05-03")).iter().map(Month::to_string).collect();
        assert_eq!(found.last().map(String::as_str), Some("2026-05"));
        assert!(!found.is_empty() && found.len() <= 5, "{found:?}");
        let assessed = assess(portal, day("2026-05-03"));
        assert!(assessed.runs(month("2026-05")));
        assert!(!assessed.runs(month("2026-04")));
    }
}

//! A month as it was known at its end: what a bulletin speaks of.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::group::Distribution;
use super::light::Verdict;
use super::rates::{OnTime, Owed};
use super::standing::Delivery;
use super::{Assessed, Publication, praise};
use crate::assess::Outcome;
use crate::date::Month;
use crate::method::Light;
use crate::portal::{Alteration, Change, Commendation, Exposure, Id, Portal, Task};

/// A month as it was known at its end, or today while it runs. Places are positions in the lists
/// of a task.
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
    /// How many of the tasks due by then were finished in time.
    pub on_time: OnTime,
    /// Closings dated in it that hold to its end, in order of their day.
    pub closings: Vec<(Id<Task>, usize)>,
    /// Closings reopened in it: 回潮.
    pub reopenings: Vec<(Id<Task>, usize)>,
    /// Due dates moved in it.
    pub moved: Vec<(Id<Task>, usize)>,
    /// Other changes dated in it.
    pub changes: Vec<(Id<Task>, usize)>,
    /// Updates reported in it: task and places, in the order of the tasks.
    pub reports: BTreeMap<Id<Task>, Vec<usize>>,
    /// Commendations published in it that stood at its end; one revoked later keeps its place.
    pub commended: Vec<Id<Commendation>>,
    /// Exposures published in it; those withdrawn since are held against nobody.
    pub exposed: Vec<Id<Exposure>>,
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

    /// Tasks with a light at the end that had another at the end of the month before.
    pub fn newly(&self, light: Light) -> impl Iterator<Item = &TaskThen> {
        self.with(light).filter(move |held| held.before.is_some_and(|then| then.light != light))
    }

    /// Tasks in which anything happened: reports, closings, changes.
    pub fn active(&self) -> BTreeSet<Id<Task>> {
        let events = [&self.closings, &self.reopenings, &self.moved, &self.changes];
        let tasks = events.into_iter().flatten().map(|(task, _)| *task);
        tasks.chain(self.reports.keys().copied()).collect()
    }

    /// How many updates were reported.
    pub fn report_count(&self) -> usize {
        self.reports.values().map(Vec::len).sum()
    }
}

/// How many tasks the lists of a month's end hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Public tasks.
    pub tasks: usize,
    /// Those whose due date in force has come.
    pub due: usize,
    /// Those whose original due date has come.
    pub original: usize,
    /// Whether the two may differ: a due date was moved, or work went on elsewhere.
    pub differ: bool,
    /// Unfinished ones that fall due in the month after.
    pub due_next: usize,
    /// Those that show another light than at the end of the month before, by both lights; `None`
    /// was not public then. Empty if nothing was.
    pub turns: BTreeMap<(Option<Light>, Light), usize>,
}

/// Every month from the first with data to that of today.
pub fn months(portal: &Portal, today: NaiveDate) -> Vec<Month> {
    let published = portal.plans.iter().filter_map(|(_, plan)| plan.published_on);
    let happened = portal.tasks.iter().flat_map(|(_, task)| task.days());
    let first = published.chain(happened).min();
    first.map_or_else(Vec::new, |day| Month::of(day).through(Month::of(today)).collect())
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

    /// In how many tasks anything happened in each month, as `MonthEnd::active` tells them.
    pub fn active_by_month(&self) -> BTreeMap<Month, usize> {
        let mut counts = BTreeMap::new();
        let mut months = Vec::new();
        for id in &self.whole.tasks {
            let known = self.portal.tasks[*id].days().filter(|day| *day <= self.today);
            months.extend(known.map(Month::of));
            months.sort_unstable();
            months.dedup();
            for month in months.drain(..) {
                *counts.entry(month).or_default() += 1;
            }
        }
        counts
    }

    /// How many tasks the lists of each month's end hold, the first month first, without judging
    /// any.
    pub fn listed_by_month(&self) -> Vec<(Month, Listed)> {
        let months = months(&self.portal, self.today);
        let ends: Vec<NaiveDate> = months.iter().map(|month| self.until(*month)).collect();
        let mut listed = vec![Listed::default(); ends.len()];
        let light_on = |id, day| self.tasks[id].lights.on(day).map(|held| held.light);
        // A plan without a day of publication may have been public before anything is known of it.
        let eve = months.first().map_or(self.today, |month| month.previous().last());
        let mut anything_before = false;
        for id in &self.whole.tasks {
            let task = &self.portal.tasks[*id];
            let Some(public) = self.tasks[*id].lights.past().first() else { continue };
            let is_moved = task.changes.iter().any(parts_dates);
            let known = ends.partition_point(|until| *until < public.date);
            let mut before = light_on(*id, eve);
            anything_before |= before.is_some();
            let month_ends = listed.iter_mut().zip(months.iter().zip(&ends)).skip(known);
            for (held, (month, until)) in month_ends {
                let due = if is_moved { task.due_on(*until) } else { task.due };
                let Some(light) = light_on(*id, *until) else { continue };
                if before != Some(light) {
                    *held.turns.entry((before, light)).or_default() += 1;
                }
                before = Some(light);
                held.tasks += 1;
                held.due_next += usize::from(is_due_next(light, due, month.next()));
                held.due += usize::from(due <= *until);
                held.original += usize::from(task.due <= *until);
                held.differ |= is_moved
                    && due.min(task.due) <= *until
                    && task.changes_until(*until).any(parts_dates);
            }
        }
        for held in &mut listed {
            if !anything_before {
                held.turns.clear();
            }
            anything_before = held.tasks > 0;
        }
        months.into_iter().zip(listed).collect()
    }

    /// A month of all tasks that are no part of another, as it was known at its end.
    pub fn month_end(&self, month: Month) -> MonthEnd {
        let until = self.until(month);
        let earlier = month.previous().last();
        let all = &self.whole.tasks;
        let then = all.iter().filter_map(|id| self.task_then(*id, until, earlier));
        let tasks: Vec<TaskThen> = then.collect();
        let lights = Distribution::of(tasks.iter().map(|held| held.verdict.light));
        let before = tasks.iter().filter_map(|held| held.before).map(|held| held.light);
        let before = Distribution::of(before);
        let (changes, closings) = self.dated(all, month);
        let (moved, changes) = changes.into_iter().partition(|(id, at)| self.moves(*id, *at));
        let holds = |(id, at): &(Id<Task>, usize)| {
            let closing = self.portal.tasks[*id].closings.get(*at);
            let reopened = closing.and_then(|held| held.reopened.as_ref());
            reopened.is_none_or(|held| held.date > until)
        };
        MonthEnd {
            month,
            until,
            lights,
            before: (before.total() > 0).then_some(before),
            on_time: OnTime::of(tasks.iter().map(|held| held.owed)),
            closings: closings.into_iter().filter(holds).collect(),
            reopenings: self.reopenings(month),
            moved,
            changes,
            reports: self.reports(month),
            commended: self.commended(month),
            exposed: self.exposed(month),
            due_next: due_next(&tasks, month.next()),
            tasks,
        }
    }

    /// A task at a month's end.
    fn task_then(&self, id: Id<Task>, until: NaiveDate, earlier: NaiveDate) -> Option<TaskThen> {
        let (task, lights) = (&self.portal.tasks[id], &self.tasks[id].lights);
        let verdict = lights.on(until)?;
        let due = task.due_on(until);
        let asked = due <= until || matches!(verdict.light, Light::Done | Light::Awaiting);
        let is_due = due <= until || task.due <= until;
        let delivery = (asked || is_due).then(|| Delivery::on(&self.portal, task, until));
        let finished = delivery.filter(|_| asked).and_then(|held| held.completion);
        Some(TaskThen {
            task: id,
            verdict,
            before: lights.on(earlier),
            due,
            finished_on: finished.map(|held| held.on),
            owed: delivery.map_or_else(Owed::default, |held| Owed::of(&held, until)),
        })
    }

    /// The days of a month up to today.
    pub(super) fn days(&self, month: Month) -> RangeInclusive<NaiveDate> {
        month.first()..=self.until(month)
    }

    fn moves(&self, id: Id<Task>, at: usize) -> bool {
        let change = self.portal.tasks[id].changes.get(at);
        change.is_some_and(|held| matches!(held.alteration, Alteration::Due(_)))
    }

    fn reopenings(&self, month: Month) -> Vec<(Id<Task>, usize)> {
        let days = self.days(month);
        let mut found = Vec::new();
        for id in &self.whole.tasks {
            for (at, closing) in self.portal.tasks[*id].closings.iter().enumerate() {
                let reopened = closing.reopened.as_ref();
                let now = reopened.is_some_and(|held| days.contains(&held.date));
                found.extend(now.then_some((*id, at)));
            }
        }
        found
    }

    fn reports(&self, month: Month) -> BTreeMap<Id<Task>, Vec<usize>> {
        let days = self.days(month);
        let mut reports = BTreeMap::new();
        for id in &self.whole.tasks {
            let updates = self.portal.tasks[*id].updates.iter().enumerate();
            let held = updates.filter(|(_, held)| days.contains(&held.reported_on));
            let held: Vec<usize> = held.map(|(at, _)| at).collect();
            if !held.is_empty() {
                reports.insert(*id, held);
            }
        }
        reports
    }

    fn commended(&self, month: Month) -> Vec<Id<Commendation>> {
        let all = self.portal.commendations.iter();
        let held = all.filter(|(_, held)| {
            let decided = held.decided_on.unwrap_or(held.published_on).max(held.published_on);
            praise(held, self.until(month)).stands() && self.days(month).contains(&decided)
        });
        held.map(|(id, _)| id).collect()
    }

    fn exposed(&self, month: Month) -> Vec<Id<Exposure>> {
        let all = self.portal.exposures.iter();
        let held = all.filter(|(id, held)| {
            let stands = match self.exposures[*id] {
                Publication::Live(_) => true,
                Publication::Tombstone { outcome, .. } => !matches!(outcome, Outcome::Withdrawn(_)),
                Publication::NotYet => false,
            };
            stands && self.days(month).contains(&held.published_on)
        });
        held.map(|(id, _)| id).collect()
    }
}

/// Whether a change may make a task count by its original due date alone.
fn parts_dates(change: &Change) -> bool {
    matches!(
        change.alteration,
        Alteration::Due(_) | Alteration::CarryOver(_) | Alteration::Merge(_)
    )
}

/// Unfinished tasks that fall due in a month.
fn due_next(tasks: &[TaskThen], month: Month) -> Vec<Id<Task>> {
    let due = tasks.iter().filter(|held| is_due_next(held.verdict.light, held.due, month));
    due.map(|held| held.task).collect()
}

/// Whether a task with this light falls due in a month.
fn is_due_next(light: Light, due: NaiveDate, month: Month) -> bool {
    let is_open = match light {
        Light::Done | Light::Cancelled | Light::Paused | Light::Awaiting => false,
        Light::Upcoming | Light::Red | Light::Silent | Light::Yellow | Light::Green => true,
    };
    is_open && (month.first()..=month.last()).contains(&due)
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
        let (then, again) = (early.month_end(month("2026-03")), late.month_end(month("2026-03")));
        assert_eq!(then.lights, again.lights);
        assert_eq!((again.moved.len(), again.closings.len()), (1, 0));
        assert_eq!((again.on_time.current.kept, again.on_time.current.of), (0, 1));
        let april = late.month_end(month("2026-04"));
        assert_eq!((april.closings.len(), april.lights.count(Light::Done)), (1, 1));
        assert_eq!(april.due_next.len(), 1);
    }

    #[test]
    fn tasks_in_which_anything_happened_are_counted_as_each_month_lists_them() {
        let tasks = [
            "start 2026-01-01 due 2026-03-31; update 2026-02-20 progress 60; \
                update 2026-02-25 progress 70; closed 2026-04-08 completed 2026-03-30",
            "start 2026-01-01 due 2026-03-15; due 2026-03-10 2026-05-31; update 2026-02-27 progress 20",
            "start 2026-01-01 due 2026-03-31; closed 2026-03-02 reopened 2026-03-20",
            "start 2026-01-01 due 2026-03-31; closed 2026-03-04 reopened 2026-04-20",
        ];
        let assessed = assess(portal(&tasks), day("2026-04-30"));
        let counts = assessed.active_by_month();
        assert_eq!(counts.values().sum::<usize>(), 7);
        for (month, count) in counts {
            assert_eq!(count, assessed.month_end(month).active().len(), "{month}");
        }
    }

    #[test]
    fn lists_of_a_months_end_are_as_long_as_they_are_said_to_be() {
        let tasks = [
            "start 2026-01-01 due 2026-03-31; closed 2026-04-08 completed 2026-03-30",
            "start 2026-01-01 due 2026-03-15; due 2026-03-10 2026-05-31",
            "start 2026-01-01 due 2026-03-31; carry 2026-03-20",
            "start 2026-01-01 due 2026-12-31; cancel 2026-04-10",
        ];
        let assessed = assess(portal(&tasks), day("2026-05-31"));
        let listed = assessed.listed_by_month();
        let said = |text: &str| {
            let found = listed.iter().find(|(held, _)| *held == month(text));
            let (_, held) = found.expect("the month is listed");
            (held.tasks, held.due, held.original, held.differ)
        };
        assert_eq!(said("2026-03"), (4, 2, 3, true));
        assert_eq!(said("2026-05"), (4, 3, 3, true));
        for (month, held) in &listed {
            let end = assessed.month_end(*month);
            let turned = end.tasks.iter().filter(|then| {
                end.before.is_some()
                    && then.before.map(|before| before.light) != Some(then.verdict.light)
            });
            let found = (held.due_next, held.turns.values().sum::<usize>());
            assert_eq!(found, (end.due_next.len(), turned.count()), "{month}");
        }
        assert!(listed.iter().any(|(_, held)| held.due_next > 0 && !held.turns.is_empty()));
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

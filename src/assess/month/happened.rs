//! What happened in each month: dated records, of which none is judged.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::assess::series::Dated;
use crate::assess::{Assessed, Outcome, Publication, praise};
use crate::date::Month;
use crate::portal::{Alteration, Commendation, Exposure, Id, Task};

/// What happened in a month, up to today while it runs. Places are positions in the lists of a
/// task.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Happened {
    /// Closings dated in it that hold to its end, in order of their day.
    pub closings: Dated,
    /// Closings reopened in it: 回潮.
    pub reopenings: Dated,
    /// Due dates moved in it, in order of their day.
    pub moved: Dated,
    /// Other changes dated in it, in order of their day.
    pub changes: Dated,
    /// Updates reported in it: task and places, in the order of the tasks.
    pub reports: BTreeMap<Id<Task>, Vec<usize>>,
    /// Tasks in which anything happened: those that were reported on, then those in which there were
    /// only closings or changes, each in the order of their ids.
    pub active: Vec<Id<Task>>,
    /// Commendations published in it that stood at its end; one revoked later keeps its place.
    pub commended: Vec<Id<Commendation>>,
    /// Exposures published in it; those withdrawn since are held against nobody.
    pub exposed: Vec<Id<Exposure>>,
}

impl Happened {
    /// How many updates were reported.
    pub fn report_count(&self) -> usize {
        self.reports.values().map(Vec::len).sum()
    }
}

/// Months that follow each other, with what happened in each.
struct Months {
    first: Month,
    today: NaiveDate,
    held: Vec<Happened>,
}

impl Months {
    /// The month of a day up to today.
    fn of(&mut self, day: NaiveDate) -> Option<&mut Happened> {
        let known = (day <= self.today).then_some(day)?;
        self.held.get_mut(Month::of(known).since(self.first)?)
    }

    /// Puts what happened to a task into its months.
    fn enter(&mut self, id: Id<Task>, task: &Task) {
        for (at, update) in task.updates.iter().enumerate() {
            if let Some(held) = self.of(update.reported_on) {
                held.reports.entry(id).or_default().push(at);
            }
        }
        for (at, change) in task.changes.iter().enumerate() {
            let Some(held) = self.of(change.date) else { continue };
            match change.alteration {
                Alteration::Due(_) => held.moved.push((id, at)),
                _ => held.changes.push((id, at)),
            }
        }
        for (at, closing) in task.closings.iter().enumerate() {
            let reopened = closing.reopened.as_ref().map(|held| held.date);
            let until = Month::of(closing.date).last().min(self.today);
            if let Some(held) = self.of(closing.date)
                && reopened.is_none_or(|again| again > until)
            {
                held.closings.push((id, at));
            }
            if let Some(held) = reopened.and_then(|again| self.of(again)) {
                held.reopenings.push((id, at));
            }
        }
    }
}

/// What happened in each of these months, which follow each other, to tasks that are no part of
/// another; every event is looked at once.
pub(super) fn by_month(assessed: &Assessed, months: &[Month]) -> Vec<Happened> {
    let Some(first) = months.first().copied() else { return Vec::new() };
    let held = months.iter().map(|_| Happened::default()).collect();
    let mut all = Months { first, today: assessed.today, held };
    let tasks = &assessed.portal.tasks;
    for id in &assessed.whole.tasks {
        all.enter(*id, &tasks[*id]);
    }
    for (held, month) in all.held.iter_mut().zip(months) {
        let changed = |(id, at): &(Id<Task>, usize)| tasks[*id].changes.get(*at).map(|it| it.date);
        held.moved.sort_by_key(changed);
        held.changes.sort_by_key(changed);
        held.closings.sort_by_key(|(id, at)| tasks[*id].closings.get(*at).map(|it| it.date));
        held.active = active(held);
        held.commended = commended(assessed, *month);
        held.exposed = exposed(assessed, *month);
    }
    all.held
}

fn active(held: &Happened) -> Vec<Id<Task>> {
    let events = [&held.closings, &held.reopenings, &held.moved, &held.changes];
    let tasks: BTreeSet<Id<Task>> = events.into_iter().flatten().map(|(task, _)| *task).collect();
    let others = tasks.into_iter().filter(|task| !held.reports.contains_key(task));
    held.reports.keys().copied().chain(others).collect()
}

fn commended(assessed: &Assessed, month: Month) -> Vec<Id<Commendation>> {
    let (days, until) = (assessed.days(month), assessed.until(month));
    let all = assessed.portal.commendations.iter();
    let held = all.filter(|(_, held)| {
        let decided = held.decided_on.unwrap_or(held.published_on).max(held.published_on);
        praise(held, until).stands() && days.contains(&decided)
    });
    held.map(|(id, _)| id).collect()
}

fn exposed(assessed: &Assessed, month: Month) -> Vec<Id<Exposure>> {
    let days = assessed.days(month);
    let all = assessed.portal.exposures.iter();
    let held = all.filter(|(id, held)| {
        let stands = match assessed.exposures[*id] {
            Publication::Live(_) => true,
            Publication::Tombstone { outcome, .. } => !matches!(outcome, Outcome::Withdrawn(_)),
            Publication::NotYet => false,
        };
        stands && days.contains(&held.published_on)
    });
    held.map(|(id, _)| id).collect()
}

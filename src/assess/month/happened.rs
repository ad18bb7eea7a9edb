//! What happened in each month: dated records, of which none is judged.

use std::collections::BTreeSet;
use std::ops::Range;

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
    /// Updates reported in it.
    pub reports: Reports,
    /// Tasks in which anything happened: those that were reported on, then those in which there were
    /// only closings or changes, each in the order of their ids.
    pub active: Vec<Id<Task>>,
    /// Commendations published in it that stood at its end; one revoked later keeps its place.
    pub commended: Vec<Id<Commendation>>,
    /// Exposures published in it; those withdrawn since are held against nobody.
    pub exposed: Vec<Id<Exposure>>,
}

/// Updates of a month by their tasks, in the order of these; those of a task follow each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reports(Vec<(Id<Task>, Range<usize>)>);

impl Reports {
    /// Enters the next update of the last task, or the first of another.
    fn push(&mut self, id: Id<Task>, at: usize) {
        match self.0.last_mut().filter(|(last, held)| *last == id && held.end == at) {
            Some((_, held)) => held.end = at + 1,
            None => self.0.push((id, at..at + 1)),
        }
    }

    /// The tasks that were reported on, each with the places of its updates.
    pub fn iter(&self) -> impl Iterator<Item = (Id<Task>, Range<usize>)> {
        self.0.iter().cloned()
    }

    /// The tasks that were reported on.
    pub fn tasks(&self) -> impl ExactSizeIterator<Item = Id<Task>> {
        self.0.iter().map(|(id, _)| *id)
    }

    /// The places of a task's updates; none if it was not reported on.
    pub fn of(&self, id: Id<Task>) -> Range<usize> {
        let at = self.0.binary_search_by_key(&id, |(task, _)| *task);
        at.ok().and_then(|at| self.0.get(at)).map_or(0..0, |(_, held)| held.clone())
    }

    /// How many updates there are.
    pub fn count(&self) -> usize {
        self.0.iter().map(|(_, held)| held.len()).sum()
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
                held.reports.push(id, at);
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
    let others = tasks.into_iter().filter(|task| held.reports.of(*task).is_empty());
    held.reports.tasks().chain(others).collect()
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

//! What was known of a task on a day: its ledger up to that day and no further.
//!
//! Days of an approved pause do not count: while work is paused the plan does not move on, and
//! nothing falls further behind. Dates themselves move only by a declared change.

use chrono::NaiveDate;

use super::progress::{Figure, Source};
use super::silence::substantial;
use crate::date::{add_days, days_between};
use crate::percent::Percent;
use crate::portal::{Alteration, Change, Halt, Plan, Stage, Task, Update};

/// A task's ledger as it was known on a day.
#[derive(Debug)]
pub(super) struct Known<'a> {
    /// The task.
    pub(super) task: &'a Task,
    /// Its plan.
    pub(super) plan: &'a Plan,
    /// First day in force.
    pub(super) start: NaiveDate,
    /// Due date in force.
    pub(super) due: NaiveDate,
    /// Stages as they stand.
    pub(super) stages: Vec<StageKnown>,
    /// Approved pauses in order of time; only the last may still run.
    pub(super) pauses: Vec<Pause>,
    /// The change by which the task was cancelled, carried over or merged.
    pub(super) given_up: Option<usize>,
    /// The closing in force.
    pub(super) closing: Option<usize>,
    /// The closing that was last reopened.
    pub(super) relapse: Option<usize>,
    /// Updates reported by then with their place in the task, by the day they speak of. In the task
    /// they stand in the order of their reports, so these are its first ones.
    pub(super) updates: Vec<(usize, &'a Update)>,
    /// The last substantial update, by the day of its report.
    pub(super) heard: Option<usize>,
}

/// A stage with the weight and dates in force.
#[derive(Debug)]
pub(super) struct StageKnown {
    pub(super) weight: Percent,
    pub(super) start: NaiveDate,
    pub(super) due: NaiveDate,
    pub(super) finished: Finished,
}

/// Whether a stage is finished, and when as far as anybody said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finished {
    No,
    On(NaiveDate),
    DayUnknown,
}

/// An approved pause: from its first day to the day work goes on.
#[derive(Debug)]
pub(super) struct Pause {
    pub(super) change: usize,
    pub(super) from: NaiveDate,
    pub(super) resumed_on: Option<NaiveDate>,
}

/// Completion as reported or as found at the closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Completion {
    /// Day the work was finished. If nobody named it, the day of the first report of 100 %:
    /// it was finished by then.
    pub on: NaiveDate,
    /// Day on which completion was first reported.
    pub reported_on: NaiveDate,
}

impl<'a> Known<'a> {
    /// The ledger of a task up to a day.
    pub(super) fn new(task: &'a Task, plan: &'a Plan, until: NaiveDate) -> Self {
        let mut updates: Vec<(usize, &Update)> =
            task.updates.iter().enumerate().filter(|(_, held)| held.reported_on <= until).collect();
        updates.sort_by_key(|(at, held)| (held.as_of, held.reported_on, *at));
        let reports = task.updates.get(..updates.len()).unwrap_or_default();
        let heard = substantial(reports).iter().rposition(|is_new| *is_new);
        let closed = task.closings.iter().rposition(|held| held.date <= until);
        let reopened = |at: &usize| {
            let reopening = task.closings.get(*at).and_then(|held| held.reopened.as_ref());
            reopening.is_some_and(|held| held.date <= until)
        };
        let mut known = Self {
            task,
            plan,
            start: task.start_on(until),
            due: task.due_on(until),
            stages: Vec::new(),
            pauses: pauses(task, until),
            given_up: task.changes_until(until).position(gives_up),
            closing: closed.filter(|at| !reopened(at)),
            relapse: (0..task.closings.len()).rev().find(reopened),
            updates,
            heard,
        };
        known.stages = known.stages_on(until);
        known
    }

    /// How the task was given up, if it was.
    pub(super) fn halt(&self) -> Option<Halt> {
        self.task.changes.get(self.given_up?)?.alteration.halts()
    }

    /// Day on which a closed task was last reopened.
    pub(super) fn reopened_on(&self) -> Option<NaiveDate> {
        self.task.closings.get(self.relapse?)?.reopened.as_ref().map(|held| held.date)
    }

    /// Updates that count for the light: those since the reopening, or all.
    pub(super) fn counted(&self) -> impl DoubleEndedIterator<Item = (usize, &'a Update)> + '_ {
        let reopened = self.reopened_on();
        let updates = self.updates.iter().copied();
        updates.filter(move |(_, held)| reopened.is_none_or(|day| day <= held.as_of))
    }

    /// The pause that still runs.
    pub(super) fn pause(&self) -> Option<&Pause> {
        self.pauses.last().filter(|pause| pause.resumed_on.is_none())
    }

    /// Whether there is nothing left to do.
    pub(super) fn is_finished(&self) -> bool {
        self.completion().is_some() || self.given_up.is_some()
    }

    /// When the work was finished, by the closing in force or by the latest report about it.
    /// A later report of less than 100 % takes completion back.
    pub(super) fn completion(&self) -> Option<Completion> {
        let reopened = self.reopened_on();
        let named =
            |held: &Update| held.completed_on.filter(|on| reopened.is_none_or(|r| r <= *on));
        let complete =
            |held: &Update| named(held).is_some() || held.progress == Some(Percent::FULL);
        let about = self.counted().rev().map(|(_, held)| held);
        let about = about.filter(|held| complete(held) || held.progress.is_some());
        let run: Vec<&Update> = about.take_while(|held| complete(held)).collect();
        let reported_on = run.iter().map(|held| held.reported_on).min();
        if let Some(closing) = self.closing.and_then(|at| self.task.closings.get(at)) {
            let reported_on = reported_on.unwrap_or(closing.date);
            return Some(Completion { on: closing.completed_on, reported_on });
        }
        let first = run.last()?;
        let on = run.iter().find_map(|held| named(held)).unwrap_or(first.as_of);
        Some(Completion { on, reported_on: reported_on? })
    }

    /// The latest figure of progress; `None` is 未填报. A closed task is done: as of the report that
    /// said so, or else as of the day on which the work was found finished.
    pub(super) fn figure(&self) -> Option<Figure> {
        let reported = self.reported();
        let Some(closing) = self.closing.and_then(|at| self.task.closings.get(at)) else {
            return reported;
        };
        let (as_of, source) = (closing.completed_on, Source::Closing);
        let found = Figure { as_of, actual: Percent::FULL, source };
        Some(reported.filter(|held| held.actual == Percent::FULL).unwrap_or(found))
    }

    /// The latest figure that was reported, or that follows from the stages reported as finished.
    fn reported(&self) -> Option<Figure> {
        let reopened = self.reopened_on();
        let reported = self.counted().rev().find_map(|(_, held)| {
            let named = held.completed_on.filter(|on| reopened.is_none_or(|day| day <= *on));
            match (named, held.progress) {
                (Some(_), _) => Some((held.as_of, Percent::FULL, Source::Completion)),
                (None, Some(progress)) => Some((held.as_of, progress, Source::Reported)),
                (None, None) => None,
            }
        });
        let figure = reported.or_else(|| {
            let stages = || self.counted().filter(|(_, held)| held.stage.is_some());
            // Before a stage was finished nothing is known; after it, every report that names a
            // stage says how far the work is on its day.
            stages().find(|(_, held)| held.stage_done.is_some())?;
            let (_, held) = stages().next_back()?;
            Some((held.as_of, self.finished_weight(), Source::Stages))
        });
        figure.map(|(as_of, actual, source)| Figure { as_of, actual, source })
    }

    /// A day, or the day before the pause it lies in.
    pub(super) fn frozen(&self, day: NaiveDate) -> NaiveDate {
        let pause = self.pauses.iter().find(|pause| {
            pause.from <= day && pause.resumed_on.is_none_or(|resumed| day < resumed)
        });
        pause.map_or(day, |pause| add_days(pause.from, -1))
    }

    /// Days after `after` up to and with `day`, without those of pauses that have ended.
    pub(super) fn days(&self, after: NaiveDate, day: NaiveDate) -> i64 {
        let paused = self.pauses.iter().filter_map(|pause| {
            let from = pause.from.max(add_days(after, 1));
            let until = pause.resumed_on?.min(add_days(day, 1));
            Some(days_between(from, until).max(0))
        });
        (days_between(after, day) - paused.sum::<i64>()).max(0)
    }

    /// The first day on which [`Self::days`] after `after` are more than `count`.
    pub(super) fn day_after(&self, after: NaiveDate, count: i64) -> NaiveDate {
        let mut day = add_days(after, count + 1);
        for pause in &self.pauses {
            let Some(resumed) = pause.resumed_on else { break };
            let from = pause.from.max(add_days(after, 1));
            if from <= day && from < resumed {
                day = add_days(day, days_between(from, resumed));
            }
        }
        day
    }

    /// The day after which a date counts as missed: the date itself, or the day before a
    /// reopening: a task is not overdue for the time in which it was accepted as done.
    pub(super) fn missed_after(&self, due: NaiveDate) -> NaiveDate {
        self.reopened_on().map_or(due, |reopened| due.max(add_days(reopened, -1)))
    }

    /// How many days an unfinished task or stage is overdue; 0 on the due date itself.
    pub(super) fn overdue(&self, due: NaiveDate, day: NaiveDate) -> i64 {
        self.days(self.missed_after(due), self.frozen(day))
    }

    /// Weight of the finished stages.
    fn finished_weight(&self) -> Percent {
        let done = self.stages.iter().filter(|stage| stage.finished != Finished::No);
        let sum: i32 = done.map(|stage| stage.weight.hundredths()).sum();
        Percent::from_hundredths(sum).unwrap_or(Percent::FULL)
    }

    fn stages_on(&self, until: NaiveDate) -> Vec<StageKnown> {
        let complete = self.completion().is_some();
        let stages = self.task.stages.iter().enumerate();
        stages.map(|(at, stage)| self.stage_on(at, stage, until, complete)).collect()
    }

    fn stage_on(&self, at: usize, stage: &Stage, until: NaiveDate, complete: bool) -> StageKnown {
        let mut known = StageKnown {
            weight: stage.weight,
            start: stage.start,
            due: stage.due,
            finished: Finished::No,
        };
        let mut moved_on = None;
        for change in self.task.changes_until(until) {
            match change.alteration {
                Alteration::Weight(of, moved) if of == at => known.weight = moved.new,
                Alteration::StageStart(of, moved) if of == at => {
                    (known.start, moved_on) = (moved.new, Some(change.date));
                }
                Alteration::StageDue(of, moved) if of == at => {
                    (known.due, moved_on) = (moved.new, Some(change.date));
                }
                _ => {}
            }
        }
        known.finished = self.finished(at, moved_on, complete);
        known
    }

    /// Whether a stage is finished. What an earlier closing accepted stays finished after a
    /// reopening, unless the stage was given new dates since.
    fn finished(&self, at: usize, moved_on: Option<NaiveDate>, complete: bool) -> Finished {
        let reopened = self.reopened_on();
        let again = reopened.filter(|day| moved_on.is_some_and(|moved| *day <= moved));
        let said = self.updates.iter().rev().filter(|(_, held)| held.stage == Some(at));
        let mut days = said.filter_map(|(_, held)| held.stage_done);
        if let Some(day) = days.find(|done| again.is_none_or(|reopened| reopened <= *done)) {
            return Finished::On(day);
        }
        if complete || (reopened.is_some() && again.is_none()) {
            return Finished::DayUnknown;
        }
        Finished::No
    }
}

/// Whether a change rests on a document: without one nothing is paused or cancelled.
pub(super) fn documented(change: &Change) -> bool {
    change.document.is_some() || change.document_number.is_some()
}

fn gives_up(change: &Change) -> bool {
    let ends = matches!(
        change.alteration,
        Alteration::Cancel | Alteration::CarryOver(_) | Alteration::Merge(_)
    );
    ends && documented(change)
}

fn pauses(task: &Task, until: NaiveDate) -> Vec<Pause> {
    let mut pauses: Vec<Pause> = Vec::new();
    for (at, change) in task.changes_until(until).enumerate() {
        let open = pauses.last_mut().filter(|pause| pause.resumed_on.is_none());
        match (&change.alteration, open) {
            (Alteration::Pause, None) if documented(change) => {
                pauses.push(Pause { change: at, from: change.date, resumed_on: None });
            }
            (Alteration::Resume, Some(pause)) => pause.resumed_on = Some(change.date),
            _ => {}
        }
    }
    pauses
}

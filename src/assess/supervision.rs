//! The ledgers of supervision on a day: what may be seen, how old it is, what is overdue.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::rectification::{Rectifying, on_time, rectifying};
use super::visit::{Visit, Visits, revisits, visits};
use super::{Each, Publication, Rate, TaskState, publication};
use crate::date::{add_days, days_between};
use crate::method::Light;
use crate::portal::{
    Exposure, Id, Inspection, Mending, Portal, Problem, Slip, Task, TimedReport, Warning,
};
use crate::record::RectificationState;

/// Where a problem stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemStage {
    /// Nobody was told to solve it.
    Unassigned,
    /// Somebody is at it.
    Open,
    /// It is solved.
    Resolved,
}

/// A problem on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProblemState {
    /// Where it stands.
    pub stage: ProblemStage,
    /// Days from finding it to its solution, or to the day.
    pub days_open: i64,
    /// The level it was brought to last, and the days it has been or was there.
    pub level: Option<(usize, i64)>,
    /// Days past those that level has, after which it should have gone on.
    pub stuck_days: i64,
    /// Days past its due date while it is not solved.
    pub overdue_days: i64,
    /// Days past its due date when it was solved.
    pub late_by: i64,
    /// How often it was urged before it was handed over, or until the day.
    pub urged: usize,
}

/// A task that was not inspected as often as its class asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uninspected {
    /// The task.
    pub task: Id<Task>,
    /// The last inspection of it, if there was any.
    pub last: Option<NaiveDate>,
    /// Days since the inspection was due.
    pub days: i64,
}

/// The ledgers of supervision, as far as they may be seen on a day.
#[derive(Debug, Default)]
pub struct Supervision {
    /// Inspections, newest first.
    pub inspections: Vec<Id<Inspection>>,
    /// Problems: unsolved ones first, the oldest of them first; then the newest solved.
    pub problems: Vec<(Id<Problem>, ProblemState)>,
    /// Rectifications: open ones first by their due date, then the newest.
    pub mendings: Vec<(Id<Mending>, Rectifying)>,
    /// Slips, newest first.
    pub slips: Vec<Id<Slip>>,
    /// Early-warning notices, newest first.
    pub warnings: Vec<Id<Warning>>,
    /// Reports due by a day, newest first.
    pub reports: Vec<Id<TimedReport>>,
    /// Rectifications that were due, exposures' own included, and those handed in by then.
    pub on_time: Rate,
    /// Of those that were due, exposures' whose entries are no longer on their board.
    pub taken_down: u32,
    /// Return visits, those of exposures included.
    pub visits: Visits,
    /// Tasks that were not inspected as often as their class asks, longest first.
    pub uninspected: Vec<Uninspected>,
    /// The return visit to what each inspection found.
    revisits: BTreeMap<Id<Inspection>, Visit>,
    /// Where each problem stands in its list.
    problem_places: BTreeMap<Id<Problem>, usize>,
    /// Where each rectification does.
    mending_places: BTreeMap<Id<Mending>, usize>,
}

impl Supervision {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.inspections.is_empty()
            && self.problems.is_empty()
            && self.mendings.is_empty()
            && self.slips.is_empty()
            && self.warnings.is_empty()
            && self.reports.is_empty()
    }

    /// How a problem stands, if it may be seen.
    pub fn problem(&self, id: Id<Problem>) -> Option<&ProblemState> {
        let (_, state) = self.problems.get(*self.problem_places.get(&id)?)?;
        Some(state)
    }

    /// The return visit to what an inspection found, if there is to be one.
    pub fn revisit(&self, id: Id<Inspection>) -> Option<Visit> {
        self.revisits.get(&id).copied()
    }

    /// How a rectification stands, if it may be seen.
    pub fn mending(&self, id: Id<Mending>) -> Option<&Rectifying> {
        let (_, state) = self.mendings.get(*self.mending_places.get(&id)?)?;
        Some(state)
    }
}

/// The ledgers on a day. What came of an inspection is not seen before the inspection is.
pub(super) fn supervision(
    portal: &Portal,
    tasks: &Each<Task, Arc<TaskState>>,
    day: NaiveDate,
) -> Supervision {
    let seen = |on: NaiveDate, after: Option<Id<Inspection>>| {
        on <= day && after.is_none_or(|id| portal.inspections[id].published_on <= day)
    };
    let mut inspections: Vec<_> =
        portal.inspections.iter().filter(|(_, held)| held.published_on <= day).collect();
    inspections.sort_by_key(|(id, held)| (Reverse(held.date), *id));
    let urged = urged(portal);
    let urged = |id| urged.get(&id).map_or(&[][..], Vec::as_slice);
    let problems = portal.problems.iter().filter(|(_, held)| seen(held.found_on, held.inspection));
    let mut problems: Vec<_> =
        problems.map(|(id, held)| (id, problem_state(portal, held, urged(id), day))).collect();
    problems.sort_by_key(|(id, state)| {
        let found = portal.problems[*id].found_on;
        let solved = state.stage == ProblemStage::Resolved;
        let newest = solved.then_some(Reverse(found));
        (solved, newest, found, *id)
    });
    let mendings = portal.mendings.iter().filter(|(_, held)| seen(held.filed_on, held.inspection));
    let mut mendings: Vec<_> =
        mendings.map(|(id, held)| (id, rectifying(&held.rectification, day))).collect();
    mendings.sort_by_key(|(id, state)| {
        let held = &portal.mendings[*id];
        let closed = state.state == RectificationState::Closed;
        let newest = closed.then_some(Reverse(held.filed_on));
        (closed, newest, held.rectification.due, *id)
    });
    let slips = portal.slips.iter().filter(|(_, held)| seen(held.date, held.inspection));
    let warnings = portal.warnings.iter().filter(|(_, held)| held.date <= day);
    let reports = portal.reports.iter().filter(|(_, held)| seen(held.asked_on, held.inspection));
    let stands = |held: &Exposure| publication(held, portal.site.retention, day).stands();
    let exposed = || portal.exposures.iter().filter(|(_, held)| stands(held));
    let ledger = mendings.iter().map(|(id, _)| &portal.mendings[*id].rectification);
    let down = exposed().filter(|(_, held)| {
        matches!(publication(held, portal.site.retention, day), Publication::Tombstone { .. })
    });
    let taken_down = on_time(down.map(|(_, held)| &held.rectification), day).of;
    let on_time = on_time(ledger.chain(exposed().map(|(_, held)| &held.rectification)), day);
    let inspections: Vec<_> = inspections.into_iter().map(|(id, _)| id).collect();
    let revisits = revisits(portal, &inspections, day);
    let mended = mendings.iter().map(|(id, _)| &portal.mendings[*id].rectification);
    Supervision {
        visits: visits(portal, &inspections, &revisits, mended, day),
        revisits,
        problem_places: places(&problems),
        mending_places: places(&mendings),
        inspections,
        on_time,
        taken_down,
        problems,
        mendings,
        slips: newest_first(slips.map(|(id, held)| (held.date, id))),
        warnings: newest_first(warnings.map(|(id, held)| (held.date, id))),
        reports: newest_first(reports.map(|(id, held)| (held.asked_on, id))),
        uninspected: uninspected(portal, tasks, day),
    }
}

fn places<T, S>(list: &[(Id<T>, S)]) -> BTreeMap<Id<T>, usize> {
    list.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect()
}

/// The days on which slips urged to solve each problem.
fn urged(portal: &Portal) -> BTreeMap<Id<Problem>, Vec<NaiveDate>> {
    let mut days: BTreeMap<Id<Problem>, Vec<NaiveDate>> = BTreeMap::new();
    for (_, slip) in portal.slips.iter() {
        if let Some(problem) = slip.problem {
            days.entry(problem).or_default().push(slip.date);
        }
    }
    days
}

fn newest_first<T>(dated: impl Iterator<Item = (NaiveDate, Id<T>)>) -> Vec<Id<T>> {
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by_key(|(date, id)| (Reverse(*date), *id));
    dated.into_iter().map(|(_, id)| id).collect()
}

fn problem_state(
    portal: &Portal,
    problem: &Problem,
    urged: &[NaiveDate],
    day: NaiveDate,
) -> ProblemState {
    let resolved = problem.resolved.as_ref().map(|(on, _)| *on).filter(|on| *on <= day);
    let assigned = problem.assigned.filter(|(_, on)| *on <= day);
    let stage = match (resolved, assigned) {
        (Some(_), _) => ProblemStage::Resolved,
        (None, Some(_)) => ProblemStage::Open,
        (None, None) => ProblemStage::Unassigned,
    };
    let end = resolved.unwrap_or(day);
    let reached = problem.escalation.iter().rfind(|held| held.date <= day);
    let past = problem.due.map_or(0, |due| days_between(due, end).max(0));
    let transfer = problem.transfer.as_ref().map(|held| held.date).filter(|on| *on <= day);
    let until = transfer.unwrap_or(day);
    let urged = urged.iter().filter(|on| **on <= until);
    let level = reached.map(|held| (held.level, days_between(held.date, end).max(0)));
    let allowed = |level: usize| portal.method.escalation.get(level)?.days.map(|days| days.value);
    let stuck = level.and_then(|(level, days)| Some(days - i64::from(allowed(level)?)));
    let open = resolved.is_none();
    ProblemState {
        stage,
        days_open: days_between(problem.found_on, end),
        level,
        stuck_days: stuck.filter(|_| open).map_or(0, |days| days.max(0)),
        overdue_days: if resolved.is_none() { past } else { 0 },
        late_by: if resolved.is_some() { past } else { 0 },
        urged: urged.count(),
    }
}

/// Tasks at work whose class asks for an inspection that did not come.
fn uninspected(
    portal: &Portal,
    tasks: &Each<Task, Arc<TaskState>>,
    day: NaiveDate,
) -> Vec<Uninspected> {
    let mut last: BTreeMap<Id<Task>, NaiveDate> = BTreeMap::new();
    let known =
        portal.inspections.iter().filter(|(_, held)| held.published_on.max(held.date) <= day);
    for (_, held) in known {
        for task in &held.tasks {
            let latest = last.entry(*task).or_insert(held.until);
            *latest = held.until.max(*latest);
        }
    }
    let rules = &portal.method.classes;
    let mut found: Vec<Uninspected> = portal
        .tasks
        .iter()
        .filter_map(|(id, task)| {
            let rule = rules.iter().find(|rule| Some(rule.class.value) == task.supervision)?;
            let every = i64::from(rule.every_days?.value);
            let state = &tasks[id];
            let light = state.standing.verdict.light;
            let from = last.get(&id).copied().unwrap_or(state.standing.start.current);
            let days = days_between(add_days(from, every), day);
            let missed = days > 0 && is_at_work(light);
            missed.then(|| Uninspected { task: id, last: last.get(&id).copied(), days })
        })
        .collect();
    found.sort_by_key(|held| (Reverse(held.days), held.task));
    found
}

fn is_at_work(light: Light) -> bool {
    match light {
        Light::Red | Light::Yellow | Light::Green | Light::Silent => true,
        Light::Done | Light::Cancelled | Light::Paused | Light::Awaiting | Light::Upcoming => false,
    }
}

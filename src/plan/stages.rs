//! A task's steps on the time axis, and plan against actual.

use chrono::NaiveDate;

use super::here::{Here, days_early, small};
use super::people;
use super::view::atoms::{Day, Light};
use super::view::axis::{Axis, Scale};
use super::view::plot::{Curve, CurveRow, Track};
use super::view::task::Stage;
use crate::assess::{StageStanding, StageState};
use crate::date::{add_days, days_between};
use crate::method;
use crate::portal::{self, Id, Task};
use crate::record::Role;

/// The steps with the axis over them; no axis without steps.
pub fn stages(here: Here, id: Id<Task>) -> (Option<Axis>, Vec<Stage>) {
    let task = here.assessed().portal.tasks.get(id);
    let standing = &here.state(id).standing;
    let first = standing.stages.iter().map(|stage| stage.start.current).min();
    let last = standing.stages.iter().map(|stage| stage.due.current).max();
    let Some((first, last)) = first.zip(last) else { return (None, Vec::new()) };
    // What is not finished is late until today, so the axis goes as far.
    let open = standing.completion.is_none() && standing.given_up_by.is_none();
    let end = if open { here.today() } else { here.today().min(standing.due.current) };
    let scale = Scale::of(first, last.max(end));
    let rows = task.stages.iter().zip(&standing.stages).enumerate();
    let reports = task.updates.iter().filter(|update| update.reported_on <= here.today());
    let named: Vec<usize> = reports.filter_map(|update| update.stage).collect();
    let is_taken_up = |at: usize| named.is_empty() || named.iter().any(|named| at <= *named);
    let usual = task.handler_on(here.today());
    // Counted back from the task's day: what follows a stage keeps the days it was planned with.
    let spare = days_between(last, standing.due.current);
    let stages = rows.map(|(at, (promised, held))| {
        let planned = (held.start.current, held.due.current);
        let worked = is_taken_up(at) || held.state.is_over();
        let late = held.state.days_late();
        let track = Track::of(scale, planned, ended(here, id, held).map(|end| (end, late)), worked);
        let stage = stage(here, id, (at, promised, held), track);
        let upcoming = matches!(held.state, StageState::Upcoming);
        let latest_start = upcoming.then(|| Day::of(add_days(held.start.current, spare)));
        let handler =
            stage.handler.clone().or_else(|| Some(here.holder(usual?, here.answered_on(id))));
        Stage { latest_start, handler, ..stage }
    });
    (Some(scale.axis(here.today())), stages.collect())
}

fn stage(
    here: Here,
    task: Id<Task>,
    (at, promised, held): (usize, &portal::Stage, &StageStanding),
    track: Track,
) -> Stage {
    let day = here.answered_on(task);
    let (done_on, early) = match held.state {
        StageState::Done(day, kept) => (Some(day), Some(days_early(kept))),
        _ => (None, None),
    };
    let days_overdue = match held.state {
        StageState::Overdue(days) => Some(small(days)),
        _ => None,
    };
    let handlers = promised.roles.iter().filter(|held| held.role == Role::Handler);
    let mut handler = handlers.filter_map(|held| match held.party {
        portal::Party::Post(post) => Some(here.holder(post, day)),
        portal::Party::Unit(_) => None,
    });
    Stage {
        number: u32::try_from(at + 1).unwrap_or(u32::MAX),
        name: promised.name.clone(),
        weight: held.weight.printed(),
        light: light(here, held.state),
        start: Day::of(held.start.current),
        due: Day::of(held.due.current),
        latest_start: None,
        original_due: (held.due.changes > 0).then(|| Day::of(held.due.original)),
        done_on: done_on.map(Day::of),
        days_early: early,
        days_overdue,
        target: promised.target.clone(),
        acceptance: promised.acceptance.clone(),
        handler: handler.next_back(),
        roles: people::roles_of_stage(here, promised, day),
        track,
    }
}

/// The day a stage's work ended so far, the eve of a pause that still runs; `None` before it starts.
fn ended(here: Here, task: Id<Task>, held: &StageStanding) -> Option<NaiveDate> {
    let pause = || {
        let changes = &here.assessed().portal.tasks.get(task).changes;
        changes.get(here.state(task).standing.paused_by?)?.date.pred_opt()
    };
    match held.state {
        StageState::Done(day, _) => Some(day),
        StageState::DoneSometime => Some(held.due.current.min(here.today())),
        StageState::Running | StageState::Overdue(_) => Some(here.today()),
        StageState::Paused(_) => pause(),
        StageState::Upcoming | StageState::GivenUp => None,
    }
    .filter(|end| *end >= held.start.current)
}

/// A stage's light: finished, running, overdue — by the same shapes as a task's.
fn light(here: Here, state: StageState) -> Light {
    let method = &here.assessed().portal.method;
    let limit = method.rules.iter().find(|rule| {
        rule.light == method::Light::Red && rule.when == method::Condition::StageOverdue
    });
    let limit = limit.and_then(|rule| rule.over).map_or(i64::MAX, i64::from);
    let (light, word) = match state {
        StageState::Done(..) | StageState::DoneSometime => (method::Light::Done, None),
        StageState::Running => (method::Light::Green, Some("推进中".to_owned())),
        StageState::Overdue(days) if days > limit => {
            (method::Light::Red, Some(format!("逾期{days}天")))
        }
        StageState::Overdue(days) => (method::Light::Yellow, Some(format!("逾期{days}天"))),
        StageState::Upcoming => (method::Light::Upcoming, None),
        StageState::Paused(_) => (method::Light::Paused, None),
        StageState::GivenUp => (method::Light::Cancelled, None),
    };
    let words = here.light(light);
    Light { word: word.unwrap_or(words.word), ..words }
}

/// Plan against actual, as far as it was reported; `None` while nothing was.
pub fn curve(here: Here, id: Id<Task>) -> Option<Curve> {
    let task = here.assessed().portal.tasks.get(id);
    let (today, standing) = (here.today(), &here.state(id).standing);
    let reported = task.updates.iter().filter(|update| update.reported_on <= today);
    let mut actual: Vec<(NaiveDate, i32)> =
        reported.filter_map(|update| Some((update.as_of, update.progress?.hundredths()))).collect();
    actual.sort_by_key(|(day, _)| *day);
    actual.dedup_by_key(|(day, _)| *day);
    let last = actual.last().map(|(day, _)| *day)?;
    let until = standing.due.current.max(task.due).max(last);
    let scale = Scale::of(task.start, until);
    let planned = promised(task, until);
    let rows = actual.iter().map(|(day, value)| CurveRow {
        day: Day::of(*day),
        planned: Some(crate::percent::rounded(crate::assess::promised(task, *day).hundredths())),
        actual: Some(crate::percent::rounded(*value)),
    });
    let rows = rows.collect();
    Some(Curve::of((scale, today), &planned, &actual, rows))
}

/// The plan of the first publication, which never moves. It runs straight from the eve of a
/// stage's start to its due date, so these turns are all of it.
fn promised(task: &Task, until: NaiveDate) -> Vec<(NaiveDate, i32)> {
    let turns = task.stages.iter().flat_map(|stage| [stage.start.pred_opt(), Some(stage.due)]);
    let ends = [task.start, task.due, until];
    let mut days: Vec<NaiveDate> = turns.flatten().chain(ends).collect();
    days.retain(|day| (task.start..=until).contains(day));
    days.sort();
    days.dedup();
    days.into_iter().map(|day| (day, crate::assess::promised(task, day).hundredths())).collect()
}

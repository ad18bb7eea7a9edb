//! How each stage of a task stands.

use chrono::NaiveDate;

use super::dates::{Moving, Punctuality};
use super::known::{Finished, Known, StageKnown};
use crate::percent::Percent;
use crate::portal::Alteration;

/// How a stage stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageStanding {
    /// Its weight in force.
    pub weight: Percent,
    /// Its first day.
    pub start: Moving,
    /// Its due date.
    pub due: Moving,
    /// Its state.
    pub state: StageState,
}

/// The state of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageState {
    /// Finished on a day, early, on time or late against its due date in force.
    Done(NaiveDate, Punctuality),
    /// Finished with the task; nobody named the day.
    DoneSometime,
    /// Its time has come.
    Running,
    /// Not finished, so many days after its due date.
    Overdue(i64),
    /// Its time has not come.
    Upcoming,
    /// Work stands still with approval; so many days after its due date when it was paused.
    Paused(i64),
    /// The task was given up before it was finished.
    GivenUp,
}

impl StageState {
    /// Whether nothing more is to be done.
    pub fn is_over(self) -> bool {
        match self {
            Self::Done(..) | Self::DoneSometime | Self::GivenUp => true,
            Self::Running | Self::Overdue(_) | Self::Upcoming | Self::Paused(_) => false,
        }
    }

    /// How many of its days were late, days of approved pauses left out.
    pub fn days_late(self) -> i64 {
        match self {
            Self::Overdue(days) | Self::Paused(days) | Self::Done(_, Punctuality::Late(days)) => {
                days
            }
            Self::Done(..)
            | Self::DoneSometime
            | Self::Running
            | Self::Upcoming
            | Self::GivenUp => 0,
        }
    }
}

/// How the stages stand, in the order of the task.
pub(super) fn stages(known: &Known, day: NaiveDate) -> Vec<StageStanding> {
    let held = known.stages.iter().zip(&known.task.stages).enumerate();
    held.map(|(at, (stage, promised))| {
        let start = Moving::new(known.task, promised.start, day, |held| match held {
            Alteration::StageStart(of, moved) if *of == at => Some(moved.new),
            _ => None,
        });
        let due = Moving::new(known.task, promised.due, day, |held| match held {
            Alteration::StageDue(of, moved) if *of == at => Some(moved.new),
            _ => None,
        });
        StageStanding { weight: stage.weight, start, due, state: state(known, stage, day) }
    })
    .collect()
}

fn state(known: &Known, stage: &StageKnown, day: NaiveDate) -> StageState {
    match stage.finished {
        Finished::On(done) => return StageState::Done(done, Punctuality::of(done, stage.due)),
        Finished::DayUnknown => return StageState::DoneSometime,
        Finished::No => {}
    }
    if known.given_up.is_some() {
        return StageState::GivenUp;
    }
    let overdue = known.overdue(stage.due, day);
    if known.pause().is_some() {
        return StageState::Paused(overdue);
    }
    match overdue {
        0 if day < stage.start => StageState::Upcoming,
        0 => StageState::Running,
        days => StageState::Overdue(days),
    }
}

/// The stage at work: the unfinished one named by the latest report that names one, or else the
/// first unfinished one that has begun by the plan.
pub(super) fn current_stage(known: &Known, day: NaiveDate) -> Option<usize> {
    if known.is_finished() {
        return None;
    }
    let open = |at: usize| known.stages.get(at).is_some_and(|held| held.finished == Finished::No);
    let named = known.counted().rev().find_map(|(_, held)| held.stage);
    named.filter(|at| open(*at)).or_else(|| {
        known.stages.iter().position(|held| held.finished == Finished::No && held.start <= day)
    })
}

//! Dates of a promise: as first published and in force, days left, days late.

use chrono::NaiveDate;

use super::known::Known;
use crate::date::days_between;
use crate::portal::{Alteration, Task};

/// A date as first published and as it is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moving {
    /// 原定.
    pub original: NaiveDate,
    /// 现定.
    pub current: NaiveDate,
    /// How often it was moved: 改期n次.
    pub changes: u32,
}

impl Moving {
    /// Days by which it was moved in all; below zero it was brought forward.
    pub fn slippage(self) -> i64 {
        days_between(self.original, self.current)
    }

    /// A task's due date on a day.
    pub(super) fn due(task: &Task, day: NaiveDate) -> Self {
        Self::new(task, task.due, day, |held| match held {
            Alteration::Due(moved) => Some(moved.new),
            _ => None,
        })
    }

    /// A task's first day on a day.
    pub(super) fn start(task: &Task, day: NaiveDate) -> Self {
        Self::new(task, task.start, day, |held| match held {
            Alteration::Start(moved) => Some(moved.new),
            _ => None,
        })
    }

    /// A date that some alterations move.
    pub(super) fn new(
        task: &Task,
        original: NaiveDate,
        day: NaiveDate,
        moves: impl Fn(&Alteration) -> Option<NaiveDate>,
    ) -> Self {
        let mut moving = Self { original, current: original, changes: 0 };
        for new in task.changes_until(day).filter_map(|change| moves(&change.alteration)) {
            moving = Self { current: new, changes: moving.changes + 1, ..moving };
        }
        moving
    }
}

/// Whether something was done by its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Punctuality {
    /// So many days before: 提前.
    Early(i64),
    /// On the day: 按期.
    OnTime,
    /// So many days after: 逾期.
    Late(i64),
}

impl Punctuality {
    /// A day of completion against a due date.
    pub fn of(done: NaiveDate, due: NaiveDate) -> Self {
        match days_between(due, done) {
            0 => Self::OnTime,
            late if late > 0 => Self::Late(late),
            early => Self::Early(-early),
        }
    }

    /// Whether the date was kept.
    pub fn is_kept(self) -> bool {
        match self {
            Self::Early(_) | Self::OnTime => true,
            Self::Late(_) => false,
        }
    }
}

/// Days to the due date in force of a task that is not finished, paused or cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Countdown {
    /// So many days are left.
    Left(i64),
    /// Due today, not overdue.
    Today,
    /// So many days overdue, without days of approved pauses, and since a reopening at most.
    Overdue(i64),
}

impl Countdown {
    /// The narrowest of the thresholds within which the date lies.
    pub(super) fn near(self, thresholds: &[u32]) -> Option<u32> {
        let left = match self {
            Self::Left(days) => days,
            Self::Today => 0,
            Self::Overdue(_) => return None,
        };
        thresholds.iter().copied().filter(|days| left <= i64::from(*days)).min()
    }
}

/// Days left or overdue on a day.
pub(super) fn countdown(known: &Known, day: NaiveDate) -> Option<Countdown> {
    if known.is_finished() || known.pause().is_some() {
        return None;
    }
    Some(match days_between(day, known.due) {
        0 => Countdown::Today,
        left if left > 0 => Countdown::Left(left),
        _ => Countdown::Overdue(known.overdue(known.due, day)),
    })
}

/// A change of a due date made close to that date or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateChange {
    /// The change.
    pub change: usize,
    /// Days from the change to the date it moved; below zero the date had already passed.
    pub days_before: i64,
}

/// Changes of the due date or of a stage's, `within` days of the date they moved or after it.
pub(super) fn late_changes(task: &Task, within: u32, day: NaiveDate) -> Vec<LateChange> {
    let mut late = Vec::new();
    for (change, held) in task.changes_until(day).enumerate() {
        let old = match &held.alteration {
            Alteration::Due(moved) => Some(moved.old.unwrap_or(task.due)),
            Alteration::StageDue(_, moved) => moved.old,
            _ => None,
        };
        let days_before = old.map(|old| days_between(held.date, old));
        if let Some(days_before) = days_before.filter(|days| *days <= i64::from(within)) {
            late.push(LateChange { change, days_before });
        }
    }
    late
}

//! Silence: how long nothing of substance was reported.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::known::Known;
use crate::date::add_days;
use crate::method::{Condition, Method};
use crate::money::Money;
use crate::percent::Percent;
use crate::portal::Update;
use crate::record::EvidenceKind;
use crate::yaml::Number;

/// The clock of silence of a task from which reports are expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// Day from which the clock runs: the day of the last substantial report, the planned start,
    /// the plan's publication, a reopening or the end of a pause, whichever is latest.
    pub since: NaiveDate,
    /// Days since then.
    pub days: i64,
    /// Day by which the next update is expected by the rhythm.
    pub next_expected: NaiveDate,
    /// Days of silence that are still tolerated: the rhythm and the grace of the method.
    pub tolerated: i64,
}

/// The clock on a day.
pub(super) fn silence(known: &Known, method: &Method, day: NaiveDate) -> Silence {
    let since = since(known);
    let rule = method.rules.iter().find(|rule| rule.when == Condition::Silent);
    Silence {
        since,
        days: known.days(since, known.frozen(day)),
        next_expected: add_days(since, i64::from(known.plan.rhythm_days)),
        tolerated: tolerated(known, method, rule.and_then(|rule| rule.over)),
    }
}

/// Days of silence that turn no light: the rhythm, and the rule's or the method's grace.
pub(super) fn tolerated(known: &Known, method: &Method, over: Option<u32>) -> i64 {
    i64::from(known.plan.rhythm_days) + i64::from(over.unwrap_or(method.silence_grace_days))
}

/// The day from which silence is counted.
pub(super) fn since(known: &Known) -> NaiveDate {
    let heard = known.heard.and_then(|at| known.task.updates.get(at)).map(|held| held.reported_on);
    let resumed = known.pauses.iter().filter_map(|pause| pause.resumed_on).next_back();
    [heard, resumed, known.plan.published_on, known.reopened_on()]
        .into_iter()
        .flatten()
        .fold(known.start, NaiveDate::max)
}

/// Which of a task's updates, in the order of their reports, say something new: a figure (progress,
/// an indicator's value, money paid) other than the one before, a stage, the end of a stage or of
/// the task, that work has not begun, or a piece of evidence not shown before. Words alone are not
/// substance.
pub fn substantial(updates: &[Update]) -> Vec<bool> {
    let mut said = Said::default();
    updates.iter().map(|update| said.is_new(update)).collect()
}

/// What has been said so far.
#[derive(Default)]
struct Said<'a> {
    progress: Option<Percent>,
    stage: Option<usize>,
    stages_done: BTreeMap<Option<usize>, NaiveDate>,
    completed_on: Option<NaiveDate>,
    not_begun: bool,
    values: BTreeMap<usize, Number>,
    paid: Option<Money>,
    evidence: BTreeSet<(EvidenceKind, &'a str, Option<&'a str>)>,
}

impl<'a> Said<'a> {
    fn is_new(&mut self, update: &'a Update) -> bool {
        let mut new = differs(&mut self.progress, update.progress)
            | differs(&mut self.stage, update.stage)
            | differs(&mut self.completed_on, update.completed_on)
            | differs(&mut self.paid, update.paid);
        new |= update.not_begun && !self.not_begun;
        self.not_begun = update.not_begun;
        if let Some(day) = update.stage_done {
            new |= self.stages_done.insert(update.stage, day) != Some(day);
        }
        for seen in &update.observations {
            new |= self.values.insert(seen.indicator, seen.value) != Some(seen.value);
        }
        for held in &update.evidence {
            new |= self.evidence.insert((held.kind, &held.title, held.file.as_deref()));
        }
        new
    }
}

/// Takes over a value that was given and says whether it is another one than before.
fn differs<T: PartialEq>(known: &mut Option<T>, given: Option<T>) -> bool {
    if given.is_none() || *known == given {
        return false;
    }
    *known = given;
    true
}

//! Reports of progress, newest first.

use super::here::Here;
use super::view::atoms::Day;
use super::view::task::Update;
use crate::percent::Percent;
use crate::portal::{self, Task};

/// The reports that count today.
pub fn updates(here: Here, task: &Task) -> Vec<Update> {
    let mut before: Option<Percent> = None;
    let mut updates = Vec::new();
    let counted = task.updates.iter().filter(|update| update.reported_on <= here.today());
    let substantial = crate::assess::substantial(&task.updates);
    for (update, substantial) in counted.zip(substantial) {
        let fell_from = before.filter(|before| update.progress.is_some_and(|now| now < *before));
        let view = self::update(here, task, update, fell_from);
        updates.push(Update { insubstantial: !substantial, ..view });
        before = update.progress.or(before);
    }
    updates.reverse();
    updates
}

fn update(here: Here, task: &Task, update: &portal::Update, fell_from: Option<Percent>) -> Update {
    let stage = update.stage.and_then(|at| task.stages.get(at)).map(|stage| stage.name.clone());
    let observations = update.observations.iter().filter_map(|held| {
        let indicator = task.indicators.get(held.indicator)?;
        Some(format!("{} {}{}", indicator.name, held.value.words(), indicator.unit))
    });
    let reporter = update.reporter.or_else(|| task.lead_on(update.reported_on));
    Update {
        as_of: Day::of(update.as_of),
        reported_on: Day::of(update.reported_on),
        progress: update.progress.map(Percent::printed),
        fell_from: fell_from.map(Percent::printed),
        reason: update.reason.clone(),
        text: update.text.clone(),
        stage,
        stage_done: update.stage_done.map(Day::of),
        completed_on: update.completed_on.map(Day::of),
        not_begun: update.not_begun,
        insubstantial: false,
        next_step: update.next_step.clone(),
        problems: update.problems.clone(),
        observations: observations.collect(),
        paid: update.paid.map(crate::money::Money::words),
        evidence: here.attachments(&update.evidence),
        reporter: reporter.map(|unit| here.unit(unit).text),
        verified_by: update.verified_by.map(|unit| here.unit(unit).text),
    }
}

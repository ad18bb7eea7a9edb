//! Reports of progress, newest first.

use super::address::Address;
use super::heads::{About, Section};
use super::here::{Here, count, of_page};
use super::view::atoms::{Day, Pagination};
use super::view::task::{Update, UpdatesView};
use crate::assess::Assessed;
use crate::percent::Percent;
use crate::portal::{self, Id, Task};

/// Most reports that the page of a task shows, a year of monthly ones; the rest stand on pages of
/// their own.
pub const MOST: usize = 12;

/// Tasks with more reports than their pages show, and how many they have.
pub fn long(assessed: &Assessed) -> impl Iterator<Item = (Id<Task>, usize)> {
    let counted =
        |task: &Task| task.updates.iter().filter(|held| held.reported_on <= assessed.today).count();
    let tasks = assessed.portal.tasks.iter().map(move |(id, task)| (id, counted(task)));
    tasks.filter(|(_, reports)| *reports > MOST)
}

/// Page `number` of all reports on a task.
pub fn page(here: Here, id: Id<Task>, number: u32) -> UpdatesView {
    let task = here.assessed().portal.tasks.get(id);
    let all = updates(here, task);
    let name = here.plan.words("updates", "title");
    let title = format!("{}：{name}", task.title);
    let description = format!("{}的历次进展填报，共{}条", task.title, all.len());
    let above = vec![(task.title.clone(), Address::Task(id))];
    UpdatesView {
        head: here.head(About { above, ..About::column(&title, description, Section::Tasks) }),
        heading: name,
        task: here.task_link(id),
        updates: of_page(&all, number).cloned().collect(),
        pages: Pagination::of(number, count(all.len()), |page| {
            here.href(Address::Updates(id, page))
        }),
        data: here.table_links("updates"),
    }
}

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

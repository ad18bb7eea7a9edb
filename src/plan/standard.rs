//! A task in the words of the method: its own standard, its phases, its topics.

use super::address::List;
use super::here::{Here, count};
use super::view::atoms::{Label, LightSlug};
use super::view::task::{Answer, Benchmark, Phase, PhaseState};
use crate::assess::StageState;
use crate::portal::{self, Id, Task};

/// The standard a task sets itself, with the method's questions.
pub fn benchmark(here: Here, task: &Task) -> Option<Benchmark> {
    let own: &portal::Benchmark = task.benchmark.as_ref()?;
    let asked = here.assessed().portal.method.benchmark.iter();
    let questions: Vec<Answer> = asked
        .zip(&own.answers)
        .map(|(question, answer)| Answer {
            question: question.name.to_string(),
            answer: answer.clone(),
        })
        .collect();
    Some(Benchmark {
        unit: own.unit.clone(),
        level: own.level.clone(),
        indicator: own.indicator.clone(),
        answered: count(questions.iter().filter(|one| one.answer.is_some()).count()),
        questions,
    })
}

/// Topics with their lists.
pub fn topics(here: Here, task: &Task) -> Vec<Label> {
    let topics = &here.assessed().portal.method.topics;
    let label = |at: &usize| {
        let topic = topics.get(*at)?;
        Some(Label { text: topic.name.to_string(), href: here.list_href(List::Topic(*at)) })
    };
    task.topics.iter().filter_map(label).collect()
}

/// Whether no stage names a phase.
pub fn is_inferred(task: &Task) -> bool {
    task.stages.iter().all(|stage| stage.phase.is_none())
}

/// The phases of the method and where the task is: by its stages where they name their phase,
/// else by its progress.
pub fn phases(here: Here, id: Id<Task>) -> Vec<Phase> {
    let assessed = here.assessed();
    let task = assessed.portal.tasks.get(id);
    let phases = &assessed.portal.method.phases;
    let standing = &here.state(id).standing;
    let finished = standing.completion.is_some();
    let begun = here.standing(id).light.slug != LightSlug::Upcoming;
    let now = match (finished, begun) {
        (true, _) => phases.len(),
        (false, false) => 0,
        (false, true) if is_inferred(task) => by_progress(here, id),
        (false, true) => by_stages(here, id),
    };
    let phase = |(at, phase): (usize, &crate::method::Phase)| Phase {
        name: phase.name.to_string(),
        state: match at.cmp(&now) {
            std::cmp::Ordering::Less => PhaseState::Done,
            std::cmp::Ordering::Equal if begun => PhaseState::Now,
            std::cmp::Ordering::Equal | std::cmp::Ordering::Greater => PhaseState::Next,
        },
        stages: task
            .stages
            .iter()
            .filter(|stage| stage.phase == Some(at))
            .map(|stage| stage.name.clone())
            .collect(),
    };
    phases.iter().enumerate().map(phase).collect()
}

/// The first phase with a stage that is not finished.
fn by_stages(here: Here, id: Id<Task>) -> usize {
    let task = here.assessed().portal.tasks.get(id);
    let standings = &here.state(id).standing.stages;
    let open = task.stages.iter().zip(standings).filter(|(_, held)| !is_over(held.state));
    let phases = here.assessed().portal.method.phases.len();
    open.filter_map(|(stage, _)| stage.phase).min().unwrap_or(phases.saturating_sub(1))
}

fn is_over(state: StageState) -> bool {
    match state {
        StageState::Done(..) | StageState::DoneSometime | StageState::GivenUp => true,
        StageState::Running
        | StageState::Overdue(_)
        | StageState::Upcoming
        | StageState::Paused(_) => false,
    }
}

/// The first phase that reaches as far as the progress; without a report, as far as the plan.
fn by_progress(here: Here, id: Id<Task>) -> usize {
    let standing = &here.state(id).standing;
    let reached = standing.progress.map_or(standing.planned, |progress| progress.actual);
    let phases = &here.assessed().portal.method.phases;
    let found = phases.iter().position(|phase| reached <= phase.until.value);
    found.unwrap_or(phases.len().saturating_sub(1))
}

//! What else speaks of a task — its parts, exposures, commendations, practices: found once for
//! all pages.

use std::collections::HashMap;

use super::{commendation, exposure, practice};
use crate::assess::Assessed;
use crate::portal::{Commendation, Exposure, Id, Practice, Task};

/// Records by the task they concern, each kind in the order in which it is shown.
#[derive(Debug)]
pub struct Concerning {
    parts: HashMap<Id<Task>, Vec<Id<Task>>>,
    exposures: HashMap<Id<Task>, Vec<Id<Exposure>>>,
    commendations: HashMap<Id<Task>, Vec<Id<Commendation>>>,
    practices: HashMap<Id<Task>, Vec<Id<Practice>>>,
}

impl Concerning {
    /// Asks every record which tasks it concerns.
    pub fn of(assessed: &Assessed) -> Self {
        let portal = &assessed.portal;
        let live = exposure::live(assessed).into_iter().map(|(id, _)| id);
        let praised = commendation::shown(assessed).into_iter();
        let learnt = practice::shown(assessed).into_iter();
        let parents = |id: &Id<Task>| portal.tasks.get(*id).parent.as_slice();
        Self {
            parts: by_task(portal.tasks.ids(), parents),
            exposures: by_task(live, |id| &portal.exposures.get(*id).tasks),
            commendations: by_task(praised, |id| &portal.commendations.get(*id).tasks),
            practices: by_task(learnt, |id| &portal.practices.get(*id).tasks),
        }
    }

    /// The tasks that are part of a task.
    pub fn parts(&self, task: Id<Task>) -> &[Id<Task>] {
        of(&self.parts, task)
    }

    /// Exposures that are shown in full.
    pub fn exposures(&self, task: Id<Task>) -> &[Id<Exposure>] {
        of(&self.exposures, task)
    }

    /// Published commendations.
    pub fn commendations(&self, task: Id<Task>) -> &[Id<Commendation>] {
        of(&self.commendations, task)
    }

    /// Published practices.
    pub fn practices(&self, task: Id<Task>) -> &[Id<Practice>] {
        of(&self.practices, task)
    }
}

fn by_task<'a, T>(
    records: impl Iterator<Item = Id<T>>,
    tasks: impl Fn(&Id<T>) -> &'a [Id<Task>],
) -> HashMap<Id<Task>, Vec<Id<T>>> {
    let mut sorted: HashMap<Id<Task>, Vec<Id<T>>> = HashMap::new();
    for record in records {
        for task in tasks(&record) {
            sorted.entry(*task).or_default().push(record);
        }
    }
    sorted
}

fn of<T>(records: &HashMap<Id<Task>, Vec<Id<T>>>, task: Id<Task>) -> &[Id<T>] {
    records.get(&task).map_or(&[], Vec::as_slice)
}

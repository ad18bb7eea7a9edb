//! What became of unfinished promises: which tasks went on as which.

use std::sync::Arc;

use super::{Each, TaskState};
use crate::portal::{Alteration, Id, Portal, Task};

/// For each task those that were carried over or merged into it, in the order of their ids.
pub(super) fn forerunners(
    portal: &Portal,
    tasks: &Each<Task, Arc<TaskState>>,
) -> Each<Task, Vec<Id<Task>>> {
    let mut into = Each::new(&portal.tasks, |_, _| Vec::new());
    for (id, task) in portal.tasks.iter() {
        let given_up = tasks[id].standing.given_up_by.and_then(|at| task.changes.get(at));
        if let Some(Alteration::CarryOver(Some(next)) | Alteration::Merge(Some(next))) =
            given_up.map(|change| &change.alteration)
        {
            into[*next].push(id);
        }
    }
    into
}

//! Tasks kept from one resolving to the next: those of which nothing new is written are taken over.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::claims::Claims;
use crate::diagnostic::Diagnostic;
use crate::portal::table::Table;
use crate::portal::{Id, Task};
use crate::record::Since;
use crate::slug::Slug;

/// The tasks as they were resolved with their ledgers, and what was found in each.
#[derive(Debug)]
pub struct KeptTasks {
    tasks: Table<Task>,
    findings: BTreeMap<Id<Task>, Vec<Diagnostic>>,
}

/// Which tasks can be taken over.
pub struct Untouched {
    kept: Option<KeptTasks>,
    touched: HashSet<Slug>,
    /// What is found in each task this time.
    findings: BTreeMap<Id<Task>, Vec<Diagnostic>>,
}

impl Untouched {
    /// Those of the last time of which nothing new is written.
    pub fn of(since: Since, kept: Option<KeptTasks>) -> Self {
        let (kept, touched) = match since {
            Since::Anew => (None, HashSet::new()),
            Since::Tasks(touched) => (kept, touched),
        };
        Self { kept, touched, findings: BTreeMap::new() }
    }

    /// Whether a task must be resolved again.
    pub fn is_touched(&self, slug: &Slug) -> bool {
        self.kept.is_none() || self.touched.contains(slug)
    }

    /// A task as it was, with its ledger; none if it must be resolved again.
    pub fn task(&self, id: Id<Task>, slug: &Slug) -> Option<Arc<Task>> {
        let kept = self.kept.as_ref().filter(|_| !self.touched.contains(slug))?;
        kept.tasks.shared().get(id.index()).map(Arc::clone)
    }

    /// Does what concerns one task, and remembers what is found.
    pub fn about<T>(
        &mut self,
        task: Id<Task>,
        claims: &mut Claims,
        work: impl FnOnce(&mut Claims) -> T,
    ) -> T {
        let before = claims.problems.len();
        let done = work(claims);
        let found = claims.problems.get(before..).unwrap_or_default();
        if !found.is_empty() {
            self.findings.entry(task).or_default().extend(found.iter().cloned());
        }
        done
    }

    /// Reports what was found in the tasks that were taken over, and keeps all of them.
    pub fn close(mut self, tasks: &Table<Task>, claims: &mut Claims) -> KeptTasks {
        for (id, found) in self.kept.take().map(|kept| kept.findings).unwrap_or_default() {
            let touched = tasks.known(id).is_none_or(|task| self.touched.contains(&task.slug));
            if !touched {
                claims.problems.extend(found.iter().cloned());
                self.findings.insert(id, found);
            }
        }
        KeptTasks { tasks: tasks.clone(), findings: self.findings }
    }
}

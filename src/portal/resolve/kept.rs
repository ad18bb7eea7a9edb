//! What is kept from one resolving to the next: tasks and cases of which nothing new is written are
//! taken over.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::Cases;
use super::claims::Claims;
use super::names::Directory;
use crate::diagnostic::Diagnostic;
use crate::portal::table::Table;
use crate::portal::{Id, Portal, Task};
use crate::record::Since;
use crate::slug::Slug;
use crate::span::Span;

/// What was found in each task.
type Findings = BTreeMap<Id<Task>, Vec<Diagnostic>>;

/// The ids of a portal without errors, its tasks as they were resolved with their ledgers, where
/// they were written, what was found in each, and its cases.
pub struct KeptPortal {
    names: Directory,
    tasks: Table<Task>,
    places: Vec<Span>,
    findings: Findings,
    cases: Cases,
}

impl KeptPortal {
    /// Keeps them for the next time.
    pub fn of(names: Directory, portal: &Portal, findings: Findings, cases: Cases) -> Self {
        let (tasks, places) = (portal.tasks.clone(), portal.places.tasks.clone());
        Self { names, tasks, places, findings, cases }
    }
}

/// Which tasks can be taken over.
pub struct Untouched {
    /// The tasks as they were, and where they were written.
    before: Option<(Table<Task>, Vec<Span>)>,
    /// What was found in them.
    found_before: Findings,
    /// Those of which something new is written; none if all must be resolved again.
    touched: Option<BTreeSet<Slug>>,
    /// What is found in each task this time.
    findings: Findings,
}

impl Untouched {
    /// Those of the last time of which nothing new is written, with the ids, which are as they
    /// were, and the cases, if nothing new is written of any.
    pub fn of(since: Since, kept: Option<KeptPortal>) -> (Option<Directory>, Option<Cases>, Self) {
        let findings = Findings::new();
        let (Since::Tasks { touched, cases_stay }, Some(kept)) = (since, kept) else {
            let found_before = Findings::new();
            return (None, None, Self { before: None, found_before, touched: None, findings });
        };
        let KeptPortal { names, tasks, places, findings: found_before, cases } = kept;
        let (before, touched) = (Some((tasks, places)), Some(touched));
        let untouched = Self { before, found_before, touched, findings };
        (Some(names), cases_stay.then_some(cases), untouched)
    }

    /// Whether a task must be resolved again.
    pub fn is_touched(&self, slug: &Slug) -> bool {
        self.touched.as_ref().is_none_or(|touched| touched.contains(slug))
    }

    /// The tasks as they were, with their ledgers, and where they were written.
    pub fn take(&mut self) -> Option<(Table<Task>, Vec<Span>)> {
        self.before.take()
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

    /// Reports what was found in the tasks that were taken over, and hands on what was found in
    /// all of them.
    pub fn close(mut self, tasks: &Table<Task>, claims: &mut Claims) -> Findings {
        for (id, found) in std::mem::take(&mut self.found_before) {
            let touched = tasks.known(id).is_none_or(|task| self.is_touched(&task.slug));
            if !touched {
                claims.problems.extend(found.iter().cloned());
                self.findings.insert(id, found);
            }
        }
        self.findings
    }
}

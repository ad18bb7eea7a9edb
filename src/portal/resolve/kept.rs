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
    pub fn before(&self) -> Option<(Table<Task>, Vec<Span>)> {
        self.before.clone()
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

    /// Takes over the tasks, too, of which something new is written and which are as they were for
    /// all that: a file tells of many, and an edit changes one. Reports what was found in the tasks
    /// that were not resolved again, and hands on what was found in all of them.
    pub fn close(mut self, tasks: &mut Table<Task>, claims: &mut Claims) -> Findings {
        if let Some((before, _)) = &self.before {
            let touched = self.touched.iter().flatten();
            for id in touched.filter_map(|slug| claims.names.tasks.ids.get(slug)) {
                tasks.put_back(*id, before);
            }
        }
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::plan::example;
    use crate::portal::resolve_since;
    use crate::record::KeptRecords;

    #[test]
    fn of_a_file_that_tells_of_many_tasks_only_the_one_that_was_edited_is_another() {
        let path = "updates/2026-09.yaml";
        let other = "- 任务: kindergarten\n  截至: 2026-06-30\n  填报日期: 2026-07-06\n  进度: 70\n  \
                     进展: 室内装修完成一半。\n";
        let text = format!("{}{other}", example::text(path));
        let longer = text.replace("下一步: 加快办理使用登记", "下一步: 九月底前办完使用登记");
        assert_ne!(text, longer);
        let (mut kept, mut records) = (None, KeptRecords::default());
        let mut look = |text: &str| {
            let (sources, mut problems) = (example::sources(&[(path, text)]), Vec::new());
            let (records, since) = records.load(&sources, &mut problems);
            let known = (since, kept.take());
            let resolved = resolve_since(records, &sources, known, &mut problems);
            let (portal, known) = resolved.unwrap_or_else(|| panic!("{problems:?}"));
            kept = Some(known);
            portal.tasks
        };
        let (before, after) = (look(&text), look(&longer));
        let same: Vec<(&str, bool)> = std::iter::zip(before.shared(), after.shared())
            .map(|(before, after)| (after.slug.as_str(), Arc::ptr_eq(before, after)))
            .collect();
        assert_eq!(same, [("lift-retrofit", false), ("kindergarten", true)]);
        let lift = after.get(after.find("lift-retrofit").expect("a task"));
        let latest = lift.updates.last().expect("a report");
        assert_eq!(latest.next_step.as_deref(), Some("九月底前办完使用登记"));
    }
}

//! Declared, published, withheld: every announced total against the records.

use chrono::NaiveDate;

use crate::portal::{Declared, Id, Plan, Portal};
use crate::record::{DeclaredWhat, UnitClass, WithheldReason};

/// An announced total beside what is published and what is withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciled {
    /// What is counted.
    pub what: DeclaredWhat,
    /// The document's word for it.
    pub word: String,
    /// Only units of this class.
    pub unit_class: Option<UnitClass>,
    /// How many were announced.
    pub declared: u32,
    /// Where.
    pub source: String,
    /// How many are published.
    pub published: u32,
    /// Why others are not, with the day of the next review.
    pub withheld: Vec<(WithheldReason, NaiveDate)>,
}

impl Reconciled {
    /// Announced, but neither published nor withheld; below zero there are more than announced.
    pub fn missing(&self) -> i64 {
        let withheld = i64::try_from(self.withheld.len()).unwrap_or(i64::MAX);
        i64::from(self.declared) - i64::from(self.published) - withheld
    }
}

/// The announced totals of a plan.
pub fn reconcile(portal: &Portal, plan: Id<Plan>) -> Vec<Reconciled> {
    let row = |declared: &Declared| Reconciled {
        what: declared.what,
        word: declared.word.clone(),
        unit_class: declared.unit_class,
        declared: declared.count,
        source: declared.source.clone(),
        published: published(portal, plan, declared),
        withheld: withheld(portal, plan, declared.what),
    };
    portal.plans[plan].declared.iter().map(row).collect()
}

/// How many records of the kind there are. A task that is part of another of the same plan is
/// counted with that one.
fn published(portal: &Portal, plan: Id<Plan>, declared: &Declared) -> u32 {
    let at_depth = |depth: u32| {
        let held = portal.categories.iter().map(|(_, held)| held);
        held.filter(|held| held.plan == plan && held.depth == depth).count()
    };
    let count = match declared.what {
        DeclaredWhat::FirstLevel => at_depth(0),
        DeclaredWhat::SecondLevel => at_depth(1),
        DeclaredWhat::ThirdLevel => at_depth(2),
        DeclaredWhat::Tasks => {
            let tasks = portal.tasks.iter().map(|(_, task)| task);
            tasks
                .filter(|task| within(portal, task.plan, plan) && !super::is_part(portal, task))
                .count()
        }
        DeclaredWhat::Plans => {
            portal.plans.iter().filter(|(_, held)| held.parent == Some(plan)).count()
        }
        DeclaredWhat::Units => {
            let class = declared.unit_class;
            let units = portal.units.iter().map(|(_, unit)| unit.class);
            units.filter(|held| class.is_none_or(|class| class == *held)).count()
        }
        DeclaredWhat::Grids => portal.grids.len(),
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn withheld(
    portal: &Portal,
    plan: Id<Plan>,
    what: DeclaredWhat,
) -> Vec<(WithheldReason, NaiveDate)> {
    if what != DeclaredWhat::Tasks {
        return Vec::new();
    }
    let held = portal.withheld.iter().filter(|held| within(portal, held.plan, plan));
    let mut rows: Vec<_> = held.map(|held| (held.reason, held.review_on)).collect();
    rows.sort_unstable();
    rows
}

/// Whether a plan is another or carries it out.
fn within(portal: &Portal, plan: Id<Plan>, whole: Id<Plan>) -> bool {
    std::iter::successors(Some(plan), |plan| portal.plans.get(*plan).parent)
        .any(|plan| plan == whole)
}

#[cfg(test)]
mod tests {
    use super::super::assess;
    use super::super::sample::{day, declare, portal};
    use super::*;
    use crate::portal::Withheld;

    #[test]
    fn announced_published_and_withheld_add_up() {
        let mut portal =
            portal(&["start 2026-01-01 due 2026-12-31", "start 2026-01-01 due 2026-12-31"]);
        declare(
            &mut portal,
            &[
                (DeclaredWhat::Tasks, 3),
                (DeclaredWhat::FirstLevel, 1),
                (DeclaredWhat::SecondLevel, 2),
                (DeclaredWhat::Units, 2),
                (DeclaredWhat::Grids, 0),
            ],
        );
        let (plan, category) = (portal.plans.find("plan"), portal.categories.find("leaf"));
        portal.withheld.push(Withheld {
            category: category.expect("a category"),
            plan: plan.expect("a plan"),
            reason: WithheldReason::Safety,
            review_on: day("2027-01-01"),
        });
        let assessed = assess(portal, day("2026-02-01"));
        let rows = &assessed.declared[plan.expect("a plan")];
        let found: Vec<_> =
            rows.iter().map(|row| (row.published, row.withheld.len(), row.missing())).collect();
        assert_eq!(found, [(2, 1, 0), (1, 0, 0), (1, 0, 1), (2, 0, 0), (0, 0, 0)]);
    }
}

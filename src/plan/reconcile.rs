//! Declared, published, withheld: every headline number reconciles.

use std::collections::BTreeMap;

use super::here::{Here, count};
use super::view::atoms::{Day, Reconciliation, WithheldCount};
use crate::assess::Reconciled;
use crate::portal::{Id, Plan};

/// The announced totals of all plans, those that stand above others first.
pub fn all_plans(here: Here) -> Vec<Reconciliation> {
    let mut plans: Vec<_> = here.assessed().portal.plans.iter().collect();
    plans.sort_by_key(|(id, plan)| (plan.parent.is_some(), *id));
    plans.into_iter().flat_map(|(id, _)| of_plan(here, id)).collect()
}

/// The announced totals of a plan.
pub fn of_plan(here: Here, id: Id<Plan>) -> Vec<Reconciliation> {
    here.assessed().declared.get(id).iter().map(reconciliation).collect()
}

fn reconciliation(held: &Reconciled) -> Reconciliation {
    let mut reasons: BTreeMap<_, WithheldCount> = BTreeMap::new();
    // Reviews come in order, so the first of a reason is the nearest.
    for (reason, review_on) in &held.withheld {
        let first = || WithheldCount {
            reason: reason.zh().to_owned(),
            count: 0,
            review_on: Day::of(*review_on),
        };
        reasons.entry(*reason).or_insert_with(first).count += 1;
    }
    Reconciliation {
        word: held.word.clone(),
        what: held.unit_class.map_or_else(|| held.what.zh(), |class| class.zh()).to_owned(),
        declared: held.declared,
        published: held.published,
        withheld: count(held.withheld.len()),
        source: held.source.clone(),
        reasons: reasons.into_values().collect(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::record::{DeclaredWhat, WithheldReason};

    #[test]
    fn withheld_tasks_are_counted_by_reason_with_their_nearest_review() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
        let held = Reconciled {
            what: DeclaredWhat::Tasks,
            word: "项".to_owned(),
            unit_class: None,
            declared: 95,
            source: "方案".to_owned(),
            published: 92,
            withheld: vec![
                (WithheldReason::StateSecret, day(5)),
                (WithheldReason::StateSecret, day(9)),
                (WithheldReason::Internal, day(1)),
            ],
        };
        let row = reconciliation(&held);
        let reasons: Vec<(&str, u32, &str)> = row
            .reasons
            .iter()
            .map(|held| (held.reason.as_str(), held.count, held.review_on.iso.as_str()))
            .collect();
        assert_eq!(reasons, [("国家秘密", 2, "2026-12-05"), ("内部事务", 1, "2026-12-01")]);
        assert_eq!(row.declared, row.published + row.withheld);
    }
}

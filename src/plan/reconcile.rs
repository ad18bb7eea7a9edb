//! Declared, published, withheld: every headline number reconciles.

use std::collections::BTreeMap;

use super::here::{Here, count};
use super::view::atoms::{Day, Reconciliation, WithheldCount};
use crate::assess::Reconciled;
use crate::portal::{Id, Plan};

/// Words by which things are counted.
const MEASURES: &str = "个项件类条本册份部套处所家户名位座台批起步章节篇";

/// The announced totals of all plans, those that stand above others first.
pub fn all_plans(here: Here) -> Vec<Reconciliation> {
    let plans = || here.assessed().portal.plans.iter();
    // What the one plan above all others announced needs no name.
    let announces = |id: Id<Plan>| !here.assessed().declared.get(id).is_empty();
    let roots = plans().filter(|(id, plan)| plan.parent.is_none() && announces(*id)).count();
    let rows = plans().flat_map(|(id, plan)| {
        let is_alone = plan.parent.is_none() && roots == 1;
        let name = (!is_alone).then_some(plan.short_name.as_str());
        let rows = here.assessed().declared.get(id).iter();
        rows.map(move |held| reconciliation(held, name))
    });
    rows.collect()
}

/// The announced totals of a plan.
pub fn of_plan(here: Here, id: Id<Plan>) -> Vec<Reconciliation> {
    here.assessed().declared.get(id).iter().map(|held| reconciliation(held, None)).collect()
}

/// The measure word with which a document's word for a total begins: 个 of 个单位. A word that
/// begins with none, such as 大类, is its own measure.
pub fn measure(word: &str) -> &str {
    let first = word.chars().next().filter(|first| MEASURES.contains(*first));
    first.and_then(|first| word.get(..first.len_utf8())).unwrap_or(word)
}

fn reconciliation(held: &Reconciled, plan: Option<&str>) -> Reconciliation {
    let measure = measure(&held.word);
    // 36个单位 says itself what is counted.
    let what = held.unit_class.map_or_else(|| held.what.zh(), |class| class.zh());
    let is_measure = held.word == measure && held.word.chars().count() == 1;
    let plan = plan.unwrap_or_default();
    // 2025年任务 says itself what is counted, too.
    let noun = if is_measure && !plan.ends_with(what) { what } else { "" };
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
        measure: measure.to_owned(),
        what: what.to_owned(),
        noun: format!("{plan}{noun}"),
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
        let row = reconciliation(&held, None);
        let reasons: Vec<(&str, u32, &str)> = row
            .reasons
            .iter()
            .map(|held| (held.reason.as_str(), held.count, held.review_on.iso.as_str()))
            .collect();
        assert_eq!(reasons, [("国家秘密", 2, "2026-12-05"), ("内部事务", 1, "2026-12-01")]);
        assert_eq!(row.declared, row.published + row.withheld);
    }

    #[test]
    fn a_total_is_said_once_with_its_plan_and_its_measure() {
        for (what, word, plan, said) in [
            (DeclaredWhat::Tasks, "个", Some("重点项目台账"), "重点项目台账任务3个，3个"),
            (DeclaredWhat::Tasks, "项", None, "任务3项，3项"),
            (DeclaredWhat::Tasks, "项", Some("2025年任务"), "2025年任务3项，3项"),
            (DeclaredWhat::SecondLevel, "个单位", Some("职能目标台账"), "职能目标台账3个单位，3个"),
            (DeclaredWhat::FirstLevel, "个提高", None, "3个提高，3个"),
            (DeclaredWhat::FirstLevel, "大类", None, "3大类，3大类"),
            (DeclaredWhat::FirstLevel, "类", None, "一级目录3类，3类"),
        ] {
            let held = Reconciled {
                what,
                word: word.to_owned(),
                unit_class: None,
                declared: 3,
                source: "方案".to_owned(),
                published: 3,
                withheld: Vec::new(),
            };
            let row = reconciliation(&held, plan);
            assert_eq!(format!("{}3{}，3{}", row.noun, row.word, row.measure), said);
        }
    }
}

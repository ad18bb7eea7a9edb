//! Every announced total of every demonstration portal fails loudly when a record it counts is gone.

use std::collections::BTreeSet;
use std::path::Path;

use daylight::diagnostic::{Code, Diagnostic};
use daylight::portal;
use daylight::record::{
    self, CategoryRecord, DeclaredWhat, PlanRecord, Records, TaskRecord, UnitClass, UnitRecord,
};
use daylight::slug::Slug;
use daylight::source::{self, Sources};
use daylight::span::Span;

const PORTALS: [&str; 5] = ["", "portals/city", "portals/county", "portals/lanwan", "portals/xiyu"];

/// Where totals are said not to reconcile.
fn unreconciled(records: &Records, sources: &Sources) -> BTreeSet<Span> {
    let mut problems: Vec<Diagnostic> = Vec::new();
    portal::resolve(records, sources, &mut problems);
    let totals = problems.iter().filter(|problem| problem.code == Code::Totals);
    totals.map(|problem| problem.span).collect()
}

/// Runs something while one record of a list is gone.
fn without<T, R>(
    records: &mut Records,
    list: impl Fn(&mut Records) -> &mut Vec<T>,
    counted: impl Fn(&T) -> bool,
    run: impl FnOnce(&Records) -> R,
) -> R {
    let held = list(records);
    let at = held.iter().rposition(counted).expect("a total counts a record");
    let gone = held.remove(at);
    let found = run(records);
    list(records).insert(at, gone);
    found
}

/// Categories of a plan, `depth` levels below the first.
fn level(categories: &mut Vec<CategoryRecord>, depth: usize) -> &mut Vec<CategoryRecord> {
    if depth == 0 {
        return categories;
    }
    let parent = categories.iter_mut().find(|one| !one.children.is_empty());
    level(&mut parent.expect("a category with others below").children, depth - 1)
}

/// Ids of the categories of some plans.
fn categories<'a>(plans: impl Iterator<Item = &'a PlanRecord>) -> BTreeSet<String> {
    fn below(all: &[CategoryRecord], ids: &mut BTreeSet<String>) {
        for one in all {
            ids.insert(one.id.value.to_string());
            below(&one.children, ids);
        }
    }
    let mut ids = BTreeSet::new();
    for plan in plans {
        below(&plan.catalogue, &mut ids);
    }
    ids
}

/// A plan by its id.
fn plan<'a>(records: &'a mut Records, id: &Slug) -> &'a mut PlanRecord {
    records.plans.iter_mut().find(|plan| plan.id.value == *id).expect("a plan")
}

/// What is said not to reconcile when a record that a plan's total counts is gone.
fn with_one_gone(
    records: &mut Records,
    sources: &Sources,
    id: &Slug,
    (what, class): (DeclaredWhat, Option<UnitClass>),
) -> BTreeSet<Span> {
    let run = |records: &Records| unreconciled(records, sources);
    let carries_out = |one: &PlanRecord| one.parent.as_ref().is_some_and(|to| to.slug == *id);
    match what {
        DeclaredWhat::FirstLevel => {
            without(records, |all| level(&mut plan(all, id).catalogue, 0), |_| true, run)
        }
        DeclaredWhat::SecondLevel => {
            without(records, |all| level(&mut plan(all, id).catalogue, 1), |_| true, run)
        }
        DeclaredWhat::ThirdLevel => {
            without(records, |all| level(&mut plan(all, id).catalogue, 2), |_| true, run)
        }
        DeclaredWhat::Tasks => {
            let all = records.plans.iter();
            let family = all.filter(|one| one.id.value == *id || carries_out(one));
            let ids = categories(family);
            let counted = |task: &TaskRecord| ids.contains(task.category.slug.as_str());
            without(records, |all| &mut all.tasks, counted, run)
        }
        DeclaredWhat::Plans => without(records, |all| &mut all.plans, carries_out, run),
        DeclaredWhat::Units => {
            let counted = |unit: &UnitRecord| class.is_none_or(|held| held == unit.class);
            without(records, |all| &mut all.units, counted, run)
        }
        DeclaredWhat::Grids => without(records, |all| &mut all.grids, |_| true, run),
    }
}

#[test]
fn no_total_of_any_portal_survives_the_loss_of_a_record() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut kinds = BTreeSet::new();
    for name in PORTALS {
        let mut problems = Vec::new();
        let sources = source::read(&content.join(name), &mut problems).expect("a portal");
        let mut records = record::load(&sources, &mut problems);
        assert_eq!(unreconciled(&records, &sources), BTreeSet::new(), "{name} as it stands");
        let plans = records.plans.iter();
        let totals = plans.flat_map(|plan| {
            let claims = plan.declared.iter();
            claims.map(|one| (plan.id.value.clone(), one.what, one.unit_class, one.count.span))
        });
        let totals: Vec<_> = totals.collect();
        assert!(!totals.is_empty(), "{name} announces no total");
        for (plan, what, class, place) in totals {
            let said = with_one_gone(&mut records, &sources, &plan, (what, class));
            assert!(said.contains(&place), "{name}: {} of {plan}", what.zh());
            kinds.insert(what.zh());
        }
    }
    let announced = ["一级目录", "二级目录", "任务", "单位", "网格", "配套方案"];
    assert_eq!(Vec::from_iter(kinds), announced);
}

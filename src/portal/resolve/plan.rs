//! Plans with their catalogue, and the reconciliation of what they announced.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::claims::{Claims, cycles, table};
use super::standard::{checks, figure};
use super::structure::{in_order, place_of, text, within};
use crate::date;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::portal::table::Table;
use crate::portal::{Category, Declared, Grid, Id, Plan, Task, Unit, Withheld};
use crate::record::{self, CategoryRecord, DeclaredRecord, DeclaredWhat, PlanRecord, UnitClass};
use crate::unread;

/// Plans and the categories of all their catalogues.
pub fn plans(
    records: &[PlanRecord],
    usual_rhythm: u32,
    claims: &mut Claims,
) -> (Table<Plan>, Table<Category>) {
    let mut categories = BTreeMap::new();
    let ids = &claims.names.plans.ids;
    for record in records {
        let Some(plan) = ids.get(&record.id.value) else { continue };
        let above = Above { plan: *plan, parent: None, depth: 0 };
        branch(&record.catalogue, &above, &mut categories, claims);
    }
    let plans = table(ids, records, |r| &r.id.value, |r| plan(r, usual_rhythm, claims));
    let place = |id| place_of(records, |r| &r.id, &plans.known(id)?.slug);
    cycles::<record::Plan, _>(&plans, |plan| plan.parent, place, claims.problems);
    let categories =
        Table::new(Arc::clone(&claims.names.categories.ids), categories.into_values().collect());
    (plans, categories)
}

/// What stands above a branch of the catalogue.
struct Above {
    plan: Id<Plan>,
    parent: Option<Id<Category>>,
    depth: u32,
}

fn branch(
    records: &[CategoryRecord],
    above: &Above,
    out: &mut BTreeMap<Id<Category>, Category>,
    claims: &mut Claims,
) {
    for record in records {
        let Some(id) = claims.names.categories.ids.get(&record.id.value).copied() else { continue };
        let category = Category {
            slug: record.id.value.clone(),
            name: text(&record.name),
            plan: above.plan,
            parent: above.parent,
            children: children(&record.children, claims),
            leader: claims.names.posts.find_some(record.leader.as_ref(), claims.problems),
            depth: above.depth,
        };
        // A category listed twice was reported; its first place stays.
        out.entry(id).or_insert(category);
        let below = Above { plan: above.plan, parent: Some(id), depth: above.depth + 1 };
        branch(&record.children, &below, out, claims);
    }
}

fn children(records: &[CategoryRecord], claims: &Claims) -> Vec<Id<Category>> {
    records.iter().filter_map(|r| claims.names.categories.ids.get(&r.id.value).copied()).collect()
}

fn plan(record: &PlanRecord, usual_rhythm: u32, claims: &mut Claims) -> Plan {
    in_order(
        Some(&record.from),
        ("开始日期", "first day"),
        Some(&record.until),
        ("结束日期", "last day"),
        claims,
    );
    within(record.rhythm_days, 1..=366, claims);
    let declared = |declared: &DeclaredRecord| Declared {
        what: declared.what,
        word: text(&declared.word),
        count: declared.count.value,
        unit_class: declared.unit_class,
        source: text(&declared.source),
    };
    let names = claims.names;
    Plan {
        slug: record.id.value.clone(),
        name: text(&record.name),
        short_name: text(record.short_name.as_ref().unwrap_or(&record.name)),
        kind: record.kind,
        from: record.from.value,
        until: record.until.value,
        published_on: record.published_on.as_ref().map(|day| day.value),
        document: names.documents.find_some(record.document.as_ref(), claims.problems),
        basis: names.documents.find_all(&record.basis, claims.problems),
        parent: names.plans.find_some(record.parent.as_ref(), claims.problems),
        unit: names.units.find_some(record.unit.as_ref(), claims.problems),
        rhythm_days: record.rhythm_days.map_or(usual_rhythm, |days| days.value),
        broken_down_to: record.broken_down_to.clone(),
        declared: record.declared.iter().map(declared).collect(),
        figures: record.figures.iter().map(figure).collect(),
        goals: Vec::new(),
        checks: checks(&record.checks, claims),
        roots: children(&record.catalogue, claims),
        summary: record.summary.as_ref().map(text),
    }
}

/// Everything a declared total may count.
pub struct Counted<'a> {
    /// Plans.
    pub plans: &'a Table<Plan>,
    /// Categories.
    pub categories: &'a Table<Category>,
    /// Tasks.
    pub tasks: &'a Table<Task>,
    /// Withheld tasks.
    pub withheld: &'a [Withheld],
    /// Units.
    pub units: &'a Table<Unit>,
    /// Grids.
    pub grids: &'a Table<Grid>,
}

impl Counted<'_> {
    /// How many are published for a declared total of a plan.
    pub fn published(&self, plan: Id<Plan>, declared: &Declared) -> usize {
        let level = |depth| {
            let here = |category: &Category| category.plan == plan && category.depth == depth;
            self.categories.iter().filter(|(_, category)| here(category)).count()
        };
        match declared.what {
            DeclaredWhat::FirstLevel => level(0),
            DeclaredWhat::SecondLevel => level(1),
            DeclaredWhat::ThirdLevel => level(2),
            DeclaredWhat::Tasks => {
                self.tasks.iter().filter(|(_, task)| self.within(task.plan, plan)).count()
            }
            DeclaredWhat::Plans => {
                self.plans.iter().filter(|(_, other)| other.parent == Some(plan)).count()
            }
            DeclaredWhat::Units => {
                let class = declared.unit_class;
                let fits = |unit: &Unit| class.is_none_or(|class| class == unit.class);
                self.units.iter().filter(|(_, unit)| fits(unit)).count()
            }
            DeclaredWhat::Grids => self.grids.len(),
        }
    }

    /// How many are withheld for a declared total of a plan.
    pub fn withheld(&self, plan: Id<Plan>, declared: &Declared) -> usize {
        match declared.what {
            DeclaredWhat::Tasks => {
                self.withheld.iter().filter(|one| self.within(one.plan, plan)).count()
            }
            DeclaredWhat::FirstLevel
            | DeclaredWhat::SecondLevel
            | DeclaredWhat::ThirdLevel
            | DeclaredWhat::Plans
            | DeclaredWhat::Units
            | DeclaredWhat::Grids => 0,
        }
    }

    /// Whether a plan is another or carries it out; circles were reported.
    fn within(&self, plan: Id<Plan>, whole: Id<Plan>) -> bool {
        let above = |plan: &Id<Plan>| self.plans.known(*plan).and_then(|plan| plan.parent);
        std::iter::successors(Some(plan), above)
            .take(self.plans.len() + 1)
            .any(|plan| plan == whole)
    }
}

/// Declared = published + withheld, for every announced total.
pub fn reconcile(records: &[PlanRecord], counted: &Counted, claims: &mut Claims) {
    // Whose tasks they are which a plan has whose parent could not be read, nobody knows.
    let is_apart = records.iter().any(|record| unread!(record, parent));
    for record in records {
        let Some(id) = counted.plans.find(record.id.as_str()) else { continue };
        for (claim, declared) in record.declared.iter().zip(&counted.plans.get(id).declared) {
            let rests_on_plans = matches!(declared.what, DeclaredWhat::Tasks | DeclaredWhat::Plans);
            let is_open = unread!(claim, unit_class) || (is_apart && rests_on_plans);
            if is_open || is_uncounted(declared.what, claims) {
                continue;
            }
            let published = counted.published(id, declared);
            let withheld = counted.withheld(id, declared);
            let announced = declared.count as usize;
            if published + withheld != announced {
                claims.report(unreconciled(claim, published, withheld));
            } else if withheld > 0 {
                let words = say(
                    format!(
                        "宣布{announced}{}，公开{published}，不予公开{withheld}",
                        declared.word
                    ),
                    format!("{announced} announced, {published} published, {withheld} withheld"),
                );
                claims.report(Diagnostic::new(Code::NotPublished, claim.count.span, words).help(
                    say(
                        "到复查日期时再审查一次，可以公开的删去`不予公开`",
                        "look again on the day of review, and delete `withheld` where possible",
                    ),
                ));
            }
        }
    }
}

/// Whether some of what is counted could not be read: it was reported, and the sum would only
/// say so again.
fn is_uncounted(what: DeclaredWhat, claims: &Claims) -> bool {
    let kinds: &[&str] = match what {
        DeclaredWhat::FirstLevel | DeclaredWhat::SecondLevel | DeclaredWhat::ThirdLevel => {
            &["category"]
        }
        DeclaredWhat::Tasks => &["task", "plan", "category"],
        DeclaredWhat::Plans => &["plan"],
        DeclaredWhat::Units => &["unit"],
        DeclaredWhat::Grids => &["grid"],
    };
    kinds.iter().any(|kind| claims.lost.any(kind))
}

fn unreconciled(claim: &DeclaredRecord, published: usize, withheld: usize) -> Diagnostic {
    let (announced, word) = (claim.count.value, claim.word.as_str());
    let what = claim.unit_class.map_or(claim.what.zh(), UnitClass::zh);
    let hidden =
        if withheld > 0 { format!("，不予公开{withheld}{word}") } else { String::new() };
    Diagnostic::new(
        Code::Totals,
        claim.count.span,
        say(
            format!("{what}宣布{announced}{word}，记录里公开{published}{word}{hidden}，对不上"),
            format!(
                "`{}`: {announced} announced, but {published} published and {withheld} withheld",
                claim.what.en()
            ),
        ),
    )
    .help(say(
        "补齐或删去记录，草稿不算；不予公开的写明理由，或改正宣布的数量",
        "complete the records (drafts do not count), or correct the announced total",
    ))
}

/// Whether a plan ends before a day. Of one that ends before it begins nobody knows: it was reported.
pub fn ends_before(plan: &Plan, day: NaiveDate) -> bool {
    plan.from <= plan.until && plan.until < day
}

/// The day a plan ends, in words of a finding.
pub fn ends(plan: &Plan) -> (String, String) {
    (format!("方案到{}结束", date::zh(plan.until)), format!("the plan ends on {}", plan.until))
}

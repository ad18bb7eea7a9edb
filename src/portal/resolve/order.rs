//! The order in which records are shown, which is that of their tables: the order in which they are
//! written, except where the records themselves say better.

use std::collections::HashMap;

use super::names::Names;
use crate::portal::{Category, Plan, Unit};
use crate::record::{CategoryRecord, LeaderClass, PlanRecord, PostRecord, Records, TaskRecord};
use crate::slug::Slug;
use crate::span::Spanned;

/// A piece of a number: of 2026-18 the numbers are 2026 and 18, so that 9 stands before 10.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    Number(u64),
    Text(String),
}

/// The pieces of a number as people count.
fn pieces(number: &str) -> Vec<Piece> {
    let runs =
        number.as_bytes().chunk_by(|one, next| one.is_ascii_digit() == next.is_ascii_digit());
    runs.map(|run| {
        let text = String::from_utf8_lossy(run);
        text.parse().map_or_else(|_| Piece::Text(text.into_owned()), Piece::Number)
    })
    .collect()
}

/// What comes first stands first, and what says nothing stands last.
fn said_first<T>(said: Option<T>) -> (bool, Option<T>) {
    (said.is_none(), said)
}

/// A plan stands before those that carry it out; these stand by the numbers of their documents.
pub fn of_plan(records: &Records, plan: &PlanRecord) -> impl Ord + use<> {
    let number = || {
        let written = &plan.document.as_ref()?.slug;
        let document = records.documents.iter().find(|other| other.id.value == *written)?;
        // Whatever organ's letters stand before them, year and serial number count.
        let (_, number) = document.number.as_ref()?.value.split_once('〔')?;
        Some(pieces(number))
    };
    let is_part = plan.parent.is_some();
    (is_part, said_first(number().filter(|_| is_part)))
}

/// The ids of all categories of some plans with these, in the order of the catalogues.
pub fn listed<'a>(
    plans: impl IntoIterator<Item = &'a PlanRecord>,
) -> Vec<(&'a Spanned<Slug>, &'a Slug)> {
    fn below<'a>(
        list: &'a [CategoryRecord],
        plan: &'a Slug,
        out: &mut Vec<(&'a Spanned<Slug>, &'a Slug)>,
    ) {
        for category in list {
            out.push((&category.id, plan));
            below(&category.children, plan, out);
        }
    }
    let mut out = Vec::new();
    for plan in plans {
        below(&plan.catalogue, &plan.id.value, &mut out);
    }
    out
}

/// The ids of all categories with their plans, the plans in their order.
pub fn categories<'a>(
    records: &'a Records,
    plans: &Names<Plan>,
) -> Vec<(&'a Spanned<Slug>, &'a Slug)> {
    let mut sorted: Vec<&PlanRecord> = records.plans.iter().collect();
    sorted.sort_by_key(|plan| plans.ids.get(&plan.id.value));
    listed(sorted)
}

/// Where each category stands: its plan, and itself.
pub fn catalogue<'a>(
    categories: &[(&'a Spanned<Slug>, &'a Slug)],
    plans: &Names<Plan>,
    names: &Names<Category>,
) -> HashMap<&'a Slug, (Option<usize>, Option<usize>)> {
    let place = |(id, plan): &(&'a Spanned<Slug>, &'a Slug)| {
        let own = names.ids.get(&id.value).map(|id| id.index());
        (&id.value, (plans.ids.get(*plan).map(|id| id.index()), own))
    };
    categories.iter().map(place).collect()
}

/// A task by its number in the document where there is one, then by its place in the catalogue.
pub fn of_task(
    catalogue: &HashMap<&Slug, (Option<usize>, Option<usize>)>,
    task: &TaskRecord,
) -> impl Ord + use<> {
    let (plan, category) = catalogue.get(&task.category.slug).copied().unwrap_or_default();
    (plan, said_first(task.code.as_deref().map(pieces)), category)
}

/// A post by its rank and its place there, then by its unit.
pub fn of_post(units: &Names<Unit>, post: &PostRecord) -> (LeaderClass, u32, Option<usize>) {
    let unit = units.ids.get(&post.unit.slug).map(|id| id.index());
    (post.class, post.order.unwrap_or(u32::MAX), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counted_and_not_spelt() {
        let mut numbers = ["2026-18", "2026-08", "2025-3", "2026-9", "专1"];
        numbers.sort_by_key(|number| pieces(number));
        assert_eq!(numbers, ["2025-3", "2026-08", "2026-9", "2026-18", "专1"]);
        assert!(said_first(Some(9)) < said_first(None));
    }
}

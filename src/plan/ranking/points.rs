//! Deductions and bonuses: how many points, by which rule, on what they rest, and what tolerance
//! lifts.

use chrono::NaiveDate;

use super::assessments::given;
use crate::assess::{PointsAt, Publication, UnitScore, lifted};
use crate::date::zh;
use crate::plan::address::Address;
use crate::plan::here::Here;
use crate::plan::view::atoms::{Label, Link};
use crate::plan::view::ranking::PointsRow;
use crate::portal::{Assessment, Id, Points, Unit};
use crate::score::Decimal;

/// Deductions and bonuses of a unit's year so far.
pub fn points(here: Here, unit: &UnitScore, day: NaiveDate) -> Vec<PointsRow> {
    let rows = |list: fn(&Assessment) -> &Vec<Points>, places: &[PointsAt], sign: &str| {
        let row = |(id, at): &PointsAt| {
            let assessment = here.assessed().portal.assessments.get(*id);
            let held = list(assessment).get(*at)?;
            Some(points_row(here, unit.unit, (assessment, held), (sign, day)))
        };
        places.iter().filter_map(row).collect::<Vec<_>>()
    };
    let mut all = rows(|held| &held.deductions, &unit.deductions, "\u{2212}");
    all.extend(rows(|held| &held.bonuses, &unit.bonuses, "＋"));
    all
}

fn points_row(
    here: Here,
    unit: Id<Unit>,
    (assessment, held): (&Assessment, &Points),
    (sign, day): (&str, NaiveDate),
) -> PointsRow {
    let portal = &here.assessed().portal;
    let of_exposure = held.exposure.and_then(|id| portal.exposures.get(id).tolerance.as_ref());
    let tolerance = held.tolerance.as_ref().or(of_exposure).filter(|held| held.date <= day);
    let tolerance = tolerance.map(|found| {
        let lifted = lifted(portal, held, day);
        format!(
            "{}{}认定适用容错（{}，{}），免去{lifted}分",
            zh(found.date),
            found.organ,
            found.situation.zh(),
            found.basis
        )
    });
    PointsRow {
        unit: here.unit(unit),
        points: format!("{sign}{}", Decimal::from(held.points)),
        rule: held.rule.clone(),
        references: references(here, held),
        given: given(here, assessment),
        tolerance,
    }
}

/// What points rest on. Of an exposure that has ended neither its id nor its task is told beside
/// the unit's name: together they would publish it again.
pub fn references(here: Here, held: &Points) -> Vec<Label> {
    let portal = &here.assessed().portal;
    let public = |address: Address| here.plan.has(address).then(|| here.href(address));
    let mut found = Vec::new();
    let has_ended = |id| matches!(here.assessed().exposures.get(id), Publication::Tombstone { .. });
    if held.exposure.is_some_and(has_ended) {
        found.push(Label { text: "已撤下的曝光".to_owned(), href: None });
        return found;
    }
    found.extend(held.exposure.map(|id| Label {
        text: format!("曝光{}", portal.exposures.get(id).slug),
        href: public(Address::Exposure(id)),
    }));
    found.extend(held.commendation.map(|id| Label {
        text: format!("表扬{}", portal.commendations.get(id).slug),
        href: public(Address::Commendation(id)),
    }));
    found.extend(held.document.map(|id| {
        let citation = here.citation(id);
        let title = portal.documents.get(id).title.clone();
        Label { text: citation.number.map_or(title, |number| number), href: citation.href }
    }));
    found.extend(held.reference.clone().map(|text| Label { text, href: None }));
    found.extend(held.task.map(|id| {
        let Link { text, href } = here.task_link(id);
        Label { text, href: Some(href) }
    }));
    found
}

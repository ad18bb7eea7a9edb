//! Return visits 回访: the look that is taken again at what was put right, in the ledgers of
//! inspections and rectifications and in exposures.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::publication;
use crate::date::days_between;
use crate::portal::{Id, Inspection, Portal, Rectification, ReturnVisit};
use crate::record::InspectionMode;

/// A return visit on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// Its last day.
    pub due: NaiveDate,
    /// The day on which it took place.
    pub on: Option<NaiveDate>,
    /// Days past its last day, until it took place or to the day.
    pub late_by: i64,
}

/// The return visits of all ledgers by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Visits {
    /// Those that took place.
    pub held: u32,
    /// Those that did not, though their last day has passed.
    pub missed: u32,
}

impl Visit {
    fn of(held: &ReturnVisit, came_back: Option<NaiveDate>, day: NaiveDate) -> Self {
        let on = held.on.filter(|on| *on <= day).or(came_back);
        Self { due: held.due, on, late_by: days_between(held.due, on.unwrap_or(day)).max(0) }
    }

    /// Whether its last day has passed without it.
    pub fn is_missed(self) -> bool {
        self.on.is_none() && self.late_by > 0
    }
}

/// The return visit to what was put right, on a day.
pub fn visit(held: &Rectification, day: NaiveDate) -> Option<Visit> {
    Some(Visit::of(held.return_visit.as_ref()?, None, day))
}

/// The return visits to what inspections that may be seen found: those written with them, or else
/// the first later inspection that came back.
pub(super) fn revisits(
    portal: &Portal,
    inspections: &[Id<Inspection>],
    day: NaiveDate,
) -> BTreeMap<Id<Inspection>, Visit> {
    let mut came_back: BTreeMap<Id<Inspection>, NaiveDate> = BTreeMap::new();
    for id in inspections {
        let held = &portal.inspections[*id];
        if let Some(after) = held.after.filter(|after| after != id && held.date <= day) {
            let first = came_back.entry(after).or_insert(held.date);
            *first = held.date.min(*first);
        }
    }
    let revisit = |id: &Id<Inspection>| {
        let asked = portal.inspections[*id].return_visit.as_ref()?;
        Some((*id, Visit::of(asked, came_back.get(id).copied(), day)))
    };
    inspections.iter().filter_map(revisit).collect()
}

/// The return visits of all ledgers: those that were due, and inspections made as a return visit
/// that no other record speaks of.
pub(super) fn visits<'a>(
    portal: &'a Portal,
    inspections: &[Id<Inspection>],
    revisits: &BTreeMap<Id<Inspection>, Visit>,
    mendings: impl Iterator<Item = &'a Rectification>,
    day: NaiveDate,
) -> Visits {
    let stands = |held| publication(held, portal.site.retention, day).stands();
    let exposed = portal.exposures.iter().filter(|(_, held)| stands(held));
    let put_right = mendings.chain(exposed.map(|(_, held)| &held.rectification));
    let mut visits = Visits::default();
    for visit in put_right.filter_map(|held| visit(held, day)).chain(revisits.values().copied()) {
        visits.held += u32::from(visit.on.is_some());
        visits.missed += u32::from(visit.is_missed());
    }
    let unasked = inspections.iter().map(|id| &portal.inspections[*id]);
    let unasked = unasked.filter(|held| held.date <= day && is_unasked(held, revisits));
    visits.held += u32::try_from(unasked.count()).unwrap_or(u32::MAX);
    visits
}

/// Whether an inspection is a return visit that no other record has asked for.
fn is_unasked(held: &Inspection, revisits: &BTreeMap<Id<Inspection>, Visit>) -> bool {
    let asked = held.after.and_then(|after| revisits.get(&after)?.on);
    let is_that = asked.is_some_and(|on| held.date <= on && on <= held.until);
    held.mode == InspectionMode::ReturnVisit && !is_that
}

//! Return visits 回访: the look that is taken again at what was put right, in the ledgers of
//! inspections and rectifications and in exposures.

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
        let on = held.on.or(came_back).filter(|on| *on <= day);
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

/// The return visit to what an inspection found, on a day: the one written with it, or else the
/// first later inspection that came back to it.
pub fn revisit(portal: &Portal, id: Id<Inspection>, day: NaiveDate) -> Option<Visit> {
    let came_back = portal.inspections.iter().filter(|(other, held)| {
        held.after == Some(id) && *other != id && held.published_on.max(held.date) <= day
    });
    let first = came_back.map(|(_, held)| held.date).min();
    Some(Visit::of(portal.inspections[id].return_visit.as_ref()?, first, day))
}

/// The return visits of all ledgers: those that were due, and inspections made as a return visit
/// that no other record speaks of.
pub(super) fn visits<'a>(
    portal: &'a Portal,
    inspections: &[Id<Inspection>],
    mendings: impl Iterator<Item = &'a Rectification>,
    day: NaiveDate,
) -> Visits {
    let stands = |held| publication(held, portal.site.retention, day).stands();
    let exposed = portal.exposures.iter().filter(|(_, held)| stands(held));
    let put_right = mendings.chain(exposed.map(|(_, held)| &held.rectification));
    let revisited = inspections.iter().filter_map(|id| revisit(portal, *id, day));
    let mut visits = Visits::default();
    for visit in put_right.filter_map(|held| visit(held, day)).chain(revisited) {
        visits.held += u32::from(visit.on.is_some());
        visits.missed += u32::from(visit.is_missed());
    }
    let unasked = inspections.iter().filter(|id| is_unasked(portal, **id, day));
    visits.held += u32::try_from(unasked.count()).unwrap_or(u32::MAX);
    visits
}

/// Whether an inspection is a return visit that no other record has asked for.
fn is_unasked(portal: &Portal, id: Id<Inspection>, day: NaiveDate) -> bool {
    let held = &portal.inspections[id];
    let asked = held.after.and_then(|after| revisit(portal, after, day)?.on);
    let is_that = asked.is_some_and(|on| held.date <= on && on <= held.until);
    held.mode == InspectionMode::ReturnVisit && held.date <= day && !is_that
}

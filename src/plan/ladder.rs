//! Who answers level by level: the chain of responsibility, and who pushes a task down to its site.

use std::collections::BTreeSet;

use super::here::Here;
use super::lists::line;
use super::people::parties;
use super::view::atoms::Label;
use super::view::people::{Holder, Rung};
use crate::method::LadderStep;
use crate::portal::{self, Area, Id, Party, Post, Task, Unit};
use crate::record::UnitClass;

/// Most places named on a rung.
const MOST_PLACES: usize = 9;

/// Who pushes a task, level by level down to the site; empty if the method has no such chain.
pub fn promotion(here: Here, task: &Task) -> Vec<Rung> {
    let steps = &here.assessed().portal.method.promotion;
    let rungs = steps.iter().map(|step| (step, rung(here, Some(task), step)));
    let said = rungs.filter(|(step, rung)| step.open != Some(true) || stands(rung));
    said.map(|(_, rung)| rung).collect()
}

/// The chain of responsibility with the holders of today, for the whole portal.
pub fn ladder(here: Here) -> Vec<Rung> {
    let steps = &here.assessed().portal.method.ladder;
    steps.iter().map(|step| rung(here, None, step)).collect()
}

/// Whether anybody stands on a rung.
fn stands(rung: &Rung) -> bool {
    !rung.holders.is_empty() || !rung.places.is_empty()
}

/// A rung: for a task those who stand there for it, without one those of the organising government.
fn rung(here: Here, task: Option<&Task>, step: &LadderStep) -> Rung {
    let portal = &here.assessed().portal;
    let today = here.today();
    let mut posts: BTreeSet<Id<Post>> = BTreeSet::new();
    let mut units: BTreeSet<Id<Unit>> = BTreeSet::new();
    for role in &step.roles {
        let held = task.map_or_else(Vec::new, |task| parties(task, role.value, today));
        for party in held.iter().map(|held| held.party) {
            match party {
                Party::Post(post) => posts.extend([post]),
                Party::Unit(unit) => units.extend([unit]),
            }
        }
    }
    let classes = if task.is_none() { step.posts.as_slice() } else { &[] };
    for class in classes {
        let held = portal.posts.iter().filter(|(_, post)| {
            let governs = is_government(here, post.unit);
            post.class == class.value && governs && post.exists(today)
        });
        posts.extend(held.map(|(id, _)| id));
    }
    units.extend(units_on(here, task, step));
    let (areas, responsible) = areas_on(here, task, step);
    posts.extend(responsible);
    let unit = |id: Id<Unit>| here.unit(id);
    let places = units.into_iter().map(unit).chain(areas.into_iter().map(|id| here.area(id)));
    let holders: Vec<Holder> = posts.into_iter().map(|post| here.holder(post, today)).collect();
    let places = at_most(places.collect());
    Rung {
        level: step.who.to_string(),
        duty: Some(step.does.to_string()),
        missing: task.is_some()
            && holders.is_empty()
            && places.is_empty()
            && step.open != Some(true),
        holders,
        places,
    }
}

/// Many places become one figure.
fn at_most(places: Vec<Label>) -> Vec<Label> {
    if places.len() <= MOST_PLACES {
        return places;
    }
    vec![Label { text: format!("{}个单位", places.len()), href: None }]
}

/// Whether a unit is the organising government or an office directly below it.
fn is_government(here: Here, unit: Id<Unit>) -> bool {
    let portal = &here.assessed().portal;
    let organiser = portal.site.unit;
    Some(unit) == organiser || (organiser.is_some() && portal.units.get(unit).parent == organiser)
}

/// Units of the classes of a rung; for a task an execution group only if it assists the leader, and
/// what is set up for single projects only if it has a role in this one.
fn units_on(here: Here, task: Option<&Task>, step: &LadderStep) -> Vec<Id<Unit>> {
    let stands = |id: Id<Unit>, unit: &portal::Unit| {
        let class = step.units.iter().any(|class| class.value == unit.class);
        class && task.is_none_or(|task| pushes(here, task, id, unit))
    };
    let units = here.assessed().portal.units.iter();
    units.filter(|(id, unit)| stands(*id, unit)).map(|(id, _)| id).collect()
}

/// Whether a unit of a rung has to do with a task.
fn pushes(here: Here, task: &Task, id: Id<Unit>, unit: &portal::Unit) -> bool {
    match unit.class {
        UnitClass::Headquarters | UnitClass::TaskForce | UnitClass::ProjectOwner => {
            task.roles.iter().any(|held| held.party == Party::Unit(id))
        }
        _ => unit.assists.is_none() || unit.assists == task.leader_on(here.today()),
    }
}

/// The areas of the levels of a rung that a task touches, with their responsible posts.
fn areas_on(here: Here, task: Option<&Task>, step: &LadderStep) -> (Vec<Id<Area>>, Vec<Id<Post>>) {
    let portal = &here.assessed().portal;
    let touched = task.map_or(&[][..], |task| task.areas.as_slice());
    let around = touched.iter().flat_map(|area| line(*area, |id| portal.areas.get(id).parent));
    let on_level = around
        .filter(|id| step.areas.iter().any(|level| level.value == portal.areas.get(*id).level));
    let areas: BTreeSet<Id<Area>> = on_level.collect();
    let posts = areas.iter().filter_map(|id| portal.areas.get(*id).responsible).collect();
    (areas.into_iter().collect(), posts)
}

//! Overlaps of duties, as far as the records state them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Each, TaskState};
use crate::portal::{Area, Category, Id, Party, Portal, Post, Task, Unit};
use crate::record::Role;

/// An overlap of duties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlap {
    /// Several hold a role of a task that one should hold.
    Role {
        /// The task.
        task: Id<Task>,
        /// The role.
        role: Role,
        /// Who hold it, in the author's order.
        parties: Vec<Party>,
    },
    /// One name is recorded as the holder of several leaders' posts.
    Posts {
        /// The name.
        name: String,
        /// The posts.
        posts: Vec<Id<Post>>,
    },
    /// Several units lead open tasks of one category in one area.
    Units {
        /// The category.
        category: Id<Category>,
        /// The area.
        area: Id<Area>,
        /// The units.
        units: Vec<Id<Unit>>,
    },
}

/// Roles that one unit or post holds alone.
const SINGLE: [Role; 6] =
    [Role::Overall, Role::InCharge, Role::Liaison, Role::Lead, Role::Supervising, Role::Handler];

/// Overlaps on a day.
pub(super) fn overlaps(
    portal: &Portal,
    states: &Each<Task, Arc<TaskState>>,
    day: NaiveDate,
) -> Vec<Overlap> {
    let open = |id: Id<Task>| {
        let standing = &states[id].standing;
        standing.completion.is_none() && standing.given_up_by.is_none()
    };
    let tasks: Vec<(Id<Task>, &Task)> = portal.tasks.iter().filter(|(id, _)| open(*id)).collect();
    let mut found: Vec<Overlap> = tasks.iter().flat_map(|(id, task)| roles(*id, task)).collect();
    found.extend(posts(portal, day));
    found.extend(units(&tasks, day));
    found
}

fn roles(id: Id<Task>, task: &Task) -> impl Iterator<Item = Overlap> {
    let held = move |role: Role| {
        task.roles.iter().filter(move |held| held.role == role).map(|held| held.party)
    };
    let several = SINGLE.into_iter().filter(move |role| held(*role).nth(1).is_some());
    several.map(move |role| Overlap::Role { task: id, role, parties: held(role).collect() })
}

fn posts(portal: &Portal, day: NaiveDate) -> Vec<Overlap> {
    let mut held: BTreeMap<&str, Vec<Id<Post>>> = BTreeMap::new();
    for (id, post) in portal.posts.iter().filter(|(_, post)| post.class.is_leader()) {
        if let Some(holding) = post.holder(day).filter(|_| post.exists(day)) {
            held.entry(&holding.name).or_default().push(id);
        }
    }
    let several = held.into_iter().filter(|(_, posts)| posts.len() > 1);
    several.map(|(name, posts)| Overlap::Posts { name: name.to_owned(), posts }).collect()
}

fn units(tasks: &[(Id<Task>, &Task)], day: NaiveDate) -> Vec<Overlap> {
    let mut leading: BTreeMap<_, BTreeSet<Id<Unit>>> = BTreeMap::new();
    for (_, task) in tasks {
        let Some(unit) = task.lead_on(day) else { continue };
        for area in &task.areas {
            leading.entry((task.category, *area)).or_default().insert(unit);
        }
    }
    let several = leading.into_iter().filter(|(_, units)| units.len() > 1);
    several
        .map(|((category, area), units)| {
            let units = units.into_iter().collect();
            Overlap::Units { category, area, units }
        })
        .collect()
}

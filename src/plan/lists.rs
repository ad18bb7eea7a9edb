//! Which tasks stand in which list, worst first.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::address::List;
use super::people::{CHAIN, parties};
use crate::assess::Assessed;
use crate::date::Month;
use crate::method::Light;
use crate::portal::{Area, Category, Id, Task};

/// Most tasks that the page of a unit or post shows of a role; longer lists have pages of their own.
pub const MOST_OF_ROLE: usize = 5;

/// Every list that is not empty, with its tasks in the order in which they are shown.
#[derive(Debug)]
pub struct Lists(BTreeMap<List, Vec<Id<Task>>>);

/// Where a light stands in a list: what needs attention comes first.
pub fn urgency(light: Light, due_soon: bool) -> u8 {
    match light {
        Light::Red => 0,
        Light::Silent => 1,
        Light::Yellow => 2,
        Light::Green if due_soon => 3,
        Light::Awaiting => 4,
        Light::Green => 5,
        Light::Upcoming => 6,
        Light::Paused => 7,
        Light::Done => 8,
        Light::Cancelled => 9,
    }
}

impl Lists {
    /// Sorts every task into its lists.
    pub fn of(assessed: &Assessed) -> Self {
        let mut tasks: Vec<Id<Task>> = assessed.portal.tasks.ids().collect();
        tasks.sort_by_cached_key(|id| {
            let standing = &assessed.tasks.get(*id).standing;
            let light = urgency(standing.verdict.light, standing.due_soon.is_some());
            (light, standing.due.current, *id)
        });
        let stands_in: Vec<Vec<List>> =
            tasks.par_iter().map(|id| lists_of(assessed, *id)).collect();
        let mut lists: HashMap<List, Vec<Id<Task>>> = HashMap::new();
        for (id, held) in tasks.into_iter().zip(stands_in) {
            for list in held {
                lists.entry(list).or_default().push(id);
            }
        }
        lists.entry(List::All).or_default();
        Self(lists.into_iter().collect())
    }

    /// The tasks of a list; empty if there is no such list.
    pub fn tasks(&self, list: List) -> &[Id<Task>] {
        self.0.get(&list).map_or(&[], Vec::as_slice)
    }

    /// How many tasks a list holds.
    pub fn count(&self, list: List) -> usize {
        self.tasks(list).len()
    }

    /// Whether a list has pages of its own: by role only where those of units and posts have no
    /// room for it.
    pub fn has_pages(&self, list: List) -> bool {
        let room = if matches!(list, List::Role(..)) { MOST_OF_ROLE } else { 0 };
        self.count(list) > room
    }

    /// Every list that has pages, with its tasks; that of all tasks has one even if it is empty.
    pub fn paged(&self) -> impl Iterator<Item = (List, &[Id<Task>])> {
        let lists = self.0.iter().map(|(list, tasks)| (*list, tasks.as_slice()));
        lists.filter(|(list, _)| *list == List::All || self.has_pages(*list))
    }
}

/// Every list a task stands in, each once.
fn lists_of(assessed: &Assessed, id: Id<Task>) -> Vec<List> {
    let task = assessed.portal.tasks.get(id);
    let (standing, today) = (&assessed.tasks.get(id).standing, assessed.today);
    let (light, due) = (standing.verdict.light, Month::of(standing.due.current));
    let mut lists = vec![List::All, List::Light(light), List::Due(due), List::Kind(task.kind)];
    let categories = line(task.category, |id| assessed.portal.categories.get(id).parent);
    lists.extend(categories.iter().map(|id| List::Category(*id)));
    lists.extend(categories.iter().map(|id| List::LightCategory(light, *id)));
    lists.extend(task.lead_on(today).map(|unit| List::LightUnit(light, unit)));
    for role in CHAIN {
        let held = parties(task, role, today).into_iter();
        lists.extend(held.map(|held| List::of_role(role, held.party)));
    }
    lists.extend(task.topics.iter().map(|at| List::Topic(*at)));
    for area in &task.areas {
        lists.extend(areas_around(assessed, *area).into_iter().map(List::Area));
    }
    lists.sort_unstable();
    lists.dedup();
    lists
}

/// An area and every area around it.
fn areas_around(assessed: &Assessed, area: Id<Area>) -> Vec<Id<Area>> {
    line(area, |id| assessed.portal.areas.get(id).parent)
}

/// A category and every category above it, the narrowest first.
pub fn categories_above(assessed: &Assessed, category: Id<Category>) -> Vec<Id<Category>> {
    line(category, |id| assessed.portal.categories.get(id).parent)
}

/// A record and every record above it, the nearest first.
pub fn line<T>(from: Id<T>, parent: impl Fn(Id<T>) -> Option<Id<T>>) -> Vec<Id<T>> {
    std::iter::successors(Some(from), |id| parent(*id)).collect()
}

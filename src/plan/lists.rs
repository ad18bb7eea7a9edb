//! Which tasks stand in which list, worst first.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::address::List;
use super::people::{CHAIN, held_by};
use crate::assess::Assessed;
use crate::date::Month;
use crate::method::Light;
use crate::portal::{Category, Id, Task};

/// Most tasks that the page of a unit or post shows of a role; longer lists have pages of their own.
pub const MOST_OF_ROLE: usize = 5;

/// Every list that is not empty, with its tasks in the order in which they are shown. A copy shares
/// them.
#[derive(Debug, Clone)]
pub struct Lists(Arc<BTreeMap<List, Vec<Id<Task>>>>);

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
    /// Sorts every task into its lists. With lists of the last time, and the tasks that were judged
    /// anew since, only these are.
    pub fn of(assessed: &Assessed, known: Option<(Self, &[Id<Task>])>) -> Self {
        // If all were, there may be others than before.
        let all = assessed.portal.tasks.len();
        let are_few = |judged: &[Id<Task>]| judged.len() < all && judged.len() <= FEW;
        match known.filter(|(_, judged)| are_few(judged)) {
            Some((lists, judged)) => lists.with(assessed, judged),
            None => Self::anew(assessed),
        }
    }

    fn anew(assessed: &Assessed) -> Self {
        let mut tasks: Vec<Id<Task>> = assessed.portal.tasks.ids().collect();
        tasks.sort_by_cached_key(|id| rank(assessed, *id));
        let parts: Vec<Sorted> =
            tasks.par_chunks(SIDE_BY_SIDE).map(|tasks| sorted(assessed, tasks)).collect();
        let mut lists: BTreeMap<List, Vec<Id<Task>>> = BTreeMap::from([(List::All, Vec::new())]);
        // Each list grows by the tasks of one part after the other, in whatever order the lists of
        // a part come.
        for (list, tasks) in parts.into_iter().flatten() {
            lists.entry(list).or_default().extend(tasks);
        }
        Self(Arc::new(lists))
    }

    /// These lists, with some tasks sorted into them again.
    fn with(mut self, assessed: &Assessed, judged: &[Id<Task>]) -> Self {
        let lists = Arc::make_mut(&mut self.0);
        for tasks in lists.values_mut() {
            tasks.retain(|id| !judged.contains(id));
        }
        for id in judged {
            each_list(assessed, *id, |list| {
                let tasks = lists.entry(list).or_default();
                let at =
                    tasks.partition_point(|other| rank(assessed, *other) < rank(assessed, *id));
                if tasks.get(at) != Some(id) {
                    tasks.insert(at, *id);
                }
            });
        }
        lists.retain(|list, tasks| *list == List::All || !tasks.is_empty());
        self
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

/// Where a task stands in every list: by light, then by due date.
fn rank(assessed: &Assessed, id: Id<Task>) -> (u8, NaiveDate, Id<Task>) {
    let standing = &assessed.tasks.get(id).standing;
    let light = urgency(standing.verdict.light, standing.due_soon.is_some());
    (light, standing.due.current, id)
}

/// Up to so many tasks are sorted again by themselves; if there are more, all are.
const FEW: usize = 32;

/// So many tasks are sorted into lists side by side with others.
const SIDE_BY_SIDE: usize = 1024;

/// Some tasks in their lists.
type Sorted = HashMap<List, Vec<Id<Task>>>;

/// Sorts tasks into their lists, in the order in which they come.
fn sorted(assessed: &Assessed, tasks: &[Id<Task>]) -> Sorted {
    let mut lists = Sorted::new();
    for id in tasks {
        each_list(assessed, *id, |list| {
            let tasks = lists.entry(list).or_default();
            // It may stand there in two ways: in two areas, in two roles.
            if tasks.last() != Some(id) {
                tasks.push(*id);
            }
        });
    }
    lists
}

/// Names every list a task stands in.
fn each_list(assessed: &Assessed, id: Id<Task>, mut name: impl FnMut(List)) {
    let task = assessed.portal.tasks.get(id);
    let (standing, today) = (&assessed.tasks.get(id).standing, assessed.today);
    let (light, due) = (standing.verdict.light, Month::of(standing.due.current));
    let plain = [List::All, List::Light(light), List::Due(due), List::Kind(task.kind)];
    plain.into_iter().for_each(&mut name);
    for category in upwards(task.category, |id| assessed.portal.categories.get(id).parent) {
        name(List::Category(category));
        name(List::LightCategory(light, category));
    }
    task.lead_on(today).into_iter().for_each(|unit| name(List::LightUnit(light, unit)));
    for role in CHAIN {
        held_by(task, role, today).for_each(|party| name(List::of_role(role, party)));
    }
    task.topics.iter().for_each(|at| name(List::Topic(*at)));
    for area in &task.areas {
        upwards(*area, |id| assessed.portal.areas.get(id).parent)
            .for_each(|area| name(List::Area(area)));
    }
}

/// A category and every category above it, the narrowest first.
pub fn categories_above(assessed: &Assessed, category: Id<Category>) -> Vec<Id<Category>> {
    line(category, |id| assessed.portal.categories.get(id).parent)
}

/// A record and every record above it, the nearest first.
pub fn line<T>(from: Id<T>, parent: impl Fn(Id<T>) -> Option<Id<T>>) -> Vec<Id<T>> {
    upwards(from, parent).collect()
}

fn upwards<T>(from: Id<T>, parent: impl Fn(Id<T>) -> Option<Id<T>>) -> impl Iterator<Item = Id<T>> {
    std::iter::successors(Some(from), move |id| parent(*id))
}

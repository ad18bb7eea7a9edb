//! Which tasks each unit and post answers for, by role: found once for all pages of units and posts.

use std::collections::HashMap;

use super::address::List;
use super::lists::Lists;
use super::people::{CHAIN, parties};
use crate::assess::Assessed;
use crate::portal::{Id, Party, Task};
use crate::record::Role;

/// Tasks by who holds a role in them today, in the order of the list of all tasks.
#[derive(Debug)]
pub struct Answering(HashMap<(Role, Party), Vec<Id<Task>>>);

impl Answering {
    /// Asks every task who answers for it.
    pub fn of(assessed: &Assessed, lists: &Lists) -> Self {
        let mut tasks: HashMap<(Role, Party), Vec<Id<Task>>> = HashMap::new();
        for id in lists.tasks(List::All) {
            let task = assessed.portal.tasks.get(*id);
            for role in CHAIN {
                for held in parties(task, role, assessed.today) {
                    let of_party = tasks.entry((role, held.party)).or_default();
                    if of_party.last() != Some(id) {
                        of_party.push(*id);
                    }
                }
            }
        }
        Self(tasks)
    }

    /// Tasks in which a unit or post holds a role.
    pub fn tasks(&self, role: Role, party: Party) -> &[Id<Task>] {
        self.0.get(&(role, party)).map_or(&[], Vec::as_slice)
    }
}

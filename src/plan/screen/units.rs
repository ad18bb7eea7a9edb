//! Units with the tasks they lead, by light.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::paging::{List, headed, most_rows, paged};
use super::tasks::{counts, with_lights};
use super::titles::Titles;
use super::{Asked, Leaf};
use crate::assess::Distribution;
use crate::assess::Verdict;
use crate::method::Light;
use crate::plan::view::slide::{Body, UnitRow};
use crate::portal::{Id, Unit};
use crate::profile::Profile;

/// Units whose tasks ask for attention first.
pub fn leaves(asked: Asked, day: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    let title = asked.title("各单位任务亮灯");
    let mut units: BTreeMap<Id<Unit>, Vec<Verdict>> = BTreeMap::new();
    for (id, verdict) in with_lights(asked, asked.tasks, day) {
        if let Some(unit) = asked.assessed.portal.tasks.get(id).lead_on(asked.assessed.today) {
            units.entry(unit).or_default().push(verdict);
        }
    }
    if units.is_empty() {
        return vec![Leaf::sentence(title, &asked.nothing("没有需要列出的单位"))];
    }
    let mut units: Vec<(Id<Unit>, Distribution)> =
        units.into_iter().map(|(id, lights)| (id, Distribution::of(lights))).collect();
    units.sort_by_key(|(id, held)| {
        let worst = [Light::Red, Light::Silent, Light::Yellow].map(|light| held.count(light));
        (Reverse(worst), Reverse(held.total()), *id)
    });
    let capacity = capacity(&asked.screen.profile);
    let most = most_rows(asked, capacity);
    let row = |(id, lights): &(Id<Unit>, Distribution)| UnitRow {
        name: asked.assessed.portal.units.get(*id).short_name.clone(),
        total: format!("{}{}", lights.total(), asked.measure()),
        lights: counts(asked.assessed, lights),
    };
    let rows = units.iter().take(most).map(|unit| (row(unit), None)).collect();
    let list = List { rows, total: units.len(), capacity, counter: "家" };
    let leaves = headed(asked, paged(asked, &title, list, |rows| Body::Units { rows }));
    leaves.into_iter().map(|leaf| Leaf { fresh: true, ..leaf }).collect()
}

/// How many units stand on a page: fewer on a narrow tall panel, where their lights stand below them.
fn capacity(profile: &Profile) -> usize {
    let usual = profile.capacity();
    let is_narrow = profile.is_small() && profile.height > profile.width;
    if is_narrow { (usual * 2 / 3).max(1) } else { usual }
}

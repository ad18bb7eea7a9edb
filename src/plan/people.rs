//! Who answers: the chain of a task, and who heads a unit.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::address::{Address, List};
use super::here::{Here, count, more};
use super::lists::MOST_OF_ROLE;
use super::view::atoms::{Day, UnitLabel};
use super::view::people::{ChainLink, Succession};
use super::view::unit::RoleTasks;
use crate::portal::{self, Id, Party, Post, Responsibility, Task, Unit};
use crate::record::{LeaderClass, Role};

/// Most tasks that a unit's page shows of those it leads, a leader's of those it is in charge of;
/// all of them stand in the prebuilt list.
pub const MOST_ROWS: usize = 12;

/// Roles of the chain in their order; those of the original promise unless changed since.
pub const CHAIN: [Role; 10] = [
    Role::Overall,
    Role::InCharge,
    Role::Liaison,
    Role::Contact,
    Role::Lead,
    Role::Cooperating,
    Role::Undertaking,
    Role::Handler,
    Role::GridWorker,
    Role::Supervising,
];

/// Roles that are printed as 尚未公布 when nobody holds them.
const NEVER_HIDDEN: [Role; 4] = [Role::InCharge, Role::Lead, Role::Handler, Role::Supervising];

/// Who answers for a task today.
pub fn chain(here: Here, task: &Task) -> Vec<ChainLink> {
    let links = CHAIN.iter().filter_map(|role| {
        let parties = parties(task, *role, here.today());
        let shown = !parties.is_empty() || NEVER_HIDDEN.contains(role);
        shown.then(|| link(here, *role, &parties))
    });
    links.collect()
}

/// Who holds a role on a day: changes of lead, leader and handler count.
pub fn parties(task: &Task, role: Role, day: NaiveDate) -> Vec<Responsibility> {
    let moved = match role {
        Role::Lead => task.lead_on(day).map(Party::Unit),
        Role::InCharge => task.leader_on(day).map(Party::Post),
        Role::Handler => task.handler_on(day).map(Party::Post),
        _ => None,
    };
    let promised = task.roles.iter().filter(|held| held.role == role);
    let Some(party) = moved else { return promised.cloned().collect() };
    let duty = promised.filter(|held| held.party == party).find_map(|held| held.duty.clone());
    vec![Responsibility { role, party, duty }]
}

/// Where posts of the chain passed to another person between a task's start and its completion,
/// the newest first. The task stays with the post; the reader must know that the person changed.
pub fn successions(
    here: Here,
    task: &Task,
    (start, end): (NaiveDate, NaiveDate),
) -> Vec<Succession> {
    let held = CHAIN.iter().flat_map(|role| {
        let parties = parties(task, *role, here.today()).into_iter();
        parties.filter_map(|held| match held.party {
            Party::Post(post) => Some((*role, post)),
            Party::Unit(_) => None,
        })
    });
    let passed = |(role, id): (Role, Id<Post>)| {
        let post = here.assessed().portal.posts.get(id);
        let ends = post.holdings.iter().filter_map(|held| held.until?.succ_opt());
        let turns: BTreeSet<NaiveDate> =
            post.holdings.iter().map(|held| held.from).chain(ends).collect();
        turns
            .into_iter()
            .filter(|day| start < *day && *day <= end)
            .filter_map(|day| succession(here, (role, id), day))
            .collect::<Vec<_>>()
    };
    let mut all: Vec<(NaiveDate, Succession)> = held.flat_map(passed).collect();
    all.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    all.into_iter().map(|(_, one)| one).collect()
}

fn succession(
    here: Here,
    (role, id): (Role, Id<Post>),
    day: NaiveDate,
) -> Option<(NaiveDate, Succession)> {
    let post = here.assessed().portal.posts.get(id);
    let eve = day.pred_opt()?;
    // A post that was not recorded before says nothing of who left it.
    let before = post.holder(eve).map(|held| &held.name);
    let is_known = before.is_some() || post.holdings.iter().any(|held| held.from < day);
    if !is_known || before == post.holder(day).map(|held| &held.name) {
        return None;
    }
    let name = |day| {
        let held = here.holder(id, day);
        if held.vacant { Some("空缺".to_owned()) } else { held.name }
    };
    let one = Succession {
        on: Day::of(day),
        role: role.zh().to_owned(),
        post: here.post(id),
        before: name(eve),
        after: name(day),
    };
    Some((day, one))
}

fn link(here: Here, role: Role, parties: &[Responsibility]) -> ChainLink {
    let posts = parties.iter().filter_map(|held| match held.party {
        Party::Post(post) => Some(here.holder(post, here.today())),
        Party::Unit(_) => None,
    });
    let units = parties.iter().filter_map(|held| match held.party {
        Party::Unit(unit) => Some(unit_label(here, unit, role == Role::Lead)),
        Party::Post(_) => None,
    });
    let method = &here.assessed().portal.method;
    let duty = method.roles.iter().find(|duty| duty.role.value == role);
    ChainLink {
        role: role.zh().to_owned(),
        duty: duty.map(|duty| duty.duty.to_string()),
        accountable: matches!(role, Role::Overall | Role::InCharge | Role::Lead | Role::Handler),
        holders: posts.collect(),
        units: units.collect(),
        note: parties.iter().find_map(|held| held.duty.clone()),
    }
}

/// A unit; the lead unit with the one who heads it.
fn unit_label(here: Here, id: Id<Unit>, with_head: bool) -> UnitLabel {
    let unit = here.assessed().portal.units.get(id);
    let head = head_of(here, id).filter(|_| with_head);
    UnitLabel {
        name: unit.name.clone(),
        short_name: unit.short_name.clone(),
        href: Some(here.href(Address::Unit(id))),
        head: head.map(|post| here.holder(post, here.today())),
        phone: unit.office_phone.clone(),
    }
}

/// The post that heads a unit: the highest leader recorded in it.
pub fn head_of(here: Here, unit: Id<Unit>) -> Option<Id<Post>> {
    let heads = [LeaderClass::Main, LeaderClass::Head, LeaderClass::Village, LeaderClass::Section];
    posts_of(here, unit)
        .into_iter()
        .find(|id| heads.contains(&here.assessed().portal.posts.get(*id).class))
}

/// The posts of a unit, highest first.
pub fn posts_of(here: Here, unit: Id<Unit>) -> Vec<Id<Post>> {
    let posts = here.assessed().portal.posts.iter();
    let mut held: Vec<_> = posts
        .filter(|(_, post)| post.unit == unit && post.exists(here.today()))
        .map(|(id, post)| (post.class, post.order, id))
        .collect();
    held.sort();
    held.into_iter().map(|(_, _, id)| id).collect()
}

/// Roles of one stage, its handler aside.
pub fn roles_of_stage(here: Here, stage: &portal::Stage) -> Vec<ChainLink> {
    let roles: BTreeSet<Role> = stage.roles.iter().map(|held| held.role).collect();
    let links = roles.into_iter().filter(|role| *role != Role::Handler).map(|role| {
        let held: Vec<Responsibility> =
            stage.roles.iter().filter(|held| held.role == role).cloned().collect();
        link(here, role, &held)
    });
    links.collect()
}

/// The tasks in which a unit or post holds a role, as far as its page shows them.
pub fn role_tasks(here: Here, role: Role, party: Party) -> RoleTasks {
    let list = List::of_role(role, party);
    let tasks = here.plan.lists.tasks(list);
    let most = if matches!(list, List::Leader(_)) { MOST_ROWS } else { MOST_OF_ROLE };
    RoleTasks {
        role: role.zh().to_owned(),
        total: count(tasks.len()),
        rows: tasks.iter().take(most).map(|id| here.row(*id)).collect(),
        more: more(here, list, most),
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    #[test]
    fn a_task_says_when_its_leader_changed_and_names_whom_it_names() {
        let holdings = text("units/holdings.yaml").replace(
            "{岗位: vice-head-1, 姓名: 何若川, 开始: 2024-01-10}",
            "{岗位: vice-head-1, 姓名: 何若川, 开始: 2024-01-10, 结束: 2026-05-31}\n  \
             - {岗位: vice-head-1, 姓名: 邓九霄, 开始: 2026-07-01}",
        );
        let told = |day: &str| {
            let plan = with(&[("units/holdings.yaml", &holdings)], day);
            let Page::Task(view) = page(&plan, "tasks/lift-retrofit/") else { panic!("a task") };
            let told = view.successions.iter().map(|held| {
                let name = |held: &Option<String>| held.clone().unwrap_or_default();
                format!(
                    "{} {} {}→{}",
                    held.on.iso,
                    held.role,
                    name(&held.before),
                    name(&held.after)
                )
            });
            told.collect::<Vec<_>>()
        };
        assert_eq!(
            told("2026-10-15"),
            ["2026-07-01 责任领导 空缺→邓九霄", "2026-06-01 责任领导 何若川→空缺"]
        );
        assert_eq!(told("2026-06-15"), ["2026-06-01 责任领导 何若川→空缺"]);
        assert_eq!(told("2026-05-31"), [] as [String; 0]);
    }
}

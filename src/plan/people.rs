//! Who answers: the chain of a task, who holds its posts, and what they hold besides.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::address::{Address, List};
use super::here::{Here, count, more};
use super::lists::MOST_OF_ROLE;
use super::view::atoms::{Day, Link, UnitLabel};
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

/// Who answers for a task; for what is finished or given up, whoever held the posts on that day.
pub fn chain(here: Here, id: Id<Task>) -> Vec<ChainLink> {
    let (task, day) = (here.assessed().portal.tasks.get(id), here.answered_on(id));
    let links = CHAIN.iter().filter_map(|role| {
        let parties = parties(task, *role, here.today());
        let shown = !parties.is_empty() || NEVER_HIDDEN.contains(role);
        shown.then(|| link(here, *role, &parties, day))
    });
    links.collect()
}

/// Who holds a role on a day, with what was promised of them.
pub fn parties(task: &Task, role: Role, day: NaiveDate) -> Vec<Responsibility> {
    let promised = task.roles.iter().filter(|held| held.role == role);
    let Some(party) = moved(task, role, day) else { return promised.cloned().collect() };
    let duty = promised.filter(|held| held.party == party).find_map(|held| held.duty.clone());
    vec![Responsibility { role, party, duty }]
}

/// Who holds a role on a day.
pub fn held_by(task: &Task, role: Role, day: NaiveDate) -> impl Iterator<Item = Party> {
    let moved = moved(task, role, day);
    let promised = task.roles.iter().filter(move |held| held.role == role && moved.is_none());
    moved.into_iter().chain(promised.map(|held| held.party))
}

/// Who holds a role that changes of lead, leader and handler may have passed on.
fn moved(task: &Task, role: Role, day: NaiveDate) -> Option<Party> {
    match role {
        Role::Lead => task.lead_on(day).map(Party::Unit),
        Role::InCharge => task.leader_on(day).map(Party::Post),
        Role::Handler => task.handler_on(day).map(Party::Post),
        Role::Overall
        | Role::Liaison
        | Role::Contact
        | Role::Cooperating
        | Role::Undertaking
        | Role::Supervising
        | Role::GridWorker => None,
    }
}

/// Where posts of the chain passed to another person between a task's start and its completion,
/// the newest first. The task stays with the post; the reader must know that the person changed.
pub fn successions(
    here: Here,
    task: &Task,
    (start, end): (NaiveDate, NaiveDate),
) -> Vec<Succession> {
    let held = CHAIN.iter().flat_map(|role| {
        held_by(task, *role, here.today()).filter_map(|party| match party {
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
    let is_known = post.holdings.iter().any(|held| held.from < day);
    let stays = match (post.holder(eve), post.holder(day)) {
        (Some(before), Some(after)) => before.is_by_same_person(after),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if !is_known || stays {
        return None;
    }
    let (before, after) = (here.holder(id, eve), here.holder(id, day));
    let one = Succession {
        on: Day::of(day),
        role: role.zh().to_owned(),
        post: here.post(id),
        before: before.name,
        after: after.name,
        vacant: after.vacant,
    };
    Some((day, one))
}

fn link(here: Here, role: Role, parties: &[Responsibility], day: NaiveDate) -> ChainLink {
    let posts = parties.iter().filter_map(|held| match held.party {
        Party::Post(post) => Some(here.holder(post, day)),
        Party::Unit(_) => None,
    });
    let units = parties.iter().filter_map(|held| match held.party {
        Party::Unit(unit) => Some(unit_label(here, unit, (role == Role::Lead).then_some(day))),
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

/// A unit; the lead unit with the one who headed it on a day.
fn unit_label(here: Here, id: Id<Unit>, headed_on: Option<NaiveDate>) -> UnitLabel {
    let unit = here.assessed().portal.units.get(id);
    UnitLabel {
        name: unit.name.clone(),
        short_name: unit.short_name.clone(),
        href: Some(here.href(Address::Unit(id))),
        head: headed_on.and_then(|day| Some(here.holder(head_of(here, id)?, day))),
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
    let held = posts.filter(|(_, post)| post.unit == unit && post.exists(here.today()));
    held.map(|(id, _)| id).collect()
}

/// The tasks in which a unit or post holds a role, as far as its page shows them. Those of a
/// handler are not counted: no figure stands beside a person who is given work by others.
pub fn role_tasks(here: Here, role: Role, party: Party) -> RoleTasks {
    let list = List::of_role(role, party);
    let tasks = here.plan.lists.tasks(list);
    let most = if matches!(list, List::Leader(_)) { MOST_ROWS } else { MOST_OF_ROLE };
    let more = more(here, list);
    let counts = !matches!((role, party), (Role::Handler | Role::GridWorker, Party::Post(_)));
    let all = |link: Link| Link { text: here.plan.words("filters", "all"), ..link };
    RoleTasks {
        role: role.zh().to_owned(),
        total: counts.then(|| count(tasks.len())),
        rows: tasks.iter().take(most).map(|id| here.row(*id)).collect(),
        more: if counts { more } else { more.map(all) },
    }
}

/// Roles of one stage with the holders of a day, its handler aside.
pub fn roles_of_stage(here: Here, stage: &portal::Stage, day: NaiveDate) -> Vec<ChainLink> {
    let roles: BTreeSet<Role> = stage.roles.iter().map(|held| held.role).collect();
    let links = roles.into_iter().filter(|role| *role != Role::Handler).map(|role| {
        let held: Vec<Responsibility> =
            stage.roles.iter().filter(|held| held.role == role).cloned().collect();
        link(here, role, &held, day)
    });
    links.collect()
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    #[test]
    fn what_is_finished_stays_with_whoever_held_the_posts_on_that_day() {
        // The kindergarten was finished on 25 August; the lifts are under way.
        let leaders = |left: &str, came: &str| {
            let holdings = text("units/holdings.yaml").replace(
                "{岗位: vice-head-1, 姓名: 何若川, 开始: 2024-01-10}",
                &format!(
                    "{{岗位: vice-head-1, 姓名: 何若川, 开始: 2024-01-10, 结束: {left}}}\n  \
                     - {{岗位: vice-head-1, 姓名: 邓九霄, 开始: {came}}}"
                ),
            );
            let plan = with(&[("units/holdings.yaml", &holdings)], "2026-10-15");
            let Page::Tasks(list) = page(&plan, "tasks/") else { panic!("a list") };
            ["kindergarten", "lift-retrofit"].map(|id| {
                let Page::Task(view) = page(&plan, &format!("tasks/{id}/")) else {
                    panic!("a task")
                };
                let mut held = view.chain.iter().flat_map(|link| &link.holders);
                let leader = held.find(|held| held.post == "副区长").expect("a leader");
                let row = list.rows.iter().find(|row| row.id == id).expect("a row");
                let chain = leader.formerly().to_owned() + &leader.spoken();
                assert_eq!(row.leader.as_ref(), Some(&chain), "the list says the same");
                chain
            })
        };
        let now = "副区长 邓九霄";
        assert_eq!(leaders("2026-08-31", "2026-09-01"), ["时任副区长 何若川", now]);
        assert_eq!(leaders("2026-08-20", "2026-09-01"), ["副区长（当时空缺）", now]);
        assert_eq!(leaders("2026-05-31", "2026-06-01"), [now, now]);
    }

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
                let before = held.before.as_deref().unwrap_or("空缺");
                let after = held.after.as_deref().unwrap_or("？");
                let after = if held.vacant { "空缺" } else { after };
                format!("{} {} {before}→{after}", held.on.iso, held.role)
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

    #[test]
    fn a_namesake_who_comes_is_another_person_and_a_corrected_name_is_not() {
        let told = |before: &str, after: &str| {
            let holdings = text("units/holdings.yaml").replace(
                "{岗位: vice-head-1, 姓名: 何若川, 开始: 2024-01-10}",
                &format!(
                    "{{岗位: vice-head-1, {before}, 开始: 2024-01-10, 结束: 2026-05-31}}\n  \
                     - {{岗位: vice-head-1, {after}, 开始: 2026-06-01}}"
                ),
            );
            let plan = with(&[("units/holdings.yaml", &holdings)], "2026-10-15");
            let Page::Task(view) = page(&plan, "tasks/lift-retrofit/") else { panic!("a task") };
            view.successions.len()
        };
        let namesake = "姓名: 何若川, 人员编号: he-2";
        assert_eq!(told("姓名: 何若川, 人员编号: he-1", namesake), 1);
        assert_eq!(told("姓名: 何若川, 人员编号: he-2", "姓名: 何若穿, 人员编号: he-2"), 0);
        assert_eq!(told("姓名: 何若川", namesake), 0, "nobody told them apart");
    }
}

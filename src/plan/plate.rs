//! The plate of a project: who answers for it, to be printed and put up at the site.

use super::address::Address;
use super::heads::{About, Section};
use super::here::Here;
use super::people;
use super::view::atoms::Day;
use super::view::ledger::{PlateRole, PlateView};
use super::view::people::Holder;
use crate::assess::Assessed;
use crate::portal::{Id, Party, Task};
use crate::record::{Role, TaskKind, UnitClass};

/// Roles on a plate, in order; those never hidden are 尚未公布 when nobody holds them.
const ROLES: [(Role, bool); 5] = [
    (Role::Contact, true),
    (Role::InCharge, true),
    (Role::Lead, true),
    (Role::Undertaking, false),
    (Role::Handler, true),
];

/// Tasks that have a plate: key projects.
pub fn plated(assessed: &Assessed) -> impl Iterator<Item = Id<Task>> {
    let tasks = assessed.portal.tasks.iter();
    tasks.filter(|(_, task)| has_plate(task)).map(|(id, _)| id)
}

/// Whether a task is a project that is built somewhere.
pub fn has_plate(task: &Task) -> bool {
    match task.kind {
        TaskKind::KeyProject => true,
        TaskKind::KeyWork
        | TaskKind::FunctionalTarget
        | TaskKind::Livelihood
        | TaskKind::Instruction
        | TaskKind::Research => false,
    }
}

/// The plate of a task.
pub fn plate(here: Here, id: Id<Task>) -> PlateView {
    let portal = &here.assessed().portal;
    let task = portal.tasks.get(id);
    let today = here.today();
    let heading = here.plan.words("plate", "title");
    let title = format!("{}：{heading}", task.title);
    let standing = &here.state(id).standing;
    let lead = task.lead_on(today).map(|unit| portal.units.get(unit));
    let held = ROLES.iter().filter_map(|(role, always)| {
        let filled = role_of(here, id, *role);
        (*always || !filled.names.is_empty()).then_some(filled)
    });
    let classes = [UnitClass::Headquarters, UnitClass::TaskForce];
    let groups = classes.into_iter().filter_map(|class| group(here, task, class));
    PlateView {
        head: here.head(About {
            above: vec![(task.title.clone(), Address::Task(id))],
            ..About::column(
                &title,
                format!("{}的责任单位、责任人和监督电话", task.title),
                Section::Tasks,
            )
        }),
        title: task.title.clone(),
        code: task.code.clone(),
        goal: task.goal.clone(),
        start: Day::of(standing.start.current),
        due: Day::of(standing.due.current),
        roles: held.chain(groups).collect(),
        phone: lead.and_then(|unit| unit.office_phone.clone()),
        hotline: portal.site.hotline.clone(),
        url: here.plan.root_url() + &Address::Task(id).path(here.assessed()),
        task: here.task_link(id),
    }
}

fn role_of(here: Here, id: Id<Task>, role: Role) -> PlateRole {
    let task = here.assessed().portal.tasks.get(id);
    let parties = people::parties(task, role, here.today());
    let name = |party: Party| match party {
        Party::Post(post) => {
            let holder = here.holder(post, here.answered_on(id));
            let spoken = Holder { post: here.post(post), ..holder };
            format!("{}{}", spoken.formerly(), spoken.spoken())
        }
        Party::Unit(unit) => here.unit_in_full(unit).text,
    };
    PlateRole {
        role: role.zh().to_owned(),
        names: parties.iter().map(|held| name(held.party)).collect(),
    }
}

/// The headquarters or task force among those who answer for a task.
fn group(here: Here, task: &Task, class: UnitClass) -> Option<PlateRole> {
    let units = task.roles.iter().filter_map(|held| match held.party {
        Party::Unit(unit) => Some(here.assessed().portal.units.get(unit)),
        Party::Post(_) => None,
    });
    let names: Vec<String> =
        units.filter(|unit| unit.class == class).map(|unit| unit.name.clone()).collect();
    (!names.is_empty()).then(|| PlateRole { role: class.zh().to_owned(), names })
}

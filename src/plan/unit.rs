//! The page of a unit: who answers in it, the tasks that it leads, and what came of them.

use std::collections::BTreeSet;

use super::address::List;
use super::entry::{self, Whose};
use super::heads::{About, Section};
use super::here::{Here, mean, more};
use super::people::{MOST_ROWS, posts_of, role_tasks};
use super::pledges::{self, Signer};
use super::posting::{self, Place};
use super::structure::handlers_of;
use super::view::atoms::{Day, Finding, Label};
use super::view::people::{Duty, Holder};
use super::view::unit::{OnTime, RoleTasks, UnitView};
use super::{commendation, exposure, ranking};
use crate::assess;
use crate::method::{Light, Shade};
use crate::portal::{self, Id, Party, Unit};
use crate::record::{LeaderClass, Role};

/// The page of a unit.
pub fn unit(here: Here, id: Id<Unit>) -> UnitView {
    let portal = &here.assessed().portal;
    let unit = portal.units.get(id);
    let group = here.assessed().units.get(id);
    let tasks = here.plan.lists.tasks(List::Unit(id));
    let (leaders, handlers) = staff(here, id);
    let (related, earlier) = entry::lately(here, Whose::Unit(id));
    UnitView {
        head: unit_head(here, unit),
        id: unit.slug.to_string(),
        name: unit.name.clone(),
        short_name: Some(unit.short_name.clone()).filter(|short| *short != unit.name),
        kind: unit.class.zh().to_owned(),
        rank_class: unit.rank_class.clone(),
        parent: unit.parent.map(|parent| here.unit_in_full(parent)),
        area: unit.area.map(|area| here.area(area)),
        from: unit.from.map(Day::of),
        until: unit.until.map(Day::of),
        phone: unit.office_phone.clone(),
        address: unit.address.clone(),
        assists: unit.assists.map(|post| here.holder(post, here.today())),
        leaders,
        members: unit.members.iter().map(|post| here.holder(*post, here.today())).collect(),
        handlers,
        duties: unit.duties.iter().map(|held| duty(here, held)).collect(),
        posting: (!tasks.is_empty()).then(|| posting::link(here, Place::Unit(id))),
        distribution: here.distribution(&group.lights, |light| Some(List::LightUnit(light, id))),
        mean: mean(group.progress),
        rows: tasks.iter().take(MOST_ROWS).map(|task| here.row(*task)).collect(),
        more: more(here, List::Unit(id)),
        other_roles: unit_roles(here, id),
        ranking: ranking::of_unit(here, id),
        report: ranking::report(here, id),
        on_time: on_time(group),
        pledges: pledges::of(here, Signer::Unit(id)),
        exposures: exposure::of_unit(here, id),
        commendations: commendation::of_unit(here, id),
        children: children(here, id),
        grids: None,
        related,
        earlier,
        findings: unit_findings(here, id),
        feedback: here.feedback(unit.slug.as_str(), Some(id)),
        data: here.table_links("units"),
    }
}

fn unit_head(here: Here, unit: &portal::Unit) -> super::view::head::Head {
    let description = format!("{}的职责、负责人、牵头任务和完成情况", unit.name);
    let ages = true;
    here.head(About { ages, ..About::column(&unit.name, description, Section::Structure) })
}

/// Leaders and heads with their holders; handlers by post.
pub fn staff(
    here: Here,
    unit: Id<Unit>,
) -> (Vec<Holder>, Vec<super::view::structure::HandlerItem>) {
    let leads =
        |class: LeaderClass| class <= LeaderClass::DeputyHead || class == LeaderClass::Village;
    let portal = &here.assessed().portal;
    let posts = posts_of(here, unit);
    let of = |fits: &dyn Fn(LeaderClass) -> bool| -> Vec<Holder> {
        let found = posts.iter().filter(|id| fits(portal.posts.get(**id).class));
        found.map(|id| here.holder(*id, here.today())).collect()
    };
    let mut handlers = handlers_of(here, unit);
    let leaders = of(&leads);
    if !leaders.is_empty() {
        return (leaders, handlers);
    }
    // A section has nobody above its chief, who answers for it and is no handler here.
    let chiefs = of(&|class| class == LeaderClass::Section);
    handlers.retain(|one| chiefs.iter().all(|chief| chief.href != one.label.href));
    (chiefs, handlers)
}

/// A duty with its basis.
pub fn duty(here: Here, duty: &portal::Duty) -> Duty {
    Duty {
        kind: duty.kind.zh().to_owned(),
        text: duty.text.clone(),
        basis: duty.basis.map(|id| Label {
            text: here.assessed().portal.documents.get(id).title.clone(),
            href: here.citation(id).href,
        }),
    }
}

fn children(here: Here, id: Id<Unit>) -> Vec<Label> {
    let units = here.assessed().portal.units.iter();
    units.filter(|(_, unit)| unit.parent == Some(id)).map(|(id, _)| here.unit_in_full(id)).collect()
}

/// Tasks in which a unit has a role other than lead.
fn unit_roles(here: Here, id: Id<Unit>) -> Vec<RoleTasks> {
    let roles = [Role::Cooperating, Role::Undertaking, Role::Supervising];
    let held = roles.iter().map(|role| role_tasks(here, *role, Party::Unit(id)));
    held.filter(|held| !held.rows.is_empty()).collect()
}

/// The on-time rate with both its numbers; `None` for units that lead nothing.
fn on_time(group: &assess::Group) -> Option<OnTime> {
    let percent =
        |rate: assess::Rate| rate.percent().and_then(|percent| i32::try_from(percent).ok());
    let (current, original) = (group.on_time.current, group.on_time.original);
    (!group.tasks.is_empty()).then(|| OnTime {
        due: current.of,
        in_time: current.kept,
        percent: percent(current),
        original_due: original.of,
        original_in_time: original.kept,
        original_percent: percent(original),
    })
}

/// What is missing in a unit: vacancies, missing reports.
fn unit_findings(here: Here, id: Id<Unit>) -> Vec<Finding> {
    let coverage = &here.assessed().coverage;
    let portal = &here.assessed().portal;
    let vacancies =
        coverage.vacancies.iter().filter(|vacancy| portal.posts.get(vacancy.post).unit == id);
    let mut findings: Vec<Finding> =
        vacancies.map(|vacancy| super::structure::vacancy(here, *vacancy)).collect();
    let led = &here.assessed().units.get(id).lights;
    let silent = led.count(crate::method::Light::Silent);
    if silent > 0 {
        findings.push(Finding {
            subject: here.unit(id),
            text: format!(
                "牵头的任务有{silent}{}{}",
                here.measure(),
                portal.method.word(Light::Silent, Shade::Plain)
            ),
        });
    }
    let late = coverage.late_reports.iter().filter(|late| late.unit == Some(id)).count();
    if late > 0 {
        findings.push(Finding { subject: here.unit(id), text: format!("迟报{late}次") });
    }
    let missing = coverage.missing_months.iter().filter(|missing| missing.unit == Some(id));
    let missing: Vec<_> = missing.map(|missing| missing.task).collect();
    if !missing.is_empty() {
        let tasks = missing.iter().collect::<BTreeSet<_>>().len();
        findings.push(Finding {
            subject: here.unit(id),
            text: format!("{tasks}{}任务缺报，合计{}个月", here.measure(), missing.len()),
        });
    }
    findings
}

//! Who is responsible: groups, the tree of leaders, units and handlers, the matrix, what is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{Address, List};
use super::documents;
use super::heads::{About, Section};
use super::here::{Here, count, joined};
use super::ladder::ladder;
use super::lists::line;
use super::people::{head_of, posts_of};
use super::view::atoms::{Figure, Finding, Label, Light, Link, clauses};
use super::view::structure::{
    Branch, Contacts, Decided, Group, HandlerItem, Matrix, MatrixCell, MatrixRow, StructureView,
    UnitItem,
};
use crate::assess::{Distribution, Overlap, Vacancy};
use crate::method;
use crate::money::grouped;
use crate::portal::{Category, Id, Party, Post, Task, Unit};
use crate::record::{LeaderClass, Role, TaskKind, UnitClass};

/// Most handlers of a unit in the tree; the rest stand on the unit's page.
const MOST_HANDLERS: usize = 12;
/// Most tasks that are named as lacking something; the others are counted.
const MOST_LACKING: usize = 20;
/// With more units below leaders than these the tree ends at them; their pages go on.
const MOST_UNITS: usize = 60;

/// The page of responsibility.
pub fn structure(here: Here) -> StructureView {
    let title = here.plan.words("nav", Section::Structure.slug());
    let heading = format!("{title}：每项任务落实到人");
    let description =
        "领导小组、责任领导、牵头单位和经办人，责任链条，岗位空缺和指定牵头".to_owned();
    StructureView {
        head: here
            .head(About { ages: true, ..About::column(&title, description, Section::Structure) }),
        clauses: clauses(&heading),
        figures: figures(here),
        groups: groups(here),
        ladder: ladder(here),
        lights: occurring(here),
        branches: leaders(here),
        matrix: matrix(here),
        vacancies: here.assessed().coverage.vacancies.iter().map(|v| vacancy(here, *v)).collect(),
        contacts: contacts(here),
        unled: unled(here),
        unled_more: unnamed(
            here.assessed().coverage.without_lead.len(),
            "项",
            here.table_links("tasks").into_iter().next(),
        ),
        doubled: doubled(here),
        shared: shared(here),
        decided: decided(here),
    }
}

/// The lights that occur, worst first.
fn occurring(here: Here) -> Vec<Light> {
    let counts = here.assessed().whole.lights;
    let occur = counts.iter().filter(|(_, count)| *count > 0);
    let mut lights: Vec<Light> = occur.map(|(light, _)| here.light_among(&counts, light)).collect();
    lights.sort_by_key(|light| light.slug);
    lights
}

/// How many leaders, units and handlers answer for how many tasks.
pub fn figures(here: Here) -> Vec<Figure> {
    let assessed = here.assessed();
    let portal = &assessed.portal;
    let leaders = assessed.posts.iter().filter(|held| !held.tasks.is_empty()).count();
    let leading = assessed.units.iter().filter(|held| !held.tasks.is_empty()).count();
    let tasks = portal.tasks.iter().map(|(_, task)| task);
    let handlers: BTreeSet<_> = tasks.filter_map(|task| task.handler_on(here.today())).collect();
    let figure = |number: usize, unit: &str, label: &str| Figure {
        number: i64::try_from(number).unwrap_or(i64::MAX),
        unit: unit.to_owned(),
        label: label.to_owned(),
        href: None,
        until: None,
    };
    let mut figures = vec![
        figure(leaders, "位", "责任领导"),
        figure(leading, "个", "牵头单位"),
        figure(handlers.len(), "个", "经办岗位"),
    ];
    if !portal.grids.is_empty() {
        let grids = figure(portal.grids.len(), "个", "网格");
        figures.push(Figure { href: Some(here.href(Address::Grids(None, 1))), ..grids });
    }
    figures
}

/// Leading group, promotion office, execution groups in the order of the leaders whom they assist,
/// headquarters, task forces.
fn groups(here: Here) -> Vec<Group> {
    let order = [
        UnitClass::LeadingGroup,
        UnitClass::PromotionOffice,
        UnitClass::ExecutionGroup,
        UnitClass::Headquarters,
        UnitClass::TaskForce,
        UnitClass::SupervisionOffice,
    ];
    let units = here.assessed().portal.units.iter();
    let mut groups: Vec<_> = units
        .filter_map(|(id, unit)| {
            let place = order.iter().position(|class| *class == unit.class)?;
            let exists = unit.until.is_none_or(|until| here.today() <= until);
            exists.then_some((place, unit.assists, id))
        })
        .collect();
    groups.sort();
    groups.into_iter().map(|(_, _, id)| group(here, id)).collect()
}

fn group(here: Here, id: Id<Unit>) -> Group {
    let portal = &here.assessed().portal;
    let unit = portal.units.get(id);
    let today = here.today();
    let head = unit.members.first().copied().or_else(|| head_of(here, id));
    let others = unit.members.iter().skip(1).map(|post| here.holder(*post, today));
    let assisted = unit.assists.map(|post| here.assessed().posts.get(post));
    Group {
        label: here.unit_in_full(id),
        kind: unit.class.zh().to_owned(),
        head: head.map(|post| here.holder(post, today)),
        members: others.collect(),
        assists: unit.assists.map(|post| here.holder(post, today)),
        distribution: assisted
            .filter(|held| !held.tasks.is_empty())
            .map(|held| here.distribution(&held.lights, |_| None)),
        tasks_href: unit.assists.and_then(|post| here.list_href(List::Leader(post))),
        phone: unit.office_phone.clone(),
    }
}

/// Leaders with the units that lead their tasks and the handlers in them.
fn leaders(here: Here) -> Vec<Branch> {
    let assessed = here.assessed();
    let posts = assessed.portal.posts.ids();
    let posts: Vec<Id<Post>> =
        posts.filter(|id| !assessed.posts.get(*id).tasks.is_empty()).collect();
    let total = |id: Id<Post>| assessed.posts.get(id).lights.total();
    let largest = posts.iter().map(|id| total(*id)).max().unwrap_or(0);
    let reds = |id: Id<Post>| assessed.posts.get(id).lights.count(method::Light::Red);
    let worst = posts.iter().copied().max_by_key(|id| (reds(*id), std::cmp::Reverse(*id)));
    let below: Vec<_> = posts.iter().map(|id| (*id, units_below(here, *id))).collect();
    let ends = below.iter().map(|(_, units)| units.len()).sum::<usize>() > MOST_UNITS;
    let branch = |(id, units): &(Id<Post>, Vec<Led>)| {
        let open = worst == Some(*id);
        let leader = leader(here, *id, largest, open);
        if ends {
            return Branch {
                units: units.iter().map(|led| in_brief(here, led)).collect(),
                ..leader
            };
        }
        Branch { branches: unit_branches(here, units, open), ..leader }
    };
    below.iter().map(branch).collect()
}

fn leader(here: Here, id: Id<Post>, largest: u32, open: bool) -> Branch {
    let holder = here.holder(id, here.today());
    let group = here.assessed().posts.get(id);
    let named = holder.name.clone();
    Branch {
        label: Label {
            text: named.clone().unwrap_or_else(|| holder.post.clone()),
            href: holder.href,
        },
        second: named.map(|_| holder.post),
        remit: holder.remit,
        vacant: holder.vacant,
        distribution: here.distribution(&group.lights, |_| None).beside(largest),
        attention: here.attention(&group.lights),
        open,
        branches: Vec::new(),
        units: Vec::new(),
        handlers: Vec::new(),
        more: None,
    }
}

/// A unit with tasks that it leads.
type Led = (Id<Unit>, Vec<Id<Task>>);

/// The units that lead a leader's tasks, most tasks first.
fn units_below(here: Here, leader: Id<Post>) -> Vec<Led> {
    let mut by_unit: BTreeMap<Id<Unit>, Vec<Id<Task>>> = BTreeMap::new();
    for id in &here.assessed().posts.get(leader).tasks {
        if let Some(unit) = here.assessed().portal.tasks.get(*id).lead_on(here.today()) {
            by_unit.entry(unit).or_default().push(*id);
        }
    }
    let mut units: Vec<_> = by_unit.into_iter().collect();
    units.sort_by_key(|(unit, tasks)| (std::cmp::Reverse(tasks.len()), *unit));
    units
}

fn in_brief(here: Here, (unit, tasks): &Led) -> UnitItem {
    UnitItem { label: here.unit(*unit), tasks: count(tasks.len()) }
}

fn unit_branches(here: Here, units: &[Led], open: bool) -> Vec<Branch> {
    let largest = units.first().map_or(0, |(_, tasks)| count(tasks.len()));
    let branch = |(at, (unit, tasks)): (usize, &Led)| {
        unit_branch(here, *unit, tasks, largest, open && at == 0)
    };
    units.iter().enumerate().map(branch).collect()
}

fn unit_branch(here: Here, unit: Id<Unit>, tasks: &[Id<Task>], largest: u32, open: bool) -> Branch {
    let lights = lights_of(here, tasks);
    let handlers: BTreeSet<Id<Post>> = tasks
        .iter()
        .filter_map(|id| here.assessed().portal.tasks.get(*id).handler_on(here.today()))
        .collect();
    let more = handlers.len() > MOST_HANDLERS;
    Branch {
        label: here.unit(unit),
        second: head_of(here, unit).map(|post| here.spoken(post, here.today())),
        remit: None,
        vacant: false,
        distribution: here.distribution(&lights, |_| None).beside(largest),
        attention: here.attention(&lights),
        open,
        branches: Vec::new(),
        units: Vec::new(),
        handlers: handlers.into_iter().take(MOST_HANDLERS).map(|id| handler(here, id)).collect(),
        more: more.then(|| here.unit(unit)),
    }
}

fn lights_of(here: Here, tasks: &[Id<Task>]) -> Distribution {
    Distribution::of(tasks.iter().map(|id| here.state(*id).standing.verdict))
}

/// A handler by its post; never with figures.
fn handler(here: Here, id: Id<Post>) -> HandlerItem {
    let holder = here.holder(id, here.today());
    HandlerItem {
        label: Label { text: holder.post, href: holder.href },
        name: holder.name,
        vacant: holder.vacant,
    }
}

/// The handlers' posts of a unit and of its sections.
pub fn handlers_of(here: Here, unit: Id<Unit>) -> Vec<HandlerItem> {
    let portal = &here.assessed().portal;
    let sections = portal
        .units
        .iter()
        .filter(|(_, other)| other.parent == Some(unit) && other.class == UnitClass::Section);
    let units = [unit].into_iter().chain(sections.map(|(id, _)| id));
    let posts = units.flat_map(|id| posts_of(here, id));
    let handlers = posts.filter(|id| match portal.posts.get(*id).class {
        LeaderClass::Section | LeaderClass::Handler | LeaderClass::GridWorker => true,
        LeaderClass::Main
        | LeaderClass::Deputy
        | LeaderClass::Liaison
        | LeaderClass::Head
        | LeaderClass::DeputyHead
        | LeaderClass::Village => false,
    });
    handlers.map(|id| handler(here, id)).collect()
}

/// Lead units by categories of the first level.
fn matrix(here: Here) -> Option<Matrix> {
    let portal = &here.assessed().portal;
    let tops = portal.categories.iter().filter(|(_, category)| category.parent.is_none());
    let columns: Vec<Id<Category>> = tops.map(|(id, _)| id).collect();
    let above = |category| line(category, |id| portal.categories.get(id).parent).last().copied();
    let top: BTreeMap<_, _> =
        portal.categories.ids().filter_map(|id| Some((id, above(id)?))).collect();
    let mut cells: BTreeMap<_, Vec<Id<Task>>> = BTreeMap::new();
    for unit in portal.units.ids() {
        for id in &here.assessed().units.get(unit).tasks {
            if let Some(category) = top.get(&portal.tasks.get(*id).category) {
                cells.entry((unit, *category)).or_default().push(*id);
            }
        }
    }
    let units: BTreeSet<Id<Unit>> = cells.keys().map(|(unit, _)| *unit).collect();
    let count = |unit, category| cells.get(&(unit, category)).map_or(0, Vec::len);
    let size = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let row = |unit: &Id<Unit>| MatrixRow {
        unit: here.unit(*unit),
        cells: columns.iter().map(|category| cell(here, cells.get(&(*unit, *category)))).collect(),
        total: size(columns.iter().map(|category| count(*unit, *category)).sum()),
    };
    let mut rows: Vec<MatrixRow> = units.iter().map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.total));
    let totals =
        columns.iter().map(|category| units.iter().map(|unit| count(*unit, *category)).sum());
    let totals: Vec<u32> = totals.map(size).collect();
    let label = |id: &Id<Category>| Label {
        text: portal.categories.get(*id).name.clone(),
        href: here.list_href(List::Category(*id)),
    };
    (!rows.is_empty()).then(|| Matrix {
        columns: columns.iter().map(label).collect(),
        rows,
        total: totals.iter().sum(),
        totals,
    })
}

/// How many tasks, and the light among them that needs attention most.
fn cell(here: Here, tasks: Option<&Vec<Id<Task>>>) -> MatrixCell {
    let tasks = tasks.map_or(&[][..], Vec::as_slice);
    let lights = lights_of(here, tasks);
    let asking = [method::Light::Red, method::Light::Silent, method::Light::Yellow];
    let worst: Option<Light> =
        asking.into_iter().find(|light| lights.count(*light) > 0).map(|light| here.light(light));
    MatrixCell { count: u32::try_from(tasks.len()).unwrap_or(u32::MAX), worst }
}

/// A post that nobody holds.
pub fn vacancy(here: Here, vacancy: Vacancy) -> Finding {
    let portal = &here.assessed().portal;
    let post = portal.posts.get(vacancy.post);
    let unit = &portal.units.get(post.unit).short_name;
    let since = vacancy
        .since
        .map_or_else(|| "空缺".to_owned(), |day| format!("自{}起空缺", crate::date::zh(day)));
    Finding {
        subject: Label {
            text: joined(unit, &post.label),
            href: Some(here.href(Address::Post(vacancy.post))),
        },
        text: since,
    }
}

/// Projects with and without a contact leader, where the method has that role.
fn contacts(here: Here) -> Option<Contacts> {
    let coverage = &here.assessed().coverage;
    let mut roles = here.assessed().portal.method.roles.iter();
    let known = roles.any(|duty| duty.role.value == Role::Contact);
    let without = &coverage.without_contact;
    let named = without.iter().take(MOST_LACKING).map(|id| here.task_link(*id).into());
    let all = here.list_href(List::Kind(TaskKind::KeyProject));
    let all = all.map(|href| Link { text: TaskKind::KeyProject.zh().to_owned(), href });
    (known && coverage.projects > 0).then(|| Contacts {
        projects: coverage.projects,
        contacted: coverage.projects.saturating_sub(count(without.len())),
        without: named.collect(),
        more: unnamed(without.len(), "个", all),
    })
}

/// Where to look for those of so many that are not named.
fn unnamed(whole: usize, measure: &str, others: Option<Link>) -> Option<Label> {
    let more = whole.checked_sub(MOST_LACKING).filter(|more| *more > 0)?;
    let text = format!("另有{}{measure}没有列出", grouped(count(more).into()));
    Some(match others {
        Some(Link { text: list, href }) => {
            Label { text: format!("{text}，见{list}"), href: Some(href) }
        }
        None => Label { text, href: None },
    })
}

/// Tasks without a lead unit.
fn unled(here: Here) -> Vec<Finding> {
    let finding = |id: &Id<Task>| {
        let link = here.task_link(*id);
        let subject = Label { text: link.text, href: Some(link.href) };
        Finding { subject, text: "没有牵头单位".to_owned() }
    };
    here.assessed().coverage.without_lead.iter().take(MOST_LACKING).map(finding).collect()
}

/// Roles that several hold, and posts in one hand.
fn doubled(here: Here) -> Vec<Finding> {
    let portal = &here.assessed().portal;
    let finding = |overlap: &Overlap| match overlap {
        Overlap::Role { task, role, parties } => {
            let link = here.task_link(*task);
            Some(Finding {
                subject: Label { text: link.text, href: Some(link.href) },
                text: format!("{}有{}个：{}", role.zh(), parties.len(), names(here, parties)),
            })
        }
        Overlap::Posts { name, posts } => {
            let labels = posts.iter().map(|id| {
                let post = portal.posts.get(*id);
                joined(&portal.units.get(post.unit).short_name, &post.label)
            });
            Some(Finding {
                subject: Label { text: name.clone(), href: None },
                text: format!("同时担任{}", labels.collect::<Vec<_>>().join("、")),
            })
        }
        Overlap::Units { .. } => None,
    };
    here.assessed().coverage.overlaps.iter().filter_map(finding).collect()
}

/// Categories in which several units lead, place by place.
fn shared(here: Here) -> Vec<Finding> {
    let portal = &here.assessed().portal;
    let mut places: BTreeMap<Id<Category>, Vec<String>> = BTreeMap::new();
    for overlap in &here.assessed().coverage.overlaps {
        let Overlap::Units { category, area, units } = overlap else { continue };
        let names = units.iter().map(|id| portal.units.get(*id).short_name.as_str());
        let names = names.collect::<Vec<_>>().join("、");
        let place = &portal.areas.get(*area).name;
        places.entry(*category).or_default().push(format!("{place}（{names}）"));
    }
    let finding = |(category, places): (Id<Category>, Vec<String>)| Finding {
        subject: Label {
            text: portal.categories.get(category).name.clone(),
            href: here.list_href(List::Category(category)),
        },
        text: places.join("，"),
    };
    places.into_iter().map(finding).collect()
}

/// Tasks of which a document decided who leads.
fn decided(here: Here) -> Vec<Decided> {
    let tasks = here.assessed().portal.tasks.iter();
    let decided = tasks.filter_map(|(id, task)| {
        let document = task.lead_basis.filter(|id| documents::is_out(here.assessed(), *id))?;
        Some(Decided {
            task: here.task_link(id),
            unit: task.lead_on(here.today()).map(|unit| here.unit(unit)),
            document: here.citation(document),
        })
    });
    decided.collect()
}

fn names(here: Here, parties: &[Party]) -> String {
    let name = |party: &Party| match party {
        Party::Unit(unit) => here.unit(*unit).text,
        Party::Post(post) => here.spoken(*post, here.today()),
    };
    parties.iter().map(name).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    #[test]
    fn of_many_tasks_without_a_lead_unit_the_first_are_named_and_the_others_counted() {
        let task = |id: usize| {
            format!(
                "- {{编号: lamps-{id}, 标题: 补亮路灯第{id}段, 类别: livelihood-school, \
                 开始: 2026-02-01, 截止: 2026-12-31}}\n"
            )
        };
        let check = |tasks: usize, named: usize, more: Option<&str>| {
            let lamps: String = (0..tasks).map(task).collect();
            let declared = format!("数量: {}", tasks + 2);
            let declared = text("plans/plan-2026.yaml").replace("数量: 2", &declared);
            let files = [("tasks/lamps.yaml", &*lamps), ("plans/plan-2026.yaml", &declared)];
            let Page::Structure(view) = page(&with(&files, "2026-10-15"), "structure/") else {
                panic!("another page");
            };
            let said = view.unled_more.map(|more| more.text);
            assert_eq!((view.unled.len(), said.as_deref()), (named, more));
        };
        check(20, 20, None);
        check(23, 20, Some("另有3项没有列出，见任务（CSV）"));
    }
}

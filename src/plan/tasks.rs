//! Pages of lists of tasks.

use super::address::{Address, List};
use super::directory;
use super::heads::{About, Section};
use super::here::{Here, count, mean};
use super::lists::categories_above;
use super::post;
use super::reconcile::all_plans;
use super::view::atoms::{Filter, LightSlug, Link, PER_PAGE, Pagination, Pill};
use super::view::tasks::{Subcategory, TasksView};
use crate::method::Light;
use crate::portal::{Category, Id, Party, Task};

/// The order of lights in filters: worst first.
pub const LIGHTS: [Light; 9] = [
    Light::Red,
    Light::Silent,
    Light::Yellow,
    Light::Awaiting,
    Light::Green,
    Light::Upcoming,
    Light::Paused,
    Light::Done,
    Light::Cancelled,
];

/// With more subcategories than these each is named without a bar.
const MOST_BARS: usize = 12;

/// Page `number` of a list.
pub fn tasks(here: Here, list: List, number: u32) -> TasksView {
    let all = here.plan.lists.tasks(list);
    let total = count(all.len());
    let heading = heading(here, list);
    let whole = number == 1 && shows_distribution(list);
    let group = whole.then(|| here.assessed().group(all.iter().copied()));
    let skipped = ((number - 1) * PER_PAGE) as usize;
    let rows = all.iter().skip(skipped).take(PER_PAGE as usize).map(|id| here.row(*id));
    TasksView {
        head: here.head(About {
            above: above(here, list),
            ages: true,
            ..About::column(&heading, description(here, list, total), Section::Tasks)
        }),
        lead: None,
        distribution: group
            .as_ref()
            .map(|group| here.distribution(&group.lights, |light| within(list, light))),
        mean: group.as_ref().map(|group| mean(group.progress)),
        reconciliations: if list == List::All && number == 1 {
            all_plans(here)
        } else {
            Vec::new()
        },
        subcategories: if number == 1 { subcategories(here, list) } else { Vec::new() },
        directory: (list == List::All && number == 1).then(|| directory::link(here)),
        filters: filters(here, list),
        rows: rows.collect(),
        pages: Pagination::of(number, (total, here.measure()), |page| {
            here.href(Address::Tasks(list, page))
        }),
        data: data(here),
        heading,
    }
}

/// Whether the first page shows how the list's tasks stand. The home page shows it for all tasks;
/// of a person's tasks only the leader's own page does.
fn shows_distribution(list: List) -> bool {
    match list {
        List::All | List::Light(_) | List::Role(_, Party::Post(_)) => false,
        List::Category(_)
        | List::Unit(_)
        | List::Leader(_)
        | List::Area(_)
        | List::Due(_)
        | List::Kind(_)
        | List::Topic(_)
        | List::LightCategory(..)
        | List::LightUnit(..)
        | List::Role(_, Party::Unit(_)) => true,
    }
}

/// What a list is called.
pub fn heading(here: Here, list: List) -> String {
    let portal = &here.assessed().portal;
    match list {
        List::All => here.plan.words("headings", "tasks"),
        List::Light(light) => here.light_in(list, light).word,
        List::Category(id) => called(here, id),
        List::Unit(id) => format!("{}牵头的任务", portal.units.get(id).name),
        List::Leader(id) => format!("{}负责的任务", here.spoken(id, here.today())),
        List::Area(id) => format!("{}的任务", portal.areas.get(id).name),
        List::Due(month) => format!("{}到期", month.zh()),
        List::Kind(kind) => portal.method.register(kind).to_owned(),
        List::Topic(at) => {
            portal.method.topics.get(at).map_or_else(String::new, |topic| topic.name.to_string())
        }
        List::LightCategory(light, id) => {
            format!("{}：{}", called(here, id), here.light_in(list, light).word)
        }
        List::LightUnit(light, id) => {
            format!("{}：{}", portal.units.get(id).name, here.light_in(list, light).word)
        }
        List::Role(role, party) => {
            let who = match party {
                Party::Unit(id) => portal.units.get(id).name.clone(),
                Party::Post(id) => post::called(here, id),
            };
            format!("{who}作为{}的任务", role.zh())
        }
    }
}

/// A category; with its plan where others of the portal have its name: 海湾与生态（2025年度重点工作）.
fn called(here: Here, id: Id<Category>) -> String {
    let portal = &here.assessed().portal;
    let category = portal.categories.get(id);
    let mut others = portal.categories.iter().filter(|(other, _)| *other != id);
    if others.any(|(_, other)| other.name == category.name) {
        return format!("{}（{}）", category.name, portal.plans.get(category.plan).short_name);
    }
    category.name.clone()
}

fn description(here: Here, list: List, total: u32) -> String {
    let name = &here.assessed().portal.site.name;
    let measure = here.measure();
    match list {
        List::All => format!("{name}公开的全部{total}{measure}任务：进展、时限和责任人"),
        List::Light(_)
        | List::Category(_)
        | List::Unit(_)
        | List::Leader(_)
        | List::Area(_)
        | List::Due(_)
        | List::Kind(_)
        | List::Topic(_)
        | List::LightCategory(..)
        | List::LightUnit(..)
        | List::Role(..) => {
            format!("{name}：{}，共{total}{measure}任务", heading(here, list))
        }
    }
}

/// The pages between the list of all tasks and this one.
fn above(here: Here, list: List) -> Vec<(String, Address)> {
    let wider: Vec<List> = match list {
        List::Role(_, Party::Unit(id)) => return vec![(here.unit(id).text, Address::Unit(id))],
        List::Role(_, Party::Post(id)) => return vec![(here.post(id), Address::Post(id))],
        List::Category(id) => catalogue_down_to(here, id).filter(|above| *above != list).collect(),
        List::LightCategory(_, id) => catalogue_down_to(here, id).collect(),
        List::LightUnit(_, id) => vec![List::Unit(id)],
        List::All
        | List::Light(_)
        | List::Unit(_)
        | List::Leader(_)
        | List::Area(_)
        | List::Due(_)
        | List::Kind(_)
        | List::Topic(_) => Vec::new(),
    };
    wider.into_iter().map(|list| (heading(here, list), Address::Tasks(list, 1))).collect()
}

/// Lists of the categories from the first level down to a category.
fn catalogue_down_to(here: Here, id: Id<Category>) -> impl Iterator<Item = List> {
    categories_above(here.assessed(), id).into_iter().rev().map(List::Category)
}

/// The list of one light within a list, where such lists are built.
fn within(list: List, light: Light) -> Option<List> {
    match list {
        List::All => Some(List::Light(light)),
        List::Category(id) | List::LightCategory(_, id) => Some(List::LightCategory(light, id)),
        List::Unit(id) | List::LightUnit(_, id) => Some(List::LightUnit(light, id)),
        List::Light(_)
        | List::Leader(_)
        | List::Area(_)
        | List::Due(_)
        | List::Kind(_)
        | List::Topic(_)
        | List::Role(..) => None,
    }
}

/// The categories at the top of all catalogues.
pub fn first_level(here: Here) -> Vec<Id<Category>> {
    let portal = &here.assessed().portal;
    let tops = portal.categories.iter().filter(|(_, category)| category.parent.is_none());
    tops.map(|(id, _)| id).collect()
}

fn filters(here: Here, list: List) -> Vec<Filter> {
    let (category, light) = match list {
        List::LightCategory(light, id) => (Some(id), Some(light)),
        List::Category(id) => (Some(id), None),
        List::Light(light) => (None, Some(light)),
        List::LightUnit(..) | List::Unit(_) => return vec![unit_lights(here, list)],
        List::All
        | List::Leader(_)
        | List::Area(_)
        | List::Due(_)
        | List::Kind(_)
        | List::Topic(_)
        | List::Role(..) => (None, None),
    };
    let at_light = |light| category.map_or(List::Light(light), |id| List::LightCategory(light, id));
    let all_lights = category.map_or(List::All, List::Category);
    let at_category = |id| light.map_or(List::Category(id), |light| List::LightCategory(light, id));
    let all_categories = light.map_or(List::All, List::Light);
    let lights = LIGHTS.iter().map(|light| {
        let words = here.light_in(at_light(*light), *light);
        pill(here, list, at_light(*light), words.short, Some(words.slug))
    });
    let categories = first_level(here).into_iter().map(|id| {
        let name = here.assessed().portal.categories.get(id).name.clone();
        pill(here, list, at_category(id), name, None)
    });
    let all = here.plan.words("filters", "all");
    let everything = |target| pill(here, list, target, all.clone(), None);
    let registers = matches!(list, List::All | List::Kind(_)).then(|| registers(here, list));
    let usual = [
        Filter {
            name: here.plan.words("filters", "light"),
            pills: [everything(all_lights)].into_iter().chain(lights).collect(),
        },
        Filter {
            name: here.plan.words("filters", "category"),
            pills: [everything(all_categories)].into_iter().chain(categories).collect(),
        },
    ];
    usual.into_iter().chain(registers.flatten()).collect()
}

/// The method's registers, where tasks are kept in several.
fn registers(here: Here, list: List) -> Option<Filter> {
    let registers = here.assessed().portal.method.registers.iter();
    let register = |register: &crate::method::Register| {
        pill(here, list, List::Kind(register.kind.value), register.name.to_string(), None)
    };
    let pills: Vec<Pill> = registers.map(register).collect();
    let name = here.plan.words("filters", "register");
    (pills.len() > 1).then_some(Filter { name, pills })
}

/// Lights within a unit's list.
fn unit_lights(here: Here, list: List) -> Filter {
    let whole = match list {
        List::LightUnit(_, id) => List::Unit(id),
        _ => list,
    };
    let lights = LIGHTS.iter().filter_map(|light| {
        within(whole, *light).map(|target| {
            let words = here.light_in(target, *light);
            pill(here, list, target, words.short, Some(words.slug))
        })
    });
    let all = pill(here, list, whole, here.plan.words("filters", "all"), None);
    let name = here.plan.words("filters", "light");
    Filter { name, pills: [all].into_iter().chain(lights).collect() }
}

fn pill(here: Here, current: List, to: List, text: String, light: Option<LightSlug>) -> Pill {
    Pill {
        text,
        count: Some(count(here.plan.lists.count(to))),
        href: here.list_href(to),
        current: current == to,
        light,
    }
}

fn subcategories(here: Here, list: List) -> Vec<Subcategory> {
    let List::Category(id) = list else { return Vec::new() };
    let portal = &here.assessed().portal;
    let below = &portal.categories.get(id).children;
    let bars = below.len() <= MOST_BARS;
    let rows = below.iter().filter_map(|child| {
        let list = List::Category(*child);
        let tasks: &[Id<Task>] = here.plan.lists.tasks(list);
        let group = here.assessed().group(tasks.iter().copied());
        Some(Subcategory {
            name: portal.categories.get(*child).name.clone(),
            href: here.list_href(list)?,
            tasks: count(tasks.len()),
            distribution: bars.then(|| here.distribution(&group.lights, |_| None)),
        })
    });
    rows.collect()
}

/// The tasks as open data.
fn data(here: Here) -> Vec<Link> {
    here.table_links("tasks")
}

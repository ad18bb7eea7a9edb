//! The directory of lists 分级任务清单: from one page to the list of every area and every leader.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{Address, List};
use super::heads::{About, Section};
use super::here::{Here, count};
use super::people::CHAIN;
use super::post::called;
use super::view::atoms::{Label, Link};
use super::view::directory::{DirectoryGroup, DirectoryRow, DirectoryView};
use crate::assess::Distribution;
use crate::portal::{Area, Id, Party, Post, Task, Unit};
use crate::record::AreaLevel;

/// The page.
pub fn directory(here: Here) -> DirectoryView {
    let title = here.plan.words("directory", "title");
    let (areas, leaders) = (areas(here), leaders(here));
    let lead = here.plan.words("directory", term("lead", &areas, &leaders));
    DirectoryView {
        head: here.head(About::column(&title, lead.clone(), Section::Tasks)),
        heading: title,
        lead,
        areas,
        leaders,
    }
}

/// The link to the page.
pub fn link(here: Here) -> Link {
    let term = term("link", &areas(here), &leaders(here));
    Link { text: here.plan.words("directory", term), href: here.href(Address::Directory) }
}

/// The term for whose lists there are: a school has leaders and no areas.
fn term(of: &'static str, areas: &[DirectoryGroup], leaders: &[DirectoryGroup]) -> &'static str {
    match (of, areas.is_empty(), leaders.is_empty()) {
        ("lead", true, false) => "lead_leaders",
        ("lead", false, true) => "lead_areas",
        ("link", true, false) => "link_leaders",
        ("link", false, true) => "link_areas",
        _ => of,
    }
}

/// Areas with tasks, level by level.
fn areas(here: Here) -> Vec<DirectoryGroup> {
    let mut levels: BTreeMap<AreaLevel, Vec<DirectoryRow>> = BTreeMap::new();
    for (id, area) in here.assessed().portal.areas.iter() {
        levels.entry(area.level).or_default().extend(of_area(here, id));
    }
    let group = |(level, rows): (AreaLevel, Vec<DirectoryRow>)| DirectoryGroup {
        title: level.zh().to_owned(),
        unit: "个".to_owned(),
        rows,
    };
    levels.into_iter().map(group).filter(|group| !group.rows.is_empty()).collect()
}

fn of_area(here: Here, id: Id<Area>) -> Option<DirectoryRow> {
    let list = List::Area(id);
    let href = here.list_href(list)?;
    let name = here.assessed().portal.areas.get(id).name.clone();
    Some(row(here, Label { text: name, href: Some(href) }, here.plan.lists.tasks(list)))
}

/// Leaders with tasks in any role, under their units; that of the highest leader comes first.
fn leaders(here: Here) -> Vec<DirectoryGroup> {
    let portal = &here.assessed().portal;
    let posts = portal.posts.iter();
    let posts = posts.filter(|(_, post)| post.class.is_leader() && post.exists(here.today()));
    let mut units: Vec<Id<Unit>> = Vec::new();
    let mut rows: BTreeMap<Id<Unit>, Vec<DirectoryRow>> = BTreeMap::new();
    for (id, post) in posts {
        let unit = post.unit;
        let Some(row) = of_leader(here, id) else { continue };
        if !rows.contains_key(&unit) {
            units.push(unit);
        }
        rows.entry(unit).or_default().push(row);
    }
    let group = |unit: Id<Unit>| DirectoryGroup {
        title: portal.units.get(unit).name.clone(),
        unit: "位".to_owned(),
        rows: rows.remove(&unit).unwrap_or_default(),
    };
    units.into_iter().map(group).collect()
}

/// A leader's list is the leader's page, where tasks stand by role.
fn of_leader(here: Here, id: Id<Post>) -> Option<DirectoryRow> {
    let lists = CHAIN.iter().map(|role| List::of_role(*role, Party::Post(id)));
    let tasks: BTreeSet<Id<Task>> =
        lists.flat_map(|list| here.plan.lists.tasks(list)).copied().collect();
    let tasks: Vec<Id<Task>> = tasks.into_iter().collect();
    let holder = here.holder(id, here.today());
    let text =
        if holder.vacant { format!("{}（空缺）", holder.post) } else { called(here, id) };
    let label = Label { text, href: Some(here.href(Address::Post(id))) };
    (!tasks.is_empty()).then(|| row(here, label, &tasks))
}

fn row(here: Here, label: Label, tasks: &[Id<Task>]) -> DirectoryRow {
    let lights = tasks.iter().map(|id| here.state(*id).standing.verdict);
    DirectoryRow {
        label,
        tasks: count(tasks.len()),
        attention: here.attention(&Distribution::of(lights)),
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, plan, text, with};

    #[test]
    fn lists_are_announced_of_those_who_have_them() {
        let [some, none] = [1, 0].map(|count| {
            let group = || crate::plan::view::directory::DirectoryGroup {
                title: String::new(),
                unit: String::new(),
                rows: Vec::new(),
            };
            std::iter::repeat_with(group).take(count).collect::<Vec<_>>()
        });
        assert_eq!(super::term("lead", &some, &some), "lead");
        assert_eq!(super::term("lead", &none, &some), "lead_leaders");
        assert_eq!(super::term("link", &some, &none), "link_areas");
        let plan = plan();
        let words = plan.interface();
        for term in ["lead", "lead_areas", "lead_leaders", "link", "link_areas", "link_leaders"] {
            assert!(!words.get("directory", term).is_empty(), "{term}");
        }
    }

    #[test]
    fn every_area_and_every_leader_with_tasks_is_reached_with_its_count() {
        let Page::Directory(view) = page(&plan(), "tasks/by/") else { panic!("a directory") };
        let said = |groups: &[crate::plan::view::directory::DirectoryGroup]| {
            let rows = groups.iter().flat_map(|group| &group.rows);
            rows.map(|row| {
                format!("{} {} {}", row.label.text, row.tasks, row.label.href.as_deref().unwrap())
            })
            .collect::<Vec<_>>()
        };
        assert_eq!(
            said(&view.areas),
            ["云澄区 1 ../../tasks/by/area/yuncheng/", "澜桥街道 1 ../../tasks/by/area/lanqiao/"]
        );
        let leaders = said(&view.leaders);
        let own = |post: &str| leaders.iter().filter(|row| row.ends_with(post)).count();
        assert_eq!(own(" 2 ../../posts/vice-head-1/"), 1, "{leaders:?}");
    }

    #[test]
    fn a_vacant_post_is_said_to_be_vacant() {
        let holdings = text("units/holdings.yaml").replace(
            "{岗位: vice-head-1, 姓名: 何若川, 开始: 2024-01-10}",
            "{岗位: vice-head-1, 姓名: 何若川, 开始: 2024-01-10, 结束: 2026-08-31}",
        );
        let plan = with(&[("units/holdings.yaml", &holdings)], "2026-10-15");
        let Page::Directory(view) = page(&plan, "tasks/by/") else { panic!("a directory") };
        let mut leaders = view.leaders.iter().flat_map(|group| &group.rows);
        assert!(leaders.any(|row| row.label.text == "副区长（空缺）"));
    }
}

//! Areas, from county to village: who answers for each, and the tasks that touch it.

use std::collections::BTreeMap;

use super::address::{Address, List};
use super::entry::{self, Whose};
use super::grids::{Touching, block, blocks, lights, row};
use super::heads::{About, Section};
use super::here::{Here, count, mean, of_page};
use super::lists::line;
use super::view::area::{AreaBranch, AreaRow, AreaView, AreasView, GridRow, LevelCount};
use super::view::atoms::{Filter, Label, Pagination, Pill};
use super::view::people::{Duty, Holder, Rung};
use crate::portal::{self, Area, Grid, Id, Unit};
use crate::record::{AreaLevel, DutyKind};

/// With more areas than these the tree ends at streets and towns; their pages go on.
const MOST_AREAS: usize = 300;

/// All areas, level by level.
pub fn areas(here: Here) -> AreasView {
    let title = here.plan.words("nav", "areas");
    let description = "每个区域的属地责任岗位和落在那里的任务";
    let about = About::column(&title, description, Section::Structure);
    let coverage = &here.assessed().coverage;
    let blocks = blocks(here, &Touching::of(here));
    AreasView {
        head: here.head(About { ages: true, ..about }),
        levels: levels(here),
        filters: filters(here),
        areas: branches(here, None),
        lights: lights(&blocks),
        blocks,
        grids_without_tasks: count(coverage.grids_without_task.len()),
        heading: title,
    }
}

fn levels(here: Here) -> Vec<LevelCount> {
    let mut levels: BTreeMap<AreaLevel, u32> = BTreeMap::new();
    for (_, area) in here.assessed().portal.areas.iter() {
        *levels.entry(area.level).or_default() += 1;
    }
    let level =
        |(level, count): (AreaLevel, u32)| LevelCount { level: level.zh().to_owned(), count };
    levels.into_iter().map(level).collect()
}

/// Areas or grids, where there are grids.
fn filters(here: Here) -> Vec<Filter> {
    let portal = &here.assessed().portal;
    if portal.grids.is_empty() {
        return Vec::new();
    }
    let pill = |text: String, records: usize, to: Address| Pill {
        text,
        count: Some(count(records)),
        href: Some(here.href(to)),
        current: to == here.address,
        light: None,
    };
    vec![Filter {
        name: here.plan.words("filters", "view"),
        pills: vec![
            pill(here.plan.words("filters", "area"), portal.areas.len(), Address::Areas),
            pill(here.plan.words("nav", "grids"), portal.grids.len(), Address::Grids(1)),
        ],
    }]
}

/// The areas in one, or those at the top.
fn inside(here: Here, area: Option<Id<Area>>) -> Vec<Id<Area>> {
    let areas = here.assessed().portal.areas.iter();
    areas.filter(|(_, held)| held.parent == area).map(|(id, _)| id).collect()
}

fn branches(here: Here, area: Option<Id<Area>>) -> Vec<AreaBranch> {
    let areas = &here.assessed().portal.areas;
    let ends =
        |id: Id<Area>| areas.len() > MOST_AREAS && areas.get(id).level >= AreaLevel::Township;
    let below = |id| if ends(id) { Vec::new() } else { branches(here, Some(id)) };
    let rows = area_rows(here, &inside(here, area)).into_iter();
    let branch = |(id, row)| AreaBranch { row, areas: below(id), open: area.is_none() };
    rows.map(branch).collect()
}

/// Areas beside each other, the bars in proportion.
fn area_rows(here: Here, areas: &[Id<Area>]) -> Vec<(Id<Area>, AreaRow)> {
    let lights = |id: Id<Area>| &here.assessed().areas.get(id).lights;
    let largest = areas.iter().map(|id| lights(*id).total()).max().unwrap_or(0);
    let row = |id: &Id<Area>| {
        let area = here.assessed().portal.areas.get(*id);
        let row = AreaRow {
            label: here.area(*id),
            level: area.level.zh().to_owned(),
            responsible: responsible(here, area),
            distribution: here.distribution(lights(*id), |_| None).beside(largest),
            grids: count(grids_in(here, *id).len()),
        };
        (*id, row)
    };
    areas.iter().map(row).collect()
}

fn responsible(here: Here, area: &Area) -> Option<Holder> {
    area.responsible.map(|post| here.holder(post, here.today()))
}

/// The grids of an area and of the areas in it.
fn grids_in(here: Here, area: Id<Area>) -> Vec<Id<Grid>> {
    let portal = &here.assessed().portal;
    let lies_in = |grid: &Grid| line(grid.area, |id| portal.areas.get(id).parent).contains(&area);
    portal.grids.iter().filter(|(_, grid)| lies_in(grid)).map(|(id, _)| id).collect()
}

/// The page of an area. It shows the first tasks; the next pages are those of the area's list.
pub fn area(here: Here, id: Id<Area>) -> AreaView {
    let portal = &here.assessed().portal;
    let area = portal.areas.get(id);
    let group = here.assessed().areas.get(id);
    let tasks = here.plan.lists.tasks(List::Area(id));
    let units = units(here, id);
    let mut within = line(id, |area| portal.areas.get(area).parent);
    within.reverse();
    within.pop();
    let (grids, block) = grids_of(here, id);
    let (related, earlier) = entry::lately(here, Whose::Area(id));
    AreaView {
        head: head(here, area, &within),
        id: area.slug.to_string(),
        name: area.name.clone(),
        level: area.level.zh().to_owned(),
        code: area.code.clone(),
        responsible: responsible(here, area),
        units: units.iter().map(|unit| here.unit(*unit)).collect(),
        duties: duties(here, &units),
        ladder: ladder(here, id, &within),
        within: within.into_iter().map(|around| here.area(around)).collect(),
        distribution: here.distribution(&group.lights, |_| None),
        mean: mean(group.progress),
        areas: area_rows(here, &inside(here, Some(id))).into_iter().map(|(_, row)| row).collect(),
        rows: of_page(tasks, 1).map(|task| here.row(*task)).collect(),
        pages: Pagination::of(1, count(tasks.len()), |page| {
            here.href(Address::Tasks(List::Area(id), page))
        }),
        block,
        grids,
        related,
        earlier,
        feedback: here.feedback(area.slug.as_str(), units.first().copied()),
        data: here.table_links("tasks"),
    }
}

fn head(here: Here, area: &Area, within: &[Id<Area>]) -> super::view::head::Head {
    let description = format!("{}的属地责任岗位和落在那里的任务", area.name);
    let mut above = vec![(here.plan.words("nav", "areas"), Address::Areas)];
    let around = within.iter().map(|id| (here.area(*id).text, Address::Area(*id)));
    above.extend(around);
    let about = About::column(&area.name, description, Section::Structure);
    here.head(About { above, ages: true, ..about })
}

/// The units that serve an area and still exist.
fn units(here: Here, area: Id<Area>) -> Vec<Id<Unit>> {
    let serves = |unit: &Unit| {
        unit.area == Some(area) && unit.until.is_none_or(|until| here.today() <= until)
    };
    let units = here.assessed().portal.units.iter();
    units.filter(|(_, unit)| serves(unit)).map(|(id, _)| id).collect()
}

/// The territorial duties of units.
fn duties(here: Here, units: &[Id<Unit>]) -> Vec<Duty> {
    let portal = &here.assessed().portal;
    let all = units.iter().flat_map(|unit| &portal.units.get(*unit).duties);
    let duty = |duty: &portal::Duty| Duty {
        kind: duty.kind.zh().to_owned(),
        text: duty.text.clone(),
        basis: duty.basis.map(|id| Label {
            text: portal.documents.get(id).title.clone(),
            href: here.citation(id).href,
        }),
    };
    all.filter(|duty| duty.kind == DutyKind::Territorial).map(duty).collect()
}

/// Who answers for the areas around this one, and for itself.
fn ladder(here: Here, id: Id<Area>, within: &[Id<Area>]) -> Vec<Rung> {
    let rung = |id: &Id<Area>| {
        let area = here.assessed().portal.areas.get(*id);
        let holders: Vec<Holder> = responsible(here, area).into_iter().collect();
        Rung {
            level: area.level.zh().to_owned(),
            duty: None,
            missing: holders.is_empty(),
            holders,
            places: vec![here.area(*id)],
        }
    };
    within.iter().chain([&id]).map(rung).collect()
}

/// A street's or village's grids with those in the areas in it; a wider area's own grids alone.
fn grids_of(here: Here, id: Id<Area>) -> (Vec<GridRow>, Option<super::view::plot::GridBlock>) {
    let portal = &here.assessed().portal;
    let wide = portal.areas.get(id).level < AreaLevel::Township;
    let mut grids = grids_in(here, id);
    grids.retain(|grid| !wide || portal.grids.get(*grid).area == id);
    let tasks = Touching::of(here);
    let rows =
        grids.iter().map(|grid| row(here, &tasks, *grid, portal.grids.get(*grid).area != id));
    let block = (!grids.is_empty()).then(|| block(here, &tasks, id, &grids));
    (rows.collect(), block)
}

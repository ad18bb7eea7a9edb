//! Grids: the smallest places that somebody answers for.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{Address, List};
use super::heads::{About, Section};
use super::here::{Here, count, of_page};
use super::lists::{Lists, line};
use super::posting::{self, Place};
use super::view::area::{GridItem, GridRow};
use super::view::atoms::{
    Figure, Filter, Label, Light, LightCount, PER_PAGE, Pagination, Pill, clauses,
};
use super::view::grids::{GridLine, GridView, GridsView};
use super::view::people::Holder;
use super::view::plot::{Cell, GRIDS_A_ROW, GridBlock};
use crate::assess::Assessed;
use crate::portal::{self, Area, Grid, Id, Task, Unit};
use crate::record::{AreaLevel, GridKind};

/// Page `number` of all grids, or of those of an area, whose page has the map.
pub fn grids(here: Here, area: Option<Id<Area>>, number: u32) -> GridsView {
    let tasks = &here.plan.touching;
    let all: Vec<Id<Grid>> = match area {
        Some(area) => of_area(here.assessed(), area),
        None => here.assessed().portal.grids.ids().collect(),
    };
    let whole = area.is_none();
    let blocks = if whole && number == 1 { blocks(here, tasks) } else { Vec::new() };
    let line = |id: &Id<Grid>| line_of(here, tasks, *id, true);
    GridsView {
        head: head(here, area),
        clauses: clauses(&heading(here, area, &all)),
        figures: if whole { figures(here) } else { Vec::new() },
        filters: if whole { filters(here) } else { Vec::new() },
        lights: lights(&blocks),
        blocks,
        rows: of_page(&all, number).map(line).collect(),
        pages: Pagination::of(number, (count(all.len()), "个"), |page| {
            here.href(Address::Grids(area, page))
        }),
    }
}

fn head(here: Here, area: Option<Id<Area>>) -> super::view::head::Head {
    let all = here.plan.words("grids", "title");
    let description = "每个网格的责任岗位、任务清单和涉及的任务";
    let Some(area) = area else {
        let about = About::column(&all, description, Section::Structure);
        return here.head(About { ages: true, ..about });
    };
    let name = here.area(area).text;
    let title = format!("{name}：{all}");
    let above = vec![(all, Address::Grids(None, 1)), (name, Address::Area(area))];
    let about = About::column(&title, description, Section::Structure);
    here.head(About { above, ages: true, ..about })
}

/// How many grids, of which kind, and whether somebody answers for each of them.
fn heading(here: Here, area: Option<Id<Area>>, grids: &[Id<Grid>]) -> String {
    let held = || grids.iter().map(|id| here.assessed().portal.grids.get(*id));
    let basic = held().all(|grid| grid.kind == GridKind::Basic);
    let kind = if basic { GridKind::Basic.zh() } else { "网格" };
    let answered = held().all(|grid| !grid.posts.is_empty());
    let answered = if answered { "，责任到人" } else { "" };
    let place = area.map(|area| here.area(area).text).unwrap_or_default();
    format!("{place}{}个{kind}{answered}", grids.len())
}

/// The grids of an area and of the areas in it.
pub fn inside(assessed: &Assessed, area: Id<Area>) -> Vec<Id<Grid>> {
    let portal = &assessed.portal;
    let lies_in = |grid: &Grid| line(grid.area, |id| portal.areas.get(id).parent).contains(&area);
    portal.grids.iter().filter(|(_, grid)| lies_in(grid)).map(|(id, _)| id).collect()
}

/// The grids that the page of an area lists: a street's or village's with those in the areas in
/// it; a wider area's own alone.
pub fn of_area(assessed: &Assessed, area: Id<Area>) -> Vec<Id<Grid>> {
    let portal = &assessed.portal;
    let wide = is_wide(assessed, area);
    let mut grids = inside(assessed, area);
    grids.retain(|grid| !wide || portal.grids.get(*grid).area == area);
    grids
}

fn is_wide(assessed: &Assessed, area: Id<Area>) -> bool {
    assessed.portal.areas.get(area).level < AreaLevel::Township
}

/// Lists of grids that have pages, with how many each holds: all grids, and those of an area whose
/// page has no room for them.
pub fn lists(assessed: &Assessed) -> Vec<(Option<Id<Area>>, usize)> {
    let portal = &assessed.portal;
    let mut areas: BTreeMap<Id<Area>, usize> = BTreeMap::new();
    for (_, grid) in portal.grids.iter() {
        for area in line(grid.area, |id| portal.areas.get(id).parent) {
            if area == grid.area || !is_wide(assessed, area) {
                *areas.entry(area).or_default() += 1;
            }
        }
    }
    let long = areas.into_iter().filter(|(_, grids)| *grids > PER_PAGE as usize);
    let long = long.map(|(area, grids)| (Some(area), grids));
    [(None, portal.grids.len())].into_iter().chain(long).collect()
}

/// Which tasks touch which grid, worst first.
#[derive(Debug)]
pub struct Touching(BTreeMap<Id<Grid>, Vec<Id<Task>>>);

impl Touching {
    /// Tasks that name a grid, and tasks that a grid's list of things to do names.
    pub fn of(assessed: &Assessed, lists: &Lists) -> Self {
        let portal = &assessed.portal;
        let mut items: BTreeMap<Id<Task>, BTreeSet<Id<Grid>>> = BTreeMap::new();
        for (id, grid) in portal.grids.iter() {
            for task in grid.items.iter().filter_map(|item| item.task) {
                items.entry(task).or_default().insert(id);
            }
        }
        let mut touching: BTreeMap<Id<Grid>, Vec<Id<Task>>> = BTreeMap::new();
        for id in lists.tasks(List::All) {
            let mut grids = items.remove(id).unwrap_or_default();
            grids.extend(portal.tasks.get(*id).grids.iter().copied());
            for grid in grids {
                touching.entry(grid).or_default().push(*id);
            }
        }
        Self(touching)
    }

    /// The tasks of a grid.
    pub fn tasks(&self, grid: Id<Grid>) -> &[Id<Task>] {
        self.0.get(&grid).map_or(&[], Vec::as_slice)
    }

    /// The light of a grid that needs attention most.
    fn worst(&self, here: Here, grid: Id<Grid>) -> Option<Light> {
        self.tasks(grid).first().map(|task| here.standing(*task).light)
    }
}

/// A grid in the list of an area, which it need not name.
pub fn line_in(here: Here, tasks: &Touching, id: Id<Grid>, area: Id<Area>) -> GridLine {
    line_of(here, tasks, id, here.assessed().portal.grids.get(id).area != area)
}

fn line_of(here: Here, tasks: &Touching, id: Id<Grid>, with_area: bool) -> GridLine {
    let grid = here.assessed().portal.grids.get(id);
    let grid = GridRow {
        id: grid.slug.to_string(),
        name: grid.name.clone(),
        code: grid.code.clone(),
        kind: grid.kind.zh().to_owned(),
        area: with_area.then(|| here.area(grid.area)),
        holders: holders(here, id),
        items: items(here, grid),
        light: tasks.worst(here, id),
    };
    GridLine { href: here.href(Address::Grid(id)), grid }
}

/// Who answers for a grid.
pub fn holders(here: Here, id: Id<Grid>) -> Vec<Holder> {
    let posts = here.assessed().portal.grids.get(id).posts.iter();
    posts.map(|post| here.holder(*post, here.today())).collect()
}

/// The unit of those who answer for a grid.
pub fn answering(here: Here, id: Id<Grid>) -> Option<Id<Unit>> {
    let portal = &here.assessed().portal;
    portal.grids.get(id).posts.first().map(|post| portal.posts.get(*post).unit)
}

/// What is to be done in a grid.
pub fn items(here: Here, grid: &Grid) -> Vec<GridItem> {
    let item = |item: &portal::GridItem| GridItem {
        text: item.text.clone(),
        rhythm: item.rhythm.clone(),
        task: item.task.map(|task| here.task_link(task)),
    };
    grid.items.iter().map(item).collect()
}

/// The street or town a grid is shown under: the nearest around it, or its own area.
fn street(here: Here, id: Id<Grid>) -> Id<Area> {
    let portal = &here.assessed().portal;
    let own = portal.grids.get(id).area;
    let around = line(own, |area| portal.areas.get(area).parent);
    let street = around.iter().find(|area| portal.areas.get(**area).level == AreaLevel::Township);
    street.copied().unwrap_or(own)
}

fn by_street(here: Here) -> BTreeMap<Id<Area>, Vec<Id<Grid>>> {
    let mut streets: BTreeMap<Id<Area>, Vec<Id<Grid>>> = BTreeMap::new();
    for id in here.assessed().portal.grids.ids() {
        streets.entry(street(here, id)).or_default().push(id);
    }
    streets
}

/// All grids by street or town.
pub fn blocks(here: Here, tasks: &Touching) -> Vec<GridBlock> {
    let block = |(area, grids): (&Id<Area>, &Vec<Id<Grid>>)| block(here, tasks, *area, grids);
    by_street(here).iter().map(block).collect()
}

/// Some grids of an area, a dozen to a row.
pub fn block(here: Here, tasks: &Touching, area: Id<Area>, grids: &[Id<Grid>]) -> GridBlock {
    let cell = |id: &Id<Grid>| Cell {
        light: tasks.worst(here, *id),
        name: here.assessed().portal.grids.get(*id).name.clone(),
    };
    let cells: Vec<Cell> = grids.iter().map(cell).collect();
    let label = here.area(area);
    GridBlock {
        name: label.text,
        href: label.href,
        total: count(cells.len()),
        counts: counts(cells.iter().filter_map(|cell| cell.light.as_ref())),
        rows: cells.chunks(GRIDS_A_ROW).map(<[Cell]>::to_vec).collect(),
    }
}

/// How many show each light, worst first; by its short word, which overdue and behind share.
fn counts<'a>(lights: impl Iterator<Item = &'a Light>) -> Vec<LightCount> {
    let mut counts: BTreeMap<_, LightCount> = BTreeMap::new();
    for light in lights {
        let none =
            || LightCount { light: Light { word: light.short.clone(), ..light.clone() }, count: 0 };
        counts.entry(light.slug).or_insert_with(none).count += 1;
    }
    counts.into_values().collect()
}

/// The lights that occur in blocks, worst first.
pub fn lights(blocks: &[GridBlock]) -> Vec<Light> {
    let found = blocks.iter().flat_map(|block| &block.counts);
    let lights: BTreeMap<_, _> = found.map(|held| (held.light.slug, held.light.clone())).collect();
    lights.into_values().collect()
}

/// Posts that answer, things to do, grids that lack the one or the other.
fn figures(here: Here) -> Vec<Figure> {
    let portal = &here.assessed().portal;
    let grids = || portal.grids.iter().map(|(_, grid)| grid);
    let posts: BTreeSet<_> = grids().flat_map(|grid| grid.posts.iter().copied()).collect();
    let rows = [
        (posts.len(), "个", "网格责任岗位"),
        (grids().map(|grid| grid.items.len()).sum(), "项", "清单事项"),
        (grids().filter(|grid| grid.posts.is_empty()).count(), "个", "网格没有责任岗位"),
        (here.assessed().coverage.grids_without_task.len(), "个", "网格没有任务"),
    ];
    let figure = |(number, unit, label): (usize, &str, &str)| Figure {
        number: i64::try_from(number).unwrap_or(i64::MAX),
        unit: unit.to_owned(),
        label: label.to_owned(),
        href: None,
        until: None,
    };
    rows.into_iter().map(figure).collect()
}

/// Streets and towns lead to their own pages, which list their grids.
fn filters(here: Here) -> Vec<Filter> {
    let all = Pill {
        text: here.plan.words("filters", "all"),
        count: Some(count(here.assessed().portal.grids.len())),
        href: Some(here.href(Address::Grids(None, 1))),
        current: true,
        light: None,
    };
    let streets = by_street(here).into_iter().map(|(area, grids)| {
        let label = here.area(area);
        let count = Some(count(grids.len()));
        Pill { text: label.text, count, href: label.href, current: false, light: None }
    });
    let name = here.plan.words("filters", "area");
    vec![Filter { name, pills: [all].into_iter().chain(streets).collect() }]
}

/// The page of a grid.
pub fn grid(here: Here, id: Id<Grid>) -> GridView {
    let portal = &here.assessed().portal;
    let grid = portal.grids.get(id);
    let tasks = &here.plan.touching;
    let lights: Vec<Light> =
        tasks.tasks(id).iter().map(|task| here.standing(*task).light).collect();
    let mut within = line(grid.area, |area| portal.areas.get(area).parent);
    within.reverse();
    let parts = portal.grids.iter().filter(|(_, part)| part.parent == Some(id));
    let description = format!("{}的责任岗位、任务清单和涉及的任务", grid.name);
    let about = About::column(&grid.name, description, Section::Structure);
    let above = vec![(here.plan.words("grids", "title"), Address::Grids(None, 1))];
    GridView {
        head: here.head(About { above, ages: true, ..about }),
        id: grid.slug.to_string(),
        name: grid.name.clone(),
        code: grid.code.clone(),
        kind: grid.kind.zh().to_owned(),
        within: within.into_iter().map(|area| here.area(area)).collect(),
        parent: grid.parent.map(|parent| label(here, parent)),
        children: parts.map(|(part, _)| label(here, part)).collect(),
        holders: holders(here, id),
        items: items(here, grid),
        counts: counts(lights.iter()),
        rows: tasks.tasks(id).iter().map(|task| here.row(*task)).collect(),
        feedback: here.feedback(grid.slug.as_str(), answering(here, id)),
        posting: posting::link(here, Place::Grid(id)),
    }
}

fn label(here: Here, id: Id<Grid>) -> Label {
    let grid = here.assessed().portal.grids.get(id);
    Label { text: grid.name.clone(), href: Some(here.href(Address::Grid(id))) }
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    #[test]
    fn grids_stand_a_dozen_to_a_row_under_their_street_and_show_their_worst_light() {
        let one = text("grids.yaml");
        let bare =
            |at: usize| format!("- {{编号: lanqiao-{at:02}, 名称: 第{at}网格, 区域: lanqiao}}\n");
        let all = one.to_owned() + &(2..=13).map(bare).collect::<String>();
        let plan = with(&[("grids.yaml", &all)], "2026-10-15");
        let Page::Grids(view) = page(&plan, "grids/") else { panic!("grids") };
        let block = view.blocks.first().expect("a block");
        let sizes: Vec<usize> = block.rows.iter().map(Vec::len).collect();
        assert_eq!((view.blocks.len(), block.total, sizes), (1, 13, vec![12, 1]));
        let lit = block.rows.iter().flatten().filter(|cell| cell.light.is_some()).count();
        assert_eq!((lit, view.lights.len()), (1, 1));
        assert_eq!(view.clauses, ["13个基础网格"]);
        let Page::Area(area) = page(&plan, "areas/lanqiao/") else { panic!("an area") };
        assert_eq!((area.grids.len(), area.grid_pages.pages, area.rows.len()), (13, 1, 1));
        let Page::Area(around) = page(&plan, "areas/yuncheng/") else { panic!("an area") };
        assert_eq!((around.grids.len(), around.areas.len(), around.rows.len()), (0, 1, 1));
    }

    #[test]
    fn the_list_of_a_street_goes_on_where_its_page_has_no_room() {
        let bare =
            |at: usize| format!("- {{编号: lanqiao-{at:02}, 名称: 第{at}网格, 区域: lanqiao}}\n");
        let all = text("grids.yaml").to_owned() + &(2..=21).map(bare).collect::<String>();
        let plan = with(&[("grids.yaml", &all)], "2026-10-15");
        let Page::Area(area) = page(&plan, "areas/lanqiao/") else { panic!("an area") };
        let next = area.grid_pages.next.as_deref();
        assert_eq!((area.grids.len(), next), (20, Some("../../grids/by/area/lanqiao/page/2/")));
        let Page::Grids(view) = page(&plan, "grids/by/area/lanqiao/page/2/") else {
            panic!("grids")
        };
        assert_eq!((view.rows.len(), view.blocks.len(), view.pages.total), (1, 0, 21));
    }
}

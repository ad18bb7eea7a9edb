//! Areas, from county to village: who answers for each, and the tasks that touch it.

use std::collections::BTreeMap;

use super::address::{Address, List};
use super::entry::{self, Whose};
use super::grids::{self, block, blocks, lights};
use super::heads::{About, Section};
use super::here::{Here, count, mean, more, of_page};
use super::lists::line;
use super::posting::{self, Place};
use super::unit::duty;
use super::view::area::{AreaBranch, AreaRow, AreaView, AreasView, LevelCount};
use super::view::atoms::{Filter, Pagination, Pill};
use super::view::people::{Duty, Holder, Rung};
use crate::portal::{Area, Id, Unit};
use crate::record::{AreaLevel, DutyKind, UnitClass};

/// With more areas than these the tree ends at streets and towns; their pages go on.
const MOST_AREAS: usize = 100;
/// Most tasks that the page of an area shows; all of them stand in the prebuilt list.
const MOST_ROWS: usize = 12;

/// All areas, level by level.
pub fn areas(here: Here) -> AreasView {
    let title = here.plan.words("nav", "areas");
    let description = "每个区域的属地责任岗位和落在那里的任务";
    let about = About::column(&title, description, Section::Structure);
    let coverage = &here.assessed().coverage;
    let blocks = blocks(here, &here.plan.touching);
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
            pill(here.plan.words("nav", "grids"), portal.grids.len(), Address::Grids(None, 1)),
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
            grids: count(grids::inside(here.assessed(), *id).len()),
        };
        (*id, row)
    };
    areas.iter().map(row).collect()
}

fn responsible(here: Here, area: &Area) -> Option<Holder> {
    area.responsible.map(|post| here.holder(post, here.today()))
}

/// The page of an area. It shows the first tasks and grids; their lists go on.
pub fn area(here: Here, id: Id<Area>) -> AreaView {
    let portal = &here.assessed().portal;
    let area = portal.areas.get(id);
    let group = here.assessed().areas.get(id);
    let tasks = here.plan.lists.tasks(List::Area(id));
    let units = units(here, id);
    let is_office = |unit: &Id<Unit>| portal.units.get(*unit).class == UnitClass::Section;
    let (offices, bodies): (Vec<_>, Vec<_>) = units.iter().copied().partition(is_office);
    let within = around(here, id);
    let grids = grids::of_area(here.assessed(), id);
    let touching = &here.plan.touching;
    let (related, earlier) = entry::lately(here, Whose::Area(id));
    AreaView {
        head: head(here, area, &within),
        id: area.slug.to_string(),
        name: area.name.clone(),
        level: area.level.zh().to_owned(),
        code: area.code.clone(),
        responsible: responsible(here, area),
        units: bodies.into_iter().map(|unit| here.unit(unit)).collect(),
        offices: offices.into_iter().map(|unit| here.unit(unit)).collect(),
        duties: duties(here, &units),
        ladder: ladder(here, id, &within),
        within: within.into_iter().map(|around| here.area(around)).collect(),
        distribution: here.distribution(&group.lights, |_| None),
        mean: mean(group.progress),
        areas: area_rows(here, &inside(here, Some(id))).into_iter().map(|(_, row)| row).collect(),
        rows: tasks.iter().take(MOST_ROWS).map(|task| here.row(*task)).collect(),
        more: more(here, List::Area(id)),
        block: (!grids.is_empty()).then(|| block(here, touching, id, &grids)),
        grids: of_page(&grids, 1).map(|grid| grids::line_in(here, touching, *grid, id)).collect(),
        grid_pages: Pagination::of(1, (count(grids.len()), "个"), |page| {
            here.href(Address::Grids(Some(id), page))
        }),
        related,
        earlier,
        feedback: here.feedback(area.slug.as_str(), answering(here, id)),
        posting: posting::link(here, Place::Area(id)),
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
pub fn units(here: Here, area: Id<Area>) -> Vec<Id<Unit>> {
    let serves = |unit: &Unit| {
        unit.area == Some(area) && unit.until.is_none_or(|until| here.today() <= until)
    };
    let units = here.assessed().portal.units.iter();
    units.filter(|(_, unit)| serves(unit)).map(|(id, _)| id).collect()
}

/// Who answers for an area: the government that holds it, or the unit of the post responsible for
/// it; the organiser answers where there is neither.
pub fn answering(here: Here, id: Id<Area>) -> Option<Id<Unit>> {
    let portal = &here.assessed().portal;
    let governs = |unit: &&Id<Unit>| match portal.units.get(**unit).class {
        UnitClass::Government
        | UnitClass::County
        | UnitClass::Township
        | UnitClass::VillageCommittee => true,
        UnitClass::Party
        | UnitClass::Congress
        | UnitClass::Conference
        | UnitClass::Department
        | UnitClass::Section
        | UnitClass::LeadingGroup
        | UnitClass::PromotionOffice
        | UnitClass::ExecutionGroup
        | UnitClass::Headquarters
        | UnitClass::TaskForce
        | UnitClass::SupervisionOffice
        | UnitClass::Discipline
        | UnitClass::ProjectOwner
        | UnitClass::ThirdParty => false,
    };
    let responsible = || portal.areas.get(id).responsible.map(|post| portal.posts.get(post).unit);
    units(here, id).iter().find(governs).copied().or_else(responsible)
}

/// The territorial duties of units.
pub fn duties(here: Here, units: &[Id<Unit>]) -> Vec<Duty> {
    let portal = &here.assessed().portal;
    let all = units.iter().flat_map(|unit| &portal.units.get(*unit).duties);
    let territorial = all.filter(|duty| duty.kind == DutyKind::Territorial);
    territorial.map(|held| duty(here, held)).collect()
}

/// The areas around one, widest first.
fn around(here: Here, id: Id<Area>) -> Vec<Id<Area>> {
    let mut around = line(id, |area| here.assessed().portal.areas.get(area).parent);
    around.reverse();
    around.pop();
    around
}

/// Who answers for the areas around this one and for itself, by the names of the areas.
pub fn answer(here: Here, id: Id<Area>) -> Vec<(String, Vec<Holder>)> {
    let answer = |id: Id<Area>| {
        let area = here.assessed().portal.areas.get(id);
        (area.name.clone(), responsible(here, area).into_iter().collect())
    };
    around(here, id).into_iter().chain([id]).map(answer).collect()
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

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    #[test]
    fn the_government_that_holds_an_area_answers_for_it() {
        let with_office = text("units/units.yaml").replace(
            "单位:\n",
            "单位:\n  - {编号: lifts, 名称: 加梯科, 类型: 科室站所, 隶属: housing-bureau, 区域: yuncheng}\n",
        );
        let plan = with(&[("units/units.yaml", with_office.as_str())], "2026-10-15");
        let Page::Area(view) = page(&plan, "areas/yuncheng/") else { panic!("an area") };
        assert_eq!((view.units.len(), view.offices.len()), (1, 1), "{view:?}");
        let units = text("units/units.yaml").replace(
            "单位:\n",
            "单位:\n  - {编号: culture, 名称: 云澄区文化局, 类型: 部门, 区域: yuncheng, 办公电话: 0999-8200099}\n",
        );
        let plan = with(&[("units/units.yaml", units.as_str())], "2026-10-15");
        let Page::Area(view) = page(&plan, "areas/yuncheng/") else { panic!("an area") };
        assert_eq!(view.units.len(), 2, "{:?}", view.units);
        assert!(view.offices.is_empty(), "{:?}", view.offices);
        assert_eq!(view.feedback.unit, "云澄区人民政府");
        assert_ne!(view.feedback.phone.as_deref(), Some("0999-8200099"));
    }
}

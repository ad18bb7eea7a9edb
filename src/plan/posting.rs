//! The sheet for a notice board 公示栏: who answers in a place and how its tasks stand, to be
//! printed and put up where people pass who never open a site.

use super::address::{Address, List};
use super::area;
use super::grids;
use super::heads::{About, Section};
use super::here::{Here, count};
use super::lists::Lists;
use super::unit;
use super::view::atoms::Link;
use super::view::ledger::PlateRole;
use super::view::people::{Duty, Holder};
use super::view::posting::PostingView;
use crate::assess::Assessed;
use crate::portal::{Area, Grid, Id, Task, Unit};

/// Most tasks on a sheet; it says how many more there are.
const MOST_ROWS: usize = 40;

/// Where a sheet hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A village, a street, a county.
    Area(Id<Area>),
    /// An office.
    Unit(Id<Unit>),
    /// A grid.
    Grid(Id<Grid>),
}

impl Place {
    /// Every place that has a sheet: a unit only while it leads tasks.
    pub fn all(assessed: &Assessed, lists: &Lists) -> Vec<Self> {
        let portal = &assessed.portal;
        let leads = |id: &Id<Unit>| lists.count(List::Unit(*id)) > 0;
        let units = portal.units.ids().filter(leads).map(Self::Unit);
        let areas = portal.areas.ids().map(Self::Area);
        areas.chain(units).chain(portal.grids.ids().map(Self::Grid)).collect()
    }

    /// The page of the place itself.
    pub fn address(self) -> Address {
        match self {
            Self::Area(id) => Address::Area(id),
            Self::Unit(id) => Address::Unit(id),
            Self::Grid(id) => Address::Grid(id),
        }
    }

    fn name(self, here: Here<'_>) -> &str {
        let portal = &here.assessed().portal;
        match self {
            Self::Area(id) => &portal.areas.get(id).name,
            Self::Unit(id) => &portal.units.get(id).name,
            Self::Grid(id) => &portal.grids.get(id).name,
        }
    }

    /// Its tasks, worst first.
    fn tasks(self, here: Here) -> Vec<Id<Task>> {
        match self {
            Self::Area(id) => here.plan.lists.tasks(List::Area(id)).to_vec(),
            Self::Unit(id) => here.plan.lists.tasks(List::Unit(id)).to_vec(),
            Self::Grid(id) => here.plan.touching.tasks(id).to_vec(),
        }
    }

    /// Who answers, the widest level first.
    fn answer(self, here: Here) -> Vec<PlateRole> {
        match self {
            Self::Area(id) => area::answer(here, id).into_iter().map(rung).collect(),
            Self::Grid(id) => {
                let around = area::answer(here, here.assessed().portal.grids.get(id).area);
                let own = (here.plan.words("grid", "posts"), grids::holders(here, id));
                around.into_iter().chain([own]).map(rung).collect()
            }
            Self::Unit(id) => {
                let role = here.plan.words("posting", "leaders");
                vec![rung((role, unit::staff(here, id).0))]
            }
        }
    }

    fn duties(self, here: Here) -> Vec<Duty> {
        match self {
            Self::Area(id) => area::duties(here, &area::units(here, id)),
            Self::Unit(id) => {
                let duties = here.assessed().portal.units.get(id).duties.iter();
                duties.map(|held| unit::duty(here, held)).collect()
            }
            Self::Grid(_) => Vec::new(),
        }
    }

    /// The unit whose telephone stands on the sheet.
    fn answering(self, here: Here) -> Option<Id<Unit>> {
        match self {
            Self::Area(id) => area::answering(here, id),
            Self::Unit(id) => Some(id),
            Self::Grid(id) => grids::answering(here, id),
        }
    }
}

/// The sheet of a place.
pub fn posting(here: Here, place: Place) -> PostingView {
    let name = place.name(here);
    let heading = here.plan.words("posting", "title");
    let tasks = place.tasks(here);
    let page = place.address();
    PostingView {
        head: here.head(About {
            above: vec![(name.to_owned(), page)],
            ages: true,
            ..About::column(
                &format!("{name}{heading}"),
                format!("{name}谁负责、有哪些任务、到什么时限、办得怎么样，用于打印张贴"),
                Section::Structure,
            )
        }),
        name: name.to_owned(),
        answer: place.answer(here),
        duties: place.duties(here),
        items: match place {
            Place::Grid(id) => grids::items(here, here.assessed().portal.grids.get(id)),
            Place::Area(_) | Place::Unit(_) => Vec::new(),
        },
        total: count(tasks.len()),
        rows: tasks.iter().take(MOST_ROWS).map(|id| here.row(*id)).collect(),
        feedback: here.feedback(name, place.answering(here)),
        url: here.plan.root_url() + &page.path(here.assessed()),
        page: Link { text: name.to_owned(), href: here.href(page) },
    }
}

/// The link to the sheet of a place.
pub fn link(here: Here, place: Place) -> Link {
    Link { text: here.plan.words("posting", "print"), href: here.href(Address::Posting(place)) }
}

/// A level with those who answer on it, as they are called on paper.
fn rung((role, holders): (String, Vec<Holder>)) -> PlateRole {
    PlateRole { role, names: holders.into_iter().map(on_paper).collect() }
}

/// 南薰街道 主任 罗安 0999-8200013
fn on_paper(holder: Holder) -> String {
    let unit = holder.unit.map(|unit| unit.text);
    let vacant = holder.vacant.then(|| "（空缺）".to_owned());
    let said = [unit, Some(holder.beside_unit), holder.name, vacant, holder.phone];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, plan, text, with};
    use crate::plan::view::posting::PostingView;

    fn sheet(plan: &crate::plan::Plan, path: &str) -> PostingView {
        match page(plan, path) {
            Page::Posting(view) => view,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_sheet_of_a_street_says_who_answers_level_by_level_and_how_its_tasks_stand() {
        let view = sheet(&plan(), "areas/lanqiao/board/");
        let answer: Vec<(&str, Vec<&str>)> = view
            .answer
            .iter()
            .map(|held| (held.role.as_str(), held.names.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(answer, [("云澄区", vec!["区政府 区长 沈砚秋"]), ("澜桥街道", vec![])]);
        assert_eq!((view.rows.len(), view.total), (1, 1));
        assert_eq!(view.url, "https://www.yuncheng.example/areas/lanqiao/");
        assert_eq!(view.page.href, "../../../areas/lanqiao/");
    }

    #[test]
    fn the_sheet_of_a_grid_has_its_list_of_things_to_do() {
        let view = sheet(&plan(), "grids/lanqiao-01/board/");
        assert_eq!(view.items.len(), 1);
        let own = view.answer.last().map(|held| held.names.clone());
        assert_eq!(own.map(|names| names.len()), Some(1));
    }

    #[test]
    fn only_a_unit_that_leads_tasks_has_a_sheet() {
        let units = text("units/units.yaml").replace(
            "单位:\n",
            "单位:\n  - {编号: culture, 名称: 云澄区文化局, 类型: 部门, 办公电话: 0999-8200099}\n",
        );
        let plan = with(&[("units/units.yaml", units.as_str())], "2026-10-15");
        let has = |unit: &str| {
            let path = format!("units/{unit}/board/");
            plan.addresses().iter().any(|to| to.path(&plan.assessed) == path)
        };
        assert!(has("housing-bureau") && !has("culture"));
        let view = sheet(&plan, "units/housing-bureau/board/");
        assert_eq!((view.answer.len(), view.duties.is_empty()), (1, false));
    }
}

//! Areas, from county to village, and the grids in them.

use serde::Serialize;

use super::atoms::{Feedback, Filter, Label, Light, Link, MeanProgress, Pagination, TaskRow};
use super::grids::GridLine;
use super::head::Head;
use super::people::{Duty, Holder, Rung};
use super::plot::{Distribution, GridBlock};
use super::task::Related;

/// An area.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AreaView {
    /// The page.
    pub head: Head,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its level: 县市区, 乡镇街道, 片区, 村社区 …
    pub level: String,
    /// Official division code.
    pub code: Option<String>,
    /// The areas around it, widest first.
    pub within: Vec<Label>,
    /// Who answers for it; `None` is 属地责任岗位尚未公布.
    pub responsible: Option<Holder>,
    /// Units that serve it, without offices.
    pub units: Vec<Label>,
    /// Offices of units 科室站所 that serve it.
    pub offices: Vec<Label>,
    /// Territorial duties 属地责任.
    pub duties: Vec<Duty>,
    /// Who answers level by level above and below.
    pub ladder: Vec<Rung>,
    /// Tasks that touch it or an area in it.
    pub distribution: Distribution,
    /// The mean of their progress.
    pub mean: MeanProgress,
    /// Areas in it.
    pub areas: Vec<AreaRow>,
    /// Its tasks, worst first, as far as they are shown here.
    pub rows: Vec<TaskRow>,
    /// The list of all of them, if there are more.
    pub more: Option<Link>,
    /// Its grids as a block; `None` without grids.
    pub block: Option<GridBlock>,
    /// The first of its grids.
    pub grids: Vec<GridLine>,
    /// Where they stand in the list of its grids.
    pub grid_pages: Pagination,
    /// Inspections, problems and rectifications that lately concern it, newest first.
    pub related: Vec<Related>,
    /// Where earlier ones are; `None` if there are none.
    pub earlier: Option<Link>,
    /// Where to speak up.
    pub feedback: Feedback,
    /// The sheet for its notice board.
    pub posting: Link,
    /// Its rows in data files.
    pub data: Vec<Link>,
}

/// An area in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AreaRow {
    /// Its name and page.
    pub label: Label,
    /// Its level.
    pub level: String,
    /// Who answers for it.
    pub responsible: Option<Holder>,
    /// Tasks that touch it; the bar's length is beside its largest sibling.
    pub distribution: Distribution,
    /// Grids in it.
    pub grids: u32,
}

/// A grid with what is to be done in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct GridRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Official code.
    pub code: Option<String>,
    /// 基础网格 or 专属网格.
    pub kind: String,
    /// The area it lies in, where the page does not say it already.
    pub area: Option<Label>,
    /// Posts responsible; empty is 网格员尚未公布.
    pub holders: Vec<Holder>,
    /// What is to be done in it; empty is 任务清单尚未公布.
    pub items: Vec<GridItem>,
    /// The worst light of its tasks.
    pub light: Option<Light>,
}

/// One thing to do in a grid.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct GridItem {
    /// What.
    pub text: String,
    /// How often.
    pub rhythm: Option<String>,
    /// The task it belongs to.
    pub task: Option<Link>,
}

/// All areas, level by level.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AreasView {
    /// The page.
    pub head: Head,
    /// Heading.
    pub heading: String,
    /// What there is, in figures: 8个县市、43个乡镇.
    pub levels: Vec<LevelCount>,
    /// Ways of looking: areas or grids.
    pub filters: Vec<Filter>,
    /// The tree of areas, as far as it is shown here.
    pub areas: Vec<AreaBranch>,
    /// Grids by street or town; empty without grids.
    pub blocks: Vec<GridBlock>,
    /// The lights that occur in the blocks, for the key.
    pub lights: Vec<Light>,
    /// Grids without a list of tasks.
    pub grids_without_tasks: u32,
}

/// How many areas of a level.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct LevelCount {
    /// The level's word.
    pub level: String,
    /// How many.
    pub count: u32,
}

/// An area with those in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AreaBranch {
    /// The area.
    pub row: AreaRow,
    /// Areas in it.
    pub areas: Vec<AreaBranch>,
    /// Open when the page is loaded.
    pub open: bool,
}

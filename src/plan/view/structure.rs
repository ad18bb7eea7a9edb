//! The structure of responsibility: who leads, who pushes, who carries out, and where nobody does.

use serde::Serialize;

use super::atoms::{Citation, Figure, Finding, Label, Light, LightCount, Link};
use super::head::Head;
use super::people::{Holder, Rung};
use super::plot::Distribution;

/// One way of looking at the structure: by leader, unit, handler or grid.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct StructureView {
    /// The page.
    pub head: Head,
    /// Heading in clauses: 责任体系：每项任务落实到人.
    pub clauses: Vec<String>,
    /// Totals: tasks, leaders, units, handlers, grids.
    pub figures: Vec<Figure>,
    /// Leading group, promotion office, execution groups.
    pub groups: Vec<Group>,
    /// The ladder 州长 → 县长、局长 → … → 村委会主任.
    pub ladder: Vec<Rung>,
    /// The lights that occur, for the key.
    pub lights: Vec<Light>,
    /// The tree: leaders → units → handlers.
    pub branches: Vec<Branch>,
    /// Units × categories.
    pub matrix: Option<Matrix>,
    /// Posts that nobody holds.
    pub vacancies: Vec<Finding>,
    /// Which projects have a contact leader; `None` without projects.
    pub contacts: Option<Contacts>,
    /// Tasks that no unit leads, the first of them.
    pub unled: Vec<Finding>,
    /// Where the others stand, if there are more.
    pub unled_more: Option<Label>,
    /// Roles that several hold, and several leaders' posts in one hand.
    pub doubled: Vec<Finding>,
    /// Categories in which several units lead tasks in one place: no fault of anybody's.
    pub shared: Vec<Finding>,
    /// Tasks whose lead unit was decided by a document where duties met.
    pub decided: Vec<Decided>,
}

/// A task whose lead unit was decided 指定牵头.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Decided {
    /// The task.
    pub task: Link,
    /// The unit that leads it.
    pub unit: Option<Label>,
    /// The document that says so.
    pub document: Citation,
}

/// A group that leads or pushes: 领导小组, 推进办, 执行小组.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Group {
    /// Its name and page.
    pub label: Label,
    /// What kind it is: 领导小组 …
    pub kind: String,
    /// Who heads it.
    pub head: Option<Holder>,
    /// Its other members.
    pub members: Vec<Holder>,
    /// The leader it assists.
    pub assists: Option<Holder>,
    /// Its tasks; `None` if it leads none.
    pub distribution: Option<Distribution>,
    /// The list of its tasks.
    pub tasks_href: Option<String>,
    /// Office telephone.
    pub phone: Option<String>,
}

/// Which projects 重点项目 have a contact leader 包联领导.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Contacts {
    /// How many projects.
    pub projects: u32,
    /// How many of them have one.
    pub contacted: u32,
    /// Those that have none, the first of them.
    pub without: Vec<Label>,
    /// Where the others stand, if there are more.
    pub more: Option<Label>,
}

/// A branch of the tree: a leader, or a unit below one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Branch {
    /// A person's or a unit's page; the text is a leader's name or a unit's short name.
    pub label: Label,
    /// A leader's post, or a unit's head: 局长 陆行之.
    pub second: Option<String>,
    /// Remit in a few words.
    pub remit: Option<String>,
    /// Nobody holds the post.
    pub vacant: bool,
    /// Its tasks; the bar's length is beside its largest sibling.
    pub distribution: Distribution,
    /// Red and silent lights, zeros left out.
    pub attention: Vec<LightCount>,
    /// Open when the page is loaded: the one with the most red lights.
    pub open: bool,
    /// Branches below.
    pub branches: Vec<Branch>,
    /// Units below in brief, where there are too many for branches.
    pub units: Vec<UnitItem>,
    /// Handlers below. They have no counts of lights.
    pub handlers: Vec<HandlerItem>,
    /// More handlers than are listed here: the unit's page.
    pub more: Option<Label>,
}

/// A unit in the tree, in brief.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct UnitItem {
    /// The unit.
    pub label: Label,
    /// Tasks it leads for the leader above it.
    pub tasks: u32,
}

/// A handler in the tree: a post, and a name only where the policy allows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct HandlerItem {
    /// The post with its section: 物业与改造科科长.
    pub label: Label,
    /// Name.
    pub name: Option<String>,
    /// Nobody holds it.
    pub vacant: bool,
}

/// Units by categories.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Matrix {
    /// Categories, in the catalogue's order.
    pub columns: Vec<Label>,
    /// Units.
    pub rows: Vec<MatrixRow>,
    /// Sums of the columns.
    pub totals: Vec<u32>,
    /// Sum of all.
    pub total: u32,
}

/// A unit's tasks by category.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixRow {
    /// The unit.
    pub unit: Label,
    /// One cell for each column.
    pub cells: Vec<MatrixCell>,
    /// Tasks it leads.
    pub total: u32,
}

/// Where a unit meets a category.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MatrixCell {
    /// Tasks it leads; 0 is shown as a dash.
    pub count: u32,
    /// The worst light among them, if it asks for attention.
    pub worst: Option<Light>,
}

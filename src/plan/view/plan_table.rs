//! One of the tables as which a plan is published: the same tasks, another side of them.

use serde::Serialize;

use super::atoms::{Label, Light, Pagination};
use super::head::Head;

/// A page of a table of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PlanTableView {
    /// The page.
    pub head: Head,
    /// What the method calls the table.
    pub name: String,
    /// The plan.
    pub plan: Label,
    /// What the table says.
    pub text: Option<String>,
    /// The plan's other tables; this one without address.
    pub tables: Vec<Label>,
    /// The orders in which the table can be read; this one without address. Empty if only one.
    pub orders: Vec<Label>,
    /// Tasks of the plan, the same in every table.
    pub total: u32,
    /// What the table's cells add up to: 合计预算12.3亿元, 共86个阶段.
    pub sum: String,
    /// Headings of the columns after the task.
    pub columns: Vec<String>,
    /// The tasks of this page.
    pub rows: Vec<PlanTableRow>,
    /// Where this page stands.
    pub pages: Pagination,
}

/// A task in the table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PlanTableRow {
    /// What the row is called within the page.
    pub anchor: String,
    /// Its official number.
    pub code: Option<String>,
    /// Its title and page.
    pub task: Label,
    /// Its light.
    pub light: Light,
    /// Its cells; a cell without a line is 未公布.
    pub cells: Vec<Vec<String>>,
}

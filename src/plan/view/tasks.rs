//! Lists of tasks: all, and prebuilt by light, category, unit, leader, area, month.

use serde::Serialize;

use super::atoms::{Filter, Link, MeanProgress, Pagination, Reconciliation, TaskRow};
use super::head::Head;
use super::plot::Distribution;

/// One page of a list of tasks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TasksView {
    /// The page.
    pub head: Head,
    /// Heading: 任务进展, 民生改善 …
    pub heading: String,
    /// What the list holds, in a sentence, if the heading does not say it.
    pub lead: Option<String>,
    /// How the list's tasks are distributed; on first pages of categories, units, areas.
    pub distribution: Option<Distribution>,
    /// The mean of their progress, beside the distribution.
    pub mean: Option<MeanProgress>,
    /// Announced totals beside what is published.
    pub reconciliations: Vec<Reconciliation>,
    /// The next level of the catalogue, with counts; with bars if there are few.
    pub subcategories: Vec<Subcategory>,
    /// Filters.
    pub filters: Vec<Filter>,
    /// The tasks of this page: red, silent, yellow, due soon, the rest.
    pub rows: Vec<TaskRow>,
    /// Where this page stands.
    pub pages: Pagination,
    /// The list as data.
    pub data: Vec<Link>,
}

/// A category below this one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Subcategory {
    /// Its name.
    pub name: String,
    /// Its list.
    pub href: String,
    /// How many tasks it holds.
    pub tasks: u32,
    /// How they stand, where there is room for a bar.
    pub distribution: Option<Distribution>,
}

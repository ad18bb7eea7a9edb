//! The home page: aggregates and six tasks, the same for 30 tasks as for 10,000.

use serde::Serialize;

use super::atoms::{
    CommendationCard, Day, ExposureCard, Figure, Label, LightCount, Link, MeanProgress,
    Reconciliation, TaskRow,
};
use super::head::Head;
use super::plan::PlanFigure;
use super::plot::{Columns, Distribution};

/// The home page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct HomeView {
    /// The page.
    pub head: Head,
    /// The year or years spoken of: 今年, 2024—2026年.
    pub period: String,
    /// What the tasks are called together: 一线工作.
    pub works: String,
    /// All tasks of the plan.
    pub distribution: Distribution,
    /// The mean of their progress.
    pub mean: MeanProgress,
    /// Categories that lag most, by name, worst first, at most three.
    pub lagging: Vec<Label>,
    /// Announced totals beside what is published.
    pub reconciliations: Vec<Reconciliation>,
    /// Four key figures: days left, due next month, exposures open, commended.
    pub figures: Vec<Figure>,
    /// Yellow and red month by month; `None` before the first month-end.
    pub columns: Option<Columns>,
    /// The most overdue tasks, at most three.
    pub overdue: Vec<TaskRow>,
    /// The next tasks to fall due, at most three.
    pub upcoming: Vec<TaskRow>,
    /// The list of all tasks.
    pub tasks_href: String,
    /// First level of the catalogue.
    pub categories: Vec<CategoryRow>,
    /// Newest exposures, at most three; `None` if the portal has no such board.
    pub exposures: Option<ExposureSummary>,
    /// Newest commendations, at most three.
    pub commendations: Option<CommendationSummary>,
    /// Figures of the ledgers of supervision.
    pub ledgers: Vec<Figure>,
    /// Figures of taking part.
    pub taking_part: Vec<Figure>,
    /// Who is responsible: leaders, units, handlers, grids.
    pub people: Vec<Figure>,
    /// The page of responsibilities.
    pub structure_href: Option<String>,
    /// The working method: its name, watchwords and parts.
    pub method: MethodLine,
    /// Figures the plan's document names, which no record counts.
    pub announced: Vec<PlanFigure>,
    /// Newest bulletins that are signed, at most three.
    pub bulletins: Vec<DatedLink>,
    /// Documents of the plan (1+8).
    pub documents: Vec<Link>,
    /// Child portals with their own summaries.
    pub children: Vec<ChildRow>,
    /// What they are called: 县市区.
    pub children_word: String,
    /// The page of comparison.
    pub children_href: Option<String>,
    /// In how much two levels differ.
    pub conflicts: u32,
}

/// The working method in a line.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MethodLine {
    /// Its name.
    pub name: String,
    /// Its watchwords.
    pub slogan: Option<String>,
    /// Its parts, each leading to what the rules say of it.
    pub parts: Vec<Label>,
}

/// A category with its progress.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CategoryRow {
    /// Its name.
    pub name: String,
    /// Its list of tasks.
    pub href: String,
    /// Tasks closed.
    pub done: u32,
    /// All its tasks.
    pub total: u32,
    /// The mean of their progress.
    pub mean: MeanProgress,
    /// Lights that ask for attention (red, silent, yellow), worst first, zeros left out.
    pub attention: Vec<LightCount>,
}

/// Newest exposures.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ExposureSummary {
    /// The board.
    pub href: String,
    /// Exposures that are shown.
    pub total: u32,
    /// Of these closed.
    pub closed: u32,
    /// The newest.
    pub cards: Vec<ExposureCard>,
}

/// Newest commendations.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CommendationSummary {
    /// The list.
    pub href: String,
    /// Collectives and persons honoured this year by decisions that stand.
    pub honoured: u32,
    /// The newest.
    pub cards: Vec<CommendationCard>,
}

/// A link with its day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DatedLink {
    /// The words.
    pub text: String,
    /// Where to.
    pub href: String,
    /// The day.
    pub on: Day,
}

/// A child portal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChildRow {
    /// Its name.
    pub name: String,
    /// Its home page; `None` if it was never published.
    pub href: Option<String>,
    /// Its tasks; `None` if nothing can be read.
    pub distribution: Option<Distribution>,
    /// The day of its data.
    pub data_date: Option<Day>,
    /// Since when there is nothing newer, if its figures are old.
    pub old_since: Option<Day>,
}

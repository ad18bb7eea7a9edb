//! A plan with its catalogue 类 → 项 → works, and the totals it announced.

use serde::Serialize;

use crate::plan::view::atoms::{
    Attachment, Citation, Day, Feedback, Label, Light, Link, MeanProgress, Reconciliation,
};
use crate::plan::view::head::Head;
use crate::plan::view::people::Holder;
use crate::plan::view::plot::Distribution;

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PlanView {
    /// The page.
    pub head: Head,
    /// Its id.
    pub id: String,
    /// Its name in clauses.
    pub clauses: Vec<String>,
    /// 年度计划, 多年计划, 专项方案, 民生实事.
    pub kind: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// Days to the last day; negative once it is over; `None` on an archive.
    pub days_left: Option<i32>,
    /// The day from which days are counted.
    pub counted_on: Day,
    /// Day of publication: from then on only declared changes.
    pub published_on: Option<Day>,
    /// What it is for.
    pub summary: Option<String>,
    /// The plan's own document.
    pub document: Option<Citation>,
    /// Documents it rests on.
    pub basis: Vec<Citation>,
    /// The unit in charge.
    pub unit: Option<Label>,
    /// The plan it carries out.
    pub parent: Option<Label>,
    /// Plans that carry it out, the eight of 1+8.
    pub children: Vec<PlanRow>,
    /// Days between two updates of a task.
    pub rhythm_days: u32,
    /// Its tasks by light, those of its categories included.
    pub distribution: Distribution,
    /// The mean of their progress.
    pub mean: MeanProgress,
    /// Announced totals beside what is published and withheld.
    pub reconciliations: Vec<Reconciliation>,
    /// Figures its document names, which no record counts: 600名以上.
    pub figures: Vec<PlanFigure>,
    /// Tables as which it is published.
    pub tables: Vec<TableLink>,
    /// Registers of its tasks by kind, with how many they hold.
    pub registers: Vec<Register>,
    /// Goals above its tasks.
    pub goals: Vec<Goal>,
    /// The method's checklist; empty if it has none.
    pub checklist: Vec<CheckStep>,
    /// How many steps of the checklist were found kept.
    pub kept: u32,
    /// How things stood on the days the method compares.
    pub snapshots: Option<Snapshots>,
    /// The catalogue, or what the plan carries out of another plan's.
    pub branches: Vec<Branch>,
    /// Tasks unfinished at the plan's end without a document 期满未结.
    pub unsettled: Vec<Work>,
    /// The list of all its tasks, where one holds these and no others.
    pub tasks_href: Option<String>,
    /// Where to speak up.
    pub feedback: Feedback,
    /// Its rows in data files.
    pub data: Vec<Link>,
}

/// A figure its document names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PlanFigure {
    /// What it counts.
    pub name: String,
    /// How many, with unit and bound.
    pub value: String,
    /// Where it was announced.
    pub source: String,
}

/// A table as which a plan is published.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TableLink {
    /// What the method calls it, and its page.
    pub label: Label,
    /// What it says.
    pub text: Option<String>,
}

/// A register of tasks of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Register {
    /// Its name, and its list where this holds the same tasks.
    pub label: Label,
    /// How many tasks of the plan it holds.
    pub count: u32,
}

/// A goal above the tasks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Goal {
    /// Its id: the anchor.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub text: Option<String>,
    /// How much, with unit and bound.
    pub target: String,
    /// What the indicators have reached together; `None` if none was reported.
    pub done: Option<String>,
    /// Whole percent of the goal.
    pub percent: Option<i32>,
    /// Whether it is reached.
    pub reached: bool,
    /// What the indicators promise together.
    pub promised: String,
    /// The indicators promise less than the goal: by how much.
    pub short: Option<String>,
    /// Indicators that gave a figure.
    pub counted: u32,
    /// The indicators that count towards it.
    pub contributions: Vec<Contribution>,
}

/// An indicator that counts towards a goal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Contribution {
    /// Its task.
    pub task: Link,
    /// Its name.
    pub indicator: String,
    /// Its target.
    pub target: String,
    /// Its reading; `None` is 未填报.
    pub done: Option<String>,
}

/// A step of the method's checklist as last found.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CheckStep {
    /// Its number, from 1.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// What is looked at.
    pub text: Option<String>,
    /// What was found last; `None` is 尚未督导.
    pub found: Option<Found>,
    /// How often it was looked at before.
    pub before: u32,
}

/// What was found at a step.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Found {
    /// 已落实, 部分落实, 未落实.
    pub state: String,
    /// It is kept.
    pub kept: bool,
    /// The day.
    pub on: Day,
    /// Who looked.
    pub unit: Option<Label>,
    /// What it rests on.
    pub text: Option<String>,
    /// Evidence.
    pub evidence: Vec<Attachment>,
}

/// How things stood on several days, side by side, each from what was known then.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Snapshots {
    /// The days.
    pub days: Vec<SnapshotDay>,
    /// Rows: a light, with its count on each of the days.
    pub lights: Vec<SnapshotRow>,
}

/// How things stood on a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SnapshotDay {
    /// 2026年年中.
    pub name: String,
    /// The day.
    pub on: Day,
    /// Mean progress of those that had reported; `None` if nobody had.
    pub mean: Option<i32>,
    /// How many had reported.
    pub counted: u32,
    /// Tasks finished by then.
    pub finished: u32,
    /// Due dates moved by then.
    pub moved: u32,
}

/// A light on each of the days.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SnapshotRow {
    /// The light.
    pub light: Light,
    /// How many tasks showed it, day by day.
    pub counts: Vec<u32>,
}

/// A plan in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PlanRow {
    /// Its name and page.
    pub label: Label,
    /// Number of the document that publishes it.
    pub number: Option<String>,
    /// The unit in charge, short name.
    pub unit: Option<String>,
    /// Its tasks; the bar's length is beside its largest sibling.
    pub distribution: Distribution,
}

/// A category with what is below it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Branch {
    /// Its name, and its list of tasks.
    pub label: Label,
    /// The document's word for its level: 类, 项.
    pub level: String,
    /// The leader in charge.
    pub leader: Option<Holder>,
    /// Its tasks; the bar's length is beside its largest sibling.
    pub distribution: Distribution,
    /// The mean of their progress.
    pub mean: MeanProgress,
    /// Categories below it.
    pub branches: Vec<Branch>,
    /// Its own tasks, worst first, as far as they are listed here.
    pub works: Vec<Work>,
    /// More tasks than are listed here: how many.
    pub more: u32,
    /// Open when the page is loaded.
    pub open: bool,
}

/// A task as a leaf of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Work {
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its light.
    pub light: Light,
    /// Lead unit's short name.
    pub unit: Option<String>,
}

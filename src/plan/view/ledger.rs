//! The ledgers of supervision: lists of inspections, problems, rectifications and pledges, and the
//! page of one entry.

use serde::Serialize;

use super::atoms::{Day, Feedback, Figure, Filter, Label, Link, Pagination, Stamp};
use super::exposure::{Rectification, TaskLink};
use super::head::Head;

/// One page of a ledger.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct LedgerView {
    /// The page.
    pub head: Head,
    /// Its heading.
    pub heading: String,
    /// What it is, in a sentence.
    pub lead: String,
    /// The figures of the whole ledger.
    pub figures: Vec<Figure>,
    /// Ledgers beside each other, then what this one is filtered by.
    pub filters: Vec<Filter>,
    /// What stands before the list, on its first page only.
    pub sections: Vec<Shown>,
    /// The heading of the list.
    pub list: String,
    /// The entries of this page.
    pub rows: Vec<Row>,
    /// What is so when there are none.
    pub none: String,
    /// Where this page stands.
    pub pages: Pagination,
    /// The day to which days are counted.
    pub counted_on: Day,
    /// Its data files.
    pub data: Vec<Link>,
}

/// A section with entries of some kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Shown {
    /// For links to it.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it is, or what it counts, in a sentence.
    pub lead: Option<String>,
    /// The whole list.
    pub more: Option<Link>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Entries.
    pub rows: Vec<Row>,
}

/// An entry in a list: what it is, how it stands, and facts in a few words each.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Row {
    /// For links to it, where it has no page of its own.
    pub id: Option<String>,
    /// Its title.
    pub label: Label,
    /// More about it.
    pub text: Option<String>,
    /// Facts in a few words each.
    pub facts: Vec<String>,
    /// How it stands.
    pub stamp: Option<Stamp>,
    /// What deserves attention: 逾期12天.
    pub bad: Option<String>,
    /// First day on which it must not be shown any more (exposures).
    pub gone: Option<Day>,
}

/// A fact about an entry: 责任单位, 发现日期 …
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Stated {
    /// What is said.
    pub name: String,
    /// The values.
    pub values: Vec<Label>,
}

/// Something that happened to an entry, or is said in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Said {
    /// When, if it has a day.
    pub on: Option<Day>,
    /// What, in a word.
    pub title: Option<String>,
    /// In words.
    pub text: String,
    /// What deserves attention.
    pub bad: Option<String>,
}

/// A list of what was said or done.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Account {
    /// Its heading.
    pub title: String,
    /// A note at its right.
    pub note: Option<String>,
    /// What was said or done.
    pub items: Vec<Said>,
}

/// One promise of a pledge.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Promised {
    /// What is promised.
    pub text: String,
    /// How it is measured.
    pub measurable: Option<String>,
    /// Last day.
    pub due: Day,
    /// The task that shows it.
    pub task: Option<TaskLink>,
    /// 履行中, 如期兑现, 逾期兑现, 未兑现 …
    pub state: String,
    /// It was not kept, or late.
    pub bad: bool,
    /// The day on which it was done.
    pub done_on: Option<Day>,
    /// The finding in words, where no task shows it.
    pub finding: Option<String>,
}

/// The page of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct EntryView {
    /// The page.
    pub head: Head,
    /// Its id.
    pub id: String,
    /// Kind, mode, class and number, in a few words each.
    pub meta: Vec<String>,
    /// Its title in clauses.
    pub clauses: Vec<String>,
    /// How it stands.
    pub stamp: Option<Stamp>,
    /// How old it is, what is overdue.
    pub figures: Vec<Figure>,
    /// The day to which days are counted.
    pub counted_on: Day,
    /// It deserves attention: 已逾期12天.
    pub bad: Option<String>,
    /// More about it.
    pub text: Option<String>,
    /// Facts.
    pub facts: Vec<Stated>,
    /// Tasks concerned.
    pub tasks: Vec<TaskLink>,
    /// The conclusion, or how it was solved.
    pub conclusion: Option<String>,
    /// What was said and done, in sections.
    pub accounts: Vec<Account>,
    /// How it is put right (rectifications).
    pub rectification: Option<Rectification>,
    /// Promises (pledges).
    pub promises: Vec<Promised>,
    /// Entries of other ledgers that belong to it.
    pub sections: Vec<Shown>,
    /// Where to speak up.
    pub feedback: Feedback,
    /// Its rows in data files.
    pub data: Vec<Link>,
}

/// The plate of a project 项目公示牌, to be printed on A3.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PlateView {
    /// The page.
    pub head: Head,
    /// The project.
    pub title: String,
    /// Its number.
    pub code: Option<String>,
    /// What is promised.
    pub goal: Option<String>,
    /// First day.
    pub start: Day,
    /// Last day.
    pub due: Day,
    /// Who answers, role by role; a role nobody holds is 尚未公布.
    pub roles: Vec<PlateRole>,
    /// Office telephone.
    pub phone: Option<String>,
    /// Hotline.
    pub hotline: String,
    /// The full address behind the code to scan.
    pub url: String,
    /// The project's page.
    pub task: Link,
}

/// A role on a plate.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PlateRole {
    /// 包联领导, 指挥部, 工作专班 …
    pub role: String,
    /// Posts, with their holders where those are named, and units that hold it.
    pub names: Vec<String>,
}

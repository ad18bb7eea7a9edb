//! The portals below this one, side by side.

use serde::Serialize;

use super::atoms::{Day, Label, Light, Link};
use super::head::Head;
use super::plot::Distribution;

/// The page of comparison.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PortalsView {
    /// The page.
    pub head: Head,
    /// The heading: 县市区.
    pub heading: String,
    /// The portals.
    pub portals: Vec<ChildPortal>,
    /// How many have no figures or old ones.
    pub not_new: u32,
    /// Tasks that both levels show.
    pub shared: u32,
    /// Where two levels differ.
    pub conflicts: Vec<Conflict>,
    /// What the bars mean.
    pub lights: Vec<Light>,
    /// The same as open data.
    pub data: Vec<Link>,
}

/// A portal below this one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChildPortal {
    /// Its short name.
    pub name: String,
    /// Its name in full.
    pub full_name: String,
    /// Its home page; `None` if it was never published.
    pub href: Option<String>,
    /// Whether its data are invented.
    pub demonstration: bool,
    /// Its figures; `None` if nothing can be read.
    pub figures: Option<ChildFigures>,
    /// Since when there is nothing newer, if its figures are old.
    pub old_since: Option<Day>,
    /// What in its figures does not agree, one sentence each.
    pub doubts: Vec<String>,
}

/// What a portal says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChildFigures {
    /// Its tasks.
    pub distribution: Distribution,
    /// In whole percent; `None` if nothing is due yet.
    pub on_time: Option<u32>,
    /// Finished in time.
    pub kept: u32,
    /// Of those due.
    pub of: u32,
    /// Tasks that were not reported in time.
    pub silent: u32,
    /// Days of the longest silence.
    pub longest_silence_days: u32,
    /// Exposures not yet rectified.
    pub exposures_open: u32,
    /// The day of its data.
    pub data_date: Option<Day>,
    /// Announced totals: 95件，公布93，不予公开2.
    pub declared: Vec<ChildDeclared>,
}

/// An announced total of a child portal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChildDeclared {
    /// The plan that announced it.
    pub plan: String,
    /// The word: 件, 个单位.
    pub word: String,
    /// The measure word in it: 个.
    pub measure: String,
    /// Announced.
    pub declared: u32,
    /// Published.
    pub published: u32,
    /// Withheld.
    pub withheld: u32,
}

/// What two levels say differently of one task 上下不一致.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Conflict {
    /// The task here.
    pub task: Link,
    /// The child portal and its page of the task.
    pub child: Label,
    /// What differs: 完成时限.
    pub what: String,
    /// What is said here.
    pub here: Said,
    /// What is said there.
    pub there: Said,
}

/// A value with its source and day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Said {
    /// The value as it is read: 2026年11月30日, 66%.
    pub value: String,
    /// Where it comes from.
    pub source: String,
    /// Of which day.
    pub on: Day,
}

/// A task as a child portal shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct OtherLevel {
    /// The child portal and its page of the task.
    pub child: Label,
    /// In what it differs; empty if both levels say the same.
    pub conflicts: Vec<Conflict>,
}

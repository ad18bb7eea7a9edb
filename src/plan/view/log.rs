//! What happened to a task, as its page and the lists of changes tell it: reports of progress,
//! declared changes, acceptances.

use serde::Serialize;

use super::atoms::{Attachment, Citation, Day, Link, Pagination, Timeliness};
use super::head::Head;
use super::people::Holder;

/// One page of all reports on a task.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct UpdatesView {
    /// The page.
    pub head: Head,
    /// Heading: 历次进展.
    pub heading: String,
    /// The task.
    pub task: Link,
    /// The reports of this page, newest first.
    pub updates: Vec<Update>,
    /// Where this page stands.
    pub pages: Pagination,
    /// The reports of all tasks as data.
    pub data: Vec<Link>,
}

/// A report of progress.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Update {
    /// The day it speaks of.
    pub as_of: Day,
    /// The day it was reported.
    pub reported_on: Day,
    /// Progress then, whole percent.
    pub progress: Option<i32>,
    /// Progress before, if it fell.
    pub fell_from: Option<i32>,
    /// Why it fell; `None` with `fell_from` is 未说明原因.
    pub reason: Option<String>,
    /// What was done.
    pub text: Option<String>,
    /// The stage at work.
    pub stage: Option<String>,
    /// That stage was finished on this day.
    pub stage_done: Option<Day>,
    /// The whole task was finished on this day.
    pub completed_on: Option<Day>,
    /// Work has not begun.
    pub not_begun: bool,
    /// It brought neither a figure nor a stage nor evidence 无实质进展.
    pub insubstantial: bool,
    /// Days after the last day for it 迟报; 0 if it came in time.
    pub late_by: i32,
    /// What comes next.
    pub next_step: Option<String>,
    /// Problems.
    pub problems: Vec<String>,
    /// Readings of indicators: 加装电梯 45部.
    pub observations: Vec<String>,
    /// Paid so far, in words.
    pub paid: Option<String>,
    /// Evidence.
    pub evidence: Vec<Attachment>,
    /// Who reported.
    pub reporter: Option<String>,
    /// Who verified; `None` is 未核实.
    pub verified_by: Option<String>,
}

/// A declared change.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Change {
    /// Day of the change.
    pub on: Day,
    /// What changed: 完成时限, 经办人 …
    pub field: String,
    /// The stage, for changes of a stage.
    pub stage: Option<String>,
    /// The value before, in words.
    pub old: Option<String>,
    /// The value after, in words.
    pub new: Option<String>,
    /// Why, as a word: 征地拆迁.
    pub reason_word: Option<String>,
    /// Why, in words; neither of the two is 未说明原因.
    pub reason: Option<String>,
    /// Who decided; neither this nor a document is 未注明批准.
    pub decided_by: Option<String>,
    /// The document.
    pub document: Option<Citation>,
    /// The task into which this one went.
    pub into: Option<Link>,
    /// Days by which a due date moved; negative is earlier.
    pub days: Option<i32>,
    /// Within 15 days before the due date 临期改期.
    pub last_minute: bool,
}

/// An acceptance 销号.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Closing {
    /// Number in the ledger.
    pub number: String,
    /// Day of acceptance.
    pub on: Day,
    /// Day the work was finished.
    pub completed_on: Option<Day>,
    /// Early, in time or late.
    pub timeliness: Timeliness,
    /// Who verified.
    pub verifier: Holder,
    /// What was found.
    pub result: String,
    /// Evidence.
    pub evidence: Vec<Attachment>,
    /// The acceptance document.
    pub document: Option<Citation>,
    /// Reopened later 回潮.
    pub reopened: Option<Reopening>,
}

/// A closing undone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Reopening {
    /// The day.
    pub on: Day,
    /// Why.
    pub reason: String,
    /// Who found it.
    pub found_by: Option<String>,
}

//! Good practices 经验: what others can do as well.

use serde::Serialize;

use super::exposure::TaskLink;
use crate::plan::view::atoms::{Day, Feedback, Label, Pagination};
use crate::plan::view::head::Head;

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PracticesView {
    /// The page.
    pub head: Head,
    /// The practices of this page, newest first.
    pub cards: Vec<PracticeCard>,
    /// Where this page stands.
    pub pages: Pagination,
}

/// A practice in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PracticeCard {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The unit, short name.
    pub unit: String,
    /// What it achieved, in a sentence.
    pub summary: String,
    /// Day of publication.
    pub published_on: Day,
}

/// One practice.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PracticeView {
    /// The page.
    pub head: Head,
    /// Its id.
    pub id: String,
    /// The title in clauses.
    pub clauses: Vec<String>,
    /// The unit.
    pub unit: Label,
    /// What it achieved, in a sentence.
    pub summary: String,
    /// Day of publication.
    pub published_on: Day,
    /// Who wrote it 来源.
    pub source: String,
    /// The write-up, as HTML made from Markdown.
    pub body: String,
    /// Tasks concerned.
    pub tasks: Vec<TaskLink>,
    /// Where to speak up.
    pub feedback: Feedback,
}

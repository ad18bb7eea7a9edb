//! Commendations: who did what well, and who verified it.

use serde::Serialize;

use super::exposure::TaskLink;
use crate::plan::view::atoms::{
    Citation, CommendationCard, Day, Feedback, Figure, Filter, Label, Pagination, Stamp,
};
use crate::plan::view::bulletin::DocumentHead;
use crate::plan::view::head::Head;

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CommendationsView {
    /// The page.
    pub head: Head,
    /// The year spoken of.
    pub year: i32,
    /// Collectives and persons honoured in that year.
    pub honoured: u32,
    /// Working days of a publicity period.
    pub working_days: u32,
    /// Two figures: 集体, 个人.
    pub figures: Vec<Figure>,
    /// 类型 and 月份.
    pub filters: Vec<Filter>,
    /// The entries of this page: those in their publicity period first, then the newest.
    pub cards: Vec<CommendationCard>,
    /// Where this page stands.
    pub pages: Pagination,
}

/// One commendation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CommendationView {
    /// The page.
    pub head: Head,
    /// Its id.
    pub id: String,
    /// 通报表扬 or 表彰.
    pub kind: String,
    /// The title in clauses.
    pub clauses: Vec<String>,
    /// 集体, 个人, 表彰 or 撤销.
    pub stamp: Stamp,
    /// Who is honoured.
    pub honoured: Vec<Honoured>,
    /// The deed in one sentence with a figure.
    pub deed: String,
    /// The write-up, as HTML made from Markdown.
    pub body: Option<String>,
    /// Tasks concerned.
    pub tasks: Vec<TaskLink>,
    /// Day of publication.
    pub published_on: Day,
    /// Day of the decision; `None` while only proposed 拟表扬.
    pub decided_on: Option<Day>,
    /// The deciding document.
    pub document: Option<Citation>,
    /// Its document header, once it was decided by a numbered document.
    pub paper: Option<DocumentHead>,
    /// Number of the approved award project (表彰 only).
    pub project_number: Option<String>,
    /// Who verified the deed.
    pub verified_by: Option<Label>,
    /// The publicity period.
    pub publicity: Option<Publicity>,
    /// The decision to praise somebody with an open exposure.
    pub in_spite: Option<InSpite>,
    /// Taken back.
    pub revoked: Option<Revocation>,
    /// Where to speak up.
    pub feedback: Feedback,
}

/// Somebody honoured.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Honoured {
    /// A unit, a post, a collective or a person.
    pub name: Label,
    /// 集体 or 个人.
    pub kind: String,
    /// Where they belong, if the name does not say it.
    pub of: Option<Label>,
}

/// A publicity period 公示.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Publicity {
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// How many working days.
    pub working_days: u32,
    /// It is going on.
    pub running: bool,
    /// Where objections go.
    pub channel: String,
    /// Objections received, once it is over.
    pub objections: Option<u32>,
    /// What came of them.
    pub outcome: Option<String>,
}

/// A decision to praise in spite of an open exposure.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct InSpite {
    /// The exposure.
    pub exposure: Label,
    /// Who decided.
    pub approver: String,
    /// The day.
    pub on: Day,
    /// Why.
    pub reason: String,
}

/// A commendation taken back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Revocation {
    /// The day.
    pub on: Day,
    /// Why.
    pub reason: String,
}

//! What has changed: every declared change, closing, reopening and withdrawal, newest first.

use serde::Serialize;

use crate::plan::view::atoms::{Day, Figure, Filter, Link, Month, Pagination, Timeliness};
use crate::plan::view::head::Head;
use crate::plan::view::log::Change;

/// The newest month, or one month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChangesView {
    /// The page.
    pub head: Head,
    /// The month spoken of; `None` on the page of all months, which shows the newest.
    pub month: Option<Month>,
    /// 改期, 其中未说明原因, 销号, 其他变更 of the months shown.
    pub figures: Vec<Figure>,
    /// 月份.
    pub filters: Vec<Filter>,
    /// The months shown, newest first.
    pub groups: Vec<ChangeMonth>,
    /// Events of the newest month that only its own pages show: how many.
    pub rest: u32,
    /// Where this page stands among those of its month.
    pub pages: Option<Pagination>,
    /// Earlier months, if there are any.
    pub earlier: Option<Link>,
    /// The rows as data.
    pub data: Vec<Link>,
}

/// A month's events.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChangeMonth {
    /// The month.
    pub month: Month,
    /// Its page; `None` on that page.
    pub href: Option<String>,
    /// How many events the month has.
    pub total: u32,
    /// Its events, newest first, as far as they stand on this page.
    pub events: Vec<ChangeEvent>,
}

/// Something that happened to a record on a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChangeEvent {
    /// The day.
    pub on: Day,
    /// The record it concerns; without address if it is no longer public.
    pub subject: Subject,
    /// What happened.
    pub what: What,
}

/// The record an event concerns.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Subject {
    /// Its title; an ended exposure only has its number.
    pub title: String,
    /// Its page.
    pub href: Option<String>,
    /// The lead unit's short name.
    pub unit: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum What {
    /// A declared change; its own day equals the event's.
    Change(Box<Change>),
    /// Acceptance 销号.
    Closing(ClosingEvent),
    /// Relapse 回潮.
    Reopening(ReasonedEvent),
    /// Something was corrected or withdrawn.
    Correction(ReasonedEvent),
}

/// An acceptance in the list of changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ClosingEvent {
    /// Number in the ledger.
    pub number: String,
    /// Who verified: 州督查室主任.
    pub verifier: String,
    /// Early, in time or late; `None` for exposures.
    pub timeliness: Option<Timeliness>,
    /// Days between completion and the due date: positive early, negative late.
    pub days_early: Option<i32>,
    /// What was found.
    pub result: Option<String>,
}

/// An event with a reason in words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ReasonedEvent {
    /// What it is: 回潮, 更正, 撤下 …
    pub word: String,
    /// Why.
    pub reason: Option<String>,
}

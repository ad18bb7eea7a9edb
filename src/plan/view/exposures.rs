//! The exposure board: named shortcomings, followed until they are put right.

use serde::Serialize;

use crate::plan::view::atoms::{Day, ExposureCard, Figure, Filter, Link, Pagination};
use crate::plan::view::head::Head;

/// One page of the board.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ExposuresView {
    /// The page.
    pub head: Head,
    /// The year spoken of; figures and bars count that year's entries, ended ones included.
    pub year: i32,
    /// Two figures: 今年曝光 and 已销号，平均用时19天.
    pub figures: Vec<Figure>,
    /// The grounds with their counts, on the first page only.
    pub grounds: Vec<GroundBar>,
    /// 状态: 全部, 整改中, 待核查, 已销号, 回潮.
    pub filters: Vec<Filter>,
    /// The entries of this page: open ones first, then the newest.
    pub cards: Vec<ExposureCard>,
    /// Where this page stands.
    pub pages: Pagination,
    /// Entries that have ended, newest first; on the last page of 全部 only.
    pub tombstones: Vec<TombstoneRow>,
    /// If there are none: how to give a lead.
    pub instead: Option<Link>,
    /// How long entries stay, in the policy's figures.
    pub retention: Retention,
}

/// How often a ground was found.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct GroundBar {
    /// From 1.
    pub number: u32,
    /// The ground in words.
    pub text: String,
    /// How many.
    pub count: u32,
    /// Length of its bar beside the largest, in hundredths of a percent.
    pub length: i32,
}

/// What is left of an entry that has ended: no names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TombstoneRow {
    /// Its id.
    pub id: String,
    /// Its page.
    pub href: String,
    /// Ground, from 1.
    pub ground: u32,
    /// The ground in words.
    pub ground_text: String,
    /// Day of publication.
    pub published_on: Day,
    /// First day on which it was gone.
    pub ended_on: Day,
    /// What came of it: 已销号, 期满, 经复核撤销 …
    pub outcome: String,
}

/// How long entries stay.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Retention {
    /// Days with the label 已整改 after acceptance.
    pub rectified_days: u32,
    /// Months at most for a unit.
    pub unit_months: u32,
    /// Months at most for a named person.
    pub person_months: u32,
}

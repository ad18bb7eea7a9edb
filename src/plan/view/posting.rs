//! The sheet for a notice board 公示栏, to be printed and put up.

use serde::Serialize;

use super::area::GridItem;
use super::atoms::{Feedback, Link, TaskRow};
use super::head::Head;
use super::ledger::PlateRole;
use super::people::Duty;

/// The sheet of an area, an office or a grid.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PostingView {
    /// The page.
    pub head: Head,
    /// The place.
    pub name: String,
    /// Who answers, level by level; a level on which nobody does is 尚未公布.
    pub answer: Vec<PlateRole>,
    /// Duties of the place or office.
    pub duties: Vec<Duty>,
    /// What is to be done in a grid.
    pub items: Vec<GridItem>,
    /// How many tasks there are.
    pub total: u32,
    /// The tasks, worst first, as far as a sheet has room.
    pub rows: Vec<TaskRow>,
    /// Where to speak up.
    pub feedback: Feedback,
    /// The full address behind the code to scan.
    pub url: String,
    /// The page of the place.
    pub page: Link,
}

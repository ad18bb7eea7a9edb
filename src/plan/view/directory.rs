//! The directory of lists 分级任务清单.

use serde::Serialize;

use super::atoms::{Label, LightCount};
use super::head::Head;

/// The way to the list of every area and every leader.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DirectoryView {
    /// The page.
    pub head: Head,
    /// Heading.
    pub heading: String,
    /// What it is, in a sentence.
    pub lead: String,
    /// Areas with tasks, level by level.
    pub areas: Vec<DirectoryGroup>,
    /// Leaders with tasks, unit by unit.
    pub leaders: Vec<DirectoryGroup>,
}

/// Lists of a kind: those of streets, those of the leaders of one body.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DirectoryGroup {
    /// 乡镇街道, 区人大常委会 …
    pub title: String,
    /// What they are counted by: 个, 位.
    pub unit: String,
    /// The lists.
    pub rows: Vec<DirectoryRow>,
}

/// A list with how many tasks it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DirectoryRow {
    /// Whose it is, and where.
    pub label: Label,
    /// How many tasks.
    pub tasks: u32,
    /// Lights among them that ask for attention, zeros left out.
    pub attention: Vec<LightCount>,
}

//! The download page: every file, and for each file a page that explains its columns.

use serde::Serialize;

use super::table::Column;
use crate::plan::view::atoms::Link;
use crate::plan::view::head::Head;

/// The download page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DataView {
    /// The page.
    pub head: Head,
    /// The files.
    pub files: Vec<DataFile>,
    /// Other ways to take the data: feed, calendar, summary.
    pub others: Vec<Link>,
}

/// A table as two files.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DataFile {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What a row is, and what is left out.
    pub about: String,
    /// The page that explains its columns.
    pub href: String,
    /// The CSV file, relative to the page.
    pub csv: String,
    /// The JSON file.
    pub json: String,
    /// How many rows.
    pub rows: u32,
}

/// The page that explains every column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ColumnsView {
    /// The page.
    pub head: Head,
    /// The table.
    pub file: DataFile,
    /// Its columns.
    pub columns: Vec<ColumnRow>,
}

/// A column explained.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ColumnRow {
    /// Heading in CSV.
    pub title: String,
    /// Key in JSON.
    pub key: String,
    /// What it holds, in words.
    pub kind: String,
    /// What it says.
    pub about: String,
}

impl ColumnsView {
    /// A column of a table in words.
    pub fn row(column: &Column) -> ColumnRow {
        ColumnRow {
            title: column.title_zh.clone(),
            key: column.key.clone(),
            kind: column.kind.zh().to_owned(),
            about: column.about_zh.clone(),
        }
    }
}

//! Open data: a table that becomes a CSV file, a JSON file and a section of the download page.

use serde::Serialize;

/// What a column holds, in the words of the download page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// Words.
    Text,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Decimal,
    /// A day, `2026-09-30`.
    Day,
    /// 是 or 否; `true` or `false` in JSON.
    Flag,
}

impl ColumnKind {
    /// As the download page says it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Text => "文字",
            Self::Integer => "整数",
            Self::Decimal => "小数，最多两位",
            Self::Day => "日期，如2026-09-30",
            Self::Flag => "是或否",
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Column {
    /// Key in JSON: `lead_unit`.
    pub key: String,
    /// Heading in CSV: 牵头单位.
    pub title_zh: String,
    /// What it says, with its unit of measurement.
    pub about_zh: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// One field of a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub enum Cell {
    /// Unknown or not applicable, never 0.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Hundredths: 6650 is 66.5.
    Hundredths(i64),
    /// Millionths: a measured value as exactly as it was written.
    Millionths(i64),
    /// A day in ISO form.
    Day(String),
    /// Yes or no.
    Flag(bool),
}

/// A table; every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Table {
    /// File name without ending: `tasks`.
    pub name: String,
    /// Its title: 任务进展.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, in an order that does not depend on chance.
    pub rows: Vec<Vec<Cell>>,
}

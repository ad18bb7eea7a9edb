//! Columns: each with its name, its meaning and how its cell is found.

use chrono::NaiveDate;

use crate::date::iso;
use crate::method::Light;
use crate::percent::Percent;
use crate::plan::here::Here;
use crate::plan::view::table::{Cell, Column, ColumnKind};
use crate::yaml::Number;

/// A column of a table whose rows are made from `R`.
pub struct Of<R> {
    pub key: &'static str,
    pub title: &'static str,
    pub kind: ColumnKind,
    pub about: &'static str,
    pub cell: fn(Here, &R) -> Cell,
    /// The light whose tasks it counts: its title is the method's word.
    pub light: Option<Light>,
}

/// A column, written in one line of a table.
pub const fn column<R>(
    key: &'static str,
    title: &'static str,
    kind: ColumnKind,
    about: &'static str,
    cell: fn(Here, &R) -> Cell,
) -> Of<R> {
    Of { key, title, kind, about, cell, light: None }
}

/// A column of how many tasks have a light.
pub const fn count<R>(key: &'static str, light: Light, cell: fn(Here, &R) -> Cell) -> Of<R> {
    Of { key, title: "", kind: ColumnKind::Integer, about: "", cell, light: Some(light) }
}

/// A column's title and meaning.
fn said<R>(here: Here, column: &Of<R>) -> (String, String) {
    match column.light {
        None => (column.title.to_owned(), column.about.to_owned()),
        Some(light) => {
            let named = here.light(light);
            let is_lamp = matches!(light, Light::Red | Light::Yellow);
            let title = if is_lamp { named.short } else { named.word };
            let about = format!("{title}的任务数");
            (title, about)
        }
    }
}

/// Columns with the rows below them.
pub struct Filled {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

/// Fills a table whose columns are written in groups.
pub fn filled<R>(here: Here, groups: &[&[Of<R>]], rows: impl Iterator<Item = R>) -> Filled {
    let columns = || groups.iter().flat_map(|group| group.iter());
    let described = columns().map(|column| {
        let (title_zh, about_zh) = said(here, column);
        Column { key: column.key.to_owned(), title_zh, about_zh, kind: column.kind }
    });
    let cells = |row: R| columns().map(|column| (column.cell)(here, &row)).collect();
    Filled { columns: described.collect(), rows: rows.map(cells).collect() }
}

/// Words.
pub fn text(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

/// Words that may be missing.
pub fn words(words: Option<impl Into<String>>) -> Cell {
    words.map_or(Cell::Empty, text)
}

/// A day that may be missing.
pub fn day(day: Option<NaiveDate>) -> Cell {
    day.map_or(Cell::Empty, |day| Cell::Day(iso(day)))
}

/// A whole number that may be missing.
pub fn whole(number: Option<i64>) -> Cell {
    number.map_or(Cell::Empty, Cell::Integer)
}

/// A count.
pub fn counted(records: usize) -> Cell {
    Cell::Integer(i64::try_from(records).unwrap_or(i64::MAX))
}

/// A measured value.
pub fn exact(number: Number) -> Cell {
    Cell::Millionths(number.0)
}

/// A percentage that may be missing.
pub fn percent(percent: Option<Percent>) -> Cell {
    percent.map_or(Cell::Empty, |held| Cell::Hundredths(i64::from(held.hundredths())))
}

//! A table of another program in the place of records: one finding, at its head.

use super::Room;
use super::flat::tables;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::span::{FileId, Span};

/// Marks between the columns of a table.
const BETWEEN: [char; 4] = ['\t', '|', ',', '，'];

/// The finding, if the first line of a text holds the names of columns.
pub(super) fn sheet(room: Room, text: &str, file: FileId, offset: usize) -> Option<Diagnostic> {
    let line = text.lines().find(|line| !line.trim().is_empty())?;
    if line.contains([':', '：', '{', '[']) {
        return None;
    }
    let columns: Vec<&str> =
        line.split(BETWEEN).map(str::trim).filter(|name| !name.is_empty()).collect();
    let fields = tables(room).into_iter().next()?;
    let known: Vec<&str> =
        columns.iter().copied().filter(|name| fields.iter().any(|field| field.is(name))).collect();
    if columns.len() < 2 || 2 * known.len() < columns.len() {
        return None;
    }
    let start = offset + text.find(line)?;
    let words = say("这是一张表格，不是记录", "a table in the place of records");
    let example = known.iter().take(3).map(|name| format!("{name}: …")).collect::<Vec<_>>();
    let example = example.join(", ");
    let span = Span::new(file, start, start + line.trim_end().len());
    Some(Diagnostic::new(Code::YamlSyntax, span, words).help(say(
        format!("表格的每一行写成一条记录：`- {{{example}}}`，表头不写"),
        format!("write each of its rows as a record, without the head: `- {{{example}}}`"),
    )))
}

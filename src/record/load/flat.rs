//! A file that lost its indentation on the way, as when it was pasted through a chat window: one
//! finding, where the first line stands that belongs to the one above.

use super::Room;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::record::KINDS;
use crate::span::{FileId, Span};
use crate::yaml::{Field, below};

/// A line of a record: where it begins, and its words.
type Line<'a> = (usize, &'a str);

/// The finding, if no line of a text is indented and one of them has to be.
pub(super) fn flattened(room: Room, text: &str, file: FileId, offset: usize) -> Option<Diagnostic> {
    let lines = lines(text);
    if lines.iter().any(|(_, line)| line.starts_with(char::is_whitespace)) {
        return None;
    }
    let tables = tables(room);
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let belongs = |((_, above), (_, line)): &(&Line, &Line)| {
        goes_on_in_item(above, line) || goes_on_in_value(above, line, &tables)
    };
    let (_, (start, line)) = pairs.into_iter().find(belongs)?;
    Some(lost(Span::new(file, offset + start, offset + start + line.len())))
}

/// The lines that hold something.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let is_empty = words.trim_start().is_empty() || words.trim_start().starts_with('#');
        if !is_empty && words != "---" {
            lines.push((start, words));
        }
        start += line.len();
    }
    lines
}

/// The key of a line, and what stands behind it.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_plain = !key.starts_with(['-', '{', '[', '"', '\'', '}', ']', ',']);
    let value = value.split(" #").next().unwrap_or_default();
    let is_apart = value.is_empty() || value.starts_with(' ');
    (is_plain && is_apart).then_some((key, value.trim()))
}

/// A key below the first key of an item: between brackets it may stand anywhere.
fn goes_on_in_item(above: &str, line: &str) -> bool {
    let item = above.strip_prefix("- ").and_then(key);
    let is_whole = |(_, value): (&str, &str)| !value.contains(['{', '[', '"', '\'']);
    item.is_some_and(is_whole) && key(line).is_some()
}

/// A key below one that has no value, which only what that key holds can have.
fn goes_on_in_value(above: &str, line: &str, tables: &[&'static [Field]]) -> bool {
    let (Some((outer, "")), Some((inner, _))) = (key(above), key(line)) else { return false };
    let is_known = |fields: &[Field], key: &str| fields.iter().any(|field| field.is(key));
    let mut holders = tables.iter().filter_map(|fields| {
        let holder = fields.iter().find(|field| field.is(outer));
        holder.and_then(|holder| Some((*fields, below(&(holder.shape)())?)))
    });
    holders.any(|(around, below)| is_known(below, inner) && !is_known(around, inner))
}

/// The tables of keys of the records of a room and of those within them.
pub(super) fn tables(room: Room) -> Vec<&'static [Field]> {
    let kinds = KINDS.iter().filter(|kind| Room::of(kind.example.0) == Some(room));
    let mut tables: Vec<&'static [Field]> = kinds.map(|kind| kind.fields).collect();
    let mut at = 0;
    while let Some(fields) = tables.get(at).copied() {
        let within = fields.iter().filter_map(|field| below(&(field.shape)()));
        // A category holds categories.
        let new: Vec<_> = within.filter(|table| !tables.iter().any(|it| same(it, table))).collect();
        tables.extend(new);
        at += 1;
    }
    tables
}

fn same(one: &[Field], other: &[Field]) -> bool {
    one.iter().map(|field| field.en).eq(other.iter().map(|field| field.en))
}

fn lost(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::YamlSyntax,
        span,
        say(
            "整个文件都没有缩进，看不出这一行属于上一行",
            "the file has no indentation, so this line does not belong to the one above",
        ),
    )
    .help(say(
        "从原来的文件重新复制，保留行首空格；没有原文件的，凡属于上一行的，行首加两个空格",
        "copy it again with its spaces, or put two spaces before every line that belongs to the one above",
    ))
}

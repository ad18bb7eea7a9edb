//! What a record may hold, as data: the one source of key checks, JSON Schema and the reference.

use super::{Node, Value};
use crate::span::Span;

/// The form of a value.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Any text.
    Text,
    /// An id.
    Slug,
    /// The id of a record of another kind, by that kind's English and Chinese name.
    Reference(&'static str, &'static str),
    /// `2026-11-30`.
    Date,
    /// 0–100.
    Percent,
    /// A decimal number.
    Number,
    /// A whole number.
    Integer,
    /// Yuan.
    Money,
    /// `true` or `false`, 是 or 否.
    Flag,
    /// One word of a fixed list.
    Choice(&'static [Choice]),
    /// A list of values of one form; a single value counts as a list of one.
    List(Box<Shape>),
    /// A mapping with known keys.
    Record(&'static [Field]),
    /// A name or a mapping, read later against another table of keys.
    Open,
}

/// A word an author may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The word in code and data files.
    pub en: &'static str,
    /// The word on pages.
    pub zh: &'static str,
}

/// A key of a record.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// English spelling.
    pub en: &'static str,
    /// Chinese spellings, the preferred one first.
    pub zh: &'static [&'static str],
    /// What it says, in English.
    pub about_en: &'static str,
    /// What it says, in Chinese.
    pub about_zh: &'static str,
    /// Whether a record without it is an error.
    pub required: bool,
    /// The form of its value.
    pub shape: fn() -> Shape,
}

impl Field {
    /// Whether this is a spelling of the key.
    pub fn is(&self, key: &str) -> bool {
        self.en == key || self.zh.contains(&key)
    }

    /// The Chinese spelling to show.
    pub fn name_zh(&self) -> &'static str {
        self.zh.first().copied().unwrap_or(self.en)
    }
}

/// Visits every scalar in a node of this form and below it, with the form it has there: also in a
/// record that could not be read.
pub fn each_scalar(node: &Node, shape: &Shape, visit: &mut dyn FnMut(&Shape, &str, Span)) {
    match (shape, &node.value) {
        (Shape::List(inner), Value::List(items)) => {
            for item in items {
                each_scalar(item, inner, visit);
            }
        }
        (Shape::List(inner), _) => each_scalar(node, inner, visit),
        (Shape::Record(fields), Value::Map(entries)) => {
            for (key, value) in entries {
                if let Some(field) = fields.iter().find(|field| field.is(&key.text)) {
                    each_scalar(value, &(field.shape)(), visit);
                }
            }
        }
        (shape, Value::Scalar { text, .. }) => visit(shape, text, node.span),
        _ => {}
    }
}

/// Whether a field of this type (as written in a `record!`) must be there.
pub const fn is_required(kind: &str) -> bool {
    let kind = kind.as_bytes();
    !(begins(kind, b"Option") || begins(kind, b"Vec"))
}

const fn begins(text: &[u8], start: &[u8]) -> bool {
    match (text, start) {
        (_, []) => true,
        ([], _) => false,
        ([a, text @ ..], [b, start @ ..]) => *a == *b && begins(text, start),
    }
}

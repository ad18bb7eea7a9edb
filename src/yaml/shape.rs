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

/// A scalar where a form says what it is.
pub struct Formed<'a> {
    /// The form it has there.
    pub shape: &'a Shape,
    /// The key under which it stands.
    pub field: Option<&'static Field>,
    /// What is written.
    pub text: &'a str,
    /// Where.
    pub span: Span,
}

/// Visits every scalar in a node of this form and below it, with the form it has there: also in a
/// record that could not be read.
pub fn each_scalar(node: &Node, shape: &Shape, visit: &mut dyn FnMut(&Formed)) {
    each_below(node, shape, None, visit);
}

fn each_below(
    node: &Node,
    shape: &Shape,
    field: Option<&'static Field>,
    visit: &mut dyn FnMut(&Formed),
) {
    match (shape, &node.value) {
        (Shape::List(inner), Value::List(items)) => {
            for item in items {
                each_below(item, inner, field, visit);
            }
        }
        (Shape::List(inner), _) => each_below(node, inner, field, visit),
        (Shape::Record(fields), Value::Map(entries)) => {
            for (key, value) in entries {
                if let Some(field) = fields.iter().find(|field| field.is(&key.text)) {
                    each_below(value, &(field.shape)(), Some(field), visit);
                }
            }
        }
        (shape, Value::Scalar { text, .. }) => {
            visit(&Formed { shape, field, text, span: node.span });
        }
        _ => {}
    }
}

/// The keys of the records within a value.
pub fn below(shape: &Shape) -> Option<&'static [Field]> {
    match shape {
        Shape::Record(fields) => Some(fields),
        Shape::List(item) => below(item),
        Shape::Text
        | Shape::Slug
        | Shape::Reference(..)
        | Shape::Date
        | Shape::Percent
        | Shape::Number
        | Shape::Integer
        | Shape::Money
        | Shape::Flag
        | Shape::Choice(_)
        | Shape::Open => None,
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

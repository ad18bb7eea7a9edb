//! The keys of a mapping, taken out one by one: unknown ones are reported, missing ones asked for.

use super::read::{Read, wrong_type};
use super::{Field, Key, Node, Value, unknown};
use crate::diagnostic::{Code, Diagnostic, Wording, any_error, say};
use crate::span::Span;

/// Keys of a record whose values are written but could not be read. They were reported: rules
/// that miss or need them are not asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Unread(Vec<&'static str>);

impl Unread {
    /// Whether the value of this English key could not be read; `unread!` asks it of a field.
    pub fn has(&self, key: &str) -> bool {
        self.0.contains(&key)
    }

    /// Whether every value could be read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The keys of one mapping, taken out one by one.
pub struct Fields<'a> {
    entries: &'a [(Key, Node)],
    span: Span,
    /// Fields that an unknown key seems to mean.
    meant: Vec<&'static str>,
    unread: Unread,
}

impl<'a> Fields<'a> {
    /// Opens a mapping and reports every key that is not among `known`, or is there twice in
    /// two spellings.
    pub fn open(
        node: &'a Node,
        known: &'static [Field],
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            if let Some(problem) = unknown::colonless(node, known) {
                problems.push(problem);
                return None;
            }
            let keys = known.iter().take(3).map(Field::name_zh).collect::<Vec<_>>().join("、");
            let help = in_a_record(node, known).unwrap_or_else(|| {
                say(format!("按“键: 值”逐行写，例如 {keys}"), "write `key: value` lines")
            });
            let problem = wrong_type(node, "若干“键: 值”", "a mapping").help(help);
            problems.extend(Some(problem).filter(|_| node.value != Value::Broken));
            return None;
        };
        let is_known = |key: &Key| known.iter().any(|field| field.is(&key.text));
        if node.is_broken() && !entries.iter().any(|(key, _)| is_known(key)) {
            // It is no record at all; why, was reported.
            return None;
        }
        for (at, (key, value)) in entries.iter().enumerate() {
            let Some(field) = known.iter().find(|field| field.is(&key.text)) else { continue };
            let earlier = entries.iter().take(at).find(|(other, _)| field.is(&other.text));
            // A merged key gives way to the mapping's own, in whichever spelling.
            let is_own = key.span.start >= node.span.start;
            let is_read = value.value != Value::Broken;
            if let Some((first, _)) = earlier.filter(|_| is_own && is_read) {
                problems.push(super::duplicate_key(key, first.span));
            }
        }
        let meant = unknown::report(entries, known, problems);
        Some(Self { entries, span: node.span, meant, unread: Unread::default() })
    }

    /// Takes the value of a field; a missing required field is reported, unless an unknown key
    /// that was reported seems to mean it.
    pub fn take<T: Read>(&mut self, field: &Field, problems: &mut Vec<Diagnostic>) -> Option<T> {
        let found = self.entries.iter().find(|(key, _)| field.is(&key.text));
        let is_astray =
            |(_, node): &&(Key, Node)| node.value == Value::Null && self.meant.contains(&field.en);
        let Some((key, node)) = found.filter(|entry| !is_astray(entry)) else {
            let is_damaged = |(key, _): &(Key, Node)| key.text.contains('\u{fffd}');
            if self.meant.contains(&field.en) || self.entries.iter().any(is_damaged) {
                self.unread.0.push(field.en);
                return T::absent();
            }
            return T::absent().or_else(|| {
                problems.push(self.missing(field));
                None
            });
        };
        if node.value != Value::Null {
            let before = problems.len();
            let value = T::read(node, problems);
            let wrong = problems.get(before..).is_some_and(any_error);
            if wrong || value.is_none() || node.is_broken() {
                self.unread.0.push(field.en);
            }
            return value;
        }
        let absent = T::absent();
        if absent.is_none() {
            problems.push(
                Diagnostic::new(
                    Code::MissingKey,
                    key.span,
                    say(
                        format!("`{}`后面没有内容", key.text),
                        format!("`{}` has no value", key.text),
                    ),
                )
                .help(say(format!("填写{}", field.about_zh), "write a value after the colon")),
            );
        }
        absent
    }

    /// The keys whose values could not be read.
    pub fn unread(self) -> Unread {
        self.unread
    }

    fn missing(&self, field: &Field) -> Diagnostic {
        Diagnostic::new(
            Code::MissingKey,
            Span { end: self.span.end.min(self.span.start + 1), ..self.span },
            say(format!("缺少`{}`", field.name_zh()), format!("missing key `{}`", field.en)),
        )
        .help(say(
            format!("加一行`{}: …`（{}）", field.name_zh(), field.about_zh),
            format!("add a line `{}: …`", field.en),
        ))
    }
}

/// How a text becomes the record that belongs in its place: below the only key that must be there, or
/// items without the dashes before their keys.
fn in_a_record(node: &Node, known: &[Field]) -> Option<Wording> {
    match &node.value {
        Value::Scalar { text, .. } if text.chars().count() <= 40 => {
            let mut required = known.iter().filter(|field| field.required);
            let (Some(only), None) = (required.next(), required.next()) else { return None };
            // An address is seldom what the record is called.
            if text.contains("://") {
                return None;
            }
            let (zh, en) = (only.name_zh(), only.en);
            Some(say(
                format!("写成`{}`", in_braces(zh, text)),
                format!("write `{}`", in_braces(en, text)),
            ))
        }
        Value::List(items) => {
            let is_entry = |item: &Node| match &item.value {
                Value::Map(entries) => {
                    entries.iter().all(|(key, _)| known.iter().any(|it| it.is(&key.text)))
                }
                Value::Null | Value::Scalar { .. } | Value::List(_) | Value::Broken => false,
            };
            (!items.is_empty() && items.iter().all(is_entry))
                .then(|| say("删去每个键前面的横线`- `", "delete the dashes before the keys"))
        }
        Value::Null | Value::Scalar { .. } | Value::Map(_) | Value::Broken => None,
    }
}

/// `{名称: 甲}`, quoted where the value would end before its end.
pub(super) fn in_braces(name: &str, value: &str) -> String {
    let quote = if value.contains([',', ':', '#', '{', '[', '}', ']']) { "\"" } else { "" };
    format!("{{{name}: {quote}{value}{quote}}}")
}

//! Records that a dash before one of their keys has cut in two, put together again.

use std::borrow::Cow;

use super::fields::in_braces;
use super::read::Read;
use super::{Field, Key, Node, Shape, Value, slip};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::span::Span;

/// The items of a list of records. One that is cut in two by a dash before a key that is not its
/// first is reported and put together again.
pub fn whole_records<'a, T: Read>(
    items: &'a [Node],
    problems: &mut Vec<Diagnostic>,
) -> Cow<'a, [Node]> {
    let Shape::Record(fields) = T::shape() else { return Cow::Borrowed(items) };
    let is_cut = |(one, next): (&Node, &Node)| goes_on(one, next, fields);
    if !items.iter().zip(items.iter().skip(1)).any(is_cut) {
        return Cow::Borrowed(items);
    }
    let mut whole: Vec<Node> = Vec::new();
    let mut is_told = false;
    for item in items {
        let before = whole.last_mut().filter(|before| goes_on(before, item, fields));
        match (before.map(|before| &mut before.value), &item.value) {
            (Some(Value::Map(entries)), Value::Map(more)) => {
                let span = Span { end: item.span.end.min(item.span.start + 1), ..item.span };
                // Whoever writes a dash before each key has made one mistake.
                problems.extend((!is_told).then(|| slip::stray_dash(span)));
                is_told = true;
                entries.extend(more.iter().cloned());
            }
            _ => {
                whole.push(item.clone());
                is_told = false;
            }
        }
    }
    Cow::Owned(whole)
}

/// Whether an item lacks the key with which records begin, and all its keys are such that the one
/// before it lacks.
fn goes_on(before: &Node, item: &Node, fields: &[Field]) -> bool {
    let (Value::Map(before), Value::Map(more)) = (&before.value, &item.value) else { return false };
    let is_in =
        |field: &Field, entries: &[(Key, Node)]| entries.iter().any(|(key, _)| field.is(&key.text));
    let Some(first) = fields.first().filter(|first| first.required) else { return false };
    let is_new = |(key, _): &(Key, Node)| {
        fields.iter().any(|field| field.is(&key.text) && !is_in(field, before))
    };
    is_in(first, before) && !is_in(first, more) && more.iter().all(is_new)
}

/// The finding about what stands where a list of records belongs, if it is a mapping from their ids or
/// numbers, or a list of mere words.
pub fn no_list(node: &Node, fields: &[Field]) -> Option<Diagnostic> {
    let is_known = |key: &Key| fields.iter().any(|field| field.is(&key.text));
    let (first, example) = match &node.value {
        Value::Map(entries)
            if !entries.is_empty() && !entries.iter().any(|(key, _)| is_known(key)) =>
        {
            let (key, value) = entries.first()?;
            let holds_keys = |value: &Node| match &value.value {
                Value::Map(inner) => inner.iter().any(|(key, _)| is_known(key)),
                Value::Null | Value::Scalar { .. } | Value::List(_) | Value::Broken => false,
            };
            let is_short = matches!(value.value, Value::Scalar { .. }) && fields.len() == 2;
            if !is_short && !entries.iter().all(|(_, value)| holds_keys(value)) {
                return None;
            }
            (key.span, keyed(key, value, fields))
        }
        Value::List(items) if items.len() > 1 => {
            let words = |item: &Node| matches!(item.value, Value::Scalar { plain: true, .. });
            let first = items.first().filter(|_| items.iter().all(words))?;
            let Value::Scalar { text, .. } = &first.value else { return None };
            if text.contains([':', '：']) {
                return None;
            }
            (first.span, required(fields, text))
        }
        // 封面、亮灯: the names of several records in one text.
        Value::Scalar { text, plain: true } if text.contains('、') => {
            let mut required = fields.iter().filter(|field| field.required);
            let (Some(only), None) = (required.next(), required.next()) else { return None };
            let first = text.split('、').next().unwrap_or_default();
            (node.span, in_braces(only.name_zh(), first.trim()))
        }
        Value::Null | Value::Scalar { .. } | Value::List(_) | Value::Map(_) | Value::Broken => {
            return None;
        }
    };
    let words = say("这里应当是列表，每一项是若干“键: 值”", "expected a list of mappings");
    Some(Diagnostic::new(Code::WrongType, first, words).help(say(
        format!("每一项各写一条，以`- `开头，例如`- {example}`"),
        format!("write each of them as an item, such as `- {example}`"),
    )))
}

/// What stands below a key as an item that says the key itself.
fn keyed(key: &Key, value: &Node, fields: &[Field]) -> String {
    let (Some(first), second) = (fields.first(), fields.get(1)) else { return String::new() };
    let has_id = match &value.value {
        Value::Map(inner) => inner.iter().any(|(key, _)| first.is(&key.text)),
        Value::Null | Value::Scalar { .. } | Value::List(_) | Value::Broken => false,
    };
    match (&value.value, second) {
        (Value::Scalar { text, .. }, Some(second)) => {
            format!("{{{}: {}, {}: {text}}}", first.name_zh(), key.text, second.name_zh())
        }
        _ if has_id || !key.text.is_ascii() => format!("{{{}: …, …}}", first.name_zh()),
        _ => format!("{{{}: {}, …}}", first.name_zh(), key.text),
    }
}

/// The keys that must be there; the words that are, under the last of two or the only one.
fn required(fields: &[Field], words: &str) -> String {
    let keys: Vec<&Field> = fields.iter().filter(|field| field.required).collect();
    let value = |at: usize| {
        if at + 1 == keys.len().min(2) { words } else { "…" }
    };
    let pairs =
        keys.iter().enumerate().map(|(at, key)| format!("{}: {}", key.name_zh(), value(at)));
    format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
}

//! Records that a dash before one of their keys has cut in two, put together again.

use std::borrow::Cow;

use super::read::Read;
use super::{Field, Key, Node, Shape, Value, slip};
use crate::diagnostic::Diagnostic;
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
    for item in items {
        let before = whole.last_mut().filter(|before| goes_on(before, item, fields));
        match (before.map(|before| &mut before.value), &item.value) {
            (Some(Value::Map(entries)), Value::Map(more)) => {
                let span = Span { end: item.span.end.min(item.span.start + 1), ..item.span };
                problems.push(slip::stray_dash(span));
                entries.extend(more.iter().cloned());
            }
            _ => whole.push(item.clone()),
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

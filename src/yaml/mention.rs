//! What a record refers to, read from its nodes alone: also of a record that could not be read.

use super::{Node, Shape, Value};
use crate::slug::Slug;
use crate::span::Span;

/// A reference to a record of another kind, not yet looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// English name of that kind.
    pub kind: &'static str,
    /// The id written.
    pub slug: Slug,
    /// Where.
    pub span: Span,
}

/// Every reference in a node of this form and below it; what is no id was reported.
pub fn mentions(node: &Node, shape: &Shape) -> Vec<Mention> {
    let mut found = Vec::new();
    collect(node, shape, &mut found);
    found
}

fn collect(node: &Node, shape: &Shape, found: &mut Vec<Mention>) {
    match (shape, &node.value) {
        (Shape::Reference(kind, _), Value::Scalar { text, .. }) => {
            let slug = Slug::parse(text).ok();
            found.extend(slug.map(|slug| Mention { kind, slug, span: node.span }));
        }
        (Shape::List(inner), Value::List(items)) => {
            for item in items {
                collect(item, inner, found);
            }
        }
        (Shape::List(inner), _) => collect(node, inner, found),
        (Shape::Record(fields), Value::Map(entries)) => {
            for (key, value) in entries {
                if let Some(field) = fields.iter().find(|field| field.is(&key.text)) {
                    collect(value, &(field.shape)(), found);
                }
            }
        }
        _ => {}
    }
}

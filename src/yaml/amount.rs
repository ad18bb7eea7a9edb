//! Amounts of money as they are written: with the word that says how large they are, or without.

use super::{Node, Shape, Value};
use crate::span::Span;

/// What is written of an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// As the author wrote it.
    pub written: String,
    /// Where.
    pub span: Span,
}

impl Amount {
    /// Whether it says in what it counts: 元, 万 or 亿.
    pub fn has_unit(&self) -> bool {
        self.written.contains(['元', '万', '亿'])
    }
}

/// Every amount in a node of this form and below it.
pub fn amounts(node: &Node, shape: &Shape) -> Vec<Amount> {
    let mut found = Vec::new();
    collect(node, shape, &mut found);
    found
}

fn collect(node: &Node, shape: &Shape, found: &mut Vec<Amount>) {
    match (shape, &node.value) {
        (Shape::Money, Value::Scalar { text, .. }) => {
            found.push(Amount { written: text.trim().to_owned(), span: node.span });
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

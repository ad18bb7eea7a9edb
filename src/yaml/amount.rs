//! Amounts of money as they are written: with the word that says how large they are, or without.

use super::shape::each_scalar;
use super::{Node, Shape};
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
    each_scalar(node, shape, &mut |scalar| {
        if matches!(scalar.shape, Shape::Money) {
            found.push(Amount { written: scalar.text.trim().to_owned(), span: scalar.span });
        }
    });
    found
}

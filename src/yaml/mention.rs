//! What a record refers to, read from its nodes alone: also of a record that could not be read.

use super::shape::each_scalar;
use super::{Node, Shape};
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
    each_scalar(node, shape, &mut |scalar| {
        if let (Shape::Reference(kind, _), Ok(slug)) = (scalar.shape, Slug::parse(scalar.text)) {
            found.push(Mention { kind, slug, span: scalar.span });
        }
    });
    found
}

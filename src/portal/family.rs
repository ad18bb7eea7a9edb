//! The portals below this one, as far as they have said what they are.

use crate::slug::Slug;
use crate::span::Span;
use crate::summary::Summary;

/// A portal below this one.
#[derive(Debug)]
pub struct Child {
    /// Its folder and its name in addresses.
    pub slug: Slug,
    /// Its name, from its summary or from `portal.yaml`.
    pub name: String,
    /// The name for tables and screens.
    pub short_name: String,
    /// Its address: a full one, or one from the root of this portal.
    pub url: String,
    /// What it says of itself; `None` if nothing can be read.
    pub summary: Option<Summary>,
    /// Whether the summary is of its content as it is: `false` if that has errors.
    pub is_renewed: bool,
    /// Days after which its summary counts as old.
    pub old_after_days: u32,
    /// Where to say something about it.
    pub span: Span,
}

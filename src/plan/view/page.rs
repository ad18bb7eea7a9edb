//! Pages of words: about, privacy rules, accessibility statement; and the page that is not there.

use serde::Serialize;

use crate::plan::view::atoms::{Day, Link};
use crate::plan::view::head::Head;

/// A page of words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PageView {
    /// The page.
    pub head: Head,
    /// Its id.
    pub id: String,
    /// The title in clauses.
    pub clauses: Vec<String>,
    /// What it is about.
    pub summary: Option<String>,
    /// Day of publication.
    pub published_on: Day,
    /// Who wrote it 来源.
    pub source: String,
    /// The text, as HTML made from Markdown.
    pub body: String,
}

/// 404. It is served for any address, so the way to the root in its head is a full one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NotFoundView {
    /// The page.
    pub head: Head,
    /// Ways on: lists by unit, street, category.
    pub links: Vec<Link>,
}

/// All there is, as a page for people 网站地图.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SiteMapView {
    /// The page.
    pub head: Head,
    /// Groups of pages.
    pub groups: Vec<SiteMapGroup>,
}

/// Pages of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SiteMapGroup {
    /// Its heading.
    pub title: String,
    /// Its pages.
    pub links: Vec<Link>,
}

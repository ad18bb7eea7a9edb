//! Pages of words: about, privacy rules, accessibility statement.

use super::heads::{About, Section};
use super::here::Here;
use super::view::atoms::{Day, clauses};
use super::view::page::PageView;
use crate::portal::{Id, Page};

/// A page of words.
pub fn page(here: Here, id: Id<Page>) -> PageView {
    let site = &here.assessed().portal.site;
    let page = here.assessed().portal.pages.get(id);
    let source = page.source.clone().unwrap_or_else(|| site.organiser.clone());
    let usual = || format!("{}：{}", site.name, page.title);
    PageView {
        head: here.head(About {
            title: &page.title,
            description: page.summary.clone().unwrap_or_else(usual),
            section: Section::About,
            above: Vec::new(),
            article: Some((page.published_on, source.clone())),
            ages: false,
            hidden: false,
        }),
        id: page.slug.to_string(),
        clauses: clauses(&page.title),
        summary: page.summary.clone(),
        published_on: Day::of(page.published_on),
        source,
        body: here.prose(&page.body),
    }
}

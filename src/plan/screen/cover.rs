//! The portal introduces itself.

use chrono::NaiveDate;

use super::titles::Titles;
use super::{Asked, Leaf};
use crate::plan::view::slide::Body;

/// Its name, its purpose and its address; they hold on every day.
pub fn leaves(asked: Asked, _: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    let site = &asked.assessed.portal.site;
    // Small panels have no room for the address.
    let address = if asked.screen.profile.is_small() { "" } else { spoken(asked.root_url) };
    let body = Body::Cover {
        name: site.name.clone(),
        line: site.purpose.clone(),
        address: address.to_owned(),
    };
    vec![Leaf::new(asked.title(&site.organiser), body)]
}

/// An address as people type it.
fn spoken(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/')
}

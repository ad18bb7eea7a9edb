//! The portal introduces itself.

use chrono::NaiveDate;

use super::titles::Titles;
use super::{Asked, Leaf};
use crate::plan::view::slide::Body;

/// Its name and its purpose; they hold on every day.
pub fn leaves(asked: Asked, _: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    let site = &asked.assessed.portal.site;
    let body = Body::Cover { name: site.name.clone(), line: site.purpose.clone() };
    vec![Leaf::new(asked.title(&site.organiser), body)]
}

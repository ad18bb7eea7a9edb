//! A code to scan: the portal itself, or an address that was written down.

use chrono::NaiveDate;

use super::titles::Titles;
use super::{Asked, Leaf};
use crate::plan::view::slide::Body;
use crate::profile::Profile;

/// One slide, on panels on which a telephone can read it.
pub fn leaves(asked: Asked, _: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    if !fits(&asked.screen.profile) {
        return Vec::new();
    }
    let url = asked.slide.url.clone().unwrap_or_else(|| asked.root_url.to_owned());
    let caption = asked.slide.caption.clone();
    let caption = caption.unwrap_or_else(|| "扫一扫，查看每项任务".to_owned());
    vec![Leaf::new(asked.title("网上查看"), Body::Qr { url, caption })]
}

/// Whether a code of the size the distance asks for stands on a panel, with its quiet zone.
pub fn fits(profile: &Profile) -> bool {
    let free = profile.width.min(profile.height) * 3 / 4;
    !profile.is_small() && profile.smallest_code() <= free
}

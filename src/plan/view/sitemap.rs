//! What search engines are told.

use serde::Serialize;

/// Most addresses one sitemap may hold, by the format's rules.
pub const MOST: usize = 50_000;

/// One address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Address {
    /// The full address.
    pub url: String,
    /// Day of the last change in ISO form, where the record knows it.
    pub changed_on: Option<String>,
}

/// The sitemap. Exposures, tombstones and pages of demonstrations are never on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Sitemap {
    /// The addresses.
    pub addresses: Vec<Address>,
}

/// `robots.txt`. Nothing is forbidden: a page that must not be indexed says so itself, and only
/// those who may read it learn that.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Robots {
    /// Full address of the sitemap, if the portal has an address.
    pub sitemap: Option<String>,
}

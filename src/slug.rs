//! A record's name for ever: lowercase ASCII letters, digits and hyphens.

use std::fmt;

/// Longest slug: it becomes a folder name, and file systems stop at 255 bytes.
pub const MAX_LENGTH: usize = 80;

/// Words of our own paths.
const PATHS: [&str; 4] = ["by", "page", "index", "data"];

/// Names of devices on Windows, where no file may be called so, whatever its ending.
const DEVICES: [&str; 24] = [
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether a file or folder of this name is a device on Windows.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    DEVICES.contains(&stem.as_str())
}

/// A record's id: unique per kind in a portal, safe as a folder name, never reused.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Box<str>);

/// Why a text is not a slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotASlug {
    /// Nothing was written.
    Empty,
    /// Longer than [`MAX_LENGTH`].
    TooLong,
    /// A character other than `a`–`z`, `0`–`9` and `-`, or a hyphen at an end.
    Characters,
    /// A word kept for paths of the site or devices of an operating system.
    Reserved,
}

impl Slug {
    /// Reads a slug.
    pub fn parse(text: &str) -> Result<Self, NotASlug> {
        if text.is_empty() {
            return Err(NotASlug::Empty);
        }
        if text.len() > MAX_LENGTH {
            return Err(NotASlug::TooLong);
        }
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !text.bytes().all(plain) || text.starts_with('-') || text.ends_with('-') {
            return Err(NotASlug::Characters);
        }
        if PATHS.contains(&text) || is_device(text) {
            return Err(NotASlug::Reserved);
        }
        Ok(Self(text.into()))
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", &*self.0)
    }
}

impl serde::Serialize for Slug {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Slug {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).map_err(|_| serde::de::Error::custom("not an id"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_lowercase_ascii_digits_and_hyphens() {
        for good in ["lift-retrofit", "2026-017", "a"] {
            assert!(Slug::parse(good).is_ok(), "{good}");
        }
        for bad in ["Lift", "电梯", "a b", "-a", "a-", "a/b", "..", "a.b"] {
            assert_eq!(Slug::parse(bad), Err(NotASlug::Characters), "{bad}");
        }
    }

    #[test]
    fn names_of_paths_and_devices_are_refused() {
        for reserved in ["by", "page", "con", "aux", "nul", "com1"] {
            assert_eq!(Slug::parse(reserved), Err(NotASlug::Reserved), "{reserved}");
        }
    }
}

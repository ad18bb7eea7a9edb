//! A fingerprint: equal digests mean equal content.

use std::fmt;
use std::hash::{Hash, Hasher};

/// The BLAKE3 digest of bytes or of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// The SHA-256 of bytes, which browsers and clerks can compute again.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).into()
}

impl Digest {
    /// The digest of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The digest of a value, for telling whether a view is the one it was. It may differ between
    /// machines, which only costs a page rendered again.
    pub fn of_value(value: &impl Hash) -> Self {
        let mut feed = Feed::default();
        value.hash(&mut feed);
        feed.digest()
    }

    /// Reads what [`fmt::Display`] writes.
    pub fn parse(hex: &str) -> Option<Self> {
        blake3::Hash::from_hex(hex).ok().map(|hash| Self(*hash.as_bytes()))
    }
}

impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&blake3::Hash::from(self.0).to_hex())
    }
}

/// Collects what a value feeds to a hasher: BLAKE3 is many times slower in small pieces.
#[derive(Default)]
struct Feed {
    piece: Vec<u8>,
    /// What came before, of large values only.
    before: Option<blake3::Hasher>,
}

impl Feed {
    /// From here on larger pieces are no faster, and only need memory.
    const PIECE: usize = 128 * 1024;

    fn digest(self) -> Digest {
        match self.before {
            None => Digest::of(&self.piece),
            Some(mut hasher) => Digest(*hasher.update(&self.piece).finalize().as_bytes()),
        }
    }
}

impl Hasher for Feed {
    fn write(&mut self, bytes: &[u8]) {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= Self::PIECE {
            self.before.get_or_insert_default().update(&self.piece);
            self.piece.clear();
        }
    }

    /// Never asked for: the digest is taken of what was collected.
    fn finish(&self) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_as_it_was_written() {
        let digest = Digest::of("电梯".as_bytes());
        assert_eq!(Digest::parse(&digest.to_string()), Some(digest));
        assert_eq!(Digest::parse("电梯"), None);
    }

    #[test]
    fn a_large_value_has_the_digest_of_all_its_bytes() {
        let bytes: Vec<u8> = (0..600_000_u32).map(|at| (at % 251) as u8).collect();
        let mut feed = Feed::default();
        bytes.chunks(7).for_each(|part| feed.write(part));
        assert_eq!(feed.digest(), Digest::of(&bytes));
    }

    #[test]
    fn values_are_told_apart_by_every_part() {
        assert_eq!(Digest::of_value(&("a", 1)), Digest::of_value(&("a", 1)));
        assert_ne!(Digest::of_value(&("ab", "c")), Digest::of_value(&("a", "bc")));
    }
}

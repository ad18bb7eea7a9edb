//! What records that could not be read say of themselves.

use std::collections::BTreeSet;

use super::room::Room;
use crate::yaml::Mention;

/// Records that could not be read: references to them, and what is missing without them, are not
/// reported again.
#[derive(Debug, Clone, Default)]
pub struct Lost {
    /// English kind, and the id the record claims or the task it speaks of; no id if nobody can
    /// say which record it was.
    pub(super) claims: BTreeSet<(&'static str, String)>,
    /// What records refer to that could not be read, or not all of it: looked up all the same.
    pub(super) mentions: Vec<Mention>,
}

impl<'a> FromIterator<&'a Lost> for Lost {
    fn from_iter<I: IntoIterator<Item = &'a Self>>(all: I) -> Self {
        all.into_iter().fold(Self::default(), |mut sum, lost| {
            sum.add(lost.clone());
            sum
        })
    }
}

impl Lost {
    pub(super) fn add(&mut self, other: Self) {
        self.claims.extend(other.claims);
        self.mentions.extend(other.mentions);
    }

    /// What records with mistakes in them refer to.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Whatever looks like an id in a text that is not read may be one that was lost.
    pub(super) fn lose(&mut self, room: Room, text: &str) {
        let mut ids: Vec<&str> = ids_in(text).collect();
        if ids.is_empty() {
            ids.push("");
        }
        for id in ids {
            self.claims.extend(room.kinds().iter().map(|kind| (*kind, id.to_owned())));
        }
    }

    /// Whether every record could be read.
    pub fn is_none(&self) -> bool {
        self.claims.is_empty()
    }

    /// The ids of a kind that were lost; an empty one stands for any.
    pub fn ids(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.claims.iter().filter(move |(known, _)| *known == kind).map(|(_, id)| id.as_str())
    }

    /// Whether some record of a kind was lost.
    pub fn any(&self, kind: &str) -> bool {
        self.claims.iter().any(|(known, _)| *known == kind)
    }

    /// Whether a record of a kind with this id may have been lost.
    pub fn may_be(&self, kind: &'static str, id: &str) -> bool {
        self.claims.contains(&(kind, id.to_owned())) || self.claims.contains(&(kind, String::new()))
    }
}

/// Whatever is written behind the key of an id, or of the task a record speaks of.
pub(super) fn ids_in(text: &str) -> impl Iterator<Item = &str> {
    let keys = ["编号", "id", "任务", "task"];
    keys.into_iter().flat_map(move |key| text.split(key).skip(1)).filter_map(|behind| {
        let value = behind.trim_start_matches(['"', '\'', ' ']).strip_prefix([':', '：'])?;
        let opens = |mark: char| mark.is_whitespace() || matches!(mark, '"' | '\'');
        let value = value.trim_start_matches(opens);
        let ends =
            |mark: char| mark.is_whitespace() || matches!(mark, ',' | '}' | '"' | '\'' | '#');
        let end = value.find(ends);
        value.get(..end.unwrap_or(value.len())).filter(|id| !id.is_empty())
    })
}

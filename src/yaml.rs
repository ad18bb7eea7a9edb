//! The only home of the YAML crate: text to a tree of nodes that know their place.
//!
//! A tree rather than serde types, because a person who makes three mistakes in a file wants to
//! hear of three, and serde stops at the first. For the same reason a file that is not YAML is
//! read again piece by piece.

mod amount;
mod day;
mod declare;
mod fields;
mod meant;
mod mend;
mod mention;
mod numerals;
mod pieces;
mod read;
mod shape;
mod slip;
mod tree;
mod unknown;
mod whole;
mod writing;

pub use amount::{Amount, amounts};
pub use day::{bad_date, read_date};
pub use fields::{Fields, Unread};
pub use mention::{Mention, mentions};
pub use read::{Figure, Number, Read, Text, Words, read_percent, read_words, wrong_type};
pub use shape::{Choice, Field, Formed, Shape, below, each_scalar, is_required};
pub use whole::{no_list, whole_records};
pub use writing::{look_alike_in, unprintable_in};

use crate::diagnostic::{Code, Diagnostic, say};
use crate::span::{FileId, Span};

/// A value in a YAML file.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it is written.
    pub span: Span,
    /// What is written.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: an empty value, `~` or `null`.
    Null,
    /// A scalar as written, after unquoting; `plain` if it stood without quotes.
    Scalar {
        /// The text.
        text: String,
        /// Written without quotes.
        plain: bool,
    },
    /// A sequence.
    List(Vec<Node>),
    /// A mapping in the author's order.
    Map(Vec<(Key, Node)>),
    /// Something is written here that could not be read; it was reported.
    Broken,
}

/// A key of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Where it is written.
    pub span: Span,
    /// The key.
    pub text: String,
}

impl Node {
    /// Whether part of it could not be read.
    pub fn is_broken(&self) -> bool {
        match &self.value {
            Value::Broken => true,
            Value::Null | Value::Scalar { .. } => false,
            Value::List(items) => items.iter().any(Self::is_broken),
            Value::Map(entries) => entries.iter().any(|(_, node)| node.is_broken()),
        }
    }
}

/// The finding about a text that would be a key and its value if its colon were a half-width one.
pub fn full_width_colon(node: &Node) -> Option<Diagnostic> {
    let Value::Scalar { text, plain: true } = &node.value else { return None };
    let (key, _) = text.split_once('：')?;
    let is_word = key.chars().all(|mark| mark.is_alphanumeric() || mark == '_');
    let start = node.span.start as usize + key.len();
    let span = Span::new(node.span.file, start, start + '：'.len_utf8());
    is_word.then(|| slip::full_width_colon(key, span))
}

/// Reads one YAML document. `offset` is where `text` begins in the file (front matter).
/// An empty document is a null node; duplicate keys are reported and the first is kept. Where the
/// text is not YAML, what can be read around the slip is read, and the rest is [`Value::Broken`].
pub fn parse(
    file: FileId,
    text: &str,
    offset: usize,
    problems: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let place = Place { file, offset };
    let mut found = Vec::new();
    match tree::whole(text, place, &mut found) {
        // No file is a single value: its colons are missing or full-width.
        Ok(Node { value: Value::Scalar { .. }, span }) => {
            let first = slip::no_key(text, place, span);
            slipped(text, place, first, problems)
        }
        Ok(node) => {
            problems.extend(found);
            Some(node)
        }
        Err(tree::Stop::Limit(problem)) => {
            problems.push(*problem);
            None
        }
        Err(tree::Stop::Slip(slip)) => slipped(text, place, *slip, problems),
    }
}

/// A text that is not YAML: what can be mended is read as it was meant, the rest piece by piece.
fn slipped(
    text: &str,
    place: Place,
    first: Diagnostic,
    problems: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let Some(mut mended) = mend::mended(text, place) else {
        return pieces::read(text, place, first, problems);
    };
    let mut found = Vec::new();
    let node = match tree::whole(&mended.text, place, &mut found) {
        Ok(node) if !matches!(node.value, Value::Scalar { .. }) => Some(node),
        Err(tree::Stop::Slip(slip)) => {
            found.clear();
            pieces::read(&mended.text, place, *slip, &mut found)
        }
        Ok(_) | Err(tree::Stop::Limit(_)) => return pieces::read(text, place, first, problems),
    };
    problems.append(&mut mended.slips);
    node.map(|mut node| {
        mended.lead_back(&mut node, &mut found);
        problems.append(&mut found);
        node
    })
}

/// Slips after which a text is no YAML at all, and more of them would say nothing new: a long table
/// with one in every third row is still worth reading.
fn most_slips(text: &str) -> usize {
    (text.lines().count() / 10).max(20)
}

/// Where a text stands: its file, and its first byte there.
#[derive(Debug, Clone, Copy)]
struct Place {
    file: FileId,
    offset: usize,
}

impl Place {
    /// The place of bytes of the text.
    fn span(self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.offset + start, self.offset + end)
    }

    /// The place of a part of the text that begins at `start`.
    fn at(self, start: usize) -> Self {
        Self { offset: self.offset + start, ..self }
    }
}

/// A key written twice, with the place of the first.
pub fn duplicate_key(key: &Key, first: Span) -> Diagnostic {
    let name = &key.text;
    Diagnostic::new(
        Code::DuplicateKey,
        key.span,
        say(format!("键`{name}`写了两次"), format!("the key `{name}` is written twice")),
    )
    .note(first, say("第一次在这里", "first written here"))
    .help(say("留下对的一行，删去另一行", "keep the right line and delete the other"))
}

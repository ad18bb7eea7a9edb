//! The days that records name, as far as they may be a slip of the pen that no other rule finds.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::span::Span;
use crate::yaml::{Field, Node, Shape, each_scalar, read_date};

/// A day that a record names.
#[derive(Debug, Clone)]
pub struct Dated {
    /// English kind of the record.
    pub kind: &'static str,
    /// The key under which it stands.
    pub field: &'static Field,
    /// The day.
    pub day: NaiveDate,
    /// Where it is written.
    pub span: Span,
}

impl Dated {
    /// Whether the day may lie ahead when the record is written: a term, the end of a period, what
    /// is announced.
    pub fn may_lie_ahead(&self) -> bool {
        let key = (self.kind, self.field.en);
        AHEAD.contains(&self.field.en) || ANNOUNCED.contains(&key)
    }
}

/// Keys of days for which something is planned or set.
const AHEAD: [&str; 7] =
    ["due", "from", "until", "review_on", "permit_until", "repealed_on", "working_days"];

/// Days of which it is told beforehand.
const ANNOUNCED: [(&str, &str); 3] =
    [("gathering", "date"), ("inspection", "date"), ("plan", "published_on")];

/// Days that other rules bound: the term of a task by its plan, what an update tells by the day of
/// its report.
fn is_bound(kind: &str, key: &str) -> bool {
    match kind {
        "task" => matches!(key, "start" | "due"),
        "update" => key != "reported_on",
        _ => false,
    }
}

/// The days of all records, file by file.
#[derive(Debug, Clone, Default)]
pub struct Days(Vec<Arc<[Dated]>>);

impl Days {
    /// Takes note of the days of a file.
    pub(super) fn of_file(days: Vec<Dated>) -> Self {
        if days.is_empty() { Self::default() } else { Self(vec![days.into()]) }
    }

    /// Adds those of other files.
    pub(super) fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The days of each file, in the order of the files.
    pub fn by_file(&self) -> impl Iterator<Item = &[Dated]> {
        self.0.iter().map(|days| &**days)
    }
}

impl<'a> FromIterator<&'a Days> for Days {
    fn from_iter<I: IntoIterator<Item = &'a Self>>(all: I) -> Self {
        Self(all.into_iter().flat_map(|days| days.0.iter().cloned()).collect())
    }
}

/// The days that a record of a kind names; what is no day was reported.
pub(super) fn days(kind: &'static str, node: &Node, shape: &Shape) -> Vec<Dated> {
    let mut found = Vec::new();
    each_scalar(node, shape, &mut |scalar| {
        let Some(field) = scalar.field.filter(|field| !is_bound(kind, field.en)) else { return };
        let day = matches!(scalar.shape, Shape::Date).then(|| read_date(scalar.text)).flatten();
        found.extend(day.map(|day| Dated { kind, field, day, span: scalar.span }));
    });
    found
}

//! A gathering on a fixed day of every month, for people's own calendars.

use serde::Serialize;

/// Hour and minute.
pub type Clock = (u32, u32);

/// An event that comes back every month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Calendar {
    /// Its lasting id: the record's, at the portal's domain.
    pub id: String,
    /// Its title.
    pub title: String,
    /// More about it.
    pub text: String,
    /// Where.
    pub place: String,
    /// The full address of its page.
    pub url: String,
    /// The day of the month.
    pub day: u32,
    /// First day: 2026-01-10.
    pub first: String,
    /// Last day, if it ends.
    pub until: Option<String>,
    /// Begin and end; the whole day without them.
    pub hours: Option<(Clock, Clock)>,
    /// Days that were moved: from which to which.
    pub moved: Vec<(String, String)>,
}

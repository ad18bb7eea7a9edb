//! What is overdue and what falls due next.

use chrono::NaiveDate;

use super::paging::{List, most_rows, paged};
use super::tasks::{due_rows, falling};
use super::titles::Titles;
use super::{Asked, Leaf};
use crate::plan::view::slide::Body;

/// Overdue tasks, then those due within thirty days.
pub fn leaves(asked: Asked, day: NaiveDate, titles: &mut Titles) -> Vec<Leaf> {
    let title = asked.title("到期任务");
    let falling = falling(asked, day);
    let capacity = asked.screen.profile.capacity();
    let most = most_rows(asked, capacity);
    let rows = due_rows(asked, &falling, most, titles);
    if rows.is_empty() {
        let leaf = Leaf::sentence(title, "30天内没有到期或逾期的任务");
        return vec![Leaf { fresh: true, ..leaf }];
    }
    // Only what had no room is told as left out: a wish for fewer rows is none.
    let wished = asked.slide.limit.map_or(falling.len(), |_| rows.len());
    let total = if rows.len() < most { rows.len() } else { wished };
    let list = List { rows, total, capacity };
    let leaves = paged(asked, &title, list, |rows| Body::Due { rows });
    leaves.into_iter().map(|leaf| Leaf { fresh: true, ..leaf }).collect()
}

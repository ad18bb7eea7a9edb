//! What is overdue and what falls due next.

use chrono::NaiveDate;

use super::paging::{List, most_rows, paged};
use super::tasks::{due_rows, falling};
use super::titles::{self, Titles};
use super::{Asked, Leaf};
use crate::plan::view::slide::Body;

/// Overdue tasks, then those due within thirty days.
pub fn leaves(asked: Asked, day: NaiveDate, titles: &mut Titles) -> Vec<Leaf> {
    let title = asked.scoped("到期任务");
    let falling = falling(asked, day);
    let capacity = titles::capacity(&asked.screen.profile);
    let most = most_rows(asked, capacity);
    let rows = due_rows(asked, (day, &falling), most, titles);
    if rows.is_empty() {
        let leaf = Leaf::sentence(title, &without_rows(asked, falling.len()));
        return vec![Leaf { fresh: true, ..leaf }];
    }
    let list = List { rows, total: falling.len(), capacity, counter: asked.measure() };
    let leaves = paged(asked, &title, list, |rows| Body::Due { rows });
    leaves.into_iter().map(|leaf| Leaf { fresh: true, ..leaf }).collect()
}

/// What is said where no title finds room, or nothing is due.
fn without_rows(asked: Asked, falling: usize) -> String {
    match falling {
        0 => asked.nothing("30天内没有到期或逾期的任务"),
        tasks => format!("{tasks}项任务逾期或30天内到期，详见网站"),
    }
}

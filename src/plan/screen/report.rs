//! The report of the month: what its bulletin says, in a few sentences.

use chrono::NaiveDate;

use super::notice::told;
use super::titles::Titles;
use super::{Asked, Leaf};
use crate::assess::MonthEnd;
use crate::plan::bulletin::sentences;

/// The last month that is over; it holds until the next is told.
pub fn leaves(asked: Asked, _: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    let today = asked.assessed.today;
    let over = |end: &&MonthEnd| end.month.last() <= today;
    let Some(end) = asked.assessed.month_ends.iter().rfind(over) else {
        return vec![Leaf::sentence(
            asked.page_title("nav", "bulletins"),
            "第一个月过完以后在这里通报",
        )];
    };
    let said = sentences(asked.assessed, end);
    let bulletin = asked.assessed.portal.method.works.bulletin();
    let title = asked.title(&format!("{}月{bulletin}", end.month.number()));
    told(asked, Some(&title), said)
}

//! The report of the month: what its bulletin says, in a few sentences.

use chrono::NaiveDate;

use super::notice::told;
use super::titles::Titles;
use super::{Asked, Leaf};
use crate::assess::months;
use crate::date::Month;
use crate::plan::bulletin::sentences;

/// The last month that is over; it holds until the next is told.
pub fn leaves(asked: Asked, _: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    let today = asked.assessed.today;
    let over = |month: &Month| month.last() <= today;
    let last = months(&asked.assessed.portal, today).into_iter().rfind(over);
    let Some(month) = last else {
        return vec![Leaf::sentence(
            asked.page_title("nav", "bulletins"),
            "第一个月过完以后在这里通报",
        )];
    };
    let said = sentences(asked.assessed, &asked.assessed.month_end(month));
    let bulletin = asked.assessed.portal.method.works.bulletin();
    let title = asked.title(&format!("{}月{bulletin}", month.number()));
    told(asked, Some(&title), said)
}

//! The next gathering with residents: when, where and about what.

use chrono::NaiveDate;

use super::notice::told;
use super::titles::Titles;
use super::{Asked, Leaf};
use crate::date::{days_between, zh_short};
use crate::plan::participation::{clock, next_gathering};

/// The next one as seen from a day.
pub fn leaves(asked: Asked, day: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    let Some((held, on)) = next_gathering(asked.assessed, day) else {
        return vec![Leaf::sentence(asked.title("居民恳谈"), "下次恳谈时间定下后，在这里预告")];
    };
    let hours = held.hours.map(|(from, until)| format!("{}—{}", clock(from), clock(until)));
    let ahead = match days_between(day, on) {
        0 => "今天".to_owned(),
        1 => "明天".to_owned(),
        days => format!("还有{days}天"),
    };
    let when = format!("{}{}，{ahead}", zh_short(on), hours.unwrap_or_default());
    let subject = held.subject_on(on).map(|subject| format!("主题：{subject}"));
    let said: Vec<String> =
        [when, held.place.clone()].into_iter().chain(subject).chain(held.text.clone()).collect();
    told(asked, Some(&asked.title(&held.title)), said)
}

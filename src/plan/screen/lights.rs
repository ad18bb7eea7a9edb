//! How all tasks stand: a figure for each light.

use chrono::NaiveDate;

use super::paging::sizes;
use super::tasks::counts;
use super::titles::Titles;
use super::{Asked, Leaf};
use crate::assess::Distribution;
use crate::method::Light;
use crate::plan::view::slide::Body;

/// Lights that two lines of a strip have room for.
const ON_STRIP: usize = 4;

/// The lights of the day by the schedule: 95项任务，办结45项.
pub fn leaves(asked: Asked, day: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    let lights = asked.tasks.iter().map(|id| asked.courses.verdict(*id, day).light);
    let lights = Distribution::of(lights);
    let (total, done) = (lights.total(), lights.count(Light::Done));
    if total == 0 {
        let sentence = if asked.slide.filter.is_empty() {
            "任务公布后在这里显示进展".to_owned()
        } else {
            asked.nothing("没有任务")
        };
        return vec![Leaf::sentence(asked.page_title("headings", "tasks"), &sentence)];
    }
    let (measure, word) = (asked.measure(), asked.assessed.portal.method.short(Light::Done));
    let title = asked.title(&format!("{total}{measure}任务，{word}{done}{measure}"));
    let parts = counts(asked.assessed, &lights);
    if !asked.screen.profile.strip {
        return vec![Leaf::new(title, Body::Lights { parts })];
    }
    let pages = sizes(parts.len(), ON_STRIP);
    let mut rest = parts.into_iter();
    let leaf = |(at, size): (u32, &usize)| {
        let parts = rest.by_ref().take(*size).collect();
        let page = Some((at, u32::try_from(pages.len()).unwrap_or(u32::MAX)));
        Leaf { key: at.to_string(), page, ..Leaf::new(title.clone(), Body::Lights { parts }) }
    };
    (1..).zip(&pages).map(leaf).collect()
}

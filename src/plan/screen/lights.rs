//! How all tasks stand: a figure for each light.

use chrono::NaiveDate;

use super::days::halves;
use super::paging;
use super::tasks::counts;
use super::titles::Titles;
use super::{Asked, Leaf};
use crate::assess::Distribution;
use crate::method::Light;
use crate::plan::view::atoms::LightCount;
use crate::plan::view::slide::Body;
use crate::profile::Profile;

/// The lights of the day by the schedule: 95项任务，办结45项.
pub fn leaves(asked: Asked, day: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    let lights = asked.tasks.iter().map(|id| asked.courses.verdict(*id, day));
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
    let title = title(asked, total, done);
    let parts = counts(asked.assessed, &lights);
    if !asked.screen.profile.strip {
        return vec![Leaf::new(title, Body::Lights { parts })];
    }
    let pages = on_strip(asked, parts);
    let of = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let leaf = |(at, parts): (u32, Vec<LightCount>)| Leaf {
        key: at.to_string(),
        page: (of > 1).then_some((at, of)),
        ..Leaf::new(title.clone(), Body::Lights { parts })
    };
    (1..).zip(pages).map(leaf).collect()
}

/// Of the whole portal, how many there are and how many are done; else of what, and how many.
fn title(asked: Asked, total: u32, done: u32) -> String {
    let (measure, word) = (asked.measure(), asked.assessed.portal.method.short(Light::Done));
    if asked.slide.filter.is_empty() {
        return asked.title(&format!("{total}{measure}任务，{word}{done}{measure}"));
    }
    let scoped = asked.scoped(&format!("{total}{measure}任务"));
    if scoped.starts_with(|first: char| first.is_ascii_digit()) {
        return format!("本屏所选{scoped}");
    }
    scoped
}

/// Lights page by page, as even as may be: a strip has one line for them below their title.
fn on_strip(asked: Asked, parts: Vec<LightCount>) -> Vec<Vec<LightCount>> {
    let Profile { width, rows, sizes, .. } = &asked.screen.profile;
    // In eighths of a size: one lies between a word and its count, eight are a light's, four the gap
    // behind them, which the last does not need.
    let line = width.saturating_sub(2 * sizes.margin_x) * 8 / sizes.row.max(1);
    let words = |part: &LightCount| halves(&part.light.short) + halves(&part.count.to_string());
    let widest = parts.iter().map(|part| words(part) * 4 + 1 + 8 + 4).max().unwrap_or(1);
    let in_line = ((line + 4) / widest).max(1);
    let most = usize::try_from(in_line * rows.saturating_sub(1).max(1)).unwrap_or(1);
    paging::parted(parts, most)
}

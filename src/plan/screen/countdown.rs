//! Days left until the plan ends, with what falls due next.

use chrono::NaiveDate;

use super::tasks::{SOON, due_rows, falling};
use super::titles::Titles;
use super::{Asked, Leaf};
use crate::plan::here::small;
use crate::plan::home::main_plan;
use crate::plan::view::deck::{LOW, is_wide};
use crate::plan::view::slide::{Body, Clock, Cut};
use crate::portal::{Id, Plan};

/// One or two clocks; rows where there is room below them.
pub fn leaves(asked: Asked, day: NaiveDate, titles: &mut Titles) -> Vec<Leaf> {
    let falling = falling(asked, day);
    let soon = falling.iter().filter(|held| !held.is_past()).count();
    let clock = |label: String, number: String, unit: &str| Clock {
        label,
        number,
        unit: unit.to_owned(),
        overdue: false,
    };
    let mut clocks = Vec::new();
    if let Some(days) = plan(asked).and_then(|id| days_left(asked, id, day)) {
        clocks.push(clock(until_the_end(asked).to_owned(), small(days).to_string(), "天"));
    }
    clocks.push(clock(format!("{SOON}天内到期"), soon.to_string(), asked.measure()));
    let room = room(asked).min(asked.slide.limit.unwrap_or(usize::MAX));
    let rows = due_rows(asked, (day, &falling), room, titles);
    let cut = Cut::of(rows.len(), falling.len(), asked.measure()).filter(|_| !rows.is_empty());
    let items = rows.iter().filter_map(|(_, item)| item.clone()).collect();
    let rows = rows.into_iter().map(|(row, _)| row).collect();
    if asked.screen.profile.strip {
        clocks.truncate(asked.screen.profile.rows as usize);
    }
    let title = title(asked, &mut clocks);
    let leaf = Leaf::new(title, Body::Countdown { clocks, rows });
    vec![Leaf { items, cut, fresh: true, ..leaf }]
}

/// What the days left are counted to, in as many words as the line has room for beside them.
pub fn until_the_end(asked: Asked) -> &'static str {
    let profile = &asked.screen.profile;
    if profile.strip && profile.hanzi < 10 { "距截止" } else { "距全部任务截止" }
}

/// Its own title; where a clock fills the panel, what is counted stands in its place.
fn title(asked: Asked, clocks: &mut [Clock]) -> String {
    let profile = &asked.screen.profile;
    let first = clocks.first_mut().filter(|_| asked.slide.title.is_none());
    match first.filter(|_| profile.height < LOW && !profile.strip) {
        Some(first) => std::mem::take(&mut first.label),
        None => asked.title("倒计时"),
    }
}

/// Rows beside the clocks: as many as a list has; below them half as many, none on a panel that the
/// clocks fill.
fn room(asked: Asked) -> usize {
    let profile = &asked.screen.profile;
    let rows = profile.rows as usize;
    match profile.is_small() || profile.height < LOW {
        true => 0,
        false if is_wide(profile.width, profile.height) => rows,
        false => rows / 2,
    }
}

fn plan(asked: Asked) -> Option<Id<Plan>> {
    asked.slide.filter.plan.or_else(|| main_plan(asked.assessed))
}

fn days_left(asked: Asked, id: Id<Plan>, day: NaiveDate) -> Option<i64> {
    let until = asked.assessed.portal.plans.get(id).until;
    Some(crate::date::days_between(day, until)).filter(|days| *days >= 0)
}

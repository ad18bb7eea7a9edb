//! Tasks on a day ahead: their lights by the schedule, their due dates by the calendar.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Asked;
use super::days::halves;
use super::paging::Row;
use super::titles::{Room, Subject, Titles};
use crate::assess::{Assessed, Distribution, Verdict};
use crate::plan::here::{light_counted, light_slug, light_words, small};
use crate::plan::view::atoms::{self, LightCount};
use crate::plan::view::slide::DueRow;
use crate::portal::{Filter, Id, Task};

/// The tasks a slide speaks of, whatever their lights, in the order of their ids.
pub fn chosen(assessed: &Assessed, filter: &Filter) -> Vec<Id<Task>> {
    let sets = [
        filter.category.map(|id| &assessed.categories[id].tasks),
        filter.unit.map(|id| &assessed.units[id].tasks),
        filter.area.map(|id| &assessed.areas[id].tasks),
        filter.plan.map(|id| &assessed.plans[id].tasks),
    ];
    let mut sets = sets.into_iter().flatten();
    let Some(first) = sets.next() else { return assessed.whole.tasks.clone() };
    let rest: Vec<BTreeSet<Id<Task>>> = sets.map(|set| set.iter().copied().collect()).collect();
    first.iter().copied().filter(|task| rest.iter().all(|set| set.contains(task))).collect()
}

/// Those of a slide's tasks that show one of the lights it asks for.
pub fn with_lights<'a>(
    asked: Asked<'a>,
    tasks: &'a [Id<Task>],
    day: NaiveDate,
) -> impl Iterator<Item = (Id<Task>, Verdict)> {
    let tasks = tasks.iter().map(move |id| (*id, asked.courses.verdict(*id, day)));
    let lights = &asked.slide.filter.lights;
    tasks.filter(move |(_, verdict)| lights.is_empty() || lights.contains(&verdict.light))
}

/// Counts as the site's bars show them, worst first, zeros left out.
pub fn counts(assessed: &Assessed, lights: &Distribution) -> Vec<LightCount> {
    let method = &assessed.portal.method;
    let mut all: Vec<_> = lights.iter().filter(|(_, count)| *count > 0).collect();
    all.sort_by_key(|(light, _)| light_slug(*light));
    let count = |(light, count)| LightCount { light: light_counted(method, light, lights), count };
    all.into_iter().map(count).collect()
}

/// A task that has fallen due or will.
#[derive(Debug, Clone, Copy)]
pub struct Falling {
    id: Id<Task>,
    /// Days left; below zero, the due date has passed.
    days: i64,
    /// It passed after today: nobody knows yet whether the work was reported.
    aged: bool,
}

impl Falling {
    /// The due date has passed.
    pub fn is_past(self) -> bool {
        self.days < 0
    }

    /// The due date had passed by today.
    pub fn is_overdue(self) -> bool {
        self.is_past() && !self.aged
    }
}

/// Days ahead in which a due date is near: the method's longest warning.
pub const SOON: i64 = 30;

/// Open tasks that are overdue or fall due soon, in the order of their due dates and ids.
pub fn falling(asked: Asked, day: NaiveDate) -> Vec<Falling> {
    let ahead = asked.ahead(day);
    let lights = &asked.slide.filter.lights;
    let shows = |id| lights.is_empty() || lights.contains(&asked.courses.verdict(id, day).light);
    let near = asked.falling.iter().take_while(|held| held.left - ahead <= SOON);
    near.filter(|held| held.start <= day && shows(held.id))
        .map(|held| Falling {
            id: held.id,
            days: held.left - ahead,
            aged: held.left >= 0 && held.left < ahead,
        })
        .collect()
}

/// The same as people read it: the most overdue first, then the nearest; of one due date those
/// first of which the more telling rule holds.
fn by_rule(
    asked: Asked,
    day: NaiveDate,
    falling: &[Falling],
) -> impl Iterator<Item = (Falling, Verdict)> {
    falling.chunk_by(|a, b| a.days == b.days).flat_map(move |same_day| {
        let judged = same_day.iter().map(|held| (*held, asked.courses.verdict(held.id, day)));
        let mut judged: Vec<_> = judged.collect();
        judged.sort_by_key(|(_, verdict)| Reverse(verdict.rule));
        judged
    })
}

/// What has fallen due or will, of which `most` are shown.
pub fn due_rows(
    asked: Asked,
    (day, falling): (NaiveDate, &[Falling]),
    most: usize,
    titles: &mut Titles,
) -> Vec<Row<DueRow>> {
    let mut rows = Vec::new();
    if most == 0 {
        return rows;
    }
    for (held, verdict) in by_rule(asked, day, falling) {
        if rows.len() >= most {
            break;
        }
        let task = asked.assessed.portal.tasks.get(held.id);
        let words = (task.title.as_str(), task.short_title.as_deref());
        let when = when(asked, held);
        let room = Room::Days(halves(&when));
        let title = titles.fit(asked, Subject::Task(held.id), words, room);
        let Some(title) = title else { continue };
        let row = DueRow {
            light: light(asked, verdict),
            title,
            unit: unit(asked, task),
            when,
            overdue: held.is_overdue(),
        };
        rows.push((row, Some(format!("tasks/{}", task.slug))));
    }
    rows
}

/// A light in the method's words.
pub fn light(asked: Asked, verdict: Verdict) -> atoms::Light {
    light_words(&asked.assessed.portal.method, verdict)
}

/// The lead unit, where there is room for it.
fn unit(asked: Asked, task: &Task) -> Option<String> {
    let unit = task.lead_on(asked.assessed.today)?;
    let name = &asked.assessed.portal.units.get(unit).short_name;
    (!asked.screen.profile.is_small()).then(|| name.clone())
}

/// Days in words. What fell due after today accuses nobody.
fn when(asked: Asked, held: Falling) -> String {
    let days = small(held.days.abs());
    match (held.aged, held.days) {
        (true, _) if asked.screen.profile.is_small() => "已到期".to_owned(),
        (true, _) => "已到期，尚未收到办结填报".to_owned(),
        (false, 0) => "今天到期".to_owned(),
        (false, left) if left > 0 => format!("剩{days}天"),
        (false, _) => format!("逾期{days}天"),
    }
}

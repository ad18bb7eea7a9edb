//! Dates that were moved in the latest month in which any was, with the reasons.

use chrono::NaiveDate;

use super::paging::{List, headed, most_rows, paged};
use super::titles::{Room, Subject, Titles};
use super::{Asked, Leaf};
use crate::date::{self, Month};
use crate::plan::change::clause;
use crate::plan::view::slide::{Body, ChangeRow};
use crate::portal::{Alteration, Change, Id, Moved, Task};

/// The newest change first.
pub fn leaves(asked: Asked, _: NaiveDate, titles: &mut Titles) -> Vec<Leaf> {
    let mut moved = moved(asked);
    let month = moved.first().map(|(on, ..)| Month::of(*on));
    moved.retain(|(on, ..)| Some(Month::of(*on)) == month);
    let Some(month) = month else {
        let sentence = asked.nothing("各项任务的时限没有变更过");
        return vec![Leaf::sentence(asked.title("时限变更"), &sentence)];
    };
    let named = named(asked, month);
    let title = asked.title(&format!("{named}时限变更"));
    // Each takes two lines, below each other.
    let capacity = (asked.screen.profile.rows as usize / 2).max(1);
    let most = most_rows(asked, capacity);
    let mut rows = Vec::new();
    for (_, id, change, dates) in &moved {
        if rows.len() >= most {
            break;
        }
        let task = asked.assessed.portal.tasks.get(*id);
        let words = (task.title.as_str(), task.short_title.as_deref());
        let title = titles.fit(asked, Subject::Task(*id), words, Room::Line);
        let Some(title) = title else { continue };
        let row = ChangeRow {
            title,
            old: dates.old.map_or_else(|| "未定".to_owned(), |day| said(day, *dates)),
            new: said(dates.new, *dates),
            reason: reason(change),
        };
        rows.push((row, Some(format!("tasks/{}", task.slug))));
    }
    if rows.is_empty() {
        let sentence = format!("{named}有{}项时限变更，详见网站", moved.len());
        return vec![Leaf::sentence(title, &sentence)];
    }
    let list = List { rows, total: moved.len(), capacity, counter: "项" };
    headed(asked, paged(asked, &title, list, |rows| Body::Changes { rows }))
}

/// A month; with its year unless it is today's.
fn named(asked: Asked, month: Month) -> String {
    let today = Month::of(asked.assessed.today);
    let year = (month.year() != today.year()).then(|| format!("{}年", month.year()));
    format!("{}{}月", year.unwrap_or_default(), month.number())
}

type Entry<'a> = (NaiveDate, Id<Task>, &'a Change, Moved<NaiveDate>);

/// Due dates moved up to today, the newest first.
fn moved(asked: Asked<'_>) -> Vec<Entry<'_>> {
    let mut all = Vec::new();
    for id in asked.tasks {
        let task = asked.assessed.portal.tasks.get(*id);
        for change in task.changes_until(asked.assessed.today) {
            if let Alteration::Due(dates) = &change.alteration {
                all.push((change.date, *id, change, *dates));
            }
        }
    }
    all.sort_by_key(|(on, id, ..)| (std::cmp::Reverse(*on), *id));
    all
}

/// A day; with its year where the two differ in it.
fn said(day: NaiveDate, dates: Moved<NaiveDate>) -> String {
    use chrono::Datelike;
    let same = dates.old.is_none_or(|old| old.year() == dates.new.year());
    if same { date::zh_short(day) } else { date::zh(day) }
}

fn reason(change: &Change) -> String {
    let code = change.reason_code.map(|code| code.zh().to_owned());
    let words = code.or_else(|| change.reason.as_deref().map(clause));
    words.unwrap_or_else(|| "未说明原因".to_owned())
}

//! Bulletins as rows of data: one for each bulletin, and one for each task at a month's end.

use super::{Issue, issue_number, issues, record, title};
use crate::date::{Month, iso};
use crate::plan::here::{Here, light_words};
use crate::plan::view::table::{Cell, Column, ColumnKind, Table};
use crate::record::BulletinSeries;

/// A row of the table of bulletins.
pub struct Row {
    /// Its id: a month, or that of the record.
    pub id: String,
    /// Its series.
    pub series: &'static str,
    /// Its title.
    pub title: String,
    /// Number within its year.
    pub issue: Option<u32>,
    /// Document number.
    pub number: Option<String>,
    /// Day of publication.
    pub published_on: Option<chrono::NaiveDate>,
    /// The day its figures speak of.
    pub until: Option<chrono::NaiveDate>,
    /// Lights in their order; none outside the rhythm.
    pub lights: Option<crate::assess::Distribution>,
    /// Tasks due, and those of them finished in time.
    pub on_time: Option<(u32, u32)>,
    /// Closings, changes of the due date, tasks reported.
    pub events: Option<(usize, usize, usize)>,
}

/// Every bulletin, the newest first.
pub fn rows(here: Here) -> Vec<Row> {
    let assessed = here.assessed();
    let row = |issue: Issue| {
        let held = record(assessed, issue);
        let end = match issue {
            Issue::Month(month) => Some(here.month_end(month)),
            Issue::Occasion(_) => None,
        };
        let folder = issue.folder(assessed);
        let id = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        Row {
            id: id.to_owned(),
            series: held.map_or(BulletinSeries::MonthlyBulletin, |held| held.series).zh(),
            title: title(here, issue),
            issue: issue_number(here, issue).map(|(_, number)| number),
            number: held.and_then(|held| held.number.clone()),
            published_on: held.map(|held| held.published_on),
            until: end.map(|end| end.until),
            lights: end.map(|end| end.lights),
            on_time: end.map(|end| (end.on_time.current.of, end.on_time.current.kept)),
            events: end.map(|end| {
                (
                    end.happened.closings.len(),
                    end.happened.moved.len(),
                    end.happened.reports.tasks().len(),
                )
            }),
        }
    };
    issues(assessed).into_iter().map(row).collect()
}

/// The tasks of a month as they were known at its end: the rows every figure of its bulletin
/// counts.
pub fn tasks_of(here: Here, month: Month) -> Table {
    let (end, portal) = (here.month_end(month), &here.assessed().portal);
    let columns = COLUMNS.map(|(key, title, about, kind)| Column {
        key: key.to_owned(),
        title_zh: title.to_owned(),
        about_zh: about.to_owned(),
        kind,
    });
    let text = |words: String| Cell::Text(words);
    let count = |held: usize| Cell::Integer(i64::try_from(held).unwrap_or(i64::MAX));
    let of = |held: &[(crate::portal::Id<crate::portal::Task>, usize)], id| {
        count(held.iter().filter(|(of, _)| *of == id).count())
    };
    let row = |then: &crate::assess::TaskThen| {
        let task = portal.tasks.get(then.task);
        let word = |verdict| light_words(&portal.method, verdict).word;
        vec![
            text(task.slug.to_string()),
            text(task.title.clone()),
            task.lead_on(end.until).map_or(Cell::Empty, |unit| text(here.unit(unit).text)),
            text(word(then.verdict)),
            then.before.map_or(Cell::Empty, |held| text(word(held))),
            Cell::Day(iso(task.due)),
            Cell::Day(iso(then.due)),
            then.finished_on.map_or(Cell::Empty, |on| Cell::Day(iso(on))),
            Cell::Flag(then.owed.current.is_some()),
            then.owed.current.map_or(Cell::Empty, Cell::Flag),
            of(&end.happened.closings, then.task),
            of(&end.happened.moved, then.task),
            count(end.happened.reports.of(then.task).len()),
        ]
    };
    Table {
        name: format!("tasks-{month}"),
        title: format!("{}末任务", month.zh()),
        columns: columns.to_vec(),
        rows: end.tasks.iter().map(row).collect(),
    }
}

const COLUMNS: [(&str, &str, &str, ColumnKind); 13] = [
    ("id", "编号", "任务的永久编号", ColumnKind::Text),
    ("title", "标题", "任务标题", ColumnKind::Text),
    ("lead_unit", "牵头单位", "当时的牵头单位", ColumnKind::Text),
    ("light", "月末亮灯", "月末的灯", ColumnKind::Text),
    ("light_before", "上月末亮灯", "为空的上月末还没有公开", ColumnKind::Text),
    ("original_due", "原定时限", "最初公布的时限", ColumnKind::Day),
    ("due", "现定时限", "月末时的时限", ColumnKind::Day),
    ("finished_on", "完成日期", "到期或办结任务的完成日期", ColumnKind::Day),
    ("is_due", "已到期", "计入按期率的任务", ColumnKind::Flag),
    ("kept", "按期完成", "已到期的任务是否按现定时限完成", ColumnKind::Flag),
    ("closings", "本月销号", "本月销号次数", ColumnKind::Integer),
    ("moved", "本月改期", "本月变更完成时限的次数", ColumnKind::Integer),
    ("reports", "本月填报", "本月填报次数", ColumnKind::Integer),
];

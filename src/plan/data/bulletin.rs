//! Bulletins as open data.

use super::column::{Filled, Of, column, count, counted, day, filled, text, whole, words};
use crate::method::Light;
use crate::plan::bulletin::{Row, rows};
use crate::plan::here::Here;
use crate::plan::view::table::{Cell, ColumnKind as Kind};

/// Every bulletin, the newest first.
pub fn bulletins(here: Here) -> Filled {
    filled(here, &[BULLETINS], rows(here).into_iter())
}

fn lit(row: &Row, light: Light) -> Cell {
    row.lights.map_or(Cell::Empty, |lights| Cell::Integer(i64::from(lights.count(light))))
}

const BULLETINS: &[Of<Row>] = &[
    column("id", "编号", Kind::Text, "月份，或不定期通报的编号", |_, row| {
        text(&row.id)
    }),
    column("series", "系列", Kind::Text, "月通报、简报或专题", |_, row| {
        text(row.series)
    }),
    column("title", "标题", Kind::Text, "标题", |_, row| text(&row.title)),
    column("issue", "期号", Kind::Integer, "本系列当年第几期", |_, row| {
        whole(row.issue.map(i64::from))
    }),
    column("number", "文号", Kind::Text, "为空的未编文号", |_, row| {
        words(row.number.as_deref())
    }),
    column("published_on", "发布日期", Kind::Day, "为空的未经签发", |_, row| {
        day(row.published_on)
    }),
    column("until", "数据截至", Kind::Day, "数字说到哪一天", |_, row| day(row.until)),
    column("tasks", "任务数", Kind::Integer, "当时公开的任务", |_, row| {
        row.lights.map_or(Cell::Empty, |lights| Cell::Integer(i64::from(lights.total())))
    }),
    count("done", Light::Done, |_, row| lit(row, Light::Done)),
    count("awaiting", Light::Awaiting, |_, row| lit(row, Light::Awaiting)),
    count("green", Light::Green, |_, row| lit(row, Light::Green)),
    count("yellow", Light::Yellow, |_, row| lit(row, Light::Yellow)),
    count("red", Light::Red, |_, row| lit(row, Light::Red)),
    count("silent", Light::Silent, |_, row| lit(row, Light::Silent)),
    count("upcoming", Light::Upcoming, |_, row| lit(row, Light::Upcoming)),
    count("paused", Light::Paused, |_, row| lit(row, Light::Paused)),
    count("cancelled", Light::Cancelled, |_, row| lit(row, Light::Cancelled)),
    column("due", "到期", Kind::Integer, "按现定时限到期的任务", |_, row| {
        row.on_time.map_or(Cell::Empty, |(of, _)| Cell::Integer(i64::from(of)))
    }),
    column("kept", "按期", Kind::Integer, "其中按期完成的", |_, row| {
        row.on_time.map_or(Cell::Empty, |(_, kept)| Cell::Integer(i64::from(kept)))
    }),
    column("closings", "销号", Kind::Integer, "当月销号数", |_, row| {
        row.events.map_or(Cell::Empty, |(closings, ..)| counted(closings))
    }),
    column("moved", "改期", Kind::Integer, "当月变更完成时限次数", |_, row| {
        row.events.map_or(Cell::Empty, |(_, moved, _)| counted(moved))
    }),
    column("reported", "填报任务", Kind::Integer, "当月有填报的任务数", |_, row| {
        row.events.map_or(Cell::Empty, |(.., reported)| counted(reported))
    }),
];

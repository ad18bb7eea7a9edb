//! The portals below this one, and where two levels differ.

use super::column::{Filled, Of, column, count, day, filled, text, whole, words};
use crate::assess::{Differing, Freshness, freshness};
use crate::method::Light;
use crate::plan::here::Here;
use crate::plan::view::table::{Cell, ColumnKind as Kind};
use crate::portal::Child;
use crate::summary::{Claim, Summary};

/// How many portals there are below this one.
pub fn child_count(assessed: &crate::assess::Assessed) -> usize {
    assessed.portal.children.len()
}

/// All portals below this one.
pub fn portals(here: Here) -> Filled {
    filled(here, &[CHILDREN], 0..here.assessed().portal.children.len())
}

fn child(here: Here<'_>, at: usize) -> &Child {
    here.plan.assessed.portal.children.get(at).expect("rows are made from the children")
}

fn told(here: Here, at: usize, count: fn(&Summary) -> u32) -> Cell {
    whole(child(here, at).summary.as_ref().map(|summary| i64::from(count(summary))))
}

fn lit(here: Here, at: usize, light: Light) -> Cell {
    let summary = child(here, at).summary.as_ref();
    whole(summary.map(|it| i64::from(it.lights.get(light.en()).copied().unwrap_or(0))))
}

const CHILDREN: &[Of<usize>] = &[
    column(
        "id",
        "编号",
        Kind::Text,
        "门户的永久编号，也是它的文件夹名",
        |here, at| text(child(here, *at).slug.as_str()),
    ),
    column("name", "名称", Kind::Text, "门户名称", |here, at| text(&child(here, *at).name)),
    column("state", "数据状态", Kind::Text, "最新、未更新或没有数据", |here, at| {
        text(match freshness(child(here, *at), here.today()) {
            Freshness::New => "最新",
            Freshness::Old(_) => "未更新",
            Freshness::Missing => "没有数据",
        })
    }),
    column("date", "统计日期", Kind::Day, "各灯所依据的日期", |here, at| {
        day(child(here, *at).summary.as_ref().map(|summary| summary.date))
    }),
    column("data_as_of", "数据截至", Kind::Day, "最近一次填报的日期", |here, at| {
        day(child(here, *at).summary.as_ref().and_then(|summary| summary.data_as_of))
    }),
    column("total", "任务数", Kind::Integer, "各灯之和", |here, at| {
        told(here, *at, |summary| summary.total)
    }),
    count("done", Light::Done, |here, at| lit(here, *at, Light::Done)),
    count("green", Light::Green, |here, at| lit(here, *at, Light::Green)),
    count("awaiting", Light::Awaiting, |here, at| lit(here, *at, Light::Awaiting)),
    count("yellow", Light::Yellow, |here, at| lit(here, *at, Light::Yellow)),
    count("silent", Light::Silent, |here, at| lit(here, *at, Light::Silent)),
    count("red", Light::Red, |here, at| lit(here, *at, Light::Red)),
    count("upcoming", Light::Upcoming, |here, at| lit(here, *at, Light::Upcoming)),
    count("paused", Light::Paused, |here, at| lit(here, *at, Light::Paused)),
    count("cancelled", Light::Cancelled, |here, at| lit(here, *at, Light::Cancelled)),
    column("due", "已到期任务数", Kind::Integer, "按期率的分母", |here, at| {
        told(here, *at, |summary| summary.on_time.of)
    }),
    column("in_time", "按期完成数", Kind::Integer, "按期率的分子", |here, at| {
        told(here, *at, |summary| summary.on_time.kept)
    }),
    column("longest_silence", "最长未报天数", Kind::Integer, "天", |here, at| {
        told(here, *at, |summary| summary.longest_silence_days)
    }),
    column("exposures_open", "未整改曝光", Kind::Integer, "件", |here, at| {
        told(here, *at, |summary| summary.exposures_open)
    }),
];

/// How many differences there are.
pub fn conflict_count(assessed: &crate::assess::Assessed) -> usize {
    assessed.pairs.iter().map(|pair| pair.differing.len()).sum()
}

/// What two levels say differently, each with both values.
pub fn conflicts(here: Here) -> Filled {
    let pairs = here.plan.assessed.pairs.iter().enumerate();
    let rows = pairs.flat_map(|(at, pair)| pair.differing.iter().map(move |what| (at, *what)));
    filled(here, &[CONFLICTS], rows)
}

type Row = (usize, Differing);

fn pair(here: Here<'_>, row: Row) -> &crate::assess::Pair {
    here.plan.assessed.pairs.get(row.0).expect("rows are made from the pairs")
}

fn ours(here: Here<'_>, row: Row) -> Option<&Claim> {
    row.1.said(&pair(here, row).here)
}

fn theirs(here: Here<'_>, row: Row) -> Option<&Claim> {
    row.1.said(&pair(here, row).there)
}

const CONFLICTS: &[Of<Row>] = &[
    column("task", "任务", Kind::Text, "本门户的任务编号", |here, row| {
        text(pair(here, *row).here.task.as_str())
    }),
    column("title", "标题", Kind::Text, "本门户的任务名称", |here, row| {
        text(&pair(here, *row).here.title)
    }),
    column("portal", "门户", Kind::Text, "下级门户的编号", |here, row| {
        text(child(here, pair(here, *row).child).slug.as_str())
    }),
    column(
        "portal_task",
        "下级任务",
        Kind::Text,
        "下级门户的任务编号",
        |here, row| text(pair(here, *row).there.task.as_str()),
    ),
    column("what", "事项", Kind::Text, "完成时限、牵头单位或进度", |_, row| {
        text(row.1.zh())
    }),
    column("here", "本级公布", Kind::Text, "进度为百分数", |here, row| {
        words(ours(here, *row).map(|claim| claim.value.clone()))
    }),
    column("here_source", "本级出处", Kind::Text, "方案、变更或填报", |here, row| {
        words(ours(here, *row).map(|claim| claim.source.clone()))
    }),
    column("here_on", "本级日期", Kind::Day, "出处的日期", |here, row| {
        day(ours(here, *row).map(|claim| claim.on))
    }),
    column("there", "下级公布", Kind::Text, "进度为百分数", |here, row| {
        words(theirs(here, *row).map(|claim| claim.value.clone()))
    }),
    column("there_source", "下级出处", Kind::Text, "方案、变更或填报", |here, row| {
        words(theirs(here, *row).map(|claim| claim.source.clone()))
    }),
    column("there_on", "下级日期", Kind::Day, "出处的日期", |here, row| {
        day(theirs(here, *row).map(|claim| claim.on))
    }),
];

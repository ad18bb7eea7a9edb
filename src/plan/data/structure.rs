//! Units, posts, areas and grids, named as the portal names people.

use super::column::{Filled, Of, column, counted, day, filled, text, words};
use crate::assess::{self, Assessed};
use crate::plan::here::Here;
use crate::plan::view::table::{Cell, ColumnKind as Kind};
use crate::portal::{self, Area, Grid, Id, Post, Unit};

/// All units.
pub fn units(here: Here) -> Filled {
    filled(here, &[UNITS], here.assessed().portal.units.ids())
}

fn unit(here: Here<'_>, id: Id<Unit>) -> &Unit {
    here.assessed().portal.units.get(id)
}

fn group(here: Here<'_>, id: Id<Unit>) -> &assess::Group {
    here.assessed().units.get(id)
}

const UNITS: &[Of<Id<Unit>>] = &[
    column("id", "编号", Kind::Text, "单位的永久编号", |here, id| {
        text(unit(here, *id).slug.as_str())
    }),
    column("name", "名称", Kind::Text, "全称", |here, id| text(&unit(here, *id).name)),
    column("short_name", "简称", Kind::Text, "没有简称的为全称", |here, id| {
        text(&unit(here, *id).short_name)
    }),
    column("kind", "类型", Kind::Text, "部门、乡镇街道、执行小组等", |here, id| {
        text(unit(here, *id).class.zh())
    }),
    column("parent", "上级单位", Kind::Text, "上级单位的编号", |here, id| {
        words(unit(here, *id).parent.map(|parent| unit(here, parent).slug.to_string()))
    }),
    column("area", "区域", Kind::Text, "所在区域的名称", |here, id| {
        words(unit(here, *id).area.map(|area| here.area(area).text))
    }),
    column(
        "rank_class",
        "考核类别",
        Kind::Text,
        "同类单位放在一起比较",
        |here, id| words(unit(here, *id).rank_class.clone()),
    ),
    column("phone", "办公电话", Kind::Text, "办公电话", |here, id| {
        words(unit(here, *id).office_phone.clone())
    }),
    column("from", "设立日期", Kind::Day, "为空的没有记录", |here, id| {
        day(unit(here, *id).from)
    }),
    column("until", "撤销日期", Kind::Day, "为空的仍在", |here, id| {
        day(unit(here, *id).until)
    }),
    column("tasks", "牵头任务数", Kind::Integer, "当天牵头的任务", |here, id| {
        counted(group(here, *id).tasks.len())
    }),
    column(
        "due",
        "已到期任务数",
        Kind::Integer,
        "现定时限已到，按期率的分母",
        |here, id| Cell::Integer(i64::from(group(here, *id).on_time.current.of)),
    ),
    column("in_time", "按期完成数", Kind::Integer, "按期率的分子", |here, id| {
        Cell::Integer(i64::from(group(here, *id).on_time.current.kept))
    }),
    column(
        "original_due",
        "原定已到期数",
        Kind::Integer,
        "按原定时限计算的分母",
        |here, id| Cell::Integer(i64::from(group(here, *id).on_time.original.of)),
    ),
    column(
        "original_in_time",
        "原定按期完成数",
        Kind::Integer,
        "按原定时限计算的分子",
        |here, id| Cell::Integer(i64::from(group(here, *id).on_time.original.kept)),
    ),
];

/// All posts.
pub fn posts(here: Here) -> Filled {
    filled(here, &[POSTS], here.assessed().portal.posts.ids())
}

fn post(here: Here<'_>, id: Id<Post>) -> &portal::Post {
    here.assessed().portal.posts.get(id)
}

const POSTS: &[Of<Id<Post>>] = &[
    column("id", "编号", Kind::Text, "岗位的永久编号", |here, id| {
        text(post(here, *id).slug.as_str())
    }),
    column("title", "岗位", Kind::Text, "岗位名称", |here, id| text(&post(here, *id).label)),
    column("unit", "单位", Kind::Text, "单位编号，见单位表", |here, id| {
        text(unit(here, post(here, *id).unit).slug.as_str())
    }),
    column(
        "class",
        "类别",
        Kind::Text,
        "主要领导、分管领导、经办人等",
        |here, id| text(post(here, *id).class.zh()),
    ),
    column(
        "holder",
        "任职人",
        Kind::Text,
        "当天的任职人；只公布职务的岗位为空",
        |here, id| words(here.holder(*id, here.today()).name),
    ),
    column("acting", "主持工作", Kind::Flag, "任职人只是主持工作", |here, id| {
        Cell::Flag(here.holder(*id, here.today()).acting)
    }),
    column("vacant", "空缺", Kind::Flag, "当天无人任职", |here, id| {
        Cell::Flag(here.holder(*id, here.today()).vacant)
    }),
    column("division", "分工", Kind::Text, "分管的工作", |here, id| {
        words(post(here, *id).division.clone())
    }),
    column("phone", "办公电话", Kind::Text, "办公电话", |here, id| {
        words(post(here, *id).office_phone.clone())
    }),
    column("from", "设立日期", Kind::Day, "为空的没有记录", |here, id| {
        day(post(here, *id).from)
    }),
    column("until", "撤销日期", Kind::Day, "为空的仍在", |here, id| {
        day(post(here, *id).until)
    }),
];

/// All areas.
pub fn areas(here: Here) -> Filled {
    filled(here, &[AREAS], here.assessed().portal.areas.ids())
}

fn area(here: Here<'_>, id: Id<Area>) -> &Area {
    here.assessed().portal.areas.get(id)
}

const AREAS: &[Of<Id<Area>>] = &[
    column("id", "编号", Kind::Text, "区域的永久编号", |here, id| {
        text(area(here, *id).slug.as_str())
    }),
    column("name", "名称", Kind::Text, "区域名称", |here, id| text(&area(here, *id).name)),
    column(
        "level",
        "层级",
        Kind::Text,
        "县市区、乡镇街道、片区、村社区等",
        |here, id| text(area(here, *id).level.zh()),
    ),
    column("parent", "上级区域", Kind::Text, "上级区域的编号", |here, id| {
        words(area(here, *id).parent.map(|parent| area(here, parent).slug.to_string()))
    }),
    column("code", "行政区划代码", Kind::Text, "为空的没有记录", |here, id| {
        words(area(here, *id).code.clone())
    }),
    column("responsible", "责任岗位", Kind::Text, "岗位编号，见岗位表", |here, id| {
        words(area(here, *id).responsible.map(|held| post(here, held).slug.to_string()))
    }),
    column(
        "tasks",
        "任务数",
        Kind::Integer,
        "涉及它和它下辖区域的任务",
        |here, id| counted(here.assessed().areas.get(*id).tasks.len()),
    ),
];

/// All grids.
pub fn grids(here: Here) -> Filled {
    filled(here, &[GRIDS], here.assessed().portal.grids.ids())
}

fn grid(here: Here<'_>, id: Id<Grid>) -> &Grid {
    here.assessed().portal.grids.get(id)
}

const GRIDS: &[Of<Id<Grid>>] = &[
    column("id", "编号", Kind::Text, "网格的永久编号", |here, id| {
        text(grid(here, *id).slug.as_str())
    }),
    column("name", "名称", Kind::Text, "网格名称", |here, id| text(&grid(here, *id).name)),
    column("code", "代码", Kind::Text, "网格编码；为空的没有记录", |here, id| {
        words(grid(here, *id).code.clone())
    }),
    column("kind", "类型", Kind::Text, "基础网格或专属网格", |here, id| {
        text(grid(here, *id).kind.zh())
    }),
    column("area", "区域", Kind::Text, "区域编号，见区域表", |here, id| {
        text(area(here, grid(here, *id).area).slug.as_str())
    }),
    column(
        "posts",
        "责任岗位",
        Kind::Text,
        "岗位编号，几个之间用分号隔开",
        |here, id| {
            let posts = grid(here, *id).posts.iter().map(|held| post(here, *held).slug.as_str());
            words(Some(posts.collect::<Vec<_>>().join("；")).filter(|held| !held.is_empty()))
        },
    ),
    column("items", "清单事项数", Kind::Integer, "见网格清单表", |here, id| {
        counted(grid(here, *id).items.len())
    }),
];

/// A thing to do by its place in a grid's list.
type Item = (Id<Grid>, usize);

/// How many things there are to do in all grids.
pub fn item_count(assessed: &Assessed) -> usize {
    assessed.portal.grids.iter().map(|(_, grid)| grid.items.len()).sum()
}

/// What is to be done in all grids.
pub fn grid_items(here: Here) -> Filled {
    let grids = here.assessed().portal.grids.iter();
    let all = grids.flat_map(|(id, grid)| (0..grid.items.len()).map(move |at| (id, at)));
    filled(here, &[ITEMS], all)
}

fn item(here: Here<'_>, (id, at): Item) -> &portal::GridItem {
    grid(here, id).items.get(at).expect("rows are made from the items there are")
}

const ITEMS: &[Of<Item>] = &[
    column("grid", "网格", Kind::Text, "网格编号，见网格表", |here, (id, _)| {
        text(grid(here, *id).slug.as_str())
    }),
    column("number", "序号", Kind::Integer, "清单上第几件，从1开始", |_, (_, at)| {
        counted(at + 1)
    }),
    column("text", "内容", Kind::Text, "做什么", |here, at| text(&item(here, *at).text)),
    column("rhythm", "频次", Kind::Text, "多久一次；为空的没有写明", |here, at| {
        words(item(here, *at).rhythm.clone())
    }),
    column(
        "task",
        "任务",
        Kind::Text,
        "对应任务的编号；为空的是日常事项",
        |here, at| {
            let tasks = &here.assessed().portal.tasks;
            words(item(here, *at).task.map(|task| tasks.get(task).slug.to_string()))
        },
    ),
];

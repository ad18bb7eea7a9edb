//! Exposures without anybody's name, and commendations.

use super::column::{Filled, Of, column, counted, day, filled, text, words};
use crate::assess::{Live, Praise};
use crate::plan::here::Here;
use crate::plan::view::table::{Cell, ColumnKind as Kind};
use crate::plan::{commendation, exposure};
use crate::portal::{Commendation, Exposure, Honoured, Id};
use crate::record::AppealLabel;

/// An exposure that is shown.
type Shown = (Id<Exposure>, Live);

/// Exposures that are shown. A file that somebody keeps cannot be taken down: it names neither
/// units nor persons, and holds nothing that has ended.
pub fn exposures(here: Here) -> Filled {
    let mut live = exposure::live(here.assessed());
    live.sort_by_key(|(id, _)| *id);
    filled(here, &[EXPOSURES], live.into_iter())
}

fn exposed<'a>(here: Here<'a>, (id, _): &Shown) -> &'a Exposure {
    here.assessed().portal.exposures.get(*id)
}

const EXPOSURES: &[Of<Shown>] = &[
    column("id", "编号", Kind::Text, "曝光的永久编号", |here, row| {
        text(exposed(here, row).slug.as_str())
    }),
    column("kind", "类型", Kind::Text, "曝光或通报批评", |here, row| {
        text(exposed(here, row).kind.zh())
    }),
    column("ground", "情形", Kind::Integer, "第几种情形", |here, row| {
        Cell::Integer(i64::from(exposed(here, row).ground))
    }),
    column("ground_text", "情形说明", Kind::Text, "该种情形的文字", |here, row| {
        text(exposure::ground(here, exposed(here, row).ground))
    }),
    column("published_on", "曝光日期", Kind::Day, "公布日期", |here, row| {
        day(Some(exposed(here, row).published_on))
    }),
    column("due", "整改时限", Kind::Day, "整改的最后一天", |here, row| {
        day(Some(exposed(here, row).rectification.due))
    }),
    column(
        "state",
        "状态",
        Kind::Text,
        "立案、整改中、待核查、已销号或回潮",
        |_, (_, live)| text(live.label.zh()),
    ),
    column("appeal", "复核", Kind::Text, "最近一次异议的状态", |_, (_, live)| {
        words(live.appeal.map(AppealLabel::zh))
    }),
    column("ends_on", "撤下日期", Kind::Day, "从这一天起不再显示", |_, (_, live)| {
        day(Some(live.ends_on))
    }),
];

/// All commendations that have been published.
pub fn commendations(here: Here) -> Filled {
    let mut shown = commendation::shown(here.assessed());
    shown.sort_unstable();
    filled(here, &[COMMENDATIONS], shown.into_iter())
}

fn held(here: Here<'_>, id: Id<Commendation>) -> &Commendation {
    here.assessed().portal.commendations.get(id)
}

fn state(praise: Praise) -> &'static str {
    match praise {
        Praise::NotYet | Praise::InPublicity(_) => "公示中",
        Praise::Undecided => "公示期满，待决定",
        Praise::Decided => "已决定",
        Praise::Revoked(_) => "已撤销",
    }
}

/// Units and collectives honoured; persons are only counted.
fn collectives(here: Here, commendation: &Commendation) -> String {
    let names = commendation.honoured.iter().filter_map(|honoured| match honoured {
        Honoured::Unit(id) => Some(here.unit_in_full(*id).text),
        Honoured::Collective { name, .. } => Some(name.clone()),
        Honoured::Post(_) | Honoured::Person { .. } => None,
    });
    names.collect::<Vec<_>>().join("；")
}

const COMMENDATIONS: &[Of<Id<Commendation>>] = &[
    column("id", "编号", Kind::Text, "表扬的永久编号", |here, id| {
        text(held(here, *id).slug.as_str())
    }),
    column("title", "标题", Kind::Text, "标题", |here, id| text(&held(here, *id).title)),
    column("kind", "类型", Kind::Text, "通报表扬或表彰", |here, id| {
        text(held(here, *id).kind.zh())
    }),
    column(
        "state",
        "状态",
        Kind::Text,
        "公示中、待决定、已决定或已撤销",
        |here, id| text(state(*here.assessed().commendations.get(*id))),
    ),
    column(
        "collectives",
        "表扬集体",
        Kind::Text,
        "几个集体之间用分号隔开",
        |here, id| {
            words(Some(collectives(here, held(here, *id))).filter(|names| !names.is_empty()))
        },
    ),
    column("persons", "表扬人数", Kind::Integer, "受表扬的个人数", |here, id| {
        counted(held(here, *id).honoured.iter().filter(|held| held.is_person()).count())
    }),
    column("deed", "事迹", Kind::Text, "一句话事迹", |here, id| text(&held(here, *id).deed)),
    column("published_on", "发布日期", Kind::Day, "发布日期", |here, id| {
        day(Some(held(here, *id).published_on))
    }),
    column("decided_on", "决定日期", Kind::Day, "为空的尚未决定", |here, id| {
        day(held(here, *id).decided_on.filter(|on| *on <= here.today()))
    }),
    column("publicity_until", "公示截止", Kind::Day, "公示期最后一天", |here, id| {
        day(held(here, *id).publicity.as_ref().map(|held| held.until))
    }),
    column("verified_by", "核实单位", Kind::Text, "核实事迹的单位", |here, id| {
        words(held(here, *id).verified_by.map(|unit| here.unit_in_full(unit).text))
    }),
    column("revoked_on", "撤销日期", Kind::Day, "为空的没有撤销", |here, id| {
        day(held(here, *id).revoked.as_ref().map(|held| held.on).filter(|on| *on <= here.today()))
    }),
];

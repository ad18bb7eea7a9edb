//! Consultations, appraisals, small projects, questions and visits.

use super::column::{Filled, Of, column, day, filled, text, whole, words};
use crate::assess::Assessed;
use crate::plan::here::Here;
use crate::plan::participation;
use crate::plan::view::table::{Cell, ColumnKind as Kind};
use crate::portal::{Appraisal, Consultation, Id, MicroProject, QuestionCount, VisitCount};
use crate::record::Adoption;

fn number(number: u32) -> Cell {
    Cell::Integer(i64::from(number))
}

fn consulted(here: Here<'_>, id: Id<Consultation>) -> &Consultation {
    here.assessed().portal.participation.consultations.get(id)
}

/// How many opinions had an outcome; nothing before that was said.
fn outcome(here: Here, id: Id<Consultation>, adoption: Adoption) -> Cell {
    let held = consulted(here, id);
    let told = held.answered_on.is_some_and(|on| on <= here.today());
    whole(told.then(|| i64::from(held.count(adoption))))
}

/// Consultations that have begun.
pub fn consultations(here: Here) -> Filled {
    filled(here, &[CONSULTATIONS], participation::consultations(here.assessed()).into_iter())
}

const CONSULTATIONS: &[Of<Id<Consultation>>] = &[
    column("id", "编号", Kind::Text, "征求意见的永久编号", |here, id| {
        text(consulted(here, *id).slug.as_str())
    }),
    column("title", "标题", Kind::Text, "标题", |here, id| text(&consulted(here, *id).title)),
    column("unit", "单位", Kind::Text, "征求意见的单位全称", |here, id| {
        text(here.unit_in_full(consulted(here, *id).unit).text)
    }),
    column("major", "重大决策", Kind::Flag, "重大行政决策", |here, id| {
        Cell::Flag(consulted(here, *id).major)
    }),
    column("from", "开始", Kind::Day, "第一天", |here, id| {
        day(Some(consulted(here, *id).from))
    }),
    column("until", "结束", Kind::Day, "最后一天", |here, id| {
        day(Some(consulted(here, *id).until))
    }),
    column("people", "参与人次", Kind::Integer, "未公布的为空", |here, id| {
        whole(consulted(here, *id).people.map(i64::from))
    }),
    column("received", "收到意见", Kind::Integer, "条数；未公布的为空", |here, id| {
        whole(consulted(here, *id).received.map(i64::from))
    }),
    column("adopted", "采纳", Kind::Integer, "条数；未反馈的为空", |here, id| {
        outcome(here, *id, Adoption::Adopted)
    }),
    column("partly", "部分采纳", Kind::Integer, "条数；未反馈的为空", |here, id| {
        outcome(here, *id, Adoption::Partly)
    }),
    column("declined", "未采纳", Kind::Integer, "条数；未反馈的为空", |here, id| {
        outcome(here, *id, Adoption::Declined)
    }),
    column("answered_on", "反馈日期", Kind::Day, "公布采纳情况的日期", |here, id| {
        day(consulted(here, *id).answered_on.filter(|on| *on <= here.today()))
    }),
];

/// An answer of an appraisal: the appraisal and the answer's place.
type Answer = (Id<Appraisal>, usize);

fn appraised(here: Here<'_>, row: Answer) -> &Appraisal {
    here.assessed().portal.participation.appraisals.get(row.0)
}

fn answers(assessed: &Assessed) -> impl Iterator<Item = Answer> {
    let all = &assessed.portal.participation.appraisals;
    let seen = participation::appraisals(assessed).into_iter();
    seen.flat_map(|id| (0..all.get(id).shares.len()).map(move |at| (id, at)))
}

/// How many answers there are.
pub fn share_count(assessed: &Assessed) -> usize {
    answers(assessed).count()
}

/// Every answer of every appraisal that is published.
pub fn appraisals(here: Here) -> Filled {
    filled(here, &[APPRAISALS], answers(here.assessed()))
}

const APPRAISALS: &[Of<Answer>] = &[
    column("id", "编号", Kind::Text, "评议的永久编号", |here, row| {
        text(appraised(here, *row).slug.as_str())
    }),
    column("title", "标题", Kind::Text, "标题", |here, row| text(&appraised(here, *row).title)),
    column("kind", "类型", Kind::Text, "第三方评议、满意度调查等", |here, row| {
        text(appraised(here, *row).kind.zh())
    }),
    column("series", "系列", Kind::Text, "同一系列的可以前后对照", |here, row| {
        words(appraised(here, *row).series.clone())
    }),
    column("executor", "实施机构", Kind::Text, "谁实施的", |here, row| {
        text(&appraised(here, *row).executor)
    }),
    column("method", "方法", Kind::Text, "用什么方法", |here, row| {
        text(&appraised(here, *row).method)
    }),
    column("from", "开始", Kind::Day, "第一天", |here, row| {
        day(Some(appraised(here, *row).from))
    }),
    column("until", "结束", Kind::Day, "最后一天", |here, row| {
        day(Some(appraised(here, *row).until))
    }),
    column("sample_size", "有效样本", Kind::Integer, "份数", |here, row| {
        number(appraised(here, *row).sample_size)
    }),
    column("answer", "选项", Kind::Text, "选项", |here, row| {
        words(appraised(here, *row).shares.get(row.1).map(|share| share.answer.clone()))
    }),
    column("percent", "比例", Kind::Decimal, "占有效样本的百分比", |here, row| {
        let share = appraised(here, *row).shares.get(row.1);
        super::column::percent(share.map(|share| share.percent))
    }),
    column("favourable", "计入", Kind::Flag, "是否计入满意率或安全感", |here, row| {
        Cell::Flag(appraised(here, *row).shares.get(row.1).is_some_and(|share| share.favourable))
    }),
];

fn micro(here: Here<'_>, id: Id<MicroProject>) -> &MicroProject {
    here.assessed().portal.participation.micro_projects.get(id)
}

/// Small projects that were proposed.
pub fn micro_projects(here: Here) -> Filled {
    filled(here, &[MICRO_PROJECTS], participation::micro_projects(here.assessed()).into_iter())
}

const MICRO_PROJECTS: &[Of<Id<MicroProject>>] = &[
    column("id", "编号", Kind::Text, "微实事的永久编号", |here, id| {
        text(micro(here, *id).slug.as_str())
    }),
    column("title", "标题", Kind::Text, "标题", |here, id| text(&micro(here, *id).title)),
    column("area", "区域", Kind::Text, "所在区域", |here, id| {
        words(micro(here, *id).area.map(|area| here.area(area).text))
    }),
    column("unit", "单位", Kind::Text, "实施单位全称", |here, id| {
        words(micro(here, *id).unit.map(|unit| here.unit_in_full(unit).text))
    }),
    column("amount", "预算", Kind::Decimal, "元", |here, id| {
        micro(here, *id).amount.map_or(Cell::Empty, |amount| Cell::Hundredths(amount.fen()))
    }),
    column("proposed_on", "提出日期", Kind::Day, "居民提出的日期", |here, id| {
        day(Some(micro(here, *id).proposed_on))
    }),
    column("voted_on", "表决日期", Kind::Day, "还没有表决的为空", |here, id| {
        day(micro(here, *id).vote.map(|vote| vote.on).filter(|on| *on <= here.today()))
    }),
    column("ballots", "参加表决", Kind::Integer, "人数", |here, id| {
        let vote = micro(here, *id).vote.filter(|vote| vote.on <= here.today());
        whole(vote.and_then(|vote| vote.ballots).map(i64::from))
    }),
    column("begun_on", "开工日期", Kind::Day, "还没有开工的为空", |here, id| {
        day(micro(here, *id).begun_on.filter(|on| *on <= here.today()))
    }),
    column("votes", "得票", Kind::Integer, "赞成票数", |here, id| {
        let vote = micro(here, *id).vote.filter(|vote| vote.on <= here.today());
        whole(vote.and_then(|vote| vote.votes).map(i64::from))
    }),
    column(
        "state",
        "状态",
        Kind::Text,
        "待表决、未入选、入选、实施中或已完成",
        |here, id| text(participation::micro_word(micro(here, *id).on(here.today()))),
    ),
    column("done_on", "完成日期", Kind::Day, "还没有完成的为空", |here, id| {
        day(micro(here, *id).done_on.filter(|on| *on <= here.today()))
    }),
];

/// Questions by channel and month.
pub fn questions(here: Here) -> Filled {
    let count = participation::questions(here.assessed()).len();
    filled(here, &[QUESTIONS], 0..count)
}

/// A row of what is counted, by its place.
fn counted(here: Here<'_>, at: usize) -> &QuestionCount {
    let counts = participation::questions(here.assessed());
    counts.get(at).expect("a row for every count")
}

const QUESTIONS: &[Of<usize>] = &[
    column("month", "月份", Kind::Text, "例如2026-09", |here, at| {
        text(counted(here, *at).month.to_string())
    }),
    column("channel", "渠道", Kind::Text, "从哪里提出", |here, at| {
        text(&counted(here, *at).channel)
    }),
    column("received", "收到", Kind::Integer, "件数", |here, at| {
        number(counted(here, *at).received)
    }),
    column("answered", "已答复", Kind::Integer, "件数", |here, at| {
        number(counted(here, *at).answered)
    }),
    column("in_time", "按期答复", Kind::Integer, "未公布的为空", |here, at| {
        whole(counted(here, *at).in_time.map(i64::from))
    }),
    column(
        "median_days",
        "用时中位数",
        Kind::Integer,
        "天；未公布的为空",
        |here, at| whole(counted(here, *at).median_days.map(i64::from)),
    ),
];

/// How often leaders went to the towns, by post and year.
pub fn visits(here: Here) -> Filled {
    let visits = &here.plan.assessed.portal.participation.visits;
    filled(here, &[&visit_columns()], visits.iter())
}

fn visit_columns<'a>() -> Vec<Of<&'a VisitCount>> {
    vec![
        column("year", "年份", Kind::Integer, "公历年", |_, held| number(held.year)),
        column("post", "岗位", Kind::Text, "岗位编号，见岗位表", |here, held| {
            text(here.assessed().portal.posts.get(held.post).slug.as_str())
        }),
        column("times", "次数", Kind::Integer, "到基层实地调研的次数", |_, held| {
            number(held.times)
        }),
    ]
}

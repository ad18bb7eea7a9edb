//! Inspections, problems, rectifications, slips, warnings, timed reports and pledges.

use super::column::{Filled, Of, column, counted, day, filled, text, whole, words};
use crate::assess::{Kept, ProblemStage, ProblemState, Rectifying};
use crate::plan::here::Here;
use crate::plan::ledger::level_name;
use crate::plan::view::table::{Cell, ColumnKind as Kind};
use crate::plan::{inspection, shelf};
use crate::portal::{
    Id, Inspection, Mending, Pledge, Problem, Proof, Slip, Task, TimedReport, Unit, Warning,
};
use crate::record::SupervisionClass;

fn units(here: Here, ids: &[Id<Unit>]) -> Cell {
    let names: Vec<String> = ids.iter().map(|id| here.unit_in_full(*id).text).collect();
    words((!names.is_empty()).then(|| names.join("；")))
}

fn tasks(here: Here, ids: &[Id<Task>]) -> Cell {
    let portal = &here.assessed().portal;
    let slugs: Vec<String> = ids.iter().map(|id| portal.tasks.get(*id).slug.to_string()).collect();
    words((!slugs.is_empty()).then(|| slugs.join("；")))
}

fn inspection_of(here: Here, id: Option<Id<Inspection>>) -> Cell {
    words(id.map(|id| here.assessed().portal.inspections.get(id).slug.to_string()))
}

/// Inspections that may be seen.
pub fn inspections(here: Here) -> Filled {
    let mut ids = here.assessed().supervision.inspections.clone();
    ids.sort_unstable();
    filled(here, &[INSPECTIONS], ids.into_iter())
}

fn inspected(here: Here<'_>, id: Id<Inspection>) -> &Inspection {
    here.assessed().portal.inspections.get(id)
}

const INSPECTIONS: &[Of<Id<Inspection>>] = &[
    column("id", "编号", Kind::Text, "督查的永久编号", |here, id| {
        text(inspected(here, *id).slug.as_str())
    }),
    column("title", "标题", Kind::Text, "标题", |here, id| text(&inspected(here, *id).title)),
    column("kind", "类型", Kind::Text, "综合督查、专项督查等", |here, id| {
        text(inspected(here, *id).kind.zh())
    }),
    column("mode", "方式", Kind::Text, "明察、暗访、回访、网管等", |here, id| {
        text(inspected(here, *id).mode.zh())
    }),
    column("class", "督办级别", Kind::Text, "重大、专项或常规", |here, id| {
        words(inspected(here, *id).class.map(SupervisionClass::zh))
    }),
    column("date", "日期", Kind::Day, "第一天", |here, id| {
        day(Some(inspected(here, *id).date))
    }),
    column("until", "结束", Kind::Day, "最后一天", |here, id| {
        day(Some(inspected(here, *id).until))
    }),
    column(
        "units",
        "被督查单位",
        Kind::Text,
        "几个单位之间用分号隔开",
        |here, id| units(here, &inspected(here, *id).units),
    ),
    column(
        "tasks",
        "任务",
        Kind::Text,
        "任务编号，几个之间用分号隔开",
        |here, id| tasks(here, &inspected(here, *id).tasks),
    ),
    column(
        "invited",
        "受邀人数",
        Kind::Integer,
        "代表、委员、专家、监督员等",
        |here, id| {
            let invited = inspected(here, *id).invited.iter();
            Cell::Integer(invited.map(|(_, held)| i64::from(*held)).sum())
        },
    ),
    column("findings", "发现", Kind::Text, "反馈以后公开", |here, id| {
        let found = inspection::findings(here, inspected(here, *id));
        words((!found.is_empty()).then(|| found.join("；")))
    }),
    column("conclusion", "结论", Kind::Text, "反馈以后公开", |here, id| {
        words(inspection::conclusion(here, inspected(here, *id)))
    }),
    column("feedback_on", "反馈日期", Kind::Day, "向被督查单位反馈", |here, id| {
        day(inspected(here, *id).feedback_on.filter(|on| *on <= here.today()))
    }),
    column("visit_due", "回访时限", Kind::Day, "没有安排回访的为空", |here, id| {
        day(inspected(here, *id).return_visit.as_ref().map(|held| held.due))
    }),
    column("visited_on", "回访日期", Kind::Day, "还没有回访的为空", |here, id| {
        let visit = here.assessed().supervision.revisit(*id);
        day(visit.and_then(|visit| visit.on))
    }),
    column("published_on", "公开日期", Kind::Day, "公开日期", |here, id| {
        day(Some(inspected(here, *id).published_on))
    }),
];

/// Problems that may be seen.
pub fn problems(here: Here) -> Filled {
    let mut rows = here.assessed().supervision.problems.clone();
    rows.sort_by_key(|(id, _)| *id);
    filled(here, &[PROBLEMS], rows.into_iter())
}

type Found = (Id<Problem>, ProblemState);

fn problem<'a>(here: Here<'a>, row: &Found) -> &'a Problem {
    here.assessed().portal.problems.get(row.0)
}

fn stage(stage: ProblemStage) -> &'static str {
    match stage {
        ProblemStage::Unassigned => "待交办",
        ProblemStage::Open => "正在办理",
        ProblemStage::Resolved => "已解决",
    }
}

const PROBLEMS: &[Of<Found>] = &[
    column("id", "编号", Kind::Text, "问题的永久编号", |here, row| {
        text(problem(here, row).slug.as_str())
    }),
    column("text", "问题", Kind::Text, "一句话", |here, row| text(&problem(here, row).text)),
    column(
        "source",
        "来源",
        Kind::Text,
        "自查、督查、群众、媒体、审计或第三方",
        |here, row| text(problem(here, row).source.zh()),
    ),
    column("inspection", "督查", Kind::Text, "发现它的督查编号", |here, row| {
        inspection_of(here, problem(here, row).inspection)
    }),
    column(
        "tasks",
        "任务",
        Kind::Text,
        "任务编号，几个之间用分号隔开",
        |here, row| tasks(here, &problem(here, row).tasks),
    ),
    column("found_on", "发现日期", Kind::Day, "发现日期", |here, row| {
        day(Some(problem(here, row).found_on))
    }),
    column("assigned_to", "办理单位", Kind::Text, "为空的尚未交办", |here, row| {
        let assigned = problem(here, row).assigned.filter(|(_, on)| *on <= here.today());
        words(assigned.map(|(unit, _)| here.unit_in_full(unit).text))
    }),
    column("due", "时限", Kind::Day, "解决时限", |here, row| day(problem(here, row).due)),
    column(
        "state",
        "状态",
        Kind::Text,
        "待交办、正在办理或已解决",
        |_, (_, state)| text(stage(state.stage)),
    ),
    column(
        "days_open",
        "天数",
        Kind::Integer,
        "从发现到解决或到今天",
        |_, (_, state)| whole(Some(state.days_open)),
    ),
    column("level", "提请层级", Kind::Text, "到过的最高层级", |here, (_, state)| {
        words(state.level.map(|(level, _)| level_name(here, level)))
    }),
    column(
        "days_at_level",
        "在该层级天数",
        Kind::Integer,
        "没有提请的为空",
        |_, (_, state)| whole(state.level.map(|(_, days)| days)),
    ),
    column(
        "overdue_days",
        "逾期天数",
        Kind::Integer,
        "没有解决且超过时限",
        |_, (_, state)| whole(Some(state.overdue_days)),
    ),
    column(
        "late_by",
        "迟办天数",
        Kind::Integer,
        "解决时已超过时限的天数",
        |_, (_, state)| whole(Some(state.late_by)),
    ),
    column("resolved_on", "解决日期", Kind::Day, "为空的没有解决", |here, row| {
        let solved = problem(here, row).resolved.as_ref().map(|(on, _)| *on);
        day(solved.filter(|on| *on <= here.today()))
    }),
    column(
        "urged",
        "督办次数",
        Kind::Integer,
        "移交前或至今发出的督办件",
        |_, (_, state)| counted(state.urged),
    ),
];

/// Rectifications of the ledger. Those of exposures end with their exposures and are not in it.
pub fn mendings(here: Here) -> Filled {
    let mut rows = here.assessed().supervision.mendings.clone();
    rows.sort_by_key(|(id, _)| *id);
    filled(here, &[MENDINGS], rows.into_iter())
}

type Put = (Id<Mending>, Rectifying);

fn mending<'a>(here: Here<'a>, row: &Put) -> &'a Mending {
    here.assessed().portal.mendings.get(row.0)
}

const MENDINGS: &[Of<Put>] = &[
    column("id", "编号", Kind::Text, "整改的永久编号", |here, row| {
        text(mending(here, row).slug.as_str())
    }),
    column(
        "plate_number",
        "挂牌编号",
        Kind::Text,
        "与曝光共用一套编号",
        |here, row| words(mending(here, row).rectification.plate_number.clone()),
    ),
    column("title", "标题", Kind::Text, "标题", |here, row| text(&mending(here, row).title)),
    column("source", "来源", Kind::Text, "督查发现、问题清单等", |here, row| {
        text(mending(here, row).source.zh())
    }),
    column("unit", "责任单位", Kind::Text, "责任单位", |here, row| {
        text(here.unit_in_full(mending(here, row).unit).text)
    }),
    column(
        "tasks",
        "任务",
        Kind::Text,
        "任务编号，几个之间用分号隔开",
        |here, row| tasks(here, &mending(here, row).tasks),
    ),
    column("filed_on", "立案日期", Kind::Day, "立案挂牌日期", |here, row| {
        day(Some(mending(here, row).filed_on))
    }),
    column("due", "时限", Kind::Day, "整改时限", |here, row| {
        day(Some(mending(here, row).rectification.due))
    }),
    column(
        "state",
        "状态",
        Kind::Text,
        "立案、整改中、待核查、已销号或回潮",
        |_, (_, state)| text(state.state.zh()),
    ),
    column(
        "overdue_days",
        "逾期天数",
        Kind::Integer,
        "没有整改到位且超过时限",
        |_, (_, state)| whole(Some(state.overdue_days)),
    ),
    column(
        "late_by",
        "迟交天数",
        Kind::Integer,
        "提交核查时已超过时限的天数",
        |_, (_, state)| whole(Some(state.late_by)),
    ),
    column("submitted_on", "提交日期", Kind::Day, "提交核查", |here, row| {
        day(mending(here, row).rectification.submitted_on.filter(|on| *on <= here.today()))
    }),
    column("accepted_on", "销号日期", Kind::Day, "核查通过", |here, row| {
        day(mending(here, row).rectification.accepted_on.filter(|on| *on <= here.today()))
    }),
    column("reopened_on", "回潮日期", Kind::Day, "重新挂牌", |here, row| {
        day(mending(here, row).rectification.reopened_on.filter(|on| *on <= here.today()))
    }),
];

/// Slips of supervision.
pub fn slips(here: Here) -> Filled {
    let mut ids = here.assessed().supervision.slips.clone();
    ids.sort_unstable();
    filled(here, &[SLIPS], ids.into_iter())
}

fn slip(here: Here<'_>, id: Id<Slip>) -> &Slip {
    here.assessed().portal.slips.get(id)
}

const SLIPS: &[Of<Id<Slip>>] = &[
    column("id", "编号", Kind::Text, "督办件的永久编号", |here, id| {
        text(slip(here, *id).slug.as_str())
    }),
    column("kind", "类型", Kind::Text, "提醒函、督办函或约谈", |here, id| {
        text(slip(here, *id).kind.zh())
    }),
    column("number", "文号", Kind::Text, "文号", |here, id| {
        words(slip(here, *id).number.clone())
    }),
    column("unit", "单位", Kind::Text, "收件单位", |here, id| {
        text(here.unit_in_full(slip(here, *id).unit).text)
    }),
    column("date", "日期", Kind::Day, "发出或约谈日期", |here, id| {
        day(Some(slip(here, *id).date))
    }),
    column("text", "内容", Kind::Text, "要求", |here, id| text(&slip(here, *id).text)),
    column(
        "tasks",
        "任务",
        Kind::Text,
        "任务编号，几个之间用分号隔开",
        |here, id| tasks(here, &slip(here, *id).tasks),
    ),
    column("due", "时限", Kind::Day, "回复时限", |here, id| day(slip(here, *id).due)),
    column("answered_on", "回复日期", Kind::Day, "为空的没有回复", |here, id| {
        day(slip(here, *id).answered_on.filter(|on| *on <= here.today()))
    }),
];

/// Early-warning notices.
pub fn warnings(here: Here) -> Filled {
    let mut ids = here.assessed().supervision.warnings.clone();
    ids.sort_unstable();
    filled(here, &[WARNINGS], ids.into_iter())
}

fn warning(here: Here<'_>, id: Id<Warning>) -> &Warning {
    here.assessed().portal.warnings.get(id)
}

const WARNINGS: &[Of<Id<Warning>>] = &[
    column("id", "编号", Kind::Text, "预警通知的永久编号", |here, id| {
        text(warning(here, *id).slug.as_str())
    }),
    column("number", "文号", Kind::Text, "文号", |here, id| {
        words(warning(here, *id).number.clone())
    }),
    column("task", "任务", Kind::Text, "任务编号", |here, id| {
        tasks(here, &[warning(here, *id).task])
    }),
    column("date", "日期", Kind::Day, "发出日期", |here, id| {
        day(Some(warning(here, *id).date))
    }),
    column("text", "内容", Kind::Text, "提醒什么", |here, id| text(&warning(here, *id).text)),
    column("acknowledged_on", "确认日期", Kind::Day, "为空的尚未确认", |here, id| {
        day(warning(here, *id).acknowledged_on.filter(|on| *on <= here.today()))
    }),
];

/// Reports due by a day.
pub fn reports(here: Here) -> Filled {
    let mut ids = here.assessed().supervision.reports.clone();
    ids.sort_unstable();
    filled(here, &[REPORTS], ids.into_iter())
}

fn report(here: Here<'_>, id: Id<TimedReport>) -> &TimedReport {
    here.assessed().portal.reports.get(id)
}

const REPORTS: &[Of<Id<TimedReport>>] = &[
    column("id", "编号", Kind::Text, "限时报告的永久编号", |here, id| {
        text(report(here, *id).slug.as_str())
    }),
    column("title", "事项", Kind::Text, "报告什么", |here, id| {
        text(&report(here, *id).title)
    }),
    column("unit", "单位", Kind::Text, "报告单位", |here, id| {
        text(here.unit_in_full(report(here, *id).unit).text)
    }),
    column("asked_on", "要求日期", Kind::Day, "提出要求", |here, id| {
        day(Some(report(here, *id).asked_on))
    }),
    column("due", "时限", Kind::Day, "最后一天", |here, id| day(Some(report(here, *id).due))),
    column("received_on", "收到日期", Kind::Day, "为空的没有收到", |here, id| {
        day(report(here, *id).received_on.filter(|on| *on <= here.today()))
    }),
];

/// Promises, one in a row.
pub fn pledges(here: Here) -> Filled {
    let mut ids = shelf::pledges(here.assessed());
    ids.sort_unstable();
    let portal = &here.assessed().portal;
    let rows = ids
        .into_iter()
        .flat_map(|id| (0..portal.pledges.get(id).items.len()).map(move |at| (id, at)));
    filled(here, &[PLEDGES], rows)
}

/// How many promises there are.
pub fn promise_count(assessed: &crate::assess::Assessed) -> usize {
    let pledges = shelf::pledges(assessed).into_iter();
    pledges.map(|id| assessed.portal.pledges.get(id).items.len()).sum()
}

type Promise = (Id<Pledge>, usize);

fn pledge<'a>(here: Here<'a>, row: &Promise) -> &'a Pledge {
    here.assessed().portal.pledges.get(row.0)
}

fn kept(here: Here, row: &Promise) -> Option<Kept> {
    here.assessed().pledges.get(row.0).items.get(row.1).map(|(kept, _)| *kept)
}

const PLEDGES: &[Of<Promise>] = &[
    column("id", "编号", Kind::Text, "责任状的永久编号", |here, row| {
        text(pledge(here, row).slug.as_str())
    }),
    column("title", "标题", Kind::Text, "标题", |here, row| text(&pledge(here, row).title)),
    column("signatory", "签订岗位", Kind::Text, "单位和岗位", |here, row| {
        text(here.post(pledge(here, row).signatory))
    }),
    column("counterparty", "接收岗位", Kind::Text, "单位和岗位", |here, row| {
        text(here.post(pledge(here, row).counterparty))
    }),
    column("signed_on", "签订日期", Kind::Day, "签订日期", |here, row| {
        day(Some(pledge(here, row).signed_on))
    }),
    column("number", "序号", Kind::Integer, "第几条承诺", |_, row| counted(row.1 + 1)),
    column("text", "承诺", Kind::Text, "承诺什么", |here, row| {
        words(pledge(here, row).items.get(row.1).map(|item| item.text.clone()))
    }),
    column("task", "任务", Kind::Text, "能说明是否兑现的任务编号", |here, row| {
        let proof = pledge(here, row).items.get(row.1).map(|item| &item.proof);
        match proof {
            Some(Proof::Task(task)) => tasks(here, &[*task]),
            Some(Proof::Decision(_)) | None => Cell::Empty,
        }
    }),
    column("due", "时限", Kind::Day, "兑现时限", |here, row| {
        day(pledge(here, row).items.get(row.1).map(|item| item.due))
    }),
    column(
        "state",
        "结果",
        Kind::Text,
        "履行中、如期兑现、逾期兑现、未兑现等",
        |here, row| words(kept(here, row).map(Kept::zh)),
    ),
];

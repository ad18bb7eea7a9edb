//! Tasks and their stages.

use super::column::{Filled, Of, column, counted, day, exact, filled, percent, text, whole, words};
use crate::assess::{self, Assessed, Punctuality, StageState, Standing};
use crate::plan::here::Here;
use crate::plan::view::table::{Cell, ColumnKind as Kind};
use crate::portal::{self, Id, Task};
use crate::yaml::Number;

/// All tasks.
pub fn tasks(here: Here) -> Filled {
    filled(here, &[PROMISE, RESPONSIBLE, DATES, STANDING], here.assessed().portal.tasks.ids())
}

fn task(here: Here<'_>, id: Id<Task>) -> &Task {
    here.assessed().portal.tasks.get(id)
}

fn standing(here: Here<'_>, id: Id<Task>) -> &Standing {
    &here.state(id).standing
}

/// A coefficient of at most two decimals; finer ones are cut.
fn coefficient(number: Number) -> Cell {
    Cell::Hundredths(number.0 / 10_000)
}

const PROMISE: &[Of<Id<Task>>] = &[
    column("id", "编号", Kind::Text, "任务的永久编号", |here, id| {
        text(task(here, *id).slug.as_str())
    }),
    column("code", "文号编号", Kind::Text, "方案中的编号", |here, id| {
        words(task(here, *id).code.clone())
    }),
    column("title", "标题", Kind::Text, "任务名称", |here, id| text(&task(here, *id).title)),
    column(
        "kind",
        "类型",
        Kind::Text,
        "重点工作、重点项目、民生实事等",
        |here, id| text(task(here, *id).kind.zh()),
    ),
    column("plan", "方案", Kind::Text, "所属方案的编号", |here, id| {
        text(here.assessed().portal.plans.get(task(here, *id).plan).slug.as_str())
    }),
    column("category", "类别编号", Kind::Text, "所属目录的编号", |here, id| {
        text(here.assessed().portal.categories.get(task(here, *id).category).slug.as_str())
    }),
    column("category_name", "类别", Kind::Text, "所属目录的名称", |here, id| {
        text(&here.assessed().portal.categories.get(task(here, *id).category).name)
    }),
    column(
        "areas",
        "区域",
        Kind::Text,
        "所涉区域的编号，几个之间用分号隔开",
        |here, id| {
            let areas = &here.assessed().portal.areas;
            let slugs = task(here, *id).areas.iter().map(|area| areas.get(*area).slug.as_str());
            words(Some(slugs.collect::<Vec<_>>().join("；")).filter(|held| !held.is_empty()))
        },
    ),
    column(
        "parent",
        "上级任务",
        Kind::Text,
        "它所属任务的编号；为空的是独立任务",
        |here, id| words(task(here, *id).parent.map(|parent| task(here, parent).slug.to_string())),
    ),
    column("goal", "目标", Kind::Text, "首次公布的目标", |here, id| {
        words(task(here, *id).goal.clone())
    }),
    column("standard", "标准", Kind::Text, "验收标准", |here, id| {
        words(task(here, *id).standard.clone())
    }),
    column("budget", "经费预算", Kind::Decimal, "元", |here, id| {
        task(here, *id)
            .budget
            .as_ref()
            .map_or(Cell::Empty, |held| Cell::Hundredths(held.amount.fen()))
    }),
    column("workload", "工作量系数", Kind::Decimal, "默认为1", |here, id| {
        coefficient(task(here, *id).workload)
    }),
    column("difficulty", "难度系数", Kind::Decimal, "默认为1", |here, id| {
        coefficient(task(here, *id).difficulty)
    }),
    column(
        "has_time_node",
        "考核时效",
        Kind::Flag,
        "是为考核时效，否为考核质量",
        |here, id| Cell::Flag(task(here, *id).has_time_node),
    ),
];

const RESPONSIBLE: &[Of<Id<Task>>] = &[
    column(
        "lead_unit",
        "牵头单位编号",
        Kind::Text,
        "当天的牵头单位；为空的尚未公布",
        |here, id| {
            let unit = task(here, *id).lead_on(here.today());
            words(unit.map(|unit| here.assessed().portal.units.get(unit).slug.to_string()))
        },
    ),
    column("lead_unit_name", "牵头单位", Kind::Text, "牵头单位全称", |here, id| {
        words(task(here, *id).lead_on(here.today()).map(|unit| here.unit_in_full(unit).text))
    }),
    column(
        "leader",
        "责任领导岗位",
        Kind::Text,
        "责任领导的岗位编号，见岗位表",
        |here, id| words(task(here, *id).leader_on(here.today()).map(|post| post_id(here, post))),
    ),
    column(
        "leader_name",
        "责任领导姓名",
        Kind::Text,
        "完成、取消的任务为当天的任职人；空缺或不公布姓名的为空",
        |here, id| {
            let post = task(here, *id).leader_on(here.today());
            words(post.and_then(|post| here.holder(post, here.answered_on(*id)).name))
        },
    ),
    column(
        "handler",
        "经办岗位",
        Kind::Text,
        "经办人的岗位编号，见岗位表",
        |here, id| words(task(here, *id).handler_on(here.today()).map(|post| post_id(here, post))),
    ),
];

fn post_id(here: Here, post: Id<portal::Post>) -> String {
    here.assessed().portal.posts.get(post).slug.to_string()
}

const DATES: &[Of<Id<Task>>] = &[
    column(
        "start_original",
        "原定开始",
        Kind::Day,
        "首次公布的开始日期",
        |here, id| day(Some(standing(here, *id).start.original)),
    ),
    column("start", "现定开始", Kind::Day, "按变更计算的开始日期", |here, id| {
        day(Some(standing(here, *id).start.current))
    }),
    column("due_original", "原定时限", Kind::Day, "首次公布的完成时限", |here, id| {
        day(Some(standing(here, *id).due.original))
    }),
    column("due", "现定时限", Kind::Day, "按变更计算的完成时限", |here, id| {
        day(Some(standing(here, *id).due.current))
    }),
    column("due_changes", "改期次数", Kind::Integer, "完成时限改过几次", |here, id| {
        Cell::Integer(i64::from(standing(here, *id).due.changes))
    }),
    column(
        "slippage_days",
        "累计改期天数",
        Kind::Integer,
        "现定减原定，负数为提前",
        |here, id| Cell::Integer(standing(here, *id).due.slippage()),
    ),
];

const STANDING: &[Of<Id<Task>>] = &[
    column(
        "counted_on",
        "统计日期",
        Kind::Day,
        "本行的灯和天数按这一天计算",
        |here, _| day(Some(here.today())),
    ),
    column(
        "light",
        "灯",
        Kind::Text,
        "done、red等九种之一，按规则计算",
        |here, id| text(standing(here, *id).verdict.light.en()),
    ),
    column("light_word", "灯的名称", Kind::Text, "页面上的说法", |here, id| {
        text(&here.light_now(*id).word)
    }),
    column("rule", "规则编号", Kind::Text, "决定这盏灯的规则", |here, id| {
        let rule = standing(here, *id).verdict.rule(&here.assessed().portal.method);
        words(rule.map(|rule| rule.number.to_string()))
    }),
    column("reason", "亮灯理由", Kind::Text, "附数字的一句话", |here, id| {
        text(&standing(here, *id).reason)
    }),
    column(
        "set_by_hand",
        "人工认定",
        Kind::Text,
        "有效期内人工认定的灯",
        |here, id| {
            let set = task(here, *id).hand_set.as_ref().filter(|_| standing(here, *id).hand_set);
            words(set.map(|set| set.light.zh()))
        },
    ),
    column(
        "progress",
        "已完成进度",
        Kind::Decimal,
        "百分比；为空的未填报",
        |here, id| percent(standing(here, *id).progress.map(|held| held.actual)),
    ),
    column(
        "missing_months",
        "缺报月份",
        Kind::Text,
        "应填报而没有填报的月份，用分号隔开",
        |here, id| {
            let missing = here.state(*id).missing_months().iter();
            let months: Vec<String> = missing.map(|held| held.month.to_string()).collect();
            words(Some(months.join("；")).filter(|held| !held.is_empty()))
        },
    ),
    column("progress_as_of", "进度截至", Kind::Day, "进度所说的那一天", |here, id| {
        day(standing(here, *id).progress.map(|held| held.as_of))
    }),
    column(
        "planned",
        "应完成进度",
        Kind::Decimal,
        "进度截至那一天的应完成百分比，两位以后舍去",
        |here, id| percent(standing(here, *id).progress.map(|held| held.planned)),
    ),
    column(
        "lag",
        "比计划慢",
        Kind::Integer,
        "百分点，四舍五入；负数为超前",
        |here, id| whole(standing(here, *id).progress.map(|held| i64::from(held.lag))),
    ),
    column(
        "planned_today",
        "今天应完成",
        Kind::Decimal,
        "统计日期的应完成百分比，两位以后舍去；暂停期间不再增加",
        |here, id| percent(Some(standing(here, *id).planned)),
    ),
    column(
        "days_silent",
        "未填报天数",
        Kind::Integer,
        "距上次有效填报的天数",
        |here, id| whole(standing(here, *id).silence.map(|held| held.days)),
    ),
    column(
        "completed_on",
        "完成日期",
        Kind::Day,
        "报告或验收认定的完成日期",
        |here, id| day(standing(here, *id).completion.map(|held| held.on)),
    ),
    column(
        "days_late",
        "逾期天数",
        Kind::Integer,
        "完成日期减现定时限，负数为提前",
        |here, id| whole(standing(here, *id).punctual.map(days_late)),
    ),
    column("closing_number", "销号编号", Kind::Text, "有效的销号", |here, id| {
        let closing = standing(here, *id).closing.and_then(|at| task(here, *id).closings.get(at));
        words(closing.map(|held| held.number.clone()))
    }),
];

/// An indicator by its place in the task.
type Measured = (Id<Task>, usize);

/// How many indicators there are.
pub fn indicator_count(assessed: &Assessed) -> usize {
    assessed.portal.tasks.iter().map(|(_, task)| task.indicators.len()).sum()
}

/// All indicators.
pub fn indicators(here: Here) -> Filled {
    let tasks = here.assessed().portal.tasks.iter();
    let all = tasks.flat_map(|(id, task)| (0..task.indicators.len()).map(move |at| (id, at)));
    filled(here, &[INDICATORS], all)
}

fn indicator(here: Here<'_>, (id, at): Measured) -> &portal::Indicator {
    let indicators = &task(here, id).indicators;
    indicators.get(at).expect("rows are made from the indicators there are")
}

fn reading(here: Here, (id, at): Measured) -> Option<assess::Reading> {
    assess::reading(task(here, id), at, here.today())
}

const INDICATORS: &[Of<Measured>] = &[
    column("task", "任务", Kind::Text, "任务编号", |here, (id, _)| {
        text(task(here, *id).slug.as_str())
    }),
    column("id", "指标编号", Kind::Text, "在任务内的编号", |here, at| {
        text(indicator(here, *at).slug.as_str())
    }),
    column("name", "名称", Kind::Text, "指标名称", |here, at| {
        text(&indicator(here, *at).name)
    }),
    column("kind", "类型", Kind::Text, "数量、金额、比率或连续期数", |here, at| {
        text(indicator(here, *at).kind.zh())
    }),
    column("unit", "计量单位", Kind::Text, "例如公里、亿元", |here, at| {
        text(&indicator(here, *at).unit)
    }),
    column("target", "目标值", Kind::Decimal, "要达到的数值", |here, at| {
        exact(indicator(here, *at).target)
    }),
    column("bound", "口径", Kind::Text, "以上、以内或等于", |here, at| {
        text(indicator(here, *at).bound.zh())
    }),
    column("baseline", "基数", Kind::Decimal, "开始时的数值", |here, at| {
        indicator(here, *at).baseline.map_or(Cell::Empty, exact)
    }),
    column(
        "value",
        "数值",
        Kind::Decimal,
        "最近一次填报的；为空的未填报",
        |here, at| reading(here, *at).map_or(Cell::Empty, |held| exact(held.value)),
    ),
    column("as_of", "截至日期", Kind::Day, "数值所说的那一天", |here, at| {
        day(reading(here, *at).map(|held| held.as_of))
    }),
];

/// Days after the date, negative before it.
pub fn days_late(kept: Punctuality) -> i64 {
    match kept {
        Punctuality::Early(days) => -days,
        Punctuality::OnTime => 0,
        Punctuality::Late(days) => days,
    }
}

/// A stage by its place in the task.
type Stage = (Id<Task>, usize);

/// How many stages there are.
pub fn stage_count(assessed: &Assessed) -> usize {
    assessed.portal.tasks.iter().map(|(_, task)| task.stages.len()).sum()
}

/// All stages.
pub fn stages(here: Here) -> Filled {
    let tasks = here.assessed().portal.tasks.iter();
    let all = tasks.flat_map(|(id, task)| (0..task.stages.len()).map(move |at| (id, at)));
    filled(here, &[STAGES], all)
}

/// The promise of a stage with how it stands.
fn staged<T>(
    here: Here,
    (id, at): Stage,
    cell: impl Fn(&portal::Stage, &crate::assess::StageStanding) -> T,
) -> Option<T> {
    Some(cell(task(here, id).stages.get(at)?, standing(here, id).stages.get(at)?))
}

const STAGES: &[Of<Stage>] = &[
    column("task", "任务", Kind::Text, "任务编号", |here, (id, _)| {
        text(task(here, *id).slug.as_str())
    }),
    column("number", "序号", Kind::Integer, "第几个阶段，从1开始", |_, (_, at)| {
        counted(at + 1)
    }),
    column("stage", "阶段编号", Kind::Text, "在任务内的编号", |here, at| {
        words(staged(here, *at, |stage, _| stage.slug.to_string()))
    }),
    column("name", "名称", Kind::Text, "阶段名称", |here, at| {
        words(staged(here, *at, |stage, _| stage.name.clone()))
    }),
    column("weight", "权重", Kind::Decimal, "百分比，一项任务合计100", |here, at| {
        percent(staged(here, *at, |_, held| held.weight))
    }),
    column(
        "start_original",
        "原定开始",
        Kind::Day,
        "首次公布的开始日期",
        |here, at| day(staged(here, *at, |_, held| held.start.original)),
    ),
    column("start", "现定开始", Kind::Day, "按变更计算的开始日期", |here, at| {
        day(staged(here, *at, |_, held| held.start.current))
    }),
    column("due_original", "原定时限", Kind::Day, "首次公布的时限", |here, at| {
        day(staged(here, *at, |_, held| held.due.original))
    }),
    column("due", "现定时限", Kind::Day, "按变更计算的时限", |here, at| {
        day(staged(here, *at, |_, held| held.due.current))
    }),
    column(
        "state",
        "状态",
        Kind::Text,
        "已完成、推进中、逾期、未开始、暂停或取消",
        |here, at| words(staged(here, *at, |_, held| state(held.state))),
    ),
    column(
        "done_on",
        "完成日期",
        Kind::Day,
        "为空的没有完成，或没有写明日期",
        |here, at| day(staged(here, *at, |_, held| done(held.state).map(|(on, _)| on)).flatten()),
    ),
    column(
        "days_late",
        "逾期天数",
        Kind::Integer,
        "已完成的负数为提前；未完成的只计逾期",
        |here, at| whole(staged(here, *at, |_, held| late(held.state)).flatten()),
    ),
    column("target", "目标", Kind::Text, "本阶段要达到什么", |here, at| {
        words(staged(here, *at, |stage, _| stage.target.clone()).flatten())
    }),
    column("acceptance", "验收", Kind::Text, "怎样验收", |here, at| {
        words(staged(here, *at, |stage, _| stage.acceptance.clone()).flatten())
    }),
];

fn state(state: StageState) -> &'static str {
    match state {
        StageState::Done(..) | StageState::DoneSometime => "已完成",
        StageState::Running => "推进中",
        StageState::Overdue(_) => "逾期",
        StageState::Upcoming => "未开始",
        StageState::Paused(_) => "暂停",
        StageState::GivenUp => "取消",
    }
}

fn done(state: StageState) -> Option<(chrono::NaiveDate, Punctuality)> {
    match state {
        StageState::Done(on, kept) => Some((on, kept)),
        StageState::DoneSometime
        | StageState::Running
        | StageState::Overdue(_)
        | StageState::Upcoming
        | StageState::Paused(_)
        | StageState::GivenUp => None,
    }
}

fn late(state: StageState) -> Option<i64> {
    match state {
        StageState::Done(_, kept) => Some(days_late(kept)),
        StageState::Overdue(days) => Some(days),
        StageState::DoneSometime
        | StageState::Running
        | StageState::Upcoming
        | StageState::Paused(_)
        | StageState::GivenUp => None,
    }
}

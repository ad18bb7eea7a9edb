//! What happened to tasks: reports, changes, closings — as far as they are known today.

use super::column::{Filled, Of, column, day, exact, filled, percent, text, whole, words};
use super::task::days_late;
use crate::assess::{Assessed, Punctuality, substantial};
use crate::plan::change::{change, moved_days};
use crate::plan::here::Here;
use crate::plan::view;
use crate::plan::view::table::{Cell, ColumnKind as Kind};
use crate::portal::{self, Closing, Id, Observation, Task, Unit, Update};

/// A report with the task, whether it says something new, and by how many days it came late.
struct Report<'a> {
    task: &'a Task,
    update: &'a Update,
    substantial: bool,
    late_by: i64,
}

/// How many reports count today.
pub fn update_count(assessed: &Assessed) -> usize {
    let updates = assessed.portal.tasks.iter().flat_map(|(_, task)| &task.updates);
    updates.filter(|update| update.reported_on <= assessed.today).count()
}

/// All reports that count today.
pub fn updates(here: Here) -> Filled {
    let mut reports = Vec::new();
    for (id, task) in here.plan.assessed.portal.tasks.iter() {
        let counted = task.updates.iter().zip(substantial(&task.updates)).enumerate();
        reports.extend(counted.map(|(at, (update, substantial))| {
            let late_by = here.state(id).late_by(at);
            Report { task, update, substantial, late_by }
        }));
    }
    reports.retain(|report| report.update.reported_on <= here.today());
    filled(here, &[&update_columns()], reports.into_iter())
}

fn unit(here: Here, unit: Option<Id<Unit>>) -> Cell {
    words(unit.map(|unit| here.unit_in_full(unit).text))
}

/// The name of a stage by its place.
fn stage(task: &Task, at: Option<usize>) -> Cell {
    words(at.and_then(|at| task.stages.get(at)).map(|stage| stage.slug.to_string()))
}

fn update_columns<'a>() -> Vec<Of<Report<'a>>> {
    vec![
        column("task", "任务", Kind::Text, "任务编号", |_, row| text(row.task.slug.as_str())),
        column("as_of", "截至日期", Kind::Day, "填报所说的那一天", |_, row| {
            day(Some(row.update.as_of))
        }),
        column("reported_on", "填报日期", Kind::Day, "从这一天起计入", |_, row| {
            day(Some(row.update.reported_on))
        }),
        column("progress", "进度", Kind::Decimal, "百分比；为空的未填报", |_, row| {
            percent(row.update.progress)
        }),
        column("stage", "阶段", Kind::Text, "所在阶段的编号", |_, row| {
            stage(row.task, row.update.stage)
        }),
        column(
            "stage_done",
            "阶段完成日期",
            Kind::Day,
            "该阶段完成的日期",
            |_, row| day(row.update.stage_done),
        ),
        column(
            "completed_on",
            "任务完成日期",
            Kind::Day,
            "整个任务完成的日期",
            |_, row| day(row.update.completed_on),
        ),
        column("not_begun", "未启动", Kind::Flag, "报告尚未启动", |_, row| {
            Cell::Flag(row.update.not_begun)
        }),
        column(
            "substantial",
            "有效填报",
            Kind::Flag,
            "有新的进度、阶段或佐证",
            |_, row| Cell::Flag(row.substantial),
        ),
        column(
            "late_by",
            "迟报天数",
            Kind::Integer,
            "晚于填报期限的天数；0为按时",
            |_, row| whole(Some(row.late_by)),
        ),
        column("text", "进展", Kind::Text, "做了什么", |_, row| {
            words(row.update.text.clone())
        }),
        column("next_step", "下一步", Kind::Text, "下一步工作", |_, row| {
            words(row.update.next_step.clone())
        }),
        column("problems", "问题", Kind::Text, "几个问题之间用分号隔开", |_, row| {
            words(Some(row.update.problems.join("；")).filter(|held| !held.is_empty()))
        }),
        column("reason", "回落原因", Kind::Text, "进度比上次低的原因", |_, row| {
            words(row.update.reason.clone())
        }),
        column("paid", "已支付", Kind::Decimal, "元，累计", |_, row| {
            row.update.paid.map_or(Cell::Empty, |paid| Cell::Hundredths(paid.fen()))
        }),
        column(
            "reporter",
            "填报单位",
            Kind::Text,
            "为空的由牵头单位填报",
            |here, row| unit(here, row.update.reporter),
        ),
        column("verified_by", "核实单位", Kind::Text, "为空的未核实", |here, row| {
            unit(here, row.update.verified_by)
        }),
    ]
}

/// A reading of an indicator with the report that gave it.
struct Observed<'a> {
    task: &'a Task,
    update: &'a Update,
    held: Observation,
}

/// How many readings count today.
pub fn observation_count(assessed: &Assessed) -> usize {
    observed(assessed).count()
}

fn observed(assessed: &Assessed) -> impl Iterator<Item = Observed<'_>> {
    let tasks = assessed.portal.tasks.iter();
    let reports = tasks.flat_map(|(_, task)| task.updates.iter().map(move |held| (task, held)));
    let counted = reports.filter(|(_, update)| update.reported_on <= assessed.today);
    counted.flat_map(|(task, update)| {
        update.observations.iter().map(move |held| Observed { task, update, held: *held })
    })
}

/// All readings that count today.
pub fn observations(here: Here) -> Filled {
    filled(here, &[&observation_columns()], observed(&here.plan.assessed))
}

fn observation_columns<'a>() -> Vec<Of<Observed<'a>>> {
    vec![
        column("task", "任务", Kind::Text, "任务编号", |_, row| text(row.task.slug.as_str())),
        column("indicator", "指标", Kind::Text, "指标在任务内的编号", |_, row| {
            words(row.task.indicators.get(row.held.indicator).map(|held| held.slug.as_str()))
        }),
        column("as_of", "截至日期", Kind::Day, "数值所说的那一天", |_, row| {
            day(Some(row.update.as_of))
        }),
        column("reported_on", "填报日期", Kind::Day, "从这一天起计入", |_, row| {
            day(Some(row.update.reported_on))
        }),
        column(
            "value",
            "数值",
            Kind::Decimal,
            "计量单位见量化指标表；有起算日期的填发生次数",
            |_, row| exact(row.held.value),
        ),
    ]
}

/// A change as it was recorded and in words.
struct Declared<'a> {
    task: &'a Task,
    held: &'a portal::Change,
    said: view::log::Change,
}

/// How many changes were declared up to today.
pub fn change_count(assessed: &Assessed) -> usize {
    let tasks = assessed.portal.tasks.iter();
    tasks.map(|(_, task)| task.changes_until(assessed.today).count()).sum()
}

/// All changes declared up to today.
pub fn changes(here: Here) -> Filled {
    let tasks = here.plan.assessed.portal.tasks.iter();
    let declared = tasks.flat_map(|(_, task)| {
        let held = task.changes_until(here.today());
        held.map(move |held| Declared { task, held, said: change(here, task, held) })
    });
    filled(here, &[&change_columns()], declared)
}

fn change_columns<'a>() -> Vec<Of<Declared<'a>>> {
    vec![
        column("task", "任务", Kind::Text, "任务编号", |_, row| text(row.task.slug.as_str())),
        column("date", "日期", Kind::Day, "变更日期", |_, row| day(Some(row.held.date))),
        column("field", "变更内容", Kind::Text, "完成时限、牵头单位等", |_, row| {
            text(row.said.field.clone())
        }),
        column(
            "stage",
            "阶段",
            Kind::Text,
            "阶段名称，只在改阶段时填写",
            |_, row| words(row.said.stage.clone()),
        ),
        column("old", "原值", Kind::Text, "变更前", |_, row| {
            let day = moved_days(&row.held.alteration).and_then(|moved| moved.old);
            words(day.map(|day| day.to_string()).or_else(|| row.said.old.clone()))
        }),
        column("new", "新值", Kind::Text, "变更后", |_, row| {
            let day = moved_days(&row.held.alteration).map(|moved| moved.new);
            words(day.map(|day| day.to_string()).or_else(|| row.said.new.clone()))
        }),
        column(
            "days",
            "天数",
            Kind::Integer,
            "日期推后的天数，负数为提前",
            |_, row| whole(row.said.days.map(i64::from)),
        ),
        column(
            "last_minute",
            "临期改期",
            Kind::Flag,
            "临近或过了原时限才改",
            |_, row| Cell::Flag(row.said.last_minute),
        ),
        column("reason_code", "理由类别", Kind::Text, "征地拆迁等", |_, row| {
            words(row.said.reason_word.clone())
        }),
        column("reason", "理由", Kind::Text, "两列都为空的未说明原因", |_, row| {
            words(row.said.reason.clone())
        }),
        column("decided_by", "批准", Kind::Text, "谁批准的", |_, row| {
            words(row.said.decided_by.clone())
        }),
        column("document", "文件", Kind::Text, "批准文件的文号或名称", |_, row| {
            let document = row.said.document.as_ref();
            words(document.and_then(|held| held.number.clone().or_else(|| held.title.clone())))
        }),
        column("into", "去向", Kind::Text, "结转或并入的任务", |_, row| {
            words(row.said.into.as_ref().map(|link| link.text.clone()))
        }),
    ]
}

/// A closing with its task.
type Closed<'a> = (&'a Task, &'a Closing);

/// How many closings there were up to today.
pub fn closing_count(assessed: &Assessed) -> usize {
    let closings = assessed.portal.tasks.iter().flat_map(|(_, task)| &task.closings);
    closings.filter(|closing| closing.date <= assessed.today).count()
}

/// All closings up to today.
pub fn closings(here: Here) -> Filled {
    let tasks = here.plan.assessed.portal.tasks.iter();
    let all = tasks.flat_map(|(_, task)| task.closings.iter().map(move |held| (task, held)));
    filled(here, &[&closing_columns()], all.filter(|(_, held)| held.date <= here.today()))
}

fn closing_columns<'a>() -> Vec<Of<Closed<'a>>> {
    vec![
        column("task", "任务", Kind::Text, "任务编号", |_, (task, _)| {
            text(task.slug.as_str())
        }),
        column("number", "销号编号", Kind::Text, "销号台账的编号", |_, (_, held)| {
            text(&held.number)
        }),
        column("date", "销号日期", Kind::Day, "验收通过的日期", |_, (_, held)| {
            day(Some(held.date))
        }),
        column(
            "completed_on",
            "完成日期",
            Kind::Day,
            "工作完成的日期",
            |_, (_, held)| day(Some(held.completed_on)),
        ),
        column("due", "时限", Kind::Day, "销号时有效的完成时限", |_, (task, held)| {
            day(Some(task.due_on(held.date)))
        }),
        column("days_late", "逾期天数", Kind::Integer, "负数为提前", |_, (task, held)| {
            whole(Some(days_late(Punctuality::of(held.completed_on, task.due_on(held.date)))))
        }),
        column(
            "verifier",
            "核验岗位",
            Kind::Text,
            "岗位编号，见岗位表",
            |here, (_, held)| text(here.assessed().portal.posts.get(held.verifier).slug.as_str()),
        ),
        column("result", "验收结果", Kind::Text, "验收意见", |_, (_, held)| {
            text(&held.result)
        }),
        column("document", "文件", Kind::Text, "验收文件的编号", |here, (_, held)| {
            let documents = &here.assessed().portal.documents;
            words(held.document.map(|id| documents.get(id).slug.to_string()))
        }),
        column(
            "reopened_on",
            "回潮日期",
            Kind::Day,
            "为空的没有回潮",
            |here, (_, held)| {
                day(held.reopened.as_ref().map(|held| held.date).filter(|on| *on <= here.today()))
            },
        ),
        column(
            "reopened_reason",
            "回潮原因",
            Kind::Text,
            "为什么重新办理",
            |here, (_, held)| {
                let reopened = held.reopened.as_ref().filter(|held| held.date <= here.today());
                words(reopened.map(|held| held.reason.clone()))
            },
        ),
    ]
}

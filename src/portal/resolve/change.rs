//! Declared changes: each old value must be the value before it.

mod reading;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::claims::Claims;
use super::plan::{ends, ends_before};
use super::structure::text;
use crate::date;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::percent::Percent;
use crate::portal::{Alteration, Change, Id, Plan, Post, Stage, Task, Unit};
use crate::record::{self, ChangeKind, ChangeRecord, Role};
use crate::span::{Span, Spanned};
use crate::unread;
use crate::yaml::{Number, Text};
use reading::Reading;

/// The values of a task as changes move them on.
struct Current {
    start: NaiveDate,
    due: NaiveDate,
    stages: Vec<(NaiveDate, NaiveDate, Percent)>,
    goal: String,
    lead: Option<Id<Unit>>,
    leader: Option<Id<Post>>,
    handler: Option<Id<Post>>,
    workload: Number,
    difficulty: Number,
    paused: bool,
    /// Whether the promise and all its changes could be read.
    is_certain: bool,
}

impl Current {
    fn of(task: &Task) -> Self {
        let stages = task.stages.iter().map(|stage| (stage.start, stage.due, stage.weight));
        Self {
            start: task.start,
            due: task.due,
            stages: stages.collect(),
            goal: task.goal.clone().unwrap_or_default(),
            lead: task.units_as(Role::Lead).next(),
            leader: task.posts_as(Role::InCharge).next(),
            handler: task.posts_as(Role::Handler).next(),
            workload: task.workload,
            difficulty: task.difficulty,
            paused: false,
            is_certain: true,
        }
    }
}

/// Enters the changes of one task in order of their day. Every mistake is reported; a change that
/// cannot be read is left out.
pub fn enter(task: &mut Task, records: &[&ChangeRecord], plan: Option<&Plan>, claims: &mut Claims) {
    let mut sorted: Vec<&ChangeRecord> = records.to_vec();
    // On one day the kind decides, so that moving a record to another file changes nothing; the
    // order of the files only counts for one thing changed twice on one day.
    sorted.sort_by_key(|record| {
        let stage = record.stage.as_ref().map(|stage| &stage.slug);
        (record.date.value, record.kind.value, stage, record.span.file, record.span.start)
    });
    let sorted = without_repeats(sorted, claims);
    let mut current = Current::of(task);
    let promise_read =
        claims.promises.get(&task.slug).is_none_or(|promise| promise.unread.is_empty());
    current.is_certain = promise_read
        && records.iter().all(|record| record.unread.is_empty())
        && !claims.lost.may_be("change", task.slug.as_str());
    for day in sorted.chunk_by(|a, b| a.date.value == b.date.value) {
        enter_day(task, day, &mut current, plan, claims);
        check_order(task, day, &current, claims);
    }
    check_weights(&sorted, &current, claims);
}

/// A change that is written twice counts once.
fn without_repeats<'r>(
    sorted: Vec<&'r ChangeRecord>,
    claims: &mut Claims,
) -> Vec<&'r ChangeRecord> {
    let said = |record: &'r ChangeRecord| {
        let stage = record.stage.as_ref().map(|stage| &stage.slug);
        let value = |value: &'r Option<Spanned<Text>>| value.as_ref().map(|value| &value.value);
        (record.date.value, record.kind.value, stage, value(&record.old), value(&record.new))
    };
    let mut kept: Vec<&ChangeRecord> = Vec::new();
    for record in sorted {
        let first = kept.iter().find(|first| {
            record.unread.is_empty() && first.unread.is_empty() && said(first) == said(record)
        });
        let Some(first) = first else {
            kept.push(record);
            continue;
        };
        let words = say("同一条变更写了两次", "the same change is written twice");
        claims.report(
            Diagnostic::new(Code::DuplicateId, record.kind.span, words)
                .note(first.kind.span, say("第一次写在这里", "first written here"))
                .help(say("删去一条", "delete one of them")),
        );
    }
    kept
}

/// A stage that is named although the change is of the whole task: one of the two was meant.
fn check_stage(record: &ChangeRecord, claims: &mut Claims) {
    let of_stages = match record.kind.value {
        ChangeKind::StageDue | ChangeKind::StageStart | ChangeKind::Weight => return,
        ChangeKind::Due => Some(ChangeKind::StageDue),
        ChangeKind::Start => Some(ChangeKind::StageStart),
        ChangeKind::Target
        | ChangeKind::Lead
        | ChangeKind::Leader
        | ChangeKind::Handler
        | ChangeKind::Scope
        | ChangeKind::Workload
        | ChangeKind::Difficulty
        | ChangeKind::Pause
        | ChangeKind::Resume
        | ChangeKind::Cancel
        | ChangeKind::CarryOver
        | ChangeKind::Merge => None,
    };
    let Some(stage) = &record.stage else { return };
    let kind = record.kind.value;
    let words = say(
        format!("“{}”变更的是整项任务，这里又写了阶段", kind.zh()),
        format!("a change of `{}` is of the whole task, and here is a stage", kind.en()),
    );
    let help = match of_stages {
        Some(meant) => say(
            format!("变更阶段的，`变更事项`写`{}`；变更任务的，删去`阶段`", meant.zh()),
            format!("write `kind: {}` for the stage, or delete `stage`", meant.en()),
        ),
        None => say("删去`阶段`", "delete `stage`"),
    };
    claims.report(Diagnostic::new(Code::Contradiction, stage.span, words).help(help));
}

fn enter_day(
    task: &mut Task,
    records: &[&ChangeRecord],
    current: &mut Current,
    plan: Option<&Plan>,
    claims: &mut Claims,
) {
    for record in records {
        check_reason(record, claims);
        check_document(record, claims);
        check_stage(record, claims);
        check_public(record, plan, claims);
        let document = claims.names.documents.find_some(record.document.as_ref(), claims.problems);
        let before = claims.problems.len();
        let mut reading = Reading { record, task, current, claims };
        let Some(alteration) = reading.alteration() else {
            let found = claims.problems.get(before..).unwrap_or_default();
            let is_unread = |problem: &Diagnostic| {
                matches!(
                    problem.code,
                    Code::BadDate | Code::WrongType | Code::MissingKey | Code::ChangeOldValue
                )
            };
            current.is_certain &= !found.iter().any(is_unread);
            continue;
        };
        if let Alteration::Due(moved) = &alteration {
            check_due(record, moved.new, plan, claims);
        }
        task.changes.push(Change {
            date: record.date.value,
            alteration,
            reason_code: record.reason_code,
            reason: record.reason.as_ref().map(text),
            decided_by: record.decided_by.as_ref().map(text),
            document,
            document_number: record.document_number.as_ref().map(text),
        });
    }
}

/// After the changes of a day the task and its stages must still begin before they are due, and
/// the stages lie within the task.
fn check_order(task: &Task, records: &[&ChangeRecord], current: &Current, claims: &mut Claims) {
    // What a change that could not be read would have moved nobody knows.
    if !current.is_certain {
        return;
    }
    let changed = |kinds: &[ChangeKind], stage: Option<&Stage>| {
        let fits = |record: &&&ChangeRecord| {
            let its_stage = record.stage.as_ref().map(|stage| &stage.slug);
            kinds.contains(&record.kind.value)
                && stage.is_none_or(|stage| its_stage == Some(&stage.slug))
        };
        records.iter().rev().find(fits).and_then(|record| Some(record.new.as_ref()?.span))
    };
    let moved = changed(&[ChangeKind::Due, ChangeKind::Start], None);
    if let Some(span) = moved.filter(|_| current.start > current.due) {
        claims.report(out_of_order(span, "变更后完成时限早于开始日期", "due before it starts"));
        return;
    }
    let mut left_outside = None;
    for (stage, (start, due, _)) in task.stages.iter().zip(&current.stages) {
        let sides = [
            (*due > current.due, ChangeKind::StageDue),
            (*start < current.start, ChangeKind::StageStart),
        ];
        for (_, kind) in sides.into_iter().filter(|(is_outside, _)| *is_outside) {
            match changed(&[kind], Some(stage)) {
                Some(span) => claims.report(stage_outside(span, kind, current)),
                None => left_outside = left_outside.or(Some((stage, *start, *due))),
            }
        }
        let kinds = [ChangeKind::StageDue, ChangeKind::StageStart];
        if let Some(span) = changed(&kinds, Some(stage)).filter(|_| start > due) {
            claims.report(out_of_order(
                span,
                "变更后阶段截止早于开始",
                "a stage due before it starts",
            ));
        }
    }
    // One date of the task may leave several stages behind: the first speaks for them all.
    if let (Some(span), Some(stage)) = (moved, left_outside) {
        claims.report(stage_left_outside(span, stage));
    }
}

/// The task's dates moved and a stage stayed behind.
fn stage_left_outside(
    span: Span,
    (stage, start, due): (&Stage, NaiveDate, NaiveDate),
) -> Diagnostic {
    let (name, id) = (&stage.name, &stage.slug);
    let words = say(
        format!("变更后阶段“{name}”（{start}至{due}）不在任务的起止日期之内"),
        format!("after this change the stage `{id}` ({start} to {due}) lies outside its task"),
    );
    Diagnostic::new(Code::DateOutside, span, words).help(say(
        format!("改正日期；阶段也要调整的，同一天另写一条变更，`阶段: {id}`"),
        format!("correct the date, or change the dates of `stage: {id}` on the same day"),
    ))
}

/// A stage that is moved to before or behind its task.
fn stage_outside(span: Span, kind: ChangeKind, current: &Current) -> Diagnostic {
    let (start, due) = (current.start, current.due);
    let words = if kind == ChangeKind::StageDue {
        say(
            format!("变更后阶段时限晚于任务的完成时限（{due}）"),
            format!("after this change a stage is due after its task, which is due on {due}"),
        )
    } else {
        say(
            format!("变更后阶段开始早于任务的开始日期（{start}）"),
            format!("after this change a stage starts before its task, which starts on {start}"),
        )
    };
    Diagnostic::new(Code::DateOutside, span, words).help(say(
        "改正日期；任务的起止日期也变更的，写在同一天或更早",
        "correct the date, or change the task's own date on that day or before",
    ))
}

/// A change that changes nothing.
fn unchanged(span: Span) -> Diagnostic {
    let words = say("新值和原值相同，没有变更", "the new value is the old one");
    Diagnostic::new(Code::Contradiction, span, words)
        .help(say("改正`新值`，或删去这条变更", "correct `new`, or delete the change"))
}

fn out_of_order(span: Span, zh: &str, en: &str) -> Diagnostic {
    Diagnostic::new(Code::DateOrder, span, say(zh, format!("after this change: {en}"))).help(say(
        "改正日期；两个日期都变更的，写在同一天",
        "correct the date, or change both on one day",
    ))
}

fn check_reason(record: &ChangeRecord, claims: &mut Claims) {
    let unread = unread!(record, reason) || unread!(record, reason_code);
    if record.reason.is_some() || record.reason_code.is_some() || unread {
        return;
    }
    claims.report(
        Diagnostic::new(
            Code::NoReason,
            record.kind.span,
            say(
                "变更没有说明原因，页面上写“未说明原因”",
                "a change without reason; the page says so",
            ),
        )
        .help(say("补写`原因`", "add `reason`")),
    );
}

/// Before a plan is published nothing of it is changed: what it promises is what it says on that day.
fn check_public(record: &ChangeRecord, plan: Option<&Plan>, claims: &mut Claims) {
    let Some(published) = plan.and_then(|plan| plan.published_on) else { return };
    if record.date.value >= published {
        return;
    }
    let words = say(
        format!("变更日期早于方案的公布日期（{}）", date::zh(published)),
        format!("a change before the plan was published on {published}"),
    );
    claims.report(Diagnostic::new(Code::DateOrder, record.date.span, words).help(say(
        "核对这个日期和方案的`公布日期`；公布以前定下的，直接改任务里的值，删去这条变更",
        "check this day and `published_on` of the plan; write into the task what was settled \
         before, and delete the change",
    )));
}

/// Pause, cancellation, carry-over and merger need a document.
fn check_document(record: &ChangeRecord, claims: &mut Claims) {
    let needs = match record.kind.value {
        ChangeKind::Pause | ChangeKind::Cancel | ChangeKind::CarryOver | ChangeKind::Merge => true,
        ChangeKind::Due
        | ChangeKind::Start
        | ChangeKind::Target
        | ChangeKind::Lead
        | ChangeKind::Leader
        | ChangeKind::Handler
        | ChangeKind::Scope
        | ChangeKind::StageDue
        | ChangeKind::StageStart
        | ChangeKind::Weight
        | ChangeKind::Workload
        | ChangeKind::Difficulty
        | ChangeKind::Resume => false,
    };
    let unread = unread!(record, document) || unread!(record, document_number);
    if !needs || record.document.is_some() || record.document_number.is_some() || unread {
        return;
    }
    let word = record.kind.zh();
    claims.report(
        Diagnostic::new(
            Code::NoDocument,
            record.kind.span,
            say(
                format!("{word}没有批准文件"),
                format!("a `{}` needs a document", record.kind.en()),
            ),
        )
        .help(say("写上`文件`（编号）或`文号`", "add `document` or `document_number`")),
    );
}

fn check_due(record: &ChangeRecord, new: NaiveDate, plan: Option<&Plan>, claims: &mut Claims) {
    let Some(span) = record.new.as_ref().map(|new| new.span) else { return };
    let Some(plan) = plan.filter(|plan| ends_before(plan, new)) else { return };
    let (zh, en) = ends(plan);
    claims.report(
        Diagnostic::new(
            Code::DateOutside,
            span,
            say(format!("新的完成时限超出方案期限，{zh}"), format!("the new due date: {en}")),
        )
        .help(say(
            "方案期满仍未完成的，写成`结转`并附文件",
            "carry the task over with a document instead",
        )),
    );
}

/// After all changes the weights must again sum to 100.
fn check_weights(sorted: &[&ChangeRecord], current: &Current, claims: &mut Claims) {
    let weight = |record: &&&ChangeRecord| record.kind.value == ChangeKind::Weight;
    let Some(last) = sorted.iter().rev().find(weight) else { return };
    let sum: i32 = current.stages.iter().map(|(_, _, weight)| weight.hundredths()).sum();
    if sum == Percent::FULL.hundredths() || !current.is_certain {
        return;
    }
    let sum = Number(i64::from(sum) * 10_000).words();
    claims.report(
        Diagnostic::new(
            Code::Weights,
            last.kind.span,
            say(
                format!("变更后各阶段权重合计{sum}，不是100"),
                format!("after this change the weights sum to {sum}, not 100"),
            ),
        )
        .help(say(
            "同一天把其他阶段的权重一并变更",
            "change the weights of the other stages on the same day",
        )),
    );
}

fn slug_of<T>(ids: &BTreeMap<crate::slug::Slug, Id<T>>, id: Option<Id<T>>) -> String {
    let named = |id: Id<T>| ids.iter().find(|(_, known)| **known == id);
    id.and_then(named).map(|(slug, _)| slug.to_string()).unwrap_or_default()
}

/// The position of a stage named by its id; an unknown one is reported.
pub fn stage_position(
    task: &Task,
    stage: &record::Ref<record::Stage>,
    claims: &mut Claims,
) -> Option<usize> {
    let found = task.stages.iter().position(|known| known.slug == stage.slug);
    if found.is_none() && !claims.promise(task).is_some_and(|promise| unread!(promise, stages)) {
        let known = task.stages.iter().map(|known| known.slug.as_str());
        claims.report(unknown_part("阶段", "stage", stage.slug.as_str(), stage.span, known));
    }
    found
}

/// A stage or indicator the task does not have.
pub fn unknown_part<'a>(
    zh: &str,
    en: &str,
    slug: &str,
    span: Span,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let all = known.clone().collect::<Vec<_>>().join("、");
    let help = match crate::diagnostic::nearest(slug, known) {
        Some(name) => say(format!("是不是想写`{name}`？"), format!("did you mean `{name}`?")),
        None if all.is_empty() => {
            say(format!("先在任务里写{zh}"), format!("give the task that {en} first"))
        }
        None => say(format!("任务有这些{zh}：{all}"), format!("the task has: {all}")),
    };
    let words =
        say(format!("任务里没有编号为`{slug}`的{zh}"), format!("the task has no {en} `{slug}`"));
    Diagnostic::new(Code::UnknownReference, span, words).help(help)
}

fn wrong_old(old: &Spanned<Text>, in_force: &str) -> Diagnostic {
    let known = if in_force.is_empty() { "（没有）" } else { in_force };
    Diagnostic::new(
        Code::ChangeOldValue,
        old.span,
        say(
            format!("变更前的值是`{known}`，这里写的是`{}`", old.as_str()),
            format!("the value before this change is `{in_force}`, not `{}`", old.as_str()),
        ),
    )
    .help(say(
        format!("把`原值`改成`{known}`，或核对变更的先后日期"),
        format!("write `old: {in_force}` or check the order of the changes"),
    ))
}

/// Old and new value stand in each other's place.
fn swapped(old: &Spanned<Text>, in_force: &str) -> Diagnostic {
    let words = say(
        format!("原值和新值写反了：变更前的值是`{in_force}`"),
        format!("old and new are swapped: the value before this change is `{in_force}`"),
    );
    Diagnostic::new(Code::ChangeOldValue, old.span, words)
        .help(say("把`原值`和`新值`对调", "swap `old` and `new`"))
}

fn bad_value(value: &Spanned<Text>, zh: &str, en: &str) -> Diagnostic {
    Diagnostic::new(
        Code::WrongType,
        value.span,
        say(
            format!("这里应当是{zh}，写的是`{}`", value.as_str()),
            format!("expected {en}, found `{}`", value.as_str()),
        ),
    )
    .help(say(format!("`新值`写{zh}，半角数字"), format!("write {en} as `new`")))
}

//! The stages of a task.

use std::collections::BTreeSet;

use super::super::claims::Claims;
use super::super::standard;
use super::super::structure::{in_order, text};
use super::roles::{plain, responsibility};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::portal::{Party, Responsibility, Stage};
use crate::record::{ResponsibilityRecord, Role, StageRecord, TaskRecord};
use crate::slug::Slug;
use crate::unread;
use crate::yaml::Number;

/// The stages in order of their days, each once; what is wrong with them is reported.
pub fn stages(record: &TaskRecord, claims: &mut Claims) -> Vec<Stage> {
    check_weights(record, claims);
    check_handlers(record, claims);
    let mut seen: BTreeSet<&Slug> = BTreeSet::new();
    let mut stages = Vec::new();
    for stage in &record.stages {
        if !seen.insert(&stage.id.value) {
            claims.report(
                Diagnostic::new(
                    Code::DuplicateId,
                    stage.id.span,
                    say(
                        format!("阶段编号`{}`已经用过", stage.id.value),
                        format!("the stage id `{}` is already taken", stage.id.value),
                    ),
                )
                .help(say("换一个编号", "give it another id")),
            );
            continue;
        }
        check_stage(stage, record, claims);
        stages.push(self::stage(stage, claims));
    }
    stages.sort_by_key(|stage| (stage.start, stage.due));
    stages
}

fn check_weights(record: &TaskRecord, claims: &mut Claims) {
    let sum: i32 = record.stages.iter().map(|stage| stage.weight.value.hundredths()).sum();
    let (Some(first), Some(last)) = (record.stages.first(), record.stages.last()) else { return };
    if sum == 10_000 || unread!(record, stages) {
        return;
    }
    let help = if sum == 100 {
        say("权重写百分数：写20，不写0.2", "write percentages: 20, not 0.2")
    } else {
        say("调整权重，使合计为100", "adjust the weights so that they sum to 100")
    };
    let sum = Number(i64::from(sum) * 10_000).words();
    claims.report(
        Diagnostic::new(
            Code::Weights,
            first.weight.span,
            say(
                format!("各阶段权重合计{sum}，不是100"),
                format!("the weights of the stages sum to {sum}, not 100"),
            ),
        )
        .note(last.weight.span, say("加到这里为止", "summed up to here"))
        .help(help),
    );
}

fn check_stage(stage: &StageRecord, task: &TaskRecord, claims: &mut Claims) {
    in_order(
        Some(&stage.start),
        ("阶段开始日期", "stage's start"),
        Some(&stage.due),
        ("阶段截止日期", "stage's due date"),
        claims,
    );
    for day in [&stage.start, &stage.due] {
        if (task.start.value..=task.due.value).contains(&day.value)
            || task.start.value > task.due.value
        {
            continue;
        }
        claims.report(
            Diagnostic::new(
                Code::DateOutside,
                day.span,
                say(
                    format!("阶段“{}”的日期不在任务的起止日期之内", stage.name.as_str()),
                    "the stage's date lies outside the task's",
                ),
            )
            .note(task.due.span, say("任务的完成时限", "the task's due date"))
            .help(say("改正阶段日期或任务日期", "correct the stage's or the task's dates")),
        );
    }
}

/// Whether nobody handles a stage, neither on its own nor with the whole task.
fn lacks_handler(stage: &StageRecord, task: &TaskRecord) -> bool {
    let handles = |held: &ResponsibilityRecord| held.role.value == Role::Handler;
    let listed = stage.responsibility.iter().chain(&task.responsibility).any(handles);
    let unread = unread!(stage, handler)
        || unread!(stage, responsibility)
        || unread!(task, handler)
        || unread!(task, responsibility);
    stage.handler.is_none() && task.handler.is_none() && !listed && !unread
}

/// Stages that nobody handles; where that is all of several, the first speaks for them.
fn check_handlers(task: &TaskRecord, claims: &mut Claims) {
    let lacking: Vec<&StageRecord> =
        task.stages.iter().filter(|stage| lacks_handler(stage, task)).collect();
    let no_handler = |stage: &StageRecord, words| {
        Diagnostic::new(Code::NoHandler, stage.id.span, words)
            .help(say("给任务或阶段加一行`经办人: …`", "add `handler: …` to the task or the stage"))
    };
    if let [first, _, ..] = lacking.as_slice()
        && lacking.len() == task.stages.len()
    {
        let words = say(
            format!("{}个阶段都没有经办人", lacking.len()),
            format!("none of the {} stages has a handler", lacking.len()),
        );
        claims.report(no_handler(first, words));
        return;
    }
    for stage in lacking {
        let words =
            say(format!("阶段“{}”没有经办人", stage.name.as_str()), "the stage has no handler");
        claims.report(no_handler(stage, words));
    }
}

fn stage(record: &StageRecord, claims: &mut Claims) -> Stage {
    let handler = claims.names.posts.find_some(record.handler.as_ref(), claims.problems);
    let handler = handler.map(|post| plain(Role::Handler, Party::Post(post)));
    let others: Vec<Responsibility> =
        record.responsibility.iter().filter_map(|held| responsibility(held, claims)).collect();
    Stage {
        slug: record.id.value.clone(),
        name: text(&record.name),
        weight: record.weight.value,
        start: record.start.value,
        due: record.due.value,
        target: record.target.as_ref().map(text),
        acceptance: record.acceptance.as_ref().map(text),
        phase: standard::phase(record, claims),
        roles: handler.into_iter().chain(others).collect(),
    }
}

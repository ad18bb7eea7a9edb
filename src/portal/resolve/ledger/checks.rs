//! What cannot be true of the ledger of a task, whoever wrote it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Ledger, People};
use crate::date;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::money::Money;
use crate::percent::Percent;
use crate::portal::resolve::claims::Claims;
use crate::portal::resolve::structure::check_length;
use crate::portal::{Alteration, Change, Id, Post, Task, Unit};
use crate::record::{ClosingRecord, TaskRecord, UpdateRecord};
use crate::span::{Span, Spanned};
use crate::unread;

/// Longest report of progress, in characters.
const MAX_UPDATE: usize = 200;

/// Closing numbers are unique in the portal's ledger.
pub(super) fn check_numbers(records: &[ClosingRecord], claims: &mut Claims) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for record in records {
        let number = record.number.as_str();
        if let Some(first) = seen.get(number) {
            claims.report(
                Diagnostic::new(
                    Code::DuplicateId,
                    record.number.span,
                    say(
                        format!("销号编号`{number}`已经用过"),
                        format!("the closing number `{number}` is already taken"),
                    ),
                )
                .note(*first, say("第一次用在这里", "first used here"))
                .help(say("换一个编号", "use another number")),
            );
        }
        seen.entry(number).or_insert(record.number.span);
    }
}

pub(super) fn twice_reported(earlier: &UpdateRecord, later: &UpdateRecord) -> Diagnostic {
    Diagnostic::new(
        Code::Contradiction,
        later.as_of.span,
        say(
            format!(
                "同一任务在{}已有截至{}的填报",
                date::zh(later.reported_on.value),
                date::zh(later.as_of.value)
            ),
            "the task already has an update of that day",
        ),
    )
    .note(earlier.as_of.span, say("前一条在这里", "the other is here"))
    .help(say("合并成一条；更正用新的填报日期", "merge them; a correction has a day of its own"))
}

/// Whether a report gives no reason for what is unusual in it.
fn is_unexplained(record: &UpdateRecord) -> bool {
    record.reason.is_none() && !unread!(record, reason)
}

/// Progress that falls without a reason is published as such.
pub(super) fn check_falls(sorted: &[&UpdateRecord], claims: &mut Claims) {
    let mut last = None;
    for record in sorted {
        let Some(progress) = &record.progress else { continue };
        if last.is_some_and(|last| progress.value < last) && is_unexplained(record) {
            claims.report(
                Diagnostic::new(
                    Code::ProgressFalls,
                    progress.span,
                    say(
                        "进度比上次低，没有写原因，页面上照实显示",
                        "progress falls without a reason",
                    ),
                )
                .help(say("补写`原因`", "add `reason`")),
            );
        }
        last = Some(progress.value);
    }
}

/// What is paid so far does not become less.
pub(super) fn check_paid(sorted: &[&UpdateRecord], claims: &mut Claims) {
    let mut last: Option<&Spanned<Money>> = None;
    for record in sorted {
        let Some(paid) = &record.paid else { continue };
        let falls = |last: &&Spanned<Money>| paid.value < last.value && is_unexplained(record);
        if let Some(last) = last.filter(falls) {
            let words = say(
                format!("累计支付比上次（{}）少，没有写原因", last.value.words()),
                "what is paid so far falls without a reason",
            );
            claims.report(
                Diagnostic::new(Code::ProgressFalls, paid.span, words)
                    .note(last.span, say("上次的数在这里", "the figure before it"))
                    .help(say(
                        "核对单位和位数；确实减少的，补写`原因`",
                        "check it, or add `reason`",
                    )),
            );
        }
        last = Some(paid);
    }
}

/// A stage is finished on one day: whoever gives another one later says why.
pub(super) fn check_days(task: &Task, sorted: &[&UpdateRecord], claims: &mut Claims) {
    for stage in &task.stages {
        let about = sorted.iter().filter(|record| {
            record.stage.as_ref().is_some_and(|written| written.slug == stage.slug)
        });
        let days = about.filter_map(|record| Some((record, record.stage_done.as_ref()?)));
        let days: Vec<_> = days.collect();
        for ((_, earlier), (record, later)) in days.iter().zip(days.iter().skip(1)) {
            if earlier.value == later.value || !is_unexplained(record) {
                continue;
            }
            let words = say(
                format!(
                    "阶段“{}”已填报在{}完成，这里又写另一天",
                    stage.name,
                    date::zh(earlier.value)
                ),
                format!(
                    "the stage `{}` was finished on {}, not on this day",
                    stage.slug, earlier.value
                ),
            );
            claims.report(
                Diagnostic::new(Code::Contradiction, later.span, words)
                    .note(earlier.span, say("前一次写在这里", "first written here"))
                    .help(say(
                        "改成同一天；确实要更正的，补写`原因`",
                        "write the same day, or add `reason`",
                    )),
            );
        }
    }
}

/// A report says what was done, in not too many words.
pub(super) fn check_text(record: &UpdateRecord, claims: &mut Claims) {
    if let Some(written) = &record.text {
        check_length(&written.value, MAX_UPDATE, written.span, claims);
        return;
    }
    if unread!(record, text) {
        return;
    }
    claims.report(
        Diagnostic::new(
            Code::NoText,
            record.as_of.span,
            say("这次填报没有写进展", "the update has no text"),
        )
        .help(say("加一行`进展: …`，写做了什么", "add a line `text: …`")),
    );
}

/// A share of one where a percentage is meant.
pub(super) fn check_fraction(record: &UpdateRecord, claims: &mut Claims) {
    let part = |it: &&Spanned<Percent>| (1..100).contains(&it.value.hundredths());
    let Some(progress) = record.progress.as_ref().filter(part) else { return };
    let figure = progress.value.hundredths();
    claims.report(
        Diagnostic::new(
            Code::Fraction,
            progress.span,
            say("进度不到1%", "the progress is less than 1 per cent"),
        )
        .help(say(
            format!("{figure}%请写`{figure}`；确实不到1%的，不必改"),
            format!("for {figure} per cent write `{figure}`; keep it if it is right"),
        )),
    );
}

/// Nothing is finished before the task begins.
pub(super) fn check_begun(task: &Task, held: &Ledger, claims: &mut Claims) {
    // Of a task that is due before it starts one of the two dates is wrong, which was reported.
    if task.start > task.due {
        return;
    }
    let moved = task.changes.iter().filter_map(|change| match &change.alteration {
        Alteration::Start(moved) => Some(moved.new),
        _ => None,
    });
    let start = moved.chain([task.start]).min().unwrap_or(task.start);
    let updates = held.updates.iter().filter_map(|record| record.completed_on.as_ref());
    let closings = held.closings.iter().filter_map(|record| record.completed_on.as_ref());
    let finished = updates.chain(closings).map(|day| (day, ("完成日期", "the work was finished")));
    let stages = held.updates.iter().filter_map(|record| record.stage_done.as_ref());
    let stages = stages.map(|day| (day, ("阶段完成日期", "a stage was finished")));
    let any = |it: &Spanned<Percent>| it.value > Percent::ZERO;
    let progress = held.updates.iter().filter(|record| record.progress.as_ref().is_some_and(any));
    let progress = progress.map(|record| (&record.as_of, ("截至日期", "there was progress")));
    for (day, (zh, en)) in finished.chain(stages).chain(progress) {
        if day.value >= start {
            continue;
        }
        let words = say(
            format!("{zh}早于任务的开始日期（{}）", date::zh(start)),
            format!("{en} before the task began on {start}"),
        );
        claims.report(Diagnostic::new(Code::DateOrder, day.span, words).help(say(
            "核对年份和月份；提前启动的，先写`开始日期`的变更",
            "check the year and the month, or move the start by a change",
        )));
    }
}

/// What is accepted is finished, and not changed any more: a due date that moves behind the
/// acceptance would make late work punctual.
pub(super) fn check_accepted(held: &Ledger, claims: &mut Claims) {
    for record in held.updates {
        let unfinished = record.progress.as_ref().filter(|it| it.value < Percent::FULL);
        let Some((progress, closing)) = unfinished.zip(accepted_before(held, &record.as_of)) else {
            continue;
        };
        claims.report(
            settled(closing, progress.span, ("这里又填报没有完成", "is unfinished here")).help(
                say(
                    "改正进度或截至日期；重新挂牌的，给销号补写`回潮`",
                    "correct it, or add `reopened` to the closing",
                ),
            ),
        );
    }
    for change in held.changes {
        let Some(closing) = accepted_before(held, &change.date) else { continue };
        let words = ("不能再变更", "is not changed any more");
        claims.report(settled(closing, change.date.span, words).help(say(
            "核对变更日期，或删去这条变更；重新挂牌的，给销号补写`回潮`",
            "correct the day, delete the change, or add `reopened` to the closing",
        )));
    }
}

/// The acceptance before a day that was not taken back by then.
fn accepted_before<'a>(held: &Ledger<'a>, day: &Spanned<NaiveDate>) -> Option<&'a ClosingRecord> {
    let stays = |closing: &&&ClosingRecord| {
        let reopened = closing.reopened.as_ref().map(|reopened| reopened.date.value);
        closing.date.value < day.value
            && reopened.is_none_or(|again| again > day.value)
            && !unread!(closing, reopened)
    };
    held.closings.iter().find(stays).copied()
}

/// Says what cannot be of a task that was accepted.
fn settled(closing: &ClosingRecord, span: Span, (zh, en): (&str, &str)) -> Diagnostic {
    let day = closing.date.value;
    let words = say(
        format!("任务在{}已经销号，{zh}", date::zh(day)),
        format!("the task was accepted on {day} and {en}"),
    );
    Diagnostic::new(Code::Contradiction, span, words)
        .note(closing.date.span, say("销号在这里", "accepted here"))
}

/// What was cancelled or merged is not accepted afterwards.
pub(super) fn check_given_up(task: &Task, records: &[&ClosingRecord], claims: &mut Claims) {
    let given_up =
        |change: &&Change| matches!(change.alteration, Alteration::Cancel | Alteration::Merge(_));
    let Some(change) = task.changes.iter().find(given_up) else { return };
    for record in records.iter().filter(|record| record.date.value >= change.date) {
        claims.report(
            Diagnostic::new(
                Code::Contradiction,
                record.date.span,
                say(
                    format!("任务在{}已经取消或并入，不能再销号", date::zh(change.date)),
                    format!("the task was given up on {}", change.date),
                ),
            )
            .help(say("删去这次销号，或改正变更", "delete the closing or correct the change")),
        );
    }
}

/// The verifier belongs to neither the handler's nor the lead unit's organ.
pub(super) fn check_verifier(
    task: &Task,
    record: &ClosingRecord,
    verifier: Id<Post>,
    people: &People,
    claims: &mut Claims,
) {
    let day = record.date.value;
    let handler = task.handler_on(day).and_then(|post| people.organ(post));
    let own: BTreeSet<Id<Unit>> = handler.into_iter().chain(task.lead_on(day)).collect();
    let Some(organ) = people.organ(verifier).filter(|organ| own.contains(organ)) else { return };
    let name = people.units.known(organ).map_or("", |unit| unit.name.as_str());
    claims.report(
        Diagnostic::new(
            Code::VerifierNotIndependent,
            record.verifier.span,
            say(
                format!("核验岗位属于承办这项任务的“{name}”，自己验收自己"),
                "the verifier belongs to the unit that did the work",
            ),
        )
        .help(say("换成督查室或其他单位的岗位", "name a post of another unit")),
    );
}

/// Whoever leads or handles a task is there when it begins.
pub(super) fn check_dissolved(
    task: &Task,
    promise: &TaskRecord,
    people: &People,
    claims: &mut Claims,
) {
    let names = claims.names;
    let unit = promise.lead_unit.as_ref().and_then(|lead| {
        let unit = people.units.known(*names.units.ids.get(&lead.0.slug)?)?;
        Some(("牵头单位", "lead unit", unit.until?, lead.0.span))
    });
    let posts = [("责任领导", "leader", &promise.leader), ("经办人", "handler", &promise.handler)];
    let posts = posts.into_iter().filter_map(|(zh, en, post)| {
        let post = post.as_ref()?;
        let known = people.posts.known(*names.posts.ids.get(&post.slug)?)?;
        Some((zh, en, known.until?, post.span))
    });
    for (zh, en, until, span) in unit.into_iter().chain(posts) {
        if until >= task.start {
            continue;
        }
        let words = say(
            format!("{zh}在{}已经撤销，任务在这以后才开始", date::zh(until)),
            format!("the {en} was dissolved on {until}, before the task begins"),
        );
        let help = say("换成现有的单位或岗位，或核对`撤销日期`", "name one that exists");
        claims.report(Diagnostic::new(Code::Contradiction, span, words).help(help));
    }
}

/// What is accepted was measured by something.
pub(super) fn check_standard(task: &Task, promise: &TaskRecord, claims: &mut Claims) {
    let unread = unread!(promise, standard) || unread!(promise, goal);
    if task.standard.is_some() || task.goal.is_some() || unread {
        return;
    }
    claims.report(
        Diagnostic::new(
            Code::ClosingIncomplete,
            promise.id.span,
            say(
                "任务已销号，但没有写验收标准",
                "the task is closed but has no acceptance standard",
            ),
        )
        .help(say("加一行`标准: …`", "add a line `standard: …`")),
    );
}

//! Updates, changes and closings entered into their tasks in order of time.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{self, stage_position, unknown_part};
use super::claims::Claims;
use super::kept::Untouched;
use super::structure::{check_length, in_order, text};
use super::task::evidence;
use crate::date;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::money::Money;
use crate::percent::Percent;
use crate::portal::table::Table;
use crate::portal::{
    Alteration, Change, Closing, Id, Observation, Plan, Post, Reopening, Task, Unit, Update,
};
use crate::record::{
    ChangeRecord, ClosingRecord, ObservationRecord, Records, TaskRecord, UnitClass, UpdateRecord,
};
use crate::span::{Span, Spanned};
use crate::unread;

/// Longest report of progress, in characters.
const MAX_UPDATE: usize = 200;

/// Units, posts and plans, to ask who belongs where.
pub struct People<'a> {
    /// Units.
    pub units: &'a Table<Unit>,
    /// Posts.
    pub posts: &'a Table<Post>,
    /// Plans.
    pub plans: &'a Table<Plan>,
}

impl People<'_> {
    /// The organ a post belongs to: sections count as their department.
    pub fn organ(&self, post: Id<Post>) -> Option<Id<Unit>> {
        let section = |unit: &Id<Unit>| {
            self.units.known(*unit).filter(|u| u.class == UnitClass::Section)?.parent
        };
        let first = self.posts.known(post)?.unit;
        // A circle of parents was reported; it must not hang the check.
        let organ = std::iter::successors(Some(first), section).take(16).last();
        organ.filter(|unit| self.units.known(*unit).is_some())
    }
}

/// Enters the ledger of every task that is not as it was.
pub fn enter(
    records: &Records,
    tasks: &mut Table<Task>,
    people: &People,
    untouched: &mut Untouched,
    claims: &mut Claims,
) {
    let updates = by_task(&records.updates, |r: &UpdateRecord| &r.task, untouched, claims);
    let changes = by_task(&records.changes, |r: &ChangeRecord| &r.task, untouched, claims);
    let closings = by_task(&records.closings, |r: &ClosingRecord| &r.task, untouched, claims);
    check_numbers(&records.closings, claims);
    let touched = tasks.iter().filter(|(_, task)| untouched.is_touched(&task.slug));
    let ids: Vec<Id<Task>> = touched.map(|(id, _)| id).collect();
    for id in ids {
        let Some(task) = tasks.known_mut(id) else { continue };
        let held = Ledger {
            updates: updates.get(&id).map_or(&[], Vec::as_slice),
            changes: changes.get(&id).map_or(&[], Vec::as_slice),
            closings: closings.get(&id).map_or(&[], Vec::as_slice),
        };
        untouched.about(id, claims, |claims| enter_ledger(task, &held, people, claims));
    }
}

/// What was reported of one task.
struct Ledger<'a> {
    updates: &'a [&'a UpdateRecord],
    changes: &'a [&'a ChangeRecord],
    closings: &'a [&'a ClosingRecord],
}

fn enter_ledger(task: &mut Task, held: &Ledger, people: &People, claims: &mut Claims) {
    change::enter(task, held.changes, people.plans.known(task.plan), claims);
    enter_updates(task, held.updates, claims);
    enter_closings(task, held.closings, people, claims);
    check_times(task, held, claims);
    check_settled(held, claims);
    if let Some(promise) = claims.promises.get(&task.slug).copied() {
        check_dissolved(task, promise, people, claims);
    }
    if let (Some(promise), false) = (claims.promises.get(&task.slug), held.closings.is_empty()) {
        check_standard(task, promise, claims);
    }
}

/// Records by the task they speak of; references to unknown tasks are reported. What is written of
/// tasks that are as they were is passed over.
fn by_task<'r, R>(
    records: &'r [R],
    task: impl Fn(&R) -> &crate::record::Ref<crate::record::Task>,
    untouched: &Untouched,
    claims: &mut Claims,
) -> BTreeMap<Id<Task>, Vec<&'r R>> {
    let mut sorted: BTreeMap<Id<Task>, Vec<&R>> = BTreeMap::new();
    for record in records.iter().filter(|record| untouched.is_touched(&task(record).slug)) {
        if let Some(id) = claims.names.tasks.find(task(record), claims.problems) {
            sorted.entry(id).or_default().push(record);
        }
    }
    sorted
}

fn enter_updates(task: &mut Task, records: &[&UpdateRecord], claims: &mut Claims) {
    let mut sorted = records.to_vec();
    sorted.sort_by_key(|r| (r.reported_on.value, r.as_of.value, r.span.file, r.span.start));
    for (earlier, later) in sorted.iter().zip(sorted.iter().skip(1)) {
        if (earlier.reported_on.value, earlier.as_of.value)
            == (later.reported_on.value, later.as_of.value)
        {
            claims.report(twice_reported(earlier, later));
        }
    }
    check_falls(&sorted, claims);
    check_paid(&sorted, claims);
    check_days(task, &sorted, claims);
    for record in sorted {
        let update = update(task, record, claims);
        task.updates.push(update);
    }
}

fn twice_reported(earlier: &UpdateRecord, later: &UpdateRecord) -> Diagnostic {
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

/// Progress that falls without a reason is published as such.
fn check_falls(sorted: &[&UpdateRecord], claims: &mut Claims) {
    let mut last = None;
    for record in sorted {
        let Some(progress) = &record.progress else { continue };
        let unsaid = record.reason.is_none() && !unread!(record, reason);
        if last.is_some_and(|last| progress.value < last) && unsaid {
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
fn check_paid(sorted: &[&UpdateRecord], claims: &mut Claims) {
    let mut last: Option<&Spanned<Money>> = None;
    for record in sorted {
        let Some(paid) = &record.paid else { continue };
        let unsaid = record.reason.is_none() && !unread!(record, reason);
        if let Some(last) = last.filter(|last| paid.value < last.value && unsaid) {
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
fn check_days(task: &Task, sorted: &[&UpdateRecord], claims: &mut Claims) {
    for stage in &task.stages {
        let about = sorted.iter().filter(|record| {
            record.stage.as_ref().is_some_and(|written| written.slug == stage.slug)
        });
        let days = about.filter_map(|record| Some((record, record.stage_done.as_ref()?)));
        let days: Vec<_> = days.collect();
        for ((_, earlier), (record, later)) in days.iter().zip(days.iter().skip(1)) {
            let unsaid = record.reason.is_none() && !unread!(record, reason);
            if earlier.value == later.value || !unsaid {
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

fn update(task: &Task, record: &UpdateRecord, claims: &mut Claims) -> Update {
    let reported = ("填报日期", "day of the report");
    in_order(
        Some(&record.as_of),
        ("截至日期", "day it speaks of"),
        Some(&record.reported_on),
        reported,
        claims,
    );
    for (day, name) in [
        (&record.stage_done, ("阶段完成日期", "day the stage was finished")),
        (&record.completed_on, ("完成日期", "day of completion")),
    ] {
        in_order(day.as_ref(), name, Some(&record.reported_on), reported, claims);
    }
    check_text(record, claims);
    check_fraction(record, claims);
    let stage = record.stage.as_ref().and_then(|stage| stage_position(task, stage, claims));
    if record.stage.is_none()
        && !unread!(record, stage)
        && let Some(done) = &record.stage_done
    {
        claims.report(
            Diagnostic::new(
                Code::MissingKey,
                done.span,
                say("写了阶段完成日期，没有写是哪个阶段", "a stage was finished, but which?"),
            )
            .help(say("加一行`阶段: …`", "add a line `stage: …`")),
        );
    }
    let names = claims.names;
    Update {
        as_of: record.as_of.value,
        reported_on: record.reported_on.value,
        progress: record.progress.as_ref().map(|progress| progress.value),
        text: record.text.as_ref().map(|words| text(&words.value)),
        stage,
        stage_done: record.stage_done.as_ref().map(|day| day.value),
        completed_on: record.completed_on.as_ref().map(|day| day.value),
        not_begun: record.not_begun == Some(true),
        next_step: record.next_step.as_ref().map(text),
        problems: record.problems.iter().map(text).collect(),
        reason: record.reason.as_ref().map(text),
        observations: record
            .observations
            .iter()
            .filter_map(|o| observation(task, o, claims))
            .collect(),
        paid: record.paid.as_ref().map(|paid| paid.value),
        evidence: evidence(&record.evidence, claims),
        reporter: names.units.find_some(record.reporter.as_ref(), claims.problems),
        verified_by: names.units.find_some(record.verified_by.as_ref(), claims.problems),
    }
}

/// A share of one where a percentage is meant.
fn check_fraction(record: &UpdateRecord, claims: &mut Claims) {
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

/// Whoever leads or handles a task is there when it begins.
fn check_dissolved(task: &Task, promise: &TaskRecord, people: &People, claims: &mut Claims) {
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

fn check_text(record: &UpdateRecord, claims: &mut Claims) {
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

fn observation(
    task: &Task,
    record: &ObservationRecord,
    claims: &mut Claims,
) -> Option<Observation> {
    let wanted = &record.indicator;
    let found = task.indicators.iter().position(|known| known.slug == wanted.slug);
    if found.is_none() && !claims.promise(task).is_some_and(|promise| unread!(promise, indicators))
    {
        let known = task.indicators.iter().map(|known| known.slug.as_str());
        claims.report(unknown_part("指标", "indicator", wanted.slug.as_str(), wanted.span, known));
    }
    found.map(|indicator| Observation { indicator, value: record.value })
}

/// Closing numbers are unique in the portal's ledger.
fn check_numbers(records: &[ClosingRecord], claims: &mut Claims) {
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

fn check_standard(task: &Task, promise: &TaskRecord, claims: &mut Claims) {
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

fn enter_closings(
    task: &mut Task,
    records: &[&ClosingRecord],
    people: &People,
    claims: &mut Claims,
) {
    let mut sorted = records.to_vec();
    sorted.sort_by_key(|record| (record.date.value, record.span.file, record.span.start));
    for (earlier, later) in sorted.iter().zip(sorted.iter().skip(1)) {
        let reopened = earlier.reopened.as_ref().map(|reopened| reopened.date.value);
        let still_closed = reopened.is_none_or(|day| day > later.date.value);
        if still_closed && !unread!(earlier, reopened) {
            claims.report(
                Diagnostic::new(
                    Code::Contradiction,
                    later.date.span,
                    say("任务已经销号，没有回潮，不能再次销号", "the task is already closed"),
                )
                .note(earlier.date.span, say("前一次销号", "the earlier closing"))
                .help(say("给前一次补写`回潮`，或删去一条", "add `reopened` to the earlier one")),
            );
        }
    }
    check_given_up(task, &sorted, claims);
    for record in sorted {
        if let Some(closing) = closing(task, record, people, claims) {
            task.closings.push(closing);
        }
    }
}

/// Nothing is finished before the task begins, nothing that is accepted is unfinished again.
fn check_times(task: &Task, held: &Ledger, claims: &mut Claims) {
    let moved = task.changes.iter().filter_map(|change| match &change.alteration {
        Alteration::Start(moved) => Some(moved.new),
        _ => None,
    });
    let start = moved.chain([task.start]).min().unwrap_or(task.start);
    // Of a task that is due before it starts one of the two dates is wrong, which was reported.
    if task.start > task.due {
        return;
    }
    let updates = held.updates.iter().filter_map(|record| record.completed_on.as_ref());
    let closings = held.closings.iter().filter_map(|record| record.completed_on.as_ref());
    for day in updates.chain(closings).filter(|day| day.value < start) {
        let words = say(
            format!("完成日期早于任务的开始日期（{}）", date::zh(start)),
            format!("finished before the task began on {start}"),
        );
        claims.report(
            Diagnostic::new(Code::DateOrder, day.span, words)
                .help(say("核对年份和月份", "check the year and the month")),
        );
    }
    let stages = held.updates.iter().filter_map(|record| record.stage_done.as_ref());
    for day in stages.filter(|day| day.value < start) {
        let words = say(
            format!("阶段完成日期早于任务的开始日期（{}）", date::zh(start)),
            format!("a stage was finished before the task began on {start}"),
        );
        claims.report(
            Diagnostic::new(Code::DateOrder, day.span, words)
                .help(say("核对年份和月份", "check the year and the month")),
        );
    }
    for record in held.updates {
        let is_done = record.progress.as_ref().is_some_and(|it| it.value > Percent::ZERO);
        if record.as_of.value < start && is_done {
            let words = say(
                format!("截至日期早于任务的开始日期（{}）", date::zh(start)),
                format!("progress of a day before the task began on {start}"),
            );
            claims.report(Diagnostic::new(Code::DateOrder, record.as_of.span, words).help(say(
                "核对年份和月份；提前启动的，先写`开始日期`的变更",
                "check the year and the month, or move the start by a change",
            )));
        }
    }
    for record in held.updates {
        let Some(progress) = record.progress.as_ref().filter(|it| it.value < Percent::FULL) else {
            continue;
        };
        let day = record.as_of.value;
        let mut accepted = held.closings.iter().filter(|closing| closing.date.value < day);
        let stays = |closing: &&&ClosingRecord| {
            let reopened = closing.reopened.as_ref().map(|reopened| reopened.date.value);
            reopened.is_none_or(|again| again > day) && !unread!(closing, reopened)
        };
        let Some(closing) = accepted.rfind(stays) else { continue };
        let words = say(
            format!("任务在{}已经销号，这里又填报没有完成", date::zh(closing.date.value)),
            format!("the task was accepted on {} and is unfinished here", closing.date.value),
        );
        claims.report(
            Diagnostic::new(Code::Contradiction, progress.span, words)
                .note(closing.date.span, say("销号在这里", "accepted here"))
                .help(say(
                    "改正进度或截至日期；重新挂牌的，给销号补写`回潮`",
                    "correct it, or add `reopened` to the closing",
                )),
        );
    }
}

/// What is accepted is not changed any more: a due date that moves behind the acceptance would make
/// late work punctual.
fn check_settled(held: &Ledger, claims: &mut Claims) {
    for change in held.changes {
        let day = change.date.value;
        let stays = |closing: &&&ClosingRecord| {
            let reopened = closing.reopened.as_ref().map(|reopened| reopened.date.value);
            closing.date.value < day
                && reopened.is_none_or(|again| again > day)
                && !unread!(closing, reopened)
        };
        let Some(closing) = held.closings.iter().find(stays) else { continue };
        let words = say(
            format!("任务在{}已经销号，不能再变更", date::zh(closing.date.value)),
            format!("the task was accepted on {} and is not changed any more", closing.date.value),
        );
        claims.report(
            Diagnostic::new(Code::Contradiction, change.date.span, words)
                .note(closing.date.span, say("销号在这里", "accepted here"))
                .help(say(
                    "核对变更日期，或删去这条变更；重新挂牌的，给销号补写`回潮`",
                    "correct the day, delete the change, or add `reopened` to the closing",
                )),
        );
    }
}

/// What was cancelled or merged is not accepted afterwards.
fn check_given_up(task: &Task, records: &[&ClosingRecord], claims: &mut Claims) {
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

fn closing(
    task: &Task,
    record: &ClosingRecord,
    people: &People,
    claims: &mut Claims,
) -> Option<Closing> {
    let accepted = ("销号日期", "day of acceptance");
    in_order(
        record.completed_on.as_ref(),
        ("完成日期", "day of completion"),
        Some(&record.date),
        accepted,
        claims,
    );
    let reopening = record.reopened.as_ref();
    in_order(
        Some(&record.date),
        accepted,
        reopening.map(|r| &r.date),
        ("回潮日期", "day of reopening"),
        claims,
    );
    if record.evidence.is_empty() && !unread!(record, evidence) {
        claims.report(
            Diagnostic::new(
                Code::ClosingIncomplete,
                record.number.span,
                say("销号没有佐证材料", "a closing needs evidence"),
            )
            .help(say("加上`佐证`，至少一件", "add `evidence`")),
        );
    }
    let names = claims.names;
    let verifier = names.posts.find(&record.verifier, claims.problems);
    if let Some(verifier) = verifier {
        check_verifier(task, record, verifier, people, claims);
    }
    let completed_on = completion(task, record, claims);
    let evidence = evidence(&record.evidence, claims);
    let document = names.documents.find_some(record.document.as_ref(), claims.problems);
    let reopened = reopening.map(|reopened| Reopening {
        date: reopened.date.value,
        reason: text(&reopened.reason),
        found_by: names.units.find_some(reopened.found_by.as_ref(), claims.problems),
    });
    Some(Closing {
        number: text(&record.number.value),
        date: record.date.value,
        completed_on: completed_on?,
        verifier: verifier?,
        result: text(&record.result),
        evidence,
        document,
        reopened,
    })
}

/// The day of completion: as recorded, or from the latest report before acceptance.
fn completion(
    task: &Task,
    record: &ClosingRecord,
    claims: &mut Claims,
) -> Option<chrono::NaiveDate> {
    let before = |update: &&Update| update.reported_on <= record.date.value;
    let reported =
        task.updates.iter().filter(before).filter_map(|update| update.completed_on).next_back();
    let found = record.completed_on.as_ref().map(|day| day.value).or(reported);
    let unread = unread!(record, completed_on) || claims.lost.may_be("update", task.slug.as_str());
    if found.is_none() && !unread {
        claims.report(
            Diagnostic::new(
                Code::ClosingIncomplete,
                record.number.span,
                say(
                    "不知道哪天完成：填报和销号都没有写",
                    "neither an update nor the closing says when it was finished",
                ),
            )
            .help(say("加一行`完成日期: …`", "add a line `completed_on: …`")),
        );
    }
    found
}

/// The verifier belongs to neither the handler's nor the lead unit's organ.
fn check_verifier(
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

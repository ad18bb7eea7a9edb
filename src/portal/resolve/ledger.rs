//! Updates, changes and closings entered into their tasks in order of time.

mod checks;

use std::collections::BTreeMap;

use super::change::{self, stage_position, unknown_part};
use super::claims::Claims;
use super::kept::Untouched;
use super::structure::{in_order, text};
use super::task::evidence;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::portal::table::Table;
use crate::portal::{Closing, Id, Observation, Plan, Post, Reopening, Task, Unit, Update};
use crate::record::{
    ChangeRecord, ClosingRecord, ObservationRecord, Records, UnitClass, UpdateRecord,
};
use crate::unread;
use checks::{
    check_accepted, check_begun, check_days, check_dissolved, check_falls, check_fraction,
    check_given_up, check_numbers, check_paid, check_standard, check_text, check_verifier,
    twice_reported,
};

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
    check_begun(task, held, claims);
    check_accepted(held, claims);
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

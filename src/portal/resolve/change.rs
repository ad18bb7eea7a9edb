//! Declared changes: each old value must be the value before it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::claims::Claims;
use super::plan::ends;
use super::structure::text;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::percent::Percent;
use crate::portal::{Alteration, Change, Id, Moved, Plan, Post, Stage, Task, Unit};
use crate::record::{self, ChangeKind, ChangeRecord, Role};
use crate::span::{Span, Spanned};
use crate::unread;
use crate::yaml::{Number, Text, bad_date, read_date, read_percent};

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
        let document = claims.names.documents.find_some(record.document.as_ref(), claims.problems);
        let mut reading = Reading { record, task, current, claims };
        let Some(alteration) = reading.alteration() else { continue };
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
    let Some(plan) = plan.filter(|plan| new > plan.until) else { return };
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

/// Reading one change against the values before it.
struct Reading<'r, 'c> {
    record: &'r ChangeRecord,
    task: &'r Task,
    current: &'r mut Current,
    claims: &'r mut Claims<'c>,
}

impl<'r> Reading<'r, '_> {
    fn alteration(&mut self) -> Option<Alteration> {
        match self.record.kind.value {
            ChangeKind::Due => self.date(self.current.due).map(|moved| {
                self.current.due = moved.new;
                Alteration::Due(moved)
            }),
            ChangeKind::Start => self.date(self.current.start).map(|moved| {
                self.current.start = moved.new;
                Alteration::Start(moved)
            }),
            ChangeKind::StageDue => {
                let (at, stage) = self.stage()?;
                let moved = self.date(stage.1)?;
                self.current.stages.get_mut(at)?.1 = moved.new;
                Some(Alteration::StageDue(at, moved))
            }
            ChangeKind::StageStart => {
                let (at, stage) = self.stage()?;
                let moved = self.date(stage.0)?;
                self.current.stages.get_mut(at)?.0 = moved.new;
                Some(Alteration::StageStart(at, moved))
            }
            ChangeKind::Weight => {
                let (at, stage) = self.stage()?;
                let moved = self.weight(stage.2)?;
                self.current.stages.get_mut(at)?.2 = moved.new;
                Some(Alteration::Weight(at, moved))
            }
            ChangeKind::Target => {
                let moved = self.words(self.current.goal.clone())?;
                self.current.goal.clone_from(&moved.new);
                Some(Alteration::Target(moved))
            }
            ChangeKind::Scope => {
                let new = self.new_value()?;
                let old = self.record.old.as_ref().map(|old| text(&old.value));
                Some(Alteration::Scope(Moved { old, new: text(&new.value) }))
            }
            ChangeKind::Lead => self.lead(),
            ChangeKind::Leader => {
                let moved = self.post(self.current.leader)?;
                self.current.leader = Some(moved.new);
                Some(Alteration::Leader(moved))
            }
            ChangeKind::Handler => {
                let moved = self.post(self.current.handler)?;
                self.current.handler = Some(moved.new);
                Some(Alteration::Handler(moved))
            }
            ChangeKind::Workload => {
                let moved = self.number(self.current.workload)?;
                self.current.workload = moved.new;
                Some(Alteration::Workload(moved))
            }
            ChangeKind::Difficulty => {
                let moved = self.number(self.current.difficulty)?;
                self.current.difficulty = moved.new;
                Some(Alteration::Difficulty(moved))
            }
            ChangeKind::Pause => self.pause(true).then_some(Alteration::Pause),
            ChangeKind::Resume => self.pause(false).then_some(Alteration::Resume),
            ChangeKind::Cancel => Some(Alteration::Cancel),
            ChangeKind::CarryOver => Some(Alteration::CarryOver(self.into())),
            ChangeKind::Merge => {
                self.check_into();
                Some(Alteration::Merge(self.into()))
            }
        }
    }

    /// Where the task goes; never into itself.
    fn into(&mut self) -> Option<Id<Task>> {
        let into = self.record.into.as_ref()?;
        if into.slug == self.task.slug {
            self.claims.report(
                Diagnostic::new(
                    Code::Contradiction,
                    into.span,
                    say("任务不能结转或并入自己", "a task is not carried or merged into itself"),
                )
                .help(say(
                    "写另一项任务的编号，或删去`去向`",
                    "name another task, or delete `into`",
                )),
            );
        }
        self.claims.names.tasks.find(into, self.claims.problems)
    }

    /// A merger says into which task.
    fn check_into(&mut self) {
        if self.record.into.is_some() || unread!(self.record, into) {
            return;
        }
        self.claims.report(
            Diagnostic::new(
                Code::MissingKey,
                self.record.kind.span,
                say("并入缺少`去向`", "a merger lacks `into`"),
            )
            .help(say("加一行`去向: …`（并入的任务编号）", "add a line `into: …`")),
        );
    }

    /// The new value; a change without one is reported.
    fn new_value(&mut self) -> Option<&'r Spanned<Text>> {
        if self.record.new.is_none() && !unread!(self.record, new) {
            self.claims.report(
                Diagnostic::new(
                    Code::MissingKey,
                    self.record.kind.span,
                    say("变更缺少`新值`", "the change lacks `new`"),
                )
                .help(say("加一行`新值: …`", "add a line `new: …`")),
            );
        }
        self.record.new.as_ref()
    }

    /// Compares the old value with the one in force, and the new one with both: a difference from
    /// the first is reported, and a new value that changes nothing.
    fn check_values(&mut self, in_force: &str, is_same: impl Fn(&str) -> bool) {
        if !self.current.is_certain {
            return;
        }
        let is_swapped = |old: &Spanned<Text>, new: &&Spanned<Text>| is_same(new) && !is_same(old);
        if let (Some(old), Some(new)) = (&self.record.old, &self.record.new)
            && is_swapped(old, &new)
        {
            self.claims.report(swapped(old, in_force));
            return;
        }
        self.check_old(in_force, &is_same);
        let new = self.record.new.as_ref().filter(|new| is_same(new));
        if let Some(new) = new {
            self.claims.report(unchanged(new.span));
        }
    }

    fn check_old(&mut self, in_force: &str, is_same: impl Fn(&str) -> bool) {
        if unread!(self.record, old) {
            return;
        }
        let Some(old) = &self.record.old else {
            let missing = Diagnostic::new(
                Code::MissingKey,
                self.record.kind.span,
                say("变更缺少`原值`", "the change lacks `old`"),
            );
            let help = say(format!("加一行`原值: {in_force}`"), format!("add `old: {in_force}`"));
            if !in_force.is_empty() {
                self.claims.report(missing.help(help));
            }
            return;
        };
        if !is_same(old) {
            self.claims.report(wrong_old(old, in_force));
        }
    }

    fn date(&mut self, in_force: NaiveDate) -> Option<Moved<NaiveDate>> {
        self.check_values(&in_force.to_string(), |text| read_date(text) == Some(in_force));
        let new = self.new_value()?;
        let Some(day) = read_date(new) else {
            self.claims.report(bad_date(new, new.span));
            return None;
        };
        Some(Moved { old: Some(in_force), new: day })
    }

    fn words(&mut self, in_force: String) -> Option<Moved<String>> {
        self.check_values(&in_force, |text| text == in_force);
        let new = text(&self.new_value()?.value);
        Some(Moved { old: (!in_force.is_empty()).then_some(in_force), new })
    }

    fn number(&mut self, in_force: Number) -> Option<Moved<Number>> {
        self.check_values(&in_force.words(), |text| Number::parse(text) == Some(in_force));
        let new = self.new_value()?;
        let Some(number) = Number::parse(new).filter(|number| *number > Number(0)) else {
            self.claims.report(bad_value(new, "大于0的数", "a number above 0"));
            return None;
        };
        Some(Moved { old: Some(in_force), new: number })
    }

    /// The stage that is named, as it was before.
    fn stage(&mut self) -> Option<(usize, (NaiveDate, NaiveDate, Percent))> {
        let at = self.stage_position()?;
        Some((at, *self.current.stages.get(at)?))
    }

    fn weight(&mut self, in_force: Percent) -> Option<Moved<Percent>> {
        let old = in_force.words();
        self.check_values(&old, |text| read_percent(text) == Some(in_force));
        let new = self.new_value()?;
        let Some(percent) = read_percent(new) else {
            self.claims.report(bad_value(new, "0到100之间的数", "0 to 100"));
            return None;
        };
        Some(Moved { old: Some(in_force), new: percent })
    }

    fn stage_position(&mut self) -> Option<usize> {
        let Some(stage) = &self.record.stage else {
            if unread!(self.record, stage) {
                return None;
            }
            self.claims.report(
                Diagnostic::new(
                    Code::MissingKey,
                    self.record.kind.span,
                    say("变更阶段时缺少`阶段`", "a change of a stage lacks `stage`"),
                )
                .help(say("加一行`阶段: …`（阶段编号）", "add a line `stage: …`")),
            );
            return None;
        };
        stage_position(self.task, stage, self.claims)
    }

    fn lead(&mut self) -> Option<Alteration> {
        let in_force = self.current.lead;
        let slug = self.slug_of_unit(in_force);
        self.check_values(&slug, |text| text == slug);
        let new = self.new_value()?;
        let names = &self.claims.names.units;
        let unit = names.find_text::<record::Unit>(new, new.span, self.claims.problems)?;
        if self.task.units_as(Role::Supervising).any(|supervising| supervising == unit) {
            self.claims.report(
                Diagnostic::new(
                    Code::SupervisorLeads,
                    new.span,
                    say(
                        "新的牵头单位就是督办单位，自己督办自己",
                        "the new lead unit supervises itself",
                    ),
                )
                .help(say("换一个牵头单位或督办单位", "name another lead or supervising unit")),
            );
        }
        self.current.lead = Some(unit);
        Some(Alteration::Lead(Moved { old: in_force, new: unit }))
    }

    fn slug_of_unit(&self, unit: Option<Id<Unit>>) -> String {
        slug_of(&self.claims.names.units.ids, unit)
    }

    fn post(&mut self, in_force: Option<Id<Post>>) -> Option<Moved<Id<Post>>> {
        let slug = slug_of(&self.claims.names.posts.ids, in_force);
        self.check_values(&slug, |text| text == slug);
        let new = self.new_value()?;
        let names = &self.claims.names.posts;
        let post = names.find_text::<record::Post>(new, new.span, self.claims.problems)?;
        Some(Moved { old: in_force, new: post })
    }

    /// Whether a pause or its end is possible now.
    fn pause(&mut self, paused: bool) -> bool {
        if self.current.paused == paused && self.current.is_certain {
            let (zh, en) = if paused {
                ("任务已经暂停", "the task is already paused")
            } else {
                ("任务没有暂停，谈不上恢复", "the task is not paused")
            };
            self.claims.report(
                Diagnostic::new(Code::Contradiction, self.record.kind.span, say(zh, en))
                    .help(say("核对暂停和恢复的日期", "check the dates of pauses")),
            );
            return false;
        }
        self.current.paused = paused;
        true
    }
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

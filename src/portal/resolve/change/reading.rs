//! One change read against the values before it.

use super::super::claims::Claims;
use super::super::structure::text;
use super::{Current, bad_value, slug_of, stage_position, swapped, unchanged, wrong_old};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::percent::Percent;
use crate::portal::{Alteration, Id, Moved, Post, Task, Unit};
use crate::record::{self, ChangeKind, ChangeRecord, Role};
use crate::span::Spanned;
use crate::unread;
use crate::yaml::{Number, Text, bad_date, read_date, read_percent};
use chrono::NaiveDate;

/// Reading one change against the values before it.
pub(super) struct Reading<'r, 'c> {
    pub(super) record: &'r ChangeRecord,
    pub(super) task: &'r Task,
    pub(super) current: &'r mut Current,
    pub(super) claims: &'r mut Claims<'c>,
}

impl<'r> Reading<'r, '_> {
    pub(super) fn alteration(&mut self) -> Option<Alteration> {
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

//! Tasks, resolved: the promise as first published, and everything that happened to it in order.

use chrono::NaiveDate;

use super::{Area, Category, Document, Grid, Id, Plan, Post, Unit};
use crate::money::Money;
use crate::percent::Percent;
use crate::record::{
    Bound, ChangeReason, Direction, EvidenceKind, IndicatorKind, LightWord, OriginKind, Role,
    SupervisionClass, TaskKind, WithheldReason,
};
use crate::slug::Slug;
use crate::yaml::Number;

/// Somebody responsible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// A unit.
    Unit(Id<Unit>),
    /// A post.
    Post(Id<Post>),
}

/// Who does what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responsibility {
    /// The role.
    pub role: Role,
    /// Who.
    pub party: Party,
    /// The duty in this task.
    pub duty: Option<String>,
}

/// A step with its own weight and original dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its id in the task.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Original weight.
    pub weight: Percent,
    /// Original first day.
    pub start: NaiveDate,
    /// Original last day.
    pub due: NaiveDate,
    /// What must be reached.
    pub target: Option<String>,
    /// How it is accepted.
    pub acceptance: Option<String>,
    /// Position of its phase in the method.
    pub phase: Option<usize>,
    /// Roles for this stage alone, the handler's included.
    pub roles: Vec<Responsibility>,
}

/// A measurable target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its id in the task.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// What it measures.
    pub kind: IndicatorKind,
    /// Unit of measurement.
    pub unit: String,
    /// The target.
    pub target: Number,
    /// The value at the start.
    pub baseline: Option<Number>,
    /// How the target is meant.
    pub bound: Bound,
    /// Which way it should go.
    pub direction: Direction,
    /// Positions of the indicators whose difference it is: gains and losses.
    pub net: Option<(usize, usize)>,
    /// First day of a streak whose readings count events.
    pub since: Option<NaiveDate>,
}

/// The standard a task sets itself beside the best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benchmark {
    /// Whom it measures itself against.
    pub unit: String,
    /// How high it aims.
    pub level: Option<String>,
    /// What is compared.
    pub indicator: Option<String>,
    /// An answer or none for each question of the method.
    pub answers: Vec<Option<String>>,
}

/// Money for a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// The whole amount.
    pub amount: Money,
    /// Where it comes from.
    pub source: Option<String>,
}

/// Where a task comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The kind.
    pub kind: OriginKind,
    /// Which document, meeting or instruction.
    pub text: Option<String>,
    /// The document.
    pub document: Option<Id<Document>>,
    /// Day it was assigned.
    pub assigned_on: Option<NaiveDate>,
    /// Day it was received.
    pub received_on: Option<NaiveDate>,
    /// Day it was answered.
    pub answered_on: Option<NaiveDate>,
}

/// A light set by hand, from–until inclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandSet {
    /// The light.
    pub light: LightWord,
    /// Why.
    pub reason: String,
    /// Who approved.
    pub approver: Id<Post>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// Its title.
    pub title: String,
    /// Path relative to the portal (`assets/…`).
    pub file: Option<String>,
}

/// A measured value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observation {
    /// Position of the indicator in the task.
    pub indicator: usize,
    /// The value, counted from the start of the task.
    pub value: Number,
}

/// A report of progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The day it speaks of.
    pub as_of: NaiveDate,
    /// The day it was reported; it counts for no day before.
    pub reported_on: NaiveDate,
    /// Progress of the whole task.
    pub progress: Option<Percent>,
    /// What was done.
    pub text: Option<String>,
    /// Position of the stage in the task.
    pub stage: Option<usize>,
    /// Day that stage was finished.
    pub stage_done: Option<NaiveDate>,
    /// Day the whole task was finished.
    pub completed_on: Option<NaiveDate>,
    /// Work has not begun.
    pub not_begun: bool,
    /// What comes next.
    pub next_step: Option<String>,
    /// Problems.
    pub problems: Vec<String>,
    /// Why progress fell.
    pub reason: Option<String>,
    /// Measured values.
    pub observations: Vec<Observation>,
    /// Money paid so far.
    pub paid: Option<Money>,
    /// Evidence.
    pub evidence: Vec<Evidence>,
    /// Who reported.
    pub reporter: Option<Id<Unit>>,
    /// Who verified it on site.
    pub verified_by: Option<Id<Unit>>,
}

/// A value before and after a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved<T> {
    /// The value before; `None` if there was none.
    pub old: Option<T>,
    /// The value after.
    pub new: T,
}

/// What a change alters. Old values were checked to be the values before it; stages are given by
/// their position in the task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alteration {
    /// The due date.
    Due(Moved<NaiveDate>),
    /// The first day.
    Start(Moved<NaiveDate>),
    /// A stage's due date.
    StageDue(usize, Moved<NaiveDate>),
    /// A stage's first day.
    StageStart(usize, Moved<NaiveDate>),
    /// A stage's weight; changes of one day together keep the sum at 100.
    Weight(usize, Moved<Percent>),
    /// The goal.
    Target(Moved<String>),
    /// The scope.
    Scope(Moved<String>),
    /// The lead unit.
    Lead(Moved<Id<Unit>>),
    /// The leader in charge.
    Leader(Moved<Id<Post>>),
    /// The handler.
    Handler(Moved<Id<Post>>),
    /// Share of work.
    Workload(Moved<Number>),
    /// Difficulty.
    Difficulty(Moved<Number>),
    /// Work stops with approval.
    Pause,
    /// Work goes on.
    Resume,
    /// The task is given up.
    Cancel,
    /// The task goes on in another plan's task, if one is named.
    CarryOver(Option<Id<Task>>),
    /// The task becomes part of another.
    Merge(Option<Id<Task>>),
}

/// How a task as a whole stops, for a while or for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halt {
    /// With approval, until it is resumed.
    Pause,
    /// Given up.
    Cancel,
    /// Goes on in another plan's task, if one is named.
    CarryOver(Option<Id<Task>>),
    /// Part of another task.
    Merge(Option<Id<Task>>),
}

impl Halt {
    /// The task in which it goes on, if one is named.
    pub fn into(self) -> Option<Id<Task>> {
        match self {
            Self::CarryOver(into) | Self::Merge(into) => into,
            Self::Pause | Self::Cancel => None,
        }
    }
}

impl Alteration {
    /// How this stops the task as a whole; `None` if the task goes on.
    pub fn halts(&self) -> Option<Halt> {
        match self {
            Self::Pause => Some(Halt::Pause),
            Self::Cancel => Some(Halt::Cancel),
            Self::CarryOver(into) => Some(Halt::CarryOver(*into)),
            Self::Merge(into) => Some(Halt::Merge(*into)),
            Self::Due(_)
            | Self::Start(_)
            | Self::StageDue(..)
            | Self::StageStart(..)
            | Self::Weight(..)
            | Self::Target(_)
            | Self::Scope(_)
            | Self::Lead(_)
            | Self::Leader(_)
            | Self::Handler(_)
            | Self::Workload(_)
            | Self::Difficulty(_)
            | Self::Resume => None,
        }
    }
}

/// A declared change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Day of the change.
    pub date: NaiveDate,
    /// What it alters.
    pub alteration: Alteration,
    /// Why, as a word.
    pub reason_code: Option<ChangeReason>,
    /// Why, in words; without it the change is published as 未说明原因.
    pub reason: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// The document.
    pub document: Option<Id<Document>>,
    /// The document's number, if it is not itself published.
    pub document_number: Option<String>,
}

/// Reopening of a closed task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reopening {
    /// The day.
    pub date: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who found it.
    pub found_by: Option<Id<Unit>>,
}

/// Acceptance of a finished task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// Number in the closing ledger.
    pub number: String,
    /// Day of acceptance.
    pub date: NaiveDate,
    /// Day the work was finished.
    pub completed_on: NaiveDate,
    /// The verifying post.
    pub verifier: Id<Post>,
    /// What was found.
    pub result: String,
    /// Evidence.
    pub evidence: Vec<Evidence>,
    /// The acceptance document.
    pub document: Option<Id<Document>>,
    /// Reopened later.
    pub reopened: Option<Reopening>,
}

/// A task that is counted but not published.
#[derive(Debug, Clone)]
pub struct Withheld {
    /// The category it would stand in.
    pub category: Id<Category>,
    /// The plan.
    pub plan: Id<Plan>,
    /// The reason.
    pub reason: WithheldReason,
    /// Day on which it is looked at again.
    pub review_on: NaiveDate,
}

/// A task: the original promise, and its ledger in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Short title for screens.
    pub short_title: Option<String>,
    /// What the same task is called on every level that shows it.
    pub shared_id: Option<Slug>,
    /// Official number.
    pub code: Option<String>,
    /// Its kind.
    pub kind: TaskKind,
    /// Category of the catalogue.
    pub category: Id<Category>,
    /// The plan.
    pub plan: Id<Plan>,
    /// The task it is part of.
    pub parent: Option<Id<Task>>,
    /// Original first day.
    pub start: NaiveDate,
    /// Original last day.
    pub due: NaiveDate,
    /// What is promised, as first published.
    pub goal: Option<String>,
    /// How it is accepted.
    pub standard: Option<String>,
    /// What carries it.
    pub carrier: Option<String>,
    /// Roles as first published, at most one of them [`Role::Lead`].
    pub roles: Vec<Responsibility>,
    /// The document that decided which unit leads.
    pub lead_basis: Option<Id<Document>>,
    /// Steps in order of their start.
    pub stages: Vec<Stage>,
    /// Measurable targets.
    pub indicators: Vec<Indicator>,
    /// Money.
    pub budget: Option<Budget>,
    /// 要求, 现状, 问题困难, 对策措施 — in this order.
    pub blocks: [Option<String>; 4],
    /// Day the problems were noted.
    pub difficulties_noted_on: Option<NaiveDate>,
    /// The standard it sets itself beside the best.
    pub benchmark: Option<Benchmark>,
    /// Positions of its topics in the method.
    pub topics: Vec<usize>,
    /// Reward and penalty clause.
    pub rewards: Option<String>,
    /// Where it comes from.
    pub origin: Option<Origin>,
    /// Basis documents.
    pub basis: Vec<Id<Document>>,
    /// Areas it touches.
    pub areas: Vec<Id<Area>>,
    /// Grids it touches.
    pub grids: Vec<Id<Grid>>,
    /// Share of work.
    pub workload: Number,
    /// Difficulty.
    pub difficulty: Number,
    /// Whether timeliness is assessed.
    pub has_time_node: bool,
    /// How closely it is supervised.
    pub supervision: Option<SupervisionClass>,
    /// A light set by hand.
    pub hand_set: Option<HandSet>,
    /// Why it lags, in the unit's words.
    pub explanation: Option<String>,
    /// Evidence and attachments.
    pub evidence: Vec<Evidence>,
    /// Updates in order of (reported on, as of).
    pub updates: Vec<Update>,
    /// Changes in order of their day.
    pub changes: Vec<Change>,
    /// Closings in order of their day.
    pub closings: Vec<Closing>,
}

impl Task {
    /// Days on which anything happened in it: reports, changes, closings and reopenings. One after
    /// another of each kind; a day may occur more than once.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let reported = self.updates.iter().map(|held| held.reported_on);
        let changed = self.changes.iter().map(|held| held.date);
        let closed = self.closings.iter().flat_map(|held| {
            [Some(held.date), held.reopened.as_ref().map(|reopened| reopened.date)]
        });
        reported.chain(changed).chain(closed.flatten())
    }

    /// Changes in force on a day.
    pub fn changes_until(&self, day: NaiveDate) -> impl Iterator<Item = &Change> {
        self.changes.iter().take_while(move |change| change.date <= day)
    }

    /// Due date in force on a day.
    pub fn due_on(&self, day: NaiveDate) -> NaiveDate {
        let moved = self.changes_until(day).filter_map(|change| match change.alteration {
            Alteration::Due(Moved { new, .. }) => Some(new),
            _ => None,
        });
        moved.last().unwrap_or(self.due)
    }

    /// Due date of a stage in force on a day, by its position in the task.
    pub fn stage_due_on(&self, at: usize, day: NaiveDate) -> Option<NaiveDate> {
        let moved = self.changes_until(day).filter_map(|change| match change.alteration {
            Alteration::StageDue(stage, Moved { new, .. }) if stage == at => Some(new),
            _ => None,
        });
        moved.last().or_else(|| Some(self.stages.get(at)?.due))
    }

    /// First day in force on a day.
    pub fn start_on(&self, day: NaiveDate) -> NaiveDate {
        let moved = self.changes_until(day).filter_map(|change| match change.alteration {
            Alteration::Start(Moved { new, .. }) => Some(new),
            _ => None,
        });
        moved.last().unwrap_or(self.start)
    }

    /// The lead unit on a day.
    pub fn lead_on(&self, day: NaiveDate) -> Option<Id<Unit>> {
        let moved = self.changes_until(day).filter_map(|change| match change.alteration {
            Alteration::Lead(Moved { new, .. }) => Some(new),
            _ => None,
        });
        moved.last().or_else(|| self.units_as(Role::Lead).next())
    }

    /// The leader in charge on a day.
    pub fn leader_on(&self, day: NaiveDate) -> Option<Id<Post>> {
        let moved = self.changes_until(day).filter_map(|change| match change.alteration {
            Alteration::Leader(Moved { new, .. }) => Some(new),
            _ => None,
        });
        moved.last().or_else(|| self.posts_as(Role::InCharge).next())
    }

    /// The handler on a day.
    pub fn handler_on(&self, day: NaiveDate) -> Option<Id<Post>> {
        let moved = self.changes_until(day).filter_map(|change| match change.alteration {
            Alteration::Handler(Moved { new, .. }) => Some(new),
            _ => None,
        });
        moved.last().or_else(|| self.posts_as(Role::Handler).next())
    }

    /// Share of work on a day.
    pub fn workload_on(&self, day: NaiveDate) -> Number {
        let moved = self.changes_until(day).filter_map(|change| match change.alteration {
            Alteration::Workload(Moved { new, .. }) => Some(new),
            _ => None,
        });
        moved.last().unwrap_or(self.workload)
    }

    /// Difficulty on a day.
    pub fn difficulty_on(&self, day: NaiveDate) -> Number {
        let moved = self.changes_until(day).filter_map(|change| match change.alteration {
            Alteration::Difficulty(Moved { new, .. }) => Some(new),
            _ => None,
        });
        moved.last().unwrap_or(self.difficulty)
    }

    /// Units with a role in the original promise.
    pub fn units_as(&self, role: Role) -> impl Iterator<Item = Id<Unit>> {
        self.roles.iter().filter(move |held| held.role == role).filter_map(|held| {
            match held.party {
                Party::Unit(unit) => Some(unit),
                Party::Post(_) => None,
            }
        })
    }

    /// Posts with a role in the original promise.
    pub fn posts_as(&self, role: Role) -> impl Iterator<Item = Id<Post>> {
        self.roles.iter().filter(move |held| held.role == role).filter_map(|held| {
            match held.party {
                Party::Post(post) => Some(post),
                Party::Unit(_) => None,
            }
        })
    }
}

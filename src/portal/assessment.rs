//! Assessments, resolved.

use chrono::NaiveDate;

use super::{Commendation, Consequence, Document, Exposure, Id, Task, Tolerance, Unit};
use crate::date::Period;
use crate::record::Rhythm;
use crate::slug::Slug;
use crate::yaml::Number;

/// What is assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The quality of a task.
    Task(Id<Task>),
    /// A unit.
    Unit(Id<Unit>),
}

/// Points taken off or added.
#[derive(Debug)]
pub struct Points {
    /// The rule.
    pub rule: String,
    /// How many.
    pub points: Number,
    /// The exposure behind them.
    pub exposure: Option<Id<Exposure>>,
    /// The commendation behind them.
    pub commendation: Option<Id<Commendation>>,
    /// The task concerned.
    pub task: Option<Id<Task>>,
    /// The document behind them.
    pub document: Option<Id<Document>>,
    /// What they rest on, where that is not a record.
    pub reference: Option<String>,
    /// A finding of tolerance.
    pub tolerance: Option<Tolerance>,
    /// Points lifted where tolerance does not lift all.
    pub lifted: Option<Number>,
}

/// An assessment.
#[derive(Debug)]
pub struct Assessment {
    /// Its id.
    pub slug: Slug,
    /// How often such assessments are made.
    pub rhythm: Rhythm,
    /// The period it speaks of.
    pub period: Period,
    /// What is assessed.
    pub subject: Subject,
    /// Who assessed.
    pub assessor: Id<Unit>,
    /// The day; it counts for no day before.
    pub date: NaiveDate,
    /// Quality, 0 to 100.
    pub quality: Option<Number>,
    /// Qualitative grade.
    pub grade: Option<String>,
    /// What the assessor says.
    pub remark: Option<String>,
    /// Points taken off the unit's score.
    pub deductions: Vec<Points>,
    /// Points added to it.
    pub bonuses: Vec<Points>,
    /// Tasks that should have been finished and were not.
    pub unfinished: Vec<Id<Task>>,
    /// What follows from a yearly assessment.
    pub consequences: Vec<Consequence>,
    /// The document.
    pub document: Option<Id<Document>>,
}

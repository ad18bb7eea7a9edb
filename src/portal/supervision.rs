//! Supervision and pledges, resolved.

use chrono::NaiveDate;

use super::{Area, Document, Id, Post, Rectification, ReturnVisit, Task, Unit};
use crate::record::{
    Acceptance, InspectionKind, InspectionMode, MendingSource, PledgeResult, ProblemSource,
    SlipKind, SupervisionClass, UnitClass,
};
use crate::slug::Slug;

/// Handed over to the discipline organ: that it was, and nothing of the case.
#[derive(Debug)]
pub struct Transfer {
    /// The day.
    pub date: NaiveDate,
    /// To whom.
    pub to: String,
}

/// An inspection.
#[derive(Debug)]
pub struct Inspection {
    /// Its id.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: InspectionKind,
    /// How it is made.
    pub mode: InspectionMode,
    /// Class of supervision.
    pub class: Option<SupervisionClass>,
    /// Its first day.
    pub date: NaiveDate,
    /// Its last day.
    pub until: NaiveDate,
    /// Who approved the matter.
    pub approved_by: Option<Id<Post>>,
    /// Its plan or notice.
    pub document: Option<Id<Document>>,
    /// That document's number.
    pub document_number: Option<String>,
    /// The posts of the team.
    pub team: Vec<Id<Post>>,
    /// Outsiders: who in a word, and how many.
    pub invited: Vec<(&'static str, u32)>,
    /// Units inspected.
    pub units: Vec<Id<Unit>>,
    /// Areas inspected.
    pub areas: Vec<Id<Area>>,
    /// Tasks inspected.
    pub tasks: Vec<Id<Task>>,
    /// The inspection it comes back to.
    pub after: Option<Id<Inspection>>,
    /// What was found.
    pub findings: Vec<String>,
    /// Last day for putting it right.
    pub due: Option<NaiveDate>,
    /// The conclusion.
    pub conclusion: Option<String>,
    /// Day on which those inspected were told.
    pub feedback_on: Option<NaiveDate>,
    /// The return visit.
    pub return_visit: Option<ReturnVisit>,
    /// First day on which it may be seen.
    pub published_on: NaiveDate,
    /// Handed over.
    pub transfer: Option<Transfer>,
}

/// A problem brought one level up.
#[derive(Debug)]
pub struct Escalation {
    /// The level: its place among those of the method, from the unit upwards.
    pub level: usize,
    /// The day.
    pub date: NaiveDate,
    /// What is proposed.
    pub proposal: String,
    /// What was decided.
    pub decision: Option<String>,
    /// When.
    pub decided_on: Option<NaiveDate>,
}

/// A problem.
#[derive(Debug)]
pub struct Problem {
    /// Its id.
    pub slug: Slug,
    /// The problem in a sentence.
    pub text: String,
    /// More about it.
    pub detail: Option<String>,
    /// Where it was seen.
    pub source: ProblemSource,
    /// The inspection that found it.
    pub inspection: Option<Id<Inspection>>,
    /// Tasks concerned.
    pub tasks: Vec<Id<Task>>,
    /// The unit in which it was found.
    pub unit: Option<Id<Unit>>,
    /// Areas concerned.
    pub areas: Vec<Id<Area>>,
    /// Day it was found.
    pub found_on: NaiveDate,
    /// Who must solve it, from when on.
    pub assigned: Option<(Id<Unit>, NaiveDate)>,
    /// Last day.
    pub due: Option<NaiveDate>,
    /// Levels it was brought to, in order of time.
    pub escalation: Vec<Escalation>,
    /// Day it was solved, and how.
    pub resolved: Option<(NaiveDate, String)>,
    /// Handed over.
    pub transfer: Option<Transfer>,
}

/// A shortcoming that is put right under a plate number.
#[derive(Debug)]
pub struct Mending {
    /// Its id.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Why it was begun.
    pub source: MendingSource,
    /// The inspection that found it.
    pub inspection: Option<Id<Inspection>>,
    /// The problem it solves.
    pub problem: Option<Id<Problem>>,
    /// Tasks concerned.
    pub tasks: Vec<Id<Task>>,
    /// The unit that must put it right.
    pub unit: Id<Unit>,
    /// The post that answers for it.
    pub post: Option<Id<Post>>,
    /// Day on which it was filed.
    pub filed_on: NaiveDate,
    /// What is done.
    pub measures: Vec<String>,
    /// What came of the check.
    pub acceptance: Option<Acceptance>,
    /// How it stands.
    pub rectification: Rectification,
}

/// A slip of supervision, or a talk.
#[derive(Debug)]
pub struct Slip {
    /// Its id.
    pub slug: Slug,
    /// Its kind.
    pub kind: SlipKind,
    /// Its number.
    pub number: Option<String>,
    /// The unit it is addressed to.
    pub unit: Id<Unit>,
    /// The day.
    pub date: NaiveDate,
    /// What it demands.
    pub text: String,
    /// Tasks concerned.
    pub tasks: Vec<Id<Task>>,
    /// The inspection after which it was sent.
    pub inspection: Option<Id<Inspection>>,
    /// The problem of which it speaks.
    pub problem: Option<Id<Problem>>,
    /// Day by which it must be answered.
    pub due: Option<NaiveDate>,
    /// Day of the answer.
    pub answered_on: Option<NaiveDate>,
    /// The answer.
    pub answer: Option<String>,
}

/// An early-warning notice.
#[derive(Debug)]
pub struct Warning {
    /// Its id.
    pub slug: Slug,
    /// Its number.
    pub number: Option<String>,
    /// The task.
    pub task: Id<Task>,
    /// Who receives it, if it is not the lead unit.
    pub unit: Option<Id<Unit>>,
    /// The day.
    pub date: NaiveDate,
    /// What it says.
    pub text: String,
    /// Day on which its receipt was confirmed.
    pub acknowledged_on: Option<NaiveDate>,
}

/// A report that is due by a day.
#[derive(Debug)]
pub struct TimedReport {
    /// Its id.
    pub slug: Slug,
    /// What is to be reported.
    pub title: String,
    /// The unit that owes it.
    pub unit: Id<Unit>,
    /// Day on which it was asked for.
    pub asked_on: NaiveDate,
    /// Last day.
    pub due: NaiveDate,
    /// Day on which it came.
    pub received_on: Option<NaiveDate>,
    /// Tasks concerned.
    pub tasks: Vec<Id<Task>>,
    /// The inspection that asked for it.
    pub inspection: Option<Id<Inspection>>,
}

/// What shows whether a promise is kept.
#[derive(Debug)]
pub enum Proof {
    /// A task, by its completion.
    Task(Id<Task>),
    /// A recorded finding, if there is one yet.
    Decision(Option<PledgeDecision>),
}

/// A finding on a promise.
#[derive(Debug)]
pub struct PledgeDecision {
    /// What became of it.
    pub result: PledgeResult,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub approver: Id<Post>,
    /// The day.
    pub date: NaiveDate,
}

/// One promise.
#[derive(Debug)]
pub struct PledgeItem {
    /// What is promised.
    pub text: String,
    /// Last day.
    pub due: NaiveDate,
    /// How it is measured.
    pub measurable: Option<String>,
    /// What shows whether it is kept.
    pub proof: Proof,
}

/// A pledge.
#[derive(Debug)]
pub struct Pledge {
    /// Its id.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The template it follows.
    pub template: Option<Id<PledgeTemplate>>,
    /// The document that allows it.
    pub basis: Id<Document>,
    /// Who promises.
    pub signatory: Id<Post>,
    /// To whom.
    pub counterparty: Id<Post>,
    /// The day.
    pub signed_on: NaiveDate,
    /// What is promised.
    pub items: Vec<PledgeItem>,
}

/// A template of pledges: who must sign.
#[derive(Debug)]
pub struct PledgeTemplate {
    /// Its id.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The document that asks for it.
    pub basis: Id<Document>,
    /// Units of this class must sign.
    pub unit_class: UnitClass,
    /// Only those of this class for ranking.
    pub rank_class: Option<String>,
    /// Last day for signing.
    pub due: NaiveDate,
}

impl PledgeTemplate {
    /// Whether a unit must sign.
    pub fn asks(&self, unit: &Unit) -> bool {
        let ranked = self.rank_class.as_ref();
        unit.class == self.unit_class
            && ranked.is_none_or(|class| unit.rank_class.as_ref() == Some(class))
    }
}

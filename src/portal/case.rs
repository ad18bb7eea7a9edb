//! Commendations, exposures, practices and pages, resolved.

use chrono::NaiveDate;

use super::{Document, Id, Post, Task, Unit};
use crate::money::Money;
use crate::prose::Prose;
use crate::record::{
    AppealLabel, ApprovalDecision, ApprovalStep, CommendationKind, ConsequenceKind, ExposureKind,
    RectificationState, ToleranceEffect, ToleranceSituation, WithdrawalReason,
};
use crate::slug::Slug;

/// One step of approval.
#[derive(Debug)]
pub struct Approval {
    /// The step.
    pub step: ApprovalStep,
    /// The post that decided.
    pub post: Id<Post>,
    /// The day.
    pub date: NaiveDate,
    /// The decision.
    pub decision: ApprovalDecision,
}

/// Somebody honoured.
#[derive(Debug)]
pub enum Honoured {
    /// A unit.
    Unit(Id<Unit>),
    /// A post, as its holder held it on the day of the decision.
    Post(Id<Post>),
    /// A collective without a record of its own.
    Collective {
        /// Its name.
        name: String,
        /// The unit it belongs to.
        of: Option<Id<Unit>>,
    },
    /// A person.
    Person {
        /// The name.
        name: String,
        /// The unit.
        of: Option<Id<Unit>>,
    },
}

impl Honoured {
    /// Whether a person rather than a collective is honoured.
    pub fn is_person(&self) -> bool {
        match self {
            Self::Post(_) | Self::Person { .. } => true,
            Self::Unit(_) | Self::Collective { .. } => false,
        }
    }
}

/// A publicity period, both days inclusive, computed from working days.
#[derive(Debug)]
pub struct Publicity {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Working days.
    pub working_days: u32,
    /// Where objections go.
    pub channel: Option<String>,
    /// Objections received.
    pub objections: u32,
    /// What came of them.
    pub outcome: Option<String>,
}

/// A commendation taken back.
#[derive(Debug)]
pub struct Revocation {
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// A decision to praise in spite of an open exposure.
#[derive(Debug)]
pub struct PraiseDecision {
    /// The exposure.
    pub exposure: Id<Exposure>,
    /// Who decided.
    pub approver: Id<Post>,
    /// The day.
    pub date: NaiveDate,
    /// Why.
    pub reason: String,
}

/// A commendation.
#[derive(Debug)]
pub struct Commendation {
    /// Its id.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Short title for screens.
    pub short_title: Option<String>,
    /// Its kind.
    pub kind: CommendationKind,
    /// Number of the approved award project.
    pub project_number: Option<String>,
    /// Who is honoured.
    pub honoured: Vec<Honoured>,
    /// The deed.
    pub deed: String,
    /// Tasks concerned.
    pub tasks: Vec<Id<Task>>,
    /// Day of the decision.
    pub decided_on: Option<NaiveDate>,
    /// Day of publication.
    pub published_on: NaiveDate,
    /// The deciding document.
    pub document: Option<Id<Document>>,
    /// Its number.
    pub document_number: Option<String>,
    /// Who verified the deed.
    pub verified_by: Option<Id<Unit>>,
    /// The publicity period.
    pub publicity: Option<Publicity>,
    /// The steps of approval.
    pub approvals: Vec<Approval>,
    /// Decision in spite of an open exposure.
    pub praise_decision: Option<PraiseDecision>,
    /// Taken back.
    pub revoked: Option<Revocation>,
    /// The write-up.
    pub body: Prose,
}

/// The explanation that was asked for.
#[derive(Debug)]
pub struct Explanation {
    /// Day it was asked for.
    pub asked_on: NaiveDate,
    /// Day it was given.
    pub given_on: Option<NaiveDate>,
    /// What was said.
    pub text: Option<String>,
}

/// The unit's own statement.
#[derive(Debug)]
pub struct Reply {
    /// The day.
    pub on: NaiveDate,
    /// The unit.
    pub unit: Id<Unit>,
    /// The statement.
    pub text: String,
}

/// A step of a rectification.
#[derive(Debug)]
pub struct Step {
    /// The day; absent for what is still to come.
    pub on: Option<NaiveDate>,
    /// Its name.
    pub name: String,
    /// What was done.
    pub text: Option<String>,
    /// When, in words.
    pub expected: Option<String>,
}

/// How a shortcoming is put right.
#[derive(Debug)]
pub struct Rectification {
    /// Plate number.
    pub plate_number: Option<String>,
    /// Last day.
    pub due: NaiveDate,
    /// Its state as recorded.
    pub state: RectificationState,
    /// What must be reached.
    pub requirement: Option<String>,
    /// Steps in the author's order.
    pub steps: Vec<Step>,
    /// Day it was submitted for checking.
    pub submitted_on: Option<NaiveDate>,
    /// Day it was accepted.
    pub accepted_on: Option<NaiveDate>,
    /// Who checked.
    pub verifier: Option<Id<Post>>,
    /// Number in the closing ledger.
    pub closing_number: Option<String>,
    /// Day it relapsed.
    pub reopened_on: Option<NaiveDate>,
    /// The return visit.
    pub return_visit: Option<ReturnVisit>,
}

/// A return visit 回访.
#[derive(Debug)]
pub struct ReturnVisit {
    /// Its last day.
    pub due: NaiveDate,
    /// The day on which it took place.
    pub on: Option<NaiveDate>,
    /// What was found.
    pub result: Option<String>,
}

/// An appeal.
#[derive(Debug)]
pub struct Appeal {
    /// Day it was received.
    pub received_on: NaiveDate,
    /// Its state.
    pub label: AppealLabel,
    /// Day it was decided.
    pub decided_on: Option<NaiveDate>,
    /// What may be published of it.
    pub text: Option<String>,
}

/// A finding of tolerance.
#[derive(Debug)]
pub struct Tolerance {
    /// The deciding organ.
    pub organ: String,
    /// The day.
    pub date: NaiveDate,
    /// The basis.
    pub basis: String,
    /// The situation.
    pub situation: ToleranceSituation,
    /// The effect.
    pub effect: ToleranceEffect,
    /// In words.
    pub text: Option<String>,
}

/// A consequence.
#[derive(Debug)]
pub struct Consequence {
    /// The kind.
    pub kind: ConsequenceKind,
    /// The day.
    pub date: NaiveDate,
    /// In words.
    pub text: Option<String>,
    /// The amount.
    pub amount: Option<Money>,
}

/// A decision to publish names.
#[derive(Debug)]
pub struct Naming {
    /// The names.
    pub names: Vec<String>,
    /// The basis.
    pub basis: String,
    /// Who decided.
    pub approver: Id<Post>,
    /// The day.
    pub date: NaiveDate,
    /// Names may be shown on screens, too.
    pub led: bool,
}

/// An entry taken off before its end.
#[derive(Debug)]
pub struct Withdrawal {
    /// The day.
    pub on: NaiveDate,
    /// The reason.
    pub reason: WithdrawalReason,
    /// What may be said of it.
    pub text: Option<String>,
}

/// A named shortcoming.
#[derive(Debug)]
pub struct Exposure {
    /// Its id.
    pub slug: Slug,
    /// Official number.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// Short title for screens.
    pub short_title: Option<String>,
    /// Kind.
    pub kind: ExposureKind,
    /// Ground, from 1.
    pub ground: u32,
    /// The unit responsible.
    pub subject_unit: Id<Unit>,
    /// Further units.
    pub other_units: Vec<Id<Unit>>,
    /// Posts responsible.
    pub subject_posts: Vec<Id<Post>>,
    /// A decision to publish names.
    pub naming: Option<Naming>,
    /// Facts: text and source.
    pub facts: Vec<(String, String)>,
    /// Tasks concerned.
    pub tasks: Vec<Id<Task>>,
    /// Explanation asked and given.
    pub explanation: Option<Explanation>,
    /// Day on which the subject was told.
    pub feedback_on: NaiveDate,
    /// Day of publication.
    pub published_on: NaiveDate,
    /// Steps of approval.
    pub approvals: Vec<Approval>,
    /// The unit's own statement.
    pub reply: Option<Reply>,
    /// How it is put right.
    pub rectification: Rectification,
    /// Appeals.
    pub appeals: Vec<Appeal>,
    /// Tolerance.
    pub tolerance: Option<Tolerance>,
    /// Consequences.
    pub consequences: Vec<Consequence>,
    /// Taken off before its end.
    pub withdrawal: Option<Withdrawal>,
    /// The write-up.
    pub body: Prose,
}

/// A good practice.
#[derive(Debug)]
pub struct Practice {
    /// Its id.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The unit.
    pub unit: Id<Unit>,
    /// Tasks concerned.
    pub tasks: Vec<Id<Task>>,
    /// What it achieved.
    pub summary: String,
    /// Day of publication.
    pub published_on: NaiveDate,
    /// Who wrote it.
    pub source: Option<String>,
    /// The write-up.
    pub body: Prose,
}

/// A page of words.
#[derive(Debug)]
pub struct Page {
    /// Its id.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: Option<String>,
    /// Day of publication.
    pub published_on: NaiveDate,
    /// Who wrote it.
    pub source: Option<String>,
    /// Order in the footer.
    pub order: u32,
    /// The words.
    pub body: Prose,
}

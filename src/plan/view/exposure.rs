//! One exposure: the fact, the unit's own words, the way it is put right, the day it goes.

use serde::Serialize;

use crate::plan::view::atoms::{Day, Feedback, Label, Light, Stamp};
use crate::plan::view::head::Head;
use crate::plan::view::people::Holder;
use crate::plan::view::task::Tolerance;

/// A named shortcoming as long as it is public.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ExposureView {
    /// The page; `noindex` and `noarchive` from the first day.
    pub head: Head,
    /// Its id.
    pub id: String,
    /// 曝光 or 通报批评.
    pub kind: String,
    /// It is a 通报批评.
    pub criticism: bool,
    /// Official number: 曝光〔2026〕17号.
    pub number: Option<String>,
    /// The title in clauses.
    pub clauses: Vec<String>,
    /// Day of publication.
    pub published_on: Day,
    /// Its state: 立案, 整改中, 待核查, 已销号, 已整改, 回潮.
    pub stamp: Stamp,
    /// How the rectification stands.
    pub rectification: Rectification,
    /// Units responsible, the first one first.
    pub units: Vec<Label>,
    /// Posts responsible, without names.
    pub posts: Vec<Holder>,
    /// Persons named by a recorded decision, as long as that lasts.
    pub named: Option<Named>,
    /// Tasks concerned.
    pub tasks: Vec<TaskLink>,
    /// The write-up, as HTML made from Markdown.
    pub body: Option<String>,
    /// Facts, each with its source.
    pub facts: Vec<Fact>,
    /// The unit's own statement; `None` is 责任单位尚未提交说明.
    pub reply: Option<Reply>,
    /// The grounds of the method.
    pub grounds: Vec<Ground>,
    /// The explanation that was asked for (if the ground demands it).
    pub explanation: Option<Explanation>,
    /// The finding of tolerance; `None` is 未认定适用容错.
    pub tolerance: Option<Tolerance>,
    /// Appeals, newest first.
    pub appeals: Vec<Appeal>,
    /// Consequences, in order of time.
    pub consequences: Vec<Consequence>,
    /// First day on which the page cannot exist any more: 本条拟于…撤下.
    pub expires_on: Day,
    /// Where to speak up.
    pub feedback: Feedback,
}

/// How a shortcoming is put right.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Rectification {
    /// Plate number 挂牌编号.
    pub plate_number: Option<String>,
    /// Last day.
    pub due: Day,
    /// Days to that day, negative when overdue; `None` once submitted or closed.
    pub days_left: Option<i32>,
    /// The day from which days are counted.
    pub counted_on: Day,
    /// Day of submission for checking.
    pub submitted_on: Option<Day>,
    /// Day of acceptance.
    pub accepted_on: Option<Day>,
    /// Days from publication to acceptance.
    pub days_taken: Option<i32>,
    /// Days between submission (or acceptance) and the due date: positive early, negative late.
    pub days_early: Option<i32>,
    /// Who checked.
    pub verifier: Option<Holder>,
    /// Number in the closing ledger.
    pub closing_number: Option<String>,
    /// Day of relapse 回潮.
    pub reopened_on: Option<Day>,
    /// What must be reached.
    pub requirement: Option<String>,
    /// The steps, publication first.
    pub steps: Vec<Step>,
    /// How many of them are done.
    pub done: u32,
    /// The return visit 回访.
    pub visit: Option<Visit>,
}

/// Where a step stands: decides its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// Square: the publication itself, or a relapse.
    Exposed,
    /// Disc.
    Done,
    /// Yellow disc: what is to be done now.
    Now,
    /// Dashed ring.
    ToCome,
}

/// A step of a rectification.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Step {
    /// Decides its mark and the word for screen readers.
    pub state: StepState,
    /// The day, for steps that were taken.
    pub on: Option<Day>,
    /// When, in words, for steps to come: 提交后5个工作日内.
    pub expected: Option<String>,
    /// Its name.
    pub name: String,
    /// What was done or is to be done.
    pub text: Option<String>,
}

/// A return visit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Visit {
    /// Day it is due.
    pub due: Day,
    /// Day it took place.
    pub on: Option<Day>,
    /// What was found.
    pub result: Option<String>,
    /// 逾期12天, or 逾期3天回访.
    pub bad: Option<String>,
}

/// Names published by a decision.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Named {
    /// The names.
    pub names: Vec<String>,
    /// The basis of the decision.
    pub basis: String,
    /// Day of the decision.
    pub decided_on: Day,
    /// First day on which the names are gone.
    pub until: Day,
}

/// A task with its light.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TaskLink {
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its light.
    pub light: Light,
}

/// A fact with its source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Fact {
    /// The fact.
    pub text: String,
    /// The source.
    pub source: Label,
}

/// The unit's own statement.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Reply {
    /// Which unit.
    pub unit: String,
    /// The day.
    pub on: Day,
    /// What it says.
    pub text: String,
}

/// A ground of the method.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Ground {
    /// From 1.
    pub number: u32,
    /// In words.
    pub text: String,
    /// It is this one.
    pub applies: bool,
}

/// An explanation asked for and given.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Explanation {
    /// Day it was asked for.
    pub asked_on: Day,
    /// Day it was given; `None` is 未作说明.
    pub given_on: Option<Day>,
    /// What was said.
    pub text: Option<String>,
}

/// An appeal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Appeal {
    /// Its state: 异议受理, 复核中, 维持, 变更, 撤销.
    pub label: String,
    /// Day it was received.
    pub received_on: Day,
    /// Day it was decided.
    pub decided_on: Option<Day>,
    /// Last day for a decision, while there is none.
    pub decide_by: Option<Day>,
    /// Days since that day.
    pub overdue: Option<i64>,
    /// What may be published of it.
    pub text: Option<String>,
}

/// A consequence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Consequence {
    /// Its kind: 公开检讨, 调减资金 …
    pub kind: String,
    /// The day.
    pub on: Day,
    /// In words.
    pub text: Option<String>,
    /// The amount, in words: 120万元.
    pub amount: Option<String>,
}

/// An entry that has ended: id, ground, dates, outcome, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TombstoneView {
    /// The page; `noindex` and `noarchive`, its title without the unit.
    pub head: Head,
    /// Its id.
    pub id: String,
    /// Ground, from 1.
    pub ground: u32,
    /// The ground in words.
    pub ground_text: String,
    /// Day of publication.
    pub published_on: Day,
    /// Day of acceptance, if it was accepted.
    pub accepted_on: Option<Day>,
    /// First day on which the entry was gone.
    pub ended_on: Day,
    /// What came of it: 已销号, 期满, 经复核撤销 …
    pub outcome: String,
    /// The reason of a withdrawal before its end: 经复核撤销, 事实有误 …
    pub withdrawn: Option<Withdrawal>,
    /// Where to speak up.
    pub feedback: Feedback,
}

/// A withdrawal before the end.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Withdrawal {
    /// Why, as a word.
    pub reason: String,
    /// What may be said of it.
    pub text: Option<String>,
}

//! A task's page: the key page of the site.

use serde::Serialize;

use super::atoms::{
    Attachment, Citation, CommendationCard, Day, Deadline, ExposureCard, Feedback, Label, Light,
    LightCount, Link, Progress, Standing, TaskRow, Timeliness,
};
use super::axis::Axis;
use super::head::Head;
use super::log::{Change, Closing, Update};
use super::people::{ChainLink, Holder, Pledge, Rung, Succession};
use super::plot::{Curve, Track};
use super::portals::OtherLevel;

/// Everything about one task.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TaskView {
    /// The page.
    pub head: Head,
    /// Its id.
    pub id: String,
    /// Official number 任务号.
    pub code: Option<String>,
    /// Kind: 重点工作, 民生实事 …
    pub kind: String,
    /// Class of supervision: 重大任务重点督办 …
    pub supervision: Option<String>,
    /// The plan.
    pub plan: Label,
    /// The catalogue from 类 to 项.
    pub categories: Vec<Label>,
    /// Title.
    pub title: String,
    /// The title in clauses, for the headline.
    pub clauses: Vec<String>,
    /// How it stands.
    pub standing: Standing,
    /// Why it shows that light.
    pub reason: Reason,
    /// The light set by hand, if it is.
    pub hand_set: Option<HandSet>,
    /// Months in a row with this light: 已连续2个月亮黄灯; `None` under two.
    pub months_in_a_row: Option<u32>,
    /// The unit's own explanation of red or yellow.
    pub explanation: Option<String>,
    /// The light asks for an explanation; without one the page says so.
    pub explanation_due: bool,
    /// How far it is.
    pub progress: Progress,
    /// When it is due, or when it was finished.
    pub deadline: Deadline,
    /// Completion reported, waiting for the verifier.
    pub waiting: Option<Waiting>,
    /// Paused, cancelled, carried over or merged.
    pub suspension: Option<Suspension>,
    /// Unfinished at the plan's end without a document 期满未结.
    pub unsettled: bool,
    /// How its due date has moved.
    pub slip: Option<Slip>,
    /// Earlier lives of the promise, the first one first.
    pub lives: Vec<Life>,
    /// Who answers: 责任领导 → 牵头单位 → 配合单位 → 经办人 → 督办单位.
    pub chain: Vec<ChainLink>,
    /// Who pushes, level by level down to the site; empty if the method has no ladder.
    pub ladder: Vec<Rung>,
    /// The levels of the ladder that it does not concern 本项不涉及.
    pub beyond: Vec<String>,
    /// What is promised.
    pub promise: Promise,
    /// 四个心中有数.
    pub blocks: Option<Blocks>,
    /// 要素完整度: one entry for each set of elements (五要素, 五定).
    pub elements: Vec<Elements>,
    /// The tables of its plan, each at its row: 任务书, 路线图, 时间表, 四问表.
    pub tables: Vec<Label>,
    /// Measurable targets.
    pub indicators: Vec<Indicator>,
    /// The standard it sets itself beside the best 对标.
    pub benchmark: Option<Benchmark>,
    /// The phases of the method; empty if it has none.
    pub phases: Vec<Phase>,
    /// No stage names a phase: where the task is was inferred from its progress.
    pub phases_inferred: bool,
    /// Topics it belongs to, with their lists.
    pub topics: Vec<Label>,
    /// Steps.
    pub stages: Vec<Stage>,
    /// The time axis over the stages; `None` without stages.
    pub axis: Option<Axis>,
    /// Lights month by month, one row a year.
    pub history: Vec<HistoryYear>,
    /// How many months showed which light, worst first, zeros left out.
    pub history_counts: Vec<LightCount>,
    /// Reports, newest first.
    pub updates: Vec<Update>,
    /// How many reports there are.
    pub reports: u32,
    /// Months for which nothing was reported 缺报, in order.
    pub missing_months: Vec<String>,
    /// The page of all of them, if there are more than are shown here.
    pub all_updates: Option<String>,
    /// Plan against actual; `None` while there is nothing to plot.
    pub curve: Option<Curve>,
    /// Changes, newest first.
    pub changes: Vec<Change>,
    /// Posts of the chain that passed to another person meanwhile, newest first.
    pub successions: Vec<Succession>,
    /// Closings, newest first.
    pub closings: Vec<Closing>,
    /// Findings of tolerance 容错.
    pub tolerance: Vec<Tolerance>,
    /// The task it is part of.
    pub parent: Option<Link>,
    /// Tasks that are part of it.
    pub children: Vec<TaskRow>,
    /// The same task as portals below show it.
    pub other_levels: Vec<OtherLevel>,
    /// Exposures that concern it.
    pub exposures: Vec<ExposureCard>,
    /// Commendations that concern it.
    pub commendations: Vec<CommendationCard>,
    /// Inspections, problems, practices and bulletins that concern it, newest first.
    pub related: Vec<Related>,
    /// Where to speak up.
    pub feedback: Feedback,
    /// The plate of a project, to be printed.
    pub plate_href: Option<String>,
    /// Its rows in data files.
    pub data: Vec<Link>,
}

/// Why a light is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Reason {
    /// The sentence with the figures, without a full stop:
    /// 截至9月30日比计划慢18个百分点（应完成63%，已完成45%）.
    pub sentence: String,
    /// The rule's number: L2.
    pub rule: String,
    /// The page of the rules, at this rule.
    pub rule_href: Option<String>,
}

/// A light set by hand 人工认定. The light itself is [`Standing::by_hand`], beside the computed
/// [`Standing::light`], which counts in every sum.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct HandSet {
    /// Why.
    pub reason: String,
    /// Who approved.
    pub approver: Holder,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
}

/// Waiting for acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Waiting {
    /// Day on which completion was reported.
    pub reported_on: Day,
    /// Days since, counted on [`Deadline::counted_on`].
    pub days: i32,
    /// Reported early, in time or late.
    pub timeliness: Timeliness,
    /// Days between completion and the due date: positive is early, negative late.
    pub days_early: i32,
}

/// What ended or interrupted a task otherwise than by closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuspensionKind {
    /// 经批准暂停.
    Paused,
    /// 已取消.
    Cancelled,
    /// 结转.
    CarriedOver,
    /// 并入.
    Merged,
}

/// A task that was paused, cancelled, carried over or merged.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Suspension {
    /// Which.
    pub kind: SuspensionKind,
    /// The word: 经批准暂停 …
    pub word: String,
    /// Since when.
    pub on: Day,
    /// Why.
    pub reason: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// The document.
    pub document: Option<Citation>,
    /// The task into which it went.
    pub into: Option<Link>,
}

/// How the due date has moved: 原定… → 现定…，改期2次，累计+92天.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Slip {
    /// The first promise.
    pub original: Day,
    /// The present one.
    pub current: Day,
    /// How often it moved.
    pub times: u32,
    /// Days altogether; negative is earlier.
    pub days: i32,
    /// Changes within 15 days before the due date 临期改期.
    pub last_minute: u32,
    /// Changes without a reason 未说明原因.
    pub unexplained: u32,
}

/// An earlier life of the promise: a task that was carried over or merged into this one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Life {
    /// The earlier task.
    pub task: Link,
    /// 结转 or 并入.
    pub word: String,
    /// The day of the decision.
    pub on: Day,
    /// When the earlier task was first promised to be finished.
    pub first_due: Day,
    /// How far it had come, as last reported.
    pub actual: Option<i32>,
    /// The document that decided it.
    pub document: Option<Citation>,
}

/// What is promised and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Promise {
    /// First day, current.
    pub start: Day,
    /// First day as first published, if it has moved.
    pub original_start: Option<Day>,
    /// What is promised, current; `None` is 未公布.
    pub goal: Option<String>,
    /// How it is accepted; `None` is 未公布.
    pub standard: Option<String>,
    /// What carries it 项目载体.
    pub carrier: Option<String>,
    /// Money.
    pub budget: Option<Budget>,
    /// Reward and penalty clause.
    pub rewards: Option<String>,
    /// Pledges 责任状.
    pub pledges: Vec<Pledge>,
    /// Where the task comes from.
    pub origin: Option<Origin>,
    /// Basis documents.
    pub documents: Vec<Citation>,
    /// Areas it touches.
    pub areas: Vec<Label>,
    /// Grids it touches.
    pub grids: Vec<Label>,
    /// Coefficient of workload, as 1.5; `None` if it is 1.
    pub workload: Option<String>,
    /// Coefficient of difficulty.
    pub difficulty: Option<String>,
    /// Assessed by timeliness (true) or quality (false).
    pub by_timeliness: bool,
    /// Attachments of the task itself.
    pub attachments: Vec<Attachment>,
}

/// Money for a task.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Budget {
    /// The whole amount: 9,640万元.
    pub amount: String,
    /// Where it comes from.
    pub source: Option<String>,
    /// Paid so far, in words; `None` is 支付情况未填报.
    pub paid: Option<String>,
    /// Paid so far, whole percent of the amount.
    pub paid_percent: Option<i32>,
    /// The day the payment speaks of.
    pub paid_as_of: Option<Day>,
}

/// Where a task comes from and when it was taken up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Origin {
    /// Kind: 领导批示, 文件部署 …
    pub kind: String,
    /// Which document, meeting or instruction.
    pub text: Option<String>,
    /// The document.
    pub document: Option<Citation>,
    /// Day it was assigned 交办.
    pub assigned_on: Option<Day>,
    /// Day it was received 接收.
    pub received_on: Option<Day>,
    /// Day it was answered 回复.
    pub answered_on: Option<Day>,
    /// Whoever assigned it waits for an answer; a document waits for none.
    pub unanswered: bool,
}

/// 四个心中有数.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Blocks {
    /// 对要求心中有数.
    pub requirement: Option<String>,
    /// 对现状心中有数.
    pub state: Option<String>,
    /// 对问题困难心中有数.
    pub difficulties: Option<String>,
    /// Day the difficulties were noted.
    pub noted_on: Option<Day>,
    /// Difficulties are named without the day on which they were noted.
    pub undated: bool,
    /// 对对策措施心中有数.
    pub measures: Option<String>,
}

/// A set of required elements and which are there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Elements {
    /// Name of the set: 五要素, 五定.
    pub name: String,
    /// How many are there.
    pub present: u32,
    /// Each with its name and whether it is there.
    pub items: Vec<Element>,
}

/// A required element.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// Whether it is there.
    pub present: bool,
}

/// A measurable target with its last reading.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Indicator {
    /// Name.
    pub name: String,
    /// 数量, 金额, 比率 or 连续期数.
    pub kind: Option<String>,
    /// Target with its unit and bound: 60部以上.
    pub target: String,
    /// Baseline with its unit.
    pub baseline: Option<String>,
    /// Last reading with its unit; `None` is 未填报.
    pub value: Option<String>,
    /// The day of that reading.
    pub as_of: Option<Day>,
    /// Reached so far, whole percent 0–100, where that makes sense.
    pub percent: Option<i32>,
    /// Reached: 已达标.
    pub reached: bool,
    /// What an even share of time asks for by the day of the reading, or by today if there is none.
    pub expected: Option<String>,
    /// That day.
    pub expected_on: Day,
    /// Beside what time asked for on the day of the reading: 多12部, 少3部, 持平.
    pub gap: Option<String>,
    /// Less than time asked for, or more than is allowed.
    pub behind: bool,
    /// How it is computed or compared: 净增＝新增−减少, 比基数增长12.5%.
    pub note: Option<String>,
}

/// The standard a task sets itself beside the best.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Benchmark {
    /// Whom it measures itself against.
    pub unit: String,
    /// How high it aims.
    pub level: Option<String>,
    /// What is compared.
    pub indicator: Option<String>,
    /// The method's questions with the task's answers.
    pub questions: Vec<Answer>,
    /// How many are answered.
    pub answered: u32,
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Answer {
    /// The question.
    pub question: String,
    /// The answer; `None` is 尚未回答.
    pub answer: Option<String>,
}

/// Where a task is in a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhaseState {
    /// Behind it.
    Done,
    /// In it.
    Now,
    /// Before it.
    Next,
}

/// A phase of the method.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Phase {
    /// Its name.
    pub name: String,
    /// Where the task is.
    pub state: PhaseState,
    /// The task's stages in it.
    pub stages: Vec<String>,
}

/// A step of a task.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Stage {
    /// Its number, from 1.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Its share, whole percent.
    pub weight: i32,
    /// Its light, with the method's words.
    pub light: Light,
    /// Planned first day, current.
    pub start: Day,
    /// Planned last day, current.
    pub due: Day,
    /// Not begun: the last day on which it can begin if the task is to be done by its day.
    pub latest_start: Option<Day>,
    /// Last day as first published, if it has moved.
    pub original_due: Option<Day>,
    /// Day it was finished.
    pub done_on: Option<Day>,
    /// Finished: days early (positive) or late (negative).
    pub days_early: Option<i32>,
    /// Unfinished and overdue by so many days, counted on the day of the data.
    pub days_overdue: Option<i32>,
    /// What must be reached.
    pub target: Option<String>,
    /// How it is accepted.
    pub acceptance: Option<String>,
    /// The handler; `None` is 经办人未明确.
    pub handler: Option<Holder>,
    /// Further roles of this stage.
    pub roles: Vec<ChainLink>,
    /// Where it lies on the axis.
    pub track: Track,
}

/// Lights of a year.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct HistoryYear {
    /// The year.
    pub year: i32,
    /// Twelve months.
    pub months: Vec<HistoryMonth>,
}

/// The light at the end of a month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct HistoryMonth {
    /// 1–12.
    pub month: u32,
    /// The light; `None` before the task was published and in months to come.
    pub light: Option<Light>,
}

/// A finding of tolerance 容错; facts and dates stay.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Tolerance {
    /// The deciding organ.
    pub organ: String,
    /// The day.
    pub on: Day,
    /// The basis.
    pub basis: String,
    /// The situation: 先行先试 …
    pub situation: String,
    /// The effect: 免责, 从轻, 减轻.
    pub effect: String,
    /// In words.
    pub text: Option<String>,
}

/// Another record that concerns the task.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Related {
    /// 督查, 问题, 经验, 通报 …
    pub kind: String,
    /// Its title.
    pub label: Label,
    /// Its day.
    pub on: Day,
}

//! Rankings 月排位: units of a class at the end of a month, never persons.

use serde::Serialize;

use super::atoms::{Day, Filter, Label, LightCount, Link, Pagination};
use super::head::Head;
use super::plot::{Distribution, Sparkline};

/// The index of months.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RankingsView {
    /// The page.
    pub head: Head,
    /// The newest month.
    pub newest: Link,
    /// Who stands first and last in it, class by class.
    pub classes: Vec<ClassSummary>,
    /// All months by year, the newest first.
    pub years: Vec<RankingYear>,
    /// Yearly assessments with what followed, the newest first.
    pub yearly: Vec<AssessmentYear>,
    /// The rhythms of assessment: name and what is done.
    pub rhythms: Vec<(String, String)>,
}

/// A class in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ClassSummary {
    /// Its name and page.
    pub link: Link,
    /// The finding in a sentence or two.
    pub sentences: Vec<String>,
}

/// The months of a year.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RankingYear {
    /// 2026年.
    pub year: String,
    /// Its months.
    pub months: Vec<Link>,
}

/// The yearly assessments of a year.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AssessmentYear {
    /// 2025年度.
    pub year: String,
    /// What was found, first where something followed.
    pub entries: Vec<AssessmentEntry>,
    /// How many more there are; they stand on the report cards of their units.
    pub more: u32,
}

/// A class at the end of a month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RankingView {
    /// The page.
    pub head: Head,
    /// The heading in clauses.
    pub clauses: Vec<String>,
    /// The month: 2026年9月.
    pub month: String,
    /// The class: 州直部门.
    pub class: String,
    /// The finding in sentences.
    pub sentences: Vec<String>,
    /// Classes and months.
    pub filters: Vec<Filter>,
    /// The units of this page, the best first.
    pub rows: Vec<RankingRow>,
    /// Where this page stands.
    pub pages: Pagination,
    /// Fewest units of a ranked class, where this one has fewer.
    pub too_small: Option<u32>,
    /// Score of the line across the sparklines.
    pub mark: Option<String>,
    /// Full marks.
    pub full: u32,
    /// Points taken off and added this year, of the units of this page.
    pub points: Vec<PointsRow>,
    /// Where the formula stands in words.
    pub formula: String,
    /// The way to the monthly draw, on the month's own page.
    pub draw: Option<DrawLink>,
    /// Assessments made in this month, of any rhythm, of the units of this page.
    pub assessments: Vec<AssessmentEntry>,
    /// How many more there are; they stand on the report cards of their units.
    pub more_assessments: u32,
    /// Where to object.
    pub appeal: Appeal,
    /// The files.
    pub data: Vec<Link>,
}

/// A unit in a ranking.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RankingRow {
    /// Its rank; `None` if it has none.
    pub rank: Option<u32>,
    /// Among the first three.
    pub first: bool,
    /// In the list of the last.
    pub last: bool,
    /// Against the month before.
    pub delta: Delta,
    /// The unit.
    pub unit: Label,
    /// Its tasks by light, as long as it has many; of a unit with a rank.
    pub lights: Option<Distribution>,
    /// Its last months.
    pub trend: Option<Sparkline>,
    /// How many tasks it leads.
    pub tasks: u32,
    /// Lights that ask for attention.
    pub attention: Vec<LightCount>,
    /// Its score as printed.
    pub score: Option<String>,
    /// The grade that score reaches.
    pub grade: Option<String>,
    /// Why it has no rank: 样本不足 …; of a unit among the last, what weighs most on it.
    pub note: Option<String>,
}

/// A move in the ranking. Arrows are ink: ▲ is the yellow light.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "move", rename_all = "kebab-case")]
pub enum Delta {
    /// Nothing to compare with.
    None,
    /// 新列入.
    New,
    /// 持平.
    Same,
    /// So many places up.
    Up {
        /// How many.
        by: u32,
    },
    /// So many places down.
    Down {
        /// How many.
        by: u32,
    },
}

/// Points taken off or added.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PointsRow {
    /// The unit.
    pub unit: Label,
    /// With its sign: −2, ＋1.
    pub points: String,
    /// The rule.
    pub rule: String,
    /// What it rests on.
    pub references: Vec<Label>,
    /// Who gave it and when: 州督查室，2026年7月6日.
    pub given: String,
    /// What tolerance lifts, with organ and basis.
    pub tolerance: Option<String>,
}

/// The way to the draw of a month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DrawLink {
    /// From how many tasks.
    pub from: u32,
    /// How many were drawn.
    pub drawn: u32,
    /// Its page.
    pub href: String,
}

/// The draw of a month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DrawView {
    /// The page.
    pub head: Head,
    /// 2026年9月的月抽查.
    pub heading: String,
    /// The published seed.
    pub seed: String,
    /// From how many tasks.
    pub from: u32,
    /// The share of them that is drawn, in percent.
    pub share: String,
    /// How many are drawn at least.
    pub least: u32,
    /// The place of the page's first task in the order of the draw, from 1.
    pub first: u32,
    /// What was drawn, in order, as far as it stands on this page.
    pub rows: Vec<DrawRow>,
    /// Where this page stands.
    pub pages: Pagination,
    /// The ranking of the month.
    pub ranking: Link,
}

/// A task that was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DrawRow {
    /// The task.
    pub task: Link,
    /// Its lead unit.
    pub unit: Option<String>,
    /// The beginning of its key.
    pub key: String,
    /// What was found: 质量88分，州督查室.
    pub result: Option<String>,
}

/// An assessment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AssessmentEntry {
    /// What was assessed.
    pub subject: Label,
    /// 2026年第三季度 季检查.
    pub period: String,
    /// Who assessed.
    pub assessor: String,
    /// The day.
    pub on: Day,
    /// 质量92分, 定性等次良好.
    pub result: Option<String>,
    /// What the assessor says.
    pub remark: Option<String>,
    /// Tasks that should have been finished.
    pub unfinished: Vec<Link>,
    /// What followed: 调减资金120万元（2026年3月2日）….
    pub consequences: Vec<String>,
}

/// Where to object to a ranking.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Appeal {
    /// Who answers.
    pub unit: String,
    /// Telephone.
    pub phone: String,
    /// Hotline.
    pub hotline: String,
}

/// A unit's report card 成绩单: the quantitative beside the qualitative.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ReportCard {
    /// The month and its page.
    pub month: Link,
    /// The score as printed.
    pub score: Option<String>,
    /// The grade that score reaches.
    pub grade: Option<String>,
    /// Points taken off.
    pub deducted: Option<String>,
    /// Points added.
    pub added: Option<String>,
    /// Its tasks.
    pub tasks: Vec<ReportRow>,
    /// How many more there are.
    pub more: u32,
    /// What assessors said of the unit lately, the newest first.
    pub assessments: Vec<AssessmentEntry>,
    /// Where earlier assessments are; `None` if there are none.
    pub earlier: Option<Link>,
    /// Points of the year.
    pub points: Vec<PointsRow>,
}

/// A task in a report card.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ReportRow {
    /// The task.
    pub task: Link,
    /// 时效 or 质量.
    pub criterion: String,
    /// What the score rests on: 比计划慢12个百分点.
    pub basis: String,
    /// Share of work.
    pub workload: String,
    /// Difficulty.
    pub difficulty: String,
    /// The score; `None` if it is left out.
    pub score: Option<String>,
}

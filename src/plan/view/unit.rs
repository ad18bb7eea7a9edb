//! A unit's page.

use serde::Serialize;

use super::atoms::{
    CommendationCard, Day, ExposureCard, Feedback, Finding, Label, Link, MeanProgress, TaskRow,
};
use super::head::Head;
use super::people::{Duty, Holder, Pledge};
use super::plot::{Distribution, Sparkline};
use super::ranking::ReportCard;
use super::structure::HandlerItem;
use super::task::Related;

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct UnitView {
    /// The page.
    pub head: Head,
    /// Its id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short_name: Option<String>,
    /// What kind of organ: 部门, 乡镇街道, 执行小组 …
    pub kind: String,
    /// Class for ranking.
    pub rank_class: Option<String>,
    /// The unit it belongs to.
    pub parent: Option<Label>,
    /// The area it serves.
    pub area: Option<Label>,
    /// First day of existence, if recorded.
    pub from: Option<Day>,
    /// Last day of existence: the unit is no more.
    pub until: Option<Day>,
    /// Office telephone.
    pub phone: Option<String>,
    /// Office address.
    pub address: Option<String>,
    /// The post it assists (execution groups).
    pub assists: Option<Holder>,
    /// Who heads it, and the other leading posts, in order.
    pub leaders: Vec<Holder>,
    /// Members from elsewhere (groups).
    pub members: Vec<Holder>,
    /// Posts that handle tasks. They have no counts of lights.
    pub handlers: Vec<HandlerItem>,
    /// Duties.
    pub duties: Vec<Duty>,
    /// The tasks it leads.
    pub distribution: Distribution,
    /// The mean of their progress.
    pub mean: MeanProgress,
    /// The first of them, worst first, at most 20.
    pub rows: Vec<TaskRow>,
    /// The whole list, if there are more.
    pub more: Option<Link>,
    /// Tasks in which it has another role, by role.
    pub other_roles: Vec<RoleTasks>,
    /// Its place in the newest ranking.
    pub ranking: Option<UnitRanking>,
    /// Its report card of the newest month.
    pub report: Option<ReportCard>,
    /// Its on-time rate.
    pub on_time: Option<OnTime>,
    /// Pledges.
    pub pledges: Vec<Pledge>,
    /// Exposures that concern it, as long as they are public.
    pub exposures: Vec<ExposureCard>,
    /// Commendations.
    pub commendations: Vec<CommendationCard>,
    /// Units below.
    pub children: Vec<Label>,
    /// Grids of its area, if it answers for one.
    pub grids: Option<Link>,
    /// Inspections, problems and rectifications that lately concern it, newest first.
    pub related: Vec<Related>,
    /// Where earlier ones are; `None` if there are none.
    pub earlier: Option<Link>,
    /// Vacancies, missing months, late reports.
    pub findings: Vec<Finding>,
    /// Where to speak up.
    pub feedback: Feedback,
    /// Its rows in data files.
    pub data: Vec<Link>,
}

/// Tasks in which a unit or post has a role.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RoleTasks {
    /// The role: 配合单位, 督办单位, 联系领导 …
    pub role: String,
    /// How many tasks.
    pub total: Option<u32>,
    /// The first of them.
    pub rows: Vec<TaskRow>,
    /// The whole list, if there are more.
    pub more: Option<Link>,
}

/// Where a unit stands among its class.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct UnitRanking {
    /// The period and its page: 2026年9月排位.
    pub period: Link,
    /// Its class: 部门组.
    pub class: String,
    /// Its rank; `None` is 不排名 with `note`.
    pub rank: Option<u32>,
    /// Units ranked in the class.
    pub of: u32,
    /// Its score with two decimals: 92.35; `None` if it has none.
    pub score: Option<String>,
    /// Why there is no rank: 样本不足, 新列入, 本组不足5个单位.
    pub note: Option<String>,
    /// Scores of the months so far.
    pub trend: Option<Sparkline>,
    /// Those scores, oldest first.
    pub months: Vec<MonthScore>,
}

/// A month's score.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthScore {
    /// The month: 9月.
    pub month: String,
    /// The score with two decimals, or a word for none.
    pub score: String,
}

/// The on-time rate, against current and original dates.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct OnTime {
    /// Tasks due so far; 0 is 尚无到期任务.
    pub due: u32,
    /// Of these finished in time.
    pub in_time: u32,
    /// The rate, whole percent.
    pub percent: Option<i32>,
    /// Tasks due so far by original dates.
    pub original_due: u32,
    /// Of these finished in time.
    pub original_in_time: u32,
    /// The rate, whole percent.
    pub original_percent: Option<i32>,
}

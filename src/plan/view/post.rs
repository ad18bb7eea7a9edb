//! A post's page: a leader's public list of tasks with its distribution, or a handler's list
//! without any count of lights. Persons are never ranked.

use serde::Serialize;

use super::atoms::{Day, Feedback, Label, Link, MeanProgress};
use super::head::Head;
use super::people::{Holder, Pledge, Term};
use super::plot::Distribution;
use super::unit::RoleTasks;

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PostView {
    /// The page.
    pub head: Head,
    /// Its id.
    pub id: String,
    /// The post with its holder today.
    pub holder: Holder,
    /// The unit.
    pub unit: Label,
    /// Rank in the chain of responsibility: 分管领导, 经办人 …
    pub class: String,
    /// Division of work.
    pub division: Option<String>,
    /// 一岗多责.
    pub cross_duties: Option<CrossDuties>,
    /// First day of existence, if recorded.
    pub from: Option<Day>,
    /// Last day of existence: the post is no more.
    pub until: Option<Day>,
    /// Who held it, newest first.
    pub terms: Vec<Term>,
    /// A leader's tasks by light; `None` on a handler's page, always.
    pub distribution: Option<Distribution>,
    /// The mean of a leader's tasks.
    pub mean: Option<MeanProgress>,
    /// Tasks by role, 责任领导 or 经办人 first.
    pub roles: Vec<RoleTasks>,
    /// Groups it heads or belongs to.
    pub groups: Vec<Label>,
    /// Execution groups that assist it.
    pub assisted_by: Vec<Label>,
    /// The tasks that its unit leads, if the post heads the unit.
    pub led: Option<Link>,
    /// Areas it answers for.
    pub areas: Vec<Label>,
    /// Grids it answers for.
    pub grids: Vec<Label>,
    /// Pledges it signed.
    pub pledges: Vec<Pledge>,
    /// Where to speak up.
    pub feedback: Feedback,
    /// Its rows in data files.
    pub data: Vec<Link>,
}

/// The four duties that come with every post.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CrossDuties {
    /// 廉政.
    pub integrity: String,
    /// 信访.
    pub petition: String,
    /// 安全.
    pub safety: String,
    /// 环保.
    pub environment: String,
}

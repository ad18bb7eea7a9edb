//! Who answers for what: holders of posts and the chain of responsibility.

use serde::Serialize;

use super::atoms::{Day, Label, Link, UnitLabel};

/// A post with the one who holds it on the page's day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Holder {
    /// The post's title: 副州长.
    pub post: String,
    /// The title beside the unit's name, without what that says already: 科长 after 建设管理科.
    pub beside_unit: String,
    /// The post's page.
    pub href: Option<String>,
    /// The holder's name, where the naming policy allows it; `None` for handlers by post.
    pub name: Option<String>,
    /// Nobody holds it: 空缺.
    pub vacant: bool,
    /// Only acting: 主持工作.
    pub acting: bool,
    /// It was so on an earlier day that counts here, and is no longer: 时任, 当时空缺.
    pub then: bool,
    /// The unit, where the page does not say it already.
    pub unit: Option<Label>,
    /// Division of work, in a few words.
    pub remit: Option<String>,
    /// Office telephone.
    pub phone: Option<String>,
}

impl Holder {
    /// 副州长 何若川, or the post alone where the portal does not name its holder.
    pub fn spoken(&self) -> String {
        match (&self.name, self.vacant) {
            (Some(name), _) => format!("{} {name}", self.post),
            (None, true) if self.then => format!("{}（当时空缺）", self.post),
            (None, true) => format!("{}（空缺）", self.post),
            (None, false) => self.post.clone(),
        }
    }

    /// 时任 before a post whose holder has changed since.
    pub fn formerly(&self) -> &'static str {
        if self.then && self.name.is_some() { "时任" } else { "" }
    }
}

/// A role in a task with those who fill it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChainLink {
    /// The role: 责任领导, 牵头单位 …
    pub role: String,
    /// The duty that goes with it: 牵头抓总.
    pub duty: Option<String>,
    /// Accountable (filled node) or supporting (hollow node).
    pub accountable: bool,
    /// Posts that fill it. A role with neither posts nor units is 尚未公布.
    pub holders: Vec<Holder>,
    /// Units that fill it.
    pub units: Vec<UnitLabel>,
    /// A unit's or post's own duty in this task, in words.
    pub note: Option<String>,
}

/// A post that answers for a task passed to another person while the task was under way.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Succession {
    /// The first day of the new state.
    pub on: Day,
    /// The role: 责任领导, 经办人 …
    pub role: String,
    /// The post, with its unit.
    pub post: String,
    /// Who held it before; `None` for nobody, and where the portal does not name holders.
    pub before: Option<String>,
    /// Who has held it since; `None` for nobody, and where the portal does not name holders.
    pub after: Option<String>,
    /// Nobody has held it since.
    pub vacant: bool,
}

/// A level of a ladder: 州长 → 县长、局长 → … → 村委会主任.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Rung {
    /// The level: 州级, 县级, 乡镇 …
    pub level: String,
    /// What is done here: 统筹, 分管, 主抓, 落实, 动员 …
    pub duty: Option<String>,
    /// Posts on it.
    pub holders: Vec<Holder>,
    /// Units or sites on it.
    pub places: Vec<Label>,
    /// Nobody answers on this level: 本级尚未明确责任岗位.
    pub missing: bool,
}

/// Somebody's term in a post.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Term {
    /// Name, where the naming policy allows it.
    pub name: Option<String>,
    /// First day.
    pub from: Day,
    /// Last day; `None` while it lasts.
    pub until: Option<Day>,
    /// Only acting.
    pub acting: bool,
    /// The appointing document.
    pub document: Option<Link>,
}

/// A pledge 责任状.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Pledge {
    /// Its title.
    pub title: String,
    /// Its page or file.
    pub href: Option<String>,
    /// Who signed.
    pub signatory: Option<String>,
    /// Day of signing.
    pub signed_on: Option<Day>,
    /// 履行中, 如期兑现, 逾期兑现, 未兑现.
    pub state: Option<String>,
}

/// A duty with its basis.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Duty {
    /// 部门职责, 属地责任 or 一岗多责.
    pub kind: String,
    /// The duty.
    pub text: String,
    /// The basis.
    pub basis: Option<Label>,
}

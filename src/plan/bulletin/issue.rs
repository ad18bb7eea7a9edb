//! Which bulletins there are: one for every month, and those outside the rhythm.

use std::cmp::Reverse;
use std::sync::OnceLock;

use crate::assess::{Assessed, MonthEnd, months};
use crate::date::Month;
use crate::plan::Plan;
use crate::plan::address::Address;
use crate::plan::here::count;
use crate::plan::view::atoms::Pagination;
use crate::portal::{Bulletin, Id};

/// What a bulletin is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Issue {
    /// A month.
    Month(Month),
    /// An occasion outside the rhythm.
    Occasion(Id<Bulletin>),
}

/// A bulletin in another form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Paper {
    /// A document that can be edited.
    Document,
    /// A short message of at most 70 characters.
    Message,
    /// A text to be read aloud in the village.
    Broadcast,
    /// The tasks at the month's end, row by row.
    Tasks,
}

impl Issue {
    /// The folder of the bulletin, ending in `/`.
    pub fn folder(self, assessed: &Assessed) -> String {
        match self {
            Self::Month(month) => format!("bulletins/{month}/"),
            Self::Occasion(id) => {
                format!("bulletins/{}/", assessed.portal.bulletins.get(id).slug)
            }
        }
    }

    /// The file of one of its papers.
    pub fn file(self, assessed: &Assessed, paper: Paper) -> String {
        let folder = self.folder(assessed);
        match paper {
            Paper::Document => {
                let name = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                format!("{folder}bulletin-{name}.docx")
            }
            Paper::Message => format!("{folder}sms.txt"),
            Paper::Broadcast => format!("{folder}broadcast.txt"),
            Paper::Tasks => format!("{folder}tasks.csv"),
        }
    }
}

/// Every month as it was known at its end, the oldest first; judged by whoever asks first.
pub struct MonthEnds(Vec<(Month, OnceLock<MonthEnd>)>);

impl MonthEnds {
    /// The months of a portal.
    pub fn of(assessed: &Assessed) -> Self {
        let months = months(&assessed.portal, assessed.today);
        Self(months.into_iter().map(|month| (month, OnceLock::new())).collect())
    }

    /// The months themselves.
    pub(super) fn months(&self) -> impl Iterator<Item = Month> {
        self.0.iter().map(|(month, _)| *month)
    }
}

/// Bulletins outside the rhythm that are out, the newest first.
fn occasions(assessed: &Assessed) -> Vec<Id<Bulletin>> {
    let all = assessed.portal.bulletins.iter();
    let out = all.filter(|(_, held)| held.month.is_none() && held.published_on <= assessed.today);
    let mut out: Vec<_> = out.map(|(id, held)| (Reverse(held.published_on), id)).collect();
    out.sort_unstable();
    out.into_iter().map(|(_, id)| id).collect()
}

/// Every bulletin, the newest first: a month counts from its last day.
pub fn issues(assessed: &Assessed, ends: &MonthEnds) -> Vec<Issue> {
    let until = |month| (Reverse(assessed.until(month)), 0, Issue::Month(month));
    let months = ends.months().map(until);
    let occasions = occasions(assessed).into_iter().map(|id| {
        (Reverse(assessed.portal.bulletins.get(id).published_on), 1, Issue::Occasion(id))
    });
    let mut all: Vec<_> = months.chain(occasions).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, _, issue)| issue).collect()
}

/// Whether there is any bulletin.
pub fn any(assessed: &Assessed) -> bool {
    !months(&assessed.portal, assessed.today).is_empty() || !occasions(assessed).is_empty()
}

/// How many bulletins there are.
pub fn how_many(assessed: &Assessed) -> usize {
    months(&assessed.portal, assessed.today).len() + occasions(assessed).len()
}

/// Every address of bulletins.
pub fn addresses(assessed: &Assessed, ends: &MonthEnds) -> Vec<Address> {
    let issues = issues(assessed, ends);
    let pages = |records: usize| 1..=Pagination::of(1, count(records), |_| String::new()).pages;
    let mut all = Vec::new();
    if !issues.is_empty() {
        all.extend(pages(issues.len()).map(Address::Bulletins));
    }
    for issue in issues {
        all.push(Address::Bulletin(issue));
        let papers = [Paper::Document, Paper::Message, Paper::Broadcast];
        all.extend(papers.map(|paper| Address::BulletinPaper(issue, paper)));
    }
    let tables =
        ends.months().map(|month| Address::BulletinPaper(Issue::Month(month), Paper::Tasks));
    all.extend(tables);
    for (month, active) in assessed.active_by_month() {
        all.extend(pages(active).map(|number| Address::Notice(month, number)));
    }
    all
}

impl Plan {
    /// A month as it was known at its end.
    pub fn month_end(&self, month: Month) -> &MonthEnd {
        let found = self.month_ends.0.iter().find(|(held, _)| *held == month);
        let (_, end) = found.expect("addresses name months that exist");
        end.get_or_init(|| self.assessed.month_end(month))
    }
}

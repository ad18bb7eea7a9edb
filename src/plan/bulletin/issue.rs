//! Issues: for which months and occasions there is a bulletin, where its papers lie, and the
//! editor's words for it.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::assess::{Assessed, MonthEnd};
use crate::date::Month;
use crate::plan::here::Here;
use crate::portal::{Bulletin, Id};
use crate::record::BulletinSeries;

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

/// Bulletins outside the rhythm that are out, the newest first.
pub fn occasions(assessed: &Assessed) -> Vec<Id<Bulletin>> {
    let all = assessed.portal.bulletins.iter();
    let out = all.filter(|(_, held)| held.month.is_none() && held.published_on <= assessed.today);
    let mut out: Vec<_> = out.map(|(id, held)| (Reverse(held.published_on), id)).collect();
    out.sort_unstable();
    out.into_iter().map(|(_, id)| id).collect()
}

/// Every bulletin, the newest first: a month counts from its last day.
pub fn issues(assessed: &Assessed) -> Vec<Issue> {
    let until = |end: &MonthEnd| (Reverse(end.until), 0, Issue::Month(end.month));
    let months = assessed.month_ends.iter().map(until);
    let occasions = occasions(assessed).into_iter().map(|id| {
        (Reverse(assessed.portal.bulletins.get(id).published_on), 1, Issue::Occasion(id))
    });
    let mut all: Vec<_> = months.chain(occasions).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, _, issue)| issue).collect()
}

/// Whether there is any bulletin.
pub fn any(assessed: &Assessed) -> bool {
    !assessed.month_ends.is_empty() || !occasions(assessed).is_empty()
}

/// How many bulletins there are.
pub fn how_many(assessed: &Assessed) -> usize {
    assessed.month_ends.len() + occasions(assessed).len()
}

/// The editor's words for a month, once they are out.
pub fn of_month(assessed: &Assessed, month: Month, series: BulletinSeries) -> Option<&Bulletin> {
    let mut all = assessed.portal.bulletins.iter().map(|(_, held)| held);
    all.find(|held| {
        held.month == Some(month) && held.series == series && held.published_on <= assessed.today
    })
}

/// The record of a bulletin, if an editor wrote one.
pub fn record(assessed: &Assessed, issue: Issue) -> Option<&Bulletin> {
    match issue {
        Issue::Month(month) => of_month(assessed, month, BulletinSeries::MonthlyBulletin),
        Issue::Occasion(id) => Some(assessed.portal.bulletins.get(id)),
    }
}

/// The day it came out, or of which it speaks if nobody signed it.
pub fn published_on(here: Here, issue: Issue) -> NaiveDate {
    match (record(here.assessed(), issue), issue) {
        (Some(held), _) => held.published_on,
        (None, Issue::Month(month)) => here.assessed().until(month),
        (None, Issue::Occasion(_)) => here.today(),
    }
}

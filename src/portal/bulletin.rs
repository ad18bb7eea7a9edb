//! Bulletins, resolved.

use chrono::NaiveDate;

use super::{Approval, Id, Post};
use crate::date::{Month, Period};
use crate::prose::Prose;
use crate::record::{BulletinSeries, DocumentEffect};
use crate::slug::Slug;

/// A bulletin: the editor's words for a month or for an occasion.
#[derive(Debug)]
pub struct Bulletin {
    /// Its id.
    pub slug: Slug,
    /// The series.
    pub series: BulletinSeries,
    /// Its title, if the editor gave one.
    pub title: Option<String>,
    /// The month it speaks of; none outside the rhythm.
    pub month: Option<Month>,
    /// The days it speaks of, outside the rhythm.
    pub period: Option<Period>,
    /// Number within its series and year.
    pub issue: Option<u32>,
    /// Document number.
    pub number: Option<String>,
    /// Index number.
    pub index_number: Option<String>,
    /// Subject class.
    pub topic: Option<String>,
    /// The issuing organ.
    pub issuer: Option<String>,
    /// Day of writing.
    pub formed_on: Option<NaiveDate>,
    /// Day of publication.
    pub published_on: NaiveDate,
    /// Whether it is in force.
    pub effect: DocumentEffect,
    /// The post that signed it.
    pub signer: Option<Id<Post>>,
    /// To whom it is addressed.
    pub to: Vec<String>,
    /// Who gets a copy.
    pub cc: Vec<String>,
    /// The steps of approval.
    pub approvals: Vec<Approval>,
    /// The editor's words.
    pub body: Prose,
}

impl Bulletin {
    /// The year in which its number counts.
    pub fn year(&self) -> i32 {
        self.month.unwrap_or(Month::of(self.published_on)).year()
    }
}

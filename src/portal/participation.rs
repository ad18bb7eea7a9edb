//! Taking part, resolved.

use chrono::NaiveDate;

use super::{Area, Document, Id, Post, Task, Unit};
use crate::date::Month;
use crate::money::Money;
use crate::percent::Percent;
use crate::portal::table::Table;
use crate::record::{Adoption, AppraisalKind};
use crate::slug::Slug;

/// What residents were asked, what they said, and what became of it.
#[derive(Debug, Default)]
pub struct Participation {
    /// Appraisals and surveys.
    pub appraisals: Table<Appraisal>,
    /// Consultations.
    pub consultations: Table<Consultation>,
    /// Gatherings on a fixed day of every month.
    pub gatherings: Table<Gathering>,
    /// Small projects that residents voted on.
    pub micro_projects: Table<MicroProject>,
    /// Questions by month and channel, in order of time.
    pub questions: Vec<QuestionCount>,
    /// Visits of leaders, the newest year first.
    pub visits: Vec<VisitCount>,
    /// Petition cases of leaders, in the order in which they are written.
    pub petitions: Vec<PetitionCount>,
}

/// The share of an answer.
#[derive(Debug)]
pub struct AnswerShare {
    /// The answer.
    pub answer: String,
    /// Its share.
    pub percent: Percent,
    /// Whether it counts as favourable.
    pub favourable: bool,
}

/// An appraisal or survey.
#[derive(Debug)]
pub struct Appraisal {
    /// Its id.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: AppraisalKind,
    /// The series it belongs to.
    pub series: Option<String>,
    /// What was asked.
    pub question: String,
    /// Who carried it out.
    pub executor: String,
    /// How.
    pub method: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// How many valid answers.
    pub sample_size: u32,
    /// Error of the sample.
    pub margin: Option<String>,
    /// The shares of the answers; together 100.
    pub shares: Vec<AnswerShare>,
    /// What it led to.
    pub remark: Option<String>,
    /// Its notice or report.
    pub document: Option<Id<Document>>,
    /// Tasks concerned.
    pub tasks: Vec<Id<Task>>,
    /// Units concerned.
    pub units: Vec<Id<Unit>>,
    /// Areas concerned.
    pub areas: Vec<Id<Area>>,
    /// First day on which it may be seen.
    pub published_on: NaiveDate,
}

impl Appraisal {
    /// The favourable shares together, in hundredths of a percent; `None` if none is marked.
    pub fn favourable(&self) -> Option<i32> {
        let counted = self.shares.iter().filter(|share| share.favourable);
        let sum: i32 = counted.clone().map(|share| share.percent.hundredths()).sum();
        counted.count().gt(&0).then_some(sum)
    }
}

/// An opinion, or several that say the same.
#[derive(Debug)]
pub struct Opinion {
    /// What was said.
    pub text: String,
    /// How many said it.
    pub count: u32,
    /// What became of it.
    pub adoption: Adoption,
    /// Why, or how it was taken up.
    pub reason: Option<String>,
}

/// A consultation.
#[derive(Debug)]
pub struct Consultation {
    /// Its id.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// What opinions were asked for.
    pub text: String,
    /// A major administrative decision.
    pub major: bool,
    /// Why it was shorter than thirty days.
    pub shortened: Option<String>,
    /// Who asks.
    pub unit: Id<Unit>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// How opinions could be given.
    pub channels: Vec<String>,
    /// The text that was put up.
    pub document: Option<Id<Document>>,
    /// Tasks concerned.
    pub tasks: Vec<Id<Task>>,
    /// Areas concerned.
    pub areas: Vec<Id<Area>>,
    /// How many people took part.
    pub people: Option<u32>,
    /// How many opinions came.
    pub received: Option<u32>,
    /// Day on which it was said what became of them.
    pub answered_on: Option<NaiveDate>,
    /// What was said and what became of it.
    pub opinions: Vec<Opinion>,
}

/// How a consultation stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// Opinions can be given.
    Open,
    /// It has ended, and nothing has been said of what became of the opinions for so many days.
    Unanswered(i64),
    /// It is said what became of the opinions.
    Answered,
}

impl Consultation {
    /// How it stands on a day.
    pub fn on(&self, day: NaiveDate) -> Asking {
        match self.answered_on {
            Some(on) if on <= day => Asking::Answered,
            _ if self.until < day => Asking::Unanswered(crate::date::days_between(self.until, day)),
            _ => Asking::Open,
        }
    }

    /// How many opinions had an outcome.
    pub fn count(&self, adoption: Adoption) -> u32 {
        let of = self.opinions.iter().filter(|opinion| opinion.adoption == adoption);
        of.map(|opinion| opinion.count).sum()
    }
}

/// One day on which a gathering was or will be held.
#[derive(Debug)]
pub struct Session {
    /// The day.
    pub date: NaiveDate,
    /// Its subject.
    pub subject: String,
    /// Why it is not on the regular day.
    pub moved: Option<String>,
    /// How many came.
    pub people: Option<u32>,
    /// How many matters were raised.
    pub raised: Option<u32>,
    /// How many of them are answered.
    pub answered: Option<u32>,
}

/// A gathering on a fixed day of every month.
#[derive(Debug)]
pub struct Gathering {
    /// Its id.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The day of the month, 1 to 28.
    pub day: u32,
    /// Begin and end of its hours: hour and minute.
    pub hours: Option<((u32, u32), (u32, u32))>,
    /// Where.
    pub place: String,
    /// Who invites.
    pub unit: Id<Unit>,
    /// Areas concerned.
    pub areas: Vec<Id<Area>>,
    /// More about it.
    pub text: Option<String>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Its sessions, in order of time.
    pub sessions: Vec<Session>,
}

impl Gathering {
    /// What is to be spoken of on a day, if it is known.
    pub fn subject_on(&self, day: NaiveDate) -> Option<&str> {
        let on = self.sessions.iter().find(|session| session.date == day);
        on.map(|session| session.subject.as_str())
    }

    /// The next day on which it is held, that day included; a session of the month that is
    /// announced for another day moves it. `None` when it has ended.
    pub fn next(&self, today: NaiveDate) -> Option<NaiveDate> {
        let first = Month::of(today.max(self.from));
        let months = first.through(Month::of(crate::date::add_months(first.first(), 2)));
        let mut days = months.filter_map(|month| {
            let moved = self.sessions.iter().find(|session| Month::of(session.date) == month);
            moved
                .map(|session| session.date)
                .or_else(|| NaiveDate::from_ymd_opt(month.year(), month.number(), self.day))
        });
        days.find(|day| *day >= today && *day >= self.from)
            .filter(|day| self.until.is_none_or(|until| *day <= until))
    }
}

/// A small project that residents proposed and voted on.
#[derive(Debug)]
pub struct MicroProject {
    /// Its id.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// What is done.
    pub text: Option<String>,
    /// The area in which it lies.
    pub area: Option<Id<Area>>,
    /// Who carries it out.
    pub unit: Option<Id<Unit>>,
    /// Its cost.
    pub amount: Option<Money>,
    /// Day on which it was proposed.
    pub proposed_on: NaiveDate,
    /// The vote: its day, how many voted, how many for it, whether it was chosen.
    pub vote: Option<Vote>,
    /// Day on which the work began.
    pub begun_on: Option<NaiveDate>,
    /// Day on which it was done.
    pub done_on: Option<NaiveDate>,
}

/// A vote on a small project.
#[derive(Debug, Clone, Copy)]
pub struct Vote {
    /// Its day.
    pub on: NaiveDate,
    /// How many voted.
    pub ballots: Option<u32>,
    /// How many voted for it.
    pub votes: Option<u32>,
    /// Whether it was chosen.
    pub chosen: bool,
}

/// How a small project stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MicroState {
    /// Not voted on yet.
    Proposed,
    /// Voted on and not chosen.
    NotChosen,
    /// Chosen, not begun.
    Chosen,
    /// Begun.
    UnderWay,
    /// Done.
    Done,
}

impl MicroProject {
    /// How it stands on a day.
    pub fn on(&self, day: NaiveDate) -> MicroState {
        let reached = |on: Option<NaiveDate>| on.is_some_and(|on| on <= day);
        match self.vote.filter(|vote| vote.on <= day) {
            _ if reached(self.done_on) => MicroState::Done,
            _ if reached(self.begun_on) => MicroState::UnderWay,
            None => MicroState::Proposed,
            Some(vote) if vote.chosen => MicroState::Chosen,
            Some(_) => MicroState::NotChosen,
        }
    }
}

/// Questions on a channel in a month.
#[derive(Debug)]
pub struct QuestionCount {
    /// The month.
    pub month: Month,
    /// The channel.
    pub channel: String,
    /// How many came.
    pub received: u32,
    /// How many of them are answered.
    pub answered: u32,
    /// How many were answered in time.
    pub in_time: Option<u32>,
    /// Half were answered within so many days.
    pub median_days: Option<u32>,
}

/// How often a leader went to the towns in a year or a part of it.
#[derive(Debug)]
pub struct VisitCount {
    /// The leader's post.
    pub post: Id<Post>,
    /// The year.
    pub year: u32,
    /// First day of the count.
    pub from: NaiveDate,
    /// How often.
    pub times: u32,
}

/// Petition cases that a leader took on and settled.
#[derive(Debug)]
pub struct PetitionCount {
    /// The leader's post.
    pub post: Id<Post>,
    /// The day of the count.
    pub as_of: NaiveDate,
    /// How many were taken on.
    pub taken: u32,
    /// How many of them are settled.
    pub settled: u32,
}

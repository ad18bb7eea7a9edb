//! Documents, units, posts, areas, grids and plans, resolved.

use chrono::NaiveDate;

use super::{Evidence, Id, Task};
use crate::record::{
    AreaLevel, Bound, CheckState, DeclaredWhat, DocumentEffect, DutyKind, GridKind, LeaderClass,
    PlanKind, UnitClass,
};
use crate::slug::Slug;
use crate::yaml::Number;

/// A basis document.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its id.
    pub slug: Slug,
    /// Its name.
    pub title: String,
    /// Document number.
    pub number: Option<String>,
    /// Issuing organ.
    pub issuer: String,
    /// Day of writing.
    pub formed_on: Option<NaiveDate>,
    /// Day of publication.
    pub published_on: NaiveDate,
    /// Index number.
    pub index_number: Option<String>,
    /// Subject class.
    pub topic: Option<String>,
    /// Whether it is in force.
    pub effect: DocumentEffect,
    /// Day it ceased to be in force.
    pub repealed_on: Option<NaiveDate>,
    /// The document it carries out.
    pub parent: Option<Id<Document>>,
    /// What it says.
    pub summary: Option<String>,
    /// Paths of attachments, relative to the portal (`assets/…`).
    pub attachments: Vec<String>,
}

/// A duty of a unit.
#[derive(Debug, Clone)]
pub struct Duty {
    /// What it is founded on.
    pub kind: DutyKind,
    /// The duty.
    pub text: String,
    /// The basis.
    pub basis: Option<Id<Document>>,
}

/// A unit.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its id.
    pub slug: Slug,
    /// Full name.
    pub name: String,
    /// Short name; the full one if none was given.
    pub short_name: String,
    /// What kind of organ.
    pub class: UnitClass,
    /// The unit it belongs to.
    pub parent: Option<Id<Unit>>,
    /// The area it serves.
    pub area: Option<Id<Area>>,
    /// Class in which it is ranked.
    pub rank_class: Option<String>,
    /// Duties.
    pub duties: Vec<Duty>,
    /// Members' posts (groups).
    pub members: Vec<Id<Post>>,
    /// The leader's post it assists (execution groups).
    pub assists: Option<Id<Post>>,
    /// Office telephone.
    pub office_phone: Option<String>,
    /// Office address.
    pub address: Option<String>,
    /// First day of existence.
    pub from: Option<NaiveDate>,
    /// Last day of existence.
    pub until: Option<NaiveDate>,
}

/// Who held a post, from when until when.
#[derive(Debug, Clone)]
pub struct Holding {
    /// The holder's name.
    pub name: String,
    /// Tells the holder from others of the same name.
    pub person: Option<Slug>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Only acting.
    pub acting: bool,
    /// The appointing document.
    pub document: Option<Id<Document>>,
}

impl Holding {
    /// Whether the same person held both: where somebody did not tell namesakes apart, the name
    /// decides.
    pub fn is_by_same_person(&self, other: &Self) -> bool {
        match (&self.person, &other.person) {
            (Some(person), Some(other)) => person == other,
            (None, _) | (_, None) => self.name == other.name,
        }
    }
}

/// A post, with everybody who held it in order of time.
#[derive(Debug, Clone)]
pub struct Post {
    /// Its id.
    pub slug: Slug,
    /// Its title.
    pub label: String,
    /// The unit.
    pub unit: Id<Unit>,
    /// Rank in the chain of responsibility.
    pub class: LeaderClass,
    /// Division of work.
    pub division: Option<String>,
    /// Integrity, petition, safety, environment — in this order.
    pub cross_duties: Option<[String; 4]>,
    /// Office telephone.
    pub office_phone: Option<String>,
    /// First day of existence.
    pub from: Option<NaiveDate>,
    /// Last day of existence.
    pub until: Option<NaiveDate>,
    /// Holdings in order of time; they do not overlap.
    pub holdings: Vec<Holding>,
}

impl Post {
    /// Who held the post on a day; `None` is a vacancy.
    pub fn holder(&self, day: NaiveDate) -> Option<&Holding> {
        self.holdings
            .iter()
            .find(|held| held.from <= day && held.until.is_none_or(|until| day <= until))
    }

    /// Whether the post existed on a day.
    pub fn exists(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// An area.
#[derive(Debug, Clone)]
pub struct Area {
    /// Its id.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: AreaLevel,
    /// The area around it.
    pub parent: Option<Id<Area>>,
    /// Official division code.
    pub code: Option<String>,
    /// The post responsible for it.
    pub responsible: Option<Id<Post>>,
}

/// One thing to do in a grid.
#[derive(Debug, Clone)]
pub struct GridItem {
    /// What.
    pub text: String,
    /// How often.
    pub rhythm: Option<String>,
    /// The task it belongs to.
    pub task: Option<Id<Task>>,
}

/// A grid.
#[derive(Debug, Clone)]
pub struct Grid {
    /// Its id.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Official code.
    pub code: Option<String>,
    /// Its kind.
    pub kind: GridKind,
    /// The area it lies in.
    pub area: Id<Area>,
    /// The grid it is part of.
    pub parent: Option<Id<Grid>>,
    /// Posts responsible.
    pub posts: Vec<Id<Post>>,
    /// What is to be done in it.
    pub items: Vec<GridItem>,
}

/// A total the plan announced.
#[derive(Debug, Clone)]
pub struct Declared {
    /// What is counted.
    pub what: DeclaredWhat,
    /// The document's word for it: 类, 项, 个.
    pub word: String,
    /// How many were announced.
    pub count: u32,
    /// Only units of this class.
    pub unit_class: Option<UnitClass>,
    /// Where it was announced.
    pub source: String,
}

/// A step of the method's checklist as it was found on a day.
#[derive(Debug, Clone)]
pub struct Check {
    /// Position of the step in the method.
    pub step: usize,
    /// The day.
    pub on: NaiveDate,
    /// What was found.
    pub state: CheckState,
    /// What it rests on.
    pub text: Option<String>,
    /// Who looked.
    pub unit: Option<Id<Unit>>,
    /// Evidence.
    pub evidence: Vec<Evidence>,
}

/// A figure the plan's document names, which no record counts.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What it counts.
    pub name: String,
    /// How many.
    pub value: Number,
    /// How it is meant.
    pub bound: Bound,
    /// Unit of measurement.
    pub unit: String,
    /// Where it was announced.
    pub source: String,
}

/// A goal above the tasks.
#[derive(Debug, Clone)]
pub struct Goal {
    /// Its id in the plan.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// How much.
    pub target: Number,
    /// Unit of measurement.
    pub unit: String,
    /// How it is meant.
    pub bound: Bound,
    /// Tasks with the positions of the indicators that count towards it.
    pub contributions: Vec<(Id<Task>, usize)>,
    /// What it is for.
    pub text: Option<String>,
}

/// A plan.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its id.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Short name; the full one if none was given.
    pub short_name: String,
    /// Its kind.
    pub kind: PlanKind,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Day of publication.
    pub published_on: Option<NaiveDate>,
    /// The document.
    pub document: Option<Id<Document>>,
    /// Further basis documents.
    pub basis: Vec<Id<Document>>,
    /// The plan it carries out.
    pub parent: Option<Id<Plan>>,
    /// The unit in charge.
    pub unit: Option<Id<Unit>>,
    /// Days between two updates of a task.
    pub rhythm_days: u32,
    /// Levels to which every task is to be broken down.
    pub broken_down_to: Vec<AreaLevel>,
    /// Announced totals.
    pub declared: Vec<Declared>,
    /// Figures its document names.
    pub figures: Vec<Figure>,
    /// Goals above its tasks.
    pub goals: Vec<Goal>,
    /// What was found at the steps of the method's checklist, in order of their day.
    pub checks: Vec<Check>,
    /// Top level of the catalogue, in the document's order.
    pub roots: Vec<Id<Category>>,
    /// What the plan is for.
    pub summary: Option<String>,
}

/// A category of a plan's catalogue.
#[derive(Debug, Clone)]
pub struct Category {
    /// Its id.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// The plan.
    pub plan: Id<Plan>,
    /// The category above it.
    pub parent: Option<Id<Category>>,
    /// Categories below it, in the document's order.
    pub children: Vec<Id<Category>>,
    /// The leader in charge.
    pub leader: Option<Id<Post>>,
    /// 0 at the top.
    pub depth: u32,
}

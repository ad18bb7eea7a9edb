//! Stage 3: the claims proved consistent — ids unique, references resolved, rules kept.

mod assessment;
mod bulletin;
mod case;
mod family;
mod participation;
mod resolve;
mod screen;
mod structure;
mod supervision;
mod table;
mod task;

pub use assessment::{Assessment, Points, Subject};
pub use bulletin::Bulletin;
pub use case::{
    Appeal, Approval, Commendation, Consequence, Explanation, Exposure, Honoured, Naming, Page,
    Practice, PraiseDecision, Publicity, Rectification, Reply, ReturnVisit, Revocation, Step,
    Tolerance, Withdrawal,
};
pub use family::Child;
pub use participation::{
    AnswerShare, Appraisal, Asking, Consultation, Gathering, MicroProject, MicroState, Opinion,
    Participation, PetitionCount, QuestionCount, Session, VisitCount, Vote,
};
pub use resolve::{KeptPortal, is_root_address, resolve, resolve_since};
pub use screen::{Display, Filter, Hours, Playlist, Screen, ScreenApproval, Slide};
pub use structure::{
    Area, Category, Check, Declared, Document, Duty, Figure, Goal, Grid, GridItem, Holding, Plan,
    Post, Unit,
};
pub use supervision::{
    Escalation, Inspection, Mending, Pledge, PledgeDecision, PledgeItem, PledgeTemplate, Problem,
    Proof, Slip, TimedReport, Transfer, Warning,
};
pub use table::{Id, Table};
pub use task::{
    Alteration, Benchmark, Budget, Change, Closing, Evidence, Halt, HandSet, Indicator, Moved,
    Observation, Origin, Party, Reopening, Responsibility, Stage, Task, Update, Withheld,
};

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::method::Method;
use crate::record::{NamingPolicy, RetentionPolicy};
use crate::span::{Span, Spanned};

/// A portal whose claims are consistent. Drafts are not in it; withheld tasks are only counted.
#[derive(Debug)]
pub struct Portal {
    /// Identity and government marks.
    pub site: Site,
    /// The working method.
    pub method: Method,
    /// Working days.
    pub calendar: Calendar,
    /// Basis documents.
    pub documents: Table<Document>,
    /// Units.
    pub units: Table<Unit>,
    /// Posts.
    pub posts: Table<Post>,
    /// Areas.
    pub areas: Table<Area>,
    /// Grids.
    pub grids: Table<Grid>,
    /// Plans.
    pub plans: Table<Plan>,
    /// Categories of all plans.
    pub categories: Table<Category>,
    /// Tasks.
    pub tasks: Table<Task>,
    /// Tasks that are counted but not published.
    pub withheld: Vec<Withheld>,
    /// Commendations.
    pub commendations: Table<Commendation>,
    /// Exposures.
    pub exposures: Table<Exposure>,
    /// Practices.
    pub practices: Table<Practice>,
    /// Assessments.
    pub assessments: Table<Assessment>,
    /// Pages of words.
    pub pages: Table<Page>,
    /// Bulletins: the editor's words.
    pub bulletins: Table<Bulletin>,
    /// Inspections.
    pub inspections: Table<Inspection>,
    /// Problems.
    pub problems: Table<Problem>,
    /// Rectifications under a plate number.
    pub mendings: Table<Mending>,
    /// Slips.
    pub slips: Table<Slip>,
    /// Early-warning notices.
    pub warnings: Table<Warning>,
    /// Reports due by a day.
    pub reports: Table<TimedReport>,
    /// Pledges.
    pub pledges: Table<Pledge>,
    /// Templates of pledges.
    pub pledge_templates: Table<PledgeTemplate>,
    /// Taking part.
    pub participation: Participation,
    /// Screens.
    pub screens: Table<Screen>,
    /// Portals below this one, in the order of their names.
    pub children: Vec<Child>,
    /// Files under `assets/`, by path.
    pub assets: BTreeMap<String, Asset>,
    /// Where the records are written, for findings that depend on the day.
    pub places: Places,
}

/// Where records are written, in the order of their tables.
#[derive(Debug, Default)]
pub struct Places {
    /// Places of the tasks.
    pub tasks: Vec<Span>,
    /// Places of the posts.
    pub posts: Vec<Span>,
    /// Places of the documents.
    pub documents: Vec<Span>,
    /// Places of the plans.
    pub plans: Vec<Span>,
    /// Places of the categories.
    pub categories: Vec<Span>,
    /// Places of the exposures.
    pub exposures: Vec<Span>,
    /// Places of the commendations.
    pub commendations: Vec<Span>,
}

/// Identity, marks and policies, from `portal.yaml`.
#[derive(Debug, Clone)]
pub struct Site {
    /// Name of the site.
    pub name: String,
    /// Its short name.
    pub short_name: Option<String>,
    /// The portal above: its name, and its address from the root of this one or in full.
    pub parent: Option<(String, String)>,
    /// What portals below this one are called.
    pub children_word: String,
    /// Purpose line.
    pub purpose: String,
    /// The organising government.
    pub organiser: String,
    /// The undertaking office.
    pub undertaker: Option<String>,
    /// The organiser's unit record.
    pub unit: Option<Id<Unit>>,
    /// Telephone.
    pub phone: String,
    /// Address.
    pub address: Option<String>,
    /// Office hours.
    pub hours: Option<String>,
    /// Hotline.
    pub hotline: String,
    /// Letterbox: name, web address, postal address.
    pub letterbox: Option<Letterbox>,
    /// Domain.
    pub domain: String,
    /// Full address of the root, ending in `/`.
    pub base_url: Option<String>,
    /// Site identification code.
    pub site_id_code: String,
    /// ICP number.
    pub icp: String,
    /// Police record: number and address.
    pub police_number: String,
    /// Address of the police record.
    pub police_url: String,
    /// Address of the party and government mark.
    pub party_mark_url: String,
    /// Address of 为政府网站找错.
    pub find_error_url: String,
    /// Pinned day.
    pub as_of: Option<NaiveDate>,
    /// Invented data.
    pub demonstration: bool,
    /// Naming policy.
    pub naming: NamingPolicyInForce,
    /// Retention policy.
    pub retention: Retention,
    /// Theme name.
    pub theme: String,
    /// Subject words.
    pub keywords: Vec<String>,
    /// Description.
    pub description: Option<String>,
}

/// The letterbox for opinions.
#[derive(Debug, Clone)]
pub struct Letterbox {
    /// Its name.
    pub name: String,
    /// Its address on the web.
    pub url: Option<String>,
    /// Postal address.
    pub address: Option<String>,
}

/// Who is named how, defaults filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamingPolicyInForce {
    /// Leaders are named.
    pub leaders_named: bool,
    /// Heads of departments, counties and townships are named.
    pub heads_named: bool,
    /// Handlers are named.
    pub handlers_named: bool,
}

/// How long exposures stay, defaults filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Days with the label 已整改 after acceptance.
    pub rectified_days: u32,
    /// Months at most for a unit.
    pub unit_months: u32,
    /// Months at most for a named person.
    pub person_months: u32,
}

/// A file that is copied as it is.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Where its bytes are.
    pub on_disk: PathBuf,
    /// Size in bytes.
    pub size: u64,
    /// Digest of its bytes.
    pub digest: [u8; 32],
}

impl NamingPolicyInForce {
    /// Fills in the defaults: leaders and heads with name and post, handlers by post.
    pub fn from_record(record: Option<&NamingPolicy>) -> Self {
        use crate::record::Naming;
        let named = |choice: Option<Naming>, usual: Naming| choice.unwrap_or(usual) == Naming::Full;
        Self {
            leaders_named: named(record.and_then(|r| r.leaders), Naming::Full),
            heads_named: named(record.and_then(|r| r.heads), Naming::Full),
            handlers_named: named(record.and_then(|r| r.handlers), Naming::PostOnly),
        }
    }
}

impl Retention {
    /// Fills in the defaults: 30 days, 12 months, 6 months.
    pub fn from_record(record: Option<&RetentionPolicy>) -> Self {
        let said = |number: Option<Spanned<u32>>, usual| number.map_or(usual, |it| it.value);
        Self {
            rectified_days: said(record.and_then(|r| r.rectified_days), 30),
            unit_months: said(record.and_then(|r| r.unit_months), 12),
            person_months: said(record.and_then(|r| r.person_months), 6),
        }
    }
}

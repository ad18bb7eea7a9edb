//! The ledgers of supervision and of taking part: which records a list shows, and where it lies.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::heads::Section;
use super::participation;
use crate::assess::{Assessed, Kept, Live, ProblemStage, ProblemState, Rectifying};
use crate::portal::{
    Appraisal, Consultation, Exposure, Gathering, Id, Inspection, Mending, Pledge, Problem,
};
use crate::record::{InspectionMode, RectificationState};
use crate::slug::Slug;
use crate::yaml::Words;

/// Which problems a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pile {
    /// All of them.
    All,
    /// Nobody was told to solve it.
    Unassigned,
    /// Somebody is at it.
    Open,
    /// Not solved, and its day has passed.
    Overdue,
    /// Brought up to a higher level and not solved.
    Escalated,
    /// Solved.
    Resolved,
}

/// Which rectifications a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Docket {
    /// All of them.
    All,
    /// Those in a state.
    State(RectificationState),
    /// Not put right, and their day has passed.
    Overdue,
}

/// A list of a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// Inspections, all or those made in one way.
    Inspections(Option<InspectionMode>),
    /// Problems.
    Problems(Pile),
    /// Rectifications, those of exposures among them.
    Mendings(Docket),
    /// Pledges.
    Pledges,
    /// Consultations; the page of taking part.
    Consultations,
    /// Appraisals and surveys.
    Appraisals,
    /// Small projects that residents voted on.
    MicroProjects,
}

/// A record of a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// An inspection.
    Inspection(Id<Inspection>),
    /// A problem.
    Problem(Id<Problem>),
    /// A rectification.
    Mending(Id<Mending>),
    /// A pledge.
    Pledge(Id<Pledge>),
    /// A consultation.
    Consultation(Id<Consultation>),
    /// An appraisal.
    Appraisal(Id<Appraisal>),
    /// A gathering on a fixed day of every month.
    Gathering(Id<Gathering>),
}

/// What stands in the ledger of rectifications: an entry of its own, or that of an exposure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Docketed {
    /// An entry of its own.
    Own(Id<Mending>, Rectifying),
    /// An exposure as long as it is shown.
    Exposed(Id<Exposure>, Live),
}

impl Docketed {
    /// How it is being put right.
    pub fn rectifying(&self) -> Rectifying {
        match self {
            Self::Own(_, held) => *held,
            Self::Exposed(_, live) => live.rectifying(),
        }
    }

    /// Its state.
    pub fn state(&self) -> RectificationState {
        self.rectifying().state
    }

    /// Days past its day while it is not put right.
    pub fn overdue_days(&self) -> i64 {
        self.rectifying().overdue_days
    }
}

impl Pile {
    /// Every list of problems, all of them first.
    pub const ALL: [Self; 6] =
        [Self::All, Self::Unassigned, Self::Open, Self::Overdue, Self::Escalated, Self::Resolved];

    /// Its slug, which is also its term among the words.
    pub fn slug(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unassigned => "unassigned",
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Escalated => "escalated",
            Self::Resolved => "resolved",
        }
    }

    /// Whether a problem belongs into it.
    pub fn holds(self, state: &ProblemState) -> bool {
        let solved = state.stage == ProblemStage::Resolved;
        match self {
            Self::All => true,
            Self::Unassigned => state.stage == ProblemStage::Unassigned,
            Self::Open => state.stage == ProblemStage::Open,
            Self::Overdue => state.overdue_days > 0,
            Self::Escalated => state.level.is_some() && !solved,
            Self::Resolved => solved,
        }
    }
}

impl Docket {
    /// Every list of rectifications, all of them first.
    pub fn all() -> impl Iterator<Item = Self> {
        let states = RectificationState::ALL.iter().map(|state| Self::State(*state));
        [Self::All].into_iter().chain(states).chain([Self::Overdue])
    }

    /// Whether a rectification belongs into it.
    pub fn holds(self, entry: &Docketed) -> bool {
        match self {
            Self::All => true,
            Self::State(state) => entry.state() == state,
            Self::Overdue => entry.overdue_days() > 0,
        }
    }
}

impl Shelf {
    /// The folder of its first page.
    pub fn folder(self) -> String {
        let hyphened = |word: &str| word.replace('_', "-");
        match self {
            Self::Inspections(None) => "supervision/".to_owned(),
            Self::Inspections(Some(mode)) => {
                format!("supervision/by/mode/{}/", hyphened(mode.en()))
            }
            Self::Problems(Pile::All) => "problems/".to_owned(),
            Self::Problems(pile) => format!("problems/by/state/{}/", pile.slug()),
            Self::Mendings(Docket::All) => "rectifications/".to_owned(),
            Self::Mendings(Docket::State(state)) => {
                format!("rectifications/by/state/{}/", hyphened(state.en()))
            }
            Self::Mendings(Docket::Overdue) => "rectifications/by/state/overdue/".to_owned(),
            Self::Pledges => "pledges/".to_owned(),
            Self::Consultations => "participation/".to_owned(),
            Self::Appraisals => "participation/appraisals/".to_owned(),
            Self::MicroProjects => "participation/micro-projects/".to_owned(),
        }
    }

    /// How many records it holds.
    pub fn count(self, assessed: &Assessed) -> usize {
        match self {
            Self::Inspections(mode) => inspections(assessed, mode).len(),
            Self::Problems(pile) => problems(assessed, pile).len(),
            Self::Mendings(docket) => on_docket(assessed, docket).count(),
            Self::Pledges => pledges(assessed).len(),
            Self::Consultations => participation::consultations(assessed).len(),
            Self::Appraisals => participation::appraisals(assessed).len(),
            Self::MicroProjects => participation::micro_projects(assessed).len(),
        }
    }

    /// The section it belongs to.
    pub fn section(self) -> Section {
        match self {
            Self::Inspections(_) | Self::Problems(_) | Self::Mendings(_) | Self::Pledges => {
                Section::Supervision
            }
            Self::Consultations | Self::Appraisals | Self::MicroProjects => Section::Participation,
        }
    }

    /// Every list of supervision there may be, each ledger's whole list first.
    pub fn of_supervision() -> Vec<Self> {
        let modes = InspectionMode::ALL.iter().map(|mode| Self::Inspections(Some(*mode)));
        let piles = Pile::ALL.into_iter().map(Self::Problems);
        let dockets = Docket::all().map(Self::Mendings);
        let first = [Self::Inspections(None)].into_iter().chain(modes);
        first.chain(piles).chain(dockets).chain([Self::Pledges]).collect()
    }
}

impl Shelf {
    /// The lists of taking part.
    pub const OF_PARTICIPATION: [Self; 3] =
        [Self::Consultations, Self::Appraisals, Self::MicroProjects];

    /// The whole lists of supervision.
    const OF_SUPERVISION: [Self; 4] = [
        Self::Inspections(None),
        Self::Problems(Pile::All),
        Self::Mendings(Docket::All),
        Self::Pledges,
    ];

    /// The whole lists that stand beside this one.
    pub fn ledgers(self) -> &'static [Self] {
        match self {
            Self::Inspections(_) | Self::Problems(_) | Self::Mendings(_) | Self::Pledges => {
                &Self::OF_SUPERVISION
            }
            Self::Consultations | Self::Appraisals | Self::MicroProjects => &Self::OF_PARTICIPATION,
        }
    }
}

impl Entry {
    /// The folder of its page.
    pub fn folder(self, assessed: &Assessed) -> String {
        let portal = &assessed.portal;
        let taking = &portal.participation;
        let taking_part = |slug: &Slug| format!("participation/{slug}/");
        match self {
            Self::Inspection(id) => format!("supervision/{}/", portal.inspections.get(id).slug),
            Self::Problem(id) => format!("problems/{}/", portal.problems.get(id).slug),
            Self::Mending(id) => format!("rectifications/{}/", portal.mendings.get(id).slug),
            Self::Pledge(id) => format!("pledges/{}/", portal.pledges.get(id).slug),
            Self::Consultation(id) => taking_part(&taking.consultations.get(id).slug),
            Self::Appraisal(id) => taking_part(&taking.appraisals.get(id).slug),
            Self::Gathering(id) => taking_part(&taking.gatherings.get(id).slug),
        }
    }
}

/// Whether anything of supervision is to be shown.
pub fn any(assessed: &Assessed) -> bool {
    !assessed.supervision.is_empty() || !pledges(assessed).is_empty()
}

/// Inspections that may be seen, newest first.
pub fn inspections(assessed: &Assessed, mode: Option<InspectionMode>) -> Vec<Id<Inspection>> {
    let seen = assessed.supervision.inspections.iter().copied();
    let of = |id: &Id<Inspection>| {
        mode.is_none_or(|mode| assessed.portal.inspections.get(*id).mode == mode)
    };
    seen.filter(of).collect()
}

/// Problems that may be seen, unsolved ones first.
pub fn problems(assessed: &Assessed, pile: Pile) -> Vec<(Id<Problem>, ProblemState)> {
    let seen = assessed.supervision.problems.iter().copied();
    seen.filter(|(_, state)| pile.holds(state)).collect()
}

/// Rectifications of the ledger and of exposures that are shown, each once, the most urgent first.
pub fn docketed(assessed: &Assessed, docket: Docket) -> Vec<Docketed> {
    let mut held: Vec<_> = on_docket(assessed, docket).collect();
    held.sort_by_cached_key(|entry| {
        let due = match entry {
            Docketed::Own(id, _) => assessed.portal.mendings.get(*id).rectification.due,
            Docketed::Exposed(id, _) => assessed.portal.exposures.get(*id).rectification.due,
        };
        (entry.rectifying().urgency(), due)
    });
    held
}

/// The same in no order.
fn on_docket(assessed: &Assessed, docket: Docket) -> impl Iterator<Item = Docketed> {
    let own = assessed.supervision.mendings.iter().map(|(id, held)| Docketed::Own(*id, *held));
    let exposed = super::exposure::live(assessed).into_iter();
    let all = own.chain(exposed.map(|(id, live)| Docketed::Exposed(id, live)));
    all.filter(move |entry| docket.holds(entry))
}

/// Pledges that are signed: first those with a promise still to be kept, the worst and the next to
/// fall due before the others, then those that are settled, the worst first.
pub fn pledges(assessed: &Assessed) -> Vec<Id<Pledge>> {
    let signed = |id: Id<Pledge>| assessed.portal.pledges.get(id).signed_on;
    let ids = assessed.portal.pledges.ids().filter(|id| signed(*id) <= assessed.today);
    let mut all: Vec<_> = ids.collect();
    all.sort_by_cached_key(|id| {
        let (outstanding, whole) = (outstanding(assessed, *id), assessed.pledges.get(*id).whole);
        (outstanding.is_none(), outstanding, whole, Reverse(signed(*id)), *id)
    });
    all
}

/// The most pressing promise of a pledge that is still to be kept, and its last day.
fn outstanding(assessed: &Assessed, id: Id<Pledge>) -> Option<(Kept, NaiveDate)> {
    let became = assessed.pledges.get(id).items.iter().map(|(kept, _)| *kept);
    let promised = assessed.portal.pledges.get(id).items.iter().map(|item| item.due);
    became.zip(promised).filter(|(kept, _)| kept.outstanding()).min()
}

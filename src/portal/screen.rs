//! Screens, resolved.

use chrono::NaiveDate;

use super::{Area, Category, Commendation, Exposure, Id, Plan, Post, Unit};
use crate::method::Light;
use crate::profile::Profile;
use crate::record::{FigureKind, SlideKind};
use crate::slug::Slug;
use crate::span::Span;

/// A screen on the wall.
#[derive(Debug)]
pub struct Screen {
    /// Its id.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// The panel.
    pub profile: Profile,
    /// Where it hangs.
    pub location: Option<String>,
    /// Who approved what it shows.
    pub approval: Option<ScreenApproval>,
    /// Who answers for it.
    pub ledger: Option<Display>,
    /// A new version is shown at the next slide.
    pub urgent: bool,
    /// What it plays; the first that fits the hour and the day.
    pub playlists: Vec<Playlist>,
    /// What it shows when nothing else may be shown; never empty.
    pub fallback: Vec<Slide>,
    /// Somebody wrote it down: without any screen there is a usual one.
    pub recorded: bool,
}

/// The approval of what a screen shows.
#[derive(Debug)]
pub struct ScreenApproval {
    /// The post that approved.
    pub post: Id<Post>,
    /// Number of the document.
    pub document_number: Option<String>,
    /// The day.
    pub date: NaiveDate,
}

/// The ledger of a display.
#[derive(Debug)]
pub struct Display {
    /// The unit that answers for it.
    pub unit: Id<Unit>,
    /// The post that answers for it.
    pub post: Option<Id<Post>>,
    /// Who maintains it.
    pub maintainer: Option<String>,
    /// The maintainer's office telephone.
    pub maintainer_phone: Option<String>,
    /// Number of the filing or the permit.
    pub permit_number: Option<String>,
    /// Last day of the permit.
    pub permit_until: Option<NaiveDate>,
    /// Luminance by day, in cd/m².
    pub day_luminance: Option<u32>,
    /// Luminance at night, in cd/m².
    pub night_luminance: Option<u32>,
    /// When it is switched off.
    pub off_hours: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// Minutes after midnight in which something begins and ends, the end not included; the end lies
/// on the next day where it comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// Its first minute.
    pub from: u32,
    /// The first minute after it.
    pub to: u32,
}

impl Hours {
    /// Whether a minute of the day lies in them.
    pub fn contain(self, minute: u32) -> bool {
        if self.from < self.to {
            return self.from <= minute && minute < self.to;
        }
        self.from <= minute || minute < self.to
    }

    /// Whether they are of the night: across midnight, or from eight in the evening on.
    pub fn are_of_the_night(self) -> bool {
        self.to <= self.from || self.from >= 20 * 60
    }
}

/// A loop.
#[derive(Debug)]
pub struct Playlist {
    /// Its id.
    pub slug: Slug,
    /// Its name.
    pub name: Option<String>,
    /// Its hours; all day if nothing is said.
    pub hours: Option<Hours>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// First day on which it is played no more.
    pub until: Option<NaiveDate>,
    /// Brightness of the content, in percent.
    pub level: u32,
    /// Its slides.
    pub slides: Vec<Slide>,
    /// Where it is written.
    pub span: Span,
}

/// A slide as it was asked for.
#[derive(Debug)]
pub struct Slide {
    /// What it shows.
    pub kind: SlideKind,
    /// Its id among the slides of its list.
    pub id: String,
    /// Title in place of the usual one.
    pub title: Option<String>,
    /// Which tasks it speaks of.
    pub filter: Filter,
    /// Only these exposures.
    pub exposures: Vec<Id<Exposure>>,
    /// Only these commendations.
    pub commendations: Vec<Id<Commendation>>,
    /// Rows or entries at most.
    pub limit: Option<usize>,
    /// Seconds it stays at least.
    pub seconds: u32,
    /// First day.
    pub from: Option<NaiveDate>,
    /// First day on which it is shown no more.
    pub until: Option<NaiveDate>,
    /// Paragraphs of a notice.
    pub paragraphs: Vec<String>,
    /// The address in a code.
    pub url: Option<String>,
    /// What stands beside the code.
    pub caption: Option<String>,
    /// Which figures.
    pub figures: Vec<FigureKind>,
    /// Where it is written.
    pub span: Span,
}

/// Which tasks a slide speaks of; everything that is said must hold.
#[derive(Debug, Default)]
pub struct Filter {
    /// In this category or one below it.
    pub category: Option<Id<Category>>,
    /// Led by this unit.
    pub unit: Option<Id<Unit>>,
    /// Touching this area or one in it.
    pub area: Option<Id<Area>>,
    /// Of this plan or one that carries it out.
    pub plan: Option<Id<Plan>>,
    /// With one of these lights; any if empty.
    pub lights: Vec<Light>,
}

impl Filter {
    /// Whether it lets every task through, whatever its light.
    pub fn is_empty(&self) -> bool {
        let Self { category, unit, area, plan, lights: _ } = self;
        category.is_none() && unit.is_none() && area.is_none() && plan.is_none()
    }
}

impl Slide {
    /// A slide of a kind, without wishes.
    pub fn usual(kind: SlideKind, span: Span) -> Self {
        Self {
            kind,
            id: kind.en().to_owned(),
            title: None,
            filter: Filter::default(),
            exposures: Vec::new(),
            commendations: Vec::new(),
            limit: None,
            seconds: 0,
            from: None,
            until: None,
            paragraphs: Vec::new(),
            url: None,
            caption: None,
            figures: Vec::new(),
            span,
        }
    }
}

//! What screens show: every slide in the versions that are true from today on.
//!
//! A kind of slide is a file below this one with a function `leaves`, and a line in
//! `record/slides.rs`.

mod asked;
mod bars;
mod changes;
mod commendation;
mod countdown;
mod course;
mod cover;
mod days;
mod due;
mod exposure;
mod figures;
mod findings;
mod gathering;
mod lights;
mod notice;
mod order;
pub mod page;
mod paging;
mod panel;
mod portals;
mod qr;
mod ranking;
mod report;
mod tasks;
mod titles;
mod units;

use chrono::NaiveDate;

use super::view::deck::{Deck, HORIZON, Playlist};
use super::view::slide::{Body, Cut, Slide};
use crate::assess::{Assessed, Praise, Publication};
use crate::diagnostic::Diagnostic;
use crate::portal::{self, Screen};
use crate::record::SlideKind;
use crate::slide_types;
use crate::theme::words::Words;
use asked::Asked;
use course::Courses;
use days::strands;
use findings::{too_long, unfit_codes};
use order::Strand;
use titles::Titles;

/// One page of a slide as it is true on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Leaf {
    /// What it is called on every day: the number of a page, the id of an entry.
    key: String,
    title: String,
    page: Option<(u32, u32)>,
    cut: Option<Cut>,
    body: Body,
    items: Vec<String>,
    /// The day on which it must be gone, whatever is known then.
    ends: Option<NaiveDate>,
    offline_hours: Option<u32>,
    /// True for the days that are known ahead only: rankings and countdowns.
    fresh: bool,
}

impl Leaf {
    fn new(title: String, body: Body) -> Self {
        Self {
            key: String::new(),
            title,
            page: None,
            cut: None,
            body,
            items: Vec::new(),
            ends: None,
            offline_hours: None,
            fresh: false,
        }
    }

    /// A sentence instead of an empty list.
    fn sentence(title: String, sentence: &str) -> Self {
        let body = Body::Words { sentence: sentence.to_owned() };
        Self { key: "none".to_owned(), ..Self::new(title, body) }
    }
}

/// Hands each kind of slide to its file.
macro_rules! dispatch {
    ($($(#[doc = $doc:literal])+ $variant:ident = $en:literal / $zh:literal, $module:ident,
       [$($key:literal),*];)+) => {
        /// The pages of a slide on a day.
        fn leaves(asked: Asked, day: NaiveDate, titles: &mut Titles) -> Vec<Leaf> {
            match asked.slide.kind {
                $(SlideKind::$variant => $module::leaves(asked, day, titles),)+
            }
        }
    };
}

slide_types!(dispatch);

/// What every screen plays, in the order of their ids, and what a clerk should know about it.
pub fn decks(assessed: &Assessed, words: &Words, root_url: &str) -> (Vec<Deck>, Vec<Diagnostic>) {
    let mut titles = Titles::default();
    let mut problems = Vec::new();
    let mut decks = Vec::new();
    let portal = Told { assessed, courses: &Courses::of(assessed), words, root_url };
    for (_, screen) in assessed.portal.screens.iter() {
        let deck = deck(portal, screen, &mut titles);
        problems.extend(too_long(screen, &deck));
        problems.extend(unfit_codes(screen));
        decks.push(deck);
    }
    problems.extend(titles.findings(assessed));
    (decks, problems)
}

/// What all screens tell of.
#[derive(Clone, Copy)]
struct Told<'a> {
    assessed: &'a Assessed,
    courses: &'a Courses,
    words: &'a Words,
    root_url: &'a str,
}

fn deck(portal: Told, screen: &Screen, titles: &mut Titles) -> Deck {
    let Told { assessed, courses, words, root_url } = portal;
    let site = &assessed.portal.site;
    let mut slides = Vec::new();
    let mut made = |list: &str, asked: &[portal::Slide]| {
        let strands = asked.iter().map(|slide| {
            let tasks = tasks::chosen(assessed, &slide.filter);
            let falling = courses.due_within(&tasks, tasks::SOON + i64::from(HORIZON));
            let (tasks, falling) = (&tasks, &falling);
            let asked = Asked { assessed, screen, slide, tasks, falling, courses, words, root_url };
            strands(asked, list, titles)
        });
        place(strands.flatten().collect(), &mut slides)
    };
    let fallback = made("default", &screen.fallback);
    let between = fallback.first().cloned();
    let cover = screen.fallback.iter().position(|slide| slide.kind == SlideKind::Cover);
    let plain = cover.and_then(|at| fallback.get(at)?.places.first().copied());
    let plain = plain.unwrap_or_else(|| {
        let usual = screen.fallback.first().map(|first| first.span);
        let cover = usual.map(|span| portal::Slide::usual(SlideKind::Cover, span));
        let strands = made("plain", cover.as_slice());
        strands.first().and_then(|strand| strand.places.first().copied()).unwrap_or(0)
    });
    let mut playlists = Vec::new();
    for list in &screen.playlists {
        let placed = made(list.slug.as_str(), &list.slides);
        playlists.push(Playlist {
            id: list.slug.to_string(),
            hours: list.hours.map(|hours| (hours.from, hours.to)),
            from: list.from,
            until: list.until,
            level: list.level,
            slides: order::alternating(placed, between.as_ref()),
        });
    }
    Deck {
        screen: screen.slug.to_string(),
        name: screen.name.clone(),
        panel: panel::panel(&screen.profile),
        site: site.name.clone(),
        measure: assessed.portal.method.works.measure.to_string(),
        demonstration: site.demonstration,
        archive: site.as_of.is_some(),
        today: assessed.today,
        data_as_of: assessed.data_as_of,
        slides,
        playlists,
        fallback: fallback.into_iter().flat_map(|strand| strand.places).collect(),
        plain,
        revoked: revoked(assessed),
        urgent: screen.urgent,
    }
}

/// Puts slides behind those that are there, and tells where they are.
fn place(made: Vec<(bool, Vec<Slide>)>, slides: &mut Vec<Slide>) -> Vec<Strand> {
    let mut strands = Vec::new();
    for (lasts, versions) in made {
        let first = slides.len();
        let exposes = versions.iter().any(|slide| matches!(slide.body, Body::Exposure { .. }));
        slides.extend(versions);
        strands.push(Strand { places: (first..slides.len()).collect(), exposes, lasts });
    }
    strands
}

/// What must vanish at once: exposures that have ended or were withdrawn, praise taken back.
fn revoked(assessed: &Assessed) -> Vec<String> {
    let portal = &assessed.portal;
    let exposures =
        portal.exposures.iter().filter_map(|(id, held)| match assessed.exposures.get(id) {
            Publication::Tombstone { .. } => Some(format!("exposures/{}", held.slug)),
            Publication::Live(_) | Publication::NotYet => None,
        });
    let commendations =
        portal.commendations.iter().filter_map(|(id, held)| match assessed.commendations.get(id) {
            Praise::Revoked(_) => Some(format!("commendations/{}", held.slug)),
            Praise::NotYet | Praise::InPublicity(_) | Praise::Undecided | Praise::Decided => None,
        });
    exposures.chain(commendations).collect()
}

/// How long a loop takes on a day, in milliseconds.
pub fn loop_ms(deck: &Deck, playlist: &Playlist, day: NaiveDate) -> u32 {
    playing(deck, playlist, day).map(|slide| slide.dwell_ms).sum()
}

/// The slides of a loop that are true on a day.
pub fn playing<'a>(
    deck: &'a Deck,
    playlist: &'a Playlist,
    day: NaiveDate,
) -> impl Iterator<Item = &'a Slide> {
    let slides = playlist.slides.iter().filter_map(|at| deck.slides.get(*at));
    slides.filter(move |slide| {
        slide.from.is_none_or(|from| from <= day) && slide.until.is_none_or(|until| day < until)
    })
}

#[cfg(test)]
mod tests;

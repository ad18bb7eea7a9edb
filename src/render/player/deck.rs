//! The deck as the player reads it: every field of `LED_DECK`.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::alt::alt;
use super::{POLL_SECONDS, SCHEMA, STALE_AFTER_HOURS, midnight};
use crate::plan::view::deck::{Deck, HORIZON, Playlist};
use crate::plan::view::slide::{Body, Slide};
use crate::render::screen::{Drawn, Position};

const MINUTES_OF_A_DAY: u32 = 24 * 60;

/// A deck as the player reads it: moments are milliseconds since the epoch, 0 for never.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the deck by itself")]
pub(super) struct Played<'a> {
    schema: u32,
    screen: &'a str,
    portal: &'a str,
    version: &'a str,
    width: u32,
    height: u32,
    built_at: i64,
    stale_after_h: u32,
    poll_s: u32,
    data_stale_at: i64,
    archive: bool,
    shift: bool,
    roadside: bool,
    glyphs: &'a str,
    pictures: &'a [String],
    slides: Vec<PlayedSlide<'a>>,
    playlists: Vec<PlayedList<'a>>,
    fallback: Vec<usize>,
    stale: &'a str,
    stale_alone: bool,
    bar: Bar,
    revoked: &'a [String],
    count: usize,
    sum: String,
}

#[derive(Serialize)]
struct PlayedSlide<'a> {
    id: &'a str,
    r#type: &'static str,
    ms: u32,
    from: i64,
    until: i64,
    ttl_h: u32,
    fresh: bool,
    items: &'a [String],
    picture: usize,
    alt: String,
}

#[derive(Serialize)]
struct PlayedList<'a> {
    id: &'a str,
    from_min: u32,
    to_min: u32,
    from: i64,
    until: i64,
    level: u32,
    slides: Vec<usize>,
}

/// Where the player marks the position in the loop; height 0 for nowhere.
#[derive(Serialize)]
struct Bar {
    x: i32,
    y: i32,
    width: i32,
    height: i32,
    on: &'static str,
    off: &'static str,
}

/// Everything a screen plays, without the slides that found no room.
pub(super) fn played<'a>(deck: &'a Deck, drawn: &'a Drawn, version: &'a str) -> Played<'a> {
    let slides = drawn_slides(deck, drawn);
    let Position { x, y, width, height, on, off } = drawn.bar;
    Played {
        schema: SCHEMA,
        screen: &deck.screen,
        portal: &deck.site,
        version,
        width: deck.panel.width,
        height: deck.panel.height,
        built_at: midnight(deck.today),
        stale_after_h: STALE_AFTER_HOURS,
        poll_s: POLL_SECONDS,
        data_stale_at: data_stale_at(deck),
        archive: deck.archive,
        shift: deck.panel.shift,
        roadside: deck.panel.roadside,
        glyphs: &drawn.glyphs,
        pictures: &drawn.pictures,
        playlists: deck.playlists.iter().map(|list| played_list(list, drawn)).collect(),
        fallback: kept(&drawn.fallback(deck), drawn),
        stale: &drawn.stale,
        stale_alone: drawn.stale_alone,
        bar: Bar { x, y, width, height, on, off },
        revoked: &deck.revoked,
        count: slides.len(),
        slides,
        sum: sum(drawn),
    }
}

/// Slides that found no room on the panel are not in the deck.
fn drawn_slides<'a>(deck: &'a Deck, drawn: &'a Drawn) -> Vec<PlayedSlide<'a>> {
    let pictures = deck.slides.iter().zip(&drawn.of_slide).enumerate();
    let played = |(place, (slide, at)): (usize, (&'a Slide, &Option<usize>))| {
        at.map(|at| played_slide(slide, alt(drawn.shown(place, slide)), at))
    };
    pictures.filter_map(played).collect()
}

/// The places that slides have once those without a picture are left out.
fn kept(places: &[usize], drawn: &Drawn) -> Vec<usize> {
    let before = |place: usize| (0..place).filter(|earlier| drawn.is_drawn(*earlier)).count();
    places.iter().filter(|place| drawn.is_drawn(**place)).map(|place| before(*place)).collect()
}

fn played_slide(slide: &Slide, alt: String, picture: usize) -> PlayedSlide<'_> {
    PlayedSlide {
        id: &slide.id,
        r#type: kind(&slide.body),
        ms: slide.dwell_ms,
        from: moment(slide.from),
        until: moment(slide.until),
        ttl_h: slide.offline_hours.unwrap_or(0),
        fresh: slide.needs_fresh_data,
        items: &slide.items,
        picture,
        alt,
    }
}

/// Hours that are the whole day are written as none: 0–0.
fn played_list<'a>(list: &'a Playlist, drawn: &Drawn) -> PlayedList<'a> {
    let hours = list.hours.unwrap_or((0, 0));
    let (from_min, to_min) = if hours == (0, MINUTES_OF_A_DAY) { (0, 0) } else { hours };
    PlayedList {
        id: &list.id,
        from_min,
        to_min,
        from: moment(list.from),
        until: moment(list.until),
        level: list.level,
        slides: kept(&list.slides, drawn),
    }
}

fn kind(body: &Body) -> &'static str {
    match body {
        Body::Cover { .. } => "cover",
        Body::Lights { .. } => "lights",
        Body::Bars { .. } => "bars",
        Body::Units { .. } => "units",
        Body::Portals { .. } => "portals",
        Body::Ranking { .. } => "ranking",
        Body::Commendation { .. } => "commendation",
        Body::Exposure { .. } => "exposure",
        Body::Countdown { .. } => "countdown",
        Body::Due { .. } => "due",
        Body::Changes { .. } => "changes",
        Body::Notice { .. } => "notice",
        Body::Figures { .. } => "figures",
        Body::Qr { .. } => "qr",
        Body::Words { .. } => "words",
    }
}

fn data_stale_at(deck: &Deck) -> i64 {
    match deck.data_as_of {
        Some(day) if !deck.archive => moment(day.checked_add_days(Days::new(HORIZON.into()))),
        _ => 0,
    }
}

fn moment(day: Option<NaiveDate>) -> i64 {
    day.map_or(0, midnight)
}

/// FNV-1a over UTF-16 code units, as a script counts them: a file cut short does not pass.
pub(super) fn sum(drawn: &Drawn) -> String {
    let pictures = drawn.pictures.iter().flat_map(|picture| picture.encode_utf16());
    let sum = drawn
        .glyphs
        .encode_utf16()
        .chain(pictures)
        .fold(0x811c_9dc5_u32, |sum, unit| (sum ^ u32::from(unit)).wrapping_mul(16_777_619));
    format!("{sum:08x}")
}

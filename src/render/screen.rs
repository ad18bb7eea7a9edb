//! Slides as pictures: the words measured, everything in its place, nothing left to a browser.
//!
//! One drawing serves the player and the frames. Texts are outlines that pictures share, so a
//! screen needs no font and shows the same on every engine.

mod bars;
mod canvas;
mod cases;
mod colour;
mod document;
mod edges;
mod fitting;
mod lights;
mod numbers;
mod portals;
mod ranking;
mod rows;
#[cfg(test)]
mod sample;
mod setting;
mod strip;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::measure::{Chain, EM, Faces, GlyphId};
use crate::plan::view::deck::Deck;
use crate::plan::view::slide::{Body, Slide};
use canvas::{Area, Canvas, Rows};
pub use document::svg;

/// The pictures of a deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Outlines that the pictures share, for `<defs>`.
    pub glyphs: String,
    /// Distinct pictures, as the inside of an SVG.
    pub pictures: Vec<String>,
    /// The picture of each slide; none if it cannot be shown on this panel.
    pub of_slide: Vec<Option<usize>>,
    /// What is shown instead of some slides, by their positions: a list without the rows that
    /// found no room.
    pub instead: BTreeMap<usize, Slide>,
    /// The notice that the deck is old, drawn over a slide.
    pub stale: String,
    /// The notice covers words, so it is shown in turn with them.
    pub stale_alone: bool,
    /// Where the loop's position is shown.
    pub bar: Position,
    /// What could not be shown.
    pub troubles: Vec<Trouble>,
}

/// The row of segments that shows where in the loop a slide is: lengths in pixels, none on strips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width of all segments.
    pub width: i32,
    /// Height; 0 where no position is shown.
    pub height: i32,
    /// Colour of the slide that is shown.
    pub on: &'static str,
    /// Colour of the others.
    pub off: &'static str,
}

impl Position {
    fn area(self) -> Area {
        Area { x: self.x, y: self.y, width: self.width, height: self.height }
    }
}

/// What could not be shown on a panel.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// No face has the character.
    Missing {
        /// Position of the slide in the deck.
        slide: usize,
        /// The character.
        mark: char,
    },
    /// A text finds no room, even at the smallest size: its slide is left out.
    NoRoom {
        /// Position of the slide in the deck.
        slide: usize,
        /// The text.
        text: String,
    },
    /// A row of a list finds no room: the list is shown without it.
    RowLeftOut {
        /// Position of the slide in the deck.
        slide: usize,
        /// What the row is of.
        text: String,
    },
}

impl Drawn {
    /// A slide as it is shown.
    pub fn shown<'a>(&'a self, at: usize, slide: &'a Slide) -> &'a Slide {
        self.instead.get(&at).unwrap_or(slide)
    }

    /// Slides with a picture that are shown when nothing else may be: the chosen ones, else the
    /// portal's name, else whatever was written for the screen and speaks of no record. Never empty
    /// while there is any slide: a screen without a fallback could go dark.
    pub fn fallback(&self, deck: &Deck) -> Vec<usize> {
        let those = |may: fn(&Slide) -> bool| {
            let slides = deck.slides.iter().enumerate();
            slides.filter(|(_, slide)| may(slide)).map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let tries = [
            deck.fallback.clone(),
            vec![deck.plain],
            those(|slide| {
                matches!(slide.body, Body::Cover { .. } | Body::Notice { .. } | Body::Qr { .. })
            }),
            those(|slide| slide.items.is_empty()),
        ];
        let drawn = |places: Vec<usize>| {
            places.into_iter().filter(|at| self.is_drawn(*at)).collect::<Vec<usize>>()
        };
        tries.into_iter().map(drawn).find(|drawn| !drawn.is_empty()).unwrap_or_default()
    }

    /// Whether a slide has a picture.
    pub fn is_drawn(&self, at: usize) -> bool {
        self.of_slide.get(at).is_some_and(Option::is_some)
    }
}

/// Draws every slide of a deck.
pub fn pictures(deck: &Deck, faces: &Faces) -> Drawn {
    let chain = faces.chain(deck.panel.dots);
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut drawn = Drawn {
        glyphs: String::new(),
        pictures: Vec::new(),
        of_slide: Vec::new(),
        instead: BTreeMap::new(),
        stale: String::new(),
        stale_alone: edges::covers_words(deck, &chain),
        bar: edges::position(&deck.panel),
        troubles: Vec::new(),
    };
    let mut used = BTreeSet::new();
    for (at, fitting::Fitting { canvas, left_out, instead, repeated }) in
        fitting::slides(deck, &chain).into_iter().enumerate()
    {
        drawn.instead.extend(instead.map(|slide| (at, slide)));
        let rows = left_out.into_iter().map(|text| Trouble::RowLeftOut { slide: at, text });
        drawn.troubles.extend(rows);
        drawn
            .troubles
            .extend(canvas.missing.iter().map(|mark| Trouble::Missing { slide: at, mark: *mark }));
        if repeated {
            drawn.of_slide.push(None);
            continue;
        }
        if let Some(no_room) = canvas.no_room {
            drawn.troubles.push(Trouble::NoRoom { slide: at, text: no_room.text });
            drawn.of_slide.push(None);
            continue;
        }
        used.extend(canvas.used);
        let next = known.len();
        let number = *known.entry(canvas.out).or_insert(next);
        drawn.of_slide.push(Some(number));
    }
    drawn.pictures = in_order(known);
    let stale = edges::stale(deck, &chain);
    used.extend(stale.used);
    drawn.stale = stale.out;
    drawn.glyphs = glyphs(&used, &chain);
    drawn
}

fn in_order(known: BTreeMap<String, usize>) -> Vec<String> {
    let mut pictures: Vec<(usize, String)> =
        known.into_iter().map(|(picture, number)| (number, picture)).collect();
    pictures.sort_unstable_by_key(|(number, _)| *number);
    pictures.into_iter().map(|(_, picture)| picture).collect()
}

fn glyphs(used: &BTreeSet<GlyphId>, chain: &Chain) -> String {
    let mut defs = String::new();
    for id in used {
        write!(defs, r#"<path id="{id}" d="{}"/>"#, chain.path(*id)).expect("a string grows");
    }
    defs
}

/// One slide, drawn.
fn picture<'a>(
    deck: &'a Deck,
    slide: &Slide,
    rows: Option<Rows>,
    chain: &'a Chain<'a>,
) -> Canvas<'a> {
    let mut canvas = Canvas::new(&deck.panel, chain);
    canvas.list = rows.unwrap_or(canvas.list);
    if deck.panel.strip {
        strip::draw(&mut canvas, deck, slide);
    } else {
        let area = edges::draw(&mut canvas, deck, slide);
        body(&mut canvas, slide, area);
    }
    canvas.look_over(edges::position(&deck.panel).area());
    canvas
}

/// One file for each way of showing things; `match` finds it.
fn body(canvas: &mut Canvas, slide: &Slide, area: Area) {
    match &slide.body {
        Body::Cover { name, line, address } => words::cover(canvas, (name, line, address), area),
        Body::Lights { parts } => lights::draw(canvas, parts, area),
        Body::Bars { rows } => bars::draw(canvas, rows, area),
        Body::Units { rows } => rows::units(canvas, rows, area),
        Body::Portals { rows } => portals::draw(canvas, rows, area),
        Body::Ranking { first, last } => ranking::draw(canvas, first, last, area),
        Body::Commendation { .. } => cases::commendation(canvas, &slide.body, area),
        Body::Exposure { .. } => cases::exposure(canvas, &slide.body, area),
        Body::Countdown { clocks, rows } => numbers::countdown(canvas, clocks, rows, area),
        Body::Due { rows } => rows::due(canvas, rows, area),
        Body::Changes { rows } => rows::changes(canvas, rows, area),
        Body::Notice { paragraphs } => words::notice(canvas, paragraphs, area),
        Body::Figures { figures } => numbers::figures(canvas, figures, area),
        Body::Qr { url, caption } => words::qr(canvas, url, caption, area),
        Body::Words { sentence } => words::sentence(canvas, sentence, area),
    }
}

/// Whole pixels that a length in units of the em takes at a size, rounded up.
fn pixels(units: i32, size: i32) -> i32 {
    (units * size + EM - 1).div_euclid(EM)
}

#[cfg(test)]
mod tests;

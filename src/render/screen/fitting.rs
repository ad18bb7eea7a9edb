//! Lists without the rows that find no room: one long name removes its row, not its page, and the
//! page says that something is missing.

use std::collections::BTreeSet;

use super::canvas::{Canvas, NoRoom};
use super::{picture, words};
use crate::measure::Chain;
use crate::plan::view::deck::Deck;
use crate::plan::view::slide::{Body, Cut, Slide};

/// A slide as it is drawn.
pub struct Fitting<'a> {
    /// Its picture, which may still have found no room.
    pub canvas: Canvas<'a>,
    /// Names of the rows that were left out.
    pub left_out: Vec<String>,
}

/// Every slide of a deck. Pages of a list that lost a row no longer say how many it shows.
pub fn slides<'a>(deck: &'a Deck, chain: &'a Chain<'a>) -> Vec<Fitting<'a>> {
    let mut drawn: Vec<Fitting> =
        deck.slides.iter().map(|slide| fitting(deck, slide, chain)).collect();
    let pairs = || deck.slides.iter().zip(&drawn);
    let shortened: BTreeSet<&str> = pairs()
        .filter(|(_, held)| !held.left_out.is_empty())
        .map(|(slide, _)| list(slide))
        .collect();
    for (slide, held) in deck.slides.iter().zip(&mut drawn) {
        let of_many = slide.page.is_some() && held.left_out.is_empty();
        if let Some(cut) = slide.cut.filter(|_| of_many && shortened.contains(list(slide))) {
            let cut = Some(Cut { shown: None, ..cut });
            *held = fitting(deck, &Slide { cut, ..slide.clone() }, chain);
        }
    }
    drawn
}

/// The list of which a slide is a page: its id without the number of the page.
fn list(slide: &Slide) -> &str {
    match slide.page {
        Some(_) => slide.id.rsplit_once('-').map_or(&*slide.id, |(list, _)| list),
        None => &slide.id,
    }
}

/// A slide without the rows that find no room, one after the other.
fn fitting<'a>(deck: &'a Deck, slide: &Slide, chain: &'a Chain<'a>) -> Fitting<'a> {
    let mut shown = slide.clone();
    let mut left_out = Vec::new();
    loop {
        let canvas = picture(deck, &shown, chain);
        let row = match &canvas.no_room {
            Some(NoRoom { row: Some(row), .. }) => *row,
            Some(_) => return Fitting { canvas: or_name(deck, &shown, canvas, chain), left_out },
            None => return Fitting { canvas, left_out },
        };
        let Some((name, body)) = shown.body.without(row) else {
            return Fitting { canvas, left_out };
        };
        left_out.push(name);
        shown.body = body;
        shown.cut = cut(deck, slide, left_out.len());
        if shown.body.rows() == 0 {
            return Fitting { canvas: without_rows(deck, shown, chain), left_out };
        }
    }
}

/// A cover that finds no room is the portal's name alone, on the whole panel: it is what a screen
/// falls back to.
fn or_name<'a>(
    deck: &'a Deck,
    slide: &Slide,
    refused: Canvas<'a>,
    chain: &'a Chain<'a>,
) -> Canvas<'a> {
    let Body::Cover { name, .. } = &slide.body else { return refused };
    let mut canvas = Canvas::new(&deck.panel, chain);
    words::name(&mut canvas, name);
    if canvas.no_room.is_some() { refused } else { canvas }
}

/// What the list holds beyond its rows, of which so many found no room.
fn cut(deck: &Deck, slide: &Slide, left_out: usize) -> Option<Cut> {
    let counter = slide.body.counter()?;
    let total = slide.cut.map_or_else(|| total(deck, slide), |cut| cut.total);
    let before = slide.cut.map_or(Some(total), |cut| cut.shown);
    let shown = before.filter(|_| slide.page.is_none()).map(|shown| shown.saturating_sub(left_out));
    Some(Cut { shown, total, counter })
}

/// Rows of all pages of a list that is shown whole, on the first day of a slide.
fn total(deck: &Deck, slide: &Slide) -> usize {
    let Some((_, of)) = slide.page else { return slide.body.rows() };
    let same_day = |other: &&Slide| {
        list(other) == list(slide)
            && other.page.is_some_and(|(_, pages)| pages == of)
            && other.from <= slide.from
            && (slide.from.is_none() || other.until.is_none() || slide.from < other.until)
    };
    deck.slides.iter().filter(same_day).map(|other| other.body.rows()).sum()
}

/// A list of which no row finds room: how much it holds. Clocks stand without rows below them.
fn without_rows<'a>(deck: &'a Deck, shown: Slide, chain: &'a Chain<'a>) -> Canvas<'a> {
    let Some(cut) = shown.cut.filter(|_| !matches!(shown.body, Body::Countdown { .. })) else {
        return picture(deck, &Slide { cut: None, ..shown }, chain);
    };
    let sentence = format!("共{}{}，详见网站", cut.total, cut.counter);
    let said = |sentence: String| {
        let body = Body::Words { sentence };
        picture(deck, &Slide { body, cut: None, ..shown.clone() }, chain)
    };
    if deck.panel.strip {
        let titled = said(format!("{}{sentence}", shown.title));
        if titled.no_room.is_none() {
            return titled;
        }
    }
    said(sentence)
}

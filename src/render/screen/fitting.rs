//! Lists without the rows that find no room: one long name removes its row, not its page, and the
//! page says that something is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::canvas::{Canvas, NoRoom, Rows};
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
    /// What it shows instead of the whole slide.
    pub instead: Option<Slide>,
    /// An earlier page of its list says the same on the same days.
    pub repeated: bool,
}

impl<'a> Fitting<'a> {
    fn whole(canvas: Canvas<'a>) -> Self {
        Self { canvas, left_out: Vec::new(), instead: None, repeated: false }
    }
}

/// Every slide of a deck. Pages of a list that lost a row no longer say how many it shows.
pub fn slides<'a>(deck: &'a Deck, chain: &'a Chain<'a>) -> Vec<Fitting<'a>> {
    let lists = lists(deck, chain);
    let rows = |slide: &Slide| lists.get(list(slide)).copied();
    let mut drawn: Vec<Fitting> =
        deck.slides.iter().map(|slide| fitting(deck, slide, rows(slide), chain)).collect();
    let pairs = || deck.slides.iter().zip(&drawn);
    let shortened: BTreeSet<&str> = pairs()
        .filter(|(_, held)| !held.left_out.is_empty())
        .map(|(slide, _)| list(slide))
        .collect();
    for (slide, held) in deck.slides.iter().zip(&mut drawn) {
        let of_many = slide.page.is_some() && held.left_out.is_empty();
        if let Some(cut) = slide.cut.clone().filter(|_| of_many && shortened.contains(list(slide)))
        {
            let cut = Some(Cut { shown: None, ..cut });
            let slide = Slide { cut, ..slide.clone() };
            let again = fitting(deck, &slide, rows(&slide), chain);
            *held = Fitting { instead: Some(slide), ..again };
        }
    }
    for at in repeated(deck, &drawn) {
        drawn.get_mut(at).expect("it was found there").repeated = true;
    }
    drawn
}

/// Pages that lost all their rows and say what an earlier page of their list says on all their days.
fn repeated(deck: &Deck, drawn: &[Fitting]) -> Vec<usize> {
    let says = |held: &Fitting| {
        held.instead.as_ref().is_some_and(|slide| matches!(slide.body, Body::Words { .. }))
    };
    let all: Vec<(usize, &Slide, &Fitting)> = (0..)
        .zip(deck.slides.iter().zip(drawn))
        .map(|(at, (slide, held))| (at, slide, held))
        .filter(|(.., held)| says(held))
        .collect();
    let before = |(at, slide, held): &(usize, &Slide, &Fitting)| {
        all.iter().any(|(other, earlier, said)| {
            other < at
                && same_list(slide, earlier)
                && lasts_as_long(earlier, slide)
                && said.canvas.out == held.canvas.out
        })
    };
    all.iter().filter(|held| before(held)).map(|(at, ..)| *at).collect()
}

/// Whether a slide is true for as long as another.
fn lasts_as_long(slide: &Slide, other: &Slide) -> bool {
    slide.until.is_none_or(|until| other.until.is_some_and(|other| other <= until))
}

/// How the rows of every list stand: on all pages as large as the page with the longest rows lets
/// them.
fn lists<'a>(deck: &'a Deck, chain: &Chain) -> BTreeMap<&'a str, Rows> {
    let mut fullest: BTreeMap<&str, usize> = BTreeMap::new();
    for slide in deck.slides.iter().filter(|_| !deck.panel.strip) {
        let most = fullest.entry(list(slide)).or_default();
        *most = slide.body.rows().max(*most);
    }
    let mut lists: BTreeMap<&str, Rows> = BTreeMap::new();
    let canvas = Canvas::new(&deck.panel, chain);
    for slide in deck.slides.iter().filter(|slide| may_grow(&slide.body)) {
        let Some(fullest) = fullest.get(list(slide)).copied() else { continue };
        // Nothing stands smaller than the smallest rows in all their lines.
        let size = lists.get(list(slide)).map(|rows| rows.size);
        let smallest = smaller(&canvas, &slide.body).last().copied();
        let least = size.is_some() && size == smallest.or(Some(canvas.row_size()));
        let in_full = lists.get(list(slide)).is_some_and(|rows| rows.lines == lines(&slide.body));
        if least && in_full {
            continue;
        }
        let rows = largest(deck, slide, fullest, chain);
        let all = lists.entry(list(slide)).or_insert(rows);
        (all.size, all.lines) = (all.size.min(rows.size), all.lines.max(rows.lines));
    }
    lists
}

/// In how many lines a row may stand.
fn lines(body: &Body) -> u32 {
    if matches!(body, Body::Due { .. }) { 2 } else { 1 }
}

/// Lists that have nothing but rows of one line, or two.
fn may_grow(body: &Body) -> bool {
    matches!(
        body,
        Body::Bars { .. }
            | Body::Units { .. }
            | Body::Portals { .. }
            | Body::Ranking { .. }
            | Body::Due { .. }
    )
}

/// The largest rows of which none stands smaller than it was meant, closer, or without its note,
/// and that leave the panel dark; the panel's own if there are none.
fn largest(deck: &Deck, slide: &Slide, fullest: usize, chain: &Chain) -> Rows {
    let canvas = Canvas::new(&deck.panel, chain);
    let lines = lines(&slide.body);
    // Without air between them nothing has to be drawn to know.
    let columns = deck.panel.columns.max(1) as usize;
    let each = i32::try_from(fullest.div_ceil(columns)).unwrap_or(i32::MAX / 1000);
    let airy = |size: &i32| size.saturating_mul(each) <= Canvas::px(deck.panel.height) / 2;
    let steps = canvas.row_steps().into_iter().filter(airy).chain(smaller(&canvas, &slide.body));
    let mut settings =
        steps.flat_map(|size| (1..=lines).map(move |lines| Rows { size, fullest, lines }));
    let fits = |rows: &Rows| {
        let canvas = picture(deck, slide, Some(*rows), chain);
        canvas.no_room.is_none() && !canvas.cramped && canvas.is_dark()
    };
    let usual = Rows { fullest, ..canvas.list };
    settings.find(fits).unwrap_or(usual)
}

/// Sizes a little below the usual one, for lists of names: rows of one size read better than a few
/// small ones among others.
fn smaller(canvas: &Canvas, body: &Body) -> Vec<i32> {
    let usual = canvas.row_size();
    let names = matches!(body, Body::Ranking { .. } | Body::Due { .. });
    let shares = [(14, 15), (5, 6), (4, 5)].into_iter().filter(|_| names);
    let mut sizes: Vec<i32> = shares.map(|share| canvas.share(usual, share)).collect();
    sizes.retain(|size| *size < usual);
    sizes.dedup();
    sizes
}

/// The list of which a slide is a page: its id without the number of the page.
fn list(slide: &Slide) -> &str {
    match slide.page {
        Some(_) => slide.id.rsplit_once('-').map_or(&*slide.id, |(list, _)| list),
        None => &slide.id,
    }
}

/// A slide without the rows that find no room, one after the other.
fn fitting<'a>(
    deck: &'a Deck,
    slide: &Slide,
    rows: Option<Rows>,
    chain: &'a Chain<'a>,
) -> Fitting<'a> {
    let mut shown = slide.clone();
    let mut left_out = Vec::new();
    loop {
        let canvas = picture(deck, &shown, rows, chain);
        let row = match &canvas.no_room {
            None if left_out.is_empty() => return Fitting::whole(canvas),
            None => {
                return Fitting { left_out, instead: Some(shown), ..Fitting::whole(canvas) };
            }
            Some(NoRoom { row: None, .. }) => return or_name(deck, shown, canvas, chain),
            Some(NoRoom { row: Some(row), .. }) => *row,
        };
        let Some((name, body)) = shown.body.without(row) else {
            return Fitting { left_out, ..Fitting::whole(canvas) };
        };
        left_out.push(name);
        shown.body = body;
        shown.cut = cut(deck, slide, left_out.len());
        if shown.body.rows() == 0 {
            let (canvas, shown) = without_rows(deck, shown, chain);
            return Fitting { left_out, instead: Some(shown), ..Fitting::whole(canvas) };
        }
    }
}

/// A cover that finds no room is the portal's name alone, on the whole panel: it is what a screen
/// falls back to.
fn or_name<'a>(
    deck: &'a Deck,
    slide: Slide,
    refused: Canvas<'a>,
    chain: &'a Chain<'a>,
) -> Fitting<'a> {
    let Body::Cover { name, .. } = &slide.body else { return Fitting::whole(refused) };
    let mut canvas = Canvas::new(&deck.panel, chain);
    words::name(&mut canvas, name);
    if canvas.no_room.is_some() {
        return Fitting::whole(refused);
    }
    let body = Body::Cover { name: name.clone(), line: String::new(), address: String::new() };
    Fitting { instead: Some(Slide { body, ..slide }), ..Fitting::whole(canvas) }
}

/// What the list holds beyond its rows, of which so many found no room.
fn cut(deck: &Deck, slide: &Slide, left_out: usize) -> Option<Cut> {
    let counter = slide.body.counter(&deck.measure)?.to_owned();
    let known = slide.cut.as_ref();
    let total = known.map_or_else(|| total(deck, slide), |cut| cut.total);
    let before = known.map_or(Some(total), |cut| cut.shown);
    let shown = before.filter(|_| slide.page.is_none()).map(|shown| shown.saturating_sub(left_out));
    Some(Cut { shown, total, counter })
}

/// Rows of all pages of a list that is shown whole, on the first day of a slide.
fn total(deck: &Deck, slide: &Slide) -> usize {
    if slide.page.is_none() {
        return slide.body.rows();
    }
    let pages = deck.slides.iter().filter(|other| same_list(slide, other));
    pages.map(|other| other.body.rows()).sum()
}

/// Whether another slide is a page of the same list on the first day of a slide.
pub fn same_list(slide: &Slide, other: &Slide) -> bool {
    let of = |slide: &Slide| slide.page.map(|(_, of)| of);
    list(other) == list(slide)
        && of(other) == of(slide)
        && other.from <= slide.from
        && (slide.from.is_none() || other.until.is_none() || slide.from < other.until)
}

/// A list of which no row finds room: how much it holds. Clocks stand without rows below them.
fn without_rows<'a>(deck: &'a Deck, shown: Slide, chain: &'a Chain<'a>) -> (Canvas<'a>, Slide) {
    let drawn = |slide: Slide| (picture(deck, &slide, None, chain), slide);
    let Some(cut) = shown.cut.as_ref().filter(|_| !matches!(shown.body, Body::Countdown { .. }))
    else {
        return drawn(Slide { cut: None, ..shown });
    };
    let sentence = format!("共{}{}，详见网站", cut.total, cut.counter);
    let said = |sentence: String| {
        let body = Body::Words { sentence };
        drawn(Slide { body, cut: None, ..shown.clone() })
    };
    if deck.panel.strip {
        let titled = said(format!("{}{sentence}", shown.title));
        if titled.0.no_room.is_none() {
            return titled;
        }
    }
    said(sentence)
}

//! Lists without the rows that find no room: one long name removes its row, not its page, and the
//! page says that something is missing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::canvas::{Apart, Canvas, NoRoom, Rows};
use super::colour::Tone;
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
    /// It says nothing by itself: an earlier page of its list says the same on the same days, or it
    /// announces entries of which none is shown.
    pub repeated: bool,
}

impl<'a> Fitting<'a> {
    fn whole(canvas: Canvas<'a>) -> Self {
        Self { canvas, left_out: Vec::new(), instead: None, repeated: false }
    }
}

/// Every slide of a deck. Pages of a list that lost a row no longer say how many it shows.
pub fn slides<'a>(deck: &'a Deck, chain: &'a Chain<'a>) -> Vec<Fitting<'a>> {
    let groups = together(deck);
    let rows = rows(deck, &groups, chain);
    let mut drawn: Vec<Fitting> = deck
        .slides
        .iter()
        .zip(&rows)
        .map(|(slide, rows)| fitting(deck, slide, *rows, chain))
        .collect();
    let pairs = || deck.slides.iter().zip(&drawn);
    let shortened: BTreeSet<&str> = pairs()
        .filter(|(_, held)| !held.left_out.is_empty())
        .map(|(slide, _)| list(slide))
        .collect();
    for ((slide, rows), held) in deck.slides.iter().zip(&rows).zip(&mut drawn) {
        let of_many = slide.page.is_some() && held.left_out.is_empty();
        if let Some(cut) = slide.cut.clone().filter(|_| of_many && shortened.contains(list(slide)))
        {
            let cut = Some(Cut { shown: None, ..cut });
            let slide = Slide { cut, ..slide.clone() };
            let again = fitting(deck, &slide, *rows, chain);
            *held = Fitting { instead: Some(slide), ..again };
        }
    }
    for (at, rows) in alike(&groups, &drawn) {
        let (Some(slide), Some(held)) = (deck.slides.get(at), drawn.get_mut(at)) else { continue };
        *held = fitting(deck, slide, Some(rows), chain);
    }
    for at in repeated(deck, &drawn).into_iter().chain(unfollowed(deck, &drawn)) {
        drawn.get_mut(at).expect("it was found there").repeated = true;
    }
    drawn
}

/// Pages of a strip that announce a list of which no entry found room.
fn unfollowed(deck: &Deck, drawn: &[Fitting]) -> Vec<usize> {
    let announces = |slide: &Slide| deck.panel.strip && slide.id.ends_with("-of");
    let pairs = || deck.slides.iter().zip(drawn);
    let alone = |(at, slide): &(usize, &Slide)| {
        let mut list = pairs().skip(at + 1).take_while(|(next, _)| next.title == slide.title);
        let follows =
            |(next, held): (&Slide, &Fitting)| !announces(next) && held.canvas.no_room.is_none();
        announces(slide) && !list.any(follows)
    };
    deck.slides.iter().enumerate().filter(alone).map(|(at, _)| at).collect()
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

/// How the rows of every slide's list stand: on all pages that are shown together as large as the
/// page with the longest rows lets them.
fn rows(deck: &Deck, groups: &[usize], chain: &Chain) -> Vec<Option<Rows>> {
    if deck.panel.strip {
        return vec![None; deck.slides.len()];
    }
    let mut fullest: BTreeMap<usize, usize> = BTreeMap::new();
    for (slide, group) in deck.slides.iter().zip(groups) {
        let most = fullest.entry(*group).or_default();
        *most = slide.body.rows().max(*most);
    }
    let mut lists: BTreeMap<usize, Rows> = BTreeMap::new();
    let canvas = Canvas::new(&deck.panel, chain);
    for (slide, group) in deck.slides.iter().zip(groups) {
        let Some(fullest) = fullest.get(group).copied().filter(|_| may_grow(&slide.body)) else {
            continue;
        };
        let known = lists.get(group).copied();
        // Nothing stands smaller than the smallest rows in all their lines.
        let smallest = smaller(&canvas, &slide.body).last().copied();
        let least = known.map(|rows| rows.size) == smallest.or(Some(canvas.row_size()));
        if least && known.is_some_and(|rows| rows.lines == lines(&canvas, &slide.body)) {
            continue;
        }
        let rows = largest(deck, slide, fullest, chain);
        let all = lists.entry(*group).or_insert(rows);
        (all.size, all.lines) = (all.size.min(rows.size), all.lines.max(rows.lines));
    }
    groups.iter().map(|group| lists.get(group).copied()).collect()
}

/// Pages of running text that must be drawn again to look like the others of it: no larger than the
/// smallest, and all dim if one is.
fn alike(groups: &[usize], drawn: &[Fitting]) -> Vec<(usize, Rows)> {
    let mut looks: BTreeMap<usize, (i32, bool)> = BTreeMap::new();
    let texts = || {
        let pages = groups.iter().zip(drawn).enumerate();
        pages.filter_map(|(at, (group, held))| Some((at, *group, held.canvas.text?, held)))
    };
    for (_, group, (size, tone), _) in texts() {
        let look = looks.entry(group).or_insert((size, false));
        *look = (look.0.min(size), look.1 || tone == Tone::Dim);
    }
    let again = texts().filter_map(|(at, group, text, held)| {
        let (size, dim) = *looks.get(&group)?;
        let tone = if dim { Tone::Dim } else { Tone::White };
        (text != (size, tone)).then_some((at, Rows { size, tone: Some(tone), ..held.canvas.list }))
    });
    again.collect()
}

/// Which slides are pages of one list on the same days: those have the same number. A list that is
/// longer on a later day has rows of another size then.
fn together(deck: &Deck) -> Vec<usize> {
    let mut slides: Vec<(usize, &Slide)> = deck.slides.iter().enumerate().collect();
    slides.sort_by(|(_, a), (_, b)| (series(a), a.from).cmp(&(series(b), b.from)));
    let mut groups = vec![0; slides.len()];
    let (mut group, mut before) = (0, None::<(&Slide, NaiveDate)>);
    for (at, slide) in slides {
        let end = slide.until.unwrap_or(NaiveDate::MAX);
        let longest = match before {
            Some((first, last))
                if series(first) == series(slide) && slide.from.is_none_or(|from| from < last) =>
            {
                last.max(end)
            }
            _ => {
                group += 1;
                end
            }
        };
        before = Some((slide, longest));
        if let Some(place) = groups.get_mut(at) {
            *place = group;
        }
    }
    groups
}

/// In how many lines a row may stand: a tall panel has the height for names in two, and one that is
/// nearly square for a bar below its name.
fn lines(canvas: &Canvas, body: &Body) -> u32 {
    match (body, canvas.is_tall()) {
        (Body::Due { .. }, true) => 3,
        (Body::Due { .. }, false) | (Body::Units { .. }, true) => 2,
        (Body::Bars { .. }, _) if canvas.is_high() => 2,
        _ => 1,
    }
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
/// and that leave the panel dark; if there are none, those close together, with their lights and
/// told from each other if that can be helped, of which the fewest are left out.
fn largest(deck: &Deck, slide: &Slide, fullest: usize, chain: &Chain) -> Rows {
    let canvas = Canvas::new(&deck.panel, chain);
    let lines = lines(&canvas, &slide.body);
    // Without air between them nothing has to be drawn to know.
    let columns = deck.panel.columns.max(1) as usize;
    let each = i32::try_from(fullest.div_ceil(columns)).unwrap_or(i32::MAX / 1000);
    let airy = |size: &i32| size.saturating_mul(each) <= Canvas::px(deck.panel.height) / 2;
    let steps = canvas.row_steps().into_iter().filter(airy).chain(smaller(&canvas, &slide.body));
    let usual = Rows { fullest, ..canvas.list };
    let in_lines = |size: i32| (1..=lines).map(move |lines| Rows { size, lines, ..usual });
    let fits = |rows: &Rows| {
        let canvas = picture(deck, slide, Some(*rows), chain);
        canvas.no_room.is_none() && !canvas.cramped && canvas.is_dark()
    };
    if let Some(found) = steps.flat_map(in_lines).find(fits) {
        return found;
    }
    // Below their names all lights find room, and bars are long.
    let below = matches!(slide.body, Body::Units { .. } | Body::Bars { .. });
    let close = [usual.size].into_iter().chain(little_smaller(&canvas)).flat_map(in_lines);
    let whole = close.filter_map(|rows| {
        let canvas = picture(deck, slide, Some(rows), chain);
        let lines = if below { rows.lines } else { 0 };
        let is_tight = canvas.apart != Apart::Well;
        let grade = (canvas.hides_lights, Reverse(lines), is_tight.then_some(rows.size));
        let fits = canvas.no_room.is_none() && canvas.apart != Apart::Not;
        fits.then_some((rows, grade))
    });
    if let Some((rows, _)) = whole.min_by_key(|(_, grade)| *grade) {
        return rows;
    }
    let lost = |rows: &Rows| fitting(deck, slide, Some(*rows), chain).left_out.len();
    in_lines(usual.size).min_by_key(lost).unwrap_or(usual)
}

/// Sizes a little below the usual one, for lists of names: rows of one size read better than a few
/// small ones among others, and a bar below its name better than a short one.
fn smaller(canvas: &Canvas, body: &Body) -> Vec<i32> {
    let bars = canvas.is_high() && matches!(body, Body::Bars { .. });
    let names = bars || matches!(body, Body::Ranking { .. } | Body::Due { .. });
    if names { little_smaller(canvas) } else { Vec::new() }
}

/// Sizes a little below the usual one.
fn little_smaller(canvas: &Canvas) -> Vec<i32> {
    let usual = canvas.row_size();
    let shares = [(14, 15), (5, 6), (4, 5)];
    let mut sizes: Vec<i32> = shares.map(|share| canvas.share(usual, share)).into();
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

/// The list of which a slide is a page, and how many pages it has.
fn series(slide: &Slide) -> (&str, Option<u32>) {
    (list(slide), slide.page.map(|(_, of)| of))
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
    series(other) == series(slide)
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

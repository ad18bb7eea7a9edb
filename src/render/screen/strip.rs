//! Strips: panels of two lines, with neither header nor footer. Each slide says what it can in
//! whole lines of one size.

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::lights::{glyph, mark};
use super::numbers::in_short;
use crate::date;
use crate::measure::Breaks;
use crate::plan::view::atoms::{LightCount, LightSlug};
use crate::plan::view::deck::Deck;
use crate::plan::view::slide::{Body, Clock, Cut, DueRow, PortalRow, Slide};

/// What a line says: a light before it, words at the left, words at the right.
struct Line {
    light: Option<LightSlug>,
    left: String,
    right: String,
    tone: Tone,
}

impl Line {
    fn of(left: impl Into<String>) -> Self {
        Self { light: None, left: left.into(), right: String::new(), tone: Tone::White }
    }

    fn ending(self, right: impl Into<String>, tone: Tone) -> Self {
        Self { right: right.into(), tone, ..self }
    }
}

/// Draws a slide in as many lines as the panel has.
pub fn draw(canvas: &mut Canvas, deck: &Deck, slide: &Slide) {
    let mut lines = lines(canvas, deck, slide);
    let each = lines.len().checked_div(slide.body.rows()).unwrap_or(0);
    let rows = Canvas::px(canvas.panel.rows).max(1);
    let (width, height) = (Canvas::px(canvas.panel.width), Canvas::px(canvas.panel.height));
    let margin = Canvas::px(canvas.panel.margin_x);
    if lines.len() > usize::try_from(rows).unwrap_or(1) {
        let all: Vec<&str> = lines.iter().map(|line| &*line.left).collect();
        return canvas.refuse(&all.concat());
    }
    let room = lines.len() < usize::try_from(rows).unwrap_or(1);
    if let Some(cut) = slide.cut.as_ref().filter(|_| room) {
        lines.push(missing(canvas, cut));
    }
    let size = canvas.size(canvas.panel.row);
    let white = lines.iter().filter(|line| line.right.is_empty() || line.tone == Tone::White);
    let words: String = white.flat_map(|line| [&*line.left, &*line.right]).collect();
    let tone = canvas.tone(&words, size);
    let pitch = height / i32::try_from(lines.len()).unwrap_or(1).max(1);
    for (at, line) in (0..).zip(&lines) {
        let area = Area { x: margin, y: at * pitch, width: width - 2 * margin, height: pitch };
        let row = usize::try_from(at).unwrap_or(0).checked_div(each);
        canvas.row = row.filter(|row| *row < slide.body.rows());
        one(canvas, line, tone, area);
    }
    canvas.row = None;
}

/// A line for what found no room: 另有1家，详见网站.
fn missing(canvas: &Canvas, cut: &Cut) -> Line {
    let short = cut.in_short();
    let long = format!("{short}，详见网站");
    Line::of(if room(canvas, &long) { long } else { short })
}

fn one(canvas: &mut Canvas, line: &Line, white: Tone, area: Area) {
    let size = canvas.size(canvas.panel.row);
    let middle = area.y + area.height / 2;
    let baseline = Canvas::centred(middle, size);
    let shade = |tone| if tone == Tone::White { white } else { tone };
    let right = canvas.text_before((area.right(), baseline), size, shade(line.tone), &line.right);
    let mut x = area.x;
    if let Some(light) = line.light {
        x += mark(canvas, light, (x, middle), size);
        // Glyphs of dots bring their own air.
        x += if canvas.panel.dots { 0 } else { size / 5 };
    }
    if x + canvas.width(size, &line.left) + right > area.right() {
        canvas.refuse(&line.left);
    }
    canvas.text((x, baseline), size, white, &line.left);
}

fn lines(canvas: &Canvas, deck: &Deck, slide: &Slide) -> Vec<Line> {
    match &slide.body {
        Body::Cover { name, .. } => cover(canvas, deck, name),
        Body::Lights { parts } => lights(canvas, parts),
        Body::Bars { rows } => rows
            .iter()
            .map(|row| {
                let said =
                    row.actual.map_or_else(|| "未填报".to_owned(), |held| format!("{held}%"));
                let tone = if row.behind { Tone::Yellow } else { Tone::White };
                Line::of(&*row.name).ending(said, tone)
            })
            .collect(),
        Body::Units { rows } => rows
            .iter()
            .map(|row| {
                let worst = row.lights.first();
                let said = worst
                    .map_or_else(String::new, |part| format!("{}{}", part.light.short, part.count));
                Line::of(&*row.name).ending(said, Tone::White)
            })
            .collect(),
        Body::Portals { rows } => rows.iter().flat_map(|row| portal(canvas, row)).collect(),
        Body::Ranking { first, last } => first
            .iter()
            .chain(last)
            .map(|row| {
                let tone = if row.last { Tone::Pale } else { Tone::White };
                Line::of(format!("{} {}", row.rank, row.name)).ending(&*row.score, tone)
            })
            .collect(),
        Body::Commendation { kind, honoured, .. } => {
            let mut lines = wrapped(canvas, &honoured.join("、"));
            lines.insert(0, Line::of(&**kind));
            lines
        }
        Body::Exposure { issue, stamp, units, clock, .. } => {
            let units = units.join("、");
            let days = clock.as_ref().map_or_else(String::new, in_short);
            let both = format!("{}{days}", stamp.word);
            let fits = room(canvas, &format!("{units} {both}"));
            let state = if fits { both } else { stamp.word.clone() };
            let mut lines = wrapped(canvas, issue);
            lines.push(Line::of(units).ending(state, Tone::of_stamp(stamp.kind)));
            lines
        }
        Body::Countdown { clocks, .. } | Body::Figures { figures: clocks } => clocks
            .iter()
            .map(|clock| {
                let tone = if clock.overdue { Tone::Red } else { Tone::White };
                Line::of(&*clock.label).ending(days(clock), tone)
            })
            .collect(),
        Body::Due { rows } => rows.iter().map(due).collect(),
        Body::Changes { rows } => rows
            .iter()
            .map(|row| Line::of(&*row.title).ending(format!("→{}", row.new), Tone::Yellow))
            .collect(),
        Body::Notice { paragraphs } => {
            paragraphs.iter().flat_map(|text| wrapped(canvas, text)).collect()
        }
        Body::Qr { caption, .. } => wrapped(canvas, caption),
        Body::Words { sentence } => wrapped(canvas, sentence),
    }
}

/// The name, and below it what the other slides have no room for: the date of the data, and that
/// it is a demonstration.
fn cover(canvas: &Canvas, deck: &Deck, name: &str) -> Vec<Line> {
    let date = deck.data_as_of.map(|day| format!("截至{}", date::zh_short(day)));
    let mark = deck.demonstration.then(|| "演示数据".to_owned());
    let second = [date.clone(), mark.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let second = if room(canvas, &second) { Some(second) } else { mark.or(date) };
    let mut lines = wrapped(canvas, name);
    lines.extend(second.filter(|second| !second.is_empty()).map(Line::of));
    lines
}

fn days(clock: &Clock) -> String {
    format!("{}{}", clock.number, clock.unit)
}

fn due(row: &DueRow) -> Line {
    let tone = if row.overdue { Tone::Red } else { Tone::White };
    let line = Line::of(&*row.title).ending(&*row.when, tone);
    Line { light: Some(row.light.slug), ..line }
}

/// The name with as many lights as fit, or with what must be said of the figures; below it those,
/// among which is how many were not reported in time.
fn portal(canvas: &Canvas, row: &PortalRow) -> Vec<Line> {
    let lights: Vec<&LightCount> =
        row.lights.iter().filter(|part| part.light.slug != LightSlug::Silent).collect();
    let lit = |count: usize| {
        let word = |part: &LightCount| {
            format!("{}{}{}", glyph(part.light.slug), part.light.short, part.count)
        };
        lights.iter().take(count).map(|part| word(part)).collect::<Vec<_>>().join(" ")
    };
    let beside_name = |words: &String| room(canvas, &format!("{} {words}", row.name));
    let lights = (1..=lights.len()).rev().map(lit).find(beside_name).unwrap_or_default();
    let (said, tone) = match &row.note {
        Some(note) => (note.clone(), Tone::Yellow),
        None => (lights, Tone::White),
    };
    let figures: Vec<String> =
        row.figures.iter().map(|clock| format!("{}{}", clock.label, days(clock))).collect();
    let apart = figures.join(" ");
    let figures = if room(canvas, &apart) { apart } else { figures.concat() };
    let lines = [Line::of(&*row.name).ending(said, tone), Line::of(figures)];
    lines.into_iter().filter(|line| !line.left.is_empty()).collect()
}

/// Width of a line.
fn line_width(canvas: &Canvas) -> i32 {
    Canvas::px(canvas.panel.width) - 2 * Canvas::px(canvas.panel.margin_x)
}

/// Whether a line has room for a text.
fn room(canvas: &Canvas, text: &str) -> bool {
    canvas.width(canvas.size(canvas.panel.row), text) <= line_width(canvas)
}

fn wrapped(canvas: &Canvas, text: &str) -> Vec<Line> {
    let size = canvas.size(canvas.panel.row);
    let width = line_width(canvas);
    let even = canvas.lines(text, size, width, Breaks::Even);
    let fits = even.iter().all(|line| canvas.width(size, line) <= width);
    let lines = if fits { even } else { canvas.lines(text, size, width, Breaks::Full) };
    lines.into_iter().map(Line::of).collect()
}

/// Lights as words with their counts, as many on a line as fit.
fn lights(canvas: &Canvas, parts: &[LightCount]) -> Vec<Line> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let word = format!("{}{}{}", glyph(part.light.slug), part.light.short, part.count);
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|longer| room(canvas, longer)) {
            Some(longer) => *lines.last_mut().expect("it was longer than the last") = longer,
            None => lines.push(word),
        }
    }
    lines.into_iter().map(Line::of).collect()
}

//! Strips: panels of two lines, with neither header nor footer. Each slide says what it can in
//! whole lines of one size.

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::fitting::same_list;
use super::lights::mark;
use super::numbers::in_short;
use crate::date;
use crate::measure::Breaks;
use crate::plan::view::atoms::{LightCount, LightSlug, Stamp};
use crate::plan::view::deck::Deck;
use crate::plan::view::slide::{
    Body, ChangeRow, Clock, Cut, DueRow, PortalRow, RankRow, Slide, UnitRow,
};

/// Some words of a line, perhaps behind a light.
#[derive(Debug, Clone)]
struct Words {
    light: Option<LightSlug>,
    text: String,
    tone: Tone,
}

impl Words {
    fn of(text: impl Into<String>, tone: Tone) -> Self {
        Self { light: None, text: text.into(), tone }
    }

    /// A light with its word and its count.
    fn counting(part: &LightCount) -> Self {
        let text = format!("{}{}", part.light.short, part.count);
        Self { light: Some(part.light.slug), ..Self::of(text, Tone::White) }
    }

    /// A light with its count alone, which its shape tells from the others.
    fn shaped(part: &LightCount) -> Self {
        Self { light: Some(part.light.slug), ..Self::of(part.count.to_string(), Tone::White) }
    }
}

/// What a line says, at the left and at the right.
#[derive(Debug, Clone, Default)]
struct Line {
    left: Vec<Words>,
    right: Vec<Words>,
}

impl Line {
    fn of(left: impl Into<String>) -> Self {
        Self { left: vec![Words::of(left, Tone::White)], right: Vec::new() }
    }

    fn ending(self, right: impl Into<String>, tone: Tone) -> Self {
        Self { right: vec![Words::of(right, tone)], ..self }
    }

    fn words(&self) -> impl Iterator<Item = &Words> {
        self.left.iter().chain(&self.right)
    }

    /// What the squares of its white letters take, in square pixels.
    fn white(&self, canvas: &Canvas) -> i64 {
        let size = canvas.size(canvas.panel.row);
        let white = self.words().filter(|words| words.tone == Tone::White);
        let width: i32 = white.map(|words| canvas.width(size, &words.text)).sum();
        i64::from(width) * i64::from(size)
    }
}

/// Draws a slide in as many lines as the panel has.
pub fn draw(canvas: &mut Canvas, deck: &Deck, slide: &Slide) {
    let mut lines = lines(canvas, deck, slide);
    let each = lines.len().checked_div(slide.body.rows()).unwrap_or(0);
    let rows = usize::try_from(canvas.panel.rows).unwrap_or(1).max(1);
    let (width, height) = (Canvas::px(canvas.panel.width), Canvas::px(canvas.panel.height));
    let margin = Canvas::px(canvas.panel.margin_x);
    if lines.len() > rows {
        let all = lines.iter().flat_map(Line::words).map(|words| &*words.text);
        return canvas.refuse(&all.collect::<String>());
    }
    if let Some(cut) = slide.cut.as_ref().filter(|_| lines.len() < rows) {
        lines.push(missing(canvas, cut));
    }
    let white = if is_bright(canvas, deck, slide, &lines) { Tone::Dim } else { Tone::White };
    let pitch = height / i32::try_from(lines.len()).unwrap_or(1).max(1);
    for (at, line) in (0..).zip(&lines) {
        let area = Area { x: margin, y: at * pitch, width: width - 2 * margin, height: pitch };
        let row = usize::try_from(at).unwrap_or(0).checked_div(each);
        canvas.row = row.filter(|row| *row < slide.body.rows());
        one(canvas, line, white, area);
    }
    canvas.row = None;
}

/// Whether white letters would light too much of the panel here or on another page of the list: all
/// pages of a list look alike.
fn is_bright(canvas: &Canvas, deck: &Deck, slide: &Slide, shown: &[Line]) -> bool {
    let bright = |lines: &[Line]| {
        lines.iter().map(|line| line.white(canvas)).sum::<i64>() > canvas.most_white()
    };
    let pages = deck.slides.iter().filter(|other| slide.page.is_some() && same_list(slide, other));
    bright(shown) || pages.map(|page| lines(canvas, deck, page)).any(|lines| bright(&lines))
}

/// A line for what found no room: 另有1家，详见网站.
fn missing(canvas: &Canvas, cut: &Cut) -> Line {
    let short = cut.in_short();
    let long = format!("{short}，详见网站");
    Line::of(if room(canvas, &long) { long } else { short })
}

fn one(canvas: &mut Canvas, line: &Line, white: Tone, area: Area) {
    let (left, right) = (row_width(canvas, &line.left), row_width(canvas, &line.right));
    if left + right > area.width {
        let text: String = line.left.iter().map(|words| &*words.text).collect();
        canvas.refuse(&text);
    }
    row(canvas, &line.right, white, (area.right() - right, area));
    row(canvas, &line.left, white, (area.x, area));
}

/// Words beside each other, from their left end.
fn row(canvas: &mut Canvas, all: &[Words], white: Tone, (left, area): (i32, Area)) {
    let size = canvas.size(canvas.panel.row);
    let middle = area.y + area.height / 2;
    let mut x = left;
    for words in all {
        if let Some(light) = words.light {
            mark(canvas, light, (x, middle), size);
            x += light_width(canvas);
        }
        let tone = if words.tone == Tone::White { white } else { words.tone };
        x += canvas.text((x, Canvas::centred(middle, size)), size, tone, &words.text) + size / 2;
    }
}

/// How wide words stand beside each other.
fn row_width(canvas: &Canvas, all: &[Words]) -> i32 {
    let size = canvas.size(canvas.panel.row);
    let wide = |words: &Words| {
        let light = words.light.map_or(0, |_| light_width(canvas));
        light + canvas.width(size, &words.text) + size / 2
    };
    (all.iter().map(wide).sum::<i32>() - size / 2).max(0)
}

/// How wide a light is with the air behind it. Glyphs of dots bring their own.
fn light_width(canvas: &Canvas) -> i32 {
    let size = canvas.size(canvas.panel.row);
    if canvas.panel.dots { size } else { size * 6 / 5 }
}

fn lines(canvas: &Canvas, deck: &Deck, slide: &Slide) -> Vec<Line> {
    let lines_each = |rows: usize| canvas.panel.rows as usize / rows.max(1);
    match &slide.body {
        Body::Cover { name, .. } => cover(canvas, deck, name),
        Body::Lights { parts } => lights(canvas, &slide.title, parts),
        Body::Bars { rows } => rows
            .iter()
            .map(|row| {
                let said =
                    row.actual.map_or_else(|| "未填报".to_owned(), |held| format!("{held}%"));
                let tone = if row.behind { Tone::Yellow } else { Tone::White };
                Line::of(&*row.name).ending(said, tone)
            })
            .collect(),
        Body::Units { rows } => rows.iter().map(|row| unit(canvas, row)).collect(),
        Body::Portals { rows } => rows.iter().flat_map(|row| portal(canvas, row)).collect(),
        Body::Ranking { first, last } => {
            let rows: Vec<&RankRow> = first.iter().chain(last).collect();
            let form = rank_form(canvas, &rows);
            rows.iter().flat_map(|row| ranked(canvas, row, form, lines_each(rows.len()))).collect()
        }
        Body::Commendation { kind, honoured, .. } => {
            let mut lines = wrapped(canvas, &honoured.join("、"));
            lines.insert(0, Line::of(&**kind));
            lines
        }
        Body::Exposure { issue, stamp, units, clock, note } => {
            let days = clock.as_ref().map_or_else(String::new, in_short);
            exposure(canvas, issue, &units.join("、"), (stamp, &days), note.as_deref())
        }
        Body::Countdown { clocks, .. } | Body::Figures { figures: clocks } => clocks
            .iter()
            .map(|clock| {
                let tone = if clock.overdue { Tone::Red } else { Tone::White };
                Line::of(&*clock.label).ending(days(clock), tone)
            })
            .collect(),
        Body::Due { rows } => {
            rows.iter().flat_map(|row| due(canvas, row, lines_each(rows.len()))).collect()
        }
        Body::Changes { rows } => {
            let row = |row: &ChangeRow| {
                let date = Words::of(format!("→{}", row.new), Tone::Yellow);
                titled(canvas, Words::of(&*row.title, Tone::White), date, lines_each(rows.len()))
            };
            rows.iter().flat_map(row).collect()
        }
        Body::Notice { paragraphs } => {
            paragraphs.iter().flat_map(|text| wrapped(canvas, text)).collect()
        }
        Body::Qr { caption, .. } => wrapped(canvas, caption),
        Body::Words { sentence } => wrapped(canvas, sentence),
    }
}

/// The issue, who answers for it, how it stands with its days, and what must be said beside it: on a
/// line of its own or, where there is none, instead of the days. An entry that has no room for that
/// finds none itself: without it, it would not be fair.
fn exposure(
    canvas: &Canvas,
    issue: &str,
    units: &str,
    (stamp, days): (&Stamp, &str),
    note: Option<&str>,
) -> Vec<Line> {
    let mut lines = wrapped(canvas, issue);
    let below = note.filter(|_| lines.len() + 1 < canvas.panel.rows as usize);
    let beside = if below.is_some() { None } else { note };
    let tone = Tone::of_stamp(stamp.kind);
    let whole = format!("{}{days}", stamp.word);
    let state = match beside {
        Some(note) => format!("{} {note}", stamp.word),
        None if room(canvas, &format!("{units} {whole}")) => whole,
        None => stamp.word.clone(),
    };
    lines.push(Line::of(units).ending(state, tone));
    lines.extend(below.map(|note| Line { left: vec![Words::of(note, tone)], right: Vec::new() }));
    lines
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

/// The light and the title with the days.
fn due(canvas: &Canvas, row: &DueRow, lines: usize) -> Vec<Line> {
    let tone = if row.overdue { Tone::Red } else { Tone::White };
    let title = Words { light: Some(row.light.slug), ..Words::of(&*row.title, Tone::White) };
    titled(canvas, title, Words::of(&*row.when, tone), lines)
}

/// A title with a date behind it, or below it where a line is too short and there are two.
fn titled(canvas: &Canvas, title: Words, date: Words, lines: usize) -> Vec<Line> {
    let title = Line { left: vec![title], right: Vec::new() };
    let gap = canvas.size(canvas.panel.row) / 2;
    let both = row_width(canvas, &title.left) + gap + canvas.width(gap * 2, &date.text);
    if lines < 2 || both <= line_width(canvas) {
        return vec![Line { right: vec![date], ..title }];
    }
    vec![title, Line { left: Vec::new(), right: vec![date] }]
}

/// A unit with its lights. One of which no light finds room is left out: it would look like one
/// that has none.
fn unit(canvas: &Canvas, row: &UnitRow) -> Line {
    let name = Line::of(&*row.name);
    let right = worst(canvas, &name, &row.lights);
    if right.is_empty() {
        let all = row.lights.iter().map(Words::shaped).collect();
        return Line { right: all, ..name };
    }
    Line { right, ..name }
}

/// What stands between a rank and its name, and behind its score.
type RankForm = (&'static str, &'static str);

/// The first way to set ranks in which all of a page find room; they stand below each other alike.
fn rank_form(canvas: &Canvas, rows: &[&RankRow]) -> Option<RankForm> {
    let fits = |(gap, points): &RankForm| {
        let whole = |row: &&RankRow| format!("{}{gap}{} {}{points}", row.rank, row.name, row.score);
        rows.iter().all(|row| room(canvas, &whole(row)))
    };
    [(" ", "分"), (" ", ""), ("", "")].into_iter().find(fits)
}

/// A unit with its rank and its score, below each other where no form has room and there are two
/// lines.
fn ranked(canvas: &Canvas, row: &RankRow, form: Option<RankForm>, lines: usize) -> Vec<Line> {
    let tone = if row.last { Tone::Pale } else { Tone::White };
    let RankRow { rank, name, score, .. } = row;
    let apart = format!("{rank} {name}");
    if form.is_none() && lines > 1 && room(canvas, &apart) {
        let score = Words::of(format!("{score}分"), tone);
        return vec![Line::of(apart), Line { right: vec![score], ..Line::default() }];
    }
    let (gap, points) = form.unwrap_or(("", ""));
    vec![Line::of(format!("{rank}{gap}{name}")).ending(format!("{score}{points}"), tone)]
}

/// The name with as many lights as fit, or with what must be said of the figures; below it those,
/// among which is how many were not reported in time.
fn portal(canvas: &Canvas, row: &PortalRow) -> Vec<Line> {
    let name = Line::of(&*row.name);
    let lights: Vec<LightCount> = row.lights.iter().filter(|part| is_told(part)).cloned().collect();
    let said = match &row.note {
        Some(note) => vec![Words::of(note, Tone::Yellow)],
        None => worst(canvas, &name, &lights),
    };
    let figures: Vec<String> =
        row.figures.iter().map(|clock| format!("{}{}", clock.label, days(clock))).collect();
    let apart = figures.join(" ");
    let figures_below = if room(canvas, &apart) { apart } else { figures.concat() };
    if room(canvas, &figures_below) {
        let below = Some(figures_below).filter(|figures| !figures.is_empty()).map(Line::of);
        return [Line { right: said, ..name }].into_iter().chain(below).collect();
    }
    // A short line leaves no room for lights; that figures are old is said instead of them.
    match (&row.note, figures.split_first()) {
        (Some(note), _) => {
            vec![name, Line { left: vec![Words::of(note, Tone::Yellow)], ..Line::default() }]
        }
        (None, Some((first, rest))) => {
            vec![name.ending(first, Tone::White), Line::of(rest.join(" "))]
        }
        (None, None) => vec![name],
    }
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

/// What is counted, if there is a line for it, and below it the lights with their counts, as many
/// on a line as fit.
fn lights(canvas: &Canvas, title: &str, parts: &[LightCount]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for words in parts.iter().map(Words::counting) {
        let longer = lines.last().map(|line| {
            let left = line.left.iter().cloned().chain([words.clone()]).collect();
            Line { left, ..Line::default() }
        });
        match longer.filter(|line| row_width(canvas, &line.left) <= line_width(canvas)) {
            Some(longer) => *lines.last_mut().expect("it was longer than the last") = longer,
            None => lines.push(Line { left: vec![words], ..Line::default() }),
        }
    }
    let free = lines.len() < usize::try_from(canvas.panel.rows).unwrap_or(0);
    if free && room(canvas, title) {
        lines.insert(0, Line::of(title));
    }
    lines
}

/// The lights at the end of a line: all of them in words, else all by their shapes, else as many as
/// fit, the worst first, with a word for the others.
fn worst(canvas: &Canvas, line: &Line, lights: &[LightCount]) -> Vec<Words> {
    let taken = row_width(canvas, &line.left) + canvas.size(canvas.panel.row) / 2;
    let fits = |words: &Vec<Words>| taken + row_width(canvas, words) <= line_width(canvas);
    let first = |count: usize, words: fn(&LightCount) -> Words| {
        lights.iter().take(count).map(words).collect::<Vec<_>>()
    };
    let all = [first(lights.len(), Words::counting), first(lights.len(), Words::shaped)];
    let fewer = |words: fn(&LightCount) -> Words, others: fn(u32) -> String| {
        (1..lights.len()).rev().map(move |count| {
            let rest = lights.iter().skip(count).map(|part| part.count).sum();
            let mut shown = first(count, words);
            shown.push(Words::of(others(rest), Tone::Dim));
            shown
        })
    };
    let counted: fn(u32) -> String = |others| format!("其他{others}");
    let named: fn(u32) -> String = |_| "等".to_owned();
    let fewer = fewer(Words::counting, counted)
        .chain(fewer(Words::shaped, counted))
        .chain(fewer(Words::shaped, named));
    // Of counts that leave no room even for that word, the worst stands alone.
    let worst = lights.first().map(|part| vec![Words::shaped(part)]);
    all.into_iter().chain(fewer).chain(worst).find(fits).unwrap_or_default()
}

/// Whether a light is told beside a portal's name: how many were not reported in time is among the
/// figures below it.
fn is_told(part: &LightCount) -> bool {
    part.light.slug != LightSlug::Silent
}

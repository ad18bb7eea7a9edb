//! Lights: their shapes, and the slide that counts them.

use std::fmt::Write;

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::setting::best;
use crate::plan::view::atoms::{LightCount, LightSlug};
use crate::plan::view::deck::Ink;

/// Draws a light's shape in a square; returns the room it takes. On panels of dots it is a glyph.
pub fn mark(canvas: &mut Canvas, light: LightSlug, (x, middle): (i32, i32), size: i32) -> i32 {
    let tone = Tone::of_light(light);
    if canvas.panel.dots {
        let size = canvas.share(size, (1, 1));
        let baseline = Canvas::centred(middle, size);
        return canvas.text((x, baseline), size, tone, glyph(light)).max(size);
    }
    let shape = shape(light, tone.on(canvas.panel.ink));
    canvas.shape((x, middle - size / 2), size, &shape);
    size
}

/// The sign of a light among the characters.
fn glyph(light: LightSlug) -> &'static str {
    match light {
        LightSlug::Red => "■",
        LightSlug::Yellow => "▲",
        LightSlug::Green => "●",
        LightSlug::Done => "✔",
        LightSlug::Awaiting => "◐",
        LightSlug::Silent => "◌",
        LightSlug::Upcoming => "○",
        LightSlug::Paused => "⊖",
        LightSlug::Cancelled => "✕",
    }
}

/// Ten short arcs and six long ones of the ring. Dashes of a circle are not the same arcs to every
/// engine; these are.
const SHORT_ARCS: &str = "\
    M455 153A350 350 0 0 1 545 153M668 193A350 350 0 0 1 740 246\
    M816 350A350 350 0 0 1 844 435M844 565A350 350 0 0 1 816 650\
    M740 754A350 350 0 0 1 668 807M545 847A350 350 0 0 1 455 847\
    M332 807A350 350 0 0 1 260 754M184 650A350 350 0 0 1 156 565\
    M156 435A350 350 0 0 1 184 350M260 246A350 350 0 0 1 332 193";
const LONG_ARCS: &str = "\
    M382 170A350 350 0 0 1 618 170M727 233A350 350 0 0 1 844 437\
    M844 563A350 350 0 0 1 727 767M618 830A350 350 0 0 1 382 830\
    M273 767A350 350 0 0 1 156 563M156 437A350 350 0 0 1 273 233";

/// The shape in a square of 1000 units.
fn shape(light: LightSlug, colour: &str) -> String {
    let ring = format!(
        r#"<circle cx="500" cy="500" r="350" fill="none" stroke="{colour}" stroke-width="170"/>"#
    );
    let arcs = |arcs: &str| {
        format!(r#"<path d="{arcs}" fill="none" stroke="{colour}" stroke-width="170"/>"#)
    };
    match light {
        LightSlug::Red => {
            format!(r#"<path d="M60 60h880v880h-880z" fill="{colour}"/>"#)
        }
        LightSlug::Yellow => format!(r#"<path d="M500 60L980 920H20z" fill="{colour}"/>"#),
        LightSlug::Green => format!(r#"<circle cx="500" cy="500" r="450" fill="{colour}"/>"#),
        LightSlug::Done => format!(
            r##"<circle cx="500" cy="500" r="450" fill="{colour}"/><path d="M280 520L440 670L730 350" fill="none" stroke="#000000" stroke-width="130"/>"##
        ),
        LightSlug::Awaiting => {
            let half = format!(r#"<path d="M500 150A350 350 0 0 1 500 850z" fill="{colour}"/>"#);
            ring + &half
        }
        LightSlug::Silent => arcs(SHORT_ARCS),
        LightSlug::Upcoming => arcs(LONG_ARCS),
        LightSlug::Paused => {
            ring + &format!(r#"<path d="M300 430h400v140h-400z" fill="{colour}"/>"#)
        }
        LightSlug::Cancelled => format!(
            r#"<path d="M140 140L860 860M860 140L140 860" fill="none" stroke="{colour}" stroke-width="190"/>"#
        ),
    }
}

/// How the counts are set: in how many columns, over a bar or not, as figures or beside words.
#[derive(Debug, Clone, Copy)]
struct Setting {
    columns: i32,
    cell: Area,
    /// Between two columns.
    gap: i32,
    bar: i32,
    /// Sizes of figures and of words.
    figure: i32,
    word: i32,
    /// Words stand in full.
    whole: bool,
}

/// A figure for each light over one bar of all of them. Where there is little room, counts stand
/// beside their words, and the bar is left out.
pub fn draw(canvas: &mut Canvas, parts: &[LightCount], area: Area) {
    let Some(set) = setting(canvas, parts, area) else {
        let words: Vec<&str> = parts.iter().map(|part| &*part.light.short).collect();
        return canvas.refuse(&words.concat());
    };
    for (at, row) in (0..).zip(parts.chunks(usize::try_from(set.columns).unwrap_or(1))) {
        let line = Area { y: area.y + at * set.cell.height, height: set.cell.height, ..area };
        for (part, cell) in row.iter().zip(line.columns(set.columns, set.gap)) {
            if set.figure > 0 {
                figure(canvas, part, cell, set);
            } else {
                beside(canvas, part, cell, set.word);
            }
        }
    }
    let foot = Area { y: area.bottom() - set.bar, height: set.bar, ..area };
    distribution(canvas, parts, foot);
}

/// The first setting in which everything fits: figures before words, a bar before none; of those
/// that of the largest figures or words, and of equals that of the fewest lines.
fn setting(canvas: &Canvas, parts: &[LightCount], area: Area) -> Option<Setting> {
    let count = i32::try_from(parts.len()).unwrap_or(1).max(1);
    let share = if canvas.is_small() { 7 } else { 5 };
    let row = canvas.row_size();
    let bar = (area.height / share).min(row * 3);
    let tries = [(bar, true), (bar, false), (0, false)];
    tries.into_iter().find_map(|(bar, figures)| {
        // Counts beside words keep clear of the next light.
        let gap = if figures { row / 4 } else { row / 2 };
        let columns = (1..=count).rev().filter(|columns| area.width / columns >= row * 4);
        let mut fitting = columns.filter_map(|columns| {
            let lines = (count + columns - 1) / columns;
            let columns = (count + lines - 1) / lines;
            let free = area.height - if bar > 0 { bar + row / 4 } else { 0 };
            let width = (area.width - gap * (columns - 1)) / columns;
            let cell = Area { width, height: free / lines, ..area };
            let set = Setting { columns, cell, gap, bar, figure: 0, word: 0, whole: false };
            if figures { with_figures(canvas, parts, set) } else { with_words(canvas, parts, set) }
        });
        let first = fitting.next()?;
        // A grid without holes is worth a third of a size.
        let is_whole = |set: &Setting| set.columns > 1 && count % set.columns == 0;
        let worth = |set: &Setting| if is_whole(set) { 4 } else { 3 };
        let grade = |set: &Setting| if figures { set.figure * worth(set) } else { set.word };
        Some(best(first, fitting, grade, i32::MAX))
    })
}

/// Figures of one size in every cell, with words below them: in full where all find room.
fn with_figures(canvas: &Canvas, parts: &[LightCount], set: Setting) -> Option<Setting> {
    let row = canvas.row_size();
    let smaller = canvas.share(row, (5, 6));
    let tries =
        [(true, row), (true, smaller), (false, row), (false, smaller), (false, canvas.least())];
    let fits = |(whole, size): &(bool, i32)| {
        let room = set.cell.width - size * 12 / 10;
        parts.iter().all(|part| canvas.width(*size, word(part, *whole)) <= room)
    };
    let (whole, word) = tries.into_iter().find(fits)?;
    // At a size of a thousand pixels a text is as many thousandths wide.
    let widths = parts.iter().map(|part| canvas.width(1000, &part.count.to_string()));
    let widest = widths.max().unwrap_or(1).max(1);
    let tall = (set.cell.height - word * 3 / 2) * 9 / 10;
    let figure = canvas.size(canvas.panel.figure).min(tall).min(set.cell.width * 740 / widest);
    let figure = canvas.whole(figure);
    (figure >= word * 3 / 2).then_some(Setting { figure, word, whole, ..set })
}

/// Counts beside their words.
fn with_words(canvas: &Canvas, parts: &[LightCount], set: Setting) -> Option<Setting> {
    let row = canvas.row_size();
    let fits = |size: &i32| {
        let wide = |part: &LightCount| {
            let words = canvas.width(*size, &part.light.short);
            let number = canvas.width(*size, &part.count.to_string());
            let shape = if canvas.panel.dots { *size } else { size * 8 / 10 };
            shape + words + number + size / 4
        };
        *size <= set.cell.height && parts.iter().all(|part| wide(part) <= set.cell.width)
    };
    let mut sizes = canvas.row_steps();
    sizes.push(canvas.least());
    sizes.retain(|size| *size <= row || *size * 9 / 5 <= set.cell.height);
    let word = sizes.into_iter().find(fits)?;
    Some(Setting { word, ..set })
}

/// The count, with the light's shape and word below.
fn figure(canvas: &mut Canvas, part: &LightCount, cell: Area, set: Setting) {
    let Setting { figure: size, word: label, .. } = set;
    let below = label * 3 / 2;
    let top = cell.y + (cell.height - size - below).max(0) / 2;
    let tone = Tone::of_light(part.light.slug);
    let number = part.count.to_string();
    canvas.text((cell.x, Canvas::hanging(top, size)), size, tone, &number);
    let middle = top + size + below / 2;
    let taken = mark(canvas, part.light.slug, (cell.x, middle), label * 9 / 10);
    let x = cell.x + taken + label * 3 / 10;
    let word = word(part, set.whole);
    canvas.text((x, Canvas::centred(middle, label)), label, Tone::White, word);
}

fn word(part: &LightCount, whole: bool) -> &str {
    if whole { &part.light.word } else { &part.light.short }
}

fn beside(canvas: &mut Canvas, part: &LightCount, cell: Area, size: i32) {
    let middle = cell.y + cell.height / 2;
    let taken = mark(canvas, part.light.slug, (cell.x, middle), size * 8 / 10);
    let baseline = Canvas::centred(middle, size);
    let x = cell.x + taken + size / 8;
    let said = canvas.text((x, baseline), size, Tone::White, &part.light.short);
    let tone = Tone::of_light(part.light.slug);
    canvas.text((x + said + size / 8, baseline), size, tone, &part.count.to_string());
}

/// One stacked bar; every part is wide enough to be seen.
fn distribution(canvas: &mut Canvas, parts: &[LightCount], area: Area) {
    if area.height == 0 {
        return;
    }
    let total: u32 = parts.iter().map(|part| part.count).sum();
    let gap = (area.height / 20).clamp(2, 6);
    let least = area.height / 4;
    let count = i32::try_from(parts.len()).unwrap_or(1);
    let room = i64::from(area.width - gap * (count - 1) - least * count);
    let mut x = area.x;
    for part in parts {
        let share = room * i64::from(part.count) / i64::from(total.max(1));
        let width = least + i32::try_from(share).unwrap_or(0);
        segment(canvas, part.light.slug, Area { x, width, ..area });
        x += width + gap;
    }
}

/// Yellow is hatched and what has not begun or was given up is hollow, so that the bar reads
/// without colours.
fn segment(canvas: &mut Canvas, light: LightSlug, area: Area) {
    let tone = Tone::of_light(light);
    let thick = (area.height / 16).max(2);
    match light {
        LightSlug::Upcoming | LightSlug::Paused | LightSlug::Cancelled | LightSlug::Silent => {
            canvas.outline(area, thick, tone);
        }
        LightSlug::Yellow => {
            canvas.rect(area, tone);
            hatch(canvas, area);
        }
        LightSlug::Green if canvas.panel.ink == Ink::Red => {
            let middle = area.y + area.height / 2 - thick / 2;
            canvas.outline(area, thick, tone);
            canvas.rect(Area { y: middle, height: thick, ..area }, tone);
        }
        LightSlug::Red | LightSlug::Done | LightSlug::Green | LightSlug::Awaiting => {
            canvas.rect(area, tone);
        }
    }
}

/// Dark lines from the lower left to the upper right.
fn hatch(canvas: &mut Canvas, area: Area) {
    let step = (area.height / 4).max(6);
    let thick = (step / 5).max(1);
    let mut path = String::new();
    let mut from = area.x - area.height + step;
    while from < area.right() {
        let enter = (area.x - from).max(0);
        let leave = (area.right() - from).min(area.height);
        if enter < leave {
            let (x1, y1) = (from + enter, area.bottom() - enter);
            let (x2, y2) = (from + leave, area.bottom() - leave);
            write!(path, "M{x1} {y1}L{x2} {y2}").expect("a string grows");
        }
        from += step;
    }
    write!(
        canvas.out,
        r##"<path d="{path}" stroke="#000000" stroke-width="{thick}" fill="none"/>"##
    )
    .expect("a string grows");
}

/// How wide a light is with its count and the gap behind it.
fn width_of_count(canvas: &Canvas, part: &LightCount, size: i32) -> i32 {
    let shape = if canvas.panel.dots { size } else { size * 9 / 10 };
    shape + size / 5 + canvas.width(size, &part.count.to_string()) + size / 2
}

/// Lights in rows that end at the right of their area.
pub struct Counts<'a> {
    /// Their size.
    pub size: i32,
    /// Each row, the worst first.
    rows: Vec<&'a [LightCount]>,
    /// A word for lights that found no room, if there are any.
    others: String,
    /// Width of the longest row.
    pub width: i32,
}

impl Counts<'_> {
    /// Whether no light found room.
    pub fn is_none(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether all lights stand at a size at least.
    pub fn is_whole(&self, least: i32) -> bool {
        self.others.is_empty() && self.size >= least
    }

    /// How high the rows are with the air between them, if there are any lights.
    pub fn height(&self) -> Option<i32> {
        let rows = i32::try_from(self.rows.iter().filter(|row| !row.is_empty()).count()).ok()?;
        (rows > 0).then_some(rows * self.size * 13 / 10 + self.size / 2)
    }

    /// Whether all lights stand in one row at the first of these sizes.
    pub fn is_large(&self, sizes: &[i32]) -> bool {
        self.rows.len() == 1
            && self.others.is_empty()
            && sizes.first().is_none_or(|it| self.size >= *it)
    }
}

/// Lights in one row at the first of some sizes at which all find room; in two rows where they have
/// the height, before they stand at the smallest in one; else the worst with a word for the others: no row looks complete and is not.
pub fn counts<'a>(
    canvas: &Canvas,
    parts: &'a [LightCount],
    sizes: &[i32],
    (room, height): (i32, i32),
) -> Counts<'a> {
    let fits = |row: &[LightCount], size: i32| one_row(canvas, row, size) <= room;
    let small = sizes.last().copied().unwrap_or_else(|| canvas.least());
    let in_one = |size: &i32| fits(parts, *size).then(|| in_rows(canvas, vec![parts], *size));
    let half = (parts.len().div_ceil(2)..parts.len()).find_map(|at| parts.split_at_checked(at));
    let in_two = |size: &i32| {
        let (first, second) = half?;
        // Rows of one unit stand closer than those of two.
        let fits = size * 28 / 10 <= height && fits(first, *size) && fits(second, *size);
        fits.then(|| in_rows(canvas, vec![first, second], *size))
    };
    let (last, larger) = sizes.split_last().unwrap_or((&small, &[]));
    let found = larger.iter().find_map(in_one);
    let found = found.or_else(|| larger.iter().find_map(in_two)).or_else(|| in_one(last));
    if let Some(found) = found.or_else(|| in_two(last)) {
        return found;
    }
    let worst = |count: usize, word: fn(u32) -> String| {
        let (row, rest) = parts.split_at(count);
        let others = word(rest.iter().map(|part| part.count).sum());
        let counts = in_rows(canvas, vec![row], small);
        let width = counts.width + canvas.width(small, &others) + small / 2;
        Counts { others, width, ..counts }
    };
    let words: [fn(u32) -> String; 2] = [|others| format!("其他{others}"), |_| "等".to_owned()];
    let mut found =
        words.into_iter().flat_map(|word| (1..parts.len()).rev().map(move |count| (count, word)));
    let found =
        found.find_map(|(count, word)| Some(worst(count, word)).filter(|it| it.width <= room));
    // Beside a name and a note that take the whole width, the note alone stands.
    found.unwrap_or_else(|| in_rows(canvas, Vec::new(), small))
}

fn in_rows<'a>(canvas: &Canvas, rows: Vec<&'a [LightCount]>, size: i32) -> Counts<'a> {
    let width = rows.iter().map(|row| one_row(canvas, row, size)).max().unwrap_or(0);
    Counts { size, rows, others: String::new(), width }
}

/// Width of lights in one row.
pub fn one_row(canvas: &Canvas, row: &[LightCount], size: i32) -> i32 {
    let wide: i32 = row.iter().map(|part| width_of_count(canvas, part, size)).sum();
    (wide - size / 2).max(0)
}

/// Draws the rows around a height, each ending at `right`.
pub fn draw_counts(canvas: &mut Canvas, counts: &Counts, (right, middle): (i32, i32)) {
    let size = counts.size;
    let pitch = size * 13 / 10;
    let above = i32::try_from(counts.rows.len()).unwrap_or(1) - 1;
    for (at, row) in (0..).zip(&counts.rows) {
        let middle = middle - above * pitch / 2 + at * pitch;
        let baseline = Canvas::centred(middle, size);
        let mut x = right - one_row(canvas, row, size);
        if !counts.others.is_empty() {
            let taken = canvas.text_before((right, baseline), size, Tone::Dim, &counts.others);
            x -= taken + size / 2;
        }
        for part in *row {
            x += mark(canvas, part.light.slug, (x, middle), size * 9 / 10) + size / 5;
            let number = part.count.to_string();
            x += canvas.text((x, baseline), size, Tone::White, &number) + size / 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::frame::Picture;

    const ALL: [LightSlug; 9] = [
        LightSlug::Done,
        LightSlug::Green,
        LightSlug::Yellow,
        LightSlug::Red,
        LightSlug::Awaiting,
        LightSlug::Silent,
        LightSlug::Upcoming,
        LightSlug::Paused,
        LightSlug::Cancelled,
    ];
    /// The side of a light on the smallest panels.
    const SIDE: u32 = 20;

    fn drawn(light: LightSlug, ink: Ink) -> Vec<u8> {
        let inside = shape(light, Tone::of_light(light).on(ink));
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" viewBox="0 0 1000 1000">{inside}</svg>"#
        );
        Picture::of(&svg, SIDE, SIDE).rgb
    }

    /// What somebody without green cones sees (Machado 2009), in thousandths.
    fn without_green_cones([red, green, blue]: [u8; 3]) -> [i32; 3] {
        let row = |[r, g, b]: [i32; 3]| {
            (r * i32::from(red) + g * i32::from(green) + b * i32::from(blue)) / 1000
        };
        [row([367, 861, -228]), row([280, 673, 47]), row([-12, 43, 969])]
    }

    fn grey([red, green, blue]: [u8; 3]) -> [i32; 3] {
        [(i32::from(red) * 213 + i32::from(green) * 715 + i32::from(blue) * 72) / 1000; 3]
    }

    /// How many hundredths of the pixels of two drawings are clearly different.
    fn apart(a: &[u8], b: &[u8], seen: fn([u8; 3]) -> [i32; 3]) -> usize {
        let pairs = a.as_chunks().0.iter().zip(b.as_chunks().0);
        let differ = |(a, b): &(&[u8; 3], &[u8; 3])| {
            seen(**a).iter().zip(seen(**b)).any(|(a, b)| (a - b).abs() > 60)
        };
        pairs.filter(differ).count() * 100 / (SIDE * SIDE) as usize
    }

    #[test]
    fn lights_are_told_apart_without_colour_and_without_green_cones() {
        for (ink, seen) in [
            (Ink::Full, grey as fn([u8; 3]) -> [i32; 3]),
            (Ink::Full, without_green_cones),
            (Ink::Red, |[red, _, _]| [i32::from(red); 3]),
        ] {
            for (at, one) in ALL.iter().enumerate() {
                for other in &ALL[at + 1..] {
                    let share = apart(&drawn(*one, ink), &drawn(*other, ink), seen);
                    assert!(share >= 5, "{one:?} and {other:?} differ in {share} of 100 pixels");
                }
            }
        }
    }
}

//! Big figures: days left, totals.

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::rows::{due, size_of_all};
use super::setting::{Fitted, best};
use crate::plan::view::deck::is_wide;
use crate::plan::view::slide::{Clock, DueRow};

/// One or two clocks, and below them what falls due; on a wide panel beside them.
pub fn countdown(canvas: &mut Canvas, clocks: &[Clock], rows: &[DueRow], area: Area) {
    if canvas.is_small() {
        return stack(canvas, clocks, area, true);
    }
    let row = canvas.row_size();
    if is_wide(canvas.panel.width, canvas.panel.height) && !rows.is_empty() {
        let left = Area { width: area.width * 3 / 10, ..area };
        stack(canvas, clocks, left, false);
        let x = left.right() + row;
        let list = Area { x, width: area.right() - x, ..area };
        canvas.list.size = size_of_all(canvas, rows, list.width);
        return due(canvas, rows, list);
    }
    let height = below(canvas, rows, area);
    let list = Area { y: area.bottom() - height, height, ..area };
    let most = canvas.size(canvas.panel.figure) * if rows.is_empty() { 2 } else { 1 };
    side_by_side(canvas, clocks, area.above(height + row / 2), most);
    due(canvas, rows, list);
}

/// How rows stand below clocks, and how high they are together. A tall panel has the height for
/// several lines a row, and needs them: for titles in two lines where those are long.
fn below(canvas: &mut Canvas, rows: &[DueRow], area: Area) -> i32 {
    let row = canvas.row_size();
    let count = i32::try_from(rows.len()).unwrap_or(0);
    canvas.list.lines = if canvas.is_tall() { 2 } else { 1 };
    let size = size_of_all(canvas, rows, area.width);
    if canvas.is_tall() && size < row && count * row * 5 <= area.height * 3 / 5 {
        canvas.list.lines = 3;
        return count * row * 5;
    }
    let pitch = if canvas.list.lines > 1 { row * 7 / 2 } else { row * 3 / 2 };
    canvas.list.size = size;
    (count * pitch).min(area.height / 2)
}

/// The first clock large, the second as a line below.
fn stack(canvas: &mut Canvas, clocks: &[Clock], area: Area, centred: bool) {
    let sizes = [canvas.row_size(), canvas.least()];
    let Some(first) = clocks.first() else { return };
    let begin = |width: i32| area.x + if centred { (area.width - width) / 2 } else { 0 };
    let mut left = area;
    if let Some(second) = clocks.get(1) {
        let line = format!("{}{}{}", second.label, second.number, second.unit);
        let size = canvas.fit_line(&line, &sizes, area.width);
        let x = begin(canvas.width(size, &line));
        let baseline = Canvas::hanging(area.bottom() - size, size);
        canvas.text((x, baseline), size, Tone::Dim, &line);
        left = area.above(size + size / 4);
    }
    if !first.label.is_empty() {
        let label = canvas.fit_line(&first.label, &sizes, area.width);
        let x = begin(canvas.width(label, &first.label));
        canvas.text((x, Canvas::hanging(left.y, label)), label, Tone::Dim, &first.label);
        left = left.below(label + label / 4);
    }
    let most = canvas.size(canvas.panel.figure) * 5 / 2;
    let most = most.min(darkest(canvas, std::slice::from_ref(first)));
    let (size, unit) = sizes_of(canvas, first, left, most);
    let width = canvas.width(size, &first.number) + unit / 4 + canvas.width(unit, &first.unit);
    let at = (begin(width), Canvas::centred(left.y + left.height / 2, size));
    number(canvas, first, at, (size, unit));
}

/// One to four figures side by side, each below what it counts.
pub fn figures(canvas: &mut Canvas, figures: &[Clock], area: Area) {
    let most = (canvas.size(canvas.panel.figure) * 2).min(darkest(canvas, figures));
    side_by_side(canvas, figures, area, most);
}

/// The largest size at which figures leave the panel dark; a fifth of what may be white is for their
/// units and the title.
fn darkest(canvas: &Canvas, figures: &[Clock]) -> i32 {
    let widths = figures.iter().map(|figure| i64::from(canvas.width(1000, &figure.number)));
    let square = canvas.most_white() * 4 / 5 * 1000 / widths.sum::<i64>().max(1);
    i32::try_from(square.isqrt()).unwrap_or(i32::MAX)
}

/// Figures in lines of equally many, alike in size, as large as the panel and `most` allow.
fn side_by_side(canvas: &mut Canvas, figures: &[Clock], area: Area, most: i32) {
    let whole = |columns: &usize| figures.len().is_multiple_of(*columns);
    let settings = (1..=figures.len()).rev().filter(whole);
    let settings = settings.filter_map(|columns| setting(canvas, figures, area, (columns, most)));
    // The first of those with the largest figures has the fewest lines.
    let best = settings.fold(None::<Setting>, |best, next| match best {
        Some(best) if next.number.0 <= best.number.0 => Some(best),
        _ => Some(next),
    });
    let Some(set) = best else {
        let labels: Vec<&str> = figures.iter().map(|figure| &*figure.label).collect();
        return canvas.refuse(&labels.concat());
    };
    for (at, row) in (0..).zip(figures.chunks(set.columns)) {
        let line = Area { y: area.y + at * set.height, height: set.height, ..area };
        for (figure, cell) in row.iter().zip(set.cells(canvas, line)) {
            one(canvas, figure, cell, &set);
        }
    }
}

/// How figures are set.
struct Setting {
    columns: usize,
    /// Height of a line.
    height: i32,
    /// Size of the words above the figures, and how high the highest are with the gap below.
    label: i32,
    labels: i32,
    /// Sizes of a figure and of its unit.
    number: (i32, i32),
}

impl Setting {
    fn cells(&self, canvas: &Canvas, line: Area) -> Vec<Area> {
        line.columns(i32::try_from(self.columns).unwrap_or(1), canvas.size(canvas.panel.title))
    }
}

/// So many figures side by side, if all find room.
fn setting(
    canvas: &Canvas,
    figures: &[Clock],
    area: Area,
    (columns, most): (usize, i32),
) -> Option<Setting> {
    let lines = i32::try_from(figures.len() / columns).unwrap_or(1).max(1);
    let height = area.height / lines;
    let row = canvas.row_size();
    let larger = canvas.share(canvas.size(canvas.panel.message), (3, 4)).max(row);
    let cells = |set: &Setting| set.cells(canvas, Area { height, ..area }).into_iter().next();
    // Labels of one size, in one line if that is possible, and no larger than half the figures as
    // long as they may be smaller.
    let tries = [larger, row, row * 5 / 6, canvas.least()];
    let ways = [1, 2].into_iter().flat_map(|lines| tries.map(|size| (lines, size)));
    let mut found = ways.filter_map(|(lines, label)| {
        let set = Setting { columns, height, label, labels: 0, number: (i32::MAX, i32::MAX) };
        let cell = cells(&set)?;
        let room = Area { height: cell.height / 2, ..cell };
        let fitted = |figure: &Clock| canvas.roomy(&figure.label, &[label], lines, room);
        let all = figures.iter().map(fitted).collect::<Option<Vec<_>>>()?;
        let labels = all.iter().map(Fitted::height).max()? + label / 3;
        let sizes = figures.iter().map(|figure| sizes_of(canvas, figure, cell.below(labels), most));
        let number = sizes.fold(set.number, |(a, b), (size, unit)| (a.min(size), b.min(unit)));
        (number.0 >= label).then_some(Setting { labels, number, ..set })
    });
    let first = found.next()?;
    Some(best(first, found, |set| set.number.0 >= set.label * 2, true))
}

/// A figure below its words, both in the middle of the cell's height.
fn one(canvas: &mut Canvas, clock: &Clock, cell: Area, set: &Setting) {
    let (size, unit) = set.number;
    let block = set.labels + size * 9 / 10;
    let top = cell.y + (cell.height - block).max(0) / 2;
    let fitted = canvas.name(&clock.label, &[set.label], 2, cell);
    let begins = top + set.labels - set.label / 3 - fitted.height();
    canvas.paragraph((cell.x, begins), &fitted, Tone::Dim);
    number(canvas, clock, (cell.x, Canvas::hanging(top + set.labels, size)), (size, unit));
}

/// The largest size of a figure that fits and is not above `most`, and that of its unit.
fn sizes_of(canvas: &Canvas, clock: &Clock, area: Area, most: i32) -> (i32, i32) {
    let wanted = most.min(area.height * 9 / 10);
    // At a size of a thousand pixels a text is as many thousandths wide.
    let wide = canvas.width(1000, &clock.number) + canvas.width(1000, &clock.unit) * 3 / 10 + 100;
    let size = wanted.min(area.width * 1000 / wide.max(1));
    let size = canvas.size(u32::try_from(size.max(1)).unwrap_or(1));
    let unit = canvas.share(size, (3, 10)).max(canvas.least());
    (size, unit.min(size))
}

fn sizes(canvas: &Canvas, clock: &Clock, area: Area) -> (i32, i32) {
    sizes_of(canvas, clock, area, canvas.size(canvas.panel.figure))
}

fn number(canvas: &mut Canvas, clock: &Clock, (x, baseline): (i32, i32), (size, unit): (i32, i32)) {
    let tone = if clock.overdue { Tone::Red } else { Tone::White };
    let width = canvas.text((x, baseline), size, tone, &clock.number);
    canvas.text((x + width + unit / 4, baseline), unit, tone, &clock.unit);
}

/// 剩14天, 逾期12天: a clock of days in one breath.
pub fn in_short(clock: &Clock) -> String {
    let before = if clock.overdue { "逾期" } else { "剩" };
    format!("{before}{}{}", clock.number, clock.unit)
}

/// Sizes of a clock at the lower right of an area, of its number and its unit.
fn sizes_beside(canvas: &Canvas, clock: &Clock, area: Area) -> (i32, i32) {
    let row = canvas.row_size();
    let half = Area { width: area.width / 2, height: area.height - row * 2, ..area };
    let (size, unit) = sizes(canvas, clock, half);
    let size = canvas.share(size.min(row * 4), (1, 1));
    (size, canvas.share(unit.min(row * 13 / 10), (1, 1)))
}

/// Whether a clock stands at the lower right of an area, its number larger than a row.
pub fn has_room_for_clock(canvas: &Canvas, clock: &Clock, area: Area) -> bool {
    let row = canvas.row_size();
    let (size, _) = sizes_beside(canvas, clock, area);
    size >= row && size + row * 3 / 2 <= area.height
}

/// How wide a clock at the lower right of an area is, with the gap before it.
pub fn clock_width(canvas: &Canvas, clock: &Clock, area: Area) -> i32 {
    let row = canvas.row_size();
    let label = canvas.width(canvas.share(row, (5, 6)), &clock.label);
    number_width(canvas, clock, sizes_beside(canvas, clock, area)).max(label) + row
}

fn number_width(canvas: &Canvas, clock: &Clock, (size, unit): (i32, i32)) -> i32 {
    canvas.width(size, &clock.number) + unit / 4 + canvas.width(unit, &clock.unit)
}

/// Where a clock at the lower right of an area begins.
pub fn clock_top(canvas: &Canvas, clock: &Clock, area: Area) -> i32 {
    let (size, _) = sizes_beside(canvas, clock, area);
    area.bottom() - size / 8 - size * 22 / 25 - canvas.row_size() * 3 / 2
}

/// A clock at the lower right: label above number.
pub fn clock_beside(canvas: &mut Canvas, clock: &Clock, area: Area) {
    let (size, unit) = sizes_beside(canvas, clock, area);
    let width = number_width(canvas, clock, (size, unit));
    let baseline = area.bottom() - size / 8;
    number(canvas, clock, (area.right() - width, baseline), (size, unit));
    let label = canvas.share(canvas.row_size(), (5, 6));
    let top = clock_top(canvas, clock, area);
    canvas.text_before((area.right(), Canvas::hanging(top, label)), label, Tone::Dim, &clock.label);
}

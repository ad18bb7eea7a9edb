//! Big figures: days left, totals.

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::rows::due;
use crate::plan::view::slide::{Clock, DueRow};

/// One or two clocks, and below them what falls due.
pub fn countdown(canvas: &mut Canvas, clocks: &[Clock], rows: &[DueRow], area: Area) {
    if canvas.is_small() {
        return small(canvas, clocks, area);
    }
    let row = canvas.size(canvas.panel.row);
    let list = i32::try_from(rows.len()).unwrap_or(0) * row * 3 / 2;
    let list = list.min(area.height / 2);
    figures(canvas, clocks, area.above(list + row / 2));
    due(canvas, rows, Area { y: area.bottom() - list, height: list, ..area });
}

/// The first clock in the middle, the second as a line below.
fn small(canvas: &mut Canvas, clocks: &[Clock], area: Area) {
    let least = canvas.least();
    let Some(first) = clocks.first() else { return };
    let mut left = area;
    if let Some(second) = clocks.get(1) {
        let line = format!("{}{}{}", second.label, second.number, second.unit);
        let size = canvas.fit_line(&line, &[canvas.size(canvas.panel.row), least], area.width);
        let x = area.x + (area.width - canvas.width(size, &line)) / 2;
        let baseline = Canvas::hanging(area.bottom() - size, size);
        canvas.text((x, baseline), size, Tone::Dim, &line);
        left = area.above(size + size / 4);
    }
    let label = canvas.fit_line(&first.label, &[canvas.size(canvas.panel.row), least], area.width);
    let x = area.x + (area.width - canvas.width(label, &first.label)) / 2;
    canvas.text((x, Canvas::hanging(left.y, label)), label, Tone::Dim, &first.label);
    let left = left.below(label + label / 4);
    let (size, unit) = sizes(canvas, first, left);
    let width = canvas.width(size, &first.number) + unit / 4 + canvas.width(unit, &first.unit);
    let x = area.x + (area.width - width) / 2;
    number(canvas, first, (x, Canvas::centred(left.y + left.height / 2, size)), (size, unit));
}

/// One to four figures side by side, each below what it counts.
pub fn figures(canvas: &mut Canvas, figures: &[Clock], area: Area) {
    let count = i32::try_from(figures.len()).unwrap_or(1).max(1);
    let gap = canvas.size(canvas.panel.title);
    let tall = canvas.panel.height > canvas.panel.width;
    let narrow = canvas.is_small() && count > 2;
    let columns = if tall || narrow { 2.min(count) } else { count };
    let lines = (count + columns - 1) / columns;
    let height = area.height / lines;
    for (at, row) in (0..).zip(figures.chunks(usize::try_from(columns).unwrap_or(1))) {
        let line = Area { y: area.y + at * height, height, ..area };
        for (figure, cell) in row.iter().zip(line.columns(columns, gap)) {
            one(canvas, figure, cell);
        }
    }
}

fn one(canvas: &mut Canvas, clock: &Clock, cell: Area) {
    let row = canvas.size(canvas.panel.row);
    let labelled = Area { height: cell.height / 3, ..cell };
    let sizes_of_label = [row, row * 5 / 6, canvas.least()];
    let fitted = canvas.name(&clock.label, &sizes_of_label, 2, labelled);
    let below = canvas.paragraph((cell.x, cell.y), &fitted, Tone::Dim);
    let (size, unit) = sizes(canvas, clock, cell.below(below - cell.y));
    number(canvas, clock, (cell.x, Canvas::hanging(below, size)), (size, unit));
}

/// The largest size of a figure that fits, and that of its unit.
fn sizes(canvas: &Canvas, clock: &Clock, area: Area) -> (i32, i32) {
    let wanted = canvas.size(canvas.panel.figure).min(area.height * 9 / 10);
    // At a size of a thousand pixels a text is as many thousandths wide.
    let wide = canvas.width(1000, &clock.number) + canvas.width(1000, &clock.unit) * 3 / 10 + 100;
    let size = wanted.min(area.width * 1000 / wide.max(1));
    let size = canvas.size(u32::try_from(size.max(1)).unwrap_or(1));
    let unit = canvas.share(size, (3, 10)).max(canvas.least());
    (size, unit.min(size))
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
    let row = canvas.size(canvas.panel.row);
    let half = Area { width: area.width / 2, height: area.height - row * 2, ..area };
    let (size, unit) = sizes(canvas, clock, half);
    let size = canvas.share(size.min(row * 4), (1, 1));
    (size, canvas.share(unit.min(row * 13 / 10), (1, 1)))
}

/// Whether a clock stands at the lower right of an area, its number larger than a row.
pub fn has_room_for_clock(canvas: &Canvas, clock: &Clock, area: Area) -> bool {
    let row = canvas.size(canvas.panel.row);
    let (size, _) = sizes_beside(canvas, clock, area);
    size >= row && size + row * 3 / 2 <= area.height
}

/// How wide a clock at the lower right of an area is, with the gap before it.
pub fn clock_width(canvas: &Canvas, clock: &Clock, area: Area) -> i32 {
    let row = canvas.size(canvas.panel.row);
    let label = canvas.width(canvas.share(row, (5, 6)), &clock.label);
    number_width(canvas, clock, sizes_beside(canvas, clock, area)).max(label) + row
}

fn number_width(canvas: &Canvas, clock: &Clock, (size, unit): (i32, i32)) -> i32 {
    canvas.width(size, &clock.number) + unit / 4 + canvas.width(unit, &clock.unit)
}

/// A clock at the lower right: label above number.
pub fn clock_beside(canvas: &mut Canvas, clock: &Clock, area: Area) {
    let row = canvas.size(canvas.panel.row);
    let (size, unit) = sizes_beside(canvas, clock, area);
    let width = number_width(canvas, clock, (size, unit));
    let baseline = area.bottom() - size / 8;
    number(canvas, clock, (area.right() - width, baseline), (size, unit));
    let label = canvas.share(row, (5, 6));
    let top = baseline - size * 22 / 25 - row * 3 / 2;
    canvas.text_before((area.right(), Canvas::hanging(top, label)), label, Tone::Dim, &clock.label);
}

//! Bars of progress with a marker of the plan.

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::rows::{Column, cell, column, columns_of, in_each};
use crate::plan::view::deck::Ink;
use crate::plan::view::slide::BarRow;

/// Names at the left, bars in the middle, percentages at the right.
pub fn draw(canvas: &mut Canvas, rows: &[BarRow], area: Area) {
    let size = canvas.row_size();
    let columns = columns_of(canvas, rows.len().max(canvas.list.fullest), area);
    let per = rows.len().div_ceil(columns.len().max(1)).max(1);
    let fullest = in_each(canvas, rows.len(), columns.len());
    let mut number = 0..;
    for (held, area) in rows.chunks(per).zip(columns) {
        let Column { top, height } = column(canvas, fullest, canvas.list.lines.max(1), area);
        let name = name_width(canvas, held, area, size);
        for (at, row) in (0..).zip(held) {
            let area = Area { y: top + at * height, height, ..area };
            canvas.row = number.next();
            if canvas.list.lines > 1 {
                bar_block(canvas, row, area);
            } else {
                bar_row(canvas, row, area, (name, size));
            }
        }
    }
    canvas.row = None;
    legend(canvas, rows);
}

/// Names take what the longest needs, two fifths of the row at most.
fn name_width(canvas: &Canvas, rows: &[BarRow], area: Area, size: i32) -> i32 {
    let longest = rows.iter().map(|row| canvas.width(size, &row.name)).max().unwrap_or(0);
    longest.min(area.width * 2 / 5)
}

/// Where the panel is high enough, the bar takes the whole width below its name.
fn bar_block(canvas: &mut Canvas, row: &BarRow, area: Area) {
    let size = canvas.row_size();
    let thick = bar_thickness(canvas, size, area.height) * 4 / 5;
    let whole = size * 3 / 2 + thick;
    if whole > area.height {
        canvas.refuse(&row.name);
    }
    let top = area.y + (area.height - whole) / 2;
    let taken = percent(canvas, row, (area.right(), top + size / 2)) + size / 2;
    let name = Area { y: top, height: size, width: area.width - taken, ..area };
    cell(canvas, &row.name, name, Tone::White);
    bar(canvas, row, Area { y: top + whole - thick, height: thick, ..area });
}

/// The percentage before a place; returns its width.
fn percent(canvas: &mut Canvas, row: &BarRow, (x, middle): (i32, i32)) -> i32 {
    let percent = row.actual.map_or_else(|| "未填报".to_owned(), |held| format!("{held}%"));
    let size = if row.actual.is_some() { canvas.row_size() } else { canvas.note_size() };
    let tone = if row.actual.is_some() { Tone::White } else { Tone::Dim };
    canvas.text_before((x, Canvas::centred(middle, size)), size, tone, &percent)
}

fn bar_row(canvas: &mut Canvas, row: &BarRow, area: Area, (name, size): (i32, i32)) {
    let middle = area.y + area.height / 2;
    cell(canvas, &row.name, Area { width: name, ..area }, Tone::White);
    let said = percent(canvas, row, (area.right(), middle));
    let column = canvas.width(size, "100%").max(said);
    let gap = if canvas.is_small() { size / 3 } else { size / 2 };
    let thick = bar_thickness(canvas, size, area.height);
    let track = Area {
        x: area.x + name + gap,
        y: middle - thick / 2,
        width: area.width - name - column - 2 * gap,
        height: thick,
    };
    let least = if canvas.is_high() { area.width / 2 } else { area.width / 3 };
    canvas.cramped |= track.width < least;
    bar(canvas, row, track);
}

/// A bar is a little lower than its name, so that its marker can stand out; on low panels, which
/// it would fill, half as high, so that the picture stays dark.
fn bar_thickness(canvas: &Canvas, size: i32, pitch: i32) -> i32 {
    let share = if canvas.is_small() { size / 2 } else { size * 4 / 5 };
    share.min(pitch * 3 / 5).max(4)
}

fn bar(canvas: &mut Canvas, row: &BarRow, track: Area) {
    let at = |percent: i32| track.width * percent.clamp(0, 100) / 100;
    canvas.rect(track, Tone::Track);
    if canvas.panel.ink != Ink::Full {
        canvas.outline(track, 1, Tone::Dim);
    }
    let tone = if row.behind { Tone::Yellow } else { Tone::Blue };
    canvas.rect(Area { width: at(row.actual.unwrap_or(0)), ..track }, tone);
    if let Some(planned) = row.planned {
        let width = (track.height / 6).max(2);
        let over = (track.height / 4).max(2);
        let x = (track.x + at(planned) - width / 2).min(track.right() - width).max(track.x);
        let (y, height) = (track.y - over, track.height + 2 * over);
        let halo = (width / 3).max(1);
        canvas.rect(Area { x: x - halo, y, width: width + 2 * halo, height }, Tone::Black);
        canvas.rect(Area { x, y, width, height }, Tone::White);
    }
}

/// What colours and marker mean, in the middle of the footer.
fn legend(canvas: &mut Canvas, rows: &[BarRow]) {
    if canvas.is_small() {
        return;
    }
    let size = canvas.least();
    let behind = rows.iter().any(|row| row.behind).then_some((Tone::Yellow, "慢于计划"));
    let keys = [Some((Tone::Blue, "实际")), behind, Some((Tone::White, "计划"))];
    let keys: Vec<(Tone, &str)> = keys.into_iter().flatten().collect();
    let swatch = |tone: Tone| if tone == Tone::White { size / 5 } else { size };
    let wide: i32 = keys
        .iter()
        .map(|(tone, word)| swatch(*tone) + size / 3 + canvas.width(size, word) + size)
        .sum();
    let px = Canvas::px;
    let baseline = px(canvas.panel.height) - px(canvas.panel.margin_y) - size / 8;
    let bar = super::edges::position(canvas.panel);
    let mut x = bar.x - size - wide;
    let free = canvas.foot + size;
    if x < free || x < px(canvas.panel.width) * 2 / 5 {
        return;
    }
    for (tone, word) in keys {
        let (width, height) = (swatch(tone), size * 2 / 3);
        canvas.rect(Area { x, y: baseline - height, width, height }, tone);
        x += width + size / 3;
        x += canvas.text((x, baseline), size, Tone::Dim, word) + size;
    }
}

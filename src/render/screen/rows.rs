//! Lists: units with their lights, what falls due, dates that were moved.

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::lights::{counts, mark, size_of_counts};
use crate::plan::view::atoms::LightCount;
use crate::plan::view::slide::{ChangeRow, DueRow, UnitRow};

/// Columns of a list: as many as the panel has, but no more than there are rows for.
pub fn columns_of(canvas: &Canvas, rows: usize, area: Area) -> Vec<Area> {
    let most = usize::try_from(canvas.panel.rows).unwrap_or(1).max(1);
    let needed = i32::try_from(rows.div_ceil(most)).unwrap_or(1);
    let columns = Canvas::px(canvas.panel.columns).min(needed).max(1);
    area.columns(columns, canvas.size(canvas.panel.title))
}

/// The height of a row: a full list fills the area, a short one stays together.
pub fn pitch(canvas: &Canvas, rows: usize, area: Area) -> i32 {
    let rows = i32::try_from(rows).unwrap_or(1).max(1);
    (area.height / rows).min(canvas.size(canvas.panel.row) * 5 / 2)
}

/// Draws rows into columns, each row as many lines high.
pub fn each<T>(
    canvas: &mut Canvas,
    rows: &[T],
    lines: u32,
    area: Area,
    mut draw: impl FnMut(&mut Canvas, &T, Area),
) {
    let columns = columns_of(canvas, rows.len() * lines as usize, area);
    let per = rows.len().div_ceil(columns.len().max(1)).max(1);
    for (held, column) in rows.chunks(per).zip(columns) {
        let height = pitch(canvas, per * lines as usize, column) * Canvas::px(lines);
        for (at, row) in (0..).zip(held) {
            draw(canvas, row, Area { y: column.y + at * height, height, ..column });
        }
    }
}

/// A text in a row: one line at the largest of three sizes, or two lines where they have room.
pub fn cell(canvas: &mut Canvas, text: &str, area: Area, tone: Tone) {
    let size = canvas.size(canvas.panel.row);
    let fitted = canvas.name(text, &[size, size * 5 / 6, canvas.least()], 2, area);
    let top = area.y + (area.height - fitted.height()) / 2;
    canvas.paragraph((area.x, top), &fitted, tone);
}

/// Units: name, number of tasks, lights worst first.
pub fn units(canvas: &mut Canvas, rows: &[UnitRow], area: Area) {
    each(canvas, rows, 1, area, |canvas, row, area| {
        let total = format!("{}项", row.total);
        with_lights(canvas, &row.name, (&total, Tone::Dim), &row.lights, area);
    });
}

/// A name at the left, lights worst first at the right, and before them a note.
pub fn with_lights(
    canvas: &mut Canvas,
    name: &str,
    (note, tone): (&str, Tone),
    lights: &[LightCount],
    area: Area,
) {
    let (size, least) = (canvas.size(canvas.panel.row), canvas.least());
    let middle = area.y + area.height / 2;
    let named = canvas.width(size, name).min(area.width * 2 / 5);
    let room = area.width - named - canvas.width(least, note) - size;
    let sizes = [least.max(size * 3 / 4), least];
    let counted = size_of_counts(canvas, lights, sizes, room);
    let begins = counts(canvas, lights, (area.right(), middle), counted, room);
    let at = (begins - size / 2, Canvas::centred(middle, least));
    let taken = canvas.text_before(at, least, tone, note);
    let width = begins - size / 2 - taken - size / 4 - area.x;
    cell(canvas, name, Area { width, ..area }, Tone::White);
}

/// Tasks that fall due: light, title, days.
pub fn due(canvas: &mut Canvas, rows: &[DueRow], area: Area) {
    each(canvas, rows, 1, area, due_row);
}

fn due_row(canvas: &mut Canvas, row: &DueRow, area: Area) {
    let size = canvas.size(canvas.panel.row);
    let middle = area.y + area.height / 2;
    let taken = mark(canvas, row.light.slug, (area.x, middle), size * 9 / 10) + size * 2 / 5;
    let tone = if row.overdue { Tone::Red } else { Tone::White };
    let note = canvas.least();
    let tight = taken + canvas.width(note, &row.title) + size / 2 + canvas.width(size, &row.when);
    let days = if tight > area.width { note } else { size };
    let baseline = Canvas::centred(middle, days);
    let when = canvas.text_before((area.right(), baseline), days, tone, &row.when);
    let room = area.width - taken - when - size / 2;
    let title = Area { x: area.x + taken, width: room, ..area };
    let needed = canvas.width(size, &row.title);
    if let Some(unit) = row.unit.as_deref()
        && needed + size / 2 + canvas.width(note, unit) <= room
    {
        let at = (area.right() - when - size / 2, Canvas::centred(middle, note));
        canvas.text_before(at, note, Tone::Dim, unit);
    }
    cell(canvas, &row.title, title, Tone::White);
}

/// Dates that were moved: what, from when to when, why.
pub fn changes(canvas: &mut Canvas, rows: &[ChangeRow], area: Area) {
    let size = canvas.size(canvas.panel.row);
    let per = i32::try_from(rows.len()).unwrap_or(1).max(1);
    let height = (area.height / per).min(size * 3);
    for (at, row) in (0..).zip(rows) {
        change(canvas, row, Area { y: area.y + at * height, height, ..area });
    }
}

/// The title with both dates where they have room, else the new one; below it the reason.
fn change(canvas: &mut Canvas, row: &ChangeRow, area: Area) {
    let size = canvas.size(canvas.panel.row);
    let first = Area { height: area.height / 2, ..area };
    let baseline = Canvas::centred(first.y + first.height / 2, size);
    let both = format!("{}→{}", row.old, row.new);
    let room = area.width - canvas.width(size, &row.title) - size;
    let whole = canvas.width(size, &both) <= room;
    let mut taken = canvas.text_before((area.right(), baseline), size, Tone::Yellow, &row.new);
    taken += canvas.text_before((area.right() - taken, baseline), size, Tone::Dim, "→");
    if whole {
        taken += canvas.text_before((area.right() - taken, baseline), size, Tone::Dim, &row.old);
    }
    let title = Area { width: area.width - taken - size / 2, ..first };
    cell(canvas, &row.title, title, Tone::White);
    let least = canvas.least();
    let with_old = format!("原定{}，{}", row.old, row.reason);
    let roomy = !whole && canvas.width(least, &with_old) <= area.width;
    let reason = if roomy { with_old } else { row.reason.clone() };
    let second = Area { y: first.bottom(), height: area.height - first.height, ..area };
    let fitted = canvas.name(&reason, &[least.max(size * 3 / 4), least], 2, second);
    let top = second.y + (second.height - fitted.height()).min(size / 4).max(0);
    canvas.paragraph((second.x, top), &fitted, Tone::Dim);
}

//! Lists: units with their lights, what falls due, dates that were moved.

use super::canvas::{Area, Canvas, Fitted};
use super::colour::Tone;
use super::lights::{counts, draw_counts, mark};
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
    let mut number = 0..;
    for (held, column) in rows.chunks(per).zip(columns) {
        let height = pitch(canvas, per * lines as usize, column) * Canvas::px(lines);
        for (at, row) in (0..).zip(held) {
            canvas.row = number.next();
            draw(canvas, row, Area { y: column.y + at * height, height, ..column });
        }
    }
    canvas.row = None;
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
    let sizes = [canvas.share(size, (3, 4)), least];
    let counted = counts(canvas, lights, sizes, (room, area.height));
    draw_counts(canvas, &counted, (area.right(), middle));
    let begins = area.right() - counted.width;
    let gap = if counted.width > 0 { size / 2 } else { 0 };
    let at = (begins - gap, Canvas::centred(middle, least));
    let taken = canvas.text_before(at, least, tone, note);
    let width = begins - gap - taken - size / 4 - area.x;
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
    let full = area.height / per;
    let heights = [full.min(size * 3), full.min(size * 5)];
    let fits =
        |height: &i32| rows.iter().all(|row| set(canvas, row, halves(area, *height)).is_some());
    let height = heights.into_iter().find(fits).unwrap_or(full.min(size * 5));
    for (at, row) in (0..).zip(rows) {
        canvas.row = usize::try_from(at).ok();
        let area = Area { y: area.y + at * height, ..area };
        change(canvas, row, halves(area, height));
    }
    canvas.row = None;
}

/// The lines of a change.
fn halves(area: Area, height: i32) -> (Area, Area) {
    let first = Area { height: height / 2, ..area };
    (first, Area { y: first.bottom(), height: height - first.height, ..area })
}

/// How a change is set: what stands beside the title, and what below it.
struct Setting {
    /// Size of the dates beside the title.
    size: i32,
    /// The old date, if it stands there, and what stands between it and the new one.
    old: Option<String>,
    /// The new one; empty if both stand below.
    new: String,
    /// What stands below the title.
    below: String,
}

/// The title with both dates where they have room, else with the new one and the old one below,
/// else both below; then the reason. No arrow comes from nowhere.
fn change(canvas: &mut Canvas, row: &ChangeRow, (first, second): (Area, Area)) {
    let Some((set, title, below)) = set(canvas, row, (first, second)) else {
        return canvas.refuse(&row.title);
    };
    let baseline = Canvas::centred(first.y + first.height / 2, set.size);
    let mut right = first.right();
    right -= canvas.text_before((right, baseline), set.size, Tone::Yellow, &set.new);
    if let Some(old) = &set.old {
        canvas.text_before((right, baseline), set.size, Tone::Dim, old);
    }
    let top = first.y + (first.height - title.height()) / 2;
    canvas.paragraph((first.x, top), &title, Tone::White);
    let top = second.y + (second.height - below.height()).min(set.size / 4).max(0);
    canvas.paragraph((second.x, top), &below, Tone::Dim);
}

/// The ways to set a change, the best first.
fn settings(canvas: &Canvas, row: &ChangeRow) -> Vec<Setting> {
    let size = canvas.size(canvas.panel.row);
    let ChangeRow { old, new, reason, .. } = row;
    let set = |size: i32, old: Option<String>, new: String, below: String| Setting {
        size,
        old,
        new,
        below,
    };
    let beside = |size| set(size, Some(format!("{old}→")), new.clone(), reason.clone());
    let changed = |size, below: String| set(size, None, format!("改为{new}"), below);
    let smaller = canvas.share(size, (5, 6));
    vec![
        beside(size),
        changed(size, format!("原定{old}，{reason}")),
        beside(smaller),
        beside(canvas.least()),
        changed(canvas.least(), format!("原定{old}，{reason}")),
        set(size, None, String::new(), format!("{old}→{new}，{reason}")),
        changed(canvas.least(), reason.clone()),
    ]
}

/// The first setting that finds room, with the title and what stands below it.
fn set(canvas: &Canvas, row: &ChangeRow, lines: (Area, Area)) -> Option<(Setting, Fitted, Fitted)> {
    settings(canvas, row).into_iter().find_map(|set| {
        let (title, below) = set_in(canvas, row, &set, lines)?;
        Some((set, title, below))
    })
}

/// The title and what stands below it, if both find room.
fn set_in(
    canvas: &Canvas,
    row: &ChangeRow,
    set: &Setting,
    (first, second): (Area, Area),
) -> Option<(Fitted, Fitted)> {
    let size = canvas.size(canvas.panel.row);
    let dates = format!("{}{}", set.old.as_deref().unwrap_or_default(), set.new);
    let gap = if dates.is_empty() { 0 } else { size / 2 };
    let width = first.width - canvas.width(set.size, &dates) - gap;
    let sizes = [size, canvas.share(size, (5, 6)), canvas.least()];
    let title = canvas.named(&row.title, &sizes, 2, Area { width, ..first })?;
    let below = [canvas.share(size, (3, 4)), canvas.least()];
    let below = canvas.named(&set.below, &below, 2, second)?;
    let both = title.height() <= first.height && below.height() <= second.height;
    both.then_some((title, below))
}

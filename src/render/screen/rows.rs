//! Lists: units with their lights, what falls due, dates that were moved.

use super::canvas::{Apart, Area, Canvas};
use super::colour::Tone;
use super::lights::{Counts, counts, draw_counts, mark};
use super::setting::Fitted;
use crate::plan::view::atoms::LightCount;
use crate::plan::view::slide::{ChangeRow, DueRow, UnitRow};

/// Columns of a list: as many as the panel has, but no more than there are rows for.
pub fn columns_of(canvas: &Canvas, rows: usize, area: Area) -> Vec<Area> {
    let most = usize::try_from(canvas.panel.rows).unwrap_or(1).max(1);
    let needed = i32::try_from(rows.div_ceil(most)).unwrap_or(1);
    let columns = Canvas::px(canvas.panel.columns).min(needed).max(1);
    area.columns(columns, canvas.size(canvas.panel.title))
}

/// Rows below each other, and how many of them would fill the area with the fullest page.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Where the first begins.
    pub top: i32,
    /// How high each is.
    pub height: i32,
}

/// A full list fills the area; a short one stays together in the middle, as all pages of its list
/// do.
pub fn column(canvas: &mut Canvas, rows: usize, lines: u32, area: Area) -> Column {
    let lines = Canvas::px(lines);
    let rows = i32::try_from(rows).unwrap_or(1).max(1);
    let size = canvas.row_size();
    // Both lines of a task stand closer than two tasks.
    let most = if canvas.list.lines < 2 { size * 3 } else { size * 2 };
    let pitch = (area.height / (rows * lines)).min(most);
    // Rows that were made larger keep the air they had; what stands in several lines keeps apart
    // from the next.
    let larger = size > canvas.size(canvas.panel.row);
    let least = match (canvas.list.lines.max(1), lines, larger) {
        (1, 1, true) => size * 9 / 5,
        (1, _, false) => 0,
        (1 | 2, _, true) => size * 3,
        (2, _, false) => size * 11 / 4,
        (_, _, _) => size * 5,
    };
    canvas.cramped |= pitch * lines < least;
    let height = pitch * lines;
    canvas.apart = canvas.apart.max(match canvas.list.lines {
        0 | 1 => Apart::Well,
        _ if height < size * 2 => Apart::Not,
        _ if height < size * 5 / 2 => Apart::Hardly,
        _ => Apart::Well,
    });
    Column { top: area.y + (area.height - height * rows) / 2, height }
}

/// Rows in each of so many columns, on the fullest page of the list.
pub fn in_each(canvas: &Canvas, rows: usize, columns: usize) -> usize {
    rows.max(canvas.list.fullest).div_ceil(columns.max(1)).max(1)
}

/// Draws rows into columns, each row as many lines high.
pub fn each<T>(
    canvas: &mut Canvas,
    rows: &[T],
    lines: u32,
    area: Area,
    mut draw: impl FnMut(&mut Canvas, &T, Area),
) {
    let rows_of_list = rows.len().max(canvas.list.fullest);
    let columns = columns_of(canvas, rows_of_list * lines as usize, area);
    let per = rows.len().div_ceil(columns.len().max(1)).max(1);
    let fullest = in_each(canvas, rows.len(), columns.len());
    let mut number = 0..;
    for (held, area) in rows.chunks(per).zip(columns) {
        let Column { top, height } = column(canvas, fullest, lines, area);
        for (at, row) in (0..).zip(held) {
            canvas.row = number.next();
            draw(canvas, row, Area { y: top + at * height, height, ..area });
        }
    }
    canvas.row = None;
}

/// A text in a row: one line, or two where they have room, and only then smaller (`led.md`, section
/// 4.4).
pub fn cell(canvas: &mut Canvas, text: &str, area: Area, tone: Tone) {
    let size = canvas.row_size();
    let sizes = [size, size * 5 / 6, canvas.least()];
    let airy = Area { height: area.height * 17 / 20, ..area };
    let fitted = match canvas.named(text, &sizes[..2], 2, airy) {
        Some(fitted) => canvas.noted(fitted, size),
        None => canvas.name(text, &sizes, 2, area),
    };
    let top = area.y + (area.height - fitted.height()) / 2;
    canvas.paragraph((area.x, top), &fitted, tone);
}

/// Units: name, number of tasks, lights worst first.
pub fn units(canvas: &mut Canvas, rows: &[UnitRow], area: Area) {
    match canvas.list.lines {
        lines @ 2.. => each(canvas, rows, lines, area, unit_block),
        _ => {
            let cell = first_cell(canvas, rows.len(), area);
            let size = |row: &UnitRow| {
                let said = (&*row.name, &*row.total);
                lights_beside(canvas, said, (&row.lights, i32::MAX), cell).size
            };
            let alike = rows.iter().map(size).min().unwrap_or(i32::MAX);
            each(canvas, rows, 1, area, |canvas, row, area| {
                let said = (&*row.total, Tone::Dim);
                let told = with_lights(canvas, &row.name, said, (&row.lights, alike), area);
                if !told {
                    canvas.refuse(&row.name);
                }
            });
        }
    }
}

/// The room of a list's first row.
fn first_cell(canvas: &Canvas, rows: usize, area: Area) -> Area {
    let columns = columns_of(canvas, rows.max(canvas.list.fullest), area);
    let each = i32::try_from(in_each(canvas, rows, columns.len())).unwrap_or(1);
    let width = columns.first().map_or(area.width, |column| column.width);
    Area { width, height: (area.height / each).min(canvas.row_size() * 3), ..area }
}

/// On a tall panel the lights stand below the name and the number of tasks, nearer to it than to the
/// next name.
fn unit_block(canvas: &mut Canvas, row: &UnitRow, area: Area) {
    let (size, small) = (canvas.row_size(), canvas.note_size());
    let sizes = [canvas.share(size, (9, 10)), canvas.share(size, (3, 4)), canvas.least()];
    let gap = (size / 2).min((area.height - size * 2) / 3).max(0);
    let whole = size * 2 + gap;
    let top = area.y + (area.height - whole) / 2;
    let at = (area.right(), Canvas::centred(top + size / 2, small));
    // The number of tasks gives way to a long name.
    let beside = canvas.width(size * 5 / 6, &row.name) + size / 2;
    let total = if beside + canvas.width(small, &row.total) > area.width { "" } else { &row.total };
    let taken = canvas.text_before(at, small, Tone::Dim, total) + size / 2;
    let name = Area { y: top, height: size, width: area.width - taken, ..area };
    cell(canvas, &row.name, name, Tone::White);
    let counted = counts(canvas, &row.lights, &sizes, (area.width, size));
    canvas.cramped |= !counted.is_large(&sizes);
    if counted.is_none() && !row.lights.is_empty() {
        canvas.refuse(&row.name);
    }
    draw_counts(canvas, &counted, (area.x + counted.width, top + whole - size / 2));
}

/// Sizes of lights beside a name.
fn sizes_beside(canvas: &Canvas) -> [i32; 3] {
    let size = canvas.row_size();
    [canvas.share(size, (9, 10)), canvas.share(size, (3, 4)), canvas.note_size()]
}

/// The lights that stand beside a name and a note, no larger than `most`.
fn lights_beside<'a>(
    canvas: &Canvas,
    (name, note): (&str, &str),
    (lights, most): (&'a [LightCount], i32),
    area: Area,
) -> Counts<'a> {
    let size = canvas.row_size();
    // Without a note a long name has its room.
    let part = if note.is_empty() { (3, 4) } else { (2, 5) };
    let named = canvas.width(size, name).min(area.width * part.0 / part.1);
    let room = area.width - named - canvas.width(canvas.note_size(), note) - size;
    let sizes = sizes_beside(canvas).map(|size| size.min(most));
    counts(canvas, lights, &sizes, (room, area.height))
}

/// A name at the left, lights worst first at the right, and before them a note, which gives way where
/// no light finds room beside it; returns whether any light that there is stands there.
pub fn with_lights(
    canvas: &mut Canvas,
    name: &str,
    (note, tone): (&str, Tone),
    lights: (&[LightCount], i32),
    area: Area,
) -> bool {
    let (size, small) = (canvas.row_size(), canvas.note_size());
    let middle = area.y + area.height / 2;
    let hidden = |counted: &Counts| counted.is_none() && !lights.0.is_empty();
    let beside = lights_beside(canvas, (name, note), lights, area);
    let (note, counted) = if hidden(&beside) {
        ("", lights_beside(canvas, (name, ""), lights, area))
    } else {
        (note, beside)
    };
    let told = !hidden(&counted);
    canvas.hides_lights |= !told;
    canvas.cramped |= !counted.is_large(&sizes_beside(canvas));
    draw_counts(canvas, &counted, (area.right(), middle));
    let begins = area.right() - counted.width;
    let gap = if counted.width > 0 { size / 2 } else { 0 };
    let at = (begins - gap, Canvas::centred(middle, small));
    let taken = canvas.text_before(at, small, tone, note);
    let width = begins - gap - taken - size / 4 - area.x;
    cell(canvas, name, Area { width, ..area }, Tone::White);
    told
}

/// The largest size, not above that of rows, at which the titles of all these stand in one line.
pub fn size_of_all(canvas: &Canvas, rows: &[DueRow], width: i32) -> i32 {
    let row = canvas.row_size();
    let one_line = canvas.list.lines < 2;
    let fits = |size: &i32| {
        let light = size * 13 / 10;
        rows.iter().all(|row| {
            let days = if one_line { canvas.width(*size, &row.when) + size / 2 } else { 0 };
            light + canvas.width(*size, &row.title) + days <= width
        })
    };
    let shares = [(1, 1), (14, 15), (6, 7), (4, 5), (3, 4), (2, 3)];
    shares.into_iter().map(|share| canvas.share(row, share)).find(fits).unwrap_or(row)
}

/// Tasks that fall due: light, title, days; where there are few of them, in two lines or more.
pub fn due(canvas: &mut Canvas, rows: &[DueRow], area: Area) {
    match canvas.list.lines {
        lines @ 2.. => each(canvas, rows, lines, area, due_block),
        _ => each(canvas, rows, 1, area, due_row),
    }
}

/// The light and the title, and below it the days and the unit.
fn due_block(canvas: &mut Canvas, row: &DueRow, area: Area) {
    let (size, small) = (canvas.row_size(), canvas.share(canvas.row_size(), (3, 4)));
    let light = size * 9 / 10;
    let x = area.x + if canvas.panel.dots { size } else { light } + size * 2 / 5;
    let room = Area { x, width: area.right() - x, ..area };
    let lines = usize::try_from(canvas.list.lines.saturating_sub(1)).unwrap_or(1).max(1);
    let title = match canvas.named(&row.title, &[size], lines, room) {
        Some(title) => title,
        None => {
            canvas.cramped = true;
            canvas.name(&row.title, &[size * 5 / 6, canvas.least()], lines, room)
        }
    };
    let whole = title.height() + size / 2 + small;
    let top = area.y + (area.height - whole) / 2;
    mark(canvas, row.light.slug, (area.x, top + size / 2), light);
    canvas.paragraph((x, top), &title, Tone::White);
    let baseline = Canvas::centred(top + whole - small / 2, small);
    let days = canvas.text((x, baseline), small, days_tone(row), &row.when) + small;
    if let Some(unit) = row.unit.as_deref() {
        let fits = days + canvas.width(small, unit) <= room.width;
        if fits {
            canvas.text((x + days, baseline), small, Tone::Dim, unit);
        }
        canvas.cramped |= !fits;
    }
    canvas.cramped |= days > room.width;
}

/// Days left stand back behind the title: with both white, a low panel would not stay dark.
fn days_tone(row: &DueRow) -> Tone {
    if row.overdue { Tone::Red } else { Tone::Dim }
}

fn due_row(canvas: &mut Canvas, row: &DueRow, area: Area) {
    let size = canvas.row_size();
    let middle = area.y + area.height / 2;
    let taken = mark(canvas, row.light.slug, (area.x, middle), size * 9 / 10) + size * 2 / 5;
    let tone = days_tone(row);
    let note = canvas.note_size();
    let tight = taken + canvas.width(note, &row.title) + size / 2 + canvas.width(size, &row.when);
    let days = if tight > area.width { note } else { size };
    canvas.cramped |= days < size;
    let baseline = Canvas::centred(middle, days);
    let when = canvas.text_before((area.right(), baseline), days, tone, &row.when);
    let room = area.width - taken - when - size / 2;
    let title = Area { x: area.x + taken, width: room, ..area };
    let needed = canvas.width(size, &row.title);
    if let Some(unit) = row.unit.as_deref() {
        if needed + size / 2 + canvas.width(note, unit) <= room {
            let at = (area.right() - when - size / 2, Canvas::centred(middle, note));
            canvas.text_before(at, note, Tone::Dim, unit);
        } else {
            canvas.cramped = true;
        }
    }
    cell(canvas, &row.title, title, Tone::White);
}

/// Dates that were moved: what, from when to when, why. Each in lines of its own where few of them
/// have the room, else in two lines.
pub fn changes(canvas: &mut Canvas, rows: &[ChangeRow], area: Area) {
    let size = canvas.row_size();
    let per = i32::try_from(in_each(canvas, rows.len(), 1)).unwrap_or(1);
    let full = area.height / per;
    let slot = |at: i32| Area { y: area.y + at * full, height: full, ..area };
    let stacked = canvas.row_steps().into_iter().find_map(|size| {
        rows.iter().map(|row| stack(canvas, row, size, slot(0))).collect::<Option<Vec<_>>>()
    });
    if let Some(stacks) = stacked {
        for (at, (row, stack)) in (0..).zip(rows.iter().zip(stacks)) {
            canvas.row = usize::try_from(at).ok();
            draw_stack(canvas, row, &stack, slot(at));
        }
        canvas.row = None;
        return;
    }
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

/// A change in lines of its own: the title, both dates, the reason.
struct Stack {
    title: Fitted,
    dates: i32,
    /// Both dates stand in one line.
    in_line: bool,
    reason: Fitted,
    height: i32,
}

impl Stack {
    /// How high the dates are, with the air around them.
    fn of_dates(dates: i32, in_line: bool) -> i32 {
        dates * 3 / 2 + if in_line { 0 } else { dates * 13 / 10 }
    }
}

/// The lines at a size, if they fit with air around them.
fn stack(canvas: &Canvas, row: &ChangeRow, size: i32, area: Area) -> Option<Stack> {
    let dates = canvas.share(size, (5, 6));
    let wide = |words: &str| canvas.width(dates, words);
    let in_line = wide(&format!("{}→{}", row.old, row.new)) <= area.width;
    let below = canvas.is_tall() && wide(&format!("{}→", row.old)) <= area.width;
    let title = canvas.named(&row.title, &[size], 2, area)?;
    let usual = canvas.size(canvas.panel.row);
    let sizes = [canvas.share(size, (3, 4)), canvas.share(usual, (3, 4)), canvas.least()];
    let reason = canvas.roomy(&row.reason, &sizes, 4, area)?;
    let between = Stack::of_dates(dates, in_line);
    let height = title.height() + between + reason.height() + reason.size / 3;
    // What belongs together stands closer than what does not.
    let fits = (in_line || below) && height + size <= area.height;
    fits.then_some(Stack { title, dates, in_line, reason, height })
}

fn draw_stack(canvas: &mut Canvas, row: &ChangeRow, stack: &Stack, area: Area) {
    let Stack { title, dates, in_line, reason, height } = stack;
    let top = area.y + (area.height - height) / 2;
    canvas.paragraph((area.x, top), title, Tone::White);
    let middle = top + title.height() + dates * 5 / 6;
    let baseline = Canvas::centred(middle, *dates);
    let old = canvas.text((area.x, baseline), *dates, Tone::Dim, &format!("{}→", row.old));
    let new =
        if *in_line { (area.x + old, baseline) } else { (area.x, baseline + dates * 13 / 10) };
    canvas.text(new, *dates, Tone::Yellow, &row.new);
    canvas.paragraph((area.x, top + height - reason.height()), reason, Tone::Dim);
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
/// else both below; then the reason, or where it is found. No arrow comes from nowhere.
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
    let size = canvas.row_size();
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
        set(size, None, String::new(), format!("{old}→{new}，{ELSEWHERE}")),
        changed(canvas.least(), ELSEWHERE.to_owned()),
    ]
}

/// Instead of a reason that is too long for the panel.
const ELSEWHERE: &str = "原因见网站";

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
    let size = canvas.row_size();
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

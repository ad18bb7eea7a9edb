//! Portals side by side: a name with its lights, and below it the figures that all of them have.

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::lights::one_row;
use super::rows::{columns_of as places, each, in_each, with_lights};
use crate::plan::view::slide::{Clock, PortalRow};

/// Each portal in two lines, the figures of all of them in the same columns.
pub fn draw(canvas: &mut Canvas, rows: &[PortalRow], area: Area) {
    let head = head(canvas, rows, area);
    each(canvas, rows, 2, area, |canvas, row, area| portal(canvas, row, head, area));
}

/// How high the line of names and lights is: twice as high for all where one has so many lights
/// that they would stand smaller than the others, and there is the height.
fn head(canvas: &Canvas, rows: &[PortalRow], area: Area) -> i32 {
    let size = canvas.row_size();
    let columns = places(canvas, rows.len().max(canvas.list.fullest) * 2, area);
    let slot = area.height / i32::try_from(in_each(canvas, rows.len(), columns.len())).unwrap_or(1);
    let (one, two) = (size * 3 / 2, size * 5 / 2);
    let width = columns.first().map_or(area.width, |column| column.width);
    let whole = |row: &PortalRow| {
        let taken = canvas.width(size, &row.name) + canvas.width(canvas.note_size(), &row.total);
        taken + size + one_row(canvas, &row.lights, canvas.share(size, (3, 4))) <= width
    };
    let cell = Area { width, height: slot.min(size * 6), ..area };
    let lowest =
        |row: &PortalRow| columns_of(canvas, row, cell).map(|held| foot(canvas, row, held.0));
    let foot = rows.iter().filter_map(lowest).max().unwrap_or(0);
    if rows.iter().all(whole) || two + foot > cell.height { one } else { two }
}

fn portal(canvas: &mut Canvas, row: &PortalRow, above: i32, area: Area) {
    let (size, note) = (canvas.row_size(), canvas.note_size());
    let small = canvas.share(size, (3, 4));
    let Some((columns, figures)) = columns_of(canvas, row, area) else {
        return canvas.refuse(&row.name);
    };
    canvas.cramped |= figures < small;
    let line = small * 3 / 2;
    let foot = foot(canvas, row, columns);
    let both = area.height.min(above + foot);
    let lines = Area { y: area.y + (area.height - both) / 2, height: both, ..area };
    let said = match &row.note {
        Some(note) => (note.as_str(), Tone::Yellow),
        None => (row.total.as_str(), Tone::Dim),
    };
    with_lights(canvas, &row.name, said, &row.lights, lines.above(foot));
    let below = lines.below(both - foot);
    let held = row.figures.chunks(usize::try_from(columns).unwrap_or(1));
    for (at, clocks) in (0..).zip(held) {
        let line = Area { y: below.y + at * line, height: line, ..below };
        for (clock, column) in clocks.iter().zip(line.columns(columns, note / 2)) {
            figure(canvas, clock, column, figures);
        }
    }
}

/// How high the figures are in so many columns.
fn foot(canvas: &Canvas, row: &PortalRow, columns: i32) -> i32 {
    let count = i32::try_from(row.figures.len()).unwrap_or(i32::MAX - columns).max(1);
    canvas.share(canvas.row_size(), (3, 4)) * 3 / 2 * ((count + columns - 1) / columns)
}

/// In how many columns the figures stand, and at which size: side by side, or below each other
/// where there is height for it.
fn columns_of(canvas: &Canvas, row: &PortalRow, area: Area) -> Option<(i32, i32)> {
    let (size, note) = (canvas.row_size(), canvas.note_size());
    let small = canvas.share(size, (3, 4));
    let count = i32::try_from(row.figures.len()).unwrap_or(1).max(1);
    (1..=count).rev().find_map(|columns| {
        let lines = (count + columns - 1) / columns;
        let low = lines == 1 || size * 3 / 2 + lines * small * 3 / 2 <= area.height;
        let width = (area.width - note / 2 * (columns - 1)) / columns;
        let fits = |size: &i32| {
            row.figures.iter().all(|clock| canvas.width(*size, &in_full(clock)) <= width)
        };
        [small, note, canvas.least()]
            .into_iter()
            .find(fits)
            .filter(|_| low)
            .map(|size| (columns, size))
    })
}

fn in_full(clock: &Clock) -> String {
    format!("{}{}{}", clock.label, clock.number, clock.unit)
}

/// What is counted, and how many.
fn figure(canvas: &mut Canvas, clock: &Clock, area: Area, size: i32) {
    let baseline = Canvas::centred(area.y + area.height / 2, size);
    let label = canvas.text((area.x, baseline), size, Tone::Dim, &clock.label);
    let number = format!("{}{}", clock.number, clock.unit);
    canvas.text((area.x + label, baseline), size, Tone::White, &number);
}

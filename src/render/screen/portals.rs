//! Portals side by side: a name with its lights, and below it the figures that all of them have.

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::rows::{each, with_lights};
use crate::plan::view::slide::{Clock, PortalRow};

/// Each portal in two lines, the figures of all of them in the same columns.
pub fn draw(canvas: &mut Canvas, rows: &[PortalRow], area: Area) {
    each(canvas, rows, 2, area, portal);
}

fn portal(canvas: &mut Canvas, row: &PortalRow, area: Area) {
    let (size, note) = (canvas.row_size(), canvas.note_size());
    let small = canvas.share(size, (3, 4));
    let Some((columns, figures)) = columns_of(canvas, row, area) else {
        return canvas.refuse(&row.name);
    };
    canvas.cramped |= figures < small;
    let count = i32::try_from(row.figures.len()).unwrap_or(i32::MAX).max(1);
    let line = small * 3 / 2;
    let foot = line * ((count + columns - 1) / columns);
    let both = area.height.min(size * 3 / 2 + foot);
    let lines = Area { y: area.y + (area.height - both) / 2, height: both, ..area };
    let total = format!("{}项", row.total);
    let said = match &row.note {
        Some(note) => (note.as_str(), Tone::Yellow),
        None => (total.as_str(), Tone::Dim),
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

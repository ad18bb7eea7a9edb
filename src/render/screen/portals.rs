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
    let (size, least) = (canvas.size(canvas.panel.row), canvas.least());
    let small = least.max(size * 3 / 4);
    let foot = small * 3 / 2;
    let both = area.height.min(size * 3 / 2 + foot);
    let lines = Area { y: area.y + (area.height - both) / 2, height: both, ..area };
    let total = format!("{}项", row.total);
    let said = match &row.note {
        Some(note) => (note.as_str(), Tone::Yellow),
        None => (total.as_str(), Tone::Dim),
    };
    with_lights(canvas, &row.name, said, &row.lights, lines.above(foot));
    let count = i32::try_from(row.figures.len()).unwrap_or(i32::MAX);
    let columns = lines.below(both - foot).columns(count, least / 2);
    let wide = |size: i32, clock: &Clock| canvas.width(size, &in_full(clock));
    let fits = |size: &i32| {
        row.figures.iter().zip(&columns).all(|(clock, column)| wide(*size, clock) <= column.width)
    };
    let Some(size) = [small, least].into_iter().find(fits) else {
        let words: String = row.figures.iter().map(in_full).collect();
        return canvas.refuse(&words);
    };
    for (clock, column) in row.figures.iter().zip(columns) {
        figure(canvas, clock, column, size);
    }
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

//! Portals side by side: a name with its lights, and below it the figures that all of them have.

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::lights::{Counts, counts, draw_counts, one_row};
use super::rows::{cell, columns_of as places, each, in_each, with_lights};
use super::setting::Fitted;
use crate::plan::view::atoms::LightCount;
use crate::plan::view::slide::{Clock, PortalRow};

/// Each portal in two lines, the figures of all of them in the same columns; on a tall panel in as
/// many lines as it needs.
pub fn draw(canvas: &mut Canvas, rows: &[PortalRow], area: Area) {
    if canvas.is_tall() {
        return each(canvas, rows, 3, area, block);
    }
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
    let small = canvas.share(canvas.row_size(), (3, 4));
    let Some((columns, figures)) = columns_of(canvas, row, area) else {
        return canvas.refuse(&row.name);
    };
    canvas.cramped |= figures < small;
    let foot = foot(canvas, row, columns);
    let both = area.height.min(above + foot);
    let lines = Area { y: area.y + (area.height - both) / 2, height: both, ..area };
    let said = match &row.note {
        Some(note) => (note.as_str(), Tone::Yellow),
        None => (row.total.as_str(), Tone::Dim),
    };
    with_lights(canvas, &row.name, said, (&row.lights, i32::MAX), lines.above(foot));
    self::figures(canvas, row, (columns, figures), lines.below(both - foot));
}

/// The figures in so many columns.
fn figures(canvas: &mut Canvas, row: &PortalRow, (columns, size): (i32, i32), area: Area) {
    let height = canvas.share(canvas.row_size(), (3, 4)) * 3 / 2;
    let gap = canvas.note_size() / 2;
    let held = row.figures.chunks(usize::try_from(columns).unwrap_or(1));
    for (at, clocks) in (0..).zip(held) {
        let line = Area { y: area.y + at * height, height, ..area };
        for (clock, column) in clocks.iter().zip(line.columns(columns, gap)) {
            figure(canvas, clock, column, size);
        }
    }
}

/// What a portal on a tall panel says, from top to bottom.
struct Block<'a> {
    /// What stands beside the name: the number of tasks, or what must be said of the figures.
    beside: (&'a str, Tone),
    /// What must be said of them where it is too long for that.
    below: Option<Fitted>,
    lights: Counts<'a>,
    /// In how many columns the figures stand, and their size.
    figures: (i32, i32),
    height: i32,
}

/// The name with the number of tasks or what must be said of the figures, and below each other the
/// lights and the figures.
fn block(canvas: &mut Canvas, row: &PortalRow, area: Area) {
    let whole = set(canvas, row, &row.lights, area);
    canvas.cramped |= whole.is_none();
    canvas.hides_lights |= whole.is_none();
    let Some(block) = whole.or_else(|| set(canvas, row, &[], area)) else {
        return canvas.refuse(&row.name);
    };
    let size = canvas.row_size();
    let small = canvas.share(size, (3, 4));
    canvas.cramped |= !block.lights.is_whole(small) || block.figures.1 < small;
    let small = canvas.note_size();
    let mut rest =
        Area { y: area.y + (area.height - block.height) / 2, height: block.height, ..area };
    let (words, tone) = block.beside;
    let at = (area.right(), Canvas::centred(rest.y + size * 3 / 4, small));
    let taken = canvas.text_before(at, small, tone, words) + size / 2;
    let name = Area { width: area.width - taken, height: size * 3 / 2, ..rest };
    cell(canvas, &row.name, name, Tone::White);
    rest = rest.below(name.height);
    if let Some(note) = &block.below {
        let next = canvas.paragraph((rest.x, rest.y), note, Tone::Yellow);
        rest = rest.below(next - rest.y);
    }
    if let Some(height) = block.lights.height() {
        let middle = rest.y + height / 2;
        draw_counts(canvas, &block.lights, (rest.x + block.lights.width, middle));
        rest = rest.below(height);
    }
    figures(canvas, row, block.figures, rest);
}

/// The lines of a portal with these of its lights, if they find room.
fn set<'a>(
    canvas: &Canvas,
    row: &'a PortalRow,
    lights: &'a [LightCount],
    area: Area,
) -> Option<Block<'a>> {
    let size = canvas.row_size();
    let small = canvas.share(size, (3, 4));
    let sizes = [canvas.share(size, (9, 10)), small, canvas.least()];
    let free = area.width - canvas.width(size, &row.name) - size / 2;
    let fits = |note: &str| canvas.width(canvas.note_size(), note) <= free;
    let (beside, below) = match &row.note {
        None => ((row.total.as_str(), Tone::Dim), None),
        Some(note) if fits(note) => ((note.as_str(), Tone::Yellow), None),
        Some(note) => {
            let below = canvas.roomy(note, &[small, canvas.least()], 2, area)?;
            (("", Tone::Dim), Some(below))
        }
    };
    let noted = below.as_ref().map_or(0, |note| note.height() - note.size + note.size * 13 / 10);
    let figures = columns_of(canvas, row, area)?;
    let without = size * 3 / 2 + noted + foot(canvas, row, figures.0);
    // Smaller lights take less height.
    let lights = (0..sizes.len()).find_map(|at| {
        let lights = counts(canvas, lights, sizes.get(at..)?, (area.width, size * 3));
        (without + lights.height().unwrap_or(0) <= area.height).then_some(lights)
    })?;
    let height = without + lights.height().unwrap_or(0);
    Some(Block { beside, below, lights, figures, height })
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

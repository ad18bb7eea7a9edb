//! Commendations and exposures: few words, large.

use super::canvas::{Area, Canvas, Fitted};
use super::colour::Tone;
use super::numbers::{clock_beside, clock_width, has_room_for_clock, in_short};
use crate::plan::view::atoms::Stamp;
use crate::plan::view::slide::{Body, Clock};

/// Who is commended, in gold, and for what.
pub fn commendation(canvas: &mut Canvas, body: &Body, area: Area) {
    let Body::Commendation { kind, stamp, honoured, deed, note } = body else { return };
    let (message, row, least) =
        (canvas.size(canvas.panel.message), canvas.size(canvas.panel.row), canvas.least());
    let mut rest = area;
    if !canvas.is_small() {
        let height = tag(canvas, &format!("{kind}　{}", stamp.word), area);
        rest = area.below(height + row / 2);
        let noted = verified(canvas, note, rest);
        rest = rest.above(noted + row / 2);
    }
    let whom = honoured.join("、");
    let sizes = [message, message * 4 / 5, row * 6 / 5, row, least];
    let half = Area { height: rest.height / 2, ..rest };
    let fitted = canvas.message(&whom, &sizes, 3, half);
    let bottom = canvas.paragraph((rest.x, rest.y), &fitted, Tone::Gold);
    let gap = row / 4;
    let left = rest.below(bottom - rest.y + gap);
    let fitted = canvas.message(deed, &[message * 4 / 5, row * 6 / 5, row, least], 4, left);
    canvas.paragraph((left.x, left.y), &fitted, Tone::White);
}

/// Dark words on a golden ground; returns its height.
fn tag(canvas: &mut Canvas, words: &str, area: Area) -> i32 {
    let size = canvas.size(canvas.panel.row).max(canvas.least());
    let pad = size / 2;
    let fitted = canvas.fit_line(words, &[size, canvas.least()], area.width - 2 * pad);
    let (width, height) = (canvas.width(fitted, words) + 2 * pad, size * 8 / 5);
    canvas.rect(Area { width, height, ..area }, Tone::Gold);
    let baseline = Canvas::centred(area.y + height / 2, fitted);
    canvas.text((area.x + pad, baseline), fitted, Tone::Black, words);
    height
}

/// Who verified it, at the foot of an area; returns the height it takes.
fn verified(canvas: &mut Canvas, note: &str, area: Area) -> i32 {
    let (row, least) = (canvas.size(canvas.panel.row), canvas.least());
    let fitted = canvas.name(note, &[least], 2, area);
    let height = fitted.height() - fitted.size + row;
    canvas.paragraph((area.x, area.bottom() - height), &fitted, Tone::Dim);
    height
}

/// What is exposed, whose it is, how it stands, how many days are left.
pub fn exposure(canvas: &mut Canvas, body: &Body, area: Area) {
    let Body::Exposure { issue, stamp, units, clock, note } = body else { return };
    let units = units.join("、");
    if canvas.is_small() {
        return small(canvas, (issue, &units), (stamp, clock.as_ref()), area);
    }
    let said = Said { stamp, units: &units, clock: clock.as_ref(), note: note.as_deref() };
    let Some(lower) = lower(canvas, &said, area) else { return canvas.refuse(&units) };
    let (message, row) = (canvas.size(canvas.panel.message), canvas.size(canvas.panel.row));
    let top = area.above(lower.area.height + row / 4);
    let fitted = canvas.message(issue, &[message, message * 4 / 5, row * 6 / 5, row], 4, top);
    canvas.paragraph((top.x, top.y), &fitted, Tone::White);
    draw_lower(canvas, &said, &lower);
}

/// What stands below the issue of an exposure.
struct Said<'a> {
    stamp: &'a Stamp,
    units: &'a str,
    clock: Option<&'a Clock>,
    note: Option<&'a str>,
}

/// Where it stands: at the left the stamp, the note and the units, at the right the clock.
struct Lower {
    area: Area,
    stamp: Area,
    /// The note with its upper left corner.
    note: Option<((i32, i32), Fitted)>,
    /// Where the units begin.
    y: i32,
    names: Fitted,
}

/// The usual share of an area, or as much as is needed.
fn lower(canvas: &Canvas, said: &Said, area: Area) -> Option<Lower> {
    let row = canvas.size(canvas.panel.row);
    let tall = canvas.panel.height > canvas.panel.width;
    let usual = if tall { row * 12 } else { row * 7 };
    let mut height = usual.min(area.height * 3 / 5);
    while height < area.height {
        let at = area.below(area.height - height);
        match lower_in(canvas, said, at) {
            Ok(lower) => return Some(lower),
            Err(missing) => height += missing.max(1),
        }
    }
    None
}

/// Everything in its place in an area, or how much higher it would have to be.
fn lower_in(canvas: &Canvas, said: &Said, area: Area) -> Result<Lower, i32> {
    let row = canvas.size(canvas.panel.row);
    if said.clock.is_some_and(|clock| !has_room_for_clock(canvas, clock, area)) {
        return Err(row);
    }
    let aside = said.clock.map_or(0, |clock| clock_width(canvas, clock, area));
    let left = Area { width: area.width - aside, ..area };
    let stamp = stamp_area(canvas, said.stamp, (area.x, area.y));
    let noted =
        said.note.map(|note| place_note(canvas, note, left, stamp).ok_or(row)).transpose()?;
    let taken = noted.as_ref().map_or(0, |(.., taken)| *taken);
    let y = stamp.bottom() + row / 2 + taken;
    let below = y + row * 13 / 10;
    let names = Area { y: below, height: area.bottom() - below, ..left };
    let sizes = [row, row * 5 / 6, canvas.least()];
    let free = Area { height: area.height, ..names };
    let found = canvas.named(said.units, &sizes, 3, names);
    let names = found.or_else(|| canvas.named(said.units, &sizes, 3, free)).ok_or(area.height)?;
    // The last line stands clear of what lies below the slide.
    let missing = below + names.height() - area.bottom();
    if missing > 0 {
        return Err(missing);
    }
    let note = noted.map(|(at, fitted, _)| (at, fitted));
    Ok(Lower { area, stamp, note, y, names })
}

fn draw_lower(canvas: &mut Canvas, said: &Said, lower: &Lower) {
    let row = canvas.size(canvas.panel.row);
    if let Some(clock) = said.clock {
        clock_beside(canvas, clock, lower.area);
    }
    draw_stamp(canvas, said.stamp, lower.stamp);
    if let Some((at, fitted)) = &lower.note {
        canvas.paragraph(*at, fitted, Tone::Dim);
    }
    let (x, label) = (lower.area.x, canvas.share(row, (4, 5)));
    canvas.text((x, Canvas::hanging(lower.y, label)), label, Tone::Dim, "责任单位");
    canvas.paragraph((x, lower.y + row * 13 / 10), &lower.names, Tone::White);
}

/// What else must be said, beside the stamp or, where that is too narrow, below it: its place, its
/// lines and the height it takes below.
fn place_note(
    canvas: &Canvas,
    note: &str,
    left: Area,
    stamped: Area,
) -> Option<((i32, i32), Fitted, i32)> {
    let (row, least) = (canvas.size(canvas.panel.row), canvas.least());
    let sizes = [row, row * 5 / 6, least];
    let x = stamped.right() + row / 2;
    let beside = Area { x, width: left.right() - x, ..stamped };
    if let Some(fitted) = canvas.roomy(note, &sizes, 3, beside) {
        let top = stamped.y + (stamped.height - fitted.height()) / 2;
        return Some(((x, top), fitted, 0));
    }
    let y = stamped.bottom() + row / 2;
    let below = Area { y, height: left.bottom() - y, ..left };
    let fitted = canvas.roomy(note, &sizes, 4, below)?;
    let leading = fitted.height() - fitted.size + fitted.size * 13 / 10;
    Some(((left.x, y), fitted, leading + row / 4))
}

/// The room a stamp takes.
fn stamp_area(canvas: &Canvas, stamp: &Stamp, (x, y): (i32, i32)) -> Area {
    let size = canvas.size(canvas.panel.title);
    Area { x, y, width: canvas.width(size, &stamp.word) + size / 2 * 3, height: size * 2 }
}

/// A word in a double border.
fn draw_stamp(canvas: &mut Canvas, stamp: &Stamp, area: Area) {
    let tone = Tone::of_stamp(stamp.kind);
    let size = canvas.size(canvas.panel.title);
    let (pad, line) = (size / 2, (size / 12).max(2));
    let Area { x, y, width, height } = area;
    canvas.outline(area, line, tone);
    let inset = line * 2;
    let inner =
        Area { x: x + inset, y: y + inset, width: width - 2 * inset, height: height - 2 * inset };
    canvas.outline(inner, (line / 2).max(1), tone);
    let baseline = Canvas::centred(y + size, size);
    canvas.text((x + pad * 3 / 2, baseline), size, tone, &stamp.word);
}

/// On a low panel the state is a word, and the units and days share the last line.
fn small(
    canvas: &mut Canvas,
    (issue, units): (&str, &str),
    (stamp, clock): (&Stamp, Option<&Clock>),
    area: Area,
) {
    let (message, row, least) =
        (canvas.size(canvas.panel.message), canvas.size(canvas.panel.row), canvas.least());
    let foot = row * 3 / 2;
    let middle = area.bottom() - foot / 2;
    let state = canvas.width(least, &stamp.word);
    let at = (area.right(), Canvas::centred(middle, least));
    canvas.text_before(at, least, Tone::of_stamp(stamp.kind), &stamp.word);
    let mut taken = state + least / 2;
    if let Some(clock) = clock {
        let tone = if clock.overdue { Tone::Red } else { Tone::White };
        let at = (area.right() - taken, Canvas::centred(middle, least));
        taken += canvas.text_before(at, least, tone, &in_short(clock)) + least / 2;
    }
    let names = Area { y: area.bottom() - foot, height: foot, width: area.width - taken, ..area };
    let fitted = canvas.name(units, &[row, least], 1, names);
    canvas.paragraph((names.x, middle - fitted.size / 2), &fitted, Tone::Dim);
    let top = area.above(foot);
    let fitted = canvas.message(issue, &[message, row, least], 3, top);
    canvas.paragraph((top.x, top.y), &fitted, Tone::White);
}

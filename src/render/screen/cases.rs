//! Commendations and exposures: few words, large.

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::numbers::{clock_beside, in_short};
use crate::plan::view::atoms::Stamp;
use crate::plan::view::slide::{Body, Clock};

/// Who is commended, in gold, and for what.
pub fn commendation(canvas: &mut Canvas, body: &Body, area: Area) {
    let Body::Commendation { kind, stamp, honoured, deed, note } = body else { return };
    let (message, row, least) =
        (canvas.size(canvas.panel.message), canvas.size(canvas.panel.row), canvas.least());
    let mut rest = area;
    if !canvas.is_small() {
        let height = tag(canvas, &format!("{kind}　{}", stamp.word), (area.x, area.y));
        rest = area.below(height + row / 2);
        let baseline = Canvas::hanging(area.bottom() - row, least);
        canvas.text((area.x, baseline), least, Tone::Dim, note);
        rest = rest.above(row * 3 / 2);
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
fn tag(canvas: &mut Canvas, words: &str, (x, y): (i32, i32)) -> i32 {
    let size = canvas.size(canvas.panel.row).max(canvas.least());
    let (pad, height) = (size / 2, size * 8 / 5);
    let width = canvas.width(size, words) + 2 * pad;
    canvas.rect(Area { x, y, width, height }, Tone::Gold);
    canvas.text((x + pad, Canvas::centred(y + height / 2, size)), size, Tone::Black, words);
    height
}

/// What is exposed, whose it is, how it stands, how many days are left.
pub fn exposure(canvas: &mut Canvas, body: &Body, area: Area) {
    let Body::Exposure { issue, stamp, units, clock, note } = body else { return };
    let units = units.join("、");
    if canvas.is_small() {
        return small(canvas, (issue, &units), (stamp, clock.as_ref()), area);
    }
    let (message, row) = (canvas.size(canvas.panel.message), canvas.size(canvas.panel.row));
    let tall = canvas.panel.height > canvas.panel.width;
    let foot = if tall { row * 12 } else { row * 7 };
    let top = area.above(foot.min(area.height * 3 / 5));
    let fitted = canvas.message(issue, &[message, message * 4 / 5, row * 6 / 5, row], 4, top);
    canvas.paragraph((top.x, top.y), &fitted, Tone::White);
    let mut left = area.below(top.height);
    let aside = clock.as_ref().map_or(0, |clock| {
        clock_beside(canvas, clock, Area { y: left.y, height: left.height, ..left })
    });
    left.width -= aside;
    let stamped = draw_stamp(canvas, stamp, (left.x, left.y));
    let noted = note.as_ref().map_or(0, |note| draw_note(canvas, note, left, stamped));
    let y = stamped.bottom() + row / 2 + noted;
    canvas.text((left.x, Canvas::hanging(y, row * 4 / 5)), row * 4 / 5, Tone::Dim, "责任单位");
    let names = Area { y: y + row * 13 / 10, height: left.bottom() - y - row * 13 / 10, ..left };
    let fitted = canvas.name(&units, &[row, row * 5 / 6, canvas.least()], 3, names);
    canvas.paragraph((names.x, names.y), &fitted, Tone::White);
}

/// What else must be said, beside the stamp or, where that is too narrow, below it. Returns the
/// height it takes below.
fn draw_note(canvas: &mut Canvas, note: &str, left: Area, stamped: Area) -> i32 {
    let (row, least) = (canvas.size(canvas.panel.row), canvas.least());
    let sizes = [row, row * 5 / 6, least];
    let x = stamped.right() + row / 2;
    let beside = Area { x, width: left.right() - x, ..stamped };
    if let Some(fitted) = canvas.roomy(note, &sizes, 3, beside) {
        let top = stamped.y + (stamped.height - fitted.height()) / 2;
        canvas.paragraph((x, top), &fitted, Tone::Dim);
        return 0;
    }
    let y = stamped.bottom() + row / 2;
    let below = Area { y, height: left.bottom() - y, ..left };
    let fitted = canvas.message(note, &sizes, 4, below);
    canvas.paragraph((left.x, y), &fitted, Tone::Dim) - y + row / 4
}

/// A word in a double border, the room it takes.
fn draw_stamp(canvas: &mut Canvas, stamp: &Stamp, (x, y): (i32, i32)) -> Area {
    let tone = Tone::of_stamp(stamp.kind);
    let size = canvas.size(canvas.panel.title);
    let (pad, line) = (size / 2, (size / 12).max(2));
    let width = canvas.width(size, &stamp.word) + 3 * pad;
    let area = Area { x, y, width, height: size * 2 };
    canvas.outline(area, line, tone);
    let inset = line * 2;
    let inner = Area {
        x: x + inset,
        y: y + inset,
        width: width - 2 * inset,
        height: area.height - 2 * inset,
    };
    canvas.outline(inner, (line / 2).max(1), tone);
    let baseline = Canvas::centred(y + size, size);
    canvas.text((x + pad * 3 / 2, baseline), size, tone, &stamp.word);
    area
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

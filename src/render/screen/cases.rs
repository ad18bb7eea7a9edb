//! Commendations and exposures: few words, large.

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::numbers::{clock_beside, clock_top, clock_width, has_room_for_clock, in_short};
use super::setting::{Ends, Fitted, best};
use crate::plan::view::atoms::Stamp;
use crate::plan::view::slide::{Body, Clock};

/// Who is commended, in gold, and for what.
pub fn commendation(canvas: &mut Canvas, body: &Body, area: Area) {
    let Body::Commendation { kind, stamp, honoured, deed, note } = body else { return };
    let whom = honoured.join("、");
    if canvas.is_small() {
        let Some(praise) = praise(canvas, (&whom, deed), area) else { return canvas.refuse(&whom) };
        return praise.draw(canvas, area.below((area.height - praise.height) / 2));
    }
    let row = canvas.row_size();
    let area = area.above(verified(canvas, note, area) + row / 2);
    let tagged = tag_height(canvas) + row / 2;
    let Some(praise) = praise(canvas, (&whom, deed), area.below(tagged)) else {
        return canvas.refuse(&whom);
    };
    // On a tall panel what belongs together stands in the middle.
    let spare = if canvas.is_tall() { (area.height - tagged - praise.height) / 2 } else { 0 };
    let area = area.below(spare);
    tag(canvas, (kind, &stamp.word), area);
    praise.draw(canvas, area.below(tagged));
}

/// Who is praised, and below it for what.
struct Praise {
    names: Fitted,
    deed: Fitted,
    height: i32,
}

impl Praise {
    fn draw(&self, canvas: &mut Canvas, Area { x, y, .. }: Area) {
        canvas.paragraph((x, y), &self.names, Tone::Gold);
        canvas.paragraph((x, y + self.height - self.deed.height()), &self.deed, Tone::White);
    }
}

/// Names and deed below them, both as large as they may be together, the names no smaller: of a
/// size each finds room at, the larger part is for whoever needs it.
fn praise(canvas: &Canvas, (whom, deed): (&str, &str), area: Area) -> Option<Praise> {
    let sizes = canvas.messages();
    let least = canvas.least();
    let pairs = sizes.iter().filter(|size| canvas.stays_dark(whom, **size)).flat_map(|size| {
        let below = [(1, 1), (4, 5), (2, 3)].map(|share| canvas.share(*size, share));
        let below = below.into_iter().skip(usize::from(*size > least));
        below.filter(|size| canvas.stays_dark(deed, *size)).map(move |below| (*size, below))
    });
    let both = |(size, below): (i32, i32)| {
        let names = canvas.roomy(whom, &[size], MOST_LINES, area)?;
        let gap = names.size * 3 / 10 + below / 4;
        let left = area.below(names.height() + gap);
        let deed = canvas.roomy(deed, &[below], MOST_LINES, left)?;
        let height = names.height() + gap + deed.height();
        (height <= area.height).then_some(Praise { names, deed, height })
    };
    let mut fitting = pairs.filter_map(both);
    let largest = fitting.next()?;
    // Nobody's name is parted as long as it can be helped; a deed of many lines is running text.
    let ends = |praise: &Praise| {
        let deed = match canvas.ends(&praise.deed) {
            Ends::Between if praise.deed.lines.len() > 2 => Ends::Well,
            ends => ends,
        };
        (canvas.ends(&praise.names), deed)
    };
    let whole = match ends(&largest) {
        (Ends::Within, _) => fitting.find(|other| ends(other).0 > Ends::Within),
        (Ends::Between | Ends::Well, _) => None,
    };
    let first = whole.unwrap_or(largest);
    // What ends well enough is not made much smaller to end better.
    let (names, deed) = match ends(&first) {
        (Ends::Within | Ends::Between, Ends::Within) => (75, 75),
        (Ends::Within | Ends::Between, _) => (75, 90),
        (Ends::Well, Ends::Within) => (90, 75),
        (Ends::Well, _) => (90, 90),
    };
    let (names, deed) = (first.names.size * names / 100, first.deed.size * deed / 100);
    let large = |other: &Praise| other.names.size >= names && other.deed.size >= deed;
    Some(best(first, fitting.filter(large), ends, (Ends::Well, Ends::Well)))
}

/// Lines of names or of a deed: more are not read while they stand.
const MOST_LINES: usize = 5;

/// How high dark words stand on a golden ground.
fn tag_height(canvas: &Canvas) -> i32 {
    canvas.row_size().max(canvas.least()) * 8 / 5
}

/// Dark words on a golden ground: the kind of praise, and whom it is for where there is room.
fn tag(canvas: &mut Canvas, (kind, whom): (&str, &str), area: Area) {
    let size = canvas.row_size().max(canvas.least());
    let pad = size / 2;
    let room = area.width - 2 * pad;
    let both = format!("{kind}　{whom}");
    let words = if canvas.width(canvas.least(), &both) <= room { &both } else { kind };
    let fitted = canvas.fit_line(words, &[size, canvas.least()], room);
    let (width, height) = (canvas.width(fitted, words) + 2 * pad, tag_height(canvas));
    canvas.rect(Area { width, height, ..area }, Tone::Gold);
    let baseline = Canvas::centred(area.y + height / 2, fitted);
    canvas.text((area.x + pad, baseline), fitted, Tone::Black, words);
}

/// Who verified it, at the foot of an area; returns the height it takes.
fn verified(canvas: &mut Canvas, note: &str, area: Area) -> i32 {
    let (row, least) = (canvas.row_size(), canvas.least());
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
        let said = Said { stamp, units: &units, clock: clock.as_ref(), note: note.as_deref() };
        return small(canvas, issue, &said, area);
    }
    let said = Said { stamp, units: &units, clock: clock.as_ref(), note: note.as_deref() };
    let row = canvas.row_size();
    let above = |below: &Lower| area.above(below.area.height + row);
    let sizes = |canvas: &Canvas, top: Area| {
        let mut sizes = canvas.messages();
        sizes.retain(|size| *size <= top.height.max(row));
        sizes
    };
    // The note parts no word where the issue finds room above it.
    let whole = lower(canvas, (&said, Notes::Whole), area).filter(|below| {
        let top = above(below);
        canvas.roomy(issue, &sizes(canvas, top), 4, top).is_some()
    });
    let notes = if whole.is_some() { Notes::Whole } else { Notes::Any };
    let Some(mut below) = whole.or_else(|| lower(canvas, (&said, notes), area)) else {
        return canvas.refuse(&units);
    };
    let mut top = above(&below);
    let fitted = canvas.message(issue, &sizes(canvas, top), 4, top);
    if canvas.is_tall() {
        // What belongs together stands in the middle.
        let spare = (top.height - fitted.height() - row).max(0) / 2;
        if let Some(closer) = lower(canvas, (&said, notes), area.above(spare)) {
            (below, top) = (closer, top.below(spare));
        }
    }
    canvas.paragraph((top.x, top.y), &fitted, Tone::White);
    draw_lower(canvas, &said, &below);
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
    note: Option<Placed>,
    /// Where the units begin.
    y: i32,
    names: Fitted,
}

/// How the lines of a note may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notes {
    /// Between words.
    Whole,
    /// Anywhere.
    Any,
}

/// A note where it stands.
struct Placed {
    /// Its upper left corner.
    at: (i32, i32),
    fitted: Fitted,
    /// The height it takes below the stamp.
    taken: i32,
}

/// The usual share of an area, or as much as is needed.
fn lower(canvas: &Canvas, said: (&Said, Notes), area: Area) -> Option<Lower> {
    let row = canvas.row_size();
    let usual = if canvas.is_tall() { row * 12 } else { row * 7 };
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
fn lower_in(canvas: &Canvas, (said, parting): (&Said, Notes), area: Area) -> Result<Lower, i32> {
    let row = canvas.row_size();
    if said.clock.is_some_and(|clock| !has_room_for_clock(canvas, clock, area)) {
        return Err(row);
    }
    let aside = said.clock.map_or(0, |clock| clock_width(canvas, clock, area));
    let left = Area { width: area.width - aside, ..area };
    let stamp = stamp_area(canvas, said.stamp, (area.x, area.y));
    // Above the clock a note has the whole width.
    let clock = said.clock.map_or(area.bottom(), |clock| clock_top(canvas, clock, area));
    let clear = |placed: &Placed| placed.at.1 + placed.fitted.height() <= clock;
    let stands =
        |placed: &Placed| parting == Notes::Any || canvas.ends(&placed.fitted) > Ends::Within;
    let placed = |note: &str| {
        let wide = place_note(canvas, note, area, stamp).filter(clear);
        wide.or_else(|| place_note(canvas, note, left, stamp)).filter(stands)
    };
    let noted = said.note.map(|note| placed(note).ok_or(row)).transpose()?;
    let taken = noted.as_ref().map_or(0, |placed| placed.taken);
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
    Ok(Lower { area, stamp, note: noted, y, names })
}

fn draw_lower(canvas: &mut Canvas, said: &Said, lower: &Lower) {
    let row = canvas.row_size();
    if let Some(clock) = said.clock {
        clock_beside(canvas, clock, lower.area);
    }
    draw_stamp(canvas, said.stamp, lower.stamp);
    if let Some(Placed { at, fitted, .. }) = &lower.note {
        canvas.paragraph(*at, fitted, Tone::Dim);
    }
    let (x, label) = (lower.area.x, canvas.share(row, (4, 5)));
    canvas.text((x, Canvas::hanging(lower.y, label)), label, Tone::Dim, "责任单位");
    canvas.paragraph((x, lower.y + row * 13 / 10), &lower.names, Tone::White);
}

/// What else must be said, beside the stamp or, where that is too narrow, below it.
fn place_note(canvas: &Canvas, note: &str, left: Area, stamped: Area) -> Option<Placed> {
    let (row, least) = (canvas.row_size(), canvas.least());
    let x = stamped.right() + row / 2;
    let beside = Area { x, width: left.right() - x, ..stamped };
    let y = stamped.bottom() + row / 2;
    let below = Area { y, height: left.bottom() - y, ..left };
    let sizes = [row, row * 5 / 6, least];
    let is_small = |fitted: &Fitted| fitted.size < row * 5 / 6;
    let at_side = canvas.roomy(note, &sizes, 3, beside);
    let fitted = match at_side {
        // A tall panel has the height for larger words.
        Some(fitted) if !(canvas.is_tall() && is_small(&fitted)) => {
            let top = stamped.y + (stamped.height - fitted.height()) / 2;
            return Some(Placed { at: (x, top), fitted, taken: 0 });
        }
        _ => canvas.roomy(note, &sizes, 4, below)?,
    };
    let leading = fitted.height() - fitted.size + fitted.size * 13 / 10;
    Some(Placed { at: (left.x, y), fitted, taken: leading + row / 4 })
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

/// On a low panel the state is a word, and the units and days share the last line; where that is too
/// narrow, the units stand on a line of their own above it. What must be said beside the issue stands
/// below it.
fn small(canvas: &mut Canvas, issue: &str, said_of: &Said, area: Area) {
    let Said { stamp, units, clock, note } = *said_of;
    let days = clock.map(in_short);
    let said = [days.as_deref(), Some(&*stamp.word)].into_iter().flatten().collect::<String>();
    let (row, least) = (canvas.row_size(), canvas.least());
    let whole = |size: i32| canvas.width(size, &format!("{units}{said}")) + size * 3 / 2;
    let most = canvas.messages().first().copied().unwrap_or(row);
    let sizes = [canvas.share(most, (3, 4)).max(row), row];
    let size = sizes.into_iter().find(|size| whole(*size) <= area.width).unwrap_or(least);
    let foot = size.max(row) * 3 / 2;
    let middle = area.bottom() - foot / 2;
    let left = state(canvas, (stamp, clock.zip(days.as_deref())), (area, middle), size);
    let names = Area { y: area.bottom() - foot, height: foot, width: left - area.x, ..area };
    let beside = canvas.named(units, &[size.max(row), row, least], 1, names);
    let (fitted, y) = beside.map_or_else(
        || {
            let fitted = canvas.name(units, &[row, least], 2, area);
            let y = names.y - fitted.height();
            (fitted, y)
        },
        |fitted| {
            let y = middle - fitted.size / 2;
            (fitted, y)
        },
    );
    canvas.paragraph((names.x, y), &fitted, Tone::Dim);
    let mut top = area.above(area.bottom() - y.min(names.y));
    if let Some(note) = note {
        let fitted = canvas.name(note, &[least], 2, top);
        let height = fitted.height() + least / 4;
        top = top.above(height);
        canvas.paragraph((top.x, top.bottom()), &fitted, Tone::Dim);
    }
    let fitted = canvas.message(issue, &canvas.messages(), 3, top);
    let y = top.y + (top.height - fitted.height()).max(0) / 2;
    canvas.paragraph((top.x, y), &fitted, Tone::White);
}

/// The state and before it the days, at the right end of a line; returns where they begin.
fn state(
    canvas: &mut Canvas,
    (stamp, clock): (&Stamp, Option<(&Clock, &str)>),
    (area, middle): (Area, i32),
    size: i32,
) -> i32 {
    let baseline = Canvas::centred(middle, size);
    let tone = Tone::of_stamp(stamp.kind);
    let mut left = area.right();
    left -= canvas.text_before((left, baseline), size, tone, &stamp.word) + size / 2;
    if let Some((clock, days)) = clock {
        let tone = if clock.overdue { Tone::Red } else { Tone::White };
        left -= canvas.text_before((left, baseline), size, tone, days) + size / 2;
    }
    left
}

//! What a picture is drawn on: texts set to the pixel, shapes, and a record of every ink.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::colour::Tone;
use super::pixels;
use super::setting::Fitted;
use crate::measure::{Chain, EM, GlyphId, Line};
use crate::plan::view::deck::{LOW, Panel};

/// Dots of the dotted face's em.
const DOTS: i32 = 16;
/// Where the middle of a Han character lies above the baseline, in units of the em.
const MIDDLE: i32 = 380;
/// Tenths of a size from line to line.
pub const LEADING: i32 = 13;
/// How far a Han character reaches above the baseline, in units of the em.
const ASCENT: i32 = 880;

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl Area {
    /// The right edge.
    pub fn right(self) -> i32 {
        self.x + self.width
    }

    /// The lower edge.
    pub fn bottom(self) -> i32 {
        self.y + self.height
    }

    /// Equal columns with a gap between them.
    pub fn columns(self, count: i32, gap: i32) -> Vec<Self> {
        let width = (self.width - gap * (count - 1)) / count.max(1);
        (0..count).map(|at| Self { x: self.x + at * (width + gap), width, ..self }).collect()
    }

    /// Without its upper part.
    pub fn below(self, height: i32) -> Self {
        Self { y: self.y + height, height: self.height - height, ..self }
    }

    /// Without its lower part.
    pub fn above(self, height: i32) -> Self {
        Self { height: self.height - height, ..self }
    }

    /// Whether two areas lie over each other by more than the edge of a letter.
    fn covers(self, other: Self) -> bool {
        let across = self.right().min(other.right()) - self.x.max(other.x);
        let down = self.bottom().min(other.bottom()) - self.y.max(other.y);
        across > 1 && down > 1
    }
}

/// A text that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inked {
    /// Where its ink lies.
    pub area: Area,
    /// What it says.
    pub text: String,
    row: Option<usize>,
}

/// A text that found no room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoRoom {
    /// The text.
    pub text: String,
    /// The row of a list in which it stands.
    pub row: Option<usize>,
}

/// A picture in the making.
pub struct Canvas<'a> {
    /// The panel.
    pub panel: &'a Panel,
    pub chain: &'a Chain<'a>,
    /// What is drawn so far.
    pub out: String,
    /// Glyphs that are drawn.
    pub used: BTreeSet<GlyphId>,
    /// Characters that no face has.
    pub missing: BTreeSet<char>,
    /// The first text that found no room.
    pub no_room: Option<NoRoom>,
    /// Every text with its ink.
    pub inks: Vec<Inked>,
    /// The row of a list that is being drawn.
    pub row: Option<usize>,
    /// Where the footer's words end.
    pub foot: i32,
    /// How the rows of a list stand.
    pub list: Rows,
    /// The size and the tone of the running text.
    pub text: Option<(i32, Tone)>,
    /// A row stands smaller than the others, in two lines, too close or without its note: fine
    /// where there are many, but no reason to make rows larger.
    pub cramped: bool,
    /// How close rows of several lines stand where they stand closest.
    pub apart: Apart,
    /// A row shows none of its lights: it would look like one that has none.
    pub hides_lights: bool,
    /// What the squares of white letters take together, in square pixels.
    pub white: i64,
}

/// How far rows of several lines stand apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Apart {
    /// Each is told from the next.
    Well,
    /// One is hardly told from the next.
    Hardly,
    /// Their lines lie over each other.
    Not,
}

/// How the rows of a list stand: alike on all its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    /// Their size; that of the panel, or more where there are few.
    pub size: i32,
    /// How many there are on the fullest page.
    pub fullest: usize,
    /// In how many lines each stands.
    pub lines: u32,
    /// The tone of running text that goes over several pages, and that `size` is then its largest.
    pub tone: Option<Tone>,
}

impl<'a> Canvas<'a> {
    /// An empty one.
    pub fn new(panel: &'a Panel, chain: &'a Chain<'a>) -> Self {
        Self {
            panel,
            chain,
            out: String::new(),
            used: BTreeSet::new(),
            missing: BTreeSet::new(),
            no_room: None,
            inks: Vec::new(),
            row: None,
            foot: 0,
            list: Rows { size: size(panel, panel.row), fullest: 0, lines: 1, tone: None },
            text: None,
            cramped: false,
            apart: Apart::Well,
            hides_lights: false,
            white: 0,
        }
    }

    /// A length of the panel as a signed number.
    pub fn px(length: u32) -> i32 {
        i32::try_from(length).unwrap_or(i32::MAX)
    }

    /// Whether the panel is higher than wide: its rows have the height for several lines.
    pub fn is_tall(&self) -> bool {
        self.panel.height > self.panel.width
    }

    /// Whether the panel is no wider than half as much again as it is high: what stands side by side
    /// is short there, and below each other there is room.
    pub fn is_high(&self) -> bool {
        self.panel.width * 2 <= self.panel.height * 3
    }

    /// Whether the panel is too low for a footer: figures and notes stand closer.
    pub fn is_small(&self) -> bool {
        is_low(self.panel)
    }

    /// A size the panel's face can have: dots come in whole multiples.
    pub fn size(&self, wanted: u32) -> i32 {
        size(self.panel, wanted)
    }

    /// The size of rows and running text on this slide.
    pub fn row_size(&self) -> i32 {
        self.list.size
    }

    /// The size of what stands beside a row and says less: it grows with the rows.
    pub fn note_size(&self) -> i32 {
        let usual = self.size(self.panel.row).max(1);
        self.share(self.least() * self.row_size() / usual, (1, 1)).max(self.least())
    }

    /// Sizes of a message, the largest first.
    pub fn messages(&self) -> Vec<i32> {
        let (message, row) = (self.size(self.panel.message), self.size(self.panel.row));
        let mut sizes = self.row_steps();
        let least = self.least();
        let more = [message, message * 4 / 5, row * 6 / 5, row * 5 / 6, row * 3 / 4];
        let more = more.map(|size| self.whole(size)).into_iter().filter(|size| *size > least);
        sizes.extend(more.chain([least]));
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        sizes.dedup();
        sizes
    }

    /// Sizes that rows may have, from the largest of a message to the usual one.
    pub fn row_steps(&self) -> Vec<i32> {
        const STEPS: i32 = 10;
        let (row, most) = (self.size(self.panel.row), self.size(largest(self.panel)));
        let step = |at: i32| self.whole(most - (most - row) * at / STEPS);
        let mut sizes: Vec<i32> = (0..=STEPS).map(step).collect();
        sizes.dedup();
        sizes
    }

    /// The smallest size of any text.
    pub fn least(&self) -> i32 {
        self.size(self.panel.note)
    }

    /// The largest size the panel's face can have that is not above another, or none.
    pub fn whole(&self, size: i32) -> i32 {
        if self.panel.dots { size / DOTS * DOTS } else { size }
    }

    /// A share of a size that the panel's face can have, not below the smallest.
    pub fn share(&self, size: i32, (part, of): (i32, i32)) -> i32 {
        self.size(u32::try_from(size * part / of).unwrap_or(0)).max(self.least().min(size))
    }

    /// How many pixels a text is wide.
    pub fn width(&self, size: i32, text: &str) -> i32 {
        pixels(self.chain.width(text), size)
    }

    /// The baseline of a text whose middle lies at a height.
    pub fn centred(middle: i32, size: i32) -> i32 {
        middle + size * MIDDLE / EM
    }

    /// The baseline of a text whose upper edge lies at a height.
    pub fn hanging(top: i32, size: i32) -> i32 {
        top + size * ASCENT / EM
    }

    /// A text from its left end; returns its width.
    pub fn text(&mut self, (x, baseline): (i32, i32), size: i32, tone: Tone, text: &str) -> i32 {
        let line = self.chain.line(text);
        self.missing.extend(&line.missing);
        self.record(&line, text, (x, baseline), size);
        self.set(&line, (x, baseline), size, tone);
        let width = pixels(line.width, size);
        if tone == Tone::White {
            self.white += i64::from(width) * i64::from(size);
        }
        width
    }

    /// A text that ends at `x`; returns its width.
    pub fn text_before(
        &mut self,
        (x, baseline): (i32, i32),
        size: i32,
        tone: Tone,
        text: &str,
    ) -> i32 {
        let width = self.width(size, text);
        self.text((x - width, baseline), size, tone, text)
    }

    fn record(&mut self, line: &Line, text: &str, (x, baseline): (i32, i32), size: i32) {
        let Some(ink) = self.chain.ink(line) else { return };
        let (left, top) = ((ink.left * size).div_euclid(EM), (ink.top * size).div_euclid(EM));
        let (right, bottom) = (pixels(ink.right, size), pixels(ink.bottom, size));
        let (width, height) = (right - left, bottom - top);
        let area = Area { x: x + left, y: baseline + top, width, height };
        self.inks.push(Inked { area, text: text.to_owned(), row: self.row });
        // A row may be chosen smaller than the notes are.
        if size < self.least().min(self.size(self.panel.row)) {
            self.refuse(text);
        }
    }

    /// Notes a text that stands out of the panel, over another one or over `bar`, the position in
    /// the loop: whatever drew it, no slide is shown with it.
    pub fn look_over(&mut self, bar: Area) {
        let panel = Area {
            x: 0,
            y: 0,
            width: Self::px(self.panel.width),
            height: Self::px(self.panel.height),
        };
        let stands_out = |ink: Area| {
            ink.x < 0 || ink.y < 0 || ink.right() > panel.right() || ink.bottom() > panel.bottom()
        };
        let wrong = self.inks.iter().enumerate().find(|(at, ink)| {
            let mut before = self.inks.iter().take(*at);
            stands_out(ink.area)
                || ink.area.covers(bar)
                || before.any(|other| other.area.covers(ink.area))
        });
        if let Some((_, ink)) = wrong {
            let (text, row) = (ink.text.clone(), ink.row);
            self.no_room.get_or_insert(NoRoom { text, row });
        }
    }

    /// Writes a line's glyphs.
    fn set(&mut self, line: &Line, (x, baseline): (i32, i32), size: i32, tone: Tone) {
        let colour = tone.on(self.panel.ink);
        for run in line.glyphs.chunk_by(|a, b| is_dotted(a.id) == is_dotted(b.id)) {
            let dotted = run.first().is_some_and(|glyph| is_dotted(glyph.id));
            let scale = thousandths(if dotted { size * EM / DOTS } else { size });
            write!(
                self.out,
                r#"<g fill="{colour}" transform="translate({x} {baseline})scale({scale})">"#
            )
            .expect("a string grows");
            for glyph in run {
                self.used.insert(glyph.id);
                let at = if dotted { thousandths(glyph.x * DOTS) } else { glyph.x.to_string() };
                write!(self.out, r##"<use xlink:href="#{}" x="{at}"/>"##, glyph.id)
                    .expect("a string grows");
            }
            self.out.push_str("</g>");
        }
    }

    /// A filled rectangle.
    pub fn rect(&mut self, area: Area, tone: Tone) {
        let Area { x, y, width, height } = area;
        if width <= 0 || height <= 0 {
            return;
        }
        let colour = tone.on(self.panel.ink);
        write!(
            self.out,
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{colour}"/>"#
        )
        .expect("a string grows");
    }

    /// The edge of a rectangle, inside it.
    pub fn outline(&mut self, area: Area, thick: i32, tone: Tone) {
        let Area { x, y, width, height } = area;
        self.rect(Area { height: thick, ..area }, tone);
        self.rect(Area { y: y + height - thick, height: thick, ..area }, tone);
        self.rect(Area { width: thick, ..area }, tone);
        self.rect(Area { x: x + width - thick, width: thick, ..area }, tone);
    }

    /// A shape drawn in a square of 1000 units, brought to a place and size.
    pub fn shape(&mut self, (x, y): (i32, i32), size: i32, inside: &str) {
        let scale = thousandths(size);
        write!(self.out, r#"<g transform="translate({x} {y})scale({scale})">{inside}</g>"#)
            .expect("a string grows");
    }

    /// Notes that a text finds no room.
    pub fn refuse(&mut self, text: &str) {
        let row = self.row;
        self.no_room.get_or_insert_with(|| NoRoom { text: text.to_owned(), row });
    }

    /// Lines below each other from an upper edge; returns the lower edge.
    pub fn paragraph(&mut self, (x, top): (i32, i32), fitted: &Fitted, tone: Tone) -> i32 {
        let mut top = top;
        for line in &fitted.lines {
            self.text((x, Self::hanging(top, fitted.size)), fitted.size, tone, line);
            top += fitted.size * LEADING / 10;
        }
        top
    }
}

fn size(panel: &Panel, wanted: u32) -> i32 {
    let wanted = Canvas::px(wanted);
    if panel.dots { (wanted / DOTS).max(1) * DOTS } else { wanted }
}

/// The largest size of a message: `visual.md`, section 8, has 36 for 384×192, 136 for 1920×1080 and
/// 190 for 3840×1080, shares of the height and of the width. A panel's own sizes may be larger.
fn largest(panel: &Panel) -> u32 {
    let Panel { width, height, .. } = *panel;
    let of_width = if height > width { width * 12 / 100 } else { width * 7 / 100 };
    let most = (height * 18 / 100).min(of_width) / 2 * 2;
    if panel.strip { panel.row } else { most.max(panel.message).max(panel.row) }
}

/// Whether a panel is too low for a footer.
pub fn is_low(panel: &Panel) -> bool {
    panel.height < LOW
}

/// Glyphs of the dotted face are drawn in dots, all others in units of the em.
fn is_dotted(id: GlyphId) -> bool {
    matches!(id, GlyphId::Dots(_))
}

/// A number of thousandths as a decimal, without useless zeros.
fn thousandths(number: i32) -> String {
    let (whole, rest) = (number / 1000, number % 1000);
    if rest == 0 {
        return whole.to_string();
    }
    format!("{whole}.{}", format!("{rest:03}").trim_end_matches('0'))
}

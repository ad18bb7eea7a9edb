//! Faces and their glyphs in integers: how wide a text is, where its ink lies, and its outlines.
//!
//! An em is 1000 units, whatever the font says, so that no figure is ever fractional.

mod figures;
mod lines;
mod outline;

pub use figures::{Stretch, stretches};
pub use lines::{Breaks, end_between_words, lines, may_part, pauses};

use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use unifont::Glyph as Dots;

/// Units of an em.
pub const EM: i32 = 1000;
/// Dots of an em of the dotted face, and how many there are below the baseline.
const DOTS: i32 = 16;
const DOTS_BELOW: i32 = 2;
/// Between Han and a letter or figure, as typography asks: an eighth of an em.
const GAP: i32 = EM / 8;

/// A font file's face: its bytes and which face of a collection it is.
#[derive(Debug, Clone)]
pub struct Font {
    /// Its name, for people.
    pub name: String,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Which face of the file, from 0.
    pub index: u32,
}

/// Faces in the order in which they are asked for a glyph. The dotted face is embedded and comes
/// last, or first for panels whose glyphs are dots.
#[derive(Debug, Clone, Default)]
pub struct Faces {
    fonts: Vec<Font>,
}

impl Faces {
    /// Faces in their order; fonts that cannot be read are left out.
    pub fn new(fonts: Vec<Font>) -> Self {
        let fonts = fonts.into_iter().filter(|font| outline::face(font).is_some()).collect();
        Self { fonts }
    }

    /// Names and sizes: what tells one set of faces from another.
    pub fn fingerprint(&self) -> Vec<(String, u64)> {
        self.fonts.iter().map(|font| (font.name.clone(), font.bytes.len() as u64)).collect()
    }

    /// The faces as they are asked for one panel.
    pub fn chain(&self, dots: bool) -> Chain<'_> {
        Chain { faces: self.fonts.iter().filter_map(outline::face).collect(), dots_first: dots }
    }
}

impl Hash for Faces {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint().hash(state);
    }
}

/// Faces read and ready.
pub struct Chain<'a> {
    faces: Vec<ttf_parser::Face<'a>>,
    dots_first: bool,
}

/// Which glyph of which face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GlyphId {
    /// Of the dotted face: the character itself.
    Dots(char),
    /// Of an outline face: its position in the chain, and the glyph's number.
    Outline(usize, u16),
}

impl fmt::Display for GlyphId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dots(mark) => write!(out, "d{:x}", u32::from(*mark)),
            Self::Outline(face, glyph) => write!(out, "o{face}-{glyph}"),
        }
    }
}

/// A glyph set in a text: where it begins, in units of the em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set {
    /// Which glyph.
    pub id: GlyphId,
    /// From the beginning of the text.
    pub x: i32,
}

/// A box in units of the em, `y` downwards from the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Lower edge.
    pub bottom: i32,
}

/// A text in one line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its glyphs.
    pub glyphs: Vec<Set>,
    /// How far it reaches, in units of the em.
    pub width: i32,
    /// Characters that no face has.
    pub missing: Vec<char>,
}

impl Chain<'_> {
    /// Sets a text in one line.
    pub fn line(&self, text: &str) -> Line {
        let mut line = Line::default();
        let mut before = None;
        for mark in text.chars().filter(|mark| !mark.is_control()) {
            if before.is_some_and(|before| is_gap(before, mark)) {
                line.width += GAP;
            }
            before = Some(mark);
            let Some((id, advance)) = self.glyph(mark) else {
                line.missing.push(mark);
                line.width += EM;
                continue;
            };
            line.glyphs.push(Set { id, x: line.width });
            line.width += advance;
        }
        line
    }

    /// The width of a text in units of the em.
    pub fn width(&self, text: &str) -> i32 {
        self.line(text).width
    }

    /// The first face's glyph of a character, with its advance.
    fn glyph(&self, mark: char) -> Option<(GlyphId, i32)> {
        let dots = || dots(mark).map(|glyph| (GlyphId::Dots(mark), dots_width(glyph)));
        if self.dots_first
            && let Some(found) = dots()
        {
            return Some(found);
        }
        let outlined = self.faces.iter().enumerate().find_map(|(at, face)| {
            let (glyph, advance) = outline::glyph(face, mark)?;
            Some((GlyphId::Outline(at, glyph), advance))
        });
        outlined.or_else(dots)
    }

    /// The outline of a glyph as the data of a path, in units of the em.
    pub fn path(&self, id: GlyphId) -> String {
        match id {
            GlyphId::Dots(mark) => dots(mark).map(dots_path).unwrap_or_default(),
            GlyphId::Outline(at, glyph) => {
                self.faces.get(at).map(|face| outline::path(face, glyph)).unwrap_or_default()
            }
        }
    }

    /// The ink of a line; `None` if it has none.
    pub fn ink(&self, line: &Line) -> Option<Ink> {
        let boxes = line.glyphs.iter().filter_map(|set| {
            let ink = self.ink_of(set.id)?;
            Some(Ink { left: ink.left + set.x, right: ink.right + set.x, ..ink })
        });
        boxes.reduce(Ink::around)
    }

    fn ink_of(&self, id: GlyphId) -> Option<Ink> {
        match id {
            GlyphId::Dots(mark) => dots_ink(dots(mark)?),
            GlyphId::Outline(at, glyph) => outline::ink(self.faces.get(at)?, glyph),
        }
    }
}

impl Ink {
    fn around(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// Han, kana and their kin: written without spaces, an em wide.
pub fn is_wide(mark: char) -> bool {
    matches!(u32::from(mark),
        0x2e80..=0x2fff | 0x3005..=0x3007 | 0x3021..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

fn is_gap(before: char, after: char) -> bool {
    let latin = |mark: char| mark.is_ascii_alphanumeric() || mark == '%';
    (is_wide(before) && latin(after)) || (latin(before) && is_wide(after))
}

/// The dotted face has a box with a code for what it lacks: only real glyphs count.
fn dots(mark: char) -> Option<&'static Dots> {
    unifont::get_glyph(mark)
}

fn dots_width(glyph: &Dots) -> i32 {
    dots_of(i32::try_from(glyph.get_width()).unwrap_or(DOTS))
}

/// Dots in units of the em; only ever whole dots are drawn, as a dotted face is set at multiples
/// of 16 px.
fn dots_of(dots: i32) -> i32 {
    dots * EM / DOTS
}

/// Runs of dots in each row: row from the top, first dot, dot after the last.
fn runs(glyph: &Dots) -> Vec<(usize, usize, usize)> {
    let mut runs = Vec::new();
    for y in 0..16 {
        let mut x = 0;
        while x < glyph.get_width() {
            let begins = x;
            while x < glyph.get_width() && glyph.get_pixel(x, y) {
                x += 1;
            }
            if x > begins {
                runs.push((y, begins, x));
            }
            x += 1;
        }
    }
    runs
}

/// A rectangle for every run of dots, in dots: the drawing is scaled by whole numbers.
fn dots_path(glyph: &Dots) -> String {
    let mut path = String::new();
    for (y, begins, ends) in runs(glyph) {
        let width = ends - begins;
        let y = i32::try_from(y).unwrap_or(0) + DOTS_BELOW - DOTS;
        write!(path, "M{begins} {y}h{width}v1h-{width}z").expect("a string grows");
    }
    path
}

fn dots_ink(glyph: &Dots) -> Option<Ink> {
    let boxes = runs(glyph).into_iter().map(|(y, begins, ends)| {
        let number = |dots: usize| i32::try_from(dots).unwrap_or(0);
        let top = number(y) + DOTS_BELOW - DOTS;
        let (left, right) = (dots_of(number(begins)), dots_of(number(ends)));
        Ink { left, top: dots_of(top), right, bottom: dots_of(top + 1) }
    });
    boxes.reduce(Ink::around)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_font_every_text_has_dots() {
        let faces = Faces::default();
        let chain = faces.chain(false);
        let line = chain.line("警123");
        assert_eq!(line.missing, []);
        assert_eq!(line.width, 1000 + GAP + 3 * 500);
        assert!(chain.path(GlyphId::Dots('一')).starts_with('M'));
    }

    #[test]
    fn han_and_figures_stand_apart() {
        let faces = Faces::default();
        let chain = faces.chain(true);
        for (text, width) in [("办结", 2000), ("41项", 2000 + GAP), ("，1", 1500), ("", 0)] {
            assert_eq!(chain.width(text), width, "{text}");
        }
    }

    #[test]
    fn a_character_that_no_face_has_is_named() {
        let faces = Faces::default();
        let line = faces.chain(false).line("王\u{30000}");
        assert_eq!((line.missing, line.width), (vec!['\u{30000}'], 2000));
    }
}

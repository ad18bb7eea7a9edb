//! Outlines of a font's glyphs, brought to an em of 1000 units.

use std::fmt::Write;

use ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::{EM, Font, Ink};

/// A font's face; `None` if the file is no font.
pub fn face(font: &Font) -> Option<Face<'_>> {
    Face::parse(&font.bytes, font.index).ok()
}

/// The glyph of a character with its advance, if the face has one.
pub fn glyph(face: &Face, mark: char) -> Option<(u16, i32)> {
    let glyph = face.glyph_index(mark).filter(|glyph| glyph.0 != 0)?;
    Some((glyph.0, scaled(i32::from(face.glyph_hor_advance(glyph)?), face)))
}

fn scaled(units: i32, face: &Face) -> i32 {
    let em = i32::from(face.units_per_em());
    (2 * units * EM + em).div_euclid(2 * em)
}

/// The box around a glyph's outline, `y` downwards.
pub fn ink(face: &Face, glyph: u16) -> Option<Ink> {
    let held = face.glyph_bounding_box(GlyphId(glyph))?;
    let unit = |units: i16| scaled(i32::from(units), face);
    Some(Ink {
        left: unit(held.x_min),
        top: -unit(held.y_max),
        right: unit(held.x_max),
        bottom: -unit(held.y_min),
    })
}

/// The outline as the data of a path, `y` downwards.
pub fn path(face: &Face, glyph: u16) -> String {
    let mut pen = Pen { path: String::new(), em: f32::from(face.units_per_em()) };
    face.outline_glyph(GlyphId(glyph), &mut pen);
    pen.path
}

struct Pen {
    path: String,
    em: f32,
}

impl Pen {
    #[expect(clippy::cast_possible_truncation, reason = "rounded, and a glyph is a few em large")]
    fn rounded(&self, units: f32) -> i32 {
        (units * 1000.0 / self.em).round() as i32
    }

    fn write(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (at, (x, y)) in points.iter().enumerate() {
            let (x, y) = (self.rounded(*x), -self.rounded(*y));
            let apart = if at == 0 { "" } else { " " };
            write!(self.path, "{apart}{x} {y}").expect("a string grows");
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.write('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.write('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.write('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.write('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('z');
    }
}

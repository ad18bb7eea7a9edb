//! Slides as exact pixels, for controllers that play nothing but files.

pub mod bitmap;
pub mod movie;
pub mod moving;
pub mod note;
pub mod reel;
#[cfg(test)]
pub(crate) mod sample;
pub mod slip;

use std::io::Write;

use png::{BitDepth, ColorType, Compression, Encoder};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// An opaque picture: red, green and blue of each pixel, rows from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Three bytes a pixel.
    pub rgb: Vec<u8>,
}

/// The largest panel, in pixels, that is drawn finely.
const SMALL: u32 = 512 * 256;

/// How many times as large a slide is drawn before its dots are averaged. The edge of a letter is
/// good to a quarter of a dot; where a letter has few dots, that is not what browsers show. Twice
/// is enough to agree with them, and four times would take twice as long.
fn fold(width: u32, height: u32) -> u32 {
    if width * height <= SMALL { 2 } else { 1 }
}

/// Averages squares of `fold` dots; the dots have four bytes each.
fn folded(dots: &[u8], across: u32, fold: u32) -> Vec<u8> {
    let (across, side) = (across as usize, fold as usize);
    let mut rgb = Vec::with_capacity(dots.len() / (side * side) / 4 * 3);
    for band in dots.chunks_exact(across * side * 4) {
        for column in 0..across / side {
            let rows = band.chunks_exact(across * 4);
            let square = rows.flat_map(|row| row.chunks_exact(4).skip(column * side).take(side));
            let sums = square.fold([0_u32; 3], |[red, green, blue], dot| match dot {
                [r, g, b, ..] => [red + u32::from(*r), green + u32::from(*g), blue + u32::from(*b)],
                _ => [red, green, blue],
            });
            let mean = |sum: u32| u8::try_from((sum + fold * fold / 2) / (fold * fold));
            rgb.extend(sums.map(|sum| mean(sum).unwrap_or(u8::MAX)));
        }
    }
    rgb
}

impl Picture {
    /// Draws a slide of a panel of this size: one unit of the SVG is one pixel. What the slide
    /// leaves open is black, as an LED that is off.
    pub fn of(svg: &str, width: u32, height: u32) -> Self {
        let tree = Tree::from_str(svg, &Options::default()).expect("slides are SVG of our own");
        let fold = fold(width, height);
        let mut pixels = Pixmap::new(width * fold, height * fold).expect("a panel has pixels");
        pixels.fill(Color::BLACK);
        let scale = u16::try_from(fold).expect("a small number");
        let enlarged = Transform::from_scale(scale.into(), scale.into());
        resvg::render(&tree, enlarged, &mut pixels.as_mut());
        let rgb = folded(pixels.data(), width * fold, fold);
        Self { width, height, rgb }
    }

    /// The picture at so many percent of its brightness, as a screen at night shows it.
    #[must_use]
    pub fn dimmed(mut self, percent: u32) -> Self {
        if percent >= 100 {
            return self;
        }
        for value in &mut self.rgb {
            let dimmed = (u32::from(*value) * percent + 50) / 100;
            *value = u8::try_from(dimmed).unwrap_or(u8::MAX);
        }
        self
    }

    /// The picture as a PNG of 8 bits a colour without transparency: controllers take that one.
    pub fn png(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut writer = encoder(&mut file, self.width, self.height)
            .write_header()
            .expect("writing to memory cannot fail");
        writer.write_image_data(&self.rgb).expect("the picture is as large as its header says");
        writer.finish().expect("writing to memory cannot fail");
        file
    }
}

/// An encoder of PNGs of the one kind we write. `Fast` is measured: slides are flat, and stronger
/// compression takes several times as long for files a little smaller.
fn encoder<W: Write>(file: W, width: u32, height: u32) -> Encoder<'static, W> {
    let mut encoder = Encoder::new(file, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    encoder
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A slide with a title, a bar and slanting edges, on black.
    pub(crate) fn slide(width: u32, height: u32, colour: &str) -> String {
        let (half, third) = (width / 2, height / 3);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
             width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
             <defs><path id=\"g0\" d=\"M0 0L8 3L4 9Z\"/></defs>\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#000\"/>\
             <rect x=\"4\" y=\"4\" width=\"{half}\" height=\"{third}\" fill=\"{colour}\"/>\
             <use xlink:href=\"#g0\" transform=\"translate(4 {})\" fill=\"#F4F6F5\"/></svg>",
            third + 8,
        )
    }

    pub(crate) fn picture(width: u32, height: u32, colour: &str) -> Picture {
        Picture::of(&slide(width, height, colour), width, height)
    }

    #[test]
    fn a_png_is_exactly_as_large_as_the_panel_in_rgb_without_alpha() {
        for (width, height) in [(1920, 1080), (384, 192), (256, 64), (193, 65)] {
            let png = picture(width, height, "#2BD48F").png();
            assert_eq!(&png[..16], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
            assert_eq!(png[16..20], width.to_be_bytes());
            assert_eq!(png[20..24], height.to_be_bytes());
            assert_eq!(png[24..29], [8, 2, 0, 0, 0], "8 bits, RGB, not interlaced");
        }
    }

    #[test]
    fn a_png_holds_nothing_but_the_picture() {
        let png = picture(64, 32, "#2BD48F").png();
        let mut kinds = Vec::new();
        let mut rest = &png[8..];
        while let [a, b, c, d, after @ ..] = rest {
            let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
            kinds.push(after[..4].to_vec());
            rest = &after[length + 8..];
        }
        assert_eq!(kinds, [b"IHDR", b"IDAT", b"IEND"]);
    }

    #[test]
    fn pixels_are_those_of_the_slide_to_the_last() {
        let picture = picture(64, 48, "#2BD48F");
        let at = |x: usize, y: usize| picture.rgb[(y * 64 + x) * 3..][..3].to_vec();
        assert_eq!(picture.rgb.len(), 64 * 48 * 3);
        for (x, y, rgb) in [
            (3, 4, [0, 0, 0]),
            (4, 3, [0, 0, 0]),
            (4, 4, [0x2b, 0xd4, 0x8f]),
            (35, 19, [0x2b, 0xd4, 0x8f]),
            (36, 19, [0, 0, 0]),
            (63, 47, [0, 0, 0]),
        ] {
            assert_eq!(at(x, y), rgb, "{x} {y}");
        }
    }

    #[test]
    fn what_a_slide_leaves_open_is_black() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"2\"/>";
        assert_eq!(Picture::of(svg, 4, 2).rgb, [0; 24]);
    }

    #[test]
    fn a_dimmed_picture_keeps_its_black_and_loses_the_same_share_of_every_colour() {
        let whole = Picture { width: 2, height: 1, rgb: vec![0, 255, 200, 1, 100, 50] };
        assert_eq!(whole.clone().dimmed(100), whole);
        assert_eq!(whole.dimmed(35).rgb, [0, 89, 70, 0, 35, 18]);
    }

    #[test]
    fn the_same_slide_is_the_same_file() {
        let png = || picture(1280, 384, "#FF5A45").png();
        assert_eq!(png(), png());
    }
}

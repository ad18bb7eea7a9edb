//! Pictures one after another in one file: GIF and APNG. Both play for ever.

use std::collections::BTreeMap;

use gif::{DisposalMethod, Encoder, Frame, Repeat};
use png::BlendOp;

use super::{Picture, encoder};

/// Longest time of one picture: a GIF counts hundredths of a second in 16 bits.
const MOST_SECONDS: u32 = 655;

/// As many colours as a picture of a GIF may have.
const MOST_COLOURS: usize = 256;

const IN_MEMORY: &str = "writing to memory cannot fail, and pictures are as large as said";

/// A GIF of pictures of one size with their seconds. Each picture has colours of its own.
pub fn gif(width: u32, height: u32, pictures: impl Iterator<Item = (Picture, u32)>) -> Vec<u8> {
    let [width, height] = [width, height].map(|side| u16::try_from(side).unwrap_or(u16::MAX));
    let mut encoder = Encoder::new(Vec::new(), width, height, &[]).expect(IN_MEMORY);
    encoder.set_repeat(Repeat::Infinite).expect(IN_MEMORY);
    for (picture, seconds) in pictures {
        let (palette, pixels) = indexed(&picture.rgb);
        let mut frame = Frame::from_palette_pixels(width, height, pixels, palette, None);
        frame.delay = whole(seconds) * 100;
        frame.dispose = DisposalMethod::Keep;
        encoder.write_frame(&frame).expect(IN_MEMORY);
    }
    encoder.into_inner().expect(IN_MEMORY)
}

/// An APNG of pictures of one size with their seconds; `count` says how many will come.
pub fn apng(
    width: u32,
    height: u32,
    count: usize,
    pictures: impl Iterator<Item = (Picture, u32)>,
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = encoder(&mut file, width, height);
    encoder.set_animated(u32::try_from(count).unwrap_or(u32::MAX), 0).expect(IN_MEMORY);
    encoder.set_blend_op(BlendOp::Source).expect(IN_MEMORY);
    let mut writer = encoder.write_header().expect(IN_MEMORY);
    for (picture, seconds) in pictures {
        writer.set_frame_delay(whole(seconds), 1).expect(IN_MEMORY);
        writer.write_image_data(&picture.rgb).expect(IN_MEMORY);
    }
    writer.finish().expect(IN_MEMORY);
    file
}

fn whole(seconds: u32) -> u16 {
    u16::try_from(seconds.min(MOST_SECONDS)).unwrap_or(u16::MAX)
}

type Colour = [u8; 3];

/// A palette and the place of every pixel in it. Up to 256 colours are kept as they are; of more,
/// near ones become the most frequent among them, so that flat areas keep their colour and only
/// the edges of letters change.
fn indexed(rgb: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let colours = counted(rgb);
    let mut coarse = 0;
    let mut chosen = most_frequent(&colours, coarse);
    while chosen.len() > MOST_COLOURS {
        coarse += 1;
        chosen = most_frequent(&colours, coarse);
    }
    let palette = chosen.values().flat_map(|(_, colour)| *colour).collect();
    let places: BTreeMap<Colour, u8> = chosen.into_keys().zip(0..=u8::MAX).collect();
    let place = |colour| places.get(&near(colour, coarse)).copied().unwrap_or_default();
    let mut last = (Colour::default(), place(Colour::default()));
    let pixels = pixels(rgb).map(|colour| {
        if colour != last.0 {
            last = (colour, place(colour));
        }
        last.1
    });
    (palette, pixels.collect())
}

fn pixels(rgb: &[u8]) -> impl Iterator<Item = Colour> {
    rgb.as_chunks().0.iter().copied()
}

/// How often each colour occurs.
fn counted(rgb: &[u8]) -> BTreeMap<Colour, usize> {
    let mut counts = BTreeMap::new();
    for run in rgb.as_chunks::<3>().0.chunk_by(|a, b| a == b) {
        if let Some(colour) = run.first() {
            *counts.entry(*colour).or_default() += run.len();
        }
    }
    counts
}

/// Colours that are equal but for their last bits, `coarse` of each part.
fn near(colour: Colour, coarse: u32) -> Colour {
    colour.map(|part| part >> coarse)
}

/// The most frequent of each set of near colours.
fn most_frequent(
    colours: &BTreeMap<Colour, usize>,
    coarse: u32,
) -> BTreeMap<Colour, (usize, Colour)> {
    let mut chosen = BTreeMap::new();
    for (colour, count) in colours {
        let best = chosen.entry(near(*colour, coarse)).or_insert((*count, *colour));
        *best = (*count, *colour).max(*best);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::frame::tests::picture;

    fn loop_of(colours: &[(&str, u32)]) -> Vec<(Picture, u32)> {
        let one = |(colour, seconds): &(&str, u32)| (picture(384, 192, colour), *seconds);
        colours.iter().map(one).collect()
    }

    #[test]
    fn a_gif_has_every_picture_for_exactly_its_seconds() {
        let pictures = loop_of(&[("#2BD48F", 8), ("#FF5A45", 12), ("#2BD48F", 30)]);
        let file = gif(384, 192, pictures.clone().into_iter());
        let mut options = gif::DecodeOptions::new();
        options.set_color_output(gif::ColorOutput::RGBA);
        let mut decoder = options.read_info(&*file).expect("a GIF");
        assert_eq!((decoder.width(), decoder.height()), (384, 192));
        assert_eq!(decoder.repeat(), Repeat::Infinite);
        for (picture, seconds) in pictures {
            let frame = decoder.read_next_frame().expect("a GIF").expect("one more");
            assert_eq!(u32::from(frame.delay), seconds * 100);
            let opaque: Vec<u8> = picture
                .rgb
                .as_chunks::<3>()
                .0
                .iter()
                .flat_map(|[r, g, b]| [*r, *g, *b, 255])
                .collect();
            assert!(frame.buffer == opaque, "few colours are kept as they are");
        }
        assert!(decoder.read_next_frame().expect("a GIF").is_none());
    }

    #[test]
    fn an_apng_has_every_picture_for_exactly_its_seconds() {
        let pictures = loop_of(&[("#2BD48F", 8), ("#FF5A45", 12), ("#6FB7FF", 30)]);
        let file = apng(384, 192, 3, pictures.clone().into_iter());
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().expect("a PNG");
        let control = reader.info().animation_control.expect("it moves");
        assert_eq!((control.num_frames, control.num_plays), (3, 0));
        assert_eq!(reader.info().color_type, png::ColorType::Rgb);
        let mut bytes = vec![0; reader.output_buffer_size().expect("it fits")];
        for (picture, seconds) in pictures {
            reader.next_frame(&mut bytes).expect("one more");
            let frame = reader.info().frame_control.expect("it moves");
            assert_eq!((u32::from(frame.delay_num), frame.delay_den), (seconds, 1));
            assert!(bytes == picture.rgb);
        }
    }

    #[test]
    fn too_many_colours_keep_flat_areas_and_stay_near_elsewhere() {
        let white = [0xf4, 0xf6, 0xf5];
        let ramp = (0..=255_u8).flat_map(|step| [[step, step / 2, 0], [0, step, step / 3]]);
        let rgb: Vec<u8> = std::iter::repeat_n(white, 5_000).chain(ramp).flatten().collect();
        let (palette, places) = indexed(&rgb);
        assert!(palette.len() <= 256 * 3);
        let shown: Vec<u8> =
            places.iter().flat_map(|at| palette[usize::from(*at) * 3..][..3].to_vec()).collect();
        assert_eq!(shown[..15_000], rgb[..15_000]);
        let furthest = shown.iter().zip(&rgb).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(furthest <= Some(7), "{furthest:?}");
    }

    #[test]
    fn the_same_pictures_are_the_same_file() {
        let pictures = || loop_of(&[("#2BD48F", 8), ("#FF5A45", 12)]).into_iter();
        assert_eq!(gif(384, 192, pictures()), gif(384, 192, pictures()));
        assert_eq!(apng(384, 192, 2, pictures()), apng(384, 192, 2, pictures()));
    }
}

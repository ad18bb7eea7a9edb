//! A picture as a Windows bitmap: of one bit a pixel for panels of one colour, else of three bytes.

use super::Picture;

/// Bytes before the pixels: the file's header, the picture's, and two colours.
const PIXELS_AT: u32 = 14 + 40 + 2 * 4;

/// A dot is lit from half of its brightness on.
const LIT: u8 = 128;

/// A bitmap in which a lit dot is white and any other black: the programs of one-colour
/// controllers look at brightness alone, and some take red for dark. What a red LED can show of a
/// picture is its red part.
pub fn bmp(picture: &Picture) -> Vec<u8> {
    let Picture { width, height, ref rgb } = *picture;
    let line = width.div_ceil(32) * 4;
    let mut file = Vec::with_capacity((PIXELS_AT + line * height) as usize);
    file.extend(b"BM");
    for field in [PIXELS_AT + line * height, 0, PIXELS_AT, 40, width, height] {
        file.extend(field.to_le_bytes());
    }
    file.extend([1, 0, 1, 0]);
    for field in [0, line * height, 0, 0, 2, 2] {
        file.extend(u32::to_le_bytes(field));
    }
    file.extend([0, 0, 0, 0, 255, 255, 255, 0]);
    for row in rgb.chunks_exact(width as usize * 3).rev() {
        let mut bits = vec![0_u8; line as usize];
        for (byte, pixels) in bits.iter_mut().zip(row.chunks(3 * 8)) {
            for (at, pixel) in pixels.chunks_exact(3).enumerate() {
                let lit = pixel.first().is_some_and(|red| *red >= LIT);
                *byte |= u8::from(lit) << (7 - at);
            }
        }
        file.extend(bits);
    }
    file
}

/// A bitmap of blue, green and red of each pixel.
pub fn coloured(picture: &Picture) -> Vec<u8> {
    const AT: u32 = 14 + 40;
    let Picture { width, height, ref rgb } = *picture;
    let line = (width * 3).next_multiple_of(4);
    let mut file = Vec::with_capacity((AT + line * height) as usize);
    file.extend(b"BM");
    for field in [AT + line * height, 0, AT, 40, width, height] {
        file.extend(field.to_le_bytes());
    }
    file.extend([1, 0, 24, 0]);
    for field in [0, line * height, 0, 0, 0, 0] {
        file.extend(u32::to_le_bytes(field));
    }
    for row in rgb.chunks_exact(width as usize * 3).rev() {
        let ends = file.len() + line as usize;
        for [red, green, blue] in row.as_chunks().0 {
            file.extend([*blue, *green, *red]);
        }
        file.resize(ends, 0);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::frame::tests::picture;

    #[test]
    fn a_bitmap_has_one_bit_a_pixel_black_and_white() {
        let file = bmp(&picture(192, 64, "#FF5A45"));
        assert_eq!(file.len(), 62 + 192 / 8 * 64);
        assert_eq!(&file[..2], b"BM");
        let field = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().expect("four"));
        assert_eq!([2, 10, 14, 18, 22].map(field), [1598, 62, 40, 192, 64]);
        assert_eq!([46, 50].map(field), [2, 2]);
        assert_eq!(file[26..30], [1, 0, 1, 0], "one plane, one bit");
        assert_eq!(file[54..62], [0, 0, 0, 0, 255, 255, 255, 0], "black, then white");
    }

    #[test]
    fn rows_stand_from_the_bottom_and_fill_four_bytes() {
        let red = [255, 0, 0];
        let dark = [127, 255, 255];
        let rgb = [red, dark, red, dark, dark, red].concat();
        let file = bmp(&Picture { width: 3, height: 2, rgb });
        assert_eq!(file[62..], [0b0010_0000, 0, 0, 0, 0b1010_0000, 0, 0, 0]);
    }

    #[test]
    fn a_coloured_bitmap_has_three_bytes_a_pixel_from_the_foot() {
        let rgb = [[255, 90, 69], [0, 0, 0], [43, 212, 143], [1, 2, 3]].concat();
        let file = coloured(&Picture { width: 2, height: 2, rgb });
        assert_eq!((file.len(), &file[..2]), (54 + 2 * 8, b"BM".as_slice()));
        assert_eq!(file[26..30], [1, 0, 24, 0], "one plane, 24 bits");
        assert_eq!(
            file[54..62],
            [143, 212, 43, 3, 2, 1, 0, 0],
            "the lower row first, filled to four"
        );
        assert_eq!(file[62..65], [69, 90, 255]);
    }
}

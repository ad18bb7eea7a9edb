//! What an MP4 really holds: programs that make them may leave pictures out and say nothing.

/// The facts of a film with one track of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movie {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// How many pictures it holds.
    pub frames: u32,
    /// How long it plays, in milliseconds.
    pub milliseconds: u64,
    /// The index comes before the pictures, so that it plays from the first bytes on.
    pub index_first: bool,
}

/// Reads the facts; `None` if this is no MP4 with one track.
pub fn facts(file: &[u8]) -> Option<Movie> {
    let at = |name| boxes(file).position(|(kind, _)| kind == name);
    let index = find(file, *b"moov")?;
    let mut tracks = boxes(index).filter(|(kind, _)| *kind == b"trak").map(|(_, body)| body);
    let (track, None) = (tracks.next()?, tracks.next()) else { return None };
    let media = find(track, *b"mdia")?;
    let table = find(find(media, *b"minf")?, *b"stbl")?;
    let (scale, length) = clock(find(media, *b"mdhd")?)?;
    let sides = find(track, *b"tkhd")?.last_chunk::<8>()?;
    Some(Movie {
        width: number(sides, 0)? >> 16,
        height: number(sides, 4)? >> 16,
        frames: number(find(table, *b"stsz")?, 8)?,
        milliseconds: (length * 1000).checked_div(u64::from(scale))?,
        index_first: at(b"moov")? < at(b"mdat")?,
    })
}

/// Units a second, and how many units the track plays.
fn clock(header: &[u8]) -> Option<(u32, u64)> {
    match header.first()? {
        0 => Some((number(header, 12)?, u64::from(number(header, 16)?))),
        _ => {
            let long = u64::from(number(header, 24)?) << 32 | u64::from(number(header, 28)?);
            Some((number(header, 20)?, long))
        }
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_be_bytes)
}

fn find(bytes: &[u8], name: [u8; 4]) -> Option<&[u8]> {
    boxes(bytes).find(|(kind, _)| **kind == name).map(|(_, body)| body)
}

/// The boxes that lie in these bytes, each with its name.
fn boxes(mut bytes: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let short = number(bytes, 0)?;
        let kind = bytes.get(4..)?.first_chunk()?;
        let (head, length) = match short {
            0 => (8, bytes.len()),
            1 => (16, usize::try_from(u64::from_be_bytes(*bytes.get(8..)?.first_chunk()?)).ok()?),
            short => (8, short as usize),
        };
        let body = bytes.get(head..length)?;
        bytes = bytes.get(length..)?;
        Some((kind, body))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &str, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len() + 8).expect("small");
        [&length.to_be_bytes(), kind.as_bytes(), body].concat()
    }

    fn words(numbers: &[u32]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
    }

    fn track() -> Vec<u8> {
        let samples = boxed("stsz", &words(&[0, 0, 3_000]));
        let tables = boxed("minf", &boxed("stbl", &samples));
        let clock = boxed("mdhd", &words(&[0, 0, 0, 12_800, 120 * 12_800, 0]));
        let mut header = words(&[0; 19]);
        header.extend(words(&[384 << 16, 192 << 16]));
        boxed("trak", &[boxed("tkhd", &header), boxed("mdia", &[clock, tables].concat())].concat())
    }

    #[test]
    fn the_facts_are_read_from_the_index() {
        let index = boxed("moov", &[boxed("mvhd", &[0; 100]), track()].concat());
        let pictures = boxed("mdat", &[7; 40]);
        let movie = Movie {
            width: 384,
            height: 192,
            frames: 3_000,
            milliseconds: 120_000,
            index_first: true,
        };
        let start = boxed("ftyp", b"isom");
        assert_eq!(facts(&[&*start, &index, &pictures].concat()), Some(movie));
        let late = facts(&[&*start, &pictures, &index].concat());
        assert_eq!(late, Some(Movie { index_first: false, ..movie }));
    }

    #[test]
    fn a_file_that_is_cut_off_or_has_sound_is_no_such_film() {
        let two = boxed("moov", &[track(), track()].concat());
        assert_eq!(facts(&[two, boxed("mdat", &[7; 40])].concat()), None);
        let whole = [boxed("moov", &track()), boxed("mdat", &[7; 40])].concat();
        for end in 0..whole.len() {
            assert_eq!(facts(&whole[..end]), None, "{end}");
        }
    }
}

//! The type scale: how large words stand on a panel, and how many rows fit.
//!
//! Three panels have their sizes from the design (visual.md, section 8); the others follow the
//! same proportions. What the distance needs (led.md, section 4.1) is a floor under all of them.

/// Sizes, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Margins left and right.
    pub margin_x: u32,
    /// Margins above and below.
    pub margin_y: u32,
    /// Notes: date, key.
    pub note: u32,
    /// Rows and running text.
    pub row: u32,
    /// Titles.
    pub title: u32,
    /// A message.
    pub message: u32,
    /// Big figures.
    pub figure: u32,
}

/// The steps of the scale.
const STEPS: [u32; 13] = [16, 20, 24, 28, 32, 36, 40, 48, 56, 64, 72, 80, 96];
/// Steps of a face made of dots.
const DOTS: [u32; 6] = [16, 32, 48, 64, 80, 96];
/// Han characters of fewer pixels are not formed.
pub(super) const LEAST: u32 = 16;

/// What a panel is like, before its sizes are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) columns: u32,
    pub(super) pitch_um: u32,
    pub(super) distance_mm: u32,
    pub(super) dots: bool,
}

impl Ground {
    /// Pixels of a character as high as a share of the distance.
    fn share(self, of_distance: u32) -> u32 {
        let height_um = u64::from(self.distance_mm) * 1000 / u64::from(of_distance);
        u32::try_from(height_um.div_ceil(u64::from(self.pitch_um.max(1)))).unwrap_or(u32::MAX)
    }

    /// The smallest row that is read from the distance in comfort.
    pub(super) fn needed_row(self) -> u32 {
        self.share(250).max(LEAST)
    }

    /// The smallest note that is read from the distance at all.
    pub(super) fn needed_note(self) -> u32 {
        self.share(400).max(LEAST)
    }

    fn shorter(self) -> u32 {
        self.width.min(self.height)
    }

    fn is_small(self) -> bool {
        self.shorter() < super::SMALL
    }

    /// Rows a panel of this height holds at most: more are not read while they stand.
    pub(super) fn usual_rows(self) -> u32 {
        if let Some(designed) = self.designed() {
            return designed.1;
        }
        match self.height {
            900.. => 8,
            300.. => 6,
            96.. => 4,
            _ => 2,
        }
    }

    /// In how many columns a list stands whose rows have a size: on a panel at least three times as
    /// wide as high in two, if each has room for a title with its days.
    pub(super) fn usual_columns(self, row: u32) -> u32 {
        let parted = Self { columns: 2, ..self };
        let is_wide = self.width >= 3 * self.height && !self.is_strip();
        let sizes = parted.around(row);
        if is_wide && parted.column(&sizes) >= row * TITLE { 2 } else { 1 }
    }

    /// Too low for a header and a footer; dots, which come in few sizes, leave less room below one.
    pub(super) fn is_strip(self) -> bool {
        self.height < if self.dots { 128 } else { 96 }
    }

    fn steps(self) -> impl DoubleEndedIterator<Item = u32> {
        let steps: &[u32] = if self.dots { &DOTS } else { &STEPS };
        steps.iter().copied()
    }

    /// The largest step not above a size; the smallest step if there is none.
    fn down(self, size: u32) -> u32 {
        self.steps().rev().find(|step| *step <= size).unwrap_or(LEAST)
    }

    /// The smallest step not below a size.
    fn up(self, size: u32) -> u32 {
        let beyond = if self.dots { size.next_multiple_of(LEAST) } else { size };
        self.steps().find(|step| size <= *step).unwrap_or(beyond)
    }

    /// Sizes and rows of the panels that were designed one by one.
    fn designed(self) -> Option<(Sizes, u32, u32)> {
        let (sizes, rows, hanzi) = match (self.width, self.height) {
            (1920, 1080) => ([80, 56, 36, 58, 72, 112, 240], 8, 20),
            (3840, 1080) => ([96, 56, 44, 84, 84, 176, 400], 5, 34),
            (384, 192) => ([10, 6, 22, 28, 26, 34, 56], 4, 12),
            _ => return None,
        };
        let [margin_x, margin_y, note, row, title, message, figure] = sizes;
        let sizes = Sizes { margin_x, margin_y, note, row, title, message, figure };
        (!self.dots).then_some((sizes, rows, hanzi))
    }

    /// The sizes of a panel with so many rows in a column, if rows that large fit.
    pub(super) fn sizes(self, rows: u32) -> Option<Sizes> {
        let designed = self.designed().filter(|(_, designed, _)| rows <= *designed);
        let designed = designed.map(|(sizes, ..)| sizes);
        let enough = |sizes: &Sizes| self.needed_row() <= sizes.row;
        if let Some(sizes) = designed.filter(enough) {
            return Some(Sizes { note: sizes.note.max(self.needed_note()), ..sizes });
        }
        let airy = self.steps().rev().find(|row| self.fits(*row, rows, airy(rows)));
        if let Some(row) = airy.filter(|row| self.needed_row() <= *row) {
            return Some(self.around(row));
        }
        let row = self.up(self.needed_row());
        self.fits(row, rows, TIGHT).then(|| self.around(row))
    }

    /// The largest row of which so many fit, close together.
    pub(super) fn largest_row(self, rows: u32) -> Option<u32> {
        self.steps().rev().find(|row| self.fits(*row, rows, TIGHT))
    }

    /// Whether so many rows of a size fit, each so many hundredths of its size high.
    fn fits(self, row: u32, rows: u32, line: u32) -> bool {
        let sizes = self.around(row);
        let least = if self.is_small() || line == TIGHT { NAME } else { 16 };
        self.height_of(&sizes, rows, line) <= self.height && row * least <= self.column(&sizes)
    }

    /// Whether a panel holds sizes that somebody chose: so many rows close together, each of a
    /// name, below a title; a message of a name in two lines.
    pub(super) fn holds(self, sizes: &Sizes, rows: u32) -> bool {
        let each = [sizes.note, sizes.row, sizes.title, sizes.message, sizes.figure];
        let margins = [sizes.margin_x, sizes.margin_y];
        if each.into_iter().chain(margins).any(|size| size > MOST) {
            return false;
        }
        let line = self.width.saturating_sub(2 * sizes.margin_x);
        let wide = [sizes.note * NAME, sizes.title * NAME * 3 / 4, sizes.message * NAME / 2];
        self.height_of(sizes, rows, TIGHT) <= self.height
            && sizes.row * NAME <= self.column(sizes)
            && wide.into_iter().all(|wide| wide <= line)
            && sizes.figure <= self.shorter()
    }

    /// Width of a column of a list.
    fn column(self, sizes: &Sizes) -> u32 {
        self.width.saturating_sub(2 * sizes.margin_x) / self.columns.max(1)
    }

    /// How high a slide with so many rows is, each so many hundredths of its size high.
    fn height_of(self, sizes: &Sizes, rows: u32, line: u32) -> u32 {
        let header = if self.is_strip() { 0 } else { self.header(sizes) };
        2 * sizes.margin_y + header + rows * sizes.row * line / 100
    }

    /// How many hanzi of the size that the distance needs stand in a row, and how many must.
    pub(super) fn hanzi_of_a_row(self) -> (u32, u32) {
        let row = self.up(self.needed_row());
        (self.column(&self.around(row)) / row.max(1), NAME)
    }

    /// The narrowest panel of this pitch and distance that holds one row, and the lowest.
    pub(super) fn least_panel(self) -> Option<(u32, u32)> {
        let row = self.up(self.needed_row());
        let wide = Self { width: MOST, ..self };
        let low = (self.height..=MOST)
            .find(|height| Self { height: *height, ..wide }.fits(row, 1, TIGHT))?;
        let low_one = Self { height: low, ..self };
        let narrow = (self.width..=MOST)
            .find(|width| Self { width: *width, ..low_one }.fits(row, 1, TIGHT))?;
        Some((narrow, low))
    }

    /// Title and footer.
    fn header(self, sizes: &Sizes) -> u32 {
        let footer = if self.is_small() { 0 } else { sizes.note * 8 / 5 };
        let title = if self.is_small() { sizes.title * 5 / 4 } else { sizes.title * 3 / 2 };
        title + footer
    }

    /// The other sizes around that of a row.
    fn around(self, row: u32) -> Sizes {
        let shorter = self.shorter();
        let note = |share: u32| self.down(row * share / 100).max(self.up(self.needed_note()));
        let whole = |size: u32| if self.dots { self.down(size) } else { size / 2 * 2 };
        if self.is_strip() {
            let note = note(100).min(row);
            let figure = whole(self.height * 3 / 4).max(row);
            return Sizes {
                margin_x: (self.width / 64).max(1),
                margin_y: 0,
                note,
                row,
                title: row,
                message: row,
                figure,
            };
        }
        if self.is_small() {
            return Sizes {
                margin_x: (shorter / 19).max(2),
                margin_y: (shorter / 32).max(2),
                note: note(80),
                row,
                title: row,
                message: whole(row * 6 / 5).max(row),
                figure: whole(shorter * 29 / 100).max(row),
            };
        }
        let message = if shorter >= 900 { row * 2 } else { row * 3 / 2 };
        Sizes {
            margin_x: shorter * 2 / 27,
            margin_y: shorter / 20,
            note: note(62),
            row,
            title: self.up((row * 6).div_ceil(5)),
            message: whole(message).max(row),
            figure: whole(shorter * 22 / 100).max(row),
        }
    }

    /// Hanzi of a title in a list, on one line: beside it stand a light and a date.
    pub(super) fn hanzi(self, sizes: &Sizes) -> u32 {
        let designed = self.designed().filter(|(designed, ..)| designed.row == sizes.row);
        if let Some((_, _, hanzi)) = designed {
            return hanzi;
        }
        let width = self.width.saturating_sub(2 * sizes.margin_x) / self.columns.max(1);
        let full = width / sizes.row.max(1);
        if self.is_small() { full } else { (full * 2 / 3).max(full.min(16)) }
    }
}

/// Hanzi of a row: fewer hold no name.
const NAME: u32 = 8;
/// Hanzi of a row with a title and its days.
const TITLE: u32 = 20;
/// No panel is wider or higher, in pixels.
const MOST: u32 = 16_384;
/// Rows close together, in hundredths of their size.
const TIGHT: u32 = 120;

/// Rows with air between them: the more there are, the more they need.
fn airy(rows: u32) -> u32 {
    match rows {
        7.. => 175,
        5.. => 145,
        3.. => 125,
        _ => TIGHT,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ground(width: u32, height: u32, pitch_um: u32, distance_mm: u32) -> Ground {
        Ground { width, height, columns: 1, pitch_um, distance_mm, dots: false }
    }

    #[test]
    fn designed_panels_have_their_own_sizes_and_others_their_proportions() {
        for (width, height, pitch, distance, rows, row, title) in [
            (1920, 1080, 1860, 8000, 8, 58, 72),
            (3840, 1080, 1250, 10_000, 5, 84, 84),
            (384, 192, 10_000, 25_000, 4, 28, 26),
            (1280, 384, 4000, 15_000, 6, 28, 36),
            (640, 320, 8000, 30_000, 6, 24, 32),
            (1080, 1920, 1860, 5000, 8, 56, 72),
            (320, 160, 10_000, 20_000, 4, 24, 24),
        ] {
            let ground = ground(width, height, pitch, distance);
            assert_eq!(ground.usual_rows(), rows, "{width}x{height}");
            let sizes = ground.sizes(rows).expect("it fits");
            assert_eq!((sizes.row, sizes.title), (row, title), "{width}x{height}");
        }
    }

    #[test]
    fn what_the_distance_needs_is_a_floor() {
        let far = ground(1920, 1080, 1860, 30_000);
        assert_eq!(far.sizes(8).map(|sizes| sizes.row), Some(72));
        assert_eq!(far.sizes(8).map(|sizes| sizes.note >= far.needed_note()), Some(true));
        let too_far = ground(1920, 1080, 1860, 60_000);
        assert_eq!(too_far.sizes(8), None);
        assert_eq!(too_far.sizes(2).map(|sizes| sizes.row), Some(130));
    }

    proptest! {
        #[test]
        fn sizes_fit_the_panel_and_are_read_from_the_distance(
            width in 64u32..4000, height in 32u32..2200,
            pitch in 900u32..20_000, distance in 1000u32..60_000, rows in 1u32..12, dots: bool,
        ) {
            let ground = Ground { dots, ..ground(width, height, pitch, distance) };
            if let Some(sizes) = ground.sizes(rows) {
                prop_assert!(sizes.row >= ground.needed_row());
                prop_assert!(sizes.note >= ground.needed_note().min(sizes.row));
                prop_assert!(rows * sizes.row <= height);
                prop_assert!(!dots || sizes.row % 16 == 0);
            }
        }
    }
}

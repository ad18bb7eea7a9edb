//! Texts at the size and in the lines in which they find room: as large as they may be, no word
//! parted if that can be helped, and dark enough for the panel.

use super::canvas::{Area, Canvas, LEADING};
use super::colour::Tone;
use crate::measure::{Breaks, EM, end_between_words, lines, pauses};

/// A text with the size at which it fits, in lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// Its size.
    pub size: i32,
    /// Its lines.
    pub lines: Vec<String>,
}

impl Fitted {
    /// From the top of the first line to the foot of the last.
    pub fn height(&self) -> i32 {
        let between = i32::try_from(self.lines.len().saturating_sub(1)).unwrap_or(0);
        between * self.size * LEADING / 10 + self.size
    }
}

/// How the lines of a text end, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ends {
    /// Within a word or a count.
    Within,
    /// Between words.
    Between,
    /// Where a reader pauses, and none is much shorter than the others.
    Well,
}

impl Canvas<'_> {
    /// A message as large as it may be: at the first of `sizes`, the largest first, at which it
    /// takes at most `most` lines, fits `area` and leaves a low panel dark. What finds no room is
    /// noted.
    pub fn message(&mut self, text: &str, sizes: &[i32], most: usize, area: Area) -> Fitted {
        let dark: Vec<i32> =
            sizes.iter().copied().filter(|size| self.stays_dark(text, *size)).collect();
        let found = self.roomy(text, &dark, most, area);
        self.or_refuse(found, text)
    }

    /// Whether a text takes at most a quarter of a low panel: a third of that is ink, beside it
    /// stands a title, and at most a tenth of a panel may be white.
    pub fn stays_dark(&self, text: &str, size: i32) -> bool {
        let panel = Self::px(self.panel.width) * Self::px(self.panel.height);
        let taken = self.width(size, text) * size;
        !self.is_small() || size <= self.least() || taken <= panel / 4
    }

    /// Whether a text leaves the panel dark by what its letters may take of it, on any panel.
    pub fn takes_little(&self, text: &str, size: i32) -> bool {
        let taken = i64::from(self.width(size, text)) * i64::from(size);
        self.stays_dark(text, size) && taken <= self.most_white()
    }

    /// White; dim for a text that would light too much of the panel even at its smallest.
    pub fn tone(&self, text: &str, size: i32) -> Tone {
        let taken = i64::from(self.width(size, text)) * i64::from(size);
        if taken <= self.most_white() { Tone::White } else { Tone::Dim }
    }

    /// What the squares of white letters may take of the panel, in square pixels: at most a third of
    /// a square is ink, and at most a tenth of a panel may be white.
    pub fn most_white(&self) -> i64 {
        i64::from(self.panel.width) * i64::from(self.panel.height) * 3 / 10
    }

    /// Whether the white letters drawn so far leave the panel dark.
    pub fn is_dark(&self) -> bool {
        self.white <= self.most_white()
    }

    /// A name in as few lines as it may have: in one line at the first of `sizes` that is small
    /// enough, else in two, up to `most`. What finds no room is noted.
    pub fn name(&mut self, text: &str, sizes: &[i32], most: usize, area: Area) -> Fitted {
        let found = self.named(text, sizes, most, area);
        let fitted = self.or_refuse(found, text);
        self.noted(fitted, sizes.first().copied().unwrap_or_default())
    }

    /// Remembers whether a text stands as it was meant: at its full size and in one line.
    pub fn noted(&mut self, fitted: Fitted, full: i32) -> Fitted {
        self.cramped |= fitted.lines.len() != 1 || fitted.size < full;
        fitted
    }

    /// A name as [`Self::name`] sets it, if it finds room: no word of it is parted if that can be
    /// helped.
    pub fn named(&self, text: &str, sizes: &[i32], most: usize, area: Area) -> Option<Fitted> {
        let mut fitting = (1..=most).flat_map(|lines| {
            sizes.iter().filter_map(move |size| self.fits(text, *size, lines, area))
        });
        let first = fitting.next()?;
        let grade = |fitted: &Fitted| self.ends(fitted).min(Ends::Between);
        Some(best(first, fitting, grade, Ends::Between))
    }

    /// A message as [`Self::message`] sets it, if it finds room; up to a fifth smaller, if its
    /// lines end better there.
    pub fn roomy(&self, text: &str, sizes: &[i32], most: usize, area: Area) -> Option<Fitted> {
        let mut fitting = sizes.iter().filter_map(|size| self.fits(text, *size, most, area));
        let first = fitting.next()?;
        let least = first.size * 4 / 5;
        let others = fitting.take_while(|other| other.size >= least);
        Some(best(first, others, |fitted| self.ends(fitted), Ends::Well))
    }

    /// How its lines end.
    pub fn ends(&self, fitted: &Fitted) -> Ends {
        let widths = fitted.lines.iter().map(|line| self.width(fitted.size, line));
        let longest = widths.clone().max().unwrap_or(0);
        let mut lines = fitted.lines.iter().zip(widths).rev().skip(1);
        if lines.all(|(line, width)| pauses(line) && width * 2 >= longest) {
            return Ends::Well;
        }
        if end_between_words(&fitted.lines) { Ends::Between } else { Ends::Within }
    }

    /// The text at a size, if it takes at most `most` lines and fits.
    fn fits(&self, text: &str, size: i32, most: usize, area: Area) -> Option<Fitted> {
        let floor = self.least().min(self.size(self.panel.row));
        let size = self.share(size, (1, 1)).max(floor);
        let lines = self.lines(text, size, area.width, Breaks::Even);
        let between = i32::try_from(lines.len().saturating_sub(1)).unwrap_or(i32::MAX / LEADING);
        let low = between * size * LEADING / 10 + size <= area.height.max(size);
        let narrow = lines.iter().all(|line| self.width(size, line) <= area.width);
        (lines.len() <= most && low && narrow).then_some(Fitted { size, lines })
    }

    fn or_refuse(&mut self, found: Option<Fitted>, text: &str) -> Fitted {
        found.unwrap_or_else(|| {
            self.refuse(text);
            Fitted { size: self.least(), lines: Vec::new() }
        })
    }

    /// A text in lines of a width.
    pub fn lines(&self, text: &str, size: i32, width: i32, breaks: Breaks) -> Vec<String> {
        lines(self.chain, text, width * EM / size.max(1), breaks)
    }

    /// A one-line text at the largest of two sizes at which it fits, from its left end.
    pub fn fit_line(&mut self, text: &str, sizes: &[i32], width: i32) -> i32 {
        let mut sizes = sizes.iter().map(|size| self.share(*size, (1, 1)));
        match sizes.find(|size| self.width(*size, text) <= width) {
            Some(size) => size,
            None => {
                self.refuse(text);
                self.least()
            }
        }
    }
}

/// The first of the best: others are looked at until one is as good as can be.
pub fn best<T, G: Ord + Copy>(
    first: T,
    others: impl Iterator<Item = T>,
    grade: impl Fn(&T) -> G,
    perfect: G,
) -> T {
    let mut best = (grade(&first), first);
    for other in others {
        if best.0 >= perfect {
            break;
        }
        let graded = grade(&other);
        if graded > best.0 {
            best = (graded, other);
        }
    }
    best.1
}

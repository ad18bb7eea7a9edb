//! Sizes that a panel's record chose itself: laid over the computed ones, if they can be read and
//! find room.

use super::Sizes;
use super::scale::Ground;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::record::{ProfileRecord, SizesRecord};
use crate::span::Spanned;

/// Largest panel, in pixels.
pub(super) const LARGEST: u32 = 16_384;

/// The computed sizes with the record's own over them, and the rows that are left; what is too
/// small to be read and what is too large for the panel are reported.
pub(super) fn chosen(
    record: &ProfileRecord,
    (rows, computed): (u32, Sizes),
    ground: Ground,
    problems: &mut Vec<Diagnostic>,
) -> Option<(u32, Sizes)> {
    let Some(own) = &record.sizes else { return Some((rows, computed)) };
    let least = record.rows_max.map_or(1, |most| most.value).min(rows);
    let before = problems.len();
    let mut sizes = computed;
    for size in own_sizes(own, ground) {
        problems.extend(size.mistake(computed, ground, least));
        *(size.of)(&mut sizes) = size.own.value;
    }
    if problems.len() > before {
        return None;
    }
    let larger = own_sizes(own, ground).iter().any(|size| size.is_larger(computed));
    let found = (least..=rows).rev().find(|rows| ground.holds(&sizes, *rows));
    if found.is_none() && larger {
        problems.push(too_large_together(own, ground));
        return None;
    }
    Some((found.unwrap_or(rows), sizes))
}

/// Where a size stands among the others.
type Place = fn(&mut Sizes) -> &mut u32;

/// A size that a record chose.
struct OwnSize {
    of: Place,
    own: Spanned<u32>,
    /// The least that can be read; 0 for margins.
    least: u32,
}

/// The sizes that a record chose.
fn own_sizes(own: &SizesRecord, ground: Ground) -> Vec<OwnSize> {
    let (row, note) = (ground.needed_row(), ground.needed_note());
    let all: [(Place, _, u32); 7] = [
        (|sizes| &mut sizes.note, own.note, note),
        (|sizes| &mut sizes.row, own.row, row),
        (|sizes| &mut sizes.title, own.title, note),
        (|sizes| &mut sizes.message, own.message, row),
        (|sizes| &mut sizes.figure, own.figure, row),
        (|sizes| &mut sizes.margin_x, own.margin_x, 0),
        (|sizes| &mut sizes.margin_y, own.margin_y, 0),
    ];
    all.into_iter().filter_map(|(of, own, least)| Some(OwnSize { of, own: own?, least })).collect()
}

impl OwnSize {
    fn is_larger(&self, mut computed: Sizes) -> bool {
        self.own.value > *(self.of)(&mut computed)
    }

    /// What is wrong with it by itself.
    fn mistake(&self, computed: Sizes, ground: Ground, rows: u32) -> Option<Diagnostic> {
        if self.own.value < self.least {
            return Some(too_small(self.own, self.least));
        }
        if ground.dots && self.least > 0 && !self.own.value.is_multiple_of(16) {
            return Some(not_whole(self.own));
        }
        let holds = |value: &u32| {
            let mut sizes = computed;
            *(self.of)(&mut sizes) = *value;
            ground.holds(&sizes, rows)
        };
        if !self.is_larger(computed) || holds(&self.own.value) {
            return None;
        }
        let usual = *(self.of)(&mut { computed });
        let most = (usual..self.own.value.min(LARGEST)).rev().find(holds).unwrap_or(usual);
        let whole = if ground.dots { (most / 16 * 16).max(usual) } else { most };
        Some(too_large(self.own, ground, whole))
    }
}

fn too_large(size: Spanned<u32>, ground: Ground, most: u32) -> Diagnostic {
    let (width, height) = (ground.width, ground.height);
    let words = say(
        format!("{width}×{height}的屏放不下{}像素，最多{most}像素", size.value),
        format!("{width}×{height} has no room for {} px; {most} at most", size.value),
    );
    Diagnostic::new(Code::ImpossibleProfile, size.span, words)
        .help(say(format!("写{most}或更小，或删去这一项"), format!("write {most} or less")))
}

/// Sizes each of which would do, but not all of them.
fn too_large_together(own: &SizesRecord, ground: Ground) -> Diagnostic {
    let (width, height) = (ground.width, ground.height);
    let words = say(
        format!("{width}×{height}的屏放不下这几个字号合在一起"),
        format!("{width}×{height} has no room for these sizes together"),
    );
    let first = own_sizes(own, ground).into_iter().next().expect("it has sizes");
    Diagnostic::new(Code::ImpossibleProfile, first.own.span, words).help(say(
        "改小字号或边距，或删去`字号`由程序自动计算",
        "write smaller sizes, or leave `sizes` to the program",
    ))
}

fn too_small(size: Spanned<u32>, least: u32) -> Diagnostic {
    let words = say(
        format!("{}像素的字在设定的观看距离看不清，至少{least}像素", size.value),
        format!("{} px cannot be read from the distance; it takes {least}", size.value),
    );
    Diagnostic::new(Code::ImpossibleProfile, size.span, words)
        .help(say(format!("写{least}或更大，或缩短观看距离"), format!("write {least} or more")))
}

fn not_whole(size: Spanned<u32>) -> Diagnostic {
    let words = say(
        format!("16点阵的字号要是16的倍数，写的是{}", size.value),
        format!("a face of dots comes in multiples of 16, not {}", size.value),
    );
    Diagnostic::new(Code::ImpossibleProfile, size.span, words)
        .help(say("写16、32或48", "write 16, 32 or 48"))
}

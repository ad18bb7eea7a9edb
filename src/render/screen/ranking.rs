//! A ranking: the first, a line, the last.

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::rows::{Column, cell, column, in_each};
use crate::plan::view::slide::RankRow;

/// Side by side where the panel has columns, else one below the other.
pub fn draw(canvas: &mut Canvas, first: &[RankRow], last: &[RankRow], area: Area) {
    let both = !first.is_empty() && !last.is_empty();
    let ranks = ranks(canvas, first.iter().chain(last));
    let many = last.is_empty() && canvas.panel.columns > 1 && first.len() > FEW;
    let (first, last) = if many { first.split_at(first.len().div_ceil(2)) } else { (first, last) };
    if many || (both && canvas.panel.columns > 1) {
        let gap = canvas.size(canvas.panel.title);
        let rows = first.len().max(last.len());
        let begins = [0, first.len()];
        for ((held, area), from) in [first, last].into_iter().zip(area.columns(2, gap)).zip(begins)
        {
            let Column { top, height } = column(canvas, rows, 1, area);
            list(canvas, (held, from), ranks, Area { y: top, height, ..area });
        }
        return;
    }
    let rows = in_each(canvas, first.len() + last.len(), 1);
    let Column { top, height } = column(canvas, rows, 1, area);
    let next = list(canvas, (first, 0), ranks, Area { y: top, height, ..area });
    if both {
        let thick = (height / 24).max(2);
        let line = Area { y: next - thick / 2, height: thick, ..area };
        canvas.rect(line, Tone::Track);
    }
    list(canvas, (last, first.len()), ranks, Area { y: next, height, ..area });
}

/// So many units stand below each other on any panel.
const FEW: usize = 3;

/// How wide the longest rank is.
fn ranks<'a>(canvas: &Canvas, rows: impl Iterator<Item = &'a RankRow>) -> i32 {
    let wide = |row: &RankRow| canvas.width(canvas.row_size(), &row.rank.to_string());
    rows.map(wide).max().unwrap_or(0)
}

/// Rows of one height, the first with its number among all; where the next one would begin.
fn list(canvas: &mut Canvas, (rows, from): (&[RankRow], usize), ranks: i32, area: Area) -> i32 {
    let mut y = area.y;
    for (number, held) in (from..).zip(rows) {
        canvas.row = Some(number);
        row(canvas, held, ranks, Area { y, ..area });
        y += area.height;
    }
    canvas.row = None;
    y
}

fn row(canvas: &mut Canvas, row: &RankRow, ranks: i32, area: Area) {
    let (size, note) = (canvas.row_size(), canvas.note_size());
    let middle = area.y + area.height / 2;
    let (rank, words) = match (row.last, row.rank) {
        (true, _) => (Tone::Pale, Tone::Pale),
        (false, ..=3) => (Tone::Gold, Tone::White),
        (false, _) => (Tone::White, Tone::White),
    };
    let baseline = Canvas::centred(middle, size);
    canvas.text((area.x, baseline), size, rank, &row.rank.to_string());
    let begins = ranks + size / 2;
    let score = canvas.text_before((area.right(), baseline), size, words, &row.score);
    let mut taken = score + size / 2;
    let needed = canvas.width(note, &row.name) + begins + canvas.width(note, &row.moved);
    // On narrow panels the name comes before the move.
    if needed + taken + size / 2 <= area.width {
        let at = (area.right() - taken, Canvas::centred(middle, note));
        taken += canvas.text_before(at, note, Tone::Dim, &row.moved) + size / 2;
    } else {
        canvas.cramped = true;
    }
    let name = Area { x: area.x + begins, width: area.width - begins - taken, ..area };
    cell(canvas, &row.name, name, words);
}

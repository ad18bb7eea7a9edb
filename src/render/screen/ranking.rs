//! A ranking: the first, a line, the last.

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use super::rows::{Column, cell, column, in_each};
use crate::plan::view::slide::RankRow;

/// Side by side where the panel has columns, else one below the other.
pub fn draw(canvas: &mut Canvas, first: &[RankRow], last: &[RankRow], area: Area) {
    let both = !first.is_empty() && !last.is_empty();
    let many = first.len() > usize::try_from(canvas.panel.rows).unwrap_or(usize::MAX);
    let (first, last) = if last.is_empty() && many {
        first.split_at(first.len().div_ceil(2))
    } else {
        (first, last)
    };
    if (both || many) && canvas.panel.columns > 1 {
        let gap = canvas.size(canvas.panel.title);
        let rows = first.len().max(last.len());
        let begins = [0, first.len()];
        for ((held, area), from) in [first, last].into_iter().zip(area.columns(2, gap)).zip(begins)
        {
            let Column { top, height } = column(canvas, rows, 1, area);
            list(canvas, held, from, Area { y: top, height, ..area });
        }
        return;
    }
    let rows = in_each(canvas, first.len() + last.len(), 1);
    let Column { top, height } = column(canvas, rows, 1, area);
    let next = list(canvas, first, 0, Area { y: top, height, ..area });
    if both {
        let thick = (height / 24).max(2);
        let line = Area { y: next - thick / 2, height: thick, ..area };
        canvas.rect(line, Tone::Track);
    }
    list(canvas, last, first.len(), Area { y: next, height, ..area });
}

/// Rows of one height, the first with its number among all; where the next one would begin.
fn list(canvas: &mut Canvas, rows: &[RankRow], from: usize, area: Area) -> i32 {
    let mut y = area.y;
    for (number, held) in (from..).zip(rows) {
        canvas.row = Some(number);
        row(canvas, held, Area { y, ..area });
        y += area.height;
    }
    canvas.row = None;
    y
}

fn row(canvas: &mut Canvas, row: &RankRow, area: Area) {
    let (size, note) = (canvas.row_size(), canvas.note_size());
    let middle = area.y + area.height / 2;
    let (rank, words) = match (row.last, row.rank) {
        (true, _) => (Tone::Pale, Tone::Pale),
        (false, ..=3) => (Tone::Gold, Tone::White),
        (false, _) => (Tone::White, Tone::White),
    };
    let baseline = Canvas::centred(middle, size);
    canvas.text((area.x, baseline), size, rank, &row.rank.to_string());
    let begins = canvas.width(size, "00") + size / 2;
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

//! A picture as a document of its own.

use std::fmt::Write;

use super::{Drawn, Position};
use crate::plan::view::deck::Panel;

/// A picture as a document of its own, with the position in the loop: which of how many.
pub fn svg(panel: &Panel, drawn: &Drawn, picture: usize, position: (usize, usize)) -> String {
    let Panel { width, height, .. } = panel;
    let inside = drawn.pictures.get(picture).map_or("", String::as_str);
    let mut document = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" height="{height}" viewBox="0 0 {width} {height}"><defs>"#
    );
    document.push_str(&drawn.glyphs);
    write!(
        document,
        r##"</defs><rect width="{width}" height="{height}" fill="#000000"/>{inside}"##
    )
    .expect("a string grows");
    document.push_str(&segments(&drawn.bar, position));
    document.push_str("</svg>");
    document
}

/// The segments of a loop's position; a slide that is alone has none.
pub(super) fn segments(bar: &Position, (at, of): (usize, usize)) -> String {
    if of < 2 {
        return String::new();
    }
    if bar.height == 0 {
        return String::new();
    }
    let (at, count) = [at, of].map(|number| i32::try_from(number).unwrap_or(i32::MAX)).into();
    let rect = |x: i32, width: i32, colour: &str| {
        format!(
            r#"<rect x="{x}" y="{}" width="{width}" height="{}" fill="{colour}"/>"#,
            bar.y, bar.height
        )
    };
    let gap = (bar.height * 3 / 2).max(1);
    let width = bar.width.saturating_sub(gap.saturating_mul(count - 1)) / count;
    if width < bar.height {
        // Too many to tell apart: one that runs along a track.
        let width = (bar.width / count).max(bar.height * 2);
        let run = i64::from(bar.width - width) * i64::from(at) / i64::from(count - 1);
        let x = bar.x + i32::try_from(run).unwrap_or(0);
        return rect(bar.x, bar.width, bar.off) + &rect(x, width, bar.on);
    }
    let segment = |number: i32| {
        let colour = if number == at { bar.on } else { bar.off };
        rect(bar.x + number * (width + gap), width, colour)
    };
    (0..count).map(segment).collect()
}

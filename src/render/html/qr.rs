//! An address as a code to scan: an SVG of dark modules on white.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

/// Modules of the quiet zone around a code.
const QUIET: usize = 4;

/// The code of an address; nothing, should it be too long for any code.
pub(super) fn qr(url: &str) -> String {
    let Ok(code) = QRBuilder::new(url).ecl(ECL::M).build() else { return String::new() };
    let side = code.size + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size {
        let row = &code[y];
        let dark: Vec<bool> = row.iter().take(code.size).map(|held| held.value()).collect();
        let mut x = 0;
        for run in dark.chunk_by(|a, b| a == b) {
            let length = run.len();
            if run.first() == Some(&true) {
                let (left, top) = (QUIET + x, QUIET + y);
                write!(path, "M{left} {top}h{length}v1h-{length}z").expect("a string grows");
            }
            x += length;
        }
    }
    format!(
        "<svg viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"二维码\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
         <path d=\"{path}\" shape-rendering=\"crispEdges\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_three_finders_and_a_quiet_zone() {
        let svg = qr("https://www.lanjiang.example/tasks/old-lifts/");
        let side = svg.split('"').nth(1).and_then(|held| held.split(' ').nth(2));
        let side: usize = side.and_then(|side| side.parse().ok()).expect("a size");
        let far = side - QUIET - 7;
        for (x, y) in [(QUIET, QUIET), (far, QUIET), (QUIET, far)] {
            assert!(svg.contains(&format!("M{x} {y}h7v1h-7z")), "{x} {y}: {svg}");
        }
        assert!(!svg.contains(&format!("M0 {QUIET}")));
        assert_ne!(svg, qr("https://www.lanjiang.example/tasks/old-compounds/"));
    }
}

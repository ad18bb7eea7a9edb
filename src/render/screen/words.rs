//! Slides of words: the cover, notices, a sentence instead of an empty list, a code to scan.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

use super::canvas::{Area, Canvas};
use super::colour::Tone;
use crate::measure::Breaks;
use crate::plan::view::deck::Panel;

/// The portal introduces itself.
pub fn cover(canvas: &mut Canvas, name: &str, line: &str, area: Area) {
    let (message, row, least) =
        (canvas.size(canvas.panel.message), canvas.size(canvas.panel.row), canvas.least());
    let upper = Area { height: area.height * 2 / 3, ..area };
    let large = canvas.message(name, &[message, message * 4 / 5, row, least], 3, upper);
    let lower = Area { height: area.height / 3, ..area };
    let small = canvas.message(line, &[row, row * 5 / 6, least], 3, lower);
    let height = large.height() + row / 2 + small.height();
    let top = area.y + (area.height - height).max(0) / 2;
    let bottom = canvas.paragraph((area.x, top), &large, Tone::White);
    canvas.paragraph((area.x, bottom + row / 2), &small, Tone::Dim);
}

/// A name alone on the whole panel, in as many lines as it takes.
pub fn name(canvas: &mut Canvas, name: &str) {
    let (width, height) = (Canvas::px(canvas.panel.width), Canvas::px(canvas.panel.height));
    let margin = Canvas::px(canvas.panel.margin_x);
    let area = Area { x: margin, y: 0, width: width - 2 * margin, height };
    let (message, row) = (canvas.size(canvas.panel.message), canvas.size(canvas.panel.row));
    let fitted = canvas.message(name, &[message, row, canvas.least()], usize::MAX, area);
    let top = (height - fitted.height()).max(0) / 2;
    canvas.paragraph((area.x, top), &fitted, Tone::White);
    canvas.look_over(Area { x: 0, y: 0, width: 0, height: 0 });
}

/// Paragraphs at the largest size at which all of them fit.
pub fn notice(canvas: &mut Canvas, paragraphs: &[String], area: Area) {
    let (message, row) = (canvas.size(canvas.panel.message), canvas.size(canvas.panel.row));
    let sizes = [message, message * 4 / 5, row * 6 / 5, row, canvas.least()];
    for size in sizes {
        let lines: Vec<Vec<String>> = paragraphs
            .iter()
            .map(|text| canvas.lines(text, size, area.width, Breaks::Full))
            .collect();
        let count: usize = lines.iter().map(Vec::len).sum();
        let pitch = size * 3 / 2;
        let gaps = i32::try_from(lines.len()).unwrap_or(1) - 1;
        let height = i32::try_from(count).unwrap_or(i32::MAX / 1000) * pitch + gaps * size / 2;
        if height > area.height + size / 2 {
            continue;
        }
        let mut top = area.y;
        for paragraph in lines {
            for line in paragraph {
                canvas.text((area.x, Canvas::hanging(top, size)), size, Tone::White, &line);
                top += pitch;
            }
            top += size / 2;
        }
        return;
    }
    canvas.refuse(&paragraphs.concat());
}

/// A sentence instead of an empty list.
pub fn sentence(canvas: &mut Canvas, sentence: &str, area: Area) {
    let (message, row) = (canvas.size(canvas.panel.message), canvas.size(canvas.panel.row));
    let sizes = [message, message * 4 / 5, row, canvas.least()];
    let fitted = canvas.message(sentence, &sizes, 4, area);
    let top = area.y + (area.height - fitted.height()).max(0) / 2;
    canvas.paragraph((area.x, top), &fitted, Tone::White);
}

/// Modules of the quiet zone around a code.
const QUIET: i32 = 4;
/// The least size of a module, in pixels.
const MODULE: i32 = 4;

/// The most a code's side may be: with its caption it leaves less than a tenth of the panel white;
/// or what the distance asks for.
fn most(panel: &Panel) -> i32 {
    let share = (u64::from(panel.width) * u64::from(panel.height)).isqrt() * 3 / 10;
    i32::try_from(share).unwrap_or(i32::MAX).max(Canvas::px(panel.code))
}

/// A code to scan at the left, what stands there at the right; below each other on a totem.
pub fn qr(canvas: &mut Canvas, url: &str, caption: &str, area: Area) {
    let Ok(code) = QRBuilder::new(url).ecl(ECL::M).build() else { return canvas.refuse(url) };
    let modules = i32::try_from(code.size).unwrap_or(i32::MAX / 2) + 2 * QUIET;
    let tall = canvas.panel.height > canvas.panel.width;
    let row = canvas.size(canvas.panel.row);
    let side = if tall { area.width.min(area.height - row * 6) } else { area.height };
    let side = side.min(most(canvas.panel));
    let module = (side / modules).min(area.width / 2 / modules.max(1) * if tall { 2 } else { 1 });
    if module < MODULE {
        return canvas.refuse(url);
    }
    let side = module * modules;
    let down = if tall { 0 } else { (area.height - side).max(0) / 2 };
    let ground = Area { x: area.x, y: area.y + down, width: side, height: side };
    canvas.rect(ground, Tone::White);
    canvas.out.push_str(&dark(&code, ground, module));
    let rest = if tall {
        area.below(side + row)
    } else {
        let x = area.x + side + row;
        Area { x, width: area.right() - x, ..area }
    };
    let message = canvas.size(canvas.panel.message);
    let sizes = [message, message * 4 / 5, row * 6 / 5, row, canvas.least()];
    let fitted = canvas.message(caption, &sizes, 5, rest);
    let top = if tall { rest.y } else { rest.y + (rest.height - fitted.height()).max(0) / 2 };
    canvas.paragraph((rest.x, top), &fitted, Tone::White);
}

/// The dark modules as one path of runs.
fn dark(code: &fast_qr::QRCode, ground: Area, module: i32) -> String {
    let mut path = String::new();
    for y in 0..code.size {
        let row = &code[y];
        let dark: Vec<bool> = row.iter().take(code.size).map(|held| held.value()).collect();
        let mut x = 0;
        for run in dark.chunk_by(|a, b| a == b) {
            let length = i32::try_from(run.len()).unwrap_or(0);
            if run.first() == Some(&true) {
                let left = ground.x + (QUIET + x) * module;
                let top = ground.y + (QUIET + i32::try_from(y).unwrap_or(0)) * module;
                let width = length * module;
                write!(path, "M{left} {top}h{width}v{module}h-{width}z").expect("a string grows");
            }
            x += length;
        }
    }
    format!(r##"<path d="{path}" fill="#000000"/>"##)
}

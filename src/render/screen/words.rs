//! Slides of words: the cover, notices, a sentence instead of an empty list, a code to scan.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};

use super::canvas::{Area, Canvas, Rows};
use super::colour::Tone;
use super::setting::{Ends, Fitted, best};
use crate::measure::{Breaks, end_between_words};
use crate::plan::view::deck::Panel;

/// The portal introduces itself.
pub fn cover(canvas: &mut Canvas, (name, line, address): (&str, &str, &str), area: Area) {
    let row = canvas.row_size();
    let upper = Area { height: area.height * 2 / 3, ..area };
    let large = match grand(canvas, name, upper) {
        Some(large) => large,
        None => canvas.message(name, &canvas.messages(), 3, upper),
    };
    let lower = Area { height: area.height / 3, ..area };
    let below = canvas.share(large.size, (1, 2)).max(row);
    let small = canvas.message(line, &[below, row, row * 5 / 6, canvas.least()], 3, lower);
    let gap = (large.size / 3).max(row / 2);
    let height = large.height() + gap + small.height();
    let place = place_of_address(
        canvas,
        address,
        small.size,
        Area { height: area.height - height, ..area },
    );
    let whole = height + place.map_or(0, |size| size * 2);
    let top = area.y + (area.height - whole).max(0) / 2;
    canvas.paragraph((area.x, top), &large, Tone::White);
    canvas.paragraph((area.x, top + large.height() + gap), &small, Tone::Dim);
    if let Some(size) = place {
        let baseline = Canvas::hanging(top + whole - size, size);
        canvas.text((area.x, baseline), size, Tone::Gold, address);
    }
}

/// A name in one line over most of the width, larger than messages are: nothing else is to be read.
fn grand(canvas: &Canvas, name: &str, area: Area) -> Option<Fitted> {
    let largest = canvas.messages().first().copied().filter(|_| !canvas.is_small())?;
    let sizes = [14, 13, 12, 11].map(|tenths| canvas.share(largest, (tenths, 10)));
    canvas.named(name, &sizes, 1, area)
}

/// The size at which the address stands in what is left of a cover, if it has the room there.
fn place_of_address(canvas: &Canvas, address: &str, most: i32, left: Area) -> Option<i32> {
    if canvas.is_small() || address.is_empty() {
        return None;
    }
    let fits = |size: &i32| canvas.width(*size, address) <= left.width && size * 2 <= left.height;
    [most, canvas.row_size(), canvas.least()].into_iter().filter(|size| *size <= most).find(fits)
}

/// A name alone on the whole panel, in as many lines as it takes.
pub fn name(canvas: &mut Canvas, name: &str) {
    let (width, height) = (Canvas::px(canvas.panel.width), Canvas::px(canvas.panel.height));
    let margin = Canvas::px(canvas.panel.margin_x);
    let area = Area { x: margin, y: 0, width: width - 2 * margin, height };
    let fitted = canvas.message(name, &canvas.messages(), usize::MAX, area);
    let top = (height - fitted.height()).max(0) / 2;
    canvas.paragraph((area.x, top), &fitted, Tone::White);
    canvas.look_over(Area { x: 0, y: 0, width: 0, height: 0 });
}

/// Paragraphs at the largest size at which all of them fit; up to a fifth smaller, if their lines
/// end better there.
pub fn notice(canvas: &mut Canvas, paragraphs: &[String], area: Area) {
    let Rows { size: most, tone, .. } = canvas.list;
    let sizes = canvas.messages().into_iter().filter(|size| tone.is_none() || *size <= most);
    let mut fitting = sizes.filter_map(|size| text_of(canvas, paragraphs, size, area));
    let ends = |text: &Text| text.paragraphs.iter().map(|held| ends(canvas, held)).min();
    let found = fitting.next().map(|first| {
        let least = first.size * 4 / 5;
        let others = fitting.take_while(|other| other.size >= least);
        best(first, others, ends, Some(Ends::Well))
    });
    let words = paragraphs.concat();
    let Some(Text { size, paragraphs, height }) = found else { return canvas.refuse(&words) };
    let tone = tone.unwrap_or_else(|| canvas.tone(&words, size));
    canvas.text = Some((size, tone));
    let mut top = area.y + (area.height + size / 2 - height) / 2;
    for paragraph in paragraphs {
        for line in paragraph.lines {
            canvas.text((area.x, Canvas::hanging(top, size)), size, tone, &line);
            top += size * 3 / 2;
        }
        top += size / 2;
    }
}

/// Paragraphs at one size.
struct Text {
    size: i32,
    paragraphs: Vec<Fitted>,
    height: i32,
}

/// The paragraphs in lines of a size, if they fit and leave the panel dark: with no word parted,
/// where there is the height for it.
fn text_of(canvas: &Canvas, paragraphs: &[String], size: i32, area: Area) -> Option<Text> {
    let dark =
        size <= canvas.size(canvas.panel.row) || canvas.takes_little(&paragraphs.concat(), size);
    let text = |set: fn(&Canvas, &str, i32, i32) -> Vec<String>| {
        let paragraph = |text: &String| Fitted { size, lines: set(canvas, text, size, area.width) };
        let paragraphs: Vec<Fitted> = paragraphs.iter().map(paragraph).collect();
        let count: usize = paragraphs.iter().map(|held| held.lines.len()).sum();
        let gaps = i32::try_from(paragraphs.len()).unwrap_or(1) - 1;
        let lines = i32::try_from(count).unwrap_or(i32::MAX / 1000);
        let height = lines * (size * 3 / 2) + gaps * size / 2;
        (height <= area.height + size / 2).then_some(Text { size, paragraphs, height })
    };
    [whole_words, paragraph].into_iter().find_map(text).filter(|_| dark)
}

/// How a paragraph's lines end; many are running text.
fn ends(canvas: &Canvas, paragraph: &Fitted) -> Ends {
    if paragraph.lines.len() > FEW { Ends::Well } else { canvas.ends(paragraph) }
}

/// Up to so many lines a paragraph is a message, beyond them running text.
const FEW: usize = 3;

/// Lines of about the same length, which part neither words nor counts if that can be helped; full
/// ones where something is wider than a line.
fn paragraph(canvas: &Canvas, text: &str, size: i32, width: i32) -> Vec<String> {
    let even = canvas.lines(text, size, width, Breaks::Even);
    let fits = even.iter().all(|line| canvas.width(size, line) <= width);
    if fits { even } else { canvas.lines(text, size, width, Breaks::Full) }
}

/// The same in shorter lines, perhaps one more, where that keeps words whole.
fn whole_words(canvas: &Canvas, text: &str, size: i32, width: i32) -> Vec<String> {
    let usual = paragraph(canvas, text, size, width);
    if end_between_words(&usual) {
        return usual;
    }
    let shorter = [19, 18, 17, 16].map(|part| width * part / 20);
    let mut shorter = shorter.into_iter().map(|width| paragraph(canvas, text, size, width));
    shorter.find(|lines| end_between_words(lines)).unwrap_or(usual)
}

/// A sentence instead of an empty list.
pub fn sentence(canvas: &mut Canvas, sentence: &str, area: Area) {
    let fitted = canvas.message(sentence, &canvas.messages(), 4, area);
    let top = area.y + (area.height - fitted.height()).max(0) / 2;
    let tone = canvas.tone(sentence, fitted.size);
    canvas.paragraph((area.x, top), &fitted, tone);
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
    let tall = canvas.is_tall();
    let row = canvas.size(canvas.panel.row);
    // Where the panel is too small for the usual code, one that mends fewer errors is coarser.
    let codes =
        [ECL::M, ECL::L].into_iter().filter_map(|ecl| QRBuilder::new(url).ecl(ecl).build().ok());
    let found =
        codes.map(|code| (module(canvas, &code, area), code)).find(|(module, _)| *module >= MODULE);
    let Some((module, code)) = found else { return canvas.refuse(url) };
    let side = module * modules(&code);
    let rest = if tall {
        area.below(side + row)
    } else {
        let x = area.x + side + row;
        Area { x, width: area.right() - x, ..area }
    };
    let fitted = canvas.message(caption, &canvas.messages(), 5, rest);
    let down = |height: i32| (area.height - height).max(0) / 2;
    let (code_down, caption_down) = if tall {
        let down = down(side + row + fitted.height());
        (down, down + side + row)
    } else {
        (down(side), down(fitted.height()))
    };
    let ground = Area { x: area.x, y: area.y + code_down, width: side, height: side };
    canvas.rect(ground, ground_tone(canvas.panel, side));
    canvas.out.push_str(&dark(&code, ground, module));
    canvas.paragraph((rest.x, area.y + caption_down), &fitted, Tone::White);
}

/// How many modules a code is wide with the quiet zone around it.
fn modules(code: &fast_qr::QRCode) -> i32 {
    i32::try_from(code.size).unwrap_or(i32::MAX / 2) + 2 * QUIET
}

/// The size of a code's modules: as large as the area and the darkness of the panel allow.
fn module(canvas: &Canvas, code: &fast_qr::QRCode, area: Area) -> i32 {
    let modules = modules(code);
    let row = canvas.size(canvas.panel.row);
    // However dark the panel should be, modules of fewer pixels are not read.
    let most = most(canvas.panel).max(MODULE * modules);
    if canvas.is_tall() {
        return area.width.min(area.height - row * 6).min(most) / modules;
    }
    (area.height.min(most) / modules).min(area.width / 2 / modules)
}

/// White; dim where a code is as large as the distance asks and white would light more than a tenth
/// of the panel: about two thirds of a code with its quiet zone are ground.
fn ground_tone(panel: &Panel, side: i32) -> Tone {
    let ground = i64::from(side) * i64::from(side) * 2 / 3;
    let panel = i64::from(panel.width) * i64::from(panel.height);
    if ground * 10 > panel { Tone::Dim } else { Tone::White }
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

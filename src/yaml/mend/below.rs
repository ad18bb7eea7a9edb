//! Lines that belong to the key above them and are not indented: the text below a `|`, and a value
//! that fell to the next line.

use super::Mended;
use super::lines::Line;
use super::marks::has_colon;
use crate::yaml::slip;

impl Mended {
    /// Moves such lines to where they were meant; of several the first is told.
    pub(super) fn indent_values(&mut self, lines: &mut [Line]) {
        let counting: Vec<usize> =
            (0..lines.len()).filter(|at| lines.get(*at).is_some_and(Line::counts)).collect();
        let mut above: Option<Above> = None;
        for at in counting {
            let Some(line) = lines.get_mut(at) else { continue };
            let words = line.words.trim_end();
            let is_text = !has_colon(words) && !line.is_item() && !line.is_marker();
            match &mut above {
                Some(key) if is_text && line.indent <= key.column => {
                    line.under = Some(key.column + 2);
                    let (start, name) = (line.start + line.blank, key.name);
                    let is_block = key.is_block;
                    if !std::mem::replace(&mut key.is_told, true) {
                        self.report(start, words.len(), |span| slip::below(name, is_block, span));
                    }
                    // Only a text has several lines.
                    above = above.filter(|key| key.is_block);
                }
                _ => above = Above::of(line),
            }
        }
    }
}

/// A key whose value stands below it.
struct Above<'a> {
    name: &'a str,
    column: usize,
    is_block: bool,
    is_told: bool,
}

impl<'a> Above<'a> {
    fn of(line: &Line<'a>) -> Option<Self> {
        let column = line.indent + slip::dash_width(line.words);
        let words = line.words.trim_start_matches(['-', ' ']).trim_end();
        let end = words.trim_end_matches(['+', '-']);
        let block = end.strip_suffix(": |").or_else(|| end.strip_suffix(": >"));
        let name = block.or_else(|| words.strip_suffix(':'))?;
        (!name.is_empty()).then_some(Self {
            name,
            column,
            is_block: block.is_some(),
            is_told: false,
        })
    }
}

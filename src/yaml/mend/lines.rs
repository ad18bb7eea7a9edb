//! The lines of a text, and what they say of their neighbours.

use super::super::slip;
use super::marks::other_colon;

/// A line and what its indentation says.
pub(super) struct Line<'a> {
    pub(super) start: usize,
    /// Bytes before the first word.
    pub(super) blank: usize,
    /// Columns of the indentation as it was meant.
    pub(super) indent: usize,
    /// The words, with the end of the line.
    pub(super) words: &'a str,
    /// Whether it is part of a text that begins with `|` or `>`.
    pub(super) is_prose: bool,
    /// Whether it is part of the side of a merge conflict that is left out, or its mark.
    pub(super) is_dropped: bool,
    /// Columns before its words where it belongs to the key above, if it stands elsewhere.
    pub(super) under: Option<usize>,
}

impl Line<'_> {
    /// Whether it is an item of a list, by whatever mark.
    pub(super) fn is_item(&self) -> bool {
        self.has_dash() || slip::bullet(self.words).is_some() || dash_without_space(self.words)
    }

    /// Whether it begins with the dash of an item, as it should.
    pub(super) fn has_dash(&self) -> bool {
        self.words.starts_with("- ") || self.words.trim_end() == "-"
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.words.trim().is_empty() || self.words.starts_with('#')
    }

    /// Whether it may be looked at to see how far its neighbours are indented.
    pub(super) fn counts(&self) -> bool {
        !self.is_empty() && !self.is_prose && !self.is_dropped && self.under.is_none()
    }

    /// Whether it parts two documents.
    pub(super) fn is_marker(&self) -> bool {
        self.blank == 0 && matches!(self.words.trim_end(), "---" | "...")
    }

    /// Whether it is a key whose value stands below.
    pub(super) fn opens(&self) -> bool {
        let words = self.words.trim_end();
        words.ends_with(':') || words.ends_with('：')
    }
}

/// Spaces that are none to the parser, and tabs.
pub(super) fn is_odd_space(mark: char) -> bool {
    matches!(mark, '\t' | '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{205f}')
}

fn columns(mark: char) -> usize {
    if matches!(mark, '\t' | '\u{3000}') { 2 } else { 1 }
}

/// `-{` and `-[`.
pub(super) fn dash_without_space(words: &str) -> bool {
    words.starts_with("-{") || words.starts_with("-[")
}

/// Whether all indentation is of tabs, and there is enough of it to tell.
pub(super) fn is_tabbed(text: &str, lines: &[Line]) -> bool {
    let mut indented = lines.iter().filter(|line| line.counts() && line.blank > 0);
    let indentation = |line: &Line| text.get(line.start..line.start + line.blank);
    indented.clone().count() > 2
        && indented.all(|line| indentation(line).is_some_and(|it| it.chars().all(|it| it == '\t')))
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines: Vec<Line> = Vec::new();
    // The indentation of the line that began a text of several lines.
    let mut prose: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches(|mark| mark == ' ' || is_odd_space(mark));
        let blank = line.len() - words.len();
        let indentation = line.get(..blank).unwrap_or_default();
        let indent = indentation.chars().map(columns).sum();
        let is_prose = prose.is_some_and(|above| words.trim().is_empty() || indent > above);
        if !is_prose {
            let end = words.trim_end().trim_end_matches(['+', '-']);
            let opens =
                end.ends_with(": |") || end.ends_with(": >") || matches!(end, "- |" | "- >");
            prose = opens.then_some(indent);
        }
        lines.push(Line { start, blank, indent, words, is_prose, is_dropped: false, under: None });
        start += line.len();
    }
    lines
}

/// The next line that counts and stands as far left as a line or further, looking up or down.
fn sibling<'a>(
    line: &Line,
    mut others: impl Iterator<Item = &'a Line<'a>>,
) -> Option<&'a Line<'a>> {
    others.find(|other| other.counts() && other.indent <= line.indent)
}

/// Whether a dash stands before another one, and the lines below go on as if it were one.
pub(super) fn is_second_dash(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let is_twice = line.words.strip_prefix("- ").is_some_and(|rest| rest.starts_with("- "));
    let [below, _] = neighbours(lines, at);
    is_twice && below.is_some_and(|below| !below.is_item() && below.indent == line.indent + 2)
}

/// How many spaces put the words of an item above those of the line below it.
pub(super) fn width_behind_dash(lines: &[Line], at: usize) -> usize {
    let indent = lines.get(at).map_or(0, |line| line.indent);
    let [below, _] = neighbours(lines, at);
    let inner = below.map(|below| below.indent).filter(|below| *below > indent);
    inner.map_or(1, |inner| inner - indent - 1).max(1)
}

/// The nearest lines above and below that count.
fn neighbours<'a>(lines: &'a [Line<'a>], at: usize) -> [Option<&'a Line<'a>>; 2] {
    let above = lines.get(..at).and_then(|above| above.iter().rev().find(|line| line.counts()));
    let below = lines.get(at + 1..).and_then(|below| below.iter().find(|line| line.counts()));
    [below, above]
}

/// Whether a line that begins with a mark like a dash stands where items do.
pub(super) fn is_among_items(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let (above, below) =
        (lines.get(..at).unwrap_or_default(), lines.get(at + 1..).unwrap_or_default());
    let [above, below] = [sibling(line, above.iter().rev()), sibling(line, below.iter())];
    let is_item = |other: &Line| other.is_item() && other.indent == line.indent;
    match (above, below) {
        (None, None) => line.indent == 0,
        _ => {
            above.is_some_and(|above| is_item(above) || above.opens()) || below.is_some_and(is_item)
        }
    }
}

/// Whether a line stands as far left as a key beside it.
pub(super) fn is_among_keys(lines: &[Line], at: usize) -> bool {
    let indent = lines.get(at).map_or(0, |line| line.indent);
    let is_key = |line: &Line| {
        let column = if line.is_item() { line.indent + 2 } else { line.indent };
        let says = line.words.contains(": ") || line.opens() || other_colon(line.words).is_some();
        column == indent && says
    };
    neighbours(lines, at).into_iter().flatten().any(is_key)
}

/// How far a line with odd spaces was meant to be indented: as far as a line of its form beside it.
pub(super) fn meant_indent(lines: &[Line], at: usize) -> usize {
    let Some(line) = lines.get(at) else { return 0 };
    let [below, above] = neighbours(lines, at);
    let alike = |other: &Line| other.is_item() == line.is_item() && is_plain(other);
    let sides = || [below, above].into_iter().flatten();
    if sides().any(|other| alike(other) && other.indent == line.indent) {
        return line.indent;
    }
    if let Some(key) = above.filter(|above| above.opens() && line.is_item()) {
        let key = if key.is_item() { key.indent + 2 } else { key.indent };
        let other = below.filter(|other| alike(other) && other.indent >= key);
        return other.map_or(line.indent.max(key), |other| other.indent);
    }
    if line.is_item() {
        let other = sides().find(|other| alike(other));
        return other.map_or(line.indent, |other| other.indent);
    }
    // The first key below another.
    if above.is_some_and(|above| above.opens() && above.indent < line.indent) {
        return line.indent;
    }
    // The next key of an item stands where its first word does.
    match above.filter(|above| above.is_item() && is_plain(above)) {
        Some(item) if !item.opens() => item.indent + 2,
        _ => {
            let other = sides().find(|other| alike(other) && !other.opens());
            other.map_or(line.indent, |other| other.indent)
        }
    }
}

/// Whether the indentation of a line is made of spaces alone.
fn is_plain(line: &Line) -> bool {
    line.blank == line.indent
}

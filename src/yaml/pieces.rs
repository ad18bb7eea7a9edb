//! A text that is not YAML, read piece by piece: one slip does not hide the other mistakes, and it
//! is reported where it stands rather than where the parser gave up.
//!
//! Lines that begin at one indentation divide a text into the items of a list or the entries of a
//! mapping. A piece that cannot be read alone is divided further; what cannot be divided is the
//! slip.

use std::mem;
use std::ops::Range;

use super::tree::{self, Entries, Stop};
use super::{Key, Node, Place, Value, most_slips, slip};
use crate::diagnostic::{Code, Diagnostic, lost_letters};
use crate::span::Span;

/// Larger texts are not tried again: the parser would read them once for each level.
const MAX_BYTES: usize = 1024 * 1024;
/// Deepest division.
const MAX_DEPTH: usize = 24;

/// Reads what can be read around the slips of a text. `first` is what the parser said of the whole,
/// reported if no piece shows a slip of its own.
pub(super) fn read(
    text: &str,
    place: Place,
    first: Diagnostic,
    problems: &mut Vec<Diagnostic>,
) -> Option<Node> {
    if text.len() > MAX_BYTES {
        problems.push(first);
        return None;
    }
    let mut pieces = Pieces {
        text: text.to_owned(),
        place,
        slips: Vec::new(),
        found: Vec::new(),
        astray: Vec::new(),
        most: most_slips(text),
    };
    let node = pieces.divide(0..text.len(), 0, None);
    let is_damaged = pieces.found.iter().any(|problem| problem.code == Code::NotUtf8);
    if pieces.slips.is_empty() && !is_damaged {
        pieces.slips.push(first);
    }
    let is_hopeless = pieces.slips.len() >= pieces.most;
    problems.append(&mut pieces.slips);
    if is_hopeless {
        // What seems to be missing in what is left of the text says nothing.
        return None;
    }
    problems.append(&mut pieces.found);
    Some(node)
}

struct Pieces {
    /// The text; dashes of divided items are blanked, so that bytes keep their places.
    text: String,
    place: Place,
    slips: Vec<Diagnostic>,
    /// Other findings in the pieces that were read.
    found: Vec<Diagnostic>,
    /// Keys that went with a slip or stand where they belong to nothing: they are written somewhere,
    /// so the mapping around them does not miss them.
    astray: Vec<Key>,
    /// How many slips are told.
    most: usize,
}

/// A line that begins a piece.
struct Line {
    start: usize,
    indent: usize,
    /// Where the words behind the dashes begin; the indentation itself if there is no dash.
    content: usize,
}

impl Line {
    fn is_item(&self) -> bool {
        self.content > self.indent
    }
}

impl Pieces {
    /// Reads a piece alone; its slip is returned, not reported.
    fn alone(&mut self, range: Range<usize>) -> Result<Node, Box<Diagnostic>> {
        let mut found = Vec::new();
        let text = self.text.get(range.clone()).unwrap_or_default();
        match tree::piece(text, self.place.at(range.start), &mut found) {
            Ok(node) => {
                self.found.append(&mut found);
                Ok(node)
            }
            Err(Stop::Slip(slip) | Stop::Limit(slip)) => Err(slip),
        }
    }

    /// Reports the slip of a piece that cannot be divided.
    fn slipped(&mut self, slip: Diagnostic, range: &Range<usize>) -> Node {
        let line = self.line_around(slip.span);
        let text = self.text.get(line.clone()).unwrap_or_default();
        if text.contains(char::REPLACEMENT_CHARACTER) {
            // What was damaged is no slip of the author's.
            self.found.extend(lost_letters(self.place.span(line.start, line.start), text));
        } else if self.slips.len() < self.most {
            self.slips.push(slip);
        }
        Node { span: self.place.span(range.start, range.start + 1), value: Value::Broken }
    }

    /// A list, a mapping or a single value.
    fn block(&mut self, range: Range<usize>, depth: usize) -> Node {
        match self.alone(range.clone()) {
            Ok(node) => node,
            Err(slip) => self.divide(range, depth, Some(*slip)),
        }
    }

    /// What is no YAML as a whole, read by its lines.
    fn divide(&mut self, range: Range<usize>, depth: usize, slip: Option<Diagnostic>) -> Node {
        let lines = self.lines(&range);
        let (Some(first), true) = (lines.first(), depth < MAX_DEPTH) else {
            let broken =
                Node { span: self.place.span(range.start, range.end), value: Value::Broken };
            return slip.map_or(broken, |slip| self.slipped(slip, &range));
        };
        let start = first.start + first.indent;
        let span = self.place.span(start, start + 1);
        if first.is_item() {
            return Node { span, value: Value::List(self.items(&lines, range.end, depth + 1)) };
        }
        // Lines above the first that can be read, such as one behind a tab.
        let above = self.keys(&(range.start..first.start));
        let mut value = self.entries(entries_in(&lines, range.end), depth + 1);
        if let Value::Map(entries) = &mut value {
            add_new(entries, &above, &Node { span, value: Value::Broken });
        }
        Node { span, value }
    }

    /// The items of a list. Lines that stand left of it are none: their keys belong to the item
    /// above them, or to the mapping around the list.
    fn items(&mut self, lines: &[Line], end: usize, depth: usize) -> Vec<Node> {
        let column = lines.first().map_or(0, |line| line.indent);
        let mut items: Vec<Node> = Vec::new();
        for (line, range) in items_in(lines, end) {
            let mark = line.start + line.indent;
            if line.is_item() {
                if line.indent != column {
                    self.slipped(slip::out_of_line(self.place.span(mark, mark + 1)), &range);
                }
                items.push(self.item(range, depth));
                continue;
            }
            if let Some(key) = self.begins_like(lines.first(), &range) {
                let span = self.place.span(mark, mark + key.len());
                let broken = self.slipped(slip::lacks_dash(&key, span), &range);
                items.push(broken);
                continue;
            }
            let words = self.text.get(mark..range.end).unwrap_or_default();
            let slip = slip::no_item(words, self.place.span(mark, mark + 1));
            let broken = self.slipped(slip, &range);
            let keys = self.keys(&range);
            match items.last_mut().map(|item| &mut item.value) {
                Some(Value::Map(entries)) if !keys.is_empty() => add_new(entries, &keys, &broken),
                Some(_) | None => items.push(broken),
            }
            self.astray.extend(keys);
        }
        items
    }

    /// The key with which a piece begins, if the first item of the list around it does so as well.
    fn begins_like(&self, first: Option<&Line>, piece: &Range<usize>) -> Option<String> {
        let first = first?;
        let start = first.start + first.content;
        let end = self.line_at(start).end;
        let (known, _) = self.key(&(start..end))?;
        let (key, _) = self.key(piece)?;
        (key.text == known.text).then_some(key.text)
    }

    /// The entries of a mapping.
    fn entries(&mut self, parts: Vec<Range<usize>>, depth: usize) -> Value {
        let mut entries = Entries::default();
        let mut merged = Vec::new();
        let mut twice = Vec::new();
        let first_slip = self.slips.len();
        let outside = mem::take(&mut self.astray);
        for part in parts {
            for (key, node) in self.entry(part, depth) {
                if key.text == "<<" {
                    merged.push((key, node));
                } else {
                    entries.insert(key, node, &mut twice);
                }
            }
        }
        // Keys behind a slip may belong to another record, whose beginning was not seen.
        let slip = self.slips.get(first_slip).map(|slip| slip.span.start);
        twice.retain(|problem| slip.is_none_or(|slip| problem.span.start < slip));
        self.found.extend(tree::told_once(twice));
        for key in mem::replace(&mut self.astray, outside) {
            let broken = Node { span: key.span, value: Value::Broken };
            merged.push((key, broken));
        }
        let entries = entries.with(merged);
        if entries.is_empty() { Value::Broken } else { Value::Map(entries) }
    }

    /// An item of a list, without its dash.
    fn item(&mut self, range: Range<usize>, depth: usize) -> Node {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let dash = range.start + text.len() - text.trim_start().len();
        self.text.replace_range(dash..=dash, " ");
        self.block(range, depth)
    }

    /// An entry of a mapping: usually one, none if even its key cannot be made out.
    fn entry(&mut self, range: Range<usize>, depth: usize) -> Vec<(Key, Node)> {
        self.without_byte_order_mark(&range);
        let slip = match self.alone(range.clone()).map(|node| (node.span, node.value)) {
            Ok((_, Value::Map(entries))) => return entries,
            Ok((_, Value::Null)) => return Vec::new(),
            Ok((span, Value::Scalar { .. } | Value::List(_) | Value::Broken)) => {
                let text = self.text.get(range.clone()).unwrap_or_default();
                slip::no_key(text.trim_end(), self.place.at(range.start), span)
            }
            Err(slip) => *slip,
        };
        if let Some(entries) = self.shifted(&range, depth) {
            return entries;
        }
        let Some((key, below)) = self.key(&range) else {
            let broken = self.slipped(slip, &range);
            return self.first_word(&range).map(|key| (key, broken)).into_iter().collect();
        };
        if let Some(below) = below {
            return vec![(key, self.block(below, depth))];
        }
        let broken = self.slipped(slip, &range);
        let first_line = self.line_at(range.start).end.min(range.end);
        let keys = self.keys(&(first_line..range.end));
        self.astray.extend(keys);
        let more = self.keys_further_on(&(range.start..first_line));
        self.astray.extend(more);
        vec![(key, broken)]
    }

    /// A whole entry, below which a key or a list stands where only more of its value could.
    fn shifted(&mut self, range: &Range<usize>, depth: usize) -> Option<Vec<(Key, Node)>> {
        let (key, None) = self.key(range)? else { return None };
        let lines = self.lines(range);
        let line_text = |line: &Line| self.text.get(self.line_at(line.start)).unwrap_or_default();
        let line = lines.iter().skip(1).find(|line| line.is_item() || has_key(line_text(line)))?;
        let (whole, rest) = (range.start..line.start, line.start..range.end);
        let text = self.text.get(whole.clone())?;
        let read = tree::piece(text, self.place.at(range.start), &mut Vec::new());
        if !read.is_ok_and(|node| matches!(node.value, Value::Map(_))) {
            return None;
        }
        let mark = line.start + line.indent;
        let span = self.place.span(mark, mark + 1);
        if line.is_item() {
            let broken = self.slipped(slip::list_below(&key.text, span), &rest);
            let dash = line.content - line.indent;
            let keys = self.keys(&(mark + dash..rest.end));
            self.astray.extend(keys);
            return Some(vec![(key, broken)]);
        }
        self.slipped(slip::too_far_right(&key.text, span), &rest);
        let mut entries = self.entry(whole, depth);
        if let Value::Map(more) = self.block(rest, depth).value {
            entries.extend(more);
        }
        Some(entries)
    }

    /// The first word of a piece whose key has no colon.
    fn first_word(&self, range: &Range<usize>) -> Option<Key> {
        let text = self.text.get(range.clone())?;
        let word = text.split_whitespace().next()?;
        let start = range.start + text.find(word)?;
        Some(Key { span: self.place.span(start, start + word.len()), text: word.to_owned() })
    }

    /// The line in which a byte stands, from there on.
    fn line_at(&self, start: usize) -> Range<usize> {
        let rest = self.text.get(start..).unwrap_or_default();
        start..start + rest.find('\n').map_or(rest.len(), |end| end + 1)
    }

    /// The whole line in which a span begins.
    fn line_around(&self, span: Span) -> Range<usize> {
        let at = (span.start as usize).saturating_sub(self.place.offset);
        let before = self.text.get(..at).and_then(|before| before.rfind('\n'));
        self.line_at(before.map_or(0, |end| end + 1))
    }

    /// Whatever looks like a key at the beginning of a line.
    fn keys(&self, range: &Range<usize>) -> Vec<Key> {
        let mut keys = Vec::new();
        let mut start = range.start;
        while start < range.end {
            let line = self.line_at(start);
            let words = self.text.get(line.clone()).unwrap_or_default().trim_start();
            if !words.starts_with(['#', '-']) {
                keys.extend(self.key(&line).map(|(key, _)| key));
            }
            start = line.end;
        }
        keys
    }

    /// What looks like a key behind a comma: between the brackets of which one is missing.
    fn keys_further_on(&self, line: &Range<usize>) -> Vec<Key> {
        let text = self.text.get(line.clone()).unwrap_or_default();
        let between = [", ", "，", "; ", "；", "  ", "、"];
        let commas = between.iter().flat_map(|mark| text.match_indices(mark));
        let commas = commas.map(|(at, mark)| at + mark.len());
        let key = |at: usize| {
            let (key, _) = text.get(at..)?.split_once(": ")?;
            let is_word = key.chars().all(|mark| mark.is_alphanumeric() || mark == '_');
            let start = line.start + at;
            let span = self.place.span(start, start + key.len());
            is_word.then(|| Key { span, text: key.to_owned() })
        };
        commas.filter_map(key).collect()
    }

    /// Takes a byte-order mark off the beginning of a piece.
    fn without_byte_order_mark(&mut self, range: &Range<usize>) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let words = text.trim_start_matches([' ', '\n', '\r']);
        if !words.starts_with('\u{feff}') {
            return;
        }
        let start = range.start + text.len() - words.len();
        self.slipped(slip::byte_order_mark(self.place.span(start, start + 3)), range);
        self.text.replace_range(start..start + 3, "   ");
    }

    /// The key with which a piece begins, and the lines below it if its value stands there.
    fn key(&self, range: &Range<usize>) -> Option<(Key, Option<Range<usize>>)> {
        let text = self.text.get(range.clone())?;
        let blank = text.len() - text.trim_start().len();
        let line =
            text.get(blank..)?.lines().next().filter(|line| !line.starts_with(['{', '[']))?;
        let meant = slip::meant_key(line).map(|(_, colon)| colon);
        let written =
            || line.find(": ").or_else(|| line.trim_end().strip_suffix(':').map(str::len));
        let colon = meant.or_else(written)?;
        let written = line.get(..colon)?.trim_end();
        let start = range.start + blank;
        let span = self.place.span(start, start + written.len());
        let key = Key { span, text: written.trim_matches(['"', '\'', '(', '（']).to_owned() };
        let behind = line.get(colon..)?.trim_start_matches([':', '：']).trim();
        let end_of_line = (start + line.len() + 1).min(range.end);
        let below = end_of_line..range.end;
        let is_below = behind.is_empty() || behind.starts_with("# ");
        let is_below = is_below && !self.lines(&below).is_empty();
        Some((key, is_below.then_some(below)))
    }

    /// The lines of a piece that may begin another: they hold something and no tab goes before it.
    fn lines(&self, range: &Range<usize>) -> Vec<Line> {
        let mut start = range.start;
        let mut lines = Vec::new();
        for line in self.text.get(range.clone()).unwrap_or_default().split_inclusive('\n') {
            let words = line.trim_start_matches(' ');
            let is_marker = matches!(words.trim_end(), "---" | "...");
            let is_blank = words.trim().is_empty() || words.starts_with(['#', '\t']);
            if !is_blank && !is_marker {
                let indent = line.len() - words.len();
                let content = indent + behind_dash(words);
                lines.push(Line { start, indent, content });
            }
            start += line.len();
        }
        lines
    }
}

/// How many characters the dash of an item and the spaces behind it take; none without a dash.
fn behind_dash(words: &str) -> usize {
    let Some(rest) = words.strip_prefix('-') else { return 0 };
    let item = rest.trim_start_matches(' ');
    match (item.trim().is_empty(), item.len() == rest.len()) {
        (true, _) => 2,
        (false, true) => 0,
        (false, false) => words.len() - item.len(),
    }
}

/// Whether a line begins with a key as it should be written.
fn has_key(line: &str) -> bool {
    let line = line.trim();
    let key = line.split_once(": ").map_or_else(|| line.strip_suffix(':'), |(key, _)| Some(key));
    let is_word = |mark: char| mark.is_alphanumeric() || matches!(mark, '_' | '-' | '"' | '\'');
    key.is_some_and(|key| !key.is_empty() && key.chars().all(is_word))
}

/// The entries of a mapping: each begins at a line that stands as far left as the first, or
/// further. Items of a list may stand under a key at its own indentation.
fn entries_in(lines: &[Line], end: usize) -> Vec<Range<usize>> {
    let column = lines.first().map_or(0, |line| line.indent);
    let begins = |line: &&Line| line.indent <= column && !line.is_item();
    ranges(lines.iter().filter(begins).map(|line| line.start).collect(), end)
}

/// The items of a list, and what stands between them: lines left of the list's own that are no
/// items. An item that stands right of the others, but left of their words, is one as well.
fn items_in(lines: &[Line], end: usize) -> Vec<(&Line, Range<usize>)> {
    let column = lines.first().map_or(0, |line| line.indent);
    let mut begins: Vec<&Line> = Vec::new();
    let mut words = column;
    for line in lines {
        let is_inside = line.indent > column && !(line.is_item() && line.indent < words);
        // Lines between items that are none are one slip.
        let goes_on = !line.is_item() && begins.last().is_some_and(|last| !last.is_item());
        if is_inside || goes_on {
            continue;
        }
        if line.is_item() {
            words = line.content;
        }
        begins.push(line);
    }
    let ranges = ranges(begins.iter().map(|line| line.start).collect(), end);
    begins.into_iter().zip(ranges).collect()
}

/// From each start to the next.
fn ranges(starts: Vec<usize>, end: usize) -> Vec<Range<usize>> {
    let ends: Vec<usize> = starts.iter().copied().skip(1).chain([end]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}

/// Adds keys that a mapping does not have yet.
fn add_new(entries: &mut Vec<(Key, Node)>, keys: &[Key], node: &Node) {
    for key in keys {
        if entries.iter().all(|(known, _)| known.text != key.text) {
            entries.push((key.clone(), node.clone()));
        }
    }
}

//! Slips of the pen that can be undone for reading: each is reported where it stands, and the rest
//! of the text is read as it was meant, so that one slip is one finding.
//!
//! Only a text that is no YAML is mended. The mended text has other lengths; places are led back.

mod below;
mod lines;
mod marks;

use super::{Node, Place, Value, most_slips, slip, tree};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use lines::{
    Line, dash_without_space, is_among_items, is_among_keys, is_odd_space, is_second_dash,
    is_tabbed, lines, meant_indent, width_behind_dash,
};
use marks::{
    bracketed_key, closed, has_colon, is_comment, is_page_number, is_ruler, key_before_bracket,
    opened, other_colon, starred_key,
};

/// A text as it was meant, and where each part of it stands in the text as it is.
pub(super) struct Mended {
    /// The text to read.
    pub(super) text: String,
    /// What was mended.
    pub(super) slips: Vec<Diagnostic>,
    /// Where runs of the mended text begin, there and in the text as it is.
    runs: Vec<(usize, usize)>,
    /// Lines left out that may be the value of a key which was lost.
    dropped: Vec<usize>,
    /// Tabs before the words of a line.
    tabs: Vec<Span>,
    /// Whether every level is a tab.
    is_tabbed: bool,
    place: Place,
}

/// The text as it was meant, if anything in it can be mended.
pub(super) fn mended(text: &str, place: Place) -> Option<Mended> {
    let mut lines = lines(text);
    let mut mending = Mended {
        text: String::new(),
        slips: Vec::new(),
        runs: Vec::new(),
        dropped: Vec::new(),
        tabs: Vec::new(),
        is_tabbed: is_tabbed(text, &lines),
        place,
    };
    mending.drop_conflicts(&mut lines);
    mending.drop_strangers(&mut lines);
    mending.drop_markers(&mut lines);
    mending.indent_values(&mut lines);
    mending.drop_remarks(&mut lines);
    let moved = mending.align_first_items(&mut lines);
    for at in 0..lines.len() {
        mending.line(text, &lines, at, &moved);
    }
    mending.report_tabs();
    mending.slips.sort_by_key(|slip| slip.span.start);
    mending.slips.truncate(most_slips(text));
    (!mending.slips.is_empty()).then_some(mending)
}

impl Mended {
    /// Takes text over as it is.
    fn keep(&mut self, text: &str, from: usize, to: usize) {
        self.runs.push((self.text.len(), from));
        self.text.push_str(text.get(from..to).unwrap_or_default());
    }

    fn put(&mut self, words: &str, at: usize) {
        self.runs.push((self.text.len(), at));
        self.text.push_str(words);
    }

    fn report(&mut self, start: usize, length: usize, slip: impl FnOnce(Span) -> Diagnostic) {
        self.slips.push(slip(self.place.span(start, start + length)));
    }

    /// Of two versions that were not merged the first is read.
    fn drop_conflicts(&mut self, lines: &mut [Line]) {
        let (mut is_open, mut is_second) = (false, false);
        let mut first = None;
        for line in lines {
            let mark = |mark: &str| line.blank == 0 && line.words.trim_end().starts_with(mark);
            let (opens, parts, closes) =
                (mark("<<<<<<<"), line.words.trim_end() == "=======", mark(">>>>>>>"));
            // Somebody may have deleted the mark that opens, and left the others.
            if opens || parts || closes {
                first = first.or(Some(line.start));
            }
            if first.is_none() {
                continue;
            }
            line.is_dropped = opens || parts || closes || is_second;
            is_open = (is_open || opens) && !closes;
            is_second = is_open && (is_second || parts);
        }
        if let Some(start) = first {
            self.report(start, 7, slip::conflict);
        }
    }

    /// Lines that are no part of any record: marks of Markdown around it, and what editors of old
    /// put at the end of a file.
    fn drop_strangers(&mut self, lines: &mut [Line]) {
        let mut fences = 0;
        for line in lines.iter_mut().filter(|line| !line.is_prose && !line.is_dropped) {
            let words = line.words.trim_end();
            let start = line.start + line.blank;
            if words.starts_with("```") {
                line.is_dropped = true;
                fences += 1;
                if fences == 1 {
                    self.report(start, 3, slip::fence);
                }
            } else if !words.is_empty() && words.chars().all(char::is_control) {
                line.is_dropped = true;
                self.report(start, 1, slip::invisible);
            } else if is_ruler(words) || is_page_number(words) {
                line.is_dropped = true;
                self.report(start, words.len(), slip::ruler);
            }
        }
    }

    /// A mark between two documents inside a record: what stands below it goes on from above.
    fn drop_markers(&mut self, lines: &mut [Line]) {
        let counting: Vec<usize> =
            (0..lines.len()).filter(|at| lines.get(*at).is_some_and(Line::counts)).collect();
        for three in counting.windows(3) {
            let [_, at, below] = *three else { continue };
            let goes_on = lines.get(below).is_some_and(|below| below.indent > 0);
            let Some(line) = lines.get_mut(at).filter(|line| line.is_marker() && goes_on) else {
                continue;
            };
            line.is_dropped = true;
            let start = line.start;
            self.report(start, 3, slip::two_documents);
        }
    }

    /// Lines that have neither a colon nor a dash and stand too far left to go on from the line
    /// above: a text broken by an editor, a row of a table, a remark.
    fn drop_remarks(&mut self, lines: &mut [Line]) {
        let mut columns: Vec<usize> = Vec::new();
        let mut brackets = 0;
        let mut may_be_list = true;
        let begins = |line: &Line| line.indent == 0 && (line.is_item() || has_colon(line.words));
        let is_record = lines.iter().any(|line| line.counts() && begins(line));
        for line in lines.iter_mut().filter(|line| line.counts()) {
            let words = line.words.trim_end();
            // `* 已完成` between records: it is no item of theirs.
            let is_word = slip::bullet(words).is_some() && !line.has_dash() && !has_colon(words);
            let is_remark = is_word && !may_be_list;
            may_be_list = line.opens() || (line.is_item() && !has_colon(words) && !is_remark);
            let is_open = brackets > 0;
            brackets += opened(words);
            if is_open || line.is_marker() {
                continue;
            }
            let column = line.indent + slip::dash_width(words);
            if (line.is_item() && !is_remark) || has_colon(words) {
                columns.retain(|known| *known < line.indent);
                columns.push(column);
                continue;
            }
            // What stands above a record goes on from nothing.
            let above = is_record.then_some(line.indent);
            let Some(right) = columns.last().copied().or(above) else { continue };
            let says_time = words.ends_with(|mark: char| mark.is_ascii_digit())
                && words.rsplit(' ').next().is_some_and(|last| last.contains(':'));
            let is_in_line = columns.contains(&line.indent) || columns.is_empty();
            let may_be_key = is_in_line && slip::lacks_colon(words) && !says_time;
            if (line.indent > right && !is_remark) || may_be_key || other_colon(words).is_some() {
                continue;
            }
            line.is_dropped = !is_comment(words) && bracketed_key(words).is_none();
            if line.is_dropped {
                let start = line.start + line.blank;
                self.report(start, words.len(), slip::remark);
                self.dropped.push(start);
            }
        }
    }

    /// The first item of a list that stands further right than those that follow it. Its lines move
    /// left with it: how many columns, by line.
    fn align_first_items(&mut self, lines: &mut [Line]) -> Vec<usize> {
        let mut moved = vec![0; lines.len()];
        let counting: Vec<usize> =
            (0..lines.len()).filter(|at| lines.get(*at).is_some_and(Line::counts)).collect();
        for pair in counting.windows(2) {
            let [above, first] = *pair else { continue };
            let (Some(key), Some(item)) = (lines.get(above), lines.get(first)) else { continue };
            if !key.opens() || !item.is_item() || item.indent <= key.indent {
                continue;
            }
            let (left, start) = (key.indent, item.indent);
            let inner = counting.iter().filter(|at| **at > first);
            let next =
                inner.copied().find(|at| lines.get(*at).is_some_and(|it| it.indent <= start));
            let Some((next, line)) = next.and_then(|at| Some((at, lines.get(at)?))) else {
                continue;
            };
            let is_odd = line.is_item() && line.indent < start && line.indent >= left;
            // A list at the left of the key above belongs to that key's own list.
            if !is_odd || (key.is_item() && line.indent == left) {
                continue;
            }
            let by = start - line.indent;
            let at = item.start + item.blank;
            moved.iter_mut().take(next).skip(first).for_each(|moved| *moved = by);
            self.report(at, 1, slip::first_item);
        }
        moved
    }

    fn line(&mut self, text: &str, lines: &[Line], at: usize, moved: &[usize]) {
        let Some(line) = lines.get(at) else { return };
        let end = line.start + line.blank + line.words.len();
        if line.is_dropped {
            self.put("\n", line.start);
            return;
        }
        if line.is_prose {
            self.keep(text, line.start, end);
            return;
        }
        if let Some(columns) = line.under {
            self.put(&" ".repeat(columns), line.start);
            self.keep(text, line.start + line.blank, end);
            return;
        }
        let words = line.start + line.blank;
        let indentation = text.get(line.start..words).unwrap_or_default();
        let odd = indentation.char_indices().find(|(_, mark)| is_odd_space(*mark));
        let by = moved.get(at).copied().unwrap_or(0);
        match odd {
            Some((inside, mark)) if !line.is_empty() => {
                let place = line.start + inside;
                match mark {
                    '\t' => self.tabs.push(self.place.span(place, place + 1)),
                    _ => self.report(place, mark.len_utf8(), |span| slip::odd_indent(mark, span)),
                }
                let indent = if self.is_tabbed { line.indent } else { meant_indent(lines, at) };
                self.put(&" ".repeat(indent), line.start);
            }
            Some(_) => self.put(&" ".repeat(line.indent), line.start),
            None => self.keep(text, line.start + by.min(line.blank), words),
        }
        self.words(text, lines, at);
    }

    /// Somebody who indents with tabs does so in every line: of many the first speaks for all.
    fn report_tabs(&mut self) {
        match self.tabs.as_slice() {
            [first, _, _, ..] => self.slips.push(slip::tabs(*first, self.tabs.len())),
            few => self.slips.extend(few.iter().map(|span| slip::odd_indent('\t', *span))),
        }
    }

    fn words(&mut self, text: &str, lines: &[Line], at: usize) {
        let Some(line) = lines.get(at) else { return };
        let start = line.start + line.blank;
        let end = start + line.words.len();
        if is_comment(line.words) {
            let mark = line.words.chars().next().map_or(0, char::len_utf8);
            self.report(start, mark, slip::comment);
            self.put("#", start);
            self.keep(text, start + mark, end);
            return;
        }
        let mut from = start;
        if dash_without_space(line.words) {
            self.report(start, 1, slip::dash);
            self.put("- ", start);
            from += 1;
        } else if is_second_dash(lines, at) {
            self.report(start, 1, slip::second_dash);
            self.put("- ", start);
            from += line.words.len() - line.words.trim_start_matches(['-', ' ']).len();
        } else if let Some((before, key, behind)) = starred_key(line.words)
            && (behind > 0 || is_among_keys(lines, at))
        {
            self.report(start, before, |span| slip::starred_key(key, span));
            self.keep(text, start + before, start + before + key.len());
            from += before + key.len() + behind;
        } else if let Some(length) = slip::bullet(line.words)
            && !line.has_dash()
            && is_among_items(lines, at)
        {
            self.report(start, length, slip::bullet_mark);
            let rest = line.words.get(length..).unwrap_or_default();
            from += line.words.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
            self.put("-", start);
            self.put(&" ".repeat(width_behind_dash(lines, at)), start);
        } else if let Some((key, length)) = bracketed_key(line.words)
            && is_among_keys(lines, at)
        {
            self.report(start, length, |span| slip::bracketed_key(key, span));
            let bracket = '【'.len_utf8();
            self.keep(text, start + bracket, start + bracket + key.len());
            self.put(": ", start + bracket + key.len());
            from += length;
        } else if let Some(key) = key_before_bracket(line.words)
            && is_among_keys(lines, at)
        {
            let rest = line.words.get(key.len()..).unwrap_or_default().trim();
            self.report(start, key.len(), |span| slip::no_colon_in_brackets(key, rest, span));
            self.keep(text, start, start + key.len());
            self.put(":", start + key.len());
            from += key.len();
        } else if let Some((key, gap, mark)) = other_colon(line.words)
            && is_among_keys(lines, at)
        {
            let (colon, length) = (start + key.len() + gap, mark.len_utf8());
            self.report(colon, length, |span| slip::other_colon(key, mark, span));
            self.keep(text, start, start + key.len());
            self.put(": ", colon);
            from = colon + length;
        }
        self.brackets(text, from, end);
    }

    /// Full-width brackets around a value.
    fn brackets(&mut self, text: &str, from: usize, end: usize) {
        let rest = text.get(from..end).unwrap_or_default();
        let opening = rest.find(['｛', '【', '［', '{', '[']).filter(|at| {
            let before = rest.get(..*at).unwrap_or_default().trim_end();
            before.is_empty() || before.ends_with([':', '：', '-'])
        });
        let words = rest.trim_end();
        let closing = words.len() - words.chars().next_back().map_or(0, char::len_utf8);
        let pair = opening.and_then(|at| Some((at, closed(rest, at, closing)?)));
        let Some((at, (open, close))) = pair else {
            self.keep(text, from, end);
            return;
        };
        let mark = rest.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let wide = if mark == 1 { (closing, words.len() - closing) } else { (at, mark) };
        self.report(from + wide.0, wide.1, slip::full_width_bracket);
        self.keep(text, from, from + at);
        self.put(open, from + at);
        self.keep(text, from + at + mark, from + closing);
        self.put(close, from + closing);
        self.keep(text, from + words.len(), end);
    }

    /// Where a place of the mended text stands in the text as it is.
    fn back(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|(new, _)| *new <= at);
        let (new, old) = run.checked_sub(1).and_then(|run| self.runs.get(run)).unwrap_or(&(0, 0));
        let next = self.runs.get(run).map_or(usize::MAX, |(_, old)| *old);
        (old + (at - new)).min(next.max(*old))
    }

    fn span_back(&self, span: Span) -> Span {
        let inside = |at: u32| (at as usize).saturating_sub(self.place.offset);
        self.place.span(self.back(inside(span.start)), self.back(inside(span.end)))
    }

    /// Leads the places of what was read back to the text as it is.
    pub(super) fn lead_back(&self, node: &mut Node, problems: &mut [Diagnostic]) {
        self.node_back(node);
        for line in &self.dropped {
            let line = self.place.span(*line, *line);
            lose_a_key(node, line);
        }
        for problem in problems {
            problem.span = self.span_back(problem.span);
            for (span, _) in &mut problem.notes {
                *span = self.span_back(*span);
            }
        }
    }

    fn node_back(&self, node: &mut Node) {
        node.span = self.span_back(node.span);
        match &mut node.value {
            Value::Null | Value::Scalar { .. } | Value::Broken => {}
            Value::List(items) => items.iter_mut().for_each(|item| self.node_back(item)),
            Value::Map(entries) => {
                for (key, node) in entries {
                    key.span = self.span_back(key.span);
                    self.node_back(node);
                }
            }
        }
    }
}

/// Notes in the innermost mapping around a line that a key of it may have been lost there.
fn lose_a_key(node: &mut Node, line: Span) {
    let is_above = |span: Span| span.start < line.start;
    match &mut node.value {
        Value::Null | Value::Scalar { .. } | Value::Broken => {}
        Value::List(items) => {
            let above = items.iter_mut().take_while(|item| is_above(item.span)).last();
            if let Some(item) = above {
                lose_a_key(item, line);
            }
        }
        Value::Map(entries) => {
            if let Some((_, below)) =
                entries.iter_mut().take_while(|(key, _)| is_above(key.span)).last()
            {
                lose_a_key(below, line);
            }
            entries.push(tree::lost_key(line));
        }
    }
}

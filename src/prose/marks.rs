//! Marks of Markdown that were meant and are none: they would stand on the page as they are.

use pulldown_cmark::{Event, Tag};

use super::spacing::is_han;
use super::{Marked, Place};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::span::Span;

/// Reports headings without a space behind `##` and links whose address stands in （）.
pub(super) fn check(events: &[Marked], place: Place<'_>, problems: &mut Vec<Diagnostic>) {
    for pair in events.windows(2) {
        let [(first, before), (second, range)] = pair else { continue };
        let Event::Text(text) = second else { continue };
        if matches!(first, Event::Start(Tag::Paragraph)) && heads(text).is_some() {
            let line = place.markdown.get(before.start..).and_then(|rest| rest.lines().next());
            let line = line.unwrap_or(text);
            problems.extend(heads(line).map(|(depth, title)| {
                let end = before.start + line.len();
                unspaced(depth, title, place.span(&(before.start..end)))
            }));
        }
        let closes = matches!(first, Event::Text(text) if text.ends_with(']'));
        if closes && before.end == range.start && text.starts_with('（') {
            problems.push(wide(place.span(&(range.start..range.start + '（'.len_utf8()))));
        }
    }
}

/// How deep a heading would be, and what it says, of a line that begins with marks of one. Two `#`
/// around a word are a topic, and one before a figure is a number.
fn heads(line: &str) -> Option<(usize, &str)> {
    let title = line.trim_start_matches(['#', '＃']);
    let depth = line.chars().count() - title.chars().count();
    let is_title = title.trim_start().starts_with(is_han);
    let is_topic = title.contains(['#', '＃']);
    ((1..=6).contains(&depth) && is_title && !is_topic).then_some((depth, title.trim()))
}

fn unspaced(depth: usize, title: &str, span: Span) -> Diagnostic {
    let meant = format!("{} {title}", "#".repeat(depth));
    let words = say(
        "小标题的`#`后面要有一个半角空格，现在会照样显示",
        "a heading has a space behind its `#`; this one is shown as it is",
    );
    Diagnostic::new(Code::LooseMark, span, words)
        .help(say(format!("写成`{meant}`"), format!("write `{meant}`")))
}

fn wide(span: Span) -> Diagnostic {
    let words = say(
        "链接的网址要放在半角括号里，现在方括号和网址会照样显示",
        "the address of a link stands in `()`; brackets and address are shown as they are",
    );
    Diagnostic::new(Code::LooseMark, span, words)
        .help(say("写成`[文字](网址)`", "write `[text](address)`"))
}

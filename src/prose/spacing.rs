//! Gaps between Han and Latin are set by the style sheet, never typed: a typed space would break
//! search, copying and line ends.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Marked;

/// Deletes spaces between Han and Latin letters or digits. Spaces between two Han words stay.
pub fn close_up(text: &str) -> String {
    let marks: Vec<char> = text.chars().collect();
    marks.iter().zip(kept(&marks)).filter(|(_, keep)| *keep).map(|(mark, _)| *mark).collect()
}

/// The same across bold and links, but not in code; and a line broken in the file beside a Han
/// character leaves no gap on the page.
pub(super) fn close_up_events(events: Vec<Marked<'_>>) -> Vec<Marked<'_>> {
    let owned = marks_by_event(&events);
    let marks: Vec<char> = owned.iter().map(|(_, mark)| *mark).collect();
    let mut left: Vec<String> = vec![String::new(); events.len()];
    for ((event, mark), keep) in owned.iter().zip(kept(&marks)) {
        if let Some(text) = left.get_mut(*event).filter(|_| keep) {
            text.push(*mark);
        }
    }
    let mut code = false;
    let mut out = Vec::with_capacity(events.len());
    for ((event, range), text) in events.into_iter().zip(left) {
        code = in_code(code, &event);
        match event {
            Event::Text(_) if !code => out.push((Event::Text(text.into()), range)),
            Event::SoftBreak if text.is_empty() => {}
            event => out.push((event, range)),
        }
    }
    out
}

/// Stands for whatever is no text.
const BORDER: char = '\0';

/// Every character with the number of its event.
fn marks_by_event(events: &[Marked<'_>]) -> Vec<(usize, char)> {
    let mut marks = Vec::new();
    let mut code = false;
    for (at, (event, _)) in events.iter().enumerate() {
        code = in_code(code, event);
        match event {
            Event::Text(text) if !code => marks.extend(text.chars().map(|mark| (at, mark))),
            Event::SoftBreak => marks.push((at, '\n')),
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(
                TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link,
            ) => {}
            _ => marks.push((at, BORDER)),
        }
    }
    marks
}

fn in_code(code: bool, event: &Event<'_>) -> bool {
    match event {
        Event::Start(Tag::CodeBlock(_)) => true,
        Event::End(TagEnd::CodeBlock) => false,
        _ => code,
    }
}

/// Which characters stay.
fn kept(marks: &[char]) -> Vec<bool> {
    let mut keep = vec![true; marks.len()];
    let mut before = BORDER;
    let mut gap = 0..0;
    for (at, mark) in marks.iter().enumerate() {
        if matches!(mark, ' ' | '\n') {
            gap.end = at + 1;
            continue;
        }
        let goes = match marks.get(gap.clone()) {
            Some(gap) if gap.contains(&'\n') => is_wide(before) || is_wide(*mark),
            Some(_) | None => meet(before, *mark),
        };
        if goes {
            keep.iter_mut().take(at).skip(gap.start).for_each(|keep| *keep = false);
        }
        before = *mark;
        gap = at + 1..at + 1;
    }
    keep
}

fn meet(a: char, b: char) -> bool {
    let latin = |mark: char| mark.is_ascii_alphanumeric();
    (is_han(a) && latin(b)) || (latin(a) && is_han(b))
}

/// Whether a character is a Chinese character.
pub fn is_han(mark: char) -> bool {
    matches!(mark, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character fills a Han character's square: Han and Chinese punctuation.
fn is_wide(mark: char) -> bool {
    is_han(mark)
        || matches!(mark, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff65}')
        || matches!(mark, '“' | '”' | '‘' | '’' | '—' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_between_han_and_latin_go_and_all_others_stay() {
        for (written, closed) in [
            ("加装电梯 60 部", "加装电梯60部"),
            ("使用 GIS 系统", "使用GIS系统"),
            ("副区长 何若川", "副区长 何若川"),
            ("two words", "two words"),
            ("第  3  批", "第3批"),
            ("截至 “9 月”", "截至 “9月”"),
            ("完成 80 %", "完成80 %"),
            ("", ""),
            (" ", " "),
        ] {
            assert_eq!(close_up(written), closed);
        }
    }
}

//! Bold beside Chinese punctuation, which `CommonMark` leaves as stars: `**注意：**请于…`.
//!
//! `CommonMark` tells opening from closing stars by the punctuation beside them and supposes
//! spaces between words. This pass pairs all double stars of a paragraph anew, by white space
//! alone: stars close what is open unless a space stands before them.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::Marked;

/// Pairs double stars, those that were left over and those that were not.
pub(super) fn pair<'a>(events: Vec<Marked<'a>>, markdown: &str) -> Vec<Marked<'a>> {
    let mut out = Vec::with_capacity(events.len());
    let mut run = Vec::new();
    for (event, range) in events {
        if is_inline(&event) {
            run.push((event, range));
            continue;
        }
        out.extend(pair_in(std::mem::take(&mut run), markdown));
        out.push((event, range));
    }
    out.extend(pair_in(run, markdown));
    out
}

/// Whether an event stands within a paragraph, heading or cell.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_inline_end(tag.to_end()),
        Event::End(tag) => is_inline_end(*tag),
        Event::Html(_) | Event::Rule => false,
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_) => true,
    }
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// Stars, or anything else.
enum Part<'a> {
    Stars(Range<usize>),
    Other(Marked<'a>),
}

fn pair_in<'a>(run: Vec<Marked<'a>>, markdown: &str) -> Vec<Marked<'a>> {
    let parts = stars_apart(run, markdown);
    let mut out: Vec<Marked<'a>> = Vec::with_capacity(parts.len());
    // The opening stars that wait, by depth: bold begins and ends in the same link or emphasis.
    let mut waiting: Vec<Option<usize>> = vec![None];
    for part in parts {
        let stars = match part {
            Part::Stars(stars) => stars,
            Part::Other((event, range)) => {
                deepen(&mut waiting, &event);
                out.push((event, range));
                continue;
            }
        };
        let here = waiting.last_mut().expect("the outermost depth is never left");
        let text =
            Event::Text(CowStr::from(markdown.get(stars.clone()).unwrap_or("**").to_owned()));
        match here.take_if(|_| touches_before(markdown, stars.start)) {
            Some(opening) => {
                if let Some((event, _)) = out.get_mut(opening) {
                    *event = Event::Start(Tag::Strong);
                }
                out.push((Event::End(TagEnd::Strong), stars));
            }
            None => {
                if touches_after(markdown, stars.end) {
                    *here = Some(out.len());
                }
                out.push((text, stars));
            }
        }
    }
    out
}

fn deepen(waiting: &mut Vec<Option<usize>>, event: &Event<'_>) {
    match event {
        Event::Start(_) => waiting.push(None),
        Event::End(_) if waiting.len() > 1 => {
            waiting.pop();
        }
        _ => {}
    }
}

/// A star the author did not escape.
fn is_star((event, range): &Marked<'_>, markdown: &str) -> bool {
    let escaped = markdown.get(..range.start).is_some_and(|before| before.ends_with('\\'));
    matches!(event, Event::Text(text) if &**text == "*") && !escaped
}

/// Joins left-over stars and takes bold apart again, so that all stars are paired by one rule.
fn stars_apart<'a>(run: Vec<Marked<'a>>, markdown: &str) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::with_capacity(run.len());
    for (event, range) in run {
        let starred = markdown.get(range.clone()).is_some_and(|text| text.starts_with("**"));
        match event {
            Event::Start(Tag::Strong) if starred => {
                parts.push(Part::Stars(range.start..range.start + 2));
            }
            Event::End(TagEnd::Strong) if starred => {
                parts.push(Part::Stars(range.end - 2..range.end));
            }
            event => join(&mut parts, (event, range), markdown),
        }
    }
    parts
}

/// Adds an event; a star beside a star makes a pair, and a third joins them.
fn join<'a>(parts: &mut Vec<Part<'a>>, marked: Marked<'a>, markdown: &str) {
    if !is_star(&marked, markdown) {
        parts.push(Part::Other(marked));
        return;
    }
    match parts.last_mut() {
        Some(Part::Stars(stars)) if stars.end == marked.1.start && stars.len() == 2 => {
            stars.end = marked.1.end;
        }
        Some(Part::Other(other)) if is_star(other, markdown) && other.1.end == marked.1.start => {
            let stars = other.1.start..marked.1.end;
            parts.pop();
            parts.push(Part::Stars(stars));
        }
        _ => parts.push(Part::Other(marked)),
    }
}

fn touches_before(markdown: &str, at: usize) -> bool {
    let before = markdown.get(..at).and_then(|text| text.chars().next_back());
    before.is_some_and(|mark| !mark.is_whitespace())
}

fn touches_after(markdown: &str, at: usize) -> bool {
    let after = markdown.get(at..).and_then(|text| text.chars().next());
    after.is_some_and(|mark| !mark.is_whitespace())
}

//! Raw HTML in Markdown: never shown, and reported so that nobody waits for it.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Marked, Place};
use crate::diagnostic::{Code, Diagnostic, say};

/// Drops raw HTML. `<br>` breaks the line, the only way to do so in a table; a comment is the
/// author's note to himself and goes without a word.
pub(super) fn without_html<'a>(
    events: Vec<Marked<'a>>,
    place: Place<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Marked<'a>> {
    let mut out = Vec::with_capacity(events.len());
    for (event, range) in events {
        let problem = match &event {
            Event::InlineHtml(tag) if is_line_break(tag) => {
                out.push((Event::HardBreak, range));
                continue;
            }
            Event::Start(Tag::HtmlBlock) => {
                place.markdown.get(range.clone()).is_some_and(|text| !is_harmless(text))
            }
            Event::InlineHtml(tag) => !is_harmless(tag),
            Event::Html(_) | Event::End(TagEnd::HtmlBlock) => false,
            _ => {
                out.push((event, range));
                continue;
            }
        };
        if problem {
            problems.push(raw_html(place, &range));
        }
    }
    out
}

fn raw_html(place: Place<'_>, range: &std::ops::Range<usize>) -> Diagnostic {
    let words = say("这里的HTML不会发布", "raw HTML is not published");
    Diagnostic::new(Code::RawHtml, place.span(range), words).help(say(
        "改用Markdown：`**加粗**`、`[文字](链接)`、`![说明](图片)`、表格",
        "use Markdown: `**bold**`, `[text](link)`, `![text](picture)`, tables",
    ))
}

fn is_line_break(tag: &str) -> bool {
    matches!(tag.to_ascii_lowercase().as_str(), "<br>" | "<br/>" | "<br />")
}

/// A comment, or the end of what was reported at its beginning.
fn is_harmless(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("</") || (html.starts_with("<!--") && html.ends_with("-->"))
}

//! Footnotes: taken out of the text, to stand below it in the order in which it refers to them.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Marked;

/// A footnote's name and what it says.
pub(super) struct Note<'a> {
    pub(super) name: String,
    pub(super) events: Vec<Marked<'a>>,
}

/// The text without its notes, and the notes in the order of the text's references; notes nobody
/// refers to come last, so that nothing an author wrote is lost.
pub(super) fn apart(events: Vec<Marked<'_>>) -> (Vec<Marked<'_>>, Vec<Note<'_>>) {
    let mut text = Vec::with_capacity(events.len());
    let mut notes: Vec<Note<'_>> = Vec::new();
    let mut inside = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                inside = true;
                notes.push(Note { name: name.to_string(), events: Vec::new() });
            }
            Event::End(TagEnd::FootnoteDefinition) => inside = false,
            event => match notes.last_mut().filter(|_| inside) {
                Some(note) => note.events.push((event, range)),
                None => text.push((event, range)),
            },
        }
    }
    let order = references(&text);
    let rank = |note: &Note<'_>| order.iter().position(|name| *name == note.name);
    notes.sort_by_key(|note| rank(note).unwrap_or(usize::MAX));
    (text, notes)
}

fn references(text: &[Marked<'_>]) -> Vec<String> {
    let names = text.iter().filter_map(|(event, _)| match event {
        Event::FootnoteReference(name) => Some(name.to_string()),
        _ => None,
    });
    names.collect()
}

//! Events to HTML with gaps.

use std::ops::Range;
use std::slice::Iter;

use pulldown_cmark::{Alignment, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::address::{self, Address, Target};
use super::notes::Note;
use super::{Marked, Piece, Place, Prose};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::measure::{Stretch, stretches};
use crate::span::{Span, Spanned};

/// Writes a text and the notes below it.
pub(super) fn write(
    events: &[Marked<'_>],
    notes: &[Note<'_>],
    place: Place<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Prose {
    let names = notes.iter().map(|note| (note.name.as_str(), 0)).collect();
    let mut writer = Writer {
        prose: Prose::default(),
        place,
        problems,
        closings: Vec::new(),
        headings: Vec::new(),
        table: Table::default(),
        paragraph: None,
        names,
    };
    writer.events(events);
    writer.notes(notes);
    writer.prose.plain.truncate(writer.prose.plain.trim_end().len());
    writer.prose
}

/// `& < > "` as HTML writes them.
pub(super) fn escape(text: &str, out: &mut String) {
    for mark in text.chars() {
        match mark {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            mark => out.push(mark),
        }
    }
}

/// Tags of headings by their depth below the page's title.
const HEADINGS: [(&str, &str); 5] = [
    ("<h2>", "</h2>\n"),
    ("<h3>", "</h3>\n"),
    ("<h4>", "</h4>\n"),
    ("<h5>", "</h5>\n"),
    ("<h6>", "</h6>\n"),
];

/// The table being written.
#[derive(Default)]
struct Table {
    head: bool,
    column: usize,
    alignments: Vec<Alignment>,
}

struct Writer<'a> {
    prose: Prose,
    place: Place<'a>,
    problems: &'a mut Vec<Diagnostic>,
    /// What ends each open element.
    closings: Vec<&'static str>,
    /// The headings above the text being written, from the widest, by the author's levels.
    headings: Vec<HeadingLevel>,
    table: Table,
    /// Where the paragraph being written begins in the plain text.
    paragraph: Option<usize>,
    /// Names of the notes in their order, and how often each was referred to.
    names: Vec<(&'a str, usize)>,
}

impl Writer<'_> {
    fn events(&mut self, events: &[Marked<'_>]) {
        let mut rest = events.iter();
        while let Some((event, range)) = rest.next() {
            match event {
                Event::Start(tag) => self.start(tag, range, &mut rest),
                Event::End(tag) => self.end(*tag),
                Event::Text(text) => self.words(text),
                Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                    self.html("<code>");
                    self.text(text);
                    self.html("</code>");
                }
                Event::SoftBreak => self.line_end("\n"),
                Event::HardBreak => self.line_end("<br>\n"),
                Event::Rule => self.html("<hr>\n"),
                Event::FootnoteReference(name) => self.reference(name),
                Event::TaskListMarker(done) => self.box_before(*done),
                Event::Html(_) | Event::InlineHtml(_) => {}
            }
        }
    }

    fn html(&mut self, html: &str) {
        match self.prose.pieces.last_mut() {
            Some(Piece::Html(text)) => text.push_str(html),
            _ => self.prose.pieces.push(Piece::Html(html.to_owned())),
        }
    }

    fn text(&mut self, text: &str) {
        let mut escaped = String::with_capacity(text.len());
        escape(text, &mut escaped);
        self.html(&escaped);
        self.prose.plain.push_str(text);
    }

    /// Words; their figures stay on one line.
    fn words(&mut self, text: &str) {
        for stretch in stretches(text) {
            match stretch {
                Stretch::Words(words) => self.text(words),
                Stretch::Figure(figure) => {
                    self.html("<span class=\"n\">");
                    self.text(figure);
                    self.html("</span>");
                }
            }
        }
    }

    fn line_end(&mut self, html: &str) {
        self.html(html);
        self.prose.plain.push(' ');
    }

    fn open(&mut self, (opening, closing): (&str, &'static str)) {
        self.html(opening);
        self.closings.push(closing);
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, rest: &mut Iter<'_, Marked<'_>>) {
        match tag {
            Tag::Heading { level, .. } => self.heading(*level),
            Tag::Table(alignments) => {
                self.table = Table { head: true, column: 0, alignments: alignments.clone() };
                self.open(("<div class=\"table\"><table>\n", "</tbody></table></div>\n"));
            }
            Tag::TableCell => {
                let empty = matches!(rest.as_slice().first(), Some((Event::End(_), _)));
                self.cell(empty);
            }
            Tag::List(Some(first)) if *first != 1 => {
                self.open((&format!("<ol start=\"{first}\">\n"), "</ol>\n"));
            }
            Tag::Link { link_type, dest_url, .. } => self.link(*link_type, dest_url, range),
            Tag::Image { dest_url, .. } => self.picture(dest_url, range, rest),
            tag => {
                if *tag == Tag::Paragraph {
                    self.paragraph = Some(self.prose.plain.len());
                }
                self.open(element(tag));
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::TableHead => {
                self.table.head = false;
                self.table.column = 0;
            }
            TagEnd::TableRow => self.table.column = 0,
            TagEnd::TableCell => {
                self.table.column += 1;
                self.prose.plain.push(' ');
            }
            TagEnd::Paragraph => self.end_paragraph(),
            _ => {}
        }
        let closing = self.closings.pop().expect("events end what they started");
        self.html(closing);
        // What ends a line of HTML ends a block.
        if closing.ends_with('\n') && !self.prose.plain.ends_with('\n') {
            self.prose.plain.push('\n');
        }
    }

    fn end_paragraph(&mut self) {
        let Some(from) = self.paragraph.take() else { return };
        let words = self.prose.plain.get(from..).unwrap_or_default().trim();
        if self.prose.summary.is_empty() {
            self.prose.summary = words.to_owned();
        }
    }

    /// The first heading is `h2`, and none is more than one level below the one before it.
    fn heading(&mut self, level: HeadingLevel) {
        while self.headings.last().is_some_and(|above| *above >= level) {
            self.headings.pop();
        }
        let depth = self.headings.len().min(HEADINGS.len() - 1);
        self.headings.push(level);
        self.prose.headings.push(self.prose.plain.matches('\n').count());
        self.open(HEADINGS.get(depth).copied().unwrap_or_default());
    }

    /// A cell; an empty one in the head heads nothing.
    fn cell(&mut self, empty: bool) {
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"centre\"",
            Some(Alignment::Left | Alignment::None) | None => "",
        };
        if self.table.head && !empty {
            self.open((&format!("<th scope=\"col\"{class}>"), "</th>"));
        } else {
            self.open((&format!("<td{class}>"), "</td>"));
        }
    }

    /// A link; one that cannot be used is reported and leaves its words.
    fn link(&mut self, link_type: LinkType, url: &str, range: &Range<usize>) {
        let span = self.place.of(url, range);
        let mailbox = if link_type == LinkType::Email { "mailto:" } else { "" };
        match address::read(&format!("{mailbox}{url}"), span) {
            Ok(Address::Inside(target)) => {
                self.html("<a href=\"");
                self.prose.pieces.push(Piece::Href(target.clone()));
                self.prose.links.push(Spanned::new(target, span));
                self.open(("\">", "</a>"));
            }
            Ok(Address::Outside(address)) => {
                let mut escaped = String::new();
                escape(&address, &mut escaped);
                let rel = if address.starts_with("http") { " rel=\"external\"" } else { "" };
                self.open((&format!("<a href=\"{escaped}\"{rel}>"), "</a>"));
            }
            Err(problem) => {
                self.problems.push(*problem);
                self.open(("", ""));
            }
        }
    }

    /// A picture with its words, which the events up to its end hold.
    fn picture(&mut self, url: &str, range: &Range<usize>, rest: &mut Iter<'_, Marked<'_>>) {
        let words = words_until_end(rest);
        let span = self.place.of(url, range);
        let Some(path) = address::asset(url) else {
            self.problems.push(address::foreign_picture(url, span));
            return;
        };
        if words.trim().is_empty() {
            self.problems.push(no_words(self.place.span(range)));
        }
        self.html("<img src=\"");
        self.prose.pieces.push(Piece::Href(Target::Asset(path.clone())));
        let mut alt = String::new();
        escape(words.trim(), &mut alt);
        self.html(&format!("\" alt=\"{alt}\""));
        self.prose.pieces.push(Piece::Size(path.clone()));
        self.html(" loading=\"lazy\">");
        self.prose.pictures.push(Spanned::new(path, span));
    }

    fn box_before(&mut self, done: bool) {
        let (mark, words) = if done { ("☑", "已完成") } else { ("☐", "未完成") };
        let html = format!("<span class=\"box\" role=\"img\" aria-label=\"{words}\">{mark}</span>");
        self.html(&html);
    }

    /// A reference to a note; the first is where the note leads back to.
    fn reference(&mut self, name: &str) {
        let Some(at) = self.names.iter().position(|(known, _)| *known == name) else { return };
        let number = at + 1;
        let times = self.names.get_mut(at).map_or(0, |(_, times)| {
            *times += 1;
            *times
        });
        let id = if times == 1 { format!(" id=\"noteref-{number}\"") } else { String::new() };
        self.html(&format!("<sup><a href=\"#note-{number}\"{id}>{number}</a></sup>"));
    }

    fn notes(&mut self, notes: &[Note<'_>]) {
        if notes.is_empty() {
            return;
        }
        self.html("<section class=\"notes\" aria-label=\"注释\">\n<ol>\n");
        for (number, note) in (1..).zip(notes) {
            self.html(&format!("<li id=\"note-{number}\">"));
            self.events(&note.events);
            if self.names.get(number - 1).is_some_and(|(_, times)| *times > 0) {
                self.html(&format!("<a href=\"#noteref-{number}\" aria-label=\"回到正文\">↩</a>"));
            }
            self.html("</li>\n");
        }
        self.html("</ol>\n</section>\n");
    }
}

/// Elements without choices.
fn element(tag: &Tag<'_>) -> (&'static str, &'static str) {
    match tag {
        Tag::Paragraph => ("<p>", "</p>\n"),
        Tag::BlockQuote(_) => ("<blockquote>\n", "</blockquote>\n"),
        Tag::CodeBlock(_) => ("<pre><code>", "</code></pre>\n"),
        Tag::List(Some(_)) => ("<ol>\n", "</ol>\n"),
        Tag::List(None) => ("<ul>\n", "</ul>\n"),
        Tag::Item => ("<li>", "</li>\n"),
        Tag::DefinitionList => ("<dl>\n", "</dl>\n"),
        Tag::DefinitionListTitle => ("<dt>", "</dt>\n"),
        Tag::DefinitionListDefinition => ("<dd>", "</dd>\n"),
        Tag::TableHead => ("<thead><tr>", "</tr></thead>\n<tbody>\n"),
        Tag::TableRow => ("<tr>", "</tr>\n"),
        Tag::Emphasis => ("<em>", "</em>"),
        Tag::Strong => ("<strong>", "</strong>"),
        Tag::Strikethrough => ("<del>", "</del>"),
        Tag::Superscript => ("<sup>", "</sup>"),
        Tag::Subscript => ("<sub>", "</sub>"),
        // Written by functions of their own, or never met.
        Tag::Heading { .. }
        | Tag::Table(_)
        | Tag::TableCell
        | Tag::Link { .. }
        | Tag::Image { .. }
        | Tag::HtmlBlock
        | Tag::FootnoteDefinition(_)
        | Tag::MetadataBlock(_) => ("", ""),
    }
}

/// The words of a picture: everything up to its end.
fn words_until_end(rest: &mut Iter<'_, Marked<'_>>) -> String {
    let mut words = String::new();
    let mut depth = 0_usize;
    for (event, _) in rest {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => break,
            Event::End(_) => depth -= 1,
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

fn no_words(span: Span) -> Diagnostic {
    let words = say("图片没有文字说明", "the picture has no words");
    Diagnostic::new(Code::NoAltText, span, words).help(say(
        "在方括号里写图片的内容，例如`![电梯井道施工现场](assets/a.jpg)`",
        "say in the brackets what the picture shows: `![lift shaft under construction](assets/a.jpg)`",
    ))
}

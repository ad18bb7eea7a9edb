//! Files of Markdown: front matter with a record, then prose.

use std::ops::Range;

use super::reading::Reading;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::record::Writeup;
use crate::span::Span;
use crate::yaml::{self, Read, Shape};

impl Reading<'_> {
    /// Front matter between two lines of `---`, then Markdown.
    pub(super) fn writeup<T: Read>(&mut self, kind: &'static str) -> Option<Writeup<T>> {
        let Some((front, body)) = front_matter(self.text) else {
            self.lose_what_is_written();
            self.problems.push(self.no_front_matter());
            return None;
        };
        if let Some(problem) = self.cut_front_matter::<T>(body) {
            self.lose_what_is_written();
            self.problems.push(problem);
            return None;
        }
        let record = self.parsed(front).and_then(|node| self.record(&node, kind));
        let body_span = Span::new(self.file, body, self.text.len());
        let words = self.text.get(body..).unwrap_or_default();
        self.problems.extend(yaml::unprintable_in(words, self.file, body));
        self.problems.extend(yaml::look_alike_in(words, self.file, body));
        let body = self.text.get(body..).unwrap_or_default().to_owned();
        match record {
            Some(record) => Some(Writeup { record, body, body_span }),
            None => {
                self.loose.push(Writeup { record: (), body, body_span });
                None
            }
        }
    }

    /// A line of `---` in the middle of the front matter, behind which more of its keys and another
    /// such line follow.
    fn cut_front_matter<T: Read>(&self, body: usize) -> Option<Diagnostic> {
        let Shape::Record(fields) = T::shape() else { return None };
        let (rest, _) = self.text.get(body..)?.split_once("\n---")?;
        let mut lines = rest.lines().filter(|line| !line.trim().is_empty());
        let (key, _) = lines.next()?.split_once(':')?;
        fields.iter().any(|field| field.is(key.trim())).then(|| {
            let mark = self.text.get(..body).unwrap_or_default().trim_end().len();
            let words =
                say("记录还没有写完，这里多了一行`---`", "a line `---` cuts the record in two");
            let span = Span::new(self.file, mark.saturating_sub(3), mark);
            Diagnostic::new(Code::YamlSyntax, span, words)
                .help(say("删去这一行", "delete this line"))
        })
    }

    fn no_front_matter(&self) -> Diagnostic {
        Diagnostic::new(
            Code::NoFrontMatter,
            Span::new(self.file, 0, self.text.find('\n').unwrap_or(self.text.len())),
            say("文章开头没有用`---`括起来的记录", "the file does not begin with front matter"),
        )
        .help(say(
            "第一行写`---`，然后是各个键，再写一行`---`，下面是正文",
            "put `---`, the keys, `---` above the text",
        ))
    }
}

/// The byte range of the front matter and the first byte of the body.
fn front_matter(text: &str) -> Option<(Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            return Some((first.len()..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

//! Files of Markdown: front matter with a record, then prose.

use std::ops::Range;

use super::reading::Reading;
use crate::diagnostic::{Code, Diagnostic, Wording, say};
use crate::record::Writeup;
use crate::span::Span;
use crate::yaml::{self, Read, Shape};

impl Reading<'_> {
    /// Front matter between two lines of `---`, then Markdown.
    pub(super) fn writeup<T: Read>(&mut self, kind: &'static str) -> Option<Writeup<T>> {
        let Some((front, body)) = front_matter(self.text) else {
            self.lose_what_is_written();
            self.problems.push(self.no_front_matter::<T>());
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

    /// Why no record was found at the beginning of a file.
    fn no_front_matter<T: Read>(&self) -> Diagnostic {
        let first = self.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let is_above = self.text.trim_start().starts_with("---");
        let start = if is_above { 0 } else { self.text.find(first).unwrap_or(0) };
        let first_line = self.text.get(start..).and_then(|rest| rest.lines().next());
        let (words, help) = fault(self.text, first, &T::shape());
        Diagnostic::new(
            Code::NoFrontMatter,
            Span::new(self.file, start, start + first_line.map_or(0, str::len)),
            words,
        )
        .help(help)
    }
}

/// What is wrong with the beginning of a file whose first line that holds something is known.
fn fault(text: &str, first: &str, shape: &Shape) -> (Wording, Wording) {
    let none =
        || say("文章开头没有用`---`括起来的记录", "the file does not begin with front matter");
    let line = first.trim();
    let is_above = text.find(first).is_some_and(|at| at > 0);
    if line == "---" && (is_above || first != "---") {
        return (
            say("`---`前面有空行或空格", "an empty line or a space stands before `---`"),
            say("删去它们，让`---`顶格写在第一行", "delete it: `---` is the first line"),
        );
    }
    if line == "---" {
        return (
            say("记录没有收尾的`---`", "no line of `---` closes the front matter"),
            say(
                "最后一个键下面另起一行写`---`，再下面是正文",
                "write a line `---` below the last key and above the text",
            ),
        );
    }
    if line.chars().count() > 1 && line.chars().all(|mark| "-－—–_=*~─".contains(mark)) {
        return (
            say("第一行不是三个半角横线`---`", "the first line is not `---`"),
            say(
                "这一行和记录下面的那一行都改成`---`",
                "write `---` in this line and in the one below the record",
            ),
        );
    }
    if line.starts_with("```") {
        return (
            say("记录外面多了Markdown的代码标记", "the front matter stands in a block of code"),
            say("删去开头和结尾的代码标记两行", "delete the two lines of the block"),
        );
    }
    let Shape::Record(fields) = shape else { return (none(), usual()) };
    let key = line.split_once([':', '：']).map_or(line, |(key, _)| key);
    if fields.iter().any(|field| field.is(key.trim())) {
        return (
            none(),
            say(
                "第一行上面加一行`---`，最后一个键下面也加一行`---`",
                "write a line `---` above the first key and one below the last",
            ),
        );
    }
    if text.lines().filter(|line| line.trim_end() == "---").count() > 1 {
        return (
            say("记录上面还有文字", "words stand above the front matter"),
            say(
                "把第一个`---`上面的文字删去，或者移到下面的正文里",
                "delete what stands above the first `---`, or move it into the text below",
            ),
        );
    }
    (none(), usual())
}

fn usual() -> Wording {
    say(
        "第一行写`---`，然后是各个键，再写一行`---`，下面是正文",
        "put `---`, the keys, `---` above the text",
    )
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

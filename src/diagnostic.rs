//! The one vocabulary in which every stage reports problems.

mod code;
mod report;

use std::fmt::Write as _;

pub use code::Code;
pub use report::{Language, Report, json, text};

use crate::span::Span;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published; yesterday's site stays.
    Error,
    /// What a clerk should mend.
    Warning,
    /// A finding that is itself published and never fails `--deny-warnings`.
    Note,
}

/// A sentence in both languages: one clause, lower case in English, no full stop.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wording {
    /// For clerks.
    pub zh: String,
    /// For developers and `--lang en`.
    pub en: String,
}

/// Both languages of one sentence. Characters that nobody sees, as in an author's word, stand in it by
/// their numbers.
pub fn say(zh: impl Into<String>, en: impl Into<String>) -> Wording {
    Wording { zh: seen(zh.into()), en: seen(en.into()) }
}

/// Whether nobody sees a character: it has no width, turns the direction of a line, or is a space that
/// only looks like one. It comes along when text is copied.
pub fn is_unseen(mark: char) -> bool {
    matches!(
        mark,
        '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

fn seen(text: String) -> String {
    if !text.contains(is_unseen) {
        return text;
    }
    let mut shown = String::with_capacity(text.len());
    for mark in text.chars() {
        if is_unseen(mark) {
            let _ = write!(shown, "‹U+{:04X}›", u32::from(mark));
        } else {
            shown.push(mark);
        }
    }
    shown
}

/// A problem with its place, further places and a way to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// What kind of problem; decides the severity.
    pub code: Code,
    /// Where it is.
    pub span: Span,
    /// What is wrong here.
    pub message: Wording,
    /// Other places that matter, each with what to see there.
    pub notes: Vec<(Span, Wording)>,
    /// An instruction that works.
    pub help: Option<Wording>,
}

impl Diagnostic {
    /// A problem of a known kind at a place.
    pub fn new(code: Code, span: Span, message: Wording) -> Self {
        Self { code, span, message, notes: Vec::new(), help: None }
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn note(mut self, span: Span, words: Wording) -> Self {
        self.notes.push((span, words));
        self
    }

    /// Adds an instruction that mends it.
    #[must_use]
    pub fn help(mut self, words: Wording) -> Self {
        self.help = Some(words);
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Letters of a text that were lost when it was saved: each line of them is one finding, made where
/// the text is read and again where a value holds it, and so reported once.
pub fn lost_letters(start: Span, text: &str) -> impl Iterator<Item = Diagnostic> {
    let mut line_start = start.start as usize;
    let places = text.split_inclusive('\n').filter_map(move |line| {
        let at = line.find(char::REPLACEMENT_CHARACTER).map(|at| line_start + at);
        line_start += line.len();
        at
    });
    places.take(MAX_LOST).map(move |at| {
        let span = Span::new(start.file, at, at + char::REPLACEMENT_CHARACTER.len_utf8());
        let words = say("这里的字已经损坏，显示不出来", "a letter here is damaged");
        Diagnostic::new(Code::NotUtf8, span, words).help(say(
            "把这一行损坏的字重新输入，另存为UTF-8编码",
            "type the letters again and save the file as UTF-8",
        ))
    })
}

/// Damaged lines after which a file is damaged as a whole.
const MAX_LOST: usize = 20;

/// The known name nearest to what was written, if it is near enough to be a slip.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = written.chars().count();
    // More than half of a text twice as long would have to change: no slip, and not worth counting.
    let may_be_near = |name: &&str| length <= 2 * name.chars().count().max(1);
    let near = known.into_iter().filter(may_be_near);
    let (best, steps) = near
        .map(|name| (name, strsim::osa_distance(written, name)))
        .min_by_key(|(_, steps)| *steps)?;
    let length = length.max(best.chars().count());
    (steps <= (length / 2).max(1)).then_some(best)
}

/// Whether a word is another with one letter wrong, missing, too many or in its neighbour's place.
pub fn is_slip(written: &str, known: &str) -> bool {
    strsim::osa_distance(written, known) == 1
}

/// Places findings in source order, each once.
pub fn in_order(problems: &mut Vec<Diagnostic>) {
    problems.sort_by(|a, b| {
        (a.span.file, a.span.start, a.code, &a.message.zh).cmp(&(
            b.span.file,
            b.span.start,
            b.code,
            &b.message.zh,
        ))
    });
    problems.dedup();
}

/// Whether anything here stops publication.
pub fn any_error(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.severity() == Severity::Error)
}

//! Findings as people and programs read them.

use std::iter;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Severity, Wording};
use crate::source::{SourceFile, Sources};
use crate::span::{FileId, Span};

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Simplified Chinese, for clerks.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// A sentence in this language.
    pub fn of(self, words: &Wording) -> &str {
        match self {
            Self::Chinese => &words.zh,
            Self::English => &words.en,
        }
    }
}

/// One finding as `check --format json` prints it.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Report {
    /// Stable kebab-case code.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// The file, relative to the portal, with `/`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How to mend it.
    pub help: Option<String>,
}

/// The word of a severity in data.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Findings as rows.
pub fn json(problems: &[Diagnostic], sources: &Sources, language: Language) -> Vec<Report> {
    let report = |problem: &Diagnostic| {
        let file = sources.file(problem.span.file);
        let (line, column) = file.line_and_column(problem.span.start);
        Report {
            code: problem.code.name(),
            severity: word(problem.severity()),
            message: language.of(&problem.message).to_owned(),
            file: sources.shown(file),
            line,
            column,
            help: problem.help.as_ref().map(|help| language.of(help).to_owned()),
        }
    };
    problems.iter().map(report).collect()
}

/// A finding with its source line, as the terminal and the preview page show it.
pub fn text(problem: &Diagnostic, sources: &Sources, language: Language, colour: bool) -> String {
    let (level, name) = match (problem.severity(), language) {
        (Severity::Error, Language::Chinese) => (Level::ERROR, "错误"),
        (Severity::Warning, Language::Chinese) => (Level::WARNING, "提醒"),
        (Severity::Note, Language::Chinese) => (Level::NOTE, "记录"),
        (Severity::Error, Language::English) => (Level::ERROR, "error"),
        (Severity::Warning, Language::English) => (Level::WARNING, "warning"),
        (Severity::Note, Language::English) => (Level::NOTE, "note"),
    };
    let title = level.with_name(name).primary_title(language.of(&problem.message));
    let here = Place { span: problem.span, label: None };
    let notes = problem.notes.iter();
    let notes = notes.map(|(span, words)| Place { span: *span, label: Some(language.of(words)) });
    let places: Vec<Place> = iter::once(here).chain(notes).collect();
    let mut files: Vec<FileId> = places.iter().map(|place| place.span.file).collect();
    files.sort_by_key(|file| (*file != problem.span.file, *file));
    files.dedup();
    let mut group = Group::with_title(title.id(problem.code.name()));
    let names: Vec<String> = files.iter().map(|file| sources.shown(sources.file(*file))).collect();
    for (file, name) in files.into_iter().zip(&names) {
        let here = places.iter().filter(|place| place.span.file == file);
        group = shown((sources.file(file), name), here, group);
    }
    if let Some(help) = &problem.help {
        let name = if language == Language::Chinese { "改法" } else { "help" };
        group = group.element(Level::HELP.with_name(name).message(language.of(help)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// A place worth showing, and what to see there.
struct Place<'a> {
    span: Span,
    label: Option<&'a str>,
}

/// The lines of a file that matter; the name alone of a file that is no text.
fn shown<'a>(
    (file, name): (&'a SourceFile, &'a str),
    places: impl Iterator<Item = &'a Place<'a>>,
    group: Group<'a>,
) -> Group<'a> {
    let Some(text) = file.text.as_deref() else {
        return group.element(Origin::path(name));
    };
    // Only the lines that matter are handed over: walking through the whole file for each of its
    // findings takes its square.
    near(places, file).into_iter().fold(group, |group, near| {
        let ranges = near.iter().map(|place| range(text, place.span));
        let from = ranges.clone().map(|range| range.start).min().unwrap_or(0);
        let to = ranges.map(|range| range.end).max().unwrap_or(from);
        let (window, first) = file.lines_through(from, to);
        let lines = text.get(window.clone()).unwrap_or_default();
        let mut snippet = Snippet::source(lines).path(name).line_start(first);
        for place in near {
            let kind = match place.label {
                Some(_) => AnnotationKind::Context,
                None => AnnotationKind::Primary,
            };
            let range = range(text, place.span);
            let inside = range.start - window.start..range.end - window.start;
            snippet = snippet.annotation(kind.span(inside).label(place.label.map(str::to_owned)));
        }
        group.element(snippet)
    })
}

/// Lines further apart than this are shown one after the other.
const FAR: usize = 500;

/// The places of a file that are shown together: with the first, those that lie near it.
fn near<'a>(
    places: impl Iterator<Item = &'a Place<'a>>,
    file: &SourceFile,
) -> Vec<Vec<&'a Place<'a>>> {
    let mut groups: Vec<(usize, Vec<&Place>)> = Vec::new();
    for place in places {
        let (line, _) = file.line_and_column(place.span.start);
        match groups.iter_mut().find(|(other, _)| line.abs_diff(*other) < FAR) {
            Some((_, near)) => near.push(place),
            None => groups.push((line, vec![place])),
        }
    }
    groups.into_iter().map(|(_, near)| near).collect()
}

/// The part of a span that is worth underlining: its first line, on character borders.
fn range(text: &str, span: Span) -> std::ops::Range<usize> {
    let border = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let start = border(span.start as usize).unwrap_or(0);
    let end = border(span.end as usize).unwrap_or(start).max(start);
    let line = text.get(start..end).and_then(|part| part.find('\n')).map_or(end, |at| start + at);
    start..line
}

//! A second file that holds what another one holds: it is named, and not read.

use std::collections::BTreeSet;

use super::lost::ids_in;
use super::room::Room;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::source::SourceFile;
use crate::span::{FileId, Span};

/// Takes second files out of those that are read, and says so.
pub(super) fn set_apart(files: &mut Vec<(FileId, &SourceFile)>) -> Vec<Diagnostic> {
    let mut problems: Vec<Diagnostic> = second_portal(files).into_iter().collect();
    problems.extend(copies(files));
    problems
}

/// Takes `portal.yml` out of the files if it stands beside `portal.yaml`.
fn second_portal(files: &mut Vec<(FileId, &SourceFile)>) -> Option<Diagnostic> {
    let is_portal = |(_, file): &(FileId, &SourceFile)| {
        matches!(file.path.as_str(), "portal.yaml" | "portal.yml")
    };
    let first = files.iter().position(is_portal)?;
    let second = first + 1 + files.iter().skip(first + 1).position(is_portal)?;
    let (second, file) = files.remove(second);
    let (first, _) = files.get(first)?;
    let words = say(
        format!("已经有`portal.yaml`，`{}`不会读取", file.path),
        format!("`{}` stands beside `portal.yaml`", file.path),
    );
    let problem = Diagnostic::new(Code::DuplicateId, Span::start_of(second), words)
        .note(Span::start_of(*first), say("已有的门户文件", "the portal's file"));
    Some(problem.help(say("把内容合并到一个文件，删去另一个", "merge the two into one file")))
}

/// What stands in the names of files that an office program, a chat or a careful colleague copied.
const MARKS_OF_COPIES: [&str; 10] =
    ["副本", "备份", "复制", "copy", "Copy", "backup", "bak", "old", "(", "（"];

/// Takes copies out of the files: each would repeat every id of the file that it was made from, or
/// tell its changes twice.
fn copies(files: &mut Vec<(FileId, &SourceFile)>) -> Vec<Diagnostic> {
    let mut found: Vec<(usize, FileId)> = Vec::new();
    for (at, (_, file)) in files.iter().enumerate() {
        let (folder, stem) = name(&file.path);
        if !MARKS_OF_COPIES.iter().any(|mark| stem.contains(mark)) {
            continue;
        }
        let original = files.iter().find(|(_, other)| {
            let (other_folder, other_stem) = name(&other.path);
            other_folder == folder
                && other_stem.len() < stem.len()
                && (stem.starts_with(other_stem) || stem.ends_with(other_stem))
                && holds_the_same(file, other)
        });
        found.extend(original.map(|(original, _)| (at, *original)));
    }
    let mut problems: Vec<Diagnostic> = Vec::new();
    for (at, original) in found.into_iter().rev() {
        let known = files.iter().find(|(id, _)| *id == original).map(|(_, file)| &file.path);
        let known = known.cloned().unwrap_or_default();
        let (id, file) = files.remove(at);
        problems.push(copy(id, &file.path, original, &known));
    }
    problems
}

fn copy(id: FileId, path: &str, original: FileId, known: &str) -> Diagnostic {
    let words = say(
        format!("`{path}`是`{known}`的副本，没有读取"),
        format!("`{path}` is a copy of `{known}` and was not read"),
    );
    Diagnostic::new(Code::DuplicateId, Span::start_of(id), words)
        .note(Span::start_of(original), say("原来的文件", "the file it was made from"))
        .help(say(
            "核对以后留下对的一个，删去另一个；留下的用原来的文件名",
            "compare the two and keep the right one under the old name",
        ))
}

/// The folder of a path, and the name of its file without the ending.
fn name(path: &str) -> (&str, &str) {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    (folder, file.rsplit_once('.').map_or(file, |(stem, _)| stem))
}

/// Whether one of two files of records speaks of nothing but what the other speaks of, mostly in
/// the same lines: one of them may have been edited since.
fn holds_the_same(one: &SourceFile, other: &SourceFile) -> bool {
    let is_record =
        |file: &SourceFile| Room::of(&file.path).is_some_and(|it| !it.kinds().is_empty());
    let (Some(a), Some(b)) = (one.text.as_deref(), other.text.as_deref()) else { return false };
    if !is_record(one) || !is_record(other) {
        return false;
    }
    let (ids, known): (BTreeSet<&str>, BTreeSet<&str>) = (ids_in(a).collect(), ids_in(b).collect());
    if !ids.is_subset(&known) && !known.is_subset(&ids) {
        return false;
    }
    let (lines, known) = (lines(a), lines(b));
    2 * lines.intersection(&known).count() >= lines.len().min(known.len()).max(1)
}

/// The lines that hold something.
fn lines(text: &str) -> BTreeSet<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

//! The cases, as their files write them.

use std::collections::BTreeMap;

use crate::bless;

/// Where the cases lie.
const FOLDER: &str = "tests/malformed";

/// Where a finding is expected.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) code: String,
}

/// A portal with a mistake.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// What is wrong.
    pub(crate) title: String,
    /// Where the case is written.
    pub(crate) place: String,
    /// The files of the portal.
    pub(crate) files: BTreeMap<String, String>,
    /// Everything that is expected, sorted.
    pub(crate) marks: Vec<Mark>,
    /// The changed files with their marks, as written.
    written: Vec<(String, String)>,
    /// It is about the file as a whole.
    whole: bool,
    /// File and line of the second mistake, once there is one.
    second: Option<(String, usize)>,
}

/// The portal that cases change: the examples of the record reference. Its plan announces no
/// total, which every added task would break.
pub(crate) fn base() -> Case {
    let mut files: BTreeMap<String, String> = daylight::record::examples()
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    for text in files.values_mut() {
        *text = without(text, "宣布总数");
    }
    Case {
        title: "the base".to_owned(),
        place: String::new(),
        files,
        marks: Vec::new(),
        written: Vec::new(),
        whole: true,
        second: None,
    }
}

/// Every case of every file.
pub(crate) fn cases() -> Vec<Case> {
    let names = bless::names(FOLDER).into_iter().filter(|name| name.strip_suffix(".txt").is_some());
    names.flat_map(|name| read(&name, &bless::text(&format!("{FOLDER}/{name}")))).collect()
}

fn read(name: &str, text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(title) = line.strip_prefix("== ") {
            let mut case = base();
            title.trim_end_matches(" (whole)").clone_into(&mut case.title);
            case.whole = title.ends_with(" (whole)");
            case.place = format!("{name}:{number}");
            cases.push(case);
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(path) = line.strip_prefix("-> ") {
            case.written.push((path.to_owned(), String::new()));
        } else if let Some((_, text)) = case.written.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    cases.iter_mut().for_each(Case::lay);
    cases
}

impl Case {
    /// Lays the written files on those of the base, and takes the marks out.
    fn lay(&mut self) {
        for (path, text) in self.written.clone() {
            let text = text.trim_end_matches('\n').to_owned() + "\n";
            if let Some(path) = path.strip_suffix(" gone") {
                self.files.remove(path).unwrap_or_else(|| panic!("{}: no {path}", self.place));
            } else if let Some(path) = path.strip_suffix(" +") {
                let old = self.files.get(path);
                let old = old.unwrap_or_else(|| panic!("{}: no {path}", self.place));
                self.files.insert(path.to_owned(), merged(old, &text));
            } else {
                self.files.insert(path, text);
            }
        }
        let written: Vec<(String, String)> = self
            .files
            .iter()
            .map(|(path, text)| (path.clone(), unmarked(path, text, &mut self.marks)))
            .collect();
        self.files = written.into_iter().collect();
        self.marks.sort();
    }

    /// The case with a record or key of another mistake in the file of the first.
    pub(crate) fn with_second_mistake(&self, key: &str) -> Option<Self> {
        let path = self.marks.first().map(|mark| mark.path.clone()).filter(|_| !self.whole)?;
        let at = self.written.iter().position(|(name, _)| name.trim_end_matches(" +") == path)?;
        let mut written = self.written.clone();
        let (name, text) = written.get_mut(at)?;
        let old = base().files.remove(&path).filter(|_| name.ends_with(" +"));
        if path.strip_suffix(".md").is_some() {
            *text = with_front_key(text, key, old.is_some());
        } else if path == "portal.yaml" || old.as_ref().is_some_and(|old| !old.starts_with("- ")) {
            *text = format!("{}\n{key}: 1\n", text.trim_end());
        } else {
            let ledger = ["updates/", "changes/", "closings/"];
            let id = if ledger.iter().any(|it| path.starts_with(it)) { "任务" } else { "编号" };
            let listed = if old.is_some() { text.clone() } else { in_a_list(text.trim_end())? };
            *text =
                listed.trim_end().to_owned() + "\n" + &format!("- {{{id}: second, {key}: 1}}\n");
        }
        let mut fresh = base();
        fresh.title.clone_from(&self.title);
        fresh.place.clone_from(&self.place);
        fresh.written = written;
        fresh.lay();
        let text = fresh.files.get(&path)?;
        let line = text.lines().position(|line| line.contains(key))? + 1;
        fresh.second = Some((path, line));
        Some(fresh)
    }

    /// Whether a finding is about the second mistake.
    pub(crate) fn is_second(&self, mark: &Mark) -> bool {
        self.second.as_ref().is_some_and(|(path, line)| mark.path == *path && mark.line == *line)
    }
}

/// A write-up with one more key at the end of its front matter; `part` if its first line is missing.
fn with_front_key(text: &str, key: &str, part: bool) -> String {
    let begins = if part { "" } else { "---\n" };
    let rest = text.strip_prefix(begins).unwrap_or(text);
    match rest.split_once("---\n") {
        Some((front, body)) => format!("{begins}{front}{key}: 1\n---\n{body}"),
        None => format!("{}\n{key}: 1\n", text.trim_end()),
    }
}

/// A record as the first item of a list; a list stays one. `None` if it has other sections.
fn in_a_list(text: &str) -> Option<String> {
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'))?;
    let bare = strip_marks(first);
    let sections = ["单位:", "岗位:", "任职:", "units:", "posts:", "holdings:"];
    if sections.iter().any(|section| bare.starts_with(section)) {
        return None;
    }
    if bare.starts_with("- ") {
        return Some(format!("{text}\n"));
    }
    let mut out = String::new();
    for (at, line) in text.lines().enumerate() {
        let before = if at == 0 { "- " } else { "  " };
        out.push_str(if line.trim().is_empty() { "" } else { before });
        out.push_str(line);
        out.push('\n');
    }
    Some(out)
}

fn strip_marks(line: &str) -> String {
    let mut marks = Vec::new();
    unmarked("", line, &mut marks)
}

/// Lines laid on others: a key takes the place of the same key, a new one follows; `~key` goes. In
/// a write-up the keys are those of the front matter, and a body takes the place of the body.
fn merged(old: &str, new: &str) -> String {
    if let Some(rest) = old.strip_prefix("---\n") {
        let (front, body) = rest.split_once("---\n").expect("a write-up of the base");
        let (new_front, new_body) = new.split_once("---\n").unwrap_or((new, body));
        return format!("---\n{}---\n{new_body}", merged(front, new_front));
    }
    let mut out = old.to_owned();
    for block in blocks(new) {
        if let Some(key) = block.strip_prefix('~') {
            out = without(&out, key.trim_end());
            continue;
        }
        let bare = strip_marks(&block);
        let key = bare.split_once(':').map_or("", |(key, _)| key);
        let is_item = bare.starts_with("- ");
        let place = blocks(&out).into_iter().find(|known| {
            !is_item
                && !key.is_empty()
                && known.split_once(':').is_some_and(|(known, _)| known == key)
        });
        match place {
            Some(known) => out = out.replacen(&known, &block, 1),
            None => out.push_str(&block),
        }
    }
    out
}

fn without(text: &str, key: &str) -> String {
    let beginning = format!("{key}:");
    blocks(text).into_iter().filter(|block| !block.starts_with(&beginning)).collect()
}

/// A text divided at the lines that begin at its left edge.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match blocks.last_mut() {
            Some(block) if line.starts_with([' ', '\n']) => block.push_str(line),
            _ => blocks.push(line.to_owned()),
        }
    }
    blocks
}

/// The text without marks, its characters written out; the marks are added to `marks`.
fn unmarked(path: &str, text: &str, marks: &mut Vec<Mark>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(mark) = rest.chars().next() {
        let after = rest.get(mark.len_utf8()..).unwrap_or_default();
        let (inside, behind) = match mark {
            '«' => after.split_once('»').unwrap_or(("", after)),
            '‹' => after.split_once('›').unwrap_or(("", after)),
            _ => {
                out.push(mark);
                rest = after;
                continue;
            }
        };
        rest = behind;
        if mark == '‹' {
            let (code, times) = inside.split_once('*').unwrap_or((inside, "1"));
            let code = u32::from_str_radix(code, 16).expect("a hexadecimal number");
            let mark = char::from_u32(code).expect("a character");
            out.extend(std::iter::repeat_n(mark, times.parse().expect("a number")));
            continue;
        }
        let start = out.rfind('\n').map_or(0, |end| end + 1);
        marks.push(Mark {
            path: path.to_owned(),
            line: out.matches('\n').count() + 1,
            column: out.get(start..).unwrap_or_default().chars().count() + 1,
            code: inside.to_owned(),
        });
    }
    out
}

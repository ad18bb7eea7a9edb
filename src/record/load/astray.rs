//! Records that went astray: a file whose name keeps it from being read, a record in the folder of
//! another kind, a section whose first line is missing. Each is one finding, and nobody misses the
//! records besides.

use super::super::{
    AreaRecord, ChangeRecord, ClosingRecord, DocumentRecord, GridRecord, HoldingRecord, PlanRecord,
    PostRecord, TaskRecord, UnitRecord, UpdateRecord,
};
use super::{ROOMS, Room, scalar};
use crate::diagnostic::{Code, Diagnostic, is_slip, say};
use crate::source::SourceFile;
use crate::span::{FileId, Span};
use crate::yaml::{Field, Node, Read, Shape, Value};

/// Endings that a text program or another system put behind the right one, or in its place.
const ENDINGS: [(&str, &str); 8] = [
    (".yaml.txt", ".yaml"),
    (".yml.txt", ".yaml"),
    (".md.txt", ".md"),
    (".yaml.yaml", ".yaml"),
    (".markdown", ".md"),
    (".yaml", ".yaml"),
    (".yml", ".yml"),
    (".md", ".md"),
];

/// The name under which a file would be read, and what it would hold there.
pub(super) fn meant_name(file: &SourceFile) -> Option<(String, Room)> {
    let path = &file.path;
    let (top, inside) = folder(path);
    let lower = inside.to_ascii_lowercase();
    let (wrong, right) = ENDINGS.iter().find(|(wrong, _)| lower.ends_with(wrong))?;
    let stem = inside.get(..inside.len() - wrong.len()).filter(|stem| !stem.is_empty())?;
    let name = format!("{top}{stem}{right}");
    let room = Room::of(&name).filter(|room| !room.kinds().is_empty())?;
    (name != *path && file.was_read()).then_some((name, room))
}

/// The folder of records that is meant, and what follows it in the path. A letter may be wrong in
/// its name.
fn folder(path: &str) -> (String, &str) {
    let written = path.to_ascii_lowercase();
    let folders = || ROOMS.iter().map(|(name, _)| *name).filter(|name| name.ends_with('/'));
    let known = folders().find(|name| written.starts_with(name));
    let slip = || {
        folders().find(|name| {
            let depth = name.matches('/').count();
            let parts: Vec<&str> = written.splitn(depth + 1, '/').collect();
            let Some((_, parts)) = parts.split_last().filter(|(_, parts)| parts.len() == depth)
            else {
                return false;
            };
            let differing = || parts.iter().zip(name.split('/')).filter(|(a, b)| *a != b);
            differing().count() == 1 && differing().all(|(written, known)| is_slip(written, known))
        })
    };
    if let Some(meant) = known.or_else(slip) {
        let depth = meant.matches('/').count();
        return (meant.to_owned(), path.splitn(depth + 1, '/').last().unwrap_or_default());
    }
    match path.split_once('/') {
        Some((top, inside)) => (format!("{}/", top.to_ascii_lowercase()), inside),
        None => (String::new(), path),
    }
}

/// The beginning of a path through the folder at this depth.
fn through(path: &str, depth: usize) -> String {
    path.split('/').take(depth + 1).collect::<Vec<_>>().join("/")
}

/// A file that would be read under another name, or in a folder of another name.
pub(super) fn misnamed(id: FileId, path: &str, name: &str) -> Diagnostic {
    let wrong = path.split('/').zip(name.split('/')).position(|(written, meant)| written != meant);
    // A wrong ending is told by the whole name.
    let same_file = path.rsplit('/').next() == name.rsplit('/').next();
    if let Some(at) = wrong.filter(|_| same_file) {
        let (written, meant) = (through(path, at), through(name, at));
        let words = say(
            format!("文件夹`{written}`的名称写错了，`{path}`没有读取"),
            format!("the name of the folder `{written}` keeps `{path}` from being read"),
        );
        return Diagnostic::new(Code::MisnamedFile, Span::start_of(id), words).help(say(
            format!("把文件夹改名为`{meant}`；已经有这个文件夹的，把文件移进去"),
            format!("rename the folder to `{meant}`, or move the file into it"),
        ));
    }
    let words = say(
        format!("`{path}`的文件名写错了，里面的记录没有读取"),
        format!("the name of `{path}` keeps its records from being read"),
    );
    Diagnostic::new(Code::MisnamedFile, Span::start_of(id), words).help(say(
        format!("改名为`{name}`；看不到后缀的，先在文件夹的“查看”里打开“文件扩展名”"),
        format!("rename it to `{name}`"),
    ))
}

/// A kind of record and the folder in which it lies.
#[derive(Clone, Copy)]
pub(super) struct Home {
    pub(super) kind: &'static str,
    zh: &'static str,
    folder: &'static str,
    fields: &'static [Field],
}

impl Home {
    /// The id a record claims, or the record it speaks of.
    pub(super) fn id(&self, node: &Node) -> Option<String> {
        let Value::Map(entries) = &node.value else { return None };
        let id = self.fields.first()?;
        entries.iter().find(|(key, _)| id.is(&key.text)).and_then(|(_, node)| scalar(node))
    }
}

const fn room_for(
    kind: &'static str,
    zh: &'static str,
    folder: &'static str,
    fields: &'static [Field],
) -> Home {
    Home { kind, zh, folder, fields }
}

const HOMES: [Home; 9] = [
    room_for("document", "依据文件", "documents", DocumentRecord::FIELDS),
    room_for("area", "区域", "areas", AreaRecord::FIELDS),
    room_for("grid", "网格", "grids", GridRecord::FIELDS),
    room_for("plan", "方案", "plans", PlanRecord::FIELDS),
    room_for("task", "任务", "tasks", TaskRecord::FIELDS),
    room_for("update", "进展", "updates", UpdateRecord::FIELDS),
    room_for("change", "变更", "changes", ChangeRecord::FIELDS),
    room_for("closing", "销号", "closings", ClosingRecord::FIELDS),
    room_for("unit", "单位", "units", UnitRecord::FIELDS),
];

/// The kind that a record is, if it is not the one that is read here: every key that is written is
/// one of that kind's, and every key that must be there is.
pub(super) fn home<T: Read>(node: &Node) -> Option<Home> {
    let (Value::Map(entries), Shape::Record(fields)) = (&node.value, T::shape()) else {
        return None;
    };
    if entries.iter().all(|(key, _)| is_known(fields, &key.text)) {
        return None;
    }
    HOMES.into_iter().find(|home| fits(node, home.fields))
}

fn is_known(fields: &[Field], key: &str) -> bool {
    fields.iter().any(|field| field.is(key))
}

/// Whether a mapping is a whole record with these keys.
fn fits(node: &Node, fields: &[Field]) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    let has = |field: &Field| entries.iter().any(|(key, _)| field.is(&key.text));
    entries.iter().all(|(key, _)| is_known(fields, &key.text))
        && fields.iter().filter(|field| field.required).all(has)
}

/// A record in the folder of another kind.
pub(super) fn wrong_folder(node: &Node, home: Home) -> Diagnostic {
    let span = Span { end: node.span.end.min(node.span.start + 1), ..node.span };
    let (zh, en, folder) = (home.zh, home.kind, home.folder);
    Diagnostic::new(
        Code::WrongFolder,
        span,
        say(format!("这是一条{zh}，放错了文件夹"), format!("this {en} lies in another's folder")),
    )
    .help(say(
        format!("移到`{folder}`文件夹的文件里"),
        format!("move it into a file in `{folder}`"),
    ))
}

/// The section of a file under `units/` to which an item belongs: the one it stands in, unless it
/// is a whole record of another.
pub(super) fn section(item: &Node, current: usize) -> usize {
    let sections = [UnitRecord::FIELDS, PostRecord::FIELDS, HoldingRecord::FIELDS];
    let knows_all = |fields: &[Field]| match &item.value {
        Value::Map(entries) => entries.iter().all(|(key, _)| is_known(fields, &key.text)),
        Value::Null | Value::Scalar { .. } | Value::List(_) | Value::Broken => true,
    };
    if sections.get(current).is_none_or(|fields| knows_all(fields)) {
        return current;
    }
    sections.iter().position(|fields| fits(item, fields)).unwrap_or(current)
}

/// A section whose first line is missing.
pub(super) fn no_section(item: &Node, section: Option<(&str, &str)>) -> Diagnostic {
    let (en, zh) = section.unwrap_or_default();
    let span = Span { end: item.span.end.min(item.span.start + 1), ..item.span };
    Diagnostic::new(
        Code::MissingKey,
        span,
        say(
            format!("从这一条起是{zh}，上面缺少`{zh}:`一行"),
            format!("from here on these are {en}, but there is no line `{en}:`"),
        ),
    )
    .help(say(
        format!("在这一条上面加一行`{zh}:`，顶格写"),
        format!("add a line `{en}:` above it, at the margin"),
    ))
}

/// What `daylight new` writes where only the author knows the words.
pub const PLACEHOLDER: &str = "待填写";

/// Words that wait to be filled in, in a record that is published.
pub(super) fn unfilled(node: &Node, problems: &mut Vec<Diagnostic>) {
    if let Value::Map(entries) = &node.value {
        let is_draft = |(key, node): &(crate::yaml::Key, Node)| {
            matches!(key.text.as_str(), "草稿" | "draft")
                && matches!(scalar(node).as_deref(), Some("是" | "true"))
        };
        if entries.iter().any(is_draft) {
            return;
        }
    }
    waiting(node, problems);
}

fn waiting(node: &Node, problems: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Scalar { text, .. } if text.trim() == PLACEHOLDER => problems.push(
            Diagnostic::new(
                Code::Placeholder,
                node.span,
                say("这里还没有填写，会照样发布", "this is not filled in and would be published"),
            )
            .help(say("填上内容；用不着的，删去这一行", "fill it in, or delete the line")),
        ),
        Value::Null | Value::Scalar { .. } | Value::Broken => {}
        Value::List(items) => items.iter().for_each(|item| waiting(item, problems)),
        Value::Map(entries) => entries.iter().for_each(|(_, node)| waiting(node, problems)),
    }
}

//! Records that went astray: a file whose name keeps it from being read, a record in the folder of
//! another kind, a section whose first line is missing. Each is one finding, and nobody misses the
//! records besides.

use std::collections::BTreeSet;

use super::super::{HoldingRecord, PostRecord, RecordKind, UnitRecord};
use super::people::SECTIONS;
use super::reading::scalar;
use super::room::{ROOMS, Room};
use crate::diagnostic::{Code, Diagnostic, is_slip, say};
use crate::source::{PORTALS, SourceFile};
use crate::span::{FileId, Span};
use crate::yaml::{self, Field, Key, Node, Read, Shape, Value};

/// Endings that a text program or another system put behind the right one, or in its place.
const ENDINGS: [(&str, &str); 12] = [
    ("．yaml", ".yaml"),
    ("。yaml", ".yaml"),
    (".ymal", ".yaml"),
    (".yaml ", ".yaml"),
    (".yaml.txt", ".yaml"),
    (".yml.txt", ".yaml"),
    (".md.txt", ".md"),
    (".yaml.yaml", ".yaml"),
    (".markdown", ".md"),
    (".yaml", ".yaml"),
    (".yml", ".yml"),
    (".md", ".md"),
];

/// What people call a folder or file of records in Chinese, or by the name of its kind.
const NAMES: [(&str, &str); 42] = [
    ("门户", "portal"),
    ("工作方法", "method"),
    ("依据文件", "documents"),
    ("文件", "documents"),
    ("单位", "units"),
    ("岗位", "units"),
    ("任职", "units"),
    ("posts", "units"),
    ("holdings", "units"),
    ("区域", "areas"),
    ("网格", "grids"),
    ("方案", "plans"),
    ("任务", "tasks"),
    ("进展", "updates"),
    ("变更", "changes"),
    ("销号", "closings"),
    ("案例", "cases"),
    ("表扬", "cases/commendations"),
    ("曝光", "cases/exposures"),
    ("经验", "cases/practices"),
    ("commendations", "cases/commendations"),
    ("exposures", "cases/exposures"),
    ("practices", "cases/practices"),
    ("考核", "assessments"),
    ("页面", "pages"),
    ("通报", "bulletins"),
    ("督查", "supervision"),
    ("问题", "supervision"),
    ("整改", "supervision"),
    ("责任状", "supervision"),
    ("群众参与", "participation"),
    ("评议", "participation"),
    ("征求意见", "participation"),
    ("屏幕规格", "profiles"),
    ("屏幕", "screens"),
    ("大屏", "screens"),
    ("工作日历", "calendar"),
    ("附件", "assets"),
    ("图片", "assets"),
    ("images", "assets"),
    ("主题", "theme"),
    ("字体", "fonts"),
];

/// The name of a folder, or of a file without its ending, that is called otherwise.
pub(super) fn called(written: &str) -> Option<&'static str> {
    NAMES.iter().find(|(name, _)| *name == written).map(|(_, meant)| *meant)
}

/// The name under which a file would be read, and what it would hold there.
pub(super) fn meant_name(file: &SourceFile) -> Option<(String, Room)> {
    let path = &file.path;
    let (top, inside) = folder(path);
    let lower = inside.to_ascii_lowercase();
    let (wrong, right) = ENDINGS.iter().find(|(wrong, _)| lower.ends_with(wrong))?;
    let stem = inside.get(..inside.len() - wrong.len()).filter(|stem| !stem.is_empty())?;
    let name = format!("{top}{stem}{right}");
    let alone = || top.is_empty().then(|| of_its_own(stem, right)).flatten();
    let name = Some(name).filter(|name| Room::of(name).is_some()).or_else(alone)?;
    let room = Room::of(&name).filter(|room| *room == Room::Portal || !room.kinds().is_empty())?;
    (name != *path && file.was_read()).then_some((name, room))
}

/// Of the files in a folder that has a wrong name the first speaks for all.
pub(super) fn once_for_each_folder(problems: &mut Vec<Diagnostic>) {
    let mut told = BTreeSet::new();
    problems.retain(|problem| {
        problem.code != Code::MisnamedFile || told.insert(problem.message.zh.clone())
    });
}

/// Where a file beside `portal.yaml` belongs that has the name of a folder of records, or that of a
/// file with a slip: `tasks.yaml` goes to `tasks/`.
fn of_its_own(stem: &str, ending: &str) -> Option<String> {
    let lower = stem.to_ascii_lowercase();
    let known = || ROOMS.iter().filter_map(|(name, _)| name.split(['/', '.']).next());
    let meant = called(stem).or_else(|| known().find(|name| *name == lower));
    let meant = meant.or_else(|| known().find(|name| is_slip(&lower, name)))?;
    let (file, folder) = (format!("{meant}{ending}"), format!("{meant}/{stem}{ending}"));
    [file, folder].into_iter().find(|name| Room::of(name).is_some())
}

/// The folder of records that is meant, and what follows it in the path: in its own letters, with
/// one letter wrong in its name, or under another name.
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
    let Some((top, inside)) = path.split_once('/') else { return (String::new(), path) };
    // 案例/曝光/…: the folder of a kind of case may stand within that of the cases.
    let within = inside.split_once('/').filter(|_| called(top).unwrap_or(top) == "cases");
    let case = within.and_then(|(kind, inside)| Some((called(kind)?, inside)));
    match case.or_else(|| Some((called(top)?, inside))) {
        Some((meant, inside)) => (format!("{meant}/"), inside),
        None => (format!("{}/", top.to_ascii_lowercase()), inside),
    }
}

/// The folder that is written and the one that is meant: what stands before the end that both paths
/// share.
fn folders(path: &str, name: &str) -> (String, String) {
    let parts = |path: &str| path.split('/').count();
    let shared = path.rsplit('/').zip(name.rsplit('/')).take_while(|(a, b)| a == b).count();
    let shared = shared.min(parts(path) - 1);
    let before =
        |path: &str| path.split('/').take(parts(path) - shared).collect::<Vec<_>>().join("/");
    (before(path), before(name))
}

/// A file that would be read under another name, or in a folder of another name.
pub(super) fn misnamed(id: FileId, path: &str, name: &str) -> Diagnostic {
    // A wrong ending is told by the whole name.
    let same_file = path.rsplit('/').next() == name.rsplit('/').next();
    if let (Some((folder, _)), false, true) = (name.rsplit_once('/'), path.contains('/'), same_file)
    {
        let words = say(
            format!("`{path}`没有读取，这种记录放在文件夹里"),
            format!("`{path}` is not read: its records lie in a folder"),
        );
        return Diagnostic::new(Code::MisnamedFile, Span::start_of(id), words).help(say(
            format!("移到文件夹`{folder}`里"),
            format!("move it into the folder `{folder}`"),
        ));
    }
    if same_file {
        let (written, meant) = folders(path, name);
        let words = say(
            format!("文件夹`{written}`的名称写错了，里面的文件没有读取"),
            format!("the name of the folder `{written}` keeps its files from being read"),
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

/// The id a record of a kind claims, or the record it speaks of.
pub(super) fn id(kind: RecordKind, node: &Node) -> Option<String> {
    let Value::Map(entries) = &node.value else { return None };
    let id = kind.fields.first()?;
    entries.iter().find(|(key, _)| id.is(&key.text)).and_then(|(_, node)| scalar(node))
}

/// Kinds that are told by their keys alone.
const TOLD_BY_KEYS: [&str; 9] =
    ["document", "area", "grid", "plan", "task", "update", "change", "closing", "unit"];

fn homes() -> impl Iterator<Item = RecordKind> {
    TOLD_BY_KEYS.into_iter().map(RecordKind::named)
}

/// The kind that a record is, if it is not the one that is read here: every key that is written is
/// one of that kind's, and every key that must be there is.
pub(super) fn home<T: Read>(node: &Node) -> Option<RecordKind> {
    let (Value::Map(entries), Shape::Record(fields)) = (&node.value, T::shape()) else {
        return None;
    };
    if entries.iter().all(|(key, _)| is_known(fields, &key.text)) {
        return None;
    }
    homes().find(|home| fits(node, home.fields))
}

/// Records below one key of their own, as in the files of units, where they need none.
pub(super) fn wrapped<T: Read>(node: &Node) -> Option<(&Key, &Node)> {
    let (Value::Map(entries), Shape::Record(fields)) = (&node.value, T::shape()) else {
        return None;
    };
    let [(key, inner)] = entries.as_slice() else { return None };
    let items = match &inner.value {
        Value::List(items) => items.as_slice(),
        Value::Map(_) => std::slice::from_ref(inner),
        Value::Null | Value::Scalar { .. } | Value::Broken => return None,
    };
    let begins = |item: &Node| match (&item.value, fields.first()) {
        (Value::Map(entries), Some(first)) => entries.iter().any(|(key, _)| first.is(&key.text)),
        _ => false,
    };
    (!items.is_empty() && items.iter().all(begins)).then_some((key, inner))
}

/// The key above records that need none.
pub(super) fn wrapper(key: &Key) -> Diagnostic {
    let name = &key.text;
    let words = say(
        format!("这里的记录直接写，上面不用写`{name}`"),
        format!("the records stand by themselves, without `{name}` above them"),
    );
    Diagnostic::new(Code::UnknownKey, key.span, words).help(say(
        format!("删去`{name}:`这一行，下面的不用动"),
        format!("delete the line `{name}:`; what stands below it may stay as it is"),
    ))
}

/// A file of records that holds nothing, not even a comment: as when a disk was full. What it held
/// would be gone from the site without a word.
pub(super) fn empty(file: FileId) -> Diagnostic {
    let words = say("文件是空的", "the file is empty");
    Diagnostic::new(Code::EmptyFile, Span::start_of(file), words).help(say(
        "里面原来有记录的，找回来；还没有记录的，写一行`# 暂无记录`，用不着的，删去这个文件",
        "bring back what it held; write a line `# none yet`, or delete a file nobody needs",
    ))
}

fn is_known(fields: &[Field], key: &str) -> bool {
    fields.iter().any(|field| field.is(key))
}

/// Whether a mapping is a whole record with these keys.
pub(super) fn fits(node: &Node, fields: &[Field]) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    let has = |field: &Field| entries.iter().any(|(key, _)| field.is(&key.text));
    entries.iter().all(|(key, _)| is_known(fields, &key.text))
        && fields.iter().filter(|field| field.required).all(has)
}

/// The kind of record that a file holds of which the name says nothing: all its words are that
/// kind's.
pub(super) fn told_by_its_words(id: FileId, file: &SourceFile) -> Option<(RecordKind, Room)> {
    let is_yaml = [".yaml", ".yml"].iter().any(|ending| file.path.ends_with(ending));
    let is_ours = is_yaml && !file.path.starts_with(PORTALS);
    let text = file.text.as_deref().filter(|_| is_ours)?;
    let node = yaml::parse(id, text, 0, &mut Vec::new())?;
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(&node),
    };
    let first = items.first()?;
    let is_section =
        |(key, _): &(Key, Node)| SECTIONS.iter().any(|(en, zh)| key.text == *en || key.text == *zh);
    if matches!(&node.value, Value::Map(entries) if !entries.is_empty() && entries.iter().all(is_section))
    {
        return Some((RecordKind::named("unit"), Room::Units));
    }
    let home = homes().find(|home| fits(first, home.fields))?;
    let room = Room::of(&format!("{}/a.yaml", home.folder()))?;
    items.iter().all(|item| fits(item, home.fields)).then_some((home, room))
}

/// A file of records that lies where nothing is read.
pub(super) fn wrong_place(id: FileId, path: &str, home: RecordKind) -> Diagnostic {
    let (zh, en, folder) = (home.zh, home.en, home.folder());
    let words = say(
        format!("`{path}`里是{zh}，放在这里不会读取"),
        format!("`{path}` holds a {en} and lies where nothing is read"),
    );
    Diagnostic::new(Code::WrongFolder, Span::start_of(id), words).help(say(
        format!("移到`{folder}`文件夹里；不用的，删去或者移出门户的文件夹"),
        format!("move it into `{folder}`, or out of the portal if it is not to be read"),
    ))
}

/// A record in the folder of another kind.
pub(super) fn wrong_folder(node: &Node, home: RecordKind) -> Diagnostic {
    let span = Span { end: node.span.end.min(node.span.start + 1), ..node.span };
    let (zh, en, folder) = (home.zh, home.en, home.folder());
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

/// What people write there, in small letters or capitals, in brackets or not.
const WAITING: [&str; 10] =
    [PLACEHOLDER, "待补充", "待完善", "待核", "待核实", "待确认", "同上", "xxx", "todo", "tbd"];

/// Whether a text says only that it is still to be written.
fn is_waiting(text: &str) -> bool {
    const MARKS: [char; 14] =
        ['（', '）', '(', ')', '【', '】', '[', ']', '…', '。', '/', '／', '—', '_'];
    let words = text.trim().trim_matches(MARKS);
    let is_nothing = words.is_empty() && !text.trim().is_empty();
    is_nothing || WAITING.iter().any(|waiting| waiting.eq_ignore_ascii_case(words))
}

/// Whether a record says that it is not to be published yet.
pub(super) fn is_draft(node: &Node) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|(key, node)| {
        matches!(key.text.as_str(), "草稿" | "draft")
            && matches!(scalar(node).as_deref(), Some("是" | "true"))
    })
}

/// Words that wait to be filled in, in a record that is published. Of a value about which something
/// was said from `before` on, nothing more is.
pub(super) fn unfilled(node: &Node, before: usize, problems: &mut Vec<Diagnostic>) {
    if is_draft(node) {
        return;
    }
    let told = problems.get(before..).unwrap_or_default();
    let told: BTreeSet<Span> = told.iter().map(|problem| problem.span).collect();
    let mut found = Vec::new();
    waiting(node, &mut found);
    problems.extend(found.into_iter().filter(|problem| !told.contains(&problem.span)));
}

fn waiting(node: &Node, problems: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Scalar { text, .. } if is_waiting(text) => problems.push(
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

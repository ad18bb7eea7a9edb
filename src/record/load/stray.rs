//! A file that lies where nothing is read.

use super::astray;
use super::room::{ROOMS, Room, is_lock};
use crate::diagnostic::{Code, Diagnostic, Wording, nearest, say};
use crate::source::{PORTALS, is_hidden_record};
use crate::span::{FileId, Span};

/// The finding about a file of which the name alone tells that nobody reads it.
pub(super) fn passed_over(id: FileId, path: &str) -> Option<Diagnostic> {
    let is_lock = path.rsplit('/').next().is_some_and(is_lock);
    if is_lock { Some(stray(id, path)) } else { hidden(id, path) }
}

/// The finding about a record that its name hides.
fn hidden(id: FileId, path: &str) -> Option<Diagnostic> {
    let (folder, name) = path
        .rsplit_once('/')
        .map_or((String::new(), path), |(folder, name)| (format!("{folder}/"), name));
    let shown = name.strip_prefix('.').filter(|_| is_hidden_record(name))?;
    let words = say(
        format!("`{path}`是隐藏文件（文件名以点开头），没有读取，内容不会发布"),
        format!("`{path}` is hidden by the point its name begins with; it is not published"),
    );
    Some(Diagnostic::new(Code::StrayFile, Span::start_of(id), words).help(say(
        format!("要发布的，改名为`{folder}{shown}`；用不着的，删去或移出门户的文件夹"),
        format!("rename it to `{folder}{shown}`, or move it out of the portal if nobody needs it"),
    )))
}

/// The finding about a file that nobody reads.
pub(super) fn stray(id: FileId, path: &str) -> Diagnostic {
    let (top, _) = path.split_once('/').unwrap_or((path, ""));
    let words = say(
        format!("`{path}`不在任何会被读取的位置，内容不会发布"),
        format!("`{path}` lies where nothing is read; it is not published"),
    );
    let problem = Diagnostic::new(Code::StrayFile, Span::start_of(id), words);
    if let Some(name) = path.strip_prefix(PORTALS) {
        let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
        return problem.help(say(
            format!("`portals`下每个子门户一个文件夹：放进`portals/{name}/`，或者移走"),
            format!("every child portal has a folder: put it into `portals/{name}/`, or move it"),
        ));
    }
    if let Some(help) = of_another_program(path) {
        return problem.help(help);
    }
    if let Some(help) = no_article(path) {
        return problem.help(help);
    }
    let known = ROOMS.iter().map(|(name, _)| name.trim_end_matches('/'));
    if top == "cases" {
        return problem.help(say(
            "按种类放进`cases/exposures`（曝光）、`cases/commendations`（表扬）或`cases/practices`（经验）",
            "put it into `cases/exposures`, `cases/commendations` or `cases/practices`",
        ));
    }
    match astray::called(top).or_else(|| nearest(top, known)) {
        Some(name) if name != top => problem
            .help(say(format!("是不是应当放在`{name}`？"), format!("did you mean `{name}`?"))),
        _ => problem.help(say(
            "记录用`.yaml`，文章用`.md`，其他文件放进`assets`",
            "records end in `.yaml`, write-ups in `.md`, other files go to `assets`",
        )),
    }
}

/// What to do with a file of keys where articles are read.
fn no_article(path: &str) -> Option<Wording> {
    let stem = [".yaml", ".yml"].iter().find_map(|ending| path.strip_suffix(ending))?;
    let name = format!("{stem}.md");
    let room = Room::of(&name).filter(|room| !room.kinds().is_empty())?;
    (room != Room::Portal).then(|| {
        say(
            format!("这里读文章：改名为`{name}`，所有键的上面和下面各加一行`---`，再下面写正文"),
            format!("articles are read here: rename it to `{name}`, put `---` above and below the keys, then the text"),
        )
    })
}

/// What to do with a file that another program made or left behind.
fn of_another_program(path: &str) -> Option<Wording> {
    if path.rsplit('/').next().is_some_and(is_lock) {
        return Some(say(
            "这是办公软件打开文件时的临时文件：关闭那个文件，还在的话删去",
            "an office program's temporary file: close the document, and delete what is left",
        ));
    }
    let (_, ending) = path.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    let is_one = |endings: &[&str]| endings.contains(&ending.as_str());
    if is_one(&["bak", "tmp", "old", "orig", "swp"]) {
        return Some(say(
            "备份文件移到门户的文件夹外面，用不着的删去",
            "move the backup out of the portal's folder, or delete it",
        ));
    }
    is_one(&["doc", "docx", "wps", "xls", "xlsx", "et", "csv", "pdf", "rtf"]).then(|| {
        say(
            "文档和表格里的内容不会读取：照着写成记录，原件可以放进`assets`供人下载",
            "documents and tables are not read: write their content as records, and put them into `assets`",
        )
    })
}

//! A file that lies where nothing is read.

use super::astray;
use super::room::ROOMS;
use crate::diagnostic::{Code, Diagnostic, Wording, nearest, say};
use crate::source::PORTALS;
use crate::span::{FileId, Span};

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

/// What to do with a file that another program made or left behind.
fn of_another_program(path: &str) -> Option<Wording> {
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

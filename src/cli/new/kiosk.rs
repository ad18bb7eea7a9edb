//! `daylight new kiosk`: the files that make a machine play a screen for months by itself, filled
//! in for the screen: for Linux, for Windows, and the sheets to sign.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::super::terminal::{Refusal, findings, print};
use super::super::{Exit, NewArgs, read};
use super::{create_all, not_there};
use crate::diagnostic::{Language, Severity, in_order, say};
use crate::profile::{Profile, Profiles};
use crate::record::{self, Records};
use crate::slug::Slug;

/// What stands where only the installer knows the value.
const UNKNOWN: &str = "待填写";
/// Lines of a page of the display ledger.
const LEDGER_LINES: usize = 22;

const STYLE: &str = include_str!("kiosk/sheet.css");
const WAITING: &str = include_str!("kiosk/waiting.html");

/// The kit, by path in the new folder.
const FILES: [(&str, &str); 34] = [
    ("先读这里.txt", include_str!("kiosk/read-first.txt")),
    ("交接单.html", include_str!("kiosk/handover.html")),
    ("验收单.html", include_str!("kiosk/acceptance.html")),
    ("亮度计划.html", include_str!("kiosk/brightness.html")),
    ("linux/install.sh", include_str!("kiosk/linux/install.sh")),
    ("linux/kiosk.conf", include_str!("kiosk/linux/kiosk.conf")),
    ("linux/kiosk-start", include_str!("kiosk/linux/kiosk-start")),
    ("linux/kiosk-session", include_str!("kiosk/linux/kiosk-session")),
    ("linux/kiosk-browser", include_str!("kiosk/linux/kiosk-browser")),
    ("linux/kiosk-update", include_str!("kiosk/linux/kiosk-update")),
    ("linux/kiosk-usb", include_str!("kiosk/linux/kiosk-usb")),
    ("linux/kiosk-watch", include_str!("kiosk/linux/kiosk-watch")),
    ("linux/waiting.html", WAITING),
    ("linux/browser-policy.json", include_str!("kiosk/linux/browser-policy.json")),
    ("linux/daylight-kiosk.service", include_str!("kiosk/linux/daylight-kiosk.service")),
    (
        "linux/daylight-kiosk-update.service",
        include_str!("kiosk/linux/daylight-kiosk-update.service"),
    ),
    (
        "linux/daylight-kiosk-watch.service",
        include_str!("kiosk/linux/daylight-kiosk-watch.service"),
    ),
    ("linux/daylight-kiosk-watch.timer", include_str!("kiosk/linux/daylight-kiosk-watch.timer")),
    ("linux/daylight-kiosk.desktop", include_str!("kiosk/linux/daylight-kiosk.desktop")),
    ("linux/daylight-kiosk.tmpfiles", include_str!("kiosk/linux/daylight-kiosk.tmpfiles")),
    ("linux/chrony-daylight.conf", include_str!("kiosk/linux/chrony-daylight.conf")),
    ("linux/watchdog-daylight.conf", include_str!("kiosk/linux/watchdog-daylight.conf")),
    ("windows/settings.ps1", include_str!("kiosk/windows/settings.ps1")),
    ("windows/setup.cmd", include_str!("kiosk/windows/setup.cmd")),
    ("windows/setup.ps1", include_str!("kiosk/windows/setup.ps1")),
    ("windows/start.cmd", include_str!("kiosk/windows/start.cmd")),
    ("windows/kiosk.ps1", include_str!("kiosk/windows/kiosk.ps1")),
    ("windows/update.ps1", include_str!("kiosk/windows/update.ps1")),
    ("windows/usb.cmd", include_str!("kiosk/windows/usb.cmd")),
    ("windows/watch.ps1", include_str!("kiosk/windows/watch.ps1")),
    ("windows/waiting.html", WAITING),
    ("windows/task-kiosk.xml", include_str!("kiosk/windows/task-kiosk.xml")),
    ("windows/task-update.xml", include_str!("kiosk/windows/task-update.xml")),
    ("windows/task-watch.xml", include_str!("kiosk/windows/task-watch.xml")),
];

/// What the kit must know of a screen.
struct Screen {
    /// The portal has written it down.
    written: bool,
    id: String,
    name: String,
    /// Address of its folder, with a slash at the end.
    url: String,
    width: String,
    height: String,
}

/// Writes the kit for a screen, unless one of its files is there.
pub(super) fn kiosk(args: &NewArgs, language: Language) -> Result<Exit, Refusal> {
    let (folder, id) = place(args.id.as_deref());
    let (records, mistakes) = records_of(&args.portal, language)?;
    let screen = match screen(id, &records) {
        Ok(screen) if screen.written || mistakes.is_empty() => screen,
        Ok(_) => return Ok(unread(&mistakes)),
        Err(_) if !mistakes.is_empty() => return Ok(unread(&mistakes)),
        Err(refusal) => return Err(refusal),
    };
    let files: Vec<(PathBuf, String)> =
        FILES.iter().map(|(path, text)| (folder.join(path), screen.file(path, text))).collect();
    create_all(&files)?;
    let folder = folder.display();
    print(language.of(&say(
        format!("已新建大屏播放机的文件 {folder}\n先打开：{folder}/先读这里.txt"),
        format!("made the files of a screen's machine {folder}\nbegin with {folder}/先读这里.txt"),
    )));
    Ok(Exit::Good)
}

/// The folder to write and the screen's id: of `lobby-fhd` the folder is `kiosk-lobby-fhd`, and of
/// a path the screen is its last part.
fn place(typed: Option<&str>) -> (PathBuf, Option<String>) {
    let Some(typed) = typed else { return ("kiosk".into(), None) };
    if Slug::parse(typed).is_ok() {
        return (format!("kiosk-{typed}").into(), Some(typed.to_owned()));
    }
    let folder = PathBuf::from(typed);
    let last = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let id = last.map(|last| last.trim_start_matches("kiosk-").to_owned());
    (folder, id.filter(|id| Slug::parse(id).is_ok()))
}

/// The portal's records, and the mistakes for which some could not be read; a kit may be made
/// without a portal, too.
fn records_of(folder: &Path, language: Language) -> Result<(Records, String), Refusal> {
    if !folder.is_dir() {
        return Ok((Records::default(), String::new()));
    }
    let (sources, mut problems) = read(folder)?;
    let records = record::load(&sources, &mut problems);
    in_order(&mut problems);
    let errors = problems.iter().filter(|problem| problem.severity() == Severity::Error);
    let mistakes = findings(errors, &sources, language);
    Ok((records, mistakes))
}

/// Says why a screen that may be written down could not be read.
fn unread(mistakes: &str) -> Exit {
    print(mistakes);
    Exit::Wrong
}

/// What is known of a screen; the rest is left to the installer. A portal that has screens knows
/// their ids.
fn screen(id: Option<String>, records: &Records) -> Result<Screen, Refusal> {
    let unknown = || UNKNOWN.to_owned();
    let Some(id) = id else {
        let (id, name, url) = (unknown(), unknown(), unknown());
        return Ok(Screen { written: true, id, name, url, width: unknown(), height: unknown() });
    };
    let mut written = records.screens.iter();
    let record = written.find(|record| record.id.value.as_str() == id);
    if record.is_none() && !records.screens.is_empty() {
        let known: Vec<_> = records.screens.iter().map(|it| it.id.value.as_str()).collect();
        return Err(not_there(("screen", "屏幕"), &id, &known));
    }
    // A portal without screens of its own has one, which is named like its panel.
    let panel = record.map_or(&*id, |record| record.profile.slug.as_str());
    let profiles = Profiles::of(records, &mut Vec::new());
    let panel = Slug::parse(panel).ok().and_then(|slug| profiles.get(&slug).cloned());
    let length =
        |of: fn(&Profile) -> u32| panel.as_ref().map_or_else(unknown, |it| of(it).to_string());
    let portal = records.portal.as_ref();
    let base = portal.and_then(|portal| portal.base_url.as_ref());
    Ok(Screen {
        written: record.is_some(),
        name: record.map_or_else(|| id.clone(), |record| record.name.to_string()),
        url: base.map_or_else(unknown, |base| {
            format!("{}/screens/{id}/", base.value.trim_end_matches('/'))
        }),
        width: length(|panel| panel.width),
        height: length(|panel| panel.height),
        id,
    })
}

impl Screen {
    /// A file of the kit, filled in and in the form its system reads.
    fn file(&self, path: &str, text: &str) -> String {
        let in_page = ending(path) == "html";
        let write = |value: &str| if in_page { in_html(value) } else { in_quotes(value) };
        let line = format!("<tr>{}</tr>\n", "<td></td>".repeat(7));
        let text = text
            .replace("@STYLE@", &format!("<style>\n{STYLE}</style>"))
            .replace("@LEDGER@", line.repeat(LEDGER_LINES).trim_end())
            .replace("@SCREEN@", &write(&self.id))
            .replace("@NAME@", &write(&self.name))
            .replace("@URL@", &write(&self.url))
            .replace("@WIDTH@", &self.width)
            .replace("@HEIGHT@", &self.height);
        form(path, text)
    }
}

/// Windows wants its own line ends; its PowerShell and its Notepad take a text for the local code
/// page unless it begins with a mark.
fn form(path: &str, text: String) -> String {
    if !path.starts_with("windows/") && ending(path) != "txt" {
        return text;
    }
    let mark = if ["ps1", "txt"].contains(&ending(path)) { "\u{feff}" } else { "" };
    format!("{mark}{}", text.replace('\n', "\r\n"))
}

fn ending(path: &str) -> &str {
    Path::new(path).extension().and_then(OsStr::to_str).unwrap_or_default()
}

fn in_html(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// A value for between single quotes, in the shell and in PowerShell alike.
fn in_quotes(value: &str) -> String {
    value.replace('\'', "%27")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_follows_from_the_id_and_the_id_from_the_folder() {
        let place = |typed| {
            let (folder, id) = place(typed);
            (folder.display().to_string(), id.unwrap_or_default())
        };
        let of = |folder: &str, id: &str| (folder.to_owned(), id.to_owned());
        assert_eq!(place(None), of("kiosk", ""));
        assert_eq!(place(Some("lobby-fhd")), of("kiosk-lobby-fhd", "lobby-fhd"));
        assert_eq!(place(Some("out/kiosk-lobby-fhd")), of("out/kiosk-lobby-fhd", "lobby-fhd"));
        assert_eq!(place(Some("usb/gate-384")), of("usb/gate-384", "gate-384"));
        assert_eq!(place(Some("./大厅")), of("./大厅", ""));
    }

    #[test]
    fn windows_gets_its_line_ends_and_marks() {
        assert_eq!(form("windows/kiosk.ps1", "a\n".to_owned()), "\u{feff}a\r\n");
        assert_eq!(form("windows/start.cmd", "a\n".to_owned()), "a\r\n");
        assert_eq!(form("linux/kiosk-watch", "a\n".to_owned()), "a\n");
    }
}

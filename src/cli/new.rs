//! `daylight new`: a portal to begin with, a record in which every key is explained, or the files
//! of a machine that plays a screen.
//! Nothing that is there already is ever overwritten.

#![expect(clippy::disallowed_methods, reason = "a new record is written beside the author's own")]

mod kiosk;
mod known;
mod method;
mod starting;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{Datelike, Months, NaiveDate};

use super::terminal::{Refusal, print};
use super::{Exit, NewArgs, now, read};
use crate::diagnostic::{Language, nearest, say};
use crate::method::Method;
use crate::record::{self, AreaLevel, RecordKind};
use crate::slug::Slug;
use crate::source::PathError;
use crate::yaml::Field;
use known::Known;
use starting::Starting;

/// A kind of record that can be started.
struct Kind {
    name: &'static str,
    zh: &'static str,
    fields: &'static [Field],
    /// Where it goes; `ID` and `MONTH` stand for themselves.
    path: &'static str,
    /// Keys that are written although they may be left out: English, those of inner records after
    /// a dot.
    written: &'static [&'static str],
}

impl Kind {
    /// Whether what it says would be published as it was started, for it knows no drafts: all of it
    /// stands behind `# ` until the author uncovers it.
    fn is_covered(&self) -> bool {
        matches!(
            self.name,
            "change"
                | "closing"
                | "holding"
                | "slip"
                | "warning"
                | "report"
                | "pledge_template"
                | "question_count"
                | "visit_count"
                | "petition_count"
                | "calendar"
        )
    }

    /// Whether its id is that of the record it speaks of.
    fn speaks_of(&self) -> Option<(&'static str, &'static str)> {
        match self.name {
            "update" | "change" | "closing" => Some(("task", "任务")),
            "holding" | "visit_count" | "petition_count" => Some(("post", "岗位")),
            _ => None,
        }
    }
}

/// A kind's name, where it goes, and the keys that are written although they may be left out.
type Startable = (&'static str, &'static str, &'static [&'static str]);

/// The kinds of records, in the order in which a portal is built up.
const KINDS: [Startable; 35] = [
    ("document", "documents/ID.yaml", &[]),
    ("unit", "units/ID.yaml", &[]),
    ("post", "units/ID.yaml", &[]),
    ("holding", "units/holding-ID.yaml", &[]),
    ("area", "areas/ID.yaml", &[]),
    ("grid", "grids/ID.yaml", &[]),
    ("plan", "plans/ID.yaml", &[]),
    ("task", "tasks/ID.yaml", &["draft"]),
    ("update", "updates/MONTH/ID.yaml", &[]),
    ("change", "changes/MONTH/ID.yaml", &["old", "new", "reason"]),
    ("closing", "closings/MONTH/ID.yaml", &["completed_on", "evidence"]),
    ("commendation", "cases/commendations/ID.md", &["honoured", "honoured.unit", "draft"]),
    ("exposure", "cases/exposures/ID.md", &["facts", "feedback_on", "draft"]),
    ("practice", "cases/practices/ID.md", &["draft"]),
    ("page", "pages/ID.md", &["draft"]),
    ("bulletin", "bulletins/ID.md", &["month", "draft"]),
    ("assessment", "assessments/ID.yaml", &["unit", "assessor", "draft"]),
    ("inspection", "supervision/ID.yaml", &["units", "draft"]),
    ("problem", "supervision/ID.yaml", &["unit", "assigned_to", "due", "draft"]),
    ("rectification", "supervision/ID.yaml", &["rectification.plate_number", "draft"]),
    ("slip", "supervision/ID.yaml", &["due"]),
    ("warning", "supervision/ID.yaml", &[]),
    ("report", "supervision/ID.yaml", &[]),
    ("pledge_template", "supervision/ID.yaml", &[]),
    ("pledge", "supervision/ID.yaml", &["items", "items.due", "draft"]),
    ("consultation", "participation/ID.yaml", &["channels", "draft"]),
    ("appraisal", "participation/ID.yaml", &["shares", "shares.favourable", "draft"]),
    ("gathering", "participation/ID.yaml", &["draft"]),
    ("micro_project", "participation/ID.yaml", &["area", "amount", "draft"]),
    ("question_count", "participation/question-count-ID.yaml", &[]),
    ("visit_count", "participation/visit-count-ID.yaml", &[]),
    ("petition_count", "participation/petition-count-ID.yaml", &[]),
    ("calendar", "calendar/ID.yaml", &["holidays", "working_days"]),
    ("profile", "profiles/ID.yaml", &[]),
    ("screen", "screens/ID.yaml", &["location", "playlists", "playlists.slides", "draft"]),
];

/// The kind that is typed.
fn kind(name: &str) -> Option<Kind> {
    let (name, path, written) = KINDS.into_iter().find(|(known, ..)| *known == name)?;
    let RecordKind { zh, fields, .. } = RecordKind::named(name);
    Some(Kind { name, zh, fields, path, written })
}

/// What can be started, as it is typed.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    [PORTAL, KIOSK].into_iter().chain(KINDS.iter().map(|(name, ..)| *name))
}

/// How many of the records that are there a message names.
const NAMED: usize = 6;

const PORTAL: &str = "portal";
const KIOSK: &str = "kiosk";

/// The files of a new portal.
const PORTAL_FILES: [(&str, &str); 8] = [
    ("portal.yaml", include_str!("new/portal/portal.yaml")),
    ("documents.yaml", include_str!("new/portal/documents.yaml")),
    ("areas.yaml", include_str!("new/portal/areas.yaml")),
    ("units/government.yaml", include_str!("new/portal/government.yaml")),
    ("plans/plan.yaml", include_str!("new/portal/plan.yaml")),
    ("tasks/lift-retrofit.yaml", include_str!("new/portal/lift-retrofit.yaml")),
    ("updates/MONTH.yaml", include_str!("new/portal/updates.yaml")),
    ("pages/about.md", include_str!("new/portal/about.md")),
];

/// Starts a portal or a record.
pub(super) fn new(args: &NewArgs, language: Language) -> Result<Exit, Refusal> {
    if args.kind == KIOSK {
        return kiosk::kiosk(args, language);
    }
    let today = now();
    let Some(kind) = &kind(&args.kind) else {
        let folder = args.id.as_deref().unwrap_or("content");
        if folder.trim().is_empty() {
            return Err(Refusal::new(say("缺少文件夹的名称", "the name of the folder is missing"))
                .help(say(
                    "例如 `daylight new portal yuncheng`",
                    "such as `daylight new portal a`",
                )));
        }
        let method = method::chosen(args.method.as_deref(), args.level.as_deref())?;
        portal(Path::new(folder), today, &method)?;
        print(language.of(&say(
            format!("已新建门户 {folder}\n看一看：daylight serve {folder}"),
            format!("made the portal {folder}\nlook at it: daylight serve {folder}"),
        )));
        return Ok(Exit::Good);
    };
    let of_portals = [("--method", args.method.is_some()), ("--level", args.level.is_some())];
    if let Some((option, _)) = of_portals.into_iter().find(|(_, is_given)| *is_given) {
        let words = say(
            format!("`{option}`只用于新建门户，不用于{}", kind.zh),
            format!("`{option}` is of a new portal, not of a {}", kind.name),
        );
        return Err(Refusal::new(words).help(say(
            format!("删去`{option}`；工作方法和级别写在`portal.yaml`里"),
            format!("leave `{option}` out; `portal.yaml` names the working method and the level"),
        )));
    }
    let id = args.id.as_deref().unwrap_or_default();
    let (sources, mut problems) = read(&args.portal)?;
    let known = Known::of(&record::load(&sources, &mut problems));
    check_id(kind, id, today, &known)?;
    let starting = Starting { kind, id, today, known: &known };
    let path = args.portal.join(in_month(&kind.path.replace("ID", id), today));
    let text = starting.text()?;
    create(&path, &text)?;
    let path = path.strip_prefix(".").unwrap_or(&path).display();
    print(language.of(&say(format!("已新建 {path}"), format!("made {path}"))));
    Ok(Exit::Good)
}

/// Writes a portal's files, unless one of them is there.
fn portal(folder: &Path, today: NaiveDate, method: &Method) -> Result<(), Refusal> {
    let level = method.own_level().expect("a method is chosen for one of its levels");
    let levels: Vec<&str> = method.levels.iter().map(|level| level.name.as_str()).collect();
    let asked = [
        ("<LEVEL>", level.name.to_string()),
        ("<LEVELS>", levels.join("、")),
        ("<AREA_LEVEL>", level.area.unwrap_or(AreaLevel::County).zh().to_owned()),
        ("<METHOD>", method.id.value.to_string()),
        ("# <ABOUT_METHOD>", method::explained(method)),
        ("# <METHOD_PLAN>\n", method::of_plan(method)),
        ("# <METHOD_TASK>\n", method::of_task(method)),
    ];
    let words: Vec<_> = asked.into_iter().chain(example(today)).collect();
    let filled = |text: &str| {
        words.iter().fold(text.to_owned(), |text, (word, value)| text.replace(word, value))
    };
    create_all(&PORTAL_FILES.map(|(path, text)| (folder.join(in_month(path, today)), filled(text))))
}

/// What the words in the portal's files stand for. The example is a task of a year that has just
/// begun, so that its light is green whenever it is made.
fn example(today: NaiveDate) -> [(&'static str, String); 7] {
    let start = today.with_day(1).unwrap_or(today);
    let build = start + Months::new(3);
    let before = |day: NaiveDate| day.pred_opt().unwrap_or(day).to_string();
    [
        ("<TODAY>", today.to_string()),
        ("<YEAR>", today.year().to_string()),
        ("<NEXT_YEAR>", (today.year() + 1).to_string()),
        ("<START>", start.to_string()),
        ("<DESIGNED>", before(build)),
        ("<BUILD>", build.to_string()),
        ("<END>", before(start + Months::new(12))),
    ]
}

fn in_month(path: &str, today: NaiveDate) -> String {
    path.replace("MONTH", &today.format("%Y-%m").to_string())
}

/// An id must be one and must be free; that of an update is a task's.
fn check_id(kind: &Kind, id: &str, today: NaiveDate, known: &Known) -> Result<(), Refusal> {
    if Slug::parse(id).is_err() {
        let words = match id {
            "" => say("缺少编号", "the id is missing"),
            id => say(format!("`{id}`不能作编号"), format!("`{id}` cannot be an id")),
        };
        return Err(Refusal::new(words).help(say(
            "编号只用小写字母、数字和连字符，例如`lift-retrofit`",
            "use lowercase letters, digits and hyphens, such as `lift-retrofit`",
        )));
    }
    if kind.name == "calendar" && !(id.len() == 4 && id.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(Refusal::new(say(format!("`{id}`不是年份"), format!("`{id}` is no year")))
            .help(say(
                "例如 `daylight new calendar 2027`",
                "such as `daylight new calendar 2027`",
            )));
    }
    if let Some(spoken_of) = kind.speaks_of() {
        return check_spoken_of(kind, spoken_of, id, today, known);
    }
    if !known.has(kind.name, id) {
        return Ok(());
    }
    let (zh, en) = (kind.zh, kind.name);
    let words = say(format!("已有编号为`{id}`的{zh}"), format!("there is a {en} `{id}`"));
    Err(Refusal::new(words).help(say("换一个编号", "choose another id")))
}

/// An update is of a task, and speaks of a day of which nothing is reported yet; a change and a
/// closing are of a task, a holding is of a post.
fn check_spoken_of(
    kind: &Kind,
    (of, zh): (&'static str, &str),
    id: &str,
    today: NaiveDate,
    known: &Known,
) -> Result<(), Refusal> {
    if kind.name == "update" && known.is_reported(id, today) {
        let words = say(
            format!("任务`{id}`已有截至{today}的进展"),
            format!("there is an update of `{id}` as of {today}"),
        );
        return Err(Refusal::new(words).help(say("在那一条里改", "change that one")));
    }
    if known.has(of, id) {
        return Ok(());
    }
    Err(not_there((of, zh), id, &known.ids(of).collect::<Vec<_>>()))
}

/// There is no such record: the nearest one, or what there is.
fn not_there((kind, zh): (&str, &str), id: &str, known: &[&str]) -> Refusal {
    let refusal =
        Refusal::new(say(format!("没有{zh}`{id}`"), format!("there is no {kind} `{id}`")));
    if let Some(near) = nearest(id, known.iter().copied()) {
        return refusal.help(say(format!("是不是`{near}`？"), format!("did you mean `{near}`?")));
    }
    if known.is_empty() {
        return refusal.help(say(
            format!("先用`daylight new {kind}`新建"),
            format!("first: `daylight new {kind}`"),
        ));
    }
    let named: Vec<_> = known.iter().take(NAMED).map(|id| format!("`{id}`")).collect();
    let more = if known.len() > NAMED { ("……", " …") } else { ("", "") };
    refusal.help(say(
        format!("已有的{zh}：{}{}", named.join("、"), more.0),
        format!("there is: {}{}", named.join(", "), more.1),
    ))
}

/// Writes files, unless one of them is there.
fn create_all(files: &[(PathBuf, String)]) -> Result<(), Refusal> {
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(is_there(path));
    }
    files.iter().try_for_each(|(path, text)| create(path, text))
}

/// Writes a file that is not there yet.
fn create(path: &Path, text: &str) -> Result<(), Refusal> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(PathError::on("create", folder))?;
    let mut file = match File::create_new(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(is_there(path)),
        Err(error) => return Err(PathError::on("write", path)(error).into()),
    };
    file.write_all(text.as_bytes()).map_err(PathError::on("write", path))?;
    Ok(())
}

fn is_there(path: &Path) -> Refusal {
    let path = path.display();
    Refusal::new(say(
        format!("已有文件 {path}，没有改动"),
        format!("there is a file {path}; it was left alone"),
    ))
}

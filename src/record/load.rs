//! Which file holds which kind, and reading them all.

mod astray;
mod flat;
mod ledgers;

pub use ledgers::{ParticipationRecords, SupervisionRecords};

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::named::name_the_ids;
use super::{
    AreaRecord, AssessmentRecord, BulletinRecord, CalendarRecord, ChangeRecord, ClosingRecord,
    CommendationRecord, DocumentRecord, ExposureRecord, GridRecord, HoldingRecord, PageRecord,
    PlanRecord, PortalRecord, PostRecord, PracticeRecord, ProfileRecord, ScreenRecord, TaskRecord,
    UnitRecord, UpdateRecord, Writeup,
};
use crate::diagnostic::{Code, Diagnostic, any_error, nearest, say};
use crate::source::{PORTALS, SourceFile, Sources};
use crate::span::{FileId, Span};
use crate::unread;
use crate::yaml::{self, Field, Mention, Node, Read, Shape, Value, mentions};

/// Everything the files claim.
#[derive(Debug, Default)]
pub struct Records {
    /// `portal.yaml`.
    pub portal: Option<PortalRecord>,
    /// `method.yaml`: the portal's own working method, read by `method`.
    pub method: Option<Node>,
    /// Basis documents.
    pub documents: Vec<DocumentRecord>,
    /// Units.
    pub units: Vec<UnitRecord>,
    /// Posts.
    pub posts: Vec<PostRecord>,
    /// Holdings.
    pub holdings: Vec<HoldingRecord>,
    /// Areas.
    pub areas: Vec<AreaRecord>,
    /// Grids.
    pub grids: Vec<GridRecord>,
    /// Plans.
    pub plans: Vec<PlanRecord>,
    /// Tasks.
    pub tasks: Vec<TaskRecord>,
    /// Updates.
    pub updates: Vec<UpdateRecord>,
    /// Changes.
    pub changes: Vec<ChangeRecord>,
    /// Closings.
    pub closings: Vec<ClosingRecord>,
    /// Commendations.
    pub commendations: Vec<Writeup<CommendationRecord>>,
    /// Exposures.
    pub exposures: Vec<Writeup<ExposureRecord>>,
    /// Practices.
    pub practices: Vec<Writeup<PracticeRecord>>,
    /// Assessments.
    pub assessments: Vec<AssessmentRecord>,
    /// Pages.
    pub pages: Vec<Writeup<PageRecord>>,
    /// Bulletins.
    pub bulletins: Vec<Writeup<BulletinRecord>>,
    /// Supervision.
    pub supervision: SupervisionRecords,
    /// Taking part.
    pub participation: ParticipationRecords,
    /// Panels, the portal's own.
    pub profiles: Vec<ProfileRecord>,
    /// Screens.
    pub screens: Vec<ScreenRecord>,
    /// Working days by year, the portal's own.
    pub calendars: Vec<CalendarRecord>,
    /// Prose whose record could not be read: its links are checked all the same.
    pub loose: Vec<Writeup<()>>,
    /// What records that could not be read say of themselves.
    pub lost: Lost,
}

/// Records that could not be read: references to them, and what is missing without them, are not
/// reported again.
#[derive(Debug, Clone, Default)]
pub struct Lost {
    /// English kind, and the id the record claims or the task it speaks of; no id if nobody can
    /// say which record it was.
    claims: BTreeSet<(&'static str, String)>,
    /// What records refer to that could not be read, or not all of it: looked up all the same.
    mentions: Vec<Mention>,
}

impl<'a> FromIterator<&'a Lost> for Lost {
    fn from_iter<I: IntoIterator<Item = &'a Self>>(all: I) -> Self {
        all.into_iter().fold(Self::default(), |mut sum, lost| {
            sum.add(lost.clone());
            sum
        })
    }
}

impl Lost {
    fn add(&mut self, other: Self) {
        self.claims.extend(other.claims);
        self.mentions.extend(other.mentions);
    }

    /// What records with mistakes in them refer to.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Whatever looks like an id in a text that is not read may be one that was lost.
    fn lose(&mut self, room: Room, text: &str) {
        let mut ids: Vec<&str> = ids_in(text).collect();
        if ids.is_empty() {
            ids.push("");
        }
        for id in ids {
            self.claims.extend(room.kinds().iter().map(|kind| (*kind, id.to_owned())));
        }
    }

    /// Whether every record could be read.
    pub fn is_none(&self) -> bool {
        self.claims.is_empty()
    }

    /// The ids of a kind that were lost; an empty one stands for any.
    pub fn ids(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.claims.iter().filter(move |(known, _)| *known == kind).map(|(_, id)| id.as_str())
    }

    /// Whether some record of a kind was lost.
    pub fn any(&self, kind: &str) -> bool {
        self.claims.iter().any(|(known, _)| *known == kind)
    }

    /// Whether a record of a kind with this id may have been lost.
    pub fn may_be(&self, kind: &'static str, id: &str) -> bool {
        self.claims.contains(&(kind, id.to_owned())) || self.claims.contains(&(kind, String::new()))
    }
}

/// `portal.yaml` under another name, which nobody misses besides.
const MISNAMED_PORTAL: &str = "misnamed portal";

/// What a path holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    Portal,
    Method,
    Documents,
    Units,
    Areas,
    Grids,
    Plans,
    Tasks,
    Updates,
    Changes,
    Closings,
    Commendations,
    Exposures,
    Practices,
    Assessments,
    Pages,
    Bulletins,
    Supervision,
    Participation,
    Profiles,
    Screens,
    Calendar,
    /// Copied as it is.
    Asset,
    /// Read by the theme.
    Theme,
    /// A font for slides.
    Font,
    /// A summary that a portal below this one published.
    Summary,
}

/// Folders and files by the beginning of their path.
const ROOMS: [(&str, Room); 34] = [
    ("documents.yaml", Room::Documents),
    ("documents/", Room::Documents),
    ("units.yaml", Room::Units),
    ("units/", Room::Units),
    ("areas.yaml", Room::Areas),
    ("areas/", Room::Areas),
    ("grids.yaml", Room::Grids),
    ("grids/", Room::Grids),
    ("plans.yaml", Room::Plans),
    ("plans/", Room::Plans),
    ("tasks/", Room::Tasks),
    ("updates/", Room::Updates),
    ("changes/", Room::Changes),
    ("closings/", Room::Closings),
    ("cases/commendations/", Room::Commendations),
    ("cases/exposures/", Room::Exposures),
    ("cases/practices/", Room::Practices),
    ("assessments/", Room::Assessments),
    ("pages/", Room::Pages),
    ("bulletins/", Room::Bulletins),
    ("supervision.yaml", Room::Supervision),
    ("supervision/", Room::Supervision),
    ("participation.yaml", Room::Participation),
    ("participation/", Room::Participation),
    ("profiles.yaml", Room::Profiles),
    ("profiles/", Room::Profiles),
    ("screens/", Room::Screens),
    ("calendar/", Room::Calendar),
    ("assets/", Room::Asset),
    ("theme/", Room::Theme),
    ("fonts/", Room::Font),
    ("summaries/", Room::Summary),
    ("portal.yaml", Room::Portal),
    ("method.yaml", Room::Method),
];

impl Room {
    /// The room of a path; none if nothing is read there.
    pub(super) fn of(path: &str) -> Option<Self> {
        let path =
            path.strip_suffix(".yml").map_or_else(|| path.to_owned(), |p| format!("{p}.yaml"));
        let fits = |beginning: &str| match beginning.strip_suffix('/') {
            Some(_) => path.starts_with(beginning),
            None => path == beginning,
        };
        let room = ROOMS.iter().find(|(beginning, _)| fits(beginning)).map(|(_, room)| *room)?;
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let right = match room {
            Self::Asset | Self::Theme => true,
            Self::Summary => ending == "json",
            Self::Font => matches!(ending, "ttf" | "otf" | "ttc"),
            Self::Commendations
            | Self::Exposures
            | Self::Practices
            | Self::Pages
            | Self::Bulletins => ending == "md",
            Self::Portal
            | Self::Method
            | Self::Documents
            | Self::Units
            | Self::Areas
            | Self::Grids
            | Self::Plans
            | Self::Tasks
            | Self::Updates
            | Self::Changes
            | Self::Closings
            | Self::Assessments
            | Self::Supervision
            | Self::Participation
            | Self::Profiles
            | Self::Screens
            | Self::Calendar => ending == "yaml",
        };
        right.then_some(room)
    }
}

impl Room {
    /// The English kinds of the records it holds, as far as others speak of them.
    fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Documents => &["document"],
            Self::Units => &["unit", "post"],
            Self::Areas => &["area"],
            Self::Grids => &["grid"],
            Self::Plans => &["plan", "category"],
            Self::Tasks => &["task"],
            Self::Updates => &["update"],
            Self::Changes => &["change"],
            Self::Closings => &["closing"],
            Self::Commendations => &["commendation"],
            Self::Exposures => &["exposure"],
            Self::Practices => &["practice"],
            Self::Assessments => &["assessment"],
            Self::Pages => &["page"],
            Self::Bulletins => &["bulletin"],
            Self::Supervision => &[
                "inspection",
                "problem",
                "rectification",
                "slip",
                "warning",
                "report",
                "pledge",
                "pledge_template",
            ],
            Self::Participation => &["appraisal", "consultation", "gathering", "micro_project"],
            Self::Profiles => &["profile"],
            Self::Screens => &["screen"],
            Self::Portal
            | Self::Method
            | Self::Calendar
            | Self::Asset
            | Self::Theme
            | Self::Font
            | Self::Summary => &[],
        }
    }
}

/// Reads every record of every file; mistakes are reported and reading goes on.
pub fn load(sources: &Sources, problems: &mut Vec<Diagnostic>) -> Records {
    let (files, second) = files(sources);
    let mut all = Records::default();
    let parts = read_all(&files);
    all.make_room(&parts);
    for (part, found) in parts {
        all.take_in(part);
        problems.extend(found);
    }
    problems.extend(second);
    finish(&all, sources, problems);
    all
}

/// What can only be said once every file is read.
pub(super) fn finish(records: &Records, sources: &Sources, problems: &mut Vec<Diagnostic>) {
    astray::once_for_each_folder(problems);
    if records.lost.any(MISNAMED_PORTAL) {
        problems.retain(|problem| problem.code != Code::NoPortalFile);
    }
    name_the_ids(records, sources, problems);
}

/// The files that are read, in order, and what is said of a second `portal.yaml`.
pub(super) fn files(sources: &Sources) -> (Vec<(FileId, &SourceFile)>, Option<Diagnostic>) {
    // Summaries are looked at when the portal is resolved.
    let is_handed = |id: FileId| sources.handed.iter().any(|handed| handed.file == Some(id));
    let mut files: Vec<(FileId, &SourceFile)> =
        sources.iter().filter(|(id, _)| !is_handed(*id)).collect();
    let second = second_portal(&mut files);
    (files, second)
}

/// What each file claims, and what is wrong with it.
pub(super) fn read_all(files: &[(FileId, &SourceFile)]) -> Vec<(Records, Vec<Diagnostic>)> {
    files.par_iter().map(|(id, file)| read_one(*id, file)).collect()
}

/// What a file claims, and what is wrong with it.
pub(super) fn read_one(id: FileId, file: &SourceFile) -> (Records, Vec<Diagnostic>) {
    let mut records = Records::default();
    let mut found = Vec::new();
    load_file(id, file, &mut records, &mut found);
    (records, found)
}

/// The summaries that `portal.yaml` names: the portal below and the path of its summary. What is
/// wrong with the file is told when it is read as a record.
pub fn named_summaries(sources: &Sources) -> Vec<(String, String)> {
    let portal = sources.iter().find(|(_, file)| Room::of(&file.path) == Some(Room::Portal));
    let Some((id, SourceFile { text: Some(text), .. })) = portal else { return Vec::new() };
    let mut unheard = Vec::new();
    let node = yaml::parse(id, text, 0, &mut unheard);
    let record = node.and_then(|node| PortalRecord::read(&node, &mut unheard));
    let children = record.into_iter().flat_map(|record| record.children);
    let named = children
        .filter_map(|child| Some((child.id.value.to_string(), child.summary?.value.to_string())));
    named.collect()
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

impl Records {
    /// Makes room for the records of which a portal has most: as they come file by file they would
    /// be moved again and again.
    pub(super) fn make_room(&mut self, parts: &[(Self, Vec<Diagnostic>)]) {
        self.tasks.reserve(parts.iter().map(|(part, _)| part.tasks.len()).sum());
        self.updates.reserve(parts.iter().map(|(part, _)| part.updates.len()).sum());
    }

    /// Adds the records of a later file.
    pub(super) fn take_in(&mut self, part: Self) {
        self.portal = self.portal.take().or(part.portal);
        self.method = self.method.take().or(part.method);
        self.documents.extend(part.documents);
        self.units.extend(part.units);
        self.posts.extend(part.posts);
        self.holdings.extend(part.holdings);
        self.areas.extend(part.areas);
        self.grids.extend(part.grids);
        self.plans.extend(part.plans);
        self.tasks.extend(part.tasks);
        self.updates.extend(part.updates);
        self.changes.extend(part.changes);
        self.closings.extend(part.closings);
        self.commendations.extend(part.commendations);
        self.exposures.extend(part.exposures);
        self.practices.extend(part.practices);
        self.assessments.extend(part.assessments);
        self.pages.extend(part.pages);
        self.bulletins.extend(part.bulletins);
        self.supervision.take_in(part.supervision);
        self.participation.take_in(part.participation);
        self.profiles.extend(part.profiles);
        self.screens.extend(part.screens);
        self.calendars.extend(part.calendars);
        self.loose.extend(part.loose);
        self.lost.add(part.lost);
    }
}

fn load_file(id: FileId, file: &SourceFile, to: &mut Records, problems: &mut Vec<Diagnostic>) {
    let Some(room) = Room::of(&file.path) else {
        let text = file.text.as_deref().unwrap_or_default();
        if let Some((name, room)) = astray::meant_name(file) {
            problems.push(astray::misnamed(id, &file.path, &name));
            to.lost.lose(room, text);
            if room == Room::Portal {
                to.lost.claims.insert((MISNAMED_PORTAL, name));
            }
        } else if let Some((home, room)) = astray::told_by_its_words(id, file) {
            problems.push(astray::wrong_place(id, &file.path, home));
            to.lost.lose(room, text);
        } else {
            // A link that leads nowhere was reported as such.
            problems.extend(file.was_read().then(|| stray(id, &file.path)));
        }
        return;
    };
    if matches!(room, Room::Asset | Room::Theme | Room::Font | Room::Summary) {
        return;
    }
    let Some(text) = file.text.as_deref() else {
        // The encoding or the size was reported; what the file holds nobody knows.
        to.method =
            (room == Room::Method).then(|| Node { span: Span::start_of(id), value: Value::Broken });
        to.lost.claims.extend(room.kinds().iter().map(|kind| (*kind, String::new())));
        return;
    };
    let is_prose = file.path.rsplit_once('.').is_some_and(|(_, ending)| ending == "md");
    if text.trim().is_empty() && !room.kinds().is_empty() && !is_prose {
        problems.push(astray::empty(id));
        return;
    }
    let mut reading = Reading {
        file: id,
        text,
        room,
        slipped: false,
        lost: &mut to.lost,
        loose: &mut to.loose,
        problems,
    };
    match room {
        Room::Portal => to.portal = reading.one(),
        Room::Method => to.method = Some(reading.whole()),
        Room::Documents => to.documents = reading.list("document"),
        Room::Units => reading.units(&mut to.units, &mut to.posts, &mut to.holdings),
        Room::Areas => to.areas = reading.list("area"),
        Room::Grids => to.grids = reading.list("grid"),
        Room::Plans => to.plans = reading.plans(),
        Room::Tasks => to.tasks = reading.list("task"),
        Room::Updates => to.updates = reading.list("update"),
        Room::Changes => to.changes = reading.list("change"),
        Room::Closings => to.closings = reading.list("closing"),
        Room::Commendations => to.commendations.extend(reading.writeup("commendation")),
        Room::Exposures => to.exposures.extend(reading.writeup("exposure")),
        Room::Practices => to.practices.extend(reading.writeup("practice")),
        Room::Assessments => to.assessments = reading.list("assessment"),
        Room::Pages => to.pages.extend(reading.writeup("page")),
        Room::Bulletins => to.bulletins.extend(reading.writeup("bulletin")),
        Room::Supervision => reading.supervision(&mut to.supervision),
        Room::Participation => reading.participation(&mut to.participation),
        Room::Profiles => to.profiles = reading.list("profile"),
        Room::Screens => to.screens = reading.list("screen"),
        Room::Calendar => to.calendars = reading.list("calendar"),
        Room::Asset | Room::Theme | Room::Font | Room::Summary => {}
    }
}

fn stray(id: FileId, path: &str) -> Diagnostic {
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

/// Reading one file.
struct Reading<'a> {
    file: FileId,
    text: &'a str,
    /// What the file may hold.
    room: Room,
    /// Whether part of the file is not YAML.
    slipped: bool,
    lost: &'a mut Lost,
    loose: &'a mut Vec<Writeup<()>>,
    problems: &'a mut Vec<Diagnostic>,
}

/// What a file under `units/` holds.
struct People<'a> {
    units: &'a mut Vec<UnitRecord>,
    posts: &'a mut Vec<PostRecord>,
    holdings: &'a mut Vec<HoldingRecord>,
}

/// The sections of a file under `units/`.
const SECTIONS: [(&str, &str); 3] = [("units", "单位"), ("posts", "岗位"), ("holdings", "任职")];

impl Reading<'_> {
    fn node(&mut self) -> Option<Node> {
        self.parsed(0..self.text.len())
    }

    fn parsed(&mut self, part: Range<usize>) -> Option<Node> {
        let text = self.text.get(part.clone()).unwrap_or_default();
        if let Some(problem) = flat::flattened(self.room, text, self.file, part.start) {
            self.problems.push(problem);
            self.slipped = true;
            self.lose_what_is_written();
            return None;
        }
        let before = self.problems.len();
        let node = yaml::parse(self.file, text, part.start, self.problems);
        let found = self.problems.get(before..).unwrap_or_default();
        if found.iter().any(|problem| problem.code == Code::DuplicateKey) {
            // What stands under the second of two keys is not read.
            self.lose_what_is_written();
        }
        self.slipped = node.as_ref().is_none_or(Node::is_broken);
        if self.slipped {
            self.lose_what_is_written();
        }
        node
    }

    /// Whatever looks like an id in a text that is not YAML may be one that was lost.
    fn lose_what_is_written(&mut self) {
        self.lost.lose(self.room, self.text);
    }

    /// The file as it is; what cannot be read was reported.
    fn whole(&mut self) -> Node {
        let span = Span::start_of(self.file);
        self.node().unwrap_or(Node { span, value: Value::Broken })
    }

    fn one<T: Read>(&mut self) -> Option<T> {
        let node = self.node()?;
        let documents = match &node.value {
            Value::List(documents) => documents.first().filter(|first| first.span == node.span),
            Value::Null | Value::Scalar { .. } | Value::Map(_) | Value::Broken => None,
        };
        // A list begins with its dash; only several documents begin with the first of them.
        self.read(documents.unwrap_or(&node))
    }

    /// One record or a list of them; an empty file holds none.
    fn list<T: Read>(&mut self, kind: &'static str) -> Vec<T> {
        let Some(node) = self.node() else { return Vec::new() };
        self.records(&node, kind)
    }

    fn records<T: Read>(&mut self, node: &Node, kind: &'static str) -> Vec<T> {
        let node = match astray::wrapped::<T>(node) {
            Some((key, inner)) => {
                self.problems.push(astray::wrapper(key));
                inner
            }
            None => node,
        };
        match &node.value {
            Value::Null => Vec::new(),
            Value::List(items) => {
                let items = yaml::whole_records::<T>(items, self.problems);
                items.iter().filter_map(|item| self.record(item, kind)).collect()
            }
            Value::Map(_) | Value::Scalar { .. } | Value::Broken => {
                self.record(node, kind).into_iter().collect()
            }
        }
    }

    /// Reads a record; if something in it is wrong, what it refers to is noted besides.
    fn read<T: Read>(&mut self, node: &Node) -> Option<T> {
        let before = self.problems.len();
        let record = T::read(node, self.problems);
        if self.problems.get(before..).is_some_and(any_error) {
            self.lost.mentions.extend(mentions(node, &T::shape()));
        }
        record
    }

    fn record<T: Read>(&mut self, node: &Node, kind: &'static str) -> Option<T> {
        if let Some(home) = astray::home::<T>(node) {
            self.problems.push(astray::wrong_folder(node, home));
            let id = claimed_id::<T>(node).or_else(|| astray::id(home, node)).unwrap_or_default();
            self.lost.claims.extend([(home.en, id.clone()), (kind, id)]);
            return None;
        }
        let record = self.read(node);
        if record.is_some() {
            astray::unfilled(node, self.problems);
        }
        if record.is_none() {
            let id = claimed_id::<T>(node);
            // In a text that is not YAML, every id that is written may be the lost one.
            if id.is_some() || !self.slipped {
                self.lost.claims.insert((kind, id.unwrap_or_default()));
            }
        }
        record
    }

    /// Plans; what is lost of a catalogue is known by its ids.
    fn plans(&mut self) -> Vec<PlanRecord> {
        let Some(node) = self.node() else { return Vec::new() };
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&node),
        };
        let items = yaml::whole_records::<PlanRecord>(items, self.problems);
        let mut plans = Vec::new();
        for item in items.iter() {
            let read = self.records::<PlanRecord>(item, "plan");
            if read.iter().all(|plan| unread!(plan, catalogue)) {
                let mut ids = Vec::new();
                ids_below(item, &mut ids);
                self.lost.claims.extend(ids.into_iter().map(|id| ("category", id)));
            }
            plans.extend(read);
        }
        plans
    }

    /// A file under `units/`: sections 单位, 岗位 and 任职, or units alone.
    fn units(
        &mut self,
        units: &mut Vec<UnitRecord>,
        posts: &mut Vec<PostRecord>,
        holdings: &mut Vec<HoldingRecord>,
    ) {
        let Some(node) = self.node() else { return };
        let section = |key: &str| SECTIONS.iter().position(|(en, zh)| key == *en || key == *zh);
        let mut people = People { units, posts, holdings };
        let Value::Map(entries) = &node.value else {
            self.section(&node, 0, &mut people);
            return;
        };
        if !entries.iter().any(|(key, node)| {
            section(&key.text).is_some() && !matches!(node.value, Value::Scalar { .. })
        }) {
            self.section(&node, 0, &mut people);
            return;
        }
        for (key, value) in entries {
            match section(&key.text) {
                Some(at) => self.section(value, at, &mut people),
                None if value.value == Value::Broken => {}
                None => self.problems.push(
                    Diagnostic::new(
                        Code::UnknownKey,
                        key.span,
                        say(
                            format!("未知的键`{}`", key.text),
                            format!("unknown key `{}`", key.text),
                        ),
                    )
                    .help(say(
                        "这里可以写：单位、岗位、任职",
                        "known keys: units, posts, holdings",
                    )),
                ),
            }
        }
    }

    /// The records of a section; those below which the line of their own section is missing are read
    /// as what they are, and the line is asked for once.
    fn section(&mut self, node: &Node, at: usize, people: &mut People) {
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            Value::Null => return,
            Value::Map(_) | Value::Scalar { .. } | Value::Broken => std::slice::from_ref(node),
        };
        let items = match at {
            0 => yaml::whole_records::<UnitRecord>(items, self.problems),
            1 => yaml::whole_records::<PostRecord>(items, self.problems),
            _ => yaml::whole_records::<HoldingRecord>(items, self.problems),
        };
        let mut current = at;
        for item in items.iter() {
            let meant = astray::section(item, current);
            if meant != current {
                self.problems.push(astray::no_section(item, SECTIONS.get(meant).copied()));
                current = meant;
            }
            match current {
                0 => people.units.extend(self.record(item, "unit")),
                1 => people.posts.extend(self.record(item, "post")),
                _ => people.holdings.extend(self.record(item, "holding")),
            }
        }
    }

    /// Front matter between two lines of `---`, then Markdown.
    fn writeup<T: Read>(&mut self, kind: &'static str) -> Option<Writeup<T>> {
        let Some((front, body)) = front_matter(self.text) else {
            self.lose_what_is_written();
            self.problems.push(self.no_front_matter());
            return None;
        };
        if let Some(problem) = self.cut_front_matter::<T>(body) {
            self.lose_what_is_written();
            self.problems.push(problem);
            return None;
        }
        let record = self.parsed(front).and_then(|node| self.record(&node, kind));
        let body_span = Span::new(self.file, body, self.text.len());
        let words = self.text.get(body..).unwrap_or_default();
        self.problems.extend(yaml::unprintable_in(words, self.file, body));
        let body = self.text.get(body..).unwrap_or_default().to_owned();
        match record {
            Some(record) => Some(Writeup { record, body, body_span }),
            None => {
                self.loose.push(Writeup { record: (), body, body_span });
                None
            }
        }
    }

    /// A line of `---` in the middle of the front matter, behind which more of its keys and another
    /// such line follow.
    fn cut_front_matter<T: Read>(&self, body: usize) -> Option<Diagnostic> {
        let Shape::Record(fields) = T::shape() else { return None };
        let (rest, _) = self.text.get(body..)?.split_once("\n---")?;
        let mut lines = rest.lines().filter(|line| !line.trim().is_empty());
        let (key, _) = lines.next()?.split_once(':')?;
        fields.iter().any(|field| field.is(key.trim())).then(|| {
            let mark = self.text.get(..body).unwrap_or_default().trim_end().len();
            let words =
                say("记录还没有写完，这里多了一行`---`", "a line `---` cuts the record in two");
            let span = Span::new(self.file, mark.saturating_sub(3), mark);
            Diagnostic::new(Code::YamlSyntax, span, words)
                .help(say("删去这一行", "delete this line"))
        })
    }

    fn no_front_matter(&self) -> Diagnostic {
        Diagnostic::new(
            Code::NoFrontMatter,
            Span::new(self.file, 0, self.text.find('\n').unwrap_or(self.text.len())),
            say("文章开头没有用`---`括起来的记录", "the file does not begin with front matter"),
        )
        .help(say(
            "第一行写`---`，然后是各个键，再写一行`---`，下面是正文",
            "put `---`, the keys, `---` above the text",
        ))
    }
}

/// The byte range of the front matter and the first byte of the body.
fn front_matter(text: &str) -> Option<(Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    for line in lines {
        if line.trim_end() == "---" {
            return Some((first.len()..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// What a record that could not be read is called: its first key is its id, or names the record it
/// speaks of.
fn claimed_id<T: Read>(node: &Node) -> Option<String> {
    let (Value::Map(entries), Shape::Record(fields)) = (&node.value, T::shape()) else {
        return None;
    };
    let id: &Field = fields.first()?;
    entries.iter().find(|(key, _)| id.is(&key.text)).and_then(|(_, node)| scalar(node))
}

fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text.clone()),
        Value::Null | Value::List(_) | Value::Map(_) | Value::Broken => None,
    }
}

/// Every id in a node and below it.
fn ids_below(node: &Node, ids: &mut Vec<String>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| ids_below(item, ids)),
        Value::Map(entries) => {
            for (key, node) in entries {
                let is_id = matches!(key.text.as_str(), "id" | "编号");
                ids.extend(scalar(node).filter(|_| is_id));
                ids_below(node, ids);
            }
        }
        Value::Null | Value::Scalar { .. } | Value::Broken => {}
    }
}

/// Whatever is written behind the key of an id, or of the task a record speaks of.
fn ids_in(text: &str) -> impl Iterator<Item = &str> {
    let keys = ["编号", "id", "任务", "task"];
    keys.into_iter().flat_map(move |key| text.split(key).skip(1)).filter_map(|behind| {
        let value = behind.trim_start_matches(['"', '\'', ' ']).strip_prefix([':', '：'])?;
        let opens = |mark: char| mark.is_whitespace() || matches!(mark, '"' | '\'');
        let value = value.trim_start_matches(opens);
        let ends =
            |mark: char| mark.is_whitespace() || matches!(mark, ',' | '}' | '"' | '\'' | '#');
        let end = value.find(ends);
        value.get(..end.unwrap_or(value.len())).filter(|id| !id.is_empty())
    })
}

//! Reading every file of a portal.

mod amount;
mod astray;
mod days;
mod flat;
mod ledgers;
mod lost;
mod people;
mod reading;
mod room;
mod sheet;
mod stray;
mod twice;
mod writeup;

pub use amount::Amounts;
pub use days::{Dated, Days};
pub use ledgers::{ParticipationRecords, SupervisionRecords};
pub use lost::Lost;
pub(super) use room::Room;

use rayon::prelude::*;

use super::named::name_the_ids;
use super::{
    AreaRecord, AssessmentRecord, BulletinRecord, CalendarRecord, ChangeRecord, ClosingRecord,
    CommendationRecord, DocumentRecord, ExposureRecord, GridRecord, HoldingRecord, PageRecord,
    PlanRecord, PortalRecord, PostRecord, PracticeRecord, ProfileRecord, ScreenRecord, TaskRecord,
    UnitRecord, UpdateRecord, Writeup,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceFile, Sources};
use crate::span::{FileId, Span};
use crate::yaml::{self, Node, Read, Value};
use reading::Reading;

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
    /// Amounts, as far as it matters how they are written.
    pub amounts: Amounts,
    /// The days that records name, as far as they depend on today.
    pub days: Days,
}

/// `portal.yaml` under another name, which nobody misses besides.
const MISNAMED_PORTAL: &str = "misnamed portal";

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
    records.amounts.report(problems);
    name_the_ids(records, sources, problems);
}

/// The files that are read, in order, and what is said of those that repeat another.
pub(super) fn files(sources: &Sources) -> (Vec<(FileId, &SourceFile)>, Vec<Diagnostic>) {
    // Summaries are looked at when the portal is resolved.
    let is_handed = |id: FileId| sources.handed.iter().any(|handed| handed.file == Some(id));
    let mut files: Vec<(FileId, &SourceFile)> =
        sources.iter().filter(|(id, _)| !is_handed(*id)).collect();
    let second = twice::set_apart(&mut files);
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
        self.amounts.add(part.amounts);
        self.days.add(part.days);
    }
}

fn load_file(id: FileId, file: &SourceFile, to: &mut Records, problems: &mut Vec<Diagnostic>) {
    let Some(room) = Room::of(&file.path) else {
        let text = file.text.as_deref().unwrap_or_default();
        if let Some(problem) = stray::passed_over(id, &file.path) {
            problems.push(problem);
        } else if let Some((name, room)) = astray::meant_name(file) {
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
            problems.extend(file.was_read().then(|| stray::stray(id, &file.path)));
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
        to.lost.lose(room, "");
        return;
    }
    let mut reading = Reading {
        file: id,
        text,
        room,
        slipped: false,
        lost: &mut to.lost,
        loose: &mut to.loose,
        amounts: &mut to.amounts,
        days: Vec::new(),
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
    to.days = Days::of_file(reading.days);
}

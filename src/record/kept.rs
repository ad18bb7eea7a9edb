//! Records kept from one reading to the next: only files that changed are read again.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Writeup;
use super::load::{
    Amounts, Days, Lost, ParticipationRecords, Records, Room, SupervisionRecords, files, finish,
    read_all, read_one,
};
use crate::diagnostic::Diagnostic;
use crate::slug::Slug;
use crate::source::{SourceFile, Sources};
use crate::span::{FileId, Span};

/// What may differ from the reading before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// Everything.
    Anew,
    /// What is written of tasks, and the words of cases and pages. The ids there are, and everything
    /// a task or a case refers to, are as they were.
    Tasks {
        /// The tasks of which something else is written, by themselves or in the ledgers.
        touched: BTreeSet<Slug>,
        /// Whether cases and pages, and every file they could show, are as they were.
        cases_stay: bool,
    },
}

/// The records of the last reading, file by file.
#[derive(Debug, Default)]
pub struct KeptRecords {
    records: Records,
    files: Vec<KeptFile>,
}

#[derive(Debug)]
struct KeptFile {
    id: FileId,
    path: String,
    digest: [u8; 32],
    found: Vec<Diagnostic>,
    lost: Lost,
    amounts: Amounts,
    days: Days,
}

impl KeptFile {
    fn of(id: FileId, file: &SourceFile, found: Vec<Diagnostic>, part: &Records) -> Self {
        let (lost, amounts, days) = (part.lost.clone(), part.amounts.clone(), part.days.clone());
        Self { id, path: file.path.clone(), digest: file.digest, found, lost, amounts, days }
    }
}

impl KeptRecords {
    /// Reads every record of every file, as [`super::load`] does.
    pub fn load(&mut self, sources: &Sources, problems: &mut Vec<Diagnostic>) -> (&Records, Since) {
        let (files, second) = files(sources);
        let pairs = || self.files.iter().zip(&files);
        let is_here = |(kept, (id, file)): (&KeptFile, &(FileId, &SourceFile))| {
            kept.id == *id && kept.path == file.path
        };
        let since = if self.files.len() == files.len() && pairs().all(is_here) {
            self.read_changed(&files)
        } else {
            self.read_everything(&files);
            Since::Anew
        };
        problems.extend(self.files.iter().flat_map(|file| file.found.iter().cloned()));
        problems.extend(second);
        finish(&self.records, sources, problems);
        (&self.records, since)
    }

    fn read_everything(&mut self, files: &[(FileId, &SourceFile)]) {
        *self = Self::default();
        let parts = read_all(files);
        self.records.make_room(&parts);
        for ((id, file), (part, found)) in files.iter().zip(parts) {
            self.files.push(KeptFile::of(*id, file, found, &part));
            self.records.take_in(part);
        }
    }

    fn read_changed(&mut self, files: &[(FileId, &SourceFile)]) -> Since {
        let mut touched = BTreeSet::new();
        let (mut apart, mut cases_stay) = (self.records.lost.is_none(), true);
        for (kept, (id, file)) in self.files.iter_mut().zip(files) {
            if kept.digest == file.digest {
                continue;
            }
            let (part, found) = read_one(*id, file);
            *kept = KeptFile::of(*id, file, found, &part);
            let room = Room::of(&file.path);
            let before = self.records.ids_in(*id);
            touched.extend(self.records.tasks_of(*id).cloned());
            self.records.replace(room, *id, part);
            touched.extend(self.records.tasks_of(*id).cloned());
            apart &= kept.lost.is_none()
                && room.is_some_and(is_apart)
                && before == self.records.ids_in(*id);
            cases_stay &= room.is_some_and(is_of_tasks);
        }
        self.records.lost = self.files.iter().map(|file| &file.lost).collect();
        self.records.amounts = self.files.iter().map(|file| &file.amounts).collect();
        self.records.days = self.files.iter().map(|file| &file.days).collect();
        if apart { Since::Tasks { touched, cases_stay } } else { Since::Anew }
    }
}

/// Whether nothing in other rooms rests on what is written here, as long as the ids stay.
fn is_apart(room: Room) -> bool {
    is_of_tasks(room)
        || matches!(
            room,
            Room::Commendations
                | Room::Exposures
                | Room::Practices
                | Room::Pages
                | Room::Asset
                | Room::Theme
                | Room::Font
        )
}

/// Whether tasks and their ledgers are written here. Cases name tasks, and nothing else of them.
fn is_of_tasks(room: Room) -> bool {
    matches!(room, Room::Tasks | Room::Updates | Room::Changes | Room::Closings)
}

impl Records {
    /// Puts the records of a file that was read again in the place of those it held.
    fn replace(&mut self, room: Option<Room>, file: FileId, part: Self) {
        put(&mut self.loose, part.loose, file, |it| it.body_span);
        let Some(room) = room else { return };
        match room {
            Room::Portal => self.portal = part.portal,
            Room::Method => self.method = part.method,
            Room::Documents => put(&mut self.documents, part.documents, file, |it| it.span),
            Room::Units => {
                put(&mut self.units, part.units, file, |it| it.span);
                put(&mut self.posts, part.posts, file, |it| it.span);
                put(&mut self.holdings, part.holdings, file, |it| it.span);
            }
            Room::Areas => put(&mut self.areas, part.areas, file, |it| it.span),
            Room::Grids => put(&mut self.grids, part.grids, file, |it| it.span),
            Room::Plans => put(&mut self.plans, part.plans, file, |it| it.span),
            Room::Tasks => put(&mut self.tasks, part.tasks, file, |it| it.span),
            Room::Updates => put(&mut self.updates, part.updates, file, |it| it.span),
            Room::Changes => put(&mut self.changes, part.changes, file, |it| it.span),
            Room::Closings => put(&mut self.closings, part.closings, file, |it| it.span),
            Room::Commendations => {
                put(&mut self.commendations, part.commendations, file, body);
            }
            Room::Exposures => put(&mut self.exposures, part.exposures, file, body),
            Room::Practices => put(&mut self.practices, part.practices, file, body),
            Room::Assessments => put(&mut self.assessments, part.assessments, file, |it| it.span),
            Room::Pages => put(&mut self.pages, part.pages, file, body),
            Room::Bulletins => put(&mut self.bulletins, part.bulletins, file, body),
            Room::Supervision => self.supervision.replace(file, part.supervision),
            Room::Participation => self.participation.replace(file, part.participation),
            Room::Profiles => put(&mut self.profiles, part.profiles, file, |it| it.span),
            Room::Screens => put(&mut self.screens, part.screens, file, |it| it.span),
            Room::Calendar => put(&mut self.calendars, part.calendars, file, |it| it.span),
            Room::Asset | Room::Theme | Room::Font | Room::Summary => {}
        }
    }

    /// The tasks of which a file speaks.
    fn tasks_of(&self, file: FileId) -> impl Iterator<Item = &Slug> {
        let tasks = held(&self.tasks, file, |it| it.span).iter().map(|it| &it.id.value);
        let updates = held(&self.updates, file, |it| it.span).iter().map(|it| &it.task.slug);
        let changes = held(&self.changes, file, |it| it.span).iter().map(|it| &it.task.slug);
        let closings = held(&self.closings, file, |it| it.span).iter().map(|it| &it.task.slug);
        tasks.chain(updates).chain(changes).chain(closings)
    }

    /// The ids that the tasks, cases and pages of a file claim, and whether they are kept back; of
    /// tasks also what decides where they are shown.
    fn ids_in(&self, file: FileId) -> Vec<(Slug, bool, Option<Place>)> {
        let draft = |draft: Option<bool>| draft == Some(true);
        let tasks = held(&self.tasks, file, |it| it.span).iter();
        let tasks = tasks.map(|it| {
            let place = (it.category.slug.clone(), it.code.as_deref().map(str::to_owned));
            (it.id.value.clone(), draft(it.draft) || it.withheld.is_some(), Some(place))
        });
        let praised = held(&self.commendations, file, body).iter().map(|it| &it.record);
        let praised = praised.map(|it| (&it.id, draft(it.draft)));
        let exposed = held(&self.exposures, file, body).iter().map(|it| &it.record);
        let exposed = exposed.map(|it| (&it.id, draft(it.draft)));
        let learnt = held(&self.practices, file, body).iter().map(|it| &it.record);
        let learnt = learnt.map(|it| (&it.id, draft(it.draft)));
        let pages = held(&self.pages, file, body).iter().map(|it| &it.record);
        let pages = pages.map(|it| (&it.id, draft(it.draft)));
        let cases = praised.chain(exposed).chain(learnt).chain(pages);
        tasks.chain(cases.map(|(id, kept_back)| (id.value.clone(), kept_back, None))).collect()
    }
}

impl SupervisionRecords {
    /// Puts the ledgers of a file that was read again in the place of those it held.
    fn replace(&mut self, file: FileId, part: Self) {
        put(&mut self.inspections, part.inspections, file, |it| it.span);
        put(&mut self.problems, part.problems, file, |it| it.span);
        put(&mut self.mendings, part.mendings, file, |it| it.span);
        put(&mut self.slips, part.slips, file, |it| it.span);
        put(&mut self.warnings, part.warnings, file, |it| it.span);
        put(&mut self.reports, part.reports, file, |it| it.span);
        put(&mut self.pledges, part.pledges, file, |it| it.span);
        put(&mut self.templates, part.templates, file, |it| it.span);
    }
}

impl ParticipationRecords {
    /// Puts what a file that was read again says in the place of what it said.
    fn replace(&mut self, file: FileId, part: Self) {
        put(&mut self.appraisals, part.appraisals, file, |it| it.span);
        put(&mut self.consultations, part.consultations, file, |it| it.span);
        put(&mut self.gatherings, part.gatherings, file, |it| it.span);
        put(&mut self.micro_projects, part.micro_projects, file, |it| it.span);
        put(&mut self.questions, part.questions, file, |it| it.span);
        put(&mut self.visits, part.visits, file, |it| it.span);
        put(&mut self.petitions, part.petitions, file, |it| it.span);
    }
}

fn body<T>(writeup: &Writeup<T>) -> Span {
    writeup.body_span
}

/// What decides where a task is shown: its category and its number.
type Place = (Slug, Option<String>);

/// Where the records of a file stand among all: they are in the order of the files.
fn range<T>(all: &[T], file: FileId, place: impl Fn(&T) -> Span) -> Range<usize> {
    let from = all.partition_point(|it| place(it).file < file);
    let until = all.partition_point(|it| place(it).file <= file);
    from..until
}

fn held<T>(all: &[T], file: FileId, place: impl Fn(&T) -> Span) -> &[T] {
    all.get(range(all, file, place)).unwrap_or_default()
}

fn put<T>(all: &mut Vec<T>, part: Vec<T>, file: FileId, place: impl Fn(&T) -> Span) {
    let range = range(all, file, place);
    all.splice(range, part);
}

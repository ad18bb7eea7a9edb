//! Ids of every kind, announced before the records exist, so that references can be looked up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::order;
use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::portal::table::announce;
use crate::portal::{
    Appraisal, Area, Assessment, Bulletin, Category, Commendation, Consultation, Document,
    Exposure, Gathering, Grid, Id, Inspection, Mending, MicroProject, Page, Plan, Pledge,
    PledgeTemplate, Post, Practice, Problem, Screen, Slip, Task, TimedReport, Unit, Warning,
};
use crate::record::{self, Kind, Records, Ref};
use crate::slug::Slug;
use crate::span::{Span, Spanned};

/// The ids of one kind.
pub struct Names<T> {
    /// Published records.
    pub ids: Arc<BTreeMap<Slug, Id<T>>>,
    /// Drafts, withheld and unreadable records: known, but referring to them leads nowhere and is
    /// no mistake of those who refer.
    silent: BTreeSet<String>,
    /// Ids that several records claim: which of them is spoken of nobody knows.
    twice: BTreeSet<Slug>,
    /// A record was lost of which nobody knows the id: it may be any that is not found.
    any_lost: bool,
    /// What stands in place of the id of records that were lost because it is none: those who
    /// refer to the record write something like it.
    like: Vec<String>,
    /// Ids of all that people confuse with one another.
    kinds: Arc<Kinds>,
}

/// What an id is the id of, in Chinese and English.
type Kinds = BTreeMap<String, (&'static str, &'static str)>;

impl<T> Names<T> {
    /// Looks a reference up; an unknown id is reported with the nearest known one.
    pub fn find<K: Kind>(&self, to: &Ref<K>, problems: &mut Vec<Diagnostic>) -> Option<Id<T>> {
        if self.twice.contains(&to.slug) {
            return None;
        }
        if let Some(id) = self.ids.get(&to.slug) {
            return Some(*id);
        }
        if !self.is_silent(to.slug.as_str()) {
            let known = self.ids.keys().map(Slug::as_str);
            problems.push(unknown::<K>((to.slug.as_str(), to.span), known, &self.kinds));
        }
        None
    }

    /// Whether an id that is not found is no mistake of those who refer to it.
    pub fn is_silent(&self, slug: &str) -> bool {
        let like = || self.like.iter().any(|id| nearest(id, [slug]).is_some());
        self.any_lost || self.silent.contains(slug) || like()
    }

    /// Looks several references up; each unknown one is reported.
    pub fn find_all<K: Kind>(&self, to: &[Ref<K>], problems: &mut Vec<Diagnostic>) -> Vec<Id<T>> {
        let mut found = Vec::new();
        for id in to.iter().filter_map(|one| self.find(one, problems)) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        found
    }

    /// Looks up a reference that may be absent.
    pub fn find_some<K: Kind>(
        &self,
        to: Option<&Ref<K>>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Id<T>> {
        to.and_then(|one| self.find(one, problems))
    }

    /// Looks up an id written as text (old and new values of changes, links in prose).
    pub fn find_text<K: Kind>(
        &self,
        slug: &str,
        span: Span,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Id<T>> {
        let found = Slug::parse(slug).ok().and_then(|slug| self.ids.get(&slug).copied());
        if found.is_none() && !self.is_silent(slug) {
            let known = self.ids.keys().map(Slug::as_str);
            problems.push(unknown::<K>((slug, span), known, &self.kinds));
        }
        found
    }
}

fn unknown<'a, K: Kind>(
    (slug, span): (&str, Span),
    known: impl Iterator<Item = &'a str>,
    kinds: &Kinds,
) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::UnknownReference,
        span,
        say(format!("没有编号为`{slug}`的{}", K::ZH), format!("there is no {} `{slug}`", K::EN)),
    );
    if let Some((zh, en)) = kinds.get(slug) {
        return problem.help(say(
            format!("`{slug}`是{zh}的编号，这里要写{}的编号", K::ZH),
            format!("`{slug}` is the id of a {en}; here belongs that of a {}", K::EN),
        ));
    }
    let help = match nearest(slug, known) {
        // The next number is another record, not what was meant.
        Some(name) if differs_by_number(slug, name) => say(
            format!("先建立这个{}的记录，或核对编号里的数字（已有`{name}`）", K::ZH),
            format!("create that {}, or check the number (there is `{name}`)", K::EN),
        ),
        Some(name) => say(format!("是不是想写`{name}`？"), format!("did you mean `{name}`?")),
        None => say(
            format!("先建立这个{}的记录，或改成已有的编号", K::ZH),
            format!("create that {} or refer to one that exists", K::EN),
        ),
    };
    problem.help(help)
}

/// The ids of every kind.
pub struct Directory {
    /// Documents.
    pub documents: Names<Document>,
    /// Units.
    pub units: Names<Unit>,
    /// Posts.
    pub posts: Names<Post>,
    /// Areas.
    pub areas: Names<Area>,
    /// Grids.
    pub grids: Names<Grid>,
    /// Plans.
    pub plans: Names<Plan>,
    /// Categories.
    pub categories: Names<Category>,
    /// Tasks.
    pub tasks: Names<Task>,
    /// Commendations.
    pub commendations: Names<Commendation>,
    /// Exposures.
    pub exposures: Names<Exposure>,
    /// Practices.
    pub practices: Names<Practice>,
    /// Assessments.
    pub assessments: Names<Assessment>,
    /// Pages.
    pub pages: Names<Page>,
    /// Bulletins.
    pub bulletins: Names<Bulletin>,
    /// Inspections.
    pub inspections: Names<Inspection>,
    /// Problems.
    pub problems: Names<Problem>,
    /// Rectifications.
    pub mendings: Names<Mending>,
    /// Slips.
    pub slips: Names<Slip>,
    /// Early-warning notices.
    pub warnings: Names<Warning>,
    /// Reports due by a day.
    pub reports: Names<TimedReport>,
    /// Pledges.
    pub pledges: Names<Pledge>,
    /// Templates of pledges.
    pub pledge_templates: Names<PledgeTemplate>,
    /// Appraisals.
    pub appraisals: Names<Appraisal>,
    /// Consultations.
    pub consultations: Names<Consultation>,
    /// Gatherings.
    pub gatherings: Names<Gathering>,
    /// Small projects.
    pub micro_projects: Names<MicroProject>,
    /// Screens.
    pub screens: Names<Screen>,
}

impl Directory {
    /// Announces every id; an id claimed twice is reported with both places and kept once.
    pub fn announce(records: &Records, problems: &mut Vec<Diagnostic>) -> Self {
        let kinds = Arc::new(kinds(records));
        let mut announcer = Announcer { records, problems, kinds };
        let draft = |draft: Option<bool>| draft == Some(true);
        let ledgers = &records.supervision;
        let taking = &records.participation;
        let units = announcer
            .ordered::<record::Unit, _, _>(records.units.iter().map(|r| (&r.id, false, r.class)));
        let posts = announcer.ordered::<record::Post, _, _>(
            records.posts.iter().map(|r| (&r.id, false, order::of_post(&units, r))),
        );
        let plans = announcer.ordered::<record::Plan, _, _>(
            records.plans.iter().map(|r| (&r.id, false, order::of_plan(records, r))),
        );
        let listed = order::categories(records, &plans);
        let categories =
            announcer.kind::<record::Category, _>(listed.iter().map(|(id, _)| (*id, false)));
        let catalogue = order::catalogue(&listed, &plans, &categories);
        let tasks = announcer.ordered::<record::Task, _, _>(records.tasks.iter().map(|r| {
            (&r.id, draft(r.draft) || r.withheld.is_some(), order::of_task(&catalogue, r))
        }));
        Self {
            documents: announcer
                .kind::<record::Document, _>(records.documents.iter().map(|r| (&r.id, false))),
            units,
            posts,
            areas: announcer.kind::<record::Area, _>(records.areas.iter().map(|r| (&r.id, false))),
            grids: announcer.kind::<record::Grid, _>(records.grids.iter().map(|r| (&r.id, false))),
            plans,
            categories,
            tasks,
            commendations: announcer.kind::<record::Commendation, _>(
                records.commendations.iter().map(|w| (&w.record.id, draft(w.record.draft))),
            ),
            exposures: announcer.kind::<record::Exposure, _>(
                records.exposures.iter().map(|w| (&w.record.id, draft(w.record.draft))),
            ),
            practices: announcer.kind::<record::Practice, _>(
                records.practices.iter().map(|w| (&w.record.id, draft(w.record.draft))),
            ),
            assessments: announcer.kind::<record::Assessment, _>(
                records.assessments.iter().map(|r| (&r.id, draft(r.draft))),
            ),
            pages: announcer.kind::<record::Page, _>(
                records.pages.iter().map(|w| (&w.record.id, draft(w.record.draft))),
            ),
            bulletins: announcer.kind::<record::Bulletin, _>(
                records.bulletins.iter().map(|w| (&w.record.id, draft(w.record.draft))),
            ),
            inspections: announcer.kind::<record::Inspection, _>(
                ledgers.inspections.iter().map(|r| (&r.id, draft(r.draft))),
            ),
            problems: announcer.kind::<record::Problem, _>(
                ledgers.problems.iter().map(|r| (&r.id, draft(r.draft))),
            ),
            mendings: announcer.kind::<record::Mending, _>(
                ledgers.mendings.iter().map(|r| (&r.id, draft(r.draft))),
            ),
            slips: announcer.kind::<record::Slip, _>(ledgers.slips.iter().map(|r| (&r.id, false))),
            warnings: announcer
                .kind::<record::Warning, _>(ledgers.warnings.iter().map(|r| (&r.id, false))),
            reports: announcer
                .kind::<record::TimedReport, _>(ledgers.reports.iter().map(|r| (&r.id, false))),
            pledges: announcer
                .kind::<record::Pledge, _>(ledgers.pledges.iter().map(|r| (&r.id, draft(r.draft)))),
            pledge_templates: announcer.kind::<record::PledgeTemplate, _>(
                ledgers.templates.iter().map(|r| (&r.id, false)),
            ),
            appraisals: announcer.kind::<record::Appraisal, _>(
                taking.appraisals.iter().map(|r| (&r.id, draft(r.draft))),
            ),
            consultations: announcer.kind::<record::Consultation, _>(
                taking.consultations.iter().map(|r| (&r.id, draft(r.draft))),
            ),
            gatherings: announcer.kind::<record::Gathering, _>(
                taking.gatherings.iter().map(|r| (&r.id, draft(r.draft))),
            ),
            micro_projects: announcer.kind::<record::MicroProject, _>(
                taking.micro_projects.iter().map(|r| (&r.id, draft(r.draft))),
            ),
            screens: announcer
                .kind::<record::Screen, _>(records.screens.iter().map(|r| (&r.id, draft(r.draft)))),
        }
    }
}

/// The ids of the kinds that are written side by side; of an id of two kinds the first counts.
fn kinds(records: &Records) -> Kinds {
    fn all<'a, K: Kind>(ids: impl Iterator<Item = &'a Spanned<Slug>>, kinds: &mut Kinds) {
        for id in ids {
            kinds.entry(id.value.to_string()).or_insert((K::ZH, K::EN));
        }
    }
    let mut kinds = Kinds::new();
    all::<record::Unit>(records.units.iter().map(|it| &it.id), &mut kinds);
    all::<record::Post>(records.posts.iter().map(|it| &it.id), &mut kinds);
    all::<record::Area>(records.areas.iter().map(|it| &it.id), &mut kinds);
    all::<record::Grid>(records.grids.iter().map(|it| &it.id), &mut kinds);
    all::<record::Document>(records.documents.iter().map(|it| &it.id), &mut kinds);
    all::<record::Plan>(records.plans.iter().map(|it| &it.id), &mut kinds);
    all::<record::Category>(order::listed(&records.plans).into_iter().map(|it| it.0), &mut kinds);
    all::<record::Task>(records.tasks.iter().map(|it| &it.id), &mut kinds);
    kinds
}

struct Announcer<'a> {
    records: &'a Records,
    problems: &'a mut Vec<Diagnostic>,
    kinds: Arc<Kinds>,
}

impl Announcer<'_> {
    /// Records that are shown in the order in which they are written.
    fn kind<'r, K: Kind, T>(
        &mut self,
        ids: impl Iterator<Item = (&'r Spanned<Slug>, bool)>,
    ) -> Names<T> {
        self.ordered::<K, T, ()>(ids.map(|(id, is_silent)| (id, is_silent, ())))
    }

    /// Records with what decides where they are shown, before the order in which they are written.
    fn ordered<'r, K: Kind, T, O: Ord>(
        &mut self,
        ids: impl Iterator<Item = (&'r Spanned<Slug>, bool, O)>,
    ) -> Names<T> {
        let mut first: BTreeMap<&Slug, Span> = BTreeMap::new();
        let mut published: Vec<(O, &Slug)> = Vec::new();
        let mut silent: BTreeSet<String> = BTreeSet::new();
        let mut twice: BTreeSet<Slug> = BTreeSet::new();
        for (id, is_silent, place) in ids {
            if let Some(place) = first.get(&id.value) {
                self.problems.push(duplicate::<K>(id, *place));
                twice.insert(id.value.clone());
                continue;
            }
            first.insert(&id.value, id.span);
            if is_silent {
                silent.insert(id.value.to_string());
            } else {
                published.push((place, &id.value));
            }
        }
        published.sort_by(|(one, _), (other, _)| one.cmp(other));
        // Who refers to `LANQIAO-01` may write it in small letters.
        let lost = self.records.lost.ids(K::EN).map(str::to_ascii_lowercase);
        let (known, like): (Vec<_>, Vec<_>) =
            lost.partition(|id| id.is_empty() || Slug::parse(id).is_ok());
        silent.extend(known);
        let ids = announce(published.into_iter().map(|(_, slug)| slug.clone()));
        // What has no letters of an id looks like none: `老旧小区` may be any.
        let any_lost = silent.contains("") || like.iter().any(|id| !has_letters(id));
        let kinds = self.kinds.clone();
        Names { ids, silent, twice, any_lost, like, kinds }
    }
}

/// Whether two ids are alike but for their digits.
fn differs_by_number(one: &str, other: &str) -> bool {
    let letters = |id: &str| id.replace(|mark: char| mark.is_ascii_digit(), "");
    letters(one) == letters(other)
}

fn has_letters(id: &str) -> bool {
    id.chars().any(|mark| mark.is_ascii_alphanumeric())
}

fn duplicate<K: Kind>(id: &Spanned<Slug>, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateId,
        id.span,
        say(
            format!("{}编号`{}`已经用过", K::ZH, id.value),
            format!("the {} id `{}` is already taken", K::EN, id.value),
        ),
    )
    .note(first, say("第一次用在这里", "first used here"))
    .help(say("给后写的记录换一个编号", "give the later record another id"))
}

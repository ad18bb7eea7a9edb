//! The whole of a portal's claims, resolved kind by kind.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::cases::Cases;
use super::kept::{KeptPortal, Untouched};
use super::names::Directory;
use super::order;
use super::{
    assessment, bulletin, case, family, ledger, mentions, participation, plan, pledge,
    rectification, repeats, screen, site, standard, structure, supervision, task,
};
use crate::calendar::Calendar;
use crate::diagnostic::{Code, Diagnostic, any_error, say};
use crate::method::{self, Method};
use crate::portal::table::Table;
use crate::portal::{Id, Portal, Retention, Task};
use crate::record::{Kind, Lost, Records, Since, TaskRecord};
use crate::slug::Slug;
use crate::source::Sources;
use crate::span::Span;

/// What resolving a record needs: the names of all others, the calendar and where to report.
pub struct Claims<'a> {
    /// All ids.
    pub names: &'a Directory,
    /// Records that could not be read.
    pub lost: &'a Lost,
    /// The working method, unless it could not be read.
    pub method: Option<&'a Method>,
    /// The tasks as they were written.
    pub promises: HashMap<&'a Slug, &'a TaskRecord>,
    /// The files, for attachments.
    pub sources: &'a Sources,
    /// Working days.
    pub calendar: &'a Calendar,
    /// How long exposures stay.
    pub retention: Retention,
    /// Findings.
    pub problems: &'a mut Vec<Diagnostic>,
}

impl Claims<'_> {
    /// A task as it was first published.
    pub fn promise(&self, task: &Task) -> Option<&TaskRecord> {
        self.promises.get(&task.slug).copied()
    }

    /// Reports a finding.
    pub fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }
}

/// Proves the claims consistent. Everything wrong is reported; `None` if anything is an error.
pub fn resolve(
    records: &Records,
    sources: &Sources,
    problems: &mut Vec<Diagnostic>,
) -> Option<Portal> {
    let (portal, _) = resolve_since(records, sources, (Since::Anew, None), problems)?;
    Some(portal)
}

/// The same, with what is known from the last time.
#[expect(clippy::too_many_lines, reason = "a line or two for every kind of record")]
pub fn resolve_since(
    records: &Records,
    sources: &Sources,
    (since, kept): (Since, Option<KeptPortal>),
    problems: &mut Vec<Diagnostic>,
) -> Option<(Portal, KeptPortal)> {
    let (names, untouched_cases, mut untouched) = Untouched::of(since, kept);
    let names = names.unwrap_or_else(|| Directory::announce(records, problems));
    let calendar = Calendar::new(&records.calendars, problems);
    let method = records
        .portal
        .as_ref()
        .and_then(|portal| method::method(&portal.method, records.method.as_ref(), problems));
    let assets = site::assets(sources, problems);
    let policy = records.portal.as_ref().and_then(|portal| portal.retention.as_ref());
    let promises = records.tasks.iter().map(|record| (&record.id.value, record)).collect();
    let mut claims = Claims {
        names: &names,
        lost: &records.lost,
        method: method.as_ref(),
        promises,
        sources,
        calendar: &calendar,
        retention: Retention::from_record(policy),
        problems,
    };
    let site = records.portal.as_ref().map(|record| site::site(record, &mut claims));
    let children = records.portal.as_ref().map(|record| family::children(record, &mut claims));

    let documents = structure::documents(&records.documents, &mut claims);
    let areas = structure::areas(&records.areas, &mut claims);
    let units = structure::units(&records.units, &mut claims);
    let posts = structure::posts(&records.posts, &records.holdings, &mut claims);
    let grids = structure::grids(&records.grids, &mut claims);
    let rhythm = method.as_ref().map_or(31, |method| method.rhythm_days);
    let (mut plans, categories) = plan::plans(&records.plans, rhythm, &mut claims);
    let catalogue = task::Catalogue { plans: &plans, categories: &categories };
    let (mut tasks, withheld, task_places) =
        task::tasks(&records.tasks, &catalogue, &mut untouched, &mut claims);
    standard::goals(&records.plans, &mut plans, &tasks, &mut claims);
    let people = ledger::People { units: &units, posts: &posts, plans: &plans };
    ledger::enter(records, &mut tasks, &people, &mut untouched, &mut claims);
    let findings = untouched.close(&mut tasks, &mut claims);
    let cases = match untouched_cases {
        Some(cases) => cases.again(&mut claims),
        None => Cases::of(records, &people, method.as_ref(), &mut claims),
    };
    let assessments =
        assessment::assessments(&records.assessments, &tasks, method.as_ref(), &mut claims);
    let bulletins = bulletin::bulletins(
        &records.bulletins,
        &cases.exposures,
        &people,
        method.as_ref(),
        &mut claims,
    );
    let ledgers = &records.supervision;
    let inspections = supervision::inspections(&ledgers.inspections, &mut claims);
    let problems_found = supervision::problems(&ledgers.problems, method.as_ref(), &mut claims);
    let mendings = supervision::mendings(&ledgers.mendings, &people, &mut claims);
    let slips = supervision::slips(&ledgers.slips, &mut claims);
    let warnings = supervision::warnings(&ledgers.warnings, &mut claims);
    let reports = supervision::reports(&ledgers.reports, &mut claims);
    let pledge_templates = pledge::templates(&ledgers.templates, &mut claims);
    let against = pledge::Pledged { tasks: &tasks, templates: &pledge_templates, people: &people };
    let pledges = pledge::pledges(&ledgers.pledges, &against, &mut claims);
    let participation = participation::participation(&records.participation, &mut claims);
    rectification::check_numbers(records, &mut claims);
    let screens = screen::screens(records, !tasks.is_empty(), &mut claims);
    case::loose(&records.loose, &mut claims);
    let counted = plan::Counted {
        plans: &plans,
        categories: &categories,
        tasks: &tasks,
        withheld: &withheld,
        units: &units,
        grids: &grids,
    };
    plan::reconcile(&records.plans, &counted, &mut claims);
    mentions::look_up(records.lost.mentions(), &names, problems);
    repeats::tell_once(problems);
    if any_error(problems) {
        return None;
    }
    let places = places_of(records, &names, task_places);
    let portal = Portal {
        site: site?,
        method: method?,
        calendar,
        documents,
        units,
        posts,
        areas,
        grids,
        plans,
        categories,
        tasks,
        withheld,
        commendations: cases.commendations.clone(),
        exposures: cases.exposures.clone(),
        practices: cases.practices.clone(),
        assessments,
        pages: cases.pages.clone(),
        bulletins,
        inspections,
        problems: problems_found,
        mendings,
        slips,
        warnings,
        reports,
        pledges,
        pledge_templates,
        participation,
        screens,
        children: children?,
        assets,
        places,
    };
    let kept = KeptPortal::of(names, &portal, findings, cases);
    Some((portal, kept))
}

/// Where the records are written that findings of the day point to.
fn places_of(records: &Records, names: &Directory, tasks: Vec<Span>) -> crate::portal::Places {
    crate::portal::Places {
        tasks,
        posts: places(&names.posts.ids, records.posts.iter().map(|r| (&r.id.value, r.id.span))),
        documents: places(
            &names.documents.ids,
            records.documents.iter().map(|r| (&r.id.value, r.id.span)),
        ),
        plans: places(&names.plans.ids, records.plans.iter().map(|r| (&r.id.value, r.id.span))),
        categories: places(
            &names.categories.ids,
            order::categories(records, &names.plans)
                .into_iter()
                .map(|(id, _)| (&id.value, id.span)),
        ),
        exposures: places(
            &names.exposures.ids,
            records.exposures.iter().map(|w| (&w.record.id.value, w.record.title.span)),
        ),
        commendations: places(
            &names.commendations.ids,
            records.commendations.iter().map(|w| (&w.record.id.value, w.record.title.span)),
        ),
    }
}

/// The places of records in the order of their table.
pub fn places<'a, T>(
    ids: &BTreeMap<Slug, Id<T>>,
    records: impl Iterator<Item = (&'a Slug, Span)>,
) -> Vec<Span> {
    let mut by_id: BTreeMap<Id<T>, Span> = BTreeMap::new();
    for (slug, span) in records {
        let Some(id) = ids.get(slug) else { continue };
        by_id.entry(*id).or_insert(span);
    }
    by_id.into_values().collect()
}

/// Builds a table from records: each slug once (the first wins, the second was reported).
pub fn table<'r, R, T>(
    ids: &Arc<BTreeMap<Slug, Id<T>>>,
    records: &'r [R],
    slug: impl Fn(&'r R) -> &'r Slug,
    mut resolved: impl FnMut(&'r R) -> T,
) -> Table<T> {
    numbered_table(ids, records, slug, |_, record| resolved(record))
}

/// The same, each record knowing its id.
pub fn numbered_table<'r, R, T>(
    ids: &Arc<BTreeMap<Slug, Id<T>>>,
    records: &'r [R],
    slug: impl Fn(&'r R) -> &'r Slug,
    mut resolved: impl FnMut(Id<T>, &'r R) -> T,
) -> Table<T> {
    let mut made: Vec<Option<T>> = ids.iter().map(|_| None).collect();
    for record in records {
        let Some(id) = ids.get(slug(record)) else { continue };
        let place = made.get_mut(id.index()).expect("ids are announced in the order of the table");
        if place.is_none() {
            *place = Some(resolved(*id, record));
        }
    }
    Table::new(Arc::clone(ids), made.into_iter().flatten().collect())
}

/// Reports every circle of parents, once, at the first of its records.
pub fn cycles<K: Kind, T>(
    table: &Table<T>,
    parent: impl Fn(&T) -> Option<Id<T>>,
    place: impl Fn(Id<T>) -> Option<Span>,
    problems: &mut Vec<Diagnostic>,
) {
    // Each record is walked through once: `walks` says from which start it was reached first.
    let mut walks: BTreeMap<Id<T>, Id<T>> = BTreeMap::new();
    let has_parent = |id: &Id<T>| table.known(*id).and_then(&parent).is_some();
    for start in table.ids().filter(has_parent) {
        let mut at = Some(start);
        while let Some(id) = at.filter(|id| !walks.contains_key(id)) {
            walks.insert(id, start);
            at = table.known(id).and_then(&parent);
        }
        let Some(met) = at.filter(|id| walks.get(id) == Some(&start)) else { continue };
        let above = |id: &Id<T>| table.known(*id).and_then(&parent).filter(|id| *id != met);
        let first = std::iter::successors(Some(met), above).min();
        problems.extend(first.and_then(&place).map(cycle::<K>));
    }
}

fn cycle<K: Kind>(span: Span) -> Diagnostic {
    let words = say(
        format!("{}的上级绕了一圈又回到自己", K::ZH),
        format!("the {}'s chain of parents comes back to itself", K::EN),
    );
    Diagnostic::new(Code::Cycle, span, words)
        .help(say("改掉其中一个上级", "change one of the parents"))
}

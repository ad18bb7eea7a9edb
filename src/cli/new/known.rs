//! The records a portal already has: a new one refers to them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::profile;
use crate::record::{CategoryRecord, ChangeKind, Records, TaskRecord};
use crate::slug::Slug;
use crate::yaml::read_date;

/// Ids with names, in the order of the files.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By English kind.
    records: BTreeMap<&'static str, Vec<(String, String)>>,
    /// First and last day of the plan to which a new task belongs.
    pub(super) period: Option<(NaiveDate, NaiveDate)>,
    /// Of each task, the day it is due now.
    due: BTreeMap<String, NaiveDate>,
    /// Of each task, the posts that may accept it: not of a unit that works on it.
    verifiers: BTreeMap<String, Vec<String>>,
    /// Tasks with the days of which something is reported.
    reported: BTreeSet<(String, NaiveDate)>,
}

impl Known {
    /// The records of a portal.
    pub(super) fn of(records: &Records) -> Self {
        let mut known = Self::default();
        records.documents.iter().for_each(|it| known.add("document", &it.id.value, &it.title));
        records.units.iter().for_each(|it| known.add("unit", &it.id.value, &it.name));
        records.posts.iter().for_each(|it| known.add("post", &it.id.value, &it.label));
        records.areas.iter().for_each(|it| known.add("area", &it.id.value, &it.name));
        records.grids.iter().for_each(|it| known.add("grid", &it.id.value, &it.name));
        records.plans.iter().for_each(|it| known.add("plan", &it.id.value, &it.name));
        records.plans.iter().for_each(|it| known.add_leaves(&it.catalogue));
        let reported = records.updates.iter();
        known.reported = reported.map(|it| (it.task.slug.to_string(), it.as_of.value)).collect();
        let plan = records.plans.iter().find(|plan| !plan.catalogue.is_empty());
        known.period = plan.map(|plan| (plan.from.value, plan.until.value));
        records.tasks.iter().for_each(|it| known.add("task", &it.id.value, &it.title));
        for task in &records.tasks {
            let id = task.id.value.to_string();
            known.due.insert(id.clone(), due_now(task, records));
            known.verifiers.insert(id, verifiers(task, records));
        }
        let cases = records.commendations.iter().map(|it| &it.record);
        cases.for_each(|it| known.add("commendation", &it.id.value, &it.title));
        let cases = records.exposures.iter().map(|it| &it.record);
        cases.for_each(|it| known.add("exposure", &it.id.value, &it.title));
        let cases = records.practices.iter().map(|it| &it.record);
        cases.for_each(|it| known.add("practice", &it.id.value, &it.title));
        let pages = records.pages.iter().map(|it| &it.record);
        pages.for_each(|it| known.add("page", &it.id.value, &it.title));
        let bulletins = records.bulletins.iter().map(|it| &it.record);
        bulletins.for_each(|it| {
            let title = it.title.as_ref().map_or_else(|| it.series.zh(), |title| title.as_str());
            known.add("bulletin", &it.id.value, title);
        });
        let ledgers = &records.supervision;
        let inspections = ledgers.inspections.iter();
        inspections.for_each(|it| known.add("inspection", &it.id.value, &it.title));
        ledgers.problems.iter().for_each(|it| known.add("problem", &it.id.value, &it.text));
        let mendings = ledgers.mendings.iter();
        mendings.for_each(|it| known.add("rectification", &it.id.value, &it.title));
        ledgers.slips.iter().for_each(|it| known.add("slip", &it.id.value, &it.text));
        ledgers.warnings.iter().for_each(|it| known.add("warning", &it.id.value, &it.text));
        ledgers.reports.iter().for_each(|it| known.add("report", &it.id.value, &it.title));
        let templates = ledgers.templates.iter();
        templates.for_each(|it| known.add("pledge_template", &it.id.value, &it.title));
        ledgers.pledges.iter().for_each(|it| known.add("pledge", &it.id.value, &it.title));
        let taking = &records.participation;
        let consultations = taking.consultations.iter();
        consultations.for_each(|it| known.add("consultation", &it.id.value, &it.title));
        let appraisals = taking.appraisals.iter();
        appraisals.for_each(|it| known.add("appraisal", &it.id.value, &it.title));
        let gatherings = taking.gatherings.iter();
        gatherings.for_each(|it| known.add("gathering", &it.id.value, &it.title));
        let projects = taking.micro_projects.iter();
        projects.for_each(|it| known.add("micro_project", &it.id.value, &it.title));
        records.screens.iter().for_each(|it| known.add("screen", &it.id.value, &it.name));
        records.profiles.iter().for_each(|it| known.add("profile", &it.id.value, &it.name));
        for it in profile::shipped() {
            let own = known.ids("profile").any(|id| id == it.slug.as_str());
            if !own {
                known.add("profile", &it.slug, &it.name);
            }
        }
        known
    }

    fn add(&mut self, kind: &'static str, id: &impl ToString, name: &str) {
        self.records.entry(kind).or_default().push((id.to_string(), name.to_owned()));
    }

    /// Tasks belong to the lowest categories of a catalogue.
    fn add_leaves(&mut self, categories: &[CategoryRecord]) {
        for category in categories {
            match category.children.as_slice() {
                [] => self.add("category", &category.id.value, &category.name),
                below => self.add_leaves(below),
            }
        }
    }

    /// Ids and names of a kind.
    pub(super) fn all(&self, kind: &str) -> &[(String, String)] {
        self.records.get(kind).map_or(&[], Vec::as_slice)
    }

    /// Ids of a kind.
    pub(super) fn ids(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.all(kind).iter().map(|(id, _)| id.as_str())
    }

    /// Whether something is reported of a task as of a day.
    pub(super) fn is_reported(&self, task: &str, day: NaiveDate) -> bool {
        self.reported.contains(&(task.to_owned(), day))
    }

    /// The day a task is due now, and one that a change might move it to.
    pub(super) fn due(&self, task: &str) -> Option<(NaiveDate, NaiveDate)> {
        let due = *self.due.get(task)?;
        Some((due, due.checked_add_days(Days::new(30)).unwrap_or(due)))
    }

    /// A post that may accept a task.
    pub(super) fn verifier(&self, task: &str) -> Option<&str> {
        self.verifiers.get(task)?.first().map(String::as_str)
    }

    /// Whether an id is taken.
    pub(super) fn has(&self, kind: &str, id: &str) -> bool {
        self.ids(kind).any(|known| known == id)
    }
}

/// The promised day, moved by the changes there are.
fn due_now(task: &TaskRecord, records: &Records) -> NaiveDate {
    let changes = records
        .changes
        .iter()
        .filter(|change| change.task.slug == task.id.value && change.kind.value == ChangeKind::Due);
    let last = changes.max_by_key(|change| change.date.value);
    let moved = last.and_then(|change| read_date(change.new.as_ref()?.value.as_str()));
    moved.unwrap_or(task.due.value)
}

/// Posts outside of every unit that works on a task, of the supervising units first.
fn verifiers(task: &TaskRecord, records: &Records) -> Vec<String> {
    let lead = task.lead_unit.as_ref().map(|lead| &lead.0.slug);
    let handlers = task.handler.iter().map(|post| &post.slug);
    let at_work: Vec<_> = handlers
        .filter_map(|slug| records.posts.iter().find(|post| post.id.value == *slug))
        .map(|post| &post.unit.slug)
        .chain(lead)
        .collect();
    let is_supervising = |unit: &Slug| task.supervising.iter().any(|it| it.slug == *unit);
    let outside = records.posts.iter().filter(|post| !at_work.contains(&&post.unit.slug));
    let mut outside: Vec<_> = outside.collect();
    outside.sort_by_key(|post| !is_supervising(&post.unit.slug));
    outside.into_iter().map(|post| post.id.value.to_string()).collect()
}

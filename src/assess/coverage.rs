//! Coverage: what is missing from the records, stated as facts of the day.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::naming::vacant_since;
use super::overlap::{Overlap, overlaps};
use super::rhythm::{LateReport, MissingMonth, late_reports, missing_months};
use super::{Each, TaskState};
use crate::method::{Element, ElementSet};
use crate::portal::{Category, Grid, Id, Portal, Post, Task};
use crate::record::{Role, TaskKind};

/// What is missing on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// For each of the method's sets, which tasks lack which elements.
    pub elements: Vec<ElementCoverage>,
    /// Tasks without a lead unit.
    pub without_lead: Vec<Id<Task>>,
    /// Stages, by their place, for which no handler is named, neither theirs nor the task's.
    pub stages_without_handler: Vec<(Id<Task>, usize)>,
    /// Vacant posts: they exist and somebody is due in them.
    pub vacancies: Vec<Vacancy>,
    /// Duties that overlap as recorded.
    pub overlaps: Vec<Overlap>,
    /// Months for which nothing was reported, by task and month.
    pub missing_months: Vec<MissingMonth>,
    /// Reports that came late.
    pub late_reports: Vec<LateReport>,
    /// Tasks neither finished nor carried over, merged or cancelled at their plan's end: 期满未结.
    pub unfinished_at_end: Vec<Id<Task>>,
    /// Catalogue entries without anything below them, published or withheld.
    pub empty_categories: Vec<Id<Category>>,
    /// Grids without a task.
    pub grids_without_task: Vec<Id<Grid>>,
    /// How many projects 重点项目 there are.
    pub projects: u32,
    /// Those of them of which no leader is the contact 包联领导.
    pub without_contact: Vec<Id<Task>>,
}

/// What one task lacks on a day. It is kept with the task's state, because nothing else can change
/// it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gaps {
    /// For each of the method's sets, the elements it lacks.
    elements: Vec<Vec<Element>>,
    /// Stages, by their place, for which no handler is named.
    stages_without_handler: Vec<usize>,
    /// Months for which nothing was reported.
    pub(super) missing_months: Vec<MissingMonth>,
    /// Reports that came late.
    pub(super) late_reports: Vec<LateReport>,
}

impl Gaps {
    /// What a task lacks, whether or not it still has to have it.
    pub(super) fn of(portal: &Portal, id: Id<Task>, task: &Task, today: NaiveDate) -> Self {
        let sets = portal.method.elements.iter();
        Self {
            elements: sets.map(|set| lacking(task, set, today)).collect(),
            stages_without_handler: handless(task, today),
            missing_months: missing_months(portal, id, task, today),
            late_reports: late_reports(portal, id, task, today),
        }
    }
}

/// A set of required elements over all tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElementCoverage {
    /// The set's name: 五要素.
    pub name: String,
    /// Tasks that have all of them.
    pub complete: u32,
    /// Of so many tasks.
    pub of: u32,
    /// Each element with the number of tasks that have it.
    pub elements: Vec<(Element, u32)>,
    /// Tasks that lack some: 要素不全.
    pub lacking: Vec<(Id<Task>, Vec<Element>)>,
}

/// A vacant post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vacancy {
    /// The post.
    pub post: Id<Post>,
    /// The first day without a holder; `None` if nobody recorded when it began.
    pub since: Option<NaiveDate>,
}

/// What is missing on a day. Cancelled tasks lack nothing any more.
pub(super) fn coverage(
    portal: &Portal,
    states: &Each<Task, Arc<TaskState>>,
    today: NaiveDate,
) -> Coverage {
    let standing = |id: Id<Task>| &states[id].standing;
    let gaps = |id: Id<Task>| &states[id].gaps;
    let live = || portal.tasks.iter().filter(|(id, _)| standing(*id).given_up_by.is_none());
    let projects = || live().filter(|(_, task)| task.kind == TaskKind::KeyProject);
    let without_handler = live().filter(|(id, _)| standing(*id).completion.is_none());
    let elements = |(at, set): (usize, &ElementSet)| {
        let lacking = |(id, _)| (id, gaps(id).elements.get(at).map_or(&[][..], Vec::as_slice));
        elements(set, live().map(lacking))
    };
    Coverage {
        elements: portal.method.elements.iter().enumerate().map(elements).collect(),
        without_lead: live()
            .filter(|(_, t)| t.lead_on(today).is_none())
            .map(|(id, _)| id)
            .collect(),
        stages_without_handler: without_handler
            .flat_map(|(id, _)| gaps(id).stages_without_handler.iter().map(move |at| (id, *at)))
            .collect(),
        vacancies: vacancies(portal, today),
        overlaps: overlaps(portal, states, today),
        missing_months: portal
            .tasks
            .ids()
            .flat_map(|id| states[id].missing_months())
            .copied()
            .collect(),
        late_reports: portal.tasks.ids().flat_map(|id| &gaps(id).late_reports).copied().collect(),
        unfinished_at_end: live()
            .filter(|(id, task)| {
                portal.plans[task.plan].until < today && standing(*id).completion.is_none()
            })
            .map(|(id, _)| id)
            .collect(),
        empty_categories: empty_categories(portal),
        grids_without_task: grids_without_task(portal),
        projects: u32::try_from(projects().count()).unwrap_or(u32::MAX),
        without_contact: projects()
            .filter(|(_, task)| task.roles.iter().all(|held| held.role != Role::Contact))
            .map(|(id, _)| id)
            .collect(),
    }
}

/// Elements a task lacks on a day.
pub fn lacking(task: &Task, set: &ElementSet, day: NaiveDate) -> Vec<Element> {
    let elements = set.elements.iter().map(|element| element.value);
    elements.filter(|element| !has_element(task, *element, day)).collect()
}

fn elements<'a>(
    set: &ElementSet,
    tasks: impl Iterator<Item = (Id<Task>, &'a [Element])>,
) -> ElementCoverage {
    let mut coverage = ElementCoverage {
        name: set.name.to_string(),
        complete: 0,
        of: 0,
        elements: set.elements.iter().map(|element| (element.value, 0)).collect(),
        lacking: Vec::new(),
    };
    for (id, lacking) in tasks {
        coverage.of += 1;
        for (element, count) in &mut coverage.elements {
            *count += u32::from(!lacking.contains(element));
        }
        if lacking.is_empty() {
            coverage.complete += 1;
        } else {
            coverage.lacking.push((id, lacking.to_vec()));
        }
    }
    coverage
}

/// Whether a task has an element on a day.
pub fn has_element(task: &Task, element: Element, day: NaiveDate) -> bool {
    let role = |role: Role| task.roles.iter().any(|held| held.role == role);
    match element {
        Element::Carrier => task.carrier.is_some(),
        Element::Budget => task.budget.is_some(),
        Element::Due => true,
        Element::LeadUnit => task.lead_on(day).is_some(),
        Element::Cooperating => role(Role::Cooperating),
        Element::Goal => task.goal.is_some(),
        Element::Standard => task.standard.is_some(),
        Element::Leader => task.leader_on(day).is_some(),
        Element::Handler => task.handler_on(day).is_some(),
        Element::Supervising => role(Role::Supervising),
        Element::Stages => !task.stages.is_empty(),
        Element::Rewards => task.rewards.is_some(),
        Element::Blocks => task.blocks.iter().all(Option::is_some),
    }
}

/// Stages, by their place, for which no handler is named, neither theirs nor the task's.
fn handless(task: &Task, day: NaiveDate) -> Vec<usize> {
    if task.handler_on(day).is_some() {
        return Vec::new();
    }
    let stages = task.stages.iter().enumerate();
    let bare = stages.filter(|(_, stage)| !stage.roles.iter().any(|r| r.role == Role::Handler));
    bare.map(|(at, _)| at).collect()
}

/// Posts without a holder. A post of a kind that is not named, for which nobody was ever recorded,
/// is not called vacant: nothing is known of it.
fn vacancies(portal: &Portal, day: NaiveDate) -> Vec<Vacancy> {
    let posts = portal.posts.iter().filter(|(_, post)| {
        let due = !post.holdings.is_empty() || super::is_named(post.class, portal.site.naming);
        due && post.exists(day) && post.holder(day).is_none()
    });
    posts.map(|(id, post)| Vacancy { post: id, since: vacant_since(post, day) }).collect()
}

fn empty_categories(portal: &Portal) -> Vec<Id<Category>> {
    let tasks = portal.tasks.iter().map(|(_, task)| task.category);
    let used: BTreeSet<_> = tasks.chain(portal.withheld.iter().map(|held| held.category)).collect();
    let leaves = portal.categories.iter().filter(|(_, held)| held.children.is_empty());
    leaves.map(|(id, _)| id).filter(|id| !used.contains(id)).collect()
}

fn grids_without_task(portal: &Portal) -> Vec<Id<Grid>> {
    let used: BTreeSet<_> = portal.tasks.iter().flat_map(|(_, task)| task.grids.clone()).collect();
    let bare = portal.grids.iter().filter(|(id, grid)| {
        !used.contains(id) && grid.items.iter().all(|item| item.task.is_none())
    });
    bare.map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::super::assess;
    use super::super::sample::case::any_post;
    use super::super::sample::{day, portal};
    use super::*;
    use crate::portal::Table;
    use crate::record::LeaderClass;

    #[test]
    fn sets_of_elements_say_what_each_task_lacks() {
        let portal = portal(&[
            "start 2026-01-01 due 2026-12-31; lead a; leader deputy",
            "start 2026-01-01 due 2026-12-31; leader deputy; cancel 2026-01-10",
            "start 2026-01-01 due 2026-12-31",
        ]);
        let coverage = assess(portal, day("2026-02-01")).coverage;
        let set = coverage.elements.first().expect("a set");
        let counts: Vec<_> = set.elements.iter().map(|(_, count)| *count).collect();
        assert_eq!((set.name.as_str(), set.complete, set.of), ("任务书要素", 0, 2));
        assert_eq!(counts, [0, 0, 2, 1, 1]);
        let lacking: Vec<_> = set.lacking.iter().map(|(_, elements)| elements.len()).collect();
        assert_eq!(lacking, [2, 4]);
        assert_eq!(coverage.without_lead.len(), 1);
    }

    #[test]
    fn a_vacancy_begins_the_day_after_the_last_holder_left() {
        let mut portal = portal(&["start 2026-01-01 due 2026-12-31"]);
        portal.posts = Table::of([
            ("acting", any_post(LeaderClass::Deputy, "岳安 2024-01-01.. acting")),
            ("handler", any_post(LeaderClass::Handler, "")),
            ("left", any_post(LeaderClass::Liaison, "罗启明 2024-01-01..2026-08-31")),
        ]);
        let left = portal.posts.find("left").expect("a post");
        let coverage = assess(portal, day("2026-10-15")).coverage;
        let since = Some(day("2026-09-01"));
        assert_eq!(coverage.vacancies, [Vacancy { post: left, since }]);
    }

    #[test]
    fn a_task_unfinished_after_its_plan_must_be_carried_over_or_is_listed() {
        let task = "plan until 2026-06-30; start 2026-01-01 due 2026-06-30";
        for (more, on, listed) in [
            ("", "2026-06-30", 0),
            ("", "2026-07-01", 1),
            ("; pause 2026-03-01", "2026-07-01", 1),
            ("; carry 2026-06-20", "2026-07-01", 0),
            ("; carry 2026-06-20 undocumented", "2026-07-01", 1),
            ("; update 2026-06-30 completed 2026-06-29", "2026-07-01", 0),
        ] {
            let coverage = assess(portal(&[&format!("{task}{more}")]), day(on)).coverage;
            assert_eq!(coverage.unfinished_at_end.len(), listed, "{more} on {on}");
        }
    }

    #[test]
    fn a_stage_without_handler_is_found_unless_the_task_has_one() {
        let task = "start 2026-01-01 due 2026-12-31; stage a 40 2026-01-01..2026-06-30; \
            stage b 60 2026-07-01..2026-12-31";
        let found = |task: &str| {
            assess(portal(&[task]), day("2026-02-01")).coverage.stages_without_handler.len()
        };
        assert_eq!(found(task), 2);
        assert_eq!(found(&format!("{task}; handler verifier")), 0);
        assert_eq!(found(&format!("{task}; closed 2026-01-20")), 0);
    }

    #[test]
    fn a_project_without_a_contact_leader_is_found_until_it_is_cancelled() {
        let task = "project; start 2026-01-01 due 2026-12-31";
        let coverage = assess(
            portal(&[
                task,
                &format!("{task}; contact deputy"),
                &format!("{task}; cancel 2026-01-10"),
                "start 2026-01-01 due 2026-12-31",
            ]),
            day("2026-02-01"),
        )
        .coverage;
        assert_eq!((coverage.projects, coverage.without_contact.len()), (2, 1));
    }

    #[test]
    fn overlaps_are_stated_as_recorded() {
        let mut portal = portal(&[
            "start 2026-01-01 due 2026-12-31; lead a; area town; leader deputy; leader verifier",
            "start 2026-01-01 due 2026-12-31; lead b; area town",
            "start 2026-01-01 due 2026-12-31; lead b; area county",
        ]);
        portal.posts = Table::of([
            ("deputy", any_post(LeaderClass::Deputy, "岳安 2024-01-01..")),
            ("verifier", any_post(LeaderClass::Main, "岳安 2024-01-01..")),
        ]);
        let found = assess(portal, day("2026-02-01")).coverage.overlaps;
        let [
            Overlap::Role { role: Role::InCharge, parties, .. },
            Overlap::Posts { name, posts },
            Overlap::Units { units, .. },
        ] = found.as_slice()
        else {
            panic!("{found:?}")
        };
        assert_eq!((parties.len(), name.as_str(), posts.len(), units.len()), (2, "岳安", 2, 2));
    }
}

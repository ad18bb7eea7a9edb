//! Stage 4: judges the portal as of a day.
//!
//! What became known after the day does not exist for it, so any past month-end can be judged
//! again from the same records.

mod commendation;
mod coverage;
mod dates;
mod days;
mod declared;
mod draw;
mod each;
mod exposure;
mod family;
mod findings;
mod forerunners;
mod group;
mod indicator;
mod inputs;
mod known;
mod light;
mod month;
mod naming;
mod overlap;
mod pledge;
mod progress;
mod rates;
mod reason;
mod rectification;
mod rhythm;
#[cfg(test)]
mod sample;

mod scores;
mod series;
mod silence;
mod stage;
mod standing;
mod supervision;
mod turns;
mod visit;

pub use commendation::{Praise, praise};
pub use coverage::{Coverage, ElementCoverage, Gaps, Vacancy, has_element, lacking};
pub use dates::{Countdown, LateChange, Moving, Punctuality};
pub use days::out_of_reach;
pub use declared::{Reconciled, reconcile};
pub use draw::{Drawn, seed};
pub use each::Each;
pub use exposure::{Live, Outcome, Publication, publication};
pub use family::{Differing, Freshness, Pair, doubts, exposures_open, freshness, shared};
pub use findings::findings;
pub use group::{Closed, Distribution, Group, Mean};
pub use indicator::{Reading, Sum, expected, reading, sum};
pub use inputs::inputs;
pub use known::Completion;
pub use light::Verdict;
pub use month::{Ends, MonthEnd, TaskThen};
pub use naming::{Holder, Named, is_named, named};
pub use overlap::Overlap;
pub use pledge::{Kept, Pledging, Signed};
pub use progress::{Progress, Source, promised};
pub use rates::{OnTime, Owed, Rate};
pub use rectification::{Rectifying, Urgency, rectifying};
pub use rhythm::{LateReport, MissingMonth};
pub use scores::{
    Before, Class, ClassScores, MonthScores, PointsAt, Scores, UnitScore, lifted, terms,
};
pub use series::MonthPoint;
pub use silence::{Silence, substantial};
pub use stage::{StageStanding, StageState};
pub use standing::{Standing, standing};
pub use supervision::{ProblemStage, ProblemState, Supervision, Uninspected};
pub use turns::{Lights, Turn};
pub use visit::{Visit, Visits, visit};

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::portal::{
    Area, Category, Commendation, Exposure, Id, Plan, Pledge, PledgeTemplate, Portal, Post, Task,
    Unit,
};

/// A portal with everything that is true of it on a day.
#[derive(Debug)]
pub struct Assessed {
    /// The portal.
    pub portal: Portal,
    /// The day.
    pub today: NaiveDate,
    /// 数据截至: the latest day on which a counted update was reported.
    pub data_as_of: Option<NaiveDate>,
    /// How each task stands.
    pub tasks: Each<Task, Arc<TaskState>>,
    /// The tasks that were carried over or merged into each task.
    pub forerunners: Each<Task, Vec<Id<Task>>>,
    /// All tasks that are not part of another.
    pub whole: Group,
    /// Each plan's tasks, with those of the plans that carry it out.
    pub plans: Each<Plan, Group>,
    /// Each category's tasks, with those of the categories below it.
    pub categories: Each<Category, Group>,
    /// Tasks each unit leads.
    pub units: Each<Unit, Group>,
    /// Tasks each post is in charge of.
    pub posts: Each<Post, Group>,
    /// Tasks that touch each area or an area in it.
    pub areas: Each<Area, Group>,
    /// Announced totals of each plan.
    pub declared: Each<Plan, Vec<Reconciled>>,
    /// What is missing.
    pub coverage: Coverage,
    /// What of each exposure may be shown.
    pub exposures: Each<Exposure, Publication>,
    /// The state of each commendation.
    pub commendations: Each<Commendation, Praise>,
    /// The ledgers of supervision, as far as they may be seen.
    pub supervision: Supervision,
    /// What became of each pledge.
    pub pledges: Each<Pledge, Pledging>,
    /// Who was asked to sign each template, and who did.
    pub signed: Each<PledgeTemplate, Vec<Signed>>,
    /// Tasks that a portal below this one shows as well.
    pub pairs: Vec<Pair>,
    /// Scores and places at the ends of all months.
    pub scores: Scores,
    /// Every month from the first with data to that of today, as it was known at its end.
    pub month_ends: Vec<MonthEnd>,
}

/// A task on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskState {
    /// How it stands.
    pub standing: Standing,
    /// Its lights: history and schedule.
    pub lights: Lights,
    /// How it stood at the ends of months.
    pub ends: Ends,
    /// What it lacks.
    pub gaps: Gaps,
}

impl TaskState {
    /// Months for which a report was due and none came; a task that was given up owes none.
    pub fn missing_months(&self) -> &[MissingMonth] {
        if self.standing.given_up_by.is_some() { &[] } else { &self.gaps.missing_months }
    }

    /// Days by which the report at a place came late; 0 if it was in time.
    pub fn late_by(&self, update: usize) -> i64 {
        let late = self.gaps.late_reports.iter().find(|held| held.update == update);
        late.map_or(0, |held| held.days)
    }
}

/// The states of tasks on a day, kept for the next time.
#[derive(Debug)]
pub struct KeptStates {
    today: NaiveDate,
    /// Each with its task as it was judged.
    states: Vec<(Arc<Task>, Arc<TaskState>)>,
}

impl KeptStates {
    /// Keeps what was found.
    pub fn of(assessed: &Assessed) -> Self {
        let tasks = assessed.portal.tasks.shared().iter().cloned();
        let states = tasks.zip(assessed.tasks.iter().cloned()).collect();
        Self { today: assessed.today, states }
    }

    /// The state of the very same task on the same day: whatever else it depends on is as it was,
    /// or the task would have been resolved again.
    fn state(&self, id: Id<Task>, task: &Task, today: NaiveDate) -> Option<&Arc<TaskState>> {
        let (judged, state) = self.states.get(id.index())?;
        (self.today == today && std::ptr::eq(&raw const **judged, task)).then_some(state)
    }

    /// The tasks that were judged anew since.
    pub fn judged_since(&self, assessed: &Assessed) -> Vec<Id<Task>> {
        let is_same = |id: &Id<Task>| {
            let known = self.states.get(id.index());
            known.is_some_and(|(_, state)| Arc::ptr_eq(state, &assessed.tasks[*id]))
        };
        assessed.portal.tasks.ids().filter(|id| !is_same(id)).collect()
    }
}

/// Judges the portal as of a day.
pub fn assess(portal: Portal, today: NaiveDate) -> Assessed {
    assess_since(portal, today, None)
}

/// The same, with the states that are known from the last time.
pub fn assess_since(portal: Portal, today: NaiveDate, kept: Option<&KeptStates>) -> Assessed {
    let tasks = Each::in_parallel(&portal.tasks, |id, task| {
        if let Some(state) = kept.and_then(|kept| kept.state(id, task, today)) {
            return Arc::clone(state);
        }
        let lights = turns::lights(task, &portal.plans[task.plan], &portal.method, today);
        Arc::new(TaskState {
            standing: standing(&portal, task, today),
            ends: Ends::new(&portal, task, &lights, today),
            lights,
            gaps: Gaps::of(&portal, id, task, today),
        })
    });
    let set = |counts: &dyn Fn(&Task) -> bool| {
        let held = portal.tasks.iter().filter(|(_, task)| counts(task)).map(|(id, _)| id);
        group::group(held.collect(), &tasks, today)
    };
    let gathered = gather(&portal, today);
    let group = |ids: &Vec<Id<Task>>| group::group(ids.clone(), &tasks, today);
    let retention = portal.site.retention;
    let (coverage, scores) = rayon::join(
        || coverage::coverage(&portal, &tasks, today),
        || scores::scores(&portal, &tasks, today),
    );
    let mut assessed = Assessed {
        today,
        data_as_of: data_as_of(&portal, today),
        whole: set(&|task| task.parent.is_none()),
        plans: gathered.plans.map(group),
        categories: gathered.categories.map(group),
        units: gathered.units.map(group),
        posts: gathered.posts.map(group),
        areas: gathered.areas.map(group),
        declared: Each::new(&portal.plans, |id, _| reconcile(&portal, id)),
        coverage,
        exposures: Each::new(&portal.exposures, |_, held| publication(held, retention, today)),
        commendations: Each::new(&portal.commendations, |_, held| praise(held, today)),
        supervision: supervision::supervision(&portal, &tasks, today),
        pledges: Each::new(&portal.pledges, |_, held| {
            pledge::pledging(&portal, held, &tasks, today)
        }),
        signed: Each::new(&portal.pledge_templates, |id, _| pledge::signed(&portal, id, today)),
        pairs: family::pairs(&portal, &tasks, today),
        scores,
        forerunners: forerunners::forerunners(&portal, &tasks),
        month_ends: Vec::new(),
        tasks,
        portal,
    };
    assessed.month_ends = month::month_ends(&assessed);
    assessed
}

impl Assessed {
    /// Figures of any set of tasks, such as those a leader keeps contact with.
    pub fn group(&self, tasks: impl IntoIterator<Item = Id<Task>>) -> Group {
        let tasks: BTreeSet<Id<Task>> = tasks.into_iter().collect();
        group::group(tasks.into_iter().collect(), &self.tasks, self.today)
    }

    /// How a task stood on another day, from what was known on that day.
    pub fn standing_on(&self, task: Id<Task>, day: NaiveDate) -> Standing {
        standing(&self.portal, &self.portal.tasks[task], day)
    }

    /// Turns of a task's light after today if nothing more is reported. An archive pinned to a day
    /// has none.
    pub fn schedule(&self, task: Id<Task>) -> &[Turn] {
        if self.portal.site.as_of.is_some() { &[] } else { self.tasks[task].lights.schedule() }
    }

    /// How a post is named on a day.
    pub fn named(&self, post: Id<Post>, day: NaiveDate) -> Named<'_> {
        named(&self.portal.posts[post], self.portal.site.naming, day)
    }
}

/// Whether a task is part of another of the same plan, and counted with that one.
pub fn is_part(portal: &Portal, task: &Task) -> bool {
    task.parent.is_some_and(|parent| portal.tasks[parent].plan == task.plan)
}

/// Tasks by what they belong to, each once and in the order of their ids.
struct Gathered {
    plans: Each<Plan, Vec<Id<Task>>>,
    categories: Each<Category, Vec<Id<Task>>>,
    units: Each<Unit, Vec<Id<Task>>>,
    posts: Each<Post, Vec<Id<Task>>>,
    areas: Each<Area, Vec<Id<Task>>>,
}

fn gather(portal: &Portal, today: NaiveDate) -> Gathered {
    let mut sets = Gathered {
        plans: Each::new(&portal.plans, |_, _| Vec::new()),
        categories: Each::new(&portal.categories, |_, _| Vec::new()),
        units: Each::new(&portal.units, |_, _| Vec::new()),
        posts: Each::new(&portal.posts, |_, _| Vec::new()),
        areas: Each::new(&portal.areas, |_, _| Vec::new()),
    };
    for (id, task) in portal.tasks.iter() {
        if !is_part(portal, task) {
            for plan in upwards(task.plan, |held| portal.plans[held].parent) {
                put(&mut sets.plans[plan], id);
            }
            for category in upwards(task.category, |held| portal.categories[held].parent) {
                put(&mut sets.categories[category], id);
            }
        }
        if let Some(unit) = task.lead_on(today) {
            put(&mut sets.units[unit], id);
        }
        if let Some(post) = task.leader_on(today) {
            put(&mut sets.posts[post], id);
        }
        for area in &task.areas {
            for area in upwards(*area, |held| portal.areas[held].parent) {
                put(&mut sets.areas[area], id);
            }
        }
    }
    sets
}

/// Adds a task to a set of earlier ones; it may belong to it in two ways.
fn put(set: &mut Vec<Id<Task>>, id: Id<Task>) {
    if set.last() != Some(&id) {
        set.push(id);
    }
}

/// A record and those above it; validation has refused circles.
fn upwards<T>(from: Id<T>, parent: impl Fn(Id<T>) -> Option<Id<T>>) -> impl Iterator<Item = Id<T>> {
    std::iter::successors(Some(from), move |held| parent(*held))
}

fn data_as_of(portal: &Portal, today: NaiveDate) -> Option<NaiveDate> {
    let updates = portal.tasks.iter().flat_map(|(_, task)| &task.updates);
    updates.map(|held| held.reported_on).filter(|day| *day <= today).max()
}

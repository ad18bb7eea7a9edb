//! Scores of tasks and units at the ends of months, and places within their classes.
//!
//! Nothing is stored: what became known after a month's end does not exist for it, so every month
//! is scored again from the same records.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;

use super::commendation::{Praise, praise};
use super::dates::{Countdown, countdown};
use super::draw::{Drawn, draw};
use super::exposure::publication;
use super::group::Distribution;
use super::known::{Known, documented};
use super::progress::{planned, points_between, progress};
use super::silence::silence;
use super::{Each, TaskState};
use crate::date::{Month, days_between};
use crate::method::Scoring;
use crate::percent::Percent;
use crate::portal::{Alteration, Assessment, Id, Moved, Points, Portal, Subject, Task, Unit};
use crate::record::ToleranceEffect;
use crate::score::{
    Criterion, Decimal, Entry, Inputs, Place, State, Terms, bottom, places, unit_score,
};

/// Scores and places at the ends of all months.
#[derive(Debug, Default)]
pub struct Scores {
    /// Classes with their units, in order.
    pub classes: Vec<Class>,
    /// Months, the oldest first.
    pub months: Vec<MonthScores>,
}

/// Units that are compared with each other.
#[derive(Debug)]
pub struct Class {
    /// Its name: 州直部门.
    pub name: String,
    /// Its units.
    pub units: Vec<Id<Unit>>,
}

/// The end of a month.
#[derive(Debug)]
pub struct MonthScores {
    /// The month.
    pub month: Month,
    /// The classes in the order of [`Scores::classes`].
    pub classes: Vec<ClassScores>,
    /// Tasks drawn for the monthly check.
    pub drawn: Vec<Drawn>,
    /// From how many they were drawn.
    pub drawn_from: usize,
}

/// A class at the end of a month.
#[derive(Debug)]
pub struct ClassScores {
    /// Units that lead tasks, the best first; those without a rank last.
    pub units: Vec<UnitScore>,
    /// How many have a rank.
    pub ranked: u32,
    /// The rank from which the list of the last begins.
    pub bottom: Option<u32>,
}

/// Points of an assessment, by their place in it.
pub type PointsAt = (Id<Assessment>, usize);

/// A unit at the end of a month.
#[derive(Debug)]
pub struct UnitScore {
    /// The unit.
    pub unit: Id<Unit>,
    /// The tasks it led, with what their scores rest on.
    pub tasks: Vec<(Id<Task>, Inputs)>,
    /// Deductions of the year so far.
    pub deductions: Vec<PointsAt>,
    /// Bonuses of the year so far.
    pub bonuses: Vec<PointsAt>,
    /// Points taken off, without what tolerance lifts.
    pub deducted: Decimal,
    /// Points added, before the cap.
    pub added: Decimal,
    /// Its score; `None` if no task has one.
    pub score: Option<Decimal>,
    /// How many tasks have a score.
    pub counted: u32,
    /// Where it stands.
    pub place: Place,
    /// Where it stood at the end of the month before.
    pub before: Before,
    /// Lights of its tasks.
    pub lights: Distribution,
}

/// Where a unit stood a month earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Its class was not ranked: there is nothing to compare with.
    Nothing,
    /// Its class was, and it was not: 新列入.
    New,
    /// Its rank.
    Rank(u32),
}

impl Scores {
    /// The newest month.
    pub fn newest(&self) -> Option<&MonthScores> {
        self.months.last()
    }

    /// A month.
    pub fn of(&self, month: Month) -> Option<&MonthScores> {
        self.months.iter().find(|held| held.month == month)
    }

    /// A unit in a month, with the position of its class.
    pub fn unit(&self, month: Month, unit: Id<Unit>) -> Option<(usize, &UnitScore)> {
        let classes = self.of(month)?.classes.iter().enumerate();
        let mut found = classes.filter_map(|(at, class)| {
            Some((at, class.units.iter().find(|held| held.unit == unit)?))
        });
        found.next()
    }

    /// A unit's scores in the last `count` months up to one, the oldest first.
    pub fn series(&self, unit: Id<Unit>, until: Month, count: usize) -> Vec<(Month, Decimal)> {
        let months = self.months.iter().rev().map(|held| held.month);
        let months = months.filter(|month| *month <= until).take(count);
        let score = |month| Some((month, self.unit(month, unit)?.1.score?));
        let mut series: Vec<_> = months.filter_map(score).collect();
        series.reverse();
        series
    }
}

impl ClassScores {
    /// Whether the class is ranked at all.
    pub fn has_places(&self) -> bool {
        self.units.iter().any(|unit| unit.place.rank().is_some())
    }

    /// Units in the list of the last, the best of them first.
    pub fn last(&self) -> impl Iterator<Item = &UnitScore> {
        let is_last = |unit: &&UnitScore| {
            let (rank, from) = (unit.place.rank(), self.bottom);
            rank.zip(from).is_some_and(|(rank, from)| from <= rank)
        };
        self.units.iter().filter(is_last)
    }
}

/// The constants of a method.
pub fn terms(scoring: &Scoring) -> Terms {
    let percent = |share: Percent| Decimal(i64::from(share.hundredths()) * 10_000);
    Terms {
        overdue_points: scoring.overdue_points.into(),
        late_points: scoring.late_points.into(),
        bonus_cap: scoring.bonus_cap.into(),
        decimals: scoring.decimals.value,
        min_tasks: scoring.min_tasks,
        min_ranked: scoring.min_ranked,
        min_bottom: scoring.min_bottom,
        bottom_share: percent(scoring.bottom_share),
        bottom_count: scoring.bottom_count,
    }
}

/// Scores every month that is over, from the first with data on: who stops reporting keeps no
/// place for it.
pub(super) fn scores(
    portal: &Portal,
    tasks: &Each<Task, Arc<TaskState>>,
    today: NaiveDate,
) -> Scores {
    let classes = classes(portal);
    let reports = portal.tasks.iter().flat_map(|(_, task)| &task.updates);
    let reported = reports.map(|held| held.reported_on).filter(|day| *day <= today);
    let Some(first) = reported.min() else { return Scores::default() };
    if classes.is_empty() {
        return Scores::default();
    }
    let (terms, given) = (terms(&portal.method.scoring), given(portal));
    let judged = Judged { portal, tasks, terms, given, today };
    let months = Month::of(first).through(Month::of(today));
    let months: Vec<Month> = months.filter(|month| month.last() <= today).collect();
    let mut months: Vec<MonthScores> =
        months.par_iter().map(|month| judged.month(*month, &classes)).collect();
    compare(&mut months);
    let counts = |month: &MonthScores| {
        let mut units = month.classes.iter().flat_map(|class| &class.units);
        units.any(|unit| unit.place != Place::TooFewTasks)
    };
    let begins = months.iter().position(counts).unwrap_or(months.len());
    Scores { classes, months: months.split_off(begins) }
}

/// Classes by what kind of organ their units are, then by name.
fn classes(portal: &Portal) -> Vec<Class> {
    let mut classes: BTreeMap<_, Vec<Id<Unit>>> = BTreeMap::new();
    let mut kinds = BTreeMap::new();
    for (id, unit) in portal.units.iter() {
        let Some(name) = unit.rank_class.as_deref() else { continue };
        let kind = kinds.entry(name).or_insert(unit.class);
        *kind = unit.class.min(*kind);
        classes.entry(name).or_default().push(id);
    }
    let mut classes: Vec<(&str, Vec<Id<Unit>>)> = classes.into_iter().collect();
    classes.sort_by_key(|(name, _)| (kinds.get(name).copied(), *name));
    classes.into_iter().map(|(name, units)| Class { name: name.to_owned(), units }).collect()
}

/// A score of quality: when, by which assessment, how much.
type Quality = (NaiveDate, Id<Assessment>, Percent);

/// What assessors said, in order of time.
struct Given {
    quality: BTreeMap<Id<Task>, Vec<Quality>>,
    units: BTreeMap<Id<Unit>, Vec<Id<Assessment>>>,
}

fn given(portal: &Portal) -> Given {
    let mut given = Given { quality: BTreeMap::new(), units: BTreeMap::new() };
    for (id, held) in portal.assessments.iter() {
        match (held.subject, held.quality) {
            (Subject::Task(task), Some(quality)) => {
                given.quality.entry(task).or_default().push((held.date, id, quality));
            }
            (Subject::Task(_), None) => {}
            (Subject::Unit(unit), _) => given.units.entry(unit).or_default().push(id),
        }
    }
    given.quality.values_mut().for_each(|held| held.sort_unstable());
    given
}

/// What a month is scored from.
struct Judged<'a> {
    portal: &'a Portal,
    tasks: &'a Each<Task, Arc<TaskState>>,
    terms: Terms,
    given: Given,
    today: NaiveDate,
}

impl Judged<'_> {
    fn month(&self, month: Month, classes: &[Class]) -> MonthScores {
        let day = month.last();
        let mut led: BTreeMap<Id<Unit>, Vec<(Id<Task>, Inputs)>> = BTreeMap::new();
        let mut under_way = Vec::new();
        for (id, task) in self.portal.tasks.iter() {
            let Some(inputs) = inputs(self.portal, task, day, self.quality(id, day)) else {
                continue;
            };
            if is_under_way(inputs.state) {
                under_way.push(id);
            }
            if let Some(unit) = task.lead_on(day) {
                led.entry(unit).or_default().push((id, inputs));
            }
        }
        let class = |class: &Class| {
            let units = class.units.iter().filter_map(|unit| Some((*unit, led.get(unit)?)));
            self.class(units.map(|(unit, tasks)| self.unit(unit, tasks, day)).collect())
        };
        MonthScores {
            month,
            classes: classes.iter().map(class).collect(),
            drawn: draw(self.portal, month, &under_way),
            drawn_from: under_way.len(),
        }
    }

    /// The latest score of a task's quality.
    fn quality(&self, task: Id<Task>, day: NaiveDate) -> Option<Decimal> {
        let given = self.given.quality.get(&task)?;
        let (_, _, quality) = given.iter().take_while(|(on, _, _)| *on <= day).last()?;
        Some(Decimal(i64::from(quality.hundredths()) * 10_000))
    }

    fn unit(&self, unit: Id<Unit>, tasks: &[(Id<Task>, Inputs)], day: NaiveDate) -> UnitScore {
        let given = self.given.units.get(&unit).into_iter().flatten().copied();
        let counts = |id: &Id<Assessment>| {
            let held = self.portal.assessments.get(*id);
            held.date <= day && held.period.first().year() == day.year()
        };
        let given: Vec<Id<Assessment>> = given.filter(counts).collect();
        let points = |list: fn(&Assessment) -> &Vec<Points>| -> Vec<PointsAt> {
            let of = |id: Id<Assessment>| {
                let held = list(self.portal.assessments.get(id)).iter().enumerate();
                held.filter(|(_, points)| self.stand(points, day)).map(move |(at, _)| (id, at))
            };
            given.iter().flat_map(|id| of(*id)).collect()
        };
        let (deductions, bonuses) = (points(|held| &held.deductions), points(|held| &held.bonuses));
        let sum = |list: fn(&Assessment) -> &Vec<Points>, places: &[PointsAt]| {
            let held = places
                .iter()
                .filter_map(|(id, at)| list(self.portal.assessments.get(*id)).get(*at));
            Decimal(held.map(|held| held.points.0 - lifted(self.portal, held, day).0).sum())
        };
        let deducted = sum(|held| &held.deductions, &deductions);
        let added = sum(|held| &held.bonuses, &bonuses);
        let inputs: Vec<Inputs> = tasks.iter().map(|(_, inputs)| *inputs).collect();
        let counted = inputs.iter().filter(|task| task.score(&self.terms).is_some()).count();
        let lights = tasks.iter().filter_map(|(id, _)| self.tasks[*id].lights.on(day));
        UnitScore {
            unit,
            tasks: tasks.to_vec(),
            score: unit_score(&inputs, deducted, added, &self.terms),
            counted: u32::try_from(counted).unwrap_or(u32::MAX),
            deductions,
            bonuses,
            deducted,
            added,
            place: Place::TooFewTasks,
            before: Before::Nothing,
            lights: Distribution::of(lights.map(|verdict| verdict.light)),
        }
    }

    /// Whether what points rest on stands. An exposure counts once it is published; one that was
    /// revoked is held against nobody, in months gone by neither. Praise that was taken back adds
    /// nothing from that day on.
    fn stand(&self, points: &Points, day: NaiveDate) -> bool {
        let retention = self.portal.site.retention;
        let exposed = points.exposure.map(|id| self.portal.exposures.get(id));
        let praised = points.commendation.map(|id| self.portal.commendations.get(id));
        exposed.is_none_or(|held| publication(held, retention, self.today).stands())
            && !praised.is_some_and(|held| matches!(praise(held, day), Praise::Revoked(_)))
    }

    fn class(&self, mut units: Vec<UnitScore>) -> ClassScores {
        let entries: Vec<Entry> = units.iter().map(|unit| (unit.score, unit.counted)).collect();
        let places = places(&entries, &self.terms);
        for (unit, place) in units.iter_mut().zip(&places) {
            unit.place = *place;
        }
        units.sort_by_key(|unit| {
            let unranked = unit.place == Place::TooFewTasks;
            (unranked, std::cmp::Reverse(unit.score), unit.unit)
        });
        let ranked = places.iter().filter(|place| place.rank().is_some()).count();
        ClassScores {
            units,
            ranked: u32::try_from(ranked).unwrap_or(u32::MAX),
            bottom: bottom(&places, &self.terms),
        }
    }
}

/// Puts beside every rank the one of the month before.
fn compare(months: &mut [MonthScores]) {
    let ranks = |class: &ClassScores| -> BTreeMap<Id<Unit>, u32> {
        let ranked = class.units.iter().filter_map(|unit| Some((unit.unit, unit.place.rank()?)));
        ranked.collect()
    };
    let mut earlier: Vec<BTreeMap<Id<Unit>, u32>> = Vec::new();
    for month in months {
        for (at, class) in month.classes.iter_mut().enumerate() {
            let Some(known) = earlier.get(at).filter(|known| !known.is_empty()) else { continue };
            for unit in &mut class.units {
                unit.before = known.get(&unit.unit).map_or(Before::New, |rank| Before::Rank(*rank));
            }
        }
        earlier = month.classes.iter().map(ranks).collect();
    }
}

/// Points that tolerance lifts by a day: all of them, or those it names. The fact stays.
pub fn lifted(portal: &Portal, points: &Points, day: NaiveDate) -> Decimal {
    let of_exposure = || portal.exposures.get(points.exposure?).tolerance.as_ref();
    let tolerance = points.tolerance.as_ref().or_else(of_exposure);
    let Some(tolerance) = tolerance.filter(|held| held.date <= day) else {
        return Decimal::default();
    };
    let lifted = match tolerance.effect {
        ToleranceEffect::Exempt => points.points,
        ToleranceEffect::Lighter | ToleranceEffect::Mitigated => match points.lifted {
            Some(lifted) => lifted.min(points.points),
            None => return Decimal::default(),
        },
    };
    lifted.into()
}

fn is_under_way(state: State) -> bool {
    match state {
        State::UnderWay | State::Silent | State::Unassessed => true,
        State::Done | State::NotStarted | State::Paused | State::GivenUp => false,
    }
}

/// What a task's score rests on at the end of a day; `None` before its plan was public.
pub fn inputs(
    portal: &Portal,
    task: &Task,
    day: NaiveDate,
    quality: Option<Decimal>,
) -> Option<Inputs> {
    let plan = portal.plans.get(task.plan);
    if day < plan.published_on.unwrap_or(plan.from.min(task.start)) {
        return None;
    }
    let known = &Known::new(task, plan, day);
    let criterion = if task.has_time_node { Criterion::Timeliness } else { Criterion::Quality };
    let state = state(portal, known, criterion, quality.is_some(), day);
    let lag = match state {
        // Silence never pays: the plan of the day itself counts.
        State::Silent => {
            let actual = progress(known).map_or(Percent::ZERO, |held| held.actual);
            Some(points_between(actual, planned(known, day)))
        }
        State::UnderWay
        | State::Done
        | State::NotStarted
        | State::Paused
        | State::GivenUp
        | State::Unassessed => progress(known).map(|held| held.lag),
    };
    let days = match (known.completion(), countdown(known, day)) {
        (Some(completion), _) => days_between(documented_due(task, day), completion.on).max(0),
        (None, Some(Countdown::Overdue(days))) => days,
        (None, _) => 0,
    };
    Some(Inputs {
        criterion,
        state,
        lag,
        days,
        quality,
        workload: task.workload_on(day).into(),
        difficulty: task.difficulty_on(day).into(),
    })
}

fn state(
    portal: &Portal,
    known: &Known,
    criterion: Criterion,
    assessed: bool,
    day: NaiveDate,
) -> State {
    if known.closing.is_none() && known.given_up.is_some() {
        return State::GivenUp;
    }
    if known.closing.is_none() && known.pause().is_some() {
        return State::Paused;
    }
    let done = known.completion().is_some();
    if !done && day < known.start {
        return State::NotStarted;
    }
    if criterion == Criterion::Quality && !assessed {
        return if done { State::Done } else { State::Unassessed };
    }
    if done {
        return State::Done;
    }
    let silence = silence(known, &portal.method, day);
    if silence.days > silence.tolerated { State::Silent } else { State::UnderWay }
}

/// The due date against which a finished task is late: the original one, moved only by changes
/// that rest on a document.
fn documented_due(task: &Task, day: NaiveDate) -> NaiveDate {
    let moved = task.changes_until(day).filter(|change| documented(change));
    let moved = moved.filter_map(|change| match change.alteration {
        Alteration::Due(Moved { new, .. }) => Some(new),
        _ => None,
    });
    moved.last().unwrap_or(task.due)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample::any::any_task;
    use super::super::sample::{day, portal};
    use super::*;
    use crate::date::add_days;

    fn of(line: &str, on: &str) -> Inputs {
        let portal = portal(&[line]);
        let task = portal.tasks.iter().next().expect("one task").1;
        inputs(&portal, task, day(on), None).expect("a public task")
    }

    /// Checks the state, the lag, the days, and the score in whole points.
    fn check(line: &str, on: &str, expected: (State, Option<i32>, i64, Option<i64>)) {
        let found = of(line, on);
        let score = found.score(&terms(&portal(&[line]).method.scoring));
        let (state, lag, days, whole) = expected;
        let score_expected = whole.map(Decimal::whole);
        assert_eq!(
            (found.state, found.lag, found.days, score),
            (state, lag, days, score_expected),
            "{on}: {line}"
        );
    }

    const TASK: &str = "start 2026-01-01 due 2026-04-10; update 2026-02-19 progress 40";

    #[test]
    fn waiting_is_no_lag_until_it_is_silence() {
        // 50 of 100 days are planned by 19 February; 41 days of silence are tolerated.
        check(TASK, "2026-02-19", (State::UnderWay, Some(10), 0, Some(90)));
        check(TASK, "2026-04-01", (State::UnderWay, Some(10), 0, Some(90)));
        check(TASK, "2026-04-02", (State::Silent, Some(52), 0, Some(48)));
        check(TASK, "2026-04-10", (State::Silent, Some(60), 0, Some(40)));
        check(TASK, "2026-04-11", (State::Silent, Some(60), 1, Some(38)));
        check(TASK, "2026-05-10", (State::Silent, Some(60), 30, Some(0)));
    }

    #[test]
    fn a_task_enters_the_score_on_its_first_day() {
        check(TASK, "2025-12-31", (State::NotStarted, None, 0, None));
        check(TASK, "2026-01-01", (State::UnderWay, None, 0, Some(100)));
    }

    #[test]
    fn a_finished_task_is_late_against_the_original_date_unless_a_document_moved_it() {
        let done = |change: &str, on: &str| {
            format!("start 2026-01-01 due 2026-04-10{change}; update {on} completed {on}")
        };
        check(&done("", "2026-04-10"), "2026-06-30", (State::Done, Some(0), 0, Some(100)));
        check(&done("", "2026-04-13"), "2026-06-30", (State::Done, Some(0), 3, Some(94)));
        let moved = "; due 2026-04-01 2026-04-30";
        check(&done(moved, "2026-04-13"), "2026-06-30", (State::Done, Some(-14), 0, Some(100)));
        check(&done(moved, "2026-05-01"), "2026-06-30", (State::Done, Some(0), 1, Some(98)));
        let word = "; due 2026-04-01 2026-04-30 undocumented";
        check(&done(word, "2026-04-13"), "2026-06-30", (State::Done, Some(-14), 3, Some(94)));
    }

    #[test]
    fn what_is_paused_or_cancelled_is_left_out() {
        let line = format!("{TASK}; pause 2026-03-01; resume 2026-05-01");
        check(&line, "2026-03-01", (State::Paused, Some(10), 0, None));
        check(&line, "2026-05-01", (State::UnderWay, Some(10), 1, Some(88)));
        let line = format!("{TASK}; cancel 2026-03-01");
        check(&line, "2026-02-28", (State::UnderWay, Some(10), 0, Some(90)));
        check(&line, "2026-03-01", (State::GivenUp, Some(10), 0, None));
    }

    #[test]
    fn nothing_counts_before_the_plan_is_public() {
        let line = format!("plan published 2026-02-01; {TASK}");
        let portal = portal(&[&line]);
        let task = portal.tasks.iter().next().expect("one task").1;
        assert_eq!(inputs(&portal, task, day("2026-01-31"), None), None);
        assert!(inputs(&portal, task, day("2026-02-01"), None).is_some());
    }

    #[test]
    fn classes_need_units_with_a_class() {
        let portal = portal(&[TASK]);
        let today = day("2026-06-30");
        assert!(super::super::assess(portal, today).scores.months.is_empty());
    }

    proptest! {
        #[test]
        fn waiting_never_raises_a_score(line in any_task(), wait in 0_i64..400, more in 0_i64..60) {
            let portal = portal(&[&line]);
            let task = portal.tasks.iter().next().expect("one task").1;
            let terms = terms(&portal.method.scoring);
            // Everything has been said by then.
            let from = add_days(day("2027-01-01"), wait);
            let score = |on| inputs(&portal, task, on, None).and_then(|held| held.score(&terms));
            if let (Some(now), Some(later)) = (score(from), score(add_days(from, more))) {
                prop_assert!(later <= now, "{} {:?} {:?}", line, now, later);
            }
        }
    }
}

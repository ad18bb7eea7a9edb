//! Scores of tasks and units at the ends of months, and places within their classes.
//!
//! Nothing is stored: what became known after a month's end does not exist for it, so every month
//! is scored again from the same records.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;

use super::commendation::{Praise, praise};
use super::draw::{Drawn, draw};
use super::exposure::publication;
use super::group::Distribution;
use super::inputs::inputs;
use super::{Each, TaskState};
use crate::date::Month;
use crate::method::Scoring;
use crate::percent::Percent;
use crate::portal::{Assessment, Id, Points, Portal, Subject, Task, Unit};
use crate::record::ToleranceEffect;
use crate::score::{Decimal, Entry, Inputs, Place, State, Terms, bottom, places, unit_score};
use crate::yaml::Number;

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
        full: Decimal::whole(scoring.full.value.into()),
        lag_points: scoring.lag_points.into(),
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
type Quality = (NaiveDate, Id<Assessment>, Number);

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
        Some((*quality).into())
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
            lights: Distribution::of(lights),
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

#[cfg(test)]
mod tests {
    use super::super::sample::{day, portal};

    #[test]
    fn classes_need_units_with_a_class() {
        let portal = portal(&["start 2026-01-01 due 2026-04-10; update 2026-02-19 progress 40"]);
        let today = day("2026-06-30");
        assert!(super::super::assess(portal, today).scores.months.is_empty());
    }
}

//! Sets of tasks: a plan, a category, a unit, a leader, an area — never one colour for many.

use std::sync::Arc;

use chrono::NaiveDate;

use super::dates::Punctuality;
use super::light::Verdict;
use super::rates::{OnTime, Owed};
use super::{Each, TaskState};
use crate::method::{Light, Shade};
use crate::percent::Percent;
use crate::portal::{Id, Task};
use crate::yaml::Words;

/// How many tasks show each light.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Distribution {
    counts: [u32; 9],
    carried_over: u32,
    merged: u32,
}

impl Distribution {
    /// Counts lights.
    pub fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        let mut distribution = Self::default();
        for verdict in verdicts {
            for (count, counted) in distribution.counts.iter_mut().zip(Light::ALL) {
                *count += u32::from(*counted == verdict.light);
            }
            // A method may show those that were given up by another light.
            if verdict.light == Light::Cancelled {
                distribution.carried_over += u32::from(verdict.shade == Shade::CarriedOver);
                distribution.merged += u32::from(verdict.shade == Shade::Merged);
            }
        }
        distribution
    }

    /// Counts that somebody else has made: of those that were given up no more go on elsewhere than
    /// there are.
    pub fn told(count: impl Fn(Light) -> u32, carried_over: u32, merged: u32) -> Self {
        let mut counts = [0; 9];
        for (own, light) in counts.iter_mut().zip(Light::ALL) {
            *own = count(*light);
        }
        Self { counts, carried_over, merged }
    }

    /// Of those that were given up, how many go on in another plan's task.
    pub fn carried_over(&self) -> u32 {
        self.carried_over
    }

    /// Of those that were given up, how many became part of another task.
    pub fn merged(&self) -> u32 {
        self.merged
    }

    /// The shades of those that were given up, dropped ones first.
    pub fn given_up(&self) -> impl Iterator<Item = Shade> {
        let dropped = self.count(Light::Cancelled) - self.carried_over - self.merged;
        let all = [
            (Shade::Plain, dropped),
            (Shade::CarriedOver, self.carried_over),
            (Shade::Merged, self.merged),
        ];
        all.into_iter().filter(|(_, count)| *count > 0).map(|(shade, _)| shade)
    }

    /// All nine lights with their counts, in their order, zeros included.
    pub fn iter(&self) -> impl Iterator<Item = (Light, u32)> + '_ {
        Light::ALL.iter().copied().zip(self.counts)
    }

    /// How many show a light.
    pub fn count(&self, light: Light) -> u32 {
        self.iter().find(|(of, _)| *of == light).map_or(0, |(_, count)| count)
    }

    /// The sum of all lights: every task has exactly one.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }
}

/// Means of progress over the tasks that reported, each counting once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mean {
    /// Tasks that gave a figure.
    pub counted: u32,
    /// Tasks from which a figure is due: all but those not yet started or cancelled.
    pub of: u32,
    /// Mean of the reported progress; `None` if nobody reported.
    pub actual: Option<Percent>,
    /// Mean of the plans of the days those reports speak of, over the same tasks.
    pub planned: Option<Percent>,
    /// Points behind the plan: the difference of the two means, rounded once.
    pub lag: Option<i32>,
}

impl Mean {
    /// Points behind the plan.
    pub fn gap(self) -> Option<i32> {
        self.lag
    }
}

/// Closed tasks by their punctuality against the due date in force.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Closed {
    /// Before the due date.
    pub early: u32,
    /// On the due date.
    pub on_time: u32,
    /// After it.
    pub late: u32,
}

impl Closed {
    /// All of them.
    pub fn total(self) -> u32 {
        self.early + self.on_time + self.late
    }
}

/// A set of tasks with the figures that describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The tasks, in the order of their ids.
    pub tasks: Vec<Id<Task>>,
    /// Their lights.
    pub lights: Distribution,
    /// Their progress.
    pub progress: Mean,
    /// The closed ones.
    pub closed: Closed,
    /// How many of those due were finished in time.
    pub on_time: OnTime,
}

/// Describes a set of tasks.
pub(super) fn group(
    tasks: Vec<Id<Task>>,
    states: &Each<Task, Arc<TaskState>>,
    today: NaiveDate,
) -> Group {
    let standings = || tasks.iter().map(|task| &states[*task].standing);
    let mut closed = Closed::default();
    for standing in standings().filter(|held| held.closing.is_some()) {
        match standing.punctual {
            Some(Punctuality::Early(_)) => closed.early += 1,
            Some(Punctuality::OnTime) => closed.on_time += 1,
            Some(Punctuality::Late(_)) => closed.late += 1,
            None => {}
        }
    }
    Group {
        lights: Distribution::of(standings().map(|held| held.verdict)),
        progress: mean(&tasks, states),
        closed,
        on_time: OnTime::of(standings().map(|held| Owed::of(&held.delivery(), today))),
        tasks,
    }
}

/// The means. A finished task is measured against the plan of today, so that having finished early
/// counts only as long as the plan is not through.
fn mean(tasks: &[Id<Task>], states: &Each<Task, Arc<TaskState>>) -> Mean {
    let (mut of, mut counted, mut actual, mut planned) = (0_u32, 0_u32, 0_i64, 0_i64);
    for standing in tasks.iter().map(|task| &states[*task].standing) {
        if standing.owes_no_figure() {
            continue;
        }
        of += 1;
        let Some(progress) = standing.progress else { continue };
        let finished = standing.completion.is_some();
        let asked = if finished { standing.planned } else { progress.planned };
        counted += 1;
        actual += i64::from(progress.actual.hundredths());
        planned += i64::from(asked.hundredths());
    }
    let mean = |sum: i64| {
        let mean = sum.checked_div(i64::from(counted))?;
        Percent::from_hundredths(i32::try_from(mean).ok()?)
    };
    Mean {
        counted,
        of,
        actual: mean(actual),
        planned: mean(planned),
        lag: lag(planned - actual, i64::from(counted)),
    }
}

/// Whole points of a sum of hundredths over so many tasks, half up, away from zero for negatives.
fn lag(sum: i64, counted: i64) -> Option<i32> {
    let points = (sum.abs() * 2 + counted * 100).checked_div(counted * 200)?;
    i32::try_from(points * sum.signum()).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::assess;
    use super::super::sample::any::any_task;
    use super::super::sample::{day, portal};
    use super::*;

    /// Ahead, behind by 10 points, silent, closed early, not begun, cancelled.
    const SIX: [&str; 6] = [
        "start 2026-01-01 due 2026-04-10; update 2026-02-19 progress 60; lead a; area town",
        "start 2026-01-01 due 2026-04-10; update 2026-02-19 progress 40; lead a; leader deputy",
        "start 2026-01-01 due 2026-04-10; lead b; category root",
        "start 2026-01-01 due 2026-04-10; closed 2026-02-10 completed 2026-02-09; lead b; area county",
        "start 2026-05-01 due 2026-12-31; leader deputy",
        "start 2026-01-01 due 2026-04-10; cancel 2026-02-01",
    ];

    #[test]
    fn every_set_shows_its_lights_one_by_one() {
        let assessed = assess(portal(&SIX), day("2026-02-20"));
        let counts = |group: &Group| group.lights.iter().map(|(_, n)| n).collect::<Vec<u32>>();
        let portal = &assessed.portal;
        let unit = |name| &assessed.units[portal.units.find(name).expect(name)];
        let area = |name| &assessed.areas[portal.areas.find(name).expect(name)];
        let category = |name| &assessed.categories[portal.categories.find(name).expect(name)];
        assert_eq!(counts(&assessed.whole), [1, 1, 0, 0, 1, 0, 1, 1, 1]);
        assert_eq!(
            counts(&assessed.plans[portal.plans.find("plan").expect("a plan")]),
            counts(&assessed.whole)
        );
        assert_eq!(counts(unit("a")), [0, 0, 0, 0, 0, 0, 0, 1, 1]);
        assert_eq!(counts(unit("b")), [1, 0, 0, 0, 0, 0, 1, 0, 0]);
        assert_eq!((area("town").lights.total(), area("county").lights.total()), (1, 2));
        assert_eq!((category("leaf").lights.total(), category("root").lights.total()), (5, 6));
        let deputy = portal.posts.find("deputy").expect("a post");
        assert_eq!(counts(&assessed.posts[deputy]), [0, 0, 0, 0, 1, 0, 0, 1, 0]);
        assert_eq!(assessed.whole.closed, Closed { early: 1, on_time: 0, late: 0 });
        assert_eq!(assessed.data_as_of, Some(day("2026-02-19")));
    }

    #[test]
    fn means_leave_out_what_was_not_reported_and_say_so() {
        let assessed = assess(portal(&SIX), day("2026-02-20"));
        let mean = assessed.whole.progress;
        assert_eq!((mean.counted, mean.of), (3, 4));
        // 60, 40 and a closed 100 against plans of 50, 50 and today's 51.
        assert_eq!(mean.actual.map(Percent::hundredths), Some(6_666));
        assert_eq!(mean.planned.map(Percent::hundredths), Some(5_033));
        // 16.33 points ahead, though 50 % and 67 % are printed.
        assert_eq!(mean.gap(), Some(-16));
        for (sum, counted, points) in [
            (0, 0, None),
            (260, 2, Some(1)),
            (300, 2, Some(2)),
            (-300, 2, Some(-2)),
            (-149, 1, Some(-1)),
        ] {
            assert_eq!(lag(sum, counted), points, "{sum}/{counted}");
        }
        let none = assess(portal(&["start 2026-01-01 due 2026-04-10"]), day("2026-02-01"));
        assert_eq!((none.whole.progress.of, none.whole.progress.actual), (1, None));
        assert_eq!(none.data_as_of, None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn the_lights_of_a_set_sum_to_its_tasks(a in any_task(), b in any_task(), on in 0_i64..400) {
            let today = crate::date::add_days(day("2025-12-20"), on);
            let whole = assess(portal(&[&a, &b]), today).whole;
            prop_assert_eq!(whole.lights.total(), 2);
            prop_assert!(whole.closed.total() <= 2);
            prop_assert!(whole.on_time.current.kept <= whole.on_time.current.of);
            prop_assert!(whole.progress.counted <= whole.progress.of);
        }

        #[test]
        fn the_plan_never_moves_back_by_time_alone(line in any_task(), on in 0_i64..300) {
            let portal = portal(&[&line]);
            let (_, task) = portal.tasks.iter().next().expect("one task");
            let known_on = crate::date::add_days(day("2026-01-01"), on);
            let known = super::super::known::Known::new(task, &portal.plans[task.plan], known_on);
            let mut before = Percent::ZERO;
            for later in 0..500 {
                let day = crate::date::add_days(day("2025-12-20"), later);
                let planned = super::super::progress::planned(&known, day);
                prop_assert!(before <= planned, "{} on {}", line, day);
                before = planned;
            }
        }
    }
}

//! Month by month: lights at the months' ends, and what happened in each month.

use chrono::NaiveDate;

use super::Assessed;
use super::group::Distribution;
use crate::date::Month;
use crate::method::Light;
use crate::portal::{Id, Task};

/// What is dated: task and place in it, in order of their day.
pub type Dated = Vec<(Id<Task>, usize)>;

/// A month of a set of tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthPoint {
    /// The month.
    pub month: Month,
    /// Lights at its end, from what was known then; tasks not yet public are not counted.
    pub lights: Distribution,
    /// Changes dated in it.
    pub changes: Dated,
    /// Closings dated in it.
    pub closings: Dated,
}

impl MonthPoint {
    /// Yellow lights at its end.
    pub fn yellow(&self) -> u32 {
        self.lights.count(Light::Yellow)
    }

    /// Red lights at its end.
    pub fn red(&self) -> u32 {
        self.lights.count(Light::Red)
    }
}

impl Assessed {
    /// The last `count` complete months of a set of tasks, the oldest first.
    pub fn series(&self, tasks: &[Id<Task>], count: usize) -> Vec<MonthPoint> {
        let this = Month::of(self.today);
        let last = if this.last() == self.today { this } else { this.previous() };
        let months = std::iter::successors(Some(last), |month| Some(month.previous()));
        let mut points: Vec<MonthPoint> =
            months.take(count).map(|month| self.month(tasks, month)).collect();
        points.reverse();
        points
    }

    /// A month of a set of tasks, as known at its end or today.
    pub fn month(&self, tasks: &[Id<Task>], month: Month) -> MonthPoint {
        let lights = self.lights_on(tasks, self.until(month));
        let (changes, closings) = self.dated(tasks, month);
        MonthPoint { month, lights, changes, closings }
    }

    /// Changes and closings dated in a month.
    pub(super) fn dated(&self, tasks: &[Id<Task>], month: Month) -> (Dated, Dated) {
        let days = self.days(month);
        let mut changes = Vec::new();
        let mut closings = Vec::new();
        for id in tasks {
            let task = &self.portal.tasks[*id];
            let held =
                task.changes.iter().enumerate().filter(|(_, held)| days.contains(&held.date));
            changes.extend(held.map(|(at, held)| (held.date, *id, at)));
            let held =
                task.closings.iter().enumerate().filter(|(_, held)| days.contains(&held.date));
            closings.extend(held.map(|(at, held)| (held.date, *id, at)));
        }
        (in_order(changes), in_order(closings))
    }

    /// Lights of a set of tasks on a day up to today, from what was known on that day.
    pub fn lights_on(&self, tasks: &[Id<Task>], day: NaiveDate) -> Distribution {
        let lights = tasks.iter().filter_map(|id| self.tasks[*id].lights.on(day));
        Distribution::of(lights)
    }
}

fn in_order(mut held: Vec<(NaiveDate, Id<Task>, usize)>) -> Dated {
    held.sort_unstable();
    held.into_iter().map(|(_, task, at)| (task, at)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::assess;
    use super::super::sample::{day, portal};
    use super::*;

    #[test]
    fn a_month_shows_what_was_known_at_its_end() {
        let assessed = assess(
            portal(&[
                "start 2026-01-01 due 2026-04-10; due 2026-03-20 2026-05-31; \
                    update 2026-02-19 reported 2026-03-02 progress 10",
                "start 2026-01-01 due 2026-03-15; update 2026-02-28 progress 70; \
                    closed 2026-04-08 completed 2026-03-15",
            ]),
            day("2026-04-15"),
        );
        let series = assessed.series(&assessed.whole.tasks, 3);
        let found: Vec<_> = series
            .iter()
            .map(|held| {
                let (changes, closings) = (held.changes.len(), held.closings.len());
                (held.month.to_string(), held.yellow(), held.red(), changes, closings)
            })
            .collect();
        // February: silence, and a lag of 9.7, printed as 10. March: a moved due date leaves a lag
        // of 23, and the other task is overdue.
        assert_eq!(
            found,
            [
                ("2026-01".to_owned(), 0, 0, 0, 0),
                ("2026-02".to_owned(), 1, 0, 0, 0),
                ("2026-03".to_owned(), 1, 1, 1, 0),
            ]
        );
        let april = assessed.month(&assessed.whole.tasks, Month::of(assessed.today));
        assert_eq!((april.closings.len(), april.lights.count(Light::Done)), (1, 1));
    }
}

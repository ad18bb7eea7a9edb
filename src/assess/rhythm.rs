//! The rhythm of reports: months without any, and reports that came late.

use chrono::NaiveDate;

use super::known::Known;
use crate::date::{Month, add_days, days_between};
use crate::portal::{Id, Portal, Task, Unit};

/// The longest rhythm that still asks for a report every month.
const MONTHLY: u32 = 31;

/// A month for which nothing was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingMonth {
    /// The task.
    pub task: Id<Task>,
    /// The unit that led it at the end of that month.
    pub unit: Option<Id<Unit>>,
    /// The month.
    pub month: Month,
}

/// A report that came late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LateReport {
    /// The task.
    pub task: Id<Task>,
    /// The update's place in the task.
    pub update: usize,
    /// The unit that led the task on the day it should have reported.
    pub unit: Option<Id<Unit>>,
    /// Days after the last day for it.
    pub days: i64,
}

/// Months for which a report was due and none had come. A report is due for every month on whose
/// first and last day the task was under way: begun, public, not finished, paused or cancelled.
/// It may come until the method's grace after the month is over; any report that speaks of a day of
/// the month will do. A rhythm longer than a month asks for one within its days.
pub(super) fn missing_months(
    portal: &Portal,
    id: Id<Task>,
    task: &Task,
    today: NaiveDate,
) -> Vec<MissingMonth> {
    let plan = &portal.plans[task.plan];
    let grace = i64::from(portal.method.silence_grace_days);
    let first = plan.published_on.unwrap_or(plan.from).max(task.start);
    let months = Month::of(first).through(Month::of(today));
    let due =
        months.filter(|month| first <= month.first() && add_days(month.last(), grace) < today);
    let missing = due.filter(|month| {
        let (begin, end) = (month.first(), month.last());
        let from = if plan.rhythm_days <= MONTHLY {
            begin
        } else {
            add_days(end, 1 - i64::from(plan.rhythm_days))
        };
        let spoken = |held: &crate::portal::Update| {
            held.reported_on <= today && from <= held.as_of && held.as_of <= end
        };
        let under_way = |day: NaiveDate| is_under_way(&Known::new(task, plan, day), day);
        from >= first && !task.updates.iter().any(spoken) && under_way(begin) && under_way(end)
    });
    missing
        .map(|month| MissingMonth { task: id, unit: task.lead_on(month.last()), month })
        .collect()
}

/// Reports that came later than the method's grace after the month they speak of.
pub(super) fn late_reports(
    portal: &Portal,
    id: Id<Task>,
    task: &Task,
    today: NaiveDate,
) -> Vec<LateReport> {
    let grace = i64::from(portal.method.silence_grace_days);
    let known = task.updates.iter().enumerate().filter(|(_, held)| held.reported_on <= today);
    let late = known.filter_map(|(update, held)| {
        let last = add_days(Month::of(held.as_of).last(), grace);
        let days = days_between(last, held.reported_on);
        (days > 0).then(|| LateReport { task: id, update, unit: task.lead_on(last), days })
    });
    late.collect()
}

fn is_under_way(known: &Known, day: NaiveDate) -> bool {
    known.start <= day && !known.is_finished() && known.pause().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::assess;
    use super::super::sample::{day, portal};

    fn missing(task: &str, on: &str) -> Vec<String> {
        let coverage = assess(portal(&[task]), day(on)).coverage;
        coverage.missing_months.iter().map(|held| held.month.to_string()).collect()
    }

    #[test]
    fn a_month_without_report_is_missing_when_the_grace_is_over() {
        let task = "start 2026-01-01 due 2026-12-31; update 2026-01-31 progress 8; \
            update 2026-03-10 reported 2026-04-20 text";
        assert_eq!(missing(task, "2026-03-10"), [] as [&str; 0]);
        assert_eq!(missing(task, "2026-03-11"), ["2026-02"]);
        assert_eq!(missing(task, "2026-04-11"), ["2026-02", "2026-03"]);
        assert_eq!(missing(task, "2026-04-20"), ["2026-02"]);
    }

    #[test]
    fn no_report_is_due_before_the_start_in_a_pause_or_after_the_end() {
        for (task, expected) in [
            ("start 2026-02-02 due 2026-12-31", vec!["2026-03", "2026-04"]),
            ("plan published 2026-03-02; start 2026-01-01 due 2026-12-31", vec!["2026-04"]),
            (
                "start 2026-01-01 due 2026-12-31; pause 2026-02-10; resume 2026-03-20",
                vec!["2026-01", "2026-04"],
            ),
            (
                "start 2026-01-01 due 2026-12-31; update 2026-02-27 completed 2026-02-27",
                vec!["2026-01"],
            ),
            ("start 2026-01-01 due 2026-12-31; cancel 2026-03-01", vec![]),
        ] {
            assert_eq!(missing(task, "2026-05-15"), expected, "{task}");
        }
    }

    #[test]
    fn a_longer_rhythm_asks_for_one_report_within_its_days() {
        let task = "plan rhythm 92; start 2026-01-01 due 2026-12-31; update 2026-03-31 progress 25";
        assert_eq!(missing(task, "2026-06-30"), [] as [&str; 0]);
        assert_eq!(missing(task, "2026-08-11"), ["2026-07"]);
    }

    #[test]
    fn a_report_is_late_ten_days_after_its_month() {
        let task = "start 2026-01-01 due 2026-12-31; \
            update 2026-02-28 reported 2026-03-10 progress 10; \
            update 2026-03-15 reported 2026-04-11 progress 20";
        let late = |on| {
            let late = assess(portal(&[task]), day(on)).coverage.late_reports;
            late.iter().map(|held| (held.update, held.days)).collect::<Vec<_>>()
        };
        assert_eq!(late("2026-04-10"), []);
        assert_eq!(late("2026-04-11"), [(1, 1)]);
    }
}

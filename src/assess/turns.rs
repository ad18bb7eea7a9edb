//! On which days a light turns: in the past by what became known, in the future by time alone.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::known::{Finished, Known};
use super::light::{Verdict, verdict};
use super::silence;
use crate::date::Month;
use crate::method::{Condition, Light, Method};
use crate::portal::{Plan, Task};

/// A day on which the light, the rule behind it or the word for it becomes another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The first day of the new light.
    pub date: NaiveDate,
    /// The new light.
    pub verdict: Verdict,
}

/// The light of a task from its publication on: what it was, is, and will become by time alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lights {
    /// Turns up to today; the first is the light on the first public day.
    past: Vec<Turn>,
    /// Turns after today if nothing more is reported.
    future: Vec<Turn>,
    today: NaiveDate,
    /// First month shown in the history.
    begins: Month,
}

impl Lights {
    /// The light on a day up to today, from what was known on that day; its days are not counted.
    /// `None` before the plan was public.
    pub fn on(&self, day: NaiveDate) -> Option<Verdict> {
        let turns = self.past.partition_point(|turn| turn.date <= day);
        let turn = self.past.get(turns.checked_sub(1)?)?;
        Some(Verdict { counts_from: None, ..turn.verdict })
    }

    /// Turns up to today, in order.
    pub fn past(&self) -> &[Turn] {
        &self.past
    }

    /// Turns after today if nothing more is reported: to silence, to an overdue task or stage, or
    /// from a start that has come; never through lag.
    pub fn schedule(&self) -> &[Turn] {
        &self.future
    }

    /// Lights at the ends of the months from the start of the task to the last complete month.
    pub fn months(&self) -> Vec<(Month, Verdict)> {
        let months = self.begins.through(Month::of(self.today));
        let complete = months.filter(|month| month.last() <= self.today);
        complete.filter_map(|month| Some((month, self.on(month.last())?))).collect()
    }

    /// How many months in a row, counted back from the last complete one, ended with today's
    /// light: 已连续2个月亮黄灯.
    pub fn months_in_a_row(&self) -> usize {
        let Some(now) = self.past.last().map(|turn| turn.verdict.light) else { return 0 };
        self.months().iter().rev().take_while(|(_, verdict)| verdict.light == now).count()
    }

    /// How many months ended with a light.
    pub fn months_with(&self, light: Light) -> usize {
        self.months().iter().filter(|(_, verdict)| verdict.light == light).count()
    }
}

/// The lights of a task as of a day.
pub(super) fn lights(task: &Task, plan: &Plan, method: &Method, today: NaiveDate) -> Lights {
    let public = plan.published_on.unwrap_or(plan.from.min(task.start)).min(today);
    let mut days: BTreeSet<NaiveDate> =
        events(task).filter(|day| public < *day && *day <= today).collect();
    days.insert(public);
    let days: Vec<NaiveDate> = days.into_iter().collect();
    let mut turns: Vec<Turn> = Vec::new();
    for (at, day) in days.iter().enumerate() {
        let known = Known::new(task, plan, *day);
        let next = days.get(at + 1).copied().unwrap_or(NaiveDate::MAX);
        let by_time = by_time(&known, method).into_iter().filter(|turn| day < turn && *turn < next);
        for date in std::iter::once(*day).chain(by_time) {
            let verdict = verdict(&known, method, date);
            if turns.last().is_none_or(|last| !last.verdict.same(verdict)) {
                turns.push(Turn { date, verdict });
            }
        }
    }
    let future = turns.split_off(turns.partition_point(|turn| turn.date <= today));
    let begins = Month::of(task.start.max(public));
    Lights { past: turns, future, today, begins }
}

/// Days on which something became known of a task.
fn events(task: &Task) -> impl Iterator<Item = NaiveDate> {
    let reopened = task.closings.iter().filter_map(|held| Some(held.reopened.as_ref()?.date));
    let updates = task.updates.iter().map(|held| held.reported_on);
    let changes = task.changes.iter().map(|held| held.date);
    updates.chain(changes).chain(task.closings.iter().map(|held| held.date)).chain(reopened)
}

/// Days on which a rule can begin to hold by time alone.
fn by_time(known: &Known, method: &Method) -> BTreeSet<NaiveDate> {
    let mut days = BTreeSet::new();
    for rule in &method.rules {
        let over = i64::from(rule.over.unwrap_or(0));
        let late = |due: NaiveDate| known.day_after(known.missed_after(due), over);
        match rule.when {
            Condition::NotDueToStart => {
                days.insert(known.start);
            }
            Condition::TaskOverdue => {
                days.insert(late(known.due));
            }
            Condition::StageOverdue => {
                let open = known.stages.iter().filter(|stage| stage.finished == Finished::No);
                days.extend(open.map(|stage| late(stage.due)));
            }
            Condition::Silent => {
                let tolerated = silence::tolerated(known, method, rule.over);
                days.insert(known.day_after(silence::since(known), tolerated));
            }
            Condition::Closed
            | Condition::GivenUp
            | Condition::Paused
            | Condition::Completed
            | Condition::Lag
            | Condition::NotBegun
            | Condition::Otherwise => {}
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample::any::any_task;
    use super::super::sample::{day, portal, walk};
    use super::super::standing::standing;
    use super::*;
    use crate::portal::Portal;

    fn lights_of(portal: &Portal, today: NaiveDate) -> Lights {
        let task = portal.tasks.iter().next().expect("one task").1;
        lights(task, &portal.plans[task.plan], &portal.method, today)
    }

    fn words(turns: &[Turn], portal: &Portal) -> Vec<String> {
        let words = |turn: &Turn| {
            let rule = turn.verdict.rule(&portal.method).expect("a rule");
            format!("{} {} {}", turn.date, turn.verdict.light.en(), &*rule.number)
        };
        turns.iter().map(words).collect()
    }

    #[test]
    fn a_silent_task_turns_on_known_days() {
        let portal = portal(&["start 2026-01-01 due 2026-12-31; \
            stage a 40 2026-01-01..2026-06-30; stage b 60 2026-07-01..2026-12-31; \
            update 2026-03-31 reported 2026-04-02 progress 20"]);
        let lights = lights_of(&portal, day("2026-04-10"));
        assert_eq!(
            words(lights.schedule(), &portal),
            ["2026-05-14 silent L9", "2026-07-31 red L6", "2027-01-01 red L5"]
        );
        let counted: Vec<_> = lights.schedule().iter().map(|t| t.verdict.counts_from).collect();
        let days = ["2026-04-02", "2026-06-30", "2026-12-31"];
        assert_eq!(counted, days.map(|text| Some(day(text))));
    }

    #[test]
    fn the_past_is_told_from_what_was_known_then() {
        let portal = portal(&["plan published 2026-01-15; start 2026-02-01 due 2026-06-30; \
            update 2026-04-30 reported 2026-05-09 progress 60; due 2026-07-10 2026-07-31; \
            update 2026-07-31 reported 2026-08-03 completed 2026-07-30; \
            closed 2026-08-20 completed 2026-07-30"]);
        let lights = lights_of(&portal, day("2026-09-15"));
        assert_eq!(
            words(lights.past(), &portal),
            [
                "2026-01-15 upcoming L10",
                "2026-02-01 green L1",
                "2026-03-15 silent L9",
                "2026-05-09 green L1",
                "2026-06-20 silent L9",
                "2026-07-01 red L5",
                "2026-07-10 silent L9",
                "2026-08-01 red L5",
                "2026-08-03 awaiting L11",
                "2026-08-20 done L14",
            ]
        );
        let months: Vec<String> = lights
            .months()
            .iter()
            .map(|(month, verdict)| format!("{month} {}", verdict.light.en()))
            .collect();
        assert_eq!(
            months,
            [
                "2026-02 green",
                "2026-03 silent",
                "2026-04 silent",
                "2026-05 green",
                "2026-06 silent",
                "2026-07 silent",
                "2026-08 done",
            ]
        );
        assert_eq!(lights.months_in_a_row(), 1);
        assert_eq!(lights.on(day("2026-01-14")), None);
    }

    #[test]
    fn a_month_is_complete_on_its_last_day() {
        let portal = portal(&["start 2026-01-01 due 2026-12-31; update 2026-02-28 progress 1"]);
        let months = |today| lights_of(&portal, day(today)).months().len();
        assert_eq!((months("2026-02-27"), months("2026-02-28"), months("2026-03-01")), (1, 2, 2));
        let lights = lights_of(&portal, day("2026-03-30"));
        assert_eq!(lights.months_in_a_row(), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn the_history_is_what_each_day_showed(line in any_task()) {
            let portal = portal(&[&line]);
            let lights = lights_of(&portal, day("2026-10-15"));
            for (date, verdict) in walk(&portal, "2025-12-20", "2026-10-15", None) {
                prop_assert!(lights.on(date).expect("public").same(verdict), "{} on {}", line, date);
            }
        }

        #[test]
        fn the_schedule_is_what_each_later_day_will_show(line in any_task(), ahead in 0_i64..200) {
            let portal = portal(&[&line]);
            let today = crate::date::add_days(day("2026-03-01"), ahead);
            let lights = lights_of(&portal, today);
            let mut turns = lights.schedule().iter().peekable();
            let (_, task) = portal.tasks.iter().next().expect("one task");
            let mut now = standing(&portal, task, today).verdict;
            let end = "2027-06-30";
            for (date, verdict) in walk(&portal, &today.to_string(), end, Some(today)) {
                now = turns.next_if(|turn| turn.date == date).map_or(now, |turn| turn.verdict);
                prop_assert!(now.same(verdict), "{} on {}", line, date);
                prop_assert_eq!(now.counts_from, verdict.counts_from, "{} on {}", line, date);
            }
            prop_assert!(turns.next().is_none(), "{}", line);
        }

        #[test]
        fn time_alone_never_takes_red_away(line in any_task(), ahead in 0_i64..200) {
            let portal = portal(&[&line]);
            let today = crate::date::add_days(day("2026-03-01"), ahead);
            let mut was_red = false;
            for (date, verdict) in walk(&portal, &today.to_string(), "2027-06-30", Some(today)) {
                let red = verdict.light == Light::Red;
                prop_assert!(red || !was_red, "{} on {}", line, date);
                was_red = red;
            }
        }

        #[test]
        fn time_alone_never_adds_lag(line in any_task(), ahead in 0_i64..200) {
            let portal = portal(&[&line]);
            let today = crate::date::add_days(day("2026-03-01"), ahead);
            let by_lag = |turn: &Turn| {
                let rule = turn.verdict.rule(&portal.method).expect("a rule");
                matches!(rule.when, Condition::Lag | Condition::NotBegun)
            };
            let lights = lights_of(&portal, today);
            let started = portal.tasks.iter().all(|(_, task)| task.start_on(today) <= today);
            prop_assert!(!started || !lights.schedule().iter().any(by_lag), "{}", line);
        }
    }
}

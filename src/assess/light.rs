//! The light: the first rule of the method that matches. There is no other logic of lights.

use chrono::NaiveDate;

use super::known::{Finished, Known};
use super::progress::progress;
use super::silence;
use crate::date::{add_days, add_months};
use crate::method::{Condition, Light, Method, Rule, Shade};
use crate::portal::{Halt, Update};

/// A light with the rule that decided it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The light.
    pub light: Light,
    /// The rule's place in the method.
    pub rule: usize,
    /// Why it is lit, as far as the light is called otherwise for it.
    pub shade: Shade,
    /// Day from which the days in the reason are counted: the missed date, the beginning of
    /// silence. On a later day `d`, the figure is the days from here to `d`.
    pub counts_from: Option<NaiveDate>,
}

impl Verdict {
    /// The rule that decided it.
    pub fn rule(self, method: &Method) -> Option<&Rule> {
        method.rules.get(self.rule)
    }

    /// Whether two days show the same light for the same rule in the same words.
    pub fn same(self, other: Self) -> bool {
        (self.light, self.rule, self.shade) == (other.light, other.rule, other.shade)
    }
}

/// The light of a task on a day. A method whose rules all fail falls to its last rule.
pub(super) fn verdict(known: &Known, method: &Method, day: NaiveDate) -> Verdict {
    let place = method.rules.iter().position(|rule| holds(rule, known, method, day));
    let place = place.unwrap_or(method.rules.len().saturating_sub(1));
    let Some(rule) = method.rules.get(place) else {
        return Verdict { light: Light::Green, rule: 0, shade: Shade::Plain, counts_from: None };
    };
    Verdict {
        light: rule.light,
        rule: place,
        shade: shade(rule, known),
        counts_from: counts_from(rule.when, known, day),
    }
}

/// Why the rule lights its light: of tasks given up, whether they go on elsewhere.
fn shade(rule: &Rule, known: &Known) -> Shade {
    match known.halt().filter(|_| rule.when == Condition::GivenUp) {
        Some(Halt::CarryOver(_)) => Shade::CarriedOver,
        Some(Halt::Merge(_)) => Shade::Merged,
        Some(Halt::Cancel | Halt::Pause) | None => rule.shade(),
    }
}

fn holds(rule: &Rule, known: &Known, method: &Method, day: NaiveDate) -> bool {
    let over = i64::from(rule.over.unwrap_or(0));
    match rule.when {
        Condition::Closed => known.closing.is_some(),
        Condition::GivenUp => known.given_up.is_some(),
        Condition::Paused => known.pause().is_some(),
        Condition::Completed => known.completion().is_some(),
        Condition::NotDueToStart => day < known.start,
        Condition::TaskOverdue => task_overdue(known, day) > over,
        Condition::StageOverdue => worst_stage(known, day).is_some_and(|(_, days)| days > over),
        Condition::Lag => progress(known).is_some_and(|held| lags(rule, i64::from(held.lag))),
        Condition::NotBegun => not_begun(known).is_some_and(|held| {
            add_months(known.start, i32::try_from(over).unwrap_or(i32::MAX)) < held.as_of
        }),
        Condition::Silent => {
            silence::silence(known, method, day).days > silence::tolerated(known, method, rule.over)
        }
        Condition::Otherwise => true,
    }
}

/// A rule on lag names where it begins (`from`), or what is too much (`over`), or both.
fn lags(rule: &Rule, lag: i64) -> bool {
    let over = match (rule.from, rule.over) {
        (Some(_), None) => i64::MIN,
        (_, over) => i64::from(over.unwrap_or(0)),
    };
    rule.from.is_none_or(|from| lag >= i64::from(from)) && lag > over
}

/// Days an unfinished task is overdue: a deadline includes its own day.
pub(super) fn task_overdue(known: &Known, day: NaiveDate) -> i64 {
    if known.is_finished() { 0 } else { known.overdue(known.due, day) }
}

/// The unfinished stage that is overdue longest, with its days; the first of equals.
pub(super) fn worst_stage(known: &Known, day: NaiveDate) -> Option<(usize, i64)> {
    if known.is_finished() {
        return None;
    }
    let mut worst: Option<(usize, i64)> = None;
    for (at, stage) in known.stages.iter().enumerate() {
        let days = known.overdue(stage.due, day);
        let longer = worst.is_none_or(|(_, longest)| days > longest);
        if stage.finished == Finished::No && days > 0 && longer {
            worst = Some((at, days));
        }
    }
    worst
}

/// The latest update, if it says that work has not begun.
pub(super) fn not_begun<'a>(known: &Known<'a>) -> Option<&'a Update> {
    known.counted().next_back().map(|(_, held)| held).filter(|held| held.not_begun)
}

/// Whole months after the start by the day of a report.
pub(super) fn months_after_start(known: &Known, as_of: NaiveDate) -> i32 {
    let mut months = 0;
    while add_months(known.start, months + 1) <= as_of {
        months += 1;
    }
    months
}

fn counts_from(condition: Condition, known: &Known, day: NaiveDate) -> Option<NaiveDate> {
    let days = match condition {
        Condition::TaskOverdue => task_overdue(known, day),
        Condition::StageOverdue => worst_stage(known, day)?.1,
        Condition::Silent => known.days(silence::since(known), known.frozen(day)),
        Condition::Completed => return known.completion().map(|held| held.reported_on),
        Condition::Closed
        | Condition::GivenUp
        | Condition::Paused
        | Condition::NotDueToStart
        | Condition::Lag
        | Condition::NotBegun
        | Condition::Otherwise => return None,
    };
    Some(add_days(day, -days))
}

#[cfg(test)]
mod tests {
    use super::super::sample::blank::method;
    use super::super::sample::stands;

    /// Checks light and rule of a task on a day: `red L5`.
    fn check(task: &str, on: &str, expected: &str) {
        let method = method();
        let verdict = stands(task, on).verdict;
        let rule = verdict.rule(&method).expect("a rule");
        assert_eq!(format!("{} {}", verdict.light.en(), &*rule.number), expected, "{task} on {on}");
    }

    const YEAR: &str = "start 2026-01-01 due 2026-12-31";

    /// A task of 100 days from 2026-01-01: planned progress in points is the number of the day.
    const HUNDRED: &str = "start 2026-01-01 due 2026-04-10";

    #[test]
    fn a_deadline_includes_its_own_day() {
        let task = "start 2026-01-01 due 2026-03-31; update 2026-03-20 progress 95";
        check(task, "2026-03-31", "green L1");
        check(task, "2026-04-01", "red L5");
    }

    #[test]
    fn a_task_is_not_begun_before_its_first_day() {
        check(YEAR, "2025-12-31", "upcoming L10");
        check(YEAR, "2026-01-01", "green L1");
    }

    #[test]
    fn a_stage_turns_yellow_the_day_after_it_is_due_and_red_after_thirty_days() {
        let task = "start 2026-01-01 due 2026-12-31; stage a 40 2026-01-01..2026-03-31; \
            stage b 60 2026-04-01..2026-12-31; update 2026-03-31 progress 38; \
            update 2026-04-25 progress 45";
        check(task, "2026-03-31", "green L1");
        check(task, "2026-04-01", "yellow L3");
        check(task, "2026-04-30", "yellow L3");
        check(task, "2026-05-01", "red L6");
    }

    #[test]
    fn a_stage_reported_as_finished_is_not_overdue_from_the_day_of_the_report() {
        let task = "start 2026-01-01 due 2026-12-31; stage a 40 2026-01-01..2026-03-31; \
            stage b 60 2026-04-01..2026-12-31; update 2026-02-28 progress 30; \
            update 2026-03-31 reported 2026-04-03 progress 40 stage a done 2026-03-30";
        check(task, "2026-04-02", "yellow L3");
        check(task, "2026-04-03", "green L1");
    }

    #[test]
    fn the_printed_lag_decides() {
        for (progress, expected) in [
            ("40.51", "green L1"),
            ("40.5", "yellow L2"),
            ("40", "yellow L2"),
            ("20", "yellow L2"),
            ("19.51", "yellow L2"),
            ("19.5", "red L7"),
            ("19", "red L7"),
        ] {
            check(
                &format!("{HUNDRED}; update 2026-02-19 progress {progress}"),
                "2026-02-20",
                expected,
            );
        }
    }

    #[test]
    fn waiting_alone_puts_nobody_behind() {
        let task = "start 2026-01-01 due 2026-12-31; update 2026-03-31 progress 20";
        check(task, "2026-03-31", "green L1");
        check(task, "2026-05-11", "green L1");
    }

    #[test]
    fn an_update_counts_from_the_day_it_was_reported() {
        let task =
            "start 2026-01-01 due 2026-04-10; update 2026-02-19 reported 2026-02-25 progress 30";
        check(task, "2026-02-24", "silent L9");
        check(&task.replace("start 2026-01-01", "start 2026-01-15"), "2026-02-24", "green L1");
        check(task, "2026-02-25", "yellow L2");
    }

    #[test]
    fn silence_begins_after_the_rhythm_and_ten_days() {
        let task = "start 2026-01-01 due 2026-12-31; update 2026-03-31 progress 24";
        check(task, "2026-05-11", "green L1");
        check(task, "2026-05-12", "silent L9");
        check("start 2026-01-01 due 2026-12-31", "2026-02-11", "green L1");
        check("start 2026-01-01 due 2026-12-31", "2026-02-12", "silent L9");
        let published = "plan published 2026-01-20; start 2026-01-01 due 2026-12-31";
        check(published, "2026-03-02", "green L1");
        check(published, "2026-03-03", "silent L9");
        let quarterly = "plan rhythm 92; start 2026-01-01 due 2026-12-31";
        check(quarterly, "2026-04-13", "green L1");
        check(quarterly, "2026-04-14", "silent L9");
    }

    #[test]
    fn silence_is_counted_from_the_day_of_the_report_not_from_the_day_it_speaks_of() {
        let task =
            "start 2026-01-01 due 2026-12-31; update 2026-03-31 reported 2026-04-09 progress 24";
        check(task, "2026-05-20", "green L1");
        check(task, "2026-05-21", "silent L9");
    }

    #[test]
    fn words_alone_do_not_break_the_silence() {
        let first = "start 2026-01-01 due 2026-12-31; update 2026-03-31 progress 40 evidence a";
        for (second, expected) in [
            ("text", "silent L9"),
            ("progress 40", "silent L9"),
            ("evidence a", "silent L9"),
            ("progress 41", "green L1"),
            ("progress 39", "green L1"),
            ("evidence b", "green L1"),
        ] {
            check(&format!("{first}; update 2026-04-30 {second}"), "2026-05-12", expected);
        }
    }

    #[test]
    fn reported_as_not_begun_is_yellow_and_after_three_months_red() {
        let task = |as_of| format!("start 2026-01-01 due 2026-12-31; update {as_of} not_begun");
        check(&task("2026-01-01"), "2026-01-20", "green L1");
        check(&task("2026-01-02"), "2026-01-20", "yellow L4");
        check(&task("2026-04-01"), "2026-04-20", "yellow L4");
        check(&task("2026-04-02"), "2026-04-20", "red L8");
    }

    #[test]
    fn a_later_report_takes_back_that_work_has_not_begun() {
        let task = "start 2026-01-01 due 2026-12-31; update 2026-04-30 not_begun; \
            update 2026-05-05 progress 30";
        check(task, "2026-05-04", "red L8");
        check(task, "2026-05-05", "green L1");
    }

    #[test]
    fn completion_reported_waits_for_the_verifier_and_is_never_red() {
        let task = "start 2026-01-01 due 2026-03-31; update 2026-03-31 completed 2026-03-30; \
            closed 2026-06-10 completed 2026-03-30";
        check(task, "2026-03-31", "awaiting L11");
        check(task, "2026-06-09", "awaiting L11");
        check(task, "2026-06-10", "done L14");
    }

    #[test]
    fn a_report_of_everything_is_completion_and_a_report_of_less_takes_it_back() {
        let task = "start 2026-01-01 due 2026-03-31; update 2026-03-25 progress 100; \
            update 2026-04-20 progress 97";
        check(task, "2026-04-05", "awaiting L11");
        check(task, "2026-04-20", "red L5");
    }

    #[test]
    fn only_a_document_pauses_or_cancels() {
        let task = "start 2026-01-01 due 2026-03-31; update 2026-03-10 progress 60";
        check(&format!("{task}; pause 2026-03-15"), "2026-05-01", "paused L12");
        check(&format!("{task}; pause 2026-03-15 undocumented"), "2026-05-01", "red L5");
        check(&format!("{task}; pause 2026-03-15; resume 2026-05-01"), "2026-05-01", "red L5");
        for end in ["cancel", "carry", "merge"] {
            check(&format!("{task}; {end} 2026-04-02"), "2026-04-01", "red L5");
            check(&format!("{task}; {end} 2026-04-02"), "2026-04-02", "cancelled L13");
            check(&format!("{task}; {end} 2026-04-02 undocumented"), "2026-04-02", "red L5");
        }
    }

    #[test]
    fn a_reopened_task_is_open_again_and_needs_new_reports() {
        let task = "start 2025-01-01 due 2025-11-30; update 2025-11-21 completed 2025-11-21; \
            closed 2025-12-16 completed 2025-11-21 reopened 2026-08-06";
        check(task, "2026-08-05", "done L14");
        check(task, "2026-08-06", "red L5");
        let moved = format!("{task}; due 2026-08-12 2026-12-15");
        check(&moved, "2026-08-12", "green L1");
        check(&moved, "2026-09-16", "green L1");
        check(&moved, "2026-09-17", "silent L9");
        let stale = format!("{moved}; update 2026-08-31 completed 2025-11-21");
        check(&stale, "2026-08-31", "green L1");
        let again = format!("{moved}; update 2026-08-31 progress 90");
        check(&again, "2026-08-31", "green L1");
        check(
            &format!("{again}; update 2026-09-30 completed 2026-09-28"),
            "2026-09-30",
            "awaiting L11",
        );
    }

    #[test]
    fn a_moved_due_date_holds_from_the_day_of_the_change() {
        let task = "start 2026-01-01 due 2026-03-31; update 2026-03-31 progress 95; \
            due 2026-04-05 2026-04-30; update 2026-04-20 progress 99";
        check(task, "2026-04-04", "red L5");
        check(task, "2026-04-05", "green L1");
        check(task, "2026-04-30", "green L1");
        check(task, "2026-05-01", "red L5");
    }

    #[test]
    fn red_is_called_overdue_only_where_a_date_has_passed() {
        let method = method();
        for (task, word) in [
            ("update 2026-02-19 progress 10", "红灯滞后"),
            ("stage a 100 2026-01-01..2026-01-05; update 2026-02-19 progress 99", "红灯逾期"),
        ] {
            let standing = stands(&format!("{HUNDRED}; {task}"), "2026-02-20");
            assert_eq!(method.word(standing.verdict.light, standing.verdict.shade), word, "{task}");
        }
    }
}

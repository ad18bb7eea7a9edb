//! How a task stands on a day: its light with the reason, its dates, its progress, its stages.

use chrono::NaiveDate;

use super::dates::{Countdown, LateChange, Moving, Punctuality, countdown, late_changes};
use super::known::{Completion, Known};
use super::light::{Verdict, verdict};
use super::progress::{Progress, planned, progress};
use super::reason::reason;
use super::silence::{Silence, silence};
use super::stage::{StageStanding, current_stage, stages};
use crate::date::days_between;
use crate::percent::Percent;
use crate::portal::{Halt, Portal, Task};

/// How a task stands on a day, from what was known on that day. Places are positions in the lists
/// of the task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The day.
    pub day: NaiveDate,
    /// The computed light.
    pub verdict: Verdict,
    /// Why, in a sentence with figures.
    pub reason: String,
    /// Whether the light set by hand is in force, to be printed beside the computed one.
    pub hand_set: bool,
    /// The first day: 原定 and 现定.
    pub start: Moving,
    /// The due date: 原定 and 现定.
    pub due: Moving,
    /// Changes of dates shortly before or after the date they moved: 临期改期.
    pub late_changes: Vec<LateChange>,
    /// What the plan asks for by the day itself; it accuses nobody.
    pub planned: Percent,
    /// Progress as reported, with the plan of the day it speaks of; `None` is 未填报.
    pub progress: Option<Progress>,
    /// Days left or overdue, while there is something to do.
    pub countdown: Option<Countdown>,
    /// The method's threshold under which the due date is near: 临期.
    pub due_soon: Option<u32>,
    /// The stages.
    pub stages: Vec<StageStanding>,
    /// The stage at work: the one last reported, or the first unfinished one that has begun.
    pub current_stage: Option<usize>,
    /// Completion, by the closing or as reported.
    pub completion: Option<Completion>,
    /// Completion against the due date in force.
    pub punctual: Option<Punctuality>,
    /// Completion against the original due date.
    pub punctual_originally: Option<Punctuality>,
    /// Days since completion was reported, while nobody has verified it.
    pub waiting_days: Option<i64>,
    /// The closing in force.
    pub closing: Option<usize>,
    /// The closing that was reopened last: 回潮.
    pub relapse: Option<usize>,
    /// The change that paused the work, while the pause runs.
    pub paused_by: Option<usize>,
    /// The change that cancelled, carried over or merged the task.
    pub given_up_by: Option<usize>,
    /// Day on which the task was carried over to another plan or merged into another task.
    pub passed_on: Option<NaiveDate>,
    /// The last substantial update.
    pub last_substantial: Option<usize>,
    /// The last update, substantial or not.
    pub last_update: Option<usize>,
    /// The clock of silence, while reports are expected.
    pub silence: Option<Silence>,
}

impl Standing {
    /// Whether no figure of progress is due: not begun by the plan, or cancelled.
    pub fn owes_no_figure(&self) -> bool {
        self.completion.is_none() && (self.given_up_by.is_some() || self.day < self.start.current)
    }

    /// What the on-time rate asks of it.
    pub(super) fn delivery(&self) -> Delivery {
        let Self { due, completion, closing, paused_by, given_up_by, passed_on, .. } = *self;
        Delivery { due, completion, closing, paused_by, given_up_by, passed_on }
    }
}

/// What became of a promise by a day: the part of a standing that rates count, cheap to find alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Delivery {
    /// The due date: 原定 and 现定.
    pub(super) due: Moving,
    /// Completion, by the closing or as reported.
    pub(super) completion: Option<Completion>,
    /// The closing in force.
    pub(super) closing: Option<usize>,
    /// The change that paused the work, while the pause runs.
    pub(super) paused_by: Option<usize>,
    /// The change that cancelled, carried over or merged the task.
    pub(super) given_up_by: Option<usize>,
    /// Day on which the task was carried over to another plan or merged into another task.
    pub(super) passed_on: Option<NaiveDate>,
}

impl Delivery {
    fn of(known: &Known, day: NaiveDate) -> Self {
        Self {
            due: Moving::due(known.task, day),
            completion: known.completion(),
            closing: known.closing,
            paused_by: known.pause().map(|pause| pause.change),
            given_up_by: known.given_up,
            passed_on: passed_on(known),
        }
    }

    /// Of a task, from what was known on a day.
    pub(super) fn on(portal: &Portal, task: &Task, day: NaiveDate) -> Self {
        Self::of(&Known::new(task, &portal.plans[task.plan], day), day)
    }
}

/// How a task stands on a day.
pub fn standing(portal: &Portal, task: &Task, day: NaiveDate) -> Standing {
    let (known, method) = (&Known::new(task, &portal.plans[task.plan], day), &portal.method);
    let verdict = verdict(known, method, day);
    let Delivery { due, completion, closing, paused_by, given_up_by, passed_on } =
        Delivery::of(known, day);
    let countdown = countdown(known, day);
    let under_way = !known.is_finished() && known.pause().is_none() && known.start <= day;
    let waits = completion.filter(|_| known.closing.is_none() && known.given_up.is_none());
    Standing {
        day,
        verdict,
        reason: reason(known, portal, verdict, day),
        hand_set: task.hand_set.as_ref().is_some_and(|set| set.from <= day && day <= set.until),
        start: Moving::start(task, day),
        due,
        late_changes: late_changes(task, method.late_change_days, day),
        planned: planned(known, day),
        progress: progress(known),
        countdown,
        due_soon: countdown.and_then(|held| held.near(method.due_soon_days(task.supervision))),
        stages: stages(known, day),
        current_stage: current_stage(known, day),
        completion,
        punctual: completion.map(|held| Punctuality::of(held.on, due.current)),
        punctual_originally: completion.map(|held| Punctuality::of(held.on, due.original)),
        waiting_days: waits.map(|held| days_between(held.reported_on, day)),
        closing,
        relapse: known.relapse,
        paused_by,
        given_up_by,
        passed_on,
        last_substantial: known.heard,
        last_update: known.updates.last().map(|(at, _)| *at),
        silence: under_way.then(|| silence(known, method, day)),
    }
}

fn passed_on(known: &Known) -> Option<NaiveDate> {
    let change = known.task.changes.get(known.given_up?)?;
    match known.halt()? {
        Halt::CarryOver(_) | Halt::Merge(_) => Some(change.date),
        Halt::Cancel | Halt::Pause => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{day, stands};
    use super::super::stage::StageState::{
        Done, DoneSometime, GivenUp, Overdue, Paused, Running, Upcoming,
    };
    use super::*;
    use crate::date::add_days;

    const STAGED: &str = "start 2026-01-01 due 2026-12-31; \
        stage 设计 40 2026-01-01..2026-03-31; stage 施工 60 2026-04-01..2026-12-31";

    #[test]
    fn every_light_says_why() {
        for (task, on, reason) in [
            (
                "start 2026-01-01 due 2026-04-10; update 2026-02-19 progress 32",
                "2026-02-25",
                "截至2026年2月19日比计划慢18个百分点（应完成50%，已完成32%）",
            ),
            (
                "start 2026-01-01 due 2026-04-10; update 2026-02-19 progress 55",
                "2026-02-25",
                "截至2026年2月19日应完成50%，已完成55%",
            ),
            (
                "start 2026-01-01 due 2026-04-10",
                "2026-01-20",
                "截至2026年1月20日应完成20%，进度未填报",
            ),
            (
                "start 2026-01-01 due 2026-12-31; update 2026-01-31 progress 8",
                "2026-03-31",
                "距上次有效填报（2026年1月31日）已59天，超过填报周期",
            ),
            (
                "start 2026-01-01 due 2026-12-31",
                "2026-03-31",
                "自2026年1月1日起已89天没有有效填报，超过填报周期",
            ),
            (
                "start 2026-01-01 due 2026-03-31; update 2026-03-31 progress 96",
                "2026-04-01",
                "完成时限2026年3月31日已过，逾期1天",
            ),
            (
                &format!("{STAGED}; update 2026-03-31 progress 38"),
                "2026-04-20",
                "“设计”阶段应于2026年3月31日完成，已逾期20天",
            ),
            (
                "start 2026-01-01 due 2026-12-31; update 2026-01-31 not_begun",
                "2026-02-01",
                "计划2026年1月1日启动，截至2026年1月31日报告尚未启动",
            ),
            (
                "start 2026-01-01 due 2026-12-31; update 2026-09-28 reported 2026-09-30 completed 2026-09-26",
                "2026-10-15",
                "2026年9月30日报告完成，等待验收已15天",
            ),
            (
                "start 2026-01-01 due 2026-12-31; closed 2026-07-10 completed 2026-06-24",
                "2026-10-15",
                "2026年6月24日完成，2026年7月10日验收销号（销号〔2026〕1号）",
            ),
            (
                "start 2026-01-01 due 2026-12-31; carry 2026-07-10",
                "2026-10-15",
                "2026年7月10日经批准结转，岚政发〔2026〕3号",
            ),
            (
                "start 2026-01-01 due 2026-12-31; pause 2026-03-20",
                "2026-10-15",
                "2026年3月20日起经批准暂停，岚政发〔2026〕3号",
            ),
            (
                "start 2025-01-01 due 2025-11-30; closed 2025-12-16 completed 2025-11-21 reopened 2026-08-06",
                "2026-08-08",
                "完成时限2025年11月30日已过，逾期3天（自2026年8月6日回潮起算）",
            ),
            (
                "start 2026-01-01 due 2026-03-31; pause 2026-03-21; resume 2026-05-01",
                "2026-05-10",
                "完成时限2026年3月31日已过，逾期10天（扣除经批准暂停的30天）",
            ),
            ("start 2026-05-01 due 2026-12-31", "2026-04-30", "计划2026年5月1日启动"),
        ] {
            assert_eq!(stands(task, on).reason, reason, "{task}");
        }
    }

    #[test]
    fn the_due_date_counts_down_to_its_own_day() {
        let task = "start 2026-01-01 due 2026-10-31; update 2026-09-30 progress 95";
        for (on, countdown, due_soon) in [
            ("2026-09-30", Countdown::Left(31), None),
            ("2026-10-01", Countdown::Left(30), Some(30)),
            ("2026-10-16", Countdown::Left(15), Some(15)),
            ("2026-10-24", Countdown::Left(7), Some(7)),
            ("2026-10-31", Countdown::Today, Some(7)),
            ("2026-11-01", Countdown::Overdue(1), None),
        ] {
            let standing = stands(task, on);
            assert_eq!(
                (standing.countdown, standing.due_soon),
                (Some(countdown), due_soon),
                "{on}"
            );
        }
    }

    #[test]
    fn nothing_counts_down_where_nothing_is_to_do() {
        for end in
            ["pause 2026-03-01", "cancel 2026-03-01", "update 2026-03-01 completed 2026-03-01"]
        {
            let standing = stands(&format!("start 2026-01-01 due 2026-03-31; {end}"), "2026-04-15");
            assert_eq!(
                (standing.countdown, standing.due_soon, standing.silence),
                (None, None, None)
            );
        }
    }

    #[test]
    fn original_and_current_due_dates_stand_side_by_side() {
        let task = "start 2026-01-01 due 2026-06-30; due 2026-05-10 2026-08-31; \
            due 2026-08-20 2026-09-30";
        let standing = stands(task, "2026-08-19");
        assert_eq!((standing.due.current, standing.due.changes), (day("2026-08-31"), 1));
        assert_eq!(standing.late_changes, []);
        let standing = stands(task, "2026-08-20");
        assert_eq!(
            (standing.due.original, standing.due.current),
            (day("2026-06-30"), day("2026-09-30"))
        );
        assert_eq!((standing.due.slippage(), standing.due.changes), (92, 2));
        assert_eq!(standing.late_changes, [LateChange { change: 1, days_before: 11 }]);
    }

    #[test]
    fn a_change_is_late_from_fifteen_days_before_the_date_it_moves() {
        for (on, late) in [
            ("2026-06-14", None),
            ("2026-06-15", Some(15)),
            ("2026-06-30", Some(0)),
            ("2026-07-05", Some(-5)),
        ] {
            let task = format!("start 2026-01-01 due 2026-06-30; due {on} 2026-08-31");
            let late_changes = stands(&task, "2026-07-31").late_changes;
            assert_eq!(late_changes.first().map(|held| held.days_before), late, "{on}");
        }
    }

    #[test]
    fn completion_is_early_on_time_or_late_against_both_dates() {
        let task = "start 2026-01-01 due 2026-06-30; due 2026-05-10 2026-08-31";
        for (done, current, original) in [
            ("2026-06-30", Punctuality::Early(62), Punctuality::OnTime),
            ("2026-08-31", Punctuality::OnTime, Punctuality::Late(62)),
            ("2026-09-01", Punctuality::Late(1), Punctuality::Late(63)),
        ] {
            let standing = stands(&format!("{task}; update {done} completed {done}"), "2026-09-30");
            assert_eq!(standing.punctual, Some(current), "{done}");
            assert_eq!(standing.punctual_originally, Some(original), "{done}");
        }
    }

    #[test]
    fn the_day_of_completion_decides_not_that_of_acceptance() {
        let task = "start 2026-01-01 due 2026-06-30; closed 2026-07-20 completed 2026-06-29";
        let standing = stands(task, "2026-09-30");
        assert_eq!(standing.punctual, Some(Punctuality::Early(1)));
        assert_eq!(standing.waiting_days, None);
    }

    #[test]
    fn completion_without_a_day_is_dated_by_its_first_report() {
        let task = "start 2026-01-01 due 2026-06-30; update 2026-06-30 reported 2026-07-08 progress 100; \
            update 2026-07-31 reported 2026-08-03 progress 100";
        let standing = stands(task, "2026-08-10");
        let completion = Completion { on: day("2026-06-30"), reported_on: day("2026-07-08") };
        assert_eq!(standing.completion, Some(completion));
        assert_eq!(standing.waiting_days, Some(33));
    }

    #[test]
    fn stages_are_done_running_overdue_or_still_to_come() {
        let task = format!("{STAGED}; update 2026-02-28 progress 30 stage 设计");
        let states = |task: &str, on| {
            stands(task, on).stages.iter().map(|stage| stage.state).collect::<Vec<_>>()
        };
        assert_eq!(states(&task, "2026-03-31"), [Running, Upcoming]);
        assert_eq!(states(&task, "2026-04-01"), [Overdue(1), Running]);
        let paused = |on| states(&format!("{task}; pause {on}"), "2026-05-01");
        assert_eq!(paused("2026-03-01"), [Paused(0), Paused(0)]);
        assert_eq!(paused("2026-04-11"), [Paused(10), Paused(0)]);
        assert_eq!(paused("2026-04-11").iter().map(|state| state.days_late()).sum::<i64>(), 10);
        let done = format!("{task}; update 2026-04-10 stage 设计 done 2026-04-02");
        let late = Done(day("2026-04-02"), Punctuality::Late(2));
        assert_eq!(states(&done, "2026-04-10"), [late, Running]);
        assert_eq!(states(&format!("{done}; cancel 2026-04-20"), "2026-04-20"), [late, GivenUp]);
        let closed = format!("{done}; closed 2026-12-01 reopened 2026-12-10");
        assert_eq!(states(&closed, "2026-12-01"), [late, DoneSometime]);
        assert_eq!(states(&closed, "2026-12-10"), [late, DoneSometime]);
        let again = format!("{closed}; stage-due 2026-12-12 施工 2027-01-31");
        assert_eq!(states(&again, "2026-12-12"), [late, Running]);
    }

    #[test]
    fn the_stage_at_work_is_the_one_reported_or_the_first_that_has_begun() {
        for (updates, on, stage) in [
            ("", "2025-12-31", None),
            ("", "2026-04-10", Some(0)),
            ("; update 2026-03-31 stage 施工", "2026-04-10", Some(1)),
            ("; update 2026-03-31 stage 设计 done 2026-03-30", "2026-04-10", Some(1)),
            ("; update 2026-03-31 completed 2026-03-30", "2026-04-10", None),
        ] {
            assert_eq!(stands(&format!("{STAGED}{updates}"), on).current_stage, stage, "{updates}");
        }
    }

    #[test]
    fn overdue_days_leave_out_pauses_and_the_time_of_acceptance() {
        let paused = "start 2026-01-01 due 2026-03-31; pause 2026-03-21; resume 2026-05-01";
        assert_eq!(stands(paused, "2026-05-01").countdown, Some(Countdown::Overdue(1)));
        assert_eq!(stands(paused, "2026-05-10").countdown, Some(Countdown::Overdue(10)));
        let reopened = "start 2025-01-01 due 2025-11-30; \
            closed 2025-12-16 completed 2025-11-21 reopened 2026-08-06";
        assert_eq!(stands(reopened, "2026-08-06").countdown, Some(Countdown::Overdue(1)));
        assert_eq!(stands(reopened, "2026-08-06").relapse, Some(0));
    }

    #[test]
    fn the_next_update_is_expected_after_the_rhythm() {
        let task = "start 2026-01-01 due 2026-12-31; update 2026-08-31 progress 60; update 2026-09-30 text";
        let standing = stands(task, "2026-10-05");
        let silence = standing.silence.expect("reports are due");
        assert_eq!((silence.since, silence.days), (day("2026-08-31"), 35));
        assert_eq!(silence.next_expected, day("2026-10-01"));
        assert_eq!(add_days(silence.since, silence.tolerated), day("2026-10-11"));
        assert_eq!((standing.last_substantial, standing.last_update), (Some(0), Some(1)));
    }

    #[test]
    fn silence_is_counted_anew_after_a_pause() {
        let task = "start 2026-01-01 due 2026-12-31; pause 2026-02-01; resume 2026-06-01";
        let standing = stands(task, "2026-06-10");
        assert_eq!(standing.silence.map(|held| held.days), Some(9));
    }
}

//! Pledges: kept, late or broken, as the tasks show; and who has not signed.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Each, TaskState};
use crate::portal::{Id, Pledge, PledgeItem, PledgeTemplate, Portal, Proof, Task, Unit};
use crate::record::PledgeResult;

/// What became of a promise by a day, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kept {
    /// Its day has passed and it is not done.
    Broken,
    /// Done after its day.
    Late,
    /// Its day has passed, no task shows it, and nobody has decided.
    Undecided,
    /// The task that shows it is paused by a document: its day does not count while that lasts.
    Paused,
    /// Its day has not come.
    Running,
    /// Done by its day.
    InTime,
    /// Released by a document.
    Released,
}

/// A pledge on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pledging {
    /// The whole: the worst of its promises that are not released.
    pub whole: Kept,
    /// Each promise, with the day on which it was done, in the order of the pledge.
    pub items: Vec<(Kept, Option<NaiveDate>)>,
}

/// A unit that must sign a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signed {
    /// The unit.
    pub unit: Id<Unit>,
    /// The pledge it signed, if it has.
    pub pledge: Option<Id<Pledge>>,
}

impl Kept {
    /// Whether it is still to be kept.
    pub fn outstanding(self) -> bool {
        match self {
            Self::Broken | Self::Undecided | Self::Paused | Self::Running => true,
            Self::Late | Self::InTime | Self::Released => false,
        }
    }

    /// The word on pages.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Broken => PledgeResult::Broken.zh(),
            Self::Undecided => "到期待认定",
            Self::Paused => "任务经批准暂停",
            Self::Running => "履行中",
            Self::Late => PledgeResult::Late.zh(),
            Self::InTime => PledgeResult::Kept.zh(),
            Self::Released => PledgeResult::Released.zh(),
        }
    }
}

/// What became of a pledge by a day.
pub(super) fn pledging(
    portal: &Portal,
    pledge: &Pledge,
    tasks: &Each<Task, Arc<TaskState>>,
    day: NaiveDate,
) -> Pledging {
    let items: Vec<_> = pledge.items.iter().map(|item| kept(portal, item, tasks, day)).collect();
    let whole = items.iter().map(|(kept, _)| *kept).min().unwrap_or(Kept::Running);
    Pledging { whole, items }
}

fn kept(
    portal: &Portal,
    item: &PledgeItem,
    tasks: &Each<Task, Arc<TaskState>>,
    day: NaiveDate,
) -> (Kept, Option<NaiveDate>) {
    let over = item.due < day;
    let (task, changes) = match &item.proof {
        Proof::Task(task) => (&tasks[*task].standing, &portal.tasks[*task].changes),
        Proof::Decision(decision) => {
            let decision = decision.as_ref().filter(|decision| decision.date <= day);
            let open = if over { Kept::Undecided } else { Kept::Running };
            return (decision.map_or(open, |decision| found(decision.result)), None);
        }
    };
    if let Some(done) = task.completion {
        let kept = if done.on <= item.due { Kept::InTime } else { Kept::Late };
        return (kept, Some(done.on));
    }
    // A document that comes after the day mends nothing: the promise was broken by then.
    let in_time = |change: &usize| changes.get(*change).is_some_and(|held| held.date <= item.due);
    let given_up = task.given_up_by.filter(in_time);
    let paused = task.paused_by.filter(in_time);
    let kept = match (given_up, paused) {
        (Some(_), _) => Kept::Released,
        (None, Some(_)) => Kept::Paused,
        (None, None) if over => Kept::Broken,
        (None, None) => Kept::Running,
    };
    (kept, None)
}

fn found(result: PledgeResult) -> Kept {
    match result {
        PledgeResult::Kept => Kept::InTime,
        PledgeResult::Late => Kept::Late,
        PledgeResult::Broken => Kept::Broken,
        PledgeResult::Released => Kept::Released,
    }
}

/// The units that must sign a template, in the order of their ids, and what they signed by a day.
pub(super) fn signed(portal: &Portal, id: Id<PledgeTemplate>, day: NaiveDate) -> Vec<Signed> {
    let template = &portal.pledge_templates[id];
    let stands = |unit: &Unit| {
        unit.from.is_none_or(|from| from <= day) && unit.until.is_none_or(|until| day <= until)
    };
    let asked = portal.units.iter().filter(|(_, unit)| template.asks(unit) && stands(unit));
    let by = |unit: Id<Unit>| {
        let signed = portal.pledges.iter().find(|(_, pledge)| {
            let own = portal.posts[pledge.signatory].unit;
            let above = portal.units[own].parent.filter(|_| !template.asks(&portal.units[own]));
            pledge.template == Some(id)
                && pledge.signed_on <= day
                && (own == unit || above == Some(unit))
        });
        signed.map(|(pledge, _)| pledge)
    };
    asked.map(|(unit, _)| Signed { unit, pledge: by(unit) }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::assess;
    use super::super::sample::blank::empty;
    use super::super::sample::{day, portal};
    use super::*;
    use crate::portal::PledgeDecision;

    #[test]
    fn the_worst_promise_decides() {
        use Kept::{Broken, InTime, Late, Paused, Released, Running, Undecided};
        for (items, whole) in [
            ([Late, Running], Late),
            ([Late, Undecided], Late),
            ([Broken, Late], Broken),
            ([InTime, Running], Running),
            ([Running, Paused], Paused),
            ([InTime, Released], InTime),
        ] {
            assert_eq!(items.into_iter().min(), Some(whole), "{items:?}");
        }
    }

    /// Checks what becomes of a promise to finish the task of a line by the end of June.
    fn check(line: &str, on: &str, expected: Kept) {
        let assessed = assess(portal(&[line]), day(on));
        let task = assessed.portal.tasks.ids().next().expect("one task");
        let item = PledgeItem {
            text: String::new(),
            due: day("2026-06-30"),
            measurable: None,
            proof: Proof::Task(task),
        };
        let found = kept(&assessed.portal, &item, &assessed.tasks, day(on)).0;
        assert_eq!(found, expected, "{line} on {on}");
    }

    #[test]
    fn a_promise_is_kept_by_the_day_of_completion() {
        let task = "start 2026-01-01 due 2026-06-30";
        check(task, "2026-06-30", Kept::Running);
        check(task, "2026-07-01", Kept::Broken);
        let done = |on: &str| format!("{task}; update 2026-07-20 progress 100 completed {on}");
        check(&done("2026-06-30"), "2026-07-31", Kept::InTime);
        check(&done("2026-07-01"), "2026-07-31", Kept::Late);
        check(&done("2026-06-30"), "2026-07-19", Kept::Broken);
    }

    #[test]
    fn a_promise_rests_while_its_task_is_paused() {
        let task = "start 2026-01-01 due 2026-12-31; pause 2026-05-20; resume 2026-07-10";
        check(task, "2026-05-19", Kept::Running);
        check(task, "2026-06-30", Kept::Paused);
        check(task, "2026-07-09", Kept::Paused);
        check(task, "2026-07-10", Kept::Broken);
    }

    #[test]
    fn what_is_given_up_or_paused_after_its_day_was_broken_by_then() {
        let task = "start 2026-01-01 due 2026-12-31";
        for kind in ["cancel", "carry"] {
            check(&format!("{task}; {kind} 2026-06-30"), "2026-07-31", Kept::Released);
            check(&format!("{task}; {kind} 2026-07-01"), "2026-07-31", Kept::Broken);
        }
        check(&format!("{task}; pause 2026-06-30"), "2026-07-31", Kept::Paused);
        check(&format!("{task}; pause 2026-07-01"), "2026-07-31", Kept::Broken);
    }

    #[test]
    fn a_promise_without_a_task_waits_for_a_finding() {
        let none = assess(portal(&[]), day("2026-07-01"));
        let decided = |on: &str| PledgeDecision {
            result: PledgeResult::Kept,
            reason: String::new(),
            approver: empty().posts.find("deputy").expect("a post"),
            date: day(on),
        };
        let of = |decision, on| {
            let item = PledgeItem {
                text: String::new(),
                due: day("2026-06-30"),
                measurable: None,
                proof: Proof::Decision(decision),
            };
            kept(&none.portal, &item, &none.tasks, day(on)).0
        };
        assert_eq!(of(None, "2026-06-30"), Kept::Running);
        assert_eq!(of(None, "2026-07-01"), Kept::Undecided);
        assert_eq!(of(Some(decided("2026-07-05")), "2026-07-04"), Kept::Undecided);
        assert_eq!(of(Some(decided("2026-07-05")), "2026-07-05"), Kept::InTime);
    }
}

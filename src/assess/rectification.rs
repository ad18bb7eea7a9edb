//! How a shortcoming is being put right on a day, whether it is an exposure's or stands in the
//! ledger under a plate number.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::Rate;
use crate::date::{add_days, days_between};
use crate::portal::Rectification;
use crate::record::RectificationState;

/// A rectification on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rectifying {
    /// Its state on the day.
    pub state: RectificationState,
    /// Days past the due date while it is not put right; 0 on the due date itself.
    pub overdue_days: i64,
    /// Days left to the due date while it is not put right.
    pub days_left: Option<i64>,
    /// Days past the due date when it was handed in for checking, or else accepted.
    pub late_by: i64,
}

/// How urgent a rectification is, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Past its due date, by so many days.
    Overdue(Reverse<i64>),
    /// Found again after it was accepted.
    Relapsed,
    /// Due in so many days.
    Due(i64),
    /// Handed in, not yet accepted.
    HandedIn,
    /// Accepted.
    Closed,
}

impl Rectifying {
    /// How urgent it is.
    pub fn urgency(&self) -> Urgency {
        if self.overdue_days > 0 {
            return Urgency::Overdue(Reverse(self.overdue_days));
        }
        match self.state {
            RectificationState::Closed => Urgency::Closed,
            RectificationState::Reopened => Urgency::Relapsed,
            RectificationState::Filed
            | RectificationState::UnderWay
            | RectificationState::AwaitingCheck => {
                self.days_left.map_or(Urgency::HandedIn, Urgency::Due)
            }
        }
    }
}

/// How a rectification stands on a day.
pub fn rectifying(rectification: &Rectification, day: NaiveDate) -> Rectifying {
    let state = state(rectification, day);
    let waits = state == RectificationState::AwaitingCheck;
    let open = !waits && state != RectificationState::Closed;
    let late_by = handed_in(rectification).filter(|on| !open && *on <= day);
    let missed_after = reopened_on(rectification, day)
        .map_or(rectification.due, |on| rectification.due.max(add_days(on, -1)));
    Rectifying {
        state,
        overdue_days: if open { days_between(missed_after, day).max(0) } else { 0 },
        days_left: Some(days_between(day, rectification.due)).filter(|left| open && *left >= 0),
        late_by: late_by.map_or(0, |on| days_between(rectification.due, on).max(0)),
    }
}

/// The day on which it was handed in for checking, or else accepted.
fn handed_in(rectification: &Rectification) -> Option<NaiveDate> {
    rectification.submitted_on.or(rectification.accepted_on)
}

/// The day of acceptance, unless it was reopened since.
pub fn accepted_on(rectification: &Rectification, day: NaiveDate) -> Option<NaiveDate> {
    let accepted = rectification.accepted_on.filter(|on| *on <= day)?;
    reopened_on(rectification, day).is_none().then_some(accepted)
}

/// The day of a relapse that no later acceptance has mended.
fn reopened_on(rectification: &Rectification, day: NaiveDate) -> Option<NaiveDate> {
    let reopened = rectification.reopened_on.filter(|on| *on <= day)?;
    let accepted = rectification.accepted_on.filter(|on| *on <= day);
    accepted.is_none_or(|accepted| accepted <= reopened).then_some(reopened)
}

/// The state on a day, by the dates; a state recorded without its date holds on every day.
fn state(rectification: &Rectification, day: NaiveDate) -> RectificationState {
    use RectificationState::{AwaitingCheck, Closed, Reopened, UnderWay};
    let dated = [
        (rectification.submitted_on, AwaitingCheck),
        (rectification.accepted_on, Closed),
        (rectification.reopened_on, Reopened),
    ];
    let reached = dated.iter().filter_map(|(on, state)| Some(((*on)?, *state)));
    let latest = reached.filter(|(on, _)| *on <= day).max_by_key(|(on, _)| *on);
    if let Some((_, state)) = latest {
        return state;
    }
    let recorded = rectification.state;
    let is_dated = dated.iter().any(|(on, state)| on.is_some() && *state == recorded);
    if is_dated { UnderWay } else { recorded }
}

/// How many of those that had to be put right by a day were handed in by their own day: the day of
/// completion decides, not that of acceptance. What was found again since is not put right.
pub fn on_time<'a>(
    rectifications: impl Iterator<Item = &'a Rectification>,
    day: NaiveDate,
) -> Rate {
    let due: Vec<&Rectification> = rectifications.filter(|held| held.due <= day).collect();
    let stands = |held: &Rectification| reopened_on(held, day).is_none();
    let in_time = |held: &Rectification| handed_in(held).is_some_and(|on| on <= held.due);
    let kept = due.iter().filter(|held| in_time(held) && stands(held));
    let count = |held: usize| u32::try_from(held).unwrap_or(u32::MAX);
    Rate { kept: count(kept.count()), of: count(due.len()) }
}

#[cfg(test)]
mod tests {
    use super::super::sample::case::exposure;
    use super::super::sample::day;
    use super::*;

    #[test]
    fn what_is_late_stands_before_what_is_due_and_what_is_accepted_last() {
        // All are due on 2026-03-01.
        let cases = [
            ("submitted 2026-02-20 accepted 2026-02-25", "2026-03-11", Urgency::Closed),
            ("submitted 2026-02-20", "2026-03-11", Urgency::HandedIn),
            ("", "2026-02-20", Urgency::Due(9)),
            ("", "2026-03-01", Urgency::Due(0)),
            ("accepted 2026-02-10 reopened 2026-02-20", "2026-02-22", Urgency::Relapsed),
            ("", "2026-03-02", Urgency::Overdue(Reverse(1))),
            ("", "2026-03-11", Urgency::Overdue(Reverse(10))),
        ];
        let found = cases.map(|(case, on, expected)| {
            let urgency = rectifying(&exposure(case).rectification, day(on)).urgency();
            assert_eq!(urgency, expected, "{case} on {on}");
            urgency
        });
        assert!(found.iter().rev().is_sorted(), "{found:?}");
    }

    #[test]
    fn what_is_handed_in_by_its_day_is_on_time_though_it_is_checked_later() {
        // All are due on 2026-03-01.
        let cases = ["submitted 2026-03-01 accepted 2026-03-20", "submitted 2026-03-02", ""];
        let held: Vec<_> = cases.iter().map(|case| exposure(case).rectification).collect();
        let rate = on_time(held.iter(), day("2026-03-10"));
        assert_eq!((rate.kept, rate.of), (1, 3));
        let rate = on_time(held.iter(), day("2026-02-28"));
        assert_eq!((rate.kept, rate.of), (0, 0));
    }

    #[test]
    fn what_is_found_again_is_no_longer_put_right_in_time() {
        // Due on 2026-03-01.
        let case = "submitted 2026-02-25 accepted 2026-03-05 reopened 2026-04-10";
        let held = [exposure(case).rectification];
        for (on, kept) in [("2026-04-09", 1), ("2026-04-10", 0)] {
            let rate = on_time(held.iter(), day(on));
            assert_eq!((rate.kept, rate.of), (kept, 1), "{on}");
        }
    }
}

//! Exposures: what of each may be shown on a day. They end, and names end earlier.

use chrono::NaiveDate;

use super::rectification::{Rectifying, accepted_on, rectifying};
use crate::date::{add_days, add_months};
use crate::portal::{Exposure, Retention};
use crate::record::{AppealLabel, RectificationState, WithdrawalReason};

/// What of an exposure may be shown on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// Its day of publication has not come: it is in no output.
    NotYet,
    /// It is shown.
    Live(Live),
    /// Only id, ground, dates and outcome are left.
    Tombstone {
        /// The first day on which nothing else was left.
        since: NaiveDate,
        /// What came of it.
        outcome: Outcome,
    },
}

impl Publication {
    /// Whether it was published and is not held against anybody wrongly. What ended or was taken
    /// down for somebody's privacy stands as a fact, though it is shown no longer.
    pub fn stands(self) -> bool {
        match self {
            Self::NotYet => false,
            Self::Live(_) => true,
            Self::Tombstone { outcome, .. } => match outcome {
                Outcome::Rectified(_) | Outcome::Expired => true,
                Outcome::Withdrawn(reason) => match reason {
                    WithdrawalReason::Privacy | WithdrawalReason::Other => true,
                    WithdrawalReason::Revoked
                    | WithdrawalReason::Error
                    | WithdrawalReason::Court => false,
                },
            },
        }
    }
}

/// An exposure that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Live {
    /// The state of its rectification on the day.
    pub label: RectificationState,
    /// Days past the due date while it is not put right; 0 on the due date itself.
    pub overdue_days: i64,
    /// Days left to the due date while it is not put right.
    pub days_left: Option<i64>,
    /// Days past the due date when it was handed in for checking, or else accepted.
    pub late_by: i64,
    /// The day on which it is taken down, on pages and screens alike: 本条拟于…撤下.
    pub ends_on: NaiveDate,
    /// The day on which names are taken down, if they may be shown now.
    pub names_until: Option<NaiveDate>,
    /// Whether names may be shown on screens, too.
    pub names_on_screens: bool,
    /// The state of the latest appeal.
    pub appeal: Option<AppealLabel>,
}

impl Live {
    /// How it is being put right.
    pub fn rectifying(&self) -> Rectifying {
        Rectifying {
            state: self.label,
            overdue_days: self.overdue_days,
            days_left: self.days_left,
            late_by: self.late_by,
        }
    }
}

/// What came of an exposure that is no longer shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Put right and accepted.
    Rectified(NaiveDate),
    /// Its longest time was over before it was put right.
    Expired,
    /// Taken down early.
    Withdrawn(WithdrawalReason),
}

/// What of an exposure may be shown on a day.
pub fn publication(exposure: &Exposure, retention: Retention, day: NaiveDate) -> Publication {
    let withdrawn = withdrawn(exposure).filter(|(since, _)| *since <= day);
    // What was withdrawn before its day was never published, and leaves no tombstone either.
    if day < exposure.published_on
        || withdrawn.is_some_and(|(since, _)| since < exposure.published_on)
    {
        return Publication::NotYet;
    }
    if let Some((since, reason)) = withdrawn {
        return Publication::Tombstone { since, outcome: Outcome::Withdrawn(reason) };
    }
    let accepted = accepted_on(&exposure.rectification, day);
    let longest = add_months(exposure.published_on, months(retention.unit_months));
    let labelled = accepted.map(|on| add_days(on, i64::from(retention.rectified_days)));
    let ends_on = labelled.map_or(longest, |end| end.min(longest)).max(exposure.published_on);
    if ends_on <= day {
        let outcome = accepted.map_or(Outcome::Expired, Outcome::Rectified);
        return Publication::Tombstone { since: ends_on, outcome };
    }
    Publication::Live(live(exposure, retention, day, ends_on))
}

fn live(exposure: &Exposure, retention: Retention, day: NaiveDate, ends_on: NaiveDate) -> Live {
    let held = rectifying(&exposure.rectification, day);
    let names_until = names_until(exposure, retention, day);
    Live {
        label: held.state,
        overdue_days: held.overdue_days,
        days_left: held.days_left,
        late_by: held.late_by,
        ends_on,
        names_until: names_until.map(|until| until.min(ends_on)),
        names_on_screens: names_until.is_some()
            && exposure.naming.as_ref().is_some_and(|naming| naming.led),
        appeal: appeal(exposure, day),
    }
}

/// The day on which an entry is withdrawn: by a recorded withdrawal, or by an appeal that
/// revoked it.
fn withdrawn(exposure: &Exposure) -> Option<(NaiveDate, WithdrawalReason)> {
    let recorded = exposure.withdrawal.as_ref().map(|held| (held.on, held.reason));
    let appeals = exposure.appeals.iter().filter(|appeal| appeal.label == AppealLabel::Revoked);
    let revoked = appeals.map(|appeal| appeal.decided_on.unwrap_or(appeal.received_on));
    let revoked = revoked.min().map(|on| (on, WithdrawalReason::Revoked));
    recorded.into_iter().chain(revoked).min_by_key(|(on, _)| *on)
}

/// Until when names may be shown, if they may be on this day: not before the decision to name, not
/// from the day of acceptance on, even after a relapse, and not longer than the cap.
fn names_until(exposure: &Exposure, retention: Retention, day: NaiveDate) -> Option<NaiveDate> {
    let naming = exposure.naming.as_ref().filter(|naming| naming.date <= day)?;
    if naming.names.is_empty() {
        return None;
    }
    let longest = add_months(exposure.published_on, months(retention.person_months));
    let accepted = exposure.rectification.accepted_on.filter(|on| *on <= day);
    Some(accepted.map_or(longest, |on| on.min(longest))).filter(|until| day < *until)
}

fn appeal(exposure: &Exposure, day: NaiveDate) -> Option<AppealLabel> {
    let received = exposure.appeals.iter().filter(|appeal| appeal.received_on <= day);
    let latest = received.max_by_key(|appeal| appeal.received_on)?;
    let undecided = latest.decided_on.is_some_and(|on| day < on);
    Some(if undecided { AppealLabel::UnderReview } else { latest.label })
}

fn months(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::sample::case::exposure;
    use super::super::sample::day;
    use super::*;

    /// Checks what is shown of an exposure published on 2026-01-15 and due on 2026-03-01.
    fn check(case: &str, on: &str, expected: &str) {
        let retention = Retention::from_record(None);
        let found = match publication(&exposure(case), retention, day(on)) {
            Publication::NotYet => "not yet".to_owned(),
            Publication::Live(live) => format!("{} until {}", live.label.zh(), live.ends_on),
            Publication::Tombstone { since, outcome } => match outcome {
                Outcome::Rectified(done) => format!("gone {since} rectified {done}"),
                Outcome::Expired => format!("gone {since} expired"),
                Outcome::Withdrawn(reason) => format!("gone {since} {}", reason.en()),
            },
        };
        assert_eq!(found, expected, "{case} on {on}");
    }

    fn live(case: &str, on: &str) -> Live {
        match publication(&exposure(case), Retention::from_record(None), day(on)) {
            Publication::Live(live) => live,
            Publication::NotYet | Publication::Tombstone { .. } => panic!("{case} is live on {on}"),
        }
    }

    #[test]
    fn an_exposure_is_in_no_output_before_its_day() {
        check("", "2026-01-14", "not yet");
        check("", "2026-01-15", "整改中 until 2027-01-15");
    }

    #[test]
    fn an_exposure_ends_after_twelve_months_at_most() {
        check("", "2027-01-14", "整改中 until 2027-01-15");
        check("", "2027-01-15", "gone 2027-01-15 expired");
    }

    #[test]
    fn an_accepted_exposure_keeps_its_label_for_thirty_days() {
        let case = "submitted 2026-02-20 accepted 2026-03-02";
        check(case, "2026-02-19", "整改中 until 2027-01-15");
        check(case, "2026-02-20", "待核查 until 2027-01-15");
        check(case, "2026-03-02", "已销号 until 2026-04-01");
        check(case, "2026-03-31", "已销号 until 2026-04-01");
        check(case, "2026-04-01", "gone 2026-04-01 rectified 2026-03-02");
        check("accepted 2027-01-10", "2027-01-14", "已销号 until 2027-01-15");
    }

    #[test]
    fn a_relapse_brings_an_exposure_back_for_the_rest_of_its_time() {
        let case = "accepted 2026-03-02 reopened 2026-06-01";
        check(case, "2026-05-31", "gone 2026-04-01 rectified 2026-03-02");
        check(case, "2026-06-01", "回潮 until 2027-01-15");
        check(case, "2027-01-15", "gone 2027-01-15 expired");
        let mended = "accepted 2026-07-01 reopened 2026-06-01";
        check(mended, "2026-06-30", "回潮 until 2027-01-15");
        check(mended, "2026-07-31", "gone 2026-07-31 rectified 2026-07-01");
    }

    #[test]
    fn a_withdrawn_exposure_is_gone_at_once() {
        check("withdrawn 2026-02-01", "2026-01-31", "整改中 until 2027-01-15");
        check("withdrawn 2026-02-01", "2026-02-01", "gone 2026-02-01 error");
        check("withdrawn 2026-01-14", "2026-02-01", "not yet");
        check("withdrawn 2026-02-01 accepted 2026-01-20", "2026-06-01", "gone 2026-02-01 error");
        check("appeal-revoked 2026-02-10", "2026-02-09", "整改中 until 2027-01-15");
        check("appeal-revoked 2026-02-10", "2026-02-10", "gone 2026-02-10 revoked");
    }

    #[test]
    fn a_rectification_is_overdue_from_the_day_after_its_due_date() {
        let (due, after) = (live("", "2026-03-01"), live("", "2026-03-02"));
        assert_eq!((due.overdue_days, due.days_left), (0, Some(0)));
        assert_eq!((after.overdue_days, after.days_left), (1, None));
        let handed_in = live("submitted 2026-03-05", "2026-03-20");
        assert_eq!((handed_in.overdue_days, handed_in.late_by, handed_in.days_left), (0, 4, None));
        let reopened = live("accepted 2026-02-20 reopened 2026-06-01", "2026-06-03");
        assert_eq!(reopened.overdue_days, 3);
    }

    #[test]
    fn names_go_at_acceptance_and_after_six_months_at_most() {
        for (case, on, until) in [
            ("", "2026-02-01", None),
            ("named 2026-01-10", "2026-02-01", Some("2026-07-15")),
            ("named 2026-01-10", "2026-07-14", Some("2026-07-15")),
            ("named 2026-01-10", "2026-07-15", None),
            ("named 2026-02-02", "2026-02-01", None),
            ("named 2026-01-10 accepted 2026-03-02", "2026-03-01", Some("2026-07-15")),
            ("named 2026-01-10 accepted 2026-03-02", "2026-03-02", None),
            ("named 2026-01-10 accepted 2026-03-02 reopened 2026-03-20", "2026-03-20", None),
        ] {
            assert_eq!(live(case, on).names_until, until.map(day), "{case} on {on}");
            assert!(!live(case, on).names_on_screens, "{case}: nothing was decided for screens");
        }
        assert!(live("named 2026-01-10 led", "2026-02-01").names_on_screens);
        assert!(!live("named 2026-01-10 led", "2026-07-15").names_on_screens);
    }

    #[test]
    fn the_state_of_an_appeal_is_that_of_the_day() {
        let case = "appeal-upheld 2026-02-10";
        assert_eq!(live(case, "2026-01-31").appeal, None);
        assert_eq!(live(case, "2026-02-01").appeal, Some(AppealLabel::UnderReview));
        assert_eq!(live(case, "2026-02-10").appeal, Some(AppealLabel::Upheld));
    }
}

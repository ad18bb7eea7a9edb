//! Commendations: whether they are being made public for objections, decided or taken back.

use chrono::NaiveDate;

use crate::portal::Commendation;

/// The state of a commendation on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Praise {
    /// Its day of publication has not come: it is in no output.
    NotYet,
    /// Objections are taken until this day, the day included: 公示中.
    InPublicity(NaiveDate),
    /// The publicity period is over, the decision has not been made.
    Undecided,
    /// Decided.
    Decided,
    /// Taken back on a day.
    Revoked(NaiveDate),
}

impl Praise {
    /// Whether it may be shown as praise: decided and not taken back.
    pub fn stands(self) -> bool {
        self == Self::Decided
    }
}

/// The state of a commendation on a day.
pub fn praise(commendation: &Commendation, day: NaiveDate) -> Praise {
    if day < commendation.published_on {
        return Praise::NotYet;
    }
    if let Some(on) = commendation.revoked.as_ref().map(|held| held.on).filter(|on| *on <= day) {
        return Praise::Revoked(on);
    }
    let publicity = commendation.publicity.as_ref();
    if let Some(until) = publicity.map(|held| held.until).filter(|until| day <= *until) {
        return Praise::InPublicity(until);
    }
    match commendation.decided_on {
        Some(on) if on <= day => Praise::Decided,
        None if publicity.is_none() => Praise::Decided,
        _ => Praise::Undecided,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::case::commendation;
    use super::super::sample::day;
    use super::*;

    #[test]
    fn praise_stands_once_it_was_public_and_decided() {
        let (until, revoked) = (day("2026-03-09"), day("2026-08-01"));
        for (case, on, expected) in [
            ("", "2026-02-28", Praise::NotYet),
            ("", "2026-03-01", Praise::Decided),
            ("publicity 2026-03-09", "2026-03-09", Praise::InPublicity(until)),
            ("publicity 2026-03-09", "2026-03-10", Praise::Undecided),
            ("publicity 2026-03-09 decided 2026-03-12", "2026-03-09", Praise::InPublicity(until)),
            ("publicity 2026-03-09 decided 2026-03-12", "2026-03-11", Praise::Undecided),
            ("publicity 2026-03-09 decided 2026-03-12", "2026-03-12", Praise::Decided),
            ("decided 2026-02-20 revoked 2026-08-01", "2026-07-31", Praise::Decided),
            ("decided 2026-02-20 revoked 2026-08-01", "2026-08-01", Praise::Revoked(revoked)),
        ] {
            assert_eq!(praise(&commendation(case), day(on)), expected, "{case} on {on}");
        }
    }
}

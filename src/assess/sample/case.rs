//! Posts with holders, exposures and commendations, from a line each.

use chrono::NaiveDate;

use super::blank::{empty, post};
use super::{day, statements};
use crate::portal::{
    Appeal, Commendation, Exposure, Holding, Naming, Post, Publicity, Rectification, Revocation,
    Withdrawal,
};
use crate::prose::Prose;
use crate::record::{
    AppealLabel, CommendationKind, ExposureKind, LeaderClass, RectificationState, WithdrawalReason,
};
use crate::slug::Slug;

/// A post with holders from `罗启明 2024-01-01..2026-03-31; 岳安 2026-05-01.. acting`.
pub(in crate::assess) fn any_post(class: LeaderClass, holdings: &str) -> Post {
    let unit = empty().units.find("a").expect("a unit");
    let mut post = post(unit, "post", class);
    for mut words in statements(holdings) {
        let Some(name) = words.next() else { continue };
        let (from, until) = words.next().and_then(|span| span.split_once("..")).expect("a..b");
        post.holdings.push(Holding {
            name: name.to_owned(),
            person: None,
            from: day(from),
            until: Some(until).filter(|until| !until.is_empty()).map(day),
            acting: words.next() == Some("acting"),
            document: None,
        });
    }
    post
}

/// An exposure published on 2026-01-15 and to be put right by 2026-03-01.
pub(in crate::assess) fn exposure(case: &str) -> Exposure {
    let portal = empty();
    let verifier = portal.posts.find("verifier").expect("a post");
    let mut exposure = Exposure {
        slug: Slug::parse("e1").expect("a slug"),
        number: None,
        title: "示例".to_owned(),
        short_title: None,
        kind: ExposureKind::Exposure,
        ground: 2,
        subject_unit: portal.units.find("a").expect("a unit"),
        other_units: Vec::new(),
        subject_posts: Vec::new(),
        naming: None,
        facts: Vec::new(),
        tasks: Vec::new(),
        explanation: None,
        feedback_on: day("2026-01-10"),
        published_on: day("2026-01-15"),
        approvals: Vec::new(),
        reply: None,
        rectification: rectification(),
        appeals: Vec::new(),
        tolerance: None,
        consequences: Vec::new(),
        withdrawal: None,
        body: Prose::default(),
    };
    let mut words = case.split_whitespace();
    while let Some(field) = words.next() {
        let mut on = || day(words.next().expect("a day"));
        let rectification = &mut exposure.rectification;
        match field {
            "submitted" => rectification.submitted_on = Some(on()),
            "accepted" => rectification.accepted_on = Some(on()),
            "reopened" => rectification.reopened_on = Some(on()),
            "withdrawn" => {
                let reason = WithdrawalReason::Error;
                exposure.withdrawal = Some(Withdrawal { on: on(), reason, text: None });
            }
            "appeal-revoked" => exposure.appeals.push(appeal(AppealLabel::Revoked, on())),
            "appeal-upheld" => exposure.appeals.push(appeal(AppealLabel::Upheld, on())),
            "named" => {
                let (names, basis) = (vec!["岳安".to_owned()], "会议".to_owned());
                let naming = Naming { names, basis, approver: verifier, date: on(), led: false };
                exposure.naming = Some(naming);
            }
            "led" => exposure.naming.as_mut().expect("a decision to name").led = true,
            _ => panic!("{field}"),
        }
    }
    exposure
}

/// An appeal received on 2026-02-01.
pub(in crate::assess) fn appeal(label: AppealLabel, decided_on: NaiveDate) -> Appeal {
    Appeal { received_on: day("2026-02-01"), label, decided_on: Some(decided_on), text: None }
}

pub(in crate::assess) fn rectification() -> Rectification {
    Rectification {
        plate_number: None,
        due: day("2026-03-01"),
        state: RectificationState::UnderWay,
        requirement: None,
        steps: Vec::new(),
        submitted_on: None,
        accepted_on: None,
        verifier: None,
        closing_number: None,
        reopened_on: None,
        return_visit: None,
    }
}

/// A commendation published on 2026-03-01.
pub(in crate::assess) fn commendation(case: &str) -> Commendation {
    let mut commendation = Commendation {
        slug: Slug::parse("c1").expect("a slug"),
        title: "示例".to_owned(),
        short_title: None,
        kind: CommendationKind::Praise,
        project_number: None,
        honoured: Vec::new(),
        deed: "示例".to_owned(),
        tasks: Vec::new(),
        decided_on: None,
        published_on: day("2026-03-01"),
        document: None,
        document_number: None,
        verified_by: None,
        publicity: None,
        approvals: Vec::new(),
        praise_decision: None,
        revoked: None,
        body: Prose::default(),
    };
    let mut words = case.split_whitespace();
    while let (Some(field), Some(on)) = (words.next(), words.next().map(day)) {
        match field {
            "publicity" => {
                let (from, working_days) = (day("2026-03-02"), 5);
                commendation.publicity = Some(Publicity {
                    from,
                    until: on,
                    working_days,
                    channel: None,
                    objections: 0,
                    outcome: None,
                });
            }
            "decided" => commendation.decided_on = Some(on),
            "revoked" => {
                let reason = "示例".to_owned();
                commendation.revoked = Some(Revocation { on, reason });
            }
            _ => panic!("{field}"),
        }
    }
    commendation
}

//! Commendations: resolved, and held back until the law of their publication is kept.

use super::approval::approvals;
use super::case::body;
use super::claims::{Claims, table};
use super::ledger::People;
use super::structure::{in_order, text, within};
use crate::date;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::method::Method;
use crate::portal::table::Table;
use crate::portal::{Commendation, Exposure, Honoured, PraiseDecision, Publicity, Revocation};
use crate::record::{
    CommendationKind, CommendationRecord, HonouredRecord, PublicityRecord, Writeup,
};
use crate::unread;

/// Commendations.
pub fn commendations(
    records: &[Writeup<CommendationRecord>],
    exposures: &Table<Exposure>,
    people: &People,
    method: Option<&Method>,
    claims: &mut Claims,
) -> Table<Commendation> {
    let ids = &claims.names.commendations.ids;
    let made = table(
        ids,
        records,
        |w| &w.record.id.value,
        |w| commendation(w, exposures, (method, people), claims),
    );
    for draft in records.iter().filter(|w| !ids.contains_key(&w.record.id.value)) {
        commendation(draft, exposures, (None, people), claims);
    }
    made
}

fn commendation(
    writeup: &Writeup<CommendationRecord>,
    exposures: &Table<Exposure>,
    (method, people): (Option<&Method>, &People),
    claims: &mut Claims,
) -> Commendation {
    let record = &writeup.record;
    let names = claims.names;
    let honoured: Vec<Honoured> =
        record.honoured.iter().filter_map(|one| self::honoured(one, claims)).collect();
    check_commendation(record, claims);
    let praise_decision = record.praise_decision.as_ref().and_then(|decision| {
        let exposure = names.exposures.find(&decision.exposure, claims.problems);
        let approver = names.posts.find(&decision.approver, claims.problems);
        Some(PraiseDecision {
            exposure: exposure?,
            approver: approver?,
            date: decision.date.value,
            reason: text(&decision.reason),
        })
    });
    check_open_exposures(record, &honoured, praise_decision.as_ref(), exposures, claims);
    let whole = !unread!(record, approvals);
    let method_steps = method.filter(|_| whole);
    let demanded = method_steps.map_or(&[][..], |method| method.commendation_approvals.as_slice());
    let gate = (people, &[][..]);
    let approvals = approvals(&record.approvals, demanded, &record.published_on, gate, claims);
    let days = method.map_or(5, |method| method.publicity_days);
    Commendation {
        slug: record.id.value.clone(),
        title: text(&record.title.value),
        short_title: record.short_title.as_ref().map(|title| text(&title.value)),
        kind: record.kind.unwrap_or(CommendationKind::Praise),
        project_number: record.project_number.as_ref().map(text),
        honoured,
        deed: text(&record.deed),
        tasks: names.tasks.find_all(&record.tasks, claims.problems),
        decided_on: record.decided_on.as_ref().map(|day| day.value),
        published_on: record.published_on.value,
        document: names.documents.find_some(record.document.as_ref(), claims.problems),
        document_number: record.document_number.as_ref().map(text),
        verified_by: names.units.find_some(record.verified_by.as_ref(), claims.problems),
        publicity: record.publicity.as_ref().and_then(|period| publicity(period, days, claims)),
        approvals,
        praise_decision,
        revoked: record
            .revoked
            .as_ref()
            .map(|revoked| Revocation { on: revoked.on.value, reason: text(&revoked.reason) }),
        body: body(writeup, claims),
    }
}

fn check_commendation(record: &CommendationRecord, claims: &mut Claims) {
    if record.honoured.is_empty() && !unread!(record, honoured) {
        claims.report(
            Diagnostic::new(
                Code::MissingKey,
                record.title.span,
                say("没有写表扬谁", "nobody is honoured"),
            )
            .help(say("加上`表扬对象`", "add `honoured`")),
        );
    }
    let unnumbered = record.project_number.is_none() && !unread!(record, project_number);
    if record.kind == Some(CommendationKind::Award) && unnumbered {
        claims.report(
            Diagnostic::new(
                Code::NoDocument,
                record.title.span,
                say("表彰要有经批准的表彰项目", "an award needs an approved project"),
            )
            .help(say(
                "填写`表彰项目批准文号`，没有的改为`类型: 通报表扬`",
                "add `project_number`, or write `kind: praise`",
            )),
        );
    }
    in_order(
        record.publicity.as_ref().map(|period| &period.from),
        ("公示开始日期", "first day of the publicity period"),
        record.decided_on.as_ref(),
        ("决定日期", "day of the decision"),
        claims,
    );
    let published = ("发布日期", "day of publication");
    // A publicity period makes a commendation public before it is decided.
    let (first, name) = match &record.publicity {
        Some(period) => (Some(&period.from), ("公示开始日期", "first day of the publicity period")),
        None => (record.decided_on.as_ref(), ("决定日期", "day of the decision")),
    };
    in_order(first, name, Some(&record.published_on), published, claims);
    in_order(
        Some(&record.published_on),
        published,
        record.revoked.as_ref().map(|revoked| &revoked.on),
        ("撤销日期", "day of the revocation"),
        claims,
    );
}

fn honoured(record: &HonouredRecord, claims: &mut Claims) -> Option<Honoured> {
    let names = claims.names;
    let of = names.units.find_some(record.of.as_ref(), claims.problems);
    match (&record.unit, &record.post, &record.name) {
        (Some(unit), None, None) => names.units.find(unit, claims.problems).map(Honoured::Unit),
        (None, Some(post), None) => names.posts.find(post, claims.problems).map(Honoured::Post),
        (None, None, Some(name)) if record.person == Some(true) => {
            Some(Honoured::Person { name: text(&name.value), of })
        }
        (None, None, Some(name)) => Some(Honoured::Collective { name: text(&name.value), of }),
        _ if !record.unread.is_empty() => None,
        _ => {
            claims.report(
                Diagnostic::new(
                    Code::Contradiction,
                    record.span,
                    say("表扬对象写单位、岗位或名称，只写一个", "name one of unit, post or name"),
                )
                .help(say("每个对象单独写一条", "give each its own entry")),
            );
            None
        }
    }
}

/// Praise of somebody with an open exposure needs a recorded decision.
fn check_open_exposures(
    record: &CommendationRecord,
    honoured: &[Honoured],
    decision: Option<&PraiseDecision>,
    exposures: &Table<Exposure>,
    claims: &mut Claims,
) {
    let day = record.published_on.value;
    let praised = |exposure: &Exposure| {
        honoured.iter().any(|one| match one {
            Honoured::Unit(unit) | Honoured::Collective { of: Some(unit), .. } => {
                exposure.subject_unit == *unit || exposure.other_units.contains(unit)
            }
            Honoured::Post(post) => exposure.subject_posts.contains(post),
            Honoured::Person { name, .. } => {
                exposure.naming.as_ref().is_some_and(|naming| naming.names.contains(name))
            }
            Honoured::Collective { of: None, .. } => false,
        })
    };
    let months = i32::try_from(claims.retention.unit_months).unwrap_or(i32::MAX);
    let open = |exposure: &Exposure| {
        let ended = date::add_months(exposure.published_on, months) <= day;
        let accepted = exposure.rectification.accepted_on.is_some_and(|accepted| accepted <= day);
        let withdrawn = exposure.withdrawal.as_ref().is_some_and(|withdrawal| withdrawal.on <= day);
        exposure.published_on <= day && !accepted && !withdrawn && !ended
    };
    for (id, exposure) in exposures.iter() {
        let decided = decision.is_some_and(|decision| decision.exposure == id);
        let unread = unread!(record, praise_decision);
        if open(exposure) && praised(exposure) && !decided && !unread {
            claims.report(praise_undecided(record, exposure));
        }
    }
}

fn praise_undecided(record: &CommendationRecord, exposure: &Exposure) -> Diagnostic {
    Diagnostic::new(
        Code::PraiseUndecided,
        record.title.span,
        say(
            format!(
                "表扬对象有未销号的曝光“{}”（{}发布）",
                exposure.title,
                date::zh(exposure.published_on)
            ),
            format!("somebody praised here has the open exposure `{}`", exposure.slug),
        ),
    )
    .help(say(
        format!("补上`表扬决定`（曝光: {}），或等销号后再发布", exposure.slug),
        "add `praise_decision`, or wait until the exposure is closed",
    ))
}

fn publicity(record: &PublicityRecord, usual_days: u32, claims: &mut Claims) -> Option<Publicity> {
    within(record.working_days, 1..=366, claims);
    let working_days = record.working_days.map_or(usual_days, |days| days.value);
    let until = match claims.calendar.add_working_days(record.from.value, working_days) {
        Ok(until) => until,
        Err(missing) => {
            claims.report(missing.at(record.from.span));
            return None;
        }
    };
    Some(Publicity {
        from: record.from.value,
        until,
        working_days,
        channel: record.channel.as_ref().map(text),
        objections: record.objections.unwrap_or(0),
        outcome: record.outcome.as_ref().map(text),
    })
}

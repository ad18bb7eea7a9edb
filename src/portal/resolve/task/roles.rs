//! Who answers for a task, and in which role.

use super::super::claims::Claims;
use super::super::structure::text;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::portal::{Party, Responsibility};
use crate::record::{self, ResponsibilityRecord, Role, TaskRecord};
use crate::span::Span;
use crate::unread;

/// Roles written as keys and in the list, checked together.
pub fn roles(record: &TaskRecord, claims: &mut Claims) -> Vec<Responsibility> {
    let names = claims.names;
    let mut roles: Vec<(Responsibility, Span)> = Vec::new();
    let posts = [
        (Role::InCharge, &record.leader),
        (Role::Liaison, &record.liaison),
        (Role::Handler, &record.handler),
    ];
    for (role, reference) in posts {
        let Some(reference) = reference else { continue };
        if let Some(post) = names.posts.find(reference, claims.problems) {
            roles.push((plain(role, Party::Post(post)), reference.span));
        }
    }
    let one = |unit: &Option<record::Ref<record::Unit>>| unit.iter().cloned().collect::<Vec<_>>();
    let units = [
        (Role::Lead, record.lead_unit.iter().map(|lead| lead.0.clone()).collect()),
        (Role::Cooperating, record.cooperating.clone()),
        (Role::Undertaking, record.undertaking.clone()),
        (Role::Supervising, one(&record.supervising)),
    ];
    for (role, references) in units {
        for reference in references {
            if let Some(unit) = names.units.find(&reference, claims.problems) {
                roles.push((plain(role, Party::Unit(unit)), reference.span));
            }
        }
    }
    for held in &record.responsibility {
        let written = held.unit.as_ref().map(|unit| unit.span);
        let span = written.or(held.post.as_ref().map(|post| post.span)).unwrap_or(held.span);
        roles.extend(responsibility(held, claims).map(|role| (role, span)));
    }
    check_roles(record, &roles, claims);
    roles.into_iter().map(|(role, _)| role).collect()
}

/// A role without words of its own.
pub fn plain(role: Role, party: Party) -> Responsibility {
    Responsibility { role, party, duty: None }
}

/// A role of the list; one that names neither or both, or the wrong kind of party, is reported.
pub fn responsibility(
    record: &ResponsibilityRecord,
    claims: &mut Claims,
) -> Option<Responsibility> {
    let names = claims.names;
    let party = match (&record.unit, &record.post) {
        (Some(unit), None) => names.units.find(unit, claims.problems).map(Party::Unit),
        (None, Some(post)) => names.posts.find(post, claims.problems).map(Party::Post),
        (None, None) if !record.unread.is_empty() => None,
        (Some(_), Some(_)) | (None, None) => {
            claims.report(
                Diagnostic::new(
                    Code::Contradiction,
                    record.role.span,
                    say("责任分工要写单位或岗位，只写一个", "name either a unit or a post"),
                )
                .help(say("写`单位: …`或`岗位: …`", "write `unit: …` or `post: …`")),
            );
            None
        }
    };
    let role = record.role.value;
    check_party(record, claims);
    let duty = record.duty.as_ref().map(text);
    party.map(|party| Responsibility { role, party, duty })
}

/// A unit leads; a post is in charge, keeps contact or handles.
fn check_party(record: &ResponsibilityRecord, claims: &mut Claims) {
    let unit = record.unit.as_ref().map(|unit| (unit.span, "岗位", "post"));
    let post = record.post.as_ref().map(|post| (post.span, "单位", "unit"));
    let wrong = match record.role.value {
        Role::Lead => post,
        Role::InCharge | Role::Liaison | Role::Handler => unit,
        Role::Overall
        | Role::Contact
        | Role::Cooperating
        | Role::Undertaking
        | Role::Supervising
        | Role::GridWorker => None,
    };
    let Some((span, zh, en)) = wrong.filter(|_| unit.is_none() || post.is_none()) else { return };
    let role = record.role.value;
    let words =
        say(format!("{}应当是{zh}", role.zh()), format!("the role `{}` needs a {en}", role.en()));
    claims.report(
        Diagnostic::new(Code::Contradiction, span, words)
            .help(say(format!("写`{zh}: …`"), format!("write `{en}: …`"))),
    );
}

/// A unit cooperates once, and not with itself.
fn check_cooperating(roles: &[(Responsibility, Span)], claims: &mut Claims) {
    let of = |role| roles.iter().filter(move |(held, _)| held.role == role);
    for (at, (held, span)) in of(Role::Cooperating).enumerate() {
        let earlier = of(Role::Cooperating).take(at).find(|(other, _)| other.party == held.party);
        let lead = of(Role::Lead).find(|(other, _)| other.party == held.party);
        let (first, words, note) = match (lead, earlier) {
            (Some((_, first)), _) => (
                first,
                say("配合单位就是牵头单位", "the lead unit cooperates with itself"),
                say("牵头单位", "the lead unit"),
            ),
            (None, Some((_, first))) => (
                first,
                say("同一个配合单位写了两次", "a cooperating unit is named twice"),
                say("第一次写在这里", "first named here"),
            ),
            (None, None) => continue,
        };
        claims.report(
            Diagnostic::new(Code::Contradiction, *span, words)
                .note(*first, note)
                .help(say("删去这一个", "delete this one")),
        );
    }
}

/// Exactly one lead unit; the supervisor is somebody else.
fn check_roles(record: &TaskRecord, roles: &[(Responsibility, Span)], claims: &mut Claims) {
    check_cooperating(roles, claims);
    let leads: Vec<_> = roles.iter().filter(|(held, _)| held.role == Role::Lead).collect();
    if let [(first, first_span), rest @ ..] = leads.as_slice() {
        if let Some((_, span)) = rest.first() {
            claims.report(record::two_leads(*first_span, *span));
        }
        let supervisor = roles
            .iter()
            .find(|(held, _)| held.role == Role::Supervising && held.party == first.party);
        if let Some((_, span)) = supervisor {
            claims.report(
                Diagnostic::new(
                    Code::SupervisorLeads,
                    *span,
                    say("督办单位就是牵头单位，自己督办自己", "the lead unit supervises itself"),
                )
                .note(*first_span, say("牵头单位", "the lead unit"))
                .help(say("督办单位换成督查室或上级单位", "name another supervising unit")),
            );
        }
    } else if record.lead_unit.is_none()
        && !unread!(record, lead_unit)
        && !unread!(record, responsibility)
        && !record.responsibility.iter().any(|held| held.role.value == Role::Lead)
    {
        claims.report(
            Diagnostic::new(
                Code::NoLeadUnit,
                record.id.span,
                say(
                    format!("“{}”没有牵头单位，页面上写“尚未公布”", record.title.as_str()),
                    "the task has no lead unit; the page says so",
                ),
            )
            .help(say("加一行`牵头单位: …`", "add a line `lead_unit: …`")),
        );
    }
}

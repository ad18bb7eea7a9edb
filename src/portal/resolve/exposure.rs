//! Exposures: resolved, and held back until the law of their publication is kept.

use std::collections::BTreeSet;

use super::approval::approvals;
use super::case::body;
use super::claims::{Claims, table};
use super::ledger::People;
use super::rectification::{Subject, rectification};
use super::structure::{check_length, in_order, text};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::method::Method;
use crate::portal::table::Table;
use crate::portal::{
    Appeal, Consequence, Explanation, Exposure, Id, Naming, Reply, Tolerance, Unit, Withdrawal,
};
use crate::prose::{self, bare};
use crate::record::{self, AppealLabel, ExposureKind, ExposureRecord, Writeup};
use crate::span::Span;
use crate::unread;
use crate::yaml::Text;

/// Longest statement of a unit, in characters.
const MAX_STATEMENT: usize = 300;

/// Exposures.
pub fn exposures(
    records: &[Writeup<ExposureRecord>],
    people: &People,
    method: Option<&Method>,
    claims: &mut Claims,
) -> Table<Exposure> {
    let ids = &claims.names.exposures.ids;
    let exposures =
        table(ids, records, |w| &w.record.id.value, |w| exposure(w, people, method, claims));
    for draft in records.iter().filter(|w| !ids.contains_key(&w.record.id.value)) {
        // A draft is checked like any other, except that it needs no approvals.
        exposure(draft, people, None, claims);
    }
    exposures
}

fn exposure(
    writeup: &Writeup<ExposureRecord>,
    people: &People,
    method: Option<&Method>,
    claims: &mut Claims,
) -> Exposure {
    let record = &writeup.record;
    let names = claims.names;
    let subject_unit =
        names.units.find(&record.subject_unit, claims.problems).unwrap_or_else(Id::unresolved);
    let other_units = names.units.find_all(&record.other_units, claims.problems);
    let units: Vec<Id<Unit>> = [subject_unit].into_iter().chain(other_units.clone()).collect();
    check_exposure(record, method, claims);
    check_names(writeup, people, &subjects(subject_unit, &other_units, people), claims);
    let whole = !unread!(record, approvals);
    let method_steps = method.filter(|_| whole);
    let demanded = method_steps.map_or(&[][..], |method| method.exposure_approvals.as_slice());
    let gate = (people, units.as_slice());
    let approvals = approvals(&record.approvals, demanded, &record.published_on, gate, claims);
    if let Some(reply) = &record.reply {
        check_length(&reply.text, MAX_STATEMENT, reply.span, claims);
    }
    Exposure {
        slug: record.id.value.clone(),
        number: record.number.as_ref().map(text),
        title: text(&record.title.value),
        short_title: record.short_title.as_ref().map(|title| text(&title.value)),
        kind: record.kind.unwrap_or(ExposureKind::Exposure),
        ground: record.ground.value,
        subject_unit,
        subject_posts: names.posts.find_all(&record.subject_posts, claims.problems),
        naming: record.naming.as_ref().and_then(|naming| self::naming(naming, claims)),
        facts: record.facts.iter().map(|fact| (text(&fact.text), text(&fact.source))).collect(),
        tasks: names.tasks.find_all(&record.tasks, claims.problems),
        explanation: record.explanation.as_ref().map(|explanation| Explanation {
            asked_on: explanation.asked_on.value,
            given_on: explanation.given_on.as_ref().map(|day| day.value),
            text: explanation.text.as_ref().map(text),
        }),
        feedback_on: record.feedback_on.as_ref().map_or(record.published_on.value, |day| day.value),
        published_on: record.published_on.value,
        approvals,
        reply: record.reply.as_ref().map(|reply| Reply {
            on: reply.on.value,
            unit: names
                .units
                .find_some(reply.unit.as_ref(), claims.problems)
                .unwrap_or(subject_unit),
            text: text(&reply.text),
        }),
        rectification: rectification(
            &record.rectification,
            &Subject {
                units: &units,
                word: ("被曝光单位", "subject"),
                since: &record.published_on,
                since_word: ("发布日期", "day of publication"),
            },
            people,
            claims,
        ),
        other_units,
        appeals: record.appeals.iter().map(appeal).collect(),
        tolerance: record.tolerance.as_ref().map(tolerance),
        consequences: record.consequences.iter().map(consequence).collect(),
        withdrawal: record.withdrawal.as_ref().map(|withdrawal| Withdrawal {
            on: withdrawal.on.value,
            reason: withdrawal.reason,
            text: withdrawal.text.as_ref().map(text),
        }),
        body: body(writeup, claims),
    }
}

/// The subject is told before publication; grounds and facts are there.
fn check_exposure(record: &ExposureRecord, method: Option<&Method>, claims: &mut Claims) {
    let published = ("发布日期", "day of publication");
    match &record.feedback_on {
        None if record.draft != Some(true) && !unread!(record, feedback_on) => {
            claims.report(not_told(record.published_on.span));
        }
        told => in_order(
            told.as_ref(),
            ("告知责任单位的日期", "day the subject was told"),
            Some(&record.published_on),
            published,
            claims,
        ),
    }
    if let Some(method) = method {
        check_ground(record, method, claims);
    }
    if record.facts.is_empty() && !unread!(record, facts) {
        claims.report(
            Diagnostic::new(
                Code::MissingKey,
                record.title.span,
                say("曝光没有写事实", "an exposure states its facts"),
            )
            .help(say("加上`事实`，每条写明来源", "add `facts`, each with its source")),
        );
    }
    let explanation = record.explanation.as_ref();
    in_order(
        explanation.map(|held| &held.asked_on),
        ("要求说明的日期", "day the explanation was asked for"),
        explanation.and_then(|held| held.given_on.as_ref()),
        ("答复日期", "day of the explanation"),
        claims,
    );
    in_order(
        record.feedback_on.as_ref(),
        ("告知责任单位的日期", "day the subject was told"),
        record.reply.as_ref().map(|reply| &reply.on),
        ("单位说明的日期", "day of the reply"),
        claims,
    );
    record.appeals.iter().for_each(|appeal| check_appeal(appeal, claims));
    in_order(
        Some(&record.published_on),
        published,
        record.withdrawal.as_ref().map(|withdrawal| &withdrawal.on),
        ("撤下日期", "day of withdrawal"),
        claims,
    );
}

/// The ground is one of the method's, and an explanation was asked for where the method says so.
fn check_ground(record: &ExposureRecord, method: &Method, claims: &mut Claims) {
    let (ground, grounds) = (record.ground.value, method.grounds.len());
    let at = (ground as usize).checked_sub(1);
    let Some(found) = at.and_then(|at| method.grounds.get(at)) else {
        let words = say(format!("没有第{ground}种情形"), format!("there is no ground {ground}"));
        let problem = Diagnostic::new(Code::WrongType, record.ground.span, words);
        return claims
            .report(problem.help(say(format!("写1到{grounds}"), format!("write 1 to {grounds}"))));
    };
    let demanded = found.explained == Some(true);
    if demanded && record.explanation.is_none() && !unread!(record, explanation) {
        let words = say(
            format!("第{ground}种情形要写明是否要求作出说明"),
            format!("ground {ground} needs `explanation`"),
        );
        claims.report(
            Diagnostic::new(Code::MissingKey, record.ground.span, words)
                .help(say("加上`说明情况`（要求日期、答复）", "add `explanation`")),
        );
    }
}

/// A decided appeal has its day.
fn check_appeal(record: &record::AppealRecord, claims: &mut Claims) {
    in_order(
        Some(&record.received_on),
        ("受理日期", "day of receipt"),
        record.decided_on.as_ref(),
        ("决定日期", "day of the decision"),
        claims,
    );
    let decided = match record.label {
        AppealLabel::Received | AppealLabel::UnderReview => false,
        AppealLabel::Upheld | AppealLabel::Changed | AppealLabel::Revoked => true,
    };
    if !decided || record.decided_on.is_some() || unread!(record, decided_on) {
        return;
    }
    claims.report(
        Diagnostic::new(
            Code::MissingKey,
            record.received_on.span,
            say(
                format!("异议的状态是“{}”，缺少`决定日期`", record.label.zh()),
                format!("an appeal that is `{}` needs `decided_on`", record.label.en()),
            ),
        )
        .help(say("加上`决定日期`", "add `decided_on`")),
    );
}

fn not_told(at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotTold,
        at,
        say("曝光前没有告知责任单位", "the subject was not told before publication"),
    )
    .help(say("先告知，再填写`告知日期`", "tell the unit, then add `feedback_on`"))
}

/// The units an exposure speaks of and the sections below them.
fn subjects(unit: Id<Unit>, others: &[Id<Unit>], people: &People) -> BTreeSet<Id<Unit>> {
    let mut subjects: BTreeSet<Id<Unit>> = others.iter().copied().chain([unit]).collect();
    for (id, unit) in people.units.iter() {
        if unit.parent.is_some_and(|parent| subjects.contains(&parent)) {
            subjects.insert(id);
        }
    }
    subjects
}

/// A name in the text needs a naming decision: model.md, section 5.
fn check_names(
    writeup: &Writeup<ExposureRecord>,
    people: &People,
    subjects: &BTreeSet<Id<Unit>>,
    claims: &mut Claims,
) {
    let record = &writeup.record;
    let decided = |name: &str| {
        let named = record.naming.as_ref().map(|naming| &naming.names);
        named.is_some_and(|names| names.iter().any(|decided| bare(decided.as_str()) == name))
    };
    // What a code or a link parts in the file is one word to whoever reads the page.
    let shown = prose::render(&writeup.body, writeup.body_span, &mut Vec::new()).plain;
    let said: Vec<String> = words_of(writeup).into_iter().chain([&*shown]).map(bare).collect();
    let posts = people.posts.iter().filter(|(_, post)| subjects.contains(&post.unit));
    let names: BTreeSet<&str> =
        posts.flat_map(|(_, post)| &post.holdings).map(|held| held.name.as_str()).collect();
    for name in names {
        let bare_name = bare(name);
        let is_said = said.iter().any(|text| text.contains(&bare_name));
        if unread!(record, naming) || decided(&bare_name) || !is_said {
            continue;
        }
        claims.report(
            Diagnostic::new(
                Code::NamingUndecided,
                record.title.span,
                say(
                    format!("曝光里点了“{name}”的名，没有点名决定"),
                    "a person is named without a decision",
                ),
            )
            .help(say("改写成岗位，或补上`点名决定`", "write the post, or add `naming`")),
        );
    }
}

/// Every text of an exposure that may be shown.
fn words_of(writeup: &Writeup<ExposureRecord>) -> Vec<&str> {
    let record = &writeup.record;
    let rectification = &record.rectification;
    let mut words: Vec<&str> = vec![record.title.as_str(), writeup.body.as_str()];
    let facts = record.facts.iter().flat_map(|fact| [&fact.text, &fact.source]);
    words.extend(facts.map(Text::as_str));
    let steps = rectification.steps.iter();
    words.extend(steps.clone().map(|step| step.name.as_str()));
    let visit = rectification.return_visit.as_ref();
    let some = [
        record.short_title.as_ref().map(|title| &title.value),
        record.explanation.as_ref().and_then(|held| held.text.as_ref()),
        record.reply.as_ref().map(|reply| &reply.text),
        rectification.requirement.as_ref(),
        visit.and_then(|visit| visit.result.as_ref()),
        record.tolerance.as_ref().map(|held| &held.basis),
        record.tolerance.as_ref().and_then(|held| held.text.as_ref()),
        record.withdrawal.as_ref().and_then(|held| held.text.as_ref()),
    ];
    let many = steps
        .flat_map(|step| [step.text.as_ref(), step.expected.as_ref()])
        .chain(record.appeals.iter().map(|appeal| appeal.text.as_ref()))
        .chain(record.consequences.iter().map(|held| held.text.as_ref()));
    words.extend(some.into_iter().chain(many).flatten().map(Text::as_str));
    words
}

fn naming(record: &record::NamingDecision, claims: &mut Claims) -> Option<Naming> {
    let approver = claims.names.posts.find(&record.approver, claims.problems)?;
    Some(Naming {
        names: record.names.iter().map(|name| text(&name.value)).collect(),
        basis: text(&record.basis),
        approver,
        date: record.date.value,
        led: record.led == Some(true),
    })
}

fn appeal(record: &record::AppealRecord) -> Appeal {
    Appeal {
        received_on: record.received_on.value,
        label: record.label,
        decided_on: record.decided_on.as_ref().map(|day| day.value),
        text: record.text.as_ref().map(text),
    }
}

pub(super) fn tolerance(record: &record::ToleranceRecord) -> Tolerance {
    Tolerance {
        organ: text(&record.organ),
        date: record.date.value,
        basis: text(&record.basis),
        situation: record.situation,
        effect: record.effect,
        text: record.text.as_ref().map(text),
    }
}

pub(super) fn consequence(record: &record::ConsequenceRecord) -> Consequence {
    Consequence {
        kind: record.kind,
        date: record.date.value,
        text: record.text.as_ref().map(text),
        amount: record.amount,
    }
}

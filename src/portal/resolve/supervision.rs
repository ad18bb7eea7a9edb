//! Inspections, problems, rectifications under a plate number, slips, warnings and timed reports.

use chrono::NaiveDate;

use super::claims::{Claims, table};
use super::ledger::People;
use super::rectification::{Subject, rectification, unique, visit};
use super::structure::{in_order, text};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::method::{EscalationLevel, Method};
use crate::portal::table::Table;
use crate::portal::{
    Escalation, Id, Inspection, Mending, Problem, Slip, TimedReport, Transfer, Warning,
};
use crate::record::{
    Acceptance, EscalationRecord, InspectionMode, InspectionRecord, InvitedRecord, MendingRecord,
    ProblemRecord, RectificationState, SlipRecord, TimedReportRecord, TransferRecord,
    WarningRecord,
};
use crate::slug::Slug;
use crate::span::{Span, Spanned};
use crate::unread;

type Day<'a> = Option<&'a Spanned<NaiveDate>>;

/// Something an entry must say and does not.
pub fn lacking(code: Code, at: Span, (zh, en): (&str, &str), key: (&str, &str)) -> Diagnostic {
    Diagnostic::new(code, at, say(zh, en))
        .help(say(format!("加上`{}`", key.0), format!("add `{}`", key.1)))
}

/// Reports days that lie before the first one.
fn all_after(first: Day, word: (&str, &str), later: &[(Day, (&str, &str))], claims: &mut Claims) {
    for (day, its_word) in later {
        in_order(first, word, *day, *its_word, claims);
    }
}

fn transfer(record: Option<&TransferRecord>) -> Option<Transfer> {
    record.map(|held| Transfer { date: held.date.value, to: text(&held.to) })
}

/// Inspections; drafts are checked and not kept.
pub fn inspections(records: &[InspectionRecord], claims: &mut Claims) -> Table<Inspection> {
    let ids = &claims.names.inspections.ids;
    let made = table(ids, records, |r| &r.id.value, |r| inspection(r, claims));
    for draft in records.iter().filter(|r| !ids.contains_key(&r.id.value)) {
        inspection(draft, claims);
    }
    for record in records {
        let earlier = record.after.as_ref();
        let earlier = earlier.and_then(|after| records.iter().find(|r| r.id.value == after.slug));
        in_order(
            earlier.map(|held| &held.date),
            ("所回访的督查日期", "day of the inspection it comes back to"),
            Some(&record.date),
            ("回访日期", "day of the return visit"),
            claims,
        );
    }
    made
}

fn inspection(record: &InspectionRecord, claims: &mut Claims) -> Inspection {
    check_inspection(record, claims);
    let names = claims.names;
    Inspection {
        slug: record.id.value.clone(),
        title: text(&record.title.value),
        kind: record.kind,
        mode: record.mode.value,
        class: record.class,
        date: record.date.value,
        until: record.until.as_ref().map_or(record.date.value, |day| day.value),
        approved_by: names.posts.find_some(record.approved_by.as_ref(), claims.problems),
        document: names.documents.find_some(record.document.as_ref(), claims.problems),
        document_number: record.document_number.as_ref().map(text),
        team: names.posts.find_all(&record.team, claims.problems),
        invited: record.invited.as_ref().map_or_else(Vec::new, invited),
        units: names.units.find_all(&record.units, claims.problems),
        areas: names.areas.find_all(&record.areas, claims.problems),
        tasks: names.tasks.find_all(&record.tasks, claims.problems),
        after: names.inspections.find_some(record.after.as_ref(), claims.problems),
        findings: record.findings.iter().map(text).collect(),
        due: record.due.as_ref().map(|day| day.value),
        conclusion: record.conclusion.as_ref().map(|words| text(&words.value)),
        feedback_on: record.feedback_on.as_ref().map(|day| day.value),
        return_visit: record.return_visit.as_ref().map(visit),
        published_on: record.published_on.value,
        transfer: transfer(record.transfer.as_ref()),
    }
}

fn invited(record: &InvitedRecord) -> Vec<(&'static str, u32)> {
    let all = [
        ("人大代表", record.deputies),
        ("政协委员", record.members),
        ("专家", record.experts),
        ("社会监督员", record.supervisors),
        ("群众代表", record.public),
    ];
    let some = all.into_iter().filter_map(|(word, held)| Some((word, held?)));
    some.filter(|(_, held)| *held > 0).collect()
}

fn check_inspection(record: &InspectionRecord, claims: &mut Claims) {
    let visit = record.return_visit.as_ref();
    all_after(
        Some(&record.date),
        ("督查日期", "day of the inspection"),
        &[
            (record.until.as_ref(), ("结束日期", "last day")),
            (record.feedback_on.as_ref(), ("反馈日期", "day of the feedback")),
            (record.due.as_ref(), ("整改时限", "last day for putting it right")),
            (visit.map(|held| &held.due), ("回访时限", "day of the return visit")),
            (visit.and_then(|held| held.on.as_ref()), ("回访日期", "day of the return visit")),
            (record.transfer.as_ref().map(|held| &held.date), ("移交日期", "day of the transfer")),
        ],
        claims,
    );
    check_secrecy(record, claims);
    let told = record.feedback_on.is_some() || unread!(record, feedback_on);
    if let Some(conclusion) = record.conclusion.as_ref().filter(|_| !told) {
        claims.report(lacking(
            Code::NotTold,
            conclusion.span,
            ("督查结论没有反馈给被督查单位", "those inspected were not told the conclusion"),
            ("反馈日期", "feedback_on"),
        ));
    }
    let untold = |held: &&crate::record::ReturnVisit| held.on.is_some() && held.result.is_none();
    if let Some(held) = visit.filter(untold).filter(|held| held.unread.is_empty()) {
        claims.report(lacking(
            Code::MissingKey,
            held.span,
            ("回访过了，没有写结果", "the return visit has no result"),
            ("结果", "result"),
        ));
    }
    let scope = [record.units.len(), record.areas.len(), record.tasks.len()];
    if scope.iter().sum::<usize>() == 0 && record.unread.is_empty() {
        claims.report(lacking(
            Code::MissingKey,
            record.title.span,
            ("没有写督查了哪个单位、区域或任务", "it does not say what was inspected"),
            ("被督查单位", "units"),
        ));
    }
}

/// An unannounced visit is published only after it was made and told.
fn check_secrecy(record: &InspectionRecord, claims: &mut Claims) {
    if record.mode.value != InspectionMode::Unannounced {
        return;
    }
    let Some(told) = &record.feedback_on else {
        if !unread!(record, feedback_on) && record.draft != Some(true) {
            claims.report(lacking(
                Code::NotTold,
                record.mode.span,
                ("暗访要先反馈，才能公开", "an unannounced visit is told before it is published"),
                ("反馈日期", "feedback_on"),
            ));
        }
        return;
    };
    let last = record.until.as_ref().unwrap_or(&record.date);
    let latest = if told.value < last.value { last } else { told };
    if record.published_on.value >= latest.value {
        return;
    }
    claims.report(
        Diagnostic::new(
            Code::VisitAnnounced,
            record.published_on.span,
            say(
                format!(
                    "暗访在{}公开，早于反馈，等于提前打招呼",
                    crate::date::zh(record.published_on.value)
                ),
                "an unannounced visit is published before it was made and told",
            ),
        )
        .note(latest.span, say("到这一天才可以公开", "it may be published from this day on"))
        .help(say("把`发布日期`改到反馈当天或以后", "publish it on that day or later")),
    );
}

/// The levels to which problems are brought, from the unit upwards; none if the method is not
/// known.
type Levels<'a> = Option<&'a [EscalationLevel]>;

/// Problems.
pub fn problems(
    records: &[ProblemRecord],
    method: Option<&Method>,
    claims: &mut Claims,
) -> Table<Problem> {
    let levels = method.map(|method| method.escalation.as_slice());
    let ids = &claims.names.problems.ids;
    let made = table(ids, records, |r| &r.id.value, |r| problem(r, levels, claims));
    for draft in records.iter().filter(|r| !ids.contains_key(&r.id.value)) {
        problem(draft, levels, claims);
    }
    made
}

fn problem(record: &ProblemRecord, levels: Levels, claims: &mut Claims) -> Problem {
    check_problem(record, claims);
    check_escalation(record, levels, claims);
    let names = claims.names;
    let assigned_to = names.units.find_some(record.assigned_to.as_ref(), claims.problems);
    let assigned_on = record.assigned_on.as_ref().map_or(record.found_on.value, |day| day.value);
    let resolved_on = record.resolved_on.as_ref().map(|day| day.value);
    Problem {
        slug: record.id.value.clone(),
        text: text(&record.text.value),
        detail: record.detail.as_ref().map(text),
        source: record.source,
        inspection: names.inspections.find_some(record.inspection.as_ref(), claims.problems),
        tasks: names.tasks.find_all(&record.tasks, claims.problems),
        unit: names.units.find_some(record.unit.as_ref(), claims.problems),
        areas: names.areas.find_all(&record.areas, claims.problems),
        found_on: record.found_on.value,
        assigned: assigned_to.map(|unit| (unit, assigned_on)),
        due: record.due.as_ref().map(|day| day.value),
        escalation: record
            .escalation
            .iter()
            .filter_map(|held| escalation(held, levels, claims))
            .collect(),
        resolved: resolved_on
            .map(|day| (day, record.result.as_ref().map_or_else(String::new, text))),
        transfer: transfer(record.transfer.as_ref()),
    }
}

fn escalation(
    record: &EscalationRecord,
    levels: Levels,
    claims: &mut Claims,
) -> Option<Escalation> {
    let levels = levels?;
    let level = place(&record.level.value, levels);
    if level.is_none() {
        claims.report(unknown_level(&record.level, levels));
    }
    let decided_on = record.decided_on.as_ref().map(|day| day.value);
    Some(Escalation {
        level: level?,
        date: record.date.value,
        proposal: text(&record.proposal),
        decision: record.decision.as_ref().map(text),
        decided_on: decided_on.or(record.decision.as_ref().map(|_| record.date.value)),
    })
}

/// The place of a level, from the unit upwards.
fn place(level: &Slug, levels: &[EscalationLevel]) -> Option<usize> {
    levels.iter().position(|known| known.id.value == *level)
}

fn unknown_level(level: &Spanned<Slug>, levels: &[EscalationLevel]) -> Diagnostic {
    let words = say(
        format!("工作方法没有编号为`{}`的协调层级", level.value),
        format!("the method has no level `{}`", level.value),
    );
    let known = |level: &EscalationLevel| format!("`{}`（{}）", level.id.value, &*level.name);
    let names = levels.iter().map(known).collect::<Vec<_>>().join("、");
    let ids: Vec<&str> = levels.iter().map(|level| level.id.value.as_str()).collect();
    let help = if levels.is_empty() {
        say("在工作方法里写明`协调层级`", "declare `escalation` in the method")
    } else {
        say(format!("由下到上有：{names}"), format!("levels are: {}", ids.join(", ")))
    };
    Diagnostic::new(Code::UnknownReference, level.span, words).help(help)
}

fn check_problem(record: &ProblemRecord, claims: &mut Claims) {
    all_after(
        Some(&record.found_on),
        ("发现日期", "day it was found"),
        &[
            (record.assigned_on.as_ref(), ("交办日期", "day it was assigned")),
            (record.due.as_ref(), ("解决时限", "last day")),
            (record.resolved_on.as_ref(), ("解决日期", "day it was solved")),
            (record.transfer.as_ref().map(|held| &held.date), ("移交日期", "day of the transfer")),
        ],
        claims,
    );
    if !record.unread.is_empty() {
        return;
    }
    let at = record.text.span;
    if record.tasks.is_empty() && record.unit.is_none() && record.areas.is_empty() {
        claims.report(lacking(
            Code::MissingKey,
            at,
            ("没有写是哪项任务、哪个单位或哪个区域的问题", "it does not say whose problem it is"),
            ("任务", "tasks"),
        ));
    }
    match (&record.resolved_on, &record.result) {
        (Some(day), None) => claims.report(lacking(
            Code::ClosingIncomplete,
            day.span,
            ("问题写了解决日期，没有写怎样解决的", "it is solved, but how?"),
            ("结果", "result"),
        )),
        (None, Some(_)) => claims.report(lacking(
            Code::ClosingIncomplete,
            at,
            ("问题写了结果，没有写解决日期", "it has a result, but no day on which it was solved"),
            ("解决日期", "resolved_on"),
        )),
        (Some(_), Some(_)) | (None, None) => {}
    }
    if let (Some(day), None) = (&record.assigned_on, &record.assigned_to) {
        claims.report(lacking(
            Code::MissingKey,
            day.span,
            ("写了交办日期，没有写交给谁", "it was assigned, but to whom?"),
            ("交办单位", "assigned_to"),
        ));
    } else if record.assigned_to.is_none() && record.resolved_on.is_none() {
        claims.report(
            Diagnostic::new(
                Code::NoAssignee,
                at,
                say("问题还没有交办，页面上照实显示", "nobody was told to solve this problem"),
            )
            .help(say("明确由谁解决，补写`交办单位`", "add `assigned_to`")),
        );
    }
}

/// A problem goes up, level by level, with the days.
fn check_escalation(record: &ProblemRecord, levels: Levels, claims: &mut Claims) {
    let first = record.escalation.first().map(|held| &held.date);
    let asked = ("提请日期", "day it was brought up");
    in_order(Some(&record.found_on), ("发现日期", "day it was found"), first, asked, claims);
    for held in &record.escalation {
        let decided = ("决定日期", "day of the decision");
        in_order(Some(&held.date), asked, held.decided_on.as_ref(), decided, claims);
    }
    let levels = levels.unwrap_or_default();
    let pairs = record.escalation.iter().zip(record.escalation.iter().skip(1));
    for (before, after) in pairs {
        in_order(Some(&before.date), asked, Some(&after.date), asked, claims);
        let places = (place(&before.level.value, levels), place(&after.level.value, levels));
        if let (Some(lower), Some(upper)) = places
            && upper <= lower
        {
            claims.report(brought_down((before, lower), (after, upper), levels));
        }
    }
}

fn brought_down(
    (before, lower): (&EscalationRecord, usize),
    (after, upper): (&EscalationRecord, usize),
    levels: &[EscalationLevel],
) -> Diagnostic {
    let name = |at: usize| levels.get(at).map_or("", |level| &*level.name);
    let names = levels.iter().map(|level| &*level.name).collect::<Vec<_>>().join("、");
    Diagnostic::new(
        Code::EscalationOrder,
        after.level.span,
        say(
            format!("已经提请到“{}”，不能再退回“{}”", name(lower), name(upper)),
            format!(
                "it was brought to `{}` and cannot go to `{}`",
                before.level.value, after.level.value
            ),
        ),
    )
    .note(before.level.span, say("前一次提请在这里", "it was brought up here"))
    .help(say(format!("由下到上依次是：{names}"), "write the levels from the unit upwards"))
}

/// Rectifications under a plate number.
pub fn mendings(records: &[MendingRecord], people: &People, claims: &mut Claims) -> Table<Mending> {
    let ids = &claims.names.mendings.ids;
    let made = table(ids, records, |r| &r.id.value, |r| mending(r, people, claims));
    for draft in records.iter().filter(|r| !ids.contains_key(&r.id.value)) {
        mending(draft, people, claims);
    }
    made
}

fn mending(record: &MendingRecord, people: &People, claims: &mut Claims) -> Mending {
    check_mending(record, claims);
    let names = claims.names;
    let unit = names.units.find(&record.unit, claims.problems).unwrap_or_else(Id::unresolved);
    Mending {
        slug: record.id.value.clone(),
        title: text(&record.title.value),
        source: record.source,
        inspection: names.inspections.find_some(record.inspection.as_ref(), claims.problems),
        problem: names.problems.find_some(record.problem.as_ref(), claims.problems),
        tasks: names.tasks.find_all(&record.tasks, claims.problems),
        unit,
        post: names.posts.find_some(record.post.as_ref(), claims.problems),
        filed_on: record.filed_on.value,
        measures: record.measures.iter().map(text).collect(),
        acceptance: record.acceptance.as_ref().map(|held| held.value),
        rectification: rectification(
            &record.rectification,
            &Subject {
                units: &[unit],
                word: ("整改责任单位", "unit that puts it right"),
                since: &record.filed_on,
                since_word: ("立案日期", "day on which it was filed"),
            },
            people,
            claims,
        ),
    }
}

fn check_mending(record: &MendingRecord, claims: &mut Claims) {
    let rectification = &record.rectification;
    in_order(
        Some(&record.filed_on),
        ("立案日期", "day on which it was filed"),
        Some(&rectification.due),
        ("整改时限", "last day"),
        claims,
    );
    if rectification.plate_number.is_none() && !unread!(rectification, plate_number) {
        claims.report(lacking(
            Code::MissingKey,
            record.title.span,
            ("挂牌整改没有挂牌编号", "a rectification in the ledger has a plate number"),
            ("挂牌编号", "plate_number"),
        ));
    }
    let Some(acceptance) = &record.acceptance else { return };
    let closed = rectification.state.value == RectificationState::Closed;
    if closed && acceptance.value != Acceptance::Pass {
        claims.report(
            Diagnostic::new(
                Code::Contradiction,
                rectification.state.span,
                say(
                    format!("核查结论是“{}”，不能销号", acceptance.zh()),
                    "the check was not passed, so it is not closed",
                ),
            )
            .note(acceptance.span, say("核查结论在这里", "the result of the check"))
            .help(say("改正`状态`或`核查结论`", "correct the state or the result")),
        );
    }
    if rectification.submitted_on.is_none() && rectification.unread.is_empty() {
        claims.report(lacking(
            Code::ClosingIncomplete,
            acceptance.span,
            ("有核查结论，没有提交核查的日期", "it was checked, but when was it handed in?"),
            ("提交日期", "submitted_on"),
        ));
    }
}

/// Slips.
pub fn slips(records: &[SlipRecord], claims: &mut Claims) -> Table<Slip> {
    let numbers = records.iter().filter_map(|record| record.number.as_ref());
    unique(numbers, ("督办件文号", "slip's number"), claims);
    let ids = &claims.names.slips.ids;
    table(ids, records, |r| &r.id.value, |r| slip(r, claims))
}

fn slip(record: &SlipRecord, claims: &mut Claims) -> Slip {
    all_after(
        Some(&record.date),
        ("发出日期", "day it was sent"),
        &[
            (record.due.as_ref(), ("回复时限", "last day for the answer")),
            (record.answered_on.as_ref(), ("回复日期", "day of the answer")),
        ],
        claims,
    );
    if record.answer.is_some() && record.answered_on.is_none() && record.unread.is_empty() {
        claims.report(lacking(
            Code::MissingKey,
            record.id.span,
            ("写了回复，没有写回复日期", "it was answered, but when?"),
            ("回复日期", "answered_on"),
        ));
    }
    let names = claims.names;
    Slip {
        slug: record.id.value.clone(),
        kind: record.kind,
        number: record.number.as_ref().map(|number| text(&number.value)),
        unit: names.units.find(&record.unit, claims.problems).unwrap_or_else(Id::unresolved),
        date: record.date.value,
        text: text(&record.text),
        tasks: names.tasks.find_all(&record.tasks, claims.problems),
        inspection: names.inspections.find_some(record.inspection.as_ref(), claims.problems),
        problem: names.problems.find_some(record.problem.as_ref(), claims.problems),
        due: record.due.as_ref().map(|day| day.value),
        answered_on: record.answered_on.as_ref().map(|day| day.value),
        answer: record.answer.as_ref().map(text),
    }
}

/// Early-warning notices.
pub fn warnings(records: &[WarningRecord], claims: &mut Claims) -> Table<Warning> {
    let numbers = records.iter().filter_map(|record| record.number.as_ref());
    unique(numbers, ("预警通知文号", "warning's number"), claims);
    let ids = &claims.names.warnings.ids;
    table(ids, records, |r| &r.id.value, |r| warning(r, claims))
}

fn warning(record: &WarningRecord, claims: &mut Claims) -> Warning {
    in_order(
        Some(&record.date),
        ("发出日期", "day it was sent"),
        record.acknowledged_on.as_ref(),
        ("确认日期", "day it was acknowledged"),
        claims,
    );
    let names = claims.names;
    Warning {
        slug: record.id.value.clone(),
        number: record.number.as_ref().map(|number| text(&number.value)),
        task: names.tasks.find(&record.task, claims.problems).unwrap_or_else(Id::unresolved),
        unit: names.units.find_some(record.unit.as_ref(), claims.problems),
        date: record.date.value,
        text: text(&record.text),
        acknowledged_on: record.acknowledged_on.as_ref().map(|day| day.value),
    }
}

/// Reports due by a day.
pub fn reports(records: &[TimedReportRecord], claims: &mut Claims) -> Table<TimedReport> {
    let ids = &claims.names.reports.ids;
    table(ids, records, |r| &r.id.value, |r| report(r, claims))
}

fn report(record: &TimedReportRecord, claims: &mut Claims) -> TimedReport {
    all_after(
        Some(&record.asked_on),
        ("要求日期", "day it was asked for"),
        &[
            (Some(&record.due), ("报告时限", "last day")),
            (record.received_on.as_ref(), ("收到日期", "day it came")),
        ],
        claims,
    );
    let names = claims.names;
    TimedReport {
        slug: record.id.value.clone(),
        title: text(&record.title),
        unit: names.units.find(&record.unit, claims.problems).unwrap_or_else(Id::unresolved),
        asked_on: record.asked_on.value,
        due: record.due.value,
        received_on: record.received_on.as_ref().map(|day| day.value),
        tasks: names.tasks.find_all(&record.tasks, claims.problems),
        inspection: names.inspections.find_some(record.inspection.as_ref(), claims.problems),
    }
}

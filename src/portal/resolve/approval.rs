//! Approval is a gate: the steps that a publication has passed, and who took them.

use chrono::NaiveDate;

use super::claims::Claims;
use super::ledger::People;
use super::structure::in_order;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::portal::{Approval, Holding, Id, Unit};
use crate::record::{self, ApprovalDecision, ApprovalStep};
use crate::span::{Span, Spanned};

/// Approvals of a publication, checked against the steps its method demands.
pub(super) fn approvals(
    records: &[record::Approval],
    demanded: &[Spanned<ApprovalStep>],
    published: &Spanned<NaiveDate>,
    (people, subjects): (&People, &[Id<Unit>]),
    claims: &mut Claims,
) -> Vec<Approval> {
    check_persons(records, (people, subjects), claims);
    for step in demanded {
        let passed = records.iter().any(|record| {
            record.step.value == step.value && record.decision.value == ApprovalDecision::Pass
        });
        if !passed {
            claims.report(no_approval(step.value, published.span));
        }
    }
    let author = records.iter().find(|record| record.step.value == ApprovalStep::Draft);
    // The latest step speaks for all: one wrong day of publication is one mistake.
    if let Some(last) = records.iter().max_by_key(|record| record.date.value) {
        in_order(
            Some(&last.date),
            (last.step.zh(), last.step.value.in_english()),
            Some(published),
            ("发布日期", "day of publication"),
            claims,
        );
    }
    for record in records {
        if record.step.value != ApprovalStep::Draft
            && author.is_some_and(|author| author.post.slug == record.post.slug)
        {
            claims.report(self_approval(record));
        }
    }
    check_sequence(records, claims);
    let mut out = Vec::new();
    for record in records {
        let Some(post) = claims.names.posts.find(&record.post, claims.problems) else { continue };
        let (step, decision) = (record.step.value, record.decision.value);
        out.push(Approval { step, post, date: record.date.value, decision });
    }
    out
}

/// Whoever wrote it does not approve it from another post, nor does the unit it speaks of; and
/// somebody held the post.
fn check_persons(
    records: &[record::Approval],
    (people, subjects): (&People, &[Id<Unit>]),
    claims: &mut Claims,
) {
    if claims.lost.any("holding") || claims.lost.any("post") {
        return;
    }
    let names = claims.names;
    let post = |record: &record::Approval| names.posts.ids.get(&record.post.slug).copied();
    let holder = |record: &record::Approval| {
        let post = people.posts.known(post(record)?)?;
        Some(post.holder(record.date.value))
    };
    let draft = records.iter().find(|record| record.step.value == ApprovalStep::Draft);
    let author = draft.and_then(holder).flatten();
    // A portal that names no holders at all has no vacant posts.
    let keeps_holdings = records.iter().any(|record| holder(record).flatten().is_some());
    for record in records {
        let step = record.step.zh();
        let held = holder(record);
        if matches!(held, Some(None)) && keeps_holdings {
            let words = say(
                format!("“{step}”的岗位当天没有人担任"),
                format!("nobody held the post of the {} that day", record.step.value.in_english()),
            );
            claims.report(Diagnostic::new(Code::VacantApprover, record.post.span, words).help(
                say("核对日期和岗位，或补写任职", "check the day and the post, or add the holding"),
            ));
        }
        let is_other = draft.is_some_and(|draft| draft.post.slug != record.post.slug);
        let is_author = |held: &&Holding| author.is_some_and(|one| one.is_by_same_person(held));
        if let Some(held) = held.flatten().filter(is_author).filter(|_| is_other) {
            let name = &held.name;
            let words = say(
                format!("“{step}”由起草的{name}作出，自己批准自己"),
                format!("{name} wrote it and approves it from another post"),
            );
            claims.report(Diagnostic::new(Code::SelfApproval, record.post.span, words).help(say(
                "换成另一个人担任的岗位；确是同名的两个人，在各自的`任职`里写不同的`人员编号`",
                "name a post held by somebody else; two people of one name each get a `person` of \
                 their own in their holdings",
            )));
        }
        let organ = post(record).and_then(|post| people.organ(post));
        let is_own = organ.is_some_and(|organ| subjects.contains(&organ));
        if is_own && record.step.value != ApprovalStep::Draft {
            let words = say(
                format!("“{step}”的岗位属于被曝光的单位，自己审自己"),
                "the approver belongs to the unit that is exposed",
            );
            claims.report(
                Diagnostic::new(Code::SelfApproval, record.post.span, words)
                    .help(say("换成其他单位的岗位", "name a post of another unit")),
            );
        }
    }
}

fn no_approval(step: ApprovalStep, at: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoApproval,
        at,
        say(
            format!("缺少“{}”环节的通过意见，不能发布", step.zh()),
            format!("the {} has not been passed", step.in_english()),
        ),
    )
    .help(say(
        format!(
            "在`审批`里补上`{{环节: {}, 岗位: …, 日期: …, 结论: 通过}}`，或写`草稿: 是`",
            step.zh()
        ),
        format!("add the step `{}` to `approvals`, or write `draft: true`", step.en()),
    ))
}

fn self_approval(record: &record::Approval) -> Diagnostic {
    Diagnostic::new(
        Code::SelfApproval,
        record.post.span,
        say(
            format!("“{}”的岗位就是起草岗位，自己批准自己", record.step.zh()),
            "the approver is the author",
        ),
    )
    .help(say("换成另一个岗位", "name another post"))
}

/// Steps are taken in their order; days may be the same.
fn check_sequence(records: &[record::Approval], claims: &mut Claims) {
    let mut sorted: Vec<_> = records.iter().collect();
    sorted.sort_by_key(|record| record.step.value);
    for (earlier, later) in sorted.iter().zip(sorted.iter().skip(1)) {
        in_order(
            Some(&earlier.date),
            (earlier.step.zh(), earlier.step.value.in_english()),
            Some(&later.date),
            (later.step.zh(), later.step.value.in_english()),
            claims,
        );
    }
}

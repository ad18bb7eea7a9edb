//! Pledges and their templates.

use super::claims::{Claims, table};
use super::ledger::People;
use super::structure::{in_order, text};
use crate::date::zh;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::portal::table::Table;
use crate::portal::{Id, Pledge, PledgeDecision, PledgeItem, PledgeTemplate, Post, Proof, Task};
use crate::record::{PledgeDecisionRecord, PledgeItemRecord, PledgeRecord, PledgeTemplateRecord};
use crate::span::Span;
use crate::unread;

/// What pledges are held against.
pub struct Pledged<'a> {
    /// Tasks, for their original due dates.
    pub tasks: &'a Table<Task>,
    /// Templates.
    pub templates: &'a Table<PledgeTemplate>,
    /// Who belongs where.
    pub people: &'a People<'a>,
}

/// Templates of pledges.
pub fn templates(records: &[PledgeTemplateRecord], claims: &mut Claims) -> Table<PledgeTemplate> {
    let ids = &claims.names.pledge_templates.ids;
    table(ids, records, |r| &r.id.value, |r| template(r, claims))
}

fn template(record: &PledgeTemplateRecord, claims: &mut Claims) -> PledgeTemplate {
    let basis = claims.names.documents.find(&record.basis, claims.problems);
    PledgeTemplate {
        slug: record.id.value.clone(),
        title: text(&record.title.value),
        basis: basis.unwrap_or_else(Id::unresolved),
        unit_class: record.unit_class.value,
        rank_class: record.rank_class.as_ref().map(text),
        due: record.due.value,
    }
}

/// Pledges; drafts are checked and not kept.
pub fn pledges(records: &[PledgeRecord], held: &Pledged, claims: &mut Claims) -> Table<Pledge> {
    let ids = &claims.names.pledges.ids;
    let made = table(ids, records, |r| &r.id.value, |r| pledge(r, held, claims));
    for draft in records.iter().filter(|r| !ids.contains_key(&r.id.value)) {
        pledge(draft, held, claims);
    }
    made
}

fn pledge(record: &PledgeRecord, held: &Pledged, claims: &mut Claims) -> Pledge {
    let names = claims.names;
    let template = names.pledge_templates.find_some(record.template.as_ref(), claims.problems);
    let signatory = names.posts.find(&record.signatory, claims.problems);
    let counterparty = names.posts.find(&record.counterparty, claims.problems);
    if let (Some(template), Some(signatory)) = (template, signatory) {
        check_signatory(record, held, (template, signatory), claims);
    }
    check_vacant(
        record,
        held,
        [(signatory, record.signatory.span), (counterparty, record.counterparty.span)],
        claims,
    );
    if signatory.is_some() && signatory == counterparty {
        let words = say("自己向自己签订责任状", "the pledge is given to the one who signs it");
        claims.report(
            Diagnostic::new(Code::Contradiction, record.counterparty.span, words)
                .help(say("`接收岗位`写上级岗位", "name the post it is given to")),
        );
    }
    if record.items.is_empty() && !unread!(record, items) {
        claims.report(
            Diagnostic::new(
                Code::MissingKey,
                record.title.span,
                say("责任状没有写承诺了什么", "the pledge promises nothing"),
            )
            .help(say("加上`承诺事项`", "add `items`")),
        );
    }
    Pledge {
        slug: record.id.value.clone(),
        title: text(&record.title.value),
        template,
        basis: names.documents.find(&record.basis, claims.problems).unwrap_or_else(Id::unresolved),
        signatory: signatory.unwrap_or_else(Id::unresolved),
        counterparty: counterparty.unwrap_or_else(Id::unresolved),
        signed_on: record.signed_on.value,
        items: record.items.iter().filter_map(|one| item(one, record, held, claims)).collect(),
    }
}

/// A pledge is signed and taken by somebody: the posts are held on that day.
fn check_vacant(
    record: &PledgeRecord,
    held: &Pledged,
    posts: [(Option<Id<Post>>, Span); 2],
    claims: &mut Claims,
) {
    let day = record.signed_on.value;
    for (post, span) in posts {
        let post = post.and_then(|post| held.people.posts.known(post));
        let vacant = |post: &&Post| !post.holdings.is_empty() && post.holder(day).is_none();
        let Some(post) = post.filter(vacant) else { continue };
        let words = say(
            format!("{}签订责任状时，“{}”没有人任职", zh(day), post.label),
            "nobody held the post on the day of the pledge",
        );
        claims.report(Diagnostic::new(Code::VacantSignatory, span, words).help(say(
            "改正`签订日期`或岗位，或在`任职`里补上当时的任职人",
            "correct the day or the post, or add the holding of that day",
        )));
    }
}

/// The one who signs belongs to a unit of which the template asks it.
fn check_signatory(
    record: &PledgeRecord,
    held: &Pledged,
    (template, signatory): (Id<PledgeTemplate>, Id<Post>),
    claims: &mut Claims,
) {
    let Some(template) = held.templates.known(template) else { return };
    let organ = held.people.organ(signatory).and_then(|unit| held.people.units.known(unit));
    if organ.is_none_or(|unit| template.asks(unit)) {
        return;
    }
    let name = organ.map_or("", |unit| unit.name.as_str());
    claims.report(
        Diagnostic::new(
            Code::Contradiction,
            record.signatory.span,
            say(
                format!("“{name}”不在“{}”要求签订的单位之列", template.title),
                "the template does not ask this unit to sign",
            ),
        )
        .help(say("改正`签订岗位`或`模板`", "correct the signatory or the template")),
    );
}

fn item(
    record: &PledgeItemRecord,
    pledge: &PledgeRecord,
    held: &Pledged,
    claims: &mut Claims,
) -> Option<PledgeItem> {
    in_order(
        Some(&pledge.signed_on),
        ("签订日期", "day of signing"),
        record.due.as_ref(),
        ("兑现时限", "last day"),
        claims,
    );
    if let (Some(_), Some(decision)) = (&record.task, &record.decision) {
        claims.report(
            Diagnostic::new(
                Code::PledgeDecided,
                decision.span,
                say(
                    "这条承诺关联了任务，是否兑现由任务计算，不能另行认定",
                    "the task shows whether this promise is kept; it is not decided by hand",
                ),
            )
            .help(say("删去`认定`，或不关联任务", "drop the decision or the task")),
        );
    }
    let task = claims.names.tasks.find_some(record.task.as_ref(), claims.problems);
    let decision = record.decision.as_ref().and_then(|one| decision(one, pledge, claims));
    let proof = match task {
        Some(task) => Proof::Task(task),
        // A task that is a draft or withheld shows nothing.
        None => Proof::Decision(decision),
    };
    let promised = task.and_then(|task| held.tasks.known(task)).map(|task| task.due);
    let due = record.due.as_ref().map(|day| day.value).or(promised);
    if due.is_none() && record.task.is_none() && record.unread.is_empty() {
        claims.report(
            Diagnostic::new(
                Code::MissingKey,
                record.span,
                say("这条承诺没有写时限", "the promise has no last day"),
            )
            .help(say("加上`时限`，或关联任务", "add `due` or a task")),
        );
    }
    Some(PledgeItem {
        text: text(&record.text),
        due: due?,
        measurable: record.measurable.as_ref().map(text),
        proof,
    })
}

fn decision(
    record: &PledgeDecisionRecord,
    pledge: &PledgeRecord,
    claims: &mut Claims,
) -> Option<PledgeDecision> {
    in_order(
        Some(&pledge.signed_on),
        ("签订日期", "day of signing"),
        Some(&record.date),
        ("认定日期", "day of the finding"),
        claims,
    );
    Some(PledgeDecision {
        result: record.result,
        reason: text(&record.reason),
        approver: claims.names.posts.find(&record.approver, claims.problems)?,
        date: record.date.value,
    })
}

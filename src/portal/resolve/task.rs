//! Tasks with their stages and responsibilities.

mod roles;
mod stages;

use std::collections::BTreeSet;

use super::claims::{Claims, cycles, numbered_table, places};
use super::kept::Untouched;
use super::plan::{ends, ends_before};
use super::site::attachment;
use super::standard;
use super::structure::{in_order, place_of, positive, text};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::portal::table::Table;
use crate::portal::{
    Budget, Category, Evidence, HandSet, Id, Indicator, Origin, Plan, Task, Withheld,
};
use crate::record::{
    self, Bound, Direction, EvidenceKind, EvidenceRecord, HandSetLight, IndicatorKind,
    OriginRecord, TaskKind, TaskRecord,
};
use crate::slug::Slug;
use crate::span::Span;
use crate::yaml::Number;

/// Tasks without their ledger, the withheld ones, and where the published ones are written.
pub fn tasks(
    records: &[TaskRecord],
    catalogue: &Catalogue,
    untouched: &mut Untouched,
    claims: &mut Claims,
) -> (Table<Task>, Vec<Withheld>, Vec<Span>) {
    let (tasks, places) = published(records, catalogue, untouched, claims);
    let place = |id| place_of(records, |r| &r.id, &tasks.known(id)?.slug);
    cycles::<record::Task, _>(&tasks, |task| task.parent, place, claims.problems);
    // Drafts and withheld tasks are checked like any other; the result is thrown away.
    let is_hidden = |r: &&TaskRecord| r.draft == Some(true) || r.withheld.is_some();
    let mut withheld = Vec::new();
    for record in records.iter().filter(is_hidden) {
        let checked = task(record, catalogue, claims);
        let draft = record.draft == Some(true);
        if let (Some(why), false) = (&record.withheld, draft) {
            withheld.push(Withheld {
                category: checked.category,
                plan: checked.plan,
                reason: why.reason,
                review_on: why.review_on.value,
            });
        }
    }
    withheld.sort_by_key(|one| (one.plan, one.category, one.reason, one.review_on));
    (tasks, withheld, places)
}

/// The published tasks, and where they are written. Those of which nothing new is written are as
/// they were.
fn published(
    records: &[TaskRecord],
    catalogue: &Catalogue,
    untouched: &mut Untouched,
    claims: &mut Claims,
) -> (Table<Task>, Vec<Span>) {
    let ids = &claims.names.tasks.ids;
    let Some((mut tasks, mut places)) = untouched.before() else {
        let resolved = |id, r| untouched.about(id, claims, |claims| task(r, catalogue, claims));
        let tasks = numbered_table(ids, records, |r| &r.id.value, resolved);
        return (tasks, self::places(ids, records.iter().map(|r| (&r.id.value, r.id.span))));
    };
    for record in records {
        if !untouched.is_touched(&record.id.value) {
            continue;
        }
        let Some(id) = ids.get(&record.id.value).copied() else { continue };
        tasks.put(id, untouched.about(id, claims, |claims| task(record, catalogue, claims)));
        if let Some(place) = places.get_mut(id.index()) {
            *place = record.id.span;
        }
    }
    (tasks, places)
}

/// Where a task may stand.
pub struct Catalogue<'a> {
    /// Plans.
    pub plans: &'a Table<Plan>,
    /// Their categories.
    pub categories: &'a Table<Category>,
}

fn task(record: &TaskRecord, catalogue: &Catalogue, claims: &mut Claims) -> Task {
    let (plan, category) = home(record, catalogue, claims);
    check_dates(record, catalogue.plans.known(plan), claims);
    positive(record.workload, claims);
    positive(record.difficulty, claims);
    let names = claims.names;
    let roles = roles::roles(record, claims);
    let blocks = record.blocks.as_ref();
    let block =
        |pick: fn(&record::Blocks) -> Option<&crate::yaml::Text>| blocks.and_then(pick).map(text);
    Task {
        slug: record.id.value.clone(),
        title: text(&record.title.value),
        short_title: record.short_title.as_ref().map(|title| text(&title.value)),
        shared_id: record.shared_id.as_ref().map(|shared| shared.value.clone()),
        code: record.code.as_ref().map(text),
        kind: record.kind.unwrap_or(TaskKind::KeyWork),
        category,
        plan,
        parent: names.tasks.find_some(record.parent.as_ref(), claims.problems),
        start: record.start.value,
        due: record.due.value,
        goal: record.goal.as_ref().map(|goal| text(&goal.value)),
        standard: record.standard.as_ref().map(text),
        carrier: record.carrier.as_ref().map(text),
        roles,
        lead_basis: names.documents.find_some(record.lead_basis.as_ref(), claims.problems),
        stages: stages::stages(record, claims),
        indicators: indicators(record, claims),
        budget: record.budget.as_ref().map(|budget| Budget {
            amount: budget.amount.value,
            source: budget.source.as_ref().map(text),
        }),
        blocks: [
            block(|b| b.requirement.as_ref()),
            block(|b| b.state.as_ref()),
            block(|b| b.difficulties.as_ref()),
            block(|b| b.measures.as_ref()),
        ],
        difficulties_noted_on: blocks.and_then(|b| b.noted_on.as_ref()).map(|day| day.value),
        benchmark: record.benchmark.as_ref().and_then(|own| standard::benchmark(own, claims)),
        topics: standard::topics(&record.topics, claims),
        rewards: record.rewards.as_ref().map(text),
        origin: record.origin.as_ref().map(|origin| self::origin(origin, claims)),
        basis: names.documents.find_all(&record.basis, claims.problems),
        areas: names.areas.find_all(&record.areas, claims.problems),
        grids: names.grids.find_all(&record.grids, claims.problems),
        workload: record.workload.map_or(Number::ONE, |share| share.value),
        difficulty: record.difficulty.map_or(Number::ONE, |share| share.value),
        has_time_node: record.has_time_node.unwrap_or(true),
        supervision: record.supervision,
        hand_set: record.hand_set_light.as_ref().and_then(|light| hand_set(light, claims)),
        explanation: record.explanation.as_ref().map(text),
        evidence: evidence(&record.evidence, claims),
        updates: Vec::new(),
        changes: Vec::new(),
        closings: Vec::new(),
    }
}

/// The plan and category of a task; a category of another plan is reported.
fn home(
    record: &TaskRecord,
    catalogue: &Catalogue,
    claims: &mut Claims,
) -> (Id<Plan>, Id<Category>) {
    let category = claims.names.categories.find(&record.category, claims.problems);
    let owner =
        category.and_then(|id| catalogue.categories.known(id)).map(|category| category.plan);
    let plan = claims.names.plans.find_some(record.plan.as_ref(), claims.problems).or(owner);
    let parent = plan.and_then(|plan| catalogue.plans.known(plan)).and_then(|plan| plan.parent);
    if let (Some(plan), Some(owner), Some(written)) = (plan, owner, &record.plan)
        && plan != owner
        && parent != Some(owner)
    {
        claims.report(
            Diagnostic::new(
                Code::Contradiction,
                written.span,
                say(
                    format!("类别`{}`不在方案`{}`的目录里", record.category.slug, written.slug),
                    format!(
                        "category `{}` is not in plan `{}`",
                        record.category.slug, written.slug
                    ),
                ),
            )
            .note(record.category.span, say("类别写在这里", "the category is written here"))
            .help(say("改正方案或类别", "correct the plan or the category")),
        );
    }
    let unresolved = || (Id::unresolved(), Id::unresolved());
    plan.zip(category).unwrap_or_else(unresolved)
}

fn check_dates(record: &TaskRecord, plan: Option<&Plan>, claims: &mut Claims) {
    in_order(
        Some(&record.start),
        ("开始日期", "start"),
        Some(&record.due),
        ("完成时限", "due date"),
        claims,
    );
    let Some(plan) = plan.filter(|plan| ends_before(plan, record.due.value)) else { return };
    let (zh, en) = ends(plan);
    claims.report(
        Diagnostic::new(
            Code::DateOutside,
            record.due.span,
            say(
                format!("完成时限超出方案期限，{zh}"),
                format!("the due date lies after the plan: {en}"),
            ),
        )
        .help(say("改正时限，或放进后续方案", "correct the date or move the task to a later plan")),
    );
}

fn indicators(record: &TaskRecord, claims: &mut Claims) -> Vec<Indicator> {
    let mut seen: BTreeSet<&Slug> = BTreeSet::new();
    let mut indicators = Vec::new();
    let mut ids: Vec<Slug> = Vec::new();
    for one in &record.indicators {
        if !ids.contains(&one.id.value) {
            ids.push(one.id.value.clone());
        }
    }
    for one in &record.indicators {
        if !seen.insert(&one.id.value) {
            let words = say(
                format!("指标编号`{}`已经用过", one.id.value),
                format!("the indicator id `{}` is already taken", one.id.value),
            );
            claims.report(
                Diagnostic::new(Code::DuplicateId, one.id.span, words)
                    .help(say("换一个编号", "give it another id")),
            );
            continue;
        }
        indicators.push(Indicator {
            slug: one.id.value.clone(),
            name: text(&one.name),
            kind: one.kind.unwrap_or(IndicatorKind::Count),
            unit: text(&one.unit),
            target: one.target,
            baseline: one.baseline,
            bound: one.bound.unwrap_or(Bound::AtLeast),
            direction: one.direction.unwrap_or(Direction::Up),
            net: standard::net(one, &ids, claims),
            since: one.since.as_ref().map(|day| day.value),
        });
    }
    indicators
}

fn origin(record: &OriginRecord, claims: &mut Claims) -> Origin {
    in_order(
        record.assigned_on.as_ref(),
        ("交办日期", "day of assignment"),
        record.received_on.as_ref(),
        ("接收日期", "day of receipt"),
        claims,
    );
    in_order(
        record.assigned_on.as_ref(),
        ("交办日期", "day of assignment"),
        record.answered_on.as_ref(),
        ("回复日期", "day of the answer"),
        claims,
    );
    Origin {
        kind: record.kind,
        text: record.text.as_ref().map(text),
        document: claims.names.documents.find_some(record.document.as_ref(), claims.problems),
        assigned_on: record.assigned_on.as_ref().map(|day| day.value),
        received_on: record.received_on.as_ref().map(|day| day.value),
        answered_on: record.answered_on.as_ref().map(|day| day.value),
    }
}

/// A light set by hand needs reason, approver and expiry.
fn hand_set(record: &HandSetLight, claims: &mut Claims) -> Option<HandSet> {
    in_order(
        Some(&record.from),
        ("生效日期", "first day"),
        record.until.as_ref(),
        ("有效期", "last day"),
        claims,
    );
    let approver = claims.names.posts.find_some(record.approver.as_ref(), claims.problems);
    let complete = record.reason.is_some() && record.approver.is_some() && record.until.is_some();
    if !complete && record.unread.is_empty() {
        claims.report(
            Diagnostic::new(
                Code::BadOverride,
                record.from.span,
                say(
                    "人工认定的灯缺少理由、批准岗位或有效期",
                    "a hand-set light lacks reason, approver or expiry",
                ),
            )
            .help(say(
                "写全`理由`、`批准岗位`和`有效期至`",
                "add `reason`, `approver` and `until`",
            )),
        );
    }
    Some(HandSet {
        light: record.light,
        reason: text(&record.reason.as_ref()?.value),
        approver: approver?,
        from: record.from.value,
        until: record.until.as_ref()?.value,
    })
}

/// Evidence; missing files are reported.
pub fn evidence(records: &[EvidenceRecord], claims: &mut Claims) -> Vec<Evidence> {
    let one = |record: &EvidenceRecord| Evidence {
        kind: record.kind.unwrap_or(EvidenceKind::Document),
        title: text(&record.title),
        file: record.file.as_ref().and_then(|file| attachment(file, claims)),
    };
    records.iter().map(one).collect()
}

//! Tasks with their stages and responsibilities.

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
    Budget, Category, Evidence, HandSet, Id, Indicator, Origin, Party, Plan, Responsibility, Stage,
    Task, Withheld,
};
use crate::record::{
    self, Bound, Direction, EvidenceKind, EvidenceRecord, HandSetLight, IndicatorKind,
    OriginRecord, ResponsibilityRecord, Role, StageRecord, TaskKind, TaskRecord,
};
use crate::slug::Slug;
use crate::span::Span;
use crate::unread;
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
    let Some((mut tasks, mut places)) = untouched.take() else {
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
    let roles = roles(record, claims);
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
        stages: stages(record, claims),
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

/// Roles written as keys and in the list, checked together.
fn roles(record: &TaskRecord, claims: &mut Claims) -> Vec<Responsibility> {
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

fn plain(role: Role, party: Party) -> Responsibility {
    Responsibility { role, party, duty: None }
}

fn responsibility(record: &ResponsibilityRecord, claims: &mut Claims) -> Option<Responsibility> {
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

fn stages(record: &TaskRecord, claims: &mut Claims) -> Vec<Stage> {
    check_weights(record, claims);
    check_handlers(record, claims);
    let mut seen: BTreeSet<&Slug> = BTreeSet::new();
    let mut stages = Vec::new();
    for stage in &record.stages {
        if !seen.insert(&stage.id.value) {
            claims.report(
                Diagnostic::new(
                    Code::DuplicateId,
                    stage.id.span,
                    say(
                        format!("阶段编号`{}`已经用过", stage.id.value),
                        format!("the stage id `{}` is already taken", stage.id.value),
                    ),
                )
                .help(say("换一个编号", "give it another id")),
            );
            continue;
        }
        check_stage(stage, record, claims);
        stages.push(self::stage(stage, claims));
    }
    stages.sort_by_key(|stage| (stage.start, stage.due));
    stages
}

fn check_weights(record: &TaskRecord, claims: &mut Claims) {
    let sum: i32 = record.stages.iter().map(|stage| stage.weight.value.hundredths()).sum();
    let (Some(first), Some(last)) = (record.stages.first(), record.stages.last()) else { return };
    if sum == 10_000 || unread!(record, stages) {
        return;
    }
    let help = if sum == 100 {
        say("权重写百分数：写20，不写0.2", "write percentages: 20, not 0.2")
    } else {
        say("调整权重，使合计为100", "adjust the weights so that they sum to 100")
    };
    let sum = crate::yaml::Number(i64::from(sum) * 10_000).words();
    claims.report(
        Diagnostic::new(
            Code::Weights,
            first.weight.span,
            say(
                format!("各阶段权重合计{sum}，不是100"),
                format!("the weights of the stages sum to {sum}, not 100"),
            ),
        )
        .note(last.weight.span, say("加到这里为止", "summed up to here"))
        .help(help),
    );
}

fn check_stage(stage: &StageRecord, task: &TaskRecord, claims: &mut Claims) {
    in_order(
        Some(&stage.start),
        ("阶段开始日期", "stage's start"),
        Some(&stage.due),
        ("阶段截止日期", "stage's due date"),
        claims,
    );
    for day in [&stage.start, &stage.due] {
        if (task.start.value..=task.due.value).contains(&day.value)
            || task.start.value > task.due.value
        {
            continue;
        }
        claims.report(
            Diagnostic::new(
                Code::DateOutside,
                day.span,
                say(
                    format!("阶段“{}”的日期不在任务的起止日期之内", stage.name.as_str()),
                    "the stage's date lies outside the task's",
                ),
            )
            .note(task.due.span, say("任务的完成时限", "the task's due date"))
            .help(say("改正阶段日期或任务日期", "correct the stage's or the task's dates")),
        );
    }
}

/// Whether nobody handles a stage, neither on its own nor with the whole task.
fn lacks_handler(stage: &StageRecord, task: &TaskRecord) -> bool {
    let handles = |held: &ResponsibilityRecord| held.role.value == Role::Handler;
    let listed = stage.responsibility.iter().chain(&task.responsibility).any(handles);
    let unread = unread!(stage, handler)
        || unread!(stage, responsibility)
        || unread!(task, handler)
        || unread!(task, responsibility);
    stage.handler.is_none() && task.handler.is_none() && !listed && !unread
}

/// Stages that nobody handles; where that is all of several, the first speaks for them.
fn check_handlers(task: &TaskRecord, claims: &mut Claims) {
    let lacking: Vec<&StageRecord> =
        task.stages.iter().filter(|stage| lacks_handler(stage, task)).collect();
    let no_handler = |stage: &StageRecord, words| {
        Diagnostic::new(Code::NoHandler, stage.id.span, words)
            .help(say("给任务或阶段加一行`经办人: …`", "add `handler: …` to the task or the stage"))
    };
    if let [first, _, ..] = lacking.as_slice()
        && lacking.len() == task.stages.len()
    {
        let words = say(
            format!("{}个阶段都没有经办人", lacking.len()),
            format!("none of the {} stages has a handler", lacking.len()),
        );
        claims.report(no_handler(first, words));
        return;
    }
    for stage in lacking {
        let words =
            say(format!("阶段“{}”没有经办人", stage.name.as_str()), "the stage has no handler");
        claims.report(no_handler(stage, words));
    }
}

fn stage(record: &StageRecord, claims: &mut Claims) -> Stage {
    let handler = claims.names.posts.find_some(record.handler.as_ref(), claims.problems);
    let handler = handler.map(|post| plain(Role::Handler, Party::Post(post)));
    let others: Vec<Responsibility> =
        record.responsibility.iter().filter_map(|held| responsibility(held, claims)).collect();
    Stage {
        slug: record.id.value.clone(),
        name: text(&record.name),
        weight: record.weight.value,
        start: record.start.value,
        due: record.due.value,
        target: record.target.as_ref().map(text),
        acceptance: record.acceptance.as_ref().map(text),
        phase: standard::phase(record, claims),
        roles: handler.into_iter().chain(others).collect(),
    }
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

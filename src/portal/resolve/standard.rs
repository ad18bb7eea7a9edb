//! What records say in the words of the method: phases, topics, answers and checks; and what
//! indicators add up to.

use super::claims::Claims;
use super::structure::text;
use super::task::evidence;
use crate::diagnostic::{Code, Diagnostic, Wording, nearest, say};
use crate::method::Method;
use crate::portal::table::Table;
use crate::portal::{Benchmark, Check, Figure, Goal, Plan, Task};
use crate::record::{
    BenchmarkRecord, Bound, CheckRecord, ContributionRecord, FigureRecord, GoalRecord,
    IndicatorRecord, PlanRecord, StageRecord,
};
use crate::slug::Slug;
use crate::span::Spanned;
use crate::unread;

/// Position of an id among known ones; an unknown one is reported with the nearest.
fn place<'a>(
    id: &Spanned<Slug>,
    known: impl Iterator<Item = &'a Slug>,
    what: &Wording,
    claims: &mut Claims,
) -> Option<usize> {
    let known: Vec<&Slug> = known.collect();
    let place = known.iter().position(|slug| **slug == id.value);
    if place.is_none() {
        claims.report(unknown(id, &known, what));
    }
    place
}

fn unknown(id: &Spanned<Slug>, known: &[&Slug], what: &Wording) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::UnknownReference,
        id.span,
        say(
            format!("没有编号为`{}`的{}", id.value, what.zh),
            format!("there is no {} `{}`", what.en, id.value),
        ),
    );
    let all: Vec<&str> = known.iter().map(|slug| slug.as_str()).collect();
    match (nearest(id.as_str(), all.iter().copied()), all.as_slice()) {
        (Some(near), _) => {
            problem.help(say(format!("是不是想写`{near}`？"), format!("did you mean `{near}`?")))
        }
        (None, []) => problem.help(say(
            format!("这里没有{}，删去这个键", what.zh),
            format!("there is no {} here: delete the key", what.en),
        )),
        (None, all) => problem.help(say(
            format!("可以写：{}", all.join("、")),
            format!("write one of: {}", all.join(", ")),
        )),
    }
}

/// Position of a stage's phase in the method.
pub fn phase(record: &StageRecord, claims: &mut Claims) -> Option<usize> {
    let method: &Method = claims.method?;
    let what = say("重点环节", "phase of the method");
    place(record.phase.as_ref()?, method.phases.iter().map(|phase| &phase.id.value), &what, claims)
}

/// Positions of a task's topics in the method.
pub fn topics(records: &[Spanned<Slug>], claims: &mut Claims) -> Vec<usize> {
    let Some(method) = claims.method else { return Vec::new() };
    let what = say("专题", "topic of the method");
    let ids = || method.topics.iter().map(|topic| &topic.id.value);
    records.iter().filter_map(|id| place(id, ids(), &what, claims)).collect()
}

/// A task's own standard, with an answer or none for each question of the method.
pub fn benchmark(record: &BenchmarkRecord, claims: &mut Claims) -> Option<Benchmark> {
    let method: &Method = claims.method?;
    let mut answers = vec![None; method.benchmark.len()];
    let what = say("对标问题", "question of the method");
    for answer in &record.answers {
        let ids = method.benchmark.iter().map(|question| &question.id.value);
        let Some(at) = place(&answer.question, ids, &what, claims) else { continue };
        let Some(slot) = answers.get_mut(at) else { continue };
        if slot.is_some() {
            claims.report(answered_twice(&answer.question));
        }
        *slot = Some(text(&answer.text));
    }
    Some(Benchmark {
        unit: text(&record.unit),
        level: record.level.as_ref().map(text),
        indicator: record.indicator.as_ref().map(text),
        answers,
    })
}

fn answered_twice(id: &Spanned<Slug>) -> Diagnostic {
    let words = say(
        format!("问题`{}`回答了两次", id.value),
        format!("the question `{}` is answered twice", id.value),
    );
    Diagnostic::new(Code::DuplicateId, id.span, words)
        .help(say("合成一条回答", "make one answer of them"))
}

/// What was found at the steps of the method's checklist, in order of their day.
pub fn checks(records: &[CheckRecord], claims: &mut Claims) -> Vec<Check> {
    let Some(method) = claims.method else { return Vec::new() };
    let what = say("督导环节", "step of the method's checklist");
    let mut checks = Vec::new();
    for record in records {
        let ids = method.checklist.iter().map(|step| &step.id.value);
        let Some(step) = place(&record.step, ids, &what, claims) else { continue };
        checks.push(Check {
            step,
            on: record.on.value,
            state: record.state,
            text: record.text.as_ref().map(text),
            unit: claims.names.units.find_some(record.unit.as_ref(), claims.problems),
            evidence: evidence(&record.evidence, claims),
        });
    }
    checks.sort_by_key(|check| check.on);
    checks
}

/// A figure that no record counts.
pub fn figure(record: &FigureRecord) -> Figure {
    Figure {
        name: text(&record.name),
        value: record.value,
        bound: record.bound.unwrap_or(Bound::Exactly),
        unit: text(&record.unit),
        source: text(&record.source),
    }
}

/// The gains and losses of whose difference an indicator is, by their positions.
pub fn net(record: &IndicatorRecord, ids: &[Slug], claims: &mut Claims) -> Option<(usize, usize)> {
    let what = say("指标", "indicator of this task");
    let (Some(gains), Some(losses)) = (&record.gains, &record.losses) else {
        if let Some(one) = record.gains.as_ref().or(record.losses.as_ref()) {
            claims.report(
                Diagnostic::new(
                    Code::Contradiction,
                    one.span,
                    say("净增要同时写新增指标和减少指标", "a net needs both gains and losses"),
                )
                .help(say("写全`新增指标`和`减少指标`", "write both `gains` and `losses`")),
            );
        }
        return None;
    };
    let gains = place(gains, ids.iter(), &what, claims);
    let losses = place(losses, ids.iter(), &what, claims);
    gains.zip(losses)
}

/// Goals of the plans, once the tasks that contribute are known.
pub fn goals(
    records: &[PlanRecord],
    plans: &mut Table<Plan>,
    tasks: &Table<Task>,
    claims: &mut Claims,
) {
    for record in records {
        let goals = record.goals.iter().map(|goal| self::goal(goal, tasks, claims)).collect();
        let Some(id) = plans.find(record.id.as_str()) else { continue };
        let Some(plan) = plans.known_mut(id) else { continue };
        plan.goals = goals;
    }
}

fn goal(record: &GoalRecord, tasks: &Table<Task>, claims: &mut Claims) -> Goal {
    let mut contributions = Vec::new();
    for one in &record.contributions {
        let Some(id) = claims.names.tasks.find(&one.task, claims.problems) else { continue };
        let Some(task) = tasks.known(id) else { continue };
        let what = say("指标", "indicator of that task");
        let mut ids = task.indicators.iter().map(|indicator| &indicator.slug);
        let lost = claims.promise(task).is_some_and(|promise| unread!(promise, indicators));
        if lost && !ids.any(|id| *id == one.indicator.value) {
            continue;
        }
        let ids = task.indicators.iter().map(|indicator| &indicator.slug);
        let Some(at) = place(&one.indicator, ids, &what, claims) else { continue };
        let unit = task.indicators.get(at).map(|indicator| indicator.unit.as_str());
        if unit.is_some_and(|unit| unit != record.unit.as_str()) {
            claims.report(other_unit(one, unit.unwrap_or_default(), record));
        } else if contributions.contains(&(id, at)) {
            claims.report(answered_twice(&one.indicator));
        } else {
            contributions.push((id, at));
        }
    }
    Goal {
        slug: record.id.value.clone(),
        name: text(&record.name),
        target: record.target,
        unit: text(&record.unit),
        bound: record.bound.unwrap_or(Bound::AtLeast),
        contributions,
        text: record.text.as_ref().map(text),
    }
}

/// What is counted in another unit cannot be added.
fn other_unit(one: &ContributionRecord, unit: &str, goal: &GoalRecord) -> Diagnostic {
    let own = goal.unit.as_str();
    Diagnostic::new(
        Code::Contradiction,
        one.indicator.span,
        say(
            format!("指标的单位是`{unit}`，目标的单位是`{own}`，不能相加"),
            format!("the indicator counts in `{unit}`, the goal in `{own}`"),
        ),
    )
    .help(say("换成同一个计量单位", "use one unit of measurement"))
}

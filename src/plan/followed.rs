//! How a plan is followed: figures, tables, registers, goals, the method's checklist, and how
//! things stood on the days the method compares.

use chrono::{Datelike, NaiveDate};

use super::address::{Address, List};
use super::here::{Here, count};
use super::indicators::{bounded, is_reached, share, with_unit};
use super::plan_table::Order;
use super::tasks::LIGHTS;
use super::view::atoms::{Day, Label};
use super::view::plan::{
    CheckStep, Contribution, Found, Goal, PlanFigure, Register, SnapshotDay, SnapshotRow,
    Snapshots, TableLink,
};
use crate::assess::{self, Distribution, Standing};
use crate::portal::{self, Id, Plan, Task};
use crate::record::CheckState;
use crate::yaml::Number;

/// Most days that stand side by side.
const MOST_DAYS: usize = 4;

/// Figures the plan's document names.
pub fn figures(plan: &Plan) -> Vec<PlanFigure> {
    let figure = |figure: &portal::Figure| PlanFigure {
        name: figure.name.clone(),
        value: bounded(figure.value, &figure.unit, figure.bound),
        source: figure.source.clone(),
    };
    plan.figures.iter().map(figure).collect()
}

/// The tables as which a plan is published; none while it has no task.
pub fn tables(here: Here, id: Id<Plan>) -> Vec<TableLink> {
    let tables = here.assessed().portal.method.tables.iter().enumerate();
    if here.assessed().plans.get(id).tasks.is_empty() {
        return Vec::new();
    }
    let link = |(at, table): (usize, &crate::method::PlanTable)| TableLink {
        label: Label {
            text: table.name.to_string(),
            href: Some(here.href(Address::PlanTable(id, at, Order::Catalogue, 1))),
        },
        text: table.text.as_deref().map(str::to_owned),
    };
    tables.map(link).collect()
}

/// The method's registers with the plan's tasks in them; one that holds others as well leads
/// nowhere, and one without tasks of the plan is left out.
pub fn registers(here: Here, id: Id<Plan>) -> Vec<Register> {
    let portal = &here.assessed().portal;
    let tasks = &here.assessed().plans.get(id).tasks;
    let register = |register: &crate::method::Register| {
        let kind = register.kind.value;
        let held = tasks.iter().filter(|task| portal.tasks.get(**task).kind == kind).count();
        let list = List::Kind(kind);
        let href = here.list_href(list).filter(|_| here.plan.lists.count(list) == held);
        (held > 0).then(|| Register {
            label: Label { text: register.name.to_string(), href },
            count: count(held),
        })
    };
    portal.method.registers.iter().filter_map(register).collect()
}

/// Goals above the plan's tasks, with what contributes to them.
pub fn goals(here: Here, plan: &Plan) -> Vec<Goal> {
    plan.goals.iter().map(|goal| self::goal(here, goal)).collect()
}

fn goal(here: Here, goal: &portal::Goal) -> Goal {
    let sum = assess::sum(here.assessed(), goal);
    let short = goal.target.0.saturating_sub(sum.promised.0);
    let done = (sum.counted > 0).then_some(sum.done);
    Goal {
        id: format!("goal-{}", goal.slug),
        name: goal.name.clone(),
        text: goal.text.clone(),
        target: bounded(goal.target, &goal.unit, goal.bound),
        done: done.map(|done| with_unit(done, &goal.unit)),
        percent: done.and_then(|done| share(done, goal.target)),
        reached: done.is_some_and(|done| is_reached(goal.bound, goal.target, done)),
        promised: with_unit(sum.promised, &goal.unit),
        short: (short > 0).then(|| with_unit(Number(short), &goal.unit)),
        counted: count(sum.counted),
        contributions: goal
            .contributions
            .iter()
            .filter_map(|(task, at)| contribution(here, *task, *at))
            .collect(),
    }
}

fn contribution(here: Here, id: Id<Task>, at: usize) -> Option<Contribution> {
    let task = here.assessed().portal.tasks.get(id);
    let indicator = task.indicators.get(at)?;
    let reading = assess::reading(task, at, here.today());
    Some(Contribution {
        task: here.task_link(id),
        indicator: indicator.name.clone(),
        target: bounded(indicator.target, &indicator.unit, indicator.bound),
        done: reading.map(|reading| with_unit(reading.value, &indicator.unit)),
    })
}

/// What was found by the day at each step of the method's checklist.
fn found<'a>(here: Here, plan: &'a Plan, step: usize) -> Vec<&'a portal::Check> {
    let known = plan.checks.iter().filter(|check| check.on <= here.today());
    known.filter(|check| check.step == step).collect()
}

/// The method's checklist with what was found last at each step.
pub fn checklist(here: Here, plan: &Plan) -> Vec<CheckStep> {
    let step = |(at, step): (usize, &crate::method::CheckStep)| {
        let found = found(here, plan, at);
        CheckStep {
            number: count(at + 1),
            name: step.name.to_string(),
            text: step.text.as_deref().map(str::to_owned),
            found: found.last().map(|check| Found {
                state: check.state.zh().to_owned(),
                kept: check.state == CheckState::Kept,
                on: Day::of(check.on),
                unit: check.unit.map(|unit| here.unit(unit)),
                text: check.text.clone(),
                evidence: here.attachments(&check.evidence),
            }),
            before: count(found.len().saturating_sub(1)),
        }
    };
    here.assessed().portal.method.checklist.iter().enumerate().map(step).collect()
}

/// How many steps were found kept.
pub fn kept(here: Here, plan: &Plan) -> u32 {
    let steps = 0..here.assessed().portal.method.checklist.len();
    let kept = |step: &usize| {
        found(here, plan, *step).last().is_some_and(|check| check.state == CheckState::Kept)
    };
    count(steps.filter(kept).count())
}

/// The days of the plan that the method compares, up to today, the newest of them.
fn days(here: Here, plan: &Plan) -> Vec<(String, NaiveDate)> {
    let last = plan.until.min(here.today());
    let method = &here.assessed().portal.method;
    let years = plan.from.year()..=last.year();
    let all = years.flat_map(|year| method.snapshots.iter().map(move |held| (year, held)));
    let mut days: Vec<(String, NaiveDate)> = all
        .filter_map(|(year, held)| {
            let day = NaiveDate::from_ymd_opt(year, held.month.value, held.day.value)?;
            Some((format!("{year}年{}", held.name.as_str()), day))
        })
        .filter(|(_, day)| (plan.from..=last).contains(day))
        .collect();
    days.sort_by_key(|(_, day)| *day);
    days.split_off(days.len().saturating_sub(MOST_DAYS))
}

/// How the plan's tasks stood on those days, each computed from what was known then.
pub fn snapshots(here: Here, id: Id<Plan>) -> Option<Snapshots> {
    let assessed = here.assessed();
    let tasks = &assessed.plans.get(id).tasks;
    let days = days(here, assessed.portal.plans.get(id));
    if days.is_empty() || tasks.is_empty() {
        return None;
    }
    let mut columns = Vec::new();
    let mut counts = Vec::new();
    for (name, day) in days {
        let standings: Vec<Standing> =
            tasks.iter().map(|task| assessed.standing_on(*task, day)).collect();
        counts.push(Distribution::of(standings.iter().map(|held| held.verdict)));
        columns.push(column(name, day, &standings));
    }
    let row = |light: &crate::method::Light| SnapshotRow {
        // By the last of the days on which any task showed it.
        light: counts
            .iter()
            .rev()
            .find(|held| held.count(*light) > 0)
            .map_or_else(|| here.light(*light), |held| here.light_among(held, *light)),
        counts: counts.iter().map(|held| held.count(*light)).collect(),
    };
    let seen = LIGHTS.iter().map(row).filter(|row| row.counts.iter().any(|count| *count > 0));
    Some(Snapshots { lights: seen.collect(), days: columns })
}

fn column(name: String, day: NaiveDate, standings: &[Standing]) -> SnapshotDay {
    let reported = standings.iter().filter(|held| !held.owes_no_figure());
    let figures: Vec<i32> =
        reported.filter_map(|held| Some(held.progress?.actual.hundredths())).collect();
    let sum: i64 = figures.iter().map(|figure| i64::from(*figure)).sum();
    let mean = sum.checked_div(i64::try_from(figures.len()).unwrap_or(i64::MAX));
    SnapshotDay {
        name,
        on: Day::of(day),
        mean: mean.and_then(|mean| i32::try_from(mean).ok()).map(crate::percent::rounded),
        counted: count(figures.len()),
        finished: count(standings.iter().filter(|held| held.completion.is_some()).count()),
        moved: standings.iter().map(|held| held.due.changes).sum(),
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};
    use crate::plan::view::atoms::LightSlug::{self, Green, Red, Silent, Upcoming};

    #[test]
    fn of_the_lights_compared_the_worst_stands_first() {
        let plan = with(&[], "2026-10-15");
        let Page::Plan(view) = page(&plan, "plans/plan-2026/") else { panic!("a plan") };
        let snapshots = view.snapshots.expect("days to compare");
        let lights: Vec<LightSlug> = snapshots.lights.iter().map(|row| row.light.slug).collect();
        assert_eq!(lights, [Red, Silent, Green, Upcoming]);
    }

    #[test]
    fn registers_count_the_tasks_of_the_plan_and_lead_to_lists_that_hold_no_others() {
        let special = "编号: plan-school\n名称: 学前教育专项方案\n类型: 专项方案\n\
            开始: 2026-01-01\n结束: 2026-12-31\n公布日期: 2026-01-15\n上位方案: plan-2026\n";
        let task = text("tasks/kindergarten.yaml");
        let task = task.replace("编号: kindergarten", "编号: kindergarten\n方案: plan-school");
        let plans = text("plans/plan-2026.yaml").replace("数量: 2", "数量: 3");
        let again = text("tasks/kindergarten.yaml")
            .replace("编号: kindergarten", "编号: school\n类型: 民生实事\n方案: plan-school");
        let files = [
            ("plans/plan-school.yaml", special),
            ("plans/plan-2026.yaml", &plans),
            ("tasks/kindergarten.yaml", &task),
            ("tasks/school.yaml", &again),
        ];
        let plan = with(&files, "2026-10-15");
        let registers = |path: &str| {
            let Page::Plan(view) = page(&plan, path) else { panic!("a plan") };
            let said = view
                .registers
                .iter()
                .map(|held| (held.label.text.clone(), held.count, held.label.href.is_some()));
            said.collect::<Vec<_>>()
        };
        let said = |name: &str, count, linked| (name.to_owned(), count, linked);
        let (works, lives) = ("重点工作台账", "民生实事台账");
        assert_eq!(registers("plans/plan-school/"), [said(works, 1, true), said(lives, 1, false)]);
        assert_eq!(registers("plans/plan-2026/"), [said(works, 1, true), said(lives, 2, true)]);
    }
}

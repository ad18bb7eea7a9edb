//! A plan as a table: project table, timetable, responsibility table, list. They show the same
//! tasks, so their totals agree.

use super::address::Address;
use super::heads::{About, Section};
use super::here::{Here, count, of_page};
use super::view::atoms::{Label, Pagination};
use super::view::plan_table::{PlanTableRow, PlanTableView};
use crate::date;
use crate::method::TableKind;
use crate::money::Money;
use crate::portal::{Id, Party, Plan, Task};
use crate::record::Role;

/// Page `number` of the table at a place in the method.
pub fn plan_table(here: Here, id: Id<Plan>, at: usize, number: u32) -> PlanTableView {
    let assessed = here.assessed();
    let plan = assessed.portal.plans.get(id);
    let table = assessed.portal.method.tables.get(at).expect("addresses name tables of the method");
    let tasks = &assessed.plans.get(id).tasks;
    let (kind, name) = (table.table.value, table.name.as_str());
    let title = format!("{}{name}", plan.short_name);
    let description = format!("{}的{name}，共{}项任务", plan.name, tasks.len());
    let above = vec![(plan.short_name.clone(), Address::Plan(id))];
    let about = About { above, ..About::column(&title, description, Section::Tasks) };
    let other = |(other, table): (usize, &crate::method::PlanTable)| Label {
        text: table.name.to_string(),
        href: (other != at).then(|| here.href(Address::PlanTable(id, other, 1))),
    };
    PlanTableView {
        head: here.head(about),
        name: name.to_owned(),
        plan: Label { text: plan.name.clone(), href: Some(here.href(Address::Plan(id))) },
        text: table.text.as_deref().map(str::to_owned),
        tables: assessed.portal.method.tables.iter().enumerate().map(other).collect(),
        total: count(tasks.len()),
        sum: sum(here, tasks, kind),
        columns: columns(kind).iter().map(|column| (*column).to_owned()).collect(),
        rows: of_page(tasks, number).map(|task| row(here, *task, kind)).collect(),
        pages: Pagination::of(number, count(tasks.len()), |page| {
            here.href(Address::PlanTable(id, at, page))
        }),
    }
}

fn columns(kind: TableKind) -> &'static [&'static str] {
    match kind {
        TableKind::Projects => &["项目载体", "目标", "经费预算", "完成时限"],
        TableKind::Timetable => &["起止时间", "阶段和时间节点"],
        TableKind::Responsibility => &["责任领导", "牵头单位", "配合单位", "经办人", "督办单位"],
        TableKind::Checklist => &["工作内容", "各阶段目标", "完成时限", "责任人"],
    }
}

fn row(here: Here, id: Id<Task>, kind: TableKind) -> PlanTableRow {
    let task = here.assessed().portal.tasks.get(id);
    let link = here.task_link(id);
    PlanTableRow {
        code: task.code.clone(),
        task: Label { text: link.text, href: Some(link.href) },
        light: here.standing(id).light,
        cells: cells(here, id, kind),
    }
}

fn cells(here: Here, id: Id<Task>, kind: TableKind) -> Vec<Vec<String>> {
    let task = here.assessed().portal.tasks.get(id);
    let one = |text: Option<String>| text.into_iter().collect::<Vec<_>>();
    let standing = &here.state(id).standing;
    let due = || vec![date::zh(standing.due.current)];
    match kind {
        TableKind::Projects => vec![
            one(task.carrier.clone()),
            one(task.goal.clone()),
            one(task.budget.as_ref().map(|budget| budget.amount.words())),
            due(),
        ],
        TableKind::Timetable => vec![
            vec![format!(
                "{}至{}",
                date::zh(standing.start.current),
                date::zh(standing.due.current)
            )],
            nodes(here, id),
        ],
        TableKind::Responsibility => vec![
            one(task.leader_on(here.today()).map(|post| here.spoken(post, here.today()))),
            one(task.lead_on(here.today()).map(|unit| here.unit(unit).text)),
            units(here, task, Role::Cooperating),
            one(task.handler_on(here.today()).map(|post| here.post(post))),
            units(here, task, Role::Supervising),
        ],
        TableKind::Checklist => {
            vec![one(task.goal.clone()), targets(task), due(), one(person(here, task))]
        }
    }
}

/// Stages with their last days: 1. 方案设计（4月30日）.
fn nodes(here: Here, id: Id<Task>) -> Vec<String> {
    let stages = &here.assessed().portal.tasks.get(id).stages;
    let held = stages.iter().zip(&here.state(id).standing.stages).enumerate();
    held.map(|(at, (stage, held))| {
        format!("{}.{}（{}）", at + 1, stage.name, date::zh(held.due.current))
    })
    .collect()
}

/// Stages with what must be reached.
fn targets(task: &Task) -> Vec<String> {
    let target = |(at, stage): (usize, &crate::portal::Stage)| match &stage.target {
        Some(target) => format!("{}.{}：{target}", at + 1, stage.name),
        None => format!("{}.{}", at + 1, stage.name),
    };
    task.stages.iter().enumerate().map(target).collect()
}

/// Who does it: the handler's post, or the leader's.
fn person(here: Here, task: &Task) -> Option<String> {
    let handler = task.handler_on(here.today()).map(|post| here.post(post));
    handler.or_else(|| task.leader_on(here.today()).map(|post| here.spoken(post, here.today())))
}

fn units(here: Here, task: &Task, role: Role) -> Vec<String> {
    let held = task.roles.iter().filter(|held| held.role == role);
    held.map(|held| match held.party {
        Party::Unit(unit) => here.unit(unit).text,
        Party::Post(post) => here.post(post),
    })
    .collect()
}

/// What the cells of the whole table add up to.
fn sum(here: Here, tasks: &[Id<Task>], kind: TableKind) -> String {
    let tasks = || tasks.iter().map(|id| here.assessed().portal.tasks.get(*id));
    match kind {
        TableKind::Projects => {
            let fen = tasks().filter_map(|task| Some(task.budget.as_ref()?.amount.fen())).sum();
            let told = tasks().filter(|task| task.budget.is_some()).count();
            format!("{told}项公布了经费预算，合计{}", Money::from_fen(fen).words())
        }
        TableKind::Timetable | TableKind::Checklist => {
            let stages: usize = tasks().map(|task| task.stages.len()).sum();
            format!("共{stages}个阶段")
        }
        TableKind::Responsibility => {
            let leads: std::collections::BTreeSet<_> =
                tasks().filter_map(|task| task.lead_on(here.today())).collect();
            let without = tasks().filter(|task| task.lead_on(here.today()).is_none()).count();
            let rest = if without > 0 {
                format!("，{without}项没有牵头单位")
            } else {
                String::new()
            };
            format!("{}个牵头单位{rest}", leads.len())
        }
    }
}

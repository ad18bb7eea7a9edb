//! A plan as a table: project table, timetable, responsibility table, list, accounts. They show the
//! same tasks, so their totals agree.

use super::address::Address;
use super::heads::{About, Section};
use super::here::{Here, count, of_page};
use super::indicators::{bounded, is_reached, with_unit};
use super::task::goal;
use super::updates::updates;
use super::view::atoms::{Label, PER_PAGE, Pagination};
use super::view::plan_table::{PlanTableRow, PlanTableView};
use crate::assess;
use crate::date;
use crate::method::{Element, Method, PlanTable, TableKind};
use crate::money::{Money, grouped};
use crate::portal::{Id, Indicator, Party, Plan, Task};
use crate::record::Role;
use crate::span::Spanned;
use crate::yaml::Number;

/// In which order the tasks of a table stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// As in the plan's catalogue.
    Catalogue,
    /// What is due first stands first.
    Due,
    /// By lead unit; what nobody leads stands first.
    Unit,
}

impl Order {
    /// The orders in which a table can be read: the list of everything to be done is searched by
    /// what is due and by who does it.
    pub fn of(table: &PlanTable) -> &'static [Self] {
        match table.table.value {
            TableKind::Checklist => &[Self::Catalogue, Self::Due, Self::Unit],
            TableKind::Projects
            | TableKind::Timetable
            | TableKind::Responsibility
            | TableKind::Accounts
            | TableKind::Questions => &[Self::Catalogue],
        }
    }

    /// Its part of the path.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Catalogue => "",
            Self::Due => "by-due/",
            Self::Unit => "by-unit/",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Catalogue => "按目录",
            Self::Due => "按完成时限",
            Self::Unit => "按牵头单位",
        }
    }

    fn sorted(self, here: Here, tasks: &[Id<Task>]) -> Vec<Id<Task>> {
        let mut tasks = tasks.to_vec();
        let due = |task: Id<Task>| here.state(task).standing.due.current;
        match self {
            Self::Catalogue => {}
            Self::Due => tasks.sort_by_key(|task| due(*task)),
            Self::Unit => tasks.sort_by_key(|task| {
                let held = here.assessed().portal.tasks.get(*task);
                (held.lead_on(here.today()), due(*task))
            }),
        }
        tasks
    }
}

/// Page `number` of the table at a place in the method, in an order.
pub fn plan_table(
    here: Here,
    id: Id<Plan>,
    (at, order): (usize, Order),
    number: u32,
) -> PlanTableView {
    let assessed = here.assessed();
    let plan = assessed.portal.plans.get(id);
    let table = assessed.portal.method.tables.get(at).expect("addresses name tables of the method");
    let tasks = &assessed.plans.get(id).tasks;
    let name = table.name.as_str();
    let way =
        if order == Order::Catalogue { String::new() } else { format!("（{}）", order.word()) };
    let title = format!("{}{name}{way}", plan.short_name);
    let description =
        format!("{}的{name}{way}，共{}{}任务", plan.name, tasks.len(), here.measure());
    let above = vec![(plan.short_name.clone(), Address::Plan(id))];
    let about = About { above, ..About::column(&title, description, Section::Tasks) };
    let other = |(other, table): (usize, &crate::method::PlanTable)| Label {
        text: table.name.to_string(),
        href: (other != at).then(|| here.href(Address::PlanTable(id, other, Order::Catalogue, 1))),
    };
    let orders = Order::of(table);
    let way = |other: &Order| Label {
        text: other.word().to_owned(),
        href: (*other != order).then(|| here.href(Address::PlanTable(id, at, *other, 1))),
    };
    PlanTableView {
        head: here.head(about),
        name: name.to_owned(),
        plan: Label { text: plan.name.clone(), href: Some(here.href(Address::Plan(id))) },
        text: table.text.as_deref().map(str::to_owned),
        tables: assessed.portal.method.tables.iter().enumerate().map(other).collect(),
        orders: if orders.len() > 1 { orders.iter().map(way).collect() } else { Vec::new() },
        total: count(tasks.len()),
        sum: sum(here, tasks, table),
        columns: columns(&assessed.portal.method, table),
        rows: of_page(&order.sorted(here, tasks), number)
            .map(|task| row(here, *task, table))
            .collect(),
        pages: Pagination::of(number, (count(tasks.len()), here.measure()), |page| {
            here.href(Address::PlanTable(id, at, order, page))
        }),
    }
}

/// The tables of its plan in which a task has a row, each led to that row.
pub fn of_task(here: Here, id: Id<Task>) -> Vec<Label> {
    let assessed = here.assessed();
    let task = assessed.portal.tasks.get(id);
    // The tasks of a plan are in the order of their ids.
    let Ok(place) = assessed.plans.get(task.plan).tasks.binary_search(&id) else {
        return Vec::new();
    };
    let number = count(place) / PER_PAGE + 1;
    let row = |(at, table): (usize, &PlanTable)| {
        let page = here.href(Address::PlanTable(task.plan, at, Order::Catalogue, number));
        let href = format!("{page}#{}", anchor(task));
        Label { text: table.name.to_string(), href: Some(href) }
    };
    assessed.portal.method.tables.iter().enumerate().map(row).collect()
}

/// What a task's row is called within its page.
fn anchor(task: &Task) -> String {
    format!("t-{}", task.slug)
}

fn columns(method: &Method, table: &PlanTable) -> Vec<String> {
    let named: &[&str] = match table.table.value {
        TableKind::Projects => {
            let called = |element| called(method, table, element).to_owned();
            return table.listed().into_iter().map(called).collect();
        }
        TableKind::Timetable => &["起止时间", "阶段和时间节点"],
        TableKind::Responsibility => &["责任领导", "牵头单位", "配合单位", "经办人", "督办单位"],
        TableKind::Checklist => &["工作内容", "各阶段目标", "完成时限", "责任人"],
        TableKind::Accounts => &["目标", "结果", "差额"],
        TableKind::Questions => &["做什么", "谁落实", "谁督办", "成效如何"],
    };
    named.iter().map(|column| (*column).to_owned()).collect()
}

/// What a table that lists a set of elements calls one of them: the method's own word, 定时间.
fn called<'a>(method: &'a Method, table: &PlanTable, element: Element) -> &'a str {
    let listed = |held: &Spanned<Element>| table.elements.iter().any(|own| own.value == held.value);
    let set = method.elements.iter().find(|set| set.elements.iter().all(listed));
    set.map_or(element.zh(), |set| set.word(element))
}

fn row(here: Here, id: Id<Task>, table: &PlanTable) -> PlanTableRow {
    let task = here.assessed().portal.tasks.get(id);
    let link = here.task_link(id);
    PlanTableRow {
        anchor: anchor(task),
        code: task.code.clone(),
        task: Label { text: link.text, href: Some(link.href) },
        light: here.standing(id).light,
        cells: cells(here, id, table),
    }
}

fn cells(here: Here, id: Id<Task>, table: &PlanTable) -> Vec<Vec<String>> {
    let standing = &here.state(id).standing;
    let all = |elements: &[Element]| {
        elements.iter().map(|element| self::element(here, id, *element)).collect::<Vec<_>>()
    };
    match table.table.value {
        TableKind::Projects => all(&table.listed()),
        TableKind::Timetable => vec![
            vec![format!(
                "{}至{}",
                date::zh(standing.start.current),
                date::zh(standing.due.current)
            )],
            nodes(here, id),
        ],
        TableKind::Responsibility => all(&[
            Element::Leader,
            Element::LeadUnit,
            Element::Cooperating,
            Element::Handler,
            Element::Supervising,
        ]),
        TableKind::Checklist => {
            let mut cells = all(&[Element::Goal, Element::Stages, Element::Due]);
            cells.push(person(here, id).into_iter().collect());
            cells
        }
        TableKind::Accounts => accounts(here, id),
        TableKind::Questions => questions(here, id),
    }
}

/// An element of a task in words, one line for each that there is.
fn element(here: Here, id: Id<Task>, element: Element) -> Vec<String> {
    let task = here.assessed().portal.tasks.get(id);
    let today = here.today();
    let one = |text: Option<String>| text.into_iter().collect::<Vec<_>>();
    match element {
        Element::Carrier => one(task.carrier.clone()),
        Element::Budget => one(task.budget.as_ref().map(|budget| budget.amount.words())),
        Element::Due => vec![date::zh(here.state(id).standing.due.current)],
        Element::LeadUnit => one(task.lead_on(today).map(|unit| here.unit(unit).text)),
        Element::Cooperating => units(here, task, Role::Cooperating),
        Element::Goal => one(task.goal.clone()),
        Element::Standard => one(task.standard.clone()),
        Element::Leader => one(leader(here, id)),
        Element::Handler => one(task.handler_on(today).map(|post| here.post(post))),
        Element::Supervising => units(here, task, Role::Supervising),
        Element::Stages => targets(task),
        Element::Rewards => one(task.rewards.clone()),
        Element::Blocks => task.blocks.iter().flatten().cloned().collect(),
    }
}

/// Stages with their last days, the next one named: 1.方案设计（2026年4月30日，下一节点）.
fn nodes(here: Here, id: Id<Task>) -> Vec<String> {
    let stages = &here.assessed().portal.tasks.get(id).stages;
    let standing = &here.state(id).standing;
    let next = standing.stages.iter().position(|stage| !stage.state.is_over());
    let held = stages.iter().zip(&standing.stages).enumerate();
    held.map(|(at, (stage, held))| {
        let mark = if next == Some(at) { "，下一节点" } else { "" };
        format!("{}.{}（{}{mark}）", at + 1, stage.name, date::zh(held.due.current))
    })
    .collect()
}

/// What is done, who does it, who supervises, and what has come of it: how the task stands and the
/// latest report in words.
fn questions(here: Here, id: Id<Task>) -> Vec<Vec<String>> {
    let (task, today) = (here.assessed().portal.tasks.get(id), here.today());
    let doers = [Element::LeadUnit, Element::Leader].map(|held| element(here, id, held)).concat();
    let told = updates(here, id).into_iter();
    let told = told.filter_map(|held| Some(format!("截至{}：{}", held.as_of.text, held.text?)));
    let outcome = std::iter::once(here.state(id).standing.reason.clone()).chain(told.take(1));
    vec![
        goal(task, today).into_iter().collect(),
        doers,
        units(here, task, Role::Supervising),
        outcome.collect(),
    ]
}

/// Target, result and difference of every indicator; of the progress where there is none.
fn accounts(here: Here, id: Id<Task>) -> Vec<Vec<String>> {
    let task = here.assessed().portal.tasks.get(id);
    let of_indicator = |at: usize| {
        let indicator = task.indicators.get(at)?;
        let value = assess::reading(task, at, here.today()).map(|reading| reading.value);
        let target = bounded(indicator.target, &indicator.unit, indicator.bound);
        let result = value.map(|value| with_unit(value, &indicator.unit));
        let apart = value.map(|value| apart(indicator, value));
        Some([
            format!("{}：{target}", indicator.name),
            result.unwrap_or_else(|| "未填报".to_owned()),
            apart.unwrap_or_else(|| "未填报".to_owned()),
        ])
    };
    let mut rows: Vec<[String; 3]> = (0..task.indicators.len()).filter_map(of_indicator).collect();
    if rows.is_empty() {
        rows.push(of_progress(here, id));
    }
    // A full stop before a figure would read as a decimal point.
    let numbered = |row: usize, cell: &String| {
        if rows.len() > 1 { format!("（{}）{cell}", row + 1) } else { cell.clone() }
    };
    let column = |at: usize| {
        let cells = rows.iter().filter_map(|cells| cells.get(at)).enumerate();
        cells.map(|(row, cell)| numbered(row, cell)).collect()
    };
    (0..3).map(column).collect()
}

/// What is missing to the target: 差12部, 超12部, 已达到.
fn apart(indicator: &Indicator, value: Number) -> String {
    let missing = indicator.target.0.saturating_sub(value.0);
    let amount = with_unit(Number(missing.abs()), &indicator.unit);
    match (is_reached(indicator.bound, indicator.target, value), missing) {
        (true, _) => "已达到".to_owned(),
        (false, missing) if missing > 0 => format!("差{amount}"),
        (false, _) => format!("超{amount}"),
    }
}

/// The progress as a target with its result.
fn of_progress(here: Here, id: Id<Task>) -> [String; 3] {
    let progress = here.progress(id);
    let percent = |held: Option<i32>| held.map(|held| format!("{held}%"));
    let planned = percent(progress.planned).map(|planned| format!("工作进度：应完成{planned}"));
    let apart = progress.lag.map(|lag| match lag {
        ..=0 => "已达到".to_owned(),
        behind => format!("差{behind}个百分点"),
    });
    let unknown = || "未填报".to_owned();
    [
        planned.unwrap_or_else(|| "工作进度：100%".to_owned()),
        percent(progress.actual).unwrap_or_else(unknown),
        apart.unwrap_or_else(unknown),
    ]
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
fn person(here: Here, id: Id<Task>) -> Option<String> {
    let task = here.assessed().portal.tasks.get(id);
    let handler = task.handler_on(here.today()).map(|post| here.post(post));
    handler.or_else(|| leader(here, id))
}

/// The leader in charge, as whoever it was when the task ended.
fn leader(here: Here, id: Id<Task>) -> Option<String> {
    let post = here.assessed().portal.tasks.get(id).leader_on(here.today())?;
    Some(here.spoken(post, here.answered_on(id)))
}

fn units(here: Here, task: &Task, role: Role) -> Vec<String> {
    let held = task.roles.iter().filter(|held| held.role == role);
    held.map(|held| match held.party {
        Party::Unit(unit) => here.unit(unit).text,
        Party::Post(post) => here.post(post),
    })
    .collect()
}

/// How many indicators there are, how many are reached, how many not reported.
fn accounted<'a>(here: Here, tasks: impl Iterator<Item = &'a Task>) -> String {
    let (mut all, mut reached, mut unknown) = (0_usize, 0_usize, 0_usize);
    for task in tasks {
        for (at, indicator) in task.indicators.iter().enumerate() {
            all += 1;
            match assess::reading(task, at, here.today()) {
                None => unknown += 1,
                Some(reading) => {
                    let kept = is_reached(indicator.bound, indicator.target, reading.value);
                    reached += usize::from(kept);
                }
            }
        }
    }
    let [all, reached, unknown] = [all, reached, unknown].map(grouped_count);
    format!("共{all}项指标，已达到{reached}项，未填报{unknown}项；没有指标的按工作进度对账")
}

fn grouped_count(count: usize) -> String {
    grouped(i64::try_from(count).unwrap_or(i64::MAX))
}

/// What the cells of the whole table add up to.
fn sum(here: Here, tasks: &[Id<Task>], table: &PlanTable) -> String {
    let (all, tasks) =
        (tasks.len(), || tasks.iter().map(|id| here.assessed().portal.tasks.get(*id)));
    match table.table.value {
        TableKind::Projects if !table.listed().contains(&Element::Budget) => {
            let elements = table.listed();
            let has = |task: &Task, element| assess::has_element(task, element, here.today());
            let whole = |task: &&Task| elements.iter().all(|element| has(task, *element));
            format!("{}{}逐项写全", grouped_count(tasks().filter(whole).count()), here.measure())
        }
        TableKind::Projects => {
            let fen = tasks().filter_map(|task| Some(task.budget.as_ref()?.amount.fen())).sum();
            let told = tasks().filter(|task| task.budget.is_some()).count();
            format!("{told}{}公布了经费预算，合计{}", here.measure(), Money::from_fen(fen).words())
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
                format!("，{without}{}没有牵头单位", here.measure())
            } else {
                String::new()
            };
            format!("{}个牵头单位{rest}", leads.len())
        }
        TableKind::Accounts => accounted(here, tasks()),
        TableKind::Questions => {
            let reported =
                |task: &&Task| task.updates.iter().any(|update| update.reported_on <= here.today());
            let told = tasks().filter(reported).count();
            format!("{told}{0}填报过进展，{1}{0}还没有", here.measure(), all - told)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    /// The cells of the example's task in the table of four questions, on a day.
    fn answers(files: &[(&str, &str)], today: &str) -> Vec<Vec<String>> {
        let plan = with(files, today);
        let Page::PlanTable(table) = page(&plan, "plans/plan-2026/questions/") else {
            panic!("a table")
        };
        assert_eq!(table.columns, ["做什么", "谁落实", "谁督办", "成效如何"]);
        let lifts = |text: &str| text.contains("加装电梯");
        let row = table.rows.into_iter().find(|row| lifts(&row.task.text)).expect("a row");
        row.cells
    }

    #[test]
    fn four_questions_are_answered_by_what_was_reported_so_far() {
        let [what, who, watched, outcome] = &answers(&[], "2026-10-15")[..] else { panic!("four") };
        assert_eq!(what[..], ["60部电梯通过验收并交付使用"]);
        assert_eq!((who[0].as_str(), who.len()), ("区住建局", 2));
        assert_eq!(watched.len(), 1);
        assert_eq!(outcome[1], "截至2026年9月30日：47个点位进场施工，38部通过验收。");
        assert_eq!(answers(&[], "2026-10-07")[3].len(), 1, "nothing is told before it is reported");
    }

    #[test]
    fn a_task_leads_to_its_own_row_of_every_table() {
        let tasks: String = (0..25).fold(String::new(), |mut all, number| {
            let line = "类别: livelihood-housing, 牵头单位: housing-bureau, 开始: 2026-02-01, 截止: 2026-10-31";
            writeln!(all, "- {{编号: t{number:02}, 标题: 任务{number}, {line}}}").unwrap();
            all
        });
        let declared = text("plans/plan-2026.yaml").replace("数量: 2", "数量: 27");
        let files = [("tasks/more.yaml", tasks.as_str()), ("plans/plan-2026.yaml", &declared)];
        let plan = with(&files, "2026-10-15");
        for id in ["t00", "t24"] {
            let Page::Task(task) = page(&plan, &format!("tasks/{id}/")) else { panic!("a task") };
            assert!(!task.tables.is_empty(), "{id}");
            for table in task.tables {
                let href = table.href.expect("a page");
                let (path, row) = href.split_once('#').expect("a row");
                let Page::PlanTable(held) = page(&plan, path.trim_start_matches("../../")) else {
                    panic!("{path}")
                };
                assert!(held.rows.iter().any(|held| held.anchor == row), "{href}");
            }
        }
    }

    #[test]
    fn a_list_can_be_read_by_what_is_due_and_by_who_does_it() {
        let method = "工作方法: {基础: five-part-loop, 级别: 区}\n";
        let shipped =
            crate::method::names().map(|name| format!("工作方法: {{基础: {name}, 级别: 区}}\n"));
        let portal = shipped
            .fold(text("portal.yaml").to_owned(), |portal, chosen| portal.replace(&chosen, method));
        let plan = with(&[("portal.yaml", &portal)], "2026-10-15");
        let dues = |path: &str| -> Vec<String> {
            let Page::PlanTable(table) = page(&plan, path) else { panic!("a table") };
            table.rows.into_iter().map(|row| row.cells[2].concat()).collect()
        };
        let listed = dues("plans/plan-2026/checklist/");
        let by_due = dues("plans/plan-2026/checklist/by-due/");
        assert_eq!(by_due, ["2026年8月31日", "2026年11月30日"]);
        let mut same = listed.clone();
        same.sort_by_key(String::len);
        assert_eq!(same, by_due, "the same tasks");
        assert_eq!(dues("plans/plan-2026/checklist/by-unit/").len(), listed.len());
    }

    #[test]
    fn a_table_of_a_set_of_elements_calls_them_as_the_set_does() {
        let method = "\
            工作方法:
  基础: six-mechanisms
  级别: 区
  要素:
    - 名称: 三有
      要素: [目标, 完成时限, 奖惩]
      说法: [{要素: 目标, 叫法: 有目标}, {要素: 奖惩, 叫法: 有奖惩}]
  分表: [{表: 项目表, 名称: 三有表, 要素: [完成时限, 目标, 奖惩]}]
";
        let portal =
            text("portal.yaml").replace("工作方法: {基础: six-mechanisms, 级别: 区}\n", method);
        let plan = with(&[("portal.yaml", &portal)], "2026-10-15");
        let Page::PlanTable(table) = page(&plan, "plans/plan-2026/projects/") else {
            panic!("a table")
        };
        assert_eq!(table.columns, ["完成时限", "有目标", "有奖惩"]);
        let whole = |row: &&crate::plan::view::plan_table::PlanTableRow| {
            row.cells.iter().all(|cell| !cell.is_empty())
        };
        let told = format!("{}项逐项写全", table.rows.iter().filter(whole).count());
        assert_eq!(table.sum, told, "no budget is listed, so none is summed");
    }

    #[test]
    fn a_question_without_an_answer_stays_empty() {
        let task = text("tasks/lift-retrofit.yaml").replace("督办单位: supervision-office\n", "");
        let cells = answers(&[("tasks/lift-retrofit.yaml", &task)], "2026-10-15");
        assert_eq!(cells[2], Vec::<String>::new());
    }
}

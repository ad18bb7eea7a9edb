//! Reports of progress, newest first.

use super::address::Address;
use super::heads::{About, Section};
use super::here::{Here, count, of_page, small};
use super::view::atoms::{Day, Pagination};
use super::view::log::{Update, UpdatesView};
use crate::assess::{Assessed, reading};
use crate::percent::Percent;
use crate::portal::{self, Id, Task};

/// Most reports that the page of a task shows, a year of monthly ones; if there are more, all stand
/// on pages of their own.
pub const MOST: usize = 12;

/// Tasks with more reports than their pages show, and how many they have.
pub fn long(assessed: &Assessed) -> impl Iterator<Item = (Id<Task>, usize)> {
    let counted =
        |task: &Task| task.updates.iter().filter(|held| held.reported_on <= assessed.today).count();
    let tasks = assessed.portal.tasks.iter().map(move |(id, task)| (id, counted(task)));
    tasks.filter(|(_, reports)| *reports > MOST)
}

/// Page `number` of all reports on a task.
pub fn page(here: Here, id: Id<Task>, number: u32) -> UpdatesView {
    let task = here.assessed().portal.tasks.get(id);
    let all = updates(here, id);
    let name = here.plan.words("updates", "title");
    let title = format!("{}：{name}", task.title);
    let description = format!("{}的历次进展填报，共{}次", task.title, all.len());
    let above = vec![(task.title.clone(), Address::Task(id))];
    UpdatesView {
        head: here.head(About { above, ..About::column(&title, description, Section::Tasks) }),
        heading: name,
        task: here.task_link(id),
        updates: of_page(&all, number).cloned().collect(),
        pages: Pagination::of(number, (count(all.len()), "次"), |page| {
            here.href(Address::Updates(id, page))
        }),
        data: here.table_links("updates"),
    }
}

/// The reports that count today.
pub fn updates(here: Here, id: Id<Task>) -> Vec<Update> {
    let task = here.assessed().portal.tasks.get(id);
    let mut before: Option<Percent> = None;
    let mut updates = Vec::new();
    let counted = task.updates.iter().filter(|update| update.reported_on <= here.today());
    let substantial = crate::assess::substantial(&task.updates);
    for (at, (update, substantial)) in counted.zip(substantial).enumerate() {
        let fell_from = before.filter(|before| update.progress.is_some_and(|now| now < *before));
        let view = self::update(here, task, update, fell_from);
        let late_by = small(here.state(id).late_by(at));
        updates.push(Update { insubstantial: !substantial, late_by, ..view });
        before = update.progress.or(before);
    }
    updates.reverse();
    updates
}

fn update(here: Here, task: &Task, update: &portal::Update, fell_from: Option<Percent>) -> Update {
    let stage = update.stage.and_then(|at| task.stages.get(at)).map(|stage| stage.name.clone());
    let observations = update.observations.iter().filter_map(|held| {
        let indicator = task.indicators.get(held.indicator)?;
        // A report on a streak counts events; what it says is how long the streak runs.
        let run = indicator.since.and_then(|_| reading(task, held.indicator, update.reported_on));
        let value = run.map_or(held.value, |run| run.value);
        Some(format!("{} {}{}", indicator.name, value.words(), indicator.unit))
    });
    let reporter = update.reporter.or_else(|| task.lead_on(update.reported_on));
    Update {
        as_of: Day::of(update.as_of),
        reported_on: Day::of(update.reported_on),
        progress: update.progress.map(Percent::printed),
        fell_from: fell_from.map(Percent::printed),
        reason: update.reason.clone(),
        text: update.text.clone(),
        stage,
        stage_done: update.stage_done.map(Day::of),
        completed_on: update.completed_on.map(Day::of),
        not_begun: update.not_begun,
        insubstantial: false,
        late_by: 0,
        next_step: update.next_step.clone(),
        problems: update.problems.clone(),
        observations: observations.collect(),
        paid: update.paid.map(crate::money::Money::words),
        evidence: here.attachments(&update.evidence),
        reporter: reporter.map(|unit| here.unit(unit).text),
        verified_by: update.verified_by.map(|unit| here.unit(unit).text),
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    #[test]
    fn a_report_on_a_streak_says_how_long_it_runs() {
        let task = text("tasks/lift-retrofit.yaml").replace(
            "{编号: lifts, 名称: 交付电梯, 计量单位: 部, 目标值: 60}",
            "{编号: lifts, 名称: 无事故, 计量单位: 个月, 目标值: 60, 起算日期: 2026-02-01}",
        );
        let told = |events: &str| {
            let updates = text("updates/2026-09.yaml");
            let updates = updates.replace("{指标: lifts, 数值: 38}", events);
            let files = [("tasks/lift-retrofit.yaml", &*task), ("updates/2026-09.yaml", &updates)];
            let plan = with(&files, "2026-10-15");
            let Page::Task(view) = page(&plan, "tasks/lift-retrofit/") else { panic!("a task") };
            view.updates.into_iter().flat_map(|update| update.observations).collect::<Vec<_>>()
        };
        assert_eq!(told("{指标: lifts, 数值: 0}"), ["无事故 8个月"]);
        assert_eq!(told("{指标: lifts, 数值: 1}"), ["无事故 0个月"]);
    }

    #[test]
    fn months_without_a_report_and_late_reports_are_told_of_the_task_and_its_unit() {
        // Under way since 1 February; a report of a month may come until the 10th of the next.
        let late = "- {任务: lift-retrofit, 截至: 2026-08-31, 填报日期: 2026-09-15, 进度: 50}\n";
        let updates = format!("{late}{}", text("updates/2026-09.yaml"));
        let told = |day: &str| {
            let plan = with(&[("updates/2026-09.yaml", &updates)], day);
            let Page::Task(task) = page(&plan, "tasks/lift-retrofit/") else { panic!("a task") };
            let Page::Unit(unit) = page(&plan, "units/housing-bureau/") else { panic!("a unit") };
            let late: Vec<i32> = task.updates.iter().map(|update| update.late_by).collect();
            let findings: Vec<String> = unit.findings.into_iter().map(|held| held.text).collect();
            (task.missing_months.join("、"), late, findings.join("；"))
        };
        let (missing, late, unit) = told("2026-09-14");
        assert_eq!(
            missing,
            "2026年2月、2026年3月、2026年4月、2026年5月、2026年6月、2026年7月、2026年8月"
        );
        assert_eq!(late, [] as [i32; 0]);
        assert!(unit.contains("1项任务缺报，合计7个月") && !unit.contains("迟报"), "{unit}");
        let (missing, late, unit) = told("2026-10-15");
        assert!(missing.ends_with("、2026年7月"), "{missing}");
        assert_eq!(late, [0, 5]);
        assert!(unit.contains("迟报1次；1项任务缺报，合计6个月"), "{unit}");
    }
}

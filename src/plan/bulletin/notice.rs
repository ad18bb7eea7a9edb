//! What was done in a month, task by task: 月公示.

use super::{Issue, document_head, of_month, papers, subject};
use crate::date::Month;
use crate::plan::address::Address;
use crate::plan::change;
use crate::plan::heads::{About, Section};
use crate::plan::here::{Here, count, light_words, of_page};
use crate::plan::view::atoms::{self, Day, Pagination};
use crate::plan::view::bulletin::{NoticeLine, NoticePart, NoticeRow, NoticeView};
use crate::portal::{Id, Task, Update};
use crate::record::BulletinSeries;

/// Page `number` of what was done in a month.
pub fn notice(here: Here, month: Month, number: u32) -> NoticeView {
    let end = here.month_end(month);
    let tasks = &end.happened.active;
    let held = of_month(here.assessed(), month, BulletinSeries::MonthlyNotice);
    let usual = || format!("{}公示", subject(here, month));
    let title = held.and_then(|held| held.title.clone()).unwrap_or_else(usual);
    let (when, some, measure) = (month.zh(), tasks.len(), here.measure());
    let lead =
        format!("{when}有{some}{measure}任务填报了进展、办理了变更或销号，逐{measure}列出。");
    let source = document_head(here, held, String::new()).issuer;
    let published = held.map_or(end.until, |held| held.published_on);
    NoticeView {
        head: here.head(About {
            title: &title,
            description: lead.clone(),
            section: Section::Bulletins,
            above: vec![(format!("{}通报", month.zh()), Address::Bulletin(Issue::Month(month)))],
            article: Some((published, source)),
            ages: false,
            hidden: false,
        }),
        document: document_head(here, held, title),
        month: atoms::Month::of(month.first()),
        lead,
        body: held.filter(|_| number == 1).map(|held| here.prose(&held.body)),
        parts: parts(here, month, of_page(tasks, number).copied().collect()),
        pages: Pagination::of(number, (count(tasks.len()), here.measure()), |page| {
            here.href(Address::Notice(month, page))
        }),
        papers: papers(here, Issue::Month(month)),
    }
}

/// Tasks of a page: those that were reported on, and those in which only something else happened.
fn parts(here: Here, month: Month, tasks: Vec<Id<Task>>) -> Vec<NoticePart> {
    let (end, measure) = (here.month_end(month), here.measure());
    let (some, times) = (end.happened.reports.tasks().len(), end.happened.reports.count());
    let often = if times == some { String::new() } else { format!("，共填报{times}次") };
    let others = end.happened.active.len() - some;
    let part = |id: &str, title: String, tasks: Vec<Id<Task>>| NoticePart {
        id: id.to_owned(),
        title,
        rows: tasks.into_iter().map(|id| row(here, month, id)).collect(),
    };
    let (reported, rest) =
        tasks.into_iter().partition(|id| !end.happened.reports.of(*id).is_empty());
    let parts = [
        part("reports", format!("填报了进展的{some}{measure}{often}"), reported),
        part("others", format!("没有填报、有变更或销号的{others}{measure}"), rest),
    ];
    parts.into_iter().filter(|part| !part.rows.is_empty()).collect()
}

fn row(here: Here, month: Month, id: Id<Task>) -> NoticeRow {
    let (end, portal) = (here.month_end(month), &here.assessed().portal);
    let task = portal.tasks.get(id);
    let then = end.task(id);
    let mut lines = Vec::new();
    for update in task.updates.get(end.happened.reports.of(id)).into_iter().flatten() {
        lines.push((update.reported_on, reported(task, update)));
    }
    for held in task.changes.iter().filter(|held| end.has(held.date)) {
        let words = change::change(here, task, held);
        let value = match (words.old, words.new) {
            (Some(old), Some(new)) => format!("由“{old}”改为“{new}”"),
            (None, Some(new)) => format!("定为“{new}”"),
            (_, None) => String::new(),
        };
        let stage = words.stage.map_or_else(String::new, |stage| format!("“{stage}”阶段"));
        lines.push((held.date, format!("变更：{stage}{}{value}", words.field)));
    }
    for (at, held) in task.closings.iter().enumerate() {
        if end.has(held.date) && end.happened.closings.contains(&(id, at)) {
            lines.push((held.date, format!("验收销号，{}", held.number)));
        }
        if let Some(reopened) = held.reopened.as_ref().filter(|again| end.has(again.date)) {
            lines.push((reopened.date, format!("回潮：{}", reopened.reason)));
        }
    }
    lines.sort();
    NoticeRow {
        title: task.title.clone(),
        href: here.href(Address::Task(id)),
        plan: portal.plans.get(task.plan).short_name.clone(),
        unit: task.lead_on(end.until).map(|unit| here.unit(unit).text),
        light: then.map(|then| light_words(&portal.method, then.verdict)),
        lines: lines.into_iter().map(|(on, text)| NoticeLine { on: Day::of(on), text }).collect(),
    }
}

/// What an update says: its words, its figure, the stage it finished.
fn reported(task: &Task, update: &Update) -> String {
    let mut said = Vec::new();
    if let Some(progress) = update.progress {
        said.push(format!("进度{}%", progress.printed()));
    }
    let stage = update.stage.and_then(|at| task.stages.get(at));
    if let (Some(stage), Some(_)) = (stage, update.stage_done) {
        said.push(format!("完成“{}”阶段", stage.name));
    }
    if update.completed_on.is_some() {
        said.push("报告全部完成".to_owned());
    }
    if update.not_begun {
        said.push("尚未启动".to_owned());
    }
    let text = update.text.as_deref().map(|text| text.trim_end_matches('。').to_owned());
    let said = said.join("，");
    match (text, said.is_empty()) {
        (Some(text), true) => text,
        (Some(text), false) => format!("{text}（{said}）"),
        (None, true) => "有填报，没有写文字".to_owned(),
        (None, false) => said,
    }
}

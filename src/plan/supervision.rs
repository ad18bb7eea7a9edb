//! Supervision: the five systems on its page, early warnings, and the page of an inspection.

use chrono::NaiveDate;

use super::address::{Address, List};
use super::here::{Here, count};
use super::ledger;
use super::ledger::{inspection as inspection_row, is_there, plain, problem};
use super::shelf::{self, Docket, Pile, Shelf};
use super::view::atoms::{Figure, Label, Link};
use super::view::ledger::{Row, Shown};
use crate::assess::Visits;
use crate::date::{days_between, zh};
use crate::method::{ClassRule, Light, System, SystemKind};
use crate::portal::{Id, Inspection, Origin, Slip, Task, TimedReport, Warning};
use crate::record::{InspectionKind, InspectionMode, SlipKind};
use crate::yaml::Words;

/// Entries a section shows; the rest stand in their own list.
const MOST: usize = 3;
/// Most tasks of a class that are named because nobody inspected them in time.
const MOST_MISSED: usize = 4;

/// How many inspections, by people and over the network; how many problems are open.
pub fn figures(here: Here) -> Vec<Figure> {
    let all = shelf::inspections(here.assessed(), None);
    let network = shelf::inspections(here.assessed(), Some(InspectionMode::System)).len();
    let number = |held: usize| i64::try_from(held).unwrap_or(i64::MAX);
    vec![
        plain(number(all.len() - network), "次", "现场督查、回访和调研"),
        ledger::figure(here, Shelf::Inspections(Some(InspectionMode::System)), "系统监测", "次"),
        ledger::figure(here, Shelf::Problems(Pile::Open), "问题正在办理", "个"),
    ]
}

/// The five systems of supervision, early warnings and the frequency of each class; those with
/// nothing to show are left out.
pub fn systems(here: Here) -> Vec<Shown> {
    let kinds = SystemKind::ALL.iter();
    let mut systems: Vec<_> = kinds.map(|kind| (own(here, *kind), system(here, *kind))).collect();
    systems.sort_by_key(|(own, _)| own.map_or(usize::MAX, |(at, _)| at));
    let filled = |shown: &Shown| !shown.rows.is_empty() || !shown.figures.is_empty();
    let systems = systems.into_iter().filter(|(own, shown)| own.is_some() || filled(shown));
    let others = [warned(here), classes(here), answered(here)].into_iter().filter(filled);
    let told = |shown: Shown| {
        let none = || here.plan.words("supervision", "none");
        let lead = if filled(&shown) { shown.lead } else { shown.lead.map(|lead| lead + &none()) };
        Shown { lead, ..shown }
    };
    systems.map(|(_, shown)| told(shown)).chain(others).collect()
}

fn system(here: Here, kind: SystemKind) -> Shown {
    match kind {
        SystemKind::Accounts => accounts(here),
        SystemKind::Timed => timed(here),
        SystemKind::Verified => verified(here),
        SystemKind::Circulated => circulated(here),
        SystemKind::Researched => researched(here),
    }
}

/// The method's own system that these records show, with its place among the systems.
fn own(here: Here<'_>, kind: SystemKind) -> Option<(usize, &System)> {
    let systems = here.assessed().portal.method.systems.iter().enumerate();
    let shows = |held: &System| held.records.as_ref().is_some_and(|shown| shown.value == kind);
    systems.into_iter().find(|(_, held)| shows(held))
}

/// The section of a system, in the method's words where it has the system.
fn section_of(here: Here, kind: SystemKind, rows: Vec<Row>, more: Option<Link>) -> Shown {
    let shown = section(here, kind.en(), rows, more);
    match own(here, kind) {
        Some((_, own)) => {
            Shown { title: own.name.to_string(), lead: Some(own.text.to_string()), ..shown }
        }
        None => shown,
    }
}

fn section(here: Here, id: &str, rows: Vec<Row>, more: Option<Link>) -> Shown {
    Shown {
        id: id.to_owned(),
        title: here.plan.words("supervision", id),
        lead: Some(here.plan.words("supervision", &format!("{id}_lead"))),
        more,
        figures: Vec::new(),
        rows,
    }
}

/// 工作台账: problems and rectifications by state.
fn accounts(here: Here) -> Shown {
    let assessed = here.assessed();
    let open = shelf::problems(assessed, Pile::All).into_iter();
    let open = open.filter(|(_, state)| !Pile::Resolved.holds(state));
    let rows = open.take(MOST).map(|(id, state)| problem(here, id, &state)).collect();
    let more = |of, text: &str| {
        is_there(here, of)
            .then(|| Link { text: text.to_owned(), href: here.href(Address::Ledger(of, 1)) })
    };
    let figures = [
        (Shelf::Problems(Pile::Open), "问题正在办理", "个"),
        (Shelf::Problems(Pile::Overdue), "问题逾期", "个"),
        (Shelf::Mendings(Docket::All), "挂牌整改", "件"),
        (Shelf::Mendings(Docket::Overdue), "整改逾期", "件"),
    ];
    let any = figures.iter().any(|(of, ..)| of.count(assessed) > 0);
    let figures = figures.map(|(of, label, unit)| ledger::figure(here, of, label, unit));
    Shown {
        figures: if any { figures.to_vec() } else { Vec::new() },
        ..section_of(here, SystemKind::Accounts, rows, more(Shelf::Problems(Pile::All), "全部问题"))
    }
}

/// 限时报告: due and received, late ones marked.
fn timed(here: Here) -> Shown {
    let held = &here.assessed().supervision.reports;
    let late = held.iter().filter(|id| lateness(here, **id).is_some()).count();
    let rows = held.iter().take(MOST).map(|id| report(here, *id)).collect();
    let shown = section_of(here, SystemKind::Timed, rows, None);
    let lead = shown.lead.map(|lead| match held.len() {
        0 => lead,
        all => format!("{lead}共{all}件，{late}件逾期。"),
    });
    Shown { lead, ..shown }
}

fn lateness(here: Here, id: Id<TimedReport>) -> Option<String> {
    let held = here.assessed().portal.reports.get(id);
    let received = held.received_on.filter(|on| *on <= here.today());
    let days = days_between(held.due, received.unwrap_or_else(|| here.today()));
    let word = if received.is_some() { "收到" } else { "未收到" };
    (days > 0).then(|| format!("逾期{days}天{word}"))
}

/// A report due by a day.
pub fn report(here: Here, id: Id<TimedReport>) -> Row {
    let held = here.assessed().portal.reports.get(id);
    let received = held.received_on.filter(|on| *on <= here.today());
    let unit = here.unit(held.unit).text;
    let came = received.map(|on| format!("{}收到", zh(on)));
    Row {
        id: Some(held.slug.to_string()),
        label: Label { text: held.title.clone(), href: None },
        text: None,
        facts: [unit, format!("时限{}", zh(held.due))].into_iter().chain(came).collect(),
        stamp: None,
        bad: lateness(here, id),
        gone: None,
    }
}

/// 调查复核: investigations, checked leads and return visits.
fn verified(here: Here) -> Shown {
    let portal = &here.assessed().portal;
    let verifies = |id: &Id<Inspection>| {
        let held = portal.inspections.get(*id);
        let kind = matches!(held.kind, InspectionKind::Incident | InspectionKind::Lead);
        kind || held.mode == InspectionMode::ReturnVisit
    };
    let all = shelf::inspections(here.assessed(), None);
    let rows: Vec<_> = all.iter().copied().filter(verifies).collect();
    let Visits { held, missed } = here.assessed().supervision.visits;
    let visits = [(held, "已回访：督查、整改和曝光"), (missed, "到期没有回访")];
    let visits = visits.map(|(number, label)| plain(number.into(), "次", label));
    Shown {
        figures: if held + missed > 0 { visits.to_vec() } else { Vec::new() },
        ..section_of(
            here,
            SystemKind::Verified,
            rows.into_iter().take(MOST).map(|id| inspection_row(here, id)).collect(),
            mode_link(here, InspectionMode::ReturnVisit),
        )
    }
}

fn mode_link(here: Here, mode: InspectionMode) -> Option<Link> {
    let of = Shelf::Inspections(Some(mode));
    let text = format!("全部{}", mode.zh());
    is_there(here, of).then(|| Link { text, href: here.href(Address::Ledger(of, 1)) })
}

/// 情况通报: slips by kind, answered or not.
fn circulated(here: Here) -> Shown {
    let slips = &here.assessed().supervision.slips;
    let portal = &here.assessed().portal;
    let of = |kind: SlipKind| slips.iter().filter(|id| portal.slips.get(**id).kind == kind).count();
    let counts: Vec<String> = SlipKind::ALL
        .iter()
        .filter(|kind| of(**kind) > 0)
        .map(|kind| format!("{}{}件", kind.zh(), of(*kind)))
        .collect();
    let rows = slips.iter().take(MOST).map(|id| slip(here, *id)).collect();
    let shown = section_of(here, SystemKind::Circulated, rows, None);
    let lead = shown.lead.map(|lead| {
        if counts.is_empty() { lead } else { format!("{lead}共{}。", counts.join("、")) }
    });
    Shown { lead, ..shown }
}

/// A slip in a list.
pub fn slip(here: Here, id: Id<Slip>) -> Row {
    let held = here.assessed().portal.slips.get(id);
    let today = here.today();
    let answered = held.answered_on.filter(|on| *on <= today);
    let days = held.due.map_or(0, |due| days_between(due, answered.unwrap_or(today)));
    let word = if answered.is_some() { "回复" } else { "未回复" };
    let unit = here.unit(held.unit).text;
    let number = held.number.clone().into_iter();
    let due = held.due.map(|due| format!("{}前回复", zh(due))).filter(|_| answered.is_none());
    let came = answered.map(|on| format!("{}回复", zh(on)));
    Row {
        id: Some(held.slug.to_string()),
        label: Label { text: format!("{}：{}", held.kind.zh(), held.text), href: None },
        text: held.answer.clone().filter(|_| answered.is_some()),
        facts: number.chain([unit, zh(held.date)]).chain(due).chain(came).collect(),
        stamp: None,
        bad: (days > 0).then(|| format!("逾期{days}天{word}")),
        gone: None,
    }
}

/// 督查调研.
fn researched(here: Here) -> Shown {
    let held = shelf::inspections(here.assessed(), Some(InspectionMode::Research));
    let rows = held.iter().take(MOST).map(|id| inspection_row(here, *id)).collect();
    section_of(here, SystemKind::Researched, rows, mode_link(here, InspectionMode::Research))
}

/// 预警: what the lights warn of, and the notices that were sent.
fn warned(here: Here) -> Shown {
    let assessed = here.assessed();
    let notices = &assessed.supervision.warnings;
    let light = |light: Light| Figure {
        href: here.list_href(List::Light(light)),
        ..plain(
            i64::from(assessed.whole.lights.count(light)),
            here.measure(),
            &here.light(light).word,
        )
    };
    let near: Vec<Id<Task>> = assessed
        .portal
        .tasks
        .ids()
        .filter(|id| assessed.tasks.get(*id).standing.due_soon.is_some())
        .collect();
    let told = |id: &&Id<Task>| {
        notices.iter().any(|notice| assessed.portal.warnings.get(*notice).task == **id)
    };
    let told = near.iter().filter(told).count();
    let near_figure = plain(
        i64::try_from(near.len()).unwrap_or(i64::MAX),
        here.measure(),
        &format!("临期，{told}{}已发预警通知", here.measure()),
    );
    let figures = [Light::Red, Light::Yellow, Light::Silent].map(light);
    let rows = notices.iter().take(MOST_MISSED).map(|id| notice(here, *id)).collect();
    Shown {
        figures: figures.into_iter().chain([near_figure]).collect(),
        ..section(here, "warned", rows, None)
    }
}

/// An early-warning notice in a list.
pub fn notice(here: Here, id: Id<Warning>) -> Row {
    let held = here.assessed().portal.warnings.get(id);
    let task = here.assessed().portal.tasks.get(held.task);
    let unit = held.unit.or_else(|| task.lead_on(held.date)).map(|unit| here.unit(unit).text);
    let acknowledged = held.acknowledged_on.filter(|on| *on <= here.today());
    let came = acknowledged.map(|on| format!("{}确认收到", zh(on)));
    let number = held.number.clone().into_iter();
    Row {
        id: Some(held.slug.to_string()),
        label: Label { text: task.title.clone(), href: Some(here.href(Address::Task(held.task))) },
        text: Some(held.text.clone()),
        facts: number.chain(unit).chain([zh(held.date)]).chain(came).collect(),
        stamp: None,
        bad: acknowledged.is_none().then(|| "尚未确认收到".to_owned()),
        gone: None,
    }
}

/// Each class with its frequency, and the tasks that were not inspected as often as it asks.
fn classes(here: Here) -> Shown {
    let assessed = here.assessed();
    let tasks = &assessed.portal.tasks;
    let missed = &assessed.supervision.uninspected;
    let class_of = |task: Id<Task>| tasks.get(task).supervision;
    let class = |rule: &ClassRule| {
        let class = rule.class.value;
        let of = tasks.iter().filter(|(_, task)| task.supervision == Some(class)).count();
        let behind = missed.iter().filter(|held| class_of(held.task) == Some(class)).count();
        let bad = (behind > 0).then(|| format!("{behind}{}超期未督查", here.measure()));
        Row {
            id: None,
            label: Label { text: rule.name.to_string(), href: None },
            text: rule.text.as_ref().map(|text| text.to_string()),
            facts: [format!("{of}{}任务", here.measure())]
                .into_iter()
                .chain(rule.every_days.map(|days| format!("至少{}天督查一次", days.value)))
                .collect(),
            stamp: None,
            bad,
            gone: None,
        }
    };
    let rules = assessed.portal.method.classes.iter();
    let classes = rules.map(class);
    let longest = missed.iter().take(MOST_MISSED).map(|held| {
        let task = tasks.get(held.task);
        let last =
            held.last.map_or_else(|| "还没有督查过".to_owned(), |on| format!("上次督查{}", zh(on)));
        Row {
            id: None,
            label: Label {
                text: task.title.clone(),
                href: Some(here.href(Address::Task(held.task))),
            },
            text: None,
            facts: task
                .supervision
                .and_then(|class| assessed.portal.method.class(class))
                .map(str::to_owned)
                .into_iter()
                .chain([last])
                .collect(),
            stamp: None,
            bad: Some(format!("超期{}天未督查", held.days)),
            gone: None,
        }
    });
    let measure = here.measure();
    let shown = section(here, "classes", classes.chain(longest).collect(), None);
    let some = (missed.len() > MOST_MISSED).then(|| {
        format!("共{}{measure}超期未督查，列出超期最久的{MOST_MISSED}{measure}。", missed.len())
    });
    let lead = shown.lead.map(|lead| lead + &some.unwrap_or_default());
    Shown { lead, ..shown }
}

/// 件件有回音: what was assigned, and whether it was answered; the oldest open ones first.
fn answered(here: Here) -> Shown {
    let tasks = here.assessed().portal.tasks.iter();
    let assigned: Vec<(NaiveDate, Id<Task>, &Origin)> = tasks
        .filter_map(|(id, task)| {
            let origin = task.origin.as_ref()?;
            let on = origin.assigned_on.filter(|on| *on <= here.today())?;
            Some((on, id, origin))
        })
        .collect();
    let is_open = |origin: &Origin| origin.answered_on.is_none_or(|on| on > here.today());
    let mut open: Vec<_> = assigned.iter().filter(|(_, _, origin)| is_open(origin)).collect();
    open.sort_by_key(|(on, id, _)| (*on, *id));
    let (all, told) = (assigned.len(), assigned.len() - open.len());
    let rate = crate::percent::share(
        told.try_into().unwrap_or(u64::MAX),
        all.try_into().unwrap_or(u64::MAX),
    );
    let figures = rate.map(|rate| plain(rate.into(), "%", &format!("回音率（{told}/{all}件）")));
    let rows = open.into_iter().take(MOST).map(|(on, id, origin)| Row {
        id: None,
        label: here.task_link(*id).into(),
        text: None,
        facts: vec![origin.kind.zh().to_owned(), format!("{}交办", zh(*on))],
        stamp: None,
        bad: Some(format!("交办{}天，尚未回复", days_between(*on, here.today()))),
        gone: None,
    });
    Shown {
        figures: figures.into_iter().collect(),
        ..section(here, "answered", rows.collect(), None)
    }
}

/// How many entries of all ledgers there are, for the home page.
pub fn summary(here: Here) -> Vec<Figure> {
    if !shelf::any(here.assessed()) {
        return Vec::new();
    }
    let figures = [
        (Shelf::Inspections(None), "督查", "次"),
        (Shelf::Problems(Pile::Open), "问题正在办理", "个"),
        (Shelf::Problems(Pile::Overdue), "问题逾期", "个"),
        (Shelf::Mendings(Docket::Overdue), "整改逾期", "件"),
        (Shelf::Pledges, "责任状", "份"),
    ];
    let filled = figures.into_iter().filter(|(of, ..)| count(of.count(here.assessed())) > 0);
    filled.map(|(of, label, unit)| ledger::figure(here, of, label, unit)).collect()
}

//! The home page, full and before anything is published; lists of tasks.

use daylight::plan::view::atoms::{
    LightCount, LightSlug, Month, Pagination, Reconciliation, WithheldCount,
};
use daylight::plan::view::home::{
    CategoryRow, ChildRow, CommendationSummary, DatedLink, ExposureSummary, HomeView, MethodLine,
};
use daylight::plan::view::plot::Columns;
use daylight::plan::view::tasks::{Subcategory, TasksView};

use super::atoms::{
    TODAY, commendations, date, day, distribution, exposures, figure, filters, head, label, light,
    link, mean, rows, text,
};

pub fn home() -> HomeView {
    use LightSlug as L;
    let all = rows();
    let pick = |at: &[usize]| at.iter().filter_map(|at| all.get(*at).cloned()).collect();
    HomeView {
        ledgers: Vec::new(),
        taking_part: vec![figure(3, "次", "征求意见")],
        head: head("政府重点工作公开", "home", ""),
        period: "今年".to_owned(),
        works: "重点工作".to_owned(),
        distribution: distribution(&[
            (L::Done, 41),
            (L::Green, 58),
            (L::Awaiting, 2),
            (L::Yellow, 14),
            (L::Silent, 2),
            (L::Red, 6),
            (L::Upcoming, 3),
        ]),
        mean: mean(71, 74, 124, 126),
        lagging: vec![label("基础设施"), label("生态建设")],
        reconciliations: vec![Reconciliation {
            word: "件".to_owned(),
            measure: "件".to_owned(),
            what: "任务".to_owned(),
            noun: "任务".to_owned(),
            declared: 128,
            published: 126,
            withheld: 2,
            source: "区人代会批准的年度计划".to_owned(),
            reasons: vec![WithheldCount {
                reason: "公共安全和社会稳定".to_owned(),
                count: 2,
                review_on: day("2027-01-31"),
            }],
        }],
        figures: figures(),
        columns: Some(columns()),
        overdue: pick(&[0, 1]),
        upcoming: pick(&[6, 3, 4]),
        tasks_href: "tasks/".to_owned(),
        categories: categories(),
        exposures: Some(ExposureSummary {
            href: "exposures/".to_owned(),
            total: 17,
            closed: 14,
            cards: exposures(),
        }),
        commendations: Some(CommendationSummary {
            href: "commendations/".to_owned(),
            honoured: 28,
            cards: commendations(),
        }),
        people: vec![
            figure(8, "位", "区领导领衔"),
            figure(58, "个", "责任单位"),
            figure(612, "名", "经办人"),
            figure(534, "个", "基础网格"),
        ],
        structure_href: text("structure/"),
        method: MethodLine {
            name: "六大机制".to_owned(),
            slogan: Some("系统抓、抓系统".to_owned()),
            parts: vec![label("任务分解机制")],
        },
        announced: Vec::new(),
        bulletins: vec![DatedLink {
            text: "2026年第9期月度通报".to_owned(),
            href: "b/".to_owned(),
            on: day("2026-10-02"),
        }],
        documents: vec![link("《关于深化一线工作法的意见》", "documents/a/")],
        children: vec![child()],
        children_word: "镇街".to_owned(),
        children_href: Some("./portals/".to_owned()),
        conflicts: 2,
    }
}

fn figures() -> Vec<daylight::plan::view::atoms::Figure> {
    let mut left = figure(92, "天", "距全年任务截止");
    left.until = text("2026-12-31");
    left.href = None;
    vec![
        left,
        figure(9, "件", "10月到期"),
        figure(3, "件", "曝光问题整改中，共曝光17件"),
        figure(28, "个", "受表扬集体和个人"),
    ]
}

fn child() -> ChildRow {
    ChildRow {
        name: "南湖街道".to_owned(),
        href: Some("portals/nanhu/".to_owned()),
        distribution: Some(distribution(&[
            (LightSlug::Done, 12),
            (LightSlug::Green, 20),
            (LightSlug::Red, 1),
        ])),
        data_date: Some(day(TODAY)),
        old_since: Some(day(TODAY)),
    }
}

fn columns() -> Columns {
    let counts = [(0, 0), (1, 0), (4, 1), (6, 2), (9, 2), (8, 4), (10, 5), (13, 5), (14, 6)];
    let months: Vec<_> = (1_u32..=12)
        .map(|month| {
            let first = date(&format!("2026-{month:02}-01"));
            (
                Month::of(first),
                usize::try_from(month - 1).ok().and_then(|at| counts.get(at).copied()),
            )
        })
        .collect();
    Columns::of(&months)
}

fn categories() -> Vec<CategoryRow> {
    let row = |name: &str, done, total, actual, planned, red| CategoryRow {
        name: name.to_owned(),
        href: "tasks/category/x/".to_owned(),
        done,
        total,
        mean: mean(actual, planned, total, total),
        attention: [(LightSlug::Red, red), (LightSlug::Yellow, 2)]
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(slug, count)| LightCount { light: light(slug), count })
            .collect(),
    };
    vec![
        row("基础设施", 3, 14, 61, 70, 2),
        row("生态建设", 5, 13, 66, 72, 1),
        row("产业发展", 7, 18, 71, 74, 0),
        row("深化改革", 3, 14, 68, 71, 2),
        row("民生改善", 9, 24, 74, 76, 1),
        row("社会治理", 6, 17, 76, 75, 0),
        row("营商环境", 6, 16, 79, 78, 0),
        row("开放合作", 2, 10, 69, 69, 0),
    ]
}

/// Before the list of tasks is published.
pub fn home_before() -> HomeView {
    let full = home();
    HomeView {
        head: head("政府重点工作公开", "home", "before/"),
        period: "2027年".to_owned(),
        distribution: distribution(&[]),
        lagging: Vec::new(),
        reconciliations: Vec::new(),
        columns: None,
        overdue: Vec::new(),
        upcoming: Vec::new(),
        categories: Vec::new(),
        exposures: full.exposures.map(|board| ExposureSummary {
            cards: Vec::new(),
            total: 0,
            closed: 0,
            ..board
        }),
        commendations: full.commendations.map(|list| CommendationSummary {
            cards: Vec::new(),
            honoured: 0,
            ..list
        }),
        children: Vec::new(),
        children_word: "镇街".to_owned(),
        children_href: None,
        conflicts: 0,
        ..home()
    }
}

pub fn tasks() -> TasksView {
    TasksView {
        head: head("任务进展", "tasks", "tasks/"),
        heading: "任务进展".to_owned(),
        lead: None,
        distribution: None,
        mean: None,
        reconciliations: home().reconciliations,
        subcategories: Vec::new(),
        directory: Some(link("按区域和领导看清单", "by/")),
        filters: filters(),
        rows: rows(),
        pages: Pagination::of(1, (126, "项"), |page| format!("page/{page}/")),
        data: vec![link("CSV", "../data/tasks.csv"), link("JSON", "../data/tasks.json")],
    }
}

/// A category's list far into 20,000 tasks.
pub fn category() -> TasksView {
    let bar =
        distribution(&[(LightSlug::Done, 4_100), (LightSlug::Green, 15_899), (LightSlug::Red, 1)]);
    let child = |name: &str| Subcategory {
        name: name.to_owned(),
        href: "../x/".to_owned(),
        tasks: 50,
        distribution: Some(
            distribution(&[(LightSlug::Done, 41), (LightSlug::Yellow, 9)]).beside(100),
        ),
    };
    TasksView {
        head: head("民生改善", "tasks", "tasks/category/livelihood/"),
        heading: "民生改善".to_owned(),
        lead: text("责任领导：副区长 顾清和。"),
        distribution: Some(bar),
        mean: Some(mean(74, 76, 19_980, 20_000)),
        subcategories: vec![
            child("城镇老旧小区改造"),
            Subcategory { distribution: None, ..child("学前教育") },
        ],
        pages: Pagination::of(486, (20_000, "项"), |page| format!("../{page}/")),
        ..tasks()
    }
}

/// A list without tasks.
pub fn no_tasks() -> TasksView {
    TasksView {
        heading: "红灯".to_owned(),
        head: head("红灯", "tasks", "tasks/light/red/"),
        rows: Vec::new(),
        filters: Vec::new(),
        pages: Pagination::of(1, (0, "项"), |_| String::new()),
        ..tasks()
    }
}

//! Made-up pages of words, rules and data.

use daylight::plan::view::atoms::{Label, LightSlug, Link};
use daylight::plan::view::data::{ColumnsView, DataFile, DataView};
use daylight::plan::view::page::{NotFoundView, PageView, SiteMapGroup, SiteMapView};
use daylight::plan::view::rules::{Rule, RuleSection, RulesView};
use daylight::plan::view::table::{Column as TableColumn, ColumnKind};

use super::atoms::{article, day, head, light, link, s};

/// A page of words.
pub(crate) fn page() -> PageView {
    let trail = [("首页", "../../"), ("无障碍声明", "")];
    PageView {
        head: article(head("无障碍声明", "pages", "pages/accessibility/", &trail), "2026-01-05"),
        id: s("accessibility"),
        clauses: vec![s("无障碍声明")],
        summary: Some(s("本站怎样照顾读屏、键盘和大字用户，还有哪些做不到。")),
        published_on: day("2026-01-05"),
        source: s("云澄区人民政府办公室"),
        body: s(
            "<p>本站按GB/T 37668—2019二级建设。</p><h2>大字版</h2><p>点页面右上角的“大字版”，或用浏览器放大。</p>",
        ),
    }
}

/// The rules.
pub(crate) fn rules() -> RulesView {
    let rule = |number: &str, slug: Option<LightSlug>, name: &str, text: &str| Rule {
        number: s(number),
        light: slug.map(light),
        name: (!name.is_empty()).then(|| s(name)),
        text: s(text),
        note: (number == "L6").then(|| s("只按填报的那一天计算，等待填报本身不会让单位变成落后。")),
        links: Vec::new(),
    };
    RulesView {
        head: head("亮灯和计分规则", "tasks", "rules/", &[("首页", "../"), ("亮灯和计分规则", "")]),
        title: s("亮灯和计分规则"),
        lead: s("灯和分数由程序按下列规则计算。"),
        method: Label { text: s("六大机制"), href: Some(s("method/")) },
        sections: vec![
            RuleSection {
                id: s("lights"),
                title: s("灯怎样亮"),
                lead: Some(s("自上而下比对，以第一条符合的为准。")),
                rules: vec![
                    rule(
                        "L1",
                        Some(LightSlug::Done),
                        "",
                        "已验收销号。提前、按期还是逾期办结，一直标明。",
                    ),
                    rule(
                        "L5",
                        Some(LightSlug::Red),
                        "",
                        "任务已过完成时限；或某一阶段超期超过30天；或比计划慢30个百分点以上；或计划开始后满三个月仍填报未开工。",
                    ),
                    rule("L6", Some(LightSlug::Silent), "", "超过填报周期10天仍没有实质进展填报。"),
                    rule(
                        "L7",
                        Some(LightSlug::Yellow),
                        "",
                        "比计划慢10至30个百分点；或某一阶段超期30天以内。",
                    ),
                    rule("L8", Some(LightSlug::Green), "", "以上都不是。"),
                ],
            },
            RuleSection {
                id: s("scores"),
                title: s("分数怎样算"),
                lead: None,
                rules: vec![
                    rule(
                        "S1",
                        None,
                        "时效分",
                        "100分减去落后的百分点数，再减去逾期天数的2倍，最低0分。",
                    ),
                    rule(
                        "S2",
                        None,
                        "单位得分",
                        "各牵头任务的得分按工作量×难度加权平均，减扣分，加加分（最多5分），保留两位小数。",
                    ),
                ],
            },
        ],
    }
}

fn data_file(root: &str) -> DataFile {
    DataFile {
        id: s("tasks"),
        title: s("任务进展"),
        about: s("一行一个任务，不含不予公开的任务。"),
        href: format!("{root}tasks/"),
        csv: format!("{root}tasks.csv"),
        json: format!("{root}tasks.json"),
        rows: 1_234,
    }
}

/// The columns of a table.
pub(crate) fn columns() -> ColumnsView {
    let column = |key: &str, title: &str, about: &str, kind: ColumnKind| {
        ColumnsView::row(&TableColumn { key: s(key), title_zh: s(title), about_zh: s(about), kind })
    };
    let trail = [("首页", "../../"), ("数据下载", "../"), ("任务进展", "")];
    ColumnsView {
        head: head("任务进展", "data", "data/tasks/", &trail),
        file: data_file("../"),
        columns: vec![
            column("id", "编号", "任务的永久编号，同网址中的一段", ColumnKind::Text),
            column(
                "progress",
                "进度",
                "最近一次填报的完成百分比；未填报为空，不是0",
                ColumnKind::Decimal,
            ),
            column("due_original", "原定完成日期", "首次公布的完成日期", ColumnKind::Day),
            column("moved", "是否改期", "完成日期变更过没有", ColumnKind::Flag),
        ],
    }
}

/// The download page.
pub(crate) fn data() -> DataView {
    DataView {
        head: head("数据下载", "data", "data/", &[("首页", "../"), ("数据下载", "")]),
        files: vec![data_file("")],
        others: vec![link("到期日历（iCalendar）", "../calendar.ics")],
    }
}

/// The page that is not there.
pub(crate) fn not_found() -> NotFoundView {
    let mut head = head("没有找到这个页面", "", "404.html", &[]);
    (head.root, head.noindex, head.clock, head.data_date) = (s("/"), true, None, None);
    NotFoundView {
        head,
        links: vec![
            link("按单位找", "/units/"),
            link("按街道乡镇找", "/areas/"),
            link("全部任务", "/tasks/"),
        ],
    }
}

/// The map of the site.
pub(crate) fn site_map() -> SiteMapView {
    let group = |title: &str, links: Vec<Link>| SiteMapGroup { title: s(title), links };
    SiteMapView {
        head: head("网站地图", "sitemap", "sitemap/", &[("首页", "../"), ("网站地图", "")]),
        groups: vec![
            group(
                "栏目",
                vec![
                    link("任务进展", "../tasks/"),
                    link("曝光台", "../exposures/"),
                    link("表扬", "../commendations/"),
                ],
            ),
            group(
                "单位",
                vec![
                    link("区水务局", "../units/sw/"),
                    link(
                        "区科技和工业信息化局（大数据发展管理局、知识产权保护中心）",
                        "../units/kj/",
                    ),
                ],
            ),
        ],
    }
}

//! Open data: the tables, and the page that explains every column of them.

mod bulletin;
mod case;
mod column;
mod ledger;
mod participation;
mod portals;
mod structure;
mod supervision;
mod task;

use super::address::{Address, Form};
use super::heads::{About, Section};
use super::here::Here;
use super::view::atoms::Link;
use super::view::data::{ColumnsView, DataFile, DataView};
use super::view::table::Table;
use crate::assess::Assessed;

pub use portals::conflict_count;

/// A table of open data.
pub struct Kind {
    /// File name without ending.
    pub name: &'static str,
    /// Its title.
    title: &'static str,
    /// What a row is, and what is left out.
    about: &'static str,
    /// How many rows it has.
    rows: fn(&Assessed) -> usize,
    /// Its columns and rows.
    fill: fn(Here) -> column::Filled,
}

/// The tables in the order of the page.
pub const TABLES: &[Kind] = &[
    Kind {
        name: "tasks",
        title: "任务",
        about: "每行是一项公开的任务及其当天的灯、进度和时限。不予公开的任务不在其中，数目见方案页。",
        rows: |assessed| assessed.portal.tasks.len(),
        fill: task::tasks,
    },
    Kind {
        name: "stages",
        title: "阶段",
        about: "每行是一项任务的一个阶段。权重和日期按已公布的变更计算，原定日期并列。",
        rows: task::stage_count,
        fill: task::stages,
    },
    Kind {
        name: "indicators",
        title: "量化指标",
        about: "每行是一项任务的一个指标：目标、口径和最近一次填报的数值。",
        rows: task::indicator_count,
        fill: task::indicators,
    },
    Kind {
        name: "observations",
        title: "指标填报",
        about: "每行是一个指标的一次填报，数值从任务开始累计。",
        rows: ledger::observation_count,
        fill: ledger::observations,
    },
    Kind {
        name: "updates",
        title: "进展填报",
        about: "每行是一次填报。没有填报进度的，进度一列为空，不是0。",
        rows: ledger::update_count,
        fill: ledger::updates,
    },
    Kind {
        name: "changes",
        title: "变更",
        about: "每行是一次公布的变更：改了什么、原值、新值、理由和批准。",
        rows: ledger::change_count,
        fill: ledger::changes,
    },
    Kind {
        name: "closings",
        title: "销号",
        about: "每行是一次验收销号；后来回潮的写明日期和原因。",
        rows: ledger::closing_count,
        fill: ledger::closings,
    },
    Kind {
        name: "units",
        title: "单位",
        about: "每行是一个单位，附它牵头的任务数和按期率的分子、分母。",
        rows: |assessed| assessed.portal.units.len(),
        fill: structure::units,
    },
    Kind {
        name: "posts",
        title: "岗位",
        about: "每行是一个岗位。姓名只在本站署名规则公布姓名的岗位中列出。",
        rows: |assessed| assessed.portal.posts.len(),
        fill: structure::posts,
    },
    Kind {
        name: "areas",
        title: "区域",
        about: "每行是一个区域，附它的上级、责任岗位和涉及它的任务数。",
        rows: |assessed| assessed.portal.areas.len(),
        fill: structure::areas,
    },
    Kind {
        name: "grids",
        title: "网格",
        about: "每行是一个网格，附它所在的区域、责任岗位和清单上的事项数。",
        rows: |assessed| assessed.portal.grids.len(),
        fill: structure::grids,
    },
    Kind {
        name: "grid-items",
        title: "网格清单",
        about: "每行是一个网格清单上的一件事，写明频次和对应的任务。",
        rows: structure::item_count,
        fill: structure::grid_items,
    },
    Kind {
        name: "bulletins",
        title: "通报",
        about: "每行是一份通报：月末各类亮灯的任务数、按期率的分子和分母、当月的销号、改期和填报；不定期通报只有标题、文号和日期。",
        rows: super::bulletin::how_many,
        fill: bulletin::bulletins,
    },
    Kind {
        name: "exposures",
        title: "曝光",
        about: "每行是一条正在公开的曝光，只有编号、情形、日期和状态，不含单位和人员；已撤下的不在其中。",
        rows: |assessed| super::exposure::live(assessed).len(),
        fill: case::exposures,
    },
    Kind {
        name: "commendations",
        title: "表扬",
        about: "每行是一条表扬，包括正在公示的和已撤销的。个人只计人数，姓名见表扬页。",
        rows: |assessed| super::commendation::shown(assessed).len(),
        fill: case::commendations,
    },
    Kind {
        name: "inspections",
        title: "督查",
        about: "每行是一次督查。暗访在反馈以后才列出，发现和结论在反馈以后公开；受邀人员只有人数。",
        rows: |assessed| assessed.supervision.inspections.len(),
        fill: supervision::inspections,
    },
    Kind {
        name: "problems",
        title: "问题",
        about: "每行是一个问题，附天数、提请层级和逾期天数，计算到数据日期。",
        rows: |assessed| assessed.supervision.problems.len(),
        fill: supervision::problems,
    },
    Kind {
        name: "rectifications",
        title: "挂牌整改",
        about: "每行是一件挂牌整改。曝光的整改随曝光撤下，不在其中，见曝光表。",
        rows: |assessed| assessed.supervision.mendings.len(),
        fill: supervision::mendings,
    },
    Kind {
        name: "slips",
        title: "督办件",
        about: "每行是一件提醒函、督办函或一次约谈。",
        rows: |assessed| assessed.supervision.slips.len(),
        fill: supervision::slips,
    },
    Kind {
        name: "warnings",
        title: "预警通知",
        about: "每行是一件发给牵头单位的预警通知。",
        rows: |assessed| assessed.supervision.warnings.len(),
        fill: supervision::warnings,
    },
    Kind {
        name: "reports",
        title: "限时报告",
        about: "每行是一件限时报告，应报日期和收到日期并列。",
        rows: |assessed| assessed.supervision.reports.len(),
        fill: supervision::reports,
    },
    Kind {
        name: "pledges",
        title: "责任状",
        about: "每行是责任状里的一条承诺。关联任务的，结果按任务的完成日期计算。",
        rows: supervision::promise_count,
        fill: supervision::pledges,
    },
    Kind {
        name: "consultations",
        title: "征求意见",
        about: "每行是一次征求意见：起止日期、参与人次、收到的意见数和采纳情况。不含提出人。",
        rows: |assessed| super::participation::consultations(assessed).len(),
        fill: participation::consultations,
    },
    Kind {
        name: "appraisals",
        title: "评议和测评",
        about: "每行是一次评议、调查或测评的一个选项及其比例，附方法和有效样本数。",
        rows: participation::share_count,
        fill: participation::appraisals,
    },
    Kind {
        name: "micro-projects",
        title: "微实事",
        about: "每行是居民提出的一个微实事项目：表决、预算和实施情况。",
        rows: |assessed| super::participation::micro_projects(assessed).len(),
        fill: participation::micro_projects,
    },
    Kind {
        name: "question-counts",
        title: "网络问政",
        about: "每行是一个渠道一个月收到和答复的件数，不含提问人和提问内容。",
        rows: |assessed| super::participation::questions(assessed).len(),
        fill: participation::questions,
    },
    Kind {
        name: "visit-counts",
        title: "实地调研次数",
        about: "每行是一个领导岗位一年到基层实地调研的次数。",
        rows: |assessed| assessed.portal.participation.visits.len(),
        fill: participation::visits,
    },
    Kind {
        name: "portals",
        title: "下级门户",
        about: "每行是一个下级门户最近一次公布的汇总。没有汇总的，数字为空，不是0。",
        rows: portals::child_count,
        fill: portals::portals,
    },
    Kind {
        name: "conflicts",
        title: "上下不一致",
        about: "每行是上下级门户对同一任务公布的一处不同，两个说法都附出处和日期。",
        rows: portals::conflict_count,
        fill: portals::conflicts,
    },
];

/// Whether a table holds anything: an empty one is not published.
pub fn has_rows(assessed: &Assessed, at: usize) -> bool {
    TABLES.get(at).is_some_and(|kind| (kind.rows)(assessed) > 0)
}

/// The name of a table in the paths of its files.
pub fn name(at: usize) -> &'static str {
    TABLES.get(at).map_or("", |kind| kind.name)
}

/// The table at a place of [`TABLES`].
pub fn table(here: Here, at: usize) -> Table {
    let kind = TABLES.get(at).expect("addresses name tables that exist");
    let column::Filled { columns, rows } = (kind.fill)(here);
    Table { name: kind.name.to_owned(), title: kind.title.to_owned(), columns, rows }
}

/// The page of open data.
pub fn data(here: Here) -> DataView {
    let title = here.plan.words("data", "title");
    let description = here.lead_with_ranks("data");
    let tables = TABLES.iter().enumerate().filter(|(at, _)| has_rows(here.assessed(), *at));
    DataView {
        head: here.head(About::column(&title, description, Section::About)),
        files: tables.map(|(at, kind)| file(here, at, kind)).collect(),
        others: vec![Link {
            text: "本门户汇总（JSON，供上级门户和其他程序读取）".to_owned(),
            href: here.href(Address::Summary),
        }],
    }
}

/// The page that explains every column of a table.
pub fn columns(here: Here, at: usize) -> ColumnsView {
    let kind = TABLES.get(at).expect("addresses name tables that exist");
    let heading = here.plan.words("data", "title");
    let title = format!("{}：{}", kind.title, here.plan.words("data", "columns"));
    ColumnsView {
        head: here.head(About {
            above: vec![(heading, Address::Data)],
            ..About::column(&title, kind.about.to_owned(), Section::About)
        }),
        file: file(here, at, kind),
        columns: table(here, at).columns.iter().map(ColumnsView::row).collect(),
    }
}

fn file(here: Here, at: usize, kind: &Kind) -> DataFile {
    let rows = (kind.rows)(here.assessed());
    DataFile {
        id: kind.name.to_owned(),
        title: kind.title.to_owned(),
        about: kind.about.to_owned(),
        href: here.href(Address::Columns(at)),
        csv: here.href(Address::Table(at, Form::Csv)),
        json: here.href(Address::Table(at, Form::Json)),
        rows: u32::try_from(rows).unwrap_or(u32::MAX),
    }
}

impl Here<'_> {
    /// The files of a table; none if it has no rows.
    pub fn table_links(self, name: &str) -> Vec<Link> {
        let named = TABLES.iter().enumerate().filter(|(_, kind)| kind.name == name);
        let filled = named.filter(|(at, _)| has_rows(self.assessed(), *at));
        let links = filled.flat_map(|(at, kind)| {
            [(Form::Csv, "CSV"), (Form::Json, "JSON")].map(|(form, word)| Link {
                text: format!("{}（{word}）", kind.title),
                href: self.href(Address::Table(at, form)),
            })
        });
        links.collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::plan::example;

    #[test]
    fn moved_dates_are_data_and_not_words() {
        let plan = example::plan();
        let here = Here::new(&plan, Address::Data);
        let at = TABLES.iter().position(|table| table.name == "changes").expect("changes");
        let table = table(here, at);
        let column = |key: &str| table.columns.iter().position(|held| held.key == key).expect(key);
        let cells = |key: &str| {
            let cells = table.rows.iter().filter_map(|row| row.get(column(key)).cloned());
            cells.collect::<Vec<_>>()
        };
        let text = |day: &str| vec![crate::plan::view::table::Cell::Text(day.to_owned()); 2];
        assert_eq!(cells("old"), text("2026-10-31"));
        assert_eq!(cells("new"), text("2026-11-30"));
    }

    #[test]
    fn what_was_solved_late_is_late_in_the_data_as_well() {
        let solved = |day: &str| {
            let text = example::text("supervision/problems.yaml");
            let text = text.trim_end().to_owned()
                + &format!("\n    解决日期: {day}\n    结果: 已补齐资料。\n");
            let plan = example::with(&[("supervision/problems.yaml", &text)], "2026-10-15");
            let here = Here::new(&plan, Address::Data);
            let at = TABLES.iter().position(|table| table.name == "problems").expect("problems");
            let table = table(here, at);
            let column = |key: &str| table.columns.iter().position(|held| held.key == key);
            let cell = |key: &str| table.rows.first()?.get(column(key)?).cloned();
            (cell("overdue_days"), cell("late_by"))
        };
        let days = |days| Some(crate::plan::view::table::Cell::Integer(days));
        assert_eq!(solved("2026-09-30"), (days(0), days(0)));
        assert_eq!(solved("2026-10-10"), (days(0), days(10)));
        assert_eq!(solved("2026-10-16"), (days(15), days(0)), "not solved yet");
    }

    #[test]
    fn every_row_has_a_cell_for_every_column_and_every_column_is_explained() {
        let plan = example::plan();
        let here = Here::new(&plan, Address::Data);
        for at in 0..TABLES.len() {
            let table = table(here, at);
            let keys: BTreeSet<&str> = table.columns.iter().map(|held| held.key.as_str()).collect();
            assert_eq!(keys.len(), table.columns.len(), "{}", table.name);
            assert!(table.columns.iter().all(|held| !held.about_zh.is_empty()), "{}", table.name);
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
            assert_eq!(!table.rows.is_empty(), has_rows(&plan.assessed, at), "{}", table.name);
        }
    }
}

//! Made-up changes, documents, a plan and grids.

use daylight::plan::view::area::{GridItem, GridRow};
use daylight::plan::view::atoms::{
    Attachment, Citation, Deadline, Filter, Label, LightCount, LightSlug, Link, MeanProgress,
    Pagination, Progress, Reconciliation, Standing, TaskRow, Timeliness, WithheldCount, clauses,
};
use daylight::plan::view::changes::{
    ChangeEvent, ChangeMonth, ChangesView, ClosingEvent, ReasonedEvent, Subject, What,
};
use daylight::plan::view::directory::{DirectoryGroup, DirectoryRow, DirectoryView};
use daylight::plan::view::documents::{DocumentEntry, DocumentsView};
use daylight::plan::view::grids::{GridLine, GridView, GridsView};
use daylight::plan::view::ledger::PlateRole;
use daylight::plan::view::log::Change;
use daylight::plan::view::people::Duty;
use daylight::plan::view::plan::{
    Branch, CheckStep, Contribution, Found, Goal, PlanFigure, PlanRow, PlanView, Register,
    SnapshotDay, SnapshotRow, Snapshots, TableLink, Work,
};
use daylight::plan::view::plan_table::{PlanTableRow, PlanTableView};
use daylight::plan::view::plot::{Cell, Distribution, GridBlock};
use daylight::plan::view::posting::PostingView;

use super::atoms::{day, feedback, figure, head, holder, label, light, link, month, pill, s};

fn change(field: &str, old: &str, new: &str) -> Change {
    Change {
        on: day("2026-09-12"),
        field: s(field),
        stage: None,
        old: Some(s(old)),
        new: Some(s(new)),
        reason_word: Some(s("征地拆迁")),
        reason: Some(s("3户拆迁协议未签，改道方案重新报批")),
        decided_by: Some(s("区政府第31次常务会议")),
        document: Some(Citation {
            title: None,
            number: Some(s("云政纪〔2026〕31号")),
            href: Some(s("../documents/#doc-31")),
        }),
        into: None,
        days: Some(92),
        last_minute: false,
    }
}

fn event(iso: &str, title: &str, unit: &str, what: What) -> ChangeEvent {
    let subject = Subject { title: s(title), href: Some(s("../tasks/a/")), unit: Some(s(unit)) };
    ChangeEvent { on: day(iso), subject, what }
}

/// Changes month by month.
pub(crate) fn changes() -> ChangesView {
    let mut silent = change("经办人", "改造科科长", "物业科科长");
    (silent.reason, silent.reason_word, silent.decided_by) = (None, None, None);
    (silent.document, silent.days) = (None, None);
    let mut late = change("完成时限", "2026年9月30日", "2026年12月31日");
    late.last_minute = true;
    let mut carried = change("结转", "2026年计划", "2027年计划");
    carried.into = Some(link("城南污水管网三期", "../tasks/b/"));
    carried.days = None;
    ChangesView {
        head: head("变更记录", "changes", "changes/", &[("首页", "../"), ("变更记录", "")]),
        month: None,
        figures: vec![
            figure(3, "次", "改期，累计+184天"),
            figure(1, "次", "未说明原因"),
            figure(2, "项", "销号"),
        ],
        filters: vec![Filter {
            name: s("月份"),
            pills: vec![pill("最近", 6, true), pill("9月", 4, false), pill("8月", 2, false)],
        }],
        groups: vec![
            ChangeMonth {
                month: month("2026-09-01"),
                href: Some(s("2026-09/")),
                total: 24,
                events: vec![
                    event(
                        "2026-09-28",
                        "农贸市场周边秩序整治",
                        "区城市管理局",
                        What::Change(Box::new(late)),
                    ),
                    event(
                        "2026-09-20",
                        "老旧小区加装电梯60部",
                        "区住房和城乡建设局",
                        What::Closing(ClosingEvent {
                            number: s("销号〔2026〕12号"),
                            verifier: s("区督查室主任"),
                            timeliness: Some(Timeliness::Early),
                            days_early: Some(26),
                            result: Some(s("60部电梯全部取得使用登记证")),
                        }),
                    ),
                    event(
                        "2026-09-12",
                        "高新技术产业园与省属高校共建成果转化与中试公共服务平台并引进首批十家研发机构入驻运营",
                        "区科技和工业信息化局",
                        What::Change(Box::new(silent)),
                    ),
                    event(
                        "2026-09-05",
                        "河道清淤",
                        "区水务局",
                        What::Reopening(ReasonedEvent {
                            word: s("回潮"),
                            reason: Some(s("淤泥露天堆放，群众反映异味")),
                        }),
                    ),
                ],
            },
            ChangeMonth {
                month: month("2026-08-01"),
                href: Some(s("2026-08/")),
                total: 2,
                events: vec![
                    event(
                        "2026-08-30",
                        "城南污水管网二期",
                        "区水务局",
                        What::Change(Box::new(carried)),
                    ),
                    event(
                        "2026-08-11",
                        "曝光2026-011",
                        "区督查室",
                        What::Correction(ReasonedEvent { word: s("更正"), reason: None }),
                    ),
                ],
            },
        ],
        rest: 20,
        pages: Some(Pagination::of(1, (24, "条"), |page| format!("page/{page}/"))),
        earlier: Some(link("2026年7月", "2026-07/")),
        data: vec![link("变更（CSV）", "../data/changes.csv")],
    }
}

/// A month in which nothing changed.
pub(crate) fn no_changes() -> ChangesView {
    let trail = [("首页", "../../"), ("变更记录", "../"), ("2026年3月", "")];
    ChangesView {
        head: head("2026年3月变更记录", "changes", "changes/2026-03/", &trail),
        month: Some(month("2026-03-01")),
        figures: vec![figure(0, "次", "改期")],
        groups: vec![ChangeMonth {
            month: month("2026-03-01"),
            href: None,
            total: 0,
            events: Vec::new(),
        }],
        rest: 0,
        pages: None,
        earlier: None,
        ..changes()
    }
}

/// Documents.
pub(crate) fn documents() -> DocumentsView {
    let entry = |id: &str, title: &str, number: &str| DocumentEntry {
        id: s(id),
        title: s(title),
        index_number: Some(s("00000000-0-2024-00021")),
        topic: Some(s("国民经济管理、国有资产监管")),
        issuer: s("云澄区人民政府"),
        formed_on: Some(day("2024-01-09")),
        published_on: day("2024-01-15"),
        number: Some(s(number)),
        effect: s("有效"),
        in_force: true,
        repealed_on: None,
        summary: Some(s("确定三年八大类三十项重点工作，明确牵头领导、牵头单位、完成时限和奖惩。")),
        parent: None,
        children: Vec::new(),
        interprets: None,
        interpretations: Vec::new(),
        plans: Vec::new(),
        tasks: None,
        attachments: Vec::new(),
    };
    let mut first = entry("doc-1", "关于开展三年攻坚的实施意见", "云政发〔2024〕1号");
    first.children = vec![label("城市提升实施方案", "#doc-2"), label("产业升级实施方案", "#doc-3")];
    first.plans = vec![label("三年攻坚行动", "../plans/three-year/")];
    first.tasks = Some(label("95项任务", "../tasks/"));
    first.attachments = vec![Attachment {
        kind: Some(s("文件")),
        title: s("实施意见全文（PDF，1.2MB）"),
        href: Some(s("../assets/doc-1.pdf")),
        size: None,
    }];
    let mut second = entry("doc-2", "城市提升实施方案", "云政办发〔2024〕3号");
    second.parent = Some(label("关于开展三年攻坚的实施意见", "#doc-1"));
    let mut third = entry("doc-3", "产业升级实施方案（试行）", "云政办发〔2022〕9号");
    (third.effect, third.in_force, third.repealed_on) = (s("废止"), false, Some(day("2024-01-09")));
    (third.index_number, third.topic, third.formed_on, third.summary) = (None, None, None, None);
    DocumentsView {
        head: head("公开文件", "documents", "documents/", &[("首页", "../"), ("公开文件", "")]),
        documents: vec![first, second, third],
    }
}

fn spread(counts: &[(LightSlug, u32)]) -> Distribution {
    Distribution::of(
        counts.iter().map(|(slug, count)| (light(*slug), *count, Some(s("../../tasks/by/")))),
    )
}

fn mean(actual: i32, planned: i32, counted: u32, total: u32) -> MeanProgress {
    MeanProgress {
        progress: Progress {
            actual: Some(actual),
            planned: Some(planned),
            lag: Some(planned - actual),
            as_of: Some(day("2026-09-30")),
        },
        counted,
        total,
    }
}

fn work(title: &str, slug: LightSlug) -> Work {
    Work {
        title: s(title),
        href: s("../../tasks/a/"),
        light: light(slug),
        unit: Some(s("区水务局")),
    }
}

fn branch(name: &str, level: &str, branches: Vec<Branch>, works: Vec<Work>) -> Branch {
    let distribution = spread(&[
        (LightSlug::Done, 5),
        (LightSlug::Green, 6),
        (LightSlug::Yellow, 2),
        (LightSlug::Red, 1),
    ]);
    Branch {
        label: label(name, "../../tasks/by/category/a/"),
        level: s(level),
        leader: Some(holder("副区长", Some("何若川"))),
        distribution: distribution.beside(21),
        mean: mean(66, 78, 12, 14),
        open: level == "类" && name.starts_with("城市"),
        more: if works.is_empty() { 0 } else { 3 },
        branches,
        works,
    }
}

fn plan_rows() -> Vec<PlanRow> {
    vec![
        PlanRow {
            label: label("城市提升实施方案", "../city/"),
            number: Some(s("澜政发〔2026〕4号")),
            unit: Some(s("区住房和城乡建设局")),
            distribution: spread(&[
                (LightSlug::Done, 6),
                (LightSlug::Green, 8),
                (LightSlug::Red, 2),
            ])
            .beside(21),
        },
        PlanRow {
            label: label("产业升级实施方案", "../industry/"),
            number: None,
            unit: None,
            distribution: spread(&[(LightSlug::Green, 21)]).beside(21),
        },
    ]
}

fn reconciliations() -> Vec<Reconciliation> {
    vec![
        Reconciliation {
            word: s("类"),
            measure: s("类"),
            what: s("一级目录"),
            noun: s("一级目录"),
            declared: 7,
            published: 7,
            withheld: 0,
            source: s("实施意见"),
            reasons: Vec::new(),
        },
        Reconciliation {
            word: s("个"),
            measure: s("个"),
            what: s("任务"),
            noun: s("任务"),
            declared: 95,
            published: 93,
            withheld: 2,
            source: s("实施意见附件1"),
            reasons: vec![WithheldCount {
                reason: s("国家秘密"),
                count: 2,
                review_on: day("2027-03-01"),
            }],
        },
        Reconciliation {
            word: s("项"),
            measure: s("项"),
            what: s("二级目录"),
            noun: s("二级目录"),
            declared: 42,
            published: 41,
            withheld: 0,
            source: s("实施意见"),
            reasons: Vec::new(),
        },
    ]
}

fn branches() -> Vec<Branch> {
    vec![
        branch(
            "城市建设与更新",
            "类",
            vec![
                branch(
                    "道路桥梁",
                    "项",
                    Vec::new(),
                    vec![
                        work("文昌路改造", LightSlug::Red),
                        work("城南快速路", LightSlug::Yellow),
                        work("北苑大桥", LightSlug::Done),
                    ],
                ),
                branch("老旧小区", "项", Vec::new(), vec![work("加装电梯60部", LightSlug::Green)]),
            ],
            Vec::new(),
        ),
        branch(
            "产业发展",
            "类",
            Vec::new(),
            vec![work("高新技术产业园与省属高校共建成果转化与中试公共服务平台", LightSlug::Silent)],
        ),
    ]
}

fn goals() -> Vec<Goal> {
    let contribution = |title: &str, done: Option<&str>| Contribution {
        task: Link { text: s(title), href: s("../../tasks/a/") },
        indicator: s("年产值"),
        target: s("120亿元以上"),
        done: done.map(s),
    };
    vec![Goal {
        id: s("goal-industry"),
        name: s("工业总产值300亿元"),
        text: Some(s("三年累计。")),
        target: s("300亿元以上"),
        done: Some(s("96亿元")),
        percent: Some(32),
        reached: false,
        promised: s("240亿元"),
        short: Some(s("60亿元")),
        counted: 1,
        contributions: vec![
            contribution("装备制造园", Some("96亿元")),
            contribution("新材料基地", None),
        ],
    }]
}

fn checklist() -> Vec<CheckStep> {
    let step = |number, name: &str, found| CheckStep {
        number,
        name: s(name),
        text: Some(s("目标和时限与上级部署一致。")),
        found,
        before: 0,
    };
    let found = |state: &str, kept| Found {
        state: s(state),
        kept,
        on: day("2026-07-02"),
        unit: Some(label("督查室", "../../units/inspection/")),
        text: Some(s("抽查20项，18项时限一致。")),
        evidence: Vec::new(),
    };
    vec![
        step(1, "严格对标对表", Some(found("已落实", true))),
        step(2, "夯实岗位职责", Some(found("部分落实", false))),
        step(3, "精细分解分工", None),
    ]
}

fn snapshots() -> Snapshots {
    let at = |name: &str, on: &str, mean| SnapshotDay {
        name: s(name),
        on: day(on),
        mean,
        counted: 91,
        finished: 12,
        moved: 3,
    };
    Snapshots {
        days: vec![at("2026年年初", "2026-01-31", None), at("2026年年中", "2026-06-30", Some(48))],
        lights: vec![SnapshotRow { light: light(LightSlug::Green), counts: vec![93, 80] }],
    }
}

/// A plan.
pub(crate) fn plan_table() -> PlanTableView {
    let trail = [("首页", "../../../"), ("方案", "../"), ("责任表", "")];
    PlanTableView {
        head: head("责任表", "documents", "plans/three-year/responsibility/", &trail),
        name: s("责任表"),
        plan: label("三年攻坚行动", "../"),
        text: Some(s("每项任务由谁牵头、谁经办。")),
        tables: vec![Label { text: s("责任表"), href: None }, label("时间表", "../timetable/")],
        orders: vec![Label { text: s("按目录"), href: None }, label("按完成时限", "by-due/")],
        total: 2,
        sum: s("共2个牵头单位"),
        columns: vec![s("牵头单位"), s("经办人")],
        rows: vec![
            PlanTableRow {
                anchor: s("t-north"),
                code: Some(s("12")),
                task: label("北苑片区改造", "../../../tasks/north/"),
                light: light(LightSlug::Yellow),
                cells: vec![vec![s("区住建局")], vec![s("房屋管理科科长")]],
            },
            PlanTableRow {
                anchor: s("t-south"),
                code: None,
                task: label("南苑片区改造", "../../../tasks/south/"),
                light: light(LightSlug::Green),
                cells: vec![vec![s("区住建局")], Vec::new()],
            },
        ],
        pages: Pagination::of(1, (1, "项"), |page| format!("page/{page}/")),
    }
}

pub(crate) fn plan() -> PlanView {
    let name = "三年攻坚行动：从承诺到销号";
    let trail = [("首页", "../../"), ("方案", ""), (name, "")];
    PlanView {
        head: head(name, "documents", "plans/three-year/", &trail),
        id: s("three-year"),
        clauses: clauses(name),
        kind: s("多年计划"),
        from: day("2024-01-01"),
        until: day("2026-12-31"),
        days_left: Some(92),
        counted_on: day("2026-09-30"),
        published_on: Some(day("2024-01-15")),
        summary: Some(s("七类四十二项九十五个项目，一件事一个领导、一个牵头单位、一张时间表。")),
        document: Some(Citation {
            title: Some(s("关于开展三年攻坚的实施意见")),
            number: Some(s("云政发〔2024〕1号")),
            href: Some(s("../../documents/#doc-1")),
        }),
        basis: vec![Citation { title: Some(s("政府工作报告")), number: None, href: None }],
        unit: Some(label("攻坚推进办公室", "../../units/office/")),
        parent: None,
        children: plan_rows(),
        rhythm_days: 31,
        distribution: spread(&[
            (LightSlug::Done, 41),
            (LightSlug::Green, 30),
            (LightSlug::Awaiting, 3),
            (LightSlug::Yellow, 9),
            (LightSlug::Silent, 2),
            (LightSlug::Red, 6),
            (LightSlug::Upcoming, 1),
            (LightSlug::Paused, 1),
        ]),
        mean: mean(66, 78, 91, 93),
        reconciliations: reconciliations(),
        figures: vec![PlanFigure {
            name: s("纳入管理的领导干部"),
            value: s("600名以上"),
            source: s("精细化管理方案"),
        }],
        tables: vec![TableLink {
            label: label("项目表", "projects/"),
            text: Some(s("项目载体、目标和投资。")),
        }],
        registers: vec![Register {
            label: label("重点项目台账", "../../tasks/by/kind/key-project/"),
            count: 175,
        }],
        goals: goals(),
        checklist: checklist(),
        kept: 1,
        snapshots: Some(snapshots()),
        branches: branches(),
        unsettled: vec![work("城北水厂", LightSlug::Red)],
        tasks_href: Some(s("../../tasks/")),
        feedback: feedback("three-year"),
        data: vec![link("任务（CSV）", "../../data/tasks.csv")],
    }
}

fn grid_row(id: &str, name: &str, slug: Option<LightSlug>) -> GridRow {
    GridRow {
        id: s(id),
        name: s(name),
        code: Some(s("350000001017")),
        kind: s("基础网格"),
        area: Some(label("南湖街道", "../areas/nh/")),
        holders: if slug.is_some() {
            vec![holder("南湖街道第17网格员", None)]
        } else {
            Vec::new()
        },
        items: vec![
            GridItem { text: s("入户走访独居老人"), rhythm: Some(s("每周")), task: None },
            GridItem {
                text: s("消防通道巡查"),
                rhythm: Some(s("每天")),
                task: Some(link("消防隐患整治", "../../tasks/fire/")),
            },
        ],
        light: slug.map(light),
    }
}

fn block(name: &str) -> GridBlock {
    let slugs =
        [LightSlug::Green, LightSlug::Done, LightSlug::Yellow, LightSlug::Green, LightSlug::Red];
    let cell = |at: usize| Cell {
        light: slugs.get(at % 7).copied().map(light),
        name: format!("第{}网格", at + 1),
    };
    let cells: Vec<Cell> = (0..41).map(cell).collect();
    GridBlock {
        name: s(name),
        href: Some(s("by/area/nh/")),
        rows: cells.chunks(12).map(<[Cell]>::to_vec).collect(),
        total: 41,
        counts: vec![
            LightCount { light: light(LightSlug::Red), count: 5 },
            LightCount { light: light(LightSlug::Yellow), count: 6 },
        ],
    }
}

/// Grids.
pub(crate) fn grids() -> GridsView {
    let line = |row: GridRow| GridLine { href: format!("{}/", row.id), grid: row };
    GridsView {
        head: head("网格", "structure", "grids/", &[("首页", "../"), ("网格", "")]),
        clauses: clauses("534个基础网格，责任到人"),
        figures: vec![
            figure(534, "个", "网格"),
            figure(1_068, "项", "清单任务"),
            figure(3, "个", "没有网格员"),
        ],
        filters: vec![Filter {
            name: s("街道乡镇"),
            pills: vec![
                pill("全部", 534, true),
                pill("南湖街道", 66, false),
                pill("北苑街道", 58, false),
            ],
        }],
        blocks: ["南湖街道", "北苑街道", "东门街道", "西山街道", "鼓山镇"].map(block).to_vec(),
        lights: [LightSlug::Red, LightSlug::Yellow, LightSlug::Green, LightSlug::Done]
            .map(light)
            .to_vec(),
        rows: vec![
            line(grid_row("nh-17", "南湖街道第17网格", Some(LightSlug::Yellow))),
            line(grid_row(
                "nh-18",
                "南湖街道第18网格（含高新技术产业园与省属高校共建片区）",
                Some(LightSlug::Green),
            )),
            line(grid_row("nh-19", "南湖街道第19网格", None)),
        ],
        pages: Pagination::of(1, (534, "个"), |page| format!("page/{page}/")),
    }
}

/// A task in a list.
fn task_row(title: &str, slug: LightSlug) -> TaskRow {
    TaskRow {
        id: s("a"),
        title: s(title),
        href: s("../../tasks/a/"),
        standing: Standing {
            light: light(slug),
            by_hand: None,
            due_within: None,
            turns: Vec::new(),
        },
        lead_unit: Some(s("区水务局")),
        leader: Some(s("副区长 何若川")),
        progress: mean(66, 78, 1, 1).progress,
        deadline: Deadline {
            due: day("2026-11-30"),
            days_left: Some(61),
            counted_on: day("2026-09-30"),
            finished_on: None,
            days_early: None,
            timeliness: None,
        },
    }
}

/// A grid.
pub(crate) fn grid() -> GridView {
    let trail = [("首页", "../../"), ("网格", "../"), ("南湖街道第17网格", "")];
    let row = grid_row("nh-17", "南湖街道第17网格", Some(LightSlug::Yellow));
    GridView {
        head: head("南湖街道第17网格", "structure", "grids/nh-17/", &trail),
        id: row.id,
        name: row.name,
        code: row.code,
        kind: row.kind,
        within: vec![label("云澄区", "../../areas/yc/"), label("南湖街道", "../../areas/nh/")],
        parent: None,
        children: Vec::new(),
        holders: row.holders,
        items: row.items,
        counts: vec![LightCount { light: light(LightSlug::Yellow), count: 1 }],
        rows: vec![
            task_row("消防隐患整治", LightSlug::Yellow),
            task_row("河道清淤", LightSlug::Green),
        ],
        feedback: feedback("nh-17"),
        posting: link("打印公示栏（A3）", "board/"),
    }
}

/// The sheet of a grid for its notice board.
pub(crate) fn posting() -> PostingView {
    let trail = [("首页", "../../../"), ("南湖街道第17网格", "../"), ("公示栏", "")];
    let grid = grid();
    PostingView {
        head: head("南湖街道第17网格公示栏", "structure", "grids/nh-17/board/", &trail),
        name: grid.name,
        answer: vec![
            PlateRole {
                role: s("南湖街道"), names: vec![s("南湖街道 主任 罗安 0999-8200013")]
            },
            PlateRole { role: s("网格责任岗位"), names: Vec::new() },
        ],
        duties: vec![Duty { kind: s("属地责任"), text: s("组织群众参与"), basis: None }],
        items: grid.items,
        total: 42,
        rows: grid.rows,
        feedback: grid.feedback,
        url: s("https://www.yuncheng.example/grids/nh-17/"),
        page: link("南湖街道第17网格", "../"),
    }
}

/// The directory of lists.
pub(crate) fn directory() -> DirectoryView {
    let row = |text: &str| DirectoryRow {
        label: label(text, "../../tasks/"),
        tasks: 30,
        attention: vec![LightCount { light: light(LightSlug::Yellow), count: 2 }],
    };
    let group = |title: &str, unit: &str, text: &str| DirectoryGroup {
        title: s(title),
        unit: s(unit),
        rows: vec![row(text)],
    };
    DirectoryView {
        head: head(
            "分级任务清单",
            "tasks",
            "tasks/by/",
            &[("首页", "../../"), ("分级任务清单", "")],
        ),
        heading: s("分级任务清单"),
        lead: s("每个区域、每位领导各有一份任务清单。"),
        areas: vec![group("乡镇街道", "个", "南湖街道")],
        leaders: vec![group("云澄区人民政府", "位", "副区长 林书恒")],
    }
}

/// A grid of which nothing is known.
pub(crate) fn bare_grid() -> GridView {
    GridView {
        holders: Vec::new(),
        items: Vec::new(),
        counts: Vec::new(),
        rows: Vec::new(),
        code: None,
        ..grid()
    }
}

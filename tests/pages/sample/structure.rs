//! Structure, units, posts, areas.

use daylight::plan::view::area::{
    AreaBranch, AreaRow, AreaView, AreasView, GridItem, GridRow, LevelCount,
};
use daylight::plan::view::atoms::{
    Citation, Filter, Finding, LightCount, LightSlug, Pagination, Pill,
};
use daylight::plan::view::grids::GridLine;
use daylight::plan::view::people::{Duty, Term};
use daylight::plan::view::plot::{Cell, Distribution, GRIDS_A_ROW, GridBlock, Sparkline};
use daylight::plan::view::post::{CrossDuties, PostView};
use daylight::plan::view::ranking::{AssessmentEntry, PointsRow, ReportCard, ReportRow};
use daylight::plan::view::structure::{
    Branch, Contacts, Decided, Group, HandlerItem, Matrix, MatrixCell, MatrixRow, StructureView,
    UnitItem,
};
use daylight::plan::view::task::Related;
use daylight::plan::view::unit::{MonthScore, OnTime, RoleTasks, UnitRanking, UnitView};

use super::atoms::{
    ALL, commendations, day, distribution, exposures, feedback, figure, head, label, light, link,
    mean, plain, rows, text,
};
use super::people::{holder, ladder};

fn bar(done: u32, green: u32, yellow: u32, red: u32) -> Distribution {
    use LightSlug as L;
    distribution(&[(L::Done, done), (L::Green, green), (L::Yellow, yellow), (L::Red, red)])
        .beside(21)
}

fn branch(name: &str, second: &str, remit: &str, bar: Distribution) -> Branch {
    let red = bar.parts.iter().filter(|part| part.light.slug == LightSlug::Red);
    Branch {
        label: label(name),
        second: text(second),
        remit: (!remit.is_empty()).then(|| remit.to_owned()),
        vacant: false,
        attention: red
            .map(|part| LightCount { light: part.light.clone(), count: part.count })
            .collect(),
        distribution: bar,
        open: false,
        branches: Vec::new(),
        units: Vec::new(),
        handlers: Vec::new(),
        more: None,
    }
}

fn handlers() -> Vec<HandlerItem> {
    let posts = [
        "物业与改造科科长",
        "房产管理科科长",
        "建筑业科科长",
        "村镇建设科科长",
        "消防审验科副科长",
    ];
    let mut items: Vec<_> = posts
        .iter()
        .map(|post| HandlerItem { label: label(post), name: None, vacant: false })
        .collect();
    items.extend([HandlerItem { label: plain("保障科科长"), name: None, vacant: true }]);
    items
}

fn branches() -> Vec<Branch> {
    let below = vec![
        Branch {
            open: true,
            handlers: handlers(),
            more: Some(label("其余9个经办岗位")),
            ..branch("区住房和城乡建设局", "局长 陆行之", "", bar(3, 4, 2, 0))
        },
        branch("区城市管理局", "局长 方廷玉", "", bar(2, 2, 1, 1)),
        branch("北苑街道办事处", "主任 罗安", "", bar(0, 1, 1, 0)),
    ];
    vec![
        branch("崔望舒", "区长", "全面负责，领衔重大任务", bar(3, 4, 1, 0)),
        branch("阿依古丽・买买提江", "常务副区长", "财政、应急、统计", bar(6, 9, 1, 1)),
        Branch {
            open: true,
            branches: below,
            ..branch("林书恒", "副区长", "城乡建设、住房、城市管理", bar(7, 10, 3, 1))
        },
        Branch {
            units: vec![
                UnitItem { label: label("区教育局"), tasks: 12 },
                UnitItem { label: label("区卫生健康局"), tasks: 7 },
            ],
            ..branch("顾清和", "副区长", "教育、卫生健康、市场监管", bar(8, 10, 1, 0))
        },
        Branch {
            vacant: true,
            ..branch("副区长（分管水务）", "", "水务、生态环境、园林", bar(4, 8, 4, 2))
        },
    ]
}

fn groups() -> Vec<Group> {
    let group = |name: &str, kind: &str| Group {
        label: label(name),
        kind: kind.to_owned(),
        head: Some(holder("崔望舒", "区长")),
        members: vec![holder("林书恒", "副区长"), holder("顾清和", "副区长")],
        assists: None,
        distribution: None,
        tasks_href: None,
        phone: None,
    };
    vec![
        group("区重点工作推进领导小组", "领导小组"),
        Group {
            phone: text("0000-12345679"),
            members: Vec::new(),
            ..group("区重点工作推进办公室", "推进办")
        },
        Group {
            head: None,
            assists: Some(holder("林书恒", "副区长")),
            distribution: Some(bar(7, 10, 3, 1)),
            tasks_href: text("../tasks/"),
            ..group("第三执行小组", "执行小组")
        },
    ]
}

fn matrix() -> Matrix {
    let names = [
        "产业发展",
        "基础设施",
        "民生改善",
        "社会治理",
        "生态建设",
        "营商环境",
        "深化改革",
        "开放合作",
    ];
    let units =
        ["区住房和城乡建设局", "区科技和工业信息化局（大数据发展管理局）", "区教育局", "区水务局"];
    let cell = |at: u32| MatrixCell {
        count: at % 5,
        worst: at.is_multiple_of(3).then(|| light(LightSlug::Yellow)),
    };
    let row = |(unit, at): (&&str, u32)| MatrixRow {
        unit: label(unit),
        cells: (at..at + 8).map(cell).collect(),
        total: 16,
    };
    Matrix {
        columns: names.map(label).to_vec(),
        rows: units.iter().zip(3..).map(row).collect(),
        totals: vec![8; 8],
        total: 64,
    }
}

fn block(name: &str, grids: usize) -> GridBlock {
    let slug = |at: usize| match at % 17 {
        0 => LightSlug::Red,
        1 | 5 => LightSlug::Yellow,
        2 | 7 | 11 => LightSlug::Done,
        3 => LightSlug::Silent,
        4 => LightSlug::Awaiting,
        _ => LightSlug::Green,
    };
    let cells: Vec<_> = (0..grids)
        .map(|at| Cell {
            light: (at % 19 != 6).then(|| light(slug(at))),
            name: format!("{name}第{at}网格"),
        })
        .collect();
    GridBlock {
        name: name.to_owned(),
        href: text("../areas/x/"),
        rows: cells.chunks(GRIDS_A_ROW).map(<[Cell]>::to_vec).collect(),
        total: u32::try_from(grids).expect("few"),
        counts: vec![
            LightCount { light: light(LightSlug::Red), count: 3 },
            LightCount { light: light(LightSlug::Yellow), count: 6 },
        ],
    }
}

fn blocks() -> Vec<GridBlock> {
    [
        ("南湖街道", 66),
        ("北苑街道", 58),
        ("东门街道", 52),
        ("西山街道", 49),
        ("鼓山镇", 61),
        ("临江街道", 57),
        ("新店镇", 55),
        ("洪塘街道", 48),
        ("金桥街道", 46),
        ("云阳镇", 42),
    ]
    .map(|(name, grids)| block(name, grids))
    .to_vec()
}

fn ways() -> Vec<Filter> {
    let pill = |text: &str, current| Pill {
        text: text.to_owned(),
        count: None,
        href: Some("units/".to_owned()),
        current,
        light: None,
    };
    vec![Filter {
        name: "查看方式".to_owned(),
        pills: vec![pill("按领导", true), pill("按单位", false), pill("按网格", false)],
    }]
}

pub fn structure() -> StructureView {
    let finding =
        |subject: &str, words: &str| Finding { subject: label(subject), text: words.to_owned() };
    StructureView {
        head: head("责任体系", "structure", "structure/"),
        clauses: vec!["责任体系：".to_owned(), "每项任务落实到人".to_owned()],
        figures: vec![
            figure(126, "项", "任务"),
            figure(8, "位", "区领导领衔"),
            figure(58, "个", "单位牵头或配合"),
            figure(612, "名", "经办人"),
            figure(534, "个", "基础网格"),
        ],
        groups: groups(),
        ladder: ladder(),
        lights: ALL.map(light).to_vec(),
        branches: branches(),
        matrix: Some(matrix()),
        vacancies: vec![finding("副区长（分管水务）", "自2026年8月31日起空缺，涉及18项任务")],
        contacts: Some(Contacts {
            projects: 20,
            contacted: 19,
            without: vec![label("北苑街道综合改造")],
            more: None,
        }),
        unled: vec![finding("第三批农村电网改造", "没有牵头单位")],
        unled_more: Some(label("另有982项没有列出，见任务（CSV）")),
        doubled: vec![finding("石桥垄", "同时担任区发改局局长、区数据局局长")],
        shared: vec![finding("背街小巷整治", "榆关镇（区城管局、区住建局）")],
        decided: vec![Decided {
            task: link("路内停车泊位统一管理", "../tasks/a/"),
            unit: Some(label("区城管局")),
            document: Citation {
                title: Some("关于明确职责交叉事项牵头单位的决定".to_owned()),
                number: Some("榆政函〔2026〕9号".to_owned()),
                href: Some("../documents/".to_owned()),
            },
        }],
    }
}

fn role(name: &str, rows: usize, more: bool) -> RoleTasks {
    RoleTasks {
        role: name.to_owned(),
        total: Some(31),
        rows: self::rows().into_iter().take(rows).collect(),
        more: more.then(|| link("全部31项", "../../tasks/")),
    }
}

/// A report card with a task of each criterion, a deduction and what an assessor said.
fn report() -> ReportCard {
    let row = |title: &str, criterion: &str, score: Option<&str>| ReportRow {
        task: link(title, "../../tasks/a/"),
        criterion: criterion.to_owned(),
        basis: "比计划慢12个百分点".to_owned(),
        workload: "1.5".to_owned(),
        difficulty: "1.2".to_owned(),
        score: score.map(str::to_owned),
    };
    let entry = AssessmentEntry {
        subject: label("云澄区住房和城乡建设局"),
        period: "2026年第三季度季检查".to_owned(),
        assessor: "区督查室".to_owned(),
        on: day("2026-09-29"),
        result: text("定性等次：良好"),
        remark: text("现场管理有改进。"),
        unfinished: vec![link("老旧小区加装电梯", "../../tasks/lifts/")],
        consequences: vec!["调减资金20万元（2026年3月2日）".to_owned()],
    };
    ReportCard {
        month: link("2026年9月", "../../rankings/2026-09/"),
        score: text("84.60"),
        grade: text("良好"),
        deducted: text("2"),
        added: None,
        tasks: vec![row("老旧小区加装电梯", "时效", Some("88")), row("物业服务提升", "质量", None)],
        more: 0,
        assessments: vec![entry],
        earlier: Some(link("更早的2次考核", "../../rankings/")),
        points: vec![PointsRow {
            unit: label("区住建局"),
            points: "\u{2212}2".to_owned(),
            rule: "停工未报告扣2分".to_owned(),
            references: vec![label("曝光2026-001")],
            given: "区督查室，2026年9月29日".to_owned(),
            tolerance: text("经认定适用容错，免去1分"),
        }],
    }
}

pub fn unit() -> UnitView {
    let score =
        |month: &str, score: &str| MonthScore { month: month.to_owned(), score: score.to_owned() };
    UnitView {
        related: vec![Related {
            kind: "暗访".to_owned(),
            label: label("加装电梯公示暗访"),
            on: day("2026-08-18"),
        }],
        earlier: Some(link("更早的3条见督查督办", "../../supervision/")),
        head: head("区住房和城乡建设局", "structure", "units/housing/"),
        id: "housing".to_owned(),
        name: "云澄区住房和城乡建设局".to_owned(),
        short_name: text("区住房和城乡建设局"),
        kind: "部门".to_owned(),
        rank_class: text("部门组"),
        parent: Some(label("云澄区人民政府")),
        area: None,
        from: Some(day("2019-01-15")),
        until: None,
        phone: text("0000-1234 5678"),
        address: text("云澄大道1号"),
        assists: None,
        leaders: vec![holder("陆行之", "局长"), holder("欧阳文渊", "副局长")],
        members: vec![holder("林书恒", "副区长")],
        handlers: handlers(),
        duties: vec![
            Duty {
                kind: "部门职责".to_owned(),
                text: "负责城镇老旧小区改造的组织实施。".to_owned(),
                basis: Some(label("区住建局三定方案")),
            },
            Duty {
                kind: "一岗多责".to_owned(),
                text: "房屋建筑工地安全生产。".to_owned(),
                basis: None,
            },
        ],
        distribution: bar(3, 4, 2, 0),
        mean: mean(71, 74, 9, 9),
        rows: rows().into_iter().skip(3).take(3).collect(),
        more: Some(link("全部9项", "../../tasks/")),
        other_roles: vec![role("配合单位", 2, true)],
        ranking: Some(UnitRanking {
            period: link("2026年9月排位", "../../rankings/2026-09/"),
            class: "部门组".to_owned(),
            rank: Some(8),
            of: 26,
            score: text("84.60"),
            note: None,
            trend: Some(Sparkline::of(&[8_100, 8_300, 8_250, 8_700, 8_460], 8_000, 6_000, 10_000)),
            months: vec![score("8月", "87.00"), score("9月", "84.60")],
        }),
        report: Some(report()),
        on_time: Some(OnTime {
            due: 4,
            in_time: 3,
            percent: Some(75),
            original_due: 5,
            original_in_time: 3,
            original_percent: Some(60),
        }),
        pledges: Vec::new(),
        exposures: exposures().into_iter().take(1).collect(),
        commendations: commendations().into_iter().skip(2).collect(),
        children: vec![label("区房产交易中心"), label("区质监站")],
        grids: None,
        findings: vec![Finding {
            subject: label("南湖公园二期开放"),
            text: "8月没有填报".to_owned(),
        }],
        feedback: feedback(),
        posting: Some(link("打印公示栏（A3）", "board/")),
        data: vec![link("单位任务（CSV）", "../../data/tasks.csv")],
    }
}

/// An execution group without tasks, dissolved.
pub fn empty_unit() -> UnitView {
    UnitView {
        head: head("旧城改造专班", "structure", "units/old/"),
        name: "旧城改造专班".to_owned(),
        kind: "专班".to_owned(),
        rank_class: None,
        until: Some(day("2026-03-31")),
        phone: None,
        address: None,
        leaders: Vec::new(),
        members: Vec::new(),
        handlers: Vec::new(),
        duties: Vec::new(),
        distribution: bar(0, 0, 0, 0),
        rows: Vec::new(),
        more: None,
        other_roles: Vec::new(),
        ranking: None,
        report: None,
        on_time: None,
        exposures: Vec::new(),
        commendations: Vec::new(),
        children: Vec::new(),
        findings: Vec::new(),
        ..unit()
    }
}

pub fn leader() -> PostView {
    let term = |name: &str, from, until: Option<&str>| Term {
        name: text(name),
        from: day(from),
        until: until.map(day),
        acting: false,
        document: Some(link("云任〔2024〕2号", "../../documents/a/")),
    };
    PostView {
        head: head("副区长 林书恒", "structure", "posts/lin/"),
        id: "vice-2".to_owned(),
        holder: holder("林书恒", "副区长"),
        unit: label("云澄区人民政府"),
        class: "分管领导".to_owned(),
        division: text("城乡建设、住房、城市管理"),
        cross_duties: Some(CrossDuties {
            integrity: "分管部门党风廉政建设".to_owned(),
            petition: "城建领域信访".to_owned(),
            safety: "建筑施工安全".to_owned(),
            environment: "扬尘治理".to_owned(),
        }),
        from: None,
        until: None,
        terms: vec![
            term("林书恒", "2024-03-01", None),
            term("周启明", "2021-06-01", Some("2024-02-28")),
        ],
        distribution: Some(bar(7, 10, 3, 1)),
        mean: Some(mean(70, 73, 20, 21)),
        roles: vec![role("责任领导", 5, true), role("联系领导", 1, false)],
        groups: vec![label("区重点工作推进领导小组")],
        assisted_by: vec![label("第三执行小组")],
        led: Some(link("3项任务", "../../units/housing/")),
        areas: vec![label("北苑街道")],
        grids: Vec::new(),
        pledges: Vec::new(),
        feedback: feedback(),
        data: Vec::new(),
    }
}

/// A handler: by post, and without any count of lights.
pub fn handler() -> PostView {
    PostView {
        head: head("物业与改造科科长", "structure", "posts/handler/"),
        holder: holder("", "物业与改造科科长"),
        unit: label("区住房和城乡建设局"),
        class: "经办人".to_owned(),
        division: None,
        cross_duties: None,
        terms: Vec::new(),
        distribution: None,
        mean: None,
        roles: vec![role("经办人", 3, false)],
        groups: Vec::new(),
        assisted_by: Vec::new(),
        led: None,
        areas: Vec::new(),
        grids: vec![label("北苑第1网格")],
        ..leader()
    }
}

fn area_row(name: &str, level: &str, known: bool) -> AreaRow {
    AreaRow {
        label: label(name),
        level: level.to_owned(),
        responsible: known.then(|| holder("罗安", "街道办主任")),
        distribution: bar(2, 5, 1, 1),
        grids: 58,
    }
}

pub fn area() -> AreaView {
    let item =
        |words: &str, task| GridItem { text: words.to_owned(), rhythm: text("每周一次"), task };
    let grid = |id: &str, items| GridRow {
        id: id.to_owned(),
        name: "北苑第1网格".to_owned(),
        code: text("YC-BY-001"),
        kind: "基础网格".to_owned(),
        area: None,
        holders: vec![holder("", "网格员")],
        items,
        light: Some(light(LightSlug::Yellow)),
    };
    let line = |grid| GridLine { href: "../../grids/g1/".to_owned(), grid };
    let items = vec![
        item("巡查3号院施工围挡", Some(link("北苑片区12个老旧小区改造", "../../tasks/x/"))),
        item("走访独居老人", None),
    ];
    AreaView {
        related: Vec::new(),
        earlier: None,
        head: head("北苑街道", "structure", "areas/beiyuan/"),
        id: "beiyuan".to_owned(),
        name: "北苑街道".to_owned(),
        level: "乡镇街道".to_owned(),
        code: text("000000001"),
        within: vec![label("云澄区")],
        responsible: Some(holder("罗安", "街道办主任")),
        units: vec![label("北苑街道办事处")],
        offices: vec![label("平安法治办")],
        duties: vec![Duty {
            kind: "属地责任".to_owned(),
            text: "辖区内老旧小区改造的群众工作。".to_owned(),
            basis: None,
        }],
        ladder: ladder(),
        distribution: bar(2, 5, 1, 1),
        mean: mean(70, 74, 9, 9),
        areas: vec![area_row("北苑社区", "村社区", true), area_row("桃园社区", "村社区", false)],
        rows: rows().into_iter().take(4).collect(),
        more: Some(link("全部31项", "../../tasks/")),
        block: Some(block("北苑街道", 58)),
        grids: vec![
            line(grid("g1", items)),
            line(GridRow { holders: Vec::new(), light: None, ..grid("g2", Vec::new()) }),
        ],
        grid_pages: Pagination::of(1, (58, "个"), |page| format!("../../grids/page/{page}/")),
        feedback: feedback(),
        posting: link("打印公示栏（A3）", "board/"),
        data: Vec::new(),
    }
}

pub fn areas() -> AreasView {
    let leaf = |name: &str, level: &str| AreaBranch {
        row: area_row(name, level, false),
        areas: Vec::new(),
        open: false,
    };
    let street = |name: &str, open| AreaBranch {
        row: area_row(name, "乡镇街道", true),
        areas: vec![leaf("北苑社区", "村社区"), leaf("桃园社区", "村社区")],
        open,
    };
    AreasView {
        head: head("区域", "structure", "areas/"),
        heading: "按区域查看".to_owned(),
        levels: vec![
            LevelCount { level: "乡镇街道".to_owned(), count: 10 },
            LevelCount { level: "村社区".to_owned(), count: 86 },
        ],
        filters: ways(),
        areas: vec![street("北苑街道", true), street("南湖街道", false)],
        blocks: blocks(),
        lights: ALL.map(light).to_vec(),
        grids_without_tasks: 3,
    }
}

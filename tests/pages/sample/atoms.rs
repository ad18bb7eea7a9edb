//! Small parts.

use chrono::{Days, NaiveDate};
use daylight::plan::view::atoms::{
    CommendationCard, Day, Deadline, ExposureCard, Feedback, Figure, Filter, Label, Light,
    LightSlug, Link, MeanProgress, Pill, Progress, Stamp, StampKind, Standing, TaskRow, Timeliness,
    Turn, TurnKind,
};
use daylight::plan::view::head::{Clock, Column, Head, Lamp, Lamps, NavItem, Site};
use daylight::plan::view::plot::Distribution;

pub const TODAY: &str = "2026-09-30";

pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date of the fixture")
}

pub fn day(text: &str) -> Day {
    Day::of(date(text))
}

#[expect(clippy::unnecessary_wraps, reason = "most texts of views may be absent")]
pub fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub fn link(text: &str, href: &str) -> Link {
    Link { text: text.to_owned(), href: href.to_owned() }
}

pub fn label(text: &str) -> Label {
    Label { text: text.to_owned(), href: Some("../../units/x/".to_owned()) }
}

pub fn plain(text: &str) -> Label {
    Label { text: text.to_owned(), href: None }
}

pub fn light(slug: LightSlug) -> Light {
    let (word, short) = match slug {
        LightSlug::Red => ("红灯逾期", "红灯"),
        LightSlug::Silent => ("未按期填报", "未报"),
        LightSlug::Yellow => ("黄灯预警", "黄灯"),
        LightSlug::Awaiting => ("待验收", "待验收"),
        LightSlug::Green => ("正常推进", "绿灯"),
        LightSlug::Upcoming => ("未到启动期", "未启动"),
        LightSlug::Paused => ("经批准暂停", "暂停"),
        LightSlug::Done => ("已办结", "办结"),
        LightSlug::Cancelled => ("已取消", "取消"),
    };
    Light { slug, word: word.to_owned(), short: short.to_owned() }
}

pub const ALL: [LightSlug; 9] = [
    LightSlug::Red,
    LightSlug::Silent,
    LightSlug::Yellow,
    LightSlug::Awaiting,
    LightSlug::Green,
    LightSlug::Upcoming,
    LightSlug::Paused,
    LightSlug::Done,
    LightSlug::Cancelled,
];

pub fn distribution(counts: &[(LightSlug, u32)]) -> Distribution {
    let part = |(slug, count): &(LightSlug, u32)| {
        (light(*slug), *count, Some(format!("tasks/light/{count}/")))
    };
    Distribution::of(counts.iter().map(part))
}

pub fn standing(slug: LightSlug, due: &str) -> Standing {
    let ages = matches!(slug, LightSlug::Green | LightSlug::Yellow);
    let turn = |on: NaiveDate, kind, slug| Turn { on: Day::of(on), kind, light: light(slug) };
    let turns = vec![
        turn(date("2026-11-09"), TurnKind::Silent, LightSlug::Silent),
        turn(date(due) + Days::new(1), TurnKind::Overdue, LightSlug::Red),
    ];
    Standing {
        light: light(slug),
        by_hand: None,
        due_within: None,
        turns: if ages { turns } else { Vec::new() },
    }
}

pub fn progress(actual: i32, planned: i32) -> Progress {
    Progress {
        actual: Some(actual),
        planned: Some(planned),
        lag: Some(planned - actual),
        as_of: Some(day(TODAY)),
    }
}

pub fn mean(actual: i32, planned: i32, counted: u32, total: u32) -> MeanProgress {
    MeanProgress { progress: progress(actual, planned), counted, total }
}

pub fn due(on: &str) -> Deadline {
    let left = (date(on) - date(TODAY)).num_days();
    Deadline {
        due: day(on),
        days_left: Some(i32::try_from(left).expect("a near date")),
        counted_on: day(TODAY),
        finished_on: None,
        days_early: None,
        timeliness: None,
    }
}

pub fn finished(on: &str, due: &str) -> Deadline {
    let early = i32::try_from((date(due) - date(on)).num_days()).expect("a near date");
    let timeliness = match early {
        1.. => Timeliness::Early,
        0 => Timeliness::OnTime,
        _ => Timeliness::Late,
    };
    Deadline {
        due: day(due),
        days_left: None,
        counted_on: day(TODAY),
        finished_on: Some(day(on)),
        days_early: Some(early),
        timeliness: Some(timeliness),
    }
}

pub fn row(
    title: &str,
    slug: LightSlug,
    (unit, leader): (&str, &str),
    (actual, planned): (i32, i32),
    deadline: Deadline,
) -> TaskRow {
    TaskRow {
        id: "x".to_owned(),
        title: title.to_owned(),
        href: "../x/".to_owned(),
        standing: standing(slug, &deadline.due.iso),
        lead_unit: (!unit.is_empty()).then(|| unit.to_owned()),
        leader: (!leader.is_empty()).then(|| leader.to_owned()),
        progress: progress(actual, planned),
        deadline,
    }
}

pub fn rows() -> Vec<TaskRow> {
    use LightSlug as L;
    let mut unreported = row("第三批农村电网改造", L::Silent, ("", ""), (0, 52), due("2026-12-15"));
    unreported.progress = Progress { actual: None, planned: Some(52), lag: None, as_of: None };
    let mut unplanned = row(
        "信访积案化解攻坚",
        L::Green,
        ("区信访局", "副区长 韩知远"),
        (40, 0),
        due("2026-12-31"),
    );
    unplanned.progress.planned = None;
    unplanned.progress.lag = None;
    vec![
        row(
            "云澄大道北段雨污分流改造（K0+000至K3+260）",
            L::Red,
            ("区水务局", "副区长 何若川"),
            (82, 100),
            due("2026-09-18"),
        ),
        row(
            "“无证明城市”事项清单第三批公布",
            L::Red,
            ("区司法局", "副区长 沈一鸣"),
            (90, 100),
            due("2026-09-25"),
        ),
        unreported,
        row(
            "南湖公园二期开放",
            L::Yellow,
            ("区园林中心", "副区长 何若川"),
            (75, 93),
            due("2026-10-08"),
        ),
        row(
            "北苑片区12个老旧小区改造，涉及居民3,842户",
            L::Yellow,
            ("区住房和城乡建设局", "副区长 林书恒"),
            (66, 78),
            due("2026-11-30"),
        ),
        row(
            "东门街道综合养老服务中心建设",
            L::Awaiting,
            ("区民政局", "副区长 顾清和"),
            (100, 100),
            finished("2026-09-22", "2026-09-30"),
        ),
        row(
            "中小学校食堂“互联网+明厨亮灶”全覆盖",
            L::Green,
            ("区市场监督管理局", "副区长 顾清和"),
            (96, 95),
            due("2026-10-03"),
        ),
        row(
            "高新技术产业园与省属高校共建成果转化与中试公共服务平台并引进首批十家研发机构入驻运营（含配套人才公寓与道路工程）",
            L::Green,
            (
                "区科技和工业信息化局（大数据发展管理局、知识产权保护中心）",
                "常务副区长 阿依古丽・买买提江",
            ),
            (70, 70),
            due("2026-12-31"),
        ),
        unplanned,
        row(
            "冬季清雪应急物资储备",
            L::Upcoming,
            ("区城市管理局", "副区长 林书恒"),
            (0, 0),
            due("2026-12-15"),
        ),
        row(
            "岚江支线机场选址研究",
            L::Paused,
            ("区发展和改革局", "副区长 韩知远"),
            (45, 45),
            Deadline { days_left: None, ..due("2026-09-30") },
        ),
        row(
            "加装电梯60部",
            L::Done,
            ("区住房和城乡建设局", "副区长 林书恒"),
            (100, 100),
            finished("2026-09-04", "2026-09-30"),
        ),
        row(
            "建筑垃圾资源化利用中心",
            L::Cancelled,
            ("区城市管理局", "副区长 林书恒"),
            (20, 60),
            Deadline { days_left: None, ..due("2026-08-31") },
        ),
    ]
}

pub fn figure(number: i64, unit: &str, label: &str) -> Figure {
    Figure {
        number,
        unit: unit.to_owned(),
        label: label.to_owned(),
        href: text("tasks/"),
        until: None,
    }
}

pub fn exposures() -> Vec<ExposureCard> {
    let card = |title: &str, kind, word: &str, units: &[&str], on| ExposureCard {
        id: "2026-017".to_owned(),
        title: title.to_owned(),
        href: text("exposures/2026-017/"),
        stamp: Stamp { kind, word: word.to_owned() },
        units: units.iter().map(|unit| (*unit).to_owned()).collect(),
        published_on: day(on),
        ground: 3,
        ground_text: "进度到位，但质量未达预期、离标准有差距".to_owned(),
        due: day("2026-10-14"),
        days_left: None,
        counted_on: day(TODAY),
        submitted_on: None,
        days_taken: None,
        appeal: None,
        has_reply: true,
        expires_on: Some(day("2027-09-26")),
    };
    let mut open = card(
        "南门农贸市场周边占道经营反弹，三次交办未见长效措施",
        StampKind::UnderWay,
        "整改中",
        &["区城市管理局", "南门街道"],
        "2026-09-26",
    );
    open.days_left = Some(14);
    let mut checking = card(
        "两处公厕改造虚报完工，现场核查未通水",
        StampKind::AwaitingCheck,
        "待核查",
        &["区园林中心"],
        "2026-09-12",
    );
    checking.submitted_on = Some(day("2026-09-28"));
    checking.appeal = text("复核中");
    let mut closed = card(
        "涉企检查计划未报备，一家企业一月内被查四次",
        StampKind::Closed,
        "已销号",
        &["区应急管理局"],
        "2026-08-19",
    );
    closed.days_taken = Some(21);
    vec![open, checking, closed]
}

pub fn commendations() -> Vec<CommendationCard> {
    let card = |who: &str, word: &str, deed: &str, on| CommendationCard {
        id: "2026-09".to_owned(),
        honoured: vec![plain(who)],
        title: deed.to_owned(),
        href: "commendations/2026-09/".to_owned(),
        stamp: Stamp { kind: StampKind::Honour, word: word.to_owned() },
        kind: "通报表扬".to_owned(),
        deed: deed.to_owned(),
        published_on: day(on),
        verified_by: text("区督查室"),
        publicity_until: None,
        revoked_on: None,
    };
    let mut first = card(
        "南湖街道第17网格",
        "集体",
        "台风“海神”期间连续46小时转移群众312人，零伤亡",
        "2026-09-28",
    );
    first.publicity_until = Some(day("2026-10-12"));
    vec![
        first,
        card("程晓岚", "个人", "企业开办“一件事”由3天压缩至4小时，服务企业1,860家", "2026-09-15"),
        card(
            "区住房和城乡建设局物业科",
            "集体",
            "加装电梯64部，提前40天完成全年任务",
            "2026-09-03",
        ),
    ]
}

pub fn feedback() -> Feedback {
    Feedback {
        id: "lift-retrofit".to_owned(),
        unit: "区住房和城乡建设局".to_owned(),
        phone: text("0000-1234 5678"),
        hotline: "12345".to_owned(),
        letterbox: Some(Label {
            text: "区长信箱".to_owned(),
            href: text("https://example.invalid/"),
        }),
    }
}

pub fn filters() -> Vec<Filter> {
    use LightSlug as L;
    let pill = |text: &str, count, current, light| Pill {
        text: text.to_owned(),
        count,
        href: (count != Some(0)).then(|| "light/red/".to_owned()),
        current,
        light,
    };
    let lights = [
        (L::Red, 6),
        (L::Silent, 2),
        (L::Yellow, 14),
        (L::Awaiting, 0),
        (L::Green, 58),
        (L::Done, 41),
    ];
    let mut first = vec![pill("全部", Some(126), true, None)];
    first.extend(
        lights.map(|(slug, count)| pill(&light(slug).short, Some(count), false, Some(slug))),
    );
    let mut second = vec![pill("全部", None, true, None)];
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
    second.extend(names.map(|name| pill(name, Some(14), false, None)));
    vec![
        Filter { name: "亮灯".to_owned(), pills: first },
        Filter { name: "类别".to_owned(), pills: second },
    ]
}

pub fn head(title: &str, section: &str, path: &str) -> Head {
    let depth = path.matches('/').count();
    let root = if depth == 0 { "./".to_owned() } else { "../".repeat(depth) };
    let home = Label { text: "首页".to_owned(), href: Some(root.clone()) };
    let breadcrumb =
        if depth == 0 { Vec::new() } else { vec![home, label("任务进展"), plain(title)] };
    Head {
        title: title.to_owned(),
        description: format!("{title}：承诺了什么、谁负责、办得怎么样。"),
        section: section.to_owned(),
        root,
        path: path.to_owned(),
        breadcrumb,
        column: Some(Column {
            name: title.to_owned(),
            description: title.to_owned(),
            keywords: "重点工作,公开".to_owned(),
            kind: "任务公开".to_owned(),
        }),
        article: None,
        noindex: true,
        noarchive: false,
        data_date: Some(day(TODAY)),
        stale_days: None,
        clock: Some(Clock { today: TODAY.to_owned(), until: "2026-12-31".to_owned() }),
    }
}

fn lamp(word: &str, short: &str, lit: &str) -> Lamp {
    Lamp { word: word.to_owned(), short: short.to_owned(), lit: lit.to_owned() }
}

pub fn site() -> Site {
    let nav = |section: &str, text: &str, href: &str| NavItem {
        section: section.to_owned(),
        text: text.to_owned(),
        href: href.to_owned(),
    };
    Site {
        name: "政府重点工作公开".to_owned(),
        purpose: "承诺了什么・谁负责・办得怎么样".to_owned(),
        organiser: "云澄区人民政府".to_owned(),
        undertaker: text("云澄区人民政府办公室（区督查室）"),
        phone: "0000-12345678".to_owned(),
        address: None,
        hours: text("工作日9:00—17:00"),
        hotline: "12345".to_owned(),
        letterbox: feedback().letterbox,
        domain: "example.invalid".to_owned(),
        site_id_code: "0000000000".to_owned(),
        icp: "×ICP备00000000号-1".to_owned(),
        police: link("×公网安备00000000000000号", "https://beian.mps.gov.cn/"),
        party_mark_url: "https://example.invalid/mark".to_owned(),
        find_error_url: "https://example.invalid/error".to_owned(),
        nav: vec![
            nav("home", "首页", ""),
            nav("tasks", "任务进展", "tasks/"),
            nav("structure", "责任体系", "structure/"),
            nav("bulletins", "月度通报", "bulletins/"),
            nav("exposures", "曝光台", "exposures/"),
            nav("commendations", "表扬", "commendations/"),
            nav("documents", "公开文件", "documents/"),
        ],
        footer: [
            "网站地图",
            "联系我们",
            "隐私声明",
            "无障碍声明",
            "数据下载（CSV / JSON）",
            "数据口径与更正记录",
        ]
        .map(|text| link(text, "pages/"))
        .to_vec(),
        parent: None,
        demonstration: true,
        archive: None,
        rules_href: text("rules/"),
        measure: "项".to_owned(),
        lamps: Lamps {
            done: lamp("已办结", "办结", "办结"),
            red: lamp("红灯", "红灯", "亮红灯"),
            silent: lamp("未按期填报", "未报", "未报"),
            yellow: lamp("黄灯预警", "黄灯", "亮黄灯"),
        },
        lights: ALL.map(light).to_vec(),
        style: "style.css".to_owned(),
        script: text("script.js"),
        icon: "favicon.svg".to_owned(),
    }
}

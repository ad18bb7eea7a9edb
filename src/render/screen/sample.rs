//! Panels and slides for tests: every kind of slide, with texts plain and hostile.

use crate::plan::view::atoms::{Light, LightCount, LightSlug, Stamp, StampKind};
use crate::plan::view::deck::{Deck, Ink, Panel};
use crate::plan::view::slide::{
    BarRow, Body, ChangeRow, Clock, Cut, DueRow, PortalRow, RankRow, Slide, UnitRow,
};

/// A lobby's screen.
pub fn lobby() -> Panel {
    Panel {
        profile: "lobby-fhd".to_owned(),
        width: 1920,
        height: 1080,
        ink: Ink::Full,
        dots: false,
        strip: false,
        rows: 8,
        columns: 1,
        margin_x: 80,
        margin_y: 56,
        note: 36,
        row: 56,
        title: 72,
        message: 96,
        figure: 240,
        code: 430,
        roadside: false,
        files: Vec::new(),
        shift: false,
    }
}

/// Panels of every class: wide, band, roadside, gate, totem, strips.
pub fn panels() -> Vec<Panel> {
    let named = |profile: &str, width, height| Panel {
        profile: profile.to_owned(),
        width,
        height,
        ..lobby()
    };
    let sized = |panel: Panel, [margin, note, row, title, message, figure]: [u32; 6]| Panel {
        margin_x: margin,
        margin_y: margin * 3 / 5,
        note,
        row,
        title,
        message,
        figure,
        ..panel
    };
    let strip = |width, ink| {
        let dots = sized(named("strip", width, 64), [0, 16, 16, 16, 16, 16]);
        Panel { dots: true, strip: true, rows: 2, ink, ..dots }
    };
    let wide = sized(named("lobby-wide", 3840, 1080), [96, 44, 80, 84, 170, 400]);
    let band = sized(named("hall-band", 1280, 384), [24, 24, 30, 36, 48, 110]);
    let outdoor = sized(named("outdoor-640", 640, 320), [16, 24, 26, 32, 40, 96]);
    let gate = sized(named("gate-384", 384, 192), [10, 22, 26, 26, 32, 120]);
    let totem = sized(named("totem", 1080, 1920), [56, 36, 48, 72, 88, 220]);
    // Narrow ones, whose footers are short: of outlines and of dots; one read from far away.
    let pillar = sized(named("pillar-256", 256, 512), [12, 20, 24, 28, 36, 56]);
    let lamp = sized(named("lamp-320", 320, 640), [16, 16, 16, 32, 16, 64]);
    let road = sized(named("road-1280", 1280, 720), [53, 36, 56, 72, 84, 158]);
    vec![
        lobby(),
        Panel { rows: 6, ..pillar },
        Panel { rows: 5, dots: true, ..lamp },
        Panel { rows: 4, ..road },
        Panel { rows: 5, columns: 2, ..wide },
        Panel { rows: 6, ..band },
        Panel { rows: 5, ..outdoor },
        Panel { rows: 4, ..gate },
        totem,
        strip(256, Ink::RedGreen),
        strip(192, Ink::Red),
    ]
}

/// The name of a deck's unit, task or person.
pub struct Names<'a> {
    /// A unit.
    pub unit: &'a str,
    /// A task or an issue.
    pub title: &'a str,
    /// Whom a commendation honours.
    pub honoured: &'a str,
}

fn light(slug: LightSlug, word: &str, short: &str, count: u32) -> LightCount {
    LightCount { light: Light { slug, word: word.to_owned(), short: short.to_owned() }, count }
}

/// All lights.
pub fn lights() -> Vec<LightCount> {
    vec![
        light(LightSlug::Done, "已办结", "办结", 41),
        light(LightSlug::Green, "正常推进", "绿灯", 1062),
        light(LightSlug::Awaiting, "待验收", "待验收", 3),
        light(LightSlug::Yellow, "黄灯预警", "黄灯", 14),
        light(LightSlug::Silent, "未按期填报", "未报", 2),
        light(LightSlug::Red, "红灯逾期", "红灯", 6),
        light(LightSlug::Upcoming, "未到启动期", "未启动", 3),
        light(LightSlug::Paused, "经批准暂停", "暂停", 1),
        light(LightSlug::Cancelled, "已取消", "取消", 1),
    ]
}

fn clock(label: &str, number: &str, unit: &str) -> Clock {
    Clock {
        label: label.to_owned(),
        number: number.to_owned(),
        unit: unit.to_owned(),
        overdue: false,
    }
}

fn bar(name: &str) -> BarRow {
    BarRow { name: name.to_owned(), actual: Some(61), planned: Some(70), behind: true }
}

fn due(names: &Names) -> DueRow {
    DueRow {
        light: lights().remove(5).light,
        title: names.title.to_owned(),
        unit: Some(names.unit.to_owned()),
        when: "逾期12天".to_owned(),
        overdue: true,
    }
}

fn change(names: &Names) -> ChangeRow {
    ChangeRow {
        title: names.title.to_owned(),
        old: "6月30日".to_owned(),
        new: "10月31日".to_owned(),
        reason: "用地批复滞后，州政府批准".to_owned(),
    }
}

fn portal(names: &Names, panel: &Panel) -> PortalRow {
    let labels = if is_small(panel) {
        ["按期", "未报", "曝光"]
    } else {
        ["尚无到期任务", "未按期填报", "未整改曝光"]
    };
    PortalRow {
        name: names.unit.to_owned(),
        total: "1929项".to_owned(),
        lights: lights(),
        figures: labels.map(|label| clock(label, "123", "")).to_vec(),
        note: Some("截至8月31日".to_owned()),
    }
}

fn is_small(panel: &Panel) -> bool {
    panel.width.min(panel.height) < 300
}

fn ranked(names: &Names, last: bool) -> RankRow {
    RankRow {
        rank: if last { 24 } else { 3 },
        name: names.unit.to_owned(),
        moved: "降12位".to_owned(),
        score: "100.00".to_owned(),
        last,
    }
}

/// Every kind of slide, as full as a panel allows.
pub fn bodies(panel: &Panel, names: &Names) -> Vec<Body> {
    let rows = panel.rows as usize;
    let shown = if panel.strip { 4 } else { 9 };
    let owned = |text: &str| text.to_owned();
    let unit = UnitRow { name: owned(names.unit), total: "128项".to_owned(), lights: lights() };
    let below = if is_small(panel) { 0 } else { rows / 2 };
    let days = clock("距整改时限", "14", "天");
    vec![
        Body::Cover {
            name: owned("岚江州重点工作公开网"),
            line: owned("谁负责·办得怎么样"),
            address: owned("www.lanjiang.example"),
        },
        Body::Lights { parts: lights().into_iter().take(shown).collect() },
        Body::Bars { rows: vec![bar("营商环境"); rows] },
        Body::Units { rows: vec![unit; rows] },
        Body::Portals { rows: vec![portal(names, panel); (rows / 2).max(1)] },
        Body::Ranking {
            first: vec![ranked(names, false); rows.div_ceil(2)],
            last: vec![ranked(names, true); rows / 2],
        },
        Body::Commendation {
            kind: owned("通报表扬"),
            stamp: Stamp { kind: StampKind::Honour, word: owned("集体") },
            honoured: vec![owned(names.honoured)],
            deed: owned("台风期间转移群众312人，零伤亡"),
            note: owned("区督查室核实　2026年9月28日"),
        },
        Body::Exposure {
            issue: owned(names.title),
            stamp: Stamp { kind: StampKind::UnderWay, word: owned("整改中") },
            units: vec![owned(names.unit)],
            clock: Some(days.clone()),
            note: Some(owned("异议复核中")),
        },
        Body::Countdown { clocks: vec![days.clone(), days.clone()], rows: vec![due(names); below] },
        Body::Due { rows: vec![due(names); rows] },
        Body::Changes { rows: vec![change(names); (rows / 2).max(1)] },
        Body::Notice {
            paragraphs: vec![owned("10日为居民接访日，州政府领导接待来访。")]
        },
        Body::Figures { figures: vec![days; if panel.strip { 2 } else { 4 }] },
        Body::Words { sentence: owned("近30天没有到期任务") },
    ]
}

/// Whether a slide may show a part of what it lists.
fn is_list(body: &Body) -> bool {
    matches!(
        body,
        Body::Bars { .. }
            | Body::Units { .. }
            | Body::Portals { .. }
            | Body::Ranking { .. }
            | Body::Countdown { .. }
            | Body::Due { .. }
            | Body::Changes { .. }
    )
}

/// A deck of these slides.
pub fn deck(panel: Panel, bodies: Vec<Body>) -> Deck {
    let slide = |(at, body): (usize, Body)| Slide {
        id: format!("slide-{at}"),
        title: "近期到期".to_owned(),
        page: Some((1, 3)),
        cut: is_list(&body).then_some(Cut {
            shown: Some(88),
            total: 10_403,
            counter: "项".to_owned(),
        }),
        body,
        items: Vec::new(),
        from: None,
        until: None,
        offline_hours: None,
        needs_fresh_data: false,
        dwell_ms: 8000,
    };
    let day = |text: &str| text.parse().expect("a day");
    Deck {
        screen: "hall".to_owned(),
        name: "大厅屏".to_owned(),
        panel,
        site: "岚江州重点工作公开网".to_owned(),
        measure: "件".to_owned(),
        demonstration: true,
        archive: true,
        today: day("2026-10-15"),
        data_as_of: Some(day("2026-09-30")),
        slides: bodies.into_iter().enumerate().map(slide).collect(),
        playlists: Vec::new(),
        fallback: vec![0],
        plain: 0,
        revoked: Vec::new(),
        urgent: false,
    }
}

//! Small parts of made-up pages, and the made-up site around them.

use chrono::NaiveDate;
use daylight::plan::view::atoms::{
    Day, Feedback, Figure, Label, Light, LightSlug, Link, Month, Pill, Stamp, StampKind,
};
use daylight::plan::view::head::{Article, Clock, Column, Head, Lamp, Lamps, NavItem, Site};
use daylight::plan::view::people::Holder;

pub(crate) fn s(text: &str) -> String {
    text.to_owned()
}

pub(crate) fn date(iso: &str) -> NaiveDate {
    iso.parse().expect("a day")
}

pub(crate) fn day(iso: &str) -> Day {
    Day::of(date(iso))
}

pub(crate) fn month(iso: &str) -> Month {
    Month::of(date(iso))
}

pub(crate) fn label(text: &str, href: &str) -> Label {
    Label { text: s(text), href: (!href.is_empty()).then(|| s(href)) }
}

pub(crate) fn link(text: &str, href: &str) -> Link {
    Link { text: s(text), href: s(href) }
}

pub(crate) fn stamp(kind: StampKind, word: &str) -> Stamp {
    Stamp { kind, word: s(word) }
}

pub(crate) fn light(slug: LightSlug) -> Light {
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
    Light { slug, word: s(word), short: s(short) }
}

pub(crate) fn pill(text: &str, count: u32, current: bool) -> Pill {
    let href = (count > 0 && !current).then(|| s("by/"));
    Pill { text: s(text), count: Some(count), href, current, light: None }
}

pub(crate) fn figure(number: i64, unit: &str, words: &str) -> Figure {
    Figure { number, unit: s(unit), label: s(words), href: None, until: None }
}

pub(crate) fn feedback(id: &str) -> Feedback {
    Feedback {
        id: s(id),
        unit: s("云澄区人民政府督查室"),
        phone: Some(s("0000-12345678")),
        hotline: s("12345"),
        letterbox: Some(label("区长信箱", "https://example.gov.cn/mail")),
    }
}

fn lamp(word: &str, short: &str, lit: &str) -> Lamp {
    Lamp { word: word.to_owned(), short: short.to_owned(), lit: lit.to_owned() }
}

/// The site around the pages.
pub(crate) fn site() -> Site {
    let nav = |section: &str, text: &str, href: &str| NavItem {
        section: s(section),
        text: s(text),
        href: s(href),
    };
    Site {
        name: s("政府重点工作公开"),
        purpose: s("承诺了什么·谁负责·办得怎么样"),
        organiser: s("云澄区人民政府"),
        undertaker: Some(s("云澄区人民政府办公室（区督查室）")),
        phone: s("0000-12345678"),
        address: Some(s("云澄区文昌路1号")),
        hours: Some(s("工作日8:30—12:00，14:30—17:30")),
        hotline: s("12345"),
        letterbox: Some(label("区长信箱", "https://example.gov.cn/mail")),
        domain: s("ycq.example.gov.cn"),
        site_id_code: s("0000000000"),
        icp: s("×ICP备00000000号-1"),
        police: link("×公网安备00000000000000号", "https://beian.example.gov.cn/"),
        party_mark_url: s("https://bszs.example.cn/"),
        find_error_url: s("https://zfwzgl.example.gov.cn/"),
        nav: vec![
            nav("home", "首页", ""),
            nav("tasks", "任务进展", "tasks/"),
            nav("structure", "责任体系", "structure/"),
            nav("bulletins", "月度通报", "bulletins/"),
            nav("exposures", "曝光台", "exposures/"),
            nav("commendations", "表扬", "commendations/"),
            nav("documents", "公开文件", "documents/"),
        ],
        footer: vec![
            link("网站地图", "sitemap/"),
            link("隐私声明", "pages/privacy/"),
            link("无障碍声明", "pages/accessibility/"),
            link("数据下载", "data/"),
            link("变更记录", "changes/"),
        ],
        parent: None,
        demonstration: true,
        archive: None,
        rules_href: Some(s("rules/")),
        measure: "项".to_owned(),
        lamps: Lamps {
            done: lamp("已办结", "办结", "办结"),
            red: lamp("红灯", "红灯", "亮红灯"),
            silent: lamp("未按期填报", "未报", "未报"),
            yellow: lamp("黄灯预警", "黄灯", "亮黄灯"),
        },
        lights: [
            LightSlug::Red,
            LightSlug::Silent,
            LightSlug::Yellow,
            LightSlug::Awaiting,
            LightSlug::Green,
            LightSlug::Upcoming,
            LightSlug::Paused,
            LightSlug::Done,
            LightSlug::Cancelled,
        ]
        .map(light)
        .to_vec(),
        style: s("style.css"),
        script: Some(s("script.js")),
        icon: s("favicon.svg"),
    }
}

/// A head; the trail is `(text, href)` from the home page down, this page last.
pub(crate) fn head(title: &str, section: &str, path: &str, trail: &[(&str, &str)]) -> Head {
    let root = match path.matches('/').count() {
        0 => s("./"),
        levels => "../".repeat(levels),
    };
    Head {
        title: s(title),
        description: format!("{title}，数据截至2026年9月30日"),
        section: s(section),
        root,
        path: s(path),
        breadcrumb: trail.iter().map(|(text, href)| label(text, href)).collect(),
        column: Some(Column {
            name: s(title),
            description: format!("云澄区{title}"),
            keywords: s("重点工作,公开"),
            kind: s("重点领域"),
        }),
        article: None,
        noindex: false,
        noarchive: false,
        data_date: Some(day("2026-09-30")),
        stale_days: None,
        clock: Some(Clock { today: s("2026-09-30"), until: s("2026-12-31") }),
    }
}

pub(crate) fn article(mut head: Head, published_on: &str) -> Head {
    head.column = None;
    head.article = Some(Article {
        title: head.title.clone(),
        published_on: s(published_on),
        source: s("云澄区人民政府督查室"),
    });
    head
}

pub(crate) fn holder(post: &str, name: Option<&str>) -> Holder {
    Holder {
        post: s(post),
        beside_unit: s(post),
        href: Some(s("../../posts/a/")),
        name: name.map(s),
        vacant: false,
        acting: false,
        then: false,
        unit: None,
        remit: None,
        phone: Some(s("0000-12345670")),
    }
}

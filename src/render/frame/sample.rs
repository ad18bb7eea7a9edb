//! A deck made by hand, for tests of what is made from decks.

use chrono::NaiveDate;

use crate::plan::view::atoms::{Stamp, StampKind};
use crate::plan::view::deck::{Deck, Ink, Panel, Playlist};
use crate::plan::view::slide::{Body, Slide};

/// A day of October 2026.
pub(crate) fn october(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, day).expect("a day of October")
}

/// A slide that is always true.
pub(crate) fn slide(id: &str, title: &str) -> Slide {
    Slide {
        id: id.to_owned(),
        title: title.to_owned(),
        page: None,
        cut: None,
        body: Body::Words { sentence: "本期没有逾期任务".to_owned() },
        items: Vec::new(),
        from: None,
        until: None,
        offline_hours: None,
        needs_fresh_data: false,
        dwell_ms: 8_000,
    }
}

fn exposure() -> Slide {
    let stamp = Stamp { kind: StampKind::UnderWay, word: "整改中".to_owned() };
    Slide {
        body: Body::Exposure {
            issue: "弃土未清运".to_owned(),
            stamp,
            units: vec!["县水务局".to_owned()],
            clock: None,
            note: None,
        },
        items: vec!["exposures/2026-003".to_owned()],
        until: Some(october(18)),
        offline_hours: Some(24),
        dwell_ms: 9_300,
        ..slide("exposure", "曝光台")
    }
}

fn list(id: &str, hours: Option<(u32, u32)>, slides: &[usize]) -> Playlist {
    Playlist {
        id: id.to_owned(),
        hours,
        from: None,
        until: None,
        level: if id == "night" { 35 } else { 100 },
        slides: slides.to_vec(),
    }
}

/// Cover, a countdown in two versions, an exposure and a commendation by day; the cover by night.
pub(crate) fn deck() -> Deck {
    let countdown = |from, until| Slide {
        from: Some(october(from)),
        until: Some(october(until)),
        needs_fresh_data: true,
        dwell_ms: 12_001,
        ..slide("countdown", "到期倒计时")
    };
    let commendation = Slide {
        page: Some((1, 2)),
        cut: None,
        offline_hours: Some(24),
        items: vec!["commendations/2026-001".to_owned()],
        ..slide("commend-1", "表扬<激励>")
    };
    Deck {
        screen: "gate".to_owned(),
        name: "东门门头屏".to_owned(),
        panel: Panel {
            profile: "gate-384".to_owned(),
            width: 384,
            height: 192,
            ink: Ink::Full,
            dots: false,
            strip: false,
            rows: 4,
            columns: 1,
            margin_x: 10,
            margin_y: 6,
            note: 16,
            row: 20,
            title: 24,
            message: 32,
            figure: 56,
            code: 240,
            roadside: false,
            files: Vec::new(),
            shift: false,
        },
        site: "示例县政务公开".to_owned(),
        measure: "项".to_owned(),
        demonstration: true,
        archive: false,
        today: october(15),
        data_as_of: Some(october(14)),
        slides: vec![
            slide("cover", "封面"),
            countdown(15, 16),
            countdown(16, 17),
            exposure(),
            commendation,
            slide("default", "本屏说明"),
        ],
        playlists: vec![
            list("day", Some((6 * 60, 22 * 60)), &[0, 1, 2, 3, 4]),
            list("night", Some((22 * 60, 6 * 60)), &[0, 3]),
        ],
        fallback: vec![5],
        plain: 5,
        revoked: Vec::new(),
        urgent: false,
    }
}

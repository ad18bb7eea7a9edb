//! The page of screens: where they hang, what they play and who answers for them.

use chrono::NaiveDate;

use super::{loop_ms, playing};
use crate::date::{add_days, zh};
use crate::plan::address::Address;
use crate::plan::heads::{About, Section};
use crate::plan::here::Here;
use crate::plan::view::deck::{Deck, Playlist};
use crate::plan::view::screens::{
    Fact, PlaylistEntry, PreviewSize, ScreenEntry, ScreensView, SlideEntry,
};
use crate::plan::view::slide::{Body, Slide};
use crate::portal::{self, Display, Hours, Id, Screen};
use crate::profile::Profile;
use crate::record::PanelInk;

/// All screens.
pub fn screens(here: Here) -> ScreensView {
    let title = here.plan.words("screens", "title");
    let description = here.plan.words("screens", "lead");
    let screens = here.assessed().portal.screens.iter();
    ScreensView {
        head: here.head(About::column(&title, description, Section::About)),
        screens: screens.map(|(id, screen)| entry(here, id, screen)).collect(),
    }
}

fn entry(here: Here, id: Id<Screen>, screen: &Screen) -> ScreenEntry {
    let deck = &here.plan.show(id).deck;
    let player = here.href(Address::Player(id));
    let lists = deck.playlists.iter().zip(&screen.playlists);
    let mut fallback: Vec<String> = deck
        .fallback
        .iter()
        .filter_map(|at| deck.slides.get(*at))
        .map(|slide| slide.title.clone())
        .collect();
    fallback.dedup();
    ScreenEntry {
        id: screen.slug.to_string(),
        name: screen.name.clone(),
        location: screen.location.clone(),
        width: screen.profile.width,
        height: screen.profile.height,
        size: size(&screen.profile),
        facts: facts(&screen.profile),
        preview_href: format!("{player}#preview"),
        player_href: player,
        playlists: lists.map(|(playlist, list)| loop_of(here, deck, playlist, list)).collect(),
        fallback,
        ledger: ledger(here, screen),
    }
}

/// From so many pixels of width on a preview fills the page, or has a column of its own.
const WIDE: u32 = 1000;
const MIDDLE: u32 = 480;

fn size(profile: &Profile) -> PreviewSize {
    match profile.width {
        width if profile.height > width => PreviewSize::Tall,
        WIDE.. => PreviewSize::Wide,
        MIDDLE.. => PreviewSize::Middle,
        _ => PreviewSize::Small,
    }
}

fn fact(term: &str, text: impl Into<String>) -> Fact {
    Fact { term: term.to_owned(), text: text.into() }
}

/// Panel, wall and reading distance.
fn facts(profile: &Profile) -> Vec<Fact> {
    let (width, height) = profile.wall_mm();
    let (comfortable, limit) = profile.readable_m();
    let colours = match profile.ink {
        PanelInk::Full => "全彩",
        PanelInk::RedGreen => "红绿双色",
        PanelInk::Red => "单红",
    };
    let place = match (profile.outdoor, profile.roadside) {
        (false, false) => "室内",
        (true, false) => "室外",
        (_, true) => "临路，画面不动、停留更久",
    };
    let pitch = decimal(profile.pitch_um, 1000);
    vec![
        fact("屏幕", format!("{}×{}像素，点间距{pitch}毫米", profile.width, profile.height)),
        fact("屏体", format!("{}×{}米，{colours}，{place}", metres(width), metres(height))),
        fact("看得清", format!("{comfortable}米内清楚，最远{limit}米")),
        fact("列表", format!("每屏{}行", profile.capacity())),
    ]
}

/// Millimetres as metres with two decimals.
fn metres(millimetres: u32) -> String {
    let centimetres = (millimetres + 5) / 10;
    format!("{}.{:02}", centimetres / 100, centimetres % 100)
}

/// A number of parts of a whole, without needless zeros.
fn decimal(number: u32, parts: u32) -> String {
    let decimals = format!("{:03}", number % parts * 1000 / parts);
    let decimals = decimals.trim_end_matches('0');
    let dot = if decimals.is_empty() { "" } else { "." };
    format!("{}{dot}{decimals}", number / parts)
}

fn loop_of(here: Here, deck: &Deck, playlist: &Playlist, list: &portal::Playlist) -> PlaylistEntry {
    let today = here.today();
    let seconds = loop_ms(deck, playlist, today) / 1000;
    let lasts = match (seconds / 60, seconds % 60) {
        (0, rest) => format!("{rest}秒"),
        (minutes, 0) => format!("{minutes}分钟"),
        (minutes, rest) => format!("{minutes}分{rest}秒"),
    };
    PlaylistEntry {
        name: list.name.clone(),
        hours: list.hours.map(hours),
        days: days(list.from, list.until),
        level: (list.level < 100).then_some(list.level),
        lasts,
        slides: playing(deck, playlist, today).map(line).collect(),
    }
}

/// 6:00—22:00, 22:00—次日6:00.
fn hours(hours: Hours) -> String {
    let clock = |minute: u32| format!("{}:{:02}", minute / 60, minute % 60);
    let next = if hours.to <= hours.from { "次日" } else { "" };
    format!("{}—{next}{}", clock(hours.from), clock(hours.to))
}

fn days(from: Option<NaiveDate>, until: Option<NaiveDate>) -> Option<String> {
    let last = until.map(|until| add_days(until, -1));
    match (from, last) {
        (Some(from), Some(last)) => Some(format!("{}—{}", zh(from), zh(last))),
        (Some(from), None) => Some(format!("{}起", zh(from))),
        (None, Some(last)) => Some(format!("{}止", zh(last))),
        (None, None) => None,
    }
}

fn line(slide: &Slide) -> SlideEntry {
    // What is counted anew every day does not end with its day.
    let ends = matches!(slide.body, Body::Exposure { .. } | Body::Notice { .. });
    let last = slide.until.filter(|_| ends).map(|until| add_days(until, -1));
    SlideEntry {
        title: slide.title.clone(),
        page: slide.page.map(|(page, of)| format!("{page}/{of}")),
        seconds: decimal(slide.dwell_ms, 1000),
        until: last.map(zh),
    }
}

/// Who answers for a screen, permits, brightness, approval.
fn ledger(here: Here, screen: &Screen) -> Vec<Fact> {
    let mut facts: Vec<Fact> =
        screen.ledger.as_ref().map(|ledger| display(here, ledger)).unwrap_or_default();
    if let Some(approval) = &screen.approval {
        let number = approval.document_number.as_ref();
        let number = number.map(|number| format!("，{number}")).unwrap_or_default();
        let text = format!("{}，{}{number}", here.post(approval.post), zh(approval.date));
        facts.push(fact("播放批准", text));
    }
    facts
}

fn display(here: Here, ledger: &Display) -> Vec<Fact> {
    let luminance = |figure: &u32| format!("{figure} cd/㎡");
    let permit = ledger.permit_number.as_ref().map(|number| match ledger.permit_until {
        Some(until) => format!("{number}（有效期至{}）", zh(until)),
        None => number.clone(),
    });
    let maintainer = ledger.maintainer.as_ref().map(|name| match &ledger.maintainer_phone {
        Some(phone) => format!("{name}，{phone}"),
        None => name.clone(),
    });
    let rows = [
        ("责任单位", Some(here.unit_in_full(ledger.unit).text)),
        ("责任岗位", ledger.post.map(|post| here.post(post))),
        ("维护单位", maintainer),
        ("备案或许可", permit),
        ("白天亮度", ledger.day_luminance.as_ref().map(luminance)),
        ("夜间亮度", ledger.night_luminance.as_ref().map(luminance)),
        ("关屏时间", ledger.off_hours.clone()),
        ("备注", ledger.note.clone()),
    ];
    rows.into_iter().filter_map(|(term, text)| Some(fact(term, text?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_said_as_people_say_them() {
        assert_eq!(metres(3571), "3.57");
        assert_eq!(decimal(1860, 1000), "1.86");
        assert_eq!(decimal(10_000, 1000), "10");
        assert_eq!(decimal(10_500, 1000), "10.5");
        assert_eq!(hours(Hours { from: 1320, to: 360 }), "22:00—次日6:00");
        assert_eq!(hours(Hours { from: 360, to: 1320 }), "6:00—22:00");
    }
}

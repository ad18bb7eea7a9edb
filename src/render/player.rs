//! A deck becomes a page that plays it, and the files by which the page learns of the next deck.
//! `docs/led-player.md` says what the player does with them.

mod alt;
mod deck;

use chrono::NaiveDate;
use serde::Serialize;

use crate::digest::sha256;
use crate::plan::view::deck::Deck;
use crate::render::screen::Drawn;
use deck::played;

/// One script in parts; what is declared in one is known in all.
const SCRIPT: &str = concat!(
    "(function () {\n'use strict';\n\n",
    include_str!("player/state.js"),
    include_str!("player/deck.js"),
    include_str!("player/choice.js"),
    include_str!("player/wall.js"),
    include_str!("player/news.js"),
    include_str!("player/renewal.js"),
    include_str!("player/clock.js"),
    "})();\n"
);
const STYLE: &str = include_str!("player/player.css");
const PAGE: &str = include_str!("player/player.html");

const SCHEMA: u32 = 1;
/// A new deck must be seen within 90 seconds and an urgent one within 65. The player waits up to a
/// fifth longer than this to ask, then up to 40 seconds (urgent: 15) for the right moment.
const POLL_SECONDS: u32 = 40;
/// One build a day, and two hours of grace.
const STALE_AFTER_HOURS: u32 = 26;

/// `index.html`: the player with a deck inside, complete without a request. Its policy allows nothing
/// but what lies beside it, from a web server and from a stick.
pub fn index(deck: &Deck, drawn: &Drawn, version: &str) -> Vec<u8> {
    let parts = [
        ("{screen}", escaped(&deck.screen)),
        ("{player}", fingerprint()),
        ("{script-hash}", hash_source(SCRIPT)),
        ("{style-hash}", hash_source(STYLE)),
        ("{css}", STYLE.to_owned()),
        ("{title}", format!("{} · {}", escaped(&deck.name), escaped(&deck.site))),
        ("{deck}", json(&played(deck, drawn, version))),
        ("{js}", SCRIPT.to_owned()),
    ];
    let mut page = String::new();
    let mut rest = PAGE;
    for (place, text) in parts {
        let (before, after) = rest.split_once(place).expect("the page holds every place in order");
        page.push_str(before);
        page.push_str(&text);
        rest = after;
    }
    page.push_str(rest);
    page.into_bytes()
}

/// `manifest.js`: which deck is the newest, and what must vanish at once.
pub fn manifest(deck: &Deck, version: &str) -> Vec<u8> {
    let manifest = Manifest {
        schema: SCHEMA,
        screen: &deck.screen,
        portal: &deck.site,
        version,
        deck: format!("deck-{version}.js"),
        player: fingerprint(),
        built_at: midnight(deck.today),
        poll_s: POLL_SECONDS,
        stale_after_h: STALE_AFTER_HOURS,
        urgent: deck.urgent,
        revoked: &deck.revoked,
    };
    called("LED_MANIFEST", &manifest)
}

/// `deck-<version>.js`: the deck for players that run already.
pub fn deck_js(deck: &Deck, drawn: &Drawn, version: &str) -> Vec<u8> {
    called("LED_DECK", &played(deck, drawn, version))
}

#[derive(Serialize)]
struct Manifest<'a> {
    schema: u32,
    screen: &'a str,
    portal: &'a str,
    version: &'a str,
    deck: String,
    player: String,
    built_at: i64,
    poll_s: u32,
    stale_after_h: u32,
    urgent: bool,
    revoked: &'a [String],
}

/// Days begin at midnight in Beijing, eight hours ahead of UTC in summer and winter.
fn midnight(day: NaiveDate) -> i64 {
    const DAY: i64 = 86_400_000;
    const AHEAD: i64 = 8 * 3_600_000;
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day of the calendar");
    (day - epoch).num_days() * DAY - AHEAD
}

/// Names the player: a page with another one loads itself again at night.
fn fingerprint() -> String {
    let hash = sha256([SCRIPT, STYLE, PAGE].concat().as_bytes());
    let first = hash.iter().take(8).fold(0, |all: u64, byte| all << 8 | u64::from(*byte));
    format!("{first:016x}")
}

/// What the policy of the page calls a script or a style that may stand in it.
fn hash_source(text: &str) -> String {
    format!("sha256-{}", base64(&sha256(text.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| {
        let all = (0..3).fold(0_u32, |all, at| all << 8 | u32::from(*three.get(at).unwrap_or(&0)));
        let sign = move |at: usize| SIGNS.get((all >> (18 - 6 * at) & 63) as usize).copied();
        let filled = three.len() + 1;
        (0..4).map(move |at| if at < filled { sign(at) } else { None }.map_or('=', char::from))
    };
    bytes.chunks(3).flat_map(group).collect()
}

fn called(function: &str, said: &impl Serialize) -> Vec<u8> {
    format!("{function}({});\n", json(said)).into_bytes()
}

/// JSON that may stand in a script of any page: it neither ends the script nor, to old engines,
/// a line.
fn json(said: &impl Serialize) -> String {
    let text = serde_json::to_string(said).expect("a deck has only texts as keys");
    text.replace("</", "<\\/")
        .replace("<!--", "\\u003c!--")
        .replace("]]>", "]]\\u003e")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::deck::sum;
    use super::*;
    use crate::plan::view::deck::{Ink, Panel, Playlist};
    use crate::plan::view::slide::{BarRow, Body, Cut, Slide};
    use crate::render::screen::Position;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn deck() -> Deck {
        Deck {
            screen: "lobby-fhd".into(),
            name: "大厅屏".into(),
            panel: panel(),
            site: "临江市".into(),
            measure: "项".into(),
            demonstration: true,
            archive: false,
            today: day("2026-11-28"),
            data_as_of: Some(day("2026-11-20")),
            slides: vec![notice("从这里</script>离开<!--]]>\u{2028}线")],
            playlists: vec![list(Some((1320, 360))), list(Some((0, 1440))), list(None)],
            fallback: vec![0],
            plain: 0,
            revoked: vec!["exposures/2026-003".into()],
            urgent: true,
        }
    }

    fn panel() -> Panel {
        Panel {
            profile: "lobby-fhd".into(),
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
            row: 54,
            title: 72,
            message: 96,
            figure: 236,
            code: 430,
            roadside: false,
            files: Vec::new(),
            shift: true,
        }
    }

    fn notice(text: &str) -> Slide {
        Slide {
            id: "notice".into(),
            title: "通知".into(),
            page: None,
            cut: None,
            body: Body::Notice { paragraphs: vec![text.into()] },
            items: Vec::new(),
            from: Some(day("2026-11-28")),
            until: None,
            offline_hours: Some(24),
            needs_fresh_data: false,
            dwell_ms: 8000,
        }
    }

    fn list(hours: Option<(u32, u32)>) -> Playlist {
        let id = "night".into();
        Playlist { id, hours, from: None, until: None, level: 35, slides: vec![0] }
    }

    fn drawn() -> Drawn {
        Drawn {
            glyphs: "<path id=\"g0\" d=\"M0 0\"/>".into(),
            pictures: vec!["<g><use xlink:href=\"#g0\"/></g>".into()],
            of_slide: vec![Some(0)],
            instead: std::collections::BTreeMap::new(),
            stale: String::new(),
            stale_alone: false,
            bar: Position::default(),
            troubles: Vec::new(),
        }
    }

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).expect("text")
    }

    /// What stands between two marks.
    fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
        let (_, rest) = page.split_once(before).expect(before);
        rest.split_once(after).expect(after).0
    }

    fn deck_of(file: &str) -> Value {
        serde_json::from_str(between(file, "LED_DECK(", ");\n")).expect("JSON")
    }

    #[test]
    fn words_cannot_end_the_script_they_stand_in() {
        let page = text(index(&deck(), &drawn(), "0123456789abcdef"));
        let file = text(deck_js(&deck(), &drawn(), "0123456789abcdef"));
        assert_eq!(page.matches("</script>").count(), 2, "one end for each script");
        for dangerous in ["</script>离开", "<!--", "]]>", "\u{2028}"] {
            assert!(!page.contains(dangerous) && !file.contains(dangerous), "{dangerous}");
        }
        let alt = "通知：从这里</script>离开<!--]]>\u{2028}线";
        assert_eq!(deck_of(&file)["slides"][0]["alt"], alt, "and are read as they were");
    }

    #[test]
    fn the_page_holds_the_deck_of_the_file() {
        let page = text(index(&deck(), &drawn(), "0123456789abcdef"));
        let inside = between(&page, "id=\"deck\">", "</script>");
        let inside: Value = serde_json::from_str(inside).expect("JSON");
        assert_eq!(inside, deck_of(&text(deck_js(&deck(), &drawn(), "0123456789abcdef"))));
    }

    #[test]
    fn the_policy_names_the_hashes_of_script_and_style() {
        let page = text(index(&deck(), &drawn(), "0123456789abcdef"));
        let script = between(&page, "<script>", "</script>");
        let style = between(&page, "<style>", "</style>");
        assert!(page.contains(&format!("script-src 'self' '{}'", hash_source(script))));
        assert!(page.contains(&format!("style-src '{}'", hash_source(style))));
        let black = page.find("background:#000").expect("a ground");
        assert!(black < 1024, "the ground is black before anything is drawn");
    }

    #[test]
    fn hashes_are_those_of_the_standard() {
        let empty = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(hash_source(""), empty);
        assert_eq!(base64(b"a"), "YQ==");
        assert_eq!(base64(b"ab"), "YWI=");
        assert_eq!(base64(b"abc"), "YWJj");
        assert_eq!(fingerprint().len(), 16);
    }

    #[test]
    fn the_sum_counts_as_a_script_does() {
        let of =
            |glyphs: &str| sum(&Drawn { glyphs: glyphs.into(), pictures: Vec::new(), ..drawn() });
        assert_eq!(of(""), "811c9dc5");
        assert_eq!(of("a"), "e40c292c");
        assert_eq!(of("foobar"), "bf9cf968");
    }

    #[test]
    fn days_begin_at_midnight_in_beijing() {
        assert_eq!(midnight(day("1970-01-02")), 16 * 3_600_000);
        assert_eq!(midnight(day("2026-11-28")), 1_795_795_200_000);
        let said = deck_of(&text(deck_js(&deck(), &drawn(), "v")));
        assert_eq!(said["slides"][0]["from"], said["built_at"]);
        assert_eq!(said["slides"][0]["until"], 0);
        assert_eq!(said["data_stale_at"], midnight(day("2026-12-31")));
    }

    #[test]
    fn an_archive_never_ages() {
        let archive = Deck { archive: true, ..deck() };
        assert_eq!(deck_of(&text(deck_js(&archive, &drawn(), "v")))["data_stale_at"], 0);
    }

    #[test]
    fn hours_may_cross_midnight_and_the_whole_day_is_none() {
        let said = deck_of(&text(deck_js(&deck(), &drawn(), "v")));
        let hours = |at: usize| {
            let list = &said["playlists"][at];
            (list["from_min"].as_u64(), list["to_min"].as_u64())
        };
        assert_eq!(hours(0), (Some(1320), Some(360)));
        assert_eq!(hours(1), (Some(0), Some(0)));
        assert_eq!(hours(2), (Some(0), Some(0)));
    }

    #[test]
    fn numbers_are_whole() {
        fn whole(value: &Value) -> bool {
            match value {
                Value::Number(number) => number.is_i64() || number.is_u64(),
                Value::Array(list) => list.iter().all(whole),
                Value::Object(map) => map.values().all(whole),
                Value::Null | Value::Bool(_) | Value::String(_) => true,
            }
        }
        assert!(whole(&deck_of(&text(deck_js(&deck(), &drawn(), "v")))));
        let manifest = text(manifest(&deck(), "v"));
        let said = serde_json::from_str(between(&manifest, "LED_MANIFEST(", ");\n")).expect("JSON");
        assert!(whole(&said));
    }

    #[test]
    fn the_manifest_names_the_deck_and_what_is_withdrawn() {
        insta::assert_snapshot!(
            text(manifest(&deck(), "0123456789abcdef")).replace(&fingerprint(), "[player]"),
            @r#"LED_MANIFEST({"schema":1,"screen":"lobby-fhd","portal":"临江市","version":"0123456789abcdef","deck":"deck-0123456789abcdef.js","player":"[player]","built_at":1795795200000,"poll_s":40,"stale_after_h":26,"urgent":true,"revoked":["exposures/2026-003"]});"#
        );
    }

    #[test]
    fn slides_without_a_picture_are_left_out() {
        let deck = Deck {
            slides: vec![notice("甲"), notice("乙"), notice("丙")],
            playlists: vec![Playlist { slides: vec![2, 1, 0], ..list(None) }],
            ..deck()
        };
        let drawn = Drawn { of_slide: vec![None, Some(0), Some(0)], ..drawn() };
        let said = deck_of(&text(deck_js(&deck, &drawn, "v")));
        assert_eq!(said["count"], 2);
        assert_eq!(said["playlists"][0]["slides"], serde_json::json!([1, 0]));
        assert_eq!(said["fallback"], serde_json::json!([0, 1]), "its only slide found no room");
        let named = Deck { plain: 2, ..deck };
        let said = deck_of(&text(deck_js(&named, &drawn, "v")));
        assert_eq!(said["fallback"], serde_json::json!([1]), "the portal's name does");
    }

    #[test]
    fn what_is_told_is_what_the_picture_shows() {
        let row = |name: &str, actual: Option<i32>| BarRow {
            name: name.into(),
            actual,
            planned: actual.map(|held| held + 4),
            behind: actual.is_some(),
        };
        let list = Slide {
            title: "进度".into(),
            page: Some((1, 2)),
            body: Body::Bars { rows: vec![row("甲", Some(84)), row("乙", None)] },
            ..notice("")
        };
        let mut shorter = list.clone();
        shorter.body = Body::Bars { rows: vec![row("甲", Some(84))] };
        shorter.cut = Some(Cut { shown: Some(1), total: 2, counter: "类".to_owned() });
        let deck = Deck { slides: vec![list], ..deck() };
        let alt =
            |drawn: &Drawn| deck_of(&text(deck_js(&deck, drawn, "v")))["slides"][0]["alt"].clone();
        assert_eq!(alt(&drawn()), "进度（1/2）：甲 84%（计划88%、慢于计划），乙 未填报");
        let without = Drawn { instead: [(0, shorter)].into(), ..drawn() };
        let said = "进度（1/2）（共2类，列出1类）：甲 84%（计划88%、慢于计划）";
        assert_eq!(alt(&without), said);
    }

    #[test]
    fn names_are_escaped_in_the_title() {
        let deck = Deck { name: "A<b>\"&".into(), ..deck() };
        let page = text(index(&deck, &drawn(), "v"));
        assert!(page.contains("<title>A&lt;b&gt;&quot;&amp; · 临江市</title>"));
    }
}

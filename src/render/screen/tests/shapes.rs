//! Tall and narrow panels: what belongs together stands together, and long titles in two lines.

use super::*;
use crate::plan::view::atoms::LightCount;
use crate::plan::view::deck::Ink;
use crate::plan::view::slide::{BarRow, Clock};
use crate::render::screen::colour::Tone;

fn totem() -> Panel {
    panels().into_iter().find(|panel| panel.profile == "totem").expect("a totem")
}

/// A slide of a kind, as full as a panel allows.
fn body(panel: &Panel, is: fn(&Body) -> bool) -> Body {
    bodies(panel, &PLAIN).into_iter().find(is).expect("every kind is there")
}

/// Where a text stands.
fn place(inks: &[canvas::Inked], text: &str) -> Area {
    inks.iter().find(|ink| ink.text == text).expect(text).area
}

#[test]
fn an_exposure_on_a_tall_panel_stands_together_in_its_middle() {
    for height in [1920, 3840] {
        let panel = Panel { height, ..totem() };
        let inks = inks(&panel, body(&panel, |body| matches!(body, Body::Exposure { .. })));
        let (issue, state) = (place(&inks, PLAIN.title), place(&inks, "整改中"));
        let gap = state.y - issue.bottom();
        assert!((0..=issue.height * 2).contains(&gap), "{height}: {gap}");
        let (above, below) = (issue.y, Canvas::px(height) - place(&inks, "14").bottom());
        assert!((above - below).abs() < Canvas::px(height) / 6, "{height}: {above} {below}");
    }
}

#[test]
fn praise_on_a_tall_panel_stands_in_its_middle_and_below_it_who_verified_it() {
    let panel = totem();
    let inks = inks(&panel, body(&panel, |body| matches!(body, Body::Commendation { .. })));
    let (kind, names) = (place(&inks, "通报表扬　集体"), place(&inks, PLAIN.honoured));
    assert!(kind.y > Canvas::px(panel.height) / 4, "{kind:?}");
    assert!(names.y - kind.bottom() < names.height, "{names:?}");
    let verified = place(&inks, "区督查室核实　2026年9月28日");
    assert!(verified.y > Canvas::px(panel.height) * 4 / 5, "{verified:?}");
}

#[test]
fn lights_on_a_tall_panel_stand_in_a_grid_as_large_as_it_allows() {
    let panel = totem();
    for (count, columns) in [(2, 2), (6, 2), (8, 2)] {
        let parts = sample::lights().into_iter().take(count);
        let parts = parts.map(|part| LightCount { count: 250, ..part }).collect();
        let inks = inks(&panel, Body::Lights { parts });
        let figures = inks.iter().filter(|ink| ink.text == "250");
        let lefts: BTreeSet<i32> = figures.map(|ink| ink.area.x).collect();
        assert_eq!(lefts.len(), columns, "{count} lights");
    }
}

#[test]
fn lights_have_all_their_words_in_full_or_none() {
    for panel in panels().into_iter().filter(|panel| !panel.strip) {
        let parts = sample::lights();
        let texts: Vec<String> = inks(&panel, Body::Lights { parts: parts.clone() })
            .into_iter()
            .map(|ink| ink.text)
            .collect();
        let said = |word: fn(&LightCount) -> &str| {
            parts.iter().filter(|part| texts.iter().any(|text| text == word(part))).count()
        };
        let (whole, short) = (said(|part| &part.light.word), said(|part| &part.light.short));
        assert!(whole == parts.len() || short == parts.len(), "{}: {texts:?}", panel.profile);
    }
}

#[test]
fn figures_of_a_portal_that_are_old_are_said_to_be_on_a_narrow_panel_and_a_strip() {
    let narrow = Panel { width: 160, height: 320, ..panels()[2].clone() };
    let strip = Panel { width: 144, margin_x: 2, ..strip_256() };
    for panel in [totem(), narrow, strip] {
        let Body::Portals { mut rows } = body(&panel, |body| matches!(body, Body::Portals { .. }))
        else {
            panic!("portals")
        };
        rows.truncate(1);
        let inks = inks(&panel, Body::Portals { rows });
        assert!(inks.iter().any(|ink| ink.text == "截至8月31日"), "{}", panel.profile);
    }
}

#[test]
fn a_title_too_long_for_a_line_stands_in_two_with_the_page_behind_it() {
    let title = "岚江州重点工作一百零二项任务办理情况";
    for panel in panels().into_iter().filter(|panel| !panel.strip && panel.width < 400) {
        let faces = Faces::default();
        let chain = faces.chain(panel.dots);
        let clock = Clock {
            label: String::new(),
            number: "77".to_owned(),
            unit: "天".to_owned(),
            overdue: false,
        };
        let body = Body::Countdown { clocks: vec![clock], rows: Vec::new() };
        let mut deck = deck(panel.clone(), vec![body]);
        let slide = deck.slides.first_mut().expect("a slide");
        (slide.title, slide.cut) = (title.to_owned(), None);
        let canvas = picture(&deck, deck.slides.first().expect("a slide"), None, &chain);
        assert_eq!(canvas.no_room, None, "{}", panel.profile);
        let lines = || canvas.inks.iter().filter(|ink| title.contains(&*ink.text));
        assert_eq!(lines().map(|ink| &*ink.text).collect::<String>(), title, "{}", panel.profile);
        assert_eq!(lines().count(), 2, "{}", panel.profile);
        let page = canvas.inks.iter().find(|ink| ink.text.contains("1/3")).expect("the page").area;
        let first = lines().next().expect("a line").area;
        assert!(page.y >= first.bottom() - 2, "{}: {page:?} {first:?}", panel.profile);
    }
}

#[test]
fn a_long_title_takes_the_room_of_the_portals_name_before_it_stands_small() {
    let panel = Panel { width: 1080, ..lobby() };
    let faces = Faces::default();
    let chain = faces.chain(panel.dots);
    let body = Body::Words { sentence: "没有逾期任务".to_owned() };
    let mut deck = deck(panel.clone(), vec![body]);
    for (title, beside) in [("到期", true), ("九月重点工作通报和排位", false)] {
        title.clone_into(&mut deck.slides.first_mut().expect("a slide").title);
        let canvas = picture(&deck, deck.slides.first().expect("a slide"), None, &chain);
        assert_eq!(canvas.no_room, None, "{title}");
        assert_eq!(canvas.inks.iter().any(|ink| ink.text == deck.site), beside, "{title}");
        let height = place(&canvas.inks, title).height;
        assert!(height > Canvas::px(panel.row) * 4 / 5, "{title}: {height}");
    }
}

#[test]
fn an_exposure_says_on_a_low_panel_too_what_must_be_said_beside_it() {
    for panel in panels().into_iter().filter(|panel| !panel.strip) {
        let inks = inks(&panel, body(&panel, |body| matches!(body, Body::Exposure { .. })));
        let said: String = inks.iter().map(|ink| &*ink.text).collect();
        assert!(said.contains("异议复核中"), "{}: {said}", panel.profile);
    }
}

#[test]
fn lights_below_a_unit_stand_nearer_to_its_name_than_to_the_next() {
    let faces = Faces::default();
    for (width, height, row) in [(160, 280, 16), (320, 600, 28), (1080, 1600, 48)] {
        let panel = Panel { width, height, row, note: row, dots: row == 16, ..totem() };
        let Body::Units { rows } = body(&panel, |body| matches!(body, Body::Units { .. })) else {
            panic!("units");
        };
        let chain = faces.chain(panel.dots);
        let mut canvas = Canvas::new(&panel, &chain);
        canvas.list.lines = 2;
        let area = Area { x: 0, y: 0, width: Canvas::px(width), height: Canvas::px(height) };
        rows::units(&mut canvas, rows.get(..6).expect("six units"), area);
        let is_unit = |ink: &&canvas::Inked| ink.text == PLAIN.unit;
        let names: Vec<Area> = canvas.inks.iter().filter(is_unit).map(|ink| ink.area).collect();
        assert_eq!(names.len(), 6, "{width}");
        for pair in names.windows(2) {
            let [name, next] = *pair else { continue };
            let lights = canvas.inks.iter().map(|ink| ink.area);
            let mut lights =
                lights.filter(|ink| (name.bottom()..next.y).contains(&ink.y)).peekable();
            assert!(lights.peek().is_some(), "{width}");
            for ink in lights {
                assert!(
                    ink.y - name.bottom() <= next.y - ink.bottom(),
                    "{width}: {ink:?} {name:?}"
                );
            }
        }
    }
}

#[test]
fn an_exposure_says_on_a_strip_what_must_be_said_beside_it_or_stands_elsewhere() {
    let strip = panels().into_iter().find(|panel| panel.strip).expect("a strip");
    let mut shown = 0;
    for rows in 1..=3 {
        let panel = Panel { rows, ..strip.clone() };
        let entry = body(&panel, |body| matches!(body, Body::Exposure { .. }));
        let faces = Faces::default();
        let chain = faces.chain(panel.dots);
        let deck = deck(panel, vec![entry]);
        let canvas = picture(&deck, deck.slides.first().expect("a slide"), None, &chain);
        let said: String = canvas.inks.iter().map(|ink| &*ink.text).collect();
        let is_whole = said.contains("整改中") && said.contains("异议复核中");
        assert!(canvas.no_room.is_some() || is_whole, "{rows}: {said}");
        shown += usize::from(canvas.no_room.is_none());
    }
    assert!(shown > 0, "a strip of several rows shows it");
}

/// A panel that is read from far away: large rows on few pixels.
fn road() -> Panel {
    panels().into_iter().find(|panel| panel.profile == "road-1280").expect("a road")
}

#[test]
fn a_long_issue_stands_larger_than_a_note() {
    let panel = road();
    let title = "石泓县三座镇区污水设施用地和配套资金长期不落实";
    let names = Names { title, ..PLAIN };
    let exposure =
        bodies(&panel, &names).into_iter().rfind(|body| matches!(body, Body::Exposure { .. }));
    let inks = inks(&panel, exposure.expect("an exposure"));
    let lines: Vec<&canvas::Inked> = inks.iter().filter(|ink| title.contains(&*ink.text)).collect();
    assert_eq!(lines.iter().map(|ink| &*ink.text).collect::<String>(), title);
    let least = Canvas::px(panel.note);
    assert!(lines.iter().all(|ink| ink.area.height > least), "{lines:?}");
}

#[test]
fn figures_stand_at_least_twice_as_high_as_what_they_count() {
    let clock = |label: &str| Clock {
        label: label.to_owned(),
        number: "77".to_owned(),
        unit: "天".to_owned(),
        overdue: false,
    };
    let wide = |panel: &Panel| {
        let Panel { width, height, .. } = *panel;
        height >= 400 && width > height && width < 3 * height
    };
    for panel in panels().into_iter().filter(wide) {
        let rows = body(&panel, |body| matches!(body, Body::Due { .. }));
        let Body::Due { mut rows } = rows else { panic!("due") };
        rows.truncate(3);
        let clocks = vec![clock("距全部任务截止"), clock("30天内到期")];
        let inks = inks(&panel, Body::Countdown { clocks, rows });
        let (label, number) = (place(&inks, "30天内到期"), place(&inks, "77"));
        assert!(number.height * 4 >= label.height * 5, "{}: {number:?} {label:?}", panel.profile);
    }
}

#[test]
fn bars_on_a_panel_that_is_nearly_square_take_two_fifths_of_it_at_least() {
    let square = Panel { profile: "square".to_owned(), width: 720, ..road() };
    let bars = Body::Bars {
        rows: ["产业发展", "基础设施", "民生改善", "社会治理"]
            .map(|name| BarRow {
                name: name.to_owned(),
                actual: Some(84),
                planned: Some(90),
                behind: false,
            })
            .into(),
    };
    let faces = Faces::default();
    let chain = faces.chain(false);
    for panel in [Panel { row: 40, title: 48, ..square }, totem()] {
        let deck = deck(panel.clone(), vec![bars.clone()]);
        let drawn = fitting::slides(&deck, &chain);
        let out = &drawn.first().expect("a slide").canvas.out;
        let track = Tone::Track.on(Ink::Full);
        let widths: Vec<u32> = out
            .split("<rect ")
            .filter(|rect| rect.contains(track))
            .filter_map(|rect| rect.split_once("width=\"")?.1.split_once('"')?.0.parse().ok())
            .collect();
        assert_eq!(widths.len(), 4, "{}", panel.profile);
        assert!(
            widths.iter().all(|width| width * 5 >= panel.width * 2),
            "{}: {widths:?}",
            panel.profile
        );
    }
}

#[test]
fn a_code_leaves_the_panel_dark_and_is_coarser_where_that_is_small() {
    let url = "https://www.lanjiang.example/";
    for (width, height, code, least) in [(160, 320, 100, 128), (1080, 1920, 0, 250)] {
        let panel = Panel {
            width,
            height,
            code,
            margin_x: 8,
            margin_y: 8,
            row: 16,
            note: 16,
            title: 16,
            message: 20,
            ..totem()
        };
        let body = Body::Qr { url: url.to_owned(), caption: "扫一扫".to_owned() };
        let deck = deck(panel, vec![body]);
        let faces = Faces::default();
        let drawn = pictures(&deck, &faces);
        assert!(drawn.troubles.is_empty(), "{width}×{height}: {:?}", drawn.troubles);
        let svg = document::svg(&deck.panel, &drawn, 0, (0, 1));
        let rgb = crate::render::frame::Picture::of(&svg, width, height).rgb;
        let pixels = rgb.as_chunks::<3>().0;
        let white = pixels.iter().filter(|pixel| pixel.iter().all(|part| *part > 230)).count();
        assert!(white * 10 <= pixels.len(), "{width}×{height}: {white} of {}", pixels.len());
        let side =
            drawn.pictures.first().expect("a picture").split("<rect ").nth(1).expect("a ground");
        let side: u32 =
            side.split_once("width=\"").unwrap().1.split_once('"').unwrap().0.parse().unwrap();
        assert!(side >= least, "{width}×{height}: {side}");
    }
}

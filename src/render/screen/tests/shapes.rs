//! Tall and narrow panels: what belongs together stands together, and long titles in two lines.

use super::*;
use crate::plan::view::atoms::LightCount;
use crate::plan::view::slide::Clock;

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

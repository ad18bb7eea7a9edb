//! Rows of lists, figures and notices: how large they stand, alone and on all their pages.

use super::*;
use crate::plan::view::slide::{ChangeRow, Clock};

/// The size of a text in a picture, by its ink: a line's letters are about as high as it says.
fn height_of(canvas: &Canvas, text: &str) -> i32 {
    let ink = canvas.inks.iter().find(|ink| ink.text == text).expect(text);
    ink.area.height
}

#[test]
fn few_rows_stand_larger_and_in_the_middle_alike_on_all_pages_of_their_list() {
    let faces = Faces::default();
    for panel in panels().into_iter().filter(|panel| !panel.strip && !panel.dots) {
        let chain = faces.chain(panel.dots);
        let of = |counts: &[usize]| {
            let body = |count: &usize| {
                let mut bodies = bodies(&panel, &PLAIN).into_iter();
                let units = bodies.find(|body| matches!(body, Body::Units { .. }));
                let Some(Body::Units { mut rows }) = units else { panic!("units") };
                rows.truncate(*count);
                for row in &mut rows {
                    row.lights.truncate(1);
                }
                Body::Units { rows }
            };
            let mut deck = deck(panel.clone(), counts.iter().map(body).collect());
            for slide in &mut deck.slides {
                slide.cut = None;
                "units-1".clone_into(&mut slide.id);
            }
            let drawn = fitting::slides(&deck, &chain);
            drawn.iter().map(|held| height_of(&held.canvas, "教育局")).collect::<Vec<_>>()
        };
        let (one, many) = (of(&[1]), of(&[panel.rows as usize]));
        assert!(one[0] > many[0], "{}: {one:?} {many:?}", panel.profile);
        let pages = of(&[2, 1]);
        assert_eq!(pages[0], pages[1], "{}", panel.profile);
    }
}

/// How high a text stands on each slide of a deck.
fn heights(deck: &Deck, text: &str) -> Vec<i32> {
    let faces = Faces::default();
    let chain = faces.chain(deck.panel.dots);
    let drawn = fitting::slides(deck, &chain);
    drawn.iter().map(|held| height_of(&held.canvas, text)).collect()
}

#[test]
fn a_list_that_grows_later_stands_as_large_today_as_it_would_alone() {
    let panel = lobby();
    let list = |rows: usize| {
        let bodies = bodies(&panel, &PLAIN).into_iter();
        let mut all = bodies.filter(|body| matches!(body, Body::Due { .. }));
        let Some(Body::Due { rows: mut held }) = all.next() else { panic!("due") };
        held.truncate(rows);
        Body::Due { rows: held }
    };
    let alone = heights(&deck(panel.clone(), vec![list(2)]), PLAIN.title);
    let mut deck = deck(panel.clone(), vec![list(2), list(8)]);
    for slide in &mut deck.slides {
        (slide.page, slide.cut) = (None, None);
        "day-due-1".clone_into(&mut slide.id);
    }
    let turn = deck.today.succ_opt();
    (deck.slides[0].until, deck.slides[1].from) = (turn, turn);
    let both = heights(&deck, PLAIN.title);
    assert_eq!(both[0], alone[0], "{both:?}");
    assert!(both[1] < both[0], "{both:?}");
}

#[test]
fn pages_of_a_notice_look_alike() {
    let panel = panels().into_iter().find(|panel| panel.width == 384).expect("a gate");
    let page = |text: &str| Body::Notice { paragraphs: vec![text.to_owned()] };
    let long = "停水检修期间请提前储水，给您带来不便，敬请谅解。恢复供水后请先放水。";
    let pages = vec![page(&format!("停水。{long}")), page("停水。")];
    let faces = Faces::default();
    let alike = |pages: Vec<Body>| {
        let deck = deck(panel.clone(), pages);
        let chain = faces.chain(false);
        let drawn = fitting::slides(&deck, &chain);
        drawn.iter().map(|held| held.canvas.text).collect::<Vec<_>>()
    };
    let both = alike(pages.clone());
    assert_eq!(both[0], both[1]);
    assert_ne!(alike(vec![pages[1].clone()])[0], both[1], "alone it would be larger");
}

#[test]
fn tasks_below_a_countdown_have_titles_of_one_size() {
    let titles = ["建制镇污水处理设施建设19座", "望川保税仓"];
    for panel in panels().into_iter().filter(|panel| panel.rows > 3 && panel.height >= 600) {
        let names = Names { title: titles[0], ..PLAIN };
        let mut body = bodies(&panel, &names)
            .into_iter()
            .find(|body| matches!(body, Body::Countdown { .. }))
            .expect("a countdown");
        if let Body::Countdown { rows, .. } = &mut body {
            titles[1].clone_into(&mut rows.last_mut().expect("a row").title);
        }
        let inks = inks(&panel, body);
        let height =
            |text: &str| inks.iter().find(|ink| ink.text == text).map(|ink| ink.area.height);
        let [long, short] = titles.map(height);
        let both = long.zip(short).expect(&panel.profile);
        assert!((both.0 - both.1).abs() <= 4, "{}: {both:?}", panel.profile);
    }
}

#[test]
fn a_tall_panel_gives_few_rows_its_height() {
    let panel = panels().into_iter().find(|panel| panel.profile == "totem").expect("a totem");
    let bodies = |title| bodies(&panel, &Names { title, ..PLAIN }).into_iter();
    let due = bodies("厝安片区自来水一户一表改造6400户").find_map(|body| match body {
        Body::Due { rows } => Some(Body::Due { rows: rows.into_iter().take(4).collect() }),
        _ => None,
    });
    let mut deck = deck(panel.clone(), vec![due.expect("tasks")]);
    deck.slides[0].cut = None;
    let when = heights(&deck, "逾期12天");
    assert!(when[0] > i32::try_from(panel.row).expect("small"), "{when:?}");
    let bars = bodies("").find_map(|body| match body {
        Body::Bars { rows } => Some(rows.into_iter().take(5).collect::<Vec<_>>()),
        _ => None,
    });
    let mut rows = bars.expect("bars");
    let names = ["2025年城市运行与安全", "公共服务"];
    for (row, name) in rows.iter_mut().zip(names) {
        name.clone_into(&mut row.name);
    }
    deck.slides[0].body = Body::Bars { rows };
    let [long, short] = names.map(|name| heights(&deck, name)[0]);
    assert!((long - short).abs() <= 4, "{long} {short}");
}

#[test]
fn figures_side_by_side_are_alike_and_three_stand_in_a_row_or_a_column() {
    let faces = Faces::default();
    for panel in panels().into_iter().filter(|panel| !panel.strip) {
        let chain = faces.chain(panel.dots);
        let clock = |label: &str, number: &str| Clock {
            label: label.to_owned(),
            number: number.to_owned(),
            unit: "项".to_owned(),
            overdue: false,
        };
        let figures =
            vec![clock("任务", "95"), clock("距全部任务截止", "77"), clock("已办结", "25")];
        let deck = deck(panel.clone(), vec![Body::Figures { figures }]);
        let canvas = picture(&deck, &deck.slides[0], None, &chain);
        assert_eq!(canvas.no_room, None, "{}", panel.profile);
        let places = ["95", "77", "25"]
            .map(|number| canvas.inks.iter().find(|ink| ink.text == number).expect(number).area);
        let alike = |of: fn(&Area) -> i32| {
            let held = places.each_ref().map(of);
            held.iter().all(|one| (one - held[0]).abs() <= 4)
        };
        assert!(alike(|area| area.height), "{}: {places:?}", panel.profile);
        assert!(alike(|area| area.y) || alike(|area| area.x), "{}: {places:?}", panel.profile);
    }
}

/// Rows of so many units, the first place at the top.
fn ranked(panel: &Panel, count: u32) -> Vec<RankRow> {
    let found = bodies(panel, &PLAIN).into_iter().find_map(|body| match body {
        Body::Ranking { first, .. } => first.into_iter().next(),
        _ => None,
    });
    let row = found.expect("a ranking");
    (1..=count).map(|rank| RankRow { rank, name: format!("第{rank}局"), ..row.clone() }).collect()
}

#[test]
fn a_ranking_of_which_nobody_is_last_stands_in_even_columns_on_a_wide_panel() {
    for panel in panels().into_iter().filter(|panel| panel.columns > 1) {
        for count in 4..=panel.rows * 2 {
            let inks =
                inks(&panel, Body::Ranking { first: ranked(&panel, count), last: Vec::new() });
            let names = inks.iter().filter(|ink| ink.text.starts_with('第'));
            let middle = Canvas::px(panel.width) / 2;
            let (left, right): (Vec<_>, Vec<_>) = names.partition(|ink| ink.area.x < middle);
            assert_eq!(left.len() + right.len(), count as usize, "{}", panel.profile);
            assert!(left.len() - right.len() <= 1, "{count}: {} {}", left.len(), right.len());
            assert!(left.iter().zip(&right).all(|(a, b)| (a.area.y - b.area.y).abs() <= 4));
        }
    }
}

#[test]
fn names_in_a_ranking_stand_close_behind_their_ranks() {
    let inks = inks(&lobby(), Body::Ranking { first: ranked(&lobby(), 3), last: Vec::new() });
    let of = |text: &str| inks.iter().find(|ink| ink.text == text).expect(text).area;
    assert!(of("第1局").x - of("1").right() < of("第1局").height, "no room for a second figure");
}

#[test]
fn lights_beside_the_names_of_a_page_are_of_one_size() {
    let panel = panels().into_iter().find(|panel| panel.width == 384).expect("a gate");
    let found = bodies(&panel, &PLAIN).into_iter().find_map(|body| match body {
        Body::Units { rows } => Some(rows),
        _ => None,
    });
    let mut rows = found.expect("units");
    for (row, lights) in rows.iter_mut().zip([1, 4]) {
        "7项".clone_into(&mut row.total);
        row.lights.truncate(lights);
        row.lights.iter_mut().for_each(|part| part.count = 7);
    }
    rows.truncate(2);
    let inks = inks(&panel, Body::Units { rows });
    let sizes: Vec<i32> =
        inks.iter().filter(|ink| ink.text == "7").map(|ink| ink.area.height).collect();
    assert_eq!(sizes, vec![sizes[0]; 5]);
}

#[test]
fn a_reason_that_is_too_long_for_a_panel_is_on_the_site_and_costs_no_row() {
    let panel = panels().into_iter().find(|panel| panel.width == 384).expect("a gate");
    let found = bodies(&panel, &PLAIN).into_iter().find_map(|body| match body {
        Body::Changes { rows } => rows.into_iter().next(),
        _ => None,
    });
    let mut row = found.expect("a change");
    row.reason = "地基沉降需要重新勘察设计，".repeat(6);
    row.old = "2025年11月30日".to_owned();
    row.new = "2026年12月15日".to_owned();
    let rows = vec![row.clone(), row.clone()];
    let said = |rows: Vec<_>| {
        let inks = inks(&panel, Body::Changes { rows });
        inks.into_iter().map(|ink| ink.text).collect::<String>()
    };
    let all = said(rows.clone());
    assert_eq!(all.matches("原因见网站").count(), 2, "{all}");
    assert_eq!(all.matches("2026年12月15日").count(), 2, "{all}");
    let short = rows.into_iter().map(|row| ChangeRow { reason: "设计变更".to_owned(), ..row });
    assert!(!said(short.collect()).contains("见网站"), "a short one is said");
}

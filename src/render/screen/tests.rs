//! Every kind of slide on panels of every class.

mod lists;
mod shapes;

use super::document::segments;
use super::sample::{Names, bodies, deck, lobby, panels};
use super::*;
use crate::measure::end_between_words;
use crate::plan::view::deck::Panel;
use crate::plan::view::slide::RankRow;

const PLAIN: Names =
    Names { unit: "教育局", title: "南湖公园开放", honoured: "南湖街道" };

/// What stands out of the panel, or finds no room, for every kind of slide.
fn out_of_place(panel: &Panel, names: &Names, may_refuse: bool) -> Vec<String> {
    let faces = Faces::default();
    let chain = faces.chain(panel.dots);
    let deck = deck(panel.clone(), bodies(panel, names));
    let (width, height) = (Canvas::px(panel.width), Canvas::px(panel.height));
    let mut wrong = Vec::new();
    for slide in &deck.slides {
        let canvas = picture(&deck, slide, None, &chain);
        let place = |what: &str| format!("{} {:?}: {what}", panel.profile, slide.body);
        match &canvas.no_room {
            Some(no_room) if !may_refuse => wrong.push(place(&no_room.text)),
            Some(_) => continue,
            None => {}
        }
        let outside =
            |ink: &Area| ink.x < 0 || ink.y < 0 || ink.right() > width || ink.bottom() > height;
        let found = canvas.inks.iter().map(|ink| ink.area).find(outside);
        wrong.extend(found.map(|ink| place(&format!("{ink:?}"))));
    }
    wrong
}

#[test]
fn every_slide_finds_its_place_on_every_panel() {
    for panel in panels() {
        let wrong = out_of_place(&panel, &PLAIN, false);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn hostile_words_never_leave_the_panel() {
    let long = "岚江州人民政府办公室政务公开与信息化建设及十五分钟便民生活圈工作推进协调领导小组\
                综合督查督办与绩效考核工作专班办公室";
    for unit in [long, "", "阿卜杜拉·买买提·吐尔逊江·库尔班尼亚孜", "㑇㳇䶮𬭊𫟹𠅤𬍤𱁬镕喆"]
    {
        for panel in panels() {
            let names = Names { unit, title: unit, honoured: unit };
            let wrong = out_of_place(&panel, &names, true);
            assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        }
    }
}

#[test]
fn a_list_that_is_cut_says_so_beside_its_title_or_below_its_rows() {
    let faces = Faces::default();
    let titles = ["到期任务", "各单位任务亮灯", "逾期和将要到期任务"];
    for panel in panels().into_iter().filter(|panel| !panel.strip) {
        let chain = faces.chain(panel.dots);
        let glyph = |word| chain.line(word).glyphs.first().map(|glyph| glyph.id);
        let (in_full, in_short) = (glyph("共"), glyph("另"));
        for title in titles {
            let mut deck = deck(panel.clone(), bodies(&panel, &PLAIN));
            deck.slides.retain(|slide| slide.cut.is_some());
            for slide in &mut deck.slides {
                title.clone_into(&mut slide.title);
            }
            for slide in &deck.slides {
                let canvas = picture(&deck, slide, None, &chain);
                let says = [in_full, in_short].map(|id| canvas.used.contains(&id.unwrap()));
                let place = format!("{} {title} {:?}", panel.profile, slide.body);
                assert_eq!(canvas.no_room, None, "{place}");
                assert!(says != [false, false], "{place}: {says:?}");
            }
        }
    }
}

#[test]
fn a_row_of_lights_is_whole_or_says_how_many_are_not_shown() {
    let faces = Faces::default();
    for panel in panels().into_iter().filter(|panel| !panel.strip) {
        let chain = faces.chain(panel.dots);
        let names = Names { unit: "州自然资源和规划局", ..PLAIN };
        let mut deck = deck(panel.clone(), bodies(&panel, &names));
        deck.slides.retain(|slide| matches!(slide.body, Body::Units { .. }));
        let drawn = fitting::slides(&deck, &chain);
        let held = drawn.first().expect("units");
        let shown = held.instead.as_ref().or(deck.slides.first()).expect("a slide");
        let rows = shown.body.rows();
        let said = |word: &str| held.canvas.inks.iter().filter(|ink| ink.text == word).count();
        let others = held.canvas.inks.iter();
        let others = others.filter(|ink| ink.text.starts_with("其他") || ink.text == "等").count();
        assert!(rows > 0, "{}: no unit is shown", panel.profile);
        assert_eq!(said("41"), rows, "{}: a unit without any light", panel.profile);
        let whole = said("1062") == rows;
        assert!(whole || others == rows, "{}: {rows} rows, {others} others", panel.profile);
        let narrow = panel.width <= 256;
        assert!(narrow || said("128项") == rows, "{}", panel.profile);
    }
}

#[test]
fn words_over_each_other_or_over_the_position_are_never_shown() {
    let faces = Faces::default();
    let chain = faces.chain(false);
    let panel = lobby();
    let over = |first: (i32, i32), second: (i32, i32)| {
        let mut canvas = Canvas::new(&panel, &chain);
        canvas.text(first, 58, colour::Tone::White, "碧峡县");
        canvas.text(second, 58, colour::Tone::White, "数据截至");
        canvas.look_over(edges::position(&panel).area());
        canvas.no_room.map(|no_room| no_room.text)
    };
    let told = Some("数据截至".to_owned());
    assert_eq!(over((80, 500), (80, 600)), None);
    assert_eq!(over((80, 500), (120, 530)), told);
    assert_eq!(over((80, 500), (1700, 600)), told, "it leaves the panel");
    assert_eq!(over((80, 500), (1600, 1030)), told, "the position stands there");
}

#[test]
fn one_long_name_removes_its_row_and_the_list_says_so() {
    let long = "岚江州人民政府办公室政务公开与信息化建设及十五分钟便民生活圈工作推进协调领导小组\
                综合督查督办与绩效考核工作专班办公室";
    for (panel, said) in [(lobby(), "共8家，列出7家"), (strip_256(), "另有1家，详见网站")]
    {
        let mut deck = deck(panel.clone(), bodies(&panel, &PLAIN));
        deck.slides.retain(|slide| matches!(slide.body, Body::Units { .. }));
        let slide = deck.slides.first_mut().expect("units");
        let Body::Units { rows } = &mut slide.body else { panic!("{slide:?}") };
        long.clone_into(&mut rows.last_mut().expect("a row").name);
        (slide.page, slide.cut) = (None, None);
        let faces = Faces::default();
        let chain = faces.chain(panel.dots);
        let drawn = fitting::slides(&deck, &chain);
        let held = drawn.first().expect("a slide");
        assert_eq!((&held.canvas.no_room, &*held.left_out), (&None, &[long.to_owned()][..]));
        assert!(held.canvas.inks.iter().any(|ink| ink.text == said), "{said}");
        let drawn = pictures(&deck, &faces);
        assert_eq!(drawn.troubles, [Trouble::RowLeftOut { slide: 0, text: long.to_owned() }]);
        let shown = drawn.shown(0, &deck.slides[0]);
        let rows = deck.slides[0].body.rows();
        assert_eq!((shown.body.rows(), shown.cut.is_some()), (rows - 1, true));
    }
}

#[test]
fn a_cover_that_finds_no_room_is_the_portals_name() {
    let faces = Faces::default();
    for panel in panels() {
        let chain = faces.chain(panel.dots);
        let line = "一".repeat(200);
        let body =
            Body::Cover {
                name: "岚江州重点工作公开网".to_owned(), line, address: String::new()
            };
        let mut deck = deck(panel, vec![body]);
        for slide in &mut deck.slides {
            slide.title = "一".repeat(100);
        }
        let drawn = fitting::slides(&deck, &chain);
        let canvas = &drawn.first().expect("a slide").canvas;
        assert_eq!(canvas.no_room, None, "{}", deck.panel.profile);
        let words = canvas.inks.iter().map(|ink| &*ink.text).collect::<String>();
        assert!(words.starts_with("岚江州重点工作公开网"), "{words}");
    }
}

#[test]
fn a_list_of_which_no_row_finds_room_says_how_much_it_holds() {
    let long = "一".repeat(200);
    let names = Names { unit: &long, ..PLAIN };
    let panel = lobby();
    let mut deck = deck(panel.clone(), bodies(&panel, &names));
    deck.slides.retain(|slide| matches!(slide.body, Body::Units { .. }));
    let faces = Faces::default();
    let chain = faces.chain(panel.dots);
    let drawn = fitting::slides(&deck, &chain);
    let canvas = &drawn.first().expect("a slide").canvas;
    assert_eq!(canvas.no_room, None);
    assert!(canvas.inks.iter().any(|ink| ink.text == "共10403家，详见网站"));
}

#[test]
fn pages_that_lost_all_their_rows_say_so_once() {
    let names = Names { title: &"一".repeat(200), ..PLAIN };
    let panel = strip_256();
    let due: Vec<Body> = bodies(&panel, &names)
        .into_iter()
        .filter(|body| matches!(body, Body::Due { .. }))
        .collect();
    let mut deck = deck(panel, [due.clone(), due.clone(), due].concat());
    deck.slides.iter_mut().for_each(|slide| slide.page = Some((1, 3)));
    let drawn = pictures(&deck, &Faces::default());
    assert_eq!(drawn.of_slide, [Some(0), None, None]);
    let later = deck.slides.get_mut(0).expect("a page");
    later.until = Some(deck.today);
    let drawn = pictures(&deck, &Faces::default());
    assert_eq!(drawn.of_slide, [Some(0), Some(0), None], "the first is gone before it");
}

/// The texts that a slide shows, alone on a panel.
fn inks(panel: &Panel, body: Body) -> Vec<canvas::Inked> {
    let faces = Faces::default();
    let chain = faces.chain(panel.dots);
    let mut deck = deck(panel.clone(), vec![body]);
    deck.slides.iter_mut().for_each(|slide| slide.page = None);
    let slide = deck.slides.first().expect("a slide");
    let canvas = picture(&deck, slide, None, &chain);
    assert_eq!(canvas.no_room, None, "{}", panel.profile);
    canvas.inks
}

#[test]
fn names_of_commended_units_are_not_parted_within_a_word() {
    let units = ["汐屿区应急管理局", "汐屿区北港街道办事处"];
    for panel in panels().into_iter().filter(|panel| !panel.strip) {
        let names = Names { honoured: units[0], ..PLAIN };
        let found = bodies(&panel, &names).into_iter();
        let mut body =
            found.clone().find(|body| matches!(body, Body::Commendation { .. })).expect("one");
        if let Body::Commendation { honoured, .. } = &mut body {
            *honoured = units.map(str::to_owned).to_vec();
        }
        let inks = inks(&panel, body);
        let names = units.join("、");
        let texts = inks.into_iter().map(|ink| ink.text);
        let lines: Vec<String> = texts.filter(|text| names.contains(text.as_str())).collect();
        assert_eq!(lines.concat(), names, "{}", panel.profile);
        assert!(end_between_words(&lines), "{}: {lines:?}", panel.profile);
    }
}

#[test]
fn counts_beside_words_are_as_large_as_their_cells_allow() {
    let panel = panels().into_iter().find(|panel| panel.width == 640).expect("outdoors");
    let mut parts = sample::lights();
    for part in &mut parts {
        part.count += 100_000;
    }
    let inks = inks(&panel, Body::Lights { parts });
    let word = inks.iter().find(|ink| ink.text == "绿灯").expect("a word");
    assert!(word.area.height >= 20, "{word:?}");
}

#[test]
fn a_strip_says_what_it_counts_and_shows_lights_in_their_colours() {
    let panel = Panel { ink: crate::plan::view::deck::Ink::Full, ..strip_256() };
    let parts = sample::lights().into_iter().take(2).collect();
    let mut deck = deck(panel.clone(), vec![Body::Lights { parts }]);
    let texts = |deck: &Deck| -> Vec<String> {
        let faces = Faces::default();
        let chain = faces.chain(true);
        let canvas = picture(deck, deck.slides.first().expect("a slide"), None, &chain);
        let colours = ["#2BD48F", "#6FB7FF"].map(|colour| canvas.out.contains(colour));
        assert_eq!(colours, [true, true]);
        canvas.inks.into_iter().map(|ink| ink.text).collect()
    };
    assert_eq!(texts(&deck), ["近期到期", "✔", "办结41", "●", "绿灯1062"]);
    let long = &mut deck.slides.first_mut().expect("a slide").title;
    *long = "一".repeat(40);
    assert_eq!(texts(&deck), ["✔", "办结41", "●", "绿灯1062"], "a title too long is left out");
}

fn strip_256() -> Panel {
    panels().into_iter().find(|panel| panel.strip).expect("a strip")
}

#[test]
fn a_unit_on_a_narrow_strip_has_its_lights_by_their_shapes_or_is_left_out() {
    let panel = Panel { width: 132, margin_x: 2, ..strip_256() };
    let bodies = bodies(&panel, &PLAIN);
    let units = bodies.into_iter().find(|body| matches!(body, Body::Units { .. }));
    let Some(Body::Units { mut rows }) = units else { panic!("units") };
    rows.truncate(2);
    for row in &mut rows {
        row.lights.truncate(2);
        row.lights.iter_mut().for_each(|part| part.count = 12);
    }
    "州自然资源与规划".clone_into(&mut rows.last_mut().expect("a row").name);
    let mut deck = deck(panel, vec![Body::Units { rows }]);
    deck.slides.iter_mut().for_each(|slide| slide.page = None);
    let faces = Faces::default();
    let chain = faces.chain(true);
    let drawn = fitting::slides(&deck, &chain);
    let held = drawn.first().expect("a slide");
    assert_eq!(held.left_out, ["州自然资源与规划"]);
    let words: Vec<&str> = held.canvas.inks.iter().map(|ink| &*ink.text).collect();
    assert_eq!(words.iter().filter(|text| **text == "12").count(), 2, "{words:?}");
}

#[test]
fn a_task_on_a_narrow_strip_has_its_days_below_its_title() {
    let panel = Panel { width: 132, margin_x: 2, ..strip_256() };
    let bodies = bodies(&panel, &PLAIN);
    let due = bodies.into_iter().find(|body| matches!(body, Body::Due { .. }));
    let Some(Body::Due { mut rows }) = due else { panic!("due") };
    rows.truncate(1);
    let row = rows.first_mut().expect("a row");
    "核沟核桃加工厂".clone_into(&mut row.title);
    "逾期76天".clone_into(&mut row.when);
    let inks = inks(&panel, Body::Due { rows });
    let of = |text: &str| inks.iter().find(|ink| ink.text == text).expect("it is shown").area;
    let (title, days) = (of("核沟核桃加工厂"), of("逾期76天"));
    assert!(title.bottom() <= days.y && days.right() <= 130, "{title:?} {days:?}");
}

#[test]
fn a_score_on_a_narrow_strip_stands_apart_from_its_unit() {
    let panel = Panel { width: 132, margin_x: 2, ..strip_256() };
    let bodies = bodies(&panel, &PLAIN);
    let ranking = bodies.into_iter().find(|body| matches!(body, Body::Ranking { .. }));
    let Some(Body::Ranking { first: mut rows, .. }) = ranking else { panic!("ranking") };
    rows.truncate(1);
    let row = rows.first_mut().expect("a row");
    (row.rank, row.name, row.score) = (12, "州工信局".to_owned(), "62.33".to_owned());
    let of = |rows: &[RankRow], text: &str| {
        let inks = inks(&panel, Body::Ranking { first: rows.to_vec(), last: Vec::new() });
        inks.into_iter().find(|ink| ink.text == text).expect("it is shown").area
    };
    let two = [rows.clone(), rows.clone()].concat();
    assert!(of(&two, "12州工信局").right() + 4 <= of(&two, "62.33").x, "beside it");
    assert!(of(&rows, "12 州工信局").bottom() <= of(&rows, "62.33分").y, "below it");
}

#[test]
fn scores_on_a_page_of_a_strip_are_set_alike() {
    let panel = Panel { width: 160, margin_x: 2, ..strip_256() };
    let row = |rank: u32, name: &str| RankRow {
        rank,
        name: name.to_owned(),
        moved: String::new(),
        score: "95.53".to_owned(),
        last: false,
    };
    let first = vec![row(1, "州政务数据局"), row(2, "州发改委")];
    let inks = inks(&panel, Body::Ranking { first, last: Vec::new() });
    let scores: Vec<i32> =
        inks.iter().filter(|ink| ink.text == "95.53").map(|ink| ink.area.right()).collect();
    assert_eq!(scores.len(), 2, "{inks:?}");
    assert!(scores.first() == scores.last(), "{inks:?}");
}

#[test]
fn what_must_be_said_beside_an_exposure_is_not_parted_within_a_word() {
    for panel in panels().into_iter().filter(|panel| panel.height > panel.width) {
        let found = bodies(&panel, &PLAIN).into_iter();
        let exposure = found.clone().find(|body| matches!(body, Body::Exposure { .. }));
        let Some(Body::Exposure { issue, stamp, units, clock, .. }) = exposure else {
            panic!("an exposure")
        };
        let note = "责任单位已作说明";
        let note_of = Some(note.to_owned());
        let body = Body::Exposure { issue, stamp, units, clock, note: note_of };
        let texts = inks(&panel, body).into_iter().map(|ink| ink.text);
        let lines: Vec<String> =
            texts.filter(|text| note.contains(text.as_str()) && text != "责任单位").collect();
        let whole = lines.concat() == note || lines == ["已作说明"];
        assert!(whole && end_between_words(&lines), "{}: {lines:?}", panel.profile);
    }
}

#[test]
fn a_text_without_room_leaves_its_slide_out_and_is_told() {
    let title = "一".repeat(200);
    let names = Names { unit: "教育局", title: &title, honoured: "南湖街道" };
    let panel = lobby();
    let deck = deck(panel.clone(), bodies(&panel, &names));
    let drawn = pictures(&deck, &Faces::default());
    let told: Vec<usize> = drawn
        .troubles
        .iter()
        .filter_map(|trouble| match trouble {
            Trouble::NoRoom { slide, .. } => Some(*slide),
            Trouble::Missing { .. } | Trouble::RowLeftOut { .. } => None,
        })
        .collect();
    let left_out: Vec<usize> = (0..deck.slides.len())
        .filter(|at| drawn.of_slide.get(*at).copied().flatten().is_none())
        .collect();
    assert!(!told.is_empty());
    assert_eq!(told, left_out);
}

#[test]
fn a_character_that_no_face_has_is_told_with_its_slide() {
    let body = Body::Words { sentence: "王\u{30000}".to_owned() };
    let drawn = pictures(&deck(lobby(), vec![body]), &Faces::default());
    assert_eq!(drawn.troubles, [Trouble::Missing { slide: 0, mark: '\u{30000}' }]);
}

#[test]
fn the_notice_of_age_finds_room_on_every_panel_and_a_whole_strip() {
    let faces = Faces::default();
    for panel in panels() {
        let chain = faces.chain(panel.dots);
        let deck = deck(panel.clone(), bodies(&panel, &PLAIN));
        let mut canvas = edges::stale(&deck, &chain);
        canvas.look_over(Area { x: 0, y: 0, width: 0, height: 0 });
        assert_eq!(canvas.no_room, None, "{}", panel.profile);
        let words: String = canvas.inks.iter().map(|ink| &*ink.text).collect();
        assert_eq!(words.replace(' ', ""), "数据更新于10-1500:00", "{}", panel.profile);
    }
}

#[test]
fn the_loop_has_a_segment_for_each_slide_and_none_for_one_alone() {
    let bar = edges::position(&lobby());
    let count = |of: usize| segments(&bar, (0, of)).matches("<rect").count();
    assert_eq!([1, 2, 3].map(count), [0, 2, 3]);
}

#[test]
fn a_loop_of_any_number_of_slides_shows_its_position_inside_the_bar() {
    for panel in panels().into_iter().filter(|panel| !panel.strip) {
        let bar = edges::position(&panel);
        for of in [2, 7, 30, 500] {
            let lit = |at: usize| {
                let drawn = segments(&bar, (at, of));
                let (before, _) = drawn.rsplit_once(&format!(r#"fill="{}""#, bar.on)).expect("lit");
                let lit = before.rsplit_once("<rect ").expect("a shape").1.to_owned();
                let number = |key: &str| -> i32 {
                    let rest = lit.split_once(key).expect("a number").1;
                    rest.split_once('"').expect("its end").0.parse().expect("whole")
                };
                (number("x=\""), number("width=\""))
            };
            let (first, last) = (lit(0), lit(of - 1));
            assert_eq!(first.0, bar.x, "{} {of}", panel.profile);
            assert!(last.0 > first.0 && last.0 + last.1 <= bar.x + bar.width, "{of}: {last:?}");
            assert!(last.0 + last.1 + bar.width / 8 > bar.x + bar.width, "{of}: {last:?}");
        }
    }
}

#[test]
fn on_low_panels_the_notice_of_age_leaves_the_foot_of_slides_alone() {
    let faces = Faces::default();
    for panel in panels().into_iter().filter(|panel| !panel.strip) {
        let chain = faces.chain(panel.dots);
        let deck = deck(panel.clone(), bodies(&panel, &PLAIN));
        let lowest = edges::stale(&deck, &chain).inks.iter().map(|ink| ink.area.bottom()).max();
        let lowest = lowest.expect("words");
        let height = Canvas::px(panel.height);
        let low = panel.height < 400;
        assert_eq!(lowest < height / 3, low, "{}: {lowest}", panel.profile);
        assert!(!low || edges::covers_words(&deck, &chain), "read in turn with the title");
    }
}

#[test]
fn slides_that_look_the_same_share_a_picture_and_glyphs_are_written_once() {
    let body = Body::Words { sentence: "没有逾期任务".to_owned() };
    let drawn = pictures(&deck(lobby(), vec![body.clone(), body]), &Faces::default());
    assert_eq!((drawn.pictures.len(), drawn.of_slide), (1, vec![Some(0), Some(0)]));
    assert_eq!(drawn.glyphs.matches(r#"id="d6ca1""#).count(), 1);
}

#[test]
fn a_unit_on_a_strip_says_how_many_tasks_its_lights_leave_out() {
    let panel = Panel { width: 160, margin_x: 2, ..strip_256() };
    let bodies = bodies(&panel, &Names { unit: "州住建局", ..PLAIN });
    let units = bodies.into_iter().find(|body| matches!(body, Body::Units { .. }));
    let Some(Body::Units { rows }) = units else { panic!("units") };
    let inks = inks(&panel, Body::Units { rows });
    assert!(inks.iter().any(|ink| ink.text == "其他1092" || ink.text == "等"), "{inks:?}");
}

#[test]
fn a_strip_announces_no_list_of_which_no_entry_finds_room() {
    let panel = Panel { width: 160, height: 32, rows: 1, margin_x: 2, ..strip_256() };
    let entry =
        || bodies(&panel, &PLAIN).into_iter().find(|body| matches!(body, Body::Exposure { .. }));
    let opening = || Body::Words { sentence: "共7件，列出1件".to_owned() };
    let mut deck = deck(panel.clone(), vec![opening(), entry().expect("an exposure"), opening()]);
    let ids = ["day-exposure-a-of", "day-exposure-a", "day-due-1"];
    for (slide, id) in deck.slides.iter_mut().zip(ids) {
        id.clone_into(&mut slide.id);
        slide.page = None;
        slide.cut = None;
    }
    deck.slides.last_mut().expect("a list").title = "到期任务".to_owned();
    let drawn = pictures(&deck, &Faces::default());
    assert_eq!(drawn.of_slide, [None, None, Some(0)]);
    let told: Vec<&Trouble> = drawn.troubles.iter().collect();
    assert!(matches!(told[..], [Trouble::NoRoom { slide: 1, .. }]), "{told:?}");
}

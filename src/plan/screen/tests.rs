//! What a first loop plays, for portals made from the reference.

use std::collections::BTreeMap;

use super::*;
use crate::plan::Plan;
use crate::plan::example::{text, with};
use crate::plan::view::atoms::LightCount;
use crate::plan::view::deck::Press;

/// The portal of the reference, not pinned to a day, with one screen that plays these slides.
fn played(profile: &str, slides: &str, files: &[(&str, &str)]) -> Plan {
    let portal = text("portal.yaml").replace("数据日期: 2026-10-15\n", "");
    let list = format!("播放表: [{{编号: day, 画面: [{slides}]}}]\n");
    let screen = format!("编号: s\n名称: 屏\n规格: {profile}\n{list}");
    let mut all = vec![("portal.yaml", portal.as_str()), ("screens/lobby.yaml", &screen)];
    all.extend(files);
    with(&all, "2026-10-15")
}

fn only(plan: &Plan) -> &Deck {
    &plan.shows().first().expect("one screen").deck
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The slides of the first loop on a day.
fn on<'a>(deck: &'a Deck, text: &str) -> Vec<&'a Slide> {
    playing(deck, deck.playlists.first().expect("a playlist"), day(text)).collect()
}

#[test]
fn a_portal_without_a_screen_of_its_own_has_the_usual_one() {
    let plan = with(&[("screens/lobby.yaml", "")], "2026-10-15");
    let deck = only(&plan);
    assert_eq!((deck.screen.as_str(), deck.panel.width), ("lobby-fhd", 1920));
    let ids: Vec<&str> = on(deck, "2026-10-15").iter().map(|slide| slide.id.as_str()).collect();
    let expected = [
        "day-cover",
        "day-lights",
        "day-exposure-2026-001",
        "day-due-none",
        "day-commendation-2026-001",
        "day-countdown",
    ];
    assert_eq!(ids, expected);
    assert!(plan.findings().is_empty());
}

#[test]
fn the_portals_name_is_there_for_when_nothing_else_finds_room() {
    let screen = "编号: s\n名称: 屏\n规格: lobby-fhd\n默认画面: [{画面: 到期}]\n\
                  播放表: [{编号: day, 画面: [{画面: 亮灯}]}]\n";
    let plan = with(&[("screens/lobby.yaml", screen)], "2026-10-15");
    let deck = only(&plan);
    let name = deck.slides.get(deck.plain).expect("a slide");
    assert!(matches!(name.body, Body::Cover { .. }), "{name:?}");
    assert!(!deck.fallback.contains(&deck.plain), "it is not played beside the others");
    let usual = with(&[("screens/lobby.yaml", "")], "2026-10-15");
    assert!(only(&usual).fallback.contains(&only(&usual).plain), "the cover is both");
}

#[test]
fn an_archive_has_one_version_of_each_and_exposures_end_all_the_same() {
    let screen = "编号: s\n名称: 屏\n规格: lobby-fhd\n\
                  播放表: [{编号: day, 画面: [{画面: 倒计时}, {画面: 曝光}]}]\n";
    let plan = with(&[("screens/lobby.yaml", screen)], "2026-10-15");
    let deck = only(&plan);
    assert!(deck.archive);
    let until: BTreeMap<&str, Option<NaiveDate>> =
        deck.slides.iter().map(|slide| (slide.id.as_str(), slide.until)).collect();
    assert_eq!(until.len(), deck.slides.len());
    assert_eq!(until.get("day-countdown"), Some(&None));
    assert_eq!(until.get("day-exposure-2026-001"), Some(&Some(day("2027-09-21"))));
}

#[test]
fn versions_follow_each_other_and_equal_days_are_one() {
    let plan = played("lobby-fhd", "{画面: 封面}, {画面: 亮灯}, {画面: 倒计时}", &[]);
    let deck = only(&plan);
    let of = |id: &str| deck.slides.iter().filter(|slide| slide.id == id).collect::<Vec<_>>();
    assert_eq!(of("day-cover").len(), 1);
    assert!(of("day-lights").len() < 5, "lights turn on a few days");
    assert_eq!(of("day-lights").last().and_then(|last| last.until), None);
    let counted = of("day-countdown");
    assert_eq!(counted.len(), 41);
    assert_eq!(counted.last().and_then(|last| last.until), Some(day("2026-11-25")));
    for pair in counted.windows(2) {
        let [before, after] = pair else { continue };
        assert_eq!(before.until, after.from);
        assert_ne!(before.body, after.body);
    }
}

#[test]
fn what_falls_due_after_today_is_told_in_neutral_words() {
    let plan = played("lobby-fhd", "{画面: 到期}", &[("changes/2026.yaml", "")]);
    let when = |text: &str| match on(only(&plan), text).first().map(|slide| &slide.body) {
        Some(Body::Due { rows }) => {
            rows.first().map(|row| (row.when.clone(), row.overdue)).unwrap_or_default()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(when("2026-10-15"), ("剩16天".to_owned(), false));
    assert_eq!(when("2026-10-31"), ("今天到期".to_owned(), false));
    assert_eq!(when("2026-11-01"), ("已到期，尚未收到办结填报".to_owned(), false));
}

#[test]
fn an_exposure_leaves_with_its_publication_and_a_sentence_takes_its_place() {
    let closed = text("cases/exposures/2026-001.md").replace(
        "  状态: 整改中\n",
        "  状态: 已销号\n  销号日期: 2026-10-12\n  核查岗位: supervisor\n",
    );
    let files = [("cases/exposures/2026-001.md", closed.as_str())];
    let plan = played("gate-384", "{画面: 曝光}", &files);
    let shown = |text: &str| on(only(&plan), text).first().map(|slide| slide.items.clone());
    assert_eq!(shown("2026-11-10"), Some(vec!["exposures/2026-001".to_owned()]));
    assert_eq!(shown("2026-11-11"), Some(Vec::new()));
    let later = with(&files, "2026-11-11");
    assert_eq!(only(&later).revoked, ["exposures/2026-001"]);
    let said = format!("{:?}", only(&later).slides);
    assert!(!said.contains("exposures/2026-001"), "it has ended");
}

#[test]
fn a_title_too_long_for_a_small_panel_is_reported_once_and_left_out_there() {
    let long = text("tasks/lift-retrofit.yaml")
        .replace("加装电梯60部\n短标题: 加装电梯60部", "既有多层住宅加装电梯60部并改造管线");
    let files = [("tasks/lift-retrofit.yaml", long.as_str()), ("changes/2026.yaml", "")];
    for (profile, rows) in [("gate-384", 0), ("lobby-fhd", 1)] {
        let plan = played(profile, "{画面: 到期}, {画面: 倒计时}", &files);
        assert_eq!(plan.findings().len(), 1, "{profile}: {:?}", plan.findings());
        let first = on(only(&plan), "2026-10-15").first().map(|slide| slide.body.rows());
        assert_eq!(first, Some(rows), "{profile}");
    }
}

/// What a county says of itself on a day.
fn county(name: &str, day: &str) -> String {
    format!(
        r#"{{"schema":"daylight-summary","version":1,"name":"{name}","short_name":null,
        "organiser":"县人民政府","demonstration":true,"date":"{day}","data_as_of":"{day}",
        "total":5,"lights":{{"green":2,"silent":2,"red":1}},"on_time":{{"kept":4,"of":5}},
        "on_time_original":{{"kept":4,"of":5}},"longest_silence_days":9,"exposures_open":1,
        "declared":[],"shared":[]}}"#
    )
}

/// The slides 下级门户 of a portal above these, each with its summary.
fn compared(profile: &str, children: &[(&str, String)]) -> Plan {
    let named = |(id, _): &(&str, String)| format!("- {{编号: {id}, 汇总: summaries/{id}.json}}\n");
    let listed: String = children.iter().map(named).collect();
    let portal = text("portal.yaml").replace("数据日期: 2026-10-15\n", "");
    let portal = format!("{portal}子门户统称: 县市\n子门户:\n{listed}");
    let paths = children.iter().map(|(id, _)| format!("summaries/{id}.json"));
    let paths: Vec<String> = paths.collect();
    let summaries = paths.iter().zip(children).map(|(path, (_, text))| (&**path, &**text));
    let files: Vec<(&str, &str)> =
        [("portal.yaml", portal.as_str())].into_iter().chain(summaries).collect();
    played(profile, "{画面: 下级门户}", &files)
}

#[test]
fn portals_below_are_shown_with_the_figures_they_have_published() {
    let children =
        [("east", county("澜东县", "2026-10-14")), ("west", county("澜西县", "2026-09-30"))];
    let plan = compared("lobby-fhd", &children);
    let slides = on(only(&plan), "2026-10-15");
    let [Slide { title, body: Body::Portals { rows }, .. }] = slides.as_slice() else {
        panic!("{slides:?}");
    };
    assert_eq!(title, "县市对照");
    let [east, west] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((&*east.name, &*east.total, &east.note), ("澜东县", "5项", &None));
    let lights: Vec<u32> = east.lights.iter().map(|part| part.count).collect();
    assert_eq!(lights, [1, 2, 2], "red, silent, green");
    let figures = slides.first().map(|slide| slide.body.texts().concat());
    let said = "澜东县按期率80%未按期填报2项未整改曝光1件澜西县数据停留在2026年9月30日";
    assert!(figures.clone().unwrap_or_default().starts_with(said), "{figures:?}");
    assert_eq!(west.figures, east.figures);
    let silent_screen = on(only(&plan), "2026-11-20");
    assert_eq!(silent_screen, slides, "a screen that hears nothing accuses nobody");
}

#[test]
fn portals_below_are_paged_and_none_is_a_good_thing_to_say() {
    let children: Vec<(String, String)> = (10..33)
        .map(|at| (format!("county-{at}"), county(&format!("第{at}县"), "2026-10-14")))
        .collect();
    let children: Vec<(&str, String)> =
        children.iter().map(|(id, text)| (id.as_str(), text.clone())).collect();
    for (profile, most) in
        [("lobby-fhd", 4), ("lobby-wide", 4), ("gate-384", 2), ("strip-256", 1), ("red-192", 1)]
    {
        let plan = compared(profile, &children);
        let slides = on(only(&plan), "2026-10-15");
        let rows: Vec<usize> = slides.iter().map(|slide| slide.body.rows()).collect();
        assert!(rows.len() > 1 && rows.iter().all(|rows| *rows <= most), "{profile}: {rows:?}");
        let time: u32 = slides.iter().map(|slide| slide.dwell_ms).sum();
        assert!(time <= 90_000, "{profile}: {time} ms");
    }
    let plan = played("red-192", "{画面: 下级门户}", &[]);
    let said = on(only(&plan), "2026-10-15").first().map(|slide| slide.body.texts().concat());
    assert_eq!(said.as_deref(), Some("没有下级门户，任务都由本级公布"));
}

#[test]
fn lists_of_any_length_are_paged_within_their_time() {
    let files = crowd(400);
    for profile in ["lobby-fhd", "lobby-wide", "gate-384", "strip-256", "totem-1080"] {
        let plan = played(profile, "{画面: 到期}", &borrowed(&files));
        let deck = only(&plan);
        let capacity = (deck.panel.rows * deck.panel.columns) as usize;
        let slides = on(deck, "2026-10-15");
        let lists = slides.iter().filter(|slide| matches!(slide.body, Body::Due { .. }));
        let rows: Vec<usize> = lists.map(|slide| slide.body.rows()).collect();
        assert!(rows.iter().all(|rows| *rows <= capacity && *rows > 1), "{profile}: {rows:?}");
        let time: u32 = slides.iter().map(|slide| slide.dwell_ms).sum();
        assert!(time <= 90_000, "{profile}: {time} ms");
    }
}

#[test]
fn a_narrow_panel_has_the_days_below_the_title_and_half_as_many_rows() {
    let square = "- {编号: square-240, 名称: 方屏, 宽: 240, 高: 240, 点间距: 5, 观看距离: 10}\n";
    let files = crowd(12);
    let mut files = borrowed(&files);
    files.push(("profiles.yaml", square));
    for (profile, most) in [("square-240", 2), ("red-192", 1), ("gate-384", 4)] {
        let plan = played(profile, "{画面: 到期}", &files);
        let slides = on(only(&plan), "2026-10-15");
        let lists = slides.iter().filter(|slide| matches!(slide.body, Body::Due { .. }));
        let rows: Vec<usize> = lists.map(|slide| slide.body.rows()).collect();
        assert_eq!(rows.iter().max(), Some(&most), "{profile}: {rows:?}");
    }
}

#[test]
fn a_ranking_leaves_a_screen_that_has_heard_nothing_for_three_days() {
    let plan = played("lobby-fhd", "{画面: 排位}, {画面: 亮灯}", &[]);
    for slide in &only(&plan).slides {
        let ranks = slide.id.starts_with("day-ranking") && !slide.items.is_empty()
            || matches!(slide.body, Body::Ranking { .. });
        assert_eq!(slide.offline_hours, ranks.then_some(72), "{}", slide.id);
    }
}

#[test]
fn a_list_that_is_cut_says_so_on_every_page_and_a_strip_before_the_first() {
    let files = crowd(30);
    for (profile, slide, said) in [
        ("lobby-fhd", "{画面: 到期, 最多: 6}", "共31项，列出6项"),
        ("gate-384", "{画面: 到期, 最多: 6}", "共31项，列出6项"),
        ("lobby-fhd", "{画面: 到期}", "共31项，列出24项"),
        ("lobby-fhd", "{画面: 单位}", "nothing"),
        ("lobby-fhd", "{画面: 倒计时}", "共31项，列出4项"),
        ("outdoor-640", "{画面: 倒计时}", "nothing"),
        ("gate-384", "{画面: 倒计时}", "nothing"),
        ("strip-256", "{画面: 到期, 最多: 6}", "到期任务共31项，列出6项"),
        ("red-192", "{画面: 到期, 最多: 6}", "到期任务共31项，列出6项"),
        (
            "red-192",
            "{画面: 到期, 标题: 全区各部门近期到期和逾期的任务, 最多: 6}",
            "全区各部门近期到期和逾期的任务共31项，列出6项",
        ),
        ("red-192", "{画面: 倒计时}", "nothing"),
    ] {
        let plan = played(profile, slide, &borrowed(&files));
        let slides = on(only(&plan), "2026-10-15");
        let strip = only(&plan).panel.strip;
        let cut =
            |slide: &&Slide| slide.cut.as_ref().map_or_else(|| "nothing".to_owned(), Cut::in_full);
        let sentence = |slide: &&Slide| match &slide.body {
            Body::Words { sentence } => Some(sentence.clone()),
            _ => None,
        };
        let announced: String = slides.iter().map_while(sentence).collect();
        let cuts: Vec<String> = match (strip, announced.is_empty()) {
            (false, _) => slides.iter().map(cut).collect(),
            (true, true) => vec!["nothing".to_owned()],
            (true, false) => vec![announced],
        };
        assert!(cuts.iter().all(|cut| cut == said), "{profile} {slide}: {cuts:?}");
    }
}

/// What the first loop says on the first day, slide by slide.
fn said(profile: &str, slides: &str, files: &[(&str, &str)]) -> Vec<String> {
    let plan = played(profile, slides, files);
    on(only(&plan), "2026-10-15").iter().map(|slide| slide.body.texts().concat()).collect()
}

#[test]
fn an_empty_list_speaks_of_what_was_asked_for() {
    for (slide, sentence) in [
        ("{画面: 曝光, 单位: supervision-office}", "在区督查室范围内，目前没有公布中的曝光事例"),
        ("{画面: 表扬, 单位: supervision-office}", "在区督查室范围内，还没有表扬通报"),
        ("{画面: 到期, 亮灯: [暂停]}", "在经批准暂停范围内，30天内没有到期或逾期的任务"),
        ("{画面: 单位, 亮灯: [暂停]}", "在经批准暂停范围内，没有需要列出的单位"),
    ] {
        assert_eq!(said("lobby-fhd", slide, &[]), [sentence], "{slide}");
    }
}

#[test]
fn a_selection_is_named_where_it_is_counted() {
    for (slide, title) in [
        ("{画面: 亮灯}", "2项任务，办结1项"),
        ("{画面: 亮灯, 区域: yuncheng}", "云澄区1项任务"),
        ("{画面: 到期, 区域: yuncheng}", "云澄区到期任务"),
        ("{画面: 亮灯, 标题: 自己的, 区域: yuncheng}", "自己的"),
    ] {
        let plan = played("lobby-fhd", slide, &[]);
        let slides = on(only(&plan), "2026-10-15");
        assert_eq!(slides.first().expect("a slide").title, title, "{slide}");
    }
}

#[test]
fn a_strip_begins_with_the_title_that_was_given() {
    let notice = "{画面: 通知, 标题: 停水通知, 正文: [今晚停水]}";
    assert_eq!(said("strip-256", notice, &[]), ["停水通知今晚停水"]);
    assert_eq!(said("gate-384", notice, &[]), ["今晚停水"]);
    let bars = said("strip-256", "{画面: 进度}", &[]);
    assert_eq!(bars.first().map(String::as_str), Some("各类任务进度"));
}

#[test]
fn a_strip_uses_its_lines_to_the_last_dot() {
    let full = "一二三四五六七八九十一二三四五";
    let notice = format!("{{画面: 通知, 标题: 停水通知, 正文: [{full}, {full}]}}");
    assert_eq!(said("strip-256", &notice, &[]), [format!("停水通知{full}"), full.to_owned()]);
}

#[test]
fn lights_of_a_strip_leave_their_title_its_line_on_every_page() {
    let faces = crate::measure::Faces::default();
    let chain = faces.chain(true);
    for (profile, width) in [("red-192", 192), ("strip-256", 256)] {
        let plan = played(profile, "{画面: 亮灯}", &borrowed(&crowd(12)));
        for slide in on(only(&plan), "2026-10-15") {
            let Body::Lights { parts } = &slide.body else { panic!("{slide:?}") };
            let words = |part: &LightCount| format!("{}{}", part.light.short, part.count);
            let wide = parts.iter().map(|part| chain.width(&words(part)) * 16 / 1000 + 24);
            assert!(wide.sum::<i32>() - 8 <= width - 2 * 3, "{profile}: {parts:?}");
        }
    }
}

#[test]
fn a_category_without_others_below_it_shows_its_own_bar() {
    let plan = played("lobby-fhd", "{画面: 进度, 类别: livelihood-housing}", &[]);
    let slides = on(only(&plan), "2026-10-15");
    let names: Vec<&str> = slides.iter().flat_map(|slide| slide.body.texts()).collect();
    assert_eq!(names, ["住房保障"]);
}

#[test]
fn changes_of_an_earlier_month_name_it_and_a_strip_says_what_they_are() {
    let said = |profile| said(profile, "{画面: 变更}", &[]).first().cloned();
    let month = said("strip-256").expect("a heading");
    assert!(month.ends_with("月时限变更") || month.contains("月有"), "{month}");
    assert!(!month.contains("本月"), "{month}");
}

#[test]
fn of_several_cases_a_slide_says_how_many_there_are() {
    let first = text("cases/exposures/2026-001.md");
    let second =
        first.replace("编号: 2026-001", "编号: 2026-002").replace("〔2026〕1号", "〔2026〕2号");
    let files = [("cases/exposures/2026-002.md", second.as_str())];
    let plan = played("lobby-fhd", "{画面: 曝光}", &files);
    let cuts: Vec<Option<String>> = on(only(&plan), "2026-10-15")
        .iter()
        .map(|slide| slide.cut.as_ref().map(Cut::in_full))
        .collect();
    assert_eq!(cuts, [Some("共2件，列出1件".to_owned())]);
}

#[test]
fn cases_that_find_no_room_are_counted() {
    let long = text("cases/commendations/2026-001.md");
    let title = long.lines().find(|line| line.starts_with("标题:")).expect("a title");
    let long = long.replace(title, "标题: 通报表扬台风期间转移安置群众并连续抢修的区政府办公室");
    let short = long.lines().filter(|line| !line.starts_with("短标题:"));
    let long = short.collect::<Vec<_>>().join("\n");
    let files = [("cases/commendations/2026-001.md", long.as_str())];
    assert_eq!(said("gate-384", "{画面: 表扬}", &files), ["表扬通报1件，详见网站"]);
    let names = said("red-192", "{画面: 表扬}", &files).concat();
    assert!(names.contains("云澄区人民政府办公室"), "a strip shows names alone: {names}");
}

#[test]
fn a_small_panel_counts_the_tasks_whose_titles_find_no_room() {
    let files: Vec<(String, String)> = crowd(3)
        .into_iter()
        .map(|(path, text)| {
            let titled = "标题: 新建幼儿园";
            (path, text.replace(titled, "标题: 在城东新建一所公办幼儿园并于秋季开园"))
        })
        .collect();
    let plan = played("red-192", "{画面: 到期}", &borrowed(&files));
    let said = on(only(&plan), "2026-10-15").first().map(|slide| slide.body.texts().concat());
    assert_eq!(said.as_deref(), Some("到期任务共4项，列出1项"));
}

#[test]
fn a_title_that_finds_no_room_beside_long_days_stands_in_short() {
    let strip = "- {编号: beam, 名称: 条屏, 宽: 640, 高: 80, 点间距: 5, 观看距离: 12}\n";
    let title = "标题: 建制镇污水处理设施建设19座\n短标题: 建制镇污水厂19座";
    let told = |due: &str| {
        let files: Vec<(String, String)> = crowd(1)
            .into_iter()
            .map(|(path, text)| {
                let text = text.replace("标题: 新建幼儿园", title);
                (path, text.replace("截止: 2026-11-05", due))
            })
            .collect();
        let mut files = borrowed(&files);
        files.push(("profiles.yaml", strip));
        let plan = played("beam", "{画面: 到期}", &files);
        let slides = on(only(&plan), "2026-10-15");
        slides.iter().map(|slide| slide.body.texts().concat()).collect::<String>()
    };
    let (near, far) = (told("截止: 2026-10-20"), told("截止: 2026-06-30"));
    assert!(near.contains("建制镇污水处理设施建设19座"), "{near}");
    assert!(far.contains("建制镇污水厂19座") && far.contains("逾期107天"), "{far}");
}

/// So many tasks more that fall due in three weeks.
fn crowd(tasks: usize) -> Vec<(String, String)> {
    let copy = |at| {
        let text = text("tasks/kindergarten.yaml")
            .replace("编号: kindergarten", &format!("编号: school-{at}"))
            .replace("标题: 新建公办幼儿园1所", "标题: 新建幼儿园")
            .replace("截止: 2026-08-31", "截止: 2026-11-05");
        (format!("tasks/school-{at}.yaml"), text)
    };
    let plan = text("plans/plan-2026.yaml");
    let plan = plan.replace("数量: 2", &format!("数量: {}", tasks + 2));
    let of_the_plan = [
        ("plans/plan-2026.yaml".to_owned(), plan),
        ("changes/2026.yaml".to_owned(), String::new()),
    ];
    (0..tasks).map(copy).chain(of_the_plan).collect()
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

#[test]
fn slides_stay_as_long_as_they_take_to_read() {
    for (profile, slides, expected) in [
        ("lobby-fhd", "{画面: 通知, 正文: [停水]}", 8_000),
        ("gate-384", "{画面: 通知, 正文: [停水]}", 10_500),
        ("outdoor-640", "{画面: 通知, 正文: [停水]}", 10_500),
        ("lobby-fhd", "{画面: 通知, 正文: [停水], 秒数: 12}", 12_000),
        ("lobby-fhd", "{画面: 封面, 秒数: 3}", 12_500),
    ] {
        let plan = played(profile, slides, &[]);
        let first = on(only(&plan), "2026-10-15").first().map(|slide| slide.dwell_ms);
        assert_eq!(first, Some(expected), "{profile} {slides}");
    }
}

#[test]
fn a_slide_is_shown_between_its_days() {
    let notice = "{画面: 通知, 正文: [停水], 开始: 2026-10-20, 结束: 2026-10-22}, {画面: 封面}";
    let plan = played("lobby-fhd", notice, &[]);
    let shown = ["2026-10-19", "2026-10-20", "2026-10-22", "2026-10-23"]
        .map(|text| on(only(&plan), text).len());
    assert_eq!(shown, [1, 2, 2, 1]);
}

#[test]
fn the_version_is_of_the_deck_the_engine_and_the_faces() {
    let plan = played("lobby-fhd", "{画面: 封面}", &[]);
    let version = |engine: &str, faces: &[(String, u64)]| {
        only(&plan).version(Press { engine, faces }).to_string()
    };
    let faces = [("Noto Sans CJK SC".to_owned(), 19_481_968)];
    assert_eq!(version("1", &[]), version("1", &[]));
    assert_eq!(version("1", &[]).len(), 16);
    assert_ne!(version("1", &[]), version("2", &[]));
    assert_ne!(version("1", &[]), version("1", &faces));
}

#[test]
fn a_narrow_tall_panel_lists_tasks_whose_titles_take_two_lines() {
    let profile = "- {编号: pillar, 名称: 屏, 宽: 256, 高: 512, 点间距: 4, 观看距离: 12}\n";
    let screen = "编号: s\n名称: 屏\n规格: pillar\n播放表: [{编号: day, 画面: [{画面: 到期}]}]\n";
    let files = [("profiles.yaml", profile), ("screens/lobby.yaml", screen)];
    let plan = with(&files, "2026-08-20");
    let titles: Vec<&str> = on(only(&plan), "2026-08-20")
        .iter()
        .filter_map(|slide| match &slide.body {
            Body::Due { rows } => Some(rows.iter().map(|row| row.title.as_str())),
            _ => None,
        })
        .flatten()
        .collect();
    assert!(titles.contains(&"新建公办幼儿园1所"), "{titles:?}");
}

//! Every panel that ships, and panels nobody ships, with every kind of slide and ten thousand
//! tasks: what is drawn is measured in the finished picture.

use std::collections::{BTreeMap, BTreeSet};

use daylight::fonts;
use daylight::plan::view::deck::{Deck, Panel};
use daylight::plan::view::slide::{Body, Slide};
use daylight::profile::{Profile, shipped};
use daylight::render::frame::Picture;
use daylight::render::screen::{Drawn, Trouble, svg};
use daylight::site::{Outcome, Request, Site, assemble};
use daylight::source::Sources;
use resvg::usvg::{Group, Node, Options, Rect, Tree};

use crate::laws::{Files, example, rewrite};

/// Panels that are not shipped: id, width, height, pitch, distance.
const OTHERS: [(&str, u32, u32, &str, u32); 38] = [
    ("pillar-256", 256, 512, "4", 12),
    ("lamp-320", 320, 640, "5", 10),
    ("road-1280", 1280, 720, "10", 90),
    ("gate-320", 320, 160, "10", 20),
    ("band-2048", 2048, 512, "2.5", 12),
    ("hall-4k", 3840, 2160, "1.25", 12),
    ("old-800", 800, 600, "4", 15),
    ("pillar-512", 512, 1024, "3", 8),
    ("far-1280", 1280, 720, "6", 40),
    ("band-1024", 1024, 96, "4", 15),
    ("strip-512", 512, 64, "5", 12),
    ("board-2560", 2560, 360, "2.5", 12),
    ("square-480", 480, 480, "5", 20),
    ("pillar-768", 768, 1536, "2.5", 8),
    ("ribbon-1536", 1536, 256, "2.5", 6),
    ("board-256", 256, 128, "10", 20),
    ("road-320", 320, 160, "16", 40),
    ("lintel-512", 512, 128, "6", 15),
    ("band-1152", 1152, 288, "4", 15),
    ("tower-1080", 1080, 3840, "1.5", 6),
    ("wide-3840", 3840, 720, "1.5", 10),
    ("low-1920", 1920, 360, "2.5", 10),
    ("cube-240", 240, 240, "4", 8),
    ("strip-144", 144, 64, "4.75", 8),
    ("lamp-160", 160, 320, "5", 8),
    ("mono-192", 192, 96, "5", 8),
    ("band-512", 512, 96, "5", 12),
    ("totem-720", 720, 1280, "2.5", 5),
    ("hall-1920", 1920, 540, "2", 8),
    ("cube-768", 768, 768, "2.5", 8),
    ("ribbon-2048", 2048, 256, "2.5", 10),
    ("door-160", 160, 80, "5", 8),
    ("mast-1440", 1440, 2560, "2", 8),
    ("tri-2688", 2688, 896, "1.9", 12),
    ("narrow-192", 192, 768, "4", 8),
    ("long-4096", 4096, 128, "3", 10),
    ("duo-256", 256, 96, "4.75", 10),
    ("beam-640", 640, 80, "5", 12),
];

const SLIDES: &str = "{画面: 封面}, {画面: 亮灯}, {画面: 进度}, {画面: 单位}, {画面: 下级门户}, \
    {画面: 表扬}, {画面: 曝光}, {画面: 倒计时}, {画面: 到期}, {画面: 变更}, {画面: 二维码}, \
    {画面: 数字, 数字: [任务总数, 已办结, 平均进度, 剩余天数]}, \
    {画面: 通知, 正文: [反映问题请拨打12345。, 意见征集到10月31日结束。]}";

/// Portals below the example: with new figures, with old ones, and without any.
const CHILDREN: &str = "子门户:\n\
    - {编号: county, 汇总: summaries/county.json}\n\
    - {编号: city, 汇总: summaries/city.json}\n\
    - {编号: town, 名称: 桐沙镇, 汇总: summaries/town.json}\n";

/// What a portal below the example says of itself.
fn summary(name: &str, date: &str) -> String {
    format!(
        r#"{{"schema":"daylight-summary","version":1,"name":"{name}","short_name":"{name}",
        "organiser":"{name}人民政府","demonstration":true,"date":"{date}","data_as_of":"{date}",
        "total":1929,"lights":{{"done":41,"green":1062,"awaiting":3,"yellow":14,"silent":123,
        "red":642,"upcoming":3,"paused":41}},"on_time":{{"kept":7,"of":7}},
        "on_time_original":{{"kept":6,"of":7}},"longest_silence_days":30,"exposures_open":12,
        "declared":[],"shared":[]}}"#
    )
}

/// The example with one screen for each panel, all playing every kind of slide.
fn screens() -> Files {
    let mut files = example();
    files.remove("screens/lobby.yaml");
    files.get_mut("portal.yaml").expect("a portal").push_str(CHILDREN);
    files.insert("summaries/county.json".to_owned(), summary("澜东县", "2026-10-15"));
    files.insert("summaries/city.json".to_owned(), summary("岚江市", "2026-08-31"));
    let others = OTHERS.iter().map(|(id, width, height, pitch, distance)| {
        format!("- {{编号: {id}, 名称: 屏, 宽: {width}, 高: {height}, 点间距: {pitch}, 观看距离: {distance}}}\n")
    });
    files.insert("profiles.yaml".to_owned(), others.collect());
    let profiles = shipped();
    let ids = profiles.iter().map(|profile| profile.slug.as_str());
    for id in ids.chain(OTHERS.iter().map(|(id, ..)| *id)) {
        let text = format!(
            "编号: at-{id}\n名称: 屏\n规格: {id}\n播放表: [{{编号: day, 画面: [{SLIDES}]}}]\n"
        );
        files.insert(format!("screens/{id}.yaml"), text);
    }
    files
}

/// Ten thousand tasks more, some of them late.
fn crowded(mut files: Files) -> Files {
    rewrite(&mut files, "plans/plan-2026.yaml", "数量: 2", "数量: 10002");
    let school = files.get("tasks/kindergarten.yaml").expect("a task").clone();
    for at in 0..10_000 {
        let due = format!("2026-{:02}-{:02}", 10 + at % 3, 1 + at % 28);
        let task = school
            .replace("编号: kindergarten", &format!("编号: school-{at}"))
            .replace(
                "标题: 新建公办幼儿园1所",
                &format!("标题: 改造老旧校舍{at}号楼\n短标题: 校舍{at}号楼"),
            )
            .replace("2026-08-31", &due);
        files.insert(format!("tasks/school-{at}.yaml"), task);
    }
    files
}

fn site(files: &Files) -> Site {
    let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let sources = Sources::from_texts(texts);
    let faces = fonts::faces(&sources, &fonts::machine());
    let now = "2026-10-15".parse().expect("a day");
    let request = Request { today: None, now, theme: None, base_url: None, faces: &faces };
    let Outcome { site, problems, .. } = assemble(sources, Vec::new(), &request);
    let said = || problems.iter().map(|one| one.message.zh.clone()).collect::<Vec<_>>().join("\n");
    site.unwrap_or_else(|| panic!("{}", said()))
}

/// The box of every shape, the ground aside.
fn inks(group: &Group, found: &mut Vec<Rect>) {
    for node in group.children() {
        match node {
            Node::Group(group) => inks(group, found),
            Node::Path(path) => found.push(path.abs_stroke_bounding_box()),
            Node::Image(_) | Node::Text(_) => panic!("slides hold outlines only"),
        }
    }
}

/// What stands out of the panel in any picture of a deck.
fn outside(deck: &Deck, drawn: &Drawn) -> Vec<String> {
    let Panel { profile, width, height, .. } = &deck.panel;
    let panel = Rect::from_xywh(0.0, 0.0, pixels(*width), pixels(*height)).expect("a panel");
    let mut wrong = Vec::new();
    for picture in 0..drawn.pictures.len() {
        let tree = Tree::from_str(&svg(&deck.panel, drawn, picture, (0, 12)), &Options::default());
        let mut found = Vec::new();
        inks(tree.expect("slides are SVG of our own").root(), &mut found);
        assert!(
            found.len() > 2,
            "{profile}: picture {picture} is empty: {:?}",
            drawn.pictures.get(picture)
        );
        let out = |ink: &&Rect| {
            ink.left() < panel.left() - 0.5
                || ink.top() < panel.top() - 0.5
                || ink.right() > panel.right() + 0.5
                || ink.bottom() > panel.bottom() + 0.5
        };
        wrong.extend(found.iter().find(out).map(|ink| format!("{profile} {picture}: {ink:?}")));
    }
    wrong
}

/// Pictures of low panels, which little lights up, of which more than a tenth is white, or that shine
/// with more than a fifth of what the panel can.
fn bright(deck: &Deck, drawn: &Drawn) -> Vec<String> {
    let Panel { profile, width, height, .. } = &deck.panel;
    if width * height > 100_000 {
        return Vec::new();
    }
    let mistake = |at: usize| {
        let picture = Picture::of(&svg(&deck.panel, drawn, at, (0, 12)), *width, *height);
        let pixels = picture.rgb.as_chunks::<3>().0;
        let white = pixels.iter().filter(|pixel| pixel.iter().all(|part| *part > 230)).count();
        let level = picture.rgb.iter().map(|part| light(*part)).sum::<f64>();
        let white = white * 10 > pixels.len();
        let white = white.then(|| format!("{profile} {at}: too much is white"));
        let bright = level * 5.0 > f64::from(width * height * 3);
        white.or(bright.then(|| format!("{profile} {at}: too bright")))
    };
    (0..drawn.pictures.len()).filter_map(mistake).collect()
}

/// The light of a part of a colour, between 0 and 1, as the sRGB standard has it.
fn light(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn pixels(length: u32) -> f32 {
    f32::from(u16::try_from(length).expect("panels are not that large"))
}

/// The sizes, in thousandths of a pixel, of all texts in a picture, by whether they are of dots.
fn sizes(picture: &str) -> Vec<(bool, u32)> {
    let runs = picture.split("<g fill=").skip(1);
    let size = |run: &str| {
        let scale = run.split_once("scale(")?.1.split_once(')')?.0;
        let (whole, part) = scale.split_once('.').unwrap_or((scale, ""));
        let thousandths =
            whole.parse::<u32>().ok()? * 1000 + format!("{part:0<3}").parse::<u32>().ok()?;
        let dotted = run.split_once("href=\"#")?.1.starts_with('d');
        Some((dotted, if dotted { thousandths * 16 } else { thousandths * 1000 }))
    };
    runs.filter_map(size).collect()
}

/// The smallest text that is read from the distance at all, in pixels: led.md asks for a 400th of
/// it, and for 16 pixels.
fn least(pitch_um: u32, distance_mm: u32) -> u32 {
    (distance_mm * 1000 / 400).div_ceil(pitch_um).max(16)
}

/// The smallest size of text for each panel.
fn floors() -> BTreeMap<String, u32> {
    let of = |profile: &Profile| {
        (profile.slug.to_string(), least(profile.pitch_um, profile.distance_mm))
    };
    let mut floors: BTreeMap<String, u32> = shipped().iter().map(of).collect();
    for (id, _, _, pitch, distance) in OTHERS {
        let pitch: f64 = pitch.parse().expect("a number");
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few mm")]
        let pitch_um = (pitch * 1000.0) as u32;
        floors.insert(id.to_owned(), least(pitch_um, distance * 1000));
    }
    floors
}

/// Slides and rows that found no room.
fn left_out(deck: &Deck, drawn: &Drawn) -> Vec<String> {
    let no_room = drawn.troubles.iter().filter(|one| !matches!(one, Trouble::Missing { .. }));
    no_room.map(|one| format!("{}: {one:?}", deck.panel.profile)).collect()
}

/// Texts smaller than `floor`, and dots that are no whole multiples of their face.
fn unreadable(deck: &Deck, drawn: &Drawn, floor: u32) -> Vec<String> {
    let wrong = |(dotted, size): &(bool, u32)| {
        *size < floor * 1000 || (*dotted && deck.panel.dots && size % 16_000 != 0)
    };
    let sizes = drawn.pictures.iter().flat_map(|picture| sizes(picture)).filter(wrong);
    let wrong: BTreeSet<u32> = sizes.map(|(_, size)| size).collect();
    let profile = &deck.panel.profile;
    wrong
        .iter()
        .map(|size| format!("{profile}: {size} thousandths, {floor} px are needed"))
        .collect()
}

/// What is wrong with the list of what falls due, of which only a part is shown: it must say so, and
/// take no longer than is read.
fn unsaid(deck: &Deck) -> Vec<String> {
    let profile = &deck.panel.profile;
    let due = || deck.slides.iter().filter(|slide| slide.id.starts_with("day-due"));
    let says_so = |slide: &Slide| slide.cut.is_some() || slide.id == "day-due-1-of";
    let time: u32 = due().map(|slide| slide.dwell_ms).sum();
    let unsaid =
        (!due().any(says_so)).then(|| format!("{profile}: the list does not say it is cut"));
    let long = (time == 0 || time > 90_000).then(|| format!("{profile}: the list takes {time} ms"));
    unsaid.into_iter().chain(long).collect()
}

#[test]
fn ten_thousand_tasks_find_their_place_on_every_panel() {
    let site = site(&crowded(screens()));
    let floors = floors();
    let mut wrong = Vec::new();
    let mut panels = 0;
    for (deck, drawn) in site.screens() {
        panels += 1;
        let floor = *floors.get(&deck.panel.profile).expect("a panel of ours");
        wrong.extend(left_out(deck, drawn));
        wrong.extend(outside(deck, drawn));
        wrong.extend(unreadable(deck, drawn, floor));
        wrong.extend(unsaid(deck));
        wrong.extend(bright(deck, drawn));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(panels, floors.len());
}

#[test]
fn names_that_nobody_expects_stay_on_every_panel() {
    const LONG: &str = "岚江州人民政府办公室政务公开与信息化建设及十五分钟便民生活圈工作推进协调领导\
                        小组综合督查督办与绩效考核工作专班办公室第一";
    assert_eq!(LONG.chars().count(), 60);
    let mut wrong = Vec::new();
    for name in [LONG, "阿卜杜拉·买买提·吐尔逊江·库尔班尼亚孜", "㑇㳇䶮𬭊𫟹𠅤𬍤𱁬镕喆"]
    {
        let mut files = screens();
        rewrite(&mut files, "units/units.yaml", "简称: 区政府办", &format!("简称: {name}"));
        rewrite(&mut files, "units/units.yaml", "简称: 区住建局", &format!("简称: {name}"));
        rewrite(&mut files, "tasks/kindergarten.yaml", "新建公办幼儿园1所", name);
        rewrite(&mut files, "cases/exposures/2026-001.md", "加装电梯3个点位围挡后停工", name);
        rewrite(&mut files, "cases/commendations/2026-001.md", "通报表扬区政府办公室", name);
        rewrite(&mut files, "plans/plan-2026.yaml", "名称: 民生改善", &format!("名称: {name}"));
        rewrite(&mut files, "summaries/city.json", "岚江市", name);
        let faces = fonts::faces(&Sources::from_texts([]), &fonts::machine());
        let unknown: BTreeSet<char> = faces.chain(false).line(name).missing.into_iter().collect();
        for (deck, drawn) in site(&files).screens() {
            let told = drawn.troubles.iter().filter_map(|one| match one {
                Trouble::Missing { mark, .. } => Some(*mark),
                Trouble::NoRoom { .. } | Trouble::RowLeftOut { .. } => None,
            });
            let told: BTreeSet<char> = told.collect();
            assert_eq!(told, told.intersection(&unknown).copied().collect(), "{name}");
            if drawn.troubles.is_empty() {
                assert_eq!(unknown.len(), 0, "{name}: missing and not told");
            }
            let cut = drawn.pictures.iter().any(|picture| picture.contains('…'));
            let found = outside(deck, drawn).into_iter().chain(bright(deck, drawn));
            let found = found.chain(cut.then(|| format!("{}: a name is cut", deck.panel.profile)));
            wrong.extend(found.map(|one| format!("{name}: {one}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whom a slide names; a name that is too long for a slide goes on on the next.
fn named(body: &Body) -> String {
    match body {
        Body::Commendation { honoured, .. } => honoured.concat(),
        _ => body.texts().concat(),
    }
}

#[test]
fn of_many_commended_with_long_names_none_is_left_out_on_any_panel() {
    let name = |at: usize| {
        let marks = "甲乙丙丁戊己庚辛";
        let mark = marks.chars().nth(at).expect("so many");
        format!("岚江州人民政府政务公开与十五分钟便民生活圈建设联合攻坚第{mark}工作专班")
    };
    let names: Vec<String> = (0..8).map(name).collect();
    let honoured = names
        .iter()
        .map(|name| format!("  - {{姓名: {name}, 所在单位: district-office}}\n"))
        .collect::<Vec<_>>()
        .concat();
    let mut files = screens();
    let file = "cases/commendations/2026-001.md";
    rewrite(&mut files, file, "  - {单位: district-office}\n", &honoured);
    for (deck, drawn) in site(&files).screens() {
        let profile = &deck.panel.profile;
        let mine = || {
            let slides = deck.slides.iter().enumerate();
            slides.filter(|(_, slide)| slide.id.starts_with("day-commendation-2026"))
        };
        assert!(mine().all(|(at, _)| drawn.is_drawn(at)), "{profile}: {:?}", drawn.troubles);
        let said = mine().map(|(_, slide)| named(&slide.body)).collect::<String>();
        for name in &names {
            assert!(said.contains(name.as_str()), "{profile}: {name} in {said}");
        }
    }
}

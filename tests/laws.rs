//! Laws of the whole line: true of every portal, and so tried on portals with some chance in them.

#![expect(clippy::disallowed_methods, reason = "these tests read the crate's own example")]

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, iter};

use daylight::diagnostic::{any_error, in_order};
use daylight::digest::Digest;
use daylight::measure::Faces;
use daylight::publish::{Outputs, Rendered};
use daylight::site::{Kept, Outcome, Request, Site, assemble};
use daylight::source::Sources;
use proptest::prelude::*;

/// Files of a portal: path → text.
pub(crate) type Files = BTreeMap<String, String>;

/// The portal of the record reference.
pub(crate) fn example() -> Files {
    fn below(folder: &Path, root: &Path, files: &mut Files) {
        for entry in fs::read_dir(folder).expect("the example lies in the repository") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                below(&path, root, files);
                continue;
            }
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy();
            files.insert(name.replace('\\', "/"), fs::read_to_string(&path).expect("text"));
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/record/examples");
    let mut files = Files::new();
    below(&root, &root, &mut files);
    files
}

fn outcome(files: &Files, day: &str) -> Outcome {
    asked(files, day, |sources, request| assemble(sources, Vec::new(), request))
}

fn asked(files: &Files, day: &str, assemble: impl FnOnce(Sources, &Request) -> Outcome) -> Outcome {
    let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let now = day.parse().expect("a day");
    let faces = Faces::default();
    let request = Request { today: Some(now), now, theme: None, base_url: None, faces: &faces };
    assemble(Sources::from_texts(texts), &request)
}

fn site(files: &Files, day: &str) -> Site {
    let outcome = outcome(files, day);
    let said = || outcome.problems.iter().map(|one| one.message.zh.clone()).collect::<Vec<_>>();
    outcome.site.unwrap_or_else(|| panic!("{}", said().join("\n")))
}

/// Every output: what it was made from, and its bytes.
fn outputs(site: &Site) -> BTreeMap<String, (Digest, Vec<u8>)> {
    let paths = site.paths().iter().enumerate();
    let rendered = paths.map(|(at, path)| match site.render(at, None).expect("it renders") {
        Rendered::New { input, bytes } => (path.clone(), (input, bytes)),
        Rendered::Copy { input, .. } => (path.clone(), (input, Vec::new())),
        Rendered::Same => panic!("nothing is known"),
    });
    rendered.collect()
}

/// Outputs in which some words stand.
fn saying(files: &Files, day: &str, words: &str) -> Vec<String> {
    let all = outputs(&site(files, day)).into_iter();
    let found = all.filter(|(path, (_, bytes))| {
        path.contains(words) || String::from_utf8_lossy(bytes).contains(words)
    });
    found.map(|(path, _)| path).collect()
}

/// A file with some words written otherwise.
pub(crate) fn rewrite(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = files.get_mut(path).expect(path);
    assert!(text.contains(from), "{path} holds `{from}`");
    *text = text.replace(from, to);
}

/// The example with a few more tasks and reports, each in a file of its own named by `names`.
fn spread(names: &[usize]) -> Files {
    let mut files = example();
    rewrite(&mut files, "plans/plan-2026.yaml", "数量: 2", "数量: 6");
    let school = files.get("tasks/kindergarten.yaml").expect("a task").clone();
    for (at, name) in names.iter().enumerate() {
        let id = format!("school-{at}");
        // The number decides where a task is shown, whatever file it lies in.
        let numbered = format!("编号: {id}\n任务号: \"{at}\"");
        let task = school.replace("编号: kindergarten", &numbered);
        files.insert(format!("tasks/f{name}.yaml"), task);
        let report = |month: usize| {
            format!(
                "- {{任务: {id}, 截至: 2026-0{month}-28, 填报日期: 2026-0{month}-28, 进度: {}}}\n",
                month * 10 + at
            )
        };
        files.insert(format!("updates/a{name}.yaml"), report(3));
        files.insert(format!("updates/z{}.yaml", 9 - name), report(2) + &report(5));
    }
    files
}

#[test]
fn the_same_files_make_the_same_bytes() {
    let files = spread(&[0, 1, 2, 3]);
    assert!(outputs(&site(&files, "2026-10-15")) == outputs(&site(&files, "2026-10-15")));
}

#[test]
fn a_comment_renders_nothing() {
    let before = outputs(&site(&example(), "2026-10-15"));
    let mut files = example();
    for text in files.values_mut().filter(|text| !text.starts_with("---")) {
        text.insert_str(0, "# 备注\n\n");
    }
    let after = site(&files, "2026-10-15");
    for (at, path) in after.paths().iter().enumerate() {
        let known = before.get(path).map(|(input, _)| input);
        assert!(matches!(after.render(at, known), Ok(Rendered::Same)), "{path}");
    }
}

#[test]
fn what_may_not_be_published_is_in_no_output() {
    const SECRET: &str = "不宜示人";
    let mut draft = example();
    rewrite(&mut draft, "plans/plan-2026.yaml", "数量: 2", "数量: 3");
    let task = draft.get("tasks/kindergarten.yaml").expect("a task").clone();
    let task = task.replace("编号: kindergarten", "编号: secret-school").replace("公办", SECRET);
    let withheld = task.clone() + "不予公开: {理由: 公共安全和社会稳定, 复查日期: 2027-01-01}\n";
    let mut hidden = draft.clone();
    rewrite(&mut draft, "plans/plan-2026.yaml", "数量: 3", "数量: 2");
    draft.insert("tasks/secret.yaml".to_owned(), task + "草稿: 是\n");
    hidden.insert("tasks/secret.yaml".to_owned(), withheld);
    let case = "cases/exposures/2026-001.md";
    let mut exposed = example();
    rewrite(&mut exposed, case, "围挡后停工", SECRET);
    let mut withdrawn = exposed.clone();
    rewrite(&mut withdrawn, case, "整改:", "撤下: {日期: 2026-10-01, 原因: 事实有误}\n整改:");
    for (files, day) in [
        (&draft, "2026-10-15"),
        (&hidden, "2026-10-15"),
        (&exposed, "2026-09-20"),
        (&exposed, "2027-09-21"),
        (&withdrawn, "2026-10-01"),
    ] {
        assert_eq!(saying(files, day, SECRET), [] as [&str; 0], "{day}");
        assert_eq!(saying(files, day, "secret-school"), [] as [&str; 0], "{day}");
    }
    for (files, day) in [(&exposed, "2027-09-20"), (&withdrawn, "2026-09-30")] {
        assert_ne!(saying(files, day, SECRET), [] as [&str; 0], "{day}");
    }
}

/// The example with its units ranked, however few their tasks.
fn ranked() -> Files {
    let mut files = example();
    let chosen = "工作方法: {基础: six-mechanisms, 级别: 区";
    let scoring = format!("{chosen}, 评分: {{最少任务数: 1, 最小排位组: 1, 最小末位组: 9}}");
    rewrite(&mut files, "portal.yaml", chosen, &scoring);
    let update = "{任务: lift-retrofit, 截至: 2026-08-31, 填报日期: 2026-09-04, 进度: 55, \
                  进展: 40个点位进场施工。}";
    files.insert("updates/2026-08.yaml".to_owned(), update.to_owned());
    files
}

#[test]
fn points_for_an_exposure_go_with_it_when_it_is_revoked() {
    const RULE: &str = "停工未报告的扣2分";
    let standing = ranked();
    let mut revoked = standing.clone();
    let case = "cases/exposures/2026-001.md";
    let appeal = "异议: [{受理日期: 2026-10-02, 状态: 撤销, 决定日期: 2026-10-10, 内容: 事实不清}]";
    rewrite(&mut revoked, case, "整改:", &format!("{appeal}\n整改:"));
    let told = |files: &Files, day: &str, words: &str| saying(files, day, words);
    assert!(told(&standing, "2026-10-15", RULE).iter().any(|path| path.starts_with("rankings/")));
    assert!(told(&standing, "2026-10-15", RULE).iter().any(|path| path.starts_with("units/")));
    assert!(told(&revoked, "2026-10-09", RULE).iter().any(|path| path.starts_with("rankings/")));
    assert_eq!(told(&revoked, "2026-10-15", RULE), [] as [&str; 0]);
    // Before the exposure is published its points would publish it.
    let mut early = standing.clone();
    rewrite(&mut early, case, "发布日期: 2026-09-21", "发布日期: 2026-10-20");
    assert_eq!(told(&early, "2026-10-15", RULE), [] as [&str; 0]);
    assert_ne!(told(&early, "2026-10-20", RULE), [] as [&str; 0]);
    // What has expired took points, and is named beside nobody any more.
    let later = told(&standing, "2027-09-21", "已撤下的曝光");
    assert!(later.iter().any(|path| path.starts_with("rankings/")), "{later:?}");
    let named = told(&standing, "2027-09-21", "曝光2026-001");
    assert!(!named.iter().any(|path| path.starts_with("rankings/") || path.starts_with("units/")));
}

/// A portal's summary on a day, without what it declares.
fn counted(files: &Files, day: &str) -> serde_json::Value {
    let mut summary: serde_json::Value =
        serde_json::from_slice(&site(files, day).summary()).expect("JSON");
    summary.as_object_mut().expect("an object").remove("declared").expect("it declares");
    summary
}

#[test]
fn what_is_withheld_is_counted_nowhere_but_as_withheld() {
    let mut files = example();
    let before = counted(&files, "2026-10-15");
    rewrite(&mut files, "plans/plan-2026.yaml", "数量: 2", "数量: 3");
    let task = files.get("tasks/lift-retrofit.yaml").expect("a task");
    let task = task.replace("编号: lift-retrofit", "编号: kept-back");
    let withheld = "\n不予公开: {理由: 公共安全和社会稳定, 复查日期: 2027-01-01}\n";
    files.insert("tasks/kept-back.yaml".to_owned(), task + withheld);
    // It is overdue from the first of November on, like the task it was copied from.
    assert_eq!(counted(&files, "2026-10-15"), before);
    assert_eq!(counted(&files, "2026-11-20"), counted(&example(), "2026-11-20"));
}

#[test]
fn tolerance_lifts_points_and_leaves_the_fact() {
    let (case, fact) = ("cases/exposures/2026-001.md", "连续40天无人施工");
    let mut tolerated = ranked();
    let tolerance = "容错: {认定机关: 区督查室, 日期: 2026-09-29, 依据: 《容错办法》第七条, \
                     情形: 先行先试, 结果: 免责}";
    rewrite(&mut tolerated, case, "整改:", &format!("{tolerance}\n整改:"));
    let score = |files: &Files| {
        let all = outputs(&site(files, "2026-10-15"));
        let (_, bytes) = all.get("rankings/2026-09/table.json").expect("the month is scored");
        let sheet: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
        let units = sheet.pointer("/classes/0/units").expect("units").as_array().expect("a list");
        units.first().and_then(|unit| unit.get("score")).expect("a score").to_string()
    };
    assert_ne!(score(&tolerated), score(&ranked()), "the points are lifted");
    for words in [fact, "停工未报告的扣2分"] {
        assert_eq!(
            saying(&tolerated, "2026-10-15", words),
            saying(&ranked(), "2026-10-15", words),
            "{words} is told as before"
        );
    }
}

#[test]
fn nothing_that_was_written_becomes_markup() {
    let mut files = example();
    for text in files.values_mut() {
        // The body of a write-up is Markdown and has its own laws.
        let head = text.strip_prefix("---").and_then(|rest| rest.find("\n---"));
        let (records, body) = text.split_at(head.map_or(text.len(), |at| at + 3));
        *text = records.replace("电梯", "<i>电梯&\"'</i>") + body;
    }
    let pages = outputs(&site(&files, "2026-10-15")).into_iter();
    let pages = pages.filter(|(_, (_, bytes))| bytes.starts_with(b"<!DOCTYPE"));
    let mut told = 0;
    for (path, (_, bytes)) in pages {
        let page = String::from_utf8(bytes).expect("pages are UTF-8");
        assert!(!page.contains("<i>") && !page.contains("电梯&\""), "{path}");
        told += page.matches("&lt;i&gt;").count();
    }
    assert!(told > 0, "the words are shown");
}

/// Edits of the example that leave it in order.
const EDITS: [(&str, &str, &str); 7] = [
    ("updates/2026-09.yaml", "进度: 66", "进度: 41"),
    ("tasks/lift-retrofit.yaml", "住户签字确认", "住户逐户签字确认"),
    ("units/holdings.yaml", "何若川", "何行舟"),
    ("closings/2026.yaml", "学位360个", "学位三百六十个"),
    ("portal.yaml", "办得怎么样", "办得如何"),
    ("cases/exposures/2026-001.md", "全部复工", "已经复工"),
    ("areas.yaml", "澜桥街道", "澜桥镇"),
];

/// What a clerk writes and takes back again: whatever of the two stands there becomes the other. An
/// empty text is a file that is not there.
const SWITCHES: [(&str, &str, &str); 17] = [
    ("updates/2026-09.yaml", "进度: 66", "进度: 41"),
    ("updates/2026-09.yaml", "任务: lift-retrofit", "任务: kindergarten"),
    ("updates/2025.yaml", "", "{任务: kindergarten, 截至: 2026-02-28, 填报日期: 2026-03-01}"),
    ("tasks/lift-retrofit.yaml", "截止: ", "截至: "),
    ("tasks/lift-retrofit.yaml", "编号: lift-retrofit\n", "编号: lift-retrofits\n"),
    ("tasks/lift-retrofit.yaml", "类别: ", "# 备注\n草稿: 否\n类别: "),
    ("tasks/kindergarten.yaml", "类别: ", "草稿: 是\n类别: "),
    ("changes/2026.yaml", "原值: 2026-10-31", "原值: 2026-10-30"),
    (
        "changes/2026.yaml",
        "任务: lift-retrofit\n  变更事项: 阶段时限",
        "任务: kindergarten\n  变更事项: 暂停",
    ),
    ("closings/2026.yaml", "学位360个", "学位三百六十个"),
    ("cases/exposures/2026-001.md", "全部复工", "已经复工"),
    ("cases/exposures/2026-001.md", "全部复工", "[全部复工](task:kindergarden)"),
    ("areas.yaml", "澜桥街道", "澜桥镇"),
    ("portal.yaml", "办得怎么样", "办得如何"),
    ("units/holdings.yaml", "何若川", "何行舟"),
    ("theme/templates/404.html", "", "{{ titel }}"),
    ("theme/static/tasks/index.html", "", "在目录的位置上"),
];

fn switch(files: &mut Files, (path, this, that): (&str, &str, &str)) {
    if this.is_empty() {
        if files.remove(path).is_none() {
            files.insert(path.to_owned(), that.to_owned());
        }
        return;
    }
    let text = files.get_mut(path).expect(path);
    *text = if text.contains(that) { text.replace(that, this) } else { text.replace(this, that) };
}

/// Makes these edits one after another: each time the preview shows what would be built from
/// nothing, and finds the same. The paths that are left in the end; none if there are errors.
fn previewed(edits: &[(&str, &str, &str)]) -> Vec<String> {
    let (mut files, mut kept, mut paths) = (example(), Kept::default(), Vec::new());
    for edit in [None].into_iter().chain(edits.iter().map(Some)) {
        if let Some(edit) = edit {
            switch(&mut files, *edit);
        }
        let mut preview = asked(&files, "2026-10-15", |sources, request| {
            kept.assemble(sources, Vec::new(), request)
        });
        preview.problems.extend(preview.site.iter().flat_map(Site::remarks));
        in_order(&mut preview.problems);
        let anew = outcome(&files, "2026-10-15");
        assert_eq!(&preview.problems, &anew.problems, "{edit:?}");
        let (shown, built) = (preview.site.as_ref(), anew.site.as_ref());
        let shown = shown.filter(|site| site.render(0, None).is_ok()).map(outputs);
        let built = built.filter(|site| site.render(0, None).is_ok()).map(outputs);
        assert!(shown == built, "{edit:?}");
        paths = shown.into_iter().flat_map(BTreeMap::into_keys).collect();
    }
    paths
}

#[test]
fn what_was_renamed_while_something_else_was_wrong_lies_at_its_new_place() {
    let rename = ("pages/about.md", "编号: about", "编号: of-this-site");
    let slip = ("tasks/kindergarten.yaml", "类别: ", "类型: ");
    let paths = previewed(&[slip, rename, slip]);
    assert!(paths.contains(&"pages/of-this-site/index.html".to_owned()), "{paths:?}");
}

#[test]
fn outputs_that_cannot_lie_beside_each_other_are_found_at_every_look() {
    let clash = ("theme/static/tasks/index.html", "", "在目录的位置上");
    let report = ("updates/2026-09.yaml", "进度: 66", "进度: 41");
    previewed(&[clash, report, report, clash]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn a_preview_shows_what_would_be_built_from_nothing(
        edits in prop::collection::vec(prop::sample::select(SWITCHES.to_vec()), 1..=4),
    ) {
        previewed(&edits);
    }

    #[test]
    fn the_order_of_files_changes_no_byte(names in Just(vec![0, 1, 2, 3]).prop_shuffle()) {
        let usual = outputs(&site(&spread(&[0, 1, 2, 3]), "2026-10-15"));
        prop_assert!(usual == outputs(&site(&spread(&names), "2026-10-15")), "{names:?}");
    }

    #[test]
    fn building_with_what_is_known_is_building_from_nothing(
        edits in prop::sample::subsequence(EDITS.to_vec(), 1..=3),
        later in 0_u32..3,
    ) {
        let before = outputs(&site(&example(), "2026-10-15"));
        let mut files = example();
        for (path, from, to) in edits {
            rewrite(&mut files, path, from, to);
        }
        let after = site(&files, &format!("2026-10-{}", 15 + later));
        let anew = outputs(&after);
        for (at, path) in after.paths().iter().enumerate() {
            let known = before.get(path);
            let rendered = after.render(at, known.map(|(input, _)| input)).expect("it renders");
            if matches!(rendered, Rendered::Same) {
                prop_assert!(known.map(|(_, bytes)| bytes) == anew.get(path).map(|(_, bytes)| bytes), "{path}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_damaged_file_ends_in_a_finding_and_never_in_a_panic(
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        length in 0_usize..12,
        put in prop::sample::select(vec![
            "", ":", "：", "- ", "{", "}", "[", "]", "\"", "'", "&a ", "*a", "|", ">", "#", "\t",
            "\n", "\u{feff}", "!!int ", "? ", "---\n", "2026-02-30", "-1", "1e999", "~", "\u{0}", "%",
        ]),
        times in 1_usize..40,
    ) {
        let mut files = example();
        let path = which.get(&files.keys().cloned().collect::<Vec<_>>()).clone();
        let text: Vec<char> = files.get(&path).expect("a file").chars().collect();
        let from = at.index(text.len());
        let (head, rest) = text.split_at(from);
        let put = iter::repeat_n(put, times).collect::<String>();
        let tail = rest.iter().skip(length);
        files.insert(path.clone(), head.iter().copied().chain(put.chars()).chain(tail.copied()).collect());
        let outcome = outcome(&files, "2026-10-15");
        prop_assert!(outcome.site.is_some() != any_error(&outcome.problems), "{path}");
    }
}

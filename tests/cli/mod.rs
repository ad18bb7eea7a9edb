//! The binary as a person meets it: wiring, words and exit codes.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop where something is wrong, and looks at the disk"
)]

mod family;
mod frames;
mod kill;
mod kiosk;
mod new;
mod serve;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A temporary folder in which commands are run.
pub(crate) struct Desk {
    base: TempDir,
}

/// What a command said and how it ended.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { base: tempfile::tempdir().unwrap() }
    }

    /// A desk with the portal of `daylight new portal`.
    fn with_portal() -> Self {
        let desk = Self::new();
        assert_eq!(desk.run("new portal content").code, 0);
        desk
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.base.path().join(path)
    }

    /// Saves a file in one step, so that a preview never sees half of it.
    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let saving = path.with_file_name(".saving");
        fs::write(&saving, text).unwrap();
        fs::rename(saving, path).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap()
    }

    fn run(&self, line: &str) -> Said {
        self.run_in("", line)
    }

    /// Runs a command in a folder of the desk.
    pub(crate) fn run_in(&self, folder: &str, line: &str) -> Said {
        let mut command = Command::cargo_bin("daylight").unwrap();
        let folder = self.at(folder);
        let output = command.args(line.split_whitespace()).current_dir(folder).output().unwrap();
        Said {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The files that lie in a folder of the desk.
    pub(crate) fn files_in(&self, folder: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.at(folder)).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.put(path, &text.replace(from, to));
    }
}

/// A text without the seconds a build took.
fn timeless(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let is_figure = word.contains('.') && word.parse::<f64>().is_ok();
        if is_figure { "N.NN" } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_build_ends_with_sums_and_code_0() {
    let desk = Desk::with_portal();
    let said = desk.run("build --lang en");
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(timeless(&said.out).ends_with("time    N.NN s\nsite    public/index.html\n"));
    assert!(said.out.contains(" written · 0 unchanged · 0 removed\n"), "{}", said.out);
    let again = desk.run("build");
    assert!(again.out.contains("内容没有变化"), "{}", again.out);
    let fresh = desk.run("build --fresh --jobs 1");
    assert!(fresh.out.contains("新写 0 · 未变 "), "{}", fresh.out);
    assert_eq!(desk.run("build --fresh --jobs 65535").code, 0, "more than any machine has");
}

#[test]
fn whoever_stands_in_a_portal_need_not_name_it() {
    let desk = Desk::with_portal();
    for line in ["check", "build", "new unit tax-bureau", "frames --profile lobby-fhd --out ../f"] {
        let said = desk.run_in("content", line);
        assert_eq!(said.code, 0, "{line}: {}", said.err);
    }
    assert!(desk.at("public/index.html").exists(), "the site lies beside the portal");
    assert!(desk.at("content/units/tax-bureau.yaml").exists());
    let said = desk.run("build");
    assert!(said.out.contains("public/index.html"), "{}", said.out);
}

#[test]
fn the_site_lies_beside_the_portal_that_is_named_and_never_replaces_anothers() {
    let desk = Desk::new();
    for portal in ["towns/a", "towns/b", "c"] {
        assert_eq!(desk.run(&format!("new portal {portal}")).code, 0);
    }
    assert_eq!(desk.run_in("towns/a", "build").code, 0);
    assert!(desk.at("towns/public/index.html").exists());
    let said = desk.run_in("towns/a", "build ../../c");
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(desk.at("public/index.html").exists(), "it lies beside the portal that is named");
    let before = desk.read("towns/public/.daylight");
    for (folder, line) in [("towns/a", "build ../b"), ("", "build towns/b"), ("towns/b", "build")] {
        let said = desk.run_in(folder, line);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{line}");
        assert!(said.err.contains("towns/a") && said.err.contains("--out"), "{}", said.err);
        assert_eq!(desk.read("towns/public/.daylight"), before);
    }
    assert_eq!(desk.run("build towns/b --out towns/public").code, 0, "somebody has said so");
    assert_eq!(desk.run("build towns/b").code, 0, "from now on it is that portal's");
    assert_eq!(desk.run("build towns/a").code, 2);
}

#[test]
fn what_could_not_be_published_is_found_by_check() {
    for (path, at) in [
        ("theme/static/tasks", "tasks"),
        ("theme/static/index.html/picture.txt", "index.html"),
        ("theme/static/index.html", "index.html"),
    ] {
        let desk = Desk::with_portal();
        desk.put(&format!("content/{path}"), "x");
        let said = desk.run("check");
        assert_eq!(said.code, 1, "{path}: {}", said.out);
        assert!(said.out.contains("same-path") && said.out.contains(at), "{}", said.out);
        assert!(said.out.contains(&format!("--> {path}")), "{}", said.out);
        assert_eq!(desk.run("build").code, 1, "{path}");
    }
}

#[test]
fn a_mistake_stops_publication_with_code_1_and_yesterdays_site_stays() {
    let desk = Desk::with_portal();
    desk.run("build");
    let before = desk.read("public/index.html");
    desk.edit("content/tasks/lift-retrofit.yaml", "截止: ", "截至: ");
    let said = desk.run("build");
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("unknown-key"), "{}", said.err);
    assert!(said.err.contains("tasks/lift-retrofit.yaml:"), "{}", said.err);
    assert!(said.err.contains("网站没有更新"), "{}", said.err);
    assert_eq!(desk.read("public/index.html"), before);
    desk.edit("content/tasks/lift-retrofit.yaml", "截至: ", "截止: ");
    desk.edit("content/portal.yaml", "主办单位: ", "主办单位： ");
    let said = desk.run("build");
    assert_eq!(said.code, 1, "a broken portal.yaml is content, too");
    assert!(said.err.contains("full-width-colon"), "{}", said.err);
}

#[test]
fn what_cannot_run_at_all_ends_with_code_2_and_says_what_to_do() {
    let desk = Desk::with_portal();
    desk.put("here/note.txt", "a note");
    desk.put("taken/index.html", "mine");
    for (line, words) in [
        ("build nowhere", "daylight new portal nowhere"),
        ("check nowhere", "找不到门户文件夹"),
        ("serve nowhere", "找不到门户文件夹"),
        ("build content --out content/public", "不能互相包含"),
        ("build content --out .", "不能互相包含"),
        ("build content --out taken", "index.html：已有同名文件"),
        ("build content --out here/note.txt", "不是文件夹"),
        ("build content/portal.yaml", "写它所在的文件夹：content"),
        ("build --base-url www.a.example", "https://www.a.example/"),
        ("build --base-url javascript:alert(1)", "https://www.a.example/"),
        ("build --today 2026-9-1", "2026-09-30"),
        ("build --jobs 0", "--jobs"),
        ("check --format xml", "--format"),
        ("serve --port 99999", "--port"),
        ("new task Lift", "编号只用小写字母"),
        ("new task", "缺少编号"),
        ("new update nothing", "没有任务"),
        ("new task lift --method front-line", "`--method`只用于新建门户"),
        ("new letter a", "letter"),
        ("explain unknown-kye", "unknown-key"),
        ("schema tsk", "task"),
        ("paint", "paint"),
    ] {
        let said = desk.run(line);
        assert_eq!(said.code, 2, "{line}: {}", said.err);
        assert!(said.err.contains(words), "{line}: {}", said.err);
        assert_eq!(said.out, "", "{line}");
    }
    assert_eq!(desk.read("taken/index.html"), "mine");
}

#[test]
fn a_day_that_is_asked_for_decides_what_the_site_says() {
    let desk = Desk::with_portal();
    let day = |desk: &Desk| desk.read("public/index.html").contains("data-today=\"2099-01-31\"");
    assert_eq!(desk.run("build --today 2099-01-31").code, 0);
    assert!(day(&desk));
    assert_eq!(desk.run("build").code, 0);
    assert!(!day(&desk), "then the clock's");
    desk.edit("content/portal.yaml", "演示: 是", "演示: 是\n数据日期: 2099-02-28");
    assert_eq!(desk.run("build").code, 0);
    let pinned = desk.read("public/index.html");
    assert!(pinned.contains("存档"), "the portal's own goes before the clock's");
    assert_eq!(desk.run("build --today 2099-01-31").code, 0);
    assert_ne!(desk.read("public/index.html"), pinned, "and what was asked for before all");
}

#[test]
fn check_writes_nothing_and_names_every_finding() {
    let desk = Desk::with_portal();
    assert_eq!(desk.run("check").code, 0);
    desk.edit("content/tasks/lift-retrofit.yaml", "类别: ", "类别名: ");
    desk.put("content/diary.txt", "a note");
    let said = desk.run("check --lang en");
    assert_eq!(said.code, 1);
    for words in ["unknown-key", "stray-file", "did you mean `类别`?"] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    assert_eq!(said.err, "failed · errors 1, warnings 1, notes 0\n");
    assert!(!desk.at("public").exists());
}

#[test]
fn check_prints_json_for_programs_and_words_for_people() {
    let desk = Desk::with_portal();
    desk.put("content/diary.txt", "a note");
    let said = desk.run("check --format json");
    assert_eq!(said.code, 0);
    insta::assert_snapshot!(said.out, @r#"
    [
      {
        "code": "stray-file",
        "severity": "warning",
        "message": "`diary.txt`不在任何会被读取的位置，内容不会发布",
        "file": "diary.txt",
        "line": 1,
        "column": 1,
        "help": "记录用`.yaml`，文章用`.md`，其他文件放进`assets`"
      }
    ]
    "#);
    assert_eq!(said.err, "通过 · 错误 0，提醒 1，记录 0\n");
    assert_eq!(desk.run("check --deny-warnings").code, 1);
    fs::remove_file(desk.at("content/diary.txt")).unwrap();
    assert_eq!(desk.run("check --format json --deny-warnings").out, "[]\n");
}

#[test]
fn a_code_is_explained() {
    let said = Desk::new().run("explain full-width-colon");
    assert_eq!(said.code, 0);
    assert!(said.out.starts_with("# ") && said.out.contains("full-width-colon"));
    let english = Desk::new().run("explain full-width-colon --lang en").out;
    let (first, rest) = english.split_once("\n\n# ").unwrap();
    assert!(first.starts_with("# `full-width-colon`"), "{first}");
    assert!(rest.contains("full-width-colon"), "the whole page follows");
    assert!(
        first.lines().nth(2).is_some_and(|line| line.starts_with(|mark: char| mark.is_ascii()))
    );
}

#[test]
fn what_was_typed_wrongly_is_told_in_chinese_and_in_english() {
    for (line, zh, en) in [
        ("biuld", "没有`biuld`这个命令，是不是想写`build`？", "unrecognized subcommand"),
        ("build --thme x", "没有`--thme`这个参数，是不是想写`--theme`？", "unexpected argument"),
        ("build --theme nosuch", "`--theme <NAME>`不能是`nosuch`", "possible values: default"),
        ("check --today yesterday", "`--today <YYYY-MM-DD>`不能是`yesterday`", "2026-09-30"),
        ("frames content --out x", "还缺参数`--profile <PROFILE>`", "required arguments"),
    ] {
        let said = Desk::new().run(line);
        assert_eq!(said.code, 2, "{line}");
        assert!(said.err.contains(zh) && said.err.contains(en), "{line}: {}", said.err);
    }
}

#[test]
fn every_kind_has_a_schema() {
    let desk = Desk::new();
    let kinds = desk.run("schema");
    assert!(kinds.out.lines().count() > 18);
    for line in kinds.out.lines() {
        let name = line.split_whitespace().next().unwrap();
        let said = desk.run(&format!("schema {name}"));
        let schema: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
    assert_eq!(desk.run("schema 任务").out, desk.run("schema task").out);
}

/// A month's ranking with one unit and one task: 100 less 12 of lag, less 2, plus 1.
const TABLE: &str = r#"{
  "portal": "示例", "month": "2026-09", "as_of": "2026-09-30", "formula": [],
  "terms": {
    "overdue_points": "2", "late_points": "2", "bonus_cap": "5", "decimals": 2, "min_tasks": 1,
    "min_ranked": 1, "min_bottom": 10, "bottom_share": "25", "bottom_count": 3
  },
  "classes": [{"class": "部门", "last_from": null, "units": [{
    "unit": "a", "name": "甲局", "score": "87", "rank": 1, "previous_rank": null,
    "tasks": [{
      "task": "t", "title": "加装电梯", "criterion": "timeliness", "state": "under_way", "lag": 12,
      "days": 0, "quality": null, "workload": "1.5", "difficulty": "1", "score": "88"
    }],
    "deductions": [{"rule": "迟报", "reference": "督查记录", "points": "2", "lifted": "0"}],
    "bonuses": [{"rule": "推广", "reference": "会议纪要", "points": "1", "lifted": "0"}]
  }]}]
}"#;

#[test]
fn a_ranking_is_computed_again_from_its_file_alone() {
    let desk = Desk::new();
    desk.put("table.json", TABLE);
    let same = desk.run("recompute table.json");
    assert_eq!((same.code, same.out.trim()), (0, "2026-09：1个单位的得分和名次与重算一致"));
    desk.put("table.json", &TABLE.replace("\"score\": \"87\"", "\"score\": \"97\""));
    let other = desk.run("recompute table.json");
    assert_eq!(other.code, 1);
    assert!(other.out.contains("部门 甲局 得分：表中97，重算87"), "{}", other.out);
    desk.put("table.csv", "a,b\n");
    for file in ["table.csv", "missing.json"] {
        assert_eq!(desk.run(&format!("recompute {file}")).code, 2, "{file}");
    }
}

#[test]
fn help_names_every_command_in_both_languages() {
    let said = Desk::new().run("--help");
    for words in [
        "build",
        "check",
        "serve",
        "frames",
        "new",
        "recompute",
        "explain",
        "schema",
        "检查内容并生成网站",
    ] {
        assert!(said.out.contains(words), "{words}");
    }
}

/// Every file under a folder with its bytes, by path.
fn files(folder: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(here) = folders.pop() {
        for entry in fs::read_dir(&here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

//! `daylight new`: what it writes is right, and it overwrites nothing.

use super::Desk;

/// What `new` says it can start, without the portal and the kiosk, which are no records.
fn kinds(desk: &Desk) -> Vec<String> {
    let help = desk.run("new --help").out;
    let (_, listed) = help.split_once("[possible values: ").unwrap();
    let (listed, _) = listed.split_once(']').unwrap();
    let words = listed.split(',').map(|word| word.trim().to_owned());
    let kinds: Vec<String> = words.filter(|word| word != "portal" && word != "kiosk").collect();
    assert!(kinds.len() > 25 && kinds.contains(&"bulletin".to_owned()), "{kinds:?}");
    kinds
}

/// What a new record of a kind is called.
fn id(kind: &str) -> String {
    match kind {
        "update" | "change" | "closing" => "lift-retrofit".to_owned(),
        "holding" | "visit_count" | "petition_count" => "housing-director".to_owned(),
        "calendar" => "2031".to_owned(),
        "bulletin" | "question_count" => "2026-09".to_owned(),
        kind => format!("new-{}", kind.replace('_', "-")),
    }
}

/// A desk with a portal and a new record of every kind.
fn everything() -> Desk {
    everything_by("six-mechanisms")
}

/// The same for a working method.
fn everything_by(method: &str) -> Desk {
    let desk = Desk::new();
    assert_eq!(desk.run(&format!("new portal content --method {method}")).code, 0);
    assert_eq!(desk.run("new update lift-retrofit").code, 2, "today is reported");
    for month in desk.files_in("content/updates") {
        std::fs::remove_file(month).unwrap();
    }
    for kind in kinds(&desk) {
        let said = desk.run(&format!("new {kind} {}", id(&kind)));
        assert_eq!(said.code, 0, "{kind}: {}", said.err);
    }
    desk
}

/// The files of a portal, by path.
fn texts(desk: &Desk) -> Vec<(String, String)> {
    let files = super::files(&desk.at("content"));
    let text = |bytes| String::from_utf8(bytes).unwrap();
    files.into_iter().map(|(path, bytes)| (path.display().to_string(), text(bytes))).collect()
}

#[test]
fn a_new_portal_builds_without_warnings() {
    let desk = Desk::with_portal();
    let said = desk.run("check --deny-warnings");
    assert_eq!(said.code, 0, "{}", said.out);
    assert_eq!(desk.run("build").code, 0);
    assert!(desk.read("content/portal.yaml").contains("daylight serve "));
}

#[test]
fn a_new_portal_of_any_method_builds_without_warnings_and_explains_itself() {
    for name in daylight::method::names() {
        let desk = Desk::new();
        let said = desk.run(&format!("new portal content --method {name}"));
        assert_eq!(said.code, 0, "{name}: {}", said.err);
        let said = desk.run("check --deny-warnings");
        assert_eq!(said.code, 0, "{name}: {}", said.out);
        assert_eq!(desk.run("build").code, 0, "{name}");
        let portal = desk.read("content/portal.yaml");
        assert!(portal.contains(&format!("  基础: {name}\n")), "{portal}");
        assert!(portal.contains("# 组成：") && !portal.contains('<'), "{portal}");
    }
}

#[test]
fn a_new_portal_speaks_of_the_level_it_is_made_for() {
    for (options, said, unsaid) in [
        ("--method six-mechanisms", ["副县长", "县推进办"], ["州长", "州政府"]),
        ("--method six-mechanisms --level 区", ["副区长", "区推进办"], ["州长", "县长"]),
        ("--level 州", ["副州长", "州推进办"], ["县长", "县政府"]),
        ("--method front-line --level 县", ["副县长", "县直部门"], ["区长", "区直部门"]),
    ] {
        let desk = Desk::new();
        assert_eq!(desk.run(&format!("new portal content {options}")).code, 0, "{options}");
        assert_eq!(desk.run("check --deny-warnings").code, 0, "{options}");
        assert_eq!(desk.run("build").code, 0, "{options}");
        let pages = ["structure/index.html", "rules/method/index.html", "rules/index.html"];
        let pages = pages.map(|page| desk.read(&format!("public/{page}"))).concat();
        let pages =
            pages + &desk.read("content/portal.yaml") + &desk.read("content/units/government.yaml");
        for word in said {
            assert!(pages.contains(word), "{options}: {word}");
        }
        for word in unsaid {
            assert!(!pages.contains(word), "{options}: {word}");
        }
    }
    let unknown = Desk::new().run("new portal content --level 镇");
    assert!(unknown.code == 2 && unknown.err.contains("州、市、县、区"), "{}", unknown.err);
}

#[test]
fn a_new_portal_of_an_unknown_method_is_answered_with_the_nearest() {
    let desk = Desk::new();
    let said = desk.run("new portal content --method front-lines");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("是不是想写`front-line`？"), "{}", said.err);
    assert!(!desk.at("content").exists());
}

#[test]
fn a_new_portal_needs_a_folder() {
    let desk = Desk::new();
    let mut command = assert_cmd::Command::cargo_bin("daylight").unwrap();
    let said = command.args(["new", "portal", ""]).current_dir(desk.at("")).output().unwrap();
    assert_eq!(said.status.code(), Some(2));
    assert!(desk.files_in("").is_empty(), "nothing is written into the folder of the person");
}

#[test]
fn every_new_record_passes_the_check_whatever_the_method() {
    for method in daylight::method::names() {
        let desk = everything_by(method);
        let said = desk.run("check");
        assert_eq!(said.code, 0, "{method}: {}", said.out);
        assert_eq!(desk.run("build").code, 0, "{method}");
    }
}

#[test]
fn every_kind_of_record_can_be_started() {
    let kinds = kinds(&Desk::new());
    for kind in daylight::record::KINDS.iter().filter(|kind| kind.en != "portal") {
        assert!(kinds.iter().any(|name| name == kind.en), "{}", kind.en);
    }
}

#[test]
fn a_record_that_knows_no_drafts_says_nothing_until_it_is_uncovered() {
    let desk = Desk::with_portal();
    let uncover = |path: &str| {
        let text = desk.read(path);
        let line = |line: &str| match line.strip_prefix("# ").filter(|_| line.contains("# 必填"))
        {
            Some(rest) => rest.to_owned(),
            None => line.to_owned(),
        };
        desk.put(path, &text.lines().map(line).collect::<Vec<_>>().join("\n"));
    };
    for (line, folder, says) in [
        ("new change lift-retrofit", "changes", "新值: "),
        ("new holding market-chief", "units", "岗位: market-chief"),
        ("new calendar 2031", "calendar", "年份: 2031"),
        ("new closing lift-retrofit", "closings", "核验岗位: "),
        ("new slip urge-1", "supervision", "类型: 提醒函"),
        ("new warning warn-1", "supervision", "任务: lift-retrofit"),
        ("new report report-1", "supervision", "时限: "),
        ("new pledge_template pledges-1", "supervision", "签订单位类型: "),
        ("new question_count 2026-09", "participation", "月份: 2026-09"),
        ("new visit_count vice-head-1", "participation", "次数: 1"),
        ("new petition_count vice-head-1", "participation", "包案: 1"),
    ] {
        if folder == "units" {
            assert_eq!(desk.run("new post market-chief").code, 0);
        }
        let before = desk.run("check --format json").out;
        let said = desk.run(line);
        assert_eq!(said.code, 0, "{}", said.err);
        let now = desk.run("check --format json").out;
        assert_eq!(now, before, "{line} says nothing yet");
        let path = said.out.trim().trim_start_matches("已新建 ").to_owned();
        uncover(&path);
        assert!(desk.read(&path).lines().any(|line| line.contains(says) && !line.starts_with('#')));
        let said = desk.run("check --format json");
        let rows: Vec<serde_json::Value> = serde_json::from_str(&said.out).unwrap();
        let errors = rows.iter().filter(|row| row["severity"] == "error");
        assert_eq!(errors.count(), 0, "{line}: {}\n{}", said.out, desk.read(&path));
    }
}

#[test]
fn a_pledge_is_given_by_one_post_to_another() {
    let desk = Desk::with_portal();
    assert_eq!(desk.run("new pledge pledge-1").code, 0);
    let text = desk.read("content/supervision/pledge-1.yaml");
    let value = |key: &str| {
        let (_, rest) = text.split_once(key).unwrap();
        rest.split_whitespace().next().unwrap().to_owned()
    };
    assert_ne!(value("签订岗位:"), value("接收岗位:"));
    desk.put("content/supervision/pledge-1.yaml", &text.replace("草稿: 是", "草稿: 否"));
    let said = desk.run("check");
    assert_eq!(said.code, 0, "{}", said.out);
}

#[test]
fn what_a_new_record_speaks_of_and_is_not_there_is_answered_with_what_is() {
    let desk = Desk::with_portal();
    for (line, help) in [
        ("new update lift-retrofits", "是不是`lift-retrofit`？"),
        ("new update nosuch", "已有的任务：`lift-retrofit`"),
        ("new holding nosuch", "已有的岗位：`vice-head-1`、`housing-director`、`housing-section`"),
    ] {
        let said = desk.run(line);
        assert!(said.code == 2 && said.err.contains(help), "{line}: {}", said.err);
    }
    std::fs::remove_dir_all(desk.at("content/tasks")).unwrap();
    std::fs::remove_dir_all(desk.at("content/updates")).unwrap();
    let said = desk.run("new update nosuch");
    assert!(said.err.contains("先用`daylight new task`新建"), "{}", said.err);
}

#[test]
fn every_key_that_is_uncovered_is_known_and_well_formed() {
    let desk = everything();
    for (path, text) in texts(&desk).iter().filter(|(_, text)| text.contains("# “# ”")) {
        let uncover = |line: &str| match line.strip_prefix("# ") {
            Some(rest) if rest.contains("  # ") => rest.to_owned(),
            _ => line.to_owned(),
        };
        let text = text.lines().map(uncover).collect::<Vec<_>>().join("\n");
        desk.put(&format!("content/{path}"), &text);
    }
    let said = desk.run("check --format json");
    let rows: Vec<serde_json::Value> = serde_json::from_str(&said.out).unwrap();
    for row in rows {
        for code in [
            "yaml-syntax",
            "duplicate-key",
            "unknown-key",
            "wrong-type",
            "unknown-word",
            "bad-id",
            "bad-date",
        ] {
            assert_ne!(row["code"], code, "{row:#}");
        }
    }
}

#[test]
fn nothing_is_overwritten() {
    let desk = everything();
    let before = texts(&desk);
    for kind in kinds(&desk) {
        assert_eq!(desk.run(&format!("new {kind} {}", id(&kind))).code, 2, "{kind}");
    }
    assert_eq!(desk.run("new portal content").code, 2);
    assert_eq!(texts(&desk), before);
    desk.put("half/units/government.yaml", "mine");
    assert_eq!(desk.run("new portal half").code, 2);
    assert_eq!(super::files(&desk.at("half")).len(), 1, "not even the files that are missing");
}

#[test]
fn an_id_is_taken_wherever_the_record_stands() {
    let desk = Desk::with_portal();
    let said = desk.run("new unit housing-bureau");
    assert_eq!(said.code, 2, "it is in units/government.yaml");
    assert!(said.err.contains("已有编号为`housing-bureau`的单位"), "{}", said.err);
    assert!(!desk.at("content/units/housing-bureau.yaml").exists());
}

#[test]
fn what_a_record_must_refer_to_has_to_be_there_first() {
    let desk = Desk::new();
    desk.put("content/portal.yaml", "名称: 门户\n");
    let said = desk.run("new task lift");
    assert_eq!(said.code, 2);
    assert!(said.err.contains("目录"), "{}", said.err);
}

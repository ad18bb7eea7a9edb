//! Portals below portals: each on its own, all in one folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{Desk, Said};

/// The day of all of them.
const DAY: &str = "2026-10-15";

/// A portal of a few words. The task that levels share is due on a day.
fn portal(name: &str, more: &str, due: &str) -> BTreeMap<String, String> {
    let portal = format!(
        "名称: {name}重点工作公开网\n简称: {name}\n主办单位: {name}人民政府\n\
         联系方式: {{电话: 0999-8200000}}\n域名: www.{DAY}.example\n网站标识码: \"0000000000\"\n\
         ICP备案号: 云ICP备00000000号-1\n\
         公安备案: {{编号: 云公网安备00000000000000号, 网址: https://police.example/0/}}\n\
         党政机关标识网址: https://party-mark.example/0/\n找错网址: https://find-error.example/\n\
         工作方法: six-mechanisms\n数据日期: {DAY}\n演示: 是\n{more}"
    );
    let units = format!(
        "单位:\n  - {{编号: office, 名称: {name}水利局, 类型: 部门, 办公电话: 0999-8200001}}\n\
         岗位:\n  - {{编号: head, 名称: 局长, 单位: office, 层级: 部门主要负责人}}\n\
         任职:\n  - {{岗位: head, 姓名: 云知远, 开始: 2024-01-01}}\n"
    );
    let plan = "编号: plan-2026\n名称: 2026年重点工作方案\n类型: 年度计划\n开始: 2026-01-01\n\
        结束: 2026-12-31\n公布日期: 2026-01-15\n目录:\n  - {编号: water, 名称: 水利}\n";
    let task = format!(
        "编号: reservoir\n标题: 新建小型水库1座\n共享编号: reservoir-2026\n类别: water\n\
         开始: 2026-02-01\n截止: {due}\n牵头单位: office\n责任领导: head\n"
    );
    let updates = "- {任务: reservoir, 截至: 2026-09-30, 填报日期: 2026-10-02, 进度: 70, \
        进展: 大坝主体完成}\n";
    let files = [
        ("portal.yaml", portal),
        ("units/all.yaml", units),
        ("plans/plan-2026.yaml", plan.to_owned()),
        ("tasks/reservoir.yaml", task),
        ("updates/2026-09.yaml", updates.to_owned()),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect()
}

fn put(desk: &Desk, folder: &str, files: &BTreeMap<String, String>) {
    for (path, text) in files {
        desk.put(&format!("{folder}/{path}"), text);
    }
}

/// A prefecture with a county, in which there is a town, and a city.
pub(super) fn family() -> Desk {
    let desk = Desk::new();
    put(&desk, "content", &portal("岚江州", "子门户统称: 县市\n", "2026-11-30"));
    let up = |name: &str| format!("上级门户: {{名称: {name}重点工作公开网}}\n");
    put(&desk, "content/portals/county", &portal("澜东县", &up("岚江州"), "2026-12-31"));
    put(
        &desk,
        "content/portals/county/portals/town",
        &portal("桐沙镇", &up("澜东县"), "2026-12-31"),
    );
    put(&desk, "content/portals/city", &portal("岚江市", &up("岚江州"), "2026-11-30"));
    desk
}

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn below(folder: &Path, name: &str, out: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() {
                below(&entry.path(), &name, out);
            } else {
                out.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut out = BTreeMap::new();
    below(folder, "", &mut out);
    out
}

/// Fails with the first file that differs.
fn same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(a), names(b));
    for (name, bytes) in a {
        let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
        assert!(Some(bytes) == b.get(name), "{name}:\n{}\n{}", text(bytes), text(&b[name]));
    }
}

fn good(said: &Said) {
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}

#[test]
fn every_portal_is_built_below_its_parent_and_handed_up() {
    let desk = family();
    let said = desk.run("build --out public");
    good(&said);
    for line in ["./  ", "city/  ", "county/  ", "county/town/  "] {
        assert!(said.out.contains(line), "{line}: {}", said.out);
    }
    for path in ["", "county/", "county/town/", "city/"] {
        desk.read(&format!("public/{path}index.html"));
        desk.read(&format!("public/{path}tasks/reservoir/index.html"));
        let summary = desk.read(&format!("public/{path}data/summary.json"));
        assert!(summary.contains("\"shared_id\": \"reservoir-2026\""), "{summary}");
    }
    let page = desk.read("public/portals/index.html");
    for words in ["澜东县", "岚江市", "../county/", "../city/", "<h1>县市</h1>"] {
        assert!(page.contains(words), "{words}");
    }
    let home = desk.read("public/index.html");
    assert!(
        home.contains("./county/") && home.contains("./portals/"),
        "home leads to its children"
    );
    let child = desk.read("public/county/tasks/reservoir/index.html");
    assert!(
        child.contains("href=\"../../../\">岚江州重点工作公开网"),
        "a child leads to its parent"
    );
    let again = desk.run("build --out public");
    assert!(again.out.contains("内容没有变化") && again.out.contains("新写 0"), "{}", again.out);
}

#[test]
fn what_two_levels_say_differently_is_published_with_both_values() {
    let desk = family();
    good(&desk.run("build --out public"));
    for page in ["portals", "tasks/reservoir"] {
        let page = desk.read(&format!("public/{page}/index.html"));
        for words in
            ["上下不一致", "2026年11月30日", "2026年12月31日", "岚江州水利局", "澜东县水利局"]
        {
            assert!(page.contains(words), "{words}");
        }
    }
    let rows = desk.read("public/data/conflicts.json");
    assert!(rows.contains("\"here\":\"2026-11-30\"") && rows.contains("\"there\":\"2026-12-31\""));
    let said = desk.run("check --format json");
    good(&said);
    assert!(said.out.contains("levels-differ") && said.out.contains("\"tasks/reservoir.yaml\""));
}

#[test]
fn children_built_in_separate_processes_give_the_same_bytes() {
    let desk = family();
    good(&desk.run("build content --out one --jobs 2"));
    good(&desk.run("build content/portals/county/portals/town --out many/county/town"));
    good(&desk.run("build content/portals/city --out many/city"));
    good(&desk.run("build content/portals/county --out many/county"));
    let said = desk.run("build content --out many");
    good(&said);
    assert!(
        said.out.contains("county/       新写 0"),
        "the parent builds itself alone: {}",
        said.out
    );
    same(&files(&desk.at("one")), &files(&desk.at("many")));
}

#[test]
fn a_child_built_without_a_place_goes_where_its_family_is_built() {
    let desk = family();
    let said = desk.run("build content/portals/county/portals/town");
    assert!(said.out.contains("网站  public/county/town/index.html"), "{}", said.out);
    good(&desk.run_in("content/portals/county", "build"));
    good(&desk.run("build content/portals/city"));
    good(&desk.run("build content"));
    good(&desk.run("build content --out whole"));
    same(&files(&desk.at("public")), &files(&desk.at("whole")));
    for records in ["content/portals/public", "content/portals/county/portals/public"] {
        assert!(!desk.at(records).exists(), "{records} would be read as a child portal");
    }
}

#[test]
fn no_site_is_written_among_the_records_of_a_parent() {
    let desk = family();
    let said = desk.run("build content/portals/county --out content/portals/public");
    assert_eq!(said.code, 2, "{}", said.out);
    assert!(said.err.contains("输出文件夹和门户文件夹不能互相包含"), "{}", said.err);
    assert!(!desk.at("content/portals/public").exists());
}

#[test]
fn a_child_built_without_a_place_leaves_the_site_of_a_stranger_alone() {
    let desk = family();
    good(&desk.run("new portal other"));
    good(&desk.run("build other"));
    let before = files(&desk.at("public"));
    let said = desk.run("build content/portals/county");
    assert_eq!(said.code, 2, "{}", said.out);
    assert!(said.err.contains("public 里是另一个门户"), "{}", said.err);
    same(&files(&desk.at("public")), &before);
}

#[test]
fn the_order_in_which_children_are_built_does_not_matter() {
    let desk = family();
    good(&desk.run("build content --out one"));
    let children = ["city", "county", "county/town"];
    for (at, order) in [[2, 1, 0], [1, 0, 2], [0, 2, 1]].into_iter().enumerate() {
        for child in order.map(|place| children[place]) {
            let inside = child.replace('/', "/portals/");
            good(&desk.run(&format!("build content/portals/{inside} --out many-{at}/{child}")));
        }
        good(&desk.run(&format!("build content --out many-{at}")));
        same(&files(&desk.at("one")), &files(&desk.at(&format!("many-{at}"))));
    }
}

#[test]
fn a_parent_may_know_its_children_by_their_summaries_alone() {
    let desk = family();
    good(&desk.run("build content --out one"));
    for child in ["county", "city"] {
        good(&desk.run(&format!("build content/portals/{child} --out far/{child}")));
    }
    put(
        &desk,
        "alone",
        &portal(
            "岚江州",
            "子门户统称: 县市\n子门户:\n  - {编号: county, 汇总: ../far/county}\n  \
         - {编号: city, 汇总: summaries/city.json}\n",
            "2026-11-30",
        ),
    );
    desk.put("alone/summaries/city.json", &desk.read("far/city/data/summary.json"));
    good(&desk.run("build alone --out two"));
    let own = |folder: &str| {
        let mut files = files(&desk.at(folder));
        files.retain(|name, _| {
            !name.starts_with("/county/") && !name.starts_with("/city/") && name != "/.daylight"
        });
        files
    };
    same(&own("one"), &own("two"));
    for broken in ["", "{", "[1]", "\u{feff}{\"schema\":\"x\"}", "<script>alert(1)</script>"] {
        desk.put("alone/summaries/city.json", broken);
        let said = desk.run("build alone --out two");
        good(&said);
        assert!(said.err.contains("summary-unreadable"), "{broken}: {}", said.err);
        assert!(desk.read("two/portals/index.html").contains("还没有可用的数据"));
    }
}

#[test]
fn a_broken_child_keeps_its_last_site_and_does_not_stop_the_others() {
    let desk = family();
    good(&desk.run("build --out public"));
    let before = files(&desk.at("public/county"));
    desk.edit("content/portals/county/tasks/reservoir.yaml", "截止: ", "截至: ");
    desk.edit("content/portals/city/tasks/reservoir.yaml", "1座", "2座");
    desk.edit("content/portals/county/portals/town/tasks/reservoir.yaml", "1座", "3座");
    let said = desk.run("build --out public");
    assert_eq!(said.code, 1);
    assert!(said.err.contains("portals/county/tasks/reservoir.yaml:6:1"), "{}", said.err);
    assert!(said.out.contains("保留上次的网站") && said.err.contains("：county/"), "{}", said.out);
    let mut after = files(&desk.at("public/county"));
    let mut kept = before;
    kept.retain(|name, _| !name.starts_with("/town/"));
    after.retain(|name, _| !name.starts_with("/town/"));
    same(&kept, &after);
    assert!(desk.read("public/city/tasks/reservoir/index.html").contains("2座"));
    assert!(desk.read("public/county/town/tasks/reservoir/index.html").contains("3座"));
    for page in ["public/portals/index.html", "public/index.html"] {
        assert!(desk.read(page).contains("数据停留在2026年10月15日"), "{page}");
    }
    let checked = desk.run("check --format json");
    assert_eq!(checked.code, 1);
    assert!(checked.out.contains("\"portals/county/tasks/reservoir.yaml\""), "{}", checked.out);
    desk.edit("content/portals/county/tasks/reservoir.yaml", "截至: ", "截止: ");
    good(&desk.run("build --out public"));
    good(&desk.run("build --out fresh"));
    same(&files(&desk.at("public")), &files(&desk.at("fresh")));
}

#[test]
fn a_child_that_never_was_good_is_shown_without_figures() {
    let desk = family();
    desk.edit("content/portals/city/portal.yaml", "名称: ", "名字叫: ");
    let said = desk.run("build --out public");
    assert_eq!(said.code, 1);
    assert!(said.out.contains("还没有发布过"), "{}", said.out);
    assert!(!desk.at("public/city").exists());
    let page = desk.read("public/portals/index.html");
    assert!(page.contains("还没有可用的数据") && !page.contains("href=\"../city/\""));
    let again = desk.run("build --out public");
    assert!(again.out.contains("新写 0 · 未变"), "{}", again.out);
}

#[test]
fn a_broken_root_keeps_its_site_while_its_children_are_renewed() {
    let desk = family();
    good(&desk.run("build --out public"));
    let home = desk.read("public/index.html");
    desk.edit("content/tasks/reservoir.yaml", "截止: ", "截至: ");
    desk.edit("content/portals/city/tasks/reservoir.yaml", "1座", "2座");
    assert_eq!(desk.run("build --out public").code, 1);
    assert_eq!(desk.read("public/index.html"), home);
    assert!(desk.read("public/city/tasks/reservoir/index.html").contains("2座"));
}

#[test]
fn a_child_that_goes_takes_its_folder_with_it() {
    let desk = family();
    good(&desk.run("build --out public"));
    desk.put("public/county/note.txt", "somebody's");
    fs::remove_dir_all(desk.at("content/portals/county")).unwrap();
    let said = desk.run("build --out public");
    good(&said);
    assert_eq!(files(&desk.at("public/county")).into_keys().collect::<Vec<_>>(), ["/note.txt"]);
    fs::remove_file(desk.at("public/county/note.txt")).unwrap();
    good(&desk.run("build --out fresh"));
    let mut left = files(&desk.at("public"));
    left.retain(|name, _| !name.starts_with("/county/"));
    same(&left, &files(&desk.at("fresh")));
}

#[test]
fn a_child_that_goes_stays_as_long_as_the_pages_that_lead_to_it() {
    let desk = family();
    good(&desk.run("build --out public"));
    let county = files(&desk.at("public/county"));
    fs::remove_dir_all(desk.at("content/portals/county")).unwrap();
    desk.edit("content/tasks/reservoir.yaml", "截止: ", "截至: ");
    for _ in 0..2 {
        assert_eq!(desk.run("build --out public").code, 1);
        assert!(desk.read("public/index.html").contains("county/"), "yesterday's page stays");
        same(&files(&desk.at("public/county")), &county);
    }
    desk.edit("content/tasks/reservoir.yaml", "截至: ", "截止: ");
    good(&desk.run("build --out public"));
    assert!(!desk.at("public/county").exists());
    good(&desk.run("build --out fresh"));
    same(&files(&desk.at("public")), &files(&desk.at("fresh")));
}

#[test]
fn a_child_may_not_take_a_folder_of_its_parents_pages() {
    for name in ["tasks", "data", "units", "portals", "Big", "a b"] {
        let desk = Desk::new();
        put(&desk, "content", &portal("岚江州", "", "2026-11-30"));
        put(&desk, &format!("content/portals/{name}"), &portal("澜东县", "", "2026-12-31"));
        for command in ["check", "build --out public"] {
            let said = desk.run(command);
            assert_eq!(said.code, 1, "{name}");
            let all = said.out + &said.err;
            assert!(all.contains("child-portal"), "{name}: {all}");
        }
    }
}

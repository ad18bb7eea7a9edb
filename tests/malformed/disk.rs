//! Mistakes that only a folder on a disk can have: encodings, links, names, sizes.

use std::fs;
use std::path::Path;

use daylight::diagnostic::in_order;
use daylight::source;
use daylight::{portal, record};

use super::corpus::{Mark, base};
use super::{mark, marks, said};
use crate::bless;

/// Something in the folder of the portal.
enum Thing<'a> {
    /// A file with these bytes.
    File(&'a str, Vec<u8>),
    /// A symbolic link and where it leads.
    Link(&'a str, &'a str),
    /// A file of the base that is not there.
    Gone(&'a str),
}

fn file<'a>(path: &'a str, text: &str) -> Thing<'a> {
    Thing::File(path, text.as_bytes().to_vec())
}

/// Lays the portal of the record reference and these things into a folder, reads it, and compares
/// what is reported: `code path line:column`.
fn check(things: &[Thing], expected: &[&str]) {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    for (path, text) in base().files {
        bless::write(&folder.path().join(path), text.as_bytes());
    }
    for thing in things {
        lay(thing, folder.path());
    }
    let mut problems = Vec::new();
    let sources = source::read(folder.path(), &mut problems).expect("the portal can be read");
    let records = record::load(&sources, &mut problems);
    portal::resolve(&records, &sources, &mut problems);
    in_order(&mut problems);
    let shown = |mark: Mark| {
        let Mark { path, line, column, code } = mark;
        format!("{code} {path} {line}:{column}")
    };
    let found: Vec<String> = marks(&problems, &sources, &[]).into_iter().map(shown).collect();
    let mut expected: Vec<String> = expected.iter().map(|&line| line.to_owned()).collect();
    let path = |line: &String| line.split(' ').nth(1).map(str::to_owned);
    expected.sort_by_key(path);
    assert_eq!(found, expected, "{}", said(&problems, &sources));
    for problem in &problems {
        assert!(problem.help.is_some() && mark(problem, &sources).line >= 1);
    }
}

fn lay(thing: &Thing, folder: &Path) {
    match thing {
        Thing::File(path, bytes) => bless::write(&folder.join(path), bytes),
        Thing::Link(path, target) => bless::link(target, &folder.join(path)),
        Thing::Gone(path) => bless::remove(&folder.join(path)),
    }
}

/// A task with a wrong day in its fifth line.
const TASK: &str = "\
编号: a
标题: 新建公园
类别: livelihood-housing
开始: 2026-02-01
截止: 2026-11-31
";

fn encoded(encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    encoding.encode(TASK).0.into_owned()
}

/// The text in UTF-16, which the encoder does not write.
fn utf16(mark: [u8; 2], unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    mark.into_iter().chain(TASK.encode_utf16().flat_map(unit)).collect()
}

#[test]
fn an_encoding_is_named_and_the_other_mistakes_of_the_file_are_found() {
    let both = ["not-utf8 tasks/a.yaml 1:1", "bad-date tasks/a.yaml 5:5"];
    for bytes in [
        encoded(encoding_rs::GBK),
        encoded(encoding_rs::GB18030),
        utf16([0xff, 0xfe], u16::to_le_bytes),
        utf16([0xfe, 0xff], u16::to_be_bytes),
    ] {
        check(&[Thing::File("tasks/a.yaml", bytes)], &both);
    }
}

#[test]
fn a_file_in_no_encoding_is_one_mistake_and_nothing_in_it_is_missed() {
    let noise: Vec<u8> = (0_u8..=255).chain([0xff, 0xfe, 0xfd]).collect();
    check(&[Thing::File("tasks/a.yaml", noise.clone())], &["not-utf8 tasks/a.yaml 1:1"]);
    let update = "- {任务: park, 截至: 2026-03-25, 填报日期: 2026-03-27, 进展: 甲}";
    check(
        &[Thing::File("tasks/park.yaml", noise), file("updates/a.yaml", update)],
        &["not-utf8 tasks/park.yaml 1:1"],
    );
}

#[test]
fn a_byte_order_mark_at_the_beginning_is_no_mistake() {
    let marked = format!("\u{feff}{TASK}");
    check(&[file("tasks/a.yaml", &marked)], &["bad-date tasks/a.yaml 5:5"]);
    let page = "\u{feff}---\n编号: about\n标题: 甲\n发布日期: 2026-01-15\n---\n甲";
    check(&[file("pages/about.md", page)], &[]);
}

#[test]
fn lines_end_in_any_way_and_places_are_right() {
    for end in ["\r\n", "\r", "\n"] {
        let text = TASK.replace('\n', end);
        check(&[file("tasks/a.yaml", &text)], &["bad-date tasks/a.yaml 5:5"]);
    }
}

#[test]
fn a_file_is_as_large_as_a_register_may_be() {
    let mut large = vec![b'#'; 17 * 1024 * 1024];
    check(&[Thing::File("tasks/a.yaml", large.clone())], &["file-too-large tasks/a.yaml 1:1"]);
    large.truncate(2 * 1024 * 1024);
    check(&[Thing::File("tasks/a.yaml", large)], &[]);
}

/// How a photograph begins.
const JPG: [u8; 4] = *b"\xff\xd8\xff\xe0";

#[test]
fn an_asset_that_is_not_what_its_name_says_or_would_be_run_is_refused() {
    let svg = |inside: &str| format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>");
    check(&[file("assets/a.svg", &svg("<path d='M0 0h9'/>"))], &[]);
    for (path, text) in [
        ("assets/a.jpg", "标题: 电梯"),
        ("assets/图/a.PNG", "%PDF-1.7"),
        ("assets/a.webp", ""),
        ("assets/a.svg", &*svg("<script>1</script>")),
        ("assets/a.svg", &*svg("<g onload='a()'/>")),
        ("assets/a.svg", &*svg("<a href='https://a.example/'/>")),
        ("assets/a.html", "<p>电梯</p>"),
        ("assets/a.exe", "MZ"),
    ] {
        check(&[file(path, text)], &[&format!("asset-kind {path} 1:1")]);
    }
}

#[test]
fn a_picture_as_large_as_a_phone_can_bear() {
    let picture = |size| {
        let mut bytes = JPG.to_vec();
        bytes.resize(size, 0);
        Thing::File("assets/a.jpg", bytes)
    };
    check(&[picture(300 * 1024)], &[]);
    check(&[picture(300 * 1024 + 1)], &["large-picture assets/a.jpg 1:1"]);
}

#[test]
fn links_out_of_the_portal_to_nothing_and_in_circles_are_reported_once() {
    check(&[Thing::Link("assets/hosts", "/etc/hosts")], &["link-outside assets/hosts 1:1"]);
    check(&[Thing::Link("tasks/a.yaml", "../../a.yaml")], &["link-outside tasks/a.yaml 1:1"]);
    check(&[Thing::Link("assets/etc", "/etc/ssl")], &["link-outside assets/etc 1:1"]);
    check(&[Thing::Link("assets/nothing.pdf", "x.pdf")], &["link-outside assets/nothing.pdf 1:1"]);
    check(&[Thing::Link("assets/itself", "itself")], &["link-outside assets/itself 1:1"]);
    check(&[Thing::Link("tasks/round", "../tasks")], &["link-outside tasks/round 1:1"]);
    check(&[Thing::Link("assets/root", "..")], &["link-outside assets/root 1:1"]);
}

#[test]
#[cfg(unix)]
fn what_is_neither_file_nor_folder_is_stray() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    bless::write(&folder.path().join("tasks/a.yaml"), TASK.as_bytes());
    let socket = std::os::unix::net::UnixListener::bind(folder.path().join("tasks/b.yaml"));
    let _open = socket.expect("a socket can lie in a folder");
    let mut problems = Vec::new();
    let sources = source::read(folder.path(), &mut problems).expect("the portal can be read");
    let stray = problems.iter().find(|problem| problem.code.name() == "stray-file");
    let place = stray.map(|problem| sources.file(problem.span.file).path.as_str());
    assert_eq!(place, Some("tasks/b.yaml"));
}

#[test]
fn a_link_within_the_portal_is_a_file_like_any_other() {
    let picture = Thing::File("assets/a.jpg", JPG.to_vec());
    check(&[picture, Thing::Link("assets/b.jpg", "a.jpg")], &[]);
}

#[test]
fn the_same_records_through_a_link_are_there_twice() {
    check(
        &[Thing::Link("areas/more.yaml", "../areas.yaml")],
        &["duplicate-id areas/more.yaml 1:8", "duplicate-id areas/more.yaml 2:8"],
    );
}

#[test]
fn names_that_break_somewhere_are_refused() {
    for name in ["a\\b.pdf", "a:b.pdf", "a?.pdf", "a*.pdf", "a\".pdf", "a<b.pdf", "a|b.pdf"] {
        let path = format!("assets/{name}");
        check(&[file(&path, "x")], &[&format!("unsafe-name {path} 1:1")]);
    }
    for name in ["a.", "a/b./c.pdf", "con", "CON.pdf", "nul/a.pdf", "aux.tar.gz", "com1.docx"] {
        let path = format!("assets/{name}");
        check(&[file(&path, "x")], &[&format!("unsafe-name {path} 1:1")]);
    }
    for name in ["通知（一）.pdf", "a b.pdf", "a-1_2.pdf", "icon.ico"] {
        check(&[file(&format!("assets/{name}"), "x")], &[]);
    }
}

#[test]
fn names_with_spaces_at_their_ends_and_line_ends_are_refused() {
    let expected = |found: &str| format!("unsafe-name {found} 1:1");
    check(&[file("assets/a\tb.pdf", "x")], &[&expected("assets/a\tb.pdf")]);
}

#[test]
fn names_that_differ_only_in_case_are_refused() {
    check(&[file("assets/A.pdf", "x"), file("assets/a.pdf", "y")], &["same-path assets/a.pdf 1:1"]);
    check(
        &[file("assets/图/A.pdf", "x"), file("assets/图/a.PDF", "y")],
        &["same-path assets/图/a.PDF 1:1"],
    );
}

#[test]
fn a_folder_without_a_portal_file_is_told_so_and_its_records_are_checked() {
    check(
        &[Thing::Gone("portal.yaml"), file("tasks/a.yaml", TASK)],
        &["no-portal-file portal.yaml 1:1", "bad-date tasks/a.yaml 5:5"],
    );
}

#[test]
fn a_portal_file_may_end_in_yml() {
    let text = base().files.remove("portal.yaml").expect("the base has a portal");
    check(&[Thing::Gone("portal.yaml"), file("portal.yml", &text)], &[]);
    check(&[file("portal.yml", &text)], &["duplicate-id portal.yml 1:1"]);
}

#[test]
fn what_editors_leave_behind_and_child_portals_are_passed_over() {
    check(
        &[
            file(".git/config", "x"),
            file("tasks/.a.yaml.swp", "x"),
            file("tasks/a.yaml~", "x"),
            file("portals/town/portal.yaml", "x"),
        ],
        &[],
    );
    check(&[file("tasks/portals/a.yaml", TASK)], &["bad-date tasks/portals/a.yaml 5:5"]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "this test makes folders with nothing in them")]
fn a_file_among_the_child_portals_is_stray_and_the_portals_are_known_by_name() {
    check(
        &[
            file("portals/town/tasks/a.yaml", TASK),
            file("portals/city/portals/street/portal.yaml", "x"),
            file("portals/county.yaml", TASK),
        ],
        &["stray-file portals/county.yaml 1:1"],
    );
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    for path in ["portals/town/portals/far", "portals/city", "portals/.git", "tasks/portals/a"] {
        fs::create_dir_all(folder.path().join(path)).expect("a temporary folder can be filled");
    }
    let sources = source::read(folder.path(), &mut Vec::new()).expect("it can be read");
    assert_eq!(sources.children, ["city", "town"]);
}

#[test]
fn an_empty_folder_is_told_that_it_is_no_portal() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let mut problems = Vec::new();
    let sources = source::read(folder.path(), &mut problems).expect("an empty folder can be read");
    let records = record::load(&sources, &mut problems);
    assert!(portal::resolve(&records, &sources, &mut problems).is_none());
    let found: Vec<String> = problems.iter().map(|problem| mark(problem, &sources).code).collect();
    assert_eq!(found, ["no-portal-file"]);
}

//! A folder made equal to outputs, whatever lies there and whatever stops the build.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test may stop where something is wrong, and looks at the disk"
)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use daylight::diagnostic::{Code, Diagnostic, say};
use daylight::digest::Digest;
use daylight::publish::{Failure, Outputs, Rendered, Summary, current, publish, rehearse};
use daylight::source::PathError;
use daylight::span::{FileId, Span};
use tempfile::TempDir;

/// Outputs given as texts. A text that begins with `!` is a mistake, with `@` a file to copy;
/// `~` is a page that says the same whatever it was made from.
struct Pages {
    paths: Vec<String>,
    texts: Vec<String>,
}

fn pages<const N: usize>(pages: [(&str, &str); N]) -> Pages {
    let pages = BTreeMap::from(pages);
    let paths = pages.keys().map(|path| (*path).to_owned()).collect();
    Pages { paths, texts: pages.values().map(|text| (*text).to_owned()).collect() }
}

impl Outputs for Pages {
    fn paths(&self) -> &[String] {
        &self.paths
    }

    fn render(&self, at: usize, known: Option<&Digest>) -> Result<Rendered, Box<Diagnostic>> {
        let text = &self.texts[at];
        let input = Digest::of(text.as_bytes());
        if text.starts_with('!') {
            let span = Span::start_of(FileId(u32::try_from(at).unwrap()));
            return Err(Box::new(Diagnostic::new(Code::Template, span, say(text, text))));
        }
        if let Some(from) = text.strip_prefix('@') {
            let input = Digest::of(&fs::read(from).unwrap());
            return Ok(Rendered::Copy { input, from: PathBuf::from(from) });
        }
        if known == Some(&input) {
            return Ok(Rendered::Same);
        }
        let bytes = if text.starts_with('~') { b"~".to_vec() } else { text.clone().into_bytes() };
        Ok(Rendered::New { input, bytes })
    }
}

/// A temporary folder with a `public` to build into.
struct Desk {
    base: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { base: tempfile::tempdir().unwrap() }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.base.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap()
    }

    fn build(&self, pages: &Pages) -> Result<Summary, Failure> {
        publish(pages, &inputs(pages), &self.at("public"), false)
    }

    fn refusal(&self, pages: &Pages) -> PathError {
        match self.build(pages) {
            Err(Failure::Refused(error)) => error,
            other => panic!("not refused: {other:?}"),
        }
    }

    /// Everything under the base but the manifest: path → (text, inode, time).
    fn found(&self) -> BTreeMap<String, (String, u64, i64, i64)> {
        let mut found = BTreeMap::new();
        look(self.base.path(), self.base.path(), &mut found);
        found.remove("public/.daylight");
        found
    }

    fn texts(&self) -> BTreeMap<String, String> {
        self.found().into_iter().map(|(path, (text, ..))| (path, text)).collect()
    }
}

fn look(root: &Path, folder: &Path, found: &mut BTreeMap<String, (String, u64, i64, i64)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let meta = fs::symlink_metadata(&path).unwrap();
        let text = if meta.is_dir() {
            look(root, &path, found);
            "folder".to_owned()
        } else if meta.is_symlink() {
            format!("link to {}", fs::read_link(&path).unwrap().display())
        } else {
            String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned()
        };
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        found.insert(name, (text, meta.ino(), meta.mtime(), meta.mtime_nsec()));
    }
}

fn inputs(pages: &Pages) -> Digest {
    Digest::of_value(&(&pages.paths, &pages.texts))
}

fn summary(written: usize, unchanged: usize, removed: usize, bytes: u64) -> Summary {
    Summary { written, unchanged, removed, bytes }
}

fn texts<const N: usize>(texts: [(&str, &str); N]) -> BTreeMap<String, String> {
    texts.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

#[test]
fn the_first_build_writes_everything() {
    let desk = Desk::new();
    let done = desk.build(&pages([("index.html", "home"), ("tasks/a/index.html", "a")])).unwrap();
    assert_eq!(done, summary(2, 0, 0, 5));
    assert_eq!(
        desk.texts(),
        texts([
            ("public", "folder"),
            ("public/index.html", "home"),
            ("public/tasks", "folder"),
            ("public/tasks/a", "folder"),
            ("public/tasks/a/index.html", "a"),
        ])
    );
}

#[test]
fn an_unchanged_build_touches_nothing_and_says_so() {
    let desk = Desk::new();
    let site = pages([("a/index.html", "a"), ("index.html", "home")]);
    desk.build(&site).unwrap();
    let before = desk.found();
    let manifest = fs::metadata(desk.at("public/.daylight")).unwrap().modified().unwrap();
    assert_eq!(
        current(&desk.at("public"), &inputs(&site)).unwrap(),
        Some(summary(0, 2, 0, 0)),
        "without parsing"
    );
    assert_eq!(desk.build(&site).unwrap(), summary(0, 2, 0, 0));
    let fresh = publish(&site, &inputs(&site), &desk.at("public"), true).unwrap();
    assert_eq!(fresh, summary(0, 2, 0, 0), "even if everything is rendered again");
    assert_eq!(desk.found(), before);
    assert_eq!(fs::metadata(desk.at("public/.daylight")).unwrap().modified().unwrap(), manifest);
}

#[test]
fn an_edit_writes_one_page_and_leaves_the_others_the_files_they_were() {
    let desk = Desk::new();
    desk.build(&pages([("a/index.html", "a"), ("b/index.html", "b")])).unwrap();
    let before = desk.found();
    let done = desk.build(&pages([("a/index.html", "a"), ("b/index.html", "new")])).unwrap();
    assert_eq!(done, summary(1, 1, 0, 3));
    let after = desk.found();
    assert_eq!(after["public/a/index.html"], before["public/a/index.html"]);
    assert_eq!(after["public/b/index.html"].0, "new");
}

#[test]
fn what_is_no_longer_planned_goes_with_its_empty_folders() {
    let desk = Desk::new();
    desk.build(&pages([("a/b/c.html", "c"), ("index.html", "home")])).unwrap();
    assert_eq!(desk.build(&pages([("index.html", "home")])).unwrap(), summary(0, 1, 1, 0));
    assert_eq!(desk.texts(), texts([("public", "folder"), ("public/index.html", "home")]));
}

#[test]
fn files_of_others_survive_as_they_are() {
    let desk = Desk::new();
    desk.put("public/.git/HEAD", "main");
    desk.put("public/a/note.txt", "mine");
    symlink("nowhere", desk.at("public/link")).unwrap();
    fs::create_dir(desk.at("public/a/empty")).unwrap();
    fs::set_permissions(desk.at("public/a"), fs::Permissions::from_mode(0o750)).unwrap();
    let before = desk.found();
    for text in ["one", "two"] {
        desk.build(&pages([("a/index.html", text)])).unwrap();
        let after = desk.found();
        for path in ["public/.git/HEAD", "public/a/note.txt", "public/link"] {
            assert_eq!(after[path], before[path], "{path}");
        }
        assert!(after.contains_key("public/a/empty"));
        assert_eq!(fs::metadata(desk.at("public/a")).unwrap().mode() & 0o777, 0o750);
    }
    desk.build(&pages([])).unwrap();
    assert!(!desk.at("public/a/index.html").exists());
    assert_eq!(desk.read("public/a/note.txt"), "mine");
}

#[test]
fn an_output_never_lands_on_a_file_of_others() {
    for (foreign, output) in [("a", "a"), ("a", "a/index.html"), ("a/b", "a")] {
        let desk = Desk::new();
        desk.put(&format!("public/{foreign}"), "mine");
        let before = desk.found();
        let error = desk.refusal(&pages([(output, "page")]));
        assert_eq!(error.path, fs::canonicalize(desk.at("public")).unwrap().join(foreign));
        assert_eq!(error.action, "overwrite");
        assert_eq!(desk.found(), before, "{foreign} {output}");
    }
}

#[test]
fn a_file_of_others_that_equals_the_output_becomes_ours() {
    let desk = Desk::new();
    desk.put("public/index.html", "home");
    desk.build(&pages([("index.html", "home")])).unwrap();
    desk.build(&pages([("other.html", "other")])).unwrap();
    assert_eq!(desk.texts(), texts([("public", "folder"), ("public/other.html", "other")]));
}

#[test]
fn a_damaged_or_missing_page_is_written_again() {
    let desk = Desk::new();
    let site = pages([("a.html", "a"), ("b.html", "b"), ("c.html", "c")]);
    desk.build(&site).unwrap();
    fs::write(desk.at("public/a.html"), "changed by hand").unwrap();
    fs::remove_file(desk.at("public/b.html")).unwrap();
    assert_eq!(current(&desk.at("public"), &inputs(&site)).unwrap(), None);
    assert_eq!(desk.build(&site).unwrap(), summary(2, 1, 0, 2));
    assert_eq!(desk.read("public/a.html"), "a");
    assert_eq!(desk.read("public/b.html"), "b");
}

#[test]
fn inputs_that_change_no_page_renew_the_manifest_only() {
    let desk = Desk::new();
    desk.build(&pages([("a.html", "~one"), ("b.html", "b")])).unwrap();
    let before = desk.found();
    let site = pages([("a.html", "~two"), ("b.html", "b")]);
    assert_eq!(desk.build(&site).unwrap(), summary(0, 2, 0, 0));
    let mut after = desk.found();
    let folder = after.insert("public".to_owned(), before["public"].clone()).unwrap();
    assert_eq!(folder.1, before["public"].1, "no exchange");
    assert_eq!(after, before);
    assert!(current(&desk.at("public"), &inputs(&site)).unwrap().is_some());
}

#[test]
fn assets_are_copied_once() {
    let desk = Desk::new();
    desk.put("photo.jpg", "picture");
    fs::set_permissions(desk.at("photo.jpg"), fs::Permissions::from_mode(0o600)).unwrap();
    let from = format!("@{}", desk.at("photo.jpg").display());
    let site = |home| pages([("assets/photo.jpg", &*from), ("index.html", home)]);
    assert_eq!(desk.build(&site("one")).unwrap(), summary(2, 0, 0, 10));
    let before = desk.found();
    assert_eq!(desk.build(&site("two")).unwrap(), summary(1, 1, 0, 3));
    assert_eq!(desk.found()["public/assets/photo.jpg"], before["public/assets/photo.jpg"]);
    let mode = fs::metadata(desk.at("public/assets/photo.jpg")).unwrap().mode();
    assert_ne!(mode & 0o044, 0, "the web server can read it, whoever could read the original");
    desk.put("photo.jpg", "another");
    assert_eq!(desk.build(&site("two")).unwrap(), summary(1, 1, 0, 7));
}

#[test]
fn every_mistake_of_rendering_is_reported_and_nothing_is_published() {
    let desk = Desk::new();
    desk.build(&pages([("index.html", "home")])).unwrap();
    let before = desk.found();
    let site = pages([("a.html", "!first"), ("index.html", "new"), ("z.html", "!second")]);
    let Err(Failure::Wrong(problems)) = desk.build(&site) else { panic!("it was published") };
    let messages: Vec<_> = problems.iter().map(|problem| problem.message.en.as_str()).collect();
    assert_eq!(messages, ["!first", "!second"]);
    assert_eq!(rehearse(&site), problems);
    assert_eq!(desk.found(), before);
}

#[test]
fn leftovers_of_a_killed_build_are_removed_by_the_next() {
    let desk = Desk::new();
    let site = pages([("index.html", "home")]);
    desk.build(&site).unwrap();
    let left = |desk: &Desk| {
        desk.put(".public.next/.daylight", "daylight man");
        desk.put(".public.next/half/written.html", "ha");
    };
    left(&desk);
    assert!(current(&desk.at("public"), &inputs(&site)).unwrap().is_some());
    assert!(!desk.at(".public.next").exists(), "even if nothing else is to be done");
    left(&desk);
    desk.build(&pages([("index.html", "new")])).unwrap();
    assert_eq!(desk.texts(), texts([("public", "folder"), ("public/index.html", "new")]));
    desk.put("new/.daylight", "");
    fs::create_dir(desk.at(".fresh.next")).unwrap();
    publish(&site, &inputs(&site), &desk.at("fresh"), false).unwrap();
    assert!(!desk.at(".fresh.next").exists(), "where there is no folder yet, too");
}

#[test]
fn the_old_tree_of_a_killed_build_is_known_though_it_has_no_manifest() {
    let desk = Desk::new();
    desk.put("public/.gitignore", "*");
    fs::create_dir(desk.at(".public.next")).unwrap();
    fs::hard_link(desk.at("public/.gitignore"), desk.at(".public.next/.gitignore")).unwrap();
    desk.build(&pages([("index.html", "home")])).unwrap();
    assert!(!desk.at(".public.next").exists());
    assert_eq!(desk.read("public/.gitignore"), "*");
}

/// A site with so many folders that those of the old tree are worth keeping.
fn large(home: &str, folders: usize) -> Pages {
    let paths: Vec<_> = (0..folders).map(|at| format!("tasks/t{at:05}/index.html")).collect();
    let mut site: BTreeMap<&str, &str> = paths.iter().map(|path| (path.as_str(), "task")).collect();
    site.insert("index.html", home);
    let (paths, texts) = site.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).unzip();
    Pages { paths, texts }
}

#[test]
fn a_large_site_keeps_empty_folders_for_the_next_build_and_nothing_else() {
    let desk = Desk::new();
    desk.build(&large("one", 1_200)).unwrap();
    assert!(!desk.at(".public.next").exists());
    desk.build(&large("two", 1_100)).unwrap();
    let spare = desk.texts();
    let spare: Vec<_> = spare.iter().filter(|(path, _)| path.starts_with(".public.next")).collect();
    assert_eq!(spare.len(), 1_102, "folders that are gone are not kept");
    assert!(spare.iter().all(|(_, text)| *text == "folder"));
    assert_eq!(desk.build(&large("two", 1_100)).unwrap(), summary(0, 1_101, 0, 0));
    fs::write(desk.at("public/tasks/note.txt"), "mine").unwrap();
    assert_eq!(desk.build(&large("three", 20)).unwrap(), summary(1, 20, 1_080, 5));
    let left = desk.texts();
    assert_eq!(left.keys().filter(|path| path.starts_with("public/tasks/t")).count(), 40);
    assert_eq!(left["public/tasks/note.txt"], "mine");
    assert_eq!(left["public/index.html"], "three");
    let spare = left.keys().filter(|path| path.starts_with(".public.next")).count();
    assert_eq!(spare, 22, "the old tree had many, the new one has few");
    desk.build(&large("four", 20)).unwrap();
    assert!(!desk.at(".public.next").exists(), "few are not worth keeping");
}

#[test]
fn a_folder_of_others_beside_the_output_is_never_touched() {
    let desk = Desk::new();
    desk.put(".public.next/diary.txt", "mine");
    let error = desk.refusal(&pages([("index.html", "home")]));
    assert!(error.path.ends_with(".public.next/diary.txt"));
    assert_eq!(desk.read(".public.next/diary.txt"), "mine");
}

/// Outputs that build into the same folder while they are rendered.
struct Meddler<'a> {
    site: Pages,
    desk: &'a Desk,
}

impl Outputs for Meddler<'_> {
    fn paths(&self) -> &[String] {
        self.site.paths()
    }

    fn render(&self, at: usize, known: Option<&Digest>) -> Result<Rendered, Box<Diagnostic>> {
        assert_eq!(self.desk.refusal(&self.site).action, "lock");
        self.site.render(at, known)
    }
}

#[test]
fn two_builds_do_not_work_on_one_folder() {
    let desk = Desk::new();
    for text in ["one", "two"] {
        let site = pages([("index.html", text)]);
        let inputs = inputs(&site);
        let meddler = Meddler { site, desk: &desk };
        publish(&meddler, &inputs, &desk.at("public"), false).unwrap();
    }
    assert_eq!(desk.texts(), texts([("public", "folder"), ("public/index.html", "two")]));
}

#[test]
fn a_path_that_leads_out_of_the_folder_is_refused() {
    for path in ["../a", "/a", "a/../../b", "a\nb", ".daylight", "a\\b"] {
        let desk = Desk::new();
        let error = desk.refusal(&pages([(path, "x")]));
        assert_eq!(error.action, "write", "{path:?}");
        assert_eq!(desk.texts(), texts([]), "{path:?}");
    }
}

#[test]
fn the_folder_may_be_a_link_and_its_parents_may_be_missing() {
    let desk = Desk::new();
    fs::create_dir(desk.at("disk")).unwrap();
    symlink("disk", desk.at("public")).unwrap();
    desk.build(&pages([("index.html", "home")])).unwrap();
    assert!(fs::symlink_metadata(desk.at("public")).unwrap().is_symlink());
    assert_eq!(desk.read("disk/index.html"), "home");
    let site = pages([("index.html", "home")]);
    publish(&site, &inputs(&site), &desk.at("far/away/site"), false).unwrap();
    assert_eq!(desk.read("far/away/site/index.html"), "home");
}

#[test]
fn a_file_where_the_folder_should_be_is_left_alone() {
    let desk = Desk::new();
    desk.put("public", "a file");
    desk.refusal(&pages([("index.html", "home")]));
    assert_eq!(desk.read("public"), "a file");
}

//! Files that tests keep true: compared, or renewed by `BLESS=1`. Here alone tests touch the disk.
#![expect(clippy::disallowed_methods, reason = "tests read what they compare and write examples")]

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// A file of the repository.
fn at_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Whether the person at the keyboard asked for renewal.
fn blessed() -> bool {
    std::env::var("BLESS").is_ok_and(|word| word == "1")
}

/// The text of a file of the repository; nothing if there is none.
pub(crate) fn text(path: &str) -> String {
    fs::read_to_string(at_root(path)).unwrap_or_default()
}

/// The text of all files below a folder but some.
pub(crate) fn all_text(folder: &str, but: &[&str]) -> String {
    let root = at_root("");
    let files = WalkDir::new(at_root(folder)).sort_by_file_name().into_iter().flatten();
    let kept = files.filter(|file| {
        let path = file.path().strip_prefix(&root).unwrap_or(file.path());
        file.file_type().is_file() && !but.iter().any(|other| path == Path::new(other))
    });
    kept.map(|file| fs::read_to_string(file.path()).unwrap_or_default()).collect()
}

/// The names of the files in a folder.
pub(crate) fn names(folder: &str) -> Vec<String> {
    let files = WalkDir::new(at_root(folder)).max_depth(1).sort_by_file_name().into_iter();
    let files = files.flatten().filter(|file| file.file_type().is_file());
    files.map(|file| file.file_name().to_string_lossy().into_owned()).collect()
}

/// Fails unless a file holds this text, or writes it when blessed.
pub(crate) fn keep(path: &str, holds: &str) {
    if let Some(difference) = difference(path, holds) {
        panic!("{difference}");
    }
}

/// How a file differs from what it should hold; when blessed it is written instead.
pub(crate) fn difference(path: &str, holds: &str) -> Option<String> {
    let before = text(path);
    if before == holds {
        return None;
    }
    if blessed() {
        fs::write(at_root(path), holds).expect("the repository can be written");
        return None;
    }
    let line = before.lines().zip(holds.lines()).take_while(|(a, b)| a == b).count();
    let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
    Some(format!(
        "{path}:{} is not what it should be; `BLESS=1 cargo test` renews it\n- {}\n+ {}",
        line + 1,
        at(&before),
        at(holds),
    ))
}

/// Copies a folder of the repository.
pub(crate) fn copy(folder: &str, to: &Path) {
    let from = at_root(folder);
    for file in WalkDir::new(&from).into_iter().flatten().filter(|f| f.file_type().is_file()) {
        let name = file.path().strip_prefix(&from).expect("the walk stays below its beginning");
        write(&to.join(name), &fs::read(file.path()).expect("the repository can be read"));
    }
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, bytes: &[u8]) {
    let folder = path.parent().expect("a file lies in a folder");
    fs::create_dir_all(folder).expect("a temporary folder can be written");
    fs::write(path, bytes).expect("a temporary folder can be written");
}

/// Takes a file away.
pub(crate) fn remove(path: &Path) {
    fs::remove_file(path).expect("the base portal has the file");
}

/// Makes a symbolic link.
pub(crate) fn link(target: &str, path: &Path) {
    let folder = path.parent().expect("a file lies in a folder");
    fs::create_dir_all(folder).expect("a temporary folder can be written");
    std::os::unix::fs::symlink(target, path).expect("the system has links");
}

//! What lies in a folder, and single steps on it.

#![expect(clippy::disallowed_methods, reason = "this is the module that writes")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use super::manifest;
use crate::digest::Digest;
use crate::source::PathError;

/// Everything in a folder, by paths relative to it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// All that are not folders; links are not followed.
    pub(super) files: Vec<PathBuf>,
    /// All folders, those above before those below.
    pub(super) folders: Vec<PathBuf>,
    /// Folders with nothing in them.
    pub(super) empty: Vec<PathBuf>,
}

/// Walks a folder.
pub(super) fn walk(root: &Path) -> Result<Tree, PathError> {
    visit(root, Path::new(""))
}

fn visit(root: &Path, inside: &Path) -> Result<Tree, PathError> {
    let here = root.join(inside);
    let refused = |error| PathError::on("read", &here)(error);
    let mut tree = Tree::default();
    for entry in fs::read_dir(&here).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let is_folder = entry.file_type().map_err(refused)?.is_dir();
        let list = if is_folder { &mut tree.folders } else { &mut tree.files };
        list.push(inside.join(entry.file_name()));
    }
    if tree.files.is_empty() && tree.folders.is_empty() && inside != Path::new("") {
        tree.empty.push(inside.to_owned());
    }
    let below: Vec<_> = tree.folders.par_iter().map(|folder| visit(root, folder)).collect();
    for part in below {
        let part = part?;
        tree.files.extend(part.files);
        tree.folders.extend(part.folders);
        tree.empty.extend(part.empty);
    }
    Ok(tree)
}

/// A relative path with `/`; `None` if it cannot be an output's because it is not UTF-8.
pub(super) fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

/// An output must stay inside the folder, whatever an asset is called.
pub(super) fn check_paths(paths: &[String], out: &Path) -> Result<(), PathError> {
    let inside = |path: &str| {
        let mut parts = Path::new(path).components();
        let plain = parts.all(|part| matches!(part, Component::Normal(_)));
        plain && !path.is_empty() && !path.contains(['\n', '\r', '\\']) && path != manifest::NAME
    };
    assert!(paths.is_sorted_by(|a, b| a < b), "outputs come in order, each once");
    let Some(path) = paths.iter().find(|path| !inside(path)) else { return Ok(()) };
    let source = io::ErrorKind::InvalidFilename.into();
    Err(PathError { action: "write", path: out.join(path), source })
}

/// Something that Daylight did not write lies where it would write.
pub(super) fn in_the_way(path: &Path) -> PathError {
    let source = io::Error::new(io::ErrorKind::AlreadyExists, "not written by daylight");
    PathError { action: "overwrite", path: path.to_owned(), source }
}

/// The digest of a file; `None` if there is none that can be read.
pub(super) fn digest(path: &Path) -> Option<Digest> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path).ok()?).ok()?;
    Some(Digest::from(*hasher.finalize().as_bytes()))
}

/// Does something to a path whose folder may not be there yet.
pub(super) fn in_folder<T>(
    path: &Path,
    step: impl Fn(&Path) -> io::Result<T>,
) -> Result<T, PathError> {
    let done = match step(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = path.parent().unwrap_or(path);
            fs::create_dir_all(folder).map_err(PathError::on("create", folder))?;
            step(path)
        }
        done => done,
    };
    done.map_err(PathError::on("write", path))
}

/// Makes `to` the same file as `from`, or an equal one where the system refuses: on disks without
/// hard links, or for files of another user.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    let Err(error) = fs::hard_link(from, to) else { return Ok(()) };
    let may_copy = matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied
            | io::ErrorKind::Unsupported
            | io::ErrorKind::TooManyLinks
            | io::ErrorKind::Other
    );
    if may_copy && fs::symlink_metadata(from)?.is_file() { copy(from, to) } else { Err(error) }
}

/// Copies a file with its time.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    let time = fs::metadata(from)?.modified()?;
    File::options().write(true).open(to)?.set_modified(time)
}

/// Removes files. One that is not there is fine: that is what was asked for.
pub(super) fn remove_files(
    root: &Path,
    files: &[impl AsRef<Path> + Sync],
) -> Result<(), PathError> {
    files.par_iter().try_for_each(|file| gone(&root.join(file), |path| fs::remove_file(path)))
}

/// Removes empty folders, those below before those above.
pub(super) fn remove_folders(root: &Path, mut folders: Vec<&PathBuf>) -> Result<(), PathError> {
    let depth = |path: &PathBuf| std::cmp::Reverse(path.iter().count());
    folders.sort_by_key(|path| depth(path));
    let levels = folders.chunk_by(|a, b| depth(a) == depth(b));
    levels.into_iter().try_for_each(|level| {
        level.par_iter().try_for_each(|path| gone(&root.join(path), |path| fs::remove_dir(path)))
    })
}

/// Removes one of our trees. Its mark goes last: if this is stopped, the rest is still ours.
pub(super) fn remove_all(root: &Path) -> Result<(), PathError> {
    let Tree { files, folders, .. } = walk(root)?;
    let (mark, files): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| file == Path::new(manifest::NAME));
    remove_files(root, &files)?;
    remove_folders(root, folders.iter().collect())?;
    remove_files(root, &mark)?;
    gone(root, |path| fs::remove_dir(path))
}

fn gone(path: &Path, step: impl Fn(&Path) -> io::Result<()>) -> Result<(), PathError> {
    match step(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(PathError::on("remove", path)(error))
        }
        _ => Ok(()),
    }
}

/// The folders above these files, and these folders.
pub(super) fn folders_of<'a>(
    files: impl IntoIterator<Item = &'a Path>,
    folders: &'a [PathBuf],
) -> BTreeSet<&'a Path> {
    let above = files.into_iter().flat_map(|file| file.ancestors().skip(1));
    above.chain(folders.iter().flat_map(|folder| folder.ancestors())).collect()
}

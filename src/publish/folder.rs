//! The output folder, the tree that will take its place, and the moment in which it does.

#![expect(clippy::disallowed_methods, reason = "this is the module that writes")]

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{self, Entry, Manifest};
use super::tree::{self, Tree};
use crate::digest::Digest;
use crate::source::PathError;

/// From this many folders on, those of the old tree are kept, empty, for the next build: to make
/// and remove a folder takes most file systems longer than anything else here.
const WORTH_KEEPING: usize = 1_000;

/// The output folder as this build found it. No other build works on it meanwhile.
pub(super) struct Folder {
    /// Its real path.
    pub(super) out: PathBuf,
    /// Held while this build works; `None` if the folder is still to come.
    lock: Option<File>,
}

/// The tree that will take the folder's place: a sibling, so that both lie on one disk.
pub(super) struct Next {
    root: PathBuf,
    /// Empty folders in it, kept by the last build.
    spare: Vec<PathBuf>,
    /// Held while this build works: the tree stays locked when it has become the folder.
    _lock: File,
}

impl Folder {
    /// Opens the folder if there is one, and clears away what a killed build left beside it.
    pub(super) fn open(out: &Path) -> Result<Option<Self>, PathError> {
        let Some(place) = place(out)? else { return Ok(None) };
        put_back(&place)?;
        if !place.exists() {
            return Ok(None);
        }
        Self::locked(place).map(Some)
    }

    /// Opens the folder or the place where it will be.
    pub(super) fn open_or_plan(out: &Path) -> Result<Self, PathError> {
        if let Some(folder) = Self::open(out)? {
            return Ok(folder);
        }
        let above = out.parent().filter(|above| *above != Path::new(""));
        let above = above.unwrap_or(Path::new("."));
        fs::create_dir_all(above).map_err(PathError::on("create", above))?;
        let place = place(out)?.ok_or_else(|| unusable(out))?;
        clear(&place)?;
        Ok(Self { out: place, lock: None })
    }

    fn locked(out: PathBuf) -> Result<Self, PathError> {
        let lock = lock(&out)?;
        clear(&out)?;
        Ok(Self { out, lock: Some(lock) })
    }

    /// What the last build recorded of the portal at a place: nothing for the root, or `county/`.
    pub(super) fn last(&self, at: &str) -> Result<Option<Manifest>, PathError> {
        let name = self.out.join(at).join(manifest::NAME);
        match fs::read_to_string(&name) {
            Ok(text) => Ok(Manifest::parse(&text)),
            Err(error) => match error.kind() {
                io::ErrorKind::NotFound
                | io::ErrorKind::InvalidData
                | io::ErrorKind::NotADirectory => Ok(None),
                _ => Err(PathError::on("read", &name)(error)),
            },
        }
    }

    /// Whether a file lies at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.out.join(path).is_file()
    }

    /// The bytes of a file in it, if they can be read.
    pub(super) fn read(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.out.join(path)).ok()
    }

    /// Whether the file on disk is the one that was recorded.
    pub(super) fn holds(&self, path: &str, entry: &Entry) -> bool {
        tree::digest(&self.out.join(path)) == Some(entry.output)
    }

    /// Everything that lies in it.
    pub(super) fn walk(&self) -> Result<Tree, PathError> {
        self.lock.as_ref().map_or_else(|| Ok(Tree::default()), |_| tree::walk(&self.out))
    }

    /// Begins the next tree, among the empty folders that the last build kept. Its unfinished
    /// manifest marks it as ours.
    pub(super) fn begin(&self) -> Result<Next, PathError> {
        let root = sibling(&self.out, "next");
        match fs::create_dir(&root) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => made.map_err(PathError::on("create", &root))?,
        }
        let held = lock(&root)?;
        let found = tree::walk(&root)?;
        if let Some(file) = found.files.iter().find(|file| !self.has_same(&root, file)) {
            return Err(tree::in_the_way(&root.join(file)));
        }
        tree::remove_files(&root, &found.files)?;
        let next = Next { root, spare: found.folders, _lock: held };
        next.write(manifest::NAME, manifest::HEADER.as_bytes())?;
        Ok(next)
    }

    /// Whether the same file lies in the folder, so that nothing is lost here.
    fn has_same(&self, other: &Path, file: &Path) -> bool {
        same_file(&other.join(file), &self.out.join(file))
    }

    /// Puts the next tree in the folder's place. Where it stood, the old tree stands afterwards.
    pub(super) fn exchange(&self, next: &Next) -> Result<(), PathError> {
        let done = match self.lock {
            None => fs::rename(&next.root, &self.out),
            Some(_) => match exchange(&next.root, &self.out) {
                Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                    rename_twice(&next.root, &self.out)
                }
                done => done,
            },
        };
        done.map_err(PathError::on("replace", &self.out))
    }

    /// Removes the old tree. What somebody saved in it after it was walked moves into the new one.
    pub(super) fn retire(
        &self,
        next: &Next,
        tree: &Tree,
        foreign: &BTreeSet<PathBuf>,
    ) -> Result<(), PathError> {
        if self.lock.is_none() {
            return Ok(());
        }
        let old = &next.root;
        for file in foreign.iter().filter(|file| !self.has_same(old, file)) {
            let (from, to) = (old.join(file), self.out.join(file));
            if fs::symlink_metadata(&from).is_ok() {
                fs::rename(&from, &to).map_err(PathError::on("move", &from))?;
            }
        }
        let mark = PathBuf::from(manifest::NAME);
        let files: Vec<_> = tree.files.iter().filter(|file| **file != mark).collect();
        tree::remove_files(old, &files)?;
        for file in tree::walk(old)?.files.iter().filter(|file| **file != mark) {
            let (from, to) = (old.join(file), self.out.join(file));
            if fs::symlink_metadata(&to).is_err() {
                tree::in_folder(&to, |to| fs::rename(&from, to))?;
            }
        }
        if tree.folders.len() < WORTH_KEEPING {
            return tree::remove_all(old);
        }
        let gone = |folder: &&PathBuf| !self.out.join(folder).is_dir();
        tree::remove_folders(old, tree.folders.par_iter().filter(gone).collect())?;
        tree::remove_files(old, &[mark])
    }
}

impl Next {
    /// Writes a file that is not there yet.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PathError> {
        let path = self.root.join(path);
        let mut file = tree::in_folder(&path, |path| File::create_new(path))?;
        file.write_all(bytes).map_err(PathError::on("write", &path))
    }

    /// Copies a file; its digest and size.
    pub(super) fn copy(&self, path: &str, from: &Path) -> Result<(Digest, u64), PathError> {
        let mut source = File::open(from).map_err(PathError::on("read", from))?;
        let to = self.root.join(path);
        let mut file = tree::in_folder(&to, |to| File::create_new(to))?;
        let mut hasher = blake3::Hasher::new();
        let mut piece = vec![0; 128 * 1024];
        let mut size = 0;
        loop {
            let length = source.read(&mut piece).map_err(PathError::on("read", from))?;
            let Some(bytes) = piece.get(..length).filter(|bytes| !bytes.is_empty()) else { break };
            hasher.update(bytes);
            file.write_all(bytes).map_err(PathError::on("write", &to))?;
            size += length as u64;
        }
        Ok((Digest::from(*hasher.finalize().as_bytes()), size))
    }

    /// Takes over a file of the folder as it is.
    pub(super) fn link(&self, path: &Path, folder: &Folder) -> Result<(), PathError> {
        let from = folder.out.join(path);
        tree::in_folder(&self.root.join(path), |to| tree::link(&from, to))
    }

    /// Keeps the folders that are not ours: the empty ones, and the permissions of those with
    /// files that Daylight did not write.
    pub(super) fn keep_folders(
        &self,
        empty: &[PathBuf],
        foreign: &BTreeSet<PathBuf>,
        folder: &Folder,
    ) -> Result<(), PathError> {
        let Some(_) = folder.lock else { return Ok(()) };
        for path in empty {
            let path = self.root.join(path);
            fs::create_dir_all(&path).map_err(PathError::on("create", &path))?;
        }
        let mut folders = tree::folders_of(foreign.iter().map(PathBuf::as_path), empty);
        folders.insert(Path::new(""));
        folders.par_iter().try_for_each(|path| {
            let (from, to) = (folder.out.join(path), self.root.join(path));
            let permissions = fs::metadata(&from).map(|found| found.permissions());
            permissions
                .and_then(|permissions| fs::set_permissions(&to, permissions))
                .map_err(PathError::on("create", &to))
        })
    }

    /// Removes the spare folders that are not needed.
    pub(super) fn prune(&self, is_needed: impl Fn(&Path) -> bool + Sync) -> Result<(), PathError> {
        let needless = self.spare.par_iter().filter(|folder| !is_needed(folder));
        tree::remove_folders(&self.root, needless.collect())
    }

    /// Writes the manifest of the portal at a place. That of the root comes last of all: now the
    /// tree is whole.
    pub(super) fn finish(&self, at: &str, manifest: &Manifest) -> Result<(), PathError> {
        let path = self.root.join(at).join(manifest::NAME);
        tree::in_folder(&path, |path| fs::write(path, manifest.text()))
    }

    /// Replaces a manifest of the folder alone, when every file stays as it is.
    pub(super) fn replace_manifest(&self, at: &str, folder: &Folder) -> Result<(), PathError> {
        let from = self.root.join(at).join(manifest::NAME);
        let to = folder.out.join(at).join(manifest::NAME);
        tree::in_folder(&to, |to| fs::rename(&from, to))
    }

    /// The bytes of a file that was written, if it was.
    pub(super) fn read(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.root.join(path)).ok()
    }

    /// Takes back what was written of a portal that went wrong.
    pub(super) fn take_back(&self, paths: impl Iterator<Item = PathBuf>) -> Result<(), PathError> {
        let paths: Vec<PathBuf> = paths.collect();
        tree::remove_files(&self.root, &paths)?;
        let mut folders: Vec<&Path> =
            tree::folders_of(paths.iter().map(PathBuf::as_path), &[]).into_iter().collect();
        folders.sort_by_key(|folder| std::cmp::Reverse(folder.iter().count()));
        // Those in which another portal's files lie stay.
        for folder in folders.iter().filter(|folder| **folder != Path::new("")) {
            let _ = fs::remove_dir(self.root.join(folder));
        }
        Ok(())
    }

    /// Leaves the tree, which nothing was written into, as it was found.
    pub(super) fn discard(&self) -> Result<(), PathError> {
        tree::remove_files(&self.root, &[PathBuf::from(manifest::NAME)])?;
        if self.spare.is_empty() { tree::remove_all(&self.root) } else { Ok(()) }
    }

    /// Removes the tree after a failure, which is what the person hears of. What cannot be removed
    /// is left to the next build.
    pub(super) fn give_up(&self) {
        let _ = tree::remove_all(&self.root);
    }
}

/// The real path of the folder, or of the place where it will be; `None` if nothing leads there.
fn place(out: &Path) -> Result<Option<PathBuf>, PathError> {
    match out.canonicalize() {
        Ok(real) if real.file_name().is_none() => Err(unusable(out)),
        Ok(real) if !real.is_dir() => Err(no_folder(out)),
        Ok(real) => Ok(Some(real)),
        Err(_) if out.is_symlink() => Err(no_folder(out)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = out.file_name().ok_or_else(|| unusable(out))?;
            let above = out.parent().filter(|above| *above != Path::new(""));
            let above = above.unwrap_or(Path::new(".")).canonicalize();
            Ok(above.ok().map(|above| above.join(name)))
        }
        Err(error) => Err(PathError::on("read", out)(error)),
    }
}

fn unusable(out: &Path) -> PathError {
    let source = io::ErrorKind::InvalidInput.into();
    PathError { action: "write", path: out.to_owned(), source }
}

/// A file lies there, or a link that leads nowhere.
fn no_folder(out: &Path) -> PathError {
    let source = io::ErrorKind::NotADirectory.into();
    PathError { action: "write", path: out.to_owned(), source }
}

/// `public` → `.public.next`.
fn sibling(out: &Path, ending: &str) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.{ending}"))
}

/// Where the exchange takes two renames, a build may have been killed between them.
fn put_back(out: &Path) -> Result<(), PathError> {
    let aside = sibling(out, "old");
    if out.exists() || !aside.is_dir() {
        return Ok(());
    }
    let _held = lock(&aside)?;
    fs::rename(&aside, out).map_err(PathError::on("replace", out))
}

/// Removes what a killed build left: trees that are marked as ours.
fn clear(out: &Path) -> Result<(), PathError> {
    let header = manifest::HEADER.as_bytes();
    for left in [sibling(out, "next"), sibling(out, "old")] {
        let Ok(mark) = fs::read(left.join(manifest::NAME)) else { continue };
        if mark.starts_with(header) || header.starts_with(&mark) {
            let _held = lock(&left)?;
            tree::remove_all(&left)?;
        }
    }
    Ok(())
}

/// Locks a folder against other builds, where the disk can. The system lets go when the build
/// ends, however it ends.
fn lock(folder: &Path) -> Result<File, PathError> {
    let file = File::open(folder).map_err(PathError::on("read", folder))?;
    match file.try_lock() {
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let source = io::Error::new(io::ErrorKind::ResourceBusy, "another build is at work");
            Err(PathError { action: "lock", path: folder.to_owned(), source })
        }
    }
}

/// Whether two paths lead to one file.
#[cfg(unix)]
fn same_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let name = |path: &Path| fs::symlink_metadata(path).map(|found| (found.dev(), found.ino()));
    name(a).is_ok_and(|a| name(b).is_ok_and(|b| a == b))
}

/// Whether two paths lead to one file: here it cannot be told.
#[cfg(not(unix))]
fn same_file(_: &Path, _: &Path) -> bool {
    false
}

/// Lets two folders change places in one call.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(|error| match error {
        Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP => io::ErrorKind::Unsupported.into(),
        error => error.into(),
    })
}

/// There is no such call here.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The same in two steps; [`put_back`] mends a stop between them.
fn rename_twice(next: &Path, out: &Path) -> io::Result<()> {
    let aside = sibling(out, "old");
    fs::rename(out, &aside)?;
    if let Err(error) = fs::rename(next, out) {
        fs::rename(&aside, out)?;
        return Err(error);
    }
    fs::rename(&aside, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a file, opened, and a next tree with another.
    fn work(base: &Path) -> (Folder, Next) {
        let out = base.join("public");
        fs::create_dir(&out).expect("a temporary folder can be filled");
        fs::write(out.join("old"), "old").expect("a temporary folder can be filled");
        let folder = Folder::open_or_plan(&out).expect("nobody else builds here");
        let next = folder.begin().expect("nobody else builds here");
        next.write("new", b"new").expect("a temporary folder can be filled");
        (folder, next)
    }

    fn names(folder: &Path) -> Vec<String> {
        let tree = tree::walk(folder).unwrap_or_default();
        let mut names: Vec<_> = tree.files.iter().filter_map(|path| tree::slashed(path)).collect();
        names.sort();
        names
    }

    #[test]
    fn two_renames_do_what_one_exchange_does() {
        for way in [exchange, rename_twice] {
            let base = tempfile::tempdir().expect("there is a temporary folder");
            let (folder, next) = work(base.path());
            way(&next.root, &folder.out).expect("both are folders");
            assert_eq!(names(&folder.out), [manifest::NAME, "new"]);
            assert_eq!(names(&next.root), ["old"]);
        }
    }

    #[test]
    fn a_stop_between_two_renames_is_mended() {
        let base = tempfile::tempdir().expect("there is a temporary folder");
        let (folder, next) = work(base.path());
        fs::rename(&folder.out, sibling(&folder.out, "old")).expect("both are folders");
        let out = folder.out.clone();
        drop((folder, next));
        let folder = Folder::open(&out).expect("nobody else builds here").expect("it is back");
        assert_eq!(names(&folder.out), ["old"]);
        assert_eq!(fs::read_dir(base.path()).expect("it is there").count(), 1);
    }

    #[test]
    fn what_was_saved_while_the_build_worked_is_kept() {
        let base = tempfile::tempdir().expect("there is a temporary folder");
        let (folder, next) = work(base.path());
        let tree = folder.walk().expect("it can be walked");
        let foreign = BTreeSet::from([PathBuf::from("old")]);
        next.link(Path::new("old"), &folder).expect("one disk");
        let save = |name: &str, text: &str| {
            fs::write(folder.out.join("saving"), text).expect("there is space");
            fs::rename(folder.out.join("saving"), folder.out.join(name)).expect("one disk");
        };
        save("late", "late");
        save("old", "newer");
        folder.exchange(&next).expect("both are folders");
        folder.retire(&next, &tree, &foreign).expect("it can be removed");
        assert_eq!(names(&folder.out), [manifest::NAME, "late", "new", "old"]);
        assert_eq!(fs::read_to_string(folder.out.join("old")).expect("it is there"), "newer");
        assert!(!next.root.exists());
    }

    #[test]
    fn a_disk_without_hard_links_gets_copies_with_their_times() {
        let base = tempfile::tempdir().expect("there is a temporary folder");
        let (folder, _next) = work(base.path());
        let (from, to) = (folder.out.join("old"), base.path().join("copy"));
        tree::copy(&from, &to).expect("there is space");
        let time = |path: &Path| fs::metadata(path).and_then(|found| found.modified());
        assert_eq!(time(&from).expect("it is there"), time(&to).expect("it is there"));
    }
}

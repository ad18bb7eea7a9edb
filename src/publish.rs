//! Stage 7: makes a folder equal to the outputs, touching only what differs.
//!
//! The next tree is completed beside the folder (`.public.next`) and the two change places in one
//! call, so that whoever looks, and whenever the machine stops, the folder holds the whole old or
//! the whole new site. Unchanged files, and files that Daylight did not write, are the same files
//! in both trees (hard links): bytes and times stay.

mod folder;
mod manifest;
mod tree;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, in_order};
use crate::digest::Digest;
use crate::source::PathError;
use folder::{Folder, Next};
use manifest::{Entry, Manifest};
use tree::Tree;

/// Something that can be published: paths in order, bytes on demand.
pub trait Outputs: Sync {
    /// Relative, with `/`, sorted, each once.
    fn paths(&self) -> &[String];

    /// The output of `paths()[at]`. `known` is the digest the last build recorded for this path,
    /// if its file on disk is intact.
    fn render(&self, at: usize, known: Option<&Digest>) -> Result<Rendered, Box<Diagnostic>>;
}

/// One output.
#[derive(Debug)]
pub enum Rendered {
    /// What lies there is right. Only an answer to a `known` digest.
    Same,
    /// New bytes.
    New {
        /// What they were made from.
        input: Digest,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// A file to copy.
    Copy {
        /// The digest of its bytes.
        input: Digest,
        /// Where it lies.
        from: PathBuf,
    },
}

/// What a build did to the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Files that are new or differ.
    pub written: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// Files that an earlier build wrote and this one does not.
    pub removed: usize,
    /// Size of what was written.
    pub bytes: u64,
}

/// Why nothing was published.
#[derive(Debug)]
pub enum Failure {
    /// The author's mistakes, found while rendering.
    Wrong(Vec<Diagnostic>),
    /// The machine refused.
    Refused(PathError),
}

impl From<PathError> for Failure {
    fn from(error: PathError) -> Self {
        Self::Refused(error)
    }
}

/// Whether the folder already holds the site made from these inputs, every file intact.
pub fn current(out: &Path, inputs: &Digest) -> Result<Option<Summary>, PathError> {
    let Some(folder) = Folder::open(out)? else { return Ok(None) };
    let Some(last) = folder.last("")?.filter(|last| last.inputs == *inputs) else {
        return Ok(None);
    };
    Ok(intact(&folder, "", &last).then(|| untouched(&last)))
}

fn intact(folder: &Folder, at: &str, last: &Manifest) -> bool {
    last.entries.par_iter().all(|(path, entry)| folder.holds(&format!("{at}{path}"), entry))
}

fn untouched(last: &Manifest) -> Summary {
    Summary { unchanged: last.entries.len(), ..Summary::default() }
}

/// Makes the folder equal to the outputs. `fresh` renders everything, whatever the last build knew.
pub fn publish(
    outputs: &dyn Outputs,
    inputs: &Digest,
    out: &Path,
    fresh: bool,
) -> Result<Summary, Failure> {
    tree::check_paths(outputs.paths(), out)?;
    let mut publication = Publication::open(out, fresh)?;
    let place = Place { at: "", children: &[] };
    let summary = publication.fill(place, outputs, inputs)?;
    publication.close()?;
    Ok(summary)
}

/// Renders every output and writes nothing: what `check` does beyond reading.
pub fn rehearse(outputs: &dyn Outputs) -> Vec<Diagnostic> {
    let wrong = |at| outputs.render(at, None).err().map(|problem| *problem);
    let mut problems: Vec<_> =
        (0..outputs.paths().len()).into_par_iter().filter_map(wrong).collect();
    in_order(&mut problems);
    problems
}

/// Where a portal lies in the folder.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Its folder: nothing for the root, `county/` or `county/town/` for those below.
    pub at: &'a str,
    /// Names of the folders of the portals below it.
    pub children: &'a [String],
}

/// One publication at work: portals come one after another, and the folder changes once.
///
/// Each portal has its own manifest in its own folder, as if it had been built alone, so that one
/// that is as it was is neither parsed nor rendered, and one whose content is wrong keeps its last
/// good site.
pub struct Publication {
    folder: Folder,
    next: Option<Next>,
    fresh: bool,
    /// Where the root's folder lies, seen from the output folder.
    portal: Option<String>,
    parts: Vec<Part>,
}

/// What becomes of one portal.
struct Part {
    at: String,
    last: Option<Manifest>,
    manifest: Manifest,
    /// Which of the manifest's files were written into the next tree.
    written: Vec<bool>,
}

/// What became of one output.
struct Fate {
    entry: Entry,
    /// The size of what was written into the next tree; `None` if the old file stays.
    written: Option<u64>,
}

impl Publication {
    /// Opens the folder. `fresh` renders everything, whatever the last build knew.
    pub fn open(out: &Path, fresh: bool) -> Result<Self, PathError> {
        let folder = Folder::open_or_plan(out)?;
        Ok(Self { folder, next: None, fresh, portal: None, parts: Vec::new() })
    }

    /// Says where the folder of the root portal lies, seen from the output folder, and hears where
    /// that of the site lies which the output folder holds, if it is another.
    pub fn is_of(&mut self, portal: String) -> Result<Option<String>, PathError> {
        let last = self.folder.last("")?.and_then(|last| last.portal);
        let other = last.filter(|last| *last != portal);
        self.portal = Some(portal);
        Ok(other)
    }

    /// Whose site a manifest describes: those below the root stand for themselves.
    fn portal_of(&self, place: Place) -> Option<String> {
        self.portal.clone().filter(|_| place.at.is_empty())
    }

    /// Whether a portal's folder already holds the site made from these inputs, every file intact;
    /// then it stays.
    pub fn stays(&mut self, place: Place, inputs: &Digest) -> Result<Option<Summary>, PathError> {
        let last = self.folder.last(place.at)?;
        let same = |last: &Manifest| last.inputs == *inputs && last.children == place.children;
        let Some(last) = last.filter(|last| !self.fresh && same(last)) else { return Ok(None) };
        if !intact(&self.folder, place.at, &last) {
            return Ok(None);
        }
        let summary = untouched(&last);
        self.keep_as(place, Some(last));
        Ok(Some(summary))
    }

    /// Keeps the last good site of a portal, if there is one. A portal below it that is gone stays as
    /// well: the pages that are kept lead to it.
    pub fn keep(&mut self, place: Place) -> Result<bool, PathError> {
        let last = self.last_there(place.at)?;
        let is_there = last.is_some();
        let mut children = place.children.to_vec();
        for name in last.iter().flat_map(|last| &last.children) {
            if !children.contains(name) {
                children.push(name.clone());
                self.keep_gone(&format!("{}{name}/", place.at))?;
            }
        }
        children.sort();
        if is_there || place.at.is_empty() {
            self.keep_as(Place { at: place.at, children: &children }, last);
        }
        Ok(is_there)
    }

    /// Keeps a portal that is gone, with those below it, if its site is still there.
    fn keep_gone(&mut self, at: &str) -> Result<(), PathError> {
        let Some(last) = self.last_there(at)? else { return Ok(()) };
        let children = last.children.clone();
        for name in &children {
            self.keep_gone(&format!("{at}{name}/"))?;
        }
        self.keep_as(Place { at, children: &children }, Some(last));
        Ok(())
    }

    /// The manifest of a portal's last site, with the files that are still there.
    fn last_there(&self, at: &str) -> Result<Option<Manifest>, PathError> {
        let mut last = self.folder.last(at)?;
        if let Some(last) = &mut last {
            last.entries.retain(|(path, _)| self.folder.has(&format!("{at}{path}")));
        }
        Ok(last)
    }

    fn keep_as(&mut self, place: Place, last: Option<Manifest>) {
        let none = || Manifest::together([]);
        let mut manifest = last.clone().unwrap_or_else(none);
        manifest.children = place.children.to_vec();
        manifest.portal = self.portal_of(place);
        let written = vec![false; manifest.entries.len()];
        self.parts.push(Part { at: place.at.to_owned(), last, manifest, written });
    }

    /// Renders every output of a portal and writes what differs into the next tree. If something
    /// is wrong, nothing of it is left there.
    pub fn fill(
        &mut self,
        place: Place,
        outputs: &dyn Outputs,
        inputs: &Digest,
    ) -> Result<Summary, Failure> {
        tree::check_paths(outputs.paths(), &self.folder.out)?;
        let last = self.folder.last(place.at)?;
        self.begin()?;
        let next = self.next.as_ref().expect("it was begun");
        let filling = Filling {
            outputs,
            folder: &self.folder,
            next,
            last: last.as_ref(),
            at: place.at,
            fresh: self.fresh,
        };
        let paths = outputs.paths();
        let fates: Vec<Result<Fate, Failure>> =
            (0..paths.len()).into_par_iter().map(|at| filling.fate(at)).collect();
        let fates = match all(fates) {
            Ok(fates) => fates,
            Err(failure) => {
                next.take_back(paths.iter().map(|path| Path::new(place.at).join(path)))?;
                return Err(failure);
            }
        };
        let summary = Summary {
            written: fates.iter().filter(|fate| fate.written.is_some()).count(),
            unchanged: fates.iter().filter(|fate| fate.written.is_none()).count(),
            removed: last.as_ref().map_or(0, |last| last.not_among(paths)),
            bytes: fates.iter().filter_map(|fate| fate.written).sum(),
        };
        let entries = paths.iter().cloned().zip(fates.iter().map(|fate| fate.entry)).collect();
        let (portal, children) = (self.portal_of(place), place.children.to_vec());
        let manifest = Manifest { portal, inputs: *inputs, children, entries };
        let written = fates.iter().map(|fate| fate.written.is_some()).collect();
        self.parts.push(Part { at: place.at.to_owned(), last, manifest, written });
        Ok(summary)
    }

    fn begin(&mut self) -> Result<(), PathError> {
        if self.next.is_none() {
            self.next = Some(self.folder.begin()?);
        }
        Ok(())
    }

    /// The bytes of a portal's output as they will be published.
    pub fn output(&self, at: &str, path: &str) -> Option<Vec<u8>> {
        let part = self.parts.iter().find(|part| part.at == at)?;
        part.manifest.entry(path)?;
        let path = format!("{at}{path}");
        self.next.as_ref().and_then(|next| next.read(&path)).or_else(|| self.folder.read(&path))
    }

    /// Publishes what has been filled and kept, in one step. A portal that was built below one of
    /// these before and is not among them any more goes; how many of its files went is told.
    pub fn close(mut self) -> Result<usize, PathError> {
        let gone = self.gone()?;
        let removed = gone.iter().map(|part| part.manifest.entries.len()).sum();
        let differs = |part: &Part| part.last.as_ref() != Some(&part.manifest);
        let lost = |part: &Part| {
            let paths: Vec<_> =
                part.manifest.entries.iter().map(|(path, _)| path.clone()).collect();
            part.last.as_ref().is_none_or(|last| last.not_among(&paths) > 0)
        };
        let files = |part: &Part| part.written.contains(&true) || (differs(part) && lost(part));
        let changed = !gone.is_empty() || self.parts.iter().any(files);
        if !changed && !self.parts.iter().any(differs) {
            if let Some(next) = self.next.take() {
                next.discard()?;
            }
            return Ok(removed);
        }
        self.begin()?;
        let next = self.next.take().expect("it was begun");
        let done = if changed { self.exchange(&next, &gone) } else { self.remark(&next) };
        done.inspect_err(|_| next.give_up())?;
        Ok(removed)
    }

    /// Portals that an earlier build of one of these recorded and that are not published any more.
    fn gone(&self) -> Result<Vec<Part>, PathError> {
        let below = |at: &str, last: Option<&Manifest>| -> Vec<String> {
            let names = last.iter().flat_map(|last| &last.children);
            names.map(|name| format!("{at}{name}/")).collect()
        };
        let mut open: Vec<String> =
            self.parts.iter().flat_map(|part| below(&part.at, part.last.as_ref())).collect();
        let mut gone: Vec<Part> = Vec::new();
        while let Some(at) = open.pop() {
            let known = |part: &Part| part.at == at;
            if self.parts.iter().any(known) || gone.iter().any(known) {
                continue;
            }
            let Some(manifest) = self.folder.last(&at)? else { continue };
            open.extend(below(&at, Some(&manifest)));
            gone.push(Part { at, last: None, manifest, written: Vec::new() });
        }
        Ok(gone)
    }

    /// Every file stays; only what they were made from is new.
    fn remark(&self, next: &Next) -> Result<(), PathError> {
        for part in &self.parts {
            next.finish(&part.at, &part.manifest)?;
            next.replace_manifest(&part.at, &self.folder)?;
        }
        next.discard()
    }

    /// Completes the next tree with everything that stays; it takes the folder's place.
    fn exchange(&self, next: &Next, gone: &[Part]) -> Result<(), PathError> {
        let full = |at: &str, entry: &(String, Entry)| (format!("{at}{}", entry.0), entry.1);
        let of = |part: &Part, held: &Manifest| -> Vec<(String, Entry)> {
            held.entries.iter().map(|entry| full(&part.at, entry)).collect()
        };
        let lasts = self.parts.iter().filter_map(|part| Some(of(part, part.last.as_ref()?)));
        let before = Manifest::together(
            lasts.chain(gone.iter().map(|part| of(part, &part.manifest))).flatten(),
        );
        let after = Manifest::together(self.parts.iter().flat_map(|part| of(part, &part.manifest)));
        let marks: BTreeSet<String> = self
            .parts
            .iter()
            .chain(gone)
            .map(|part| format!("{}{}", part.at, manifest::NAME))
            .collect();
        let tree = self.folder.walk()?;
        let foreign = self.foreign(&tree, (&before, &after), &marks)?;
        let foreign_paths = foreign.iter().map(PathBuf::as_path);
        let bare = |path: &&PathBuf| !tree::slashed(path).is_some_and(|it| after.covers(&it));
        let empty: Vec<PathBuf> = tree.empty.iter().filter(bare).cloned().collect();
        let others = tree::folders_of(foreign_paths.clone(), &empty);
        next.prune(|folder| {
            others.contains(folder) || tree::slashed(folder).is_some_and(|it| after.fills(&it))
        })?;
        let kept: Vec<PathBuf> = self.parts.iter().flat_map(Part::kept).collect();
        let stays: Vec<&Path> = kept.iter().map(PathBuf::as_path).chain(foreign_paths).collect();
        stays.par_iter().try_for_each(|path| next.link(path, &self.folder))?;
        next.keep_folders(&empty, &foreign, &self.folder)?;
        let mut parts: Vec<&Part> = self.parts.iter().collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.at.as_str()));
        parts.iter().try_for_each(|part| next.finish(&part.at, &part.manifest))?;
        self.folder.exchange(next)?;
        self.folder.retire(next, &tree, &foreign)
    }

    /// Files in the folder that no build wrote. An output may not land on, above or below one,
    /// unless it equals it: then it is ours from now on.
    fn foreign(
        &self,
        tree: &Tree,
        (before, after): (&Manifest, &Manifest),
        marks: &BTreeSet<String>,
    ) -> Result<BTreeSet<PathBuf>, PathError> {
        let mut foreign = BTreeSet::new();
        for path in &tree.files {
            let Some(name) = tree::slashed(path) else {
                foreign.insert(path.clone());
                continue;
            };
            if marks.contains(&name) || before.entry(&name).is_some() {
                continue;
            }
            match after.entry(&name) {
                Some(entry) if self.folder.holds(&name, entry) => continue,
                None if !after.needs(&name) => foreign.insert(path.clone()),
                _ => return Err(tree::in_the_way(&self.folder.out.join(path))),
            };
        }
        Ok(foreign)
    }
}

/// One that was not closed leaves the folder as it was.
impl Drop for Publication {
    fn drop(&mut self) {
        if let Some(next) = &self.next {
            next.give_up();
        }
    }
}

impl Part {
    /// Files of the folder that stay as they are.
    fn kept(&self) -> impl Iterator<Item = PathBuf> {
        let all = self.manifest.entries.iter().zip(&self.written);
        all.filter(|(_, written)| !**written).map(|((path, _), _)| Path::new(&self.at).join(path))
    }
}

/// One portal being filled.
struct Filling<'a> {
    outputs: &'a dyn Outputs,
    folder: &'a Folder,
    next: &'a Next,
    last: Option<&'a Manifest>,
    at: &'a str,
    fresh: bool,
}

impl Filling<'_> {
    /// Renders one output and writes it into the next tree, if it differs from what lies there.
    fn fate(&self, at: usize) -> Result<Fate, Failure> {
        let path = self.outputs.paths().get(at).map(String::as_str).unwrap_or_default();
        let full = format!("{}{path}", self.at);
        let last = self.last.and_then(|last| last.entry(path));
        let intact = last.filter(|entry| self.folder.holds(&full, entry));
        let known = intact.filter(|_| !self.fresh).map(|entry| &entry.input);
        let rendered = self.outputs.render(at, known).map_err(|it| Failure::Wrong(vec![*it]))?;
        let same = |output: &Digest| intact.is_some_and(|entry| entry.output == *output);
        match rendered {
            Rendered::Same => {
                let entry = *intact.expect("`Same` only answers a known digest");
                Ok(Fate { entry, written: None })
            }
            Rendered::New { input, bytes } => {
                let entry = Entry { input, output: Digest::of(&bytes) };
                if same(&entry.output) {
                    return Ok(Fate { entry, written: None });
                }
                self.next.write(&full, &bytes)?;
                Ok(Fate { entry, written: Some(bytes.len() as u64) })
            }
            Rendered::Copy { input, from } => {
                if same(&input) {
                    return Ok(Fate { entry: Entry { input, output: input }, written: None });
                }
                let (output, size) = self.next.copy(&full, &from)?;
                Ok(Fate { entry: Entry { input, output }, written: Some(size) })
            }
        }
    }
}

/// Every fate, or everything that went wrong: a refusal of the machine first.
fn all(fates: Vec<Result<Fate, Failure>>) -> Result<Vec<Fate>, Failure> {
    let mut good = Vec::with_capacity(fates.len());
    let mut wrong = Vec::new();
    for fate in fates {
        match fate {
            Ok(fate) => good.push(fate),
            Err(Failure::Wrong(problems)) => wrong.extend(problems),
            Err(Failure::Refused(error)) => return Err(Failure::Refused(error)),
        }
    }
    if wrong.is_empty() {
        return Ok(good);
    }
    in_order(&mut wrong);
    Err(Failure::Wrong(wrong))
}

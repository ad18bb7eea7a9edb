//! Desks at which portals are looked at: one for the root, and below it one for each portal below.
//! Each keeps what it knows, so that an edit costs what it changes in its own portal and, if the
//! summary changes with it, in those above.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::super::family::fetch_summaries;
use super::super::terminal::Refusal;
use super::super::{ServeArgs, read};
use super::{Good, Portal, panel};
use crate::diagnostic::{Diagnostic, Language};
use crate::digest::Digest;
use crate::fonts;
use crate::measure::Font;
use crate::site::{Kept, Outcome, Site, inputs_digest};
use crate::slug::Slug;
use crate::source::{self, Sources};

/// What is the same at all desks.
pub(super) struct House {
    pub(super) args: ServeArgs,
    pub(super) language: Language,
    /// The page for what is not there stands at any address, so its links begin at the root.
    pub(super) address: String,
    /// The faces of this machine.
    pub(super) fonts: Vec<Font>,
}

/// Which files were written since the last look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Written {
    /// Nobody knows which, or folders of portals came or went.
    Anything,
    /// These.
    Files(Vec<PathBuf>),
}

/// What a look has found that is new.
pub(super) struct Look {
    /// Where the portal lies in the site.
    pub(super) at: String,
    pub(super) problems: Vec<Diagnostic>,
    pub(super) sources: Sources,
    pub(super) site: Option<Arc<Site>>,
}

/// A portal while it is being written.
#[derive(Default)]
pub(super) struct Desk {
    /// Where it lies in the site: nothing for the root, or `county/town/`.
    at: String,
    /// Its folder.
    folder: PathBuf,
    /// The same from the root's folder, as findings name it.
    shown_below: String,
    /// The files as they were read, and what is wrong with them as files.
    read: Option<(Sources, Vec<Diagnostic>)>,
    /// What is known from the last look.
    kept: Kept,
    /// What the last look has found.
    portal: Option<Arc<Portal>>,
    /// The portals below, by their names.
    below: BTreeMap<String, Self>,
}

impl Desk {
    /// The desk of the root.
    pub(super) fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), ..Self::default() }
    }

    /// The desk of a portal below this one.
    fn child(&self, name: &str) -> Self {
        Self {
            at: format!("{}{name}/", self.at),
            folder: self.folder.join(source::PORTALS).join(name),
            shown_below: format!("{}{}{name}/", self.shown_below, source::PORTALS),
            ..Self::default()
        }
    }

    /// Every portal by where it lies in the site, as it was found by the last look.
    pub(super) fn portals(&self) -> BTreeMap<String, Arc<Portal>> {
        let own = self.portal.iter().map(|portal| (self.at.clone(), Arc::clone(portal)));
        own.chain(self.below.values().flat_map(Self::portals)).collect()
    }

    /// Looks at the portal after files were written; those below it come first, because they hand
    /// over their summaries. Each portal that is not as it was leaves a look.
    pub(super) fn look(&mut self, house: &House, written: &Written, looks: &mut Vec<Look>) {
        let (own, mut below) = self.parted(written);
        let (mut sources, problems) = match self.read(&own) {
            Ok(found) => found,
            Err(refusal) => return self.refused(&refusal.text(house.language)),
        };
        let mut names = sources.children.clone();
        // A name that cannot be an address is reported by the parent, and nothing is built there.
        names.retain(|name| Slug::parse(name).is_ok());
        self.below.retain(|name, _| names.contains(name));
        for name in names {
            let known = self.below.remove(&name);
            let written = match (&own, &known) {
                (Written::Anything, _) | (_, None) => Some(Written::Anything),
                (Written::Files(_), Some(_)) => below.remove(&name).map(Written::Files),
            };
            let mut desk = known.unwrap_or_else(|| self.child(&name));
            if let Some(written) = written {
                desk.look(house, &written, looks);
            }
            desk.hand_over(&name, &mut sources);
            self.below.insert(name, desk);
        }
        fetch_summaries(&self.folder, &mut sources);
        looks.extend(self.assembled(house, sources, problems));
    }

    /// Hands the summary of the last good site to the portal above.
    fn hand_over(&self, name: &str, above: &mut Sources) {
        let told = |good: &Arc<Good>| good.summary.get_or_init(|| good.site.summary()).clone();
        let summary = self.last_good().as_ref().map(told);
        let is_renewed = self.portal.as_ref().is_some_and(|portal| portal.wrong.is_empty());
        above.hand_over(name, summary, is_renewed);
    }

    /// The files that are the portal's own, and those of the portals below. If the folder of a
    /// portal itself is among them, everything is to be read.
    fn parted(&self, written: &Written) -> (Written, BTreeMap<String, Vec<PathBuf>>) {
        let mut below: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        let (Written::Files(files), Ok(root)) = (written, self.folder.canonicalize()) else {
            return (Written::Anything, below);
        };
        let portals = root.join(source::PORTALS);
        let mut own = Vec::new();
        for file in files {
            let Ok(inside) = file.strip_prefix(&portals) else {
                own.push(file.clone());
                continue;
            };
            let mut parts = inside.iter().map(|part| part.to_string_lossy());
            match (parts.next(), parts.next()) {
                (Some(name), Some(_)) if self.below.contains_key(&*name) => {
                    below.entry(name.into_owned()).or_default().push(file.clone());
                }
                (Some(_), Some(_)) => own.push(file.clone()),
                (_, None) | (None, _) => return (Written::Anything, BTreeMap::new()),
            }
        }
        (Written::Files(own), below)
    }

    /// The files of the portal. Those that were written are read again; all of them if that is not
    /// all that has changed.
    fn read(&mut self, written: &Written) -> Result<(Sources, Vec<Diagnostic>), Refusal> {
        if let Written::Files(files) = written
            && let Some((mut sources, mut problems)) = self.read.take()
            && let Ok(root) = self.folder.canonicalize()
            && source::read_again(&root, files, &mut sources, &mut problems)
        {
            return Ok(self.read.insert((sources, problems)).clone());
        }
        let (mut sources, problems) = read(&self.folder)?;
        sources.shown_below.clone_from(&self.shown_below);
        Ok(self.read.insert((sources, problems)).clone())
    }

    /// What these files make, unless they are those of the last look.
    fn assembled(
        &mut self,
        house: &House,
        sources: Sources,
        problems: Vec<Diagnostic>,
    ) -> Option<Look> {
        let faces = fonts::faces(&sources, &house.fonts);
        let theme = house.args.theme.as_deref();
        let base_url = format!("{}{}", house.address, self.at);
        let request = house.args.portal.request(theme, Some(&base_url), &faces);
        let version = inputs_digest(&sources, &request);
        if self.portal.as_ref().is_some_and(|last| last.version == version) {
            return None;
        }
        let Outcome { sources, problems, site } = self.kept.assemble(sources, problems, &request);
        let site = site.map(Arc::new);
        let (good, wrong) = match &site {
            Some(site) => {
                let (site, sources) = (Arc::clone(site), sources.clone());
                let (summary, language) = (OnceLock::new(), house.language);
                let good = Good { site, sources, summary, language };
                (Some(Arc::new(good)), String::new())
            }
            None => (self.last_good(), panel::findings(&problems, &sources, house.language)),
        };
        self.portal = Some(Arc::new(Portal { version, good, wrong }));
        Some(Look { at: self.at.clone(), problems, sources, site })
    }

    /// The machine refuses the folder.
    fn refused(&mut self, text: &str) {
        let (version, wrong) = (Digest::of(text.as_bytes()), panel::refusal(text));
        self.portal = Some(Arc::new(Portal { version, good: self.last_good(), wrong }));
    }

    fn last_good(&self) -> Option<Arc<Good>> {
        self.portal.as_ref().and_then(|last| last.good.clone())
    }
}

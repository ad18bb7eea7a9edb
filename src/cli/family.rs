//! A portal with those below it: each goes through the line on its own, children before their
//! parent, one after another, and hands over its summary.

use std::path::Path;

use super::terminal::Refusal;
use super::{PortalArgs, read};
use crate::diagnostic::Diagnostic;
use crate::fonts;
use crate::measure::Font;
use crate::record;
use crate::site::Request;
use crate::slug::Slug;
use crate::source::{self, Sources};

/// A portal of the family.
pub(super) struct Member {
    /// Where it lies in the output: nothing for the root, or `county/town/`.
    pub(super) at: String,
    /// Its files, with the summaries of the portals below it.
    pub(super) sources: Sources,
    /// What is wrong with them as files.
    pub(super) problems: Vec<Diagnostic>,
}

/// What became of a portal, as its parent needs to know it.
pub(super) struct HandedOver {
    /// Its summary, if it ever had one.
    pub(super) summary: Option<Vec<u8>>,
    /// Whether it is of the content as it is.
    pub(super) is_renewed: bool,
}

/// What is the same for every portal of a family.
pub(super) struct Asked<'a> {
    /// The day.
    pub(super) portal: &'a PortalArgs,
    /// The theme.
    pub(super) theme: Option<&'a str>,
    /// The address of the root of the first portal.
    pub(super) base_url: Option<&'a str>,
    /// The fonts of this machine.
    pub(super) fonts: Vec<Font>,
}

impl Asked<'_> {
    /// Walks through the family, children before their parent. `visit` says what became of each.
    pub(super) fn walk(
        &self,
        visit: &mut impl FnMut(Member, &Request) -> Result<HandedOver, Refusal>,
    ) -> Result<HandedOver, Refusal> {
        self.from(&self.portal.folder, "", "", visit)
    }

    fn from(
        &self,
        folder: &Path,
        at: &str,
        shown: &str,
        visit: &mut impl FnMut(Member, &Request) -> Result<HandedOver, Refusal>,
    ) -> Result<HandedOver, Refusal> {
        let (mut sources, problems) = read(folder)?;
        shown.clone_into(&mut sources.shown_below);
        // A name that cannot be an address is reported by the parent, and nothing is built there.
        let named = |name: &String| Slug::parse(name).is_ok();
        for child in sources.children.clone().into_iter().filter(named) {
            let inside = folder.join(source::PORTALS).join(&child);
            let (at, shown) =
                (format!("{at}{child}/"), format!("{shown}{}{child}/", source::PORTALS));
            let handed = self.from(&inside, &at, &shown, visit)?;
            sources.hand_over(&child, handed.summary, handed.is_renewed);
        }
        fetch_summaries(folder, &mut sources);
        let faces = fonts::faces(&sources, &self.fonts);
        let base_url = self.base_url.map(|url| format!("{}/{at}", url.trim_end_matches('/')));
        let request = self.portal.request(self.theme, base_url.as_deref(), &faces);
        visit(Member { at: at.to_owned(), sources, problems }, &request)
    }
}

/// Takes in the summaries that a portal names and that were not read with its folder: they lie
/// outside of it, or where no record is looked for.
pub(super) fn fetch_summaries(folder: &Path, sources: &mut Sources) {
    for (name, path) in record::named_summaries(sources) {
        let is_here = sources.files.iter().any(|file| file.path == path && file.text.is_some());
        if !is_here && !sources.children.contains(&name) {
            sources.fetch(&name, folder, &path);
        }
    }
}

//! A page about a diagnostic, as its test reads it.

use super::PAGES;
use crate::bless;
use crate::fence::{Fence, Given, fences};

/// A page under `docs/diagnostics/`.
pub(crate) struct Page {
    /// Its path from the root of the repository.
    pub(crate) path: String,
    /// What it says.
    pub(crate) text: String,
    fences: Vec<Fence>,
}

/// The codes that have a page, by file name.
pub(crate) fn names() -> Vec<String> {
    let names = bless::names(PAGES).into_iter();
    let pages = names.filter_map(|name| name.strip_suffix(".md").map(str::to_owned));
    pages.filter(|name| name != "README").collect()
}

impl Page {
    /// Reads the page of a code; a page that is not there is empty.
    pub(crate) fn read(code: &str) -> Self {
        let path = format!("{PAGES}/{code}.md");
        let text = bless::text(&path);
        let fences = fences(&text);
        Self { path, text, fences }
    }

    /// The files of the example.
    pub(crate) fn broken(&self) -> Vec<Given> {
        self.given(false)
    }

    /// The files of the mended example.
    pub(crate) fn mended(&self) -> Vec<Given> {
        self.given(true)
    }

    fn given(&self, mends: bool) -> Vec<Given> {
        let here = self.fences.iter().filter(|fence| (fence.heading == "改法") == mends);
        here.filter_map(Fence::given).collect()
    }

    /// The page with this as the output it shows.
    pub(crate) fn with_output(&self, output: &str) -> String {
        let shown = self.fences.iter().find(|fence| fence.info == "text output");
        let place = &shown.unwrap_or_else(|| panic!("{} shows no output", self.path)).place;
        let mut text = self.text.clone();
        text.replace_range(place.clone(), &format!("{output}\n"));
        text
    }
}

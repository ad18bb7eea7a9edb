//! Stage 5: every output with its path and its complete view.
//!
//! The plan knows all addresses from the beginning; a view is made when its page is asked for, so
//! memory grows with records, not with pages.

pub mod address;
mod addresses;
mod area;
pub mod bulletin;
mod called;
mod case;
mod change;
mod changes;
mod commendation;
mod concerning;
mod data;
mod directory;
mod documents;
mod entry;
mod exposure;
mod followed;
mod grids;
mod heads;
mod here;
mod home;
mod indicators;
mod inspection;
mod ladder;
mod ledger;
mod lists;
mod method;
mod pages;
mod participation;
mod people;
#[expect(clippy::module_inception, reason = "a plan's page, as every kind has one")]
mod plan;
mod plan_table;
mod plate;
mod pledges;
mod portals;
mod post;
mod posting;
mod practice;
mod ranking;
mod reconcile;
mod rules;
pub mod screen;
mod shelf;
mod site;
mod sitemap;
mod stages;
mod standard;
mod structure;
mod summary;
mod supervision;
mod task;
mod tasks;
mod unit;
mod updates;
pub mod view;
mod words;

pub use pages::{Page, View};

use std::sync::Arc;

use rayon::prelude::*;

use crate::assess::Assessed;
use crate::diagnostic::Diagnostic;
use crate::portal::{Id, Screen, Task};
use crate::summary::Summary;
use crate::theme::words::Words;
use address::Address;
use concerning::Concerning;
use grids::Touching;
use here::Here;
pub use lists::Lists;
use view::deck::{Deck, Press, Version};
use view::head;

/// Every output of a portal on a day.
pub struct Plan {
    /// What is true.
    pub assessed: Assessed,
    /// What is the same on every page.
    pub site: head::Site,
    /// Which tasks stand in which list.
    lists: Lists,
    /// What else speaks of each task.
    concerning: Concerning,
    /// The tasks of each grid.
    touching: Touching,
    /// Full address of the root, for machines.
    base_url: Option<String>,
    words: Words,
    addresses: Vec<Address>,
    /// The same in order, to be looked up.
    known: Vec<Address>,
    /// What each screen plays.
    shows: Vec<Show>,
    /// What a clerk should know about the screens.
    findings: Vec<Diagnostic>,
}

/// What a screen plays.
#[derive(Debug)]
pub struct Show {
    /// The deck.
    pub deck: Arc<Deck>,
    /// Its version.
    pub version: Version,
}

impl Plan {
    /// Plans every output. `base_url` overrides the portal's own.
    pub fn of(assessed: Assessed, words: &Words, base_url: Option<&str>, press: Press) -> Self {
        Self::since(assessed, None, words, base_url, press)
    }

    /// The same, with the lists of the last plan and the tasks that were judged anew since.
    pub fn since(
        assessed: Assessed,
        known: Option<(Lists, &[Id<Task>])>,
        words: &Words,
        base_url: Option<&str>,
        press: Press,
    ) -> Self {
        let own = assessed.portal.site.base_url.clone();
        let base_url = base_url.map(|url| format!("{}/", url.trim_end_matches('/'))).or(own);
        let root_url = root_url(&assessed, base_url.as_deref());
        let words = called::called(words, &assessed.portal.method);
        let ((lists, concerning), (shows, findings)) = rayon::join(
            || (Lists::of(&assessed, known), Concerning::of(&assessed)),
            || {
                let (decks, findings) = screen::decks(&assessed, &words, &root_url);
                let show = |deck: Deck| Show { version: deck.version(press), deck: Arc::new(deck) };
                (decks.into_iter().map(show).collect::<Vec<Show>>(), findings)
            },
        );
        let touching = Touching::of(&assessed, &lists);
        let mut addresses = addresses::all(&assessed, &lists, &shows);
        addresses.extend(bulletin::addresses(&assessed));
        let mut known = addresses.clone();
        known.par_sort_unstable();
        let site = site::site(&assessed, &words);
        Self {
            assessed,
            site,
            lists,
            concerning,
            touching,
            base_url,
            words,
            addresses,
            known,
            shows,
            findings,
        }
    }

    /// Which tasks stand in which list.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// Whether there is a page or a file at an address.
    pub fn has(&self, address: Address) -> bool {
        self.known.binary_search(&address).is_ok()
    }

    /// The words of the interface: the method's before the theme's.
    pub fn interface(&self) -> &Words {
        &self.words
    }

    /// Every address.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// The view of an address.
    pub fn view(&self, address: Address) -> View {
        pages::view(Here::new(self, address))
    }

    /// What each screen plays, in the order of their ids.
    pub fn shows(&self) -> &[Show] {
        &self.shows
    }

    /// What a screen plays.
    pub fn show(&self, id: Id<Screen>) -> &Show {
        self.shows.get(id.index()).expect("there is a deck for every screen")
    }

    /// What the portal says of itself to the one above it.
    pub fn summary(&self) -> Summary {
        summary::summary(self)
    }

    /// What a clerk should know about the screens.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Full address of the root, ending in `/`.
    fn root_url(&self) -> String {
        root_url(&self.assessed, self.base_url.as_deref())
    }

    /// What a section is called; portals below this one have their own word.
    fn section_words(&self, section: heads::Section) -> String {
        match section {
            heads::Section::Portals => self.assessed.portal.site.children_word.clone(),
            section => self.words("nav", section.slug()),
        }
    }

    /// A term of the interface.
    fn words(&self, group: &str, term: &str) -> String {
        self.words.get(group, term).to_owned()
    }
}

fn root_url(assessed: &Assessed, base_url: Option<&str>) -> String {
    let domain = &assessed.portal.site.domain;
    base_url.map_or_else(|| format!("https://{domain}/"), str::to_owned)
}

/// Portals for tests: that of the reference, with files laid over it.
#[cfg(test)]
pub mod example {
    use std::collections::BTreeMap;

    use include_dir::{Dir, DirEntry, include_dir};

    use super::{Page, Plan, View};
    use crate::assess::assess;
    use crate::source::Sources;
    use crate::span::{FileId, Span, Spanned};
    use crate::{portal, record, theme};

    static REFERENCE: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/record/examples");

    /// The portal of the reference, with some files in place of or beside its own, on a day; an
    /// empty text takes a file away.
    pub fn with(files: &[(&str, &str)], day: &str) -> Plan {
        let mut sources = sources(files);
        let mut problems = Vec::new();
        let records = record::load(&sources, &mut problems);
        let portal = portal::resolve(&records, &sources, &mut problems);
        let said: Vec<&str> = problems.iter().map(|problem| problem.message.zh.as_str()).collect();
        let portal = portal.unwrap_or_else(|| panic!("{}", said.join("\n")));
        let named = Spanned::new(theme::DEFAULT, Span::start_of(FileId(0)));
        let theme = theme::load(named, &mut sources, &mut problems).expect("the default theme");
        let day = day.parse().expect("a day");
        let press = super::view::deck::Press { engine: "test", faces: &[] };
        Plan::of(assess(portal, day), &theme.words, None, press)
    }

    /// Its files.
    pub fn sources(files: &[(&str, &str)]) -> Sources {
        let mut texts = BTreeMap::new();
        gather(&REFERENCE, &mut texts);
        texts.extend(files.iter().copied());
        texts.retain(|_, text| !text.is_empty());
        Sources::from_texts(texts)
    }

    fn gather<'a>(folder: &'a Dir<'a>, texts: &mut BTreeMap<&'a str, &'a str>) {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(folder) => gather(folder, texts),
                DirEntry::File(file) => {
                    let path = file.path().to_str().expect("a plain name");
                    texts.insert(path, file.contents_utf8().expect("text"));
                }
            }
        }
    }

    /// A file of the reference, to be written otherwise.
    pub fn text(path: &str) -> &'static str {
        REFERENCE.get_file(path).and_then(|file| file.contents_utf8()).expect(path)
    }

    /// The portal of the reference on its own day.
    pub fn plan() -> Plan {
        with(&[], "2026-10-15")
    }

    /// The page with this path.
    pub fn page(plan: &Plan, path: &str) -> Page {
        let found = plan.addresses().iter().find(|address| address.path(&plan.assessed) == path);
        match plan.view(*found.expect(path)) {
            View::Page(page) => *page,
            other => panic!("{path} is no page: {other:?}"),
        }
    }

    /// Everything that an output says, in a form in which words can be looked for.
    pub fn said(plan: &Plan) -> Vec<(String, String)> {
        let addresses = plan.addresses().iter();
        addresses.map(|to| (to.path(&plan.assessed), format!("{:?}", plan.view(*to)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{View, example};

    #[test]
    fn no_address_occurs_twice() {
        let plan = example::plan();
        let files: Vec<String> =
            plan.addresses().iter().map(|address| address.file(&plan.assessed)).collect();
        let once: BTreeSet<&String> = files.iter().collect();
        assert_eq!(once.len(), files.len());
    }

    #[test]
    fn every_list_has_as_many_pages_as_it_needs() {
        let copies: Vec<(String, String)> = (0..39)
            .map(|at| {
                let text = example::text("tasks/kindergarten.yaml");
                let text = text.replace("编号: kindergarten", &format!("编号: school-{at}"));
                (format!("tasks/school-{at}.yaml"), text)
            })
            .collect();
        let plan = example::text("plans/plan-2026.yaml").replace("数量: 2", "数量: 41");
        let mut files: Vec<(&str, &str)> =
            copies.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        files.push(("plans/plan-2026.yaml", &plan));
        let plan = example::with(&files, "2026-10-15");
        let paths: BTreeSet<String> =
            plan.addresses().iter().map(|address| address.path(&plan.assessed)).collect();
        for (path, exists) in [
            ("tasks/", true),
            ("tasks/page/2/", true),
            ("tasks/page/3/", true),
            ("tasks/page/4/", false),
            ("tasks/by/category/livelihood-school/page/2/", true),
            ("tasks/by/category/livelihood-school/page/3/", false),
            ("tasks/by/category/livelihood-housing/page/2/", false),
        ] {
            assert_eq!(paths.contains(path), exists, "{path}");
        }
    }

    /// Every address a view leads to.
    fn hrefs(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| hrefs(value, found)),
            Value::Object(fields) => {
                for (key, value) in fields {
                    match value {
                        Value::String(to) if key.ends_with("href") => found.push(to.clone()),
                        _ => hrefs(value, found),
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// The path from the root of a relative address on a page.
    fn resolved(page: &str, href: &str) -> String {
        let mut steps: Vec<&str> = page.split('/').collect();
        steps.pop();
        for step in href.split('/') {
            match step {
                "." => {}
                ".." => drop(steps.pop()),
                step => steps.push(step),
            }
        }
        steps.join("/")
    }

    #[test]
    fn every_internal_link_leads_to_a_page() {
        let plan = example::plan();
        let paths: BTreeSet<String> =
            plan.addresses().iter().map(|address| address.path(&plan.assessed)).collect();
        for address in plan.addresses() {
            let View::Page(page) = plan.view(*address) else { continue };
            let here = address.path(&plan.assessed);
            let mut found = Vec::new();
            hrefs(&serde_json::to_value(&*page).expect("a view"), &mut found);
            for href in found.iter().filter(|href| !href.contains(':')) {
                let (to, _) = href.split_once('#').unwrap_or((href, ""));
                let leads = to.is_empty() || paths.contains(&resolved(&here, to));
                assert!(leads, "{here} leads to {href}");
            }
        }
    }
}

//! Every page of cases, documents, plans, grids, rules and data, rendered from made-up views.

mod sample;

use daylight::diagnostic::Diagnostic;
use daylight::render::html::{Templates, html};
use daylight::source::Sources;
use daylight::span::{FileId, Span, Spanned};
use daylight::theme::{self, ThemeBytes};
use serde::Serialize;

use sample::{atoms, commendations, exposures, records, words};

/// Where the pages are left for eyes and browsers.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/cases");

/// A page and its place on the site.
struct Page {
    path: &'static str,
    html: String,
}

/// Renders pages of the default theme.
struct Press {
    templates: Templates,
    sources: Sources,
    pages: Vec<Page>,
}

fn said(problem: &Diagnostic, sources: &Sources) -> String {
    let file = sources.file(problem.span.file);
    let (line, column) = file.line_and_column(problem.span.start);
    format!("{}:{line}:{column} {}", file.path, problem.message.zh)
}

impl Press {
    fn new() -> Self {
        let (mut sources, mut problems) = (Sources::default(), Vec::new());
        let named = Spanned::new(theme::DEFAULT, Span::start_of(FileId(0)));
        let theme = theme::load(named, &mut sources, &mut problems).expect("the default theme");
        for (name, bytes) in &theme.files {
            if let ThemeBytes::Here(bytes) = bytes {
                leave(name, bytes);
            }
        }
        let templates = Templates::read(&theme, &mut problems);
        let found: Vec<String> = problems.iter().map(|problem| said(problem, &sources)).collect();
        assert_eq!(found, Vec::<String>::new());
        let mut templates = templates.expect("no findings");
        templates.know(&atoms::site(), &theme.words, "项");
        Self { templates, sources, pages: Vec::new() }
    }

    fn page(&mut self, path: &'static str, template: &str, view: &impl Serialize) {
        let page = html(&self.templates, template, view)
            .unwrap_or_else(|problem| panic!("{path}: {}", said(&problem, &self.sources)));
        let ending = if path.ends_with('/') { "index.html" } else { "" };
        leave(&format!("{path}{ending}"), &page);
        self.pages.push(Page { path, html: String::from_utf8(page).expect("text") });
    }
}

#[expect(clippy::disallowed_methods, reason = "this test leaves its pages for eyes and browsers")]
fn leave(path: &str, bytes: &[u8]) {
    let path = std::path::Path::new(FOLDER).join(path);
    std::fs::create_dir_all(path.parent().expect("a path in the folder")).expect("a folder");
    std::fs::write(path, bytes).expect("a page written");
}

fn pages() -> Vec<Page> {
    let mut press = Press::new();
    press.page("exposures/", "exposures.html", &exposures::exposures());
    press.page("exposures/none/", "exposures.html", &exposures::no_exposures());
    press.page("exposures/2026-017/", "exposure.html", &exposures::exposure());
    press.page("exposures/2026-011/", "exposure.html", &exposures::closed_exposure());
    press.page("exposures/2026-004/", "tombstone.html", &exposures::tombstone());
    press.page("commendations/", "commendations.html", &commendations::commendations());
    press.page("commendations/2026-028/", "commendation.html", &commendations::commendation());
    press.page("commendations/2026-003/", "commendation.html", &commendations::revoked());
    press.page("practices/", "practices.html", &commendations::practices());
    press.page("practices/lift/", "practice.html", &commendations::practice());
    press.page("changes/", "changes.html", &records::changes());
    press.page("changes/2026-03/", "changes.html", &records::no_changes());
    press.page("documents/", "documents.html", &records::documents());
    press.page("plans/three-year/", "plan.html", &records::plan());
    press.page("plans/three-year/responsibility/", "plan-table.html", &records::plan_table());
    press.page("grids/", "grids.html", &records::grids());
    press.page("grids/nh-17/", "grid.html", &records::grid());
    press.page("grids/nh-19/", "grid.html", &records::bare_grid());
    press.page("pages/accessibility/", "page.html", &words::page());
    press.page("rules/", "rules.html", &words::rules());
    press.page("data/", "data.html", &words::data());
    press.page("data/tasks/", "columns.html", &words::columns());
    press.page("sitemap/", "sitemap.html", &words::site_map());
    press.page("404.html", "404.html", &words::not_found());
    press.pages
}

fn page(path: &str) -> String {
    pages().into_iter().find(|page| page.path == path).expect("a page").html
}

#[test]
fn no_page_breaks_the_content_security_policy() {
    for page in pages() {
        for forbidden in [" style=", "<style", "javascript:", " onclick", " onload", "<script>"] {
            assert!(!page.html.contains(forbidden), "{forbidden} in {}", page.path);
        }
    }
}

#[test]
fn an_exposure_leaves_by_itself_and_is_never_indexed() {
    let page = page("exposures/2026-017/");
    assert!(page.contains("data-gone=\"2027-09-26\""));
    assert!(page.contains("content=\"noindex,noarchive\""));
    assert!(page.contains("本条拟于"));
}

#[test]
fn a_tombstone_names_nobody() {
    let page = page("exposures/2026-004/");
    for name in ["城市管理局", "南门街道", "阿依古丽"] {
        assert!(!page.contains(name), "{name}");
    }
}

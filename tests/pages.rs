//! Every template, filled with a full view and with an empty one.

mod sample;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use daylight::diagnostic::Diagnostic;
use daylight::render::html::{Templates, html};
use daylight::source::Sources;
use daylight::span::{FileId, Span, Spanned};
use daylight::theme::{self, ThemeBytes};
use serde::Serialize;

use sample::{home, ranking, structure, task};

/// Where the pages are left for eyes and browsers.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/pages");

fn templates() -> (Templates, BTreeMap<String, ThemeBytes>) {
    let mut sources = Sources::from_texts([]);
    let mut problems = Vec::new();
    let named = Spanned::new(theme::DEFAULT, Span::start_of(FileId(0)));
    let theme = theme::load(named, &mut sources, &mut problems).expect("the default theme");
    let templates = Templates::read(&theme, &mut problems);
    let said = |problem: &Diagnostic| {
        let file = sources.file(problem.span.file);
        let (line, column) = file.line_and_column(problem.span.start);
        format!("{}:{line}:{column} {}", file.path, problem.message.zh)
    };
    let said: Vec<_> = problems.iter().map(said).collect();
    let mut templates = templates.unwrap_or_else(|| panic!("{}", said.join("\n")));
    templates.know(&sample::atoms::site(), &theme.words, "项");
    (templates, theme.files)
}

#[expect(clippy::disallowed_methods, reason = "this test leaves its pages for eyes and browsers")]
fn leave(path: &str, bytes: &[u8]) {
    let path = std::path::Path::new(FOLDER).join(path);
    let folder = path.parent().expect("a path in the folder");
    std::fs::create_dir_all(folder).expect("a folder for pages");
    std::fs::write(path, bytes).expect("a page written");
}

/// The words of every template that the program brings.
fn shipped() -> &'static BTreeSet<String> {
    static WORDS: OnceLock<BTreeSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut sources = Sources::from_texts([]);
        let named = Spanned::new(theme::DEFAULT, Span::start_of(FileId(0)));
        let theme = theme::load(named, &mut sources, &mut Vec::new()).expect("the default theme");
        let ends = |mark: char| !mark.is_alphanumeric() && mark != '_';
        let words = theme.templates.values().flat_map(|template| template.text.split(ends));
        words.map(str::to_owned).collect()
    })
}

/// What a view has, some template of the program shows: a portal's own template that asks for
/// anything else is told so.
fn check_fields(template: &str, view: &impl Serialize) {
    let view = serde_json::to_value(view).expect("a view");
    for field in view.as_object().expect("fields").keys() {
        assert!(shipped().contains(field), "no template shows `{field}` of {template}");
    }
}

fn page(templates: &Templates, path: &str, template: &str, view: &impl Serialize) -> String {
    check_fields(template, view);
    let page = html(templates, template, view).unwrap_or_else(|problem| {
        panic!("{template} for {path}: {} at {}", problem.message.zh, problem.span.start)
    });
    leave(&format!("{path}index.html"), &page);
    let page = String::from_utf8(page).expect("text");
    check(path, &page);
    page
}

/// Values of an attribute, in the order of the page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    page.split(&*begin).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What holds on every page: the policy's rules, one headline, ids that occur once.
fn check(path: &str, page: &str) {
    assert!(values(page, "style").is_empty(), "{path} has a style attribute");
    assert!(!page.contains("<script>") && !page.contains(" onclick="), "{path} has inline script");
    assert_eq!(page.matches("<h1").count(), 1, "headlines of {path}");
    let ids = values(page, "id");
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{path} has an id twice: {ids:?}");
    for drawn in values(page, "fill").into_iter().filter_map(|fill| fill.strip_prefix("url(#")) {
        assert!(ids.contains(&drawn.trim_end_matches(')')), "{path} draws with {drawn}");
    }
    for used in values(page, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(ids.contains(&used), "{path} uses {used}");
    }
}

#[test]
fn a_handler_is_named_by_post_and_without_any_count_of_lights() {
    let (templates, _) = templates();
    let handler = page(&templates, "posts/handler/", "post.html", &structure::handler());
    assert!(!handler.contains("class=\"dist"), "a distribution on a handler's page");
    let leader = page(&templates, "posts/lin/", "post.html", &structure::leader());
    assert!(leader.contains("class=\"dist"), "no distribution on a leader's page");
}

#[test]
fn a_light_set_by_hand_stands_beside_the_computed_one() {
    let (templates, _) = templates();
    let bare = page(&templates, "tasks/bare/", "task.html", &task::bare());
    assert!(bare.contains("按规则计算为<span class=\"light l-red\">"), "the computed light");
    assert!(
        bare.contains("人工认定为</b><span class=\"light l-yellow\">"),
        "the light set by hand"
    );
}

#[test]
fn every_template_says_what_its_view_holds() {
    let (templates, files) = templates();
    for (name, file) in &files {
        if let ThemeBytes::Here(bytes) = file {
            leave(name, bytes);
        }
    }
    page(&templates, "", "home.html", &home::home());
    page(&templates, "before/", "home.html", &home::home_before());
    page(&templates, "tasks/", "tasks.html", &home::tasks());
    page(&templates, "tasks/category/livelihood/", "tasks.html", &home::category());
    page(&templates, "tasks/light/red/", "tasks.html", &home::no_tasks());
    page(&templates, "tasks/beiyuan/", "task.html", &task::lagging());
    page(&templates, "tasks/lifts/", "task.html", &task::done());
    page(&templates, "tasks/bare/", "task.html", &task::bare());
    page(&templates, "tasks/awaiting/", "task.html", &task::awaiting());
    page(&templates, "tasks/cancelled/", "task.html", &task::cancelled());
    page(&templates, "tasks/beiyuan/updates/", "updates.html", &task::reports());
    page(&templates, "rankings/2026-09/draw/", "draw.html", &ranking::draw());
    page(&templates, "structure/", "structure.html", &structure::structure());
    page(&templates, "units/housing/", "unit.html", &structure::unit());
    page(&templates, "units/old/", "unit.html", &structure::empty_unit());
    page(&templates, "posts/lin/", "post.html", &structure::leader());
    page(&templates, "posts/handler/", "post.html", &structure::handler());
    page(&templates, "areas/beiyuan/", "area.html", &structure::area());
    page(&templates, "areas/", "areas.html", &structure::areas());
}

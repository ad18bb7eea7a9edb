//! What browsers are told to refuse: a page fetches from its own site alone, and runs and wears only
//! what lies in files. In a portal's own templates and sheets it is told where it is written, because
//! on the page it would merely be missing.

mod place;
mod sheet;

use super::Files;
use super::markup::{Attribute, Tag, filled, tags};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::span::FileId;
use place::Place;

/// Parts of a page that need a word in its policy, and the word.
const PARTS: [(&str, &str); 6] = [
    ("iframe", "frame-src"),
    ("frame", "frame-src"),
    ("object", "object-src"),
    ("embed", "object-src"),
    ("video", "media-src"),
    ("audio", "media-src"),
];

/// The word of a policy that lets sheets bring faces.
const FACES: &str = "font-src";

/// What links say of themselves that are not fetched.
const NOT_FETCHED: [&str; 8] =
    ["canonical", "alternate", "author", "license", "help", "next", "prev", "search"];

/// What browsers would refuse of the portal's own files.
pub(super) fn blocked(own: &Files, sources: &Sources) -> Vec<Diagnostic> {
    let written = |ending: &'static str| {
        let files = own.iter().filter(move |(name, _)| super::ending(name) == ending);
        files.filter_map(|(_, file)| Some((*file, sources.file(*file).text.as_deref()?)))
    };
    let is_allowed = |word: &str| written("html").any(|(_, text)| text.contains(word));
    let templates = written("html").flat_map(|(file, text)| in_template(file, text, is_allowed));
    let sheets =
        written("css").flat_map(|(file, text)| sheet::blocked(file, text, is_allowed(FACES)));
    templates.chain(sheets).collect()
}

fn in_template(file: FileId, text: &str, is_allowed: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    // Of the same length, so that places in it are places in the file.
    let html = filled(text).to_ascii_lowercase();
    let tags = tags(&html);
    let at = |(start, word): (usize, &str)| Place::new(file, text, start, start + word.len());
    let mut found: Vec<_> = in_blocks(text).into_iter().map(|word| at(word).policy()).collect();
    if let Some(page) = tags.iter().find(|tag| tag.name == "html") {
        let has_policy = tags.iter().any(Tag::is_policy);
        found.extend((!has_policy).then(|| at((page.at, page.name)).no_policy()));
    }
    for tag in &tags {
        let place = at((tag.at, tag.name));
        let part = PARTS.iter().find(|(name, word)| *name == tag.name && !is_allowed(word));
        found.extend(part.map(|(_, word)| place.part(word)));
        found.extend((tag.name == "style").then(|| place.sheet()));
        found.extend(tag.is_inline_script().then(|| place.script()));
        for attribute in &tag.attributes {
            let name = at((attribute.at, attribute.name));
            found.extend((attribute.name == "style").then(|| name.style()));
            found.extend(attribute.is_handler().then(|| name.handler()));
            found.extend(loosened(tag, attribute).into_iter().map(|word| at(word).policy()));
            found.extend(far(tag, attribute).into_iter().map(|address| at(address).far()));
        }
    }
    found
}

/// Addresses of an attribute, with their places, that a browser would not go to.
fn far<'a>(tag: &Tag, attribute: &Attribute<'a>) -> Vec<(usize, &'a str)> {
    // Of all attributes one names several addresses, each with its size.
    let several = attribute.name == "srcset";
    let ends = |mark: char| mark.is_whitespace() || (several && mark == ',');
    let addresses = words(attribute.value, ends).into_iter();
    let addresses = addresses.take(if several { usize::MAX } else { 1 });
    let far = addresses.filter(|(_, address)| {
        let is_script = address.starts_with("javascript:");
        is_script || (is_fetched(tag, attribute.name) && is_elsewhere(address))
    });
    far.map(|(at, address)| (attribute.value_at + at, address)).collect()
}

/// Whether a browser fetches, or sends a form to, what an attribute names.
fn is_fetched(tag: &Tag, attribute: &str) -> bool {
    match attribute {
        "src" | "srcset" | "poster" | "background" | "action" | "formaction" => true,
        "data" => tag.name == "object",
        "href" | "xlink:href" => match tag.name {
            "use" | "image" | "feimage" | "base" => true,
            "link" => !tag.value("rel").split_whitespace().any(|rel| NOT_FETCHED.contains(&rel)),
            _ => false,
        },
        _ => false,
    }
}

/// Whether an address leads out of the site, or is itself what it names (`data:`).
fn is_elsewhere(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.starts_with(|mark: char| mark.is_ascii_alphabetic())
        && scheme.chars().all(|mark| mark.is_ascii_alphanumeric() || "+-.".contains(mark));
    is_scheme || address.replace('\\', "/").starts_with("//")
}

/// What a template adds to the policy of its pages that opens it to others.
fn in_blocks(text: &str) -> Vec<(usize, &str)> {
    let blocks = text.match_indices("{%").filter_map(|(at, _)| {
        let tag = text.get(at + "{%".len()..)?;
        tag.trim_start_matches(['-', ' ']).strip_prefix("block policy")?;
        let start = at + text.get(at..)?.find("%}")? + "%}".len();
        let policy = text.get(start..)?.split("{%").next()?;
        Some(loose(policy).into_iter().map(move |(at, word)| (start + at, word)))
    });
    blocks.flatten().collect()
}

/// What a page's policy, written anew, opens to others.
fn loosened<'a>(tag: &Tag, attribute: &Attribute<'a>) -> Vec<(usize, &'a str)> {
    if !tag.is_policy() || attribute.name != "content" {
        return Vec::new();
    }
    let words = loose(attribute.value).into_iter();
    words.map(|(at, word)| (attribute.value_at + at, word)).collect()
}

/// Words of a policy that let a page take from other sites, or run and wear what is in it.
fn loose(policy: &str) -> Vec<(usize, &str)> {
    let words = words(policy, |mark| mark == ';' || mark.is_whitespace()).into_iter();
    let is_loose = |word: &str| {
        let is_quoted = word.starts_with('\'');
        let is_host = word.contains(['.', '*']) && !is_quoted;
        is_host || word.starts_with("'unsafe-") || is_elsewhere(word)
    };
    words.filter(|(_, word)| is_loose(word)).collect()
}

/// The words of a text, parted by some marks, with their places.
fn words(text: &str, parts: impl Fn(char) -> bool) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut found = Vec::new();
    for piece in text.split_inclusive(&parts) {
        let word = piece.trim_end_matches(&parts);
        found.extend((!word.is_empty()).then_some((at, word)));
        at += piece.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::{DEFAULT, EMBEDDED, gather};
    use super::*;

    /// What is said of a text as a file of the portal's theme: `line:column what is marked`.
    pub(super) fn found(name: &str, text: &str) -> Vec<String> {
        let sources = Sources::from_texts([(name, text)]);
        let problems = blocked(&vec![(name.to_owned(), FileId(0))], &sources);
        let said = |problem: &Diagnostic| {
            let (line, column) = sources.file(FileId(0)).line_and_column(problem.span.start);
            let (start, end) = (problem.span.start as usize, problem.span.end as usize);
            assert!(problem.help.is_some());
            format!("{line}:{column} {}", text.get(start..end).expect("a place in the text"))
        };
        problems.iter().map(said).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(found("templates/a.html", text), expected, "{text}");
    }

    #[test]
    fn a_page_fetches_nothing_from_elsewhere() {
        check("电\n<img src='https://A.example/b.png'>", &["2:11 https://A.example/b.png"]);
        check("<script src=//a.example/b.js></script>", &["1:13 //a.example/b.js"]);
        check(
            "<link rel=\"stylesheet\" href=\"http://a.example/b.css\">",
            &["1:30 http://a.example/b.css"],
        );
        check(
            "<img srcset=\"a.png 1x, https://b.example/c.png 2x\">",
            &["1:24 https://b.example/c.png"],
        );
        check("<img src=\"data:image/png;base64,AA\">", &["1:11 data:image/png;base64,AA"]);
        check(
            "<svg><use href=\"https://a.example/b.svg#c\"/></svg>",
            &["1:17 https://a.example/b.svg#c"],
        );
        check("<form action=\"https://a.example/\">", &["1:15 https://a.example/"]);
        check(
            "<img src=\"{% if site.name %}https://{{ site.domain }}/a.png{% endif %}\">",
            &["1:29 https://{{ site.domain }}/a.png"],
        );
        check("<a href=\"javascript:a()\">", &["1:10 javascript:a()"]);
    }

    #[test]
    fn what_is_the_sites_own_or_only_led_to_is_no_finding() {
        for text in [
            "<a href=\"https://a.example/\">乙</a><a href=\"mailto:a@b.example\">",
            "<img src=\"{{ head.root }}a.png\"><img src={{ photo.href }}>",
            "<link rel=\"canonical\" href=\"https://a.example/\">",
            "<link rel=\"stylesheet\" href=\"{{ head.root }}local.css\">",
            "<svg><use href=\"#l-red\"/></svg>",
            "<script src=\"{{ head.root }}a.js\" defer></script>",
            "<script type=\"application/json\">{\"a\": 1}</script>",
            "<!-- <img src=\"https://a.example/b.png\" onclick=\"a()\"> -->",
            "{# <b style=\"color:red\"> #}<b class=\"style=\">1 < 2</b>",
            "{% block policy %}; media-src 'self'{% endblock policy %}a.b<video src=\"a.mp4\"></video>",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_page_runs_and_wears_what_lies_in_files() {
        check("<SCRIPT>a()</SCRIPT>", &["1:2 SCRIPT"]);
        check("<style>b{}</style>", &["1:2 style"]);
        check("<b\n onClick = \"a()\" style='b'>", &["2:2 onClick", "2:18 style"]);
        check("<iframe src=\"a/\"></iframe><audio src=\"a.mp3\">", &["1:2 iframe", "1:28 audio"]);
    }

    #[test]
    fn the_policy_of_pages_is_opened_to_nobody() {
        check(
            "{% block policy %}; script-src-elem https://a.example{% endblock policy %}",
            &["1:37 https://a.example"],
        );
        check(
            "{% block policy %}; style-src-attr 'unsafe-inline'{% endblock %}",
            &["1:36 'unsafe-inline'"],
        );
        let page = |policy: &str| {
            format!("<html><meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
        };
        check(&page("default-src 'none'; img-src 'self' *.a.example"), &["1:94 *.a.example"]);
        check(&page("default-src 'none'; img-src 'self'"), &[]);
        check("<html lang=\"zh\"><title>甲</title>", &["1:2 html"]);
    }

    #[test]
    fn the_default_theme_has_nothing_that_would_be_blocked() {
        let mut files = Vec::new();
        gather(EMBEDDED.get_dir(DEFAULT).expect("the default theme"), &mut files);
        let texts = files
            .iter()
            .filter_map(|(path, bytes)| Some((*path, std::str::from_utf8(bytes).ok()?)));
        let sources = Sources::from_texts(texts);
        let own: Files = sources.iter().map(|(id, file)| (file.path.clone(), id)).collect();
        assert_eq!(blocked(&own, &sources), []);
    }
}

//! One request answered: a path looked up in the site, rendered and dressed for the preview.

#![expect(clippy::disallowed_methods, reason = "assets are read where they lie")]

use std::fs;

use axum::http::StatusCode;
use percent_encoding::percent_decode_str;

use super::{Good, Shown, panel};
use crate::digest::Digest;
use crate::publish::{Outputs, Rendered};
use crate::source::PathError;

/// What is sent back.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// An output or a page about what is wrong.
    Bytes { status: StatusCode, kind: &'static str, bytes: Vec<u8> },
    /// The same with a `/` at its end: links on pages are relative.
    Elsewhere(String),
}

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    Output(usize),
    Folder,
    Nothing,
}

/// Answers a request for a path as it stands in the address line.
pub(super) fn answer(shown: &Shown, path: &str) -> Answer {
    let inside = decoded(path);
    if shown.portals.contains_key(&format!("{inside}/")) {
        return Answer::Elsewhere(format!("{path}/"));
    }
    // The folders of portals below come behind those of the portals above.
    let mut portals = shown.portals.iter().rev();
    let found = portals.find_map(|(at, portal)| Some((portal, inside.strip_prefix(at.as_str())?)));
    let (portal, inside) = found.expect("every path lies in the root");
    let dress = Dress { wrong: &portal.wrong, version: shown.version };
    let Some(good) = &portal.good else { return wrong_page(dress) };
    let (status, at) = match place(good.site.paths(), inside) {
        Place::Output(at) => (StatusCode::OK, at),
        Place::Folder => return Answer::Elsewhere(format!("{path}/")),
        Place::Nothing => match place(good.site.paths(), "404.html") {
            Place::Output(at) => (StatusCode::NOT_FOUND, at),
            Place::Folder | Place::Nothing => {
                let text = "<!doctype html><meta charset=\"utf-8\"><body><p>404</p></body>";
                return html(dress, StatusCode::NOT_FOUND, text.to_owned());
            }
        },
    };
    let bytes = match bytes(good, at) {
        Ok(bytes) => bytes,
        Err(wrong) => return wrong_page(Dress { wrong: &wrong, ..dress }),
    };
    let kind = content_type(good.site.paths().get(at).map_or("", String::as_str));
    if kind == HTML {
        return html(dress, status, String::from_utf8_lossy(&bytes).into_owned());
    }
    Answer::Bytes { status, kind, bytes }
}

/// What the preview adds to a page.
#[derive(Clone, Copy)]
struct Dress<'a> {
    /// The findings, as HTML.
    wrong: &'a str,
    /// By which the page knows that there is another.
    version: Digest,
}

/// A path as it names an output. What is no UTF-8 names none.
fn decoded(path: &str) -> String {
    let path = percent_decode_str(path).decode_utf8_lossy();
    path.strip_prefix('/').unwrap_or(&path).to_owned()
}

/// Looks a path up. Nothing is looked up on disk, so nothing outside the site can be reached.
fn place(paths: &[String], path: &str) -> Place {
    let find = |path: &str| paths.binary_search_by(|known| known.as_str().cmp(path));
    if path.is_empty() || path.ends_with('/') {
        return find(&format!("{path}index.html")).map_or(Place::Nothing, Place::Output);
    }
    match find(path) {
        Ok(at) => Place::Output(at),
        Err(_) if find(&format!("{path}/index.html")).is_ok() => Place::Folder,
        Err(_) => Place::Nothing,
    }
}

/// The bytes of an output, or what is wrong with it as HTML.
fn bytes(good: &Good, at: usize) -> Result<Vec<u8>, String> {
    match good.site.render(at, None) {
        Ok(Rendered::New { bytes, .. }) => Ok(bytes),
        Ok(Rendered::Copy { from, .. }) => fs::read(&from)
            .map_err(PathError::on("read", &from))
            .map_err(|error| panel::refusal(&error.to_string())),
        Ok(Rendered::Same) => unreachable!("`Same` only answers a known digest"),
        Err(problem) => Err(panel::findings(&[*problem], &good.sources, good.language)),
    }
}

fn wrong_page(Dress { wrong, version }: Dress) -> Answer {
    let page = format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Daylight</title>\n\
         </head>\n<body>\n{wrong}</body>\n</html>\n"
    );
    html(Dress { wrong: "", version }, StatusCode::INTERNAL_SERVER_ERROR, page)
}

const HTML: &str = "text/html; charset=utf-8";

/// A page with what the preview adds: the findings and the script that reloads it.
fn html(Dress { wrong, version }: Dress, status: StatusCode, page: String) -> Answer {
    let mut page = with_policy(page);
    let at = page.rfind("</body>").unwrap_or(page.len());
    let script = format!(
        "{wrong}<script src=\"/-daylight/reload.js\" data-version=\"{version}\"></script>\n"
    );
    page.insert_str(at, &script);
    Answer::Bytes { status, kind: HTML, bytes: page.into_bytes() }
}

/// Lets the page's own policy allow what the preview adds to it.
fn with_policy(mut page: String) -> String {
    let start = page.find("Content-Security-Policy").and_then(|at| {
        const CONTENT: &str = "content=\"";
        page.get(at..)?.find(CONTENT).map(|from| at + from + CONTENT.len())
    });
    let Some(start) = start else { return page };
    let length = page.get(start..).and_then(|rest| rest.find('"'));
    let Some(end) = length.map(|length| start + length) else { return page };
    let policy = page.get(start..end).unwrap_or_default();
    let opened = ["connect-src", "script-src", "style-src"]
        .iter()
        .fold(policy.to_owned(), |policy, directive| allow_self(&policy, directive));
    page.replace_range(start..end, &opened);
    page
}

/// A policy whose directive allows the site itself.
fn allow_self(policy: &str, directive: &str) -> String {
    let mut parts: Vec<String> = policy.split(';').map(|part| part.trim().to_owned()).collect();
    parts.retain(|part| !part.is_empty());
    let named = |part: &&mut String| part.split_whitespace().next() == Some(directive);
    match parts.iter_mut().find(named) {
        Some(part) if part.contains("'self'") => {}
        Some(part) => *part = part.replace(" 'none'", "") + " 'self'",
        None => parts.push(format!("{directive} 'self'")),
    }
    parts.join("; ")
}

/// What a browser is told about a file.
fn content_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let known = TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending));
    known.map_or("application/octet-stream", |(_, kind)| kind)
}

const TYPES: [(&str, &str); 32] = [
    ("html", HTML),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("geojson", "application/geo+json"),
    ("jsonl", "application/jsonl; charset=utf-8"),
    ("webmanifest", "application/manifest+json"),
    ("csv", "text/csv; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("yaml", "application/yaml; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("atom", "application/atom+xml; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("ico", "image/vnd.microsoft.icon"),
    ("woff2", "font/woff2"),
    ("woff", "font/woff"),
    ("pdf", "application/pdf"),
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("mp3", "audio/mpeg"),
    ("zip", "application/zip"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_an_output_a_folder_or_nothing() {
        let paths = ["404.html", "a/index.html", "index.html", "附件/一.pdf"].map(str::to_owned);
        for (path, expected) in [
            ("/", Place::Output(2)),
            ("/index.html", Place::Output(2)),
            ("/a/", Place::Output(1)),
            ("/a", Place::Folder),
            ("/%E9%99%84%E4%BB%B6/%E4%B8%80.pdf", Place::Output(3)),
            ("/b", Place::Nothing),
            ("//a", Place::Nothing),
            ("/../index.html", Place::Nothing),
            ("/%2e%2e/etc/passwd", Place::Nothing),
            ("/%ff", Place::Nothing),
        ] {
            assert_eq!(place(&paths, &decoded(path)), expected, "{path}");
        }
    }

    #[test]
    fn a_policy_is_opened_no_further_than_needed() {
        let page = |policy: &str| {
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"><p>\"</p>")
        };
        for (before, after) in [
            (
                "default-src 'none'; script-src 'self'; style-src 'self'",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
            ),
            (
                "connect-src 'none'; script-src 'sha256-abc='; style-src 'sha256-x='",
                "connect-src 'self'; script-src 'sha256-abc=' 'self'; style-src 'sha256-x=' 'self'",
            ),
        ] {
            assert_eq!(with_policy(page(before)), page(after));
        }
        assert_eq!(with_policy("<p>none</p>".to_owned()), "<p>none</p>");
    }
}

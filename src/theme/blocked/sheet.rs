//! What a style sheet would bring from elsewhere.

use super::place::Place;
use super::{is_elsewhere, words};
use crate::diagnostic::Diagnostic;
use crate::span::FileId;

/// What browsers would refuse of a sheet: other sites' files, and faces unless a policy allows them.
pub(super) fn blocked(file: FileId, text: &str, takes_faces: bool) -> Vec<Diagnostic> {
    let css = without_remarks(text).to_ascii_lowercase();
    let at = |start: usize, length: usize| Place::new(file, text, start, start + length);
    let faces: Vec<(usize, usize)> = faces(&css).filter(|_| !takes_faces).collect();
    let mut found: Vec<_> = faces.iter().map(|(start, _)| at(*start, FACE.len()).face()).collect();
    for (start, address) in addresses(&css) {
        let is_told = faces.iter().any(|(from, to)| (*from..*to).contains(&start));
        let is_refused = is_elsewhere(address) && !is_told;
        found.extend(is_refused.then(|| at(start, address.len()).far()));
    }
    found
}

/// How the declaration of a face begins.
const FACE: &str = "@font-face";

/// Where faces that are to be fetched are declared, from and to.
fn faces(css: &str) -> impl Iterator<Item = (usize, usize)> {
    css.match_indices(FACE).filter_map(|(at, _)| {
        let face = css.get(at..)?.split('}').next()?;
        face.contains("url(").then_some((at, at + face.len()))
    })
}

/// What a sheet names to be fetched, with the places.
fn addresses(css: &str) -> impl Iterator<Item = (usize, &str)> {
    let named = [("url(", ')'), ("@import", ';')].into_iter();
    let named = named.flat_map(|(word, end)| css.match_indices(word).map(move |at| (at, end)));
    named.filter_map(|((at, word), end)| {
        let start = at + word.len();
        let value = css.get(start..)?.split(end).next()?;
        let ends = |mark: char| mark.is_whitespace() || "\"'(".contains(mark);
        let (at, address) = words(value, ends).first().copied()?;
        // `@import url(…)` is found by its `url(`.
        (address != "url").then_some((start + at, address))
    })
}

/// A sheet with spaces in place of its remarks: of the same length.
fn without_remarks(css: &str) -> String {
    let mut left = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, behind)) = rest.split_once("/*") {
        let after = behind.split_once("*/").map_or("", |(_, after)| after);
        left.push_str(before);
        left.push_str(&" ".repeat(rest.len() - before.len() - after.len()));
        rest = after;
    }
    left + rest
}

#[cfg(test)]
mod tests {
    use super::super::tests::found;

    #[test]
    fn a_sheet_fetches_nothing_from_elsewhere() {
        for (text, expected) in [
            ("@import url(https://a.example/b.css);", &["1:13 https://a.example/b.css"][..]),
            ("@import \"//a.example/b.css\";", &["1:10 //a.example/b.css"]),
            ("@IMPORT 'http://a.example';", &["1:10 http://a.example"]),
            (
                "甲{}\nb{background:URL( 'https://A.example/c.png' )}",
                &["2:20 https://A.example/c.png"],
            ),
            ("b{background:url(data:image/png;base64,AA)}", &["1:18 data:image/png;base64,AA"]),
            ("@font-face{font-family:a;src:url(a.woff2)}", &["1:1 @font-face"]),
            ("@font-face{src:url(https://a.example/b.woff2)}", &["1:1 @font-face"]),
            ("@font-face{font-family:a;src:local(SimSun)} b{color:red}", &[]),
            ("@import \"b.css\"; b{background:url(\"c.png\")} /* url(https://a.example) */", &[]),
            ("a[href^=\"https://\"]{color:red} /* open", &[]),
        ] {
            assert_eq!(found("static/a.css", text), expected, "{text}");
        }
    }
}

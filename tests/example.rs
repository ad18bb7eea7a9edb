//! Portals of examples, written to disk and read like any other.

use std::path::Path;

use chrono::NaiveDate;
use daylight::diagnostic::{Diagnostic, Language, text};
use daylight::measure::Faces;
use daylight::site::{Outcome, Request, assemble};
use daylight::source::{self, Sources};

use crate::bless;
use crate::fence::Given;

/// The day of portals that pin none.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 4, 3).expect("a day of April");

/// Everything reported about a folder of the repository with these files in it.
pub(crate) fn findings(base: Option<&str>, given: &[Given]) -> (Vec<Diagnostic>, Sources) {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    if let Some(base) = base {
        bless::copy(base, folder.path());
    }
    for file in given {
        put(file, folder.path());
    }
    let mut problems = Vec::new();
    let sources = source::read(folder.path(), &mut problems).expect("the portal can be read");
    let faces = Faces::default();
    let request = Request {
        today: None,
        now: TODAY,
        theme: None,
        base_url: Some("https://www.yuncheng.example/"),
        faces: &faces,
    };
    let Outcome { sources, problems, .. } = assemble(sources, problems, &request);
    (problems, sources)
}

fn put(file: &Given, folder: &Path) {
    let path = folder.join(&file.path);
    if file.gone {
        bless::remove(&path);
        return;
    }
    if let Some(target) = &file.link {
        bless::link(target, &path);
        return;
    }
    let mut bytes = match file.encoding.as_deref() {
        Some(name) => {
            let encoding = encoding_rs::Encoding::for_label(name.as_bytes());
            encoding.expect("the page names an encoding").encode(&file.text).0.into_owned()
        }
        None => file.text.clone().into_bytes(),
    };
    // In words between brackets a page tells what a photograph shows.
    let is_photograph = path.extension().is_some_and(|ending| ending == "jpg");
    if is_photograph && file.text.starts_with('（') {
        bytes.splice(0..0, *b"\xff\xd8\xff");
    }
    if let Some(size) = file.size {
        bytes.resize(size, b'\n');
    }
    bless::write(&path, &bytes);
}

/// Findings as the terminal shows them, without spaces at the ends of lines.
pub(crate) fn print(problems: &[Diagnostic], sources: &Sources) -> String {
    let texts = problems.iter().map(|one| text(one, sources, Language::Chinese, false));
    let texts: Vec<String> = texts.collect();
    texts.join("\n\n").lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

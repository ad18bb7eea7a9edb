//! `daylight explain`: the page of a code, from `docs/diagnostics/`.

use include_dir::{Dir, include_dir};

use super::Exit;
use super::terminal::{Refusal, print};
use crate::diagnostic::{Code, Language, Severity, nearest, say};

/// A page for every code.
static PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/diagnostics");

/// Prints the page of a code.
pub(super) fn explain(name: &str, language: Language) -> Result<Exit, Refusal> {
    let Some(code) = Code::parse(name) else { return Err(unknown(name)) };
    let page = PAGES.get_file(format!("{}.md", code.name())).and_then(|page| page.contents_utf8());
    match page {
        Some(text) => print(in_language(text, language).trim_end()),
        None => print(unwritten(code, language)),
    }
    Ok(Exit::Good)
}

/// Where the English part of a page begins.
const ENGLISH: &str = "## In English";

/// A page with what is said in the reader's language first.
fn in_language(page: &str, language: Language) -> String {
    let parts = page.split_once('\n').zip(page.split_once(ENGLISH));
    match (language, parts) {
        (Language::English, Some(((title, _), (chinese, english)))) => {
            let name = title.split('`').nth(1).unwrap_or(title);
            format!("# `{name}`\n\n{}\n\n{chinese}", english.trim())
        }
        (Language::English, None) | (Language::Chinese, _) => page.to_owned(),
    }
}

/// What can be said of a code whose page is still to come.
fn unwritten(code: Code, language: Language) -> String {
    let words = match code.severity() {
        Severity::Error => say("错误：不发布", "an error: nothing is published"),
        Severity::Warning => say("提醒：应当改正", "a warning: should be mended"),
        Severity::Note => say("记录：随网站公布", "a note: published with the site"),
    };
    format!("{}\n\n{}", code.name(), language.of(&words))
}

fn unknown(name: &str) -> Refusal {
    let refusal =
        Refusal::new(say(format!("没有`{name}`这个代码"), format!("there is no code `{name}`")));
    let known = Code::ALL.iter().map(|code| code.name());
    match nearest(name, known.clone()) {
        Some(near) => {
            refusal.help(say(format!("是不是`{near}`？"), format!("did you mean `{near}`?")))
        }
        None => {
            let all = known.collect::<Vec<_>>().join(" ");
            refusal.help(say(format!("有这些代码：{all}"), format!("the codes are: {all}")))
        }
    }
}

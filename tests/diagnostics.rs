//! Every diagnostic has a page, and every page tells the truth: its example is run and the output
//! compared, and what it says mends the example does.

mod page;

use std::collections::BTreeSet;
use std::fmt::Write;

use daylight::diagnostic::{Code, Diagnostic, Severity};
use rayon::prelude::*;

use crate::bless;
use crate::example::{findings, print};
use page::Page;

/// Where the pages lie.
const PAGES: &str = "docs/diagnostics";
/// The small portal that examples extend.
const BASE: &str = "tests/diagnostics/base";

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let pages: BTreeSet<String> = page::names().into_iter().collect();
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| code.name().to_owned()).collect();
    let missing: Vec<_> = codes.difference(&pages).collect();
    let left_over: Vec<_> = pages.difference(&codes).collect();
    assert!(missing.is_empty(), "codes without a page: {missing:?}");
    assert!(left_over.is_empty(), "pages without a code: {left_over:?}");
}

#[test]
fn every_page_has_the_parts_a_reader_looks_for() {
    for code in Code::ALL {
        let page = Page::read(code.name());
        let severity = match code.severity() {
            Severity::Error => "**错误** Error",
            Severity::Warning => "**提醒** Warning",
            Severity::Note => "**记录** Note",
        };
        let name = format!("`{}`", code.name());
        let title = page.text.lines().next().unwrap_or_default();
        assert!(title.starts_with("# ") && title.contains(&name), "{}: {title}", code.name());
        for part in [severity, "\n## 例子\n", "\n## 改法\n", "\n## In English\n"] {
            assert!(page.text.contains(part), "{} lacks {part:?}", code.name());
        }
    }
}

#[test]
fn every_example_is_reported_as_its_page_says() {
    for_every_page(|code, page| {
        let (mut problems, sources) = findings(Some(BASE), &page.broken());
        // What is less grave than the page's subject would only make its output longer.
        let grave =
            |one: &Diagnostic| one.severity() < Severity::Note && one.severity() <= code.severity();
        problems.retain(|one| one.code == code || grave(one));
        let output = print(&problems, &sources);
        if problems.iter().any(|one| one.code == code) {
            return bless::difference(&page.path, &page.with_output(&output));
        }
        Some(format!("the example of {} does not show it, but:\n{output}", code.name()))
    });
}

#[test]
fn every_mended_example_is_without_its_finding() {
    for_every_page(|code, page| {
        let (problems, sources) = findings(Some(BASE), &page.mended());
        let left = |one: &Diagnostic| one.code == code || one.severity() < Severity::Note;
        let wrong = problems.iter().any(left);
        wrong.then(|| format!("{} is not mended:\n{}", code.name(), print(&problems, &sources)))
    });
}

/// Fails with what is wrong with each page whose code is reported by some stage.
fn for_every_page(wrong: impl Fn(Code, &Page) -> Option<String> + Sync) {
    let codes = reported_codes().into_par_iter();
    let wrong: Vec<String> =
        codes.filter_map(|code| wrong(code, &Page::read(code.name()))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_portal_of_the_examples_has_no_findings() {
    let (problems, sources) = findings(Some(BASE), &[]);
    assert!(problems.is_empty(), "{}", print(&problems, &sources));
}

/// The codes that some stage reports already.
fn reported_codes() -> Vec<Code> {
    let source = bless::all_text("src", &["src/diagnostic/code.rs"]);
    let used = |code: &Code| {
        let name = format!("Code::{code:?}");
        source.match_indices(&name).any(|(at, _)| {
            let after = source.get(at + name.len()..).and_then(|rest| rest.chars().next());
            !after.is_some_and(char::is_alphanumeric)
        })
    };
    Code::ALL.iter().copied().filter(used).collect()
}

#[test]
fn the_index_lists_every_page_with_its_title() {
    let mut index = INDEX.to_owned();
    for code in Code::ALL {
        let page = Page::read(code.name());
        let title = page.text.lines().next().unwrap_or_default().trim_start_matches("# ");
        let title = title.split(" `").next().unwrap_or_default();
        let word = match code.severity() {
            Severity::Error => "错误",
            Severity::Warning => "提醒",
            Severity::Note => "记录",
        };
        let _ = writeln!(index, "| {word} | [{title}]({0}.md) | `{0}` |", code.name());
    }
    bless::keep(&format!("{PAGES}/README.md"), &index);
}

const INDEX: &str = "\
# 检查结果说明 Diagnostics

`daylight check`发现的每一种问题都有一页说明：什么意思、例子、怎么改。在终端里用`daylight explain 代码`看同一页。

- **错误**：不发布，昨天的网站保持不变。*Errors* stop publication; yesterday's site stays.
- **提醒**：照样发布，应当改。*Warnings* are published and should be mended.
- **记录**：照样发布，页面上如实写明。*Notes* are findings that are themselves published.

例子都接在同一个[最小的门户](../../tests/diagnostics/base)上，只列出改动的文件；每次测试都会把例子跑一遍，和页面上的结果比对。\
Examples extend one small portal and are run by every test.

| 轻重 | 说明 | 代码 Code |
|---|---|---|
";

//! The tutorial is true: its files make a portal, and each output it shows is what comes out.

use daylight::diagnostic::Severity;

use crate::bless;
use crate::example::{findings, print};
use crate::fence::{Given, fences};

const TUTORIAL: &str = "docs/tutorial.zh-CN.md";

#[test]
fn whoever_follows_the_tutorial_sees_what_it_shows_and_ends_without_a_finding() {
    let page = bless::text(TUTORIAL);
    let mut renewed = page.clone();
    let mut files: Vec<Given> = Vec::new();
    // From the end, so that a renewed output moves no place still to come.
    let mut outputs = Vec::new();
    for fence in fences(&page) {
        files.extend(fence.given());
        if fence.info == "text output" {
            let (problems, sources) = findings(None, &files);
            outputs.push((fence.place, print(&problems, &sources)));
        }
    }
    for (place, output) in outputs.into_iter().rev() {
        renewed.replace_range(place, &format!("{output}\n"));
    }
    bless::keep(TUTORIAL, &renewed);
    let (problems, sources) = findings(None, &files);
    let grave = |severity| severity < Severity::Note;
    let wrong = problems.iter().any(|problem| grave(problem.severity()));
    assert!(!wrong, "{}", print(&problems, &sources));
}

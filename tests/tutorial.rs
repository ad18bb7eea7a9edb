//! The tutorial is true: whoever types its commands and writes its files, beginning with
//! `daylight new portal`, sees what it shows.

use crate::bless;
use crate::cli::{Desk, Said};
use crate::fence::fences;

const TUTORIAL: &str = "docs/tutorial.zh-CN.md";

/// The folder that the tutorial makes and enters.
const FOLDER: &str = "yuncheng";

/// What the tutorial says in words: the example's own update is thrown away.
const THROWN_AWAY: &str = "把`updates`文件夹里的那个文件删去";

/// Commands that never end by themselves.
const ENDLESS: &str = "serve";

/// Somebody who follows the tutorial.
struct Reader {
    desk: Desk,
    /// Where the commands are typed, below the desk.
    folder: &'static str,
}

impl Reader {
    fn types(&mut self, line: &str) -> Option<Said> {
        if line.trim() == format!("cd {FOLDER}") {
            self.folder = FOLDER;
            return None;
        }
        let words = line.strip_prefix("daylight ").expect("the tutorial types our command");
        (words != ENDLESS).then(|| self.desk.run_in(self.folder, words))
    }

    fn opens(&self, path: &str, text: &str) {
        self.desk.put(&format!("{}/{path}", self.folder), text);
    }
}

#[test]
fn whoever_follows_the_tutorial_sees_what_it_shows_and_ends_without_a_finding() {
    let page = bless::text(TUTORIAL);
    let mut renewed = page.clone();
    let mut reader = Reader { desk: Desk::new(), folder: "" };
    let mut last: Option<Said> = None;
    let mut at = 0;
    // From the end, so that a renewed output moves no place still to come.
    let mut outputs = Vec::new();
    for fence in fences(&page) {
        if page[at..fence.place.start].contains(THROWN_AWAY) {
            for path in reader.desk.files_in(&format!("{}/updates", reader.folder)) {
                bless::remove(&path);
            }
        }
        at = fence.place.end;
        if let Some(file) = fence.given() {
            let is_new = file.path.starts_with("updates/");
            let path = reader.desk.at(&format!("{}/{}", reader.folder, file.path));
            assert_eq!(path.exists(), !is_new, "{} is there as it is told", file.path);
            reader.opens(&file.path, &file.text);
        }
        if fence.info == "sh" {
            last = fence.text.lines().filter_map(|line| reader.types(line)).last();
            let is_checked = last.as_ref().is_none_or(|said| said.code < 2);
            assert!(is_checked, "{}: {}", fence.text, last.map(|it| it.err).unwrap_or_default());
        }
        if fence.info == "text output" {
            let said = last.as_ref().expect("a command stands above its output");
            let lines: Vec<&str> = said.out.lines().map(str::trim_end).collect();
            outputs.push((fence.place, lines.join("\n").trim().to_owned()));
        }
    }
    for (place, output) in outputs.into_iter().rev() {
        renewed.replace_range(place, &format!("{output}\n"));
    }
    bless::keep(TUTORIAL, &renewed);
    let said = reader.desk.run_in(FOLDER, "check --deny-warnings");
    assert_eq!(said.code, 0, "{}", said.out);
    assert!(reader.desk.at("public/index.html").exists(), "built beside the portal");
    let task = reader.desk.at("public/tasks/lift-retrofit/index.html");
    assert!(task.exists(), "the task is published");
}

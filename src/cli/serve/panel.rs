//! Findings as a panel on the page, in the words and with the lines the author knows.

use std::fmt::Write;

use crate::diagnostic::{self, Diagnostic, Language, Severity, say};
use crate::source::Sources;

/// Errors with their source lines.
pub(super) fn findings(problems: &[Diagnostic], sources: &Sources, language: Language) -> String {
    let errors: Vec<_> =
        problems.iter().filter(|problem| problem.severity() == Severity::Error).cloned().collect();
    let count = errors.len();
    let title = say(
        format!("{count} 处错误，网站没有更新"),
        format!("{count} errors; the site is not up to date"),
    );
    let rows = diagnostic::json(&errors, sources, language);
    let items = errors.iter().zip(rows).map(|(problem, row)| {
        let mut item = format!(
            "<article>\n<h2>{} <code>{}</code></h2>\n<p>{}:{}:{}</p>\n{}",
            words(&row.message),
            row.code,
            escape(&row.file),
            row.line,
            row.column,
            line(problem, sources),
        );
        if let Some(help) = row.help {
            let name = language.of(&say("改法：", "help: ")).to_owned();
            let _ = writeln!(item, "<p>{name}{}</p>", words(&help));
        }
        item + "</article>\n"
    });
    panel(language.of(&title), &items.collect::<String>())
}

/// What the machine refused.
pub(super) fn refusal(text: &str) -> String {
    panel("Daylight", &format!("<article>\n<p>{}</p>\n</article>\n", escape(text)))
}

fn panel(title: &str, items: &str) -> String {
    format!(
        "<link rel=\"stylesheet\" href=\"/-daylight/panel.css\">\n\
         <aside class=\"daylight-wrong\" role=\"alert\">\n<details open>\n\
         <summary>{title}</summary>\n{items}</details>\n</aside>\n"
    )
}

/// The source line with the part that is meant.
fn line(problem: &Diagnostic, sources: &Sources) -> String {
    let file = sources.file(problem.span.file);
    let text = file.text.as_deref().unwrap_or_default();
    let (number, column) = file.line_and_column(problem.span.start);
    let line = text.lines().nth(number.saturating_sub(1)).unwrap_or_default();
    if line.trim().is_empty() {
        return String::new();
    }
    let length = text
        .get(problem.span.start as usize..problem.span.end as usize)
        .map_or(0, |part| part.lines().next().unwrap_or_default().chars().count());
    let part = |from: usize, length: usize| {
        escape(&line.chars().skip(from).take(length).collect::<String>())
    };
    let from = column.saturating_sub(1);
    let (before, meant, after) =
        (part(0, from), part(from, length), part(from + length, usize::MAX));
    format!("<pre>{number} │ {before}<mark>{meant}</mark>{after}</pre>\n")
}

/// A sentence; what stands in backticks is the author's own.
fn words(text: &str) -> String {
    let parts = escape(text);
    let parts = parts.split('`').enumerate();
    let mark = |(at, part): (usize, &str)| match at % 2 {
        0 => part.to_owned(),
        _ => format!("<code>{part}</code>"),
    };
    parts.map(mark).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::span::{FileId, Span};

    #[test]
    fn the_panel_shows_code_place_line_and_help() {
        let sources = Sources::from_texts([("tasks/a.yaml", "编号: a\n标题<: 电梯\n")]);
        let span = Span::new(FileId(0), 10, 17);
        let problem = Diagnostic::new(Code::UnknownKey, span, say("未知的键", "unknown key"))
            .help(say("是不是想写`标题`？", "did you mean `标题`?"));
        insta::assert_snapshot!(findings(&[problem], &sources, Language::Chinese), @r#"
        <link rel="stylesheet" href="/-daylight/panel.css">
        <aside class="daylight-wrong" role="alert">
        <details open>
        <summary>1 处错误，网站没有更新</summary>
        <article>
        <h2>未知的键 <code>unknown-key</code></h2>
        <p>tasks/a.yaml:2:1</p>
        <pre>2 │ <mark>标题&lt;</mark>: 电梯</pre>
        <p>改法：是不是想写<code>标题</code>？</p>
        </article>
        </details>
        </aside>
        "#);
    }
}

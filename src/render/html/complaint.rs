//! What the template crate complains about, as findings with a place.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind, ReportError, Tera};

use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::span::{FileId, Span};
use crate::theme::Template;

/// What was written where.
type Written = BTreeMap<String, Template>;

/// Findings about templates that cannot be read together.
pub(super) fn complaints(error: &Error, written: &Written) -> Vec<Diagnostic> {
    let alone = |(name, template): (&String, &Template)| {
        let error = Tera::new().add_raw_template(name, &template.text).err()?;
        let ErrorKind::SyntaxError(report) = error.kind() else { return None };
        Some(reported(report, written))
    };
    match error.kind() {
        // The first template that cannot be read stops the others; people want to hear of all.
        ErrorKind::SyntaxError(_) => written.iter().filter_map(alone).collect(),
        ErrorKind::Msg(message) => listed(message, written)
            .unwrap_or_else(|| vec![finding(mentioned(message, written), message, written)]),
        _ => vec![complaint(error, "", written)],
    }
}

/// A finding about one page; `template` is where it is if the crate does not say.
pub(super) fn complaint(error: &Error, template: &str, written: &Written) -> Diagnostic {
    let at = |name: &str| match written.get(name) {
        Some(template) => Span::start_of(template.file),
        None => somewhere(written),
    };
    let place = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            return reported(report, written);
        }
        ErrorKind::MissingParent { current, .. } => current,
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl,
        _ => template,
    };
    finding(at(place), &error.to_string(), written)
}

/// A finding has to lie somewhere, even one about no template that exists.
fn somewhere(written: &Written) -> Span {
    Span::start_of(written.values().next().map_or(FileId(0), |template| template.file))
}

/// The last template a sentence names in backticks: of two that define one component, the later.
fn mentioned(message: &str, written: &Written) -> Span {
    let named = message.split('`').filter_map(|name| written.get(name)).next_back();
    named.map_or_else(|| somewhere(written), |template| Span::start_of(template.file))
}

fn reported(report: &ReportError, written: &Written) -> Diagnostic {
    let range = &report.span().range;
    let span = match written.get(report.filename()) {
        Some(template) => Span::new(template.file, range.start, range.end),
        None => somewhere(written),
    };
    finding(span, report.message(), written)
}

/// Missing filters, components and templates come as printed reports, an empty line between them.
fn listed(message: &str, written: &Written) -> Option<Vec<Diagnostic>> {
    let one = |report: &str| {
        let mut lines = report.lines();
        let words = lines.next()?.strip_prefix("error: ")?;
        let place = lines.next()?.trim_start().strip_prefix("--> ")?;
        let mut parts = place.rsplitn(3, ':');
        let column: usize = parts.next()?.parse().ok()?;
        let line: usize = parts.next()?.parse().ok()?;
        let template = written.get(parts.next()?)?;
        let carets = lines.nth(2)?.matches('^').count();
        let start = offset(&template.text, line, column)?;
        let marks = template.text.get(start..)?.chars().take(carets);
        let end = start + marks.map(char::len_utf8).sum::<usize>();
        Some(finding(Span::new(template.file, start, end), words, written))
    };
    message.split("\n\n").map(one).collect()
}

/// The byte of a line and a column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let marks = text.get(before..)?.chars().take(column - 1);
    Some(before + marks.map(char::len_utf8).sum::<usize>())
}

/// How the crate's sentences begin, and what they mean; `{}` is the name in backticks.
const MEANINGS: [(&str, &str); 14] = [
    ("This content would be ignored", "这里的内容不在任何块里，不会显示"),
    ("Unknown tag", "没有这种标记，或它不该出现在这里"),
    ("Unknown filter", "没有叫`{}`的过滤器"),
    ("Unknown component", "没有叫`{}`的组件"),
    ("Component `", "组件`{}`定义了两次"),
    ("Unknown template", "没有叫`{}`的模板"),
    ("Unknown function", "没有叫`{}`的函数"),
    ("Unknown test", "没有叫`{}`的判断"),
    ("Variable `", "这一页没有叫`{}`的字段"),
    ("Field `", "这里没有叫`{}`的字段"),
    ("Tried to render a variable", "这里要写出的值不存在"),
    ("Iteration not possible", "这里不能逐项列出"),
    ("Block `", "上级模板里没有叫`{}`的块"),
    ("Template '", "这个模板不存在，或它继承的模板不存在"),
];

fn finding(span: Span, words: &str, written: &Written) -> Diagnostic {
    let name = words.split('`').nth(1).unwrap_or_default();
    let (said, known) = words.split_once(" Available ").unwrap_or((words, ""));
    let meaning = MEANINGS.iter().find(|(beginning, _)| said.starts_with(beginning));
    let zh = match meaning {
        Some((_, zh)) => zh.replace("{}", name),
        None => format!("模板在这里读不下去（{said}）"),
    };
    let en = said.trim_end_matches('.').to_lowercase();
    let problem = Diagnostic::new(Code::Template, span, say(zh, en));
    let fields = known.split_once(": ").map_or("", |(_, fields)| fields).split(", ");
    let templates = written.keys().map(String::as_str);
    let known: Vec<&str> = match meaning {
        Some(("Unknown template", _)) => templates.collect(),
        _ => fields.filter(|field| !field.is_empty()).collect(),
    };
    match nearest(name, known) {
        Some(name) => {
            problem.help(say(format!("是不是想写`{name}`？"), format!("did you mean `{name}`?")))
        }
        None if said.starts_with("This content would be ignored") => problem.help(say(
            "把它移到`{% block … %}`和`{% endblock %}`之间",
            "move it between `{% block … %}` and `{% endblock %}`",
        )),
        None => problem.help(say(
            "对照默认主题的同名模板，看它能用哪些字段、过滤器和组件",
            "compare the default theme's template of the same name",
        )),
    }
}

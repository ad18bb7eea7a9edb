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
    let said = error.to_string();
    if said.contains(ENDLESS) {
        return finding(recursion(written).unwrap_or_else(|| at(template)), &said, written);
    }
    let place = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            return reported(report, written);
        }
        ErrorKind::MissingParent { current, .. } => current,
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl,
        _ => template,
    };
    finding(at(place), &said, written)
}

/// A finding about a name that nobody has, in the crate's words for one that it stumbles over.
pub(super) fn stranger(
    span: Span,
    (what, name): (&str, &str),
    known: &[&str],
    written: &Written,
) -> Diagnostic {
    let known = known.join(", ");
    finding(span, &format!("{what} `{name}` is not there. Available fields: {known}"), written)
}

/// A finding about a group or a list that is written as if it were a text.
pub(super) fn several(span: Span, path: &str, value: &serde_json::Value) -> Option<Diagnostic> {
    let (zh, en, mend) = match value {
        serde_json::Value::Object(fields) => {
            let fields = fields.keys().take(FIELDS).map(|name| format!("`{path}.{name}`"));
            let fields = fields.collect::<Vec<_>>();
            let mend = say(
                format!("写出其中的一项，例如{}", fields.join("、")),
                format!("write one of its fields, such as {}", fields.join(", ")),
            );
            (
                format!("`{path}`是一组内容，不能直接写出来"),
                format!("`{path}` is no text but a group of fields"),
                mend,
            )
        }
        serde_json::Value::Array(_) => {
            let mend = format!("{{% for item in {path} %}}…{{% endfor %}}");
            let mend = say(format!("用`{mend}`逐项写出"), format!("go through it: `{mend}`"));
            (
                format!("`{path}`有多项，不能直接写出来"),
                format!("`{path}` is no text but a list"),
                mend,
            )
        }
        _ => return None,
    };
    Some(Diagnostic::new(Code::Template, span, say(zh, en)).help(mend))
}

/// Most fields of a group that a finding names.
const FIELDS: usize = 3;

/// A finding has to lie somewhere, even one about no template that exists.
fn somewhere(written: &Written) -> Span {
    Span::start_of(written.values().next().map_or(FileId(0), |template| template.file))
}

/// Of the templates that a sentence names in backticks the portal's own, whose files come before
/// the program's: of two that define one component it is the slip, and there it stands.
fn mentioned(message: &str, written: &Written) -> Span {
    let named = || message.split('`');
    let own = named().filter_map(|name| written.get(name)).min_by_key(|template| template.file);
    let Some(template) = own else { return somewhere(written) };
    let defined = named().find_map(|name| definition(template, name));
    defined.unwrap_or_else(|| Span::start_of(template.file))
}

/// Where a template defines a component.
fn definition(template: &Template, name: &str) -> Option<Span> {
    let at = template.text.find(&format!("component {name}("))? + "component ".len();
    Some(Span::new(template.file, at, at + name.len()))
}

/// Where a component is used within itself: of several, in one of the portal's own templates.
fn recursion(written: &Written) -> Option<Span> {
    let uses = |template: &Template| {
        let text = &template.text;
        let mut parts = text.match_indices("component ").map(|(at, word)| at + word.len());
        parts.find_map(|start| {
            let name = text.get(start..)?.split('(').next().filter(|name| !name.contains('%'))?;
            let end = text.get(start..)?.find("endcomponent").map(|length| start + length)?;
            let at = start + text.get(start..end)?.find(&format!("<{name} "))? + 1;
            Some(Span::new(template.file, at, at + name.len()))
        })
    };
    written.values().filter_map(uses).min_by_key(|span| span.file)
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

/// What the crate says of a component that never comes to an end.
const ENDLESS: &str = "Maximum render recursion depth";

/// What the crate says in the middle of its sentences, what it means and how it is mended. Its own
/// words follow in brackets: they may tell more.
const SLIPS: [(&str, &str, &str); 31] = [
    (ENDLESS, "组件绕一圈又用到了自己，没有尽头", "删去组件里用到它自己的地方"),
    ("exceeds the limit of", "这里要列出的太多", "`range`的终点改小"),
    (
        "Unexpected end of input",
        "模板到这里就完了，有标记没有写完",
        "补上缺少的`}}`、`%}`、`{% endif %}`、`{% endfor %}`或`{% endblock %}`",
    ),
    ("Circular extend", "模板`{}`绕一圈又继承了自己", "改正其中一个`{% extends %}`"),
    ("Circular include", "模板`{}`绕一圈又引入了自己", "删去其中一个`{% include %}`"),
    ("unexpected end of string", "引号没有成对", "补上另一个引号"),
    ("String opened with", "引号没有成对", "补上另一个引号"),
    ("unexpected escape character", "文字里的`\\`后面不能是这个字符", "删去`\\`，或写成`\\\\`"),
    ("unexpected end of raw block", "`{% raw %}`没有结束", "补上`{% endraw %}`"),
    ("Closing comment tag", "注释没有结束", "补上`#}`"),
    ("Unexpected character", "这里有不能用的符号", "删去它，全角标点改成半角"),
    ("Invalid float", "这个数写得不对", "核对数字"),
    ("Invalid Integer", "这个数写得不对", "核对数字"),
    ("but was expecting `elif`", "`if`没有结束", "补上`{% endif %}`"),
    ("`extends` needs to be", "`extends`不在模板的开头", "把`{% extends %}`移到第一行"),
    ("`extends` cannot be", "`extends`写在了别的标记里", "把`{% extends %}`移到第一行"),
    ("already extending", "模板里有两个`extends`", "只留下一个`{% extends %}`"),
    ("already contains a block", "块`{}`写了两次", "给其中一个块换名称"),
    ("Blocks cannot be written", "块写在了不能有块的标记里", "把`{% block %}`移到外面"),
    ("Component definitions cannot", "组件写在了别的标记里", "把组件移到模板的最外层"),
    ("in the opening tag, found", "开头和结尾的名称不同", "把结尾的名称改成`{}`"),
    ("can only be used in a for loop", "这个标记只能写在`for`里", "移到`{% for %}`里，或删去"),
    ("is a reserved keyword", "这个名称是模板的保留字", "换一个名称"),
    ("super() called outside", "`super()`写在了块的外面", "移到块里，或删去"),
    ("Tried to use super()", "上级模板没有这个块，不能用`super()`", "删去`super()`"),
    ("argument `", "参数`{}`不对", "对照默认主题的写法，核对这个参数"),
    ("Cannot compare", "两边的类型不同，不能比较", "比较同一类的值，数字不加引号"),
    ("Math operations", "只有数字能计算", "核对参加计算的值"),
    ("requires both operands", "只有数字能计算", "核对参加计算的值"),
    ("Key/value iteration", "这里不能成对列出", "写成`{% for 名称 in … %}`"),
    ("Invalid type for the value", "值的类型不对", "对照默认主题的写法，核对这个值"),
];

/// What the crate means, how it is mended in Chinese and in English.
fn slip(said: &str) -> (String, String) {
    let named = said.split(['`', '\'']).nth(1).unwrap_or_default();
    if let Some((_, zh, mend)) = SLIPS.iter().find(|(part, ..)| said.contains(part)) {
        return (zh.replace("{}", named), mend.replace("{}", named));
    }
    let found = said.strip_prefix("Found ").and_then(|rest| rest.split_once(" but expected "));
    if let Some((found, expected)) = found {
        let expected = expected.trim_start_matches("one of: ").trim_end_matches('.');
        let (found, expected) = (token(found), token(expected));
        return (
            format!("这里写的是{found}，应当是{expected}"),
            format!("改成{expected}；括号没有成对的，补上另一半"),
        );
    }
    let mend = "对照默认主题的同名模板改正这一行，或删去这个模板，用回自带的";
    ("这里的写法不对".to_owned(), mend.to_owned())
}

/// A piece of a template as the crate names it, in Chinese; signs stay as they are.
fn token(named: &str) -> String {
    let known = [
        ("integer", "整数"),
        ("float", "小数"),
        ("string", "加引号的文字"),
        ("bool", "`true`或`false`"),
        ("identifier", "名称"),
        ("ident", "名称"),
    ];
    let one = |word: &str| match known.iter().find(|(en, _)| *en == word) {
        Some((_, zh)) => (*zh).to_owned(),
        None => format!("`{}`", word.trim_matches(['`', '"'])),
    };
    let words = named.split(", ").flat_map(|part| part.split(" or ")).map(str::trim);
    words.map(one).collect::<Vec<_>>().join("或")
}

fn finding(span: Span, words: &str, written: &Written) -> Diagnostic {
    let name = words.split('`').nth(1).unwrap_or_default();
    let (said, known) = words.split_once(" Available ").unwrap_or((words, ""));
    let meaning = MEANINGS.iter().find(|(beginning, _)| said.starts_with(beginning));
    let zh = match meaning {
        Some((_, zh)) => zh.replace("{}", name),
        None => {
            let first = said.split(". ").next().unwrap_or(said);
            format!("{}（{}）", slip(said).0, first.trim_end_matches('.'))
        }
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
        None if said.starts_with("Component `") => problem.help(say(
            "给它换一个名称；要改自带的组件，把它所在的模板整个拷来改",
            "rename it; to change a built-in one, copy the whole template that holds it",
        )),
        None if said.starts_with("This content would be ignored") => problem.help(say(
            "把它移到`{% block … %}`和`{% endblock %}`之间",
            "move it between `{% block … %}` and `{% endblock %}`",
        )),
        None if meaning.is_none() => {
            let help = "compare the default theme's template of the same name";
            problem.help(say(slip(said).1, help))
        }
        None => problem.help(say(
            "对照默认主题的同名模板，看它能用哪些字段、过滤器和组件",
            "compare the default theme's template of the same name",
        )),
    }
}

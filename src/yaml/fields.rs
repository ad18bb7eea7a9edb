//! The keys of a mapping, taken out one by one: unknown ones are reported, missing ones asked for.

use super::read::{Read, wrong_type};
use super::traditional::simplified;
use super::{Field, Key, Node, Value};
use crate::diagnostic::{Code, Diagnostic, any_error, nearest, say};
use crate::span::Span;

/// Keys of a record whose values are written but could not be read. They were reported: rules
/// that miss or need them are not asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Unread(Vec<&'static str>);

impl Unread {
    /// Whether the value of this English key could not be read; `unread!` asks it of a field.
    pub fn has(&self, key: &str) -> bool {
        self.0.contains(&key)
    }

    /// Whether every value could be read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Unknown keys in one mapping after which it is no record at all.
const MANY_UNKNOWN: usize = 20;

/// The keys of one mapping, taken out one by one.
pub struct Fields<'a> {
    entries: &'a [(Key, Node)],
    span: Span,
    /// Fields that an unknown key seems to mean.
    meant: Vec<&'static str>,
    unread: Unread,
}

impl<'a> Fields<'a> {
    /// Opens a mapping and reports every key that is not among `known`, or is there twice in
    /// two spellings.
    pub fn open(
        node: &'a Node,
        known: &'static [Field],
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            if let Some(problem) = colonless(node, known) {
                problems.push(problem);
                return None;
            }
            let keys = known.iter().take(3).map(Field::name_zh).collect::<Vec<_>>().join("、");
            let problem = wrong_type(node, "若干“键: 值”", "a mapping")
                .help(say(format!("按“键: 值”逐行写，例如 {keys}"), "write `key: value` lines"));
            problems.extend(Some(problem).filter(|_| node.value != Value::Broken));
            return None;
        };
        let is_known = |key: &Key| known.iter().any(|field| field.is(&key.text));
        if node.is_broken() && !entries.iter().any(|(key, _)| is_known(key)) {
            // It is no record at all; why, was reported.
            return None;
        }
        let mut meant = Vec::new();
        let mut unknown = 0;
        for (at, (key, value)) in entries.iter().enumerate() {
            let Some(field) = known.iter().find(|field| field.is(&key.text)) else {
                if is_cut_figure(key, value) {
                    let before = at.checked_sub(1).and_then(|before| entries.get(before));
                    let goes_on = before.is_some_and(|(key, value)| is_cut_figure(key, value));
                    let from = entries.get(at.saturating_sub(1)..).unwrap_or_default();
                    problems.extend((!goes_on).then(|| cut_figure(from, key)));
                    continue;
                }
                if let Some(problem) = cut_text(at, key, value, entries, known) {
                    problems.push(problem);
                    continue;
                }
                unknown += 1;
                if unknown <= MANY_UNKNOWN && value.value != Value::Broken {
                    let (field, problem) = unknown_key(key, value, known);
                    meant.extend(field.map(|field| field.en));
                    problems.push(problem);
                }
                continue;
            };
            let earlier = entries.iter().take(at).find(|(other, _)| field.is(&other.text));
            // A merged key gives way to the mapping's own, in whichever spelling.
            let is_own = key.span.start >= node.span.start;
            let is_read = value.value != Value::Broken;
            if let Some((first, _)) = earlier.filter(|_| is_own && is_read) {
                problems.push(super::duplicate_key(key, first.span));
            }
        }
        Some(Self { entries, span: node.span, meant, unread: Unread::default() })
    }

    /// Takes the value of a field; a missing required field is reported, unless an unknown key
    /// that was reported seems to mean it.
    pub fn take<T: Read>(&mut self, field: &Field, problems: &mut Vec<Diagnostic>) -> Option<T> {
        let found = self.entries.iter().find(|(key, _)| field.is(&key.text));
        let Some((key, node)) = found else {
            let is_damaged = |(key, _): &(Key, Node)| key.text.contains('\u{fffd}');
            if self.meant.contains(&field.en) || self.entries.iter().any(is_damaged) {
                self.unread.0.push(field.en);
                return T::absent();
            }
            return T::absent().or_else(|| {
                problems.push(self.missing(field));
                None
            });
        };
        if node.value != Value::Null {
            let before = problems.len();
            let value = T::read(node, problems);
            let wrong = problems.get(before..).is_some_and(any_error);
            if wrong || value.is_none() || node.is_broken() {
                self.unread.0.push(field.en);
            }
            return value;
        }
        let absent = T::absent();
        if absent.is_none() {
            problems.push(
                Diagnostic::new(
                    Code::MissingKey,
                    key.span,
                    say(
                        format!("`{}`后面没有内容", key.text),
                        format!("`{}` has no value", key.text),
                    ),
                )
                .help(say(format!("填写{}", field.about_zh), "write a value after the colon")),
            );
        }
        absent
    }

    /// The keys whose values could not be read.
    pub fn unread(self) -> Unread {
        self.unread
    }

    fn missing(&self, field: &Field) -> Diagnostic {
        Diagnostic::new(
            Code::MissingKey,
            Span { end: self.span.end.min(self.span.start + 1), ..self.span },
            say(format!("缺少`{}`", field.name_zh()), format!("missing key `{}`", field.en)),
        )
        .help(say(
            format!("加一行`{}: …`（{}）", field.name_zh(), field.about_zh),
            format!("add a line `{}: …`", field.en),
        ))
    }
}

/// Digits without a value between brackets: what a comma has cut off a figure.
fn is_cut_figure(key: &Key, value: &Node) -> bool {
    let digits = key.text.trim_end_matches(['万', '亿', '元']);
    let is_figure = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_figure && value.value == Value::Null
}

/// `32,000,000元` between brackets, where a comma ends a value.
fn cut_figure(entries: &[(Key, Node)], key: &Key) -> Diagnostic {
    let first = entries.first().and_then(|(_, node)| match &node.value {
        Value::Scalar { text, .. } => Some(text.as_str()),
        Value::Null | Value::List(_) | Value::Map(_) | Value::Broken => None,
    });
    let rest = entries.iter().skip(1).take_while(|(key, node)| is_cut_figure(key, node));
    let figure: String = first.into_iter().chain(rest.map(|(key, _)| key.text.as_str())).collect();
    Diagnostic::new(
        Code::WrongType,
        key.span,
        say("括号里的逗号把数字断开了", "a comma between brackets cuts the figure"),
    )
    .help(say(
        format!("数字里不要逗号：写成`{figure}`"),
        format!("write the figure without commas: `{figure}`"),
    ))
}

/// `CM,F&E` between brackets, where a comma ends a value: what is behind it is no key, for it has no
/// colon and is like none.
fn cut_text(
    at: usize,
    key: &Key,
    value: &Node,
    entries: &[(Key, Node)],
    known: &'static [Field],
) -> Option<Diagnostic> {
    let (_, before) = entries.get(at.checked_sub(1)?)?;
    let Value::Scalar { text, plain: true } = &before.value else { return None };
    let has_colon = value.value != Value::Null || value.span.start > key.span.end;
    let spellings = known.iter().flat_map(|field| field.zh.iter().copied().chain([field.en]));
    let rest = key.text.as_str();
    let is_key = miswritten(key, known).is_some() || spaced(key, known).is_some();
    if has_colon || is_key || nearest(rest, spellings).is_some() {
        return None;
    }
    let short = |text: &str| text.chars().take(20).collect::<String>();
    let whole = format!("{},{}", short(text), short(rest));
    let words = say("括号里的逗号把文字断开了", "a comma between brackets cuts the text");
    Some(Diagnostic::new(Code::YamlSyntax, key.span, words).help(say(
        format!("给整个值加上引号：`\"{whole}\"`"),
        format!("put the whole value into quotes: `\"{whole}\"`"),
    )))
}

/// A text that would be a mapping if its first colon were a half-width one with a space.
fn colonless(node: &Node, known: &'static [Field]) -> Option<Diagnostic> {
    let Value::Scalar { text, plain: true } = &node.value else { return None };
    let key = Key { span: node.span, text: text.clone() };
    miswritten(&key, known).map(|(_, problem)| problem)
}

/// A key whose colon is full-width or lacks its space.
fn miswritten(key: &Key, known: &'static [Field]) -> Option<(&'static Field, Diagnostic)> {
    let colon = key.text.find(['：', ':'])?;
    let (name, behind) = key.text.split_at_checked(colon)?;
    let field = known.iter().find(|field| field.is(name.trim()))?;
    let start = key.span.start as usize + colon;
    let mark = behind.chars().next()?;
    let span = Span::new(key.span.file, start, start + mark.len_utf8());
    let problem = match mark {
        '：' => super::slip::full_width_colon(name, span),
        _ if behind == ":" => super::slip::no_space(name, behind, span),
        _ => super::slip::no_space(name, behind.trim_start_matches(':'), span),
    };
    Some((field, problem))
}

/// A key between brackets behind which a space stands in place of the colon.
fn spaced(key: &Key, known: &'static [Field]) -> Option<(&'static Field, Diagnostic)> {
    let (name, rest) = key.text.split_once([' ', '\u{3000}'])?;
    let field = known.iter().find(|field| field.is(name))?;
    Some((field, super::slip::no_colon_in_brackets(name, rest.trim(), key.span)))
}

/// A key nobody knows, and the field it seems to mean.
fn unknown_key(
    key: &Key,
    value: &Node,
    known: &'static [Field],
) -> (Option<&'static Field>, Diagnostic) {
    let spaced = || spaced(key, known).filter(|_| value.value == Value::Null);
    if let Some((field, problem)) = miswritten(key, known).or_else(spaced) {
        return (Some(field), problem);
    }
    let field = |name: &str| known.iter().find(|field| field.is(name));
    let spellings = known.iter().flat_map(|f| f.zh.iter().copied().chain([f.en]));
    let problem = Diagnostic::new(
        Code::UnknownKey,
        key.span,
        say(format!("未知的键`{}`", key.text), format!("unknown key `{}`", key.text)),
    );
    // 岗位（必填）: what a form says of a field is no part of its name.
    let name = key.text.split(['（', '(', '【', '[']).find(|part| !part.trim().is_empty());
    let name = name.unwrap_or(&key.text).trim_matches(|mark: char| !mark.is_alphanumeric());
    let clean = simplified(&name.to_ascii_lowercase());
    match nearest(&clean, spellings) {
        Some(name) => {
            let help = say(format!("是不是想写`{name}`？"), format!("did you mean `{name}`?"));
            (field(name), problem.help(help))
        }
        None => {
            let zh = known.iter().map(Field::name_zh).collect::<Vec<_>>().join("、");
            let en = known.iter().map(|f| f.en).collect::<Vec<_>>().join(", ");
            let help = say(format!("这里可以写：{zh}"), format!("known keys: {en}"));
            (None, problem.help(help))
        }
    }
}

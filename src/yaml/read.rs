//! From nodes to values: each value reads itself and reports what is wrong, then reading goes on.

use super::meant::{
    bare_word, meant_amount, meant_figure, meant_integer, meant_percent, meant_slugs, nearly_amount,
};
use super::whole::{no_list, whole_records};
use super::writing::{
    is_unprintable, lone_quote, look_alike, rare_characters, unprintable, web_page,
};
use super::{Choice, Node, Shape, Value};
use crate::diagnostic::{Code, Diagnostic, Wording, is_slip, say};
use crate::money::Money;
use crate::percent::Percent;
use crate::prose::simplified;
use crate::slug::{MAX_LENGTH, NotASlug, Slug};
use crate::span::Spanned;

/// A value that can be read from a node. A node that does not fit is reported and gives `None`.
pub trait Read: Sized {
    /// The form, for schema and reference.
    fn shape() -> Shape;

    /// Reads a node.
    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self>;

    /// The value when the key is not there; `None` if it must be.
    fn absent() -> Option<Self> {
        None
    }
}

/// A text that says something: trimmed, never empty, without spaces between Han and Latin
/// (the style sheet sets those).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Box<str>);

impl Text {
    /// A text, unless nothing is left after trimming. Characters without width, which come along
    /// when text is copied, go as well.
    pub fn parse(text: &str) -> Option<Self> {
        let without_width = |mark| {
            matches!(
                mark,
                '\u{ad}'
                    | '\u{61c}'
                    | '\u{200b}'
                    | '\u{200e}'
                    | '\u{200f}'
                    | '\u{2060}'
                    | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            )
        };
        let text = text.replace(without_width, "");
        let text = crate::prose::close_up(text.trim());
        (!text.is_empty()).then(|| Self(text.into()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// A fixed list of words, each with an English and a Chinese spelling.
pub trait Words: Sized + Copy + 'static {
    /// The words in the order of [`Words::ALL`].
    const CHOICES: &'static [Choice];
    /// The values in the order of [`Words::CHOICES`].
    const ALL: &'static [Self];
}

/// A form of value, in the words of messages.
pub(super) struct Form {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    pub(super) help_zh: &'static str,
    pub(super) help_en: &'static str,
}

const TEXT: Form = Form {
    zh: "文字",
    en: "a text",
    help_zh: "写成一段文字：几条的用“；”连起来，有冒号、井号、括号的整个值加引号",
    help_en: "write one text: join several by `;`, quote one that contains a colon, `#` or brackets",
};
const SLUG: Form = Form {
    zh: "编号",
    en: "an id",
    help_zh: "写一个编号，例如`lift-retrofit`",
    help_en: "write one id, such as `lift-retrofit`",
};
const PERCENT: Form = Form {
    zh: "0到100之间的数",
    en: "a number from 0 to 100",
    help_zh: "写0到100，最多两位小数，例如`66.5`",
    help_en: "write 0 to 100 with two decimals at most",
};
const NUMBER: Form = Form {
    zh: "数",
    en: "a number",
    help_zh: "写半角数字，小数点用“.”，例如`1200`、`0.5`",
    help_en: "write digits, such as `1200` or `0.5`",
};
const INTEGER: Form = Form {
    zh: "0或更大的整数",
    en: "a whole number from 0 on",
    help_zh: "写半角数字，不带单位，例如`42`",
    help_en: "write digits alone, such as `42`",
};
const MONEY: Form = Form {
    zh: "金额（元）",
    en: "an amount in yuan",
    help_zh: "写阿拉伯数字，可以带“万元”“亿元”，例如`3200万元`；还没有定的不写这一项",
    help_en: "write digits, such as `32000000` or `3200万元`, or leave the key out",
};
const FLAG: Form = Form {
    zh: "`是`或`否`",
    en: "`true` or `false`",
    help_zh: "写`是`或`否`",
    help_en: "write `true` or `false`",
};

/// A short rendering of what the author wrote.
fn written(node: &Node) -> Wording {
    match &node.value {
        Value::Scalar { text, .. } if !text.trim().is_empty() => {
            let short: String = text.chars().take(40).collect();
            let mark = if short.len() < text.len() { "…" } else { "" };
            say(format!("`{short}{mark}`"), format!("`{short}{mark}`"))
        }
        Value::Null | Value::Scalar { .. } | Value::Broken => say("空", "nothing"),
        Value::List(_) => say("列表", "a list"),
        Value::Map(_) => say("若干“键: 值”", "a mapping"),
    }
}

/// "expected a date, found `tomorrow`".
pub fn wrong_type(node: &Node, zh: &str, en: &str) -> Diagnostic {
    let found = written(node);
    Diagnostic::new(
        Code::WrongType,
        node.span,
        say(
            format!("这里应当是{zh}，写的是{}", found.zh),
            format!("expected {en}, found {}", found.en),
        ),
    )
}

impl Form {
    fn is_not(&self, node: &Node) -> Diagnostic {
        wrong_type(node, self.zh, self.en).help(say(self.help_zh, self.help_en))
    }
}

/// The text of a scalar; anything else is reported, unless it was already.
pub(super) fn scalar<'a>(
    node: &'a Node,
    form: &Form,
    problems: &mut Vec<Diagnostic>,
) -> Option<&'a str> {
    match &node.value {
        Value::Scalar { text, .. } => return Some(text),
        Value::Broken => {}
        Value::Null | Value::List(_) | Value::Map(_) => problems.push(form.is_not(node)),
    }
    None
}

/// The value of a scalar as `parse` reads it; what it does not read is reported.
fn parsed<T>(
    node: &Node,
    form: &Form,
    meant: impl Fn(&str) -> Option<String>,
    problems: &mut Vec<Diagnostic>,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = scalar(node, form, problems)?;
    let value = parse(text);
    if value.is_none() {
        problems.push(wrong_type(node, form.zh, form.en).help(write_it(meant(text), text, form)));
    }
    value
}

impl Read for Text {
    fn shape() -> Shape {
        Shape::Text
    }

    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let text = scalar(node, &TEXT, problems)?;
        if let Some(mark) = text.chars().find(|mark| is_unprintable(*mark)) {
            problems.push(unprintable(mark, node.span));
            return None;
        }
        problems.extend(lone_quote(text, node.span));
        problems.extend(rare_characters(text, node.span));
        problems.extend(look_alike(text, node.span));
        problems.extend(web_page(text, node.span));
        parsed(node, &TEXT, |_| None, problems, Self::parse)
    }
}

impl Read for Slug {
    fn shape() -> Shape {
        Shape::Slug
    }

    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let text = scalar(node, &SLUG, problems)?;
        let why = match Slug::parse(text) {
            Ok(slug) => return Some(slug),
            Err(why) => why,
        };
        let (zh, en) = match why {
            NotASlug::Empty => ("编号是空的".to_owned(), "the id is empty".to_owned()),
            NotASlug::TooLong => (
                format!("编号超过{MAX_LENGTH}个字符"),
                format!("the id is longer than {MAX_LENGTH} characters"),
            ),
            NotASlug::Characters => (
                format!("编号`{text}`里有不能用的字符"),
                format!("the id `{text}` has characters that are not allowed"),
            ),
            NotASlug::Reserved => {
                (format!("`{text}`是保留的名称"), format!("`{text}` is a reserved name"))
            }
        };
        let help = match (why, meant_slugs(text).as_deref()) {
            (NotASlug::Reserved, _) => say(
                format!("这个名称留给网站自己的地址或操作系统，换一个，例如`{text}-1`"),
                format!("the site or some system needs this name; use another, such as `{text}-1`"),
            ),
            (_, None) if says_nothing(text) => nothing_to_write(),
            (NotASlug::Characters, Some([_, _, ..])) if text.starts_with('-') => {
                say("每条横线后面加一个空格，写成`- `", "write a space behind every dash: `- `")
            }
            (NotASlug::Characters, Some(several @ [_, _, ..]))
                if text.trim().contains(|mark: char| mark.is_whitespace() || mark == '/')
                    && !text.contains(['.', '．', ')', '）']) =>
            {
                let (one, list) = (several.join("-"), format!("[{}]", several.join(", ")));
                say(
                    format!("编号里不能有空格和斜线：一个编号写成`{one}`，几个编号写成`{list}`"),
                    format!("write one id as `{one}`, several as `{list}`"),
                )
            }
            (_, Some([one])) => say(format!("写成`{one}`"), format!("write `{one}`")),
            (_, Some(several)) => {
                let list = format!("[{}]", several.join(", "));
                say(
                    format!("几个编号写成`{list}`；只能写一个的，留下一个"),
                    format!("write `{list}`, or only one of them where there is only one"),
                )
            }
            (NotASlug::Characters, None) if !text.contains(|mark: char| mark.is_ascii()) => say(
                "这里写编号，不写名称；编号只用小写字母、数字和连字符，例如`lift-retrofit`",
                "write an id instead of a name: lowercase letters, digits and hyphens",
            ),
            (_, None) => say(
                "编号只用小写字母、数字和连字符，例如`lift-retrofit`",
                "use lowercase letters, digits and hyphens, such as `lift-retrofit`",
            ),
        };
        problems.push(Diagnostic::new(Code::BadId, node.span, say(zh, en)).help(help));
        None
    }
}

/// What a value was meant to be, as an instruction.
fn write_it(meant: Option<String>, text: &str, form: &Form) -> Wording {
    match meant {
        None if says_nothing(text) => nothing_to_write(),
        Some(value) => say(format!("写成`{value}`"), format!("write `{value}`")),
        None => say(form.help_zh, form.help_en),
    }
}

/// Whether a text only says that there is nothing to write.
pub(super) fn says_nothing(text: &str) -> bool {
    const NOTHING: [&str; 22] = [
        "无",
        "没有",
        "暂无",
        "未填报",
        "未填",
        "不详",
        "空",
        "待定",
        "待补",
        "同上",
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "－",
        "N/A",
        "n/a",
        "NA",
        "none",
        "无。",
    ];
    NOTHING.contains(&text.trim())
}

fn nothing_to_write() -> Wording {
    say("没有的，删去这一行；有的，写上真正的值", "delete the line, or write the real value")
}

impl Read for Percent {
    fn shape() -> Shape {
        Shape::Percent
    }

    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        parsed(node, &PERCENT, meant_percent, problems, read_percent)
    }
}

/// Reads `66.5` or `66.5%`.
pub fn read_percent(text: &str) -> Option<Percent> {
    let figure = text.strip_suffix(['%', '％']).unwrap_or(text);
    hundredths(figure).and_then(Percent::from_hundredths)
}

/// A decimal number with at most two decimals, in hundredths.
fn hundredths(text: &str) -> Option<i32> {
    let (whole, decimals) = match text.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (text, ""),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 6
        || decimals.len() > 2
        || !digits(whole)
        || !digits(decimals)
    {
        return None;
    }
    let decimals: i32 = format!("{decimals:0<2}").parse().ok()?;
    Some(whole.parse::<i32>().ok()? * 100 + decimals)
}

/// A decimal number kept exactly, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(pub i64);

impl Number {
    /// 1.
    pub const ONE: Self = Self(1_000_000);

    /// Reads digits with an optional sign, thousands separators and at most six decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, decimals) = crate::money::figure(text)?;
        if decimals.len() > 6 {
            return None;
        }
        let decimals: i64 = format!("{decimals:0<6}").parse().ok()?;
        let number = whole.parse::<i64>().ok()?.checked_mul(1_000_000)?.checked_add(decimals)?;
        Some(Self(sign * number))
    }

    /// As written: thousands separators, as many decimals as needed.
    pub fn words(self) -> String {
        let whole = crate::money::grouped(self.0 / 1_000_000);
        // Between −1 and 0 the whole part alone has lost the sign.
        let sign = if self.0 < 0 && self.0 > -1_000_000 { "\u{2212}" } else { "" };
        let decimals = format!("{:06}", (self.0 % 1_000_000).unsigned_abs());
        let decimals = decimals.trim_end_matches('0');
        if decimals.is_empty() { whole } else { format!("{sign}{whole}.{decimals}") }
    }
}

impl Read for Number {
    fn shape() -> Shape {
        Shape::Number
    }

    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        parsed(node, &NUMBER, meant_figure, problems, Number::parse)
    }
}

/// A number with the text that stands for it, for findings about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number.
    pub number: Number,
    /// As the author wrote it.
    pub written: String,
}

impl Read for Figure {
    fn shape() -> Shape {
        Shape::Number
    }

    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let number = Number::read(node, problems)?;
        Some(Self { number, written: scalar(node, &NUMBER, problems)?.to_owned() })
    }
}

impl Read for u32 {
    fn shape() -> Shape {
        Shape::Integer
    }

    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let digits = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
        parsed(node, &INTEGER, meant_integer, problems, |text| {
            Some(text).filter(digits)?.parse().ok()
        })
    }
}

impl Read for Money {
    fn shape() -> Shape {
        Shape::Money
    }

    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let text = scalar(node, &MONEY, problems)?;
        let amount = Money::parse(text);
        if amount.is_none() {
            let help = match (meant_amount(text), nearly_amount(text)) {
                (None, Some(amount)) => say(
                    format!("核对以后写成`{amount}`；还没有定的不写这一项"),
                    format!("check it and write `{amount}`, or leave the key out"),
                ),
                (meant, _) => write_it(meant, text, &MONEY),
            };
            problems.push(wrong_type(node, MONEY.zh, MONEY.en).help(help));
        }
        amount
    }
}

impl Read for bool {
    fn shape() -> Shape {
        Shape::Flag
    }

    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        parsed(
            node,
            &FLAG,
            |_| None,
            problems,
            |text| match text {
                "true" | "是" => Some(true),
                "false" | "否" => Some(false),
                _ => None,
            },
        )
    }
}

/// Reads one word of a fixed list.
pub fn read_words<T: Words>(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<T> {
    let zh = T::CHOICES.iter().map(|choice| choice.zh).collect::<Vec<_>>().join("、");
    let en = T::CHOICES.iter().map(|choice| choice.en).collect::<Vec<_>>().join(", ");
    let help = say(format!("这里可以写：{zh}"), format!("write one of: {en}"));
    let text = match &node.value {
        Value::Scalar { text, .. } => text,
        Value::Broken => return None,
        Value::Null | Value::List(_) | Value::Map(_) => {
            problems.push(wrong_type(node, "一个词", "a word").help(help));
            return None;
        }
    };
    let found = T::CHOICES.iter().position(|choice| choice.en == text || choice.zh == text);
    if let Some(at) = found {
        return T::ALL.get(at).copied();
    }
    if text.trim().is_empty() {
        problems.push(wrong_type(node, "一个词", "a word").help(help));
        return None;
    }
    let short: String = text.chars().take(40).collect();
    let words = say(format!("不认识`{short}`"), format!("unknown word `{short}`"));
    let plain = simplified(&bare_word(text));
    let mut slips = T::CHOICES
        .iter()
        .flat_map(|choice| [choice.zh, choice.en])
        .filter(|known| plain == **known || (is_slip(&plain, known) && !denies(&plain, known)));
    // Of two that are as near, such as 通过 and 不通过, nobody knows which one was meant.
    let help = match (slips.next(), slips.next()) {
        (Some(near), None) => say(
            format!("是不是想写`{near}`？{}", help.zh),
            format!("did you mean `{near}`? {}", help.en),
        ),
        (_, _) => help,
    };
    problems.push(Diagnostic::new(Code::UnknownWord, node.span, words).help(help));
    None
}

/// Whether one of two words says the contrary of the other: 同意 is no slip of 不同意.
fn denies(one: &str, other: &str) -> bool {
    let denied = |word: &str| ["不", "未", "非", "无", "没"].map(|no| format!("{no}{word}"));
    denied(one).iter().any(|word| word == other) || denied(other).iter().any(|word| word == one)
}

impl Read for Node {
    fn shape() -> Shape {
        Shape::Open
    }

    fn read(node: &Node, _: &mut Vec<Diagnostic>) -> Option<Self> {
        Some(node.clone())
    }
}

impl<T: Read> Read for Spanned<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        T::read(node, problems).map(|value| Spanned::new(value, node.span))
    }
}

impl<T: Read> Read for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }

    /// A value that does not fit was reported; the record goes on without it, so that its other
    /// mistakes are found in the same run.
    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        Some(T::read(node, problems))
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }

    /// A broken item makes the list incomplete, never the record unreadable: it was reported.
    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        if let Shape::Record(fields) = T::shape()
            && let Some(problem) = no_list(node, fields)
        {
            problems.push(problem);
            return Some(Vec::new());
        }
        match &node.value {
            Value::List(items) => {
                let items = whole_records::<T>(items, problems);
                Some(items.iter().filter_map(|item| T::read(item, problems)).collect())
            }
            Value::Scalar { .. } | Value::Map(_) => {
                Some(T::read(node, problems).into_iter().collect())
            }
            Value::Null | Value::Broken => Some(Vec::new()),
        }
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
}

//! What a slip in YAML means to a clerk, and what mends it.

mod told;
mod words;

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::Place;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::span::Span;
pub(super) use told::{below, lacks_dash, unknown_anchor, unused_anchor};
use words::{
    AFTER_BRACKET, ALIGNMENT, BETWEEN_BRACKETS, BOM, BULLET, COMMENT, CONFLICT, DASH, FENCE,
    FIRST_ITEM, FULL_WIDTH_BRACKET, FULL_WIDTH_COMMA, HASH, INDENT, INVISIBLE, KEY, LAST_COLON,
    MIXED_QUOTES, NO_COMMA, NO_OPENING, QUOTE, REMARK, ROUND_BRACKETS, RULER, SECOND_COLON,
    SECOND_DASH, SIGN, STRAY_DASH, TAB, Words, meaning,
};

fn slip(span: Span, (meaning, help): Words) -> Diagnostic {
    Diagnostic::new(Code::YamlSyntax, span, say(meaning.0, meaning.1)).help(say(help.0, help.1))
}

/// Turns the parser's complaint about a text into words a clerk can act on.
pub(super) fn explained(error: &ScanError, text: &str, place: Place) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    if let Some(problem) = colon(text, at, place) {
        return problem;
    }
    if let Some(problem) = bullet_at(text, at, place) {
        return problem;
    }
    if in_brackets(error.kind())
        && let Some(comma) = comma(text, at)
    {
        return slip(place.span(comma, comma + '，'.len_utf8()), FULL_WIDTH_COMMA);
    }
    if in_brackets(error.kind())
        && let Some(hash) = hash_in(text, at)
    {
        return slip(place.span(hash, hash + 1), HASH);
    }
    if let Some(words) = on_the_line(error.kind(), text, at) {
        return slip(place.span(at, at + 1), words);
    }
    let words = meaning(error.kind());
    if (words.1 == INDENT || words == KEY)
        && let Some(tab) = tab(text, at)
    {
        return slip(place.span(tab, tab + 1), TAB);
    }
    slip(place.span(at, at + 1), words)
}

/// A `#` where a value belongs on the line at a place, outside quotes.
fn hash_in(text: &str, at: usize) -> Option<usize> {
    let start = line_start(text, at);
    let line = text.get(start..)?.lines().next()?;
    let colon = line.find(": #")?;
    let is_quoted = line.get(..colon)?.contains(['"', '\'']);
    (!is_quoted).then_some(start + colon + ": ".len())
}

/// What the line tells that the parser does not see: a second colon in a value, words behind a
/// bracket, brackets in pairs between whose items something else than a comma stands.
fn on_the_line(kind: &ErrorKind, text: &str, at: usize) -> Option<Words> {
    let (before, behind) =
        text.get(line_start(text, at)..)?.split_at_checked(at - line_start(text, at))?;
    let behind = behind.lines().next().unwrap_or_default();
    if *kind == ErrorKind::MappingValueNotAllowed {
        if behind.trim_end() == ":" && before.contains(": ") {
            return Some(LAST_COLON);
        }
        let is_second = behind.starts_with(": ") && before.contains(": ");
        return is_second.then(|| second_colon(before, behind));
    }
    if meaning(kind) == QUOTE && behind.trim_end().ends_with(['”', '“', '’', '‘', '＂']) {
        return Some(MIXED_QUOTES);
    }
    if behind.starts_with([',', '?', ']', '}']) && before.trim_end().ends_with(':') {
        return Some(SIGN);
    }
    if meaning(kind).1 == INDENT {
        let is_behind = before.trim_end().ends_with([']', '}']) && before.contains([':', '-']);
        return (is_behind && !behind.trim().is_empty()).then_some(AFTER_BRACKET);
    }
    let count = |marks: [char; 2]| before.matches(marks).count() + behind.matches(marks).count();
    let (open, close) = (count(['{', '[']), count(['}', ']']));
    let is_quoted = before.contains(['"', '\'']) || behind.contains(['"', '\'']);
    if !in_brackets(kind) || open == 0 || is_quoted {
        return None;
    }
    if lacks_comma(before, behind) {
        return Some(NO_COMMA);
    }
    (open == close).then_some(BETWEEN_BRACKETS)
}

/// A second colon on a line: that of a text, or of the second of several keys between brackets.
fn second_colon(before: &str, behind: &str) -> Words {
    let count = |mark: char| before.matches(mark).count() + behind.matches(mark).count();
    let value = before.trim_start_matches(['-', ' ']);
    let value = value
        .split_once(": ")
        .map_or(value, |(key, value)| if key.starts_with('(') { key } else { value });
    if value.starts_with(['(', '（']) && behind.trim_end().ends_with([')', '）']) {
        return ROUND_BRACKETS;
    }
    if count('}') > count('{') { NO_OPENING } else { SECOND_COLON }
}

/// `{月份: 2026-06 渠道: 信箱}`, `{编号: a、名称: 甲}`: something else than a comma before a key, at
/// whose colon the parser stumbles.
fn lacks_comma(before: &str, behind: &str) -> bool {
    let gap = before.rfind([' ', '、', '，', ';', '；']);
    let split = gap.and_then(|gap| Some((before.get(..gap)?, before.get(gap..)?)));
    let Some((rest, key)) = split else { return false };
    let key = key.trim_start_matches([' ', '、', '，', ';', '；']);
    let is_word = !key.is_empty() && key.chars().all(|mark| mark.is_alphanumeric() || mark == '_');
    behind.starts_with(':') && is_word && !rest.trim_end().ends_with([',', '{', '[', ':'])
}

/// A tab before the words of the line at a place, or of the line above or below: the parser may
/// notice before it or behind it.
fn tab(text: &str, at: usize) -> Option<usize> {
    let start = line_start(text, line_start(text, at).saturating_sub(1));
    let blank = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut begin = start;
    text.get(start..)?.split_inclusive('\n').take(3).find_map(|line| {
        let found = line.get(..blank(line)).and_then(|blank| blank.find('\t'));
        let tab = found.map(|tab| begin + tab);
        begin += line.len();
        tab
    })
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// Marks that look like the dash of an item.
const BULLETS: [char; 12] = ['－', '—', '–', '−', '·', '•', '●', '＊', '*', '+', '_', '→'];

/// An item of a list that begins with another mark than a dash.
fn bullet_at(text: &str, at: usize, place: Place) -> Option<Diagnostic> {
    let start = line_start(text, at);
    let line = text.get(start..)?.lines().next()?;
    let begin = start + line.len() - line.trim_start().len();
    bullet_in(line, place.span(begin, begin + 1))
}

fn bullet_in(line: &str, span: Span) -> Option<Diagnostic> {
    let words = line.trim_start();
    bullet(words).filter(|_| !words.starts_with('-')).map(|_| slip(span, BULLET))
}

/// How long the mark is that stands before a line in the place of a dash: `•`, `1.`, `（一）`; a mark
/// without a space behind it only before a key.
pub(super) fn bullet(words: &str) -> Option<usize> {
    let rest = words.strip_prefix(BULLETS).or_else(|| numbered(words))?;
    let is_spaced = words.starts_with(BULLETS) && rest.starts_with([' ', '\u{3000}']);
    let key = rest.trim_start_matches([' ', '\u{3000}']).split_once(": ").map(|(key, _)| key);
    let is_key =
        |key: &str| !key.is_empty() && key.chars().all(|it| it.is_alphanumeric() || it == '_');
    (is_spaced || key.is_some_and(is_key)).then_some(words.len() - rest.len())
}

/// What follows a number with its mark: `1.`, `2、`, `（3）`.
pub(super) fn numbered(words: &str) -> Option<&str> {
    const NUMERALS: &str = "0123456789０１２３４５６７８９一二三四五六七八九十";
    let inner = words.trim_start_matches(['(', '（']);
    let rest = inner.trim_start_matches(|mark| NUMERALS.contains(mark));
    let behind = rest.strip_prefix(['.', '．', '、', ')', '）'])?;
    (rest.len() < inner.len()).then_some(behind)
}

/// How far behind the beginning of a line its words stand, if it is an item.
pub(super) fn dash_width(words: &str) -> usize {
    words.strip_prefix('-').map_or(0, |rest| words.len() - rest.trim_start_matches(' ').len())
}

/// Whether a line seems to be a key with a space in the place of its colon.
pub(super) fn lacks_colon(words: &str) -> bool {
    let words = words.trim();
    words
        .split_once([' ', '\u{3000}'])
        .is_some_and(|(key, _)| key.chars().all(char::is_alphanumeric))
}

/// A key in brackets of its own.
pub(super) fn bracketed_key(key: &str, span: Span) -> Diagnostic {
    colon_missing(key, span).help(say(
        format!("去掉括号，写成`{key}: …`"),
        format!("write `{key}: …` without brackets"),
    ))
}

/// A line drawn between records.
pub(super) fn ruler(span: Span) -> Diagnostic {
    slip(span, RULER)
}

/// A line that is no part of a record.
pub(super) fn remark(span: Span) -> Diagnostic {
    slip(span, REMARK)
}

/// A dash before the dash of an item.
pub(super) fn second_dash(span: Span) -> Diagnostic {
    slip(span, SECOND_DASH)
}

/// An item of a list behind another mark than a dash.
pub(super) fn bullet_mark(span: Span) -> Diagnostic {
    slip(span, BULLET)
}

/// A dash before a key in the middle of a record.
pub(super) fn stray_dash(span: Span) -> Diagnostic {
    slip(span, STRAY_DASH)
}

/// A dash without the space behind it.
pub(super) fn dash(span: Span) -> Diagnostic {
    slip(span, DASH)
}

/// A tab or a space of another width before the words of a line.
pub(super) fn odd_indent(mark: char, span: Span) -> Diagnostic {
    let name = match mark {
        '\t' => return slip(span, TAB),
        '\u{3000}' => ("全角空格", "a full-width space"),
        _ => ("不换行空格", "a no-break space"),
    };
    Diagnostic::new(
        Code::YamlSyntax,
        span,
        say(format!("行首用了{}", name.0), format!("{} used as indentation", name.1)),
    )
    .help(say(
        "换成半角空格：切到英文输入法重新输入，和上下同一级的行左边对齐",
        "write plain spaces, aligned with the lines of its level",
    ))
}

/// Lines that are indented with tabs, told where the first stands.
pub(super) fn tabs(first: Span, lines: usize) -> Diagnostic {
    let words = say(
        format!("有{lines}行用了制表符（Tab）缩进，这是第一行"),
        format!("{lines} lines are indented with tabs, this one first"),
    );
    Diagnostic::new(Code::YamlSyntax, first, words).help(say(
        "把全部制表符替换成空格，每一级两个空格",
        "replace every tab by two spaces for each level",
    ))
}

/// The marks of a form or of Markdown on a key.
pub(super) fn starred_key(key: &str, span: Span) -> Diagnostic {
    let words = say(format!("键`{key}`上有“*”号"), format!("asterisks on the key `{key}`"));
    Diagnostic::new(Code::YamlSyntax, span, words)
        .help(say(format!("删去“*”，写成`{key}: …`"), format!("write `{key}: …` without them")))
}

/// Two versions of a text that were not merged.
pub(super) fn conflict(span: Span) -> Diagnostic {
    slip(span, CONFLICT)
}

/// A line that encloses code in Markdown.
pub(super) fn fence(span: Span) -> Diagnostic {
    slip(span, FENCE)
}

/// A line of characters that nobody sees.
pub(super) fn invisible(span: Span) -> Diagnostic {
    slip(span, INVISIBLE)
}

/// A comment behind another mark than `#`.
pub(super) fn comment(span: Span) -> Diagnostic {
    slip(span, COMMENT)
}

/// Full-width brackets around a value.
pub(super) fn full_width_bracket(span: Span) -> Diagnostic {
    slip(span, FULL_WIDTH_BRACKET)
}

/// The first item of a list further right than the others.
pub(super) fn first_item(span: Span) -> Diagnostic {
    slip(span, FIRST_ITEM)
}

/// Another mark in the place of a key's colon.
pub(super) fn other_colon(key: &str, mark: char, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::YamlSyntax,
        span,
        say(
            format!("`{key}`后面是“{mark}”，不是冒号"),
            format!("`{mark}` in the place of a colon after `{key}`"),
        ),
    )
    .help(say(
        format!("改成半角冒号加一个空格：`{key}: …`"),
        format!("write a half-width colon and a space: `{key}: …`"),
    ))
}

/// `标题：电梯` and `标题:电梯` are no keys; the parser notices there, or further down in the text
/// that they begin.
fn colon(text: &str, at: usize, place: Place) -> Option<Diagnostic> {
    [line_start(text, at), 0].into_iter().find_map(|start| {
        let line = text.get(start..)?.lines().next()?;
        let (key, colon) = meant_key(line)?;
        let mark = line.get(colon..)?.chars().next()?;
        let begin = start + colon;
        let span = place.span(begin, begin + mark.len_utf8());
        let behind = line.get(colon + mark.len_utf8()..).unwrap_or_default();
        Some(if mark == '：' { full_width_colon(key, span) } else { no_space(key, behind, span) })
    })
}

/// The key that a line seems to begin with, and the byte of its colon, which is a full-width one
/// or stands without a space.
pub(super) fn meant_key(line: &str) -> Option<(&str, usize)> {
    let colon = line.find([':', '：'])?;
    let mark = line.get(colon..)?.chars().next()?;
    let before = line.get(..colon)?.trim_start_matches([' ', '\t', '-', '　']);
    let after = line.get(colon + mark.len_utf8()..)?;
    if before.is_empty() || before.contains([' ', '#', '"', '\'', '{', '[', '，', '。', '“']) {
        return None;
    }
    let no_key = mark == ':' && (after.trim().is_empty() || after.starts_with([' ', '\t', '/']));
    (!no_key).then_some((before, colon))
}

/// A full-width colon after a key.
pub(super) fn full_width_colon(key: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::FullWidthColon,
        span,
        say(format!("`{key}`后面是全角冒号“：”"), format!("a full-width colon after `{key}`")),
    )
    .help(say(
        format!("改成半角冒号加一个空格：`{key}: …`"),
        format!("write a half-width colon and a space: `{key}: …`"),
    ))
}

/// A colon without a space behind it, or with one that is none to the parser.
pub(super) fn no_space(key: &str, behind: &str, span: Span) -> Diagnostic {
    if behind.starts_with([':', '：']) {
        let words =
            say(format!("`{key}`后面多了一个冒号"), format!("more than one colon after `{key}`"));
        return Diagnostic::new(Code::YamlSyntax, span, words).help(say(
            format!("只留一个半角冒号加一个空格：`{key}: …`"),
            format!("write one colon and a space: `{key}: …`"),
        ));
    }
    if behind.starts_with(['\u{3000}', '\u{a0}', '\u{2002}', '\u{2003}']) {
        let words = say(
            format!("`{key}:`后面的空格不是半角空格"),
            format!("the space after `{key}:` is not a plain one"),
        );
        return Diagnostic::new(Code::YamlSyntax, span, words).help(say(
            format!("删去冒号后面的空格，用英文输入法重新输入一个：`{key}: …`"),
            format!("delete it and type a plain space: `{key}: …`"),
        ));
    }
    Diagnostic::new(
        Code::YamlSyntax,
        span,
        say(format!("`{key}:`后面没有空格"), format!("no space after `{key}:`")),
    )
    .help(say(
        format!("冒号后面加一个空格：`{key}: …`"),
        format!("write a space behind the colon: `{key}: …`"),
    ))
}

/// A line that begins with a word like a key, without any colon.
fn no_colon(key: &str, rest: &str, span: Span) -> Diagnostic {
    let rest = rest.trim_start_matches(['=', '＝', '→', '>', '—', ' ']);
    let line = key_and_value(key, rest);
    colon_missing(key, span).help(say(
        format!("写成`{line}`；是上一行的后续文字的，比上一行多缩进两格"),
        format!("write `{line}`; indent what goes on from the line above"),
    ))
}

/// A key between brackets behind which a space stands in place of the colon.
pub(super) fn no_colon_in_brackets(key: &str, rest: &str, span: Span) -> Diagnostic {
    let line = key_and_value(key, rest);
    colon_missing(key, span).help(say(format!("写成`{line}`"), format!("write `{line}`")))
}

fn colon_missing(key: &str, span: Span) -> Diagnostic {
    let words = say(format!("`{key}`后面没有冒号"), format!("no colon after `{key}`"));
    Diagnostic::new(Code::YamlSyntax, span, words)
}

/// The line as it should be; of a long value its beginning.
fn key_and_value(key: &str, value: &str) -> String {
    let short: String = value.chars().take(20).collect();
    let more = if short.len() < value.len() { "…" } else { "" };
    format!("{key}: {short}{more}")
}

/// A key that stands further right than the one above it, whose value stands on its line.
pub(super) fn too_far_right(above: &str, span: Span) -> Diagnostic {
    let words = say(
        format!("这一行比上面的`{above}`缩进多了"),
        format!("this line is indented further than `{above}` above"),
    );
    Diagnostic::new(Code::YamlSyntax, span, words).help(say(
        format!("和`{above}`左边对齐；是`{above}`的后续文字的，把整段文字加上引号"),
        format!("align it with `{above}`, or quote the whole text if it belongs to `{above}`"),
    ))
}

/// A list below a key whose value stands on its line.
pub(super) fn list_below(key: &str, span: Span) -> Diagnostic {
    let words = say(
        format!("`{key}`的冒号后面已经有内容，下面不能再写列表"),
        format!("`{key}` has a value already; no list can stand below"),
    );
    Diagnostic::new(Code::YamlSyntax, span, words).help(say(
        "多写了横线的，把横线改成空格，左边对齐；是列表的，删去冒号后面的内容",
        "write spaces in the place of a dash too many, or delete the value behind the colon",
    ))
}

/// An item of a list that is not aligned with those before it.
pub(super) fn out_of_line(span: Span) -> Diagnostic {
    slip(span, ALIGNMENT)
}

/// A piece of a mapping that has no key.
pub(super) fn no_key(text: &str, place: Place, span: Span) -> Diagnostic {
    let words = || {
        let line = text.trim();
        let (key, rest) = line.split_once([' ', '\u{3000}'])?;
        let is_plain = !line.contains([':', '\n']) && key.chars().all(char::is_alphanumeric);
        is_plain.then(|| no_colon(key, rest.trim(), span))
    };
    let usual = || slip(span, if text.contains([':', '：']) { KEY } else { REMARK });
    colon(text, 0, place).or_else(words).unwrap_or_else(usual)
}

/// Something between the items of a list that is none.
pub(super) fn no_item(line: &str, span: Span) -> Diagnostic {
    let dash = || slip(span, if line.starts_with('-') { DASH } else { ALIGNMENT });
    bullet_in(line, span).unwrap_or_else(dash)
}

/// A byte-order mark that is not at the beginning of the file.
pub(super) fn byte_order_mark(span: Span) -> Diagnostic {
    slip(span, BOM)
}

/// A full-width comma between the place and the bracket before it, outside quotes.
fn comma(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let open = before.rfind(['{', '['])?;
    let inside = before.get(open..)?;
    let found = inside.find('，').filter(|_| !inside.contains(['"', '\'', '}', ']']))?;
    Some(open + found)
}

fn in_brackets(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::InvalidColonPlacement
            | ErrorKind::MappingValueNotAllowed
            | ErrorKind::MisplacedFlowCollectionEnd
            | ErrorKind::MismatchedFlowCollectionEnd { .. }
    )
}

pub(super) fn two_documents(span: Span) -> Diagnostic {
    let meaning = ("一个文件里有两份YAML文档", "two YAML documents in one file");
    let help = (
        "删去这一行；多条记录写成列表（每条以`- `开头）",
        "delete this line; write several records as a list",
    );
    slip(span, (meaning, help))
}

pub(super) fn no_word(span: Span) -> Diagnostic {
    let meaning = ("键必须是一个词", "a key must be a word");
    slip(span, (meaning, ("冒号前面只写键的名称", "write a key's name before the colon")))
}

pub(super) fn merge(span: Span) -> Diagnostic {
    let meaning = ("`<<`后面不是一组“键: 值”", "`<<` needs a mapping");
    slip(
        span,
        (meaning, ("写成`<<: *名称`，或删去这一行", "write `<<: *name`, or delete the line")),
    )
}

pub(super) fn tag(span: Span) -> Diagnostic {
    let meaning = ("这个感叹号会让后面的字不见", "the exclamation mark would swallow a word");
    slip(span, (meaning, ("给整个值加上引号", "put the whole value into quotes")))
}

pub(super) fn hash(span: Span) -> Diagnostic {
    slip(span, HASH)
}

pub(super) fn unfinished_anchor(span: Span) -> Diagnostic {
    let meaning = ("这里引用的锚点还没有写完", "an alias refers to an anchor that is not finished");
    slip(span, (meaning, ("把内容照写一遍，不引用", "write the content out instead")))
}

//! Keys of a mapping that nobody knows: what they seem to mean. One slip that explains several is told
//! once.

use super::meant::without_unseen;
use super::shape::below;
use super::{Field, Key, Node, Value, slip};
use crate::diagnostic::{Code, Diagnostic, Wording, is_unseen, nearest, say};
use crate::prose::simplified;
use crate::span::Span;

/// Unknown keys in one mapping after which it is no record at all.
const MANY_UNKNOWN: usize = 20;

/// Reports every key that is not among `known`; the fields that they seem to mean are not missing.
pub(super) fn report(
    entries: &[(Key, Node)],
    known: &'static [Field],
    problems: &mut Vec<Diagnostic>,
) -> Vec<&'static str> {
    let mut strangers = Strangers {
        entries,
        known,
        problems,
        meant: Vec::new(),
        count: 0,
        unguessed: Vec::new(),
        is_quoted: false,
        colon: None,
        outer: None,
    };
    let is_known = |key: &Key| known.iter().any(|field| field.is(&key.text));
    for at in 0..entries.len() {
        if entries.get(at).is_some_and(|(key, _)| !is_known(key)) {
            strangers.meet(at);
        }
    }
    strangers.guess_the_missing_one();
    strangers.meant
}

/// The keys that nobody knows, one after another.
struct Strangers<'a> {
    entries: &'a [(Key, Node)],
    known: &'static [Field],
    problems: &'a mut Vec<Diagnostic>,
    /// Fields that they seem to mean.
    meant: Vec<&'static str>,
    /// How many were met that no slip explains.
    count: usize,
    /// Findings about words in other letters, such as pinyin, that are like no key.
    unguessed: Vec<usize>,
    /// Whether it was told of Chinese quotation marks.
    is_quoted: bool,
    /// The finding about a colon between brackets.
    colon: Option<usize>,
    /// The key whose record lost its indentation.
    outer: Option<&'static str>,
}

impl Strangers<'_> {
    fn meet(&mut self, at: usize) {
        let Some((key, value)) = self.entries.get(at) else { return };
        if self.is_cut_off(at, key, value) {
            return;
        }
        if let Some(holder) = outdented(at, self.entries, self.known) {
            let is_new = self.outer.replace(holder.en) != Some(holder.en);
            let problem = || odd_indent(key).unwrap_or_else(|| too_far_left(key, holder));
            self.problems.extend(is_new.then(problem));
            self.meant.push(holder.en);
        } else {
            self.count += 1;
            if self.count <= MANY_UNKNOWN && value.value != Value::Broken {
                self.look_at(key, value);
            }
        }
    }

    /// Whether a comma has cut it off a value, which is told once.
    fn is_cut_off(&mut self, at: usize, key: &Key, value: &Node) -> bool {
        if is_cut_figure(key, value) {
            let before = at.checked_sub(1).and_then(|before| self.entries.get(before));
            let goes_on = before.is_some_and(|(key, value)| is_cut_figure(key, value));
            let from = self.entries.get(at.saturating_sub(1)..).unwrap_or_default();
            self.problems.extend((!goes_on).then(|| cut_figure(from, key)));
            return true;
        }
        let problem = cut_text(at, key, value, self.entries, self.known);
        let is_cut = problem.is_some();
        self.problems.extend(problem);
        is_cut
    }

    fn look_at(&mut self, key: &Key, value: &Node) {
        if let Some(field) = in_curly_quotes(key, self.known) {
            let is_told = std::mem::replace(&mut self.is_quoted, true);
            self.problems.extend((!is_told).then(|| curly_quotes(key)));
            self.meant.push(field.en);
            return;
        }
        let is_there = |field: &Field| self.entries.iter().any(|(key, _)| field.is(&key.text));
        let (field, problem) = unknown_key(key, value, self.known, is_there);
        self.meant.extend(field.map(|field| field.en));
        // Between brackets whoever forgets one space forgets them all.
        if value.value == Value::Null && field.is_some() && problem.code == Code::YamlSyntax {
            if let Some(first) = self.colon.and_then(|first| self.problems.get_mut(first)) {
                first.help = Some(every_colon());
                return;
            }
            self.colon = Some(self.problems.len());
        }
        let is_foreign = key.text.is_ascii() && field.is_none();
        self.unguessed.extend(is_foreign.then_some(self.problems.len()));
        self.problems.push(problem);
    }

    /// The only word in other letters stands for the only key that is missing.
    fn guess_the_missing_one(&mut self) {
        let is_there = |field: &Field| self.entries.iter().any(|(key, _)| field.is(&key.text));
        let mut missing = self
            .known
            .iter()
            .filter(|field| field.required && !is_there(field) && !self.meant.contains(&field.en));
        let ([at], Some(field), None) = (&*self.unguessed, missing.next(), missing.next()) else {
            return;
        };
        let problem = self.problems.get_mut(*at);
        if let Some(problem) = problem.filter(|problem| problem.code == Code::UnknownKey) {
            problem.help = Some(the_missing_one(field, problem.help.take()));
            self.meant.push(field.en);
        }
    }
}

/// How a help begins that lists the keys.
const LIST: &str = "这里可以写：";

fn every_colon() -> Wording {
    say(
        "这一对括号里，每个键后面都写半角冒号加一个空格",
        "write a colon and a space behind every key between these brackets",
    )
}

/// The only key that must be there and is not, for the only one that nobody knows. Of what was said
/// before only the list of keys still holds.
fn the_missing_one(field: &Field, known: Option<Wording>) -> Wording {
    let known = known.filter(|known| known.zh.starts_with(LIST));
    let known = known.unwrap_or_else(|| say("", ""));
    say(
        format!("是不是想写`{}`？它必须有，还没有写。{}", field.name_zh(), known.zh),
        format!("did you mean `{}`, which must be there? {}", field.en, known.en),
    )
}

/// The key without a value, above, to whose record a key belongs that stands at its left.
fn outdented(
    at: usize,
    entries: &[(Key, Node)],
    known: &'static [Field],
) -> Option<&'static Field> {
    let (key, _) = entries.get(at)?;
    let above = entries.get(..at)?.iter().rev();
    let holder = above.map(|(key, node)| (known.iter().find(|field| field.is(&key.text)), node));
    let (holder, node) = holder.into_iter().find(|(field, _)| field.is_some())?;
    let holder = holder.filter(|_| node.value == Value::Null)?;
    let inner = below(&(holder.shape)())?;
    inner.iter().any(|field| field.is(key.text.trim_start())).then_some(holder)
}

/// A space of another width before a key.
fn odd_indent(key: &Key) -> Option<Diagnostic> {
    let mark = key.text.chars().next().filter(|mark| mark.is_whitespace() && *mark != ' ')?;
    let start = key.span.start as usize;
    Some(slip::odd_indent(mark, Span::new(key.span.file, start, start + mark.len_utf8())))
}

fn too_far_left(key: &Key, holder: &Field) -> Diagnostic {
    let (zh, en) = (holder.name_zh(), holder.en);
    let words = say(
        format!("`{}`属于上面的`{zh}`，没有缩进", key.text),
        format!("`{}` belongs to `{en}` above it and is not indented", key.text),
    );
    Diagnostic::new(Code::YamlSyntax, key.span, words).help(say(
        format!("属于`{zh}`的各行，行首都加两个空格"),
        format!("put two spaces before every line that belongs to `{en}`"),
    ))
}

/// A key between Chinese quotation marks.
fn in_curly_quotes(key: &Key, known: &'static [Field]) -> Option<&'static Field> {
    let name = key.text.strip_prefix(['“', '”', '‘', '’', '＂'])?;
    let name = name.strip_suffix(['“', '”', '‘', '’', '＂'])?;
    known.iter().find(|field| field.is(name))
}

fn curly_quotes(key: &Key) -> Diagnostic {
    let words = say(
        format!("键{}用了中文引号", key.text),
        format!("the key {} stands between Chinese quotation marks", key.text),
    );
    Diagnostic::new(Code::YamlSyntax, key.span, words).help(say(
        "键和值两边的中文引号都删去，或者都换成半角的`\"`",
        "delete these marks around keys and values, or write `\"` in their place",
    ))
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
pub(super) fn colonless(node: &Node, known: &'static [Field]) -> Option<Diagnostic> {
    let Value::Scalar { text, plain: true } = &node.value else { return None };
    let key = Key { span: node.span, text: text.clone() };
    miswritten(&key, known).map(|(_, problem)| problem)
}

/// A key whose colon is full-width or lacks its space.
fn miswritten(key: &Key, known: &'static [Field]) -> Option<(&'static Field, Diagnostic)> {
    let colon = key.text.find(['：', ':', '=', '＝'])?;
    let (name, behind) = key.text.split_at_checked(colon)?;
    let field = known.iter().find(|field| field.is(name.trim()))?;
    let start = key.span.start as usize + colon;
    let mark = behind.chars().next()?;
    let span = Span::new(key.span.file, start, start + mark.len_utf8());
    let problem = match mark {
        '：' => slip::full_width_colon(name, span),
        '=' | '＝' => slip::other_colon(name.trim_end(), mark, span),
        _ if behind == ":" => slip::no_space(name, behind, span),
        _ => slip::no_space(name, behind.trim_start_matches(':'), span),
    };
    Some((field, problem))
}

/// A key between brackets behind which a space stands in place of the colon.
fn spaced(key: &Key, known: &'static [Field]) -> Option<(&'static Field, Diagnostic)> {
    let (name, rest) = key.text.split_once([' ', '\u{3000}'])?;
    let field = known.iter().find(|field| field.is(name))?;
    Some((field, slip::no_colon_in_brackets(name, rest.trim(), key.span)))
}

/// A key nobody knows, and the field it seems to mean.
fn unknown_key(
    key: &Key,
    value: &Node,
    known: &'static [Field],
    is_there: impl Fn(&Field) -> bool,
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
    let seen = without_unseen(&key.text);
    if let Some(known) = field(seen.trim()).filter(|_| key.text.contains(is_unseen)) {
        let help = say(
            format!("里面有看不见的字符：把这个键删去，重新输入`{}`", seen.trim()),
            format!("it has a character that nobody sees: type `{}` again", seen.trim()),
        );
        return (Some(known), problem.help(help));
    }
    // 岗位（必填）: what a form says of a field is no part of its name.
    let name = key.text.split(['（', '(', '【', '[']).find(|part| !part.trim().is_empty());
    let name = name.unwrap_or(&key.text);
    // 2. 标题: its number in a list is no part of it either.
    let name = slip::numbered(name).unwrap_or(name);
    let name = name.trim_matches(|mark: char| !mark.is_alphanumeric());
    let clean = simplified(&name.to_ascii_lowercase());
    let is_spelt = spellings.clone().any(|known| known == clean);
    if let Some(holder) = known.iter().find(|field| holds(field, &clean)).filter(|_| !is_spelt) {
        let (zh, en) = (holder.name_zh(), holder.en);
        return (
            None,
            problem.help(say(
                format!("`{clean}`写在`{zh}`里面：移到`{zh}:`下面，多缩进两格"),
                format!("`{clean}` belongs to `{en}`: move it below and indent it"),
            )),
        );
    }
    // `lead` is rather `lead_unit` than `leader`.
    let mut begun = spellings.clone().filter(|known| known.starts_with(&format!("{clean}_")));
    let begun = begun.next().filter(|_| begun.next().is_none());
    let is_free = |word: &&str| field(word).is_some_and(|field| !is_there(field));
    // To who writes English keys an English one is named.
    let alike = |word: &&str| is_free(word) && word.is_ascii() == clean.is_ascii();
    let synonym = || synonyms(&clean).find(alike).or_else(|| synonyms(&clean).find(is_free));
    match begun.or_else(synonym).or_else(|| nearest(&clean, spellings)) {
        Some(name) => {
            let help = say(format!("是不是想写`{name}`？"), format!("did you mean `{name}`?"));
            (field(name), problem.help(help))
        }
        None => {
            let zh = known.iter().map(Field::name_zh).collect::<Vec<_>>().join("、");
            let en = known.iter().map(|f| f.en).collect::<Vec<_>>().join(", ");
            let help = say(format!("{LIST}{zh}"), format!("known keys: {en}"));
            (None, problem.help(help))
        }
    }
}

/// Other words for a word, those that it means most often first.
fn synonyms(word: &str) -> impl Iterator<Item = &'static str> {
    let lines = include_str!("synonyms.txt").lines().filter(|line| !line.starts_with('#'));
    let lines = lines.filter(move |line| line.split_whitespace().any(|one| one == word));
    lines.flat_map(str::split_whitespace)
}

/// Whether the records of a field have such a key.
fn holds(field: &Field, key: &str) -> bool {
    below(&(field.shape)()).is_some_and(|inner| inner.iter().any(|field| field.is(key)))
}

//! The words of the interface: headings, labels, recurring terms, in groups.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::span::Span;
use crate::yaml::{Key, Node, Value, full_width_colon};

/// Groups of terms. A template writes `words.exposures.title`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Words(BTreeMap<String, BTreeMap<String, String>>);

/// Whether a file sets the words or changes some that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// A theme of its own right: its words are the known ones.
    Ground,
    /// Only known words may be changed: anything else is a slip.
    Change,
}

impl Words {
    /// A term, for views that name a page.
    pub fn get(&self, group: &str, term: &str) -> &str {
        let found = self.0.get(group).and_then(|terms| terms.get(term));
        found.expect("pages ask only for words the default theme has, which a test renders")
    }

    /// Whether there is such a term.
    pub fn has(&self, group: &str, term: &str) -> bool {
        self.0.get(group).is_some_and(|terms| terms.contains_key(term))
    }

    /// A term with its figures, each in place of its name in braces.
    pub fn say(&self, group: &str, term: &str, figures: &[(&str, String)]) -> String {
        let sentence = self.get(group, term).to_owned();
        figures.iter().fold(sentence, |sentence, (name, figure)| {
            sentence.replace(&format!("{{{name}}}"), figure)
        })
    }

    /// Says a term otherwise.
    pub fn set(&mut self, group: &str, term: &str, text: &str) {
        let found = self.0.get_mut(group).and_then(|terms| terms.get_mut(term));
        let found =
            found.expect("only words the default theme has are said otherwise, which a test does");
        text.clone_into(found);
    }

    /// Takes over what a `words.yaml` says.
    pub fn take_over(&mut self, node: &Node, layer: Layer, problems: &mut Vec<Diagnostic>) {
        for (group, terms) in entries(node, problems) {
            if terms.value == Value::Broken {
                continue;
            }
            let known = self.0.keys().map(String::as_str);
            if layer == Layer::Change && !self.0.contains_key(&group.text) {
                problems.push(unknown(group, known));
                continue;
            }
            let words = self.0.entry(group.text.clone()).or_default();
            for (term, word) in entries(terms, problems) {
                if layer == Layer::Change && !words.contains_key(&term.text) {
                    problems.push(unknown(term, words.keys().map(String::as_str)));
                    continue;
                }
                match &word.value {
                    Value::Scalar { text, .. } => {
                        let before = words.insert(term.text.clone(), text.trim().to_owned());
                        let known: Vec<&str> = before.iter().flat_map(|it| names(it)).collect();
                        if layer == Layer::Change {
                            let strange = names(text).find(|name| !known.contains(name));
                            problems.extend(strange.map(|name| no_figure(word.span, name, &known)));
                            problems.extend(has_lone_brace(text).then(|| lone_brace(word.span)));
                        }
                    }
                    Value::Null | Value::List(_) | Value::Map(_) => {
                        problems.push(not_words(term.span, &term.text));
                    }
                    // It was reported.
                    Value::Broken => {}
                }
            }
        }
    }
}

/// The names in braces, for which figures are put.
fn names(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// Whether a brace stands alone, or is a full-width one: no figure would be put there.
fn has_lone_brace(sentence: &str) -> bool {
    let pairs = names(sentence).filter(|name| !name.contains('{')).count();
    let count = |mark| sentence.matches(mark).count();
    count('{') != pairs || count('}') != pairs || sentence.contains(['｛', '｝'])
}

fn lone_brace(span: Span) -> Diagnostic {
    let words = say(
        "这一条用语里的花括号不成对，或者是全角的",
        "a brace stands alone or is a full-width one",
    );
    Diagnostic::new(Code::ThemeFile, span, words).help(say(
        "数字的名称用一对半角花括号括起来，照默认主题的`words.yaml`写",
        "put the name of a figure between `{` and `}`, as the default theme's `words.yaml` does",
    ))
}

fn no_figure(span: Span, name: &str, known: &[&str]) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::ThemeFile,
        span,
        say(
            format!("这一条用语里没有`{{{name}}}`这个数字或名称"),
            format!("nothing stands for `{{{name}}}` in these words"),
        ),
    );
    let listed = known.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>();
    if listed.is_empty() {
        return problem.help(say("这一条不用花括号", "these words have no braces"));
    }
    problem.help(say(
        format!("能用的是{}", listed.join("、")),
        format!("what can stand here: {}", listed.join(", ")),
    ))
}

/// The entries of a mapping; nothing at all is an empty one.
fn entries<'a>(node: &'a Node, problems: &mut Vec<Diagnostic>) -> &'a [(Key, Node)] {
    match &node.value {
        Value::Map(entries) => entries,
        Value::Null | Value::Broken => &[],
        Value::Scalar { .. } | Value::List(_) => {
            let problem = Diagnostic::new(
                Code::ThemeFile,
                node.span,
                say("这里应当是若干“名称: 文字”", "expected lines of `name: words`"),
            );
            let problem = problem.help(say(
                "先写一组的名称，下一行缩进两格写`title: 曝光台`",
                "write the group, then `title: …` indented below it",
            ));
            problems.push(full_width_colon(node).unwrap_or(problem));
            &[]
        }
    }
}

fn not_words(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ThemeFile,
        span,
        say(format!("`{name}`后面没有文字"), format!("`{name}` has no words")),
    )
    .help(say("在冒号后面写文字，或删去这一行", "write the words, or delete the line"))
}

fn unknown<'a>(key: &Key, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::ThemeFile,
        key.span,
        say(
            format!("主题里没有叫`{}`的用语", key.text),
            format!("the theme has no words named `{}`", key.text),
        ),
    );
    match nearest(&key.text, known) {
        Some(name) => {
            problem.help(say(format!("是不是想写`{name}`？"), format!("did you mean `{name}`?")))
        }
        None => problem.help(say(
            "能改的用语列在默认主题的`words.yaml`里；灯的名称由工作方法决定",
            "the default theme's `words.yaml` lists them; lights are named by the method",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::FileId;
    use crate::yaml;

    fn read(words: &mut Words, text: &str, layer: Layer) -> Vec<String> {
        let mut problems = Vec::new();
        if let Some(node) = yaml::parse(FileId(0), text, 0, &mut problems) {
            words.take_over(&node, layer, &mut problems);
        }
        problems.into_iter().map(|problem| problem.message.zh).collect()
    }

    #[test]
    fn a_site_changes_a_word_and_keeps_the_others() {
        let mut words = Words::default();
        read(&mut words, "nav: {home: 首页, exposures: 曝光台}", Layer::Ground);
        assert!(read(&mut words, "nav: {exposures: 红黑榜}", Layer::Change).is_empty());
        assert_eq!(words.get("nav", "exposures"), "红黑榜");
        assert_eq!(words.get("nav", "home"), "首页");
    }

    #[test]
    fn a_word_nobody_prints_is_a_slip() {
        let mut words = Words::default();
        read(&mut words, "nav: {home: 首页}", Layer::Ground);
        let found = read(&mut words, "nav: {hime: 首页, home: }\nnva: {}", Layer::Change);
        assert_eq!(
            found,
            ["主题里没有叫`hime`的用语", "`home`后面没有文字", "主题里没有叫`nva`的用语"]
        );
    }

    #[test]
    fn a_sentence_said_otherwise_keeps_to_the_figures_it_has() {
        let mut words = Words::default();
        read(&mut words, "rates: {due: '满{days}天的', title: 标题}", Layer::Ground);
        let days = [("days", "30".to_owned())];
        assert_eq!(words.say("rates", "due", &days), "满30天的");
        assert!(read(&mut words, "rates: {due: '到了{days}天'}", Layer::Change).is_empty());
        assert_eq!(words.say("rates", "due", &days), "到了30天");
        let found = read(&mut words, "rates: {due: '到了{day}天', title: '{days}'}", Layer::Change);
        let wrong = |name| format!("这一条用语里没有`{{{name}}}`这个数字或名称");
        assert_eq!(found, [wrong("day"), wrong("days")]);
    }

    #[test]
    fn a_brace_that_stands_alone_would_be_printed() {
        let mut words = Words::default();
        read(&mut words, "rates: {due: '满{days}天的'}", Layer::Ground);
        for sentence in ["到了{days天", "到了days}天", "到了｛days｝天", "{到了{days}天"]
        {
            let found = read(&mut words, &format!("rates: {{due: '{sentence}'}}"), Layer::Change);
            assert!(
                found.iter().any(|words| words.starts_with("这一条用语里的花括号不成对")),
                "{sentence}: {found:?}"
            );
        }
    }
}

//! Whether a method makes sense to its readers: lights can be told apart, every rule can be
//! reached, grades fall, and nothing is there twice.

use super::figures::held;
use super::{Condition, LightWords, Method, Rule, Scoring};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::span::{Span, Spanned};
use crate::yaml::{Node, Words};

/// What a reader could not make sense of.
pub(super) fn sense(method: &Method, written: &Node) -> Vec<Diagnostic> {
    let place = |names| held(written, names).map_or(written.span, |node| node.span);
    let lights = place(["lights", "灯"]);
    let mut found: Vec<Diagnostic> = method
        .lights
        .iter()
        .enumerate()
        .filter_map(|(at, words)| alike(words, method.lights.get(..at)?, lights))
        .collect();
    found.extend(method.lights.iter().filter_map(|words| long_mark(words, lights)));
    let rules = place(["rules", "亮灯规则"]);
    found.extend(method.rules.iter().enumerate().filter_map(|(at, rule)| {
        Some(out_of_reach(
            rule,
            method.rules.get(..at)?.iter().find(|held| covers(held, rule))?,
            rules,
        ))
    }));
    if method.rhythm_days == 0 {
        let words = say("`填报周期`至少是1天", "`rhythm_days` is 1 at least");
        let place = place(["rhythm_days", "填报周期"]);
        let help =
            say("写多少天填报一次，例如31", "write the days between two reports, such as 31");
        found.push(Diagnostic::new(Code::WrongType, place, words).help(help));
    }
    found.extend(grades(&method.scoring, written));
    once(method.tables.iter().map(|table| table.table), &mut found);
    once(method.registers.iter().map(|register| register.kind), &mut found);
    once(method.pages.iter().map(|page| page.page), &mut found);
    once(method.classes.iter().map(|class| class.class), &mut found);
    once(method.systems.iter().filter_map(|system| system.records), &mut found);
    found
}

/// Two lights that are called alike: a word, not only a colour, must tell them apart.
fn alike(words: &LightWords, earlier: &[LightWords], place: Span) -> Option<Diagnostic> {
    let told = |held: &LightWords| {
        [
            ("说法", held.word.to_string()),
            ("简称", held.short.to_string()),
            ("一字", held.mark.to_string()),
        ]
    };
    let same = |other: &LightWords| {
        told(other).into_iter().zip(told(words)).find(|(one, two)| one == two).map(|(one, _)| one)
    };
    let (key, word) = earlier.iter().find_map(same)?;
    let problem =
        say(format!("两种灯的`{key}`都是`{word}`"), format!("two lights are both called `{word}`"));
    Some(
        Diagnostic::new(Code::Contradiction, place, problem)
            .help(say(format!("每种灯的`{key}`各不相同"), "give every light words of its own")),
    )
}

fn long_mark(words: &LightWords, place: Span) -> Option<Diagnostic> {
    let problem = say(
        format!("`一字`只写一个字，写的是`{}`", words.mark.as_str()),
        format!("`mark` is one character, found `{}`", words.mark.as_str()),
    );
    let problem = Diagnostic::new(Code::WrongType, place, problem);
    let help = say("亮灯记录的一格只容一个字", "a cell of the history holds one character");
    (words.mark.chars().count() > 1).then(|| problem.help(help))
}

/// Whether a rule lights whatever a later one would. Of a threshold that could not be read nobody
/// knows it.
fn covers(rule: &Rule, later: &Rule) -> bool {
    let both_read = rule.unread.is_empty() && later.unread.is_empty();
    let sooner = || both_read && rule.when == later.when && least(rule) <= least(later);
    rule.when == Condition::Otherwise || sooner()
}

/// From which figure on a rule holds.
fn least(rule: &Rule) -> u32 {
    let above = rule.over.map(|over| over.saturating_add(1));
    rule.from.into_iter().chain(above).max().unwrap_or(0)
}

fn out_of_reach(rule: &Rule, first: &Rule, place: Span) -> Diagnostic {
    let (late, early) = (rule.number.as_str(), first.number.as_str());
    let problem = say(
        format!("规则{late}永远轮不到：排在它前面的{early}已经包括了它"),
        format!("rule {late} is never reached: {early} before it holds whenever it would"),
    );
    Diagnostic::new(Code::Contradiction, place, problem).help(say(
        format!("把{late}的界限改得比{early}的低，或者删去{late}"),
        format!("lower the threshold of {late} below that of {early}, or take {late} out"),
    ))
}

/// A grade that is no lower than the one before.
fn grades(scoring: &Scoring, written: &Node) -> Option<Diagnostic> {
    let mut pairs = scoring.grades.iter().zip(scoring.grades.iter().skip(1));
    let (better, worse) = pairs.find(|(better, worse)| better.from <= worse.from)?;
    let (better, worse) = (better.name.as_str(), worse.name.as_str());
    let grades =
        held(written, ["scoring", "评分"]).and_then(|node| held(node, ["grades", "定性等次"]));
    let problem = say(
        format!("等次“{worse}”的`下限`应当比“{better}”的低"),
        format!("`from` of “{worse}” must be lower than that of “{better}”"),
    );
    let help = say(
        "等次从高到低写，`下限`逐个减小",
        "write grades from the best, each lower than the one before",
    );
    let place = grades.map_or(written.span, |node| node.span);
    Some(Diagnostic::new(Code::Contradiction, place, problem).help(help))
}

/// Each word of a list is spoken of once.
fn once<T: Words + PartialEq>(
    words: impl Iterator<Item = Spanned<T>>,
    found: &mut Vec<Diagnostic>,
) {
    let mut known: Vec<Spanned<T>> = Vec::new();
    for word in words {
        let same = |other: &&Spanned<T>| other.value == word.value;
        let place = T::ALL.iter().position(|other| *other == word.value);
        let choice = place.and_then(|at| T::CHOICES.get(at));
        if let (Some(first), Some(choice)) = (known.iter().find(same), choice) {
            let problem =
                say(format!("`{}`写了两次", choice.zh), format!("`{}` is there twice", choice.en));
            let problem = Diagnostic::new(Code::DuplicateId, word.span, problem);
            let note = say("第一次在这里", "first here");
            found.push(problem.note(first.span, note).help(say("只留一条", "keep one of them")));
        }
        known.push(word);
    }
}

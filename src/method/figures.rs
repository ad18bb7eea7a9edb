//! Figures in a method's own texts: `{…}` stands for a threshold or a word of the method, so that
//! a rule that is changed says what it now asks.

use super::{Condition, Level, Light, Method, Rule, Shade};
use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::span::Span;
use crate::yaml::{Node, Text, Value, Words};

/// Names that a text may ask for, each with its value where the method sets it.
type Figures = Vec<(&'static str, Option<String>)>;

/// Figures that the reason of a light may hold.
const REASON: [&str; 13] = [
    "as_of",
    "reported",
    "planned",
    "actual",
    "lag",
    "due",
    "days",
    "stage",
    "months",
    "date",
    "closed_on",
    "number",
    "document",
];

/// Fills every text of the method, and reports what a text asks for that nobody knows and
/// thresholds of which a rule's text says something else. `written` is the method as it was read:
/// problems are shown where their text stands.
pub(super) fn fill_in(method: &mut Method, written: &Node, problems: &mut Vec<Diagnostic>) {
    let shared = shared(method);
    let rules: Vec<Figures> = (0..method.rules.len()).map(|at| of_rule(method, at)).collect();
    for (at, rule) in method.rules.iter().enumerate() {
        problems.extend(unsaid(rule, at, written));
        let sentences = [Some(&rule.sentence), rule.unreported.as_ref()];
        for sentence in sentences.into_iter().flatten() {
            let unknown = asked(sentence).find(|name| !REASON.contains(name) && *name != "what");
            let known = REASON.iter().copied().chain(["what"]);
            problems.extend(unknown.map(|name| stranger(name, known, sentence, written)));
        }
    }
    let mut write = |text: &mut Text, own: &[(&'static str, Option<String>)]| {
        let known: Vec<_> = own.iter().chain(&shared).collect();
        if !text.contains('{') {
            return;
        }
        match filled(text, &known) {
            Ok(full) => *text = Text::parse(&full).unwrap_or_else(|| text.clone()),
            Err(name) => {
                let set = known.iter().filter(|(_, value)| value.is_some());
                problems.push(stranger(&name, set.map(|(name, _)| *name), text, written));
            }
        }
    };
    for (rule, figures) in method.rules.iter_mut().zip(&rules) {
        write(&mut rule.text, figures);
    }
    for class in &mut method.classes {
        let days = class.every_days.map(|days| days.value.to_string());
        let own = (!class.due_soon_days.is_empty()).then(|| list(&class.due_soon_days));
        let own = own.map(|days| ("due_soon_days", Some(days)));
        let figures: Figures = own.into_iter().chain([("every_days", days)]).collect();
        class.text.iter_mut().for_each(|text| write(text, &figures));
    }
    for level in &mut method.escalation {
        write(&mut level.name, &[]);
        let figures = [("days", level.days.map(|days| days.value.to_string()))];
        level.text.iter_mut().for_each(|text| write(text, &figures));
    }
    for rhythm in &mut method.rhythms {
        let figures = [
            ("day", rhythm.day.map(|day| day.value.to_string())),
            ("every", Some(rhythm.every.value.zh().to_owned())),
        ];
        rhythm.text.iter_mut().for_each(|text| write(text, &figures));
    }
    for step in method.ladder.iter_mut().chain(&mut method.promotion) {
        write(&mut step.who, &[]);
    }
    for list in &mut method.duty_lists {
        write(&mut list.name, &[]);
    }
    write(&mut method.summary, &[]);
    for text in plain(method) {
        write(text, &[]);
    }
}

/// Texts that have no figures of their own.
fn plain(method: &mut Method) -> impl Iterator<Item = &mut Text> {
    let systems = method.systems.iter_mut().map(|system| &mut system.text);
    let parts =
        method.mechanisms.iter_mut().chain(&mut method.modes).chain(&mut method.consequences);
    let scoring = &mut method.scoring;
    let formula = scoring.formula.iter_mut();
    parts
        .map(|part| &mut part.text)
        .chain(systems)
        .chain(formula)
        .chain(scoring.rhythms.iter_mut().map(|words| &mut words.about))
        .chain(method.tolerance.iter_mut())
        .chain(method.grounds.iter_mut().map(|ground| &mut ground.text))
        .chain(method.pages.iter_mut().filter_map(|page| page.text.as_mut()))
        .chain(method.registers.iter_mut().filter_map(|register| register.text.as_mut()))
        .chain(method.tables.iter_mut().filter_map(|table| table.text.as_mut()))
        .chain(method.phases.iter_mut().filter_map(|phase| phase.text.as_mut()))
        .chain(method.checklist.iter_mut().filter_map(|step| step.text.as_mut()))
        .chain(method.benchmark.iter_mut().filter_map(|question| question.text.as_mut()))
        .chain(method.topics.iter_mut().filter_map(|topic| topic.text.as_mut()))
        .chain(method.duty_lists.iter_mut().filter_map(|list| list.text.as_mut()))
}

/// What every text may ask for: days, constants of the scores, words of the lights and of the level.
fn shared(method: &Method) -> Figures {
    let scoring = &method.scoring;
    let constants = [
        ("rhythm_days", method.rhythm_days.to_string()),
        ("silence_grace_days", method.silence_grace_days.to_string()),
        ("due_soon_days", list(&method.due_soon_days)),
        ("late_change_days", method.late_change_days.to_string()),
        ("publicity_days", method.publicity_days.to_string()),
        ("appeal_days", method.appeal_days.to_string()),
        ("full", scoring.full.value.to_string()),
        ("lag_points", scoring.lag_points.words()),
        ("overdue_points", scoring.overdue_points.words()),
        ("late_points", scoring.late_points.words()),
        ("bonus_cap", scoring.bonus_cap.words()),
        ("decimals", scoring.decimals.value.to_string()),
        ("min_tasks", scoring.min_tasks.to_string()),
        ("min_ranked", scoring.min_ranked.to_string()),
        ("min_bottom", scoring.min_bottom.to_string()),
        ("bottom_share", scoring.bottom_share.words()),
        ("bottom_count", scoring.bottom_count.to_string()),
        ("top_count", scoring.top_count.to_string()),
        ("draw_share", scoring.draw_share.words()),
        ("draw_least", scoring.draw_least.to_string()),
    ];
    let words =
        Light::ALL.iter().map(|light| (light.en(), method.word(*light, Shade::Plain).to_owned()));
    let level = method.own_level();
    let said = |word: fn(&Level) -> &Text| level.map(|level| word(level).to_string());
    let words = words.chain(constants).map(|(name, value)| (name, Some(value)));
    let level = [
        ("level", said(|level| &level.name)),
        ("below", said(|level| &level.below)),
        ("liaison", said(|level| &level.liaison)),
    ];
    words.chain(level).collect()
}

/// What the text of a rule may ask for besides: its own thresholds, how far it reaches until a
/// rule before it on the same matter decides, and the word it gives.
fn of_rule(method: &Method, at: usize) -> Figures {
    let Some(rule) = method.rules.get(at) else { return Vec::new() };
    let before = method.rules.iter().take(at).filter(|other| other.when == rule.when);
    let before: Vec<&Rule> = before.filter(|other| other.light != rule.light).collect();
    let until = before.iter().filter_map(|other| other.over).min();
    let below = before.iter().filter(|other| other.over.is_none()).filter_map(|other| other.from);
    let grace = if rule.when == Condition::Silent { method.silence_grace_days } else { 0 };
    let over = rule.over.unwrap_or(grace);
    let word = method.word(rule.light, rule.shade()).to_owned();
    vec![
        ("over", Some(over.to_string())),
        ("from", rule.from.map(|from| from.to_string())),
        ("until", until.map(|until| until.to_string())),
        ("below", below.min().map(|below| below.to_string())),
        ("word", Some(word)),
    ]
}

/// 30、15、7.
pub(super) fn list(days: &[u32]) -> String {
    days.iter().map(u32::to_string).collect::<Vec<_>>().join("、")
}

/// Names in braces.
fn asked(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// A text with its figures. What stands in square brackets is left out where a figure in it is
/// not set or zero. The name that nobody knows, if there is one.
fn filled(text: &str, known: &[&(&'static str, Option<String>)]) -> Result<String, String> {
    let mut full = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((part, after)) = after.split_once(']') else { break };
        full.push_str(&put(before, known)?.ok_or_else(|| unset(before, known))?);
        if part.contains('{') {
            let nothing = |name| value(name, known).is_some_and(|value| value == "0");
            let said = put(part, known)?.filter(|_| !asked(part).any(nothing));
            full.push_str(&said.unwrap_or_default());
        } else {
            full.extend(["[", part, "]"]);
        }
        rest = after;
    }
    full.push_str(&put(rest, known)?.ok_or_else(|| unset(rest, known))?);
    Ok(full)
}

/// Puts figures in their places; `None` where one is not set.
fn put(text: &str, known: &[&(&'static str, Option<String>)]) -> Result<Option<String>, String> {
    let mut full = text.to_owned();
    let mut is_whole = true;
    for name in asked(text) {
        if !known.iter().any(|(held, _)| *held == name) {
            return Err(name.to_owned());
        }
        match value(name, known) {
            Some(value) => full = full.replace(&format!("{{{name}}}"), value),
            None => is_whole = false,
        }
    }
    Ok(is_whole.then_some(full))
}

fn value<'a>(name: &str, known: &[&'a (&'static str, Option<String>)]) -> Option<&'a str> {
    known.iter().find(|(held, _)| *held == name).and_then(|(_, value)| value.as_deref())
}

fn unset(text: &str, known: &[&(&'static str, Option<String>)]) -> String {
    asked(text).find(|name| value(name, known).is_none()).unwrap_or_default().to_owned()
}

/// A text asks for what nobody knows.
fn stranger<'a>(
    name: &str,
    known: impl Iterator<Item = &'a str>,
    text: &Text,
    written: &Node,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let words = say(
        format!("没有`{{{name}}}`这个数字可填"),
        format!("there is no figure `{{{name}}}` to fill in"),
    );
    let place = place(written, text).unwrap_or(written.span);
    let problem = Diagnostic::new(Code::UnknownWord, place, words);
    match nearest(name, known.iter().copied()) {
        Some(near) => problem
            .help(say(format!("是不是想写`{{{near}}}`？"), format!("did you mean `{{{near}}}`?"))),
        None => problem.help(say(
            format!("可以写：{}", known.join("、")),
            format!("there are: {}", known.join(", ")),
        )),
    }
}

/// A rule's text that says nothing of its threshold, or names another figure: the page of rules
/// would be wrong. A threshold of nothing needs no words.
fn unsaid(rule: &Rule, at: usize, written: &Node) -> Option<Diagnostic> {
    let says = |name: &str, value: &u32| {
        *value == 0
            || asked(&rule.text).any(|held| held == name)
            || rule
                .text
                .split(|mark: char| !mark.is_ascii_digit())
                .any(|number| number == value.to_string())
    };
    let silent = |name: &'static str, zh: &'static str, value: Option<u32>| {
        value.filter(|value| !says(name, value)).map(|value| (name, zh, value))
    };
    let (name, zh, value) =
        silent("over", "超过", rule.over).or_else(|| silent("from", "达到", rule.from))?;
    let number = rule.number.as_str();
    let words = say(
        format!("规则{number}的`{zh}`是{value}，`说明`里没有这个数字"),
        format!("rule {number} has `{name}` {value}, which its `text` does not say"),
    );
    let span = threshold(written, at, [name, zh]).unwrap_or(written.span);
    Some(Diagnostic::new(Code::RuleText, span, words).help(say(
        format!("在这条规则的`说明`里用`{{{name}}}`写出这个数字"),
        format!("say the figure in the rule's `text` as `{{{name}}}`"),
    )))
}

/// Where a text is written.
fn place(node: &Node, text: &Text) -> Option<Span> {
    match &node.value {
        Value::Scalar { text: held, .. } => {
            (Text::parse(held).as_ref() == Some(text)).then_some(node.span)
        }
        Value::List(items) => items.iter().find_map(|item| place(item, text)),
        Value::Map(entries) => entries.iter().find_map(|(_, node)| place(node, text)),
        Value::Null | Value::Broken => None,
    }
}

/// Where the threshold of a rule is written.
fn threshold(written: &Node, at: usize, names: [&str; 2]) -> Option<Span> {
    let Value::List(rules) = &held(written, ["rules", "亮灯规则"])?.value else { return None };
    Some(held(rules.get(at)?, names)?.span)
}

/// What a mapping holds under a key, in either spelling.
pub(super) fn held<'a>(node: &'a Node, names: [&str; 2]) -> Option<&'a Node> {
    let Value::Map(entries) = &node.value else { return None };
    let found = entries.iter().find(|(key, _)| names.contains(&key.text.as_str()));
    found.map(|(_, node)| node)
}

/// Where the portal or its method wrote one of these keys of a rule, the first that it wrote; else
/// where it wrote its rules.
pub(super) fn place_of_rule(written: &Node, rule: &Rule, keys: &[[&str; 2]]) -> Span {
    const RULES: [&str; 2] = ["rules", "亮灯规则"];
    let Some(rules) = held(written, RULES) else { return written.span };
    let Value::List(items) = &rules.value else { return rules.span };
    let number = |node: &&Node| {
        held(node, ["number", "编号"]).is_some_and(
            |name| matches!(&name.value, Value::Scalar { text, .. } if *text == *rule.number),
        )
    };
    let own = items.iter().find(number);
    let places = keys.iter().filter_map(|key| held(own?, *key)).map(|node| node.span);
    places.chain(own.map(|node| node.span)).find(is_written).unwrap_or(rules.span)
}

/// Whether a place lies in a file that a person can change, not in one that ships.
fn is_written(place: &Span) -> bool {
    place.file.0 != u32::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full(text: &str) -> Result<String, String> {
        let known =
            [("over", Some("25".to_owned())), ("zero", Some("0".to_owned())), ("until", None)];
        filled(text, &known.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_part_in_brackets_is_said_only_with_all_its_figures() {
        for (text, expected) in [
            ("超过{over}天的", Ok("超过25天的")),
            ("逾期[超过{over}天]的", Ok("逾期超过25天的")),
            ("逾期[超过{zero}天][、不超过{until}天]的", Ok("逾期的")),
            ("注[1]：{over}", Ok("注[1]：25")),
            ("注[1，{over}", Ok("注[1，25")),
            ("超过{zero}天", Ok("超过0天")),
            ("不超过{until}天", Err("until")),
            ("超过{ovre}天", Err("ovre")),
            ("逾期[超过{ovre}天]", Err("ovre")),
        ] {
            let expected = expected.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(full(text), expected, "{text}");
        }
    }
}

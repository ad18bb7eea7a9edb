//! Whether a method makes sense to its readers: lights can be told apart, every rule can be
//! reached, grades fall, and nothing is there twice.

use super::figures::{held, list, place_of_rule};
use super::{Condition, LightWords, Method, Rule, Scoring};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::span::{Span, Spanned};
use crate::yaml::{Node, Number, Words};

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
    found.extend(method.rules.iter().enumerate().filter_map(|(at, rule)| {
        let first = method.rules.get(..at)?.iter().find(|held| covers(held, rule))?;
        let limits = [["over", "超过"], ["from", "达到"]];
        Some(out_of_reach(rule, first, place_of_rule(written, rule, &limits)))
    }));
    found.extend(days(method, written));
    found.extend(warnings(method, written));
    found.extend(points(&method.scoring, written));
    found.extend(grades(&method.scoring, written));
    found.extend(full_marks(&method.scoring).or_else(|| out_of_scale(&method.scoring, written)));
    once(method.tables.iter().map(|table| table.table), &mut found);
    once(method.registers.iter().map(|register| register.kind), &mut found);
    once(method.pages.iter().map(|page| page.page), &mut found);
    once(method.classes.iter().map(|class| class.class), &mut found);
    once(method.systems.iter().filter_map(|system| system.records), &mut found);
    found
}

/// Periods of no day at all: nothing could be reported, objected to or answered in them.
fn days(method: &Method, written: &Node) -> Vec<Diagnostic> {
    let periods = [
        (method.rhythm_days, ["rhythm_days", "填报周期"], "31"),
        (method.late_change_days, ["late_change_days", "临期改期天数"], "15"),
        (method.publicity_days, ["publicity_days", "公示工作日"], "5"),
        (method.appeal_days, ["appeal_days", "复核天数"], "30"),
    ];
    let own = periods.into_iter().map(|(days, names, usual)| {
        (days, names, usual, held(written, names).map_or(written.span, |node| node.span))
    });
    let inspected = method.classes.iter().filter_map(|class| class.every_days);
    let inspected = inspected.map(|days| (days.value, ["every_days", "间隔天数"], "30", days.span));
    let handled = method.escalation.iter().filter_map(|level| level.days);
    let handled = handled.map(|days| (days.value, ["days", "办理天数"], "15", days.span));
    let none = own.chain(inspected).chain(handled).filter(|(days, ..)| *days == 0);
    none.map(|(_, [en, zh], usual, place)| {
        let words = say(format!("`{zh}`至少是1天"), format!("`{en}` is 1 at least"));
        let help = say(
            format!("写1或更大的整数，例如{usual}"),
            format!("write a whole number from 1 on, such as {usual}"),
        );
        Diagnostic::new(Code::WrongType, place, words).help(help)
    })
    .collect()
}

/// Days before the due date that do not come one after the other: whoever reads them from the
/// first on would be warned of a day that has passed.
fn warnings(method: &Method, written: &Node) -> Vec<Diagnostic> {
    let falls = |days: &[u32]| days.last() != Some(&0) && days.is_sorted_by(|one, two| one > two);
    let wrong = |days: &[u32], place| {
        let found = if days.is_empty() { "空的".to_owned() } else { list(days) };
        let words = say(
            format!("`临期天数`要从大到小写，不重复，最小是1，写的是{found}"),
            format!("`due_soon_days` fall from day to day and end at 1 or more: {days:?}"),
        );
        let help = say("从离时限最远的写起，例如[30, 15, 7]", "write them like [30, 15, 7]");
        Diagnostic::new(Code::Contradiction, place, words).help(help)
    };
    let place = |names| held(written, names).map_or(written.span, |node| node.span);
    let all = &method.due_soon_days;
    let own =
        (all.is_empty() || !falls(all)).then(|| wrong(all, place(["due_soon_days", "临期天数"])));
    let classes = method.classes.iter().filter(|class| !falls(&class.due_soon_days));
    own.into_iter()
        .chain(classes.map(|class| wrong(&class.due_soon_days, class.class.span)))
        .collect()
}

/// Points that turn a score round: waiting would pay.
fn points(scoring: &Scoring, written: &Node) -> Vec<Diagnostic> {
    let held_points = [
        (scoring.lag_points, ["lag_points", "滞后扣分"]),
        (scoring.overdue_points, ["overdue_points", "逾期日扣分"]),
        (scoring.late_points, ["late_points", "迟办日扣分"]),
        (scoring.bonus_cap, ["bonus_cap", "加分上限"]),
    ];
    let own = held(written, ["scoring", "评分"]);
    let negative = held_points.into_iter().filter(|(points, _)| points.0 < 0);
    negative
        .map(|(_, [en, zh])| {
            let place = own.and_then(|node| held(node, [en, zh]));
            let words = say(format!("`{zh}`不能是负数"), format!("`{en}` must not be negative"));
            let help = say("扣几分、加几分都写0或更大的数", "write 0 or more points");
            Diagnostic::new(Code::WrongType, place.map_or(written.span, |node| node.span), words)
                .help(help)
        })
        .collect()
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

/// Full marks that nobody could have, or too many to be drawn.
fn full_marks(scoring: &Scoring) -> Option<Diagnostic> {
    let full = scoring.full;
    let words = say(
        format!("`满分`在1到10000之间，写的是`{}`", full.value),
        format!("`full` is 1 to 10000, found `{}`", full.value),
    );
    let problem = Diagnostic::new(Code::WrongType, full.span, words);
    let help = say("写1到10000的整数，例如100", "write a whole number such as 100");
    (!(1..=10_000).contains(&full.value)).then(|| problem.help(help))
}

/// A grade that no score can have.
fn out_of_scale(scoring: &Scoring, written: &Node) -> Option<Diagnostic> {
    let full = scoring.full.value;
    let scale = 0..=i64::from(full) * Number::ONE.0;
    let grade = scoring.grades.iter().find(|grade| !scale.contains(&grade.from.0))?;
    let (name, from) = (grade.name.as_str(), grade.from.words());
    let words = say(
        format!("等次“{name}”的`下限`是{from}，满分是{full}"),
        format!("`from` of “{name}” is {from}, full marks are {full}"),
    );
    let grades =
        held(written, ["scoring", "评分"]).and_then(|node| held(node, ["grades", "定性等次"]));
    let place = grades.map_or(written.span, |node| node.span);
    let help = say(
        format!("`下限`写0到{full}；改了`满分`的，等次也要改"),
        format!("write 0 to {full}; whoever changes `full` changes the grades as well"),
    );
    Some(Diagnostic::new(Code::Contradiction, place, words).help(help))
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

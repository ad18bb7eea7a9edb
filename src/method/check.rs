//! What a method must agree with in itself: ids are unique, days exist, phases end at 100, scores
//! can be printed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::figures::{fill_in, held};
use super::gate::gate;
use super::sense::sense;
use super::{Method, Period, Phase, Scoring, SnapshotDay};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::percent::Percent;
use crate::slug::Slug;
use crate::span::{Span, Spanned};
use crate::yaml::Node;

/// Hundredths of a percent of a class that may stand last.
const MOST_LAST: i32 = 2_500;

/// Fills the method's texts and reports what does not agree. What lies in a file that ships is shown
/// where the portal chose the method: only the portal's own changes can have made it wrong.
pub fn check(method: &mut Method, written: &Node, choice: Span, problems: &mut Vec<Diagnostic>) {
    let before = problems.len();
    if let Some(problem) = unknown_level(method) {
        // Any other will do for reading the texts.
        let other = method.levels.first().map(|level| level.name.clone());
        method.level = other.map(|name| Spanned::new(name, problem.span));
        problems.push(problem);
    }
    fill_in(method, written, problems);
    unique(method.phases.iter().map(|phase| &phase.id), problems);
    unique(method.checklist.iter().map(|step| &step.id), problems);
    unique(method.benchmark.iter().map(|question| &question.id), problems);
    unique(method.escalation.iter().map(|level| &level.id), problems);
    unique(method.topics.iter().map(|topic| &topic.id), problems);
    phases(&method.phases, problems);
    problems.extend(method.snapshots.iter().filter_map(no_day));
    problems.extend(method.rhythms.iter().filter_map(|rhythm| {
        let last = rhythm.every.value.last_day();
        let day = rhythm.day.filter(|day| !(1..=last).contains(&day.value))?;
        Some(bad_day(rhythm.every.value, day))
    }));
    problems.extend(decimals(method.scoring.decimals));
    problems.extend(last(&method.scoring, written));
    problems.extend(sense(method, written));
    problems.extend(gate(method, written));
    for problem in problems.iter_mut().skip(before) {
        if problem.span.file.0 == u32::MAX {
            problem.span = choice;
        }
    }
}

/// A level of which the method does not say what it is called.
fn unknown_level(method: &Method) -> Option<Diagnostic> {
    // Levels that could not be read were reported.
    let named = method.level.as_ref().filter(|_| !method.levels.is_empty());
    let level = named.filter(|_| method.own_level().is_none())?;
    let known: Vec<&str> = method.levels.iter().map(|level| level.name.as_str()).collect();
    let words = say(
        format!("没有`{}`这个级别", level.as_str()),
        format!("there is no level `{}`", level.as_str()),
    );
    Some(Diagnostic::new(Code::UnknownWord, level.span, words).help(say(
        format!("可以写：{}", known.join("、")),
        format!("there are: {}", known.join(", ")),
    )))
}

fn unique<'a>(ids: impl Iterator<Item = &'a Spanned<Slug>>, problems: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<&Slug, Span> = BTreeMap::new();
    for id in ids {
        let Some(first) = known.insert(&id.value, id.span) else { continue };
        let words = say(
            format!("编号`{}`用了两次", id.value),
            format!("the id `{}` is used twice", id.value),
        );
        let problem = Diagnostic::new(Code::DuplicateId, id.span, words);
        problems.push(
            problem
                .note(first, say("第一次在这里", "first used here"))
                .help(say("给其中一个换编号", "give one of them another id")),
        );
    }
}

/// Phases follow each other and the last ends with the task.
fn phases(phases: &[Phase], problems: &mut Vec<Diagnostic>) {
    let mut earlier = Percent::ZERO;
    for phase in phases {
        if phase.until.value <= earlier {
            problems.push(order(
                phase,
                "要比前一个环节的大",
                "must exceed that of the phase before",
            ));
        }
        earlier = phase.until.value;
    }
    let last = phases.last().filter(|phase| phase.until.value != Percent::FULL);
    problems
        .extend(last.map(|phase| order(phase, "最后一个环节应当是100", "the last must be 100")));
}

fn order(phase: &Phase, zh: &str, en: &str) -> Diagnostic {
    let name = phase.name.as_str();
    Diagnostic::new(
        Code::Weights,
        phase.until.span,
        say(format!("环节“{name}”的`推断至`：{zh}"), format!("`until` of “{name}”: {en}")),
    )
    .help(say(
        "各环节的`推断至`逐个增大，最后一个写100",
        "let `until` grow from phase to phase and end at 100",
    ))
}

/// A snapshot on a day that not every year has.
fn no_day(snapshot: &SnapshotDay) -> Option<Diagnostic> {
    let (month, day) = (snapshot.month.value, snapshot.day.value);
    let exists = NaiveDate::from_ymd_opt(2025, month, day).is_some();
    (!exists).then(|| {
        Diagnostic::new(
            Code::BadDate,
            snapshot.day.span,
            say(
                format!("不是每年都有{month}月{day}日"),
                format!("not every year has a day {month:02}-{day:02}"),
            ),
        )
        .help(say("写每年都有的一天，例如6月30日", "write a day of every year, such as 6 and 30"))
    })
}

/// Scores are kept in millionths; nobody prints more than four decimals.
fn decimals(decimals: Spanned<u32>) -> Option<Diagnostic> {
    let words = say(
        format!("得分保留0到4位小数，写的是`{}`", decimals.value),
        format!("a score has 0 to 4 decimals, found `{}`", decimals.value),
    );
    let problem = Diagnostic::new(Code::WrongType, decimals.span, words);
    (decimals.value > 4).then(|| problem.help(say("写0到4", "write 0 to 4")))
}

/// Never more than a quarter of a class stands last, and nobody stands both first and last.
fn last(scoring: &Scoring, written: &Node) -> Option<Diagnostic> {
    let place = |names| {
        let scoring = held(written, ["scoring", "评分"]);
        scoring.and_then(|scoring| held(scoring, names)).map_or(written.span, |node| node.span)
    };
    let share = scoring.bottom_share;
    if share.hundredths() > MOST_LAST {
        let words = say(
            format!("末位最多占四分之一，写的是{}%", share.printed()),
            format!("at most a quarter may stand last, found {} %", share.printed()),
        );
        let place = place(["bottom_share", "末位占比"]);
        let help = say("`末位占比`写25以下", "write 25 or less as `bottom_share`");
        return Some(Diagnostic::new(Code::WrongType, place, words).help(help));
    }
    let least = u64::from(scoring.min_bottom);
    let part = least * u64::try_from(share.hundredths()).unwrap_or(0) / 10_000;
    let both = u64::from(scoring.top_count) + part.min(scoring.bottom_count.into());
    if part == 0 || both <= least {
        return None;
    }
    let words = say(
        format!(
            "一组{least}个单位时，列前{}个，又列末位{part}个，有单位两边都在",
            scoring.top_count
        ),
        format!("of {least} units some would stand both first and last"),
    );
    let help = say(
        "增大`最小末位组`，或减小`前列数`、`末位占比`",
        "raise `min_bottom`, or lower `top_count` or `bottom_share`",
    );
    Some(Diagnostic::new(Code::WrongType, place(["min_bottom", "最小末位组"]), words).help(help))
}

/// A day that the period has not.
fn bad_day(every: Period, day: Spanned<u32>) -> Diagnostic {
    let (last, whole_zh, whole_en) = match every.last_day() {
        last @ 7 => (last, "一周", "week"),
        last @ 10 => (last, "一旬", "period of ten days"),
        last => (last, "一个月", "month"),
    };
    let unit = if last == 31 { "日" } else { "天" };
    let words = say(
        format!("{whole_zh}里没有第{}{unit}", day.value),
        format!("no {whole_en} has a day {}", day.value),
    );
    Diagnostic::new(Code::BadDate, day.span, words)
        .help(say(format!("写1到{last}"), format!("write 1 to {last}")))
}

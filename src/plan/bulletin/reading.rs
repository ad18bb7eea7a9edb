//! Bulletins for the telephone and the loudspeaker: plain words, exact figures, no marks.

use super::{Issue, issuer, record, subject, title};
use crate::assess::{Assessed, MonthEnd};
use crate::date::{zh, zh_short};
use crate::method::Light;
use crate::plan::here::Here;
use crate::portal::{Id, Task};

/// A short message holds so many characters.
const MESSAGE: usize = 70;

/// So many tasks are named aloud; the others are counted.
const SPOKEN: usize = 3;

/// Lights that are told in a short message, the most important first.
const TOLD: [Light; 4] = [Light::Done, Light::Red, Light::Yellow, Light::Silent];

/// A short message of at most 70 characters: as many facts as there is room for, in the order of
/// their weight, and never half of one.
pub fn message(here: Here, issue: Issue) -> String {
    let site = &here.assessed().portal.site.name;
    let (opening, facts) = match issue {
        Issue::Month(month) => {
            let end = here.month_end(month);
            (subject(here, month), facts(here.assessed(), end))
        }
        Issue::Occasion(_) => {
            let said = summary(here, issue);
            let first = said.split('。').next().filter(|first| !first.is_empty());
            (title(here, issue), first.map(str::to_owned).into_iter().collect())
        }
    };
    let signed = |words: &str| format!("【{site}】{words}");
    let fits = |words: &str| words.chars().count() <= MESSAGE;
    let mut best = opening.clone();
    let mut told = String::new();
    for fact in facts {
        let longer = if told.is_empty() { fact } else { format!("{told}，{fact}") };
        let words = format!("{opening}：{longer}。");
        if !fits(&words) {
            break;
        }
        (best, told) = (words, longer);
    }
    if told.is_empty() && fits(&format!("{best}。")) {
        best.push('。');
    }
    if fits(&signed(&best)) {
        return signed(&best);
    }
    // The name gives way to the facts, and a title too long is cut where it must be.
    if fits(&best) {
        return best;
    }
    best.chars().take(MESSAGE - 1).chain(['…']).collect()
}

fn facts(assessed: &Assessed, end: &MonthEnd) -> Vec<String> {
    let measure = assessed.portal.method.works.measure.as_str();
    if end.lights.total() == 0 {
        return vec!["还没有公开的任务".to_owned()];
    }
    let mut facts = vec![format!("公开任务{}{measure}", end.lights.total())];
    for light in TOLD {
        let count = end.lights.count(light);
        if count > 0 {
            let word = assessed.portal.method.short(light).to_owned();
            facts.push(format!("{word}{count}{measure}"));
        }
    }
    let month = [
        (end.happened.closings.len(), "本月销号", measure),
        (end.happened.moved.len(), "改期", "次"),
    ];
    for (count, word, unit) in month {
        if count > 0 {
            facts.push(format!("{word}{count}{unit}"));
        }
    }
    facts
}

/// A month in a few sentences, for a screen.
pub fn sentences(assessed: &Assessed, end: &MonthEnd) -> Vec<String> {
    let measure = assessed.portal.method.works.measure.as_str();
    let mut all =
        vec![format!("截至{}，{}。", zh_short(end.until), facts(assessed, end).join("，"))];
    if let Some(percent) = end.on_time.current.percent() {
        let rate = end.on_time.current;
        let (due, kept) = (rate.of, rate.kept);
        all.push(format!("到期{due}{measure}，按期完成{kept}{measure}，按期率{percent}%。"));
    }
    let (tasks, month) = (&assessed.portal.tasks, end.month.number());
    let titles: Vec<&str> =
        end.happened.closings.iter().take(3).map(|(id, _)| &*tasks.get(*id).title).collect();
    if !titles.is_empty() {
        let several = if end.happened.closings.len() > titles.len() { "等" } else { "" };
        all.push(format!("{month}月销号：{}{several}。", titles.join("、")));
    }
    if !end.due_next.is_empty() {
        let next = end.month.next().number();
        all.push(format!("{next}月到期、还没有完成的有{}{measure}。", end.due_next.len()));
    }
    all
}

/// What a bulletin says, in a sentence.
pub fn summary(here: Here, issue: Issue) -> String {
    match issue {
        Issue::Month(month) => {
            let end = here.month_end(month);
            format!("截至{}，{}。", zh(end.until), facts(here.assessed(), end).join("，"))
        }
        Issue::Occasion(_) => {
            let held = record(here.assessed(), issue);
            held.map_or_else(String::new, |held| held.body.summary.clone())
        }
    }
}

/// A text to be read aloud: no brackets, no marks, one thought a sentence.
pub fn broadcast(here: Here, issue: Issue) -> Vec<String> {
    let site = &here.assessed().portal.site;
    let closing =
        format!("播送完了。详细情况可以在{}查看，有意见可以拨打热线{}。", site.name, site.hotline);
    let mut all = vec![format!(
        "{}，下面播送{}的一份通报。",
        here.assessed().portal.method.audience.as_str(),
        issuer(here, record(here.assessed(), issue))
    )];
    match issue {
        Issue::Month(month) => all.extend(spoken(here, here.month_end(month))),
        Issue::Occasion(_) => {
            all.push(format!("{}。", aloud(&title(here, issue)).trim_end_matches('。')));
            let held = record(here.assessed(), issue);
            let lines = held.map(|held| held.body.plain.lines()).into_iter().flatten();
            all.extend(lines.map(aloud).filter(|line| !line.is_empty()));
        }
    }
    all.push(closing);
    all
}

fn spoken(here: Here, end: &MonthEnd) -> Vec<String> {
    let (month, tasks) = (end.month.number(), &here.assessed().portal.tasks);
    let (name, measure) = (aloud(&here.works().name), here.measure());
    let named =
        |ids: &[Id<Task>]| listed(ids.iter().map(|id| aloud(&tasks.get(*id).title)).collect());
    let mut all = Vec::new();
    let parts: Vec<String> = super::draft::ORDER
        .iter()
        .filter(|light| end.lights.count(**light) > 0)
        .map(|light| {
            let word = here.light_among(&end.lights, *light).word;
            format!("{word}{}{measure}", end.lights.count(*light))
        })
        .collect();
    // Those that were given up are told last, and of them those that go on elsewhere.
    let passed_on = super::passed_on(here, end).join("，");
    let passed_on = if passed_on.is_empty() { passed_on } else { format!("，其中{passed_on}") };
    let total = end.lights.total();
    all.push(format!("这份通报说的是{}的{name}。", end.month.zh()));
    if total == 0 {
        all.push(format!("截至{}，还没有公开的任务。", zh(end.until)));
        return all;
    }
    all.push(format!(
        "截至{}，向社会公开的{name}一共{total}{measure}，其中{}{passed_on}。",
        zh(end.until),
        parts.join("，")
    ));
    if !end.happened.closings.is_empty() {
        let ids: Vec<_> = end.happened.closings.iter().map(|(id, _)| *id).collect();
        all.push(format!("{month}月份经过验收销号的有{}{measure}，{}。", ids.len(), named(&ids)));
    }
    let mended = super::mended(here, end, &[Light::Red]);
    let red = end.with(Light::Red).map(|held| held.task).filter(|task| !mended.contains(task));
    let red: Vec<_> = red.collect();
    let lit = here.assessed().portal.method.lit(Light::Red);
    if !mended.is_empty() {
        let some = mended.len();
        all.push(format!("{lit}的任务里，有{some}{measure}在通报印发前补报了进展。"));
    }
    if !red.is_empty() {
        // The ear has just heard how many were red: the figures must agree.
        let which = if mended.is_empty() { format!("{lit}、") } else { "其余".to_owned() };
        all.push(format!("{which}需要加快的有{}{measure}，{}。", red.len(), named(&red)));
    }
    if !end.happened.moved.is_empty() {
        let change = |(id, at): &(Id<Task>, usize)| tasks.get(*id).changes.get(*at);
        let unexplained = end.happened.moved.iter().filter_map(change);
        let unexplained =
            unexplained.filter(|held| held.reason.is_none() && held.reason_code.is_none()).count();
        let reasons = match unexplained {
            0 => "原来的时限和变更原因都已公布".to_owned(),
            all_of_them if all_of_them == end.happened.moved.len() => {
                "原来的时限都已公布，没有说明原因".to_owned()
            }
            some => format!("原来的时限都已公布，有{some}次没有说明原因"),
        };
        all.push(format!("{month}月份变更完成时限{}次，{reasons}。", end.happened.moved.len()));
    }
    if !end.due_next.is_empty() {
        let next = end.month.next().number();
        all.push(format!("{next}月份到期、还没有完成的任务有{}{measure}。", end.due_next.len()));
    }
    all
}

/// Names as they are told one after the other: the ear must know when the last one comes, and
/// whether there are more.
fn listed(mut names: Vec<String>) -> String {
    if names.len() > SPOKEN {
        names.truncate(SPOKEN);
        return format!("包括{}等", names.join("，"));
    }
    match names.pop() {
        Some(last) if names.is_empty() => format!("是{last}"),
        Some(last) => format!("分别是{}，还有{last}", names.join("，")),
        None => String::new(),
    }
}

/// Words as they are spoken: brackets become pauses, quotation marks fall silent.
fn aloud(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for mark in text.trim().chars() {
        match mark {
            '（' | '〔' | '(' | '[' | '—' | '…' => out.push('，'),
            '）' | '〕' | ')' | ']' | '“' | '”' | '‘' | '’' | '《' | '》' | '【' | '】' | '*'
            | '#' => {}
            mark => out.push(mark),
        }
    }
    for (doubled, once) in [("，，", "，"), ("，。", "。"), ("，、", "、"), ("，；", "；")]
    {
        while out.contains(doubled) {
            out = out.replace(doubled, once);
        }
    }
    out.trim_start_matches('，').trim_end_matches('，').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Distribution;
    use crate::plan::address::Address;
    use crate::plan::example::with;

    #[test]
    fn the_ear_is_told_which_name_is_the_last() {
        for (names, told) in [
            (&["甲"][..], "是甲"),
            (&["甲", "乙"], "分别是甲，还有乙"),
            (&["甲", "乙", "丙"], "分别是甲，乙，还有丙"),
            (&["甲", "乙", "丙", "丁"], "包括甲，乙，丙等"),
        ] {
            assert_eq!(listed(names.iter().map(|name| (*name).to_owned()).collect()), told);
        }
    }

    #[test]
    fn a_month_before_anything_is_public_says_so() {
        let plan = with(&[], "2026-10-15");
        let first = plan.assessed.month_ends.first().expect("a month");
        let end = MonthEnd { lights: Distribution::default(), tasks: Vec::new(), ..first.clone() };
        assert_eq!(facts(&plan.assessed, &end), ["还没有公开的任务"]);
        let told = spoken(Here::new(&plan, Address::Home), &end).concat();
        assert!(told.ends_with("日，还没有公开的任务。"), "{told}");
    }
}

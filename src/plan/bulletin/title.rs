//! What a bulletin is called, and where its title may be parted: a line of an official title ends
//! where a phrase ends (GB/T 9704-2012, 7.3.1: 词意完整).

use super::{Issue, record, subject};
use crate::plan::here::Here;

/// Halves of a character in a line of the title: 156 mm of 2号.
const LINE: usize = 40;

/// The title of a bulletin.
pub fn title(here: Here, issue: Issue) -> String {
    phrases(here, issue).concat()
}

/// The title line by line as it stands on paper: as few lines as need be, of lengths as even as the
/// ends of phrases allow.
pub fn lines(here: Here, issue: Issue) -> Vec<String> {
    parted(&phrases(here, issue))
}

fn phrases(here: Here, issue: Issue) -> Vec<String> {
    let own = record(here.assessed(), issue).and_then(|held| held.title.as_deref());
    match (own, issue) {
        (Some(own), _) => phrases_of(own),
        (None, Issue::Month(month)) => {
            let works = here.works().name.as_str();
            let parted = subject(here, month);
            let month = parted.strip_suffix(works).unwrap_or(&parted);
            vec![format!("关于{month}"), works.to_owned(), "推进情况的通报".to_owned()]
        }
        (None, Issue::Occasion(_)) => Vec::new(),
    }
}

/// The phrases of a title that an editor wrote, as its marks and its 的 tell them.
fn phrases_of(title: &str) -> Vec<String> {
    let mut phrases = vec![String::new()];
    let mut before = None;
    for mark in title.chars() {
        let ends = before.is_some_and(|before| "的、，：”》）".contains(before));
        let parts = (ends && !"、，：；”》）".contains(mark)) || "“《（".contains(mark);
        match phrases.last_mut() {
            Some(phrase) if !parts || phrase.is_empty() => phrase.push(mark),
            _ => phrases.push(mark.into()),
        }
        before = Some(mark);
    }
    phrases
}

/// Phrases put together to lines. What fits into no line is left to whoever sets it.
fn parted(phrases: &[String]) -> Vec<String> {
    let whole = width(phrases);
    if whole == 0 {
        return Vec::new();
    }
    let aim = whole.div_ceil(whole.div_ceil(LINE));
    let mut lines: Vec<String> = Vec::new();
    let mut rest = phrases;
    while !rest.is_empty() {
        let fits =
            |end: &usize| *end == 1 || rest.get(..*end).is_some_and(|part| width(part) <= LINE);
        let distance = |end: &usize| rest.get(..*end).map_or(0, width).abs_diff(aim);
        // The longer of two lines stands above the shorter.
        let end = (1..=rest.len()).rev().filter(fits).min_by_key(distance).unwrap_or(1);
        let (line, others) = rest.split_at(end);
        lines.push(line.concat());
        rest = others;
    }
    lines
}

/// Halves of a character: a digit is half as wide as a Han character.
fn width(phrases: &[String]) -> usize {
    phrases
        .iter()
        .flat_map(|phrase| phrase.chars())
        .map(|mark| if mark.is_ascii() { 1 } else { 2 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{parted, phrases_of};

    fn lines(phrases: &[&str]) -> Vec<String> {
        parted(&phrases.iter().map(|phrase| (*phrase).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_title_of_a_month_is_parted_between_its_phrases() {
        let month = |works| lines(&["关于2026年8月", works, "推进情况的通报"]);
        assert_eq!(month("重点工作"), ["关于2026年8月重点工作推进情况的通报"]);
        assert_eq!(month("“三提高”工作"), ["关于2026年8月“三提高”工作", "推进情况的通报"]);
        assert_eq!(month("精细化管理事项"), ["关于2026年8月精细化管理事项", "推进情况的通报"]);
    }

    #[test]
    fn an_own_title_is_parted_where_its_phrases_end() {
        let own = |title| parted(&phrases_of(title));
        assert_eq!(own("第四季度验收安排"), ["第四季度验收安排"]);
        assert_eq!(
            own("关于老旧小区加装电梯和二次供水改造工程的进展、问题和下一步安排的通报"),
            ["关于老旧小区加装电梯和二次供水改造工程的", "进展、问题和下一步安排的通报"]
        );
        assert_eq!(
            own("关于转发《岚江州重点工作督查办法》和“一线工作法”任务清单的通知"),
            ["关于转发《岚江州重点工作督查办法》", "和“一线工作法”任务清单的通知"]
        );
        // Nowhere to part: one line, and the paper breaks it.
        assert_eq!(own(&"工".repeat(45)), ["工".repeat(45)]);
    }
}

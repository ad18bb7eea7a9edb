//! Days: how they are read, and what is meant by one that cannot be.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::meant::{meant_date, meant_month, no_such_day, two_dates};
use super::read::{Form, Read, says_nothing, scalar};
use super::{Node, Shape};
use crate::diagnostic::{Code, Diagnostic, Wording, say};
use crate::span::Span;

const DATE: Form = Form {
    zh: "日期",
    en: "a date",
    help_zh: "日期写成“年-月-日”，例如`2026-11-30`",
    help_en: "write the date as year-month-day, such as `2026-11-30`",
};
fn has_figure(text: &str) -> bool {
    text.contains(|mark: char| mark.is_numeric() || "〇一二三四五六七八九十".contains(mark))
}

/// What a text that names no day, or more than one, leaves to choose.
fn meant_days(text: &str) -> Option<Wording> {
    if let Some((first, last)) = two_dates(text) {
        return Some(say(
            format!("这里只写一天：`{first}`或者`{last}`"),
            format!("write one day: `{first}` or `{last}`"),
        ));
    }
    let (month, last) = no_such_day(text)?;
    Some(say(
        format!("{month}月没有这一天：月底写`{last}`"),
        format!("the last day of that month is `{last}`"),
    ))
}

/// Years that records speak of; another is a slip of the pen.
pub(super) const YEARS: RangeInclusive<i32> = 1900..=2199;

/// Reads `2026-11-30`; anything that is not such a day gives `None`.
pub fn read_date(text: &str) -> Option<NaiveDate> {
    let day: NaiveDate = if is_date_form(text) { text.parse().ok()? } else { return None };
    YEARS.contains(&day.year()).then_some(day)
}

fn is_date_form(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

impl Read for NaiveDate {
    fn shape() -> Shape {
        Shape::Date
    }

    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let text = scalar(node, &DATE, problems)?;
        let day = read_date(text);
        if day.is_none() {
            problems.push(bad_date(text, node.span));
        }
        day
    }
}

/// A date that does not exist or cannot be read.
pub fn bad_date(text: &str, span: Span) -> Diagnostic {
    let short: String = text.chars().take(40).collect();
    let words = if is_date_form(text) {
        say(format!("没有`{text}`这一天"), format!("there is no day `{text}`"))
    } else if text.trim().is_empty() {
        say("日期是空的", "the date is empty")
    } else {
        say(format!("日期写作`{short}`，读不出来"), format!("`{short}` is not a date"))
    };
    let help = match (meant_date(text), meant_month(text)) {
        (None, None) if says_nothing(text) || !has_figure(text) => say(
            format!("{}；没有的、还没有定的，不写这一项", DATE.help_zh),
            format!("{}, or leave the key out", DATE.help_en),
        ),
        (None, None) => meant_days(text).unwrap_or_else(|| say(DATE.help_zh, DATE.help_en)),
        (Some(day), _) => say(format!("写成`{day}`"), format!("write `{day}`")),
        (None, Some((first, last))) => say(
            format!("补上哪一天：开头写`{first}`，末尾写`{last}`"),
            format!("add the day: `{first}` for its beginning, `{last}` for its end"),
        ),
    };
    Diagnostic::new(Code::BadDate, span, words).help(help)
}

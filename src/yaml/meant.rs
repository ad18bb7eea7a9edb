//! What a value that cannot be read was meant to be: the repair in a clerk's help.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::day::YEARS;
use super::numerals;
use super::read::{Number, read_percent};
use crate::diagnostic::is_unseen;
use crate::money::Money;
use crate::slug::Slug;

/// Brackets and quotation marks that people put around a value.
const BRACKETS: &str = "[]【】［］()（）{}｛｝\"'“”‘’「」『』《》";

/// A text without the characters that nobody sees.
pub(super) fn without_unseen(text: &str) -> String {
    text.chars().filter(|mark| !is_unseen(*mark)).collect()
}

/// A word without brackets, quotation marks and spaces around it, and without what nobody sees.
pub(super) fn bare_word(text: &str) -> String {
    let around = |mark: char| BRACKETS.contains(mark) || mark.is_whitespace();
    without_unseen(text).trim_matches(around).to_owned()
}

/// The ids that `Housing_Bureau` and `a、b` mean.
pub(super) fn meant_slugs(text: &str) -> Option<Vec<String>> {
    // A space that is none may part two ids.
    let text = without_unseen(&text.replace('\u{a0}', " "));
    let text = without_remark(&text);
    let parts = text.split(|mark: char| "、，,；;/".contains(mark) || mark.is_whitespace());
    // 1. district-office: the number of an item in a list.
    let parts = parts.filter(|part| {
        let number = part.strip_suffix(['.', '．', ')', '）']);
        !number.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let parts = parts.map(|part| part.trim_matches(|mark| BRACKETS.contains(mark)));
    let parts = parts.map(|part| {
        let words = part.trim_end_matches(['。', '.', '．']);
        if words.is_empty() { part } else { words }
    });
    let plain = |part: &str| {
        let id = half_width(part).to_ascii_lowercase().replace(DASHES, "-").replace('.', "-");
        if id.starts_with('-') && id.len() > 1 { id.trim_matches('-').to_owned() } else { id }
    };
    let ids: Vec<String> = parts.filter(|part| !part.is_empty()).map(plain).collect();
    (!ids.is_empty() && ids.iter().all(|id| Slug::parse(id).is_ok())).then_some(ids)
}

/// Marks that look like the hyphen of an id, or stand in its place.
const DASHES: [char; 6] = ['_', '–', '—', '\u{2010}', '\u{2011}', '−'];

/// An id without what somebody noted behind it: `housing-bureau（牵头）`, `housing-bureau#牵头`.
fn without_remark(text: &str) -> &str {
    let remark = text.find(['（', '(', '#', '＃', '等']).filter(|at| *at > 0);
    remark.and_then(|at| text.get(..at)).unwrap_or(text)
}

/// A text with its full-width digits, letters and points as half-width ones, without what nobody sees.
pub(super) fn half_width(text: &str) -> String {
    let plain = |mark: char| match mark {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．' | '－' | '＿' => {
            char::from_u32(u32::from(mark) - 0xfee0).unwrap_or(mark)
        }
        _ => mark,
    };
    without_unseen(text).chars().map(plain).collect()
}

/// The figure that `60部` and `１００` mean; none where a word changes its size.
pub(super) fn meant_figure(text: &str) -> Option<String> {
    let text = with_digits(&half_width(text));
    // 第9期, 每月10日, P2.5: what stands before a figure says what it counts.
    let text = ["第", "每月", "约", "共", "P"]
        .iter()
        .fold(text.trim(), |text, before| text.strip_prefix(before).unwrap_or(text));
    let text = in_digits(text);
    let figure = text.trim_end_matches(|mark: char| !mark.is_ascii_digit());
    let unit = text.get(figure.len()..)?;
    let changes = unit.contains(['万', '亿', '千', '百', '十', '%', '％', '多', '余']);
    (!changes && Number::parse(figure).is_some()).then(|| figure.to_owned())
}

/// A text that begins with digits where it began with Chinese numerals.
fn in_digits(text: &str) -> String {
    match numerals::digits(text) {
        Some((number, rest)) => format!("{number}{rest}"),
        None => text.to_owned(),
    }
}

/// A text in which the letters `O` and `l` beside digits are the digits that they look like.
fn with_digits(text: &str) -> String {
    let is_letter = |mark: char| matches!(mark, 'O' | 'o' | 'l' | 'I');
    let is_figure = |word: &str| word.contains(|mark: char| mark.is_ascii_digit());
    let end = text.find(|mark: char| !mark.is_ascii_digit() && mark != '.' && !is_letter(mark));
    let (figure, unit) = text.split_at(end.unwrap_or(text.len()));
    if !is_figure(figure) {
        return text.to_owned();
    }
    figure.replace(['O', 'o'], "0").replace(['l', 'I'], "1") + unit
}

/// The whole number that `60部` means.
pub(super) fn meant_integer(text: &str) -> Option<String> {
    meant_figure(text).filter(|figure| figure.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The amount that `1亿2000万元`, `￥3200`, `人民币3200万元整` or `３２００万元` means. Words that leave it
/// open, such as 约, are the author's to decide on.
pub(super) fn meant_amount(text: &str) -> Option<String> {
    sum_of_two(text).or_else(|| bare_amount(text))
}

fn bare_amount(text: &str) -> Option<String> {
    let text = half_width(text).replace('，', ",");
    let text = ["人民币", "RMB", "CNY", "￥", "¥"]
        .iter()
        .fold(text.trim(), |text, mark| text.trim_start_matches(mark).trim());
    let text = text.split(['（', '(']).next()?.trim_end_matches(['整', '正', '。']).trim();
    let text = &in_digits(text);
    let text = text.strip_suffix("块").map_or_else(|| text.to_owned(), |text| format!("{text}元"));
    Money::parse(&text).map(|_| text)
}

/// The amount in a text that leaves it open, or whose commas part no thousands: `约3200万元`,
/// `1,23,456万元`. The author decides whether it is the right one.
pub(super) fn nearly_amount(text: &str) -> Option<String> {
    const OPEN: [&str; 24] = [
        "不超过",
        "不低于",
        "不少于",
        "大约",
        "约",
        "近",
        "超过",
        "超",
        "逾",
        "预计",
        "估算",
        "概算",
        "计划",
        "暂定",
        "总投资",
        "投资",
        "共计",
        "共",
        "合计",
        "左右",
        "上下",
        "以上",
        "以内",
        "以下",
    ];
    let text = OPEN.iter().fold(half_width(text), |text, word| text.replace(word, ""));
    let text = text.replace(['余', '多', '：', ':'], "").replace([',', '，', '、'], "");
    bare_amount(&text).or_else(|| sum_of_two(&text))
}

fn sum_of_two(text: &str) -> Option<String> {
    let (above, below) = text.split_once('亿')?;
    let below = below.trim_end_matches('元').strip_suffix('万')?;
    let sum = above.parse::<u64>().ok()?.checked_mul(10_000)?.checked_add(below.parse().ok()?)?;
    Some(format!("{sum}万元"))
}

/// The day that `2026年11月30日`, `二〇二六年十一月三十日`, `2026/11/30`, `20261130`, `46356` (as a
/// table program counts days) or `2026年11月底` means.
pub(super) fn meant_date(text: &str) -> Option<NaiveDate> {
    let text: String = half_width(text).chars().take(40).collect();
    // The day of the week, or a remark.
    let text = text.split(['（', '(']).find(|part| !part.trim().is_empty())?;
    let text = arabic(text);
    let mut parts = text.split(|mark: char| !mark.is_ascii_digit()).filter(|part| !part.is_empty());
    let day = |year: &str, month: &str, day: &str| {
        NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    };
    let date = match (parts.next()?, parts.next(), parts.next()) {
        (year, Some(month), Some(date)) => {
            // The time of the day, as a table program writes it.
            let is_rest = parts.next().is_none() || text.contains(':');
            day(year, month, date).filter(|_| is_rest)
        }
        (year, Some(month), None) if text.contains(['底', '末']) && !text.contains('季') => {
            let next = day(year, month, "1")? + Months::new(1);
            next.pred_opt()
        }
        (year, None, None) if year.len() == 4 && text.contains("年底") => day(year, "12", "31"),
        (whole, None, None) if whole.len() == 8 => {
            day(whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?)
        }
        // Day 1 is 1 January 1900, and the 29 February that this year did not have counts as well.
        (days, None, None) if days.len() == 5 && days == text => {
            let day = NaiveDate::from_ymd_opt(1899, 12, 30)? + Days::new(days.parse().ok()?);
            Some(day).filter(|day| (2000..2100).contains(&day.year()))
        }
        _ => None,
    };
    date.filter(|date| YEARS.contains(&date.year()))
}

/// The month, and its last day, of a date with a day that the month does not have.
pub(super) fn no_such_day(text: &str) -> Option<(u32, NaiveDate)> {
    let text = arabic(&half_width(&text.chars().take(40).collect::<String>()));
    let mut parts = text.split(|mark: char| !mark.is_ascii_digit()).filter(|part| !part.is_empty());
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month: u32 = month.parse().ok()?;
    let is_day = (29..=31).contains(&day.parse::<u32>().ok()?) && parts.next().is_none();
    let first = NaiveDate::from_ymd_opt(year.parse().ok()?, month, 1)?;
    let last = (first + Months::new(1)).pred_opt()?;
    (is_day && year.len() == 4 && YEARS.contains(&last.year())).then_some((month, last))
}

/// Two days in one text: `2026-02-01至2026-03-01`.
pub(super) fn two_dates(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = text.split_once(['至', '到', '~', '～', '—', '–', '、'])?;
    Some((meant_date(first)?, meant_date(last.trim_start_matches('—'))?))
}

/// The first and the last day of the month that `2026年11月`, `2026.11` or `2026-11` means, or of the
/// quarter that `2026年第4季度` means.
pub(super) fn meant_month(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let text: String = text.chars().take(40).collect();
    let text = arabic(&half_width(&text));
    let mut parts = text.split(|mark: char| !mark.is_ascii_digit()).filter(|part| !part.is_empty());
    let (year, part) = (parts.next()?, parts.next());
    if let (Some(span), None) = (months_of_a_year(&text), part) {
        return days_of(year, span).filter(|_| year.len() == 4);
    }
    let part = part?;
    let is_whole = parts.next().is_none() && year.len() == 4 && part.len() <= 2;
    let part: u32 = part.parse().ok()?;
    let is_quarter = text.contains('季');
    if is_quarter && part > 4 {
        return None;
    }
    let span = if is_quarter { (3 * part.checked_sub(1)? + 1, 3) } else { (part, 1) };
    days_of(year, span).filter(|_| is_whole)
}

/// The first month and the number of months that a year without a month means: 上半年, or all of it.
fn months_of_a_year(text: &str) -> Option<(u32, u32)> {
    let rest = text.trim().trim_start_matches(|mark: char| mark.is_ascii_digit());
    match rest {
        "" | "年" | "年度" | "年内" | "全年" | "年全年" => Some((1, 12)),
        "年上半年" | "上半年" => Some((1, 6)),
        "年下半年" | "下半年" => Some((7, 6)),
        _ => None,
    }
}

fn days_of(year: &str, (month, months): (u32, u32)) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year.parse().ok()?, month, 1)?;
    let last = (first + Months::new(months)).pred_opt()?;
    YEARS.contains(&first.year()).then_some((first, last))
}

/// A text with the letters `O` and `l` among digits, and Chinese numerals up to 99, as digits.
fn arabic(text: &str) -> String {
    const NUMERALS: &str = "〇一二三四五六七八九";
    let text = text.replace(['零', '○', 'O', 'o'], "0").replace(['l', 'I'], "1");
    let mut out = String::new();
    let mut marks = text.chars().peekable();
    while let Some(mark) = marks.next() {
        let is_numeral = |mark: char| NUMERALS.contains(mark);
        match NUMERALS.chars().position(|numeral| numeral == mark) {
            Some(digit) => out.push_str(&digit.to_string()),
            // 十 alone is 10, 二十 is 20, 十一 is 11, 二十一 is 21.
            None if mark == '十' => {
                let is_first = !out.ends_with(|mark: char| mark.is_ascii_digit());
                let is_last = !marks.peek().is_some_and(|next| is_numeral(*next));
                out.push_str(if is_first { "1" } else { "" });
                out.push_str(if is_last { "0" } else { "" });
            }
            None => out.push(mark),
        }
    }
    out
}

/// The figure that `完成65%` or `百分之六十五` means.
pub(super) fn meant_percent(text: &str) -> Option<String> {
    let text = half_width(text);
    let text = match text.split_once("百分之") {
        Some((_, figure)) => arabic(figure),
        None => with_digits(&text),
    };
    percent_in(&text).map(str::to_owned)
}

fn percent_in(text: &str) -> Option<&str> {
    let is_figure = |mark: char| mark.is_ascii_digit() || mark == '.';
    let mut parts = text.split(|mark| !is_figure(mark)).filter(|part| !part.is_empty());
    let figure = parts.next().filter(|figure| read_percent(figure).is_some())?;
    let is_plain = !text.contains(|mark: char| mark.is_ascii_alphabetic() || "-−".contains(mark));
    (parts.next().is_none() && is_plain).then_some(figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_another_form_is_answered_with_the_day_it_means() {
        for (written, meant) in [
            ("2026年11月30日", Some("2026-11-30")),
            ("2026/11/3", Some("2026-11-03")),
            ("20261130", Some("2026-11-30")),
            ("2026-11-30 00:00:00", Some("2026-11-30")),
            ("2026年2月底前", Some("2026-02-28")),
            ("2026年底前", Some("2026-12-31")),
            ("２０２６-11-30", Some("2026-11-30")),
            ("二〇二六年十一月三十日", Some("2026-11-30")),
            ("二○二六年十月二十一日", Some("2026-10-21")),
            ("2O26-ll-30", Some("2026-11-30")),
            ("2026-11-30（周一）", Some("2026-11-30")),
            ("（2026年11月30日）", Some("2026-11-30")),
            ("46356", Some("2026-11-30")),
            ("46356天", None),
            ("99999", None),
            ("2026年11月", None),
            ("11月30日", None),
            ("2026-2-30", None),
            ("2026-11-30-1", None),
            ("20261330", None),
        ] {
            let found = meant_date(written).map(|day| day.to_string());
            assert_eq!(found.as_deref(), meant, "{written}");
        }
    }

    #[test]
    fn a_month_is_answered_with_its_first_and_its_last_day() {
        let days = |text| meant_month(text).map(|(first, last)| format!("{first} {last}"));
        let february = Some("2026-02-01 2026-02-28".to_owned());
        for written in ["2026年2月", "2026.2", "2026-02", "2026/02", "二〇二六年二月"] {
            assert_eq!(days(written), february, "{written}");
        }
        let quarter = Some("2026-10-01 2026-12-31".to_owned());
        for written in ["2026年第4季度", "2026年四季度", "2026年第四季度末"] {
            assert_eq!(days(written), quarter, "{written}");
            assert_eq!(meant_date(written), None, "{written}");
        }
        let half = Some("2026-01-01 2026-06-30".to_owned());
        assert_eq!(days("2026年上半年"), half);
        assert_eq!(days("2026年").as_deref(), Some("2026-01-01 2026-12-31"));
        for written in ["2026.13", "2026-02-30", "2月", "12.5万", "2026年第5季度"] {
            assert_eq!(days(written), None, "{written}");
        }
    }

    #[test]
    fn a_value_in_another_form_is_answered_with_what_it_means() {
        assert_eq!(meant_figure("60部").as_deref(), Some("60"));
        assert_eq!(meant_figure("１００").as_deref(), Some("100"));
        assert_eq!(meant_figure("60万"), None, "the word makes it larger");
        assert_eq!(meant_figure("很多"), None);
        assert_eq!(meant_integer("60部").as_deref(), Some("60"));
        assert_eq!(meant_integer("-5"), None, "it would be told to write what is written");
        assert_eq!(meant_integer("0.5"), None);
        assert_eq!(meant_amount("1亿2000万元").as_deref(), Some("12000万元"));
        for (written, meant) in [
            ("￥3200", Some("3200")),
            ("人民币3200万元", Some("3200万元")),
            ("3200万元整", Some("3200万元")),
            ("３２００万元", Some("3200万元")),
            ("1，200万元", Some("1,200万元")),
            ("6500万元（含税）", Some("6500万元")),
            ("约3200万元", None),
            ("3200千元", None),
            ("3700万元+200万元", None),
        ] {
            assert_eq!(meant_amount(written).as_deref(), meant, "{written}");
        }
        for (written, meant) in [
            ("约3200万元", Some("3200万元")),
            ("3200余万元", Some("3200万元")),
            ("3200万元左右", Some("3200万元")),
            ("1,23,456万元", Some("123456万元")),
            ("总投资1.2亿元", Some("1.2亿元")),
            ("1.2-1.5亿元", None),
            ("3700万元+200万元", None),
            ("待定", None),
        ] {
            assert_eq!(nearly_amount(written).as_deref(), meant, "{written}");
        }
        assert_eq!(meant_amount("三千二百万元").as_deref(), Some("3200万元"));
        assert_eq!(meant_amount("叁仟贰佰万元整").as_deref(), Some("3200万元"));
        assert_eq!(meant_figure("六十部").as_deref(), Some("60"));
        assert_eq!(meant_integer("2O").as_deref(), Some("20"), "a letter is no unit");
        assert_eq!(meant_integer("l0项").as_deref(), Some("10"));
        assert_eq!(meant_percent("6O").as_deref(), Some("60"));
        let slugs = |text| meant_slugs(text).map(|ids| ids.join("|"));
        assert_eq!(slugs("Housing_Bureau").as_deref(), Some("housing-bureau"));
        assert_eq!(slugs("a、b").as_deref(), Some("a|b"));
        assert_eq!(slugs("【office】").as_deref(), Some("office"));
        assert_eq!(slugs("(a, b)").as_deref(), Some("a|b"));
        assert_eq!(slugs("a/b").as_deref(), Some("a|b"));
        assert_eq!(slugs("“office”").as_deref(), Some("office"));
        assert_eq!(slugs("\u{200b}office\u{a0}").as_deref(), Some("office"));
        assert_eq!(slugs("office–editor").as_deref(), Some("office-editor"));
        assert_eq!(slugs("office。").as_deref(), Some("office"));
        assert_eq!(slugs("office（牵头）").as_deref(), Some("office"));
        assert_eq!(slugs("office#牵头").as_deref(), Some("office"));
        assert_eq!(slugs("../a"), None);
        assert_eq!(slugs("住建局"), None);
    }

    #[test]
    fn a_percentage_in_words_is_answered_with_its_figure() {
        for (written, meant) in [
            ("完成65%", Some("65")),
            ("约50%", Some("50")),
            ("百分之五十", Some("50")),
            ("完成百分之六十五", Some("65")),
            ("百分之百", None),
            ("-5", None),
            ("2026－11－30", None),
            ("101", None),
            ("1e2", None),
            ("已完成", None),
        ] {
            assert_eq!(meant_percent(written).as_deref(), meant, "{written}");
        }
    }
}

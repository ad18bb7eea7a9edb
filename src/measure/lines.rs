//! Where a text is broken into lines.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{Chain, is_wide};

/// What may not begin a line.
const NOT_FIRST: &str = "，。、；：！？）》〉】〕”’%％·…—,.;:!?)]}";
/// What may not end a line.
const NOT_LAST: &str = "（《〈【〔“‘([{";
/// After these a reader pauses.
const PAUSES: &str = "，。；：！？";
/// Words of two to four characters that read badly when a line ends within them, and characters
/// that lean on what follows or on what went before: `未~`, `~的`.
static TOGETHER: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| include_str!("together.txt").split_whitespace().collect());
/// Marks the side on which a character leans.
const LEANS: char = '~';

/// How a text may be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breaks {
    /// Lines as full as they go: running text.
    Full,
    /// Lines of about one length, ending where speech pauses: messages.
    Even,
}

/// A text in lines of at most `width` units of the em. In running text a piece that is wider by
/// itself is broken anywhere; in a message it stands on a line of its own, and its line is wider.
pub fn lines(chain: &Chain, text: &str, width: i32, breaks: Breaks) -> Vec<String> {
    let pieces = counting(chain, pieces(text), width);
    match breaks {
        Breaks::Full => full(chain, &narrow(chain, pieces, width), width),
        Breaks::Even => even(chain, &pieces, width),
    }
}

/// What numbers count; after them a number reads as one word: 95项, 10月30日.
const COUNTERS: &str = "年月日天时分秒周季项个件条处所家户座人名次级元万亿亩套间辆栋台号";
/// After these the next number belongs to the same date or the same time of day: 10月／31日.
const GO_ON: &str = "年月时点";

/// Pieces in which a number stands with what it counts, and a date with all its numbers, unless they
/// are wider than a line together.
fn counting(chain: &Chain, pieces: Vec<String>, width: i32) -> Vec<String> {
    let joined = |pieces: Vec<String>, belong: fn(&str, &str) -> bool| {
        let mut joined: Vec<String> = Vec::new();
        for piece in pieces {
            let before = joined.last_mut().filter(|last| {
                belong(last, &piece) && chain.width(&format!("{last}{piece}")) <= width
            });
            match before {
                Some(before) => before.push_str(&piece),
                None => joined.push(piece),
            }
        }
        joined
    };
    joined(joined(pieces, counts), goes_on)
}

fn ends_in_figure(text: &str) -> bool {
    text.ends_with(|mark: char| mark.is_ascii_digit())
}

/// Whether a piece is what the number before it counts.
fn counts(number: &str, piece: &str) -> bool {
    let months = piece.starts_with('月') && number.strip_suffix('个').is_some_and(ends_in_figure);
    months || (piece.starts_with(|mark| COUNTERS.contains(mark)) && ends_in_figure(number))
}

/// Whether a number is the next one of a date.
fn goes_on(date: &str, piece: &str) -> bool {
    let mut marks = date.chars().rev();
    let mark = marks.next().is_some_and(|mark| GO_ON.contains(mark));
    let number = marks.next().is_some_and(|mark| mark.is_ascii_digit());
    mark && number && piece.starts_with(|mark: char| mark.is_ascii_digit())
}

/// Pieces of which none is wider than a line: an address or a long figure goes on in the next.
fn narrow(chain: &Chain, pieces: Vec<String>, width: i32) -> Vec<String> {
    let parted = |piece: String| {
        if chain.width(piece.trim()) <= width {
            return vec![piece];
        }
        piece.chars().map(String::from).collect()
    };
    pieces.into_iter().flat_map(parted).collect()
}

/// Pieces that are not broken, in order: a character with the marks that cling to it, or a run of
/// letters and figures.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for mark in text.chars().filter(|mark| !mark.is_control()) {
        let clings = before.is_some_and(|before| clings(before, mark));
        match pieces.last_mut().filter(|_| clings) {
            Some(piece) => piece.push(mark),
            None => pieces.push(mark.to_string()),
        }
        before = Some(mark);
    }
    pieces
}

/// Whether a line, or a page, may end with `before` and go on with `mark`.
pub fn may_part(before: char, mark: char) -> bool {
    !clings(before, mark)
}

fn clings(before: char, mark: char) -> bool {
    let running = |mark: char| !is_wide(mark) && !mark.is_whitespace() && !is_mark(mark);
    NOT_FIRST.contains(mark) || NOT_LAST.contains(before) || (running(before) && running(mark))
}

/// Full-width punctuation stands between lines like Han.
fn is_mark(mark: char) -> bool {
    matches!(u32::from(mark), 0x3000..=0x303f | 0xff00..=0xff65 | 0x2018..=0x201d)
}

fn full(chain: &Chain, pieces: &[String], width: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        let longer = lines.last().map(|line| format!("{line}{piece}"));
        match longer.filter(|longer| chain.width(longer.trim_end()) <= width) {
            Some(longer) => *lines.last_mut().expect("it was longer than the last") = longer,
            None => lines.push(piece.trim_start().to_owned()),
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// As few lines as `full` needs, broken so that the sum of squared rests is least; a break where
/// speech pauses is worth a tenth of a line, twice as much between two names of several; it costs
/// a tenth where it leaves one character of a name alone, and where it parts a word or a number
/// from what it counts.
fn even(chain: &Chain, pieces: &[String], width: i32) -> Vec<String> {
    let count = full(chain, pieces, width).len();
    if count < 2 {
        return full(chain, pieces, width);
    }
    let widths: Vec<i64> = pieces.iter().map(|piece| chain.width(piece).into()).collect();
    let total: i64 = widths.iter().sum();
    let aim = total / i64::try_from(count).unwrap_or(1);
    let best = shortest(pieces, &widths, (i64::from(width), aim), count);
    let Some(ends) = best else { return full(chain, pieces, width) };
    let mut from = 0;
    let cut = ends.into_iter().map(|end| {
        let line = pieces.get(from..end).unwrap_or_default().concat();
        from = end;
        line.trim().to_owned()
    });
    cut.collect()
}

/// Whether no line but the last ends within a word, a count or before the last character of a name.
pub fn end_between_words(lines: &[String]) -> bool {
    lines.array_windows().all(|[line, next]| {
        let (mut both, after) = (pieces(line), pieces(next));
        let at = both.len();
        both.extend(after);
        worth(&both, at) >= 0
    })
}

/// Whether a reader pauses at the end of a line anyway.
pub fn pauses(line: &str) -> bool {
    line.chars().next_back().is_some_and(|mark| mark == '、' || PAUSES.contains(mark))
}

/// What a break before a piece is worth, in tenths of a line.
fn worth(pieces: &[String], at: usize) -> i64 {
    if at == 0 || at == pieces.len() {
        return 0;
    }
    let last = pieces.get(at - 1).and_then(|piece| piece.chars().next_back());
    match last {
        Some('、') => 2,
        Some(mark) if PAUSES.contains(mark) => 1,
        _ if leaves_one_alone(pieces, at) || parts_a_word(pieces, at) => -1,
        _ => 0,
    }
}

/// Whether a break before a piece parts a word, a date, or a number from what it counts: 工／作,
/// 10月／31日, 49／个月.
fn parts_a_word(pieces: &[String], at: usize) -> bool {
    let (before, after) = pieces.split_at_checked(at).unwrap_or((pieces, &[]));
    if before.last().is_some_and(|piece| ends_in_figure(piece)) {
        return true;
    }
    let date = before.get(before.len().saturating_sub(2)..).unwrap_or_default().concat();
    if after.first().is_some_and(|piece| goes_on(&date, piece)) {
        return true;
    }
    if leans(before.last(), after.first()) {
        return true;
    }
    let reach = LONGEST_WORD - 1;
    (1..=reach.min(before.len())).any(|left| {
        let head = before.get(before.len() - left..).unwrap_or_default().concat();
        let mut word = head;
        after.iter().take(LONGEST_WORD - left).any(|piece| {
            word.push_str(piece);
            TOGETHER.contains(word.as_str())
        })
    })
}

/// Whether a piece leans on the one behind it, or that one on it: 未／及时, 居民／的.
fn leans(before: Option<&String>, after: Option<&String>) -> bool {
    let last = before.and_then(|piece| piece.chars().next_back());
    let first = after.and_then(|piece| piece.chars().next());
    let known = |word: [Option<char>; 2]| {
        let word: String = word.into_iter().flatten().collect();
        TOGETHER.contains(word.as_str())
    };
    known([last, Some(LEANS)]) || known([Some(LEANS), first])
}

/// Characters of the longest word that is not parted.
const LONGEST_WORD: usize = 4;

/// Whether a break before a piece parts the first or the last character of a name from the rest:
/// 措姆·林／珠. A name reaches from mark to mark; letters and figures are none.
fn leaves_one_alone(pieces: &[String], at: usize) -> bool {
    let (before, after) = pieces.split_at_checked(at).unwrap_or((pieces, &[]));
    let goes_on = |mark: char| is_wide(mark) || mark.is_ascii_alphanumeric();
    let ends = |piece: &String| !piece.ends_with(goes_on);
    let first = before.iter().rev().take_while(|piece| !ends(piece)).count();
    let behind = after.iter().take_while(|piece| !ends(piece)).count();
    // The piece with its mark belongs to the name that it ends.
    let behind = behind + usize::from(behind < after.len());
    let whole = before.last().is_none_or(ends);
    !whole && (first == 1 || behind == 1)
}

/// Ends of the lines of the best cut into `count` lines.
fn shortest(
    pieces: &[String],
    widths: &[i64],
    (width, aim): (i64, i64),
    count: usize,
) -> Option<Vec<usize>> {
    // For each end: the cost of the best cut up to there, and its ends.
    let mut best: Vec<Option<(i64, Vec<usize>)>> = vec![None; pieces.len() + 1];
    *best.first_mut()? = Some((0, Vec::new()));
    let worth: Vec<i64> = (0..=pieces.len()).map(|at| worth(pieces, at)).collect();
    for _ in 0..count {
        let mut next = vec![None; pieces.len() + 1];
        for end in 1..=pieces.len() {
            let mut line = 0;
            for from in (0..end).rev() {
                line += widths.get(from).copied().unwrap_or(0);
                if line > width {
                    break;
                }
                let Some((cost, ends)) = best.get(from).and_then(Option::as_ref) else { continue };
                let worth = worth.get(end).copied().unwrap_or(0) * width * width / 10;
                let cost = cost + (line - aim).pow(2) - worth;
                let slot: &mut Option<(i64, Vec<usize>)> = next.get_mut(end)?;
                if slot.as_ref().is_none_or(|(known, _)| cost < *known) {
                    let mut ends = ends.clone();
                    ends.push(end);
                    *slot = Some((cost, ends));
                }
            }
        }
        best = next;
    }
    best.pop().flatten().map(|(_, ends)| ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Faces;

    fn check(text: &str, width: i32, breaks: Breaks, expected: &[&str]) {
        let faces = Faces::default();
        assert_eq!(lines(&faces.chain(true), text, width * 1000, breaks), expected, "{text}");
    }

    #[test]
    fn no_line_begins_or_ends_with_the_wrong_mark() {
        check("办结四项，在办", 4, Breaks::Full, &["办结四", "项，在办"]);
        check("见《规定》第三条", 3, Breaks::Full, &["见《规", "定》第", "三条"]);
        check("依照（略）", 3, Breaks::Full, &["依照", "（略）"]);
    }

    #[test]
    fn figures_and_words_are_not_broken() {
        check("公开任务95项，办结25项", 6, Breaks::Full, &["公开任务", "95项，办结", "25项"]);
        check("10月16日22时", 5, Breaks::Full, &["10月16日", "22时"]);
        check("征集到10月31日结束", 5, Breaks::Full, &["征集到", "10月31日", "结束"]);
        check("2026年10月31日", 5, Breaks::Full, &["2026年", "10月31日"]);
        check("公开任务123456789项", 5, Breaks::Full, &["公开任务", "123456789", "项"]);
        check("新增学位1200个", 5, Breaks::Full, &["新增学位", "1200个"]);
        check("完成20.5公里", 4, Breaks::Full, &["完成", "20.5公", "里"]);
    }

    #[test]
    fn what_is_wider_than_a_line_of_running_text_is_broken_anywhere() {
        check("网址www.example.gov", 4, Breaks::Full, &["网址www", ".example", ".gov"]);
        check("1234567890.99元", 4, Breaks::Full, &["12345678", "90.99元"]);
        check("网址www.example.gov", 4, Breaks::Even, &["网址", "www.example.gov"]);
    }

    #[test]
    fn a_message_is_broken_where_speech_pauses() {
        check(
            "南门农贸市场周边占道经营反弹，三次交办未见长效措施",
            17,
            Breaks::Even,
            &["南门农贸市场周边占道经营反弹，", "三次交办未见长效措施"],
        );
        check("一二三四五六七", 6, Breaks::Even, &["一二三四", "五六七"]);
    }

    #[test]
    fn words_and_counts_stay_together_in_a_message() {
        for (text, width, expected) in [
            ("汐屿区政府工作闭环公开网", 8, ["汐屿区政府工作", "闭环公开网"]),
            ("雾溪县党务政务精细化管理公开网", 9, ["雾溪县党务政务", "精细化管理公开网"]),
            ("城区连续49个月没有案件", 8, ["城区连续49个月", "没有案件"]),
            (
                "北榆片管网抢修停水未及时告知居民引发纠纷",
                12,
                ["北榆片管网抢修停水", "未及时告知居民引发纠纷"],
            ),
            (
                "石泓县三座镇区污水设施用地和配套资金长期不落实",
                13,
                ["石泓县三座镇区污水设施", "用地和配套资金长期不落实"],
            ),
        ] {
            check(text, width, Breaks::Even, &expected);
        }
    }

    #[test]
    fn lines_that_end_within_a_word_or_lean_on_the_next_are_known() {
        for (first, second, well) in [
            ("汐屿区应急管理", "局、汐屿区北港街道", false),
            ("汐屿区应急管理局、", "汐屿区北港街道", true),
            ("抢修停水未", "及时告知", false),
            ("征集到10月", "31日结束", false),
            ("公开任务", "95项，办结25项", true),
            ("红", "灯8项", false),
            ("告知居民", "的通知", false),
            ("最慢一件134", "个工作日", false),
            ("汐屿区政务", "服务管理局", true),
        ] {
            let lines = [first.to_owned(), second.to_owned()];
            assert_eq!(end_between_words(&lines), well, "{first}／{second}");
        }
    }

    #[test]
    fn words_that_titles_of_the_site_keep_whole_are_kept_on_screens() {
        let theme = include_str!("../../themes/default/words.yaml");
        let list = theme.split_once("  whole: >-\n").expect("the list").1;
        let words = list.lines().take_while(|line| line.starts_with("    "));
        for word in words.flat_map(str::split_whitespace) {
            let short = (2..=LONGEST_WORD).contains(&word.chars().count());
            assert!(!short || TOGETHER.contains(word), "{word} is missing in together.txt");
        }
    }

    #[test]
    fn every_word_that_stays_together_has_two_to_four_characters() {
        for word in TOGETHER.iter() {
            assert!(word.matches(LEANS).count() <= 1 && *word != "~", "{word}");
            assert!((2..=LONGEST_WORD).contains(&word.chars().count()), "{word}");
        }
    }

    #[test]
    fn names_are_broken_between_persons_and_never_leave_one_character_alone() {
        for (text, width, expected) in [
            ("措姆·林珠、谌望岫", 8, ["措姆·林珠、", "谌望岫"]),
            ("碧峡县人民政府、绿垭镇", 9, ["碧峡县人民政府、", "绿垭镇"]),
            ("城盈城建、北榆街道", 6, ["城盈城建、", "北榆街道"]),
        ] {
            check(text, width, Breaks::Even, &expected);
        }
    }
}

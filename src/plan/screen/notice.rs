//! Words of a notice, over as many pages as they need.

use chrono::NaiveDate;

use super::days::halves;
use super::titles::Titles;
use super::{Asked, Leaf};
use crate::measure::{self, Breaks, EM, Faces, end_between_words, may_part};
use crate::plan::view::slide::Body;
use crate::profile::Profile;

/// The paragraphs as they were written; they hold on every day.
pub fn leaves(asked: Asked, _: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    told(asked, asked.slide.title.as_deref(), asked.slide.paragraphs.clone())
}

/// Paragraphs below a title, over as many pages as they need. A strip has no header: there the
/// title is its first line.
pub(super) fn told(asked: Asked, title: Option<&str>, mut paragraphs: Vec<String>) -> Vec<Leaf> {
    let heading = title.filter(|_| asked.screen.profile.strip);
    paragraphs.splice(0..0, heading.map(str::to_owned));
    let pages = pages(asked, &paragraphs);
    let of = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let leaf = |(number, paragraphs): (u32, Vec<String>)| Leaf {
        key: number.to_string(),
        page: (of > 1).then_some((number, of)),
        ..Leaf::new(title.unwrap_or("通知").to_owned(), Body::Notice { paragraphs })
    };
    (1..).zip(pages).map(leaf).collect()
}

/// How much running text a panel holds: Han characters of a line, and lines.
pub(super) fn room(profile: &Profile) -> (u32, u32) {
    let width = profile.width.saturating_sub(2 * profile.sizes.margin_x);
    let hanzi = width / profile.sizes.row.max(1);
    // Running text stands half as close as the rows of a list; on a strip it has its lines whole,
    // and one character of each is left for marks that may not begin a line.
    if profile.strip {
        (hanzi.saturating_sub(1), profile.rows)
    } else {
        (hanzi, profile.rows * 4 / 5)
    }
}

/// Whole paragraphs on a page as far as they fit; one too long for a page is parted after a
/// sentence.
pub(super) fn pages(asked: Asked, paragraphs: &[String]) -> Vec<Vec<String>> {
    let profile = &asked.screen.profile;
    let (hanzi, lines) = room(profile);
    let (line, lines) = ((hanzi * 2).max(2), lines.max(1));
    let mut pages: Vec<Vec<String>> = Vec::new();
    let mut left = 0;
    for part in paragraphs.iter().flat_map(|text| parts_of(profile, text, (line, lines))) {
        let needed = lines_of(profile, &part);
        match pages.last_mut().filter(|_| needed <= left) {
            Some(page) => page.push(part),
            None => {
                pages.push(vec![part]);
                left = lines;
            }
        }
        left = left.saturating_sub(needed);
    }
    pages
}

/// How many lines a text takes, as the face of dots would have it: the others, whose figures are a
/// little wider, are not known here.
fn lines_of(profile: &Profile, text: &str) -> u32 {
    let faces = Faces::default();
    let width = profile.width.saturating_sub(2 * profile.sizes.margin_x);
    let em = |width| Some(i32::try_from(width).ok()? * EM / i32::try_from(profile.sizes.row).ok()?);
    let width = em(width).unwrap_or(EM);
    let lines = measure::lines(&faces.chain(true), text, width, Breaks::Full).len();
    u32::try_from(lines).unwrap_or(u32::MAX)
}

/// A paragraph in parts of which each takes at most so many lines of so many half characters: what
/// is lost where lines are broken makes them shorter.
fn parts_of(profile: &Profile, text: &str, (line, lines): (u32, u32)) -> Vec<String> {
    let fits = |parts: &Vec<String>| parts.iter().all(|part| lines_of(profile, part) <= lines);
    let shorter = (line..=line * lines).rev().step_by(2).map(|most| parts(text, most));
    let mut found = shorter.skip_while(|parts| !fits(parts));
    found.next().unwrap_or_else(|| parts(text, line))
}

/// A paragraph in parts of at most so many half characters, parted after marks where it can be.
pub(super) fn parts(text: &str, most: u32) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while halves(rest) > most {
        let at = parting(rest, most);
        let (part, after) = rest.split_at(at);
        parts.push(part.to_owned());
        rest = after;
    }
    parts.extend((!rest.is_empty()).then(|| rest.to_owned()));
    parts
}

/// Where to part a text: after the last sentence that fits, else the last clause, else so that the
/// pages it needs are about equally full.
fn parting(text: &str, most: u32) -> usize {
    let whole = halves(text);
    let fair_share = whole.div_ceil(whole.div_ceil(most.max(1)).max(1));
    let mut width = 0;
    let (mut sentence, mut clause, mut fair, mut full) = (0, 0, 0, 0);
    let mut before = None;
    for (at, mark) in text.char_indices() {
        if before.is_none_or(|before| may_part(before, mark)) && (width <= fair_share || fair == 0)
        {
            fair = if between_words(text, at) { at } else { fair };
        }
        width += halves(mark.encode_utf8(&mut [0; 4]));
        if width > most && full > 0 {
            break;
        }
        before = Some(mark);
        full = at + mark.len_utf8();
        match mark {
            '。' | '！' | '？' => sentence = full,
            '，' | '；' | '：' | '、' => clause = full,
            _ => {}
        }
    }
    // A sentence that ends in the first half of the page would leave it half empty.
    let pause = [sentence, clause].into_iter().find(|at| *at * 2 > full);
    pause.unwrap_or(if fair > 0 { fair } else { full })
}

/// Whether neither a word nor a date nor a count goes on behind a place.
fn between_words(text: &str, at: usize) -> bool {
    /// More characters than any word has.
    const NEAR: usize = 8;
    let (before, after) = text.split_at(at);
    let skipped = before.chars().count().saturating_sub(NEAR);
    let before: String = before.chars().skip(skipped).collect();
    end_between_words(&[before, after.chars().take(NEAR).collect()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_paragraph_is_parted_after_a_sentence_or_a_clause() {
        for (text, most, expected) in [
            ("一二三四。五六七八。", 12, vec!["一二三四。", "五六七八。"]),
            ("一二三四五，六七八九十", 16, vec!["一二三四五，", "六七八九十"]),
            ("意见征集到10月31日结束。", 22, vec!["意见征集到", "10月31日结束。"]),
            ("会期2026年10月31日止", 18, vec!["会期", "2026年10月31日止"]),
            ("城镇老旧小区改造工程", 14, vec!["城镇老旧", "小区改造工程"]),
            ("一二三四五六", 4, vec!["一二", "三四", "五六"]),
            ("一二", 8, vec!["一二"]),
            ("", 8, vec![]),
        ] {
            assert_eq!(parts(text, most), expected, "{text}");
        }
    }
}

//! Figures that stay on one line: `2026年3月5日`, `0872-1234567`, `12,300万元`, `〔2026〕3号`.

/// A figure of fewer characters is not worth a mark: `3日`.
const SHORTEST: usize = 4;

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch<'a> {
    /// May be broken into lines.
    Words(&'a str),
    /// Must not: it loses its sense, or its look.
    Figure(&'a str),
}

/// A text as words and figures. Plain numbers are words: no browser breaks them.
pub fn stretches(text: &str) -> Vec<Stretch<'_>> {
    let mut found = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(ahead) = text.get(at..).and_then(|rest| rest.find(begins)) {
        let start = at + ahead;
        at = start + text.get(start..).map_or(0, length);
        let figure = text.get(start..at).unwrap_or_default();
        if figure.contains(breaks) && figure.chars().count() >= SHORTEST {
            found.extend(
                text.get(from..start).filter(|words| !words.is_empty()).map(Stretch::Words),
            );
            found.push(Stretch::Figure(figure));
            from = at;
        }
    }
    found.extend(text.get(from..).filter(|words| !words.is_empty()).map(Stretch::Words));
    found
}

fn begins(mark: char) -> bool {
    mark.is_ascii_digit() || mark == '〔'
}

/// Marks beside which a line may end.
fn breaks(mark: char) -> bool {
    mark == '-' || !mark.is_ascii()
}

/// The bytes of the figure a text begins with: digits, and marks that stand between two of them
/// or hang on the last one.
fn length(text: &str) -> usize {
    let mut before = None;
    let mut marks = text.chars().peekable();
    let mut length = 0;
    while let Some(mark) = marks.next() {
        let follows = marks.peek().is_some_and(char::is_ascii_digit);
        let digit = before.is_some_and(|mark: char| mark.is_ascii_digit());
        let belongs = match mark {
            '0'..='9' => true,
            ',' | '.' | '-' | '—' | '～' => digit && follows,
            '〔' => before.is_none(),
            '年' | '月' | '日' | '万' | '亿' | '元' | '号' | '〕' if digit => true,
            '度' if before == Some('年') => true,
            // What is counted, as far as its first character: 亿元, 万亩.
            _ => matches!(before, Some('万' | '亿')) && mark.is_alphabetic(),
        };
        if !belongs {
            break;
        }
        length += mark.len_utf8();
        before = Some(mark);
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_telephones_amounts_and_numbers_of_documents_stay_whole() {
        for (text, whole) in [
            ("2026年3月5日开工", &["2026年3月5日"][..]),
            ("3月5日至2026年4月", &["3月5日", "2026年4月"]),
            ("2026年日均", &["2026年"]),
            ("2024年度先进", &["2024年度"]),
            ("拨打0872-1234567。", &["0872-1234567"]),
            ("概算12,300万元，已付1.5亿元", &["12,300万元", "1.5亿元"]),
            ("岚政发〔2024〕1号", &["〔2024〕1号"]),
            ("改造6.5万亩，12万。", &["6.5万亩"]),
            ("2024-2026年", &["2024-2026年"]),
            ("（2024—2026年）", &["2024—2026年"]),
            ("工作日9:00—12:00", &["00—12"]),
            ("3～5米", &[]),
            ("全部—2026年", &["2026年"]),
            ("3月、5日和8元", &[]),
            ("完成1,234个，66.5%", &[]),
            ("2026.", &[]),
            ("〔略〕", &[]),
            ("", &[]),
        ] {
            let stretches = stretches(text);
            let figures: Vec<_> = stretches
                .iter()
                .filter_map(|one| if let Stretch::Figure(text) = one { Some(*text) } else { None })
                .collect();
            assert_eq!(figures, whole, "{text}");
            let again: String = stretches
                .iter()
                .map(|(Stretch::Words(text) | Stretch::Figure(text))| *text)
                .collect();
            assert_eq!(again, text);
        }
    }
}

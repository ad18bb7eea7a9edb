//! One word in several spellings: what names are searched by, never what is shown.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The usual character for each that has a code of its own and looks like it.
static ALIKE: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("alike.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).filter_map(pair).collect()
});

/// `2F83自`.
fn pair(word: &str) -> Option<(char, char)> {
    let usual = word.chars().next_back()?;
    let code = word.strip_suffix(usual)?;
    Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, usual))
}

/// The usual character for a radical of dictionaries or a character of an old code page, as copied
/// out of PDF files.
pub fn usual(mark: char) -> Option<char> {
    if mark < '\u{2e80}' {
        return None;
    }
    ALIKE.get(&mark).copied()
}

/// The simplified character for each traditional one.
static SIMPLIFIED: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("simplified.txt").lines().filter(|line| !line.starts_with('#'));
    let pair = |word: &str| word.chars().next().zip(word.chars().next_back());
    lines.flat_map(str::split_whitespace).filter_map(pair).collect()
});

/// A word with its characters in the form in which keys are written.
pub fn simplified(word: &str) -> String {
    word.chars().map(|mark| SIMPLIFIED.get(&mark).copied().unwrap_or(mark)).collect()
}

/// The character by which names are compared: the usual one, simplified.
fn compared(mark: char) -> char {
    if mark < '\u{2e80}' {
        return mark;
    }
    let usual = usual(mark).unwrap_or(mark);
    SIMPLIFIED.get(&usual).copied().unwrap_or(usual)
}

/// Whether a mark may stand within a name that people still read.
fn is_between(mark: char) -> bool {
    let has_no_width = matches!(
        mark,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{e0100}'..='\u{e01ef}'
    );
    let is_on_another =
        matches!(mark, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}');
    mark.is_whitespace() || has_no_width || is_on_another || "*_~\\·•‧・･．".contains(mark)
}

/// A text without what may stand within a name that people still read: spaces, emphasis, dots
/// between its parts, characters without width; in simplified characters. Names are searched in it.
pub fn bare(text: &str) -> String {
    let kept = text.chars().filter(|mark| !is_between(*mark));
    kept.map(compared).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_looks_like_another_is_the_usual_one() {
        for (mark, meant) in [
            ('\u{2f00}', Some('一')),
            ('\u{2f83}', Some('自')),
            ('\u{2fd5}', Some('龠')),
            ('\u{2fd6}', None),
            ('\u{2ee2}', Some('马')),
            ('\u{2ef0}', Some('龙')),
            ('\u{f9d1}', Some('六')),
            ('\u{fa1b}', Some('福')),
            ('\u{2f800}', Some('丽')),
            ('\u{fa0e}', None),
            ('自', None),
            ('a', None),
        ] {
            assert_eq!(usual(mark), meant, "{mark:?}");
        }
        assert!(ALIKE.len() > 1300 && ALIKE.iter().all(|(mark, usual)| mark != usual));
        assert!(ALIKE.values().all(|usual| !ALIKE.contains_key(usual)), "one step is enough");
    }

    #[test]
    fn a_name_is_found_however_it_is_spaced_and_set_off() {
        for text in [
            "陆青禾",
            "陆 青禾",
            "陆\u{3000}青禾",
            "陆**青禾**",
            "陆\u{200d}青\n禾",
            "陆\u{e0100}青禾",
            "陆\u{20dd}青\u{3164}禾",
        ] {
            assert_eq!(bare(text), "陆青禾", "{text:?}");
        }
        assert_eq!(bare("阿不都‧买买提"), bare("阿不都·买买提"));
        assert_eq!(bare("\u{2f42}砚"), "文砚");
        assert_eq!(bare("\u{f9f4}福\u{fa1b}"), "林福福");
    }

    #[test]
    fn a_word_in_traditional_characters_has_its_simple_form() {
        for (written, meant) in [("標題", "标题"), ("牽頭單位", "牵头单位"), ("编号", "编号")]
        {
            assert_eq!(simplified(written), meant);
        }
    }

    #[test]
    fn a_name_is_found_in_traditional_characters() {
        for (text, name) in [
            ("陸青禾", "陆青禾"),
            ("張偉", "张伟"),
            ("鍾 離於", "钟离于"),
            ("\u{2fd1}", "齐"),
            ("葉喆堃", "叶喆堃"),
        ] {
            assert_eq!(bare(text), name);
        }
        assert!(SIMPLIFIED.len() > 2900);
        let again = SIMPLIFIED.values().filter(|mark| compared(**mark) != **mark);
        assert_eq!(again.collect::<Vec<_>>(), Vec::<&char>::new(), "one step is enough");
    }
}

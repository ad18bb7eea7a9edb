//! What a text is made of: characters that are no writing, that phones do not have, or that came along
//! when it was copied.

use crate::diagnostic::{Code, Diagnostic, say};
use crate::prose::usual;
use crate::span::{FileId, Span};

/// Characters that are no writing: controls, marks that turn the direction of a line, line breaks
/// that only some programs know, and what is left of letters that were lost on the way. Lines and
/// tabs are writing.
pub(super) fn is_unprintable(mark: char) -> bool {
    let is_control = mark.is_control() && !matches!(mark, '\n' | '\r' | '\t');
    let turns = matches!(mark, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = matches!(mark, '\u{2028}' | '\u{2029}');
    let is_lost = matches!(mark, '\u{fff9}'..='\u{fffd}' | '\u{fdd0}'..='\u{fdef}');
    is_control || turns || breaks || is_lost || u32::from(mark) & 0xfffe == 0xfffe
}

/// The first character of a longer text that is no writing. `offset` is where the text begins in
/// its file.
pub fn unprintable_in(text: &str, file: FileId, offset: usize) -> Option<Diagnostic> {
    let (at, mark) = text.char_indices().find(|(_, mark)| is_unprintable(*mark))?;
    let problem = unprintable(mark, Span::new(file, offset + at, offset + at + mark.len_utf8()));
    Some(problem.help(say("删去这个字符", "delete the character")))
}

pub(super) fn unprintable(mark: char, span: Span) -> Diagnostic {
    let code = u32::from(mark);
    Diagnostic::new(
        Code::WrongType,
        span,
        say(
            format!("文字里有显示不出的字符（U+{code:04X}）"),
            format!("the text has a character that cannot be shown (U+{code:04X})"),
        ),
    )
    .help(say("删去这个值，重新输入", "delete the value and type it again"))
}

/// Characters beyond level 1 of GB 18030-2022, which many phones show as an empty box.
pub(super) fn rare_characters(text: &str, span: Span) -> Option<Diagnostic> {
    let is_rare = |mark: &char| {
        matches!(mark, '\u{9fa6}'..='\u{9fff}' | '\u{e000}'..='\u{f8ff}' | '\u{20000}'..)
            && !is_look_alike(*mark)
    };
    let rare: String = text.chars().filter(is_rare).collect();
    let words =
        say(format!("有些手机显示不出“{rare}”"), format!("many phones cannot show `{rare}`"));
    let help =
        say("核对是不是写对了；确实要用的，不必改", "check the character; keep it if it is right");
    (!rare.is_empty()).then(|| Diagnostic::new(Code::RareCharacter, span, words).help(help))
}

/// Characters with a code of their own that look like usual ones.
fn is_look_alike(mark: char) -> bool {
    // These stand among them and are usual characters themselves.
    let usual = "\u{fa0e}\u{fa0f}\u{fa11}\u{fa13}\u{fa14}\u{fa1f}\u{fa21}\u{fa23}\u{fa24}\u{fa27}\u{fa28}\u{fa29}";
    let is_one = matches!(mark, '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}');
    is_one && !usual.contains(mark)
}

/// The first character of a value that looks like another one: nobody finds it by searching.
pub(super) fn look_alike(text: &str, span: Span) -> Option<Diagnostic> {
    text.chars().find(|mark| is_look_alike(*mark)).map(|mark| looks_alike(mark, span))
}

/// The same for a longer text, which begins at `offset` in its file.
pub fn look_alike_in(text: &str, file: FileId, offset: usize) -> Option<Diagnostic> {
    let (at, mark) = text.char_indices().find(|(_, mark)| is_look_alike(*mark))?;
    Some(looks_alike(mark, Span::new(file, offset + at, offset + at + mark.len_utf8())))
}

fn looks_alike(mark: char, span: Span) -> Diagnostic {
    let code = u32::from(mark);
    let words = say(
        format!("“{mark}”（U+{code:04X}）看着像常用字，其实不是，搜索不到"),
        format!("`{mark}` (U+{code:04X}) only looks like a usual character: no search finds it"),
    );
    Diagnostic::new(Code::RareCharacter, span, words).help(match usual(mark) {
        Some(usual) => say(format!("改成`{usual}`"), format!("write `{usual}`")),
        None => say("用输入法重新输入这个字", "type the character again"),
    })
}

/// A quotation mark that closes a value and opens nowhere. Behind a digit it stands for inches.
pub(super) fn lone_quote(text: &str, span: Span) -> Option<Diagnostic> {
    let before = text.trim_end().strip_suffix('"')?;
    if before.contains('"') || before.ends_with(|mark: char| mark.is_ascii_digit()) {
        return None;
    }
    let words = say("末尾的`\"`没有配对", "the `\"` at the end closes nothing");
    let help = say("删去末尾的`\"`", "delete the `\"` at the end");
    Some(Diagnostic::new(Code::YamlSyntax, span, words).help(help))
}

/// Marks of a web page that came along when a text was copied: they would be shown as they are.
pub(super) fn web_page(text: &str, span: Span) -> Option<Diagnostic> {
    let mark = tag_in(text).or_else(|| entity_in(text))?;
    let words = say(
        format!("`{mark}`是网页代码，会照样显示在页面上"),
        format!("`{mark}` comes from a web page and would be shown as it is"),
    );
    let help = say(format!("删去`{mark}`"), format!("delete `{mark}`"));
    Some(Diagnostic::new(Code::RawHtml, span, words).help(help))
}

/// `<br>`, `</p>`, `<font color="red">`.
fn tag_in(text: &str) -> Option<&str> {
    text.match_indices('<').find_map(|(at, _)| {
        let tag = text.get(at..)?;
        let tag = tag.get(..=tag.find('>')?)?;
        let name = tag.trim_start_matches(['<', '/']);
        let is_name = name.starts_with(|mark: char| mark.is_ascii_alphabetic());
        let is_short = tag.len() <= 80 && !tag.trim_start_matches('<').contains('<');
        (is_name && is_short).then_some(tag)
    })
}

/// `&nbsp;`, `&#160;`.
fn entity_in(text: &str) -> Option<&str> {
    text.match_indices('&').find_map(|(at, _)| {
        let entity = text.get(at..)?;
        let entity = entity.get(..=entity.find(';').filter(|end| (3..=8).contains(end))?)?;
        let name = entity.trim_matches(['&', ';']).trim_start_matches('#');
        name.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(entity)
    })
}

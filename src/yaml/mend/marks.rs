//! What the words of a line look like: a key with other marks, a remark, a line drawn between records.

/// The brackets that are meant by full-width ones that open at a place and close the line.
pub(super) fn closed(
    rest: &str,
    at: usize,
    closing: usize,
) -> Option<(&'static str, &'static str)> {
    let open = rest.get(at..)?.chars().next()?;
    let close = rest.get(closing..)?.chars().next()?;
    match (open, close) {
        ('｛', '｝' | '}') | ('{', '｝') => Some(("{", "}")),
        ('【', '】' | ']') | ('［', '］' | ']') | ('[', '】' | '］') => Some(("[", "]")),
        _ => None,
    }
}

/// A mark that stands where a key's colon should, the key before it, and the spaces between them.
pub(super) fn other_colon(words: &str) -> Option<(&str, usize, char)> {
    let at = words.find(['=', '＝', ';', '；', '∶', '﹕', '︰', '→'])?;
    let (before, rest) = words.split_at_checked(at)?;
    let key = before.trim_end();
    let mark = rest.chars().next()?;
    let says = !rest.trim_start_matches(mark).trim().is_empty();
    (is_word(key) && says).then_some((key, before.len() - key.len(), mark))
}

pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|mark| mark.is_alphanumeric() || mark == '_')
}

/// `【截止】2026-11-30`: a key in brackets of its own, and how long it is with them.
pub(super) fn bracketed_key(words: &str) -> Option<(&str, usize)> {
    let (key, rest) = words.strip_prefix('【')?.split_once('】')?;
    let says = !rest.trim().is_empty() && !rest.starts_with([':', '：']);
    (is_word(key) && says).then_some((key, key.len() + '【'.len_utf8() + '】'.len_utf8()))
}

/// `经费预算 {金额: …}`: a key with a space in the place of its colon.
pub(super) fn key_before_bracket(words: &str) -> Option<&str> {
    let (key, rest) = words.split_once(' ')?;
    (is_word(key) && rest.trim_start().starts_with(['{', '['])).then_some(key)
}

/// A remark behind another mark than `#`.
pub(super) fn is_comment(words: &str) -> bool {
    ["＃", "//", "<!--", "/*"].iter().any(|mark| words.starts_with(mark))
}

/// A line drawn between records: `-----`, `=====`, `- - - -`. Three dashes are another mark.
pub(super) fn is_ruler(words: &str) -> bool {
    let mut marks = words.chars().filter(|mark| *mark != ' ');
    let Some(mark) = marks.next() else { return false };
    let others = marks.clone().count();
    "-=*_~—－─".contains(mark) && marks.all(|other| other == mark) && others > 2
}

/// What a printed page has at its foot: `第 1 页 共 3 页`.
pub(super) fn is_page_number(words: &str) -> bool {
    let is_figure = |mark: char| mark.is_ascii_digit() || " /第共页".contains(mark);
    words.starts_with('第') && words.contains('页') && words.chars().all(is_figure)
}

/// Whether a line has a colon that may stand behind a key: not that of a time of day, as in the line
/// that a chat program puts above what somebody said.
pub(super) fn has_colon(words: &str) -> bool {
    let mut before = ' ';
    let mut marks = words.chars().peekable();
    while let Some(mark) = marks.next() {
        let next = marks.peek().copied().unwrap_or(' ');
        let is_time = before.is_ascii_digit() && next.is_ascii_digit();
        if matches!(mark, ':' | '：') && !is_time {
            return true;
        }
        before = mark;
    }
    false
}

/// `*名称: …`, `**名称**: …`: a key with the marks of a form or of Markdown. How long they are before
/// the key, the key, and how long behind it.
pub(super) fn starred_key(words: &str) -> Option<(usize, &str, usize)> {
    let rest = words.trim_start_matches(['*', '＊']);
    let before = words.len() - rest.len();
    let (key, _) = rest.split_once([':', '：'])?;
    let name = key.trim_end_matches(['*', '＊']);
    (before > 0 && is_word(name)).then_some((before, name, key.len() - name.len()))
}

/// How many more brackets a line opens than it closes.
pub(super) fn opened(words: &str) -> isize {
    let words = words.split(" #").next().unwrap_or_default();
    let count = |marks: [char; 2]| isize::try_from(words.matches(marks).count()).unwrap_or(0);
    count(['{', '[']) - count(['}', ']'])
}

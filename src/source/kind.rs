//! Whether a file under `assets` is what its name says, and one that a site may publish.

use super::MAX_BYTES;
use crate::diagnostic::{Code, Diagnostic, Wording, say};
use crate::span::{FileId, Span};

/// Endings of files that a browser or a computer would run.
const RUN: [&str; 30] = [
    "html", "htm", "xhtml", "xht", "shtml", "mhtml", "hta", "php", "phtml", "asp", "aspx", "jsp",
    "cgi", "js", "mjs", "swf", "exe", "dll", "msi", "scr", "com", "bat", "cmd", "sh", "ps1", "vbs",
    "jar", "apk", "lnk", "pif",
];

/// What is wrong with an asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It would be run rather than shown.
    Runs,
    /// No picture; what it seems to be.
    NoPicture(&'static str, &'static str),
    /// An SVG that does more than show; what it holds.
    Active(&'static str, &'static str),
}

fn ending(path: &str) -> String {
    path.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

fn is_picture(path: &str) -> bool {
    matches!(&*ending(path), "png" | "jpg" | "jpeg" | "gif" | "webp")
}

/// How many bytes from the front of a file tell what it is.
pub(super) fn bytes_to_read(path: &str) -> u64 {
    match &*ending(path) {
        "svg" => MAX_BYTES,
        _ if is_picture(path) => 512,
        _ => 0,
    }
}

/// What is wrong with the asset of this name that begins so.
pub(super) fn wrong(path: &str, bytes: &[u8]) -> Option<Wrong> {
    let ending = ending(path);
    if RUN.contains(&&*ending) {
        return Some(Wrong::Runs);
    }
    if ending == "svg" {
        return svg(&String::from_utf8_lossy(bytes).to_ascii_lowercase());
    }
    if !is_picture(path) {
        return None;
    }
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let shown: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"];
    if webp || shown.iter().any(|mark| bytes.starts_with(mark)) {
        return None;
    }
    Some(match bytes {
        [] => Wrong::NoPicture("空文件", "empty"),
        _ if bytes.starts_with(b"%PDF") => Wrong::NoPicture("PDF", "a PDF"),
        _ if bytes.starts_with(b"PK") => Wrong::NoPicture("压缩包或办公文档", "an archive"),
        _ if bytes.get(4..8) == Some(b"ftyp") => {
            Wrong::NoPicture("手机的HEIC照片或视频", "a HEIC picture or a film")
        }
        _ if is_text(bytes) => Wrong::NoPicture("文本", "text"),
        _ => Wrong::NoPicture("别的文件", "something else"),
    })
}

/// Text, though its last letter may be cut off.
fn is_text(bytes: &[u8]) -> bool {
    let whole = match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    whole && !bytes.contains(&0)
}

/// What is wrong with an SVG, given in small letters.
fn svg(text: &str) -> Option<Wrong> {
    if !text.contains("<svg") {
        return Some(Wrong::NoPicture("别的文件", "something else"));
    }
    if text.contains("<script") || text.contains(":script") || text.contains("javascript:") {
        return Some(Wrong::Active("脚本", "a script"));
    }
    if text.contains("<foreignobject") {
        return Some(Wrong::Active("网页内容", "a piece of a page"));
    }
    // An entity may stand for anything.
    if text.contains("<!entity") {
        return Some(Wrong::Active("实体定义", "entities"));
    }
    let mut attributes = text.split('<').skip(1).flat_map(attributes);
    attributes
        .find_map(|(name, value)| {
            let local = name.rsplit(':').next().unwrap_or(name);
            if local.len() > 2 && local.starts_with("on") {
                return Some(Wrong::Active("事件处理", "an event handler"));
            }
            let inside = value.starts_with('#') || value.starts_with("data:image/");
            (matches!(local, "href" | "src") && !inside).then_some(OUTSIDE)
        })
        .or_else(|| {
            let far = ["url(http", "url('http", "url(\"http", "url(//", "@import"];
            far.iter().any(|far| text.contains(far)).then_some(OUTSIDE)
        })
}

const OUTSIDE: Wrong = Wrong::Active("指到外面的链接", "a link to another place");

/// Names and values of the attributes of a tag, from behind its `<`.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((before, behind)) = rest.split_once('=') {
        if before.contains('>') {
            break;
        }
        let ends = |mark: char| mark.is_whitespace() || matches!(mark, '/' | '"' | '\'');
        let name = before.trim_end().rsplit(ends).next().unwrap_or_default();
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|mark| matches!(mark, '"' | '\''));
        let Some((value, after)) = quote.and_then(|quote| behind.get(1..)?.split_once(quote))
        else {
            break;
        };
        found.push((name, value.trim()));
        rest = after;
    }
    found
}

impl Wrong {
    /// The finding about the file.
    pub(super) fn at(self, id: FileId, path: &str) -> Diagnostic {
        let (words, help): (Wording, Wording) = match self {
            Self::Runs => (
                say(
                    format!("`{path}`是网页或程序，网站不发布这种文件"),
                    format!("`{path}` is a page or a program, which a site does not publish"),
                ),
                say(
                    "从`assets`里移走；要公开的内容写成`pages`里的文章，或另存为PDF",
                    "take it out of `assets`; write its words as a page, or save them as PDF",
                ),
            ),
            Self::NoPicture(zh, en) => (
                say(
                    format!("`{path}`不是图片，内容是{zh}"),
                    format!("`{path}` is no picture but {en}"),
                ),
                say(
                    "用看图软件打开原图，另存为JPG或PNG；不是图片的，改回原来的后缀",
                    "save the picture as JPG or PNG, or give the file its own ending again",
                ),
            ),
            Self::Active(zh, en) => (
                say(
                    format!("SVG图片`{path}`里有{zh}，网站不发布"),
                    format!("the SVG `{path}` holds {en}, which a site does not publish"),
                ),
                say("用绘图软件另存为PNG，换上PNG图片", "save it as PNG and use that picture"),
            ),
        };
        Diagnostic::new(Code::AssetKind, Span::start_of(id), words).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &str, bytes: &[u8]) -> Option<&'static str> {
        wrong(path, bytes).map(|wrong| match wrong {
            Wrong::Runs => "runs",
            Wrong::NoPicture(_, en) | Wrong::Active(_, en) => en,
        })
    }

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        for (bytes, expected) in [
            (&b"\x89PNG\r\n\x1a\n...."[..], None),
            (b"\xff\xd8\xff\xe0", None),
            (b"GIF89a", None),
            (b"RIFF....WEBPVP8 ", None),
            (b"RIFF....WAVE", Some("text")),
            (b"%PDF-1.7", Some("a PDF")),
            ("照片".as_bytes(), Some("text")),
            (b"PK\x03\x04", Some("an archive")),
            (b"\0\0\0\x18ftypheic", Some("a HEIC picture or a film")),
            (b"", Some("empty")),
            (b"\0\x01\x02", Some("something else")),
        ] {
            assert_eq!(said("assets/图.JPG", bytes), expected, "{bytes:?}");
            assert_eq!(said("assets/图.pdf", bytes), None);
        }
    }

    #[test]
    fn an_svg_only_shows() {
        for (inside, expected) in [
            ("<path d='M0 0'/><use href=\"#a\" x=\"1\"/>", None),
            ("<text font-size = '3'>点 onclick=1</text>", None),
            ("<image xlink:href='data:image/png;base64,AA='/>", None),
            ("<SCRIPT>1</SCRIPT>", Some("a script")),
            ("<svg:script/>", Some("a script")),
            ("<g\nonLoad = \"x()\"/>", Some("an event handler")),
            ("<g id='a'onclick='x()'/>", Some("an event handler")),
            ("<a xlink:href='https://www.a.example/'/>", Some("a link to another place")),
            ("<use href = '//a.example/b.svg#c'/>", Some("a link to another place")),
            ("<style>@import 'a.css';</style>", Some("a link to another place")),
            ("<foreignObject/>", Some("a piece of a page")),
        ] {
            let text = format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>");
            assert_eq!(said("assets/a.svg", text.as_bytes()), expected, "{inside}");
        }
        assert_eq!(said("assets/a.svg", b"x"), Some("something else"));
    }

    #[test]
    fn what_would_be_run_is_not_published() {
        for name in ["a.html", "a.HTM", "a.php", "a.js", "a.exe"] {
            assert_eq!(said(&format!("assets/{name}"), b""), Some("runs"), "{name}");
        }
        assert_eq!(said("assets/a.docx", b"PK"), None);
    }
}

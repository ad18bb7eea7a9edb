//! Where a link in Markdown leads: to a record, to a file of the portal, or out of it.

use std::fmt::Write;

use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::slug::Slug;
use crate::span::Span;

/// What a link names inside the portal. What a page calls it is known when pages have paths.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A record with a page of its own.
    Record(LinkKind, Slug),
    /// A file, by its path below `assets/`.
    Asset(String),
}

/// A kind of record that prose may link to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// `task:`
    Task,
    /// `unit:`
    Unit,
    /// `post:`
    Post,
    /// `document:`
    Document,
    /// `plan:`
    Plan,
    /// `area:`
    Area,
    /// `exposure:`
    Exposure,
    /// `commendation:`
    Commendation,
    /// `practice:`
    Practice,
    /// `page:`
    Page,
}

/// How the kinds are written.
const KINDS: [(LinkKind, &str, &str); 10] = [
    (LinkKind::Task, "task", "任务"),
    (LinkKind::Unit, "unit", "单位"),
    (LinkKind::Post, "post", "岗位"),
    (LinkKind::Document, "document", "文件"),
    (LinkKind::Plan, "plan", "方案"),
    (LinkKind::Area, "area", "区域"),
    (LinkKind::Exposure, "exposure", "曝光"),
    (LinkKind::Commendation, "commendation", "表扬"),
    (LinkKind::Practice, "practice", "经验"),
    (LinkKind::Page, "page", "页面"),
];

impl LinkKind {
    /// The English word before the colon.
    pub fn en(self) -> &'static str {
        KINDS.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, en, _)| en)
    }

    /// The Chinese word before the colon.
    pub fn zh(self) -> &'static str {
        KINDS.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, _, zh)| zh)
    }

    fn parse(word: &str) -> Option<Self> {
        KINDS.iter().find(|(_, en, zh)| word == *en || word == *zh).map(|(kind, ..)| *kind)
    }
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// Into the portal.
    Inside(Target),
    /// To a web page, a mailbox or a telephone: the `href` as it will be.
    Outside(String),
}

/// Reads the address of a link. Whatever could run a script, leave the portal's folder or depend
/// on where the site is put is refused.
pub(super) fn read(address: &str, span: Span) -> Result<Address, Box<Diagnostic>> {
    if let Some((kind, id)) = record(address) {
        let slug = Slug::parse(id).map_err(|_| Box::new(bad_id(kind, id, span)))?;
        return Ok(Address::Inside(Target::Record(kind, slug)));
    }
    let Some((scheme, rest)) = address.split_once(':') else {
        let target = asset(address).map(Target::Asset);
        return target.map(Address::Inside).ok_or_else(|| Box::new(unsafe_link(address, span)));
    };
    let leads_out = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.len() > 2 && rest.starts_with("//") && !rest.starts_with("///"),
        "mailto" => rest.contains('@'),
        "tel" => rest.chars().all(|mark| mark.is_ascii_digit() || matches!(mark, '+' | '-')),
        _ => return Err(Box::new(unsafe_link(address, span))),
    };
    if !leads_out {
        return Err(Box::new(unsafe_link(address, span)));
    }
    Ok(Address::Outside(encoded(address)))
}

/// The kind and what follows its colon, which may be a full-width one.
fn record(address: &str) -> Option<(LinkKind, &str)> {
    let (word, id) = address.split_once([':', '：'])?;
    LinkKind::parse(word).map(|kind| (kind, id))
}

/// The path below `assets/`, which may be left out; `None` if it is no plain file name.
pub(super) fn asset(address: &str) -> Option<String> {
    let path = address.strip_prefix("./").unwrap_or(address);
    let path = path.strip_prefix("assets/").unwrap_or(path);
    let plain = |mark: char| {
        !mark.is_control() && !matches!(mark, '\\' | ':' | '?' | '#' | '"' | '<' | '>' | '|' | '*')
    };
    let (_, ending) = path.rsplit_once('.')?;
    let steps_are_names = path.split('/').all(|step| !step.trim_matches('.').is_empty());
    let fits = steps_are_names && path.chars().all(plain) && !ending.contains('/');
    (fits && !ending.is_empty()).then(|| path.to_owned())
}

/// Spaces, quotes and letters beyond ASCII as an address must write them.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        let stays = byte.is_ascii_graphic()
            && !matches!(byte, b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | b'|' | b'\\' | b'^');
        if stays {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn bad_id(kind: LinkKind, id: &str, span: Span) -> Diagnostic {
    let words = say(
        format!("`{id}`不是{}的编号", kind.zh()),
        format!("`{id}` is not the id of a {}", kind.en()),
    );
    Diagnostic::new(Code::BadId, span, words).help(say(
        format!("冒号后面写编号，例如`{}:lift-retrofit`", kind.zh()),
        format!("write the id after the colon, such as `{}:lift-retrofit`", kind.en()),
    ))
}

fn unsafe_link(address: &str, span: Span) -> Diagnostic {
    let words =
        say(format!("链接`{address}`不能用"), format!("the link `{address}` cannot be used"));
    let problem = Diagnostic::new(Code::UnsafeLink, span, words);
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let known = KINDS.iter().flat_map(|(_, en, zh)| [*en, *zh]);
    match nearest(scheme, known).filter(|_| scheme.chars().count() > 1) {
        Some(kind) => {
            problem.help(say(format!("是不是想写`{kind}:`？"), format!("did you mean `{kind}:`?")))
        }
        None => problem.help(say(
            "可以链接：`任务:编号`等记录，`assets`里的文件，`https://`网址，`mailto:`邮箱，`tel:`电话",
            "link to `task:id` and other records, files in `assets`, `https://`, `mailto:`, `tel:`",
        )),
    }
}

/// A picture that is no file of the portal: pages load nothing from elsewhere.
pub(super) fn foreign_picture(address: &str, span: Span) -> Diagnostic {
    let words = say(
        format!("图片`{address}`不是本门户的文件"),
        format!("the picture `{address}` is not a file of the portal"),
    );
    Diagnostic::new(Code::UnsafeLink, span, words).help(say(
        "把图片放进`assets`，写成`![说明](assets/图片.jpg)`",
        "put the picture into `assets` and write `![text](assets/picture.jpg)`",
    ))
}

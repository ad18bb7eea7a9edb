//! Identity and marks of the portal, and the files it carries.

use std::collections::BTreeMap;

use super::claims::Claims;
use super::family::address;
use super::structure::within;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::portal::{Asset, Letterbox, NamingPolicyInForce, Retention, Site};
use crate::record::PortalRecord;
use crate::slug::is_device;
use crate::source::{SourceFile, Sources};
use crate::span::{FileId, Span, Spanned};
use crate::yaml::Text;

/// A picture larger than this costs a phone on a slow line more than ten seconds.
const LARGE_PICTURE: u64 = 300 * 1024;

/// Reads `portal.yaml`'s claims.
pub fn site(record: &PortalRecord, claims: &mut Claims) -> Site {
    check_site_code(&record.site_id_code, claims);
    let retention = record.retention.as_ref();
    within(retention.and_then(|policy| policy.rectified_days), 0..=366, claims);
    within(retention.and_then(|policy| policy.unit_months), 1..=12, claims);
    within(retention.and_then(|policy| policy.person_months), 1..=6, claims);
    let text = |text: &Text| text.to_string();
    let letterbox = record.letterbox.as_ref().map(|letterbox| Letterbox {
        name: text(&letterbox.name),
        url: letterbox.url.as_ref().map(|url| web_address(url, claims)),
        address: letterbox.address.as_ref().map(text),
    });
    Site {
        name: text(&record.name),
        short_name: record.short_name.as_ref().map(text),
        parent: record.parent.as_ref().map(|parent| {
            let url = parent.url.as_ref();
            (text(&parent.name), url.map_or_else(|| "../".to_owned(), |url| address(url, claims)))
        }),
        children_word: record.children_word.as_ref().map_or_else(|| "下级门户".to_owned(), text),
        purpose: record
            .purpose
            .as_ref()
            .map_or_else(|| "承诺了什么·谁负责·办得怎么样".to_owned(), text),
        organiser: text(&record.organiser),
        undertaker: record.undertaker.as_ref().map(text),
        unit: claims.names.units.find_some(record.unit.as_ref(), claims.problems),
        phone: text(&record.contact.phone.value),
        address: record.contact.address.as_ref().map(text),
        hours: record.contact.hours.as_ref().map(text),
        hotline: record.contact.hotline.as_ref().map_or_else(|| "12345".to_owned(), text),
        letterbox,
        domain: domain(&record.domain),
        base_url: record.base_url.as_ref().map(|url| with_slash(&root_address(url, claims))),
        site_id_code: text(&record.site_id_code.value),
        icp: text(&record.icp),
        police_number: text(&record.police.number),
        police_url: web_address(&record.police.url, claims),
        party_mark_url: web_address(&record.party_mark_url, claims),
        find_error_url: web_address(&record.find_error_url, claims),
        as_of: record.as_of.as_ref().map(|day| day.value),
        demonstration: record.demonstration == Some(true),
        naming: NamingPolicyInForce::from_record(record.naming.as_ref()),
        retention: Retention::from_record(record.retention.as_ref()),
        theme: record
            .theme
            .as_ref()
            .and_then(|theme| theme.name.as_ref())
            .map_or_else(|| "default".to_owned(), |name| text(&name.value)),
        keywords: record.keywords.iter().map(text).collect(),
        description: record.description.as_ref().map(text),
    }
}

fn with_slash(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}

/// The bare domain of what is often written as an address.
fn domain(written: &Text) -> String {
    let bare = written.split_once("://").map_or(written.as_str(), |(_, bare)| bare);
    bare.trim_end_matches('/').to_owned()
}

/// 10 digits, or `bm` and 8 digits for ministries.
fn check_site_code(code: &Spanned<Text>, claims: &mut Claims) {
    let digits =
        |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    let right = digits(code, 10) || code.strip_prefix("bm").is_some_and(|rest| digits(rest, 8));
    if right {
        return;
    }
    claims.report(
        Diagnostic::new(
            Code::SiteMark,
            code.span,
            say(
                format!("网站标识码`{}`不是10位数字", code.as_str()),
                format!("the site code `{}` is not ten digits", code.as_str()),
            ),
        )
        .help(say("填写网站标识码的10位数字", "write the ten digits of the site code")),
    );
}

/// Whether a text is a web address that pages may lead to.
pub fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let clean = !url.contains(char::is_whitespace) && !url.contains(['"', '<', '>', '\\']);
    clean && rest.and_then(|rest| rest.split(['/', '?', '#']).next()).is_some_and(is_host)
}

/// Whether the root of a site may lie at an address: paths are put behind it.
pub fn is_root_address(url: &str) -> bool {
    is_web_address(url) && !url.contains(['?', '#'])
}

/// A name or number of a machine, with or without its port; no user's name or password before it.
fn is_host(text: &str) -> bool {
    let (name, port) = match text.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (text, None),
    };
    let is_port = |port: &str| port.parse::<u16>().is_ok_and(|port| port > 0);
    let is_label = |part: &str| {
        let plain = |mark: char| mark.is_alphanumeric() || mark == '-' || mark == '_';
        !part.is_empty() && part.chars().all(plain)
    };
    let inside = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let named = match inside {
        Some(number) => number.parse::<std::net::Ipv6Addr>().is_ok(),
        None => name.split('.').all(is_label),
    };
    named && port.is_none_or(is_port)
}

/// The address of a site's root; another is reported.
fn root_address(url: &Spanned<Text>, claims: &mut Claims) -> String {
    if is_web_address(url) && !is_root_address(url) {
        let words = say(
            format!("`{}`不能作网站的根网址", url.as_str()),
            format!("`{}` cannot be the address of a site", url.as_str()),
        );
        claims.report(
            Diagnostic::new(Code::UnsafeLink, url.span, words)
                .help(say("删去`?`、`#`和它们后面的内容", "delete what stands from `?` or `#` on")),
        );
    }
    web_address(url, claims)
}

/// A web address that pages may lead to; another is reported.
pub fn web_address(url: &Spanned<Text>, claims: &mut Claims) -> String {
    if !is_web_address(url) {
        claims.report(
            Diagnostic::new(
                Code::UnsafeLink,
                url.span,
                say(
                    format!("`{}`不是网址", url.as_str()),
                    format!("`{}` is not a web address", url.as_str()),
                ),
            )
            .help(say("网址以`https://`开头", "begin the address with `https://`")),
        );
    }
    url.to_string()
}

/// Files under `assets/`, by path; names that would break somewhere are reported.
pub fn assets(sources: &Sources, problems: &mut Vec<Diagnostic>) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    let mut folded: BTreeMap<String, FileId> = BTreeMap::new();
    for (id, file) in sources.iter().filter(|(_, file)| file.path.starts_with("assets/")) {
        if let Some(problem) = unsafe_name(id, file) {
            problems.push(problem);
            continue;
        }
        if let Some(first) = folded.insert(file.path.to_lowercase(), id) {
            problems.push(same_path(id, first, &file.path));
        }
        if is_picture(&file.path) && file.size > LARGE_PICTURE {
            problems.push(large_picture(id, file));
        }
        let asset = Asset { on_disk: file.on_disk.clone(), size: file.size, digest: file.digest };
        assets.insert(file.path.clone(), asset);
    }
    assets
}

fn is_picture(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("jpg" | "jpeg" | "png" | "gif" | "webp"))
}

fn unsafe_name(id: FileId, file: &SourceFile) -> Option<Diagnostic> {
    let bad = |mark: char| mark.is_control() || "\\:*?\"<>|".contains(mark) || mark == '\u{fffd}';
    let ends_badly = |part: &str| part.ends_with(['.', ' ']) || part.starts_with(' ');
    let is_good = |part: &str| !part.is_empty() && !ends_badly(part) && !is_device(part);
    let parts_ok = file.path.split('/').all(is_good);
    (file.path.contains(bad) || !parts_ok).then(|| {
        Diagnostic::new(
            Code::UnsafeName,
            Span::start_of(id),
            say(
                format!("文件名`{}`在有的系统上不能用", file.path),
                format!("the file name `{}` cannot be used on some systems", file.path),
            ),
        )
        .help(say(
            "改名，只用汉字、字母、数字和连字符，不用`con`、`nul`等设备名",
            "rename it with letters, digits and hyphens, and not after a device such as `con`",
        ))
    })
}

fn same_path(id: FileId, first: FileId, path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::SamePath,
        Span::start_of(id),
        say(
            format!("`{path}`和另一个文件只差大小写，在有的系统上会互相覆盖"),
            format!("`{path}` differs from another file only in case"),
        ),
    )
    .note(Span::start_of(first), say("另一个文件", "the other file"))
    .help(say("给其中一个改名", "rename one of them"))
}

fn large_picture(id: FileId, file: &SourceFile) -> Diagnostic {
    let kilobytes = file.size / 1024;
    Diagnostic::new(
        Code::LargePicture,
        Span::start_of(id),
        say(
            format!("图片有{kilobytes} KB，手机上打开慢"),
            format!("the picture has {kilobytes} KB"),
        ),
    )
    .help(say("压缩到300 KB以内", "compress it to 300 KB"))
}

/// The path of a file named in a record, if it is there; otherwise it is reported.
pub fn attachment(name: &Spanned<Text>, claims: &mut Claims) -> Option<String> {
    let text = name.as_str();
    let path = if text.starts_with("assets/") { text.to_owned() } else { format!("assets/{text}") };
    let climbs = path.split('/').any(|part| matches!(part, "" | "." | "..")) || path.contains('\\');
    if climbs {
        claims.report(
            Diagnostic::new(
                Code::UnsafeName,
                name.span,
                say(
                    format!("`{text}`会指到`assets`文件夹之外"),
                    format!("`{text}` would leave the folder `assets`"),
                ),
            )
            .help(say("只写`assets`下的文件名", "name a file below `assets`")),
        );
        return None;
    }
    if claims.sources.files.iter().any(|file| file.path == path) {
        return Some(path);
    }
    let known = claims.sources.files.iter().map(|file| file.path.as_str());
    let near = crate::diagnostic::nearest(&path, known.filter(|path| path.starts_with("assets/")));
    let help = match near {
        Some(near) => say(format!("是不是想写`{near}`？"), format!("did you mean `{near}`?")),
        None => say(format!("把文件放到`{path}`"), format!("put the file at `{path}`")),
    };
    let words = say(format!("没有文件`{path}`"), format!("there is no file `{path}`"));
    claims.report(Diagnostic::new(Code::MissingAsset, name.span, words).help(help));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_machine_and_nobody_with_a_password() {
        for good in [
            "https://a.example",
            "http://127.0.0.1:8000/a/",
            "https://www.yuncheng.example/?q=1#top",
            "http://[::1]:8000/",
            "https://政务.example/a",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "a.example",
            "https://",
            "https:///a",
            "https://.",
            "https://a..example/",
            "https://user:pw@a.example/",
            "https://user@a.example/",
            "https://a.example:port/",
            "https://a.example\\b",
            "https://?q=1",
            "javascript:alert(1)",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn the_root_of_a_site_has_neither_question_nor_fragment() {
        assert!(is_root_address("https://a.example/portal/"));
        assert!(!is_root_address("https://a.example/?q=1"));
        assert!(!is_root_address("https://a.example/#f"));
    }
}

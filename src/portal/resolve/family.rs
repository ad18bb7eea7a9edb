//! The portals below this one: their names, and the summaries they have handed over.

use std::collections::{BTreeMap, BTreeSet};

use super::claims::Claims;
use super::site::web_address;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::method::Light;
use crate::portal::Child;
use crate::record::{ChildPortalRecord, PortalRecord};
use crate::slug::Slug;
use crate::source::Sources;
use crate::span::{FileId, Span, Spanned};
use crate::summary::{Fault, Summary};
use crate::yaml::{Text, Words};

/// Days after which a summary counts as old, if nothing is said.
const OLD_AFTER: u32 = 7;

/// Folders of a portal's own pages and files: no portal below it may take one.
const TAKEN: &[&str] = &[
    "404",
    "areas",
    "assets",
    "bulletins",
    "changes",
    "commendations",
    "documents",
    "exposures",
    "grids",
    "pages",
    "participation",
    "plans",
    "pledges",
    "portals",
    "posts",
    "practices",
    "problems",
    "rankings",
    "rectifications",
    "rules",
    "screens",
    "sitemap",
    "structure",
    "supervision",
    "tasks",
    "units",
];

/// The portals below this one, in the order of their names.
pub fn children(record: &PortalRecord, claims: &mut Claims) -> Vec<Child> {
    let mut said: BTreeMap<&Slug, &ChildPortalRecord> = BTreeMap::new();
    for child in &record.children {
        if let Some(first) = said.insert(&child.id.value, child) {
            let words = say(
                format!("子门户`{}`写了两次", child.id.value),
                format!("the child portal `{}` is written twice", child.id.value),
            );
            let problem = Diagnostic::new(Code::ChildPortal, child.id.span, words)
                .note(first.id.span, say("已经写过", "it is written here"));
            claims.report(problem.help(say("删去一条", "delete one of them")));
        }
        check_source(child, claims);
    }
    let whole = record.site_id_code.span;
    let whole = Span { start: 0, end: 0, ..whole };
    let folders: BTreeSet<&String> = claims.sources.children.iter().collect();
    let named = folders.into_iter().filter_map(|name| match Slug::parse(name) {
        Ok(slug) => Some(slug),
        Err(_) => {
            claims.problems.push(bad_name(name, whole));
            None
        }
    });
    let mut slugs: BTreeSet<Slug> = named.collect();
    slugs.extend(said.keys().map(|slug| (*slug).clone()));
    slugs.into_iter().map(|slug| child(said.get(&slug).copied(), slug, whole, claims)).collect()
}

/// A portal comes from its folder or from a summary, not from both and not from neither.
fn check_source(child: &ChildPortalRecord, claims: &mut Claims) {
    let id = child.id.value.as_str();
    let has_folder = claims.sources.children.iter().any(|name| name == id);
    let problem = match (&child.summary, has_folder) {
        (Some(summary), true) => Diagnostic::new(
            Code::ChildPortal,
            summary.span,
            say(
                format!("`portals/{id}`已有这个子门户的内容，不能再读别处的汇总"),
                format!("`portals/{id}` holds this portal already"),
            ),
        )
        .help(say(
            "删去`汇总`，或移走文件夹",
            "delete the summary's line, or move the folder away",
        )),
        (None, false) => Diagnostic::new(
            Code::ChildPortal,
            child.id.span,
            say(
                format!("没有文件夹`portals/{id}`，也没有写汇总在哪里"),
                format!("there is no folder `portals/{id}`, and no summary is named"),
            ),
        )
        .help(say(
            format!("把子门户放进`portals/{id}`，或写`汇总`"),
            format!("put the portal into `portals/{id}`, or name its summary"),
        )),
        (Some(_), false) | (None, true) => return,
    };
    claims.report(problem);
}

fn bad_name(name: &str, whole: Span) -> Diagnostic {
    let words = say(
        format!("文件夹名`portals/{name}`不能用作网址"),
        format!("the folder `portals/{name}` cannot be an address"),
    );
    Diagnostic::new(Code::ChildPortal, whole, words).help(say(
        "改成小写字母、数字和连字符，例如`portals/landong`",
        "rename it with lower-case letters, digits and hyphens, such as `portals/county`",
    ))
}

fn child(said: Option<&ChildPortalRecord>, slug: Slug, whole: Span, claims: &mut Claims) -> Child {
    let span = said.map_or(whole, |child| child.id.span);
    if TAKEN.contains(&slug.as_str()) {
        let words = say(
            format!("子门户不能叫`{slug}`，本门户的页面要用这个网址"),
            format!("a child portal cannot be called `{slug}`: this portal's own pages lie there"),
        );
        claims.report(Diagnostic::new(Code::ChildPortal, span, words).help(say(
            format!("换一个名称，例如`{slug}-portal`"),
            format!("choose another name, such as `{slug}-portal`"),
        )));
    }
    let sources = claims.sources;
    let handed = sources.handed.iter().find(|handed| handed.name == slug.as_str());
    let file = handed.and_then(|handed| handed.file);
    let file = file.or_else(|| said.and_then(|said| named_file(said, sources)));
    let summary = match (file, said.and_then(|said| said.summary.as_ref())) {
        (Some(file), _) => summary(&slug, file, claims),
        (None, Some(named)) => {
            claims.report(missing(&slug, named.span));
            None
        }
        // Why a portal in its own folder has none is told among its own findings.
        (None, None) => None,
    };
    let text = |text: &Text| text.to_string();
    let written = said.and_then(|child| child.name.as_ref()).map(text);
    let usual = || slug.to_string();
    let name = summary.as_ref().map(|it| it.name.clone()).or(written.clone());
    let short_name =
        written.or_else(|| summary.as_ref().map(|it| it.short().to_owned())).unwrap_or_else(usual);
    Child {
        name: name.unwrap_or_else(usual),
        short_name,
        url: said
            .and_then(|child| child.url.as_ref())
            .map_or_else(|| format!("{slug}/"), |url| address(url, claims)),
        summary,
        is_renewed: handed.is_none_or(|handed| handed.is_renewed),
        old_after_days: said
            .and_then(|child| child.old_after_days.as_ref())
            .map_or(OLD_AFTER, |days| days.value),
        span,
        slug,
    }
}

/// The file of this portal that holds a child's summary.
fn named_file(said: &ChildPortalRecord, sources: &Sources) -> Option<FileId> {
    let path = said.summary.as_ref()?.as_str();
    let mut files = sources.iter();
    files.find(|(_, file)| file.path == path && file.text.is_some()).map(|(id, _)| id)
}

fn missing(slug: &Slug, span: Span) -> Diagnostic {
    let words = say(
        format!("没有读到子门户`{slug}`的汇总，对照表里没有它的数字"),
        format!("there is no summary of the child portal `{slug}`"),
    );
    Diagnostic::new(Code::SummaryMissing, span, words).help(say(
        "核对路径，或请子门户把公布的`data/summary.json`送来",
        "check the path, or ask for the `data/summary.json` that the child has published",
    ))
}

/// The summary of a portal. One that cannot be read is told, and the portal is shown without
/// figures.
fn summary(slug: &Slug, file: FileId, claims: &mut Claims) -> Option<Summary> {
    let source = claims.sources.file(file);
    let parsed = Summary::parse(source.text.as_deref().unwrap_or_default());
    let fault = match parsed.and_then(with_known_lights) {
        Ok(summary) => return Some(summary),
        Err(fault) => fault,
    };
    let at = fault.place.map_or(0, |place| source.offset(place));
    let words = say(
        format!("子门户`{slug}`的汇总不能用：{}", fault.words.zh),
        format!("the summary of `{slug}` cannot be used: {}", fault.words.en),
    );
    let problem = Diagnostic::new(Code::SummaryUnreadable, Span::new(file, at, at), words);
    claims.report(problem.help(say(
        "请子门户重新生成，把`data/summary.json`原样送来",
        "ask for the child's `data/summary.json` as it was built",
    )));
    None
}

/// A light that nobody knows here would be missing from every sum.
fn with_known_lights(summary: Summary) -> Result<Summary, Fault> {
    let shared = summary.shared.iter().map(|task| &task.light);
    let unknown = summary
        .lights
        .keys()
        .chain(shared)
        .find(|light| !<Light as Words>::ALL.iter().any(|known| known.en() == light.as_str()));
    let Some(light) = unknown else { return Ok(summary) };
    let light: String = light.chars().filter(|mark| !mark.is_control()).take(20).collect();
    let words = say(format!("没有“{light}”这种灯"), format!("there is no light `{light}`"));
    Err(Fault { words, place: None })
}

/// A full web address, or a way from the root of this portal.
pub fn address(url: &Spanned<Text>, claims: &mut Claims) -> String {
    let text = url.as_str();
    let is_way = !text.is_empty()
        && !text.starts_with('/')
        && !text.contains([':', '\\', '"', '<', '>', '?', '#'])
        && !text.contains(char::is_whitespace);
    if is_way {
        return format!("{}/", text.trim_end_matches('/'));
    }
    web_address(url, claims)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example;

    #[test]
    fn every_folder_of_a_portals_own_pages_is_taken_and_no_other() {
        let plan = example::plan();
        let paths = plan.addresses().iter().map(|address| address.file(&plan.assessed));
        let folders: BTreeSet<String> =
            paths.filter_map(|path| Some(path.split_once('/')?.0.to_owned())).collect();
        // `data` is no id at all.
        let open: Vec<_> = folders.iter().filter(|it| !TAKEN.contains(&it.as_str())).collect();
        assert_eq!(open, ["data"]);
        // The reference has no portals below it and no scores; `404.html` and files lie beside the
        // pages.
        let idle: Vec<_> = TAKEN.iter().filter(|it| !folders.contains(**it)).collect();
        assert_eq!(idle, [&"404", &"assets", &"portals", &"rankings"]);
    }
}

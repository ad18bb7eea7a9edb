//! Practices and pages, and the prose of every write-up: its links and pictures lead somewhere.

use std::collections::BTreeMap;

use super::claims::{Claims, table};
use super::structure::text;
use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::portal::table::Table;
use crate::portal::{Id, Page, Practice};
use crate::prose::{self, LinkKind, Prose, Target};
use crate::record::{PageRecord, PracticeRecord, Writeup};
use crate::slug::Slug;
use crate::span::{Span, Spanned};

/// Reads the prose of a write-up; links that lead nowhere are reported.
pub(super) fn body<T>(writeup: &Writeup<T>, claims: &mut Claims) -> Prose {
    let prose = prose::render(&writeup.body, writeup.body_span, claims.problems);
    for link in &prose.links {
        check_link(link, claims);
    }
    for picture in &prose.pictures {
        check_asset(&picture.value, picture.span, claims);
    }
    prose
}

/// The ids of one kind, whichever it is.
trait Announced {
    fn has(&self, slug: &Slug) -> bool;

    /// The one that is most like this.
    fn nearest(&self, slug: &Slug) -> Option<&str>;
}

impl<T> Announced for BTreeMap<Slug, Id<T>> {
    fn has(&self, slug: &Slug) -> bool {
        self.contains_key(slug)
    }

    fn nearest(&self, slug: &Slug) -> Option<&str> {
        nearest(slug.as_str(), self.keys().map(Slug::as_str))
    }
}

fn check_link(link: &Spanned<Target>, claims: &mut Claims) {
    let (kind, slug) = match &link.value {
        Target::Asset(path) => return check_asset(path, link.span, claims),
        Target::Record(kind, slug) => (*kind, slug),
    };
    let names = claims.names;
    let known: &dyn Announced = match kind {
        LinkKind::Task => &*names.tasks.ids,
        LinkKind::Unit => &*names.units.ids,
        LinkKind::Post => &*names.posts.ids,
        LinkKind::Document => &*names.documents.ids,
        LinkKind::Plan => &*names.plans.ids,
        LinkKind::Area => &*names.areas.ids,
        LinkKind::Exposure => &*names.exposures.ids,
        LinkKind::Commendation => &*names.commendations.ids,
        LinkKind::Practice => &*names.practices.ids,
        LinkKind::Page => &*names.pages.ids,
    };
    if known.has(slug) || claims.lost.may_be(kind.en(), slug.as_str()) {
        return;
    }
    let near = known.nearest(slug);
    let words = say(
        format!("链接指向的{}`{slug}`不存在或不公开", kind.zh()),
        format!("the link leads to {} `{slug}`, which is not published", kind.en()),
    );
    let help = match near {
        Some(near) => say(
            format!("是不是想写`{}:{near}`？", kind.en()),
            format!("did you mean `{}:{near}`?", kind.en()),
        ),
        None => say("改成已有记录的编号，或去掉链接", "link to a record that exists"),
    };
    claims.report(Diagnostic::new(Code::DeadLink, link.span, words).help(help));
}

/// `path` is below `assets/`.
fn check_asset(path: &str, span: Span, claims: &mut Claims) {
    let full = format!("assets/{path}");
    if claims.sources.files.iter().any(|file| file.path == full) {
        return;
    }
    claims.report(
        Diagnostic::new(
            Code::MissingAsset,
            span,
            say(format!("没有文件`{full}`"), format!("there is no file `{full}`")),
        )
        .help(say("把文件放进`assets`，或改正文件名", "put the file into `assets`")),
    );
}

/// Practices.
pub fn practices(records: &[Writeup<PracticeRecord>], claims: &mut Claims) -> Table<Practice> {
    let ids = &claims.names.practices.ids;
    let made = table(ids, records, |w| &w.record.id.value, |w| practice(w, claims));
    for draft in records.iter().filter(|w| !ids.contains_key(&w.record.id.value)) {
        practice(draft, claims);
    }
    made
}

fn practice(writeup: &Writeup<PracticeRecord>, claims: &mut Claims) -> Practice {
    let record = &writeup.record;
    let names = claims.names;
    Practice {
        slug: record.id.value.clone(),
        title: text(&record.title.value),
        unit: names.units.find(&record.unit, claims.problems).unwrap_or_else(Id::unresolved),
        tasks: names.tasks.find_all(&record.tasks, claims.problems),
        summary: text(&record.summary),
        published_on: record.published_on.value,
        source: record.source.as_ref().map(text),
        body: body(writeup, claims),
    }
}

/// Prose whose record could not be read: its links are looked up, and nothing comes of it.
pub fn loose(writeups: &[Writeup<()>], claims: &mut Claims) {
    for writeup in writeups {
        body(writeup, claims);
    }
}

/// Pages of words.
pub fn pages(records: &[Writeup<PageRecord>], claims: &mut Claims) -> Table<Page> {
    let ids = &claims.names.pages.ids;
    let made = table(ids, records, |w| &w.record.id.value, |w| page(w, claims));
    for draft in records.iter().filter(|w| !ids.contains_key(&w.record.id.value)) {
        page(draft, claims);
    }
    made
}

fn page(writeup: &Writeup<PageRecord>, claims: &mut Claims) -> Page {
    let record = &writeup.record;
    Page {
        slug: record.id.value.clone(),
        title: text(&record.title.value),
        summary: record.summary.as_ref().map(text),
        published_on: record.published_on.value,
        source: record.source.as_ref().map(text),
        order: record.order.unwrap_or(u32::MAX),
        body: body(writeup, claims),
    }
}

//! The page that shows the portals below this one side by side, and what two levels say
//! differently of one task.

use chrono::NaiveDate;

use super::heads::{About, Section};
use super::here::{Here, light_counted, light_of_all};
use super::reconcile::measure;
use super::view::atoms::{Day, Label};
use super::view::home::ChildRow;
use super::view::plot::Distribution;
use super::view::portals::{
    ChildDeclared, ChildFigures, ChildPortal, Conflict, OtherLevel, PortalsView, Said,
};
use crate::assess::{self, Assessed, Differing, Freshness, Pair, doubts, freshness};
use crate::date;
use crate::method::Light;
use crate::percent::share;
use crate::portal::{Child, Id, Task};
use crate::summary::{Claim, Share, Summary};
use crate::yaml::Words;

/// The page of comparison.
pub fn portals(here: Here) -> PortalsView {
    let assessed = here.assessed();
    let children = &assessed.portal.children;
    let heading = assessed.portal.site.children_word.clone();
    let description = format!("{heading}各门户公布的任务、按期率、填报和曝光情况，并列对照");
    let new = |child: &&Child| freshness(child, here.today()) == Freshness::New;
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut lights: Vec<_> = <Light as Words>::ALL
        .iter()
        .map(|light| light_of_all(&assessed.portal.method, *light))
        .collect();
    lights.sort_by_key(|light| light.slug);
    PortalsView {
        head: here.head(About::column(&heading, description, Section::Portals)),
        portals: children.iter().map(|child| portal(here, child)).collect(),
        not_new: small(children.len() - children.iter().filter(new).count()),
        shared: small(assessed.pairs.len()),
        conflicts: assessed.pairs.iter().flat_map(|pair| conflicts(here, pair)).collect(),
        lights,
        data: ["portals", "conflicts"].iter().flat_map(|name| here.table_links(name)).collect(),
        heading,
    }
}

/// A child's home page from here; `None` if it was never published.
fn href(here: Here, child: &Child) -> Option<String> {
    child.summary.as_ref().map(|_| joined(here, &child.url))
}

/// A full address, or one from the root of this portal.
fn joined(here: Here, url: &str) -> String {
    if url.contains(':') { url.to_owned() } else { here.root() + url }
}

fn portal(here: Here, child: &Child) -> ChildPortal {
    ChildPortal {
        name: child.short_name.clone(),
        full_name: child.name.clone(),
        href: href(here, child),
        demonstration: child.summary.as_ref().is_some_and(|summary| summary.demonstration),
        figures: figures(here.assessed(), child),
        old_since: old_since(here.assessed(), child),
        doubts: doubts(child, here.today()),
    }
}

/// What a child says of itself; `None` if nothing can be read.
pub fn figures(assessed: &Assessed, child: &Child) -> Option<ChildFigures> {
    let summary = child.summary.as_ref()?;
    Some(ChildFigures {
        distribution: distribution(assessed, summary),
        on_time: percent(summary.on_time),
        kept: summary.on_time.kept,
        of: summary.on_time.of,
        silent: summary.lights.get(Light::Silent.en()).copied().unwrap_or(0),
        longest_silence_days: summary.longest_silence_days,
        exposures_open: summary.exposures_open,
        data_date: summary.data_as_of.map(Day::of),
        declared: summary.declared.iter().map(declared).collect(),
    })
}

fn declared(row: &crate::summary::Declared) -> ChildDeclared {
    ChildDeclared {
        plan: row.plan.clone(),
        measure: measure(&row.word).to_owned(),
        word: row.word.clone(),
        declared: row.declared,
        published: row.published,
        withheld: row.withheld,
    }
}

/// Since when there is nothing newer, if a child's figures are old.
pub fn old_since(assessed: &Assessed, child: &Child) -> Option<Day> {
    match freshness(child, assessed.today) {
        Freshness::Old(since) => Some(Day::of(since)),
        Freshness::New | Freshness::Missing => None,
    }
}

/// A child's lights in this portal's words; a light that is not known here counts as nothing: the
/// summary was refused if it named one.
fn distribution(assessed: &Assessed, summary: &Summary) -> Distribution {
    let count = |light: Light| summary.lights.get(light.en()).copied().unwrap_or(0);
    let counts = assess::Distribution::told(count, summary.carried_over, summary.merged);
    let method = &assessed.portal.method;
    let parts = counts.iter();
    Distribution::of(
        parts.map(|(light, count)| (light_counted(method, light, &counts), count, None)),
    )
}

/// A share in whole points as it is printed.
pub fn percent(of: Share) -> Option<u32> {
    share(of.kept.into(), of.of.into()).and_then(|percent| u32::try_from(percent).ok())
}

/// The portals on the home page.
pub fn rows(here: Here) -> Vec<ChildRow> {
    let assessed = here.assessed();
    let row = |child: &Child| ChildRow {
        name: child.short_name.clone(),
        href: href(here, child),
        distribution: child.summary.as_ref().map(|summary| distribution(assessed, summary)),
        data_date: child.summary.as_ref().and_then(|summary| summary.data_as_of).map(Day::of),
        old_since: old_since(assessed, child),
    };
    assessed.portal.children.iter().map(row).collect()
}

/// A task as the portals below show it.
pub fn other_levels(here: Here, id: Id<Task>) -> Vec<OtherLevel> {
    let pairs = here.assessed().pairs.iter().filter(|pair| pair.task == id);
    let level =
        |pair: &Pair| OtherLevel { child: label(here, pair), conflicts: conflicts(here, pair) };
    pairs.map(level).collect()
}

/// The child portal, with its page of the task.
fn label(here: Here, pair: &Pair) -> Label {
    let child = here.assessed().portal.children.get(pair.child);
    let child = child.expect("pairs name children of this portal");
    Label {
        text: child.short_name.clone(),
        href: Some(format!("{}tasks/{}/", joined(here, &child.url), pair.there.task)),
    }
}

fn conflicts(here: Here, pair: &Pair) -> Vec<Conflict> {
    let conflict = |what: &Differing| {
        Some(Conflict {
            task: here.task_link(pair.task),
            child: label(here, pair),
            what: what.zh().to_owned(),
            here: said(*what, what.said(&pair.here)?),
            there: said(*what, what.said(&pair.there)?),
        })
    };
    pair.differing.iter().filter_map(conflict).collect()
}

fn said(what: Differing, claim: &Claim) -> Said {
    let value = match what {
        Differing::Due => {
            claim.value.parse::<NaiveDate>().map_or_else(|_| claim.value.clone(), date::zh)
        }
        Differing::Lead => claim.value.clone(),
        Differing::Progress => format!("{}%", claim.value),
    };
    Said { value, source: claim.source.clone(), on: Day::of(claim.on) }
}

/// Whether there is such a page.
pub fn any(assessed: &Assessed) -> bool {
    !assessed.portal.children.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    #[test]
    fn what_a_child_carried_over_is_not_called_dropped() {
        let portal = format!(
            "{}子门户统称: 县市\n子门户:\n- {{编号: east, 汇总: summaries/east.json}}\n",
            text("portal.yaml")
        );
        for (further, word) in [
            ("", "已取消"),
            ("\"carried_over\":2,", "已结转"),
            ("\"carried_over\":1,\"merged\":1,", "已结转、已并入"),
        ] {
            let summary = format!(
                r#"{{"schema":"daylight-summary","version":1,"name":"澜东县","short_name":null,
                "organiser":"县人民政府","demonstration":true,"date":"2026-10-14",
                "data_as_of":"2026-10-14","total":2,"lights":{{"cancelled":2}},{further}
                "on_time":{{"kept":0,"of":0}},"on_time_original":{{"kept":0,"of":0}},
                "longest_silence_days":0,"exposures_open":0,"declared":[],"shared":[]}}"#
            );
            let files = [("portal.yaml", portal.as_str()), ("summaries/east.json", &*summary)];
            let plan = with(&files, "2026-10-15");
            let Page::Home(home) = page(&plan, "") else { panic!("the first page") };
            let child = home.children.first().and_then(|row| row.distribution.as_ref());
            let parts = child.map(|bar| bar.parts.iter().filter(|part| part.count > 0));
            let words: Vec<_> = parts.into_iter().flatten().map(|part| &*part.light.word).collect();
            assert_eq!(words, [word]);
        }
    }
}

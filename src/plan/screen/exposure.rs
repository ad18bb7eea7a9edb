//! Named shortcomings: issue, units and the days left to put them right; never a post.
//!
//! Whatever else happens, an entry leaves the screen on the day its publication ends.

use chrono::NaiveDate;

use super::paging::with_cut;
use super::titles::{Room, Subject, Titles};
use super::{Asked, Leaf};
use crate::assess::{Live, Publication, publication};
use crate::plan::exposure::{stamp, units, unnamed};
use crate::plan::here::small;
use crate::plan::view::slide::{Body, Clock, Cut};
use crate::portal::{Exposure, Id};
use crate::record::AppealLabel;

/// Entries on a screen if nothing is said.
const USUAL: usize = 1;
/// Hours after which a screen that hears nothing drops them.
const OFFLINE_HOURS: u32 = 24;

/// The entries that are public on the day: those that were asked for, or the newest open ones.
pub fn leaves(asked: Asked, day: NaiveDate, titles: &mut Titles) -> Vec<Leaf> {
    let entries = entries(asked, day);
    let total = entries.len();
    let title = asked.page_title("exposures", "title");
    let most = asked.slide.limit.unwrap_or(USUAL);
    let leaves: Vec<Leaf> = entries
        .into_iter()
        .filter_map(|(id, live)| leaf(asked, id, &live, day, &title, titles))
        .take(most)
        .collect();
    if leaves.is_empty() {
        let sentence = match total {
            0 => asked.nothing("目前没有公布中的曝光事例"),
            more => format!("公布中的曝光事例{more}件，详见网站"),
        };
        return vec![Leaf { fresh: true, ..Leaf::sentence(title, &sentence) }];
    }
    let cut = Cut::of(leaves.len(), total, "件");
    with_cut(asked, leaves, cut)
}

/// Entries public today and on the day; what is published later is no business of today's deck.
fn entries(asked: Asked, day: NaiveDate) -> Vec<(Id<Exposure>, Live)> {
    let portal = &asked.assessed.portal;
    let wished = &asked.slide.exposures;
    let today = crate::plan::exposure::live(asked.assessed).into_iter().map(|(id, _)| id);
    let filtered = !asked.slide.filter.is_empty();
    today
        .filter(|id| wished.is_empty() || wished.contains(id))
        .filter(|id| {
            let tasks = &portal.exposures.get(*id).tasks;
            !filtered || tasks.iter().any(|task| asked.tasks.contains(task))
        })
        .filter_map(|id| match publication(portal.exposures.get(id), portal.site.retention, day) {
            Publication::Live(live) => Some((id, live)),
            Publication::NotYet | Publication::Tombstone { .. } => None,
        })
        .collect()
}

fn leaf(
    asked: Asked,
    id: Id<Exposure>,
    live: &Live,
    day: NaiveDate,
    title: &str,
    titles: &mut Titles,
) -> Option<Leaf> {
    let portal = &asked.assessed.portal;
    let exposure = portal.exposures.get(id);
    let short = exposure.short_title.as_deref().map(|short| unnamed(exposure, short));
    let words = unnamed(exposure, &exposure.title);
    let issue =
        titles.fit(asked, Subject::Exposure(id), (&words, short.as_deref()), Room::Message)?;
    let body = Body::Exposure {
        issue,
        stamp: stamp(live.label),
        units: units(exposure).map(|unit| portal.units.get(unit).short_name.clone()).collect(),
        clock: clock(asked, exposure, live),
        note: note(asked, exposure, live, day),
    };
    Some(Leaf {
        key: exposure.slug.to_string(),
        items: vec![format!("exposures/{}", exposure.slug)],
        ends: Some(live.ends_on),
        offline_hours: Some(OFFLINE_HOURS),
        ..Leaf::new(title.to_owned(), body)
    })
}

/// Whether the due date passed after today: nobody knows yet whether anything was handed in.
fn is_aged(asked: Asked, exposure: &Exposure, live: &Live) -> bool {
    live.overdue_days > 0 && exposure.rectification.due >= asked.assessed.today
}

fn clock(asked: Asked, exposure: &Exposure, live: &Live) -> Option<Clock> {
    let clock = |label: &str, days: i64, overdue| Clock {
        label: label.to_owned(),
        number: small(days).to_string(),
        unit: "天".to_owned(),
        overdue,
    };
    if let Some(left) = live.days_left {
        return Some(clock("距整改时限", left, false));
    }
    let known = live.overdue_days > 0 && !is_aged(asked, exposure, live);
    known.then(|| clock("整改逾期", live.overdue_days, true))
}

/// What must be said beside it, the weightiest first; a small panel has room for that one.
fn note(asked: Asked, exposure: &Exposure, live: &Live, day: NaiveDate) -> Option<String> {
    let mut parts = Vec::new();
    parts.extend(live.appeal.map(|label| match label {
        AppealLabel::UnderReview => "异议复核中".to_owned(),
        AppealLabel::Received => "异议已受理".to_owned(),
        AppealLabel::Upheld | AppealLabel::Changed | AppealLabel::Revoked => {
            format!("异议经复核{}", label.zh())
        }
    }));
    if is_aged(asked, exposure, live) {
        parts.push("整改时限已到，尚未收到核查填报".to_owned());
    }
    if live.late_by > 0 {
        parts.push(format!("逾期{}天提交整改", live.late_by));
    }
    if exposure.reply.as_ref().is_some_and(|reply| reply.on <= day) {
        parts.push("责任单位已作说明".to_owned());
    }
    if asked.screen.profile.is_small() {
        parts.truncate(1);
    } else {
        parts.extend(names(exposure, live));
    }
    (!parts.is_empty()).then(|| parts.join("，"))
}

/// Names only where their decision says screens, and only while they may be said.
fn names(exposure: &Exposure, live: &Live) -> Option<String> {
    let naming = exposure.naming.as_ref().filter(|_| live.names_on_screens)?;
    Some(format!("点名：{}", naming.names.join("、")))
}

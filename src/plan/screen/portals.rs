//! The portals below this one side by side, with the figures of the site's page of comparison.

use chrono::NaiveDate;

use super::paging::{List, most_rows, paged};
use super::titles::Titles;
use super::{Asked, Leaf};
use crate::method::{Light, Shade};
use crate::plan::portals::{figures, old_since};
use crate::plan::view::atoms::LightCount;
use crate::plan::view::plot::{Distribution, Part};
use crate::plan::view::portals::ChildFigures;
use crate::plan::view::slide::{Body, Clock, PortalRow};
use crate::portal::Child;
use crate::profile::Profile;

/// Every portal in the order of that page. What they said by today is shown on the days ahead as
/// well: where nothing arrives, it is the screen that has heard nothing, not they who were silent.
pub fn leaves(asked: Asked, _: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    let portal = &asked.assessed.portal;
    let title = asked.title(&format!("{}对照", portal.site.children_word));
    if portal.children.is_empty() {
        return vec![Leaf::sentence(title, "没有下级门户，任务都由本级公布")];
    }
    let capacity = capacity(&asked.screen.profile);
    let most = most_rows(asked, capacity);
    let rows = portal.children.iter().take(most).map(|child| (row(asked, child), None)).collect();
    let list = List { rows, total: portal.children.len(), capacity, counter: "个" };
    let leaves = paged(asked, &title, list, |rows| Body::Portals { rows });
    leaves.into_iter().map(|leaf| Leaf { fresh: true, ..leaf }).collect()
}

/// Portals on a page: each takes two lines, on a narrow panel, whose figures stand below each other,
/// more.
fn capacity(profile: &Profile) -> usize {
    let lines = if profile.is_small() && profile.height > profile.width { 3 } else { 2 };
    ((profile.rows / lines).max(1) * profile.columns) as usize
}

fn row(asked: Asked, child: &Child) -> PortalRow {
    let held = figures(asked.assessed, child);
    let distribution = held.as_ref().map(|held| &held.distribution);
    PortalRow {
        name: child.short_name.clone(),
        total: format!("{}{}", distribution.map_or(0, |held| held.total), asked.measure()),
        lights: distribution.map(worst_first).unwrap_or_default(),
        figures: held.as_ref().map(|held| clocks(asked, held)).unwrap_or_default(),
        note: note(asked, child),
    }
}

fn worst_first(distribution: &Distribution) -> Vec<LightCount> {
    let count = |part: &Part| LightCount { light: part.light.clone(), count: part.count };
    let mut counts: Vec<LightCount> = distribution.parts.iter().map(count).collect();
    counts.sort_by_key(|held| held.light.slug);
    counts
}

/// How many were finished in time, not reported in time, exposed and not yet put right. A strip
/// has no room for what is counted in.
fn clocks(asked: Asked, held: &ChildFigures) -> Vec<Clock> {
    let (profile, method) = (&asked.screen.profile, &asked.assessed.portal.method);
    let small = profile.is_small();
    let clock = |long: &str, short: &str, number: String, unit: &str| Clock {
        label: if small { short } else { long }.to_owned(),
        number,
        unit: unit.to_owned(),
        overdue: false,
    };
    let counted = |unit| if profile.strip { "" } else { unit };
    let on_time = match held.on_time {
        Some(percent) => clock("按期率", "按期", percent.to_string(), "%"),
        None => clock("尚无到期任务", "尚无到期", String::new(), ""),
    };
    vec![
        on_time,
        clock(
            method.word(Light::Silent, Shade::Plain),
            method.short(Light::Silent),
            held.silent.to_string(),
            counted(asked.measure()),
        ),
        clock("未整改曝光", "曝光", held.exposures_open.to_string(), counted("件")),
    ]
}

/// That the figures are old, or that there are none.
fn note(asked: Asked, child: &Child) -> Option<String> {
    let small = asked.screen.profile.is_small();
    if child.summary.is_none() {
        return Some(if small { "暂无数据" } else { "还没有可用的数据" }.to_owned());
    }
    let since = old_since(asked.assessed, child)?;
    Some(if small {
        format!("截至{}", since.short)
    } else {
        format!("数据停留在{}", since.text)
    })
}

//! One to four big figures.

use chrono::NaiveDate;

use super::countdown::until_the_end;
use super::tasks::{Falling, SOON, falling};
use super::titles::Titles;
use super::{Asked, Leaf};
use crate::assess::Publication;
use crate::date::days_between;
use crate::method::{Light, Shade};
use crate::plan::here::small;
use crate::plan::home::main_plan;
use crate::plan::view::slide::{Body, Clock};
use crate::profile::Profile;
use crate::record::{FigureKind, RectificationState};

/// What is shown if nothing is said.
const USUAL: [FigureKind; 4] =
    [FigureKind::Tasks, FigureKind::Done, FigureKind::Overdue, FigureKind::DaysLeft];

/// The figures of the day, as many on a page as there is room for.
pub fn leaves(asked: Asked, day: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    let asked_for = &asked.slide.figures;
    let kinds = if asked_for.is_empty() { &USUAL[..] } else { asked_for };
    let falling = falling(asked, day);
    let figures: Vec<Clock> =
        kinds.iter().filter_map(|kind| figure(asked, *kind, day, &falling)).collect();
    let title = asked.scoped("数说进展");
    let on_a_page = on_a_page(&asked.screen.profile);
    let pages: Vec<&[Clock]> = figures.chunks(on_a_page).collect();
    let of = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let leaf = |(number, figures): (u32, &[Clock])| Leaf {
        key: number.to_string(),
        page: (of > 1).then_some((number, of)),
        fresh: true,
        ..Leaf::new(title.clone(), Body::Figures { figures: figures.to_vec() })
    };
    (1..).zip(pages).map(leaf).collect()
}

/// How many figures stand on a page: two on a small panel, unless they have a long line; on a strip
/// as many as it has lines.
fn on_a_page(profile: &Profile) -> usize {
    if profile.strip {
        return profile.rows as usize;
    }
    let has_long_line = profile.width >= 5 * profile.height;
    if profile.is_small() && !has_long_line { 2 } else { 4 }
}

fn figure(asked: Asked, kind: FigureKind, day: NaiveDate, falling: &[Falling]) -> Option<Clock> {
    let assessed = asked.assessed;
    let past = || falling.iter().filter(|held| held.is_overdue()).count();
    let (label, number, unit) = match kind {
        FigureKind::Tasks => ("任务", asked.tasks.len(), asked.measure()),
        FigureKind::Done => {
            let verdicts = asked.tasks.iter().map(|id| asked.courses.verdict(*id, day));
            (
                assessed.portal.method.word(Light::Done, Shade::Plain),
                verdicts.filter(|verdict| verdict.light == Light::Done).count(),
                asked.measure(),
            )
        }
        FigureKind::Progress => {
            let mean = assessed.group(asked.tasks.iter().copied()).progress.actual?;
            ("平均进度", usize::try_from(mean.printed()).ok()?, "%")
        }
        FigureKind::DaysLeft => {
            let plan = asked.slide.filter.plan.or_else(|| main_plan(assessed))?;
            let left = days_between(day, assessed.portal.plans.get(plan).until);
            (until_the_end(asked), usize::try_from(small(left)).ok()?, "天")
        }
        FigureKind::DueSoon => {
            let soon = falling.iter().filter(|held| !held.is_past()).count();
            return Some(clock(&format!("{SOON}天内到期"), soon, asked.measure(), false));
        }
        FigureKind::Overdue => {
            let past = past();
            return Some(clock("逾期", past, asked.measure(), past > 0));
        }
        FigureKind::Exposures => {
            let open = assessed.exposures.iter().filter(|held| match held {
                Publication::Live(live) => live.label != RectificationState::Closed,
                Publication::NotYet | Publication::Tombstone { .. } => false,
            });
            ("曝光问题整改中", open.count(), "件")
        }
        FigureKind::Commendations => {
            ("表扬通报", assessed.commendations.iter().filter(|held| held.stands()).count(), "件")
        }
    };
    Some(clock(label, number, unit, false))
}

fn clock(label: &str, number: usize, unit: &str, overdue: bool) -> Clock {
    Clock { label: label.to_owned(), number: number.to_string(), unit: unit.to_owned(), overdue }
}

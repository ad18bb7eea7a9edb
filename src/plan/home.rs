//! The home page: the finding first, then the evidence.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::address::{Address, List};
use super::addresses::{ALL_EXPOSED, ALL_HONOURED, ALL_TASKS};
use super::heads::{About, Section};
use super::here::{Here, mean};
use super::reconcile::all_plans;
use super::structure::figures as people;
use super::view::atoms::{Figure, Label, Link, Month as MonthView, TaskRow};
use super::view::home::{CategoryRow, CommendationSummary, ExposureSummary, HomeView};
use super::view::plot::Columns;
use super::{bulletin, commendation, data, exposure, method, portals};
use crate::assess::{Assessed, Countdown};
use crate::date::{self, Month};
use crate::method::Light;
use crate::portal::{Category, Id, Plan, Task};
use crate::record::RectificationState;

/// Entries of a kind on the home page.
const NEWEST: usize = 3;
/// Months of the plot.
const MONTHS: usize = 12;

/// The home page.
pub fn home(here: Here) -> HomeView {
    let assessed = here.assessed();
    let site = &assessed.portal.site;
    let plan = main_plan(assessed);
    let whole = &assessed.whole;
    let description = site
        .description
        .clone()
        .unwrap_or_else(|| format!("{}公开承诺的任务、责任人和办理进展", site.organiser));
    let (overdue, upcoming) = due_soon(here);
    HomeView {
        head: here
            .head(About { ages: true, ..About::column(&site.name, description, Section::Home) }),
        period: period(here),
        works: here.works().name.to_string(),
        distribution: here.distribution(&whole.lights, |light| Some(List::Light(light))),
        mean: mean(whole.progress),
        lagging: lagging(here),
        reconciliations: all_plans(here),
        figures: figures(here, plan),
        columns: columns(here),
        overdue,
        upcoming,
        tasks_href: here.href(ALL_TASKS),
        categories: categories(here),
        exposures: exposures(here),
        commendations: commendations(here),
        ledgers: super::supervision::summary(here),
        taking_part: super::participation::summary(here),
        people: people(here),
        structure_href: Some(here.href(Address::Structure)),
        method: method::line(here),
        announced: plan
            .map_or_else(Vec::new, |id| super::followed::figures(assessed.portal.plans.get(id))),
        bulletins: bulletin::newest(here, 3),
        documents: plan.map_or_else(Vec::new, |id| documents(here, id)),
        children: portals::rows(here),
        children_word: site.children_word.clone(),
        children_href: portals::any(assessed).then(|| here.href(Address::Portals)),
        conflicts: u32::try_from(data::conflict_count(assessed)).unwrap_or(u32::MAX),
    }
}

/// The plan the home page speaks of: the one in force that stands above the others.
pub fn main_plan(assessed: &Assessed) -> Option<Id<Plan>> {
    let plans = assessed.portal.plans.iter().filter(|(_, plan)| plan.parent.is_none());
    let today = assessed.today;
    let in_force = |plan: &Plan| plan.from <= today && today <= plan.until;
    plans.max_by_key(|(id, plan)| (in_force(plan), plan.from, Reverse(*id))).map(|(id, _)| id)
}

/// The plans whose tasks the headline counts.
fn counted_plans(here: Here) -> BTreeSet<Id<Plan>> {
    let portal = &here.assessed().portal;
    here.assessed().whole.tasks.iter().map(|id| portal.tasks[*id].plan).collect()
}

/// The years of the plans whose tasks the headline counts; 今年 for this one.
fn period(here: Here) -> String {
    use chrono::Datelike;
    let plans = counted_plans(here);
    let plans = || plans.iter().map(|id| here.assessed().portal.plans.get(*id));
    let years = plans().map(|plan| plan.from.year()).min();
    let years = years.zip(plans().map(|plan| plan.until.year()).max());
    let (first, last) = years.unwrap_or_else(|| (here.today().year(), here.today().year()));
    match (first == last, first == here.today().year()) {
        (true, true) => "今年".to_owned(),
        (true, false) => format!("{first}年"),
        (false, _) => format!("{first}—{last}年"),
    }
}

/// Categories of the first level in the catalogue's order.
fn first_level(here: Here<'_>) -> Vec<(Id<Category>, &Category)> {
    let categories = here.plan.assessed.portal.categories.iter();
    categories.filter(|(_, category)| category.parent.is_none()).collect()
}

/// Categories further behind their plan than the whole is, worst first.
fn lagging(here: Here) -> Vec<Label> {
    let assessed = here.assessed();
    let usual = assessed.whole.progress.gap().unwrap_or(0).max(0);
    let mut behind: Vec<_> = first_level(here)
        .into_iter()
        .filter_map(|(id, _)| {
            let gap = assessed.categories.get(id).progress.gap()?;
            (gap > usual).then_some((Reverse(gap), id))
        })
        .collect();
    behind.sort();
    let label = |(_, id): (Reverse<i32>, Id<Category>)| Label {
        text: assessed.portal.categories.get(id).name.clone(),
        href: here.list_href(List::Category(id)),
    };
    behind.into_iter().take(NEWEST).map(label).collect()
}

fn categories(here: Here) -> Vec<CategoryRow> {
    let row = |(id, category): (Id<Category>, &Category)| {
        let group = here.assessed().categories.get(id);
        Some(CategoryRow {
            name: category.name.clone(),
            href: here.list_href(List::Category(id))?,
            done: group.lights.count(Light::Done),
            total: group.lights.total(),
            mean: mean(group.progress),
            attention: here.attention(&group.lights),
        })
    };
    first_level(here).into_iter().filter_map(row).collect()
}

/// Days left, due next month, exposures open, commended.
fn figures(here: Here, plan: Option<Id<Plan>>) -> Vec<Figure> {
    let mut figures = Vec::new();
    let until = plan.map(|id| here.assessed().portal.plans.get(id).until);
    if let Some(until) = until.filter(|until| *until >= here.today()) {
        figures.push(days_left(here, until));
    }
    let next = List::Due(Month::of(here.today()).next());
    let month = Month::of(here.today()).next();
    figures.push(Figure {
        number: number(here.plan.lists.count(next)),
        unit: here.measure().to_owned(),
        label: format!("{}月到期", month.number()),
        href: here.list_href(next),
        until: None,
    });
    let live = exposure::live(here.assessed());
    if !live.is_empty() {
        let open = live.iter().filter(|(_, live)| live.label != RectificationState::Closed).count();
        figures.push(Figure {
            number: number(open),
            unit: "件".to_owned(),
            label: format!("曝光问题整改中，现公布{}件", live.len()),
            href: Some(here.href(ALL_EXPOSED)),
            until: None,
        });
    }
    let honoured = here.assessed().commendations.iter().filter(|held| held.stands()).count();
    if honoured > 0 {
        figures.push(Figure {
            number: number(honoured),
            unit: "件".to_owned(),
            label: "表扬通报".to_owned(),
            href: Some(here.href(ALL_HONOURED)),
            until: None,
        });
    }
    figures
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn days_left(here: Here, until: NaiveDate) -> Figure {
    let archived = here.assessed().portal.site.as_of.is_some();
    Figure {
        number: date::days_between(here.today(), until),
        unit: "天".to_owned(),
        label: "距全部任务截止".to_owned(),
        href: None,
        until: (!archived).then(|| date::iso(until)),
    }
}

/// Yellow and red at the end of each month, with a row of twelve.
fn columns(here: Here) -> Option<Columns> {
    let points = here.assessed().series(&here.assessed().whole.tasks, MONTHS);
    let months: Vec<_> = points
        .iter()
        // Before a plan was public there was nothing to be late.
        .skip_while(|point| point.lights.total() == 0)
        .map(|point| (MonthView::of(point.month.first()), Some((point.yellow(), point.red()))))
        .collect();
    (!months.is_empty()).then(|| Columns::of(&months))
}

/// The most overdue tasks and the next to fall due.
fn due_soon(here: Here) -> (Vec<TaskRow>, Vec<TaskRow>) {
    let mut overdue: Vec<(Reverse<i64>, Id<Task>)> = Vec::new();
    let mut upcoming: Vec<(i64, Id<Task>)> = Vec::new();
    for id in here.assessed().portal.tasks.ids() {
        let standing = &here.state(id).standing;
        let open = standing.completion.is_none() && standing.start.current <= here.today();
        match standing.countdown.filter(|_| open) {
            Some(Countdown::Overdue(days)) => overdue.push((Reverse(days), id)),
            Some(Countdown::Left(days)) => upcoming.push((days, id)),
            Some(Countdown::Today) => upcoming.push((0, id)),
            None => {}
        }
    }
    overdue.sort();
    upcoming.sort();
    let overdue = overdue.into_iter().take(NEWEST).map(|(_, id)| here.row(id)).collect();
    let upcoming = upcoming.into_iter().take(NEWEST).map(|(_, id)| here.row(id)).collect();
    (overdue, upcoming)
}

fn exposures(here: Here) -> Option<ExposureSummary> {
    let live = exposure::live(here.assessed());
    let closed = live.iter().filter(|(_, live)| live.label == RectificationState::Closed).count();
    (!live.is_empty()).then(|| ExposureSummary {
        href: here.href(ALL_EXPOSED),
        total: u32::try_from(live.len()).unwrap_or(u32::MAX),
        closed: u32::try_from(closed).unwrap_or(u32::MAX),
        cards: live.iter().take(NEWEST).map(|(id, _)| exposure::card(here, *id)).collect(),
    })
}

fn commendations(here: Here) -> Option<CommendationSummary> {
    let mut shown = commendation::shown(here.assessed());
    let commendations = &here.assessed().portal.commendations;
    shown.sort_by_key(|id| Reverse((commendations.get(*id).published_on, *id)));
    let (collectives, persons) = commendation::honoured_this_year(here);
    (!shown.is_empty()).then(|| CommendationSummary {
        href: here.href(ALL_HONOURED),
        honoured: collectives + persons,
        cards: shown.iter().take(NEWEST).map(|id| commendation::card(here, *id)).collect(),
    })
}

/// The plan and the plans that carry it out, 1+8; then the others whose tasks the headline counts.
fn documents(here: Here, id: Id<Plan>) -> Vec<Link> {
    let plans = &here.assessed().portal.plans;
    let below = plans.iter().filter(|(_, plan)| plan.parent == Some(id)).map(|(id, _)| id);
    let counted = counted_plans(here).into_iter();
    let beside = counted.filter(|other| *other != id && plans.get(*other).parent.is_none());
    let link = |id: Id<Plan>| Link {
        text: plans.get(id).name.clone(),
        href: here.href(Address::Plan(id)),
    };
    [id].into_iter().chain(below).chain(beside).map(link).collect()
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, plan, with};

    #[test]
    fn the_newest_bulletins_that_are_signed_stand_on_the_home_page() {
        let titles = |plan| match page(&plan, "") {
            Page::Home(home) => home.bulletins.into_iter().map(|item| (item.href, item.on.iso)),
            other => panic!("{other:?}"),
        };
        let signed = ("bulletins/2026-09/".to_owned(), "2026-10-10".to_owned());
        let found: Vec<_> = titles(plan()).collect();
        assert_eq!(found, [("./".to_owned() + &signed.0, signed.1)]);
        assert_eq!(titles(with(&[], "2026-10-09")).count(), 0, "it is a draft until it is signed");
    }
}

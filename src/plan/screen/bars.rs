//! Categories with their actual progress beside the plan of the day that was reported.

use chrono::NaiveDate;

use super::paging::{List, headed, most_rows, paged};
use super::titles::Titles;
use super::{Asked, Leaf};
use crate::percent::Percent;
use crate::plan::view::slide::{BarRow, Body};
use crate::portal::{Category, Id};

/// Points behind the plan from which a bar is yellow, as its legend says.
const BEHIND: i32 = 5;

/// The categories below the one that was asked for, or itself if there is none below; or those at
/// the top, in the catalogue's order.
pub fn leaves(asked: Asked, _: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    let categories = categories(asked);
    let title = asked.title("各类任务进度");
    if categories.is_empty() {
        let sentence = if asked.slide.filter.is_empty() {
            "任务公布后在这里显示进度".to_owned()
        } else {
            asked.nothing("没有任务")
        };
        return vec![Leaf::sentence(title, &sentence)];
    }
    let capacity = asked.screen.profile.capacity();
    let most = most_rows(asked, capacity);
    let rows = categories.iter().take(most).map(|id| (row(asked, *id), None)).collect();
    let list = List { rows, total: categories.len(), capacity, counter: "类" };
    headed(asked, paged(asked, &title, list, |rows| Body::Bars { rows }))
}

fn categories(asked: Asked) -> Vec<Id<Category>> {
    let filter = &asked.slide.filter;
    let categories = asked.assessed.portal.categories.iter();
    let held: Vec<Id<Category>> = categories
        .filter(|(id, category)| {
            let of_plan = filter.plan.is_none_or(|plan| category.plan == plan);
            let has_tasks = asked.assessed.categories[*id].lights.total() > 0;
            category.parent == filter.category && of_plan && has_tasks
        })
        .map(|(id, _)| id)
        .collect();
    let itself = filter.category.filter(|id| asked.assessed.categories[*id].lights.total() > 0);
    if held.is_empty() {
        return itself.into_iter().collect();
    }
    held
}

fn row(asked: Asked, id: Id<Category>) -> BarRow {
    let progress = asked.assessed.categories[id].progress;
    BarRow {
        name: asked.assessed.portal.categories.get(id).name.clone(),
        actual: progress.actual.map(Percent::printed),
        planned: progress.planned.map(Percent::printed),
        behind: progress.gap().is_some_and(|gap| gap >= BEHIND),
    }
}

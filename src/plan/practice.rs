//! Good practices: what others can do as well.

use std::cmp::Reverse;

use super::address::Address;
use super::heads::{About, Section};
use super::here::{Here, count, of_page};
use super::view::atoms::{Day, Pagination, clauses};
use super::view::practices::{PracticeCard, PracticeView, PracticesView};
use crate::assess::Assessed;
use crate::portal::{Id, Practice};

/// What has been published, the newest first.
pub fn shown(assessed: &Assessed) -> Vec<Id<Practice>> {
    let published = |id: &Id<Practice>| assessed.portal.practices.get(*id).published_on;
    let all = assessed.portal.practices.ids();
    let mut shown: Vec<_> = all.filter(|id| published(id) <= assessed.today).collect();
    shown.sort_by_key(|id| (Reverse(published(id)), *id));
    shown
}

/// Page `number` of the list.
pub fn practices(here: Here, number: u32) -> PracticesView {
    let shown = shown(here.assessed());
    let title = here.plan.words("practices", "title");
    let description = here.plan.words("practices", "lead");
    PracticesView {
        head: here.head(About::column(&title, description, Section::Practices)),
        cards: of_page(&shown, number).map(|id| card(here, *id)).collect(),
        pages: Pagination::of(number, (count(shown.len()), "篇"), |page| {
            here.href(Address::Practices(page))
        }),
    }
}

fn card(here: Here, id: Id<Practice>) -> PracticeCard {
    let practice = here.assessed().portal.practices.get(id);
    PracticeCard {
        id: practice.slug.to_string(),
        title: practice.title.clone(),
        href: here.href(Address::Practice(id)),
        unit: here.unit(practice.unit).text,
        summary: practice.summary.clone(),
        published_on: Day::of(practice.published_on),
    }
}

/// The page of a practice.
pub fn practice(here: Here, id: Id<Practice>) -> PracticeView {
    let practice = here.assessed().portal.practices.get(id);
    let unit = here.unit_in_full(practice.unit);
    let source = practice.source.clone().unwrap_or_else(|| unit.text.clone());
    PracticeView {
        head: here.head(About {
            title: &practice.title,
            description: practice.summary.clone(),
            section: Section::Practices,
            above: Vec::new(),
            article: Some((practice.published_on, source.clone())),
            ages: false,
            hidden: false,
        }),
        id: practice.slug.to_string(),
        clauses: clauses(&practice.title),
        unit,
        summary: practice.summary.clone(),
        published_on: Day::of(practice.published_on),
        source,
        body: here.prose(&practice.body),
        tasks: practice.tasks.iter().map(|task| here.task_with_light(*task)).collect(),
        feedback: here.feedback(practice.slug.as_str(), Some(practice.unit)),
    }
}

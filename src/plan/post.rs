//! The page of a post: a leader's public list of tasks, or a handler's without any count of lights.

use super::address::{Address, List};
use super::documents;
use super::heads::{About, Section};
use super::here::{Here, mean};
use super::people::{CHAIN, head_of, posts_of, role_tasks};
use super::pledges::{self, Signer};
use super::view::atoms::{Day, Label, Link};
use super::view::people::Term;
use super::view::post::{CrossDuties, PostView};
use super::view::unit::RoleTasks;
use crate::assess;
use crate::portal::{self, Id, Party, Post};

/// The page of a post: a leader's list, or a handler's without any count of lights.
pub fn post(here: Here, id: Id<Post>) -> PostView {
    let portal = &here.assessed().portal;
    let post = portal.posts.get(id);
    let holder = here.holder(id, here.today());
    // The distribution of its tasks stands on the page of a leader, not on a handler's.
    let leads = post.class.is_leader();
    let group = here.assessed().posts.get(id);
    PostView {
        head: post_head(here, id, post),
        id: post.slug.to_string(),
        unit: here.unit_in_full(post.unit),
        class: post.class.zh().to_owned(),
        division: post.division.clone(),
        cross_duties: post.cross_duties.clone().map(
            |[integrity, petition, safety, environment]| CrossDuties {
                integrity,
                petition,
                safety,
                environment,
            },
        ),
        from: post.from.map(Day::of),
        until: post.until.map(Day::of),
        terms: terms(here, post),
        distribution: leads.then(|| here.distribution(&group.lights, |_| None)),
        mean: leads.then(|| mean(group.progress)),
        roles: post_roles(here, id),
        groups: groups(here, |unit| unit.members.contains(&id)),
        assisted_by: groups(here, |unit| unit.assists == Some(id)),
        led: led_with_unit(here, id),
        areas: areas_of(here, id),
        grids: grids_of(here, id),
        pledges: pledges::of(here, Signer::Post(id)),
        feedback: here.feedback(post.slug.as_str(), Some(post.unit)),
        data: here.table_links("posts"),
        holder,
    }
}

/// The tasks that the unit leads, on the page of the post that heads it: they are named after the
/// unit, and whoever heads it answers for them.
fn led_with_unit(here: Here, id: Id<Post>) -> Option<Link> {
    let unit = here.assessed().portal.posts.get(id).unit;
    let tasks = here.plan.lists.count(List::Unit(unit));
    (tasks > 0 && head_of(here, unit) == Some(id)).then(|| Link {
        text: format!("{tasks}{}任务", here.measure()),
        href: here.href(Address::Unit(unit)),
    })
}

/// A post that no other has the name of: 区政府办主任（2）.
pub fn in_full(here: Here, id: Id<Post>) -> String {
    let portal = &here.assessed().portal;
    here.post(id) + &which(here, id, portal.posts.get(id))
}

/// Whose tasks a list holds: 副州长 何若川, or the post with its unit where nobody is named.
pub fn called(here: Here, id: Id<Post>) -> String {
    let named = here.holder(id, here.today()).name.is_some();
    if named { here.spoken(id, here.today()) } else { in_full(here, id) }
}

fn post_head(here: Here, id: Id<Post>, post: &portal::Post) -> super::view::head::Head {
    let portal = &here.assessed().portal;
    let unit = portal.units.get(post.unit);
    let title = in_full(here, id);
    let description = format!("{}：分工、任职和负责的任务", here.spoken(id, here.today()));
    let above = vec![(unit.short_name.clone(), Address::Unit(post.unit))];
    let ages = true;
    here.head(About { above, ages, ..About::column(&title, description, Section::Structure) })
}

/// Which of the posts of one name in a unit it is: （2）; nothing where there is only one.
fn which(here: Here, id: Id<Post>, post: &portal::Post) -> String {
    let mut alike = posts_of(here, post.unit);
    alike.retain(|other| here.assessed().portal.posts.get(*other).label == post.label);
    let at = alike.iter().position(|other| *other == id).filter(|_| alike.len() > 1);
    at.map(|at| format!("（{}）", at + 1)).unwrap_or_default()
}

/// Who held the post, newest first; names only as far as the portal names this kind of post.
fn terms(here: Here, post: &portal::Post) -> Vec<Term> {
    let named = assess::is_named(post.class, here.assessed().portal.site.naming);
    let known = post.holdings.iter().filter(|held| held.from <= here.today());
    let out = |id: Option<_>| id.filter(|id| documents::is_out(here.assessed(), *id));
    let term = |held: &portal::Holding| Term {
        name: named.then(|| held.name.clone()),
        from: Day::of(held.from),
        until: held.until.filter(|until| *until <= here.today()).map(Day::of),
        acting: held.acting,
        document: out(held.document).map(|id| Link {
            text: here.assessed().portal.documents.get(id).title.clone(),
            href: here.citation(id).href.unwrap_or_default(),
        }),
    };
    let mut terms: Vec<Term> = known.map(term).collect();
    terms.reverse();
    terms
}

/// Tasks by the role of a post, today's holders of changed roles counted.
fn post_roles(here: Here, id: Id<Post>) -> Vec<RoleTasks> {
    let held = CHAIN.iter().map(|role| role_tasks(here, *role, Party::Post(id)));
    held.filter(|held| !held.rows.is_empty()).collect()
}

fn groups(here: Here, belongs: impl Fn(&portal::Unit) -> bool) -> Vec<Label> {
    let units = here.assessed().portal.units.iter();
    units.filter(|(_, unit)| belongs(unit)).map(|(id, _)| here.unit_in_full(id)).collect()
}

fn areas_of(here: Here, id: Id<Post>) -> Vec<Label> {
    let areas = here.assessed().portal.areas.iter();
    areas.filter(|(_, area)| area.responsible == Some(id)).map(|(id, _)| here.area(id)).collect()
}

fn grids_of(here: Here, id: Id<Post>) -> Vec<Label> {
    let grids = here.assessed().portal.grids.iter();
    let grid = |(id, grid): (Id<portal::Grid>, &portal::Grid)| Label {
        text: grid.name.clone(),
        href: Some(here.href(Address::Grid(id))),
    };
    grids.filter(|(_, grid)| grid.posts.contains(&id)).map(grid).collect()
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    #[test]
    fn posts_of_one_name_in_a_unit_are_numbered_in_their_titles() {
        let posts = text("units/posts.yaml").replace("副主任", "主任");
        let plan = with(&[("units/posts.yaml", &posts)], "2026-10-15");
        let title = |path: &str| {
            let Page::Post(view) = page(&plan, path) else { panic!("a post") };
            view.head.title.clone()
        };
        assert_eq!(title("posts/office-director/"), "区政府办主任（1）");
        assert_eq!(title("posts/office-deputy/"), "区政府办主任（2）");
        assert_eq!(title("posts/housing-director/"), "区住建局局长");
    }

    #[test]
    fn whoever_heads_a_unit_answers_for_the_tasks_that_it_leads() {
        let plan = with(&[], "2026-10-15");
        let led = |path: &str| {
            let Page::Post(view) = page(&plan, path) else { panic!("a post") };
            view.led.map(|link| (link.text, link.href))
        };
        let unit = ("1项任务".to_owned(), "../../units/housing-bureau/".to_owned());
        assert_eq!(led("posts/housing-director/"), Some(unit));
        assert_eq!(led("posts/housing-handler/"), None, "a handler heads nothing");
        assert_eq!(led("posts/office-deputy/"), None, "nor does a deputy");
    }
}

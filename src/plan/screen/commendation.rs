//! Who is commended for what: only praise that was decided after its publicity period, and stands.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::days::halves;
use super::notice::{self, parts};
use super::paging::{sizes, with_cut};
use super::titles::{Room, Subject, Titles};
use super::{Asked, Leaf};
use crate::assess::{Holder, praise};
use crate::date;
use crate::plan::change::clause;
use crate::plan::view::atoms::{Stamp, StampKind};
use crate::plan::view::deck::LOW;
use crate::plan::view::slide::{Body, Cut};
use crate::portal::{Commendation, Honoured, Id};
use crate::profile::Profile;

/// Entries on a screen if nothing is said.
const USUAL: usize = 1;
/// Honoured on one slide.
const ON_A_SLIDE: usize = 3;
/// Hours after which a screen that hears nothing drops what names persons.
const OFFLINE_HOURS: u32 = 24;

/// Those that were asked for, or the newest.
pub fn leaves(asked: Asked, day: NaiveDate, titles: &mut Titles) -> Vec<Leaf> {
    let title = asked.page_title("nav", "commendations");
    let most = asked.slide.limit.unwrap_or(USUAL);
    let mut leaves = Vec::new();
    let mut shown = 0;
    let entries = entries(asked, day);
    let total = entries.len();
    for id in entries {
        if shown >= most {
            break;
        }
        let pages = pages(asked, id, &title, titles);
        shown += usize::from(!pages.is_empty());
        leaves.extend(pages);
    }
    if leaves.is_empty() {
        let sentence = match total {
            0 if asked.slide.filter.is_empty() => "表扬通报公示后在这里播出".to_owned(),
            0 => asked.nothing("还没有表扬通报"),
            more => format!("表扬通报{more}件，详见网站"),
        };
        return vec![Leaf::sentence(title, &sentence)];
    }
    with_cut(asked, leaves, Cut::of(shown, total, "件"))
}

fn entries(asked: Asked, day: NaiveDate) -> Vec<Id<Commendation>> {
    let assessed = asked.assessed;
    let wished = &asked.slide.commendations;
    let filtered = !asked.slide.filter.is_empty();
    let held = assessed.portal.commendations.iter().filter(|(id, held)| {
        let stands = assessed.commendations[*id].stands() && praise(held, day).stands();
        let concerns = !filtered || held.tasks.iter().any(|task| asked.tasks.contains(task));
        stands && concerns && (wished.is_empty() || wished.contains(id))
    });
    let mut entries: Vec<_> = held.map(|(id, held)| (Reverse(held.published_on), id)).collect();
    entries.sort();
    entries.into_iter().map(|(_, id)| id).collect()
}

fn pages(asked: Asked, id: Id<Commendation>, title: &str, titles: &mut Titles) -> Vec<Leaf> {
    let held = asked.assessed.portal.commendations.get(id);
    let Some(deed) = deed(asked, id, titles) else { return Vec::new() };
    let whom: Vec<String> = held.honoured.iter().map(|who| honoured(asked, held, who)).collect();
    let persons = held.honoured.iter().any(Honoured::is_person);
    let bodies = bodies(asked, held, &whom, &deed);
    let of = u32::try_from(bodies.len()).unwrap_or(u32::MAX);
    let mut leaves = Vec::new();
    for (number, body) in (1u32..).zip(bodies) {
        let key = if of > 1 { format!("{}-{number}", held.slug) } else { held.slug.to_string() };
        leaves.push(Leaf {
            key,
            page: (of > 1).then_some((number, of)),
            items: vec![format!("commendations/{}", held.slug)],
            offline_hours: persons.then_some(OFFLINE_HOURS),
            ..Leaf::new(title.to_owned(), body)
        });
    }
    leaves
}

/// The pages' words. A strip has one line for names; where one of them is longer, they take the
/// whole of it, page after page.
fn bodies(asked: Asked, held: &Commendation, whom: &[String], deed: &str) -> Vec<Body> {
    let profile = &asked.screen.profile;
    let most = names_room(profile, deed);
    let kind = held.kind.zh();
    if profile.strip && whom.iter().any(|name| halves(name) > most) {
        let first = whom.first().map(|name| format!("{kind}：{name}"));
        let all: Vec<String> = first.into_iter().chain(whom.iter().skip(1).cloned()).collect();
        let pages = notice::pages(asked, &all);
        return pages.into_iter().map(|paragraphs| Body::Notice { paragraphs }).collect();
    }
    let body = |honoured: Vec<String>| Body::Commendation {
        kind: kind.to_owned(),
        stamp: stamp(held),
        honoured,
        deed: deed.to_owned(),
        note: note(asked, held),
    };
    groups(whom, most).into_iter().map(body).collect()
}

/// Names in groups of equal size, each of which finds room on a slide: as many together as may be.
/// A name that is too long for a slide goes on on the next: nobody is left out.
fn groups(whom: &[String], most: u32) -> Vec<Vec<String>> {
    let by = |size: usize| {
        let mut rest = whom;
        let group = |size: usize| {
            let (now, after) = rest.split_at(size.min(rest.len()));
            rest = after;
            now.to_vec()
        };
        sizes(whom.len(), size).into_iter().map(group).collect::<Vec<_>>()
    };
    let fits =
        |groups: &Vec<Vec<String>>| groups.iter().all(|group| halves(&group.join("、")) <= most);
    let whole = (1..=ON_A_SLIDE).rev().map(by).find(fits);
    let parted = || whom.iter().flat_map(|name| parts(name, most)).map(|name| vec![name]);
    whole.unwrap_or_else(|| parted().collect())
}

/// Half characters of names that find room beside a deed, even at the smallest size.
fn names_room(profile: &Profile, deed: &str) -> u32 {
    let sizes = profile.sizes;
    let width = profile.width.saturating_sub(2 * sizes.margin_x);
    if profile.strip {
        return width / sizes.row.max(1) * 2;
    }
    // What is lost where lines are broken, and what stands around names and deed.
    let note = sizes.note.min(sizes.row).max(1);
    let line = (width / note).saturating_sub(2).max(1) * 2;
    let around = if profile.is_small() || profile.height < LOW {
        sizes.title * 5 / 4 + note / 2
    } else {
        sizes.title * 2 + sizes.row * 4 + sizes.note * 4
    };
    let height = profile.height.saturating_sub(2 * sizes.margin_y + around);
    let lines = (height * 10 / (note * 13)).saturating_sub(halves(deed).div_ceil(line));
    let most = if profile.height > profile.width { MOST_LINES_TALL } else { MOST_LINES };
    line * lines.clamp(1, most)
}

/// Lines of names on a slide: more are not read while they stand.
const MOST_LINES: u32 = 4;
/// On a tall panel lines are short.
const MOST_LINES_TALL: u32 = 5;

/// The deed in its sentence; a small panel has room for the title, a strip for the names alone.
fn deed(asked: Asked, id: Id<Commendation>, titles: &mut Titles) -> Option<String> {
    let held = asked.assessed.portal.commendations.get(id);
    if asked.screen.profile.strip {
        return Some(String::new());
    }
    if !asked.screen.profile.is_small() {
        return Some(clause(&held.deed));
    }
    let words = (held.title.as_str(), held.short_title.as_deref());
    titles.fit(asked, Subject::Commendation(id), words, Room::Message)
}

fn stamp(held: &Commendation) -> Stamp {
    let person = held.honoured.iter().all(Honoured::is_person);
    let collective = held.honoured.iter().all(|who| !who.is_person());
    let word = match (person, collective) {
        (true, false) => "个人",
        (false, true) => "集体",
        _ => "集体和个人",
    };
    Stamp { kind: StampKind::Honour, word: word.to_owned() }
}

/// Who is honoured; a post as it was held on the day of the decision.
fn honoured(asked: Asked, held: &Commendation, who: &Honoured) -> String {
    let portal = &asked.assessed.portal;
    match who {
        Honoured::Unit(id) => portal.units.get(*id).name.clone(),
        Honoured::Post(id) => {
            let post = portal.posts.get(*id);
            let unit = &portal.units.get(post.unit).short_name;
            let day = held.decided_on.unwrap_or(held.published_on);
            let place = crate::plan::here::joined(unit, &post.label);
            match asked.assessed.named(*id, day).holder {
                Holder::Named { name, .. } => format!("{place} {name}"),
                Holder::PostOnly { .. }
                | Holder::Vacant { .. }
                | Holder::Unrecorded
                | Holder::NoPost => place,
            }
        }
        Honoured::Collective { name, .. } | Honoured::Person { name, .. } => name.clone(),
    }
}

/// Who verified it, and the date.
fn note(asked: Asked, held: &Commendation) -> String {
    let day = date::zh(held.decided_on.unwrap_or(held.published_on));
    let verified = held.verified_by.map(|id| &asked.assessed.portal.units.get(id).short_name);
    verified.map_or_else(|| day.clone(), |unit| format!("{unit}核实 {day}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_together_as_far_as_they_find_room_and_none_is_left_out() {
        let of = |names: &[&str], most: u32| {
            let whom: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            groups(&whom, most).iter().map(|group| group.join("、")).collect::<Vec<_>>()
        };
        assert_eq!(of(&["甲", "乙", "丙", "丁"], 20), ["甲、乙", "丙、丁"]);
        assert_eq!(of(&["甲乙丙", "丁", "戊己庚"], 16), ["甲乙丙、丁", "戊己庚"]);
        assert_eq!(of(&["甲乙丙", "丁", "戊己庚"], 8), ["甲乙丙", "丁", "戊己庚"]);
        assert_eq!(of(&["甲乙丙丁戊己", "庚"], 8), ["甲乙丙", "丁戊己", "庚"]);
        assert_eq!(of(&[], 8), [] as [&str; 0]);
    }
}

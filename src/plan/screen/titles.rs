//! Titles that fit: a record has a short one, or small screens leave it out. No name is ever cut.

use std::collections::{BTreeMap, BTreeSet};

use super::Asked;
use super::days::halves;
use crate::assess::Assessed;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::portal::{Commendation, Exposure, Id, Task};
use crate::profile::Profile;
use crate::span::Span;

/// A record with a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Task(Id<Task>),
    Exposure(Id<Exposure>),
    Commendation(Id<Commendation>),
}

/// Hanzi of a title that says what a task is: 核沟核桃加工厂.
const NAME: u32 = 7;
/// Hanzi of a title on one line; a tall panel takes two lines for what is longer.
const LONG: u32 = 10;
/// Fewer say nothing.
const FEWEST: u32 = 4;

/// Where a title stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// On one line of a list.
    Line,
    /// On such a line before days of so many half-width characters.
    Days(u32),
    /// Alone, as a message of two lines.
    Message,
}

/// Records whose titles are too long.
#[derive(Debug, Default)]
pub struct Titles {
    /// By record: the screens it is too long for, and how many hanzi the narrowest of them takes.
    long: BTreeMap<Subject, (BTreeSet<String>, u32)>,
}

impl Titles {
    /// The title as it stands on a screen: the full one where it fits, else the short one. What is
    /// too long for a small screen is left out.
    pub fn fit(
        &mut self,
        asked: Asked,
        subject: Subject,
        (title, short): (&str, Option<&str>),
        room: Room,
    ) -> Option<String> {
        let hanzi = hanzi(asked, room);
        let fits = |text: &&str| halves(text) <= 2 * hanzi;
        if let Some(text) = Some(title).filter(fits).or_else(|| short.filter(fits)) {
            return Some(text.to_owned());
        }
        if asked.screen.recorded {
            let (screens, least) =
                self.long.entry(subject).or_insert_with(|| (BTreeSet::new(), hanzi));
            screens.insert(asked.screen.slug.to_string());
            *least = hanzi.min(*least);
        }
        (!asked.screen.profile.is_small()).then(|| short.unwrap_or(title).to_owned())
    }

    /// What a clerk should mend, once for each record.
    pub fn findings(&self, assessed: &Assessed) -> Vec<Diagnostic> {
        let finding = |(subject, (screens, hanzi)): (&Subject, &(BTreeSet<String>, u32))| {
            let (place, title, has_short) = place(assessed, *subject)?;
            let ids = |mark: &str| {
                screens.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(mark)
            };
            let long = halves(title).div_ceil(2);
            let what = if has_short { "短标题也" } else { "标题有" };
            let zh = if has_short {
                format!("{what}太长，屏幕{}上最多{hanzi}个字", ids("、"))
            } else {
                format!("{what}{long}个字，屏幕{}上最多{hanzi}个字，没有短标题", ids("、"))
            };
            let en = format!("the title is too long for {}: {hanzi} hanzi", ids(", "));
            let problem = Diagnostic::new(Code::NoShortTitle, place, say(zh, en));
            if *hanzi < FEWEST {
                return Some(problem.help(say(
                    "这块屏太小，放不下任务名称：删去这个画面，或换大一些的屏",
                    "the panel is too small for titles: leave the slide out, or use a larger one",
                )));
            }
            Some(problem.help(say(
                format!("写一个不超过{hanzi}个字的`短标题`；不写的话，小屏不放这一条"),
                format!("write a `short_title` of at most {hanzi}; small screens leave it out"),
            )))
        };
        self.long.iter().filter_map(finding).collect()
    }
}

/// Hanzi that stand where a title is to stand.
fn hanzi(asked: Asked, room: Room) -> u32 {
    let profile = &asked.screen.profile;
    let sizes = profile.sizes;
    match room {
        // On a strip the light with the gap before the days takes two, the days what they need.
        Room::Days(days) if profile.strip && !stands_above(profile) => {
            beside_days(profile).min(profile.hanzi.saturating_sub((4 + days).div_ceil(2)))
        }
        Room::Line | Room::Days(_) if wraps(profile) => {
            (2 * beside_days(profile)).saturating_sub(1)
        }
        Room::Line | Room::Days(_) if stands_above(profile) => profile.hanzi.saturating_sub(1),
        Room::Line | Room::Days(_) => beside_days(profile),
        Room::Message => {
            let line = profile.width.saturating_sub(2 * sizes.margin_x) / sizes.message.max(1);
            // A strip has a line for the issue and a line for the unit.
            if profile.strip { line } else { 2 * line }
        }
    }
}

/// Hanzi of a title that shares its line with the light and the days.
fn beside_days(profile: &Profile) -> u32 {
    let taken = match (profile.strip, profile.is_small(), profile.dots) {
        // The light and 逾期12天 take their place in full on a strip, on another small panel part of
        // what the line has beyond its titles.
        (true, ..) => 6,
        // On a tall panel the days stand below the title anyway.
        (_, true, _) if is_tall(profile) => 2,
        // Dots have no smaller size for the days.
        (_, true, true) => 7,
        (_, true, false) => 3,
        (_, false, _) => 0,
    };
    profile.hanzi.saturating_sub(taken)
}

/// Whether the days stand below the title, since beside them it would have no room for a name, and
/// there is a line for them.
fn stands_above(profile: &Profile) -> bool {
    profile.rows > 1 && !is_tall(profile) && beside_days(profile) < NAME
}

/// Whether a title has two lines, and the days a third: a narrow tall panel has the height for them.
fn wraps(profile: &Profile) -> bool {
    profile.is_small() && is_tall(profile) && profile.rows > 2 && beside_days(profile) < LONG
}

fn is_tall(profile: &Profile) -> bool {
    profile.height > profile.width
}

/// How many titles with their days stand on a page.
pub fn capacity(profile: &Profile) -> usize {
    let lines = if stands_above(profile) || wraps(profile) { 2 } else { 1 };
    profile.capacity() / lines
}

/// Where a record is written, its title, and whether it has a short one.
fn place(assessed: &Assessed, subject: Subject) -> Option<(Span, &str, bool)> {
    let portal = &assessed.portal;
    let (place, title, short) = match subject {
        Subject::Task(id) => {
            let task = portal.tasks.get(id);
            (portal.places.tasks.get(id.index()), &task.title, &task.short_title)
        }
        Subject::Exposure(id) => {
            let held = portal.exposures.get(id);
            (portal.places.exposures.get(id.index()), &held.title, &held.short_title)
        }
        Subject::Commendation(id) => {
            let held = portal.commendations.get(id);
            (portal.places.commendations.get(id.index()), &held.title, &held.short_title)
        }
    };
    Some((*place?, title, short.is_some()))
}

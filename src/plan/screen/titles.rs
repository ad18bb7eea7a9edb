//! Titles that fit: a record has a short one, or small screens leave it out. No name is ever cut.

use std::collections::{BTreeMap, BTreeSet};

use super::Asked;
use super::days::halves;
use crate::assess::Assessed;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::portal::{Commendation, Exposure, Id, Task};
use crate::span::Span;

/// A record with a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Task(Id<Task>),
    Exposure(Id<Exposure>),
    Commendation(Id<Commendation>),
}

/// Where a title stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// On one line of a list.
    Line,
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
        // The light and 逾期12天 stand on the same line: on a strip in full, on a small panel in
        // part of what the line has beyond its titles.
        Room::Line if profile.strip => profile.hanzi.saturating_sub(6),
        // On a tall panel the days stand below the title.
        Room::Line if profile.is_small() && profile.height > profile.width => {
            profile.hanzi.saturating_sub(2)
        }
        // Dots have no smaller size for the days.
        Room::Line if profile.is_small() && profile.dots => profile.hanzi.saturating_sub(7),
        Room::Line if profile.is_small() => profile.hanzi.saturating_sub(3),
        Room::Line => profile.hanzi,
        Room::Message => {
            let line = profile.width.saturating_sub(2 * sizes.margin_x) / sizes.message.max(1);
            // A strip has a line for the issue and a line for the unit.
            if profile.strip { line } else { 2 * line }
        }
    }
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

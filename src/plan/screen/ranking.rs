//! Units first and last in their class at the end of the newest month. Persons are never ranked.

use chrono::NaiveDate;

use super::days::halves;
use super::paging::{headed, parted, with_cut};
use super::titles::Titles;
use super::{Asked, Leaf};
use crate::assess::{ClassScores, UnitScore};
use crate::plan::ranking::delta;
use crate::plan::view::ranking::Delta;
use crate::plan::view::slide::{Body, Cut, RankRow};
use crate::profile::Profile;

/// The first of a class on a large panel.
const FIRST: usize = 5;
/// The first on a small one.
const FIRST_SMALL: usize = 3;
/// The last: where a class names none as such, its list goes on for as many rows.
const LAST: usize = 3;
/// How long a screen without contact goes on showing ranks, which may have been corrected since:
/// `led.md`, section 4.5.
const OFFLINE_HOURS: u32 = 72;

/// Each ranked class; those with too few units have no ranks to show.
pub fn leaves(asked: Asked, _: NaiveDate, _: &mut Titles) -> Vec<Leaf> {
    let scores = &asked.assessed.scores;
    let Some(newest) = scores.newest() else {
        return vec![Leaf::sentence(asked.page_title("rankings", "title"), "还没有排位")];
    };
    let ranked = newest.classes.iter().zip(&scores.classes);
    let ranked = ranked.enumerate().filter(|(_, (held, _))| held.has_places());
    let month = newest.month.number();
    let mut leaves = Vec::new();
    for (at, (held, class)) in ranked.take(asked.slide.limit.unwrap_or(usize::MAX)) {
        let title = asked.title(&format!("{month}月{}排位", class.name));
        leaves.extend(class_leaves(asked, &title, at, held));
    }
    if leaves.is_empty() {
        return vec![Leaf::sentence(
            asked.page_title("rankings", "title"),
            "本月各组单位较少，不排名次",
        )];
    }
    leaves
}

fn class_leaves(asked: Asked, title: &str, at: usize, class: &ClassScores) -> Vec<Leaf> {
    let profile = &asked.screen.profile;
    let small = profile.is_small() || profile.strip;
    let last: Vec<RankRow> = class.last().filter_map(|unit| row(asked, unit)).collect();
    let is_last = |row: &RankRow| last.iter().any(|held| held.name == row.name);
    let mut first: Vec<RankRow> = class
        .units
        .iter()
        .filter_map(|unit| row(asked, unit))
        .filter(|row| !is_last(row))
        .collect();
    let total = first.len() + last.len();
    let most = if small { FIRST_SMALL } else { FIRST };
    first.truncate(if last.is_empty() { most + LAST } else { most });
    let cut = Cut::of(first.len() + last.len(), total, "家");
    let rows = profile.rows as usize / lines(profile, first.iter().chain(&last));
    let last: Vec<RankRow> =
        last.iter().cloned().map(|row| RankRow { last: true, ..row }).collect();
    let together = profile.columns > 1 || first.len() + last.len() <= rows;
    let parts: Vec<(Vec<RankRow>, Vec<RankRow>)> = if together && (!small || profile.columns > 1) {
        vec![(first, last)]
    } else {
        let first = parted(first, rows).into_iter().map(|held| (held, Vec::new()));
        let last = parted(last, rows).into_iter().map(|held| (Vec::new(), held));
        first.chain(last).collect()
    };
    let of = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    let leaf = |(number, (first, last)): (u32, (Vec<RankRow>, Vec<RankRow>))| Leaf {
        key: format!("{at}-{number}"),
        page: (of > 1).then_some((number, of)),
        fresh: true,
        offline_hours: Some(OFFLINE_HOURS),
        ..Leaf::new(title.to_owned(), Body::Ranking { first, last })
    };
    headed(asked, with_cut(asked, (1..).zip(parts).map(leaf).collect(), cut))
}

/// In how many lines a row stands: on a strip with lines too short for a unit and its score, in two.
fn lines<'a>(profile: &Profile, mut rows: impl Iterator<Item = &'a RankRow>) -> usize {
    let line =
        profile.width.saturating_sub(2 * profile.sizes.margin_x) * 2 / profile.sizes.row.max(1);
    let halves = |row: &RankRow| halves(&format!("{}{} {}", row.rank, row.name, row.score));
    let is_short = profile.strip && rows.any(|row| halves(row) > line);
    if is_short && profile.rows > 1 { 2 } else { 1 }
}

fn row(asked: Asked, unit: &UnitScore) -> Option<RankRow> {
    let portal = &asked.assessed.portal;
    let decimals = portal.method.scoring.decimals.value;
    let moved = match delta(unit) {
        Delta::None => String::new(),
        Delta::New => "新列入".to_owned(),
        Delta::Same => "持平".to_owned(),
        Delta::Up { by } => format!("升{by}位"),
        Delta::Down { by } => format!("降{by}位"),
    };
    Some(RankRow {
        rank: unit.place.rank()?,
        name: portal.units.get(unit.unit).short_name.clone(),
        moved,
        score: unit.score?.fixed(decimals),
        last: false,
    })
}

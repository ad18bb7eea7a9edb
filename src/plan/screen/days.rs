//! Day by day: which version of a slide is true when.

use chrono::NaiveDate;

use super::titles::Titles;
use super::{Asked, Leaf, leaves};
use crate::date::add_days;
use crate::plan::view::deck::HORIZON;
use crate::plan::view::slide::{Cut, Slide};

/// A page while its words stay the same.
struct Version {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    leaf: Leaf,
}

/// A page through time: its versions follow each other.
struct Page {
    key: String,
    versions: Vec<Version>,
}

impl Page {
    /// The version that is still true.
    fn open(&mut self) -> Option<&mut Version> {
        self.versions.last_mut().filter(|version| version.until.is_none())
    }

    fn close(&mut self, on: NaiveDate) {
        if let Some(open) = self.open() {
            open.until = Some(on);
        }
    }
}

/// The slides that were asked for, each page with its versions in order of time; and whether a
/// page is there on every day.
pub fn strands(asked: Asked, list: &str, titles: &mut Titles) -> Vec<(bool, Vec<Slide>)> {
    let today = asked.assessed.today;
    let archive = asked.assessed.portal.site.as_of.is_some();
    let horizon = i64::from(HORIZON);
    let end = add_days(today, horizon);
    let mut pages: Vec<Page> = Vec::new();
    for ahead in 0..if archive { 1 } else { horizon } {
        let day = add_days(today, ahead);
        let from = (ahead > 0).then_some(day);
        let found = leaves(asked, day, titles);
        for page in &mut pages {
            if !found.iter().any(|leaf| leaf.key == page.key) {
                page.close(day);
            }
        }
        for leaf in found {
            take_in(leaf, from, day, &mut pages);
        }
    }
    let ends = (!archive).then_some(end);
    pages.into_iter().filter_map(|page| strand(asked, list, page, ends)).collect()
}

/// Lets a version go on, or begins another.
fn take_in(leaf: Leaf, from: Option<NaiveDate>, day: NaiveDate, pages: &mut Vec<Page>) {
    let at = pages.iter().position(|page| page.key == leaf.key);
    let version = Version { from, until: None, leaf };
    let Some(page) = at.and_then(|at| pages.get_mut(at)) else {
        pages.push(Page { key: version.leaf.key.clone(), versions: vec![version] });
        return;
    };
    if page.open().is_some_and(|open| open.leaf == version.leaf) {
        return;
    }
    page.close(day);
    page.versions.push(version);
}

/// The slides of a page, between the days that were asked for.
fn strand(
    asked: Asked,
    list: &str,
    page: Page,
    horizon: Option<NaiveDate>,
) -> Option<(bool, Vec<Slide>)> {
    let id = match page.key.as_str() {
        "" => format!("{list}-{}", asked.slide.id),
        key => format!("{list}-{}-{key}", asked.slide.id),
    };
    let versions = page.versions.into_iter().map(|version| {
        let counted = horizon.filter(|_| version.leaf.fresh || version.leaf.ends.is_some());
        let until = version.until.or(counted);
        let until = earlier(earlier(until, version.leaf.ends), asked.slide.until);
        let from = version.from.max(asked.slide.from);
        (from, until, version.leaf)
    });
    let true_some_day = versions.filter(|(from, until, _)| {
        from.is_none_or(|from| until.is_none_or(|until| from < until))
            && until.is_none_or(|until| asked.assessed.today < until)
    });
    let slides: Vec<Slide> = true_some_day
        .map(|(from, until, leaf)| Slide {
            dwell_ms: dwell_ms(asked, &leaf),
            id: id.clone(),
            title: leaf.title,
            page: leaf.page,
            cut: leaf.cut.clone(),
            body: leaf.body,
            items: leaf.items,
            from,
            until,
            offline_hours: leaf.offline_hours,
            needs_fresh_data: leaf.fresh,
        })
        .collect();
    let gone = slides.last()?.until;
    let whole = slides.first().is_some_and(|first| first.from.is_none())
        && slides.windows(2).all(|pair| match pair {
            [before, after] => before.until == after.from,
            _ => true,
        });
    Some((whole && gone.is_none_or(|gone| Some(gone) == horizon), slides))
}

fn earlier(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<NaiveDate> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Least time of a slide; beside a carriageway, and in the open air, it stays longer.
const LEAST: u32 = 8_000;
const LEAST_ROADSIDE: u32 = 10_000;
const MOST: u32 = 30_000;

/// How long a page stays: two seconds, four characters a second, 0.6 seconds a row, between eight
/// and thirty seconds; 1.3 times that in the open air. led.md, section 3.
pub fn dwell_ms(asked: Asked, leaf: &Leaf) -> u32 {
    let profile = &asked.screen.profile;
    let cut = leaf.cut.as_ref().map(Cut::in_full);
    let texts = leaf.body.texts().into_iter().chain([leaf.title.as_str()]).chain(cut.as_deref());
    let halves: u32 = texts.map(halves).sum();
    let rows = u32::try_from(leaf.body.rows()).unwrap_or(u32::MAX);
    let read = 2_000u32.saturating_add(halves.saturating_mul(125)).saturating_add(rows * 600);
    let least = if profile.roadside { LEAST_ROADSIDE } else { LEAST };
    let read = read.clamp(LEAST, MOST);
    let read = if profile.outdoor { read * 13 / 10 } else { read };
    // Whole half seconds: a loop's length is a number people can check.
    read.max(least).max(asked.slide.seconds * 1000).next_multiple_of(500)
}

/// Width of a text in half characters: Latin letters and digits take one.
pub fn halves(text: &str) -> u32 {
    text.chars().map(|mark| if mark < '\u{1100}' { 1 } else { 2 }).sum()
}

//! Which pictures a controller plays on a day, in which order and for how long.

use chrono::NaiveDate;

use crate::date::{add_days, iso};
use crate::plan::view::deck::{Deck, HORIZON, Playlist};
use crate::plan::view::slide::{Body, Slide};

/// Everything one screen shows on a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reel {
    /// The day.
    pub day: NaiveDate,
    /// Made for this day alone, in a folder of its own.
    pub one_day: bool,
    /// The loops of the day, each with its hours; never without a picture.
    pub loops: Vec<Loop>,
    /// Slides that were left out because a picture cannot withdraw itself: places in the deck.
    pub left_out: Vec<usize>,
}

/// Pictures that are played again and again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Loop {
    /// Id of the playlist.
    pub id: String,
    /// When it runs.
    pub hours: Hours,
    /// Brightness in percent.
    pub level: u32,
    /// Its pictures in order.
    pub frames: Vec<Frame>,
}

/// When a loop runs on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hours {
    /// Always.
    All,
    /// Between two minutes of the day; may cross midnight.
    Between(u32, u32),
    /// Whenever no other loop runs.
    Rest,
}

/// One picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Frame {
    /// Its number among all pictures of the day, from 1.
    pub number: usize,
    /// Its slide's place in the deck.
    pub slide: usize,
    /// Its place in its loop, from 0, and how many the loop has.
    pub position: (usize, usize),
    /// How long it stays.
    pub seconds: u32,
    /// The day from which it must not be shown any more.
    pub until: Option<NaiveDate>,
}

/// Which slides are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Choice {
    /// Exposures too, although a picture cannot withdraw itself.
    pub exposures: bool,
    /// Made for one day: nothing is valid beyond it.
    pub one_day: bool,
}

/// The pictures of a screen on a day.
pub fn reel(deck: &Deck, day: NaiveDate, choice: Choice) -> Reel {
    let mut loops = Vec::new();
    let mut number = 0;
    for part in parts(deck, day) {
        let ends = [part.until, choice.one_day.then(|| add_days(day, 1))];
        let slides = shown(deck, part.slides, day, choice);
        let frame = |(place, at): (usize, &usize)| {
            let slide = deck.slides.get(*at)?;
            let ends = ends.into_iter().chain([slide.until, fresh_until(deck, slide)]);
            number += 1;
            Some(Frame {
                number,
                slide: *at,
                position: (place, slides.len()),
                seconds: slide.dwell_ms.div_ceil(1000),
                until: ends.flatten().min(),
            })
        };
        let frames: Vec<Frame> = slides.iter().enumerate().filter_map(frame).collect();
        if !frames.is_empty() {
            loops.push(Loop { id: part.id, hours: part.hours, level: part.level, frames });
        }
    }
    Reel { day, one_day: choice.one_day, loops, left_out: left_out(deck, day, choice) }
}

impl Reel {
    /// How many pictures there are.
    pub fn pictures(&self) -> usize {
        self.frames().count()
    }

    /// All pictures, those of one loop after those of another.
    pub fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.loops.iter().flat_map(|part| &part.frames)
    }

    /// The name of a picture's file without its ending: `001`.
    pub fn name(&self, frame: &Frame) -> String {
        let digits = self.pictures().to_string().len().max(3);
        format!("{:0digits$}", frame.number)
    }

    /// Where a file of this day lies in the screen's folder.
    pub fn path(&self, name: &str) -> String {
        if self.one_day { format!("{}/{name}", iso(self.day)) } else { name.to_owned() }
    }

    /// The name of a file that holds a whole loop, without its ending: `frames`, or `frames-night`
    /// where there are several loops.
    pub fn name_of_loop(&self, start: &str, part: &Loop) -> String {
        if self.loops.len() > 1 { format!("{start}-{}", part.id) } else { start.to_owned() }
    }
}

impl Loop {
    /// How long it takes.
    pub fn seconds(&self) -> u32 {
        self.frames.iter().map(|frame| frame.seconds).sum()
    }
}

impl Hours {
    /// 全天, 06:00—22:00, 其余时段.
    pub fn words(self) -> String {
        let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        match self {
            Self::All => "全天".to_owned(),
            Self::Between(from, to) => format!("{}—{}", clock(from), clock(to)),
            Self::Rest => "其余时段".to_owned(),
        }
    }
}

/// A loop before its slides are chosen.
struct Part<'a> {
    id: String,
    hours: Hours,
    level: u32,
    until: Option<NaiveDate>,
    slides: &'a [usize],
}

/// The day's playlists down to the first that runs all day: those below it never run. Hours that
/// no playlist covers belong to the fallback.
fn parts(deck: &Deck, day: NaiveDate) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut free = [true; 24 * 60];
    for list in deck.playlists.iter().filter(|list| runs(list, day)) {
        let mut mine =
            (0..).zip(&mut free).filter(|(minute, free)| **free && covers(list, *minute));
        let mut reached = false;
        mine.by_ref().for_each(|(_, free)| {
            *free = false;
            reached = true;
        });
        if reached {
            parts.push(Part {
                id: list.id.clone(),
                hours: list.hours.map_or(Hours::All, |(from, to)| Hours::Between(from, to)),
                level: list.level,
                until: list.until,
                slides: &list.slides,
            });
        }
    }
    if free.contains(&true) {
        let hours = if parts.is_empty() { Hours::All } else { Hours::Rest };
        let id = "fallback".to_owned();
        parts.push(Part { id, hours, level: 100, until: None, slides: &deck.fallback });
    }
    parts
}

fn runs(list: &Playlist, day: NaiveDate) -> bool {
    list.from.is_none_or(|from| from <= day) && list.until.is_none_or(|until| day < until)
}

fn covers(list: &Playlist, minute: u32) -> bool {
    match list.hours {
        None => true,
        Some((from, to)) if from <= to => (from..to).contains(&minute),
        Some((from, to)) => minute >= from || minute < to,
    }
}

/// The slides of a list that are shown on the day; those of the fallback if none is, whatever the
/// day, as a screen that knows nothing better shows them; at last the portal's name.
fn shown(deck: &Deck, slides: &[usize], day: NaiveDate, choice: Choice) -> Vec<usize> {
    let allowed =
        |slide: &Slide| !is_revoked(deck, slide) && (choice.exposures || !is_exposure(slide));
    let of = |slides: &[usize], fits: &dyn Fn(&Slide) -> bool| -> Vec<usize> {
        let slide =
            |at: &usize| deck.slides.get(*at).is_some_and(|slide| allowed(slide) && fits(slide));
        slides.iter().copied().filter(slide).collect()
    };
    let own = of(slides, &|slide| is_true(deck, slide, day));
    let own =
        if own.is_empty() { of(&deck.fallback, &|slide| is_true(deck, slide, day)) } else { own };
    let last = [deck.fallback.as_slice(), &[deck.plain]];
    let last = last.into_iter().map(|slides| of(slides, &|_| true));
    [own].into_iter().chain(last).find(|slides| !slides.is_empty()).unwrap_or_default()
}

/// Whether a slide is true on the day.
fn is_true(deck: &Deck, slide: &Slide, day: NaiveDate) -> bool {
    let ends = [slide.until, fresh_until(deck, slide)].into_iter().flatten().min();
    slide.from.is_none_or(|from| from <= day) && ends.is_none_or(|end| day < end)
}

/// Whether it speaks of something that was withdrawn.
fn is_revoked(deck: &Deck, slide: &Slide) -> bool {
    slide.items.iter().any(|item| deck.revoked.contains(item))
}

/// The day from which a slide's data is too old for it.
fn fresh_until(deck: &Deck, slide: &Slide) -> Option<NaiveDate> {
    let ages = slide.needs_fresh_data && !deck.archive;
    deck.data_as_of.filter(|_| ages).map(|day| add_days(day, i64::from(HORIZON)))
}

/// Whether a slide names a shortcoming of somebody.
pub fn is_exposure(slide: &Slide) -> bool {
    let speaks_of_one = slide.items.iter().any(|item| item.starts_with("exposures/"));
    speaks_of_one || matches!(slide.body, Body::Exposure { .. })
}

/// Exposures that would be shown on the day if they had been asked for.
fn left_out(deck: &Deck, day: NaiveDate, choice: Choice) -> Vec<usize> {
    if choice.exposures {
        return Vec::new();
    }
    let mut found: Vec<usize> =
        parts(deck, day).iter().flat_map(|part| part.slides.iter().copied()).collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|at| {
        deck.slides.get(*at).is_some_and(|slide| {
            is_exposure(slide) && is_true(deck, slide, day) && !is_revoked(deck, slide)
        })
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::frame::sample::{deck, october};

    const PLAIN: Choice = Choice { exposures: false, one_day: false };

    /// Each loop with the slides it shows.
    fn slides(reel: &Reel) -> Vec<(&str, Vec<usize>)> {
        let of = |part: &Loop| part.frames.iter().map(|frame| frame.slide).collect();
        reel.loops.iter().map(|part| (part.id.as_str(), of(part))).collect()
    }

    fn check(deck: &Deck, day: u32, choice: Choice, expected: &[(&str, &[usize])]) {
        let reel = reel(deck, october(day), choice);
        let expected: Vec<_> = expected.iter().map(|(id, at)| (*id, at.to_vec())).collect();
        assert_eq!(slides(&reel), expected, "{day}");
    }

    #[test]
    fn a_day_has_the_versions_of_slides_that_are_true_on_it() {
        check(&deck(), 15, PLAIN, &[("day", &[0, 1, 4]), ("night", &[0])]);
        check(&deck(), 16, PLAIN, &[("day", &[0, 2, 4]), ("night", &[0])]);
        check(&deck(), 17, PLAIN, &[("day", &[0, 4]), ("night", &[0])]);
    }

    #[test]
    fn exposures_come_only_when_asked_for_and_end_with_their_publication() {
        let asked = Choice { exposures: true, one_day: true };
        check(&deck(), 17, asked, &[("day", &[0, 3, 4]), ("night", &[0, 3])]);
        check(&deck(), 18, asked, &[("day", &[0, 4]), ("night", &[0])]);
        assert_eq!(reel(&deck(), october(17), PLAIN).left_out, [3], "each once");
        assert!(reel(&deck(), october(17), asked).left_out.is_empty());
        assert!(reel(&deck(), october(18), PLAIN).left_out.is_empty());
    }

    #[test]
    fn what_was_revoked_is_in_no_picture() {
        let asked = Choice { exposures: true, one_day: false };
        let mut deck = deck();
        deck.revoked = vec!["exposures/2026-003".to_owned(), "commendations/2026-001".to_owned()];
        check(&deck, 15, asked, &[("day", &[0, 1]), ("night", &[0])]);
    }

    #[test]
    fn a_loop_without_slides_shows_the_fallback_as_hours_without_a_loop_do() {
        let mut deck = deck();
        deck.playlists[1].slides = vec![3];
        check(&deck, 15, PLAIN, &[("day", &[0, 1, 4]), ("night", &[5])]);
        deck.playlists.truncate(1);
        check(&deck, 15, PLAIN, &[("day", &[0, 1, 4]), ("fallback", &[5])]);
        let rest = reel(&deck, october(15), PLAIN).loops[1].hours;
        assert_eq!(rest.words(), "其余时段");
        deck.playlists.clear();
        deck.slides[5].until = Some(october(1));
        check(&deck, 15, PLAIN, &[("fallback", &[5])]);
        assert_eq!(reel(&deck, october(15), PLAIN).loops[0].hours.words(), "全天");
        deck.fallback = vec![3];
        check(&deck, 15, PLAIN, &[("fallback", &[deck.plain])]);
        deck.plain = 3;
        check(&deck, 15, PLAIN, &[]);
    }

    #[test]
    fn a_loop_that_never_comes_to_run_is_not_written() {
        let mut deck = deck();
        deck.playlists[0].hours = None;
        check(&deck, 15, PLAIN, &[("day", &[0, 1, 4])]);
        deck.playlists[0].from = Some(october(16));
        check(&deck, 15, PLAIN, &[("night", &[0]), ("fallback", &[5])]);
        deck.playlists[0].from = None;
        deck.playlists[0].until = Some(october(15));
        check(&deck, 15, PLAIN, &[("night", &[0]), ("fallback", &[5])]);
    }

    #[test]
    fn seconds_are_whole_and_never_too_few_and_numbers_run_through_all_loops() {
        let reel = reel(&deck(), october(15), PLAIN);
        let frames: Vec<_> = reel.frames().map(|it| (reel.name(it), it.seconds)).collect();
        let expected = [("001", 8), ("002", 13), ("003", 8), ("004", 8)];
        let positions: Vec<_> = reel.frames().map(|frame| frame.position).collect();
        assert_eq!(positions, [(0, 3), (1, 3), (2, 3), (0, 1)]);
        assert_eq!(frames, expected.map(|(name, seconds)| (name.to_owned(), seconds)));
        assert_eq!(reel.loops[0].seconds(), 29);
        assert_eq!(reel.loops[1].hours.words(), "22:00—06:00");
        assert_eq!(reel.name_of_loop("frames", &reel.loops[1]), "frames-night");
    }

    #[test]
    fn a_picture_ends_with_the_first_thing_that_ends_it() {
        let ends = |deck: &Deck, choice| -> Vec<_> {
            let reel = reel(deck, october(15), choice);
            reel.frames().map(|frame| frame.until).collect()
        };
        let mut deck = deck();
        assert_eq!(ends(&deck, PLAIN), [None, Some(october(16)), None, None]);
        let one_day = Choice { exposures: false, one_day: true };
        assert_eq!(ends(&deck, one_day), [Some(october(16)); 4]);
        deck.playlists[0].until = Some(october(20));
        deck.slides[1].until = None;
        assert_eq!(ends(&deck, PLAIN)[..2], [Some(october(20)); 2]);
        deck.playlists[0].until = None;
        let old = NaiveDate::from_ymd_opt(2026, 11, 24);
        assert_eq!(ends(&deck, PLAIN)[1], old, "the 41st day after 14 October");
        deck.archive = true;
        assert_eq!(ends(&deck, PLAIN)[1], None, "what is pinned to a day does not age");
    }
}

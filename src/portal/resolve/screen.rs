//! Screens: panels, hours, slides with the keys their kind has — and the usual screen of a portal
//! that wrote none down.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::claims::Claims;
use super::clock;
use super::site::web_address;
use super::structure::{in_order, text, within};
use crate::date::add_days;
use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::method::Light;
use crate::portal::table::{Table, announce};
use crate::portal::{Display, Filter, Hours, Id, Playlist, Screen, ScreenApproval, Slide, Unit};
use crate::profile::Profiles;
use crate::record::{
    self, DisplayRecord, PlaylistRecord, Records, ScreenApprovalRecord, ScreenRecord, SlideKind,
    SlideRecord,
};
use crate::slug::Slug;
use crate::span::{FileId, Span, Spanned};
use crate::unread;
use crate::yaml::{Text, Words};

/// The screens; without any on record, the usual one of a portal that has tasks.
pub fn screens(records: &Records, has_tasks: bool, claims: &mut Claims) -> Table<Screen> {
    let profiles = &Profiles::of(records, claims.problems);
    let written = !records.screens.is_empty() || records.lost.any("screen");
    if !written && has_tasks {
        return usual(records, profiles, claims);
    }
    let mut screens = BTreeMap::new();
    for record in &records.screens {
        let screen = screen(record, profiles, claims);
        if let Some(screen) = screen.filter(|_| claims.names.screens.ids.contains_key(&record.id)) {
            screens.entry(record.id.value.clone()).or_insert(screen);
        }
    }
    let ids = announce(screens.keys().cloned());
    Table::new(ids, screens.into_values().collect())
}

/// Panel and loop of a portal that wrote down no screen.
const USUAL_PANEL: &str = "lobby-fhd";
const USUAL_LOOP: [(SlideKind, Option<usize>); 6] = [
    (SlideKind::Cover, None),
    (SlideKind::Lights, None),
    (SlideKind::Exposure, Some(1)),
    (SlideKind::Due, None),
    (SlideKind::Commendation, Some(1)),
    (SlideKind::Countdown, None),
];

fn usual(records: &Records, profiles: &Profiles, claims: &mut Claims) -> Table<Screen> {
    let span = records.portal.as_ref().map_or(Span::start_of(FileId(0)), |portal| portal.span);
    let slug = Slug::parse(USUAL_PANEL).expect("an id");
    let Some(profile) = profiles.find(&slug, span, claims.problems) else {
        return Table::default();
    };
    let slide = |(kind, limit)| Slide { limit, ..Slide::usual(kind, span) };
    let playlist = Playlist {
        slug: Slug::parse("day").expect("an id"),
        name: None,
        hours: None,
        from: None,
        until: None,
        level: 100,
        slides: USUAL_LOOP.map(slide).into(),
        span,
    };
    let screen = Screen {
        slug: slug.clone(),
        name: profile.name.clone(),
        profile: profile.clone(),
        location: None,
        approval: None,
        ledger: None,
        urgent: false,
        playlists: vec![playlist],
        fallback: vec![Slide::usual(SlideKind::Cover, span)],
        recorded: false,
    };
    Table::new(announce([slug]), vec![screen])
}

fn screen(record: &ScreenRecord, profiles: &Profiles, claims: &mut Claims) -> Option<Screen> {
    let playlists = playlists(record, profiles, claims);
    let mut fallback = slides(&record.fallback, claims);
    if fallback.is_empty() {
        fallback.push(Slide::usual(SlideKind::Cover, record.span));
    }
    let approval = record.approval.as_ref().and_then(|it| approval(it, claims));
    let ledger = record.ledger.as_ref().and_then(|it| ledger(it, claims));
    let profile = &record.profile;
    let profile = profiles.find(&profile.slug, profile.span, claims.problems)?.clone();
    Some(Screen {
        slug: record.id.value.clone(),
        name: text(&record.name),
        profile,
        location: record.location.as_ref().map(text),
        approval,
        ledger,
        urgent: record.urgent == Some(true),
        playlists,
        fallback,
        recorded: true,
    })
}

fn approval(record: &ScreenApprovalRecord, claims: &mut Claims) -> Option<ScreenApproval> {
    Some(ScreenApproval {
        post: claims.names.posts.find(&record.post, claims.problems)?,
        document_number: record.document_number.as_ref().map(text),
        date: record.date.value,
    })
}

fn ledger(record: &DisplayRecord, claims: &mut Claims) -> Option<Display> {
    within(record.day_luminance, 1..=20_000, claims);
    within(record.night_luminance, 1..=20_000, claims);
    let unit: Option<Id<Unit>> = claims.names.units.find(&record.unit, claims.problems);
    let post = claims.names.posts.find_some(record.post.as_ref(), claims.problems);
    Some(Display {
        unit: unit?,
        post,
        maintainer: record.maintainer.as_ref().map(text),
        maintainer_phone: record.maintainer_phone.as_ref().map(text),
        permit_number: record.permit_number.as_ref().map(text),
        permit_until: record.permit_until.map(|day| day.value),
        day_luminance: record.day_luminance.map(|it| it.value),
        night_luminance: record.night_luminance.map(|it| it.value),
        off_hours: record.off_hours.as_ref().map(text),
        note: record.note.as_ref().map(text),
    })
}

/// The playlists, each with an id of its own.
fn playlists(record: &ScreenRecord, profiles: &Profiles, claims: &mut Claims) -> Vec<Playlist> {
    if record.playlists.is_empty() && !unread!(record, playlists) {
        claims.report(empty(record.id.span, "屏幕没有播放表", "the screen has no playlist"));
    }
    let night = profiles.find(&record.profile.slug, record.profile.span, &mut Vec::new());
    let night = night.map_or(100, |profile| profile.night_level);
    let mut playlists: Vec<Playlist> = Vec::new();
    let mut places: BTreeMap<&Slug, Span> = BTreeMap::new();
    for list in &record.playlists {
        if let Some(first) = places.insert(&list.id.value, list.id.span) {
            claims.report(twice("播放表", "playlist", &list.id, first));
            continue;
        }
        let playlist = playlist(list, night, claims);
        if playlists.iter().any(|earlier| covers(earlier, &playlist)) {
            claims.report(never_played(&list.id));
        }
        playlists.push(playlist);
    }
    let off = record.ledger.as_ref().is_some_and(|ledger| ledger.off_hours.is_some());
    if let Some((from, to)) = uncovered(&playlists).filter(|_| !off) {
        claims.report(hours_uncovered(record, from, to));
    }
    playlists
}

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// The first minutes of a day for which no playlist says anything, if none of them has dates: those
/// with dates leave other days open on purpose.
fn uncovered(playlists: &[Playlist]) -> Option<(u32, u32)> {
    let all_days = |list: &&Playlist| list.from.is_none() && list.until.is_none();
    let always: Vec<&Playlist> = playlists.iter().filter(all_days).collect();
    let free = |minute: &u32| {
        !always.iter().any(|list| list.hours.is_none_or(|hours| hours.contain(*minute)))
    };
    if always.is_empty() || (0..DAY).all(|minute| free(&minute)) {
        return None;
    }
    // From the minute after one that is covered: free hours may cross midnight.
    let begins = |minute: &u32| free(minute) && !free(&((minute + DAY - 1) % DAY));
    let from = (0..DAY).find(begins)?;
    let length = (1..DAY).find(|ahead| !free(&((from + ahead) % DAY)))?;
    Some((from, (from + length) % DAY))
}

fn hours_uncovered(record: &ScreenRecord, from: u32, to: u32) -> Diagnostic {
    let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    let (from, to) = (clock(from), clock(to));
    let words = say(
        format!("屏幕`{}`在{from}-{to}没有播放表，放默认画面", record.id.value),
        format!("`{}` has no playlist from {from} to {to} and shows its fallback", record.id.value),
    );
    Diagnostic::new(Code::HoursUncovered, record.id.span, words).help(say(
        "补一个这段时间的播放表；这段时间关屏的，在`展示台账`写`关屏时间`",
        "add a playlist for these hours, or `off_hours` to its ledger if it is switched off then",
    ))
}

fn empty(at: Span, zh: &str, en: &str) -> Diagnostic {
    Diagnostic::new(Code::EmptyPlaylist, at, say(zh, en)).help(say(
        "在`播放表`的`画面`里写要放的内容，例如`- {画面: 亮灯}`",
        "list what it plays under `slides`, such as `- {shows: lights}`",
    ))
}

fn twice(zh: &str, en: &str, id: &Spanned<Slug>, first: Span) -> Diagnostic {
    let words = say(
        format!("{zh}编号`{}`已经用过", id.value),
        format!("the {en} id `{}` is already taken", id.value),
    );
    Diagnostic::new(Code::DuplicateId, id.span, words)
        .note(first, say("第一次用在这里", "first used here"))
        .help(say("换一个编号", "choose another id"))
}

/// Whether whenever one list may be played, the earlier one is played in its place.
fn covers(earlier: &Playlist, later: &Playlist) -> bool {
    let minutes = (0..24 * 60).filter(|minute| later.hours.is_none_or(|h| h.contain(*minute)));
    let hours = earlier.hours.is_none_or(|held| minutes.clone().all(|at| held.contain(at)));
    let begins = earlier.from.is_none_or(|from| later.from.is_some_and(|it| from <= it));
    let ends = earlier.until.is_none_or(|until| later.until.is_some_and(|it| it <= until));
    hours && begins && ends
}

fn never_played(id: &Spanned<Slug>) -> Diagnostic {
    let words = say(
        format!("播放表`{}`的时段和日期都被前面的播放表占了，永远放不到", id.value),
        format!("the playlist `{}` is never played: an earlier one has all its hours", id.value),
    );
    Diagnostic::new(Code::NeverPlayed, id.span, words).help(say(
        "把它移到前面，或者改时段、日期",
        "move it to the front, or change hours or dates",
    ))
}

fn playlist(record: &PlaylistRecord, night: u32, claims: &mut Claims) -> Playlist {
    within(record.level, 5..=100, claims);
    in_order(
        record.from.as_ref(),
        ("开始", "first day"),
        record.until.as_ref(),
        ("结束", "last day"),
        claims,
    );
    let hours = record.hours.as_ref().and_then(|hours| self::hours(hours, claims));
    if record.slides.is_empty() && !unread!(record, slides) {
        let at = record.id.span;
        claims.report(empty(at, "播放表里没有画面", "the playlist has no slide"));
    }
    let usual = if hours.is_some_and(Hours::are_of_the_night) { night } else { 100 };
    Playlist {
        slug: record.id.value.clone(),
        name: record.name.as_ref().map(text),
        hours,
        from: record.from.map(|day| day.value),
        until: after(record.until),
        level: record.level.map_or(usual, |level| level.value),
        slides: slides(&record.slides, claims),
        span: record.id.span,
    }
}

/// The day after a last day.
fn after(until: Option<Spanned<NaiveDate>>) -> Option<NaiveDate> {
    until.map(|day| add_days(day.value, 1))
}

/// Reads `06:00-22:00`; `22:00-06:00` crosses midnight, and `24:00` may end a day.
fn hours(written: &Spanned<Text>, claims: &mut Claims) -> Option<Hours> {
    let hours = clock::read_hours(written.as_str()).map(|(from, to)| Hours { from, to });
    if hours.is_none() {
        let short: String = written.chars().take(40).collect();
        let words =
            say(format!("时段写作`{short}`，读不出来"), format!("`{short}` are no hours of a day"));
        let help = match clock::meant_hours(written.as_str()) {
            Some(meant) => say(format!("写成`{meant}`"), format!("write `{meant}`")),
            None => say(
                "照着`06:00-22:00`的样子写；跨零点的像`22:00-06:00`；全天就不写时段",
                "write hours like `06:00-22:00`, or `22:00-06:00` across midnight; leave them out for all day",
            ),
        };
        claims.report(Diagnostic::new(Code::BadHours, written.span, words).help(help));
    }
    hours
}

/// Slides of one list, told apart by ids.
fn slides(records: &[SlideRecord], claims: &mut Claims) -> Vec<Slide> {
    let mut slides: Vec<Slide> = Vec::new();
    let mut places: BTreeMap<&Slug, Span> = BTreeMap::new();
    for record in records {
        if let Some(id) = &record.id
            && let Some(first) = places.insert(&id.value, id.span)
        {
            claims.report(twice("画面", "slide", id, first));
        }
        let of_kind = slides.iter().filter(|slide| slide.kind == record.shows.value).count();
        let usual = match of_kind {
            0 => record.shows.value.en().to_owned(),
            more => format!("{}{}", record.shows.value.en(), more + 1),
        };
        let id = record.id.as_ref().map_or(usual, |id| id.value.to_string());
        slides.push(slide(record, id, claims));
    }
    slides
}

fn slide(record: &SlideRecord, id: String, claims: &mut Claims) -> Slide {
    check_keys(record, claims);
    within(record.limit, 1..=200, claims);
    within(record.seconds, 1..=120, claims);
    in_order(
        record.from.as_ref(),
        ("开始", "first day"),
        record.until.as_ref(),
        ("结束", "last day"),
        claims,
    );
    let names = claims.names;
    let light = |light: &Spanned<record::ShownLight>| {
        Light::ALL.iter().copied().find(|known| known.en() == light.value.en())
    };
    Slide {
        kind: record.shows.value,
        id,
        title: record.title.as_ref().map(|title| text(title)),
        filter: Filter {
            category: names.categories.find_some(record.category.as_ref(), claims.problems),
            unit: names.units.find_some(record.unit.as_ref(), claims.problems),
            area: names.areas.find_some(record.area.as_ref(), claims.problems),
            plan: names.plans.find_some(record.plan.as_ref(), claims.problems),
            lights: record.lights.iter().filter_map(light).collect(),
        },
        exposures: names.exposures.find_all(&record.exposures, claims.problems),
        commendations: names.commendations.find_all(&record.commendations, claims.problems),
        limit: record.limit.map(|limit| limit.value as usize),
        seconds: record.seconds.map_or(0, |seconds| seconds.value),
        from: record.from.map(|day| day.value),
        until: after(record.until),
        paragraphs: record.paragraphs.iter().map(|words| text(words)).collect(),
        url: record.url.as_ref().map(|url| web_address(url, claims)),
        caption: record.caption.as_ref().map(|words| text(words)),
        figures: record.figures.iter().map(|figure| figure.value).collect(),
        span: record.span,
    }
}

/// A slide has the keys of its kind and no others, and those without which it says nothing.
fn check_keys(record: &SlideRecord, claims: &mut Claims) {
    let kind = record.shows.value;
    let written: [(&str, Option<Span>); 12] = [
        ("category", record.category.as_ref().map(|it| it.span)),
        ("unit", record.unit.as_ref().map(|it| it.span)),
        ("area", record.area.as_ref().map(|it| it.span)),
        ("plan", record.plan.as_ref().map(|it| it.span)),
        ("lights", record.lights.first().map(|it| it.span)),
        ("exposures", record.exposures.first().map(|it| it.span)),
        ("commendations", record.commendations.first().map(|it| it.span)),
        ("limit", record.limit.map(|it| it.span)),
        ("paragraphs", record.paragraphs.first().map(|it| it.span)),
        ("url", record.url.as_ref().map(|it| it.span)),
        ("caption", record.caption.as_ref().map(|it| it.span)),
        ("figures", record.figures.first().map(|it| it.span)),
    ];
    for (key, at) in written {
        if let Some(at) = at.filter(|_| !kind.keys().contains(&key)) {
            claims.report(wrong_key(kind, key, at));
        }
    }
    if kind == SlideKind::Notice && record.paragraphs.is_empty() && !unread!(record, paragraphs) {
        let words = say("通知没有正文", "the notice has no words");
        let help = say("写上`正文`，一段一项", "write its `paragraphs`");
        claims.report(Diagnostic::new(Code::SlideKeys, record.shows.span, words).help(help));
    }
    if let Some(fifth) = record.figures.get(4) {
        let words = say("一个画面最多4个数字", "a slide holds four figures");
        let help = say("其余的另写一个画面", "put the others on another slide");
        claims.report(Diagnostic::new(Code::SlideKeys, fifth.span, words).help(help));
    }
}

fn wrong_key(kind: SlideKind, key: &str, at: Span) -> Diagnostic {
    let field = |key: &str| SlideRecord::FIELDS.iter().find(|field| field.en == key);
    let zh = |key: &str| field(key).map_or_else(|| key.to_owned(), |it| it.name_zh().to_owned());
    let words = say(
        format!("“{}”画面不能写`{}`", kind.zh(), zh(key)),
        format!("a slide of `{}` has no `{key}`", kind.en()),
    );
    let problem = Diagnostic::new(Code::SlideKeys, at, words);
    let others = SlideKind::ALL.iter().filter(|other| other.keys().contains(&key));
    let others: Vec<&str> = others.map(|other| other.zh()).collect();
    let known: Vec<String> = kind.keys().iter().map(|key| zh(key)).collect();
    let near = nearest(key, kind.keys().iter().copied());
    let can = if known.is_empty() {
        "不写筛选".to_owned()
    } else {
        format!("可以写{}", known.join("、"))
    };
    problem.help(say(
        format!("删去这一项；这种画面{can}，能写`{}`的是{}", zh(key), others.join("、")),
        near.map_or_else(|| "delete the key".to_owned(), |near| format!("did you mean `{near}`?")),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_end_before_their_last_minute_and_may_cross_midnight() {
        let night = Hours { from: 1320, to: 360 };
        let held = [1319, 1320, 1439, 0, 359, 360].map(|minute| night.contain(minute));
        assert_eq!(held, [false, true, true, true, true, false]);
        assert!(night.are_of_the_night());
        assert!(!Hours { from: 360, to: 1320 }.are_of_the_night());
    }
}

//! `daylight frames`: the slides of screens as files, for controllers that take nothing else.

mod export;
mod film;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use indicatif::ProgressBar;

use self::export::{Export, Screen};
use self::film::{Film, Shelf};
use super::build::{Watched, check_apart, clock, show, use_cores};
use super::family::{Asked, HandedOver, Member};
use super::terminal::{Refusal, figure, print, totals, warn};
use super::{Exit, FramesArgs, is_folder};
use crate::date::{add_days, zh};
use crate::diagnostic::{Diagnostic, Language, nearest, say};
use crate::fonts;
use crate::plan::view::deck::{Deck, HORIZON, PanelFile};
use crate::publish::{self, Failure, Summary};
use crate::render::frame::note::{self, Forms};
use crate::render::frame::reel::{Choice, Frame, Reel, reel};
use crate::render::screen::{Drawn, svg};
use crate::site::{Outcome, Site, assemble};

/// Writes the pictures of every screen of a profile, in a portal and in those below it, and says
/// what was written.
pub(super) fn frames(args: &FramesArgs, language: Language) -> Result<Exit, Refusal> {
    let started = clock();
    use_cores(args.jobs);
    check_apart(&args.portal.folder, &args.out)?;
    check_days(args.days)?;
    is_folder(&args.portal.folder)?;
    let portals = family(args)?;
    let sites: Vec<(&str, &Site)> =
        portals.iter().filter_map(|one| Some((&*one.at, one.outcome.site.as_ref()?))).collect();
    if sites.len() < portals.len() {
        return Ok(unwritten(&portals, language));
    }
    let screens = screens(&sites, &args.profile)?;
    for Portal { outcome, .. } in &portals {
        show(&outcome.problems, &outcome.sources, language);
    }
    if args.days.is_some_and(|days| days > 1) {
        tell_of_archives(&screens, language);
    }
    let film = film_can_be_made(args, &screens, language);
    let forms = Forms { gif: args.gif, apng: args.apng, film: args.mp4 && film };
    for screen in &screens {
        let forms = with_own(forms, &screen.deck, film);
        let reels = reels(screen, args);
        let summary = write(screen, &reels, forms, args, started)?;
        report(screen, &reels, &summary, language);
    }
    close(&args.out, started, language);
    Ok(Exit::Good)
}

/// A portal with what became of its files.
struct Portal {
    /// Where it lies in the output: nothing for the root, or `county/town/`.
    at: String,
    outcome: Outcome,
}

/// The portals of the family, the root first. Each tells the one above it what its slides compare.
fn family(args: &FramesArgs) -> Result<Vec<Portal>, Refusal> {
    let mut portals = Vec::new();
    let asked =
        Asked { portal: &args.portal, theme: None, base_url: None, fonts: fonts::machine() };
    asked.walk(&mut |Member { at, sources, problems }, request| {
        let outcome = assemble(sources, problems, request);
        let summary = outcome.site.as_ref().map(Site::summary);
        portals.push(Portal { at, outcome });
        Ok(HandedOver { is_renewed: summary.is_some(), summary })
    })?;
    portals.sort_by(|a, b| a.at.cmp(&b.at));
    Ok(portals)
}

/// A screen without the slides that find no room on its panel.
fn screen<'a>(at: &str, (deck, drawn): (&'a Deck, &'a Drawn)) -> Screen<'a> {
    let picture = |slide: usize| drawn.of_slide.get(slide).copied().flatten();
    let svg = move |frame: &Frame| {
        let picture = picture(frame.slide).expect("only what is drawn is played");
        svg(&deck.panel, drawn, picture, frame.position)
    };
    let mut deck = deck.clone();
    deck.fallback = drawn.fallback(&deck);
    if !drawn.is_drawn(deck.plain) {
        deck.plain = deck.fallback.first().copied().unwrap_or(deck.plain);
    }
    for list in &mut deck.playlists {
        list.slides.retain(|slide| picture(*slide).is_some());
    }
    Screen { place: format!("{at}{}", deck.screen), deck, svg: Box::new(svg) }
}

/// A deck knows what is true for so many days only.
fn check_days(days: Option<u32>) -> Result<(), Refusal> {
    if days.is_none_or(|days| days <= HORIZON) {
        return Ok(());
    }
    let words = say(
        format!("最多提前导出{HORIZON}天"),
        format!("pictures reach {HORIZON} days ahead at most"),
    );
    Err(Refusal::new(words).help(say(
        format!("写`--days {HORIZON}`或者更少，到期前再导出一次"),
        format!("ask for `--days {HORIZON}` or fewer, and export again before they end"),
    )))
}

/// The screens of a profile, each below the folder of its portal; there must be one.
fn screens<'a>(sites: &[(&str, &'a Site)], profile: &str) -> Result<Vec<Screen<'a>>, Refusal> {
    let right = |(deck, _): &(&Deck, &Drawn)| deck.panel.profile == profile;
    let of = |(at, site): &(&str, &'a Site)| {
        site.screens().filter(right).map(|held| screen(at, held)).collect::<Vec<_>>()
    };
    let found: Vec<Screen> = sites.iter().flat_map(of).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let all = sites.iter().flat_map(|(_, site)| site.screens());
    let known: BTreeSet<&str> = all.map(|(deck, _)| &*deck.panel.profile).collect();
    let refusal = Refusal::new(say(
        format!("没有规格为`{profile}`的屏幕"),
        format!("no screen has the profile `{profile}`"),
    ));
    let near = nearest(profile, known.iter().copied());
    let (zh, en) = near.map_or_else(Default::default, |near| {
        (format!("是不是`{near}`？"), format!("did you mean `{near}`? "))
    });
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    Err(refusal.help(say(
        format!("{zh}这个门户的屏幕用的是{}", names.join("、")),
        format!("{en}the screens of this portal have {}", names.join(", ")),
    )))
}

/// Nothing ages in an archive: who asks for its next days is told what will be the same in all.
fn tell_of_archives(screens: &[Screen], language: Language) {
    let Some(archive) = screens.iter().find(|screen| screen.deck.archive) else { return };
    let (place, day) = (&archive.place, archive.deck.today);
    warn(language.of(&say(
        format!(
            "提醒：`{place}`的数据日期固定在{}，逐日的文件夹里天数和亮灯都停在这一天，只有到期的条目会撤下。要逐日变化，先删去`portal.yaml`里的`数据日期`",
            zh(day)
        ),
        format!(
            "warning: `{place}` is pinned to {day}: days and lights stay those of that day in every folder, only what ends is left out. Delete `as_of` in portal.yaml to have each day's own"
        ),
    )));
}

/// Whether this machine makes films. If it does not although some are wanted, that is said.
fn film_can_be_made(args: &FramesArgs, screens: &[Screen], language: Language) -> bool {
    let own = |screen: &Screen| screen.deck.panel.files.contains(&PanelFile::Film);
    let wanted = args.mp4 || screens.iter().any(own);
    let film = wanted && film::can_be_made();
    if wanted && !film {
        warn(language.of(&say(
            "提醒：没有找到ffmpeg，不写MP4，其他文件照常写出。安装ffmpeg后再运行一次",
            "warning: there is no ffmpeg, so no MP4 is written; install it and run this again",
        )));
    }
    film
}

/// What was asked for, and what the panel's own profile names.
fn with_own(asked: Forms, deck: &Deck, film: bool) -> Forms {
    let own = |file: PanelFile| deck.panel.files.contains(&file);
    Forms {
        gif: asked.gif || own(PanelFile::Gif),
        apng: asked.apng || own(PanelFile::Apng),
        film: asked.film || (film && own(PanelFile::Film)),
    }
}

/// The days that were asked for: today, or each day in a folder of its own.
fn reels(screen: &Screen, args: &FramesArgs) -> Vec<Reel> {
    let choice = Choice { exposures: args.exposures, one_day: args.days.is_some() };
    let days = i64::from(args.days.unwrap_or(1));
    let today = screen.deck.today;
    (0..days).map(|ahead| reel(&screen.deck, add_days(today, ahead), choice)).collect()
}

/// Makes a screen's folder equal to its files.
fn write(
    screen: &Screen,
    reels: &[Reel],
    forms: Forms,
    args: &FramesArgs,
    started: Instant,
) -> Result<Summary, Refusal> {
    let out = args.out.join(&screen.place);
    let inputs = screen.inputs(reels, forms);
    if !args.fresh
        && let Some(summary) = publish::current(&out, &inputs)?
    {
        return Ok(summary);
    }
    let shelf = forms.film.then(Shelf::new).transpose()?;
    let films =
        shelf.as_ref().map_or_else(|| Ok(BTreeMap::new()), |it| films(screen, reels, it))?;
    let export = Export::new(screen, reels, forms, films);
    let watched = Watched::new(&export, started);
    let published = publish::publish(&watched, &inputs, &out, args.fresh);
    watched.finish();
    published.map_err(|failure| match failure {
        Failure::Refused(error) => error.into(),
        Failure::Wrong(_) => unreachable!("pictures are drawn from slides that are right"),
    })
}

/// The films of every loop, by the paths they are to have.
fn films(
    screen: &Screen,
    reels: &[Reel],
    shelf: &Shelf,
) -> Result<BTreeMap<String, Film>, Refusal> {
    let mut films = BTreeMap::new();
    let loops = || reels.iter().flat_map(|reel| reel.loops.iter().map(move |part| (reel, part)));
    let scales = note::film_scales(&screen.deck).count() as u64;
    let seconds: u64 = loops().map(|(_, part)| u64::from(part.seconds())).sum();
    let bar = ProgressBar::new(seconds * scales);
    for (reel, part) in loops() {
        for scale in note::film_scales(&screen.deck) {
            let film = film::film(screen, part, scale, shelf.place(films.len()), &bar)?;
            films.insert(reel.path(&note::film_name(reel, part, scale)), film);
        }
    }
    bar.finish_and_clear();
    Ok(films)
}

/// A mistake in any portal leaves the last pictures of all of them: those of the portal above show
/// the figures of those below.
fn unwritten(portals: &[Portal], language: Language) -> Exit {
    for Portal { outcome, .. } in portals {
        show(&outcome.problems, &outcome.sources, language);
    }
    let problems: Vec<Diagnostic> =
        portals.iter().flat_map(|one| one.outcome.problems.clone()).collect();
    let totals = totals(&problems);
    warn(language.of(&say(
        format!("{}。没有写出文件", totals.zh),
        format!("{}; nothing was written", totals.en),
    )));
    Exit::Wrong
}

/// What was written for a screen, and what was left out.
fn report(screen: &Screen, reels: &[Reel], summary: &Summary, language: Language) {
    let id = &screen.place;
    let pictures = figure(reels.iter().map(Reel::pictures).sum());
    let [written, unchanged, removed] =
        [summary.written, summary.unchanged, summary.removed].map(figure);
    let days = reels.len();
    let (zh, en) = if reels.iter().any(|reel| reel.one_day) {
        (format!("{days}天，"), format!("{days} days, "))
    } else {
        (String::new(), String::new())
    };
    print(language.of(&say(
        format!("{id}  {zh}图片 {pictures} 幅  文件  新写 {written} · 未变 {unchanged} · 删除 {removed}"),
        format!("{id}  {en}{pictures} pictures  files  {written} written · {unchanged} unchanged · {removed} removed"),
    )));
    let left: usize = reels.iter().map(|reel| reel.left_out.len()).max().unwrap_or_default();
    if left > 0 {
        let left = figure(left);
        print(language.of(&say(
            format!("{id}  未导出曝光 {left} 幅：图片不会自行撤下。确需导出的，加`--exposures`并按撤下确认单办理"),
            format!("{id}  {left} exposures left out: a picture cannot withdraw itself; `--exposures` writes them"),
        )));
    }
}

fn close(out: &Path, started: Instant, language: Language) {
    let seconds = started.elapsed().as_secs_f64();
    let out = out.display();
    print(match language {
        Language::Chinese => format!("用时  {seconds:.2} 秒\n文件夹  {out}"),
        Language::English => format!("time    {seconds:.2} s\nfolder  {out}"),
    });
}

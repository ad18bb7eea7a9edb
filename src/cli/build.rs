//! `daylight build`: reads, assembles and publishes.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::family::{Asked, HandedOver, Member};
use super::terminal::{Refusal, count, figure, findings, print, totals, warn};
use super::{BuildArgs, Exit, is_folder, is_portal};
use crate::diagnostic::{Diagnostic, Language, Severity, Wording, in_order, say};
use crate::digest::Digest;
use crate::fonts;
use crate::publish::{Failure, Outputs, Place, Publication, Rendered, Summary};
use crate::site::{Outcome, Request, assemble, inputs_digest};
use crate::source::{self, Sources};
use crate::summary;

/// How long a build works in silence.
const PATIENCE: Duration = Duration::from_secs(1);

/// No machine has more, and a thread for each of 60,000 would take all memory.
const MOST_CORES: usize = 256;

/// Builds a portal with those below it, and says what was done.
pub(super) fn build(args: &BuildArgs, language: Language) -> Result<Exit, Refusal> {
    let started = clock();
    use_cores(args.jobs);
    let portal = &args.portal.folder;
    let out = args.out.clone().unwrap_or_else(|| beside(portal));
    check_apart(portal, &out)?;
    is_folder(portal)?;
    let mut publication = Publication::open(&out, args.fresh)?;
    let other = holds_another(&mut publication, &out, portal)?;
    if args.out.is_none() {
        other.map_or(Ok(()), Err)?;
        if let Some((family, _)) = family_of(portal) {
            let out = beside(&family);
            let mut whole = Publication::open(&out, false)?;
            holds_another(&mut whole, &out, &family)?.map_or(Ok(()), Err)?;
        }
    }
    let mut work = Work { publication, language, started, built: Vec::new() };
    let asked = Asked {
        portal: &args.portal,
        theme: args.theme.as_deref(),
        base_url: args.base_url.as_deref(),
        fonts: fonts::machine(),
    };
    asked.walk(&mut |member, request| work.portal(member, request))?;
    let Work { publication, mut built, .. } = work;
    let published = built.iter().any(|built| !matches!(built.fate, Fate::Wrong { .. }));
    let gone = if published { publication.close()? } else { 0 };
    built.sort_by(|a, b| a.at.cmp(&b.at));
    if let Some(Fate::Published { summary, .. }) = built.first_mut().map(|root| &mut root.fate) {
        summary.removed += gone;
    }
    close(&built, &out, started, language);
    let wrong = built.iter().any(|built| matches!(built.fate, Fate::Wrong { .. }));
    Ok(if wrong { Exit::Wrong } else { Exit::Good })
}

/// Where a site goes if nobody says: into `public` beside its portal. A portal inside another goes
/// where a build of the whole family puts it: what lies beside it is read as the parent's records.
fn beside(portal: &Path) -> PathBuf {
    if let Some((family, inside)) = family_of(portal) {
        let names = inside.iter().filter(|part| Path::new(part) != Path::new(source::PORTALS));
        return beside(&family).join(names.collect::<PathBuf>());
    }
    match (portal.file_name(), portal.parent()) {
        (Some(_), Some(above)) => above.join("public"),
        // `.` and `..` do not say what they are called.
        _ => portal.join("../public"),
    }
}

/// The outermost portal in which a portal lies, and the way from there.
fn family_of(portal: &Path) -> Option<(PathBuf, PathBuf)> {
    let real = portal.canonicalize().ok()?;
    let family = real.ancestors().skip(1).filter(|above| is_portal(above)).last()?;
    let inside = real.strip_prefix(family).ok()?;
    // As the person wrote it, where that says the same.
    let written = portal.ancestors().nth(inside.iter().count());
    let written = written.filter(|above| portal.ends_with(inside) && above.file_name().is_some());
    Some((written.unwrap_or(family).to_path_buf(), inside.to_path_buf()))
}

/// Notes whose site a folder is to hold; the refusal if it holds another portal's.
fn holds_another(
    publication: &mut Publication,
    out: &Path,
    portal: &Path,
) -> Result<Option<Refusal>, Refusal> {
    let Some(way) = way(out, portal) else { return Ok(None) };
    Ok(publication.is_of(way)?.map(|other| of_another(out, &other)))
}

/// The way from the output folder to the portal's.
fn way(out: &Path, portal: &Path) -> Option<String> {
    let (out, portal) = (real(out).ok()?, portal.canonicalize().ok()?);
    let common = out.ancestors().find(|above| portal.starts_with(above))?;
    let up = out.strip_prefix(common).ok()?.iter().map(|_| "..".into());
    let down = portal.strip_prefix(common).ok()?.iter().map(|part| part.to_string_lossy());
    Some(up.chain(down).collect::<Vec<_>>().join("/").replace('\n', " "))
}

/// Another portal's site is not replaced by a build that nobody told where to write.
fn of_another(out: &Path, other: &str) -> Refusal {
    let (out, other) = (out.display(), out.join(other));
    let other = other.canonicalize().unwrap_or(other);
    let other = other.display();
    let words = say(
        format!("{out} 里是另一个门户（{other}）的网站，没有覆盖"),
        format!("{out} holds the site of another portal ({other}) and was left alone"),
    );
    Refusal::new(words).help(say(
        format!("用`--out`另选一个文件夹；确实要换成这个门户的，写 `--out {out}`"),
        format!("choose another folder with `--out`, or replace it with `--out {out}`"),
    ))
}

/// A build at work, portal by portal.
struct Work {
    publication: Publication,
    language: Language,
    started: Instant,
    built: Vec<Built>,
}

/// A portal that was built.
struct Built {
    at: String,
    fate: Fate,
}

/// What became of it.
enum Fate {
    /// It is published.
    Published {
        /// What was done.
        summary: Summary,
        /// Warnings and notes; `None` if nothing had to be checked.
        found: Option<(usize, usize)>,
    },
    /// Its content is wrong.
    Wrong {
        /// How many findings there are.
        totals: Wording,
        /// Whether its last good site stays.
        is_kept: bool,
    },
}

impl Work {
    /// Builds one portal into the next tree.
    fn portal(&mut self, member: Member, request: &Request) -> Result<HandedOver, Refusal> {
        let Member { at, sources, problems } = member;
        let children: Vec<String> = sources.handed.iter().map(|one| one.name.clone()).collect();
        let place = Place { at: &at, children: &children };
        let inputs = inputs_digest(&sources, request);
        if problems.is_empty()
            && let Some(summary) = self.publication.stays(place, &inputs)?
        {
            self.built
                .push(Built { at: at.clone(), fate: Fate::Published { summary, found: None } });
            return Ok(self.hand_over(&at, true));
        }
        let Outcome { sources, mut problems, site } = assemble(sources, problems, request);
        let filled = site.map(|site| {
            let watched = Watched::new(&site, self.started);
            let filled = self.publication.fill(place, &watched, &inputs);
            watched.finish();
            filled
        });
        let fate = match filled {
            Some(Ok(summary)) => {
                let of = |severity| count(&problems, severity);
                let found = Some((of(Severity::Warning), of(Severity::Note)));
                Fate::Published { summary, found }
            }
            Some(Err(Failure::Refused(error))) => return Err(error.into()),
            Some(Err(Failure::Wrong(found))) => {
                problems.extend(found);
                in_order(&mut problems);
                self.wrong(place, &problems)?
            }
            None => self.wrong(place, &problems)?,
        };
        show(&problems, &sources, self.language);
        let is_renewed = matches!(fate, Fate::Published { .. });
        self.built.push(Built { at: at.clone(), fate });
        Ok(self.hand_over(&at, is_renewed))
    }

    /// A portal whose content is wrong keeps its last good site.
    fn wrong(&mut self, place: Place, problems: &[Diagnostic]) -> Result<Fate, Refusal> {
        let is_kept = self.publication.keep(place)?;
        Ok(Fate::Wrong { totals: totals(problems), is_kept })
    }

    fn hand_over(&self, at: &str, is_renewed: bool) -> HandedOver {
        HandedOver { summary: self.publication.output(at, summary::PATH), is_renewed }
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a build took is for the terminal only")]
pub(super) fn clock() -> Instant {
    Instant::now()
}

/// Limits all parallel work. Reading, parsing and rendering share one pool.
pub(super) fn use_cores(jobs: Option<u16>) {
    if let Some(jobs) = jobs {
        let jobs = usize::from(jobs).min(MOST_CORES);
        // Fails only if the pool is already at work, which nothing before this line causes.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
}

/// The output folder must not be the portal, lie in it, in one that holds it, or hold it: the next
/// build would read what this one wrote, or move what it reads.
pub(super) fn check_apart(portal: &Path, out: &Path) -> Result<(), Refusal> {
    let family = family_of(portal).map_or_else(|| portal.to_path_buf(), |(family, _)| family);
    let (Ok(family), Ok(out)) = (family.canonicalize(), real(out)) else {
        return Ok(());
    };
    let holds_portal = portal.canonicalize().is_ok_and(|portal| portal.starts_with(&out));
    if !out.starts_with(&family) && !holds_portal {
        return Ok(());
    }
    let words = say(
        "输出文件夹和门户文件夹不能互相包含",
        "the output folder and the portal folder must lie apart",
    );
    Err(Refusal::new(words).help(say(
        "用`--out`指定门户文件夹以外的文件夹，例如 `--out public`",
        "choose a folder outside of the portal with `--out`, such as `--out public`",
    )))
}

/// Where a path leads, of which the end need not be there yet.
fn real(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let there = path.ancestors().find(|above| above.exists()).unwrap_or(&path);
    let rest = path.strip_prefix(there).unwrap_or(Path::new(""));
    Ok(there.canonicalize()?.join(rest))
}

/// Errors and warnings in full; notes are published and only counted here.
pub(super) fn show(problems: &[Diagnostic], sources: &Sources, language: Language) {
    let loud = problems.iter().filter(|problem| problem.severity() != Severity::Note);
    let text = findings(loud, sources, language);
    if !text.is_empty() {
        warn(text);
    }
}

/// The closing table: for a family one line a portal, the root first.
fn close(built: &[Built], out: &Path, started: Instant, language: Language) {
    if let [Built { fate: Fate::Wrong { totals, is_kept: _ }, .. }] = built {
        let line = say(
            format!("{}。网站没有更新", totals.zh),
            format!("{}; nothing was published", totals.en),
        );
        return warn(language.of(&line));
    }
    let sum =
        built.iter().filter_map(Built::summary).fold(Summary::default(), |sum, one| Summary {
            written: sum.written + one.written,
            unchanged: sum.unchanged + one.unchanged,
            removed: sum.removed + one.removed,
            bytes: sum.bytes + one.bytes,
        });
    let found = built.iter().filter_map(Built::found).reduce(|a, b| (a.0 + b.0, a.1 + b.1));
    if built.len() > 1 {
        let width = built.iter().map(|portal| portal.name().len()).max().unwrap_or_default();
        for portal in built {
            print(format!("{:<width$}  {}", portal.name(), language.of(&portal.line())));
        }
    }
    let [written, unchanged, removed] = [sum.written, sum.unchanged, sum.removed].map(figure);
    let seconds = started.elapsed().as_secs_f64();
    let index = out.join("index.html");
    let index = index.display();
    let found = found_words(found);
    print(match language {
        Language::Chinese => format!(
            "页面  新写 {written} · 未变 {unchanged} · 删除 {removed}\n检查  {}\n\
             用时  {seconds:.2} 秒\n网站  {index}",
            found.zh
        ),
        Language::English => format!(
            "pages   {written} written · {unchanged} unchanged · {removed} removed\n\
             checks  {}\ntime    {seconds:.2} s\nsite    {index}",
            found.en
        ),
    });
    let wrong: Vec<&str> =
        built.iter().filter(|portal| portal.is_wrong()).map(Built::name).collect();
    if !wrong.is_empty() {
        let (names, count) = (wrong.join(" "), figure(wrong.len()));
        let line = say(
            format!("有错误、没有更新的门户 {count} 个：{names}"),
            format!("portals with errors, not published: {count} ({names})"),
        );
        warn(language.of(&line));
    }
}

fn found_words(found: Option<(usize, usize)>) -> Wording {
    let Some((warnings, notes)) = found.map(|(a, b)| (figure(a), figure(b))) else {
        return say("内容没有变化，不用再查", "nothing has changed since the last build");
    };
    say(format!("提醒 {warnings} · 记录 {notes}"), format!("{warnings} warnings · {notes} notes"))
}

impl Built {
    /// Its folder in the output.
    fn name(&self) -> &str {
        if self.at.is_empty() { "./" } else { &self.at }
    }

    fn is_wrong(&self) -> bool {
        matches!(self.fate, Fate::Wrong { .. })
    }

    fn summary(&self) -> Option<&Summary> {
        match &self.fate {
            Fate::Published { summary, .. } => Some(summary),
            Fate::Wrong { .. } => None,
        }
    }

    fn found(&self) -> Option<(usize, usize)> {
        match &self.fate {
            Fate::Published { found, .. } => *found,
            Fate::Wrong { .. } => None,
        }
    }

    /// Its line of the table.
    fn line(&self) -> Wording {
        match &self.fate {
            Fate::Published { summary, found } => {
                let found = found_words(*found);
                let [written, unchanged, removed] =
                    [summary.written, summary.unchanged, summary.removed].map(figure);
                say(
                    format!("新写 {written} · 未变 {unchanged} · 删除 {removed}　{}", found.zh),
                    format!(
                        "{written} written · {unchanged} unchanged · {removed} removed  {}",
                        found.en
                    ),
                )
            }
            Fate::Wrong { totals, is_kept: true } => say(
                format!("{}。保留上次的网站", totals.zh),
                format!("{}; its last good site stays", totals.en),
            ),
            Fate::Wrong { totals, is_kept: false } => say(
                format!("{}。还没有发布过", totals.zh),
                format!("{}; it was never published", totals.en),
            ),
        }
    }
}

/// Outputs whose rendering moves a progress bar, once a build takes longer than a moment.
pub(super) struct Watched<'a> {
    outputs: &'a dyn Outputs,
    bar: ProgressBar,
    shown: Once,
    started: Instant,
}

impl<'a> Watched<'a> {
    /// The same outputs, watched.
    pub(super) fn new(outputs: &'a dyn Outputs, started: Instant) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_length(outputs.paths().len() as u64);
        bar.set_style(
            ProgressStyle::with_template("{bar:40} {human_pos}/{human_len}")
                .expect("the template names known keys"),
        );
        Self { outputs, bar, shown: Once::new(), started }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Outputs for Watched<'_> {
    fn paths(&self) -> &[String] {
        self.outputs.paths()
    }

    fn render(&self, at: usize, known: Option<&Digest>) -> Result<Rendered, Box<Diagnostic>> {
        self.bar.inc(1);
        if self.started.elapsed() > PATIENCE {
            self.shown.call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        self.outputs.render(at, known)
    }
}

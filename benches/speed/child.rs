//! One measurement in a process of its own.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use daylight::diagnostic::{Diagnostic, Severity};
use daylight::fonts;
use daylight::measure::Faces;
use daylight::publish::{self, Outputs, Rendered};
use daylight::site::{self, Outcome, Request, Site};
use daylight::source::{self, Sources};
use rayon::prelude::*;

use crate::preview::Preview;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// A build, as `daylight build` does it.
    Build,
    /// The same files written from memory.
    Floor,
    /// Edits served from memory.
    Serve,
}

impl Job {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Floor => "floor",
            Self::Serve => "serve",
        }
    }
}

/// What a measurement found.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    /// Seconds it took.
    pub seconds: f64,
    /// Most memory it held, in KiB.
    pub peak: u64,
    /// Files written or left as they were.
    pub files: usize,
    /// Bytes written.
    pub bytes: u64,
}

impl Figures {
    /// Reads what a child printed.
    pub fn parse(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let mut next = || words.next();
        Some(Self {
            seconds: next()?.parse().ok()?,
            peak: next()?.parse().ok()?,
            files: next()?.parse().ok()?,
            bytes: next()?.parse().ok()?,
        })
    }
}

/// Does a job and prints what was found.
pub fn work(job: &str, from: &Path, to: &Path) -> io::Result<()> {
    let jobs = [Job::Build, Job::Floor, Job::Serve];
    let figures = match jobs.into_iter().find(|known| known.name() == job) {
        Some(Job::Build) => build(from, to),
        Some(Job::Floor) => floor(from, to)?,
        Some(Job::Serve) => serve(from)?,
        None => return Err(io::Error::other("no such job")),
    };
    let peak = if figures.peak == 0 { peak("self")? } else { figures.peak };
    let Figures { seconds, files, bytes, .. } = figures;
    println!("{seconds} {peak} {files} {bytes}");
    Ok(())
}

/// The most memory a process held, in KiB.
pub fn peak(process: &str) -> io::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let figure = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    figure.ok_or_else(|| io::Error::other("no peak of memory"))
}

/// The faces of this machine.
static FACES: LazyLock<Faces> =
    LazyLock::new(|| fonts::faces(&Sources::default(), &fonts::machine()));

/// The day the portal is read.
fn request() -> Request<'static> {
    let today = NaiveDate::from_ymd_opt(2026, 10, 15).expect("a day");
    Request { today: Some(today), now: today, theme: None, base_url: None, faces: &FACES }
}

fn read(folder: &Path) -> (Sources, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let sources = source::read(folder, &mut problems).expect("the portal was just written");
    (sources, problems)
}

/// The site of an outcome. The made-up portal has neither errors nor warnings.
fn good(outcome: Outcome) -> Site {
    let loud = outcome.problems.iter().find(|problem| problem.severity() != Severity::Note);
    if let Some(problem) = loud {
        let language = daylight::diagnostic::Language::Chinese;
        panic!("{}", daylight::diagnostic::text(problem, &outcome.sources, language, false));
    }
    outcome.site.expect("a portal without errors becomes a site")
}

/// The way of `daylight build`.
fn build(folder: &Path, out: &Path) -> Figures {
    let (sources, problems) = read(folder);
    let inputs = site::inputs_digest(&sources, &request());
    let current = publish::current(out, &inputs).expect("nothing refuses");
    let summary = current.unwrap_or_else(|| {
        let site = good(site::assemble(sources, problems, &request()));
        publish::publish(&site, &inputs, out, false).expect("nothing refuses")
    });
    let files = summary.written + summary.unchanged;
    Figures { files, bytes: summary.bytes, ..Figures::default() }
}

/// Writes the files of a folder into a new one from memory with two threads, each folder created
/// once, and removes it again.
fn floor(from: &Path, to: &Path) -> io::Result<Figures> {
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    below(from, Path::new(""), &mut files)?;
    let folders: BTreeSet<&Path> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().map_err(io::Error::other)?;
    let started = Instant::now();
    for folder in folders {
        fs::create_dir_all(to.join(folder))?;
    }
    pool.install(|| {
        files.par_iter().try_for_each(|(path, bytes)| fs::write(to.join(path), bytes))
    })?;
    let seconds = started.elapsed().as_secs_f64();
    fs::remove_dir_all(to)?;
    let bytes = files.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    Ok(Figures { seconds, files: files.len(), bytes, ..Figures::default() })
}

fn below(root: &Path, inside: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(inside))? {
        let entry = entry?;
        let path = inside.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            below(root, &path, files)?;
        } else {
            files.push((path, fs::read(entry.path())?));
        }
    }
    Ok(())
}

/// The file that is edited, and the task its first report speaks of.
fn report(folder: &Path) -> io::Result<(PathBuf, String)> {
    let path = folder.join("updates/2026-09/dept-003.yaml");
    let text = fs::read_to_string(&path)?;
    Ok((path, text))
}

/// Reports another progress of one task.
pub fn edit(folder: &Path) -> io::Result<()> {
    let (path, text) = report(folder)?;
    let (before, rest) = text.split_once("进度: ").expect("reports have a progress");
    let (figure, after) = rest.split_once('\n').expect("keys stand on lines");
    let figure: u32 = figure.parse().expect("progress is a whole number here");
    let other = if figure == 97 { 96 } else { 97 };
    fs::write(path, format!("{before}进度: {other}\n{after}"))
}

/// Edits a report some times while `daylight serve` runs: from the writing of the file until the
/// page of the task and every list it stands in have been answered as they are now. The median;
/// memory is that of `serve`.
fn serve(folder: &Path) -> io::Result<Figures> {
    let (_, text) = report(folder)?;
    let task = text.lines().next().and_then(|line| line.rsplit(' ').next()).unwrap_or_default();
    let shown = showing(&built(folder, None), &format!("tasks/{task}/\""));
    let preview = Preview::start(folder)?;
    let mut events = preview.events()?;
    let mut times = Vec::new();
    let mut pages = Vec::new();
    for _ in 0..EDITS {
        thread::sleep(A_LOOK);
        let started = Instant::now();
        edit(folder)?;
        let version = events.next()?;
        pages = shown.par_iter().map(|path| preview.get(path)).collect::<io::Result<Vec<_>>>()?;
        times.push(Figures { seconds: started.elapsed().as_secs_f64(), ..Figures::default() });
        assert!(pages.iter().all(|page| page.contains(&version)), "every page is of the edit");
    }
    let anew = built(folder, Some(&preview.address));
    for (path, page) in shown.iter().zip(&pages) {
        let bytes = rendered(&anew, path);
        assert!(body(page) == body(&String::from_utf8_lossy(&bytes)), "{path} is right");
    }
    let seconds = crate::table::median(&times, |figures| figures.seconds);
    Ok(Figures { seconds, files: shown.len(), peak: preview.peak()?, ..Figures::default() })
}

/// Edits that are measured, and how long a person looks before the next one.
const EDITS: usize = 7;
const A_LOOK: Duration = Duration::from_secs(2);

/// The site, built from nothing.
fn built(folder: &Path, base_url: Option<&str>) -> Site {
    let (sources, problems) = read(folder);
    good(site::assemble(sources, problems, &Request { base_url, ..request() }))
}

/// What stands on a page, without what the preview adds to it.
fn body(page: &str) -> Option<&str> {
    let (_, body) = page.split_once("<body")?;
    body.split("<script src=\"/-daylight/").next()?.split("</body>").next()
}

/// The pages on which a text stands.
fn showing(site: &Site, text: &str) -> Vec<String> {
    let shows = |path: &&String| {
        let page = rendered(site, path);
        path.contains("index.html") && page.windows(text.len()).any(|part| part == text.as_bytes())
    };
    site.paths().par_iter().filter(shows).cloned().collect()
}

/// The bytes at a path; none if there is no such page any more.
fn rendered(site: &Site, path: &String) -> Vec<u8> {
    let Ok(at) = site.paths().binary_search(path) else { return Vec::new() };
    match site.render(at, None).expect("the default theme renders every page") {
        Rendered::New { bytes, .. } => bytes,
        Rendered::Same | Rendered::Copy { .. } => Vec::new(),
    }
}

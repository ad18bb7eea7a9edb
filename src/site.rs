//! The stages as one line: files in, a site that renders on demand out.

mod kept;
mod screens;

pub use kept::Kept;

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::assess;
use crate::diagnostic::{Code, Diagnostic, any_error, in_order, say};
use crate::digest::Digest;
use crate::measure::Faces;
use crate::plan::address::{Address, Form};
use crate::plan::view::deck::Deck;
use crate::plan::{Page, Plan, View};
use crate::portal::{Child, Screen};
use crate::publish::{Outputs, Rendered};
use crate::render::html::{Templates, html};
use crate::render::screen::{Drawn, pictures};
use crate::render::{calendar, data, docx, player, sheet, sitemap};
use crate::source::{SourceFile, Sources};
use crate::span::{FileId, Span};
use crate::theme::{Theme, ThemeBytes};

/// What is asked of a build, beside the files.
#[derive(Debug, Clone, Copy, Hash)]
pub struct Request<'a> {
    /// The day that was asked for.
    pub today: Option<NaiveDate>,
    /// The clock's day in the portal's zone.
    pub now: NaiveDate,
    /// The theme that was asked for.
    pub theme: Option<&'a str>,
    /// The address of the root that was asked for.
    pub base_url: Option<&'a str>,
    /// The faces in which slides are set.
    pub faces: &'a Faces,
}

/// What became of the files.
pub struct Outcome {
    /// The files, those of the theme included.
    pub sources: Sources,
    /// Every finding, in order.
    pub problems: Vec<Diagnostic>,
    /// The site; `None` if there is an error.
    pub site: Option<Site>,
}

impl Outcome {
    /// With what is to be remarked of the site.
    fn with_remarks(mut self) -> Self {
        self.problems.extend(self.site.iter().flat_map(Site::remarks));
        self
    }

    /// Findings in order, and no site if one of them is an error.
    fn settled(mut self) -> Self {
        in_order(&mut self.problems);
        self.site = self.site.filter(|_| !any_error(&self.problems));
        self
    }
}

/// The line: sources → records → portal → assessed → plan, with the theme beside it. What is to be
/// told of the day and of screens is found as well.
pub fn assemble(sources: Sources, problems: Vec<Diagnostic>, request: &Request) -> Outcome {
    Kept::default().look(sources, problems, request).with_remarks().settled()
}

/// One digest over everything the site is made from.
pub fn inputs_digest(sources: &Sources, request: &Request) -> Digest {
    let files: Vec<_> = sources.files.iter().map(|file| (&file.path, file.digest)).collect();
    Digest::of_value(&(ENGINE, request, files, &sources.children, &sources.handed))
}

/// The engine's version: another engine may write other bytes.
pub const ENGINE: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("DAYLIGHT_SOURCE_DIGEST"));

/// Where the bytes of an output come from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    /// A planned page or data file.
    Planned(Address),
    /// A file of the theme, by its name.
    Theme(String),
    /// A file of the portal, by its path.
    Asset(String),
}

/// The site: every output, rendered on demand.
pub struct Site {
    plan: Plan,
    dress: Arc<Dress>,
    sources: Sources,
    outputs: Arc<Shelf>,
    /// What each screen shows, drawn when somebody looks at it.
    drawings: Vec<Drawing>,
    faces: Faces,
    /// What every page depends on beside its view.
    ground: Digest,
}

/// Every output by its path, in order.
struct Shelf {
    paths: Vec<String>,
    origins: Vec<Origin>,
}

/// A theme with its templates, ready to dress views.
#[derive(Clone)]
struct Dress {
    theme: Theme,
    templates: Templates,
}

/// The pictures of a deck: drawn once, by whoever asks first.
type Drawing = Arc<OnceLock<Drawn>>;

impl Shelf {
    /// The outputs of a plan and a theme, and a finding for each that cannot lie beside others.
    fn of(plan: &Plan, theme: &Theme, sources: &Sources) -> (Self, Vec<Diagnostic>) {
        let portal = &plan.assessed.portal;
        let planned = plan
            .addresses()
            .par_iter()
            .map(|address| (address.file(&plan.assessed), Origin::Planned(*address)));
        let mut outputs: Vec<(String, Origin)> = planned.collect();
        let themed = theme.files.keys();
        outputs.extend(themed.map(|name| (name.clone(), Origin::Theme(name.clone()))));
        let assets = portal.assets.keys();
        outputs.extend(assets.map(|path| (path.clone(), Origin::Asset(path.clone()))));
        outputs.par_sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut clashes = clashes(&outputs, sources);
        clashes.extend(taken(&portal.children, &outputs));
        let (paths, origins) = outputs.into_iter().unzip();
        (Self { paths, origins }, clashes)
    }
}

impl Site {
    /// The day the site speaks of.
    pub fn today(&self) -> NaiveDate {
        self.plan.assessed.today
    }

    /// What the site says of itself to the portal above, as it is published.
    pub fn summary(&self) -> Vec<u8> {
        self.plan.summary().json()
    }

    /// What each screen plays and how it is drawn, in the order of their ids.
    pub fn screens(&self) -> impl Iterator<Item = (&Deck, &Drawn)> {
        let shows = self.plan.shows().iter().zip(&self.drawings);
        shows.map(|(show, drawing)| (&*show.deck, self.draw(&show.deck, drawing)))
    }

    /// What a clerk should know of the day and of the screens, in no order: never errors, so that
    /// pages need not wait for it. To find what screens cannot show, all of them are drawn.
    pub fn remarks(&self) -> Vec<Diagnostic> {
        let shows: Vec<_> = self.plan.shows().iter().zip(&self.drawings).collect();
        let drawn: Vec<&Drawn> =
            shows.par_iter().map(|(show, drawing)| self.draw(&show.deck, drawing)).collect();
        let mut remarks = assess::findings(&self.plan.assessed);
        remarks.extend(self.plan.findings().iter().cloned());
        remarks.extend(screens::troubles(&self.plan, &drawn));
        remarks
    }

    fn draw<'a>(&self, deck: &Deck, drawing: &'a Drawing) -> &'a Drawn {
        drawing.get_or_init(|| pictures(deck, &self.faces))
    }

    /// The screens as they hang, in the same order.
    pub fn walls(&self) -> impl Iterator<Item = &Screen> {
        self.plan.assessed.portal.screens.iter().map(|(_, screen)| screen)
    }

    fn themed(&self, name: &str) -> View {
        match self.dress.theme.files.get(name) {
            Some(ThemeBytes::Here(bytes)) => View::Bytes(bytes.clone()),
            Some(ThemeBytes::Copied(id)) => {
                let file = self.sources.file(*id);
                View::Copy(file.on_disk.clone(), Digest::from(file.digest))
            }
            None => View::Bytes(Vec::new().into()),
        }
    }

    fn view(&self, origin: &Origin) -> View {
        match origin {
            Origin::Planned(address) => self.plan.view(*address),
            Origin::Theme(name) => self.themed(name),
            Origin::Asset(path) => {
                let asset = self.plan.assessed.portal.assets.get(path);
                let asset = asset.expect("outputs name assets of this portal");
                View::Copy(asset.on_disk.clone(), Digest::from(asset.digest))
            }
        }
    }
}

/// Files of the portal's theme that would lie where another output does, or where one needs a
/// folder. Only they can: the other outputs have paths of their own.
fn clashes(outputs: &[(String, Origin)], sources: &Sources) -> Vec<Diagnostic> {
    let own = |(id, file): (FileId, &SourceFile)| {
        let path = file.path.strip_prefix("theme/static/")?;
        Some(clash(id, path, in_the_way(path, outputs)?))
    };
    sources.iter().filter_map(own).collect()
}

/// The output that a further one at this path could not lie beside.
fn in_the_way<'a>(path: &str, outputs: &'a [(String, Origin)]) -> Option<&'a str> {
    let from = |path: &str| {
        let at = outputs.partition_point(|(known, _)| known.as_str() < path);
        outputs.iter().skip(at).map(|(known, _)| known.as_str())
    };
    let same = from(path).take_while(|known| *known == path).nth(1);
    let folder = format!("{path}/");
    let below = || from(&folder).next().filter(|known| known.starts_with(&folder));
    let above = || {
        let mut folders = path.match_indices('/').filter_map(|(slash, _)| path.get(..slash));
        folders.find_map(|folder| from(folder).next().filter(|known| *known == folder))
    };
    same.or_else(below).or_else(above)
}

fn clash(file: FileId, path: &str, other: &str) -> Diagnostic {
    let words = if path == other {
        say(
            format!("有两个内容都要写到`{path}`"),
            format!("two outputs would be written to `{path}`"),
        )
    } else {
        say(
            format!("`{path}`和`{other}`不能放在一起：一个文件占了另一个的文件夹"),
            format!("`{path}` and `{other}` cannot lie together: one is the other's folder"),
        )
    };
    Diagnostic::new(Code::SamePath, Span::start_of(file), words)
        .help(say("给主题`static`里的文件改名", "rename the file in the theme's `static`"))
}

/// Portals below this one that would lie where an output does.
fn taken(children: &[Child], outputs: &[(String, Origin)]) -> Vec<Diagnostic> {
    let problem = |child: &Child| {
        let folder = format!("{}/", child.slug);
        let is_there = |path: &str| path == child.slug.as_str() || path.starts_with(&folder);
        let (path, _) = outputs.iter().find(|(path, _)| is_there(path))?;
        let words = say(
            format!("子门户`{}`和本门户的`{path}`在同一个文件夹", child.slug),
            format!("the child portal `{}` lies where `{path}` does", child.slug),
        );
        let problem = Diagnostic::new(Code::ChildPortal, child.span, words);
        Some(problem.help(say("给子门户换一个名称", "choose another name for the child portal")))
    };
    children.iter().filter_map(problem).collect()
}

impl Outputs for Site {
    fn paths(&self) -> &[String] {
        &self.outputs.paths
    }

    fn render(&self, at: usize, known: Option<&Digest>) -> Result<Rendered, Box<Diagnostic>> {
        let origin = self.outputs.origins.get(at).expect("there is an origin for every path");
        let view = self.view(origin);
        if let View::Copy(from, digest) = view {
            if known == Some(&digest) {
                return Ok(Rendered::Same);
            }
            return Ok(Rendered::Copy { input: digest, from });
        }
        let input = Digest::of_value(&(self.ground, &view));
        if known == Some(&input) {
            return Ok(Rendered::Same);
        }
        Ok(Rendered::New { input, bytes: self.bytes(&view)? })
    }
}

impl Site {
    /// The pictures of a deck of this site.
    fn drawn(&self, deck: &Deck) -> &Drawn {
        let mut shows = self.plan.shows().iter().zip(&self.drawings);
        let found = shows.find(|(show, _)| show.deck.screen == deck.screen);
        self.draw(deck, found.expect("there is a drawing for every deck of the plan").1)
    }

    fn bytes(&self, view: &View) -> Result<Vec<u8>, Box<Diagnostic>> {
        match view {
            View::Page(page) => {
                let page: &Page = page;
                html(&self.dress.templates, page.template(), page)
            }
            View::Table(table, Form::Csv) => Ok(data::csv(table)),
            View::Table(table, Form::Json) => Ok(data::json(table)),
            View::Document(document) => Ok(docx::docx(document)),
            View::Plain(words) => Ok(words.clone().into_bytes()),
            View::Ranking(sheet, Form::Csv) => Ok(sheet::csv(sheet)),
            View::Ranking(sheet, Form::Json) => Ok(sheet::json(sheet)),
            View::Calendar(event) => Ok(calendar::calendar(event)),
            View::Sitemap(map) => Ok(sitemap::sitemap(map)),
            View::Robots(robots) => Ok(sitemap::robots(robots)),
            View::Player(deck, version) => {
                Ok(player::index(deck, self.drawn(deck), &version.to_string()))
            }
            View::Manifest(deck, version) => Ok(player::manifest(deck, &version.to_string())),
            View::Deck(deck, version) => {
                Ok(player::deck_js(deck, self.drawn(deck), &version.to_string()))
            }
            View::Summary(summary) => Ok(summary.json()),
            View::Bytes(bytes) => Ok(bytes.to_vec()),
            View::Copy(..) => Ok(Vec::new()),
        }
    }
}

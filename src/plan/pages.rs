//! From an address to the complete view that stands there.

use std::path::PathBuf;
use std::sync::Arc;

use super::address::{Address, Form};
use super::bulletin::{Issue, Paper};
use super::here::Here;
use super::view;
use super::view::deck::{Deck, Version};
use super::{
    area, bulletin, changes, commendation, data, directory, documents, entry, exposure, grids,
    home, ledger, method, participation, plan, plan_table, plate, portals, post, posting, practice,
    ranking, rules, screen, sitemap, structure, task, tasks, unit, updates, words,
};
use crate::digest::Digest;
use crate::portal::{Id, Screen};
use crate::score::Sheet;
use crate::summary::Summary;

/// What stands at an address.
#[derive(Debug, Hash)]
pub enum View {
    /// A page: its template and what it says.
    Page(Box<Page>),
    /// A file of open data.
    Table(view::table::Table, Form),
    /// A bulletin as a document that can be edited.
    Document(Box<view::bulletin::Official>),
    /// Plain words.
    Plain(String),
    /// A month's ranking with every input.
    Ranking(Box<Sheet>, Form),
    /// An event for people's calendars.
    Calendar(view::calendar::Calendar),
    /// The map of the site for machines.
    Sitemap(view::sitemap::Sitemap),
    /// What robots may read.
    Robots(view::sitemap::Robots),
    /// What a screen opens: the player with the deck in it.
    Player(Arc<Deck>, Version),
    /// Which deck is the newest.
    Manifest(Arc<Deck>, Version),
    /// A deck for players that run already.
    Deck(Arc<Deck>, Version),
    /// What the portal says of itself to the one above it.
    Summary(Box<Summary>),
    /// Bytes of the theme.
    Bytes(Arc<[u8]>),
    /// A file of the portal, copied as it is: where it lies, and the digest of its bytes.
    Copy(PathBuf, Digest),
}

/// Declares the kinds of pages: `Variant(View) = "template";`.
macro_rules! pages {
    ($($(#[doc = $doc:literal])+ $variant:ident($view:ty) = $template:literal;)+) => {
        /// What a page says.
        #[derive(Debug, Hash)]
        #[expect(clippy::large_enum_variant, reason = "`View` boxes every page")]
        pub enum Page {
            $($(#[doc = $doc])+ $variant($view),)+
        }

        impl Page {
            /// The template that says it.
            pub fn template(&self) -> &'static str {
                match self { $(Self::$variant(_) => $template,)+ }
            }

            /// The templates of all kinds of pages.
            pub const TEMPLATES: &'static [&'static str] = &[$($template),+];
        }

        impl serde::Serialize for Page {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self { $(Self::$variant(view) => view.serialize(serializer),)+ }
            }
        }
    };
}

pages! {
    /// The home page.
    Home(view::home::HomeView) = "home.html";
    /// A list of tasks.
    Tasks(view::tasks::TasksView) = "tasks.html";
    /// The directory of lists.
    Directory(view::directory::DirectoryView) = "directory.html";
    /// A task.
    Task(view::task::TaskView) = "task.html";
    /// All reports on a task.
    Updates(view::log::UpdatesView) = "updates.html";
    /// A plan.
    Plan(view::plan::PlanView) = "plan.html";
    /// A table of a plan.
    PlanTable(view::plan_table::PlanTableView) = "plan-table.html";
    /// A unit.
    Unit(view::unit::UnitView) = "unit.html";
    /// A post.
    Post(view::post::PostView) = "post.html";
    /// Who is responsible.
    Structure(view::structure::StructureView) = "structure.html";
    /// All areas.
    Areas(view::area::AreasView) = "areas.html";
    /// An area.
    Area(view::area::AreaView) = "area.html";
    /// All grids.
    Grids(view::grids::GridsView) = "grids.html";
    /// A grid.
    Grid(view::grids::GridView) = "grid.html";
    /// Commendations.
    Commendations(view::commendations::CommendationsView) = "commendations.html";
    /// A commendation.
    Commendation(view::commendations::CommendationView) = "commendation.html";
    /// Exposures.
    Exposures(view::exposures::ExposuresView) = "exposures.html";
    /// An exposure.
    Exposure(view::exposure::ExposureView) = "exposure.html";
    /// What is left of an exposure.
    Tombstone(view::exposure::TombstoneView) = "tombstone.html";
    /// Practices.
    Practices(view::practices::PracticesView) = "practices.html";
    /// A practice.
    Practice(view::practices::PracticeView) = "practice.html";
    /// A list of a ledger of supervision.
    Ledger(view::ledger::LedgerView) = "ledger.html";
    /// An entry of a ledger.
    Entry(view::ledger::EntryView) = "entry.html";
    /// The plate of a project.
    Plate(view::ledger::PlateView) = "plate.html";
    /// The sheet for a notice board.
    Posting(view::posting::PostingView) = "posting.html";
    /// Rankings of all months.
    Rankings(view::ranking::RankingsView) = "rankings.html";
    /// A class at the end of a month.
    Ranking(view::ranking::RankingView) = "ranking.html";
    /// The draw of a month.
    Draw(view::ranking::DrawView) = "draw.html";
    /// Changes and closings.
    Changes(view::changes::ChangesView) = "changes.html";
    /// Bulletins.
    Bulletins(view::bulletin::BulletinsView) = "bulletins.html";
    /// A bulletin.
    Bulletin(view::bulletin::BulletinView) = "bulletin.html";
    /// What was done in a month.
    Notice(view::bulletin::NoticeView) = "notice.html";
    /// The records that the figures of a bulletin count.
    Counted(view::bulletin::CountedView) = "counted.html";
    /// Basis documents.
    Documents(view::documents::DocumentsView) = "documents.html";
    /// A page of words.
    Words(view::page::PageView) = "page.html";
    /// The screens on the wall.
    Screens(view::screens::ScreensView) = "screens.html";
    /// The rules as applied.
    Rules(view::rules::RulesView) = "rules.html";
    /// The working method in words.
    Method(view::rules::RulesView) = "rules.html";
    /// The portals below this one.
    Portals(view::portals::PortalsView) = "portals.html";
    /// The page of open data.
    Data(view::data::DataView) = "data.html";
    /// The columns of a table of open data.
    Columns(view::data::ColumnsView) = "columns.html";
    /// The map of the site for people.
    SiteMap(view::page::SiteMapView) = "sitemap.html";
    /// What is shown when a page does not exist.
    NotFound(view::page::NotFoundView) = "404.html";
}

/// The view of the page being written.
pub fn view(here: Here) -> View {
    let page = match here.address {
        Address::Home => Page::Home(home::home(here)),
        Address::Tasks(list, number) => Page::Tasks(tasks::tasks(here, list, number)),
        Address::Directory => Page::Directory(directory::directory(here)),
        Address::Task(id) => Page::Task(task::task(here, id)),
        Address::Updates(id, number) => Page::Updates(updates::page(here, id, number)),
        Address::Plan(id) => Page::Plan(plan::plan(here, id)),
        Address::PlanTable(id, at, order, number) => {
            Page::PlanTable(plan_table::plan_table(here, id, (at, order), number))
        }
        Address::Unit(id) => Page::Unit(unit::unit(here, id)),
        Address::Post(id) => Page::Post(post::post(here, id)),
        Address::Structure => Page::Structure(structure::structure(here)),
        Address::Areas => Page::Areas(area::areas(here)),
        Address::Area(id) => Page::Area(area::area(here, id)),
        Address::Grids(area, number) => Page::Grids(grids::grids(here, area, number)),
        Address::Grid(id) => Page::Grid(grids::grid(here, id)),
        Address::Commendations(honour, number) => {
            Page::Commendations(commendation::commendations(here, honour, number))
        }
        Address::Commendation(id) => Page::Commendation(commendation::commendation(here, id)),
        Address::Exposures(board, number) => {
            Page::Exposures(exposure::exposures(here, board, number))
        }
        Address::Exposure(id) => exposure::exposure(here, id),
        Address::Practices(number) => Page::Practices(practice::practices(here, number)),
        Address::Practice(id) => Page::Practice(practice::practice(here, id)),
        Address::Ledger(shelf, number) => Page::Ledger(ledger::ledger(here, shelf, number)),
        Address::Entry(held) => Page::Entry(entry::page(here, held)),
        Address::Calendar(id) => return View::Calendar(participation::calendar(here, id)),
        Address::Plate(id) => Page::Plate(plate::plate(here, id)),
        Address::Posting(place) => Page::Posting(posting::posting(here, place)),
        Address::Rankings => Page::Rankings(ranking::rankings(here)),
        Address::Ranking(month, at, number) => {
            Page::Ranking(ranking::ranking(here, month, at, number))
        }
        Address::Draw(month, number) => Page::Draw(ranking::draw(here, month, number)),
        Address::Changes => Page::Changes(changes::newest(here)),
        Address::ChangesOf(month, number) => Page::Changes(changes::of_month(here, month, number)),
        Address::Bulletins(number) => Page::Bulletins(bulletin::bulletins(here, number)),
        Address::Bulletin(issue) => Page::Bulletin(bulletin::bulletin(here, issue)),
        Address::Notice(month, number) => Page::Notice(bulletin::notice(here, month, number)),
        Address::Counted(month, of, number) => {
            Page::Counted(bulletin::counted(here, month, of, number))
        }
        Address::BulletinPaper(issue, paper) => return other_form(here, issue, paper),
        Address::Documents => Page::Documents(documents::documents(here)),
        Address::Page(id) => Page::Words(words::page(here, id)),
        Address::Screens => Page::Screens(screen::page::screens(here)),
        Address::Rules => Page::Rules(rules::rules(here)),
        Address::Method => Page::Method(method::page(here)),
        Address::Data => Page::Data(data::data(here)),
        Address::Columns(at) => Page::Columns(data::columns(here, at)),
        Address::Portals => Page::Portals(portals::portals(here)),
        Address::Summary => return View::Summary(Box::new(here.plan.summary())),
        Address::SiteMap => Page::SiteMap(sitemap::site_map(here)),
        Address::NotFound => Page::NotFound(sitemap::not_found(here)),
        Address::Player(id) => return shown(here, id, View::Player),
        Address::Manifest(id) => return shown(here, id, View::Manifest),
        Address::Deck(id, _) => return shown(here, id, View::Deck),
        Address::RankingTable(month, form) => {
            return View::Ranking(Box::new(ranking::sheet(here, month)), form);
        }
        Address::Table(at, form) => return View::Table(data::table(here, at), form),
        Address::Sitemap => return View::Sitemap(sitemap::sitemap(here)),
        Address::Robots => return View::Robots(sitemap::robots(here)),
    };
    View::Page(Box::new(page))
}

/// A screen's deck, in one of its forms.
fn shown(here: Here, id: Id<Screen>, form: impl Fn(Arc<Deck>, Version) -> View) -> View {
    let show = here.plan.show(id);
    form(Arc::clone(&show.deck), show.version)
}

/// A bulletin in another form than a page.
fn other_form(here: Here, issue: Issue, paper: Paper) -> View {
    match (paper, issue) {
        (Paper::Document, _) => View::Document(Box::new(bulletin::document(here, issue))),
        (Paper::Tasks, Issue::Month(month)) => {
            View::Table(bulletin::tasks_of(here, month), Form::Csv)
        }
        (Paper::Tasks, Issue::Occasion(_)) | (Paper::Message | Paper::Broadcast, _) => {
            View::Plain(bulletin::plain(here, issue, paper))
        }
    }
}

//! Where every page lies. Paths are fixed: a citizen's bookmark holds for ever.

use super::bulletin::{Counted, Issue, Paper};
use super::plan_table::Order;
use super::posting::Place;
use super::shelf::{Entry, Shelf};
use super::view::deck::Version;
use crate::assess::Assessed;
use crate::date::Month;
use crate::method::Light;
use crate::portal::{
    Area, Category, Commendation, Exposure, Gathering, Grid, Id, Page, Party, Plan, Post, Practice,
    Screen, Task, Unit,
};
use crate::record::{Role, TaskKind};
use crate::slug::Slug;

/// A list of tasks: all of them, or prebuilt by what people ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Every task.
    All,
    /// By light.
    Light(Light),
    /// By category at any level of the catalogue.
    Category(Id<Category>),
    /// By lead unit.
    Unit(Id<Unit>),
    /// By leader in charge.
    Leader(Id<Post>),
    /// By area, areas below it included.
    Area(Id<Area>),
    /// By the month in which it is due.
    Due(Month),
    /// By kind of task.
    Kind(TaskKind),
    /// By topic, by its position in the method.
    Topic(usize),
    /// By light within a category at any level.
    LightCategory(Light, Id<Category>),
    /// By light within a lead unit.
    LightUnit(Light, Id<Unit>),
    /// By who holds another role than lead unit or leader in charge.
    Role(Role, Party),
}

/// A file of open data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// With a byte-order mark, for spreadsheets.
    Csv,
    /// An array of objects.
    Json,
}

/// Everything that has a path of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// The home page.
    Home,
    /// A page of a list of tasks, from 1.
    Tasks(List, u32),
    /// The directory of lists of areas and leaders.
    Directory,
    /// A task.
    Task(Id<Task>),
    /// All reports on a task, from page 1.
    Updates(Id<Task>, u32),
    /// A plan with its catalogue.
    Plan(Id<Plan>),
    /// A table of a plan, by its position in the method, in an order, from page 1.
    PlanTable(Id<Plan>, usize, Order, u32),
    /// A unit.
    Unit(Id<Unit>),
    /// A post: a leader's list.
    Post(Id<Post>),
    /// Who is responsible.
    Structure,
    /// All areas.
    Areas,
    /// An area.
    Area(Id<Area>),
    /// Grids: all, or those of an area, from page 1.
    Grids(Option<Id<Area>>, u32),
    /// A grid.
    Grid(Id<Grid>),
    /// Commendations: which ones, from page 1.
    Commendations(Honour, u32),
    /// A commendation.
    Commendation(Id<Commendation>),
    /// Exposures: which ones, from page 1.
    Exposures(Board, u32),
    /// An exposure, or what is left of it.
    Exposure(Id<Exposure>),
    /// Practices, from page 1.
    Practices(u32),
    /// A practice.
    Practice(Id<Practice>),
    /// A list of a ledger of supervision, from page 1.
    Ledger(Shelf, u32),
    /// An entry of a ledger.
    Entry(Entry),
    /// A gathering for people's calendars.
    Calendar(Id<Gathering>),
    /// The plate of a project.
    Plate(Id<Task>),
    /// The sheet of a place for its notice board.
    Posting(Place),
    /// Rankings of all months.
    Rankings,
    /// A class at the end of a month, by its position among the classes, from page 1.
    Ranking(Month, usize, u32),
    /// The draw of a month, from page 1.
    Draw(Month, u32),
    /// The same month with every input, for computing again.
    RankingTable(Month, Form),
    /// The newest changes and closings.
    Changes,
    /// Changes and closings of a month, from page 1.
    ChangesOf(Month, u32),
    /// Bulletins, from page 1.
    Bulletins(u32),
    /// A bulletin: of a month, or outside the rhythm.
    Bulletin(Issue),
    /// A bulletin in another form.
    BulletinPaper(Issue, Paper),
    /// What was done in a month, from page 1.
    Notice(Month, u32),
    /// The records that the figures of a month's bulletin count, from page 1.
    Counted(Month, Counted, u32),
    /// Basis documents.
    Documents,
    /// A page of words.
    Page(Id<Page>),
    /// The screens on the wall.
    Screens,
    /// What a screen opens: the player with its deck in it.
    Player(Id<Screen>),
    /// What a player asks for again and again: which deck is the newest.
    Manifest(Id<Screen>),
    /// A deck for players that run already.
    Deck(Id<Screen>, Version),
    /// The rules as applied.
    Rules,
    /// The working method in words.
    Method,
    /// The portals below this one, side by side.
    Portals,
    /// What the portal says of itself to the one above it.
    Summary,
    /// The page of open data.
    Data,
    /// The page that explains the columns of a table, by its position among the tables.
    Columns(usize),
    /// A file of open data, by its position among the tables.
    Table(usize, Form),
    /// The map of the site for people.
    SiteMap,
    /// What is shown when a page does not exist.
    NotFound,
    /// The map of the site for machines.
    Sitemap,
    /// What robots may read.
    Robots,
}

/// Which exposures a board shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Board {
    /// All of them.
    All,
    /// Those in a state.
    State(crate::record::RectificationState),
}

/// Which commendations a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Honour {
    /// All of them.
    All,
    /// Of collectives.
    Collective,
    /// Of persons.
    Person,
    /// Of a month.
    Month(Month),
}

/// English words of lists become parts of paths: `key_work` → `key-work`.
fn hyphened(word: &str) -> String {
    word.replace('_', "-")
}

impl List {
    /// The tasks in which a unit or post holds a role.
    pub fn of_role(role: Role, party: Party) -> Self {
        match (role, party) {
            (Role::Lead, Party::Unit(unit)) => Self::Unit(unit),
            (Role::InCharge, Party::Post(post)) => Self::Leader(post),
            _ => Self::Role(role, party),
        }
    }

    /// The folder of the list's first page, ending in `/`.
    pub fn folder(self, assessed: &Assessed) -> String {
        let portal = &assessed.portal;
        let (kind, slug) = match self {
            Self::All => return "tasks/".to_owned(),
            Self::Light(light) => ("light", light.en().to_owned()),
            Self::Category(id) => ("category", portal.categories.get(id).slug.to_string()),
            Self::Unit(id) => ("unit", portal.units.get(id).slug.to_string()),
            Self::Leader(id) => ("leader", portal.posts.get(id).slug.to_string()),
            Self::Area(id) => ("area", portal.areas.get(id).slug.to_string()),
            Self::Due(month) => ("due", month.to_string()),
            Self::Kind(kind) => ("kind", hyphened(kind.en())),
            Self::Topic(at) => {
                let topic = portal.method.topics.get(at);
                ("topic", topic.map_or_else(String::new, |topic| topic.id.value.to_string()))
            }
            Self::LightCategory(light, id) => {
                ("light-category", format!("{}-{}", light.en(), portal.categories.get(id).slug))
            }
            Self::LightUnit(light, id) => {
                ("light-unit", format!("{}-{}", light.en(), portal.units.get(id).slug))
            }
            Self::Role(role, party) => {
                let (who, slug) = match party {
                    Party::Unit(id) => ("unit", &portal.units.get(id).slug),
                    Party::Post(id) => ("post", &portal.posts.get(id).slug),
                };
                return format!("tasks/by/{who}-{}/{slug}/", hyphened(role.en()));
            }
        };
        format!("tasks/by/{kind}/{slug}/")
    }
}

/// The folder of a record. Links to records are most of what is written here, so it does without
/// the formatting machinery.
fn record_folder(kind: &str, slug: &Slug) -> String {
    [kind, slug.as_str(), "/"].concat()
}

/// The folder of page `number` of a list whose first page lies in `folder`.
fn page_folder(folder: &str, number: u32) -> String {
    if number <= 1 { folder.to_owned() } else { format!("{folder}page/{number}/") }
}

impl Address {
    /// The address from the root: a folder ending in `/` (empty for the home page), or a file.
    pub fn path(self, assessed: &Assessed) -> String {
        let portal = &assessed.portal;
        match self {
            Self::Home => String::new(),
            Self::Tasks(list, number) => page_folder(&list.folder(assessed), number),
            Self::Directory => "tasks/by/".to_owned(),
            Self::Task(id) => record_folder("tasks/", &portal.tasks.get(id).slug),
            Self::Updates(id, number) => {
                page_folder(&(Self::Task(id).path(assessed) + "updates/"), number)
            }
            Self::Plan(id) => record_folder("plans/", &portal.plans.get(id).slug),
            Self::PlanTable(id, at, order, number) => {
                let table = portal.method.tables.get(at).map_or("", |table| table.table.en());
                let (plan, order) = (&portal.plans.get(id).slug, order.folder());
                page_folder(&format!("plans/{plan}/{table}/{order}"), number)
            }
            Self::Unit(id) => record_folder("units/", &portal.units.get(id).slug),
            Self::Post(id) => record_folder("posts/", &portal.posts.get(id).slug),
            Self::Structure => "structure/".to_owned(),
            Self::Areas => "areas/".to_owned(),
            Self::Area(id) => record_folder("areas/", &portal.areas.get(id).slug),
            Self::Grids(None, number) => page_folder("grids/", number),
            Self::Grids(Some(area), number) => {
                let area = &portal.areas.get(area).slug;
                page_folder(&format!("grids/by/area/{area}/"), number)
            }
            Self::Grid(id) => record_folder("grids/", &portal.grids.get(id).slug),
            Self::Commendations(honour, number) => page_folder(&honour.folder(), number),
            Self::Commendation(id) => {
                record_folder("commendations/", &portal.commendations.get(id).slug)
            }
            Self::Exposures(board, number) => page_folder(&board.folder(), number),
            Self::Exposure(id) => record_folder("exposures/", &portal.exposures.get(id).slug),
            Self::Practices(number) => page_folder("practices/", number),
            Self::Practice(id) => record_folder("practices/", &portal.practices.get(id).slug),
            Self::Ledger(list, number) => page_folder(&list.folder(), number),
            Self::Entry(entry) => entry.folder(assessed),
            Self::Calendar(id) => {
                format!("participation/{}.ics", portal.participation.gatherings.get(id).slug)
            }
            Self::Plate(id) => format!("tasks/{}/plate/", portal.tasks.get(id).slug),
            Self::Posting(place) => place.address().path(assessed) + "board/",
            Self::Rankings => "rankings/".to_owned(),
            Self::Ranking(month, at, number) => {
                let first = at == super::ranking::first_class(assessed, month);
                let class = if first { String::new() } else { format!("class-{}/", at + 1) };
                page_folder(&format!("rankings/{month}/{class}"), number)
            }
            Self::Draw(month, number) => page_folder(&format!("rankings/{month}/draw/"), number),
            Self::RankingTable(month, Form::Csv) => format!("rankings/{month}/table.csv"),
            Self::RankingTable(month, Form::Json) => format!("rankings/{month}/table.json"),
            Self::Changes => "changes/".to_owned(),
            Self::ChangesOf(month, number) => page_folder(&format!("changes/{month}/"), number),
            Self::Bulletins(number) => page_folder("bulletins/", number),
            Self::Bulletin(issue) => issue.folder(assessed),
            Self::BulletinPaper(issue, paper) => issue.file(assessed, paper),
            Self::Notice(month, number) => {
                page_folder(&format!("bulletins/{month}/notice/"), number)
            }
            Self::Counted(month, counted, number) => page_folder(&counted.folder(month), number),
            Self::Documents => "documents/".to_owned(),
            Self::Page(id) => record_folder("pages/", &portal.pages.get(id).slug),
            Self::Screens => "screens/".to_owned(),
            Self::Player(id) => format!("screens/{}/", portal.screens.get(id).slug),
            Self::Manifest(id) => {
                format!("screens/{}/manifest.js", portal.screens.get(id).slug)
            }
            Self::Deck(id, version) => {
                format!("screens/{}/deck-{version}.js", portal.screens.get(id).slug)
            }
            Self::Rules => "rules/".to_owned(),
            Self::Method => "rules/method/".to_owned(),
            Self::Portals => "portals/".to_owned(),
            Self::Summary => crate::summary::PATH.to_owned(),
            Self::Data => "data/".to_owned(),
            Self::Columns(at) => format!("data/{}/", super::data::name(at)),
            Self::Table(at, form) => {
                let ending = match form {
                    Form::Csv => "csv",
                    Form::Json => "json",
                };
                format!("data/{}.{ending}", super::data::name(at))
            }
            Self::SiteMap => "sitemap/".to_owned(),
            Self::NotFound => "404.html".to_owned(),
            Self::Sitemap => "sitemap.xml".to_owned(),
            Self::Robots => "robots.txt".to_owned(),
        }
    }

    /// Which page of a list it is, from 1.
    pub fn page(self) -> u32 {
        match self {
            Self::Tasks(_, page)
            | Self::PlanTable(_, _, _, page)
            | Self::Grids(_, page)
            | Self::Commendations(_, page)
            | Self::Exposures(_, page)
            | Self::Practices(page)
            | Self::Ranking(_, _, page)
            | Self::Draw(_, page)
            | Self::ChangesOf(_, page)
            | Self::Updates(_, page)
            | Self::Bulletins(page)
            | Self::Ledger(_, page)
            | Self::Notice(_, page)
            | Self::Counted(_, _, page) => page,
            Self::Home
            | Self::Directory
            | Self::Task(_)
            | Self::Plan(_)
            | Self::Unit(_)
            | Self::Post(_)
            | Self::Structure
            | Self::Areas
            | Self::Area(_)
            | Self::Grid(_)
            | Self::Commendation(_)
            | Self::Exposure(_)
            | Self::Practice(_)
            | Self::Entry(_)
            | Self::Calendar(_)
            | Self::Plate(_)
            | Self::Posting(_)
            | Self::Rankings
            | Self::RankingTable(..)
            | Self::Changes
            | Self::Bulletin(_)
            | Self::BulletinPaper(..)
            | Self::Documents
            | Self::Page(_)
            | Self::Rules
            | Self::Method
            | Self::Portals
            | Self::Summary
            | Self::Data
            | Self::Columns(_)
            | Self::Screens
            | Self::Player(_)
            | Self::Manifest(_)
            | Self::Deck(..)
            | Self::Table(..)
            | Self::SiteMap
            | Self::NotFound
            | Self::Sitemap
            | Self::Robots => 1,
        }
    }

    /// The file of this address: folders hold an `index.html`.
    pub fn file(self, assessed: &Assessed) -> String {
        let path = self.path(assessed);
        if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path }
    }
}

impl Board {
    fn folder(self) -> String {
        match self {
            Self::All => "exposures/".to_owned(),
            Self::State(state) => format!("exposures/by/state/{}/", hyphened(state.en())),
        }
    }
}

impl Honour {
    fn folder(self) -> String {
        match self {
            Self::All => "commendations/".to_owned(),
            Self::Collective => "commendations/by/honoured/collective/".to_owned(),
            Self::Person => "commendations/by/honoured/person/".to_owned(),
            Self::Month(month) => format!("commendations/by/month/{month}/"),
        }
    }
}

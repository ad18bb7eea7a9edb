//! Which pages there are. No empty column is ever emitted.

use super::address::{Address, Board, Form, Honour, List};
use super::lists::Lists;
use super::plan_table::Order;
use super::posting::Place;
use super::shelf::{self, Entry, Shelf};
use super::view::atoms::PER_PAGE;
use super::{
    Show, changes, commendation, data, documents, exposure, grids, participation, portals, updates,
};
use crate::assess::Assessed;

/// Every address of the site.
pub fn all(assessed: &Assessed, lists: &Lists, shows: &[Show]) -> Vec<Address> {
    let portal = &assessed.portal;
    let mut all = vec![
        Address::Home,
        Address::Directory,
        Address::Structure,
        Address::Rules,
        Address::Method,
        Address::Data,
        Address::Summary,
        Address::SiteMap,
        Address::NotFound,
        Address::Sitemap,
        Address::Robots,
    ];
    for (list, tasks) in lists.paged() {
        all.extend(numbers(tasks.len()).map(|number| Address::Tasks(list, number)));
    }
    all.extend(portal.tasks.ids().map(Address::Task));
    for (id, reports) in updates::long(assessed) {
        all.extend(pages(reports).map(|number| Address::Updates(id, number)));
    }
    all.extend(portal.plans.ids().map(Address::Plan));
    for id in portal.plans.ids() {
        let tasks = assessed.plans.get(id).tasks.len();
        for (at, table) in portal.method.tables.iter().enumerate() {
            for order in Order::of(table) {
                all.extend(pages(tasks).map(|number| Address::PlanTable(id, at, *order, number)));
            }
        }
    }
    all.extend(portal.units.ids().map(Address::Unit));
    all.extend(portal.posts.ids().map(Address::Post));
    all.extend((!portal.areas.is_empty()).then_some(Address::Areas));
    all.extend(portal.areas.ids().map(Address::Area));
    for (area, grids) in grids::lists(assessed) {
        all.extend(pages(grids).map(|number| Address::Grids(area, number)));
    }
    all.extend(portal.grids.ids().map(Address::Grid));
    all.extend(Place::all(assessed, lists).into_iter().map(Address::Posting));
    all.extend(documents::any(assessed).then_some(Address::Documents));
    all.extend(portal.pages.ids().map(Address::Page));
    all.extend(portals::any(assessed).then_some(Address::Portals));
    cases(assessed, &mut all);
    all.extend((!portal.screens.is_empty()).then_some(Address::Screens));
    for (id, show) in portal.screens.ids().zip(shows) {
        all.extend([Address::Player(id), Address::Manifest(id), Address::Deck(id, show.version)]);
    }
    let tables = (0..data::TABLES.len()).filter(|at| data::has_rows(assessed, *at));
    all.extend(tables.flat_map(|at| {
        [Address::Columns(at), Address::Table(at, Form::Csv), Address::Table(at, Form::Json)]
    }));
    all
}

/// Boards, lists and entries of exposures, commendations and practices; changes by month.
fn cases(assessed: &Assessed, all: &mut Vec<Address>) {
    for (board, count) in exposure::boards(assessed) {
        let numbers = if board == Board::All {
            numbers(count).collect()
        } else {
            pages(count).collect::<Vec<_>>()
        };
        all.extend(numbers.into_iter().map(|number| Address::Exposures(board, number)));
    }
    all.extend(exposure::shown(assessed).into_iter().map(Address::Exposure));
    for (honour, count) in commendation::lists(assessed) {
        all.extend(pages(count).map(|number| Address::Commendations(honour, number)));
    }
    all.extend(commendation::shown(assessed).into_iter().map(Address::Commendation));
    let practices = super::practice::shown(assessed);
    all.extend(pages(practices.len()).map(Address::Practices));
    all.extend(practices.into_iter().map(Address::Practice));
    ledgers(assessed, all);
    taking_part(assessed, all);
    all.extend(super::ranking::addresses(assessed));
    let months = changes::months(assessed);
    all.extend((!months.is_empty()).then_some(Address::Changes));
    for (month, events) in months {
        all.extend(pages(events).map(|number| Address::ChangesOf(month, number)));
    }
}

/// The ledgers of supervision. The page of the five systems is there as soon as there is anything.
fn ledgers(assessed: &Assessed, all: &mut Vec<Address>) {
    all.extend(super::plate::plated(assessed).map(Address::Plate));
    if !shelf::any(assessed) {
        return;
    }
    for of in Shelf::of_supervision() {
        let held = of.count(assessed);
        let list: Vec<u32> = if of == Shelf::Inspections(None) {
            numbers(held).collect()
        } else {
            pages(held).collect()
        };
        all.extend(list.into_iter().map(|number| Address::Ledger(of, number)));
    }
    let ledgers = &assessed.supervision;
    let inspections = ledgers.inspections.iter().map(|id| Entry::Inspection(*id));
    let problems = ledgers.problems.iter().map(|(id, _)| Entry::Problem(*id));
    let mendings = ledgers.mendings.iter().map(|(id, _)| Entry::Mending(*id));
    let pledges = shelf::pledges(assessed).into_iter().map(Entry::Pledge);
    let entries = inspections.chain(problems).chain(mendings).chain(pledges);
    all.extend(entries.map(Address::Entry));
}

/// Taking part. The section's page is there as soon as there is anything.
fn taking_part(assessed: &Assessed, all: &mut Vec<Address>) {
    if !participation::any(assessed) {
        return;
    }
    let consultations = participation::consultations(assessed);
    let appraisals = participation::appraisals(assessed);
    let projects = participation::micro_projects(assessed);
    let list = |shelf| move |number| Address::Ledger(shelf, number);
    all.extend(numbers(consultations.len()).map(list(Shelf::Consultations)));
    all.extend(pages(appraisals.len()).map(list(Shelf::Appraisals)));
    all.extend(pages(projects.len()).map(list(Shelf::MicroProjects)));
    let gatherings = || assessed.portal.participation.gatherings.ids();
    all.extend(gatherings().map(Address::Calendar));
    let entries = consultations.into_iter().map(Entry::Consultation);
    let entries = entries.chain(appraisals.into_iter().map(Entry::Appraisal));
    all.extend(entries.chain(gatherings().map(Entry::Gathering)).map(Address::Entry));
}

/// Numbers of the pages of a list that is there even when it is empty.
fn numbers(records: usize) -> impl Iterator<Item = u32> {
    1..=u32::try_from(records.div_ceil(PER_PAGE as usize)).unwrap_or(u32::MAX).max(1)
}

/// Numbers of the pages of a list that is there only when it holds something.
pub fn pages(records: usize) -> impl Iterator<Item = u32> {
    numbers(records).filter(move |_| records > 0)
}

/// The whole of a list of honours.
pub const ALL_HONOURED: Address = Address::Commendations(Honour::All, 1);
/// The whole board of exposures.
pub const ALL_EXPOSED: Address = Address::Exposures(Board::All, 1);
/// The list of all tasks.
pub const ALL_TASKS: Address = Address::Tasks(List::All, 1);

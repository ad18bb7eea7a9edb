//! Maps of the site, for people and for machines, and the page that is shown when there is none.

use chrono::NaiveDate;

use super::address::{Address, List};
use super::addresses::ALL_TASKS;
use super::directory;
use super::heads::{About, Section};
use super::here::Here;
use super::shelf::Shelf;
use super::tasks::{LIGHTS, first_level, heading};
use super::view::atoms::{Label, Link};
use super::view::page::{NotFoundView, SiteMapGroup, SiteMapView};
use super::view::sitemap::{Address as Place, MOST, Robots, Sitemap};
use crate::date::iso;
use crate::portal::{Id, Unit};

/// What search engines are told. A demonstration tells them nothing.
pub fn sitemap(here: Here) -> Sitemap {
    let hidden = here.assessed().portal.site.demonstration;
    let mut shown: Vec<Address> =
        here.plan.addresses().iter().copied().filter(|to| !hidden && is_listed(*to)).collect();
    // Records come before lists: what a map has no room for are further pages of filters.
    shown.sort_by_key(|to| matches!(to, Address::Tasks(..)) && *to != ALL_TASKS);
    let place = |to: Address| Place {
        url: here.plan.root_url() + &to.path(here.assessed()),
        changed_on: changed_on(here, to).map(iso),
    };
    Sitemap { addresses: shown.into_iter().take(MOST).map(place).collect() }
}

/// Pages that may be found by searching. Exposures and their boards never are: they end.
fn is_listed(address: Address) -> bool {
    match address {
        Address::Home
        | Address::Tasks(..)
        | Address::Directory
        | Address::Task(_)
        | Address::Updates(..)
        | Address::Plan(_)
        | Address::PlanTable(..)
        | Address::Unit(_)
        | Address::Post(_)
        | Address::Structure
        | Address::Areas
        | Address::Area(_)
        | Address::Grids(..)
        | Address::Grid(_)
        | Address::Commendations(..)
        | Address::Commendation(_)
        | Address::Practices(_)
        | Address::Practice(_)
        | Address::Ledger(
            Shelf::Inspections(_)
            | Shelf::Problems(_)
            | Shelf::Pledges
            | Shelf::Consultations
            | Shelf::Appraisals
            | Shelf::MicroProjects,
            _,
        )
        | Address::Entry(_)
        | Address::Rankings
        | Address::Ranking(..)
        | Address::Draw(..)
        | Address::Changes
        | Address::ChangesOf(..)
        | Address::Bulletins(_)
        | Address::Bulletin(_)
        | Address::Notice(..)
        | Address::Counted(..)
        | Address::Documents
        | Address::Page(_)
        | Address::Rules
        | Address::Method
        | Address::Portals
        | Address::Data
        | Address::Columns(_)
        | Address::Screens
        | Address::SiteMap => true,
        Address::Exposures(..)
        | Address::Exposure(_)
        | Address::BulletinPaper(..)
        | Address::Ledger(Shelf::Mendings(_), _)
        | Address::Plate(_)
        | Address::Posting(_)
        | Address::Calendar(_)
        | Address::Summary
        | Address::Table(..)
        | Address::RankingTable(..)
        | Address::Player(_)
        | Address::Manifest(_)
        | Address::Deck(..)
        | Address::NotFound
        | Address::Sitemap
        | Address::Robots => false,
    }
}

/// The day of a record's last change, where the record knows it.
fn changed_on(here: Here, address: Address) -> Option<NaiveDate> {
    let portal = &here.assessed().portal;
    if let Address::Task(id) = address {
        return Some(super::task::published_on(here, portal.tasks.get(id)));
    }
    if let Address::Commendation(id) = address {
        return Some(portal.commendations.get(id).published_on);
    }
    if let Address::Practice(id) = address {
        return Some(portal.practices.get(id).published_on);
    }
    if let Address::Page(id) = address {
        return Some(portal.pages.get(id).published_on);
    }
    None
}

/// What robots may read.
pub fn robots(here: Here) -> Robots {
    let tells = !here.assessed().portal.site.demonstration;
    let sitemap = here.plan.root_url() + &Address::Sitemap.path(here.assessed());
    Robots { sitemap: tells.then_some(sitemap) }
}

/// All there is, for people.
pub fn site_map(here: Here) -> SiteMapView {
    let title = here.plan.words("sitemap", "title");
    let description = format!("{}的全部栏目和目录", here.assessed().portal.site.name);
    let groups = [
        ("栏目", sections(here)),
        ("方案", plans(here)),
        ("任务：按类别", categories(here)),
        ("任务：按亮灯", lights(here)),
        ("任务：按牵头单位", lead_units(here)),
        ("任务：按到期月份", due(here)),
        ("区域", areas(here)),
        ("关于本站", about(here)),
    ];
    let group = |(title, links): (&str, Vec<Link>)| SiteMapGroup { title: title.to_owned(), links };
    let filled = groups.into_iter().filter(|(_, links)| !links.is_empty());
    SiteMapView {
        head: here.head(About::column(&title, description, Section::About)),
        groups: filled.map(group).collect(),
    }
}

fn sections(here: Here) -> Vec<Link> {
    let nav = here.plan.site.nav.iter();
    let sections = nav.map(|item| Link { text: item.text.clone(), href: here.root() + &item.href });
    sections.chain([directory::link(here)]).collect()
}

fn about(here: Here) -> Vec<Link> {
    let footer = here.plan.site.footer.iter();
    footer.map(|link| Link { text: link.text.clone(), href: here.root() + &link.href }).collect()
}

fn plans(here: Here) -> Vec<Link> {
    let plans = here.assessed().portal.plans.iter();
    plans
        .map(|(id, plan)| Link { text: plan.name.clone(), href: here.href(Address::Plan(id)) })
        .collect()
}

/// A list of tasks, if it holds any.
fn list(here: Here, list: List) -> Option<Link> {
    Some(Link { text: heading(here, list), href: here.list_href(list)? })
}

fn categories(here: Here) -> Vec<Link> {
    first_level(here).into_iter().filter_map(|id| list(here, List::Category(id))).collect()
}

fn lights(here: Here) -> Vec<Link> {
    LIGHTS.iter().filter_map(|light| list(here, List::Light(*light))).collect()
}

fn due(here: Here) -> Vec<Link> {
    let lists = here.plan.lists.paged().map(|(list, _)| list);
    lists.filter(|list| matches!(list, List::Due(_))).filter_map(|due| list(here, due)).collect()
}

fn lead_units(here: Here) -> Vec<Link> {
    let units = here.assessed().portal.units.ids();
    units.filter_map(|id: Id<Unit>| list(here, List::Unit(id))).collect()
}

/// Areas of the two widest levels; the others stand on the page of areas.
fn areas(here: Here) -> Vec<Link> {
    let areas = &here.assessed().portal.areas;
    let wide = areas
        .iter()
        .filter(|(_, area)| area.parent.is_none_or(|parent| areas.get(parent).parent.is_none()));
    wide.map(|(id, area)| Link { text: area.name.clone(), href: here.href(Address::Area(id)) })
        .collect()
}

/// What is shown where there is no page. It is served at any address, so all its links are full.
pub fn not_found(here: Here) -> NotFoundView {
    let title = here.plan.words("not_found", "title");
    let lead = here.plan.words("not_found", "lead");
    let head = here.head(About::column(&title, lead, Section::About));
    let root = here.plan.root_url();
    let full = |address: Address| format!("{root}{}", address.path(here.assessed()));
    let home = Label {
        text: here.plan.words("nav", Section::Home.slug()),
        href: Some(full(Address::Home)),
    };
    let ways =
        [("tasks", ALL_TASKS), ("structure", Address::Structure), ("sitemap", Address::SiteMap)];
    let way = |(term, address): (&str, Address)| Link {
        text: here.plan.words("nav", term),
        href: full(address),
    };
    NotFoundView {
        links: ways.into_iter().map(way).collect(),
        head: super::view::head::Head {
            breadcrumb: vec![home, Label { text: title, href: None }],
            root: root.clone(),
            noindex: true,
            ..head
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::address::Address;
    use crate::plan::example::{text, with};
    use crate::plan::{Page, View};

    fn urls(demonstration: &str) -> Vec<String> {
        let portal = text("portal.yaml").replace("演示: 是", &format!("演示: {demonstration}"));
        let plan = with(&[("portal.yaml", &portal)], "2026-10-15");
        let View::Sitemap(map) = plan.view(Address::Sitemap) else { panic!("a map") };
        map.addresses.into_iter().map(|place| place.url).collect()
    }

    #[test]
    fn a_map_has_full_addresses_of_pages_that_last() {
        let urls = urls("否");
        assert!(urls.contains(&"https://www.yuncheng.example/".to_owned()));
        assert!(urls.contains(&"https://www.yuncheng.example/tasks/lift-retrofit/".to_owned()));
        let passing = |url: &String| url.contains(".example/exposures/") || url.contains(".csv");
        assert!(!urls.iter().any(passing));
    }

    #[test]
    fn a_demonstration_is_on_no_map() {
        assert_eq!(urls("是"), Vec::<String>::new());
    }

    #[test]
    fn what_is_served_at_any_address_has_full_links() {
        let plan = with(&[], "2026-10-15");
        let View::Page(page) = plan.view(Address::NotFound) else { panic!("a page") };
        let Page::NotFound(view) = *page else { panic!("not found") };
        let crumbs = view.head.breadcrumb.iter().filter_map(|crumb| crumb.href.as_ref());
        let mut links = view.links.iter().map(|link| &link.href).chain(crumbs);
        assert!(links.all(|href| href.starts_with("https://www.yuncheng.example/")));
        assert_eq!(view.head.root, "https://www.yuncheng.example/");
    }
}

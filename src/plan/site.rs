//! What is the same on every page: identity, marks, navigation, footer.

use super::address::Address;
use super::heads::Section;
use super::here::light_of_all;
use super::view::atoms::{Day, Label, Light, Link};
use super::view::head::{Lamp, Lamps, NavItem, Site};
use super::{
    bulletin, changes, commendation, documents, exposure, participation, portals, practice, shelf,
};
use crate::assess::Assessed;
use crate::method;
use crate::portal::Letterbox;
use crate::theme::words::Words;

/// The site around every page.
pub fn site(assessed: &Assessed, words: &Words) -> Site {
    let site = &assessed.portal.site;
    let mut nav = nav(assessed, words);
    let further = nav.split_off(nav.len().min(IN_HEADER)).into_iter();
    let further: Vec<_> = further.map(|item| Link { text: item.text, href: item.href }).collect();
    Site {
        name: site.name.clone(),
        purpose: site.purpose.clone(),
        organiser: site.organiser.clone(),
        undertaker: site.undertaker.clone(),
        phone: site.phone.clone(),
        address: site.address.clone(),
        hours: site.hours.clone(),
        hotline: site.hotline.clone(),
        letterbox: site.letterbox.as_ref().map(letterbox),
        domain: site.domain.clone(),
        site_id_code: site.site_id_code.clone(),
        icp: site.icp.clone(),
        police: Link { text: site.police_number.clone(), href: site.police_url.clone() },
        party_mark_url: site.party_mark_url.clone(),
        find_error_url: site.find_error_url.clone(),
        nav,
        footer: further.into_iter().chain(footer(assessed, words)).collect(),
        parent: site.parent.clone().map(|(text, href)| Link { text, href }),
        demonstration: site.demonstration,
        // Asked for another day, the archive speaks of that one.
        archive: site.as_of.map(|_| Day::of(assessed.today)),
        rules_href: Some(Address::Rules.path(assessed)),
        lights: lights(assessed),
        measure: assessed.portal.method.works.measure.to_string(),
        lamps: Lamps {
            done: lamp(assessed, method::Light::Done),
            red: lamp(assessed, method::Light::Red),
            silent: lamp(assessed, method::Light::Silent),
            yellow: lamp(assessed, method::Light::Yellow),
        },
        style: "style.css".to_owned(),
        script: Some("script.js".to_owned()),
        icon: "favicon.svg".to_owned(),
    }
}

/// As many sections as stand in two rows of a phone's header; further ones go to the footer.
const IN_HEADER: usize = 8;

/// The letterbox on the web, or its name with the postal address.
fn letterbox(held: &Letterbox) -> Label {
    let postal = held.address.as_ref().filter(|_| held.url.is_none());
    let text =
        postal.map_or_else(|| held.name.clone(), |address| format!("{}（{address}）", held.name));
    Label { text, href: held.url.clone() }
}

/// Sections that have pages, in order.
fn nav(assessed: &Assessed, words: &Words) -> Vec<NavItem> {
    let sections = Section::ALL.into_iter().filter(|section| exists(assessed, *section));
    let item = |section: Section| NavItem {
        section: section.slug().to_owned(),
        text: match section {
            Section::Portals => assessed.portal.site.children_word.clone(),
            section => words.get("nav", section.slug()).to_owned(),
        },
        href: section.address().map(|address| address.path(assessed)).unwrap_or_default(),
    };
    sections.map(item).collect()
}

fn exists(assessed: &Assessed, section: Section) -> bool {
    match section {
        Section::Home | Section::Tasks | Section::Structure => true,
        Section::Portals => portals::any(assessed),
        Section::Rankings => !assessed.scores.months.is_empty(),
        Section::Changes => !changes::months(assessed).is_empty(),
        Section::Bulletins => bulletin::any(assessed),
        Section::Supervision => shelf::any(assessed),
        Section::Participation => participation::any(assessed),
        Section::Exposures => !exposure::boards(assessed).is_empty(),
        Section::Commendations => !commendation::shown(assessed).is_empty(),
        Section::Practices => !practice::shown(assessed).is_empty(),
        Section::Documents => documents::any(assessed),
        Section::About => false,
    }
}

/// Pages of words in their order, then rules, data, areas and the map.
fn footer(assessed: &Assessed, words: &Words) -> Vec<Link> {
    let portal = &assessed.portal;
    let mut pages: Vec<_> = portal.pages.iter().collect();
    pages.sort_by_key(|(id, page)| (page.order, *id));
    let pages = pages.into_iter().map(|(id, page)| Link {
        text: page.title.clone(),
        href: Address::Page(id).path(assessed),
    });
    let usual = [
        ("rules", Some(Address::Rules)),
        ("data", Some(Address::Data)),
        ("screens", (!portal.screens.is_empty()).then_some(Address::Screens)),
        ("areas", (!portal.areas.is_empty()).then_some(Address::Areas)),
        ("sitemap", Some(Address::SiteMap)),
    ];
    let usual = usual.into_iter().filter_map(|(term, address)| {
        let text = words.get("nav", term).to_owned();
        Some(Link { text, href: address?.path(assessed) })
    });
    pages.chain(usual).collect()
}

fn lamp(assessed: &Assessed, light: method::Light) -> Lamp {
    let method = &assessed.portal.method;
    Lamp {
        word: light_of_all(method, light).word,
        short: method.short(light).to_owned(),
        lit: method.lit(light),
    }
}

/// The nine lights in the method's words, worst first.
fn lights(assessed: &Assessed) -> Vec<Light> {
    let words = |light: &method::Light| light_of_all(&assessed.portal.method, *light);
    let all = <method::Light as crate::yaml::Words>::ALL;
    let mut lights: Vec<Light> = all.iter().map(words).collect();
    lights.sort_by_key(|light| light.slug);
    lights
}

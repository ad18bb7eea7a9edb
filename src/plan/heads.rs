//! The head of every page: title, place in the site, government meta tags.

use super::address::Address;
use super::here::Here;
use super::shelf::Shelf;
use super::view::atoms::{Day, Label};
use super::view::head::{Article, Clock, Column, Head};
use crate::date;

/// Days after which data count as old: visual.md, section 1, rule 6.
const STALE_AFTER: i64 = 30;

/// What a page says of itself.
pub struct About<'a> {
    /// Its title, without the site's name.
    pub title: &'a str,
    /// One sentence.
    pub description: String,
    /// The section of the navigation it belongs to.
    pub section: Section,
    /// The pages between its section and itself: text and address.
    pub above: Vec<(String, Address)>,
    /// A page of a record, with its day and source; the other pages are columns.
    pub article: Option<(chrono::NaiveDate, String)>,
    /// Something on it ages.
    pub ages: bool,
    /// Not for search engines and caches (exposures).
    pub hidden: bool,
}

impl<'a> About<'a> {
    /// A column page.
    pub fn column(title: &'a str, description: impl Into<String>, section: Section) -> Self {
        Self {
            title,
            description: description.into(),
            section,
            above: Vec::new(),
            article: None,
            ages: false,
            hidden: false,
        }
    }
}

/// A section of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// 首页
    Home,
    /// 任务进展
    Tasks,
    /// 责任体系
    Structure,
    /// 下级门户
    Portals,
    /// 月排位
    Rankings,
    /// 变更与销号
    Changes,
    /// 通报
    Bulletins,
    /// 督查督办
    Supervision,
    /// 公众参与
    Participation,
    /// 曝光台
    Exposures,
    /// 表扬
    Commendations,
    /// 经验
    Practices,
    /// 公开文件
    Documents,
    /// 关于、规则、数据等
    About,
}

impl Section {
    /// Sections in the order of the navigation: what citizens ask for first.
    pub const ALL: [Self; 13] = [
        Self::Home,
        Self::Tasks,
        Self::Structure,
        Self::Changes,
        Self::Bulletins,
        Self::Supervision,
        Self::Exposures,
        Self::Commendations,
        Self::Portals,
        Self::Rankings,
        Self::Participation,
        Self::Practices,
        Self::Documents,
    ];

    /// Its slug.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Tasks => "tasks",
            Self::Structure => "structure",
            Self::Portals => "portals",
            Self::Rankings => "rankings",
            Self::Changes => "changes",
            Self::Bulletins => "bulletins",
            Self::Supervision => "supervision",
            Self::Participation => "participation",
            Self::Exposures => "exposures",
            Self::Commendations => "commendations",
            Self::Practices => "practices",
            Self::Documents => "documents",
            Self::About => "about",
        }
    }

    /// Its first page.
    pub fn address(self) -> Option<Address> {
        use super::address::{Board, Honour, List};
        match self {
            Self::Home => Some(Address::Home),
            Self::Tasks => Some(Address::Tasks(List::All, 1)),
            Self::Structure => Some(Address::Structure),
            Self::Portals => Some(Address::Portals),
            Self::Rankings => Some(Address::Rankings),
            Self::Changes => Some(Address::Changes),
            Self::Bulletins => Some(Address::Bulletins(1)),
            Self::Supervision => Some(Address::Ledger(Shelf::Inspections(None), 1)),
            Self::Participation => Some(Address::Ledger(Shelf::Consultations, 1)),
            Self::Exposures => Some(Address::Exposures(Board::All, 1)),
            Self::Commendations => Some(Address::Commendations(Honour::All, 1)),
            Self::Practices => Some(Address::Practices(1)),
            Self::Documents => Some(Address::Documents),
            Self::About => None,
        }
    }
}

/// What the way to a page calls it: its title without the name of the page above, which stands
/// before it.
fn own_name<'a>(about: &About<'a>) -> &'a str {
    let above = about.above.last().map_or("", |(text, _)| text);
    let own = about.title.strip_prefix(above).map(|own| own.trim_start_matches('：'));
    own.filter(|own| !own.is_empty()).unwrap_or(about.title)
}

impl Here<'_> {
    /// The head of this page.
    pub fn head(self, about: About) -> Head {
        let site = &self.assessed().portal.site;
        let column = about.article.is_none().then(|| Column {
            name: about.title.to_owned(),
            description: about.description.clone(),
            keywords: self.keywords(about.title),
            kind: self.plan.words("column-types", about.section.slug()),
        });
        let article = about.article.as_ref().map(|(day, source)| Article {
            title: about.title.to_owned(),
            published_on: date::iso(*day),
            source: source.clone(),
        });
        let data_date = self.assessed().data_as_of;
        let age = data_date.map(|day| date::days_between(day, self.today()));
        Head {
            breadcrumb: self.breadcrumb(&about),
            title: self.title(about.title),
            description: about.description,
            section: about.section.slug().to_owned(),
            root: self.root(),
            path: self.address.path(self.assessed()),
            column,
            article,
            noindex: about.hidden || site.demonstration,
            noarchive: about.hidden,
            data_date: data_date.map(Day::of),
            stale_days: age
                .filter(|days| *days > STALE_AFTER && site.as_of.is_none())
                .and_then(|days| u32::try_from(days).ok()),
            clock: (about.ages && site.as_of.is_none()).then(|| self.clock()),
        }
    }

    /// The title in the browser; later pages of a list say which they are.
    fn title(self, title: &str) -> String {
        match self.address.page() {
            ..=1 => title.to_owned(),
            page => format!("{title}（第{page}页）"),
        }
    }

    /// Subject words of a column: the portal's own on the home page.
    fn keywords(self, title: &str) -> String {
        let site = &self.assessed().portal.site;
        if self.address != Address::Home {
            return format!("{title},{}", site.name);
        }
        if site.keywords.is_empty() { site.name.clone() } else { site.keywords.join(",") }
    }

    /// Between which days the script may speak.
    fn clock(self) -> Clock {
        let plans = self.assessed().portal.plans.iter();
        let until = plans.map(|(_, plan)| plan.until).max().unwrap_or_else(|| self.today());
        Clock { today: date::iso(self.today()), until: date::iso(until) }
    }

    /// Home first, this page last; nothing on the home page.
    fn breadcrumb(self, about: &About) -> Vec<Label> {
        if self.address == Address::Home {
            return Vec::new();
        }
        let home = Label {
            text: self.plan.words("nav", Section::Home.slug()),
            href: Some(self.href(Address::Home)),
        };
        let section = about.section.address().filter(|address| *address != self.address);
        let section = section.map(|address| Label {
            text: self.plan.section_words(about.section),
            href: Some(self.href(address)),
        });
        let above = about
            .above
            .iter()
            .map(|(text, address)| Label { text: text.clone(), href: Some(self.href(*address)) });
        let this = Label { text: own_name(about).to_owned(), href: None };
        [home].into_iter().chain(section).chain(above).chain([this]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{About, Address, Section, own_name};

    #[test]
    fn the_way_to_a_page_names_what_is_above_it_once() {
        for (above, title, own) in [
            ("加装电梯60部", "加装电梯60部：历次进展", "历次进展"),
            ("三年重点工作", "三年重点工作四问表", "四问表"),
            ("三年重点工作", "四问表", "四问表"),
            ("岚江州", "岚江州", "岚江州"),
        ] {
            let above = vec![(above.to_owned(), Address::Home)];
            let about = About { above, ..About::column(title, "", Section::Tasks) };
            assert_eq!(own_name(&about), own);
        }
        assert_eq!(own_name(&About::column("任务进展", "", Section::Tasks)), "任务进展");
    }
}

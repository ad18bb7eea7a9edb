//! What every page has: its head, and the site around it.

use serde::Serialize;

use super::atoms::{Day, Label, Light, Link};

/// The site, the same on every page: the templates' global `site`. Addresses in it are relative to
/// the site's root unless they are full ones: a template writes `head.root` before them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Site {
    /// Name of the site.
    pub name: String,
    /// Purpose line under the name.
    pub purpose: String,
    /// The organising government 主办单位.
    pub organiser: String,
    /// The undertaking office 承办单位.
    pub undertaker: Option<String>,
    /// Office telephone.
    pub phone: String,
    /// Address.
    pub address: Option<String>,
    /// Office hours.
    pub hours: Option<String>,
    /// Hotline: 12345.
    pub hotline: String,
    /// Letterbox on the web, or its postal address without `href`.
    pub letterbox: Option<Label>,
    /// Domain, for `SiteDomain`.
    pub domain: String,
    /// Site identification code 网站标识码.
    pub site_id_code: String,
    /// ICP number ICP备案号.
    pub icp: String,
    /// Police record 公安备案.
    pub police: Link,
    /// Party and government mark 党政机关网站标识.
    pub party_mark_url: String,
    /// 政府网站找错.
    pub find_error_url: String,
    /// Sections that exist, in order.
    pub nav: Vec<NavItem>,
    /// Links of the footer: 网站地图, 隐私声明, 无障碍声明, 数据下载, 更正记录 …
    pub footer: Vec<Link>,
    /// The parent's portal, for a child.
    pub parent: Option<Link>,
    /// Whether the data are invented 演示数据.
    pub demonstration: bool,
    /// The day an archive is pinned to 存档.
    pub archive: Option<Day>,
    /// The page of the rules for lights, from the root.
    pub rules_href: Option<String>,
    /// The word by which the method counts its tasks: 项, 件.
    pub measure: String,
    /// The nine lights in the method's words, worst first.
    pub lights: Vec<Light>,
    /// Those that sentences name.
    pub lamps: Lamps,
    /// Style sheet, from the root.
    pub style: String,
    /// Script, from the root; `None` switches it off.
    pub script: Option<String>,
    /// Icon, from the root.
    pub icon: String,
}

/// Lights as sentences name them: done, and those that ask for attention.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Lamps {
    /// Done.
    pub done: Lamp,
    /// Red.
    pub red: Lamp,
    /// Not reported in time.
    pub silent: Lamp,
    /// Yellow.
    pub yellow: Lamp,
}

/// A light as sentences name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Lamp {
    /// 未按期填报.
    pub word: String,
    /// 红灯.
    pub short: String,
    /// What a task does: 亮红灯.
    pub lit: String,
}

/// A section of the navigation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NavItem {
    /// Its slug, compared with [`Head::section`].
    pub section: String,
    /// The words.
    pub text: String,
    /// Its address from the root; empty for the home page.
    pub href: String,
}

/// What the head of a page says, and where the page stands in the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Head {
    /// Title of the page, without the site's name.
    pub title: String,
    /// One sentence for search engines and shares.
    pub description: String,
    /// The navigation item it belongs to.
    pub section: String,
    /// The way to the root: `./`, `../`, `../../` …
    pub root: String,
    /// Its own address from the root: `tasks/lift-retrofit/`.
    pub path: String,
    /// The way here, home first, this page last without address; empty on the home page.
    pub breadcrumb: Vec<Label>,
    /// Government meta tags of a column page.
    pub column: Option<Column>,
    /// Government meta tags of an article page.
    pub article: Option<Article>,
    /// Not for search engines.
    pub noindex: bool,
    /// Not for caches either (exposures).
    pub noarchive: bool,
    /// 数据截至.
    pub data_date: Option<Day>,
    /// Days the data have aged, once more than 30: shown as a red notice.
    pub stale_days: Option<u32>,
    /// What the script needs to show what is true today; `None` where nothing ages.
    pub clock: Option<Clock>,
}

/// Tags of a column 栏目.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Column {
    /// `ColumnName`.
    pub name: String,
    /// `ColumnDescription`.
    pub description: String,
    /// `ColumnKeywords`.
    pub keywords: String,
    /// `ColumnType`.
    pub kind: String,
}

/// Tags of an article 内容页.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Article {
    /// `ArticleTitle`.
    pub title: String,
    /// `PubDate`, from the record: `2026-10-02`.
    pub published_on: String,
    /// `ContentSource`, never empty.
    pub source: String,
}

/// Between which days the script may speak.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Clock {
    /// The day this page shows, ISO.
    pub today: String,
    /// The plan's last day, ISO; the script does nothing after it, nor 400 days after `today`.
    pub until: String,
}

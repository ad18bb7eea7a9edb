//! What a screen plays: the panel it is made for, its slides and when which of them runs.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::slide::Slide;
use crate::digest::sha256;

/// Everything one screen shows until the next build.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Deck {
    /// Id of the screen.
    pub screen: String,
    /// Its name, for people: 政务服务中心大厅屏.
    pub name: String,
    /// The panel.
    pub panel: Panel,
    /// Name of the portal, on every slide.
    pub site: String,
    /// The word by which tasks are counted: 项, 件.
    pub measure: String,
    /// Invented data: every slide says 演示数据.
    pub demonstration: bool,
    /// Pinned to its day: every slide says 存档, and nothing ages.
    pub archive: bool,
    /// The day the deck speaks of.
    pub today: NaiveDate,
    /// 数据截至.
    pub data_as_of: Option<NaiveDate>,
    /// Slides of all playlists and days. Those of one list stand in its order; several slides of
    /// one id follow each other in time.
    pub slides: Vec<Slide>,
    /// Which slides run when; the first that fits the hour and the day is played.
    pub playlists: Vec<Playlist>,
    /// Slides played when nothing else may be: positions among `slides`, never empty.
    pub fallback: Vec<usize>,
    /// The slide that is left where none of those finds room on the panel: the portal's name,
    /// which speaks of no record. A position among `slides`.
    pub plain: usize,
    /// Records that must vanish at once: ids as in `Slide::items`.
    pub revoked: Vec<String>,
    /// A new version is shown at the next slide instead of the next loop.
    pub urgent: bool,
}

/// What draws decks: another engine or another face may draw the same deck otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press<'a> {
    /// The engine's version.
    pub engine: &'a str,
    /// The faces, each with its name and the size of its file.
    pub faces: &'a [(String, u64)],
}

/// The version of a deck as it is drawn: sixteen hexadecimal digits in the names of its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(u64);

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:016x}", self.0)
    }
}

impl Deck {
    /// Its version: known before it is drawn, and the same on every machine.
    pub fn version(&self, press: Press) -> Version {
        let whole = serde_json::to_vec(&(press.engine, press.faces, self));
        let digest = sha256(&whole.expect("texts, numbers and days"));
        let (first, _) = digest.split_first_chunk().expect("a digest has 32 bytes");
        Version(u64::from_be_bytes(*first))
    }
}

/// A loop with its hours.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Playlist {
    /// Its id: `day`, `night`.
    pub id: String,
    /// Minutes after midnight in which it begins and ends; may cross midnight. All day if nothing
    /// is said.
    pub hours: Option<(u32, u32)>,
    /// First day on which it runs.
    pub from: Option<NaiveDate>,
    /// First day on which it runs no more.
    pub until: Option<NaiveDate>,
    /// Brightness of the content in percent.
    pub level: u32,
    /// Positions among the deck's slides.
    pub slides: Vec<usize>,
}

/// Data older than this many days is not ranked and not counted down.
pub const FRESH_DAYS: u32 = 40;

/// Days of which a deck knows what is true, today included: as long as its data may be fresh.
pub const HORIZON: u32 = FRESH_DAYS + 1;

/// Panels lower than this, in pixels, have no footer, and no rows below a countdown.
pub const LOW: u32 = 400;

/// Whether what falls due stands beside the clocks of a countdown, not below them.
pub fn is_wide(width: u32, height: u32) -> bool {
    width >= 3 * height
}

/// A panel: how many pixels, read from how far, with the sizes that follow. Lengths are pixels.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the panel by itself")]
pub struct Panel {
    /// Id of the profile.
    pub profile: String,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Colours it can show.
    pub ink: Ink,
    /// Glyphs are dots of a 16 px face, at whole multiples of it.
    pub dots: bool,
    /// Two lines and nothing else: no header, no footer.
    pub strip: bool,
    /// Rows of a list.
    pub rows: u32,
    /// Columns of a list.
    pub columns: u32,
    /// Margins left and right.
    pub margin_x: u32,
    /// Margins above and below.
    pub margin_y: u32,
    /// Size of notes: date, key.
    pub note: u32,
    /// Size of rows and running text.
    pub row: u32,
    /// Size of titles.
    pub title: u32,
    /// Size of a message: the issue of an exposure.
    pub message: u32,
    /// Size of big figures.
    pub figure: u32,
    /// Least side of a code that is scanned from the distance.
    pub code: u32,
    /// Beside a carriageway: hard cuts only.
    pub roadside: bool,
    /// Which files its controller takes beside single pictures.
    pub files: Vec<PanelFile>,
    /// Shifted by single pixels now and then, against burn-in.
    pub shift: bool,
}

/// A kind of file that a controller takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum PanelFile {
    /// A bitmap of one bit for each picture.
    Bitmap,
    /// A GIF of every loop.
    Gif,
    /// An APNG of every loop.
    Apng,
    /// A film of every loop.
    Film,
}

/// The colours of a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ink {
    /// All of them.
    Full,
    /// Red, green and their sum, yellow.
    RedGreen,
    /// Red alone.
    Red,
}

//! The screens on the wall: where they hang, what they play and who answers for them.

use serde::Serialize;

use crate::plan::view::head::Head;

/// The page of screens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ScreensView {
    /// The page.
    pub head: Head,
    /// The screens, in the order of their ids.
    pub screens: Vec<ScreenEntry>,
}

/// A screen. Its anchor is its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ScreenEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it hangs.
    pub location: Option<String>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// How large its preview is: small panels are not blown up.
    pub size: PreviewSize,
    /// Panel, wall, reading distance, in words.
    pub facts: Vec<Fact>,
    /// The player, for the window in which the screen is shown.
    pub preview_href: String,
    /// The player by itself.
    pub player_href: String,
    /// Its playlists.
    pub playlists: Vec<PlaylistEntry>,
    /// Titles of what is shown when nothing else may be.
    pub fallback: Vec<String>,
    /// 展示台账: who answers for it, permits, brightness.
    pub ledger: Vec<Fact>,
}

/// How large the preview of a screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PreviewSize {
    /// As wide as the page.
    Wide,
    /// About dot for dot.
    Middle,
    /// Beside its facts.
    Small,
    /// Higher than wide, beside its facts.
    Tall,
}

/// Something said of a screen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Fact {
    /// What it is about: 屏体尺寸.
    pub term: String,
    /// What is said: 3.57×2.01米.
    pub text: String,
}

/// A loop.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PlaylistEntry {
    /// Its name; a screen with one loop may have none.
    pub name: Option<String>,
    /// 6:00—22:00, 22:00—次日6:00; nothing is all day.
    pub hours: Option<String>,
    /// Between which days it is played.
    pub days: Option<String>,
    /// Brightness in percent, where it is lowered.
    pub level: Option<u32>,
    /// How long it takes: 1分32秒.
    pub lasts: String,
    /// Its slides of today.
    pub slides: Vec<SlideEntry>,
}

/// A slide of a loop. What it says stands on the screen alone: an exposure leaves that with its
/// last day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SlideEntry {
    /// Its title: 曝光台.
    pub title: String,
    /// Which page of how many: 2/3.
    pub page: Option<String>,
    /// How long it stays, in seconds: 8, 10.5.
    pub seconds: String,
    /// Until when it is shown, if it ends: 10月24日.
    pub until: Option<String>,
}

//! Panels as data: how many pixels, how far apart, read from how far — and the sizes that follow.
//!
//! The panels of the trade are a file beside this one; a portal may add any other.

mod chosen;
mod load;
mod scale;

pub use load::{Profiles, shipped};
pub use scale::Sizes;

use crate::record::{FrameForm, PanelInk};
use crate::slug::Slug;

/// A panel with its sizes. Lengths are pixels unless the name says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the panel by itself")]
pub struct Profile {
    /// Its id.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Distance between two pixels, in micrometres.
    pub pitch_um: u32,
    /// From how far it is read, in millimetres.
    pub distance_mm: u32,
    /// Rows of a list, in each column.
    pub rows: u32,
    /// Columns of a list.
    pub columns: u32,
    /// Its sizes.
    pub sizes: Sizes,
    /// Hanzi of a title in a list, on one line.
    pub hanzi: u32,
    /// Two lines and nothing else.
    pub strip: bool,
    /// Glyphs are dots of a 16 px face.
    pub dots: bool,
    /// Its colours.
    pub ink: PanelInk,
    /// Beside a carriageway.
    pub roadside: bool,
    /// In the open air.
    pub outdoor: bool,
    /// Shifted by single pixels now and then.
    pub shift: bool,
    /// Brightness of the content at night, in percent.
    pub night_level: u32,
    /// Forms in which frames are written.
    pub frames: Vec<FrameForm>,
}

/// Below this height or width, in pixels, a panel holds a few words and no notes.
const SMALL: u32 = 300;

impl Profile {
    /// Whether there is room for a few words only.
    pub fn is_small(&self) -> bool {
        self.width.min(self.height) < SMALL
    }

    /// Rows on one slide.
    pub fn capacity(&self) -> usize {
        (self.rows * self.columns) as usize
    }

    /// Width and height of the wall, in millimetres.
    pub fn wall_mm(&self) -> (u32, u32) {
        let length = |pixels: u32| (pixels * self.pitch_um + 500) / 1000;
        (length(self.width), length(self.height))
    }

    /// From how many metres rows can be read: in comfort, and just so. A height of a 250th of the
    /// distance is comfortable, a 400th the limit: led.md, section 3.
    pub fn readable_m(&self) -> (u32, u32) {
        let reach = |share: u32| (self.sizes.row * self.pitch_um / 1000 * share + 500) / 1000;
        (reach(250), reach(400))
    }

    /// The smallest side of a code that is read from the distance, in pixels: a tenth of it.
    pub fn smallest_code(&self) -> u32 {
        (self.distance_mm * 100).div_ceil(self.pitch_um).max(240)
    }
}

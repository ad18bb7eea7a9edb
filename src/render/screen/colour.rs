//! Colours of a panel (`visual.md`, section 8): the ground is black, nothing is white as a sheet.

use crate::plan::view::atoms::{LightSlug, StampKind};
use crate::plan::view::deck::Ink;

/// What a colour says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Text.
    White,
    /// What stands back: dates, labels.
    Dim,
    /// Done, and the fill of bars.
    Blue,
    /// As planned.
    Green,
    /// Behind.
    Yellow,
    /// Overdue, exposed.
    Red,
    /// The last of a ranking.
    Pale,
    /// Commended.
    Gold,
    /// The ground of a bar, segments that are not lit.
    Track,
    /// The ground.
    Black,
}

impl Tone {
    /// The colour as a panel can show it.
    pub fn on(self, ink: Ink) -> &'static str {
        match ink {
            Ink::Full => self.full(),
            Ink::RedGreen => match self {
                Self::White | Self::Gold | Self::Yellow => "#FFFF00",
                Self::Dim | Self::Blue | Self::Green => "#00FF00",
                Self::Red | Self::Pale => "#FF0000",
                Self::Track | Self::Black => "#000000",
            },
            Ink::Red => match self {
                Self::Track | Self::Black => "#000000",
                Self::White
                | Self::Dim
                | Self::Blue
                | Self::Green
                | Self::Yellow
                | Self::Red
                | Self::Pale
                | Self::Gold => "#FF0000",
            },
        }
    }

    fn full(self) -> &'static str {
        match self {
            Self::White => "#F4F6F5",
            Self::Dim => "#A9B4BC",
            Self::Blue => "#6FB7FF",
            Self::Green => "#2BD48F",
            Self::Yellow => "#FFC93C",
            Self::Red => "#FF5A45",
            Self::Pale => "#FF9C8C",
            Self::Gold => "#E9C77B",
            Self::Track => "#242B31",
            Self::Black => "#000000",
        }
    }

    /// The colour of a light.
    pub fn of_light(light: LightSlug) -> Self {
        match light {
            LightSlug::Done => Self::Blue,
            LightSlug::Green => Self::Green,
            LightSlug::Yellow => Self::Yellow,
            LightSlug::Red => Self::Red,
            LightSlug::Awaiting | LightSlug::Silent => Self::White,
            LightSlug::Upcoming | LightSlug::Paused | LightSlug::Cancelled => Self::Dim,
        }
    }

    /// The colour of a stamp.
    pub fn of_stamp(stamp: StampKind) -> Self {
        match stamp {
            StampKind::Filed | StampKind::UnderWay | StampKind::Reopened => Self::Red,
            StampKind::AwaitingCheck => Self::Yellow,
            StampKind::Closed => Self::Green,
            StampKind::Honour => Self::Gold,
            StampKind::Revoked => Self::Dim,
        }
    }
}

//! Percentages, in hundredths of a percentage point so that sums are exact.

/// A percentage of something promised: 0–100, two decimals at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Percent(i32);

impl Percent {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// All of it.
    pub const FULL: Self = Self(10_000);

    /// A percentage from hundredths of a point; outside 0–100 there is none.
    pub fn from_hundredths(hundredths: i32) -> Option<Self> {
        (0..=10_000).contains(&hundredths).then_some(Self(hundredths))
    }

    /// Hundredths of a percentage point, 0–10,000.
    pub fn hundredths(self) -> i32 {
        self.0
    }

    /// Whole percentage points as they are printed: rounded half up.
    pub fn printed(self) -> i32 {
        rounded(self.0)
    }
}

/// Hundredths of a point to whole points, half up (away from zero for negatives).
pub fn rounded(hundredths: i32) -> i32 {
    let half = if hundredths < 0 { -50 } else { 50 };
    (hundredths + half) / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_figure_is_rounded_half_up() {
        for (hundredths, printed) in [(0, 0), (949, 9), (950, 10), (9_999, 100), (6_650, 67)] {
            assert_eq!(Percent(hundredths).printed(), printed, "{hundredths}");
        }
        assert_eq!(rounded(-950), -10);
    }
}

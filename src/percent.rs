//! Percentages, in hundredths of a percentage point so that sums are exact.

use crate::yaml::Number;

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

    /// All its digits: 12.5 of 12.5 %.
    pub fn words(self) -> String {
        Number(i64::from(self.0) * 10_000).words()
    }

    /// Whole percentage points as they are printed: rounded half up, but less than all is never
    /// 100 and more than nothing never 0.
    pub fn printed(self) -> i32 {
        whole_points(rounded(self.0), self == Self::ZERO, self == Self::FULL)
    }
}

/// A part of a whole in whole percent as it is printed: rounded half up, but less than all is never
/// 100 and more than nothing never 0. More than all is 100; `None` of nothing.
pub fn share(part: u64, whole: u64) -> Option<i32> {
    ratio(part.min(whole), whole)
}

/// The same of what may be more than the whole, such as money spent: more than all is never 100.
pub fn ratio(part: u64, whole: u64) -> Option<i32> {
    let (part, whole) = (u128::from(part), u128::from(whole));
    let percent = i32::try_from((part * 200 + whole).checked_div(whole * 2)?).ok()?;
    if part > whole {
        return Some(percent.max(101));
    }
    Some(whole_points(percent, part == 0, part == whole))
}

fn whole_points(rounded: i32, is_none: bool, is_all: bool) -> i32 {
    match (is_none, is_all) {
        (false, false) => rounded.clamp(1, 99),
        (true, _) | (_, true) => rounded,
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
    fn a_share_in_words_keeps_its_decimals() {
        let words = |hundredths| Percent(hundredths).words();
        assert_eq!([1_000, 1_250, 1].map(words), ["10", "12.5", "0.01"]);
    }

    #[test]
    fn the_printed_figure_is_rounded_half_up() {
        for (hundredths, printed) in
            [(0, 0), (1, 1), (949, 9), (950, 10), (6_650, 67), (9_999, 99), (10_000, 100)]
        {
            assert_eq!(Percent(hundredths).printed(), printed, "{hundredths}");
        }
        assert_eq!(rounded(-950), -10);
    }

    #[test]
    fn a_share_is_rounded_half_up_and_only_all_is_all() {
        for (part, whole, printed) in [
            (0, 0, None),
            (0, 3, Some(0)),
            (1, 400, Some(1)),
            (8, 12, Some(67)),
            (29, 30, Some(97)),
            (1, 8, Some(13)),
            (199, 200, Some(99)),
            (200, 200, Some(100)),
            (201, 200, Some(100)),
        ] {
            assert_eq!(share(part, whole), printed, "{part}/{whole}");
        }
        for (part, whole, printed) in
            [(199, 200, Some(99)), (201, 200, Some(101)), (3, 2, Some(150)), (1, 0, None)]
        {
            assert_eq!(ratio(part, whole), printed, "{part}/{whole}");
        }
    }
}

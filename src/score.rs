//! Scores and ranks from their inputs alone, in integers: what anybody can compute again.

mod sheet;

pub use sheet::{ClassSheet, Computed, Difference, PointsSheet, Sheet, TaskSheet, UnitSheet};

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::words;
use crate::yaml::{Number, Words};

/// A decimal number kept exactly, in millionths: points, coefficients, scores.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(pub i64);

impl Decimal {
    /// So many whole ones.
    pub const fn whole(number: i64) -> Self {
        Self(number.saturating_mul(1_000_000))
    }

    /// With so many decimals, six at most; what lies behind them was rounded away before.
    pub fn fixed(self, decimals: u32) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1_000_000, self.0.unsigned_abs() % 1_000_000);
        let part: String = format!("{part:06}").chars().take(decimals as usize).collect();
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }
}

impl From<Number> for Decimal {
    fn from(number: Number) -> Self {
        Self(number.0)
    }
}

/// With as many decimals as it needs.
impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.fixed(6).trim_end_matches('0').trim_end_matches('.'))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let number = Number::parse(&text).ok_or_else(|| serde::de::Error::custom(text))?;
        Ok(number.into())
    }
}

words! {
    /// What decides about a task.
    Criterion {
        /// Tasks with a time node.
        Timeliness = "timeliness" / "时效";
        /// The others.
        Quality = "quality" / "质量";
    }
}

words! {
    /// How a task enters the score.
    State {
        UnderWay = "under_way" / "推进中";
        Silent = "silent" / "未按期填报";
        Done = "done" / "已完成";
        NotStarted = "not_started" / "未到启动期";
        Paused = "paused" / "经批准暂停";
        GivenUp = "given_up" / "取消、结转或并入";
        Unassessed = "unassessed" / "没有质量评分";
    }
}

/// Constants of a method.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Full marks: what a task begins with and the most a unit can have. Tables of the time before
    /// a method could say so are of a hundred.
    #[serde(default = "hundred")]
    pub full: Decimal,
    /// Points for each point of lag.
    #[serde(default = "one")]
    pub lag_points: Decimal,
    /// Points for each day overdue.
    pub overdue_points: Decimal,
    /// Points for each day late.
    pub late_points: Decimal,
    /// Most points of bonus.
    pub bonus_cap: Decimal,
    /// Decimals of a unit's score.
    pub decimals: u32,
    /// Fewest scored tasks of a ranked unit.
    pub min_tasks: u32,
    /// Fewest ranked units of a ranked class.
    pub min_ranked: u32,
    /// Fewest ranked units of a class with a list of the last.
    pub min_bottom: u32,
    /// Most of a class that this list may hold, in percent.
    pub bottom_share: Decimal,
    /// Most units that this list may hold.
    pub bottom_count: u32,
}

fn hundred() -> Decimal {
    Decimal::whole(100)
}

fn one() -> Decimal {
    Decimal::whole(1)
}

/// What is known of a task on a day, as far as its score needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Inputs {
    /// What decides.
    pub criterion: Criterion,
    /// How it enters the score.
    pub state: State,
    /// Points behind the plan, rounded; of a silent task, behind the plan of the day. `None` if no
    /// figure is known, which counts as no lag.
    pub lag: Option<i32>,
    /// Days overdue; of a finished task, days late.
    pub days: i64,
    /// The assessor's score.
    pub quality: Option<Decimal>,
    /// Share of work.
    pub workload: Decimal,
    /// Difficulty.
    pub difficulty: Decimal,
}

impl Inputs {
    /// The task's score; `None` if it is left out.
    pub fn score(&self, terms: &Terms) -> Option<Decimal> {
        let per_day = match (self.criterion, self.state) {
            (_, State::NotStarted | State::Paused | State::GivenUp | State::Unassessed) => {
                return None;
            }
            (Criterion::Quality, _) => return self.quality,
            (Criterion::Timeliness, State::Done) => terms.late_points,
            (Criterion::Timeliness, State::UnderWay | State::Silent) => terms.overdue_points,
        };
        let lag = if self.state == State::Done { 0 } else { self.lag.unwrap_or(0).max(0) };
        let lost = i128::from(terms.lag_points.0) * i128::from(lag)
            + i128::from(per_day.0) * i128::from(self.days.max(0));
        let left = i64::try_from(i128::from(terms.full.0) - lost).unwrap_or(0);
        Some(Decimal(left.max(0)))
    }
}

/// A unit's score: the mean of its tasks by workload and difficulty, less deductions, plus bonuses
/// up to the cap, between 0 and full marks, rounded half up once.
pub fn unit_score(
    tasks: &[Inputs],
    deducted: Decimal,
    added: Decimal,
    terms: &Terms,
) -> Option<Decimal> {
    let (mut over, mut under) = (0_i128, 0_i128);
    for task in tasks {
        let Some(score) = task.score(terms) else { continue };
        let weight = i128::from(task.workload.0).saturating_mul(task.difficulty.0.into());
        over = over.saturating_add(weight.saturating_mul(score.0.into()));
        under = under.saturating_add(weight);
    }
    if under == 0 {
        return None;
    }
    let added = added.min(terms.bonus_cap);
    let points = i128::from(added.0) - i128::from(deducted.0);
    over = over.saturating_add(points.saturating_mul(under));
    let step = 10_i128.pow(6 - terms.decimals.min(6));
    let twice = over.saturating_mul(2).saturating_add(under.saturating_mul(step));
    let rounded = twice.div_euclid(under.saturating_mul(2 * step)) * step;
    let rounded = rounded.clamp(0, i128::from(terms.full.0));
    Some(Decimal(i64::try_from(rounded).unwrap_or(0)))
}

/// Where a unit stands in its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// 1 and up; ties share.
    Rank(u32),
    /// Too few scored tasks: 样本不足.
    TooFewTasks,
    /// Too few ranked units in the class.
    SmallClass,
}

impl Place {
    /// The rank.
    pub fn rank(self) -> Option<u32> {
        match self {
            Self::Rank(rank) => Some(rank),
            Self::TooFewTasks | Self::SmallClass => None,
        }
    }
}

/// A unit about to be ranked: its score and how many scored tasks it rests on.
pub type Entry = (Option<Decimal>, u32);

/// The places of a class, in the order given.
pub fn places(units: &[Entry], terms: &Terms) -> Vec<Place> {
    let ranked = |(score, counted): Entry| score.filter(|_| counted >= terms.min_tasks);
    let scores: Vec<Decimal> = units.iter().filter_map(|unit| ranked(*unit)).collect();
    let small = scores.len() < terms.min_ranked as usize;
    let place = |unit: &Entry| match ranked(*unit) {
        None => Place::TooFewTasks,
        Some(_) if small => Place::SmallClass,
        Some(own) => {
            let higher = scores.iter().filter(|score| **score > own).count();
            Place::Rank(u32::try_from(higher).unwrap_or(u32::MAX).saturating_add(1))
        }
    };
    units.iter().map(place).collect()
}

/// The rank from which the list of the last begins; `None` if there is no such list. Those who
/// share a rank stand in it together or not at all.
pub fn bottom(places: &[Place], terms: &Terms) -> Option<u32> {
    let mut ranks: Vec<u32> = places.iter().filter_map(|place| place.rank()).collect();
    ranks.sort_unstable();
    if ranks.is_empty() || ranks.len() < terms.min_bottom as usize {
        return None;
    }
    let share = i128::try_from(ranks.len()).ok()? * i128::from(terms.bottom_share.0) / 100_000_000;
    let most = usize::try_from(share).ok()?.min(terms.bottom_count as usize);
    let within = |rank: &&u32| ranks.iter().filter(|other| other >= rank).count() <= most;
    // Everybody first is nobody last.
    ranks.iter().find(within).copied().filter(|rank| *rank > 1)
}

/// Serialises words as their English spelling and reads either.
macro_rules! spoken {
    ($($name:ident),+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.en())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                let known = Self::ALL.iter().find(|it| it.en() == text || it.zh() == text);
                known.copied().ok_or_else(|| serde::de::Error::custom(text))
            }
        }
    )+};
}

spoken!(Criterion, State);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn terms() -> Terms {
        Terms {
            full: Decimal::whole(100),
            lag_points: Decimal::whole(1),
            overdue_points: Decimal::whole(2),
            late_points: Decimal::whole(2),
            bonus_cap: Decimal::whole(5),
            decimals: 2,
            min_tasks: 3,
            min_ranked: 5,
            min_bottom: 10,
            bottom_share: Decimal::whole(25),
            bottom_count: 3,
        }
    }

    fn inputs(state: State, lag: Option<i32>, days: i64) -> Inputs {
        Inputs {
            criterion: Criterion::Timeliness,
            state,
            lag,
            days,
            quality: None,
            workload: Decimal::whole(1),
            difficulty: Decimal::whole(1),
        }
    }

    #[test]
    fn a_scale_is_the_methods_own() {
        let own = Terms { full: Decimal::whole(10), lag_points: Decimal(100_000), ..terms() };
        for (state, lag, days, score) in [
            (State::UnderWay, Some(0), 0, "10"),
            (State::UnderWay, Some(25), 0, "7.5"),
            (State::UnderWay, Some(25), 3, "1.5"),
            (State::UnderWay, Some(100), 0, "0"),
            (State::Done, Some(40), 1, "8"),
        ] {
            let found = inputs(state, lag, days).score(&own).map(|score| score.to_string());
            assert_eq!(found.as_deref(), Some(score), "{state:?} {lag:?} {days}");
        }
        let task = [inputs(State::Done, None, 0)];
        let most = unit_score(&task, Decimal::default(), Decimal::whole(5), &own);
        assert_eq!(most, Some(Decimal::whole(10)), "nobody has more than full marks");
        let old = r#"{"overdue_points":"2","late_points":"2","bonus_cap":"5","decimals":2,
            "min_tasks":3,"min_ranked":5,"min_bottom":10,"bottom_share":"25","bottom_count":3}"#;
        assert_eq!(serde_json::from_str::<Terms>(old).ok(), Some(terms()), "an older table");
    }

    #[test]
    fn timeliness_loses_a_point_for_each_point_of_lag_and_two_for_each_day() {
        for (state, lag, days, score) in [
            (State::UnderWay, Some(12), 0, Some(88)),
            (State::UnderWay, Some(-5), 0, Some(100)),
            (State::UnderWay, None, 0, Some(100)),
            (State::UnderWay, Some(12), 3, Some(82)),
            (State::UnderWay, Some(40), 60, Some(0)),
            (State::Silent, Some(70), 0, Some(30)),
            (State::Done, Some(0), 0, Some(100)),
            (State::Done, Some(30), 4, Some(92)),
            (State::Done, None, 51, Some(0)),
            (State::NotStarted, Some(0), 0, None),
            (State::Paused, Some(40), 9, None),
            (State::GivenUp, None, 0, None),
        ] {
            let found = inputs(state, lag, days).score(&terms());
            assert_eq!(found, score.map(Decimal::whole), "{state:?} {lag:?} {days}");
        }
    }

    #[test]
    fn quality_is_what_the_assessor_said_and_nothing_else() {
        let task = |state, quality| Inputs {
            criterion: Criterion::Quality,
            quality,
            ..inputs(state, Some(50), 50)
        };
        let score = Some(Decimal(86_500_000));
        assert_eq!(task(State::UnderWay, score).score(&terms()), score);
        assert_eq!(task(State::Done, score).score(&terms()), score);
        assert_eq!(task(State::Unassessed, None).score(&terms()), None);
        assert_eq!(task(State::GivenUp, score).score(&terms()), None);
    }

    /// Tasks as (score lost, workload, difficulty) in whole numbers.
    fn unit(tasks: &[(i32, i64, i64)], deducted: i64, added: i64) -> Option<String> {
        let task = |(lost, workload, difficulty): &(i32, i64, i64)| Inputs {
            workload: Decimal::whole(*workload),
            difficulty: Decimal::whole(*difficulty),
            ..inputs(State::UnderWay, Some(*lost), 0)
        };
        let tasks: Vec<Inputs> = tasks.iter().map(task).collect();
        let score = unit_score(&tasks, Decimal::whole(deducted), Decimal::whole(added), &terms());
        score.map(|score| score.fixed(2))
    }

    #[test]
    fn a_unit_is_the_weighted_mean_less_deductions_plus_bonuses_up_to_the_cap() {
        let score = |text: &str| Some(text.to_owned());
        assert_eq!(unit(&[], 0, 0), None);
        assert_eq!(unit(&[(0, 1, 1), (30, 1, 1)], 0, 0), score("85.00"));
        assert_eq!(unit(&[(0, 1, 1), (30, 2, 1)], 0, 0), score("80.00"));
        assert_eq!(unit(&[(0, 1, 2), (30, 2, 1)], 0, 0), score("85.00"));
        assert_eq!(unit(&[(10, 1, 1)], 3, 1), score("88.00"));
        assert_eq!(unit(&[(10, 1, 1)], 0, 9), score("95.00"));
        assert_eq!(unit(&[(2, 1, 1)], 0, 4), score("100.00"));
        assert_eq!(unit(&[(90, 1, 1)], 20, 0), score("0.00"));
        // 200⁄3 and 100⁄3 are rounded half up; 87.005 and 87.015 as well.
        assert_eq!(unit(&[(0, 1, 1), (0, 1, 1), (100, 1, 1)], 0, 0), score("66.67"));
        assert_eq!(unit(&[(0, 1, 1), (100, 1, 1), (100, 1, 1)], 0, 0), score("33.33"));
        assert_eq!(unit(&[(13, 199, 1), (12, 1, 1)], 0, 0), score("87.01"));
        assert_eq!(unit(&[(13, 197, 1), (12, 3, 1)], 0, 0), score("87.02"));
    }

    fn ranks(scores: &[(i64, u32)]) -> (Vec<Place>, Option<u32>) {
        let units: Vec<Entry> = scores
            .iter()
            .map(|(score, counted)| (Some(Decimal::whole(*score)), *counted))
            .collect();
        let found = places(&units, &terms());
        let last = bottom(&found, &terms());
        (found, last)
    }

    #[test]
    fn a_rank_is_one_more_than_those_with_a_higher_score() {
        use Place::{Rank, SmallClass, TooFewTasks};
        let (found, last) = ranks(&[(90, 3), (95, 3), (90, 9), (80, 3), (99, 2), (70, 3)]);
        assert_eq!(found, [Rank(2), Rank(1), Rank(2), Rank(4), TooFewTasks, Rank(5)]);
        assert_eq!(last, None);
        let (found, _) = ranks(&[(90, 3), (95, 3), (90, 9), (80, 3), (99, 2)]);
        assert_eq!(found, [SmallClass, SmallClass, SmallClass, SmallClass, TooFewTasks]);
    }

    #[test]
    fn the_last_are_never_more_than_three_nor_than_a_quarter_and_ties_stay_together() {
        let class =
            |scores: &[i64]| ranks(&scores.iter().map(|score| (*score, 3)).collect::<Vec<_>>()).1;
        assert_eq!(class(&[9, 8, 7, 6, 5, 4, 3, 2, 1]), None);
        assert_eq!(class(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]), Some(9));
        assert_eq!(class(&[12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]), Some(10));
        assert_eq!(class(&[20, 19, 18, 17, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]), Some(14));
        assert_eq!(class(&[10, 9, 8, 7, 6, 5, 4, 1, 1, 1]), None);
        assert_eq!(class(&[10, 9, 8, 7, 6, 5, 4, 2, 2, 1]), Some(10));
        assert_eq!(class(&[7; 12]), None);
    }

    #[test]
    fn a_figure_is_written_as_it_is_read() {
        for (millionths, text) in
            [(0, "0"), (1_500_000, "1.5"), (-250_000, "-0.25"), (7, "0.000007")]
        {
            assert_eq!(Decimal(millionths).to_string(), text);
            let read: Decimal = serde_json::from_value(text.into()).expect("a decimal");
            assert_eq!(read.0, millionths);
        }
        assert_eq!(Decimal(96_400_000).fixed(2), "96.40");
        assert_eq!(Decimal(96_400_000).fixed(0), "96");
    }

    proptest! {
        #[test]
        fn the_order_of_units_changes_no_place(
            scores in proptest::collection::vec((0_i64..30, 0_u32..6), 0..30),
            turn in 0_usize..30,
        ) {
            let mut turned = scores.clone();
            turned.rotate_left(turn % scores.len().max(1));
            let ((mut one, last), (mut other, same)) = (ranks(&scores), ranks(&turned));
            one.sort_by_key(|place| format!("{place:?}"));
            other.sort_by_key(|place| format!("{place:?}"));
            prop_assert_eq!(one, other);
            prop_assert_eq!(last, same);
        }

        #[test]
        fn more_lag_or_more_days_never_help(
            lag in 0_i32..120, more in 0_i32..50, days in 0_i64..80, longer in 0_i64..30,
        ) {
            let one = inputs(State::UnderWay, Some(lag), days).score(&terms());
            let worse = inputs(State::Silent, Some(lag + more), days + longer).score(&terms());
            prop_assert!(worse <= one);
        }
    }
}

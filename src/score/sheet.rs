//! A month's ranking with every input beside every result, so that it can be computed again.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Criterion, Decimal, Entry, Inputs, State, Terms, bottom, places, unit_score};
use crate::diagnostic::{Wording, say};
use crate::words;

/// A month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The portal's name.
    pub portal: String,
    /// The month, `2026-09`.
    pub month: String,
    /// The day it speaks of.
    pub as_of: String,
    /// The formula in words.
    pub formula: Vec<String>,
    /// The constants of the method.
    pub terms: Terms,
    /// The classes.
    pub classes: Vec<ClassSheet>,
}

/// A class.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassSheet {
    /// Its name.
    pub class: String,
    /// The rank from which the list of the last begins.
    pub last_from: Option<u32>,
    /// Its units, the best first.
    pub units: Vec<UnitSheet>,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitSheet {
    /// Its id.
    pub unit: String,
    /// Its name.
    pub name: String,
    /// Its score.
    pub score: Option<Decimal>,
    /// Its rank.
    pub rank: Option<u32>,
    /// Its rank a month earlier.
    pub previous_rank: Option<u32>,
    /// The tasks it leads.
    pub tasks: Vec<TaskSheet>,
    /// Points taken off.
    pub deductions: Vec<PointsSheet>,
    /// Points added.
    pub bonuses: Vec<PointsSheet>,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskSheet {
    /// Its id.
    pub task: String,
    /// Its title.
    pub title: String,
    /// What decides.
    pub criterion: Criterion,
    /// How it enters the score.
    pub state: State,
    /// Points behind the plan.
    pub lag: Option<i32>,
    /// Days overdue or late.
    pub days: i64,
    /// The assessor's score.
    pub quality: Option<Decimal>,
    /// Share of work.
    pub workload: Decimal,
    /// Difficulty.
    pub difficulty: Decimal,
    /// Its score.
    pub score: Option<Decimal>,
}

/// Points taken off or added.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointsSheet {
    /// The rule.
    pub rule: String,
    /// What they rest on.
    pub reference: String,
    /// How many.
    pub points: Decimal,
    /// How many tolerance lifts.
    pub lifted: Decimal,
}

/// A result that is not what its inputs give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Class, unit, task.
    pub place: String,
    /// Which result.
    pub what: Computed,
    /// As the file says.
    pub written: Option<String>,
    /// As the inputs give.
    pub computed: Option<String>,
}

words! {
    /// A result that can be computed again.
    Computed {
        Score = "score" / "得分";
        Rank = "rank" / "名次";
        LastFrom = "rank from which the last begin" / "末位起始名次";
    }
}

impl Difference {
    /// The difference as a sentence.
    pub fn words(&self) -> Wording {
        let Self { place, what, written, computed } = self;
        let said = |value: &Option<String>, nothing: &str| {
            value.clone().unwrap_or_else(|| nothing.to_owned())
        };
        let zh = |value| said(value, "无");
        let en = |value| said(value, "none");
        say(
            format!("{place} {}：表中{}，重算{}", what.zh(), zh(written), zh(computed)),
            format!(
                "{place}, {}: {} in the file, {} computed again",
                what.en(),
                en(written),
                en(computed)
            ),
        )
    }
}

impl TaskSheet {
    fn inputs(&self) -> Inputs {
        Inputs {
            criterion: self.criterion,
            state: self.state,
            lag: self.lag,
            days: self.days,
            quality: self.quality,
            workload: self.workload,
            difficulty: self.difficulty,
        }
    }
}

/// Notes a result that differs.
fn compare<T: PartialEq + fmt::Display>(
    place: &str,
    what: Computed,
    (written, computed): (Option<T>, Option<T>),
    found: &mut Vec<Difference>,
) {
    if written == computed {
        return;
    }
    let (written, computed) =
        (written.map(|value| value.to_string()), computed.map(|value| value.to_string()));
    found.push(Difference { place: place.to_owned(), what, written, computed });
}

impl Sheet {
    /// Computes every score and rank again and lists what differs.
    pub fn differences(&self) -> Vec<Difference> {
        let mut found = Vec::new();
        for class in &self.classes {
            let mut entries: Vec<Entry> = Vec::new();
            for unit in &class.units {
                entries.push(self.unit(class, unit, &mut found));
            }
            let places = places(&entries, &self.terms);
            for (unit, place) in class.units.iter().zip(&places) {
                let name = format!("{} {}", class.class, unit.name);
                compare(&name, Computed::Rank, (unit.rank, place.rank()), &mut found);
            }
            let from = (class.last_from, bottom(&places, &self.terms));
            compare(&class.class, Computed::LastFrom, from, &mut found);
        }
        found
    }

    fn unit(&self, class: &ClassSheet, unit: &UnitSheet, found: &mut Vec<Difference>) -> Entry {
        let place = format!("{} {}", class.class, unit.name);
        for task in &unit.tasks {
            let place = format!("{place} {}", task.title);
            let computed = task.inputs().score(&self.terms);
            compare(&place, Computed::Score, (task.score, computed), found);
        }
        let inputs: Vec<Inputs> = unit.tasks.iter().map(TaskSheet::inputs).collect();
        let sum = |list: &[PointsSheet]| {
            let counted = list.iter().map(|held| held.points.0.saturating_sub(held.lifted.0));
            Decimal(counted.fold(0, i64::saturating_add))
        };
        let (deducted, added) = (sum(&unit.deductions), sum(&unit.bonuses));
        let score = unit_score(&inputs, deducted, added, &self.terms);
        compare(&place, Computed::Score, (unit.score, score), found);
        let counted = inputs.iter().filter(|task| task.score(&self.terms).is_some()).count();
        (score, u32::try_from(counted).unwrap_or(u32::MAX))
    }

    /// How many units it holds.
    pub fn units(&self) -> usize {
        self.classes.iter().map(|class| class.units.len()).sum()
    }
}

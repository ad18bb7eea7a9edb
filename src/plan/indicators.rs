//! Measurable targets of a task: what was promised, what was read, what time alone would ask for.

use super::here::Here;
use super::view::atoms::Day;
use super::view::task::Indicator;
use crate::assess::{self, Reading};
use crate::date;
use crate::percent;
use crate::portal::{self, Id, Task};
use crate::record::{Bound, IndicatorKind};
use crate::yaml::Number;

/// The targets of a task with their last readings.
pub fn indicators(here: Here, id: Id<Task>) -> Vec<Indicator> {
    let task = here.assessed().portal.tasks.get(id);
    (0..task.indicators.len()).filter_map(|at| indicator(here, id, at)).collect()
}

fn indicator(here: Here, id: Id<Task>, at: usize) -> Option<Indicator> {
    let assessed = here.assessed();
    let task = assessed.portal.tasks.get(id);
    let indicator = task.indicators.get(at)?;
    let reading = assess::reading(task, at, here.today());
    let value = reading.map(|reading| reading.value);
    // Waiting alone makes nothing worse: time asks for what it asked for on the reading's day.
    let asked_on = reading.map_or(here.today(), |reading| reading.as_of);
    let asked = assess::expected(indicator, assessed.term(id), asked_on);
    let gap = reading.zip(asked).map(|(reading, asked)| less(reading.value, asked));
    Some(Indicator {
        name: indicator.name.clone(),
        kind: Some(indicator.kind.zh().to_owned()),
        target: bounded(indicator.target, &indicator.unit, indicator.bound),
        baseline: indicator.baseline.map(|number| with_unit(number, &indicator.unit)),
        value: value.map(|number| with_unit(number, &indicator.unit)),
        as_of: reading.map(|reading| Day::of(reading.as_of)),
        percent: value.and_then(|value| reached_percent(indicator, value)),
        reached: value.is_some_and(|value| is_reached(indicator.bound, indicator.target, value)),
        expected: asked.map(|number| with_unit(number, &indicator.unit)),
        expected_on: Day::of(asked_on),
        behind: gap.is_some_and(|gap| if rises(indicator) { gap.0 < 0 } else { gap.0 > 0 }),
        gap: gap.map(|gap| more_or_less(gap, &indicator.unit)),
        note: note(task, indicator, reading),
    })
}

/// Whether more is nearer to the target.
fn rises(indicator: &portal::Indicator) -> bool {
    match indicator.bound {
        Bound::AtLeast => true,
        Bound::AtMost => false,
        Bound::Exactly => indicator.baseline.is_none_or(|base| base <= indicator.target),
    }
}

/// A number with its unit: 60部.
pub fn with_unit(number: Number, unit: &str) -> String {
    format!("{}{unit}", number.words())
}

/// A target with its unit and how it is meant: 150个以上.
pub fn bounded(number: Number, unit: &str, bound: Bound) -> String {
    let bound = match bound {
        Bound::AtLeast | Bound::AtMost => bound.zh(),
        Bound::Exactly => "",
    };
    with_unit(number, unit) + bound
}

/// Whether a value keeps a bound.
pub fn is_reached(bound: Bound, target: Number, value: Number) -> bool {
    match bound {
        Bound::AtLeast => value >= target,
        Bound::AtMost => value <= target,
        Bound::Exactly => value == target,
    }
}

/// 多12部, 少3部, 持平.
fn more_or_less(gap: Number, unit: &str) -> String {
    match gap.0 {
        0 => "持平".to_owned(),
        more if more > 0 => format!("多{}", with_unit(gap, unit)),
        less => format!("少{}", with_unit(Number(-less), unit)),
    }
}

fn less(value: Number, asked: Number) -> Number {
    Number(value.0.saturating_sub(asked.0))
}

/// How the figure is computed or compared.
fn note(task: &Task, indicator: &portal::Indicator, reading: Option<Reading>) -> Option<String> {
    let name = |at: usize| task.indicators.get(at).map_or("", |one| one.name.as_str());
    if let Some((gains, losses)) = indicator.net {
        return Some(format!("净增，等于“{}”减“{}”", name(gains), name(losses)));
    }
    if let Some(since) = indicator.since {
        let from = reading.and_then(|reading| reading.since).unwrap_or(since);
        let broken = reading.map_or(0, |reading| reading.broken);
        let again = if broken > 0 { format!("，此前中断{broken}次") } else { String::new() };
        return Some(format!("自{}起算{again}", date::zh(from)));
    }
    growth(indicator, reading?.value)
}

/// Growth over the baseline in percent, one decimal: 比基数增长12.5%.
fn growth(indicator: &portal::Indicator, value: Number) -> Option<String> {
    let baseline = indicator.baseline.filter(|baseline| baseline.0 > 0)?;
    if !matches!(indicator.kind, IndicatorKind::Count | IndicatorKind::Amount) {
        return None;
    }
    let change = i128::from(value.0) - i128::from(baseline.0);
    let tenths =
        (change.abs() * 2000 + i128::from(baseline.0)).checked_div(i128::from(baseline.0) * 2)?;
    let percent = Number(i64::try_from(tenths * 100_000).ok()?).words();
    match change {
        0 => Some("与基数持平".to_owned()),
        more if more > 0 => Some(format!("比基数增长{percent}%")),
        _ => Some(format!("比基数下降{percent}%")),
    }
}

/// Share of the target reached, 0–100, where more is better.
fn reached_percent(indicator: &portal::Indicator, value: Number) -> Option<i32> {
    (indicator.bound != Bound::AtMost).then(|| share(value, indicator.target)).flatten()
}

/// Whole percent of a target, 0–100.
pub fn share(value: Number, target: Number) -> Option<i32> {
    percent::share(u64::try_from(value.0.max(0)).ok()?, u64::try_from(target.0).ok()?)
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, with};

    #[test]
    fn what_time_asks_for_and_the_gap_speak_of_one_day() {
        let Page::Task(view) = page(&with(&[], "2026-10-15"), "tasks/lift-retrofit/") else {
            panic!("a task")
        };
        let lifts = view.indicators.first().expect("an indicator");
        let read_on = lifts.as_of.as_ref().expect("a reading");
        assert_eq!(lifts.expected_on.iso, read_on.iso);
        let number = |text: &str| {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits.parse::<i64>().unwrap_or(0)
        };
        let (value, asked) = (lifts.value.as_deref(), lifts.expected.as_deref());
        let gap = number(value.unwrap_or_default()) - number(asked.unwrap_or_default());
        let said = lifts.gap.as_deref().unwrap_or_default();
        assert_eq!(gap.abs(), number(said), "{value:?} {asked:?} {said}");
    }
}

//! What plots show, with the geometry worked out in integers: positions are hundredths of a
//! percent of the width or height, so that a template only writes them down.

use chrono::NaiveDate;
use serde::Serialize;

use super::atoms::{Day, Light, LightCount, Month};
use super::axis::{Axis, Scale, days_between};
use crate::date::add_days;

/// All of it, in hundredths of a percent.
pub const FULL: i32 = 10_000;

/// The least width of a part, so that one red task among a thousand is seen.
const LEAST: i32 = 180;

/// A point of a line; `y` is measured from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// A stretch of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Span {
    /// Where it begins.
    pub x: i32,
    /// How wide it is.
    pub width: i32,
}

/// How many tasks show a light.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Part {
    /// The light.
    pub light: Light,
    /// How many.
    pub count: u32,
    /// The list behind it.
    pub href: Option<String>,
    /// Its stretch of the bar.
    pub span: Span,
}

/// How tasks are distributed over lights: every light that is not zero, in the order done, green,
/// awaiting, yellow, silent, red, upcoming, paused, cancelled. The counts sum to the total.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Distribution {
    /// The sum.
    pub total: u32,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Length of a small bar: hundredths of a percent of the largest beside it.
    pub length: i32,
}

impl Distribution {
    /// A distribution from counts, in any order; zeros are left out.
    pub fn of(counts: impl IntoIterator<Item = (Light, u32, Option<String>)>) -> Self {
        let mut parts: Vec<Part> = counts
            .into_iter()
            .filter(|(_, count, _)| *count > 0)
            .map(|(light, count, href)| Part { light, count, href, span: Span { x: 0, width: 0 } })
            .collect();
        parts.sort_by_key(|part| order(&part.light));
        let total = parts.iter().map(|part| part.count).sum();
        lay_out(&mut parts, total);
        Self { total, parts, length: FULL }
    }

    /// The same, as a small bar whose length shows its total beside the largest one's.
    #[must_use]
    pub fn beside(mut self, largest: u32) -> Self {
        self.length = share(self.total, largest);
        self
    }
}

fn order(light: &Light) -> usize {
    use super::atoms::LightSlug as L;
    match light.slug {
        L::Done => 0,
        L::Green => 1,
        L::Awaiting => 2,
        L::Yellow => 3,
        L::Silent => 4,
        L::Red => 5,
        L::Upcoming => 6,
        L::Paused => 7,
        L::Cancelled => 8,
    }
}

/// Gives every part at least [`LEAST`] and shares the rest by count.
fn lay_out(parts: &mut [Part], total: u32) {
    let few = parts.iter().filter(|part| share(part.count, total) < LEAST);
    let (few_width, few_count) = few.fold((0, 0), |(w, c), part| (w + LEAST, c + part.count));
    let (rest, rest_count) = (FULL - few_width, total - few_count);
    let (mut x, mut seen) = (0, 0);
    for part in parts {
        part.span.x = x;
        part.span.width = LEAST;
        if share(part.count, total) >= LEAST {
            let before = scaled(seen, rest, rest_count);
            seen += part.count;
            part.span.width = scaled(seen, rest, rest_count) - before;
        }
        x += part.span.width;
    }
}

fn share(count: u32, total: u32) -> i32 {
    scaled(count, FULL, total)
}

fn scaled(count: u32, width: i32, total: u32) -> i32 {
    let width = i64::from(width) * i64::from(count) / i64::from(total.max(1));
    i32::try_from(width.min(i64::from(FULL))).unwrap_or(FULL)
}

/// A stage on the time axis: the plan above, what happened below.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Track {
    /// The planned stretch.
    pub plan: Option<Span>,
    /// What was worked in time.
    pub worked: Option<Span>,
    /// Its last days, as far as they were late.
    pub late: Option<Span>,
}

impl Track {
    /// A stage's track; `ended` is the day it was finished, or the day of the data while it runs,
    /// with how many days up to it were late, or `None` before it starts. Work is drawn only if it
    /// was taken up; lateness is, in any case, and never more of it than the words beside it say.
    pub fn of(
        scale: Scale,
        (start, due): (NaiveDate, NaiveDate),
        ended: Option<(NaiveDate, i64)>,
        is_taken_up: bool,
    ) -> Self {
        let worked = ended.filter(|_| is_taken_up);
        Self {
            plan: scale.span(start, due),
            worked: worked.and_then(|(end, late)| scale.span(start, add_days(end, -late))),
            late: ended.and_then(|(end, late)| scale.span(add_days(end, 1 - late), end)),
        }
    }
}

/// One row of the table behind a curve.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CurveRow {
    /// The day.
    pub day: Day,
    /// Planned, whole percent.
    pub planned: Option<i32>,
    /// Actual, whole percent.
    pub actual: Option<i32>,
}

/// Plan against actual. The plan's line is that of the first publication and never moves.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Curve {
    /// The time axis.
    pub axis: Axis,
    /// The plan.
    pub planned: Vec<Point>,
    /// What was reported.
    pub actual: Vec<Point>,
    /// The area between the last reports and the plan, when behind.
    pub gap: Vec<Point>,
    /// The plan on the day of the last report.
    pub planned_now: Option<Point>,
    /// The table behind it.
    pub rows: Vec<CurveRow>,
}

/// A percentage on a day, in hundredths of a point.
pub type Reading = (NaiveDate, i32);

impl Curve {
    /// A curve from readings in order of time; the table has a row for each of `rows`.
    pub fn of(
        (scale, today): (Scale, NaiveDate),
        planned: &[Reading],
        actual: &[Reading],
        rows: Vec<CurveRow>,
    ) -> Self {
        let last = actual.last().map(|(day, _)| *day);
        let line = |readings: &[Reading]| {
            readings.iter().map(|(day, value)| point(scale, *day, *value)).collect()
        };
        Self {
            axis: scale.axis(today),
            planned: line(planned),
            actual: line(actual),
            gap: gap(scale, planned, actual),
            planned_now: last.and_then(|day| Some(point(scale, day, at(planned, day)?))),
            rows,
        }
    }
}

fn point(scale: Scale, day: NaiveDate, hundredths: i32) -> Point {
    Point { x: scale.end_of(day), y: FULL - hundredths.clamp(0, FULL) }
}

/// The value on a day between two readings.
fn at(readings: &[Reading], day: NaiveDate) -> Option<i32> {
    let after = readings.iter().position(|(date, _)| *date >= day)?;
    let (date, value) = *readings.get(after)?;
    let Some((before, low)) = after.checked_sub(1).and_then(|at| readings.get(at)).copied() else {
        return Some(value);
    };
    let (run, way) = (days_between(before, date).max(1), days_between(before, day));
    let rise = i64::from(value - low) * i64::from(way) / i64::from(run);
    Some(low + i32::try_from(rise).unwrap_or(0))
}

/// The area of the last reports that lie behind the plan.
fn gap(scale: Scale, planned: &[Reading], actual: &[Reading]) -> Vec<Point> {
    let behind: Vec<(NaiveDate, i32, i32)> = actual
        .iter()
        .rev()
        .map_while(|(day, value)| Some((*day, *value, at(planned, *day)?)))
        .take_while(|(_, value, plan)| plan > value)
        .collect();
    let Some((from, _, _)) = behind.last() else { return Vec::new() };
    let until = actual.last().map_or(*from, |(day, _)| *day);
    let met = actual.iter().rfind(|(day, _)| day < from).copied();
    let lower = behind.iter().rev().map(|(day, value, _)| (*day, *value));
    let upper = planned.iter().rev().filter(|(day, _)| from <= day && *day < until).copied();
    let corner = behind.first().map(|(day, _, plan)| (*day, *plan));
    let start = behind.last().map(|(day, _, plan)| (*day, *plan));
    let outline = met.into_iter().chain(lower).chain(corner).chain(upper).chain(start);
    outline.map(|(day, value)| point(scale, day, value)).collect()
}

/// One month's yellow and red tasks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Column {
    /// The month.
    pub month: Month,
    /// Yellow lights; `None` for a month to come.
    pub yellow: Option<u32>,
    /// Red lights.
    pub red: Option<u32>,
    /// Left edge.
    pub x: i32,
    /// Width.
    pub width: i32,
    /// Height of the red part, from the ground.
    pub red_height: i32,
    /// Height of the yellow part, above the red one.
    pub yellow_height: i32,
    /// Its sum is written above it: the first, the last, and the highest if it stands apart.
    pub labelled: bool,
}

/// Yellow and red lights month by month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Columns {
    /// The months.
    pub columns: Vec<Column>,
    /// The highest sum.
    pub highest: u32,
}

impl Columns {
    /// Columns from counts `(month, yellow and red)`; `None` for months to come.
    pub fn of(months: &[(Month, Option<(u32, u32)>)]) -> Self {
        let sum = |counts: &Option<(u32, u32)>| counts.map_or(0, |(yellow, red)| yellow + red);
        let highest = months.iter().map(|(_, counts)| sum(counts)).max().unwrap_or(0);
        let known = months.iter().filter(|(_, counts)| counts.is_some()).count();
        let peak = months.iter().position(|(_, counts)| sum(counts) == highest);
        let slot = FULL / i32::try_from(months.len().max(1)).unwrap_or(FULL);
        let columns = months.iter().enumerate().map(|(at, (month, counts))| {
            let apart = |other: usize| at.abs_diff(other) > 1;
            let peaks = Some(at) == peak && apart(0) && apart(known.saturating_sub(1));
            let labelled = at == 0 || at + 1 == known || peaks;
            Column {
                month: month.clone(),
                yellow: counts.map(|(yellow, _)| yellow),
                red: counts.map(|(_, red)| red),
                x: slot * i32::try_from(at).unwrap_or(0) + slot * 14 / 100,
                width: slot * 72 / 100,
                red_height: counts.map_or(0, |(_, red)| share(red, highest)),
                yellow_height: counts.map_or(0, |(yellow, _)| share(yellow, highest)),
                labelled: labelled && counts.is_some(),
            }
        });
        Self { columns: columns.collect(), highest }
    }
}

/// One cell of a block of grids: the worst light of a grid's tasks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Cell {
    /// The light; `None` for a grid without tasks.
    pub light: Option<Light>,
    /// Name of the grid.
    pub name: String,
}

/// The grids of a street or town, a dozen to a row. Not a map.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct GridBlock {
    /// The street or town.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
    /// Rows of at most [`GRIDS_A_ROW`] grids.
    pub rows: Vec<Vec<Cell>>,
    /// How many grids.
    pub total: u32,
    /// Counts by light, worst first, zeros left out.
    pub counts: Vec<LightCount>,
}

/// Grids in a row of a block.
pub const GRIDS_A_ROW: usize = 12;

/// A line of small readings with a threshold, such as monthly scores.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Sparkline {
    /// The line.
    pub points: Vec<Point>,
    /// Height of the threshold.
    pub threshold: i32,
}

impl Sparkline {
    /// A line over readings in hundredths between `low` and `high`.
    pub fn of(readings: &[i32], threshold: i32, low: i32, high: i32) -> Self {
        let height = |value: i32| {
            let (value, run) = (value.clamp(low, high) - low, (high - low).max(1));
            FULL - i32::try_from(i64::from(value) * i64::from(FULL) / i64::from(run)).unwrap_or(0)
        };
        let steps = i32::try_from(readings.len().saturating_sub(1).max(1)).unwrap_or(1);
        let points = readings.iter().zip(0_i32..);
        let points = points.map(|(value, at)| Point { x: FULL / steps * at, y: height(*value) });
        Self { points: points.collect(), threshold: height(threshold) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::atoms::LightSlug;
    use super::*;

    fn light(slug: LightSlug) -> Light {
        Light { slug, word: String::new(), short: String::new() }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn one_red_task_among_thousands_is_wide_enough_to_see() {
        let counts = [(LightSlug::Red, 1), (LightSlug::Green, 9_998), (LightSlug::Done, 1)];
        let bar = Distribution::of(counts.map(|(slug, count)| (light(slug), count, None)));
        let widths: Vec<_> = bar.parts.iter().map(|part| part.span.width).collect();
        assert_eq!(widths, [LEAST, FULL - 2 * LEAST, LEAST]);
        assert_eq!(bar.total, 10_000);
    }

    #[test]
    fn parts_fill_the_whole_bar() {
        for counts in [[1, 1, 1], [41, 62, 23], [7, 0, 900]] {
            let slugs = [LightSlug::Done, LightSlug::Green, LightSlug::Yellow];
            let counts = slugs.into_iter().zip(counts);
            let bar = Distribution::of(counts.map(|(slug, count)| (light(slug), count, None)));
            let width: i32 = bar.parts.iter().map(|part| part.span.width).sum();
            assert_eq!(width, FULL);
        }
    }

    #[test]
    fn work_beyond_the_plan_is_late() {
        let scale = Scale::of(day("2026-01-01"), day("2026-12-31"));
        let planned = (day("2026-05-11"), day("2026-09-20"));
        let ended = |late| Track::of(scale, planned, Some((day("2026-09-30"), late)), true);
        let (worked, late) = (ended(10).worked.expect("worked"), ended(10).late.expect("late"));
        assert_eq!(worked.x + worked.width, late.x);
        assert_eq!(Some(late.x), ended(0).plan.map(|plan| plan.x + plan.width));
        // Days of an approved pause are no days late.
        assert_eq!(
            (ended(0).worked.expect("worked").width, ended(0).late),
            (worked.width + late.width, None)
        );
    }

    #[test]
    fn the_plan_between_two_readings_is_a_straight_line() {
        let planned = [(day("2026-01-01"), 0), (day("2026-01-11"), 1_000)];
        assert_eq!(at(&planned, day("2026-01-06")), Some(500));
        assert_eq!(at(&planned, day("2026-02-01")), None);
    }

    #[test]
    fn there_is_no_gap_when_work_is_ahead() {
        let scale = Scale::of(day("2026-01-01"), day("2026-12-31"));
        let planned = [(day("2026-01-01"), 0), (day("2026-12-31"), FULL)];
        let ahead = [(day("2026-01-31"), 900), (day("2026-06-30"), 6_000)];
        assert!(gap(scale, &planned, &ahead).is_empty());
        let behind = [(day("2026-01-31"), 900), (day("2026-06-30"), 3_000)];
        assert_eq!(gap(scale, &planned, &behind).len(), 4);
    }
}

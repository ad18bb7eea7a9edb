//! The table that is printed and kept in `docs/speed.md`.

use std::fmt;

use crate::child::Figures;

/// Its head.
pub const HEAD: &str = "\
| tasks | files | MB | floor s | cold s | × | unchanged s | × | edit s | × | edit to served ms | peak MiB | serve MiB |
|------:|------:|---:|--------:|-------:|--:|------------:|--:|-------:|--:|------------------:|---------:|----------:|";

/// A portal's figures.
pub struct Row {
    /// How many tasks.
    pub tasks: usize,
    /// Files of the site.
    pub pages: usize,
    /// Their size.
    pub bytes: u64,
    /// Seconds to write them from memory.
    pub floor: f64,
    /// Seconds of a build into a new folder.
    pub cold: f64,
    /// Seconds of a build when nothing has changed.
    pub unchanged: f64,
    /// Seconds of a build after one edit.
    pub edited: f64,
    /// Seconds from an edit to the pages that show it.
    pub served: f64,
    /// Peak memory of a build, in KiB.
    pub peak: u64,
    /// Peak memory of `serve`, in KiB.
    pub serving: u64,
}

impl fmt::Display for Row {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tasks, pages, floor, cold, unchanged, edited, .. } = self;
        let megabytes = self.bytes / 1_000_000;
        let times = |seconds: &f64| seconds / floor;
        write!(out, "| {tasks} | {pages} | {megabytes} | {floor:.2} ")?;
        for seconds in [cold, unchanged, edited] {
            write!(out, "| {seconds:.2} | {:.2} ", times(seconds))?;
        }
        let (served, peak, serving) =
            (self.served * 1_000.0, self.peak / 1_024, self.serving / 1_024);
        write!(out, "| {served:.0} | {peak} | {serving} |")
    }
}

/// The middle one of several measurements.
pub fn median(figures: &[Figures], of: impl Fn(&Figures) -> f64) -> f64 {
    let mut values: Vec<f64> = figures.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

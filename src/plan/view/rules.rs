//! The rules as they are applied: lights, rates, scores, ranks, in words and with their numbers.

use serde::Serialize;

use crate::plan::view::atoms::{Label, Light, Link};
use crate::plan::view::head::Head;

/// The rules of the lights and figures in force, or the working method in words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RulesView {
    /// The page.
    pub head: Head,
    /// Its heading.
    pub title: String,
    /// What it is for.
    pub lead: String,
    /// The method, 六大机制, with the page that explains it; no address on that page.
    pub method: Label,
    /// Sections: lights, progress, rates, scores, ranks, rhythms, exposures.
    pub sections: Vec<RuleSection>,
}

/// Rules of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RuleSection {
    /// Its anchor: `lights`.
    pub id: String,
    /// Its heading: 灯怎样亮.
    pub title: String,
    /// How to read it: 自上而下，第一条符合的为准.
    pub lead: Option<String>,
    /// The rules, in the order in which they are applied.
    pub rules: Vec<Rule>,
}

/// A rule. Its anchor is its number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Rule {
    /// Its number: L2, S1.
    pub number: String,
    /// The light it gives, for rules of lights.
    pub light: Option<Light>,
    /// Its name, for other rules: 按期率.
    pub name: Option<String>,
    /// When it holds, or how it is computed, with the thresholds in force.
    pub text: String,
    /// Why it is so, or what it leaves out.
    pub note: Option<String>,
    /// The pages on which it is seen.
    pub links: Vec<Link>,
}

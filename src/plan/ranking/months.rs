//! The index of months: the newest in words, all of them by year, and the yearly assessments.

use super::assessments::yearly;
use super::class::findings;
use super::{class_name, classes_of, main_page};
use crate::assess::{ClassScores, MonthScores};
use crate::method::RhythmWords;
use crate::plan::address::Address;
use crate::plan::heads::{About, Section};
use crate::plan::here::Here;
use crate::plan::view::atoms::Link;
use crate::plan::view::ranking::{ClassSummary, RankingYear, RankingsView};

/// The index of months.
pub fn rankings(here: Here) -> RankingsView {
    let scores = &here.assessed().scores;
    let newest = scores.newest().expect("the index is planned only where a month is scored");
    let title = here.plan.words("rankings", "title");
    let description = here.plan.words("rankings", "lead");
    let mut years: Vec<RankingYear> = Vec::new();
    for month in scores.months.iter().rev().map(|held| held.month) {
        let year = format!("{}年", month.year());
        if years.last().is_none_or(|held| held.year != year) {
            years.push(RankingYear { year, months: Vec::new() });
        }
        let text = format!("{}月", month.number());
        if let Some(year) = years.last_mut() {
            year.months.push(Link { text, href: here.href(main_page(here.assessed(), month)) });
        }
    }
    let scoring = &here.assessed().portal.method.scoring;
    let rhythm = |words: &RhythmWords| (words.word.to_string(), words.about.to_string());
    RankingsView {
        head: here.head(About::column(&title, description, Section::Rankings)),
        newest: Link {
            text: newest.month.zh(),
            href: here.href(main_page(here.assessed(), newest.month)),
        },
        classes: classes_of(newest).map(|(at, class)| summary(here, newest, at, class)).collect(),
        years,
        yearly: yearly(here),
        rhythms: scoring.rhythms.iter().map(rhythm).collect(),
    }
}

fn summary(here: Here, held: &MonthScores, at: usize, class: &ClassScores) -> ClassSummary {
    ClassSummary {
        link: Link {
            text: class_name(here, at),
            href: here.href(Address::Ranking(held.month, at, 1)),
        },
        sentences: findings(here, class),
    }
}

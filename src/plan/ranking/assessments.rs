//! What assessors said: of a month, of a year, of a unit.

use chrono::Datelike;

use crate::date::{Month, zh};
use crate::plan::here::{Here, count};
use crate::plan::view::atoms::{Day, Label, Link};
use crate::plan::view::ranking::{AssessmentEntry, AssessmentYear};
use crate::portal::{Assessment, Id, Subject, Unit};
use crate::record::Rhythm;
use crate::score::Decimal;

/// Assessments that a month's page shows; the others stand on the report cards of their units.
const MOST_OF_MONTH: usize = 3;
/// Assessments of a year that are shown with those of other years.
const MOST_OF_YEAR: usize = 24;

/// Assessments made in a month of those units of a class that `stands` names, or of the tasks they
/// lead; and how many more there are.
pub fn made_in(
    here: Here,
    month: Month,
    class: usize,
    stands: impl Fn(Id<Unit>) -> bool,
) -> (Vec<AssessmentEntry>, u32) {
    let assessed = here.assessed();
    let Some(class) = assessed.scores.classes.get(class) else { return (Vec::new(), 0) };
    let in_class = |held: &Assessment| {
        let unit = match held.subject {
            Subject::Unit(unit) => Some(unit),
            Subject::Task(task) => assessed.portal.tasks.get(task).lead_on(held.date),
        };
        unit.is_some_and(|unit| class.units.contains(&unit) && stands(unit))
    };
    let all = assessed.portal.assessments.iter().map(|(_, held)| held);
    let mut made: Vec<&Assessment> = all
        .filter(|held| Month::of(held.date) == month && held.date <= here.today())
        .filter(|held| held.rhythm != Rhythm::Monthly && in_class(held))
        .collect();
    made.sort_by_key(|held| (std::cmp::Reverse(held.rhythm), held.date));
    let more = count(made.len().saturating_sub(MOST_OF_MONTH));
    (made.into_iter().take(MOST_OF_MONTH).map(|held| entry(here, held)).collect(), more)
}

/// Yearly assessments of units, by year: first those with consequences.
pub fn yearly(here: Here) -> Vec<AssessmentYear> {
    let all = here.assessed().portal.assessments.iter().map(|(_, held)| held);
    let mut held: Vec<&Assessment> = all
        .filter(|held| held.rhythm == Rhythm::Yearly && held.date <= here.today())
        .filter(|held| matches!(held.subject, Subject::Unit(_)))
        .collect();
    held.sort_by_key(|held| {
        let year = std::cmp::Reverse(held.period.first().year());
        (year, held.consequences.is_empty(), held.date)
    });
    let mut years: Vec<AssessmentYear> = Vec::new();
    for held in held {
        let year = period(held);
        if years.last().is_none_or(|last| last.year != year) {
            years.push(AssessmentYear { year, entries: Vec::new(), more: 0 });
        }
        if let Some(last) = years.last_mut() {
            if last.entries.len() < MOST_OF_YEAR {
                last.entries.push(entry(here, held));
            } else {
                last.more += 1;
            }
        }
    }
    years
}

/// An assessment with what followed.
pub fn entry(here: Here, held: &Assessment) -> AssessmentEntry {
    let scoring = &here.assessed().portal.method.scoring;
    let word = scoring.words(held.rhythm).map_or(held.rhythm.zh(), |words| &*words.word);
    let consequence = |held: &crate::portal::Consequence| {
        let amount = held.amount.map(crate::money::Money::words).unwrap_or_default();
        let text = held.text.as_ref().map(|text| format!("：{text}")).unwrap_or_default();
        let text = text.trim_end_matches('。');
        format!("{}{amount}（{}）{text}", held.kind.zh(), zh(held.date))
    };
    let known = held.consequences.iter().filter(|held| held.date <= here.today());
    AssessmentEntry {
        subject: match held.subject {
            Subject::Task(task) => {
                let Link { text, href } = here.task_link(task);
                Label { text, href: Some(href) }
            }
            Subject::Unit(unit) => here.unit_in_full(unit),
        },
        period: format!("{}{word}", period(held)),
        assessor: here.unit(held.assessor).text,
        on: Day::of(held.date),
        result: result(held),
        remark: held.remark.clone(),
        unfinished: held.unfinished.iter().map(|task| here.task_link(*task)).collect(),
        consequences: known.map(consequence).collect(),
    }
}

/// Who assessed and when: 州督查室，2026年7月6日.
pub fn given(here: Here, assessment: &Assessment) -> String {
    let assessor = here.unit(assessment.assessor).text;
    format!("{assessor}，{}", zh(assessment.date))
}

/// What was found, in figures and grades.
pub fn result(held: &Assessment) -> Option<String> {
    let quality = held.quality.map(|quality| format!("质量{}分", Decimal::from(quality)));
    let grade = held.grade.as_ref().map(|grade| format!("定性等次：{grade}"));
    let said: Vec<String> = quality.into_iter().chain(grade).collect();
    (!said.is_empty()).then(|| said.join("，"))
}

/// 2026年9月, 2026年第三季度, 2025年度.
fn period(held: &Assessment) -> String {
    let first = held.period.first();
    match held.rhythm {
        Rhythm::Monthly => Month::of(first).zh(),
        Rhythm::Quarterly => {
            let quarter = ["一", "二", "三", "四"].get(first.month0() as usize / 3);
            format!("{}年第{}季度", first.year(), quarter.copied().unwrap_or_default())
        }
        Rhythm::Yearly => format!("{}年度", first.year()),
    }
}

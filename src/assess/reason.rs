//! The reason of a light: the rule's own sentence, filled with figures as they are printed.

use chrono::NaiveDate;

use super::known::Known;
use super::light::{Verdict, months_after_start, not_begun, task_overdue, worst_stage};
use super::progress::{Progress, planned, progress};
use super::silence;
use crate::date::{days_between, zh};
use crate::method::Condition;
use crate::portal::{Alteration, Change, Document, Halt, Portal, Table};

/// The sentence of a verdict. Where a figure is not known, the rule's sentence for tasks without a
/// report takes its place, and where that needs unknown figures too, the rule's own text.
pub(super) fn reason(known: &Known, portal: &Portal, verdict: Verdict, day: NaiveDate) -> String {
    let Some(rule) = verdict.rule(&portal.method) else { return String::new() };
    let figure = |name: &str| figure(name, rule.when, known, &portal.documents, day);
    let unreported = rule.unreported.as_deref().and_then(|sentence| fill(sentence, figure));
    let sentence = fill(&rule.sentence, figure).or(unreported);
    let counted = counted(rule.when, known, day).unwrap_or_default();
    sentence.unwrap_or_else(|| rule.text.to_string()) + &counted
}

/// How days overdue were counted, where they are not the days since the due date in the sentence:
/// nobody can be late while the work was accepted as done, or stood still with approval.
fn counted(rule: Condition, known: &Known, day: NaiveDate) -> Option<String> {
    if !matches!(rule, Condition::TaskOverdue | Condition::StageOverdue) {
        return None;
    }
    let due = due(rule, known, day)?;
    let reopened = known.reopened_on().filter(|_| known.missed_after(due) != due);
    let paused = days_between(known.missed_after(due), day) - days(rule, known, day)?;
    let paused = (paused > 0).then(|| format!("扣除经批准暂停的{paused}天"));
    let reopened = reopened.map(|on| format!("自{}回潮起算", zh(on)));
    let parts: Vec<String> = reopened.into_iter().chain(paused).collect();
    (!parts.is_empty()).then(|| format!("（{}）", parts.join("，")))
}

/// Fills `{name}`s; `None` if a figure is not known.
fn fill(sentence: &str, figure: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut parts = sentence.split('{');
    let mut out = parts.next()?.to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}')?;
        out.push_str(&figure(name)?);
        out.push_str(rest);
    }
    Some(out)
}

fn figure(
    name: &str,
    rule: Condition,
    known: &Known,
    documents: &Table<Document>,
    day: NaiveDate,
) -> Option<String> {
    let progress = progress(known);
    match name {
        "as_of" => as_of(rule, known, day).map(zh),
        "reported" => {
            let heard = known.task.updates.get(known.heard?)?.reported_on;
            (heard == silence::since(known)).then(|| zh(heard))
        }
        "planned" => {
            let asked = || planned(known, day).printed().to_string();
            Some(progress.map_or_else(asked, Progress::planned_figure))
        }
        "actual" => progress.map(Progress::actual_figure),
        "lag" => progress.map(|held| held.lag.to_string()),
        "due" => due(rule, known, day).map(zh),
        "days" => days(rule, known, day).map(|days| days.to_string()),
        "stage" => {
            let stage = known.task.stages.get(worst_stage(known, day)?.0)?;
            Some(stage.name.clone())
        }
        "months" => Some(months_after_start(known, not_begun(known)?.as_of).to_string()),
        "date" => date(rule, known).map(zh),
        "closed_on" => Some(zh(known.task.closings.get(known.closing?)?.date)),
        "number" => Some(known.task.closings.get(known.closing?)?.number.clone()),
        "document" => document(deciding(rule, known)?, documents),
        "what" => what(&deciding(rule, known)?.alteration).map(str::to_owned),
        _ => None,
    }
}

/// The day a sentence speaks of: that of the report, or the day itself before the first report.
fn as_of(rule: Condition, known: &Known, day: NaiveDate) -> Option<NaiveDate> {
    match rule {
        Condition::NotBegun => not_begun(known).map(|held| held.as_of),
        Condition::Closed
        | Condition::GivenUp
        | Condition::Paused
        | Condition::Completed
        | Condition::NotDueToStart
        | Condition::TaskOverdue
        | Condition::StageOverdue
        | Condition::Lag
        | Condition::Silent
        | Condition::Otherwise => Some(progress(known).map_or(day, |held| held.as_of)),
    }
}

/// The change that paused or ended the task.
fn deciding<'a>(rule: Condition, known: &Known<'a>) -> Option<&'a Change> {
    let paused = rule == Condition::Paused;
    let at = if paused { known.pause()?.change } else { known.given_up? };
    known.task.changes.get(at)
}

fn date(rule: Condition, known: &Known) -> Option<NaiveDate> {
    match rule {
        Condition::Closed => known.completion().map(|held| held.on),
        Condition::Completed => known.completion().map(|held| held.reported_on),
        Condition::GivenUp | Condition::Paused => deciding(rule, known).map(|held| held.date),
        Condition::Silent => Some(silence::since(known)),
        Condition::NotDueToStart
        | Condition::NotBegun
        | Condition::TaskOverdue
        | Condition::StageOverdue
        | Condition::Lag
        | Condition::Otherwise => Some(known.start),
    }
}

fn due(rule: Condition, known: &Known, day: NaiveDate) -> Option<NaiveDate> {
    if rule != Condition::StageOverdue {
        return Some(known.due);
    }
    Some(known.stages.get(worst_stage(known, day)?.0)?.due)
}

fn days(rule: Condition, known: &Known, day: NaiveDate) -> Option<i64> {
    match rule {
        Condition::TaskOverdue => Some(task_overdue(known, day)),
        Condition::StageOverdue => worst_stage(known, day).map(|(_, days)| days),
        Condition::Silent => Some(known.days(silence::since(known), known.frozen(day))),
        Condition::Completed => known.completion().map(|held| days_between(held.reported_on, day)),
        Condition::NotDueToStart => Some(days_between(day, known.start)),
        Condition::Closed
        | Condition::GivenUp
        | Condition::Paused
        | Condition::Lag
        | Condition::NotBegun
        | Condition::Otherwise => None,
    }
}

/// The word for what a change did to a task as a whole.
fn what(alteration: &Alteration) -> Option<&'static str> {
    alteration.halts().map(|halt| match halt {
        Halt::Cancel => "取消",
        Halt::CarryOver(_) => "结转",
        Halt::Merge(_) => "并入其他任务",
        Halt::Pause => "暂停",
    })
}

/// The document of a change: its number, or its title in book marks.
fn document(change: &Change, documents: &Table<Document>) -> Option<String> {
    if let Some(number) = &change.document_number {
        return Some(number.clone());
    }
    let document = &documents[change.document?];
    Some(document.number.clone().unwrap_or_else(|| format!("《{}》", document.title)))
}

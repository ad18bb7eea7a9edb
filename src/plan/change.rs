//! Declared changes in words.

use chrono::NaiveDate;

use super::here::{Here, small};
use super::view::atoms::Day;
use super::view::log::Change;
use crate::date;
use crate::portal::{self, Alteration, Halt, Id, Moved, Task, Unit};
use crate::record::ChangeKind;

/// What an alteration changes, and the values before and after in words.
struct Altered {
    kind: ChangeKind,
    stage: Option<usize>,
    old: Option<String>,
    new: Option<String>,
    days: Option<i64>,
}

/// A declared change.
pub fn change(here: Here, task: &Task, change: &portal::Change) -> Change {
    let altered = altered(here, &change.alteration);
    let into = change.alteration.halts().and_then(Halt::into);
    let stage = altered.stage.and_then(|at| task.stages.get(at)).map(|stage| stage.name.clone());
    Change {
        on: Day::of(change.date),
        field: altered.kind.zh().to_owned(),
        stage,
        old: altered.old,
        new: altered.new,
        reason_word: change.reason_code.map(|code| code.zh().to_owned()),
        reason: change.reason.as_deref().map(clause),
        decided_by: change.decided_by.as_deref().map(clause),
        document: here.cited(change.document, change.document_number.as_ref()),
        into: into.map(|id| here.task_link(id)),
        days: altered.days.map(small),
        last_minute: is_last_minute(here, &change.alteration, change),
    }
}

/// The dates that an alteration moves.
pub fn moved_days(alteration: &Alteration) -> Option<Moved<NaiveDate>> {
    match alteration {
        Alteration::Due(moved)
        | Alteration::Start(moved)
        | Alteration::StageDue(_, moved)
        | Alteration::StageStart(_, moved) => Some(*moved),
        _ => None,
    }
}

/// A text without its full stop: the template goes on after it.
pub fn clause(text: &str) -> String {
    text.trim_end_matches('。').to_owned()
}

/// Within the method's days before the due date of the task or stage, or after it.
fn is_last_minute(here: Here, alteration: &Alteration, change: &portal::Change) -> bool {
    let (Alteration::Due(moved) | Alteration::StageDue(_, moved)) = alteration else {
        return false;
    };
    let Some(old) = moved.old else { return false };
    let days = date::days_between(change.date, old);
    days <= i64::from(here.assessed().portal.method.late_change_days)
}

fn altered(here: Here, alteration: &Alteration) -> Altered {
    let plain = |kind| Altered { kind, stage: None, old: None, new: None, days: None };
    match alteration {
        Alteration::Due(moved) => dates(ChangeKind::Due, None, *moved),
        Alteration::Start(moved) => dates(ChangeKind::Start, None, *moved),
        Alteration::StageDue(stage, moved) => dates(ChangeKind::StageDue, Some(*stage), *moved),
        Alteration::StageStart(stage, moved) => dates(ChangeKind::StageStart, Some(*stage), *moved),
        Alteration::Weight(stage, moved) => Altered {
            stage: Some(*stage),
            ..values(ChangeKind::Weight, moved, |weight| format!("{}%", weight.printed()))
        },
        Alteration::Target(moved) => values(ChangeKind::Target, moved, Clone::clone),
        Alteration::Scope(moved) => values(ChangeKind::Scope, moved, Clone::clone),
        Alteration::Lead(moved) => values(ChangeKind::Lead, moved, |unit| unit_name(here, *unit)),
        Alteration::Leader(moved) => values(ChangeKind::Leader, moved, |id| here.post(*id)),
        Alteration::Handler(moved) => values(ChangeKind::Handler, moved, |id| here.post(*id)),
        Alteration::Workload(moved) => values(ChangeKind::Workload, moved, |n| n.words()),
        Alteration::Difficulty(moved) => values(ChangeKind::Difficulty, moved, |n| n.words()),
        Alteration::Pause => plain(ChangeKind::Pause),
        Alteration::Resume => plain(ChangeKind::Resume),
        Alteration::Cancel => plain(ChangeKind::Cancel),
        Alteration::CarryOver(_) => plain(ChangeKind::CarryOver),
        Alteration::Merge(_) => plain(ChangeKind::Merge),
    }
}

fn values<T>(kind: ChangeKind, moved: &Moved<T>, words: impl Fn(&T) -> String) -> Altered {
    let (old, new) = (moved.old.as_ref().map(&words), Some(words(&moved.new)));
    Altered { kind, stage: None, old, new, days: None }
}

fn dates(kind: ChangeKind, stage: Option<usize>, moved: Moved<NaiveDate>) -> Altered {
    let days = moved.old.map(|old| date::days_between(old, moved.new));
    Altered { stage, days, ..values(kind, &moved, |day| date::zh(*day)) }
}

fn unit_name(here: Here, id: Id<Unit>) -> String {
    here.assessed().portal.units.get(id).name.clone()
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    #[test]
    fn a_date_moved_shortly_before_it_is_marked_whether_of_the_task_or_of_a_stage() {
        let file = "changes/2026.yaml";
        for (decided, marked) in [("2026-10-15", false), ("2026-10-16", true), ("2026-11-02", true)]
        {
            let moved = text(file).replace("日期: 2026-06-20", &format!("日期: {decided}"));
            let Page::Task(view) =
                page(&with(&[(file, &moved)], "2026-11-15"), "tasks/lift-retrofit/")
            else {
                panic!("a task")
            };
            let marks = |field: &str| -> Vec<bool> {
                let told = view.changes.iter().filter(|change| change.field == field);
                told.map(|change| change.last_minute).collect()
            };
            assert_eq!(
                (marks("完成时限"), marks("阶段时限")),
                (vec![marked], vec![marked]),
                "{decided}"
            );
        }
    }
}

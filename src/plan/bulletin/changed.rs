//! Changes of a task as a bulletin tells them: a date that moved, a promise that ended.

use crate::date::zh;
use crate::portal::{Alteration, Change, Id, Portal, Task};

/// The change by which a task as a whole stops or goes on, in words, and the task that it becomes.
pub fn turn_of(
    portal: &Portal,
    id: Id<Task>,
    at: usize,
) -> Option<(&Change, &'static str, Option<Id<Task>>)> {
    let change = portal.tasks.get(id).changes.get(at)?;
    let (word, into) = match change.alteration {
        Alteration::Cancel => ("取消", None),
        Alteration::CarryOver(Some(into)) => ("结转为", Some(into)),
        Alteration::CarryOver(None) => ("结转", None),
        Alteration::Merge(Some(into)) => ("并入", Some(into)),
        Alteration::Merge(None) => ("并入其他任务", None),
        Alteration::Pause => ("暂停", None),
        Alteration::Resume => ("恢复", None),
        Alteration::Due(_)
        | Alteration::Start(_)
        | Alteration::StageDue(..)
        | Alteration::StageStart(..)
        | Alteration::Weight(..)
        | Alteration::Target(_)
        | Alteration::Scope(_)
        | Alteration::Lead(_)
        | Alteration::Leader(_)
        | Alteration::Handler(_)
        | Alteration::Workload(_)
        | Alteration::Difficulty(_) => return None,
    };
    Some((change, word, into))
}

/// 由2026年6月30日改为2026年9月30日，延后92天，原因是……，某某批准
pub fn moved(change: &Change) -> String {
    let Alteration::Due(moved) = change.alteration else { return String::new() };
    let mut words = match moved.old {
        Some(old) => {
            let days = crate::date::days_between(old, moved.new);
            let by =
                if days < 0 { format!("提前{}天", -days) } else { format!("延后{days}天") };
            format!("由{}改为{}，{by}", zh(old), zh(moved.new))
        }
        None => format!("定为{}", zh(moved.new)),
    };
    let reason = change.reason.as_deref().map(|text| text.trim_end_matches('。').to_owned());
    let reason = reason.or_else(|| change.reason_code.map(|code| code.zh().to_owned()));
    words +=
        &reason.map_or_else(|| "，未说明原因".to_owned(), |reason| format!("，原因：{reason}"));
    words
}

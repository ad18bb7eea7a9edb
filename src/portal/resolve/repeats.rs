//! One id that leads nowhere from many places: mostly the record itself has the slip, and it is one
//! mistake.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Wording, say};
use crate::span::Span;

/// References to an id that are told one by one.
const EACH: usize = 3;

/// Tells references of many to an id that nobody has once, at the first of them.
pub fn tell_once(problems: &mut Vec<Diagnostic>) {
    let mut places: BTreeMap<String, BTreeSet<Span>> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| leads_nowhere(problem)) {
        // The same words are the same id of the same kind.
        places.entry(problem.message.zh.clone()).or_default().insert(problem.span);
    }
    places.retain(|_, places| places.len() > EACH);
    let told: Vec<Diagnostic> = places.iter().filter_map(|it| told(it, problems)).collect();
    problems.retain(|problem| !leads_nowhere(problem) || !places.contains_key(&problem.message.zh));
    problems.extend(told);
}

fn leads_nowhere(problem: &Diagnostic) -> bool {
    problem.code == Code::UnknownReference
}

fn told(
    (words, places): (&String, &BTreeSet<Span>),
    problems: &[Diagnostic],
) -> Option<Diagnostic> {
    let first = places.first()?;
    let is_first = |problem: &&Diagnostic| problem.span == *first && problem.message.zh == *words;
    let mut told = problems.iter().find(is_first)?.clone();
    let count = places.len();
    let Wording { zh, en } = &told.message;
    told.message =
        say(format!("{zh}，有{count}处这样引用"), format!("{en}, to which {count} places refer"));
    for place in places.iter().skip(1).take(EACH) {
        told = told.note(*place, say("这里也这样引用", "here as well"));
    }
    let its_own = told.help.as_ref().and_then(|help| own_slip(&told.message, help));
    Some(if let Some(help) = its_own { told.help(help) } else { told })
}

/// The id of the record is more likely mistyped than all that refer to it.
fn own_slip(message: &Wording, help: &Wording) -> Option<Wording> {
    let quoted = |text: &str| text.split('`').nth(1).map(str::to_owned);
    help.zh.strip_prefix("是不是")?;
    let (written, near) = (quoted(&message.zh)?, quoted(&help.zh)?);
    Some(say(
        format!(
            "多半是那条记录的编号写错了：把编号`{near}`改成`{written}`；编号没有错的，逐处改成`{near}`"
        ),
        format!(
            "change the id `{near}` of the record to `{written}`, or each of these to `{near}`"
        ),
    ))
}

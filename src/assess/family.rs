//! The portals below this one beside it: how new their figures are, and where two levels say
//! different things of one task.

use std::sync::Arc;

use chrono::NaiveDate;

use super::exposure::Publication;
use super::{Each, Standing, TaskState};
use crate::date::{days_between, iso, zh};
use crate::portal::{Alteration, Child, Id, Portal, Task};
use crate::summary::{Claim, Shared};

/// How new a child portal's figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Of its content as it is, and not long ago.
    New,
    /// Of this day; its content has had errors since, or nothing came.
    Old(NaiveDate),
    /// There are none.
    Missing,
}

/// How new a child's figures are on a day.
pub fn freshness(child: &Child, today: NaiveDate) -> Freshness {
    let Some(summary) = &child.summary else { return Freshness::Missing };
    let is_old = days_between(summary.date, today) > i64::from(child.old_after_days);
    if is_old || !child.is_renewed { Freshness::Old(summary.date) } else { Freshness::New }
}

/// What in a child's summary does not agree with itself, one sentence each.
pub fn doubts(child: &Child, today: NaiveDate) -> Vec<String> {
    let Some(summary) = &child.summary else { return Vec::new() };
    let totals = summary.declared.iter().filter_map(|row| {
        let missing = row.missing();
        let how = match missing {
            0 => return None,
            1.. => "少",
            _ => "多",
        };
        Some(format!(
            "{}宣布{}{}，公开和不予公开的合计{how}{}{}",
            row.plan,
            row.declared,
            row.word,
            missing.unsigned_abs(),
            row.word
        ))
    });
    let future = (summary.date > today).then(|| format!("统计日期{}还没有到", zh(summary.date)));
    let data = summary.data_as_of.filter(|as_of| *as_of > summary.date);
    let data =
        data.map(|as_of| format!("数据截至{}，在统计日期{}之后", zh(as_of), zh(summary.date)));
    totals.chain(future).chain(data).collect()
}

/// What two levels say differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Differing {
    /// The due date.
    Due,
    /// The lead unit.
    Lead,
    /// The progress.
    Progress,
}

impl Differing {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Due, Self::Lead, Self::Progress];

    /// The word.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Due => "完成时限",
            Self::Lead => "牵头单位",
            Self::Progress => "进度",
        }
    }

    /// What a level says of it.
    pub fn said(self, shared: &Shared) -> Option<&Claim> {
        match self {
            Self::Due => Some(&shared.due),
            Self::Lead => shared.lead.as_ref(),
            Self::Progress => shared.progress.as_ref(),
        }
    }
}

/// A task of this portal that a child portal shows as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The task here.
    pub task: Id<Task>,
    /// The child, by its position.
    pub child: usize,
    /// What this portal says.
    pub here: Shared,
    /// What the child says.
    pub there: Shared,
    /// In what they differ. Neither value is ever written over the other.
    pub differing: Vec<Differing>,
}

/// Every task that both this portal and a child show, in the order of the tasks here.
pub(super) fn pairs(
    portal: &Portal,
    tasks: &Each<Task, Arc<TaskState>>,
    today: NaiveDate,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (id, task) in portal.tasks.iter() {
        let Some(here) = shared(portal, id, &tasks[id].standing, today) else { continue };
        for (child, of) in portal.children.iter().enumerate() {
            let told = of.summary.iter().flat_map(|summary| &summary.shared);
            for there in told.filter(|there| Some(&there.shared_id) == task.shared_id.as_ref()) {
                let differs = |what: &Differing| {
                    let both = what.said(&here).zip(what.said(there));
                    both.is_some_and(|(here, there)| here.value != there.value)
                };
                let differing = Differing::ALL.into_iter().filter(differs).collect();
                pairs.push(Pair {
                    task: id,
                    child,
                    here: here.clone(),
                    there: there.clone(),
                    differing,
                });
            }
        }
    }
    pairs
}

/// What this portal says of a task that another level shows as well.
pub fn shared(
    portal: &Portal,
    id: Id<Task>,
    standing: &Standing,
    today: NaiveDate,
) -> Option<Shared> {
    let task = portal.tasks.get(id);
    let shared_id = task.shared_id.clone()?;
    let lead = task.lead_on(today).map(|unit| portal.units.get(unit).name.clone());
    let moved = |moves: fn(&Alteration) -> bool| decided(portal, task, today, moves);
    Some(Shared {
        shared_id,
        task: task.slug.clone(),
        title: crate::summary::plain(&task.title),
        light: standing.verdict.light.en().to_owned(),
        due: claim(&iso(standing.due.current), moved(|held| matches!(held, Alteration::Due(_)))),
        lead: lead.map(|lead| claim(&lead, moved(|held| matches!(held, Alteration::Lead(_))))),
        progress: progress(standing),
    })
}

fn claim(value: &str, (source, on): (String, NaiveDate)) -> Claim {
    Claim::new(value, &source, on)
}

/// How far it is: finished is all of it, whoever has accepted it.
fn progress(standing: &Standing) -> Option<Claim> {
    if let Some(completion) = standing.completion {
        return Some(Claim::new("100", "办结填报", completion.reported_on));
    }
    let progress = standing.progress.as_ref()?;
    Some(Claim::new(&progress.actual.printed().to_string(), "进展填报", progress.as_of))
}

/// The paper behind a value: the newest change of it, or the plan in which it was first published.
fn decided(
    portal: &Portal,
    task: &Task,
    today: NaiveDate,
    moves: fn(&Alteration) -> bool,
) -> (String, NaiveDate) {
    let Some(change) = task.changes_until(today).filter(|held| moves(&held.alteration)).last()
    else {
        let plan = portal.plans.get(task.plan);
        return (plan.short_name.clone(), plan.published_on.unwrap_or(plan.from));
    };
    let titled = change.document.map(|id| {
        let document = portal.documents.get(id);
        document.number.clone().unwrap_or_else(|| document.title.clone())
    });
    let paper = titled.or_else(|| change.document_number.clone());
    let source = paper.or_else(|| change.decided_by.clone());
    (source.map_or_else(|| "变更".to_owned(), |source| format!("变更：{source}")), change.date)
}

/// Exposures that are published and not yet rectified.
pub fn exposures_open(
    exposures: &Each<crate::portal::Exposure, Publication>,
    portal: &Portal,
) -> usize {
    use crate::record::RectificationState;
    let is_open = |publication: &Publication| match publication {
        Publication::Live(live) => live.label != RectificationState::Closed,
        Publication::NotYet | Publication::Tombstone { .. } => false,
    };
    portal.exposures.ids().filter(|id| is_open(exposures.get(*id))).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slug::Slug;
    use crate::span::{FileId, Span};
    use crate::summary::Summary;

    /// A child whose summary is of a day, with data of a day and an announced total.
    fn child(date: &str, as_of: &str, published: u32) -> Child {
        let text = format!(
            r#"{{"schema":"daylight-summary","version":1,"name":"澜东县","short_name":null,
            "organiser":"澜东县人民政府","demonstration":true,"date":"{date}",
            "data_as_of":"{as_of}","total":0,"lights":{{}},"on_time":{{"kept":0,"of":0}},
            "on_time_original":{{"kept":0,"of":0}},"longest_silence_days":0,"exposures_open":0,
            "declared":[{{"plan":"年度计划","word":"件","declared":9,"published":{published},
            "withheld":1}}],"shared":[]}}"#
        );
        Child {
            slug: Slug::parse("landong").expect("a slug"),
            name: "澜东县".to_owned(),
            short_name: "澜东县".to_owned(),
            url: "landong/".to_owned(),
            summary: Some(Summary::parse(&text).expect("a summary")),
            is_renewed: true,
            old_after_days: 7,
            span: Span::start_of(FileId(0)),
        }
    }

    #[test]
    fn a_summary_that_does_not_agree_with_itself_is_doubted() {
        let today = NaiveDate::from_ymd_opt(2026, 10, 15).expect("a day");
        for (date, as_of, published, expected) in [
            ("2026-10-15", "2026-10-15", 8, None),
            ("2026-10-15", "2026-10-15", 3, Some("年度计划宣布9件，公开和不予公开的合计少5件")),
            ("2026-10-15", "2026-10-15", 10, Some("年度计划宣布9件，公开和不予公开的合计多2件")),
            ("2026-10-16", "2026-10-15", 8, Some("统计日期2026年10月16日还没有到")),
            (
                "2026-10-14",
                "2026-10-15",
                8,
                Some("数据截至2026年10月15日，在统计日期2026年10月14日之后"),
            ),
        ] {
            let found = doubts(&child(date, as_of, published), today);
            let expected: Vec<&str> = expected.into_iter().collect();
            assert_eq!(found, expected, "{date} {as_of} {published}");
        }
    }
}

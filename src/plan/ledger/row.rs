//! Inspections, problems and rectifications as rows of their ledgers.

use crate::assess::{self, ProblemStage, ProblemState, Rectifying};
use crate::date::zh;
use crate::plan::address::Address;
use crate::plan::here::Here;
use crate::plan::shelf::{Docketed, Entry, Pile};
use crate::plan::view::atoms::{Day, Label, Stamp, StampKind};
use crate::plan::view::ledger::Row;
use crate::plan::{exposure, inspection};
use crate::portal::{Id, Inspection, Mending, Problem, Rectification};
use crate::record::RectificationState;

/// An inspection in a list.
pub fn inspection(here: Here, id: Id<Inspection>) -> Row {
    let held = here.assessed().portal.inspections.get(id);
    let units = held.units.iter().map(|unit| here.unit(*unit).text).collect::<Vec<_>>().join("、");
    let coming = held.date > here.today();
    let mut facts = vec![
        if coming { format!("定于{}", zh(held.date)) } else { zh(held.date) },
        held.kind.zh().to_owned(),
        held.mode.zh().to_owned(),
    ];
    facts.extend(Some(units).filter(|units| !units.is_empty()));
    let found = inspection::findings(here, held).len();
    facts.extend((found > 0).then(|| format!("发现{found}条")));
    Row {
        id: None,
        label: Label {
            text: held.title.clone(),
            href: Some(here.href(Address::Entry(Entry::Inspection(id)))),
        },
        text: inspection::conclusion(here, held),
        facts,
        stamp: None,
        bad: held
            .transfer
            .as_ref()
            .filter(|on| on.date <= here.today())
            .map(|_| "已移交".to_owned())
            .or_else(|| inspection::missed_visit(here.assessed().supervision.revisit(id))),
        gone: None,
    }
}

/// A problem in a list.
pub fn problem(here: Here, id: Id<Problem>, state: &ProblemState) -> Row {
    let held = here.assessed().portal.problems.get(id);
    let mut facts = vec![format!("{}发现，来源{}", zh(held.found_on), held.source.zh())];
    let assigned = held.assigned.filter(|(_, on)| *on <= here.today());
    facts.extend(assigned.map(|(unit, _)| format!("{}办理", here.unit(unit).text)));
    facts.push(match state.stage {
        ProblemStage::Resolved => format!("用时{}天", state.days_open),
        ProblemStage::Open | ProblemStage::Unassigned => format!("已{}天", state.days_open),
    });
    let level = state.level.filter(|_| state.stage != ProblemStage::Resolved);
    facts.extend(level.map(|(level, days)| format!("已提请到{}{days}天", level_name(here, level))));
    Row {
        id: None,
        label: Label {
            text: held.text.clone(),
            href: Some(here.href(Address::Entry(Entry::Problem(id)))),
        },
        text: None,
        facts,
        stamp: Some(problem_stamp(here, state)),
        bad: problem_bad(here, held, state),
        gone: None,
    }
}

/// A level to which problems are brought, in the method's words.
pub fn level_name(here: Here, level: usize) -> String {
    let levels = &here.assessed().portal.method.escalation;
    levels.get(level).map_or_else(String::new, |level| level.name.to_string())
}

/// Where a problem stands, as a stamp.
pub fn problem_stamp(here: Here, state: &ProblemState) -> Stamp {
    let (kind, pile) = match state.stage {
        ProblemStage::Unassigned => (StampKind::Filed, Pile::Unassigned),
        ProblemStage::Open => (StampKind::UnderWay, Pile::Open),
        ProblemStage::Resolved => (StampKind::Closed, Pile::Resolved),
    };
    Stamp { kind, word: here.plan.words("problems", pile.slug()) }
}

/// What deserves attention in a problem: none of it hides the rest.
pub fn problem_bad(here: Here, held: &Problem, state: &ProblemState) -> Option<String> {
    let handed_over = held.transfer.as_ref().is_some_and(|transfer| transfer.date <= here.today());
    let counted = |days: i64, before: &str, after: &str| {
        (days > 0).then(|| format!("{before}{days}天{after}"))
    };
    let all = [
        handed_over.then(|| "已移交".to_owned()),
        counted(state.overdue_days, "逾期", ""),
        counted(state.stuck_days, "超过层级办理天数", ""),
        counted(state.late_by, "逾期", "解决"),
    ];
    let all: Vec<String> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join("，"))
}

/// A rectification in a list.
pub fn mending(here: Here, id: Id<Mending>, state: &Rectifying) -> Row {
    let held = here.assessed().portal.mendings.get(id);
    let number = held.rectification.plate_number.clone();
    Row {
        id: None,
        label: Label {
            text: held.title.clone(),
            href: Some(here.href(Address::Entry(Entry::Mending(id)))),
        },
        text: None,
        facts: number
            .into_iter()
            .chain([
                here.unit(held.unit).text,
                format!("来源：{}", held.source.zh()),
                format!("时限{}", zh(held.rectification.due)),
            ])
            .collect(),
        stamp: Some(mending_stamp(state.state)),
        bad: late(*state).or_else(|| missed_visit(here, &held.rectification)),
        gone: None,
    }
}

/// A state in the ledger's own words: 已销号 stays 已销号.
pub fn mending_stamp(state: RectificationState) -> Stamp {
    Stamp { word: state.zh().to_owned(), ..exposure::stamp(state) }
}

/// 逾期12天, or 逾期3天提交 when it was handed in. After a relapse the days count from that day.
pub fn late(held: Rectifying) -> Option<String> {
    let since = if held.state == RectificationState::Reopened { "回潮后" } else { "" };
    let overdue = (held.overdue_days > 0).then(|| format!("{since}逾期{}天", held.overdue_days));
    overdue.or_else(|| (held.late_by > 0).then(|| format!("逾期{}天提交", held.late_by)))
}

fn missed_visit(here: Here, held: &Rectification) -> Option<String> {
    inspection::missed_visit(assess::visit(held, here.today()))
}

pub fn docketed(here: Here, entry: &Docketed) -> Row {
    let (id, live) = match entry {
        Docketed::Own(id, state) => return mending(here, *id, state),
        Docketed::Exposed(id, live) => (*id, live),
    };
    let held = here.assessed().portal.exposures.get(id);
    let units = exposure::units(held).map(|unit| here.unit(unit).text);
    let number = held.rectification.plate_number.clone();
    Row {
        id: None,
        label: Label {
            text: exposure::unnamed(held, &held.title),
            href: Some(here.href(Address::Exposure(id))),
        },
        text: None,
        facts: number
            .into_iter()
            .chain([
                units.collect::<Vec<_>>().join("、"),
                "来源：曝光".to_owned(),
                format!("时限{}", zh(held.rectification.due)),
            ])
            .collect(),
        stamp: Some(mending_stamp(live.label)),
        bad: late(live.rectifying()).or_else(|| missed_visit(here, &held.rectification)),
        gone: Some(Day::of(live.ends_on)),
    }
}

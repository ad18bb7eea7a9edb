//! Portals for tests, from a line a task.
//!
//! ```text
//! start 2026-01-01 due 2026-12-31; stage a 40 2026-01-01..2026-04-30; update 2026-03-31 progress 20
//! ```

pub(super) mod any;
pub(super) mod blank;
pub(super) mod case;

use std::str::SplitWhitespace;

use chrono::NaiveDate;

use self::blank::{blank, categories, empty, plan};
use super::known::Known;
use super::light::{Verdict, verdict};
use super::standing::{Standing, standing};
use crate::date::Period;
use crate::percent::Percent;
use crate::portal::{
    Alteration, Change, Closing, Declared, Evidence, Moved, Party, Plan, Portal, Reopening,
    Responsibility, Stage, Table, Task, Update,
};
use crate::record::{DeclaredWhat, EvidenceKind, Role, TaskKind};
use crate::slug::Slug;
use crate::yaml::Number;

/// A day from `2026-09-30`.
pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

/// How the task of a line stands on a day.
pub(super) fn stands(line: &str, on: &str) -> Standing {
    let portal = portal(&[line]);
    let task = portal.tasks.iter().next().expect("one task").1;
    standing(&portal, task, day(on))
}

/// The verdicts of a portal's only task on every day, each from what was known on that day, or on
/// one fixed day.
pub(super) fn walk(
    portal: &Portal,
    from: &str,
    to: &str,
    known_on: Option<NaiveDate>,
) -> Vec<(NaiveDate, Verdict)> {
    let task = portal.tasks.iter().next().expect("one task").1;
    let days = Period::new(day(from), day(to)).expect("a period");
    let of = |on: NaiveDate| {
        let known = Known::new(task, &portal.plans[task.plan], known_on.unwrap_or(on));
        (on, verdict(&known, &portal.method, on))
    };
    days.iter().map(of).collect()
}

/// A portal with the shipped method and a task for every line, named `t0`, `t1`, ….
/// `plan …` in the first line sets `published`, `until` and `rhythm`.
pub(super) fn portal(lines: &[&str]) -> Portal {
    const NAMES: [&str; 6] = ["t0", "t1", "t2", "t3", "t4", "t5"];
    let mut portal = empty();
    let mut plan = plan();
    let first = lines.first().into_iter().flat_map(|line| statements(line));
    for mut words in first.filter(|words| words.clone().next() == Some("plan")) {
        words.next();
        set_plan(&mut plan, words);
    }
    portal.plans = Table::of([("plan", plan)]);
    portal.categories = categories(&portal.plans);
    let tasks = lines.iter().zip(NAMES).map(|(line, name)| (name, task(line, name, &portal)));
    portal.tasks = Table::of(tasks.collect::<Vec<_>>());
    portal
}

fn statements(line: &str) -> impl Iterator<Item = SplitWhitespace<'_>> {
    line.split(';').map(str::split_whitespace)
}

/// Announces totals of the plan.
pub(super) fn declare(portal: &mut Portal, totals: &[(DeclaredWhat, u32)]) {
    let word = || "个".to_owned();
    let declared = totals.iter().map(|(what, count)| Declared {
        what: *what,
        word: word(),
        count: *count,
        unit_class: None,
        source: word(),
    });
    let plan = Plan { declared: declared.collect(), ..plan() };
    portal.plans = Table::of([("plan", plan)]);
}

fn set_plan(plan: &mut Plan, mut words: SplitWhitespace) {
    while let (Some(field), Some(value)) = (words.next(), words.next()) {
        match field {
            "published" => plan.published_on = Some(day(value)),
            "until" => plan.until = day(value),
            "rhythm" => plan.rhythm_days = value.parse().expect(value),
            _ => panic!("plan {field}"),
        }
    }
}

fn task(line: &str, name: &str, portal: &Portal) -> Task {
    let mut task = blank(name, portal);
    for mut words in statements(line) {
        let Some(verb) = words.next() else { continue };
        match verb {
            "plan" => {}
            "start" => {
                task.start = day(words.next().expect("a day"));
                words.next();
                task.due = day(words.next().expect("a day"));
            }
            "stage" => task.stages.push(stage(words)),
            "update" => task.updates.push(update(&task, words)),
            "closed" => task.closings.push(closing(portal, words)),
            "project" => task.kind = TaskKind::KeyProject,
            "lead" | "leader" | "contact" | "handler" | "category" | "area" => {
                belong(&mut task, portal, verb, words);
            }
            _ => task.changes.push(change(&task, verb, words)),
        }
    }
    task.updates.sort_by_key(|held| (held.reported_on, held.as_of));
    task.changes.sort_by_key(|held| held.date);
    task
}

fn stage(mut words: SplitWhitespace) -> Stage {
    let (name, weight) = (words.next().expect("a name"), words.next().expect("a weight"));
    let (start, due) = words.next().and_then(|span| span.split_once("..")).expect("a..b");
    Stage {
        slug: Slug::parse("stage").expect("a slug"),
        name: name.to_owned(),
        weight: percent(weight),
        start: day(start),
        due: day(due),
        target: None,
        acceptance: None,
        phase: None,
        roles: Vec::new(),
    }
}

fn update(task: &Task, mut words: SplitWhitespace) -> Update {
    let as_of = day(words.next().expect("a day"));
    let mut update = Update {
        as_of,
        reported_on: as_of,
        progress: None,
        text: None,
        stage: None,
        stage_done: None,
        completed_on: None,
        not_begun: false,
        next_step: None,
        problems: Vec::new(),
        reason: None,
        observations: Vec::new(),
        paid: None,
        evidence: Vec::new(),
        reporter: None,
        verified_by: None,
    };
    while let Some(field) = words.next() {
        let mut value = || words.next().expect("a value");
        match field {
            "reported" => update.reported_on = day(value()),
            "progress" => update.progress = Some(percent(value())),
            "stage" => update.stage = Some(place(task, value())),
            "done" => update.stage_done = Some(day(value())),
            "completed" => update.completed_on = Some(day(value())),
            "not_begun" => update.not_begun = true,
            "text" => update.text = Some("一切正常".to_owned()),
            "evidence" => update.evidence.push(Evidence {
                kind: EvidenceKind::Photo,
                title: value().to_owned(),
                file: None,
            }),
            _ => panic!("update {field}"),
        }
    }
    update
}

fn closing(portal: &Portal, mut words: SplitWhitespace) -> Closing {
    let date = day(words.next().expect("a day"));
    let mut closing = Closing {
        number: "销号〔2026〕1号".to_owned(),
        date,
        completed_on: date,
        verifier: portal.posts.find("verifier").expect("a verifier"),
        result: "合格".to_owned(),
        evidence: Vec::new(),
        document: None,
        reopened: None,
    };
    while let (Some(field), Some(value)) = (words.next(), words.next()) {
        match field {
            "completed" => closing.completed_on = day(value),
            "reopened" => {
                let reason = "墙体裂缝".to_owned();
                closing.reopened = Some(Reopening { date: day(value), reason, found_by: None });
            }
            _ => panic!("closed {field}"),
        }
    }
    closing
}

fn change(task: &Task, verb: &str, mut words: SplitWhitespace) -> Change {
    let date = day(words.next().expect("a day"));
    let mut moved = || Moved { old: None, new: day(words.next().expect("a day")) };
    let alteration = match verb {
        "due" => Alteration::Due(Moved { old: Some(task.due_on(date)), ..moved() }),
        "restart" => Alteration::Start(moved()),
        "stage-due" => {
            let at = place(task, words.next().expect("a stage"));
            let (old, new) = (Some(task.stages[at].due), day(words.next().expect("a day")));
            Alteration::StageDue(at, Moved { old, new })
        }
        "weight" => {
            let at = place(task, words.next().expect("a stage"));
            let new = percent(words.next().expect("a weight"));
            Alteration::Weight(at, Moved { old: None, new })
        }
        "pause" => Alteration::Pause,
        "resume" => Alteration::Resume,
        "cancel" => Alteration::Cancel,
        "carry" => Alteration::CarryOver(None),
        "merge" => Alteration::Merge(None),
        _ => panic!("{verb}"),
    };
    let documented = words.next() != Some("undocumented");
    Change {
        date,
        alteration,
        reason_code: None,
        reason: None,
        decided_by: None,
        document: None,
        document_number: documented.then(|| "岚政发〔2026〕3号".to_owned()),
    }
}

fn belong(task: &mut Task, portal: &Portal, verb: &str, mut words: SplitWhitespace) {
    let name = words.next().expect("a name");
    let (role, party) = match verb {
        "lead" => (Role::Lead, Party::Unit(portal.units.find(name).expect(name))),
        "leader" => (Role::InCharge, Party::Post(portal.posts.find(name).expect(name))),
        "contact" => (Role::Contact, Party::Post(portal.posts.find(name).expect(name))),
        "handler" => (Role::Handler, Party::Post(portal.posts.find(name).expect(name))),
        "category" => return task.category = portal.categories.find(name).expect(name),
        _ => return task.areas.push(portal.areas.find(name).expect(name)),
    };
    task.roles.push(Responsibility { role, party, duty: None });
}

fn percent(text: &str) -> Percent {
    let hundredths = i32::try_from(Number::parse(text).expect(text).0 / 10_000).expect(text);
    Percent::from_hundredths(hundredths).expect(text)
}

fn place(task: &Task, stage: &str) -> usize {
    task.stages.iter().position(|held| held.name == stage).expect(stage)
}

//! The page of one entry of a ledger: what all kinds have in common, and problems and
//! rectifications.

use chrono::NaiveDate;

use super::address::Address;
use super::case::{self, Putting};
use super::heads::About;
use super::here::Here;
use super::inspection;
use super::ledger::{late, level_name, mending_stamp, plain, problem_bad, problem_stamp};
use super::shelf::{Docket, Entry, Pile, Shelf};
use super::supervision::slip;
use super::tasks::LIGHTS;
use super::view::atoms::{Day, Label, Link, clauses};
use super::view::exposure::TaskLink;
use super::view::ledger::{Account, EntryView, Row, Said, Shown, Stated};
use super::view::task::Related;
use super::{participation, pledges};
use crate::assess::ProblemStage;
use crate::date::zh;
use crate::portal::{Area, Id, Mending, Problem, Task, Unit};
use crate::record::RectificationState;

/// Records that a unit's or area's page shows.
const LATELY: usize = 6;

/// What every entry has.
pub struct Named<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The day on which it became public.
    pub published_on: NaiveDate,
    /// The page in one sentence.
    pub description: String,
    /// The list it stands in.
    pub above: (String, Shelf),
    /// Tasks concerned.
    pub tasks: &'a [Id<Task>],
    /// The unit that answers for it.
    pub unit: Option<Id<Unit>>,
}

/// The page of an entry.
pub fn page(here: Here, entry: Entry) -> EntryView {
    match entry {
        Entry::Inspection(id) => inspection::inspection(here, id),
        Entry::Problem(id) => problem(here, id),
        Entry::Mending(id) => mending(here, id),
        Entry::Pledge(id) => pledges::pledge(here, id),
        Entry::Consultation(id) => participation::consultation(here, id),
        Entry::Appraisal(id) => participation::appraisal(here, id),
        Entry::Gathering(id) => participation::gathering(here, id),
    }
}

/// An entry of which nothing is said yet but what every entry has.
pub fn blank(here: Here, named: Named) -> EntryView {
    let (above, shelf) = named.above;
    let section = shelf.section();
    let list = Address::Ledger(shelf, 1);
    let above = (section.address() != Some(list)).then_some((above, list));
    EntryView {
        head: here.head(About {
            title: named.title,
            description: named.description,
            section,
            above: above.into_iter().collect(),
            article: Some((named.published_on, here.assessed().portal.site.organiser.clone())),
            ages: true,
            hidden: false,
        }),
        id: named.id.to_owned(),
        meta: Vec::new(),
        clauses: clauses(named.title),
        stamp: None,
        figures: Vec::new(),
        counted_on: Day::of(here.today()),
        bad: None,
        text: None,
        facts: Vec::new(),
        tasks: concerned(here, named.tasks),
        conclusion: None,
        accounts: Vec::new(),
        rectification: None,
        promises: Vec::new(),
        sections: Vec::new(),
        feedback: here.feedback(named.id, named.unit),
        data: Vec::new(),
    }
}

/// The tasks that an entry concerns, those that need attention first.
fn concerned(here: Here, tasks: &[Id<Task>]) -> Vec<TaskLink> {
    let mut tasks = tasks.to_vec();
    tasks.sort_by_key(|id| {
        let light = here.state(*id).standing.verdict.light;
        LIGHTS.iter().position(|other| *other == light)
    });
    tasks.into_iter().map(|id| here.task_with_light(id)).collect()
}

/// Words without a day.
pub fn said(text: &str) -> Said {
    Said { on: None, title: None, text: text.to_owned(), bad: None }
}

/// A section of rows, if there are any.
pub fn shown(here: Here, term: &str, rows: Vec<Row>) -> Option<Shown> {
    (!rows.is_empty()).then(|| Shown {
        id: term.to_owned(),
        title: here.plan.words("entry", term),
        lead: None,
        more: None,
        figures: Vec::new(),
        rows,
    })
}

fn stated(name: &str, values: Vec<Label>) -> Option<Stated> {
    (!values.is_empty()).then(|| Stated { name: name.to_owned(), values })
}

fn words(text: String) -> Vec<Label> {
    vec![Label { text, href: None }]
}

fn problem(here: Here, id: Id<Problem>) -> EntryView {
    let assessed = here.assessed();
    let held = assessed.portal.problems.get(id);
    let state = assessed.supervision.problem(id).expect("a problem has a page while it is seen");
    let assigned = held.assigned.filter(|(_, on)| *on <= here.today());
    let solved = held.resolved.as_ref().filter(|(on, _)| *on <= here.today());
    let transfer = held.transfer.as_ref().filter(|transfer| transfer.date <= here.today());
    let age = match state.stage {
        ProblemStage::Resolved => "从发现到解决",
        ProblemStage::Open | ProblemStage::Unassigned => "发现以来",
    };
    let level = state
        .level
        .map(|(level, days)| plain(days, "天", &format!("在“{}”层级", level_name(here, level))));
    let told = assigned.map_or_else(
        || words("尚未交办".to_owned()),
        |(unit, on)| {
            let mut unit = vec![here.unit_in_full(unit)];
            unit.extend(words(format!("{}交办", zh(on))));
            unit
        },
    );
    let facts = [
        stated("来源", words(held.source.zh().to_owned())),
        stated("发现日期", words(zh(held.found_on))),
        stated("督查", held.inspection.map(|of| inspection::link(here, of)).into_iter().collect()),
        stated("所在单位", held.unit.map(|unit| here.unit_in_full(unit)).into_iter().collect()),
        stated("办理单位", told),
        stated("解决时限", held.due.map_or_else(|| words("未定".to_owned()), |due| words(zh(due)))),
        stated("区域", held.areas.iter().map(|area| here.area(*area)).collect()),
        stated(
            "移交",
            transfer.map_or_else(Vec::new, |transfer| {
                words(format!(
                    "{}移交{}；移交前督办{}次",
                    zh(transfer.date),
                    transfer.to,
                    state.urged
                ))
            }),
        ),
    ];
    let portal = &assessed.portal;
    let slips = assessed.supervision.slips.iter();
    let slips = slips.filter(|slip| portal.slips.get(**slip).problem == Some(id));
    let slips = shown(here, "slips", slips.map(|of| slip(here, *of)).collect());
    let mendings = assessed.supervision.mendings.iter();
    let mendings = mendings.filter(|(of, _)| portal.mendings.get(*of).problem == Some(id));
    let mendings = mendings.map(|(of, state)| super::ledger::mending(here, *of, state)).collect();
    EntryView {
        meta: vec![here.plan.words("problems", "kind")],
        stamp: Some(problem_stamp(here, state)),
        figures: [plain(state.days_open, "天", age)].into_iter().chain(level).collect(),
        bad: problem_bad(here, held, state),
        text: held.detail.clone(),
        facts: facts.into_iter().flatten().collect(),
        conclusion: solved.map(|(on, how)| format!("{}解决：{how}", zh(*on))),
        accounts: escalations(here, held).into_iter().collect(),
        sections: slips.into_iter().chain(shown(here, "rectifications", mendings)).collect(),
        data: here.table_links("problems"),
        ..blank(
            here,
            Named {
                id: held.slug.as_str(),
                title: &held.text,
                published_on: held.found_on,
                description: format!("{}发现的问题：交办、提请和解决情况", zh(held.found_on)),
                above: (here.plan.words("problems", "title"), Shelf::Problems(Pile::All)),
                tasks: &held.tasks,
                unit: assigned.map(|(unit, _)| unit).or(held.unit),
            },
        )
    }
}

/// The levels a problem was brought to, as far as they are reached.
fn escalations(here: Here, held: &Problem) -> Option<Account> {
    let today = here.today();
    let reached: Vec<_> = held.escalation.iter().filter(|one| one.date <= today).collect();
    let solved = held.resolved.as_ref().is_some_and(|(on, _)| *on <= today);
    let items = reached.iter().enumerate().map(|(at, one)| {
        let decided = one.decided_on.filter(|on| *on <= today).and(one.decision.as_ref());
        // A level that passed the problem on will not decide it any more.
        let is_over = solved || at + 1 < reached.len();
        let undecided = if is_over { "未作出决定" } else { "尚未作出决定" };
        let decided =
            decided.map_or_else(|| undecided.to_owned(), |decision| format!("决定：{decision}"));
        Said {
            on: Some(Day::of(one.date)),
            title: Some(format!("提请{}", level_name(here, one.level))),
            text: format!("建议：{}。{decided}。", one.proposal.trim_end_matches('。')),
            bad: None,
        }
    });
    let items: Vec<Said> = items.collect();
    (!items.is_empty()).then(|| Account {
        title: here.plan.words("entry", "escalation"),
        note: Some(format!("{}级", items.len())),
        items,
    })
}

fn mending(here: Here, id: Id<Mending>) -> EntryView {
    let assessed = here.assessed();
    let held = assessed.portal.mendings.get(id);
    let state = assessed.supervision.mending(id).expect("it has a page while it is seen");
    let problem = held.problem.map(|problem| Label {
        text: assessed.portal.problems.get(problem).text.clone(),
        href: assessed
            .supervision
            .problem(problem)
            .map(|_| here.href(Address::Entry(Entry::Problem(problem)))),
    });
    let accepted = held.rectification.submitted_on.is_some_and(|on| on <= here.today());
    let acceptance = held.acceptance.filter(|_| accepted).map(|found| {
        let relapsed = state.state == RectificationState::Reopened;
        format!("{}{}", found.zh(), if relapsed { "（后已回潮）" } else { "" })
    });
    let facts = [
        stated("来源", words(held.source.zh().to_owned())),
        stated("督查", held.inspection.map(|of| inspection::link(here, of)).into_iter().collect()),
        stated("问题", problem.into_iter().collect()),
        stated("责任单位", vec![here.unit_in_full(held.unit)]),
        stated("责任岗位", held.post.map_or_else(Vec::new, |post| words(here.post(post)))),
        stated("立案挂牌", words(zh(held.filed_on))),
        stated("核查结论", acceptance.map_or_else(Vec::new, words)),
    ];
    let measures = Account {
        title: here.plan.words("entry", "measures"),
        note: None,
        items: held.measures.iter().map(|text| said(text)).collect(),
    };
    let putting = Putting {
        held: &held.rectification,
        since: held.filed_on,
        first: here.plan.words("entry", "filed"),
        state: *state,
    };
    EntryView {
        meta: [here.plan.words("rectifications", "kind")]
            .into_iter()
            .chain(held.rectification.plate_number.clone())
            .collect(),
        stamp: Some(mending_stamp(state.state)),
        bad: late(*state),
        facts: facts.into_iter().flatten().collect(),
        accounts: Some(measures).filter(|held| !held.items.is_empty()).into_iter().collect(),
        rectification: Some(case::rectification(here, &putting, &|text| text.to_owned())),
        data: here.table_links("rectifications"),
        ..blank(
            here,
            Named {
                id: held.slug.as_str(),
                title: &held.title,
                published_on: held.filed_on,
                description: format!("{}立案的挂牌整改：措施、过程和核查情况", zh(held.filed_on)),
                above: (here.plan.words("rectifications", "title"), Shelf::Mendings(Docket::All)),
                tasks: &held.tasks,
                unit: Some(held.unit),
            },
        )
    }
}

/// Whom the entries of the ledgers are asked about.
#[derive(Debug, Clone, Copy)]
pub enum Whose {
    /// A task.
    Task(Id<Task>),
    /// A unit.
    Unit(Id<Unit>),
    /// An area.
    Area(Id<Area>),
}

impl Whose {
    fn concerns(self, tasks: &[Id<Task>], units: &[Id<Unit>], areas: &[Id<Area>]) -> bool {
        match self {
            Self::Task(task) => tasks.contains(&task),
            Self::Unit(unit) => units.contains(&unit),
            Self::Area(area) => areas.contains(&area),
        }
    }
}

/// Entries of the ledgers that concern a task, a unit or an area, newest first.
pub fn related(here: Here, whose: Whose) -> Vec<Related> {
    let (ledgers, portal) = (&here.assessed().supervision, &here.assessed().portal);
    let mut found: Vec<(NaiveDate, String, &str, Entry)> = Vec::new();
    for id in &ledgers.inspections {
        let held = portal.inspections.get(*id);
        if whose.concerns(&held.tasks, &held.units, &held.areas) {
            let mode = held.mode.zh();
            let coming = held.date > here.today();
            let kind = if coming { format!("即将进行的{mode}") } else { mode.to_owned() };
            found.push((held.date, kind, &held.title, Entry::Inspection(*id)));
        }
    }
    for (id, _) in &ledgers.problems {
        let held = portal.problems.get(*id);
        let assigned = held.assigned.map(|(unit, _)| unit);
        let units: Vec<_> = assigned.into_iter().chain(held.unit).collect();
        if whose.concerns(&held.tasks, &units, &held.areas) {
            found.push((held.found_on, "问题".to_owned(), &held.text, Entry::Problem(*id)));
        }
    }
    for (id, _) in &ledgers.mendings {
        let held = portal.mendings.get(*id);
        if whose.concerns(&held.tasks, &[held.unit], &[]) {
            found.push((held.filed_on, "整改".to_owned(), &held.title, Entry::Mending(*id)));
        }
    }
    let taking = &portal.participation;
    for id in participation::consultations(here.assessed()) {
        let held = taking.consultations.get(id);
        if whose.concerns(&held.tasks, &[held.unit], &held.areas) {
            found.push((held.from, "征求意见".to_owned(), &held.title, Entry::Consultation(id)));
        }
    }
    for id in participation::appraisals(here.assessed()) {
        let held = taking.appraisals.get(id);
        if whose.concerns(&held.tasks, &held.units, &held.areas) {
            found.push((held.until, held.kind.zh().to_owned(), &held.title, Entry::Appraisal(id)));
        }
    }
    found.sort_by_key(|(on, _, _, entry)| (std::cmp::Reverse(*on), *entry));
    let row = |(on, kind, title, entry): (NaiveDate, String, &str, Entry)| Related {
        kind,
        label: Label { text: title.to_owned(), href: Some(here.href(Address::Entry(entry))) },
        on: Day::of(on),
    };
    found.into_iter().map(row).collect()
}

/// The newest of [`related`], and where the others are.
pub fn lately(here: Here, whose: Whose) -> (Vec<Related>, Option<Link>) {
    let mut all = related(here, whose);
    let earlier = all.split_off(all.len().min(LATELY)).len();
    let link = (earlier > 0).then(|| Link {
        text: format!("更早的{earlier}条见{}", here.plan.words("inspections", "title")),
        href: here.href(Address::Ledger(Shelf::Inspections(None), 1)),
    });
    (all, link)
}

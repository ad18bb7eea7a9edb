//! What has happened: every declared change, closing, reopening and withdrawal, month by month.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::address::Address;
use super::change::{change, clause};
use super::heads::{About, Section};
use super::here::{Here, count, days_early, of_page, timeliness};
use super::view::atoms::{self, Day, Figure, Filter, Link, PER_PAGE, Pagination, Pill};
use super::view::changes::{
    ChangeEvent, ChangeMonth, ChangesView, ClosingEvent, ReasonedEvent, Subject, What,
};
use crate::assess::{Assessed, Outcome, Praise, Publication, Punctuality};
use crate::date::Month;
use crate::portal::{Alteration, Closing, Commendation, Exposure, Id, Task};

/// The page without a month shows whole months until it holds so many events; of a longer one it
/// shows the first page.
const ENOUGH: usize = PER_PAGE as usize;

/// Something that happened to a record; changes and closings by their place in the task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Change(Id<Task>, usize),
    Closing(Id<Task>, usize),
    Reopening(Id<Task>, usize),
    Withdrawal(Id<Exposure>),
    Revocation(Id<Commendation>),
}

/// Events with their days, by month.
type ByMonth = BTreeMap<Month, Vec<(NaiveDate, Event)>>;

/// Months in which something happened, with how much.
pub fn months(assessed: &Assessed) -> BTreeMap<Month, usize> {
    by_month(assessed).into_iter().map(|(month, events)| (month, events.len())).collect()
}

/// What happened in each month, the newest first.
fn by_month(assessed: &Assessed) -> ByMonth {
    let mut by_month = ByMonth::new();
    for (on, event) in events(assessed).into_iter().rev() {
        by_month.entry(Month::of(on)).or_default().push((on, event));
    }
    by_month
}

/// Everything that happened up to today, in order of time.
fn events(assessed: &Assessed) -> Vec<(NaiveDate, Event)> {
    let mut events = Vec::new();
    for (id, task) in assessed.portal.tasks.iter() {
        let changes = task.changes.iter().enumerate();
        events.extend(changes.map(|(at, change)| (change.date, Event::Change(id, at))));
        for (at, closing) in task.closings.iter().enumerate() {
            events.push((closing.date, Event::Closing(id, at)));
            let reopened = closing.reopened.as_ref();
            events.extend(reopened.map(|reopened| (reopened.date, Event::Reopening(id, at))));
        }
    }
    for id in assessed.portal.exposures.ids() {
        if let Publication::Tombstone { since, outcome: Outcome::Withdrawn(_) } =
            assessed.exposures.get(id)
        {
            events.push((*since, Event::Withdrawal(id)));
        }
    }
    for id in assessed.portal.commendations.ids() {
        if let Praise::Revoked(on) = assessed.commendations.get(id) {
            events.push((*on, Event::Revocation(id)));
        }
    }
    events.retain(|(on, _)| *on <= assessed.today);
    events.sort_unstable();
    events
}

/// What happened in the newest months.
pub fn newest(here: Here) -> ChangesView {
    let by_month = by_month(here.assessed());
    let shown = newest_months(&by_month);
    let held = || shown.iter().filter_map(|month| Some((*month, by_month.get(month)?)));
    let group = |(month, events): (Month, &Vec<(NaiveDate, Event)>)| ChangeMonth {
        href: Some(here.href(Address::ChangesOf(month, 1))),
        ..group(here, month, events, 1)
    };
    let rest = held().map(|(_, events)| events.len().saturating_sub(ENOUGH)).sum();
    ChangesView {
        head: head(here, None),
        month: None,
        figures: figures(here, held().flat_map(|(_, events)| events)),
        filters: filters(here, &by_month, None),
        groups: held().map(group).collect(),
        rest: count(rest),
        pages: None,
        earlier: shown.last().and_then(|first| earlier(here, &by_month, *first)),
        data: data(here),
    }
}

/// Page `number` of what happened in a month; the figures are those of the whole month.
pub fn of_month(here: Here, month: Month, number: u32) -> ChangesView {
    let by_month = by_month(here.assessed());
    let events = by_month.get(&month).expect("addresses name months in which something happened");
    ChangesView {
        head: head(here, Some(month)),
        month: Some(atoms::Month::of(month.first())),
        figures: figures(here, events),
        filters: filters(here, &by_month, Some(month)),
        groups: vec![group(here, month, events, number)],
        rest: 0,
        pages: Some(Pagination::of(number, (count(events.len()), "条"), |page| {
            here.href(Address::ChangesOf(month, page))
        })),
        earlier: earlier(here, &by_month, month),
        data: data(here),
    }
}

/// Page `number` of a month's events.
fn group(here: Here, month: Month, events: &[(NaiveDate, Event)], number: u32) -> ChangeMonth {
    ChangeMonth {
        month: atoms::Month::of(month.first()),
        href: None,
        total: count(events.len()),
        events: of_page(events, number).filter_map(|held| event(here, *held)).collect(),
    }
}

/// The month before one in which something happened.
fn earlier(here: Here, by_month: &ByMonth, month: Month) -> Option<Link> {
    let (before, _) = by_month.range(..month).next_back()?;
    Some(Link { text: before.zh(), href: here.href(Address::ChangesOf(*before, 1)) })
}

fn data(here: Here) -> Vec<Link> {
    [here.table_links("changes"), here.table_links("closings")].concat()
}

/// Whole months, the newest first, until there are enough events.
fn newest_months(by_month: &ByMonth) -> Vec<Month> {
    let mut held = 0;
    let mut months = Vec::new();
    for (month, events) in by_month.iter().rev() {
        if held > 0 && held + events.len() > ENOUGH {
            break;
        }
        held += events.len();
        months.push(*month);
    }
    months
}

fn head(here: Here, month: Option<Month>) -> super::view::head::Head {
    let title = here.plan.words("changes", "title");
    let title = month.map_or_else(|| title.clone(), |month| format!("{}{title}", month.zh()));
    let description = here.plan.words("changes", "lead");
    here.head(About::column(&title, description, Section::Changes))
}

/// Dates moved, those of them without a reason, closings, other changes.
fn figures<'a>(
    here: Here,
    events: impl IntoIterator<Item = &'a (NaiveDate, Event)>,
) -> Vec<Figure> {
    let (mut moved, mut unexplained, mut closed, mut others) = (0, 0, 0, 0);
    for (_, event) in events {
        match event {
            Event::Change(id, at) => {
                let task = here.assessed().portal.tasks.get(*id);
                let Some(change) = task.changes.get(*at) else { continue };
                let reason = change.reason.is_some() || change.reason_code.is_some();
                let postponed = moves_a_date(&change.alteration);
                moved += i64::from(postponed);
                unexplained += i64::from(postponed && !reason);
                others += i64::from(!postponed);
            }
            Event::Closing(..) => closed += 1,
            Event::Reopening(..) | Event::Withdrawal(_) | Event::Revocation(_) => others += 1,
        }
    }
    let rows = [
        (moved, "次", "改期"),
        (unexplained, "次", "改期未说明原因"),
        (closed, here.measure(), "销号"),
        (others, "次", "其他变更"),
    ];
    let figure = |(number, unit, label): (i64, &str, &str)| Figure {
        number,
        unit: unit.to_owned(),
        label: label.to_owned(),
        href: None,
        until: None,
    };
    rows.into_iter().map(figure).collect()
}

fn moves_a_date(alteration: &Alteration) -> bool {
    match alteration {
        Alteration::Due(_)
        | Alteration::Start(_)
        | Alteration::StageDue(..)
        | Alteration::StageStart(..) => true,
        Alteration::Weight(..)
        | Alteration::Target(_)
        | Alteration::Scope(_)
        | Alteration::Lead(_)
        | Alteration::Leader(_)
        | Alteration::Handler(_)
        | Alteration::Workload(_)
        | Alteration::Difficulty(_)
        | Alteration::Pause
        | Alteration::Resume
        | Alteration::Cancel
        | Alteration::CarryOver(_)
        | Alteration::Merge(_) => false,
    }
}

fn filters(here: Here, by_month: &ByMonth, current: Option<Month>) -> Vec<Filter> {
    let newest = Pill {
        text: here.plan.words("filters", "newest"),
        count: None,
        href: Some(here.href(Address::Changes)),
        current: current.is_none(),
        light: None,
    };
    let months = by_month.iter().rev().map(|(month, events)| Pill {
        text: month.zh(),
        count: Some(count(events.len())),
        href: Some(here.href(Address::ChangesOf(*month, 1))),
        current: current == Some(*month),
        light: None,
    });
    let name = here.plan.words("filters", "month");
    vec![Filter { name, pills: [newest].into_iter().chain(months).collect() }]
}

fn event(here: Here, (on, event): (NaiveDate, Event)) -> Option<ChangeEvent> {
    let tasks = &here.assessed().portal.tasks;
    let (subject, what) = match event {
        Event::Change(id, at) => {
            let task = tasks.get(id);
            let held = change(here, task, task.changes.get(at)?);
            (of_task(here, id, on), What::Change(Box::new(held)))
        }
        Event::Closing(id, at) => {
            let task = tasks.get(id);
            let held = closing(here, task, task.closings.get(at)?);
            (of_task(here, id, on), What::Closing(held))
        }
        Event::Reopening(id, at) => {
            let reopened = tasks.get(id).closings.get(at)?.reopened.as_ref()?;
            let reason = Some(clause(&reopened.reason));
            let held = ReasonedEvent { word: "回潮".to_owned(), reason };
            (of_task(here, id, on), What::Reopening(held))
        }
        Event::Withdrawal(id) => withdrawal(here, id)?,
        Event::Revocation(id) => revocation(here, id)?,
    };
    Some(ChangeEvent { on: Day::of(on), subject, what })
}

fn of_task(here: Here, id: Id<Task>, on: NaiveDate) -> Subject {
    let task = here.assessed().portal.tasks.get(id);
    Subject {
        title: task.title.clone(),
        href: Some(here.href(Address::Task(id))),
        unit: task.lead_on(on).map(|unit| here.unit(unit).text),
    }
}

/// Who verified is called by the post.
fn closing(here: Here, task: &Task, closing: &Closing) -> ClosingEvent {
    let kept = Punctuality::of(closing.completed_on, task.due_on(closing.date));
    ClosingEvent {
        number: closing.number.clone(),
        verifier: here.post(closing.verifier),
        timeliness: Some(timeliness(kept)),
        days_early: Some(days_early(kept)),
        result: Some(clause(&closing.result)),
    }
}

/// An exposure that was withdrawn has ended: it is called by its id, and names nobody.
fn withdrawal(here: Here, id: Id<Exposure>) -> Option<(Subject, What)> {
    let exposure = here.assessed().portal.exposures.get(id);
    let Publication::Tombstone { outcome: Outcome::Withdrawn(reason), .. } =
        here.assessed().exposures.get(id)
    else {
        return None;
    };
    let subject = Subject {
        title: format!("曝光{}", exposure.slug),
        href: Some(here.href(Address::Exposure(id))),
        unit: None,
    };
    let reason = Some(reason.zh().to_owned());
    Some((subject, What::Correction(ReasonedEvent { word: "撤下曝光".to_owned(), reason })))
}

fn revocation(here: Here, id: Id<Commendation>) -> Option<(Subject, What)> {
    let commendation = here.assessed().portal.commendations.get(id);
    let reason = commendation.revoked.as_ref()?.reason.clone();
    let subject = Subject {
        title: commendation.title.clone(),
        href: Some(here.href(Address::Commendation(id))),
        unit: None,
    };
    let reason = Some(clause(&reason));
    Some((subject, What::Correction(ReasonedEvent { word: "撤销表扬".to_owned(), reason })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Page;
    use crate::plan::example::{page, plan, text, with};

    fn months_of(sizes: &[usize]) -> ByMonth {
        let plan = plan();
        let task = plan.assessed.portal.tasks.ids().next().expect("a task");
        let month = |at: usize| Month::new(2026, u32::try_from(at + 1).unwrap()).unwrap();
        let held = |at: usize, size| vec![(month(at).first(), Event::Change(task, 0)); size];
        sizes.iter().enumerate().map(|(at, size)| (month(at), held(at, *size))).collect()
    }

    #[test]
    fn the_newest_months_are_shown_whole_until_there_is_enough() {
        for (sizes, shown) in [
            (&[8, 4, 8][..], 3),
            (&[10, 10, 10], 2),
            (&[10, 11, 10], 1),
            (&[10, 10, 200], 1),
            (&[], 0),
        ] {
            assert_eq!(newest_months(&months_of(sizes)).len(), shown, "{sizes:?}");
        }
    }

    #[test]
    fn a_month_goes_on_over_pages_and_the_newest_says_how_many_more_it_has() {
        let change = |day: u32| {
            format!(
                "- {{任务: kindergarten, 变更事项: 范围, 原值: 甲, 新值: 乙, 日期: 2026-07-{day:02}}}\n"
            )
        };
        let changes: String = (1..=23).map(change).collect();
        let files = [("changes/more.yaml", changes.as_str())];
        let plan = with(&files, "2026-07-31");
        let Page::Changes(newest) = page(&plan, "changes/") else { panic!("changes") };
        let shown = newest.groups.first().map(|group| (group.total, group.events.len()));
        assert_eq!((shown, newest.rest), (Some((23, 20)), 3));
        let Page::Changes(next) = page(&plan, "changes/2026-07/page/2/") else { panic!("changes") };
        let shown = next.groups.first().map(|group| (group.total, group.events.len()));
        assert_eq!((shown, next.rest), (Some((23, 3)), 0));
    }

    #[test]
    fn what_happens_later_is_not_yet_listed() {
        let plan = with(&[], "2026-06-20");
        let months: Vec<String> = months(&plan.assessed).keys().map(Month::to_string).collect();
        assert_eq!(months, ["2026-06"]);
    }

    #[test]
    fn a_withdrawn_exposure_is_called_by_its_id() {
        let file = text("cases/exposures/2026-001.md");
        let withdrawal = "撤下: {日期: 2026-10-10, 原因: 事实有误}\n情形: 2\n";
        let file = file.replace("情形: 2\n", withdrawal);
        let plan = with(&[("cases/exposures/2026-001.md", &file)], "2026-10-15");
        let Page::Changes(view) = page(&plan, "changes/2026-10/") else { panic!("changes") };
        let events: Vec<_> = view.groups.iter().flat_map(|group| &group.events).collect();
        let titles: Vec<&str> = events.iter().map(|event| event.subject.title.as_str()).collect();
        assert_eq!(titles, ["曝光2026-001"]);
    }
}

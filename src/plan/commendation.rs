//! Commendations: praise in its publicity period, decided, or taken back.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::address::{Address, Honour};
use super::change::clause;
use super::documents;
use super::heads::{About, Section};
use super::here::{Here, count, of_page};
use super::view::atoms::{
    CommendationCard, Day, Figure, Filter, Label, Pagination, Pill, Stamp, StampKind, clauses,
};
use super::view::bulletin::DocumentHead;
use super::view::commendations::{
    CommendationView, CommendationsView, Honoured, InSpite, Publicity, Revocation,
};
use crate::assess::{Assessed, Praise, Publication};
use crate::date::Month;
use crate::portal::{self, Commendation, Id, Task, Unit};
use crate::record::{CommendationKind, DocumentEffect};

const COLLECTIVE: &str = "集体";
const PERSON: &str = "个人";

/// What has been published: what is open to objections first, then the newest.
pub fn shown(assessed: &Assessed) -> Vec<Id<Commendation>> {
    let praise = |id: &Id<Commendation>| *assessed.commendations.get(*id);
    let all = assessed.portal.commendations.ids();
    let mut shown: Vec<_> = all.filter(|id| praise(id) != Praise::NotYet).collect();
    shown.sort_by_key(|id| {
        let settled = !matches!(praise(id), Praise::InPublicity(_));
        (settled, Reverse(assessed.portal.commendations.get(*id).published_on), *id)
    });
    shown
}

/// The lists there are, each with how many it holds.
pub fn lists(assessed: &Assessed) -> Vec<(Honour, usize)> {
    let mut lists: BTreeMap<Honour, usize> = BTreeMap::new();
    for id in shown(assessed) {
        for honour in lists_of(assessed.portal.commendations.get(id)) {
            *lists.entry(honour).or_default() += 1;
        }
    }
    lists.into_iter().collect()
}

/// Every list a commendation stands in.
fn lists_of(commendation: &Commendation) -> BTreeSet<Honour> {
    let kind = |held: &portal::Honoured| {
        if held.is_person() { Honour::Person } else { Honour::Collective }
    };
    let kinds = commendation.honoured.iter().map(kind);
    kinds.chain([Honour::All, Honour::Month(Month::of(commendation.published_on))]).collect()
}

/// Cards of the commendations that concern a task.
pub fn of_task(here: Here, task: Id<Task>) -> Vec<CommendationCard> {
    here.plan.concerning.commendations(task).iter().map(|id| card(here, *id)).collect()
}

/// Cards of the commendations of a unit, its posts, collectives and people.
pub fn of_unit(here: Here, unit: Id<Unit>) -> Vec<CommendationCard> {
    let posts = &here.assessed().portal.posts;
    let belongs = |honoured: &portal::Honoured| match honoured {
        portal::Honoured::Unit(id) => *id == unit,
        portal::Honoured::Post(id) => posts.get(*id).unit == unit,
        portal::Honoured::Collective { of, .. } | portal::Honoured::Person { of, .. } => {
            *of == Some(unit)
        }
    };
    cards(here, |commendation| commendation.honoured.iter().any(belongs))
}

fn cards(here: Here, concerns: impl Fn(&Commendation) -> bool) -> Vec<CommendationCard> {
    let commendations = &here.assessed().portal.commendations;
    let shown = shown(here.assessed()).into_iter();
    shown.filter(|id| concerns(commendations.get(*id))).map(|id| card(here, id)).collect()
}

/// A commendation in a list.
pub fn card(here: Here, id: Id<Commendation>) -> CommendationCard {
    let commendation = here.assessed().portal.commendations.get(id);
    let praise = *here.assessed().commendations.get(id);
    let honoured = commendation.honoured.iter();
    let until = match praise {
        Praise::InPublicity(until) => Some(until),
        Praise::NotYet | Praise::Undecided | Praise::Decided | Praise::Revoked(_) => None,
    };
    CommendationCard {
        id: commendation.slug.to_string(),
        honoured: honoured.map(|held| self::honoured(here, commendation, held).name).collect(),
        title: commendation.title.clone(),
        href: here.href(Address::Commendation(id)),
        stamp: stamp(commendation, praise),
        kind: on_card(commendation, praise),
        deed: commendation.deed.clone(),
        published_on: Day::of(commendation.published_on),
        verified_by: commendation.verified_by.map(|unit| here.unit(unit).text),
        publicity_until: until.map(Day::of),
        revoked_on: revoked_on(praise).map(Day::of),
    }
}

fn revoked_on(praise: Praise) -> Option<NaiveDate> {
    match praise {
        Praise::Revoked(on) => Some(on),
        Praise::NotYet | Praise::InPublicity(_) | Praise::Undecided | Praise::Decided => None,
    }
}

/// What happened on the day of publication, as a card says it behind the day.
fn on_card(commendation: &Commendation, praise: Praise) -> String {
    let kind = commendation.kind.zh();
    match praise {
        Praise::NotYet | Praise::InPublicity(_) => format!("拟{kind}"),
        Praise::Undecided => "发布，公示期满，待决定".to_owned(),
        Praise::Decided | Praise::Revoked(_) => kind.to_owned(),
    }
}

/// The kind with its state: nothing is called praise before it was decided.
fn kind(commendation: &Commendation, praise: Praise) -> String {
    let kind = commendation.kind.zh();
    match praise {
        Praise::NotYet | Praise::InPublicity(_) => format!("拟{kind}（公示中）"),
        Praise::Undecided => format!("拟{kind}（公示期满，待决定）"),
        Praise::Decided | Praise::Revoked(_) => kind.to_owned(),
    }
}

fn stamp(commendation: &Commendation, praise: Praise) -> Stamp {
    let collective = commendation.honoured.iter().any(|held| !held.is_person());
    let (kind, word) = match (praise, commendation.kind) {
        (Praise::Revoked(_), _) => (StampKind::Revoked, "撤销"),
        (Praise::NotYet | Praise::InPublicity(_), _) => (StampKind::Honour, "公示中"),
        (Praise::Undecided, _) => (StampKind::Honour, "待决定"),
        (Praise::Decided, CommendationKind::Award) => (StampKind::Honour, "表彰"),
        (Praise::Decided, CommendationKind::Praise) if collective => {
            (StampKind::Honour, COLLECTIVE)
        }
        (Praise::Decided, CommendationKind::Praise) => (StampKind::Honour, PERSON),
    };
    Stamp { kind, word: word.to_owned() }
}

/// Somebody honoured; a post by its holder of the day of the decision, named as the portal names
/// people.
fn honoured(here: Here, commendation: &Commendation, honoured: &portal::Honoured) -> Honoured {
    let day = commendation.decided_on.unwrap_or(commendation.published_on);
    let unit = |of: Option<Id<Unit>>| of.map(|id| here.unit_in_full(id));
    let plain = |name: &str| Label { text: name.to_owned(), href: None };
    let (name, of) = match honoured {
        portal::Honoured::Unit(id) => (here.unit_in_full(*id), None),
        portal::Honoured::Post(id) => {
            let named = here.holder(*id, day.min(here.today())).name;
            let name = named.map_or_else(String::new, |name| format!(" {name}"));
            (plain(&format!("{}{name}", here.post(*id))), None)
        }
        portal::Honoured::Collective { name, of } | portal::Honoured::Person { name, of } => {
            (plain(name), unit(*of))
        }
    };
    let kind = if honoured.is_person() { PERSON } else { COLLECTIVE };
    Honoured { name, kind: kind.to_owned(), of }
}

/// Page `number` of a list.
pub fn commendations(here: Here, honour: Honour, number: u32) -> CommendationsView {
    let entries = entries(here.assessed(), honour);
    let (collectives, persons) = honoured_this_year(here);
    CommendationsView {
        head: list_head(here, honour),
        year: here.today().year(),
        honoured: collectives + persons,
        working_days: here.assessed().portal.method.publicity_days,
        figures: vec![
            figure(here, collectives, "个", Honour::Collective),
            figure(here, persons, "人", Honour::Person),
        ],
        filters: filters(here, honour),
        cards: of_page(&entries, number).map(|id| card(here, *id)).collect(),
        pages: Pagination::of(number, (count(entries.len()), "条"), |page| {
            here.href(Address::Commendations(honour, page))
        }),
    }
}

fn entries(assessed: &Assessed, honour: Honour) -> Vec<Id<Commendation>> {
    let commendations = &assessed.portal.commendations;
    let mut entries = shown(assessed);
    entries.retain(|id| lists_of(commendations.get(*id)).contains(&honour));
    entries
}

fn list_head(here: Here, honour: Honour) -> super::view::head::Head {
    let title = here.plan.words("commendations", "title");
    let title = match honour {
        Honour::All => title,
        Honour::Collective => format!("{title}：{COLLECTIVE}"),
        Honour::Person => format!("{title}：{PERSON}"),
        Honour::Month(month) => format!("{title}：{}", month.zh()),
    };
    let description = "受表扬的集体和个人：做成了什么、由谁核实、公示和决定";
    here.head(About::column(&title, description, Section::Commendations))
}

/// How many collectives and persons were honoured this year by decisions that stand.
pub fn honoured_this_year(here: Here) -> (u32, u32) {
    let assessed = here.assessed();
    let commendations = assessed.portal.commendations.iter();
    let standing = commendations.filter(|(id, held)| {
        let this_year = held.published_on.year() == here.today().year();
        this_year && assessed.commendations.get(*id).stands()
    });
    let honoured: Vec<_> = standing.flat_map(|(_, held)| &held.honoured).collect();
    let persons = honoured.iter().filter(|held| held.is_person()).count();
    (count(honoured.len() - persons), count(persons))
}

fn figure(here: Here, number: u32, unit: &str, honour: Honour) -> Figure {
    let exists = !entries(here.assessed(), honour).is_empty();
    Figure {
        number: i64::from(number),
        unit: unit.to_owned(),
        label: if honour == Honour::Person { PERSON } else { COLLECTIVE }.to_owned(),
        href: exists.then(|| here.href(Address::Commendations(honour, 1))),
        until: None,
    }
}

fn filters(here: Here, current: Honour) -> Vec<Filter> {
    let lists = lists(here.assessed());
    let held = |honour| lists.iter().find(|(of, _)| *of == honour).map_or(0, |(_, held)| *held);
    let pill = |honour: Honour, text: String| Pill {
        text,
        count: Some(count(held(honour))),
        href: (held(honour) > 0).then(|| here.href(Address::Commendations(honour, 1))),
        current: honour == current,
        light: None,
    };
    let all = || pill(Honour::All, here.plan.words("filters", "all"));
    let mut months: Vec<Month> = lists
        .iter()
        .filter_map(|(honour, _)| match honour {
            Honour::Month(month) => Some(*month),
            Honour::All | Honour::Collective | Honour::Person => None,
        })
        .collect();
    months.reverse();
    let by_month = months.into_iter().map(|month| pill(Honour::Month(month), month.zh()));
    let collective = pill(Honour::Collective, COLLECTIVE.to_owned());
    let person = pill(Honour::Person, PERSON.to_owned());
    vec![
        Filter { name: here.plan.words("filters", "kind"), pills: vec![all(), collective, person] },
        Filter {
            name: here.plan.words("filters", "month"),
            pills: [all()].into_iter().chain(by_month).collect(),
        },
    ]
}

/// The page of a commendation.
pub fn commendation(here: Here, id: Id<Commendation>) -> CommendationView {
    let held = here.assessed().portal.commendations.get(id);
    let praise = *here.assessed().commendations.get(id);
    let decided_on = held.decided_on.filter(|on| *on <= here.today());
    let document = here.cited(held.document, held.document_number.as_ref());
    let revoked = held.revoked.as_ref().filter(|_| revoked_on(praise).is_some());
    CommendationView {
        head: head(here, held),
        id: held.slug.to_string(),
        kind: kind(held, praise),
        clauses: clauses(&held.title),
        stamp: stamp(held, praise),
        honoured: held.honoured.iter().map(|who| honoured(here, held, who)).collect(),
        deed: held.deed.clone(),
        body: Some(here.prose(&held.body)).filter(|body| !body.is_empty()),
        tasks: held.tasks.iter().map(|task| here.task_with_light(*task)).collect(),
        published_on: Day::of(held.published_on),
        decided_on: decided_on.map(Day::of),
        document: document.filter(|_| decided_on.is_some()),
        paper: decided_on.and_then(|on| paper(here, held, on)),
        project_number: held.project_number.clone(),
        verified_by: held.verified_by.map(|unit| here.unit_in_full(unit)),
        publicity: held.publicity.as_ref().map(|publicity| self::publicity(here, publicity)),
        in_spite: in_spite(here, held),
        revoked: revoked
            .map(|revoked| Revocation { on: Day::of(revoked.on), reason: clause(&revoked.reason) }),
        feedback: here.feedback(held.slug.as_str(), None),
    }
}

/// The header of the document that decided it.
fn paper(here: Here, held: &Commendation, decided_on: NaiveDate) -> Option<DocumentHead> {
    let assessed = here.assessed();
    let document = held.document.filter(|id| documents::is_out(assessed, *id));
    let document = document.map(|id| assessed.portal.documents.get(id));
    let number = document.and_then(|held| held.number.clone());
    let revoked = held.revoked.as_ref().is_some_and(|revoked| revoked.on <= here.today());
    let effect = if revoked { DocumentEffect::Repealed } else { DocumentEffect::InForce };
    Some(DocumentHead {
        number: Some(number.or_else(|| held.document_number.clone())?),
        index_number: document.and_then(|held| held.index_number.clone()),
        topic: document.and_then(|held| held.topic.clone()),
        issuer: document.map_or(&assessed.portal.site.organiser, |held| &held.issuer).clone(),
        formed_on: Some(Day::of(document.and_then(|held| held.formed_on).unwrap_or(decided_on))),
        published_on: Some(Day::of(document.map_or(held.published_on, |held| held.published_on))),
        effect: Some(effect.zh().to_owned()),
        name: document.map_or(&held.title, |held| &held.title).clone(),
    })
}

fn head(here: Here, held: &Commendation) -> super::view::head::Head {
    let source = here.assessed().portal.site.organiser.clone();
    here.head(About {
        title: &held.title,
        description: held.deed.clone(),
        section: Section::Commendations,
        above: Vec::new(),
        article: Some((held.published_on, source)),
        ages: false,
        hidden: false,
    })
}

fn publicity(here: Here, held: &portal::Publicity) -> Publicity {
    let site = &here.assessed().portal.site;
    let running = held.from <= here.today() && here.today() <= held.until;
    let over = held.until < here.today();
    let office = site.undertaker.as_ref().unwrap_or(&site.organiser);
    let usual = || format!("{office}，电话{}", site.phone);
    Publicity {
        from: Day::of(held.from),
        until: Day::of(held.until),
        working_days: held.working_days,
        running,
        channel: held.channel.clone().unwrap_or_else(usual),
        objections: over.then_some(held.objections),
        outcome: held.outcome.clone().filter(|_| over),
    }
}

/// The decision to praise in spite of an exposure. One that has ended is called by its id alone,
/// one that is not yet published is not called at all.
fn in_spite(here: Here, held: &Commendation) -> Option<InSpite> {
    let decision = held.praise_decision.as_ref().filter(|held| held.date <= here.today())?;
    let exposure = here.assessed().portal.exposures.get(decision.exposure);
    let text = match here.assessed().exposures.get(decision.exposure) {
        Publication::Live(_) => super::exposure::unnamed(exposure, &exposure.title),
        Publication::Tombstone { .. } => format!("曝光{}（已撤下）", exposure.slug),
        Publication::NotYet => return None,
    };
    Some(InSpite {
        exposure: Label { text, href: Some(here.href(Address::Exposure(decision.exposure))) },
        approver: here.spoken(decision.approver, decision.date),
        on: Day::of(decision.date),
        reason: clause(&decision.reason),
    })
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    const FILE: &str = "cases/commendations/2026-001.md";

    /// The stamp, the kind as a card says it, and whether objections are taken.
    fn state(file: &str, day: &str) -> (String, String, bool) {
        let plan = with(&[(FILE, file)], day);
        let Page::Commendation(view) = page(&plan, "commendations/2026-001/") else {
            panic!("a commendation")
        };
        let Page::Commendations(list) = page(&plan, "commendations/") else { panic!("a list") };
        let card = list.cards.first().expect("a card");
        assert_eq!(card.stamp, view.stamp);
        let running = view.publicity.is_some_and(|publicity| publicity.running);
        (view.stamp.word, card.kind.clone(), running)
    }

    #[test]
    fn the_deciding_document_has_its_header_once_it_was_decided() {
        let late = text(FILE)
            .replace("公示: {开始: 2026-09-14, 工作日: 5}", "公示: {开始: 2026-09-22, 工作日: 2}");
        let late = late.replace("决定日期: 2026-09-21", "决定日期: 2026-09-25");
        for (day, decided) in [("2026-09-24", false), ("2026-09-25", true)] {
            let plan = with(&[(FILE, &late)], day);
            let Page::Commendation(view) = page(&plan, "commendations/2026-001/") else {
                panic!("a commendation")
            };
            let number = view.paper.and_then(|paper| paper.number);
            assert_eq!(number.as_deref(), decided.then_some("云政办函〔2026〕15号"), "{day}");
        }
    }

    #[test]
    fn nothing_is_called_praise_before_it_was_decided_and_what_was_revoked_stays() {
        let period = "公示: {开始: 2026-09-22, 工作日: 2}";
        let shown = text(FILE)
            .replace("公示: {开始: 2026-09-14, 工作日: 5}", period)
            .replace("决定日期: 2026-09-21", "决定日期: 2026-09-25");
        let revoked =
            shown.replace("决定日期", "撤销: {日期: 2026-10-01, 原因: 事迹不实}\n决定日期");
        for (file, day, word, kind, running) in [
            (&shown, "2026-09-23", "公示中", "拟通报表扬", true),
            (&shown, "2026-09-24", "待决定", "发布，公示期满，待决定", false),
            (&shown, "2026-09-25", "集体", "通报表扬", false),
            (&revoked, "2026-10-01", "撤销", "通报表扬", false),
        ] {
            assert_eq!(state(file, day), (word.to_owned(), kind.to_owned(), running), "{day}");
        }
    }
}

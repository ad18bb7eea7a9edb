//! The page of an inspection: what was found, what came of it, and who came back to look.

use super::address::Address;
use super::entry;
use super::here::Here;
use super::ledger::{mending, problem};
use super::shelf::{self, Entry, Shelf};
use super::supervision::{report, slip};
use super::view::atoms::{Day, Label, Stamp, StampKind};
use super::view::ledger::{Account, EntryView, Said, Shown, Stated};
use crate::assess::Visit;
use crate::date::zh;
use crate::portal::{Id, Inspection};

/// What was found, as soon as those inspected were told.
pub fn findings<'a>(here: Here, held: &'a Inspection) -> &'a [String] {
    if is_told(here, held) { &held.findings } else { &[] }
}

/// The conclusion, as soon as those inspected were told.
pub fn conclusion(here: Here, held: &Inspection) -> Option<String> {
    held.conclusion.clone().filter(|_| is_told(here, held))
}

fn is_told(here: Here, held: &Inspection) -> bool {
    held.feedback_on.unwrap_or(held.until) <= here.today()
}

/// The page of an inspection.
pub fn inspection(here: Here, id: Id<Inspection>) -> EntryView {
    let portal = &here.assessed().portal;
    let held = portal.inspections.get(id);
    let told = findings(here, held);
    let items = told.iter().map(|text| entry::said(text)).collect();
    let found = Account {
        title: here.plan.words("entry", "findings"),
        note: (!told.is_empty()).then(|| format!("{}条", told.len())),
        items,
    };
    EntryView {
        meta: [held.kind.zh().to_owned(), held.mode.zh().to_owned()]
            .into_iter()
            .chain(
                held.class
                    .and_then(|class| here.assessed().portal.method.class(class))
                    .map(str::to_owned),
            )
            .collect(),
        stamp: (held.date > here.today())
            .then(|| Stamp { kind: StampKind::Revoked, word: "即将进行".to_owned() }),
        bad: held
            .transfer
            .as_ref()
            .filter(|held| held.date <= here.today())
            .map(|held| format!("{}移交{}", zh(held.date), held.to)),
        facts: facts(here, id, held),
        conclusion: conclusion(here, held),
        accounts: [found, visits(here, id, held)]
            .into_iter()
            .filter(|account| !account.items.is_empty())
            .collect(),
        sections: belonging(here, id),
        data: here.table_links("inspections"),
        ..entry::blank(
            here,
            entry::Named {
                id: held.slug.as_str(),
                title: &held.title,
                published_on: held.published_on,
                description: format!(
                    "{}{}的情况：范围、发现、结论和回访",
                    zh(held.date),
                    held.kind.zh()
                ),
                above: (here.plan.words("inspections", "title"), Shelf::Inspections(None)),
                tasks: &held.tasks,
                unit: held.units.first().copied(),
            },
        )
    }
}

fn facts(here: Here, id: Id<Inspection>, held: &Inspection) -> Vec<Stated> {
    let plain = |text: String| Label { text, href: None };
    let day = |text: &str| vec![plain(text.to_owned())];
    let dates = if held.until > held.date {
        format!("{}至{}", zh(held.date), zh(held.until))
    } else {
        zh(held.date)
    };
    let invited: Vec<_> =
        held.invited.iter().map(|(who, held)| plain(format!("{who}{held}人"))).collect();
    let feedback = held.feedback_on.filter(|on| *on <= here.today());
    let approved = held.approved_by.map(|post| here.spoken(post, held.date));
    let document = here.cited(held.document, held.document_number.as_ref());
    let document = document.map(|held| Label {
        text: match (held.title, held.number) {
            (Some(title), Some(number)) => format!("《{title}》（{number}）"),
            (Some(title), None) => format!("《{title}》"),
            (None, number) => number.unwrap_or_default(),
        },
        href: held.href,
    });
    let stated = [
        ("日期", day(&dates)),
        ("督查事项批准", vec![plain(approved.unwrap_or_else(|| "未注明批准".to_owned()))]),
        ("方案", document.into_iter().collect()),
        ("督查组", held.team.iter().map(|post| plain(here.post(*post))).collect()),
        ("受邀参加", invited),
        ("被督查单位", held.units.iter().map(|unit| here.unit_in_full(*unit)).collect()),
        ("区域", held.areas.iter().map(|area| here.area(*area)).collect()),
        (
            "回访的督查",
            held.after
                .filter(|after| *after != id)
                .map(|after| link(here, after))
                .into_iter()
                .collect(),
        ),
        (
            "反馈",
            feedback.map(|on| plain(format!("{}向被督查单位反馈", zh(on)))).into_iter().collect(),
        ),
        ("整改时限", held.due.map(|due| plain(zh(due))).into_iter().collect()),
        ("公开", day(&zh(held.published_on))),
    ];
    stated
        .into_iter()
        .filter(|(_, values): &(&str, Vec<Label>)| !values.is_empty())
        .map(|(name, values)| Stated { name: name.to_owned(), values })
        .collect()
}

/// A link to an inspection; its title alone if it may not be seen.
pub fn link(here: Here, id: Id<Inspection>) -> Label {
    let to = Address::Entry(Entry::Inspection(id));
    let seen = here.plan.has(to);
    Label {
        text: here.assessed().portal.inspections.get(id).title.clone(),
        href: seen.then(|| here.href(to)),
    }
}

/// Return visits: that which is due, and inspections that came back to this one.
fn visits(here: Here, id: Id<Inspection>, held: &Inspection) -> Account {
    let state = here.assessed().supervision.revisit(id);
    let own = held.return_visit.as_ref().zip(state);
    let own = own.filter(|(own, state)| state.on.is_none() || own.on == state.on);
    let own = own.map(|(own, state)| Said {
        on: state.on.map(Day::of),
        title: None,
        text: match state.on {
            Some(_) => own.result.clone().unwrap_or_default(),
            None => format!("{}前回访", zh(state.due)),
        },
        bad: visit_bad(state),
    });
    let seen = shelf::inspections(here.assessed(), None).into_iter();
    let later =
        seen.filter(|other| here.assessed().portal.inspections.get(*other).after == Some(id));
    let later = later.map(|other| {
        let held = here.assessed().portal.inspections.get(other);
        Said {
            on: Some(Day::of(held.date)),
            title: Some(held.title.clone()),
            text: conclusion(here, held).unwrap_or_default(),
            bad: state.filter(|state| state.on == Some(held.date)).and_then(visit_bad),
        }
    });
    Account {
        title: here.plan.words("entry", "visits"),
        note: None,
        items: own.into_iter().chain(later).collect(),
    }
}

/// 逾期12天 of a return visit that has not taken place, 逾期3天回访 of one that came late.
pub fn visit_bad(visit: Visit) -> Option<String> {
    let word = if visit.on.is_some() { "回访" } else { "" };
    (visit.late_by > 0).then(|| format!("逾期{}天{word}", visit.late_by))
}

/// 回访逾期12天, in the rows of lists.
pub fn missed_visit(visit: Option<Visit>) -> Option<String> {
    visit.filter(|visit| visit.is_missed()).map(|visit| format!("回访逾期{}天", visit.late_by))
}

/// Problems, rectifications, slips and reports that came of an inspection.
fn belonging(here: Here, id: Id<Inspection>) -> Vec<Shown> {
    let (ledgers, portal) = (&here.assessed().supervision, &here.assessed().portal);
    let problems = ledgers.problems.iter();
    let problems = problems.filter(|(of, _)| portal.problems.get(*of).inspection == Some(id));
    let mendings = ledgers.mendings.iter();
    let mendings = mendings.filter(|(of, _)| portal.mendings.get(*of).inspection == Some(id));
    let slips = ledgers.slips.iter().filter(|of| portal.slips.get(**of).inspection == Some(id));
    let reports =
        ledgers.reports.iter().filter(|of| portal.reports.get(**of).inspection == Some(id));
    let sections = [
        ("problems", problems.map(|(of, state)| problem(here, *of, state)).collect()),
        ("rectifications", mendings.map(|(of, state)| mending(here, *of, state)).collect()),
        ("slips", slips.map(|of| slip(here, *of)).collect()),
        ("reports", reports.map(|of| report(here, *of)).collect()),
    ];
    sections.into_iter().filter_map(|(term, rows)| entry::shown(here, term, rows)).collect()
}

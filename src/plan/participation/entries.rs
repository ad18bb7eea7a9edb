//! The pages of consultations, appraisals and gatherings.

use chrono::{Datelike, NaiveDate};

use super::rows::{asking, period, result, unanswered};
use super::{appraisals, rhythm, share};
use crate::date::{Month, days_between, iso, zh};
use crate::plan::address::Address;
use crate::plan::entry::{self, Named, said};
use crate::plan::here::Here;
use crate::plan::shelf::{Entry, Shelf};
use crate::plan::view::atoms::{Day, Label, Link};
use crate::plan::view::calendar::Calendar;
use crate::plan::view::ledger::{Account, EntryView, Said, Stated};
use crate::portal::{self, Appraisal, Asking, Consultation, Gathering, Id, Session};
use crate::record::Adoption;
use crate::yaml::Words;

fn words(text: impl Into<String>) -> Vec<Label> {
    vec![Label { text: text.into(), href: None }]
}

fn stated(facts: impl IntoIterator<Item = (&'static str, Vec<Label>)>) -> Vec<Stated> {
    let filled = facts.into_iter().filter(|(_, values)| !values.is_empty());
    filled.map(|(name, values)| Stated { name: name.to_owned(), values }).collect()
}

fn document(here: Here, id: Option<Id<portal::Document>>) -> Vec<Label> {
    let cited = id.map(|id| here.citation(id));
    let label = cited.map(|held| Label {
        text: match (held.title, held.number) {
            (Some(title), Some(number)) => format!("《{title}》（{number}）"),
            (title, number) => title.or(number).unwrap_or_default(),
        },
        href: held.href,
    });
    label.into_iter().collect()
}

/// The page of a consultation.
pub fn consultation(here: Here, id: Id<Consultation>) -> EntryView {
    let held = here.assessed().portal.participation.consultations.get(id);
    let state = held.on(here.today());
    let answered = held.answered_on.filter(|on| *on <= here.today());
    let shortened = held.shortened.clone().into_iter();
    let facts = stated([
        ("征求意见的单位", vec![here.unit_in_full(held.unit)]),
        ("时间", words(spell(held))),
        ("缩短理由", shortened.map(|text| Label { text, href: None }).collect()),
        ("途径", words(held.channels.join("、"))),
        ("征求意见稿", document(here, held.document)),
        ("区域", held.areas.iter().map(|area| here.area(*area)).collect()),
        ("反馈日期", answered.map(|on| words(zh(on))).unwrap_or_default()),
    ]);
    let opinions = held.opinions.iter().filter(|_| answered.is_some()).map(opinion);
    let opinions: Vec<Said> = opinions.collect();
    EntryView {
        meta: [Some(here.plan.words("participation", "consultation"))]
            .into_iter()
            .chain([held.major.then(|| "重大行政决策".to_owned())])
            .flatten()
            .collect(),
        stamp: Some(asking(state)),
        bad: unanswered(state),
        text: Some(held.text.clone()),
        facts,
        conclusion: match state {
            Asking::Open => None,
            Asking::Answered => Some(adopted(held)),
            Asking::Unanswered(_) => came(held),
        },
        accounts: account(here, "opinions", opinions).into_iter().collect(),
        data: here.table_links("consultations"),
        ..entry::blank(
            here,
            Named {
                id: held.slug.as_str(),
                title: &held.title,
                published_on: held.from,
                description: format!("{}：征求什么意见、收到哪些、采纳情况", held.title),
                above: (here.plan.words("participation", "title"), Shelf::Consultations),
                tasks: &held.tasks,
                unit: Some(held.unit),
            },
        )
    }
}

/// 2026年3月2日至2026年4月3日，共33天
fn spell(held: &Consultation) -> String {
    let days = days_between(held.from, held.until) + 1;
    format!("{}，共{days}天", period(held.from, held.until))
}

fn account(here: Here, term: &str, items: Vec<Said>) -> Option<Account> {
    (!items.is_empty()).then(|| Account {
        title: here.plan.words("participation", term),
        note: None,
        items,
    })
}

fn opinion(held: &portal::Opinion) -> Said {
    let reason = held.reason.as_ref().map(|reason| match held.adoption {
        Adoption::Adopted => format!("。办理：{reason}"),
        Adoption::Partly | Adoption::Declined => format!("。理由：{reason}"),
    });
    Said {
        on: None,
        title: Some(format!("{}，{}条", held.adoption.zh(), held.count)),
        text: format!("{}{}。", held.text, reason.unwrap_or_default()),
        bad: None,
    }
}

/// What came in, before anything was said of it.
fn came(held: &Consultation) -> Option<String> {
    let people = held.people.map(|people| format!("{people}人次参与"));
    let received = held.received.map(|received| format!("收到意见{received}条"));
    let said: Vec<String> = people.into_iter().chain(received).collect();
    (!said.is_empty()).then(|| format!("{}。", said.join("，")))
}

/// 214人次参与，收到意见63条，采纳27条，部分采纳19条，未采纳9条。
fn adopted(held: &Consultation) -> String {
    let people = held.people.map(|people| format!("{people}人次参与"));
    let received = held.received.map(|received| format!("收到意见{received}条"));
    let counts = Adoption::ALL.iter().map(|adoption| (adoption, held.count(*adoption)));
    let counts = counts.filter(|(_, count)| *count > 0);
    let outcomes = counts.map(|(adoption, count)| format!("{}{count}条", adoption.zh()));
    let told: u32 = held.opinions.iter().map(|opinion| opinion.count).sum();
    let rest = held.received.map(|received| received.saturating_sub(told)).filter(|rest| *rest > 0);
    let rest = rest.map(|rest| format!("其余{rest}条没有列出采纳情况"));
    let all = people.into_iter().chain(received).chain(outcomes).chain(rest);
    format!("{}。", all.collect::<Vec<_>>().join("，"))
}

/// The page of an appraisal, with the results of its series before it.
pub fn appraisal(here: Here, id: Id<Appraisal>) -> EntryView {
    let all = &here.assessed().portal.participation.appraisals;
    let held = all.get(id);
    let facts = stated([
        ("问题", words(held.question.clone())),
        ("实施机构", words(held.executor.clone())),
        ("方法", words(held.method.clone())),
        ("时间", words(period(held.from, held.until))),
        ("有效样本", words(format!("{}份", held.sample_size))),
        ("抽样误差", held.margin.clone().map(words).unwrap_or_default()),
        ("相关单位", held.units.iter().map(|unit| here.unit_in_full(*unit)).collect()),
        ("区域", held.areas.iter().map(|area| here.area(*area)).collect()),
        ("报告", document(here, held.document)),
    ]);
    let shares = held.shares.iter().map(|one| Said {
        title: Some(one.answer.clone()),
        ..said(&share(one.percent.hundredths()))
    });
    let series = appraisals(here.assessed())
        .into_iter()
        .filter(|other| held.series.is_some() && all.get(*other).series == held.series);
    let series: Vec<Said> = series.filter_map(|other| in_series(here, all.get(other))).collect();
    let series = Some(series).filter(|series| series.len() > 1).unwrap_or_default();
    EntryView {
        meta: vec![held.kind.zh().to_owned()],
        text: held.remark.clone(),
        facts,
        conclusion: held.favourable().map(|shares| format!("{}。", result(here, held, shares))),
        accounts: [account(here, "shares", shares.collect()), account(here, "series", series)]
            .into_iter()
            .flatten()
            .collect(),
        data: here.table_links("appraisals"),
        ..entry::blank(
            here,
            Named {
                id: held.slug.as_str(),
                title: &held.title,
                published_on: held.published_on,
                description: format!("{}：方法、样本和结果", held.title),
                above: (here.plan.words("participation", "appraisals"), Shelf::Appraisals),
                tasks: &held.tasks,
                unit: held.units.first().copied(),
            },
        )
    }
}

fn in_series(here: Here, held: &Appraisal) -> Option<Said> {
    let favourable = held.favourable()?;
    Some(Said {
        on: Some(Day::of(held.until)),
        title: Some(held.title.clone()),
        ..said(&result(here, held, favourable))
    })
}

/// The page of a gathering.
pub fn gathering(here: Here, id: Id<Gathering>) -> EntryView {
    let held = here.assessed().portal.participation.gatherings.get(id);
    let next = held.next(here.today());
    let coming = next.map_or_else(|| "已经结束".to_owned(), zh);
    let facts = stated([
        ("时间", words(rhythm(held))),
        ("下一次", words(coming)),
        ("地点", words(held.place.clone())),
        ("主办", vec![here.unit_in_full(held.unit)]),
        ("区域", held.areas.iter().map(|area| here.area(*area)).collect()),
    ]);
    let (past, to_come): (Vec<&Session>, Vec<&Session>) =
        held.sessions.iter().partition(|session| session.date <= here.today());
    let sessions = past.iter().rev().map(|session| held_session(held, session)).collect();
    let announced = to_come.iter().map(|session| Said {
        on: Some(Day::of(session.date)),
        text: format!("{}{}", session.subject, moved(held, session).unwrap_or_default()),
        ..said("")
    });
    let file = Link {
        text: here.plan.words("participation", "calendar"),
        href: here.href(Address::Calendar(id)),
    };
    EntryView {
        meta: vec![rhythm(held)],
        text: held.text.clone(),
        facts,
        accounts: [
            account(here, "announced", announced.collect()),
            account(here, "sessions", sessions),
        ]
        .into_iter()
        .flatten()
        .collect(),
        data: vec![file],
        ..entry::blank(
            here,
            Named {
                id: held.slug.as_str(),
                title: &held.title,
                published_on: held.from,
                description: format!("{}：时间、地点和历次情况", held.title),
                above: (here.plan.words("participation", "title"), Shelf::Consultations),
                tasks: &[],
                unit: Some(held.unit),
            },
        )
    }
}

/// （原定10日，因台风应急响应改期）
fn moved(held: &Gathering, session: &Session) -> Option<String> {
    let why = session.moved.as_ref().map(|why| format!("因{why}")).unwrap_or_default();
    (session.date.day() != held.day).then(|| format!("（原定{}日，{why}改期）", held.day))
}

fn held_session(held: &Gathering, session: &Session) -> Said {
    let moved = moved(held, session).unwrap_or_default();
    let facts = [
        session.people.map(|people| format!("到场{people}人")),
        session.raised.map(|raised| format!("提出{raised}件")),
        session.answered.map(|answered| format!("已答复{answered}件")),
    ];
    let open = session.raised.zip(session.answered).map(|(raised, answered)| raised - answered);
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    Said {
        on: Some(Day::of(session.date)),
        title: Some(session.subject.clone()),
        text: format!("{}{moved}", facts.join("，")),
        bad: open.filter(|open| *open > 0).map(|open| format!("{open}件待答复")),
    }
}

/// The gathering for people's calendars.
pub fn calendar(here: Here, id: Id<Gathering>) -> Calendar {
    let held = here.assessed().portal.participation.gatherings.get(id);
    let site = &here.assessed().portal.site;
    let regular = |month: Month| NaiveDate::from_ymd_opt(month.year(), month.number(), held.day);
    let months = Month::of(held.from).through(Month::of(held.from).next());
    let first = months.filter_map(regular).find(|day| *day >= held.from);
    let moved = held.sessions.iter().filter_map(|session| {
        let regular = regular(Month::of(session.date))?;
        (regular != session.date).then(|| (iso(regular), iso(session.date)))
    });
    Calendar {
        id: format!("{}@{}", held.slug, site.domain),
        title: held.title.clone(),
        text: held.text.clone().unwrap_or_default(),
        place: held.place.clone(),
        url: format!(
            "{}{}",
            here.plan.root_url(),
            Address::Entry(Entry::Gathering(id)).path(here.assessed())
        ),
        day: held.day,
        first: iso(first.unwrap_or(held.from)),
        until: held.until.map(iso),
        hours: held.hours,
        moved: moved.collect(),
    }
}

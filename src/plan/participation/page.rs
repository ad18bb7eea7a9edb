//! The section's page: what one can take part in now, and the figures of what came of it.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::rows::{appraisal_row, consultation_row, entry_label, micro_row, row};
use super::{appraisals, consultations, micro, micro_projects, percent_of, questions, rhythm};
use crate::date::{zh, zh_short};
use crate::money::grouped;
use crate::plan::address::Address;
use crate::plan::here::{Here, count};
use crate::plan::ledger::{is_there, plain};
use crate::plan::post::in_full;
use crate::plan::shelf::{Entry, Shelf};
use crate::plan::view::atoms::{Figure, Label, Link};
use crate::plan::view::ledger::{Row, Shown};
use crate::portal::{
    Asking, Consultation, Gathering, Id, MicroState, PetitionCount, QuestionCount, VisitCount,
};
use crate::record::Adoption;
use crate::yaml::Words;

/// Entries a section shows; the rest stand in their own list.
const MOST: usize = 3;
/// Months of questions a section shows; all of them stand in the data file.
const MONTHS: usize = 6;

/// The figures of a list.
pub fn figures(here: Here, shelf: Shelf) -> Vec<Figure> {
    match shelf {
        Shelf::Consultations => consulted(here),
        Shelf::MicroProjects => micro_figures(here),
        Shelf::Appraisals
        | Shelf::Inspections(_)
        | Shelf::Problems(_)
        | Shelf::Mendings(_)
        | Shelf::Pledges => Vec::new(),
    }
}

/// How many opinions were taken up, how many questions answered.
fn consulted(here: Here) -> Vec<Figure> {
    let portal = &here.assessed().portal.participation;
    let answered = consultations(here.assessed()).into_iter();
    let answered = answered
        .map(|id| portal.consultations.get(id))
        .filter(|held| held.on(here.today()) == Asking::Answered);
    let count = |held: &Consultation, adoption| held.count(adoption);
    let (mut taken, mut told) = (0, 0);
    for held in answered {
        taken += count(held, Adoption::Adopted) + count(held, Adoption::Partly);
        told += Adoption::ALL.iter().map(|adoption| count(held, *adoption)).sum::<u32>();
    }
    let rate = percent_of(taken, told);
    let label = format!("意见采纳率（含部分采纳，{told}条中{taken}条）");
    let asked = questions(here.assessed());
    let (answered, received): (u32, u32) =
        asked.iter().fold((0, 0), |(a, r), one| (a + one.answered, r + one.received));
    let of_questions = percent_of(answered, received);
    let question_label =
        format!("网络问政答复率（{}件中{}件）", grouped(received.into()), grouped(answered.into()));
    rate.map(|rate| plain(rate, "%", &label))
        .into_iter()
        .chain(of_questions.map(|rate| plain(rate, "%", &question_label)))
        .collect()
}

fn micro_figures(here: Here) -> Vec<Figure> {
    let states: Vec<MicroState> = micro_projects(here.assessed())
        .into_iter()
        .map(|id| micro(here, id).on(here.today()))
        .collect();
    let of = |wanted: &[MicroState]| {
        i64::try_from(states.iter().filter(|state| wanted.contains(state)).count())
            .unwrap_or(i64::MAX)
    };
    let chosen = [MicroState::Chosen, MicroState::UnderWay, MicroState::Done];
    vec![
        plain(i64::try_from(states.len()).unwrap_or(i64::MAX), "个", "居民提出"),
        plain(of(&chosen), "个", "票选入选"),
        plain(of(&[MicroState::NotChosen]), "个", "未入选"),
        plain(of(&[MicroState::Done]), "个", "已完成"),
    ]
}

/// What stands before the list of consultations; the other lists have nothing before them.
pub fn sections(here: Here) -> Vec<Shown> {
    let sections = [
        gatherings(here),
        open(here),
        appraised(here),
        chosen(here),
        asked(here),
        visited(here),
        petitions(here),
    ];
    sections.into_iter().flatten().collect()
}

fn section(here: Here, term: &str, rows: Vec<Row>, more: Option<Shelf>) -> Option<Shown> {
    let title = here.plan.words("participation", term);
    let more = more.filter(|of| of.count(here.assessed()) > rows.len() && is_there(here, *of));
    (!rows.is_empty()).then(|| Shown {
        id: term.replace('_', "-"),
        title,
        lead: None,
        more: more.map(|of| Link {
            text: format!("全部{}条", of.count(here.assessed())),
            href: here.href(Address::Ledger(of, 1)),
        }),
        figures: Vec::new(),
        rows,
    })
}

fn gatherings(here: Here) -> Option<Shown> {
    let all = here.assessed().portal.participation.gatherings.ids();
    section(here, "gatherings", all.map(|id| gathering_row(here, id)).collect(), None)
}

/// Consultations in which one can still take part.
fn open(here: Here) -> Option<Shown> {
    let all = &here.assessed().portal.participation.consultations;
    let is_open = |id: &Id<Consultation>| all.get(*id).on(here.today()) == Asking::Open;
    let ids = consultations(here.assessed()).into_iter().filter(is_open);
    section(here, "open", ids.map(|id| consultation_row(here, id)).collect(), None)
}

fn gathering_row(here: Here, id: Id<Gathering>) -> Row {
    let held = here.assessed().portal.participation.gatherings.get(id);
    let next = held.next(here.today());
    let coming = next.map_or_else(
        || "已经结束".to_owned(),
        |on| match held.subject_on(on) {
            Some(subject) => format!("下一次：{}，主题“{subject}”", zh(on)),
            None => format!("下一次：{}", zh(on)),
        },
    );
    Row {
        label: entry_label(here, &held.title, Entry::Gathering(id)),
        text: Some(coming),
        facts: vec![rhythm(held), held.place.clone(), here.unit(held.unit).text],
        ..row()
    }
}

fn appraised(here: Here) -> Option<Shown> {
    let ids = appraisals(here.assessed()).into_iter().take(MOST);
    let rows = ids.map(|id| appraisal_row(here, id)).collect();
    section(here, "appraisals", rows, Some(Shelf::Appraisals))
}

fn chosen(here: Here) -> Option<Shown> {
    let ids = micro_projects(here.assessed()).into_iter().take(MOST);
    let rows = ids.map(|id| micro_row(here, id)).collect();
    let figures = micro_figures(here);
    let shown = section(here, "micro_projects", rows, Some(Shelf::MicroProjects))?;
    Some(Shown { figures, ..shown })
}

/// Questions by month, the newest first.
fn asked(here: Here) -> Option<Shown> {
    let mut counts = questions(here.assessed());
    counts.sort_by_key(|count| std::cmp::Reverse(count.month));
    let first = counts.first()?.month;
    let recent =
        |count: &&&QuestionCount| first.since(count.month).is_some_and(|months| months < MONTHS);
    let rows = counts.iter().filter(recent).map(|count| question_row(here, count)).collect();
    section(here, "questions", rows, None)
}

fn question_row(here: Here, count: &QuestionCount) -> Row {
    let rate = percent_of(count.answered, count.received);
    let open = count.received.saturating_sub(count.answered);
    let late = count.month.last() < here.today();
    let facts = [
        Some(format!("收到{}件", grouped(count.received.into()))),
        Some(format!("答复{}件", grouped(count.answered.into()))),
        rate.map(|rate| format!("答复率{rate}%")),
        count.in_time.map(|in_time| format!("按期答复{}件", grouped(in_time.into()))),
        count.median_days.map(|days| format!("答复用时中位数{days}天")),
    ];
    Row {
        label: Label { text: format!("{}，{}", count.month.zh(), count.channel), href: None },
        facts: facts.into_iter().flatten().collect(),
        bad: (late && open > 0).then(|| format!("{open}件没有答复")),
        ..row()
    }
}

/// How often leaders went to the towns, year by year, with the mean. What a post's former holder
/// did stays with that holder.
fn visited(here: Here) -> Option<Shown> {
    let counts = &here.assessed().portal.participation.visits;
    let years: BTreeSet<u32> = counts.iter().map(|held| held.year).collect();
    let newest = years.last()?;
    let of_year = |year: u32| counts.iter().filter(move |held| held.year == year);
    let posts_of = |year: u32| {
        let mut seen = BTreeSet::new();
        let posts = of_year(year).map(|held| held.post);
        posts.filter(|post| seen.insert(*post)).collect::<Vec<_>>()
    };
    let lead: Vec<String> = years
        .iter()
        .rev()
        .map(|year| {
            let sum: u32 = of_year(*year).map(|held| held.times).sum();
            let leaders = count(posts_of(*year).len());
            let mean = (sum + leaders / 2).checked_div(leaders).unwrap_or(0);
            format!("{year}年{leaders}位领导平均{mean}次")
        })
        .collect();
    let rows = posts_of(*newest).into_iter().map(|post| Row {
        label: Label { text: in_full(here, post), href: Some(here.href(Address::Post(post))) },
        text: here.assessed().portal.posts.get(post).division.clone(),
        facts: counts
            .iter()
            .filter(|held| held.post == post)
            .map(|held| visits(here, held))
            .collect(),
        ..row()
    });
    let shown = section(here, "visits", rows.collect(), None)?;
    Some(Shown {
        lead: Some(format!("{}。只公布次数，不公布行程。", lead.join("；"))), ..shown
    })
}

/// 2025年到基层实地调研46次（陆某）: with whoever held the post in that time, where the portal names
/// holders.
fn visits(here: Here, held: &VisitCount) -> String {
    let since = (held.from.ordinal() > 1).then(|| format!("{}起", zh_short(held.from)));
    let names = visitors(here, held);
    let names = match names.as_slice() {
        [] => String::new(),
        [one] => format!("（{one}）"),
        several => format!("（{}先后任职）", several.join("、")),
    };
    let since = since.unwrap_or_default();
    format!("{}年{since}到基层实地调研{}次{names}", held.year, held.times)
}

/// Who held a post from the first day of a count to the next count or the end of its year.
fn visitors(here: Here, held: &VisitCount) -> Vec<String> {
    let counts = here.assessed().portal.participation.visits.iter();
    let later = counts.filter(|one| (one.post, one.year) == (held.post, held.year));
    let next = later.map(|one| one.from).filter(|from| *from > held.from).min();
    let counted = |day: NaiveDate| {
        held.from <= day && day.year() == held.from.year() && next.is_none_or(|next| day < next)
    };
    let terms = here.assessed().portal.posts.get(held.post).holdings.iter();
    let terms = terms.filter(|term| term.until.is_none_or(|until| held.from <= until));
    let days = terms.map(|term| term.from.max(held.from)).filter(|day| counted(*day));
    days.filter_map(|day| here.holder(held.post, day).name).collect()
}

/// Petition cases of leaders on the newest day of the count, in numbers only.
fn petitions(here: Here) -> Option<Shown> {
    let all = here.assessed().portal.participation.petitions.iter();
    let known: Vec<&PetitionCount> = all.filter(|held| held.as_of <= here.today()).collect();
    let newest = known.iter().map(|held| held.as_of).max()?;
    let counts = || known.iter().filter(|held| held.as_of == newest);
    let (taken, settled) =
        counts().fold((0, 0), |(taken, settled), one| (taken + one.taken, settled + one.settled));
    let rows = counts().map(|one| Row {
        label: Label {
            text: here.spoken(one.post, one.as_of),
            href: Some(here.href(Address::Post(one.post))),
        },
        text: here.assessed().portal.posts.get(one.post).division.clone(),
        facts: vec![
            format!("包案{}件", one.taken),
            format!("已化解{}件", one.settled),
            format!("办理中{}件", one.taken.saturating_sub(one.settled)),
        ],
        ..row()
    });
    let lead = format!(
        "截至{}，{}位领导包案{taken}件，已化解{settled}件，{}件还在办理。只公布件数，不公布案情和当事人信息。",
        zh(newest),
        counts().count(),
        taken.saturating_sub(settled)
    );
    let shown = section(here, "petitions", rows.collect(), None)?;
    Some(Shown { lead: Some(lead), ..shown })
}

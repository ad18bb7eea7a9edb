//! The section's page: what one can take part in now, and the figures of what came of it.

use std::collections::BTreeMap;

use super::rows::{appraisal_row, consultation_row, entry_label, micro_row, row};
use super::{appraisals, consultations, micro, micro_projects, percent_of, questions, rhythm};
use crate::date::{Month, zh};
use crate::money::grouped;
use crate::plan::address::Address;
use crate::plan::here::Here;
use crate::plan::ledger::{is_there, plain};
use crate::plan::shelf::{Entry, Shelf};
use crate::plan::view::atoms::{Figure, Label, Link};
use crate::plan::view::ledger::{Row, Shown};
use crate::portal::{self, Asking, Consultation, Gathering, Id, MicroState, Post, QuestionCount};
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
        _ => Vec::new(),
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
    let sections =
        [gatherings(here), open(here), appraised(here), chosen(here), asked(here), visited(here)];
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
    let recent = |count: &&&QuestionCount| months_between(count.month, first) < MONTHS;
    let rows = counts.iter().filter(recent).map(|count| question_row(here, count)).collect();
    section(here, "questions", rows, None)
}

fn months_between(from: Month, until: Month) -> usize {
    from.through(until).count().saturating_sub(1)
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

/// How often leaders went to the towns, year by year, with the mean.
fn visited(here: Here) -> Option<Shown> {
    let mut years: BTreeMap<u32, Vec<&portal::VisitCount>> = BTreeMap::new();
    for held in &here.assessed().portal.participation.visits {
        years.entry(held.year).or_default().push(held);
    }
    let (_, newest) = years.last_key_value()?;
    let mean = |held: &[&portal::VisitCount]| {
        let sum: u32 = held.iter().map(|one| one.times).sum();
        let leaders = u32::try_from(held.len()).unwrap_or(u32::MAX);
        (sum + leaders / 2).checked_div(leaders).unwrap_or(0)
    };
    let lead: Vec<String> = years
        .iter()
        .rev()
        .map(|(year, held)| format!("{year}年{}位领导平均{}次", held.len(), mean(held)))
        .collect();
    let posts = &here.assessed().portal.posts;
    let times = |post: Id<Post>| {
        let of = years.iter().rev().filter_map(move |(year, held)| {
            let one = held.iter().find(|one| one.post == post)?;
            Some(format!("{year}年到基层实地调研{}次", one.times))
        });
        of.collect::<Vec<_>>()
    };
    let rows = newest.iter().map(|one| Row {
        label: Label {
            text: here.spoken(one.post, here.today()),
            href: Some(here.href(Address::Post(one.post))),
        },
        text: posts.get(one.post).division.clone(),
        facts: times(one.post),
        ..row()
    });
    let shown = section(here, "visits", rows.collect(), None)?;
    Some(Shown {
        lead: Some(format!("{}。只公布次数，不公布行程。", lead.join("；"))), ..shown
    })
}

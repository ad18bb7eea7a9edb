//! Consultations, appraisals and small projects in lists.

use chrono::NaiveDate;

use super::{appraisals, consultations, micro, micro_projects, share};
use crate::date::{days_between, zh};
use crate::plan::address::Address;
use crate::plan::here::Here;
use crate::plan::ledger::page_of;
use crate::plan::shelf::{Entry, Shelf};
use crate::plan::view::atoms::{Label, Stamp, StampKind};
use crate::plan::view::ledger::Row;
use crate::portal::{Appraisal, Asking, Consultation, Id, MicroProject, MicroState};
use crate::record::{Adoption, AppraisalKind};
use crate::yaml::Words;

/// How many records a list holds, and the rows of page `number`.
pub fn rows(here: Here, shelf: Shelf, number: u32) -> (u32, Vec<Row>) {
    let assessed = here.assessed();
    match shelf {
        Shelf::Appraisals => page_of(&appraisals(assessed), number, |id| appraisal_row(here, *id)),
        Shelf::MicroProjects => {
            page_of(&micro_projects(assessed), number, |id| micro_row(here, *id))
        }
        Shelf::Consultations => {
            page_of(&consultations(assessed), number, |id| consultation_row(here, *id))
        }
        Shelf::Inspections(_) | Shelf::Problems(_) | Shelf::Mendings(_) | Shelf::Pledges => {
            (0, Vec::new())
        }
    }
}

pub(super) fn row() -> Row {
    Row {
        id: None,
        label: Label { text: String::new(), href: None },
        text: None,
        facts: Vec::new(),
        stamp: None,
        bad: None,
        gone: None,
    }
}

pub(super) fn entry_label(here: Here, title: &str, entry: Entry) -> Label {
    Label { text: title.to_owned(), href: Some(here.href(Address::Entry(entry))) }
}

pub(super) fn consultation_row(here: Here, id: Id<Consultation>) -> Row {
    let held = here.assessed().portal.participation.consultations.get(id);
    let state = held.on(here.today());
    Row {
        label: entry_label(here, &held.title, Entry::Consultation(id)),
        text: Some(held.text.clone()),
        facts: consultation_facts(here, held),
        stamp: Some(asking(state)),
        bad: unanswered(state),
        ..row()
    }
}

fn consultation_facts(here: Here, held: &Consultation) -> Vec<String> {
    let state = held.on(here.today());
    let counts = Adoption::ALL.iter().map(|adoption| (adoption, held.count(*adoption)));
    let counts = counts.filter(|(_, count)| *count > 0 && state == Asking::Answered);
    [
        held.major.then(|| "重大行政决策".to_owned()),
        Some(here.unit(held.unit).text),
        Some(period(held.from, held.until)),
        (state == Asking::Open).then(|| left(days_between(here.today(), held.until))),
        held.received.filter(|_| state != Asking::Open).map(|held| format!("收到意见{held}条")),
    ]
    .into_iter()
    .flatten()
    .chain(counts.map(|(adoption, count)| format!("{}{count}条", adoption.zh())))
    .collect()
}

/// Days left to take part: the last day counts as the day itself.
fn left(days: i64) -> String {
    match days {
        0 => "今天截止".to_owned(),
        days => format!("还剩{days}天"),
    }
}

pub(super) fn period(from: NaiveDate, until: NaiveDate) -> String {
    if from == until { zh(from) } else { format!("{}至{}", zh(from), zh(until)) }
}

pub(super) fn asking(state: Asking) -> Stamp {
    let (kind, word) = match state {
        Asking::Open => (StampKind::AwaitingCheck, "征求中"),
        Asking::Unanswered(_) => (StampKind::UnderWay, "待反馈"),
        Asking::Answered => (StampKind::Closed, "已反馈"),
    };
    Stamp { kind, word: word.to_owned() }
}

pub(super) fn unanswered(state: Asking) -> Option<String> {
    match state {
        Asking::Unanswered(days) => Some(format!("结束{days}天，尚未公布采纳情况")),
        Asking::Open | Asking::Answered => None,
    }
}

pub(super) fn appraisal_row(here: Here, id: Id<Appraisal>) -> Row {
    let held = here.assessed().portal.participation.appraisals.get(id);
    Row {
        label: entry_label(here, &held.title, Entry::Appraisal(id)),
        text: held.favourable().map(|shares| result(here, held, shares)),
        facts: vec![
            held.kind.zh().to_owned(),
            period(held.from, held.until),
            held.executor.clone(),
            held.method.clone(),
        ],
        ..row()
    }
}

/// 满意率87.5%（有效样本620份）
pub(super) fn result(here: Here, held: &Appraisal, favourable: i32) -> String {
    let (word, sample) = match held.kind {
        AppraisalKind::Safety => ("safe", "有效样本"),
        AppraisalKind::ThirdParty | AppraisalKind::Satisfaction => ("satisfied", "有效样本"),
        AppraisalKind::Supervisors | AppraisalKind::Deputies | AppraisalKind::Residents => {
            ("satisfied", "有效评价")
        }
    };
    let word = here.plan.words("participation", word);
    format!("{word}{}（{sample}{}份）", share(favourable), held.sample_size)
}

pub(super) fn micro_row(here: Here, id: Id<MicroProject>) -> Row {
    let held = micro(here, id);
    let vote = held.vote.filter(|vote| vote.on <= here.today());
    let votes = vote.and_then(|vote| Some((vote.ballots?, vote.votes?)));
    let state = held.on(here.today());
    let begun = held.begun_on.filter(|on| *on <= here.today());
    let done = held.done_on.filter(|on| *on <= here.today());
    let facts = [
        held.area.map(|area| here.area(area).text),
        held.unit.map(|unit| here.unit(unit).text),
        held.amount.map(|amount| format!("预算{}", amount.words())),
        votes.map(|(ballots, votes)| format!("{ballots}人表决，{votes}票赞成")),
        Some(format!("{}提出", zh(held.proposed_on))),
        vote.map(|vote| format!("{}表决", zh(vote.on))),
        begun.map(|on| format!("{}开工", zh(on))),
        done.map(|on| format!("{}完成", zh(on))),
    ];
    Row {
        id: Some(held.slug.to_string()),
        label: Label { text: held.title.clone(), href: None },
        text: held.text.clone(),
        facts: facts.into_iter().flatten().collect(),
        stamp: Some(micro_stamp(state)),
        ..row()
    }
}

fn micro_stamp(state: MicroState) -> Stamp {
    let kind = match state {
        MicroState::Done => StampKind::Closed,
        MicroState::Proposed | MicroState::Chosen | MicroState::UnderWay => {
            StampKind::AwaitingCheck
        }
        MicroState::NotChosen => StampKind::Revoked,
    };
    Stamp { kind, word: micro_word(state).to_owned() }
}

/// The state in a word.
pub fn micro_word(state: MicroState) -> &'static str {
    match state {
        MicroState::Proposed => "待表决",
        MicroState::NotChosen => "未入选",
        MicroState::Chosen => "入选",
        MicroState::UnderWay => "实施中",
        MicroState::Done => "已完成",
    }
}

#[cfg(test)]
mod tests {
    use super::left;

    #[test]
    fn the_last_day_ends_today_and_ten_days_before_it_ten_are_left() {
        assert_eq!((left(0), left(10)), ("今天截止".to_owned(), "还剩10天".to_owned()));
    }
}

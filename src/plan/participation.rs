//! Taking part: what residents were asked and answered, on the section's page and on the pages of
//! its entries.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::address::Address;
use super::entry::{self, Named, said};
use super::here::Here;
use super::ledger::{self, is_there, plain};
use super::shelf::{Entry, Shelf};
use super::view::atoms::{Day, Figure, Label, Link, Stamp, StampKind, clauses};
use super::view::calendar::Calendar;
use super::view::ledger::{Account, EntryView, Row, Said, Shown, Stated};
use crate::assess::Assessed;
use crate::date::{Month, days_between, iso, zh, zh_short};
use crate::portal::{
    self, Appraisal, Asking, Consultation, Gathering, Id, MicroProject, MicroState, Post,
    QuestionCount, Session,
};
use crate::record::{Adoption, AppraisalKind};
use crate::yaml::Words;

/// Entries a section shows; the rest stand in their own list.
const MOST: usize = 3;
/// Months of questions a section shows; all of them stand in the data file.
const MONTHS: usize = 6;

/// Tables of open data of the section.
pub const TABLES: [&str; 4] = ["consultations", "appraisals", "micro-projects", "question-counts"];

/// Whether anything may be seen.
pub fn any(assessed: &Assessed) -> bool {
    let held = &assessed.portal.participation;
    !consultations(assessed).is_empty()
        || !appraisals(assessed).is_empty()
        || !micro_projects(assessed).is_empty()
        || !held.gatherings.is_empty()
        || !questions(assessed).is_empty()
        || !held.visits.is_empty()
}

/// Consultations that have begun, the newest first.
pub fn consultations(assessed: &Assessed) -> Vec<Id<Consultation>> {
    let all = &assessed.portal.participation.consultations;
    newest(all.iter().map(|(id, held)| (held.from, id)), assessed.today)
}

/// Appraisals that are published, the newest first.
pub fn appraisals(assessed: &Assessed) -> Vec<Id<Appraisal>> {
    let today = assessed.today;
    let all = assessed.portal.participation.appraisals.iter();
    let seen = all.filter(|(_, held)| held.published_on <= today);
    newest(seen.map(|(id, held)| (held.until, id)), today)
}

/// Small projects that were proposed, the newest first.
pub fn micro_projects(assessed: &Assessed) -> Vec<Id<MicroProject>> {
    let all = assessed.portal.participation.micro_projects.iter();
    newest(all.map(|(id, held)| (held.proposed_on, id)), assessed.today)
}

/// Counts of questions of months that have begun.
pub fn questions(assessed: &Assessed) -> Vec<&QuestionCount> {
    let all = assessed.portal.participation.questions.iter();
    all.filter(|count| count.month.first() <= assessed.today).collect()
}

fn newest<T>(dated: impl Iterator<Item = (NaiveDate, Id<T>)>, today: NaiveDate) -> Vec<Id<T>> {
    let mut seen: Vec<_> = dated.filter(|(on, _)| *on <= today).collect();
    seen.sort_by_key(|(on, id)| (std::cmp::Reverse(*on), *id));
    seen.into_iter().map(|(_, id)| id).collect()
}

/// 87.5%, from hundredths.
pub fn share(hundredths: i32) -> String {
    match hundredths % 100 {
        0 => format!("{}%", hundredths / 100),
        rest if rest % 10 == 0 => format!("{}.{}%", hundredths / 100, rest / 10),
        rest => format!("{}.{rest:02}%", hundredths / 100),
    }
}

/// A part of a whole in whole percent, rounded down: all is 100 % and nothing less is. `None` of
/// nothing.
fn percent_of(part: u32, whole: u32) -> Option<i64> {
    (i64::from(part) * 100).checked_div(i64::from(whole))
}

// ---- the section's page ------------------------------------------------------------------------

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
    let label = format!("意见采纳率（含部分采纳，{taken}/{told}条）");
    let asked = questions(here.assessed());
    let (answered, received): (u32, u32) =
        asked.iter().fold((0, 0), |(a, r), one| (a + one.answered, r + one.received));
    let of_questions = percent_of(answered, received);
    let question_label = format!("网络问政答复率（{answered}/{received}件）");
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

fn micro(here: Here<'_>, id: Id<MicroProject>) -> &MicroProject {
    here.assessed().portal.participation.micro_projects.get(id)
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

/// 每月10日15:00—17:00
fn rhythm(held: &Gathering) -> String {
    let hours = held.hours.map(|(from, until)| format!("{}—{}", clock(from), clock(until)));
    format!("每月{}日{}", held.day, hours.unwrap_or_default())
}

/// 15:00
pub fn clock((hour, minute): (u32, u32)) -> String {
    format!("{hour}:{minute:02}")
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
    // What came in at the month's end has the next month to be answered in.
    let late = count.month.next().last() < here.today();
    let facts = [
        Some(format!("收到{}件", count.received)),
        Some(format!("答复{}件", count.answered)),
        rate.map(|rate| format!("答复率{rate}%")),
        count.in_time.map(|in_time| format!("按期答复{in_time}件")),
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

// ---- lists -------------------------------------------------------------------------------------

/// The rows of a list.
pub fn rows(here: Here, shelf: Shelf) -> Vec<Row> {
    let assessed = here.assessed();
    match shelf {
        Shelf::Appraisals => {
            appraisals(assessed).into_iter().map(|id| appraisal_row(here, id)).collect()
        }
        Shelf::MicroProjects => {
            micro_projects(assessed).into_iter().map(|id| micro_row(here, id)).collect()
        }
        _ => consultations(assessed).into_iter().map(|id| consultation_row(here, id)).collect(),
    }
}

fn row() -> Row {
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

fn entry_label(here: Here, title: &str, entry: Entry) -> Label {
    Label { text: title.to_owned(), href: Some(here.href(Address::Entry(entry))) }
}

fn consultation_row(here: Here, id: Id<Consultation>) -> Row {
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
        (state == Asking::Open)
            .then(|| format!("还有{}天", days_between(here.today(), held.until) + 1)),
        held.received.filter(|_| state != Asking::Open).map(|held| format!("收到意见{held}条")),
    ]
    .into_iter()
    .flatten()
    .chain(counts.map(|(adoption, count)| format!("{}{count}条", adoption.zh())))
    .collect()
}

fn period(from: NaiveDate, until: NaiveDate) -> String {
    if from == until { zh(from) } else { format!("{}至{}", zh(from), zh(until)) }
}

fn asking(state: Asking) -> Stamp {
    let (kind, word) = match state {
        Asking::Open => (StampKind::AwaitingCheck, "征求中"),
        Asking::Unanswered(_) => (StampKind::UnderWay, "待反馈"),
        Asking::Answered => (StampKind::Closed, "已反馈"),
    };
    Stamp { kind, word: word.to_owned() }
}

fn unanswered(state: Asking) -> Option<String> {
    match state {
        Asking::Unanswered(days) => Some(format!("结束{days}天，尚未公布采纳情况")),
        Asking::Open | Asking::Answered => None,
    }
}

fn appraisal_row(here: Here, id: Id<Appraisal>) -> Row {
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
fn result(here: Here, held: &Appraisal, favourable: i32) -> String {
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

fn micro_row(here: Here, id: Id<MicroProject>) -> Row {
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

// ---- entries -----------------------------------------------------------------------------------

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
                clauses: clauses(&held.title),
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
                clauses: clauses(&held.title),
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
    let announced = to_come
        .iter()
        .map(|session| Said { on: Some(Day::of(session.date)), ..said(&session.subject) });
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
                clauses: clauses(&held.title),
                published_on: held.from,
                description: format!("{}：时间、地点和历次情况", held.title),
                above: (here.plan.words("participation", "title"), Shelf::Consultations),
                tasks: &[],
                unit: Some(held.unit),
            },
        )
    }
}

fn held_session(held: &Gathering, session: &Session) -> Said {
    let moved = (session.date.day() != held.day).then(|| format!("（原定{}日，改期）", held.day));
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
        text: format!("{}{}", facts.join("，"), moved.unwrap_or_default()),
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

/// The gathering that comes next, as seen from a day, and its day.
pub fn next_gathering(assessed: &Assessed, from: NaiveDate) -> Option<(&Gathering, NaiveDate)> {
    let all = assessed.portal.participation.gatherings.iter();
    let coming = all.filter_map(|(_, held)| Some((held, held.next(from)?)));
    coming.min_by_key(|(_, on)| *on)
}

/// The next gathering and how many records of the section there are, for the home page of a portal
/// that invites residents.
pub fn summary(here: Here) -> Vec<Figure> {
    let Some((held, on)) = next_gathering(here.assessed(), here.today()) else {
        return Vec::new();
    };
    let next = Figure {
        href: Some(here.href(Address::Ledger(Shelf::Consultations, 1))),
        ..plain(
            days_between(here.today(), on),
            "天后",
            &format!("{}，{}", held.title, zh_short(on)),
        )
    };
    let figures = [
        (Shelf::Consultations, "征求意见", "次"),
        (Shelf::Appraisals, "评议和测评", "次"),
        (Shelf::MicroProjects, "微实事", "个"),
    ];
    let filled = figures.into_iter().filter(|(of, ..)| of.count(here.assessed()) > 0);
    let counts = filled.map(|(of, label, unit)| ledger::figure(here, of, label, unit));
    [next].into_iter().chain(counts).collect()
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, said, text, with};
    use crate::plan::view::ledger::{EntryView, LedgerView};

    const CONSULTATIONS: &str = "participation/consultations.yaml";
    const GATHERINGS: &str = "participation/gatherings.yaml";
    const PROJECTS: &str = "participation/micro-projects.yaml";

    fn list(files: &[(&str, &str)], day: &str, path: &str) -> LedgerView {
        match page(&with(files, day), path) {
            Page::Ledger(view) => view,
            other => panic!("{other:?}"),
        }
    }

    fn entry(files: &[(&str, &str)], day: &str, path: &str) -> EntryView {
        match page(&with(files, day), path) {
            Page::Entry(view) => view,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_consultation_is_open_then_unanswered_then_answered() {
        let state = |day| {
            let view = entry(&[], day, "participation/lift-sharing/");
            (view.stamp.expect("a stamp").word, view.bad, view.accounts.len())
        };
        assert_eq!(state("2026-03-02"), ("征求中".to_owned(), None, 0));
        let late = "结束16天，尚未公布采纳情况".to_owned();
        assert_eq!(state("2026-04-19"), ("待反馈".to_owned(), Some(late), 0));
        assert_eq!(state("2026-04-20"), ("已反馈".to_owned(), None, 1));
    }

    #[test]
    fn what_became_of_the_opinions_is_counted_by_their_number() {
        let view = entry(&[], "2026-10-15", "participation/lift-sharing/");
        let counted = "214人次参与，收到意见63条，采纳27条，部分采纳19条，未采纳9条，\
                       其余8条没有列出采纳情况。";
        assert_eq!(view.conclusion.as_deref(), Some(counted));
        let figures = list(&[], "2026-10-15", "participation/").figures;
        let rates: Vec<i64> = figures.iter().map(|figure| figure.number).collect();
        // (27 + 19) of 55 opinions; 177 of 180 questions: rounded down.
        assert_eq!(rates, [83, 98]);
    }

    #[test]
    fn nothing_of_a_consultation_is_in_any_output_before_its_first_day() {
        for (path, said) in said(&with(&[], "2026-03-01")) {
            assert!(!said.contains("加装电梯费用分摊"), "{path}");
        }
    }

    #[test]
    fn the_next_gathering_is_the_regular_day_unless_a_session_moved_it() {
        let next = |day| {
            let view = entry(&[], day, "participation/residents-day/");
            let fact = view.facts.into_iter().find(|fact| fact.name == "下一次");
            fact.expect("a day").values.into_iter().map(|value| value.text).collect::<String>()
        };
        assert_eq!(next("2026-09-10"), "2026年9月10日");
        assert_eq!(next("2026-09-11"), "2026年10月12日");
        assert_eq!(next("2026-10-13"), "2026年11月10日");
        let ended = text(GATHERINGS)
            .replace("    开始: 2026-01-10", "    开始: 2026-01-10\n    结束: 2026-10-31");
        let files = [(GATHERINGS, ended.as_str())];
        let view = entry(&files, "2026-10-13", "participation/residents-day/");
        assert!(view.facts.iter().any(|fact| fact.values.iter().any(|it| it.text == "已经结束")));
    }

    #[test]
    fn a_small_project_is_proposed_chosen_begun_and_done() {
        let word = |day, path| {
            let rows = list(&[], day, path).rows.into_iter();
            rows.filter_map(|row| row.stamp).map(|stamp| stamp.word).collect::<Vec<_>>()
        };
        let path = "participation/micro-projects/";
        assert_eq!(word("2026-04-10", path), ["待表决"]);
        assert_eq!(word("2026-05-10", path), ["入选"]);
        assert_eq!(word("2026-06-15", path), ["实施中"]);
        assert_eq!(word("2026-08-28", path), ["已完成"]);
        let lost = text(PROJECTS).replace("入选: 是", "入选: 否");
        let lost = lost.replace("    开工日期: 2026-06-15\n    完成日期: 2026-08-28\n", "");
        let rows = list(&[(PROJECTS, &lost)], "2026-05-10", path).rows;
        assert!(rows.iter().all(|row| row.stamp.as_ref().is_some_and(|it| it.word == "未入选")));
    }

    #[test]
    fn a_draft_is_checked_and_not_shown() {
        let draft = text(CONSULTATIONS).to_owned() + "    草稿: 是\n";
        for (path, said) in said(&with(&[(CONSULTATIONS, &draft)], "2026-10-15")) {
            assert!(!said.contains("加装电梯费用分摊"), "{path}");
        }
    }

    #[test]
    fn a_portal_without_such_records_has_no_such_section() {
        let files = ["appraisals", "consultations", "gatherings", "micro-projects"];
        let files = files.into_iter().chain(["question-counts", "visit-counts"]);
        let paths: Vec<String> = files.map(|name| format!("participation/{name}.yaml")).collect();
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "")).collect();
        let plan = with(&files, "2026-10-15");
        let mut paths = plan.addresses().iter().map(|to| to.path(&plan.assessed));
        assert!(paths.all(|path| !path.starts_with("participation/")));
        assert!(plan.site.footer.iter().all(|link| link.text != "公众参与"));
    }
}

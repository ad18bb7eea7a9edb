//! Rankings: months, classes, what each rank rests on, and the report card of a unit.

use chrono::{Datelike, NaiveDate};

use super::address::{Address, Form};
use super::heads::{About, Section};
use super::here::{Here, count};
use super::view::atoms::{Day, Filter, Label, Link, Pill, clauses};
use super::view::plot::Sparkline;
use super::view::ranking::{
    Appeal, AssessmentEntry, AssessmentYear, ClassSummary, Delta, Draw, DrawRow, PointsRow,
    RankingRow, RankingView, RankingYear, RankingsView, ReportCard, ReportRow,
};
use super::view::unit::{MonthScore, UnitRanking};
use crate::assess::{
    self, Assessed, Before, ClassScores, MonthScores, PointsAt, UnitScore, lifted, terms,
};
use crate::date::{Month, zh};
use crate::portal::{Assessment, Id, Points, Subject, Task, Unit};
use crate::record::Rhythm;
use crate::score::{
    ClassSheet, Criterion, Decimal, Inputs, Place, PointsSheet, Sheet, State, TaskSheet, UnitSheet,
};

/// Months of a sparkline.
const TREND: usize = 12;
/// Months offered beside a ranking; the others stand in the index.
const NEAR: usize = 12;
/// Most tasks of a report card; all of them stand in the month's file.
const MOST_ROWS: usize = 20;
/// Most assessments of a report card; the others stand with the rankings.
const MOST_ASSESSMENTS: usize = 3;
/// Digits of a key that are shown.
const KEY_DIGITS: usize = 12;
/// Assessments of a month that its page lists; all of them stand on the pages of the units.
const MOST_ENTRIES: usize = 20;

/// Every page and file of the rankings.
pub fn addresses(assessed: &Assessed) -> Vec<Address> {
    let scores = &assessed.scores;
    let mut all = Vec::new();
    all.extend((!scores.months.is_empty()).then_some(Address::Rankings));
    for held in &scores.months {
        let classes = held.classes.iter().enumerate().filter(|(_, class)| !class.units.is_empty());
        all.extend(classes.map(|(at, _)| Address::Ranking(held.month, at)));
        all.extend([Form::Csv, Form::Json].map(|form| Address::RankingTable(held.month, form)));
    }
    all
}

/// The first class of a month that has units: it stands at the month's own address.
pub fn first_class(assessed: &Assessed, month: Month) -> usize {
    let held = assessed.scores.of(month);
    held.and_then(|held| held.classes.iter().position(|class| !class.units.is_empty())).unwrap_or(0)
}

/// The index of months.
pub fn rankings(here: Here) -> RankingsView {
    let scores = &here.assessed().scores;
    let newest = scores.newest().expect("the index is planned only where a month is scored");
    let title = here.plan.words("rankings", "title");
    let description = here.plan.words("rankings", "lead");
    let mut years: Vec<RankingYear> = Vec::new();
    for month in scores.months.iter().rev().map(|held| held.month) {
        let year = format!("{}年", month.year());
        if years.last().is_none_or(|held| held.year != year) {
            years.push(RankingYear { year, months: Vec::new() });
        }
        let text = format!("{}月", month.number());
        if let Some(year) = years.last_mut() {
            year.months.push(Link { text, href: here.href(main_page(here.assessed(), month)) });
        }
    }
    let scoring = &here.assessed().portal.method.scoring;
    let rhythm =
        |words: &crate::method::RhythmWords| (words.word.to_string(), words.about.to_string());
    RankingsView {
        head: here.head(About::column(&title, description, Section::Rankings)),
        newest: Link {
            text: newest.month.zh(),
            href: here.href(main_page(here.assessed(), newest.month)),
        },
        classes: classes_of(here, newest)
            .map(|(at, class)| summary(here, newest, at, class))
            .collect(),
        years,
        yearly: yearly(here),
        rhythms: scoring.rhythms.iter().map(rhythm).collect(),
    }
}

fn main_page(assessed: &Assessed, month: Month) -> Address {
    Address::Ranking(month, first_class(assessed, month))
}

fn classes_of<'a>(
    _: Here<'a>,
    held: &'a MonthScores,
) -> impl Iterator<Item = (usize, &'a ClassScores)> {
    held.classes.iter().enumerate().filter(|(_, class)| !class.units.is_empty())
}

fn class_name(here: Here, at: usize) -> String {
    here.assessed().scores.classes.get(at).map_or_else(String::new, |class| class.name.clone())
}

fn summary(here: Here, held: &MonthScores, at: usize, class: &ClassScores) -> ClassSummary {
    ClassSummary {
        link: Link {
            text: class_name(here, at),
            href: here.href(Address::Ranking(held.month, at)),
        },
        sentences: findings(here, class),
    }
}

/// Who stands first and last, in sentences.
fn findings(here: Here, class: &ClassScores) -> Vec<String> {
    let scoring = &here.assessed().portal.method.scoring;
    let few = class.units.iter().filter(|unit| unit.place == Place::TooFewTasks).count();
    let mut said = Vec::new();
    if class.has_places() {
        said.extend(first_and_last(here, class));
    } else {
        said.push(format!("可排位的单位不足{}个，只列得分，不排名次。", scoring.min_ranked));
    }
    if few > 0 {
        said.push(format!(
            "{few}个单位计分任务不足{}项，为样本不足，不参加排位。",
            scoring.min_tasks
        ));
    }
    said
}

/// Who stands first, and who last where there is such a list.
fn first_and_last(here: Here, class: &ClassScores) -> Vec<String> {
    let scoring = &here.assessed().portal.method.scoring;
    let name = |unit: &UnitScore| here.unit(unit.unit).text;
    let decimals = scoring.decimals.value;
    let first = class.units.iter().filter(|unit| is_first(unit, scoring.top_count));
    let first: Vec<String> = first
        .map(|unit| match unit.score {
            Some(score) => format!("{}（{}分）", name(unit), score.fixed(decimals)),
            None => name(unit),
        })
        .collect();
    let mut said = vec![format!("{}个单位参加排位，{}居前列。", class.ranked, first.join("、"))];
    let last: Vec<String> = class.last().map(name).collect();
    if !last.is_empty() {
        said.push(format!("{}居末{}位。", last.join("、"), last.len()));
    }
    said
}

fn is_first(unit: &UnitScore, top: u32) -> bool {
    unit.place.rank().is_some_and(|rank| rank <= top)
}

/// The page of a class at the end of a month.
pub fn ranking(here: Here, month: Month, at: usize) -> RankingView {
    let assessed = here.assessed();
    let held = assessed.scores.of(month);
    let (held, class) = held
        .and_then(|held| Some((held, held.classes.get(at)?)))
        .expect("addresses name months and classes that are scored");
    let scoring = &assessed.portal.method.scoring;
    let name = class_name(here, at);
    let title = format!("{}{name}排位", month.zh());
    let description = format!("{title}：名次、得分、比上月变化和每一项依据");
    let most = class.units.iter().map(|unit| unit.lights.total()).max().unwrap_or(1);
    let pass =
        scoring.grades.iter().map(|grade| grade.from.hundredths()).filter(|it| *it > 0).min();
    let points = class.units.iter().flat_map(|unit| points(here, unit, month.last()));
    RankingView {
        head: here.head(About::column(&title, description, Section::Rankings)),
        clauses: clauses(&title),
        month: month.zh(),
        class: name,
        sentences: findings(here, class),
        filters: filters(here, month, at),
        rows: class.units.iter().map(|unit| row(here, class, unit, (month, most))).collect(),
        too_small: (!class.has_places()).then_some(scoring.min_ranked),
        mark: pass.map(|pass| Decimal(i64::from(pass) * 10_000).to_string()),
        points: points.collect(),
        formula: format!("{}#scores", here.href(Address::Rules)),
        draw: (at == first_class(assessed, month)).then(|| draw(here, held)).flatten(),
        assessments: made_in(here, month, at),
        appeal: appeal(here),
        data: [(Form::Csv, "表格"), (Form::Json, "JSON")]
            .map(|(form, word)| Link {
                text: format!("全部分项和计分办法（{word}）"),
                href: here.href(Address::RankingTable(month, form)),
            })
            .to_vec(),
    }
}

fn appeal(here: Here) -> Appeal {
    let site = &here.assessed().portal.site;
    Appeal {
        unit: site.undertaker.clone().unwrap_or_else(|| site.organiser.clone()),
        phone: site.phone.clone(),
        hotline: site.hotline.clone(),
    }
}

fn filters(here: Here, month: Month, at: usize) -> Vec<Filter> {
    let assessed = here.assessed();
    let pill = |text: String, count: Option<u32>, to: Address, current: bool| Pill {
        text,
        count,
        href: Some(here.href(to)),
        current,
        light: None,
    };
    let classes = assessed.scores.of(month).into_iter().flat_map(|held| classes_of(here, held));
    let classes = classes.map(|(of, class)| {
        let size = Some(count(class.units.len()));
        pill(class_name(here, of), size, Address::Ranking(month, of), of == at)
    });
    let there = |of: &Month| {
        let class = assessed.scores.of(*of).and_then(|held| held.classes.get(at));
        class.is_some_and(|class| !class.units.is_empty())
    };
    let months = assessed.scores.months.iter().rev().map(|held| held.month).filter(there);
    let months =
        months.take(NEAR).map(|of| pill(of.zh(), None, Address::Ranking(of, at), of == month));
    let all = pill(here.plan.words("rankings", "all"), None, Address::Rankings, false);
    vec![
        Filter { name: here.plan.words("rankings", "class"), pills: classes.collect() },
        Filter { name: here.plan.words("rankings", "month"), pills: months.chain([all]).collect() },
    ]
}

fn row(
    here: Here,
    class: &ClassScores,
    unit: &UnitScore,
    (month, most): (Month, u32),
) -> RankingRow {
    let scoring = &here.assessed().portal.method.scoring;
    let rank = unit.place.rank();
    let placed = unit.place != Place::TooFewTasks;
    let lights = || here.distribution(&unit.lights, |_| None).beside(most);
    let note = match unit.place {
        Place::Rank(_) => None,
        Place::TooFewTasks => Some(format!("样本不足（计分任务{}项）", unit.counted)),
        Place::SmallClass => Some("不排名".to_owned()),
    };
    let href = format!("{}#report", here.href(Address::Unit(unit.unit)));
    RankingRow {
        rank,
        first: is_first(unit, scoring.top_count),
        last: rank.zip(class.bottom).is_some_and(|(rank, from)| from <= rank),
        delta: delta(unit),
        unit: Label { text: here.unit(unit.unit).text, href: Some(href) },
        trend: placed.then(|| trend(here, unit.unit, month)).flatten(),
        tasks: count(unit.tasks.len()),
        attention: here.attention(&unit.lights),
        lights: placed.then(lights),
        score: unit.score.map(|score| score.fixed(scoring.decimals.value)),
        grade: placed.then(|| grade(here, unit.score)).flatten(),
        note,
    }
}

fn grade(here: Here, score: Option<Decimal>) -> Option<String> {
    let score = crate::yaml::Number(score?.0);
    here.assessed().portal.method.scoring.grade(score).map(|grade| grade.name.to_string())
}

/// How a unit moved; without a rank there is no move.
pub fn delta(unit: &UnitScore) -> Delta {
    match (unit.before, unit.place.rank()) {
        (Before::Nothing, _) | (_, None) => Delta::None,
        (Before::New, Some(_)) => Delta::New,
        (Before::Rank(before), Some(rank)) if rank < before => Delta::Up { by: before - rank },
        (Before::Rank(before), Some(rank)) if before < rank => Delta::Down { by: rank - before },
        (Before::Rank(_), Some(_)) => Delta::Same,
    }
}

fn trend(here: Here, unit: Id<Unit>, month: Month) -> Option<Sparkline> {
    let series = here.assessed().scores.series(unit, month, TREND);
    let readings: Vec<i32> =
        series.iter().map(|(_, score)| i32::try_from(score.0 / 10_000).unwrap_or(0)).collect();
    let mark = here.assessed().portal.method.scoring.grades.iter();
    let mark =
        mark.map(|grade| grade.from.hundredths()).filter(|from| *from > 0).min().unwrap_or(0);
    (readings.len() > 1).then(|| Sparkline::of(&readings, mark, 0, 10_000))
}

/// Deductions and bonuses of a unit's year so far.
fn points(here: Here, unit: &UnitScore, day: NaiveDate) -> Vec<PointsRow> {
    let rows = |list: fn(&Assessment) -> &Vec<Points>, places: &[PointsAt], sign: &str| {
        let row = |(id, at): &PointsAt| {
            let assessment = here.assessed().portal.assessments.get(*id);
            let held = list(assessment).get(*at)?;
            Some(points_row(here, unit.unit, (assessment, held), (sign, day)))
        };
        places.iter().filter_map(row).collect::<Vec<_>>()
    };
    let mut all = rows(|held| &held.deductions, &unit.deductions, "\u{2212}");
    all.extend(rows(|held| &held.bonuses, &unit.bonuses, "＋"));
    all
}

fn points_row(
    here: Here,
    unit: Id<Unit>,
    (assessment, held): (&Assessment, &Points),
    (sign, day): (&str, NaiveDate),
) -> PointsRow {
    let portal = &here.assessed().portal;
    let of_exposure = held.exposure.and_then(|id| portal.exposures.get(id).tolerance.as_ref());
    let tolerance = held.tolerance.as_ref().or(of_exposure).filter(|held| held.date <= day);
    let tolerance = tolerance.map(|found| {
        let lifted = lifted(portal, held, day);
        format!(
            "{}{}认定适用容错（{}，{}），免去{lifted}分",
            zh(found.date),
            found.organ,
            found.situation.zh(),
            found.basis
        )
    });
    PointsRow {
        unit: here.unit(unit),
        points: format!("{sign}{}", Decimal::from(held.points)),
        rule: held.rule.clone(),
        references: references(here, held),
        given: given(here, assessment),
        tolerance,
    }
}

/// What points rest on. An exposure that has ended is called by its id alone.
fn references(here: Here, held: &Points) -> Vec<Label> {
    let portal = &here.assessed().portal;
    let public =
        |address: Address| here.plan.addresses.contains(&address).then(|| here.href(address));
    let mut found = Vec::new();
    found.extend(held.exposure.map(|id| Label {
        text: format!("曝光{}", portal.exposures.get(id).slug),
        href: public(Address::Exposure(id)),
    }));
    found.extend(held.commendation.map(|id| Label {
        text: format!("表扬{}", portal.commendations.get(id).slug),
        href: public(Address::Commendation(id)),
    }));
    found.extend(held.document.map(|id| {
        let citation = here.citation(id);
        let title = portal.documents.get(id).title.clone();
        Label { text: citation.number.map_or(title, |number| number), href: citation.href }
    }));
    found.extend(held.reference.clone().map(|text| Label { text, href: None }));
    found.extend(held.task.map(|id| {
        let Link { text, href } = here.task_link(id);
        Label { text, href: Some(href) }
    }));
    found
}

fn given(here: Here, assessment: &Assessment) -> String {
    let assessor = here.unit(assessment.assessor).text;
    format!("{assessor}，{}", zh(assessment.date))
}

fn draw(here: Here, held: &MonthScores) -> Option<Draw> {
    if held.drawn.is_empty() {
        return None;
    }
    let portal = &here.assessed().portal;
    let day = held.month.last();
    let row = |drawn: &assess::Drawn| DrawRow {
        task: here.task_link(drawn.task),
        unit: portal.tasks.get(drawn.task).lead_on(day).map(|unit| here.unit(unit).text),
        key: drawn.key.chars().take(KEY_DIGITS).collect(),
        result: checked(here, drawn.task, held.month),
    };
    Some(Draw {
        seed: assess::seed(portal, held.month),
        from: count(held.drawn_from),
        rows: held.drawn.iter().map(row).collect(),
    })
}

/// What the check of a drawn task found.
fn checked(here: Here, task: Id<Task>, month: Month) -> Option<String> {
    let portal = &here.assessed().portal;
    let of_month = |held: &&Assessment| {
        held.rhythm == Rhythm::Monthly
            && held.period == month.period()
            && held.subject == Subject::Task(task)
            && held.date <= here.today()
    };
    let all = portal.assessments.iter().map(|(_, held)| held);
    let held = all.filter(of_month).max_by_key(|held| held.date)?;
    let said = held.remark.clone().or_else(|| result(held))?;
    Some(format!("{said}（{}）", given(here, held)))
}

/// Assessments made in a month of the units of a class or of the tasks they lead.
fn made_in(here: Here, month: Month, class: usize) -> Vec<AssessmentEntry> {
    let assessed = here.assessed();
    let Some(class) = assessed.scores.classes.get(class) else { return Vec::new() };
    let in_class = |held: &Assessment| match held.subject {
        Subject::Unit(unit) => class.units.contains(&unit),
        Subject::Task(task) => {
            let lead = assessed.portal.tasks.get(task).lead_on(held.date);
            lead.is_some_and(|unit| class.units.contains(&unit))
        }
    };
    let all = assessed.portal.assessments.iter().map(|(_, held)| held);
    let mut made: Vec<&Assessment> = all
        .filter(|held| Month::of(held.date) == month && held.date <= here.today())
        .filter(|held| held.rhythm != Rhythm::Monthly && in_class(held))
        .collect();
    made.sort_by_key(|held| (std::cmp::Reverse(held.rhythm), held.date));
    made.into_iter().take(MOST_ENTRIES).map(|held| entry(here, held)).collect()
}

fn result(held: &Assessment) -> Option<String> {
    let quality = held
        .quality
        .map(|quality| format!("质量{}分", Decimal(i64::from(quality.hundredths()) * 10_000)));
    let grade = held.grade.as_ref().map(|grade| format!("定性等次：{grade}"));
    let said: Vec<String> = quality.into_iter().chain(grade).collect();
    (!said.is_empty()).then(|| said.join("，"))
}

/// 2026年9月, 2026年第三季度, 2025年度.
fn period(held: &Assessment) -> String {
    let first = held.period.first();
    match held.rhythm {
        Rhythm::Monthly => Month::of(first).zh(),
        Rhythm::Quarterly => {
            let quarter = ["一", "二", "三", "四"].get(first.month0() as usize / 3);
            format!("{}年第{}季度", first.year(), quarter.copied().unwrap_or_default())
        }
        Rhythm::Yearly => format!("{}年度", first.year()),
    }
}

fn entry(here: Here, held: &Assessment) -> AssessmentEntry {
    let scoring = &here.assessed().portal.method.scoring;
    let word = scoring.words(held.rhythm).map_or(held.rhythm.zh(), |words| &*words.word);
    let consequence = |held: &crate::portal::Consequence| {
        let amount = held.amount.map(crate::money::Money::words).unwrap_or_default();
        let text = held.text.as_ref().map(|text| format!("：{text}")).unwrap_or_default();
        let text = text.trim_end_matches('。');
        format!("{}{amount}（{}）{text}", held.kind.zh(), zh(held.date))
    };
    let known = held.consequences.iter().filter(|held| held.date <= here.today());
    AssessmentEntry {
        subject: match held.subject {
            Subject::Task(task) => {
                let Link { text, href } = here.task_link(task);
                Label { text, href: Some(href) }
            }
            Subject::Unit(unit) => here.unit_in_full(unit),
        },
        period: format!("{}{word}", period(held)),
        assessor: here.unit(held.assessor).text,
        on: Day::of(held.date),
        result: result(held),
        remark: held.remark.clone(),
        unfinished: held.unfinished.iter().map(|task| here.task_link(*task)).collect(),
        consequences: known.map(consequence).collect(),
    }
}

/// Yearly assessments of units, by year: first those with consequences.
fn yearly(here: Here) -> Vec<AssessmentYear> {
    let all = here.assessed().portal.assessments.iter().map(|(_, held)| held);
    let mut held: Vec<&Assessment> = all
        .filter(|held| held.rhythm == Rhythm::Yearly && held.date <= here.today())
        .filter(|held| matches!(held.subject, Subject::Unit(_)))
        .collect();
    held.sort_by_key(|held| {
        let year = std::cmp::Reverse(held.period.first().year());
        (year, held.consequences.is_empty(), held.date)
    });
    let mut years: Vec<AssessmentYear> = Vec::new();
    for held in held {
        let year = period(held);
        if years.last().is_none_or(|last| last.year != year) {
            years.push(AssessmentYear { year, entries: Vec::new() });
        }
        if let Some(last) = years.last_mut() {
            last.entries.push(entry(here, held));
        }
    }
    years
}

/// A unit's place in the newest ranking.
pub fn of_unit(here: Here, id: Id<Unit>) -> Option<UnitRanking> {
    let assessed = here.assessed();
    let newest = assessed.scores.newest()?;
    let (at, unit) = assessed.scores.unit(newest.month, id)?;
    let class = newest.classes.get(at)?;
    let decimals = assessed.portal.method.scoring.decimals.value;
    let series = assessed.scores.series(id, newest.month, TREND);
    let month = |(month, score): &(Month, Decimal)| MonthScore {
        month: format!("{}月", month.number()),
        score: score.fixed(decimals),
    };
    let note = match unit.place {
        Place::Rank(_) => None,
        Place::TooFewTasks => Some("样本不足，不排名".to_owned()),
        Place::SmallClass => Some("本组单位较少，不排名".to_owned()),
    };
    Some(UnitRanking {
        period: Link {
            text: format!("{}排位", newest.month.zh()),
            href: here.href(Address::Ranking(newest.month, at)),
        },
        class: class_name(here, at),
        rank: unit.place.rank(),
        of: class.ranked,
        score: unit.score.map(|score| score.fixed(decimals)),
        note,
        trend: trend(here, id, newest.month),
        months: series.iter().map(month).collect(),
    })
}

/// A unit's report card of the newest month.
pub fn report(here: Here, id: Id<Unit>) -> Option<ReportCard> {
    let assessed = here.assessed();
    let newest = assessed.scores.newest()?;
    let (at, unit) = assessed.scores.unit(newest.month, id)?;
    let scoring = &assessed.portal.method.scoring;
    let terms = terms(scoring);
    let of_unit =
        |held: &&Assessment| held.subject == Subject::Unit(id) && held.date <= here.today();
    let all = assessed.portal.assessments.iter().map(|(_, held)| held);
    let mut said: Vec<&Assessment> = all.filter(of_unit).collect();
    said.sort_by_key(|held| (std::cmp::Reverse(held.date), held.rhythm));
    let nonzero = |points: Decimal| (points.0 != 0).then(|| points.to_string());
    let mut worst: Vec<&(Id<Task>, Inputs)> = unit.tasks.iter().collect();
    worst.sort_by_key(|(_, inputs)| {
        let score = inputs.score(&terms);
        (score.is_none(), score)
    });
    let row = |(task, inputs): &(Id<Task>, Inputs)| ReportRow {
        task: here.task_link(*task),
        criterion: inputs.criterion.zh().to_owned(),
        basis: basis(inputs),
        workload: inputs.workload.to_string(),
        difficulty: inputs.difficulty.to_string(),
        score: inputs.score(&terms).map(|score| score.to_string()),
    };
    Some(ReportCard {
        month: Link {
            text: newest.month.zh(),
            href: here.href(Address::Ranking(newest.month, at)),
        },
        score: unit.score.map(|score| score.fixed(scoring.decimals.value)),
        grade: grade(here, unit.score),
        deducted: nonzero(unit.deducted),
        added: nonzero(unit.added.min(terms.bonus_cap)),
        tasks: worst.iter().take(MOST_ROWS).map(|held| row(held)).collect(),
        more: count(worst.len().saturating_sub(MOST_ROWS)),
        assessments: said.iter().take(MOST_ASSESSMENTS).map(|held| entry(here, held)).collect(),
        earlier: (said.len() > MOST_ASSESSMENTS).then(|| Link {
            text: format!("更早的{}次考核", said.len() - MOST_ASSESSMENTS),
            href: here.href(Address::Rankings),
        }),
        points: points(here, unit, newest.month.last()),
    })
}

/// What a task's score rests on, in words.
fn basis(inputs: &Inputs) -> String {
    match (inputs.state, inputs.criterion) {
        (State::NotStarted | State::Paused | State::GivenUp | State::Unassessed, _) => {
            format!("{}，不计入", inputs.state.zh())
        }
        (State::Done, Criterion::Quality) if inputs.quality.is_none() => {
            "已完成，没有质量评分，不计入".to_owned()
        }
        (_, Criterion::Quality) => "考核单位的质量评分".to_owned(),
        (State::Done, Criterion::Timeliness) if inputs.days > 0 => {
            format!("比时限迟{}天完成", inputs.days)
        }
        (State::Done, Criterion::Timeliness) => "按期或提前完成".to_owned(),
        (State::UnderWay | State::Silent, Criterion::Timeliness) => {
            let silent = (inputs.state == State::Silent).then(|| "未按期填报".to_owned());
            let lag = match inputs.lag {
                None => "没有进度数字".to_owned(),
                Some(lag) if lag > 0 => format!("比计划慢{lag}个百分点"),
                Some(_) => "不慢于计划".to_owned(),
            };
            let late = (inputs.days > 0).then(|| format!("逾期{}天", inputs.days));
            let said: Vec<String> = silent.into_iter().chain([lag]).chain(late).collect();
            said.join("，")
        }
    }
}

/// The whole of a month with every input, for downloading and computing again.
pub fn sheet(here: Here, month: Month) -> Sheet {
    let assessed = here.assessed();
    let scoring = &assessed.portal.method.scoring;
    let terms = terms(scoring);
    let held = assessed.scores.of(month).expect("addresses name months that are scored");
    let class = |(at, class): (usize, &ClassScores)| ClassSheet {
        class: class_name(here, at),
        last_from: class.bottom,
        units: class.units.iter().map(|unit| unit_sheet(here, unit, month)).collect(),
    };
    Sheet {
        portal: assessed.portal.site.name.clone(),
        month: month.to_string(),
        as_of: month.last().to_string(),
        formula: scoring.formula().collect(),
        classes: classes_of(here, held).map(class).collect(),
        terms,
    }
}

fn unit_sheet(here: Here, unit: &UnitScore, month: Month) -> UnitSheet {
    let portal = &here.assessed().portal;
    let terms = terms(&portal.method.scoring);
    let task = |(id, inputs): &(Id<Task>, Inputs)| {
        let task = portal.tasks.get(*id);
        TaskSheet {
            task: task.slug.to_string(),
            title: task.title.clone(),
            criterion: inputs.criterion,
            state: inputs.state,
            lag: inputs.lag,
            days: inputs.days,
            quality: inputs.quality,
            workload: inputs.workload,
            difficulty: inputs.difficulty,
            score: inputs.score(&terms),
        }
    };
    let points = |list: fn(&Assessment) -> &Vec<Points>, places: &[PointsAt]| {
        let one = |(id, at): &PointsAt| {
            let held = list(portal.assessments.get(*id)).get(*at)?;
            let rests: Vec<String> =
                references(here, held).into_iter().map(|label| label.text).collect();
            Some(PointsSheet {
                rule: held.rule.clone(),
                reference: rests.join("；"),
                points: held.points.into(),
                lifted: lifted(portal, held, month.last()),
            })
        };
        places.iter().filter_map(one).collect()
    };
    let before = match unit.before {
        Before::Rank(rank) => Some(rank),
        Before::New | Before::Nothing => None,
    };
    UnitSheet {
        unit: portal.units.get(unit.unit).slug.to_string(),
        name: portal.units.get(unit.unit).name.clone(),
        score: unit.score,
        rank: unit.place.rank(),
        previous_rank: before,
        tasks: unit.tasks.iter().map(task).collect(),
        deductions: points(|held| &held.deductions, &unit.deductions),
        bonuses: points(|held| &held.bonuses, &unit.bonuses),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::plan::example::{page, text, with};
    use crate::plan::{Page, Plan, View};

    /// The portal of the reference with so many units of a class, each leading three tasks that
    /// lag by as many points as the unit has units before it.
    fn ranked(units: usize) -> Plan {
        let mut files: Vec<(String, String)> = Vec::new();
        let mut updates = String::new();
        for unit in 0..units {
            let name = format!("u{unit:02}");
            let written =
                format!("- {{编号: {name}, 名称: 单位{unit}, 类型: 部门, 考核类别: 甲组}}\n");
            files.push((format!("units/{name}.yaml"), written));
            for task in ["a", "b", "c"] {
                let id = format!("{name}-{task}");
                let written = format!(
                    "编号: {id}\n标题: 任务{id}\n类别: livelihood-school\n牵头单位: {name}\n\
                     开始: 2026-06-01\n截止: 2026-10-08\n"
                );
                files.push((format!("tasks/{id}.yaml"), written));
                // On 30 September the plan asks for 122 of 130 days: 94 points.
                let progress = 94 - unit;
                updates.push_str("- {填报日期: 2026-09-30, 截至: 2026-09-30, 进展: 甲, ");
                writeln!(updates, "任务: {id}, 进度: {progress}}}").expect("a string grows");
            }
        }
        files.push(("updates/more.yaml".to_owned(), updates));
        let count = format!("数量: {}", 2 + 3 * units);
        let plan = text("plans/plan-2026.yaml").replace("数量: 2", &count);
        files.push(("plans/plan-2026.yaml".to_owned(), plan));
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        with(&files, "2026-10-15")
    }

    /// The newest page of the class, which stands behind the reference's own class or before it.
    fn newest(plan: &Plan) -> RankingView {
        let classes = &plan.assessed.scores.classes;
        let at = classes.iter().position(|class| class.name == "甲组").expect("the class");
        let month = plan.assessed.scores.newest().expect("a month").month;
        let path = Address::Ranking(month, at).path(&plan.assessed);
        match page(plan, &path) {
            Page::Ranking(view) => view,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn twelve_units_are_ranked_and_the_last_three_are_said() {
        let view = newest(&ranked(12));
        let rows: Vec<(Option<u32>, Option<&str>, bool)> =
            view.rows.iter().map(|row| (row.rank, row.score.as_deref(), row.last)).collect();
        assert_eq!(rows.first(), Some(&(Some(1), Some("100.00"), false)));
        assert_eq!(rows.get(1), Some(&(Some(2), Some("99.00"), false)));
        assert_eq!(rows.last(), Some(&(Some(12), Some("89.00"), true)));
        assert_eq!(view.rows.iter().filter(|row| row.last).count(), 3);
        assert!(view.sentences.concat().contains("单位9、单位10、单位11居末3位"));
    }

    #[test]
    fn a_class_below_five_shows_no_ranks() {
        let view = newest(&ranked(4));
        assert!(view.rows.iter().all(|row| row.rank.is_none() && row.score.is_some()));
        assert_eq!(view.too_small, Some(5));
    }

    #[test]
    fn the_file_of_a_month_holds_everything_its_results_rest_on() {
        let plan = ranked(12);
        let month = plan.assessed.scores.newest().expect("a month").month;
        let address = Address::RankingTable(month, Form::Json);
        let View::Ranking(sheet, _) = plan.view(address) else { panic!("a sheet") };
        assert_eq!(sheet.differences(), []);
        assert!(sheet.units() >= 12);
    }

    #[test]
    fn a_ranking_names_no_person() {
        let plan = ranked(12);
        let said = format!("{:?}", newest(&plan));
        for (_, post) in plan.assessed.portal.posts.iter() {
            assert!(post.holdings.iter().all(|held| !said.contains(&held.name)));
        }
    }
}

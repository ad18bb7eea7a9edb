//! The page of a class at the end of a month: who stands where, and what it rests on.

use super::assessments::made_in;
use super::card::basis;
use super::points::points;
use super::{class_name, classes_of, draw, first_class, grade, page_of, trend};
use crate::assess::{Before, ClassScores, UnitScore, terms};
use crate::date::Month;
use crate::plan::address::{Address, Form};
use crate::plan::heads::{About, Section};
use crate::plan::here::{Here, count, of_page};
use crate::plan::view::atoms::{Filter, Label, Link, Pagination, Pill, clauses};
use crate::plan::view::ranking::{Appeal, Delta, RankingRow, RankingView};
use crate::score::{Decimal, Place};

/// Months offered beside a ranking; the others stand in the index.
const NEAR: usize = 12;

/// Page `number` of a class at the end of a month, with what its units' ranks rest on.
pub fn ranking(here: Here, month: Month, at: usize, number: u32) -> RankingView {
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
    let units = || of_page(&class.units, number);
    let opens = number == 1 && at == first_class(assessed, month);
    let (assessments, more_assessments) =
        made_in(here, month, at, |unit| page_of(class, unit) == number);
    RankingView {
        head: here.head(About::column(&title, description, Section::Rankings)),
        clauses: clauses(&title),
        month: month.zh(),
        class: name,
        sentences: findings(here, class),
        filters: filters(here, month, at),
        rows: units().map(|unit| row(here, class, unit, (month, most))).collect(),
        pages: Pagination::of(number, (count(class.units.len()), "个"), |page| {
            here.href(Address::Ranking(month, at, page))
        }),
        too_small: (!class.has_places()).then_some(scoring.min_ranked),
        full: scoring.full.value,
        mark: scoring.mark().map(|mark| Decimal::from(mark).to_string()),
        points: units().flat_map(|unit| points(here, unit, month.last())).collect(),
        formula: format!("{}#scores", here.href(Address::Rules)),
        draw: opens.then(|| draw::in_brief(here, held)).flatten(),
        assessments,
        more_assessments,
        appeal: appeal(here),
        data: [(Form::Csv, "表格"), (Form::Json, "JSON")]
            .map(|(form, word)| Link {
                text: format!("全部分项和计分办法（{word}）"),
                href: here.href(Address::RankingTable(month, form)),
            })
            .to_vec(),
    }
}

/// Who stands first and last, in sentences.
pub fn findings(here: Here, class: &ClassScores) -> Vec<String> {
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
            "{few}个单位计分任务不足{}{}，为样本不足，不参加排位。",
            scoring.min_tasks,
            here.measure()
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
    let classes = assessed.scores.of(month).into_iter().flat_map(classes_of);
    let classes = classes.map(|(of, class)| {
        let size = Some(count(class.units.len()));
        pill(class_name(here, of), size, Address::Ranking(month, of, 1), of == at)
    });
    let there = |of: &Month| {
        let class = assessed.scores.of(*of).and_then(|held| held.classes.get(at));
        class.is_some_and(|class| !class.units.is_empty())
    };
    let months = assessed.scores.months.iter().rev().map(|held| held.month).filter(there);
    let months =
        months.take(NEAR).map(|of| pill(of.zh(), None, Address::Ranking(of, at, 1), of == month));
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
    let last = rank.zip(class.bottom).is_some_and(|(rank, from)| from <= rank);
    let note = match unit.place {
        Place::Rank(_) => last.then(|| weighed_down(here, unit)).flatten(),
        Place::TooFewTasks => {
            Some(format!("样本不足（计分任务{}{}）", unit.counted, here.measure()))
        }
        Place::SmallClass => Some("不排名".to_owned()),
    };
    let href = format!("{}#report", here.href(Address::Unit(unit.unit)));
    RankingRow {
        rank,
        first: is_first(unit, scoring.top_count),
        last,
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

/// What weighs most on a unit among the last: its task with the lowest score, and deductions.
fn weighed_down(here: Here, unit: &UnitScore) -> Option<String> {
    let method = &here.assessed().portal.method;
    let terms = terms(&method.scoring);
    let scored =
        unit.tasks.iter().filter_map(|(id, inputs)| Some((inputs.score(&terms)?, *id, inputs)));
    let (score, id, inputs) = scored.min_by_key(|(score, id, _)| (*score, *id))?;
    let score = score.fixed(method.scoring.decimals.value);
    let title = &here.assessed().portal.tasks.get(id).title;
    let deducted =
        (unit.deducted > Decimal::default()).then(|| format!("；当年扣分{}分", unit.deducted));
    let deducted = deducted.unwrap_or_default();
    Some(format!("最低一项“{title}”{score}分：{}{deducted}", basis(method, inputs)))
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

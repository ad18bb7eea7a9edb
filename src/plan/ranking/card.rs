//! A unit's place in the newest ranking, and its report card 成绩单.

use super::assessments::entry;
use super::points::points;
use super::{TREND, class_name, grade, page_of, trend};
use crate::assess::terms;
use crate::date::Month;
use crate::method::{Light, Method, Shade};
use crate::plan::address::Address;
use crate::plan::here::{Here, count};
use crate::plan::view::atoms::Link;
use crate::plan::view::ranking::{ReportCard, ReportRow};
use crate::plan::view::unit::{MonthScore, UnitRanking};
use crate::portal::{Assessment, Id, Subject, Task, Unit};
use crate::score::{Criterion, Decimal, Inputs, Place, State};

/// Most tasks of a report card; all of them stand in the month's file.
const MOST_ROWS: usize = 20;
/// Most assessments of a report card; the others stand with the rankings.
const MOST_ASSESSMENTS: usize = 3;

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
            href: here.href(Address::Ranking(newest.month, at, page_of(class, id))),
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
    let page = page_of(newest.classes.get(at)?, id);
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
        basis: basis(&here.assessed().portal.method, inputs),
        workload: inputs.workload.to_string(),
        difficulty: inputs.difficulty.to_string(),
        score: inputs.score(&terms).map(|score| score.to_string()),
    };
    Some(ReportCard {
        month: Link {
            text: newest.month.zh(),
            href: here.href(Address::Ranking(newest.month, at, page)),
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
pub fn basis(method: &Method, inputs: &Inputs) -> String {
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
            let silent = (inputs.state == State::Silent)
                .then(|| method.word(Light::Silent, Shade::Plain).to_owned());
            // What is overdue may have kept to its plan when it was last reported on: only that it
            // is overdue is told then.
            let lag = match inputs.lag {
                Some(lag) if lag > 0 => Some(format!("比计划慢{lag}个百分点")),
                None | Some(_) if inputs.days > 0 => None,
                None => Some("还没有填报进度，不扣滞后分".to_owned()),
                Some(_) => Some("不慢于计划".to_owned()),
            };
            let late = (inputs.days > 0).then(|| format!("逾期{}天", inputs.days));
            let said: Vec<String> = silent.into_iter().chain(lag).chain(late).collect();
            said.join("，")
        }
    }
}

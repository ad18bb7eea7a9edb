//! The whole of a month with every input, for downloading and computing again.

use super::points::references;
use super::{class_name, classes_of};
use crate::assess::{Before, ClassScores, PointsAt, UnitScore, lifted, terms};
use crate::date::Month;
use crate::plan::here::Here;
use crate::portal::{Assessment, Id, Points, Task};
use crate::score::{ClassSheet, Inputs, PointsSheet, Sheet, TaskSheet, UnitSheet};

/// The sheet of a month.
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
        formula: scoring.formula.iter().map(|text| text.to_string()).collect(),
        classes: classes_of(held).map(class).collect(),
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

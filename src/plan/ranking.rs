//! Rankings: months, classes, what each rank rests on, and the report card of a unit.

mod assessments;
mod card;
mod class;
mod draw;
mod months;
mod points;
mod sheet;

pub use card::{of_unit, report};
pub use class::{delta, ranking};
pub use draw::draw;
pub use months::rankings;
pub use sheet::sheet;

use super::address::{Address, Form};
use super::addresses::pages;
use super::here::{Here, count};
use super::view::atoms::PER_PAGE;
use super::view::plot::Sparkline;
use crate::assess::{Assessed, ClassScores, MonthScores};
use crate::date::Month;
use crate::portal::{Id, Unit};
use crate::score::Decimal;

/// Months of a sparkline.
const TREND: usize = 12;

/// Every page and file of the rankings.
pub fn addresses(assessed: &Assessed) -> Vec<Address> {
    let scores = &assessed.scores;
    let mut all = Vec::new();
    all.extend((!scores.months.is_empty()).then_some(Address::Rankings));
    for held in &scores.months {
        let month = held.month;
        for (at, class) in classes_of(held) {
            all.extend(pages(class.units.len()).map(|page| Address::Ranking(month, at, page)));
        }
        all.extend(pages(held.drawn.len()).map(|page| Address::Draw(month, page)));
        all.extend([Form::Csv, Form::Json].map(|form| Address::RankingTable(month, form)));
    }
    all
}

/// The first class of a month that has units: it stands at the month's own address.
pub fn first_class(assessed: &Assessed, month: Month) -> usize {
    let held = assessed.scores.of(month);
    held.and_then(|held| Some(classes_of(held).next()?.0)).unwrap_or(0)
}

/// The page at a month's own address.
pub fn main_page(assessed: &Assessed, month: Month) -> Address {
    Address::Ranking(month, first_class(assessed, month), 1)
}

/// The classes of a month that have units, with their positions.
fn classes_of(held: &MonthScores) -> impl Iterator<Item = (usize, &ClassScores)> {
    held.classes.iter().enumerate().filter(|(_, class)| !class.units.is_empty())
}

/// On which page of its class a unit stands; on the first if it is in no list of that month.
fn page_of(class: &ClassScores, unit: Id<Unit>) -> u32 {
    let at = class.units.iter().position(|held| held.unit == unit).unwrap_or(0);
    count(at) / PER_PAGE + 1
}

fn class_name(here: Here, at: usize) -> String {
    here.assessed().scores.classes.get(at).map_or_else(String::new, |class| class.name.clone())
}

fn grade(here: Here, score: Option<Decimal>) -> Option<String> {
    let score = crate::yaml::Number(score?.0);
    here.assessed().portal.method.scoring.grade(score).map(|grade| grade.name.to_string())
}

fn trend(here: Here, unit: Id<Unit>, month: Month) -> Option<Sparkline> {
    let series = here.assessed().scores.series(unit, month, TREND);
    let hundredths = |score: i64| i32::try_from(score / 10_000).unwrap_or(0);
    let readings: Vec<i32> = series.iter().map(|(_, score)| hundredths(score.0)).collect();
    let scoring = &here.assessed().portal.method.scoring;
    let mark = scoring.mark().map_or(0, |mark| hundredths(mark.0));
    let full = hundredths(Decimal::whole(scoring.full.value.into()).0);
    (readings.len() > 1).then(|| Sparkline::of(&readings, mark, 0, full))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::plan::example::{page, text, with};
    use crate::plan::view::ranking::RankingView;
    use crate::plan::{Page, Plan, View};

    /// The portal of the reference with so many units of a class, each leading three tasks that
    /// lag by as many points as the unit has units before it.
    fn ranked(units: usize) -> Plan {
        ranked_on(units, "2026-10-15")
    }

    fn ranked_on(units: usize, day: &str) -> Plan {
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
        with(&files, day)
    }

    /// The newest page of the class, which stands behind the reference's own class or before it.
    fn newest(plan: &Plan) -> RankingView {
        let classes = &plan.assessed.scores.classes;
        let at = classes.iter().position(|class| class.name == "甲组").expect("the class");
        let month = plan.assessed.scores.newest().expect("a month").month;
        let path = Address::Ranking(month, at, 1).path(&plan.assessed);
        match page(plan, &path) {
            Page::Ranking(view) => view,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_month_that_is_over_has_its_ranking_though_nothing_was_reported_in_it() {
        for (day, newest) in [("2026-11-29", "2026-10"), ("2026-11-30", "2026-11")] {
            let plan = ranked_on(5, day);
            let month = plan.assessed.scores.newest().map(|held| held.month.to_string());
            assert_eq!(month.as_deref(), Some(newest), "{day}");
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
        let told = view.rows.iter().filter(|row| row.note.is_some() != row.last).count();
        assert_eq!(told, 0, "the last, and only they, are told what weighs on them");
        let weighs = view.rows.last().and_then(|row| row.note.clone()).unwrap_or_default();
        assert!(weighs.starts_with("最低一项“") && weighs.contains("个百分点"), "{weighs}");
        assert!(view.sentences.concat().contains("单位9、单位10、单位11居末3位"));
    }

    #[test]
    fn twenty_units_stand_on_a_page_and_the_others_on_the_next() {
        let plan = ranked(23);
        let view = newest(&plan);
        assert_eq!((view.rows.len(), view.pages.pages), (20, 2));
        let month = plan.assessed.scores.newest().expect("a month");
        let at = plan.assessed.scores.classes.iter().position(|class| class.name == "甲组");
        let at = at.expect("the class");
        let path = Address::Ranking(month.month, at, 2).path(&plan.assessed);
        let Page::Ranking(next) = page(&plan, &path) else { panic!("a ranking") };
        assert_eq!(next.rows.iter().filter_map(|row| row.rank).collect::<Vec<_>>(), [21, 22, 23]);
        let class = month.classes.get(at).expect("the class");
        let pages = class.units.iter().map(|unit| page_of(class, unit.unit));
        assert_eq!(pages.filter(|page| *page == 2).count(), 3);
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

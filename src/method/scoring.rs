//! How tasks and units are scored and ranked: constants of a method, never of the program.

use crate::percent::Percent;
use crate::record;
use crate::record::Rhythm;
use crate::span::Spanned;
use crate::yaml::{Number, Text};

record! {
    /// A qualitative grade 定性等次 and the score from which it is given.
    Grade {
        /// Its name.
        name: Text = "名称", "等次名称";
        /// The lowest score.
        from: Number = "下限", "达到多少分";
    }
}

record! {
    /// The words of a rhythm of assessment.
    RhythmWords {
        /// The rhythm.
        rhythm: Rhythm = "节奏", "月、季、年";
        /// Its name.
        word: Text = "说法", "名称";
        /// What is done, in a sentence.
        about: Text = "说明", "做什么";
    }
}

record! {
    /// Scores and ranks.
    Scoring {
        /// Full marks: what a task begins with and the most a unit can have.
        full: Spanned<u32> = "满分", "一项任务、一个单位最多多少分，1到10000";
        /// Points taken off a task for each point it lags behind the plan.
        lag_points: Number = "滞后扣分", "比计划每慢一个百分点扣几分";
        /// Points taken off a task for each day it is overdue.
        overdue_points: Number = "逾期日扣分", "未完成的任务每逾期一天扣几分";
        /// Points taken off a finished task for each day it was late.
        late_points: Number = "迟办日扣分", "已完成的任务每迟一天扣几分";
        /// Most points added to a unit's score.
        bonus_cap: Number = "加分上限", "一个单位最多加几分";
        /// Decimals of a unit's score, 0 to 4.
        decimals: Spanned<u32> = "小数位数", "得分保留几位小数，0到4";
        /// Fewest scored tasks with which a unit is ranked.
        min_tasks: u32 = "最少任务数", "计分任务少于几项不排位";
        /// Fewest units with which a class is ranked.
        min_ranked: u32 = "最小排位组", "一组可排位的单位少于几个不排名次";
        /// Fewest ranked units with which a class has a list of the last.
        min_bottom: u32 = "最小末位组", "一组可排位的单位少于几个不列末位";
        /// Most of a class that the list of the last may hold, in percent.
        bottom_share: Percent = "末位占比", "末位最多占百分之几";
        /// How many the list of the last holds at most.
        bottom_count: u32 = "末位数", "末位最多列几个";
        /// How many are named first.
        top_count: u32 = "前列数", "前列列几个";
        /// Share of tasks drawn for a monthly check.
        draw_share: Percent = "抽查比例", "每月抽查任务的百分比";
        /// What the monthly draw is called, if not as the monthly rhythm.
        draw_word: Option<Text> = "抽查叫法", "每月抽查的叫法，不写的用考核节奏里每月的说法";
        /// Fewest tasks drawn.
        draw_least: u32 = "抽查下限", "每月最少抽查几项";
        /// Qualitative grades, from the best.
        grades: Vec<Grade> = "定性等次", "等次和分数下限，从高到低";
        /// Rhythms of assessment.
        rhythms: Vec<RhythmWords> = "考核节奏", "月抽查、季检查、年考核的说法";
        /// The formula in words; `{…}` are the constants above by their English keys.
        formula: Vec<Text> = "计分办法", "计分办法，一句一条";
    }
}

impl Scoring {
    /// The grade that a score reaches.
    pub fn grade(&self, score: Number) -> Option<&Grade> {
        let reached = self.grades.iter().filter(|grade| grade.from <= score);
        reached.max_by_key(|grade| grade.from)
    }

    /// The score above which a mark is drawn beside others: the lowest grade that asks for any.
    pub fn mark(&self) -> Option<Number> {
        self.grades.iter().map(|grade| grade.from).filter(|from| from.0 > 0).min()
    }

    /// The words of a rhythm.
    pub fn words(&self, rhythm: Rhythm) -> Option<&RhythmWords> {
        self.rhythms.iter().find(|words| words.rhythm == rhythm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{FileId, Span};
    use crate::yaml::{Node, Value};

    fn scoring() -> Scoring {
        let span = Span::start_of(FileId(0));
        let value = Value::Scalar { text: "six-mechanisms".to_owned(), plain: true };
        let method = super::super::method(&Node { span, value }, None, &mut Vec::new());
        method.expect("a shipped method").scoring
    }

    #[test]
    fn a_score_has_the_best_grade_it_reaches() {
        let scoring = scoring();
        for (score, grade) in [
            (100_000_000, "优秀"),
            (90_000_000, "优秀"),
            (89_990_000, "良好"),
            (60_000_000, "合格"),
            (59_990_000, "不合格"),
            (0, "不合格"),
        ] {
            let found = scoring.grade(Number(score)).map(|grade| grade.name.to_string());
            assert_eq!(found.as_deref(), Some(grade), "{score}");
        }
    }

    #[test]
    fn every_constant_in_the_formula_is_known() {
        for sentence in scoring().formula {
            assert!(!sentence.contains('{'), "{}", sentence.as_str());
        }
    }
}

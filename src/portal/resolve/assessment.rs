//! Assessments: who may give them, what their periods are, and what points rest on.

use chrono::Datelike;

use super::claims::{Claims, table};
use super::exposure::{consequence, tolerance};
use super::structure::{in_order, positive, text};
use crate::date::{Month, Period};
use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::method::Method;
use crate::portal::table::Table;
use crate::portal::{Assessment, Id, Points, Subject, Task};
use crate::record::{
    AssessmentRecord, ConsequenceKind, PointsRecord, Rhythm, ToleranceEffect, ToleranceRecord,
};
use crate::span::Spanned;
use crate::unread;
use crate::yaml::{Number, Text};

/// Resolves assessments.
pub fn assessments(
    records: &[AssessmentRecord],
    tasks: &Table<Task>,
    method: Option<&Method>,
    claims: &mut Claims,
) -> Table<Assessment> {
    let ids = &claims.names.assessments.ids;
    table(
        ids,
        records,
        |record| &record.id.value,
        |record| assessment(record, tasks, method, claims),
    )
}

fn assessment(
    record: &AssessmentRecord,
    tasks: &Table<Task>,
    method: Option<&Method>,
    claims: &mut Claims,
) -> Assessment {
    let names = claims.names;
    let subject = subject(record, claims);
    let assessor = assessor(record, claims);
    if let (Subject::Task(task), Some(assessor)) = (subject, assessor) {
        let leads = tasks.known(task).and_then(|task| task.lead_on(record.date.value));
        check_self(record, leads == Some(assessor), claims);
    }
    if let Subject::Unit(unit) = subject {
        check_self(record, assessor == Some(unit), claims);
    }
    check_grade(record, method, claims);
    check_quality(record, method, claims);
    check_consequences(record, claims);
    let period = period(record, claims);
    for bonus in &record.bonuses {
        check_cap(bonus, method, claims);
    }
    Assessment {
        slug: record.id.value.clone(),
        rhythm: record.rhythm.value,
        period,
        subject,
        assessor: assessor.unwrap_or_else(Id::unresolved),
        date: record.date.value,
        quality: record.quality.as_ref().map(|quality| quality.value),
        grade: record.grade.as_ref().map(|grade| text(&grade.value)),
        remark: record.remark.as_ref().map(text),
        deductions: record.deductions.iter().map(|held| points(held, record, claims)).collect(),
        bonuses: record.bonuses.iter().map(|held| points(held, record, claims)).collect(),
        unfinished: names.tasks.find_all(&record.unfinished, claims.problems),
        consequences: record.consequences.iter().map(consequence).collect(),
        document: names.documents.find_some(record.document.as_ref(), claims.problems),
    }
}

/// A task or a unit, exactly one of them.
fn subject(record: &AssessmentRecord, claims: &mut Claims) -> Subject {
    let names = claims.names;
    let task = names.tasks.find_some(record.task.as_ref(), claims.problems).map(Subject::Task);
    let unit = names.units.find_some(record.unit.as_ref(), claims.problems).map(Subject::Unit);
    match (&record.task, &record.unit) {
        (None, None) if !unread!(record, task) && !unread!(record, unit) => claims.report(
            Diagnostic::new(
                Code::MissingKey,
                record.id.span,
                say("没有写考核的是哪个单位或哪项任务", "neither a unit nor a task is assessed"),
            )
            .help(say("加一行`单位: …`或`任务: …`", "add `unit` or `task`")),
        ),
        (Some(task), Some(unit)) => claims.report(
            Diagnostic::new(
                Code::Contradiction,
                unit.span,
                say("一条考核只评一个单位或一项任务", "an assessment is of a unit or of a task"),
            )
            .note(task.span, say("已经写了任务", "a task is named here"))
            .help(say("分成两条", "make it two records")),
        ),
        _ => {}
    }
    task.or(unit).unwrap_or_else(|| Subject::Unit(Id::unresolved()))
}

fn assessor(record: &AssessmentRecord, claims: &mut Claims) -> Option<Id<crate::portal::Unit>> {
    if record.assessor.is_none() && !unread!(record, assessor) {
        claims.report(
            Diagnostic::new(
                Code::NoAssessor,
                record.id.span,
                say("没有写是哪个单位考核的", "nobody is named as the assessor"),
            )
            .help(say("加一行`考核单位: …`", "add a line `assessor: …`")),
        );
    }
    claims.names.units.find_some(record.assessor.as_ref(), claims.problems)
}

fn check_self(record: &AssessmentRecord, is_self: bool, claims: &mut Claims) {
    let Some(assessor) = record.assessor.as_ref().filter(|_| is_self) else { return };
    claims.report(
        Diagnostic::new(
            Code::SelfAssessment,
            assessor.span,
            say("考核单位就是被考核的单位", "the assessor is the unit assessed"),
        )
        .help(say("换成督查室、推进办或其他单位", "name another unit")),
    );
}

/// The month, quarter or year that is written.
fn period(record: &AssessmentRecord, claims: &mut Claims) -> Period {
    let (rhythm, written) = (record.rhythm.value, &record.period);
    let read = read_period(rhythm, &written.value).inspect(|period| {
        let first = Spanned { value: period.first(), span: written.span };
        in_order(Some(&first), ("期间", "period"), Some(&record.date), ("评定日期", "day"), claims);
    });
    read.unwrap_or_else(|| {
        claims.report(bad_period(rhythm, written));
        Month::of(record.date.value).period()
    })
}

fn bad_period(rhythm: Rhythm, written: &Spanned<Text>) -> Diagnostic {
    let form = match rhythm {
        Rhythm::Monthly => "2026-09",
        Rhythm::Quarterly => "2026-q3",
        Rhythm::Yearly => "2026",
    };
    let words = say(
        format!("{}的期间不能写成`{}`", rhythm.zh(), &*written.value),
        format!("`{}` is no period of a {} assessment", &*written.value, rhythm.en()),
    );
    Diagnostic::new(Code::BadPeriod, written.span, words)
        .help(say(format!("例如`{form}`"), format!("such as `{form}`")))
}

fn read_period(rhythm: Rhythm, text: &str) -> Option<Period> {
    match rhythm {
        Rhythm::Monthly => Month::parse(text).map(Month::period),
        Rhythm::Quarterly => {
            let (year, quarter) = text.split_once(['-'])?;
            let quarter: u32 = quarter.strip_prefix(['q', 'Q'])?.parse().ok()?;
            let year = year_of(year)?;
            let last = Month::new(year, quarter.checked_mul(3)?)?;
            Period::new(Month::new(year, last.number() - 2)?.first(), last.last())
        }
        Rhythm::Yearly => {
            let year = year_of(text)?;
            Period::new(Month::new(year, 1)?.first(), Month::new(year, 12)?.last())
        }
    }
}

/// Four digits.
fn year_of(text: &str) -> Option<i32> {
    Month::parse(&format!("{text}-01")).map(|month| month.first().year())
}

fn check_grade(record: &AssessmentRecord, method: Option<&Method>, claims: &mut Claims) {
    let (Some(written), Some(method)) = (&record.grade, method) else { return };
    let grades = || method.scoring.grades.iter().map(|grade| &*grade.name);
    if grades().any(|grade| grade == &*written.value) {
        return;
    }
    let known = grades().collect::<Vec<_>>().join("、");
    let near = nearest(&written.value, grades());
    let words = say(
        format!("工作方法里没有等次`{}`", &*written.value),
        format!("the method has no grade `{}`", &*written.value),
    );
    let help = near.map_or_else(
        || say(format!("可以写：{known}"), format!("known grades: {known}")),
        |near| {
            say(format!("是不是想写`{near}`？可以写：{known}"), format!("did you mean `{near}`?"))
        },
    );
    claims.report(Diagnostic::new(Code::UnknownWord, written.span, words).help(help));
}

/// A score of quality lies between nothing and full marks.
fn check_quality(record: &AssessmentRecord, method: Option<&Method>, claims: &mut Claims) {
    let (Some(written), Some(method)) = (&record.quality, method) else { return };
    let full = method.scoring.full.value;
    if (0..=i64::from(full) * Number::ONE.0).contains(&written.value.0) {
        return;
    }
    let points = written.value.words();
    let words = say(
        format!("质量分在0到{full}之间，写的是`{points}`"),
        format!("a score of quality is 0 to {full}, found `{points}`"),
    );
    let help = say(format!("写0到{full}的数"), format!("write 0 to {full}"));
    claims.report(Diagnostic::new(Code::WrongType, written.span, words).help(help));
}

/// Self-criticism and reduced funds hang on the yearly assessment of a unit.
fn check_consequences(record: &AssessmentRecord, claims: &mut Claims) {
    for held in &record.consequences {
        in_order(
            Some(&record.date),
            ("评定日期", "day of the assessment"),
            Some(&held.date),
            ("处理日期", "day of the consequence"),
            claims,
        );
        if record.rhythm.value != Rhythm::Yearly
            || (record.unit.is_none() && !unread!(record, unit))
        {
            let words = say(
                "处理只能写在单位的年考核里",
                "consequences hang on the yearly assessment of a unit",
            );
            claims.report(
                Diagnostic::new(Code::ConsequenceNotYearly, held.date.span, words)
                    .note(record.rhythm.span, say("这里的节奏", "the rhythm"))
                    .help(say(
                        "移到年考核，或写进曝光的`处理`",
                        "move it to the yearly assessment or to an exposure",
                    )),
            );
        }
        let is_unsaid = held.amount.is_none() && !unread!(held, amount);
        if held.kind == ConsequenceKind::FundsReduced && is_unsaid {
            claims.report(
                Diagnostic::new(
                    Code::MissingKey,
                    held.date.span,
                    say("调减资金没有写金额", "funds are reduced by nobody knows how much"),
                )
                .help(say("加上`金额: …`", "add `amount`")),
            );
        }
    }
}

fn points(held: &PointsRecord, of: &AssessmentRecord, claims: &mut Claims) -> Points {
    positive(Some(held.points), claims);
    positive(held.lifted, claims);
    if let Some(task) = of.task.as_ref() {
        let words = say("扣分和加分写在单位的考核里", "points belong to the assessment of a unit");
        claims.report(
            Diagnostic::new(Code::Contradiction, held.rule.span, words)
                .note(task.span, say("这条考核评的是任务", "a task is assessed here"))
                .help(say("另写一条单位的考核", "write an assessment of the unit")),
        );
    }
    check_reference(held, claims);
    if let Some(tolerance) = &held.tolerance {
        check_lifted(held, tolerance, claims);
    }
    let names = claims.names;
    Points {
        rule: text(&held.rule.value),
        points: held.points.value,
        exposure: names.exposures.find_some(held.exposure.as_ref(), claims.problems),
        commendation: names.commendations.find_some(held.commendation.as_ref(), claims.problems),
        task: names.tasks.find_some(held.task.as_ref(), claims.problems),
        document: names.documents.find_some(held.document.as_ref(), claims.problems),
        reference: held.reference.as_ref().map(text),
        tolerance: held.tolerance.as_ref().map(tolerance),
        lifted: held.lifted.map(|lifted| lifted.value),
    }
}

fn check_reference(held: &PointsRecord, claims: &mut Claims) {
    let rests = held.exposure.is_some()
        || held.commendation.is_some()
        || held.document.is_some()
        || held.reference.is_some();
    let unread = unread!(held, exposure)
        || unread!(held, commendation)
        || unread!(held, document)
        || unread!(held, reference);
    if rests || unread {
        return;
    }
    claims.report(
        Diagnostic::new(
            Code::NoReference,
            held.rule.span,
            say("扣分或加分没有写依据", "the points rest on nothing"),
        )
        .help(say(
            "加上`曝光`、`表扬`、`文件`或`依据`中的一项",
            "add `exposure`, `commendation`, `document` or `reference`",
        )),
    );
}

/// Tolerance that does not lift everything says how much it lifts.
fn check_lifted(held: &PointsRecord, tolerance: &ToleranceRecord, claims: &mut Claims) {
    let whole = tolerance.effect == ToleranceEffect::Exempt;
    if whole || held.lifted.is_some() || unread!(held, lifted) {
        return;
    }
    claims.report(
        Diagnostic::new(
            Code::MissingKey,
            tolerance.date.span,
            say(
                format!("容错结果是{}，没有写免去几分", tolerance.effect.zh()),
                "tolerance lifts some points, but nobody knows how many",
            ),
        )
        .help(say("加上`减免分: …`", "add `lifted`")),
    );
}

fn check_cap(bonus: &PointsRecord, method: Option<&Method>, claims: &mut Claims) {
    let Some(cap) = method.map(|method| method.scoring.bonus_cap) else { return };
    if bonus.points.value <= cap {
        return;
    }
    claims.report(
        Diagnostic::new(
            Code::OverCap,
            bonus.points.span,
            say(
                format!("加{}分，工作方法规定最多加{}分", bonus.points.value.words(), cap.words()),
                format!("{} points, the method allows {}", bonus.points.value.words(), cap.words()),
            ),
        )
        .help(if cap.0 == 0 {
            say("删去这笔加分：这个工作方法不加分", "take it out: the method gives none")
        } else {
            say(
                format!("写不超过{}的分值；多写的不计入", cap.words()),
                format!("write {} at most", cap.words()),
            )
        }),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_months_quarters_and_years() {
        for (rhythm, text, days) in [
            (Rhythm::Monthly, "2026-09", Some(30)),
            (Rhythm::Monthly, "2026-13", None),
            (Rhythm::Monthly, "2026", None),
            (Rhythm::Quarterly, "2026-q1", Some(90)),
            (Rhythm::Quarterly, "2026-Q4", Some(92)),
            (Rhythm::Quarterly, "2026-q5", None),
            (Rhythm::Quarterly, "2026-q0", None),
            (Rhythm::Yearly, "2024", Some(366)),
            (Rhythm::Yearly, "24", None),
            (Rhythm::Yearly, "2024-01", None),
        ] {
            assert_eq!(read_period(rhythm, text).map(Period::days), days, "{text}");
        }
    }
}

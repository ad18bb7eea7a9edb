//! Assessments 考核: quality scores, grades, deductions and what follows from them.

use chrono::NaiveDate;

use super::{
    Commendation, ConsequenceRecord, Document, Exposure, Ref, Task, ToleranceRecord, Unit,
};
use crate::slug::Slug;
use crate::span::Spanned;
use crate::yaml::{Number, Text};
use crate::{record, words};

words! {
    /// How often an assessment is made.
    Rhythm {
        Monthly = "monthly" / "月抽查";
        Quarterly = "quarterly" / "季检查";
        Yearly = "yearly" / "年考核";
    }
}

record! {
    /// Points taken off or added, with what they rest on.
    PointsRecord {
        /// The rule.
        rule: Spanned<Text> = "规则", "依哪条规定扣分或加分";
        /// How many.
        points: Spanned<Number> = "分值", "几分";
        /// The exposure behind it.
        exposure: Option<Ref<Exposure>> = "曝光", "曝光编号";
        /// The commendation behind it.
        commendation: Option<Ref<Commendation>> = "表扬", "表扬编号";
        /// The task concerned.
        task: Option<Ref<Task>> = "任务", "任务编号";
        /// The document behind it.
        document: Option<Ref<Document>> = "文件", "依据文件编号";
        /// What it rests on, where that is not a record.
        reference: Option<Text> = "依据", "文号、督查记录等";
        /// A finding of tolerance: it lifts the deduction, never the fact.
        tolerance: Option<ToleranceRecord> = "容错", "容错认定";
        /// Points lifted where tolerance does not lift all of them.
        lifted: Option<Spanned<Number>> = "减免分", "从轻、减轻时免去几分";
    }
}

record! {
    /// An assessment 考核 of a task or a unit.
    AssessmentRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "考核的永久编号";
        /// How often such assessments are made.
        rhythm: Spanned<Rhythm> = "节奏", "月抽查、季检查或年考核";
        /// The period: `2026-09`, `2026-q3` or `2026`.
        period: Spanned<Text> = "期间", "月写2026-09，季写2026-q3，年写2026";
        /// The task, for a score of its quality.
        task: Option<Ref<Task>> = "任务", "被评任务编号";
        /// The unit.
        unit: Option<Ref<Unit>> = "单位" | "被考核单位", "被考核单位编号";
        /// Who assesses; neither the unit itself nor the one that leads the task.
        assessor: Option<Ref<Unit>> = "考核单位", "评分的单位编号，不能自己给自己评";
        /// Day of the assessment; it counts for no day before.
        date: Spanned<NaiveDate> = "日期" | "评定日期", "评定日期";
        /// Quality, 0 to the method's full marks.
        quality: Option<Spanned<Number>> = "质量" | "质量分", "质量分，从0到工作方法的满分（没有另写的是100）";
        /// Qualitative grade, one of the method's.
        grade: Option<Spanned<Text>> = "定性等次" | "等次", "定性等次";
        /// What the assessor says.
        remark: Option<Text> = "评语", "评语";
        /// Points taken off the unit's score.
        deductions: Vec<PointsRecord> = "扣分", "扣分，每条写明规则和依据";
        /// Points added to it.
        bonuses: Vec<PointsRecord> = "加分", "加分，每条写明规则和依据";
        /// Tasks that should have been finished in the period and were not.
        unfinished: Vec<Ref<Task>> = "未完成任务", "当期应完成未完成的任务编号";
        /// What follows from a yearly assessment.
        consequences: Vec<ConsequenceRecord> = "处理", "年考核的处理：公开检讨、调减资金等";
        /// The document.
        document: Option<Ref<Document>> = "文件", "考核结果文件编号";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

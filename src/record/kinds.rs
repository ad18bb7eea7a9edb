//! Every kind of record, declared once: what it is called, where it lies, its keys and an example.
//! The reference, the schema, `daylight new` and the search for records that went astray follow.

use super::{
    AppraisalRecord, AreaRecord, AssessmentRecord, BulletinRecord, CalendarRecord, ChangeRecord,
    ClosingRecord, CommendationRecord, ConsultationRecord, DocumentRecord, ExposureRecord,
    GatheringRecord, GridRecord, HoldingRecord, InspectionRecord, MendingRecord,
    MicroProjectRecord, PageRecord, PetitionCountRecord, PlanRecord, PledgeRecord,
    PledgeTemplateRecord, PortalRecord, PostRecord, PracticeRecord, ProblemRecord, ProfileRecord,
    QuestionCountRecord, ScreenRecord, SlipRecord, TaskRecord, TimedReportRecord, UnitRecord,
    UpdateRecord, VisitCountRecord, WarningRecord,
};
use crate::yaml::Field;

/// A kind of record.
#[derive(Debug, Clone, Copy)]
pub struct RecordKind {
    /// Its English name, as it is typed.
    pub en: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// Where its files lie, as the reference shows it.
    pub place: &'static str,
    /// Its keys.
    pub fields: &'static [Field],
    /// The path of the example and its text.
    pub example: (&'static str, &'static str),
}

impl RecordKind {
    /// The kind of an English name.
    pub fn named(en: &str) -> Self {
        let found = KINDS.into_iter().find(|kind| kind.en == en);
        found.expect("the program asks only for kinds of the table, which a test does")
    }

    /// The folder of its files, or the name of its only file: `tasks`, `portal`.
    pub fn folder(&self) -> &'static str {
        self.place.split(['/', '.']).next().unwrap_or(self.place)
    }
}

/// A kind, its example taken from the portal beside this file.
macro_rules! kind {
    ($zh:literal, $en:literal, $place:literal, $record:ident, $example:literal) => {
        RecordKind {
            zh: $zh,
            en: $en,
            place: $place,
            fields: $record::FIELDS,
            example: ($example, include_str!(concat!("examples/", $example))),
        }
    };
}

/// Every kind, in the order of the model.
pub const KINDS: [RecordKind; 36] = [
    kind!("门户", "portal", "portal.yaml", PortalRecord, "portal.yaml"),
    kind!("依据文件", "document", "documents.yaml", DocumentRecord, "documents.yaml"),
    kind!("单位", "unit", "units/*.yaml", UnitRecord, "units/units.yaml"),
    kind!("岗位", "post", "units/*.yaml", PostRecord, "units/posts.yaml"),
    kind!("任职", "holding", "units/*.yaml", HoldingRecord, "units/holdings.yaml"),
    kind!("区域", "area", "areas.yaml", AreaRecord, "areas.yaml"),
    kind!("网格", "grid", "grids.yaml, grids/*.yaml", GridRecord, "grids.yaml"),
    kind!("方案", "plan", "plans/*.yaml", PlanRecord, "plans/plan-2026.yaml"),
    kind!("任务", "task", "tasks/**/*.yaml", TaskRecord, "tasks/lift-retrofit.yaml"),
    kind!("进展", "update", "updates/**/*.yaml", UpdateRecord, "updates/2026-09.yaml"),
    kind!("变更", "change", "changes/**/*.yaml", ChangeRecord, "changes/2026.yaml"),
    kind!("销号", "closing", "closings/**/*.yaml", ClosingRecord, "closings/2026.yaml"),
    kind!(
        "表扬",
        "commendation",
        "cases/commendations/*.md",
        CommendationRecord,
        "cases/commendations/2026-001.md"
    ),
    kind!(
        "曝光",
        "exposure",
        "cases/exposures/*.md",
        ExposureRecord,
        "cases/exposures/2026-001.md"
    ),
    kind!(
        "经验",
        "practice",
        "cases/practices/*.md",
        PracticeRecord,
        "cases/practices/one-window.md"
    ),
    kind!(
        "考核",
        "assessment",
        "assessments/**/*.yaml",
        AssessmentRecord,
        "assessments/2026-09.yaml"
    ),
    kind!("页面", "page", "pages/*.md", PageRecord, "pages/about.md"),
    kind!("通报", "bulletin", "bulletins/*.md", BulletinRecord, "bulletins/2026-09.md"),
    kind!(
        "督查",
        "inspection",
        "supervision/*.yaml",
        InspectionRecord,
        "supervision/inspections.yaml"
    ),
    kind!("问题", "problem", "supervision/*.yaml", ProblemRecord, "supervision/problems.yaml"),
    kind!(
        "整改",
        "rectification",
        "supervision/*.yaml",
        MendingRecord,
        "supervision/rectifications.yaml"
    ),
    kind!("督办件", "slip", "supervision/*.yaml", SlipRecord, "supervision/slips.yaml"),
    kind!("预警通知", "warning", "supervision/*.yaml", WarningRecord, "supervision/warnings.yaml"),
    kind!(
        "限时报告",
        "report",
        "supervision/*.yaml",
        TimedReportRecord,
        "supervision/reports.yaml"
    ),
    kind!("责任状", "pledge", "supervision/*.yaml", PledgeRecord, "supervision/pledges.yaml"),
    kind!(
        "责任状模板",
        "pledge_template",
        "supervision/*.yaml",
        PledgeTemplateRecord,
        "supervision/pledge-templates.yaml"
    ),
    kind!(
        "评议",
        "appraisal",
        "participation/*.yaml",
        AppraisalRecord,
        "participation/appraisals.yaml"
    ),
    kind!(
        "征求意见",
        "consultation",
        "participation/*.yaml",
        ConsultationRecord,
        "participation/consultations.yaml"
    ),
    kind!(
        "恳谈活动",
        "gathering",
        "participation/*.yaml",
        GatheringRecord,
        "participation/gatherings.yaml"
    ),
    kind!(
        "微实事",
        "micro_project",
        "participation/*.yaml",
        MicroProjectRecord,
        "participation/micro-projects.yaml"
    ),
    kind!(
        "网络问政",
        "question_count",
        "participation/*.yaml",
        QuestionCountRecord,
        "participation/question-counts.yaml"
    ),
    kind!(
        "实地调研",
        "visit_count",
        "participation/*.yaml",
        VisitCountRecord,
        "participation/visit-counts.yaml"
    ),
    kind!(
        "领导包案",
        "petition_count",
        "participation/*.yaml",
        PetitionCountRecord,
        "participation/petition-counts.yaml"
    ),
    kind!("屏幕规格", "profile", "profiles.yaml, profiles/*.yaml", ProfileRecord, "profiles.yaml"),
    kind!("屏幕", "screen", "screens/*.yaml", ScreenRecord, "screens/lobby.yaml"),
    kind!("工作日历", "calendar", "calendar/*.yaml", CalendarRecord, "calendar/2022.yaml"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::load::Room;

    #[test]
    fn every_example_lies_where_its_kind_is_read() {
        for kind in KINDS {
            let (path, _) = kind.example;
            assert!(path.starts_with(kind.folder()), "{path}");
            assert!(Room::of(path).is_some(), "{path}");
        }
    }
}

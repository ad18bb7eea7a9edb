//! What each file claims, without asking whether it is true.

mod approval;
mod assessment;
mod bulletin;
mod calendar;
mod case;
mod kept;
mod kinds;
mod ledger;
mod load;
mod named;
mod participation;
mod plan;
mod pledge;
mod portal;
mod reference;
mod screen;
mod slides;
mod structure;
mod supervision;
mod task;

pub use approval::{Approval, ApprovalDecision, ApprovalStep};
pub use assessment::{AssessmentRecord, PointsRecord, Rhythm};
pub use bulletin::{BulletinRecord, BulletinSeries};
pub use calendar::{CalendarRecord, HolidayRecord};
pub use case::{
    AppealLabel, AppealRecord, CommendationKind, CommendationRecord, ConsequenceKind,
    ConsequenceRecord, ExplanationRecord, ExposureKind, ExposureRecord, FactRecord, HonouredRecord,
    NamingDecision, PageRecord, PracticeRecord, PraiseDecision, PublicityRecord,
    RectificationRecord, RectificationState, RectificationStep, ReplyRecord, ReturnVisit,
    RevocationRecord, ToleranceEffect, ToleranceRecord, ToleranceSituation, WithdrawalReason,
    WithdrawalRecord, Writeup,
};
pub use kept::{KeptRecords, Since};
pub use kinds::{KINDS, RecordKind};
pub use ledger::{
    ChangeKind, ChangeReason, ChangeRecord, ClosingRecord, EvidenceKind, EvidenceRecord,
    ObservationRecord, ReopeningRecord, UpdateRecord,
};
pub use load::{
    Dated, Days, Lost, ParticipationRecords, Records, SupervisionRecords, load, named_summaries,
};
pub use participation::{
    Adoption, AnswerShareRecord, AppraisalKind, AppraisalRecord, ConsultationRecord,
    GatheringRecord, MicroProjectRecord, OpinionRecord, PetitionCountRecord, QuestionCountRecord,
    SessionRecord, VisitCountRecord,
};
pub use plan::{
    CategoryRecord, CheckRecord, CheckState, ContributionRecord, DeclaredRecord, DeclaredWhat,
    FigureRecord, GoalRecord, PlanKind, PlanRecord,
};
pub use pledge::{
    PledgeDecisionRecord, PledgeItemRecord, PledgeRecord, PledgeResult, PledgeTemplateRecord,
};
pub use portal::{
    ChildPortalRecord, ContactRecord, LetterboxRecord, Naming, NamingPolicy, ParentPortalRecord,
    PoliceRecord, PortalRecord, RetentionPolicy, ThemeChoice,
};
pub use reference::{examples, reference};
pub use screen::{
    DisplayRecord, FigureKind, FrameForm, PanelFont, PanelInk, PlaylistRecord, ProfileRecord,
    ScreenApprovalRecord, ScreenRecord, ShownLight, SizesRecord, SlideKind, SlideRecord,
    Surroundings,
};
pub use structure::{
    AreaLevel, AreaRecord, CrossDuties, DocumentEffect, DocumentRecord, DutyKind, DutyRecord,
    GridItemRecord, GridKind, GridRecord, HoldingRecord, LeaderClass, PostRecord, UnitClass,
    UnitRecord,
};
pub use supervision::{
    Acceptance, EscalationRecord, InspectionKind, InspectionMode, InspectionRecord, InvitedRecord,
    MendingRecord, MendingSource, ProblemRecord, ProblemSource, SlipKind, SlipRecord,
    TimedReportRecord, TransferRecord, WarningRecord,
};
pub use task::{
    AnswerRecord, BenchmarkRecord, Blocks, Bound, BudgetRecord, Direction, HandSetLight,
    IndicatorKind, IndicatorRecord, LightWord, OriginKind, OriginRecord, ResponsibilityRecord,
    Role, StageRecord, SupervisionClass, TaskKind, TaskRecord, WithheldReason, WithheldRecord,
};

use std::marker::PhantomData;

use crate::diagnostic::{Code, Diagnostic, say};
use crate::slug::Slug;
use crate::span::Span;
use crate::yaml::{Node, Read, Shape, Value};

/// A kind of record that others refer to.
pub trait Kind: Copy + 'static {
    /// English name, also the word in messages.
    const EN: &'static str;
    /// Chinese name.
    const ZH: &'static str;
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $en:literal / $zh:literal;)+) => {
        $($(#[doc = $doc])+ #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name;
        impl Kind for $name {
            const EN: &'static str = $en;
            const ZH: &'static str = $zh;
        })+
    };
}

kinds! {
    /// A basis document.
    Document = "document" / "依据文件";
    /// A unit.
    Unit = "unit" / "单位";
    /// A post.
    Post = "post" / "岗位";
    /// An area.
    Area = "area" / "区域";
    /// A grid.
    Grid = "grid" / "网格";
    /// A plan.
    Plan = "plan" / "方案";
    /// A category of a plan's catalogue.
    Category = "category" / "类别";
    /// A task.
    Task = "task" / "任务";
    /// A stage of a task.
    Stage = "stage" / "阶段";
    /// An indicator of a task.
    Indicator = "indicator" / "指标";
    /// A commendation.
    Commendation = "commendation" / "表扬";
    /// An exposure.
    Exposure = "exposure" / "曝光";
    /// A good practice.
    Practice = "practice" / "经验";
    /// An assessment.
    Assessment = "assessment" / "考核";
    /// A page.
    Page = "page" / "页面";
    /// A bulletin.
    Bulletin = "bulletin" / "通报";
    /// An inspection.
    Inspection = "inspection" / "督查";
    /// A problem.
    Problem = "problem" / "问题";
    /// A shortcoming that is put right under a plate number.
    Mending = "rectification" / "整改";
    /// A slip of supervision.
    Slip = "slip" / "督办件";
    /// An early-warning notice.
    Warning = "warning" / "预警通知";
    /// A report that is due by a day.
    TimedReport = "report" / "限时报告";
    /// A pledge.
    Pledge = "pledge" / "责任状";
    /// A template of pledges.
    PledgeTemplate = "pledge_template" / "责任状模板";
    /// An appraisal.
    Appraisal = "appraisal" / "评议";
    /// A consultation.
    Consultation = "consultation" / "征求意见";
    /// A gathering on a fixed day of every month.
    Gathering = "gathering" / "恳谈活动";
    /// A small project that residents voted on.
    MicroProject = "micro_project" / "微实事";
    /// A panel.
    Profile = "profile" / "屏幕规格";
    /// A screen.
    Screen = "screen" / "屏幕";
}

/// A reference to a record of kind `K`, not yet looked up.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ref<K> {
    /// The id written.
    pub slug: Slug,
    /// Where.
    pub span: Span,
    kind: PhantomData<K>,
}

/// The one unit that leads a task. A list of several is told the rule, not that it is no id.
#[derive(Debug, Clone)]
pub struct Lead(pub Ref<Unit>);

impl Read for Lead {
    fn shape() -> Shape {
        Ref::<Unit>::shape()
    }

    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        if let Value::List(items) = &node.value
            && let [first, second, ..] = items.as_slice()
        {
            problems.push(two_leads(first.span, second.span));
            return None;
        }
        Ref::read(node, problems).map(Self)
    }
}

/// Two lead units of one task.
pub fn two_leads(first: Span, second: Span) -> Diagnostic {
    let words = say("一项任务只能有一个牵头单位", "a task has exactly one lead unit");
    Diagnostic::new(Code::TwoLeads, second, words)
        .note(first, say("已经写了牵头单位", "a lead unit is named here"))
        .help(say("其余单位写成配合单位", "name the others as cooperating"))
}

impl<K: Kind> Read for Ref<K> {
    fn shape() -> Shape {
        Shape::Reference(K::EN, K::ZH)
    }

    fn read(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        Slug::read(node, problems).map(|slug| Self { slug, span: node.span, kind: PhantomData })
    }
}

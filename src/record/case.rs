//! Write-ups: commendations, exposures, practices and pages — front matter with a body of prose.

use chrono::NaiveDate;

use super::{Approval, Document, Exposure, Post, Ref, Task, Unit};
use crate::money::Money;
use crate::slug::Slug;
use crate::span::{Span, Spanned};
use crate::yaml::Text;
use crate::{record, words};

/// A record with the prose below its front matter.
#[derive(Debug, Clone)]
pub struct Writeup<T> {
    /// The front matter.
    pub record: T,
    /// The Markdown below it, as written.
    pub body: String,
    /// Where the body begins.
    pub body_span: Span,
}

words! {
    /// Kind of commendation.
    CommendationKind {
        /// Ordinary praise.
        Praise = "praise" / "通报表扬";
        /// An award, which needs an approved project.
        Award = "award" / "表彰";
    }
}

record! {
    /// Somebody honoured: a unit, a post or a person.
    HonouredRecord {
        /// The unit.
        unit: Option<Ref<Unit>> = "单位", "受表扬的单位编号";
        /// The post.
        post: Option<Ref<Post>> = "岗位", "受表扬的岗位编号";
        /// A collective without a record of its own, or a person's name.
        name: Option<Spanned<Text>> = "名称" | "姓名", "集体名称或个人姓名";
        /// The unit a named person or collective belongs to.
        of: Option<Ref<Unit>> = "所在单位", "个人或集体所在单位编号";
        /// A person, not a collective.
        person: Option<bool> = "个人", "是否个人";
    }
}

record! {
    /// A publicity period 公示期, in working days.
    PublicityRecord {
        /// First day.
        from: Spanned<NaiveDate> = "开始", "公示第一天";
        /// How many working days; five if nothing is said.
        working_days: Option<Spanned<u32>> = "工作日", "公示几个工作日，默认5";
        /// Where objections go; the portal's letterbox if nothing is said.
        channel: Option<Text> = "异议渠道", "异议受理渠道";
        /// Objections received.
        objections: Option<u32> = "异议数", "收到异议的件数";
        /// What came of them.
        outcome: Option<Text> = "异议处理", "异议核查结果";
    }
}

record! {
    /// A commendation taken back.
    RevocationRecord {
        /// The day.
        on: Spanned<NaiveDate> = "日期", "撤销日期";
        /// Why.
        reason: Text = "原因" | "理由", "撤销原因";
    }
}

record! {
    /// A decision to praise somebody who has an open exposure.
    PraiseDecision {
        /// The exposure.
        exposure: Ref<Exposure> = "曝光", "未销号的曝光编号";
        /// Who decided.
        approver: Ref<Post> = "批准岗位", "批准的岗位编号";
        /// The day.
        date: Spanned<NaiveDate> = "日期", "决定日期";
        /// Why.
        reason: Text = "理由", "仍予表扬的理由";
    }
}

record! {
    /// A commendation 表扬.
    CommendationRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "表扬的永久编号";
        /// Its title.
        title: Spanned<Text> = "标题", "标题";
        /// Short title for screens.
        short_title: Option<Spanned<Text>> = "短标题", "大屏用的短标题";
        /// Its kind; praise if nothing is said.
        kind: Option<CommendationKind> = "类型", "通报表扬或表彰";
        /// Number of the approved award project (awards only).
        project_number: Option<Text> = "表彰项目批准文号", "表彰项目的批准文号";
        /// Who is honoured.
        honoured: Vec<HonouredRecord> = "表扬对象", "受表扬的单位、岗位或个人";
        /// The deed in one sentence with a figure.
        deed: Text = "事迹", "一句话写明做成了什么";
        /// Tasks concerned.
        tasks: Vec<Ref<Task>> = "任务", "相关任务编号";
        /// Day of the decision.
        decided_on: Option<Spanned<NaiveDate>> = "决定日期", "作出表扬决定的日期";
        /// Day of publication.
        published_on: Spanned<NaiveDate> = "发布日期", "发布日期";
        /// The deciding document.
        document: Option<Ref<Document>> = "文件", "表扬文件编号";
        /// The deciding document's number, if it is not itself published.
        document_number: Option<Text> = "文号", "表扬文号";
        /// Who verified the deed.
        verified_by: Option<Ref<Unit>> = "核实单位", "核实事迹的单位编号";
        /// The publicity period.
        publicity: Option<PublicityRecord> = "公示", "公示期";
        /// The steps of approval.
        approvals: Vec<Approval> = "审批", "审批环节";
        /// Decision to praise in spite of an open exposure.
        praise_decision: Option<PraiseDecision> = "表扬决定", "对象有未销号曝光时的决定";
        /// Taken back.
        revoked: Option<RevocationRecord> = "撤销", "撤销";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

words! {
    /// Kind of exposure.
    ExposureKind {
        Exposure = "exposure" / "曝光";
        Criticism = "criticism" / "通报批评";
    }
}

record! {
    /// A fact with its source.
    FactRecord {
        /// The fact.
        text: Text = "内容" | "事实", "事实";
        /// The source.
        source: Text = "来源", "事实的来源";
    }
}

record! {
    /// The explanation that was asked for.
    ExplanationRecord {
        /// Day it was asked for.
        asked_on: Spanned<NaiveDate> = "要求日期", "要求说明的日期";
        /// Day it was given.
        given_on: Option<Spanned<NaiveDate>> = "答复日期", "作出说明的日期";
        /// What was said.
        text: Option<Text> = "内容", "说明内容";
    }
}

record! {
    /// The unit's own statement, of equal weight.
    ReplyRecord {
        /// The day.
        on: Spanned<NaiveDate> = "日期", "说明日期";
        /// Which unit; the subject if nothing is said.
        unit: Option<Ref<Unit>> = "单位", "作出说明的单位编号";
        /// The statement.
        text: Text = "内容", "说明内容，不超过300字";
    }
}

words! {
    /// State of a rectification.
    RectificationState {
        Filed = "filed" / "立案";
        UnderWay = "under_way" / "整改中";
        AwaitingCheck = "awaiting_check" / "待核查";
        Closed = "closed" / "已销号";
        Reopened = "reopened" / "回潮";
    }
}

record! {
    /// A step of a rectification.
    RectificationStep {
        /// The day; absent for what is still to come.
        on: Option<Spanned<NaiveDate>> = "日期", "日期，尚未发生的不填";
        /// Its name.
        name: Text = "环节" | "名称", "例如 提交整改方案";
        /// What was done or is to be done.
        text: Option<Text> = "内容", "做了什么";
        /// When, in words, for what is still to come.
        expected: Option<Text> = "预计", "例如 提交后5个工作日内";
    }
}

record! {
    /// A return visit 回访.
    ReturnVisit {
        /// Day it is due.
        due: Spanned<NaiveDate> = "时限", "回访时限";
        /// Day it took place.
        on: Option<Spanned<NaiveDate>> = "日期", "回访日期";
        /// What was found.
        result: Option<Text> = "结果", "回访结果";
    }
}

record! {
    /// How a shortcoming is put right 整改.
    RectificationRecord {
        /// Plate number.
        plate_number: Option<Spanned<Text>> = "挂牌编号", "挂牌编号";
        /// Last day.
        due: Spanned<NaiveDate> = "时限" | "截止", "整改时限";
        /// Its state.
        state: Spanned<RectificationState> = "状态", "立案、整改中、待核查、已销号或回潮";
        /// What must be reached.
        requirement: Option<Text> = "要求", "整改要求";
        /// Steps.
        steps: Vec<RectificationStep> = "过程", "整改过程";
        /// Day it was submitted for checking.
        submitted_on: Option<Spanned<NaiveDate>> = "提交日期", "提交核查的日期";
        /// Day it was accepted.
        accepted_on: Option<Spanned<NaiveDate>> = "销号日期", "核查通过、销号的日期";
        /// Who checked; not the subject.
        verifier: Option<Ref<Post>> = "核查岗位", "核查岗位编号，不能属于被曝光单位";
        /// Number in the closing ledger.
        closing_number: Option<Spanned<Text>> = "销号编号", "销号编号";
        /// Day it relapsed.
        reopened_on: Option<Spanned<NaiveDate>> = "回潮日期", "回潮、重新挂牌的日期";
        /// The return visit.
        return_visit: Option<ReturnVisit> = "回访", "回访";
    }
}

words! {
    /// State of an appeal.
    AppealLabel {
        Received = "received" / "异议受理";
        UnderReview = "under_review" / "复核中";
        Upheld = "upheld" / "维持";
        Changed = "changed" / "变更";
        Revoked = "revoked" / "撤销";
    }
}

record! {
    /// An appeal against an exposure.
    AppealRecord {
        /// Day it was received.
        received_on: Spanned<NaiveDate> = "受理日期", "受理日期";
        /// Its state.
        label: AppealLabel = "状态", "异议受理、复核中、维持、变更或撤销";
        /// Day it was decided.
        decided_on: Option<Spanned<NaiveDate>> = "决定日期", "决定日期";
        /// What may be published of it.
        text: Option<Text> = "内容", "可以公开的内容";
    }
}

words! {
    /// Situation of tolerance: S3.
    ToleranceSituation {
        Pilot = "pilot" / "先行先试";
        Creative = "creative" / "创造性推动工作";
        Emergency = "emergency" / "临机处置突发事件";
    }
}

words! {
    /// Effect of tolerance.
    ToleranceEffect {
        Exempt = "exempt" / "免责";
        Lighter = "lighter" / "从轻";
        Mitigated = "mitigated" / "减轻";
    }
}

record! {
    /// A finding of tolerance 容错; facts and dates stay.
    ToleranceRecord {
        /// The deciding organ.
        organ: Text = "认定机关", "认定机关";
        /// The day.
        date: Spanned<NaiveDate> = "日期", "认定日期";
        /// The basis.
        basis: Text = "依据", "认定依据";
        /// The situation.
        situation: ToleranceSituation = "情形", "先行先试、创造性推动工作或临机处置突发事件";
        /// The effect.
        effect: ToleranceEffect = "结果", "免责、从轻或减轻";
        /// In words.
        text: Option<Text> = "说明", "说明";
    }
}

words! {
    /// Kind of consequence.
    ConsequenceKind {
        SelfCriticism = "self_criticism" / "公开检讨";
        FundsReduced = "funds_reduced" / "调减资金";
        Interview = "interview" / "约谈";
        Urging = "urging" / "督办函";
        Transfer = "transfer" / "移交纪检监察";
        Score = "score" / "考核扣分";
    }
}

record! {
    /// A consequence of an exposure.
    ConsequenceRecord {
        /// The kind.
        kind: ConsequenceKind = "类型", "公开检讨、调减资金、约谈等";
        /// The day.
        date: Spanned<NaiveDate> = "日期", "日期";
        /// In words.
        text: Option<Text> = "内容", "说明";
        /// The amount, in yuan.
        amount: Option<Money> = "金额", "调减金额，元";
    }
}

record! {
    /// A decision to publish names.
    NamingDecision {
        /// The names.
        names: Vec<Spanned<Text>> = "姓名", "点名的人员姓名";
        /// The basis.
        basis: Text = "依据", "点名依据";
        /// Who decided.
        approver: Ref<Post> = "批准岗位", "批准的岗位编号";
        /// The day.
        date: Spanned<NaiveDate> = "日期", "决定日期";
        /// Names may be shown on screens, too.
        led: Option<bool> = "大屏", "是否允许在大屏点名";
    }
}

words! {
    /// Why an entry was withdrawn before its end.
    WithdrawalReason {
        Revoked = "revoked" / "经复核撤销";
        Error = "error" / "事实有误";
        Privacy = "privacy" / "个人信息保护";
        Court = "court" / "司法裁判";
        Other = "other" / "其他";
    }
}

record! {
    /// An entry taken off before its end.
    WithdrawalRecord {
        /// The day.
        on: Spanned<NaiveDate> = "日期", "撤下日期";
        /// The reason.
        reason: WithdrawalReason = "原因", "撤下原因";
        /// What may be said of it.
        text: Option<Text> = "说明", "可以公开的说明";
    }
}

record! {
    /// A named shortcoming 曝光.
    ExposureRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "曝光的永久编号";
        /// Official number.
        number: Option<Text> = "文号" | "曝光编号", "例如 曝光〔2026〕17号";
        /// Its title.
        title: Spanned<Text> = "标题", "标题";
        /// Short title for screens.
        short_title: Option<Spanned<Text>> = "短标题", "大屏用的短标题";
        /// Kind; exposure if nothing is said.
        kind: Option<ExposureKind> = "类型", "曝光或通报批评";
        /// Ground, by its number in the working method.
        ground: Spanned<u32> = "情形", "问责情形，工作方法里的第几种";
        /// The unit responsible.
        subject_unit: Ref<Unit> = "责任单位", "责任单位编号";
        /// Further units.
        other_units: Vec<Ref<Unit>> = "其他单位", "其他责任单位编号";
        /// Posts responsible.
        subject_posts: Vec<Ref<Post>> = "责任岗位", "责任岗位编号";
        /// A decision to publish names.
        naming: Option<NamingDecision> = "点名决定", "点名决定";
        /// Facts.
        facts: Vec<FactRecord> = "事实", "事实，每条写明来源";
        /// Tasks concerned.
        tasks: Vec<Ref<Task>> = "任务", "关联任务编号";
        /// Explanation asked and given.
        explanation: Option<ExplanationRecord> = "说明情况", "要求作出的说明";
        /// Day on which the subject was told.
        feedback_on: Option<Spanned<NaiveDate>> = "告知日期" | "反馈日期", "告知责任单位的日期";
        /// Day of publication.
        published_on: Spanned<NaiveDate> = "发布日期" | "曝光日期", "曝光日期";
        /// Steps of approval.
        approvals: Vec<Approval> = "审批", "审批环节";
        /// The unit's own statement.
        reply: Option<ReplyRecord> = "单位说明" | "回应", "责任单位的说明";
        /// How it is put right.
        rectification: RectificationRecord = "整改", "整改";
        /// Appeals.
        appeals: Vec<AppealRecord> = "异议", "异议和复核";
        /// Tolerance.
        tolerance: Option<ToleranceRecord> = "容错", "容错认定";
        /// Consequences.
        consequences: Vec<ConsequenceRecord> = "处理", "处理结果";
        /// Taken off before its end.
        withdrawal: Option<WithdrawalRecord> = "撤下", "提前撤下";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

record! {
    /// A good practice 经验.
    PracticeRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "经验的永久编号";
        /// Its title.
        title: Spanned<Text> = "标题", "标题";
        /// The unit.
        unit: Ref<Unit> = "单位", "单位编号";
        /// Tasks concerned.
        tasks: Vec<Ref<Task>> = "任务", "相关任务编号";
        /// What it achieved, in a sentence.
        summary: Text = "摘要", "一句话写明成效";
        /// Day of publication.
        published_on: Spanned<NaiveDate> = "发布日期", "发布日期";
        /// Who wrote it.
        source: Option<Text> = "来源", "稿件来源";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

record! {
    /// A page of words: about, privacy rules, accessibility statement.
    PageRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "页面的永久编号";
        /// Its title.
        title: Spanned<Text> = "标题", "标题";
        /// What it is about.
        summary: Option<Text> = "摘要", "摘要";
        /// Day of publication.
        published_on: Spanned<NaiveDate> = "发布日期", "发布日期";
        /// Who wrote it; the organiser if nothing is said.
        source: Option<Text> = "来源", "稿件来源";
        /// Order in the footer; smaller first.
        order: Option<u32> = "排序", "页脚中的次序";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

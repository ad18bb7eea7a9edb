//! Supervision 督查督办: inspections, what they found, and what is sent out after them.

use chrono::NaiveDate;

use super::{
    Area, Document, Inspection, Post, Problem, RectificationRecord, Ref, ReturnVisit,
    SupervisionClass, Task, Unit,
};
use crate::slug::Slug;
use crate::span::Spanned;
use crate::yaml::Text;
use crate::{record, words};

words! {
    /// Kind of inspection: 政府督查工作条例, article 14.
    InspectionKind {
        Comprehensive = "comprehensive" / "综合督查";
        Special = "special" / "专项督查";
        Incident = "incident" / "事件调查";
        Daily = "daily" / "日常督办";
        Lead = "lead" / "线索核查";
    }
}

words! {
    /// How an inspection is made.
    InspectionMode {
        Announced = "announced" / "明察";
        Unannounced = "unannounced" / "暗访";
        Tracking = "tracking" / "跟踪监控";
        ReturnVisit = "return_visit" / "回访";
        Spot = "spot" / "发点球";
        System = "system" / "网管";
        Research = "research" / "调研";
    }
}

record! {
    /// Outsiders who were invited: numbers, never names.
    InvitedRecord {
        /// Deputies of the people's congress.
        deputies: Option<u32> = "人大代表", "受邀的人大代表人数";
        /// Members of the political consultative conference.
        members: Option<u32> = "政协委员", "受邀的政协委员人数";
        /// Experts.
        experts: Option<u32> = "专家", "受邀的专家人数";
        /// Supervisors from society.
        supervisors: Option<u32> = "社会监督员", "受邀的社会监督员人数";
        /// Representatives of the public.
        public: Option<u32> = "群众代表", "受邀的群众代表人数";
    }
}

record! {
    /// Handed over to the discipline organ; nothing of the case is published.
    TransferRecord {
        /// The day.
        date: Spanned<NaiveDate> = "日期", "移交日期";
        /// To whom.
        to: Text = "移交机关", "受理移交的机关";
    }
}

record! {
    /// An inspection 督查.
    InspectionRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "督查的永久编号";
        /// Its title.
        title: Spanned<Text> = "标题" | "名称", "标题";
        /// Its kind.
        kind: InspectionKind = "类型", "综合督查、专项督查、事件调查、日常督办或线索核查";
        /// How it is made.
        mode: Spanned<InspectionMode> = "方式", "明察、暗访、跟踪监控、回访、发点球、网管或调研";
        /// Class of supervision.
        class: Option<SupervisionClass> = "督办级别", "重大、专项或常规";
        /// The day, or its first day.
        date: Spanned<NaiveDate> = "日期" | "开始", "督查日期；几天的写第一天";
        /// Its last day.
        until: Option<Spanned<NaiveDate>> = "结束", "最后一天，一天以内的不写";
        /// Who approved the matter.
        approved_by: Option<Ref<Post>> = "事项批准岗位", "批准督查事项的岗位编号";
        /// Its plan or notice.
        document: Option<Ref<Document>> = "文件", "督查方案或通知的文件编号";
        /// The number of that document, if it is not itself published.
        document_number: Option<Text> = "文号", "督查方案或通知的文号";
        /// The posts of the team.
        team: Vec<Ref<Post>> = "督查人员", "督查组成员的岗位编号";
        /// Outsiders.
        invited: Option<InvitedRecord> = "受邀人员", "受邀参加的人数";
        /// Units inspected.
        units: Vec<Ref<Unit>> = "被督查单位" | "单位", "被督查单位编号";
        /// Areas inspected.
        areas: Vec<Ref<Area>> = "区域", "督查的区域编号";
        /// Tasks inspected.
        tasks: Vec<Ref<Task>> = "任务", "督查的任务编号";
        /// The inspection that this one comes back to.
        after: Option<Ref<Inspection>> = "回访哪次", "回访的，原来那次督查的编号";
        /// What was found.
        findings: Vec<Text> = "发现", "发现的情况，逐条写";
        /// Last day by which shortcomings are to be put right.
        due: Option<Spanned<NaiveDate>> = "整改时限", "要求整改的最后一天";
        /// The conclusion.
        conclusion: Option<Spanned<Text>> = "结论", "督查结论";
        /// Day on which the conclusion was given to those inspected.
        feedback_on: Option<Spanned<NaiveDate>> = "反馈日期", "向被督查单位反馈的日期";
        /// The return visit.
        return_visit: Option<ReturnVisit> = "回访", "回访时限、日期和结果";
        /// First day on which it may be seen.
        published_on: Spanned<NaiveDate> = "发布日期", "公开日期；暗访只能在反馈以后公开";
        /// Handed over.
        transfer: Option<TransferRecord> = "移交", "移交纪检监察，只公开状态";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

words! {
    /// Where a problem was seen first.
    ProblemSource {
        OwnCheck = "own_check" / "自查";
        Inspection = "inspection" / "督查";
        Public = "public" / "群众";
        Media = "media" / "媒体";
        Audit = "audit" / "审计";
        ThirdParty = "third_party" / "第三方";
    }
}

record! {
    /// A problem brought one level up, with a clear proposal.
    EscalationRecord {
        /// The level it reached.
        level: Spanned<Slug> = "层级", "提请到的层级，写工作方法`协调层级`的编号";
        /// The day.
        date: Spanned<NaiveDate> = "日期", "提请的日期";
        /// What is proposed.
        proposal: Text = "建议", "明确的处理建议";
        /// What was decided.
        decision: Option<Text> = "决定", "作出的决定";
        /// Day of the decision.
        decided_on: Option<Spanned<NaiveDate>> = "决定日期", "作出决定的日期";
    }
}

record! {
    /// A problem 问题.
    ProblemRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "问题的永久编号";
        /// The problem in a sentence.
        text: Spanned<Text> = "问题" | "内容", "一句话写明问题";
        /// More about it.
        detail: Option<Text> = "说明", "具体情况";
        /// Where it was seen.
        source: ProblemSource = "来源", "自查、督查、群众、媒体、审计或第三方";
        /// The inspection that found it.
        inspection: Option<Ref<Inspection>> = "督查", "发现问题的督查编号";
        /// Tasks concerned.
        tasks: Vec<Ref<Task>> = "任务", "相关任务编号";
        /// The unit in which it was found.
        unit: Option<Ref<Unit>> = "所在单位", "问题所在单位编号";
        /// Areas concerned.
        areas: Vec<Ref<Area>> = "区域", "相关区域编号";
        /// Day it was found.
        found_on: Spanned<NaiveDate> = "发现日期", "发现日期";
        /// Who must solve it.
        assigned_to: Option<Ref<Unit>> = "交办单位" | "责任单位", "负责解决的单位编号";
        /// Day it was assigned; the day it was found if nothing is said.
        assigned_on: Option<Spanned<NaiveDate>> = "交办日期", "交办日期，默认发现当天";
        /// Last day.
        due: Option<Spanned<NaiveDate>> = "时限" | "截止", "解决时限";
        /// Levels it was brought to.
        escalation: Vec<EscalationRecord> = "升级", "逐级提请的记录";
        /// Day it was solved.
        resolved_on: Option<Spanned<NaiveDate>> = "解决日期", "解决日期";
        /// How.
        result: Option<Text> = "结果", "怎样解决的";
        /// Handed over.
        transfer: Option<TransferRecord> = "移交", "屡督不办移交纪检监察，只公开状态";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

words! {
    /// Why a rectification was begun.
    MendingSource {
        Inspection = "inspection" / "督查发现";
        Problem = "problem" / "问题清单";
        Assessment = "assessment" / "考核反馈";
        OwnCheck = "own_check" / "自查自纠";
        Audit = "audit" / "审计反馈";
        Public = "public" / "群众反映";
    }
}

words! {
    /// What came of an acceptance check.
    Acceptance {
        Pass = "pass" / "通过";
        Partial = "partial" / "部分通过";
        Fail = "fail" / "不通过";
    }
}

record! {
    /// A shortcoming that is put right under a plate number 挂牌整改.
    MendingRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "整改的永久编号";
        /// Its title.
        title: Spanned<Text> = "标题" | "名称", "标题";
        /// Why it was begun.
        source: MendingSource = "来源", "督查发现、问题清单、考核反馈、自查自纠、审计反馈或群众反映";
        /// The inspection that found it.
        inspection: Option<Ref<Inspection>> = "督查", "来源督查编号";
        /// The problem it solves.
        problem: Option<Ref<Problem>> = "问题", "来源问题编号";
        /// Tasks concerned.
        tasks: Vec<Ref<Task>> = "任务", "相关任务编号";
        /// The unit that must put it right.
        unit: Ref<Unit> = "责任单位", "整改责任单位编号";
        /// The post that answers for it.
        post: Option<Ref<Post>> = "责任岗位", "整改责任岗位编号";
        /// Day on which it was filed.
        filed_on: Spanned<NaiveDate> = "立案日期", "立案、挂牌日期";
        /// What is done.
        measures: Vec<Text> = "措施", "整改措施，逐条写";
        /// What came of the check.
        acceptance: Option<Spanned<Acceptance>> = "核查结论", "通过、部分通过或不通过";
        /// Plate number, due date, state and steps.
        rectification: RectificationRecord = "整改", "挂牌编号、时限、状态、过程等，写法同曝光的整改";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

words! {
    /// Kind of slip.
    SlipKind {
        Reminder = "reminder" / "提醒函";
        Urging = "urging" / "督办函";
        Interview = "interview" / "约谈";
    }
}

record! {
    /// A slip of supervision 督办件, or a talk.
    SlipRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "督办件的永久编号";
        /// Its kind.
        kind: SlipKind = "类型", "提醒函、督办函或约谈";
        /// Its number.
        number: Option<Spanned<Text>> = "文号", "例如 岚督函〔2026〕5号";
        /// The unit it is addressed to.
        unit: Ref<Unit> = "单位", "收件单位编号";
        /// The day.
        date: Spanned<NaiveDate> = "日期", "发出或约谈的日期";
        /// What it demands.
        text: Text = "内容" | "要求", "要求做什么";
        /// Tasks concerned.
        tasks: Vec<Ref<Task>> = "任务", "相关任务编号";
        /// The inspection after which it was sent.
        inspection: Option<Ref<Inspection>> = "督查", "相关督查编号";
        /// The problem of which it speaks.
        problem: Option<Ref<Problem>> = "问题", "相关问题编号";
        /// Day by which it must be answered.
        due: Option<Spanned<NaiveDate>> = "时限", "要求回复的最后一天";
        /// Day of the answer.
        answered_on: Option<Spanned<NaiveDate>> = "回复日期", "书面回复的日期";
        /// What was answered.
        answer: Option<Text> = "回复", "回复了什么";
    }
}

record! {
    /// An early-warning notice 预警通知 for a task near its date.
    WarningRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "预警通知的永久编号";
        /// Its number.
        number: Option<Spanned<Text>> = "文号", "例如 岚推进预警〔2026〕3号";
        /// The task.
        task: Ref<Task> = "任务", "任务编号";
        /// Who receives it; the lead unit if nothing is said.
        unit: Option<Ref<Unit>> = "单位", "收件单位编号，默认牵头单位";
        /// The day.
        date: Spanned<NaiveDate> = "日期", "发出日期";
        /// What it says.
        text: Text = "内容", "提醒什么";
        /// Day on which its receipt was confirmed.
        acknowledged_on: Option<Spanned<NaiveDate>> = "确认日期", "确认收到的日期";
    }
}

record! {
    /// A report that is due by a day 限时报告.
    TimedReportRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "限时报告的永久编号";
        /// What is to be reported.
        title: Text = "标题" | "事项", "报告什么";
        /// The unit that owes it.
        unit: Ref<Unit> = "单位", "报告单位编号";
        /// Day on which it was asked for.
        asked_on: Spanned<NaiveDate> = "要求日期", "提出要求的日期";
        /// Last day.
        due: Spanned<NaiveDate> = "时限", "报告的最后一天";
        /// Day on which it came.
        received_on: Option<Spanned<NaiveDate>> = "收到日期", "收到报告的日期";
        /// Tasks concerned.
        tasks: Vec<Ref<Task>> = "任务", "相关任务编号";
        /// The inspection that asked for it.
        inspection: Option<Ref<Inspection>> = "督查", "相关督查编号";
    }
}

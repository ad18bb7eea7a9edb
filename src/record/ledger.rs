//! What happens to a task: updates, changes and closings.

use chrono::NaiveDate;

use super::{Document, Indicator, Post, Ref, Stage, Task, Unit};
use crate::money::Money;
use crate::percent::Percent;
use crate::span::Spanned;
use crate::yaml::{Number, Text};
use crate::{record, words};

words! {
    /// What a piece of evidence is.
    EvidenceKind {
        Document = "document" / "文件";
        Photo = "photo" / "照片";
        Data = "data" / "数据";
        ThirdParty = "third_party" / "第三方报告";
    }
}

record! {
    /// A piece of evidence.
    EvidenceRecord {
        /// What it is.
        kind: Option<EvidenceKind> = "类型", "文件、照片、数据或第三方报告";
        /// Its title.
        title: Text = "名称" | "标题", "材料名称";
        /// The file under `assets/`.
        file: Option<Spanned<Text>> = "附件", "assets 下的文件";
    }
}

record! {
    /// A measured value of an indicator.
    ObservationRecord {
        /// The indicator.
        indicator: Ref<Indicator> = "指标", "指标编号";
        /// The value, counted from the start of the task.
        value: Number = "数值", "累计数值";
    }
}

record! {
    /// A report of progress 进展: the only way an actual changes.
    UpdateRecord {
        /// The task.
        task: Ref<Task> = "任务", "任务编号";
        /// The day it speaks of.
        as_of: Spanned<NaiveDate> = "截至", "数据截至日期";
        /// The day it was reported.
        reported_on: Spanned<NaiveDate> = "填报日期", "填报日期";
        /// Progress of the whole task; absent is 未填报, never 0.
        progress: Option<Spanned<Percent>> = "进度", "全部工作完成的百分比";
        /// What was done.
        text: Option<Spanned<Text>> = "进展", "做了什么，不超过200字";
        /// The stage at work.
        stage: Option<Ref<Stage>> = "阶段", "正在进行或完成的阶段编号";
        /// Day that stage was finished.
        stage_done: Option<Spanned<NaiveDate>> = "阶段完成日期", "该阶段完成的日期";
        /// Day the whole task was finished; acceptance comes later.
        completed_on: Option<Spanned<NaiveDate>> = "完成日期", "全部工作完成的日期";
        /// Work has not begun.
        not_begun: Option<bool> = "未启动", "到期仍未启动时写“是”";
        /// What comes next.
        next_step: Option<Text> = "下一步", "下一步安排";
        /// Problems.
        problems: Vec<Text> = "问题", "存在的问题";
        /// Why progress fell.
        reason: Option<Text> = "原因", "进度下降的原因";
        /// Measured values.
        observations: Vec<ObservationRecord> = "指标值", "指标的观测值";
        /// Money paid so far, in yuan.
        paid: Option<Spanned<Money>> = "累计支付", "累计支付金额，元";
        /// Evidence.
        evidence: Vec<EvidenceRecord> = "佐证", "佐证材料";
        /// Who reported.
        reporter: Option<Ref<Unit>> = "填报单位", "填报单位编号，默认牵头单位";
        /// Who verified it on site.
        verified_by: Option<Ref<Unit>> = "核实单位", "核实单位编号";
    }
}

words! {
    /// What a change changes.
    ChangeKind {
        Due = "due" / "完成时限";
        Start = "start" / "开始日期";
        Target = "target" / "目标";
        Lead = "lead" / "牵头单位";
        Leader = "leader" / "责任领导";
        Handler = "handler" / "经办人";
        Scope = "scope" / "范围";
        StageDue = "stage_due" / "阶段时限";
        StageStart = "stage_start" / "阶段开始";
        Weight = "weight" / "阶段权重";
        Workload = "workload" / "工作量系数";
        Difficulty = "difficulty" / "难度系数";
        Pause = "pause" / "暂停";
        Resume = "resume" / "恢复";
        Cancel = "cancel" / "取消";
        CarryOver = "carry_over" / "结转";
        Merge = "merge" / "并入";
    }
}

words! {
    /// Why something was changed.
    ChangeReason {
        Policy = "policy" / "政策调整";
        Reorganisation = "reorganisation" / "机构调整";
        ForceMajeure = "force_majeure" / "不可抗力";
        Land = "land" / "征地拆迁";
        Funds = "funds" / "资金";
        Weather = "weather" / "天气";
        Design = "design" / "设计变更";
        Procurement = "procurement" / "招标采购";
        Personnel = "personnel" / "人事调整";
        Correction = "correction" / "更正";
        Other = "other" / "其他";
    }
}

record! {
    /// A declared change 变更. Its old value must be the value before it.
    ChangeRecord {
        /// The task.
        task: Ref<Task> = "任务", "任务编号";
        /// What changes.
        kind: Spanned<ChangeKind> = "变更事项" | "类型", "完成时限、目标、经办人等";
        /// The stage, for changes of a stage.
        stage: Option<Ref<Stage>> = "阶段", "阶段编号";
        /// The value before.
        old: Option<Spanned<Text>> = "原值" | "原", "变更前的值";
        /// The value after.
        new: Option<Spanned<Text>> = "新值" | "现", "变更后的值";
        /// Day of the change.
        date: Spanned<NaiveDate> = "日期", "变更日期";
        /// Why, as a word.
        reason_code: Option<ChangeReason> = "原因类别", "政策调整、征地拆迁、资金等";
        /// Why, in words.
        reason: Option<Text> = "原因" | "理由", "变更原因";
        /// Who decided.
        decided_by: Option<Text> = "批准" | "批准机关", "批准的机关或会议";
        /// The document.
        document: Option<Ref<Document>> = "文件", "批准文件编号";
        /// The document's number, if it is not itself published.
        document_number: Option<Text> = "文号", "批准文号";
        /// The task into which this one is carried or merged.
        into: Option<Ref<Task>> = "去向", "结转或并入的任务编号";
    }
}

record! {
    /// Reopening of a closed task 回潮.
    ReopeningRecord {
        /// The day.
        date: Spanned<NaiveDate> = "日期", "重新挂牌日期";
        /// Why.
        reason: Text = "原因", "重新挂牌的原因";
        /// Who found it.
        found_by: Option<Ref<Unit>> = "发现单位", "发现问题的单位编号";
    }
}

record! {
    /// Acceptance of a finished task 销号.
    ClosingRecord {
        /// The task.
        task: Ref<Task> = "任务", "任务编号";
        /// Number in the closing ledger.
        number: Spanned<Text> = "销号编号" | "编号", "销号编号，例如 销号〔2026〕12号";
        /// Day of acceptance.
        date: Spanned<NaiveDate> = "日期" | "销号日期", "验收销号日期";
        /// Day the work was finished; from the updates if nothing is said.
        completed_on: Option<Spanned<NaiveDate>> = "完成日期", "实际完成日期";
        /// The verifying post; not of the handler's unit.
        verifier: Ref<Post> = "核验岗位" | "验收岗位", "核验岗位编号，不能属于经办单位";
        /// What was found.
        result: Text = "验收结论" | "结论", "验收结论";
        /// Evidence; at least one.
        evidence: Vec<EvidenceRecord> = "佐证", "验收佐证材料";
        /// The acceptance document.
        document: Option<Ref<Document>> = "文件", "验收文件编号";
        /// Reopened later.
        reopened: Option<ReopeningRecord> = "回潮", "重新挂牌";
    }
}

//! Tasks with their stages, responsibilities and indicators: the promise as first published.

use chrono::NaiveDate;

use super::{Area, Category, Document, EvidenceRecord, Grid, Lead, Plan, Post, Ref, Task, Unit};
use crate::money::Money;
use crate::percent::Percent;
use crate::slug::Slug;
use crate::span::Spanned;
use crate::yaml::{Number, Text};
use crate::{record, words};

words! {
    /// Kind of task.
    TaskKind {
        KeyWork = "key_work" / "重点工作";
        KeyProject = "key_project" / "重点项目";
        FunctionalTarget = "functional_target" / "职能目标";
        Livelihood = "livelihood" / "民生实事";
        Instruction = "instruction" / "批示交办";
        Research = "research" / "调研课题";
    }
}

words! {
    /// What somebody does for a task, in the words of the source documents.
    Role {
        Overall = "overall" / "统筹领导";
        InCharge = "in_charge" / "责任领导";
        Liaison = "liaison" / "联系领导";
        Contact = "contact" / "包联领导";
        Lead = "lead" / "牵头单位";
        Cooperating = "cooperating" / "配合单位";
        Undertaking = "undertaking" / "承办单位";
        Supervising = "supervising" / "督办单位";
        Handler = "handler" / "经办人";
        GridWorker = "grid_worker" / "网格员";
    }
}

record! {
    /// Who does what: a role and either a unit or a post.
    ResponsibilityRecord {
        /// The role.
        role: Spanned<Role> = "角色", "统筹领导、牵头单位、经办人等";
        /// The unit.
        unit: Option<Ref<Unit>> = "单位", "单位编号";
        /// The post.
        post: Option<Ref<Post>> = "岗位", "岗位编号";
        /// The duty in this task.
        duty: Option<Text> = "职责", "在本任务中的职责";
    }
}

record! {
    /// A step of a task with its own weight and dates 阶段. It has no actual of its own: actuals
    /// come from updates.
    StageRecord {
        /// Its id, unique in the task.
        id: Spanned<Slug> = "编号", "阶段在本任务内的编号";
        /// Its name.
        name: Text = "名称", "阶段名称";
        /// Its share of the task; the weights of a task sum to 100.
        weight: Spanned<Percent> = "权重", "占全部工作的百分比，各阶段合计100";
        /// First day.
        start: Spanned<NaiveDate> = "开始" | "计划开始", "计划开始日期";
        /// Last day.
        due: Spanned<NaiveDate> = "截止" | "计划完成", "计划完成日期";
        /// What must be reached.
        target: Option<Text> = "目标", "阶段目标";
        /// How it is accepted.
        acceptance: Option<Text> = "验收标准", "怎样算完成";
        /// The phase of the method it belongs to.
        phase: Option<Spanned<Slug>> = "环节", "属于工作方法的哪个重点环节，写环节编号";
        /// The handler's post.
        handler: Option<Ref<Post>> = "经办人", "具体经办岗位编号";
        /// Roles for this stage alone.
        responsibility: Vec<ResponsibilityRecord> = "责任分工", "本阶段的责任分工";
    }
}

words! {
    /// Which way an indicator should go.
    Direction {
        Up = "up" / "越高越好";
        Down = "down" / "越低越好";
    }
}

words! {
    /// How a target is meant.
    Bound {
        AtLeast = "at_least" / "以上";
        AtMost = "at_most" / "以内";
        Exactly = "exactly" / "等于";
    }
}

words! {
    /// What an indicator measures.
    IndicatorKind {
        Count = "count" / "数量";
        Amount = "amount" / "金额";
        Ratio = "ratio" / "比率";
        Streak = "streak" / "连续期数";
    }
}

record! {
    /// A measurable target 指标.
    IndicatorRecord {
        /// Its id, unique in the task.
        id: Spanned<Slug> = "编号", "指标在本任务内的编号";
        /// Its name.
        name: Text = "名称", "指标名称";
        /// What it measures.
        kind: Option<IndicatorKind> = "类型", "数量、金额、比率或连续期数";
        /// Unit of measurement.
        unit: Text = "单位" | "计量单位", "计量单位，例如 部、公里、亿元";
        /// The target.
        target: Number = "目标值", "目标值";
        /// The value at the start.
        baseline: Option<Number> = "基数", "开始时的数值";
        /// How the target is meant; at least if nothing is said.
        bound: Option<Bound> = "口径", "以上、以内或等于";
        /// Which way it should go.
        direction: Option<Direction> = "方向", "越高越好或越低越好";
        /// The indicator of this task that counts what was gained: with `losses` the value is
        /// computed as gains less losses.
        gains: Option<Spanned<Slug>> = "新增指标", "净增指标：本任务里统计新增的指标编号";
        /// The indicator of this task that counts what was lost.
        losses: Option<Spanned<Slug>> = "减少指标", "净增指标：本任务里统计减少的指标编号";
        /// First day of a streak: readings then count events, and one above zero begins the
        /// streak anew.
        since: Option<Spanned<NaiveDate>> = "起算日期", "连续期数从哪天起算；观测值填发生的次数，大于0的重新起算";
    }
}

record! {
    /// An answer to a question of the method.
    AnswerRecord {
        /// The question.
        question: Spanned<Slug> = "问题", "工作方法里对标问题的编号";
        /// The answer.
        text: Text = "回答", "回答";
    }
}

record! {
    /// The standard a task sets itself beside the best 对标.
    BenchmarkRecord {
        /// Whom it measures itself against.
        unit: Text = "标杆单位" | "标杆", "向谁对标";
        /// How high it aims.
        level: Option<Text> = "标杆层级", "例如 全国一流、全省第一";
        /// What is compared.
        indicator: Option<Text> = "指标", "比什么";
        /// Answers to the method's questions.
        answers: Vec<AnswerRecord> = "回答", "逐条回答对标问题";
    }
}

record! {
    /// Money for a task.
    BudgetRecord {
        /// The whole amount in yuan.
        amount: Spanned<Money> = "金额" | "预算", "经费预算，元";
        /// Where it comes from.
        source: Option<Text> = "来源", "资金来源";
    }
}

record! {
    /// The four blocks 四个心中有数.
    Blocks {
        /// What is required.
        requirement: Option<Text> = "要求", "对要求心中有数";
        /// How things stand.
        state: Option<Text> = "现状", "对现状心中有数";
        /// Problems and difficulties.
        difficulties: Option<Text> = "问题困难", "对问题困难心中有数";
        /// What is done about them.
        measures: Option<Text> = "对策措施", "对对策措施心中有数";
        /// Day the problems were noted.
        noted_on: Option<Spanned<NaiveDate>> = "梳理日期", "问题困难的梳理日期";
    }
}

words! {
    /// Where a task comes from.
    OriginKind {
        Document = "document" / "文件部署";
        Meeting = "meeting" / "会议议定";
        Instruction = "instruction" / "领导批示";
        Problem = "problem" / "问题整改";
        Public = "public" / "群众建议";
        Deputies = "deputies" / "代表委员建议";
    }
}

record! {
    /// Where a task comes from and when it was taken up.
    OriginRecord {
        /// The kind.
        kind: OriginKind = "类型", "文件部署、会议议定、领导批示等";
        /// Which document, meeting or instruction.
        text: Option<Text> = "说明", "哪份文件、哪次会议";
        /// The document.
        document: Option<Ref<Document>> = "文件", "文件编号";
        /// Day it was assigned.
        assigned_on: Option<Spanned<NaiveDate>> = "交办日期", "交办日期";
        /// Day it was received.
        received_on: Option<Spanned<NaiveDate>> = "接收日期", "接收日期";
        /// Day it was answered.
        answered_on: Option<Spanned<NaiveDate>> = "回复日期", "回复日期";
    }
}

words! {
    /// How closely a task is supervised.
    SupervisionClass {
        Major = "major" / "重大任务重点督办";
        Special = "special" / "专项事务专项督办";
        Regular = "regular" / "常规工作常规督办";
    }
}

words! {
    /// A light that may be set by hand.
    LightWord {
        Green = "green" / "绿灯";
        Yellow = "yellow" / "黄灯";
        Red = "red" / "红灯";
    }
}

record! {
    /// A light set by hand 人工认定, printed beside the computed one.
    HandSetLight {
        /// The light.
        light: LightWord = "灯色", "绿灯、黄灯或红灯";
        /// Why.
        reason: Option<Spanned<Text>> = "理由", "认定理由";
        /// Who approved.
        approver: Option<Ref<Post>> = "批准岗位", "批准的岗位编号";
        /// First day.
        from: Spanned<NaiveDate> = "开始", "生效日期";
        /// Last day.
        until: Option<Spanned<NaiveDate>> = "有效期至", "失效前的最后一天";
    }
}

words! {
    /// Why a record is withheld.
    WithheldReason {
        StateSecret = "state_secret" / "国家秘密";
        Safety = "safety" / "公共安全和社会稳定";
        TradeSecret = "trade_secret" / "商业秘密";
        Privacy = "privacy" / "个人隐私";
        Internal = "internal" / "内部事务";
        Process = "process" / "过程性信息";
    }
}

record! {
    /// A record that is not published except for its count and reason.
    WithheldRecord {
        /// The reason.
        reason: WithheldReason = "理由", "不予公开的理由";
        /// Day on which it is looked at again.
        review_on: Spanned<NaiveDate> = "复查日期", "再次审查的日期";
    }
}

record! {
    /// A task 任务.
    TaskRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "任务的永久编号";
        /// Its title.
        title: Spanned<Text> = "标题" | "名称", "任务名称";
        /// Short title for screens: 20 characters at most, 12 for small panels.
        short_title: Option<Spanned<Text>> = "短标题", "大屏用的短标题，不超过20字";
        /// What the same task is called on every level that shows it.
        shared_id: Option<Spanned<Slug>> = "共享编号", "上下级门户共同公布的任务写同一个编号";
        /// Official number.
        code: Option<Text> = "任务号" | "序号", "文件中的序号";
        /// Its kind; key work if nothing is said.
        kind: Option<TaskKind> = "类型", "重点工作、重点项目、民生实事等";
        /// Category of the catalogue.
        category: Ref<Category> = "类别", "目录中的类别编号";
        /// The plan; the category's plan if nothing is said.
        plan: Option<Ref<Plan>> = "方案", "所属方案编号";
        /// The task it is part of.
        parent: Option<Ref<Task>> = "上级任务", "上级任务编号";
        /// First day of the promise.
        start: Spanned<NaiveDate> = "开始" | "开始日期", "原定开始日期";
        /// Last day of the promise.
        due: Spanned<NaiveDate> = "截止" | "完成时限", "原定完成日期";
        /// What is promised.
        goal: Option<Spanned<Text>> = "目标", "做到什么程度";
        /// How it is accepted.
        standard: Option<Text> = "标准" | "验收标准", "怎样算完成";
        /// What carries it.
        carrier: Option<Text> = "项目载体" | "载体", "具体项目";
        /// The unit that leads; exactly one.
        lead_unit: Option<Lead> = "牵头单位", "牵头单位编号，只能一个";
        /// The document that decided which unit leads, where duties of several met.
        lead_basis: Option<Ref<Document>> = "牵头依据", "职责交叉时指定牵头单位的文件编号";
        /// The leader in charge.
        leader: Option<Ref<Post>> = "责任领导", "责任领导岗位编号";
        /// The leader who keeps contact.
        liaison: Option<Ref<Post>> = "联系领导", "联系领导岗位编号";
        /// Units that cooperate.
        cooperating: Vec<Ref<Unit>> = "配合单位", "配合单位编号";
        /// Units that carry it out.
        undertaking: Vec<Ref<Unit>> = "承办单位", "承办单位编号";
        /// The unit that supervises; not the lead unit.
        supervising: Option<Ref<Unit>> = "督办单位", "督办单位编号，不能是牵头单位";
        /// The handler's post.
        handler: Option<Ref<Post>> = "经办人", "具体经办岗位编号";
        /// Further roles.
        responsibility: Vec<ResponsibilityRecord> = "责任分工", "其他责任分工";
        /// Steps.
        stages: Vec<StageRecord> = "阶段", "分阶段计划";
        /// Measurable targets.
        indicators: Vec<IndicatorRecord> = "指标", "量化指标";
        /// Money.
        budget: Option<BudgetRecord> = "经费预算" | "经费", "经费预算";
        /// The four blocks.
        blocks: Option<Blocks> = "心中有数", "要求、现状、问题困难、对策措施";
        /// The standard it sets itself beside the best.
        benchmark: Option<BenchmarkRecord> = "对标", "向先进对标，自定标准";
        /// Topics it belongs to.
        topics: Vec<Spanned<Slug>> = "专题", "工作方法里专题的编号";
        /// Reward and penalty clause.
        rewards: Option<Text> = "奖惩", "奖惩规定";
        /// Where it comes from.
        origin: Option<OriginRecord> = "来源", "任务来源";
        /// Basis documents.
        basis: Vec<Ref<Document>> = "依据", "依据文件编号";
        /// Areas it touches.
        areas: Vec<Ref<Area>> = "区域", "涉及区域编号";
        /// Grids it touches.
        grids: Vec<Ref<Grid>> = "网格", "涉及网格编号";
        /// Share of work, 1 if nothing is said.
        workload: Option<Spanned<Number>> = "工作量", "工作量系数，默认1";
        /// Difficulty, 1 if nothing is said.
        difficulty: Option<Spanned<Number>> = "难度", "难度系数，默认1";
        /// Whether timeliness (rather than quality) is assessed; yes if nothing is said.
        has_time_node: Option<bool> = "有时间节点", "是否以时效考核，默认是";
        /// How closely it is supervised.
        supervision: Option<SupervisionClass> = "督办级别", "重大、专项或常规";
        /// A light set by hand.
        hand_set_light: Option<HandSetLight> = "人工认定", "人工认定的灯";
        /// Why red or yellow, in the unit's words, newest.
        explanation: Option<Text> = "滞后原因", "滞后的原因";
        /// Evidence and attachments.
        evidence: Vec<EvidenceRecord> = "附件", "附件和佐证";
        /// Not published.
        withheld: Option<WithheldRecord> = "不予公开", "不予公开的理由和复查日期";
        /// Not finished writing: checked, never published.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

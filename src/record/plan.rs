//! Plans with their catalogue and the totals they declare.

use chrono::NaiveDate;

use super::{AreaLevel, Bound, Document, EvidenceRecord, Plan, Post, Ref, Task, Unit, UnitClass};
use crate::slug::Slug;
use crate::span::Spanned;
use crate::yaml::{Number, Text};
use crate::{record, words};

words! {
    /// Kind of plan.
    PlanKind {
        Annual = "annual" / "年度计划";
        MultiYear = "multi_year" / "多年计划";
        Special = "special" / "专项方案";
        Livelihood = "livelihood" / "民生实事";
    }
}

words! {
    /// What a declared total counts.
    DeclaredWhat {
        FirstLevel = "first_level" / "一级目录";
        SecondLevel = "second_level" / "二级目录";
        ThirdLevel = "third_level" / "三级目录";
        Tasks = "tasks" / "任务";
        Plans = "plans" / "配套方案";
        Units = "units" / "单位";
        Grids = "grids" / "网格";
    }
}

record! {
    /// A total the plan announced, which the published records must reconcile with.
    DeclaredRecord {
        /// What is counted.
        what: DeclaredWhat = "统计对象", "一级目录、任务、配套方案等";
        /// The document's own word for it.
        word: Text = "说法" | "量词", "文件里的说法，例如 类、项、个";
        /// How many were announced.
        count: Spanned<u32> = "数量", "宣布的数量";
        /// Only units of this class (with `units`).
        unit_class: Option<UnitClass> = "单位类型", "统计对象为单位时，限定的类型";
        /// Where it was announced.
        source: Text = "出处", "宣布该数字的文件或场合";
    }
}

record! {
    /// A category of a plan's catalogue 类、项.
    CategoryRecord {
        /// Its id, unique in the portal.
        id: Spanned<Slug> = "编号", "类别的永久编号";
        /// Its name.
        name: Text = "名称", "类别名称";
        /// The leader in charge.
        leader: Option<Ref<Post>> = "责任领导", "负责的领导岗位";
        /// Categories below it.
        children: Vec<CategoryRecord> = "下级" | "子类", "下一级类别";
    }
}

words! {
    /// What was found at a step of the method's checklist.
    CheckState {
        Kept = "kept" / "已落实";
        Partly = "partly" / "部分落实";
        NotYet = "not_yet" / "未落实";
    }
}

record! {
    /// A step of the method's checklist as it was found on a day 督导.
    CheckRecord {
        /// The step.
        step: Spanned<Slug> = "环节", "工作方法里督导环节的编号";
        /// The day.
        on: Spanned<NaiveDate> = "日期", "督导日期";
        /// What was found.
        state: CheckState = "情况", "已落实、部分落实或未落实";
        /// What it rests on.
        text: Option<Text> = "说明", "看到了什么";
        /// Who looked.
        unit: Option<Ref<Unit>> = "督导单位", "督导单位编号";
        /// Evidence.
        evidence: Vec<EvidenceRecord> = "佐证", "佐证材料";
    }
}

record! {
    /// A figure the plan's document names, which no record counts.
    FigureRecord {
        /// What it counts.
        name: Text = "名称", "统计什么，例如 纳入管理的领导干部";
        /// How many.
        value: Number = "数值", "数值";
        /// How it is meant; exactly if nothing is said.
        bound: Option<Bound> = "口径", "以上、以内或等于";
        /// Unit of measurement.
        unit: Text = "单位" | "计量单位", "计量单位，例如 名";
        /// Where it was announced.
        source: Text = "出处", "公布该数字的文件或场合";
    }
}

record! {
    /// An indicator of a task that counts towards a goal.
    ContributionRecord {
        /// The task.
        task: Ref<Task> = "任务", "任务编号";
        /// Its indicator.
        indicator: Spanned<Slug> = "指标", "该任务里指标的编号";
    }
}

record! {
    /// A goal above the tasks 战略目标: what their indicators add up to.
    GoalRecord {
        /// Its id, unique in the plan.
        id: Spanned<Slug> = "编号", "目标在本方案内的编号";
        /// Its name.
        name: Text = "名称", "目标名称";
        /// How much.
        target: Number = "目标值", "目标值";
        /// Unit of measurement, the same as that of the indicators.
        unit: Text = "单位" | "计量单位", "计量单位，与各指标相同";
        /// How it is meant; at least if nothing is said.
        bound: Option<Bound> = "口径", "以上、以内或等于";
        /// What counts towards it.
        contributions: Vec<ContributionRecord> = "贡献", "哪些任务的哪些指标计入";
        /// What it is for.
        text: Option<Text> = "说明", "目标说明";
    }
}

record! {
    /// A year's or years' plan 方案.
    PlanRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "方案的永久编号";
        /// Its name.
        name: Text = "名称", "方案名称";
        /// Short name for lists.
        short_name: Option<Text> = "简称", "列表用的简称";
        /// Its kind.
        kind: PlanKind = "类型", "年度计划、多年计划、专项方案或民生实事";
        /// First day.
        from: Spanned<NaiveDate> = "开始", "计划期的第一天";
        /// Last day.
        until: Spanned<NaiveDate> = "结束", "计划期的最后一天";
        /// Day of publication: from then on dates, weights, difficulty and workload change only
        /// by a declared change.
        published_on: Option<Spanned<NaiveDate>> = "公布日期", "公布日期";
        /// The document.
        document: Option<Ref<Document>> = "文件", "方案文件编号";
        /// Further basis documents.
        basis: Vec<Ref<Document>> = "依据", "依据文件编号";
        /// The plan it carries out.
        parent: Option<Ref<Plan>> = "上位方案", "所配套的总方案编号";
        /// The unit in charge of the plan.
        unit: Option<Ref<Unit>> = "责任单位", "负责该方案的单位编号";
        /// Days between two updates of a task; the method's rhythm if nothing is said.
        rhythm_days: Option<Spanned<u32>> = "填报周期", "多少天填报一次";
        /// Levels to which every task of the plan is to be broken down.
        broken_down_to: Vec<AreaLevel> = "分解到", "每项任务都要分解到的区域层级；哪一级还没有落实，任务页逐项标明";
        /// Announced totals.
        declared: Vec<DeclaredRecord> = "宣布总数", "文件宣布的总数";
        /// Figures its document names, which no record counts.
        figures: Vec<FigureRecord> = "公布数字", "文件公布、不由记录统计的数字";
        /// Goals above its tasks.
        goals: Vec<GoalRecord> = "战略目标" | "总目标", "由各任务的指标合计而成的目标";
        /// What was found at the steps of the method's checklist.
        checks: Vec<CheckRecord> = "督导", "按工作方法的督导环节逐项记录";
        /// The catalogue.
        catalogue: Vec<CategoryRecord> = "目录", "分类目录";
        /// What the plan is for.
        summary: Option<Text> = "摘要", "方案概述";
    }
}

//! Pledges 责任状: what somebody has promised in writing, and who must promise it.

use chrono::NaiveDate;

use super::{Document, PledgeTemplate, Post, Ref, Task, UnitClass};
use crate::slug::Slug;
use crate::span::Spanned;
use crate::yaml::Text;
use crate::{record, words};

words! {
    /// What became of a promise that no task shows.
    PledgeResult {
        Kept = "kept" / "如期兑现";
        Late = "late" / "逾期兑现";
        Broken = "broken" / "未兑现";
        Released = "released" / "经批准解除";
    }
}

record! {
    /// The finding on a promise that no task shows.
    PledgeDecisionRecord {
        /// What became of it.
        result: PledgeResult = "结果", "如期兑现、逾期兑现、未兑现或经批准解除";
        /// Why.
        reason: Text = "理由", "认定理由";
        /// Who decided.
        approver: Ref<Post> = "批准岗位", "作出认定的岗位编号";
        /// The day.
        date: Spanned<NaiveDate> = "日期", "认定日期";
    }
}

record! {
    /// One promise of a pledge.
    PledgeItemRecord {
        /// What is promised.
        text: Text = "内容" | "承诺", "承诺什么";
        /// The task that shows whether it is kept.
        task: Option<Ref<Task>> = "任务", "能说明是否兑现的任务编号";
        /// Last day; the task's original one if nothing is said.
        due: Option<Spanned<NaiveDate>> = "时限" | "截止", "兑现时限，默认任务原定的完成时限";
        /// How it is measured.
        measurable: Option<Text> = "衡量标准", "用什么衡量";
        /// The finding, where there is no task.
        decision: Option<PledgeDecisionRecord> = "认定", "没有关联任务的，写明认定结果";
    }
}

record! {
    /// A pledge 责任状.
    PledgeRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "责任状的永久编号";
        /// Its title.
        title: Spanned<Text> = "标题" | "名称", "标题";
        /// The template it follows.
        template: Option<Ref<PledgeTemplate>> = "模板", "责任状模板编号";
        /// The document that allows it: without one no pledge may be asked for.
        basis: Ref<Document> = "依据", "签订依据的文件编号";
        /// Who promises.
        signatory: Ref<Post> = "签订岗位", "签订的岗位编号";
        /// To whom.
        counterparty: Ref<Post> = "接收岗位", "接收责任状的岗位编号";
        /// The day.
        signed_on: Spanned<NaiveDate> = "签订日期", "签订日期";
        /// What is promised.
        items: Vec<PledgeItemRecord> = "承诺事项", "承诺事项，逐条写";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

record! {
    /// A template of pledges: who must sign.
    PledgeTemplateRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "责任状模板的永久编号";
        /// Its title.
        title: Spanned<Text> = "标题" | "名称", "标题";
        /// The document that asks for it.
        basis: Ref<Document> = "依据", "签订依据的文件编号";
        /// Units of this class must sign.
        unit_class: Spanned<UnitClass> = "签订单位类型", "哪一类单位都要签";
        /// Only those of this class for ranking.
        rank_class: Option<Text> = "考核类别", "只限这个考核类别的单位";
        /// Last day for signing.
        due: Spanned<NaiveDate> = "签订时限", "最迟哪天签订";
    }
}

//! Taking part 公众参与: what residents were asked, what they said, and what became of it.
//! Aggregates only: no record has a field for a resident.

use chrono::NaiveDate;

use super::{Area, Document, Post, Ref, Task, Unit};
use crate::money::Money;
use crate::percent::Percent;
use crate::slug::Slug;
use crate::span::Spanned;
use crate::yaml::Text;
use crate::{record, words};

words! {
    /// Who appraises 评议.
    AppraisalKind {
        ThirdParty = "third_party" / "第三方评议";
        Supervisors = "supervisors" / "社会监督员评议";
        Deputies = "deputies" / "代表委员评议";
        Residents = "residents" / "群众评议";
        Satisfaction = "satisfaction" / "满意度调查";
        Safety = "safety" / "安全感测评";
    }
}

record! {
    /// The share of an answer.
    AnswerShareRecord {
        /// The answer.
        answer: Text = "选项" | "回答", "选项，例如“满意”";
        /// Its share.
        percent: Spanned<Percent> = "比例", "占有效样本的百分比，各项合计100";
        /// Whether it counts as favourable.
        favourable: Option<bool> = "计入", "这一项计入满意率（安全感等）";
    }
}

record! {
    /// An appraisal or survey 评议、测评.
    AppraisalRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "评议的永久编号";
        /// Its title.
        title: Spanned<Text> = "标题" | "名称", "标题";
        /// Its kind.
        kind: AppraisalKind = "类型", "第三方、社会监督员、代表委员或群众评议，满意度调查，安全感测评";
        /// Appraisals of the same name are shown as a series.
        series: Option<Text> = "系列", "同一系列的各次结果排在一起对照，写系列名称";
        /// What was asked.
        question: Text = "问题", "问了什么";
        /// Who carried it out.
        executor: Text = "实施机构", "谁实施的";
        /// How.
        method: Text = "方法", "用什么方法，例如短信平台问卷、入户访问";
        /// First day.
        from: Spanned<NaiveDate> = "开始", "开始日期";
        /// Last day.
        until: Spanned<NaiveDate> = "结束", "结束日期";
        /// How many valid answers: without it a share says nothing.
        sample_size: Spanned<u32> = "样本量" | "有效样本", "有效样本数";
        /// Error of the sample.
        margin: Option<Text> = "误差", "抽样误差，例如“±3个百分点（95%置信水平）”";
        /// The shares of the answers.
        shares: Vec<AnswerShareRecord> = "结果", "各选项的比例";
        /// What it led to.
        remark: Option<Text> = "说明", "主要意见和改进";
        /// Its notice or report.
        document: Option<Ref<Document>> = "文件", "方案或报告的文件编号";
        /// Tasks concerned.
        tasks: Vec<Ref<Task>> = "任务", "相关任务编号";
        /// Units concerned.
        units: Vec<Ref<Unit>> = "单位", "相关单位编号";
        /// Areas concerned.
        areas: Vec<Ref<Area>> = "区域", "相关区域编号";
        /// First day on which it may be seen.
        published_on: Spanned<NaiveDate> = "发布日期", "公开日期";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

words! {
    /// What became of an opinion.
    Adoption {
        Adopted = "adopted" / "采纳";
        Partly = "partly" / "部分采纳";
        Declined = "declined" / "未采纳";
    }
}

record! {
    /// An opinion, or several that say the same; nobody is named.
    OpinionRecord {
        /// What was said.
        text: Spanned<Text> = "意见" | "内容", "意见的要点，不写提出人";
        /// How many said it.
        count: Option<u32> = "条数", "同类意见的条数，默认1";
        /// What became of it.
        adoption: Adoption = "采纳情况", "采纳、部分采纳或未采纳";
        /// Why, or how it was taken up.
        reason: Option<Text> = "理由" | "说明", "怎样采纳的，或者不采纳的理由";
    }
}

record! {
    /// A consultation 征求意见.
    ConsultationRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "征求意见的永久编号";
        /// Its title.
        title: Spanned<Text> = "标题" | "名称", "标题";
        /// What opinions were asked for.
        text: Text = "内容", "就什么征求意见";
        /// A major administrative decision: at least thirty days.
        major: Option<bool> = "重大决策", "重大行政决策，一般不少于30天";
        /// Why it was shorter.
        shortened: Option<Text> = "缩短理由", "重大决策少于30天的，写明理由";
        /// Who asks.
        unit: Ref<Unit> = "单位", "征求意见的单位编号";
        /// First day.
        from: Spanned<NaiveDate> = "开始", "开始日期";
        /// Last day.
        until: Spanned<NaiveDate> = "结束", "结束日期";
        /// How opinions could be given.
        channels: Vec<Text> = "途径", "来信、网页、座谈、入户等";
        /// The text that was put up.
        document: Option<Ref<Document>> = "文件", "征求意见稿的文件编号";
        /// Tasks concerned.
        tasks: Vec<Ref<Task>> = "任务", "相关任务编号";
        /// Areas concerned.
        areas: Vec<Ref<Area>> = "区域", "相关区域编号";
        /// How many people took part.
        people: Option<u32> = "参与人次", "参与人次";
        /// How many opinions came.
        received: Option<Spanned<u32>> = "收到意见", "收到意见的条数";
        /// Day on which it was said what became of them.
        answered_on: Option<Spanned<NaiveDate>> = "反馈日期", "公布采纳情况的日期";
        /// What was said and what became of it.
        opinions: Vec<OpinionRecord> = "意见", "归并后的意见和采纳情况";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

record! {
    /// One day on which a gathering was held, or will be with its subject.
    SessionRecord {
        /// The day.
        date: Spanned<NaiveDate> = "日期", "举行日期";
        /// Its subject.
        subject: Text = "主题", "这一场谈什么";
        /// Why it is not on the gathering's regular day.
        moved: Option<Text> = "改期原因", "不在固定日子举行的，写明为什么";
        /// How many came.
        people: Option<u32> = "人数", "到场居民人数";
        /// How many matters were raised.
        raised: Option<Spanned<u32>> = "提出事项", "居民提出的事项数";
        /// How many of them are answered.
        answered: Option<u32> = "已答复", "已经答复的事项数";
    }
}

record! {
    /// A gathering on a fixed day of every month, such as 居民恳谈日.
    GatheringRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "活动的永久编号";
        /// Its title.
        title: Spanned<Text> = "标题" | "名称", "名称，例如“居民恳谈日”";
        /// The day of the month.
        day: Spanned<u32> = "每月几日", "每月固定在几日，1到28";
        /// Begin of the day's hours.
        begins: Option<Spanned<Text>> = "开始时间", "几点开始，例如 15:00";
        /// End of the hours.
        ends: Option<Spanned<Text>> = "结束时间", "几点结束";
        /// Where.
        place: Text = "地点", "在哪里";
        /// Who invites.
        unit: Ref<Unit> = "单位", "主办单位编号";
        /// Areas concerned.
        areas: Vec<Ref<Area>> = "区域", "相关区域编号";
        /// More about it.
        text: Option<Text> = "说明", "谁可以来、怎么报名等";
        /// First month.
        from: Spanned<NaiveDate> = "开始", "从哪天起举办";
        /// Last day; goes on if nothing is said.
        until: Option<Spanned<NaiveDate>> = "结束", "到哪天为止，不写就一直举办";
        /// The days on which it was held.
        sessions: Vec<SessionRecord> = "场次", "每一场的情况";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

record! {
    /// A small project that residents proposed and voted on 微实事.
    MicroProjectRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "微实事的永久编号";
        /// Its title.
        title: Spanned<Text> = "标题" | "名称", "标题";
        /// What is done.
        text: Option<Text> = "内容", "做什么";
        /// The area in which it lies.
        area: Option<Ref<Area>> = "区域", "所在区域编号";
        /// Who carries it out.
        unit: Option<Ref<Unit>> = "单位", "实施单位编号";
        /// Its cost.
        amount: Option<Money> = "金额", "预算金额，元";
        /// Day on which it was proposed.
        proposed_on: Spanned<NaiveDate> = "提出日期", "居民提出的日期";
        /// Day of the vote.
        voted_on: Option<Spanned<NaiveDate>> = "表决日期", "居民表决的日期";
        /// How many voted.
        ballots: Option<u32> = "参加表决", "参加表决的人数";
        /// How many voted for it.
        votes: Option<Spanned<u32>> = "得票", "赞成票数";
        /// Whether it was chosen.
        chosen: Option<bool> = "入选", "是否入选";
        /// Day on which the work began.
        begun_on: Option<Spanned<NaiveDate>> = "开工日期", "开始实施的日期";
        /// Day on which it was done.
        done_on: Option<Spanned<NaiveDate>> = "完成日期", "完成的日期";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

record! {
    /// Questions asked on a channel in a month 网络问政, in numbers.
    QuestionCountRecord {
        /// The month.
        month: Spanned<Text> = "月份", "例如 2026-09";
        /// The channel.
        channel: Text = "渠道", "例如“网络问政平台”“12345热线”";
        /// How many came.
        received: Spanned<u32> = "收到", "收到的件数";
        /// How many of them are answered.
        answered: Spanned<u32> = "已答复", "其中已经答复的件数";
        /// How many were answered in time.
        in_time: Option<Spanned<u32>> = "按期答复", "其中按期答复的件数";
        /// Half were answered within so many days.
        median_days: Option<u32> = "用时中位数", "答复用时的中位数，天";
    }
}

record! {
    /// How often a leader went to the towns in a year 实地调研, in numbers.
    VisitCountRecord {
        /// The leader's post.
        post: Ref<Post> = "岗位", "岗位编号";
        /// The year.
        year: Spanned<u32> = "年份", "年份";
        /// First day of the count, where the post passed to another in the middle of the year.
        from: Option<Spanned<NaiveDate>> = "开始", "年中换了人的，前后两任分开写，后一任写从哪天起";
        /// How often.
        times: u32 = "次数", "到基层实地调研的次数";
    }
}

record! {
    /// Petition cases that a leader took on and settled 领导包案, in numbers: nothing of a case.
    PetitionCountRecord {
        /// The leader's post.
        post: Ref<Post> = "岗位", "岗位编号";
        /// The day of the count.
        as_of: Spanned<NaiveDate> = "截至", "数字截至哪一天";
        /// How many were taken on.
        taken: Spanned<u32> = "包案", "包案的件数";
        /// How many of them are settled.
        settled: u32 = "已化解", "其中已经化解的件数";
    }
}

//! Bulletins: the editor's words for a month, or for an occasion. What can be counted is counted
//! by the program.

use chrono::NaiveDate;

use super::{Approval, DocumentEffect, Post, Ref};
use crate::slug::Slug;
use crate::span::Spanned;
use crate::yaml::Text;
use crate::{record, words};

words! {
    /// Which series of bulletins.
    BulletinSeries {
        /// What was done in a month.
        MonthlyNotice = "monthly_notice" / "月公示";
        /// How all tasks stood at a month's end.
        MonthlyBulletin = "monthly_bulletin" / "月通报";
        /// Outside the rhythm.
        Brief = "brief" / "简报";
        /// On one subject, outside the rhythm.
        Special = "special" / "专题";
    }
}

impl BulletinSeries {
    /// Whether there is one for every month.
    pub fn is_monthly(self) -> bool {
        match self {
            Self::MonthlyNotice | Self::MonthlyBulletin => true,
            Self::Brief | Self::Special => false,
        }
    }
}

record! {
    /// A bulletin 通报: the editor's words, its numbers and who approved it.
    BulletinRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "通报的永久编号";
        /// The series.
        series: Spanned<BulletinSeries> = "系列" | "类型", "月公示、月通报、简报或专题";
        /// Its title; needed outside the rhythm, the program's own for a month.
        title: Option<Spanned<Text>> = "标题" | "名称", "标题；月公示和月通报可以不写";
        /// The month it speaks of (monthly series only).
        month: Option<Spanned<Text>> = "月份", "月公示、月通报的月份，例如 2026-09";
        /// First day it speaks of (outside the rhythm).
        from: Option<Spanned<NaiveDate>> = "开始", "不定期通报所说的第一天";
        /// Last day it speaks of (outside the rhythm).
        until: Option<Spanned<NaiveDate>> = "结束", "不定期通报所说的最后一天";
        /// Number within its series and year, without gaps.
        issue: Option<Spanned<u32>> = "期号", "本系列当年第几期，不能跳号、重号";
        /// Document number.
        number: Option<Spanned<Text>> = "文号", "发文字号，例如 岚推进办通报〔2026〕10号";
        /// Index number.
        index_number: Option<Text> = "索引号", "信息索引号";
        /// Subject class.
        topic: Option<Text> = "主题分类", "主题分类";
        /// The issuing organ; the undertaking office or the organiser if nothing is said.
        issuer: Option<Text> = "发布机构" | "发文机关", "发文机关，默认承办单位";
        /// Day of writing.
        formed_on: Option<Spanned<NaiveDate>> = "成文日期", "成文日期";
        /// Day of publication.
        published_on: Spanned<NaiveDate> = "发布日期", "发布日期";
        /// Whether it is in force; in force if nothing is said.
        effect: Option<DocumentEffect> = "效力状态", "有效、已修改、废止或失效";
        /// The post that signed it.
        signer: Option<Ref<Post>> = "签发岗位", "签发的岗位编号";
        /// To whom it is addressed.
        to: Vec<Text> = "主送", "主送机关，写在标题下面";
        /// Who gets a copy.
        cc: Vec<Text> = "抄送", "抄送机关";
        /// The steps of approval, up to 签发.
        approvals: Vec<Approval> = "审批", "审批环节，到签发为止";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

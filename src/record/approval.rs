//! The steps a text passes before it is published.

use chrono::NaiveDate;

use super::{Post, Ref};
use crate::span::Spanned;
use crate::yaml::Text;
use crate::{record, words};

words! {
    /// A step of approval, in the order in which they are taken.
    ApprovalStep {
        Draft = "draft" / "起草";
        FirstReview = "first_review" / "初审";
        SecondReview = "second_review" / "复审";
        FinalReview = "final_review" / "终审";
        Secrecy = "secrecy" / "保密审查";
        Legality = "legality" / "合法性审核";
        Signature = "signature" / "签发";
        /// Government or its chief executive: 政府督查工作条例, article 21.
        Government = "government" / "政府或行政首长批准";
    }
}

impl ApprovalStep {
    /// What it is called in an English sentence, behind "the".
    pub fn in_english(self) -> &'static str {
        match self {
            Self::Draft => "drafting",
            Self::FirstReview => "first review",
            Self::SecondReview => "second review",
            Self::FinalReview => "final review",
            Self::Secrecy => "secrecy review",
            Self::Legality => "legality review",
            Self::Signature => "signature",
            Self::Government => "approval by the government",
        }
    }
}

words! {
    /// What was decided at a step.
    ApprovalDecision {
        Pass = "pass" / "通过";
        Return = "return" / "退回";
        Reject = "reject" / "不同意";
    }
}

record! {
    /// One step of approval.
    Approval {
        /// The step.
        step: Spanned<ApprovalStep> = "环节" | "步骤", "审批环节";
        /// The post that decided.
        post: Ref<Post> = "岗位", "作出决定的岗位编号";
        /// The day of the decision.
        date: Spanned<NaiveDate> = "日期", "决定日期";
        /// The decision.
        decision: Spanned<ApprovalDecision> = "结论" | "意见", "通过、退回或不同意";
        /// Number of the form on which it was recorded.
        document_number: Option<Text> = "单号" | "文号", "审批单编号";
    }
}

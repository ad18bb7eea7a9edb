//! How the method supervises: classes, rhythms, levels to which a problem is carried, lists of
//! duties.

use super::page::PageKind;
use crate::record::SupervisionClass;
use crate::slug::Slug;
use crate::span::Spanned;
use crate::yaml::Text;
use crate::{record, words};

record! {
    /// How often tasks of a class are supervised.
    ClassRule {
        /// The class.
        class: Spanned<SupervisionClass> = "级别", "重大、专项或常规";
        /// What it is called here.
        name: Text = "名称", "本方法里的叫法";
        /// Most days between two supervisions.
        every_days: Option<Spanned<u32>> = "间隔天数", "至少多少天督办一次";
        /// Days before the due date at which its tasks are flagged 临期, if not those of all tasks:
        /// early-warning notices of one task class come sooner than those of another.
        due_soon_days: Vec<u32> = "临期天数", "这一级任务的临期提醒天数，不写的同全部任务";
        /// How.
        text: Option<Text> = "说明", "怎样督办";
    }
}

words! {
    /// What the records of supervision show, one section of its page each.
    SystemKind {
        Accounts = "accounts" / "工作台账";
        Timed = "timed" / "限时报告";
        Verified = "verified" / "调查复核";
        Circulated = "circulated" / "情况通报";
        Researched = "researched" / "督查调研";
    }
}

record! {
    /// A system of supervision.
    System {
        /// Its name.
        name: Text = "名称", "名称";
        /// What it asks, in a sentence.
        text: Text = "说明", "要求做什么";
        /// The pages on which it is seen.
        pages: Vec<Spanned<PageKind>> = "页面", "在哪些页面上看得到";
        /// The records that show it: their section on the page of supervision bears its name.
        records: Option<Spanned<SystemKind>> = "记录", "督查页上哪一部分是它的记录：工作台账、限时报告、调查复核、情况通报或督查调研";
    }
}

words! {
    /// What happens again and again.
    RhythmKind {
        Publication = "publication" / "公开";
        Supervision = "supervision" / "督查";
        Assessment = "assessment" / "考核";
        Event = "event" / "活动";
    }
}

words! {
    /// How often.
    Period {
        Week = "week" / "每周";
        TenDays = "ten_days" / "每旬";
        Month = "month" / "每月";
        Quarter = "quarter" / "每季度";
        HalfYear = "half_year" / "每半年";
        Year = "year" / "每年";
        Irregular = "irregular" / "不定期";
    }
}

impl Period {
    /// The last day of it that can be named: a Sunday, the tenth of ten days, the 31st.
    pub fn last_day(self) -> u32 {
        match self {
            Self::Week => 7,
            Self::TenDays => 10,
            Self::Month | Self::Quarter | Self::HalfYear | Self::Year | Self::Irregular => 31,
        }
    }
}

record! {
    /// Something that happens again and again: 月通报, 季检查, 年考核.
    Rhythm {
        /// Its name.
        name: Text = "名称", "名称，例如 月通报";
        /// What it is.
        kind: Spanned<RhythmKind> = "类型", "公开、督查、考核或活动";
        /// How often.
        every: Spanned<Period> = "周期", "每月、每季度、每半年、每年或不定期";
        /// On which day: of the week (1 is Monday), of each ten days, or of the last month.
        day: Option<Spanned<u32>> = "日", "每周写星期几（1到7）、每旬写第几天，其他写每个周期最后一个月的几日";
        /// What is done.
        text: Option<Text> = "说明", "做什么";
    }
}

words! {
    /// For whom a list of duties or tasks is drawn up.
    ListOf {
        Departments = "departments" / "部门";
        Territories = "territories" / "属地";
        Posts = "posts" / "岗位";
        Pledges = "pledges" / "承诺";
        Leaders = "leaders" / "领导";
        Townships = "townships" / "乡镇街道";
        Grids = "grids" / "网格";
        Units = "units" / "单位";
    }
}

record! {
    /// A list of duties or tasks that the method keeps.
    DutyList {
        /// Its name.
        name: Text = "名称", "清单名称";
        /// For whom.
        of: Spanned<ListOf> = "对象", "为谁列清单";
        /// What it says.
        text: Option<Text> = "说明", "清单写什么";
    }
}

record! {
    /// A level to which an open problem is carried.
    EscalationLevel {
        /// Its id: problems name it.
        id: Spanned<Slug> = "编号", "层级的编号，问题用它";
        /// Who decides there.
        name: Text = "名称", "由谁协调";
        /// What is decided there.
        text: Option<Text> = "说明", "解决哪些问题";
        /// Days after which an open problem goes on to the next level.
        days: Option<Spanned<u32>> = "办理天数", "超过多少天没有解决的，提交上一级";
    }
}

record! {
    /// Shortcomings for which units look in themselves, under one heading.
    SelfCheck {
        /// The heading: 五个自我.
        name: Text = "名称", "名称，例如 五个自我";
        /// What belongs under it.
        items: Vec<Text> = "内容", "逐项列出";
    }
}

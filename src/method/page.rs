//! What the method calls its parts, and the pages on which they are seen.

use crate::span::Spanned;
use crate::yaml::Text;
use crate::{record, words};

words! {
    /// A kind of page, by the folder in which it lies.
    PageKind {
        Tasks = "tasks" / "任务";
        Plans = "plans" / "方案";
        Structure = "structure" / "责任";
        Grids = "grids" / "网格";
        Areas = "areas" / "区域";
        Changes = "changes" / "变更";
        Supervision = "supervision" / "督查";
        Problems = "problems" / "问题";
        Rectifications = "rectifications" / "整改";
        Pledges = "pledges" / "责任状";
        Appraisals = "appraisals" / "评议";
        Rankings = "rankings" / "排位";
        Bulletins = "bulletins" / "通报";
        Calendar = "calendar" / "日历";
        Commendations = "commendations" / "表扬";
        Exposures = "exposures" / "曝光";
        Practices = "practices" / "经验";
        Documents = "documents" / "依据文件";
        Screens = "screens" / "大屏";
        Data = "data" / "数据";
        Rules = "rules" / "规则";
    }
}

record! {
    /// A page and what the method calls it.
    PageName {
        /// The page.
        page: Spanned<PageKind> = "页面", "哪一类页面";
        /// What it is called here.
        name: Text = "名称", "本方法里的叫法，例如 曝光台";
        /// What it is for.
        text: Option<Text> = "说明", "做什么用";
    }
}

record! {
    /// A named part of the method: a mechanism, a system, a use of results.
    Part {
        /// Its name.
        name: Text = "名称", "名称";
        /// What it asks, in a sentence.
        text: Text = "说明", "要求做什么";
        /// The pages on which it is seen.
        pages: Vec<Spanned<PageKind>> = "页面", "在哪些页面上看得到";
    }
}

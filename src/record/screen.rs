//! Screens on the wall: the panel they are, what they play and when, and who answers for them.

use chrono::NaiveDate;

use super::{Area, Category, Commendation, Exposure, Plan, Post, Profile, Ref, Unit};
use crate::slug::Slug;
use crate::span::Spanned;
use crate::yaml::{Figure, Text};
use crate::{record, slide_types, words};

words! {
    /// Where a panel hangs.
    Surroundings {
        Indoor = "indoor" / "室内";
        Outdoor = "outdoor" / "室外";
    }
}

words! {
    /// The face of a panel.
    PanelFont {
        /// Outlines from 20 px on, dots below.
        Auto = "auto" / "自动";
        /// Dots of a 16 px face, at whole multiples of it.
        Bitmap16 = "bitmap16" / "16点阵";
    }
}

words! {
    /// The colours of a panel.
    PanelInk {
        Full = "full" / "全彩";
        RedGreen = "red_green" / "红绿双色";
        Red = "red" / "单红";
    }
}

words! {
    /// A form in which frames are written for controllers that play files only.
    FrameForm {
        Png = "png" / "PNG";
        Bmp = "bmp" / "BMP";
        Gif = "gif" / "GIF";
        Apng = "apng" / "APNG";
        Mp4 = "mp4" / "MP4";
    }
}

record! {
    /// Sizes in pixels, where the computed ones do not do.
    SizesRecord {
        /// Notes: date, key.
        note: Option<Spanned<u32>> = "注释", "日期、图例等小字";
        /// Rows and running text.
        row: Option<Spanned<u32>> = "正文", "列表各行和正文";
        /// Titles.
        title: Option<Spanned<u32>> = "标题", "画面标题";
        /// The message of a slide, such as the issue of an exposure.
        message: Option<Spanned<u32>> = "主句", "曝光问题、表扬对象等主句";
        /// Big figures.
        figure: Option<Spanned<u32>> = "大数字", "大数字";
        /// Margins left and right.
        margin_x: Option<Spanned<u32>> = "左右边距", "左右边距";
        /// Margins above and below.
        margin_y: Option<Spanned<u32>> = "上下边距", "上下边距";
    }
}

record! {
    /// A panel 屏幕规格: pixels, pitch and distance, from which sizes and rows follow.
    ProfileRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "规格编号；和程序自带的同名时以这里的为准";
        /// Its name.
        name: Text = "名称", "名称";
        /// Width in pixels.
        width: Spanned<u32> = "宽" | "w", "宽度，像素";
        /// Height in pixels.
        height: Spanned<u32> = "高" | "h", "高度，像素";
        /// Distance between two pixels, in millimetres.
        pitch_mm: Spanned<Figure> = "点间距", "点间距，毫米";
        /// From how far it is read, in metres.
        distance_m: Spanned<Figure> = "观看距离", "多远的人要看清，米";
        /// Rows of a list at most.
        rows_max: Option<Spanned<u32>> = "最多行数", "列表一屏最多几行";
        /// Columns of a list; by itself, two on a panel three times as wide as high.
        columns: Option<Spanned<u32>> = "列数", "列表分几列，1到3；不写的话，宽是高的3倍以上、每列放得下20个字的屏分2列，别的屏1列";
        /// Beside a carriageway: hard cuts, ten seconds and more for a slide.
        roadside: Option<bool> = "临路", "是否面向行车道";
        /// Where it hangs; indoor if nothing is said.
        environment: Option<Surroundings> = "环境" | "env", "室内或室外，默认室内";
        /// Its face.
        font: Option<PanelFont> = "字形", "自动或16点阵，默认自动";
        /// Its colours.
        ink: Option<PanelInk> = "颜色", "全彩、红绿双色或单红，默认全彩";
        /// Shifted by single pixels now and then, against burn-in.
        shift: Option<bool> = "像素位移", "是否每隔一段时间移动一个像素，防止烧屏";
        /// Brightness of the content at night, in percent.
        night_level: Option<Spanned<u32>> = "夜间亮度", "夜间画面亮度，百分比，默认40";
        /// Forms in which frames are written.
        frames: Vec<Spanned<FrameForm>> = "导出格式", "导出画面文件的格式，默认PNG";
        /// Sizes in place of the computed ones.
        sizes: Option<SizesRecord> = "字号", "不用自动计算的字号时写，像素";
    }
}

/// Declares the words for what a slide shows, and which keys each may have.
macro_rules! declare {
    ($($(#[doc = $doc:literal])+ $variant:ident = $en:literal / $zh:literal, $module:ident,
       [$($key:literal),*];)+) => {
        words! {
            /// What a slide shows.
            SlideKind {
                $($(#[doc = $doc])+ $variant = $en / $zh;)+
            }
        }

        impl SlideKind {
            /// The keys a slide of this kind may have, beside those every slide may have.
            pub fn keys(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($key),*],)+ }
            }
        }
    };
}

slide_types!(declare);

impl SlideKind {
    /// The keys every slide may have.
    pub const COMMON: [&'static str; 6] = ["shows", "id", "title", "seconds", "from", "until"];
}

words! {
    /// A light by which the tasks of a slide are chosen.
    ShownLight {
        Red = "red" / "红灯";
        Silent = "silent" / "未按期填报";
        Yellow = "yellow" / "黄灯";
        Awaiting = "awaiting" / "待验收";
        Green = "green" / "绿灯";
        Upcoming = "upcoming" / "未启动";
        Paused = "paused" / "暂停";
        Done = "done" / "已办结";
        Cancelled = "cancelled" / "已取消";
    }
}

words! {
    /// A big figure.
    FigureKind {
        Tasks = "tasks" / "任务总数";
        Done = "done" / "已办结";
        Progress = "progress" / "平均进度";
        DaysLeft = "days_left" / "剩余天数";
        DueSoon = "due_soon" / "30天内到期";
        Overdue = "overdue" / "逾期";
        Exposures = "exposures" / "整改中的曝光";
        Commendations = "commendations" / "表扬";
    }
}

record! {
    /// A slide: what it shows, of which tasks, how long and when.
    SlideRecord {
        /// What it shows.
        shows: Spanned<SlideKind> = "画面" | "类型", "放什么";
        /// Its id, if slides of one kind must be told apart.
        id: Option<Spanned<Slug>> = "编号", "画面编号，一般不用写";
        /// Title in place of the usual one.
        title: Option<Spanned<Text>> = "标题", "不用默认标题时写";
        /// Only tasks of this category.
        category: Option<Ref<Category>> = "类别", "只放这一类的任务";
        /// Only tasks this unit leads.
        unit: Option<Ref<Unit>> = "单位", "只放这个单位牵头的任务";
        /// Only tasks that touch this area.
        area: Option<Ref<Area>> = "区域", "只放涉及这个区域的任务";
        /// Only tasks of this plan.
        plan: Option<Ref<Plan>> = "方案", "只放这个方案的任务";
        /// Only tasks with these lights.
        lights: Vec<Spanned<ShownLight>> = "亮灯" | "灯", "只放亮这些灯的任务";
        /// Only these exposures; the newest if nothing is said.
        exposures: Vec<Ref<Exposure>> = "曝光", "只放这几条曝光；不写就放最新的";
        /// Only these commendations; the newest if nothing is said.
        commendations: Vec<Ref<Commendation>> = "表扬", "只放这几条表扬；不写就放最新的";
        /// Rows or entries at most.
        limit: Option<Spanned<u32>> = "最多", "最多放几项";
        /// Seconds it stays at least; reading time is added where it takes longer.
        seconds: Option<Spanned<u32>> = "秒数", "至少停留几秒；看不完的自动延长";
        /// First day.
        from: Option<Spanned<NaiveDate>> = "开始", "从哪天开始放";
        /// Last day.
        until: Option<Spanned<NaiveDate>> = "结束", "放到哪天为止，含当天";
        /// Paragraphs of a notice.
        paragraphs: Vec<Spanned<Text>> = "正文" | "内容", "通知的各段文字";
        /// The address in the code; the portal itself if nothing is said.
        url: Option<Spanned<Text>> = "网址", "二维码的网址，默认是本站首页";
        /// What stands there.
        caption: Option<Spanned<Text>> = "说明", "二维码旁边的话";
        /// Which figures.
        figures: Vec<Spanned<FigureKind>> = "数字", "放哪些数字，最多4个";
    }
}

record! {
    /// A loop with its hours and days. Of several that fit, the first is played.
    PlaylistRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "播放表编号，例如 day、night";
        /// Its name.
        name: Option<Text> = "名称", "名称，例如 白天、夜间";
        /// The hours, such as 06:00-22:00; all day if nothing is said.
        hours: Option<Spanned<Text>> = "时段", "例如 06:00-22:00，可以跨零点；不写就是全天";
        /// First day.
        from: Option<Spanned<NaiveDate>> = "开始", "从哪天开始放";
        /// Last day.
        until: Option<Spanned<NaiveDate>> = "结束", "放到哪天为止，含当天";
        /// Brightness of the content in percent.
        level: Option<Spanned<u32>> = "亮度", "画面亮度，百分比；夜间不写就用规格的夜间亮度";
        /// The slides in their order.
        slides: Vec<SlideRecord> = "画面" | "内容", "按次序放的画面";
    }
}

record! {
    /// Who approved what a screen shows.
    ScreenApprovalRecord {
        /// The post that approved.
        post: Ref<Post> = "批准岗位" | "岗位", "批准的岗位编号";
        /// Number of the document.
        document_number: Option<Text> = "文号", "批准文件的文号";
        /// The day.
        date: Spanned<NaiveDate> = "日期", "批准日期";
    }
}

record! {
    /// The ledger of a display 展示台账.
    DisplayRecord {
        /// The unit that answers for it.
        unit: Ref<Unit> = "责任单位", "责任单位编号";
        /// The post that answers for it.
        post: Option<Ref<Post>> = "责任岗位", "责任岗位编号";
        /// Who maintains it.
        maintainer: Option<Text> = "维护单位", "维护单位";
        /// The maintainer's office telephone.
        maintainer_phone: Option<Text> = "维护电话", "维护单位的办公电话";
        /// Number of the filing or of the permit to set it up.
        permit_number: Option<Text> = "设置许可号" | "备案号", "备案号或户外设施设置许可号";
        /// Last day of the permit.
        permit_until: Option<Spanned<NaiveDate>> = "许可有效期", "许可有效期到哪天";
        /// Luminance by day, in cd/m².
        day_luminance: Option<Spanned<u32>> = "白天亮度", "白天亮度，cd/㎡";
        /// Luminance at night, in cd/m².
        night_luminance: Option<Spanned<u32>> = "夜间亮度", "夜间亮度，cd/㎡";
        /// When it is switched off.
        off_hours: Option<Text> = "关屏时间", "每天关屏的时间";
        /// Anything else.
        note: Option<Text> = "备注", "备注";
    }
}

record! {
    /// A screen 屏幕.
    ScreenRecord {
        /// Its id.
        id: Spanned<Slug> = "编号", "屏幕的永久编号，也是播放页的文件夹名";
        /// Its name.
        name: Text = "名称", "名称";
        /// The panel.
        profile: Ref<Profile> = "规格", "屏幕规格编号";
        /// Where it hangs.
        location: Option<Text> = "安装位置" | "位置", "安装位置";
        /// Who approved what it shows.
        approval: Option<ScreenApprovalRecord> = "审批", "播放内容的批准";
        /// Who answers for it.
        ledger: Option<DisplayRecord> = "展示台账" | "台账", "展示台账";
        /// Show changes at the next slide instead of the next loop.
        urgent: Option<bool> = "立即更新", "更新后下一个画面就换，不等本轮放完";
        /// What it plays.
        playlists: Vec<PlaylistRecord> = "播放表", "播放表；前面的优先";
        /// What it shows when nothing else may be shown; the cover if nothing is said.
        fallback: Vec<SlideRecord> = "默认画面", "没有可放的内容时放什么，默认是封面";
        /// Not finished writing.
        draft: Option<bool> = "草稿", "草稿不发布";
    }
}

//! What a screen can show: the one list that the reader, the checks and the plan share.

/// Hands the list to a macro. A line is
/// `Variant = "english" / "中文", file of the plan, [keys it may have];`
/// — to add a kind of slide, add its line here and its file in `plan/screen/`.
#[macro_export]
macro_rules! slide_types {
    ($with:ident) => {
        $with! {
            /// The portal introduces itself.
            Cover = "cover" / "封面", cover, [];
            /// How all tasks stand.
            Lights = "lights" / "亮灯", lights, ["category", "unit", "area", "plan"];
            /// Categories with their progress.
            Bars = "bars" / "进度", bars, ["category", "plan", "limit"];
            /// Units with their tasks by light.
            Units = "units" / "单位", units, ["category", "area", "plan", "lights", "limit"];
            /// The portals below this one, side by side.
            Portals = "portals" / "下级门户", portals, ["limit"];
            /// Units first and last in their class.
            Ranking = "ranking" / "排位", ranking, ["limit"];
            /// Who is commended for what.
            Commendation = "commendation" / "表扬", commendation,
                ["category", "unit", "area", "plan", "commendations", "limit"];
            /// A named shortcoming.
            Exposure = "exposure" / "曝光", exposure,
                ["category", "unit", "area", "plan", "exposures", "limit"];
            /// Days left, with what falls due next.
            Countdown = "countdown" / "倒计时", countdown,
                ["category", "unit", "area", "plan", "lights", "limit"];
            /// What is overdue and what falls due next.
            Due = "due" / "到期", due, ["category", "unit", "area", "plan", "lights", "limit"];
            /// Dates that were moved.
            Changes = "changes" / "变更", changes, ["category", "unit", "area", "plan", "limit"];
            /// What the bulletin of the last month says.
            Report = "report" / "本月通报", report, [];
            /// The next gathering with residents.
            Gathering = "gathering" / "居民恳谈", gathering, [];
            /// Words of a notice.
            Notice = "notice" / "通知", notice, ["paragraphs"];
            /// Big figures.
            Figures = "figures" / "数字", figures, ["category", "unit", "area", "plan", "figures"];
            /// A code to scan.
            Qr = "qr" / "二维码", qr, ["url", "caption"];
        }
    };
}

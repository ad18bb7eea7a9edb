//! Made-up commendations and practices.

use daylight::plan::view::atoms::{
    Citation, CommendationCard, Filter, LightSlug, Pagination, StampKind, clauses,
};
use daylight::plan::view::bulletin::DocumentHead;
use daylight::plan::view::commendations::{
    CommendationView, CommendationsView, Honoured, InSpite, Publicity, Revocation,
};
use daylight::plan::view::exposure::TaskLink;
use daylight::plan::view::practices::{PracticeCard, PracticeView, PracticesView};

use super::atoms::{article, day, feedback, figure, head, label, light, pill, s, stamp};

fn praise(id: &str, who: &str, deed: &str, person: bool, unit: &str) -> CommendationCard {
    CommendationCard {
        id: s(id),
        honoured: vec![label(who, "")],
        title: format!("{who}受到通报表扬"),
        href: format!("{id}/"),
        stamp: stamp(StampKind::Honour, if person { "个人" } else { "集体" }),
        kind: s("通报表扬"),
        deed: s(deed),
        published_on: day("2026-09-15"),
        verified_by: Some(s(unit)),
        publicity_until: None,
        revoked_on: None,
    }
}

/// The list of commendations.
pub(crate) fn commendations() -> CommendationsView {
    let mut first = praise(
        "2026-028",
        "南湖街道第17网格",
        "台风“海神”期间连续46小时转移群众312人，零伤亡",
        false,
        "区督查室",
    );
    first.publicity_until = Some(day("2026-10-12"));
    let mut last =
        praise("2026-003", "区水务局防汛调度组", "城区积水点由11处减至2处", false, "区水务局");
    last.revoked_on = Some(day("2026-08-01"));
    last.stamp = stamp(StampKind::Revoked, "撤销");
    CommendationsView {
        head: head("通报表扬", "commendations", "commendations/", &[("首页", "../"), ("表扬", "")]),
        year: 2026,
        honoured: 28,
        working_days: 5,
        figures: vec![figure(17, "个", "集体"), figure(11, "人", "个人，其中一线经办人9人")],
        filters: vec![
            Filter {
                name: s("类型"),
                pills: vec![
                    pill("全部", 28, true),
                    pill("集体", 17, false),
                    pill("个人", 11, false),
                ],
            },
            Filter {
                name: s("月份"),
                pills: vec![pill("全部", 28, true), pill("9月", 5, false), pill("8月", 4, false)],
            },
        ],
        cards: vec![
            first,
            praise(
                "2026-027",
                "程晓岚",
                "企业开办“一件事”由3天压缩至4小时，服务企业1,860家",
                true,
                "区行政审批局",
            ),
            praise(
                "2026-026",
                "区住房和城乡建设局物业科",
                "加装电梯64部，提前40天完成全年任务",
                false,
                "区督查室",
            ),
            praise(
                "2026-025",
                "鼓山镇坨里村党支部",
                "20天驻村协调，完成3.2公里通村路征地，涉及64户无一上访",
                false,
                "鼓山镇",
            ),
            last,
        ],
        pages: Pagination::of(1, (28, "条"), |page| format!("page/{page}/")),
    }
}

/// A commendation in its publicity period.
pub(crate) fn commendation() -> CommendationView {
    let title = "南湖街道第17网格：台风中转移群众312人，零伤亡";
    let trail = [("首页", "../../"), ("表扬", "../"), ("2026-028", "")];
    CommendationView {
        head: article(
            head(title, "commendations", "commendations/2026-028/", &trail),
            "2026-09-28",
        ),
        id: s("2026-028"),
        kind: s("通报表扬"),
        clauses: clauses(title),
        stamp: stamp(StampKind::Honour, "集体"),
        honoured: vec![
            Honoured {
                name: label("南湖街道第17网格", "../../grids/g17/"),
                kind: s("集体"),
                of: Some(label("南湖街道", "../../units/nh/")),
            },
            Honoured {
                name: label("程晓岚", ""),
                kind: s("个人"),
                of: Some(label("区行政审批局", "")),
            },
        ],
        deed: s("台风“海神”期间连续46小时转移群众312人，零伤亡"),
        body: Some(s(
            "<p>7月19日夜，网格员逐户敲门。</p><h2>怎样做到</h2><ul><li>提前排出独居老人名单</li><li>两条转移路线</li></ul>",
        )),
        tasks: vec![TaskLink {
            title: s("防汛应急能力提升"),
            href: s("../../tasks/flood/"),
            light: light(LightSlug::Green),
        }],
        published_on: day("2026-09-28"),
        decided_on: None,
        paper: Some(DocumentHead {
            index_number: None,
            topic: Some(s("通报表扬")),
            issuer: s("云澄区人民政府"),
            formed_on: Some(day("2026-09-21")),
            published_on: Some(day("2026-09-22")),
            number: Some(s("云政函〔2026〕28号")),
            effect: Some(s("有效")),
            name: s("关于通报表扬的决定"),
        }),
        document: Some(Citation {
            title: Some(s("关于表扬防汛先进集体的通报")),
            number: Some(s("云政办〔2026〕41号")),
            href: Some(s("../../documents/#doc-41")),
        }),
        project_number: None,
        verified_by: Some(label("区督查室", "../../units/dc/")),
        publicity: Some(Publicity {
            from: day("2026-09-28"),
            until: day("2026-10-12"),
            working_days: 5,
            running: true,
            channel: s("电话0000-12345678，或写信至云澄区文昌路1号区政府办公室，请具实名"),
            objections: None,
            outcome: None,
        }),
        in_spite: None,
        revoked: None,
        feedback: feedback("2026-028"),
    }
}

/// A commendation taken back, with a decision in spite of an exposure.
pub(crate) fn revoked() -> CommendationView {
    CommendationView {
        stamp: stamp(StampKind::Revoked, "撤销"),
        decided_on: Some(day("2026-10-13")),
        publicity: Some(Publicity {
            from: day("2026-09-28"),
            until: day("2026-10-12"),
            working_days: 5,
            running: false,
            channel: s("电话0000-12345678"),
            objections: Some(1),
            outcome: Some(s("核查不属实")),
        }),
        in_spite: Some(InSpite {
            exposure: label("2026-013", "../../exposures/2026-013/"),
            approver: s("副区长"),
            on: day("2026-09-25"),
            reason: s("曝光事项与本次表扬的事迹无关，已提交整改"),
        }),
        revoked: Some(Revocation { on: day("2026-11-02"), reason: s("事迹核实有误") }),
        ..commendation()
    }
}

/// The list of practices.
pub(crate) fn practices() -> PracticesView {
    let card = |id: &str, title: &str, unit: &str, summary: &str| PracticeCard {
        id: s(id),
        title: s(title),
        href: format!("{id}/"),
        unit: s(unit),
        summary: s(summary),
        published_on: day("2026-08-12"),
    };
    PracticesView {
        head: head("经验", "practices", "practices/", &[("首页", "../"), ("经验", "")]),
        cards: vec![
            card(
                "lift",
                "加装电梯“一张表”协商法",
                "区住房和城乡建设局",
                "把十一项反对意见逐条列表，64部电梯全部协商成功，平均用时18天",
            ),
            card("grid", "网格早报", "南湖街道", "每天早8时前上报，小事当天办结率由61%升至94%"),
        ],
        pages: Pagination::of(1, (2, "篇"), |page| format!("page/{page}/")),
    }
}

/// A practice.
pub(crate) fn practice() -> PracticeView {
    let title = "加装电梯“一张表”协商法";
    let trail = [("首页", "../../"), ("经验", "../"), (title, "")];
    PracticeView {
        head: article(head(title, "practices", "practices/lift/", &trail), "2026-08-12"),
        id: s("lift"),
        clauses: clauses(title),
        unit: label("区住房和城乡建设局", "../../units/a/"),
        summary: s("把十一项反对意见逐条列表，64部电梯全部协商成功，平均用时18天"),
        published_on: day("2026-08-12"),
        source: s("区住房和城乡建设局"),
        body: s(
            "<p>低楼层住户担心采光和噪声，过去靠上门劝说，一次一个说法。</p><h2>一张表写清楚</h2><p>每一条意见写明谁提的、怎么解决、谁来做、哪天做完。</p><div class=\"table\"><table><thead><tr><th scope=\"col\">意见</th><th scope=\"col\" class=\"right\">户数</th></tr></thead><tbody><tr><td>采光</td><td class=\"right\">12</td></tr></tbody></table></div><blockquote><p>表贴在楼道里，谁都看得见。</p></blockquote><ol><li>先测采光</li><li>再定井道</li></ol>",
        ),
        tasks: vec![TaskLink {
            title: s("老旧小区加装电梯60部"),
            href: s("../../tasks/lift-retrofit/"),
            light: light(LightSlug::Done),
        }],
        feedback: feedback("lift"),
    }
}

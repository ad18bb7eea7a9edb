//! A made-up exposure board with its cases.

use chrono::NaiveDate;
use daylight::plan::view::atoms::{
    Day, ExposureCard, Filter, LightSlug, Pagination, StampKind, clauses,
};
use daylight::plan::view::exposure::{
    Appeal, Consequence, Explanation, ExposureView, Fact, Ground, Named, Rectification, Reply,
    Step, StepState, TaskLink, TombstoneView, Visit, Withdrawal,
};
use daylight::plan::view::exposures::{ExposuresView, GroundBar, Retention, TombstoneRow};
use daylight::plan::view::head::Head;
use daylight::plan::view::task::Tolerance;

use super::atoms::{
    article, day, feedback, figure, head, holder, label, light, link, pill, s, stamp,
};

const GROUNDS: [&str; 5] = [
    "规定期限内未开展，且不能作出合理说明",
    "进度未达到预定目标，不能如期完成",
    "进度到位，但质量未达预期、离标准有差距",
    "工作方式方法不当，引发矛盾、造成不良后果",
    "执法不严、监管不力，被上级通报或形成负面舆论",
];

fn case_head(title: &str, number: &str) -> Head {
    let trail = [("首页", "../../"), ("曝光台", "../"), (number, "")];
    let mut head = article(head(title, "exposures", "exposures/2026-017/", &trail), "2026-09-26");
    (head.noindex, head.noarchive) = (true, true);
    head
}

fn exposure_card(id: &str, title: &str, unit: &str, ground: u32, state: StampKind) -> ExposureCard {
    let word = match state {
        StampKind::Filed => "立案",
        StampKind::UnderWay => "整改中",
        StampKind::AwaitingCheck => "待核查",
        StampKind::Reopened => "回潮",
        StampKind::Closed | StampKind::Honour | StampKind::Revoked => "已销号",
    };
    let open = matches!(state, StampKind::UnderWay | StampKind::Reopened | StampKind::Filed);
    let ground_text = GROUNDS.get(ground as usize - 1).copied().unwrap_or_default();
    ExposureCard {
        id: s(id),
        title: s(title),
        href: Some(format!("{id}/")),
        stamp: stamp(state, word),
        units: unit.split('、').map(s).collect(),
        published_on: day("2026-09-26"),
        ground,
        ground_text: s(ground_text),
        due: day("2026-10-14"),
        days_left: open.then_some(if ground == 5 { -12 } else { 14 }),
        counted_on: day("2026-09-30"),
        submitted_on: (state == StampKind::AwaitingCheck).then(|| day("2026-09-28")),
        days_taken: (state == StampKind::Closed).then_some(21),
        appeal: (ground == 4).then(|| s("复核中")),
        has_reply: ground != 2,
        expires_on: Some(day("2027-09-26")),
    }
}

/// The board.
pub(crate) fn exposures() -> ExposuresView {
    let counts = [2, 4, 6, 3, 2];
    let bar = |(at, text): (usize, &&str)| {
        let count = counts.get(at).copied().unwrap_or_default();
        let number = u32::try_from(at).unwrap_or_default() + 1;
        GroundBar {
            number,
            text: s(text),
            count,
            length: i32::try_from(count).unwrap_or_default() * 10_000 / 6,
        }
    };
    ExposuresView {
        head: head("曝光台", "exposures", "exposures/", &[("首页", "../"), ("曝光台", "")]),
        year: 2026,
        figures: vec![figure(17, "件", "今年曝光"), figure(14, "件", "已销号，平均用时19天")],
        grounds: GROUNDS.iter().enumerate().map(bar).collect(),
        filters: vec![Filter {
            name: s("状态"),
            pills: vec![
                pill("全部", 17, true),
                pill("立案", 1, false),
                pill("整改中", 2, false),
                pill("待核查", 1, false),
                pill("回潮", 1, false),
                pill("已销号", 14, false),
                pill("异议复核", 0, false),
            ],
        }],
        cards: vec![
            exposure_card(
                "2026-017",
                "南门农贸市场周边占道经营反弹，三次交办未见长效措施",
                "区城市管理局、南门街道",
                3,
                StampKind::UnderWay,
            ),
            exposure_card(
                "2026-016",
                "两处公厕改造虚报完工，现场核查未通水",
                "区园林中心",
                2,
                StampKind::AwaitingCheck,
            ),
            exposure_card(
                "2026-015",
                "涉企检查计划未报备，一家企业一月内被查四次",
                "区应急管理局",
                5,
                StampKind::Reopened,
            ),
            exposure_card(
                "2026-014",
                "高新技术产业园与省属高校共建成果转化平台设备采购未履行公开招标程序即先行签订合同并支付首期款项",
                "区科技和工业信息化局（大数据发展管理局、知识产权保护中心）",
                4,
                StampKind::Filed,
            ),
            exposure_card("2026-013", "信访事项超期40天未答复", "鼓山镇", 1, StampKind::Closed),
        ],
        pages: Pagination::of(1, (37, "件"), |page| format!("page/{page}/")),
        tombstones: vec![
            TombstoneRow {
                id: s("2025-009"),
                href: s("2025-009/"),
                ground: 2,
                ground_text: s(GROUNDS[1]),
                published_on: day("2025-09-18"),
                ended_on: day("2026-09-18"),
                outcome: s("已销号"),
            },
            TombstoneRow {
                id: s("2026-004"),
                href: s("2026-004/"),
                ground: 4,
                ground_text: s(GROUNDS[3]),
                published_on: day("2026-03-02"),
                ended_on: day("2026-03-20"),
                outcome: s("经复核撤销"),
            },
        ],
        instead: None,
        retention: Retention { rectified_days: 30, unit_months: 12, person_months: 6 },
    }
}

/// The board of a year without shortcomings.
pub(crate) fn no_exposures() -> ExposuresView {
    let trail = [("首页", "../../"), ("曝光台", "../"), ("已销号", "")];
    ExposuresView {
        head: head("曝光台", "exposures", "exposures/none/", &trail),
        figures: vec![figure(0, "件", "今年曝光")],
        grounds: Vec::new(),
        filters: Vec::new(),
        cards: Vec::new(),
        pages: Pagination::of(1, (0, "件"), |page| format!("page/{page}/")),
        tombstones: Vec::new(),
        instead: Some(link("区长信箱", "https://example.gov.cn/mail")),
        ..exposures()
    }
}

fn step(state: StepState, when: &str, name: &str, text: &str) -> Step {
    let on = when.parse::<NaiveDate>().ok().map(Day::of);
    Step {
        state,
        expected: on.is_none().then(|| s(when)),
        on,
        name: s(name),
        text: (!text.is_empty()).then(|| s(text)),
    }
}

fn grounds(applies: u32) -> Vec<Ground> {
    let numbered = (1..).zip(GROUNDS);
    numbered
        .map(|(number, text)| Ground { number, text: s(text), applies: number == applies })
        .collect()
}

/// An entry that is open.
pub(crate) fn exposure() -> ExposureView {
    let title = "南门农贸市场周边占道经营反弹，三次交办未见长效措施";
    ExposureView {
        head: case_head(title, "〔2026〕17号"),
        id: s("2026-017"),
        kind: s("曝光"),
        criticism: false,
        number: Some(s("曝光〔2026〕17号")),
        clauses: clauses(title),
        published_on: day("2026-09-26"),
        stamp: stamp(StampKind::UnderWay, "整改中"),
        rectification: Rectification {
            plate_number: Some(s("挂牌〔2026〕17号")),
            due: day("2026-10-14"),
            days_left: Some(14),
            counted_on: day("2026-09-30"),
            submitted_on: None,
            accepted_on: None,
            days_taken: None,
            days_early: None,
            verifier: None,
            closing_number: None,
            reopened_on: None,
            requirement: Some(s("南门路120至186号段连续30天无占道摊点，疏导点全部启用")),
            steps: vec![
                step(StepState::Exposed, "2026-09-26", "公开曝光", "区督查室发交办单（第4次）"),
                step(
                    StepState::Done,
                    "2026-09-29",
                    "提交整改方案",
                    "增设2处疏导点，早6时至9时定人值守。",
                ),
                step(StepState::Now, "10月14日前", "整改落实", "疏导点完成1处，值守到位"),
                step(
                    StepState::ToCome,
                    "提交后5个工作日内",
                    "现场核查",
                    "由区督查室与2名社会监督员共同核查",
                ),
                step(StepState::ToCome, "核查通过后", "销号", "30天后回访一次，反弹则重新挂牌"),
            ],
            done: 2,
            visit: Some(Visit { due: day("2026-11-20"), on: None, result: None, bad: None }),
        },
        units: vec![
            label("区城市管理局", "../../units/a/"),
            label("南门街道办事处", "../../units/b/"),
        ],
        posts: vec![holder("区城市管理局副局长（分管市容）", None)],
        named: None,
        tasks: vec![TaskLink {
            title: s("农贸市场周边秩序整治"),
            href: s("../../tasks/market/"),
            light: light(LightSlug::Red),
        }],
        body: Some(s("<p>责任单位未按交办单要求建立早晚高峰值守，也未落实疏导点选址。</p>")),
        facts: vec![
            Fact {
                text: s(
                    "6月11日、7月20日、8月28日，区督查室三次现场检查，南门路120至186号段占道摊点分别为14处、9处、17处。",
                ),
                source: label("2026年8月专项督查记录", "../../inspections/2026-08/"),
            },
            Fact {
                text: s("每次检查后一周内清理，其后反弹。"),
                source: label("区督查室现场复查", ""),
            },
        ],
        reply: Some(Reply {
            unit: s("区城市管理局"),
            on: day("2026-09-29"),
            text: s(
                "疏导点原选址因权属争议未能落实，现与街道共同改选旧粮站地块。9月29日起早6时至9时、晚5时至8时定人值守。",
            ),
        }),
        grounds: grounds(3),
        explanation: None,
        tolerance: None,
        appeals: vec![Appeal {
            label: s("复核中"),
            received_on: day("2026-09-28"),
            decided_on: None,
            decide_by: Some(day("2026-10-28")),
            overdue: None,
            text: Some(s("对第三次检查的摊点数有异议")),
        }],
        consequences: vec![Consequence {
            kind: s("约谈"),
            on: day("2026-09-27"),
            text: Some(s("约谈区城市管理局主要负责人")),
            amount: None,
        }],
        expires_on: day("2027-09-26"),
        feedback: feedback("2026-017"),
    }
}

/// An entry that is closed, with everything that can stand on such a page.
pub(crate) fn closed_exposure() -> ExposureView {
    let open = exposure();
    ExposureView {
        head: open.head.clone(),
        stamp: stamp(StampKind::Closed, "已整改"),
        rectification: Rectification {
            days_left: None,
            submitted_on: Some(day("2026-10-09")),
            accepted_on: Some(day("2026-10-12")),
            days_taken: Some(16),
            days_early: Some(2),
            verifier: Some(holder("区督查室主任", Some("欧阳文渊"))),
            closing_number: Some(s("销号〔2026〕31号")),
            steps: vec![
                step(StepState::Exposed, "2026-09-26", "公开曝光", "区督查室发交办单（第4次）"),
                step(StepState::Done, "2026-10-09", "提交核查", "2处疏导点启用"),
                step(StepState::Done, "2026-10-12", "销号", ""),
            ],
            done: 3,
            visit: Some(Visit {
                due: day("2026-11-20"),
                on: Some(day("2026-11-18")),
                result: Some(s("未反弹")),
                bad: None,
            }),
            ..open.rectification
        },
        named: Some(Named {
            names: vec![s("阿依古丽·买买提江")],
            basis: s("督查工作办法第十二条"),
            decided_on: day("2026-09-24"),
            until: day("2026-10-12"),
        }),
        reply: None,
        explanation: Some(Explanation { asked_on: day("2026-09-20"), given_on: None, text: None }),
        tolerance: Some(Tolerance {
            organ: s("云澄区容错认定委员会"),
            on: day("2026-10-10"),
            basis: s("容错实施办法第五条"),
            situation: s("先行先试"),
            effect: s("从轻"),
            text: Some(s("疏导点选址系首次试行，程序完备。")),
        }),
        consequences: vec![Consequence {
            kind: s("调减资金"),
            on: day("2026-10-08"),
            text: None,
            amount: Some(s("120万元")),
        }],
        appeals: Vec::new(),
        ..open
    }
}

/// An entry that has ended.
pub(crate) fn tombstone() -> TombstoneView {
    TombstoneView {
        head: case_head("曝光2026-004（已撤下）", "2026-004"),
        id: s("2026-004"),
        ground: 4,
        ground_text: s(GROUNDS[3]),
        published_on: day("2026-03-02"),
        accepted_on: None,
        ended_on: day("2026-03-20"),
        outcome: s("经复核撤销"),
        withdrawn: Some(Withdrawal {
            reason: s("经复核撤销"),
            text: Some(s("复核查明该事项已在规定期限内办理，撤销原曝光。")),
        }),
        feedback: feedback("2026-004"),
    }
}

//! Task pages: behind, finished, bare.

use daylight::plan::view::atoms::{
    Attachment, Citation, LightCount, LightSlug, Link, Pagination, Timeliness, clauses,
};
use daylight::plan::view::axis::Scale;
use daylight::plan::view::log::{Change, Closing, Reopening, Update, UpdatesView};
use daylight::plan::view::people::{Pledge, Succession};
use daylight::plan::view::plot::{Curve, CurveRow, Track};
use daylight::plan::view::portals::{Conflict, OtherLevel, Said};
use daylight::plan::view::task::{
    Answer, Benchmark, Blocks, Budget, Element, Elements, HandSet, HistoryMonth, HistoryYear,
    Indicator, Life, Origin, Phase, PhaseState, Promise, Reason, Related, Slip, Stage, Suspension,
    SuspensionKind, TaskView, Tolerance, Waiting,
};

use super::atoms::{
    TODAY, commendations, date, day, due, exposures, feedback, finished, head, label, light, link,
    progress, rows, standing, text,
};
use super::people::{broken_chain, chain, holder, ladder};

/// A task that lags, with everything a task can have.
pub fn lagging() -> TaskView {
    let title = "北苑片区12个老旧小区改造，涉及居民3,842户";
    let scale = Scale::of(date("2026-01-10"), date("2026-11-30"));
    TaskView {
        plate_href: None,
        head: head(title, "tasks", "tasks/beiyuan/"),
        id: "beiyuan".to_owned(),
        code: text("2026-03-17-02"),
        kind: "民生实事".to_owned(),
        supervision: text("重大任务重点督办"),
        plan: label("2026年度重点工作"),
        categories: vec![label("民生改善"), label("第17项 城镇老旧小区改造")],
        title: title.to_owned(),
        clauses: clauses(title),
        standing: standing(LightSlug::Yellow, "2026-11-30"),
        reason: Reason {
            sentence: "截至9月30日比计划慢12个百分点（应完成78%，已完成66%）".to_owned(),
            rule: "L2".to_owned(),
            rule_href: text("../../rules/#l2"),
        },
        hand_set: None,
        months_in_a_row: Some(2),
        explanation: text(
            "主体施工比计划晚10天，原因是3号、7号小区地下燃气管线位置与图纸不符，需改迁后再开挖。区住房和城乡建设局承诺10月20日前追平。",
        ),
        explanation_due: true,
        progress: progress(66, 78),
        deadline: due("2026-11-30"),
        waiting: None,
        suspension: None,
        unsettled: false,
        slip: Some(Slip {
            original: day("2026-08-30"),
            current: day("2026-11-30"),
            times: 2,
            days: 92,
            last_minute: 1,
            unexplained: 1,
        }),
        lives: vec![Life {
            task: link("北苑片区9个老旧小区改造", "../north-2025/"),
            word: "结转".to_owned(),
            on: day("2025-12-24"),
            first_due: day("2025-12-20"),
            actual: Some(63),
            document: None,
        }],
        chain: chain(),
        ladder: ladder(),
        beyond: vec!["县、市分管领导".to_owned(), "片区".to_owned()],
        promise: promise(),
        blocks: Some(blocks()),
        tables: vec![label("任务书"), label("责任表")],
        elements: elements(),
        indicators: indicators(),
        benchmark: Some(benchmark()),
        phases: phases(),
        phases_inferred: true,
        topics: vec![label("攻坚事项")],
        stages: stages(scale),
        axis: Some(scale.axis(date(TODAY))),
        history: history(),
        history_counts: vec![
            LightCount { light: light(LightSlug::Yellow), count: 3 },
            LightCount { light: light(LightSlug::Green), count: 6 },
        ],
        updates: updates(),
        reports: 14,
        missing_months: vec!["2026年3月".to_owned()],
        all_updates: text("updates/"),
        curve: Some(curve(scale)),
        changes: changes(),
        successions: successions(),
        closings: Vec::new(),
        tolerance: vec![Tolerance {
            organ: "区督查室".to_owned(),
            on: day("2026-08-20"),
            basis: "《容错认定办法》第七条".to_owned(),
            situation: "临机处置突发事件".to_owned(),
            effect: "从轻".to_owned(),
            text: text("台风期间停工7天。"),
        }],
        parent: Some(link("城镇老旧小区改造118个", "../old-compounds/")),
        children: Vec::new(),
        other_levels: Vec::new(),
        exposures: exposures().into_iter().take(1).collect(),
        commendations: commendations().into_iter().take(1).collect(),
        related: related(),
        feedback: feedback(),
        data: vec![
            link("本任务（JSON）", "../../data/tasks/beiyuan.json"),
            link("进展台账（CSV）", "../../data/updates.csv"),
        ],
    }
}

fn related() -> Vec<Related> {
    vec![
        Related {
            kind: "通报".to_owned(),
            label: label("第8期月度通报：基础设施与民生类黄灯任务说明"),
            on: day("2026-09-02"),
        },
        Related {
            kind: "督查".to_owned(),
            label: label("北苑片区施工现场检查"),
            on: day("2026-09-30"),
        },
    ]
}

fn successions() -> Vec<Succession> {
    let one = |on: &str, role: &str, post: &str, before: Option<&str>, after: Option<&str>| {
        let (role, post) = (role.to_owned(), post.to_owned());
        let (before, after) = (before.map(str::to_owned), after.map(str::to_owned));
        let vacant = before.is_some() && after.is_none();
        Succession { on: day(on), role, post, before, after, vacant }
    };
    vec![
        one("2026-06-01", "责任领导", "区政府副区长", Some("常远帆"), Some("邓九霄")),
        one("2026-04-01", "联络员", "区住建局副局长", Some("陆维舟"), None),
        one("2026-03-02", "经办人", "区住建局更新科科长", None, None),
    ]
}

fn promise() -> Promise {
    Promise {
        start: day("2026-01-10"),
        original_start: None,
        goal: text("12个小区全部竣工并通过居民验收"),
        standard: text("居民满意度不低于85%"),
        carrier: text("北苑片区改造工程EPC项目"),
        budget: Some(Budget {
            amount: "9,640万元".to_owned(),
            source: text("中央补助资金、区级财政"),
            paid: text("5,210万元"),
            paid_percent: Some(54),
            paid_as_of: Some(day(TODAY)),
        }),
        rewards: text("按期完成的，年度考核加分；逾期的，主要负责人作书面检讨。"),
        pledges: vec![Pledge {
            title: "责任书".to_owned(),
            href: text("../../pledges/beiyuan/"),
            signatory: text("区住建局局长"),
            signed_on: Some(day("2026-02-06")),
            state: text("履行中"),
        }],
        origin: Some(Origin {
            kind: "会议议定".to_owned(),
            text: text("区政府第28次常务会议"),
            document: None,
            assigned_on: Some(day("2026-01-05")),
            received_on: Some(day("2026-01-06")),
            answered_on: None,
            unanswered: true,
        }),
        documents: vec![
            citation(None, "云政发〔2026〕3号"),
            citation(text("北苑片区更新实施方案"), "云政办发〔2025〕61号"),
        ],
        areas: vec![label("北苑街道")],
        grids: vec![label("北苑第1网格"), label("北苑第2网格")],
        workload: text("1.5"),
        difficulty: text("1.2"),
        by_timeliness: true,
        attachments: Vec::new(),
    }
}

fn citation(title: Option<String>, number: &str) -> Citation {
    Citation { title, number: text(number), href: text("../../documents/a/") }
}

fn blocks() -> Blocks {
    Blocks {
        requirement: text("按省定标准完成水、电、气、暖、路改造。"),
        state: text("12个小区中8个外立面完工，3个在建，1个停工。"),
        difficulties: text("地下管线图纸缺失；个别住户不同意开挖。"),
        noted_on: Some(day("2026-07-12")),
        undated: false,
        measures: None,
    }
}

fn benchmark() -> Benchmark {
    Benchmark {
        unit: "省城市更新示范区".to_owned(),
        level: text("全省一流"),
        indicator: text("居民满意度"),
        questions: vec![
            Answer { question: "干什么".to_owned(), answer: text("改造12个小区。") },
            Answer { question: "怎么干".to_owned(), answer: None },
        ],
        answered: 1,
    }
}

fn phases() -> Vec<Phase> {
    vec![
        phase("全面学习领会", PhaseState::Done),
        phase("扎实贯彻执行", PhaseState::Now),
        phase("检验落实成效", PhaseState::Next),
    ]
}

fn elements() -> Vec<Elements> {
    let set = |name: &str, items: &[(&str, bool)]| Elements {
        name: name.to_owned(),
        present: u32::try_from(items.iter().filter(|(_, present)| *present).count()).expect("few"),
        items: items
            .iter()
            .map(|(name, present)| Element { name: (*name).to_owned(), present: *present })
            .collect(),
    };
    vec![
        set(
            "五要素",
            &[
                ("项目载体", true),
                ("经费预算", true),
                ("完成时限", true),
                ("牵头单位", true),
                ("配合单位", true),
            ],
        ),
        set(
            "五定",
            &[
                ("定时间", true),
                ("定责任", true),
                ("定目标", true),
                ("定要求", false),
                ("定奖惩", false),
            ],
        ),
    ]
}

fn phase(name: &str, state: PhaseState) -> Phase {
    Phase { name: name.to_owned(), state, stages: Vec::new() }
}

fn indicators() -> Vec<Indicator> {
    let item = |name: &str, target: &str, value: Option<&str>, percent| Indicator {
        name: name.to_owned(),
        kind: text("数量"),
        target: target.to_owned(),
        baseline: text("0个"),
        value: value.map(str::to_owned),
        as_of: Some(day(TODAY)),
        percent,
        reached: percent == Some(100),
        expected: text("9个"),
        expected_on: day(TODAY),
        gap: text("少1个"),
        behind: true,
        note: None,
    };
    vec![
        item("竣工小区", "12个以上", Some("8个"), Some(67)),
        item("惠及居民", "3,842户以上", None, None),
        item("居民满意度", "85%以上", Some("86%"), Some(100)),
    ]
}

fn stages(scale: Scale) -> Vec<Stage> {
    use LightSlug as L;
    let stage = |number, name: &str, slug, (start, due): (&str, &str), done: Option<&str>| {
        let left = (date(due) - date(TODAY)).num_days();
        let early = done.map(|done| (date(due) - date(done)).num_days());
        let small = |days: i64| i32::try_from(days).expect("a near date");
        let ended = done.map(date).or_else(|| (slug != L::Upcoming).then(|| date(TODAY)));
        Stage {
            number,
            name: name.to_owned(),
            weight: 20,
            light: light(slug),
            start: day(start),
            due: day(due),
            latest_start: (slug == L::Upcoming).then(|| day(start)),
            original_due: (number == 3).then(|| day("2026-08-20")),
            done_on: done.map(day),
            days_early: early.map(small),
            days_overdue: (done.is_none() && left < 0).then(|| small(-left)),
            target: (number == 3).then(|| "12个小区主体完工".to_owned()),
            acceptance: None,
            handler: (number != 4).then(|| holder("", "物业与改造科科长")),
            roles: if number == 2 { chain().into_iter().take(1).collect() } else { Vec::new() },
            track: Track::of(
                scale,
                (date(start), date(due)),
                ended.map(|end| (end, (end - date(due)).num_days().max(0))),
                true,
            ),
        }
    };
    vec![
        stage(
            1,
            "方案设计与居民意见征集",
            L::Done,
            ("2026-01-10", "2026-03-15"),
            Some("2026-03-20"),
        ),
        stage(2, "招标与施工许可", L::Done, ("2026-03-16", "2026-05-10"), Some("2026-05-08")),
        stage(3, "主体施工（楼体、管网、道路）", L::Yellow, ("2026-05-11", "2026-09-20"), None),
        stage(4, "配套设施与绿化", L::Green, ("2026-09-01", "2026-10-31"), None),
        stage(5, "竣工验收与居民回访", L::Upcoming, ("2026-11-01", "2026-11-30"), None),
    ]
}

fn history() -> Vec<HistoryYear> {
    use LightSlug as L;
    let lights = [
        L::Green,
        L::Green,
        L::Yellow,
        L::Green,
        L::Green,
        L::Silent,
        L::Green,
        L::Yellow,
        L::Yellow,
    ];
    let months = (1_u32..=12).zip(lights.map(Some).into_iter().chain([None, None, None]));
    vec![HistoryYear {
        year: 2026,
        months: months
            .map(|(month, slug)| HistoryMonth { month, light: slug.map(light) })
            .collect(),
    }]
}

/// All reports on the task.
pub fn reports() -> UpdatesView {
    UpdatesView {
        head: head("北苑片区12个老旧小区改造：历次进展", "tasks", "tasks/beiyuan/updates/"),
        heading: "历次进展".to_owned(),
        task: link("北苑片区12个老旧小区改造", "../"),
        updates: updates(),
        pages: Pagination::of(1, (24, "次"), |page| format!("page/{page}/")),
        data: vec![link("进展填报（CSV）", "../../../data/updates.csv")],
    }
}

fn updates() -> Vec<Update> {
    let update = |on: &str, value: Option<i32>, words: &str, verified: Option<&str>| Update {
        as_of: day(on),
        reported_on: day(on),
        progress: value,
        fell_from: None,
        reason: None,
        text: text(words),
        stage: text("主体施工（楼体、管网、道路）"),
        stage_done: None,
        completed_on: None,
        not_begun: false,
        insubstantial: value.is_none(),
        late_by: i32::from(value.is_none()) * 5,
        next_step: None,
        problems: Vec::new(),
        observations: Vec::new(),
        paid: None,
        evidence: Vec::new(),
        reporter: text("区住房和城乡建设局"),
        verified_by: verified.map(str::to_owned),
    };
    let mut newest = update(
        "2026-09-30",
        Some(66),
        "3号、7号小区燃气管线改迁完成60%，施工班组由2个增至4个。其余10个小区楼体外立面全部完成。",
        Some("区督查室"),
    );
    newest.next_step = text("10月20日前完成管线改迁，恢复道路铺装。");
    newest.problems = vec!["3号小区2户居民不同意开挖，街道正在协商。".to_owned()];
    newest.observations = vec!["竣工小区8个".to_owned(), "居民满意度86%".to_owned()];
    newest.paid = text("5,210万元");
    newest.evidence = vec![Attachment {
        kind: text("第三方报告"),
        title: "管线改迁监测报告".to_owned(),
        href: text("a.pdf"),
        size: text("312 KB"),
    }];
    let mut fell = update("2026-07-31", Some(52), "经复核，7号小区工程量按实际完成调减。", None);
    fell.fell_from = Some(55);
    vec![
        newest,
        update("2026-09-12", None, "配套设施阶段开工，先行实施5个小区的停车与绿化。", None),
        update(
            "2026-08-26",
            Some(58),
            "居民恳谈日收到意见47条，采纳39条，其余8条已书面答复。",
            Some("北苑街道"),
        ),
        fell,
        update("2026-06-30", Some(55), "楼体改造过半。", None),
    ]
}

fn curve(scale: Scale) -> Curve {
    let planned = [
        ("2026-01-10", 0),
        ("2026-03-15", 1_500),
        ("2026-05-10", 3_500),
        ("2026-09-20", 7_400),
        ("2026-10-31", 9_000),
        ("2026-11-30", 10_000),
    ];
    let actual = [
        ("2026-01-31", 500),
        ("2026-02-28", 1_000),
        ("2026-03-31", 1_600),
        ("2026-05-31", 4_000),
        ("2026-07-31", 5_200),
        ("2026-08-26", 5_800),
        ("2026-09-30", 6_600),
    ];
    let readings = |items: &[(&str, i32)]| {
        items.iter().map(|(on, value)| (date(on), *value)).collect::<Vec<_>>()
    };
    let rows = actual.iter().map(|(on, value)| CurveRow {
        day: day(on),
        planned: Some(*value / 100 + 3),
        actual: Some(*value / 100),
    });
    Curve::of((scale, date(TODAY)), &readings(&planned), &readings(&actual), rows.collect())
}

fn changes() -> Vec<Change> {
    let change = |on: &str, field: &str, old: &str, new: &str| Change {
        on: day(on),
        field: field.to_owned(),
        stage: None,
        old: text(old),
        new: text(new),
        reason_word: None,
        reason: None,
        decided_by: None,
        document: None,
        into: None,
        days: None,
        last_minute: false,
    };
    vec![
        Change {
            reason_word: text("设计变更"),
            reason: text("增加2个小区的燃气管线改迁"),
            decided_by: text("区政府常务会议第31次"),
            document: Some(citation(None, "云政办函〔2026〕45号")),
            days: Some(30),
            last_minute: true,
            ..change("2026-08-12", "完成时限", "2026年10月31日", "2026年11月30日")
        },
        change("2026-06-02", "完成时限", "2026年8月30日", "2026年10月31日"),
        Change {
            reason: text("岗位调整"),
            decided_by: text("区住房和城乡建设局"),
            ..change("2026-04-03", "经办人", "建筑业科科长", "物业与改造科科长")
        },
    ]
}

/// A task finished early, closed, and once reopened.
pub fn done() -> TaskView {
    let title = "加装电梯60部";
    let reopened = Reopening {
        on: day("2026-08-06"),
        reason: "回访发现3部电梯未通过年检。".to_owned(),
        found_by: text("区督查室"),
    };
    let closing = |number: &str, on: &str, reopened| Closing {
        number: number.to_owned(),
        on: day(on),
        completed_on: Some(day("2026-09-04")),
        timeliness: Timeliness::Early,
        verifier: holder("", "区督查室二科科长"),
        result: "60部电梯全部通过验收并交付使用。".to_owned(),
        evidence: vec![Attachment {
            kind: text("文件"),
            title: "验收报告".to_owned(),
            href: text("a.pdf"),
            size: None,
        }],
        document: Some(citation(text("关于加装电梯项目销号的通知"), "云督函〔2026〕12号")),
        reopened,
    };
    TaskView {
        head: head(title, "tasks", "tasks/lifts/"),
        title: title.to_owned(),
        clauses: clauses(title),
        standing: standing(LightSlug::Done, "2026-09-30"),
        reason: Reason {
            sentence: "2026年9月4日完成，9月10日验收销号".to_owned(),
            rule: "L0".to_owned(),
            rule_href: None,
        },
        months_in_a_row: None,
        explanation: None,
        explanation_due: false,
        progress: progress(100, 100),
        deadline: finished("2026-09-04", "2026-09-30"),
        slip: None,
        closings: vec![
            closing("销号〔2026〕31号", "2026-09-10", None),
            closing("销号〔2026〕12号", "2026-06-20", Some(reopened)),
        ],
        ..lagging()
    }
}

/// A task with a light set by hand, a long title, a broken chain, and hardly anything published.
pub fn bare() -> TaskView {
    let title = "高新技术产业园与省属高校共建成果转化与中试公共服务平台并引进首批十家研发机构入驻运营（含配套人才公寓与道路工程）";
    let mut standing = standing(LightSlug::Red, "2026-09-18");
    standing.by_hand = Some(light(LightSlug::Yellow));
    standing.due_within = Some(7);
    let mut head = head(title, "tasks", "tasks/bare/");
    head.stale_days = Some(41);
    let mut progress = progress(0, 86);
    progress.actual = None;
    progress.lag = None;
    progress.as_of = None;
    TaskView {
        head,
        code: None,
        supervision: None,
        title: title.to_owned(),
        clauses: clauses(title),
        standing,
        hand_set: Some(HandSet {
            reason: "省级督查认定工程实质停工".to_owned(),
            approver: holder("崔望舒", "区长"),
            from: day("2026-09-01"),
            until: day("2026-10-31"),
        }),
        explanation: None,
        progress,
        deadline: due("2026-09-18"),
        unsettled: true,
        chain: broken_chain(),
        ladder: Vec::new(),
        beyond: Vec::new(),
        promise: Promise {
            goal: None,
            standard: None,
            carrier: None,
            budget: None,
            pledges: Vec::new(),
            origin: None,
            documents: Vec::new(),
            areas: Vec::new(),
            grids: Vec::new(),
            ..promise()
        },
        blocks: None,
        elements: Vec::new(),
        indicators: Vec::new(),
        benchmark: None,
        phases: Vec::new(),
        phases_inferred: false,
        topics: Vec::new(),
        stages: Vec::new(),
        axis: None,
        history: Vec::new(),
        history_counts: Vec::new(),
        updates: Vec::new(),
        reports: 0,
        missing_months: Vec::new(),
        all_updates: None,
        curve: None,
        changes: Vec::new(),
        successions: Vec::new(),
        tolerance: Vec::new(),
        parent: None,
        children: rows().into_iter().take(3).collect(),
        other_levels: other_levels(),
        exposures: Vec::new(),
        commendations: Vec::new(),
        related: Vec::new(),
        ..lagging()
    }
}

/// A task whose completion awaits acceptance.
pub fn awaiting() -> TaskView {
    TaskView {
        standing: standing(LightSlug::Awaiting, "2026-09-20"),
        deadline: finished("2026-09-28", "2026-09-20"),
        waiting: Some(Waiting {
            reported_on: day("2026-09-28"),
            days: 2,
            timeliness: Timeliness::Late,
            days_early: -8,
        }),
        progress: progress(100, 100),
        ..lagging()
    }
}

/// A cancelled task.
pub fn cancelled() -> TaskView {
    let mut deadline = due("2026-08-31");
    deadline.days_left = None;
    TaskView {
        standing: standing(LightSlug::Cancelled, "2026-08-31"),
        deadline,
        suspension: Some(Suspension {
            kind: SuspensionKind::Cancelled,
            word: "经批准取消".to_owned(),
            on: day("2025-09-16"),
            reason: text("处置能力由周边既有设施承担，避免重复建设"),
            decided_by: text("区政府常务会议"),
            document: Some(citation(None, "云政办函〔2025〕60号")),
            into: Some(link("生活垃圾焚烧发电厂建设", "../x/")),
        }),
        ..lagging()
    }
}

/// A street that names another day, and one that agrees.
fn other_levels() -> Vec<OtherLevel> {
    let said = |value: &str, source: &str| Said {
        value: value.to_owned(),
        source: source.to_owned(),
        on: day(TODAY),
    };
    let conflict = Conflict {
        task: Link { text: "老旧小区加装电梯60部".to_owned(), href: "./".to_owned() },
        child: label("南湖街道"),
        what: "完成时限".to_owned(),
        here: said("2026年11月30日", "2026年方案"),
        there: said("2026年12月31日", "变更：南湖街道办事处"),
    };
    vec![
        OtherLevel { child: label("南湖街道"), conflicts: vec![conflict] },
        OtherLevel { child: label("北桥街道"), conflicts: Vec::new() },
    ]
}

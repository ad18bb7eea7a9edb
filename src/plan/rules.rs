//! The rules as they are applied today, with the thresholds in force. What is not computed has no
//! rule here.

use super::address::Address;
use super::heads::{About, Section};
use super::here::{Here, light_words};
use super::view::atoms::Label;
use super::view::rules::{Rule, RuleSection, RulesView};
use crate::method::{Condition, Light, Method};
use crate::portal::NamingPolicyInForce;

/// The page of rules.
pub fn rules(here: Here) -> RulesView {
    let method = &here.assessed().portal.method;
    let title = here.plan.words("rules", "title");
    let description = here.plan.words("rules", "lead");
    RulesView {
        head: here.head(About::column(&title, description.clone(), Section::About)),
        title,
        lead: description,
        method: Label { text: method.name.to_string(), href: Some(here.href(Address::Method)) },
        sections: sections(here),
    }
}

/// How lights and figures come about.
fn sections(here: Here) -> Vec<RuleSection> {
    let method = &here.assessed().portal.method;
    let mut sections = vec![
        lights(method),
        progress(),
        dates(method),
        reports(here),
        rates(),
        elements(method),
        exposures(here),
        commendations(method),
        publicity(here),
    ];
    // What is not computed has no rule here.
    sections.extend((!here.assessed().scores.months.is_empty()).then(|| scores(method)));
    sections
}

fn scores(method: &Method) -> RuleSection {
    let rules = method.scoring.formula.iter().map(|text| text.to_string()).enumerate();
    let rules =
        rules.map(|(at, text)| Rule { name: None, ..rule(&format!("S{}", at + 1), "", text) });
    section("scores", "得分和名次", None, rules.collect())
}

fn section(id: &str, title: &str, lead: Option<&str>, rules: Vec<Rule>) -> RuleSection {
    let lead = lead.map(str::to_owned);
    RuleSection { id: id.to_owned(), title: title.to_owned(), lead, rules }
}

fn rule(number: &str, name: &str, text: impl Into<String>) -> Rule {
    Rule {
        number: number.to_owned(),
        light: None,
        name: Some(name.to_owned()),
        text: text.into(),
        note: None,
        links: Vec::new(),
    }
}

fn noted(note: &str, rule: Rule) -> Rule {
    Rule { note: Some(note.to_owned()), ..rule }
}

/// The rules of the lights in the order in which they are applied.
fn lights(method: &Method) -> RuleSection {
    let of_light = |rule: &crate::method::Rule| {
        let overdue = matches!(rule.when, Condition::TaskOverdue | Condition::StageOverdue);
        Rule {
            number: rule.number.to_string(),
            light: Some(light_words(method, rule.light, overdue)),
            name: None,
            text: rule.text.to_string(),
            note: None,
            links: Vec::new(),
        }
    };
    let lead = "自上而下，第一条符合的为准，每盏灯旁写明依据的规则和数字。人工认定的灯与程序算出的灯\
                并列显示，并写明理由、批准人和有效期。";
    let rules = method.rules.iter().map(of_light).collect();
    section("lights", "灯怎样亮", Some(lead), rules)
}

fn progress() -> RuleSection {
    let rules = vec![
        rule(
            "P1",
            "应完成进度",
            "到期阶段的权重，加上进行中阶段的权重乘以已过天数占计划天数的比例，首尾两天都计入；没有阶段\
             的，把整个任务当作一个阶段。经批准暂停期间计划不往前走；\
             暂停前的计划仍按暂停那天的安排算，剩下的从恢复之日起按天数分摊。",
        ),
        rule(
            "P2",
            "已完成进度",
            "取最近一次填报的进度；没有填报进度的，取已完成阶段的权重之和；都没有的，为“未填报”，不当作0。",
        ),
        noted(
            "等待本身不会使进度落后：落后多少只与填报的那一天比较。",
            rule(
                "P3",
                "比计划慢多少",
                "填报所说那一天的应完成进度减去已完成进度，以百分点计，四舍五入后再比较。",
            ),
        ),
        rule(
            "P4",
            "平均进度",
            "一组任务的平均进度只计有进度的任务，并写明基于多少项；尚未启动和已取消的任务不计，已完成\
             的任务按当天的应完成进度比较。平均慢多少，先相减、后取整。",
        ),
        rule(
            "P5",
            "百分数怎样取整",
            "进度、比率和指标的百分数四舍五入取整；没有全部完成的不写100%，已有进展的不写0%。",
        ),
    ];
    section("progress", "进度怎样算", None, rules)
}

fn dates(method: &Method) -> RuleSection {
    let words = |days: &[u32]| days.iter().map(u32::to_string).collect::<Vec<_>>().join("、");
    let own = method.classes.iter().filter(|rule| !rule.due_soon_days.is_empty());
    let own: Vec<String> = own
        .map(|rule| format!("；{}的为{}天", rule.name.as_str(), words(&rule.due_soon_days)))
        .collect();
    let due_soon = words(&method.due_soon_days);
    let rules = vec![
        rule(
            "D1",
            "完成时限",
            "时限当天完成的算按期，从第二天起算逾期。原定时限和现定时限并列公布。",
        ),
        rule(
            "D2",
            "临期",
            format!("距完成时限不超过{due_soon}天的，在灯旁标注“临期”{}。", own.concat()),
        ),
        rule(
            "D3",
            "临期改期",
            format!(
                "在原时限前{}天之内或者原时限过后改期的，标注“临期改期”；没有写明理由的，公布为\
                 “未说明原因”。",
                method.late_change_days
            ),
        ),
        rule(
            "D4",
            "期满未结",
            "方案期满时没有办结，又没有结转、并入或取消文件的任务，列为“期满未结”。",
        ),
    ];
    section("dates", "日期怎样算", None, rules)
}

fn reports(here: Here) -> RuleSection {
    let method = &here.assessed().portal.method;
    let grace = method.silence_grace_days;
    let own = method.rules.iter().find(|rule| rule.when == Condition::Silent);
    let tolerated = own.and_then(|rule| rule.over).unwrap_or(grace);
    let silent = method.word(own.map_or(Light::Silent, |rule| rule.light), false);
    let overdue = method.word(Light::Red, true);
    let rules = vec![
        rule(
            "T1",
            "填报周期",
            format!("方案另有规定的从其规定，没有规定的每{}天至少填报一次。", method.rhythm_days),
        ),
        rule(
            "T2",
            "有效填报",
            "带来新的进度、阶段或佐证的填报才算有效填报；只有文字、没有新内容的，标注“无实质进展”。",
        ),
        rule(
            "T3",
            silent,
            format!("距上次有效填报超过填报周期再加{tolerated}天的，为{silent}，写明已有多少天。"),
        ),
        rule(
            "T4",
            "缺报和迟报",
            format!(
                "整月在办的任务，当月情况到月底后{grace}天还没有填报的，该月记为缺报；填报周期超过一个月                 的，看到月底为止的一个周期内有没有填报。填报晚于月底后{grace}天的记为迟报。都在任务                 页面和牵头单位页面标明，补报以后缺报改记迟报。"
            ),
        ),
        noted(
            "没有脚本时，页面写明显示的是哪一天的情况。",
            rule(
                "T5",
                "灯随时间自动变化",
                format!(
                    "没有新的填报时，灯会按上述规则转为{silent}或{overdue}。页面用中性的文字提示今天的\
                     情况，但不会因此算作更慢。"
                ),
            ),
        ),
    ];
    section("reports", "填报怎样算", None, rules)
}

fn rates() -> RuleSection {
    let rules = vec![noted(
        "以完成之日为准，不以验收之日为准；按原定时限计算的比率一并公布。",
        rule(
            "R1",
            "按期率",
            "现定时限已到的任务中按期或提前完成的项数，除以现定时限已到的全部项数，两个数都公布；经批准\
             暂停、取消和不予公开的不计。还没有任务到期的，写“尚无到期任务”。",
        ),
    )];
    section("rates", "按期率怎样算", None, rules)
}

/// The sets of required elements.
fn elements(method: &Method) -> RuleSection {
    let set = |(at, set): (usize, &crate::method::ElementSet)| {
        let names: Vec<&str> = set.elements.iter().map(|element| set.word(element.value)).collect();
        let text =
            format!("每项任务应当具备：{}。缺少的逐项列出，标注“要素不全”。", names.join("、"));
        rule(&format!("E{}", at + 1), &set.name, text)
    };
    let rules = method.elements.iter().enumerate().map(set).collect();
    section("elements", "任务要写明什么", None, rules)
}

fn exposures(here: Here) -> RuleSection {
    let portal = &here.assessed().portal;
    let (method, retention) = (&portal.method, portal.site.retention);
    let steps: Vec<&str> = method.exposure_approvals.iter().map(|step| step.zh()).collect();
    let grounds = method.grounds.iter().enumerate();
    let grounds = grounds.map(|(at, ground)| format!("（{}）{}", at + 1, ground.text.as_str()));
    let rules = vec![
        rule("X1", "曝光的情形", grounds.collect::<Vec<_>>().join("；") + "。"),
        rule(
            "X2",
            "曝光前的程序",
            format!("经{}，并在公布前告知责任单位；缺一个环节的不能公布。", steps.join("、")),
        ),
        rule(
            "X3",
            "曝光多久",
            format!(
                "整改销号后标注“已整改”，{}天后撤下；最长公开{}个月。撤下后只保留编号、情形、日期和结果。",
                retention.rectified_days, retention.unit_months
            ),
        ),
        rule(
            "X4",
            "点名",
            format!(
                "经决定点名的，姓名在整改销号之日撤下，最长公开{}个月；没有决定的只写单位和岗位。",
                retention.person_months
            ),
        ),
        rule(
            "X5",
            "说明和复核",
            "责任单位的说明与曝光内容同等位置公布；提出异议的标明受理、复核和结果，经复核撤销的立即撤下。",
        ),
        rule("X6", "容错", "经认定适用容错的写明认定机关、依据和结果；事实和日期不因此改变。"),
    ];
    section("exposures", "曝光的规则", None, rules)
}

fn commendations(method: &Method) -> RuleSection {
    let steps: Vec<&str> = method.commendation_approvals.iter().map(|step| step.zh()).collect();
    let rules = vec![
        rule(
            "C1",
            "公示",
            format!(
                "表扬一般公示{}个工作日，工作日按国务院公布的放假安排计算；公示期内可以提出异议。",
                method.publicity_days
            ),
        ),
        rule("C2", "表扬前的程序", format!("经{}。", steps.join("、"))),
        rule("C3", "同时有曝光的", "对象有未销号曝光的，须有仍予表扬的决定，并公布理由。"),
        rule("C4", "撤销", "表扬被撤销的，原条目保留，写明撤销日期和原因。"),
    ];
    section("commendations", "表扬的规则", None, rules)
}

/// Who is named how, and what is not published.
fn publicity(here: Here) -> RuleSection {
    let NamingPolicyInForce { leaders_named, heads_named, handlers_named } =
        here.assessed().portal.site.naming;
    let named = |named: bool| if named { "姓名和职务" } else { "职务" };
    let naming = format!(
        "领导公布{}，单位负责人公布{}，经办人公布{}和办公电话。",
        named(leaders_named),
        named(heads_named),
        named(handlers_named)
    );
    let rules = vec![
        rule("N1", "署名", naming),
        rule(
            "N2",
            "不予公开",
            "不予公开的任务只计入数目，写明理由和复查日期；宣布、公布、不予公开的数目逐项核对。",
        ),
        rule(
            "N3",
            "任职变动",
            "岗位换人不改变以前的记录，每件事记在当时的任职人名下；完成、取消的任务写完成、取消当天的任职\
             人，后来换了人的写“时任”。",
        ),
    ];
    section("publicity", "公开的规则", None, rules)
}

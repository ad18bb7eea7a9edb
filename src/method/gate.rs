//! What no method may leave out: rules without which a missed promise would show as kept, and steps
//! of approval that the law asks for.

use super::figures::{held, place_of_rule};
use super::{Condition, Element, ElementSet, Light, Method};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::record::ApprovalStep;
use crate::span::{Span, Spanned};
use crate::yaml::{Node, Value, Words};

/// What must be lit somewhere: without it a task would fall through to the light of all others.
const NEEDED: [Condition; 8] = [
    Condition::Closed,
    Condition::GivenUp,
    Condition::Paused,
    Condition::Completed,
    Condition::NotDueToStart,
    Condition::TaskOverdue,
    Condition::Silent,
    Condition::Otherwise,
];

/// Most days in which an appeal is decided (政府督查工作条例 article 17).
const MOST_APPEAL_DAYS: u32 = 30;

/// What is missing, and what says more or less than it may.
pub(super) fn gate(method: &Method, written: &Node) -> Vec<Diagnostic> {
    let mut found = rules(method, written);
    found.extend(approvals(method, written));
    found.extend(appeals(method, written));
    found.extend(method.elements.iter().filter_map(|set| no_element(set, written)));
    found
}

fn place(written: &Node, names: [&str; 2]) -> Span {
    held(written, names).map_or(written.span, |node| node.span)
}

/// Lights that a condition may light: words and colours are the method's, what they mean is not.
fn may_light(when: Condition) -> &'static [Light] {
    match when {
        Condition::Closed => &[Light::Done],
        Condition::GivenUp => &[Light::Cancelled],
        Condition::Paused => &[Light::Paused],
        Condition::Completed => &[Light::Awaiting],
        Condition::NotDueToStart => &[Light::Upcoming],
        Condition::TaskOverdue | Condition::StageOverdue | Condition::Lag | Condition::NotBegun => {
            &[Light::Red, Light::Yellow]
        }
        Condition::Silent => &[Light::Silent, Light::Red, Light::Yellow],
        Condition::Otherwise => &[Light::Green],
    }
}

fn rules(method: &Method, written: &Node) -> Vec<Diagnostic> {
    let place = place(written, ["rules", "亮灯规则"]);
    let wrong = method.rules.iter().filter(|rule| !may_light(rule.when).contains(&rule.light));
    let mut found: Vec<Diagnostic> = wrong
        .map(|rule| {
            let (number, when, light) = (rule.number.as_str(), rule.when, rule.light);
            let words = say(
                format!("规则{number}把“{}”的任务亮成“{}”", when.zh(), light.zh()),
                format!("rule {number} lights `{}` for `{}`", light.en(), when.en()),
            );
            let lights = may_light(when);
            let zh: Vec<&str> = lights.iter().map(|light| light.zh()).collect();
            let en: Vec<&str> = lights.iter().map(|light| light.en()).collect();
            let own = place_of_rule(written, rule, &[["light", "灯"], ["when", "条件"]]);
            Diagnostic::new(Code::Contradiction, own, words).help(say(
                format!("`灯`写{}；叫法可以在`灯`的`说法`里改", zh.join("或者")),
                format!("write {} as its light; words are changed in `lights`", en.join(" or ")),
            ))
        })
        .collect();
    if all_read(method, written) {
        let lacks = |when: &&Condition| !method.rules.iter().any(|rule| rule.when == **when);
        let missing: Vec<Condition> = NEEDED.iter().filter(lacks).copied().collect();
        found.extend((!missing.is_empty()).then(|| unlit(&missing, place)));
    }
    found
}

/// Whether every rule that is written could be read: of the others nobody knows what they light.
fn all_read(method: &Method, written: &Node) -> bool {
    match held(written, ["rules", "亮灯规则"]).map(|node| &node.value) {
        Some(Value::List(rules)) => rules.len() == method.rules.len(),
        _ => false,
    }
}

fn unlit(missing: &[Condition], place: Span) -> Diagnostic {
    let zh: Vec<&str> = missing.iter().map(|when| when.zh()).collect();
    let en: Vec<String> = missing.iter().map(|when| format!("`{}`", when.en())).collect();
    let words = say(
        format!("没有规则管这些情形：{}，没办好的会当成正常", zh.join("、")),
        format!("no rule for {}: what is not done would show as if it were", en.join(", ")),
    );
    Diagnostic::new(Code::Contradiction, place, words).help(say(
        "给每种情形补一条规则；只改几条的写成“编号: {…}”，没有写的照旧",
        "add a rule for each; to change only some, write them as `number: {…}`",
    ))
}

/// Steps without which nothing is published of whom it names or what it judges: the drafter is not
/// the approver, secrecy comes first (保守国家秘密法 article 35), praise and criticism need the
/// government or its chief executive (政府督查工作条例 article 21).
fn approvals(method: &Method, written: &Node) -> Vec<Diagnostic> {
    use ApprovalStep::{Draft, Government, Legality, Secrecy, Signature};
    let gates = [
        (
            &method.exposure_approvals,
            ["exposure_approvals", "曝光审批"],
            &[Draft, Secrecy, Legality, Government][..],
        ),
        (
            &method.commendation_approvals,
            ["commendation_approvals", "表扬审批"],
            &[Draft, Secrecy, Government],
        ),
        (
            &method.bulletin_approvals,
            ["bulletin_approvals", "通报审批"],
            &[Draft, Secrecy, Signature],
        ),
    ];
    let open = |(steps, names, needed): (&Vec<Spanned<ApprovalStep>>, [&str; 2], &[_])| {
        let node = held(written, names)?;
        // Steps that could not be read were reported; no word on bulletins means every step.
        let Value::List(said) = &node.value else { return None };
        let lacks = |step: &&ApprovalStep| !steps.iter().any(|held| held.value == **step);
        let missing: Vec<&str> = needed.iter().filter(lacks).map(|step| step.zh()).collect();
        (said.len() == steps.len() && !missing.is_empty())
            .then(|| no_gate(names, &missing, node.span))
    };
    gates.into_iter().filter_map(open).collect()
}

fn no_gate([en, zh]: [&str; 2], missing: &[&str], place: Span) -> Diagnostic {
    let missing = missing.join("、");
    let words = say(
        format!("`{zh}`缺少不能省的环节：{missing}"),
        format!("`{en}` lacks steps that nobody may leave out: {missing}"),
    );
    let help = say(
        "补上这些环节；初审、复审、终审可以按本单位的程序增减",
        "add them; reviews in between are the method's own",
    );
    Diagnostic::new(Code::NoApproval, place, words).help(help)
}

fn appeals(method: &Method, written: &Node) -> Option<Diagnostic> {
    let days = method.appeal_days;
    let words = say(
        format!("`复核天数`最多{MOST_APPEAL_DAYS}天，写的是{days}"),
        format!("`appeal_days` is {MOST_APPEAL_DAYS} at most, found {days}"),
    );
    let help = say("写30或更小的整数", "write 30 or less");
    let place = place(written, ["appeal_days", "复核天数"]);
    let problem = Diagnostic::new(Code::WrongType, place, words);
    (days > MOST_APPEAL_DAYS).then(|| problem.help(help))
}

/// A set of no elements, which every task would have whole.
fn no_element(set: &ElementSet, written: &Node) -> Option<Diagnostic> {
    let sets = held(written, ["elements", "要素"])?;
    let Value::List(sets) = &sets.value else { return None };
    let named = |node: &&Node| {
        held(node, ["name", "名称"]).is_some_and(
            |name| matches!(&name.value, Value::Scalar { text, .. } if *text == *set.name),
        )
    };
    let own = sets.iter().find(named)?;
    let elements = held(own, ["elements", "要素"]);
    let is_empty =
        elements.is_none_or(|node| matches!(&node.value, Value::List(list) if list.is_empty()));
    let words = say(
        format!("要素“{}”一项要素也没有，每项任务都会写“齐全”", set.name.as_str()),
        format!("“{}” has no element: every task would be complete", set.name.as_str()),
    );
    let known: Vec<&str> = Element::ALL.iter().map(|element| element.zh()).collect();
    let help = say(format!("可以写：{}", known.join("、")), "name the elements it asks for");
    let place = elements.map_or(own.span, |node| node.span);
    is_empty.then(|| Diagnostic::new(Code::Contradiction, place, words).help(help))
}

#[cfg(test)]
mod tests {
    use super::super::load::tests::{made, read};

    /// What is reported of a shipped method with a change.
    fn told(change: &str) -> Vec<String> {
        made(&format!("工作方法:\n  基础: six-mechanisms\n  {change}\n"), None).1
    }

    #[test]
    fn no_method_hides_a_missed_promise() {
        for (change, expected) in [
            ("亮灯规则: {L5: }", "没有规则管这些情形：任务逾期，没办好的会当成正常"),
            ("亮灯规则: {L9: }", "没有规则管这些情形：未填报，没办好的会当成正常"),
            ("亮灯规则: {L1: , L14: }", "没有规则管这些情形：已销号、其他，没办好的会当成正常"),
            ("亮灯规则: {L5: {灯: green}}", "规则L5把“任务逾期”的任务亮成“正常推进”"),
            ("亮灯规则: {L9: {灯: done}}", "规则L9把“未填报”的任务亮成“已办结”"),
            ("亮灯规则: {L1: {灯: red}}", "规则L1把“其他”的任务亮成“红灯滞后”"),
        ] {
            assert_eq!(told(change), [expected], "{change}");
        }
        for change in [
            "亮灯规则: {L2: , L3: , L4: }",
            "亮灯规则: {L9: {灯: yellow}}",
            "亮灯规则: {L5: {灯: yellow}}",
        ] {
            assert_eq!(told(change), Vec::<String>::new(), "{change}");
        }
    }

    #[test]
    fn a_wrong_rule_is_shown_where_it_was_written() {
        for (change, place) in [
            ("亮灯规则:\n    L8: {超过: 20}\n    L5: {灯: green}", "green}"),
            ("亮灯规则:\n    L9: {超过: 3}\n    L5: ", "L9: {超过: 3}"),
            ("亮灯规则:\n    L3: {超过: 3}\n    L2: {达到: 40}", "40}"),
        ] {
            let text = format!("工作方法:\n  基础: six-mechanisms\n  {change}\n");
            let found = read(&text, None).1;
            let starts = found.iter().map(|problem| problem.span.start as usize);
            let shown: Vec<_> = starts.filter_map(|start| text.get(start..)).collect();
            assert!(!shown.is_empty(), "{change} is taken for right");
            assert!(shown.iter().all(|at| at.starts_with(place)), "{change} is shown at {shown:?}");
        }
    }

    #[test]
    fn no_method_opens_the_gate_of_approval() {
        for (change, expected) in [
            (
                "曝光审批: []",
                "`曝光审批`缺少不能省的环节：起草、保密审查、合法性审核、政府或行政首长批准",
            ),
            (
                "曝光审批: [起草, 保密审查, 政府或行政首长批准]",
                "`曝光审批`缺少不能省的环节：合法性审核",
            ),
            ("表扬审批: [起草, 保密审查]", "`表扬审批`缺少不能省的环节：政府或行政首长批准"),
            ("通报审批: [起草, 签发]", "`通报审批`缺少不能省的环节：保密审查"),
            ("复核天数: 31", "`复核天数`最多30天，写的是31"),
            ("要素: [{名称: 三有, 要素: []}]", "要素“三有”一项要素也没有，每项任务都会写“齐全”"),
        ] {
            assert_eq!(told(change), [expected], "{change}");
        }
        let fewer = "曝光审批: [起草, 初审, 保密审查, 合法性审核, 政府或行政首长批准]";
        assert_eq!(told(fewer), Vec::<String>::new(), "reviews in between are its own");
    }
}

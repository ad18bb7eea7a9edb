//! The rules as they are applied today, with the thresholds in force. What is not computed has no
//! rule here. Sentences are words of the theme, so that a portal can say them otherwise.

use super::address::Address;
use super::heads::{About, Section};
use super::here::{Here, light_shaded};
use super::view::atoms::Label;
use super::view::rules::{Rule, RuleSection, RulesView};
use crate::method::{Condition, Light, Shade};
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
    let mut sections = vec![
        lights(here),
        told(here, "progress", &["P1", "P2", "P3", "P4", "P5"], &[]),
        told(here, "dates", &["D1", "D2", "D3", "D4"], &dates(here)),
        told(here, "reports", &["T1", "T2", "T3", "T4", "T5"], &reports(here)),
        told(here, "rates", &["R1"], &[]),
        elements(here),
        told(here, "exposures", &["X1", "X2", "X3", "X4", "X5", "X6"], &exposures(here)),
        told(here, "commendations", &["C1", "C2", "C3", "C4"], &commendations(here)),
        told(here, "publicity", &["N1", "N2", "N3"], &publicity(here)),
    ];
    // What is not computed has no rule here.
    sections.extend((!here.assessed().scores.months.is_empty()).then(|| scores(here)));
    keep_clear_of_the_method(here, &mut sections);
    sections
}

/// A method may number its rules of lights as the page numbers its own: then the page's letter is
/// doubled, C1 becomes CC1. What a task's light cites is the method's.
fn keep_clear_of_the_method(here: Here, sections: &mut [RuleSection]) {
    let rules = &here.assessed().portal.method.rules;
    let letter = |number: &str| number.chars().next();
    let taken = |number: &str| rules.iter().any(|held| letter(&held.number) == letter(number));
    for rule in sections.iter_mut().skip(1).flat_map(|section| &mut section.rules) {
        let first = letter(&rule.number).filter(|_| taken(&rule.number));
        rule.number.insert_str(0, &first.map(String::from).unwrap_or_default());
    }
}

/// A figure of a sentence, by the name that stands for it in braces.
type Figure = (&'static str, String);

/// A section in the theme's words, its rules with their figures.
fn told(here: Here, id: &str, numbers: &[&str], figures: &[Figure]) -> RuleSection {
    let words = Sentences::of(here, id);
    let rule = |number: &&str| {
        let term = number.to_lowercase();
        Rule {
            name: Some(words.say(&format!("{term}_name"), figures)),
            note: words.say_if_any(&format!("{term}_note"), figures),
            ..rule(number, words.say(&term, figures))
        }
    };
    words.section(numbers.iter().map(rule).collect())
}

/// The theme's words of a section.
struct Sentences<'a> {
    here: Here<'a>,
    id: &'a str,
    group: String,
}

impl<'a> Sentences<'a> {
    fn of(here: Here<'a>, id: &'a str) -> Self {
        Self { here, id, group: format!("rules_{id}") }
    }

    fn say(&self, term: &str, figures: &[Figure]) -> String {
        self.here.plan.words.say(&self.group, term, figures)
    }

    fn say_if_any(&self, term: &str, figures: &[Figure]) -> Option<String> {
        self.here.plan.words.has(&self.group, term).then(|| self.say(term, figures))
    }

    fn section(&self, rules: Vec<Rule>) -> RuleSection {
        RuleSection {
            id: self.id.to_owned(),
            title: self.say("title", &[]),
            lead: self.say_if_any("lead", &[]),
            rules,
        }
    }
}

fn rule(number: &str, text: String) -> Rule {
    Rule { number: number.to_owned(), light: None, name: None, text, note: None, links: Vec::new() }
}

/// Scores, by the formula of the method.
fn scores(here: Here) -> RuleSection {
    let formula = here.assessed().portal.method.scoring.formula.iter().enumerate();
    let rules = formula.map(|(at, text)| rule(&format!("S{}", at + 1), text.to_string()));
    Sentences::of(here, "scores").section(rules.collect())
}

/// The rules of the lights in the order in which they are applied.
fn lights(here: Here) -> RuleSection {
    let method = &here.assessed().portal.method;
    let of_light = |held: &crate::method::Rule| Rule {
        light: Some(light_shaded(method, held.light, held.shade())),
        ..rule(&held.number, held.text.to_string())
    };
    let rules = method.rules.iter().map(of_light).collect();
    Sentences::of(here, "lights").section(rules)
}

fn dates(here: Here) -> Vec<Figure> {
    let method = &here.assessed().portal.method;
    let words = Sentences::of(here, "dates");
    let list = |days: &[u32]| days.iter().map(u32::to_string).collect::<Vec<_>>().join("、");
    let own = method.classes.iter().filter(|rule| !rule.due_soon_days.is_empty());
    let own = own.map(|rule| {
        let days = ("days", list(&rule.due_soon_days));
        words.say("d2_class", &[("class", rule.name.to_string()), days])
    });
    vec![
        ("due_soon_days", list(&method.due_soon_days)),
        ("classes", own.collect()),
        ("late_change_days", method.late_change_days.to_string()),
    ]
}

fn reports(here: Here) -> Vec<Figure> {
    let method = &here.assessed().portal.method;
    let grace = method.silence_grace_days;
    let own = method.rules.iter().find(|rule| rule.when == Condition::Silent);
    let tolerated = own.and_then(|rule| rule.over).unwrap_or(grace);
    let silent = own.map_or(Light::Silent, |rule| rule.light);
    let some = |word: &str, days: u32| {
        if days == 0 { String::new() } else { format!("{word}{days}天") }
    };
    vec![
        ("rhythm_days", method.rhythm_days.to_string()),
        ("grace", some("后", grace)),
        ("tolerated", some("再加", tolerated)),
        ("silent", method.word(silent, Shade::Plain).to_owned()),
        ("overdue", method.word(Light::Red, Shade::DatePassed).to_owned()),
    ]
}

/// The sets of required elements.
fn elements(here: Here) -> RuleSection {
    let words = Sentences::of(here, "elements");
    let set = |(at, set): (usize, &crate::method::ElementSet)| {
        let names: Vec<&str> = set.elements.iter().map(|element| set.word(element.value)).collect();
        let text = words.say("set", &[("elements", names.join("、"))]);
        Rule { name: Some(set.name.to_string()), ..rule(&format!("E{}", at + 1), text) }
    };
    let sets = here.assessed().portal.method.elements.iter().enumerate();
    words.section(sets.map(set).collect())
}

fn exposures(here: Here) -> Vec<Figure> {
    let portal = &here.assessed().portal;
    let (method, retention) = (&portal.method, portal.site.retention);
    let words = Sentences::of(here, "exposures");
    let grounds = method.grounds.iter().enumerate().map(|(at, ground)| {
        let figures = [("number", (at + 1).to_string()), ("ground", ground.text.to_string())];
        words.say("x1_ground", &figures)
    });
    vec![
        ("grounds", grounds.collect::<Vec<_>>().join("；")),
        ("steps", steps(method.exposure_approvals.iter().map(|step| step.zh()))),
        ("rectified_days", retention.rectified_days.to_string()),
        ("unit_months", retention.unit_months.to_string()),
        ("person_months", retention.person_months.to_string()),
        ("appeal_days", method.appeal_days.to_string()),
    ]
}

fn commendations(here: Here) -> Vec<Figure> {
    let method = &here.assessed().portal.method;
    vec![
        ("publicity_days", method.publicity_days.to_string()),
        ("steps", steps(method.commendation_approvals.iter().map(|step| step.zh()))),
    ]
}

fn steps<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join("、")
}

/// Who is named how.
fn publicity(here: Here) -> Vec<Figure> {
    let NamingPolicyInForce { leaders_named, heads_named, handlers_named } =
        here.assessed().portal.site.naming;
    let words = Sentences::of(here, "publicity");
    let named = |named: bool| words.say(if named { "n1_named" } else { "n1_unnamed" }, &[]);
    vec![
        ("leaders", named(leaders_named)),
        ("heads", named(heads_named)),
        ("handlers", named(handlers_named)),
    ]
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    /// The rules of a portal with its own words, as `number name text note` lines.
    fn said(words: &str) -> String {
        let plan = with(&[("theme/words.yaml", words)], "2026-10-15");
        let Page::Rules(view) = page(&plan, "rules/") else { panic!("the rules") };
        let rules = view.sections.iter().flat_map(|section| &section.rules).map(|rule| {
            let [name, note] = [&rule.name, &rule.note].map(|it| it.as_deref().unwrap_or_default());
            format!("{} {name} {} {note}\n", rule.number, rule.text)
        });
        rules.collect()
    }

    #[test]
    fn every_sentence_has_its_figures() {
        let said = said("{}");
        for rule in [
            "T1 填报周期 方案另有规定的从其规定，没有规定的每31天至少填报一次。",
            "T3 未按期填报 距上次有效填报超过填报周期再加10天的，为未按期填报",
            "D3 临期改期 在原时限前15天之内",
            "P3 比计划慢多少 填报所说那一天的应完成进度减去已完成进度，以百分点计，四舍五入后再比较。 等待",
            "C1 公示 表扬一般公示5个工作日",
            "N1 署名 领导公布姓名和职务",
        ] {
            assert!(said.contains(rule), "{rule} is not in\n{said}");
        }
        assert!(!said.contains(['{', '}']), "{said}");
        assert!(!said.contains("  \n") && !said.contains("   "), "{said}");
    }

    #[test]
    fn without_a_grace_no_rule_speaks_of_one() {
        let portal = text("portal.yaml").replace("级别: 区}", "级别: 区, 填报宽限: 0}");
        let plan = with(&[("portal.yaml", &portal)], "2026-10-15");
        let Page::Rules(view) = page(&plan, "rules/") else { panic!("the rules") };
        let rules = view.sections.iter().flat_map(|section| &section.rules);
        let said: Vec<String> =
            rules.map(|rule| format!("{} {}", rule.number, rule.text)).collect();
        let said = said.join("\n");
        for rule in [
            "L9 超过填报周期，没有新的进度",
            "T3 距上次有效填报超过填报周期的，",
            "到月底还没有填报的，该月记为缺报",
            "填报晚于月底的记为迟报",
        ] {
            assert!(said.contains(rule), "{rule} is not in\n{said}");
        }
    }

    #[test]
    fn no_rule_bears_the_number_of_a_light() {
        let portal =
            text("portal.yaml").replace("级别: 区}", "级别: 区, 亮灯规则: {L14: {编号: C1}}}");
        let plan = with(&[("portal.yaml", &portal)], "2026-10-15");
        let Page::Rules(view) = page(&plan, "rules/") else { panic!("the rules") };
        let rules = view.sections.iter().flat_map(|section| &section.rules);
        let numbers: Vec<&str> = rules.map(|rule| rule.number.as_str()).collect();
        assert!(numbers.starts_with(&["C1", "L13"]) && numbers.contains(&"P1"), "{numbers:?}");
        assert!(numbers.contains(&"CC1") && numbers.contains(&"X1"), "{numbers:?}");
        assert_eq!(numbers.iter().filter(|number| **number == "C1").count(), 1);
    }

    #[test]
    fn a_portal_says_a_rule_in_its_own_words() {
        let said = said("rules_reports: {t1: '每满{rhythm_days}天报一次。'}");
        assert!(said.contains("T1 填报周期 每满31天报一次。"), "{said}");
        assert!(said.contains("T2 有效填报 带来新的进度"), "{said}");
    }
}

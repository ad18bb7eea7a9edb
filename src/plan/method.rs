//! The working method in words: the page of it, and the home page's line.

use super::address::{Address, Board, Honour, List};
use super::heads::{About, Section};
use super::here::Here;
use super::shelf::{Docket, Pile, Shelf};
use super::view::atoms::{Label, Link};
use super::view::home::MethodLine;
use super::view::rules::{Rule, RuleSection, RulesView};
use crate::method::{LadderStep, Method, PageKind, Part, Period, Rhythm, System};
use crate::span::Spanned;
use crate::yaml::Text;

/// The page of the working method.
pub fn page(here: Here) -> RulesView {
    let method = &here.assessed().portal.method;
    let title = here.plan.words("method", "title");
    let lead = here.plan.words("method", "lead");
    let above = vec![(here.plan.words("rules", "title"), Address::Rules)];
    RulesView {
        head: here.head(About { above, ..About::column(&title, lead.clone(), Section::About) }),
        title,
        lead,
        method: Label { text: method.name.to_string(), href: None },
        sections: sections(here),
    }
}

/// The method's sections, without those it leaves empty.
fn sections(here: Here) -> Vec<RuleSection> {
    let method = &here.assessed().portal.method;
    let section = |id: &str, title: &str, lead: Option<&Text>, rules: Vec<Rule>| RuleSection {
        id: id.to_owned(),
        title: title.to_owned(),
        lead: lead.map(|lead| lead.as_str().to_owned()),
        rules,
    };
    let all = [
        section(
            "mechanisms",
            &method.name,
            Some(&method.summary),
            parts(here, 'M', &method.mechanisms),
        ),
        section("columns", "各栏目的叫法", None, columns(here, method)),
        section("follow", "方案怎样分解和对照", None, follow(here, method)),
        section("benchmark", "怎样对标和自查", None, benchmark(here, method)),
        section("supervision", "怎样督查督办", None, supervision(here, method)),
        section("rhythms", "按什么节奏公开和考核", None, rhythms(method)),
        section("duties", "责任怎样落实", None, duties(method)),
        section("consequences", "结果怎样运用", None, results(here, method)),
    ];
    all.into_iter().filter(|section| !section.rules.is_empty()).collect()
}

/// The method's name, watchwords and parts, for the home page.
pub fn line(here: Here) -> MethodLine {
    let method = &here.assessed().portal.method;
    let page = here.href(Address::Method);
    let part = |(at, part): (usize, &Part)| Label {
        text: part.name.to_string(),
        href: Some(format!("{page}#M{}", at + 1)),
    };
    MethodLine {
        name: method.name.to_string(),
        slogan: method.slogan.as_deref().map(str::to_owned),
        parts: method.mechanisms.iter().enumerate().map(part).collect(),
    }
}

fn rule(number: String, name: &str, text: impl Into<String>) -> Rule {
    Rule {
        number,
        light: None,
        name: Some(name.to_owned()),
        text: text.into(),
        note: None,
        links: Vec::new(),
    }
}

/// Numbers rules in order: V1, V2 …
fn numbered<'a>(
    letter: char,
    rules: impl Iterator<Item = (&'a str, String, Vec<Link>)>,
) -> Vec<Rule> {
    let one = |(at, (name, text, links)): (usize, (&str, String, Vec<Link>))| Rule {
        links,
        ..rule(format!("{letter}{}", at + 1), name, text)
    };
    rules.enumerate().map(one).collect()
}

fn parts(here: Here, letter: char, parts: &[Part]) -> Vec<Rule> {
    numbered(letter, parts.iter().map(|part| part_of(here, part)))
}

fn part_of<'a>(here: Here, part: &'a Part) -> (&'a str, String, Vec<Link>) {
    (&part.name, part.text.to_string(), page_links(here, &part.pages))
}

fn page_links(here: Here, pages: &[Spanned<PageKind>]) -> Vec<Link> {
    pages.iter().filter_map(|page| page_link(here, page.value)).collect()
}

/// A page by what the method calls it, if the portal has such a page.
fn page_link(here: Here, page: PageKind) -> Option<Link> {
    let address = address(here, page).filter(|it| here.plan.has(*it))?;
    let names = &here.assessed().portal.method.pages;
    let own = names.iter().find(|name| name.page.value == page);
    let text = own.map_or(page.zh(), |own| own.name.as_str()).to_owned();
    Some(Link { text, href: here.href(address) })
}

/// The first page of a kind.
fn address(here: Here, page: PageKind) -> Option<Address> {
    match page {
        PageKind::Tasks => Some(Address::Tasks(List::All, 1)),
        PageKind::Plans => super::home::main_plan(here.assessed()).map(Address::Plan),
        PageKind::Structure => Some(Address::Structure),
        PageKind::Grids => Some(Address::Grids(None, 1)),
        PageKind::Areas => Some(Address::Areas),
        PageKind::Changes => Some(Address::Changes),
        PageKind::Commendations => Some(Address::Commendations(Honour::All, 1)),
        PageKind::Exposures => Some(Address::Exposures(Board::All, 1)),
        PageKind::Practices => Some(Address::Practices(1)),
        PageKind::Documents => Some(Address::Documents),
        PageKind::Screens => Some(Address::Screens),
        PageKind::Data => Some(Address::Data),
        PageKind::Rules => Some(Address::Rules),
        PageKind::Bulletins => Some(Address::Bulletins(1)),
        PageKind::Rankings => Some(Address::Rankings),
        PageKind::Supervision => Some(Address::Ledger(Shelf::Inspections(None), 1)),
        PageKind::Problems => Some(Address::Ledger(Shelf::Problems(Pile::All), 1)),
        PageKind::Rectifications => Some(Address::Ledger(Shelf::Mendings(Docket::All), 1)),
        PageKind::Pledges => Some(Address::Ledger(Shelf::Pledges, 1)),
        PageKind::Appraisals => Some(Address::Ledger(Shelf::Appraisals, 1)),
        PageKind::Calendar => Some(Address::Ledger(Shelf::Consultations, 1)),
    }
}

fn said(text: Option<&Text>) -> String {
    text.map(|text| text.as_str().to_owned()).unwrap_or_default()
}

fn columns(here: Here, method: &Method) -> Vec<Rule> {
    let one = |page: &crate::method::PageName| {
        let link = page_link(here, page.page.value);
        (page.name.to_string(), said(page.text.as_ref()), link)
    };
    let named: Vec<_> = method.pages.iter().map(one).collect();
    let rules = named.iter().map(|(name, text, link)| {
        (name.as_str(), text.clone(), link.iter().cloned().collect::<Vec<_>>())
    });
    numbered('W', rules)
}

/// Registers, tables, phases, checklist and snapshots.
fn follow(here: Here, method: &Method) -> Vec<Rule> {
    let registers = method.registers.iter().map(|register| {
        let list = here.list_href(List::Kind(register.kind.value));
        let name = register.name.as_str();
        let link = list.map(|href| Link { text: name.to_owned(), href });
        (name, said(register.text.as_ref()), link.into_iter().collect())
    });
    let tables = method.tables.iter();
    let tables = tables.map(|table| (&*table.name, said(table.text.as_ref()), Vec::new()));
    let named =
        |name: &'static str, text: String| (!text.is_empty()).then(|| (name, text, Vec::new()));
    let phases = method.phases.iter().map(|phase| explained(&phase.name, phase.text.as_ref()));
    let phases = phases.collect::<Vec<_>>().join("；");
    let steps = method.checklist.iter().map(|step| explained(&step.name, step.text.as_ref()));
    let steps = steps.collect::<Vec<_>>().join("；");
    let days = method
        .snapshots
        .iter()
        .map(|day| format!("{}（{}月{}日）", day.name.as_str(), day.month.value, day.day.value));
    let days = days.collect::<Vec<_>>().join("、");
    let rest = [named("重点环节", phases), named("督导环节", steps), named("对照的时点", days)];
    numbered('F', registers.chain(tables).chain(rest.into_iter().flatten()))
}

/// 全面学习领会：弄清要求和现状
fn explained(name: &Text, text: Option<&Text>) -> String {
    match text {
        Some(text) => format!("{}：{}", name.as_str(), text.trim_end_matches('。')),
        None => name.to_string(),
    }
}

/// Questions, self-checks and topics.
fn benchmark(here: Here, method: &Method) -> Vec<Rule> {
    let questions = method.benchmark.iter();
    let questions = questions.map(|one| (&*one.name, said(one.text.as_ref()), Vec::new()));
    let checks = method.self_checks.iter().map(|check| {
        let items: Vec<&str> = check.items.iter().map(Text::as_str).collect();
        (&*check.name, items.join("、"), Vec::new())
    });
    let topics = method.topics.iter().enumerate().map(|(at, topic)| {
        let href = here.list_href(List::Topic(at));
        let link = href.map(|href| Link { text: topic.name.to_string(), href });
        (&*topic.name, said(topic.text.as_ref()), link.into_iter().collect())
    });
    numbered('B', questions.chain(checks).chain(topics))
}

/// Systems, ways, classes and levels.
fn supervision<'a>(here: Here, method: &'a Method) -> Vec<Rule> {
    let system = |held: &'a System| {
        let links = page_links(here, &held.pages);
        (&*held.name, held.text.to_string(), links)
    };
    let systems = method.systems.iter().map(system);
    let modes = method.modes.iter().map(|part| part_of(here, part));
    let classes = method.classes.iter().map(|class| {
        let every = class.every_days.map(|days| format!("至少每{}天督办一次。", days.value));
        let text = said(class.text.as_ref()) + &every.unwrap_or_default();
        (&*class.name, text, Vec::new())
    });
    let levels = method.escalation.iter().enumerate().map(|(at, level)| {
        let days = level.days.map(|days| format!("超过{}天没有解决的，提交上一级。", days.value));
        let text = said(level.text.as_ref()) + &days.unwrap_or_default();
        (&*level.name, format!("协调层级第{}级。{text}", at + 1), Vec::new())
    });
    numbered('V', systems.chain(modes).chain(classes).chain(levels))
}

fn rhythms(method: &Method) -> Vec<Rule> {
    let rhythms = method.rhythms.iter();
    numbered('J', rhythms.map(|rhythm| (&*rhythm.name, when(rhythm), Vec::new())))
}

/// 考核，每季度，最后一个月的25日。每季度全面检查。
fn when(rhythm: &Rhythm) -> String {
    let day = rhythm.day.map(|day| match rhythm.every.value {
        Period::Week => format!("，星期{}", weekday(day.value)),
        Period::TenDays => format!("第{}天", day.value),
        Period::Month => format!("{}日", day.value),
        Period::Quarter | Period::HalfYear | Period::Year | Period::Irregular => {
            format!("，期末当月{}日", day.value)
        }
    });
    format!(
        "{}，{}{}。{}",
        rhythm.kind.value.zh(),
        rhythm.every.value.zh(),
        day.unwrap_or_default(),
        said(rhythm.text.as_ref())
    )
}

/// 一 for Monday, 日 for Sunday.
fn weekday(day: u32) -> char {
    let at = usize::try_from(day.saturating_sub(1)).unwrap_or(usize::MAX);
    "一二三四五六日".chars().nth(at).unwrap_or('日')
}

/// Lists of duties, roles, and the two chains.
fn duties(method: &Method) -> Vec<Rule> {
    let lists = method.duty_lists.iter();
    let lists = lists.map(|list| (&*list.name, said(list.text.as_ref()), Vec::new()));
    let roles: Vec<String> = method
        .roles
        .iter()
        .map(|duty| format!("{}{}", duty.role.value.zh(), duty.duty.as_str()))
        .collect();
    let named =
        |name: &'static str, text: String| (!text.is_empty()).then(|| (name, text, Vec::new()));
    let rest = [
        named("各角色的职责", roles.join("；")),
        named("责任链条", chain(&method.ladder)),
        named("推进链条", chain(&method.promotion)),
    ];
    numbered('Z', lists.chain(rest.into_iter().flatten()))
}

/// 州长统筹 → 副州长分管 → …
fn chain(steps: &[LadderStep]) -> String {
    let step = |step: &LadderStep| format!("{}{}", step.who.as_str(), step.does.as_str());
    steps.iter().map(step).collect::<Vec<_>>().join(" → ")
}

/// Uses of results and situations of tolerance.
fn results(here: Here, method: &Method) -> Vec<Rule> {
    let uses = method.consequences.iter().map(|part| part_of(here, part));
    let situations: Vec<&str> = method.tolerance.iter().map(Text::as_str).collect();
    let tolerance = (!situations.is_empty()).then(|| {
        let text = format!("{}，经认定可以容错。", situations.join("；"));
        ("容错情形", text, Vec::new())
    });
    numbered('Y', uses.chain(tolerance))
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    /// A method that nobody has: the program has never seen its words.
    const OURS: &str = "\
编号: river-chief
名称: 河长工作法
摘要: 一河一策，一段一人。
口号: 水清岸绿
工作称谓: {名称: 护河事项, 量词: 件}
机制:
  - {名称: 一河一策, 说明: 每条河一张方案。, 页面: [plans, tasks]}
栏目:
  - {页面: tasks, 名称: 河段任务}
  - {页面: structure, 名称: 河长名单}
  - {页面: bulletins, 名称: 护河月报}
  - {页面: supervision, 名称: 巡河记录}
  - {页面: exposures, 名称: 黄榜, 说明: 谁的河谁来治。}
  - {页面: commendations, 名称: 红榜}
  - {页面: practices, 名称: 治河办法}
  - {页面: rankings, 名称: 水质榜}
灯:
  green: {说法: 水清岸绿, 简称: 水清}
  done: {说法: 已经办好, 简称: 办好}
  red: {说法: 亮红牌, 简称: 红牌, 逾期说法: 红牌逾期}
  yellow: {说法: 亮黄牌, 简称: 亮黄}
  silent: {说法: 没有签到, 简称: 缺签}
亮灯规则:
  L7: {超过: 5}
  L2: {达到: 2}
台账:
  - {任务类型: livelihood, 名称: 河段台账}
分表:
  - {表: checklist, 名称: 巡河清单}
重点环节:
  - {编号: look, 名称: 看河, 推断至: 50}
  - {编号: mend, 名称: 治河, 推断至: 100}
督导环节:
  - {编号: walk, 名称: 走一遍}
  - {编号: ask, 名称: 问一遍}
时点:
  - {名称: 汛前, 月: 4, 日: 30}
对标问题:
  - {编号: clear, 名称: 水有多清}
专题:
  - {编号: flood, 名称: 防汛}
督查制度:
  - {名称: 巡河日志, 说明: 看见的都记下来。, 记录: 督查调研}
  - {名称: 限期回话, 说明: 问了就要答。, 记录: 限时报告}
要素:
  - {名称: 三有, 要素: [目标, 牵头单位, 完成时限], 说法: [{要素: 目标, 叫法: 有目标}]}
工作节奏:
  - {名称: 旬巡河, 类型: 督查, 周期: 每旬, 日: 10}
  - {名称: 周例会, 类型: 督查, 周期: 每周, 日: 7}
";

    /// The portal of the reference with that method.
    fn portal() -> String {
        let shipped =
            crate::method::names().map(|name| format!("工作方法: {{基础: {name}, 级别: 区}}\n"));
        shipped.fold(text("portal.yaml").to_owned(), |portal, chosen| {
            portal.replace(&chosen, "工作方法: river-chief\n")
        })
    }

    /// Words of the program or of other methods, each beside a word of this one.
    const OTHERS: [&str; 6] =
        ["任务进展", "责任体系", "督查督办", "曝光台", "月排位", "重点工作推进"];

    #[test]
    fn menu_headings_titles_and_slides_are_called_as_the_method_calls_them() {
        let plan = with(&[("portal.yaml", &portal()), ("method.yaml", OURS)], "2026-10-15");
        let menu: Vec<&str> = plan.site.nav.iter().map(|item| item.text.as_str()).collect();
        let further = plan.site.footer.iter().map(|link| link.text.as_str());
        let menu: Vec<&str> = menu.into_iter().chain(further).collect();
        for (path, name) in [
            ("tasks/", "河段任务"),
            ("structure/", "河长名单"),
            ("bulletins/", "护河月报"),
            ("supervision/", "巡河记录"),
            ("exposures/", "黄榜"),
            ("commendations/", "红榜"),
            ("practices/", "治河办法"),
        ] {
            assert!(menu.contains(&name), "{name} is not in {menu:?}");
            let found = plan.addresses().iter().find(|to| to.path(&plan.assessed) == path);
            let view = format!("{:?}", plan.view(*found.expect(path)));
            assert!(view.contains(&format!("title: \"{name}\"")), "{path} {view}");
            for other in OTHERS {
                assert!(!menu.contains(&other) && !view.contains(other), "{path}: {other}");
            }
        }
        let lead = plan.interface().get("exposures", "lead");
        assert!(
            lead.starts_with("谁的河谁来治。") && lead.len() > "谁的河谁来治。".len(),
            "{lead}"
        );
        let titles: Vec<&str> = plan
            .shows()
            .iter()
            .flat_map(|show| &show.deck.slides)
            .map(|slide| slide.title.as_str())
            .collect();
        assert!(titles.contains(&"黄榜") && titles.contains(&"红榜"), "{titles:?}");
        assert!(titles.iter().any(|title| title.contains("件任务，办好")), "{titles:?}");
        let Page::Bulletin(august) = page(&plan, "bulletins/2026-08/") else { panic!("a month") };
        assert_eq!(august.official.title.concat(), "关于2026年8月护河事项推进情况的通报");
        let told = [august.message.as_str(), &august.broadcast.join("")].join("");
        assert!(told.contains("2026年8月护河事项：公开任务"), "{told}");
        assert!(told.contains("向社会公开的护河事项一共"), "{told}");
        let undertaker = plan.site.undertaker.as_deref().expect("who issues the bulletin");
        assert!(told.contains(&format!("下面播送{undertaker}的一份通报")), "{told}");
    }

    #[test]
    fn a_method_nobody_has_seen_speaks_on_every_page_in_its_own_words() {
        let portal = portal();
        let plan = text("plans/plan-2026.yaml").to_owned()
            + "督导:\n  - {环节: walk, 日期: 2026-05-01, 情况: 已落实, 说明: 走完12段}\n";
        let task = text("tasks/lift-retrofit.yaml").to_owned()
            + "专题: [flood]\n对标: {标杆单位: 邻市, 回答: [{问题: clear, 回答: 三类水}]}\n";
        let plan = with(
            &[
                ("portal.yaml", &portal),
                ("method.yaml", OURS),
                ("plans/plan-2026.yaml", &plan),
                ("tasks/lift-retrofit.yaml", &task),
            ],
            "2026-10-15",
        );
        let Page::Method(rules) = page(&plan, "rules/method/") else { panic!("rules") };
        let all = rules.sections.iter().flat_map(|section| &section.rules);
        let said: Vec<String> = all
            .map(|rule| format!("{}|{}", rule.name.as_deref().unwrap_or_default(), rule.text))
            .collect();
        let said = said.join("\n");
        for words in
            ["一河一策|", "河段台账|", "看河；治河", "走一遍；问一遍", "汛前（4月30日）", "旬巡河|"]
        {
            assert!(said.contains(words), "{words} is not in\n{said}");
        }
        let Page::Plan(followed) = page(&plan, "plans/plan-2026/") else { panic!("a plan") };
        let found: Vec<Option<&str>> = followed
            .checklist
            .iter()
            .map(|step| step.found.as_ref().map(|found| found.state.as_str()))
            .collect();
        assert_eq!((followed.kept, found), (1, vec![Some("已落实"), None]));
        let days: Vec<&str> = followed
            .snapshots
            .iter()
            .flat_map(|held| &held.days)
            .map(|day| day.name.as_str())
            .collect();
        assert_eq!(days, ["2026年汛前"]);
        let Page::PlanTable(table) = page(&plan, "plans/plan-2026/checklist/") else {
            panic!("a table")
        };
        assert_eq!((table.name.as_str(), table.total), ("巡河清单", followed.distribution.total));
        let ways: Vec<(&str, bool)> =
            table.orders.iter().map(|way| (&*way.text, way.href.is_some())).collect();
        assert_eq!(ways, [("按目录", false), ("按完成时限", true), ("按牵头单位", true)]);
        let Page::Ledger(supervision) = page(&plan, "supervision/") else { panic!("a ledger") };
        let systems: Vec<&str> =
            supervision.sections.iter().map(|section| &*section.title).take(3).collect();
        assert_eq!(systems, ["巡河日志", "限期回话", "工作台账"], "its own first, in its order");
        let lead = supervision.sections.first().and_then(|section| section.lead.clone());
        assert_eq!(lead.as_deref(), Some("看见的都记下来。还没有记录。"));
        let Page::Task(task) = page(&plan, "tasks/lift-retrofit/") else { panic!("a task") };
        assert_eq!(task.elements.iter().map(|set| &*set.name).collect::<Vec<_>>(), ["三有"]);
        assert_eq!(task.topics.iter().map(|it| &*it.text).collect::<Vec<_>>(), ["防汛"]);
        assert_eq!(task.benchmark.map(|own| own.answered), Some(1));
        assert_eq!((task.phases.len(), task.phases_inferred), (2, true));
        let words: Vec<&str> = plan.site.lights.iter().map(|light| &*light.word).collect();
        assert!(words.contains(&"水清岸绿"), "{words:?}");
        let lamps = &plan.site.lamps;
        let lit = [&lamps.red.lit, &lamps.yellow.lit, &lamps.silent.word];
        assert_eq!(lit, ["亮红牌", "亮黄", "没有签到"]);
        let Page::Rules(rules) = page(&plan, "rules/") else { panic!("rules") };
        let said: Vec<String> = rules
            .sections
            .iter()
            .flat_map(|section| &section.rules)
            .map(|rule| format!("{}{}", rule.name.as_deref().unwrap_or_default(), rule.text))
            .collect();
        let said = said.join("\n");
        for shipped in ["红灯", "黄灯", "未按期填报", "未报的", "{", "["] {
            assert!(!said.contains(shipped), "{shipped} is in\n{said}");
        }
        assert!(
            said.contains("比计划慢2个百分点以上（含2）、但不超过5个百分点的，为亮黄牌"),
            "{said}"
        );
    }
}

//! Selecting a method and laying a portal's own fields over it.

use include_dir::{Dir, include_dir};

use super::Method;
use super::check::check;
use super::lay_over::lay_over;
use crate::diagnostic::{Code, Diagnostic, nearest, say};
use crate::span::{FileId, Span};
use crate::yaml::{self, Key, Node, Read, Value};

static SHIPPED: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/method");

/// The fields of a mapping.
type Entries = Vec<(Key, Node)>;

/// Names of the methods that ship with the program, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.files().filter_map(|file| file.path().to_str()?.strip_suffix(".yaml"))
}

/// What a method that ships is called in its document.
fn title(name: &str) -> Option<&'static str> {
    let text = SHIPPED.get_file(format!("{name}.yaml"))?.contents_utf8()?;
    text.lines().find_map(|line| line.strip_prefix("名称: "))
}

/// The fields of a file that ships. It has no place in the portal: mistakes in it are ours and kept
/// out by a test.
fn shipped(path: &str) -> Option<Entries> {
    let text = SHIPPED.get_file(path)?.contents_utf8()?;
    match yaml::parse(FileId(u32::MAX), text, 0, &mut Vec::new())?.value {
        Value::Map(entries) => Some(entries),
        Value::Null | Value::Scalar { .. } | Value::List(_) | Value::Broken => None,
    }
}

/// What a method says that does not say it itself.
fn common() -> Entries {
    shipped("common/method.yaml").expect("it ships with the program")
}

/// The method a portal chose: a name, or `{base: name, …}` with fields that override it. `own` is
/// the portal's `method.yaml`. Mistakes are reported where the portal wrote them.
pub fn method(choice: &Node, own: Option<&Node>, problems: &mut Vec<Diagnostic>) -> Option<Method> {
    let own = own.map(|node| Own::of(node, problems));
    let (name, span, overrides) = chosen(choice, problems)?;
    let is_own = own.as_ref().is_some_and(|own| own.id.as_deref() == Some(name));
    problems.extend(own.as_ref().filter(|own| !is_own && !own.is_broken).map(Own::unused));
    let (mut entries, whole) = match own {
        Some(own) if is_own => (own.over_its_base(problems)?, own.span),
        Some(own) if own.is_broken && !names().any(|known| known == name) => return None,
        own => {
            let Some(entries) = based_on(name, problems) else {
                problems.push(unknown(name, span, own.and_then(|own| own.id).as_deref()));
                return None;
            };
            (entries, choice.span)
        }
    };
    lay_over(&mut entries, overrides, Method::FIELDS, problems);
    let written = Node { span: whole, value: Value::Map(entries) };
    let mut method = Method::read(&written, problems)?;
    check(&mut method, &written, choice.span, problems);
    Some(method)
}

/// The fields of a method that ships, over what all share.
fn based_on(name: &str, problems: &mut Vec<Diagnostic>) -> Option<Entries> {
    names().find(|known| *known == name)?;
    let mut entries = common();
    lay_over(&mut entries, shipped(&format!("{name}.yaml"))?, Method::FIELDS, problems);
    Some(entries)
}

fn is_base(key: &Key) -> bool {
    key.text == "base" || key.text == "基础"
}

/// The name of the chosen method, where it is written, and the fields that override it.
fn chosen<'a>(
    choice: &'a Node,
    problems: &mut Vec<Diagnostic>,
) -> Option<(&'a str, Span, Entries)> {
    let entries = match &choice.value {
        Value::Scalar { text, .. } => return Some((text.as_str(), choice.span, Vec::new())),
        Value::Map(entries) => entries,
        Value::Broken => return None,
        Value::Null | Value::List(_) => {
            problems.push(unknown("", choice.span, None));
            return None;
        }
    };
    let bases: Vec<&(Key, Node)> = entries.iter().filter(|(key, _)| is_base(key)).collect();
    let Some((first, node)) = bases.first() else {
        problems.push(no_base(choice.span));
        return None;
    };
    if let Some((second, _)) = bases.get(1) {
        problems.push(yaml::duplicate_key(second, first.span));
    }
    let rest = entries.iter().filter(|(key, _)| !is_base(key)).cloned().collect();
    match &node.value {
        Value::Scalar { text, .. } => Some((text.as_str(), node.span, rest)),
        Value::Broken => None,
        Value::Null | Value::List(_) | Value::Map(_) => {
            problems.push(unknown("", node.span, None));
            None
        }
    }
}

/// The portal's own method, as `method.yaml` says it.
struct Own {
    span: Span,
    id: Option<String>,
    entries: Entries,
    /// Part of it could not be read, which was reported.
    is_broken: bool,
}

impl Own {
    fn of(node: &Node, problems: &mut Vec<Diagnostic>) -> Self {
        let mut own =
            Self { span: node.span, id: None, entries: Vec::new(), is_broken: node.is_broken() };
        let Value::Map(entries) = &node.value else {
            // Says that the file holds no keys, unless it was said that it is no YAML.
            Method::read(node, problems);
            own.is_broken = true;
            return own;
        };
        own.entries.clone_from(entries);
        let id = entries.iter().find(|(key, _)| key.text == "id" || key.text == "编号");
        let Some((_, Node { value: Value::Scalar { text, .. }, span })) = id else {
            if !own.is_broken {
                problems.push(no_id(node.span));
                own.is_broken = true;
            }
            return own;
        };
        if names().any(|known| known == text) {
            problems.push(taken(text, *span));
            own.is_broken = true;
        }
        own.id = Some(text.clone());
        own
    }

    /// Its fields over those of the method it is based on, or over what all methods share.
    fn over_its_base(&self, problems: &mut Vec<Diagnostic>) -> Option<Entries> {
        let base = self.entries.iter().find(|(key, _)| is_base(key));
        let mut entries = match base {
            None => common(),
            Some((_, Node { value: Value::Scalar { text, .. }, span })) => {
                let Some(entries) = based_on(text, problems) else {
                    problems.push(unknown(text, *span, None));
                    return None;
                };
                entries
            }
            Some((_, node)) => {
                let was_read = node.value != Value::Broken;
                problems.extend(was_read.then(|| unknown("", node.span, None)));
                return None;
            }
        };
        let over = self.entries.iter().filter(|(key, _)| !is_base(key)).cloned().collect();
        lay_over(&mut entries, over, Method::FIELDS, problems);
        Some(entries)
    }

    fn unused(&self) -> Diagnostic {
        let id = self.id.as_deref().unwrap_or_default();
        let words = say(
            format!("`method.yaml`里的工作方法`{id}`没有选用"),
            format!("the method `{id}` of `method.yaml` is not chosen"),
        );
        let start = Span { end: self.span.start, ..self.span };
        Diagnostic::new(Code::StrayFile, start, words).help(say(
            format!("在`portal.yaml`里写`工作方法: {id}`；不用的，删去`method.yaml`"),
            format!("write `method: {id}` in `portal.yaml`, or delete `method.yaml`"),
        ))
    }
}

fn no_id(span: Span) -> Diagnostic {
    let start = Span { end: span.end.min(span.start + 1), ..span };
    Diagnostic::new(Code::MissingKey, start, say("缺少`编号`", "missing key `id`")).help(say(
        "加一行`编号: …`（方法编号），再写进`portal.yaml`的`工作方法`",
        "add a line `id: …` and name it in `portal.yaml`",
    ))
}

fn taken(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateId,
        span,
        say(
            format!("`{name}`是程序自带的工作方法"),
            format!("`{name}` is a method that ships with the program"),
        ),
    )
    .help(say(
        format!("换一个编号；要在它的基础上改，另写一行`基础: {name}`"),
        format!("choose another id; to change that method add `base: {name}`"),
    ))
}

fn no_base(span: Span) -> Diagnostic {
    let words = say("没有写以哪种工作方法为基础", "the method has no `base`");
    let first = names().next().unwrap_or_default();
    Diagnostic::new(Code::MissingKey, span, words).help(say(
        format!("加上`基础: {first}`这样一行，其余各键是对它的改动"),
        format!("add a line such as `base: {first}`; the other keys change it"),
    ))
}

/// There is no method of this name, nor is it the portal's own.
fn unknown(name: &str, span: Span, own: Option<&str>) -> Diagnostic {
    let mut known: Vec<&str> = names().collect();
    known.extend(own);
    let list = known.join("、");
    let words = if name.is_empty() {
        say("这里写一种工作方法的名称", "the name of one method belongs here")
    } else {
        say(format!("没有工作方法`{name}`"), format!("there is no method `{name}`"))
    };
    let problem = Diagnostic::new(Code::UnknownMethod, span, words);
    let plain = |text: &str| text.replace(['“', '”'], "");
    let is_titled = |held: &&str| title(held).is_some_and(|title| plain(title) == plain(name));
    let titled = names().find(is_titled);
    match titled.or_else(|| nearest(name, known.iter().copied())) {
        Some(near) => problem.help(say(
            format!("是不是想写`{near}`？可用的方法：{list}"),
            format!("did you mean `{near}`? There are: {}", known.join(", ")),
        )),
        None => problem.help(say(
            format!("可用的方法：{list}；自己的方法写在`method.yaml`里"),
            format!("there are: {}; your own goes to `method.yaml`", known.join(", ")),
        )),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::record::SupervisionClass;

    /// The method that texts in `portal.yaml` and `method.yaml` make, and what is reported.
    pub fn made(choice: &str, own: Option<&str>) -> (Option<Method>, Vec<String>) {
        let (method, problems) = read(choice, own);
        (method, problems.iter().map(|problem| problem.message.zh.clone()).collect())
    }

    /// A portal's choice of method, with what is reported of it.
    pub fn read(choice: &str, own: Option<&str>) -> (Option<Method>, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let node = |text: &str, file: u32| {
            yaml::parse(FileId(file), text, 0, &mut Vec::new()).expect("a text")
        };
        let Value::Map(entries) = node(choice, 0).value else { panic!("a mapping") };
        let (_, choice) = entries.into_iter().next().expect("a choice");
        let own = own.map(|text| node(text, 1));
        let method = method(&choice, own.as_ref(), &mut problems);
        (method, problems)
    }

    #[test]
    fn every_shipped_method_reads_without_a_mistake() {
        for name in names() {
            let (method, problems) = made(&format!("工作方法: {name}"), None);
            assert_eq!(problems, Vec::<String>::new(), "{name}");
            assert_eq!(method.expect(name).id.value.as_str(), name);
        }
    }

    #[test]
    fn a_method_of_which_a_reader_could_make_no_sense_is_refused() {
        let name = names().next().expect("a method");
        for (own, expected) in [
            ("灯: {黄灯预警: {一字: 红}}", "两种灯的`一字`都是`红`"),
            ("灯: {黄灯预警: {一字: 黄灯}}", "`一字`只写一个字，写的是`黄灯`"),
            ("亮灯规则: {L2: {达到: 31}}", "规则L2永远轮不到：排在它前面的L7已经包括了它"),
            ("亮灯规则: {L6: {超过: 0}}", "规则L3永远轮不到：排在它前面的L6已经包括了它"),
            ("填报周期: 0", "`填报周期`至少是1天"),
            ("公示工作日: 0", "`公示工作日`至少是1天"),
            ("临期改期天数: 0", "`临期改期天数`至少是1天"),
            ("协调层级: [{编号: a, 名称: 甲, 办理天数: 0}]", "`办理天数`至少是1天"),
            ("督办分级: [{级别: major, 名称: 甲, 间隔天数: 0}]", "`间隔天数`至少是1天"),
            (
                "临期天数: [3, 10, 20, 20]",
                "`临期天数`要从大到小写，不重复，最小是1，写的是3、10、20、20",
            ),
            ("临期天数: [30, 0]", "`临期天数`要从大到小写，不重复，最小是1，写的是30、0"),
            ("临期天数: []", "`临期天数`要从大到小写，不重复，最小是1，写的是空的"),
            (
                "督办分级: [{级别: major, 名称: 甲, 临期天数: [7, 7]}]",
                "`临期天数`要从大到小写，不重复，最小是1，写的是7、7",
            ),
            ("评分: {逾期日扣分: -2}", "`逾期日扣分`不能是负数"),
            ("评分: {迟办日扣分: -0.5}", "`迟办日扣分`不能是负数"),
            ("评分: {加分上限: -5}", "`加分上限`不能是负数"),
            ("评分: {滞后扣分: -1}", "`滞后扣分`不能是负数"),
            ("评分: {满分: 0}", "`满分`在1到10000之间，写的是`0`"),
            ("评分: {满分: 10}", "等次“优秀”的`下限`是90，满分是10"),
            ("工作节奏: [{名称: 甲, 类型: 督查, 周期: 每周, 日: 8}]", "一周里没有第8天"),
            ("工作节奏: [{名称: 甲, 类型: 督查, 周期: 每旬, 日: 11}]", "一旬里没有第11天"),
            ("工作节奏: [{名称: 甲, 类型: 督查, 周期: 每年, 日: 32}]", "一个月里没有第32日"),
            (
                "评分: {定性等次: [{名称: 好, 下限: 80}, {名称: 中, 下限: 80}]}",
                "等次“中”的`下限`应当比“好”的低",
            ),
            ("分表: [{表: 清单, 名称: 甲}, {表: checklist, 名称: 乙}]", "`清单`写了两次"),
        ] {
            let (_, problems) = made(&format!("工作方法:\n  基础: {name}\n  {own}\n"), None);
            assert_eq!(problems, [expected], "{own}");
        }
        let (_, problems) =
            made(&format!("工作方法:\n  基础: {name}\n  亮灯规则: {{L2: {{达到: 30}}}}\n"), None);
        assert_eq!(problems, Vec::<String>::new(), "30 points are yellow, 31 are red");
    }

    #[test]
    fn a_company_has_levels_of_its_own_and_scores_of_another_scale() {
        let own = "编号: forge\n名称: 五级链条\n摘要: 一级压一级。\n级别: 集团\n\
            各级叫法: [{级别: 集团, 下级: 工厂, 联系领导: 联系副总}]\n广播称呼: 各位职工\n\
            工作节奏: [{名称: 旬报, 类型: 公开, 周期: 每旬, 日: 10}]\n\
            评分:\n  满分: 1000\n  滞后扣分: 5\n  \
            定性等次: [{名称: 金牌, 下限: 900}, {名称: 铜牌, 下限: 0}]\n";
        let (method, problems) = made("工作方法: forge", Some(own));
        assert_eq!(problems, Vec::<String>::new());
        let method = method.expect("a method");
        let score = |points: i64| crate::yaml::Number(points * 1_000_000);
        let grade = |points| method.scoring.grade(score(points)).map(|held| held.name.to_string());
        assert_eq!(grade(900).as_deref(), Some("金牌"));
        assert_eq!(grade(899).as_deref(), Some("铜牌"));
        assert_eq!(method.scoring.mark(), Some(score(900)));
        let formula = method.scoring.formula.first().expect("a sentence");
        assert!(formula.contains("1000分，比计划慢1个百分点扣5分"), "{}", formula.as_str());
    }

    #[test]
    fn a_class_of_tasks_may_be_warned_of_sooner_than_the_others() {
        let name = names().next().expect("a method");
        let text = format!(
            "工作方法:\n  基础: {name}\n  临期天数: [30, 7]\n  督办分级:\n    \
             - {{级别: major, 名称: 重大任务, 临期天数: [60]}}\n    \
             - {{级别: regular, 名称: 常规工作}}\n"
        );
        let (method, problems) = made(&text, None);
        assert_eq!(problems, Vec::<String>::new());
        let method = method.expect("a method");
        for (class, days) in [
            (Some(SupervisionClass::Major), &[60][..]),
            (Some(SupervisionClass::Regular), &[30, 7]),
            (Some(SupervisionClass::Special), &[30, 7]),
            (None, &[30, 7]),
        ] {
            assert_eq!(method.due_soon_days(class), days, "{class:?}");
        }
    }

    #[test]
    fn a_single_record_of_a_list_is_changed_and_the_others_stay() {
        let name = names().next().expect("a method");
        let whole = made(&format!("工作方法: {name}"), None).0.expect("a method");
        let text = format!(
            "工作方法:\n  基础: {name}\n  灯:\n    红灯滞后: {{short: 亮红}}\n  \
             亮灯规则:\n    L7: {{超过: 25}}\n    L8:\n"
        );
        let (method, problems) = made(&text, None);
        assert_eq!(problems, Vec::<String>::new());
        let method = method.expect("a method");
        let words = |method: &Method, light| {
            method.words(light).map(|w| (w.word.to_string(), w.short.to_string()))
        };
        let red = words(&whole, crate::method::Light::Red).map(|(word, _)| (word, "亮红".into()));
        assert_eq!(words(&method, crate::method::Light::Red), red);
        let green = crate::method::Light::Green;
        assert_eq!(words(&method, green), words(&whole, green));
        assert_eq!(method.rules.len() + 1, whole.rules.len());
        let over = method.rules.iter().find(|rule| rule.number.as_str() == "L7");
        assert_eq!(over.and_then(|rule| rule.over), Some(25));
    }

    /// The text of a rule.
    fn said(method: &Method, number: &str) -> String {
        let rule = method.rules.iter().find(|rule| rule.number.as_str() == number);
        rule.map(|rule| rule.text.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_changed_threshold_changes_the_sentence() {
        for name in names() {
            let text = format!(
                "工作方法: {{基础: {name}, 填报宽限: 4, 灯: {{yellow: {{说法: 亮黄牌}}}}, 亮灯规则: \
                 {{L7: {{超过: 25}}, L2: {{达到: 8}}, L6: {{超过: 20}}, L8: {{超过: 2}}, L5: {{超过: 3}}}}}}"
            );
            let (method, problems) = made(&text, None);
            assert_eq!(problems, Vec::<String>::new(), "{name}");
            let method = method.expect(name);
            for (number, words) in [
                ("L7", "比计划慢超过25个百分点的，"),
                ("L2", "比计划慢8个百分点以上（含8）、但不超过25个百分点的，为亮黄牌。"),
                ("L6", "有一个阶段逾期超过20天的，"),
                ("L3", "有一个阶段逾期但不超过20天的，为亮黄牌。"),
                ("L8", "计划开始超过2个月后仍报告未启动的，"),
                ("L9", "超过填报周期再加4天，"),
                ("L5", "已过完成时限超过3天、未报完成的，"),
            ] {
                let said = said(&method, number);
                assert!(said.starts_with(words), "{name} {number}: {said}");
            }
            let whole = made(&format!("工作方法: {name}"), None).0.expect(name);
            assert!(said(&whole, "L5").starts_with("已过完成时限、未报完成的，"), "{name}");
            for rule in &whole.rules {
                assert!(!rule.text.contains(['{', '[']), "{name}: {}", rule.text.as_str());
            }
        }
    }

    #[test]
    fn a_method_of_its_own_writes_its_thresholds_into_its_sentences() {
        let rule = |text: &str| {
            format!(
                "编号: ours\n名称: 甲\n摘要: 乙\n亮灯规则:\n  L7: {{编号: A1, 超过: 40, 说明: \
                 \"{text}\", 句式: \"慢{{lag}}点\"}}\n"
            )
        };
        let made = |text: &str| {
            made("工作方法: {基础: ours, 亮灯规则: {A1: {超过: 45}}}", Some(&rule(text)))
        };
        let (method, problems) = made("落后{over}点以上的，记{short}。");
        assert_eq!(
            (problems, method.is_some()),
            (vec!["没有`{short}`这个数字可填".to_owned()], true)
        );
        let (method, problems) = made("落后{over}点以上的，记{red}。");
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(said(&method.expect("ours"), "A1"), "落后45点以上的，记红灯滞后。");
        let stale = "规则A1的`超过`是45，`说明`里没有这个数字".to_owned();
        assert_eq!(made("落后40点以上的，记红灯。").1, [stale]);
        assert_eq!(made("落后45点以上的，记红灯。").1, Vec::<String>::new());
    }

    #[test]
    fn a_list_replaces_a_list() {
        let name = names().next().expect("a method");
        let text = format!(
            "工作方法: {{基础: {name}, 容错情形: [甲], 时点: [{{名称: 期中, 月: 5, 日: 1}}]}}"
        );
        let method = made(&text, None).0.expect("a method");
        assert_eq!((method.tolerance.len(), method.snapshots.len()), (1, 1));
    }

    #[test]
    fn a_portal_overrides_one_field_of_the_scoring_and_keeps_the_others() {
        let name = names().next().expect("a method");
        let text = format!("工作方法: {{base: {name}, scoring: {{加分上限: 3, decimals: 1}}}}");
        let (method, problems) = made(&text, None);
        assert_eq!(problems, Vec::<String>::new());
        let scoring = method.expect("a method").scoring;
        assert_eq!((scoring.bonus_cap.words().as_str(), scoring.decimals.value), ("3", 1));
        assert_eq!(scoring.min_tasks, 3);
    }

    #[test]
    fn a_score_with_five_decimals_is_refused() {
        let name = names().next().expect("a method");
        let (_, problems) =
            made(&format!("工作方法: {{base: {name}, 评分: {{小数位数: 5}}}}"), None);
        assert_eq!(problems, ["得分保留0到4位小数，写的是`5`"]);
    }

    #[test]
    fn no_more_than_a_quarter_stands_last_and_nobody_both_first_and_last() {
        let name = names().next().expect("a method");
        for (scoring, problem) in [
            ("末位占比: 60, 最小末位组: 2, 最小排位组: 2", Some("末位最多占四分之一，写的是60%")),
            ("末位占比: 25, 最小末位组: 4", None),
            ("末位占比: 0, 最小末位组: 2", None),
            (
                "前列数: 4, 最小末位组: 4",
                Some("一组4个单位时，列前4个，又列末位1个，有单位两边都在"),
            ),
        ] {
            let (_, problems) =
                made(&format!("工作方法: {{base: {name}, 评分: {{{scoring}}}}}"), None);
            let found: Vec<&str> = problems.iter().map(String::as_str).collect();
            assert_eq!(found, problem.into_iter().collect::<Vec<_>>(), "{scoring}");
        }
    }

    #[test]
    fn a_record_that_is_not_in_the_list_is_answered_with_the_nearest() {
        let name = names().next().expect("a method");
        let (_, problems) =
            made(&format!("工作方法: {{基础: {name}, 亮灯规则: {{L77: {{超过: 1}}}}}}"), None);
        assert_eq!(problems, ["列表里没有`L77`这一条"]);
    }

    #[test]
    fn a_method_called_by_its_title_is_answered_with_its_name() {
        for name in names() {
            let title = title(name).expect("every method has a title");
            let problem = unknown(title, Span::start_of(FileId(0)), None);
            let help = problem.help.expect("there is a help").zh;
            assert!(help.contains(&format!("是不是想写`{name}`")), "{title}: {help}");
        }
    }

    #[test]
    fn a_portal_may_bring_its_own_method() {
        let own = "编号: ours\n名称: 我们的方法\n摘要: 一项一项办。\n填报周期: 7\n";
        let (method, problems) = made("工作方法: ours", Some(own));
        assert_eq!(problems, Vec::<String>::new());
        let method = method.expect("our method");
        assert_eq!((method.rhythm_days, method.rules.is_empty()), (7, false));
        let changed = made("工作方法: {基础: ours, 填报周期: 14}", Some(own)).0;
        assert_eq!(changed.expect("ours, changed").rhythm_days, 14);
    }

    #[test]
    fn a_method_of_its_own_that_is_not_chosen_or_not_its_own_is_reported() {
        let shipped = names().next().expect("a method");
        let own = "编号: ours\n名称: 甲\n摘要: 乙\n";
        for (choice, own, expected) in [
            (shipped, own, "`method.yaml`里的工作方法`ours`没有选用".to_owned()),
            ("ours", "名称: 甲\n摘要: 乙\n", "缺少`编号`".to_owned()),
            ("ours", "编号: ours\n名称: 甲\n", "缺少`摘要`".to_owned()),
            (
                shipped,
                &format!("编号: {shipped}\n名称: 甲\n摘要: 乙\n"),
                format!("`{shipped}`是程序自带的工作方法"),
            ),
        ] {
            let (_, problems) = made(&format!("工作方法: {choice}"), Some(own));
            assert_eq!(problems, [expected], "{choice} {own}");
        }
    }
}

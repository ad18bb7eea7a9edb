//! What a working method asks of a new portal: its explanation as comments, and the keys it adds
//! to the first plan and the first task.

use std::fmt::Write;

use crate::cli::terminal::Refusal;
use crate::diagnostic::say;
use crate::method::{self, Method};
use crate::span::{FileId, Span};
use crate::yaml::{Key, Node, Text, Value};

/// The method a new portal begins with where none is asked for.
const FIRST: &str = include_str!("portal/method.txt");

/// The level a new portal is made for where none is asked for.
const COUNTY: &str = "县";

/// The method of a name as a level of government works by it; what is unknown is refused with the
/// nearest known one.
pub(super) fn chosen(name: Option<&str>, level: Option<&str>) -> Result<Method, Refusal> {
    let span = Span::start_of(FileId(0));
    let entry = |key: &str, text: &str| {
        let value = Value::Scalar { text: text.to_owned(), plain: true };
        (Key { span, text: key.to_owned() }, Node { span, value })
    };
    let name = name.unwrap_or(FIRST.trim());
    let entries = vec![entry("base", name), entry("level", level.unwrap_or(COUNTY))];
    let mut problems = Vec::new();
    let method = method::method(&Node { span, value: Value::Map(entries) }, None, &mut problems);
    if let Some(problem) = problems.into_iter().next() {
        let refusal = Refusal::new(problem.message);
        return Err(match problem.help {
            Some(help) => refusal.help(help),
            None => refusal,
        });
    }
    method.ok_or_else(|| {
        Refusal::new(say(format!("没有工作方法`{name}`"), "there is no such method"))
    })
}

fn joined<'a>(names: impl Iterator<Item = &'a Text>) -> String {
    names.map(Text::as_str).collect::<Vec<_>>().join("、")
}

/// What the method is, as comments of `portal.yaml`.
pub(super) fn explained(method: &Method) -> String {
    let mut out = String::new();
    let mut line = |name: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(out, "# {name}：{text}");
        }
    };
    line(&method.name, &method.summary);
    line("组成", &joined(method.mechanisms.iter().map(|part| &part.name)));
    for set in &method.elements {
        let words: Vec<&str> = set.elements.iter().map(|element| set.word(element.value)).collect();
        line(&format!("任务要写明{}", set.name.as_str()), &words.join("、"));
    }
    line("方案公布成", &joined(method.tables.iter().map(|table| &table.name)));
    line("台账", &joined(method.registers.iter().map(|register| &register.name)));
    line("每项任务经过", &joined(method.phases.iter().map(|phase| &phase.name)));
    line("方案按这些环节督导", &joined(method.checklist.iter().map(|step| &step.name)));
    line("定标准要回答", &joined(method.benchmark.iter().map(|question| &question.name)));
    line("专题", &joined(method.topics.iter().map(|topic| &topic.name)));
    line("工作节奏", &joined(method.rhythms.iter().map(|rhythm| &rhythm.name)));
    line("责任清单", &joined(method.duty_lists.iter().map(|list| &list.name)));
    line("问题由下而上提交", &joined(method.escalation.iter().map(|level| &level.name)));
    let others = method::names().filter(|name| *name != method.id.value.as_str());
    line("还可以选用", &others.collect::<Vec<_>>().join("、"));
    out.truncate(out.trim_end().len());
    out
}

/// What the method adds to the first plan: a check of the first step of its checklist.
pub(super) fn of_plan(method: &Method) -> String {
    let Some(step) = method.checklist.first() else { return String::new() };
    format!(
        "督导:                     # 按工作方法的督导环节逐项记录；这一条是“{}”\n  \
         - {{环节: {}, 日期: <TODAY>, 情况: 部分落实, 说明: 目标和时限已经写明, 督导单位: supervision-office}}\n",
        step.name.as_str(),
        step.id.value
    )
}

/// What the method adds to the first task: answers to its questions.
pub(super) fn of_task(method: &Method) -> String {
    let mut out = String::new();
    for phase in &method.phases {
        let _ = writeln!(
            out,
            "# 阶段里可以写明属于哪个重点环节，“{}”写{}",
            phase.name.as_str(),
            phase.id.value
        );
    }
    if method.benchmark.is_empty() {
        return out;
    }
    out.push_str("对标:                     # 向先进对标，逐条回答工作方法的问题\n");
    out.push_str("  标杆单位: 示例市住房和城乡建设局\n  回答:\n");
    for question in &method.benchmark {
        let hint = question.text.as_deref().unwrap_or(&question.name);
        let _ = writeln!(out, "    - {{问题: {}, 回答: \"{hint}\"}}", question.id.value);
    }
    out
}

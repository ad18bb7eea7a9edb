//! Malformed records: every mistake is reported where it stands, with its code, once, with a way to
//! mend it, and beside it the other mistakes of the file.
//!
//! `tests/malformed/*.txt` hold the cases. A case changes the portal of the record reference:
//!
//! ```text
//! == what is wrong
//! -> tasks/a.yaml          a file of its own
//! 编号: a
//! «unknown-key»标提: 电梯   a mark stands before the character that is reported
//! -> portal.yaml +         lines that take the place of the portal's lines with the same keys,
//! 域名: www.a.example      or follow them; `~key` takes a key away
//! -> areas.yaml gone
//! ```
//!
//! `‹9›` is the character U+0009, `‹61*81›` the character U+0061 81 times. A case marked `(whole)`
//! is about the file as a whole and takes no second mistake.

mod corpus;
mod disk;

use std::collections::BTreeSet;

use daylight::diagnostic::{Code, Diagnostic, Severity, in_order};
use daylight::source::Sources;
use daylight::{portal, record};
use rayon::prelude::*;

use corpus::{Case, Mark};

/// A key that no record has, to see whether it is found beside another mistake.
const SECOND_KEY: &str = "没有的键";

/// Everything that reading and resolving say about a case.
fn findings(case: &Case) -> (Vec<Diagnostic>, Sources) {
    let files = case.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let sources = Sources::from_texts(files);
    let mut problems = Vec::new();
    let records = record::load(&sources, &mut problems);
    portal::resolve(&records, &sources, &mut problems);
    in_order(&mut problems);
    (problems, sources)
}

fn mark(problem: &Diagnostic, sources: &Sources) -> Mark {
    let file = sources.file(problem.span.file);
    let (line, column) = file.line_and_column(problem.span.start);
    Mark { code: problem.code.name().to_owned(), path: file.path.clone(), line, column }
}

/// What is reported, sorted; notes only where the case asks for their code.
fn marks(problems: &[Diagnostic], sources: &Sources, asked: &[Mark]) -> Vec<Mark> {
    let is_asked = |problem: &&Diagnostic| {
        let name = problem.code.name();
        problem.severity() < Severity::Note || asked.iter().any(|mark| mark.code == name)
    };
    let mut marks: Vec<Mark> =
        problems.iter().filter(is_asked).map(|problem| mark(problem, sources)).collect();
    marks.sort();
    marks
}

fn expected(marks: &[Mark]) -> String {
    let line = |mark: &Mark| {
        let Mark { path, line, column, code } = mark;
        format!("  expected {path}:{line}:{column} {code}\n")
    };
    marks.iter().map(line).collect()
}

fn said(problems: &[Diagnostic], sources: &Sources) -> String {
    let line = |problem: &Diagnostic| {
        let Mark { path, line, column, code } = mark(problem, sources);
        let help = problem.help.as_ref().map_or("-", |help| &help.zh);
        let help: String = help.chars().take(40).collect();
        format!("  found    {path}:{line}:{column} {code} {} → {help}\n", problem.message.zh)
    };
    problems.iter().map(line).collect()
}

/// Fails with what is wrong with each case.
fn for_every_case(wrong: impl Fn(&Case) -> Option<String> + Sync + Send) {
    let cases = corpus::cases();
    let wrong: Vec<String> = cases.par_iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{}\n\n{} cases", wrong.join("\n\n"), wrong.len());
}

#[test]
fn the_portal_that_the_cases_change_has_no_findings() {
    let case = corpus::base();
    let (problems, sources) = findings(&case);
    assert!(marks(&problems, &sources, &[]).is_empty(), "{}", said(&problems, &sources));
}

#[test]
fn every_mistake_is_reported_once_where_it_stands_with_a_way_to_mend_it() {
    for_every_case(|case| {
        let (problems, sources) = findings(case);
        let found = marks(&problems, &sources, &case.marks);
        let faults: Vec<&str> = problems.iter().filter_map(fault).collect();
        (found != case.marks || !faults.is_empty()).then(|| {
            let said = said(&problems, &sources);
            let expected = expected(&case.marks);
            format!("{} “{}” {}\n{expected}{said}", case.place, case.title, faults.join(", "))
        })
    });
}

#[test]
fn a_second_mistake_in_the_same_file_is_reported_beside_the_first() {
    for_every_case(|case| {
        let case = case.with_second_mistake(SECOND_KEY)?;
        let (problems, sources) = findings(&case);
        let mut found = marks(&problems, &sources, &case.marks);
        let second = |mark: &Mark| case.is_second(mark);
        let times = found.iter().filter(|mark| mark.code == "unknown-key" && second(mark)).count();
        found.retain(|mark| !second(mark));
        (times != 1 || found != case.marks).then(|| {
            let said = said(&problems, &sources);
            format!("{} “{}”, twice\n{}{said}", case.place, case.title, expected(&case.marks))
        })
    });
}

/// What is wrong with a message.
fn fault(problem: &Diagnostic) -> Option<&'static str> {
    let Some(help) = &problem.help else { return Some("has no help") };
    let words = [&problem.message.zh, &problem.message.en, &help.zh, &help.en];
    if words.iter().any(|words| words.trim().is_empty()) {
        return Some("says nothing in one language");
    }
    if words.iter().any(|words| words.ends_with(['。', '.', '！', '!'])) {
        return Some("ends in a full stop");
    }
    let message = &problem.message;
    if message.zh.contains('\n') || message.en.contains('\n') {
        return Some("has several lines");
    }
    if message.en.split('`').step_by(2).any(|said| said.contains('_')) {
        return Some("says a key where a word belongs");
    }
    if message.zh.chars().count() > 120 {
        return Some("is too long");
    }
    let begins_high = message.en.starts_with(|mark: char| mark.is_ascii_uppercase());
    let is_word =
        message.en.split(' ').next().is_some_and(|word| word.chars().all(char::is_uppercase));
    (begins_high && !is_word).then_some("begins with a capital letter")
}

/// Codes that only the theme, the day or the output report, and those about files on a disk.
const ELSEWHERE: [&str; 33] = [
    "doubtful-year",
    "not-yet",
    "early-plan",
    "no-register",
    "not-utf8",
    "file-too-large",
    "link-outside",
    "unsafe-name",
    "no-portal-file",
    "large-picture",
    "asset-kind",
    "same-path",
    "theme-file",
    "template",
    "blocked-content",
    "contrast",
    "vacancy",
    "overlap",
    "no-register",
    "orphan",
    "silence",
    "elements-missing",
    "unsettled-at-end",
    "no-alt-text",
    "raw-html",
    "loop-too-long",
    "no-short-title",
    "no-glyph",
    "no-room",
    "summary-old",
    "summary-unreadable",
    "summary-doubtful",
    "levels-differ",
];

#[test]
fn every_code_of_reading_and_resolving_has_a_case() {
    let shown: BTreeSet<String> = corpus::cases()
        .into_iter()
        .flat_map(|case| case.marks.into_iter().map(|mark| mark.code))
        .collect();
    let codes = Code::ALL.iter().map(|code| code.name());
    let missing: Vec<&str> =
        codes.filter(|name| !shown.contains(*name) && !ELSEWHERE.contains(name)).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
    let unknown: Vec<_> = shown.iter().filter(|name| Code::parse(name).is_none()).collect();
    assert!(unknown.is_empty(), "no such code {unknown:?}");
}

/// A ledger of another office, row by row: one slip in every fourth row hides nothing else.
#[test]
fn a_long_table_with_a_slip_in_every_fourth_row_is_still_read() {
    let row = |at: usize| {
        let remark = if at.is_multiple_of(4) { "需协调: 征地" } else { "见附件" };
        format!(
            "- 项目名称: 新建公园{at}处\n  完成时限: 三月底\n  总投资: 1200\n  备注: {remark}\n"
        )
    };
    let table: String = (0..200).map(row).collect();
    let mut case = corpus::base();
    case.files.insert("tasks/ledger.yaml".to_owned(), table);
    let (problems, _) = findings(&case);
    let of = |code: Code| problems.iter().filter(|problem| problem.code == code).count();
    assert_eq!(of(Code::YamlSyntax), 50);
    assert!(of(Code::UnknownKey) >= 200, "{}", of(Code::UnknownKey));
}

/// The help of the first finding of a code in a portal with this file.
fn help(code: Code, path: &str, text: &str) -> Option<String> {
    let mut case = corpus::base();
    case.files.insert(path.to_owned(), text.to_owned());
    let (problems, _) = findings(&case);
    problems.into_iter().find(|problem| problem.code == code)?.help.map(|help| help.zh)
}

#[test]
fn a_word_of_another_office_is_answered_with_the_key_that_it_means() {
    for (word, key) in [
        ("责任部门", "牵头单位"),
        ("完成期限", "截止"),
        ("起始日期", "开始"),
        ("责任人", "经办人"),
        ("总投资", "经费预算"),
        ("年度目标", "目标"),
        ("deadline", "due"),
        ("項目名稱", "标题"),
    ] {
        let found = help(Code::UnknownKey, "tasks/b.yaml", &format!("编号: b\n{word}: 甲\n"));
        assert_eq!(found, Some(format!("是不是想写`{key}`？")), "{word}");
    }
    // A key that is there already is not what another word means.
    let both = help(Code::UnknownKey, "tasks/b.yaml", "编号: b\n标题: 甲\n项目名称: 乙\n");
    assert!(both.is_some_and(|help| !help.contains("`标题`")));
    let screen = "编号: s\n名称: 甲\n播放表: [{画面: [{画面: 榜单, 上限: 3}]}]\n";
    let found = help(Code::UnknownKey, "screens/s.yaml", screen);
    assert_eq!(found.as_deref(), Some("是不是想写`最多`？"));
}

#[test]
fn an_id_that_many_write_alike_is_mended_where_it_is_given() {
    let task = |at| {
        format!(
            "- {{编号: b{at}, 标题: 公园{at}, 类别: livelihood-housing, 开始: 2026-02-01, \
             截止: 2026-11-30, 区域: [lanqaio]}}\n"
        )
    };
    let text: String = (0..4).map(task).collect();
    let found = help(Code::UnknownReference, "tasks/b.yaml", &text);
    assert_eq!(
        found.as_deref(),
        Some(
            "多半是那条记录的编号写错了：把编号`lanqiao`改成`lanqaio`；\
             编号没有错的，逐处改成`lanqiao`"
        )
    );
}

//! The reference of all records, written from the same tables that read them.

use std::fmt::Write;

use super::{
    AppraisalRecord, AreaRecord, AssessmentRecord, BulletinRecord, CalendarRecord, ChangeRecord,
    ClosingRecord, CommendationRecord, ConsultationRecord, DocumentRecord, ExposureRecord,
    GatheringRecord, GridRecord, HoldingRecord, InspectionRecord, MendingRecord,
    MicroProjectRecord, PageRecord, PlanRecord, PledgeRecord, PledgeTemplateRecord, PortalRecord,
    PostRecord, PracticeRecord, ProblemRecord, ProfileRecord, QuestionCountRecord, ScreenRecord,
    SlipRecord, TaskRecord, TimedReportRecord, UnitRecord, UpdateRecord, VisitCountRecord,
    WarningRecord,
};
use crate::yaml::{Choice, Field, Shape};

/// A kind of record as the reference shows it.
struct Chapter {
    zh: &'static str,
    en: &'static str,
    /// Where its files lie.
    place: &'static str,
    fields: &'static [Field],
    /// The path of the example and its text.
    example: (&'static str, &'static str),
}

/// A chapter, its example taken from the portal beside this file.
macro_rules! chapter {
    ($zh:literal, $en:literal, $place:literal, $record:ident, $example:literal) => {
        Chapter {
            zh: $zh,
            en: $en,
            place: $place,
            fields: $record::FIELDS,
            example: ($example, include_str!(concat!("examples/", $example))),
        }
    };
}

const CHAPTERS: [Chapter; 35] = [
    chapter!("门户", "portal", "portal.yaml", PortalRecord, "portal.yaml"),
    chapter!("依据文件", "document", "documents.yaml", DocumentRecord, "documents.yaml"),
    chapter!("单位", "unit", "units/*.yaml", UnitRecord, "units/units.yaml"),
    chapter!("岗位", "post", "units/*.yaml", PostRecord, "units/posts.yaml"),
    chapter!("任职", "holding", "units/*.yaml", HoldingRecord, "units/holdings.yaml"),
    chapter!("区域", "area", "areas.yaml", AreaRecord, "areas.yaml"),
    chapter!("网格", "grid", "grids.yaml, grids/*.yaml", GridRecord, "grids.yaml"),
    chapter!("方案", "plan", "plans/*.yaml", PlanRecord, "plans/plan-2026.yaml"),
    chapter!("任务", "task", "tasks/**/*.yaml", TaskRecord, "tasks/lift-retrofit.yaml"),
    chapter!("进展", "update", "updates/**/*.yaml", UpdateRecord, "updates/2026-09.yaml"),
    chapter!("变更", "change", "changes/**/*.yaml", ChangeRecord, "changes/2026.yaml"),
    chapter!("销号", "closing", "closings/**/*.yaml", ClosingRecord, "closings/2026.yaml"),
    chapter!(
        "表扬",
        "commendation",
        "cases/commendations/*.md",
        CommendationRecord,
        "cases/commendations/2026-001.md"
    ),
    chapter!(
        "曝光",
        "exposure",
        "cases/exposures/*.md",
        ExposureRecord,
        "cases/exposures/2026-001.md"
    ),
    chapter!(
        "经验",
        "practice",
        "cases/practices/*.md",
        PracticeRecord,
        "cases/practices/one-window.md"
    ),
    chapter!(
        "考核",
        "assessment",
        "assessments/**/*.yaml",
        AssessmentRecord,
        "assessments/2026-09.yaml"
    ),
    chapter!("页面", "page", "pages/*.md", PageRecord, "pages/about.md"),
    chapter!("通报", "bulletin", "bulletins/*.md", BulletinRecord, "bulletins/2026-09.md"),
    chapter!(
        "督查",
        "inspection",
        "supervision/*.yaml",
        InspectionRecord,
        "supervision/inspections.yaml"
    ),
    chapter!("问题", "problem", "supervision/*.yaml", ProblemRecord, "supervision/problems.yaml"),
    chapter!(
        "整改",
        "rectification",
        "supervision/*.yaml",
        MendingRecord,
        "supervision/rectifications.yaml"
    ),
    chapter!("督办件", "slip", "supervision/*.yaml", SlipRecord, "supervision/slips.yaml"),
    chapter!(
        "预警通知",
        "warning",
        "supervision/*.yaml",
        WarningRecord,
        "supervision/warnings.yaml"
    ),
    chapter!(
        "限时报告",
        "report",
        "supervision/*.yaml",
        TimedReportRecord,
        "supervision/reports.yaml"
    ),
    chapter!("责任状", "pledge", "supervision/*.yaml", PledgeRecord, "supervision/pledges.yaml"),
    chapter!(
        "责任状模板",
        "pledge_template",
        "supervision/*.yaml",
        PledgeTemplateRecord,
        "supervision/pledge-templates.yaml"
    ),
    chapter!(
        "评议",
        "appraisal",
        "participation/*.yaml",
        AppraisalRecord,
        "participation/appraisals.yaml"
    ),
    chapter!(
        "征求意见",
        "consultation",
        "participation/*.yaml",
        ConsultationRecord,
        "participation/consultations.yaml"
    ),
    chapter!(
        "恳谈活动",
        "gathering",
        "participation/*.yaml",
        GatheringRecord,
        "participation/gatherings.yaml"
    ),
    chapter!(
        "微实事",
        "micro_project",
        "participation/*.yaml",
        MicroProjectRecord,
        "participation/micro-projects.yaml"
    ),
    chapter!(
        "网络问政",
        "question_count",
        "participation/*.yaml",
        QuestionCountRecord,
        "participation/question-counts.yaml"
    ),
    chapter!(
        "实地调研",
        "visit_count",
        "participation/*.yaml",
        VisitCountRecord,
        "participation/visit-counts.yaml"
    ),
    chapter!(
        "屏幕规格",
        "profile",
        "profiles.yaml, profiles/*.yaml",
        ProfileRecord,
        "profiles.yaml"
    ),
    chapter!("屏幕", "screen", "screens/*.yaml", ScreenRecord, "screens/lobby.yaml"),
    chapter!("工作日历", "calendar", "calendar/*.yaml", CalendarRecord, "calendar/2022.yaml"),
];

/// A second task, so that there is one that is closed.
const CLOSED_TASK: (&str, &str) =
    ("tasks/kindergarten.yaml", include_str!("examples/tasks/kindergarten.yaml"));

/// The examples, which together are a small portal: (path, text).
pub fn examples() -> impl Iterator<Item = (&'static str, &'static str)> {
    CHAPTERS.iter().map(|chapter| chapter.example).chain([CLOSED_TASK])
}

/// The reference as Markdown: a table for every kind of record and every record within it.
pub fn reference() -> String {
    let mut out = OPENING.to_owned();
    for chapter in &CHAPTERS {
        let _ = writeln!(out, "- [{} {}](#{0}-{1})：`{}`", chapter.zh, chapter.en, chapter.place);
    }
    let mut known = Vec::new();
    for chapter in &CHAPTERS {
        write_chapter(chapter, &mut known, &mut out);
    }
    out
}

const OPENING: &str = "\
<!-- 由程序生成，请勿手改：BLESS=1 cargo test records。Generated; do not edit. -->

# 记录手册 Record reference

门户是一个文件夹，里面的每个文件写一条或几条记录。下面逐类列出每条记录可以写哪些键。\
中文键和英文键都可以用，可以混用；写了表里没有的键，检查时会指出来。

A portal is a folder; each file holds one record or a list. Every key has Chinese and English \
spellings, usable side by side; an unknown key is an error.

- 打“●”的键必须写。Keys with “●” are required.
- 日期写成`2026-11-30`。Dates are written `2026-11-30`.
- 金额写成`3200万元`、`1.2亿元`，或者直接写元数。Money is yuan as written: `3200万元`, `32000000`.
- 编号只用小写字母、数字和连字符，一经公布不再改动。\
Ids are lowercase letters, digits and hyphens and never change.
- 列表只有一项时可以不写方括号。A list of one needs no brackets.
- 用程序把表格转成记录的，每个`.yaml`文件写成一个JSON数组最省事：JSON也是YAML，文字都有引号，逗号、冒号、井号不会读错；没有的值整个键不写，不写`待定`、`n/a`。Converted by a program, records are best written as a JSON array in a `.yaml` file: JSON is YAML, and every text is quoted. Leave a key out if its value is unknown.
- `.md`文件开头两行`---`之间写键，下面写正文。In `.md` files the keys stand between two lines of \
`---`, the text below.

";

/// A record within records: its title and its keys.
type Known = Vec<(String, &'static [Field])>;

fn write_chapter(chapter: &Chapter, known: &mut Known, out: &mut String) {
    let (path, text) = chapter.example;
    let form =
        if path.starts_with("cases/") || path.starts_with("pages/") { "markdown" } else { "yaml" };
    let _ = write!(out, "\n## {} {}\n\n`{}`\n", chapter.zh, chapter.en, chapter.place);
    let _ = write!(out, "\n例 Example `{path}`：\n\n```{form}\n{}\n```\n", text.trim_end());
    let first = known.len();
    write_table(chapter.fields, known, out);
    let mut at = first;
    while let Some((title, fields)) = known.get(at).cloned() {
        let _ = write!(out, "\n### {title}\n");
        write_table(fields, known, out);
        at += 1;
    }
}

fn write_table(fields: &'static [Field], known: &mut Known, out: &mut String) {
    out.push_str("\n| 中文键 | English | 写法 Form | 必填 | 说明 About |\n|---|---|---|:-:|---|\n");
    for field in fields {
        let zh = field.zh.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join("、");
        let form = form(field, (field.shape)(), known);
        let required = if field.required { "●" } else { "" };
        let (about_zh, about_en) = (field.about_zh, field.about_en.trim());
        let en = field.en;
        let _ = writeln!(out, "| {zh} | `{en}` | {form} | {required} | {about_zh}<br>{about_en} |");
    }
}

/// The form of a value in words; records within records get a table of their own, once.
fn form(field: &Field, shape: Shape, known: &mut Known) -> String {
    match shape {
        Shape::Text => "文字 text".to_owned(),
        Shape::Slug => "编号 id".to_owned(),
        Shape::Reference(en, zh) => format!("{zh}的编号 id of a {en}"),
        Shape::Date => "日期 date".to_owned(),
        Shape::Percent => "0–100".to_owned(),
        Shape::Number => "数 number".to_owned(),
        Shape::Integer => "整数 whole number".to_owned(),
        Shape::Money => "金额 yuan".to_owned(),
        Shape::Flag => "`是`或`否` `true` `false`".to_owned(),
        Shape::Choice(choices) => words(choices),
        Shape::List(item) => format!("列表 list：{}", form(field, *item, known)),
        Shape::Open => "名称或若干键 a name or keys".to_owned(),
        Shape::Record(fields) => {
            let title = title_of(field, fields, known);
            let anchor = title.replace(' ', "-");
            format!("[{title}](#{anchor})")
        }
    }
}

fn words(choices: &[Choice]) -> String {
    let word = |choice: &Choice| format!("`{}` `{}`", choice.zh, choice.en);
    choices.iter().map(word).collect::<Vec<_>>().join("<br>")
}

/// The title of a record within records: that of the key under which it was first met.
fn title_of(field: &Field, fields: &'static [Field], known: &mut Known) -> String {
    let same = |other: &&[Field]| {
        other.len() == fields.len()
            && other.iter().zip(fields).all(|(a, b)| (a.en, a.about_en) == (b.en, b.about_en))
    };
    if let Some((title, _)) = known.iter().find(|(_, known)| same(known)) {
        return title.clone();
    }
    let title = format!("{} {}", field.name_zh(), field.en);
    known.push((title.clone(), fields));
    title
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::load;
    use crate::source::Sources;

    #[test]
    fn every_example_is_read_without_a_finding() {
        let mut problems = Vec::new();
        load(&Sources::from_texts(examples()), &mut problems);
        assert_eq!(problems, []);
    }

    #[test]
    fn examples_are_written_with_chinese_keys() {
        for chapter in &CHAPTERS {
            let (path, text) = chapter.example;
            let english = |line: &str| {
                let key = line.trim_start_matches([' ', '-', '{']).split_once(": ");
                key.is_some_and(|(key, _)| chapter.fields.iter().any(|field| field.en == key))
            };
            assert!(!text.lines().any(english), "{path}");
        }
    }
}

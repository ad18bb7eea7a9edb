//! The reference of all records, written from the same tables that read them.

use std::fmt::Write;

use super::kinds::{KINDS, RecordKind};
use crate::yaml::{Choice, Field, Shape};

/// A second task, so that there is one that is closed.
const CLOSED_TASK: (&str, &str) =
    ("tasks/kindergarten.yaml", include_str!("examples/tasks/kindergarten.yaml"));

/// The examples, which together are a small portal: (path, text).
pub fn examples() -> impl Iterator<Item = (&'static str, &'static str)> {
    KINDS.iter().map(|kind| kind.example).chain([CLOSED_TASK])
}

/// The reference as Markdown: a table for every kind of record and every record within it.
pub fn reference() -> String {
    let mut out = OPENING.to_owned();
    for kind in &KINDS {
        let _ = writeln!(out, "- [{} {}](#{0}-{1})：`{}`", kind.zh, kind.en, kind.place);
    }
    let mut known = Vec::new();
    for kind in &KINDS {
        write_kind(kind, &mut known, &mut out);
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

fn write_kind(kind: &RecordKind, known: &mut Known, out: &mut String) {
    let (path, text) = kind.example;
    let form =
        if path.starts_with("cases/") || path.starts_with("pages/") { "markdown" } else { "yaml" };
    let _ = write!(out, "\n## {} {}\n\n`{}`\n", kind.zh, kind.en, kind.place);
    let _ = write!(out, "\n例 Example `{path}`：\n\n```{form}\n{}\n```\n", text.trim_end());
    let first = known.len();
    write_table(kind.fields, known, out);
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
        for kind in &KINDS {
            let (path, text) = kind.example;
            let english = |line: &str| {
                let key = line.trim_start_matches([' ', '-', '{']).split_once(": ");
                key.is_some_and(|(key, _)| kind.fields.iter().any(|field| field.en == key))
            };
            assert!(!text.lines().any(english), "{path}");
        }
    }
}

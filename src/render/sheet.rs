//! A month's ranking as files, and read from them again: JSON, or one table for spreadsheets.

use serde_json::Value;
use serde_json::error::Category;

use super::data::{harmless, spreadsheet};
use crate::diagnostic::{Wording, say};
use crate::score::{ClassSheet, Decimal, PointsSheet, Sheet, TaskSheet, Terms, UnitSheet};

/// Headings of the table. What a row holds is said in its first field.
const HEADINGS: [&str; 18] = [
    "行",
    "考核类别",
    "单位",
    "编号",
    "名称",
    "依据",
    "标准",
    "状态",
    "比计划慢",
    "逾期或迟办天数",
    "质量分",
    "工作量系数",
    "难度系数",
    "分值",
    "容错免去",
    "得分",
    "名次",
    "上月名次",
];

const PORTAL: &str = "门户";
const FORMULA: &str = "计分办法";
const TERM: &str = "常数";
const CLASS: &str = "考核类别";
const UNIT: &str = "单位";
const TASK: &str = "任务";
const DEDUCTION: &str = "扣分";
const BONUS: &str = "加分";

/// As JSON.
pub fn json(sheet: &Sheet) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(sheet).expect("texts and numbers have a JSON form");
    text.push('\n');
    text.into_bytes()
}

/// As one table.
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut rows = vec![HEADINGS.map(str::to_owned).to_vec()];
    rows.push(row(PORTAL, &[(3, &sheet.month), (4, &sheet.portal), (5, &sheet.as_of)]));
    rows.extend(sheet.formula.iter().map(|sentence| row(FORMULA, &[(4, sentence)])));
    for (key, value) in constants(&sheet.terms) {
        rows.push(row(TERM, &[(3, &key), (13, &value)]));
    }
    for class in &sheet.classes {
        rows.push(row(CLASS, &[(1, &class.class), (16, &said(class.last_from))]));
        for unit in &class.units {
            unit_rows(class, unit, &mut rows);
        }
    }
    spreadsheet(rows.into_iter())
}

/// A row with some of its fields filled.
fn row(kind: &str, fields: &[(usize, &str)]) -> Vec<String> {
    let mut row = vec![String::new(); HEADINGS.len()];
    for (at, text) in [(0, kind)].iter().chain(fields) {
        if let Some(field) = row.get_mut(*at) {
            // A figure below zero is no formula; a name might be.
            let is_figure = text.parse::<i64>().is_ok();
            *field = if is_figure { (*text).to_owned() } else { harmless(text) };
        }
    }
    row
}

fn said(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// Constants by their keys, in their order.
fn constants(terms: &Terms) -> Vec<(String, String)> {
    let Ok(Value::Object(fields)) = serde_json::to_value(terms) else { return Vec::new() };
    let words = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    fields.into_iter().map(|(key, value)| (key, words(value))).collect()
}

fn unit_rows(class: &ClassSheet, unit: &UnitSheet, rows: &mut Vec<Vec<String>>) {
    let of = [(1, class.class.as_str()), (2, unit.unit.as_str())];
    let line = |kind: &str, fields: &[(usize, &str)]| row(kind, &[&of[..], fields].concat());
    rows.push(line(
        UNIT,
        &[
            (4, &unit.name),
            (15, &said(unit.score)),
            (16, &said(unit.rank)),
            (17, &said(unit.previous_rank)),
        ],
    ));
    for task in &unit.tasks {
        rows.push(line(
            TASK,
            &[
                (3, &task.task),
                (4, &task.title),
                (6, task.criterion.zh()),
                (7, task.state.zh()),
                (8, &said(task.lag)),
                (9, &task.days.to_string()),
                (10, &said(task.quality)),
                (11, &task.workload.to_string()),
                (12, &task.difficulty.to_string()),
                (15, &said(task.score)),
            ],
        ));
    }
    for (kind, list) in [(DEDUCTION, &unit.deductions), (BONUS, &unit.bonuses)] {
        rows.extend(list.iter().map(|held| {
            let (points, lifted) = (held.points.to_string(), held.lifted.to_string());
            line(kind, &[(4, &held.rule), (5, &held.reference), (13, &points), (14, &lifted)])
        }));
    }
}

/// Reads either form; what is wrong with a file that cannot be read.
pub fn read(bytes: &[u8]) -> Result<Sheet, Wording> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        say(
            format!("文件不是UTF-8编码的文本，重新下载（{error}）"),
            format!("it is not UTF-8 text, download it again ({error})"),
        )
    })?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(text).map_err(|error| no_json(&error));
    }
    table(text)
}

/// Why a file is no JSON of a ranking; the reader's own words last.
fn no_json(error: &serde_json::Error) -> Wording {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Eof => say(
            format!("文件不完整，到第{line}行就断了，重新下载（{error}）"),
            format!("it breaks off in line {line}, download it again ({error})"),
        ),
        Category::Data => {
            let why = no_value(error);
            say(
                format!("第{line}行第{column}列附近{}", why.zh),
                format!("near line {line}, column {column}: {}", why.en),
            )
        }
        Category::Syntax | Category::Io => say(
            format!("第{line}行第{column}列不是合法的JSON，改回原样或重新下载（{error}）"),
            format!("line {line}, column {column} is no JSON, download it again ({error})"),
        ),
    }
}

/// What is wrong with the values of a file that can be read.
fn no_value(error: &serde_json::Error) -> Wording {
    let said = error.to_string();
    let key = said.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    match key {
        Some(key) => say(
            format!("缺少`{key}`，补上它或重新下载（{said}）"),
            format!("`{key}` is missing, add it or download the file again ({said})"),
        ),
        None => say(
            format!("有一个值的形式不对，改回原样或重新下载（{said}）"),
            format!("a value has another form, download the file again ({said})"),
        ),
    }
}

fn no_row(number: usize, error: &csv::Error) -> Wording {
    say(
        format!("第{number}行读不出来，列数要和第1行一样（{error}）"),
        format!("line {number} cannot be read, it needs as many columns as line 1 ({error})"),
    )
}

/// Reads the table.
fn table(text: &str) -> Result<Sheet, Wording> {
    let mut sheet: Option<(String, String, String)> = None;
    let (mut formula, mut classes) = (Vec::new(), Vec::<ClassSheet>::new());
    let mut terms = serde_json::Map::new();
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|error| no_row(1, &error))?;
    if headings.iter().ne(HEADINGS) {
        let words = "line 1 does not hold the headings of a ranking";
        return Err(say("第1行不是排位表的列名", words));
    }
    for (number, record) in (2..).zip(reader.records()) {
        let record = record.map_err(|error| no_row(number, &error))?;
        let fields = Fields { record: &record, number };
        match fields.text(0).as_str() {
            PORTAL => sheet = Some((fields.text(4), fields.text(3), fields.text(5))),
            FORMULA => formula.push(fields.text(4)),
            TERM => {
                let (key, value) = (fields.text(3), fields.text(13));
                let counted = value.parse::<u32>().ok().filter(|_| is_count(&key));
                let value = counted.map_or_else(|| Value::from(value), Value::from);
                terms.insert(key, value);
            }
            CLASS => classes.push(ClassSheet {
                class: fields.text(1),
                last_from: fields.some(16)?,
                units: Vec::new(),
            }),
            kind => {
                let class = classes.last_mut().ok_or_else(|| fields.wrong(1))?;
                entry(kind, class, &fields)?;
            }
        }
    }
    let no_portal = || say(format!("没有“{PORTAL}”一行"), format!("there is no line “{PORTAL}”"));
    let (portal, month, as_of) = sheet.ok_or_else(no_portal)?;
    let terms = serde_json::from_value(Value::Object(terms)).map_err(|error| {
        let why = no_value(&error);
        say(format!("“{TERM}”的行{}", why.zh), format!("in the lines “{TERM}” {}", why.en))
    })?;
    Ok(Sheet { portal, month, as_of, formula, terms, classes })
}

/// Constants that are counts rather than points.
fn is_count(key: &str) -> bool {
    key == "decimals" || key.starts_with("min_") || key == "bottom_count"
}

/// A unit, or what belongs to the last one.
fn entry(kind: &str, class: &mut ClassSheet, fields: &Fields) -> Result<(), Wording> {
    if kind == UNIT {
        class.units.push(UnitSheet {
            unit: fields.text(2),
            name: fields.text(4),
            score: fields.decimal(15)?,
            rank: fields.some(16)?,
            previous_rank: fields.some(17)?,
            tasks: Vec::new(),
            deductions: Vec::new(),
            bonuses: Vec::new(),
        });
        return Ok(());
    }
    let unit = class.units.last_mut().ok_or_else(|| fields.wrong(2))?;
    match kind {
        TASK => unit.tasks.push(task(fields)?),
        DEDUCTION => unit.deductions.push(points(fields)?),
        BONUS => unit.bonuses.push(points(fields)?),
        _ => return Err(fields.wrong(0)),
    }
    Ok(())
}

fn task(fields: &Fields) -> Result<TaskSheet, Wording> {
    Ok(TaskSheet {
        task: fields.text(3),
        title: fields.text(4),
        criterion: fields.word(6)?,
        state: fields.word(7)?,
        lag: fields.some(8)?,
        days: fields.some(9)?.ok_or_else(|| fields.wrong(9))?,
        quality: fields.decimal(10)?,
        workload: fields.decimal(11)?.ok_or_else(|| fields.wrong(11))?,
        difficulty: fields.decimal(12)?.ok_or_else(|| fields.wrong(12))?,
        score: fields.decimal(15)?,
    })
}

fn points(fields: &Fields) -> Result<PointsSheet, Wording> {
    Ok(PointsSheet {
        rule: fields.text(4),
        reference: fields.text(5),
        points: fields.decimal(13)?.ok_or_else(|| fields.wrong(13))?,
        lifted: fields.decimal(14)?.unwrap_or_default(),
    })
}

/// The fields of a row.
struct Fields<'a> {
    record: &'a csv::StringRecord,
    number: usize,
}

impl Fields<'_> {
    fn field(&self, at: usize) -> &str {
        self.record.get(at).unwrap_or_default().trim()
    }

    /// Words, without the mark that keeps spreadsheets from computing them.
    fn text(&self, at: usize) -> String {
        let text = self.field(at);
        text.strip_prefix('\'').unwrap_or(text).to_owned()
    }

    fn wrong(&self, at: usize) -> Wording {
        let heading = HEADINGS.get(at).copied().unwrap_or_default();
        let (number, field) = (self.number, self.field(at));
        say(
            format!("第{number}行“{heading}”读不出来：{field}"),
            format!("line {number}, column “{heading}” cannot be read: {field}"),
        )
    }

    /// A number that may be missing.
    fn some<T: std::str::FromStr>(&self, at: usize) -> Result<Option<T>, Wording> {
        let text = self.field(at);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| self.wrong(at))
    }

    fn word<T: serde::de::DeserializeOwned>(&self, at: usize) -> Result<T, Wording> {
        serde_json::from_value(Value::from(self.field(at))).map_err(|_| self.wrong(at))
    }

    fn decimal(&self, at: usize) -> Result<Option<Decimal>, Wording> {
        if self.field(at).is_empty() { Ok(None) } else { self.word(at).map(Some) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{Criterion, State};

    fn sheet() -> Sheet {
        let task = |id: &str, lag: i32, score: i64| TaskSheet {
            task: id.to_owned(),
            title: "=电梯, “60部”".to_owned(),
            criterion: Criterion::Timeliness,
            state: State::UnderWay,
            lag: Some(lag),
            days: 0,
            quality: None,
            workload: Decimal(1_200_000),
            difficulty: Decimal::whole(1),
            score: Some(Decimal::whole(score)),
        };
        let points = PointsSheet {
            rule: "迟报".to_owned(),
            reference: "督查记录".to_owned(),
            points: Decimal::whole(2),
            lifted: Decimal::whole(1),
        };
        let unit = |name: &str, lag: i32, rank: u32| UnitSheet {
            unit: name.to_owned(),
            name: name.to_owned(),
            score: Some(Decimal::whole(99 - i64::from(lag.max(0)))),
            rank: Some(rank),
            previous_rank: None,
            tasks: vec![
                task("a", lag, (100 - i64::from(lag)).min(100)),
                task("b", lag, (100 - i64::from(lag)).min(100)),
                task("c", lag, (100 - i64::from(lag)).min(100)),
            ],
            deductions: vec![points.clone()],
            bonuses: Vec::new(),
        };
        Sheet {
            portal: "示例".to_owned(),
            month: "2026-09".to_owned(),
            as_of: "2026-09-30".to_owned(),
            formula: vec!["得分＝…".to_owned()],
            terms: Terms {
                full: Decimal::whole(100),
                lag_points: Decimal::whole(1),
                overdue_points: Decimal::whole(2),
                late_points: Decimal(500_000),
                bonus_cap: Decimal::whole(5),
                decimals: 2,
                min_tasks: 3,
                min_ranked: 5,
                min_bottom: 10,
                bottom_share: Decimal::whole(25),
                bottom_count: 3,
            },
            classes: vec![ClassSheet {
                class: "部门组".to_owned(),
                last_from: None,
                units: vec![
                    unit("u1", -3, 1),
                    unit("u2", 0, 1),
                    unit("u3", 5, 3),
                    unit("u4", 6, 4),
                    unit("u5", 7, 5),
                ],
            }],
        }
    }

    #[test]
    fn both_files_are_read_as_they_were_written_and_give_the_same_results() {
        let sheet = sheet();
        assert_eq!(sheet.differences(), []);
        for bytes in [json(&sheet), csv(&sheet)] {
            let read = read(&bytes).expect("readable");
            assert_eq!(read, sheet);
        }
    }

    #[test]
    fn a_changed_input_shows_in_every_result_that_rests_on_it() {
        let mut sheet = sheet();
        let unit = sheet.classes.first_mut().and_then(|class| class.units.last_mut());
        unit.expect("a unit").tasks.iter_mut().for_each(|task| task.lag = Some(1));
        let found: Vec<String> = sheet.differences().iter().map(|it| it.words().zh).collect();
        assert_eq!(found.len(), 7, "{found:?}");
        assert!(found.contains(&"部门组 u5 得分：表中92，重算98".to_owned()), "{found:?}");
        assert!(found.contains(&"部门组 u3 名次：表中3，重算4".to_owned()), "{found:?}");
    }

    #[test]
    fn a_file_that_is_no_ranking_is_refused_with_the_place() {
        let said = |text: &str| read(text.as_bytes()).expect_err("no ranking").zh;
        assert!(said("{").starts_with("文件不完整，到第1行就断了，重新下载（EOF"));
        assert!(said("{}").starts_with("第1行第2列附近缺少`portal`，补上它或重新下载（missing"));
        assert!(said("{\n,").starts_with("第2行第1列不是合法的JSON"));
        assert!(said("{\"portal\":1}").contains("值的形式不对"));
        assert_eq!(said("a,b\r\n"), "第1行不是排位表的列名");
        let text = String::from_utf8(csv(&sheet())).expect("text");
        let broken = read(text.replace("推进中", "甲").as_bytes());
        assert!(broken.is_err_and(|said| said.zh.contains("状态")));
    }
}

//! Open data: a table becomes CSV or JSON.

use csv::{Terminator, WriterBuilder};
use indexmap::IndexMap;
use serde_json::Value;

use crate::plan::view::table::{Cell, Table};

/// Excel takes a file without this mark for the system's old encoding.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table for spreadsheets: Chinese headings, UTF-8 with byte-order mark, lines end in CRLF.
pub fn csv(table: &Table) -> Vec<u8> {
    let headings = table.columns.iter().map(|column| column.title_zh.clone());
    let rows = table.rows.iter().map(|row| row.iter().map(field).collect::<Vec<_>>());
    spreadsheet(std::iter::once(headings.collect()).chain(rows))
}

/// Rows of one length as such a file, headings first.
pub(super) fn spreadsheet(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    for row in rows {
        writer.write_record(row).expect("writing to memory, and rows are as long as the headings");
    }
    writer.into_inner().expect("writing to memory cannot fail")
}

/// A table for programs: an array of objects with the columns' keys in their order.
pub fn json(table: &Table) -> Vec<u8> {
    let keys = || table.columns.iter().map(|column| column.key.as_str());
    let object = |row: &Vec<Cell>| {
        let object: IndexMap<&str, Value> = keys().zip(row.iter().map(value)).collect();
        serde_json::to_string(&object).expect("text, numbers and words have a JSON form")
    };
    let rows: Vec<String> = table.rows.iter().map(object).collect();
    // One record a line: people compare two issues of a file line by line.
    format!("[\n{}\n]\n", rows.join(",\n")).into_bytes()
}

/// A decimal number without useless zeros.
fn decimal(parts: i64, places: u32) -> String {
    let sign = if parts < 0 { "-" } else { "" };
    let (size, one) = (parts.unsigned_abs(), 10_u64.pow(places));
    let (whole, part) = (size / one, size % one);
    let digits = format!("{sign}{whole}.{part:0places$}", places = places as usize);
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Integer(number) => number.to_string(),
        Cell::Hundredths(number) => decimal(*number, 2),
        Cell::Millionths(number) => decimal(*number, 6),
        Cell::Day(day) => day.clone(),
        Cell::Flag(flag) => if *flag { "是" } else { "否" }.to_owned(),
    }
}

/// Spreadsheets run a text that begins like a formula; an apostrophe makes it words again.
pub(super) fn harmless(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) | Cell::Day(text) => Value::String(text.clone()),
        Cell::Integer(number) => Value::Number((*number).into()),
        Cell::Hundredths(_) | Cell::Millionths(_) => {
            Value::Number(field(cell).parse().expect("digits with a point are a number"))
        }
        Cell::Flag(flag) => Value::Bool(*flag),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::view::table::{Column, ColumnKind};

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        let column = |key: &str, title: &str| Column {
            key: key.to_owned(),
            title_zh: title.to_owned(),
            about_zh: String::new(),
            kind: ColumnKind::Text,
        };
        Table {
            name: "tasks".to_owned(),
            title: "任务".to_owned(),
            columns: vec![column("title", "标题"), column("progress", "进度")],
            rows,
        }
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn a_spreadsheet_opens_the_file_as_utf_8() {
        let file = csv(&table(vec![vec![text("加装\"电梯\"，60部"), Cell::Hundredths(6_650)]]));
        let expected = "\u{feff}标题,进度\r\n\"加装\"\"电梯\"\"，60部\",66.5\r\n";
        assert_eq!(String::from_utf8(file).as_deref(), Ok(expected));
    }

    #[test]
    fn a_text_never_becomes_a_formula() {
        let file = csv(&table(vec![vec![text("=1+1"), Cell::Integer(-3)]]));
        assert!(String::from_utf8(file).is_ok_and(|file| file.contains("'=1+1,-3\r\n")));
    }

    #[test]
    fn what_is_unknown_is_null_and_order_is_that_of_the_columns() {
        let rows = vec![vec![text("甲"), Cell::Empty], vec![text("乙"), Cell::Hundredths(-5)]];
        let expected =
            "[\n{\"title\":\"甲\",\"progress\":null},\n{\"title\":\"乙\",\"progress\":-0.05}\n]\n";
        assert_eq!(String::from_utf8(json(&table(rows))).as_deref(), Ok(expected));
    }

    #[test]
    fn decimals_are_exact() {
        for (hundredths, words) in [(0, "0"), (10_000, "100"), (5, "0.05"), (-150, "-1.5")] {
            assert_eq!(decimal(hundredths, 2), words);
        }
        for (millionths, words) in [(36_580_000, "36.58"), (-1, "-0.000001"), (10_000_000, "10")] {
            assert_eq!(decimal(millionths, 6), words);
        }
    }
}

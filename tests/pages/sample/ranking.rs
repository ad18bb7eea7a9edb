//! The draw of a month.

use daylight::plan::view::atoms::Pagination;
use daylight::plan::view::ranking::{DrawRow, DrawView};

use super::atoms::{head, link, text};

pub fn draw() -> DrawView {
    let row = |title: &str, result: Option<&str>| DrawRow {
        task: link(title, "../../../tasks/a/"),
        unit: text("区住建局"),
        key: "0a1b2c3d4e5f".to_owned(),
        result: result.map(str::to_owned),
    };
    DrawView {
        head: head("2026年9月的月抽查", "rankings", "rankings/2026-09/draw/"),
        heading: "2026年9月的月抽查".to_owned(),
        seed: "云澄区 2026-09".to_owned(),
        from: 96,
        share: "10".to_owned(),
        least: 5,
        first: 21,
        rows: vec![
            row("老旧小区加装电梯", Some("质量88分（区督查室，2026年10月8日）")),
            row("学前教育学位扩充", None),
        ],
        pages: Pagination::of(2, (22, "个"), |page| format!("../{page}/")),
        ranking: link("2026年9月排位", "../../"),
    }
}

//! `daylight recompute`: every score and rank of a ranking again, from its file alone.

use std::path::Path;

use super::Exit;
use super::terminal::{Refusal, print};
use crate::diagnostic::{Language, Wording, say};
use crate::render::sheet;
use crate::source;

/// Computes a ranking's file again and prints what differs.
pub(super) fn recompute(file: &Path, lang: Language) -> Result<Exit, Refusal> {
    let bytes = source::bytes(file)?;
    let sheet = sheet::read(&bytes).map_err(|error| unreadable(file, &error))?;
    let differences = sheet.differences();
    for difference in &differences {
        print(lang.of(&difference.words()));
    }
    let (units, found) = (sheet.units(), differences.len());
    let words = match (lang, found) {
        (Language::Chinese, 0) => format!("{}：{units}个单位的得分和名次与重算一致", sheet.month),
        (Language::Chinese, _) => format!("{}：{units}个单位，{found}处不一致", sheet.month),
        (Language::English, 0) => format!("{}: {units} units, all as computed again", sheet.month),
        (Language::English, _) => format!("{}: {units} units, {found} differences", sheet.month),
    };
    print(words);
    Ok(if found == 0 { Exit::Good } else { Exit::Wrong })
}

fn unreadable(file: &Path, why: &Wording) -> Refusal {
    let file = file.display();
    let words = say(
        format!("{file} 不是排位数据文件：{}", why.zh),
        format!("{file} is no file of a ranking: {}", why.en),
    );
    Refusal::new(words).help(say(
        "用排位页上下载的`table.json`或`table.csv`",
        "use `table.json` or `table.csv` from the page of a ranking",
    ))
}

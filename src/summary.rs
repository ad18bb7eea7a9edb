//! What a portal says of itself to its parent: the same JSON that it publishes.
//!
//! A summary comes from outside of the portal that reads it, so everything in it is looked at
//! before it is believed. The form is documented in `docs/portals.zh-CN.md`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Wording, say};
use crate::slug::Slug;

/// Where a portal publishes its summary.
pub const PATH: &str = "data/summary.json";

/// What the file is.
pub const SCHEMA: &str = "daylight-summary";

/// The version of the form. A key may be added without a new version; one that changes its meaning
/// or goes needs one.
pub const VERSION: u32 = 1;

/// Most bytes of a summary: ten thousand shared tasks fit.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Most characters of a text in it.
const LONGEST: usize = 300;

/// The light of tasks that were given up.
const GIVEN_UP: &str = "cancelled";

/// What a portal says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Summary {
    /// [`SCHEMA`].
    pub schema: String,
    /// [`VERSION`].
    pub version: u32,
    /// Name of the portal.
    pub name: String,
    /// Its short name, for tables and screens.
    pub short_name: Option<String>,
    /// The organising government.
    pub organiser: String,
    /// Whether the data are invented.
    pub demonstration: bool,
    /// The day for which the lights were found.
    pub date: NaiveDate,
    /// 数据截至.
    pub data_as_of: Option<NaiveDate>,
    /// Tasks counted.
    pub total: u32,
    /// How many show each light, by its slug; they sum to the total.
    pub lights: BTreeMap<String, u32>,
    /// Of those that were given up, how many go on in another plan's task; older summaries do not
    /// say.
    #[serde(default)]
    pub carried_over: u32,
    /// Of those that were given up, how many became part of another task.
    #[serde(default)]
    pub merged: u32,
    /// Finished in time of those due.
    pub on_time: Share,
    /// The same by the dates first published.
    pub on_time_original: Share,
    /// Days since the last substantial report of the most silent task.
    pub longest_silence_days: u32,
    /// Exposures that are published and not yet rectified.
    pub exposures_open: u32,
    /// Announced totals beside what is published.
    pub declared: Vec<Declared>,
    /// Tasks that another level shows as well.
    pub shared: Vec<Shared>,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Share {
    /// How many.
    pub kept: u32,
    /// Of how many.
    pub of: u32,
}

/// An announced total.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Declared {
    /// The plan that announced it.
    pub plan: String,
    /// What was announced: 件, 项.
    pub word: String,
    /// How many were announced.
    pub declared: u32,
    /// How many are published.
    pub published: u32,
    /// How many are withheld.
    pub withheld: u32,
}

/// A task that another level shows as well.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Shared {
    /// What both levels call it.
    pub shared_id: Slug,
    /// Its id in this portal; its page is `tasks/<id>/`.
    pub task: Slug,
    /// Its title.
    pub title: String,
    /// Its light, by slug.
    pub light: String,
    /// When it is due, ISO.
    pub due: Claim,
    /// The lead unit; `None` if none was named.
    pub lead: Option<Claim>,
    /// How far it is, in percent; `None` if nothing was reported.
    pub progress: Option<Claim>,
}

/// A value with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Claim {
    /// The value as a text.
    pub value: String,
    /// Which paper or report says so.
    pub source: String,
    /// Of which day it is.
    pub on: NaiveDate,
}

impl Declared {
    /// Announced, but neither published nor withheld; below zero there are more than announced.
    pub fn missing(&self) -> i64 {
        i64::from(self.declared) - i64::from(self.published) - i64::from(self.withheld)
    }
}

impl Claim {
    /// A value as it is handed over.
    pub fn new(value: &str, source: &str, on: NaiveDate) -> Self {
        Self { value: plain(value), source: plain(source), on }
    }
}

/// A text as it is handed over: on one line, and no longer than it may be.
pub fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|mark| !mark.is_control()).take(LONGEST).collect();
    if line.is_empty() { "未写明".to_owned() } else { line }
}

/// Why a summary cannot be used: what is wrong, and the line and column if they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub words: Wording,
    /// Line from 1 and column from 1.
    pub place: Option<(usize, usize)>,
}

impl Summary {
    /// Reads a summary and looks at everything in it.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        if text.len() > MOST_BYTES {
            return Err(fault("文件太大", "the file is too large"));
        }
        let parsed: Result<Self, _> = serde_json::from_str(text.trim_start_matches('\u{feff}'));
        let summary = parsed.map_err(|error| Fault {
            words: say(
                format!("不是第{VERSION}版汇总（{}）", kind(&error)),
                format!("it is no summary of version {VERSION}: {error}"),
            ),
            place: Some((error.line().max(1), error.column().max(1))),
        })?;
        summary.checked()
    }

    /// The bytes that are published.
    pub fn json(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("texts and numbers have a form");
        bytes.push(b'\n');
        bytes
    }

    fn checked(self) -> Result<Self, Fault> {
        if self.schema != SCHEMA || self.version != VERSION {
            return Err(fault(
                &format!("写的是`{}`第{}版，这里读第{VERSION}版", self.schema, self.version),
                "it has another form or version",
            ));
        }
        let sum: u64 = self.lights.values().map(|count| u64::from(*count)).sum();
        if sum != u64::from(self.total) {
            return Err(fault(
                &format!("各灯相加是{sum}项，总数写的是{}项", self.total),
                "the lights do not sum to the total",
            ));
        }
        let given_up = self.lights.get(GIVEN_UP).copied().unwrap_or(0);
        if u64::from(self.carried_over) + u64::from(self.merged) > u64::from(given_up) {
            return Err(fault(
                "结转和并入的任务多于不再推进的任务",
                "more go on elsewhere than were given up",
            ));
        }
        if [self.on_time, self.on_time_original].iter().any(|share| share.kept > share.of) {
            return Err(fault("按期数大于到期数", "more were in time than were due"));
        }
        if let Some(text) = self.texts().find(|text| !is_plain(text)) {
            let start: String = text.chars().filter(|mark| !mark.is_control()).take(20).collect();
            return Err(fault(
                &format!("文字“{start}…”为空、太长或有控制符"),
                "a text is empty, too long or has control characters",
            ));
        }
        if self.shared.iter().any(|task| !task.is_sound()) {
            return Err(fault(
                "共享任务的时限或进度不是日期或0—100的数",
                "a shared task has a date or progress that is none",
            ));
        }
        Ok(self)
    }

    fn texts(&self) -> impl Iterator<Item = &String> {
        let own = [&self.name, &self.organiser].into_iter().chain(&self.short_name);
        let declared = self.declared.iter().flat_map(|one| [&one.plan, &one.word]);
        let shared = self.shared.iter().flat_map(|task| {
            let claims = [Some(&task.due), task.lead.as_ref(), task.progress.as_ref()];
            let said = claims.into_iter().flatten().flat_map(|claim| [&claim.value, &claim.source]);
            [&task.title].into_iter().chain(said)
        });
        own.chain(declared).chain(shared)
    }

    /// The name for tables.
    pub fn short(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }
}

impl Shared {
    fn is_sound(&self) -> bool {
        let percent = self.progress.as_ref().map(|claim| claim.value.parse::<u8>());
        self.due.value.parse::<NaiveDate>().is_ok()
            && percent.is_none_or(|percent| percent.is_ok_and(|percent| percent <= 100))
    }
}

fn is_plain(text: &str) -> bool {
    !text.trim().is_empty()
        && text.chars().count() <= LONGEST
        && !text.chars().any(|mark| mark.is_control() || mark == '\u{fffd}')
}

fn fault(zh: &str, en: &str) -> Fault {
    Fault { words: say(zh, en), place: None }
}

/// What a clerk can make of a mistake in JSON.
fn kind(error: &serde_json::Error) -> &'static str {
    use serde_json::error::Category;
    match error.classify() {
        Category::Syntax => "不是JSON",
        Category::Data => "缺少内容或类型不对",
        Category::Eof => "文件不完整",
        Category::Io => "读取中断",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"schema":"daylight-summary","version":1,"name":"澜东县重点工作公开网",
        "short_name":null,"organiser":"澜东县人民政府","demonstration":true,"date":"2026-10-15",
        "data_as_of":"2026-10-09","total":3,"lights":{"green":2,"red":1},
        "on_time":{"kept":1,"of":2},"on_time_original":{"kept":0,"of":2},
        "longest_silence_days":4,"exposures_open":0,
        "declared":[{"plan":"年度方案","word":"项","declared":3,"published":3,"withheld":0}],
        "shared":[{"shared_id":"road","task":"road-1","title":"公路","light":"green",
        "due":{"value":"2026-12-31","source":"年度方案","on":"2026-01-15"},"lead":null,
        "progress":{"value":"40","source":"填报","on":"2026-09-30"}}]}"#;

    #[test]
    fn a_summary_is_read_as_it_was_written() {
        let summary = Summary::parse(GOOD).expect("it is sound");
        let text = String::from_utf8(summary.json()).expect("JSON is UTF-8");
        assert_eq!(Summary::parse(&text), Ok(summary));
    }

    #[test]
    fn what_cannot_be_true_is_not_believed() {
        for (from, to) in [
            ("\"version\":1", "\"version\":2"),
            ("daylight-summary", "other"),
            ("\"total\":3", "\"total\":4"),
            ("\"total\":3", "\"total\":-3"),
            ("\"red\":1}", "\"red\":1},\"carried_over\":1"),
            ("\"red\":1}", "\"cancelled\":1},\"carried_over\":1,\"merged\":4294967295"),
            ("\"kept\":1", "\"kept\":3"),
            ("澜东县人民政府", ""),
            ("公路", "公\\u0000路"),
            ("2026-12-31", "2026-13-31"),
            ("\"40\"", "\"140\""),
            ("\"40\"", "\"<b>\""),
            ("\"road-1\"", "\"../../etc\""),
            ("\"date\":\"2026-10-15\"", "\"date\":\"soon\""),
            ("\"name\"", "\"title\""),
        ] {
            assert!(GOOD.contains(from), "{from}");
            assert!(Summary::parse(&GOOD.replacen(from, to, 1)).is_err(), "{from} → {to}");
        }
        let long = GOOD.replace("公路", &"路".repeat(LONGEST + 1));
        assert!(Summary::parse(&long).is_err());
    }

    #[test]
    fn a_summary_that_was_cut_off_says_where() {
        let cut = GOOD.get(..200).expect("it is long");
        let fault = Summary::parse(cut).expect_err("it is cut");
        assert!(fault.place.is_some() && fault.words.zh.contains("不完整"), "{}", fault.words.zh);
        for end in (0..GOOD.len()).filter(|end| GOOD.is_char_boundary(*end)) {
            assert!(Summary::parse(&GOOD[..end]).is_err());
        }
    }
}

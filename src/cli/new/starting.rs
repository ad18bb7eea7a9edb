//! A starting record from the table of its keys: what must be there is written, the rest stands
//! behind `# ` with what it says, so that it only has to be uncovered.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::super::terminal::Refusal;
use super::known::Known;
use super::{Kind, NAMED};
use crate::diagnostic::say;
use crate::yaml::{Field, Shape};

/// What stands for words that only the author knows.
const PLACEHOLDER: &str = "待填写";
/// Where explanations begin, in columns of Latin letters.
const MARGIN: usize = 40;

/// A record to be started.
pub(super) struct Starting<'a> {
    pub(super) kind: &'a Kind,
    pub(super) id: &'a str,
    pub(super) today: NaiveDate,
    pub(super) known: &'a Known,
}

/// A mapping that is being written.
#[derive(Clone)]
struct Block {
    /// English keys that lead here, each with a dot after it.
    path: String,
    /// The tables of keys that lead here: a category within a category is left out.
    above: Vec<&'static str>,
    indent: usize,
    /// Written, not behind `# `.
    written: bool,
    /// An item of a list, whose next line gets the dash.
    item: bool,
}

impl Starting<'_> {
    /// The file.
    pub(super) fn text(&self) -> Result<String, Refusal> {
        let ledgers = ["supervision/", "participation/"];
        let is_ledger = ledgers.iter().any(|folder| self.kind.path.starts_with(folder));
        let is_section = matches!(self.kind.name, "post" | "holding") || is_ledger;
        let mut out = self.opening();
        let indent = if is_section { 2 } else { 0 };
        if is_section {
            out.push_str(self.kind.zh);
            out.push_str(":\n");
        }
        let block = Block {
            path: String::new(),
            above: Vec::new(),
            indent,
            written: !self.kind.is_covered(),
            item: is_section,
        };
        self.fields(self.kind.fields, block, &mut out)?;
        if self.is_writeup() {
            out.push_str("---\n\n在这里写正文。空一行另起一段，小标题前写“## ”。\n");
        }
        Ok(out)
    }

    fn is_writeup(&self) -> bool {
        self.kind.path.rsplit_once('.').is_some_and(|(_, ending)| ending == "md")
    }

    fn opening(&self) -> String {
        let Kind { name, zh, written, .. } = self.kind;
        let fence = if self.is_writeup() { "---\n" } else { "" };
        let draft = if written.contains(&"draft") {
            "# 写好以后删去“草稿”一行，再运行 daylight check。\n"
        } else {
            "# 写好以后运行 daylight check。\n"
        };
        if self.kind.is_covered() {
            return format!(
                "# {zh}。整份都在“# ”后面，还没有算数：填好一行，就去掉这一行开头的“# ”。\n\
                 # 写着“必填”的都要填；用不着的留着不管。行末的说明可以删去。\n\
                 # 键也可以写英文，daylight schema {name} 列出全部。写好以后运行 daylight check。\n"
            );
        }
        format!(
            "{fence}# {zh}。“# ”开头的项可以不写，要用就去掉“# ”；每行后面的说明可以删去。\n\
             # 键也可以写英文，daylight schema {name} 列出全部。\n{draft}"
        )
    }

    /// The lines of a mapping: of a list's item, those that are written come first.
    fn fields(
        &self,
        fields: &'static [Field],
        mut block: Block,
        out: &mut String,
    ) -> Result<(), Refusal> {
        let name = fields.first().map_or("", |field| field.about_zh);
        block.above.push(name);
        let is_written = |field: &Field| {
            let path = format!("{}{}", block.path, field.en);
            field.required || self.kind.written.contains(&path.as_str())
        };
        let mut ordered: Vec<&Field> = fields.iter().collect();
        if block.item {
            ordered.sort_by_key(|field| !is_written(field));
        }
        for field in ordered {
            let written = block.written && is_written(field);
            self.field(field, &Block { written, ..block.clone() }, out)?;
            if block.item {
                (block.item, block.indent) = (false, block.indent + 2);
            }
        }
        Ok(())
    }

    fn field(&self, field: &Field, block: &Block, out: &mut String) -> Result<(), Refusal> {
        let shape = (field.shape)();
        let (inner, is_list) = match &shape {
            Shape::List(inner) => (&**inner, true),
            shape => (shape, false),
        };
        let Shape::Record(fields) = inner else {
            let value = self.value(field, inner, block)?;
            let value = if is_list { format!("[{value}]") } else { value };
            let choices = self.choices(field, inner, out);
            out.push_str(&line(field, &value, (self.demand(field, block), &choices), block));
            return Ok(());
        };
        if fields.first().is_some_and(|first| block.above.contains(&first.about_zh)) {
            return Ok(());
        }
        out.push_str(&line(field, "", (self.demand(field, block), ""), block));
        let dash = if block.item { 2 } else { 0 };
        let below = Block {
            path: format!("{}{}.", block.path, field.en),
            indent: block.indent + dash + 2,
            item: is_list,
            ..block.clone()
        };
        self.fields(fields, below, out)
    }

    /// Of a covered record, which keys the author must uncover.
    fn demand(&self, field: &Field, block: &Block) -> &'static str {
        let path = format!("{}{}", block.path, field.en);
        let above = block.path.trim_end_matches('.');
        let is_asked = |key: &str| self.kind.written.contains(&key);
        let is_inside = above.is_empty() || is_asked(above);
        let is_needed = is_inside && (field.required || is_asked(&path));
        if self.kind.is_covered() && is_needed { "必填：" } else { "" }
    }

    /// What else may be written, unless the explanation says so. Known records are named once.
    fn choices(&self, field: &Field, shape: &Shape, above: &str) -> String {
        match shape {
            Shape::Choice(choices) => {
                let words: Vec<_> = choices.iter().map(|choice| choice.zh).collect();
                if words.iter().all(|word| field.about_zh.contains(word)) {
                    return String::new();
                }
                format!("；可写：{}", words.join("、"))
            }
            Shape::Reference(kind, _) if self.known.all(kind).len() > 1 => {
                let named = self.known.all(kind).iter().take(NAMED);
                let words: Vec<_> = named.map(|(id, name)| format!("{id} {name}")).collect();
                let more = if self.known.all(kind).len() > NAMED { "……" } else { "" };
                let named = format!("；已有：{}{more}", words.join("、"));
                if above.contains(&named) { String::new() } else { named }
            }
            _ => String::new(),
        }
    }

    /// A value that may stand there.
    fn value(&self, field: &Field, shape: &Shape, block: &Block) -> Result<String, Refusal> {
        let is_own = block.path.is_empty();
        let samples = matches!(self.kind.name, "screen" | "profile");
        if let Some(value) = sample(field.en).filter(|_| samples) {
            return Ok(value.to_owned());
        }
        Ok(match shape {
            Shape::Slug if is_own => self.id.to_owned(),
            Shape::Slug => format!("{}-1", block.path.split('.').nth_back(1).unwrap_or(field.en)),
            Shape::Reference(kind, _)
                if is_own
                    && self.kind.speaks_of().is_some_and(|(of, _)| of == *kind)
                    && matches!(field.en, "task" | "post") =>
            {
                self.id.to_owned()
            }
            Shape::Reference("post", _) if field.en == "verifier" => {
                self.known.verifier(self.id).unwrap_or("post-id").to_owned()
            }
            // Whoever is first takes a pledge, and another one gives it.
            Shape::Reference("post", _) if field.en == "signatory" => {
                let others = self.known.ids("post").nth(1);
                others.ok_or_else(|| nothing_to_refer_to("post", "另一个岗位"))?.to_owned()
            }
            Shape::Integer if field.en == "year" => self.year().to_string(),
            Shape::Text if is_own && self.own_text(field.en).is_some() => {
                self.own_text(field.en).unwrap_or_default()
            }
            Shape::Reference(kind, zh) => match self.known.ids(kind).next() {
                Some(id) => id.to_owned(),
                None if block.written => return Err(nothing_to_refer_to(kind, zh)),
                None => format!("{kind}-id"),
            },
            Shape::Date => self.date(field).to_string(),
            Shape::Percent if matches!(field.en, "weight" | "percent") => "100".to_owned(),
            Shape::Percent => "50".to_owned(),
            // The other grounds of an exposure ask for more than a fact.
            Shape::Integer if field.en == "ground" => "3".to_owned(),
            Shape::Number | Shape::Integer => "1".to_owned(),
            Shape::Money => "100万元".to_owned(),
            Shape::Flag => "是".to_owned(),
            Shape::Choice(choices) => choices.first().map_or("", |choice| choice.zh).to_owned(),
            Shape::Text | Shape::List(_) | Shape::Record(_) | Shape::Open => PLACEHOLDER.to_owned(),
        })
    }

    /// A text that must have a form of its own.
    fn own_text(&self, key: &str) -> Option<String> {
        let month = |day: NaiveDate| day.format("%Y-%m").to_string();
        match (self.kind.name, key) {
            ("change", "old") => self.known.due(self.id).map(|(old, _)| old.to_string()),
            ("change", "new") => self.known.due(self.id).map(|(_, new)| new.to_string()),
            ("bulletin" | "question_count", "month") => Some(month(self.month_told())),
            ("assessment", "period") => Some(month(self.today)),
            ("closing", "number") => Some(format!("\"销号〔{}〕1号\"", self.today.year())),
            _ => None,
        }
    }

    /// The year of a calendar, or this one.
    fn year(&self) -> i32 {
        let named = self.id.parse().ok().filter(|_| self.kind.name == "calendar");
        named.unwrap_or(self.today.year())
    }

    /// The first day of the month of which it tells: that of its id, or the last one.
    fn month_told(&self) -> NaiveDate {
        let named = format!("{}-01", self.id).parse().ok();
        let before = self.today.with_day(1).unwrap_or(self.today) - Months::new(1);
        named.unwrap_or(before)
    }

    /// New Year's Day, and the first weekend behind it: days of the year that is told of.
    fn day_of_calendar(&self, field: &Field) -> Option<NaiveDate> {
        if self.kind.name != "calendar" {
            return None;
        }
        let first = NaiveDate::from_ymd_opt(self.year(), 1, 1)?;
        let weekend = |day: &NaiveDate| day.weekday() == Weekday::Sat;
        let later = first.iter_days().skip(1).find(weekend);
        if field.en == "working_days" { later } else { Some(first) }
    }

    /// Today, or a day that comes after it.
    fn date(&self, field: &Field) -> NaiveDate {
        let later = |days| self.today.checked_add_days(Days::new(days)).unwrap_or(self.today);
        if let Some(day) = self.day_of_calendar(field) {
            return day;
        }
        let plan = self.known.period.filter(|_| self.kind.name == "task");
        match (field.en, plan) {
            ("start", Some((from, until))) if from <= until => self.today.clamp(from, until),
            ("due", Some((_, until))) => until,
            ("due" | "until", _) => later(90),
            // A month is told of when it is over.
            ("published_on", _) if self.kind.name == "bulletin" => {
                (self.month_told() + Months::new(1)).max(self.today)
            }
            // The subject of an exposure hears of it before everybody else.
            ("published_on", _) if self.kind.name == "exposure" => later(7),
            // What was found is published when the asking is over.
            ("published_on", _) if self.kind.name == "appraisal" => later(90),
            _ => self.today,
        }
    }
}

/// Values of keys that take not every number or word.
fn sample(key: &str) -> Option<&'static str> {
    Some(match key {
        "width" => "1920",
        "height" => "1080",
        "pitch_mm" => "1.86",
        "distance_m" => "8",
        "hours" => "06:00-22:00",
        "level" | "night_level" => "60",
        "limit" | "seconds" => "10",
        _ => return None,
    })
}

/// A key with its value and, at the margin, what it says and what else may be written.
fn line(field: &Field, value: &str, (demand, choices): (&str, &str), block: &Block) -> String {
    let cover = if block.written { "" } else { "# " };
    let dash = if block.item { "- " } else { "" };
    let space = if value.is_empty() { "" } else { " " };
    let indent = " ".repeat(block.indent);
    let start = format!("{cover}{indent}{dash}{}:{space}{value}", field.name_zh());
    let gap = " ".repeat(MARGIN.saturating_sub(width(&start)).max(2));
    format!("{start}{gap}# {demand}{}{choices}\n", field.about_zh)
}

fn nothing_to_refer_to(kind: &str, zh: &str) -> Refusal {
    Refusal::new(say(
        format!("门户里还没有{zh}，这条记录无从引用"),
        format!("there is no {kind} yet that this record could refer to"),
    ))
    .help(match kind {
        "category" => say(
            "先在`plans`的方案里写好`目录`",
            "first write a catalogue into a plan under `plans`",
        ),
        kind => {
            say(format!("先用`daylight new {kind}`新建"), format!("first: `daylight new {kind}`"))
        }
    })
}

/// Columns a text takes on a terminal: Chinese characters and marks take two.
fn width(text: &str) -> usize {
    text.chars().map(|mark| if mark < '\u{1100}' { 1 } else { 2 }).sum()
}

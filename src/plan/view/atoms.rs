//! The parts that pages share: days, links, lights, progress, rows, cards, lists of pages.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::people::Holder;
use crate::date;

/// A day: `2026-09-30` for machines, 2026年9月30日 for people.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Day {
    /// ISO form, for `datetime` and the script.
    pub iso: String,
    /// Full form: 2026年9月30日.
    pub text: String,
    /// Without the year: 9月30日.
    pub short: String,
}

impl Day {
    /// A day as it is printed.
    pub fn of(date: NaiveDate) -> Self {
        Self { iso: date::iso(date), text: date::zh(date), short: date::zh_short(date) }
    }
}

/// A month: `2026-09`, 2026年9月, 9月.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Month {
    /// ISO form.
    pub iso: String,
    /// Full form: 2026年9月.
    pub text: String,
    /// Without the year: 9月.
    pub short: String,
    /// The year.
    pub year: i32,
    /// 1–12.
    pub month: u32,
}

impl Month {
    /// The month of a day.
    pub fn of(date: NaiveDate) -> Self {
        let (year, month) = (date.year(), date.month());
        Self {
            iso: format!("{year}-{month:02}"),
            text: format!("{year}年{month}月"),
            short: format!("{month}月"),
            year,
            month,
        }
    }
}

/// A text that leads somewhere; `href` is relative to the page unless it is a full address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Link {
    /// The words.
    pub text: String,
    /// Where to.
    pub href: String,
}

/// A text that may lead somewhere: no address when there is no such page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Label {
    /// The words.
    pub text: String,
    /// Where to, if there is a page.
    pub href: Option<String>,
}

impl From<Link> for Label {
    fn from(link: Link) -> Self {
        Self { text: link.text, href: Some(link.href) }
    }
}

/// A basis document as it is cited.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Citation {
    /// Its title, without 《》.
    pub title: Option<String>,
    /// Its number, such as 云政发〔2026〕3号.
    pub number: Option<String>,
    /// Its page.
    pub href: Option<String>,
}

/// An attachment or a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Attachment {
    /// Kind in words: 文件, 照片 …
    pub kind: Option<String>,
    /// Title.
    pub title: String,
    /// The file, if published.
    pub href: Option<String>,
    /// How large the file is: 312 KB.
    pub size: Option<String>,
}

/// The nine lights, worst first, which is also the order of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LightSlug {
    /// ■ overdue or far behind.
    Red,
    /// Dotted ring: not reported in time.
    Silent,
    /// ▲ behind.
    Yellow,
    /// Half disc: completion reported, not yet accepted.
    Awaiting,
    /// ● as planned.
    Green,
    /// Dashed ring: starts in the future.
    Upcoming,
    /// Ring with bar: paused by a document.
    Paused,
    /// ✔ disc: closed.
    Done,
    /// ✕ cancelled by a document.
    Cancelled,
}

/// A light with its words, which the method may rename. Shape, word and colour go together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Light {
    /// Which one: decides shape and colour.
    pub slug: LightSlug,
    /// The word: 黄灯预警, 红灯逾期, 红灯滞后 …
    pub word: String,
    /// The short word: 黄灯.
    pub short: String,
}

/// A light with how many show it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct LightCount {
    /// The light.
    pub light: Light,
    /// How many, never 0.
    pub count: u32,
}

/// Why a light will change if nothing more is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TurnKind {
    /// No update within the rhythm.
    Silent,
    /// The task falls due.
    Overdue,
    /// A stage falls due.
    Stage,
    /// The planned start has come.
    Started,
}

/// A future change of a light if nothing more is reported.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Turn {
    /// First day on which it holds.
    pub on: Day,
    /// Why.
    pub kind: TurnKind,
    /// The light from that day on.
    pub light: Light,
}

/// How a task stands: its light, and what becomes of it if nothing more is reported.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Standing {
    /// The computed light, which counts.
    pub light: Light,
    /// The light set by hand 人工认定, printed beside the computed one while it is in force.
    pub by_hand: Option<Light>,
    /// Due within so many days (30, 15 or 7): the flag 临期.
    pub due_within: Option<u32>,
    /// Future changes, in order; empty on a portal pinned to a day.
    pub turns: Vec<Turn>,
}

/// How far a task is, beside how far it should be.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Progress {
    /// Reported progress; `None` is 未填报, never 0.
    pub actual: Option<i32>,
    /// Planned progress on the day of the report; `None` is 未公布计划.
    pub planned: Option<i32>,
    /// Points behind the plan; negative is ahead; `None` if unknown.
    pub lag: Option<i32>,
    /// The day the report speaks of.
    pub as_of: Option<Day>,
}

/// A mean of several tasks' progress, which leaves out those that reported nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MeanProgress {
    /// The figures.
    pub progress: Progress,
    /// Tasks counted in.
    pub counted: u32,
    /// All tasks.
    pub total: u32,
}

/// Whether work was finished early, in time or late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Timeliness {
    /// 提前办结.
    Early,
    /// 按期办结.
    OnTime,
    /// 逾期办结.
    Late,
}

/// When work is due, or when it was finished.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Deadline {
    /// Current due date 现定.
    pub due: Day,
    /// Days from `counted_on` to the due date; negative is overdue; `None` once finished, paused
    /// or cancelled.
    pub days_left: Option<i32>,
    /// The day from which days are counted.
    pub counted_on: Day,
    /// Day the work was reported finished.
    pub finished_on: Option<Day>,
    /// Days between finishing and the due date: positive is early, negative late.
    pub days_early: Option<i32>,
    /// Early, in time or late, once finished.
    pub timeliness: Option<Timeliness>,
}

/// A task in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TaskRow {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// How it stands.
    pub standing: Standing,
    /// Lead unit's short name; `None` is 牵头单位尚未公布.
    pub lead_unit: Option<String>,
    /// Leader in charge, as 副州长 何若川.
    pub leader: Option<String>,
    /// How far it is.
    pub progress: Progress,
    /// When it is due.
    pub deadline: Deadline,
}

/// One pill of a filter: a link to a prebuilt page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Pill {
    /// The words.
    pub text: String,
    /// How many there are; `None` shows no figure.
    pub count: Option<u32>,
    /// The page; `None` if there is nothing to show (count 0).
    pub href: Option<String>,
    /// This page.
    pub current: bool,
    /// A light before the words.
    pub light: Option<LightSlug>,
}

/// A group of pills with a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Filter {
    /// Its name: 亮灯, 类别 …
    pub name: String,
    /// The pills, everything first.
    pub pills: Vec<Pill>,
}

/// A page number in a list of pages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PageNumber {
    /// The number; `None` is a gap.
    pub number: Option<u32>,
    /// The page; `None` for this page and for gaps.
    pub href: Option<String>,
}

/// Where this page stands among the pages of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Pagination {
    /// This page, from 1.
    pub page: u32,
    /// How many pages.
    pub pages: u32,
    /// How many records on all pages.
    pub total: u32,
    /// The word by which they are counted: 项, 件, 人.
    pub measure: String,
    /// Records on a page.
    pub per_page: u32,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// First, neighbours, last, with gaps.
    pub numbers: Vec<PageNumber>,
}

/// Records on a page of a list.
pub const PER_PAGE: u32 = 20;

impl Pagination {
    /// Page `page` of a list of so many records, counted by a word: `(95, "项")`; `href` gives the
    /// address of a page.
    pub fn of(page: u32, counted: (u32, &str), href: impl Fn(u32) -> String) -> Self {
        Self::of_rows(page, counted, PER_PAGE, href)
    }

    /// Page `page` of a list of so many records, with so many on a page.
    pub fn of_rows(
        page: u32,
        (total, measure): (u32, &str),
        per_page: u32,
        href: impl Fn(u32) -> String,
    ) -> Self {
        let pages = total.div_ceil(per_page).max(1);
        let mut numbers = Vec::new();
        let mut last = 0;
        for number in 1..=pages {
            if number != 1 && number != pages && number.abs_diff(page) > 1 {
                continue;
            }
            if number > last + 1 {
                numbers.push(PageNumber { number: None, href: None });
            }
            let link = (number != page).then(|| href(number));
            numbers.push(PageNumber { number: Some(number), href: link });
            last = number;
        }
        Self {
            page,
            pages,
            total,
            measure: measure.to_owned(),
            per_page,
            previous: (page > 1).then(|| href(page - 1)),
            next: (page < pages).then(|| href(page + 1)),
            numbers,
        }
    }
}

/// A figure with its unit: 92 天, 距全年任务截止.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Figure {
    /// The number.
    pub number: i64,
    /// Its unit: 天, 项, 件 …
    pub unit: String,
    /// What it says.
    pub label: String,
    /// The list behind it.
    pub href: Option<String>,
    /// If the number is days up to a date: that date, for the script.
    pub until: Option<String>,
}

/// A word on a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StampKind {
    /// 已曝光, 立案 (red).
    Filed,
    /// 整改中 (red).
    UnderWay,
    /// 待核查 (dark yellow).
    AwaitingCheck,
    /// 已销号, 已整改 (green).
    Closed,
    /// 回潮 (red).
    Reopened,
    /// 集体, 个人, 表彰 … (gold).
    Honour,
    /// 撤销, 撤下 (grey).
    Revoked,
}

/// A stamp: at most four characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Stamp {
    /// Decides the colour.
    pub kind: StampKind,
    /// The word.
    pub word: String,
}

/// An exposure in a list. Names of persons are never on a card.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ExposureCard {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Its page; `None` for a tombstone.
    pub href: Option<String>,
    /// Its state.
    pub stamp: Stamp,
    /// Units responsible, short names.
    pub units: Vec<String>,
    /// Day of publication.
    pub published_on: Day,
    /// Ground, from 1.
    pub ground: u32,
    /// The ground in words.
    pub ground_text: String,
    /// Rectification due.
    pub due: Day,
    /// Days to the due date, counted on `counted_on`; `None` once submitted or closed.
    pub days_left: Option<i32>,
    /// The day from which days are counted.
    pub counted_on: Day,
    /// Day of submission for checking.
    pub submitted_on: Option<Day>,
    /// Days from publication to acceptance.
    pub days_taken: Option<i32>,
    /// State of an appeal: 异议受理, 复核中 …
    pub appeal: Option<String>,
    /// The unit has made a statement.
    pub has_reply: bool,
    /// First day on which it is gone: the script hides it from that day on.
    pub expires_on: Option<Day>,
}

/// A commendation in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CommendationCard {
    /// Its id.
    pub id: String,
    /// Who is honoured.
    pub honoured: Vec<Label>,
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// 集体, 个人, 表彰 or 撤销.
    pub stamp: Stamp,
    /// 通报表扬 or 表彰.
    pub kind: String,
    /// The deed in one sentence with a figure.
    pub deed: String,
    /// Day of publication.
    pub published_on: Day,
    /// Unit that verified the deed.
    pub verified_by: Option<String>,
    /// Last day of the publicity period, while it runs.
    pub publicity_until: Option<Day>,
    /// Day on which it was taken back.
    pub revoked_on: Option<Day>,
}

/// Where people can speak up about a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Feedback {
    /// The record's id, to be named when speaking up.
    pub id: String,
    /// Who answers.
    pub unit: String,
    /// Office telephone.
    pub phone: Option<String>,
    /// Hotline: 12345.
    pub hotline: String,
    /// Letterbox on the web, or its postal address without `href`.
    pub letterbox: Option<Label>,
}

/// A number that was announced, beside what is published.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Reconciliation {
    /// What is counted, in the document's own word: 项, 个, 类.
    pub word: String,
    /// The measure word in it: 个 of 个单位.
    pub measure: String,
    /// What is counted: 任务, 一级目录 …
    pub what: String,
    /// What stands before the number: the plan's name where several announce something, and what
    /// is counted unless the word names it: 重点项目台账任务.
    pub noun: String,
    /// Announced.
    pub declared: u32,
    /// Published here.
    pub published: u32,
    /// Withheld.
    pub withheld: u32,
    /// Where it was announced.
    pub source: String,
    /// Withheld records by reason.
    pub reasons: Vec<WithheldCount>,
}

/// Withheld records of one reason.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct WithheldCount {
    /// The reason in words: 国家秘密 …
    pub reason: String,
    /// How many.
    pub count: u32,
    /// The nearest day on which one is looked at again.
    pub review_on: Day,
}

/// A finding of the coverage report, with what it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Finding {
    /// What it concerns.
    pub subject: Label,
    /// What was found, in a sentence.
    pub text: String,
}

/// A name with a holder: a unit and the one who heads it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct UnitLabel {
    /// Full name.
    pub name: String,
    /// Short name.
    pub short_name: String,
    /// Its page.
    pub href: Option<String>,
    /// Its head.
    pub head: Option<Holder>,
    /// Office telephone.
    pub phone: Option<String>,
}

/// A title in clauses, split after ，；：, so that lines of a headline end where speech does.
pub fn clauses(title: &str) -> Vec<String> {
    let mut clauses = vec![String::new()];
    let mut open = 0_i32;
    for mark in title.chars() {
        open += i32::from(matches!(mark, '（' | '“' | '《'))
            - i32::from(matches!(mark, '）' | '”' | '》'));
        if let Some(clause) = clauses.last_mut() {
            clause.push(mark);
        }
        if open == 0 && matches!(mark, '，' | '；' | '：') {
            clauses.push(String::new());
        }
    }
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_for_people_and_for_machines() {
        let day = Day::of(NaiveDate::from_ymd_opt(2026, 9, 3).expect("a day"));
        assert_eq!((&*day.iso, &*day.text, &*day.short), ("2026-09-03", "2026年9月3日", "9月3日"));
    }

    #[test]
    fn a_title_breaks_after_its_clauses_but_not_inside_brackets() {
        for (title, expected) in [
            ("办结41件，6件亮红灯", vec!["办结41件，", "6件亮红灯"]),
            ("道路（含桥，长3公里）改造", vec!["道路（含桥，长3公里）改造"]),
            ("加装电梯60部", vec!["加装电梯60部"]),
        ] {
            assert_eq!(clauses(title), expected, "{title}");
        }
    }

    #[test]
    fn a_long_list_shows_first_neighbours_and_last() {
        let pages = Pagination::of(486, (20_000, "项"), |page| format!("../{page}/"));
        let numbers: Vec<_> = pages.numbers.iter().map(|page| page.number).collect();
        assert_eq!(numbers, [Some(1), None, Some(485), Some(486), Some(487), None, Some(1000)]);
        assert_eq!(pages.previous.as_deref(), Some("../485/"));
        assert_eq!((pages.total, pages.measure.as_str()), (20_000, "项"));
    }
}

//! Bulletins: their list, a month or an occasion, and the official form they share with the
//! document that can be edited.

use serde::Serialize;

use super::atoms::{Day, Light, Link, Month, Pagination};
use super::head::Head;

/// The list of bulletins, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct BulletinsView {
    /// The page.
    pub head: Head,
    /// The bulletins on it.
    pub rows: Vec<BulletinRow>,
    /// Its pages.
    pub pages: Pagination,
    /// The rows as data.
    pub data: Vec<Link>,
}

/// A bulletin in the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct BulletinRow {
    /// 月通报, 简报 or 专题.
    pub series: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// 第9期.
    pub issue: Option<String>,
    /// Document number.
    pub number: Option<String>,
    /// Day of publication; none for what only the program wrote.
    pub published_on: Option<Day>,
    /// What it says, in a sentence.
    pub summary: String,
    /// The month's other papers: 月公示, 月排位.
    pub papers: Vec<Link>,
    /// The month is not over.
    pub runs: bool,
}

/// The document header 公文要素: index number, subject class, issuer, dates, number, effect, name.
/// What is missing is shown as missing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DocumentHead {
    /// 索引号.
    pub index_number: Option<String>,
    /// 主题分类.
    pub topic: Option<String>,
    /// 发布机构.
    pub issuer: String,
    /// 成文日期.
    pub formed_on: Option<Day>,
    /// 发布日期.
    pub published_on: Option<Day>,
    /// 文号.
    pub number: Option<String>,
    /// 效力状态.
    pub effect: Option<String>,
    /// 名称.
    pub name: String,
}

/// Words, which may lead to what they count.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// What they count.
    pub href: Option<String>,
}

/// A paragraph: words one after the other.
pub type Paragraph = Vec<Run>;

/// A part of the text under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Part {
    /// 一、总体情况; the opening has none.
    pub heading: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A line of the editor's words without marks, for the document that can be edited.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct EditorLine {
    /// Whether it is a heading.
    pub heading: bool,
    /// The words.
    pub text: String,
}

/// A text in the form of GB/T 9704: what stands on the paper.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Official {
    /// 发文机关标志: the red line at the top; a draft that nobody signed has none.
    pub mark: Option<String>,
    /// Document number or issue, below it.
    pub number: String,
    /// The title, line by line.
    pub title: Vec<String>,
    /// 主送机关: to whom it is addressed.
    pub to: Vec<String>,
    /// What the program drafted.
    pub parts: Vec<Part>,
    /// Heading of the editor's words, if there are any below other parts.
    pub editor_heading: Option<String>,
    /// The editor's words as HTML.
    pub editor: Option<String>,
    /// The same words line by line.
    pub editor_lines: Vec<EditorLine>,
    /// Who signs: the issuer; nobody signed a draft.
    pub signed_by: Option<String>,
    /// Day of writing.
    pub signed_on: Option<Day>,
    /// 抄送.
    pub cc: Vec<String>,
    /// 印发: who prints it; nobody prints a draft.
    pub printed_by: Option<String>,
    /// The day of publication.
    pub printed_on: Option<Day>,
    /// A line that says what this paper is: invented data, or a month that is not over.
    pub remark: Option<String>,
}

/// Tasks behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthList {
    /// Its anchor.
    pub id: String,
    /// What it lists.
    pub title: String,
    /// How many records it has, on whatever pages.
    pub count: u32,
    /// How deep it lies: a part of a list is 1, a part of that part 2.
    pub depth: u8,
    /// Its rows on this page.
    pub rows: Vec<MonthRow>,
}

/// The records that the figures of a bulletin count.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CountedView {
    /// The page.
    pub head: Head,
    /// Its title.
    pub title: String,
    /// What it lists, in a sentence.
    pub lead: String,
    /// The month's other records.
    pub others: Vec<Link>,
    /// The lists, or what of them stands on this page.
    pub lists: Vec<MonthList>,
    /// Its pages.
    pub pages: Pagination,
}

/// A row behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthRow {
    /// What it is called.
    pub title: String,
    /// Its page.
    pub href: String,
    /// A word or two: unit, day.
    pub note: Option<String>,
}

/// A bulletin.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct BulletinView {
    /// The page.
    pub head: Head,
    /// Document header.
    pub document: DocumentHead,
    /// The text.
    pub official: Official,
    /// Whether only the program wrote it.
    pub drafted: bool,
    /// The month is not over: figures up to this day.
    pub runs_to: Option<Day>,
    /// Tasks behind the figures.
    pub lists: Vec<MonthList>,
    /// A short message of at most 70 characters.
    pub message: String,
    /// Its length in characters.
    pub message_length: u32,
    /// A text to be read aloud.
    pub broadcast: Vec<String>,
    /// The month's other papers.
    pub papers: Vec<Link>,
    /// Files: the document, the short message, the text to be read aloud, data.
    pub files: Vec<Link>,
    /// The bulletin before.
    pub previous: Option<Link>,
    /// The bulletin after.
    pub next: Option<Link>,
}

/// What was done in a month: 月公示.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NoticeView {
    /// The page.
    pub head: Head,
    /// Document header, if the editor wrote one.
    pub document: DocumentHead,
    /// The month.
    pub month: Month,
    /// What it says, in a sentence.
    pub lead: String,
    /// The editor's words.
    pub body: Option<String>,
    /// Tasks in which anything happened: those that were reported on, and the others.
    pub parts: Vec<NoticePart>,
    /// Its pages.
    pub pages: Pagination,
    /// The month's other papers.
    pub papers: Vec<Link>,
}

/// Some of the tasks in which anything happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NoticePart {
    /// Its anchor.
    pub id: String,
    /// What it lists, with how many.
    pub title: String,
    /// Its rows on this page.
    pub rows: Vec<NoticeRow>,
}

/// A task in which anything happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NoticeRow {
    /// The task.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its plan.
    pub plan: String,
    /// Lead unit.
    pub unit: Option<String>,
    /// Its light at the month's end.
    pub light: Option<Light>,
    /// What happened, in order of time.
    pub lines: Vec<NoticeLine>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NoticeLine {
    /// The day.
    pub on: Day,
    /// What happened.
    pub text: String,
}

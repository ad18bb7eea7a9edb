//! Bulletins: one for a month, numbers without gaps, approved, and silent about decided names.

use std::collections::BTreeMap;

use super::approval::approvals;
use super::case::body;
use super::claims::{Claims, table};
use super::ledger::People;
use super::structure::{check_document_number, in_order, text};
use crate::date::{self, Month, Period};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::method::Method;
use crate::portal::table::Table;
use crate::portal::{Bulletin, Exposure};
use crate::prose::{self, bare};
use crate::record::{
    ApprovalStep, BulletinRecord, BulletinSeries, DocumentEffect, Kind as _, Writeup,
};
use crate::span::{Span, Spanned};
use crate::unread;
use crate::yaml::{Text, Words as _};

/// Bulletins.
pub fn bulletins(
    records: &[Writeup<BulletinRecord>],
    exposures: &Table<Exposure>,
    people: &People,
    method: Option<&Method>,
    claims: &mut Claims,
) -> Table<Bulletin> {
    let ids = &claims.names.bulletins.ids;
    let made = table(ids, records, |w| &w.record.id.value, |w| bulletin(w, people, method, claims));
    let (published, drafts): (Vec<_>, Vec<_>) =
        records.iter().partition(|w| ids.contains_key(&w.record.id.value));
    for draft in drafts {
        // A draft is checked like any other, except that it needs no approvals.
        bulletin(draft, people, None, claims);
    }
    for writeup in &published {
        check_names(writeup, exposures, claims);
    }
    let records: Vec<&BulletinRecord> = published.iter().map(|w| &w.record).collect();
    check_repeats(&records, claims);
    if !claims.lost.any(crate::record::Bulletin::EN) {
        check_issues(&records, claims);
    }
    made
}

fn bulletin(
    writeup: &Writeup<BulletinRecord>,
    people: &People,
    method: Option<&Method>,
    claims: &mut Claims,
) -> Bulletin {
    let record = &writeup.record;
    let month = month(record, claims);
    let period = period(record, claims);
    check_time(record, month, period, claims);
    check_number(record, claims);
    check_signer(record, claims);
    let whole = method.filter(|_| !unread!(record, approvals));
    let demanded = whole.map_or_else(Vec::new, demanded);
    let approvals =
        approvals(&record.approvals, &demanded, &record.published_on, (people, &[]), claims);
    Bulletin {
        slug: record.id.value.clone(),
        series: record.series.value,
        title: record.title.as_ref().map(|title| text(&title.value)),
        month,
        period,
        issue: record.issue.map(|issue| issue.value),
        number: record.number.as_ref().map(|number| text(&number.value)),
        index_number: record.index_number.as_ref().map(text),
        topic: record.topic.as_ref().map(text),
        issuer: record.issuer.as_ref().map(text),
        formed_on: record.formed_on.as_ref().map(|day| day.value),
        published_on: record.published_on.value,
        effect: record.effect.unwrap_or(DocumentEffect::InForce),
        signer: claims.names.posts.find_some(record.signer.as_ref(), claims.problems),
        to: record.to.iter().map(text).collect(),
        cc: record.cc.iter().map(text).collect(),
        approvals,
        body: body(writeup, claims),
    }
}

/// The method's steps, or every step up to 签发.
fn demanded(method: &Method) -> Vec<Spanned<ApprovalStep>> {
    if !method.bulletin_approvals.is_empty() {
        return method.bulletin_approvals.clone();
    }
    let steps = ApprovalStep::ALL.iter().filter(|step| **step <= ApprovalStep::Signature);
    steps.map(|step| Spanned::new(*step, Span::start_of(crate::span::FileId(0)))).collect()
}

/// A month as it is written; what is none is reported.
pub fn parsed_month(written: &Spanned<Text>, claims: &mut Claims) -> Option<Month> {
    let month = Month::parse(written);
    if month.is_none() {
        let words = say(
            format!("`{}`不是月份", written.as_str()),
            format!("`{}` is no month", written.as_str()),
        );
        let help = say("按`2026-09`的样子写年和月", "write it like `2026-09`");
        claims.report(Diagnostic::new(Code::BadDate, written.span, words).help(help));
    }
    month
}

/// The month of a monthly bulletin; the other series have none.
fn month(record: &BulletinRecord, claims: &mut Claims) -> Option<Month> {
    let monthly = record.series.value.is_monthly();
    let series = record.series.value;
    match &record.month {
        Some(written) if monthly => parsed_month(written, claims),
        Some(written) => {
            let words = say(
                format!("{}不按月编发，不写`月份`", series.zh()),
                format!("`{}` is not issued by the month", series.en()),
            );
            let help = say("改写`开始`和`结束`，或删去这一行", "write `from` and `until`");
            claims.report(Diagnostic::new(Code::BulletinPeriod, written.span, words).help(help));
            None
        }
        None => {
            if monthly && !unread!(record, month) {
                let words = say(
                    format!("{}没有写是哪个月的", series.zh()),
                    format!("`{}` does not say its month", series.en()),
                );
                let help = say("加上`月份: 2026-09`", "add `month: 2026-09`");
                let problem = Diagnostic::new(Code::BulletinPeriod, record.series.span, words);
                claims.report(problem.help(help));
            }
            None
        }
    }
}

/// The days of a bulletin outside the rhythm; a first day without a last is a single day.
fn period(record: &BulletinRecord, claims: &mut Claims) -> Option<Period> {
    in_order(
        record.from.as_ref(),
        ("开始日期", "first day"),
        record.until.as_ref(),
        ("结束日期", "last day"),
        claims,
    );
    let monthly = record.series.value.is_monthly();
    if let Some(written) = record.from.as_ref().or(record.until.as_ref()).filter(|_| monthly) {
        let words = say(
            format!("{}说的是整月，不写`开始`和`结束`", record.series.value.zh()),
            "a monthly bulletin speaks of a whole month",
        );
        let help = say("只写`月份`", "write `month` alone");
        claims.report(Diagnostic::new(Code::BulletinPeriod, written.span, words).help(help));
        return None;
    }
    let from = record.from.as_ref().or(record.until.as_ref())?.value;
    let until = record.until.as_ref().map_or(from, |day| day.value);
    Period::new(from, until)
}

/// A bulletin speaks of what has passed, and outside the rhythm it has a title and an id of its
/// own.
fn check_time(
    record: &BulletinRecord,
    month: Option<Month>,
    period: Option<Period>,
    claims: &mut Claims,
) {
    in_order(
        record.formed_on.as_ref(),
        ("成文日期", "day of writing"),
        Some(&record.published_on),
        ("发布日期", "day of publication"),
        claims,
    );
    let spoken = month.map(Month::period).or(period);
    let place = record.month.as_ref().map(|month| month.span);
    let place = place.or(record.until.as_ref().or(record.from.as_ref()).map(|day| day.span));
    let (published, span) = (record.published_on.value, place.unwrap_or(record.id.span));
    if let Some(last) = spoken.map(Period::last).filter(|last| published < *last) {
        let words = say(
            format!("通报说到{}，发布日期{}还没有到那一天", date::zh(last), date::zh(published)),
            format!("it speaks of days up to {last}, after its publication on {published}"),
        );
        let problem = Diagnostic::new(Code::BulletinPeriod, span, words)
            .note(record.published_on.span, say("发布日期", "day of publication"))
            .help(say("等这段时间过完再发布，或改正日期", "publish it after those days"));
        claims.report(problem);
    }
    if record.series.value.is_monthly() {
        return;
    }
    if record.title.is_none() && !unread!(record, title) {
        let words = say("不定期通报没有标题", "a bulletin outside the rhythm needs a title");
        let problem = Diagnostic::new(Code::MissingKey, record.id.span, words);
        claims.report(problem.help(say("加上`标题`", "add `title`")));
    }
    if Month::parse(record.id.value.as_str()).is_some() {
        let words = say(
            format!("编号`{}`是月份，这个网址留给当月的通报", record.id.value),
            format!("the id `{}` is a month, whose address is taken", record.id.value),
        );
        let help =
            say("编号改成别的写法，例如`flood-2026-07`", "choose an id such as `flood-2026-07`");
        claims.report(Diagnostic::new(Code::BadId, record.id.span, words).help(help));
    }
}

fn check_number(record: &BulletinRecord, claims: &mut Claims) {
    if let Some(number) = &record.number {
        check_document_number(number, claims);
    }
    if let Some(issue) = record.issue.filter(|issue| issue.value == 0) {
        let words = say("期号从1开始", "issues count from 1");
        let problem = Diagnostic::new(Code::BulletinIssue, issue.span, words);
        claims.report(problem.help(say("写1或更大的数", "write 1 or more")));
    }
}

/// Who signed is who passed the step 签发.
fn check_signer(record: &BulletinRecord, claims: &mut Claims) {
    let Some(signer) = &record.signer else { return };
    let step = record.approvals.iter().find(|held| held.step.value == ApprovalStep::Signature);
    let Some(step) = step.filter(|held| held.post.slug != signer.slug) else { return };
    let words = say(
        format!("签发岗位`{}`不是“签发”环节的岗位", signer.slug),
        format!("`{}` is not the post that passed the step of signature", signer.slug),
    );
    let problem = Diagnostic::new(Code::Contradiction, signer.span, words)
        .note(step.post.span, say("“签发”环节的岗位", "the step of signature"))
        .help(say("两处写同一个岗位", "name the same post in both places"));
    claims.report(problem);
}

/// One bulletin of a series for a month, and one bulletin for a document number.
fn check_repeats(records: &[&BulletinRecord], claims: &mut Claims) {
    let mut months: BTreeMap<(BulletinSeries, &str), Span> = BTreeMap::new();
    let mut numbers: BTreeMap<&str, Span> = BTreeMap::new();
    for record in records {
        let series = record.series.value;
        if let Some(month) = record.month.as_ref().filter(|_| series.is_monthly()) {
            let first = *months.entry((series, month.as_str())).or_insert(month.span);
            if first != month.span {
                let words = say(
                    format!("{}的{}已经有一份", month.as_str(), series.zh()),
                    format!("there is a `{}` for {} already", series.en(), month.as_str()),
                );
                let problem = Diagnostic::new(Code::TwoBulletins, month.span, words)
                    .note(first, say("已有的一份", "the one there is"))
                    .help(say("合并成一份，或改正月份", "merge the two, or correct the month"));
                claims.report(problem);
            }
        }
        if let Some(number) = &record.number {
            let first = *numbers.entry(number.as_str()).or_insert(number.span);
            if first != number.span {
                let words = say(
                    format!("文号`{}`已经用过", number.as_str()),
                    format!("the number `{}` is taken", number.as_str()),
                );
                let problem = Diagnostic::new(Code::BulletinIssue, number.span, words)
                    .note(first, say("第一次用在这里", "first used here"))
                    .help(say("每份通报用自己的文号", "give each bulletin its own number"));
                claims.report(problem);
            }
        }
    }
}

/// Issues count without gaps: those of a month by the months of their year, the others by their
/// publication. Only the first year on file may begin later than with 1.
fn check_issues(records: &[&BulletinRecord], claims: &mut Claims) {
    for series in BulletinSeries::ALL {
        let mut issues: Vec<(Place, Spanned<u32>)> = Vec::new();
        for record in records.iter().filter(|record| record.series.value == *series) {
            issues.extend(place(record).zip(record.issue));
        }
        issues.sort_by_key(|(place, issue)| (*place, issue.value));
        let first_year = issues.first().map(|(place, _)| place.year);
        let mut last: Option<(Place, Spanned<u32>)> = None;
        for (place, issue) in issues {
            let before = last.filter(|(before, _)| before.year == place.year);
            let expected = match before {
                Some((before, number)) => number.value + place.steps_since(before),
                None if Some(place.year) == first_year => issue.value,
                None => place.steps_from_the_beginning(),
            };
            if issue.value != expected {
                claims.report(wrong_issue(*series, place.year, issue, expected, before));
            }
            last = Some((place, issue));
        }
    }
}

/// Where an issue stands in its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    year: i32,
    /// The number of its month; without one it follows the issue before it.
    month: Option<u32>,
    published_on: chrono::NaiveDate,
}

impl Place {
    fn steps_since(self, before: Self) -> u32 {
        let months = self.month.zip(before.month);
        months.map_or(1, |(month, before)| month.saturating_sub(before))
    }

    fn steps_from_the_beginning(self) -> u32 {
        self.month.unwrap_or(1)
    }
}

/// A month that cannot be read was reported.
fn place(record: &BulletinRecord) -> Option<Place> {
    let published_on = record.published_on.value;
    if !record.series.value.is_monthly() {
        return Some(Place { year: Month::of(published_on).year(), month: None, published_on });
    }
    let month = Month::parse(record.month.as_ref()?)?;
    Some(Place { year: month.year(), month: Some(month.number()), published_on })
}

fn wrong_issue(
    series: BulletinSeries,
    year: i32,
    issue: Spanned<u32>,
    expected: u32,
    before: Option<(Place, Spanned<u32>)>,
) -> Diagnostic {
    let what = if issue.value < expected { "重号" } else { "跳号" };
    let words = say(
        format!(
            "{year}年{}的期号{what}：写的是第{}期，应当是第{expected}期",
            series.zh(),
            issue.value
        ),
        format!("issue {} of `{}` in {year} should be {expected}", issue.value, series.en()),
    );
    let mut problem = Diagnostic::new(Code::BulletinIssue, issue.span, words);
    if let Some((_, before)) = before {
        problem = problem.note(before.span, say("前一份的期号", "the issue before it"));
    }
    problem.help(say(
        format!("改成`期号: {expected}`，或补上缺的一份"),
        format!("write `issue: {expected}`, or add what is missing"),
    ))
}

/// Names that were decided to be published stand on their exposure's page and nowhere else, because
/// they are taken down from there.
fn check_names(
    writeup: &Writeup<BulletinRecord>,
    exposures: &Table<Exposure>,
    claims: &mut Claims,
) {
    let names = exposures.iter().filter_map(|(_, held)| held.naming.as_ref());
    // What a code or a link parts in the file is one word to whoever reads the page.
    let shown = prose::render(&writeup.body, writeup.body_span, &mut Vec::new()).plain;
    let body = [bare(&writeup.body), bare(&shown)];
    for name in names.flat_map(|naming| &naming.names) {
        let name_alone = bare(name);
        if !body.iter().any(|text| text.contains(&name_alone)) {
            continue;
        }
        let span = writeup.body.find(name.as_str()).map_or(writeup.body_span, |at| {
            let start = writeup.body_span.start as usize + at;
            Span::new(writeup.body_span.file, start, start + name.len())
        });
        let words = say(
            "点名只能写在曝光那一条里，通报里不能出现被点名人的姓名",
            "a name that was decided to be published stands on its exposure alone",
        );
        let help =
            say("改成“有关责任人”，链接到那条曝光", "write “有关责任人” and link the exposure");
        claims.report(Diagnostic::new(Code::NamingUndecided, span, words).help(help));
    }
}

//! Bulletins: one for every month, drafted from the records, and those outside the rhythm.

mod behind;
mod changed;
mod counted;
mod draft;
mod issue;
mod notice;
mod official;
mod reading;
mod table;
#[cfg(test)]
mod tests;
mod title;

pub use counted::{Counted, page as counted};
pub use issue::{Issue, Paper, any, how_many, issues, of_month};
pub use notice::notice;
pub use official::official;
pub use reading::sentences;
pub use table::{Row, rows, tasks_of};

use super::address::Address;
use super::heads::{About, Section};
use super::here::{Here, count, of_page};
use super::view::atoms::{self, Day, Link, Pagination};
use super::view::bulletin::{BulletinRow, BulletinView, BulletinsView, Official};
use super::view::home::DatedLink;
use crate::assess::{Assessed, MonthEnd};
use crate::date::Month;
use crate::method::Light;
use crate::portal::{Bulletin, Id, Task};
use crate::record::BulletinSeries;
use behind::Behind;
use issue::{published_on, record};
use official::{document_head, issue_number, issuer};
use title::title;

/// The newest bulletins that are signed.
pub fn newest(here: Here, most: usize) -> Vec<DatedLink> {
    let assessed = here.assessed();
    let issues = issues(assessed).into_iter();
    let signed = issues.filter_map(|issue| Some((issue, record(assessed, issue)?)));
    let link = |(issue, held): (Issue, &Bulletin)| DatedLink {
        text: title(here, issue),
        href: here.href(Address::Bulletin(issue)),
        on: Day::of(held.published_on),
    };
    signed.take(most).map(link).collect()
}

/// Every address of bulletins.
pub fn addresses(assessed: &Assessed) -> Vec<Address> {
    let issues = issues(assessed);
    let pages =
        |records: usize| 1..=Pagination::of(1, (count(records), "期"), |_| String::new()).pages;
    let mut all = Vec::new();
    if !issues.is_empty() {
        all.extend(pages(issues.len()).map(Address::Bulletins));
    }
    for issue in issues {
        all.push(Address::Bulletin(issue));
        let papers = [Paper::Document, Paper::Message, Paper::Broadcast];
        all.extend(papers.map(|paper| Address::BulletinPaper(issue, paper)));
    }
    for end in &assessed.month_ends {
        let month = end.month;
        all.push(Address::BulletinPaper(Issue::Month(month), Paper::Tasks));
        let active = end.happened.active.len();
        if active > 0 {
            all.extend(pages(active).map(|number| Address::Notice(month, number)));
        }
    }
    all.extend(counted::addresses(assessed));
    all
}

impl<'a> Here<'a> {
    /// A month as it was known at its end.
    fn month_end(self, month: Month) -> &'a MonthEnd {
        let found = self.assessed().month_end(month);
        found.expect("addresses name months that exist")
    }
}

/// What a month's papers speak of: 2026年9月一线工作.
fn subject(here: Here, month: Month) -> String {
    format!("{}{}", month.zh(), here.works().name.as_str())
}

/// Tasks of some lights at a month's end that had none of the warning lights any more when its
/// bulletin came out. What was reported in between does not change the month, but a bulletin that
/// names a task must not hide it.
pub fn mended(here: Here, end: &MonthEnd, lights: &[Light]) -> Vec<Id<Task>> {
    let out = published_on(here, Issue::Month(end.month));
    let warns = |light: Light| matches!(light, Light::Red | Light::Yellow | Light::Silent);
    let is_mended = |task: &Id<Task>| {
        here.state(*task).lights.on(out).is_some_and(|verdict| !warns(verdict.light))
    };
    let named = lights.iter().flat_map(|light| end.with(*light)).map(|held| held.task);
    named.filter(is_mended).collect()
}

/// Of the tasks that were given up by a month's end, those that go on elsewhere: 结转1项,
/// 并入其他任务1项. A promise that was carried over was not dropped. Where all of them are of one
/// kind, the word of the light says so: 已结转2项.
pub fn passed_on(here: Here, end: &MonthEnd) -> Vec<String> {
    let (lights, measure) = (&end.lights, here.measure());
    let word = |light: atoms::Light| light.word;
    let own =
        word(here.light_among(lights, Light::Cancelled)) != word(here.light(Light::Cancelled));
    if own && lights.given_up().count() < 2 {
        return Vec::new();
    }
    let told = [("结转", lights.carried_over()), ("并入其他任务", lights.merged())];
    let told = told.into_iter().filter(|(_, count)| *count > 0);
    told.map(|(word, count)| format!("{word}{count}{measure}")).collect()
}

/// Other papers of a month: what was done, and the ranking.
fn papers(here: Here, issue: Issue) -> Vec<Link> {
    let Issue::Month(month) = issue else { return Vec::new() };
    let mut papers = Vec::new();
    if here.address != Address::Bulletin(issue) {
        papers.push(Link {
            text: format!("{}通报", month.zh()),
            href: here.href(Address::Bulletin(issue)),
        });
    }
    if here.assessed().scores.of(month).is_some() {
        let (text, to) =
            (format!("{}排位", month.zh()), super::ranking::main_page(here.assessed(), month));
        papers.push(Link { text, href: here.href(to) });
    }
    let is_notice = matches!(here.address, Address::Notice(..));
    if !is_notice && !here.month_end(month).happened.active.is_empty() {
        papers.push(Link {
            text: format!("{}公示", month.zh()),
            href: here.href(Address::Notice(month, 1)),
        });
    }
    if here.address == Address::Bulletin(issue) {
        papers.extend(counted::first(here, month));
    }
    papers
}

/// A month's bulletin, or one outside the rhythm.
pub fn bulletin(here: Here, issue: Issue) -> BulletinView {
    let held = record(here.assessed(), issue);
    let behind = match issue {
        Issue::Month(month) => Some(Behind::new(here, here.month_end(month))),
        Issue::Occasion(_) => None,
    };
    let (name, official) = (title(here, issue), official(here, issue, behind.as_ref()));
    let message = reading::message(here, issue);
    let ordered = issues(here.assessed());
    let at = ordered.iter().position(|other| *other == issue).unwrap_or(0);
    let link = |other: &Issue| Link {
        text: title(here, *other),
        href: here.href(Address::Bulletin(*other)),
    };
    let runs = match issue {
        Issue::Month(month) => {
            Some(here.month_end(month)).filter(|end| here.assessed().runs(end.month))
        }
        Issue::Occasion(_) => None,
    };
    BulletinView {
        head: here.head(About {
            title: &name,
            description: reading::summary(here, issue),
            section: Section::Bulletins,
            above: Vec::new(),
            article: Some((published_on(here, issue), issuer(here, held))),
            ages: false,
            hidden: false,
        }),
        document: document_head(here, held, name),
        drafted: held.is_none(),
        runs_to: runs.map(|end| Day::of(end.until)),
        lists: behind.map_or_else(Vec::new, Behind::into_lists),
        message_length: count(message.chars().count()),
        message,
        broadcast: reading::broadcast(here, issue),
        papers: papers(here, issue),
        files: files(here, issue),
        previous: ordered.get(at + 1).map(link),
        next: at.checked_sub(1).and_then(|at| ordered.get(at)).map(link),
        official,
    }
}

fn files(here: Here, issue: Issue) -> Vec<Link> {
    let mut all = vec![
        (Paper::Document, "公文（DOCX，可编辑）"),
        (Paper::Message, "短信稿（TXT）"),
        (Paper::Broadcast, "广播稿（TXT）"),
    ];
    if matches!(issue, Issue::Month(_)) {
        all.push((Paper::Tasks, "月末任务清单（CSV）"));
    }
    let link = |(paper, text): (Paper, &str)| Link {
        text: text.to_owned(),
        href: here.href(Address::BulletinPaper(issue, paper)),
    };
    all.into_iter().map(link).collect()
}

/// The text of a bulletin as an editable document.
pub fn document(here: Here, issue: Issue) -> Official {
    let behind = match issue {
        Issue::Month(month) => Some(Behind::new(here, here.month_end(month))),
        Issue::Occasion(_) => None,
    };
    official(here, issue, behind.as_ref())
}

/// A short message, or a text to be read aloud: one line a paragraph.
pub fn plain(here: Here, issue: Issue, paper: Paper) -> String {
    match paper {
        Paper::Message => reading::message(here, issue) + "\n",
        Paper::Broadcast | Paper::Document | Paper::Tasks => {
            reading::broadcast(here, issue).join("\n") + "\n"
        }
    }
}

/// Page `number` of the list of bulletins.
pub fn bulletins(here: Here, number: u32) -> BulletinsView {
    let all = issues(here.assessed());
    let title = here.plan.words("bulletins", "title");
    let description = here.lead_with_ranks("bulletins");
    BulletinsView {
        head: here.head(About::column(&title, description, Section::Bulletins)),
        rows: of_page(&all, number).map(|issue| row(here, *issue)).collect(),
        pages: Pagination::of(number, (count(all.len()), "期"), |page| {
            here.href(Address::Bulletins(page))
        }),
        data: here.table_links("bulletins"),
    }
}

fn row(here: Here, issue: Issue) -> BulletinRow {
    let held = record(here.assessed(), issue);
    let series = held.map_or(BulletinSeries::MonthlyBulletin, |held| held.series);
    let runs = match issue {
        Issue::Month(month) => here.assessed().runs(month),
        Issue::Occasion(_) => false,
    };
    let own = here.works().bulletin.as_deref().filter(|_| series.is_monthly());
    BulletinRow {
        series: own.unwrap_or(series.zh()).to_owned(),
        title: title(here, issue),
        href: here.href(Address::Bulletin(issue)),
        issue: issue_number(here, issue).map(|(year, number)| format!("{year}年第{number}期")),
        number: held.and_then(|held| held.number.clone()),
        published_on: held.map(|held| Day::of(held.published_on)),
        summary: reading::summary(here, issue),
        papers: papers(here, issue).into_iter().skip(1).collect(),
        runs,
    }
}

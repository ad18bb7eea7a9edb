//! Bulletins: one for every month, drafted from the records, and those outside the rhythm.

mod behind;
mod changed;
mod draft;
mod notice;
mod official;
mod reading;
mod table;
mod title;

pub use notice::notice;
pub use official::official;
pub use reading::sentences;
pub use table::{Row, rows, tasks_of};

use std::cmp::Reverse;
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::Plan;
use super::address::Address;
use super::heads::{About, Section};
use super::here::{Here, count, of_page};
use super::view::atoms::{Day, Link, Pagination};
use super::view::bulletin::{BulletinRow, BulletinView, BulletinsView, Official};
use super::view::home::DatedLink;
use crate::assess::{Assessed, MonthEnd, months};
use crate::date::Month;
use crate::method::Light;
use crate::portal::{Bulletin, Id, Task};
use crate::record::BulletinSeries;
use behind::Behind;
use official::{document_head, issue_number, issuer};
use title::title;

/// What a bulletin is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Issue {
    /// A month.
    Month(Month),
    /// An occasion outside the rhythm.
    Occasion(Id<Bulletin>),
}

/// A bulletin in another form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Paper {
    /// A document that can be edited.
    Document,
    /// A short message of at most 70 characters.
    Message,
    /// A text to be read aloud in the village.
    Broadcast,
    /// The tasks at the month's end, row by row.
    Tasks,
}

impl Issue {
    /// The folder of the bulletin, ending in `/`.
    pub fn folder(self, assessed: &Assessed) -> String {
        match self {
            Self::Month(month) => format!("bulletins/{month}/"),
            Self::Occasion(id) => {
                format!("bulletins/{}/", assessed.portal.bulletins.get(id).slug)
            }
        }
    }

    /// The file of one of its papers.
    pub fn file(self, assessed: &Assessed, paper: Paper) -> String {
        let folder = self.folder(assessed);
        match paper {
            Paper::Document => {
                let name = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                format!("{folder}bulletin-{name}.docx")
            }
            Paper::Message => format!("{folder}sms.txt"),
            Paper::Broadcast => format!("{folder}broadcast.txt"),
            Paper::Tasks => format!("{folder}tasks.csv"),
        }
    }
}

/// Every month as it was known at its end, the oldest first; judged by whoever asks first.
pub struct MonthEnds(Vec<(Month, OnceLock<MonthEnd>)>);

impl MonthEnds {
    /// The months of a portal.
    pub fn of(assessed: &Assessed) -> Self {
        let months = months(&assessed.portal, assessed.today);
        Self(months.into_iter().map(|month| (month, OnceLock::new())).collect())
    }

    /// The months themselves.
    fn months(&self) -> impl Iterator<Item = Month> {
        self.0.iter().map(|(month, _)| *month)
    }
}

/// Bulletins outside the rhythm that are out, the newest first.
fn occasions(assessed: &Assessed) -> Vec<Id<Bulletin>> {
    let all = assessed.portal.bulletins.iter();
    let out = all.filter(|(_, held)| held.month.is_none() && held.published_on <= assessed.today);
    let mut out: Vec<_> = out.map(|(id, held)| (Reverse(held.published_on), id)).collect();
    out.sort_unstable();
    out.into_iter().map(|(_, id)| id).collect()
}

/// Every bulletin, the newest first: a month counts from its last day.
pub fn issues(assessed: &Assessed, ends: &MonthEnds) -> Vec<Issue> {
    let until = |month| (Reverse(assessed.until(month)), 0, Issue::Month(month));
    let months = ends.months().map(until);
    let occasions = occasions(assessed).into_iter().map(|id| {
        (Reverse(assessed.portal.bulletins.get(id).published_on), 1, Issue::Occasion(id))
    });
    let mut all: Vec<_> = months.chain(occasions).collect();
    all.sort_unstable();
    all.into_iter().map(|(_, _, issue)| issue).collect()
}

/// The newest bulletins that are signed.
pub fn newest(here: Here, most: usize) -> Vec<DatedLink> {
    let assessed = here.assessed();
    let issues = issues(assessed, &here.plan.month_ends).into_iter();
    let signed = issues.filter_map(|issue| Some((issue, record(assessed, issue)?)));
    let link = |(issue, held): (Issue, &Bulletin)| DatedLink {
        text: title(here, issue),
        href: here.href(Address::Bulletin(issue)),
        on: Day::of(held.published_on),
    };
    signed.take(most).map(link).collect()
}

/// Whether there is any bulletin.
pub fn any(assessed: &Assessed) -> bool {
    !months(&assessed.portal, assessed.today).is_empty() || !occasions(assessed).is_empty()
}

/// How many bulletins there are.
pub fn how_many(assessed: &Assessed) -> usize {
    months(&assessed.portal, assessed.today).len() + occasions(assessed).len()
}

/// Every address of bulletins.
pub fn addresses(assessed: &Assessed, ends: &MonthEnds) -> Vec<Address> {
    let issues = issues(assessed, ends);
    let pages = |records: usize| 1..=Pagination::of(1, count(records), |_| String::new()).pages;
    let mut all = Vec::new();
    if !issues.is_empty() {
        all.extend(pages(issues.len()).map(Address::Bulletins));
    }
    for issue in issues {
        all.push(Address::Bulletin(issue));
        let papers = [Paper::Document, Paper::Message, Paper::Broadcast];
        all.extend(papers.map(|paper| Address::BulletinPaper(issue, paper)));
    }
    let tables =
        ends.months().map(|month| Address::BulletinPaper(Issue::Month(month), Paper::Tasks));
    all.extend(tables);
    for (month, active) in assessed.active_by_month() {
        all.extend(pages(active).map(|number| Address::Notice(month, number)));
    }
    all
}

impl Plan {
    /// A month as it was known at its end.
    pub fn month_end(&self, month: Month) -> &MonthEnd {
        let found = self.month_ends.0.iter().find(|(held, _)| *held == month);
        let (_, end) = found.expect("addresses name months that exist");
        end.get_or_init(|| self.assessed.month_end(month))
    }
}

/// The editor's words for a month, once they are out.
pub fn of_month(assessed: &Assessed, month: Month, series: BulletinSeries) -> Option<&Bulletin> {
    let mut all = assessed.portal.bulletins.iter().map(|(_, held)| held);
    all.find(|held| {
        held.month == Some(month) && held.series == series && held.published_on <= assessed.today
    })
}

/// The record of a bulletin, if an editor wrote one.
fn record(assessed: &Assessed, issue: Issue) -> Option<&Bulletin> {
    match issue {
        Issue::Month(month) => of_month(assessed, month, BulletinSeries::MonthlyBulletin),
        Issue::Occasion(id) => Some(assessed.portal.bulletins.get(id)),
    }
}

/// What a month's papers speak of: 2026年9月一线工作.
fn subject(here: Here, month: Month) -> String {
    format!("{}{}", month.zh(), here.works().name.as_str())
}

fn published_on(here: Here, issue: Issue) -> NaiveDate {
    match (record(here.assessed(), issue), issue) {
        (Some(held), _) => held.published_on,
        (None, Issue::Month(month)) => here.assessed().until(month),
        (None, Issue::Occasion(_)) => here.today(),
    }
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
    if !is_notice && !here.plan.month_end(month).active().is_empty() {
        papers.push(Link {
            text: format!("{}公示", month.zh()),
            href: here.href(Address::Notice(month, 1)),
        });
    }
    papers
}

/// A month's bulletin, or one outside the rhythm.
pub fn bulletin(here: Here, issue: Issue) -> BulletinView {
    let held = record(here.assessed(), issue);
    let behind = match issue {
        Issue::Month(month) => Some(Behind::new(here, here.plan.month_end(month))),
        Issue::Occasion(_) => None,
    };
    let (name, official) = (title(here, issue), official(here, issue, behind.as_ref()));
    let message = reading::message(here, issue);
    let ordered = issues(here.assessed(), &here.plan.month_ends);
    let at = ordered.iter().position(|other| *other == issue).unwrap_or(0);
    let link = |other: &Issue| Link {
        text: title(here, *other),
        href: here.href(Address::Bulletin(*other)),
    };
    let runs = match issue {
        Issue::Month(month) => {
            Some(here.plan.month_end(month)).filter(|end| here.assessed().runs(end.month))
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
        Issue::Month(month) => Some(Behind::new(here, here.plan.month_end(month))),
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
    let all = issues(here.assessed(), &here.plan.month_ends);
    let title = here.plan.words("bulletins", "title");
    let description = here.plan.words("bulletins", "lead");
    BulletinsView {
        head: here.head(About::column(&title, description, Section::Bulletins)),
        rows: of_page(&all, number).map(|issue| row(here, *issue)).collect(),
        pages: Pagination::of(number, count(all.len()), |page| here.href(Address::Bulletins(page))),
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

#[cfg(test)]
mod tests {
    use super::{Issue, Paper, plain};
    use crate::plan::example::{page, said, text, with};
    use crate::plan::here::Here;
    use crate::plan::view::bulletin::{BulletinView, Official};
    use crate::plan::{Page, Plan};

    fn bulletin(plan: &Plan, path: &str) -> BulletinView {
        match page(plan, path) {
            Page::Bulletin(view) => view,
            other => panic!("{path} is another page: {}", other.template()),
        }
    }

    /// The text of the paper, line by line.
    fn lines(official: &Official) -> Vec<String> {
        let parts = official.parts.iter().flat_map(|part| {
            let paragraphs = part
                .paragraphs
                .iter()
                .map(|runs| runs.iter().map(|run| run.text.as_str()).collect::<String>());
            part.heading.clone().into_iter().chain(paragraphs)
        });
        parts.collect()
    }

    #[test]
    fn a_month_is_drafted_from_what_was_known_at_its_end() {
        let plan = with(&[], "2026-10-15");
        let view = bulletin(&plan, "bulletins/2026-09/");
        let text = lines(&view.official).join("\n");
        for sentence in
            ["现将2026年9月重点工作推进情况通报如下：", "截至2026年9月30日，公开重点工作2项"]
        {
            assert!(text.contains(sentence), "{sentence} is not in\n{text}");
        }
        assert_eq!(view.document.number.as_deref(), Some("云政办通报〔2026〕9号"));
        assert!(!view.drafted && view.official.editor.is_some());
        let early = lines(&bulletin(&with(&[], "2026-09-30"), "bulletins/2026-09/").official);
        let late = lines(&view.official);
        let same = |lines: &[String]| -> Vec<String> {
            lines.iter().filter(|line| !line.contains("曝光")).cloned().collect()
        };
        assert_eq!(same(&early), same(&late), "what came later changes nothing");
    }

    #[test]
    fn a_task_put_right_before_the_bulletin_came_out_is_said_to_be() {
        const MENDED: &str = "至10月10日印发时，以上任务中已有1项补报进展";
        let told = |progress: &str| {
            let update = text("updates/2026-09.yaml").replace("进度: 66", progress);
            let plan = with(&[("updates/2026-09.yaml", &update)], "2026-10-15");
            let view = bulletin(&plan, "bulletins/2026-09/");
            let spoken = view.broadcast.join("\n");
            (lines(&view.official).join("\n").contains(MENDED), spoken.contains("需要加快"))
        };
        assert_eq!(told("完成日期: 2026-10-08"), (true, false));
        assert_eq!(told("进度: 6"), (false, true));
    }

    #[test]
    fn praise_that_was_taken_back_later_keeps_its_place_in_its_month() {
        let praise = "cases/commendations/2026-001.md";
        let told = |revoked: &str, day: &str| {
            let revoked = format!("撤销: {{日期: {revoked}, 原因: 事迹不实}}\n决定日期");
            let written = text(praise).replacen("决定日期", &revoked, 1);
            let view = bulletin(&with(&[(praise, &written)], day), "bulletins/2026-09/");
            let said = lines(&view.official).join("\n");
            let list = view.lists.iter().find(|list| list.id == "commended");
            let note = list.and_then(|list| list.rows.first()?.note.clone());
            (
                said.contains("表扬通报1件：《通报表扬区政府办公室》"),
                said.contains("（后已撤销）"),
                note,
            )
        };
        let kept = Some("通报表扬".to_owned());
        assert_eq!(told("2026-10-12", "2026-10-11"), (true, false, kept));
        let marked = Some("通报表扬（后已撤销）".to_owned());
        assert_eq!(told("2026-10-12", "2026-10-12"), (true, true, marked));
        // What was taken back within the month is no praise of that month.
        assert_eq!(told("2026-09-28", "2026-10-12"), (false, false, None));
    }

    #[test]
    fn what_becomes_of_a_promise_is_named_with_its_document() {
        let file = "changes/2026.yaml";
        let told = |change: &str| {
            let change = format!(
                "{}- {{任务: lift-retrofit, 变更事项: {change}, 日期: 2026-09-20, 批准: 区政府}}\n",
                text(file)
            );
            let view = bulletin(&with(&[(file, &change)], "2026-10-15"), "bulletins/2026-09/");
            lead_to_what_they_count(&view, "bulletins/2026-09/");
            lines(&view.official).concat()
        };
        let lifts = "9月经批准：“老旧小区加装电梯60部”（区住建局）";
        let ended = told("取消, 文号: 云政函〔2026〕30号");
        assert!(ended.contains(&format!("{lifts}取消（云政函〔2026〕30号）。")), "{ended}");
        let halted = told("暂停, 文号: 云政函〔2026〕31号");
        assert!(halted.contains(&format!("{lifts}暂停（云政函〔2026〕31号）。")), "{halted}");
    }

    #[test]
    fn a_month_that_runs_is_counted_again_at_its_end() {
        let plan = with(&[], "2026-10-15");
        let said = |path: &str| lines(&bulletin(&plan, path).official).concat();
        assert!(said("bulletins/2026-09/").contains("收到的填报计算，其后补报的计入下月。"));
        assert!(said("bulletins/2026-10/").contains("收到的填报计算，月末重新计算。"));
    }

    #[test]
    fn a_short_message_about_an_occasion_says_what_it_is_about() {
        let file = text("bulletins/2026-09.md")
            .replace("编号: 2026-09", "编号: lifts")
            .replace("系列: 月通报\n月份: 2026-09\n期号: 9", "系列: 专题\n标题: 电梯验收安排");
        let (head, _) = file.split_once("\n---\n").expect("front matter");
        let file = format!("{head}\n---\n每周二验收。验收不过的重来。\n");
        let view =
            bulletin(&with(&[("bulletins/2026-09.md", &file)], "2026-10-15"), "bulletins/lifts/");
        assert!(view.message.ends_with("电梯验收安排：每周二验收。"), "{}", view.message);
    }

    #[test]
    fn a_draft_bears_no_letterhead_and_no_signature() {
        for (day, signed) in [("2026-10-09", false), ("2026-10-10", true)] {
            let official = bulletin(&with(&[], day), "bulletins/2026-09/").official;
            assert_eq!(official.mark.is_some(), signed, "{day}");
            assert_eq!(official.signed_by.is_some(), signed, "{day}");
        }
    }

    #[test]
    fn before_its_day_the_editors_words_are_not_out() {
        for (day, out) in [("2026-10-09", false), ("2026-10-10", true)] {
            let view = bulletin(&with(&[], day), "bulletins/2026-09/");
            assert_eq!(view.official.editor.is_some(), out, "{day}");
            assert_eq!(view.drafted, !out, "{day}");
        }
        let running = bulletin(&with(&[], "2026-10-09"), "bulletins/2026-10/");
        assert!(running.runs_to.is_some());
        assert_eq!(running.official.number, "未编文号");
    }

    #[test]
    fn prose_says_nothing_of_what_did_not_happen() {
        let plan = with(&[], "2026-10-15");
        for (path, words) in said(&plan).iter().filter(|(path, _)| path.starts_with("bulletins/")) {
            for bad in ["0项", "0次", "0件", "0条", "、。", "：。", "，，", "（）", "“”", "None项"]
            {
                let found = words.match_indices(bad).any(|(at, _)| {
                    // 10项 is ten.
                    let before = words.get(..at).and_then(|text| text.chars().next_back());
                    !bad.starts_with('0') || !before.is_some_and(|mark| mark.is_ascii_digit())
                });
                assert!(!found, "{bad} in {path}");
            }
        }
    }

    /// Checks that figures lead somewhere, and those that lead to a list to as many rows.
    fn lead_to_what_they_count(view: &BulletinView, path: &str) {
        let runs = view.official.parts.iter().flat_map(|part| part.paragraphs.iter().flatten());
        for run in runs {
            let counts = run.text.ends_with(['项', '次', '件', '条', '%'])
                && run.text.starts_with(|mark: char| mark.is_ascii_digit());
            assert!(!counts || run.href.is_some(), "{} in {path}", run.text);
            let anchor = run.href.as_ref().and_then(|href| href.strip_prefix('#'));
            let Some(anchor) = anchor else { continue };
            let list = view.lists.iter().find(|list| list.id == anchor).expect(anchor);
            let figure = run.text.trim_end_matches(|mark: char| !mark.is_ascii_digit());
            assert_eq!(figure.parse(), Ok(list.rows.len()), "{} in {path}", run.text);
        }
    }

    #[test]
    fn every_figure_leads_to_what_it_counts() {
        let plan = with(&[], "2026-10-15");
        for (path, _) in said(&plan).iter().filter(|(path, _)| path.ends_with("-09/")) {
            if path.starts_with("bulletins/") {
                lead_to_what_they_count(&bulletin(&plan, path), path);
            }
        }
    }

    #[test]
    fn a_figure_of_many_red_lights_does_not_lead_to_those_of_one_reason() {
        let task = |id: usize, due: &str| {
            format!(
                "- {{编号: lamps-{id}, 标题: 补亮路灯第{id}段, 类别: livelihood-school, \
                 开始: 2026-02-01, 截止: {due}}}\n"
            )
        };
        let late: String = (1..10).map(|id| task(id, "2026-08-31")).collect();
        let behind =
            "- {任务: lamps-10, 截至: 2026-09-30, 填报日期: 2026-09-30, 进度: 10, 进展: 立杆}";
        let declared = text("plans/plan-2026.yaml").replace("数量: 2", "数量: 12");
        let files = [
            ("tasks/lamps.yaml", &*(late + &task(10, "2026-12-31"))),
            ("updates/lamps.yaml", behind),
            ("plans/plan-2026.yaml", &declared),
        ];
        let view = bulletin(&with(&files, "2026-10-15"), "bulletins/2026-09/");
        assert!(lines(&view.official).concat().contains("红灯11项"));
        lead_to_what_they_count(&view, "bulletins/2026-09/");
    }

    #[test]
    fn a_short_message_holds_whole_facts_in_seventy_characters() {
        for day in ["2026-02-10", "2026-05-31", "2026-10-15", "2027-03-01"] {
            let plan = with(&[], day);
            for month in plan.month_ends.months() {
                let issue = Issue::Month(month);
                let here = Here::new(&plan, crate::plan::address::Address::Home);
                let message = plain(here, issue, Paper::Message);
                let message = message.trim_end();
                assert!(message.chars().count() <= 70, "{message}");
                assert!(message.ends_with('。'), "{message}");
                let spoken = plain(here, issue, Paper::Broadcast);
                let marks = ['<', '>', '*', '#', '[', ']', '（', '）', '“', '”', '《', '》'];
                assert!(!spoken.contains(marks), "{spoken}");
            }
        }
    }

    #[test]
    fn a_title_too_long_for_a_message_is_cut() {
        let title = "关于云澄区老旧小区加装电梯和二次供水改造工程推进情况以及下一步安排的专题通报"
            .repeat(2);
        let file = text("bulletins/2026-09.md")
            .replace("编号: 2026-09", "编号: lifts")
            .replace("系列: 月通报\n月份: 2026-09\n期号: 9", &format!("系列: 专题\n标题: {title}"));
        let plan = with(&[("bulletins/2026-09.md", &file)], "2026-10-15");
        let view = bulletin(&plan, "bulletins/lifts/");
        assert_eq!(view.message_length, 70);
        assert_eq!(view.message.chars().count(), 70);
    }

    #[test]
    fn no_bulletin_names_whom_an_exposure_names() {
        let reference = text("cases/exposures/2026-001.md");
        let named = reference.replacen(
            "\n---\n",
            "\n点名决定:\n  姓名: [方见山]\n  依据: 区政府专题会议纪要\n  批准岗位: district-head\n  日期: 2026-09-20\n---\n",
            1,
        );
        assert_ne!(named, reference);
        let files = [("cases/exposures/2026-001.md", named.as_str())];
        let plan = with(&files, "2026-10-15");
        let title = plan.assessed.portal.exposures.iter().map(|(_, held)| held.title.clone());
        let titles: Vec<String> = title.collect();
        for (path, words) in said(&plan).iter().filter(|(path, _)| path.starts_with("bulletins/")) {
            assert!(!words.contains("方见山"), "{path}");
            assert!(titles.iter().all(|title| !words.contains(title)), "{path}");
        }
    }
}

//! Taking part: what residents were asked and answered.

mod entries;
mod page;
mod rows;

use chrono::NaiveDate;

use super::address::Address;
use super::here::Here;
use super::ledger::{self, plain};
use super::shelf::Shelf;
use super::view::atoms::Figure;
use crate::assess::Assessed;
use crate::date::{days_between, zh_short};
use crate::portal::{Appraisal, Consultation, Gathering, Id, MicroProject, QuestionCount};

pub use entries::{appraisal, calendar, consultation, gathering};
pub use page::{figures, sections};
pub use rows::{micro_word, rows};

/// Tables of open data of the section.
pub const TABLES: [&str; 4] = ["consultations", "appraisals", "micro-projects", "question-counts"];

/// Whether anything may be seen.
pub fn any(assessed: &Assessed) -> bool {
    let held = &assessed.portal.participation;
    !consultations(assessed).is_empty()
        || !appraisals(assessed).is_empty()
        || !micro_projects(assessed).is_empty()
        || !held.gatherings.is_empty()
        || !questions(assessed).is_empty()
        || !held.visits.is_empty()
        || !held.petitions.is_empty()
}

/// Consultations that have begun, the newest first.
pub fn consultations(assessed: &Assessed) -> Vec<Id<Consultation>> {
    let all = &assessed.portal.participation.consultations;
    newest(all.iter().map(|(id, held)| (held.from, id)), assessed.today)
}

/// Appraisals that are published, the newest first.
pub fn appraisals(assessed: &Assessed) -> Vec<Id<Appraisal>> {
    let today = assessed.today;
    let all = assessed.portal.participation.appraisals.iter();
    let seen = all.filter(|(_, held)| held.published_on <= today);
    newest(seen.map(|(id, held)| (held.until, id)), today)
}

/// Small projects that were proposed, the newest first.
pub fn micro_projects(assessed: &Assessed) -> Vec<Id<MicroProject>> {
    let all = assessed.portal.participation.micro_projects.iter();
    newest(all.map(|(id, held)| (held.proposed_on, id)), assessed.today)
}

/// Counts of questions of months that have begun.
pub fn questions(assessed: &Assessed) -> Vec<&QuestionCount> {
    let all = assessed.portal.participation.questions.iter();
    all.filter(|count| count.month.first() <= assessed.today).collect()
}

fn newest<T>(dated: impl Iterator<Item = (NaiveDate, Id<T>)>, today: NaiveDate) -> Vec<Id<T>> {
    let mut seen: Vec<_> = dated.filter(|(on, _)| *on <= today).collect();
    seen.sort_by_key(|(on, id)| (std::cmp::Reverse(*on), *id));
    seen.into_iter().map(|(_, id)| id).collect()
}

/// 87.5%, from hundredths.
pub fn share(hundredths: i32) -> String {
    match hundredths % 100 {
        0 => format!("{}%", hundredths / 100),
        rest if rest % 10 == 0 => format!("{}.{}%", hundredths / 100, rest / 10),
        rest => format!("{}.{rest:02}%", hundredths / 100),
    }
}

/// A part of a whole in whole percent; `None` of nothing.
fn percent_of(part: u32, whole: u32) -> Option<i64> {
    crate::percent::share(part.into(), whole.into()).map(i64::from)
}

fn micro(here: Here<'_>, id: Id<MicroProject>) -> &MicroProject {
    here.assessed().portal.participation.micro_projects.get(id)
}

/// 每月10日15:00—17:00
fn rhythm(held: &Gathering) -> String {
    let hours = held.hours.map(|(from, until)| format!("{}—{}", clock(from), clock(until)));
    format!("每月{}日{}", held.day, hours.unwrap_or_default())
}

/// 15:00
pub fn clock((hour, minute): (u32, u32)) -> String {
    format!("{hour}:{minute:02}")
}

/// The gathering that comes next, as seen from a day, and its day.
pub fn next_gathering(assessed: &Assessed, from: NaiveDate) -> Option<(&Gathering, NaiveDate)> {
    let all = assessed.portal.participation.gatherings.iter();
    let coming = all.filter_map(|(_, held)| Some((held, held.next(from)?)));
    coming.min_by_key(|(_, on)| *on)
}

/// The next gathering and how many records of the section there are, for the home page of a portal
/// that invites residents.
pub fn summary(here: Here) -> Vec<Figure> {
    let Some((held, on)) = next_gathering(here.assessed(), here.today()) else {
        return Vec::new();
    };
    let next = Figure {
        href: Some(here.href(Address::Ledger(Shelf::Consultations, 1))),
        ..plain(
            days_between(here.today(), on),
            "天后",
            &format!("{}，{}", held.title, zh_short(on)),
        )
    };
    let figures = [
        (Shelf::Consultations, "征求意见", "次"),
        (Shelf::Appraisals, "评议和测评", "次"),
        (Shelf::MicroProjects, "微实事", "个"),
    ];
    let filled = figures.into_iter().filter(|(of, ..)| of.count(here.assessed()) > 0);
    let counts = filled.map(|(of, label, unit)| ledger::figure(here, of, label, unit));
    [next].into_iter().chain(counts).collect()
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, said, text, with};
    use crate::plan::view::ledger::{EntryView, LedgerView};

    const CONSULTATIONS: &str = "participation/consultations.yaml";
    const GATHERINGS: &str = "participation/gatherings.yaml";
    const PROJECTS: &str = "participation/micro-projects.yaml";

    #[test]
    fn questions_left_open_are_told_as_soon_as_their_month_is_over() {
        let open = |day: &str| -> Vec<String> {
            let sections = list(&[], day, "participation/").sections.into_iter();
            let asked = sections.filter(|section| section.id == "questions");
            asked.flat_map(|section| section.rows).filter_map(|row| row.bad).collect()
        };
        assert_eq!(open("2026-09-30"), [] as [&str; 0]);
        assert_eq!(open("2026-10-01"), ["3件没有答复"]);
    }

    fn list(files: &[(&str, &str)], day: &str, path: &str) -> LedgerView {
        match page(&with(files, day), path) {
            Page::Ledger(view) => view,
            other => panic!("{other:?}"),
        }
    }

    fn entry(files: &[(&str, &str)], day: &str, path: &str) -> EntryView {
        match page(&with(files, day), path) {
            Page::Entry(view) => view,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_consultation_is_open_then_unanswered_then_answered() {
        let state = |day| {
            let view = entry(&[], day, "participation/lift-sharing/");
            (view.stamp.expect("a stamp").word, view.bad, view.accounts.len())
        };
        assert_eq!(state("2026-03-02"), ("征求中".to_owned(), None, 0));
        let late = "结束16天，尚未公布采纳情况".to_owned();
        assert_eq!(state("2026-04-19"), ("待反馈".to_owned(), Some(late), 0));
        assert_eq!(state("2026-04-20"), ("已反馈".to_owned(), None, 1));
    }

    #[test]
    fn what_became_of_the_opinions_is_counted_by_their_number() {
        let view = entry(&[], "2026-10-15", "participation/lift-sharing/");
        let counted = "214人次参与，收到意见63条，采纳27条，部分采纳19条，未采纳9条，\
                       其余8条没有列出采纳情况。";
        assert_eq!(view.conclusion.as_deref(), Some(counted));
        let figures = list(&[], "2026-10-15", "participation/").figures;
        let rates: Vec<i64> = figures.iter().map(|figure| figure.number).collect();
        // (27 + 19) of 55 opinions; 177 of 180 questions.
        assert_eq!(rates, [84, 98]);
    }

    #[test]
    fn nothing_of_a_consultation_is_in_any_output_before_its_first_day() {
        for (path, said) in said(&with(&[], "2026-03-01")) {
            assert!(!said.contains("加装电梯费用分摊"), "{path}");
        }
    }

    #[test]
    fn the_next_gathering_is_the_regular_day_unless_a_session_moved_it() {
        let next = |day| {
            let view = entry(&[], day, "participation/residents-day/");
            let fact = view.facts.into_iter().find(|fact| fact.name == "下一次");
            fact.expect("a day").values.into_iter().map(|value| value.text).collect::<String>()
        };
        assert_eq!(next("2026-09-10"), "2026年9月10日");
        assert_eq!(next("2026-09-11"), "2026年10月12日");
        assert_eq!(next("2026-10-13"), "2026年11月10日");
        let ended = text(GATHERINGS)
            .replace("    开始: 2026-01-10", "    开始: 2026-01-10\n    结束: 2026-10-31");
        let files = [(GATHERINGS, ended.as_str())];
        let view = entry(&files, "2026-10-13", "participation/residents-day/");
        assert!(view.facts.iter().any(|fact| fact.values.iter().any(|it| it.text == "已经结束")));
    }

    #[test]
    fn a_session_on_another_day_says_why() {
        let view = entry(&[], "2026-10-13", "participation/residents-day/");
        let said: Vec<String> = view
            .accounts
            .iter()
            .flat_map(|held| &held.items)
            .map(|said| said.text.clone())
            .filter(|text| text.contains("改期"))
            .collect();
        assert_eq!(
            said,
            ["到场26人，提出7件，已答复5件（原定10日，因周六公休日让给社区义诊改期）"]
        );
    }

    /// The rows of a section of the page.
    fn rows_of(files: &[(&str, &str)], id: &str) -> (String, Vec<String>) {
        let view = list(files, "2026-10-15", "participation/");
        let shown = view.sections.into_iter().find(|shown| shown.id == id).expect(id);
        let rows =
            shown.rows.iter().map(|row| format!("{}：{}", row.label.text, row.facts.join("，")));
        (shown.lead.unwrap_or_default(), rows.collect())
    }

    #[test]
    fn visits_stay_with_the_holder_of_the_day() {
        let holdings = text("units/holdings.yaml").replace(
            "{岗位: vice-head-1, 姓名: 何若川, 开始: 2024-01-10}",
            "{岗位: vice-head-1, 姓名: 邓九霄, 开始: 2024-01-10, 结束: 2025-05-31}\n  \
             - {岗位: vice-head-1, 姓名: 何若川, 开始: 2025-06-01}",
        );
        let visits = "实地调研:\n\
            - {岗位: vice-head-1, 年份: 2024, 次数: 40}\n\
            - {岗位: vice-head-1, 年份: 2025, 次数: 18}\n\
            - {岗位: vice-head-1, 年份: 2025, 开始: 2025-06-01, 次数: 27}\n\
            - {岗位: district-head, 年份: 2025, 次数: 44}\n";
        let files = [
            ("units/holdings.yaml", holdings.as_str()),
            ("participation/visit-counts.yaml", visits),
        ];
        let (lead, rows) = rows_of(&files, "visits");
        assert!(lead.starts_with("2025年2位领导平均45次；2024年1位领导平均40次"), "{lead}");
        let own = rows.iter().find(|row| row.contains("何若川")).expect("the row of the post");
        assert_eq!(
            own,
            "区政府副区长：2025年到基层实地调研18次（邓九霄），\
             2025年6月1日起到基层实地调研27次（何若川），2024年到基层实地调研40次（邓九霄）"
        );
    }

    #[test]
    fn petition_cases_are_numbers_of_the_newest_count() {
        let (lead, rows) = rows_of(&[], "petitions");
        assert_eq!(
            lead,
            "截至2026年9月30日，2位领导包案16件，已化解11件，5件还在办理。\
             只公布件数，不公布案情和当事人信息。"
        );
        assert!(rows.iter().any(|row| row.ends_with("包案10件，已化解7件，办理中3件")), "{rows:?}");
    }

    #[test]
    fn a_small_project_is_proposed_chosen_begun_and_done() {
        let word = |day, path| {
            let rows = list(&[], day, path).rows.into_iter();
            rows.filter_map(|row| row.stamp).map(|stamp| stamp.word).collect::<Vec<_>>()
        };
        let path = "participation/micro-projects/";
        assert_eq!(word("2026-04-10", path), ["待表决"]);
        assert_eq!(word("2026-05-10", path), ["入选"]);
        assert_eq!(word("2026-06-15", path), ["实施中"]);
        assert_eq!(word("2026-08-28", path), ["已完成"]);
        let lost = text(PROJECTS).replace("入选: 是", "入选: 否");
        let lost = lost.replace("    开工日期: 2026-06-15\n    完成日期: 2026-08-28\n", "");
        let rows = list(&[(PROJECTS, &lost)], "2026-05-10", path).rows;
        assert!(rows.iter().all(|row| row.stamp.as_ref().is_some_and(|it| it.word == "未入选")));
    }

    #[test]
    fn a_draft_is_checked_and_not_shown() {
        let draft = text(CONSULTATIONS).to_owned() + "    草稿: 是\n";
        for (path, said) in said(&with(&[(CONSULTATIONS, &draft)], "2026-10-15")) {
            assert!(!said.contains("加装电梯费用分摊"), "{path}");
        }
    }

    #[test]
    fn a_portal_without_such_records_has_no_such_section() {
        let files = ["appraisals", "consultations", "gatherings", "micro-projects"];
        let files = files.into_iter().chain(["question-counts", "visit-counts", "petition-counts"]);
        let paths: Vec<String> = files.map(|name| format!("participation/{name}.yaml")).collect();
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "")).collect();
        let plan = with(&files, "2026-10-15");
        let mut paths = plan.addresses().iter().map(|to| to.path(&plan.assessed));
        assert!(paths.all(|path| !path.starts_with("participation/")));
        assert!(plan.site.footer.iter().all(|link| link.text != "公众参与"));
    }
}

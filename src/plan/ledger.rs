//! Lists of the ledgers of supervision and of taking part: one page of each, its filters and rows.

mod row;

pub use row::{
    inspection, late, level_name, mending, mending_stamp, problem, problem_bad, problem_stamp,
};

use super::address::Address;
use super::heads::About;
use super::here::{Here, count, of_page};
use super::shelf::{self, Docket, Pile, Shelf};
use super::view::atoms::{Day, Figure, Filter, Link, Pagination, Pill};
use super::view::ledger::{LedgerView, Row};
use super::{participation, pledges, supervision};
use crate::record::{InspectionMode, RectificationState};
use crate::yaml::Words;

/// Page `number` of a list.
pub fn ledger(here: Here, shelf: Shelf, number: u32) -> LedgerView {
    let group = group(shelf);
    let (held, rows) = rows(here, shelf, number);
    let pages = Pagination::of(number, (held, measure(shelf)), |page| {
        here.href(Address::Ledger(shelf, page))
    });
    let heading = here.plan.words(group, "title");
    let lead = here.plan.words(group, "lead");
    let whole = number == 1 && is_whole(shelf);
    LedgerView {
        head: head(here, shelf, (&heading, &lead)),
        figures: if number == 1 { figures(here, shelf) } else { Vec::new() },
        filters: filters(here, shelf),
        sections: if whole { sections(here, shelf) } else { Vec::new() },
        list: here.plan.words(group, "list"),
        none: here.plan.words(group, "none"),
        rows,
        pages,
        counted_on: Day::of(here.today()),
        data: data(here, shelf),
        heading,
        lead,
    }
}

/// The group of words of a ledger, which is also the name of its data file.
fn group(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Inspections(_) => "inspections",
        Shelf::Problems(_) => "problems",
        Shelf::Mendings(_) => "rectifications",
        Shelf::Pledges => "pledges",
        Shelf::Consultations => "consultations",
        Shelf::Appraisals => "appraisals",
        Shelf::MicroProjects => "micro-projects",
    }
}

/// The word by which the records of a ledger are counted.
fn measure(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Inspections(_) | Shelf::Appraisals => "次",
        Shelf::Problems(_) | Shelf::MicroProjects => "个",
        Shelf::Mendings(_) | Shelf::Consultations => "件",
        Shelf::Pledges => "项",
    }
}

/// The data files of a list; the page of taking part has those of the whole section.
fn data(here: Here, shelf: Shelf) -> Vec<Link> {
    match shelf {
        Shelf::Consultations => {
            participation::TABLES.iter().flat_map(|table| here.table_links(table)).collect()
        }
        other => here.table_links(group(other)),
    }
}

fn is_whole(shelf: Shelf) -> bool {
    match shelf {
        Shelf::Inspections(mode) => mode.is_none(),
        Shelf::Problems(pile) => pile == Pile::All,
        Shelf::Mendings(docket) => docket == Docket::All,
        Shelf::Pledges | Shelf::Consultations | Shelf::Appraisals | Shelf::MicroProjects => true,
    }
}

/// The list of rectifications names units whose exposures end: it is not for search engines.
fn head(here: Here, shelf: Shelf, (heading, lead): (&str, &str)) -> super::view::head::Head {
    let narrowed = match shelf {
        Shelf::Inspections(mode) => mode.map(|mode| mode.zh().to_owned()),
        Shelf::Problems(pile) => {
            (pile != Pile::All).then(|| here.plan.words("problems", pile.slug()))
        }
        Shelf::Mendings(docket) => (docket != Docket::All).then(|| docket_word(here, docket)),
        Shelf::Pledges | Shelf::Consultations | Shelf::Appraisals | Shelf::MicroProjects => None,
    };
    let title = narrowed.map_or_else(|| heading.to_owned(), |word| format!("{heading}：{word}"));
    let above = match shelf {
        Shelf::Problems(_) => Some(Shelf::Problems(Pile::All)),
        Shelf::Mendings(_) => Some(Shelf::Mendings(Docket::All)),
        Shelf::Inspections(_)
        | Shelf::Pledges
        | Shelf::Consultations
        | Shelf::Appraisals
        | Shelf::MicroProjects => None,
    };
    let above = above.filter(|_| !is_whole(shelf));
    here.head(About {
        above: above
            .map(|above| (heading.to_owned(), Address::Ledger(above, 1)))
            .into_iter()
            .collect(),
        ages: true,
        hidden: matches!(shelf, Shelf::Mendings(_)),
        ..About::column(&title, lead, shelf.section())
    })
}

/// How many records a list holds, and the rows of page `number`. Only these are made: a list of
/// thousands has hundreds of pages.
fn rows(here: Here, shelf: Shelf, number: u32) -> (u32, Vec<Row>) {
    let assessed = here.assessed();
    match shelf {
        Shelf::Inspections(mode) => {
            page_of(&shelf::inspections(assessed, mode), number, |id| inspection(here, *id))
        }
        Shelf::Problems(pile) => {
            let row = |(id, state): &_| problem(here, *id, state);
            page_of(&shelf::problems(assessed, pile), number, row)
        }
        Shelf::Mendings(docket) => {
            page_of(&shelf::docketed(assessed, docket), number, |entry| row::docketed(here, entry))
        }
        Shelf::Pledges => page_of(&shelf::pledges(assessed), number, |id| pledges::row(here, *id)),
        Shelf::Consultations | Shelf::Appraisals | Shelf::MicroProjects => {
            participation::rows(here, shelf, number)
        }
    }
}

/// How many there are, and the rows of those on page `number`.
pub fn page_of<T>(all: &[T], number: u32, row: impl Fn(&T) -> Row) -> (u32, Vec<Row>) {
    (count(all.len()), of_page(all, number).map(row).collect())
}

/// Ledgers beside each other, then what this one is filtered by.
fn filters(here: Here, shelf: Shelf) -> Vec<Filter> {
    let beside = shelf.ledgers().iter().copied().filter(|of| is_there(here, *of));
    let beside = beside
        .map(|of| pill(here, of, here.plan.words(group(of), "short"), group(of) == group(shelf)));
    let name = here.plan.words("filters", "view");
    let mut filters = vec![Filter { name, pills: beside.collect() }];
    filters.extend(narrowing(here, shelf));
    filters
}

/// Whether a list has a page.
pub fn is_there(here: Here, shelf: Shelf) -> bool {
    here.plan.has(Address::Ledger(shelf, 1))
}

fn narrowing(here: Here, shelf: Shelf) -> Option<Filter> {
    let all = here.plan.words("filters", "all");
    let (name, choices): (_, Vec<(Shelf, String)>) = match shelf {
        Shelf::Inspections(_) => {
            let modes = InspectionMode::ALL
                .iter()
                .map(|mode| (Shelf::Inspections(Some(*mode)), mode.zh().to_owned()));
            let all = [(Shelf::Inspections(None), all)];
            (here.plan.words("filters", "mode"), all.into_iter().chain(modes).collect())
        }
        Shelf::Problems(_) => {
            let word = |pile: Pile| match pile {
                Pile::All => all.clone(),
                Pile::Unassigned
                | Pile::Open
                | Pile::Overdue
                | Pile::Escalated
                | Pile::Resolved => here.plan.words("problems", pile.slug()),
            };
            let piles = Pile::ALL.into_iter().map(|pile| (Shelf::Problems(pile), word(pile)));
            (here.plan.words("filters", "state"), piles.collect())
        }
        Shelf::Mendings(_) => {
            let word = |docket| match docket {
                Docket::All => all.clone(),
                Docket::State(_) | Docket::Overdue => docket_word(here, docket),
            };
            let dockets = Docket::all().map(|docket| (Shelf::Mendings(docket), word(docket)));
            (here.plan.words("filters", "state"), dockets.collect())
        }
        Shelf::Pledges | Shelf::Consultations | Shelf::Appraisals | Shelf::MicroProjects => {
            return None;
        }
    };
    let pills = choices.into_iter().map(|(of, text)| pill(here, of, text, of == shelf));
    Some(Filter { name, pills: pills.collect() })
}

fn docket_word(here: Here, docket: Docket) -> String {
    match docket {
        Docket::State(state) => state.zh().to_owned(),
        Docket::All | Docket::Overdue => here.plan.words("rectifications", "overdue"),
    }
}

fn pill(here: Here, of: Shelf, text: String, current: bool) -> Pill {
    Pill {
        text,
        count: Some(count(of.count(here.assessed()))),
        href: is_there(here, of).then(|| here.href(Address::Ledger(of, 1))),
        current,
        light: None,
    }
}

fn sections(here: Here, shelf: Shelf) -> Vec<super::view::ledger::Shown> {
    match shelf {
        Shelf::Inspections(_) => supervision::systems(here),
        Shelf::Problems(_) | Shelf::Mendings(_) | Shelf::Appraisals | Shelf::MicroProjects => {
            Vec::new()
        }
        Shelf::Pledges => pledges::coverage(here),
        Shelf::Consultations => participation::sections(here),
    }
}

/// A figure that leads to a list, if the list has a page.
pub fn figure(here: Here, of: Shelf, label: &str, unit: &str) -> Figure {
    let number = i64::try_from(of.count(here.assessed())).unwrap_or(i64::MAX);
    Figure {
        number,
        unit: unit.to_owned(),
        label: label.to_owned(),
        href: (number > 0 && is_there(here, of)).then(|| here.href(Address::Ledger(of, 1))),
        until: None,
    }
}

fn figures(here: Here, shelf: Shelf) -> Vec<Figure> {
    match shelf {
        Shelf::Inspections(_) => supervision::figures(here),
        Shelf::Problems(_) => {
            let open = [Pile::Open, Pile::Unassigned].map(|pile| {
                i64::try_from(Shelf::Problems(pile).count(here.assessed())).unwrap_or(i64::MAX)
            });
            vec![
                Figure {
                    number: open.iter().sum(),
                    ..figure(here, Shelf::Problems(Pile::Open), "没有解决", "个")
                },
                figure(here, Shelf::Problems(Pile::Overdue), "已经逾期", "个"),
                figure(here, Shelf::Problems(Pile::Escalated), "提请上级", "个"),
            ]
        }
        Shelf::Mendings(_) => {
            let rate = here.assessed().supervision.on_time;
            let percent = rate.percent().map(i64::from);
            let down = match here.assessed().supervision.taken_down {
                0 => String::new(),
                down => format!("，含已从曝光台撤下的{down}件"),
            };
            let label = format!("按期整改率（{}/{}件{down}）", rate.kept, rate.of);
            let rate = percent.map(|number| plain(number, "%", &label));
            let state = |state| Shelf::Mendings(Docket::State(state));
            [
                figure(here, Shelf::Mendings(Docket::Overdue), "已经逾期", "件"),
                figure(here, state(RectificationState::Reopened), "回潮", "件"),
            ]
            .into_iter()
            .chain(rate)
            .collect()
        }
        Shelf::Pledges => pledges::figures(here),
        Shelf::Consultations | Shelf::Appraisals | Shelf::MicroProjects => {
            participation::figures(here, shelf)
        }
    }
}

/// A figure that leads nowhere.
pub fn plain(number: i64, unit: &str, label: &str) -> Figure {
    Figure { number, unit: unit.to_owned(), label: label.to_owned(), href: None, until: None }
}

#[cfg(test)]
mod tests {
    use super::{Row, page_of};
    use crate::plan::Page;
    use crate::plan::example::{page, said, text, with};
    use crate::plan::view::atoms::Label;
    use crate::plan::view::ledger::{EntryView, LedgerView};

    const INSPECTIONS: &str = "supervision/inspections.yaml";
    const PROBLEMS: &str = "supervision/problems.yaml";

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

    /// What only the visit and its consequences say.
    const OWN: [&str; 4] =
        ["加装电梯现场督查", "地下管线没有迁改", "施工点位公示牌不全", "3个停工点位限10日内复工"];

    #[test]
    fn a_list_in_pages_is_counted_by_its_own_word() {
        for (path, measure) in [("supervision/", "次"), ("problems/", "个"), ("pledges/", "项")]
        {
            assert_eq!(list(&[], "2026-10-15", path).pages.measure, measure, "{path}");
        }
    }

    #[test]
    fn a_visit_to_come_is_not_told_as_one_that_was_made() {
        let coming = "督查:\n  - {编号: stops-2026-10, 标题: 停梯公示检查, 类型: 专项督查, \
            方式: 明察, 日期: 2026-10-28, 事项批准岗位: vice-head-1, 督查人员: [supervisor], \
            被督查单位: [housing-bureau], 任务: [lift-retrofit], 发布日期: 2026-10-12}\n";
        let file = text(INSPECTIONS).replacen("督查:\n", coming, 1);
        for (day, kind) in [("2026-10-15", "即将进行的明察"), ("2026-10-28", "明察")] {
            let plan = with(&[(INSPECTIONS, &file)], day);
            let Page::Task(task) = page(&plan, "tasks/lift-retrofit/") else { panic!("a task") };
            let mut related = task.related.iter();
            let visit = related.find(|held| held.label.text == "停梯公示检查").expect("a visit");
            assert_eq!(visit.kind, kind, "{day}");
        }
    }

    #[test]
    fn an_unannounced_visit_and_what_came_of_it_are_in_no_output_before_their_day() {
        for (path, said) in said(&with(&[], "2026-09-06")) {
            assert!(OWN.iter().all(|own| !said.contains(own)), "{path}");
        }
        let shown = said(&with(&[], "2026-09-07"));
        for own in OWN {
            assert!(shown.iter().any(|(_, said)| said.contains(own)), "{own}");
        }
    }

    #[test]
    fn what_an_announced_visit_found_waits_for_the_feedback() {
        let announced = text(INSPECTIONS)
            .replace("方式: 暗访", "方式: 明察")
            .replace("发布日期: 2026-09-07", "发布日期: 2026-08-10");
        let files = [(INSPECTIONS, announced.as_str())];
        let path = "supervision/lifts-2026-08/";
        let before = entry(&files, "2026-09-03", path);
        assert_eq!((before.accounts.len(), before.conclusion), (1, None), "only the return visit");
        let after = entry(&files, "2026-09-04", path);
        assert_eq!(after.accounts.len(), 2);
        assert!(after.conclusion.is_some());
        let coming = entry(&files, "2026-08-12", path);
        assert_eq!(coming.stamp.map(|stamp| stamp.word), Some("即将进行".to_owned()));
    }

    #[test]
    fn a_rectification_of_an_exposure_stands_in_the_ledger_once_and_goes_with_it() {
        let titles = |day| -> Vec<String> {
            let rows = list(&[], day, "rectifications/").rows;
            rows.into_iter().map(|row| row.label.text).collect()
        };
        let both = ["加装电梯3个点位围挡后停工", "施工点位公示牌不全"];
        assert_eq!(titles("2026-10-15"), both);
        assert_eq!(titles("2027-09-21"), ["施工点位公示牌不全"]);
    }

    #[test]
    fn a_problem_handed_over_is_still_overdue() {
        let file = "supervision/problems.yaml";
        let handed_over =
            format!("{}    移交: {{日期: 2026-10-12, 移交机关: 区纪委监委机关}}\n", text(file));
        let bad = |day: &str| entry(&[(file, &handed_over)], day, "problems/pipe-moving/").bad;
        assert_eq!(bad("2026-10-11").as_deref(), Some("逾期11天"));
        assert_eq!(bad("2026-10-12").as_deref(), Some("已移交，逾期12天"));
    }

    #[test]
    fn a_problem_counts_its_days_open_and_at_its_level() {
        let view = entry(&[], "2026-10-15", "problems/pipe-moving/");
        let figures: Vec<i64> = view.figures.iter().map(|figure| figure.number).collect();
        assert_eq!(figures, [59, 17]);
        assert_eq!(view.bad.as_deref(), Some("逾期15天，超过层级办理天数2天"));
        // What was brought up later is not known yet.
        let early = entry(&[], "2026-09-27", "problems/pipe-moving/");
        assert_eq!(early.figures.last().map(|figure| figure.number), Some(41));
        assert!(early.accounts.is_empty());
    }

    #[test]
    fn a_transfer_says_how_often_it_was_urged_before_and_nothing_else() {
        let problems =
            text(PROBLEMS).to_owned() + "    移交: {日期: 2026-10-12, 移交机关: 区纪委监委}\n";
        let slips = text("supervision/slips.yaml").replace(
            "    督查: lifts-2026-08\n",
            "    督查: lifts-2026-08\n    问题: pipe-moving\n",
        );
        let files = [(PROBLEMS, problems.as_str()), ("supervision/slips.yaml", &slips)];
        let view = entry(&files, "2026-10-15", "problems/pipe-moving/");
        let fact = view.facts.iter().find(|fact| fact.name == "移交").expect("the transfer");
        let words: Vec<&str> = fact.values.iter().map(|value| value.text.as_str()).collect();
        assert_eq!(words, ["2026年10月12日移交区纪委监委；移交前督办1次"]);
        let before = entry(&files, "2026-10-11", "problems/pipe-moving/");
        assert!(before.facts.iter().all(|fact| fact.name != "移交"));
    }

    #[test]
    fn a_task_is_missed_when_its_class_asks_for_an_inspection_that_did_not_come() {
        let task = text("tasks/lift-retrofit.yaml").to_owned() + "督办级别: 重大任务重点督办\n";
        let files = [("tasks/lift-retrofit.yaml", task.as_str())];
        // Inspected on 17 August; the method asks for it every 92 days.
        let missed = |day| {
            let view = list(&files, day, "supervision/");
            let classes = view.sections.into_iter().find(|section| section.id == "classes");
            let rows = classes.expect("classes").rows.into_iter();
            rows.filter(|row| row.label.text.starts_with("老旧小区")).count()
        };
        assert_eq!((missed("2026-11-17"), missed("2026-11-18")), (0, 1));
    }

    /// How many return visits took place, and how many did not though they were due.
    fn visits(files: &[(&str, &str)], day: &str) -> Vec<i64> {
        let sections = list(files, day, "supervision/").sections.into_iter();
        let verified = sections.filter(|section| section.id == "verified");
        verified.flat_map(|section| section.figures).map(|figure| figure.number).collect()
    }

    #[test]
    fn a_return_visit_that_did_not_come_is_marked_in_every_ledger() {
        // Due on 10 November after the inspection, on 20 December after the rectification.
        let bad = |day: &str| {
            let mending = entry(&[], day, "rectifications/site-signs/").rectification;
            let inspection = entry(&[], day, "supervision/lifts-2026-08/");
            let lists = ["rectifications/", "supervision/"].map(|path| {
                list(&[], day, path).rows.into_iter().filter_map(|row| row.bad).collect::<Vec<_>>()
            });
            let [mended, inspected] = lists.map(|bad| bad.join("，"));
            let own = inspection.accounts.iter().flat_map(|account| &account.items);
            [
                mending.and_then(|held| held.visit?.bad).unwrap_or_default(),
                own.filter_map(|item| item.bad.clone()).collect(),
                mended.split('，').rfind(|bad| bad.contains("回访")).unwrap_or("").to_owned(),
                inspected,
            ]
        };
        assert_eq!(bad("2026-11-10"), ["", "", "", ""]);
        assert_eq!(visits(&[], "2026-11-10"), [] as [i64; 0]);
        assert_eq!(bad("2026-12-20"), ["", "逾期40天", "", "回访逾期40天"]);
        assert_eq!(visits(&[], "2026-12-20"), [0, 1]);
        assert_eq!(bad("2026-12-21"), ["逾期1天", "逾期41天", "回访逾期1天", "回访逾期41天"]);
        assert_eq!(visits(&[], "2026-12-21"), [0, 2]);
    }

    #[test]
    fn an_inspection_that_comes_back_to_another_is_its_return_visit() {
        let again = |date: &str, after: &str| {
            format!(
                "{}\n  - 编号: lifts-again\n    标题: 加装电梯回访\n    类型: 专项督查\n    \
                 方式: 回访\n    日期: {date}\n    被督查单位: [housing-bureau]\n    \
                 结论: 全部复工\n    反馈日期: {date}\n    发布日期: {date}\n{after}",
                text(INSPECTIONS)
            )
        };
        let told = |files: &[(&str, &str)], day: &str| -> Vec<(bool, Option<String>)> {
            let view = entry(files, day, "supervision/lifts-2026-08/");
            let account = view.accounts.into_iter().next_back().expect("return visits");
            account.items.into_iter().map(|item| (item.on.is_some(), item.bad)).collect()
        };
        let after = "    回访哪次: lifts-2026-08\n";
        let (early, late) = (again("2026-11-05", after), again("2026-11-12", after));
        let early = [(INSPECTIONS, early.as_str())];
        assert_eq!(told(&early, "2026-11-04"), [(false, None)]);
        assert_eq!(told(&early, "2026-12-01"), [(true, None)]);
        assert_eq!(visits(&early, "2026-12-01"), [1, 0]);
        let late = [(INSPECTIONS, late.as_str())];
        assert_eq!(told(&late, "2026-12-01"), [(true, Some("逾期2天回访".to_owned()))]);
        // Written with the inspection itself, it is not known before its day either.
        let own = text(INSPECTIONS).replace(
            "回访: {时限: 2026-11-10}",
            "回访: {时限: 2026-11-10, 日期: 2026-11-05, 结果: 全部复工}",
        );
        let own = [(INSPECTIONS, own.as_str())];
        assert_eq!(told(&own, "2026-11-04"), [(false, None)]);
        assert_eq!(told(&own, "2026-11-05"), [(true, None)]);
        // One that comes back to no inspection is a return visit as well, and settles nothing.
        let other = again("2026-11-05", "");
        assert_eq!(visits(&[(INSPECTIONS, &other)], "2026-12-01"), [1, 1]);
    }

    #[test]
    fn of_a_list_of_thousands_only_the_rows_of_the_page_are_made() {
        let made = std::cell::Cell::new(0);
        let (held, rows) = page_of(&[(); 4000], 7, |()| {
            made.set(made.get() + 1);
            let label = Label { text: made.get().to_string(), href: None };
            let (facts, gone) = (Vec::new(), None);
            Row { id: None, label, text: None, facts, stamp: None, bad: None, gone }
        });
        assert_eq!((held, rows.len(), made.get()), (4000, 20, 20));
    }

    #[test]
    fn a_portal_without_ledgers_has_no_such_column() {
        let ledgers = [
            "inspections",
            "problems",
            "rectifications",
            "slips",
            "warnings",
            "reports",
            "pledges",
            "pledge-templates",
        ];
        let paths: Vec<String> =
            ledgers.iter().map(|name| format!("supervision/{name}.yaml")).collect();
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "")).collect();
        let plan = with(&files, "2026-10-15");
        let addresses = plan.addresses().iter().map(|to| to.path(&plan.assessed));
        let ledger = |path: &String| {
            ["supervision/", "problems/", "rectifications/", "pledges/"]
                .iter()
                .any(|column| path.starts_with(column))
        };
        assert_eq!(addresses.filter(ledger).collect::<Vec<_>>(), Vec::<String>::new());
        assert!(plan.site.nav.iter().all(|item| item.section != "supervision"));
    }
}

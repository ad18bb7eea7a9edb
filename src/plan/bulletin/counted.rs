//! The records that the figures of a month's bulletin count, where they are too many for its page.

use super::behind::{Entry, List, by_light, of_month, problems, row};
use super::draft::{ORDER, turn};
use super::{Issue, MonthEnds, subject};
use crate::assess::{MonthEnd, Rate, TaskThen};
use crate::date::{Month, zh};
use crate::plan::address::Address;
use crate::plan::heads::{About, Section};
use crate::plan::here::{Here, count};
use crate::plan::view::atoms::{Link, Pagination};
use crate::plan::view::bulletin::{CountedView, MonthList};

/// So many records stand on a page.
const ROWS: usize = 80;

/// Which records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    /// What happened in the month, on one page.
    Month,
    /// All tasks by their light.
    Tasks,
    /// Tasks whose due date in force has come.
    Due,
    /// Tasks whose original due date has come.
    OriginallyDue,
}

impl Counted {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Month, Self::Tasks, Self::Due, Self::OriginallyDue];

    /// The folder of the first page, ending in `/`.
    pub fn folder(self, month: Month) -> String {
        let of = match self {
            Self::Month => "",
            Self::Tasks => "tasks/",
            Self::Due => "due/",
            Self::OriginallyDue => "original/",
        };
        format!("bulletins/{month}/counted/{of}")
    }

    /// The lists of a month.
    pub fn lists(self, here: Here, end: &MonthEnd) -> Vec<List> {
        match self {
            Self::Month => happened(here, end),
            Self::Tasks => by_light(here, end),
            Self::Due => due(end, Entry::Due, "due", |held| held.owed.current, |held| held.due),
            Self::OriginallyDue => {
                let tasks = &here.assessed().portal.tasks;
                let original = |held: &TaskThen| tasks.get(held.task).due;
                due(end, Entry::OriginallyDue, "original", |held| held.owed.original, original)
            }
        }
    }

    /// How many records stand on a page.
    fn rows(self) -> usize {
        match self {
            // Bounded by what a month brings, and known only when the month is judged.
            Self::Month => usize::MAX,
            Self::Tasks | Self::Due | Self::OriginallyDue => ROWS,
        }
    }

    /// The page on which a list begins.
    pub fn page_of(self, lists: &[List], id: &str) -> Option<u32> {
        let at = lists.iter().position(|list| list.id == id)?;
        let before: usize = lists.iter().take(at).map(|list| list.entries.len()).sum();
        Some(count(before / self.rows()) + 1)
    }

    fn title(self, here: Here, month: Month) -> String {
        let what = match self {
            Self::Month => "通报数字所指的事项",
            Self::Tasks => "月末任务，按亮灯",
            Self::Due => "月末已到期任务，按现定时限",
            Self::OriginallyDue => "月末已到期任务，按原定时限",
        };
        format!("{}{what}", subject(here, month))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Month => "本月发生的",
            Self::Tasks => "全部任务，按亮灯",
            Self::Due => "已到期，按现定时限",
            Self::OriginallyDue => "已到期，按原定时限",
        }
    }

    fn lead(self, here: Here, end: &MonthEnd) -> String {
        let (until, measure) = (zh(end.until), here.measure());
        match self {
            Self::Month => format!("{}的通报里每个数字指的是哪些记录。", end.month.zh()),
            Self::Tasks => {
                format!("截至{until}公开的{}{measure}任务，当时各亮什么灯。", end.tasks.len())
            }
            Self::Due => rate(&until, measure, "现定", end.on_time.current),
            Self::OriginallyDue => rate(&until, measure, "原定", end.on_time.original),
        }
    }
}

/// 截至2026年9月30日，按现定时限到期97项，按期完成80项，按期率82%。
fn rate(until: &str, measure: &str, which: &str, rate: Rate) -> String {
    let Some(percent) = rate.percent() else {
        return format!("截至{until}，按{which}时限没有计入按期率的任务。");
    };
    let kept = match rate.kept {
        0 => "，没有按期完成的".to_owned(),
        kept => format!("，按期完成{kept}{measure}"),
    };
    format!("截至{until}，按{which}时限到期{}{measure}{kept}，按期率{percent}%。", rate.of)
}

/// Every address of them: how many tasks a list holds is known without judging any.
pub fn addresses(ends: &MonthEnds) -> Vec<Address> {
    let mut all = Vec::new();
    for (month, listed) in ends.listed() {
        let original = if listed.differ { listed.original } else { 0 };
        let of = [(Counted::Tasks, listed.tasks), (Counted::Due, listed.due)];
        all.push(Address::Counted(month, Counted::Month, 1));
        for (counted, records) in of.into_iter().chain([(Counted::OriginallyDue, original)]) {
            let pages = 1..=count(records.div_ceil(ROWS));
            all.extend(pages.map(|number| Address::Counted(month, counted, number)));
        }
    }
    all
}

/// What is too long for the page of the bulletin, and what never stands there.
fn happened(here: Here, end: &MonthEnd) -> Vec<List> {
    let mut all = turns(here, end);
    let long = of_month(here, end).into_iter();
    all.extend(long.filter(|list| list.count > 0 && !list.is_short() && list.id != "reports"));
    let problems = problems(here, end).into_iter();
    let problems: Vec<Entry> = problems.map(|(id, words)| Entry::Problem(id, words)).collect();
    all.extend((!problems.is_empty()).then(|| List::new("problems", "困难和问题", problems)));
    all
}

/// How lights came to be more or fewer than a month before, light by light.
fn turns(here: Here, end: &MonthEnd) -> Vec<List> {
    let Some(before) = &end.before else { return Vec::new() };
    let mut all = Vec::new();
    for (light, way, by) in ORDER.into_iter().filter_map(|light| turn(light, &end.lights, before)) {
        let shows = |held: &&TaskThen| held.verdict.light == light;
        let showed = |held: &&TaskThen| held.before.is_some_and(|then| then.light == light);
        let of = |wanted: &dyn Fn(&&TaskThen) -> bool| -> Vec<Entry> {
            end.tasks.iter().filter(wanted).map(|held| Entry::Turned(*held)).collect()
        };
        let came = of(&|held| shows(held) && !showed(held));
        let left = of(&|held| !shows(held) && showed(held));
        let (slug, word, measure) = (light.en(), here.light(light).word, here.measure());
        let title = format!("{word}比上月末{way}{by}{measure}，转入转出合计");
        let parts = vec![
            List::new(format!("{slug}-came"), format!("新转为{word}"), came),
            List::new(format!("{slug}-left"), format!("不再是{word}"), left),
        ];
        all.extend(List::divided(format!("{slug}-turn"), title, parts));
    }
    all
}

/// Tasks whose due date has come: kept, missed, and those that the rate leaves out.
fn due(
    end: &MonthEnd,
    entry: fn(TaskThen) -> Entry,
    id: &str,
    kept: impl Fn(&TaskThen) -> Option<bool>,
    date: impl Fn(&TaskThen) -> chrono::NaiveDate,
) -> Vec<List> {
    let come: Vec<&TaskThen> = end.tasks.iter().filter(|held| date(held) <= end.until).collect();
    let of = |wanted: Option<bool>| -> Vec<Entry> {
        let held = come.iter().filter(|held| kept(held) == wanted);
        held.map(|held| entry(**held)).collect()
    };
    let parts = vec![
        List::new(format!("{id}-kept"), "按期完成", of(Some(true))),
        List::new(format!("{id}-missed"), "没有按期完成，含当天到期还没有完成的", of(Some(false))),
    ];
    let mut all = List::divided(id, "到期", parts);
    let left = List::new(
        format!("{id}-left-out"),
        "不计入按期率：已取消、经批准暂停，或者到期前已结转、并入",
        of(None),
    );
    all.extend((left.count > 0).then_some(left));
    all
}

/// Page `number` of the records behind the figures of a month.
pub fn page(here: Here, month: Month, counted: Counted, number: u32) -> CountedView {
    let end = here.plan.month_end(month);
    let lists = counted.lists(here, end);
    let whole: usize = lists.iter().map(|list| list.entries.len()).sum();
    let title = counted.title(here, month);
    let bulletin = Address::Bulletin(Issue::Month(month));
    CountedView {
        head: here.head(About {
            title: &title,
            description: counted.lead(here, end),
            section: Section::Bulletins,
            above: vec![(format!("{}通报", month.zh()), bulletin)],
            article: None,
            ages: false,
            hidden: false,
        }),
        lead: counted.lead(here, end),
        title,
        others: others(here, month, counted),
        lists: on_page(here, end, (counted, &lists), number),
        pages: (counted != Counted::Month).then(|| {
            Pagination::of_rows(number, (count(whole), count(ROWS)), |page| {
                here.href(Address::Counted(month, counted, page))
            })
        }),
    }
}

/// The other records of the month.
fn others(here: Here, month: Month, counted: Counted) -> Vec<Link> {
    let mut listed = here.plan.month_ends.listed();
    let Some((_, listed)) = listed.find(|(held, _)| *held == month) else { return Vec::new() };
    let there = |other: &Counted| match other {
        Counted::Month => true,
        Counted::Tasks => listed.tasks > 0,
        Counted::Due => listed.due > 0,
        Counted::OriginallyDue => listed.differ && listed.original > 0,
    };
    let all = Counted::ALL.into_iter().filter(|other| *other != counted).filter(there);
    let link = |other: Counted| Link {
        text: other.name().to_owned(),
        href: here.href(Address::Counted(month, other, 1)),
    };
    all.map(link).collect()
}

/// The lists of which anything stands on a page, with what stands there.
fn on_page(
    here: Here,
    end: &MonthEnd,
    (counted, lists): (Counted, &[List]),
    number: u32,
) -> Vec<MonthList> {
    let first = counted.rows().saturating_mul(number.saturating_sub(1) as usize);
    let past = first.saturating_add(counted.rows());
    let mut shown = Vec::new();
    let mut begins = 0;
    for list in lists {
        if begins < past && begins + list.count > first {
            let own = list.entries.iter().skip(first.saturating_sub(begins));
            let own = own.take(past - begins.max(first));
            shown.push(MonthList {
                id: list.id.clone(),
                title: list.title.clone(),
                count: count(list.count),
                depth: list.depth,
                rows: own.map(|entry| row(here, end, entry)).collect(),
            });
        }
        begins += list.entries.len();
    }
    shown
}

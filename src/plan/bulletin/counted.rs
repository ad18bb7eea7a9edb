//! The records that the figures of a month's bulletin count, where they are too many for its page.

use std::ops::Range;

use chrono::NaiveDate;

use super::behind::{Entry, List, SHOWN, by_light, due_next, of_month, problems, row};
use super::changed::turn_of;
use super::draft::{ORDER, turn};
use super::{Issue, subject};
use crate::assess::{Assessed, MonthEnd, Rate, TaskThen};
use crate::date::{Month, zh};
use crate::method::Light;
use crate::plan::address::Address;
use crate::plan::heads::{About, Section};
use crate::plan::here::{Here, count};
use crate::plan::view::atoms::{Link, Pagination};
use crate::plan::view::bulletin::{CountedView, MonthList};
use crate::portal::{Id, Task};

/// So many records stand on a page.
const ROWS: usize = 80;

/// Which records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    /// What happened in the month, as far as it is too long for the page of the bulletin.
    Month,
    /// Problems that were reported.
    Problems,
    /// Tasks that show another light than a month before.
    Turns,
    /// All tasks by their light.
    Tasks,
    /// Tasks whose due date in force has come.
    Due,
    /// Tasks whose original due date has come.
    OriginallyDue,
    /// Unfinished tasks that fall due in the month after.
    DueNext,
}

/// Which turns of lights a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turning {
    /// Of tasks that were not public a month before.
    Published,
    /// To a light, of tasks that were public before.
    Newly(Light),
    /// To a light.
    Came(Light),
    /// From a light.
    Left(Light),
}

impl Turning {
    /// Whether it is one from the light of a month before, if the task was public then.
    fn holds(self, before: Option<Light>, now: Light) -> bool {
        match self {
            Self::Published => before.is_none(),
            Self::Newly(light) => now == light && before.is_some_and(|then| then != light),
            Self::Came(light) => now == light && before != Some(light),
            Self::Left(light) => now != light && before == Some(light),
        }
    }
}

/// The lists of turns that a month has, with how many tasks each holds: for every light that more
/// tasks show than a month before, or fewer, those that came and those that left.
fn turnings(end: &MonthEnd) -> Vec<(Turning, usize)> {
    let counted = |turning: Turning| {
        let turns = end.turns.iter();
        let held = turns.filter(|((before, now), _)| turning.holds(*before, *now));
        (turning, held.map(|(_, count)| count).sum())
    };
    let firsts = [Turning::Published, Turning::Newly(Light::Red), Turning::Newly(Light::Awaiting)];
    let mut all = firsts.map(counted).to_vec();
    for light in ORDER {
        let (came, left) = (counted(Turning::Came(light)), counted(Turning::Left(light)));
        if came.1 != left.1 {
            all.extend([came, left]);
        }
    }
    all.retain(|(_, count)| *count > 0);
    all
}

/// How much happened that is too long for the page of the bulletin.
fn happened_in_all(assessed: &Assessed, end: &MonthEnd) -> usize {
    let held = &end.happened;
    let counted = |(id, at): &&(Id<Task>, usize)| turn_of(&assessed.portal, *id, *at).is_none();
    let lists = [
        held.closings.len(),
        held.reopenings.len(),
        held.moved.len(),
        held.changes.iter().filter(counted).count(),
        held.commended.len(),
        held.exposed.len(),
    ];
    lists.into_iter().filter(|count| *count > SHOWN).sum()
}

/// How many problems were reported.
fn problems_in_all(assessed: &Assessed, end: &MonthEnd) -> usize {
    let of = |(id, places): (Id<Task>, Range<usize>)| {
        let held = assessed.portal.tasks.get(id).updates.get(places).into_iter().flatten();
        held.map(|update| update.problems.len()).sum::<usize>()
    };
    end.happened.reports.iter().map(of).sum()
}

/// How many tasks have a due date that has come.
fn due_in_all(end: &MonthEnd, date: impl Fn(&TaskThen) -> NaiveDate) -> usize {
    end.tasks.iter().filter(|held| date(held) <= end.until).count()
}

impl Counted {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Month,
        Self::Problems,
        Self::Turns,
        Self::Tasks,
        Self::Due,
        Self::OriginallyDue,
        Self::DueNext,
    ];

    /// The folder of the first page, ending in `/`.
    pub fn folder(self, month: Month) -> String {
        let of = match self {
            Self::Month => "",
            Self::Problems => "problems/",
            Self::Turns => "turns/",
            Self::Tasks => "tasks/",
            Self::Due => "due/",
            Self::OriginallyDue => "original/",
            Self::DueNext => "due-next/",
        };
        format!("bulletins/{month}/counted/{of}")
    }

    /// The lists of a month.
    pub fn lists<'a>(self, here: Here<'a>, end: &'a MonthEnd) -> Vec<List<'a>> {
        match self {
            Self::Month => happened(here, end),
            Self::Problems => reported(here, end),
            Self::Turns => turns(here, end),
            Self::Tasks => by_light(here, end),
            Self::Due => due(end, Entry::Due, "due", |held| held.owed.current, |held| held.due),
            Self::OriginallyDue => {
                let tasks = &here.assessed().portal.tasks;
                let original = move |held: &TaskThen| tasks.get(held.task).due;
                due(end, Entry::OriginallyDue, "original", |held| held.owed.original, original)
            }
            Self::DueNext => vec![due_next(end)],
        }
    }

    /// On how many pages the records of a month stand; none if the bulletin does not count them.
    fn pages(self, assessed: &Assessed, end: &MonthEnd) -> u32 {
        let tasks = &assessed.portal.tasks;
        let (current, original) = (end.on_time.current, end.on_time.original);
        let records = match self {
            Self::Month => happened_in_all(assessed, end),
            Self::Problems => problems_in_all(assessed, end),
            Self::Turns => turnings(end).into_iter().map(|(_, count)| count).sum(),
            Self::Tasks => end.tasks.len(),
            Self::Due => due_in_all(end, |held| held.due),
            Self::OriginallyDue if current.of > 0 && original.of > 0 && original != current => {
                due_in_all(end, |held| tasks.get(held.task).due)
            }
            Self::DueNext if end.due_next.len() > SHOWN => end.due_next.len(),
            Self::OriginallyDue | Self::DueNext => 0,
        };
        count(records.div_ceil(ROWS))
    }

    /// The page on which a list begins.
    pub fn page_of(lists: &[List], id: &str) -> Option<u32> {
        let at = lists.iter().position(|list| list.id == id)?;
        let before: usize = lists.iter().take(at).map(List::own_count).sum();
        Some(count(before / ROWS) + 1)
    }

    fn title(self, here: Here, month: Month) -> String {
        let what = match self {
            Self::Month => "通报数字所指的事项",
            Self::Problems => "填报的困难和问题",
            Self::Turns => "亮灯变化",
            Self::Tasks => "月末任务，按亮灯",
            Self::Due => "月末已到期任务，按现定时限",
            Self::OriginallyDue => "月末已到期任务，按原定时限",
            Self::DueNext => "下月到期任务",
        };
        format!("{}{what}", subject(here, month))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Month => "本月发生的",
            Self::Problems => "困难和问题",
            Self::Turns => "亮灯变化",
            Self::Tasks => "全部任务，按亮灯",
            Self::Due => "已到期，按现定时限",
            Self::OriginallyDue => "已到期，按原定时限",
            Self::DueNext => "下月到期",
        }
    }

    /// The word by which its records are counted: what happened is of several kinds.
    fn measure(self, here: Here<'_>) -> &str {
        match self {
            Self::Month => "条",
            Self::Problems => "个",
            Self::Turns | Self::Tasks | Self::Due | Self::OriginallyDue | Self::DueNext => {
                here.measure()
            }
        }
    }

    fn lead(self, here: Here, end: &MonthEnd) -> String {
        let (until, measure) = (zh(end.until), here.measure());
        match self {
            Self::Month => format!("{}的通报里每个数字指的是哪些记录。", end.month.zh()),
            Self::Problems => {
                format!("{}收到的填报里写明的困难和问题，照原文列出。", end.month.zh())
            }
            Self::Turns => {
                format!("截至{until}，与上月末相比，哪些任务新公开，哪些换了灯。")
            }
            Self::Tasks => {
                format!("截至{until}公开的{}{measure}任务，当时各亮什么灯。", end.tasks.len())
            }
            Self::Due => rate(&until, measure, "现定", end.on_time.current),
            Self::OriginallyDue => rate(&until, measure, "原定", end.on_time.original),
            Self::DueNext => format!(
                "截至{until}尚未完成、{}到期的{}{measure}任务。",
                end.month.next().zh(),
                end.due_next.len()
            ),
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

/// Every address of them.
pub fn addresses(assessed: &Assessed) -> Vec<Address> {
    let mut all = Vec::new();
    for end in &assessed.month_ends {
        for counted in Counted::ALL {
            let pages = 1..=counted.pages(assessed, end);
            all.extend(pages.map(|number| Address::Counted(end.month, counted, number)));
        }
    }
    all
}

/// Where the records behind the figures of a month begin, if it has any.
pub fn first(here: Here, month: Month) -> Option<Link> {
    let mut first = Counted::ALL.into_iter().map(|held| Address::Counted(month, held, 1));
    let first = first.find(|first| here.plan.has(*first))?;
    Some(Link { text: "数字所指的事项".to_owned(), href: here.href(first) })
}

/// What is too long for the page of the bulletin and has no pages of its own, and what never stands
/// there.
fn happened<'a>(here: Here<'a>, end: &'a MonthEnd) -> Vec<List<'a>> {
    let elsewhere = |list: &List| {
        matches!(
            list.id.as_str(),
            "published" | "newly-red" | "newly-awaiting" | "reports" | "due-next"
        )
    };
    let long = of_month(here, end).into_iter();
    long.filter(|list| list.count > SHOWN && !elsewhere(list)).collect()
}

/// Problems that were reported.
fn reported<'a>(here: Here<'a>, end: &'a MonthEnd) -> Vec<List<'a>> {
    let problems = move || {
        let all = problems(here, end).into_iter();
        all.map(|(id, words)| Entry::Problem(id, words))
    };
    let list = List::new("problems", "困难和问题", problems);
    if list.count > 0 { vec![list] } else { Vec::new() }
}

/// Tasks that were published in the month, and how lights came to be more or fewer, light by light.
fn turns<'a>(here: Here<'a>, end: &'a MonthEnd) -> Vec<List<'a>> {
    let Some(before) = &end.before else { return Vec::new() };
    let mut all = Vec::new();
    let mut parts = Vec::new();
    for (turning, _) in turnings(end) {
        let held = move || {
            let tasks = end.tasks.iter();
            tasks.filter(move |held| {
                turning.holds(held.before.map(|then| then.light), held.verdict.light)
            })
        };
        let tasks = move || held().map(|held| Entry::Task(held.task));
        let turned = move || held().map(|held| Entry::Turned(*held));
        let word = |light: Light| here.light_among(&end.lights, light).word;
        match turning {
            Turning::Published => all.push(List::new("published", "新公开的任务", tasks)),
            Turning::Newly(light) => {
                let title = format!("本月新转为{}", here.light(light).short);
                all.push(List::new(format!("newly-{}", light.en()), title, tasks));
            }
            Turning::Came(light) => {
                let title = format!("新转为{}", word(light));
                parts.push((light, List::new(format!("{}-came", light.en()), title, turned)));
            }
            Turning::Left(light) => {
                let title = format!("不再是{}", word(light));
                parts.push((light, List::new(format!("{}-left", light.en()), title, turned)));
            }
        }
    }
    for (light, way, by) in ORDER.into_iter().filter_map(|light| turn(light, &end.lights, before)) {
        let word = here.light_among(&end.lights, light).word;
        let title = format!("{word}比上月末{way}{by}{}", here.measure());
        let own = parts.extract_if(.., |(of, _)| *of == light).map(|(_, list)| list);
        all.extend(List::divided(format!("{}-turn", light.en()), title, own.collect()));
    }
    all
}

/// Tasks whose due date has come: kept, missed, and those that the rate leaves out.
fn due<'a>(
    end: &'a MonthEnd,
    entry: fn(TaskThen) -> Entry,
    id: &str,
    kept: fn(&TaskThen) -> Option<bool>,
    date: impl Fn(&TaskThen) -> NaiveDate + Copy + 'a,
) -> Vec<List<'a>> {
    let of = |part: &str, title: &str, wanted: Option<bool>| {
        List::new(format!("{id}-{part}"), title, move || {
            let come = end.tasks.iter().filter(move |held| date(held) <= end.until);
            come.filter(move |held| kept(held) == wanted).map(move |held| entry(*held))
        })
    };
    let parts = vec![
        of("kept", "按期完成", Some(true)),
        of("missed", "没有按期完成，含当天到期还没有完成的", Some(false)),
    ];
    let mut all = List::divided(id, "到期", parts);
    let left = of("left-out", "不计入按期率：已取消、经批准暂停，或者到期前已结转、并入", None);
    all.extend((left.count > 0).then_some(left));
    all
}

/// Page `number` of the records behind the figures of a month.
pub fn page(here: Here, month: Month, counted: Counted, number: u32) -> CountedView {
    let end = here.month_end(month);
    let lists = counted.lists(here, end);
    let whole: usize = lists.iter().map(List::own_count).sum();
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
        lists: on_page(here, end, &lists, number),
        pages: Pagination::of_rows(
            number,
            (count(whole), counted.measure(here)),
            count(ROWS),
            |page| here.href(Address::Counted(month, counted, page)),
        ),
    }
}

/// The other records of the month.
fn others(here: Here, month: Month, counted: Counted) -> Vec<Link> {
    let others = Counted::ALL.into_iter().filter(|other| *other != counted);
    let link = |other: Counted| {
        let first = Address::Counted(month, other, 1);
        let link = || Link { text: other.name().to_owned(), href: here.href(first) };
        here.plan.has(first).then(link)
    };
    others.filter_map(link).collect()
}

/// The lists of which anything stands on a page, with what stands there.
fn on_page(here: Here, end: &MonthEnd, lists: &[List], number: u32) -> Vec<MonthList> {
    let first = ROWS * number.saturating_sub(1) as usize;
    let past = first + ROWS;
    let mut shown = Vec::new();
    let mut begins = 0;
    for list in lists {
        if begins < past && begins + list.count > first {
            let own = list.entries().skip(first.saturating_sub(begins));
            let own = own.take(past - begins.max(first));
            shown.push(MonthList {
                id: list.id.clone(),
                title: list.title.clone(),
                count: count(list.count),
                depth: list.depth,
                rows: own.map(|entry| row(here, end, &entry)).collect(),
            });
        }
        begins += list.own_count();
    }
    shown
}

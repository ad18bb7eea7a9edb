//! What stands behind the figures of a month: short lists on the page of its bulletin, the others
//! on pages of their own.

use chrono::NaiveDate;

use super::changed::turn_of;
use super::counted::Counted;
use super::draft::ORDER;
use super::{Issue, Paper};
use crate::assess::{MonthEnd, Praise, TaskThen, Verdict};
use crate::date::{zh, zh_short};
use crate::method::{Light, Shade};
use crate::plan::address::Address;
use crate::plan::here::{Here, count, light_shaded, light_words};
use crate::plan::view::bulletin::{MonthList, MonthRow};
use crate::portal::{Commendation, Exposure, Id, Task};

/// A list longer than this does not stand on the page of the bulletin.
pub const SHOWN: usize = 8;

/// The records behind a figure. A list may be divided: then those within it follow it and hold its
/// records.
pub struct List<'a> {
    /// Its anchor.
    pub id: String,
    /// What it lists.
    pub title: String,
    /// How many records it has.
    pub count: usize,
    /// How deep it lies: a list by itself is 0, a part of one is 1, a part of that part 2.
    pub depth: u8,
    /// Its own records; `None` if it is divided.
    own: Option<Records<'a>>,
}

/// Records in their order, gone through anew by every page: of ten thousand one shows a few.
type Records<'a> = Box<dyn Fn() -> Box<dyn Iterator<Item = Entry> + 'a> + 'a>;

/// A record behind a figure; changes and closings by their place in the task.
pub enum Entry {
    /// A task, with its lead unit.
    Task(Id<Task>),
    /// A task that shows another light than a month before.
    Turned(TaskThen),
    /// A task whose due date in force has come.
    Due(TaskThen),
    /// A task whose original due date has come.
    OriginallyDue(TaskThen),
    /// A task that falls due in the month after.
    DueNext(Id<Task>),
    /// 销号.
    Closing(Id<Task>, usize),
    /// 回潮.
    Reopening(Id<Task>, usize),
    /// A change.
    Change(Id<Task>, usize),
    /// A problem that was reported.
    Problem(Id<Task>, String),
    /// A commendation.
    Commended(Id<Commendation>),
    /// An exposure.
    Exposed(Id<Exposure>),
}

impl<'a> List<'a> {
    /// A list of records.
    pub fn new<I: Iterator<Item = Entry> + 'a>(
        id: impl Into<String>,
        title: impl Into<String>,
        records: impl Fn() -> I + 'a,
    ) -> Self {
        let count = records().count();
        let own: Records = Box::new(move || Box::new(records()));
        Self { id: id.into(), title: title.into(), count, depth: 0, own: Some(own) }
    }

    /// A list that is divided, with its parts behind it; those without records are left out.
    pub fn divided(id: impl Into<String>, title: impl Into<String>, parts: Vec<Self>) -> Vec<Self> {
        let count = parts.iter().map(Self::own_count).sum();
        let whole = Self { id: id.into(), title: title.into(), count, depth: 0, own: None };
        let parts = parts.into_iter().map(|part| Self { depth: part.depth + 1, ..part });
        [whole].into_iter().chain(parts).filter(|list| list.count > 0).collect()
    }

    /// Its own records.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        self.own.iter().flat_map(|records| records())
    }

    /// How many records stand in it and in none of its parts.
    pub fn own_count(&self) -> usize {
        if self.own.is_some() { self.count } else { 0 }
    }

    /// Whether it stands on the page of the bulletin.
    pub fn is_short(&self) -> bool {
        (1..=SHOWN).contains(&self.count)
    }
}

/// The lists behind the figures of a month.
pub struct Behind<'a> {
    here: Here<'a>,
    /// The month.
    pub end: &'a MonthEnd,
    short: Vec<List<'a>>,
    /// The lists on pages of their own.
    pages: Vec<(Counted, Vec<List<'a>>)>,
}

impl<'a> Behind<'a> {
    /// Gathers the lists of a month.
    pub fn new(here: Here<'a>, end: &'a MonthEnd) -> Self {
        let mut short = reds(here, end);
        if short.len() > 1 {
            short.push(of_light(here, end, Light::Red));
        }
        let others = ORDER.into_iter().filter(|light| *light != Light::Red);
        short.extend(others.map(|light| of_light(here, end, light)));
        short.extend(of_month(here, end));
        short.retain(List::is_short);
        let pages = Counted::ALL.map(|counted| (counted, counted.lists(here, end)));
        Self { here, end, short, pages: pages.into() }
    }

    /// Where what a figure counts can be seen.
    pub fn href(&self, list: &str) -> String {
        let list = self.called(list);
        if self.short.iter().any(|held| held.id == list) {
            return format!("#{list}");
        }
        if list == "reports" {
            return self.notice() + "#reports";
        }
        let find = |(counted, lists): &(Counted, Vec<List>)| {
            let page = Counted::page_of(lists, &list)?;
            Some(self.here.href(Address::Counted(self.end.month, *counted, page)))
        };
        match self.pages.iter().find_map(find) {
            Some(page) => format!("{page}#{list}"),
            // Tests see to it that every figure has its list; a reader is never left without.
            None => {
                self.here.href(Address::BulletinPaper(Issue::Month(self.end.month), Paper::Tasks))
            }
        }
    }

    /// Where all are red for one reason, the list of that reason is the list of all.
    fn called(&self, list: &str) -> String {
        match reds(self.here, self.end).as_slice() {
            [only] if list == Light::Red.en() => only.id.clone(),
            _ => list.to_owned(),
        }
    }

    /// What was done in the month, task by task.
    pub fn notice(&self) -> String {
        self.here.href(Address::Notice(self.end.month, 1))
    }

    /// The lists on the page of the bulletin.
    pub fn into_lists(self) -> Vec<MonthList> {
        let shown = |list: List| MonthList {
            rows: list.entries().map(|entry| row(self.here, self.end, &entry)).collect(),
            count: count(list.count),
            id: list.id,
            title: list.title,
            depth: list.depth,
        };
        self.short.into_iter().map(shown).collect()
    }
}

/// Problems reported in a month, without their full stops.
pub fn problems(here: Here, end: &MonthEnd) -> Vec<(Id<Task>, String)> {
    let mut problems = Vec::new();
    for (id, places) in end.happened.reports.iter() {
        let task = here.assessed().portal.tasks.get(id);
        let updates = task.updates.get(places).into_iter().flatten();
        for problem in updates.flat_map(|update| &update.problems) {
            problems.push((id, problem.trim_end_matches(['。', '；']).to_owned()));
        }
    }
    problems
}

fn task(held: &TaskThen) -> Entry {
    Entry::Task(held.task)
}

/// The tasks that show a light at a month's end.
fn of_light<'a>(here: Here<'a>, end: &'a MonthEnd, light: Light) -> List<'a> {
    List::new(light.en(), here.light_among(&end.lights, light).word, move || {
        end.with(light).map(task)
    })
}

/// Red lights by their reason, if the method has a word for each; those that there are.
fn reds<'a>(here: Here<'a>, end: &'a MonthEnd) -> Vec<List<'a>> {
    let word = |shade| light_shaded(&here.assessed().portal.method, Light::Red, shade).word;
    if word(Shade::DatePassed) == word(Shade::Plain) {
        return vec![of_light(here, end, Light::Red)];
    }
    let of_reason = |(shade, id): (Shade, &'static str)| {
        let held = move || end.with(Light::Red).filter(move |it| it.verdict.shade == shade);
        List::new(id, word(shade), move || held().map(task))
    };
    let all = [(Shade::DatePassed, "red-date"), (Shade::Plain, "red-lag")].map(of_reason);
    all.into_iter().filter(|list| list.count > 0).collect()
}

/// Every task by its light, in the order of an official report.
pub fn by_light<'a>(here: Here<'a>, end: &'a MonthEnd) -> Vec<List<'a>> {
    let of = |light: Light| match (light, reds(here, end)) {
        (Light::Red, several) if several.len() > 1 => {
            List::divided(light.en(), here.light(light).word, several)
        }
        (Light::Red, only) => only,
        _ => vec![of_light(here, end, light)],
    };
    List::divided("all", "公开的任务", ORDER.into_iter().flat_map(of).collect())
}

/// What happened in a month, list by list.
pub fn of_month<'a>(here: Here<'a>, end: &'a MonthEnd) -> Vec<List<'a>> {
    let mut all = Vec::new();
    if end.before.is_some() {
        let new = move || end.tasks.iter().filter(|held| held.before.is_none()).map(task);
        all.push(List::new("published", "新公开的任务", new));
    }
    for (light, id) in [(Light::Red, "newly-red"), (Light::Awaiting, "newly-awaiting")] {
        let title = format!("本月新转为{}", here.light(light).short);
        all.push(List::new(id, title, move || end.newly(light).map(task)));
    }
    let held = &end.happened;
    let events = |id, title, of: &'a [(Id<Task>, usize)], entry: fn(Id<Task>, usize) -> Entry| {
        List::new(id, title, move || of.iter().map(move |(id, at)| entry(*id, *at)))
    };
    all.push(events("closings", "本月销号", &held.closings, Entry::Closing));
    all.push(events("reopenings", "本月回潮", &held.reopenings, Entry::Reopening));
    all.push(events("moved", "本月变更时限", &held.moved, Entry::Change));
    // What stops or takes up a task as a whole is named in the text, and not counted.
    let portal = &here.assessed().portal;
    all.push(List::new("changes", "本月其他变更", move || {
        let counted = held.changes.iter().filter(|(id, at)| turn_of(portal, *id, *at).is_none());
        counted.map(|(id, at)| Entry::Change(*id, *at))
    }));
    all.push(List::new("reports", "本月有填报的任务", || {
        held.reports.tasks().map(Entry::Task)
    }));
    all.push(due_next(end));
    all.push(List::new("commended", "本月表扬", || {
        held.commended.iter().copied().map(Entry::Commended)
    }));
    all.push(List::new("exposed", "本月曝光", || {
        held.exposed.iter().copied().map(Entry::Exposed)
    }));
    all
}

/// Unfinished tasks that fall due in the month after.
pub fn due_next(end: &MonthEnd) -> List<'_> {
    List::new("due-next", "下月到期", || end.due_next.iter().copied().map(Entry::DueNext))
}

/// A record behind a figure, as it is shown.
pub fn row(here: Here, end: &MonthEnd, entry: &Entry) -> MonthRow {
    match entry {
        Entry::Task(id) => of_task(here, *id, lead_unit(here, end, *id)),
        Entry::Turned(then) => of_task(here, then.task, Some(turned(here, then))),
        Entry::Due(then) => of_task(here, then.task, Some(owed(here, then, then.due))),
        Entry::OriginallyDue(then) => {
            let due = here.assessed().portal.tasks.get(then.task).due;
            of_task(here, then.task, Some(owed(here, then, due)))
        }
        Entry::DueNext(id) => {
            let due = here.assessed().portal.tasks.get(*id).due_on(end.until);
            of_task(here, *id, Some(format!("{}到期", zh(due))))
        }
        Entry::Closing(id, at) => {
            let closing = here.assessed().portal.tasks.get(*id).closings.get(*at);
            let said = closing.map(|held| format!("{}销号，{}", zh_short(held.date), held.number));
            of_task(here, *id, said)
        }
        Entry::Reopening(id, at) => {
            let closing = here.assessed().portal.tasks.get(*id).closings.get(*at);
            let reopened = closing.and_then(|held| held.reopened.as_ref());
            of_task(here, *id, reopened.map(|held| format!("{}回潮", zh_short(held.date))))
        }
        Entry::Change(id, at) => {
            let task = here.assessed().portal.tasks.get(*id);
            let said = task.changes.get(*at).map(|held| {
                let change = crate::plan::change::change(here, task, held);
                format!("{}，{}", change.on.short, change.field)
            });
            of_task(here, *id, said)
        }
        Entry::Problem(id, words) => of_task(here, *id, Some(words.clone())),
        Entry::Commended(id) => commended(here, *id),
        Entry::Exposed(id) => exposed(here, *id),
    }
}

fn of_task(here: Here, id: Id<Task>, note: Option<String>) -> MonthRow {
    let link = here.task_link(id);
    MonthRow { title: link.text, href: link.href, note }
}

fn lead_unit(here: Here, end: &MonthEnd, id: Id<Task>) -> Option<String> {
    let unit = here.assessed().portal.tasks.get(id).lead_on(end.until)?;
    Some(here.unit(unit).text)
}

fn word_of(here: Here, verdict: Verdict) -> String {
    light_words(&here.assessed().portal.method, verdict).word
}

/// 绿灯→黄灯.
fn turned(here: Here, then: &TaskThen) -> String {
    let before = then.before.map_or_else(|| "新公开".to_owned(), |held| word_of(here, held));
    format!("{before}→{}", word_of(here, then.verdict))
}

/// 2026年6月30日到期，7月2日完成.
fn owed(here: Here, then: &TaskThen, due: NaiveDate) -> String {
    let done = match then.finished_on {
        Some(on) => format!("{}完成", zh(on)),
        None if then.verdict.light == Light::Red => "未完成".to_owned(),
        None => word_of(here, then.verdict),
    };
    format!("{}到期，{done}", zh(due))
}

/// （后已撤销） after praise that a bulletin counts and that was taken back since.
pub fn revoked_since(here: Here, id: Id<Commendation>) -> &'static str {
    let revoked = matches!(here.assessed().commendations.get(id), Praise::Revoked(_));
    if revoked { "（后已撤销）" } else { "" }
}

fn commended(here: Here, id: Id<Commendation>) -> MonthRow {
    let held = here.assessed().portal.commendations.get(id);
    MonthRow {
        title: held.title.clone(),
        href: here.href(Address::Commendation(id)),
        note: Some(format!("{}{}", held.kind.zh(), revoked_since(here, id))),
    }
}

/// An exposure by its number: its title may name units, and this page stays when it has ended.
fn exposed(here: Here, id: Id<Exposure>) -> MonthRow {
    let held = here.assessed().portal.exposures.get(id);
    MonthRow {
        title: format!("曝光{}", held.slug),
        href: here.href(Address::Exposure(id)),
        note: Some(crate::plan::exposure::ground(here, held.ground)),
    }
}

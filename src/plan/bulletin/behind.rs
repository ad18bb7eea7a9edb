//! What stands behind the figures of a month: lists on the page, or rows of its data file.

use super::{Issue, Paper};
use crate::assess::{MonthEnd, Praise, TaskThen};
use crate::date::{zh, zh_short};
use crate::method::Light;
use crate::plan::address::Address;
use crate::plan::here::{Here, light_words};
use crate::plan::view::bulletin::{MonthList, MonthRow};
use crate::portal::{Id, Task};
use crate::yaml::Words as _;

/// A list longer than this stands in the data file only.
const SHOWN: usize = 8;

/// The lists behind the figures of a month, and where else to look.
pub struct Behind<'a> {
    /// The month.
    pub end: &'a MonthEnd,
    lists: Vec<MonthList>,
    /// The data file of the month.
    data: String,
    notice: String,
    changes: String,
}

impl<'a> Behind<'a> {
    /// Gathers the lists of a month.
    pub fn new(here: Here, end: &'a MonthEnd) -> Self {
        let month = end.month;
        let mut lists = lists(here, end);
        lists.retain(|list| !list.rows.is_empty() && list.rows.len() <= SHOWN);
        let notice = if end.active().is_empty() {
            Address::BulletinPaper(Issue::Month(month), Paper::Tasks)
        } else {
            Address::Notice(month, 1)
        };
        Self {
            end,
            lists,
            data: here.href(Address::BulletinPaper(Issue::Month(month), Paper::Tasks)),
            notice: here.href(notice),
            changes: here.href(Address::ChangesOf(month, 1)),
        }
    }

    /// Where what a figure counts can be seen.
    pub fn href(&self, list: &str) -> String {
        if self.has(list) {
            return format!("#{list}");
        }
        // Where all are red for one reason, the list of that reason is the list of all.
        let all = self.end.lights.count(Light::Red) as usize;
        let of_reason = self.lists.iter().filter(|held| held.id.starts_with("red-"));
        let mut whole = of_reason.filter(|held| list == Light::Red.en() && held.rows.len() == all);
        if let Some(held) = whole.next() {
            return format!("#{}", held.id);
        }
        match list {
            "closings" | "reopenings" | "moved" | "changes" => self.changes.clone(),
            "reports" => self.notice.clone(),
            _ => self.data.clone(),
        }
    }

    /// Whether a list stands on the page.
    pub fn has(&self, list: &str) -> bool {
        self.lists.iter().any(|held| held.id == list)
    }

    /// The data file of the month.
    pub fn data(&self) -> String {
        self.data.clone()
    }

    /// What was done in the month, task by task.
    pub fn notice(&self) -> String {
        self.notice.clone()
    }

    /// The lists on the page.
    pub fn into_lists(self) -> Vec<MonthList> {
        self.lists
    }

    /// Problems reported in the month, without their full stops.
    pub fn problems(&self, here: Here) -> Vec<(Id<Task>, String)> {
        let mut problems = Vec::new();
        for (id, reports) in &self.end.reports {
            let task = here.assessed().portal.tasks.get(*id);
            for problem in
                reports.iter().filter_map(|at| task.updates.get(*at)).flat_map(|u| &u.problems)
            {
                problems.push((*id, problem.trim_end_matches(['。', '；']).to_owned()));
            }
        }
        problems
    }
}

fn lists(here: Here, end: &MonthEnd) -> Vec<MonthList> {
    let method = &here.assessed().portal.method;
    let list =
        |id: &str, title: String, rows: Vec<MonthRow>| MonthList { id: id.to_owned(), title, rows };
    let then = |held: &TaskThen| row(here, end, held.task, None);
    let mut all = Vec::new();
    let reds = |date_passed: bool| {
        end.with(Light::Red).filter(move |held| held.verdict.date_passed == date_passed)
    };
    for (date_passed, id) in [(true, "red-date"), (false, "red-lag")] {
        let rows = reds(date_passed).map(then).collect();
        all.push(list(id, light_words(method, Light::Red, date_passed).word, rows));
    }
    let both = reds(true).next().is_some() && reds(false).next().is_some();
    for light in Light::ALL.iter().filter(|light| **light != Light::Red || both) {
        let rows = end.with(*light).map(then).collect();
        all.push(list(light.en(), here.light(*light).word, rows));
    }
    if end.before.is_some() {
        let new = end.tasks.iter().filter(|held| held.before.is_none());
        all.push(list("published", "新公开的任务".to_owned(), new.map(then).collect()));
    }
    for (light, id) in [(Light::Red, "newly-red"), (Light::Awaiting, "newly-awaiting")] {
        let word = light_words(method, light, false).short;
        let rows = end.newly(light).map(then).collect();
        all.push(list(id, format!("本月新转为{word}"), rows));
    }
    let tasks = &here.assessed().portal.tasks;
    let closings = end.closings.iter().filter_map(|(id, at)| {
        let held = tasks.get(*id).closings.get(*at)?;
        Some(row(here, end, *id, Some(format!("{}销号，{}", zh_short(held.date), held.number))))
    });
    all.push(list("closings", "本月销号".to_owned(), closings.collect()));
    let reopenings = end.reopenings.iter().filter_map(|(id, at)| {
        let held = tasks.get(*id).closings.get(*at)?.reopened.as_ref()?;
        Some(row(here, end, *id, Some(format!("{}回潮", zh_short(held.date)))))
    });
    all.push(list("reopenings", "本月回潮".to_owned(), reopenings.collect()));
    // What stops or takes up a task as a whole is named in the text, and not counted.
    let mut changes = end.changes.clone();
    changes.retain(|(id, at)| super::changed::turn_of(here, *id, *at).is_none());
    for (id, title, held) in
        [("moved", "本月变更时限", &end.moved), ("changes", "本月其他变更", &changes)]
    {
        let rows = held.iter().filter_map(|(id, at)| {
            let task = tasks.get(*id);
            let change = crate::plan::change::change(here, task, task.changes.get(*at)?);
            Some(row(here, end, *id, Some(format!("{}，{}", change.on.short, change.field))))
        });
        all.push(list(id, title.to_owned(), rows.collect()));
    }
    let reports = end.reports.keys().map(|id| row(here, end, *id, None));
    all.push(list("reports", "本月有填报的任务".to_owned(), reports.collect()));
    let due = end.due_next.iter().map(|id| {
        row(here, end, *id, Some(format!("{}到期", zh(tasks.get(*id).due_on(end.until)))))
    });
    all.push(list("due-next", "下月到期".to_owned(), due.collect()));
    all.push(list("commended", "本月表扬".to_owned(), commended(here, end)));
    all.push(list("exposed", "本月曝光".to_owned(), exposed(here, end)));
    all
}

fn row(here: Here, end: &MonthEnd, id: Id<Task>, note: Option<String>) -> MonthRow {
    let link = here.task_link(id);
    let unit = || {
        let task = here.assessed().portal.tasks.get(id);
        task.lead_on(end.until).map(|unit| here.unit(unit).text)
    };
    MonthRow { title: link.text, href: link.href, note: note.or_else(unit) }
}

/// （后已撤销） after praise that a bulletin counts and that was taken back since.
pub fn revoked_since(here: Here, id: Id<crate::portal::Commendation>) -> &'static str {
    let revoked = matches!(here.assessed().commendations.get(id), Praise::Revoked(_));
    if revoked { "（后已撤销）" } else { "" }
}

fn commended(here: Here, end: &MonthEnd) -> Vec<MonthRow> {
    let one = |id: &Id<crate::portal::Commendation>| {
        let held = here.assessed().portal.commendations.get(*id);
        MonthRow {
            title: held.title.clone(),
            href: here.href(Address::Commendation(*id)),
            note: Some(format!("{}{}", held.kind.zh(), revoked_since(here, *id))),
        }
    };
    end.commended.iter().map(one).collect()
}

/// An exposure by its number: its title may name units, and this page stays when it has ended.
fn exposed(here: Here, end: &MonthEnd) -> Vec<MonthRow> {
    let one = |id: &Id<crate::portal::Exposure>| {
        let held = here.assessed().portal.exposures.get(*id);
        MonthRow {
            title: format!("曝光{}", held.slug),
            href: here.href(Address::Exposure(*id)),
            note: Some(crate::plan::exposure::ground(here, held.ground)),
        }
    };
    end.exposed.iter().map(one).collect()
}

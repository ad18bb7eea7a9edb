//! The draw of a month: which tasks were drawn to be checked, and what was found.

use super::assessments::{given, result};
use super::main_page;
use crate::assess::{self, MonthScores};
use crate::date::Month;
use crate::plan::address::Address;
use crate::plan::heads::{About, Section};
use crate::plan::here::{Here, count, of_page};
use crate::plan::view::atoms::{Link, Pagination};
use crate::plan::view::ranking::{DrawLink, DrawRow, DrawView};
use crate::portal::{Assessment, Id, Subject, Task};
use crate::record::Rhythm;

/// Digits of a key that are shown.
const KEY_DIGITS: usize = 12;

/// Page `number` of the draw of a month.
pub fn draw(here: Here, month: Month, number: u32) -> DrawView {
    let portal = &here.assessed().portal;
    let held = here.assessed().scores.of(month).expect("addresses name months that are scored");
    let row = |drawn: &assess::Drawn| DrawRow {
        task: here.task_link(drawn.task),
        unit: portal.tasks.get(drawn.task).lead_on(month.last()).map(|unit| here.unit(unit).text),
        key: drawn.key.chars().take(KEY_DIGITS).collect(),
        result: checked(here, drawn.task, month),
    };
    let title = format!("{}的{}", month.zh(), here.plan.words("rankings", "draw"));
    let description = format!("{title}：抽中的任务、抽取的办法和抽查的结果");
    let ranking = Link {
        text: format!("{}排位", month.zh()),
        href: here.href(main_page(here.assessed(), month)),
    };
    let above = vec![(ranking.text.clone(), main_page(here.assessed(), month))];
    let pages = Pagination::of(number, (count(held.drawn.len()), here.measure()), |page| {
        here.href(Address::Draw(month, page))
    });
    DrawView {
        head: here.head(About { above, ..About::column(&title, description, Section::Rankings) }),
        heading: title,
        seed: assess::seed(portal, month),
        from: count(held.drawn_from),
        share: portal.method.scoring.draw_share.words(),
        least: portal.method.scoring.draw_least,
        first: (number - 1) * pages.per_page + 1,
        rows: of_page(&held.drawn, number).map(row).collect(),
        pages,
        ranking,
    }
}

/// The way to the draw of a month; `None` if nothing was drawn.
pub fn in_brief(here: Here, held: &MonthScores) -> Option<DrawLink> {
    let drawn = count(held.drawn.len());
    (drawn > 0).then(|| DrawLink {
        from: count(held.drawn_from),
        drawn,
        href: here.href(Address::Draw(held.month, 1)),
    })
}

/// What the check of a drawn task found.
fn checked(here: Here, task: Id<Task>, month: Month) -> Option<String> {
    let portal = &here.assessed().portal;
    let of_month = |held: &&Assessment| {
        held.rhythm == Rhythm::Monthly
            && held.period == month.period()
            && held.subject == Subject::Task(task)
            && held.date <= here.today()
    };
    let all = portal.assessments.iter().map(|(_, held)| held);
    let held = all.filter(of_month).max_by_key(|held| held.date)?;
    let said = held.remark.clone().or_else(|| result(held))?;
    Some(format!("{said}（{}）", given(here, held)))
}

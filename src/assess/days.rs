//! Days that have not come, and days so far away that their year seems to be a slip: of 2026 typed as
//! 2062 nobody hears otherwise, for a record of a day to come is not yet counted.

use chrono::{Datelike, NaiveDate};

use crate::date::{add_months, zh};
use crate::diagnostic::{Code, Diagnostic, say};
use crate::record::{Dated, PlanRecord, PortalRecord, RecordKind, Records};

/// Before this day there was no office that could have written anything.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(1949, 10, 1).expect("a day of October");
/// Months after the last plan's end in which its records are still told.
const AFTERWARDS: i32 = 12;
/// Months before the first plan in which what it rests on may have happened.
const BEFOREHAND: i32 = 60;
/// Months ahead for which terms are set.
const AHEAD: i32 = 360;

/// Kinds of records that are shown whatever day they name, and of which no day is a slip because it
/// lies before every plan.
const SHOWN_ANYWAY: [&str; 6] = ["task", "page", "plan", "screen", "unit", "post"];
/// Kinds of records of what came long before every plan.
const OLD: [&str; 2] = ["document", "holding"];

/// What is said of the days that records name: of a doubtful year each time, of days to come once
/// for each file.
/// Mistakes that keep the portal from being judged change nothing of it.
pub fn out_of_reach(records: &Records, today: NaiveDate) -> Vec<Diagnostic> {
    // What day it is nobody knows if the file that may pin it cannot be read.
    let Some(portal) = &records.portal else { return Vec::new() };
    let bounds = Bounds::of(&records.plans, today);
    let mut found: Vec<Diagnostic> = bounds.pinned_outside(portal).into_iter().collect();
    for file in records.days.by_file() {
        let (doubtful, usual): (Vec<&Dated>, Vec<&Dated>) =
            file.iter().partition(|dated| bounds.are_left_by(dated));
        found.extend(doubtful.into_iter().map(|dated| bounds.doubt(dated)));
        let is_ahead = |dated: &&&Dated| {
            dated.day > bounds.today
                && !dated.may_lie_ahead()
                && !SHOWN_ANYWAY.contains(&dated.kind)
        };
        let ahead: Vec<&Dated> = usual.iter().filter(is_ahead).copied().collect();
        found.extend(ahead.first().map(|first| not_yet(first, ahead.len(), bounds.today)));
    }
    found
}

/// The days between which records speak.
struct Bounds {
    today: NaiveDate,
    /// The first day of what happens under the plans.
    first: NaiveDate,
    /// The last.
    last: NaiveDate,
    /// The last day for which anything is set.
    ahead: NaiveDate,
    /// From the first day of the first plan to the last of the last.
    plans: Option<(NaiveDate, NaiveDate)>,
}

/// From the first day of the first plan to the last of the last; one that seems to run for ever says
/// nothing.
fn term(plans: &[PlanRecord]) -> Option<(NaiveDate, NaiveDate)> {
    let usual = || plans.iter().filter(|it| it.until.value <= add_months(it.from.value, AHEAD));
    let begin = usual().map(|plan| plan.from.value).min()?;
    Some((begin, usual().map(|plan| plan.until.value).max()?))
}

impl Bounds {
    fn of(plans: &[PlanRecord], today: NaiveDate) -> Self {
        let ahead = add_months(today, AHEAD);
        let plans = term(plans);
        let (begin, end) = plans.unwrap_or((today, today));
        let first = add_months(begin.min(today), -BEFOREHAND).max(FIRST);
        Self { today, first, last: add_months(end.max(today), AFTERWARDS), ahead, plans }
    }

    fn are_left_by(&self, dated: &Dated) -> bool {
        let is_old = OLD.contains(&dated.kind) || SHOWN_ANYWAY.contains(&dated.kind);
        let happens = !dated.may_lie_ahead();
        let first = if happens && !is_old { self.first } else { FIRST };
        let last = if happens { self.last } else { self.ahead };
        !(first..=last).contains(&dated.day)
    }

    /// A pinned day in whose time no plan is told.
    fn pinned_outside(&self, portal: &PortalRecord) -> Option<Diagnostic> {
        let pinned = portal.as_of.filter(|pinned| pinned.value == self.today)?;
        let (begin, end) = self.plans?;
        let told = add_months(begin, -BEFOREHAND)..=add_months(end, AFTERWARDS);
        if told.contains(&pinned.value) {
            return None;
        }
        let words = say(
            format!("网站日期固定在{}，方案的期限是{}至{}", zh(pinned.value), zh(begin), zh(end)),
            format!("the site is pinned to {}, but plans run from {begin} to {end}", pinned.value),
        );
        Some(Diagnostic::new(Code::DoubtfulYear, pinned.span, words).help(say(
            "核对`数据日期`的年份；不用固定日期的，删去这一行",
            "check the year of `as_of`, or delete the line",
        )))
    }

    fn doubt(&self, dated: &Dated) -> Diagnostic {
        let (day, key, today) = (dated.day, dated.field.name_zh(), self.today);
        let is_late = day > today;
        let years = day.year().abs_diff(today.year());
        let (zh_way, en_way) = if is_late { ("以后", "after") } else { ("以前", "before") };
        let words = say(
            format!("`{key}`是{}，在网站日期（{}）{years}年{zh_way}", zh(day), zh(today)),
            format!(
                "`{}` is {day}, {years} years {en_way} the site's day, {today}",
                dated.field.en
            ),
        );
        let likely = dated.day.with_year(today.year()).map(|day| day.to_string());
        let likely = likely.unwrap_or_else(|| today.to_string());
        Diagnostic::new(Code::DoubtfulYear, dated.span, words).help(say(
            format!("核对年份：今年的写成`{likely}`；没有写错的，不用改"),
            format!("check the year: write `{likely}` if it is this one; keep it if it is right"),
        ))
    }
}

/// The first day of a file that has not come, for all of them.
fn not_yet(first: &Dated, count: usize, today: NaiveDate) -> Diagnostic {
    let kind = RecordKind::named(first.kind);
    let (day, key) = (first.day, first.field.name_zh());
    let others =
        if count > 1 { format!("，这个文件里共有{count}处") } else { String::new() };
    let in_english =
        if count > 1 { format!("; so do {} more here", count - 1) } else { String::new() };
    let words = say(
        format!("{}的`{key}`是{}，在网站日期（{}）以后{others}", kind.zh, zh(day), zh(today)),
        format!("a {} of {day}, after the site's day, {today}{in_english}", kind.en),
    );
    Diagnostic::new(Code::NotYet, first.span, words).help(say(
        "写错的，改正日期；没有写错的不用改，到那一天才计入",
        "correct the day; if it is right, keep it: it counts from that day on",
    ))
}

//! Exposures: which of them may be shown today, their cards, and the board that lists them.
//!
//! Names of persons stand on an entry's own page alone, and there in one place, so that they can
//! be taken down by themselves. What has ended leaves nothing but its id, ground, dates and outcome.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::Datelike;

use super::Page;
use super::address::{Address, Board};
use super::case;
use super::heads::{About, Section};
use super::here::{Here, count, of_page, small};
use super::view::atoms::{
    Day, ExposureCard, Figure, Filter, Link, Pagination, Pill, Stamp, StampKind,
};
use super::view::exposures::{ExposuresView, GroundBar, Retention, TombstoneRow};
use crate::assess::{Assessed, Live, Outcome, Publication};
use crate::date::days_between;
use crate::portal::{self, Exposure, Id, Task, Unit};
use crate::record::RectificationState;
use crate::yaml::Words;

/// What stands in a text where a decided name was written.
const UNNAMED: &str = "有关责任人";

/// Entries that are shown in full, the most urgent first; of equals, the newest.
pub fn live(assessed: &Assessed) -> Vec<(Id<Exposure>, Live)> {
    let of = |id: Id<Exposure>| match assessed.exposures.get(id) {
        Publication::Live(live) => Some((id, *live)),
        Publication::NotYet | Publication::Tombstone { .. } => None,
    };
    let mut all: Vec<_> = assessed.portal.exposures.ids().filter_map(of).collect();
    all.sort_by_key(|(id, live)| {
        let published_on = assessed.portal.exposures.get(*id).published_on;
        (live.rectifying().urgency(), Reverse(published_on), *id)
    });
    all
}

/// Entries that have a page: those shown, and what is left of those that ended.
pub fn shown(assessed: &Assessed) -> Vec<Id<Exposure>> {
    let has_page = |id: &Id<Exposure>| match assessed.exposures.get(*id) {
        Publication::Live(_) | Publication::Tombstone { .. } => true,
        Publication::NotYet => false,
    };
    assessed.portal.exposures.ids().filter(has_page).collect()
}

/// The boards there are, each with how many entries it shows in full.
pub fn boards(assessed: &Assessed) -> Vec<(Board, usize)> {
    if shown(assessed).is_empty() {
        return Vec::new();
    }
    let live = live(assessed);
    let mut states: BTreeMap<RectificationState, usize> = BTreeMap::new();
    for (_, live) in &live {
        *states.entry(live.label).or_default() += 1;
    }
    let by_state = states.into_iter().map(|(state, held)| (Board::State(state), held));
    [(Board::All, live.len())].into_iter().chain(by_state).collect()
}

/// Cards of the entries that concern a task.
pub fn of_task(here: Here, task: Id<Task>) -> Vec<ExposureCard> {
    here.plan.concerning.exposures(task).iter().map(|id| card(here, *id)).collect()
}

/// Cards of the entries that concern a unit.
pub fn of_unit(here: Here, unit: Id<Unit>) -> Vec<ExposureCard> {
    let concerns = |id: &Id<Exposure>| {
        let exposure = here.assessed().portal.exposures.get(*id);
        exposure.subject_unit == unit || exposure.other_units.contains(&unit)
    };
    let live = live(here.assessed()).into_iter().map(|(id, _)| id);
    live.filter(concerns).map(|id| card(here, id)).collect()
}

/// An entry in a list. It names units and nobody.
pub fn card(here: Here, id: Id<Exposure>) -> ExposureCard {
    let exposure = here.assessed().portal.exposures.get(id);
    let Publication::Live(live) = here.assessed().exposures.get(id) else {
        unreachable!("lists hold only entries that are shown in full");
    };
    let today = here.today();
    let submitted = exposure.rectification.submitted_on.filter(|on| *on <= today);
    let submitted = submitted.filter(|_| live.label != RectificationState::Reopened);
    ExposureCard {
        id: exposure.slug.to_string(),
        title: unnamed(exposure, &exposure.title),
        href: Some(here.href(Address::Exposure(id))),
        stamp: stamp(live.label),
        units: units(exposure).map(|unit| here.unit(unit).text).collect(),
        published_on: Day::of(exposure.published_on),
        ground: exposure.ground,
        ground_text: ground(here, exposure.ground),
        due: Day::of(exposure.rectification.due),
        days_left: days_left(live),
        counted_on: Day::of(today),
        submitted_on: submitted.map(Day::of),
        days_taken: days_taken(exposure, live),
        appeal: live.appeal.map(|label| label.zh().to_owned()),
        has_reply: exposure.reply.as_ref().is_some_and(|reply| reply.on <= today),
        expires_on: Some(Day::of(live.ends_on)),
    }
}

/// A text without the names that were decided to be published: they stand in one place only.
pub fn unnamed(exposure: &Exposure, text: &str) -> String {
    let names = exposure.naming.iter().flat_map(|naming| &naming.names);
    names.fold(text.to_owned(), |text, name| text.replace(name.as_str(), UNNAMED))
}

/// The units responsible, the first one first.
pub fn units(exposure: &Exposure) -> impl Iterator<Item = Id<Unit>> + '_ {
    [exposure.subject_unit].into_iter().chain(exposure.other_units.iter().copied())
}

/// A ground in the method's words.
pub fn ground(here: Here, number: u32) -> String {
    let at = (number as usize).saturating_sub(1);
    let grounds = &here.assessed().portal.method.grounds;
    grounds.get(at).map_or_else(String::new, |ground| ground.text.to_string())
}

/// The stamp of a state. What is put right reads 已整改 for as long as the entry stays.
pub fn stamp(state: RectificationState) -> Stamp {
    let (kind, word) = match state {
        RectificationState::Filed => (StampKind::Filed, state.zh()),
        RectificationState::UnderWay => (StampKind::UnderWay, state.zh()),
        RectificationState::AwaitingCheck => (StampKind::AwaitingCheck, state.zh()),
        RectificationState::Closed => (StampKind::Closed, "已整改"),
        RectificationState::Reopened => (StampKind::Reopened, state.zh()),
    };
    Stamp { kind, word: word.to_owned() }
}

/// Days to the due date, negative when overdue; none once it was handed in or accepted.
pub fn days_left(live: &Live) -> Option<i32> {
    let overdue = (live.overdue_days > 0).then(|| -small(live.overdue_days));
    live.days_left.map(small).or(overdue)
}

/// Days from publication to acceptance, while it is accepted.
pub fn days_taken(exposure: &Exposure, live: &Live) -> Option<i32> {
    let accepted = exposure.rectification.accepted_on;
    let accepted = accepted.filter(|_| live.label == RectificationState::Closed)?;
    Some(small(days_between(exposure.published_on, accepted)))
}

/// What came of an entry that has ended.
pub fn outcome(outcome: Outcome) -> String {
    let word = match outcome {
        Outcome::Rectified(_) => RectificationState::Closed.zh(),
        Outcome::Expired => "期满，未销号",
        Outcome::Withdrawn(reason) => reason.zh(),
    };
    word.to_owned()
}

/// The page of an entry, or of what is left of it.
pub fn exposure(here: Here, id: Id<Exposure>) -> Page {
    match here.assessed().exposures.get(id) {
        Publication::Live(live) => Page::Exposure(case::case(here, id, live)),
        Publication::Tombstone { since, outcome } => {
            Page::Tombstone(case::tombstone(here, id, *since, *outcome))
        }
        Publication::NotYet => unreachable!("an entry has an address from its publication on"),
    }
}

/// Page `number` of a board.
pub fn exposures(here: Here, board: Board, number: u32) -> ExposuresView {
    let entries = entries(here.assessed(), board);
    let pages = Pagination::of(number, (count(entries.len()), "件"), |page| {
        here.href(Address::Exposures(board, page))
    });
    let whole = board == Board::All;
    let last = number == pages.pages;
    ExposuresView {
        head: head(here, board),
        year: here.today().year(),
        figures: figures(here),
        grounds: if whole && number == 1 { grounds(here) } else { Vec::new() },
        filters: filters(here, board),
        cards: of_page(&entries, number).map(|id| card(here, *id)).collect(),
        tombstones: if whole && last { tombstones(here) } else { Vec::new() },
        instead: entries.is_empty().then(|| letterbox(here)).flatten(),
        retention: retention(here.assessed().portal.site.retention),
        pages,
    }
}

fn entries(assessed: &Assessed, board: Board) -> Vec<Id<Exposure>> {
    let on_board = |live: &Live| match board {
        Board::All => true,
        Board::State(state) => live.label == state,
    };
    live(assessed).into_iter().filter(|(_, live)| on_board(live)).map(|(id, _)| id).collect()
}

/// The board names units for as long as their entries stay, so it is not for search engines.
fn head(here: Here, board: Board) -> super::view::head::Head {
    let title = match board {
        Board::All => here.plan.words("exposures", "title"),
        Board::State(state) => format!("{}的曝光", stamp(state).word),
    };
    let description = "工作不力、执行走样的事例：事实、单位说明、整改进展和撤下日期";
    let about = About::column(&title, description, Section::Exposures);
    here.head(About { ages: true, hidden: true, ..about })
}

/// An entry of this year in figures.
struct OfYear {
    ground: u32,
    /// Days from publication to acceptance.
    taken: Option<i64>,
}

/// What was published this year and stands: an entry that was withdrawn is held against nobody.
fn of_year(here: Here) -> Vec<OfYear> {
    let year = here.today().year();
    let exposures = here.assessed().portal.exposures.iter();
    let mut counted = Vec::new();
    for (id, exposure) in exposures.filter(|(_, held)| held.published_on.year() == year) {
        let taken = match here.assessed().exposures.get(id) {
            Publication::Live(live) => days_taken(exposure, live).map(i64::from),
            Publication::Tombstone { outcome: Outcome::Rectified(on), .. } => {
                Some(days_between(exposure.published_on, *on))
            }
            Publication::Tombstone { outcome: Outcome::Expired, .. } => None,
            Publication::Tombstone { outcome: Outcome::Withdrawn(_), .. } | Publication::NotYet => {
                continue;
            }
        };
        counted.push(OfYear { ground: exposure.ground, taken });
    }
    counted
}

/// How many this year, and how long it took to put right those that are.
fn figures(here: Here) -> Vec<Figure> {
    let entries = of_year(here);
    let taken: Vec<i64> = entries.iter().filter_map(|entry| entry.taken).collect();
    let number = |held: usize| i64::try_from(held).unwrap_or(i64::MAX);
    let (sum, closed) = (taken.iter().sum::<i64>(), number(taken.len()));
    let mean = (sum * 2 + closed).checked_div(closed * 2);
    let word = stamp(RectificationState::Closed).word;
    let label = match mean {
        Some(days) => format!("{word}，平均用时{days}天"),
        None => word,
    };
    let figure = |number, label: String| Figure {
        number,
        unit: "件".to_owned(),
        label,
        href: None,
        until: None,
    };
    vec![figure(number(entries.len()), "今年曝光".to_owned()), figure(closed, label)]
}

fn grounds(here: Here) -> Vec<GroundBar> {
    let entries = of_year(here);
    let found = |number: u32| count(entries.iter().filter(|entry| entry.ground == number).count());
    let numbers = 1..=count(here.assessed().portal.method.grounds.len());
    let largest = numbers.clone().map(found).max().unwrap_or(0).max(1);
    let length = |held: u32| i32::try_from(u64::from(held) * 10_000 / u64::from(largest));
    let bar = |number: u32| GroundBar {
        number,
        text: ground(here, number),
        count: found(number),
        length: length(found(number)).unwrap_or(0),
    };
    numbers.map(bar).collect()
}

fn filters(here: Here, board: Board) -> Vec<Filter> {
    let pill = |of: Board, text: String| {
        let held = entries(here.assessed(), of).len();
        let exists = of == Board::All || held > 0;
        Pill {
            text,
            count: Some(count(held)),
            href: exists.then(|| here.href(Address::Exposures(of, 1))),
            current: of == board,
            light: None,
        }
    };
    let all = pill(Board::All, here.plan.words("filters", "all"));
    let states =
        RectificationState::ALL.iter().map(|state| pill(Board::State(*state), stamp(*state).word));
    let name = here.plan.words("filters", "state");
    vec![Filter { name, pills: [all].into_iter().chain(states).collect() }]
}

/// What has ended, the latest first.
fn tombstones(here: Here) -> Vec<TombstoneRow> {
    let exposures = &here.assessed().portal.exposures;
    let ended = |(id, exposure): (Id<Exposure>, &Exposure)| {
        let Publication::Tombstone { since, outcome } = here.assessed().exposures.get(id) else {
            return None;
        };
        let row = TombstoneRow {
            id: exposure.slug.to_string(),
            href: here.href(Address::Exposure(id)),
            ground: exposure.ground,
            ground_text: ground(here, exposure.ground),
            published_on: Day::of(exposure.published_on),
            ended_on: Day::of(*since),
            outcome: self::outcome(*outcome),
        };
        Some((Reverse(*since), id, row))
    };
    let mut rows: Vec<_> = exposures.iter().filter_map(ended).collect();
    rows.sort_by_key(|(since, id, _)| (*since, *id));
    rows.into_iter().map(|(_, _, row)| row).collect()
}

/// Where leads go when there is nothing to show.
fn letterbox(here: Here) -> Option<Link> {
    let letterbox = here.plan.site.letterbox.clone()?;
    Some(Link { text: letterbox.text, href: letterbox.href? })
}

fn retention(retention: portal::Retention) -> Retention {
    Retention {
        rectified_days: retention.rectified_days,
        unit_months: retention.unit_months,
        person_months: retention.person_months,
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, plan, said, text, with};
    use crate::plan::view::exposure::ExposureView;
    use crate::plan::view::exposure::StepState::{self, Done, Exposed, Now, ToCome};

    const FILE: &str = "cases/exposures/2026-001.md";
    const PATH: &str = "exposures/2026-001/";

    /// The exposure of the reference with one line written otherwise.
    fn written(old: &str, new: &str) -> String {
        let reference = text(FILE);
        assert!(reference.contains(old), "{old}");
        reference.replace(old, new)
    }

    /// Accepted on the twelfth of October.
    fn accepted() -> String {
        written(
            "  状态: 整改中\n",
            "  状态: 已销号\n  销号日期: 2026-10-12\n  核查岗位: supervisor\n",
        )
    }

    fn live(files: &[(&str, &str)], day: &str) -> ExposureView {
        match page(&with(files, day), PATH) {
            Page::Exposure(view) => view,
            other => panic!("{other:?}"),
        }
    }

    /// What only the entry itself says.
    const OWN: [&str; 4] =
        ["加装电梯3个点位围挡后停工", "连续40天无人施工", "已更换施工班组", "只有围挡"];

    #[test]
    fn an_appeal_shows_by_when_it_must_be_decided() {
        let appeal = |decided: &str| {
            let appeal =
                format!("\n异议:\n  - {{受理日期: 2026-10-01, 状态: 维持{decided}}}\n---\n");
            written("\n---\n", &appeal)
        };
        let clock = |decided: &str, day: &str| {
            let file = appeal(decided);
            let view = live(&[(FILE, &file)], day);
            let held = view.appeals.into_iter().next().expect("an appeal");
            (held.decide_by.map(|on| on.iso), held.overdue)
        };
        let last = Some("2026-10-31".to_owned());
        let decided = "，决定日期: 2026-11-02".replace('，', ", ");
        assert_eq!(clock(&decided, "2026-10-31"), (last.clone(), None));
        assert_eq!(clock(&decided, "2026-11-01"), (last, Some(1)));
        assert_eq!(clock(&decided, "2026-11-02"), (None, None));
    }

    #[test]
    fn an_entry_is_in_no_output_before_its_publication() {
        for (path, said) in said(&with(&[], "2026-09-20")) {
            assert!(!said.contains("2026-001/") || !path.starts_with("exposures"), "{path}");
            assert!(OWN.iter().all(|own| !said.contains(own)), "{path}");
        }
    }

    #[test]
    fn an_entry_that_has_ended_is_in_no_output_but_its_tombstone() {
        let file = accepted();
        let ends = |day| with(&[(FILE, &file)], day);
        assert!(matches!(page(&ends("2026-11-10"), PATH), Page::Exposure(_)));
        let plan = ends("2026-11-11");
        for (path, said) in said(&plan) {
            assert!(OWN.iter().all(|own| !said.contains(own)), "{path}");
        }
        let Page::Tombstone(stone) = page(&plan, PATH) else { panic!("a tombstone") };
        let said = format!("{stone:?}");
        for name in ["住房和城乡建设局", "区住建局", "局长", "陆青禾"] {
            assert!(!said.contains(name), "{name}: {said}");
        }
        assert_eq!((stone.ended_on.iso.as_str(), stone.outcome.as_str()), ("2026-11-11", "已销号"));
        assert!(stone.head.noindex && stone.head.noarchive);
    }

    #[test]
    fn the_words_of_a_withdrawal_are_kept_only_if_they_name_nobody() {
        for (said, kept) in [("经复核，责任不在该单位", true), ("责任不在区住建局", false)]
        {
            let line =
                format!("撤下: {{日期: 2026-10-10, 原因: 事实有误, 说明: {said}}}\n情形: 2\n");
            let file = written("情形: 2\n", &line);
            let plan = with(&[(FILE, &file)], "2026-10-15");
            let Page::Tombstone(stone) = page(&plan, PATH) else { panic!("a tombstone") };
            let withdrawn = stone.withdrawn.expect("it was withdrawn");
            assert_eq!(withdrawn.reason, "事实有误");
            assert_eq!(withdrawn.text.is_some(), kept, "{said}");
        }
    }

    #[test]
    fn a_name_stands_in_one_place_and_goes_at_acceptance() {
        let naming = "点名决定:\n  姓名: [陆青禾]\n  依据: 区委问责会议纪要\n  批准岗位: district-head\n  \
                      日期: 2026-09-18\n情形: 2\n";
        let named = |text: &str| {
            let text =
                text.replace("情形: 2\n", naming).replace("没有施工人员。", "局长陆青禾未到场。");
            text.replace("3个点位围挡后停工", "陆青禾负责的点位停工")
        };
        let open = named(text(FILE));
        let mut view = live(&[(FILE, &open)], "2026-10-15");
        let decided = view.named.take().expect("names while it is open");
        assert_eq!(
            (decided.names, decided.until.iso),
            (vec!["陆青禾".to_owned()], "2027-03-21".into())
        );
        assert!(!format!("{view:?}").contains("陆青禾"));
        let closed = named(&accepted());
        assert_eq!(live(&[(FILE, &closed)], "2026-10-12").named, None);
    }

    #[test]
    fn entries_and_boards_are_not_for_search_engines_and_files_name_no_unit() {
        let plan = plan();
        let view = live(&[], "2026-10-15");
        assert!(view.head.noindex && view.head.noarchive);
        for (path, said) in said(&plan) {
            let kept = path == "sitemap.xml" || path.starts_with("data/exposures");
            assert!(!kept || !said.contains("住建局"), "{path}");
            assert!(path != "sitemap.xml" || !said.contains("exposures/"), "{said}");
        }
    }

    #[test]
    fn the_first_step_not_taken_is_to_be_done_now() {
        let states = |view: ExposureView| -> Vec<StepState> {
            view.rectification.steps.iter().map(|step| step.state).collect()
        };
        assert_eq!(states(live(&[], "2026-09-21")), [Exposed, Now, ToCome]);
        assert_eq!(states(live(&[], "2026-10-15")), [Exposed, Done, Now]);
        let before = text(FILE).replace("日期: 2026-09-22", "日期: 2026-09-10");
        assert_eq!(states(live(&[(FILE, &before)], "2026-10-15")), [Done, Exposed, Now]);
        let relapsed = accepted().replace("  要求:", "  回潮日期: 2026-10-14\n  要求:");
        let relapsed = live(&[(FILE, &relapsed)], "2026-10-15");
        assert_eq!(relapsed.stamp.word, "回潮");
        assert_eq!(states(relapsed), [Exposed, Done, Exposed, Now]);
    }

    #[test]
    fn what_a_later_step_did_is_not_known_yet() {
        let texts = |on| {
            let steps = live(&[], on).rectification.steps;
            steps.iter().filter(|step| step.text.is_some()).count()
        };
        assert_eq!((texts("2026-09-21"), texts("2026-09-22")), (0, 1));
    }
}

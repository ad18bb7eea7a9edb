//! A task's page: the key page of the site.

use chrono::NaiveDate;

use super::address::Address;
use super::change::change;
use super::entry::{self, Whose};
use super::heads::{About, Section};
use super::here::{Here, count, days_early, light_words, small, timeliness};
use super::indicators::indicators;
use super::lists::categories_above;
use super::pledges::{self, Signer};
use super::stages;
use super::standard;
use super::updates::{self, updates};
use super::view::atoms::{Day, Label, LightCount, clauses};
use super::view::log::{Change, Closing, Reopening};
use super::view::task::{
    Blocks, Budget, Element, Elements, HandSet, HistoryMonth, HistoryYear, Life, Origin, Promise,
    Reason, Related, Slip, Suspension, SuspensionKind, TaskView, Tolerance, Waiting,
};
use super::{commendation, exposure, ladder, people, plan_table, plate, portals};
use crate::assess::Standing;
use crate::date::{self, Month};
use crate::method::Light;
use crate::percent::ratio;
use crate::portal::{self, Alteration, Halt, Id, Task};
use crate::record::{ChangeKind, OriginKind};
use crate::yaml::{Number, Words};

/// The page of a task.
pub fn task(here: Here, id: Id<Task>) -> TaskView {
    let assessed = here.assessed();
    let task = assessed.portal.tasks.get(id);
    let state = here.state(id);
    let standing = &state.standing;
    let plan = assessed.portal.plans.get(task.plan);
    let (axis, stages) = stages::stages(here, id);
    let said = updates(here, id);
    let (ladder, beyond) = ladder::promotion(here, id);
    TaskView {
        head: head(here, id, task),
        id: task.slug.to_string(),
        code: task.code.clone(),
        kind: assessed.portal.method.register(task.kind).to_owned(),
        supervision: task
            .supervision
            .and_then(|class| assessed.portal.method.class(class))
            .map(str::to_owned),
        plan: Label {
            text: plan.short_name.clone(),
            href: Some(here.href(Address::Plan(task.plan))),
        },
        categories: categories(here, task),
        title: task.title.clone(),
        clauses: clauses(&task.title),
        standing: here.standing(id),
        reason: reason(here, standing),
        hand_set: hand_set(here, task, standing),
        months_in_a_row: u32::try_from(state.lights.months_in_a_row())
            .ok()
            .filter(|months| *months > 1),
        explanation: task.explanation.clone(),
        explanation_due: matches!(standing.verdict.light, Light::Red | Light::Yellow),
        progress: here.progress(id),
        deadline: here.deadline(id),
        waiting: waiting(standing),
        suspension: suspension(here, id, standing),
        unsettled: assessed.coverage.unfinished_at_end.contains(&id),
        slip: slip(here, task, standing),
        lives: lives(here, id),
        chain: people::chain(here, id),
        ladder,
        beyond,
        promise: promise(here, id, standing),
        blocks: blocks(task),
        elements: elements(here, id),
        tables: plan_table::of_task(here, id),
        indicators: indicators(here, id),
        benchmark: standard::benchmark(here, task),
        phases: standard::phases(here, id),
        phases_inferred: standard::is_inferred(task),
        topics: standard::topics(here, task),
        stages,
        axis,
        history: history(here, id),
        history_counts: history_counts(here, id),
        updates: said.iter().take(updates::MOST).cloned().collect(),
        reports: count(said.len()),
        missing_months: state.missing_months().iter().map(|held| held.month.zh()).collect(),
        all_updates: (said.len() > updates::MOST).then(|| here.href(Address::Updates(id, 1))),
        curve: stages::curve(here, id),
        changes: changes(here, task),
        successions: people::successions(here, task, under_way(here, id)),
        closings: closings(here, task, standing),
        tolerance: tolerance(here, id),
        parent: task.parent.map(|parent| here.task_link(parent)),
        children: children(here, id),
        other_levels: portals::other_levels(here, id),
        exposures: exposure::of_task(here, id),
        commendations: commendation::of_task(here, id),
        related: related(here, id),
        feedback: here.feedback(task.slug.as_str(), task.lead_on(here.today())),
        plate_href: plate::has_plate(task).then(|| here.href(Address::Plate(id))),
        data: here.table_links("tasks"),
    }
}

fn head(here: Here, id: Id<Task>, task: &Task) -> super::view::head::Head {
    let assessed = here.assessed();
    let unit = task.lead_on(here.today()).map(|unit| assessed.portal.units.get(unit).name.clone());
    let light = here.standing(id).light.word;
    let due = date::zh(here.state(id).standing.due.current);
    let description = format!(
        "{}：{light}，{due}到期，{}",
        task.title,
        unit.as_ref().map_or_else(|| "牵头单位尚未公布".to_owned(), |unit| format!("{unit}牵头")),
    );
    let mut above = categories_above(assessed, task.category);
    above.reverse();
    let above = above.into_iter().map(|category| {
        let name = assessed.portal.categories.get(category).name.clone();
        (name, Address::Tasks(super::address::List::Category(category), 1))
    });
    here.head(About {
        title: &task.title,
        description,
        section: Section::Tasks,
        above: above.collect(),
        article: Some((
            published_on(here, task),
            unit.unwrap_or_else(|| assessed.portal.site.organiser.clone()),
        )),
        ages: true,
        hidden: false,
    })
}

/// The day of the newest thing the page says; the plan's publication if nothing was reported.
pub fn published_on(here: Here, task: &Task) -> NaiveDate {
    let today = here.today();
    let reported = task.updates.iter().map(|update| update.reported_on);
    let changed = task.changes.iter().map(|change| change.date);
    let closed = task.closings.iter().map(|closing| closing.date);
    let plan = here.assessed().portal.plans.get(task.plan);
    let first = plan.published_on.unwrap_or(plan.from);
    let newest = reported.chain(changed).chain(closed).filter(|day| *day <= today).max();
    newest.map_or(first, |day| day.max(first))
}

fn categories(here: Here, task: &Task) -> Vec<Label> {
    let mut line = categories_above(here.assessed(), task.category);
    line.reverse();
    let label = |id| Label {
        text: here.assessed().portal.categories.get(id).name.clone(),
        href: here.list_href(super::address::List::Category(id)),
    };
    line.into_iter().map(label).collect()
}

fn reason(here: Here, standing: &Standing) -> Reason {
    let method = &here.assessed().portal.method;
    let rule =
        standing.verdict.rule(method).map_or_else(String::new, |rule| rule.number.to_string());
    Reason {
        sentence: standing.reason.clone(),
        rule_href: Some(format!("{}#{}", here.href(Address::Rules), rule)),
        rule,
    }
}

fn hand_set(here: Here, task: &Task, standing: &Standing) -> Option<HandSet> {
    let set = task.hand_set.as_ref().filter(|_| standing.hand_set)?;
    Some(HandSet {
        reason: set.reason.clone(),
        approver: here.holder(set.approver, set.from),
        from: Day::of(set.from),
        until: Day::of(set.until),
    })
}

fn waiting(standing: &Standing) -> Option<Waiting> {
    let completion = standing.completion?;
    let punctual = standing.punctual?;
    Some(Waiting {
        reported_on: Day::of(completion.reported_on),
        days: small(standing.waiting_days?),
        timeliness: timeliness(punctual),
        days_early: days_early(punctual),
    })
}

fn suspension(here: Here, id: Id<Task>, standing: &Standing) -> Option<Suspension> {
    let task = here.assessed().portal.tasks.get(id);
    let change = task.changes.get(standing.given_up_by.or(standing.paused_by)?)?;
    let (kind, into) = match change.alteration.halts()? {
        Halt::CarryOver(into) => (SuspensionKind::CarriedOver, into),
        Halt::Merge(into) => (SuspensionKind::Merged, into),
        Halt::Cancel => (SuspensionKind::Cancelled, None),
        Halt::Pause => (SuspensionKind::Paused, None),
    };
    let word = match kind {
        SuspensionKind::CarriedOver => "结转".to_owned(),
        SuspensionKind::Merged => "并入其他任务".to_owned(),
        SuspensionKind::Paused | SuspensionKind::Cancelled => here.light_now(id).word,
    };
    Some(Suspension {
        kind,
        word,
        on: Day::of(change.date),
        reason: change.reason.clone(),
        decided_by: change.decided_by.clone(),
        document: here.cited(change.document, change.document_number.as_ref()),
        into: into.map(|task| here.task_link(task)),
    })
}

fn slip(here: Here, task: &Task, standing: &Standing) -> Option<Slip> {
    if standing.due.changes == 0 {
        return None;
    }
    let moved =
        task.changes_until(here.today()).filter(|c| matches!(c.alteration, Alteration::Due(_)));
    let unexplained = moved.filter(|c| c.reason.is_none() && c.reason_code.is_none()).count();
    let last_minute = standing.late_changes.iter().filter(|late| {
        task.changes.get(late.change).is_some_and(|c| matches!(c.alteration, Alteration::Due(_)))
    });
    let last_minute = last_minute.count();
    Some(Slip {
        original: Day::of(standing.due.original),
        current: Day::of(standing.due.current),
        times: standing.due.changes,
        days: small(standing.due.slippage()),
        last_minute: u32::try_from(last_minute).unwrap_or(u32::MAX),
        unexplained: u32::try_from(unexplained).unwrap_or(u32::MAX),
    })
}

/// The tasks that went on as this one, and those that went on as them, the first one first.
fn lives(here: Here, id: Id<Task>) -> Vec<Life> {
    let assessed = here.assessed();
    let (mut found, mut next) = (Vec::new(), vec![id]);
    while let Some(task) = next.pop() {
        let earlier = assessed.forerunners[task].iter().filter(|earlier| !found.contains(*earlier));
        next.extend(earlier.copied());
        found.push(task);
    }
    let mut lives: Vec<_> =
        found.into_iter().skip(1).rev().filter_map(|earlier| life(here, earlier)).collect();
    lives.sort_by_key(|(on, _)| *on);
    lives.into_iter().map(|(_, life)| life).collect()
}

fn life(here: Here, id: Id<Task>) -> Option<(NaiveDate, Life)> {
    let task = here.assessed().portal.tasks.get(id);
    let change = task.changes.get(here.state(id).standing.given_up_by?)?;
    let word = match change.alteration.halts()? {
        Halt::Merge(_) => ChangeKind::Merge,
        Halt::CarryOver(_) => ChangeKind::CarryOver,
        Halt::Cancel | Halt::Pause => return None,
    };
    let life = Life {
        task: here.task_link(id),
        word: word.zh().to_owned(),
        on: Day::of(change.date),
        first_due: Day::of(task.due),
        actual: here.progress(id).actual,
        document: here.cited(change.document, change.document_number.as_ref()),
    };
    Some((change.date, life))
}

/// The goal in force: the latest target, or the original one.
pub fn goal(task: &Task, today: NaiveDate) -> Option<String> {
    let moved = task.changes_until(today).filter_map(|change| match &change.alteration {
        Alteration::Target(moved) => Some(moved.new.clone()),
        _ => None,
    });
    moved.last().or_else(|| task.goal.clone())
}

fn promise(here: Here, id: Id<Task>, standing: &Standing) -> Promise {
    let portal = &here.assessed().portal;
    let task = portal.tasks.get(id);
    let coefficient = |number: Number| (number != Number::ONE).then(|| number.words());
    let area = |id: &Id<portal::Area>| Label {
        text: portal.areas.get(*id).name.clone(),
        href: Some(here.href(Address::Area(*id))),
    };
    let grid = |id: &Id<portal::Grid>| Label {
        text: portal.grids.get(*id).name.clone(),
        href: Some(here.href(Address::Grid(*id))),
    };
    Promise {
        start: Day::of(standing.start.current),
        original_start: (standing.start.changes > 0).then(|| Day::of(standing.start.original)),
        goal: goal(task, here.today()),
        standard: task.standard.clone(),
        carrier: task.carrier.clone(),
        budget: task.budget.as_ref().map(|budget| self::budget(task, budget, here.today())),
        rewards: task.rewards.clone(),
        pledges: pledges::of(here, Signer::Task(id)),
        origin: task.origin.as_ref().map(|origin| self::origin(here, origin)),
        documents: here.basis(&task.basis),
        areas: task.areas.iter().map(area).collect(),
        grids: task.grids.iter().map(grid).collect(),
        workload: coefficient(task.workload),
        difficulty: coefficient(task.difficulty),
        by_timeliness: task.has_time_node,
        attachments: here.attachments(&task.evidence),
    }
}

fn budget(task: &Task, budget: &portal::Budget, today: NaiveDate) -> Budget {
    let reported = task.updates.iter().filter(|update| update.reported_on <= today);
    let paid = reported.filter_map(|update| Some((update.paid?, update.as_of))).next_back();
    let share = |paid: i64| ratio(u64::try_from(paid).ok()?, budget.amount.fen().try_into().ok()?);
    Budget {
        amount: budget.amount.words(),
        source: budget.source.clone(),
        paid: paid.map(|(paid, _)| paid.words()),
        paid_percent: paid.and_then(|(paid, _)| share(paid.fen())),
        paid_as_of: paid.map(|(_, day)| Day::of(day)),
    }
}

fn origin(here: Here, origin: &portal::Origin) -> Origin {
    Origin {
        kind: origin.kind.zh().to_owned(),
        text: origin.text.clone(),
        document: origin.document.map(|id| here.citation(id)),
        assigned_on: origin.assigned_on.map(Day::of),
        received_on: origin.received_on.map(Day::of),
        answered_on: origin.answered_on.map(Day::of),
        unanswered: origin.answered_on.is_none() && origin.kind != OriginKind::Document,
    }
}

fn blocks(task: &Task) -> Option<Blocks> {
    let [requirement, state, difficulties, measures] = task.blocks.clone();
    let any = [&requirement, &state, &difficulties, &measures].iter().any(|block| block.is_some());
    let undated = difficulties.is_some() && task.difficulties_noted_on.is_none();
    any.then(|| Blocks {
        requirement,
        state,
        difficulties,
        noted_on: task.difficulties_noted_on.map(Day::of),
        undated,
        measures,
    })
}

fn elements(here: Here, id: Id<Task>) -> Vec<Elements> {
    let portal = &here.assessed().portal;
    let task = portal.tasks.get(id);
    let set = |set: &crate::method::ElementSet| {
        let lacking = crate::assess::lacking(task, set, here.today());
        let items: Vec<Element> = set
            .elements
            .iter()
            .map(|element| Element {
                name: set.word(element.value).to_owned(),
                present: !lacking.contains(&element.value),
            })
            .collect();
        let present = items.iter().filter(|item| item.present).count();
        Elements {
            name: set.name.to_string(),
            present: u32::try_from(present).unwrap_or(u32::MAX),
            items,
        }
    };
    portal.method.elements.iter().map(set).collect()
}

/// Twelve cells for every year of the task so far.
fn history(here: Here, id: Id<Task>) -> Vec<HistoryYear> {
    let lights = here.state(id).lights.months();
    let method = &here.assessed().portal.method;
    let years: std::collections::BTreeSet<i32> =
        lights.iter().map(|(month, _)| month.year()).collect();
    let cell = |year, number| {
        let month = Month::new(year, number);
        let held = lights.iter().find(|(of, _)| Some(*of) == month);
        HistoryMonth {
            month: number,
            light: held.map(|(_, verdict)| light_words(method, *verdict)),
        }
    };
    let row =
        |year: i32| HistoryYear { year, months: (1..=12).map(|month| cell(year, month)).collect() };
    years.into_iter().map(row).collect()
}

fn history_counts(here: Here, id: Id<Task>) -> Vec<LightCount> {
    let lights = &here.state(id).lights;
    let counted = Light::ALL.iter().map(|light| (*light, lights.months_with(*light)));
    let mut counts: Vec<LightCount> = counted
        .filter(|(_, months)| *months > 0)
        .map(|(light, months)| LightCount {
            light: here.light(light),
            count: u32::try_from(months).unwrap_or(u32::MAX),
        })
        .collect();
    counts.sort_by_key(|counted| counted.light.slug);
    counts
}

/// From a task's start to its completion or giving up, or to today.
fn under_way(here: Here, id: Id<Task>) -> (NaiveDate, NaiveDate) {
    (here.state(id).standing.start.current, here.answered_on(id))
}

fn changes(here: Here, task: &Task) -> Vec<Change> {
    let held: Vec<&portal::Change> = task.changes_until(here.today()).collect();
    held.into_iter().rev().map(|held| change(here, task, held)).collect()
}

fn closings(here: Here, task: &Task, standing: &Standing) -> Vec<Closing> {
    let known = task.closings.iter().filter(|closing| closing.date <= here.today());
    let closing = |closing: &portal::Closing| {
        let due = task.due_on(closing.date);
        let kept = crate::assess::Punctuality::of(closing.completed_on, due);
        Closing {
            number: closing.number.clone(),
            on: Day::of(closing.date),
            completed_on: Some(Day::of(closing.completed_on)),
            timeliness: timeliness(kept),
            verifier: here.holder(closing.verifier, closing.date),
            result: closing.result.clone(),
            evidence: here.attachments(&closing.evidence),
            document: closing.document.map(|id| here.citation(id)),
            reopened: closing
                .reopened
                .as_ref()
                .filter(|reopened| reopened.date <= standing.day)
                .map(|reopened| Reopening {
                    on: Day::of(reopened.date),
                    reason: reopened.reason.clone(),
                    found_by: reopened.found_by.map(|unit| here.unit(unit).text),
                }),
        }
    };
    let mut closings: Vec<Closing> = known.map(closing).collect();
    closings.reverse();
    closings
}

/// Findings of tolerance in exposures of this task that are shown.
fn tolerance(here: Here, id: Id<Task>) -> Vec<Tolerance> {
    let exposures = here.plan.concerning.exposures(id).iter();
    let found = exposures.filter_map(|exposure| {
        let tolerance = here.assessed().portal.exposures.get(*exposure).tolerance.as_ref()?;
        Some(Tolerance {
            organ: tolerance.organ.clone(),
            on: Day::of(tolerance.date),
            basis: tolerance.basis.clone(),
            situation: tolerance.situation.zh().to_owned(),
            effect: tolerance.effect.zh().to_owned(),
            text: tolerance.text.clone(),
        })
    });
    found.collect()
}

fn children(here: Here, id: Id<Task>) -> Vec<super::view::atoms::TaskRow> {
    here.plan.concerning.parts(id).iter().map(|part| here.row(*part)).collect()
}

/// Practices that concern the task, newest first.
fn related(here: Here, id: Id<Task>) -> Vec<Related> {
    let row = |id: &Id<portal::Practice>| {
        let practice = here.assessed().portal.practices.get(*id);
        let href = Some(here.href(Address::Practice(*id)));
        Related {
            kind: "经验".to_owned(),
            label: Label { text: practice.title.clone(), href },
            on: Day::of(practice.published_on),
        }
    };
    let practices = here.plan.concerning.practices(id).iter().map(row);
    entry::related(here, Whose::Task(id)).into_iter().chain(practices).collect()
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    /// An earlier task that was given up for another one on 5 April.
    fn earlier(id: &str, into: &str, word: &str) -> (String, String) {
        let task = format!(
            "编号: {id}\n标题: 电梯{id}\n类别: livelihood-housing\n开始: 2026-01-20\n\
             截止: 2026-03-31\n牵头单位: housing-bureau\n"
        );
        let change = format!(
            "- {{任务: {id}, 变更事项: {word}, 去向: {into}, 日期: 2026-04-05, \
             原因: 场地未交, 文件: opinion-2026}}\n"
        );
        (task, change)
    }

    #[test]
    fn a_task_shows_its_earlier_lives_from_the_first_promise_on() {
        let (first, carried) = earlier("first", "second", "结转");
        let (second, merged) = earlier("second", "lift-retrofit", "并入");
        let changes = format!("{}{carried}{merged}", text("changes/2026.yaml"));
        let plan = text("plans/plan-2026.yaml").replace("数量: 2,", "数量: 4,");
        let files = [
            ("plans/plan-2026.yaml", plan.as_str()),
            ("tasks/first.yaml", first.as_str()),
            ("tasks/second.yaml", second.as_str()),
            ("changes/2026.yaml", changes.as_str()),
        ];
        let lives = |day: &str| match page(&with(&files, day), "tasks/lift-retrofit/") {
            Page::Task(view) => view.lives,
            other => panic!("{other:?}"),
        };
        let told: Vec<_> = lives("2026-10-15")
            .into_iter()
            .map(|life| (life.task.text, life.word, life.first_due.iso))
            .collect();
        let row =
            |title: &str, word: &str| (title.to_owned(), word.to_owned(), "2026-03-31".into());
        assert_eq!(told, [row("电梯first", "结转"), row("电梯second", "并入")]);
        assert!(lives("2026-04-04").is_empty(), "before the decision there is nothing to tell");
    }
}

//! An exposure's own page, and what is left of it after its end.

use chrono::NaiveDate;

use super::exposure::{ground, outcome, stamp, units, unnamed};
use super::heads::{About, Section};
use super::here::{Here, count, small};
use super::inspection;
use super::view::atoms::{Day, Label, clauses};
use super::view::exposure::{
    Appeal, Consequence, Explanation, ExposureView, Fact, Ground, Named, Rectification, Reply,
    Step, StepState, TombstoneView, Visit, Withdrawal,
};
use super::view::head::Head;
use super::view::people::Holder;
use super::view::task::Tolerance;
use crate::assess::{self, Live, Outcome, Rectifying};
use crate::date::{add_days, days_between, zh};
use crate::portal::{self, Exposure, Id, Post};
use crate::prose::bare;
use crate::record::{AppealLabel, ExposureKind, RectificationState};

/// The page of an entry that is shown in full.
pub fn case(here: Here, id: Id<Exposure>, live: &Live) -> ExposureView {
    let exposure = here.assessed().portal.exposures.get(id);
    let clean = |text: &String| unnamed(exposure, text);
    let body = unnamed(exposure, &here.prose(&exposure.body));
    let unit = |id| here.unit_in_full(id);
    ExposureView {
        head: head(here, exposure),
        id: exposure.slug.to_string(),
        kind: exposure.kind.zh().to_owned(),
        criticism: exposure.kind == ExposureKind::Criticism,
        number: exposure.number.clone(),
        clauses: clauses(&clean(&exposure.title)),
        published_on: Day::of(exposure.published_on),
        stamp: stamp(live.label),
        rectification: rectification(
            here,
            &Putting {
                held: &exposure.rectification,
                since: exposure.published_on,
                first: exposure.kind.zh().to_owned(),
                state: live.rectifying(),
            },
            &|text| unnamed(exposure, text),
        ),
        units: units(exposure).map(unit).collect(),
        posts: exposure.subject_posts.iter().map(|post| unnamed_holder(here, *post)).collect(),
        named: named(exposure, live),
        tasks: exposure.tasks.iter().map(|task| here.task_with_light(*task)).collect(),
        body: Some(body).filter(|body| !body.is_empty()),
        facts: exposure
            .facts
            .iter()
            .map(|(text, source)| Fact {
                text: clean(text),
                source: Label { text: source.clone(), href: None },
            })
            .collect(),
        reply: reply(here, exposure),
        grounds: grounds(here, exposure),
        explanation: explanation(exposure, here.today()),
        tolerance: tolerance(exposure, here.today()),
        appeals: appeals(here, exposure),
        consequences: consequences(exposure, here.today()),
        expires_on: Day::of(live.ends_on),
        feedback: here.feedback(exposure.slug.as_str(), None),
    }
}

/// Neither title nor description names a person; nothing of the page is for search engines.
fn head(here: Here, exposure: &Exposure) -> Head {
    let published = zh(exposure.published_on);
    let source = here.assessed().portal.site.organiser.clone();
    here.head(About {
        title: &unnamed(exposure, &exposure.title),
        description: format!("{published}曝光的问题：事实、责任单位说明和整改进展"),
        section: Section::Exposures,
        above: Vec::new(),
        article: Some((exposure.published_on, source)),
        ages: true,
        hidden: true,
    })
}

/// A post responsible, without a name and without its page: who holds it today may not be the one
/// who held it then.
fn unnamed_holder(here: Here, post: Id<Post>) -> Holder {
    Holder {
        beside_unit: String::new(),
        post: here.post(post),
        href: None,
        name: None,
        vacant: false,
        acting: false,
        then: false,
        unit: None,
        remit: None,
        phone: None,
    }
}

/// Names published by a decision, as long as that lasts.
fn named(exposure: &Exposure, live: &Live) -> Option<Named> {
    let naming = exposure.naming.as_ref()?;
    Some(Named {
        names: naming.names.clone(),
        basis: naming.basis.clone(),
        decided_on: Day::of(naming.date),
        until: Day::of(live.names_until?),
    })
}

/// Something that is put right, since when, and how it stands.
pub struct Putting<'a> {
    /// As it is recorded.
    pub held: &'a portal::Rectification,
    /// The day of publication or filing.
    pub since: NaiveDate,
    /// What that first step is called.
    pub first: String,
    /// How it stands.
    pub state: Rectifying,
}

/// A text as it may be shown.
type Clean<'a> = &'a dyn Fn(&str) -> String;

/// How it is put right, with every text as it may be shown.
pub fn rectification(here: Here, putting: &Putting, clean: Clean) -> Rectification {
    let Putting { held, state, .. } = putting;
    let today = here.today();
    let known = |day: Option<NaiveDate>| day.filter(|on| *on <= today);
    let accepted = known(held.accepted_on);
    let handed_in = known(held.submitted_on).or(accepted);
    let steps = steps(putting, today, clean);
    let done = steps.iter().filter(|step| match step.state {
        StepState::Exposed | StepState::Done => true,
        StepState::Now | StepState::ToCome => false,
    });
    let closed = state.state == RectificationState::Closed;
    let taken = accepted.filter(|_| closed).map(|on| small(days_between(putting.since, on)));
    let overdue = (state.overdue_days > 0).then(|| -small(state.overdue_days));
    Rectification {
        plate_number: held.plate_number.clone(),
        due: Day::of(held.due),
        days_left: state.days_left.map(small).or(overdue),
        counted_on: Day::of(today),
        submitted_on: known(held.submitted_on).map(Day::of),
        accepted_on: accepted.map(Day::of),
        days_taken: taken,
        days_early: handed_in.map(|on| small(days_between(on, held.due))),
        verifier: accepted.and_then(|on| Some(here.holder(held.verifier?, on))),
        closing_number: accepted.and(held.closing_number.clone()),
        reopened_on: known(held.reopened_on).map(Day::of),
        requirement: held.requirement.as_ref().map(|text| clean(text)),
        done: count(done.count()),
        visit: visit(held, today, clean),
        steps,
    }
}

/// The return visit, with its result as soon as it took place.
fn visit(held: &portal::Rectification, today: NaiveDate, clean: Clean) -> Option<Visit> {
    let state = assess::visit(held, today)?;
    let result = held.return_visit.as_ref()?.result.as_ref();
    Some(Visit {
        due: Day::of(state.due),
        on: state.on.map(Day::of),
        result: state.on.and(result.map(|text| clean(text))),
        bad: inspection::visit_bad(state),
    })
}

/// The steps, with the publication or filing on its day among them: what was found before comes
/// before it. While it is not put right, the first step not taken is the one to be done now. A
/// relapse stands among them once, in the author's words if there are
/// any.
fn steps(putting: &Putting, today: NaiveDate, clean: Clean) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut publication = Some(exposed(putting.since, putting.first.clone()));
    let mut relapse = putting.held.reopened_on.filter(|on| *on <= today);
    let again = format!("{}，重新挂牌", RectificationState::Reopened.zh());
    let mut waits = putting.state.state != RectificationState::Closed;
    for step in &putting.held.steps {
        if step.on.is_none_or(|on| putting.since <= on) {
            steps.extend(publication.take());
        }
        let on = step.on.filter(|on| *on <= today);
        if let Some(day) = relapse.take_if(|day| on.is_none_or(|on| *day < on)) {
            steps.push(exposed(day, again.clone()));
        }
        let state = match on {
            Some(_) if on == relapse => StepState::Exposed,
            Some(_) => StepState::Done,
            None if std::mem::take(&mut waits) => StepState::Now,
            None => StepState::ToCome,
        };
        let known = step.text.as_ref().filter(|_| step.on == on);
        steps.push(Step {
            state,
            on: on.map(Day::of),
            expected: step.expected.clone().filter(|_| on.is_none()),
            name: step.name.clone(),
            text: known.map(|text| clean(text)),
        });
        relapse.take_if(|day| Some(*day) == on);
    }
    steps.extend(publication);
    steps.extend(relapse.map(|day| exposed(day, again)));
    steps
}

/// The publication itself, or a relapse.
fn exposed(on: NaiveDate, name: String) -> Step {
    Step { state: StepState::Exposed, on: Some(Day::of(on)), expected: None, name, text: None }
}

fn reply(here: Here, exposure: &Exposure) -> Option<Reply> {
    let reply = exposure.reply.as_ref().filter(|reply| reply.on <= here.today())?;
    Some(Reply {
        unit: here.unit_in_full(reply.unit).text,
        on: Day::of(reply.on),
        text: unnamed(exposure, &reply.text),
    })
}

fn grounds(here: Here, exposure: &Exposure) -> Vec<Ground> {
    let all = 1..=count(here.assessed().portal.method.grounds.len());
    let one =
        |number| Ground { number, text: ground(here, number), applies: number == exposure.ground };
    all.map(one).collect()
}

fn explanation(exposure: &Exposure, today: NaiveDate) -> Option<Explanation> {
    let held = exposure.explanation.as_ref().filter(|held| held.asked_on <= today)?;
    let given = held.given_on.filter(|on| *on <= today);
    let text = held.text.as_ref().filter(|_| given.is_some());
    Some(Explanation {
        asked_on: Day::of(held.asked_on),
        given_on: given.map(Day::of),
        text: text.map(|text| unnamed(exposure, text)),
    })
}

fn tolerance(exposure: &Exposure, today: NaiveDate) -> Option<Tolerance> {
    let held = exposure.tolerance.as_ref().filter(|held| held.date <= today)?;
    Some(Tolerance {
        organ: held.organ.clone(),
        on: Day::of(held.date),
        basis: held.basis.clone(),
        situation: held.situation.zh().to_owned(),
        effect: held.effect.zh().to_owned(),
        text: held.text.as_ref().map(|text| unnamed(exposure, text)),
    })
}

/// Appeals as they stood on the day, newest first.
fn appeals(here: Here, exposure: &Exposure) -> Vec<Appeal> {
    let today = here.today();
    let days = i64::from(here.assessed().portal.method.appeal_days);
    let mut known: Vec<&portal::Appeal> =
        exposure.appeals.iter().filter(|appeal| appeal.received_on <= today).collect();
    known.sort_by_key(|appeal| std::cmp::Reverse(appeal.received_on));
    let one = |appeal: &portal::Appeal| {
        let decided = appeal.decided_on.filter(|on| *on <= today);
        let later = appeal.decided_on.is_some() && decided.is_none();
        let label = if later { AppealLabel::UnderReview } else { appeal.label };
        let text = appeal.text.as_ref().filter(|_| !later);
        let decide_by = decided.is_none().then(|| add_days(appeal.received_on, days));
        let overdue = decide_by.map(|last| days_between(last, today));
        Appeal {
            label: label.zh().to_owned(),
            received_on: Day::of(appeal.received_on),
            decided_on: decided.map(Day::of),
            decide_by: decide_by.map(Day::of),
            overdue: overdue.filter(|days| *days > 0),
            text: text.map(|text| unnamed(exposure, text)),
        }
    };
    known.into_iter().map(one).collect()
}

fn consequences(exposure: &Exposure, today: NaiveDate) -> Vec<Consequence> {
    let mut known: Vec<&portal::Consequence> =
        exposure.consequences.iter().filter(|held| held.date <= today).collect();
    known.sort_by_key(|held| held.date);
    let one = |held: &portal::Consequence| Consequence {
        kind: held.kind.zh().to_owned(),
        on: Day::of(held.date),
        text: held.text.as_ref().map(|text| unnamed(exposure, text)),
        amount: held.amount.map(crate::money::Money::words),
    };
    known.into_iter().map(one).collect()
}

/// What is left of an entry: id, ground, dates and outcome, and nobody's name.
pub fn tombstone(here: Here, id: Id<Exposure>, since: NaiveDate, ended: Outcome) -> TombstoneView {
    let exposure = here.assessed().portal.exposures.get(id);
    let accepted = match ended {
        Outcome::Rectified(on) => Some(on),
        Outcome::Expired | Outcome::Withdrawn(_) => None,
    };
    TombstoneView {
        head: tombstone_head(here, exposure),
        id: exposure.slug.to_string(),
        ground: exposure.ground,
        ground_text: ground(here, exposure.ground),
        published_on: Day::of(exposure.published_on),
        accepted_on: accepted.map(Day::of),
        ended_on: Day::of(since),
        outcome: outcome(ended),
        withdrawn: withdrawn(here, exposure, ended),
        feedback: here.feedback(exposure.slug.as_str(), None),
    }
}

fn tombstone_head(here: Here, exposure: &Exposure) -> Head {
    let title = format!("{}：{}", here.plan.words("tombstone", "title"), exposure.slug);
    here.head(About {
        title: &title,
        description: here.plan.words("tombstone", "lead"),
        section: Section::Exposures,
        above: Vec::new(),
        article: Some((exposure.published_on, here.assessed().portal.site.organiser.clone())),
        ages: false,
        hidden: true,
    })
}

/// Why it was taken off early; the author's words only if they name none of those concerned.
fn withdrawn(here: Here, exposure: &Exposure, ended: Outcome) -> Option<Withdrawal> {
    let Outcome::Withdrawn(reason) = ended else { return None };
    let text = exposure.withdrawal.as_ref().and_then(|held| held.text.clone());
    Some(Withdrawal {
        reason: reason.zh().to_owned(),
        text: text.filter(|text| {
            let text = bare(text);
            !concerned(here, exposure).iter().any(|name| text.contains(&bare(name)))
        }),
    })
}

/// Every name by which those concerned are called: units, posts, and persons decided or in office.
fn concerned<'a>(here: Here<'a>, exposure: &'a Exposure) -> Vec<&'a str> {
    let portal = &here.plan.assessed.portal;
    let mut names: Vec<&str> = Vec::new();
    for unit in units(exposure).map(|id| portal.units.get(id)) {
        names.extend([unit.name.as_str(), unit.short_name.as_str()]);
    }
    for post in exposure.subject_posts.iter().map(|id| portal.posts.get(*id)) {
        names.push(&post.label);
        names.extend(post.holdings.iter().map(|held| held.name.as_str()));
    }
    names.extend(exposure.naming.iter().flat_map(|naming| &naming.names).map(String::as_str));
    names
}

//! Who answers: the chain of a task, and the pages of units and posts.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::address::{Address, List};
use super::entry::{self, Whose};
use super::heads::{About, Section};
use super::here::{Here, count, mean, more};
use super::lists::MOST_OF_ROLE;
use super::pledges::{self, Signer};
use super::posting::{self, Place};
use super::structure::handlers_of;
use super::view::atoms::{Day, Finding, Label, Link, UnitLabel};
use super::view::people::{ChainLink, Duty, Holder, Succession, Term};
use super::view::post::{CrossDuties, PostView};
use super::view::unit::{OnTime, RoleTasks, UnitView};
use super::{commendation, documents, exposure, ranking};
use crate::assess;
use crate::method::Light;
use crate::portal::{self, Id, Party, Post, Responsibility, Task, Unit};
use crate::record::{LeaderClass, Role};

/// Most tasks that a unit's page shows of those it leads, a leader's of those it is in charge of;
/// all of them stand in the prebuilt list.
const MOST_ROWS: usize = 12;

/// Roles of the chain in their order; those of the original promise unless changed since.
pub const CHAIN: [Role; 10] = [
    Role::Overall,
    Role::InCharge,
    Role::Liaison,
    Role::Contact,
    Role::Lead,
    Role::Cooperating,
    Role::Undertaking,
    Role::Handler,
    Role::GridWorker,
    Role::Supervising,
];

/// Roles that are printed as 尚未公布 when nobody holds them.
const NEVER_HIDDEN: [Role; 4] = [Role::InCharge, Role::Lead, Role::Handler, Role::Supervising];

/// Who answers for a task; for what is finished or given up, whoever held the posts on that day.
pub fn chain(here: Here, id: Id<Task>) -> Vec<ChainLink> {
    let (task, day) = (here.assessed().portal.tasks.get(id), here.answered_on(id));
    let links = CHAIN.iter().filter_map(|role| {
        let parties = parties(task, *role, here.today());
        let shown = !parties.is_empty() || NEVER_HIDDEN.contains(role);
        shown.then(|| link(here, *role, &parties, day))
    });
    links.collect()
}

/// Who holds a role on a day, with what was promised of them.
pub fn parties(task: &Task, role: Role, day: NaiveDate) -> Vec<Responsibility> {
    let promised = task.roles.iter().filter(|held| held.role == role);
    let Some(party) = moved(task, role, day) else { return promised.cloned().collect() };
    let duty = promised.filter(|held| held.party == party).find_map(|held| held.duty.clone());
    vec![Responsibility { role, party, duty }]
}

/// Who holds a role on a day.
pub fn held_by(task: &Task, role: Role, day: NaiveDate) -> impl Iterator<Item = Party> {
    let moved = moved(task, role, day);
    let promised = task.roles.iter().filter(move |held| held.role == role && moved.is_none());
    moved.into_iter().chain(promised.map(|held| held.party))
}

/// Who holds a role that changes of lead, leader and handler may have passed on.
fn moved(task: &Task, role: Role, day: NaiveDate) -> Option<Party> {
    match role {
        Role::Lead => task.lead_on(day).map(Party::Unit),
        Role::InCharge => task.leader_on(day).map(Party::Post),
        Role::Handler => task.handler_on(day).map(Party::Post),
        Role::Overall
        | Role::Liaison
        | Role::Contact
        | Role::Cooperating
        | Role::Undertaking
        | Role::Supervising
        | Role::GridWorker => None,
    }
}

/// Where posts of the chain passed to another person between a task's start and its completion,
/// the newest first. The task stays with the post; the reader must know that the person changed.
pub fn successions(
    here: Here,
    task: &Task,
    (start, end): (NaiveDate, NaiveDate),
) -> Vec<Succession> {
    let held = CHAIN.iter().flat_map(|role| {
        held_by(task, *role, here.today()).filter_map(|party| match party {
            Party::Post(post) => Some((*role, post)),
            Party::Unit(_) => None,
        })
    });
    let passed = |(role, id): (Role, Id<Post>)| {
        let post = here.assessed().portal.posts.get(id);
        let ends = post.holdings.iter().filter_map(|held| held.until?.succ_opt());
        let turns: BTreeSet<NaiveDate> =
            post.holdings.iter().map(|held| held.from).chain(ends).collect();
        turns
            .into_iter()
            .filter(|day| start < *day && *day <= end)
            .filter_map(|day| succession(here, (role, id), day))
            .collect::<Vec<_>>()
    };
    let mut all: Vec<(NaiveDate, Succession)> = held.flat_map(passed).collect();
    all.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    all.into_iter().map(|(_, one)| one).collect()
}

fn succession(
    here: Here,
    (role, id): (Role, Id<Post>),
    day: NaiveDate,
) -> Option<(NaiveDate, Succession)> {
    let post = here.assessed().portal.posts.get(id);
    let eve = day.pred_opt()?;
    // A post that was not recorded before says nothing of who left it.
    let is_known = post.holdings.iter().any(|held| held.from < day);
    let stays = match (post.holder(eve), post.holder(day)) {
        (Some(before), Some(after)) => before.is_by_same_person(after),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if !is_known || stays {
        return None;
    }
    let (before, after) = (here.holder(id, eve), here.holder(id, day));
    let one = Succession {
        on: Day::of(day),
        role: role.zh().to_owned(),
        post: here.post(id),
        before: before.name,
        after: after.name,
        vacant: after.vacant,
    };
    Some((day, one))
}

fn link(here: Here, role: Role, parties: &[Responsibility], day: NaiveDate) -> ChainLink {
    let posts = parties.iter().filter_map(|held| match held.party {
        Party::Post(post) => Some(here.holder(post, day)),
        Party::Unit(_) => None,
    });
    let units = parties.iter().filter_map(|held| match held.party {
        Party::Unit(unit) => Some(unit_label(here, unit, (role == Role::Lead).then_some(day))),
        Party::Post(_) => None,
    });
    let method = &here.assessed().portal.method;
    let duty = method.roles.iter().find(|duty| duty.role.value == role);
    ChainLink {
        role: role.zh().to_owned(),
        duty: duty.map(|duty| duty.duty.to_string()),
        accountable: matches!(role, Role::Overall | Role::InCharge | Role::Lead | Role::Handler),
        holders: posts.collect(),
        units: units.collect(),
        note: parties.iter().find_map(|held| held.duty.clone()),
    }
}

/// A unit; the lead unit with the one who headed it on a day.
fn unit_label(here: Here, id: Id<Unit>, headed_on: Option<NaiveDate>) -> UnitLabel {
    let unit = here.assessed().portal.units.get(id);
    UnitLabel {
        name: unit.name.clone(),
        short_name: unit.short_name.clone(),
        href: Some(here.href(Address::Unit(id))),
        head: headed_on.and_then(|day| Some(here.holder(head_of(here, id)?, day))),
        phone: unit.office_phone.clone(),
    }
}

/// The post that heads a unit: the highest leader recorded in it.
pub fn head_of(here: Here, unit: Id<Unit>) -> Option<Id<Post>> {
    let heads = [LeaderClass::Main, LeaderClass::Head, LeaderClass::Village, LeaderClass::Section];
    posts_of(here, unit)
        .into_iter()
        .find(|id| heads.contains(&here.assessed().portal.posts.get(*id).class))
}

/// The posts of a unit, highest first.
pub fn posts_of(here: Here, unit: Id<Unit>) -> Vec<Id<Post>> {
    let posts = here.assessed().portal.posts.iter();
    let held = posts.filter(|(_, post)| post.unit == unit && post.exists(here.today()));
    held.map(|(id, _)| id).collect()
}

/// Roles of one stage with the holders of a day, its handler aside.
pub fn roles_of_stage(here: Here, stage: &portal::Stage, day: NaiveDate) -> Vec<ChainLink> {
    let roles: BTreeSet<Role> = stage.roles.iter().map(|held| held.role).collect();
    let links = roles.into_iter().filter(|role| *role != Role::Handler).map(|role| {
        let held: Vec<Responsibility> =
            stage.roles.iter().filter(|held| held.role == role).cloned().collect();
        link(here, role, &held, day)
    });
    links.collect()
}

/// The page of a unit.
pub fn unit(here: Here, id: Id<Unit>) -> UnitView {
    let portal = &here.assessed().portal;
    let unit = portal.units.get(id);
    let group = here.assessed().units.get(id);
    let tasks = here.plan.lists.tasks(List::Unit(id));
    let (leaders, handlers) = staff(here, id);
    let (related, earlier) = entry::lately(here, Whose::Unit(id));
    UnitView {
        head: unit_head(here, unit),
        id: unit.slug.to_string(),
        name: unit.name.clone(),
        short_name: Some(unit.short_name.clone()).filter(|short| *short != unit.name),
        kind: unit.class.zh().to_owned(),
        rank_class: unit.rank_class.clone(),
        parent: unit.parent.map(|parent| here.unit_in_full(parent)),
        area: unit.area.map(|area| here.area(area)),
        from: unit.from.map(Day::of),
        until: unit.until.map(Day::of),
        phone: unit.office_phone.clone(),
        address: unit.address.clone(),
        assists: unit.assists.map(|post| here.holder(post, here.today())),
        leaders,
        members: unit.members.iter().map(|post| here.holder(*post, here.today())).collect(),
        handlers,
        duties: unit.duties.iter().map(|held| duty(here, held)).collect(),
        posting: (!tasks.is_empty()).then(|| posting::link(here, Place::Unit(id))),
        distribution: here.distribution(&group.lights, |light| Some(List::LightUnit(light, id))),
        mean: mean(group.progress),
        rows: tasks.iter().take(MOST_ROWS).map(|task| here.row(*task)).collect(),
        more: more(here, List::Unit(id)),
        other_roles: unit_roles(here, id),
        ranking: ranking::of_unit(here, id),
        report: ranking::report(here, id),
        on_time: on_time(group),
        pledges: pledges::of(here, Signer::Unit(id)),
        exposures: exposure::of_unit(here, id),
        commendations: commendation::of_unit(here, id),
        children: children(here, id),
        grids: None,
        related,
        earlier,
        findings: unit_findings(here, id),
        feedback: here.feedback(unit.slug.as_str(), Some(id)),
        data: here.table_links("units"),
    }
}

fn unit_head(here: Here, unit: &portal::Unit) -> super::view::head::Head {
    let description = format!("{}的职责、负责人、牵头任务和完成情况", unit.name);
    let ages = true;
    here.head(About { ages, ..About::column(&unit.name, description, Section::Structure) })
}

/// Leaders and heads with their holders; handlers by post.
pub fn staff(
    here: Here,
    unit: Id<Unit>,
) -> (Vec<Holder>, Vec<super::view::structure::HandlerItem>) {
    let leads =
        |class: LeaderClass| class <= LeaderClass::DeputyHead || class == LeaderClass::Village;
    let portal = &here.assessed().portal;
    let posts = posts_of(here, unit);
    let of = |fits: &dyn Fn(LeaderClass) -> bool| -> Vec<Holder> {
        let found = posts.iter().filter(|id| fits(portal.posts.get(**id).class));
        found.map(|id| here.holder(*id, here.today())).collect()
    };
    let mut handlers = handlers_of(here, unit);
    let leaders = of(&leads);
    if !leaders.is_empty() {
        return (leaders, handlers);
    }
    // A section has nobody above its chief, who answers for it and is no handler here.
    let chiefs = of(&|class| class == LeaderClass::Section);
    handlers.retain(|one| chiefs.iter().all(|chief| chief.href != one.label.href));
    (chiefs, handlers)
}

/// A duty with its basis.
pub fn duty(here: Here, duty: &portal::Duty) -> Duty {
    Duty {
        kind: duty.kind.zh().to_owned(),
        text: duty.text.clone(),
        basis: duty.basis.map(|id| Label {
            text: here.assessed().portal.documents.get(id).title.clone(),
            href: here.citation(id).href,
        }),
    }
}

fn children(here: Here, id: Id<Unit>) -> Vec<Label> {
    let units = here.assessed().portal.units.iter();
    units.filter(|(_, unit)| unit.parent == Some(id)).map(|(id, _)| here.unit_in_full(id)).collect()
}

/// Tasks in which a unit has a role other than lead.
fn unit_roles(here: Here, id: Id<Unit>) -> Vec<RoleTasks> {
    let roles = [Role::Cooperating, Role::Undertaking, Role::Supervising];
    let held = roles.iter().map(|role| role_tasks(here, *role, Party::Unit(id)));
    held.filter(|held| !held.rows.is_empty()).collect()
}

/// The tasks in which a unit or post holds a role, as far as its page shows them. Those of a
/// handler are not counted: no figure stands beside a person who is given work by others.
fn role_tasks(here: Here, role: Role, party: Party) -> RoleTasks {
    let list = List::of_role(role, party);
    let tasks = here.plan.lists.tasks(list);
    let most = if matches!(list, List::Leader(_)) { MOST_ROWS } else { MOST_OF_ROLE };
    let more = more(here, list);
    let counts = !matches!((role, party), (Role::Handler | Role::GridWorker, Party::Post(_)));
    let all = |link: Link| Link { text: here.plan.words("filters", "all"), ..link };
    RoleTasks {
        role: role.zh().to_owned(),
        total: counts.then(|| count(tasks.len())),
        rows: tasks.iter().take(most).map(|id| here.row(*id)).collect(),
        more: if counts { more } else { more.map(all) },
    }
}

/// The on-time rate with both its numbers; `None` for units that lead nothing.
pub fn on_time(group: &assess::Group) -> Option<OnTime> {
    let percent =
        |rate: assess::Rate| rate.percent().and_then(|percent| i32::try_from(percent).ok());
    let (current, original) = (group.on_time.current, group.on_time.original);
    (!group.tasks.is_empty()).then(|| OnTime {
        due: current.of,
        in_time: current.kept,
        percent: percent(current),
        original_due: original.of,
        original_in_time: original.kept,
        original_percent: percent(original),
    })
}

/// What is missing in a unit: vacancies, missing reports.
fn unit_findings(here: Here, id: Id<Unit>) -> Vec<Finding> {
    let coverage = &here.assessed().coverage;
    let portal = &here.assessed().portal;
    let vacancies =
        coverage.vacancies.iter().filter(|vacancy| portal.posts.get(vacancy.post).unit == id);
    let mut findings: Vec<Finding> =
        vacancies.map(|vacancy| super::structure::vacancy(here, *vacancy)).collect();
    let led = &here.assessed().units.get(id).lights;
    let silent = led.count(crate::method::Light::Silent);
    if silent > 0 {
        findings.push(Finding {
            subject: here.unit(id),
            text: format!(
                "牵头的任务有{silent}{}{}",
                here.measure(),
                portal.method.word(Light::Silent, false)
            ),
        });
    }
    let late = coverage.late_reports.iter().filter(|late| late.unit == Some(id)).count();
    if late > 0 {
        findings.push(Finding { subject: here.unit(id), text: format!("迟报{late}次") });
    }
    let missing = coverage.missing_months.iter().filter(|missing| missing.unit == Some(id));
    let missing: Vec<_> = missing.map(|missing| missing.task).collect();
    if !missing.is_empty() {
        let tasks = missing.iter().collect::<BTreeSet<_>>().len();
        findings.push(Finding {
            subject: here.unit(id),
            text: format!("{tasks}{}任务缺报，合计{}个月", here.measure(), missing.len()),
        });
    }
    findings
}

/// The page of a post: a leader's list, or a handler's without any count of lights.
pub fn post(here: Here, id: Id<Post>) -> PostView {
    let portal = &here.assessed().portal;
    let post = portal.posts.get(id);
    let holder = here.holder(id, here.today());
    let leads = leads(post.class);
    let group = here.assessed().posts.get(id);
    PostView {
        head: post_head(here, id, post),
        id: post.slug.to_string(),
        unit: here.unit_in_full(post.unit),
        class: post.class.zh().to_owned(),
        division: post.division.clone(),
        cross_duties: post.cross_duties.clone().map(
            |[integrity, petition, safety, environment]| CrossDuties {
                integrity,
                petition,
                safety,
                environment,
            },
        ),
        from: post.from.map(Day::of),
        until: post.until.map(Day::of),
        terms: terms(here, post),
        distribution: leads.then(|| here.distribution(&group.lights, |_| None)),
        mean: leads.then(|| mean(group.progress)),
        roles: post_roles(here, id),
        groups: groups(here, |unit| unit.members.contains(&id)),
        assisted_by: groups(here, |unit| unit.assists == Some(id)),
        led: led_with_unit(here, id),
        areas: areas_of(here, id),
        grids: grids_of(here, id),
        pledges: pledges::of(here, Signer::Post(id)),
        feedback: here.feedback(post.slug.as_str(), Some(post.unit)),
        data: here.table_links("posts"),
        holder,
    }
}

/// The tasks that the unit leads, on the page of the post that heads it: they are named after the
/// unit, and whoever heads it answers for them.
fn led_with_unit(here: Here, id: Id<Post>) -> Option<Link> {
    let unit = here.assessed().portal.posts.get(id).unit;
    let tasks = here.plan.lists.count(List::Unit(unit));
    (tasks > 0 && head_of(here, unit) == Some(id)).then(|| Link {
        text: format!("{tasks}{}任务", here.measure()),
        href: here.href(Address::Unit(unit)),
    })
}

/// Whether a post's page shows the distribution of its tasks: leaders' pages do, handlers' do not.
pub fn leads(class: LeaderClass) -> bool {
    match class {
        LeaderClass::Main | LeaderClass::Deputy | LeaderClass::Liaison => true,
        LeaderClass::Head
        | LeaderClass::DeputyHead
        | LeaderClass::Section
        | LeaderClass::Handler
        | LeaderClass::Village
        | LeaderClass::GridWorker => false,
    }
}

/// A post that no other has the name of: 区政府办主任（2）.
pub fn in_full(here: Here, id: Id<Post>) -> String {
    let portal = &here.assessed().portal;
    here.post(id) + &which(here, id, portal.posts.get(id))
}

/// Whose tasks a list holds: 副州长 何若川, or the post with its unit where nobody is named.
pub fn called(here: Here, id: Id<Post>) -> String {
    let named = here.holder(id, here.today()).name.is_some();
    if named { here.spoken(id, here.today()) } else { in_full(here, id) }
}

fn post_head(here: Here, id: Id<Post>, post: &portal::Post) -> super::view::head::Head {
    let portal = &here.assessed().portal;
    let unit = portal.units.get(post.unit);
    let title = in_full(here, id);
    let description = format!("{}：分工、任职和负责的任务", here.spoken(id, here.today()));
    let above = vec![(unit.short_name.clone(), Address::Unit(post.unit))];
    let ages = true;
    here.head(About { above, ages, ..About::column(&title, description, Section::Structure) })
}

/// Which of the posts of one name in a unit it is: （2）; nothing where there is only one.
fn which(here: Here, id: Id<Post>, post: &portal::Post) -> String {
    let mut alike = posts_of(here, post.unit);
    alike.retain(|other| here.assessed().portal.posts.get(*other).label == post.label);
    let at = alike.iter().position(|other| *other == id).filter(|_| alike.len() > 1);
    at.map(|at| format!("（{}）", at + 1)).unwrap_or_default()
}

/// Who held the post, newest first; names only as far as the portal names this kind of post.
fn terms(here: Here, post: &portal::Post) -> Vec<Term> {
    let named = assess::is_named(post.class, here.assessed().portal.site.naming);
    let known = post.holdings.iter().filter(|held| held.from <= here.today());
    let out = |id: Option<_>| id.filter(|id| documents::is_out(here.assessed(), *id));
    let term = |held: &portal::Holding| Term {
        name: named.then(|| held.name.clone()),
        from: Day::of(held.from),
        until: held.until.filter(|until| *until <= here.today()).map(Day::of),
        acting: held.acting,
        document: out(held.document).map(|id| Link {
            text: here.assessed().portal.documents.get(id).title.clone(),
            href: here.citation(id).href.unwrap_or_default(),
        }),
    };
    let mut terms: Vec<Term> = known.map(term).collect();
    terms.reverse();
    terms
}

/// Tasks by the role of a post, today's holders of changed roles counted.
fn post_roles(here: Here, id: Id<Post>) -> Vec<RoleTasks> {
    let held = CHAIN.iter().map(|role| role_tasks(here, *role, Party::Post(id)));
    held.filter(|held| !held.rows.is_empty()).collect()
}

fn groups(here: Here, belongs: impl Fn(&portal::Unit) -> bool) -> Vec<Label> {
    let units = here.assessed().portal.units.iter();
    units.filter(|(_, unit)| belongs(unit)).map(|(id, _)| here.unit_in_full(id)).collect()
}

fn areas_of(here: Here, id: Id<Post>) -> Vec<Label> {
    let areas = here.assessed().portal.areas.iter();
    areas.filter(|(_, area)| area.responsible == Some(id)).map(|(id, _)| here.area(id)).collect()
}

fn grids_of(here: Here, id: Id<Post>) -> Vec<Label> {
    let grids = here.assessed().portal.grids.iter();
    let grid = |(id, grid): (Id<portal::Grid>, &portal::Grid)| Label {
        text: grid.name.clone(),
        href: Some(here.href(Address::Grid(id))),
    };
    grids.filter(|(_, grid)| grid.posts.contains(&id)).map(grid).collect()
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    #[test]
    fn posts_of_one_name_in_a_unit_are_numbered_in_their_titles() {
        let posts = text("units/posts.yaml").replace("副主任", "主任");
        let plan = with(&[("units/posts.yaml", &posts)], "2026-10-15");
        let title = |path: &str| {
            let Page::Post(view) = page(&plan, path) else { panic!("a post") };
            view.head.title.clone()
        };
        assert_eq!(title("posts/office-director/"), "区政府办主任（1）");
        assert_eq!(title("posts/office-deputy/"), "区政府办主任（2）");
        assert_eq!(title("posts/housing-director/"), "区住建局局长");
    }

    #[test]
    fn whoever_heads_a_unit_answers_for_the_tasks_that_it_leads() {
        let plan = with(&[], "2026-10-15");
        let led = |path: &str| {
            let Page::Post(view) = page(&plan, path) else { panic!("a post") };
            view.led.map(|link| (link.text, link.href))
        };
        let unit = ("1项任务".to_owned(), "../../units/housing-bureau/".to_owned());
        assert_eq!(led("posts/housing-director/"), Some(unit));
        assert_eq!(led("posts/housing-handler/"), None, "a handler heads nothing");
        assert_eq!(led("posts/office-deputy/"), None, "nor does a deputy");
    }

    #[test]
    fn what_is_finished_stays_with_whoever_held_the_posts_on_that_day() {
        // The kindergarten was finished on 25 August; the lifts are under way.
        let leaders = |left: &str, came: &str| {
            let holdings = text("units/holdings.yaml").replace(
                "{岗位: vice-head-1, 姓名: 何若川, 开始: 2024-01-10}",
                &format!(
                    "{{岗位: vice-head-1, 姓名: 何若川, 开始: 2024-01-10, 结束: {left}}}\n  \
                     - {{岗位: vice-head-1, 姓名: 邓九霄, 开始: {came}}}"
                ),
            );
            let plan = with(&[("units/holdings.yaml", &holdings)], "2026-10-15");
            let Page::Tasks(list) = page(&plan, "tasks/") else { panic!("a list") };
            ["kindergarten", "lift-retrofit"].map(|id| {
                let Page::Task(view) = page(&plan, &format!("tasks/{id}/")) else {
                    panic!("a task")
                };
                let mut held = view.chain.iter().flat_map(|link| &link.holders);
                let leader = held.find(|held| held.post == "副区长").expect("a leader");
                let row = list.rows.iter().find(|row| row.id == id).expect("a row");
                let chain = leader.formerly().to_owned() + &leader.spoken();
                assert_eq!(row.leader.as_ref(), Some(&chain), "the list says the same");
                chain
            })
        };
        let now = "副区长 邓九霄";
        assert_eq!(leaders("2026-08-31", "2026-09-01"), ["时任副区长 何若川", now]);
        assert_eq!(leaders("2026-08-20", "2026-09-01"), ["副区长（当时空缺）", now]);
        assert_eq!(leaders("2026-05-31", "2026-06-01"), [now, now]);
    }

    #[test]
    fn a_task_says_when_its_leader_changed_and_names_whom_it_names() {
        let holdings = text("units/holdings.yaml").replace(
            "{岗位: vice-head-1, 姓名: 何若川, 开始: 2024-01-10}",
            "{岗位: vice-head-1, 姓名: 何若川, 开始: 2024-01-10, 结束: 2026-05-31}\n  \
             - {岗位: vice-head-1, 姓名: 邓九霄, 开始: 2026-07-01}",
        );
        let told = |day: &str| {
            let plan = with(&[("units/holdings.yaml", &holdings)], day);
            let Page::Task(view) = page(&plan, "tasks/lift-retrofit/") else { panic!("a task") };
            let told = view.successions.iter().map(|held| {
                let before = held.before.as_deref().unwrap_or("空缺");
                let after = held.after.as_deref().unwrap_or("？");
                let after = if held.vacant { "空缺" } else { after };
                format!("{} {} {before}→{after}", held.on.iso, held.role)
            });
            told.collect::<Vec<_>>()
        };
        assert_eq!(
            told("2026-10-15"),
            ["2026-07-01 责任领导 空缺→邓九霄", "2026-06-01 责任领导 何若川→空缺"]
        );
        assert_eq!(told("2026-06-15"), ["2026-06-01 责任领导 何若川→空缺"]);
        assert_eq!(told("2026-05-31"), [] as [String; 0]);
    }

    #[test]
    fn a_namesake_who_comes_is_another_person_and_a_corrected_name_is_not() {
        let told = |before: &str, after: &str| {
            let holdings = text("units/holdings.yaml").replace(
                "{岗位: vice-head-1, 姓名: 何若川, 开始: 2024-01-10}",
                &format!(
                    "{{岗位: vice-head-1, {before}, 开始: 2024-01-10, 结束: 2026-05-31}}\n  \
                     - {{岗位: vice-head-1, {after}, 开始: 2026-06-01}}"
                ),
            );
            let plan = with(&[("units/holdings.yaml", &holdings)], "2026-10-15");
            let Page::Task(view) = page(&plan, "tasks/lift-retrofit/") else { panic!("a task") };
            view.successions.len()
        };
        let namesake = "姓名: 何若川, 人员编号: he-2";
        assert_eq!(told("姓名: 何若川, 人员编号: he-1", namesake), 1);
        assert_eq!(told("姓名: 何若川, 人员编号: he-2", "姓名: 何若穿, 人员编号: he-2"), 0);
        assert_eq!(told("姓名: 何若川", namesake), 0, "nobody told them apart");
    }
}

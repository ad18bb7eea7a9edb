//! The ladders of the method: who pushes a task level by level down to its site, and who stands on
//! each level of the whole portal.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::address::Address;
use super::here::Here;
use super::lists::line;
use super::people::{parties, posts_of};
use super::view::atoms::Label;
use super::view::people::{Holder, Rung};
use crate::method::LadderStep;
use crate::portal::{self, Area, Id, Party, Post, Task, Unit};
use crate::record::{LeaderClass, Role, UnitClass};

/// Most posts, units or areas named on a rung of a task; more become one figure.
const MOST: usize = 9;
/// The same for the whole portal: the leading bodies of a county in full.
const MOST_OF_PORTAL: usize = 12;

/// Roles whose units answer for the place that they serve.
const ON_SITE: [Role; 3] = [Role::Lead, Role::Cooperating, Role::Undertaking];

/// Who stands on a rung.
#[derive(Default)]
struct Standing {
    posts: BTreeSet<Id<Post>>,
    units: BTreeSet<Id<Unit>>,
    areas: BTreeSet<Id<Area>>,
    grids: usize,
}

impl Standing {
    fn is_empty(&self) -> bool {
        self.posts.is_empty() && self.units.is_empty() && self.areas.is_empty() && self.grids == 0
    }

    fn admit(&mut self, party: Party) {
        match party {
            Party::Post(post) => self.posts.extend([post]),
            Party::Unit(unit) => self.units.extend([unit]),
        }
    }
}

/// Who pushes a task, level by level down to the site, with the holders of the day on which it
/// ended, if it has; and the levels that it does not concern:
/// empty if the method has no such chain.
pub fn promotion(here: Here, id: Id<Task>) -> (Vec<Rung>, Vec<String>) {
    let (mut rungs, mut beyond) = (Vec::new(), Vec::new());
    for step in &here.assessed().portal.method.promotion {
        let standing = of_task(here, id, step);
        if standing.is_empty() && !is_due(here, id, step) {
            beyond.push(step.who.to_string());
        } else {
            rungs.push(rung(here, step, &standing, MOST, here.answered_on(id)));
        }
    }
    (rungs, beyond)
}

/// The chain of responsibility with the holders of today, for the whole portal.
pub fn ladder(here: Here) -> Vec<Rung> {
    let steps = here.assessed().portal.method.ladder.iter();
    let of = |step| rung(here, step, &of_portal(here, step), MOST_OF_PORTAL, here.today());
    steps.map(of).collect()
}

/// Whether somebody must stand on a rung of a task: what every task has, and the levels to which
/// its plan is to be broken down.
fn is_due(here: Here, id: Id<Task>, step: &LadderStep) -> bool {
    if step.open == Some(true) {
        return false;
    }
    let plans = &here.assessed().portal.plans;
    let above = line(here.assessed().portal.tasks.get(id).plan, |plan| plans.get(plan).parent);
    let broken_down = |level| above.iter().any(|id| plans.get(*id).broken_down_to.contains(level));
    !step.roles.is_empty()
        || step.units.iter().any(|class| !is_of_projects(class.value))
        || step.areas.iter().any(|level| broken_down(&level.value))
}

/// Units that are set up for single projects.
fn is_of_projects(class: UnitClass) -> bool {
    matches!(class, UnitClass::Headquarters | UnitClass::TaskForce | UnitClass::ProjectOwner)
}

/// Those who stand on a rung for a task.
fn of_task(here: Here, id: Id<Task>, step: &LadderStep) -> Standing {
    let portal = &here.assessed().portal;
    let task = portal.tasks.get(id);
    let mut on = Standing::default();
    for role in &step.roles {
        let held = parties(task, role.value, here.today());
        for held in held {
            on.admit(held.party);
        }
    }
    if !step.posts.is_empty() {
        let led = |post: &Id<Post>| portal.posts.get(*post).unit;
        let units: BTreeSet<_> = on.units.iter().copied().chain(on.posts.iter().map(led)).collect();
        let beside = units.into_iter().flat_map(|unit| posts_of(here, unit));
        on.posts.extend(beside.filter(|post| is_of(step, portal.posts.get(*post).class)));
    }
    let pushing = portal.units.iter().filter(|(id, unit)| pushes(here, task, step, *id, unit));
    on.units.extend(pushing.map(|(id, _)| id));
    let grids: Vec<_> = portal
        .grids
        .iter()
        .filter(|(grid, held)| {
            task.grids.contains(grid) || held.items.iter().any(|item| item.task == Some(id))
        })
        .collect();
    if step.grids == Some(true) {
        on.grids = grids.len();
    }
    let serving = task.roles.iter().filter(|held| ON_SITE.contains(&held.role));
    let serving = serving.filter_map(|held| match held.party {
        Party::Unit(unit) => portal.units.get(unit).area,
        Party::Post(_) => None,
    });
    let in_grids = grids.iter().map(|(_, grid)| grid.area);
    let touched = task.areas.iter().copied().chain(serving).chain(in_grids);
    let around = touched.flat_map(|area| line(area, |id| portal.areas.get(id).parent));
    on.areas = around.filter(|area| is_level(here, step, *area)).collect();
    answer(here, &mut on);
    on
}

/// Those who stand on a rung of the whole portal: where roles say who they are, those who have
/// them; else all posts, units and areas of its kinds.
fn of_portal(here: Here, step: &LadderStep) -> Standing {
    let portal = &here.assessed().portal;
    let mut on = Standing::default();
    let held = portal.tasks.iter().flat_map(|(_, task)| {
        step.roles.iter().flat_map(|role| parties(task, role.value, here.today()))
    });
    for held in held {
        on.admit(held.party);
    }
    if step.roles.iter().any(|role| role.value == Role::GridWorker) {
        on.posts.extend(portal.grids.iter().flat_map(|(_, grid)| grid.posts.iter().copied()));
    }
    if !step.units.is_empty() {
        on.units.retain(|unit| is_in(step, portal.units.get(*unit).class));
    }
    if on.units.is_empty() {
        on.units.extend(
            portal.units.iter().filter(|(_, unit)| is_in(step, unit.class)).map(|(id, _)| id),
        );
    }
    if on.units.is_empty() {
        on.areas = portal.areas.ids().filter(|area| is_level(here, step, *area)).collect();
        answer(here, &mut on);
    }
    if step.grids == Some(true) {
        on.grids = portal.grids.len();
    }
    if !step.posts.is_empty() {
        on.posts.retain(|post| is_of(step, portal.posts.get(*post).class));
        let stands = |post: &portal::Post| {
            let held = portal.units.get(post.unit);
            // The chief of a section stands where its department does.
            let above = held.parent.filter(|_| held.class == UnitClass::Section);
            let is_on = on.units.contains(&above.unwrap_or(post.unit));
            let governs = step.units.is_empty() && is_government(here, post.unit);
            is_of(step, post.class) && (governs || is_on)
        };
        let standing = portal.posts.iter().filter(|(_, post)| stands(post));
        on.posts.extend(standing.map(|(id, _)| id));
    }
    on.posts.retain(|post| portal.posts.get(*post).exists(here.today()));
    on
}

fn is_of(step: &LadderStep, class: LeaderClass) -> bool {
    step.posts.iter().any(|held| held.value == class)
}

fn is_in(step: &LadderStep, class: UnitClass) -> bool {
    step.units.iter().any(|held| held.value == class)
}

/// Whether an area is of the levels of a rung. The organiser stands above its ladder: its own area
/// and those around it are no level of it.
fn is_level(here: Here, step: &LadderStep, area: Id<Area>) -> bool {
    let portal = &here.assessed().portal;
    let own = portal.site.unit.and_then(|unit| portal.units.get(unit).area);
    let above = own.map_or_else(Vec::new, |own| line(own, |id| portal.areas.get(id).parent));
    let level = portal.areas.get(area).level;
    step.areas.iter().any(|held| held.value == level) && !above.contains(&area)
}

/// Puts the posts responsible for the areas beside them, as far as they can be named.
fn answer(here: Here, on: &mut Standing) {
    let areas = &here.assessed().portal.areas;
    if on.areas.len() <= MOST {
        on.posts.extend(on.areas.iter().filter_map(|area| areas.get(*area).responsible));
    }
}

/// Whether a unit of the organising government's bodies stands on a rung for a task: an execution
/// group only if it assists the leader, what is set up for single projects only with a role in it.
fn pushes(here: Here, task: &Task, step: &LadderStep, id: Id<Unit>, unit: &portal::Unit) -> bool {
    is_in(step, unit.class)
        && if is_of_projects(unit.class) {
            task.roles.iter().any(|held| held.party == Party::Unit(id))
        } else {
            unit.assists.is_none() || unit.assists == task.leader_on(here.today())
        }
}

/// Whether a unit is the organising government, an office directly below it or another of the
/// bodies that lead beside it: 区委, 区人大常委会, 区政协.
fn is_government(here: Here, unit: Id<Unit>) -> bool {
    let portal = &here.assessed().portal;
    let (organiser, held) = (portal.site.unit, portal.units.get(unit));
    let is_beside = leads(held.class) && held.parent.is_none();
    Some(unit) == organiser || is_beside || (organiser.is_some() && held.parent == organiser)
}

/// Whether units of a class are one of the four bodies that lead at a level 四套班子.
fn leads(class: UnitClass) -> bool {
    use UnitClass::{Conference, Congress, Government, Party};
    matches!(class, Party | Congress | Government | Conference)
}

/// A rung with the holders of a day, each named unless there are more than `most`.
fn rung(here: Here, step: &LadderStep, on: &Standing, most: usize, day: NaiveDate) -> Rung {
    let portal = &here.assessed().portal;
    let named = on.posts.len() <= most;
    let holder = |post: &Id<Post>| here.holder(*post, day);
    let holders: Vec<Holder> =
        if named { on.posts.iter().map(holder).collect() } else { Vec::new() };
    let mut places: Vec<Label> = Vec::new();
    let mut figures: Vec<String> = Vec::new();
    // A unit whose post is named here, and a street whose office answers for it, is named with it.
    let said = |place: &Label| {
        holders.iter().any(|held| held.unit.as_ref().is_some_and(|unit| unit.text == place.text))
    };
    if on.units.len() <= most {
        let units = on.units.iter().map(|unit| here.unit(*unit));
        places.extend(units.filter(|unit| !said(unit)));
    } else {
        figures.push(format!("{}个单位", on.units.len()));
    }
    if on.areas.len() <= most {
        let areas = on.areas.iter().map(|area| here.area(*area));
        places.extend(areas.filter(|area| !said(area)));
    } else {
        let levels = counted(on.areas.iter().map(|area| portal.areas.get(*area).level));
        let href = Some(here.href(Address::Areas));
        places.extend(levels.map(|(level, count)| {
            let text = format!("{count}个{}", level.zh());
            Label { text, href: href.clone() }
        }));
    }
    if !named {
        let classes = counted(on.posts.iter().map(|post| portal.posts.get(*post).class));
        figures.extend(classes.map(|(class, count)| format!("{count}个{}岗位", class.zh())));
    }
    if !figures.is_empty() {
        places.push(Label { text: figures.join("，"), href: None });
    }
    if on.grids > 0 {
        let href = Some(here.href(Address::Grids(None, 1)));
        places.push(Label { text: format!("{}个网格", on.grids), href });
    }
    Rung {
        level: step.who.to_string(),
        duty: Some(step.does.to_string()),
        missing: on.is_empty() && step.open != Some(true),
        holders,
        places,
    }
}

/// How many there are of each kind.
fn counted<K: Ord>(kinds: impl Iterator<Item = K>) -> impl Iterator<Item = (K, usize)> {
    let mut counts: BTreeMap<K, usize> = BTreeMap::new();
    for kind in kinds {
        *counts.entry(kind).or_default() += 1;
    }
    counts.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};
    use crate::plan::view::structure::StructureView;
    use crate::plan::view::task::TaskView;

    /// A task's page of the reference with some files written otherwise.
    fn task(slug: &str, files: &[(&str, &str)]) -> TaskView {
        match page(&with(files, "2026-10-15"), &format!("tasks/{slug}/")) {
            Page::Task(view) => view,
            other => panic!("{other:?}"),
        }
    }

    fn rung<'a>(rungs: &'a [Rung], level: &str) -> &'a Rung {
        rungs.iter().find(|rung| rung.level == level).expect(level)
    }

    fn texts(places: &[Label]) -> Vec<&str> {
        places.iter().map(|place| place.text.as_str()).collect()
    }

    const LOCAL: &str = "街镇、村";

    #[test]
    fn a_level_is_missing_only_where_the_plan_is_broken_down_to_it() {
        let view = task("kindergarten", &[]);
        assert_eq!(view.beyond, [LOCAL, "项目地"]);
        assert!(view.ladder.iter().all(|rung| rung.level != LOCAL));
        let plan = text("plans/plan-2026.yaml");
        let plan = plan.replace("宣布总数:", "分解到: [乡镇街道]\n宣布总数:");
        let view = task("kindergarten", &[("plans/plan-2026.yaml", &plan)]);
        assert!(rung(&view.ladder, LOCAL).missing);
        assert_eq!(view.beyond, ["项目地"]);
    }

    #[test]
    fn a_level_is_filled_by_the_areas_of_the_task_and_of_the_units_that_carry_it_out() {
        // The district itself is no level below its own government.
        let view = task("lift-retrofit", &[]);
        assert_eq!(texts(&rung(&view.ladder, LOCAL).places), ["澜桥街道"]);
        let units = text("units/units.yaml");
        let units = units.replace("简称: 区住建局\n", "简称: 区住建局\n    区域: lanqiao\n");
        let view = task("kindergarten", &[("units/units.yaml", &units)]);
        assert_eq!(texts(&rung(&view.ladder, LOCAL).places), ["澜桥街道"]);
        assert_eq!(view.beyond, ["项目地"]);
    }

    #[test]
    fn the_grids_that_list_a_task_stand_on_its_ladder() {
        let portal = text("portal.yaml").replace(
            "工作方法: {基础: six-mechanisms, 级别: 区}",
            "工作方法: {基础: six-mechanisms, 推进链条: [{谁: 街道, 做什么: 落实, 区域层级: [township]}, \
             {谁: 网格, 做什么: 办理, 网格: 是}]}",
        );
        let named = text("tasks/lift-retrofit.yaml");
        let named = named.replace("区域: [lanqiao]\n", "").replace("网格: [lanqiao-01]\n", "");
        let files = [("portal.yaml", portal.as_str()), ("tasks/lift-retrofit.yaml", &named)];
        let view = task("lift-retrofit", &files);
        assert_eq!(texts(&rung(&view.ladder, "街道").places), ["澜桥街道"]);
        assert_eq!(texts(&rung(&view.ladder, "网格").places), ["1个网格"]);
        assert_eq!(task("kindergarten", &files).beyond, ["街道", "网格"]);
    }

    #[test]
    fn the_party_committee_stands_beside_the_government_and_not_as_one() {
        let portal = text("portal.yaml").replace(
            "工作方法: {基础: six-mechanisms, 级别: 区}",
            "工作方法: {基础: six-mechanisms, 推进链条: [\
             {谁: 区委, 做什么: 部署, 单位类型: [party]}, \
             {谁: 区政府, 做什么: 落实, 单位类型: [government]}]}",
        );
        let units = text("units/units.yaml");
        let party = "单位:\n  - {编号: party, 名称: 中共云澄区委员会, 简称: 区委, 类型: 党委}\n";
        let units = units.replacen("单位:\n", party, 1);
        let view = task("lift-retrofit", &[("portal.yaml", &portal), ("units/units.yaml", &units)]);
        assert_eq!(texts(&rung(&view.ladder, "区委").places), ["区委"]);
        assert_eq!(texts(&rung(&view.ladder, "区政府").places), ["区政府"]);
    }

    #[test]
    fn the_portal_says_who_holds_the_roles_and_where_nobody_stands() {
        let portal = text("portal.yaml").replace(
            "工作方法: {基础: six-mechanisms, 级别: 区}",
            "工作方法: {基础: six-mechanisms, 责任链条: [\
             {谁: 牵头, 做什么: 主抓, 单位类型: [department], 角色: [lead]}, \
             {谁: 街道, 做什么: 落实, 单位类型: [township], 区域层级: [county, township]}, \
             {谁: 网格员, 做什么: 办理, 角色: [grid_worker], 网格: 是}, \
             {谁: 村, 做什么: 动员, 单位类型: [village_committee]}]}",
        );
        let plan = with(&[("portal.yaml", portal.as_str())], "2026-10-15");
        let Page::Structure(view) = page(&plan, "structure/") else { panic!("the structure") };
        let StructureView { ladder, .. } = &view;
        assert_eq!(texts(&rung(ladder, "牵头").places), ["区政府办", "区住建局"]);
        assert_eq!(texts(&rung(ladder, "街道").places), ["澜桥街道"]);
        assert_eq!(texts(&rung(ladder, "网格员").places), ["1个网格"]);
        assert_eq!(rung(ladder, "网格员").holders.len(), 1);
        assert!(rung(ladder, "村").missing);
    }
}

//! A plan's page: its catalogue, the totals it announced, and how its tasks stand.

use super::address::{Address, List};
use super::followed;
use super::heads::{About, Section};
use super::here::{Here, count, mean, small};
use super::reconcile::of_plan;
use super::tasks::first_level;
use super::view::atoms::{Day, Label, clauses};
use super::view::plan::{Branch, PlanRow, PlanView, Work};
use crate::assess::{Group, is_part};
use crate::date::days_between;
use crate::method::Light;
use crate::portal::{Category, Id, Plan, Task};
use crate::record::DeclaredWhat;

/// Most tasks of a category in the tree; the rest stand in the category's list.
const MOST_WORKS: usize = 20;
/// With more tasks than these the tree ends at the categories; their lists go on.
const MOST_TASKS: usize = 180;

/// The page of a plan.
pub fn plan(here: Here, id: Id<Plan>) -> PlanView {
    let assessed = here.assessed();
    let plan = assessed.portal.plans.get(id);
    let group = assessed.plans.get(id);
    let unfinished = assessed.coverage.unfinished_at_end.iter();
    let unsettled = unfinished.filter(|task| assessed.portal.tasks.get(**task).plan == id);
    let archive = assessed.portal.site.as_of.is_some();
    PlanView {
        head: head(here, plan),
        id: plan.slug.to_string(),
        clauses: clauses(&plan.name),
        kind: plan.kind.zh().to_owned(),
        from: Day::of(plan.from),
        until: Day::of(plan.until),
        days_left: (!archive).then(|| small(days_between(here.today(), plan.until))),
        counted_on: Day::of(here.today()),
        published_on: plan.published_on.map(Day::of),
        summary: plan.summary.clone(),
        document: plan.document.map(|document| here.citation(document)),
        basis: here.basis(&plan.basis),
        unit: plan.unit.map(|unit| here.unit_in_full(unit)),
        parent: plan.parent.map(|parent| label(here, parent)),
        children: children(here, id),
        rhythm_days: plan.rhythm_days,
        distribution: here.distribution(&group.lights, |_| None),
        mean: mean(group.progress),
        reconciliations: of_plan(here, id),
        figures: followed::figures(plan),
        tables: followed::tables(here, id),
        registers: followed::registers(here, id),
        goals: followed::goals(here, plan),
        kept: followed::kept(here, plan),
        checklist: followed::checklist(here, plan),
        snapshots: followed::snapshots(here, id),
        branches: catalogue(here, plan, &group.tasks),
        unsettled: unsettled.map(|task| work(here, *task)).collect(),
        tasks_href: tasks_href(here, plan, &group.tasks),
        feedback: here.feedback(plan.slug.as_str(), plan.unit),
        data: here.table_links("tasks"),
    }
}

fn head(here: Here, plan: &Plan) -> super::view::head::Head {
    let description = format!("{}：任务目录、总体进展、宣布和公布的数目", plan.name);
    let above = plan.parent.map(|parent| (label(here, parent).text, Address::Plan(parent)));
    here.head(About {
        above: above.into_iter().collect(),
        ages: true,
        ..About::column(&plan.name, description, Section::Tasks)
    })
}

fn label(here: Here, id: Id<Plan>) -> Label {
    let plan = here.assessed().portal.plans.get(id);
    Label { text: plan.short_name.clone(), href: Some(here.href(Address::Plan(id))) }
}

/// The list that holds the plan's tasks and no others, if there is one: that of the category at the
/// top of its catalogue, or that of all tasks.
fn tasks_href(here: Here, plan: &Plan, tasks: &[Id<Task>]) -> Option<String> {
    let list = match plan.roots.as_slice() {
        [one] => List::Category(*one),
        _ => List::All,
    };
    if here.plan.lists.count(list) == tasks.len() { here.list_href(list) } else { None }
}

/// The plans that carry this one out.
fn children(here: Here, id: Id<Plan>) -> Vec<PlanRow> {
    let assessed = here.assessed();
    let plans = assessed.portal.plans.iter();
    let below: Vec<_> = plans.filter(|(_, plan)| plan.parent == Some(id)).collect();
    let total = |id: Id<Plan>| assessed.plans.get(id).lights.total();
    let largest = below.iter().map(|(id, _)| total(*id)).max().unwrap_or(0);
    let row = |(id, plan): (Id<Plan>, &Plan)| PlanRow {
        label: label(here, id),
        number: plan
            .document
            .and_then(|id| assessed.portal.documents.get(id).number.as_ref())
            .map(ToString::to_string),
        unit: plan.unit.map(|unit| here.unit(unit).text),
        distribution: here.distribution(&assessed.plans.get(id).lights, |_| None).beside(largest),
    };
    below.into_iter().map(row).collect()
}

/// A catalogue as far as a plan is concerned with it.
struct Tree<'a> {
    here: Here<'a>,
    /// The tasks it shows, where it does not show all.
    only: Option<&'a [Id<Task>]>,
    /// Whether it has tasks as its leaves.
    leaves: bool,
}

/// The plan's own catalogue. A plan without one carries out tasks of another's: what it shows of
/// that catalogue are these.
fn catalogue<'a>(here: Here<'a>, plan: &'a Plan, tasks: &'a [Id<Task>]) -> Vec<Branch> {
    let leaves = tasks.len() <= MOST_TASKS;
    if plan.roots.is_empty() {
        return Tree { here, only: Some(tasks), leaves }.branches(&first_level(here));
    }
    Tree { here, only: None, leaves }.branches(&plan.roots)
}

impl Tree<'_> {
    /// Categories of one level; of those at the top the one with most red lights is open.
    fn branches(&self, categories: &[Id<Category>]) -> Vec<Branch> {
        let groups = categories.iter().map(|id| (*id, self.group(*id)));
        let groups: Vec<(Id<Category>, Group)> =
            groups.filter(|(_, group)| self.only.is_none() || !group.tasks.is_empty()).collect();
        let largest = groups.iter().map(|(_, group)| group.lights.total()).max().unwrap_or(0);
        let reds = |held: &&(Id<Category>, Group)| held.1.lights.count(Light::Red);
        let worst = groups.iter().rev().max_by_key(reds).map(|(id, _)| *id);
        groups.iter().map(|(id, group)| self.branch(*id, group, largest, worst)).collect()
    }

    fn branch(
        &self,
        id: Id<Category>,
        group: &Group,
        largest: u32,
        worst: Option<Id<Category>>,
    ) -> Branch {
        let here = self.here;
        let category = here.assessed().portal.categories.get(id);
        let works = self.works(id);
        let shown = if self.leaves { works.len().min(MOST_WORKS) } else { 0 };
        Branch {
            label: Label { text: category.name.clone(), href: here.list_href(List::Category(id)) },
            level: level(here, category),
            leader: category.leader.map(|post| here.holder(post, here.today())),
            distribution: here.distribution(&group.lights, |_| None).beside(largest),
            mean: mean(group.progress),
            branches: self.branches(&category.children),
            more: count(works.len() - shown),
            works: works.into_iter().take(shown).map(|task| work(here, task)).collect(),
            open: category.depth == 0 && worst == Some(id),
        }
    }

    fn shows(&self, task: Id<Task>) -> bool {
        self.only.is_none_or(|tasks| tasks.binary_search(&task).is_ok())
    }

    fn group(&self, id: Id<Category>) -> Group {
        let group = self.here.assessed().categories.get(id);
        if self.only.is_none() {
            return group.clone();
        }
        self.here.assessed().group(group.tasks.iter().copied().filter(|task| self.shows(*task)))
    }

    /// A category's own tasks, worst first; parts of other tasks are counted with those.
    fn works(&self, id: Id<Category>) -> Vec<Id<Task>> {
        let portal = &self.here.assessed().portal;
        let own = |task: &Id<Task>| {
            let held = portal.tasks.get(*task);
            held.category == id && !is_part(portal, held) && self.shows(*task)
        };
        self.here.plan.lists.tasks(List::Category(id)).iter().copied().filter(own).collect()
    }
}

/// The plan's own word for a level of its catalogue: 类, 项.
fn level(here: Here, category: &Category) -> String {
    let (what, usual) = match category.depth {
        0 => (Some(DeclaredWhat::FirstLevel), "类"),
        1 => (Some(DeclaredWhat::SecondLevel), "项"),
        2 => (Some(DeclaredWhat::ThirdLevel), "目"),
        _ => (None, "目"),
    };
    let declared = &here.assessed().portal.plans.get(category.plan).declared;
    let own = declared.iter().find(|declared| Some(declared.what) == what);
    own.map_or_else(|| usual.to_owned(), |declared| declared.word.clone())
}

fn work(here: Here, id: Id<Task>) -> Work {
    let task = here.assessed().portal.tasks.get(id);
    Work {
        title: task.title.clone(),
        href: here.href(Address::Task(id)),
        light: here.standing(id).light,
        unit: task.lead_on(here.today()).map(|unit| here.unit(unit).text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    /// The page of the reference's plan with so many more tasks in one of its categories.
    fn with_more(tasks: usize) -> PlanView {
        let task = text("tasks/kindergarten.yaml");
        let copies: Vec<(String, String)> = (0..tasks)
            .map(|at| {
                let text = task.replace("编号: kindergarten", &format!("编号: school-{at}"));
                (format!("tasks/school-{at}.yaml"), text)
            })
            .collect();
        let count = format!("数量: {}", 2 + tasks);
        let plan = text("plans/plan-2026.yaml").replace("数量: 2", &count);
        let mut files: Vec<(&str, &str)> =
            copies.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        files.push(("plans/plan-2026.yaml", &plan));
        match page(&with(&files, "2026-10-15"), "plans/plan-2026/") {
            Page::Plan(view) => view,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_category_with_many_tasks_shows_some_and_counts_the_rest() {
        let view = with_more(24);
        let root = view.branches.first().expect("a category");
        assert!(root.open && root.works.is_empty());
        let school = root.branches.get(1).expect("a category below");
        assert_eq!((school.works.len(), school.more, school.distribution.total), (20, 5, 25));
        assert_eq!(view.reconciliations.first().map(|row| row.published), Some(26));
    }

    #[test]
    fn the_catalogue_of_very_many_tasks_ends_at_the_lists_of_its_categories() {
        let view = with_more(MOST_TASKS);
        let school = view.branches.first().and_then(|root| root.branches.get(1));
        let school = school.expect("a category below");
        assert_eq!((school.works.len(), school.more, school.distribution.total), (0, 181, 181));
        assert!(school.label.href.is_some());
    }

    #[test]
    fn a_plan_without_a_catalogue_shows_its_tasks_where_they_stand_in_another() {
        let special = "编号: plan-school\n名称: 学前教育专项方案\n类型: 专项方案\n\
            开始: 2026-01-01\n结束: 2026-12-31\n公布日期: 2026-01-15\n上位方案: plan-2026\n";
        let task = text("tasks/kindergarten.yaml");
        let task =
            task.replace("类别: livelihood-school", "类别: livelihood-school\n方案: plan-school");
        let files = [("plans/plan-school.yaml", special), ("tasks/kindergarten.yaml", &task)];
        let plan = with(&files, "2026-10-15");
        let Page::Plan(view) = page(&plan, "plans/plan-school/") else { panic!("a plan") };
        let [root] = view.branches.as_slice() else { panic!("one category") };
        let [school] = root.branches.as_slice() else { panic!("one category below") };
        assert_eq!((root.distribution.total, school.works.len()), (1, 1));
        assert_eq!(view.tasks_href, None, "no list holds this task alone");
        let Page::Plan(view) = page(&plan, "plans/plan-2026/") else { panic!("a plan") };
        assert_eq!(view.distribution.total, 2);
        assert!(view.tasks_href.is_some());
    }
}

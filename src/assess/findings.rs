//! Findings that depend on the day: published as facts, reported as notes, and as a warning where the day
//! is the mistake; never errors.

use std::collections::{BTreeMap, BTreeSet};

use super::family::{Freshness, doubts, freshness};
use super::{Assessed, Overlap};
use crate::date::zh;
use crate::diagnostic::{Code, Diagnostic, say};
use crate::method::{Condition, Element, Light};
use crate::portal::{Document, Id, Post, Task};
use crate::record::TaskKind;
use crate::span::Span;

/// What a clerk should know about the day's portal.
pub fn findings(assessed: &Assessed) -> Vec<Diagnostic> {
    let coverage = &assessed.coverage;
    let vacancies =
        coverage.vacancies.iter().filter_map(|vacancy| {
            let label = &assessed.portal.posts.get(vacancy.post).label;
            let words = say(format!("“{label}”空缺"), "nobody holds this post");
            Some(Diagnostic::new(Code::Vacancy, post_place(assessed, vacancy.post)?, words).help(
                say("有人接任时，在`任职`里补一条", "add a holding when somebody takes over"),
            ))
        });
    let unsettled = coverage.unfinished_at_end.iter().filter_map(|id| {
        let words = say(
            format!("“{}”期满未结", assessed.portal.tasks.get(*id).title),
            "the task is unfinished at its plan's end",
        );
        Some(Diagnostic::new(Code::UnsettledAtEnd, task_place(assessed, *id)?, words).help(say(
            "写一条变更：`结转`、`并入`或`取消`，附文件",
            "carry it over, merge or cancel it by a change with a document",
        )))
    });
    let silent = assessed.portal.tasks.ids().filter_map(|id| silent(assessed, id));
    let overlaps = coverage.overlaps.iter().filter_map(|overlap| overlapping(assessed, overlap));
    vacancies
        .chain(early_plans(assessed))
        .chain(unsettled)
        .chain(silent)
        .chain(lacking(assessed))
        .chain(overlaps)
        .chain(unregistered(assessed))
        .chain(orphans(assessed))
        .chain(old_summaries(assessed))
        .chain(doubtful_summaries(assessed))
        .chain(differences(assessed))
        .collect()
}

/// Portals below this one whose figures are old.
fn old_summaries(assessed: &Assessed) -> impl Iterator<Item = Diagnostic> {
    let children = assessed.portal.children.iter();
    children.filter_map(|child| {
        let Freshness::Old(since) = freshness(child, assessed.today) else { return None };
        let words = say(
            format!("“{}”的数据停留在{}，对比页上写明没有更新", child.short_name, zh(since)),
            format!("the figures of `{}` are those of {since}", child.slug),
        );
        let problem = Diagnostic::new(Code::SummaryOld, child.span, words);
        Some(problem.help(say("请这个门户改正错误并重新生成", "ask that portal for a new build")))
    })
}

/// Portals below this one whose own figures do not agree.
fn doubtful_summaries(assessed: &Assessed) -> impl Iterator<Item = Diagnostic> {
    let children = assessed.portal.children.iter();
    children.flat_map(|child| {
        doubts(child, assessed.today).into_iter().map(|doubt| {
            let words = say(
                format!("“{}”的汇总对不上：{doubt}", child.short_name),
                format!("the summary of `{}` does not agree with itself", child.slug),
            );
            let problem = Diagnostic::new(Code::SummaryDoubtful, child.span, words);
            problem.help(say(
                "请这个门户核对后重新生成，把`data/summary.json`送来；在此之前对照页上写明对不上",
                "ask that portal to check it and for a new build; until then the page says so",
            ))
        })
    })
}

/// Tasks of which two levels say different things.
fn differences(assessed: &Assessed) -> impl Iterator<Item = Diagnostic> {
    assessed.pairs.iter().filter(|pair| !pair.differing.is_empty()).filter_map(|pair| {
        let child = assessed.portal.children.get(pair.child)?;
        let what = pair.differing.iter().map(|what| what.zh()).collect::<Vec<_>>().join("、");
        let words = say(
            format!("“{}”和“{}”公布的{what}不一致", pair.here.title, child.short_name),
            format!("`{}` says something else of this task", child.slug),
        );
        let problem = Diagnostic::new(Code::LevelsDiffer, task_place(assessed, pair.task)?, words);
        Some(problem.help(say(
            "请两级核对，各自用进展或变更改正；在此之前两个说法并列公布",
            "let both levels check it: until then both values are published side by side",
        )))
    })
}

/// A task whose light is silence.
fn silent(assessed: &Assessed, id: Id<Task>) -> Option<Diagnostic> {
    let state = assessed.tasks.get(id);
    let verdict = state.standing.verdict;
    let rule = verdict.rule(&assessed.portal.method);
    let is_silent =
        verdict.light == Light::Silent || rule.is_some_and(|rule| rule.when == Condition::Silent);
    if !is_silent {
        return None;
    }
    let days = state.standing.silence.map_or(0, |silence| silence.days);
    let words = say(
        format!("“{}”已{days}天没有有效填报", assessed.portal.tasks.get(id).title),
        format!("nothing substantial was reported for {days} days"),
    );
    let problem = Diagnostic::new(Code::Silence, task_place(assessed, id)?, words)
        .help(say("请牵头单位填报，写入`updates`", "ask the lead unit to report"));
    Some(problem)
}

/// Tasks that lack required elements: each is told once, whichever sets ask for them.
fn lacking(assessed: &Assessed) -> impl Iterator<Item = Diagnostic> {
    let mut tasks: BTreeMap<Id<Task>, Lacking> = BTreeMap::new();
    for set in &assessed.coverage.elements {
        for (id, elements) in &set.lacking {
            let held = tasks.entry(*id).or_default();
            held.sets.push(&set.name);
            held.elements.extend(elements);
        }
    }
    tasks.into_iter().filter_map(|(id, Lacking { sets, elements })| {
        let names = elements.iter().map(|element| element.zh()).collect::<Vec<_>>().join("、");
        let english = elements.iter().map(|element| element.in_english());
        let words = say(
            format!("{}不全，缺少：{names}", sets.join("、")),
            format!("the task lacks: {}", english.collect::<Vec<_>>().join(", ")),
        );
        let problem = Diagnostic::new(Code::ElementsMissing, task_place(assessed, id)?, words);
        Some(problem.help(say("补写这些内容，或由牵头单位说明", "add what is missing")))
    })
}

/// What a task lacks, and the sets that ask for it.
#[derive(Default)]
struct Lacking<'a> {
    sets: Vec<&'a str>,
    elements: BTreeSet<Element>,
}

/// Duties that overlap, at the record that says so.
fn overlapping(assessed: &Assessed, overlap: &Overlap) -> Option<Diagnostic> {
    let portal = &assessed.portal;
    let (place, words) = match overlap {
        Overlap::Role { task, role, parties } => (
            task_place(assessed, *task),
            say(
                format!("“{}”有{}个{}", portal.tasks.get(*task).title, parties.len(), role.zh()),
                format!("{} parties share the role `{}`", parties.len(), role.en()),
            ),
        ),
        Overlap::Posts { name, posts } => (
            posts.first().and_then(|post| post_place(assessed, *post)),
            say(
                format!("“{name}”同时担任{}个领导岗位", posts.len()),
                format!("one person holds {} leaders' posts", posts.len()),
            ),
        ),
        Overlap::Units { category, units, .. } => (
            portal.places.categories.get(category.index()).copied(),
            say(
                format!(
                    "“{}”里有{}个单位在同一区域牵头",
                    portal.categories.get(*category).name,
                    units.len()
                ),
                format!("{} units lead in one category and area", units.len()),
            ),
        ),
    };
    let help =
        say("核对分工；确实如此的，不必改", "check the division of work; keep it if it is so");
    Some(Diagnostic::new(Code::Overlap, place?, words).help(help))
}

/// Plans that are on the site before the day on which they are published. The archives of months
/// gone by count their tasks from that day on.
fn early_plans(assessed: &Assessed) -> impl Iterator<Item = Diagnostic> + '_ {
    let portal = &assessed.portal;
    portal.plans.iter().filter_map(|(id, plan)| {
        let published = plan.published_on.filter(|day| *day > assessed.today)?;
        let words = say(
            format!("“{}”{}才公布，任务已经会出现在网站上", plan.name, zh(published)),
            "the tasks of a plan are on the site before the plan is published",
        );
        let place = portal.places.plans.get(id.index()).copied()?;
        Some(Diagnostic::new(Code::EarlyPlan, place, words).help(say(
            "到公布那天再生成；已经公布的，更正`公布日期`；没有定下来的任务先写`草稿: 是`",
            "build on that day; correct `published_on` if it is public already; keep tasks that \
             are not settled as drafts",
        )))
    })
}

/// Kinds of tasks that the method keeps in none of its registers, each at its first task.
fn unregistered(assessed: &Assessed) -> impl Iterator<Item = Diagnostic> {
    let registers = &assessed.portal.method.registers;
    let kept = |kind| registers.is_empty() || registers.iter().any(|held| held.kind.value == kind);
    let mut kinds: BTreeMap<TaskKind, (Id<Task>, usize)> = BTreeMap::new();
    for (id, task) in assessed.portal.tasks.iter().filter(|(_, task)| !kept(task.kind)) {
        kinds.entry(task.kind).or_insert((id, 0)).1 += 1;
    }
    kinds.into_iter().filter_map(|(kind, (first, count))| {
        let words = say(
            format!("{count}项{}不在任何一本台账里", kind.zh()),
            format!("{count} tasks of the kind `{}` stand in no register", kind.en()),
        );
        let problem = Diagnostic::new(Code::NoRegister, task_place(assessed, first)?, words);
        Some(problem.help(say(
            format!("在工作方法的`台账`里加一本登记{}的，或改任务的`类型`", kind.zh()),
            format!("add a register of `{}` to the method, or change the kind", kind.en()),
        )))
    })
}

/// Categories without works, documents that nothing refers to.
fn orphans(assessed: &Assessed) -> Vec<Diagnostic> {
    let portal = &assessed.portal;
    let categories =
        assessed.coverage.empty_categories.iter().filter_map(|id| {
            let name = &portal.categories.get(*id).name;
            let words = say(format!("“{name}”下面没有任务"), "the category has no task");
            let place = portal.places.categories.get(id.index()).copied()?;
            Some(Diagnostic::new(Code::Orphan, place, words).help(say(
                "补上任务，或从目录里删去",
                "add its tasks or take it out of the catalogue",
            )))
        });
    let cited = cited_documents(assessed);
    let documents = portal.documents.iter().filter(|(id, _)| !cited.contains(id));
    let documents = documents.filter_map(|(id, document)| {
        let words =
            say(format!("没有记录引用“{}”", document.title), "nothing refers to the document");
        let place = portal.places.documents.get(id.index()).copied()?;
        Some(Diagnostic::new(Code::Orphan, place, words).help(say(
            "在有关任务、方案或变更里写上它的编号，或删去",
            "refer to it from the tasks, plans or changes it founds, or delete it",
        )))
    });
    categories.chain(documents).collect()
}

/// Documents that plans, tasks, changes, closings, units, posts or write-ups refer to.
fn cited_documents(assessed: &Assessed) -> BTreeSet<Id<Document>> {
    let portal = &assessed.portal;
    let mut cited = BTreeSet::new();
    for (_, task) in portal.tasks.iter() {
        cited.extend(task.basis.iter().chain(&task.lead_basis));
        cited.extend(task.origin.as_ref().and_then(|origin| origin.document));
        cited.extend(task.changes.iter().filter_map(|change| change.document));
        cited.extend(task.closings.iter().filter_map(|closing| closing.document));
    }
    for (_, plan) in portal.plans.iter() {
        cited.extend(plan.document.iter().chain(&plan.basis));
    }
    for (_, unit) in portal.units.iter() {
        cited.extend(unit.duties.iter().filter_map(|duty| duty.basis));
    }
    for (_, post) in portal.posts.iter() {
        cited.extend(post.holdings.iter().filter_map(|held| held.document));
    }
    cited.extend(portal.commendations.iter().filter_map(|(_, held)| held.document));
    cited.extend(portal.documents.iter().filter_map(|(_, document)| document.parent));
    cited
}

fn task_place(assessed: &Assessed, id: Id<Task>) -> Option<Span> {
    assessed.portal.places.tasks.get(id.index()).copied()
}

fn post_place(assessed: &Assessed, id: Id<Post>) -> Option<Span> {
    assessed.portal.places.posts.get(id.index()).copied()
}

//! Basis documents with what rests on them.

use std::cmp::Reverse;

use super::address::Address;
use super::heads::{About, Section};
use super::here::Here;
use super::view::atoms::{Attachment, Day, Label};
use super::view::documents::{DocumentEntry, DocumentsView};
use crate::assess::Assessed;
use crate::portal::{Document, Id, Task};
use crate::record::DocumentEffect;

/// The list of documents: the newest first, each followed by those that carry it out.
pub fn documents(here: Here) -> DocumentsView {
    let title = here.plan.words("documents", "title");
    let description = here.plan.words("documents", "lead");
    let mut order = Vec::new();
    below(here, None, &mut order);
    DocumentsView {
        head: here.head(About::column(&title, description, Section::Documents)),
        documents: order.into_iter().map(|id| entry(here, id)).collect(),
    }
}

/// The documents that carry one out, or those that carry out none, each with what follows it.
fn below(here: Here, parent: Option<Id<Document>>, order: &mut Vec<Id<Document>>) {
    for id in children(here, parent) {
        order.push(id);
        below(here, Some(id), order);
    }
}

/// Whether a document was out by the day: one published later does not exist for it.
pub fn is_out(assessed: &Assessed, id: Id<Document>) -> bool {
    assessed.portal.documents.get(id).published_on <= assessed.today
}

/// Whether any document was out by the day.
pub fn any(assessed: &Assessed) -> bool {
    assessed.portal.documents.ids().any(|id| is_out(assessed, id))
}

fn children(here: Here, parent: Option<Id<Document>>) -> Vec<Id<Document>> {
    let out = |id: &Id<Document>| is_out(here.assessed(), *id);
    let documents = here.assessed().portal.documents.iter().filter(|(id, _)| out(id));
    let mut held: Vec<_> =
        documents.filter(|(_, document)| document.parent.filter(out) == parent).collect();
    held.sort_by_key(|(id, document)| (Reverse(document.published_on), *id));
    held.into_iter().map(|(id, _)| id).collect()
}

fn entry(here: Here, id: Id<Document>) -> DocumentEntry {
    let document = here.assessed().portal.documents.get(id);
    let attachment = |path: &String| Attachment {
        kind: None,
        title: path.rsplit('/').next().unwrap_or(path).to_owned(),
        href: Some(here.root() + path),
        size: here.file_size(path),
    };
    DocumentEntry {
        id: document.slug.to_string(),
        title: document.title.clone(),
        index_number: document.index_number.clone(),
        topic: document.topic.clone(),
        issuer: document.issuer.clone(),
        formed_on: document.formed_on.map(Day::of),
        published_on: Day::of(document.published_on),
        number: document.number.clone(),
        effect: document.effect.zh().to_owned(),
        in_force: in_force(document.effect),
        repealed_on: document.repealed_on.map(Day::of),
        summary: document.summary.clone(),
        parent: document.parent.filter(|id| is_out(here.assessed(), *id)).map(|id| label(here, id)),
        children: children(here, Some(id)).into_iter().map(|child| label(here, child)).collect(),
        plans: plans(here, id),
        tasks: tasks(here, id),
        attachments: document.attachments.iter().map(attachment).collect(),
    }
}

fn in_force(effect: DocumentEffect) -> bool {
    match effect {
        DocumentEffect::InForce | DocumentEffect::Amended => true,
        DocumentEffect::Repealed | DocumentEffect::Expired => false,
    }
}

/// A document on this page.
fn label(here: Here, id: Id<Document>) -> Label {
    let document = here.assessed().portal.documents.get(id);
    Label { text: document.title.clone(), href: Some(format!("#{}", document.slug)) }
}

fn plans(here: Here, id: Id<Document>) -> Vec<Label> {
    let plans = here.assessed().portal.plans.iter();
    let rests = plans.filter(|(_, plan)| plan.document == Some(id) || plan.basis.contains(&id));
    let label = |plan_id, name: &String| Label {
        text: name.clone(),
        href: Some(here.href(Address::Plan(plan_id))),
    };
    rests.map(|(plan_id, plan)| label(plan_id, &plan.short_name)).collect()
}

/// The tasks that rest on a document: one by its title, several as a figure.
fn tasks(here: Here, id: Id<Document>) -> Option<Label> {
    let rests = |task: &Task| {
        let origin = task.origin.as_ref().and_then(|origin| origin.document);
        task.basis.contains(&id) || origin == Some(id)
    };
    let tasks = here.assessed().portal.tasks.iter();
    let resting: Vec<_> = tasks.filter(|(_, task)| rests(task)).map(|(id, _)| id).collect();
    match resting.as_slice() {
        [] => None,
        [one] => {
            let link = here.task_link(*one);
            Some(Label { text: link.text, href: Some(link.href) })
        }
        several => Some(Label { text: format!("{}{}", several.len(), here.measure()), href: None }),
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    #[test]
    fn a_document_published_later_does_not_exist_yet() {
        let later = text("documents.yaml").to_owned()
            + "- {编号: report, 名称: 年中报告, 发布机构: 云澄区人民政府, 发布日期: 2026-07-20}\n";
        let task =
            text("tasks/lift-retrofit.yaml").replace("[opinion-2026]", "[opinion-2026, report]");
        let files = [("documents.yaml", later.as_str()), ("tasks/lift-retrofit.yaml", &task)];
        for (day, listed) in [("2026-07-19", 1), ("2026-07-20", 2)] {
            let plan = with(&files, day);
            let Page::Documents(view) = page(&plan, "documents/") else { panic!("documents") };
            assert_eq!(view.documents.len(), listed, "{day}");
            let Page::Task(view) = page(&plan, "tasks/lift-retrofit/") else { panic!("a task") };
            assert_eq!(view.promise.documents.len(), listed, "{day}");
        }
        let none = with(&[], "2026-01-14");
        assert!(none.addresses().iter().all(|to| to.path(&none.assessed) != "documents/"));
    }
}

//! The page being written: what other pages are called from here, and the parts that pages share.

mod lights;

pub use lights::{light_counted, light_of_all, light_shaded, light_slug, light_words};

use chrono::NaiveDate;

use super::address::{Address, List};
use super::heads::Section;
use super::view::atoms::{
    Attachment, Citation, Day, Deadline, Feedback, Label, Link, MeanProgress, PER_PAGE, Progress,
    TaskRow, Timeliness,
};
use super::view::exposure::TaskLink;
use super::view::people::Holder;
use super::{Plan, documents};
use crate::assess::{self, Assessed, Countdown, Mean, Punctuality, TaskState};
use crate::method;
use crate::portal::{Area, Document, Evidence, Id, Post, Task, Unit};
use crate::prose::{LinkKind, Prose, Target};

/// The page being written.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// Everything planned.
    pub plan: &'a Plan,
    /// Its own address.
    pub address: Address,
    /// How many folders it lies below the root.
    depth: usize,
}

impl<'a> Here<'a> {
    /// The page of an address.
    pub fn new(plan: &'a Plan, address: Address) -> Self {
        let depth = address.path(&plan.assessed).matches('/').count();
        Self { plan, address, depth }
    }

    /// What is true of the portal.
    pub fn assessed(self) -> &'a Assessed {
        &self.plan.assessed
    }

    /// What a page is about; where the rankings are, if the portal has any.
    pub fn lead_with_ranks(self, group: &str) -> String {
        let lead = self.plan.words(group, "lead");
        let ranked = !self.assessed().scores.months.is_empty();
        if ranked { lead + &self.plan.words(group, "ranked") } else { lead }
    }

    /// What the method calls its tasks together.
    pub fn works(self) -> &'a method::Works {
        &self.plan.assessed.portal.method.works
    }

    /// The word by which the method counts its tasks: 项, 件.
    pub fn measure(self) -> &'a str {
        self.works().measure.as_str()
    }

    /// The day the site speaks of.
    pub fn today(self) -> NaiveDate {
        self.plan.assessed.today
    }

    /// The way from this page to the root: `./`, `../` …
    pub fn root(self) -> String {
        self.below_root("")
    }

    /// The address of another page, relative to this one.
    pub fn href(self, to: Address) -> String {
        self.below_root(&to.path(self.assessed()))
    }

    /// A path from the root, as it is written on this page.
    fn below_root(self, path: &str) -> String {
        if self.depth == 0 {
            return ["./", path].concat();
        }
        let mut href = String::with_capacity(self.depth * "../".len() + path.len());
        (0..self.depth).for_each(|_| href.push_str("../"));
        href.push_str(path);
        href
    }

    /// The address of a list of tasks, if it has pages.
    pub fn list_href(self, list: List) -> Option<String> {
        self.plan.lists.has_pages(list).then(|| self.href(Address::Tasks(list, 1)))
    }

    /// A unit by its short name.
    pub fn unit(self, id: Id<Unit>) -> Label {
        let unit = self.assessed().portal.units.get(id);
        Label { text: unit.short_name.clone(), href: Some(self.href(Address::Unit(id))) }
    }

    /// A unit by its full name.
    pub fn unit_in_full(self, id: Id<Unit>) -> Label {
        let unit = self.assessed().portal.units.get(id);
        Label { text: unit.name.clone(), href: Some(self.href(Address::Unit(id))) }
    }

    /// An area.
    pub fn area(self, id: Id<Area>) -> Label {
        let area = self.assessed().portal.areas.get(id);
        Label { text: area.name.clone(), href: Some(self.href(Address::Area(id))) }
    }

    /// A post with whoever held it on a day, named as the portal names people.
    pub fn holder(self, id: Id<Post>, day: NaiveDate) -> Holder {
        let post = self.assessed().portal.posts.get(id);
        let (named, now) =
            (self.assessed().named(id, day), self.assessed().named(id, self.today()));
        let (name, vacant, acting) = match named.holder {
            assess::Holder::Named { name, acting } => (Some(name.to_owned()), false, acting),
            assess::Holder::PostOnly { acting } => (None, false, acting),
            assess::Holder::Vacant { .. } => (None, true, false),
            assess::Holder::Unrecorded | assess::Holder::NoPost => (None, false, false),
        };
        let same = post.holder(day).zip(post.holder(self.today()));
        let same = same.is_some_and(|(then, now)| then.is_by_same_person(now));
        let changed = match (named.holder, now.holder) {
            (assess::Holder::Named { .. }, _) => !same,
            (assess::Holder::Vacant { .. }, now) => !matches!(now, assess::Holder::Vacant { .. }),
            (
                assess::Holder::PostOnly { .. }
                | assess::Holder::Unrecorded
                | assess::Holder::NoPost,
                _,
            ) => false,
        };
        Holder {
            post: post.label.clone(),
            beside_unit: self.beside_unit(post),
            href: Some(self.href(Address::Post(id))),
            name,
            vacant,
            acting,
            then: changed && day < self.today(),
            unit: Some(self.unit(post.unit)),
            remit: post.division.clone(),
            phone: named.phone.map(str::to_owned),
        }
    }

    /// A post's name beside its unit's: what that says already is left out, unless nothing is left.
    fn beside_unit(self, post: &Post) -> String {
        let unit = &self.assessed().portal.units.get(post.unit).short_name;
        let rest = said_after(unit, &post.label);
        if rest.is_empty() { post.label.clone() } else { rest.to_owned() }
    }

    /// “副州长 何若川”, “时任副州长 何若川” if another one came since, or the post alone where the
    /// portal does not name its holder.
    pub fn spoken(self, id: Id<Post>, day: NaiveDate) -> String {
        let holder = self.holder(id, day);
        format!("{}{}", holder.formerly(), holder.spoken())
    }

    /// The same with the full name of the unit: 时任州交通局局长 何若川.
    pub fn spoken_in_full(self, id: Id<Post>, day: NaiveDate) -> String {
        let portal = &self.assessed().portal;
        let (holder, unit) = (self.holder(id, day), portal.posts.get(id).unit);
        holder.formerly().to_owned() + &joined(&portal.units.get(unit).name, &holder.spoken())
    }

    /// The day whose holders answer for a task: that on which it was completed or given up, else
    /// today. Whoever takes over a post later has no part in what was finished before.
    pub fn answered_on(self, id: Id<Task>) -> NaiveDate {
        let standing = &self.state(id).standing;
        let changes = &self.assessed().portal.tasks.get(id).changes;
        let given_up = || Some(changes.get(standing.given_up_by?)?.date);
        let ended = standing.completion.map(|done| done.on).or_else(given_up);
        ended.map_or(self.today(), |day| day.min(self.today()))
    }

    /// A post with its unit, without a name: 州交通局局长.
    pub fn post(self, id: Id<Post>) -> String {
        let portal = &self.assessed().portal;
        let post = portal.posts.get(id);
        joined(&portal.units.get(post.unit).short_name, &post.label)
    }

    /// A citation of a basis document.
    pub fn citation(self, id: Id<Document>) -> Citation {
        let document = self.assessed().portal.documents.get(id);
        let listed = documents::is_out(self.assessed(), id);
        Citation {
            title: Some(document.title.clone()),
            number: document.number.clone(),
            href: listed.then(|| format!("{}#{}", self.href(Address::Documents), document.slug)),
        }
    }

    /// The basis of a plan or task, as far as it was out by the day.
    pub fn basis(self, documents: &[Id<Document>]) -> Vec<Citation> {
        let out = documents.iter().filter(|id| documents::is_out(self.assessed(), **id));
        out.map(|id| self.citation(*id)).collect()
    }

    /// A citation of a document that may only have a number.
    pub fn cited(
        self,
        document: Option<Id<Document>>,
        number: Option<&String>,
    ) -> Option<Citation> {
        let by_number =
            number.map(|number| Citation { title: None, number: Some(number.clone()), href: None });
        document.map(|id| self.citation(id)).or(by_number)
    }

    /// Evidence and attachments.
    pub fn attachments(self, evidence: &[Evidence]) -> Vec<Attachment> {
        let one = |evidence: &Evidence| Attachment {
            kind: Some(evidence.kind.zh().to_owned()),
            title: evidence.title.clone(),
            href: evidence.file.as_ref().map(|file| self.root() + file),
            size: evidence.file.as_ref().and_then(|file| self.file_size(file)),
        };
        evidence.iter().map(one).collect()
    }

    /// How large a file of the portal is, in words.
    pub fn file_size(self, path: &str) -> Option<String> {
        let size = self.assessed().portal.assets.get(path)?.size;
        let kilobytes = size.div_ceil(1024);
        let (whole, tenths) = (kilobytes / 1024, kilobytes % 1024 * 10 / 1024);
        Some(if whole > 0 { format!("{whole}.{tenths} MB") } else { format!("{kilobytes} KB") })
    }

    /// Where to speak up about a record; `unit` answers, else the organiser.
    pub fn feedback(self, id: &str, unit: Option<Id<Unit>>) -> Feedback {
        let site = &self.assessed().portal.site;
        let unit = unit.map(|id| self.assessed().portal.units.get(id));
        let phone = unit.and_then(|unit| unit.office_phone.clone());
        Feedback {
            id: id.to_owned(),
            unit: unit.map_or_else(|| site.organiser.clone(), |unit| unit.name.clone()),
            phone: phone.or_else(|| Some(site.phone.clone())),
            hotline: site.hotline.clone(),
            letterbox: self.plan.site.letterbox.clone(),
        }
    }

    /// A task on the day.
    pub fn state(self, id: Id<Task>) -> &'a TaskState {
        self.assessed().tasks.get(id)
    }

    /// How far a task is.
    pub fn progress(self, id: Id<Task>) -> Progress {
        let standing = &self.state(id).standing;
        match &standing.progress {
            Some(held) => Progress {
                actual: Some(held.actual_printed()),
                planned: Some(held.planned.printed()),
                lag: Some(held.lag),
                as_of: Some(Day::of(held.as_of)),
            },
            None => Progress {
                actual: None,
                planned: Some(standing.planned.printed()),
                lag: None,
                as_of: None,
            },
        }
    }

    /// When a task is due, or when it was finished.
    pub fn deadline(self, id: Id<Task>) -> Deadline {
        let standing = &self.state(id).standing;
        let days_left = standing.countdown.map(|countdown| match countdown {
            Countdown::Left(days) => small(days),
            Countdown::Today => 0,
            Countdown::Overdue(days) => -small(days),
        });
        Deadline {
            due: Day::of(standing.due.current),
            days_left,
            counted_on: Day::of(self.today()),
            finished_on: standing.completion.map(|completion| Day::of(completion.on)),
            days_early: standing.punctual.map(days_early),
            timeliness: standing.punctual.map(timeliness),
        }
    }

    /// A task in a list.
    pub fn row(self, id: Id<Task>) -> TaskRow {
        let assessed = self.assessed();
        let (task, today) = (assessed.portal.tasks.get(id), self.today());
        TaskRow {
            id: task.slug.to_string(),
            title: task.title.clone(),
            href: self.href(Address::Task(id)),
            standing: self.standing(id),
            lead_unit: task.lead_on(today).map(|unit| self.unit(unit).text),
            leader: task.leader_on(today).map(|post| self.spoken(post, self.answered_on(id))),
            progress: self.progress(id),
            deadline: self.deadline(id),
        }
    }

    /// A task's title as a link.
    pub fn task_link(self, id: Id<Task>) -> Link {
        let task = self.assessed().portal.tasks.get(id);
        Link { text: task.title.clone(), href: self.href(Address::Task(id)) }
    }

    /// A task's title as a link, with its light.
    pub fn task_with_light(self, id: Id<Task>) -> TaskLink {
        let Link { text, href } = self.task_link(id);
        TaskLink { title: text, href, light: self.standing(id).light }
    }

    /// Words as HTML, with links that lead from this page to their records and files.
    pub fn prose(self, prose: &Prose) -> String {
        prose.html(|target| match target {
            Target::Asset(path) => format!("{}assets/{path}", self.root()),
            Target::Record(kind, slug) => self.record(*kind, slug.as_str()),
        })
    }

    /// The address of a record named in words. What is not public on the day has no page: the
    /// link leads to the list in which it will stand.
    fn record(self, kind: LinkKind, slug: &str) -> String {
        let portal = &self.assessed().portal;
        let found = match kind {
            LinkKind::Task => portal.tasks.find(slug).map(Address::Task),
            LinkKind::Unit => portal.units.find(slug).map(Address::Unit),
            LinkKind::Post => portal.posts.find(slug).map(Address::Post),
            LinkKind::Plan => portal.plans.find(slug).map(Address::Plan),
            LinkKind::Area => portal.areas.find(slug).map(Address::Area),
            LinkKind::Page => portal.pages.find(slug).map(Address::Page),
            LinkKind::Exposure => portal.exposures.find(slug).map(Address::Exposure),
            LinkKind::Commendation => portal.commendations.find(slug).map(Address::Commendation),
            LinkKind::Practice => portal.practices.find(slug).map(Address::Practice),
            LinkKind::Document => {
                let document = portal.documents.find(slug);
                if document.is_some_and(|id| documents::is_out(self.assessed(), id)) {
                    return format!("{}#{slug}", self.href(Address::Documents));
                }
                None
            }
        };
        let lists = [
            (LinkKind::Exposure, Section::Exposures),
            (LinkKind::Commendation, Section::Commendations),
            (LinkKind::Practice, Section::Practices),
            (LinkKind::Document, Section::Documents),
        ];
        let list = lists.iter().find(|(of, _)| *of == kind).and_then(|(_, list)| list.address());
        let mut known = found.into_iter().chain(list);
        let public = known.find(|address| self.plan.has(*address));
        self.href(public.unwrap_or(Address::Home))
    }
}

/// A mean of progress, as figures.
pub fn mean(mean: Mean) -> MeanProgress {
    MeanProgress {
        progress: Progress {
            actual: mean.actual.map(crate::percent::Percent::printed),
            planned: mean.planned.map(crate::percent::Percent::printed),
            lag: mean.gap(),
            as_of: None,
        },
        counted: mean.counted,
        total: mean.of,
    }
}

/// Days as a view holds them.
pub fn small(days: i64) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}

/// Early, in time or late.
pub fn timeliness(kept: Punctuality) -> Timeliness {
    match kept {
        Punctuality::Early(_) => Timeliness::Early,
        Punctuality::OnTime => Timeliness::OnTime,
        Punctuality::Late(_) => Timeliness::Late,
    }
}

/// Days early, negative if late.
pub fn days_early(kept: Punctuality) -> i32 {
    match kept {
        Punctuality::Early(days) => small(days),
        Punctuality::OnTime => 0,
        Punctuality::Late(days) => -small(days),
    }
}

/// A unit's name before a post's, with what both say written once: 建设管理科 and 建设管理科科长.
/// One character in common is no repetition: 桐沙镇 and 镇长.
pub fn joined(unit: &str, post: &str) -> String {
    format!("{unit}{}", said_after(unit, post))
}

/// What a post's name says that its unit's does not.
fn said_after<'a>(unit: &str, post: &'a str) -> &'a str {
    let ends = unit.char_indices().map(|(at, _)| unit.get(at..).unwrap_or_default());
    let common = ends.filter(|end| end.chars().count() > 1).find(|end| post.starts_with(end));
    common.and_then(|common| post.strip_prefix(common)).unwrap_or(post)
}

/// The link to the whole of a list, of which a page shows the first.
pub fn more(here: Here, list: List) -> Option<Link> {
    let total = here.plan.lists.count(list);
    Some(Link { text: format!("全部{total}{}", here.measure()), href: here.list_href(list)? })
}

/// The records of a page of a list, from page 1.
pub fn of_page<T>(all: &[T], number: u32) -> impl Iterator<Item = &T> {
    let before = number.saturating_sub(1) as usize * PER_PAGE as usize;
    all.iter().skip(before).take(PER_PAGE as usize)
}

/// How many there are, as a view holds it.
pub fn count(records: usize) -> u32 {
    u32::try_from(records).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_follows_its_unit_without_saying_anything_twice() {
        for (unit, post, expected) in [
            ("州交通局", "局长", "州交通局局长"),
            ("州交通局建设管理科", "建设管理科科长", "州交通局建设管理科科长"),
            ("桐沙镇", "镇长", "桐沙镇镇长"),
            ("核验二科", "核验二科", "核验二科"),
            (
                "州住建局城建与住房科",
                "城建与住房科二级主任科员",
                "州住建局城建与住房科二级主任科员",
            ),
            ("州住建局", "州住建局局长 何若川", "州住建局局长 何若川"),
        ] {
            assert_eq!(joined(unit, post), expected);
        }
    }

    #[test]
    fn a_page_holds_twenty_records() {
        let all: Vec<u32> = (1..=41).collect();
        for (number, first, held) in [(1, Some(1), 20), (2, Some(21), 20), (3, Some(41), 1)] {
            let page: Vec<u32> = of_page(&all, number).copied().collect();
            assert_eq!((page.first().copied(), page.len()), (first, held));
        }
    }
}

//! Pledges: who promised what to whom, what became of it, and who has not signed.

use chrono::NaiveDate;

use super::address::Address;
use super::entry::{self, Named};
use super::here::Here;
use super::ledger::plain;
use super::shelf::{self, Entry, Shelf};
use super::view::atoms::{Day, Figure, Label, Stamp, StampKind};
use super::view::ledger::{EntryView, Promised, Row, Shown, Stated};
use super::view::people::{self, Holder};
use crate::assess::{Kept, Signed};
use crate::date::{days_between, zh};
use crate::portal::{self, Id, PledgeTemplate, Post, Proof, Task, Unit};

/// What became of a pledge, as a stamp.
fn stamp(kept: Kept) -> Stamp {
    let kind = match kept {
        Kept::InTime => StampKind::Closed,
        Kept::Broken => StampKind::Filed,
        Kept::Late | Kept::Undecided => StampKind::AwaitingCheck,
        Kept::Paused | Kept::Running | Kept::Released => StampKind::Revoked,
    };
    Stamp { kind, word: kept.zh().to_owned() }
}

/// A pledge in a list.
pub fn row(here: Here, id: Id<portal::Pledge>) -> Row {
    let held = here.assessed().portal.pledges.get(id);
    let kept = here.assessed().pledges.get(id);
    let of = |wanted: Kept| kept.items.iter().filter(|(kept, _)| *kept == wanted).count();
    let (done, released) = (of(Kept::InTime), of(Kept::Released));
    let apart = match released {
        0 => String::new(),
        some => format!("，{some}项{}", Kept::Released.zh()),
    };
    Row {
        id: None,
        label: Label {
            text: held.title.clone(),
            href: Some(here.href(Address::Entry(Entry::Pledge(id)))),
        },
        text: None,
        facts: vec![
            here.post(held.signatory),
            format!("{}签{}", zh(held.signed_on), late_words(here, held, "，晚")),
            format!("{}项承诺，{done}项如期兑现{apart}", held.items.len()),
        ],
        stamp: Some(stamp(kept.whole)),
        bad: None,
        gone: None,
    }
}

/// Days by which a pledge was signed after the last day of its template.
fn signed_late(here: Here, held: &portal::Pledge) -> i64 {
    let template = held.template.map(|id| here.assessed().portal.pledge_templates.get(id));
    template.map_or(0, |template| days_between(template.due, held.signed_on).max(0))
}

/// 晚2天, after words of one's own; nothing if it was signed in time.
fn late_words(here: Here, held: &portal::Pledge, before: &str) -> String {
    match signed_late(here, held) {
        0 => String::new(),
        days => format!("{before}{days}天"),
    }
}

/// How many pledges, and what became of their promises.
pub fn figures(here: Here) -> Vec<Figure> {
    let pledges = shelf::pledges(here.assessed());
    let promises = pledges.iter().flat_map(|id| &here.assessed().pledges.get(*id).items);
    let of = |wanted: Kept| {
        let held = promises.clone().filter(|(kept, _)| *kept == wanted).count();
        i64::try_from(held).unwrap_or(i64::MAX)
    };
    let waiting = [Kept::Undecided, Kept::Paused, Kept::Released]
        .into_iter()
        .map(|kept| (of(kept), kept.zh()))
        .filter(|(held, _)| *held > 0)
        .map(|(held, word)| plain(held, "项", word));
    [
        plain(of(Kept::InTime), "项", "如期兑现"),
        plain(of(Kept::Late), "项", "逾期兑现"),
        plain(of(Kept::Broken), "项", "未兑现"),
        plain(of(Kept::Running), "项", "履行中"),
    ]
    .into_iter()
    .chain(waiting)
    .collect()
}

/// Who has signed each template, and who has not.
pub fn coverage(here: Here) -> Vec<Shown> {
    let templates = &here.assessed().portal.pledge_templates;
    templates.ids().map(|id| covered(here, id)).collect()
}

fn covered(here: Here, id: Id<PledgeTemplate>) -> Shown {
    let template = here.assessed().portal.pledge_templates.get(id);
    let signed = here.assessed().signed.get(id);
    let missing: Vec<&Signed> = signed.iter().filter(|held| held.pledge.is_none()).collect();
    let whom = template.rank_class.as_deref().unwrap_or(template.unit_class.zh());
    let lead = format!(
        "{whom}共{}个应签，已签{}个，{}前签订。依据《{}》。",
        signed.len(),
        signed.len() - missing.len(),
        zh(template.due),
        here.assessed().portal.documents.get(template.basis).title,
    );
    let over = template.due < here.today();
    let pledges = &here.assessed().portal.pledges;
    let late = signed.iter().filter_map(|held| {
        let pledge = pledges.get(held.pledge?);
        let days = signed_late(here, pledge);
        (days > 0).then(|| Row {
            id: None,
            label: here.unit_in_full(held.unit),
            text: None,
            facts: vec![format!("{}签", zh(pledge.signed_on))],
            stamp: None,
            bad: Some(format!("晚{days}天")),
            gone: None,
        })
    });
    let row = |held: &&Signed| Row {
        id: None,
        label: here.unit_in_full(held.unit),
        text: None,
        facts: vec!["没有签订".to_owned()],
        stamp: None,
        bad: over.then(|| "超过签订时限".to_owned()),
        gone: None,
    };
    Shown {
        id: template.slug.to_string(),
        title: template.title.clone(),
        lead: Some(lead),
        more: None,
        figures: Vec::new(),
        rows: missing.iter().map(row).chain(late).collect(),
    }
}

/// The page of a pledge.
pub fn pledge(here: Here, id: Id<portal::Pledge>) -> EntryView {
    let assessed = here.assessed();
    let held = assessed.portal.pledges.get(id);
    let kept = assessed.pledges.get(id);
    let basis = here.citation(held.basis);
    let words = |text: String| vec![Label { text, href: None }];
    let person = |post: Id<Post>, on: NaiveDate| Label {
        text: here.spoken_in_full(post, on),
        href: Some(here.href(Address::Post(post))),
    };
    let number = basis.number.map_or_else(String::new, |number| format!("（{number}）"));
    let title = basis.title.unwrap_or_default();
    let facts = [
        ("签订人", vec![person(held.signatory, held.signed_on)]),
        ("向谁签订", vec![person(held.counterparty, held.signed_on)]),
        ("签订日期", words(zh(held.signed_on) + &late_words(here, held, "，比签订时限晚"))),
        ("依据", vec![Label { text: format!("《{title}》{number}"), href: basis.href }]),
    ];
    let stated = |(name, values): (&str, Vec<Label>)| Stated { name: name.to_owned(), values };
    let items = held.items.iter().zip(&kept.items);
    EntryView {
        meta: vec![here.plan.words("pledges", "kind")],
        stamp: Some(stamp(kept.whole)),
        facts: facts.into_iter().map(stated).collect(),
        promises: items.map(|(item, (kept, done))| promised(here, item, *kept, *done)).collect(),
        data: here.table_links("pledges"),
        ..entry::blank(
            here,
            Named {
                id: held.slug.as_str(),
                title: &held.title,
                published_on: held.signed_on,
                description: format!("{}签订的责任状：承诺事项和兑现情况", zh(held.signed_on)),
                above: (here.plan.words("pledges", "title"), Shelf::Pledges),
                tasks: &[],
                unit: Some(assessed.portal.posts.get(held.signatory).unit),
            },
        )
    }
}

fn promised(
    here: Here,
    item: &portal::PledgeItem,
    kept: Kept,
    done: Option<NaiveDate>,
) -> Promised {
    let (task, decision) = match &item.proof {
        Proof::Task(task) => (Some(here.task_with_light(*task)), None),
        Proof::Decision(decision) => (None, decision.as_ref()),
    };
    let decision = decision.filter(|decision| decision.date <= here.today());
    Promised {
        text: item.text.clone(),
        measurable: item.measurable.clone(),
        due: Day::of(item.due),
        task,
        state: kept.zh().to_owned(),
        bad: matches!(kept, Kept::Broken | Kept::Late),
        done_on: done.map(Day::of),
        finding: decision.map(|decision| {
            let by = here.post(decision.approver);
            format!("{}。{}{by}认定", decision.reason.trim_end_matches('。'), zh(decision.date))
        }),
    }
}

/// Whose pledges a page shows.
#[derive(Debug, Clone, Copy)]
pub enum Signer {
    /// Those in which a task is promised.
    Task(Id<Task>),
    /// Those signed by posts of a unit.
    Unit(Id<Unit>),
    /// Those signed by a post.
    Post(Id<Post>),
}

/// Pledges for the page of a task, a unit or a post, newest first.
pub fn of(here: Here, signer: Signer) -> Vec<people::Pledge> {
    let portal = &here.assessed().portal;
    let concerns = |id: &Id<portal::Pledge>| {
        let held = portal.pledges.get(*id);
        match signer {
            Signer::Task(task) => held.items.iter().any(|item| match item.proof {
                Proof::Task(of) => of == task,
                Proof::Decision(_) => false,
            }),
            Signer::Unit(unit) => portal.posts.get(held.signatory).unit == unit,
            Signer::Post(post) => held.signatory == post,
        }
    };
    let one = |id: Id<portal::Pledge>| {
        let held = portal.pledges.get(id);
        people::Pledge {
            title: held.title.clone(),
            href: Some(here.href(Address::Entry(Entry::Pledge(id)))),
            signatory: Some(signatory(here, held)),
            signed_on: Some(Day::of(held.signed_on)),
            state: Some(state(here, id, signer).zh().to_owned()),
        }
    };
    shelf::pledges(here.assessed()).into_iter().filter(concerns).map(one).collect()
}

/// Who signed: the post, and the person where another one holds it today.
fn signatory(here: Here, held: &portal::Pledge) -> String {
    let signed = here.holder(held.signatory, held.signed_on);
    let named = Holder { post: here.post(held.signatory), ..signed };
    if named.then { format!("{}{}", named.formerly(), named.spoken()) } else { named.post }
}

/// What became of the promise that concerns a task, or of the whole pledge.
fn state(here: Here, id: Id<portal::Pledge>, signer: Signer) -> Kept {
    let kept = here.assessed().pledges.get(id);
    let items = &here.assessed().portal.pledges.get(id).items;
    let Signer::Task(task) = signer else { return kept.whole };
    let about = items.iter().zip(&kept.items).filter(|(item, _)| match item.proof {
        Proof::Task(of) => of == task,
        Proof::Decision(_) => false,
    });
    about.map(|(_, (kept, _))| *kept).min().unwrap_or(kept.whole)
}

#[cfg(test)]
mod tests {
    use crate::plan::Page;
    use crate::plan::example::{page, text, with};

    #[test]
    fn whoever_has_not_signed_is_listed_and_late_after_the_last_day() {
        let late = |day: &str| {
            let Page::Ledger(view) = page(&with(&[], day), "pledges/") else { panic!("a list") };
            let coverage = view.sections.first().expect("a template").clone();
            let rows = coverage.rows.into_iter();
            rows.map(|row| (row.label.text, row.bad.is_some())).collect::<Vec<_>>()
        };
        let office = "云澄区人民政府办公室".to_owned();
        assert_eq!(late("2026-01-31"), [(office.clone(), false)]);
        assert_eq!(late("2026-02-01"), [(office, true)]);
    }

    #[test]
    fn a_pledge_signed_after_the_last_day_says_by_how_much() {
        let late = text("supervision/pledges.yaml")
            .replace("签订日期: 2026-01-20", "签订日期: 2026-02-02");
        let plan = with(&[("supervision/pledges.yaml", late.as_str())], "2026-10-15");
        let Page::Ledger(view) = page(&plan, "pledges/") else { panic!("a list") };
        let section = view.sections.first().expect("a template");
        let rows = section.rows.iter().filter_map(|row| row.bad.as_deref());
        assert!(rows.clone().any(|bad| bad == "晚2天"), "{section:?}");
        let facts: Vec<&String> = view.rows.iter().flat_map(|row| &row.facts).collect();
        assert!(facts.iter().any(|fact| *fact == "2026年2月2日签，晚2天"), "{facts:?}");
        let running = view.figures.iter().find(|figure| figure.label == "履行中");
        assert!(running.is_some(), "{:?}", view.figures);
    }

    #[test]
    fn a_pledge_names_its_signer_where_another_one_holds_the_post() {
        let signers = |day: &str| {
            let plan = with(&[], day);
            let Page::Post(view) = page(&plan, "posts/housing-director/") else { panic!("a post") };
            let Page::Entry(pledge) = page(&plan, "pledges/housing-2026/") else {
                panic!("a pledge")
            };
            let listed = view.pledges.first().and_then(|held| held.signatory.clone());
            let signed = pledge.facts.iter().find(|fact| fact.name == "签订人").expect("who");
            (listed.expect("who"), signed.values.first().expect("who").text.clone())
        };
        let before = ("区住建局局长", "云澄区住房和城乡建设局局长 苏见山");
        let since = ("时任区住建局局长 苏见山", "时任云澄区住房和城乡建设局局长 苏见山");
        let owned = |(listed, signed): (&str, &str)| (listed.to_owned(), signed.to_owned());
        assert_eq!(signers("2026-03-31"), owned(before));
        assert_eq!(signers("2026-04-01"), owned(since));
    }

    #[test]
    fn what_was_not_kept_stands_before_what_runs_and_what_is_kept_last() {
        let pledge = |name: &str, signed: &str, due: &str, found: &str| {
            format!(
                "  - {{编号: {name}, 标题: {name}, 依据: opinion-2026, 签订岗位: housing-director, \
                 接收岗位: district-head, 签订日期: {signed}, 承诺事项: [{{内容: 回复投诉, \
                 时限: {due}, 衡量标准: 登记簿{found}}}]}}\n"
            )
        };
        let found = |result: &str| {
            format!(
                ", 认定: {{结果: {result}, 理由: 登记簿, 批准岗位: supervisor, 日期: 2026-08-06}}"
            )
        };
        let file = [
            "责任状:\n".to_owned(),
            pledge("kept", "2026-02-06", "2026-06-30", &found("如期兑现")),
            pledge("late", "2026-02-05", "2026-06-30", &found("逾期兑现")),
            pledge("later", "2026-02-04", "2026-12-31", ""),
            pledge("sooner", "2026-02-03", "2026-11-30", ""),
            pledge("unknown", "2026-02-02", "2026-06-30", ""),
            pledge("broken", "2026-02-01", "2026-06-30", &found("未兑现")),
        ]
        .concat();
        let plan = with(&[("supervision/pledges.yaml", &file)], "2026-10-15");
        let Page::Ledger(view) = page(&plan, "pledges/") else { panic!("a list") };
        let listed: Vec<&str> = view.rows.iter().map(|row| row.label.text.as_str()).collect();
        assert_eq!(listed, ["broken", "unknown", "sooner", "later", "late", "kept"]);
    }

    #[test]
    fn a_task_shows_the_pledge_that_promises_it() {
        let Page::Task(view) = page(&with(&[], "2026-10-15"), "tasks/lift-retrofit/") else {
            panic!("a task")
        };
        let pledge = view.promise.pledges.first().expect("a pledge");
        assert_eq!(pledge.state.as_deref(), Some("履行中"));
        let closed =
            text("supervision/pledges.yaml").replace("任务: lift-retrofit", "任务: kindergarten");
        let files = [("supervision/pledges.yaml", closed.as_str())];
        let Page::Task(view) = page(&with(&files, "2026-10-15"), "tasks/kindergarten/") else {
            panic!("a task")
        };
        let states: Vec<_> = view.promise.pledges.iter().map(|held| held.state.clone()).collect();
        assert_eq!(states, [Some("如期兑现".to_owned())]);
    }
}

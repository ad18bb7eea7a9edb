//! Records that say as little as they can.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::day;
use crate::calendar::Calendar;
use crate::method::{self, Method};
use crate::portal::{
    Area, Category, Id, NamingPolicyInForce, Places, Plan, Portal, Post, Retention, Site, Table,
    Task, Unit,
};
use crate::record::{AreaLevel, LeaderClass, PlanKind, TaskKind, UnitClass};
use crate::slug::Slug;
use crate::span::{FileId, Span};
use crate::yaml::{Node, Number, Value};

pub(in crate::assess) fn blank(name: &str, portal: &Portal) -> Task {
    Task {
        slug: Slug::parse(name).expect(name),
        title: name.to_owned(),
        short_title: None,
        shared_id: None,
        code: None,
        kind: TaskKind::KeyWork,
        category: portal.categories.find("leaf").expect("a category"),
        plan: portal.plans.find("plan").expect("a plan"),
        parent: None,
        start: NaiveDate::MIN,
        due: NaiveDate::MAX,
        goal: None,
        standard: None,
        carrier: None,
        roles: Vec::new(),
        lead_basis: None,
        stages: Vec::new(),
        indicators: Vec::new(),
        budget: None,
        blocks: [None, None, None, None],
        difficulties_noted_on: None,
        benchmark: None,
        topics: Vec::new(),
        rewards: None,
        origin: None,
        basis: Vec::new(),
        areas: Vec::new(),
        grids: Vec::new(),
        workload: Number(1_000_000),
        difficulty: Number(1_000_000),
        has_time_node: true,
        supervision: None,
        hand_set: None,
        explanation: None,
        evidence: Vec::new(),
        updates: Vec::new(),
        changes: Vec::new(),
        closings: Vec::new(),
    }
}

pub(in crate::assess) fn plan() -> Plan {
    Plan {
        slug: Slug::parse("plan").expect("a slug"),
        name: "方案".to_owned(),
        short_name: "方案".to_owned(),
        kind: PlanKind::MultiYear,
        from: day("2024-01-01"),
        until: day("2026-12-31"),
        published_on: None,
        document: None,
        basis: Vec::new(),
        parent: None,
        unit: None,
        rhythm_days: 31,
        broken_down_to: Vec::new(),
        declared: Vec::new(),
        figures: Vec::new(),
        goals: Vec::new(),
        checks: Vec::new(),
        roots: Vec::new(),
        summary: None,
    }
}

/// A root with a leaf below it.
pub(in crate::assess) fn categories(plans: &Table<Plan>) -> Table<Category> {
    let category = |slug: &str, parent: Option<Id<Category>>| Category {
        slug: Slug::parse(slug).expect(slug),
        name: slug.to_owned(),
        plan: plans.find("plan").expect("a plan"),
        parent,
        children: Vec::new(),
        leader: None,
        depth: u32::from(parent.is_some()),
    };
    let draft = Table::of([("leaf", category("leaf", None)), ("root", category("root", None))]);
    let root = draft.find("root");
    Table::of([("leaf", category("leaf", root)), ("root", category("root", None))])
}

pub(in crate::assess) fn unit(slug: &str) -> Unit {
    Unit {
        slug: Slug::parse(slug).expect(slug),
        name: slug.to_owned(),
        short_name: slug.to_owned(),
        class: UnitClass::Department,
        parent: None,
        area: None,
        rank_class: None,
        duties: Vec::new(),
        members: Vec::new(),
        assists: None,
        office_phone: None,
        address: None,
        from: None,
        until: None,
    }
}

/// A post without holders.
pub(in crate::assess) fn post(unit: Id<Unit>, slug: &str, class: LeaderClass) -> Post {
    Post {
        slug: Slug::parse(slug).expect(slug),
        label: slug.to_owned(),
        unit,
        class,
        division: None,
        cross_duties: None,
        office_phone: None,
        from: None,
        until: None,
        holdings: Vec::new(),
    }
}

/// A county with a town in it.
pub(in crate::assess) fn areas() -> Table<Area> {
    let area = |slug: &str, level, parent: Option<Id<Area>>| Area {
        slug: Slug::parse(slug).expect(slug),
        name: slug.to_owned(),
        level,
        parent,
        code: None,
        responsible: None,
    };
    let county = |parent| area("county", AreaLevel::County, parent);
    let town = |parent| area("town", AreaLevel::Township, parent);
    let draft = Table::of([("county", county(None)), ("town", town(None))]);
    Table::of([("county", county(None)), ("town", town(draft.find("county")))])
}

/// The method that ships first.
pub(in crate::assess) fn method() -> Method {
    let span = Span::start_of(FileId(0));
    let value = Value::Scalar { text: "six-mechanisms".to_owned(), plain: true };
    method::method(&Node { span, value }, None, &mut Vec::new()).expect("a shipped method")
}

/// Units `a` and `b`, posts `deputy` and `verifier`, an area `town` in `county`, and no tasks.
pub(in crate::assess) fn empty() -> Portal {
    let units = Table::of([("a", unit("a")), ("b", unit("b"))]);
    let a = units.find("a").expect("a unit");
    let posts = Table::of([
        ("deputy", post(a, "deputy", LeaderClass::Deputy)),
        ("verifier", post(a, "verifier", LeaderClass::Section)),
    ]);
    Portal {
        site: site(),
        method: method(),
        calendar: Calendar::new(&[], &mut Vec::new()),
        documents: Table::default(),
        units,
        posts,
        areas: areas(),
        grids: Table::default(),
        plans: Table::default(),
        categories: Table::default(),
        tasks: Table::default(),
        withheld: Vec::new(),
        commendations: Table::default(),
        exposures: Table::default(),
        practices: Table::default(),
        assessments: Table::default(),
        bulletins: Table::default(),
        pages: Table::default(),
        inspections: Table::default(),
        problems: Table::default(),
        mendings: Table::default(),
        slips: Table::default(),
        warnings: Table::default(),
        reports: Table::default(),
        pledges: Table::default(),
        pledge_templates: Table::default(),
        participation: crate::portal::Participation::default(),
        screens: Table::default(),
        children: Vec::new(),
        assets: BTreeMap::new(),
        places: Places::default(),
    }
}

pub(in crate::assess) fn site() -> Site {
    let word = || "示例".to_owned();
    Site {
        name: word(),
        short_name: None,
        parent: None,
        children_word: word(),
        purpose: word(),
        organiser: word(),
        undertaker: None,
        unit: None,
        phone: word(),
        address: None,
        hours: None,
        hotline: word(),
        letterbox: None,
        domain: word(),
        base_url: None,
        site_id_code: word(),
        icp: word(),
        police_number: word(),
        police_url: word(),
        party_mark_url: word(),
        find_error_url: word(),
        as_of: None,
        demonstration: false,
        naming: NamingPolicyInForce::from_record(None),
        retention: Retention::from_record(None),
        theme: word(),
        keywords: Vec::new(),
        description: None,
    }
}

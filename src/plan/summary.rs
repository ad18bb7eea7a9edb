//! The summary that a portal publishes for the portal above it.

use super::Plan;
use crate::assess::{self, Assessed, Rate};
use crate::summary::{Declared, SCHEMA, Share, Shared, Summary, VERSION, plain};

/// What the portal says of itself on its day.
pub fn summary(plan: &Plan) -> Summary {
    let assessed = &plan.assessed;
    let site = &assessed.portal.site;
    let whole = &assessed.whole;
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Summary {
        schema: SCHEMA.to_owned(),
        version: VERSION,
        name: plain(&site.name),
        short_name: site.short_name.as_deref().map(plain),
        organiser: plain(&site.organiser),
        demonstration: site.demonstration,
        date: assessed.today,
        data_as_of: assessed.data_as_of,
        total: whole.lights.total(),
        lights: whole.lights.iter().map(|(light, count)| (light.en().to_owned(), count)).collect(),
        carried_over: whole.lights.carried_over(),
        merged: whole.lights.merged(),
        on_time: share(whole.on_time.current),
        on_time_original: share(whole.on_time.original),
        longest_silence_days: longest_silence(assessed),
        exposures_open: small(assess::exposures_open(&assessed.exposures, &assessed.portal)),
        declared: declared(assessed),
        shared: shared(assessed),
    }
}

fn share(rate: Rate) -> Share {
    Share { kept: rate.kept, of: rate.of }
}

fn longest_silence(assessed: &Assessed) -> u32 {
    let silent = |id| {
        let standing = &assessed.tasks.get(id).standing;
        let is_silent = standing.verdict.light == crate::method::Light::Silent;
        standing.silence.filter(|_| is_silent).map(|silence| silence.days)
    };
    let days = assessed.whole.tasks.iter().filter_map(|id| silent(*id)).max().unwrap_or(0);
    u32::try_from(days).unwrap_or(u32::MAX)
}

fn declared(assessed: &Assessed) -> Vec<Declared> {
    let plans = assessed.portal.plans.iter();
    let rows = plans.flat_map(|(id, plan)| {
        assessed.declared.get(id).iter().map(|row| Declared {
            plan: plain(&plan.short_name),
            word: plain(&row.word),
            declared: row.declared,
            published: row.published,
            withheld: u32::try_from(row.withheld.len()).unwrap_or(u32::MAX),
        })
    });
    rows.collect()
}

fn shared(assessed: &Assessed) -> Vec<Shared> {
    let portal = &assessed.portal;
    let tasks = portal.tasks.ids();
    let told = tasks.filter_map(|id| {
        assess::shared(portal, id, &assessed.tasks.get(id).standing, assessed.today)
    });
    told.collect()
}

//! What slides say to those who cannot see their pictures.

use crate::plan::view::atoms::LightCount;
use crate::plan::view::slide::{BarRow, Body, Clock, DueRow, Slide};

/// Title, page and words of a slide in one text.
pub(super) fn alt(slide: &Slide) -> String {
    let page = slide.page.map_or_else(String::new, |(page, of)| format!("（{page}/{of}）"));
    let cut = slide.cut.as_ref().map_or_else(String::new, |cut| format!("（{}）", cut.in_full()));
    let mut said = told(&slide.body);
    said.retain(|words| !words.is_empty());
    format!("{}{page}{cut}：{}", slide.title, said.join("，"))
}

/// What is told one after the other; a row in one breath.
fn told(body: &Body) -> Vec<String> {
    let clock = |clock: &Clock| format!("{}{}{}", clock.label, clock.number, clock.unit);
    let lights = |parts: &[LightCount]| {
        let said = |part: &LightCount| format!("{}{}", part.light.short, part.count);
        parts.iter().map(said).collect::<Vec<_>>().join("、")
    };
    let due = |row: &DueRow| {
        let unit = row.unit.as_deref().map_or_else(String::new, |unit| format!(" {unit}"));
        format!("{} {}{unit} {}", row.light.short, row.title, row.when)
    };
    match body {
        Body::Lights { parts } => {
            parts.iter().map(|part| format!("{} {} 项", part.light.word, part.count)).collect()
        }
        Body::Bars { rows } => rows.iter().map(progress).collect(),
        Body::Units { rows } => rows
            .iter()
            .map(|row| format!("{} {}（{}）", row.name, row.total, lights(&row.lights)))
            .collect(),
        Body::Portals { rows } => rows
            .iter()
            .map(|row| {
                let figures = row.figures.iter().map(clock).chain(row.note.clone());
                let all = [format!("{} {}（{}）", row.name, row.total, lights(&row.lights))];
                all.into_iter().chain(figures).collect::<Vec<_>>().join(" ")
            })
            .collect(),
        Body::Ranking { first, last } => first
            .iter()
            .chain(last)
            .map(|row| format!("第{}名 {} {} {}", row.rank, row.name, row.score, row.moved))
            .map(|row| row.trim_end().to_owned())
            .collect(),
        Body::Countdown { clocks, rows } => {
            clocks.iter().map(clock).chain(rows.iter().map(due)).collect()
        }
        Body::Due { rows } => rows.iter().map(due).collect(),
        Body::Changes { rows } => rows
            .iter()
            .map(|row| format!("{} {}→{} {}", row.title, row.old, row.new, row.reason))
            .collect(),
        Body::Figures { figures } => figures.iter().map(clock).collect(),
        Body::Exposure { issue, stamp, units, clock: days, note } => {
            let days = days.as_ref().map(clock);
            let units = format!("责任单位{}", units.join("、"));
            let said = [Some(issue.clone()), Some(stamp.word.clone()), note.clone(), Some(units)];
            said.into_iter().flatten().chain(days).collect()
        }
        Body::Cover { .. }
        | Body::Commendation { .. }
        | Body::Notice { .. }
        | Body::Qr { .. }
        | Body::Words { .. } => body.texts().into_iter().map(str::to_owned).collect(),
    }
}

/// 产业发展 84%（计划88%、慢于计划）; 开放合作 未填报.
fn progress(row: &BarRow) -> String {
    let actual = row.actual.map_or_else(|| "未填报".to_owned(), |held| format!("{held}%"));
    let planned = row.planned.map(|held| format!("计划{held}%"));
    let aside = [planned, row.behind.then(|| "慢于计划".to_owned())];
    let aside = aside.into_iter().flatten().collect::<Vec<_>>().join("、");
    let aside = if aside.is_empty() { aside } else { format!("（{aside}）") };
    format!("{} {actual}{aside}", row.name)
}

//! Random tasks.

use proptest::prelude::*;

use super::day;
use crate::date::add_days;

/// A line with everything that may happen to a task in 2026.
pub(in crate::assess) fn any_task() -> impl Strategy<Value = String> {
    let on = |offset: i64| add_days(day("2026-01-01"), offset);
    let update = (0_i64..280, 0_i64..40, 0_u32..9, 0_u32..101).prop_map(
        move |(as_of, late, kind, figure)| {
            let said = match kind {
                0 => "text".to_owned(),
                1 => "not_begun".to_owned(),
                2 => format!("stage a done {}", on(as_of)),
                3 => format!("stage b done {} progress {figure}", on(as_of)),
                4 => format!("completed {}", on(as_of)),
                5 => format!("evidence e{figure}"),
                _ => format!("progress {figure}"),
            };
            format!("; update {} reported {} {said}", on(as_of), on(as_of + late))
        },
    );
    let change =
        (0_i64..280, 0_u32..12, -20_i64..120).prop_map(move |(date, kind, moved)| match kind {
            0 | 1 => format!("; pause {}", on(date)),
            2 | 3 => format!("; resume {}", on(date)),
            4 => format!("; cancel {}", on(date)),
            5 => format!("; stage-due {} a {}", on(date), on(date + moved)),
            6 => format!("; restart {} {}", on(date), on(moved)),
            _ => format!("; due {} {}", on(date), on(date + moved)),
        });
    let closing = (60_i64..260, 0_i64..60, proptest::option::of(1_i64..60)).prop_map(
        move |(date, before, reopened)| {
            let reopened = reopened.map(|days| format!(" reopened {}", on(date + days)));
            let completed = on(date - before);
            format!("; closed {} completed {completed}{}", on(date), reopened.unwrap_or_default())
        },
    );
    let stages = prop_oneof![
        Just(String::new()),
        (10_i64..120, 10_i64..120).prop_map(move |(a, b)| format!(
            "; stage a 40 {}..{}; stage b 60 {}..{}",
            on(0),
            on(a),
            on(a / 2),
            on(a / 2 + b)
        )),
    ];
    let many = |text: BoxedStrategy<String>, most| {
        proptest::collection::vec(text, 0..most).prop_map(|texts| texts.concat())
    };
    let (updates, changes) = (many(update.boxed(), 6), many(change.boxed(), 4));
    let closings = prop_oneof![3 => Just(String::new()), 1 => closing];
    (-10_i64..60, 20_i64..300, stages, updates, changes, closings).prop_map(
        move |(start, length, stages, updates, changes, closings)| {
            let head = format!(
                "plan published 2025-12-20; start {} due {}",
                on(start),
                on(start + length)
            );
            // Without stages, nothing can be said of them.
            let plain = |text: String| {
                if stages.is_empty() && text.contains(" a ")
                    || stages.is_empty() && text.contains(" b ")
                {
                    return String::new();
                }
                text
            };
            format!("{head}{stages}{}{}{closings}", plain(updates), plain(changes))
        },
    )
}

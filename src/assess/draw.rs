//! The monthly draw 月抽查: which tasks are checked, so that anybody can draw them again.
//!
//! The seed is the name of the portal, a space and the month: `岚江州重点工作公开网 2026-09`. Each task
//! under way at the month's end has the key SHA-256 of the seed, a space and the task's id. The
//! tasks with the smallest keys are drawn.

use std::fmt::Write;

use crate::date::Month;
use crate::digest::sha256;
use crate::portal::{Id, Portal, Task};

/// A task that was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The task.
    pub task: Id<Task>,
    /// Its key in hexadecimal digits.
    pub key: String,
}

/// The published seed of a month.
pub fn seed(portal: &Portal, month: Month) -> String {
    format!("{} {month}", portal.site.name)
}

/// Draws from the tasks under way, in the order of their keys.
pub(super) fn draw(portal: &Portal, month: Month, tasks: &[Id<Task>]) -> Vec<Drawn> {
    let (seed, scoring) = (seed(portal, month), &portal.method.scoring);
    let share = usize::try_from(scoring.draw_share.hundredths()).unwrap_or(0);
    let count = (tasks.len() * share).div_ceil(10_000).max(scoring.draw_least as usize);
    let drawn = |task: &Id<Task>| Drawn {
        task: *task,
        key: key(&seed, portal.tasks.get(*task).slug.as_str()),
    };
    let mut drawn: Vec<Drawn> = tasks.iter().map(drawn).collect();
    drawn.sort_by(|one, other| one.key.cmp(&other.key));
    drawn.truncate(count);
    drawn
}

fn key(seed: &str, task: &str) -> String {
    let digest = sha256(format!("{seed} {task}").as_bytes());
    digest.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string grows");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_what_sha256sum_says() {
        // printf '示例 2026-09 lift' | sha256sum
        assert_eq!(
            key("示例 2026-09", "lift"),
            "ea79410cc0764b97ec75d3be27acfa041d6d0fdc947e0c6619291b54a7e2f45a"
        );
    }
}

//! How each task goes on if nothing is reported: its light by the schedule, its due date by the
//! calendar. Laid out once, side by side, because slides ask it of every task for every day.

use std::ops::Range;

use chrono::NaiveDate;

use crate::assess::{Assessed, Countdown, Turn, Verdict};
use crate::portal::{Id, Task};

/// The course of every task.
pub struct Courses {
    each: Vec<Course>,
    turns: Vec<Turn>,
}

/// The course of one task.
struct Course {
    now: Verdict,
    /// Its places among all turns.
    turns: Range<usize>,
    start: NaiveDate,
    /// Days left today, below zero overdue; none if nothing is to be done.
    left: Option<i64>,
}

impl Courses {
    /// From today on.
    pub fn of(assessed: &Assessed) -> Self {
        let mut courses = Self { each: Vec::new(), turns: Vec::new() };
        for id in assessed.portal.tasks.ids() {
            let standing = &assessed.tasks[id].standing;
            let first = courses.turns.len();
            courses.turns.extend(assessed.schedule(id));
            let countdown = standing.countdown.filter(|_| standing.completion.is_none());
            courses.each.push(Course {
                now: standing.verdict,
                turns: first..courses.turns.len(),
                start: standing.start.current,
                left: countdown.map(|countdown| match countdown {
                    Countdown::Left(days) => days,
                    Countdown::Today => 0,
                    Countdown::Overdue(days) => -days,
                }),
            });
        }
        courses
    }

    fn course(&self, id: Id<Task>) -> &Course {
        self.each.get(id.index()).expect("there is a course for every task")
    }

    /// The light of a task on a day from today on.
    pub fn verdict(&self, id: Id<Task>, day: NaiveDate) -> Verdict {
        let course = self.course(id);
        let turns = self.turns.get(course.turns.clone()).unwrap_or_default();
        let turned = turns.iter().take_while(|turn| turn.date <= day).last();
        turned.map_or(course.now, |turn| turn.verdict)
    }

    /// Those of some tasks that are overdue today or fall due within so many days, in the order of
    /// their due dates, then of their ids.
    pub fn due_within(&self, tasks: &[Id<Task>], days: i64) -> Vec<Due> {
        let due = |id: &Id<Task>| {
            let course = self.course(*id);
            let left = course.left.filter(|left| *left <= days)?;
            Some(Due { left, id: *id, start: course.start })
        };
        let mut near: Vec<Due> = tasks.iter().filter_map(due).collect();
        near.sort_unstable_by_key(|due| (due.left, due.id));
        near
    }
}

/// An unfinished task with its due date.
#[derive(Debug, Clone, Copy)]
pub struct Due {
    /// Days left today, below zero overdue.
    pub left: i64,
    /// The task.
    pub id: Id<Task>,
    /// The day on which it begins: before, nothing of it falls due.
    pub start: NaiveDate,
}

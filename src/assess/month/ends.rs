//! How a task stood at the ends of months: what of it a month's end counts beside its light.

use chrono::NaiveDate;

use crate::assess::rates::Owed;
use crate::assess::standing::Delivery;
use crate::assess::turns::Lights;
use crate::date::Month;
use crate::method::Light;
use crate::portal::{Portal, Task};

/// A task at the ends of all months from the first in which it was public to that of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends {
    first: Month,
    held: Vec<End>,
}

/// A task at the end of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// Its due date as it was known.
    pub(super) due: NaiveDate,
    /// Day on which the work was finished, looked up for tasks that had fallen due or been closed.
    pub(super) finished_on: Option<NaiveDate>,
    /// How it counts in the on-time rate.
    pub(super) owed: Owed,
}

impl Ends {
    /// A task as of a day, with its lights.
    pub(in crate::assess) fn new(
        portal: &Portal,
        task: &Task,
        lights: &Lights,
        today: NaiveDate,
    ) -> Self {
        let first = Month::of(lights.past().first().map_or(today, |public| public.date));
        let untils = first.through(Month::of(today)).map(|month| month.last().min(today));
        let held = untils.map(|until| End::on(portal, task, lights, until)).collect();
        Self { first, held }
    }

    /// At the end of a month; `None` if it was not public then.
    pub(super) fn of(&self, month: Month) -> Option<&End> {
        self.held.get(month.since(self.first)?)
    }
}

impl End {
    fn on(portal: &Portal, task: &Task, lights: &Lights, until: NaiveDate) -> Self {
        let light = lights.on(until).map(|verdict| verdict.light);
        let due = task.due_on(until);
        let asked = due <= until || matches!(light, Some(Light::Done | Light::Awaiting));
        let is_due = due <= until || task.due <= until;
        let delivery = (asked || is_due).then(|| Delivery::on(portal, task, until));
        let finished = delivery.filter(|_| asked).and_then(|held| held.completion);
        Self {
            due,
            finished_on: finished.map(|held| held.on),
            owed: delivery.map_or_else(Owed::default, |held| Owed::of(&held, until)),
        }
    }
}

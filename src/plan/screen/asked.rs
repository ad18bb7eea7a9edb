//! A slide that was asked for, with what it is made from.

use chrono::NaiveDate;

use super::course::{Courses, Due};
use super::days::halves;
use crate::assess::Assessed;
use crate::date::days_between;
use crate::portal::{self, Id, Screen, Task};
use crate::theme::words::Words;

/// A slide that was asked for, with what it is made from.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) assessed: &'a Assessed,
    pub(super) screen: &'a Screen,
    pub(super) slide: &'a portal::Slide,
    /// The tasks it speaks of, whatever their lights.
    pub(super) tasks: &'a [Id<Task>],
    /// Those of them that are overdue, or will fall due soon on one of the days ahead.
    pub(super) falling: &'a [Due],
    /// How they go on.
    pub(super) courses: &'a Courses,
    /// The words of the interface.
    pub(super) words: &'a Words,
    /// Full address of the root.
    pub(super) root_url: &'a str,
}

impl<'a> Asked<'a> {
    /// Its own title, or the usual one of its kind.
    pub(super) fn title(self, usual: &str) -> String {
        self.slide.title.clone().unwrap_or_else(|| usual.to_owned())
    }

    /// Its own title, or what the page it shows is called.
    pub(super) fn page_title(self, group: &str, term: &str) -> String {
        self.title(self.words.get(group, term))
    }

    /// What is said where there is nothing to show: of the whole portal, or of what the slide
    /// was asked for only.
    pub(super) fn nothing(self, sentence: &str) -> String {
        let slide = self.slide;
        let chosen = !slide.exposures.is_empty() || !slide.commendations.is_empty();
        if slide.filter.is_empty() && slide.filter.lights.is_empty() && !chosen {
            return sentence.to_owned();
        }
        format!("在{}范围内，{sentence}", self.selection())
    }

    /// The usual title, with what the slide was asked for where that is short: 茶垄镇到期任务.
    pub(super) fn scoped(self, usual: &str) -> String {
        let whose = Some(self.selection()).filter(|whose| halves(whose) <= SHORT);
        let whose = whose.filter(|_| !self.slide.filter.is_empty()).unwrap_or_default();
        self.title(&format!("{whose}{usual}"))
    }

    /// What a slide was asked for, in words a passer-by understands: 碧峡县、黄灯预警.
    pub(super) fn selection(self) -> String {
        let (portal, filter) = (&self.assessed.portal, &self.slide.filter);
        let area = filter.area.map(|id| portal.areas.get(id).name.clone());
        let category = filter.category.map(|id| portal.categories.get(id).name.clone());
        let unit = filter.unit.map(|id| portal.units.get(id).short_name.clone());
        let plan = filter.plan.map(|id| portal.plans.get(id).name.clone());
        let lights = filter
            .lights
            .iter()
            .map(|light| portal.method.word(*light, crate::method::Shade::Plain).to_owned());
        let named: Vec<String> =
            [area, category, unit, plan].into_iter().flatten().chain(lights).collect();
        if named.is_empty() { "本屏所选".to_owned() } else { named.join("、") }
    }

    /// The word by which the method counts its tasks.
    pub(super) fn measure(self) -> &'a str {
        self.assessed.portal.method.works.measure.as_str()
    }

    /// Days from today to a day.
    pub(super) fn ahead(self, day: NaiveDate) -> i64 {
        days_between(self.assessed.today, day)
    }
}

/// Half characters of what may stand before a title.
const SHORT: u32 = 12;

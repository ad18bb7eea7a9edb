//! What slides say. A slide carries words and ready figures, never geometry: `render::screen`
//! measures the words and lays them out for the panel.

use chrono::NaiveDate;
use serde::Serialize;

use super::atoms::{Light, LightCount, Stamp};

/// One picture of a loop, with the days on which it is true.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Slide {
    /// Unique in its deck among slides that are true on the same day: `due-2` is its second page.
    pub id: String,
    /// What people call it: 任务办理情况, 曝光台 …
    pub title: String,
    /// Which page of how many, if there is more than one.
    pub page: Option<(u32, u32)>,
    /// What its list holds beyond what is shown; nothing if it is shown whole.
    pub cut: Option<Cut>,
    /// What it shows.
    pub body: Body,
    /// Records it speaks of, such as `exposures/2026-003`: when one is revoked, it is not shown.
    pub items: Vec<String>,
    /// First day on which it is true; from the beginning if nothing is said.
    pub from: Option<NaiveDate>,
    /// First day on which it is true no more; for ever if nothing is said.
    pub until: Option<NaiveDate>,
    /// Hours after which a screen that hears nothing drops it; never if nothing is said.
    pub offline_hours: Option<u32>,
    /// Dropped once the data is older than forty days: rankings and countdowns.
    pub needs_fresh_data: bool,
    /// How long it stays, in milliseconds.
    pub dwell_ms: u32,
}

/// A list of which only a part is shown, over all its pages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Cut {
    /// Rows that are shown; nothing where it is only known that some are not.
    pub shown: Option<usize>,
    /// Rows of the list.
    pub total: usize,
    /// The word that counts them: 项, 家, or the method's word for its tasks.
    pub counter: String,
}

impl Cut {
    /// A list that is cut; nothing if it is shown whole.
    pub fn of(shown: usize, total: usize, counter: &str) -> Option<Self> {
        let counter = counter.to_owned();
        (shown < total).then_some(Self { shown: Some(shown), total, counter })
    }

    /// 共23项，列出6项.
    pub fn in_full(&self) -> String {
        let Self { shown, total, counter } = self;
        match shown {
            Some(shown) => format!("共{total}{counter}，列出{shown}{counter}"),
            None => format!("共{total}{counter}，详见网站"),
        }
    }

    /// 另有17项.
    pub fn in_short(&self) -> String {
        let Self { shown, total, counter } = self;
        match shown {
            Some(shown) => format!("另有{}{counter}", total.saturating_sub(*shown)),
            None => "未列全".to_owned(),
        }
    }
}

/// What a slide shows. Rows never exceed what the panel holds; longer lists come as pages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "shows", rename_all = "kebab-case")]
pub enum Body {
    /// The portal introduces itself: name, purpose, address.
    Cover {
        /// Name of the portal.
        name: String,
        /// Purpose line.
        line: String,
        /// Where it is found: www.lanjiang.example.
        address: String,
    },
    /// How all tasks stand: a figure for each light, over one bar.
    Lights {
        /// Lights that are not zero, in the order of the site's bars.
        parts: Vec<LightCount>,
    },
    /// Names with a bar of actual progress and a marker of the plan.
    Bars {
        /// Rows.
        rows: Vec<BarRow>,
    },
    /// Names with their counts by light.
    Units {
        /// Rows.
        rows: Vec<UnitRow>,
    },
    /// The portals below this one, side by side: each takes two lines.
    Portals {
        /// Rows.
        rows: Vec<PortalRow>,
    },
    /// Units first and last in their class.
    Ranking {
        /// The first.
        first: Vec<RankRow>,
        /// The last.
        last: Vec<RankRow>,
    },
    /// Who is commended for what.
    Commendation {
        /// 通报表扬, 表彰.
        kind: String,
        /// 集体, 个人, 公示中 …
        stamp: Stamp,
        /// Whom: one to three.
        honoured: Vec<String>,
        /// For what, in a sentence with a figure.
        deed: String,
        /// Who verified it, and the date.
        note: String,
    },
    /// A named shortcoming of a unit.
    Exposure {
        /// What it is, in few words.
        issue: String,
        /// 整改中, 待核查, 已销号, 回潮.
        stamp: Stamp,
        /// Units responsible.
        units: Vec<String>,
        /// Days to the due date of the rectification, or since.
        clock: Option<Clock>,
        /// What else must be said: 异议复核中, 已按期整改 …
        note: Option<String>,
    },
    /// Days left, with what falls due next.
    Countdown {
        /// One or two clocks.
        clocks: Vec<Clock>,
        /// What falls due.
        rows: Vec<DueRow>,
    },
    /// What is overdue and what falls due next.
    Due {
        /// Rows.
        rows: Vec<DueRow>,
    },
    /// Dates that were moved, with the reason.
    Changes {
        /// Rows.
        rows: Vec<ChangeRow>,
    },
    /// Words of a notice.
    Notice {
        /// Paragraphs.
        paragraphs: Vec<String>,
    },
    /// One to four big figures.
    Figures {
        /// Figures.
        figures: Vec<Clock>,
    },
    /// A code to scan.
    Qr {
        /// The address in the code.
        url: String,
        /// What stands there.
        caption: String,
    },
    /// A sentence instead of an empty list.
    Words {
        /// 本期没有逾期任务.
        sentence: String,
    },
}

/// A name with actual and planned progress, in whole percent.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct BarRow {
    /// Name.
    pub name: String,
    /// Actual progress; 未填报 if nothing is said.
    pub actual: Option<i32>,
    /// Planned progress.
    pub planned: Option<i32>,
    /// Behind by enough to be said: drawn in yellow, and the legend says so.
    pub behind: bool,
}

/// A unit with its tasks by light.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct UnitRow {
    /// Name.
    pub name: String,
    /// All its tasks, counted: 7项.
    pub total: String,
    /// Lights that are not zero, worst first.
    pub lights: Vec<LightCount>,
}

/// A portal below this one with what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PortalRow {
    /// Its short name.
    pub name: String,
    /// All its tasks, counted: 7项.
    pub total: String,
    /// Lights that are not zero, worst first.
    pub lights: Vec<LightCount>,
    /// 按期率80%, 未按期填报2项, 未整改曝光1件; none if nothing can be read.
    pub figures: Vec<Clock>,
    /// What must be said of the figures: 数据停留在2026年8月31日, 还没有可用的数据.
    pub note: Option<String>,
}

/// A unit with its rank.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RankRow {
    /// Its rank.
    pub rank: u32,
    /// Name.
    pub name: String,
    /// 升2位, 持平, 新列入; empty if there is nothing to compare with.
    pub moved: String,
    /// Its score as printed.
    pub score: String,
    /// In the list of the last.
    pub last: bool,
}

/// A number with what it counts: 距整改时限 14 天, 逾期 12 天.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Clock {
    /// What is counted: 距全年任务截止.
    pub label: String,
    /// The number as printed.
    pub number: String,
    /// 天, 项, 件.
    pub unit: String,
    /// The day has passed: drawn in red, and the label says so.
    pub overdue: bool,
}

/// A task that falls due.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DueRow {
    /// Its light.
    pub light: Light,
    /// Its short title.
    pub title: String,
    /// Its lead unit.
    pub unit: Option<String>,
    /// 剩3天, 今天到期, 逾期12天.
    pub when: String,
    /// The day has passed.
    pub overdue: bool,
}

/// A date that was moved.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChangeRow {
    /// The task's short title.
    pub title: String,
    /// The value before: 6月30日.
    pub old: String,
    /// The value after: 9月30日.
    pub new: String,
    /// 用地批复滞后, 未说明原因.
    pub reason: String,
}

impl Body {
    /// Every text on the slide, in reading order.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Cover { name, line, address } => vec![name, line, address],
            Self::Lights { parts } => parts.iter().map(|part| &*part.light.word).collect(),
            Self::Bars { rows } => rows.iter().map(|row| &*row.name).collect(),
            Self::Units { rows } => rows.iter().map(|row| &*row.name).collect(),
            Self::Portals { rows } => rows.iter().flat_map(PortalRow::texts).collect(),
            Self::Ranking { first, last } => first
                .iter()
                .chain(last)
                .flat_map(|row| [&*row.name, &*row.moved, &*row.score])
                .collect(),
            Self::Commendation { kind, stamp, honoured, deed, note } => {
                let whom = honoured.iter().map(String::as_str);
                [&**kind, &*stamp.word].into_iter().chain(whom).chain([&**deed, note]).collect()
            }
            Self::Exposure { issue, stamp, units, clock, note } => {
                let units = units.iter().map(String::as_str);
                let clock = clock.iter().flat_map(Clock::texts);
                let note = note.as_deref();
                [&**issue, &*stamp.word].into_iter().chain(units).chain(clock).chain(note).collect()
            }
            Self::Countdown { clocks, rows } => {
                let clocks = clocks.iter().flat_map(Clock::texts);
                clocks.chain(rows.iter().flat_map(DueRow::texts)).collect()
            }
            Self::Due { rows } => rows.iter().flat_map(DueRow::texts).collect(),
            Self::Changes { rows } => rows
                .iter()
                .flat_map(|row| [&*row.title, &*row.old, &*row.new, &*row.reason])
                .collect(),
            Self::Notice { paragraphs } => paragraphs.iter().map(String::as_str).collect(),
            Self::Figures { figures } => figures.iter().flat_map(Clock::texts).collect(),
            Self::Qr { caption, .. } => vec![caption],
            Self::Words { sentence } => vec![sentence],
        }
    }

    /// The word that counts the rows of a list, of which tasks are counted by `measure`; nothing if
    /// it is none.
    pub fn counter<'a>(&self, measure: &'a str) -> Option<&'a str> {
        match self {
            Self::Bars { .. } => Some("类"),
            Self::Units { .. } | Self::Ranking { .. } => Some("家"),
            Self::Portals { .. } => Some("个"),
            Self::Countdown { .. } | Self::Due { .. } => Some(measure),
            Self::Changes { .. } => Some("项"),
            Self::Cover { .. }
            | Self::Lights { .. }
            | Self::Commendation { .. }
            | Self::Exposure { .. }
            | Self::Notice { .. }
            | Self::Figures { .. }
            | Self::Qr { .. }
            | Self::Words { .. } => None,
        }
    }

    /// A list without one of its rows, with the name of that row.
    pub fn without(&self, row: usize) -> Option<(String, Self)> {
        let mut body = self.clone();
        let name = match &mut body {
            Self::Bars { rows } => taken(rows, row)?.name,
            Self::Units { rows } => taken(rows, row)?.name,
            Self::Portals { rows } => taken(rows, row)?.name,
            Self::Ranking { first, last } => match row.checked_sub(first.len()) {
                Some(row) => taken(last, row)?.name,
                None => taken(first, row)?.name,
            },
            Self::Countdown { rows, .. } | Self::Due { rows } => taken(rows, row)?.title,
            Self::Changes { rows } => taken(rows, row)?.title,
            Self::Cover { .. }
            | Self::Lights { .. }
            | Self::Commendation { .. }
            | Self::Exposure { .. }
            | Self::Notice { .. }
            | Self::Figures { .. }
            | Self::Qr { .. }
            | Self::Words { .. } => return None,
        };
        Some((name, body))
    }

    /// How many rows a reader goes through.
    pub fn rows(&self) -> usize {
        match self {
            Self::Bars { rows } => rows.len(),
            Self::Units { rows } => rows.len(),
            Self::Portals { rows } => rows.len(),
            Self::Ranking { first, last } => first.len() + last.len(),
            Self::Countdown { rows, .. } | Self::Due { rows } => rows.len(),
            Self::Changes { rows } => rows.len(),
            Self::Lights { parts } => parts.len(),
            Self::Figures { figures } => figures.len(),
            Self::Cover { .. }
            | Self::Commendation { .. }
            | Self::Exposure { .. }
            | Self::Notice { .. }
            | Self::Qr { .. }
            | Self::Words { .. } => 0,
        }
    }
}

fn taken<R>(rows: &mut Vec<R>, row: usize) -> Option<R> {
    (row < rows.len()).then(|| rows.remove(row))
}

impl Clock {
    fn texts(&self) -> [&str; 3] {
        [&self.label, &self.number, &self.unit]
    }
}

impl PortalRow {
    fn texts(&self) -> impl Iterator<Item = &str> {
        let figures = self.figures.iter().flat_map(Clock::texts);
        [&*self.name].into_iter().chain(self.note.as_deref()).chain(figures)
    }
}

impl DueRow {
    fn texts(&self) -> impl Iterator<Item = &str> {
        let always = [&*self.light.short, &*self.title, &*self.when];
        always.into_iter().chain(self.unit.as_deref())
    }
}

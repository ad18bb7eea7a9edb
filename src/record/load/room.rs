//! Which path holds which kind of record.

use crate::source::is_hidden_record;

/// What a path holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Portal,
    Method,
    Documents,
    Units,
    Areas,
    Grids,
    Plans,
    Tasks,
    Updates,
    Changes,
    Closings,
    Commendations,
    Exposures,
    Practices,
    Assessments,
    Pages,
    Bulletins,
    Supervision,
    Participation,
    Profiles,
    Screens,
    Calendar,
    /// Copied as it is.
    Asset,
    /// Read by the theme.
    Theme,
    /// A font for slides.
    Font,
    /// A summary that a portal below this one published.
    Summary,
}

/// Folders and files by the beginning of their path.
pub(super) const ROOMS: [(&str, Room); 34] = [
    ("documents.yaml", Room::Documents),
    ("documents/", Room::Documents),
    ("units.yaml", Room::Units),
    ("units/", Room::Units),
    ("areas.yaml", Room::Areas),
    ("areas/", Room::Areas),
    ("grids.yaml", Room::Grids),
    ("grids/", Room::Grids),
    ("plans.yaml", Room::Plans),
    ("plans/", Room::Plans),
    ("tasks/", Room::Tasks),
    ("updates/", Room::Updates),
    ("changes/", Room::Changes),
    ("closings/", Room::Closings),
    ("cases/commendations/", Room::Commendations),
    ("cases/exposures/", Room::Exposures),
    ("cases/practices/", Room::Practices),
    ("assessments/", Room::Assessments),
    ("pages/", Room::Pages),
    ("bulletins/", Room::Bulletins),
    ("supervision.yaml", Room::Supervision),
    ("supervision/", Room::Supervision),
    ("participation.yaml", Room::Participation),
    ("participation/", Room::Participation),
    ("profiles.yaml", Room::Profiles),
    ("profiles/", Room::Profiles),
    ("screens/", Room::Screens),
    ("calendar/", Room::Calendar),
    ("assets/", Room::Asset),
    ("theme/", Room::Theme),
    ("fonts/", Room::Font),
    ("summaries/", Room::Summary),
    ("portal.yaml", Room::Portal),
    ("method.yaml", Room::Method),
];

/// Whether an office program keeps a file of this name while another one is open.
pub(super) fn is_lock(name: &str) -> bool {
    name.starts_with("~$")
}

impl Room {
    /// The room of a path; none if nothing is read there.
    pub fn of(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path);
        if is_hidden_record(name) || is_lock(name) {
            return None;
        }
        let path =
            path.strip_suffix(".yml").map_or_else(|| path.to_owned(), |p| format!("{p}.yaml"));
        let fits = |beginning: &str| match beginning.strip_suffix('/') {
            Some(_) => path.starts_with(beginning),
            None => path == beginning,
        };
        let room = ROOMS.iter().find(|(beginning, _)| fits(beginning)).map(|(_, room)| *room)?;
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let right = match room {
            Self::Asset | Self::Theme => true,
            Self::Summary => ending == "json",
            Self::Font => matches!(ending, "ttf" | "otf" | "ttc"),
            Self::Commendations
            | Self::Exposures
            | Self::Practices
            | Self::Pages
            | Self::Bulletins => ending == "md",
            Self::Portal
            | Self::Method
            | Self::Documents
            | Self::Units
            | Self::Areas
            | Self::Grids
            | Self::Plans
            | Self::Tasks
            | Self::Updates
            | Self::Changes
            | Self::Closings
            | Self::Assessments
            | Self::Supervision
            | Self::Participation
            | Self::Profiles
            | Self::Screens
            | Self::Calendar => ending == "yaml",
        };
        right.then_some(room)
    }

    /// The English kinds of the records it holds, as far as others speak of them.
    pub(super) fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Documents => &["document"],
            Self::Units => &["unit", "post"],
            Self::Areas => &["area"],
            Self::Grids => &["grid"],
            Self::Plans => &["plan", "category"],
            Self::Tasks => &["task"],
            Self::Updates => &["update"],
            Self::Changes => &["change"],
            Self::Closings => &["closing"],
            Self::Commendations => &["commendation"],
            Self::Exposures => &["exposure"],
            Self::Practices => &["practice"],
            Self::Assessments => &["assessment"],
            Self::Pages => &["page"],
            Self::Bulletins => &["bulletin"],
            Self::Supervision => &[
                "inspection",
                "problem",
                "rectification",
                "slip",
                "warning",
                "report",
                "pledge",
                "pledge_template",
            ],
            Self::Participation => &["appraisal", "consultation", "gathering", "micro_project"],
            Self::Profiles => &["profile"],
            Self::Screens => &["screen"],
            Self::Portal
            | Self::Method
            | Self::Calendar
            | Self::Asset
            | Self::Theme
            | Self::Font
            | Self::Summary => &[],
        }
    }
}

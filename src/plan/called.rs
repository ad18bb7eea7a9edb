//! The interface in the method's words: what a method calls a page goes before the theme's word,
//! in the navigation, the way to a page, its heading and the slides about it.

use crate::method::{Method, PageKind};
use crate::record::Rhythm;
use crate::theme::words::Words;

/// The theme's words with the method's laid over them.
pub fn called(words: &Words, method: &Method) -> Words {
    let mut words = words.clone();
    for page in &method.pages {
        for (group, term) in terms(page.page.value) {
            words.set(group, term, page.name.as_str());
        }
        let Some((group, text)) = group(page.page.value).zip(page.text.as_deref()) else {
            continue;
        };
        let lead = format!("{text}{}", words.get(group, "lead"));
        words.set(group, "lead", &lead);
    }
    let monthly = || method.scoring.words(Rhythm::Monthly).map(|words| &words.word);
    if let Some(draw) = method.scoring.draw_word.as_ref().or_else(monthly) {
        words.set("rankings", "draw", draw.as_str());
    }
    words
}

/// The terms that name a page.
fn terms(page: PageKind) -> &'static [(&'static str, &'static str)] {
    match page {
        PageKind::Tasks => &[("nav", "tasks"), ("headings", "tasks")],
        PageKind::Plans => &[("nav", "plans"), ("plan", "tables")],
        PageKind::Structure => &[("nav", "structure")],
        PageKind::Grids => &[("nav", "grids"), ("grids", "title")],
        PageKind::Areas => &[("nav", "areas")],
        PageKind::Changes => &[("nav", "changes"), ("changes", "title")],
        PageKind::Supervision => {
            &[("nav", "supervision"), ("inspections", "title"), ("inspections", "short")]
        }
        PageKind::Problems => &[("problems", "title"), ("problems", "short")],
        PageKind::Rectifications => &[("rectifications", "title"), ("rectifications", "short")],
        PageKind::Pledges => &[("pledges", "title"), ("pledges", "short")],
        PageKind::Appraisals => {
            &[("appraisals", "title"), ("appraisals", "short"), ("participation", "appraisals")]
        }
        PageKind::Rankings => &[("nav", "rankings"), ("rankings", "title")],
        PageKind::Bulletins => &[("nav", "bulletins"), ("bulletins", "title")],
        PageKind::Calendar => &[("participation", "gatherings")],
        PageKind::Commendations => &[("nav", "commendations"), ("commendations", "title")],
        PageKind::Exposures => &[("nav", "exposures"), ("exposures", "title")],
        PageKind::Practices => &[("nav", "practices"), ("practices", "title")],
        PageKind::Documents => &[("nav", "documents"), ("documents", "title")],
        PageKind::Screens => &[("nav", "screens"), ("screens", "title")],
        PageKind::Data => &[("nav", "data"), ("data", "title")],
        PageKind::Rules => &[("nav", "rules"), ("rules", "title")],
    }
}

/// The group whose `lead` says what a page is for: the method's line stands before it.
fn group(page: PageKind) -> Option<&'static str> {
    match page {
        PageKind::Supervision => Some("inspections"),
        PageKind::Problems => Some("problems"),
        PageKind::Rectifications => Some("rectifications"),
        PageKind::Pledges => Some("pledges"),
        PageKind::Appraisals => Some("appraisals"),
        PageKind::Rankings => Some("rankings"),
        PageKind::Bulletins => Some("bulletins"),
        PageKind::Changes => Some("changes"),
        PageKind::Exposures => Some("exposures"),
        PageKind::Practices => Some("practices"),
        PageKind::Documents => Some("documents"),
        PageKind::Screens => Some("screens"),
        PageKind::Data => Some("data"),
        PageKind::Rules => Some("rules"),
        PageKind::Tasks
        | PageKind::Plans
        | PageKind::Structure
        | PageKind::Grids
        | PageKind::Areas
        | PageKind::Calendar
        | PageKind::Commendations => None,
    }
}

//! What records with mistakes in them refer to: a wrong reference is told in the same run, though
//! nothing else of the record can be proved.

use std::collections::HashSet;

use super::names::{Directory, Names};
use crate::diagnostic::{Code, Diagnostic};
use crate::record::{self, Kind};
use crate::yaml::Mention;

/// Looks up what was not looked up with the record it stands in.
pub fn look_up(mentions: &[Mention], names: &Directory, problems: &mut Vec<Diagnostic>) {
    let told: HashSet<_> = problems
        .iter()
        .filter(|problem| problem.code == Code::UnknownReference)
        .map(|problem| problem.span)
        .collect();
    for mention in mentions.iter().filter(|mention| !told.contains(&mention.span)) {
        names.look_up(mention, problems);
    }
}

impl Directory {
    /// Looks a reference up by the name of its kind. Stages and indicators belong to a task, and
    /// panels ship with the program: they are looked up with what they belong to.
    fn look_up(&self, mention: &Mention, problems: &mut Vec<Diagnostic>) {
        fn seek<K: Kind, T>(names: &Names<T>, mention: &Mention, problems: &mut Vec<Diagnostic>) {
            names.find_text::<K>(mention.slug.as_str(), mention.span, problems);
        }
        macro_rules! look_up {
            ($($kind:ident in $names:ident,)+) => {
                match mention.kind {
                    $(record::$kind::EN => seek::<record::$kind, _>(&self.$names, mention, problems),)+
                    _ => {}
                }
            };
        }
        look_up! {
            Document in documents,
            Unit in units,
            Post in posts,
            Area in areas,
            Grid in grids,
            Plan in plans,
            Category in categories,
            Task in tasks,
            Commendation in commendations,
            Exposure in exposures,
            Practice in practices,
            Assessment in assessments,
            Page in pages,
            Bulletin in bulletins,
            Inspection in inspections,
            Problem in problems,
            Mending in mendings,
            Slip in slips,
            Warning in warnings,
            TimedReport in reports,
            Pledge in pledges,
            PledgeTemplate in pledge_templates,
            Appraisal in appraisals,
            Consultation in consultations,
            Gathering in gatherings,
            MicroProject in micro_projects,
            Screen in screens,
        }
    }
}

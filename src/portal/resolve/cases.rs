//! Everything that is written up: exposures, commendations, practices and pages.

use super::claims::Claims;
use super::ledger::People;
use super::{case, commendation, exposure};
use crate::diagnostic::Diagnostic;
use crate::method::Method;
use crate::portal::table::Table;
use crate::portal::{Commendation, Exposure, Page, Practice};
use crate::record::Records;

/// The write-ups of each kind, and what was found in them.
pub struct Cases {
    /// Exposures.
    pub exposures: Table<Exposure>,
    /// Commendations.
    pub commendations: Table<Commendation>,
    /// Practices.
    pub practices: Table<Practice>,
    /// Pages of words.
    pub pages: Table<Page>,
    found: Vec<Diagnostic>,
}

impl Cases {
    /// Those that the records claim.
    pub fn of(
        records: &Records,
        people: &People,
        method: Option<&Method>,
        claims: &mut Claims,
    ) -> Self {
        let before = claims.problems.len();
        let exposures = exposure::exposures(&records.exposures, people, method, claims);
        let praised = &records.commendations;
        let commendations =
            commendation::commendations(praised, &exposures, people, method, claims);
        let practices = case::practices(&records.practices, claims);
        let pages = case::pages(&records.pages, claims);
        let found = claims.problems.get(before..).unwrap_or_default().to_vec();
        Self { exposures, commendations, practices, pages, found }
    }

    /// Takes them over as they were, and reports what was found in them.
    pub fn again(self, claims: &mut Claims) -> Self {
        claims.problems.extend(self.found.iter().cloned());
        self
    }
}

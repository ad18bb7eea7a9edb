//! Made-up pages of a made-up district, with the awkward cases: long names, nothing to show,
//! statements of equal weight, entries that have ended.

pub(crate) mod atoms;
pub(crate) mod commendations;
pub(crate) mod exposures;
pub(crate) mod records;
pub(crate) mod words;

//! The record reference is what the tables of keys say.

use daylight::source::Sources;

use crate::bless;
use crate::example::print;

#[test]
fn the_record_reference_is_what_the_tables_say() {
    bless::keep("docs/records.md", &daylight::record::reference());
}

#[test]
fn the_examples_of_the_reference_are_together_a_portal_without_findings() {
    let mut problems = Vec::new();
    let sources = Sources::from_texts(daylight::record::examples());
    let records = daylight::record::load(&sources, &mut problems);
    daylight::portal::resolve(&records, &sources, &mut problems);
    assert!(problems.is_empty(), "{}", print(&problems, &sources));
}

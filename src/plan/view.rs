//! Views: everything a page says, and nothing else. A template sees its view and the global
//! [`Site`](head::Site); it looks nothing up. Views carry facts and ready figures, templates
//! compose the words. Integers only, addresses relative to the page, no places in files: two views
//! that hash the same give the same bytes.
//!
//! Percentages are whole printed points unless a field says hundredths; positions in plots are
//! hundredths of a percent of the plot's width (0–10,000), so a template writes `x / 100` and `%`.

pub mod area;
pub mod atoms;
pub mod axis;
pub mod bulletin;
pub mod calendar;
pub mod changes;
pub mod commendations;
pub mod data;
pub mod deck;
pub mod directory;
pub mod documents;
pub mod exposure;
pub mod exposures;
pub mod grids;
pub mod head;
pub mod home;
pub mod ledger;
pub mod log;
pub mod page;
pub mod people;
pub mod plan;
pub mod plan_table;
pub mod plot;
pub mod portals;
pub mod post;
pub mod posting;
pub mod practices;
pub mod ranking;
pub mod rules;
pub mod screens;
pub mod sitemap;
pub mod slide;
pub mod structure;
pub mod table;
pub mod task;
pub mod tasks;
pub mod unit;

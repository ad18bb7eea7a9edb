//! From claims to a consistent portal: every rule that does not depend on the day.

mod approval;
mod assessment;
mod bulletin;
mod case;
mod cases;
mod change;
mod claims;
mod clock;
mod commendation;
mod exposure;
mod family;
mod kept;
mod ledger;
mod mentions;
mod names;
mod order;
mod participation;
mod plan;
mod pledge;
mod rectification;
mod repeats;
mod screen;
mod site;
mod standard;
mod structure;
mod supervision;
mod task;

pub use claims::{resolve, resolve_since};
pub use kept::KeptPortal;
pub use site::is_root_address;

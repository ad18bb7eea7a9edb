//! Daylight turns YAML task records and Markdown case write-ups into a government's public
//! transparency portal. A build is one straight line of pure functions between one act of reading
//! and one act of writing; `ARCHITECTURE.md` draws it.

pub mod assess;
pub mod calendar;
pub mod cli;
pub mod date;
pub mod diagnostic;
pub mod digest;
pub mod fonts;
pub mod measure;
pub mod method;
pub mod money;
pub mod percent;
pub mod plan;
pub mod portal;
pub mod profile;
pub mod prose;
pub mod publish;
pub mod record;
pub mod render;
pub mod score;
pub mod site;
pub mod slug;
pub mod source;
pub mod span;
pub mod summary;
pub mod theme;
pub mod yaml;

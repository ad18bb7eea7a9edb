//! Finds the faces for slides: the portal's own, then those of this machine.

use std::path::Path;

use fontdb::{Database, Family, Query, Source, Weight};

use crate::measure::{Faces, Font};
use crate::source::Sources;

/// Families for running text, the best first: sans, bold, with the Han of the mainland.
const TEXT: [&str; 6] = [
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "HarmonyOS Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
];

/// Families that have the rare characters of personal names.
const RARE: [&str; 6] =
    ["HanaMinA", "HanaMinB", "BabelStone Han", "Plangothic P1", "Plangothic P2", "SimSun-ExtB"];

/// Where a portal keeps fonts of its own.
const OWN: &str = "fonts/";

/// The faces of this machine that slides are set in: the first family of text there is, and all
/// families of rare characters.
pub fn machine() -> Vec<Font> {
    let mut database = Database::new();
    database.load_system_fonts();
    let text = TEXT.iter().find_map(|family| bold(&database, family));
    let rare = RARE.iter().filter_map(|family| bold(&database, family));
    text.into_iter().chain(rare).collect()
}

/// The faces of a portal: fonts in its folder `fonts/` come before those of the machine.
pub fn faces(sources: &Sources, machine: &[Font]) -> Faces {
    let own = sources.files.iter().filter(|file| file.path.starts_with(OWN));
    let own = own.filter_map(|file| read(&file.on_disk, file.path.clone(), 0));
    Faces::new(own.chain(machine.iter().cloned()).collect())
}

fn bold(database: &Database, family: &str) -> Option<Font> {
    let query =
        Query { families: &[Family::Name(family)], weight: Weight::BOLD, ..Query::default() };
    let face = database.face(database.query(&query)?)?;
    match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => {
            read(path, family.to_owned(), face.index)
        }
        Source::Binary(_) => None,
    }
}

/// Reads a face; one that cannot be read is left out, as if it were not there.
#[expect(clippy::disallowed_methods, reason = "fonts are read once, before anything is drawn")]
fn read(path: &Path, name: String, index: u32) -> Option<Font> {
    let bytes = std::fs::read(path).ok()?;
    Some(Font { name, bytes: bytes.into(), index })
}

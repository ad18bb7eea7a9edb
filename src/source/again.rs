//! Reading again what was written since, and nothing else.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Sources, is_hidden_record, is_nobodys, load, relative};
use crate::diagnostic::{Diagnostic, lost_letters};
use crate::span::Span;

/// Reads the files again that were written since the portal at `root`, an absolute path without
/// links, was read. `false` if that is not all: files came or went, so the folder must be read as
/// a whole.
pub fn read_again(
    root: &Path,
    written: &[PathBuf],
    sources: &mut Sources,
    problems: &mut Vec<Diagnostic>,
) -> bool {
    for path in written {
        let name = relative(path, root);
        let (folders, file) = name.rsplit_once('/').unwrap_or(("", &name));
        if folders.split('/').any(is_nobodys) || (is_nobodys(file) && !is_hidden_record(file)) {
            continue;
        }
        let known = sources.iter().find(|(_, file)| file.path == name).map(|(id, _)| id);
        let is_file = path.symlink_metadata().map(|found| found.is_file());
        let Some(id) = known else {
            // An editor's own file that came and went.
            let below = format!("{name}/");
            let never_was = !sources.files.iter().any(|file| file.path.starts_with(&below));
            if path.starts_with(root) && is_file.is_err() && never_was {
                continue;
            }
            return false;
        };
        let loaded = load(&name, path);
        let (Ok(true), Ok((file, fault))) = (is_file, loaded) else { return false };
        problems.retain(|problem| problem.span.file != id);
        problems.extend(fault.map(|fault| fault.at(id)));
        problems.extend(file.text.iter().flat_map(|text| lost_letters(Span::start_of(id), text)));
        if let Some(place) = sources.files.get_mut(id.0 as usize) {
            *place = Arc::new(file);
        }
    }
    true
}

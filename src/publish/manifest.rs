//! What the last build knew: one line a file, hashes and no times.

use std::fmt::Write;

use crate::digest::Digest;

/// The name of the manifest in the output folder.
pub(super) const NAME: &str = ".daylight";
/// How every manifest begins; one that is not finished holds no more.
pub(super) const HEADER: &str = "daylight manifest 1\n";
/// How the line begins that says whose site it is.
const PORTAL: &str = "portal ";

/// What was written and what it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Where the portal's folder lies, seen from the output folder, if the build said.
    pub(super) portal: Option<String>,
    /// Everything the site was made from.
    pub(super) inputs: Digest,
    /// Names of the folders in which the portals below this one lie, each with its own manifest.
    pub(super) children: Vec<String>,
    /// The files in order of their paths.
    pub(super) entries: Vec<(String, Entry)>,
}

/// One file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it was made from.
    pub(super) input: Digest,
    /// Its bytes.
    pub(super) output: Digest,
}

impl Manifest {
    /// Reads a manifest; one that was cut off or changed by hand is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix(HEADER)?;
        let (portal, text) = match text.strip_prefix(PORTAL).and_then(|it| it.split_once('\n')) {
            Some((portal, text)) => (Some(portal.to_owned()), text),
            None => (None, text),
        };
        let (first, lines) = text.split_once('\n')?;
        let mut words = first.split(' ');
        let (inputs, count) = (words.next()?, words.next()?);
        let children = words.map(str::to_owned).collect();
        let entry = |line: &str| {
            let (input, rest) = line.split_once(' ')?;
            let (output, path) = rest.split_once(' ')?;
            let entry = Entry { input: Digest::parse(input)?, output: Digest::parse(output)? };
            Some((path.to_owned(), entry))
        };
        let entries: Vec<_> = lines.lines().map(entry).collect::<Option<_>>()?;
        let whole = count.parse() == Ok(entries.len());
        let ordered = entries.is_sorted_by(|(a, _), (b, _)| a < b);
        let inputs = Digest::parse(inputs)?;
        (whole && ordered).then_some(Self { portal, inputs, children, entries })
    }

    /// The manifest as it is written.
    pub(super) fn text(&self) -> String {
        let mut out = HEADER.to_owned();
        if let Some(portal) = &self.portal {
            writeln!(out, "{PORTAL}{portal}").expect("writing to a string cannot fail");
        }
        write!(out, "{} {}", self.inputs, self.entries.len())
            .expect("writing to a string cannot fail");
        for child in &self.children {
            write!(out, " {child}").expect("writing to a string cannot fail");
        }
        out.push('\n');
        for (path, Entry { input, output }) in &self.entries {
            writeln!(out, "{input} {output} {path}").expect("writing to a string cannot fail");
        }
        out
    }

    /// The file at a path.
    pub(super) fn entry(&self, path: &str) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()?;
        self.entries.get(at).map(|(_, entry)| entry)
    }

    /// Whether a path is that of a file or lies below a file.
    pub(super) fn covers(&self, path: &str) -> bool {
        let mut above = path.match_indices('/').filter_map(|(slash, _)| path.get(..slash));
        self.entry(path).is_some() || above.any(|above| self.entry(above).is_some())
    }

    /// Whether a path is that of a folder with files.
    pub(super) fn fills(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        let after = self.entries.partition_point(|(known, _)| known.as_str() < folder.as_str());
        self.entries.get(after).is_some_and(|(known, _)| known.starts_with(&folder))
    }

    /// Whether a path is covered or that of a folder with files.
    pub(super) fn needs(&self, path: &str) -> bool {
        self.fills(path) || self.covers(path)
    }

    /// How many files are not among these paths, which are in order.
    pub(super) fn not_among(&self, paths: &[String]) -> usize {
        self.entries.iter().filter(|(path, _)| paths.binary_search(path).is_err()).count()
    }

    /// The files of several portals as those of one folder; what each was made from is its own.
    pub(super) fn together(parts: impl IntoIterator<Item = (String, Entry)>) -> Self {
        let mut entries: Vec<_> = parts.into_iter().collect();
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        Self { portal: None, inputs: Digest::of(&[]), children: Vec::new(), entries }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(paths: &[&str]) -> Manifest {
        let entry = Entry { input: Digest::of(b"in"), output: Digest::of(b"out") };
        let entries = paths.iter().map(|path| ((*path).to_owned(), entry)).collect();
        let children = vec!["county".to_owned()];
        let portal = Some("../内容 二".to_owned());
        Manifest { portal, inputs: Digest::of(b"all"), children, entries }
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let whole = manifest(&["a b.css", "index.html", "附件/一.pdf"]);
        assert_eq!(Manifest::parse(&whole.text()), Some(whole.clone()));
        let silent = Manifest { portal: None, ..whole };
        assert_eq!(Manifest::parse(&silent.text()), Some(silent));
    }

    #[test]
    fn a_manifest_that_was_cut_off_is_none() {
        let text = manifest(&["a", "b"]).text();
        for (end, _) in text.char_indices() {
            let cut = Manifest::parse(&text[..end]);
            assert!(cut.is_none() || end == text.len() - 1, "{end}");
        }
    }

    #[test]
    fn a_path_is_needed_by_files_folders_and_what_lies_below_files() {
        let manifest = manifest(&["a/b.html", "about", "c"]);
        for (path, needed) in
            [("a", true), ("a/b.html", true), ("about/x", true), ("a/c", false), ("ab", false)]
        {
            assert_eq!(manifest.needs(path), needed, "{path}");
        }
    }
}

//! Fingerprints the engine, so that a site built by another engine is rendered anew.

#![expect(clippy::disallowed_methods, reason = "a build script reads the crate's own files")]

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

fn main() {
    let mut digest = DefaultHasher::new();
    for folder in ["src", "themes"] {
        println!("cargo::rerun-if-changed={folder}");
        add(Path::new(folder), &mut digest);
    }
    println!("cargo::rustc-env=DAYLIGHT_SOURCE_DIGEST={:016x}", digest.finish());
}

/// Adds every file below a folder, in the order of their names.
fn add(folder: &Path, digest: &mut DefaultHasher) {
    let entries = fs::read_dir(folder).expect("the crate's own folder can be read");
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            add(&path, digest);
        } else {
            path.hash(digest);
            fs::read(&path).expect("the crate's own files can be read").hash(digest);
        }
    }
}

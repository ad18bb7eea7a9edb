//! The house rules of `ARCHITECTURE.md`, read off the source files.

#![expect(clippy::disallowed_methods, reason = "this test reads the crate's own files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Small values that cannot be wrong once made; every module may name them.
const VALUES: [&str; 9] =
    ["span", "slug", "money", "percent", "date", "digest", "measure", "summary", "diagnostic"];

/// Which modules of the crate a module may name, itself and the values aside; a value may name
/// values.
const IMPORTS: [(&str, &[&str]); 20] = [
    ("diagnostic", &["source"]),
    ("source", &[]),
    ("fonts", &["source"]),
    ("yaml", &["prose"]),
    ("prose", &[]),
    ("record", &["source", "yaml", "prose"]),
    ("calendar", &["record", "yaml"]),
    ("method", &["record", "yaml"]),
    ("profile", &["record", "yaml"]),
    ("score", &["yaml"]),
    ("portal", &["source", "yaml", "prose", "record", "calendar", "method", "profile"]),
    ("assess", &["yaml", "prose", "record", "calendar", "method", "score", "portal"]),
    ("theme", &["source", "yaml"]),
    (
        "plan",
        &["yaml", "prose", "record", "method", "profile", "score", "portal", "assess", "theme"],
    ),
    ("render", &["theme", "score", "plan"]),
    ("publish", &["source"]),
    ("site", &["source", "record", "portal", "assess", "theme", "plan", "render", "publish"]),
    (
        "cli",
        &[
            "source", "record", "yaml", "publish", "site", "theme", "method", "profile", "portal",
            "fonts", "score", "plan", "render",
        ],
    ),
    ("lib", &[]),
    ("main", &["cli"]),
];

/// Third-party crates and the one module that may name each.
const HOMES: [(&str, &str); 28] = [
    ("annotate_snippets", "diagnostic"),
    ("strsim", "diagnostic"),
    ("encoding_rs", "source"),
    ("walkdir", "source"),
    ("serde_yaml", "yaml"),
    ("pulldown_cmark", "prose"),
    ("tera", "render"),
    ("csv", "render"),
    ("docx_rs", "render"),
    ("quick_xml", "render"),
    ("fast_qr", "render"),
    ("resvg", "render"),
    ("png", "render"),
    ("gif", "render"),
    ("fontdb", "fonts"),
    ("ttf_parser", "measure"),
    ("unifont", "measure"),
    ("rustix", "publish"),
    ("clap", "cli"),
    ("anstream", "cli"),
    ("indicatif", "cli"),
    ("axum", "cli"),
    ("tokio", "cli"),
    ("tokio_stream", "cli"),
    ("notify", "cli"),
    ("percent_encoding", "cli"),
    ("sha2", "digest"),
    ("mimalloc", "main"),
];

/// Every source file below `src`, with its text.
fn sources() -> Vec<(PathBuf, String)> {
    fn below(folder: &Path, out: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<_> =
            fs::read_dir(folder).expect("src").flatten().map(|entry| entry.path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                below(&path, out);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                out.push((path, text));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    below(&root, &mut out);
    out.into_iter()
        .map(|(path, text)| (path.strip_prefix(&root).expect("below src").to_owned(), text))
        .collect()
}

/// The top-level module a file belongs to.
fn module(path: &Path) -> String {
    let first = path.iter().next().expect("a path").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// Whether a file is compiled for tests only.
fn is_sample(path: &Path) -> bool {
    path.iter().any(|part| part == "sample" || part == "sample.rs")
}

/// Files that are part of the program.
fn programs() -> impl Iterator<Item = (PathBuf, String)> {
    sources().into_iter().filter(|(path, _)| !is_sample(path))
}

/// Lines of code; comments and what is written inline for tests are left empty.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let mut lines = text.lines().peekable();
    let mut is_marked = false;
    let mut is_test = false;
    std::iter::from_fn(move || {
        let line = lines.next()?;
        is_test |= is_marked && line.contains("mod ") && line.ends_with('{');
        is_marked = line == "#[cfg(test)]" || (is_marked && line.starts_with("#["));
        let was_test = is_test;
        is_test &= line != "}";
        let code = line.split_once("//").map_or(line, |(code, _)| code);
        Some(if was_test { "" } else { code })
    })
}

/// Paths of the crate that a text names after `crate::`, each with its line, from 1: all of those
/// in braces.
fn named(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        let line = code.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let rest = code.get(at + start.len()..).unwrap_or_default();
        let mut path = String::new();
        leaves(&mut rest.chars(), &mut path, &mut |leaf| found.push((line, leaf.to_owned())));
    }
    found
}

/// The paths of a tree such as `a::{b, c::d}`.
fn leaves(rest: &mut std::str::Chars, above: &mut String, found: &mut impl FnMut(&str)) {
    let mut path = above.clone();
    while let Some(mark) = rest.clone().next() {
        match mark {
            '{' => {
                rest.next();
                while !matches!(rest.clone().next(), None | Some('}')) {
                    leaves(rest, &mut path.clone(), found);
                    if rest.clone().next() == Some(',') {
                        rest.next();
                    }
                }
                rest.next();
                return;
            }
            ' ' | '\n' if path == *above => {}
            _ if mark.is_alphanumeric() || mark == '_' || mark == ':' => path.push(mark),
            _ => break,
        }
        rest.next();
    }
    if path == *above {
        // Nothing was written: a comma at the end, or a sign that no path has.
        rest.next();
        return;
    }
    found(path.trim_end_matches(':'));
}

#[test]
fn names_are_seen_wherever_they_are_written() {
    let seen = |text: &str| -> Vec<String> {
        let text: Vec<&str> = code(text).collect();
        named(&text.join("\n")).into_iter().map(|(line, name)| format!("{line} {name}")).collect()
    };
    assert_eq!(seen("use crate::{a, b::{c, d}};"), ["1 a", "1 b::c", "1 b::d"]);
    assert_eq!(seen("\nuse crate::{\n    a::B,\n    c,\n};"), ["2 a::B", "2 c"]);
    assert_eq!(seen("let a = crate::b::c(crate::d::E); // crate::f"), ["1 b::c", "1 d::E"]);
    let tested =
        "#[cfg(test)]\nmod sample;\ncrate::a::b\n#[cfg(test)]\nmod tests {\ncrate::c\n}\ncrate::d";
    assert_eq!(seen(tested), ["3 a::b", "8 d"]);
}

#[test]
fn modules_name_only_what_lies_before_them_on_the_line() {
    let allowed: BTreeMap<&str, &[&str]> = IMPORTS.into_iter().collect();
    let modules: BTreeSet<String> = sources().iter().map(|(path, _)| module(path)).collect();
    let rows = allowed.keys().chain(&VALUES);
    let stale: Vec<_> = rows.filter(|name| !modules.contains(**name)).collect();
    assert!(stale.is_empty(), "rows of modules that do not exist: {stale:?}");
    let mut wrong = Vec::new();
    for (path, text) in programs() {
        let this = module(&path);
        let may = match allowed.get(this.as_str()) {
            Some(may) => may,
            None if VALUES.contains(&this.as_str()) => &[][..],
            None => panic!("{this} has no row"),
        };
        let lines: Vec<&str> = code(&text).collect();
        for (line, name) in named(&lines.join("\n")) {
            let (first, rest) = name.split_once("::").unwrap_or((&name, ""));
            let known = first == this || VALUES.contains(&first) || may.contains(&first);
            let known = known || !modules.contains(first);
            // Invariant 1: what renders sees views and nothing else of the plan.
            let sees_views = this != "render" || first != "plan" || rest.starts_with("view");
            if !known || !sees_views {
                wrong.push(format!("{}:{line} names {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_crate_that_has_a_home_is_there() {
    let all: Vec<(PathBuf, String)> = programs().collect();
    let is_there = |(name, home): &(&str, &str)| {
        let mut files = all.iter().filter(|(path, _)| module(path) == *home);
        files.any(|(_, text)| code(text).any(|line| line.contains(&format!("{name}::"))))
    };
    let stale: Vec<_> = HOMES.iter().filter(|row| !is_there(row)).collect();
    assert!(stale.is_empty(), "{stale:?}");
}

#[test]
fn a_third_party_crate_is_named_in_one_module() {
    let mut wrong = Vec::new();
    for (path, text) in programs() {
        for (name, home) in HOMES {
            let mentions = code(&text).any(|line| {
                line.contains(&format!("use {name}::")) || line.contains(&format!(" {name}::"))
            });
            if mentions && module(&path) != home {
                wrong.push(format!("{} names {name}, which lives in {home}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_code_names_a_working_method() {
    let mut wrong = Vec::new();
    for (path, text) in programs() {
        for name in daylight::method::names() {
            let named = code(&text).any(|line| line.contains(name));
            wrong.extend(named.then(|| format!("{} names {name}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_template_names_a_light() {
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let folders = [theme.join("templates"), theme.join("templates/components")];
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).expect("templates").flatten())
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    files.push(theme.join("words.yaml"));
    for path in files {
        let text = fs::read_to_string(&path).expect("a template");
        for word in ["红灯", "黄灯", "绿灯", "未报", "未按期填报"] {
            assert!(!text.contains(word), "{} says {word}", path.display());
        }
    }
}

#[test]
fn every_key_of_a_method_is_explained() {
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/methods.zh-CN.md"));
    let page = page.expect("the page of methods");
    let missing = daylight::method::Method::FIELDS.iter().filter(|field| {
        let zh = field.zh.iter().any(|key| page.contains(key));
        !zh || !page.contains(&format!("`{}`", field.en))
    });
    let missing: Vec<&str> = missing.map(|field| field.en).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_module_says_what_it_is() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{} opens without a sentence", path.display());
    }
}

#[test]
fn views_hold_no_float_and_no_hash_map() {
    let views = sources().into_iter().filter(|(path, _)| path.starts_with("plan/view"));
    for (path, text) in views {
        for word in ["f32", "f64", "HashMap", "HashSet", "Span<", "FileId"] {
            let held = code(&text).any(|line| line.contains(word));
            assert!(!held, "{} holds {word}", path.display());
        }
    }
}

#[test]
fn no_field_of_a_view_is_left_empty_by_everybody() {
    let filling: String = programs()
        .filter(|(path, _)| path.starts_with("plan") && !path.starts_with("plan/view"))
        .map(|(_, text)| code(&text).collect::<Vec<_>>().join("\n") + "\n")
        .collect();
    let is_filled = |name: &str| {
        let set = format!(" {name}: ");
        let values = filling.match_indices(&set).filter_map(|(at, _)| {
            filling.get(at + set.len()..)?.split([',', '}']).next().map(str::trim)
        });
        let values: Vec<&str> = values.collect();
        let empty = ["None", "Vec::new()", "String::new()", "false"];
        let mut by_name = filling.match_indices(name);
        let is_literal = values.is_empty() || values.iter().any(|value| !empty.contains(value));
        // Or a variable of the same name, or something put in later.
        is_literal
            || by_name.any(|(at, _)| {
                let before = filling.get(..at).unwrap_or_default();
                let rest = filling.get(at + name.len()..).unwrap_or_default();
                let is_variable = before.ends_with(' ') && rest.starts_with([',', '}']);
                let is_variable = is_variable || before.ends_with(' ') && rest.starts_with(" }");
                let later = [" = ", ".push(", ".extend("].iter().any(|it| rest.starts_with(it));
                is_variable || (before.ends_with('.') && later)
            })
    };
    let views = sources().into_iter().filter(|(path, _)| path.starts_with("plan/view"));
    let mut empty = Vec::new();
    for (path, text) in views {
        let fields = code(&text).filter_map(|line| line.strip_prefix("    pub ")?.split_once(": "));
        let fields = fields.filter(|(name, _)| !name.contains([' ', '(']));
        empty.extend(
            fields
                .filter(|(name, _)| !is_filled(name))
                .map(|(name, _)| format!("{}: {name}", path.display())),
        );
    }
    assert!(empty.is_empty(), "nothing fills {}", empty.join(", "));
}

#[test]
fn no_exception_is_without_a_reason_and_nothing_is_left_for_later() {
    for (path, text) in sources() {
        for word in ["#[allow(", "#![allow(", "todo!(", "unimplemented!(", "TODO", "FIXME"] {
            assert!(!text.contains(word), "{} holds {word}", path.display());
        }
    }
}

#[test]
fn the_architecture_document_has_a_line_for_every_module() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md"))
        .expect("ARCHITECTURE.md");
    assert!(text.lines().count() <= 150, "ARCHITECTURE.md is longer than 150 lines");
    for (path, _) in sources() {
        let name = module(&path);
        assert!(text.contains(&format!("`{name}`")), "ARCHITECTURE.md does not mention `{name}`");
    }
}

#[test]
fn a_reader_finds_every_document_from_the_readme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readmes = ["README.md", "README.zh-CN.md"]
        .map(|name| fs::read_to_string(root.join(name)).expect("a file at the root"));
    for entry in fs::read_dir(root.join("docs")).expect("the documents").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let linked = readmes.iter().any(|text| text.contains(&format!("(docs/{name}")));
        assert!(linked, "no readme links docs/{name}");
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .expect("Cargo.toml");
    let section = |name: &str| {
        let after = text.split(&format!("[{name}]\n")).nth(1).expect(name);
        after.split("\n[").next().unwrap_or_default().to_owned()
    };
    for line in (section("dependencies") + &section("dev-dependencies")).lines() {
        assert!(line.is_empty() || line.contains(" # "), "no reason: {line}");
    }
}

//! One file at a time: how it begins, how long it is, what it may name.

use crate::code::{blanked, without_tests};
use crate::none;
use crate::repository::{File, sources};

/// Longer files are not read in one sitting.
const MOST_LINES: usize = 400;

#[test]
fn every_file_says_first_what_it_holds() {
    let silent = sources().into_iter().filter(|file| !file.text.starts_with("//! "));
    none("begin with `//!` and a sentence", &silent.map(|file| file.path).collect::<Vec<_>>());
}

#[test]
fn no_file_is_long() {
    let long = |file: &File| {
        let lines = file.text.lines().count();
        (lines > MOST_LINES).then(|| format!("{} has {lines} lines", file.path))
    };
    none(&format!("longer than {MOST_LINES} lines"), &sources().iter().filter_map(long).collect::<Vec<_>>());
}

#[test]
fn no_file_is_named_after_nothing() {
    let parts = ["utils", "util", "helpers", "helper", "common", "misc", "prelude"];
    let vague = |file: &File| file.path.split(['/', '.']).any(|part| parts.contains(&part));
    none("one noun, one file", &sources().into_iter().filter(vague).map(|file| file.path).collect::<Vec<_>>());
}

/// Lines of code, without comments and tests, for which something holds.
fn lines(file: &File, wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let code = blanked(without_tests(&file.text), true);
    let lines = code.lines().enumerate().filter(|(_, line)| wrong(line));
    lines.map(|(nth, line)| format!("{}:{}: {}", file.path, nth + 1, line.trim())).collect()
}

/// The YAML library can be exchanged as long as one module knows it. Comments count: what they say would be wrong then.
#[test]
fn the_yaml_library_is_named_in_one_module() {
    let library = concat!("serde", "_yaml");
    let elsewhere = |file: &File| !file.path.starts_with("crates/core/src/yaml") && file.text.contains(library);
    none(
        &format!("`{library}` outside of crates/core/src/yaml"),
        &sources().into_iter().filter(elsewhere).map(|file| file.path).collect::<Vec<_>>(),
    );
    assert!(
        sources().iter().any(|file| file.text.contains(library)),
        "nobody names `{library}`; is it still this one?"
    );
}

/// A library that reads files here and there cannot be embedded where there are none.
#[test]
fn the_library_touches_files_in_one_place() {
    let touches =
        |line: &str| ["std::fs", "fs::", "File::open", "File::create", "read_dir"].iter().any(|s| line.contains(s));
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| file.path.starts_with("crates/core/src/")) {
        if file.path == "crates/core/src/load.rs" {
            assert!(!lines(file, touches).is_empty(), "the one place does not touch files; does this rule still hold?");
        } else {
            wrong.extend(lines(file, touches));
        }
    }
    none("files outside of crates/core/src/load.rs", &wrong);
}

/// What the library must not know: terminal, clock, environment, chance, floating point.
#[test]
fn the_library_knows_no_world() {
    let names = ["println!", "print!(", "std::env", "std::time", "Instant", "SystemTime", "std::process", "f32", "f64"];
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| file.path.starts_with("crates/core/src/")) {
        // The YAML library hands over numbers as it likes; the module that wraps it takes them and drops them.
        if !file.path.starts_with("crates/core/src/yaml") {
            wrong.extend(lines(file, |line| names.iter().any(|name| line.contains(name))));
        }
    }
    none("the library prints nothing and asks nobody", &wrong);
}

/// Text for people is written, not debugged.
#[test]
fn no_text_for_people_is_debug_output() {
    let mut wrong = Vec::new();
    for file in &sources() {
        if ["crates/report/src/", "crates/web/src/", "crates/cli/src/"].iter().any(|own| file.path.starts_with(own)) {
            wrong.extend(lines(file, |line| line.contains(":?}") || line.contains(":#?}") || line.contains("dbg!")));
        }
    }
    none("`{:?}` in report or cli", &wrong);
}

#[test]
fn no_lint_is_suppressed_without_a_reason() {
    let mut wrong = Vec::new();
    for file in &sources() {
        let code = blanked(&file.text, true);
        for attribute in ["[allow(", "[expect("] {
            for (at, _) in code.match_indices(attribute) {
                let rest = code.get(at..).unwrap_or_default();
                let whole = rest.find(")]").and_then(|end| rest.get(..end)).unwrap_or(rest);
                let is_attribute = code.get(..at).is_some_and(|before| before.ends_with(['#', '!']));
                if is_attribute && !whole.contains("reason = \"") {
                    let line = code.get(..at).unwrap_or_default().lines().count();
                    wrong.push(format!("{}:{line}: #{whole})]", file.path));
                }
            }
        }
    }
    none("a lint is suppressed with a reason or not at all", &wrong);
}

//! The compiled engine that is checked in: made from the sources that are here, and small enough to send.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// How to mend what this finds.
const BUILD: &str = "run `crates/web/build`, which compiles the engine anew, and check in what it writes";

/// What an engine may take to send.
const MOST_BYTES: usize = 400_000;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files below a folder, by their paths from the root.
fn files(folder: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(root().join(folder)).expect("the folder is there").flatten() {
        let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => files(&name, found),
            false => found.push(name),
        }
    }
}

/// Every source of the engine with its SHA-256, as `sha256sum` writes them, in the order of their paths.
fn sources() -> Vec<String> {
    let mut paths = Vec::new();
    for package in ["core", "report", "web", "engine"] {
        files(&format!("crates/{package}/src"), &mut paths);
        paths.push(format!("crates/{package}/Cargo.toml"));
    }
    // It puts the page together, and is no part of the engine.
    paths.retain(|path| path != "crates/web/src/page.rs");
    paths.sort();
    let line = |path: &String| {
        let text = fs::read_to_string(root().join(path)).expect("a source is text").replace("\r\n", "\n");
        let digest = hmac_sha256::Hash::hash(text.as_bytes());
        let mut line = digest.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        let _ = write!(line, "  {path}");
        line
    };
    paths.iter().map(line).collect()
}

#[test]
fn the_engine_is_made_from_the_sources_that_are_here() {
    let kept = include_str!("../engine/sources.txt");
    let (files, packages): (Vec<&str>, Vec<&str>) = kept.lines().partition(|line| line.contains("  "));
    let now = sources();
    let mut changed: Vec<&str> = Vec::new();
    changed.extend(now.iter().map(String::as_str).filter(|line| !files.contains(line)));
    changed.extend(files.iter().filter(|line| !now.iter().any(|own| own == *line)));
    let mut paths: Vec<&str> = changed.iter().filter_map(|line| line.split("  ").nth(1)).collect();
    paths.sort_unstable();
    paths.dedup();
    assert!(paths.is_empty(), "the compiled engine is older than {paths:#?}; {BUILD}");

    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock is there").replace("\r\n", "\n");
    let is_locked = |package: &&&str| {
        let (name, version) = package.split_once(' ').unwrap_or((package, ""));
        lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n"))
    };
    let others: Vec<_> = packages.iter().filter(|package| !is_locked(package)).collect();
    assert!(!packages.is_empty() && others.is_empty(), "the compiled engine was made with {others:#?}; {BUILD}");
}

#[test]
fn the_engine_is_small_and_names_no_machine() {
    let engine = include_bytes!("../engine/engine.wasm.gz");
    assert!(engine.len() < MOST_BYTES, "the compiled engine has {} bytes", engine.len());
    // A gzip file without a name and without a time, so that the same sources give the same bytes.
    assert_eq!(engine.first_chunk(), Some(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0]));
}

//! What the documents name exists. A how-to page that speaks of a file which is gone is worse than none.

use std::path::Path;

use crate::none;
use crate::repository::{File, files, root};

/// The documents for people. One that is not written yet is no mistake; one that names what is gone is.
fn documents() -> Vec<File> {
    let top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];
    let is_document = |file: &File| {
        let path = file.path.as_str();
        let is_readme = path.starts_with("rules/") || path.starts_with("crates/") || path.starts_with("examples/");
        top.contains(&path)
            || (path.starts_with("docs/") && path.ends_with(".md"))
            || (is_readme && path.ends_with("README.md"))
    };
    files().into_iter().filter(is_document).collect()
}

#[test]
fn every_path_that_a_document_names_exists() {
    let all: Vec<String> = files().into_iter().map(|file| file.path).collect();
    let mut wrong = Vec::new();
    for document in documents() {
        for (line, name) in named(&document.text) {
            if !exists(&document.path, &name, &all) {
                wrong.push(format!("{}:{line}: `{name}`", document.path));
            }
        }
        for (line, target) in links(&document.text) {
            let folder = Path::new(&document.path).parent().unwrap_or(Path::new(""));
            if !root().join(folder).join(&target).exists() {
                wrong.push(format!("{}:{line}: a link to `{target}`", document.path));
            }
        }
    }
    none("named in a document, and not there", &wrong);
}

/// What stands in backticks, and the words of code blocks, with the line.
fn named(text: &str) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    let mut in_block = false;
    for (nth, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        } else if in_block {
            // A command names files as well, and is typed as it stands.
            named.extend(
                line.split_whitespace().filter(|word| word.contains('/')).map(|word| (nth + 1, word.to_owned())),
            );
        } else {
            named.extend(line.split('`').skip(1).step_by(2).map(|name| (nth + 1, name.to_owned())));
        }
    }
    named
}

/// The targets of links that lead to files.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut links = Vec::new();
    for (nth, line) in text.lines().enumerate() {
        for part in line.split("](").skip(1) {
            let target = part.split([')', '#', ' ']).next().unwrap_or_default();
            if !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:") {
                links.push((nth + 1, target.to_owned()));
            }
        }
    }
    links
}

/// Whether a name is no path of this repository, or one that is there.
fn exists(document: &str, name: &str, all: &[String]) -> bool {
    let name = name.trim_end_matches(['/', ',', ';']).trim_start_matches("./");
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '*');
    if name.is_empty() || !name.chars().all(plain) || name.starts_with('/') {
        return true;
    }
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let is_there = |path: &str| {
        // `tests/broken/*.yaml` stands for at least one file.
        let (before, after) = path.split_once('*').unwrap_or((path, ""));
        let matches = |known: &String| match path.contains('*') {
            true => known.starts_with(before) && known.ends_with(after),
            false => known == path || known.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')),
        };
        all.iter().any(matches) || root().join(path).exists()
    };
    if is_there(name) || is_there(&beside) {
        return true;
    }
    match name.split_once('/') {
        // It looks like a path from here if its first folder is one of ours; `choosing/when-cro` is a claim.
        Some((first, _)) => {
            let is_folder = |path: &str| all.iter().any(|known| known.starts_with(&format!("{path}/")));
            !is_folder(first)
        }
        // A source, a manifest or a page is ours wherever it stands; `answers.yaml` may be the reader's.
        None => {
            let ours = name.ends_with(".rs") || name.ends_with(".md") || name.ends_with("Cargo.toml");
            let rules = document.starts_with("rules/") && name.ends_with(".yaml");
            !(ours || rules) || (ours && all.iter().any(|known| known.ends_with(&format!("/{name}"))))
        }
    }
}

#[test]
fn paths_are_told_from_other_words() {
    let all: Vec<String> =
        ["crates/core/src/lib.rs", "rules/x/00-a.yaml", "tests/broken/a.yaml"].map(str::to_owned).into();
    let exists = |document: &str, name: &str| self::exists(document, name, &all);
    for name in
        ["crates/core", "tests/broken/*.yaml", "crates/core/src/li*", "lib.rs", "choosing/when-cro/silos", "a b/c"]
    {
        assert!(exists("README.md", name), "{name}");
    }
    assert!(exists("rules/x/README.md", "00-a.yaml") && exists("README.md", "my-answers.yaml"));
    for name in ["crates/gone", "tests/broken/*.toml", "gone.rs", "rules/x/01-b.yaml", "tests/broken/b.yaml,"] {
        assert!(!exists("README.md", name), "{name}");
    }
    assert!(!exists("rules/x/README.md", "01-b.yaml"));
    assert_eq!(named("a `b` c `d`\n```\nx y/z\n```\n"), [(1, "b".into()), (1, "d".into()), (3, "y/z".into())]);
    assert_eq!(links("[a](b.md) [c](https://d) [e](#f) [g](h/i.md#j)"), [(1, "b.md".into()), (1, "h/i.md".into())]);
}

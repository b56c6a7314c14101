//! The files of the repository, without what is built or recorded.

use std::fs;
use std::path::{Path, PathBuf};

/// A file, by its path from the root.
pub(crate) struct File {
    /// With `/` on every system.
    pub(crate) path: String,
    /// What is no UTF-8 is replaced; some files are broken on purpose.
    pub(crate) text: String,
}

/// Made by tools, or theirs.
const NOT_OURS: &[&str] = &[".git", "target", ".idea", ".vscode", "node_modules"];

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file, in the order of paths. Links are not followed: what they lead to is among the others.
pub(crate) fn files() -> Vec<File> {
    everything().0
}

/// Every link, with what it leads to in place of the text.
pub(crate) fn links() -> Vec<File> {
    everything().1
}

fn everything() -> (Vec<File>, Vec<File>) {
    let (mut files, mut links) = (Vec::new(), Vec::new());
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("the folder can be read") {
            let entry = entry.expect("it can be read");
            let name = entry.file_name().into_string().expect("names are text");
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let kind = entry.file_type().expect("it is of some kind");
            // In a second working tree `.git` is a file.
            if NOT_OURS.contains(&name.as_str()) {
                continue;
            }
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && !name.ends_with(".snap.new") && name != ".git" {
                // In a second working tree `.git` is a file, which says where the first one is.
                let bytes = fs::read(entry.path()).expect("the file can be read");
                files.push(File { path, text: String::from_utf8_lossy(&bytes).into_owned() });
            } else if kind.is_symlink() {
                let target = fs::read_link(entry.path()).expect("it leads somewhere");
                links.push(File { path, text: target.to_string_lossy().into_owned() });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    links.sort_by(|a, b| a.path.cmp(&b.path));
    (files, links)
}

/// The sources of the crates and of the tests.
pub(crate) fn sources() -> Vec<File> {
    let is_source = |file: &File| {
        file.path.ends_with(".rs") && (file.path.starts_with("crates/") || file.path.starts_with("tests/"))
    };
    files().into_iter().filter(is_source).collect()
}

/// If the files were not found, every rule would hold.
#[test]
fn the_files_are_found() {
    let files = files();
    for path in ["Cargo.toml", "crates/core/src/lib.rs", "crates/cli/src/main.rs", "tests/house/main.rs", "LICENSE-MIT"]
    {
        assert!(files.iter().any(|file| file.path == path && !file.text.is_empty()), "{path} was not found");
    }
    assert!(!files.iter().any(|file| file.path.starts_with("target/") || file.path.starts_with(".git/")));
}

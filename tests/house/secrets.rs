//! What belongs to the machine that this was written on stays there: its folders, and where it gets its packages from.

use crate::none;
use crate::repository::{File, files, links, root};

/// In pieces, or this file would hold them.
const MACHINES: &[&str] = &[
    concat!("../", "shared"),
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/home", "/"),
    concat!("/Us", "ers/"),
];

/// A mirror of a registry: in a lock file, a manifest or a configuration.
const MIRRORS: &[&str] = &[
    concat!("sparse", "+http"),
    concat!("replace", "-with"),
    concat!("index.cr", "ates.io"),
    concat!("static.cr", "ates.io"),
    concat!("registry.np", "mjs.org"),
    concat!("art", "ifactory"),
    concat!("local", "host"),
    concat!("127.0", ".0.1"),
];

#[test]
fn no_file_names_the_machine_or_its_registry() {
    let mut wrong = Vec::new();
    for file in files() {
        for (nth, line) in file.text.lines().enumerate() {
            for secret in MACHINES.iter().chain(MIRRORS).filter(|secret| line.contains(**secret)) {
                wrong.push(format!("{}:{}: {secret}", file.path, nth + 1));
            }
        }
    }
    none("belongs to somebody's machine", &wrong);
}

/// A link that leads out of the repository leads nowhere on another machine.
#[test]
fn every_link_stays_inside() {
    let root = root().canonicalize().expect("the root is there");
    let leads_out = |link: &File| {
        let end = root.join(&link.path).canonicalize();
        link.text.starts_with('/') || !end.is_ok_and(|end| end.starts_with(&root))
    };
    let out = links().into_iter().filter(leads_out).map(|link| format!("{} -> {}", link.path, link.text));
    none("leads out of the repository", &out.collect::<Vec<_>>());
}

#[test]
fn every_package_comes_from_the_public_registry() {
    let public = concat!("source = \"registry+https://github.com/rust-lang/cr", "ates.io-index\"");
    let locks: Vec<File> = files().into_iter().filter(|file| file.path.ends_with("Cargo.lock")).collect();
    let sources = || locks.iter().flat_map(|lock| lock.text.lines()).filter(|line| line.starts_with("source = "));
    assert!(sources().count() > 20, "the lock files name hardly any package");
    let wrong: Vec<String> = sources().filter(|line| *line != public).map(str::to_owned).collect();
    none("packages from elsewhere", &wrong);
}

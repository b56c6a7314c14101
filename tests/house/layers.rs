//! Modules are used one way: a module uses those declared above it and none below.
//!
//! So `lib.rs` is a table of contents in reading order, and whoever has read the modules above understands the next one.
//! The same holds for the modules within a module. What a parent defines itself may be used by its children; what it only
//! hands on counts as the child's that defines it, so that a ring cannot hide behind a `pub use`.
//!
//! Methods are not seen: `answers.evaluate()` names no module. What is seen is every path that begins with `crate`,
//! `super` or `self`.

use std::collections::BTreeMap;

use crate::code::{Word, blanked, without_tests, words};
use crate::none;
use crate::repository::{File, sources};

/// A module, as the path of its names from the crate's root. The root itself is the empty path.
type Module = Vec<String>;

struct Crate {
    /// The modules declared in each module, in order.
    children: BTreeMap<Module, Vec<String>>,
    /// What each module hands on, by name: the path from that module to where it comes from.
    handed_on: BTreeMap<Module, BTreeMap<String, Vec<String>>>,
    /// Every path that each module names, with its place.
    uses: Vec<(Module, String, Vec<String>)>,
}

#[test]
fn modules_use_only_those_declared_above_them() {
    let sources = sources();
    let mut wrong = Vec::new();
    for (folder, main) in [
        ("crates/core/src", "lib.rs"),
        ("crates/report/src", "lib.rs"),
        ("crates/sql/src", "lib.rs"),
        ("crates/web/src", "lib.rs"),
        ("crates/cli/src", "main.rs"),
    ] {
        let files: Vec<&File> = sources.iter().filter(|file| file.path.starts_with(folder)).collect();
        wrong.extend(violations(&files, folder, main));
    }
    none("uses what is declared below", &wrong);
}

fn violations(files: &[&File], folder: &str, main: &str) -> Vec<String> {
    let mut krate = Crate { children: BTreeMap::new(), handed_on: BTreeMap::new(), uses: Vec::new() };
    for file in files {
        let path = file.path.strip_prefix(folder).unwrap_or(&file.path).trim_start_matches('/');
        let module: Module = match path {
            path if path == main => Vec::new(),
            path => path.trim_end_matches(".rs").split('/').map(str::to_owned).collect(),
        };
        krate.read(module, file);
    }
    krate.violations()
}

impl Crate {
    fn read(&mut self, module: Module, file: &File) {
        let code = blanked(without_tests(&file.text), false);
        let words = words(&code);
        let mut children = Vec::new();
        for declaration in words.windows(3) {
            if let [Word { text: "mod", .. }, Word { text: name, .. }, Word { text: ";", .. }] = declaration {
                children.push((*name).to_owned());
            }
        }
        let mut handed_on = BTreeMap::new();
        for (at, word) in words.iter().enumerate() {
            let starts = at == 0 || words.get(at - 1).is_some_and(|before| before.text != "::");
            let goes_on = words.get(at + 1).is_some_and(|next| next.text == "::");
            if word.text == "use" {
                for path in paths(words.get(at + 1..).unwrap_or_default()) {
                    // `use child::Item`: whoever names `Item` of this module names the child.
                    if path.first().is_some_and(|first| children.contains(first))
                        && let Some(name) = path.last()
                    {
                        handed_on.insert(name.clone(), path);
                    }
                }
            }
            if starts && goes_on && ["crate", "super", "self"].contains(&word.text) {
                for path in paths(words.get(at..).unwrap_or_default()) {
                    self.uses.push((module.clone(), format!("{}:{}", file.path, word.line), path));
                }
            }
        }
        self.children.insert(module.clone(), children);
        self.handed_on.insert(module, handed_on);
    }

    fn violations(&self) -> Vec<String> {
        let mut wrong: Vec<String> =
            self.uses.iter().filter_map(|(user, place, path)| self.violation(user, place, path)).collect();
        wrong.dedup();
        wrong
    }

    fn violation(&self, user: &Module, place: &str, path: &[String]) -> Option<String> {
        let used = self.resolve(user, path);
        // The two lie in one module up to here, and in two of its children from here on.
        let shared = user.iter().zip(&used).take_while(|(a, b)| a == b).count();
        let (mine, other) = (user.get(shared)?, used.get(shared)?);
        let siblings = self.children.get(user.get(..shared)?)?;
        let position = |name: &String| siblings.iter().position(|sibling| sibling == name);
        (position(other)? > position(mine)?).then(|| {
            let within = user.get(..shared).unwrap_or_default().join("::");
            let within = if within.is_empty() { "the crate".to_owned() } else { format!("`{within}`") };
            format!("{place}: `{mine}` uses `{}`, but in {within} `{other}` is declared below", path.join("::"))
        })
    }

    /// The module that a path of `user` leads to, as far as modules go.
    fn resolve(&self, user: &Module, path: &[String]) -> Module {
        let mut module = user.clone();
        let mut path = path.to_vec();
        // A path that leads back to itself would be no Rust; 16 turns are more than any that is.
        for _ in 0..16 {
            let Some(first) = path.first().cloned() else { break };
            let rest = path.split_off(1);
            match first.as_str() {
                "crate" => module.clear(),
                "self" => {}
                "super" => drop(module.pop()),
                name if self
                    .children
                    .get(&module)
                    .is_some_and(|children| children.iter().any(|child| child == name)) =>
                {
                    module.push(first);
                }
                name => match self.handed_on.get(&module).and_then(|names| names.get(name)) {
                    Some(from) => {
                        path = from.clone();
                        continue;
                    }
                    None => break,
                },
            }
            path = rest;
        }
        module
    }
}

/// The paths that begin at the first of these words: one, or one for each branch of `a::{b, c::{d, e}}`.
fn paths(words: &[Word<'_>]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let (mut before, mut groups): (Vec<String>, Vec<usize>) = (Vec::new(), Vec::new());
    // Whether a name has been read that belongs to no path so far.
    let mut open = false;
    let mut words = words.iter().peekable();
    while let Some(word) = words.next() {
        match word.text {
            "::" => {}
            "{" => groups.push(before.len()),
            "," | "}" if !groups.is_empty() => {
                if std::mem::take(&mut open) {
                    found.push(before.clone());
                }
                before.truncate(groups.last().copied().unwrap_or_default());
                if word.text == "}" {
                    groups.pop();
                }
                if groups.is_empty() {
                    return found;
                }
            }
            "as" if !groups.is_empty() => drop(words.next()),
            "*" => {}
            name if name.starts_with(|c: char| c.is_alphabetic() || c == '_') => {
                before.push(name.to_owned());
                open = true;
                let goes_on = words.peek().is_some_and(|next| next.text == "::");
                if !goes_on && groups.is_empty() {
                    break;
                }
            }
            _ => break,
        }
    }
    vec![before]
}

#[test]
fn rings_and_uses_of_what_is_below_are_found() {
    let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
    let files = [
        file("c/lib.rs", "mod first; mod second;\npub use second::Second;\nfn own() {}"),
        file(
            "c/first.rs",
            "mod inner; mod outer;\npub use outer::Outer;\n// crate::second::Comment\nuse crate::Second;",
        ),
        file("c/first/inner.rs", "use super::{Outer, own};\nfn f() { crate::first::outer::g() }"),
        file("c/first/outer.rs", "use super::inner::f;\nuse crate::{own, second::{self, Second as S}};"),
        file("c/second.rs", "use crate::first::{inner, Outer};\nfn f() -> crate::first::Outer { \"crate::third\" }"),
    ];
    let files: Vec<&File> = files.iter().collect();
    let found: Vec<String> = violations(&files, "c", "lib.rs");
    let places: Vec<&str> = found.iter().map(|line| line.split(": ").next().unwrap_or_default()).collect();
    let expected =
        ["c/first.rs:4", "c/first/inner.rs:1", "c/first/inner.rs:2", "c/first/outer.rs:2", "c/first/outer.rs:2"];
    assert_eq!(places, expected, "{found:#?}");
}

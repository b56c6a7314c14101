//! What an engine would refuse is found before anything is printed, with what to do about it.

use std::collections::HashSet;

use super::dialect::Dialect;
use super::writer::{Query, brackets, depth};

/// Works out which columns go on through the stages that narrow them, and says what the engine would not take.
pub(crate) fn settle(dialect: &Dialect, query: &mut Query, out: &mut Vec<String>) {
    let title = dialect.title;
    let limits = &dialect.limits;
    if query.stages.len() > limits.stages {
        out.push(format!(
            "the query needs {} stages that rest on each other, and {title} is given at most {}; name fewer facts in facts, or split the rulebook",
            query.stages.len(),
            limits.stages
        ));
        // What goes on through thousands of stages takes long to find out, and is another one once they are fewer.
        return;
    }
    let mut kept = kept(query);
    kept.reverse();
    let mut available: Vec<String> = Vec::new();
    let mut widest = 0;
    for (stage, needed) in query.stages.iter().zip(&kept) {
        let own: HashSet<&str> = stage.added.iter().map(|added| added.name.as_str()).collect();
        if stage.narrows {
            available.retain(|name| needed.contains(name) && !own.contains(name.as_str()));
        }
        query.kept.push(if stage.narrows { available.clone() } else { Vec::new() });
        available.extend(stage.added.iter().map(|added| added.name.clone()));
        widest = widest.max(available.len());
    }
    widest = widest.max(query.result.len());
    if widest > limits.columns {
        out.push(format!(
            "the query needs {widest} columns, and {title} takes {}; leave out questions that no rule looks at, or split the rulebook",
            limits.columns
        ));
    }
    let added = query.stages.iter().flat_map(|stage| stage.added.iter().map(|added| (&added.name, &added.value)));
    let all: Vec<_> = added.chain(query.result.iter().map(|(name, value)| (name, value))).collect();
    let remedy = "move parts of its condition into facts";
    let deepest = all.iter().map(|(name, value)| (depth(value), name)).max();
    if let Some((levels, name)) = deepest.filter(|(levels, _)| *levels > limits.depth) {
        let most = limits.depth;
        out.push(format!(
            "the expression for `{name}` is {levels} levels deep, and {title} is given at most {most}; {remedy}"
        ));
    }
    let nested = all.iter().map(|(name, value)| (brackets(value), name)).max();
    if let Some((levels, name)) = nested.filter(|(levels, _)| *levels > limits.brackets) {
        let most = limits.brackets;
        out.push(format!("the expression for `{name}` has {levels} brackets within each other, and {title} is given at most {most}; {remedy}"));
    }
    for (name, _) in query.result.iter().filter(|(name, _)| name.len() > limits.name) {
        out.push(format!("the column `{name}` has a longer name than the {} bytes that {title} takes", limits.name));
    }
    let mut seen = HashSet::new();
    for (name, _) in query.result.iter().filter(|(name, _)| !seen.insert(name.to_ascii_lowercase())) {
        out.push(format!("two columns of the result would be called `{name}`; give the decision another id"));
    }
}

/// Says whether a query is longer than the engine takes.
pub(crate) fn length(dialect: &Dialect, text: &str, out: &mut Vec<String>) {
    let most = dialect.limits.bytes;
    if text.len() > most {
        let title = dialect.title;
        out.push(format!("the query has {} bytes, and {title} takes {most}; split the rulebook", text.len()));
    }
}

/// For each stage, the last first, which columns of the stage before are needed behind it.
fn kept(query: &Query) -> Vec<HashSet<String>> {
    let mut needed: HashSet<String> = HashSet::new();
    for (_, value) in &query.result {
        value.columns(&mut |name| needed.extend([name.to_owned()]));
    }
    let mut all = Vec::new();
    for stage in query.stages.iter().rev() {
        for added in &stage.added {
            needed.remove(&added.name);
        }
        all.push(needed.clone());
        for added in &stage.added {
            added.value.columns(&mut |name| needed.extend([name.to_owned()]));
        }
    }
    all
}

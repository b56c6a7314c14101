//! What comes from which layer, where a rulebook has several.

use leadership_advisor::{Layer, Rulebook};

use crate::clean::clean;
use crate::words::list_of;

/// ` (acme)` behind what comes from a layer; nothing behind what comes from the base.
pub(crate) fn mark(layer: &Layer) -> String {
    if layer.extends.is_some() { format!(" ({})", layer.id) } else { String::new() }
}

/// The base and what lies over it, each with its version.
pub fn rulebook_and_layers(rulebook: &Rulebook) -> String {
    let one = |layer: &Layer| clean(&format!("{} {}", layer.id, layer.version)).into_owned();
    let named: Vec<String> = rulebook.layers().iter().map(|layer| one(layer)).collect();
    match named.split_first() {
        Some((base, [])) => base.clone(),
        Some((base, over)) => format!("{base} with {}", list_of(over, "and")),
        None => String::new(),
    }
}

/// For each layer over the base: what its mark means, and how much of what is below does not hold in it.
pub(crate) fn legend(rulebook: &Rulebook) -> Vec<String> {
    let over = rulebook.layers().iter().filter(|layer| layer.extends.is_some());
    over.map(|layer| {
        let changes = [("removes", layer.removed.len()), ("replaces", layer.replaced.len())];
        let changes = changes.iter().filter(|(_, number)| *number > 0);
        let changes: Vec<String> = changes.map(|(verb, number)| format!("{verb} {number}")).collect();
        let changes = match changes.as_slice() {
            [] => String::new(),
            some => format!(" It {} of the rules and cases below it.", list_of(some, "and")),
        };
        format!("({}) marks what comes from “{}”.{changes}", layer.id, layer.title)
    })
    .collect()
}

//! What comes from which layer, where a rulebook has several.

use leadership_advisor::{Layer, Rulebook};

use crate::clean::clean;
use crate::wording::Wording;

/// ` (acme)` behind what comes from a layer; nothing behind what comes from the base.
pub(crate) fn mark(layer: &Layer) -> String {
    if layer.extends.is_some() { format!(" ({})", layer.id) } else { String::new() }
}

/// The base and what lies over it, each with its version.
pub fn rulebook_and_layers(rulebook: &Rulebook) -> String {
    named(rulebook, &Wording::default())
}

/// The same in other words.
pub(crate) fn named(rulebook: &Rulebook, say: &Wording) -> String {
    let one = |layer: &Layer| clean(&format!("{} {}", layer.id, layer.version)).into_owned();
    let named: Vec<String> = rulebook.layers().iter().map(|layer| one(layer)).collect();
    match named.split_first() {
        Some((base, [])) => base.clone(),
        Some((base, over)) => say.rulebook_with(base, say.all_of(over)),
        None => String::new(),
    }
}

/// For each layer over the base: what its mark means, and how much of what is below does not hold in it.
pub(crate) fn legend(rulebook: &Rulebook, say: &Wording) -> Vec<String> {
    let over = rulebook.layers().iter().filter(|layer| layer.extends.is_some());
    over.map(|layer| {
        let changes = match (layer.removed.len(), layer.replaced.len()) {
            (0, 0) => String::new(),
            (removed, 0) => say.layer_removes(removed),
            (0, replaced) => say.layer_replaces(replaced),
            (removed, replaced) => say.layer_removes_and_replaces(removed, replaced),
        };
        format!("{} {changes}", say.layer_mark(&layer.id, &layer.title)).trim_end().to_owned()
    })
    .collect()
}

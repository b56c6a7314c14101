//! Properties: what must hold whatever is answered.

use leadership_advisor::{Claimed, Property, Rulebook};

use crate::condition::condition_in_words;
use crate::outline::Outline;

pub(super) fn properties(outline: &mut Outline, rulebook: &Rulebook) {
    if rulebook.properties().is_empty() {
        return;
    }
    outline.heading("Properties");
    for property in rulebook.properties() {
        self::property(outline, rulebook, property);
    }
}

pub(super) fn property(outline: &mut Outline, rulebook: &Rulebook, property: &Property) {
    outline.entry(format!("`{}`", property.id));
    outline.note("Says:", property.says.as_str());
    if let Some(clause) = rulebook.holds_when(property) {
        outline.note("When:", condition_in_words(&clause));
    }
    outline.note("Claims:", claim(rulebook, property));
}

/// What it claims, in words.
pub(super) fn claim(rulebook: &Rulebook, property: &Property) -> String {
    match rulebook.claimed(property) {
        Claimed::Never(clause) => format!("never {}", condition_in_words(&clause)),
        Claimed::Always(clause) => format!("always {}", condition_in_words(&clause)),
        Claimed::Raising { question, decision, option, against } => format!(
            "a higher `{}` never lowers the lead of “{}” over “{}” in `{}`",
            question.id, option.title, against.title, decision.id
        ),
        _ => property.says.clone(),
    }
}

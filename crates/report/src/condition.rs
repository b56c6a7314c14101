//! Conditions in words. The library words them; here they become text.

use leadership_advisor::Clause;

/// A condition in words, without a full stop.
pub fn condition_in_words(clause: &Clause<'_>) -> String {
    clause.to_string()
}

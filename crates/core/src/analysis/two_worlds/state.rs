//! What a decision comes to in each of two versions of a rulebook.

use std::collections::BTreeMap;

/// What a decision comes to. Options are positions in their own version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    NotApplicable,
    /// It applies, whatever comes of it.
    Applies,
    /// Choose one: it applies and has no outcome.
    Nothing,
    /// Choose one: this option.
    Outcome(usize),
    /// Of several: with this option, without it, and with or without an option that this version does not have.
    In(usize),
    Out(usize),
    Missing,
}

/// What parts: from which state to which.
pub(crate) type Move = [State; 2];

/// What is known of decisions so far, by their places in both versions: the ways in which each may part; nothing of one that
/// parts in more ways than are listed.
pub(crate) type Known = BTreeMap<[usize; 2], Option<Vec<Move>>>;

//! A fact as the search sees it.

use super::expr::Expr;
use crate::truths::Truths;

/// A fact. What conditions ask of it is worked out once, from the facts that it names, so that no condition is ever followed
/// through them: facts that name others twice have more paths than could be walked.
#[derive(Debug)]
pub(crate) struct FactModel {
    pub(crate) condition: Expr,
    /// Its position in the order in which questions and facts are worked out.
    pub(super) rank: usize,
    /// The questions that it depends on in any way.
    pub(crate) support: Vec<bool>,
    pub(super) looks_at: Looks,
    /// If it looks at one question at most: its truth where that is not asked, then for each of its cases.
    pub(super) alone: Vec<Truths>,
}

impl FactModel {
    /// Before it is worked out.
    pub(super) fn new(condition: Expr) -> Self {
        FactModel { condition, rank: 0, support: Vec::new(), looks_at: Looks::Nothing, alone: Vec::new() }
    }
}

/// What a condition looks at, directly or through facts; whether questions are asked aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looks {
    Nothing,
    One(usize),
    More,
}

impl Looks {
    pub(super) fn and(self, other: Looks) -> Looks {
        match (self, other) {
            (Looks::Nothing, looks) | (looks, Looks::Nothing) => looks,
            (one, other) if one == other => one,
            _ => Looks::More,
        }
    }
}

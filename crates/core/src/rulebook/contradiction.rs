//! Contradictions: answers that do not fit together, pointed out when they are given. They change no result.

use std::sync::Arc;

use super::Condition;
use super::layer::Layer;
use crate::place::Span;

/// Answers that do not fit together, where its condition is true.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Contradiction {
    /// What does not fit, for the one who answers.
    pub say: String,
    /// The rulebook that it comes from.
    pub layer: Arc<Layer>,
    pub(crate) span: Span,
    pub(crate) condition: Condition,
}

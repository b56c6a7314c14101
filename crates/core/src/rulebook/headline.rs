//! Headlines: a result as one plain sentence.
//!
//! A headline decides nothing. The first whose condition is true stands over a result. What it says is the author's affair:
//! nothing here knows what is decided.

use std::sync::Arc;

use super::Condition;
use super::layer::Layer;
use crate::place::Span;

/// What stands over a result where its condition is true.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Headline {
    /// The sentence.
    pub say: String,
    /// The rulebook that it comes from.
    pub layer: Arc<Layer>,
    pub(crate) condition: Option<Condition>,
    pub(crate) span: Span,
}

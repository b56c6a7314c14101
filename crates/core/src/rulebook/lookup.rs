//! From ids to places, and whether an item is one of this rulebook's. What is not there is an error.

use std::sync::Arc;

use super::layer::Layer;
use super::{Decision, Rulebook};
use crate::table::Ix;
use crate::unknown::{ItemKind, UnknownItem};

impl Rulebook {
    /// The place of the decision with this id.
    pub(crate) fn find_decision(&self, id: &str) -> Result<Ix<Decision>, UnknownItem> {
        let known = || self.decisions().iter().map(|decision| decision.id.as_str());
        let unknown = || UnknownItem::id(ItemKind::Decision, id, known());
        self.book.decisions.find(|decision| decision.id == id).ok_or_else(unknown)
    }

    /// An error if an item was made by another rulebook: then its positions mean nothing in this one. Every item holds on to
    /// the layer that it comes from, and each rulebook has layers of its own.
    pub(crate) fn owns(&self, layer: &Arc<Layer>, kind: ItemKind, id: &str) -> Result<(), UnknownItem> {
        match self.layers().iter().any(|own| Arc::ptr_eq(own, layer)) {
            true => Ok(()),
            false => Err(UnknownItem::OfAnotherRulebook { kind, id: id.to_owned() }),
        }
    }
}

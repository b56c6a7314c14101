//! Layers: rulebooks that were laid over one another, and what each changes of those below it.

use std::ops::Range;
use std::sync::Arc;

use crate::place::Span;

/// One of the rulebooks that a [`Rulebook`](crate::Rulebook) was made from. A rulebook that extends no other is its own
/// only layer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Layer {
    /// The id under `rulebook:`.
    pub id: String,
    /// The version that its author gave it.
    pub version: String,
    /// What it is called.
    pub title: String,
    /// What it is about, in a sentence. May be empty.
    pub summary: String,
    /// The id of the rulebook that it extends. `None` for the lowest layer, the base.
    pub extends: Option<String>,
    /// The rules and cases below that it takes out.
    pub removed: Vec<Departure>,
    /// The rules and cases below whose place its own take.
    pub replaced: Vec<Departure>,
}

/// A rule or a case of the layers below that does not hold any more.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Departure {
    /// The id of the rule, or the name of the case.
    pub name: String,
    /// Why, in the words of the author of the layer. Never empty.
    pub reason: String,
}

/// The layers of a rulebook, lowest first, and the files of each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layers {
    all: Vec<Arc<Layer>>,
    files: Vec<Range<u32>>,
}

impl Layers {
    pub(crate) fn push(&mut self, files: Range<u32>, layer: Layer) {
        self.all.push(Arc::new(layer));
        self.files.push(files);
    }

    pub(crate) fn all(&self) -> &[Arc<Layer>] {
        &self.all
    }

    /// The layer that something stands in.
    pub(crate) fn at(&self, span: Span) -> Arc<Layer> {
        let found = self.all.iter().zip(&self.files).find(|(_, files)| files.contains(&span.file));
        found.map(|(layer, _)| Arc::clone(layer)).unwrap_or_default()
    }

    /// The positions of the files of each layer, lowest first.
    pub(crate) fn files(&self) -> &[Range<u32>] {
        &self.files
    }

    /// Whether something stands in the base, and other layers are laid over it.
    pub(crate) fn is_below(&self, span: Span) -> bool {
        self.files.len() > 1 && self.files.first().is_some_and(|files| files.contains(&span.file))
    }

    /// Whether something stands in the highest layer.
    pub(crate) fn is_highest(&self, span: Span) -> bool {
        self.files.last().is_some_and(|files| files.contains(&span.file))
    }
}

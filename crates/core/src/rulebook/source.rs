//! The documents that a rulebook rests on, and what each says.

use std::sync::Arc;

use super::layer::Layer;
use crate::place::Span;
use crate::table::Ix;

/// A document, and what of it the rulebook uses.
#[derive(Clone)]
#[non_exhaustive]
pub struct Source {
    /// The id that citations begin with.
    pub id: String,
    /// The rulebook that it comes from.
    pub layer: Arc<Layer>,
    /// The document's title.
    pub title: String,
    /// A short name for it: the publisher, for instance. May be empty.
    pub short: String,
    /// Whether it is the rulebook's own basis or independent evidence.
    pub kind: SourceKind,
    /// Whether its publisher sells services in this field, so that it is no disinterested witness.
    pub seller: bool,
    /// When it was published: a year or a date. May be empty.
    pub published: String,
    /// Where it can be found. May be empty.
    pub address: String,
    /// What it says.
    pub claims: Vec<Claim>,
}

impl Source {
    pub(crate) fn claim(&self, id: &str) -> Option<usize> {
        self.claims.iter().position(|claim| claim.id == id)
    }
}

/// What a source is to the rulebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SourceKind {
    /// One of the documents that the rulebook was made from.
    Document,
    /// Independent evidence from the field.
    Field,
}

/// One thing that a document says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Claim {
    /// The claim's id within its source: `when-cro/silos`.
    pub id: String,
    /// What it says, in the rulebook author's words.
    pub text: String,
    pub(crate) span: Span,
}

/// A reference to a source, and mostly to one of its claims. [`Rulebook::cited`](crate::Rulebook::cited) looks it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    pub(crate) source: Ix<Source>,
    pub(crate) claim: Option<usize>,
}

//! Leaving one source out: which outcomes rest on a single document, or on field evidence alone.

use crate::evaluation::{Evaluation, Tally, World};
use crate::rulebook::{Decision, DecisionOption, Rule, Source, SourceKind};
use crate::set::Set;

/// What is left out.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum LeftOut<'e> {
    /// One source.
    Source(&'e Source),
    /// All field evidence.
    Field,
}

/// A decision that comes out differently without some source.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SourceEffect<'e> {
    /// What is left out: every rule that rests on nothing else is ignored.
    pub without: LeftOut<'e>,
    /// The decision.
    pub decision: &'e Decision,
    /// Its outcome without that source. Empty if there is none.
    pub outcome: Vec<&'e DecisionOption>,
}

impl Evaluation {
    /// Evaluates again without each source in turn, and without all field evidence, and gives the outcomes that change.
    ///
    /// A rule is ignored if it cites what is left out and nothing else; one that other sources carry as well stands.
    pub fn source_effects(&self) -> Vec<SourceEffect<'_>> {
        let book = self.book();
        let sources = book.sources.rows().iter().map(LeftOut::Source);
        sources.chain([LeftOut::Field]).flat_map(|without| self.without(without)).collect()
    }

    fn without<'e>(&'e self, without: LeftOut<'e>) -> Vec<SourceEffect<'e>> {
        let book = self.book();
        let is_left_out = |source: &Source| match without {
            LeftOut::Source(left_out) => source.id == left_out.id,
            LeftOut::Field => source.kind == SourceKind::Field,
        };
        let falls = |rule: &Rule| {
            let mut cited = rule.sources.iter().map(|citation| &book.sources[citation.source]);
            !rule.sources.is_empty() && cited.all(is_left_out)
        };
        let mut world = World::of(book, self.answers().given());
        let mut effects = Vec::new();
        for (ix, decision) in book.decisions.iter() {
            let tally = Tally::of(decision, &world, |rule| !falls(rule));
            let (before, after): (Set, Set) = (self.tally(ix).outcome_set(), tally.outcome_set());
            world.decide(ix, after);
            if before != after {
                let outcome = tally.outcome().iter().map(|option| &decision.options[*option]).collect();
                effects.push(SourceEffect { without, decision, outcome });
            }
        }
        effects
    }
}

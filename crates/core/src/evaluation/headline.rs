//! Which sentence stands over a result, and which of its answers do not fit together.

use super::Evaluation;
use super::world::World;
use crate::rulebook::{Condition, Contradiction, Headline};
use crate::truth::Truth;

impl Evaluation {
    /// The sentence that stands over this result: the first headline of the rulebook that is true. `None` if none is.
    ///
    /// ```
    /// use leadership_advisor::Rulebook;
    ///
    /// let rulebook = Rulebook::parse("lunch.yaml", "
    /// rulebook: {id: lunch, version: 1, format: 1, title: Lunch}
    /// questions: [{id: hungry, ask: Are you hungry?, type: yes_no}]
    /// decisions:
    ///   - id: meal
    ///     title: What to eat?
    ///     choose: one
    ///     options: [{id: soup, title: Soup}, {id: stew, title: Stew}]
    ///     rules: [{id: fill, if: {hungry: true}, points: {stew: 2}}]
    /// headlines:
    ///   - {if: {meal: stew}, say: Have the stew. You are hungry.}
    /// ")?;
    /// let mut answers = rulebook.answers();
    /// assert!(answers.evaluate().headline().is_none());
    /// answers.set("hungry", true)?;
    /// let evaluation = answers.evaluate();
    /// let headline = evaluation.headline().expect("there is one");
    /// assert_eq!(headline.say, "Have the stew. You are hungry.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn headline(&self) -> Option<&Headline> {
        let headlines = &self.book().headlines;
        if headlines.is_empty() {
            return None;
        }
        let world = self.world();
        headlines.iter().find(|headline| holds(headline.condition.as_ref(), &world))
    }

    /// The contradictions that are true of these answers, in the order of the rulebook.
    pub fn contradictions(&self) -> Vec<&Contradiction> {
        let contradictions = &self.book().contradictions;
        if contradictions.is_empty() {
            return Vec::new();
        }
        let world = self.world();
        contradictions.iter().filter(|one| holds(Some(&one.condition), &world)).collect()
    }

    /// Everything that a condition can look at, as it is when all is decided.
    pub(super) fn world(&self) -> World {
        let mut world = World::of(self.book(), self.answers().given());
        for ix in self.book().decisions.indices() {
            world.decide(ix, self.tally(ix).outcome_set());
        }
        world
    }
}

/// Whether what has this condition is shown: as everywhere, only what is true takes effect.
pub(super) fn holds(condition: Option<&Condition>, world: &World) -> bool {
    condition.is_none_or(|condition| world.truth(condition) == Truth::True)
}

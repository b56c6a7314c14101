//! What an answer to a question can do, for telling somebody why it is asked.

use crate::evaluation::Evaluation;
use crate::rulebook::{Decision, DecisionOption};
use crate::unknown::UnknownItem;

/// What answers to a question can do for one option. Made by [`Evaluation::influence`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Influence<'e> {
    /// The decision.
    pub decision: &'e Decision,
    /// The option.
    pub option: &'e DecisionOption,
    /// The fewest points that some answer gives it, by the rules that rest on this question alone. Negative or 0.
    pub least: i64,
    /// The most points.
    pub most: i64,
    /// The most points that it can gain or lose by rules that rest on other questions as well, all of them together.
    pub jointly: i64,
    /// Whether some answer, alone or with others, may rule it out.
    pub rules_out: bool,
}

impl Evaluation {
    /// What answers to this question can do for each option, in the order of the rulebook. Options that no answer touches are
    /// left out. Other answers are not looked at: this is about the rules and not about this company.
    ///
    /// # Errors
    /// If the rulebook has no such question.
    pub fn influence(&self, question: &str) -> Result<Vec<Influence<'_>>, UnknownItem> {
        let book = self.book();
        let at = self.find_question(question)?.position();
        let mut found = Vec::new();
        for (decision, model) in book.decisions.rows().iter().zip(&book.model().decisions) {
            for (position, option) in decision.options().iter().enumerate() {
                let of = |row: &Vec<i64>| row.get(position).copied().unwrap_or(0);
                // The first two rows of a bucket stand for a question that is not asked, and for no answer.
                let own = model.buckets.iter().filter(|bucket| bucket.question == at);
                let points: Vec<i64> = own.flat_map(|bucket| bucket.points.iter().skip(2)).map(of).collect();
                let touching = || model.rules.iter().filter(|rule| rule.support.get(at) == Some(&true));
                let influence = Influence {
                    decision,
                    option,
                    least: points.iter().copied().min().unwrap_or(0).min(0),
                    most: points.iter().copied().max().unwrap_or(0).max(0),
                    jointly: touching().filter(|rule| !rule.in_bucket).map(|rule| of(&rule.points).abs()).sum(),
                    rules_out: touching().any(|rule| rule.rules_out.contains(position)),
                };
                if (influence.least, influence.most, influence.jointly) != (0, 0, 0) || influence.rules_out {
                    found.push(influence);
                }
            }
        }
        Ok(found)
    }
}

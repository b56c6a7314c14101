//! Reach: for authors, which outcomes any answers lead to, and which rules ever fire or ever make a difference.

use crate::analysis::bounds::outlook::Slot;
use crate::analysis::one_world::search::{Goal, OutOfBudget, Search};
use crate::analysis::two_worlds::pair::{Difference, Pair};
use crate::analysis::{Budget, Proof};
use crate::answers::Answers;
use crate::evaluation::{Tally, World};
use crate::rulebook::{Book, Decision, DecisionOption, Given, Model, Question, Rule, RuleRef, Rulebook};
use crate::set::Set;
use crate::table::{Ix, Table};

/// What answers can bring about in a rulebook. Made by [`Rulebook::reach`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Reach<'r> {
    /// Every option of every decision, in order.
    pub options: Vec<OptionReach<'r>>,
    /// Every rule of every decision, in order.
    pub rules: Vec<RuleReach<'r>>,
}

/// Whether an option can be in an outcome.
#[derive(Debug)]
#[non_exhaustive]
pub struct OptionReach<'r> {
    /// The decision.
    pub decision: &'r Decision,
    /// The option.
    pub option: &'r DecisionOption,
    /// Answers that put it into the outcome. `None` if no answers do, or that is unproven.
    pub witness: Option<Answers>,
    /// Whether the absence of a witness is proved.
    pub proof: Proof,
}

/// Whether a rule can fire, and whether it can make a difference.
#[derive(Debug)]
#[non_exhaustive]
pub struct RuleReach<'r> {
    /// The decision.
    pub decision: &'r Decision,
    /// The rule.
    pub rule: &'r Rule,
    /// Answers for which it fires. `None` if there are none, or that is unproven.
    pub fires: Option<Answers>,
    /// Answers for which taking the rule away changes an outcome. `None` if none were found.
    pub matters: Option<Answers>,
    /// Whether what is absent is proved to be impossible.
    pub proof: Proof,
}

impl Rulebook {
    /// Looks for answers that lead to each option, fire each rule, and need each rule.
    pub fn reach(&self, budget: Budget) -> Reach<'_> {
        let book = self.book();
        let scout = Scout { rulebook: self, book, model: book.model(), budget };
        let mut reach = Reach { options: Vec::new(), rules: Vec::new() };
        for (ix, decision) in book.decisions.iter() {
            for (option_ix, option) in decision.options.iter() {
                let (witness, proof) =
                    scout.witness(&Goal::Outcome { decision: ix.position(), option: option_ix.position() });
                reach.options.push(OptionReach { decision, option, witness, proof });
            }
            for (rule_ix, rule) in decision.rules.iter() {
                let (fires, proof) = scout.witness(&Goal::Fires { decision: ix.position(), rule: rule_ix.position() });
                let (matters, matters_proof) = scout.needs(RuleRef { decision: ix, rule: rule_ix }, fires.as_ref());
                let proof = if proof == Proof::Unproven { proof } else { matters_proof };
                reach.rules.push(RuleReach { decision, rule, fires, matters, proof });
            }
        }
        reach
    }
}

struct Scout<'r> {
    rulebook: &'r Rulebook,
    book: &'r Book,
    model: &'r Model,
    budget: Budget,
}

impl Scout<'_> {
    fn witness(&self, goal: &Goal) -> (Option<Answers>, Proof) {
        let mut search = Search::new(self.model, vec![Slot::Open; self.model.questions.len()], self.budget.0);
        match search.reach(goal) {
            Ok(true) => (Some(self.answers(&search.slots)), Proof::Exact),
            Ok(false) => (None, Proof::Exact),
            Err(OutOfBudget) => (None, Proof::Unproven),
        }
    }

    fn answers(&self, slots: &[Slot]) -> Answers {
        let given: Table<Question, Option<Given>> = self.book.questions.column(|ix| {
            let question = self.model.questions.get(ix.position())?;
            match slots.get(ix.position()) {
                Some(Slot::Fixed(case)) => question.cases.get(*case).copied().flatten(),
                _ => None,
            }
        });
        Answers::with_given(self.rulebook, given)
    }

    /// Answers for which the outcomes differ with and without the rule: the rule fires there, and some decision changes.
    fn needs(&self, rule: RuleRef, fires: Option<&Answers>) -> (Option<Answers>, Proof) {
        let Some(fires) = fires else { return (None, Proof::Exact) };
        if self.outcomes(fires, None) != self.outcomes(fires, Some(rule)) {
            return (Some(fires.clone()), Proof::Exact);
        }
        let difference = Difference::Missing { decision: rule.decision.position(), rule: rule.rule.position() };
        let mut proof = Proof::Exact;
        for (decision, model) in self.model.decisions.iter().enumerate() {
            if !model.closure.contains(&rule.decision.position()) {
                continue;
            }
            let slots = vec![Slot::Open; self.model.questions.len()];
            let mut pair = Pair::new(self.model, difference, decision, slots, self.budget.0);
            match pair.can_differ() {
                Ok(true) => return (Some(self.answers(&pair.slots)), Proof::Exact),
                Ok(false) => {}
                Err(OutOfBudget) => proof = Proof::Unproven,
            }
        }
        (None, proof)
    }

    /// The outcomes of all decisions, with or without a rule.
    fn outcomes(&self, answers: &Answers, without: Option<RuleRef>) -> Vec<Set> {
        let mut world = World::of(self.book, answers.given());
        let outcome = |(ix, decision): (Ix<Decision>, &Decision)| {
            let left_out = without.filter(|rule| rule.decision == ix).map(|rule| &decision.rules[rule.rule].id);
            let tally = Tally::of(decision, &world, |rule| Some(&rule.id) != left_out);
            world.decide(ix, tally.outcome_set());
            tally.outcome_set()
        };
        self.book.decisions.iter().map(outcome).collect()
    }
}

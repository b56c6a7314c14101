//! Answers told to a rulebook and to a mutant of it, looking only where the two can differ.
//!
//! A mutant of a rule differs where the rule begins or ceases to fire, or fires and does something else; as long as the
//! outcome of its decision stays, no other decision can see it. That the shortcut gives what running everything gives is
//! held by the oracle.

use super::operators::{Alteration, Site};
use crate::evaluation::{Tally, World};
use crate::rulebook::{
    Book, Case, Choose, Condition, Decision, DecisionOption, Expected, Given, Question, Rule, RuleRef,
};
use crate::set::Set;
use crate::table::{Ix, Table};
use crate::truth::Truth;

/// So many answers, given or not, are held at a time for the cases, and for what is drawn besides.
const HELD: usize = 150_000;

/// How many profiles of answers are held at a time.
pub(super) fn at_a_time(book: &Book) -> usize {
    (HELD / book.questions.len().max(1)).max(1)
}

/// Answers, and what comes of them in the rulebook.
pub(super) struct Trial {
    pub(super) given: Table<Question, Option<Given>>,
    world: World,
    tallies: Table<Decision, Tally>,
}

/// In what a mutant comes out otherwise: something that a case can state.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sign {
    /// A decision with another outcome: as it was, and as it is.
    Outcome(Ix<Decision>, [Set; 2]),
    /// A rule that fires no more.
    Silence(RuleRef),
}

/// What comes of a decision in a mutant.
pub(super) struct Come {
    decision: Ix<Decision>,
    outcome: Set,
    /// The rules that fire; none where they are the same.
    fired: Option<Vec<Ix<Rule>>>,
}

/// What looking costs, in parts of conditions, and what is left to spend.
pub(super) struct Fund {
    left: u64,
    world: u64,
    decisions: Table<Decision, u64>,
}

impl Fund {
    pub(super) fn new(book: &Book, left: u64) -> Self {
        let looks = |condition: &Condition| 1 + condition.parts();
        let asked = book.questions.rows().iter().map(|question| question.ask_if.as_ref().map_or(1, looks));
        let facts = book.facts.rows().iter().map(|fact| looks(&fact.condition));
        let decision = |row: &Decision| {
            let rules: u64 = row.rules().iter().map(|rule| looks(&rule.condition)).sum();
            rules + row.options().len() as u64 + row.applies_if.as_ref().map_or(1, looks)
        };
        let decisions = book.decisions.column(|ix| decision(&book.decisions[ix]));
        Fund { left, world: asked.chain(facts).sum(), decisions }
    }

    pub(super) fn is_spent(&self) -> bool {
        self.left == 0
    }

    pub(super) fn pay(&mut self, cost: u64) {
        self.left = self.left.saturating_sub(cost);
    }

    /// What it costs to evaluate answers.
    pub(super) fn all(&self) -> u64 {
        self.world + self.decisions.rows().iter().sum::<u64>()
    }
}

impl Trial {
    pub(super) fn of(book: &Book, given: Table<Question, Option<Given>>) -> Self {
        let mut world = World::of(book, &given);
        let mut tallies = Table::default();
        for (ix, decision) in book.decisions.iter() {
            let tally = Tally::of(decision, &world, |_| true);
            world.decide(ix, tally.outcome_set());
            tallies.push(tally);
        }
        Trial { given, world, tallies }
    }

    /// What comes of the decisions that may come out otherwise in a mutant.
    pub(super) fn again(&self, mutant: &Book, site: Site, change: &Alteration, fund: &mut Fund) -> Vec<Come> {
        fund.pay(1);
        let come = match (site, change) {
            (Site::Rule(at), _) if !self.concerns(mutant, at, change) => return Vec::new(),
            (Site::Rule(at), Alteration::Points(nth, before)) => {
                let decision = &mutant.decisions[at.decision];
                let Some((option, points)) = decision.rules[at.rule].points.get(*nth) else { return Vec::new() };
                fund.pay(decision.options.len() as u64);
                let outcome = self.tallies[at.decision].outcome_with(decision.choose, *option, points - before);
                Come { decision: at.decision, outcome, fired: None }
            }
            (Site::Rule(RuleRef { decision, .. }) | Site::Decision(decision), _) => {
                fund.pay(fund.decisions[decision]);
                Come::of(decision, Tally::of(&mutant.decisions[decision], &self.world, |_| true))
            }
            (Site::Question(_) | Site::Fact(_), _) => {
                fund.pay(fund.all());
                return self.against(&Trial::of(mutant, self.given.clone()));
            }
        };
        let first = come.decision;
        let mut changed = vec![come];
        let outcome = changed.first().map(|come| come.outcome).unwrap_or_default();
        if outcome != self.tallies[first].outcome_set() {
            let mut world = self.world.clone();
            world.decide(first, outcome);
            for (ix, decision) in mutant.decisions.iter().filter(|(ix, _)| *ix > first) {
                fund.pay(fund.decisions[ix]);
                let tally = Tally::of(decision, &world, |_| true);
                world.decide(ix, tally.outcome_set());
                changed.push(Come::of(ix, tally));
            }
        }
        changed
    }

    /// What comes of each decision for the same answers in a mutant.
    pub(super) fn against(&self, mutant: &Trial) -> Vec<Come> {
        let tallies = mutant.tallies.iter();
        tallies.map(|(ix, tally)| Come::of(ix, tally.clone())).collect()
    }

    /// Whether a case with these answers passes.
    pub(super) fn passes(&self, case: &Case) -> bool {
        let expected = |(ix, expected): &(Ix<Decision>, Expected)| expected.accepts(&self.tallies[*ix].outcome_set());
        let fired = |at: &RuleRef| self.tallies[at.decision].fired.binary_search(&at.rule).is_ok();
        case.expect.iter().all(expected) && case.reasons.iter().all(fired)
    }

    /// Whether a changed rule does something else for these answers than it did.
    fn concerns(&self, mutant: &Book, at: RuleRef, change: &Alteration) -> bool {
        let tally = &self.tallies[at.decision];
        let fired = tally.fired.binary_search(&at.rule).is_ok();
        match change {
            Alteration::Condition(..) | Alteration::Negation(..) => {
                let fires = self.world.truth(&mutant.decisions[at.decision].rules[at.rule].condition) == Truth::True;
                tally.applies() && fires != fired
            }
            Alteration::Points(..) | Alteration::RulesOut(_) | Alteration::Choose(_) => fired,
        }
    }

    /// The first thing in which a mutant comes out otherwise that a case can state; an outcome before a rule.
    pub(super) fn sign(&self, book: &Book, come: &[Come]) -> Option<Sign> {
        let outcome = come.iter().find_map(|come| {
            let was = self.tallies[come.decision].outcome_set();
            let differs = was != come.outcome && can_state(&book.decisions[come.decision], &was);
            differs.then_some(Sign::Outcome(come.decision, [was, come.outcome]))
        });
        let silence = || {
            come.iter().find_map(|come| {
                let silent = self.tallies[come.decision].fired.iter().find(|rule| come.is_silent(**rule))?;
                Some(Sign::Silence(RuleRef { decision: come.decision, rule: *silent }))
            })
        };
        outcome.or_else(silence)
    }
}

impl Come {
    fn of(decision: Ix<Decision>, tally: Tally) -> Come {
        Come { decision, outcome: tally.outcome_set(), fired: Some(tally.fired) }
    }

    /// Whether a rule that fired fires no more.
    fn is_silent(&self, rule: Ix<Rule>) -> bool {
        // They fire in the order of the rulebook.
        self.fired.as_ref().is_some_and(|fired| fired.binary_search(&rule).is_err())
    }
}

/// Whether a case can expect this outcome: nothing cannot be said where an option is called `none`.
fn can_state(decision: &Decision, outcome: &Set) -> bool {
    let takes_none = |option: &DecisionOption| option.id == "none";
    let one = matches!(decision.choose, Choose::One { .. });
    !(one && outcome.is_empty() && decision.options().iter().any(takes_none))
}

/// Whether a case that passes is failed by a mutant in which this comes.
pub(super) fn fails(case: &Case, come: &[Come]) -> bool {
    let of = |ix: Ix<Decision>| come.iter().find(|come| come.decision == ix);
    let surprises =
        |(ix, expected): &(Ix<Decision>, Expected)| of(*ix).is_some_and(|come| !expected.accepts(&come.outcome));
    let is_silent = |at: &RuleRef| of(at.decision).is_some_and(|come| come.is_silent(at.rule));
    case.expect.iter().any(surprises) || case.reasons.iter().any(is_silent)
}

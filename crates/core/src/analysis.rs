//! Exact answers about a result: whether it is settled, which answers decide it, what would flip it, how far points may move.
//!
//! All of it is defined over evaluation and is exact: found by one search with bounds, never by sampling. Where that search
//! passes its budget the result says so and claims nothing. The notions, their literature and their cost are described
//! in `docs/method.md` of the repository.

mod ternary;
mod prospect;
mod shift;
mod search;
mod contest;
mod ceiling;
mod completion;
mod differing;
mod pair;
mod fill;
mod changes;
mod counterfactual;
mod smallest_changes;
mod hunt;
mod flips;
mod ways;
mod stability;
mod robustness;
mod matter;
mod stakes;
mod influence;
mod sources;
mod reach;
mod survey;
mod smallest;
mod state;
mod joint;
mod pairing;
mod scenario;
mod reserve;
mod covering;
mod parting;
mod moved;
mod noticing;
mod breach;
mod lowered;
mod proof;
mod analysed;

pub use analysed::Analysed;
pub use flips::{Change, Flip};
pub use influence::Influence;
pub(crate) use joint::Joint;
pub(crate) use moved::MovedDecision;
pub use moved::Share;
pub(crate) use noticing::{drawn_profiles, other_outcome, silenced};
pub use proof::{Counterexample, PropertyResult, Raised, Ruling};
pub use reach::{OptionReach, Reach, RuleReach};
pub use robustness::{Acceptability, Robustness};
pub use sources::{LeftOut, SourceEffect};
pub use stability::Stability;
pub(crate) use stakes::Stakes;
pub(crate) use state::State;
pub(crate) use survey::{DecisionSurvey, Possible, Survey, Surveyor};
pub use ternary::Ternary;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::evaluation::Evaluation;
use crate::rulebook::{Choose, Decision, Model, Question, cases_of};
use crate::set::Set;
use crate::table::Ix;
use crate::unknown::UnknownItem;
use completion::Completion;
use contest::Contest;
use differing::differing;
use prospect::Slot;
use search::{Goal, OutOfBudget, Search};
use smallest_changes::Smallest;

/// How many nodes one search may look at before it gives up. Counted, not timed, so that results never depend on the
/// machine; a node of a rulebook with thousands of questions, rules and tests counts for several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget(
    /// The number of nodes.
    pub u64,
);

impl Budget {
    /// 100,000 nodes: for somebody who waits for one result. On the shipped rulebook some tenths of a second at the most.
    pub const PATIENT: Budget = Budget(100_000);
}

impl Default for Budget {
    /// 5,000 nodes: some milliseconds for everything about one result of the shipped rulebook.
    fn default() -> Self {
        Budget(5_000)
    }
}

impl From<u64> for Budget {
    fn from(nodes: u64) -> Self {
        Budget(nodes)
    }
}

/// Whether a statement was proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// All that is stated was proved.
    Exact,
    /// A search passed its budget. What it would have said is left out.
    Unproven,
}

/// The exact analysis of one decision. Made by [`Evaluation::analysed`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Analysis<'e> {
    /// The decision.
    pub decision: &'e Decision,
    /// Whether anything below had to be left out.
    pub proof: Proof,
    /// Whether nothing that is still open can change if the decision applies or what its outcome is.
    pub settled: Ternary,
    /// Choose one, settled: given answers that settle the outcome on their own, none of which can be left out. In the
    /// literature a sufficient reason, or abductive explanation. `None` where there is none, or it is unproven. A decision
    /// that follows another and is not a main one has none of its own, and no flips or stability either.
    pub decisive: Option<Vec<&'e Question>>,
    /// Choose one: the smallest changes that would make another option the outcome.
    pub flips: Vec<Flip<'e>>,
    /// Choose one: the changes that can happen by the nature of their questions and would make another option the outcome. The
    /// flips that can happen, and for an option without one such larger sets, up to three changes. None for a decision that
    /// follows another: what would change it changes that one.
    pub ways: Vec<Flip<'e>>,
    /// Choose one: how far the points of fired rules may move while the outcome stays.
    pub stability: Vec<Stability<'e>>,
    /// What it took.
    pub effort: Effort,
}

/// How many nodes were looked at for each part of an analysis. The same on every machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Effort {
    /// To see whether the decision is settled.
    pub settled: u64,
    /// To find decisive answers.
    pub decisive: u64,
    /// To find the smallest flips.
    pub flips: u64,
}

impl Evaluation {
    /// Whether no way of answering what is still open changes if this decision applies or what its outcome is.
    ///
    /// # Errors
    /// If the rulebook has no such decision.
    pub fn is_settled(&self, decision: &str, budget: impl Into<Budget>) -> Result<Ternary, UnknownItem> {
        Ok(Analyst::new(self, budget.into()).settled(self.find_decision(decision)?).ok().into())
    }
}

/// Everything that the parts of the analysis share: the result that they are about, and the search's view of it.
struct Analyst<'e> {
    evaluation: &'e Evaluation,
    model: &'e Model,
    /// The case of each question as answered; 0 where it is open.
    cases: Vec<usize>,
    budget: Budget,
    /// Nodes looked at so far.
    spent: Cell<u64>,
    /// How many nodes all searches together may still look at.
    left: Cell<u64>,
    /// How many of them a search about the decision at hand may look at.
    share: Cell<u64>,
    /// For each decision that was asked about the ways to come out differently.
    contests: RefCell<BTreeMap<usize, Option<Rc<Vec<Contest<'e>>>>>>,
    /// For each decision and option that was asked about the smallest changes.
    changes: RefCell<BTreeMap<(usize, usize), Option<Smallest>>>,
}

/// What all searches about one result may take together, in looks at one rule, question or test: about a second in a release
/// build. Each has its budget, and there may be one for every option and every answer.
const WORK: u64 = 160_000_000;

impl<'e> Analyst<'e> {
    fn new(evaluation: &'e Evaluation, budget: Budget) -> Self {
        let model = evaluation.book().model();
        match cases_of(model, evaluation.answers().given()) {
            Some(cases) => Analyst {
                evaluation,
                model,
                cases,
                budget,
                spent: Cell::new(0),
                left: Cell::new(model.nodes_for(WORK)),
                share: Cell::new(u64::MAX),
                contests: RefCell::default(),
                changes: RefCell::default(),
            },
            // An answer that the search cannot place: a search without budget proves nothing, and says so.
            None => {
                let cases = vec![0; model.questions.len()];
                Analyst {
                    evaluation,
                    model,
                    cases,
                    budget: Budget(0),
                    spent: Cell::new(0),
                    left: Cell::new(0),
                    share: Cell::new(0),
                    contests: RefCell::default(),
                    changes: RefCell::default(),
                }
            }
        }
    }

    fn analysis(&self, ix: Ix<Decision>, settled: Result<bool, OutOfBudget>, spent: u64) -> Analysis<'e> {
        let decision = &self.evaluation.book().decisions[ix];
        // A decision that follows another is explained there, and gets the usual budget whatever was asked for.
        self.share.set(if decision.follows.is_some() { Budget::default().0 } else { u64::MAX });
        let mut proof = if settled.is_ok() { Proof::Exact } else { Proof::Unproven };
        let mut analysis = Analysis {
            decision,
            proof,
            settled: settled.ok().into(),
            decisive: None,
            flips: Vec::new(),
            ways: Vec::new(),
            stability: Vec::new(),
            effort: Effort { settled: spent, ..Effort::default() },
        };
        // What only restates a decision above has that one's decisive answers and flips; people come for neither of it.
        let restates = decision.follows.is_some() && !decision.main;
        if let (Choose::One { .. }, false) = (decision.choose, restates) {
            if analysis.settled.is_yes() {
                match self.decisive(ix) {
                    Ok(questions) => analysis.decisive = Some(questions),
                    Err(OutOfBudget) => proof = Proof::Unproven,
                }
            }
            analysis.effort.decisive = self.spent.take();
            let (flips, flips_proof) = self.flips(ix);
            // What would change a decision that follows another is told there.
            if decision.follows.is_none() {
                analysis.ways = self.possible_flips(ix, &flips);
            }
            analysis.effort.flips = self.spent.take();
            if flips_proof == Proof::Unproven {
                proof = Proof::Unproven;
            }
            analysis.flips = flips;
            analysis.stability = stability::stability(self.evaluation, ix);
        }
        analysis.proof = proof;
        analysis
    }

    fn search(&self, slots: Vec<Slot>) -> Search<'e> {
        Search::new(self.model, slots, self.allowance())
    }

    /// How many nodes a search may look at. None alone takes what all the others need.
    fn allowance(&self) -> u64 {
        self.budget.0.min(self.share.get()).min(self.left.get() / 4)
    }

    fn spend(&self, nodes: u64) {
        self.spent.set(self.spent.get() + nodes);
        self.left.set(self.left.get().saturating_sub(nodes));
    }

    /// Whether some completion of these slots reaches the goal.
    fn reach(&self, slots: Vec<Slot>, goal: &Goal) -> Result<bool, OutOfBudget> {
        if self.left.get() == 0 {
            return Err(OutOfBudget);
        }
        let mut search = self.search(slots);
        let reached = search.reach(goal);
        self.spend(search.nodes);
        reached
    }

    /// Given answers fixed, the others open.
    fn slots(&self) -> Vec<Slot> {
        self.cases.iter().map(|case| if *case == 0 { Slot::Open } else { Slot::Fixed(*case) }).collect()
    }

    /// To come out differently from now.
    fn differs(&self, ix: Ix<Decision>) -> Goal {
        let (applies, outcome) = self.state(ix);
        Goal::Differs { decision: ix.position(), applies, outcome }
    }

    /// Whether a decision applies, and its outcome.
    fn state(&self, ix: Ix<Decision>) -> (bool, Set) {
        let tally = self.evaluation.tally(ix);
        (tally.applies(), tally.outcome_set())
    }

    fn settled(&self, ix: Ix<Decision>) -> Result<bool, OutOfBudget> {
        self.can_differ(ix, &self.slots()).map(|differs| !differs)
    }

    /// Whether some completion of these slots makes the decision come out differently from now.
    fn can_differ(&self, ix: Ix<Decision>, slots: &[Slot]) -> Result<bool, OutOfBudget> {
        let goal = self.differs(ix);
        if self.left.get() == 0 || self.is_cut(ix, slots) {
            return Err(OutOfBudget);
        }
        // One look and one dive often say it, and take nothing to prepare.
        let mut look = Search::new(self.model, slots.to_vec(), self.allowance().min(self.model.node_cost()));
        let found = look.reach(&goal);
        self.spend(look.nodes);
        if found.is_ok() {
            return found;
        }
        let Some(contests) = self.contests(ix) else { return self.reach(slots.to_vec(), &goal) };
        let mut open = false;
        for contest in contests.iter() {
            let mut completion = Completion::new(contest, self.model.node_cost(), self.allowance());
            let found = completion.exists(slots);
            self.spend(completion.nodes);
            match found {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(OutOfBudget) => open = true,
            }
        }
        if open { Err(OutOfBudget) } else { Ok(false) }
    }

    /// The ways to come out differently from now.
    fn contests(&self, ix: Ix<Decision>) -> Option<Rc<Vec<Contest<'e>>>> {
        let mut known = self.contests.borrow_mut();
        let made = || {
            let (applies, outcome) = self.state(ix);
            differing(self.model, ix.position(), applies, outcome).map(Rc::new)
        };
        known.entry(ix.position()).or_insert_with(made).clone()
    }

    /// Whether an open question has answers that are not told apart.
    fn is_cut(&self, ix: Ix<Decision>, slots: &[Slot]) -> bool {
        let support = self.model.decisions.get(ix.position()).map(|own| own.support.as_slice()).unwrap_or_default();
        let rows = self.model.questions.iter().zip(support).zip(slots);
        rows.into_iter().any(|((question, has_say), slot)| question.cut && *has_say && !matches!(slot, Slot::Fixed(_)))
    }

    /// Leaves out given answers one by one, the least influential first, as long as the others settle the outcome. Since
    /// more answers never unsettle, none of those that remain can be left out.
    fn decisive(&self, ix: Ix<Decision>) -> Result<Vec<&'e Question>, OutOfBudget> {
        let mut slots = self.slots();
        let (applies, _) = self.state(ix);
        let own = self.model.decisions.get(ix.position());
        // Where the decision does not apply, what decisions above decide is what it rests on.
        let weight = |at: usize| match own.filter(|_| applies) {
            Some(own) => own.weight.get(at).copied().unwrap_or(0),
            None => self.model.weight(ix.position(), at),
        };
        let mut given: Vec<usize> = (0..slots.len()).filter(|at| self.cases.get(*at) != Some(&0)).collect();
        given.sort_by_key(|at| (weight(*at), std::cmp::Reverse(*at)));
        for at in given {
            let mut fewer = slots.clone();
            fewer.get_mut(at).into_iter().for_each(|slot| *slot = Slot::Open);
            if !self.can_differ(ix, &fewer)? {
                slots = fewer;
            }
        }
        let questions = self.evaluation.book().questions.rows().iter();
        Ok(questions.zip(&slots).filter(|(_, slot)| **slot != Slot::Open).map(|(question, _)| question).collect())
    }
}

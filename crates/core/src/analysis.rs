//! Exact answers about a result: whether it is settled, which answers decide it, what would flip it, how far points may move.
//!
//! All of it is defined over evaluation and is exact: found by one search with bounds, never by sampling. Where that search
//! passes its budget the result says so and claims nothing. The notions, their literature and their cost are described
//! in `docs/method.md` of the repository.

mod ternary;
mod bounds;
mod contests;
mod one_world;
mod two_worlds;
mod queries;
mod analysed;

pub use analysed::Analysed;
pub(crate) use queries::difference::MovedDecision;
pub use queries::difference::Share;
pub use queries::flips::{Change, Flip};
pub use queries::influence::Influence;
pub(crate) use queries::noticing::{drawn_profiles, other_outcome, silenced};
pub use queries::properties::{Counterexample, PropertyResult, Raised, Ruling};
pub use queries::reach::{OptionReach, Reach, RuleReach};
pub use queries::robustness::{Acceptability, Robustness};
pub use queries::sources::{LeftOut, SourceEffect};
pub use queries::stability::Stability;
pub(crate) use queries::stakes::Stakes;
pub(crate) use queries::survey::{DecisionSurvey, Possible, Survey, Surveyor};
pub use ternary::Ternary;
pub(crate) use two_worlds::joint::Joint;
pub(crate) use two_worlds::state::State;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::evaluation::Evaluation;
use crate::rulebook::{Choose, Contest, Decision, Model, Question, cases_of};
use crate::set::Set;
use crate::table::Ix;
use crate::unknown::UnknownItem;
use bounds::outlook::{Outlook, Slot};
use one_world::search::{Goal, OutOfBudget, Search};
use queries::smallest_changes::Smallest;

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
    /// What all searches together may still take: see [`WORK`].
    left: Cell<u64>,
    /// How many of them a search about the decision at hand may look at.
    share: Cell<u64>,
    /// For each decision that was asked about the ways to come out differently.
    contests: RefCell<BTreeMap<usize, Option<Arc<Vec<Contest>>>>>,
    /// For each decision and option that was asked about the smallest changes.
    changes: RefCell<BTreeMap<(usize, usize), Option<Smallest>>>,
    /// What may come of all decisions with the answers as given, once that was looked at.
    looks: RefCell<Option<Looks<'e>>>,
    /// For each question the cases that its answer may change to, the nearest to it first.
    variants: OnceCell<Vec<Vec<usize>>>,
    /// Those that it may come to by its nature.
    feasible: OnceCell<Vec<Vec<usize>>>,
}

/// One look at all decisions with the answers as given, for everybody who begins there, and one to try something in.
struct Looks<'e> {
    now: Outlook<'e>,
    trial: Outlook<'e>,
}

/// What all searches about one result may take together, in looks at one rule, question, test or a few entries of a table: about a second in
/// a release build. Each has its budget, and there may be one for every option and every answer.
const WORK: u64 = 24_000_000;

impl<'e> Analyst<'e> {
    fn new(evaluation: &'e Evaluation, budget: Budget) -> Self {
        Analyst::within(evaluation, budget, WORK)
    }

    /// With so much work for all searches together.
    fn within(evaluation: &'e Evaluation, budget: Budget, work: u64) -> Self {
        let model = evaluation.book().model();
        let placed = cases_of(model, evaluation.answers().given());
        // An answer that the search cannot place: a search without budget proves nothing, and says so.
        let is_placed = placed.is_some();
        Analyst {
            evaluation,
            model,
            cases: placed.unwrap_or_else(|| vec![0; model.questions.len()]),
            budget: if is_placed { budget } else { Budget(0) },
            spent: Cell::new(0),
            left: Cell::new(if is_placed { work } else { 0 }),
            share: Cell::new(if is_placed { u64::MAX } else { 0 }),
            contests: RefCell::default(),
            changes: RefCell::default(),
            looks: RefCell::default(),
            variants: OnceCell::new(),
            feasible: OnceCell::new(),
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
            analysis.stability = queries::stability::stability(self.evaluation, ix);
        }
        analysis.proof = proof;
        analysis
    }

    /// Does something with what may come of all decisions with the answers as given. It is left as it was found.
    fn with_looks<T>(&self, use_them: impl FnOnce(&mut Looks<'e>) -> T) -> T {
        let mut looks = self.looks.borrow_mut();
        let looks = looks.get_or_insert_with(|| {
            let mut now = Outlook::new(self.model);
            let every: Vec<usize> = (0..self.model.decisions.len()).collect();
            now.look(&self.slots(), &every);
            Looks { now, trial: Outlook::new(self.model) }
        });
        use_them(looks)
    }

    fn search(&self, slots: Vec<Slot>) -> Search<'e> {
        Search::new(self.model, slots, self.allowance())
    }

    /// How many nodes a search may look at. None alone takes what all the others need.
    fn allowance(&self) -> u64 {
        self.budget.0.min(self.share.get()).min(self.model.nodes_for(self.left.get() / 4))
    }

    /// Whether the budget is enough for a single node.
    fn can_search(&self) -> bool {
        self.budget.0 >= self.model.node_cost()
    }

    /// The same for a search in a contest.
    fn allowance_in(&self, contest: &Contest) -> u64 {
        let looks = self.left.get() / 4 / contest.size.max(1);
        self.budget.0.min(self.share.get()).min(looks.saturating_mul(self.model.node_cost()))
    }

    fn spend(&self, nodes: u64) {
        self.spent.set(self.spent.get() + nodes);
        self.take(self.model.work_of(nodes));
    }

    fn spend_in(&self, contest: &Contest, nodes: u64) {
        self.spent.set(self.spent.get() + nodes);
        self.take(nodes.div_ceil(self.model.node_cost()).saturating_mul(contest.size));
    }

    /// Takes what one look at everything does; false if there is nothing left to take.
    fn pays_for_a_look(&self) -> bool {
        let can = self.left.get() > 0;
        self.take(self.model.size);
        can
    }

    fn take(&self, work: u64) {
        self.left.set(self.left.get().saturating_sub(work));
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
}

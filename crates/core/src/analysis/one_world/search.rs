//! The one search under all of the analysis: branch and bound over the open questions.
//!
//! A node fixes some questions. [`Outlook`] bounds what may still come; where the goal is out of reach the node is given
//! up, else a promising completion is tried, and if that fails the most influential open question is fixed to each of its
//! cases in turn. The search is exact: it ends with a completion that reaches the goal, with the proof that there is none,
//! or, past its budget of nodes, with neither. Nothing in it depends on time or chance.
//!
//! Method: A. H. Land and A. G. Doig, "An automatic method of solving discrete programming problems", Econometrica 28
//! (1960); the bounds by joint points of single questions are mini-buckets (R. Dechter and I. Rish, J. ACM 50, 2003).

use crate::analysis::bounds::outlook::{Outlook, Prospect, Slot};
use crate::analysis::bounds::shift::Shift;
use crate::rulebook::{Assumed, Choose, DecisionModel, Model, pick};
use crate::set::Set;
use crate::truths::Truths;

/// What a completion should bring about.
#[derive(Clone, Debug)]
pub(in crate::analysis) enum Goal {
    /// The decision comes out differently: another set of options, or it applies where it did not, or the reverse.
    Differs { decision: usize, applies: bool, outcome: Set },
    /// The outcome of the decision has this option.
    Outcome { decision: usize, option: usize },
    /// The decision applies.
    Applies { decision: usize },
    /// The rule fires in a decision that applies.
    Fires { decision: usize, rule: usize },
    /// The rule does not fire in a decision that applies.
    Silent { decision: usize, rule: usize },
    /// Choose many: the rule fires, and without it two options of the outcome would stand the other way round. Holds the
    /// points that it gives.
    Reorders { decision: usize, rule: usize, points: Vec<i64> },
    /// One of the rules fires in a decision that applies, and the other does not.
    Apart { decision: usize, rules: (usize, usize) },
    /// The decision applies, and rules rule out every option. Holds what each rule rules out.
    Emptied { decision: usize, options: usize, rules_out: Vec<Set> },
    /// The decision applies, and no rule of it fires.
    Uncovered { decision: usize },
    /// Choose one: two options that are not ruled out have the most points. Holds what each rule rules out.
    Tied { decision: usize, options: usize, rules_out: Vec<Set> },
    /// A change of one rule shows.
    Shifted(Box<Shift>),
}

/// The search has passed its budget and knows nothing.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) struct OutOfBudget;

/// A search with its budget.
pub(in crate::analysis) struct Search<'m> {
    model: &'m Model,
    outlook: Outlook<'m>,
    pub(in crate::analysis) slots: Vec<Slot>,
    /// How many nodes have been looked at, those of a large rulebook counted for several.
    pub(in crate::analysis) nodes: u64,
    budget: u64,
}

impl Goal {
    pub(in crate::analysis) fn decision(&self) -> usize {
        match self {
            Goal::Differs { decision, .. }
            | Goal::Outcome { decision, .. }
            | Goal::Applies { decision }
            | Goal::Fires { decision, .. }
            | Goal::Silent { decision, .. }
            | Goal::Reorders { decision, .. }
            | Goal::Apart { decision, .. }
            | Goal::Emptied { decision, .. }
            | Goal::Uncovered { decision }
            | Goal::Tied { decision, .. } => *decision,
            Goal::Shifted(shift) => shift.seat(),
        }
    }

    /// Whether a question has a say in it at all: what decides whether the decision applies has, and of the rules those
    /// that the goal is about.
    fn concerns(&self, decision: &DecisionModel, question: usize) -> bool {
        let on = |support: &[bool]| support.get(question) == Some(&true);
        let rule = |rule: &usize| decision.rules.get(*rule).is_some_and(|rule| on(&rule.support));
        let by_rules = match self {
            Goal::Differs { .. } | Goal::Outcome { .. } | Goal::Reorders { .. } => true,
            Goal::Tied { .. } | Goal::Uncovered { .. } => true,
            Goal::Shifted(shift) => shift.concerns(decision, question),
            Goal::Applies { .. } => false,
            Goal::Fires { rule: one, .. } | Goal::Silent { rule: one, .. } => rule(one),
            Goal::Apart { rules: (one, other), .. } => rule(one) || rule(other),
            Goal::Emptied { .. } => decision.rules.iter().any(|rule| !rule.rules_out.is_empty() && on(&rule.support)),
        };
        by_rules || on(&decision.guard)
    }

    /// Whether it may still be reached.
    pub(in crate::analysis) fn is_possible(&self, prospects: &[Prospect]) -> bool {
        let Some(prospect) = prospects.get(self.decision()) else { return false };
        let may_apply = prospect.applies.may_be(Truths::TRUE);
        let may = |rule: usize| prospect.rules.get(rule).is_some_and(|truths| truths.may_be(Truths::TRUE));
        let must = |rule: usize| prospect.rules.get(rule).is_some_and(|truths| truths.must_be(Truths::TRUE));
        match self {
            Goal::Shifted(shift) => shift.is_possible(prospects),
            Goal::Outcome { option, .. } => prospect.may_be_in.contains(*option),
            Goal::Applies { .. } => may_apply,
            Goal::Fires { rule, .. } => may_apply && may(*rule),
            Goal::Silent { rule, .. } => may_apply && !must(*rule),
            Goal::Reorders { rule, points, .. } => may_apply && may(*rule) && may_reorder(prospect, points),
            Goal::Apart { rules: (one, other), .. } => {
                may_apply && ((may(*one) && !must(*other)) || (may(*other) && !must(*one)))
            }
            Goal::Emptied { options, rules_out, .. } => {
                let may_go = ruled_out(rules_out, may);
                may_apply && (0..*options).all(|option| may_go.contains(option))
            }
            Goal::Uncovered { .. } => may_apply && !(0..prospect.rules.len()).any(must),
            Goal::Tied { options: count, rules_out, .. } => {
                let (may_go, must_go) = (ruled_out(rules_out, may), ruled_out(rules_out, must));
                let count = *count;
                let reaches = |one: usize, other: usize| pick(&prospect.bounds, one * count + other) >= 0;
                let may_lead = |option: &usize| {
                    let passes = |rival: usize| may_go.contains(rival) || reaches(*option, rival);
                    !must_go.contains(*option) && (0..count).all(passes)
                };
                let leaders: Vec<usize> = (0..count).filter(may_lead).collect();
                let ties = |one: &usize| {
                    leaders.iter().any(|other| one < other && reaches(*one, *other) && reaches(*other, *one))
                };
                may_apply && (0..prospect.rules.len()).any(may) && leaders.iter().any(ties)
            }
            Goal::Differs { applies, outcome, .. } => {
                let may_not_apply = !prospect.applies.must_be(Truths::TRUE);
                let another_in = prospect.may_be_in.iter().any(|option| !outcome.contains(option));
                let one_out = outcome.iter().any(|option| prospect.may_be_out.contains(option));
                if *applies { may_not_apply || another_in || one_out } else { may_apply }
            }
        }
    }
}

/// Whether two options may stand the other way round without a rule that gives these points.
fn may_reorder(prospect: &Prospect, given: &[i64]) -> bool {
    let may_be_in = |option: &usize| prospect.may_be_in.contains(*option);
    let range = |option: usize| (-pick(&prospect.bounds, 2 * option + 1), pick(&prospect.bounds, 2 * option));
    let may_turn = |one: usize, other: usize| {
        let ((least, most), (rival_least, rival_most)) = (range(one), range(other));
        // The first of the two leads where the difference is 0 or more; without the rule it is less by this.
        let loss = pick(given, one) - pick(given, other);
        let (from, to) = (loss.min(0), loss.max(0));
        from < to && least - rival_most < to && most - rival_least >= from
    };
    (0..given.len())
        .filter(may_be_in)
        .any(|one| (0..given.len()).filter(may_be_in).any(|other| one < other && may_turn(one, other)))
}

/// The options that some rule of this kind rules out.
fn ruled_out(rules_out: &[Set], which: impl Fn(usize) -> bool) -> Set {
    let rules = rules_out.iter().enumerate().filter(|(rule, out)| !out.is_empty() && which(*rule));
    rules.flat_map(|(_, out)| out.iter()).collect()
}

/// What one look and one dive say of a goal, given the look at these slots.
pub(in crate::analysis) fn glance<'m>(
    model: &'m Model,
    slots: &[Slot],
    goal: &Goal,
    now: &mut Outlook<'m>,
    trial: &mut Outlook<'m>,
) -> Result<bool, OutOfBudget> {
    let Some(decision) = model.decisions.get(goal.decision()).filter(|_| goal.is_possible(&now.decisions)) else {
        return Ok(false);
    };
    let outlook = std::mem::replace(now, Outlook::hollow(model));
    let mut search = Search { model, outlook, slots: slots.to_vec(), nodes: 0, budget: 0 };
    let has_open = search.most_influential(goal, decision).is_some();
    let direction = search.direction(goal, decision);
    search.complete(decision, &direction);
    std::mem::swap(now, &mut search.outlook);
    if !has_open {
        return Ok(true);
    }
    trial.look(&search.slots, &decision.closure);
    if goal.is_possible(&trial.decisions) { Ok(true) } else { Err(OutOfBudget) }
}

impl<'m> Search<'m> {
    pub(in crate::analysis) fn new(model: &'m Model, slots: Vec<Slot>, budget: u64) -> Self {
        Search { model, outlook: Outlook::new(model), slots, nodes: 0, budget }
    }

    /// Whether some completion of the open questions reaches the goal. The slots hold it then.
    pub(in crate::analysis) fn reach(&mut self, goal: &Goal) -> Result<bool, OutOfBudget> {
        let Some(decision) = self.model.decisions.get(goal.decision()) else { return Ok(false) };
        let open = |(at, slot): (usize, &Slot)| {
            let cut = self.model.questions.get(at).is_some_and(|question| question.cut);
            cut && decision.support.get(at) == Some(&true) && !matches!(slot, Slot::Fixed(_))
        };
        if self.slots.iter().enumerate().any(open) {
            return Err(OutOfBudget);
        }
        self.descend(goal, decision)
    }

    /// Which questions are asked with the slots as they were last looked at.
    pub(in crate::analysis) fn asked(&self) -> &[Truths] {
        &self.outlook.asked
    }

    /// What may come with the slots as they were last looked at.
    pub(in crate::analysis) fn prospects(&self) -> &[Prospect] {
        &self.outlook.decisions
    }

    /// What may come with the slots as they are, given which one has changed since the last look if it is only one.
    pub(in crate::analysis) fn look_again(&mut self, decision: usize, changed: Option<usize>) -> &[Prospect] {
        let closure = self.model.decisions.get(decision).map(|decision| decision.closure.as_slice());
        self.outlook.look_again(&self.slots, closure.unwrap_or_default(), changed);
        &self.outlook.decisions
    }

    /// Has the decisions between this one and the target, and the target, take it that this one comes to this.
    pub(in crate::analysis) fn assume(&mut self, decision: usize, assumed: Option<Assumed>, target: usize) {
        self.outlook.assume(decision, assumed);
        let closure = self.model.decisions.get(target).map(|target| target.closure.as_slice()).unwrap_or_default();
        let below = closure.iter().position(|at| *at == decision).map_or(0, |at| at + 1);
        self.outlook.look(&self.slots, closure.get(below..).unwrap_or_default());
    }

    pub(in crate::analysis) fn spend(&mut self) -> Result<(), OutOfBudget> {
        self.nodes += self.model.node_cost();
        if self.nodes > self.budget { Err(OutOfBudget) } else { Ok(()) }
    }

    fn descend(&mut self, goal: &Goal, decision: &'m DecisionModel) -> Result<bool, OutOfBudget> {
        self.spend()?;
        self.outlook.look(&self.slots, &decision.closure);
        if !goal.is_possible(&self.outlook.decisions) {
            return Ok(false);
        }
        let Some(question) = self.most_influential(goal, decision) else {
            // Nothing that is open matters any more, so the bounds are exact.
            return Ok(true);
        };
        let direction = self.direction(goal, decision);
        if self.dive(goal, decision, &direction) {
            return Ok(true);
        }
        let before = self.slots.get(question).copied().unwrap_or(Slot::Open);
        for case in self.cases(question, before, decision, &direction) {
            self.fix(question, Slot::Fixed(case));
            if self.descend(goal, decision)? {
                return Ok(true);
            }
        }
        self.fix(question, before);
        Ok(false)
    }

    /// Completes the open questions by what looks best for the goal, question by question, and sees whether it is reached.
    /// If not, the slots are as before.
    fn dive(&mut self, goal: &Goal, decision: &'m DecisionModel, direction: &[i64]) -> bool {
        let before = self.slots.clone();
        self.complete(decision, direction);
        self.outlook.look(&self.slots, &decision.closure);
        if goal.is_possible(&self.outlook.decisions) {
            return true;
        }
        self.slots = before;
        false
    }

    /// Gives each open question what looks best.
    fn complete(&mut self, decision: &DecisionModel, direction: &[i64]) {
        for question in 0..self.slots.len() {
            let slot = self.slots.get(question).copied().unwrap_or(Slot::Open);
            if let Some(best) = self.cases(question, slot, decision, direction).first() {
                self.fix(question, Slot::Fixed(*best));
            }
        }
    }

    pub(in crate::analysis) fn fix(&mut self, question: usize, slot: Slot) {
        if let Some(place) = self.slots.get_mut(question) {
            *place = slot;
        }
    }

    /// The open question that weighs most among those that can still matter to an unsettled rule or to whether the
    /// decision applies.
    fn most_influential(&self, goal: &Goal, decision: &DecisionModel) -> Option<usize> {
        let mut relevant = vec![false; self.slots.len()];
        let mark = |support: &[bool], relevant: &mut Vec<bool>| {
            relevant.iter_mut().zip(support).for_each(|(on, also)| *on |= also);
        };
        for at in &decision.closure {
            let (Some(model), Some(prospect)) = (self.model.decisions.get(*at), self.outlook.decisions.get(*at)) else {
                continue;
            };
            if !prospect.applies.is_settled() {
                mark(&model.support, &mut relevant);
            }
            for (rule, truths) in model.rules.iter().zip(&prospect.rules) {
                if !truths.is_settled() {
                    mark(&rule.support, &mut relevant);
                }
            }
        }
        let open = |at: &usize| !matches!(self.slots.get(*at), Some(Slot::Fixed(_)));
        let weight = |at: &usize| self.model.weight(goal.decision(), *at);
        let concerned = |at: &usize| goal.concerns(decision, *at);
        let relevant = relevant.iter().enumerate().filter(|(_, relevant)| **relevant).map(|(at, _)| at);
        let candidates = relevant.filter(open).filter(concerned);
        // Where a changed rule fires neither before nor after, nothing else needs to be looked at.
        let changed = |at: &usize| matches!(goal, Goal::Shifted(shift) if shift.is_about(self.model, *at));
        candidates.max_by_key(|at| (changed(at), weight(at), std::cmp::Reverse(*at)))
    }

    /// Which options the goal wants up and which down: a weight for each.
    fn direction(&self, goal: &Goal, decision: &DecisionModel) -> Vec<i64> {
        let mut weights = vec![0; decision.options];
        let Some(prospect) = self.outlook.decisions.get(goal.decision()) else { return weights };
        let count = decision.options;
        let mut put = |option: usize, weight: i64| {
            weights.get_mut(option).into_iter().for_each(|place| *place = weight);
        };
        let one = matches!(decision.choose, Choose::One { .. });
        let rival = |option: usize| {
            let others = (0..count).filter(|rival| *rival != option);
            others.min_by_key(|rival| pick(&prospect.bounds, option * count + rival))
        };
        match goal {
            Goal::Outcome { option, .. } => {
                put(*option, 1);
                rival(*option).filter(|_| one).into_iter().for_each(|rival| put(rival, -1));
            }
            Goal::Differs { outcome, .. } if one => {
                let winner = outcome.iter().next();
                let challengers = prospect.may_be_in.iter().filter(|option| !outcome.contains(*option));
                let bound = |option: &usize| winner.map_or(0, |winner| pick(&prospect.bounds, option * count + winner));
                challengers.max_by_key(bound).into_iter().for_each(|option| put(option, 1));
                winner.into_iter().for_each(|winner| put(winner, -1));
            }
            Goal::Differs { outcome, .. } => {
                let unsettled =
                    |option: &usize| prospect.may_be_in.contains(*option) && prospect.may_be_out.contains(*option);
                let flips = |option: &usize| {
                    outcome.contains(*option) != prospect.may_be_in.contains(*option) || unsettled(option)
                };
                if let Some(option) = (0..count).find(flips) {
                    put(option, if outcome.contains(option) { -1 } else { 1 });
                }
            }
            // What gives no points fires no rule.
            Goal::Uncovered { .. } => (0..count).for_each(|option| put(option, -1)),
            Goal::Applies { .. }
            | Goal::Fires { .. }
            | Goal::Silent { .. }
            | Goal::Reorders { .. }
            | Goal::Apart { .. }
            | Goal::Emptied { .. }
            | Goal::Tied { .. }
            | Goal::Shifted(_) => {}
        }
        weights
    }

    /// The cases of a question that are still open, what serves the direction best first. Without a bucket of its own a
    /// question's cases come in their order, answers before no answer.
    fn cases(&self, question: usize, slot: Slot, decision: &DecisionModel, direction: &[i64]) -> Vec<usize> {
        let count = self.model.questions.get(question).map_or(0, |question| question.cases.len());
        let mut cases: Vec<usize> = match slot {
            Slot::Fixed(_) => return Vec::new(),
            Slot::Open => (1..count).chain([0]).collect(),
            Slot::Changeable => (1..count).collect(),
        };
        if let Some(bucket) = decision.buckets.iter().find(|bucket| bucket.question == question) {
            let serves = |case: &usize| -> i64 {
                let row = bucket.points.get(case + 1).map(Vec::as_slice).unwrap_or_default();
                row.iter().zip(direction).map(|(points, weight)| points * weight).sum()
            };
            cases.sort_by_key(|case| std::cmp::Reverse(serves(case)));
        }
        cases
    }
}

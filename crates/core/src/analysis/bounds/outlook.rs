//! What may still come of the decisions while some questions are open: sound bounds, never too narrow.
//!
//! Each condition gets the set of its possible truth values. For each pair of options the difference of their points is
//! bounded from above: rules that look at one question only are bounded together, question by question, by their joint
//! points; what is left of the other rules counts wherever it helps. From the bounds follows which options may still win.
//! When every question is fixed, the bounds are exact and this is evaluation.

use crate::rulebook::{Assumed, Bucket, Choose, DecisionModel, Expr, Model, Step, pick};
use crate::set::Set;
use crate::truths::Truths;

/// What is fixed of a question, and what may still be answered to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Slot {
    /// This case. Case 0 is no answer.
    Fixed(usize),
    /// Any case.
    Open,
    /// Any case but no answer: a given answer that may be changed and not taken back.
    Changeable,
}

/// What may come of one decision.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Prospect {
    pub(in crate::analysis) applies: Truths,
    /// Whether it may apply and have no outcome.
    pub(in crate::analysis) may_be_empty: bool,
    pub(in crate::analysis) may_be_in: Set,
    pub(in crate::analysis) may_be_out: Set,
    pub(in crate::analysis) rules: Vec<Truths>,
    /// Upper bounds on the differences of points, by the pairs of the model.
    pub(in crate::analysis) bounds: Vec<i64>,
    /// What each bucket has in the bounds, bucket after bucket.
    pub(in crate::analysis) shares: Vec<i64>,
}

/// Scratch space for one look at all that may come.
pub(in crate::analysis) struct Outlook<'m> {
    model: &'m Model,
    pub(in crate::analysis) asked: Vec<Truths>,
    facts: Vec<Truths>,
    pub(in crate::analysis) decisions: Vec<Prospect>,
    /// A rule that is taken away: its decision and its position.
    left_out: Option<(usize, usize)>,
    /// What decisions are assumed to come to, by decision. The caller sees to it that they may.
    assumed: Vec<Option<Assumed>>,
    /// Whether points are left aside: then whatever is not ruled out may be in an outcome or out of it.
    without_points: bool,
}

impl<'m> Outlook<'m> {
    pub(in crate::analysis) fn new(model: &'m Model) -> Self {
        let prospect = |decision: &DecisionModel| Prospect {
            applies: Truths::TRUE,
            may_be_empty: false,
            may_be_in: Set::default(),
            may_be_out: Set::default(),
            rules: vec![Truths::FALSE; decision.rules.len()],
            bounds: vec![0; decision.pairs.len()],
            shares: vec![0; decision.pairs.len() * decision.buckets.len()],
        };
        Outlook {
            asked: vec![Truths::TRUE; model.questions.len()],
            facts: vec![Truths::UNKNOWN; model.facts.len()],
            decisions: model.decisions.iter().map(prospect).collect(),
            left_out: None,
            assumed: vec![None; model.decisions.len()],
            without_points: false,
            model,
        }
    }

    /// In place of one that is elsewhere for a while.
    pub(in crate::analysis) fn hollow(model: &'m Model) -> Self {
        let (asked, facts, decisions) = (Vec::new(), Vec::new(), Vec::new());
        Outlook { asked, facts, decisions, left_out: None, assumed: Vec::new(), without_points: false, model }
    }

    /// One that leaves points aside, for rulebooks in which comparing all options takes long.
    pub(in crate::analysis) fn without_points(model: &'m Model) -> Self {
        let prospect = |decision: &DecisionModel| Prospect {
            rules: vec![Truths::FALSE; decision.rules.len()],
            ..Prospect::hollow()
        };
        Outlook {
            asked: vec![Truths::TRUE; model.questions.len()],
            facts: vec![Truths::UNKNOWN; model.facts.len()],
            decisions: model.decisions.iter().map(prospect).collect(),
            assumed: vec![None; model.decisions.len()],
            without_points: true,
            ..Outlook::hollow(model)
        }
    }

    /// Takes a rule away.
    pub(in crate::analysis) fn leave_out(&mut self, decision: usize, rule: usize) {
        self.left_out = Some((decision, rule));
    }

    /// Has decisions below take it that this one comes to this.
    pub(in crate::analysis) fn assume(&mut self, decision: usize, assumed: Option<Assumed>) {
        set(&mut self.assumed, decision, Some(assumed));
    }

    /// Works out what may come of these decisions, each of which depends only on those before it in the list.
    pub(in crate::analysis) fn look(&mut self, slots: &[Slot], decisions: &[usize]) {
        self.look_again(slots, decisions, None);
    }

    /// The same after one question alone has changed since the last look at these decisions: what does not depend on it
    /// is as it was.
    pub(in crate::analysis) fn look_again(&mut self, slots: &[Slot], decisions: &[usize], changed: Option<usize>) {
        let model = self.model;
        let steps = changed.and_then(|question| model.steps.get(question)).unwrap_or(&model.order);
        for step in steps {
            match step {
                Step::Fact(ix) => {
                    let truths = model.facts.get(ix.position()).map(|fact| self.truths(&fact.condition, slots));
                    set(&mut self.facts, ix.position(), truths);
                }
                Step::Question(ix) => {
                    let ask_if = model.questions.get(ix.position()).and_then(|question| question.ask_if.as_ref());
                    let truths = ask_if.map(|ask_if| self.truths(ask_if, slots));
                    set(&mut self.asked, ix.position(), truths);
                }
            }
        }
        let depends = |support: &[bool]| changed.is_none_or(|question| support.get(question) == Some(&true));
        for at in decisions {
            let Some(decision) = model.decisions.get(*at).filter(|decision| depends(&decision.support)) else {
                continue;
            };
            let Some(mut own) = self.decisions.get_mut(*at).map(|own| std::mem::replace(own, Prospect::hollow()))
            else {
                continue;
            };
            let missing = self.left_out.filter(|(decision, _)| decision == at).map(|(_, rule)| rule);
            // Without the rule that is taken away the bounds are not the sum of their parts.
            let changed = changed.filter(|_| missing.is_none());
            if changed.is_none() {
                own.forget();
            }
            self.bound(decision, slots, changed, &mut own);
            own.applies =
                decision.applies_if.as_ref().map_or(Truths::TRUE, |applies_if| self.truths(applies_if, slots));
            if let Some((rule, truths)) = missing.and_then(|rule| Some((rule, *own.rules.get(rule)?))) {
                own.take_away(decision, rule, truths);
            }
            own.conclude(decision, !self.without_points);
            set(&mut self.decisions, *at, Some(own));
        }
    }

    pub(in crate::analysis) fn truths(&self, expr: &Expr, slots: &[Slot]) -> Truths {
        match expr {
            Expr::All(parts) => parts.iter().fold(Truths::TRUE, |truths, part| truths.both(self.truths(part, slots))),
            Expr::Any(parts) => parts.iter().fold(Truths::FALSE, |truths, part| truths.any(self.truths(part, slots))),
            Expr::Not(part) => self.truths(part, slots).not(),
            Expr::Fact(fact) => self.facts.get(*fact).copied().unwrap_or(Truths::UNKNOWN),
            Expr::Atom(atom) => self.atom(*atom, slots),
            Expr::Decided(decision, options) => {
                match (self.assumed.get(*decision).copied().flatten(), self.decisions.get(*decision)) {
                    (Some(Assumed::Outcome(option)), _) if options.contains(option) => Truths::TRUE,
                    (None, Some(prospect)) => prospect.decided(options),
                    _ => Truths::FALSE,
                }
            }
        }
    }

    fn atom(&self, atom: usize, slots: &[Slot]) -> Truths {
        let Some(atom) = self.model.atoms.get(atom) else { return Truths::FALSE };
        let answered = match slots.get(atom.question) {
            Some(Slot::Fixed(case)) => atom.by_case.get(*case).copied().unwrap_or(Truths::UNKNOWN),
            Some(Slot::Changeable) => atom.any_answer,
            Some(Slot::Open) | None => atom.any_case,
        };
        let asked = self.asked.get(atom.question).copied().unwrap_or(Truths::TRUE);
        if asked.must_be(Truths::TRUE) {
            return answered;
        }
        let mut truths = if asked.may_be(Truths::TRUE) { answered } else { Truths::NOTHING };
        if asked.may_be(Truths::FALSE) {
            truths = truths.or(Truths::FALSE);
        }
        if asked.may_be(Truths::UNKNOWN) {
            truths = truths.or(Truths::UNKNOWN);
        }
        truths
    }

    /// Brings the truth of the rules and the bounds for all pairs up to date: of all, or of what depends on one question.
    fn bound(&self, decision: &DecisionModel, slots: &[Slot], changed: Option<usize>, own: &mut Prospect) {
        let dependents = decision.dependents(changed);
        for at in &dependents.rules {
            let (Some(truths), Some(rule)) = (own.rules.get_mut(*at), decision.rules.get(*at)) else { continue };
            let before = std::mem::replace(truths, self.truths(&rule.condition, slots));
            if rule.in_bucket || before == *truths || self.without_points {
                continue;
            }
            for (bound, (a, b)) in own.bounds.iter_mut().zip(&decision.pairs) {
                let gain = pick(&rule.points, *a) - pick(&rule.points, *b);
                *bound += counted(*truths, gain) - counted(before, gain);
            }
        }
        if self.without_points {
            return;
        }
        let width = decision.pairs.len();
        for at in &dependents.buckets {
            let shares = own.shares.get_mut(at * width..(at + 1) * width);
            let (Some(bucket), Some(shares)) = (decision.buckets.get(*at), shares) else { continue };
            own.bounds.iter_mut().zip(&*shares).for_each(|(bound, share)| *bound -= share);
            self.bound_bucket(bucket, decision, slots, shares);
            own.bounds.iter_mut().zip(&*shares).for_each(|(bound, share)| *bound += share);
        }
    }

    fn bound_bucket(&self, bucket: &Bucket, decision: &DecisionModel, slots: &[Slot], shares: &mut [i64]) {
        let asked = self.asked.get(bucket.question).copied().unwrap_or(Truths::TRUE);
        let slot = slots.get(bucket.question).copied().unwrap_or(Slot::Open);
        let case = |case: usize| bucket.points.get(case + 1);
        let not_asked = bucket.points.first().filter(|_| asked.may_be(Truths::FALSE));
        let unknown = case(0).filter(|_| asked.may_be(Truths::UNKNOWN));
        let (fixed, free) = match slot {
            _ if !asked.may_be(Truths::TRUE) => (None, None),
            Slot::Fixed(at) => (case(at), None),
            Slot::Open => (None, Some(&bucket.gain)),
            Slot::Changeable => (None, Some(&bucket.gain_answered)),
        };
        // Mostly one state is left, and there is nothing to compare.
        let only = match (not_asked, unknown, fixed, free) {
            (Some(row), None, None, None) | (None, Some(row), None, None) | (None, None, Some(row), None) => Some(row),
            _ => None,
        };
        if let Some(row) = only {
            for (share, (a, b)) in shares.iter_mut().zip(&decision.pairs) {
                *share = pick(row, *a) - pick(row, *b);
            }
            return;
        }
        for (at, (share, (a, b))) in shares.iter_mut().zip(&decision.pairs).enumerate() {
            let rows = [not_asked, unknown, fixed].into_iter().flatten().map(|row| pick(row, *a) - pick(row, *b));
            *share = rows.chain(free.map(|free| pick(free, at))).max().unwrap_or(0);
        }
    }
}

impl Prospect {
    fn hollow() -> Self {
        Prospect {
            applies: Truths::FALSE,
            may_be_empty: false,
            may_be_in: Set::default(),
            may_be_out: Set::default(),
            rules: Vec::new(),
            bounds: Vec::new(),
            shares: Vec::new(),
        }
    }

    /// Back to where no rule fires and no bucket counts.
    fn forget(&mut self) {
        self.rules.fill(Truths::FALSE);
        self.bounds.fill(0);
        self.shares.fill(0);
    }

    /// Takes back what a rule added to the bounds. In a bucket that is not known by itself, so there the bounds only
    /// widen, by as much as the rule could have held them down; once it is settled it is taken back exactly.
    fn take_away(&mut self, decision: &DecisionModel, rule: usize, truths: Truths) {
        let Some(model) = decision.rules.get(rule) else { return };
        for (bound, (a, b)) in self.bounds.iter_mut().zip(&decision.pairs) {
            let gain = pick(&model.points, *a) - pick(&model.points, *b);
            // The least that it may have counted for.
            let least = -counted(truths, -gain);
            *bound -= if model.in_bucket || truths.must_be(Truths::TRUE) { least } else { 0 };
        }
        self.rules.get_mut(rule).into_iter().for_each(|truths| *truths = Truths::FALSE);
    }

    /// The options that are ruled out in any case.
    pub(in crate::analysis) fn ruled_out(&self, decision: &DecisionModel) -> Set {
        let fires = |at: &&usize| self.rules.get(**at).is_some_and(|truths| truths.must_be(Truths::TRUE));
        let rules = decision.excluding.iter().filter(fires).filter_map(|at| decision.rules.get(*at));
        rules.flat_map(|rule| rule.rules_out.iter()).collect()
    }

    /// Whether it may come to this.
    pub(in crate::analysis) fn may_be(&self, assumed: Assumed) -> bool {
        match assumed {
            Assumed::Outcome(option) => self.may_be_in.contains(option),
            Assumed::Nothing => self.may_be_empty || !self.applies.must_be(Truths::TRUE),
        }
    }

    /// Whether the decision applies, and its outcome, if only one of each is left.
    pub(in crate::analysis) fn state(&self) -> Option<(bool, Set)> {
        if self.applies.must_be(Truths::TRUE) {
            let settled = self.may_be_in.iter().all(|option| !self.may_be_out.contains(option));
            let sure = !self.may_be_empty || self.may_be_in.is_empty();
            (settled && sure).then_some((true, self.may_be_in))
        } else {
            (!self.applies.may_be(Truths::TRUE)).then_some((false, Set::default()))
        }
    }

    /// Whether the outcome has one of these options.
    fn decided(&self, options: &Set) -> Truths {
        let may = self.may_be_in.intersects(options);
        // All of them may be out at once, as far as is known, if each of them may be.
        let may_not = self.may_be_out.contains_all(options);
        Truths::either(may, may_not)
    }

    /// Which options may be in the outcome, and which may be out of it.
    fn conclude(&mut self, decision: &DecisionModel, by_points: bool) {
        let count = decision.options;
        let may_fire = self.rules.iter().any(|truths| truths.may_be(Truths::TRUE));
        let must_fire = self.rules.iter().any(|truths| truths.must_be(Truths::TRUE));
        let (mut may_go, mut must_go) = (Set::default(), Set::default());
        for at in &decision.excluding {
            let (Some(truths), Some(rule)) = (self.rules.get(*at), decision.rules.get(*at)) else { continue };
            for option in rule.rules_out.iter().filter(|_| truths.may_be(Truths::TRUE)) {
                may_go.insert(option);
                if truths.must_be(Truths::TRUE) {
                    must_go.insert(option);
                }
            }
        }
        let may_apply = self.applies.may_be(Truths::TRUE) && may_fire;
        let certain = self.applies.must_be(Truths::TRUE) && must_fire;
        let bound = |at: usize| pick(&self.bounds, at);
        let (mut may_be_in, mut must_be_in) = (Set::default(), Set::default());
        if !by_points {
            self.may_be_in = (0..count).filter(|option| may_apply && !must_go.contains(*option)).collect();
            self.may_be_out = (0..count).collect();
            self.may_be_empty = self.applies.may_be(Truths::TRUE);
            return;
        }
        match decision.choose {
            Choose::Many { threshold } => {
                for option in 0..count {
                    // The second of the two pairs is what the option may lack of nothing: its least points, negated.
                    if may_apply && !must_go.contains(option) && bound(2 * option) >= threshold {
                        may_be_in.insert(option);
                    }
                    if certain && !may_go.contains(option) && -bound(2 * option + 1) >= threshold {
                        must_be_in.insert(option);
                    }
                }
                self.may_be_empty = self.applies.may_be(Truths::TRUE) && must_be_in.is_empty();
            }
            Choose::One { .. } => {
                for option in (0..count).filter(|option| may_apply && !must_go.contains(*option)) {
                    let beats = |rival: usize| {
                        let needed = i64::from(rival < option);
                        rival == option || may_go.contains(rival) || bound(option * count + rival) >= needed
                    };
                    if (0..count).all(beats) {
                        may_be_in.insert(option);
                    }
                }
                let all_may_go = (0..count).all(|option| may_go.contains(option));
                self.may_be_empty = self.applies.may_be(Truths::TRUE) && (!must_fire || all_may_go);
                let only = may_be_in.len() == 1;
                if only && !self.may_be_empty && self.applies.must_be(Truths::TRUE) {
                    must_be_in = may_be_in;
                }
            }
        }
        self.may_be_in = may_be_in;
        self.may_be_out = (0..count).filter(|option| !must_be_in.contains(*option)).collect();
    }
}

/// The most that a rule's gain may count for. It is what the rule has in the bounds.
pub(in crate::analysis) fn counted(truths: Truths, gain: i64) -> i64 {
    match (truths.may_be(Truths::TRUE), truths.must_be(Truths::TRUE)) {
        (_, true) => gain,
        (true, false) => gain.max(0),
        (false, false) => 0,
    }
}

fn set<T>(row: &mut [T], at: usize, value: Option<T>) {
    if let (Some(place), Some(value)) = (row.get_mut(at), value) {
        *place = value;
    }
}

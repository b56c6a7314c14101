//! Conditions as clauses: any of several conjunctions of literals, for the condition coming out true, or coming out false.
//!
//! Kleene's logic is monotone once "true" and "false" are two separate statements, so negation only swaps them, and every
//! condition has this form (G. Bruns and P. Godefroid, *Model checking partial state spaces with 3-valued temporal logics*,
//! 1999, use the same split). Multiplied out, conditions can explode; what would do so becomes a derived literal of its own,
//! worked out once before. Equal parts are derived once.

use std::collections::HashMap;

use super::layout::{Layout, Literal};
use crate::rulebook::{Condition, DecisionIx, FactIx};
use crate::set::Set;
use crate::table::Table;

/// Literals that must all hold, in order.
pub(super) type Term = Vec<Literal>;
/// Any of these must hold: none is never, one of nothing is always.
pub(super) type Clauses = Vec<Term>;

/// Conjunctions that one *all* may be multiplied out to, and that a rule may have. More become literals of their own.
pub(super) const MOST_TERMS: usize = 4;

/// Something to be worked out before what comes after it.
#[derive(Debug)]
pub(super) enum Step {
    /// Known true, known false, or unknown.
    Derive { column: usize, when_true: Clauses, when_false: Clauses },
    /// The bytes of a question read as not asked, or unknown, unless it is asked.
    Gate { bytes: std::ops::Range<usize>, asked: Clauses, not_asked: Clauses },
    /// Points and outcome of the decision at this place.
    Decide(usize),
    /// Whether the outcome of the decision at this place has any of these options.
    Decided { column: usize, decision: usize, options: Set },
}

/// Turns conditions into clauses, and collects the steps that must come before.
pub(super) struct Compiler<'b> {
    pub(super) layout: &'b Layout,
    pub(super) steps: Vec<Step>,
    /// How many bytes there are so far, derived ones included.
    pub(super) columns: usize,
    /// The columns of the facts that have been worked out.
    pub(super) facts: Table<crate::rulebook::Fact, usize>,
    derived: HashMap<Clauses, usize>,
    decided: HashMap<(DecisionIx, Set), usize>,
}

impl<'b> Compiler<'b> {
    pub(super) fn new(layout: &'b Layout, facts: Table<crate::rulebook::Fact, usize>) -> Self {
        let (derived, decided) = (HashMap::new(), HashMap::new());
        Compiler { layout, steps: Vec::new(), columns: layout.width, facts, derived, decided }
    }

    pub(super) fn column(&mut self) -> usize {
        self.columns += 1;
        self.columns - 1
    }

    /// When a condition comes out this way.
    pub(super) fn clauses(&mut self, condition: &Condition, truth: bool) -> Clauses {
        let literal = |literal: Literal| vec![vec![literal]];
        match condition {
            Condition::Not(part) => self.clauses(part, !truth),
            Condition::All(parts) | Condition::Any(parts) => {
                let parts = parts.iter().map(|part| self.clauses(part, truth)).collect();
                if matches!(condition, Condition::All(_)) == truth { self.all(parts) } else { any(parts) }
            }
            Condition::Test(question, test) => {
                self.layout.literal(*question, test, truth).map(literal).unwrap_or_default()
            }
            Condition::Fact(fact, wanted) => literal(self.fact(*fact, *wanted == truth)),
            Condition::Decided(decision, options) => literal(self.outcome(*decision, *options, truth)),
        }
    }

    fn fact(&self, fact: FactIx, truth: bool) -> Literal {
        Literal::derived(self.facts[fact], truth)
    }

    fn outcome(&mut self, decision: DecisionIx, options: Set, truth: bool) -> Literal {
        let known = self.decided.get(&(decision, options)).copied();
        let column = known.unwrap_or_else(|| {
            let column = self.column();
            self.steps.push(Step::Decided { column, decision: decision.position(), options });
            self.decided.insert((decision, options), column);
            column
        });
        Literal::derived(column, truth)
    }

    /// All of several conditions, multiplied out as far as that stays small.
    fn all(&mut self, mut parts: Vec<Clauses>) -> Clauses {
        if let [_] = parts.as_slice() {
            return parts.pop().unwrap_or_default();
        }
        // The short ones first, so that the long ones are those that become literals.
        parts.sort_by_key(Vec::len);
        let mut product: Clauses = vec![Term::new()];
        for mut part in parts {
            if part.len() > 1 && part.len() * product.len() > MOST_TERMS {
                part = vec![vec![self.derive(part)]];
            }
            let joined = product.iter().flat_map(|one| part.iter().filter_map(|other| both(one, other)));
            product = simple(joined.collect());
        }
        product
    }

    /// When a condition comes out true, in few terms.
    pub(super) fn few_clauses(&mut self, condition: &Condition) -> Clauses {
        let clauses = self.clauses(condition, true);
        if clauses.len() > MOST_TERMS { vec![vec![self.derive(clauses)]] } else { clauses }
    }

    fn derive(&mut self, clauses: Clauses) -> Literal {
        let known = self.derived.get(&clauses).copied();
        let column = known.unwrap_or_else(|| {
            let column = self.column();
            self.derived.insert(clauses.clone(), column);
            self.steps.push(Step::Derive { column, when_true: clauses, when_false: Clauses::new() });
            column
        });
        Literal::derived(column, true)
    }
}

fn any(parts: Vec<Clauses>) -> Clauses {
    simple(parts.into_iter().flatten().collect())
}

/// Without what is there twice; always, if one of the terms is.
fn simple(mut clauses: Clauses) -> Clauses {
    clauses.sort_unstable();
    clauses.dedup();
    match clauses.first() {
        Some(first) if first.is_empty() => vec![Term::new()],
        _ => clauses,
    }
}

/// Both conjunctions; nothing if they contradict each other.
fn both(one: &Term, other: &Term) -> Option<Term> {
    let mut term: Term = one.iter().chain(other).copied().collect();
    term.sort_unstable();
    term.dedup();
    let contradict = |pair: &[Literal]| matches!(pair, [a, b] if (a.column, a.bit) == (b.column, b.bit));
    (!term.windows(2).any(contradict)).then_some(term)
}

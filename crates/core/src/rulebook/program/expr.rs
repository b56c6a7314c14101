//! Conditions over atoms, and the atoms: every distinct test on a question, with its truth for each case of that question.

use std::collections::HashMap;

use crate::rulebook::{Condition, Given, Question, Test};
use crate::set::Set;
use crate::table::Ix;
use crate::truth::Truth;
use crate::truths::Truths;

/// A condition over atoms.
#[derive(Debug)]
pub(crate) enum Expr {
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Not(Box<Expr>),
    Atom(usize),
    Fact(usize),
    Decided(usize, Set),
}

/// One distinct test on one question.
#[derive(Debug)]
pub(crate) struct Atom {
    pub(crate) question: usize,
    pub(super) test: Test,
    /// For each case of the question.
    pub(crate) by_case: Vec<Truths>,
    /// For all cases together, with and without that of no answer.
    pub(crate) any_case: Truths,
    pub(crate) any_answer: Truths,
}

impl Atom {
    /// Works out the columns, for the cases of its question.
    pub(super) fn fill(&mut self, cases: &[Option<Given>]) {
        self.by_case = cases
            .iter()
            .map(|case| case.map_or(Truths::UNKNOWN, |given| Truths::only(Truth::known(self.test.accepts(given)))))
            .collect();
        let union = |truths: &[Truths]| truths.iter().fold(Truths::NOTHING, |union, truths| union.or(*truths));
        self.any_case = union(&self.by_case);
        self.any_answer = union(self.by_case.get(1..).unwrap_or_default());
    }
}

impl Expr {
    /// How many joints and tests there are in it.
    pub(crate) fn nodes(&self) -> u64 {
        match self {
            Expr::All(parts) | Expr::Any(parts) => 1 + parts.iter().map(Expr::nodes).sum::<u64>(),
            Expr::Not(part) => 1 + part.nodes(),
            Expr::Atom(_) | Expr::Fact(_) | Expr::Decided(..) => 1,
        }
    }

    /// Calls `visit` with each decision that the condition names.
    pub(crate) fn decisions(&self, visit: &mut impl FnMut(usize)) {
        match self {
            Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| part.decisions(visit)),
            Expr::Not(part) => part.decisions(visit),
            Expr::Decided(decision, _) => visit(*decision),
            Expr::Atom(_) | Expr::Fact(_) => {}
        }
    }

    /// Calls `visit` with each fact that the condition names.
    pub(crate) fn facts(&self, visit: &mut impl FnMut(usize)) {
        match self {
            Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| part.facts(visit)),
            Expr::Not(part) => part.facts(visit),
            Expr::Fact(fact) => visit(*fact),
            Expr::Atom(_) | Expr::Decided(..) => {}
        }
    }
}

pub(super) fn expr(condition: &Condition, atoms: &mut Atoms) -> Expr {
    match condition {
        Condition::All(parts) => Expr::All(parts.iter().map(|part| expr(part, atoms)).collect()),
        Condition::Any(parts) => Expr::Any(parts.iter().map(|part| expr(part, atoms)).collect()),
        Condition::Not(part) => Expr::Not(Box::new(expr(part, atoms))),
        Condition::Test(question, test) => Expr::Atom(atom(*question, test, atoms)),
        Condition::Fact(fact, true) => Expr::Fact(fact.position()),
        Condition::Fact(fact, false) => Expr::Not(Box::new(Expr::Fact(fact.position()))),
        Condition::Decided(decision, options) => Expr::Decided(decision.position(), *options),
    }
}

/// Atoms as conditions are gone through, each known by its question and test.
#[derive(Default)]
pub(super) struct Atoms {
    pub(super) atoms: Vec<Atom>,
    known: HashMap<(usize, Test), usize>,
}

fn atom(question: Ix<Question>, test: &Test, Atoms { atoms, known }: &mut Atoms) -> usize {
    let question = question.position();
    *known.entry((question, test.clone())).or_insert_with(|| {
        let (any_case, any_answer) = (Truths::NOTHING, Truths::NOTHING);
        atoms.push(Atom { question, test: test.clone(), by_case: Vec::new(), any_case, any_answer });
        atoms.len() - 1
    })
}

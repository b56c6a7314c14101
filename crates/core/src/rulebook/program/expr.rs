//! Conditions over atoms, and the atoms: every distinct test on a question, with its truth for each case of that question.

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
    /// Calls `visit` with each decision that the condition names.
    pub(crate) fn decisions(&self, visit: &mut impl FnMut(usize)) {
        match self {
            Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| part.decisions(visit)),
            Expr::Not(part) => part.decisions(visit),
            Expr::Decided(decision, _) => visit(*decision),
            Expr::Atom(_) | Expr::Fact(_) => {}
        }
    }
}

pub(super) fn expr(condition: &Condition, atoms: &mut Vec<Atom>) -> Expr {
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

fn atom(question: Ix<Question>, test: &Test, atoms: &mut Vec<Atom>) -> usize {
    let question = question.position();
    let known = atoms.iter().position(|atom| atom.question == question && atom.test == *test);
    known.unwrap_or_else(|| {
        let (any_case, any_answer) = (Truths::NOTHING, Truths::NOTHING);
        atoms.push(Atom { question, test: test.clone(), by_case: Vec::new(), any_case, any_answer });
        atoms.len() - 1
    })
}

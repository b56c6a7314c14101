//! What conditions look at, and what they come to with little known, directly and through facts.

use std::collections::BTreeMap;

use super::expr::Expr;
use super::fact::Looks;
use super::model::Model;
use crate::rulebook::Step;
use crate::truths::Truths;

impl Model {
    /// Works out what a fact or the asking of a question rests on, from what comes before it in the order.
    pub(super) fn fill(&mut self, rank: usize, step: Step) {
        let mut support = vec![false; self.questions.len()];
        match step {
            Step::Fact(ix) => {
                let Some(fact) = self.facts.get(ix.position()) else { return };
                self.support(&fact.condition, &mut support);
                let looks_at = self.looks_at(&fact.condition);
                let question = if let Looks::One(at) = looks_at { self.questions.get(at) } else { None };
                let cases = question.map_or(0, |question| question.cases.len());
                let states = std::iter::once(None).chain((0..cases).map(Some));
                let alone = states.map(|case| self.alone(&fact.condition, case)).collect();
                if let Some(fact) = self.facts.get_mut(ix.position()) {
                    (fact.rank, fact.support, fact.looks_at, fact.alone) = (rank, support, looks_at, alone);
                }
            }
            Step::Question(ix) => {
                // Nothing at all where nothing has a say: most questions are always asked.
                let ask_if = self.questions.get(ix.position()).and_then(|question| question.ask_if.as_ref());
                let Some(ask_if) = ask_if else { return };
                self.support(ask_if, &mut support);
                self.questions.get_mut(ix.position()).into_iter().for_each(|row| row.asked_by.clone_from(&support));
            }
        }
    }

    /// The truth of a condition that looks at one question only, given that question's state.
    pub(crate) fn alone(&self, expr: &Expr, case: Option<usize>) -> Truths {
        match expr {
            Expr::All(parts) => parts.iter().fold(Truths::TRUE, |truths, part| truths.both(self.alone(part, case))),
            Expr::Any(parts) => parts.iter().fold(Truths::FALSE, |truths, part| truths.any(self.alone(part, case))),
            Expr::Not(part) => self.alone(part, case).not(),
            Expr::Fact(fact) => {
                let column = self.facts.get(*fact).map(|fact| fact.alone.as_slice()).unwrap_or_default();
                // A fact that looks at no question has one truth for all cases.
                let at = case.map_or(0, |case| case + 1);
                column.get(at).or(column.first()).copied().unwrap_or(Truths::FALSE)
            }
            Expr::Decided(..) => Truths::FALSE,
            Expr::Atom(atom) => match (self.atoms.get(*atom), case) {
                (Some(atom), Some(case)) => atom.by_case.get(case).copied().unwrap_or(Truths::FALSE),
                _ => Truths::FALSE,
            },
        }
    }

    /// What each fact may come to with this case of one question, whatever else is so. `others` is what they may come to where
    /// nothing is known of any question, which is what those have that do not depend on this one.
    pub(crate) fn facts_with(&self, question: usize, case: usize, others: &[Truths]) -> Vec<Truths> {
        let mut facts = others.to_vec();
        for step in self.steps.get(question).into_iter().flatten() {
            self.fact_with(*step, Some((question, case)), &mut facts);
        }
        facts
    }

    /// What each fact may come to while nothing is known.
    pub(crate) fn facts_with_nothing(&self) -> Vec<Truths> {
        let mut facts = vec![Truths::FALSE; self.facts.len()];
        for step in &self.order {
            self.fact_with(*step, None, &mut facts);
        }
        facts
    }

    fn fact_with(&self, step: Step, known: Option<(usize, usize)>, facts: &mut [Truths]) {
        let Step::Fact(ix) = step else { return };
        let Some(fact) = self.facts.get(ix.position()) else { return };
        let truths = self.truths_with(&fact.condition, known, facts);
        facts.get_mut(ix.position()).into_iter().for_each(|place| *place = truths);
    }

    /// What a condition may come to with this case of one question, whatever else is so, and with these facts.
    pub(crate) fn truths_with(&self, expr: &Expr, known: Option<(usize, usize)>, facts: &[Truths]) -> Truths {
        let of = |part: &Expr| self.truths_with(part, known, facts);
        match expr {
            Expr::All(parts) => parts.iter().fold(Truths::TRUE, |truths, part| truths.both(of(part))),
            Expr::Any(parts) => parts.iter().fold(Truths::FALSE, |truths, part| truths.any(of(part))),
            Expr::Not(part) => of(part).not(),
            Expr::Fact(at) => facts.get(*at).copied().unwrap_or(Truths::FALSE),
            Expr::Decided(..) => Truths::either(true, true),
            Expr::Atom(atom) => {
                let Some(atom) = self.atoms.get(*atom) else { return Truths::FALSE };
                let is_always_asked = self.questions.get(atom.question).is_some_and(|row| row.ask_if.is_none());
                let truths = match known {
                    Some((question, case)) if question == atom.question => {
                        atom.by_case.get(case).copied().unwrap_or(Truths::FALSE)
                    }
                    _ => atom.any_case,
                };
                if is_always_asked { truths } else { truths.or(Truths::FALSE).or(Truths::UNKNOWN) }
            }
        }
    }

    /// The facts that a condition rests on, each after those that it rests on itself. Without recursion: a chain of facts may
    /// be as long as the file.
    pub(crate) fn facts_below(&self, expr: &Expr) -> Vec<usize> {
        let mut found: BTreeMap<usize, usize> = BTreeMap::new();
        let mut open = Vec::new();
        expr.facts(&mut |fact| open.push(fact));
        while let Some(at) = open.pop() {
            let Some(fact) = self.facts.get(at) else { continue };
            if found.insert(fact.rank, at).is_none() {
                fact.condition.facts(&mut |below| open.push(below));
            }
        }
        found.into_values().collect()
    }

    /// The one question that a condition looks at, directly or through facts; whether that question is asked aside.
    pub(crate) fn only_question(&self, expr: &Expr) -> Option<usize> {
        if let Looks::One(question) = self.looks_at(expr) { Some(question) } else { None }
    }

    fn looks_at(&self, expr: &Expr) -> Looks {
        match expr {
            Expr::All(parts) | Expr::Any(parts) => {
                parts.iter().fold(Looks::Nothing, |looks, part| looks.and(self.looks_at(part)))
            }
            Expr::Not(part) => self.looks_at(part),
            Expr::Atom(atom) => self.atoms.get(*atom).map_or(Looks::More, |atom| Looks::One(atom.question)),
            Expr::Fact(fact) => self.facts.get(*fact).map_or(Looks::Nothing, |fact| fact.looks_at),
            Expr::Decided(..) => Looks::More,
        }
    }
}

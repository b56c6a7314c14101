//! Conditions in SQL's own three-valued logic.
//!
//! An open question is `NULL`, so every test on it is. A question that is not asked is an empty text, which is among no
//! answers and has none in it, so every test on it is false; of a number a column of its own says whether it is asked.

use std::collections::HashMap;

use leadership_advisor::{Choose, Clause, Question, Rulebook};

use super::dialect::Dialect;
use super::expression::{Comparison, Expr, Function};
use super::name;
use super::reading::{answer_name, member};

/// What names of a rulebook are called in the query.
pub(crate) struct Names<'r> {
    pub(crate) rulebook: &'r Rulebook,
    pub(crate) dialect: &'static Dialect,
    places: HashMap<&'r str, usize>,
}

impl<'r> Names<'r> {
    pub(crate) fn new(rulebook: &'r Rulebook, dialect: &'static Dialect) -> Self {
        // Questions, facts and decisions share one set of ids.
        let questions = rulebook.questions().iter().enumerate().map(|(place, question)| (question.id.as_str(), place));
        let facts = rulebook.facts().iter().enumerate().map(|(place, fact)| (fact.id.as_str(), place));
        let decisions = rulebook.decisions().iter().enumerate().map(|(place, decision)| (decision.id.as_str(), place));
        Names { rulebook, dialect, places: questions.chain(facts).chain(decisions).collect() }
    }

    /// Where an id stands among its kind.
    pub(crate) fn place(&self, id: &str) -> usize {
        self.places.get(id).copied().unwrap_or(0)
    }

    pub(crate) fn answer(&self, question: &Question) -> String {
        answer_name(self.dialect, question, self.place(&question.id))
    }

    /// The column that says whether a number is asked.
    pub(crate) fn asked(&self, question: &Question) -> String {
        name::own(self.dialect, "asked", &question.id, self.place(&question.id))
    }

    pub(crate) fn fact(&self, id: &str) -> String {
        name::of_id(self.dialect, "fact", id, self.place(id))
    }

    pub(crate) fn outcome(&self, id: &str) -> String {
        name::own(self.dialect, "outcome", id, self.place(id))
    }

    /// A condition.
    pub(crate) fn condition(&self, clause: &Clause<'_>) -> Expr {
        let parts = |parts: &[Clause<'_>]| parts.iter().map(|part| self.condition(part)).collect();
        match clause {
            Clause::All(all) => Expr::All(parts(all)),
            Clause::Any(any) => Expr::Any(parts(any)),
            Clause::Not(part) => Expr::not(self.condition(part)),
            Clause::Choice { question, among } => {
                Expr::one_of(Expr::column(self.answer(question)), among.iter().map(|answer| answer.id.as_str()))
            }
            Clause::YesNo { question, yes } => {
                Expr::one_of(Expr::column(self.answer(question)), [if *yes { "yes" } else { "no" }])
            }
            Clause::Number { question, least, most } => self.number(question, *least, *most),
            Clause::Members { question, any, all, none } => {
                let text = Expr::column(self.answer(question));
                let has = |id: &str| Expr::Call(Function::Holds, vec![text.clone(), member(id)]);
                let mut parts: Vec<Expr> = all.iter().map(|answer| has(&answer.id)).collect();
                if !any.is_empty() {
                    parts.push(Expr::Any(any.iter().map(|answer| has(&answer.id)).collect()));
                }
                if parts.is_empty() {
                    parts.push(Expr::compare(text.clone(), Comparison::Other, Expr::text("")));
                }
                parts.extend(none.iter().map(|answer| Expr::not(has(&answer.id))));
                Expr::All(parts)
            }
            Clause::Fact { fact, holds: true } => Expr::column(self.fact(&fact.id)),
            Clause::Fact { fact, holds: false } => Expr::not(Expr::column(self.fact(&fact.id))),
            Clause::Outcome { decision, among } => {
                let outcome = Expr::column(self.outcome(&decision.id));
                let ids = among.iter().map(|option| option.id.as_str());
                let among = match decision.choose {
                    Choose::One { .. } => Expr::one_of(outcome, ids),
                    Choose::Many { .. } => {
                        let bar = || Expr::text("|");
                        let text = Expr::Concat(vec![bar(), outcome, bar()]);
                        let has = |id| Expr::Call(Function::Holds, vec![text.clone(), member(id)]);
                        Expr::Any(ids.map(has).collect())
                    }
                };
                // A decision without an outcome has decided for nothing, and that is known.
                Expr::surely(among)
            }
            // Clauses to come would be unknown, so that nothing is concluded from them.
            _ => Expr::compare(Expr::NoInteger, Comparison::Equal, Expr::Integer(0)),
        }
    }

    fn number(&self, question: &Question, least: Option<i64>, most: Option<i64>) -> Expr {
        let number = || Expr::column(self.answer(question));
        let mut parts = Vec::new();
        if self.rulebook.asked_if(question).is_some() {
            parts.push(Expr::column(self.asked(question)));
        }
        match (least, most) {
            (None, None) => parts.push(Expr::compare(number(), Comparison::Equal, number())),
            (Some(least), Some(most)) if least == most => {
                parts.push(Expr::compare(number(), Comparison::Equal, Expr::Integer(least)));
            }
            (least, most) => {
                let least = least.map(|least| Expr::compare(number(), Comparison::AtLeast, Expr::Integer(least)));
                let most = most.map(|most| Expr::compare(number(), Comparison::AtMost, Expr::Integer(most)));
                parts.extend(least.into_iter().chain(most));
            }
        }
        Expr::All(parts)
    }
}

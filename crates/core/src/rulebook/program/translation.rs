//! From conditions to formulas. Facts are written out where they are named, and so is whether a question is asked: that may make a
//! formula long, and one that would be too long is not made.

use super::decision::RuleModel;
use super::expr::Expr;
use super::formula::{Cases, DecisionFormulas, Firing, Formula};
use super::model::Model;
use crate::truths::Truths;

/// A decision whose formulas would have more literals than this gets none.
const MOST_LITERALS: usize = 20_000;

/// Writes conditions as formulas, as long as they do not become too many.
struct Writer<'m> {
    model: &'m Model,
    left: usize,
}

impl Writer<'_> {
    /// When the condition is true, or, where that is wanted, false.
    fn write(&mut self, expr: &Expr, truth: Truths) -> Option<Formula> {
        self.left = self.left.checked_sub(1)?;
        let is_true = truth == Truths::TRUE;
        match expr {
            Expr::All(parts) | Expr::Any(parts) => {
                let parts = parts.iter().map(|part| self.write(part, truth)).collect::<Option<Vec<_>>>()?;
                Some(if matches!(expr, Expr::All(_)) == is_true { Formula::all(parts) } else { Formula::any(parts) })
            }
            Expr::Not(part) => self.write(part, truth.not()),
            Expr::Fact(fact) => self.write(&self.model.facts.get(*fact)?.condition, truth),
            Expr::Decided(decision, options) => Some(Formula::Decided(*decision, *options, is_true)),
            Expr::Atom(atom) => {
                let atom = self.model.atoms.get(*atom)?;
                let cases = atom.by_case.iter().enumerate().filter(|(_, of_case)| **of_case == truth);
                let cases = Cases::of(atom.by_case.len(), cases.map(|(case, _)| case));
                let answered = Formula::In(atom.question, cases);
                let Some(ask_if) = &self.model.questions.get(atom.question)?.ask_if else { return Some(answered) };
                let asked = Formula::all([self.write(ask_if, Truths::TRUE)?, answered]);
                // What is not asked is false in every test.
                Some(if is_true { asked } else { Formula::any([self.write(ask_if, Truths::FALSE)?, asked]) })
            }
        }
    }

    fn firing(&mut self, expr: &Expr) -> Option<Firing> {
        let fires = self.write(expr, Truths::TRUE)?;
        let silent = self.opposite(&fires)?;
        Some(Firing { fires, silent })
    }

    /// When a formula is not true.
    fn opposite(&self, formula: &Formula) -> Option<Formula> {
        Some(match formula {
            Formula::In(question, cases) => {
                let count = self.model.questions.get(*question)?.cases.len();
                Formula::In(*question, Cases::of(count, (0..count).filter(|case| !cases.contains(*case))))
            }
            Formula::Decided(decision, options, has) => Formula::Decided(*decision, *options, !has),
            Formula::All(parts) => {
                Formula::any(parts.iter().map(|part| self.opposite(part)).collect::<Option<Vec<_>>>()?)
            }
            Formula::Any(parts) => {
                Formula::all(parts.iter().map(|part| self.opposite(part)).collect::<Option<Vec<_>>>()?)
            }
        })
    }
}

impl DecisionFormulas {
    /// Those of a decision; nothing if they would be too many.
    pub(super) fn of(model: &Model, applies_if: Option<&Expr>, rules: &[RuleModel]) -> Option<DecisionFormulas> {
        let mut writer = Writer { model, left: MOST_LITERALS };
        let always = Firing { fires: Formula::TRUE, silent: Formula::FALSE };
        Some(DecisionFormulas {
            applies: applies_if.map_or(Some(always), |applies_if| writer.firing(applies_if))?,
            rules: rules.iter().map(|rule| writer.firing(&rule.condition)).collect::<Option<_>>()?,
        })
    }
}

//! A rulebook compiled for scoring: steps over bytes, and rules as clauses. Both ways of scoring carry out the same plan.

use std::collections::HashMap;

use super::clauses::{Clauses, Compiler, Step, Term};
use super::layout::Layout;
use crate::rulebook::{Book, Choose, Decision, Step as BookStep};
use crate::set::Set;

#[derive(Debug)]
pub(super) struct Plan {
    pub(super) layout: Layout,
    /// How many bytes there are with those that are worked out.
    pub(super) columns: usize,
    pub(super) steps: Vec<Step>,
    /// Whether all steps are decisions, so that nothing is worked out but from the answers.
    pub(super) is_plain: bool,
    pub(super) decisions: Vec<DecisionPlan>,
}

#[derive(Debug)]
pub(super) struct DecisionPlan {
    pub(super) choose: Choose,
    pub(super) options: usize,
    pub(super) applies: Clauses,
    pub(super) applies_always: bool,
    pub(super) rules: Vec<RulePlan>,
}

/// Rules that fire together, as one.
#[derive(Debug)]
pub(super) struct RulePlan {
    pub(super) clauses: Clauses,
    /// Points by the position of the option.
    pub(super) points: Vec<(usize, i64)>,
    pub(super) rules_out: Set,
}

impl Plan {
    pub(super) fn of(book: &Book) -> Plan {
        let layout = Layout::of(book);
        let mut compiler = Compiler::new(&layout, book.facts.column(|_| 0));
        for step in &book.order {
            match *step {
                BookStep::Fact(fact) => {
                    let condition = &book.facts[fact].condition;
                    let (when_true, when_false) =
                        (compiler.clauses(condition, true), compiler.clauses(condition, false));
                    let column = compiler.column();
                    compiler.facts[fact] = column;
                    compiler.steps.push(Step::Derive { column, when_true, when_false });
                }
                BookStep::Question(question) => {
                    let bytes = layout.bytes(question);
                    if let Some(ask_if) = book.questions[question].ask_if.as_ref().filter(|_| !bytes.is_empty()) {
                        let (asked, not_asked) = (compiler.clauses(ask_if, true), compiler.clauses(ask_if, false));
                        compiler.steps.push(Step::Gate { bytes, asked, not_asked });
                    }
                }
            }
        }
        let mut decisions = Vec::new();
        for (ix, decision) in book.decisions.iter() {
            decisions.push(DecisionPlan::of(decision, &mut compiler));
            compiler.steps.push(Step::Decide(ix.position()));
        }
        let Compiler { steps, columns, .. } = compiler;
        let is_plain = steps.iter().all(|step| matches!(step, Step::Decide(_)));
        Plan { layout, columns, steps, is_plain, decisions }
    }
}

impl DecisionPlan {
    fn of(decision: &Decision, compiler: &mut Compiler<'_>) -> DecisionPlan {
        let applies = decision.applies_if.as_ref();
        let applies = applies.map_or(vec![Term::new()], |applies_if| compiler.clauses(applies_if, true));
        let applies_always = applies.iter().any(Vec::is_empty);
        let mut rules: Vec<RulePlan> = Vec::new();
        let mut known: HashMap<Clauses, usize> = HashMap::new();
        for rule in decision.rules() {
            let clauses = compiler.few_clauses(&rule.condition);
            if clauses.is_empty() {
                continue;
            }
            let at = *known.entry(clauses.clone()).or_insert(rules.len());
            if at == rules.len() {
                rules.push(RulePlan { clauses, points: Vec::new(), rules_out: Set::default() });
            }
            let Some(plan) = rules.get_mut(at) else { continue };
            for (option, points) in &rule.points {
                match plan.points.iter_mut().find(|(known, _)| *known == option.position()) {
                    Some((_, sum)) => *sum += points,
                    None => plan.points.push((option.position(), *points)),
                }
            }
            rule.rules_out.iter().for_each(|option| plan.rules_out.insert(option));
        }
        DecisionPlan { choose: decision.choose, options: decision.options.len(), applies, applies_always, rules }
    }
}

//! A rulebook as the search sees it: every distinct test on a question is an *atom* with a column of truth values, one for
//! each case of the question; conditions are trees of atoms; rules that look at one question only are gathered into
//! that question's *bucket*, where their joint points are known for each of its cases.
//!
//! Built once for a rulebook, from its compiled conditions and nothing else.

use super::decision::{Bucket, DecisionModel, Dependents, RuleModel};
use super::domain::Domain;
use super::expr::{Atom, Expr, expr};
use crate::rulebook::{Book, Choose, Decision, Fact, Given, Question, Step, Test};
use crate::table::Table;
use crate::truths::Truths;

#[derive(Debug)]
pub(crate) struct FactModel {
    pub(crate) condition: Expr,
    /// The questions that it depends on in any way.
    pub(crate) support: Vec<bool>,
}

#[derive(Debug)]
pub(crate) struct QuestionModel {
    pub(crate) cases: Vec<Option<Given>>,
    pub(crate) cut: bool,
    pub(crate) ask_if: Option<Expr>,
    /// The questions that have a say in whether it is asked.
    pub(crate) asked_by: Vec<bool>,
}

#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) questions: Vec<QuestionModel>,
    pub(crate) atoms: Vec<Atom>,
    pub(crate) facts: Vec<FactModel>,
    pub(crate) order: Vec<Step>,
    /// For each question the steps of the order that depend on it.
    pub(crate) steps: Vec<Vec<Step>>,
    pub(crate) decisions: Vec<DecisionModel>,
}

impl Model {
    pub(crate) fn of(book: &Book) -> Model {
        Model::with(book, None)
    }

    /// The same with one decision more, which may rest on all of the others, and on which none rests.
    pub(crate) fn with(book: &Book, more: Option<&Decision>) -> Model {
        let mut atoms: Vec<Atom> = Vec::new();
        let fact = |fact: &Fact, atoms: &mut Vec<Atom>| FactModel {
            condition: expr(&fact.condition, atoms),
            support: Vec::new(),
        };
        let facts: Vec<FactModel> = book.facts.rows().iter().map(|row| fact(row, &mut atoms)).collect();
        let ask_ifs: Vec<Option<Expr>> =
            book.questions.rows().iter().map(|q| q.ask_if.as_ref().map(|c| expr(c, &mut atoms))).collect();
        let decisions = || book.decisions.rows().iter().chain(more);
        let compiled: Vec<(Option<Expr>, Vec<Expr>)> = decisions()
            .map(|decision| {
                let applies_if = decision.applies_if.as_ref().map(|condition| expr(condition, &mut atoms));
                (applies_if, decision.rules().iter().map(|rule| expr(&rule.condition, &mut atoms)).collect())
            })
            .collect();
        let questions: Vec<QuestionModel> = (book.questions.iter())
            .zip(ask_ifs)
            .map(|((ix, question), ask_if)| {
                let own = atoms.iter().filter(|atom| atom.question == ix.position());
                let tests: Vec<Test> = own.map(|atom| atom.test.clone()).collect();
                let Domain { cases, cut } = Domain::of(&question.kind, &tests);
                QuestionModel { cases, cut, ask_if, asked_by: Vec::new() }
            })
            .collect();
        for atom in &mut atoms {
            let cases = questions.get(atom.question).map(|question| question.cases.as_slice());
            atom.fill(cases.unwrap_or_default());
        }
        let mut model =
            Model { questions, atoms, facts, order: book.order.clone(), steps: Vec::new(), decisions: Vec::new() };
        for at in 0..model.questions.len() {
            let mut asked_by = vec![false; model.questions.len()];
            let ask_if = model.questions.get(at).and_then(|question| question.ask_if.as_ref());
            ask_if.into_iter().for_each(|ask_if| model.support(ask_if, &mut asked_by));
            model.questions.get_mut(at).into_iter().for_each(|question| question.asked_by.clone_from(&asked_by));
        }
        for at in 0..model.facts.len() {
            let mut support = vec![false; model.questions.len()];
            model.facts.get(at).into_iter().for_each(|fact| model.support(&fact.condition, &mut support));
            model.facts.get_mut(at).into_iter().for_each(|fact| fact.support.clone_from(&support));
        }
        model.steps = (0..model.questions.len()).map(|question| model.steps_of(question)).collect();
        for ((at, decision), (applies_if, rules)) in decisions().enumerate().zip(compiled) {
            let decision = model.decision(at, decision, applies_if, rules);
            model.decisions.push(decision);
        }
        model
    }

    /// What looking at one node counts for: 1, and more in a large rulebook, where it takes longer and the search must end
    /// all the same. It grows with the square of the size, so that all nodes together take less the larger the rulebook.
    pub(crate) fn node_cost(&self) -> u64 {
        let thousands = self.size() / 1000;
        1 + thousands * thousands
    }

    /// How many questions, facts, tests and rules there are.
    pub(crate) fn size(&self) -> u64 {
        let rules: usize = self.decisions.iter().map(|decision| decision.rules.len()).sum();
        (self.questions.len() + self.facts.len() + self.atoms.len() + rules) as u64
    }

    /// How much a question may weigh in a decision and in those that it depends on. What decides whether it applies at all
    /// weighs more than any points.
    pub(crate) fn weight(&self, decision: usize, question: usize) -> i64 {
        let closure = self.decisions.get(decision).map(|decision| decision.closure.as_slice()).unwrap_or_default();
        let decisions = closure.iter().filter_map(|at| self.decisions.get(*at));
        decisions.map(|decision| pick(&decision.weight, question)).fold(0, i64::saturating_add)
    }

    /// Every distinct test on a question.
    pub(crate) fn tests(&self, question: usize) -> impl Iterator<Item = &Test> {
        self.atoms.iter().filter(move |atom| atom.question == question).map(|atom| &atom.test)
    }

    /// Whether no test of the rulebook can tell two answers to a question apart.
    pub(crate) fn are_alike(&self, question: usize, one: Given, other: Given) -> bool {
        let mut own = self.atoms.iter().filter(|atom| atom.question == question);
        own.all(|atom| atom.test.accepts(one) == atom.test.accepts(other))
    }

    /// The numbers at the edges of the bands of a number question.
    pub(crate) fn ends(&self, question: usize) -> impl Iterator<Item = i64> {
        let own = self.atoms.iter().filter(move |atom| atom.question == question);
        own.flat_map(|atom| match atom.test {
            Test::Between(from, to) => [from.checked_sub(1), Some(from), Some(to), to.checked_add(1)],
            Test::In(_) | Test::Members { .. } => [None; 4],
        })
        .flatten()
    }

    /// The numbers around one that no test can tell from it: from, to, and no end where there is none.
    pub(crate) fn band(&self, question: usize, number: i64) -> (Option<i64>, Option<i64>) {
        let own = || self.atoms.iter().filter(move |atom| atom.question == question);
        let starts = own().flat_map(|atom| match atom.test {
            Test::Between(from, to) => [(from != i64::MIN).then_some(from), to.checked_add(1)],
            Test::In(_) | Test::Members { .. } => [None; 2],
        });
        let starts: Vec<i64> = starts.flatten().collect();
        let from = starts.iter().copied().filter(|start| *start <= number).max();
        let to = starts.iter().copied().filter(|start| *start > number).min().map(|start| start - 1);
        (from, to)
    }

    fn steps_of(&self, question: usize) -> Vec<Step> {
        let depends = |step: &Step| match step {
            Step::Fact(ix) => {
                self.facts.get(ix.position()).is_some_and(|fact| fact.support.get(question) == Some(&true))
            }
            Step::Question(ix) => self.decides_asking(question, ix.position()),
        };
        self.order.iter().copied().filter(depends).collect()
    }

    /// Whether an answer to the first question can have a say in whether the second is asked.
    pub(crate) fn decides_asking(&self, first: usize, second: usize) -> bool {
        self.questions.get(second).is_some_and(|question| question.asked_by.get(first) == Some(&true))
    }

    fn decision(
        &self,
        at: usize,
        decision: &Decision,
        applies_if: Option<Expr>,
        conditions: Vec<Expr>,
    ) -> DecisionModel {
        let options = decision.options.len();
        let mut closure = vec![at];
        let mut support = vec![false; self.questions.len()];
        for expr in applies_if.iter().chain(&conditions) {
            expr.decisions(&mut |upstream| {
                closure.extend(self.decisions.get(upstream).iter().flat_map(|d| &d.closure));
            });
            self.support(expr, &mut support);
        }
        closure.sort_unstable();
        closure.dedup();
        let mut guard = vec![false; self.questions.len()];
        applies_if.iter().for_each(|applies_if| self.support(applies_if, &mut guard));
        let mut weight = vec![0; self.questions.len()];
        let total: i64 = decision.rules().iter().flat_map(|rule| &rule.points).map(|(_, points)| points.abs()).sum();
        let rules: Vec<RuleModel> = (decision.rules().iter())
            .zip(conditions)
            .map(|(rule, condition)| {
                let mut support = vec![false; self.questions.len()];
                self.support(&condition, &mut support);
                let mut points = vec![0; options];
                for (option, given) in &rule.points {
                    points.get_mut(option.position()).into_iter().for_each(|points| *points += given);
                }
                // Ruling an option out is worth all points that any rules could give it.
                let spread = match rule.rules_out.is_empty() {
                    true => points.iter().map(|points| points.abs()).sum::<i64>(),
                    false => total,
                };
                let reach = i64::try_from(support.iter().filter(|on| **on).count()).unwrap_or(1).max(1);
                for (weight, _) in weight.iter_mut().zip(&support).filter(|(_, on)| **on) {
                    // What several questions decide together is worth branching on before what one decides alone.
                    *weight = i64::saturating_add(*weight, spread.saturating_mul(reach.min(4)));
                }
                let in_bucket = self.only_question(&condition).is_some();
                RuleModel { condition, points, rules_out: rule.rules_out, in_bucket, support }
            })
            .collect();
        let pairs = pairs(decision.choose, options);
        for (weight, _) in weight.iter_mut().zip(&guard).filter(|(_, on)| **on) {
            *weight = i64::saturating_add(*weight, total);
        }
        let buckets = self.buckets(&rules, options, &pairs);
        let depends = |question: usize| {
            let rules = rules.iter().enumerate().filter(|(_, rule)| rule.support.get(question) == Some(&true));
            let moves = |bucket: &Bucket| bucket.question == question || self.decides_asking(question, bucket.question);
            let buckets = buckets.iter().enumerate().filter(|(_, bucket)| moves(bucket));
            Dependents { rules: rules.map(|(at, _)| at).collect(), buckets: buckets.map(|(at, _)| at).collect() }
        };
        let excludes = |(_, rule): &(usize, &RuleModel)| !rule.rules_out.is_empty();
        DecisionModel {
            excluding: rules.iter().enumerate().filter(excludes).map(|(at, _)| at).collect(),
            everything: Dependents { rules: (0..rules.len()).collect(), buckets: (0..buckets.len()).collect() },
            dependents: (0..self.questions.len()).map(depends).collect(),
            choose: decision.choose,
            options,
            pairs,
            applies_if,
            guard,
            rules,
            buckets,
            closure,
            support,
            weight,
        }
    }

    fn buckets(&self, rules: &[RuleModel], options: usize, pairs: &[(usize, usize)]) -> Vec<Bucket> {
        let mut buckets = Vec::new();
        for (question, model) in self.questions.iter().enumerate() {
            let own: Vec<&RuleModel> = (rules.iter())
                .filter(|rule| rule.in_bucket && self.only_question(&rule.condition) == Some(question))
                .collect();
            if own.is_empty() {
                continue;
            }
            let joint = |case: Option<usize>| -> Vec<i64> {
                let mut sum = vec![0; options];
                for rule in own.iter().filter(|rule| self.alone(&rule.condition, case).must_be(Truths::TRUE)) {
                    sum.iter_mut().zip(&rule.points).for_each(|(sum, points)| *sum += points);
                }
                sum
            };
            let points: Vec<Vec<i64>> =
                std::iter::once(None).chain((0..model.cases.len()).map(Some)).map(joint).collect();
            let gain = |skip: usize| {
                let most =
                    |(a, b): &(usize, usize)| points.iter().skip(skip).map(|row| pick(row, *a) - pick(row, *b)).max();
                pairs.iter().map(|pair| most(pair).unwrap_or(0)).collect::<Vec<i64>>()
            };
            buckets.push(Bucket { question, gain: gain(1), gain_answered: gain(2), points });
        }
        buckets
    }

    /// The truth of a condition that looks at one question only, given that question's state.
    pub(crate) fn alone(&self, expr: &Expr, case: Option<usize>) -> Truths {
        match expr {
            Expr::All(parts) => parts.iter().fold(Truths::TRUE, |truths, part| truths.both(self.alone(part, case))),
            Expr::Any(parts) => parts.iter().fold(Truths::FALSE, |truths, part| truths.any(self.alone(part, case))),
            Expr::Not(part) => self.alone(part, case).not(),
            Expr::Fact(fact) => self.facts.get(*fact).map_or(Truths::FALSE, |fact| self.alone(&fact.condition, case)),
            Expr::Decided(..) => Truths::FALSE,
            Expr::Atom(atom) => match (self.atoms.get(*atom), case) {
                (Some(atom), Some(case)) => atom.by_case.get(case).copied().unwrap_or(Truths::FALSE),
                _ => Truths::FALSE,
            },
        }
    }

    /// What a condition may come to with this case of one question, whatever else is so.
    pub(crate) fn truths_with(&self, expr: &Expr, question: usize, case: usize) -> Truths {
        let of = |part: &Expr| self.truths_with(part, question, case);
        match expr {
            Expr::All(parts) => parts.iter().fold(Truths::TRUE, |truths, part| truths.both(of(part))),
            Expr::Any(parts) => parts.iter().fold(Truths::FALSE, |truths, part| truths.any(of(part))),
            Expr::Not(part) => of(part).not(),
            Expr::Fact(fact) => self.facts.get(*fact).map_or(Truths::FALSE, |fact| of(&fact.condition)),
            Expr::Decided(..) => Truths::either(true, true),
            Expr::Atom(atom) => {
                let Some(atom) = self.atoms.get(*atom) else { return Truths::FALSE };
                let is_always_asked = self.questions.get(atom.question).is_some_and(|row| row.ask_if.is_none());
                let truths = match atom.question == question {
                    true => atom.by_case.get(case).copied().unwrap_or(Truths::FALSE),
                    false => atom.any_case,
                };
                if is_always_asked { truths } else { truths.or(Truths::FALSE).or(Truths::UNKNOWN) }
            }
        }
    }

    /// The one question that a condition looks at, directly or through facts; whether that question is asked aside.
    pub(crate) fn only_question(&self, expr: &Expr) -> Option<usize> {
        let mut seen: Option<Option<usize>> = None;
        self.looks_at(expr, &mut |question| {
            seen = Some(match (seen, question) {
                (None, Some(question)) => Some(question),
                (Some(Some(before)), Some(question)) if before == question => Some(question),
                _ => None,
            });
        });
        seen.flatten()
    }

    /// Calls `visit` with each question that a condition tests, and with nothing for a decision.
    fn looks_at(&self, expr: &Expr, visit: &mut dyn FnMut(Option<usize>)) {
        match expr {
            Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| self.looks_at(part, visit)),
            Expr::Not(part) => self.looks_at(part, visit),
            Expr::Atom(atom) => visit(self.atoms.get(*atom).map(|atom| atom.question)),
            Expr::Fact(fact) => {
                if let Some(fact) = self.facts.get(*fact) {
                    self.looks_at(&fact.condition, visit);
                }
            }
            Expr::Decided(..) => visit(None),
        }
    }

    /// Marks every question that a condition depends on in any way.
    fn support(&self, expr: &Expr, support: &mut Vec<bool>) {
        self.support_but(expr, support, &|_| false);
    }

    /// The same without what it depends on through some of the decisions that it names.
    pub(crate) fn support_but(&self, expr: &Expr, support: &mut Vec<bool>, but: &dyn Fn(usize) -> bool) {
        match expr {
            Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| self.support_but(part, support, but)),
            Expr::Not(part) => self.support_but(part, support, but),
            Expr::Fact(fact) => {
                let fact = self.facts.get(*fact);
                fact.into_iter().for_each(|fact| self.support_but(&fact.condition, support, but));
            }
            Expr::Decided(decision, _) => {
                if let Some(upstream) = self.decisions.get(*decision).filter(|_| !but(*decision)) {
                    support.iter_mut().zip(&upstream.support).for_each(|(on, also)| *on |= also);
                }
            }
            Expr::Atom(atom) => {
                let Some(question) = self.atoms.get(*atom).map(|atom| atom.question) else { return };
                if support.get(question) == Some(&false) {
                    support.get_mut(question).into_iter().for_each(|on| *on = true);
                    let ask_if = self.questions.get(question).and_then(|question| question.ask_if.as_ref());
                    ask_if.into_iter().for_each(|ask_if| self.support_but(ask_if, support, but));
                }
            }
        }
    }
}

/// The pairs of options whose difference in points decides. Choose one: each with each, in rows. Choose many: each with
/// an option that does not exist and has no points, both ways, for the comparison with the threshold.
fn pairs(choose: Choose, options: usize) -> Vec<(usize, usize)> {
    match choose {
        Choose::One { .. } => (0..options).flat_map(|a| (0..options).map(move |b| (a, b))).collect(),
        Choose::Many { .. } => (0..options).flat_map(|option| [(option, options), (options, option)]).collect(),
    }
}

/// An entry of a row whose length is known to fit.
pub(crate) fn pick(row: &[i64], at: usize) -> i64 {
    row.get(at).copied().unwrap_or(0)
}

/// The case that each given answer falls into; 0 for those without an answer. `None` if a question has too many cases to
/// list and the answer falls into none of those that are.
pub(crate) fn cases_of(model: &Model, given: &Table<Question, Option<Given>>) -> Option<Vec<usize>> {
    let rows = given.rows().iter().zip(&model.questions).enumerate();
    rows.map(|(at, (given, question))| {
        let same =
            |case: &Option<Given>| given.zip(*case).is_some_and(|(given, case)| model.are_alike(at, given, case));
        if given.is_none() { Some(0) } else { question.cases.iter().position(same) }
    })
    .collect()
}

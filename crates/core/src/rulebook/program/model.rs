//! A rulebook as the search sees it: every distinct test on a question is an *atom* with a column of truth values, one for
//! each case of the question; conditions are trees of atoms; rules that look at one question only are gathered into
//! that question's *bucket*, where their joint points are known for each of its cases.
//!
//! Built once for a rulebook, from its compiled conditions and nothing else.

use std::sync::OnceLock;

use super::decision::{Bucket, Contests, DecisionModel, Dependents, RuleModel};
use super::domain::Domain;
use super::expr::{Atom, Atoms, Expr, expr};
use super::fact::FactModel;
use super::formula::{DecisionFormulas, pick};
use crate::rulebook::{Book, Choose, Decision, Fact, Given, Question, Step, Test};
use crate::table::Table;
use crate::truths::Truths;

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
    /// For each question the positions of the atoms that test it.
    atoms_on: Vec<Vec<usize>>,
    pub(crate) facts: Vec<FactModel>,
    pub(crate) order: Vec<Step>,
    /// For each question the steps of the order that depend on it.
    pub(crate) steps: Vec<Vec<Step>>,
    pub(crate) decisions: Vec<DecisionModel>,
    /// What one look at everything takes.
    pub(crate) size: u64,
}

impl Model {
    pub(crate) fn of(book: &Book) -> Model {
        Model::with(book, None)
    }

    /// The same with one decision more, which may rest on all of the others, and on which none rests.
    pub(crate) fn with(book: &Book, more: Option<&Decision>) -> Model {
        let mut atoms = Atoms::default();
        let fact = |fact: &Fact, atoms: &mut Atoms| FactModel::new(expr(&fact.condition, atoms));
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
        let mut atoms = atoms.atoms;
        let mut tests: Vec<Vec<Test>> = vec![Vec::new(); book.questions.len()];
        let mut atoms_on: Vec<Vec<usize>> = vec![Vec::new(); book.questions.len()];
        for (at, atom) in atoms.iter().enumerate() {
            tests.get_mut(atom.question).into_iter().for_each(|own| own.push(atom.test.clone()));
            atoms_on.get_mut(atom.question).into_iter().for_each(|own| own.push(at));
        }
        let questions: Vec<QuestionModel> = (book.questions.rows().iter().zip(tests))
            .zip(ask_ifs)
            .map(|((question, tests), ask_if)| {
                let Domain { cases, cut } = Domain::of(&question.kind, &tests);
                QuestionModel { cases, cut, ask_if, asked_by: Vec::new() }
            })
            .collect();
        for atom in &mut atoms {
            let cases = questions.get(atom.question).map(|question| question.cases.as_slice());
            atom.fill(cases.unwrap_or_default());
        }
        let mut model = Model {
            questions,
            atoms,
            atoms_on,
            facts,
            order: book.order.clone(),
            steps: Vec::new(),
            decisions: Vec::new(),
            size: 0,
        };
        for (rank, step) in book.order.iter().enumerate() {
            model.fill(rank, *step);
        }
        model.steps = (0..model.questions.len()).map(|question| model.steps_of(question)).collect();
        for ((at, decision), (applies_if, rules)) in decisions().enumerate().zip(compiled) {
            let decision = model.decision(at, decision, applies_if, rules);
            model.decisions.push(decision);
        }
        model.size = model.measured();
        model
    }

    /// What looking at one node counts for: 1, and more in a large rulebook, where it takes longer and the search must end
    /// all the same. It grows with the square of the size, so that all nodes together take less the larger the rulebook.
    pub(crate) fn node_cost(&self) -> u64 {
        let thousands = self.size / 1000;
        1 + thousands * thousands
    }

    /// Whether contests are held once they have been put together. Those of a large rulebook would take much memory.
    pub(crate) fn holds_contests(&self) -> bool {
        /// So large a rulebook is not large.
        const MOST: u64 = 3_000;
        self.size <= MOST
    }

    /// How many nodes may be looked at for so much work, in looks at one question, fact, test or rule. Each node is a look at its
    /// bounds and one at where a dive from it ends.
    pub(crate) fn nodes_for(&self, work: u64) -> u64 {
        (work / (2 * self.size.max(1))).saturating_mul(self.node_cost())
    }

    /// What so many nodes take, in the same looks.
    pub(crate) fn work_of(&self, nodes: u64) -> u64 {
        nodes.div_ceil(self.node_cost()).saturating_mul(2 * self.size.max(1))
    }

    /// What one look at everything takes, in looks at one question, fact, test or rule: as many as there are, or more where
    /// conditions are long or many options are compared.
    fn measured(&self) -> u64 {
        /// So many joints of a condition, or comparisons of two options, take as long as one rule.
        const JOINTS: u64 = 4;
        const COMPARISONS: u64 = 32;
        let count = |all: &DecisionModel| all.rules.len() + all.options;
        let rules: usize = self.decisions.iter().map(count).sum();
        let things = (1 + self.questions.len() + self.facts.len() + self.atoms.len() + rules) as u64;
        let asked = self.questions.iter().filter_map(|question| question.ask_if.as_ref());
        let decided = self
            .decisions
            .iter()
            .flat_map(|row| row.applies_if.iter().chain(row.rules.iter().map(|rule| &rule.condition)));
        let facts = self.facts.iter().map(|fact| &fact.condition);
        let joints: u64 = asked.chain(facts).chain(decided).map(Expr::nodes).sum();
        let compared = |row: &DecisionModel| (row.pairs.len() * (row.rules.len() + row.buckets.len())) as u64;
        let comparisons: u64 = self.decisions.iter().map(compared).sum();
        things.max(joints / JOINTS + comparisons / COMPARISONS)
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
        let own = self.atoms_on.get(question).into_iter().flatten();
        own.filter_map(|at| self.atoms.get(*at)).map(|atom| &atom.test)
    }

    /// Whether no test of the rulebook can tell two answers to a question apart.
    pub(crate) fn are_alike(&self, question: usize, one: Given, other: Given) -> bool {
        self.tests(question).all(|test| test.accepts(one) == test.accepts(other))
    }

    /// The numbers at the edges of the bands of a number question.
    pub(crate) fn ends(&self, question: usize) -> impl Iterator<Item = i64> {
        let own = self.tests(question);
        own.flat_map(|test| match test {
            Test::Between(from, to) => [from.checked_sub(1), Some(*from), Some(*to), to.checked_add(1)],
            Test::In(_) | Test::Members { .. } => [None; 4],
        })
        .flatten()
    }

    /// The numbers around one that no test can tell from it: from, to, and no end where there is none.
    pub(crate) fn band(&self, question: usize, number: i64) -> (Option<i64>, Option<i64>) {
        let starts = self.tests(question).flat_map(|test| match test {
            Test::Between(from, to) => [(*from != i64::MIN).then_some(*from), to.checked_add(1)],
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
            formulas: OnceLock::new(),
            contests: Contests::of(options),
        }
    }

    /// When a decision applies and when its rules fire, as formulas; nothing where they would be too long.
    pub(crate) fn formulas(&self, decision: usize) -> Option<&DecisionFormulas> {
        let own = self.decisions.get(decision)?;
        let made = own.formulas.get_or_init(|| DecisionFormulas::of(self, own.applies_if.as_ref(), &own.rules));
        made.as_ref()
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

    /// Marks every question that a condition depends on in any way.
    pub(super) fn support(&self, expr: &Expr, support: &mut Vec<bool>) {
        self.support_but(expr, support, &|_| false);
    }

    /// The same without what it depends on through some of the decisions that it names.
    pub(crate) fn support_but(&self, expr: &Expr, support: &mut Vec<bool>, but: &dyn Fn(usize) -> bool) {
        let mut mark = |more: &[bool]| support.iter_mut().zip(more).for_each(|(on, also)| *on |= also);
        match expr {
            Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| self.support_but(part, support, but)),
            Expr::Not(part) => self.support_but(part, support, but),
            // Facts name no decision.
            Expr::Fact(fact) => self.facts.get(*fact).into_iter().for_each(|fact| mark(&fact.support)),
            Expr::Decided(decision, _) => {
                let upstream = self.decisions.get(*decision).filter(|_| !but(*decision));
                upstream.into_iter().for_each(|upstream| mark(&upstream.support));
            }
            Expr::Atom(atom) => {
                let Some(question) = self.atoms.get(*atom).map(|atom| atom.question) else { return };
                self.questions.get(question).into_iter().for_each(|row| mark(&row.asked_by));
                support.get_mut(question).into_iter().for_each(|on| *on = true);
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

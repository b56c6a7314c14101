//! The `rust-rule-engine` crate: a RETE node for each rule, matched over typed facts.
//!
//! That is less than the crate's engine does around it: no agenda, no actions that change facts, no rounds until nothing
//! fires any more. None of it is needed here, and all of it costs time.

use leadership_advisor_bench::{OPTIONS, Points, Profile, Rules, Test};
use rust_rule_engine::rete::{AlphaNode, FactValue, ReteUlNode, TypedFacts};

use crate::{Answers, Engine};

pub struct Rete {
    name: String,
    form: Answers,
    numeric: Vec<bool>,
    questions: Vec<String>,
    points: Points,
    nodes: Vec<ReteUlNode>,
    facts: Vec<TypedFacts>,
}

impl Rete {
    pub fn new(rules: &Rules, form: Answers) -> Self {
        let alpha = |question: usize, operator: &str, value: String| {
            ReteUlNode::UlAlpha(AlphaNode { field: format!("q{question}"), operator: operator.to_owned(), value })
        };
        let nodes = rules.rules.iter().map(|rule| {
            let tests = rule.tests.iter().map(|(question, test)| match test {
                Test::OneOf(answers) => {
                    let equal = answers.iter().map(|answer| alpha(*question, "==", form.value(*answer)));
                    equal.reduce(|a, b| ReteUlNode::UlOr(Box::new(a), Box::new(b))).expect("an answer")
                }
                Test::AtLeast(least) => alpha(*question, ">=", least.to_string()),
                Test::Below(most) => alpha(*question, "<", most.to_string()),
            });
            tests.reduce(|a, b| ReteUlNode::UlAnd(Box::new(a), Box::new(b))).expect("a test")
        });
        Rete {
            name: format!("rust-rule-engine 1.21, {form}"),
            form,
            numeric: rules.numeric.clone(),
            questions: rules.questions(),
            points: rules.points_by_rule(),
            nodes: nodes.collect(),
            facts: Vec::new(),
        }
    }
}

impl Engine for Rete {
    fn name(&self) -> &str {
        &self.name
    }

    fn take(&mut self, profiles: &[Profile]) {
        self.facts.clear();
        for profile in profiles {
            let mut facts = TypedFacts::new();
            for ((question, numeric), value) in self.questions.iter().zip(&self.numeric).zip(profile) {
                facts.set(question.as_str(), self.form.given::<FactValue>(*numeric, *value));
            }
            self.facts.push(facts);
        }
    }

    fn score(&mut self, each: &mut dyn FnMut([i64; OPTIONS])) {
        for facts in &self.facts {
            let fired = self.nodes.iter().enumerate().filter(|(_, node)| node.evaluate_typed(facts));
            each(self.points.sum(fired.map(|(rule, _)| rule)));
        }
    }
}

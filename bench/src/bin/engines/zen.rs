//! The `zen-engine` crate: a decision table that collects the rules that hit.

use std::sync::Arc;

use leadership_advisor_bench::{OPTIONS, Points, Profile, Rules, Test};
use serde_json::{Map, Value, json};
use tokio::runtime::{Builder, Runtime};
use zen_engine::model::DecisionContent;
use zen_engine::{Decision, DecisionEngine};
use zen_expression::variable::Variable;

use crate::{Answers, Engine};

pub struct Zen {
    name: String,
    form: Answers,
    numeric: Vec<bool>,
    questions: Vec<String>,
    points: Points,
    decision: Decision,
    contexts: Vec<Variable>,
    runtime: Runtime,
}

impl Zen {
    pub fn new(rules: &Rules, form: Answers) -> Self {
        let inputs: Vec<Value> = (0..rules.numeric.len())
            .map(|at| json!({"id": format!("i{at}"), "name": "q", "field": format!("q{at}")}))
            .collect();
        let rows: Vec<Value> = rules
            .rules
            .iter()
            .enumerate()
            .map(|(at, rule)| {
                let mut row = Map::new();
                row.insert("_id".into(), format!("r{at}").into());
                for question in 0..rules.numeric.len() {
                    row.insert(format!("i{question}"), "".into());
                }
                for (question, test) in &rule.tests {
                    let cell = match test {
                        Test::OneOf(answers) => {
                            answers.iter().map(|answer| form.literal(*answer, '\'')).collect::<Vec<_>>().join(", ")
                        }
                        Test::AtLeast(least) => format!(">= {least}"),
                        Test::Below(most) => format!("< {most}"),
                    };
                    row.insert(format!("i{question}"), cell.into());
                }
                row.insert("o".into(), at.to_string().into());
                Value::Object(row)
            })
            .collect();
        let content = json!({
            "nodes": [
                {"id": "in", "name": "in", "type": "inputNode", "content": {}},
                {"id": "table", "name": "table", "type": "decisionTableNode", "content": {
                    "hitPolicy": "collect", "inputs": inputs,
                    "outputs": [{"id": "o", "name": "rule", "field": "rule"}], "rules": rows}},
                {"id": "out", "name": "out", "type": "outputNode", "content": {}}],
            "edges": [
                {"id": "e1", "sourceId": "in", "targetId": "table"},
                {"id": "e2", "sourceId": "table", "targetId": "out"}]});
        let content: DecisionContent = serde_json::from_value(content).expect("a decision graph");
        let mut decision = DecisionEngine::default().create_decision(Arc::new(content)).expect("a decision");
        decision.compile();
        let runtime = Builder::new_current_thread().build().expect("a runtime");
        Zen {
            name: format!("zen-engine 2.1, decision table, {form}"),
            form,
            numeric: rules.numeric.clone(),
            questions: rules.questions(),
            points: rules.points_by_rule(),
            decision,
            contexts: Vec::new(),
            runtime,
        }
    }
}

impl Engine for Zen {
    fn name(&self) -> &str {
        &self.name
    }

    fn take(&mut self, profiles: &[Profile]) {
        self.contexts.clear();
        for profile in profiles {
            let answers = self.questions.iter().zip(&self.numeric).zip(profile);
            let answers = answers
                .map(|((question, numeric), value)| (question.clone(), self.form.given::<Value>(*numeric, *value)));
            self.contexts.push(Variable::from(Value::Object(answers.collect())));
        }
    }

    fn score(&mut self, each: &mut dyn FnMut([i64; OPTIONS])) {
        for context in &self.contexts {
            let response =
                self.runtime.block_on(self.decision.evaluate(context.depth_clone(1))).expect("an evaluation");
            let hits = response.result.as_array().expect("the hits");
            let hits = hits.borrow();
            let rules = hits.iter().map(|hit| hit.dot("rule").and_then(|rule| rule.as_number()).expect("a rule"));
            each(self.points.sum(rules.map(|rule| usize::try_from(rule).expect("a small number"))));
        }
    }
}

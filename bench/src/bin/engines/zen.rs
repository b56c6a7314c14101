//! The `zen-engine` crate: a decision table that collects the rules that hit.

use std::sync::Arc;

use leadership_advisor_bench::{OPTIONS, Profile, Rules, Test};
use serde_json::{Map, Value, json};
use tokio::runtime::{Builder, Runtime};
use zen_engine::model::DecisionContent;
use zen_engine::{Decision, DecisionEngine};

use crate::Engine;

pub struct Zen {
    points: Vec<Vec<(usize, i64)>>,
    decision: Decision,
    contexts: Vec<Value>,
    runtime: Runtime,
}

impl Zen {
    pub fn new(rules: &Rules, profiles: &[Profile]) -> Self {
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
                            answers.iter().map(|answer| format!("'a{answer}'")).collect::<Vec<_>>().join(", ")
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
        let contexts = profiles.iter().map(|profile| {
            let answers = rules.numeric.iter().zip(profile).enumerate();
            let answers = answers.map(|(at, (numeric, value))| {
                (format!("q{at}"), if *numeric { Value::from(*value) } else { format!("a{value}").into() })
            });
            Value::Object(answers.collect())
        });
        let points = rules.rules.iter().map(|rule| rule.points.clone()).collect();
        let runtime = Builder::new_current_thread().build().expect("a runtime");
        Zen { points, decision, contexts: contexts.collect(), runtime }
    }
}

impl Engine for Zen {
    fn name(&self) -> &'static str {
        "zen-engine 2.1, decision table"
    }

    fn score(&mut self, most: usize, each: &mut dyn FnMut([i64; OPTIONS])) {
        for context in self.contexts.iter().take(most) {
            let response = self.runtime.block_on(self.decision.evaluate(context.into())).expect("an evaluation");
            let mut sums = [0; OPTIONS];
            let result: Value = response.result.to_value();
            for hit in result.as_array().into_iter().flatten() {
                let rule = hit.get("rule").and_then(Value::as_f64).expect("a rule") as usize;
                self.points[rule].iter().for_each(|(option, given)| sums[*option] += given);
            }
            each(sums);
        }
    }
}

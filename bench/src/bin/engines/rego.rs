//! The `regorus` crate: a Rego policy with the set of rules that fire.

use std::fmt::Write;

use leadership_advisor_bench::{OPTIONS, Profile, Rules, Test};
use regorus::{Engine as Interpreter, Value};

use crate::Engine;

pub struct Rego {
    points: Vec<Vec<(usize, i64)>>,
    interpreter: Interpreter,
    inputs: Vec<Value>,
}

impl Rego {
    pub fn new(rules: &Rules, profiles: &[Profile]) -> Self {
        let mut policy = "package bench\nimport rego.v1\n".to_owned();
        for (at, rule) in rules.rules.iter().enumerate() {
            let tests = rule.tests.iter().map(|(question, test)| match test {
                Test::OneOf(answers) => {
                    let set: Vec<String> = answers.iter().map(|answer| format!("\"a{answer}\"")).collect();
                    format!("input.q{question} in {{{}}}", set.join(", "))
                }
                Test::AtLeast(least) => format!("input.q{question} >= {least}"),
                Test::Below(most) => format!("input.q{question} < {most}"),
            });
            let _ = writeln!(policy, "fired contains {at} if {{ {} }}", tests.collect::<Vec<_>>().join("; "));
        }
        let mut interpreter = Interpreter::new();
        interpreter.add_policy("bench.rego".to_owned(), policy).expect("a policy");
        let inputs = profiles.iter().map(|profile| {
            let answers = rules.numeric.iter().zip(profile).enumerate();
            let answers = answers.map(|(at, (numeric, value))| match numeric {
                true => format!("\"q{at}\": {value}"),
                false => format!("\"q{at}\": \"a{value}\""),
            });
            let text = format!("{{{}}}", answers.collect::<Vec<_>>().join(", "));
            Value::from_json_str(&text).expect("an input")
        });
        let points = rules.rules.iter().map(|rule| rule.points.clone()).collect();
        Rego { points, interpreter, inputs: inputs.collect() }
    }
}

impl Engine for Rego {
    fn name(&self) -> &'static str {
        "regorus 0.14, set of rules"
    }

    fn score(&mut self, most: usize, each: &mut dyn FnMut([i64; OPTIONS])) {
        for input in self.inputs.iter().take(most) {
            self.interpreter.set_input(input.clone());
            let fired = self.interpreter.eval_rule("data.bench.fired".to_owned()).expect("a set");
            let mut sums = [0; OPTIONS];
            for rule in fired.as_set().expect("a set") {
                let rule = rule.as_i64().expect("a number") as usize;
                self.points[rule].iter().for_each(|(option, given)| sums[*option] += given);
            }
            each(sums);
        }
    }
}

//! The `regorus` crate: a compiled Rego policy with the set of rules that fire.

use std::fmt::Write;

use leadership_advisor_bench::{OPTIONS, Points, Profile, Rules, Test};
use regorus::{CompiledPolicy, Engine as Interpreter, Value};

use crate::{Answers, Engine};

pub struct Rego {
    name: String,
    form: Answers,
    numeric: Vec<bool>,
    questions: Vec<String>,
    points: Points,
    policy: CompiledPolicy,
    inputs: Vec<Value>,
}

impl Rego {
    pub fn new(rules: &Rules, form: Answers) -> Self {
        let mut policy = "package bench\nimport rego.v1\n".to_owned();
        for (at, rule) in rules.rules.iter().enumerate() {
            let tests = rule.tests.iter().map(|(question, test)| match test {
                Test::OneOf(answers) => {
                    let set: Vec<String> = answers.iter().map(|answer| form.literal(*answer, '"')).collect();
                    match set.as_slice() {
                        [one] => format!("input.q{question} == {one}"),
                        _ => format!("input.q{question} in {{{}}}", set.join(", ")),
                    }
                }
                Test::AtLeast(least) => format!("input.q{question} >= {least}"),
                Test::Below(most) => format!("input.q{question} < {most}"),
            });
            let _ = writeln!(policy, "fired contains {at} if {{ {} }}", tests.collect::<Vec<_>>().join("; "));
        }
        let mut interpreter = Interpreter::new();
        interpreter.add_policy("bench.rego".to_owned(), policy).expect("a policy");
        let policy = interpreter.compile_with_entrypoint(&"data.bench.fired".into()).expect("a compiled policy");
        Rego {
            name: format!("regorus 0.14, {form}"),
            form,
            numeric: rules.numeric.clone(),
            questions: rules.questions(),
            points: rules.points_by_rule(),
            policy,
            inputs: Vec::new(),
        }
    }
}

impl Engine for Rego {
    fn name(&self) -> &str {
        &self.name
    }

    fn take(&mut self, profiles: &[Profile]) {
        self.inputs.clear();
        for profile in profiles {
            let mut input = Value::new_object();
            let object = input.as_object_mut().expect("an object");
            for ((question, numeric), value) in self.questions.iter().zip(&self.numeric).zip(profile) {
                object.insert(question.as_str().into(), self.form.given(*numeric, *value));
            }
            self.inputs.push(input);
        }
    }

    fn score(&mut self, each: &mut dyn FnMut([i64; OPTIONS])) {
        for input in &self.inputs {
            let fired = self.policy.eval_with_input(input.clone()).expect("a set");
            let fired = fired.as_set().expect("a set").iter();
            each(self.points.sum(fired.map(|rule| rule.as_i64().expect("a number") as usize)));
        }
    }
}

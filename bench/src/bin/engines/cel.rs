//! The `cel` crate: an expression for each rule.

use cel::{Context, Program, Value};
use leadership_advisor_bench::{OPTIONS, Profile, Rules, Test};

use crate::Engine;

pub struct Cel {
    points: Vec<Vec<(usize, i64)>>,
    programs: Vec<Program>,
    contexts: Vec<Context<'static, 'static>>,
}

impl Cel {
    pub fn new(rules: &Rules, profiles: &[Profile]) -> Self {
        let programs = rules.rules.iter().map(|rule| {
            let tests = rule.tests.iter().map(|(question, test)| match test {
                Test::OneOf(answers) => {
                    let any: Vec<String> = answers.iter().map(|answer| format!("q{question} == 'a{answer}'")).collect();
                    format!("({})", any.join(" || "))
                }
                Test::AtLeast(least) => format!("q{question} >= {least}"),
                Test::Below(most) => format!("q{question} < {most}"),
            });
            Program::compile(&tests.collect::<Vec<_>>().join(" && ")).expect("an expression")
        });
        let contexts = profiles.iter().map(|profile| {
            let mut context = Context::default();
            for (at, (numeric, value)) in rules.numeric.iter().zip(profile).enumerate() {
                match numeric {
                    true => context.add_variable_from_value(format!("q{at}"), *value),
                    false => context.add_variable_from_value(format!("q{at}"), format!("a{value}")),
                }
            }
            context
        });
        let points = rules.rules.iter().map(|rule| rule.points.clone()).collect();
        Cel { points, programs: programs.collect(), contexts: contexts.collect() }
    }
}

impl Engine for Cel {
    fn name(&self) -> &'static str {
        "cel 0.15"
    }

    fn score(&mut self, most: usize, each: &mut dyn FnMut([i64; OPTIONS])) {
        for context in self.contexts.iter().take(most) {
            let mut sums = [0; OPTIONS];
            for (program, points) in self.programs.iter().zip(&self.points) {
                if program.execute(context).expect("a value") == Value::Bool(true) {
                    points.iter().for_each(|(option, given)| sums[*option] += given);
                }
            }
            each(sums);
        }
    }
}

//! The `cel` crate: an expression for each rule.

use cel::{Context, Program, Value};
use leadership_advisor_bench::{OPTIONS, Points, Profile, Rules, Test};

use crate::{Answers, Engine};

pub struct Cel {
    name: String,
    form: Answers,
    numeric: Vec<bool>,
    questions: Vec<String>,
    points: Points,
    programs: Vec<Program>,
    contexts: Vec<Context<'static, 'static>>,
}

impl Cel {
    pub fn new(rules: &Rules, form: Answers) -> Self {
        let programs = rules.rules.iter().map(|rule| {
            let tests = rule.tests.iter().map(|(question, test)| match test {
                Test::OneOf(answers) => {
                    let equal = |answer: &usize| format!("q{question} == {}", form.literal(*answer, '\''));
                    format!("({})", answers.iter().map(equal).collect::<Vec<_>>().join(" || "))
                }
                Test::AtLeast(least) => format!("q{question} >= {least}"),
                Test::Below(most) => format!("q{question} < {most}"),
            });
            Program::compile(&tests.collect::<Vec<_>>().join(" && ")).expect("an expression")
        });
        Cel {
            name: format!("cel 0.15, {form}"),
            form,
            numeric: rules.numeric.clone(),
            questions: rules.questions(),
            points: rules.points_by_rule(),
            programs: programs.collect(),
            contexts: Vec::new(),
        }
    }
}

impl Engine for Cel {
    fn name(&self) -> &str {
        &self.name
    }

    fn take(&mut self, profiles: &[Profile]) {
        self.contexts.clear();
        for profile in profiles {
            let mut context = Context::default();
            for ((question, numeric), value) in self.questions.iter().zip(&self.numeric).zip(profile) {
                context.add_variable_from_value(question.as_str(), self.form.given::<Value>(*numeric, *value));
            }
            self.contexts.push(context);
        }
    }

    fn score(&mut self, each: &mut dyn FnMut([i64; OPTIONS])) {
        for context in &self.contexts {
            let fired = self.programs.iter().map(|program| program.execute(context).expect("a value"));
            let fired = fired.enumerate().filter(|(_, value)| *value == Value::Bool(true));
            each(self.points.sum(fired.map(|(rule, _)| rule)));
        }
    }
}

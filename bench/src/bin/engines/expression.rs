//! The `zen-expression` crate, which is the language of zen-engine on its own: compiled code for each rule.

use leadership_advisor_bench::{OPTIONS, Points, Profile, Rules, Test};
use serde_json::Value;
use zen_expression::expression::Standard;
use zen_expression::scope::Scope;
use zen_expression::variable::Variable;
use zen_expression::vm::VM;
use zen_expression::{Expression, compile_expression};

use crate::{Answers, Engine};

pub struct ZenExpression {
    name: String,
    form: Answers,
    numeric: Vec<bool>,
    questions: Vec<String>,
    points: Points,
    expressions: Vec<Expression<Standard>>,
    scopes: Vec<Scope>,
    vm: VM,
}

impl ZenExpression {
    pub fn new(rules: &Rules, form: Answers) -> Self {
        let expressions = rules.rules.iter().map(|rule| {
            let tests = rule.tests.iter().map(|(question, test)| match test {
                Test::OneOf(answers) => {
                    let equal = |answer: &usize| format!("q{question} == {}", form.literal(*answer, '\''));
                    format!("({})", answers.iter().map(equal).collect::<Vec<_>>().join(" or "))
                }
                Test::AtLeast(least) => format!("q{question} >= {least}"),
                Test::Below(most) => format!("q{question} < {most}"),
            });
            compile_expression(&tests.collect::<Vec<_>>().join(" and ")).expect("an expression")
        });
        ZenExpression {
            name: format!("zen-expression 2.1, {form}"),
            form,
            numeric: rules.numeric.clone(),
            questions: rules.questions(),
            points: rules.points_by_rule(),
            expressions: expressions.collect(),
            scopes: Vec::new(),
            vm: VM::new(),
        }
    }
}

impl Engine for ZenExpression {
    fn name(&self) -> &str {
        &self.name
    }

    fn take(&mut self, profiles: &[Profile]) {
        self.scopes.clear();
        for profile in profiles {
            let answers = self.questions.iter().zip(&self.numeric).zip(profile);
            let answers = answers
                .map(|((question, numeric), value)| (question.clone(), self.form.given::<Value>(*numeric, *value)));
            self.scopes.push(Scope::new(Variable::from(Value::Object(answers.collect()))));
        }
    }

    fn score(&mut self, each: &mut dyn FnMut([i64; OPTIONS])) {
        let ZenExpression { points, expressions, scopes, vm, .. } = self;
        for scope in scopes {
            let fired = expressions.iter().map(|rule| rule.evaluate_with_scope(scope, vm).expect("a value"));
            let fired = fired.enumerate().filter(|(_, value)| value.as_bool() == Some(true));
            each(points.sum(fired.map(|(rule, _)| rule)));
        }
    }
}

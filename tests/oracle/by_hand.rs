//! Examples worked out by hand: who watches the oracle. Each cites the clause that it reads.
//!
//! Here are the few words in which the examples are written; evaluation and exact analysis have a file each.

mod evaluation;
mod analysis;

use crate::model::{
    Answers, Choose, Condition, Decision, Entry, Fact, Kind, Part, Question, Rule, Rulebook, Test, Value,
};

fn question(id: &str, kind: Kind) -> Question {
    Question { id: id.to_owned(), kind, ask_if: None }
}

fn yes_no(id: &str) -> Question {
    question(id, Kind::YesNo)
}

fn choice(id: &str, answers: &[&str]) -> Question {
    question(id, Kind::Choice { answers: owned(answers), ordered: false })
}

fn ordered(id: &str, answers: &[&str]) -> Question {
    question(id, Kind::Choice { answers: owned(answers), ordered: true })
}

fn many(id: &str, answers: &[&str], at_most: Option<usize>) -> Question {
    question(id, Kind::Many { answers: owned(answers), at_most })
}

fn number(id: &str, min: Option<i64>, max: Option<i64>) -> Question {
    question(id, Kind::Number { min, max })
}

fn asked_if<const N: usize>(entries: [Entry; N], question: Question) -> Question {
    Question { ask_if: Some(when(entries)), ..question }
}

fn fact<const N: usize>(id: &str, entries: [Entry; N]) -> Fact {
    Fact { id: id.to_owned(), condition: when(entries) }
}

/// All of these.
fn when<const N: usize>(entries: [Entry; N]) -> Condition {
    Condition(entries.into())
}

fn always() -> Entry {
    Entry::All(vec![])
}

fn any<const N: usize>(entries: [Entry; N]) -> Entry {
    Entry::Any(entries.into_iter().map(|entry| when([entry])).collect())
}

fn not(entry: Entry) -> Entry {
    Entry::Not(when([entry]))
}

fn yes(id: &str) -> Entry {
    Entry::Question(id.to_owned(), Test::Is(true))
}

fn no(id: &str) -> Entry {
    Entry::Question(id.to_owned(), Test::Is(false))
}

fn is(id: &str, answers: &[&str]) -> Entry {
    Entry::Question(id.to_owned(), Test::AnyOf(owned(answers)))
}

fn equals(id: &str, number: i64) -> Entry {
    Entry::Question(id.to_owned(), Test::Equals(number))
}

fn test<const N: usize>(id: &str, parts: [Part; N]) -> Entry {
    Entry::Question(id.to_owned(), Test::Joined(parts.into()))
}

fn holds(fact: &str) -> Entry {
    Entry::Fact(fact.to_owned(), true)
}

fn decided(decision: &str, options: &[&str]) -> Entry {
    Entry::Decision(decision.to_owned(), owned(options))
}

fn rule<const N: usize, const M: usize>(id: &str, entries: [Entry; N], points: [(&str, i64); M]) -> Rule {
    let points = points.map(|(option, points)| (option.to_owned(), points)).into();
    Rule { id: id.to_owned(), condition: when(entries), points, rules_out: vec![] }
}

fn ruling_out(options: &[&str], rule: Rule) -> Rule {
    Rule { rules_out: owned(options), ..rule }
}

/// Choose one, without a close call.
fn choose_one<const N: usize>(id: &str, options: &[&str], rules: [Rule; N]) -> Decision {
    Decision {
        id: id.to_owned(),
        choose: Choose::One { close_call: None },
        applies_if: None,
        options: owned(options),
        rules: rules.into(),
    }
}

fn choose_many<const N: usize>(id: &str, threshold: Option<i64>, options: &[&str], rules: [Rule; N]) -> Decision {
    Decision { choose: Choose::Many { threshold }, ..choose_one(id, options, rules) }
}

fn applies_if<const N: usize>(entries: [Entry; N], decision: Decision) -> Decision {
    Decision { applies_if: Some(when(entries)), ..decision }
}

fn rulebook<const N: usize, const M: usize>(questions: [Question; N], decisions: [Decision; M]) -> Rulebook {
    Rulebook { questions: questions.into(), decisions: decisions.into(), ..Rulebook::default() }
}

fn given<const N: usize>(answers: [(&str, Value); N]) -> Answers {
    answers.map(|(question, value)| (question.to_owned(), value)).into()
}

const YES: Value = Value::YesNo(true);
const NO: Value = Value::YesNo(false);

fn one(answer: &str) -> Value {
    Value::Choice(answer.to_owned())
}

fn these(answers: &[&str]) -> Value {
    Value::Many(owned(answers).into_iter().collect())
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

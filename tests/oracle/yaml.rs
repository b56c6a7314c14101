//! A rulebook of the model, and answers to it, as text in the published format: what the engine is given to read, and
//! what a person is given to paste when a property fails.
//!
//! Conditions are written in flow style, one to a line, so that a shrunk example stays short. Yes and no are spelled
//! in all four ways the format knows: words for answers and questions, literals for facts.

use std::fmt;

use crate::model::{Answers, Choose, Condition, Decision, Entry, Kind, Part, Question, Rule, Rulebook, Test, Value};

pub(crate) fn rulebook(rulebook: &Rulebook) -> String {
    let header = "rulebook: {id: oracle, version: 1, format: 1, title: Oracle}".to_owned();
    file(vec![header], rulebook, |_| true)
}

/// A layer over it. Of the decisions below, it says no more than what it adds.
pub(crate) fn layer(layer: &Rulebook, below: &[&str], removes: &[String], replaces: &[String]) -> String {
    let header = "rulebook: {id: over, version: 1, format: 1, title: Over it, extends: oracle}".to_owned();
    let reasons = |ids: &[String]| ids.iter().map(|id| format!("{id}: It is so")).collect::<Vec<_>>().join(", ");
    let lines =
        vec![header, format!("remove: {{{}}}", reasons(removes)), format!("replace: {{{}}}", reasons(replaces))];
    file(lines, layer, |decision| !below.contains(&decision.id.as_str()))
}

fn file(mut lines: Vec<String>, rulebook: &Rulebook, is_own: impl Fn(&Decision) -> bool) -> String {
    heading(&mut lines, "questions", &rulebook.questions);
    lines.extend(rulebook.questions.iter().map(question));
    heading(&mut lines, "facts", &rulebook.facts);
    lines.extend(
        rulebook.facts.iter().map(|fact| format!("  - {{id: {}, if: {}}}", fact.id, condition(&fact.condition))),
    );
    heading(&mut lines, "decisions", &rulebook.decisions);
    lines.extend(rulebook.decisions.iter().map(|one| decision(one, is_own(one))));
    lines.join("\n") + "\n"
}

pub(crate) fn answers(answers: &Answers) -> String {
    let answers: Vec<String> = answers.iter().map(|(id, answer)| format!("{id}: {}", value(answer))).collect();
    format!("answers: {{{}}}\n", answers.join(", "))
}

pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::Choice(answer) => answer.clone(),
        Value::Many(answers) => list(answers),
        Value::Number(number) => number.to_string(),
        Value::YesNo(yes) => word(*yes).to_owned(),
    }
}

/// Assertions show values as they are written.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&value(self))
    }
}

fn heading<T>(lines: &mut Vec<String>, key: &str, items: &[T]) {
    if !items.is_empty() {
        lines.push(format!("{key}:"));
    }
}

fn question(question: &Question) -> String {
    let id = &question.id;
    let kind = match &question.kind {
        Kind::Choice { answers, ordered } => {
            format!("type: choice{}, answers: {}", if *ordered { ", ordered: true" } else { "" }, labels(answers))
        }
        Kind::Many { answers, at_most } => {
            format!("type: many{}, answers: {}", key("at_most", *at_most), labels(answers))
        }
        Kind::Number { min, max } => format!("type: number{}{}", key("min", *min), key("max", *max)),
        Kind::YesNo => "type: yes_no".to_owned(),
    };
    let ask_if = question.ask_if.as_ref().map(condition);
    format!("  - {{id: {id}, ask: Question {id}, {kind}{}}}", key("ask_if", ask_if))
}

fn decision(decision: &Decision, is_own: bool) -> String {
    let mut lines = vec![format!("  - id: {}", decision.id)];
    if is_own {
        lines.extend(says_of_itself(decision));
    }
    let options: Vec<String> = decision.options.iter().map(|id| format!("{{id: {id}, title: Option {id}}}")).collect();
    lines.push(format!("    options: [{}]", options.join(", ")));
    heading(&mut lines, "    rules", &decision.rules);
    lines.extend(decision.rules.iter().map(rule));
    lines.join("\n")
}

fn says_of_itself(decision: &Decision) -> Vec<String> {
    let (choose, name, bound) = match decision.choose {
        Choose::One { close_call } => ("one", "close_call", close_call),
        Choose::Many { threshold } => ("many", "threshold", threshold),
    };
    let mut lines = vec![format!("    title: Decision {}", decision.id), format!("    choose: {choose}")];
    lines.extend(bound.map(|bound| format!("    {name}: {bound}")));
    lines.extend(decision.applies_if.iter().map(|applies_if| format!("    applies_if: {}", condition(applies_if))));
    lines
}

fn rule(rule: &Rule) -> String {
    let points: Vec<String> = rule.points.iter().map(|(option, points)| format!("{option}: {points}")).collect();
    let points = (!points.is_empty()).then(|| format!("{{{}}}", points.join(", ")));
    let rules_out = (!rule.rules_out.is_empty()).then(|| list(&rule.rules_out));
    format!(
        "      - {{id: {}, if: {}{}{}, because: It is so.}}",
        rule.id,
        condition(&rule.condition),
        key("points", points),
        key("rules_out", rules_out)
    )
}

pub(crate) fn condition(condition: &Condition) -> String {
    let entries: Vec<String> = condition.0.iter().map(entry).collect();
    format!("{{{}}}", entries.join(", "))
}

fn entry(entry: &Entry) -> String {
    match entry {
        Entry::All(parts) => format!("all: {}", conditions(parts)),
        Entry::Any(parts) => format!("any: {}", conditions(parts)),
        Entry::Not(part) => format!("not: {}", condition(part)),
        Entry::Question(id, on) => format!("{id}: {}", test(on)),
        Entry::Fact(id, holds) => format!("{id}: {holds}"),
        Entry::Decision(id, options) => format!("{id}: {}", one_or_list(options)),
    }
}

fn conditions(parts: &[Condition]) -> String {
    let parts: Vec<String> = parts.iter().map(condition).collect();
    format!("[{}]", parts.join(", "))
}

fn test(test: &Test) -> String {
    match test {
        Test::AnyOf(answers) => one_or_list(answers),
        Test::Equals(number) => number.to_string(),
        Test::Is(yes) => word(*yes).to_owned(),
        Test::Joined(parts) => {
            let parts: Vec<String> = parts.iter().map(part).collect();
            format!("{{{}}}", parts.join(", "))
        }
    }
}

fn part(part: &Part) -> String {
    match part {
        Part::Not(answers) => format!("not: {}", one_or_list(answers)),
        Part::FromAnswer(answer) => format!("at_least: {answer}"),
        Part::UpToAnswer(answer) => format!("at_most: {answer}"),
        Part::AllOf(answers) => format!("all_of: {}", list(answers)),
        Part::NoneOf(answers) => format!("none_of: {}", list(answers)),
        Part::AtLeast(number) => format!("at_least: {number}"),
        Part::AtMost(number) => format!("at_most: {number}"),
        Part::Above(number) => format!("above: {number}"),
        Part::Below(number) => format!("below: {number}"),
    }
}

fn word(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn one_or_list(names: &[String]) -> String {
    match names {
        [name] => name.clone(),
        names => list(names),
    }
}

fn list<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
    format!("[{}]", names.join(", "))
}

fn labels(answers: &[String]) -> String {
    let answers: Vec<String> = answers.iter().map(|id| format!("{id}: Answer {id}")).collect();
    format!("{{{}}}", answers.join(", "))
}

fn key<T: fmt::Display>(name: &str, value: Option<T>) -> String {
    value.map(|value| format!(", {name}: {value}")).unwrap_or_default()
}

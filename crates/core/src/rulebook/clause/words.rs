//! Conditions in words: `stage` is at least “Growing”.

use std::fmt;

use super::Clause;
use crate::rulebook::decision::{Choose, DecisionOption};
use crate::rulebook::question::{PossibleAnswer, Question, QuestionKind};

/// The condition in words, without a full stop.
impl fmt::Display for Clause<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&words(self))
    }
}

fn words(clause: &Clause<'_>) -> String {
    match clause {
        Clause::All(parts) => joined(parts, "and", "always"),
        Clause::Any(parts) => joined(parts, "or", "never"),
        Clause::Not(part) => format!("it is not so that {}", bracketed(part)),
        Clause::Choice { question, among } => choice(question, among),
        Clause::YesNo { question, yes } => format!("`{}` is {}", question.id, if *yes { "yes" } else { "no" }),
        Clause::Number { question, least, most } => number(question, *least, *most),
        Clause::Members { question, any, all, none } => members(question, any, all, none),
        Clause::Fact { fact, holds: true } => format!("`{}` holds", fact.id),
        Clause::Fact { fact, holds: false } => format!("`{}` does not hold", fact.id),
        Clause::Outcome { decision, among } => {
            let verb = if matches!(decision.choose, Choose::Many { .. }) { "includes" } else { "is" };
            let titles: Vec<String> = among.iter().map(|option| title(option)).collect();
            format!("the outcome of `{}` {verb} {}", decision.id, listed(&titles, "or"))
        }
    }
}

fn joined(parts: &[Clause<'_>], joint: &str, without_any: &str) -> String {
    match parts {
        [] => without_any.to_owned(),
        [only] => words(only),
        parts => parts.iter().map(bracketed).collect::<Vec<_>>().join(&format!(", {joint} ")),
    }
}

/// In brackets if it has joints of its own.
fn bracketed(clause: &Clause<'_>) -> String {
    let words = words(clause);
    match clause {
        Clause::All(parts) | Clause::Any(parts) if parts.len() > 1 => format!("({words})"),
        Clause::Not(_) => format!("({words})"),
        _ => words,
    }
}

/// `a`, `a or b`, `a, b or c`.
fn listed(words: &[String], joint: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} {joint} {last}", rest.join(", ")),
    }
}

fn choice(question: &Question, among: &[&PossibleAnswer]) -> String {
    let id = &question.id;
    let all = question.answers();
    let is_in = |answer: &PossibleAnswer| among.iter().any(|one| one.id == answer.id);
    let others: Vec<&PossibleAnswer> = all.iter().filter(|answer| !is_in(answer)).collect();
    let ordered = matches!(question.kind, QuestionKind::Choice { ordered: true, .. });
    // Where the accepted answers follow one another, their ends say all.
    let first = all.iter().position(is_in).unwrap_or_default();
    let in_a_row = all.iter().skip(first).take_while(|answer| is_in(answer)).count() == among.len();
    match among {
        [] => "never".to_owned(),
        _ if others.is_empty() => format!("`{id}` is answered"),
        [only] => format!("`{id}` is {}", label(only)),
        [least, .., most] if ordered && in_a_row => {
            let to_the_end = all.last().is_some_and(is_in);
            match (first == 0, to_the_end) {
                (true, _) => format!("`{id}` is at most {}", label(most)),
                (_, true) => format!("`{id}` is at least {}", label(least)),
                _ => format!("`{id}` is from {} to {}", label(least), label(most)),
            }
        }
        _ if others.len() < among.len() => format!("`{id}` is anything but {}", labels(&others, "or")),
        _ => format!("`{id}` is {}", labels(among, "or")),
    }
}

fn number(question: &Question, least: Option<i64>, most: Option<i64>) -> String {
    let id = &question.id;
    let unit = match &question.kind {
        QuestionKind::Number { unit, .. } if !unit.is_empty() => format!(" {unit}"),
        _ => String::new(),
    };
    match (least, most) {
        (None, None) => format!("`{id}` is answered"),
        (Some(least), None) => format!("`{id}` is at least {least}{unit}"),
        (None, Some(most)) => format!("`{id}` is at most {most}{unit}"),
        (Some(least), Some(most)) if least > most => "never".to_owned(),
        (Some(least), Some(most)) if least == most => format!("`{id}` is {least}{unit}"),
        (Some(least), Some(most)) => format!("`{id}` is from {least} to {most}{unit}"),
    }
}

fn members(question: &Question, any: &[&PossibleAnswer], all: &[&PossibleAnswer], none: &[&PossibleAnswer]) -> String {
    let mut parts = Vec::new();
    if !any.is_empty() {
        parts.push(format!("includes {}", labels(any, "or")));
    }
    if !all.is_empty() {
        parts.push(format!("includes {}", labels(all, "and")));
    }
    if !none.is_empty() {
        parts.push(format!("does not include {}", labels(none, "or")));
    }
    let parts = if parts.is_empty() { "is answered".to_owned() } else { parts.join(" and ") };
    format!("`{}` {parts}", question.id)
}

fn labels(answers: &[&PossibleAnswer], joint: &str) -> String {
    let labels: Vec<String> = answers.iter().map(|answer| label(answer)).collect();
    listed(&labels, joint)
}

fn label(answer: &PossibleAnswer) -> String {
    format!("“{}”", answer.label)
}

fn title(option: &DecisionOption) -> String {
    format!("“{}”", option.title)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test fails by panicking")]

    use crate::rulebook::Rulebook;

    #[test]
    fn each_test_has_its_words() {
        let said = |condition: &str| {
            let text = format!(
                "rulebook: {{id: t, version: 1, format: 1, title: T}}
questions:
  - {{id: size, ask: A, type: choice, ordered: true, answers: {{xs: Tiny, s: Small, m: Medium, l: Large, xl: Huge}}}}
  - {{id: hue, ask: A, type: choice, answers: {{red: Red, green: Green, blue: Blue}}}}
  - {{id: use, ask: A, type: many, answers: {{eat: Eating, look: Looking}}}}
  - {{id: age, ask: A, type: number, unit: years}}
  - {{id: new, ask: A, type: yes_no}}
facts: [{{id: old, if: {{new: false}}}}]
decisions:
  - {{id: first, title: F, choose: one, options: [{{id: a, title: This}}, {{id: b, title: That}}]}}
  - {{id: second, title: S, choose: one, options: [{{id: c, title: C}}], rules: [{{id: r, if: {condition}}}]}}"
            );
            let rulebook = Rulebook::parse("t.yaml", text).expect("the rulebook is right");
            let rule = rulebook.decision("second").and_then(|decision| decision.rules().first()).expect("a rule");
            rulebook.fires_if(rule).to_string()
        };
        for (condition, words) in [
            ("{size: m}", "`size` is “Medium”"),
            ("{size: {at_least: m}}", "`size` is at least “Medium”"),
            ("{size: [xs, s]}", "`size` is at most “Small”"),
            ("{size: {at_least: s, at_most: m}}", "`size` is from “Small” to “Medium”"),
            ("{size: [xs, m]}", "`size` is “Tiny” or “Medium”"),
            ("{size: {at_least: xs}}", "`size` is answered"),
            ("{hue: {not: red}}", "`hue` is anything but “Red”"),
            ("{hue: {not: [red, green, blue]}}", "never"),
            ("{use: [eat, look]}", "`use` includes “Eating” or “Looking”"),
            ("{use: {all_of: [eat, look]}}", "`use` includes “Eating” and “Looking”"),
            ("{use: {all_of: eat, none_of: look}}", "`use` includes “Eating” and does not include “Looking”"),
            ("{age: 7}", "`age` is 7 years"),
            ("{age: {above: 7}}", "`age` is at least 8 years"),
            ("{age: {at_least: 7, below: 10}}", "`age` is from 7 to 9 years"),
            ("{age: {above: 7, below: 8}}", "never"),
            ("{new: yes, old: true}", "`new` is yes, and `old` holds"),
            ("{old: no}", "`old` does not hold"),
            ("{first: [a, b]}", "the outcome of `first` is “This” or “That”"),
            ("{not: {new: true}}", "it is not so that `new` is yes"),
            ("{new: true, any: [{hue: red}, {age: 1}]}", "`new` is yes, and (`hue` is “Red”, or `age` is 1 years)"),
            ("{}", "always"),
            ("{any: []}", "never"),
        ] {
            assert_eq!(said(condition), words, "{condition}");
        }
    }
}

//! Changes of a rulebook in words.

use std::collections::HashMap;

use leadership_advisor::{Clause, DecisionOption, MutantChange, PossibleAnswer, Within};

use crate::condition::condition_in_words;
use crate::words::{count, list_of};

/// The id of what is changed.
pub(super) fn name(within: Within<'_>) -> &str {
    match within {
        Within::Question(question) => &question.id,
        Within::Fact(fact) => &fact.id,
        Within::Decision(decision) => &decision.id,
        Within::Rule { rule, .. } => &rule.id,
        _ => "",
    }
}

/// What tells one thing from another: its kind and its id.
pub(super) fn key(within: Within<'_>) -> (u8, &str) {
    let kind = match within {
        Within::Question(_) => 0,
        Within::Fact(_) => 1,
        Within::Decision(_) => 2,
        _ => 3,
    };
    (kind, name(within))
}

/// A name for a case that is about it. It is made of an id and needs no quotes.
pub(super) fn case_name(within: Within<'_>) -> String {
    match within {
        Within::Question(question) => format!("when {} is asked", question.id),
        Within::Decision(decision) => format!("when {} comes out", decision.id),
        other => format!("{} counts", name(other)),
    }
}

/// One line for all changes of the same thing.
pub(super) fn lines<'r>(changes: impl IntoIterator<Item = MutantChange<'r>>) -> Vec<String> {
    let mut lines: Vec<(String, Vec<String>, String)> = Vec::new();
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    for change in changes {
        let (before, instead, after) = parts(&change);
        let known = places.get(&(before.clone(), after.clone())).filter(|_| !before.is_empty());
        match known.and_then(|at| lines.get_mut(*at)) {
            Some((_, all, _)) => all.push(instead),
            None => {
                places.insert((before.clone(), after.clone()), lines.len());
                lines.push((before, vec![instead], after));
            }
        }
    }
    lines.into_iter().map(|(before, instead, after)| format!("{before}{}{after}", list_of(&instead, "or"))).collect()
}

/// What stands before the new value, the new value, and what stands behind it.
fn parts(change: &MutantChange<'_>) -> (String, String, String) {
    let plain = |text: &str| (String::new(), text.to_owned(), String::new());
    match change {
        MutantChange::Dropped => plain("the rule taken out"),
        MutantChange::Points { option, from, to } => {
            (format!("`{}` getting ", option.id), to.to_string(), format!(" instead of {}", count(*from, "point")))
        }
        MutantChange::Spared(option) => plain(&format!("`{}` not ruled out", option.id)),
        MutantChange::Threshold { from, to } => {
            ("a threshold of ".to_owned(), to.to_string(), format!(" instead of {from}"))
        }
        MutantChange::Condition { part, instead: None } => plain(&left_out(part)),
        MutantChange::Condition { part: Clause::Not(_), .. } => plain("the `not` left out"),
        MutantChange::Condition { part, instead: Some(instead) } => another(part, instead),
        _ => Default::default(),
    }
}

fn left_out(part: &Clause<'_>) -> String {
    match part {
        Clause::Choice { question, .. }
        | Clause::YesNo { question, .. }
        | Clause::Number { question, .. }
        | Clause::Members { question, .. } => format!("without the test on `{}`", question.id),
        Clause::Fact { fact, .. } => format!("without the test on `{}`", fact.id),
        Clause::Outcome { decision, .. } => format!("without the test on `{}`", decision.id),
        joined => format!("without this part: {}", condition_in_words(joined)),
    }
}

/// A test in place of another on the same question, fact or decision.
fn another(part: &Clause<'_>, instead: &Clause<'_>) -> (String, String, String) {
    match (part, instead) {
        (Clause::Choice { question, among }, Clause::Choice { among: other, .. }) => {
            lists(&question.id, "", &answers(among), &answers(other))
        }
        (
            Clause::Members { question, any, all, none },
            Clause::Members { any: other_any, all: other_all, none: other_none, .. },
        ) => {
            let kinds = [("", any, other_any), ("all_of ", all, other_all), ("none_of ", none, other_none)];
            let changed = kinds.into_iter().find(|(_, before, after)| before.len() != after.len());
            let (key, before, after) = changed.unwrap_or(("", any, other_any));
            lists(&question.id, key, &answers(before), &answers(after))
        }
        (Clause::Outcome { decision, among }, Clause::Outcome { among: other, .. }) => {
            let ids = |options: &[&DecisionOption]| options.iter().map(|option| option.id.clone()).collect::<Vec<_>>();
            lists(&decision.id, "", &ids(among), &ids(other))
        }
        (Clause::Number { question, least, most }, Clause::Number { least: from, most: to, .. }) => {
            let value = |bound: &Option<i64>| bound.map_or_else(String::new, |bound| bound.to_string());
            let (word, before, after) = match (least == from, most == to) {
                (false, false) => ("", least, from),
                (false, true) => ("at least ", least, from),
                (true, _) => ("at most ", most, to),
            };
            (format!("`{}` {word}", question.id), value(after), format!(" instead of {}", value(before)))
        }
        (Clause::YesNo { question, yes }, _) => flag(&question.id, *yes),
        (Clause::Fact { fact, holds }, _) => flag(&fact.id, *holds),
        _ => (String::new(), condition_in_words(instead), format!(", instead of: {}", condition_in_words(part))),
    }
}

fn flag(id: &str, before: bool) -> (String, String, String) {
    let word = |yes: bool| if yes { "yes" } else { "no" };
    (format!("`{id}` "), word(!before).to_owned(), format!(" instead of {}", word(before)))
}

fn answers(answers: &[&PossibleAnswer]) -> Vec<String> {
    answers.iter().map(|answer| answer.id.clone()).collect()
}

/// A list of ids that lacks one, or has one more.
fn lists(id: &str, key: &str, before: &[String], after: &[String]) -> (String, String, String) {
    let quoted = |ids: Vec<&String>| ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    let gone: Vec<&String> = before.iter().filter(|id| !after.contains(id)).collect();
    if gone.is_empty() {
        let more = after.iter().filter(|id| !before.contains(id)).collect();
        return (format!("`{id}` {key}also with "), quoted(more), String::new());
    }
    (format!("`{id}` {key}without "), quoted(gone), String::new())
}

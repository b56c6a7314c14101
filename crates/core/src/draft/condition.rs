//! Conditions, as written: the joints understood, the tests not yet.

use super::Condition;
use super::fields::{id_problem, wrong_type};
use crate::diagnostic::Diagnostic;
use crate::yaml::{Key, Node, Shape};

type Out<'o> = &'o mut Vec<Diagnostic>;

pub(super) fn condition(node: &Node, out: Out<'_>) -> Option<Condition> {
    let Shape::Map(entries) = &node.shape else {
        let help = match node.scalar() {
            Some(word) if id_problem(&word.text, node.span).is_none() => format!("write `{{{}: true}}`", word.text),
            _ => "write a question and its answer, or a fact: `{a-question: an-answer}`, `{a-fact: true}`".to_owned(),
        };
        out.push(wrong_type(node, "a condition", "a mapping").help(help));
        return None;
    };
    let before = out.len();
    let mut parts = Vec::new();
    for (key, value) in entries {
        match key.text.as_str() {
            "all" => parts.push(Condition::All(conditions(key, value, out))),
            "any" => parts.push(Condition::Any(conditions(key, value, out))),
            "not" => parts.extend(condition(value, out).map(|part| Condition::Not(Box::new(part)))),
            _ => parts.push(Condition::Test(key.clone(), value.clone())),
        }
    }
    if out.len() > before {
        return None;
    }
    Some(match parts.len() {
        1 => parts.remove(0),
        _ => Condition::All(parts),
    })
}

fn conditions(key: &Key, node: &Node, out: Out<'_>) -> Vec<Condition> {
    let Shape::List(list) = &node.shape else {
        let problem = wrong_type(node, &key.text, "a list of conditions");
        out.push(problem.help(format!("write `{}: [{{…}}, {{…}}]`, or a line with `-` for each condition", key.text)));
        return Vec::new();
    };
    list.iter().filter_map(|entry| condition(entry, out)).collect()
}

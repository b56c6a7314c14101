//! Words of tests that people know from elsewhere, and how the format says it.

use crate::rulebook::{Question, QuestionKind};
use crate::yaml::{Node, Shape};

/// What to write in place of a word that is no test on this question, with what was written behind it.
pub(super) fn instead(question: &Question, word: &str, value: &Node) -> Option<String> {
    let id = &question.id;
    let written = written(value);
    let list = if written.contains(", ") { format!("[{written}]") } else { written.clone() };
    if written.is_empty() {
        return None;
    }
    let is_any = matches!(word, "any_of" | "any" | "one_of" | "in" | "includes" | "contains" | "or" | "is_in");
    let is_not =
        matches!(word, "not" | "not_in" | "none_of" | "none" | "is_not" | "excludes" | "not_equals" | "neither");
    let is_equal = matches!(word, "is" | "equals" | "equal" | "eq" | "value" | "answer");
    Some(match &question.kind {
        QuestionKind::Choice { .. } | QuestionKind::Many { .. } if is_any => {
            format!("write the answers alone, and any of them is enough: `{id}: [{written}]`")
        }
        _ if is_equal => format!("write it alone: `{id}: {list}`"),
        QuestionKind::Choice { .. } if is_not => format!("write `{id}: {{not: {list}}}`"),
        QuestionKind::Many { .. } if is_not => format!("write `{id}: {{none_of: [{written}]}}`"),
        QuestionKind::Many { .. } if matches!(word, "all" | "and" | "every") => {
            format!("write `{id}: {{all_of: [{written}]}}`")
        }
        QuestionKind::Number { .. } => match word {
            "more_than" | "greater_than" | "larger_than" | "over" | "gt" | "after" => {
                format!("write `{id}: {{above: {written}}}`")
            }
            "less_than" | "smaller_than" | "under" | "lt" | "before" => format!("write `{id}: {{below: {written}}}`"),
            "min" | "from" | "gte" | "ge" => format!("write `{id}: {{at_least: {written}}}`"),
            "max" | "to" | "up_to" | "lte" | "le" => format!("write `{id}: {{at_most: {written}}}`"),
            "between" | "in" | "range" => match written.split_once(", ") {
                Some((from, to)) => format!("write `{id}: {{at_least: {from}, at_most: {to}}}`"),
                None => return None,
            },
            _ if is_not => format!("put `not` around the test: `not: {{{id}: {list}}}`"),
            _ => return None,
        },
        _ => return None,
    })
}

/// One word, or several joined by commas; nothing for what is neither, and for more than a line.
pub(super) fn written(value: &Node) -> String {
    let words: Vec<&str> = match &value.shape {
        Shape::Scalar(scalar) => vec![scalar.text.as_str()],
        Shape::List(list) => list.iter().filter_map(Node::scalar).map(|scalar| scalar.text.as_str()).collect(),
        Shape::Map(_) => Vec::new(),
    };
    let written = words.join(", ");
    if written.len() > 80 || written.contains('\n') { String::new() } else { written }
}

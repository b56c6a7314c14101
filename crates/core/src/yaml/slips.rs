//! Slips of the hand that YAML takes for something else without a word: `{office:3}` is one key without a value, and
//! `{office: 1,000}` two entries.
//!
//! Each is reported and then read as it was meant, so that one slip is one finding.

use super::node::{Key, Node, Plain, Scalar, Shape};
use super::recovery::Tree;
use crate::diagnostic::{Code, Diagnostic};
use crate::place::Span;

/// Mends a tree that was read from this text. Linear in it.
pub(super) fn mend(tree: &mut Tree, text: &str, out: &mut Vec<Diagnostic>) {
    if !tree.is_whole {
        // Such lines have been reported where they are no YAML.
        without_odd_spaces(&mut tree.node);
    }
    mend_node(&mut tree.node, text, out);
}

/// Leaves out what begins with spaces from a web page.
fn without_odd_spaces(node: &mut Node) {
    match &mut node.shape {
        Shape::Scalar(_) => {}
        Shape::List(list) => list.iter_mut().for_each(without_odd_spaces),
        Shape::Map(map) => {
            map.retain(|(key, _)| !has_odd_spaces(key));
            map.iter_mut().for_each(|(_, value)| without_odd_spaces(value));
        }
    }
}

fn has_odd_spaces(key: &Key) -> bool {
    key.text.starts_with(|c: char| c.is_whitespace() && !c.is_ascii())
}

fn mend_node(node: &mut Node, text: &str, out: &mut Vec<Diagnostic>) {
    match &mut node.shape {
        Shape::Scalar(_) => {}
        Shape::List(list) => list.iter_mut().for_each(|entry| mend_node(entry, text, out)),
        Shape::Map(map) => {
            for (key, value) in map.iter_mut() {
                odd_spaces(key, out);
                missing_space(key, value, text, out);
                mend_node(value, text, out);
            }
            if map.iter().any(|(key, value)| is_group(key, value)) {
                *map = without_groups(std::mem::take(map), text, out);
            }
        }
    }
}

/// Spaces from a web page, which YAML takes for the beginning of a key.
fn odd_spaces(key: &mut Key, out: &mut Vec<Diagnostic>) {
    if !has_odd_spaces(key) {
        return;
    }
    let help = "delete the spaces at the start of this line, and type them anew";
    out.push(Diagnostic::new(Code::Syntax, key.span, "a line begins with spaces that are no ordinary ones").help(help));
    key.text = key.text.trim_start().to_owned();
}

/// A colon that no space follows.
fn missing_space(key: &mut Key, value: &mut Node, text: &str, out: &mut Vec<Diagnostic>) {
    let is_written = text.get(key.span.start as usize..).is_some_and(|rest| rest.starts_with(&key.text));
    let Some((name, rest)) = key.text.split_once(':').filter(|_| value.is_null() && is_written) else { return };
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    if name.is_empty() || !name.chars().all(is_id) || rest.is_empty() || rest.starts_with(['/', ' ']) {
        return;
    }
    let message = format!("`{}` is one word", key.text);
    let help = format!("write a space behind the colon: `{name}: {rest}`");
    out.push(Diagnostic::new(Code::UnknownKey, key.span, message).help(help));
    let plain = match (rest, rest.parse::<i64>()) {
        (_, Ok(number)) => Plain::Whole(number),
        ("true", _) => Plain::Bool(true),
        ("false", _) => Plain::Bool(false),
        _ => Plain::Text,
    };
    let behind = key.span.start.saturating_add(u32::try_from(name.len() + 1).unwrap_or(u32::MAX)).min(key.span.end);
    value.span = Span { start: behind, ..key.span };
    value.shape = Shape::Scalar(Scalar { text: rest.to_owned(), plain });
    key.text = name.to_owned();
    key.span.end = behind.saturating_sub(1);
}

/// What may be the end of a number with commas in it.
fn is_group(key: &Key, value: &Node) -> bool {
    value.is_null() && key.text.len() == 3 && key.text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Joins numbers that commas have cut.
fn without_groups(map: Vec<(Key, Node)>, text: &str, out: &mut Vec<Diagnostic>) -> Vec<(Key, Node)> {
    let mut joined: Vec<(Key, Node)> = Vec::new();
    let mut cut: Vec<usize> = Vec::new();
    for (key, value) in map {
        if let Some((_, number)) = joined.last_mut().filter(|_| is_group(&key, &value))
            && text.get(number.span.end as usize..key.span.start as usize) == Some(",")
            && let Shape::Scalar(scalar) = &mut number.shape
            && matches!(scalar.plain, Plain::Whole(_) | Plain::Number)
        {
            scalar.text += &key.text;
            scalar.plain = scalar.text.parse().map_or(Plain::Number, Plain::Whole);
            number.span.end = key.span.end;
            let at = joined.len() - 1;
            if cut.last() != Some(&at) {
                cut.push(at);
            }
            continue;
        }
        joined.push((key, value));
    }
    for (_, number) in cut.into_iter().filter_map(|at| joined.get(at)) {
        let digits = number.scalar().map(|scalar| scalar.text.as_str()).unwrap_or_default();
        let message = "in `{…}` a comma ends the number";
        let help = format!("write the digits alone: `{digits}`");
        out.push(Diagnostic::new(Code::WrongType, number.span, message).help(help));
    }
    joined
}

//! Slips of the hand that YAML takes for something else without a word: `{office:3}` is one key without a value, and
//! `{office: 1,000}` two entries.
//!
//! Each is reported and then read as it was meant, so that one slip is one finding.

use super::node::{Key, Node, Plain, Scalar, Shape};
use super::recovery::Tree;
use super::spaces::{self, is_no_space, one_word};
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
            if let Some(mut list) = odd_hyphens(map, out) {
                list.iter_mut().for_each(|entry| mend_node(entry, text, out));
                node.shape = Shape::List(list);
                return;
            }
            map.retain_mut(|(key, _)| is_key(key, text, out));
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

/// Spaces from a web page, which YAML takes for the beginning or the end of a key.
fn odd_spaces(key: &mut Key, out: &mut Vec<Diagnostic>) {
    let (what, help) = if has_odd_spaces(key) {
        let help = "delete the spaces at the start of this line, and type them anew";
        ("a line begins with spaces that are no ordinary ones", help)
    } else if key.text.ends_with(is_no_space) {
        let help = "delete what stands between this key and its colon";
        ("a space that is no ordinary one stands before the colon", help)
    } else {
        return;
    };
    out.push(Diagnostic::new(Code::Syntax, key.span, what).help(help));
    key.text = key.text.trim_matches(is_no_space).to_owned();
}

/// A word that YAML takes for nothing, and nothing at all, where a key should be. Whether it can be read as one.
fn is_key(key: &mut Key, text: &str, out: &mut Vec<Diagnostic>) -> bool {
    let is_written = text.get(key.span.start as usize..).is_some_and(|rest| rest.starts_with(&key.text));
    if is_written && matches!(key.text.as_str(), "null" | "Null" | "NULL") {
        let message = format!("`{}` stands for nothing in YAML, and is no key", key.text);
        let help = format!("choose another word, or put it into quotes wherever it stands: `\"{}\"`", key.text);
        out.push(Diagnostic::new(Code::UnknownKey, key.span, message).help(help));
        key.text = "null".to_owned();
    }
    if key.text.is_empty() && text.get(key.span.start as usize..).is_some_and(|rest| rest.starts_with(':')) {
        let help = "write `key: value`; a text with a colon needs quotes";
        out.push(Diagnostic::new(Code::UnknownKey, key.span, "a colon with no key in front of it").help(help));
        return false;
    }
    true
}

/// What to do where a text stands for a list or a mapping, if something was forgotten that would have made it one.
pub(crate) fn forgotten(text: &str) -> Option<String> {
    if let Some((at, c, behind)) = spaces::in_line(text)
        && (behind == ':' || at == 1)
    {
        let (what, help) = spaces::told(c, behind);
        return Some(format!("{what}: {help}"));
    }
    let (name, rest) = one_word(text)?;
    Some(format!("write a space behind the colon: `{name}: {rest}`"))
}

/// Entries of a list whose hyphen no ordinary space follows, so that YAML takes them for a mapping.
fn odd_hyphens(map: &mut Vec<(Key, Node)>, out: &mut Vec<Diagnostic>) -> Option<Vec<Node>> {
    let odd = |key: &Key| key.text.strip_prefix('-').and_then(|rest| rest.chars().next()).filter(|c| is_no_space(*c));
    if map.is_empty() || !map.iter().all(|(key, _)| odd(key).is_some()) {
        return None;
    }
    let mut list = Vec::new();
    for (mut key, value) in map.drain(..) {
        let (what, help) = spaces::told(odd(&key).unwrap_or(' '), '-');
        out.push(Diagnostic::new(Code::Syntax, key.span, what).help(help));
        key.text = key.text.trim_start_matches('-').trim_matches(is_no_space).to_owned();
        list.push(Node { span: key.span, shape: Shape::Map(vec![(key, value)]) });
    }
    Some(list)
}

/// A colon that no space follows.
fn missing_space(key: &mut Key, value: &mut Node, text: &str, out: &mut Vec<Diagnostic>) {
    let is_written = text.get(key.span.start as usize..).is_some_and(|rest| rest.starts_with(&key.text));
    let Some((name, rest)) = one_word(&key.text).filter(|_| value.is_null() && is_written) else { return };
    let meant = rest.trim_start_matches(is_no_space);
    let (message, help) = match rest.chars().next().filter(|c| is_no_space(*c)) {
        Some(c) => spaces::told(c, ':'),
        None => (format!("`{}` is one word", key.text), format!("write a space behind the colon: `{name}: {rest}`")),
    };
    let (name, rest) = (name.to_owned(), meant.to_owned());
    out.push(Diagnostic::new(Code::UnknownKey, key.span, message).help(help));
    let plain = match (rest.as_str(), rest.parse::<i64>()) {
        (_, Ok(number)) => Plain::Whole(number),
        ("true", _) => Plain::Bool(true),
        ("false", _) => Plain::Bool(false),
        _ => Plain::Text,
    };
    let behind = key.span.start.saturating_add(u32::try_from(name.len() + 1).unwrap_or(u32::MAX)).min(key.span.end);
    value.span = Span { start: behind, ..key.span };
    value.shape = Shape::Scalar(Scalar { text: rest, plain });
    key.text = name;
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

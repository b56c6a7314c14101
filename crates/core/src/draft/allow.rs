//! `allow:`, on `rulebook:` or on the item that a finding is about.
//!
//! ```yaml
//! rules:
//!   - id: base-rate
//!     if: {}
//!     allow: {rule-always-fires: The points that an option has from the start.}
//! ```
//!
//! It is read in a pass of its own, since it means the same wherever it stands. The tables of the format say where that is.

use std::collections::HashSet;
use std::sync::Arc;

use super::Spanned;
use super::fields::wrong_type;
use super::format::{FILE, HEADER, Mapping, Takes};
use crate::diagnostic::{Code, Diagnostic};
use crate::place::Span;
use crate::yaml::{Node, Shape};

/// One entry under an `allow:`, as written.
#[derive(Debug)]
pub(crate) struct Allow {
    pub(crate) code: Spanned<String>,
    pub(crate) reason: String,
    /// The places of all that is written in the item; `None` for the whole rulebook.
    pub(crate) within: Option<Arc<HashSet<Span>>>,
}

/// Every `allow:` of a file.
pub(crate) fn allows(file: &Node, out: &mut Vec<Diagnostic>) -> Vec<Allow> {
    let mut found = Vec::new();
    within(file, &FILE, &mut found, out);
    found
}

/// Those of a mapping and of all mappings in it; what is in it comes first, so that the nearest reason does.
fn within(node: &Node, mapping: &Mapping, found: &mut Vec<Allow>, out: &mut Vec<Diagnostic>) {
    for entry in mapping.keys {
        let values = entries(node).filter(|(key, _)| *key == entry.key).map(|(_, value)| value);
        match &entry.takes {
            Takes::Mapping(inner) => values.for_each(|value| within(value, inner, found, out)),
            Takes::Mappings(inner) => values.flat_map(items).for_each(|item| within(item, inner, found, out)),
            Takes::Allowed => values.for_each(|value| {
                let places = (mapping.name != HEADER.name).then(|| {
                    let mut places = HashSet::new();
                    mark(node, &mut places);
                    Arc::new(places)
                });
                on(value, places.as_ref(), found, out);
            }),
            _ => {}
        }
    }
}

fn on(node: &Node, within: Option<&Arc<HashSet<Span>>>, found: &mut Vec<Allow>, out: &mut Vec<Diagnostic>) {
    let Shape::Map(allowed) = &node.shape else {
        if !node.is_null() {
            let help = "write `allow: {no-source: a reason}`: the code of the finding, and why it is right here";
            out.push(wrong_type(node, "allow", "a mapping").help(help));
        }
        return;
    };
    for (code, reason) in allowed {
        let reason = match reason.scalar() {
            Some(scalar) => scalar.text.trim().to_owned(),
            None => {
                out.push(wrong_type(reason, &code.text, "text").help("say why the finding is right here"));
                continue;
            }
        };
        if reason.is_empty() {
            let problem =
                Diagnostic::new(Code::MissingKey, code.span, format!("`{}` is allowed without a reason", code.text));
            out.push(problem.help(format!("write `{}: why it is right here`", code.text)));
            continue;
        }
        let code = Spanned { value: code.text.clone(), span: code.span };
        found.push(Allow { code, reason, within: within.cloned() });
    }
}

/// The places of everything in a node.
fn mark(node: &Node, places: &mut HashSet<Span>) {
    places.insert(node.span);
    match &node.shape {
        Shape::Scalar(_) => {}
        Shape::List(list) => list.iter().for_each(|entry| mark(entry, places)),
        Shape::Map(map) => {
            for (key, value) in map {
                places.insert(key.span);
                mark(value, places);
            }
        }
    }
}

fn entries(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let entries = match &node.shape {
        Shape::Map(entries) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().map(|(key, value)| (key.text.as_str(), value))
}

fn items(node: &Node) -> impl Iterator<Item = &Node> {
    match &node.shape {
        Shape::List(items) => items.as_slice(),
        _ => &[],
    }
    .iter()
}

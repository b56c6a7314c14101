//! Properties, as written.

use super::condition::condition;
use super::fields::{text_of, wrong_type};
use super::format::PROPERTY;
use super::{Claim, Fields, Property, Spanned};
use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::{Node, Shape};

/// The keys of which a property has one.
const KINDS: [&str; 3] = ["never", "always", "raising"];

pub(super) fn property(node: &Node, out: &mut Vec<Diagnostic>) -> Option<Property> {
    let mut fields = Fields::open(node, &PROPERTY, out)?;
    let (id, says) = (fields.id(), fields.plain_text("says"));
    let when = fields.node("when").and_then(|node| condition(node, fields.out()));
    let found: Vec<&str> = KINDS.into_iter().filter(|kind| fields.node(kind).is_some()).collect();
    let claim = match found.as_slice() {
        ["raising"] => raising(&mut fields),
        [kind] => {
            let read = fields.node(kind).and_then(|node| condition(node, fields.out()));
            read.map(if *kind == "never" { Claim::Never } else { Claim::Always })
        }
        [] => {
            let message = "a property needs `never`, `always` or `raising`";
            let help =
                "say what must hold: `never: {…}`, `always: {…}`, or `raising` with `never_lowers` and `against`";
            let span = fields.span();
            fields.out().push(Diagnostic::new(Code::MissingKey, span, message).help(help));
            None
        }
        [first, second, ..] => {
            let message = format!("a property has `{first}` or `{second}`, not both");
            let span = fields.node(second).map_or(fields.span(), |node| node.span);
            fields.out().push(Diagnostic::new(Code::UnknownKey, span, message).help("write two properties"));
            None
        }
    };
    if found != ["raising"] {
        for key in ["never_lowers", "against"] {
            if let Some(node) = fields.node(key) {
                let message = format!("`{key}` belongs to a property with `raising`");
                fields.out().push(Diagnostic::new(Code::UnknownKey, node.span, message));
            }
        }
    }
    Some(Property { id, says, when, claim })
}

fn raising(fields: &mut Fields<'_, '_>) -> Option<Claim> {
    let (question, against) = (fields.optional_text("raising"), fields.optional_text("against"));
    for key in ["never_lowers", "against"] {
        if fields.node(key).is_none() {
            let message = format!("a property with `raising` needs `{key}`");
            let help =
                "write `raising: a-question`, `never_lowers: {a-decision: an-option}`, `against: another-option`";
            let span = fields.span();
            fields.out().push(Diagnostic::new(Code::MissingKey, span, message).help(help));
        }
    }
    let node = fields.node("never_lowers")?;
    let led = match &node.shape {
        Shape::Map(entries) => match entries.as_slice() {
            [(decision, option)] => text_of(option, &decision.text, fields.out())
                .map(|option| (Spanned { value: decision.text.clone(), span: decision.span }, option)),
            _ => None,
        },
        _ => None,
    };
    if led.is_none() && !matches!(&node.shape, Shape::Map(entries) if entries.len() == 1) {
        let problem = wrong_type(node, "never_lowers", "one decision with one of its options");
        fields.out().push(problem.help("write `never_lowers: {a-decision: an-option}`"));
    }
    Some(Claim::Raising { question: question?, led, against: against? })
}

//! What a layer says of rules and cases below it, under `remove` and `replace`.

use super::fields::{text_of, wrong_type};
use super::{Departure, Fields, Spanned};
use crate::diagnostic::{Code, Diagnostic};
use crate::yaml::Shape;

pub(super) fn departures(fields: &mut Fields<'_, '_>, key: &str) -> Vec<Departure> {
    if let Some(node) = fields.node(key).filter(|node| !matches!(node.shape, Shape::Map(_))) {
        let help = format!("write `{key}: {{an-id: a reason}}`: the rule or case, and why it does not hold here");
        fields.out().push(wrong_type(node, key, "a mapping").help(help));
        return Vec::new();
    }
    let mut departures = Vec::new();
    for (name, node) in fields.map(key) {
        let reason = if node.is_null() { None } else { text_of(node, &name.text, fields.out()) };
        let reason = reason.map(|reason| reason.value.trim().to_owned()).unwrap_or_default();
        if reason.is_empty() && (node.is_null() || node.scalar().is_some()) {
            let message = format!("`{}` stands under `{key}` without a reason", name.text);
            let help = format!("write `{}: why it does not hold here`", name.text);
            fields.out().push(Diagnostic::new(Code::MissingKey, name.span, message).help(help));
        }
        departures.push(Departure { name: Spanned { value: name.text.clone(), span: name.span }, reason });
    }
    departures
}

//! What was edited, and in which layer it stands.

use leadership_advisor::{Difference, Edit, EditKind, Edited};

use crate::outline::Outline;
use crate::words::list_of;

pub(super) fn edits(outline: &mut Outline, difference: &Difference<'_>) {
    outline.heading("What was edited");
    if difference.edits.is_empty() && difference.renames.is_empty() {
        outline.paragraph("Nothing.");
    }
    for rename in &difference.renames {
        let how = if rename.is_given { "" } else { ", known by its content" };
        outline.point(format!("{} `{}` is called `{}` now{how}", rename.what.name(), rename.from, rename.to));
    }
    let has_layers = [difference.old, difference.new].iter().any(|rulebook| rulebook.layers().len() > 1);
    for edit in &difference.edits {
        let text = match &edit.kind {
            EditKind::Added => "added".to_owned(),
            EditKind::Removed => "removed".to_owned(),
            EditKind::Changed { parts, points, .. } => {
                let points: Vec<String> =
                    points.iter().map(|(option, was, is)| format!("{option} {was:+} \u{2192} {is:+}")).collect();
                let part = |part: &&str| match *part {
                    "points" => format!("points ({})", points.join(", ")),
                    other => other.to_owned(),
                };
                let parts: Vec<String> = parts.iter().map(part).collect();
                format!("changed: {}", list_of(&parts, "and"))
            }
            _ => String::new(),
        };
        let origin = if has_layers { origin(difference, edit) } else { String::new() };
        outline.point(format!("{} {} {text}{origin}", edit.what.name(), named(edit)));
        if let EditKind::Changed { texts, .. } = &edit.kind {
            for text in texts {
                outline.note("", format!("{}: {} \u{2192} {}", text.part, quoted(&text.before), quoted(&text.after)));
            }
        }
    }
}

/// A thing by its id, or, where it has none, by what it says.
fn named(edit: &Edit) -> String {
    match edit.what {
        Edited::Case | Edited::Contradiction | Edited::Headline => format!("“{}”", edit.id),
        _ => format!("`{}`", edit.id),
    }
}

fn quoted(text: &str) -> String {
    if text.is_empty() { "nothing".to_owned() } else { format!("“{text}”") }
}

/// The layers that the thing stands in, or the one that takes it out and why.
fn origin(difference: &Difference<'_>, edit: &Edit) -> String {
    let departs = |reason: &str, layer: &str| format!(" by `{layer}`: {reason}");
    let mut over = difference.new.layers().iter().filter(|layer| !difference.old.layers().contains(layer));
    match &edit.layers {
        [Some(_), None] => {
            let found = over.find_map(|layer| {
                let removed = layer.removed.iter().find(|removed| removed.name == edit.id)?;
                Some(departs(&removed.reason, &layer.id))
            });
            found.unwrap_or_else(|| stands_in(difference, edit))
        }
        [Some(old), Some(new)] if old.id != new.id => {
            let replaced = new.replaced.iter().find(|replaced| replaced.name == edit.id);
            let reason = replaced.map(|replaced| departs(&replaced.reason, &new.id));
            reason.unwrap_or_else(|| format!(", in `{}` instead of `{}`", new.id, old.id))
        }
        _ => stands_in(difference, edit),
    }
}

fn stands_in(difference: &Difference<'_>, edit: &Edit) -> String {
    // What stands in the only layer there is need not be said.
    let sides = [difference.old, difference.new].into_iter().zip(&edit.layers);
    let layer = sides.filter(|(rulebook, _)| rulebook.layers().len() > 1).find_map(|(_, layer)| layer.as_ref());
    layer.map(|layer| format!(", in `{}`", layer.id)).unwrap_or_default()
}

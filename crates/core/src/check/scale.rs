//! The scale of points: what it allows, and points that lie outside.

use crate::diagnostic::{Code, Diagnostic};
use crate::draft::Draft;

/// The scale that the highest layer declares. Points outside of it are reported where they stand.
pub(super) fn check(draft: &Draft, out: &mut Vec<Diagnostic>) -> Option<(i64, i64)> {
    let (least, most) = draft.headers.iter().rev().find_map(|header| header.scale.as_ref())?;
    if least.value > most.value {
        let message = format!("`least` is {} and `most` is {}: no points lie between", least.value, most.value);
        out.push(Diagnostic::new(Code::OutOfRange, least.span, message).help("swap them"));
        return None;
    }
    for rule in draft.decisions.iter().flat_map(|decision| &decision.rules) {
        for (option, points) in &rule.points {
            if (least.value..=most.value).contains(&points.value) {
                continue;
            }
            let message = format!(
                "{} for `{}` is outside of the scale, which goes from {} to {}",
                points.value, option.value, least.value, most.value
            );
            let problem = Diagnostic::new(Code::OutOfRange, points.span, message);
            let help = "change the points, or widen `points` under `rulebook`";
            out.push(problem.help(help).related(least.span, "the scale stands here"));
        }
    }
    Some((least.value, most.value))
}

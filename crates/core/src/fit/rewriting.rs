//! New points in the author's text: the numbers are replaced where they stand, and nothing else is.

use std::collections::BTreeMap;

use super::options::Frame;
use super::variable::{Points, Variable};
use crate::place::{Place, Span};
use crate::table::Ix;

/// A number that takes the place of another in the text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NumberEdit {
    /// The name of the file.
    pub file: String,
    /// The first byte of the number, in the text without a byte-order mark.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What stands there.
    pub from: String,
    /// What is to stand there.
    pub to: String,
}

/// Points that cannot be changed where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unwritable {
    /// The rule.
    pub rule: String,
    /// The option that gets the points.
    pub option: String,
    /// Where the number stands.
    pub place: Place,
}

/// The numbers that change, and the points that cannot be changed in place.
pub(super) fn edits(frame: &Frame<'_>, points: &Points) -> (Vec<NumberEdit>, Vec<Unwritable>) {
    let mut times: BTreeMap<Span, usize> = BTreeMap::new();
    for rule in frame.book.decisions.rows().iter().flat_map(|decision| decision.rules.rows()) {
        rule.written.iter().for_each(|[_, at]| *times.entry(*at).or_default() += 1);
    }
    let (mut edits, mut unwritable) = (Vec::new(), Vec::new());
    for (ix, variable) in frame.space.variables.iter() {
        if points[ix] == variable.today {
            continue;
        }
        let decision = &frame.book.decisions[variable.rule.decision];
        let rule = &decision.rules[variable.rule.rule];
        let Some(written) = rule.written.get(variable.nth) else { continue };
        match edit(frame, *written, ix, points).filter(|_| written.get(1).and_then(|at| times.get(at)) == Some(&1)) {
            Some(edit) => edits.push((written[1], edit)),
            None => unwritable.push(Unwritable {
                rule: rule.id.clone(),
                option: decision.options[variable.option].id.clone(),
                place: frame.rulebook.files().place(written[1]),
            }),
        }
    }
    edits.sort_by_key(|(at, _)| *at);
    (edits.into_iter().map(|(_, edit)| edit).collect(), unwritable)
}

/// The change of one number, if it stands right behind its option and has no name.
fn edit(frame: &Frame<'_>, [option, at]: [Span; 2], ix: Ix<Variable>, points: &Points) -> Option<NumberEdit> {
    let file = frame.rulebook.files().file(at)?;
    let (start, end) = (at.start as usize, at.end as usize);
    let from = file.text.get(start..end)?;
    let between = file.text.get(option.end as usize..start).filter(|_| option.file == at.file)?;
    let between = between.trim_start().strip_prefix(':')?;
    // A comment may stand between them, and an anchor may not.
    let lines = between.lines().map(|line| line.split('#').next().unwrap_or_default());
    let plain = lines.into_iter().all(|line| line.trim().is_empty());
    let number = from.trim().parse::<i64>().is_ok();
    (plain && number).then(|| NumberEdit {
        file: file.name.clone(),
        start,
        end,
        from: from.to_owned(),
        to: points[ix].to_string(),
    })
}

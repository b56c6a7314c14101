//! What an edit of a rulebook means: for its author, for a pull request, and for programs.

mod brief;
mod edits;
mod json;

pub use json::difference_json;

use leadership_advisor::{
    Answer, Answers, Conclusion, DecisionResult, Difference, Retold, RetoldDecision, Shift, Teller, Turn,
};

use crate::outline::Outline;
use crate::share::share_in_words;
use crate::show::{Form, written};
use crate::words::{count, list_of};

/// More cases or answers than this that moved in points alone are counted and not listed.
const MOST_BY_POINTS: usize = 10;

/// The whole difference, with what comes of these answers files.
pub fn difference_shown(difference: &Difference<'_>, files: &[Retold], form: Form) -> String {
    let mut outline = Outline::default();
    brief::title(&mut outline, difference);
    brief::brief(&mut outline, difference, files);
    edits::edits(&mut outline, difference);
    for shift in difference.decisions.iter().filter(|shift| is_moved(shift)) {
        self::shift(&mut outline, shift);
    }
    retold(&mut outline, "Cases", &difference.cases);
    retold(&mut outline, "Answers", files);
    written(&outline, form)
}

/// Whether anything is to be said of a decision.
fn is_moved(shift: &Shift<'_>) -> bool {
    !shift.turns.is_empty() || shift.unproven > 0
}

fn shift(outline: &mut Outline, shift: &Shift<'_>) {
    outline.heading(format!("{} `{}`", shift.new.title, shift.new.id));
    outline.paragraph(share_in_words(shift.share));
    for turn in &shift.turns {
        outline.entry(way(turn));
        let how = if turn.smallest {
            "the fewest answers that show it"
        } else {
            "answers that show it, perhaps not the fewest"
        };
        outline.note("", format!("{how}: {}", answers(turn)));
    }
    if shift.unproven > 0 {
        let changes = count(shift.unproven, "other change");
        outline.paragraph(format!(
            "Not proved that these are all: {changes} of the outcome could be neither found nor excluded."
        ));
    }
}

/// From what to what.
fn way(turn: &Turn<'_>) -> String {
    match (turn.from, turn.to) {
        (Conclusion::In(option), Conclusion::Out(_)) => format!("no longer `{}`", option.id),
        (Conclusion::In(option), Conclusion::Missing) => format!("no longer `{}`, which is gone", option.id),
        (Conclusion::Out(_), Conclusion::In(option)) => format!("now also `{}`", option.id),
        (Conclusion::Missing, Conclusion::In(option)) => format!("now also `{}`, which is new", option.id),
        (from, to) => format!("from {} to {}", conclusion(from), conclusion(to)),
    }
}

fn conclusion(conclusion: Conclusion<'_>) -> String {
    match conclusion {
        Conclusion::NotApplicable => "not applying".to_owned(),
        Conclusion::Applies => "applying".to_owned(),
        Conclusion::Nothing => "no outcome".to_owned(),
        Conclusion::Outcome(option) => format!("`{}`", option.id),
        Conclusion::In(option) => format!("`{}` in the outcome", option.id),
        Conclusion::Out(option) => format!("`{}` not in it", option.id),
        Conclusion::Missing => "no such option".to_owned(),
        _ => String::new(),
    }
}

/// The answers of a turn, those that only one version takes as well.
fn answers(turn: &Turn<'_>) -> String {
    let list = merged(&turn.before, &turn.after);
    let list: Vec<String> = list.iter().map(|(id, answer)| value(id, answer)).collect();
    if list.is_empty() { "no answers at all".to_owned() } else { list.join(", ") }
}

pub(super) fn merged<'t>(before: &'t Answers, after: &'t Answers) -> Vec<(&'t str, Answer)> {
    let mut list: Vec<(&str, Answer)> = after.iter().map(|(question, answer)| (question.id.as_str(), answer)).collect();
    for (question, answer) in before.iter() {
        if !list.iter().any(|(id, _)| *id == question.id) {
            list.push((&question.id, answer));
        }
    }
    list
}

/// An answer as `--set` takes it.
fn value(id: &str, answer: &Answer) -> String {
    match answer {
        Answer::Choice(chosen) => format!("`{id}={chosen}`"),
        Answer::Many(ids) if ids.is_empty() => format!("`{id}` none of them"),
        Answer::Many(ids) => format!("`{id}={}`", ids.join(",")),
        Answer::Number(number) => format!("`{id}={number}`"),
        Answer::YesNo(yes) => format!("`{id}={}`", if *yes { "yes" } else { "no" }),
    }
}

fn retold(outline: &mut Outline, heading: &str, all: &[Retold]) {
    let mut moved: Vec<(&Retold, Vec<RetoldDecision<'_>>)> =
        all.iter().map(|one| (one, one.differences())).filter(|(one, rows)| !rows.is_empty() || turned(one)).collect();
    if moved.is_empty() {
        return;
    }
    outline.heading(heading);
    // What comes out differently stands before what has other points only.
    let is_lesser = |(one, rows): &(&Retold, Vec<RetoldDecision<'_>>)| {
        !turned(one) && !rows.iter().any(|row| row.outcome || row.verdict)
    };
    moved.sort_by_key(is_lesser);
    let lesser = moved.iter().filter(|row| is_lesser(row)).count();
    let shown = moved.len() - lesser.saturating_sub(MOST_BY_POINTS);
    for (one, rows) in moved.iter().take(shown) {
        outline.entry(one.name.clone());
        let note = match (one.teller, one.passes) {
            (Teller::OldCase, _) => "only the old version has this case",
            (Teller::NewCase, _) => "only the new version has this case",
            (_, [Some(true), Some(false)]) => "passed, and now fails",
            (_, [Some(false), Some(true)]) => "failed, and now passes",
            _ => "",
        };
        outline.note("", note);
        rows.iter().for_each(|row| outline.point(decision(row)));
        if !one.lost.is_empty() {
            let ids: Vec<String> = one.lost.iter().map(|id| format!("`{id}`")).collect();
            outline.note("not taken by both versions:", list_of(&ids, "and"));
        }
    }
    if shown < moved.len() {
        outline.paragraph(format!("{} more have other points only.", moved.len() - shown));
    }
}

/// Whether a case that passed fails now, or the reverse.
fn turned(one: &Retold) -> bool {
    matches!(one.passes, [Some(before), Some(after)] if before != after)
}

fn decision(row: &RetoldDecision<'_>) -> String {
    let mut parts = Vec::new();
    if row.outcome {
        parts.push(format!("{} → {}", outcome(&row.before), outcome(&row.after)));
    }
    if row.verdict {
        parts.push(format!("{} → {}", words(row.before.verdict.name()), words(row.after.verdict.name())));
    }
    let points: Vec<String> = row.points.iter().map(|(id, was, is)| format!("{id} {was} → {is}")).collect();
    if !points.is_empty() {
        parts.push(format!("points {}", points.join(", ")));
    }
    format!("`{}`: {}", row.after.decision.id, parts.join("; "))
}

fn words(verdict: &str) -> String {
    verdict.replace('_', " ")
}

fn outcome(result: &DecisionResult<'_>) -> String {
    let ids: Vec<String> = result.outcome.iter().map(|option| format!("`{}`", option.id)).collect();
    if ids.is_empty() { "no outcome".to_owned() } else { list_of(&ids, "and") }
}

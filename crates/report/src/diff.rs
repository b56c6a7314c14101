//! What an edit of a rulebook means: for its author, for a pull request, and for programs.

mod json;

pub use json::difference_json;

use leadership_advisor::{
    Answer, Answers, Conclusion, DecisionResult, Difference, Edit, EditKind, Retold, RetoldDecision, Shift, Teller,
    Turn,
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
    let (old, new) = (difference.old, difference.new);
    let versions = format!("`{}` {} → `{}` {}", old.id(), old.version(), new.id(), new.version());
    outline.title(format!("What the edit means: {versions}"));
    summary(&mut outline, difference, files);
    edits(&mut outline, &difference.edits);
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

fn summary(outline: &mut Outline, difference: &Difference<'_>, files: &[Retold]) {
    let still: Vec<String> = difference
        .decisions
        .iter()
        .filter(|shift| !is_moved(shift))
        .map(|shift| format!("`{}`", shift.new.id))
        .collect();
    if !still.is_empty() {
        let text = format!("No answers make {} come out differently; that is proved.", list_of(&still, "or"));
        outline.paragraph(text);
    }
    for (what, all) in [("case", difference.cases.as_slice()), ("answers file", files)] {
        if all.is_empty() {
            continue;
        }
        let differences: Vec<_> = all.iter().map(Retold::differences).collect();
        let outcomes = differences.iter().filter(|rows| rows.iter().any(|row| row.outcome)).count();
        let others = differences.iter().filter(|rows| !rows.is_empty()).count() - outcomes;
        outline.paragraph(format!(
            "Of {}, {outcomes} come out with another outcome, {others} with other points or another verdict only.",
            count(all.len(), what)
        ));
    }
}

fn edits(outline: &mut Outline, edits: &[Edit]) {
    outline.heading("What was edited");
    if edits.is_empty() {
        outline.paragraph("No question, fact, decision, option or rule.");
    }
    for edit in edits {
        let (what, id) = (edit.what.name(), &edit.id);
        outline.point(match &edit.kind {
            EditKind::Added => format!("{what} `{id}` added"),
            EditKind::Removed => format!("{what} `{id}` removed"),
            EditKind::Changed { parts, points } => {
                let points: Vec<String> =
                    points.iter().map(|(option, was, is)| format!("{option} {was:+} → {is:+}")).collect();
                let part = |part: &&str| match *part {
                    "points" => format!("points ({})", points.join(", ")),
                    other => other.to_owned(),
                };
                let parts: Vec<String> = parts.iter().map(part).collect();
                format!("{what} `{id}`: {}", list_of(&parts, "and"))
            }
            _ => format!("{what} `{id}`"),
        });
    }
}

fn shift(outline: &mut Outline, shift: &Shift<'_>) {
    outline.heading(format!("{} `{}`", shift.new.title, shift.new.id));
    outline.paragraph(share_in_words(shift.share));
    for turn in &shift.turns {
        outline.entry(format!("from {} to {}", conclusion(turn.from), conclusion(turn.to)));
        outline.note(if turn.smallest { "with" } else { "for instance with" }, answers(turn));
    }
    if shift.unproven > 0 {
        let ways = count(shift.unproven, "further way");
        outline.paragraph(format!("{ways} of coming out differently: neither found nor excluded."));
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
    let list: Vec<String> = list.iter().map(|(id, answer)| format!("`{id}` {}", value(answer))).collect();
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

fn value(answer: &Answer) -> String {
    match answer {
        Answer::Choice(id) => format!("`{id}`"),
        Answer::Many(ids) if ids.is_empty() => "none of them".to_owned(),
        Answer::Many(ids) => ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" + "),
        Answer::Number(number) => number.to_string(),
        Answer::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
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

//! A difference as JSON, for programs. Keys may be added, none changed.

use std::collections::BTreeMap;

use leadership_advisor::record::RulebookId;
use leadership_advisor::{
    Answer, Conclusion, Difference, EditKind, Proportion, Retold, Share, Shift, Teller, Turn, Verdict,
};
use serde::Serialize;

use super::merged;
use crate::json::to_text;

#[derive(Serialize)]
struct DifferenceJson<'d> {
    format: u32,
    old: RulebookId,
    new: RulebookId,
    renames: Vec<RenameJson<'d>>,
    edits: Vec<EditJson<'d>>,
    decisions: Vec<ShiftJson<'d>>,
    cases: Vec<RetoldJson<'d>>,
    answers: Vec<RetoldJson<'d>>,
}

#[derive(Serialize)]
struct RenameJson<'d> {
    what: &'static str,
    from: &'d str,
    to: &'d str,
    /// Whether it was said, and not known by the content.
    given: bool,
}

/// A text that people read, in both wordings.
#[derive(Serialize)]
struct TextJson<'d> {
    part: &'d str,
    before: &'d str,
    after: &'d str,
}

#[derive(Serialize)]
struct EditJson<'d> {
    what: &'static str,
    id: &'d str,
    edit: &'static str,
    parts: Vec<&'static str>,
    points: Vec<PointsJson<'d>>,
    texts: Vec<TextJson<'d>>,
    /// The ids of the layers that it stands in.
    layer_before: Option<&'d str>,
    layer_after: Option<&'d str>,
}

#[derive(Serialize)]
struct PointsJson<'d> {
    option: &'d str,
    before: i64,
    after: i64,
}

#[derive(Serialize)]
struct ShiftJson<'d> {
    id: &'d str,
    share: ShareJson,
    turns: Vec<TurnJson<'d>>,
    /// Ways of coming out differently that were neither found nor excluded.
    unproven: usize,
}

/// `part` of `of` ways to answer. In JSON as text, since they may be larger than its numbers.
#[derive(Serialize)]
struct ShareJson {
    how: &'static str,
    part: String,
    of: String,
    /// In millionths; of a sample only.
    standard_error: Option<u64>,
    interval: Option<[u64; 2]>,
}

#[derive(Serialize)]
struct TurnJson<'d> {
    from: StateJson<'d>,
    to: StateJson<'d>,
    answers: BTreeMap<&'d str, Answer>,
    smallest: bool,
}

#[derive(Serialize)]
struct StateJson<'d> {
    state: &'static str,
    option: Option<&'d str>,
}

#[derive(Serialize)]
struct RetoldJson<'d> {
    name: &'d str,
    #[serde(rename = "in")]
    within: &'static str,
    passes_before: Option<bool>,
    passes_after: Option<bool>,
    lost: &'d [String],
    decisions: Vec<RetoldDecisionJson>,
}

#[derive(Serialize)]
struct RetoldDecisionJson {
    decision: String,
    before: ResultJson,
    after: ResultJson,
}

#[derive(Serialize)]
struct ResultJson {
    applies: bool,
    outcome: Vec<String>,
    verdict: Verdict,
    points: BTreeMap<String, i64>,
}

/// The difference as one JSON object. Ends in a newline.
pub fn difference_json(difference: &Difference<'_>, files: &[Retold]) -> String {
    to_text(&DifferenceJson {
        format: 1,
        old: difference.old.into(),
        new: difference.new.into(),
        renames: difference
            .renames
            .iter()
            .map(|rename| RenameJson {
                what: rename.what.name(),
                from: &rename.from,
                to: &rename.to,
                given: rename.is_given,
            })
            .collect(),
        edits: difference.edits.iter().map(edit).collect(),
        decisions: difference.decisions.iter().map(shift).collect(),
        cases: difference.cases.iter().map(retold).collect(),
        answers: files.iter().map(retold).collect(),
    })
}

fn edit(edit: &leadership_advisor::Edit) -> EditJson<'_> {
    let [layer_before, layer_after] = edit.layers.each_ref().map(|layer| layer.as_ref().map(|layer| layer.id.as_str()));
    let (what, id) = (edit.what.name(), edit.id.as_str());
    let (parts, points, texts) = (Vec::new(), Vec::new(), Vec::new());
    let mut json = EditJson { what, id, edit: "changed", parts, points, texts, layer_before, layer_after };
    match &edit.kind {
        EditKind::Added => json.edit = "added",
        EditKind::Removed => json.edit = "removed",
        EditKind::Changed { parts, points, texts } => {
            json.texts = texts
                .iter()
                .map(|text| TextJson { part: &text.part, before: &text.before, after: &text.after })
                .collect();
            json.parts.clone_from(parts);
            json.points = points
                .iter()
                .map(|(option, before, after)| PointsJson { option, before: *before, after: *after })
                .collect();
        }
        _ => {}
    }
    json
}

fn shift<'d>(shift: &'d Shift<'_>) -> ShiftJson<'d> {
    let share = match shift.share {
        Share::Exact { part, of } => ShareJson {
            how: "counted",
            part: part.to_string(),
            of: of.to_string(),
            standard_error: None,
            interval: None,
        },
        Share::Sampled { part, of } => ShareJson {
            how: "sampled",
            part: part.to_string(),
            of: of.to_string(),
            standard_error: Proportion::new(part, of).standard_error(),
            interval: Proportion::new(part, of).interval(),
        },
    };
    ShiftJson { id: &shift.new.id, share, turns: shift.turns.iter().map(turn).collect(), unproven: shift.unproven }
}

fn turn<'d>(turn: &'d Turn<'_>) -> TurnJson<'d> {
    let answers = merged(&turn.before, &turn.after).into_iter().collect();
    TurnJson { from: state(turn.from), to: state(turn.to), answers, smallest: turn.smallest }
}

fn state(conclusion: Conclusion<'_>) -> StateJson<'_> {
    let (state, option) = match conclusion {
        Conclusion::NotApplicable => ("not_applicable", None),
        Conclusion::Applies => ("applies", None),
        Conclusion::Nothing => ("no_outcome", None),
        Conclusion::Outcome(option) => ("outcome", Some(option)),
        Conclusion::In(option) => ("in", Some(option)),
        Conclusion::Out(option) => ("out", Some(option)),
        _ => ("missing", None),
    };
    StateJson { state, option: option.map(|option| option.id.as_str()) }
}

fn retold(one: &Retold) -> RetoldJson<'_> {
    let [passes_before, passes_after] = one.passes;
    let result = |result: &leadership_advisor::DecisionResult<'_>| ResultJson {
        applies: result.applies,
        outcome: result.outcome.iter().map(|option| option.id.clone()).collect(),
        verdict: result.verdict,
        points: result.ranking.iter().map(|row| (row.option.id.clone(), row.points)).collect(),
    };
    let decisions = one.differences().into_iter().map(|row| RetoldDecisionJson {
        decision: row.after.decision.id.clone(),
        before: result(&row.before),
        after: result(&row.after),
    });
    RetoldJson {
        name: &one.name,
        within: match one.teller {
            Teller::Case => "both",
            Teller::OldCase => "old",
            Teller::NewCase => "new",
            _ => "file",
        },
        passes_before,
        passes_after,
        lost: &one.lost,
        decisions: decisions.collect(),
    }
}

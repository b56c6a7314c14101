//! The changes as JSON, those that are noticed as well.

use std::collections::BTreeMap;

use leadership_advisor::{Answer, Fate, Mutant, MutantChange, MutationTest, Within, Witness};
use serde::Serialize;

use super::words;

#[derive(Serialize)]
pub(in crate::testing) struct MutationJson<'r> {
    noticed: usize,
    survived: usize,
    equivalent: usize,
    /// The rulebook below, in which nothing is changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<&'r str>,
    /// How many were not tried.
    left_out: usize,
    fail_under: Option<u64>,
    sufficient: bool,
    mutants: Vec<MutantJson<'r>>,
}

#[derive(Serialize)]
struct MutantJson<'r> {
    /// `question`, `fact`, `decision` or `rule`, and its id.
    kind: &'static str,
    id: &'r str,
    /// Of a rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<&'r str>,
    file: &'r str,
    line: usize,
    column: usize,
    /// `dropped`, `points`, `spared`, `threshold` or `condition`.
    change: &'static str,
    /// Of points, and of what is ruled out.
    #[serde(skip_serializing_if = "Option::is_none")]
    option: Option<&'r str>,
    /// Of points and thresholds.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<i64>,
    message: String,
    /// `noticed`, `survived` or `equivalent`.
    fate: &'static str,
    /// The case that notices it.
    #[serde(skip_serializing_if = "Option::is_none")]
    noticed_by: Option<&'r str>,
    /// Answers that show it, and a case with them.
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<BTreeMap<&'r str, Answer>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
}

/// What became of every change.
pub(in crate::testing) fn mutation<'r>(test: &'r MutationTest<'_>, fail_under: Option<u64>) -> MutationJson<'r> {
    MutationJson {
        noticed: test.noticed(),
        survived: test.survived(),
        equivalent: test.equivalent(),
        base: test.base.map(|base| base.id.as_str()),
        left_out: test.left_out,
        fail_under,
        sufficient: fail_under.is_none_or(|percent| test.reaches(percent)),
        mutants: test.mutants.iter().map(mutant).collect(),
    }
}

fn mutant<'r>(mutant: &'r Mutant<'_>) -> MutantJson<'r> {
    let (kind, decision) = match mutant.within {
        Within::Question(_) => ("question", None),
        Within::Fact(_) => ("fact", None),
        Within::Decision(_) => ("decision", None),
        Within::Rule { decision, .. } => ("rule", Some(decision.id.as_str())),
        _ => ("", None),
    };
    let change = mutant.change();
    let message = words::lines([change.clone()]).concat();
    let (name, option, numbers) = match change {
        MutantChange::Dropped => ("dropped", None, None),
        MutantChange::Points { option, from, to } => ("points", Some(option), Some((from, to))),
        MutantChange::Spared(option) => ("spared", Some(option), None),
        MutantChange::Threshold { from, to } => ("threshold", None, Some((from, to))),
        _ => ("condition", None, None),
    };
    let (fate, noticed_by, witness) = match &mutant.fate {
        Fate::Noticed(case) => ("noticed", Some(case.name.as_str()), None),
        Fate::Survived(witness) => ("survived", None, witness.as_deref()),
        _ => ("equivalent", None, None),
    };
    let answers = |witness: &'r Witness<'_>| {
        witness.answers.iter().map(|(question, answer)| (question.id.as_str(), answer)).collect()
    };
    MutantJson {
        kind,
        id: words::name(mutant.within),
        decision,
        file: &mutant.place.file,
        line: mutant.place.line,
        column: mutant.place.column,
        change: name,
        option: option.map(|option| option.id.as_str()),
        from: numbers.map(|(from, _)| from),
        to: numbers.map(|(_, to)| to),
        message,
        fate,
        noticed_by,
        answers: witness.map(answers),
        case: witness.map(|witness| witness.case(&words::case_name(mutant.within))),
    }
}

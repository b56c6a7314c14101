//! The engine's side of the comparison: text in, a reading out, through the published API alone.

use leadership_advisor::{Answers, Evaluation, Rulebook};

use crate::generate::Case;
use crate::reading::{Judgement, Reading, Standing};
use crate::{model, yaml};

/// The case's rulebook as the engine reads it. That it refuses a valid rulebook is a finding.
pub(crate) fn rulebook(case: &Case) -> Result<Rulebook, String> {
    let text = yaml::rulebook(&case.rulebook);
    Rulebook::parse("rulebook.yaml", &text).map_err(|refusal| format!("the engine refuses the rulebook:\n{refusal}"))
}

pub(crate) fn answers(rulebook: &Rulebook, answers: &model::Answers) -> Result<Answers, String> {
    let text = yaml::answers(answers);
    let read = rulebook.parse_answers("answers.yaml", &text);
    read.map_err(|refusal| format!("the engine refuses the answers:\n{refusal}"))
}

pub(crate) fn reading(evaluation: &Evaluation) -> Reading {
    let decisions = evaluation.decisions().map(|result| Judgement {
        decision: result.decision.id.clone(),
        applies: result.applies,
        verdict: result.verdict.name(),
        outcome: result.outcome.iter().map(|option| option.id.clone()).collect(),
        margin: result.margin,
        ranking: result
            .ranking
            .iter()
            .map(|standing| Standing {
                option: standing.option.id.clone(),
                points: standing.points,
                chosen: standing.chosen,
                ruled_out_by: standing.ruled_out_by.iter().map(|rule| rule.id.clone()).collect(),
                reasons: standing.reasons.iter().map(|reason| (reason.rule.id.clone(), reason.points)).collect(),
            })
            .collect(),
    });
    Reading {
        decisions: decisions.collect(),
        asked: evaluation.asked().map(|question| question.id.clone()).collect(),
        unanswered: evaluation.unanswered().map(|question| question.id.clone()).collect(),
        ignored: evaluation.ignored().map(|question| question.id.clone()).collect(),
    }
}

//! The recommendation as JSON, for programs. The shape is a contract: keys may be added, none changed.

use leadership_advisor::{Answer, Citation, DecisionResult, Evaluation, Reason, Rulebook, Standing, Verdict};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

#[derive(Serialize)]
struct Recommendation<'e> {
    format: u32,
    rulebook: RulebookId<'e>,
    company: Option<&'e str>,
    #[serde(serialize_with = "in_order")]
    answers: Vec<(&'e str, Answer)>,
    unanswered: Vec<&'e str>,
    ignored: Vec<&'e str>,
    decisions: Vec<DecisionJson<'e>>,
}

#[derive(Serialize)]
struct RulebookId<'e> {
    id: &'e str,
    version: &'e str,
    fingerprint: &'e str,
}

#[derive(Serialize)]
struct DecisionJson<'e> {
    id: &'e str,
    title: &'e str,
    applies: bool,
    verdict: Verdict,
    outcome: Vec<&'e str>,
    margin: Option<i64>,
    ranking: Vec<StandingJson<'e>>,
}

#[derive(Serialize)]
struct StandingJson<'e> {
    option: &'e str,
    points: i64,
    ruled_out_by: Vec<&'e str>,
    reasons: Vec<ReasonJson<'e>>,
}

#[derive(Serialize)]
struct ReasonJson<'e> {
    rule: &'e str,
    points: i64,
    because: &'e str,
    sources: Vec<String>,
}

/// What follows from some answers, as one JSON object. Ends in a newline.
pub fn recommendation_json(evaluation: &Evaluation) -> String {
    let answers = evaluation.answers();
    let rulebook = answers.rulebook();
    let recommendation = Recommendation {
        format: 1,
        rulebook: RulebookId { id: rulebook.id(), version: rulebook.version(), fingerprint: rulebook.fingerprint() },
        company: answers.company(),
        answers: answers.iter().map(|(question, answer)| (question.id.as_str(), answer)).collect(),
        unanswered: evaluation.unanswered().map(|question| question.id.as_str()).collect(),
        ignored: evaluation.ignored().map(|question| question.id.as_str()).collect(),
        decisions: evaluation.decisions().map(|result| decision(rulebook, &result)).collect(),
    };
    to_text(&recommendation)
}

/// Pretty-printed JSON that ends in a newline.
pub(crate) fn to_text(value: &impl Serialize) -> String {
    // Only a map with keys that are no strings, or a failing `Serialize`, can fail; there is neither here.
    serde_json::to_string_pretty(value).map(|json| json + "\n").unwrap_or_default()
}

/// `choosing/when-cro/silos`
pub(crate) fn citation_id(rulebook: &Rulebook, citation: &Citation) -> String {
    match rulebook.cited(citation) {
        (source, Some(claim)) => format!("{}/{}", source.id, claim.id),
        (source, None) => source.id.clone(),
    }
}

fn decision<'e>(rulebook: &Rulebook, result: &DecisionResult<'e>) -> DecisionJson<'e> {
    DecisionJson {
        id: &result.decision.id,
        title: &result.decision.title,
        applies: result.applies,
        verdict: result.verdict,
        outcome: result.outcome.iter().map(|option| option.id.as_str()).collect(),
        margin: result.margin,
        ranking: result.ranking.iter().map(|row| standing(rulebook, row)).collect(),
    }
}

fn standing<'e>(rulebook: &Rulebook, standing: &Standing<'e>) -> StandingJson<'e> {
    StandingJson {
        option: &standing.option.id,
        points: standing.points,
        ruled_out_by: standing.ruled_out_by.iter().map(|rule| rule.id.as_str()).collect(),
        reasons: standing.reasons.iter().map(|row| reason(rulebook, row)).collect(),
    }
}

fn reason<'e>(rulebook: &Rulebook, reason: &Reason<'e>) -> ReasonJson<'e> {
    ReasonJson {
        rule: &reason.rule.id,
        points: reason.points,
        because: &reason.rule.because,
        sources: reason.rule.sources.iter().map(|citation| citation_id(rulebook, citation)).collect(),
    }
}

/// A JSON object whose keys keep their order.
fn in_order<S: Serializer>(entries: &[(&str, Answer)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    for (key, value) in entries {
        map.serialize_entry(key, value)?;
    }
    map.end()
}

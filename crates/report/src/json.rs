//! The recommendation as JSON, for programs. The shape is a contract: keys may be added, none changed.

use leadership_advisor::{
    Analysis, Answer, AssessmentResult, Change, Citation, DecisionResult, Departure, DrawnBox, DrawnChart, Evaluation,
    Flip, LeftOut, Proof, Reason, Rulebook, Schema, Standing, Verdict,
};
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
    without: Vec<WithoutJson<'e>>,
    charts: Vec<ChartJson<'e>>,
    assessments: Vec<AssessmentJson<'e>>,
}

/// Which rulebook, to the byte.
#[derive(Serialize)]
pub(crate) struct RulebookId<'e> {
    id: &'e str,
    version: &'e str,
    fingerprint: &'e str,
    /// Lowest first; there only if there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    layers: Vec<LayerJson<'e>>,
}

#[derive(Serialize)]
struct LayerJson<'e> {
    id: &'e str,
    version: &'e str,
    title: &'e str,
    removed: Vec<DepartureJson<'e>>,
    replaced: Vec<DepartureJson<'e>>,
}

/// A rule or a case of the layers below that a layer removes or replaces.
#[derive(Serialize)]
struct DepartureJson<'e> {
    name: &'e str,
    reason: &'e str,
}

#[derive(Serialize)]
struct DecisionJson<'e> {
    id: &'e str,
    title: &'e str,
    applies: bool,
    verdict: Verdict,
    outcome: Vec<&'e str>,
    margin: Option<i64>,
    settled: Option<bool>,
    ranking: Vec<StandingJson<'e>>,
    analysis: AnalysisJson<'e>,
}

#[derive(Serialize)]
struct AnalysisJson<'e> {
    proof: &'static str,
    decisive: Option<Vec<&'e str>>,
    flips: Vec<FlipJson<'e>>,
    stability: Vec<StabilityJson<'e>>,
}

#[derive(Serialize)]
struct FlipJson<'e> {
    to: &'e str,
    reachable: bool,
    changes: Vec<ChangeJson<'e>>,
}

#[derive(Serialize)]
struct ChangeJson<'e> {
    question: &'e str,
    from: Option<Answer>,
    to: Answer,
}

#[derive(Serialize)]
struct StabilityJson<'e> {
    rule: &'e str,
    option: &'e str,
    points: i64,
    min: Option<i64>,
    max: Option<i64>,
}

/// A decision that comes out differently without a source. `source` is null for all field evidence.
#[derive(Serialize)]
struct WithoutJson<'e> {
    source: Option<&'e str>,
    decision: &'e str,
    outcome: Vec<&'e str>,
}

#[derive(Serialize)]
struct ChartJson<'e> {
    id: &'e str,
    title: &'e str,
    boxes: Vec<BoxJson<'e>>,
}

#[derive(Serialize)]
struct BoxJson<'e> {
    title: &'e str,
    note: &'e str,
    style: &'static str,
    below: Vec<BoxJson<'e>>,
}

#[derive(Serialize)]
struct AssessmentJson<'e> {
    id: &'e str,
    title: &'e str,
    levels: &'e [String],
    areas: Vec<AreaJson<'e>>,
}

/// `level` counts from 0, and is null where the question has no answer that counts.
#[derive(Serialize)]
struct AreaJson<'e> {
    title: &'e str,
    question: &'e str,
    level: Option<usize>,
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
    /// There only if the rulebook has several layers.
    #[serde(skip_serializing_if = "Option::is_none")]
    layer: Option<&'e str>,
}

/// What follows from some answers, as one JSON object. Ends in a newline. The analysis is that of the same evaluation.
pub fn recommendation_json(evaluation: &Evaluation, analysis: &[Analysis<'_>]) -> String {
    let answers = evaluation.answers();
    let rulebook = answers.rulebook();
    let recommendation = Recommendation {
        format: 1,
        rulebook: RulebookId::of(rulebook),
        company: answers.company(),
        answers: answers.iter().map(|(question, answer)| (question.id.as_str(), answer)).collect(),
        unanswered: evaluation.unanswered().map(|question| question.id.as_str()).collect(),
        ignored: evaluation.ignored().map(|question| question.id.as_str()).collect(),
        decisions: evaluation
            .decisions()
            .zip(analysis)
            .map(|(result, analysis)| decision(rulebook, &result, analysis))
            .collect(),
        without: evaluation
            .source_effects()
            .iter()
            .map(|effect| WithoutJson {
                source: match effect.without {
                    LeftOut::Source(source) => Some(&source.id),
                    LeftOut::Field => None,
                },
                decision: &effect.decision.id,
                outcome: effect.outcome.iter().map(|option| option.id.as_str()).collect(),
            })
            .collect(),
        charts: evaluation.charts().iter().map(chart).collect(),
        assessments: evaluation.assessments().iter().map(assessment).collect(),
    };
    to_text(&recommendation)
}

impl<'e> RulebookId<'e> {
    pub(crate) fn of(rulebook: &'e Rulebook) -> Self {
        let layers = Some(rulebook.layers()).filter(|layers| layers.len() > 1).unwrap_or_default().iter();
        RulebookId {
            id: rulebook.id(),
            version: rulebook.version(),
            fingerprint: rulebook.fingerprint(),
            layers: layers
                .map(|layer| LayerJson {
                    id: &layer.id,
                    version: &layer.version,
                    title: &layer.title,
                    removed: layer.removed.iter().map(departure).collect(),
                    replaced: layer.replaced.iter().map(departure).collect(),
                })
                .collect(),
        }
    }
}

fn departure(departure: &Departure) -> DepartureJson<'_> {
    DepartureJson { name: &departure.name, reason: &departure.reason }
}

/// The schema of a rulebook's files, as JSON for editors. Ends in a newline.
pub fn schema_json(schema: &Schema) -> String {
    to_text(schema)
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

fn decision<'e>(rulebook: &Rulebook, result: &DecisionResult<'e>, analysis: &'e Analysis<'e>) -> DecisionJson<'e> {
    DecisionJson {
        id: &result.decision.id,
        title: &result.decision.title,
        applies: result.applies,
        verdict: result.verdict,
        outcome: result.outcome.iter().map(|option| option.id.as_str()).collect(),
        margin: result.margin,
        settled: analysis.settled,
        ranking: result.ranking.iter().map(|row| standing(rulebook, row)).collect(),
        analysis: AnalysisJson {
            proof: match analysis.proof {
                Proof::Exact => "exact",
                Proof::Unproven => "unproven",
            },
            decisive: analysis.decisive.as_ref().map(|list| list.iter().map(|question| question.id.as_str()).collect()),
            flips: analysis.flips.iter().map(flip).collect(),
            stability: analysis
                .stability
                .iter()
                .map(|interval| StabilityJson {
                    rule: &interval.rule.id,
                    option: &interval.option.id,
                    points: interval.points,
                    min: interval.min,
                    max: interval.max,
                })
                .collect(),
        },
    }
}

fn chart<'e>(drawn: &DrawnChart<'e>) -> ChartJson<'e> {
    ChartJson { id: &drawn.chart.id, title: &drawn.chart.title, boxes: boxes(&drawn.boxes) }
}

fn boxes<'e>(drawn: &[DrawnBox<'e>]) -> Vec<BoxJson<'e>> {
    let one = |one: &DrawnBox<'e>| BoxJson {
        title: one.title,
        note: one.note,
        style: one.style.name(),
        below: boxes(&one.below),
    };
    drawn.iter().map(one).collect()
}

fn assessment<'e>(result: &AssessmentResult<'e>) -> AssessmentJson<'e> {
    let AssessmentResult { assessment, areas, .. } = result;
    let areas =
        areas.iter().map(|area| AreaJson { title: &area.area.title, question: &area.question.id, level: area.level });
    AssessmentJson { id: &assessment.id, title: &assessment.title, levels: &assessment.levels, areas: areas.collect() }
}

fn flip<'e>(flip: &'e Flip<'e>) -> FlipJson<'e> {
    let change = |change: &'e Change<'e>| ChangeJson {
        question: &change.question.id,
        from: change.from.clone(),
        to: change.to.clone(),
    };
    FlipJson { to: &flip.to.id, reachable: flip.reachable, changes: flip.changes.iter().map(change).collect() }
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
        layer: (rulebook.layers().len() > 1).then_some(reason.rule.layer.id.as_str()),
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

//! How results become records: ids and texts are copied, and nothing else happens.

use super::{
    Acceptability, Analysis, Area, Assessment, Change, Chart, ChartBox, Decision, Departure, Drawn, Flip, Layer,
    Reason, Recommendation, Robustness, RulebookId, Stability, Standing, Without,
};
use crate::analysis::{self, Analysed, LeftOut};
use crate::evaluation::{self, AssessmentResult, DecisionResult, DrawnBox, Evaluation};
use crate::proportion::Proportion;
use crate::rulebook::{self, Citation, DecisionOption, Question, Rulebook};

impl Analysed<'_> {
    /// This result and its analysis as plain data that serialises with serde. It searches for nothing.
    pub fn record(&self) -> Recommendation {
        let evaluation = self.evaluation();
        let answers = evaluation.answers();
        let rulebook = answers.rulebook();
        Recommendation {
            format: 1,
            rulebook: rulebook.into(),
            company: answers.company().map(str::to_owned),
            headline: evaluation.headline().map(|headline| headline.say.clone()),
            answers: answers.iter().map(|(question, answer)| (question.id.clone(), answer)).collect(),
            unanswered: evaluation.unanswered().map(id_of).collect(),
            next_question: self.next_question().map(id_of),
            ignored: evaluation.ignored().map(id_of).collect(),
            contradictions: evaluation.contradictions().into_iter().map(|one| one.say.clone()).collect(),
            decisions: self.decisions().map(|(result, found)| decision(evaluation, &result, found)).collect(),
            without: evaluation.source_effects().iter().map(without).collect(),
            charts: evaluation.charts().iter().map(chart).collect(),
            assessments: evaluation.assessments().iter().map(assessment).collect(),
        }
    }
}

impl Rulebook {
    /// A citation as records and reports write it: `source/claim`, or the source's id alone.
    pub fn citation_id(&self, citation: &Citation) -> String {
        match self.cited(citation) {
            (source, Some(claim)) => format!("{}/{}", source.id, claim.id),
            (source, None) => source.id.clone(),
        }
    }
}

impl From<&Rulebook> for RulebookId {
    fn from(rulebook: &Rulebook) -> Self {
        let layers = Some(rulebook.layers()).filter(|layers| layers.len() > 1).unwrap_or_default();
        RulebookId {
            id: rulebook.id().to_owned(),
            version: rulebook.version().to_owned(),
            fingerprint: rulebook.fingerprint().to_owned(),
            layers: layers.iter().map(|one| layer(one)).collect(),
        }
    }
}

fn id_of(question: &Question) -> String {
    question.id.clone()
}

pub(super) fn ids(options: &[&DecisionOption]) -> Vec<String> {
    options.iter().map(|option| option.id.clone()).collect()
}

fn layer(layer: &rulebook::Layer) -> Layer {
    let departures = |all: &[rulebook::Departure]| {
        all.iter().map(|one| Departure { name: one.name.clone(), reason: one.reason.clone() }).collect()
    };
    Layer {
        id: layer.id.clone(),
        version: layer.version.clone(),
        title: layer.title.clone(),
        removed: departures(&layer.removed),
        replaced: departures(&layer.replaced),
    }
}

fn decision(evaluation: &Evaluation, result: &DecisionResult<'_>, found: Option<&analysis::Analysis<'_>>) -> Decision {
    let rulebook = evaluation.answers().rulebook();
    Decision {
        id: result.decision.id.clone(),
        title: result.decision.title.clone(),
        follows: result.decision.follows.clone(),
        applies: result.applies,
        verdict: result.verdict,
        outcome: ids(&result.outcome),
        margin: result.margin,
        settled: found.map(|found| found.settled).unwrap_or_default(),
        ranking: result.ranking.iter().map(|row| standing(rulebook, row)).collect(),
        analysis: found.map(|found| analysed(evaluation, found)),
    }
}

pub(super) fn standing(rulebook: &Rulebook, standing: &evaluation::Standing<'_>) -> Standing {
    let has_layers = rulebook.layers().len() > 1;
    let reason = |reason: &evaluation::Reason<'_>| Reason {
        rule: reason.rule.id.clone(),
        points: reason.points,
        because: reason.rule.because.clone(),
        sources: reason.rule.sources.iter().map(|citation| rulebook.citation_id(citation)).collect(),
        layer: has_layers.then(|| reason.rule.layer.id.clone()),
    };
    Standing {
        option: standing.option.id.clone(),
        title: standing.option.title.clone(),
        points: standing.points,
        ruled_out_by: standing.ruled_out_by.iter().map(|rule| rule.id.clone()).collect(),
        reasons: standing.reasons.iter().map(reason).collect(),
    }
}

fn analysed(evaluation: &Evaluation, found: &analysis::Analysis<'_>) -> Analysis {
    let change = |change: &analysis::Change<'_>| Change {
        question: id_of(change.question),
        from: change.from.clone(),
        to: change.to.clone(),
    };
    let flip = |flip: &analysis::Flip<'_>| Flip {
        to: flip.to.id.clone(),
        reachable: flip.reachable,
        ties: flip.ties,
        changes: flip.changes.iter().map(change).collect(),
    };
    let interval = |interval: &analysis::Stability<'_>| Stability {
        rule: interval.rule.id.clone(),
        option: interval.option.id.clone(),
        points: interval.points,
        min: interval.min,
        max: interval.max,
    };
    Analysis {
        proof: found.proof,
        decisive: found.decisive.as_ref().map(|questions| questions.iter().map(|question| id_of(question)).collect()),
        flips: found.flips.iter().map(flip).collect(),
        ways: found.ways.iter().map(flip).collect(),
        stability: found.stability.iter().map(interval).collect(),
        robustness: Some(found.decision)
            .filter(|decision| decision.follows.is_none())
            .and_then(|decision| evaluation.robustness(&decision.id))
            .map(|found| robust(&found)),
    }
}

fn robust(found: &analysis::Robustness<'_>) -> Robustness {
    let drawn = |share: Proportion| Drawn {
        part: share.part,
        of: share.of,
        standard_error: share.standard_error().unwrap_or(0),
    };
    let row = |row: &analysis::Acceptability<'_>| Acceptability {
        option: row.option.id.clone(),
        within_one: drawn(row.within_one),
        within_two: drawn(row.within_two),
    };
    Robustness {
        radius: found.radius,
        acceptability: found.acceptability.iter().map(row).collect(),
        fewest_wrong: found.fewest_wrong.iter().map(|rule| rule.id.clone()).collect(),
    }
}

fn without(effect: &analysis::SourceEffect<'_>) -> Without {
    let source = match effect.without {
        LeftOut::Source(source) => Some(source.id.clone()),
        LeftOut::Field => None,
    };
    Without { source, decision: effect.decision.id.clone(), outcome: ids(&effect.outcome) }
}

fn chart(drawn: &evaluation::DrawnChart<'_>) -> Chart {
    Chart { id: drawn.chart.id.clone(), title: drawn.chart.title.clone(), boxes: boxes(&drawn.boxes) }
}

fn boxes(drawn: &[DrawnBox<'_>]) -> Vec<ChartBox> {
    let one = |one: &DrawnBox<'_>| ChartBox {
        title: one.title.to_owned(),
        note: one.note.to_owned(),
        style: one.style,
        below: boxes(&one.below),
    };
    drawn.iter().map(one).collect()
}

fn assessment(result: &AssessmentResult<'_>) -> Assessment {
    let area = |area: &evaluation::AreaResult<'_>| Area {
        title: area.area.title.clone(),
        question: id_of(area.question),
        level: area.level,
    };
    Assessment {
        id: result.assessment.id.clone(),
        title: result.assessment.title.clone(),
        levels: result.assessment.levels.clone(),
        areas: result.areas.iter().map(area).collect(),
    }
}
